//! Pictures that lie over text: a scan whose text layer was drawn before it.
//!
//! **Invariant:** text of which nobody can tell when it was drawn counts as lying under the pictures in its place.
//! **Absent:** whether a picture is opaque; text under one that is not is merely treated with more care.

use super::object_key::{Key, key};
use super::page_objects::{MAX_DEPTH, MAX_OBJECTS};
use super::page_space::{ToPageSpace, affine, bounds};
use crate::model::page::geometry::PageRect;
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::collections::HashMap;

/// So many texts back PDFium looks for the same one.
const LOOKED_BACK: usize = 5;
/// The share of its height that a text is moved by to look bold, at most.
const BOLD_HEIGHTS: f64 = 0.3;

/// A text that looks the same as another one.
pub struct Alike {
    pub key: Key,
    pub other: Key,
    /// How much further right and down it stands, in points.
    pub by: (f64, f64),
}

/// The pictures and texts of a page with their numbers in drawing order.
#[derive(Default)]
pub struct PicturesOver {
    pictures: Vec<(usize, PageRect)>,
    /// The first text with these bounds.
    texts: HashMap<Key, usize>,
    /// All texts with where they lie on the page.
    drawn: Vec<(Key, PageRect)>,
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
                    let bounds = bounds(object, outer, space);
                    self.drawn.extend(bounds.map(|bounds| (key, bounds)));
                }
            }
            _ => {}
        }
    }

    /// Texts that look the same as one of those just before them and overlap it, each after that one: PDFium takes them
    /// for the same text drawn twice, to make it bold, and leaves them out. Those that really are the same stand closer
    /// than [`BOLD_HEIGHTS`].
    pub fn alike(&self) -> Vec<Alike> {
        let same = |a: f64, b: f64| (a - b).abs() < 0.01;
        let mut found = Vec::new();
        for (number, (key, place)) in self.drawn.iter().enumerate() {
            let first = number.saturating_sub(LOOKED_BACK);
            let before = self.drawn.get(first..number).unwrap_or_default();
            let alike = before.iter().rev().find(|(_, other)| {
                let moved = (other.left() - place.left()).abs() + (other.top() - place.top()).abs();
                same(other.width(), place.width())
                    && same(other.height(), place.height())
                    && other.intersects(place)
                    && moved > BOLD_HEIGHTS * place.height().min(place.width())
            });
            found.extend(alike.map(|(other, from)| Alike {
                key: *key,
                other: *other,
                by: (place.left() - from.left(), place.top() - from.top()),
            }));
        }
        found
    }

    /// Whether a picture lies where a character is, over it or under it.
    pub fn lie_at(&self, ink: &PageRect) -> bool {
        let middle = ink.center();
        self.pictures.iter().any(|(_, rect)| rect.contains(middle))
    }

    /// Whether a picture was drawn over a character of this text after it.
    pub fn lie_over(&self, text: Option<&Key>, ink: &PageRect) -> bool {
        let middle = ink.center();
        let over = self
            .pictures
            .iter()
            .rfind(|(_, rect)| rect.contains(middle));
        let Some((picture, _)) = over else {
            return false;
        };
        let drawn = text.and_then(|key| self.texts.get(key).copied());
        drawn.is_none_or(|drawn| drawn < *picture)
    }
}
