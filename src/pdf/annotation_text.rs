//! The text that annotations and form fields show, which PDFium does not count as text of their page.
//!
//! **Invariant:** the page itself is read as it is; only a second reading of the file, which nobody is shown, is changed
//! to make its annotations part of their pages.
//! **Absent:** what an annotation says besides: its comment, its author, the value of a field that is not shown.
//!
//! What the flattened page has more, and where an annotation lies (its appearance is clipped to it, ISO 32000-1
//! §12.5.5), is what annotations show.

use super::document::Document;
use super::known::TextByObject;
use super::letters::Glyphs;
use super::library::pdfium;
use super::page_space::ToPageSpace;
use super::reference::{Reference, scale};
use super::render::give_appearances;
use super::second_reading::SecondReading;
use super::text::page_text;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{PageChar, PageText};
use pdfium_render::prelude::*;
use std::collections::HashSet;
use std::rc::Rc;

/// Annotations of one page that are looked at; a page with more is read without them.
const MAX_ANNOTATIONS: usize = 5_000;

impl Document {
    /// The text of a page with what its annotations and form fields show; `None` when the page cannot be read.
    pub fn text(&self, page: usize) -> Option<PageText> {
        Some(self.reading(page)?.0.clone())
    }

    /// The same as it was read.
    pub(super) fn reading(&self, page: usize) -> Option<Rc<TextByObject>> {
        if let Some(reading) = self.known(page, |known| known.reading.clone()) {
            return Some(reading);
        }
        let reading = Rc::new(self.read(page)?);
        self.known(page, |known| known.reading = Some(reading.clone()));
        Some(reading)
    }

    fn read(&self, number: usize) -> Option<TextByObject> {
        let ((text, objects), space, places) = self.with_page(number, |page| {
            let space = ToPageSpace::of(page)?;
            let read = page_text(page, (self.glyphs(), number), &space)?;
            let has_form = self.pdf().form().is_some();
            Some((read, space, places_of_shown(page, &space, has_form)))
        })?;
        let own = text.chars.len();
        let all = (!places.is_empty()).then(|| flattened(self.second(), number, &space));
        let text = match all.flatten() {
            Some(all) => joined(text, &all, &places),
            None => text,
        };
        Some((text, objects, own))
    }

    /// The characters after the first `own` that PDFium does not draw although they belong to an annotation, as one of a
    /// layer that is off: what stands in their place is something else. Fields are drawn in another way and not asked.
    pub(super) fn undrawn(
        &self,
        page: usize,
        size: PageSize,
        text: &PageText,
        own: usize,
    ) -> Option<Vec<usize>> {
        let fields = self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let annotations = page.annotations();
            let widgets = annotations.iter().filter(is_widget);
            let places = widgets.filter_map(|w| space.rect(&w.bounds().ok()?));
            Some(places.collect::<Vec<_>>())
        })?;
        let is_asked = |c: &PageChar| !fields.iter().any(|field| field.intersects(&c.ink));
        let asked = || {
            text.chars
                .iter()
                .enumerate()
                .skip(own)
                .filter(|(_, c)| is_asked(c))
        };
        asked().next()?;
        let scale = scale(size);
        let look = Reference::new(scale, self.picture(page, scale)?);
        let bare = self.render_unannotated(page, scale)?;
        let undrawn = asked().filter(|(_, c)| !look.changes(&bare, &c.ink));
        Some(undrawn.map(|(index, _)| index).collect())
    }
}

/// All text of a page, that of its annotations among it, in the page space of the page as it was: flattening may
/// change its boxes.
fn flattened(second: &SecondReading, page: usize, space: &ToPageSpace) -> Option<PageText> {
    let pdf = second.pdf()?;
    let index = i32::try_from(page).ok()?;
    give_appearances(&pdf.pages().get(index).ok()?)?;
    // A page on its own has its fonts with it. One that inherits them from the tree of pages loses them when it is
    // flattened, and its text is read in another font.
    let mut alone = pdfium().ok()?.create_new_pdf().ok()?;
    let pages = alone.pages_mut();
    pages
        .copy_page_range_from_document(pdf, index..=index, 0)
        .ok()?;
    let mut page = pages.get(0).ok()?;
    for number in page.annotations().as_range() {
        let mut annotation = page.annotations().get(number).ok()?;
        // PDFium flattens what is printed; what is seen on a screen is asked for.
        let is_seen = is_shown(&annotation);
        annotation.set_is_printed(is_seen).ok()?;
    }
    page.flatten().ok()?;
    // What was known of the page before is no longer valid.
    drop(page);
    let glyphs = Glyphs::open(alone.save_to_bytes().ok()?.into(), None);
    Some(page_text(&alone.pages().get(0).ok()?, (glyphs.as_ref(), 0), space)?.0)
}

/// Where annotations show something; nowhere when there are too many. PDFium draws the fields of a form, and none of a
/// file that has no form.
fn places_of_shown(page: &PdfPage<'_>, space: &ToPageSpace, has_form: bool) -> Vec<PageRect> {
    let annotations = page.annotations();
    if annotations.len() > MAX_ANNOTATIONS {
        return Vec::new();
    }
    let is_drawn = |a: &PdfPageAnnotation<'_>| is_shown(a) && (has_form || !is_widget(a));
    let shown = annotations.iter().filter(is_drawn);
    shown
        .filter_map(|a| space.rect(&a.bounds().ok()?))
        .collect()
}

fn is_widget(annotation: &PdfPageAnnotation<'_>) -> bool {
    annotation.annotation_type() == PdfPageAnnotationType::Widget
}

fn is_shown(annotation: &PdfPageAnnotation<'_>) -> bool {
    let kind = annotation.annotation_type();
    // A link is drawn where it says how it looks.
    let draws = match kind {
        PdfPageAnnotationType::Link => !annotation.objects().is_empty(),
        PdfPageAnnotationType::Popup => false,
        _ => true,
    };
    draws && !annotation.is_hidden() && !annotation.is_printable_but_not_viewable()
}

/// The text of a page, and behind it what only the flattened page has in these places.
fn joined(text: PageText, all: &PageText, places: &[PageRect]) -> PageText {
    let is_in_place = |c: &PageChar| places.iter().any(|place| place.intersects(&c.ink));
    let place = |c: &PageChar| (c.text, c.origin.x.to_bits(), c.origin.y.to_bits());
    let mut known: HashSet<_> = text.chars.iter().map(place).collect();
    let starts: HashSet<usize> = all.words.iter().map(|(start, _)| *start).collect();
    let mut breaks: Vec<usize> = text.words.iter().map(|(start, _)| *start).collect();
    let mut chars = text.chars;
    let mut follows = false;
    for (index, c) in all.chars.iter().enumerate() {
        // What is drawn twice in one place is read once.
        let is_new = known.insert(place(c)) && is_in_place(c);
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
