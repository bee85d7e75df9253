//! What a page of another program shows in the places of its boxes once they are taken away.
//!
//! **Invariant:** how something is drawn does not matter: in a pattern, through a mask, as a gradient, or as letters whose
//! codes nobody can read.
//! **Absent:** pictures and shapes of one colour; see `boxes`.

use super::boxes::{Patch, part};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::pixels::Pixels;
use crate::pdf::{Document, Region};
use crate::verify::SourcePage;

/// Points at the edge of a box in which letters beside it may reach.
const EDGE: f64 = 1.0;
/// Tones of neighbouring cells that differ by more have an edge between them.
const STEP: f64 = 16.0;
/// Letters have so many edges in a row, and in so many rows: a rule, a frame and the corner of a cell have not.
const EDGES: usize = 4;
const ROWS: usize = 3;
/// Light and dark paper: what is drawn in the tone of one is seen on the other.
const PAPERS: [u8; 2] = [255, 0];

/// What is seen in the places of boxes.
#[derive(Debug, Default, PartialEq)]
pub struct Uncovered {
    /// Boxes under which there is what the source shows there.
    pub alike: usize,
    /// Boxes under which there is something else that could be letters.
    pub lettered: usize,
}

/// Looks at a page without its boxes.
pub fn uncovered(
    document: &Document,
    page: usize,
    boxes: &[PageRect],
    source: Option<&SourcePage>,
) -> Uncovered {
    let inner = boxes
        .iter()
        .map(|rect| rect.expanded(-EDGE).unwrap_or(*rect));
    let inner: Vec<PageRect> = inner.collect();
    let parts: Vec<(f64, Region)> = inner.iter().map(part).collect();
    // Fails closed; a page that opened is not expected not to be rendered.
    let Some(rendered) = document.uncovered(page, boxes, &parts, &PAPERS) else {
        return Uncovered {
            lettered: boxes.len(),
            ..Uncovered::default()
        };
    };
    let mut seen: Vec<Option<bool>> = vec![None; boxes.len()];
    for (taken, pixels) in rendered.iter().enumerate() {
        for papered in pixels.chunks(parts.len().max(1)) {
            let places = inner.iter().zip(&parts).zip(papered).zip(&mut seen);
            for (((rect, (scale, region)), pixels), seen) in places {
                let patch = patch(rect, *scale, *region, pixels);
                if !is_lettered(&patch.means(), patch.columns) {
                    continue;
                }
                // Deeper down there are backgrounds, which are no letters unless the source shows them.
                let alike = patch.looks_like(source);
                if alike || taken == 0 {
                    *seen = Some(alike || *seen == Some(true));
                }
            }
        }
    }
    let count = |what| seen.iter().filter(|seen| **seen == Some(what)).count();
    Uncovered {
        alike: count(true),
        lettered: count(false),
    }
}

fn patch(rect: &PageRect, scale: f64, region: Region, pixels: &Pixels) -> Patch {
    let mut patch = Patch::new(*rect, 1.0 / scale);
    let at = |v: usize, from: usize| ((from + v) as f64 + 0.5) / scale;
    for y in 0..pixels.height() {
        for x in 0..pixels.width() {
            let there = PagePoint::new(at(x, region.left), at(y, region.top));
            patch.add(there.x, there.y, pixels.at(x, y));
        }
    }
    patch
}

fn is_lettered(cells: &[f64], columns: usize) -> bool {
    let edges = |row: &[f64]| {
        let (mut count, mut before) = (0, 0.0);
        for pair in row.windows(2) {
            let step = match pair {
                [a, b] if (a - b).abs() > STEP => (b - a).signum(),
                _ => 0.0,
            };
            // An edge may be as wide as two cells.
            count += usize::from(step != 0.0 && step != before);
            before = step;
        }
        count
    };
    let rows = cells.chunks(columns.max(1));
    rows.filter(|row| edges(row) >= EDGES).count() >= ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_rules_and_corners() {
        let drawn = |tone: fn(usize, usize) -> f64| -> Vec<f64> {
            let all = (0..12).flat_map(|y| (0..20).map(move |x| (x, y)));
            all.map(|(x, y)| tone(x, y)).collect()
        };
        let lettered = |tone| is_lettered(&drawn(tone), 20);
        assert!(lettered(|x, y| if x % 5 < 2 && (3..8).contains(&y) {
            0.0
        } else {
            255.0
        }));
        assert!(
            !lettered(|x, y| if x < 9 && y < 5 { 0.0 } else { 255.0 }),
            "a corner"
        );
        assert!(!lettered(|_, y| if y == 5 { 0.0 } else { 255.0 }), "a rule");
        assert!(!lettered(|x, y| (x * 9 + y * 4) as f64), "a gradient");
    }
}
