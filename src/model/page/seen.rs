//! What can be seen of a character, told by the pixels around it: the one rule for drawing again, for a page that is a
//! picture, for the listing of hidden text and for what the verdict expects to find.
//!
//! **Invariant:** pixels under and close to an area are never looked at: what is covered decides nothing.
//! **Absent:** drawing order; who knows that something lies over a character asks nothing here.

use super::geometry::{PageRect, PageSize};
use super::pixels::Pixels;
use super::rects::Rects;
use super::text::PageChar;

/// A channel that differs by more than this can be seen.
const SEEN_DIFFERENCE: u8 = 16;
/// Pixels around an area whose colour may come from what it covers.
const SMEAR_PIXELS: f64 = 2.0;
/// Points around an area in which the picture under a layer of text may hold traces of what the area covers: two blocks
/// of a JPEG of 200 dots per inch and more.
const TRACES_POINTS: f64 = 7.0;
/// The colour of the ground of a character is looked for in a ring of pixels this far from its ink.
const RING_PIXELS: i64 = 2;
/// A character of which this share of the ring has its own colour cannot be seen: what contrast there is in its place
/// is that of something else, a rule or another word.
const CAMOUFLAGE_SHARE: f64 = 0.7;

/// A rendered page with the black areas on it.
pub struct Seen<'p> {
    pixels: &'p Pixels,
    x_scale: f64,
    y_scale: f64,
    /// In pixels: left, top, right, bottom.
    areas: Vec<[f64; 4]>,
    /// The same, found by their place.
    places: Rects,
    /// Pixels around the ink in which it may show as well.
    margin: f64,
}

/// Whole pixels: left, top, and the first after right and bottom.
struct Window {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Window {
    fn around(self, by: i64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Asks the pixels along its edge: every character of a page asks, so that they are counted off plainly.
    fn each_of_ring(&self, ask: &mut impl FnMut(i64, i64)) {
        let (left, top, right, bottom) = (self.left, self.top, self.right - 1, self.bottom - 1);
        for y in [top, bottom] {
            (left..=right).for_each(|x| ask(x, y));
        }
        for x in [left, right] {
            (top + 1..bottom).for_each(|y| ask(x, y));
        }
    }
}

impl<'p> Seen<'p> {
    /// `pixels` is the whole page, rendered; `margin` is in pixels.
    pub fn new(pixels: &'p Pixels, size: PageSize, areas: &[PageRect], margin: f64) -> Self {
        let x_scale = pixels.width() as f64 / size.width;
        let y_scale = pixels.height() as f64 / size.height;
        let in_pixels = |a: &PageRect| {
            let (left, right) = (a.left() * x_scale, a.right() * x_scale);
            [left, a.top() * y_scale, right, a.bottom() * y_scale]
        };
        let areas: Vec<[f64; 4]> = areas.iter().map(in_pixels).collect();
        let mut places = Rects::default();
        areas.iter().for_each(|area| places.add(*area));
        Self {
            pixels,
            x_scale,
            y_scale,
            areas,
            places,
            margin,
        }
    }

    /// Whether a character shows: something differs from its surroundings where its ink is, and it is not painted in
    /// the colour of its ground. `colour` is what it is filled with, where that is known.
    pub fn shows(&self, ink: &PageRect, colour: Option<[u8; 3]>) -> bool {
        self.has_contrast(ink) && !colour.is_some_and(|colour| self.is_camouflaged(ink, colour))
    }

    /// Whether a character has the colour of what is around it.
    pub fn is_camouflaged(&self, ink: &PageRect, colour: [u8; 3]) -> bool {
        let (mut same, mut all) = (0, 0);
        let window = self.window(ink, 0.0).around(RING_PIXELS);
        let near = self.near(&window, SMEAR_PIXELS);
        let mut ask = |x, y| {
            if let Some(ground) = self.at(x, y, &near) {
                let [r, g, b] = ground;
                all += 1;
                same += u32::from(
                    r.abs_diff(colour[0]) <= SEEN_DIFFERENCE
                        && g.abs_diff(colour[1]) <= SEEN_DIFFERENCE
                        && b.abs_diff(colour[2]) <= SEEN_DIFFERENCE,
                );
            }
        };
        window.each_of_ring(&mut ask);
        f64::from(same) > f64::from(all) * CAMOUFLAGE_SHARE
    }

    /// Whether anything can be seen in a place: a pixel that differs from the others there.
    pub fn has_contrast(&self, ink: &PageRect) -> bool {
        self.has_contrast_beyond(ink, SMEAR_PIXELS)
    }

    /// Whether a character of the text of a page shows, of whose layer it is known which words its picture shows.
    pub fn shows_char(&self, c: &PageChar) -> bool {
        !c.hidden && (c.invisible || self.shows(&c.ink, c.colour))
    }

    /// Whether a character of a layer of text shows: whether the picture that it lies over, or under, shows anything in
    /// its place. Pixels in which traces of what is covered may be are not asked.
    pub fn shows_layer(&self, ink: &PageRect) -> bool {
        self.has_contrast_beyond(ink, (TRACES_POINTS * self.x_scale).max(SMEAR_PIXELS))
    }

    fn has_contrast_beyond(&self, ink: &PageRect, smear: f64) -> bool {
        let window = self.window(ink, self.margin);
        let near = self.near(&window, smear);
        let (mut dark, mut light) = ([255_u8; 3], [0_u8; 3]);
        for y in window.top.max(0)..window.bottom {
            for x in window.left.max(0)..window.right {
                let Some(colour) = self.at(x, y, &near) else {
                    continue;
                };
                for (channel, value) in colour.into_iter().enumerate() {
                    dark[channel] = dark[channel].min(value);
                    light[channel] = light[channel].max(value);
                }
            }
            if (0..3).any(|c| light[c] > dark[c] && light[c] - dark[c] > SEEN_DIFFERENCE) {
                return true;
            }
        }
        false
    }

    fn window(&self, ink: &PageRect, margin: f64) -> Window {
        let low = |v: f64| (v.floor() - margin) as i64;
        let high = |v: f64| (v.ceil() + margin) as i64;
        Window {
            left: low(ink.left() * self.x_scale),
            top: low(ink.top() * self.y_scale),
            right: high(ink.right() * self.x_scale).min(self.pixels.width() as i64),
            bottom: high(ink.bottom() * self.y_scale).min(self.pixels.height() as i64),
        }
    }

    /// The areas that meet a window, each with so many pixels around it.
    fn near(&self, window: &Window, smear: f64) -> Vec<[f64; 4]> {
        let meets = |[left, top, right, bottom]: &[f64; 4]| {
            *left < window.right as f64
                && *right > window.left as f64
                && *top < window.bottom as f64
                && *bottom > window.top as f64
        };
        let around = |[l, t, r, b]: [f64; 4]| [l - smear, t - smear, r + smear, b + smear];
        let place = [window.left, window.top, window.right, window.bottom].map(|v| v as f64);
        let near = self.places.near(around(place)).into_iter();
        let near = near.filter_map(|number| self.areas.get(number).copied());
        near.map(around).filter(meets).collect()
    }

    /// The colour of a pixel on the page and beside the areas.
    fn at(&self, x: i64, y: i64, near: &[[f64; 4]]) -> Option<[u8; 3]> {
        let (px, py) = (x as f64 + 0.5, y as f64 + 0.5);
        let is_covered = near.iter().any(|[left, top, right, bottom]| {
            (*left..*right).contains(&px) && (*top..*bottom).contains(&py)
        });
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        let on_page = x < self.pixels.width() && y < self.pixels.height();
        (on_page && !is_covered).then(|| self.pixels.at(x, y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 50.0,
    };

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    /// White paper at two pixels per point, with a black rule at 14 to 15 points.
    fn ruled() -> Pixels {
        let mut pixels = Pixels::new(200, 100, vec![255; 60_000]).unwrap();
        pixels.fill(0, 28, 200, 30, [0; 3]);
        pixels
    }

    #[test]
    fn a_white_letter_across_a_rule_does_not_show() {
        let pixels = ruled();
        let seen = Seen::new(&pixels, SIZE, &[], 1.0);
        let letter = rect(20.0, 10.0, 26.0, 18.0);
        assert!(seen.has_contrast(&letter));
        assert!(!seen.shows(&letter, Some([255; 3])));
        assert!(seen.shows(&letter, Some([0; 3])) && seen.shows(&letter, None));
    }

    #[test]
    fn a_letter_on_even_ground_does_not_show() {
        let pixels = ruled();
        let seen = Seen::new(&pixels, SIZE, &[], 1.0);
        assert!(!seen.shows(&rect(20.0, 30.0, 26.0, 38.0), None));
    }

    #[test]
    fn traces_around_an_area_do_not_show_a_layer_of_text() {
        let pixels = ruled();
        let above_the_rule = [rect(0.0, 2.0, 100.0, 11.0)];
        let seen = Seen::new(&pixels, SIZE, &above_the_rule, 1.0);
        let (near, far) = (rect(20.0, 12.0, 26.0, 16.0), rect(20.0, 12.0, 26.0, 26.0));
        assert!(seen.shows(&near, None) && !seen.shows_layer(&near));
        let nothing_is_covered = Seen::new(&pixels, SIZE, &[], 1.0);
        assert!(nothing_is_covered.shows_layer(&near) && nothing_is_covered.shows_layer(&far));
    }

    #[test]
    fn what_is_under_an_area_decides_nothing() {
        let pixels = ruled();
        let over_the_rule = [rect(0.0, 13.0, 100.0, 16.0)];
        let seen = Seen::new(&pixels, SIZE, &over_the_rule, 1.0);
        assert!(!seen.shows(&rect(20.0, 10.0, 26.0, 18.0), None));
    }
}
