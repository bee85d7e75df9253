//! A page as darkness, and strips of it along lines of text.
//!
//! **Invariant:** what lies in a black area, or so close to one that its picture may hold traces of what is covered, is
//! blank here: it decides nothing.
//! **Absent:** letters.

use super::alphabet::{LANES, smoothed};
use crate::model::geometry::{PageRect, PageSize};
use crate::model::pixels::Pixels;
use kurbo::{Point, Vec2};

/// Points around an area in which a coded picture may hold traces of what the area covers: two blocks of a JPEG of 200
/// dots per inch and more.
const TRACES: f64 = 7.0;

/// The darkness of a page, 0 for white to 255, at its own fineness and at halves of it.
pub struct Sheet {
    levels: Vec<Level>,
    /// Pixels of the finest level per point.
    scale: (f64, f64),
}

struct Level {
    width: usize,
    height: usize,
    cells: Vec<f32>,
}

/// A strip of the page in which a line of text runs from left to right.
pub struct Strip {
    pub columns: usize,
    pub rows: usize,
    /// Cells of a row: the columns, and nothing behind them.
    pub stride: usize,
    /// Row by row from the top.
    pub cells: Vec<f32>,
    /// The same without room behind them, as sharp as the page is; only of a strip in which a word was found.
    pub sharp: Vec<f32>,
    is_light_on_dark: bool,
    sums: Vec<f64>,
    squares: Vec<f64>,
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
    pub fn new(pixels: &Pixels, size: PageSize, areas: &[PageRect]) -> Self {
        let (width, height) = (pixels.width(), pixels.height());
        let scale = (width as f64 / size.width, height as f64 / size.height);
        let luma = |p: &[u8]| {
            255.0 - 0.299 * f32::from(p[0]) - 0.587 * f32::from(p[1]) - 0.114 * f32::from(p[2])
        };
        let mut cells: Vec<f32> = pixels.rgb().chunks_exact(3).map(luma).collect();
        for area in areas {
            let low = |v: f64, scale: f64| ((v - TRACES) * scale).floor().max(0.0) as usize;
            let high = |v: f64, scale: f64, most: usize| {
                (((v + TRACES) * scale).ceil().max(0.0) as usize).min(most)
            };
            let (left, right) = (
                low(area.left(), scale.0),
                high(area.right(), scale.0, width),
            );
            let rows = low(area.top(), scale.1)..high(area.bottom(), scale.1, height);
            for y in rows.filter(|_| left < right) {
                cells[y * width + left..y * width + right].fill(0.0);
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
            for y in 0..rows {
                let row = place.corner + place.down * y as f64;
                for x in 0..columns {
                    let p = row + place.across * x as f64;
                    let (x, y) = (p.x * self.scale.0, p.y * self.scale.1);
                    cells.push(level.at(x / factor, y / factor));
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
            cells.extend(pairs.map(|(a, b)| (a[0] + a[1] + b[0] + b[1]) / 4.0));
        }
        Some(Self {
            width,
            height,
            cells,
        })
    }

    /// The darkness between four pixels; none at the very edge.
    fn at(&self, x: f64, y: f64) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if x < 0.0 || y < 0.0 {
            return 0.0;
        }
        let (left, top) = (x as usize, y as usize);
        if left + 1 >= self.width || top + 1 >= self.height {
            return 0.0;
        }
        let (right_share, low_share) = ((x - left as f64) as f32, (y - top as f64) as f32);
        let from = top * self.width + left;
        let mixed = |from: usize| {
            let pair = self.cells.get(from..from + 2).unwrap_or(&[0.0, 0.0]);
            pair[0] * (1.0 - right_share) + pair[1] * right_share
        };
        mixed(from) * (1.0 - low_share) + mixed(from + self.width) * low_share
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
        let sums = table(&cells, columns, |v| v);
        let squares = table(&cells, columns, |v| v * v);
        let stride = columns + LANES;
        let mut wide = vec![0.0; stride * rows];
        for (wide, cells) in wide
            .chunks_exact_mut(stride)
            .zip(cells.chunks_exact(columns))
        {
            wide[..columns].copy_from_slice(cells);
        }
        Self {
            columns,
            rows,
            stride,
            cells: wide,
            sharp: Vec::new(),
            is_light_on_dark,
            sums,
            squares,
        }
    }

    /// How much a part of the strip varies: the length of its cells without their mean.
    pub fn length(&self, left: usize, top: usize, columns: usize, rows: usize) -> f32 {
        let row = self.columns + 1;
        let sum = |t: &[f64]| {
            t[(top + rows) * row + left + columns]
                - t[top * row + left + columns]
                - t[(top + rows) * row + left]
                + t[top * row + left]
        };
        let (s, count) = (sum(&self.sums), (columns * rows) as f64);
        (sum(&self.squares) - s * s / count).max(0.0).sqrt() as f32
    }
}

fn inverted(cells: &mut [f32]) {
    cells.iter_mut().for_each(|v| *v = 255.0 - *v);
}

/// The sums of what lies above and to the left of each corner.
fn table(cells: &[f32], columns: usize, of: impl Fn(f64) -> f64) -> Vec<f64> {
    let row = columns + 1;
    let mut sums = vec![0.0_f64; row * (cells.len() / columns.max(1) + 1)];
    for (y, line) in cells.chunks_exact(columns.max(1)).enumerate() {
        let mut along = 0.0;
        for (x, v) in line.iter().enumerate() {
            along += of(f64::from(*v));
            sums[(y + 1) * row + x + 1] = sums[y * row + x + 1] + along;
        }
    }
    sums
}
