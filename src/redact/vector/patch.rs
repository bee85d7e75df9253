//! Parts of a page that cannot be drawn again, as pictures of how the page looks there.
//!
//! **Invariant:** every sample that an area touches, and one sample around it, is black before the picture is coded. A
//! patch is opaque and shows the finished page, so that nothing beneath it is lost and what follows is drawn over it.
//! **Absent:** rendering; the page arrives as pixels.
//!
//! A whole page as a picture was the alternative: one gradient would cost all text its shape.

use super::drawing::Reason;
use super::scene::{Drawn, KeptGlyph, Node};
use crate::model::page::pixels::Pixels;
use kurbo::{Affine, Rect};

/// More patches than this are a page that is better drawn as one picture.
const MAX_PATCHES: usize = 300;
/// All patches together may have this many times the surface of the page.
const MAX_SURFACE: f64 = 4.0;

/// What has been patched.
#[derive(Default)]
pub struct Patches {
    pub reasons: Vec<Reason>,
    count: usize,
    surface: f64,
}

impl Patches {
    /// Counts a patch in a place; false when the page is better drawn as one picture.
    pub fn has_room_for(&mut self, place: Rect, page: Rect) -> bool {
        self.count += 1;
        self.surface += place.area();
        self.count <= MAX_PATCHES && self.surface <= page.area() * MAX_SURFACE
    }

    pub fn note(&mut self, reason: Reason) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }
}

/// A page as so many samples, each of which has a colour or stands for none.
pub struct Samples<'a> {
    pub width: usize,
    pub height: usize,
    pub at: &'a dyn Fn(usize, usize) -> Option<[u8; 3]>,
}

/// The pixels around a rectangle of a rendered page, without those of areas, with their place and bounds on the page.
pub fn pixels_of_page(
    pixels: &Pixels,
    page: Rect,
    areas: &[Rect],
    rect: Rect,
) -> Option<(Pixels, Affine, Rect)> {
    let samples = Samples {
        width: pixels.width(),
        height: pixels.height(),
        at: &|x, y| Some(pixels.at(x, y)),
    };
    pixels_of(&samples, page, areas, rect)
}

/// The same of samples; `None` where one stands for no colour.
pub fn pixels_of(
    samples: &Samples<'_>,
    page: Rect,
    areas: &[Rect],
    rect: Rect,
) -> Option<(Pixels, Affine, Rect)> {
    let (x_scale, y_scale) = (
        samples.width as f64 / page.width(),
        samples.height as f64 / page.height(),
    );
    let low = |v: f64| v.floor().max(0.0) as usize;
    let high = |v: f64, most: usize| (v.ceil().max(0.0) as usize).min(most);
    let (left, top) = (low(rect.x0 * x_scale), low(rect.y0 * y_scale));
    let right = high(rect.x1 * x_scale, samples.width).max(left + 1);
    let bottom = high(rect.y1 * y_scale, samples.height).max(top + 1);
    let black: Vec<[usize; 4]> = areas
        .iter()
        .map(|a| {
            let before = |v: f64| low(v).saturating_sub(1);
            let after = |v: f64| v.ceil().max(0.0) as usize + 1;
            [
                before(a.x0 * x_scale),
                before(a.y0 * y_scale),
                after(a.x1 * x_scale),
                after(a.y1 * y_scale),
            ]
        })
        .collect();
    let mut data = Vec::with_capacity((right - left) * (bottom - top) * 3);
    for y in top..bottom {
        let row: Vec<&[usize; 4]> = black.iter().filter(|b| (b[1]..b[3]).contains(&y)).collect();
        for x in left..right {
            let covered = row.iter().any(|b| (b[0]..b[2]).contains(&x));
            let colour = if covered { [0; 3] } else { (samples.at)(x, y)? };
            data.extend(colour);
        }
    }
    let (width, height) = (right - left, bottom - top);
    let bounds = Rect::new(
        left as f64 / x_scale,
        top as f64 / y_scale,
        right as f64 / x_scale,
        bottom as f64 / y_scale,
    );
    let place = Affine::new([
        bounds.width(),
        0.0,
        0.0,
        -bounds.height(),
        bounds.x0,
        bounds.y1,
    ]);
    Some((Pixels::new(width, height, data)?, place, bounds))
}

/// The glyphs of steps that have become a picture.
pub fn words_of(nodes: Vec<Drawn>) -> Vec<KeptGlyph> {
    let mut words = Vec::new();
    for Drawn { node, .. } in nodes {
        match node {
            Node::Text(_, glyphs) => words.extend(glyphs.into_iter().map(KeptGlyph::into_layer)),
            Node::Clip(_, nodes) => words.extend(words_of(nodes)),
            Node::Item(_) => {}
        }
    }
    words
}
