//! The labels of a written page: which of them read as they should, and which letters are theirs.

use super::letters::{Letters, each_letter, is_meaningful};
use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::Label;
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::rects::Rects;
use crate::model::page::text::{PageChar, PageText};

/// Whether a character of the written file stands in a rectangle, rather than beside it.
pub fn stands_in(c: &PageChar, rect: &PageRect) -> bool {
    rect.contains(c.ink.center()) || c.ink.share_in(rect) >= 0.2
}

/// The place of a label, with what its letters may stick out.
fn place_of(label: &Label) -> Option<PageRect> {
    label.rect.expanded(label.size / 16.0)
}

/// Where a character is read: the middle of its ink, since a font may say of its cells what it likes; a blank has none.
fn middle(c: &PageChar) -> PagePoint {
    if c.is_blank() {
        c.cell.center()
    } else {
        c.ink.center()
    }
}

/// The labels of a page, and the lines of its legend, that read as they should. Whatever else stands in the place of a
/// label is none: another program prints none there, or leaves what it should have taken away.
pub struct Labels<'a> {
    pub read: Vec<&'a Label>,
    places: Rects,
}

impl<'a> Labels<'a> {
    #[cfg(test)]
    pub fn none() -> Self {
        Self {
            read: Vec::new(),
            places: Rects::default(),
        }
    }

    pub fn read(text: &PageText, blackout: &'a PageBlackout) -> Self {
        let labels: Vec<(&Label, PageRect)> = blackout
            .labels()
            .filter_map(|label| Some((label, place_of(label)?)))
            .collect();
        let places = Rects::of(labels.iter().map(|(_, place)| place));
        let mut here: Vec<Vec<&PageChar>> = vec![Vec::new(); labels.len()];
        for c in &text.chars {
            let at = middle(c);
            for number in places.near([at.x, at.y, at.x, at.y]) {
                if let (Some((_, place)), Some(here)) = (labels.get(number), here.get_mut(number))
                    && place.contains(at)
                {
                    here.push(c);
                }
            }
        }
        let right = labels
            .iter()
            .zip(here)
            .filter(|((label, _), here)| reads(label, here));
        let right: Vec<&(&Label, PageRect)> = right.map(|(label, _)| label).collect();
        Self {
            places: Rects::of(right.iter().map(|(_, place)| place)),
            read: right.iter().map(|(label, _)| *label).collect(),
        }
    }

    /// The text without that of labels, its words made anew.
    pub fn apart_from(&self, text: &PageText) -> PageText {
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (start, end) in &text.words {
            breaks.push(chars.len());
            let word = text.chars.get(*start..*end).unwrap_or_default();
            chars.extend(word.iter().filter(|c| !self.hold(c)).cloned());
        }
        PageText::new(chars, &breaks)
    }

    /// The letters that are those of no label.
    pub fn letters_beside(&self, text: &PageText) -> Letters {
        let mut letters = Letters::default();
        let beside = text
            .chars
            .iter()
            .filter(|c| is_meaningful(c) && !self.hold(c));
        beside.for_each(|c| letters.add(c.text));
        letters
    }

    /// Whether a character is that of a label.
    pub fn hold(&self, c: &PageChar) -> bool {
        let at = middle(c);
        let holds = |[l, t, r, b]: [f64; 4]| (l..r).contains(&at.x) && (t..b).contains(&at.y);
        self.places.any_near([at.x, at.y, at.x, at.y], holds)
    }
}

/// Whether characters spell a label from left to right, whatever their order in the file: where a line runs from right
/// to left, readers turn what stands beside it around.
fn reads(label: &Label, here: &[&PageChar]) -> bool {
    let mut here = here.to_vec();
    here.sort_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
    let mut spelled = Vec::new();
    here.iter()
        .for_each(|c| each_letter(c.text, |part| spelled.push(part)));
    let mut expected = Vec::new();
    label
        .text
        .chars()
        .for_each(|c| each_letter(c, |part| expected.push(part)));
    spelled == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_stands_in_an_area_by_its_middle_or_a_fifth_of_its_ink() {
        let at = |left: f64, right: f64| {
            let ink = PageRect::new(left, 0.0, right, 10.0).unwrap();
            PageChar {
                origin: ink.center(),
                ..PageChar::drawn('x', ink)
            }
        };
        let area = PageRect::new(20.0, 4.0, 30.0, 6.0).unwrap();
        assert!(stands_in(&at(0.0, 50.0), &area), "only its middle");
        let area = PageRect::new(20.0, 0.0, 30.0, 10.0).unwrap();
        assert!(stands_in(&at(28.0, 36.0), &area), "a quarter of it");
        assert!(!stands_in(&at(29.0, 37.0), &area), "an eighth of it");
    }
}
