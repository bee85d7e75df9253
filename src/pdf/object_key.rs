//! By which the objects of a page are known again.

use pdfium_render::prelude::*;

/// By which a character and the object that it belongs to find each other: PDFium gives both no name, and the exact
/// bounds of the object in its own space are the same on either way.
pub type Key = [u32; 4];

pub fn key<'a>(object: &impl PdfPageObjectCommon<'a>) -> Option<Key> {
    let r = object.bounds().ok()?;
    Some([r.left(), r.bottom(), r.right(), r.top()].map(|v| v.value.to_bits()))
}
