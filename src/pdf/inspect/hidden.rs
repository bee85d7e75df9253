//! Text of a page that a reader of the page does not see, and why.
//!
//! **Invariant:** what survives an export without marks is not called hidden, so that the listing and the export agree;
//! what does not survive is called hidden only where a reason can be seen, since a word may also be lost to a font that
//! cannot be read.
//! **Absent:** what survives; the caller hands in what is left of the page ([`Remains`]).

use crate::model::dossier::intake::{
    HiddenReason, HiddenText, MAX_ENTRIES, MAX_TEXT, PageContents,
};
use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::model::page::seen::Seen;
use crate::model::page::text::{PageChar, PageText};
use std::collections::HashMap;

/// Darker than this a ground looks like a bar (luma, 0 to 255).
const DARK_LUMA: f64 = 110.0;
/// Colours that differ by no more than this in each channel look the same.
const SAME_COLOUR: u8 = 16;
/// A character of less than this height or width, in points, has no shape.
const SHAPELESS_POINTS: f64 = 0.3;
/// A light shape over more than this part of the page is its ground.
const GROUND_SHARE: f64 = 0.6;
/// Points by which two engines place a character apart.
const APART_POINTS: f64 = 0.5;
/// Side of the cells in which points are looked up.
const CELL_POINTS: f64 = 8.0;

/// Something drawn in an upright rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Cover {
    pub rect: PageRect,
    /// `None` for a picture.
    pub colour: Option<[u8; 3]>,
    pub alpha: u8,
}

/// What an export without marks leaves of a page.
#[derive(Default)]
pub struct Remains {
    /// Where glyphs are left: by origin and by the middle of the ink.
    cells: HashMap<(i32, i32), Vec<PagePoint>>,
    pub covers: Vec<Cover>,
}

fn cell(p: PagePoint) -> (i32, i32) {
    let whole = |v: f64| (v / CELL_POINTS).floor().clamp(-1e6, 1e6) as i32;
    (whole(p.x), whole(p.y))
}

impl Remains {
    pub fn add_glyph(&mut self, origin: PagePoint, middle: Option<PagePoint>) {
        for point in std::iter::once(origin).chain(middle) {
            self.cells.entry(cell(point)).or_default().push(point);
        }
    }

    fn near(&self, to: PagePoint, reach: f64) -> bool {
        let (column, row) = cell(to);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        around
            .filter_map(|at| self.cells.get(&at))
            .flatten()
            .any(|p| (p.x - to.x).hypot(p.y - to.y) <= reach)
    }

    fn has(&self, c: &PageChar) -> bool {
        let reach = (c.ink.width().max(c.ink.height()) * 0.3).clamp(APART_POINTS, CELL_POINTS);
        self.near(c.ink.center(), reach) || self.near(c.origin, APART_POINTS)
    }
}

/// What is known of a page.
struct KnownPage<'a> {
    size: PageSize,
    pixels: &'a Pixels,
    seen: Seen<'a>,
    remains: Option<&'a Remains>,
    layers_are_off: bool,
}

/// The text of a page that cannot be seen, and bars that do not cover. `pixels` is the rendered page; without
/// `remains` the page is judged by its pixels alone, as a page that is exported as a picture is.
pub fn hidden_text(
    text: &PageText,
    size: PageSize,
    pixels: &Pixels,
    remains: Option<&Remains>,
    layers_are_off: bool,
) -> PageContents {
    let looked = KnownPage {
        size,
        pixels,
        seen: Seen::new(pixels, size, &[], 1.0),
        remains,
        layers_are_off,
    };
    let words = (0..text.words.len()).filter_map(|index| {
        // Dots, dashes and brackets say nothing, hidden or not.
        let letters = text.word(index).iter().filter(|c| c.text.is_alphanumeric());
        let word: Vec<&PageChar> = letters.collect();
        let reason = (!word.is_empty()).then(|| looked.reason(&word)).flatten()?;
        Some(HiddenText {
            reason,
            area: PageText::bounds(text.word(index))?,
            text: text.word_text(index),
        })
    });
    PageContents {
        hidden: lines(words),
        see_through: looked.see_through(text),
    }
}

fn luma([r, g, b]: [u8; 3]) -> f64 {
    0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b)
}

fn same(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOUR)
}

/// Whether it holds of most characters of a word.
fn most(word: &[&PageChar], holds: impl Fn(&PageChar) -> bool) -> bool {
    2 * word.iter().filter(|c| holds(c)).count() > word.len()
}

impl KnownPage<'_> {
    /// Why a word cannot be seen; `None` when it can.
    fn reason(&self, word: &[&PageChar]) -> Option<HiddenReason> {
        let paper = self.size.rect()?;
        if most(word, |c| c.ink.share_in(&paper) < 0.1) {
            return Some(HiddenReason::OffPage);
        }
        let is_left = |c: &PageChar| match self.remains {
            Some(remains) => !c.hidden && remains.has(c),
            None => self.seen.shows_char(c),
        };
        if !most(word, |c| !is_left(c)) {
            return None;
        }
        if most(word, PageChar::is_unreadable) {
            return Some(HiddenReason::Tiny);
        }
        // A font that is not there gives characters a place and no shape.
        if most(word, |c| {
            c.ink.width().min(c.ink.height()) < SHAPELESS_POINTS
        }) {
            return Some(HiddenReason::NoShape);
        }
        let is_camouflaged = |c: &PageChar| {
            c.colour
                .is_some_and(|colour| self.seen.is_camouflaged(&c.ink, colour))
        };
        if most(word, |c| {
            self.seen.has_contrast(&c.ink) && is_camouflaged(c)
        }) {
            return Some(HiddenReason::SameColour);
        }
        if most(word, |c| !self.seen.has_contrast(&c.ink)) {
            return Some(self.reason_on_even_ground(word));
        }
        if most(word, |c| c.invisible) {
            let is_drawn = most(word, |c| c.colour.is_some());
            return Some(match is_drawn {
                true => HiddenReason::Covered,
                false => HiddenReason::Invisible,
            });
        }
        self.reason_under_something_else(word)
    }

    /// Why a word cannot be seen where something else can, as text on a cover.
    fn reason_under_something_else(&self, word: &[&PageChar]) -> Option<HiddenReason> {
        let bounds = word.iter().map(|c| c.ink).reduce(|a, b| a.union(&b))?;
        let covered = self.covers().any(|c| {
            c.colour.is_some()
                && c.alpha == 255
                && !self.is_ground(c)
                && c.rect.contains_rect(&bounds)
        });
        if most(word, |c| c.hidden) {
            let layer = self.layers_are_off && !covered;
            return Some(match layer {
                true => HiddenReason::HiddenLayer,
                false => HiddenReason::Covered,
            });
        }
        let remains = self.remains?;
        let other_text = word.iter().any(|c| {
            let reach = c.ink.width().max(c.ink.height());
            remains.near(c.ink.center(), reach.clamp(APART_POINTS, CELL_POINTS))
        });
        (covered && other_text).then_some(HiddenReason::Covered)
    }

    fn reason_on_even_ground(&self, word: &[&PageChar]) -> HiddenReason {
        let Some(first) = word.get(word.len() / 2) else {
            return HiddenReason::Clipped;
        };
        let ground = self.colour_at(first.ink.center());
        let is_covered = self.covers().any(|c| {
            let looks_so = c.colour.is_none_or(|colour| same(colour, ground));
            c.alpha == 255 && looks_so && !self.is_ground(c) && c.rect.contains(first.ink.center())
        });
        let is_same = first.colour.is_some_and(|colour| same(colour, ground));
        match () {
            () if luma(ground) < DARK_LUMA => HiddenReason::UnderBar,
            () if first.invisible && first.colour.is_none() => HiddenReason::Invisible,
            () if is_same => HiddenReason::SameColour,
            () if is_covered => HiddenReason::Covered,
            () if self.layers_are_off => HiddenReason::HiddenLayer,
            () => HiddenReason::Clipped,
        }
    }

    fn covers(&self) -> impl Iterator<Item = &Cover> {
        self.remains.iter().flat_map(|r| &r.covers)
    }

    /// Whether a shape is the paper under everything rather than something over the text.
    fn is_ground(&self, cover: &Cover) -> bool {
        let is_light = cover.colour.is_some_and(|c| luma(c) > 200.0);
        is_light && cover.rect.surface() > GROUND_SHARE * self.size.width * self.size.height
    }

    fn scales(&self) -> (f64, f64) {
        (
            self.pixels.width() as f64 / self.size.width,
            self.pixels.height() as f64 / self.size.height,
        )
    }

    fn colour_at(&self, p: PagePoint) -> [u8; 3] {
        let (x_scale, y_scale) = self.scales();
        self.pixels.at(
            (p.x * x_scale).max(0.0) as usize,
            (p.y * y_scale).max(0.0) as usize,
        )
    }

    /// Dark see-through shapes over text that is still there.
    fn see_through(&self, text: &PageText) -> Vec<PageRect> {
        let Some(remains) = self.remains else {
            return Vec::new();
        };
        let is_bar = |c: &&Cover| {
            (20..250).contains(&c.alpha)
                && c.colour.is_some_and(|colour| luma(colour) < DARK_LUMA)
                && c.rect.height() > 4.0
                && c.rect.width() > 4.0
        };
        let has_text = |rect: &PageRect| {
            let within = |c: &&PageChar| !c.is_blank() && rect.contains(c.ink.center());
            text.chars.iter().filter(within).any(|c| remains.has(c))
        };
        let bars = remains.covers.iter().filter(is_bar).map(|c| c.rect);
        bars.filter(has_text).take(MAX_ENTRIES).collect()
    }
}

/// Words that follow one another on a line for one reason, as one entry.
fn lines(words: impl Iterator<Item = HiddenText>) -> Vec<HiddenText> {
    let mut lines: Vec<HiddenText> = Vec::new();
    for word in words.take(MAX_ENTRIES) {
        match lines.last_mut() {
            Some(last) if goes_on(last, &word) => {
                last.area = last.area.union(&word.area);
                last.text.push(' ');
                last.text.push_str(&word.text);
            }
            _ => lines.push(word),
        }
    }
    for line in &mut lines {
        line.text = line.text.chars().take(MAX_TEXT).collect();
    }
    lines
}

fn goes_on(line: &HiddenText, word: &HiddenText) -> bool {
    let (a, b) = (&line.area, &word.area);
    let common = a.bottom().min(b.bottom()) - a.top().max(b.top());
    let height = a.height().min(b.height());
    let gap = (b.left() - a.right()).max(a.left() - b.right());
    line.reason == word.reason && common > 0.4 * height && gap < 2.0 * a.height().max(b.height())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f64, reason: HiddenReason) -> HiddenText {
        HiddenText {
            reason,
            area: PageRect::new(left, 10.0, left + 30.0, 20.0).unwrap(),
            text: text.into(),
        }
    }

    #[test]
    fn words_of_one_line_and_one_reason_are_one_entry() {
        let found = lines(
            [
                word("de", 0.0, HiddenReason::Covered),
                word("heer", 34.0, HiddenReason::Covered),
                word("Jansen", 68.0, HiddenReason::SameColour),
                word("elders", 300.0, HiddenReason::SameColour),
            ]
            .into_iter(),
        );
        let texts: Vec<&str> = found.iter().map(|h| h.text.as_str()).collect();
        assert_eq!(texts, ["de heer", "Jansen", "elders"]);
    }

    #[test]
    fn a_glyph_that_is_left_is_found_by_its_origin_or_its_middle() {
        let mut remains = Remains::default();
        remains.add_glyph(PagePoint::new(10.0, 20.0), Some(PagePoint::new(13.0, 16.0)));
        let ink = PageRect::new(10.5, 12.5, 15.5, 19.5).unwrap();
        let c = PageChar {
            origin: PagePoint::new(10.2, 20.0),
            ..PageChar::drawn('a', ink)
        };
        assert!(remains.has(&c));
        let far = PageChar {
            ink: ink.translated(40.0, 0.0).unwrap(),
            origin: PagePoint::new(50.0, 20.0),
            ..c
        };
        assert!(!remains.has(&far));
    }
}
