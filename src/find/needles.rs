//! The covered words that may occur nowhere in the bytes of a published file.
//!
//! **Invariant:** a word that any reading of the source finds under an area is a needle, unless some reading finds it
//! beside the areas; a word that is covered here and readable there is a question for a person, not a leak.
//! **Absent:** texts that people read; [`crate::model::word::covered`] says whether those tell what is covered.

use crate::model::page::geometry::PageRect;
use crate::model::page::rects::Rects;
use crate::model::page::text::{Coverage, PageChar, PageText, folded, word_search};
use std::collections::BTreeSet;

/// Words that the program itself writes in a file: what a document without a title of its own is called.
const OWN_WORDS: [&str; 1] = ["document"];
/// Shorter words occur by chance in any file.
const SHORTEST: usize = 4;

/// What one reading of a page finds, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageWords {
    /// The words of which a letter lies under an area.
    covered: Vec<String>,
    /// What is left of the words beside the areas, in the reader's order.
    open: Vec<String>,
}

impl PageWords {
    pub fn of(text: &PageText, areas: &[PageRect]) -> Self {
        let zones = text.coverages(areas);
        let index = Rects::of(areas);
        // A letter that an area only touches may stay, as engines place ink a little apart.
        let is_gone = |c: &PageChar| {
            let at = c.ink.center();
            index.any_near([at.x, at.y, at.x, at.y], |[l, t, r, b]| {
                (l..r).contains(&at.x) && (t..b).contains(&at.y)
            })
        };
        let mut words = Self::default();
        for (index, (start, end)) in text.words.iter().enumerate() {
            let (letters, zones) = (text.word(index), zones.get(*start..*end));
            let zones = zones.unwrap_or_default();
            let all = zones.iter().all(|zone| *zone == Coverage::Covered);
            if !all && !letters.iter().any(is_gone) {
                words.open.push(folded(&text.word_text(index)));
                continue;
            }
            words.covered.push(folded(&text.word_text(index)));
            let beside = letters.iter().zip(zones);
            let beside = beside.filter(|(_, zone)| **zone != Coverage::Covered);
            let rest: String = beside.map(|(c, _)| c.text).collect();
            if !rest.is_empty() {
                words.open.push(folded(&rest));
            }
        }
        words
    }

    /// Whether this reading finds a word under an area.
    pub fn covers(&self, word: &str) -> bool {
        self.covered.iter().any(|covered| covered == word)
    }
}

/// The words of a document that are covered wherever they occur, of four letters or more, by all readings of all pages.
pub fn needles<'a>(readings: impl Iterator<Item = &'a PageWords>) -> Vec<String> {
    let (mut hidden, mut readable) = (BTreeSet::new(), BTreeSet::from(OWN_WORDS));
    for words in readings {
        hidden.extend(words.covered.iter().cloned());
        readable.extend(words.open.iter().map(String::as_str));
    }
    let long_enough =
        |word: &String| word.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
    hidden.retain(long_enough);
    for seen in seen_within(&hidden, &readable) {
        hidden.remove(&seen);
    }
    hidden.into_iter().collect()
}

/// How often a page may show each needle: as often as a reading of it finds the letters in a row, beside the areas and
/// across the gaps between words.
pub fn allowed(needles: &[String], readings: &[PageWords]) -> Vec<(String, usize)> {
    let open: Vec<String> = readings.iter().map(|words| words.open.concat()).collect();
    let times = |needle: &String| {
        open.iter()
            .map(|o| o.matches(needle.as_str()).count())
            .max()
    };
    let counted = needles
        .iter()
        .map(|needle| (needle.clone(), times(needle).unwrap_or(0)));
    counted.collect()
}

/// The hidden words that stand within a readable one. All are looked for at once, so that the work grows with the text
/// and not with its square.
fn seen_within(hidden: &BTreeSet<String>, readable: &BTreeSet<&str>) -> BTreeSet<String> {
    let words: Vec<&String> = hidden.iter().collect();
    let Ok(search) = word_search().build(&words) else {
        return BTreeSet::new();
    };
    let found = readable
        .iter()
        .flat_map(|other| search.find_overlapping_iter(*other));
    found
        .filter_map(|hit| words.get(hit.pattern().as_usize()))
        .map(|word| (*word).clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::text::PageChar;

    const WIDTH: f64 = 10.0;

    fn text(letters: &str) -> PageText {
        let chars = letters.chars().enumerate().map(|(i, c)| {
            let left = i as f64 * WIDTH;
            let ink = PageRect::new(left, 0.0, left + 9.0, 10.0).unwrap();
            PageChar::drawn(c, ink)
        });
        PageText::new(chars.collect(), &[])
    }

    /// An area over some letters.
    fn over(letters: std::ops::Range<usize>) -> PageRect {
        let at = |letter: usize| letter as f64 * WIDTH;
        PageRect::new(at(letters.start), 0.0, at(letters.end) - 1.0, 10.0).unwrap()
    }

    #[test]
    fn a_word_that_is_readable_elsewhere_is_no_needle() {
        let text = text("Jansen besluit Jansen Visser document");
        let areas = [over(0..6), over(22..28), over(29..37)];
        assert_eq!(needles([PageWords::of(&text, &areas)].iter()), ["visser"]);
    }

    #[test]
    fn a_word_of_which_a_letter_is_covered_is_a_needle_and_what_is_left_of_it_is_none() {
        let text = text("Jansen ansen");
        let words = PageWords::of(&text, &[over(0..1), over(7..12)]);
        assert_eq!(needles([words].iter()), ["jansen"]);
        let mut touched = over(0..1);
        touched = PageRect::new(-9.0, 0.0, touched.left() + 0.2, 10.0).unwrap();
        let words = PageWords::of(&text, &[touched]);
        assert_eq!(needles([words].iter()), Vec::<String>::new());
    }

    #[test]
    fn what_either_reading_finds_counts() {
        let reading = |letters: &str, areas: &[PageRect]| PageWords::of(&text(letters), areas);
        let area = over(0..6);
        let readings = [reading("?anse?", &[area]), reading("Jansen", &[area])];
        assert_eq!(needles(readings.iter()), ["?anse?", "jansen"]);
        let elsewhere = [readings.to_vec(), vec![reading("Jansen", &[])]].concat();
        assert_eq!(needles(elsewhere.iter()), ["?anse?"]);
        let needle = ["jansen".to_owned()];
        let page = [reading("?anse?", &[]), reading("Jan sen", &[])];
        assert_eq!(allowed(&needle, &page), [("jansen".to_owned(), 1)]);
    }
}
