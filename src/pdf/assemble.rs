//! A source made of pages of other sources: the two halves of a split document, the whole of joined ones.
//!
//! **Invariant:** pages are copied as they are; whoever asks compares them with where they came from.
//! **Absent:** publication; what is published is drawn anew from such a source as from any other.

use super::document::{Document, OpenError};
use super::library::pdfium;

impl Document {
    /// A file of `count` pages from `first` (from 0), followed by all pages of `more`; `None` when PDFium cannot make it.
    pub fn assembled(&self, first: usize, count: usize, more: &[Document]) -> Option<Vec<u8>> {
        let index = |page: usize| i32::try_from(page).ok();
        let mut file = pdfium().ok()?.create_new_pdf().ok()?;
        let last = first.checked_add(count)?.checked_sub(1)?;
        let range = index(first)?..=index(last)?;
        file.pages_mut()
            .copy_page_range_from_document(self.pdf(), range, 0)
            .ok()?;
        for document in more {
            file.pages_mut().append(document.pdf()).ok()?;
        }
        file.save_to_bytes().ok()
    }
}

/// Opens files that are to be added.
///
/// # Errors
/// The first that does not open.
pub fn open_all(files: Vec<Vec<u8>>) -> Result<Vec<Document>, OpenError> {
    let opened = files
        .into_iter()
        .map(|bytes| Document::open(Vec::leak(bytes), None));
    opened.collect()
}
