//! What a page of the source says of its notes and fields.
//!
//! **Invariant:** this decides from which copy of the source a page is drawn, and nothing else.
//! **Absent:** their looks and texts.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name};

/// Whether a note or a field of the page does not say how it looks. Links and windows of notes have no looks.
///
/// Not so where PDFium would put the looks it makes elsewhere than the copy says: it puts them at the quadrilaterals of a
/// note over text, and a copy holds the rectangle of the note (ISO 32000-1 §12.5.6.10).
pub fn lack_appearances(page: &Dict<'_>) -> bool {
    let Some(notes) = page.get::<Array<'_>>(b"Annots") else {
        return false;
    };
    let mut bare = notes.iter::<Dict<'_>>().filter(lacks_appearance).peekable();
    bare.peek().is_some() && bare.all(|note| stands_in_its_rectangle(&note))
}

fn lacks_appearance(note: &Dict<'_>) -> bool {
    let kind = note.get::<Name<'_>>(b"Subtype");
    let has_looks = kind.is_some_and(|kind| !matches!(&*kind, b"Link" | b"Popup"));
    has_looks && note.get::<Dict<'_>>(b"AP").is_none()
}

/// Points by which quadrilaterals may leave their rectangle: less than can be seen.
const UNSEEN: f32 = 0.1;

fn stands_in_its_rectangle(note: &Dict<'_>) -> bool {
    let numbers = |key: &[u8]| {
        let list = note.get::<Array<'_>>(key);
        list.map(|list| list.iter::<f32>().collect::<Vec<_>>())
    };
    let (Some(quads), Some(rect)) = (numbers(b"QuadPoints"), numbers(b"Rect")) else {
        return true;
    };
    let bounds = |list: &[f32], axis: usize| {
        let along = list.iter().skip(axis).step_by(2);
        along.fold((f32::INFINITY, f32::NEG_INFINITY), |(least, most), &n| {
            (least.min(n), most.max(n))
        })
    };
    let same = |axis| {
        let ((a, b), (c, d)) = (bounds(&quads, axis), bounds(&rect, axis));
        (a - c).abs() <= UNSEEN && (b - d).abs() <= UNSEEN
    };
    same(0) && same(1)
}
