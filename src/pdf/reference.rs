//! The picture of a page as it is, and what in another picture of it differs.
//!
//! **Absent:** drawing either.

use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use std::rc::Rc;

/// Pixels per point, and the longest side in pixels.
pub(super) const SCALE: f64 = 2.0;
const MOST_PIXELS: f64 = 4_000.0;
/// A channel that changes by no more than this does not change.
const MAX_UNCHANGED: u8 = 8;
/// Text that differs in no channel by more than this from what is behind it nobody reads: a contrast of about 1.3 to 1 on
/// paper.
const PALE_DIFFERENCE: u8 = 29;

/// A letter inks at least this part of the place that it takes.
const LETTER_PERCENT: usize = 12;

/// Characters as high as this, in points, are seen in any tone that differs, as a watermark is.
const LARGE_POINTS: f64 = 12.0;

/// Darker than this in every channel a place looks like a bar.
const DARK: u8 = 110;
/// A bar is dark over at least this part of a character, and its seams show no more of it than this.
const BAR_PERCENT: usize = 70;
const MAX_SEAMS_PERCENT: usize = 3;

/// Pixels per point in which a page is looked at.
pub(super) fn scale(size: PageSize) -> f64 {
    SCALE.min(MOST_PIXELS / size.width.max(size.height))
}

/// The page as it is, to compare with.
pub(super) struct Reference {
    scale: f64,
    whole: Rc<Pixels>,
}

impl Reference {
    pub(super) fn new(scale: f64, whole: Rc<Pixels>) -> Self {
        Self { scale, whole }
    }

    /// Whether text in this colour has hardly another colour than all that is behind it, and is not large.
    pub(super) fn is_pale(&self, bare: &Pixels, ink: &PageRect, colour: [u8; 3]) -> bool {
        let mut cells = window(bare, self.scale, ink);
        ink.height() < LARGE_POINTS
            && cells.all(|(x, y)| {
                let mut pair = bare.at(x, y).into_iter().zip(colour);
                pair.all(|(a, b)| a.abs_diff(b) <= PALE_DIFFERENCE)
            })
    }

    /// Whether a place shows what another picture of it does not, in a tone that no pale text has and as much as a letter has
    /// of it.
    pub(super) fn shows(&self, other: &Pixels, ink: &PageRect) -> bool {
        let is_shown = |(x, y): &(usize, usize)| {
            let mut pair = self.whole.at(*x, *y).into_iter().zip(other.at(*x, *y));
            pair.any(|(a, b)| a.abs_diff(b) > 2 * PALE_DIFFERENCE)
        };
        let all = window(&self.whole, self.scale, ink).count();
        let shown = window(&self.whole, self.scale, ink).filter(is_shown);
        shown.count() * 100 > all * LETTER_PERCENT
    }

    pub(super) fn changes(&self, other: &Pixels, ink: &PageRect) -> bool {
        self.changes_beside(other, ink, &[]) && !self.is_barred(other, ink)
    }

    /// Whether hardly anything changes in a place that is dark all the same: a bar of strokes shows a hair of what lies
    /// beneath in the seams between them.
    fn is_barred(&self, other: &Pixels, ink: &PageRect) -> bool {
        let (mut all, mut dark, mut changed) = (0_usize, 0_usize, 0_usize);
        for (x, y) in window(&self.whole, self.scale, ink) {
            let (here, there) = (self.whole.at(x, y), other.at(x, y));
            let pairs = here.into_iter().zip(there);
            let by = pairs.map(|(a, b)| usize::from(a.abs_diff(b))).max();
            all += 1;
            changed += by.unwrap_or(0);
            dark += usize::from(here.into_iter().chain(there).all(|v| v < DARK));
        }
        changed * 100 < all * 255 * MAX_SEAMS_PERCENT && dark * 100 >= all * BAR_PERCENT
    }

    /// Whether something changes in a place, but for what lies within others.
    pub(super) fn changes_beside(
        &self,
        other: &Pixels,
        ink: &PageRect,
        others: &[PageRect],
    ) -> bool {
        let mut cells = window(&self.whole, self.scale, ink);
        cells.any(|(x, y)| {
            let mut pair = self.whole.at(x, y).into_iter().zip(other.at(x, y));
            let at = |v: usize| (v as f64 + 0.5) / self.scale;
            let middle = PagePoint::new(at(x), at(y));
            pair.any(|(a, b)| a.abs_diff(b) > MAX_UNCHANGED)
                && !others.iter().any(|o| o.contains(middle))
        })
    }
}

/// The pixels of a place.
fn window(pixels: &Pixels, scale: f64, ink: &PageRect) -> impl Iterator<Item = (usize, usize)> {
    let low = |v: f64| (v * scale).floor().max(0.0) as usize;
    let high = |v: f64, most: usize| ((v * scale).ceil().max(0.0) as usize).min(most);
    let (left, right) = (low(ink.left()), high(ink.right(), pixels.width()));
    let (top, bottom) = (low(ink.top()), high(ink.bottom(), pixels.height()));
    (top..bottom).flat_map(move |y| (left..right).map(move |x| (x, y)))
}
