//! The letters of a few fonts, and pictures of several of them beside each other.
//!
//! **Invariant:** a picture has a mean of zero and a length of one.
//! **Absent:** the page.

use super::ground::{Cells, Ground, LANES, Place, Strip, mixed};
use crate::model::page::geometry::PagePoint;
use crate::pdf;
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Rows of the height of an x, above the baseline in all, and below it.
pub const X_HEIGHT: f64 = 8.0;
pub const ABOVE: usize = 14;
pub const ROWS: usize = ABOVE + 5;
/// Pixels per point in which the letters are drawn.
const SCALE: f64 = 4.0;
/// Columns of a letter that no font has.
const UNKNOWN: usize = 5;
/// Something varies less than this, per cell: it is even paper.
const FAINT: f64 = 0.016;

/// Cells from 0 to 1 below each other.
type Column = [f32; ROWS];
const BLANK: Column = [0.0; ROWS];

/// A font: for each letter its columns, of which each cell is mixed with those above and below it.
pub struct Font(HashMap<char, Vec<Column>>);

/// Letters beside each other.
pub struct Picture {
    columns: usize,
    stride: usize,
    values: Vec<f32>,
}

/// All fonts; none when PDFium cannot draw them.
pub fn fonts() -> &'static [Font] {
    static ALL: OnceLock<Vec<Font>> = OnceLock::new();
    ALL.get_or_init(drawn_fonts)
}

fn drawn_fonts() -> Vec<Font> {
    let ascii = '!'..='~';
    let accented = ('À'..='ÿ').filter(|c| !matches!(c, '×' | '÷'));
    let letters: String = ascii.chain(accented).chain("€§£".chars()).collect();
    let Some(document) = pdf::specimen(&letters) else {
        return Vec::new();
    };
    let sizes = document.page_sizes();
    let fonts = sizes.iter().enumerate().map(|(page, size)| {
        let ground = Ground::of(&document.render(page, SCALE, None)?, *size, &[]);
        let text = document.text(page)?;
        let x = text.chars.iter().find(|c| c.text == 'x')?;
        let step = (x.origin.y - x.ink.top()) / X_HEIGHT;
        let letters = text.chars.iter().map(|c| {
            let columns = (c.cell.width() / step).round().max(2.0) as usize;
            let place = Place {
                corner: PagePoint::new(c.origin.x, c.origin.y - ABOVE as f64 * step),
                across: (step, 0.0),
                down: (0.0, step),
            };
            (c.text, standing(&ground.cells(place, columns, ROWS)))
        });
        Some(Font(letters.collect()))
    });
    fonts.flatten().collect()
}

/// Column by column, each cell mixed with those above and below it; beyond the edges is paper.
fn standing(cells: &Cells) -> Vec<Column> {
    let column = |column: usize| {
        let at = |row: usize| cells.at(column, row);
        std::array::from_fn(|row| {
            let above = row.checked_sub(1).map_or(0.0, at);
            let below = if row + 1 < ROWS { at(row + 1) } else { 0.0 };
            mixed(above, at(row), below)
        })
    };
    (0..cells.columns).map(column).collect()
}

impl Font {
    pub fn width(&self, letter: char) -> usize {
        self.0.get(&letter).map_or(UNKNOWN, Vec::len)
    }

    pub fn has(&self, letter: char) -> bool {
        self.0.contains_key(&letter)
    }

    /// Letters in so many columns; `None` where none of them leaves ink.
    pub fn picture(&self, letters: &[char], columns: usize) -> Option<Picture> {
        let natural: usize = letters.iter().map(|l| self.width(*l)).sum();
        let unknown = [BLANK; UNKNOWN];
        let sources = letters.iter().flat_map(|l| {
            let known = self.0.get(l).map(Vec::as_slice);
            known.unwrap_or(&unknown)
        });
        // Two blank columns before and after them: one as room, and one that is mixed with the first and the last.
        let mut line: Vec<&Column> = vec![&BLANK; 2];
        let (mut next, mut taken) = (sources, 0);
        let mut source = &BLANK;
        for column in 0..columns {
            let from = (2 * column + 1) * natural / (2 * columns.max(1));
            while taken <= from {
                source = next.next().unwrap_or(&BLANK);
                taken += 1;
            }
            line.push(source);
        }
        line.extend([&BLANK; 2]);
        Picture::of(&line)
    }
}

impl Picture {
    /// The inner ones of some columns, each mixed with the two beside it.
    fn of(line: &[&Column]) -> Option<Self> {
        let columns = line.len().saturating_sub(2);
        let stride = columns.next_multiple_of(LANES);
        let mut values = vec![0.0; stride * ROWS];
        for (column, around) in line.windows(3).enumerate() {
            let cells = around[0].iter().zip(around[1]).zip(around[2]);
            let rows = values.chunks_exact_mut(stride);
            for (row, ((before, own), after)) in rows.zip(cells) {
                row[column] = mixed(*before, *own, *after);
            }
        }
        let mean = values.iter().sum::<f32>() / (columns * ROWS) as f32;
        let mut squares = 0.0;
        for row in values.chunks_exact_mut(stride) {
            for value in row.iter_mut().take(columns) {
                *value -= mean;
                squares += *value * *value;
            }
        }
        let length = squares.sqrt();
        values.iter_mut().for_each(|v| *v /= length.max(1e-6));
        (length > 1e-3).then_some(Self {
            columns,
            stride,
            values,
        })
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How much the picture looks like a part of a strip, from -1 to 1; `None` beyond its edges.
    pub fn likeness(&self, strip: &Strip, left: usize, top: usize) -> Option<f64> {
        if left + self.columns > strip.cells.columns || top + ROWS > strip.cells.rows {
            return None;
        }
        let there = strip.cells.values.get(top * strip.cells.stride + left..)?;
        let sums = wide_product(&self.values, there, [self.stride, strip.cells.stride])?;
        let least = FAINT * ((self.columns * ROWS) as f64).sqrt();
        let length = strip.length(left, top, self.columns, ROWS).max(least);
        Some(f64::from(sums.iter().sum::<f32>()) / length)
    }
}

/// As [`product`], with instructions that do eight at a time where the processor has them: this is most of the work on the
/// layer of a scan. The sums are the same ones, bit for bit: each is added up in the same order and nothing is fused.
fn wide_product(own: &[f32], there: &[f32], strides: [usize; 2]) -> Option<[f32; LANES]> {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[expect(
            unsafe_code,
            reason = "only so are instructions used that not every processor has"
        )]
        // SAFETY: the processor was just found to have them; all else is safe code.
        return unsafe { product_avx2(own, there, strides) };
    }
    product(own, there, strides)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn product_avx2(own: &[f32], there: &[f32], strides: [usize; 2]) -> Option<[f32; LANES]> {
    product(own, there, strides)
}

/// Sums of the products of cells of two pictures, row by row, each of a lane; `None` where one ends too soon.
#[inline(always)]
fn product(own: &[f32], there: &[f32], strides: [usize; 2]) -> Option<[f32; LANES]> {
    let [own_stride, stride] = strides;
    let mut sums = [0.0_f32; LANES];
    for (row, own) in own.chunks_exact(own_stride).enumerate() {
        let there = there.get(row * stride..row * stride + own_stride)?;
        let pairs = own.as_chunks::<LANES>().0.iter().zip(there.as_chunks().0);
        for (a, b) in pairs {
            let b: &[f32; LANES] = b;
            for lane in 0..LANES {
                sums[lane] += a[lane] * b[lane];
            }
        }
    }
    Some(sums)
}

/// A letter as the fonts have it.
pub fn plain(letter: char, font: &Font) -> char {
    match letter {
        '’' | '‘' | '´' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        _ if font.has(letter) => letter,
        _ => letter.nfkd().next().unwrap_or(letter),
    }
}
