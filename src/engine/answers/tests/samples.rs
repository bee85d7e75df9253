//! A question of every kind, with an answer that an honest child gives.

use crate::engine::protocol::{DocumentFacts, RenderMode, Reply, Request, SourceDetail};
use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::{BlankMap, Label};
use crate::model::dossier::intake::{
    Attachment, Comment, FormField, HiddenReason, HiddenText, Layer, Link as FoundLink,
    MetadataEntry, PageContents, Proposal, SourceContents,
};
use crate::model::navigation::{Bookmark, Guide, Link, PageLabels, Target};
use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::packed::Packed;
use crate::model::page::pixels::{Pixels, Spread};
use crate::model::page::text::{Looks, PageChar, PageText};
use crate::model::protection::Protection;
use crate::redact::vector::Reason;
use crate::verify::{
    Check, Closeness, Covered, DeclaredArea, DeclaredPage, Doubt, Fault, FileCheck, ForeignCheck,
    PageCheck, SourcePage,
};
use crate::writer::page::{
    CleanPage, Glyph, Item, Outline, Paint, PlacedGlyph, Reading, StrokeStyle, TextMode, TextRun,
};
use crate::writer::parts::{Belongs, Part, Role};
use crate::writer::picture::{Coding, Picture};
use kurbo::{Affine, BezPath, Rect, Shape};

pub const SIZE: PageSize = PageSize {
    width: 60.0,
    height: 80.0,
};

pub fn area() -> PageRect {
    PageRect::new(10.0, 10.0, 30.0, 20.0).unwrap()
}

fn page_text() -> PageText {
    let letter = |index: usize| PageChar {
        text: if index == 3 { ' ' } else { 'é' },
        ink: area(),
        cell: area(),
        origin: PagePoint::new(10.0, 20.0),
        angle: 0.0,
        invisible: false,
        colour: Some([0, 0, 0]),
        hidden: false,
    };
    PageText::new((0..8).map(letter).collect(), &[])
}

fn pixels() -> Pixels {
    Pixels::new(4, 3, vec![7; 36]).unwrap()
}

pub fn picture(coding: Coding, mask: Option<Box<Picture>>) -> Picture {
    Picture {
        width: 2,
        height: 2,
        coding,
        data: vec![1; 9],
        mask,
    }
}

pub fn reading() -> Reading {
    Reading {
        glyphs: clean().glyphs,
        placed: vec![PlacedGlyph {
            glyph: 0,
            place: Affine::scale(0.01),
            part: Belongs::Unknown,
        }],
    }
}

fn path() -> BezPath {
    Rect::new(1.0, 2.0, 30.0, 40.0).to_path(0.1)
}

/// An item of every kind.
fn items() -> Vec<Item> {
    let shape = Outline {
        path: path(),
        even_odd: false,
    };
    let paint = Paint {
        colour: [9; 3],
        alpha: 255,
    };
    let run = TextRun {
        glyphs: vec![PlacedGlyph {
            glyph: 0,
            place: Affine::scale(0.01),
            part: Belongs::Part(0),
        }],
        mode: TextMode::FillStroke(paint, paint, 1.0),
    };
    let style = StrokeStyle {
        width: 1.0,
        cap: 1,
        join: 1,
        miter_limit: 10.0,
        dashes: vec![1.0, 2.0],
        dash_start: 0.0,
    };
    let place = Affine::scale(10.0);
    let clipped = vec![
        Item::Picture {
            picture: 0,
            place,
            alpha: 255,
        },
        Item::Stencil {
            picture: 1,
            place,
            paint,
        },
    ];
    vec![
        Item::Text(run),
        Item::Fill {
            shape: shape.clone(),
            paint,
        },
        Item::Stroke {
            path: path(),
            style,
            paint,
        },
        Item::Marker {
            shape: shape.clone(),
            colour: [1; 3],
        },
        Item::Clip {
            shape,
            items: clipped,
        },
    ]
}

pub fn clean() -> CleanPage {
    let mask = picture(Coding::Gray { bits: 8 }, None);
    let colours = vec![[1; 3], [2; 3]];
    CleanPage {
        size: SIZE,
        user_unit: 1.0,
        items: items(),
        glyphs: vec![Glyph {
            outline: path(),
            advance: 500,
            unicode: "e".into(),
        }],
        pictures: vec![
            picture(Coding::Palette { bits: 1, colours }, Some(Box::new(mask))),
            picture(Coding::Stencil, None),
        ],
        parts: vec![Part {
            role: Role::Paragraph,
            parent: None,
        }],
        raster: false,
    }
}

pub fn contents() -> SourceContents {
    let text = || "tekst".to_owned();
    SourceContents {
        attachments: vec![Attachment {
            name: text(),
            size: Some(3),
            kind: text(),
            is_pdf: true,
        }],
        comments: vec![Comment {
            page: 1,
            kind: text(),
            author: text(),
            text: text(),
            is_reply: false,
            area: Some(area()),
        }],
        proposals: vec![Proposal {
            page: 1,
            areas: vec![area()],
            overlay: text(),
            author: text(),
        }],
        layers: vec![Layer {
            name: text(),
            is_shown: false,
        }],
        actions: vec![(text(), 2)],
        fields: vec![FormField {
            name: text(),
            value: text(),
            is_hidden: true,
        }],
        links: vec![FoundLink {
            page: 1,
            target: text(),
            area: Some(area()),
        }],
        metadata: vec![MetadataEntry {
            key: text(),
            value: text(),
            is_name: true,
        }],
        signatures: vec![text()],
        ..SourceContents::default()
    }
}

pub fn file_check() -> FileCheck {
    let label = Label {
        text: "5.1.2e".into(),
        size: 8.0,
        origin: PagePoint::new(10.0, 20.0),
        rect: area(),
        inside: true,
        leader: Some((PagePoint::new(1.0, 2.0), PagePoint::new(3.0, 4.0))),
    };
    let declared = DeclaredPage {
        areas: vec![DeclaredArea {
            rects: vec![area()],
            label: Some(label.clone()),
        }],
        legend: vec![Some(label), None],
    };
    FileCheck {
        faults: vec![fault()],
        unkept: vec!["6.1.2".into()],
        declared: vec![declared],
    }
}

pub fn fault() -> Fault {
    Fault {
        check: Check::Pixels,
        count: 1,
    }
}

fn source_page() -> SourcePage<Packed> {
    SourcePage {
        size: SIZE,
        closeness: Closeness::Usual,
        text: page_text(),
        pixels: Packed::of(&pixels()),
        spread: vec![Spread {
            place: area(),
            reach: 2.0,
        }],
    }
}

fn page_check() -> PageCheck {
    PageCheck {
        faults: vec![fault()],
        recall: 0.995,
        differing: 0.001,
        cut: 1,
        seen_elsewhere: 1,
        is_read: true,
        doubts: vec![(Doubt::Stream, 1)],
    }
}

fn guide() -> Guide {
    Guide {
        bookmarks: vec![Bookmark {
            title: "Kop".into(),
            level: 1,
            page: Some(1),
        }],
        beyond: 1,
        labels: vec![PageLabels {
            from: 0,
            numerals: None,
            prefix: "A".into(),
            first: 1,
        }],
    }
}

/// What a page says beside its own text.
fn of_the_page() -> [(Request, Reply); 3] {
    let hidden = PageContents {
        hidden: vec![HiddenText {
            reason: HiddenReason::OffPage,
            area: area(),
            text: "weg".into(),
        }],
        see_through: vec![area()],
    };
    let links = vec![Link {
        area: area(),
        target: Some(Target::Page(1)),
    }];
    let looks = Looks {
        hidden: vec![1],
        seen_through: vec![2],
        unnamed: vec![3],
        misread: vec![4],
    };
    [
        (Request::Hidden(0), Reply::Hidden(hidden)),
        (Request::Links(0), Reply::Links(links)),
        (Request::Looks(0), Reply::Looks(looks)),
    ]
}

/// A page that is drawn again, and one that cannot be: both answer one question.
fn redacted() -> [(Request, Reply); 2] {
    let redact = || Request::Redact {
        page: 1,
        areas: vec![area()],
        mode: RenderMode::Vector,
        is_late: false,
    };
    let page = Reply::Clean(Box::new(clean()), vec![Reason::Appearance]);
    [(redact(), page), (redact(), Reply::Unfit(Reason::Group))]
}

fn checked() -> [(Request, Reply); 3] {
    let check_page = Request::CheckPage {
        page: 0,
        source: None,
        blackout: PageBlackout::default(),
        words: Vec::new(),
    };
    let check_file = Request::CheckFile {
        needles: Vec::new(),
        areas: Vec::new(),
    };
    let foreign = ForeignCheck {
        faults: vec![fault()],
        doubts: vec![(Doubt::Thumbnail, 2)],
    };
    [
        (check_file, Reply::FileCheck(file_check())),
        (
            Request::CheckForeign(Covered::default()),
            Reply::ForeignCheck(foreign),
        ),
        (check_page, Reply::PageCheck(page_check())),
    ]
}

/// A question of every kind with an honest answer; the first two answer the same one.
pub fn honest() -> Vec<(Request, Reply)> {
    let open = Request::Open {
        bytes: Vec::new(),
        password: None,
    };
    let sized = DocumentFacts {
        pages: vec![SIZE; 3],
    };
    let blank = BlankMap::new(SIZE, |x, _| x == 3);
    let render = Request::Render {
        page: 0,
        scale: 1.0,
        region: None,
    };
    let layer = Request::Layer {
        page: 0,
        text: page_text(),
        areas: Vec::new(),
    };
    let source = Request::SourcePage(1, Closeness::Usual, SourceDetail::All);
    let assemble = Request::Assemble {
        first: 0,
        count: 1,
        more: Vec::new(),
    };
    let begun = Reply::Begun(Protection::default());
    let mut all = Vec::from(redacted());
    all.extend(checked());
    all.extend(of_the_page());
    all.extend([
        (open, Reply::Opened(sized)),
        (Request::Text(0), Reply::Text(page_text())),
        (Request::Blank(0), Reply::Blank(blank)),
        (render, Reply::Pixels(pixels())),
        (layer, Reply::Layer(reading())),
        (source, Reply::SourcePage(Box::new(source_page()))),
        (assemble, Reply::File(vec![1, 2, 3])),
        (Request::Contents, Reply::Contents(Box::new(contents()))),
        (Request::Attachment(0), Reply::Attachment(vec![1, 2, 3])),
        (Request::Guide, Reply::Guide(guide())),
        (Request::Spent, Reply::Spent(vec![("open".into(), 0.5)])),
        (Request::Begin { document: 1 }, begun),
    ]);
    all
}
