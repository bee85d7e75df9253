//! Patterns, drawn anew tile by tile: a background that is set once or a few times over its place.
//!
//! **Invariant:** what of a tile lies beside the areas is shapes and pictures alone. No reader has the letters in a pattern,
//! so that none may come from there.
//! **Absent:** hatching of many tiles, of which a picture is smaller.

use super::canvas::Canvas;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::pattern::{Pattern, TilingPattern};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use kurbo::{Affine, BezPath, Rect, Shape};

/// Tiles in one place, at most.
const MOST_TILES: f64 = 100.0;
/// From this on a colour is opaque.
const OPAQUE: f32 = 0.999;

pub fn is_pattern(props: &DrawProps<'_>) -> bool {
    matches!(&props.paint, Paint::Pattern(pattern) if matches!(**pattern, Pattern::Tiling(_)))
}

/// The pattern of a paint, with the way of each tile to the page, where these bounds take a few tiles; `None` for every
/// other paint.
pub fn of<'p, 'a>(
    props: &'p DrawProps<'a>,
    bounds: Rect,
    canvas: &Canvas<'_>,
) -> Option<(&'p TilingPattern<'a>, Vec<Affine>)> {
    let Paint::Pattern(pattern) = &props.paint else {
        return None;
    };
    let Pattern::Tiling(pattern) = &**pattern else {
        return None;
    };
    let is_plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
    (is_plain && pattern.opacity >= OPAQUE && bounds.is_finite()).then_some(())?;
    (pattern.matrix.determinant().abs() > 1e-9).then_some(())?;
    let within = pattern.matrix.inverse().transform_rect_bbox(bounds);
    let tile = pattern.bbox;
    // Every tile that reaches into the place.
    let steps = |step: f32, (from, to): (f64, f64), (first, last): (f64, f64)| {
        let step = f64::from(step).abs();
        let (low, high) = (((from - last) / step).ceil(), ((to - first) / step).floor());
        (step, low, high)
    };
    let (x, left, right) = steps(pattern.x_step, (within.x0, within.x1), (tile.x0, tile.x1));
    let (y, top, bottom) = steps(pattern.y_step, (within.y0, within.y1), (tile.y0, tile.y1));
    let count = (right - left + 1.0).max(0.0) * (bottom - top + 1.0).max(0.0);
    (count <= MOST_TILES).then_some(())?;
    let range = |from: f64, to: f64| (from as i64..=to as i64).map(|n| n as f64);
    let rows = range(top, bottom);
    let places = rows.flat_map(|row| range(left, right).map(move |column| (column, row)));
    let place = |(column, row)| pattern.matrix * Affine::translate((column * x, row * y));
    let places: Vec<Affine> = places.map(place).collect();
    let mut contents = Contents {
        canvas,
        is_plain: true,
    };
    for place in &places {
        pattern.interpret(&mut contents, *place, false)?;
    }
    contents.is_plain.then_some((pattern, places))
}

/// Whether tiles hold nothing but shapes in plain colours and pictures, as far as anything of them survives.
struct Contents<'c, 'p> {
    canvas: &'c Canvas<'p>,
    is_plain: bool,
}

impl<'a> Device<'a> for Contents<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        let is_colour = matches!(props.paint, Paint::Color(_)) && props.soft_mask.is_none();
        self.is_plain &= is_colour
            || !self
                .canvas
                .survives((props.transform * path).bounding_box());
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            self.is_plain &= match &**glyph {
                Glyph::Outline(outline) => !self
                    .canvas
                    .survives((place * outline.outline()).bounding_box()),
                Glyph::Type3(_) => false,
            };
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.is_plain &= mask.is_none();
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
