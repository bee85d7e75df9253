//! The text that annotations and form fields show, which PDFium does not count as text of their page.
//!
//! **Invariant:** the page itself is read as it is; only a second reading of the file, which nobody is shown, is changed
//! to make its annotations part of their pages.
//! **Absent:** what an annotation says besides: its comment, its author, the value of a field that is not shown.
//!
//! Flattening does not move the text of a page, so that what is new in the flattened page is what annotations show.

use super::document::{Document, ToPageSpace};
use super::library::pdfium;
use super::text::{ByObject, page_text, page_text_by_object};
use crate::model::text::{PageChar, PageText};
use pdfium_render::prelude::*;
use std::cell::OnceCell;
use std::collections::HashSet;

/// Annotations of one page that are looked at; a page with more is read without them.
const MOST: usize = 5_000;

/// The second reading of a file; opened when the first page with annotations is asked for.
pub(super) struct Flat {
    bytes: &'static [u8],
    password: Option<String>,
    pdf: OnceCell<Option<PdfDocument<'static>>>,
}

impl Flat {
    pub(super) fn new(bytes: &'static [u8], password: Option<&str>) -> Self {
        Self {
            bytes,
            password: password.map(str::to_owned),
            pdf: OnceCell::new(),
        }
    }

    fn pdf(&self) -> Option<&PdfDocument<'static>> {
        let open = || {
            let password = self.password.as_deref();
            let pdf = pdfium()
                .ok()?
                .load_pdf_from_byte_slice(self.bytes, password);
            pdf.ok()
        };
        self.pdf.get_or_init(open).as_ref()
    }

    /// All text of a page, that of its annotations among it, in the page space of the page as it was: flattening may
    /// change its boxes.
    fn text(&self, page: usize, space: &ToPageSpace) -> Option<PageText> {
        let pages = self.pdf()?.pages();
        let index = i32::try_from(page).ok()?;
        let mut page = pages.get(index).ok()?;
        for number in page.annotations().as_range() {
            let mut annotation = page.annotations().get(number).ok()?;
            // PDFium flattens what is printed; what is seen on a screen is asked for.
            let is_seen = is_shown(&annotation);
            annotation.set_is_printed(is_seen).ok()?;
        }
        page.flatten().ok()?;
        // What was known of the page before is no longer valid.
        drop(page);
        page_text(&pages.get(index).ok()?, space)
    }
}

impl Document {
    /// The text of a page with what its annotations and form fields show; `None` when the page cannot be read.
    pub fn text(&self, page: usize) -> Option<PageText> {
        Some(self.text_by_object(page, false)?.0)
    }

    /// The same with the objects of the characters of the page itself, see [`page_text_by_object`].
    pub(super) fn text_by_object(&self, page: usize, wanted: bool) -> Option<(PageText, ByObject)> {
        let ((text, objects), space, shows_more) = self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let read = page_text_by_object(page, &space, wanted)?;
            Some((read, space, has_shown(page)))
        })?;
        let all = shows_more.then(|| self.flat().text(page, &space)).flatten();
        let text = match all {
            Some(all) => joined(text, &all),
            None => text,
        };
        Some((text, objects))
    }
}

fn has_shown(page: &PdfPage<'_>) -> bool {
    let annotations = page.annotations();
    annotations.len() <= MOST && annotations.iter().any(|a| is_shown(&a))
}

fn is_shown(annotation: &PdfPageAnnotation<'_>) -> bool {
    let kind = annotation.annotation_type();
    let draws = !matches!(
        kind,
        PdfPageAnnotationType::Link | PdfPageAnnotationType::Popup
    );
    draws && !annotation.is_hidden() && !annotation.is_printable_but_not_viewable()
}

/// The text of a page, and behind it what only the flattened page has.
fn joined(text: PageText, all: &PageText) -> PageText {
    let place = |c: &PageChar| (c.text, c.origin.x.to_bits(), c.origin.y.to_bits());
    let mut known: HashSet<_> = text.chars.iter().map(place).collect();
    let starts: HashSet<usize> = all.words.iter().map(|(start, _)| *start).collect();
    let mut breaks: Vec<usize> = text.words.iter().map(|(start, _)| *start).collect();
    let mut chars = text.chars;
    let mut follows = false;
    for (index, c) in all.chars.iter().enumerate() {
        // What is drawn twice in one place is read once.
        let is_new = known.insert(place(c));
        if is_new {
            if !follows || starts.contains(&index) {
                breaks.push(chars.len());
            }
            chars.push(c.clone());
        }
        follows = is_new;
    }
    PageText::new(chars, &breaks)
}
