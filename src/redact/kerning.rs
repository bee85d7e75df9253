//! Survivors on a line that an area touches stand without the small shifts that their source gave them.
//!
//! **Invariant:** no glyph moves by more than [`MAX_POINTS`], and none towards an area until it meets it; what is done depends
//! on what survives alone.
//! **Absent:** the gap itself: a line is never set again, since that would falsify the document.
//!
//! A shift between two letters depends on both, so that of a survivor beside a covered letter tells which one stood
//! there, to a hundredth of a point.

use crate::model::page::geometry::PageRect;
use crate::writer::page::{CleanPage, Glyph, Item, PlacedGlyph, TextMode};
use kurbo::{Affine, Rect, Shape};

/// In points.
const MAX_POINTS: f64 = 0.3;
/// Words begin on a grid of this many points.
const GRID_POINTS: f64 = 0.5;
/// Ink keeps this far from an area, in points: nearer PDFium, which places ink a little elsewhere, would call it covered.
const CLEAR_POINTS: f64 = 0.3;

/// Drops the shifts on every touched line of a page.
pub fn drop_near(page: &mut CleanPage, areas: &[PageRect]) {
    let lines = Lines {
        areas,
        glyphs: &page.glyphs,
    };
    lines.items(&mut page.items);
}

struct Lines<'a> {
    areas: &'a [PageRect],
    glyphs: &'a [Glyph],
}

impl Lines<'_> {
    fn items(&self, items: &mut [Item]) {
        for item in items {
            match item {
                Item::Text(run) if !matches!(run.mode, TextMode::Invisible) => {
                    self.run(&mut run.glyphs);
                }
                Item::Clip { items, .. } => self.items(items),
                _ => {}
            }
        }
    }

    fn run(&self, glyphs: &mut [PlacedGlyph]) {
        let mut from = 0;
        while from < glyphs.len() {
            let follow = |pair: &&[PlacedGlyph]| matches!(pair, [a, b] if self.follows(a, b));
            let rest = glyphs.get(from..).unwrap_or_default();
            let count = 1 + rest.windows(2).take_while(follow).count();
            if let Some(word) = glyphs.get_mut(from..from + count) {
                self.word(word);
            }
            from += count;
        }
    }

    /// Whether a glyph goes on the word of another.
    fn follows(&self, a: &PlacedGlyph, b: &PlacedGlyph) -> bool {
        let ([a0, .., ax, ay], [b0, .., bx, by]) = (a.place.as_coeffs(), b.place.as_coeffs());
        let gap = bx - ax - self.advance(a);
        a0 == b0 && ay == by && gap.abs() <= MAX_POINTS && !self.is_blank(a) && !self.is_blank(b)
    }

    fn glyph(&self, placed: &PlacedGlyph) -> Option<&Glyph> {
        self.glyphs.get(placed.glyph as usize)
    }

    fn is_blank(&self, placed: &PlacedGlyph) -> bool {
        self.glyph(placed)
            .is_none_or(|g| g.outline.elements().is_empty())
    }

    fn advance(&self, placed: &PlacedGlyph) -> f64 {
        let units = self.glyph(placed).map_or(0.0, |g| f64::from(g.advance));
        units * placed.place.as_coeffs()[0]
    }

    /// Sets the glyphs of a word by their advances, from a place on the grid.
    fn word(&self, word: &mut [PlacedGlyph]) {
        let Some([a, b, c, d, x, y]) = word.first().map(|g| g.place.as_coeffs()) else {
            return;
        };
        let is_level = a > 0.0 && b == 0.0 && c == 0.0 && d < 0.0;
        if !is_level || !self.areas.iter().any(|r| r.top() < y && y < r.bottom()) {
            return;
        }
        let mut at = (x / GRID_POINTS).round() * GRID_POINTS;
        let mut set = Vec::with_capacity(word.len());
        for glyph in word.iter() {
            let moved = at - glyph.place.as_coeffs()[4];
            let place = Affine::translate((moved, 0.0)) * glyph.place;
            if moved.abs() > MAX_POINTS || self.meets(glyph, place) {
                return;
            }
            set.push(place);
            at += self.advance(glyph);
        }
        for (glyph, place) in word.iter_mut().zip(set) {
            glyph.place = place;
        }
    }

    fn meets(&self, placed: &PlacedGlyph, place: Affine) -> bool {
        let Some(glyph) = self.glyph(placed) else {
            return true;
        };
        if glyph.outline.elements().is_empty() {
            return false;
        }
        let ink = place.transform_rect_bbox(glyph.outline.bounding_box());
        let ink = ink.inflate(CLEAR_POINTS, CLEAR_POINTS);
        let meets = |r: &PageRect| {
            let area = Rect::new(r.left(), r.top(), r.right(), r.bottom());
            area.overlaps(ink)
        };
        self.areas.iter().any(meets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PageSize;
    use crate::writer::page::{Paint, TextRun};
    use crate::writer::parts::Belongs;

    /// A page with letters of 10 points at these places, all 6 points wide.
    fn page(places: &[f64], y: f64) -> CleanPage {
        let outline = Rect::new(50.0, 0.0, 550.0, 700.0).to_path(0.1);
        let glyph = Glyph {
            outline,
            advance: 600,
            unicode: "n".to_owned(),
        };
        let placed = |x: &f64| PlacedGlyph {
            glyph: 0,
            place: Affine::new([0.01, 0.0, 0.0, -0.01, *x, y]),
            part: Belongs::Unknown,
        };
        let paint = Paint {
            colour: [0; 3],
            alpha: 255,
        };
        let run = TextRun {
            glyphs: places.iter().map(placed).collect(),
            mode: TextMode::Fill(paint),
        };
        CleanPage {
            items: vec![Item::Text(run)],
            glyphs: vec![glyph],
            ..CleanPage::blank(
                PageSize {
                    width: 200.0,
                    height: 100.0,
                },
                1.0,
            )
        }
    }

    fn after(places: &[f64], y: f64) -> Vec<f64> {
        let mut page = page(places, y);
        drop_near(&mut page, &[PageRect::new(10.0, 40.0, 50.0, 54.0).unwrap()]);
        let Some(Item::Text(run)) = page.items.first() else {
            return Vec::new();
        };
        run.glyphs.iter().map(|g| g.place.as_coeffs()[4]).collect()
    }

    #[test]
    fn words_on_a_touched_line_stand_by_their_advances() {
        assert_eq!(after(&[60.13, 66.05, 72.2], 50.0), [60.0, 66.0, 72.0]);
        assert_eq!(after(&[60.07, 66.07, 90.3], 50.0), [60.0, 66.0, 90.5]);
    }

    #[test]
    fn other_lines_and_larger_shifts_stay() {
        assert_eq!(after(&[60.13, 66.05], 70.0), [60.13, 66.05]);
        // Each within the limit of the one before, together beyond it.
        let wide = [60.0, 66.25, 72.5];
        assert_eq!(after(&wide, 50.0), wide);
    }

    #[test]
    fn nothing_moves_onto_an_area() {
        assert_eq!(after(&[49.7], 50.0), [49.7]);
    }
}
