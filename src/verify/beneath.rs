//! The written pages without their black areas and labels, all else in black: what lies beneath must be nothing.
//!
//! **Invariant:** every text, line, shape and clip of a page leaves ink here, whatever its colour, opacity or clip; an
//! operator that is not known makes the page unreadable. Pictures are left out: their samples are looked at one by one;
//! so is text without ink, which is looked at as text.
//! **Absent:** trust in what the page shows; there a black area lies over everything.

use super::syntax::{FileObjects, Object, Reader, Value};
use crate::pdf::Document;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The file as described above; `None` when it is not built as ours are.
pub fn document(bytes: &[u8], file: &FileObjects) -> Option<Document> {
    let contents: Vec<u32> = file.objects.values().filter_map(contents_of).collect();
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, object) in &file.objects {
        offsets.insert(*number, out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        if contents.contains(number) {
            let (start, end) = object.stream?;
            let operators = super::streams::inflated(bytes.get(start..end)?)?;
            let ink = ink_of(&operators)?;
            out.extend(format!("<</Length {}>>\nstream\n", ink.len()).bytes());
            out.extend_from_slice(&ink);
            out.extend_from_slice(b"\nendstream");
        } else if is_picture(object) {
            out.extend_from_slice(b"null");
        } else {
            let (start, end) = *file.places.get(number)?;
            out.extend_from_slice(bytes.get(start..end)?);
        }
        out.extend_from_slice(b"\nendobj\n");
    }
    let root = match file.trailer.get(b"Root".as_slice())? {
        Value::Ref(number) => *number,
        _ => return None,
    };
    let table = out.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1);
    for offset in offsets.values() {
        writeln!(end, "{offset:010} 00000 n ").ok()?;
    }
    write!(
        end,
        "trailer\n<</Size {}/Root {root} 0 R>>\nstartxref\n{table}\n%%EOF",
        offsets.len() + 1
    )
    .ok()?;
    out.extend_from_slice(end.as_bytes());
    Document::open_own(out).ok()
}

/// The content stream of a page.
fn contents_of(object: &Object) -> Option<u32> {
    let Value::Dict(dict) = &object.value else {
        return None;
    };
    match dict.get(b"Contents".as_slice()) {
        Some(Value::Ref(number)) => Some(*number),
        _ => None,
    }
}

fn is_picture(object: &Object) -> bool {
    matches!(&object.value, Value::Dict(dict)
        if dict.get(b"Subtype".as_slice()) == Some(&Value::Name(b"Image".to_vec())))
}

/// Operators that are kept as they are: places, paths, text.
const KEPT: [&[u8]; 23] = [
    b"q", b"Q", b"cm", b"w", b"J", b"j", b"M", b"d", b"m", b"l", b"c", b"h", b"re", b"f", b"f*",
    b"S", b"BT", b"ET", b"Tf", b"Tm", b"Tj", b"TJ", b"Do",
];
/// Colours and opacities, which go.
const DROPPED: [&[u8]; 5] = [b"g", b"G", b"rg", b"RG", b"gs"];

fn is_area(name: Option<&Value>) -> bool {
    matches!(name, Some(Value::Name(name)) if name == b"Lakking" || name == b"Label")
}

/// Operators that leave every mark in black and nothing of areas, labels and pictures.
fn ink_of(operators: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader::new(operators);
    let mut out = Vec::with_capacity(operators.len());
    // Whether each open mark is that of an area or its label.
    let mut open: Vec<bool> = Vec::new();
    let mut clip: Option<&[u8]> = None;
    let mut invisible = false;
    loop {
        reader.skip_blanks();
        let start = reader.at;
        if reader.peek().is_none() {
            return open.is_empty().then_some(out);
        }
        let (mut first, mut last) = (None, None);
        while reader.peek().is_some_and(|b| !b.is_ascii_alphabetic()) {
            let value = reader.value(0)?;
            first.get_or_insert_with(|| value.clone());
            last = Some(value);
            reader.skip_blanks();
        }
        let operator = reader.operator()?;
        let whole = operators.get(start..reader.at)?;
        match operator {
            b"BMC" | b"BDC" => open.push(is_area(first.as_ref())),
            b"EMC" => {
                open.pop()?;
            }
            _ if open.contains(&true) => {}
            // A clip hides ink; here its own shape is ink.
            b"W" => clip = Some(b"f"),
            b"W*" => clip = Some(b"f*"),
            b"n" => out.extend_from_slice(clip.take()?),
            b"Do" => {}
            b"Tr" => {
                invisible = last == Some(Value::Int(3));
                out.extend_from_slice(whole);
            }
            b"Tj" | b"TJ" if invisible => {}
            _ if DROPPED.contains(&operator) => {}
            _ if KEPT.contains(&operator) => out.extend_from_slice(whole),
            _ => return None,
        }
        out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(operators: &str) -> Option<String> {
        let ink = ink_of(operators.as_bytes())?;
        let text = String::from_utf8(ink).unwrap();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn all_but_areas_and_pictures_becomes_black_ink() {
        assert_eq!(
            ink("1 0 0 rg /G9 gs 3 Tr 0 0 5 5 re W* n /P0 Do").as_deref(),
            Some("3 Tr 0 0 5 5 re f*")
        );
        assert_eq!(
            ink("/Lakking BMC 0 g 1 1 2 2 re f EMC 1 1 2 2 re f").as_deref(),
            Some("1 1 2 2 re f")
        );
        assert_eq!(
            ink("/P <</MCID 0>> BDC 1 1 2 2 re f EMC /Label <</MCID 1>> BDC 1 1 3 3 re f EMC")
                .as_deref(),
            Some("1 1 2 2 re f")
        );
        assert_eq!(ink("/S0 sh"), None);
        assert_eq!(ink("/Lakking BMC"), None);
    }

    use crate::model::blackout::PageBlackout;
    use crate::model::page::geometry::{PageRect, PageSize};
    use crate::verify::{Check, PageQuestion, Written};
    use crate::writer::page::{CleanPage, Item, Outline, Paint, StrokeStyle};
    use crate::writer::{Claim, FileFacts, write};
    use kurbo::{BezPath, Rect, Shape};

    const SIZE: PageSize = PageSize {
        width: 200.0,
        height: 100.0,
    };

    /// Whether something on a page, with an area in its middle, is found beneath the area.
    fn found(items: Vec<Item>) -> bool {
        let page = CleanPage {
            items,
            ..CleanPage::blank(SIZE, 1.0)
        };
        let area = PageRect::new(50.0, 40.0, 150.0, 60.0).unwrap();
        let blackout = PageBlackout::of_one(area, SIZE);
        let facts = FileFacts {
            title: "T".into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        };
        let bytes: &'static [u8] = Vec::leak(write(
            &[(&page, &blackout)],
            &Default::default(),
            &facts,
            Claim::PdfAAndUa,
        ));
        let file = crate::verify::check_file(bytes, &[], &[vec![area]]);
        assert_eq!((file.faults, file.unkept), (vec![], vec![]));
        let written = Document::open(bytes, None).unwrap();
        let ours = Written::of(bytes).unwrap();
        let question = PageQuestion {
            document: &written,
            page: 0,
            size: SIZE,
            written: Some(&ours),
            source: None,
            blackout: &blackout,
            words: &[],
        };
        let check = question.answer();
        check.faults.iter().any(|f| f.check == Check::Beneath)
    }

    fn shape(rect: Rect) -> Outline {
        Outline {
            path: rect.to_path(0.1),
            even_odd: true,
        }
    }

    const WHITE: Paint = Paint {
        colour: [255; 3],
        alpha: 40,
    };

    #[test]
    fn whatever_was_left_under_an_area_is_found() {
        let under = Rect::new(60.0, 45.0, 70.0, 50.0);
        let beside = Rect::new(10.0, 10.0, 190.0, 40.0);
        let fill = |rect| Item::Fill {
            shape: shape(rect),
            paint: WHITE,
        };
        assert!(found(vec![fill(under)]), "a white shape, hardly opaque");
        assert!(!found(vec![fill(beside)]));
        let clip = |rect, inner| Item::Clip {
            shape: shape(rect),
            items: vec![fill(inner)],
        };
        assert!(found(vec![clip(under, beside)]), "the shape of a clip");
        assert!(found(vec![clip(beside, under)]), "what a clip hides");
        let mut path = BezPath::new();
        path.move_to((60.0, 50.0));
        path.line_to((61.0, 50.0));
        let line = Item::Stroke {
            path,
            style: StrokeStyle::plain(0.0),
            paint: WHITE,
        };
        assert!(found(vec![line]), "the thinnest line");
    }
}
