//! Text that is searched and selected but not drawn, made from the characters that a reader sees.
//!
//! **Invariant:** a character stands over the place it takes on the page, in any of the four directions of text.
//! **Absent:** which characters survive; the caller chose them.

use crate::model::page::text::PageChar;
use crate::writer::page::{Glyph, PlacedGlyph};
use crate::writer::parts::Belongs;
use kurbo::{Affine, BezPath, Shape};
use std::collections::HashMap;

/// Advances are rounded to this many thousandths of an em, so that one letter needs few glyphs.
const ADVANCE_STEP: f64 = 25.0;
/// Depth below the baseline as a part of the em: the writer's fonts have ascent 800 and descent 200.
const DESCENT_EMS: f64 = 0.2;

/// Quarter turns clockwise in which a character is read.
fn turns(c: &PageChar) -> u8 {
    (c.angle / 90.0).round().rem_euclid(4.0) as u8
}

/// The place of a character along its line and across it: `(from, to)` each, for either direction of the line.
fn extents(c: &PageChar) -> ((f64, f64), (f64, f64)) {
    let r = &c.cell;
    match turns(c) {
        0 | 2 => ((r.left(), r.right()), (r.top(), r.bottom())),
        _ => ((r.top(), r.bottom()), (r.left(), r.right())),
    }
}

/// Whether two characters stand on one line in one size, so that they can share a font size and a baseline.
fn same_line(a: &PageChar, b: &PageChar) -> bool {
    let ((_, (from, to)), (_, (other_from, other_to))) = (extents(a), extents(b));
    let common = to.min(other_to) - from.max(other_from);
    turns(a) == turns(b) && common > 0.7 * (to - from).max(other_to - other_from)
}

/// Glyphs with where they stand.
#[derive(Default)]
pub struct Layer {
    pub glyphs: Vec<Glyph>,
    pub placed: Vec<PlacedGlyph>,
    known: HashMap<(char, u16), u32>,
}

impl Layer {
    /// The layer of some characters, in the reader's order.
    pub fn of<'a>(chars: impl Iterator<Item = &'a PageChar>) -> Self {
        let mut layer = Self::default();
        let mut line: Vec<&PageChar> = Vec::new();
        for c in chars {
            if line.last().is_some_and(|last| !same_line(last, c)) {
                layer.add_line(&line);
                line.clear();
            }
            line.push(c);
        }
        layer.add_line(&line);
        layer
    }

    /// Adds characters of one line, in the size of the tallest.
    fn add_line(&mut self, line: &[&PageChar]) {
        let across = line
            .iter()
            .map(|c| extents(c).1)
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let Some((from, to)) = across else { return };
        let is_letter =
            |c: &&PageChar| !c.text.is_control() && c.text != char::REPLACEMENT_CHARACTER;
        let letters: Vec<&PageChar> = line.iter().copied().filter(is_letter).collect();
        let one_glyph = |a: &&PageChar, b: &&PageChar| a.origin == b.origin && a.cell == b.cell;
        let cells = letters.chunk_by(one_glyph).flat_map(shared);
        for (c, (start, end)) in cells {
            let units =
                ((end - start) / (to - from) * 1000.0 / ADVANCE_STEP).round() * ADVANCE_STEP;
            let glyph = self.glyph(c.text, units.clamp(ADVANCE_STEP, 8000.0) as u16);
            self.placed.push(PlacedGlyph {
                glyph,
                place: placed(turns(c), (start, end), (from, to)),
                part: Belongs::Unknown,
            });
        }
    }

    fn glyph(&mut self, c: char, advance: u16) -> u32 {
        let next = self.glyphs.len() as u32;
        let glyph = *self.known.entry((c, advance)).or_insert(next);
        if glyph == next {
            self.glyphs.push(Glyph {
                outline: stand_in(advance),
                advance,
                unicode: c.to_string(),
            });
        }
        glyph
    }
}

/// The letters that one glyph stands for, each with its part of the cell: readers take the same letter in the same place for
/// one that is drawn twice.
fn shared<'a>(letters: &[&'a PageChar]) -> Vec<(&'a PageChar, (f64, f64))> {
    let count = letters.len() as f64;
    let part = |(nth, c): (usize, &&'a PageChar)| {
        let (start, end) = extents(c).0;
        let nth = match turns(c) {
            0 | 1 => nth as f64,
            _ => count - 1.0 - nth as f64,
        };
        let side = |parts: f64| start + (end - start) * parts / count;
        (*c, (side(nth), side(nth + 1.0)))
    };
    letters.iter().enumerate().map(part).collect()
}

/// The shape of a glyph that is never drawn: readers skip text without extent, and mark found words by it.
pub fn stand_in(advance: u16) -> BezPath {
    let inset = f64::from(advance) * 0.05;
    kurbo::Rect::new(inset, 0.0, f64::from(advance) - inset, 500.0).to_path(0.1)
}

/// From glyph space to the page, for a cell on a line that runs in one of four directions.
fn placed(turns: u8, along: (f64, f64), across: (f64, f64)) -> Affine {
    let em = across.1 - across.0;
    let (s, rise) = (em / 1000.0, DESCENT_EMS * em);
    let [a, b, c, d, x, y] = match turns {
        0 => [s, 0.0, 0.0, -s, along.0, across.1 - rise],
        1 => [0.0, s, s, 0.0, across.0 + rise, along.0],
        2 => [-s, 0.0, 0.0, s, along.1, across.0 + rise],
        _ => [0.0, -s, -s, 0.0, across.1 - rise, along.1],
    };
    Affine::new([a, b, c, d, x, y])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PageRect;

    #[test]
    fn the_letters_of_one_glyph_share_its_cell() {
        let cell = PageRect::new(100.0, 90.0, 118.0, 100.0).unwrap();
        let glyph: Vec<PageChar> = "ffi".chars().map(|c| PageChar::drawn(c, cell)).collect();
        let layer = Layer::of(glyph.iter());
        let starts = layer.placed.iter().map(|p| p.place.translation().x);
        assert_eq!(starts.collect::<Vec<_>>(), [100.0, 106.0, 112.0]);
    }
}
