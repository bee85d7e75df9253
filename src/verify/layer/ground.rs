//! A page as darkness, and strips of it along lines of text.
//!
//! **Invariant:** what lies in an area counts as paper.
//! **Absent:** letters.

use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::pixels::Pixels;

/// Points of the picture that a cell of a strip is the mean of, at most, across and down.
const MOST_POINTS: usize = 4;
/// Cells are added up so many at a time, which is what a processor does at once.
pub const LANES: usize = 8;

pub struct Ground {
    width: usize,
    height: usize,
    /// 0 for white.
    dark: Vec<u8>,
    /// Pixels per point.
    scale: f64,
}

/// Where a strip lies: its upper left corner, one cell further, and one row down, in points.
#[derive(Clone, Copy)]
pub struct Place {
    pub corner: PagePoint,
    pub across: (f64, f64),
    pub down: (f64, f64),
}

/// Cells in rows from the top, each row followed by room for a whole number of [`LANES`].
pub struct Cells {
    pub columns: usize,
    pub rows: usize,
    pub stride: usize,
    pub values: Vec<f32>,
}

/// A strip of a page, smoothed.
pub struct Strip {
    pub cells: Cells,
    /// Sums of what lies above and to the left of each corner, and of the squares.
    sums: Vec<(f64, f64)>,
}

impl Ground {
    pub fn of(pixels: &Pixels, size: PageSize, areas: &[PageRect]) -> Self {
        let scale = pixels.width() as f64 / size.width;
        let (width, height) = (pixels.width(), pixels.height());
        let darkness = |p: &[u8]| {
            let light = p.iter().map(|v| u32::from(*v)).sum::<u32>() / 3;
            255 - light.min(255) as u8
        };
        let mut dark: Vec<u8> = pixels.rgb().chunks_exact(3).map(darkness).collect();
        let low = |v: f64| (v * scale - 1.0).floor().max(0.0) as usize;
        let high = |v: f64, most: usize| ((v * scale + 1.0).ceil().max(0.0) as usize).min(most);
        for area in areas {
            let (left, right) = (low(area.left()), high(area.right(), width));
            for y in low(area.top())..high(area.bottom(), height) {
                let row = dark.get_mut(y * width + left..y * width + right);
                row.into_iter().flatten().for_each(|v| *v = 0);
            }
        }
        Self {
            width,
            height,
            dark,
            scale,
        }
    }

    /// The darkness of a place, from 0 to 1.
    pub fn cells(&self, place: Place, columns: usize, rows: usize) -> Cells {
        let step = place
            .across
            .0
            .hypot(place.across.1)
            .max(place.down.0.hypot(place.down.1));
        let points = ((step * self.scale).ceil() as usize).clamp(1, MOST_POINTS);
        let offsets: Vec<f64> = (0..points)
            .map(|n| (n as f64 + 0.5) / points as f64)
            .collect();
        let mut cells = Cells::new(columns, rows);
        let most = (255 * points * points) as f32;
        if place.across.1 == 0.0 && place.down.0 == 0.0 {
            self.add_upright(place, &offsets, &mut cells);
        } else {
            self.add_slanting(place, &offsets, &mut cells);
        }
        cells.values.iter_mut().for_each(|sum| *sum /= most);
        cells
    }

    /// Adds the darkness of the points of each cell, where rows lie level: all cells of a row share their rows of pixels, and
    /// all of a column theirs of columns.
    fn add_upright(&self, place: Place, offsets: &[f64], cells: &mut Cells) {
        let along = |count: usize, corner: f64, step: f64, most: usize| {
            let points = (0..count).flat_map(|n| offsets.iter().map(move |o| n as f64 + o));
            let pixels = points.map(|at| pixel((corner + at * step) * self.scale, most));
            pixels.collect::<Vec<Option<usize>>>()
        };
        let across = along(cells.columns, place.corner.x, place.across.0, self.width);
        let down = along(cells.rows, place.corner.y, place.down.1, self.height);
        let rows = cells.values.chunks_exact_mut(cells.stride.max(1));
        for (row, pixels) in rows.zip(down.chunks_exact(offsets.len())) {
            for y in pixels.iter().flatten() {
                let line = self.dark.get(y * self.width..(y + 1) * self.width);
                let line = line.unwrap_or_default();
                for (sum, pixels) in row.iter_mut().zip(across.chunks_exact(offsets.len())) {
                    let there = pixels.iter().flatten().filter_map(|x| line.get(*x));
                    *sum += there.map(|dark| u32::from(*dark)).sum::<u32>() as f32;
                }
            }
        }
    }

    /// The same where they do not.
    fn add_slanting(&self, place: Place, offsets: &[f64], cells: &mut Cells) {
        let rows = cells.values.chunks_exact_mut(cells.stride.max(1));
        for (row, values) in rows.enumerate() {
            for (column, value) in values.iter_mut().take(cells.columns).enumerate() {
                let mut sum = 0_u32;
                for down in offsets.iter().map(|o| row as f64 + o) {
                    for across in offsets.iter().map(|o| column as f64 + o) {
                        let x = place.corner.x + across * place.across.0 + down * place.down.0;
                        let y = place.corner.y + across * place.across.1 + down * place.down.1;
                        sum += u32::from(self.at(x * self.scale, y * self.scale));
                    }
                }
                *value = sum as f32;
            }
        }
    }

    fn at(&self, x: f64, y: f64) -> u8 {
        let (x, y) = (pixel(x, self.width), pixel(y, self.height));
        let index = x.zip(y).map(|(x, y)| y * self.width + x);
        index
            .and_then(|index| self.dark.get(index))
            .copied()
            .unwrap_or(0)
    }
}

/// The pixel in which a place lies; `None` off the page.
fn pixel(at: f64, most: usize) -> Option<usize> {
    (at >= 0.0 && at < most as f64).then_some(at as usize)
}

impl Cells {
    pub fn new(columns: usize, rows: usize) -> Self {
        // Whoever reads whole lanes from the last column on reads no further than this.
        let stride = columns + LANES;
        Self {
            columns,
            rows,
            stride,
            values: vec![0.0; stride * rows],
        }
    }

    pub fn at(&self, column: usize, row: usize) -> f32 {
        self.values
            .get(row * self.stride + column)
            .copied()
            .unwrap_or(0.0)
    }

    /// Each cell mixed with those around it; beyond the edges is paper.
    pub fn smoothed(&self) -> Self {
        let mut beside = Self::new(self.columns, self.rows);
        let lines = beside.values.chunks_exact_mut(self.stride);
        for (to, from) in lines.zip(self.values.chunks_exact(self.stride)) {
            // After the last column there is room, which is paper.
            if let (Some(first), [own, right, ..]) = (to.first_mut(), from) {
                *first = mixed(0.0, *own, *right);
            }
            let inner = to.iter_mut().skip(1).take(self.columns.saturating_sub(1));
            for (to, around) in inner.zip(from.windows(3)) {
                *to = mixed(around[0], around[1], around[2]);
            }
        }
        let mut all = Self::new(self.columns, self.rows);
        let paper = vec![0.0; self.stride];
        let line = |row: Option<usize>| {
            let from = row.map(|row| row * self.stride);
            let line = from.and_then(|from| beside.values.get(from..from + self.stride));
            line.unwrap_or(&paper)
        };
        let lines = all.values.chunks_exact_mut(self.stride);
        for (row, to) in lines.enumerate() {
            let (above, below) = (line(row.checked_sub(1)), line(Some(row + 1)));
            let around = above.iter().zip(line(Some(row))).zip(below);
            for (to, ((above, own), below)) in to.iter_mut().zip(around) {
                *to = mixed(*above, *own, *below);
            }
        }
        all
    }
}

/// A cell as it is mixed with the two beside it.
pub fn mixed(before: f32, own: f32, after: f32) -> f32 {
    0.25 * (before + after) + 0.5 * own
}

impl Strip {
    pub fn of(cells: &Cells) -> Self {
        let mut cells = cells.smoothed();
        let inked = |v: &&f32| **v > 0.5;
        // Light letters on a dark ground.
        if 2 * cells.values.iter().filter(inked).count() > cells.columns * cells.rows {
            cells.values.iter_mut().for_each(|v| *v = 1.0 - *v);
        }
        let row = cells.columns + 1;
        let mut sums = vec![(0.0, 0.0); row * (cells.rows + 1)];
        for y in 0..cells.rows {
            let (mut sum, mut squares) = (0.0, 0.0);
            for x in 0..cells.columns {
                let v = f64::from(cells.at(x, y));
                (sum, squares) = (sum + v, squares + v * v);
                let above = sums[y * row + x + 1];
                sums[(y + 1) * row + x + 1] = (above.0 + sum, above.1 + squares);
            }
        }
        Self { cells, sums }
    }

    /// How much a part of the strip varies: the length of its cells without their mean.
    pub fn length(&self, left: usize, top: usize, columns: usize, rows: usize) -> f64 {
        let row = self.cells.columns + 1;
        let at = |x: usize, y: usize| self.sums.get(y * row + x).copied().unwrap_or_default();
        let (a, b) = (at(left + columns, top + rows), at(left, top));
        let (c, d) = (at(left, top + rows), at(left + columns, top));
        let (sum, squares) = (a.0 + b.0 - c.0 - d.0, a.1 + b.1 - c.1 - d.1);
        (squares - sum * sum / (columns * rows) as f64)
            .max(0.0)
            .sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground() -> Ground {
        let (width, height) = (61, 40);
        let grey = |n: usize| (n * 7919 % 251) as u8;
        let rgb = (0..width * height).flat_map(|n| [grey(n); 3]).collect();
        let pixels = Pixels::new(width, height, rgb).unwrap();
        let size = PageSize {
            width: 30.5,
            height: 20.0,
        };
        Ground::of(&pixels, size, &[])
    }

    #[test]
    fn level_rows_are_read_as_any_others() {
        let ground = ground();
        // Also beyond the edges of the page.
        for (x, y) in [(3.3, 4.1), (-2.0, -1.5), (25.0, 15.0)] {
            let place = Place {
                corner: PagePoint::new(x, y),
                across: (0.71, 0.0),
                down: (0.0, 0.63),
            };
            let offsets = [0.25, 0.75];
            let (mut upright, mut slanting) = (Cells::new(17, 9), Cells::new(17, 9));
            ground.add_upright(place, &offsets, &mut upright);
            ground.add_slanting(place, &offsets, &mut slanting);
            assert_eq!(upright.values, slanting.values);
            assert!(upright.values.iter().any(|sum| *sum > 0.0));
        }
    }

    #[test]
    fn cells_are_mixed_with_those_around_them() {
        let mut cells = Cells::new(5, 4);
        for (number, value) in [(0, 1.0), (2, 0.5), (14, 0.25)] {
            let (row, column) = (number / 5, number % 5);
            cells.values[row * cells.stride + column] = value;
        }
        let at = |column: i64, row: i64| {
            let inside = (0..5).contains(&column) && (0..4).contains(&row);
            let at = || cells.at(column as usize, row as usize);
            if inside { at() } else { 0.0 }
        };
        let smooth = cells.smoothed();
        for row in 0..4_i64 {
            for column in 0..5_i64 {
                let line = |row| mixed(at(column - 1, row), at(column, row), at(column + 1, row));
                let all = mixed(line(row - 1), line(row), line(row + 1));
                let found = smooth.at(column as usize, row as usize);
                assert!((found - all).abs() < 1e-6, "{column} {row}");
            }
        }
    }
}
