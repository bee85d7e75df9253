//! Pictures that lie over text: a scan whose text layer was drawn before it.
//!
//! **Invariant:** text of which nobody can tell when it was drawn counts as lying under the pictures in its place.
//! **Absent:** whether a picture is opaque; text under one that is not is merely treated with more care.

use super::document::ToPageSpace;
use super::drawn::{affine, bounds};
use crate::model::geometry::PageRect;
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::collections::HashMap;

/// Forms within forms.
const MAX_DEPTH: usize = 8;
/// More objects than this on one page are no page that anybody reads.
const MAX_OBJECTS: usize = 200_000;

/// By which a character and the object that it belongs to find each other: PDFium gives both no name, and the exact
/// bounds of the object in its own space are the same on either way.
type Key = [u32; 4];

fn key<'a>(object: &impl PdfPageObjectCommon<'a>) -> Option<Key> {
    let r = object.bounds().ok()?;
    Some([r.left(), r.bottom(), r.right(), r.top()].map(|v| v.value.to_bits()))
}

/// The pictures and texts of a page with their numbers in drawing order.
#[derive(Default)]
pub struct PicturesOver {
    pictures: Vec<(usize, PageRect)>,
    /// The first text with these bounds.
    texts: HashMap<Key, usize>,
    seen: usize,
}

impl PicturesOver {
    pub fn of(page: &PdfPage<'_>, space: &ToPageSpace) -> Self {
        let mut over = Self::default();
        for object in page.objects().iter() {
            over.object(&object, Affine::IDENTITY, space, 0);
        }
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
        match object {
            PdfPageObject::XObjectForm(form) => {
                let Ok(matrix) = form.matrix() else { return };
                let inner = outer * affine(matrix);
                for object in form.iter() {
                    self.object(&object, inner, space, depth + 1);
                }
            }
            PdfPageObject::Image(_) => {
                if let Some(bounds) = bounds(object, outer, space) {
                    self.pictures.push((self.seen, bounds));
                }
            }
            PdfPageObject::Text(text) => {
                if let Some(key) = key(text) {
                    self.texts.entry(key).or_insert(self.seen);
                }
            }
            _ => {}
        }
    }

    /// Whether a picture was drawn over a character after it.
    pub fn lie_over(&self, c: &PdfPageTextChar<'_>, ink: &PageRect) -> bool {
        let middle = ink.center();
        let over = self
            .pictures
            .iter()
            .rfind(|(_, rect)| rect.contains(middle));
        let Some((picture, _)) = over else {
            return false;
        };
        let object = c.text_object().ok();
        let drawn = object.and_then(|text| self.texts.get(&key(&text)?).copied());
        drawn.is_none_or(|drawn| drawn < *picture)
    }
}
