//! What a source says of its notes and fields.
//!
//! **Invariant:** this decides from which copy of the source a page is drawn, and nothing else.
//! **Absent:** their looks and texts.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name};

/// The pages (from 0, rising) with a note or a field that does not say how it looks, so that each program gives it a look
/// of its own (ISO 32000-1 §12.5.5, and §12.7.2 for fields that want to look otherwise than they say).
///
/// Not so where PDFium would put the looks it makes elsewhere than the copy says: it puts them at the quadrilaterals of a
/// note over text, and a copy holds the rectangle of the note (ISO 32000-1 §12.5.6.10).
pub fn pages_lacking_appearances(pdf: &Pdf) -> Vec<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let form = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"AcroForm"));
    let fields_too = form.and_then(|form| form.get::<bool>(b"NeedAppearances"));
    let fields_too = fields_too.unwrap_or(false);
    let pages = pdf.pages().iter().enumerate();
    let lacking = pages.filter(|(_, page)| lacks_appearances(page.raw(), fields_too));
    lacking.map(|(number, _)| number).collect()
}

fn lacks_appearances(page: &Dict<'_>, fields_too: bool) -> bool {
    let Some(notes) = page.get::<Array<'_>>(b"Annots") else {
        return false;
    };
    let lacks = |note: &Dict<'_>| lacks_appearance(note, fields_too);
    let mut bare = notes.iter::<Dict<'_>>().filter(lacks).peekable();
    bare.peek().is_some() && bare.all(|note| stands_in_its_rectangle(&note))
}

/// Links and windows of notes have no looks.
fn lacks_appearance(note: &Dict<'_>, fields_too: bool) -> bool {
    let kind = note.get::<Name<'_>>(b"Subtype");
    kind.is_some_and(|kind| match &*kind {
        b"Link" | b"Popup" => false,
        b"Widget" if fields_too => true,
        _ => note.get::<Dict<'_>>(b"AP").is_none(),
    })
}

/// Points by which quadrilaterals may leave their rectangle: less than can be seen.
const UNSEEN_POINTS: f32 = 0.1;

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
        (a - c).abs() <= UNSEEN_POINTS && (b - d).abs() <= UNSEEN_POINTS
    };
    same(0) && same(1)
}
