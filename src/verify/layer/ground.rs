//! A page as darkness, and strips of it along lines of text.
//!
//! **Invariant:** what lies in an area counts as paper.
//! **Absent:** letters.

use crate::model::geometry::{PagePoint, PageRect, PageSize};
use crate::model::pixels::Pixels;

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
        for row in 0..rows {
            for column in 0..columns {
                let mut sum = 0_u32;
                for down in offsets.iter().map(|o| row as f64 + o) {
                    for across in offsets.iter().map(|o| column as f64 + o) {
                        let x = place.corner.x + across * place.across.0 + down * place.down.0;
                        let y = place.corner.y + across * place.across.1 + down * place.down.1;
                        sum += u32::from(self.at(x * self.scale, y * self.scale));
                    }
                }
                let mean = sum as f32 / (255 * points * points) as f32;
                if let Some(value) = cells.values.get_mut(row * cells.stride + column) {
                    *value = mean;
                }
            }
        }
        cells
    }

    fn at(&self, x: f64, y: f64) -> u8 {
        let on_page = x >= 0.0 && y >= 0.0 && x < self.width as f64 && y < self.height as f64;
        let index = on_page.then_some(y as usize * self.width + x as usize);
        index
            .and_then(|index| self.dark.get(index))
            .copied()
            .unwrap_or(0)
    }
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
        let mixed = |from: &Self, step: usize| {
            let mut to = Self::new(from.columns, from.rows);
            for row in 0..from.rows {
                for index in row * from.stride..row * from.stride + from.columns {
                    let at = |index: Option<usize>| {
                        index
                            .and_then(|i| from.values.get(i))
                            .copied()
                            .unwrap_or(0.0)
                    };
                    let around = at(index.checked_sub(step)) + at(Some(index + step));
                    to.values[index] = 0.25 * around + 0.5 * at(Some(index));
                }
            }
            to
        };
        mixed(&mixed(self, 1), self.stride)
    }
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
