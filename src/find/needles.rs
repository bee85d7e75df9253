//! The covered words that may occur nowhere in a published file.
//!
//! **Invariant:** a word is a needle only when every occurrence in the document is covered; a word that is covered
//! here and readable there is a question for a person, not a leak.

use crate::model::geometry::PageRect;
use crate::model::text::{Coverage, PageText, folded};
use std::collections::BTreeSet;

/// Shorter words occur by chance in any file.
const SHORTEST: usize = 4;

/// The needles of one document: folded words of four letters or more, sorted.
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
    let visible_within = |word: &String| readable.iter().any(|other| other.contains(word.as_str()));
    hidden
        .into_iter()
        .filter(|word| long_enough(word) && !visible_within(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
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
                    angle: 0.0,
                    invisible: false,
                }
            });
        let text = PageText::new(chars.collect(), &[]);
        let first_and_last = [
            PageRect::new(0.0, 0.0, 59.0, 10.0).unwrap(),
            PageRect::new(220.0, 0.0, 290.0, 10.0).unwrap(),
        ];
        assert_eq!(
            needles([(&text, &first_and_last[..])].into_iter()),
            ["visser"]
        );
    }
}
