//! Pictures that lie over text: a scan whose text layer was drawn before it.
//!
//! **Invariant:** text that is drawn in the same place after a picture does not count as lying under it.
//! **Absent:** whether a picture is opaque; text under one that is not is merely treated with more care.

use super::document::ToPageSpace;
use super::drawn::bounds;
use crate::model::geometry::PageRect;
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::cell::Cell;

/// Forms within forms.
const MAX_DEPTH: usize = 8;
/// More objects than this on one page are no page that anybody reads.
const MAX_OBJECTS: usize = 200_000;
/// More pictures than this are a drawing made of pictures rather than a scan.
const MAX_PICTURES: usize = 64;

/// The pictures of a page, and the text that is drawn after the first of them.
#[derive(Default)]
pub struct PicturesOver {
    /// Each with its number in drawing order.
    pictures: Vec<(usize, PageRect)>,
    texts: Vec<(usize, PageRect)>,
    /// The text that was found last: a reader gives characters mostly in the order in which they were drawn.
    last: Cell<usize>,
    seen: usize,
}

impl PicturesOver {
    pub fn of(page: &PdfPage<'_>, space: &ToPageSpace) -> Self {
        let mut over = Self::default();
        for object in page.objects().iter() {
            over.object(&object, Affine::IDENTITY, space, 0);
        }
        if over.seen > MAX_OBJECTS || over.pictures.len() > MAX_PICTURES {
            return Self::default();
        }
        // Only text that meets a picture is asked for.
        let Self {
            pictures, texts, ..
        } = &mut over;
        texts.retain(|(number, text)| {
            pictures
                .iter()
                .any(|(before, rect)| before < number && rect.intersects(text))
        });
        over
    }

    fn object(
        &mut self,
        object: &PdfPageObject<'_>,
        outer: Affine,
        space: &ToPageSpace,
        depth: usize,
    ) {
        self.seen += 1;
        if self.seen > MAX_OBJECTS || depth > MAX_DEPTH {
            return;
        }
        if let Some(form) = object.as_x_object_form_object() {
            let Ok(matrix) = form.matrix() else { return };
            let inner = outer * super::drawn::affine(matrix);
            for object in form.iter() {
                self.object(&object, inner, space, depth + 1);
            }
            return;
        }
        let list = match object {
            PdfPageObject::Image(_) => &mut self.pictures,
            // Text before all pictures lies over none.
            PdfPageObject::Text(_) if !self.pictures.is_empty() => &mut self.texts,
            _ => return,
        };
        if let Some(bounds) = bounds(object, outer, space) {
            list.push((self.seen, bounds));
        }
    }

    /// Whether a picture lies over a character, with no text over the picture there.
    pub fn lie_over(&self, ink: &PageRect) -> bool {
        let middle = ink.center();
        let holds = |(_, rect): &&(usize, PageRect)| rect.contains(middle);
        let Some((top, _)) = self.pictures.iter().rfind(holds) else {
            return false;
        };
        let is_over = |text: &(usize, PageRect)| text.0 > *top && holds(&text);
        if self.texts.get(self.last.get()).is_some_and(is_over) {
            return false;
        }
        let found = self.texts.iter().position(is_over);
        self.last.set(found.unwrap_or_default());
        found.is_none()
    }
}
