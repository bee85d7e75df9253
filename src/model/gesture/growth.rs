//! How an area becomes what is black: it takes the glyphs it touches whole, and no letter of another line.
//!
//! **Invariant:** no glyph is left that an area covers by a quarter of its body or more. An area gives way only to
//! letters of another line, and never where letters of its own lines, or any others that it takes, stand. Of a letter far
//! larger than the area, and of one of a text that runs across the page, it takes what it covers, and so it does of letters
//! aslant to which it only came by growing: their boxes lie over one another, so that one would lead to the next over the
//! whole page.
//! **Absent:** settling a gesture on words; see `snap`.
//!
//! The body of a letter is what stands above its baseline: of a g below which the next line begins soon, the tail hangs
//! far into the area over that line, and says nothing of which line is meant.

use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::rects::Rects;
use crate::model::page::text::{PageChar, PageText, touches};
use std::collections::{BTreeMap, HashMap};

/// A character of which this share of its body is covered is taken whole, and the area grows to it.
const TAKEN_SHARE: f64 = 0.25;
/// A letter whose shorter side is so many times that of an area is of a text behind it.
const FAR_LARGER: f64 = 2.5;
/// An area without letters gives way by so much of its height at each edge.
const GIVEN_SHARE: f64 = 0.25;
/// Points: the text under a lower area is taken to be as high as this.
const ORDINARY_POINTS: f64 = 10.0;
/// Points between an area and the ink of a letter that it gives way to: more than the doubt about where that ends.
const CLEAR_POINTS: f64 = 0.25;

impl PageText {
    /// An area as it will be black: clipped to the page, then grown to the ink of the glyphs it touches, see the head
    /// of this module. `None` when nothing of the area lies on the page.
    pub fn grown(&self, area: PageRect, page: PageSize) -> Option<PageRect> {
        let reaches = Reaches::of(self.beside(&[area]));
        grown_among(area, page, |_| self.chars.iter(), &reaches)
    }

    /// The same for many areas.
    pub fn all_grown(&self, areas: &[PageRect], page: PageSize) -> Vec<Option<PageRect>> {
        let reaches = Reaches::of(self.beside(areas));
        let index = Rects::of(self.chars.iter().map(|c| &c.ink));
        let hidden = self.under(areas);
        let grown = |area: &PageRect| {
            let near = |zone: &PageRect| {
                let near = index.near((*zone).into()).into_iter();
                // What other areas cover whole lets this one not grow: it is gone already, and its size must not show.
                let counts = |number: &usize, c: &PageChar| {
                    hidden.get(*number) != Some(&true) || area.contains_rect(&c.ink)
                };
                let chars = near.filter_map(|number| Some((number, self.chars.get(number)?)));
                let counting = chars.filter(|(number, c)| counts(number, c));
                counting.map(|(_, c)| c).collect::<Vec<_>>().into_iter()
            };
            grown_among(*area, page, near, &reaches)
        };
        areas.iter().map(grown).collect()
    }

    /// Which characters lie wholly under areas, one or some together.
    fn under(&self, areas: &[PageRect]) -> Vec<bool> {
        let index = Rects::of(areas);
        let is_under = |c: &PageChar| {
            let near = index.near(c.ink.into()).into_iter();
            let near: Vec<PageRect> = near.filter_map(|n| areas.get(n).copied()).collect();
            c.ink.lies_under(&near)
        };
        self.chars.iter().map(is_under).collect()
    }

    /// The letters that no area meets.
    pub fn beside(&self, areas: &[PageRect]) -> impl Iterator<Item = &PageChar> {
        let index = Rects::of(areas);
        let letters = self.chars.iter().filter(|c| c.has_ink());
        letters.filter(move |c| !index.meets(&c.ink))
    }
}

/// How the text of a page stands. For areas it is told by letters beside them alone: how high a covered word is must not
/// show in how far an area gives way or grows.
pub(super) struct Reaches {
    /// How far the letters of each font reach above and below their baseline, by the height of its cells.
    fonts: HashMap<i64, (f64, f64)>,
    /// How high a cell is in the middle of all, and how most of them are turned.
    ordinary: Option<f64>,
    quarters: u8,
}

impl Reaches {
    fn key(c: &PageChar) -> i64 {
        (c.cell.turned_back(c.quarters()).height() * 20.0).round() as i64
    }

    pub fn of<'t>(letters: impl Iterator<Item = &'t PageChar>) -> Self {
        let mut fonts: HashMap<i64, (f64, f64)> = HashMap::new();
        let mut heights = Vec::new();
        let mut turns: BTreeMap<u8, usize> = BTreeMap::new();
        for c in letters {
            let (ink, base) = (c.ink.turned_back(c.quarters()), baseline(c));
            let (above, below) = fonts.entry(Self::key(c)).or_default();
            *above = above.max(base - ink.top());
            *below = below.max(ink.bottom() - base);
            heights.push(c.cell.turned_back(c.quarters()).height());
            *turns.entry(c.quarters()).or_default() += 1;
        }
        heights.sort_by(f64::total_cmp);
        let most = turns.into_iter().max_by_key(|(_, count)| *count);
        Self {
            fonts,
            ordinary: heights.get(heights.len() / 2).copied(),
            quarters: most.map_or(0, |(quarters, _)| quarters),
        }
    }

    /// Whether a letter is of a text that runs across the page behind its own: turned otherwise, and far larger.
    pub fn is_across(&self, c: &PageChar) -> bool {
        let is_turned = c.is_aslant() || c.quarters() != self.quarters;
        let shorter = c.ink.width().min(c.ink.height());
        let ordinary = self.ordinary.map(|height| height.max(ORDINARY_POINTS));
        is_turned && ordinary.is_some_and(|height| shorter > FAR_LARGER * height)
    }

    /// From where to where a letter of this font could reach where this one stands; `None` for a font of which no letter
    /// is known.
    fn line(&self, c: &PageChar) -> Option<(f64, f64)> {
        let (above, below) = self.fonts.get(&Self::key(c))?;
        Some((baseline(c) - above, baseline(c) + below))
    }
}

/// Where a letter stands across its line, turned so that the line runs from left to right.
fn baseline(c: &PageChar) -> f64 {
    c.origin.turned_back(c.quarters()).y
}

/// What `grown` says; `near` gives the characters in and around a rectangle.
fn grown_among<'t, I: Iterator<Item = &'t PageChar>>(
    area: PageRect,
    page: PageSize,
    near: impl Fn(&PageRect) -> I,
    reaches: &Reaches,
) -> Option<PageRect> {
    let page = page.rect()?;
    let clipped = area.intersection(&page)?;
    let inked = |zone: &PageRect| near(zone).filter(|c| c.has_ink() && !reaches.is_across(c));
    let touched = inked(&clipped).filter(|c| touches(&c.ink, &clipped));
    let (own, others): (Vec<&PageChar>, Vec<&PageChar>) =
        touched.partition(|c| is_taken(c, &clipped));
    // Where no letter is taken, as over a signature, lines are those of the page, and of those beside it only tails reach in.
    let quarters = own.first().map_or(reaches.quarters, |own| own.quarters());
    let reaches_in = |c: &PageChar| !own.is_empty() || (!c.is_aslant() && is_tail(c, &clipped));
    let is_beside =
        |c: &&PageChar| quarters == c.quarters() && stands_beside(c, &clipped) && reaches_in(c);
    let others = others.into_iter().filter(|c| !is_behind(c, &clipped));
    let (mut beside, along): (Vec<&PageChar>, Vec<&PageChar>) = others.partition(is_beside);
    // A layer of text may lie beside its picture: it shows no place to give way to, and none to take.
    beside.retain(|c| !c.invisible);
    let given = withdrawn(clipped, quarters, &own, &beside, reaches).unwrap_or(clipped);
    let taken = own.iter().chain(&along).map(|c| c.ink);
    let mut grown = taken.fold(given, |rect, ink| rect.union(&ink));
    loop {
        let upright = inked(&grown).filter(|c| !c.is_aslant());
        let more = upright.filter(|c| !grown.contains_rect(&c.ink) && is_taken(c, &grown));
        let next = more.fold(grown, |rect, c| rect.union(&c.ink));
        if next == grown {
            return grown.intersection(&page);
        }
        grown = next;
    }
}

/// The ink of a letter above its baseline, turned so that its line runs from left to right; all of it where nothing
/// stands above.
fn body(c: &PageChar) -> PageRect {
    let ink = c.ink.turned_back(c.quarters());
    let bottom = ink.bottom().min(baseline(c));
    PageRect::new(ink.left(), ink.top(), ink.right(), bottom).unwrap_or(ink)
}

fn is_taken(c: &PageChar, area: &PageRect) -> bool {
    body(c).share_in(&area.turned_back(c.quarters())) >= TAKEN_SHARE
}

/// Whether all of a letter that reaches into an area hangs below its line.
fn is_tail(c: &PageChar, area: &PageRect) -> bool {
    let area = area.turned_back(c.quarters());
    !body(c).intersects(&area)
}

/// Whether a letter is of a text behind what an area is drawn over, such as CONCEPT across a page: it is far larger than
/// the area. What the area covers of it is black, and it goes no further for that. What lies under an area has no say.
fn is_behind(c: &PageChar, area: &PageRect) -> bool {
    let shorter = |rect: &PageRect| rect.width().min(rect.height());
    shorter(&c.ink) > FAR_LARGER * shorter(area).max(ORDINARY_POINTS)
}

/// Whether the middle of a letter lies above or below an area.
fn stands_beside(c: &PageChar, area: &PageRect) -> bool {
    let (middle, area) = (body(c).center().y, area.turned_back(c.quarters()));
    middle < area.top() || middle > area.bottom()
}

/// The area without the strips at its edges in which letters of other lines stand, as far as letters of its own lines
/// can not reach; of one that takes no letter, at most a quarter of its height. `None` when nothing is known of its lines.
fn withdrawn(
    area: PageRect,
    quarters: u8,
    own: &[&PageChar],
    others: &[&PageChar],
    reaches: &Reaches,
) -> Option<PageRect> {
    let lines = own.iter().map(|c| reaches.line(c));
    let lines: Vec<(f64, f64)> = lines.collect::<Option<_>>()?;
    let area = area.turned_back(quarters);
    let strip = GIVEN_SHARE * area.height();
    let first = lines.iter().map(|(top, _)| *top).reduce(f64::min);
    let last = lines.iter().map(|(_, bottom)| *bottom).reduce(f64::max);
    let first = first.unwrap_or(area.top() + strip).max(area.top());
    let last = last.unwrap_or(area.bottom() - strip).min(area.bottom());
    let (mut top, mut bottom) = (area.top(), area.bottom());
    for c in others {
        let ink = c.ink.turned_back(quarters);
        if body(c).center().y < area.top() {
            top = top.max((ink.bottom() + CLEAR_POINTS).min(first));
        } else {
            bottom = bottom.min((ink.top() - CLEAR_POINTS).max(last));
        }
    }
    let left = PageRect::new(area.left(), top, area.right(), bottom)?;
    Some(left.turned_back((4 - quarters) % 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PagePoint;
    use crate::model::page::text::Coverage;

    #[test]
    fn a_text_across_the_page_makes_no_area_larger() {
        let letter = |text, ink: [f64; 4], angle| PageChar {
            origin: PagePoint::new(ink[0], ink[3]),
            angle,
            ..PageChar::drawn(text, ink.try_into().unwrap())
        };
        let words = "Jan".chars().enumerate().map(|(nth, c)| {
            let left = 100.0 + 6.0 * nth as f64;
            letter(c, [left, 100.0, left + 5.0, 110.0], 0.0)
        });
        let area = PageRect::new(99.0, 99.0, 118.0, 111.0).unwrap();
        let grown = |behind: PageChar| {
            let chars = words.clone().chain([behind]).collect();
            PageText::new(chars, &[]).grown(area, PAGE).unwrap()
        };
        let high = letter('C', [80.0, 60.0, 200.0, 180.0], 0.0);
        assert_eq!(grown(high), area, "far larger");
        let aslant = letter('C', [105.0, 90.0, 190.0, 150.0], 45.0);
        assert_eq!(grown(aslant), area, "aslant");
        let high = PageRect::new(90.0, 60.0, 130.0, 130.0).unwrap();
        let across = letter('C', [70.0, 50.0, 140.0, 140.0], 90.0);
        let lines = [200.0, 215.0].map(|top| letter('a', [100.0, top, 105.0, top + 10.0], 0.0));
        let chars = words.clone().chain([across]).chain(lines).collect();
        let grown_high = PageText::new(chars, &[]).grown(high, PAGE).unwrap();
        assert_eq!(grown_high, high, "across, behind several lines");
        let wide = grown(letter('m', [116.0, 100.0, 140.0, 110.0], 0.0));
        assert_eq!(wide.right(), 140.0, "a letter of the line is taken whole");
    }

    const PAGE: PageSize = PageSize {
        width: 300.0,
        height: 300.0,
    };

    fn letter(text: char, left: f64, top: f64, bottom: f64, baseline: f64) -> PageChar {
        let ink = PageRect::new(left, top, left + 5.0, bottom).unwrap();
        PageChar {
            origin: PagePoint::new(left, baseline),
            ..PageChar::drawn(text, ink)
        }
    }

    fn line(text: &str) -> PageText {
        let letters = text.chars().zip(0..);
        let letters = letters.map(|(c, n)| letter(c, 6.0 * f64::from(n), 100.0, 110.0, 110.0));
        PageText::new(letters.collect(), &[])
    }

    #[test]
    fn a_letter_under_other_areas_lets_no_area_grow() {
        let text = line("abcdef");
        let area = |left: f64, right: f64| PageRect::new(left, 99.0, right, 111.0).unwrap();
        let (first, second) = (area(5.0, 15.0), area(8.0, 13.0));
        let grown = |areas: &[PageRect]| text.all_grown(areas, PAGE).pop().flatten().unwrap();
        assert_eq!(grown(&[second]).right(), 17.0);
        assert_eq!(grown(&[first, second]).right(), 17.0, "c is seen in part");
        let both = [area(5.0, 14.0), area(13.0, 18.0), second];
        assert_eq!(grown(&both), second, "under two together");
    }

    /// Three lines of 10 points, each of a d, a g and an x, and a fourth far below.
    fn lines(leading: f64) -> PageText {
        let mut chars = Vec::new();
        for row in 0..4 {
            let base = 100.0 + leading * f64::from(row) + if row == 3 { 100.0 } else { 0.0 };
            for (n, (text, height, depth)) in [('d', 7.2, 0.0), ('g', 5.2, 2.1), ('x', 5.2, 0.0)]
                .into_iter()
                .enumerate()
            {
                let left = 6.0 * n as f64;
                let mut c = letter(text, left, base - height, base + depth, base);
                c.cell = PageRect::new(left, base - 9.0, left + 6.0, base + 2.1).unwrap();
                chars.push(c);
            }
        }
        PageText::new(chars, &[3, 6, 9])
    }

    #[test]
    fn an_area_grows_to_the_ink_it_touches_and_no_further() {
        let text = line("abcdef");
        let area = PageRect::new(8.0, 102.0, 14.0, 104.0).unwrap();
        let grown = text.grown(area, PAGE).unwrap();
        assert_eq!(grown, PageRect::new(6.0, 100.0, 17.0, 110.0).unwrap());
        let zones = text.coverages(&[grown]);
        let gone = (0..6).filter(|i| zones[*i] == Coverage::Covered);
        assert_eq!(gone.map(|i| text.chars[i].text).collect::<String>(), "bc");
        assert_eq!(text.covered_words(&[grown]), ["abcdef"]);
        assert_eq!(text.all_grown(&[area], PAGE), [Some(grown)]);
    }

    #[test]
    fn an_area_outside_the_page_is_nothing() {
        let area = PageRect::new(400.0, 0.0, 500.0, 10.0).unwrap();
        assert_eq!(line("a").grown(area, PAGE), None);
    }

    #[test]
    fn an_area_over_a_line_takes_no_letter_of_its_neighbours() {
        for leading in [9.4, 10.0, 12.0] {
            let text = lines(leading);
            let base = 100.0 + leading;
            for (above, below) in [(7.2, 2.1), (10.5, 2.9), (5.0, 0.0)] {
                let area = PageRect::new(0.0, base - above, 17.0, base + below).unwrap();
                let grown = text.grown(area, PAGE).unwrap();
                let zones = text.coverages(&[grown]);
                let gone = (0..12).filter(|i| zones[*i] == Coverage::Covered);
                let gone: Vec<usize> = gone.collect();
                assert_eq!(gone, [3, 4, 5], "{leading} {above} {below}: {grown:?}");
                let whole = PageText::bounds(&text.chars[3..6]).unwrap();
                assert!(grown.contains_rect(&whole));
            }
        }
    }

    #[test]
    fn an_area_on_a_scan_neither_takes_nor_gives_way_to_the_line_above() {
        let mut text = lines(10.0);
        for c in &mut text.chars {
            (c.ink, c.invisible) = (c.cell, true);
        }
        // The boxes of a layer meet, and the area reaches a point into the line above.
        let own = PageText::bounds(&text.chars[3..6]).unwrap();
        let area = PageRect::new(own.left(), own.top() - 1.0, own.right(), own.bottom()).unwrap();
        assert_eq!(text.grown(area, PAGE), Some(area));
    }

    #[test]
    fn an_area_without_letters_takes_none_of_the_line_above() {
        let text = lines(10.0);
        // The tail of the g above reaches into it.
        let area = PageRect::new(0.0, 131.0, 17.0, 150.0).unwrap();
        let grown = text.grown(area, PAGE).unwrap();
        let zones = text.coverages(&[grown]);
        assert!((0..9).all(|i| zones[i] != Coverage::Covered), "{grown:?}");
        assert!(grown.height() > 0.7 * area.height(), "{grown:?}");
    }

    #[test]
    fn how_high_a_covered_word_is_does_not_show() {
        let area = PageRect::new(0.0, 99.0, 17.0, 112.0).unwrap();
        let high = lines(9.4);
        let mut low = high.clone();
        low.chars[3].ink = PageRect::new(0.0, 109.4 - 5.2, 5.0, 109.4).unwrap();
        let (high, low) = (high.grown(area, PAGE), low.grown(area, PAGE));
        let (high, low): ([f64; 4], [f64; 4]) = (high.unwrap().into(), low.unwrap().into());
        assert!(
            high.iter().zip(low).all(|(a, b)| (a - b).abs() < 1e-9),
            "{high:?} {low:?}"
        );
    }

    #[test]
    fn turned_lines_are_told_apart_alike() {
        let mut text = lines(10.0);
        for c in &mut text.chars {
            let turned = |x: f64, y: f64| PagePoint::new(290.0 - y, x);
            let about = |r: &PageRect| {
                PageRect::spanned(turned(r.left(), r.top()), turned(r.right(), r.bottom())).unwrap()
            };
            (c.ink, c.cell, c.origin) = (
                about(&c.ink),
                about(&c.cell),
                turned(c.origin.x, c.origin.y),
            );
            c.angle = 90.0;
        }
        let area = PageRect::new(177.1, 0.0, 190.7, 17.0).unwrap();
        let zones = text.coverages(&[text.grown(area, PAGE).unwrap()]);
        let gone = (0..12).filter(|i| zones[*i] == Coverage::Covered);
        assert_eq!(gone.collect::<Vec<_>>(), [3, 4, 5]);
    }

    #[test]
    fn an_area_over_a_word_aslant_does_not_lead_over_the_page() {
        let (sin, cos) = 30_f64.to_radians().sin_cos();
        let letters = (0..20).flat_map(|row| (0..40).map(move |n| (f64::from(n), f64::from(row))));
        let chars = letters.map(|(n, row)| {
            let turned =
                |x: f64, y: f64| PagePoint::new(60.0 + cos * x - sin * y, sin * x + cos * y);
            let (left, base) = (6.0 * n, 12.0 * row);
            let corners = [(0.0, 0.0), (5.0, 0.0), (0.0, -8.0), (5.0, -8.0)];
            let corners = corners.map(|(x, y)| turned(left + x, base + y));
            let inks = corners[1..]
                .iter()
                .map(|c| PageRect::spanned(corners[0], *c));
            let ink = inks.flatten().reduce(|all, r| all.union(&r)).unwrap();
            PageChar {
                origin: turned(left, base),
                angle: 30.0,
                ..PageChar::drawn('a', ink)
            }
        });
        let text = PageText::new(chars.collect(), &[]);
        let word = PageText::bounds(&text.chars[410..414]).unwrap();
        let grown = text.grown(word, PAGE).unwrap();
        assert!(grown.contains_rect(&word) && grown.width() < word.width() + 20.0);
        assert!(grown.height() < word.height() + 20.0, "{grown:?}");
    }

    #[test]
    fn an_area_that_covers_a_quarter_of_a_second_line_takes_it() {
        let text = lines(12.0);
        let area = PageRect::new(0.0, 104.0, 17.0, 119.0).unwrap();
        let grown = text.grown(area, PAGE).unwrap();
        assert!(grown.bottom() >= 124.0 + 2.1, "{grown:?}");
    }

    #[test]
    fn an_area_that_only_touches_letters_takes_them() {
        let text = lines(12.0);
        let area = PageRect::new(1.0, 99.0, 4.0, 100.5).unwrap();
        let grown = text.grown(area, PAGE).unwrap();
        assert!(grown.contains_rect(&text.chars[0].ink), "{grown:?}");
    }
}
