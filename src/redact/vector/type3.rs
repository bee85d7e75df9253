//! Glyphs that are small drawings of their own: which of them are drawn, and which are text as well.
//!
//! **Absent:** drawing them, which the device does as it draws a page.

use super::areas::overlap;
use super::canvas::Canvas;
use super::fate::{BORDER, INK_DOUBT};
use super::glyphs::{Ink, MAX_DEPTH, MAX_UNITS, cleaned, has_room, origin};
use super::letters::Letters;
use super::scene::{KeptGlyph, Kind};
use super::text::agreed;
use crate::writer::page::TextMode;
use hayro_interpret::font::Type3Glyph;
use hayro_interpret::{CacheKey, DrawProps};
use kurbo::{Affine, BezPath, PathEl, Rect, Shape};

/// Elements of a path that is a rectangle, at most.
const RECTANGLE: usize = 6;

/// A part of a small drawing, with a side as a curve where it may be a rectangle: PDFium draws a rectangle on whole pixels,
/// but not that of a glyph, so that an `l` would be wider than it was.
pub fn as_part_of_glyph(path: BezPath) -> BezPath {
    if path.elements().len() > RECTANGLE {
        return path;
    }
    let mut elements: Vec<PathEl> = path.into_iter().collect();
    if let [PathEl::MoveTo(from), second @ PathEl::LineTo(_), ..] = elements.as_mut_slice()
        && let Some(to) = second.end_point()
    {
        *second = PathEl::CurveTo(*from, to, to);
    }
    BezPath::from_vec(elements)
}

/// A small drawing that survives.
pub struct SmallDrawing {
    /// From its own space to the page.
    place: Affine,
    ink: Rect,
    /// When it was drawn.
    order: u32,
}

impl SmallDrawing {
    /// `None` for what an area covers, what nobody sees, and drawings too deep within one another.
    pub fn of<'a>(
        canvas: &Canvas<'_>,
        letters: &Letters<'_>,
        glyph: &Type3Glyph<'a>,
        to_text: Affine,
        props: &DrawProps<'a>,
    ) -> Option<Self> {
        if letters.depth >= MAX_DEPTH || canvas.has_failed() {
            return None;
        }
        let mut ink = Ink(None);
        glyph.interpret(&mut ink, props.transform, to_text, &props.paint);
        let ink = ink.0.filter(|r| r.is_finite())?;
        let on_page = overlap(ink.inflate(0.01, 0.01), canvas.paper.page);
        if !canvas.survives(ink) || !on_page || canvas.paper.areas.holds(ink, BORDER) {
            return None;
        }
        let place = props.transform * to_text;
        let name = cleaned(glyph.as_unicode());
        (!letters.names.is_hidden(&name, place)).then_some(Self {
            place,
            ink,
            order: canvas.scene.steps,
        })
    }

    /// Keeps it as text too, where it is clear of the areas and says what it is.
    pub fn keep_name(
        &self,
        canvas: &mut Canvas<'_>,
        letters: &mut Letters<'_>,
        glyph: &Type3Glyph<'_>,
        is_invisible: bool,
    ) {
        let (place, ink) = (self.place, self.ink);
        let margin = if is_invisible {
            ink.height() / 2.0
        } else {
            INK_DOUBT
        };
        let near = canvas.paper.areas.meets(ink.inflate(margin, margin));
        let flat = place.determinant().abs() < 1e-12;
        if near || flat || letters.names.is_unreadable(place) {
            return;
        }
        let mut name = cleaned(glyph.as_unicode());
        let width = glyph.advance_width().unwrap_or(0.0).clamp(0.0, 8000.0);
        if !has_room(&name, width as u16) {
            name.clear();
        }
        let name = agreed(&letters.names, name, place, ink);
        let is_again = !is_invisible && letters.twice.is_again(&name, origin(place), ink.height());
        if name.is_empty() || is_again {
            return;
        }
        let shape = place.inverse().transform_rect_bbox(ink);
        let sides = [shape.x0, shape.x1, shape.y0, shape.y1];
        if sides.iter().any(|side| side.abs() > MAX_UNITS) {
            return;
        }
        let outline = shape.to_path(0.1);
        let advance = shape.x1.round().clamp(0.0, 8000.0) as u16;
        let number = letters
            .glyphs
            .number(glyph.cache_key(), advance, &name, &outline);
        let kept = KeptGlyph {
            glyph: number,
            place,
            ink,
            order: self.order,
            kind: if is_invisible {
                Kind::Layer
            } else {
                Kind::Named
            },
            part: letters.marked.now(),
        };
        canvas.scene.text(TextMode::Invisible, vec![kept]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_in_a_glyph_is_none_to_a_reader() {
        let bar = Rect::new(0.0, 0.0, 7.0, 60.0);
        let drawn = as_part_of_glyph(bar.to_path(0.1));
        assert_eq!(drawn.bounding_box(), bar);
        let curves = drawn.elements().iter();
        assert_eq!(
            curves.filter(|e| matches!(e, PathEl::CurveTo(..))).count(),
            1
        );
    }
}
