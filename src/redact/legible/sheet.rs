//! A page as darkness, and strips of it along lines of text.
//!
//! **Invariant:** what lies in a black area, or so close to one that a reader mixes it with that, is blank here: it decides
//! nothing.
//! **Absent:** letters.

use super::alphabet::smoothed;
use crate::model::page::geometry::PageSize;
use crate::model::page::pixels::Pixels;
use kurbo::{Point, Rect, Vec2};

/// Parts of a pixel in which places are counted.
const UNIT_BITS: i32 = 15;
const UNIT: i32 = 1 << UNIT_BITS;

/// The darkness of a page, 0 for white to 255, at its own fineness and at halves of it.
pub struct Sheet {
    levels: Vec<Level>,
    /// Pixels of the finest level per point.
    scale: (f64, f64),
}

struct Level {
    width: usize,
    height: usize,
    cells: Vec<u8>,
}

/// A strip of the page in which a line of text runs from left to right.
pub struct Strip {
    pub columns: usize,
    pub rows: usize,
    /// Cells of a column: the rows, and nothing below them.
    pub depth: usize,
    /// Column by column from the left.
    pub cells: Vec<f32>,
    /// Row by row from the top, as sharp as the page is; only of a strip in which a word was found.
    pub sharp: Vec<f32>,
    is_light_on_dark: bool,
    /// Of what lies above and to the left of each corner, the sum and that of the squares.
    sums: Vec<(f64, f64)>,
}

/// Where a strip lies on the page.
#[derive(Clone, Copy)]
pub struct Place {
    /// The first row and column.
    pub corner: Point,
    /// One column further, and one row down, in points.
    pub across: Vec2,
    pub down: Vec2,
}

impl Sheet {
    /// Nothing that lies in one of the `tainted` places is looked at.
    pub fn new(pixels: &Pixels, size: PageSize, tainted: &[Rect]) -> Self {
        let (width, height) = (pixels.width(), pixels.height());
        let scale = (width as f64 / size.width, height as f64 / size.height);
        // Red, green and blue as the eye weighs them, in parts of 256.
        let luma = |p: &[u8]| {
            let light = 77 * u32::from(p[0]) + 150 * u32::from(p[1]) + 29 * u32::from(p[2]);
            255 - (light >> 8) as u8
        };
        let mut cells: Vec<u8> = pixels.rgb().chunks_exact(3).map(luma).collect();
        for place in tainted {
            let low = |v: f64, scale: f64| (v * scale).floor().max(0.0) as usize;
            let high =
                |v: f64, scale: f64, most: usize| ((v * scale).ceil().max(0.0) as usize).min(most);
            let (left, right) = (low(place.x0, scale.0), high(place.x1, scale.0, width));
            let rows = low(place.y0, scale.1)..high(place.y1, scale.1, height);
            for y in rows.filter(|_| left < right) {
                cells[y * width + left..y * width + right].fill(0);
            }
        }
        let mut levels = vec![Level {
            width,
            height,
            cells,
        }];
        while let Some(half) = levels.last().and_then(Level::halved) {
            levels.push(half);
        }
        Self { levels, scale }
    }

    /// A strip of so many columns and rows.
    pub fn strip(&self, place: Place, columns: usize, rows: usize) -> Strip {
        let step = |v: Vec2| (v.x * self.scale.0).hypot(v.y * self.scale.1);
        let fineness = step(place.across).min(step(place.down)).max(1.0);
        let number = (fineness.log2().floor() as usize).min(self.levels.len().saturating_sub(1));
        let factor = f64::from(1_u32 << number.min(31));
        let cells = self.sampled(place, columns, rows, (number, factor));
        Strip::new(smoothed(&cells, columns, rows), columns, rows)
    }

    /// The strip with its cells as sharp as the page is.
    pub fn sharpened(&self, strip: Strip, place: Place) -> Strip {
        let mut sharp = self.sampled(place, strip.columns, strip.rows, (0, 1.0));
        if strip.is_light_on_dark {
            inverted(&mut sharp);
        }
        Strip { sharp, ..strip }
    }

    fn sampled(
        &self,
        place: Place,
        columns: usize,
        rows: usize,
        (level, factor): (usize, f64),
    ) -> Vec<f32> {
        let mut cells = Vec::with_capacity(columns * rows);
        if let Some(level) = self.levels.get(level) {
            // In parts of a pixel of the level, which are whole numbers: this is most of the work on a page.
            let fixed = |v: f64, scale: f64| (v * scale * f64::from(UNIT) / factor) as i32;
            let step = (
                fixed(place.across.x, self.scale.0),
                fixed(place.across.y, self.scale.1),
            );
            let start = |row: usize| {
                let row = place.corner + place.down * row as f64;
                let half = UNIT / 2;
                (
                    fixed(row.x, self.scale.0) - half,
                    fixed(row.y, self.scale.1) - half,
                )
            };
            let across = |from: i32| {
                let places = (0..columns as i32).map(|n| from.wrapping_add(step.0.wrapping_mul(n)));
                places.map(Between::at).collect::<Vec<Between>>()
            };
            // On an upright page all rows begin at the same column.
            let upright = (place.down.x == 0.0).then(|| across(start(0).0));
            for row in 0..rows {
                let (x, y) = start(row);
                let slanting = upright.is_none().then(|| across(x));
                let across = upright.as_ref().or(slanting.as_ref());
                let mut down = y;
                for x in across.into_iter().flatten() {
                    cells.push(level.mixed(*x, Between::at(down)));
                    down = down.wrapping_add(step.1);
                }
            }
        }
        cells.resize(columns * rows, 0.0);
        cells
    }
}

impl Level {
    fn halved(&self) -> Option<Self> {
        let (width, height) = (self.width / 2, self.height / 2);
        if width < 8 || height < 8 {
            return None;
        }
        let mut cells = Vec::with_capacity(width * height);
        for y in 0..height {
            let above = &self.cells[2 * y * self.width..][..2 * width];
            let below = &self.cells[(2 * y + 1) * self.width..][..2 * width];
            let pairs = above.chunks_exact(2).zip(below.chunks_exact(2));
            let sum =
                |a: &[u8], b: &[u8]| [a[0], a[1], b[0], b[1]].map(u32::from).iter().sum::<u32>();
            cells.extend(pairs.map(|(a, b)| ((sum(a, b) + 2) / 4) as u8));
        }
        Some(Self {
            width,
            height,
            cells,
        })
    }

    /// The darkness between four pixels; none at the very edge.
    fn mixed(&self, x: Between, y: Between) -> f32 {
        if x.first + 1 >= self.width || y.first + 1 >= self.height {
            return 0.0;
        }
        let from = y.first * self.width + x.first;
        let mixed = |from: usize| {
            let pair = self.cells.get(from..from + 2).unwrap_or(&[0, 0]);
            u32::from(pair[0]) * (256 - x.share) + u32::from(pair[1]) * x.share
        };
        let sum = mixed(from) * (256 - y.share) + mixed(from + self.width) * y.share;
        sum as f32 / 65_536.0
    }
}

/// A place between two pixels: the first of them, and the share of the second in parts of 256.
#[derive(Clone, Copy)]
struct Between {
    first: usize,
    share: u32,
}

impl Between {
    /// A place in [`UNIT`]s.
    fn at(place: i32) -> Self {
        Self {
            // Before the page this is far too large.
            first: (place >> UNIT_BITS) as u32 as usize,
            share: ((place & (UNIT - 1)) >> (UNIT_BITS - 8)) as u32,
        }
    }
}

impl Strip {
    fn new(mut cells: Vec<f32>, columns: usize, rows: usize) -> Self {
        // Light letters on a dark ground are read as dark ones on a light ground.
        let dark = cells.iter().filter(|v| **v > 128.0).count();
        let is_light_on_dark = 2 * dark > cells.len();
        if is_light_on_dark {
            inverted(&mut cells);
        }
        Self {
            is_light_on_dark,
            ..Self::of(&cells, columns, rows)
        }
    }

    /// A strip of cells that are smooth, row by row from the top.
    pub fn of(cells: &[f32], columns: usize, rows: usize) -> Self {
        let depth = rows + 1;
        let mut standing = vec![0.0; depth * columns];
        for (y, row) in cells.chunks_exact(columns.max(1)).enumerate() {
            for (x, v) in row.iter().enumerate() {
                standing[x * depth + y] = *v;
            }
        }
        Self {
            columns,
            rows,
            depth,
            cells: standing,
            sharp: Vec::new(),
            is_light_on_dark: false,
            sums: table(cells, columns),
        }
    }

    /// How much a part of the strip varies: the length of its cells without their mean.
    pub fn length(&self, left: usize, top: usize, columns: usize, rows: usize) -> f32 {
        let row = self.columns + 1;
        let at = |x: usize, y: usize| self.sums.get(y * row + x).copied().unwrap_or_default();
        let (a, b) = (at(left + columns, top + rows), at(left, top));
        let (c, d) = (at(left, top + rows), at(left + columns, top));
        let (sum, squares) = (a.0 + b.0 - c.0 - d.0, a.1 + b.1 - c.1 - d.1);
        let count = (columns * rows) as f64;
        (squares - sum * sum / count).max(0.0).sqrt() as f32
    }
}

fn inverted(cells: &mut [f32]) {
    cells.iter_mut().for_each(|v| *v = 255.0 - *v);
}

/// The sums of what lies above and to the left of each corner, and those of the squares.
fn table(cells: &[f32], columns: usize) -> Vec<(f64, f64)> {
    let row = columns + 1;
    let mut sums = vec![(0.0, 0.0); row * (cells.len() / columns.max(1) + 1)];
    for (y, line) in cells.chunks_exact(columns.max(1)).enumerate() {
        let (mut sum, mut squares) = (0.0, 0.0);
        for (x, v) in line.iter().map(|v| f64::from(*v)).enumerate() {
            (sum, squares) = (sum + v, squares + v * v);
            let above: (f64, f64) = sums[y * row + x + 1];
            sums[(y + 1) * row + x + 1] = (above.0 + sum, above.1 + squares);
        }
    }
    sums
}
