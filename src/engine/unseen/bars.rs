//! Bars that a source has over parts of its pictures: what they hide is still in its samples.
//!
//! **Invariant:** a bar is even to the eye, and the picture beneath it is not.
//! **Absent:** a picture that is a bar itself: it is drawn along with the picture beneath.

use super::around::Around;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::pdf::Document;
use kurbo::Rect;

/// Places that are looked at, at most.
const MOST_PLACES: usize = 200;
/// Tones of a bar differ by no more than this, and those of a word by more than the other.
const EVEN: u8 = 16;
const SHOWN: u8 = 60;
/// What a photograph is set on, and covers half of it or more, is no bar.
const MOST_SHARE: f64 = 0.5;
/// Pieces of a bar that are no further apart, in points, are one.
const SEAM: f64 = 1.5;

/// The bars among the places in which something opaque lies over a picture. `pixels` is the page as it is seen.
pub fn over_pictures(
    document: &Document,
    page: usize,
    size: PageSize,
    pixels: &Pixels,
    places: &[Rect],
) -> Vec<PageRect> {
    let is_bar = |place: &&Rect| {
        let is_small = place.area() < MOST_SHARE * size.width * size.height;
        is_small && seen_range(pixels, size, **place) <= EVEN
    };
    let bars: Vec<Rect> = places
        .iter()
        .filter(is_bar)
        .take(MOST_PLACES)
        .copied()
        .collect();
    let around = |bar: &Rect| Around::of(&[*bar], size).map(|around| around.part());
    let Some(parts) = bars.iter().map(around).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let beneath = match parts.is_empty() {
        true => None,
        false => document.pictures_alone(page, &parts, u8::MAX),
    };
    let beneath = beneath.into_iter().flatten();
    let hiding = bars.into_iter().zip(beneath);
    let hiding = hiding.filter(|(_, pixels)| range(pixels.rgb().iter()) >= SHOWN);
    joined(hiding.map(|(bar, _)| bar))
}

/// By how much the tones of a place differ where it is seen, its edges left out; as much as can be where nothing is left.
fn seen_range(pixels: &Pixels, size: PageSize, place: Rect) -> u8 {
    let across = pixels.width() as f64 / size.width;
    let down = pixels.height() as f64 / size.height;
    let low = |v: f64| v.ceil().max(0.0) as usize;
    let high = |v: f64, most: usize| (v.floor().max(0.0) as usize).min(most);
    let left = low(place.x0 * across);
    let right = high(place.x1 * across, pixels.width());
    let rows = low(place.y0 * down)..high(place.y1 * down, pixels.height());
    if left >= right || rows.is_empty() {
        return u8::MAX;
    }
    range(rows.flat_map(|y| pixels.row(y, left, right)))
}

/// By how much the tones of samples of red, green and blue differ.
fn range<'a>(samples: impl Iterator<Item = &'a u8>) -> u8 {
    let mut limits = [(u8::MAX, 0); 3];
    for (number, v) in samples.enumerate() {
        let (low, high) = limits[number % 3];
        limits[number % 3] = (low.min(*v), high.max(*v));
    }
    let ranges = limits.map(|(low, high)| high.saturating_sub(low));
    ranges.into_iter().max().unwrap_or(0)
}

fn joined(bars: impl Iterator<Item = Rect>) -> Vec<PageRect> {
    let mut whole: Vec<Rect> = Vec::new();
    for mut bar in bars {
        while let Some(near) = whole.iter().position(|other| {
            let common = other.inflate(SEAM, SEAM).intersect(bar);
            common.width() > 0.0 && common.height() > 0.0
        }) {
            bar = bar.union(whole.swap_remove(near));
        }
        whole.push(bar);
    }
    let rect = |bar: Rect| PageRect::new(bar.x0, bar.y0, bar.x1, bar.y1);
    whole.into_iter().filter_map(rect).collect()
}
