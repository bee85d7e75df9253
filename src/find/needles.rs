//! The covered words that may occur nowhere in the bytes of a published file.
//!
//! **Invariant:** a word is a needle only when every occurrence in the document is covered; a word that is covered
//! here and readable there is a question for a person, not a leak.
//! **Absent:** texts that people read; [`crate::model::covered`] says whether those tell what is covered.

use crate::model::geometry::PageRect;
use crate::model::text::{Coverage, PageText, folded};
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;

/// Words that the program itself writes in a file: what a document without a title of its own is called.
const OWN_WORDS: [&str; 1] = ["document"];
/// Shorter words occur by chance in any file.
const SHORTEST: usize = 4;

/// The words of a document that are covered wherever they occur, of four letters or more, folded.
pub fn needles<'a>(pages: impl Iterator<Item = (&'a PageText, &'a [PageRect])>) -> Vec<String> {
    let (mut hidden, mut readable) = (BTreeSet::new(), BTreeSet::new());
    for (text, areas) in pages {
        let zones = text.coverages(areas);
        for (index, (start, end)) in text.words.iter().enumerate() {
            let Some(word) = zones.get(*start..*end) else {
                continue;
            };
            let folded = folded(&text.word_text(index));
            if word.iter().all(|zone| *zone == Coverage::Covered) {
                hidden.insert(folded);
            } else {
                readable.insert(folded);
            }
        }
    }
    let long_enough =
        |word: &String| word.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
    hidden.retain(|word| long_enough(word) && !OWN_WORDS.contains(&word.as_str()));
    for seen in seen_within(&hidden, &readable) {
        hidden.remove(&seen);
    }
    hidden.into_iter().collect()
}

/// The hidden words that stand within a readable one. All are looked for at once, so that the work grows with the text
/// and not with its square.
fn seen_within(hidden: &BTreeSet<String>, readable: &BTreeSet<String>) -> BTreeSet<String> {
    let words: Vec<&String> = hidden.iter().collect();
    let Ok(search) = AhoCorasick::new(&words) else {
        return BTreeSet::new();
    };
    let found = readable
        .iter()
        .flat_map(|other| search.find_overlapping_iter(other.as_str()));
    found
        .filter_map(|hit| words.get(hit.pattern().as_usize()))
        .map(|word| (*word).clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::PagePoint;
    use crate::model::text::PageChar;

    #[test]
    fn a_word_that_is_readable_elsewhere_is_no_needle() {
        let chars = "Jansen besluit Jansen Visser"
            .chars()
            .enumerate()
            .map(|(i, c)| {
                let ink = PageRect::new(i as f64 * 10.0, 0.0, i as f64 * 10.0 + 9.0, 10.0).unwrap();
                PageChar {
                    text: c,
                    ink,
                    cell: ink,
                    origin: PagePoint::new(ink.left(), ink.bottom()),
                    angle: 0.0,
                    invisible: false,
                    colour: None,
                    hidden: false,
                }
            });
        let text = PageText::new(chars.collect(), &[]);
        let first_and_last = [
            PageRect::new(0.0, 0.0, 59.0, 10.0).unwrap(),
            PageRect::new(220.0, 0.0, 290.0, 10.0).unwrap(),
        ];
        let needles = needles([(&text, &first_and_last[..])].into_iter());
        assert_eq!(needles, ["visser"]);
    }
}
