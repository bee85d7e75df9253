//! Boxes that a font claims for its glyphs and that no ink can fill: a Type 3 font may say anything of them
//! (ISO 32000-1 §9.6.5, table 113), and what it says would let a small area swallow a page.
//!
//! **Invariant:** a box is believed unless it is many times as large as both the size of the font and the way to the next
//! glyph; fonts whose size says nothing have glyphs that stand as far apart as they are large.
//! **Absent:** the ink itself; who needs that draws the glyph.

use super::line_cell::line_cell;
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::PageChar;
use std::collections::HashMap;

/// A box is not believed when a side is this many times the size of the font and the way to the next glyph.
const MAX_SIDES: f64 = 6.0;
/// In points; a box that is no larger swallows little.
const SMALL_POINTS: f64 = 12.0;
/// The ink of a glyph keeps this part of its place from the edges, so that it does not touch its neighbours.
const INSET_SHARE: f64 = 0.05;
/// Points by which glyphs of one line may differ across it.
const SAME_LINE: f64 = 1.0;
/// What stands so many usual steps further does not follow.
const FAR_STEPS: f64 = 3.0;
/// The size of a font is believed when its glyphs stand this many sizes apart.
const STEPS_IN_SIZES: std::ops::Range<f64> = 0.15..1.5;

/// Whether a box is large enough to be doubted.
pub(super) fn is_doubted(ink: &PageRect) -> bool {
    ink.width().max(ink.height()) > SMALL_POINTS
}

/// Gives the characters whose boxes are not believed the place that their lines give them. `doubted` are their numbers,
/// each with the size of its font.
pub(super) fn settle(chars: &mut [PageChar], doubted: &[(usize, f64)]) {
    let steps = doubted.iter().map(|(index, _)| beside(chars, *index));
    let steps: Vec<Option<f64>> = steps.collect();
    let mut of_sizes: HashMap<u64, Vec<f64>> = HashMap::new();
    for ((_, size), step) in doubted.iter().zip(&steps) {
        of_sizes.entry(size.to_bits()).or_default().extend(step);
    }
    of_sizes
        .values_mut()
        .for_each(|steps| steps.sort_by(f64::total_cmp));
    // A letter that stands alone is as wide as the others of its size.
    let usual = |size: f64| {
        let steps = of_sizes.get(&size.to_bits())?;
        steps.get(steps.len() / 4).copied()
    };
    let found = doubted.iter().zip(&steps);
    let found = found.filter_map(|((index, size), step)| {
        let usual = usual(*size);
        // The next of its line may stand in another column, which says nothing where the size of the font does.
        let telling = usual.filter(|usual| STEPS_IN_SIZES.contains(&(usual / size)));
        let near = step.filter(|step| telling.is_none_or(|usual| *step < FAR_STEPS * usual));
        let step = near.or(usual).or(*step)?;
        Some((*index, place(chars.get(*index)?, step, *size)?))
    });
    let found: Vec<(usize, PageRect)> = found.collect();
    for (index, place) in found {
        if let Some(c) = chars.get_mut(index) {
            let ink = place.expanded(-INSET_SHARE * place.width().min(place.height()));
            (c.ink, c.cell) = (ink.unwrap_or(place), place);
        }
    }
}

/// How far a character stands from the next of its line, or from the one before it.
fn beside(chars: &[PageChar], index: usize) -> Option<f64> {
    let c = chars.get(index)?;
    let next = index
        .checked_add(1)
        .and_then(|next| step(c, chars.get(next)?));
    let before = || {
        index
            .checked_sub(1)
            .and_then(|before| step(chars.get(before)?, c))
    };
    next.or_else(before)
}

/// Where a character stands of which the box is not believed; `None` when it is. `step` is the way to the next.
fn place(c: &PageChar, step: f64, size: f64) -> Option<PageRect> {
    let side = c.ink.width().max(c.ink.height());
    (side > MAX_SIDES * size && side > MAX_SIDES * step).then_some(())?;
    let size = if STEPS_IN_SIZES.contains(&(step / size)) {
        size
    } else {
        2.0 * step
    };
    let (dx, dy) = match c.quarters() {
        0 => (step, -size),
        1 => (size, step),
        2 => (-step, size),
        _ => (-size, -step),
    };
    let end = PagePoint::new(c.origin.x + dx, c.origin.y + dy);
    line_cell(c.origin, &PageRect::spanned(c.origin, end)?, c.angle, size)
}

/// How far along its line a character stands before another; `None` when that is not the next of its line.
fn step(c: &PageChar, next: &PageChar) -> Option<f64> {
    let turned = |c: &PageChar, by: &PageChar| c.origin.turned_back(by.quarters());
    let (from, to) = (turned(c, c), turned(next, c));
    let same = c.quarters() == next.quarters() && (from.y - to.y).abs() < SAME_LINE;
    (same && to.x > from.x + 0.01).then_some(to.x - from.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(x: f64, reach: f64) -> PageChar {
        let ink = PageRect::new(x - reach, 100.0 - reach, x + reach, 100.0 + reach).unwrap();
        PageChar {
            origin: PagePoint::new(x, 100.0),
            ..PageChar::drawn('a', ink)
        }
    }

    #[test]
    fn a_box_that_no_ink_can_fill_is_not_believed() {
        let mut chars = vec![letter(50.0, 120.0), letter(57.0, 120.0)];
        settle(&mut chars, &[(0, 12.0), (1, 12.0)]);
        for (c, x) in chars.iter().zip([50.0, 57.0]) {
            let place = PageRect::new(x - 0.1, 88.0, x + 7.1, 104.0).unwrap();
            assert!(place.contains_rect(&c.ink), "{:?}", c.ink);
        }
    }

    #[test]
    fn a_letter_that_stands_alone_is_as_wide_as_the_others() {
        let alone = PageChar {
            origin: PagePoint::new(20.0, 300.0),
            ..letter(20.0, 120.0)
        };
        let mut chars = vec![letter(50.0, 120.0), letter(57.0, 120.0), alone];
        settle(&mut chars, &[(0, 12.0), (1, 12.0), (2, 12.0)]);
        // The next of its line stands in another column.
        let column = [
            letter(50.0, 120.0),
            letter(57.0, 120.0),
            letter(130.0, 120.0),
        ];
        let mut columns = column.to_vec();
        settle(&mut columns, &[(0, 12.0), (1, 12.0), (2, 12.0)]);
        chars.extend(columns);
        assert!(chars.iter().all(|c| c.ink.width() < 8.0), "{chars:?}");
    }

    #[test]
    fn large_letters_are_large() {
        // A letter of 60 points; and one of a font whose size says nothing.
        for (reach, step, size) in [(40.0, 50.0, 60.0), (20.0, 25.0, 0.1)] {
            let mut chars = vec![letter(50.0, reach), letter(50.0 + step, reach)];
            let before = chars.clone();
            settle(&mut chars, &[(0, size), (1, size)]);
            assert_eq!(chars, before);
        }
    }
}
