//! What can be read beside the areas of a document: its words one after the other, as its reader comes by them.
//!
//! **Invariant:** what is under an area neither joins nor parts words: words between which an area lies do not stand beside
//! one another, whatever that covers.

use crate::model::page::geometry::PageRect;
use crate::model::page::rects::Rects;
use crate::model::page::text::{Coverage, PageChar, PageText, coverage};
use crate::model::word::Words;
use std::collections::HashMap;

/// Stands between words that are not beside one another.
const GAP: usize = 0;

/// The words of all pages, by number.
pub struct Readable {
    /// Of each word, folded; from 1.
    numbers: HashMap<String, usize>,
    /// One after the other.
    words: Vec<usize>,
    /// Where in `words` each of them stands, by number.
    places: Vec<Vec<usize>>,
}

impl Readable {
    /// `pages` are the texts of a source with what is black on each.
    pub fn of(pages: &[(&PageText, &[PageRect])]) -> Self {
        let mut readable = Self {
            numbers: HashMap::new(),
            words: Vec::new(),
            places: vec![Vec::new()],
        };
        for (text, areas) in pages {
            for run in runs(text, areas) {
                keys(&run).for_each(|key| readable.add(key));
                readable.words.push(GAP);
            }
        }
        readable
    }

    fn add(&mut self, key: String) {
        let number = *self.numbers.entry(key).or_insert(self.places.len());
        if number == self.places.len() {
            self.places.push(Vec::new());
        }
        if let Some(places) = self.places.get_mut(number) {
            places.push(self.words.len());
        }
        self.words.push(number);
    }

    /// Whether words ([`keys`]) stand one after the other somewhere; no words always do.
    pub fn has_in_a_row(&self, words: &[String]) -> bool {
        let numbers = words.iter().map(|word| self.numbers.get(word).copied());
        let Some(numbers) = numbers.collect::<Option<Vec<usize>>>() else {
            return false;
        };
        // The rarest word says soonest that they do not.
        let places_of = |number: &usize| self.places.get(*number).map_or(&[][..], Vec::as_slice);
        let rarest =
            (0..numbers.len()).min_by_key(|at| numbers.get(*at).map(|n| places_of(n).len()));
        let Some(before) = rarest else { return true };
        let places = numbers.get(before).map_or(&[][..], places_of);
        places.iter().any(|place| {
            let start = place.checked_sub(before);
            start.and_then(|start| self.words.get(start..start + numbers.len())) == Some(&numbers)
        })
    }
}

/// The words of a text, folded.
pub fn keys(text: &str) -> impl Iterator<Item = String> {
    let words = Words::of_text(text);
    let keys = (0..words.tokens.len()).map(move |token| words.key(token).to_owned());
    keys.collect::<Vec<String>>().into_iter()
}

/// What is free on a page, in pieces between which something is covered or may be.
fn runs(text: &PageText, areas: &[PageRect]) -> Vec<String> {
    let index = Rects::of(areas);
    let mut runs: Vec<String> = Vec::new();
    let mut before: Option<&PageChar> = None;
    for (start, end) in &text.words {
        let word = text.chars.get(*start..*end).unwrap_or(&[]);
        // Parted where letters go.
        let pieces = word.split(|c| !is_free(c, areas)).enumerate();
        for (number, piece) in pieces.filter(|(_, piece)| !piece.is_empty()) {
            let joins = number == 0 && is_beside(before, piece.first(), areas, &index);
            let letters = piece.iter().map(|c| c.text);
            match runs.last_mut().filter(|_| joins) {
                Some(run) => {
                    run.push(' ');
                    run.extend(letters);
                }
                None => runs.push(letters.collect()),
            }
            before = piece.last();
        }
    }
    runs
}

/// Whether no area lies between two characters, on the lines of both.
fn is_beside(
    before: Option<&PageChar>,
    next: Option<&PageChar>,
    areas: &[PageRect],
    index: &Rects,
) -> bool {
    let between = before.zip(next).map(|(a, b)| a.ink.union(&b.ink));
    between.is_some_and(|between| {
        let near = index.near(between.into()).into_iter();
        !near
            .filter_map(|number| areas.get(number))
            .any(|area| area.intersects(&between))
    })
}

/// Whether a character is read in the copy whatever stands under the areas. A layer of text may lie beside its picture.
fn is_free(c: &PageChar, areas: &[PageRect]) -> bool {
    let margin = if c.invisible {
        c.ink.height() / 2.0
    } else {
        0.0
    };
    let near = |area: &PageRect| area.expanded(margin).is_some_and(|a| a.intersects(&c.ink));
    !c.hidden && coverage(c, areas) == Coverage::Free && !areas.iter().any(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PagePoint;

    fn text(line: &str) -> PageText {
        let chars = line.chars().enumerate().map(|(i, text)| PageChar {
            origin: PagePoint::new(i as f64 * 10.0, 10.0),
            ..PageChar::drawn(text, rect(i as f64 * 10.0, i as f64 * 10.0 + 7.0))
        });
        PageText::new(chars.collect(), &[])
    }

    fn rect(left: f64, right: f64) -> PageRect {
        PageRect::new(left, 0.0, right, 10.0).unwrap()
    }

    #[test]
    fn what_is_under_an_area_neither_joins_nor_parts_words() {
        let area = [rect(70.0, 77.0)];
        let runs = |line: &str| runs(&text(line), &area);
        assert_eq!(runs("besluitxBos"), ["besluit", "Bos"]);
        assert_eq!(runs("besluit Bos"), ["besluit", "Bos"]);
        assert_eq!(runs("besluit-Bos"), ["besluit", "Bos"]);
        assert_eq!(runs("besluitx Bos en"), ["besluit", "Bos en"]);
    }

    #[test]
    fn words_stand_in_a_row_or_apart() {
        let (one, other) = (text("de boer kwam op 3 jan de"), text("boer jan"));
        let readable = Readable::of(&[(&one, &[]), (&other, &[])]);
        let has = |words: &str| readable.has_in_a_row(&keys(words).collect::<Vec<_>>());
        assert!(has("") && has("De Boer") && has("3 jan de") && has("boer jan"));
        assert!(!has("jan de boer") && !has("boer de") && !has("jansen"));
    }
}
