//! Letters of two readers, as they are counted against each other.

use super::SourcePage;
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::seen::Seen;
use crate::model::page::text::{Coverage, PageChar, folded};
use std::collections::{BTreeMap, HashMap};

/// Calls `see` with the letters that a character counts as. Readers turn brackets around where text runs from right to
/// left, and not all of them see the same stretch as one.
pub fn each_letter(c: char, mut see: impl FnMut(char)) {
    let unturned = |c: char| match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '»' => '«',
        other => other,
    };
    match c {
        // What `folded` makes of it, without a text for each character.
        _ if c.is_ascii_graphic() => see(unturned(c.to_ascii_lowercase())),
        _ => folded(&c.to_string()).chars().map(unturned).for_each(see),
    }
}

/// Letters with how often they occur.
#[derive(Default)]
pub struct Letters(BTreeMap<char, i64>);

impl Letters {
    pub fn add(&mut self, c: char) {
        each_letter(c, |part| *self.0.entry(part).or_default() += 1);
    }

    pub fn total(&self) -> i64 {
        self.0.values().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of them that are not in `other`.
    pub fn beyond_by(&self, other: &Letters) -> Letters {
        let more = |(c, n): (&char, &i64)| {
            let more = n - other.0.get(c).copied().unwrap_or(0);
            (more > 0).then_some((*c, more))
        };
        Letters(self.0.iter().filter_map(more).collect())
    }

    /// Takes the letters of one character out; `false` when none of them was in.
    pub fn take(&mut self, c: char) -> bool {
        let mut taken = false;
        each_letter(c, |part| {
            if let Some(count) = self.0.get_mut(&part).filter(|n| **n > 0) {
                *count -= 1;
                taken = true;
            }
        });
        taken
    }
}

pub fn is_meaningful(c: &PageChar) -> bool {
    !c.is_blank() && c.text != char::REPLACEMENT_CHARACTER
}

/// Which characters of the source must be readable in the written page: beside the areas, drawn and seen. Which words of
/// a layer its picture shows is told by two judges, and a doubt counts as no, so that none of them must be there.
pub fn expected(source: &SourcePage, zones: &[Coverage], areas: &[PageRect]) -> Vec<bool> {
    let seen = Seen::new(&source.pixels, source.size, areas, 0.0);
    let chars = source.text.chars.iter().zip(zones);
    let mut drawn = DrawnLetters::default();
    let is_expected = |(c, zone): (&PageChar, &Coverage)| {
        let is_there = *zone == Coverage::Free && is_meaningful(c) && !c.invisible;
        is_there && seen.shows_char(c) && drawn.is_first(c)
    };
    chars.map(is_expected).collect()
}

/// Letters that a source draws, of which one that it draws twice in one place need be told once.
#[derive(Default)]
struct DrawnLetters(HashMap<(char, i64, i64), Vec<PagePoint>>);

impl DrawnLetters {
    /// A letter that is drawn again so near, in parts of the height of its line, is drawn twice.
    const TWICE: f64 = 0.1;
    /// Side of the cells in which letters are looked up, in points.
    const CELL: f64 = 4.0;

    fn is_first(&mut self, c: &PageChar) -> bool {
        let at = c.origin;
        let cell = |v: f64| (v / Self::CELL).floor() as i64;
        let (x, y) = (cell(at.x), cell(at.y));
        let size = c.cell.width().max(c.cell.height());
        let near = (size * Self::TWICE).min(Self::CELL);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (c.text, x + dx, y + dy)));
        let mut known = around.filter_map(|key| self.0.get(&key)).flatten();
        if known.any(|p| (p.x - at.x).hypot(p.y - at.y) < near) {
            return false;
        }
        self.0.entry((c.text, x, y)).or_default().push(at);
        true
    }
}
