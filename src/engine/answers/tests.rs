//! Hostile answers against the parent: spoilt in every way, with a fixed seed. None is taken that the program could not
//! work with, and none brings it down.

use super::*;
use crate::engine::protocol::{DocumentFacts, RenderMode, SourceDetail, written};
use crate::model::blackout::PageBlackout;
use crate::model::geometry::PageRect;
use crate::model::intake::{
    Attachment, Comment, FormField, HiddenReason, HiddenText, Layer, Link as FoundLink,
    MetadataEntry, PageContents, Proposal,
};
use crate::model::label::BlankMap;
use crate::model::navigation::{Bookmark, Link, PageLabels, Target};
use crate::model::pixels::Spread;
use crate::model::protection::Protection;
use crate::model::text::{Looks, PageChar};
use crate::redact::vector::Reason;
use crate::verify::{Check, Closeness, Covered, DeclaredArea, Doubt};
use crate::writer::page::{
    Glyph, Item, Outline, Paint, PlacedGlyph, Reading, StrokeStyle, TextMode, TextRun,
};
use crate::writer::parts::{Belongs, Part, Role};
use crate::writer::picture::{Coding, Picture};
use crate::writer::write_to_look_at;
use kurbo::{Affine, BezPath, Rect, Shape};

const SIZE: PageSize = PageSize {
    width: 60.0,
    height: 80.0,
};

fn area() -> PageRect {
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

fn picture(coding: Coding, mask: Option<Box<Picture>>) -> Picture {
    Picture {
        width: 2,
        height: 2,
        coding,
        data: vec![1; 9],
        mask,
    }
}

fn reading() -> Reading {
    Reading {
        glyphs: clean().glyphs,
        placed: vec![PlacedGlyph {
            glyph: 0,
            place: Affine::scale(0.01),
            part: Belongs::Unknown,
        }],
    }
}

fn clean() -> CleanPage {
    let path: BezPath = Rect::new(1.0, 2.0, 30.0, 40.0).to_path(0.1);
    let shape = Outline {
        path: path.clone(),
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
    let colour = [1; 3];
    let mask = picture(Coding::Gray { bits: 8 }, None);
    let colours = vec![[1; 3], [2; 3]];
    CleanPage {
        size: SIZE,
        user_unit: 1.0,
        items: vec![
            Item::Text(run),
            Item::Fill {
                shape: shape.clone(),
                paint,
            },
            Item::Stroke {
                path: path.clone(),
                style,
                paint,
            },
            Item::Marker {
                shape: shape.clone(),
                colour,
            },
            Item::Clip {
                shape,
                items: clipped,
            },
        ],
        glyphs: vec![Glyph {
            outline: path,
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

fn contents() -> SourceContents {
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

fn file_check() -> FileCheck {
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

fn fault() -> Fault {
    Fault {
        check: Check::Pixels,
        count: 1,
    }
}

/// A question of every kind with an honest answer.
fn honest() -> Vec<(Request, Reply)> {
    let sized = DocumentFacts {
        pages: vec![SIZE; 3],
    };
    let open = Request::Open {
        bytes: Vec::new(),
        password: None,
    };
    let render = Request::Render {
        page: 0,
        scale: 1.0,
        region: None,
    };
    let redact = |mode| Request::Redact {
        page: 1,
        areas: vec![area()],
        mode,
    };
    let source = SourcePage {
        size: SIZE,
        closeness: Closeness::Usual,
        text: page_text(),
        pixels: Packed::of(&pixels()),
        spread: vec![Spread {
            place: area(),
            reach: 2.0,
        }],
    };
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
    let page_check = PageCheck {
        faults: vec![fault()],
        recall: 0.995,
        differing: 0.001,
        cut: 1,
        seen_elsewhere: 1,
        is_read: true,
        doubts: vec![(Doubt::Stream, 1)],
    };
    let foreign = ForeignCheck {
        faults: vec![fault()],
        doubts: vec![(Doubt::Thumbnail, 2)],
    };
    let guide = Guide {
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
    };
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
    let assemble = Request::Assemble {
        first: 0,
        count: 1,
        more: Vec::new(),
    };
    let reasons = vec![Reason::Appearance];
    let looks = Looks {
        hidden: vec![1],
        seen_through: vec![2],
        unnamed: vec![3],
        misread: vec![4],
    };
    let layer = Request::Layer {
        page: 0,
        text: page_text(),
        areas: Vec::new(),
    };
    let source_page = Request::SourcePage(1, Closeness::Usual, SourceDetail::All);
    let covered = Request::CheckForeign(Covered::default());
    vec![
        (open, Reply::Opened(sized)),
        (Request::Text(0), Reply::Text(page_text())),
        (
            Request::Blank(0),
            Reply::Blank(BlankMap::new(SIZE, |x, _| x == 3)),
        ),
        (render, Reply::Pixels(pixels())),
        (
            redact(RenderMode::Vector),
            Reply::Clean(Box::new(clean()), reasons),
        ),
        (redact(RenderMode::Vector), Reply::Unfit(Reason::Group)),
        (layer, Reply::Layer(reading())),
        (source_page, Reply::SourcePage(Box::new(source))),
        (check_file, Reply::FileCheck(file_check())),
        (covered, Reply::ForeignCheck(foreign)),
        (check_page, Reply::PageCheck(page_check)),
        (assemble, Reply::File(vec![1, 2, 3])),
        (Request::Contents, Reply::Contents(Box::new(contents()))),
        (Request::Hidden(0), Reply::Hidden(hidden)),
        (Request::Attachment(0), Reply::Attachment(vec![1, 2, 3])),
        (Request::Links(0), Reply::Links(links)),
        (Request::Guide, Reply::Guide(guide)),
        (Request::Spent, Reply::Spent(vec![("open".into(), 0.5)])),
        (Request::Looks(0), Reply::Looks(looks)),
        (
            Request::Begin { document: 1 },
            Reply::Begun(Protection::default()),
        ),
    ]
}

/// Numbers that look like chance and are the same every time (Numerical Recipes, §7.1).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// What an attacker writes over something: counts beyond measure, and numbers that are none.
const EVIL: [&[u8]; 8] = [
    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    &[0, 0, 0, 0, 0, 0, 0xF8, 0x7F],
    &[0, 0, 0, 0, 0, 0, 0xF0, 0x7F],
    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xEF, 0xFF],
    &[0, 0, 0xC0, 0x7F],
    &[0],
    &[0xFF],
];

fn spoilt(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(3) {
        let place = chance.below(bytes.len());
        let end = (place + 1 + chance.below(16)).min(bytes.len());
        match chance.below(6) {
            0 => bytes.truncate(place),
            1 => {
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            2 => {
                let evil = EVIL[chance.below(EVIL.len())];
                bytes.splice(place..(place + evil.len()).min(bytes.len()), evil.to_vec());
            }
            3 => {
                bytes.drain(place..end);
            }
            4 => {
                let again = bytes[place..end].to_vec();
                bytes.splice(place..place, again);
            }
            _ => bytes.extend([0xFF; 9]),
        }
    }
    bytes
}

/// Works with an answer as the program would.
fn use_up(reply: &Reply) {
    match reply {
        Reply::Text(text) => {
            for word in 0..text.words.len() {
                assert!(!text.word(word).is_empty());
                text.word_text(word);
            }
            let nan = |c: &PageChar| c.origin.x.is_nan() || c.angle.is_nan();
            assert!(!text.chars.iter().any(nan));
        }
        Reply::Clean(page, _) => {
            assert!(write_to_look_at(page, &PageBlackout::default()).starts_with(b"%PDF"))
        }
        Reply::Pixels(pixels) => {
            pixels.part(0, 0, pixels.width(), pixels.height()).unwrap();
        }
        Reply::Blank(map) => {
            map.is_blank(&area());
        }
        Reply::SourcePage(page) => assert_eq!(page.size, SIZE),
        Reply::FileCheck(check) => {
            let areas = check.declared.iter().flat_map(|page| &page.areas);
            let labels = areas.filter_map(|area| area.label.as_ref());
            assert!(labels.into_iter().all(|label| label.size.is_finite()));
        }
        Reply::PageCheck(check) => assert!(check.recall <= 1.0 && check.differing <= 1.0),
        Reply::Contents(contents) => {
            assert!(contents.comments.iter().all(|c| c.page < MAX_PAGES));
        }
        Reply::Guide(guide) => assert!(guide.bookmarks.iter().all(|b| b.level < u8::MAX)),
        Reply::Spent(spent) => assert!(spent.iter().all(|(_, seconds)| seconds.is_finite())),
        _ => {}
    }
}

const PAGES: [PageSize; 3] = [SIZE; 3];

#[test]
fn an_honest_answer_is_taken_and_belongs_to_one_question() {
    let all = honest();
    for (asked, (request, _)) in all.iter().enumerate() {
        for (said, (_, reply)) in all.iter().enumerate() {
            let bytes = written(reply).unwrap();
            let taken = take(&bytes, request, &PAGES);
            let fits = asked == said || (asked.min(said), asked.max(said)) == (4, 5);
            assert_eq!(taken.is_ok(), fits, "{asked} {said}");
        }
    }
    let nothing = written(&Reply::Nothing).unwrap();
    for (request, _) in all {
        let taken = take(&nothing, &request, &PAGES);
        assert!(matches!(taken, Err(EngineError::Page)));
    }
}

#[test]
fn a_hostile_answer_is_refused_or_can_be_worked_with() {
    let mut chance = Chance(17);
    let (mut refused, mut taken) = (0, 0);
    for (request, reply) in honest() {
        let bytes = written(&reply).unwrap();
        for _ in 0..4_000 {
            match take(&spoilt(&bytes, &mut chance), &request, &PAGES) {
                Ok(reply) => {
                    use_up(&reply);
                    taken += 1;
                }
                Err(EngineError::Unsound | EngineError::Page) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert!(refused > 10_000 && taken > 1_000, "{refused} {taken}");
}

/// A value within a value within a value takes the stack of whoever reads it, unless somebody counts.
#[test]
fn an_answer_that_lies_within_itself_without_end_is_refused() {
    let redact = Request::Redact {
        page: 0,
        areas: Vec::new(),
        mode: RenderMode::Vector,
    };
    // Clip number 6, of an empty path, even-odd, one item: again and again.
    let mut page = clean();
    page.items = Vec::new();
    let bytes = written(&Reply::Clean(Box::new(page), Vec::new())).unwrap();
    let items = bytes.len() - written(&(clean_tables(), 0_u8)).unwrap().len() - 1;
    let mut clips = bytes[..items].to_vec();
    clips.push(1);
    clips.extend([6, 0, 0, 1].repeat(1_000_000));
    assert!(matches!(
        take(&clips, &redact, &PAGES),
        Err(EngineError::Unsound)
    ));
    // A mask of a mask of a mask.
    let masked = written(&picture(Coding::Rgb, None)).unwrap();
    let one = [&masked[..masked.len() - 1], &[1]]
        .concat()
        .repeat(1_000_000);
    let within: Result<Picture, _> = postcard::from_bytes(&one);
    assert!(within.is_err());
}

/// What follows the items of the page in the test above.
fn clean_tables() -> (Vec<Glyph>, Vec<Picture>, Vec<Part>, bool) {
    let page = clean();
    (page.glyphs, page.pictures, page.parts, page.raster)
}

#[test]
fn numbers_that_no_page_has_are_not_believed() {
    let check = |change: &dyn Fn(&mut PageCheck)| {
        let mut check = PageCheck {
            recall: 1.0,
            ..PageCheck::default()
        };
        change(&mut check);
        page_is_sound(&check)
    };
    assert!(check(&|_| {}));
    assert!(!check(&|c| c.recall = f64::NAN));
    assert!(!check(&|c| c.differing = -0.1));
    assert!(!check(&|c| c.differing = f64::INFINITY));
    assert!(!check(&|c| c.faults = vec![fault(); MAX_COUNTED + 1]));
    let file = |change: &dyn Fn(&mut FileCheck)| {
        let mut check = file_check();
        change(&mut check);
        file_is_sound(&check)
    };
    assert!(file(&|_| {}));
    assert!(!file(&|c| c.unkept = vec!["x".repeat(MAX_NAME + 1)]));
    assert!(!file(
        &|c| c.declared = vec![DeclaredPage::default(); MAX_PAGES + 1]
    ));
    assert!(!file(&|c| {
        let legend = c.declared.iter_mut().flat_map(|page| &mut page.legend);
        legend.flatten().for_each(|label| label.origin.x = f64::NAN);
    }));
    let other = CleanPage::blank(
        PageSize {
            width: 61.0,
            ..SIZE
        },
        1.0,
    );
    assert!(!clean_is_sound(&other, Some(&SIZE)), "of another size");
    let mut read = clean();
    read.add_reading(reading());
    assert!(
        read.is_sound() && !clean_is_sound(&read, Some(&SIZE)),
        "nobody asked to read"
    );
    let far = SourceContents {
        comments: vec![Comment {
            page: usize::MAX,
            ..contents().comments.remove(0)
        }],
        ..contents()
    };
    assert!(!contents_lie_on_pages(&far));
}
