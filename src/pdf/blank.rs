//! Where a page has no ink, told by the picture in which it is looked at.
//!
//! **Invariant:** what was not rendered counts as ink.
//! **Absent:** what is blank in a written file; see `verify`.

use super::document::Document;
use super::reference::{self, SCALE};
use super::render::Region;
use crate::model::blackout::label::BlankMap;
use crate::model::page::geometry::PageSize;
use crate::model::page::pixels::Pixels;
use std::rc::Rc;

impl Document {
    /// Where a page has no ink, for placing labels.
    pub fn blank_map(&self, page: usize, size: PageSize) -> Option<BlankMap> {
        let (columns, rows) = BlankMap::grid(size);
        // A page is looked at in this picture all the same, unless it is so large that another one fits the cells better.
        let per_cell = BlankMap::CELL * SCALE;
        let (pixels, side) = if reference::scale(size) == SCALE && per_cell.fract() == 0.0 {
            (self.look(page, size)?, per_cell as usize)
        } else {
            let side = BlankMap::CELL as usize;
            let region = Region {
                left: 0,
                top: 0,
                width: columns * side,
                height: rows * side,
            };
            (Rc::new(self.render(page, 1.0, Some(region))?), side)
        };
        let inked: Vec<Vec<bool>> = (0..rows)
            .map(|row| inked_cells(&pixels, row * side, side))
            .collect();
        Some(BlankMap::new(size, |column, row| {
            let cell = inked.get(row).and_then(|row| row.get(column));
            cell.copied().unwrap_or(true)
        }))
    }
}

/// Which cells of a row of cells hold ink: paper is light and even; anything else is ink.
fn inked_cells(pixels: &Pixels, top: usize, side: usize) -> Vec<bool> {
    const PAPER_TONE: u8 = 170;
    const MOST_TONES_APART: u8 = 24;
    let columns = pixels.width().div_ceil(side);
    let mut tones = vec![(255_u8, 0_u8); columns];
    for y in top..(top + side).min(pixels.height()) {
        let row = pixels.row(y, 0, pixels.width());
        for (tones, cell) in tones.iter_mut().zip(row.chunks(side * 3)) {
            for channel in cell {
                *tones = (tones.0.min(*channel), tones.1.max(*channel));
            }
        }
    }
    let has_ink = |(darkest, lightest): (u8, u8)| {
        darkest < PAPER_TONE || lightest.saturating_sub(darkest) > MOST_TONES_APART
    };
    tones.into_iter().map(has_ink).collect()
}
