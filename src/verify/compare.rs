//! Whether two pictures of a page look the same, and where they do not.
//!
//! **Invariant:** what is to be ignored, and a little around it, is never compared.
//! **Absent:** rendering.

use super::lost::{Lost, TILE};
use crate::model::blackout::PageBlackout;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;

/// A channel that differs by more than this makes a pixel differ, after smoothing.
const PIXEL_DIFFERENCE: i32 = 40;
/// Side in pixels of the square over which differences are smoothed: engines place ink a fraction of a pixel apart.
const SMOOTHING: usize = 5;
/// Pixels around what is ignored that are not compared either.
const DILATION: f64 = 3.0;
/// The share of the compared pixels that may differ.
const DIFFERING: f64 = 0.002;

/// How two pictures of a page differ, tile by tile.
pub struct Comparison {
    columns: usize,
    /// Pixels compared and pixels that differ.
    tiles: Vec<(u32, u32)>,
    /// Tiles in which only one picture shows anything.
    lost: Vec<bool>,
    size: PageSize,
    /// Pixels per point, across and down.
    scale: (f64, f64),
}

/// The places of black areas, labels, the lines between them, and the legend.
pub fn ignored(blackout: &PageBlackout) -> Vec<PageRect> {
    let labels = blackout.labels().map(|label| label.rect);
    let leaders = blackout.labels().filter_map(|label| label.leader);
    let leaders = leaders.filter_map(|(from, to)| {
        PageRect::new(
            from.x.min(to.x) - 0.5,
            from.y.min(to.y) - 0.5,
            from.x.max(to.x) + 0.5,
            from.y.max(to.y) + 0.5,
        )
    });
    blackout
        .rects()
        .into_iter()
        .chain(labels)
        .chain(leaders)
        .collect()
}

impl Comparison {
    /// Compares two pictures of a page of this size; `None` when they are not equally large.
    pub fn of(
        source: &Pixels,
        written: &Pixels,
        size: PageSize,
        ignored: &[PageRect],
    ) -> Option<Self> {
        let (width, height) = (source.width(), source.height());
        ((width, height) == (written.width(), written.height())).then_some(())?;
        let scale = (width as f64 / size.width, height as f64 / size.height);
        let ignored = ignored_pixels(width, height, scale, ignored);
        let columns = width.div_ceil(TILE);
        let rows = height.div_ceil(TILE);
        let mut tiles = vec![(0_u32, 0_u32); columns * rows];
        smoothed_difference(source, written, |y, sums| {
            let line = &mut tiles[(y / TILE) * columns..][..columns];
            count_row(line, &ignored[y * width..][..width], sums);
        });
        let mut lost = Lost::new(columns, rows, [source, written]);
        for y in 0..height {
            lost.look_at_row(&ignored[y * width..][..width], y);
        }
        Some(Self {
            lost: lost.tiles(),
            columns,
            tiles,
            size,
            scale,
        })
    }

    /// The share of the compared pixels that differ.
    pub fn share(&self) -> f64 {
        let (compared, differing) = self
            .tiles
            .iter()
            .fold((0, 0), |(all, bad), tile| (all + tile.0, bad + tile.1));
        if compared == 0 {
            0.0
        } else {
            f64::from(differing) / f64::from(compared)
        }
    }

    /// How many faults that makes: each tile that differs by more than half or of which only one picture shows anything,
    /// and the page as a whole.
    pub fn faults(&self) -> usize {
        // A sliver of a tile between areas says nothing; half of a whole tile does.
        let whole = (TILE * TILE) as u32;
        let tiles = self.tiles.iter().zip(&self.lost);
        let lost = tiles.filter(|((_, bad), lost)| **lost || *bad * 2 > whole);
        lost.count() + usize::from(self.share() >= DIFFERING)
    }

    /// The tiles in which anything differs, joined to rectangles of the page.
    pub fn places(&self) -> Vec<PageRect> {
        // Rows of tiles beside each other, from the first column to the one after the last.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        let mut places: Vec<(usize, usize, usize, usize)> = Vec::new();
        let differing = self.tiles.iter().zip(&self.lost);
        let differing: Vec<bool> = differing
            .map(|((_, bad), lost)| *lost || *bad > 0)
            .collect();
        for (row, tiles) in differing.chunks_exact(self.columns).enumerate() {
            let runs = runs(tiles);
            let (going_on, ended): (Vec<_>, Vec<_>) = open
                .into_iter()
                .partition(|(_, from, to)| runs.contains(&(*from, *to)));
            places.extend(
                ended
                    .into_iter()
                    .map(|(top, from, to)| (top, row, from, to)),
            );
            let is_new =
                |run: &&(usize, usize)| going_on.iter().all(|(_, from, to)| (*from, *to) != **run);
            let new: Vec<_> = runs
                .iter()
                .filter(is_new)
                .map(|(from, to)| (row, *from, *to))
                .collect();
            open = going_on.into_iter().chain(new).collect();
        }
        let end = self.tiles.len() / self.columns.max(1);
        places.extend(open.into_iter().map(|(top, from, to)| (top, end, from, to)));
        let x = |column: usize| ((column * TILE) as f64 / self.scale.0).min(self.size.width);
        let y = |row: usize| ((row * TILE) as f64 / self.scale.1).min(self.size.height);
        let rects = places.into_iter();
        rects
            .filter_map(|(top, bottom, from, to)| PageRect::new(x(from), y(top), x(to), y(bottom)))
            .collect()
    }
}

/// The runs of tiles in which something differs.
fn runs(tiles: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (column, _) in tiles.iter().enumerate().filter(|(_, differs)| **differs) {
        match runs.last_mut() {
            Some((_, to)) if *to == column => *to += 1,
            _ => runs.push((column, column + 1)),
        }
    }
    runs
}

/// Counts a row of pixels by tiles: those that are compared, and of them those that differ; `sums` is none where the
/// pictures are the same all around.
fn count_row(tiles: &mut [(u32, u32)], ignored: &[bool], sums: Option<&[i16]>) {
    for (tile, ignored) in tiles.iter_mut().zip(ignored.chunks(TILE)) {
        tile.0 += ignored
            .iter()
            .map(|ignored| u32::from(!ignored))
            .sum::<u32>();
    }
    let Some(sums) = sums else { return };
    let differs = |v: &i16| i32::from(v.abs()) > PIXEL_DIFFERENCE * SURFACE;
    let chunks = sums.chunks(TILE * 3).zip(ignored.chunks(TILE));
    for (tile, (sums, ignored)) in tiles.iter_mut().zip(chunks) {
        // Most tiles differ nowhere, which is found out sooner without a branch for each pixel.
        if sums.iter().fold(false, |any, v| any | differs(v)) {
            let pixels = sums.chunks_exact(3).zip(ignored);
            let differing =
                pixels.filter(|(pixel, ignored)| !**ignored && pixel.iter().any(differs));
            tile.1 += differing.count() as u32;
        }
    }
}

fn ignored_pixels(width: usize, height: usize, scale: (f64, f64), rects: &[PageRect]) -> Vec<bool> {
    let mut ignored = vec![false; width * height];
    for rect in rects {
        let low = |v: f64| (v.floor() - DILATION).max(0.0) as usize;
        let high = |v: f64| (v.ceil() + DILATION).max(0.0) as usize;
        for row in low(rect.top() * scale.1)..high(rect.bottom() * scale.1).min(height) {
            let (from, to) = (
                low(rect.left() * scale.0).min(width),
                high(rect.right() * scale.0).min(width),
            );
            if from < to {
                ignored[row * width + from..row * width + to].fill(true);
            }
        }
    }
    ignored
}

/// Pixels in the square over which differences are summed.
const SURFACE: i32 = (SMOOTHING * SMOOTHING) as i32;

/// Calls `see` with each row of differences, summed over the square around each pixel, edges repeated; with none where
/// the pictures are the same all around. A sum of 25 differences of bytes fits 16 bits.
fn smoothed_difference(a: &Pixels, b: &Pixels, mut see: impl FnMut(usize, Option<&[i16]>)) {
    let (width, height) = (a.width(), a.height());
    if width == 0 || height == 0 {
        return;
    }
    const REACH: usize = SMOOTHING / 2;
    let last = height - 1;
    // The rows that are summed now; the oldest is overwritten by the next one.
    let mut window: Vec<Row> = (0..SMOOTHING).map(|_| Row::new(width)).collect();
    for (offset, row) in window.iter_mut().enumerate() {
        row.set(a, b, offset.saturating_sub(REACH).min(last));
    }
    let mut sums = vec![0_i16; width * 3];
    window.iter().for_each(|row| row.add_to(&mut sums));
    for y in 0..height {
        see(y, window.iter().any(|row| row.differs).then_some(&sums));
        let oldest = &mut window[y % SMOOTHING];
        oldest.take_from(&mut sums);
        oldest.set(a, b, (y + 1 + REACH).min(last));
        oldest.add_to(&mut sums);
    }
}

/// The differences of one row of pixels, summed over the neighbours of each.
struct Row {
    differs: bool,
    sums: Vec<i16>,
    /// The differences, with the first and the last pixel repeated before and after them.
    padded: Vec<i16>,
}

impl Row {
    fn new(width: usize) -> Self {
        Self {
            differs: false,
            sums: vec![0; width * 3],
            padded: vec![0; (width + SMOOTHING - 1) * 3],
        }
    }

    fn set(&mut self, a: &Pixels, b: &Pixels, y: usize) {
        let (a, b) = (a.row(y, 0, a.width()), b.row(y, 0, b.width()));
        self.differs = a != b;
        if !self.differs {
            return;
        }
        const BEFORE: usize = SMOOTHING / 2 * 3;
        let length = a.len();
        let inner = &mut self.padded[BEFORE..][..length];
        for (difference, (a, b)) in inner.iter_mut().zip(a.iter().zip(b)) {
            *difference = i16::from(*a) - i16::from(*b);
        }
        for channel in 0..BEFORE {
            self.padded[channel] = self.padded[BEFORE + channel % 3];
            self.padded[BEFORE + length + channel] = self.padded[BEFORE + length - 3 + channel % 3];
        }
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|beside| &self.padded[beside * 3..][..length]);
        for (index, sum) in self.sums[..length].iter_mut().enumerate() {
            *sum = a[index] + b[index] + c[index] + d[index] + e[index];
        }
    }

    fn add_to(&self, sums: &mut [i16]) {
        if self.differs {
            sums.iter_mut()
                .zip(&self.sums)
                .for_each(|(sum, v)| *sum += v);
        }
    }

    fn take_from(&self, sums: &mut [i16]) {
        if self.differs {
            sums.iter_mut()
                .zip(&self.sums)
                .for_each(|(sum, v)| *sum -= v);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 80.0,
    };

    fn pixels(black: &[[usize; 4]]) -> Pixels {
        let mut pixels = Pixels::new(200, 160, vec![255; 200 * 160 * 3]).unwrap();
        black
            .iter()
            .for_each(|[l, t, r, b]| pixels.fill(*l, *t, *r, *b, [0; 3]));
        pixels
    }

    fn compared(a: &[[usize; 4]], b: &[[usize; 4]], ignored: &[PageRect]) -> Comparison {
        Comparison::of(&pixels(a), &pixels(b), SIZE, ignored).unwrap()
    }

    #[test]
    fn a_shape_that_is_lost_is_found_where_it_was() {
        let shape = [40, 40, 60, 60];
        let lost = compared(&[shape], &[], &[]);
        assert!(lost.faults() > 0 && lost.share() > 0.01);
        let places = lost.places();
        let inside = PageRect::new(20.0, 20.0, 30.0, 30.0).unwrap();
        assert!(
            places.iter().any(|p| p.contains_rect(&inside)),
            "{places:?}"
        );
        assert!(places.iter().all(|p| p.surface() < 800.0));
        assert_eq!(compared(&[shape], &[shape], &[]).faults(), 0);
        assert_eq!(compared(&[], &[shape], &[inside]).faults(), 0);
    }

    #[test]
    fn thin_letters_that_are_lost_are_found() {
        // Dashes of three pixels: half of the ink that the smoothing needs.
        let dash = |n: usize| {
            let (x, y) = (32 + 5 * (n % 8), 34 + 8 * (n / 8));
            [x, y, x + 1, y + 3]
        };
        let strokes: Vec<[usize; 4]> = (0..16).map(dash).collect();
        let lost = compared(&strokes, &[], &[]);
        let place = PageRect::new(16.0, 17.0, 35.0, 23.0).unwrap();
        assert!(lost.faults() > 0 && lost.share() < 0.002);
        let middle = place.center();
        assert!(lost.places().iter().any(|p| p.contains(middle)));
        assert!(compared(&[], &strokes, &[]).faults() > 0);
        assert_eq!(compared(&strokes, &[], &[place]).faults(), 0);
    }

    /// Stripes of two pixels, and of one in four, in squares of a side: both show something, but another tone.
    fn striped(square: usize, squares: usize) -> Comparison {
        let size = PageSize {
            width: 600.0,
            height: 400.0,
        };
        let page = |stripe: usize| {
            let mut page = Pixels::new(600, 400, vec![255; 600 * 400 * 3]).unwrap();
            for number in 0..squares {
                let (left, top) = (
                    TILE * (2 + 2 * (number % 16)),
                    TILE * (2 + 2 * (number / 16)),
                );
                for x in (left..left + square).step_by(4) {
                    page.fill(x, top, x + stripe, top + square, [0; 3]);
                }
            }
            page
        };
        Comparison::of(&page(3), &page(1), size, &[]).unwrap()
    }

    #[test]
    fn a_tile_in_another_tone_is_found_and_so_are_many_parts_of_tiles() {
        let one = striped(TILE, 1);
        assert!(one.share() < DIFFERING && !one.lost.contains(&true));
        assert_eq!(one.faults(), 1);
        let many = striped(8, 60);
        let half = (TILE * TILE / 2) as u32;
        assert!(many.tiles.iter().all(|(_, bad)| *bad <= half));
        assert!(many.share() >= DIFFERING && !many.lost.contains(&true));
        assert_eq!(many.faults(), 1);
        assert_eq!(striped(8, 1).faults(), 0);
    }

    #[test]
    fn what_moves_by_half_a_pixel_is_no_difference() {
        let sharp = pixels(&[[10, 10, 190, 11]]);
        let mut between = pixels(&[]);
        between.fill(10, 10, 190, 12, [128; 3]);
        let line = Comparison::of(&sharp, &between, SIZE, &[]).unwrap();
        assert_eq!((line.faults(), line.places().len()), (0, 0));
    }

    #[test]
    fn the_sums_are_those_of_the_squares() {
        let (a, b) = (pixels(&[[3, 3, 9, 9]]), pixels(&[[0, 0, 5, 4]]));
        let at = |p: &Pixels, x: usize, y: usize| {
            let near = |v: usize, o: usize, most: usize| (v + o).saturating_sub(2).min(most - 1);
            let square = (0..5).flat_map(|v| (0..5).map(move |u| (u, v)));
            let sum = square.map(|(u, v)| i32::from(p.at(near(x, u, 200), near(y, v, 160))[0]));
            sum.sum::<i32>()
        };
        smoothed_difference(&a, &b, |y, row| {
            for x in 0..200 {
                let sum = row.map_or(0, |row| i32::from(row[x * 3]));
                assert_eq!(sum, at(&a, x, y) - at(&b, x, y), "{x} {y}");
            }
        });
    }
}
