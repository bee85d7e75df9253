//! Finds where the pictures of a page show, beside an area, traces of what it covers.
//!
//! **Invariant:** looks at where pictures lie and how they are coded, never at a sample.
//! **Absent:** pictures within patterns, masks and drawn fonts.

use super::image::{Source, is_steep};
use super::jpeg::Blocks;
use crate::redact::traces::{Kind, Trace};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Stream;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use kurbo::{Affine, BezPath, Rect};

/// Readers mix a sample with its neighbours half a sample beyond it, and round that.
const MIXED: f64 = 0.75;

/// Collects the traces of a page.
pub struct Tracer {
    pub areas: Vec<Rect>,
    pub traces: Vec<Trace>,
}

impl Tracer {
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
                .inflate(sample.0 * MIXED, sample.1 * MIXED)
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
        let Image::Raster(image) = image else {
            return self.picture(size, props.transform, None);
        };
        let stream = image.stream();
        let coded = |stream: &Stream<'_>, steep: bool| {
            let blocks = Source::of(stream).blocks()?;
            Some((blocks, steep || is_steep(stream.dict())))
        };
        self.picture(size, props.transform, coded(stream, false));
        if let Some(mask) = stream.dict().get::<Stream<'_>>(b"SMask".as_slice()) {
            let side = |key: &[u8]| f64::from(mask.dict().get::<u32>(key).unwrap_or(1).max(1));
            let own = (side(b"Width"), side(b"Height"));
            let step = Affine::scale_non_uniform(size.0 / own.0, size.1 / own.1);
            self.picture(own, props.transform * step, coded(&mask, true));
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
