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
use kurbo::{Affine, Rect, Shape};

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
        let margin = match is_invisible {
            true => letters.names.layer_margin(origin(place), ink),
            false => INK_DOUBT,
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
