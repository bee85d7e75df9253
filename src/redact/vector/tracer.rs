//! Finds where the pictures of a page show, beside an area, traces of what it covers.
//!
//! **Invariant:** looks at where pictures lie and how they are coded, never at a sample.
//! **Absent:** pictures within drawn fonts; where exactly a pattern repeats its pictures, so that all that may hang together
//! with what is covered counts.

use super::coding::{SourceCoding, is_steep};
use super::jpeg::Blocks;
use crate::model::page::geometry::PageRect;
use crate::redact::traces::{Kind, Trace};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Stream;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint,
    SoftMask,
};
use kurbo::{Affine, BezPath, Rect};
use std::collections::HashSet;

/// Readers mix a sample with its neighbours half a sample beyond it, and round that.
const MIXED_SAMPLES: f64 = 0.75;

/// Patterns and masks within one another.
const MAX_DEPTH: usize = 4;

/// Collects the traces of a page.
#[derive(Default)]
pub struct Tracer {
    areas: Vec<Rect>,
    traces: Vec<Trace>,
    /// Patterns and masks that were looked at.
    known: HashSet<u128>,
    depth: usize,
}

/// How far pictures of a pattern spread, across and down in points.
#[derive(Default)]
struct Reach {
    mixed: (f64, f64),
    blocks: (f64, f64),
    depth: usize,
}

impl Tracer {
    pub fn new(areas: &[PageRect]) -> Self {
        Self {
            areas: areas.iter().map(super::areas::rect).collect(),
            ..Self::default()
        }
    }

    pub fn traces(self) -> Vec<Trace> {
        self.traces
    }

    /// The pictures of a pattern, wherever it repeats them.
    fn pattern(&mut self, paint: &Paint<'_>) {
        let mut reach = Reach::default();
        reach.paint(paint);
        let kinds = [(reach.mixed, Kind::Edge), (reach.blocks, Kind::Tones)];
        for ((across, down), kind) in kinds.into_iter().filter(|((x, y), _)| x.max(*y) > 0.0) {
            let rects = self.areas.iter().map(|area| area.inflate(across, down));
            self.traces.extend(rects.map(|rect| Trace { rect, kind }));
        }
    }

    /// The pictures of what is drawn through.
    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        let is_new = |mask: &&SoftMask<'_>| self.known.insert(mask.cache_key());
        if let Some(mask) = mask.filter(is_new)
            && self.depth < MAX_DEPTH
        {
            self.depth += 1;
            mask.interpret(self);
            self.depth -= 1;
        }
    }

    fn paint(&mut self, paint: &Paint<'_>, mask: Option<&SoftMask<'_>>) {
        self.mask(mask);
        if let Paint::Pattern(pattern) = paint
            && self.known.insert(pattern.cache_key())
        {
            self.pattern(paint);
        }
    }

    /// A picture of so many samples: `to_page` leads from samples (y downwards) to the page.
    fn picture(
        &mut self,
        (width, height): (f64, f64),
        to_page: Affine,
        coded: Option<(Blocks, bool)>,
    ) {
        let bounds = to_page.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        if !bounds.is_finite() || to_page.determinant().abs() < 1e-12 {
            return;
        }
        let [a, b, c, d, ..] = to_page.as_coeffs();
        let sample = (a.abs().max(c.abs()), b.abs().max(d.abs()));
        for area in self
            .areas
            .iter()
            .filter(|area| super::areas::overlap(**area, bounds))
        {
            let edge = area
                .inflate(sample.0 * MIXED_SAMPLES, sample.1 * MIXED_SAMPLES)
                .intersect(bounds);
            self.traces.push(Trace {
                rect: edge,
                kind: Kind::Edge,
            });
            let Some((blocks, steep)) = coded else {
                continue;
            };
            let cells = to_page
                .inverse()
                .transform_rect_bbox(area.intersect(bounds));
            let down = |v: f64, step: usize, more: usize| {
                ((v - 0.01) / step as f64).floor() * step as f64 - more as f64
            };
            let up = |v: f64, step: usize, more: usize| {
                ((v + 0.01) / step as f64).ceil() * step as f64 + more as f64
            };
            let cells = Rect::new(
                down(cells.x0, blocks.width, blocks.colour_width),
                down(cells.y0, blocks.height, blocks.colour_height),
                up(cells.x1, blocks.width, blocks.colour_width),
                up(cells.y1, blocks.height, blocks.colour_height),
            );
            self.traces.push(Trace {
                rect: to_page.transform_rect_bbox(cells).intersect(bounds),
                kind: if steep { Kind::All } else { Kind::Tones },
            });
        }
    }
}

impl<'a> Device<'a> for Tracer {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (f64::from(image.width()), f64::from(image.height()));
        self.mask(props.soft_mask.as_ref());
        match image {
            Image::Stencil(_) => self.picture(size, props.transform, None),
            Image::Raster(image) => each_coded(image.stream(), size, &mut |size, step, coded| {
                self.picture(size, props.transform * step, coded);
            }),
        }
    }
    fn draw_path(&mut self, _: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props.paint, props.soft_mask.as_ref());
    }
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props.paint, props.soft_mask.as_ref());
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.mask(mask.as_ref());
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A picture of so many samples and its mask: how many samples each has, the way from them to those of the picture, and
/// how they are coded, where that spreads what an area covers.
fn each_coded(
    stream: &Stream<'_>,
    size: (f64, f64),
    see: &mut impl FnMut((f64, f64), Affine, Option<(Blocks, bool)>),
) {
    let coded = |stream: &Stream<'_>, steep: bool| {
        let blocks = SourceCoding::of(stream).blocks()?;
        Some((blocks, steep || is_steep(stream.dict())))
    };
    see(size, Affine::IDENTITY, coded(stream, false));
    if let Some(mask) = stream.dict().get::<Stream<'_>>(b"SMask".as_slice()) {
        let side = |key: &[u8]| f64::from(mask.dict().get::<u32>(key).unwrap_or(1).max(1));
        let own = (side(b"Width"), side(b"Height"));
        let step = Affine::scale_non_uniform(size.0 / own.0, size.1 / own.1);
        see(own, step, coded(&mask, true));
    }
}

impl Reach {
    fn paint(&mut self, paint: &Paint<'_>) {
        if let Paint::Pattern(pattern) = paint
            && let Pattern::Tiling(pattern) = &**pattern
            && self.depth < MAX_DEPTH
        {
            self.depth += 1;
            pattern.interpret(self, pattern.matrix, false);
            self.depth -= 1;
        }
    }

    fn picture(&mut self, to_page: Affine, coded: Option<(Blocks, bool)>) {
        let [a, b, c, d, ..] = to_page.as_coeffs();
        let sample = (a.abs().max(c.abs()), b.abs().max(d.abs()));
        let most = |known: &mut (f64, f64), x: f64, y: f64| {
            *known = (known.0.max(x * sample.0), known.1.max(y * sample.1));
        };
        most(&mut self.mixed, MIXED_SAMPLES, MIXED_SAMPLES);
        if let Some((blocks, _)) = coded {
            let side = |block: usize, colour: usize| (block + colour) as f64;
            most(
                &mut self.blocks,
                side(blocks.width, blocks.colour_width),
                side(blocks.height, blocks.colour_height),
            );
        }
    }
}

impl<'a> Device<'a> for Reach {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (f64::from(image.width()), f64::from(image.height()));
        match image {
            Image::Stencil(_) => self.picture(props.transform, None),
            Image::Raster(image) => each_coded(image.stream(), size, &mut |_, step, coded| {
                self.picture(props.transform * step, coded);
            }),
        }
    }
    fn draw_path(&mut self, _: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props.paint);
    }
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(&props.paint);
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
