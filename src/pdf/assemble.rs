//! A source made of other sources: the two halves of a split document, the whole of joined ones, a file with the
//! appearances that it leaves to its reader.
//!
//! **Invariant:** pages are copied as they are; whoever asks compares them with where they came from.
//! **Absent:** publication; what is published is drawn anew from such a source as from any other.

use super::document::{Document, OpenError};
use super::library::pdfium;
use super::render::give_appearances;

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

    /// The same file, in which each note and field on these pages (from 0) that does not say how it looks has the
    /// appearance that PDFium gives it; `None` when PDFium cannot write it. It keeps its password.
    pub fn with_appearances(&self, pages: &[usize]) -> Option<Vec<u8>> {
        for &page in pages {
            self.with_page(page, give_appearances)?;
        }
        self.pdf().save_to_bytes().ok()
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
