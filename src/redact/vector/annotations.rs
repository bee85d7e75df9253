//! What a source says of its notes and fields.
//!
//! **Invariant:** this decides from which copy of the source a page is drawn, and nothing else.
//! **Absent:** their looks and texts.

use hayro_interpret::TransformExt;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name};
use hayro_interpret::hayro_syntax::page::Page;
use kurbo::Rect;

/// The pages (from 0, rising) with a note or a field that does not say how it looks, so that each program gives it a look
/// of its own (ISO 32000-1 §12.5.5, and §12.7.2 for fields that want to look otherwise than they say).
pub fn pages_lacking_appearances(pdf: &Pdf) -> Vec<usize> {
    let pages = pdf.pages().iter().enumerate();
    let lacking = pages.filter(|(_, page)| !bare_notes(pdf, page).is_empty());
    lacking.map(|(number, _)| number).collect()
}

/// Whether a page shows more in a copy that holds the looks which PDFium makes. What is wholly under an area decides nothing.
///
/// Not so where PDFium would put the looks it makes elsewhere than the copy says: it puts them at the quadrilaterals of a
/// note over text, and a copy holds the rectangle of the note (ISO 32000-1 §12.5.6.10).
pub fn wants_appearances(pdf: &Pdf, page: &Page<'_>, areas: &[Rect]) -> bool {
    let notes = bare_notes(pdf, page);
    let beside = notes.iter().filter(|note| !is_under(note, page, areas));
    let mut beside = beside.peekable();
    beside.peek().is_some() && beside.all(stands_in_its_rectangle)
}

fn bare_notes<'a>(pdf: &'a Pdf, page: &'a Page<'_>) -> Vec<Dict<'a>> {
    let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else {
        return Vec::new();
    };
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let form = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"AcroForm"));
    let fields_too = form.and_then(|form| form.get::<bool>(b"NeedAppearances"));
    let fields_too = fields_too.unwrap_or(false);
    let notes = notes.iter::<Dict<'_>>();
    notes
        .filter(|note| lacks_appearance(note, fields_too))
        .collect()
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
const UNSEEN_POINTS: f64 = 0.1;

fn stands_in_its_rectangle(note: &Dict<'_>) -> bool {
    let (Some(quads), Some(rect)) = (bounds(note, b"QuadPoints"), bounds(note, b"Rect")) else {
        return true;
    };
    let pairs = [
        (quads.x0, rect.x0),
        (quads.y0, rect.y0),
        (quads.x1, rect.x1),
        (quads.y1, rect.y1),
    ];
    pairs.iter().all(|(a, b)| (a - b).abs() <= UNSEEN_POINTS)
}

/// Whether one area covers the place of a note, however it is told.
fn is_under(note: &Dict<'_>, page: &Page<'_>, areas: &[Rect]) -> bool {
    let places = [bounds(note, b"Rect"), bounds(note, b"QuadPoints")];
    let whole = places.into_iter().flatten().reduce(|a, b| a.union(b));
    let turned = page.initial_transform(true).to_kurbo();
    let whole = whole.map(|whole| turned.transform_rect_bbox(whole));
    whole.is_some_and(|whole| areas.iter().any(|area| area.contains_rect(whole)))
}

/// What a list of points spans, in the space of its page.
fn bounds(note: &Dict<'_>, key: &[u8]) -> Option<Rect> {
    let list = note.get::<Array<'_>>(key)?;
    let numbers: Vec<f64> = list.iter::<f32>().map(f64::from).collect();
    let points = numbers.as_chunks::<2>().0.iter();
    let rects = points.map(|[x, y]| Rect::new(*x, *y, *x, *y));
    rects.reduce(|a, b| a.union(b))
}
