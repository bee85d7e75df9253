//! Where a label may stand: what is blank on a page, and what is taken.
//!
//! **Absent:** choosing a place; see the layout.

use crate::model::geometry::{PageRect, PageSize};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Which parts of a page are free of ink, on a grid of [`BlankMap::CELL`] points.
///
/// Kept as a table of sums, so that one question costs the same for any rectangle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlankMap {
    columns: usize,
    rows: usize,
    /// `(columns + 1) * (rows + 1)` sums of the inked cells above and to the left.
    sums: Vec<u32>,
}

impl BlankMap {
    /// Side of a grid cell in points.
    pub const CELL: f64 = 2.0;

    /// Builds the map of a page; `inked` is asked once per cell (column, row).
    pub fn new(size: PageSize, inked: impl Fn(usize, usize) -> bool) -> Self {
        let (columns, rows) = Self::grid(size);
        let mut sums = vec![0_u32; (columns + 1) * (rows + 1)];
        for row in 0..rows {
            let mut line = 0_u32;
            for column in 0..columns {
                line += u32::from(inked(column, row));
                let above = sums[row * (columns + 1) + column + 1];
                sums[(row + 1) * (columns + 1) + column + 1] = above + line;
            }
        }
        Self {
            columns,
            rows,
            sums,
        }
    }

    /// Columns and rows for a page of this size; a page of absurd size gets a grid of its first 4,000 cells.
    pub fn grid(size: PageSize) -> (usize, usize) {
        let cells = |length: f64| (length / Self::CELL).ceil().clamp(1.0, 4000.0) as usize;
        (cells(size.width), cells(size.height))
    }

    /// Whether the sums fit the grid: what came from another process is asked this first.
    pub fn is_sound(&self) -> bool {
        let expected = self.columns.checked_add(1).zip(self.rows.checked_add(1));
        expected.and_then(|(c, r)| c.checked_mul(r)) == Some(self.sums.len())
    }

    /// Whether a rectangle lies on the page and holds no ink.
    pub fn is_blank(&self, rect: &PageRect) -> bool {
        let (right, bottom) = (
            self.columns as f64 * Self::CELL,
            self.rows as f64 * Self::CELL,
        );
        if rect.left() < 0.0 || rect.top() < 0.0 || rect.right() > right || rect.bottom() > bottom {
            return false;
        }
        let low = |v: f64| (v / Self::CELL).floor() as usize;
        let high = |v: f64| (v / Self::CELL).ceil() as usize;
        let (x0, x1) = (low(rect.left()), high(rect.right()).min(self.columns));
        let (y0, y1) = (low(rect.top()), high(rect.bottom()).min(self.rows));
        let sum = |x: usize, y: usize| {
            self.sums
                .get(y * (self.columns + 1) + x)
                .copied()
                .unwrap_or(u32::MAX)
        };
        // The four corners of the table of sums; wrapping, since the middle terms may exceed the first.
        sum(x1, y1)
            .wrapping_sub(sum(x0, y1))
            .wrapping_sub(sum(x1, y0))
            .wrapping_add(sum(x0, y0))
            == 0
    }
}

/// Rectangles in which no label may stand, found by their place: a page may have a thousand of them.
#[derive(Default)]
pub struct Taken(HashMap<(i32, i32), Vec<PageRect>>);

impl Taken {
    /// Side in points of the cells in which they are kept.
    const CELL: f64 = 32.0;

    pub fn of<'a>(rects: impl IntoIterator<Item = &'a PageRect>) -> Self {
        let mut taken = Self::default();
        rects.into_iter().for_each(|rect| taken.add(*rect));
        taken
    }

    pub fn add(&mut self, rect: PageRect) {
        for cell in Self::cells(&rect) {
            self.0.entry(cell).or_default().push(rect);
        }
    }

    pub(super) fn meets(&self, zone: &PageRect) -> bool {
        Self::cells(zone)
            .filter_map(|cell| self.0.get(&cell))
            .flatten()
            .any(|taken| taken.intersects(zone))
    }

    fn cells(rect: &PageRect) -> impl Iterator<Item = (i32, i32)> + use<> {
        let cell = |v: f64| (v / Self::CELL).floor().clamp(-1.0, 500.0) as i32;
        let (left, right) = (cell(rect.left()), cell(rect.right()));
        (cell(rect.top())..=cell(rect.bottom()))
            .flat_map(move |row| (left..=right).map(move |column| (column, row)))
    }
}
