//! The glyphs of one page: outline, width, meaning, and where their ink is.
//!
//! **Invariant:** numbered in the order in which they survive, so that what does not survive leaves no gap.
//! **Absent:** areas; see `text`.

use crate::model::page::text::is_private;
use crate::model::word::ligature::may_show;
use crate::writer::page::Glyph;
use hayro_interpret::font::{Glyph as SourceGlyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape};
use std::collections::HashMap;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// Glyphs on one page; more are no page that anybody reads.
pub const MAX_GLYPHS: usize = 400_000;
/// Type 3 glyphs within Type 3 glyphs.
pub const MAX_DEPTH: usize = 4;
/// Coordinates that a font of ours can hold.
pub const MAX_UNITS: f64 = 15_000.0;
/// The width of a letter, in thousandths of the font size.
const MIN_LETTER_WIDTH: usize = 150;

/// The glyphs of one page.
#[derive(Default)]
pub struct Table {
    pub glyphs: Vec<Glyph>,
    known: HashMap<(u128, u16, String), u32>,
    shapes: HashMap<u128, Rc<GlyphShape>>,
    pub placed: usize,
}

pub struct GlyphShape {
    pub outline: BezPath,
    pub bounds: Rect,
    /// Whether a font can hold it.
    pub fits: bool,
}

impl Table {
    pub fn shape(&mut self, key: u128, glyph: &OutlineGlyph) -> Rc<GlyphShape> {
        let made = || {
            let outline = glyph.outline();
            let bounds = outline.bounding_box();
            let largest = [bounds.x0, bounds.y0, bounds.x1, bounds.y1]
                .iter()
                .fold(0.0_f64, |most, v| most.max(v.abs()));
            let fits = outline.is_finite() && largest < MAX_UNITS;
            Rc::new(GlyphShape {
                outline,
                bounds,
                fits,
            })
        };
        self.shapes.entry(key).or_insert_with(made).clone()
    }

    pub fn number(&mut self, key: u128, advance: u16, unicode: &str, outline: &BezPath) -> u32 {
        let next = self.glyphs.len() as u32;
        let key = (key, advance, unicode.to_owned());
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            self.glyphs.push(Glyph {
                outline: outline.clone(),
                advance,
                unicode: unicode.to_owned(),
            });
        }
        number
    }
}

pub fn is_blank(name: &str) -> bool {
    name.chars().all(|c| c.is_whitespace() || c == '\u{a0}')
}

/// A meaning that may stand in a file: no private use, no control characters, of a sensible length.
pub fn cleaned(meaning: Option<BfString>) -> String {
    let text = match meaning {
        Some(BfString::Char(c)) => c.to_string(),
        Some(BfString::String(text)) => text,
        None => String::new(),
    };
    let sound = |c: &char| {
        let is_none = c.is_control() || *c == char::REPLACEMENT_CHARACTER || *c == '\u{feff}';
        !is_none && !is_private(*c)
    };
    let letters = text.chars().flat_map(letters_of);
    letters.filter(sound).take(16).collect()
}

/// The letters of a ligature: readers search for those.
fn letters_of(c: char) -> Vec<char> {
    match c {
        '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}' => std::iter::once(c).nfkd().collect(),
        other => vec![other],
    }
}

/// Whether a glyph of this width, in thousandths of its size, shows all letters that it is said to be. The rest would be
/// shown beside it, and an area may cover that.
pub fn has_room(meaning: &str, advance: u16) -> bool {
    let letters = meaning.chars().filter(|c| c.is_alphanumeric()).count();
    let is_wide = letters < 2 || letters * MIN_LETTER_WIDTH <= usize::from(advance);
    is_wide && (meaning.chars().count() < 2 || may_show(meaning))
}

/// The same with all brackets open: readers turn them around where text runs from right to left.
pub fn unturned(meaning: &str) -> String {
    let open = |c: char| match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '»' => '«',
        '›' => '‹',
        '”' => '“',
        '’' => '‘',
        '≥' => '≤',
        other => other,
    };
    meaning.chars().map(open).collect()
}

/// The place that a glyph without a shape takes in its line.
pub fn blank_cell(glyph: &OutlineGlyph, shape: &GlyphShape, place: Affine) -> Rect {
    let width = f64::from(advance_of(glyph.advance_width(), shape).max(1));
    place.transform_rect_bbox(Rect::new(0.0, 0.0, width, 500.0))
}

pub fn advance_of(width: Option<f32>, shape: &GlyphShape) -> u16 {
    let width = width.map_or(shape.bounds.x1, f64::from);
    width.round().clamp(0.0, 8000.0) as u16
}

pub fn ink(shape: &GlyphShape, place: Affine) -> Rect {
    let [a, b, c, d, ..] = place.as_coeffs();
    if (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0) {
        place.transform_rect_bbox(shape.bounds)
    } else {
        (place * &shape.outline).bounding_box()
    }
}

/// Where a glyph starts on its baseline.
pub fn origin(place: Affine) -> Point {
    place * Point::ZERO
}

/// How far a unit reaches at most under a transformation.
pub fn reach(transform: Affine) -> f64 {
    let [a, b, c, d, ..] = transform.as_coeffs();
    a.hypot(b).max(c.hypot(d))
}

/// How large a unit of a glyph is on the page, along its line and across it.
pub fn scales(place: Affine) -> (f64, f64) {
    let [a, b, c, d, ..] = place.as_coeffs();
    (a.hypot(b).max(f64::MIN_POSITIVE), c.hypot(d))
}

/// Where a small drawing leaves ink.
pub struct Ink(pub Option<Rect>);

impl Ink {
    fn add(&mut self, r: Rect) {
        self.0 = Some(self.0.map_or(r, |known| known.union(r)));
    }
}

impl<'a> Device<'a> for Ink {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let half = match mode {
            DrawMode::Stroke(style) | DrawMode::FillAndStroke(_, style) => {
                f64::from(style.line_width) * reach(props.transform) / 2.0
            }
            DrawMode::Fill(_) | DrawMode::Invisible => 0.0,
        };
        if !path.elements().is_empty() {
            self.add((props.transform * path).bounding_box().inflate(half, half));
        }
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if let SourceGlyph::Outline(outline) = &**glyph {
                let place = props.transform * glyph.transform();
                self.add((place * outline.outline()).bounding_box());
            }
        }
    }
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let whole = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        self.add(props.transform.transform_rect_bbox(whole));
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_is_no_more_letters_than_it_has_room_for_and_no_other_word() {
        assert!(has_room("ffi", 700) && !has_room("ffi", 300));
        assert!(!has_room("Jan", 900) && has_room("J", 100));
    }
}
