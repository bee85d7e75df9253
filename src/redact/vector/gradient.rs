//! Gradients, drawn anew as a picture of nothing but themselves: what is drawn over them stays what it is.
//!
//! **Invariant:** of one colour after the other and opaque in all of its place, else it is not drawn here.
//! **Absent:** meshes, which have no colour of their own between their corners.
//!
//! A picture of the finished page was the alternative: it shows the text over a gradient, which is then drawn once more.

use super::patch::{Samples, pixels_of};
use crate::model::page::pixels::Pixels;
use hayro_interpret::encode::{EncodedShadingPattern, EncodedShadingType};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{BlendMode, DrawProps, Paint};
use kurbo::{Affine, Point, Rect};

/// From this on a colour is opaque.
const OPAQUE: f32 = 0.999;
/// Pixels of one gradient, at most; the whole of a large page has fewer.
const MAX_PIXELS: f64 = 2e7;

/// A gradient of which each point has its colour.
pub struct Gradient(EncodedShadingPattern);

impl Gradient {
    /// `None` for every other paint.
    pub fn of(props: &DrawProps<'_>) -> Option<Self> {
        let Paint::Pattern(pattern) = &props.paint else {
            return None;
        };
        let Pattern::Shading(shading) = &**pattern else {
            return None;
        };
        let is_plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        let is_whole = shading.opacity >= OPAQUE && shading.shading.clip_path.is_none();
        (is_plain && is_whole).then_some(())?;
        let encoded = shading.encode();
        match &encoded.shading_type {
            EncodedShadingType::RadialAxial(_) => Some(Self(encoded)),
            // Samples of a function mix with those beside them.
            EncodedShadingType::FunctionBased(_)
            | EncodedShadingType::Sampled(_)
            | EncodedShadingType::Dummy(_) => None,
        }
    }

    /// The gradient around a rectangle of a page, without areas, at so many pixels per point; `None` where it does not
    /// cover all of it.
    pub fn pixels(
        &self,
        scale: f64,
        page: Rect,
        areas: &[Rect],
        rect: Rect,
    ) -> Option<(Pixels, Affine, Rect)> {
        let side = |length: f64| (length * scale).round().max(1.0) as usize;
        let samples = Samples {
            width: side(page.width()),
            height: side(page.height()),
            at: &|x, y| {
                let at = Point::new((x as f64 + 0.5) / scale, (y as f64 + 0.5) / scale);
                self.colour(at)
            },
        };
        (rect.area() * scale * scale <= MAX_PIXELS).then_some(())?;
        pixels_of(&samples, page, areas, rect)
    }

    /// `None` where it is seen through.
    fn colour(&self, at: Point) -> Option<[u8; 3]> {
        let [r, g, b, alpha] = self.0.sample(self.0.base_transform * at);
        let byte = |part: f32| (part * 255.0).round().clamp(0.0, 255.0) as u8;
        (alpha >= OPAQUE).then(|| [r, g, b].map(byte))
    }
}
