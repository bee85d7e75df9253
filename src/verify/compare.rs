//! Whether two pictures of a page look the same beside the black areas.
//!
//! **Invariant:** areas and labels, and a little around them, are never compared.
//! **Absent:** rendering.

use crate::model::blackout::PageBlackout;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::pixels::Pixels;

/// A channel that differs by more than this makes a pixel differ, after smoothing.
const PIXEL_DIFFERENCE: i32 = 40;
/// Side in pixels of the tiles of which none may differ by more than half: a lost signature or logo must show.
const TILE: usize = 16;
/// Pixels around areas and labels that are not compared.
const DILATION: f64 = 3.0;

/// The share of pixels that differ outside areas and labels, and how many tiles differ by more than half.
pub fn compare_pixels(
    source: &Pixels,
    written: &Pixels,
    size: PageSize,
    blackout: &PageBlackout,
) -> (f64, usize) {
    if source.width() != written.width() || source.height() != written.height() {
        return (1.0, 0);
    }
    let (width, height) = (source.width(), source.height());
    let ignored = ignored_pixels(width, height, size, blackout);
    let (a, b) = (smoothed(source), smoothed(written));
    let columns = width.div_ceil(TILE);
    let mut tiles = vec![(0_u32, 0_u32); columns * height.div_ceil(TILE)];
    for y in 0..height {
        for x in 0..width {
            let at = y * width + x;
            if ignored[at] {
                continue;
            }
            let differs =
                (0..3).any(|c| (a[at * 3 + c] - b[at * 3 + c]).abs() > PIXEL_DIFFERENCE * 25);
            let tile = &mut tiles[(y / TILE) * columns + x / TILE];
            tile.0 += 1;
            tile.1 += u32::from(differs);
        }
    }
    let compared: u32 = tiles.iter().map(|t| t.0).sum();
    let differing: u32 = tiles.iter().map(|t| t.1).sum();
    // A sliver of a tile between areas says nothing; half of a whole tile does.
    let whole = (TILE * TILE) as u32;
    let lost = tiles.iter().filter(|(_, bad)| *bad * 2 > whole).count();
    (
        if compared == 0 {
            0.0
        } else {
            f64::from(differing) / f64::from(compared)
        },
        lost,
    )
}

fn ignored_pixels(
    width: usize,
    height: usize,
    size: PageSize,
    blackout: &PageBlackout,
) -> Vec<bool> {
    let mut ignored = vec![false; width * height];
    let (x, y) = (width as f64 / size.width, height as f64 / size.height);
    let labels = blackout.areas.iter().map(|a| a.label.rect);
    let leaders = blackout
        .areas
        .iter()
        .filter_map(|a| a.label.leader)
        .filter_map(|(from, to)| {
            PageRect::new(
                from.x.min(to.x) - 0.5,
                from.y.min(to.y) - 0.5,
                from.x.max(to.x) + 0.5,
                from.y.max(to.y) + 0.5,
            )
        });
    for rect in blackout.rects().into_iter().chain(labels).chain(leaders) {
        let low = |v: f64| (v.floor() - DILATION).max(0.0) as usize;
        let high = |v: f64| (v.ceil() + DILATION).max(0.0) as usize;
        for row in low(rect.top() * y)..high(rect.bottom() * y).min(height) {
            let (from, to) = (
                low(rect.left() * x).min(width),
                high(rect.right() * x).min(width),
            );
            if from < to {
                ignored[row * width + from..row * width + to].fill(true);
            }
        }
    }
    ignored
}

/// Sums over 5 × 5 pixels, edges repeated.
fn smoothed(pixels: &Pixels) -> Vec<i32> {
    let (width, height) = (pixels.width(), pixels.height());
    let rgb = pixels.rgb();
    let mut across = vec![0_i32; width * height * 3];
    for y in 0..height {
        for x in 0..width {
            for c in 0..3 {
                let near = |offset: usize| (x + offset).saturating_sub(2).min(width - 1);
                let sum = (0..5)
                    .map(|o| i32::from(rgb[(y * width + near(o)) * 3 + c]))
                    .sum();
                across[(y * width + x) * 3 + c] = sum;
            }
        }
    }
    let row = width * 3;
    let mut out = vec![0_i32; width * height * 3];
    for y in 0..height {
        let near = |offset: usize| (y + offset).saturating_sub(2).min(height - 1);
        for i in 0..row {
            out[y * row + i] = (0..5).map(|o| across[near(o) * row + i]).sum();
        }
    }
    out
}
