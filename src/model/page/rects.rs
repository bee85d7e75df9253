//! Rectangles found by their place, so that a question costs the same among five and among five thousand.
//!
//! **Invariant:** every rectangle that meets a place is found; some that lie close to it are found too, and the caller
//! tells them apart. Numbers follow the order in which the rectangles were added.
//! **Absent:** what the rectangles are.

use super::geometry::PageRect;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Rectangles by the cells of a grid that they meet.
#[derive(Clone, Debug, Default)]
pub struct Rects {
    cells: HashMap<(i32, i32), Vec<u32>, BuildHasherDefault<Cell>>,
    /// Those that meet so many cells that they are asked everywhere.
    wide: Vec<u32>,
    rects: Vec<[f64; 4]>,
}

impl Rects {
    /// Side of a cell, in the unit of the rectangles.
    const CELL: f64 = 32.0;
    /// Cells on either side of the origin; what lies further away is kept in the last.
    const MAX_CELLS: f64 = 600.0;

    pub fn of<'a>(rects: impl IntoIterator<Item = &'a PageRect>) -> Self {
        let mut found = Self::default();
        rects.into_iter().for_each(|rect| found.add((*rect).into()));
        found
    }

    /// A rectangle that meets more cells than this is wide.
    const WIDE: usize = 256;

    /// Adds one: left, top, right, bottom.
    pub fn add(&mut self, rect: [f64; 4]) {
        let number = u32::try_from(self.rects.len()).unwrap_or(u32::MAX);
        self.rects.push(rect);
        if Self::cells(rect).take(Self::WIDE + 1).count() > Self::WIDE {
            self.wide.push(number);
            return;
        }
        for cell in Self::cells(rect) {
            self.cells.entry(cell).or_default().push(number);
        }
    }

    /// The numbers of the rectangles in and close to a place, in their order, each once.
    pub fn near(&self, place: [f64; 4]) -> Vec<usize> {
        let mut found: Vec<usize> = self.around(place).map(|n| n as usize).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether any of the rectangles in and close to a place is as asked.
    pub fn any_near(&self, place: [f64; 4], asked: impl Fn([f64; 4]) -> bool) -> bool {
        let rect = |number: u32| self.rects.get(number as usize).copied();
        self.around(place).filter_map(rect).any(asked)
    }

    /// Whether any shares surface with a rectangle.
    pub fn meets(&self, zone: &PageRect) -> bool {
        let (left, top, right, bottom) = (zone.left(), zone.top(), zone.right(), zone.bottom());
        self.any_near([left, top, right, bottom], |[l, t, r, b]| {
            l.max(left) < r.min(right) && t.max(top) < b.min(bottom)
        })
    }

    fn around(&self, place: [f64; 4]) -> impl Iterator<Item = u32> + '_ {
        let cells = Self::cells(place).filter_map(|cell| self.cells.get(&cell));
        self.wide.iter().chain(cells.flatten()).copied()
    }

    fn cells([left, top, right, bottom]: [f64; 4]) -> impl Iterator<Item = (i32, i32)> + use<> {
        let cell = |v: f64| {
            (v / Self::CELL)
                .floor()
                .clamp(-Self::MAX_CELLS, Self::MAX_CELLS) as i32
        };
        let (left, right) = (cell(left), cell(right));
        (cell(top)..=cell(bottom))
            .flat_map(move |row| (left..=right).map(move |column| (column, row)))
    }
}

/// Mixes column and row, which are asked for every character of a page: what is found does not depend on the mixing.
#[derive(Default)]
struct Cell(u64);

impl Hasher for Cell {
    fn write(&mut self, bytes: &[u8]) {
        bytes
            .iter()
            .for_each(|byte| self.write_i32(i32::from(*byte)));
    }

    fn write_i32(&mut self, value: i32) {
        let mixed =
            self.0.rotate_left(23) ^ u64::from(value.unsigned_abs()) ^ (u64::from(value < 0) << 40);
        self.0 = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meets_a_place_is_found_and_nothing_from_afar() {
        let rect = |l: f64, t: f64, r: f64, b: f64| PageRect::new(l, t, r, b).unwrap();
        let all = [
            rect(0.0, 0.0, 500.0, 10.0),
            rect(100.0, 100.0, 110.0, 110.0),
            rect(1e9, 1e9, 2e9, 2e9),
            rect(0.0, 5000.0, 5000.0, 9000.0),
        ];
        let rects = Rects::of(&all);
        assert!(rects.meets(&rect(400.0, 5.0, 401.0, 6.0)));
        assert!(
            !rects.meets(&rect(110.0, 100.0, 120.0, 110.0)),
            "it merely touches"
        );
        assert!(rects.meets(&rect(1.5e9, 1.5e9, 1.6e9, 1.6e9)));
        assert!(
            rects.meets(&rect(4000.0, 8000.0, 4001.0, 8001.0)),
            "a wide one"
        );
        assert_eq!(rects.near([0.0, 0.0, 120.0, 120.0]), [0, 1, 3]);
        assert_eq!(rects.near([300.0, 300.0, 310.0, 310.0]), [3]);
    }
}
