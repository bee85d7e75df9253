//! Covered names of two and three letters, and covered numbers: what is looked for in the texts of a file that another
//! program wrote, beside the needles.
//!
//! **Invariant:** what can be read anywhere beside the areas is not looked for.
//! **Absent:** looking; and longer words, which are needles.

use crate::model::digits;
use crate::model::geometry::PageRect;
use crate::model::text::{Coverage, PageText, folded};
use std::collections::BTreeSet;

/// Short words that are written with a capital and are no names.
const ORDINARY: [&str; 38] = [
    "de", "het", "een", "van", "in", "op", "te", "aan", "der", "den", "ten", "ter", "ik", "wij",
    "we", "u", "uw", "er", "en", "of", "om", "is", "bij", "dit", "dat", "die", "dhr", "mw", "mr",
    "dr", "ir", "drs", "ing", "nr", "art", "geen", "na", "tot",
];

/// What is covered and can be read nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShortWords {
    /// Names of two and three letters, as written.
    pub names: Vec<String>,
    /// Numbers of six digits and more, as digits only.
    pub numbers: Vec<String>,
    /// What stands beside the areas, folded, page by page.
    open: String,
}

impl ShortWords {
    /// Whether letters stand in a row beside the areas, blanks left out.
    pub fn is_open(&self, word: &str) -> bool {
        self.open.contains(word)
    }
}

pub fn short_words<'a>(pages: impl Iterator<Item = (&'a PageText, &'a [PageRect])>) -> ShortWords {
    let (mut covered, mut open) = (String::new(), String::new());
    let (mut names, mut readable) = (BTreeSet::new(), BTreeSet::new());
    for (text, areas) in pages {
        let zones = text.coverages(areas);
        for (index, (start, end)) in text.words.iter().enumerate() {
            let Some(word) = zones.get(*start..*end) else {
                continue;
            };
            let written = text.word_text(index);
            let hidden = word.iter().all(|zone| *zone == Coverage::Covered);
            let letters = written.split(|c: char| !c.is_alphanumeric());
            let letters = letters.filter(|part| !part.is_empty()).map(str::to_owned);
            if hidden {
                names.extend(letters.filter(|part| is_name(part)));
            } else {
                readable.extend(letters);
            }
            for (is_here, side) in [(hidden, &mut covered), (!hidden, &mut open)] {
                // What stands between two words that are covered parts them.
                side.push_str(if is_here { &written } else { "|" });
                side.push(' ');
            }
        }
        covered.push('|');
        open.push('|');
    }
    let shown = digits::numbers(&open);
    let is_shown = |number: &String| shown.iter().any(|s| s.contains(digits::core(number)));
    let mut numbers = digits::numbers(&covered);
    numbers.retain(|number| digits::core(number).len() >= digits::FEWEST && !is_shown(number));
    numbers.sort();
    numbers.dedup();
    names.retain(|name| !readable.contains(name));
    ShortWords {
        names: names.into_iter().collect(),
        numbers,
        open: folded(&open.replace('|', "")),
    }
}

fn is_name(word: &str) -> bool {
    let letters = word.chars().count();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let ordinary = ORDINARY.contains(&word.to_lowercase().as_str());
    (2..4).contains(&letters) && capital && word.chars().all(char::is_alphabetic) && !ordinary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::PagePoint;
    use crate::model::text::PageChar;

    fn line(words: &str) -> PageText {
        let chars = words.chars().enumerate().map(|(i, c)| {
            let left = i as f64 * 10.0;
            let ink = PageRect::new(left, 0.0, left + 9.0, 10.0).unwrap();
            PageChar {
                text: c,
                ink,
                cell: ink,
                origin: PagePoint::new(left, 10.0),
                angle: 0.0,
                invisible: false,
                colour: None,
                hidden: false,
            }
        });
        PageText::new(chars.collect(), &[])
    }

    fn of(words: &str, covered: std::ops::Range<usize>) -> ShortWords {
        let text = line(words);
        let (left, right) = (covered.start as f64 * 10.0, covered.end as f64 * 10.0);
        let areas = [PageRect::new(left, 0.0, right, 10.0).unwrap()];
        short_words([(&text, &areas[..])].into_iter())
    }

    #[test]
    fn names_and_numbers_that_are_covered_everywhere_are_looked_for() {
        let found = of("Piet Bos van 06 12 34 56 78 en 12", 5..27);
        assert_eq!(found.names, ["Bos"]);
        assert_eq!(found.numbers, ["0612345678"]);
        let open = of("Bos 0612345678 of Bos 06 12345678", 0..14);
        assert_eq!((open.names, open.numbers), (vec![], vec![]));
        assert!(of("Bos en de rest", 0..3).is_open("ende"));
    }
}
