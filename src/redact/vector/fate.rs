//! What becomes of a glyph: it stays text, only its shape stays, or it goes.
//!
//! **Invariant:** a glyph whose ink meets an area is never text again.
//! **Absent:** drawing it.

use super::areas::overlap;
use super::canvas::Canvas;
use super::glyphs::{GlyphShape, blank_cell, ink, origin, reach};
use super::visible::{DISPLACED, Names};
use hayro_interpret::StrokeProps;
use hayro_interpret::font::OutlineGlyph;
use kurbo::{Affine, Rect};
use std::rc::Rc;

/// Two engines place ink this much apart; nearer to an area a glyph is no text any more. In points.
pub const INK_DOUBT: f64 = 0.2;
/// What sticks out from an area by less than this, in points, goes with what is covered.
pub const BORDER: f64 = 1.0;

/// What becomes of one glyph.
pub enum Fate {
    Gone,
    Text,
    /// As a shape, cut where it meets an area; without a name.
    Shape,
}

/// A glyph with an outline in its place, before anything is decided about it.
pub struct Candidate<'g> {
    pub glyph: &'g OutlineGlyph,
    /// The interpreter's.
    pub key: u128,
    pub shape: Rc<GlyphShape>,
    /// From thousandths of its size to the page.
    pub place: Affine,
    /// What it says that it is.
    pub name: String,
}

/// How the run of a glyph is painted, as far as that moves its ink.
#[derive(Clone, Copy)]
pub struct Style<'s> {
    pub stroke: Option<&'s StrokeProps>,
    pub transform: Affine,
    pub is_invisible: bool,
}

impl Candidate<'_> {
    pub fn is_shapeless(&self) -> bool {
        self.shape.outline.elements().is_empty()
    }

    /// Where its ink lies; of one without a shape the place that it takes.
    pub fn ink(&self) -> Rect {
        if self.is_shapeless() {
            blank_cell(self.glyph, &self.shape, self.place)
        } else {
            ink(&self.shape, self.place)
        }
    }

    /// What becomes of it.
    pub fn fate(&self, canvas: &Canvas<'_>, names: &Names<'_>, style: Style<'_>) -> Fate {
        let fate = match (self.is_shapeless(), style.is_invisible) {
            (true, true) => of_layer(canvas, names, self.place, self.ink()),
            (true, false) => of_blank(canvas, self.ink()),
            (false, _) => self.of_shape(canvas, names, style),
        };
        match fate {
            Fate::Text if !style.is_invisible && names.is_unreadable(self.place) => Fate::Shape,
            fate => fate,
        }
    }

    /// The same of a glyph that has a shape, whether or not it can be read.
    pub fn of_shape(&self, canvas: &Canvas<'_>, names: &Names<'_>, style: Style<'_>) -> Fate {
        if !self.place.is_finite() {
            return Fate::Gone;
        }
        let (areas, page) = (&canvas.paper.areas, canvas.paper.page);
        let mut ink = ink(&self.shape, self.place);
        if let Some(stroke) = style.stroke {
            let half = f64::from(stroke.line_width) * reach(style.transform) / 2.0;
            ink = ink.inflate(half, half);
        }
        if !ink.is_finite() || !canvas.survives(ink) || !overlap(ink, page) {
            return Fate::Gone;
        }
        if style.is_invisible {
            return of_layer(canvas, names, self.place, ink);
        }
        if !areas.meets(ink.inflate(INK_DOUBT, INK_DOUBT)) {
            return if self.shape.fits {
                Fate::Text
            } else {
                Fate::Shape
            };
        }
        if areas.holds(ink, BORDER) {
            Fate::Gone
        } else {
            Fate::Shape
        }
    }

    /// Whether PDFium, in which the areas were drawn, puts it elsewhere in its line while an area is near.
    pub fn may_be_covered_elsewhere(&self, canvas: &Canvas<'_>, names: &Names<'_>) -> bool {
        if self.is_shapeless() {
            return false;
        }
        let [a, b, ..] = self.place.as_coeffs();
        let ink = self.ink();
        let line = if a.abs() >= b.abs() {
            ink.inflate(DISPLACED, 0.0)
        } else {
            ink.inflate(0.0, DISPLACED)
        };
        canvas.paper.areas.meets(line) && names.is_displaced(&self.name, self.place)
    }
}

fn of_blank(canvas: &Canvas<'_>, cell: Rect) -> Fate {
    let is_clear = cell.is_finite()
        && canvas.survives(cell)
        && !canvas.paper.areas.meets(cell.inflate(INK_DOUBT, INK_DOUBT));
    if is_clear { Fate::Text } else { Fate::Gone }
}

/// The text layer of a scan may lie beside its picture by half a line.
fn of_layer(canvas: &Canvas<'_>, names: &Names<'_>, place: Affine, ink: Rect) -> Fate {
    let margin = ink.height().min(ink.width().max(ink.height() / 2.0)) / 2.0;
    let is_clear = ink.is_finite()
        && canvas.survives(ink)
        && !canvas.paper.areas.meets(ink.inflate(margin, margin))
        && names.layer_is_clear(origin(place), ink);
    if is_clear { Fate::Text } else { Fate::Gone }
}
