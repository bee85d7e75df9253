//! What only one of two pictures shows: thin letters drown in the smoothing of a comparison, and must show all the same.
//!
//! **Invariant:** pixels that are not compared are never asked, though they may be what a pixel beside them is held against.
//! **Absent:** the verdict.

use crate::model::page::pixels::Pixels;
use std::ops::Range;

/// Side in pixels of the tiles of which none may differ by more than half: a lost signature or logo must show.
pub const TILE: usize = 16;
/// Pixels of a tile that differ by more than [`INK`] while the other picture shows nothing there: thin letters drown in
/// the smoothing.
const LOST_PIXELS: usize = 8;
const INK: u8 = 64;
/// Nothing is shown there when no pixel this near has a third of the contrast.
const NEAR: usize = 3;

/// How light the pixels of a picture are, row by row as they are asked for: of most rows nobody asks.
struct Light<'p> {
    pixels: &'p Pixels,
    rows: Vec<Option<Vec<u8>>>,
}

impl<'p> Light<'p> {
    fn of(pixels: &'p Pixels) -> Self {
        Self {
            pixels,
            rows: vec![None; pixels.height()],
        }
    }

    fn know(&mut self, rows: Range<usize>) {
        let pixels = self.pixels;
        for (y, row) in rows
            .clone()
            .zip(self.rows.get_mut(rows).into_iter().flatten())
        {
            row.get_or_insert_with(|| {
                let row = pixels.row(y, 0, pixels.width());
                row.chunks_exact(3).map(luma_of).collect()
            });
        }
    }

    /// A row that is known.
    fn row(&self, y: usize) -> &[u8] {
        self.rows
            .get(y)
            .and_then(Option::as_deref)
            .unwrap_or_default()
    }
}

/// In which tiles one picture shows something of which the other has nothing.
pub struct Lost<'p> {
    columns: usize,
    /// By tile: pixels that only the first picture shows, and only the second.
    pixels: Vec<(usize, usize)>,
    light: [Light<'p>; 2],
}

impl<'p> Lost<'p> {
    pub fn new(columns: usize, rows: usize, pictures: [&'p Pixels; 2]) -> Self {
        Self {
            columns,
            pixels: vec![(0, 0); columns * rows],
            light: pictures.map(Light::of),
        }
    }

    /// Looks at a row of pixels, of which some are not compared.
    pub fn look_at_row(&mut self, ignored: &[bool], y: usize) {
        let [first, second] = &mut self.light;
        let (a, b) = (first.pixels, second.pixels);
        let width = a.width();
        if a.row(y, 0, width) == b.row(y, 0, width) {
            return;
        }
        let around = y.saturating_sub(NEAR)..(y + NEAR + 1).min(a.height());
        first.know(around.clone());
        second.know(around.clone());
        let line = &mut self.pixels[(y / TILE) * self.columns..][..self.columns];
        let chunks = first.row(y).chunks(TILE).zip(second.row(y).chunks(TILE));
        for (column, (lost, (a, b))) in line.iter_mut().zip(chunks).enumerate() {
            let differs = |a: u8, b: u8| a.abs_diff(b) > INK;
            // Most tiles differ nowhere, which is found out sooner without a branch for each pixel.
            let pairs = a.iter().zip(b);
            if !pairs
                .clone()
                .fold(false, |any, (a, b)| any | differs(*a, *b))
            {
                continue;
            }
            for (offset, (a, b)) in pairs.enumerate() {
                let x = column * TILE + offset;
                if differs(*a, *b) && !ignored[x] {
                    lost.0 += usize::from(is_only_in(*a, second, (x, around.clone())));
                    lost.1 += usize::from(is_only_in(*b, first, (x, around.clone())));
                }
            }
        }
    }

    pub fn tiles(&self) -> Vec<bool> {
        let lost = |(first, second): &(usize, usize)| *first.max(second) >= LOST_PIXELS;
        self.pixels.iter().map(lost).collect()
    }
}

/// Whether the other picture shows nothing around a pixel of these rows, beside how light this one is.
fn is_only_in(value: u8, other: &Light<'_>, (x, rows): (usize, Range<usize>)) -> bool {
    let (mut dark, mut light) = (255_u8, 0_u8);
    for row in rows.map(|y| other.row(y)) {
        let near = x.saturating_sub(NEAR)..(x + NEAR + 1).min(row.len());
        for value in row.get(near).unwrap_or_default() {
            dark = dark.min(*value);
            light = light.max(*value);
        }
    }
    let contrast = value.abs_diff(dark).max(value.abs_diff(light));
    u32::from(light - dark) * 3 < u32::from(contrast)
}

/// How light a pixel is, by the weights of ITU-R BT.601.
fn luma_of(pixel: &[u8]) -> u8 {
    let (r, g, b) = (
        u32::from(pixel[0]),
        u32::from(pixel[1]),
        u32::from(pixel[2]),
    );
    ((r * 77 + g * 150 + b * 29) >> 8) as u8
}
