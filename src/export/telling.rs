//! Whether a text for the public says what is covered.
//!
//! **Invariant:** covered words stay in memory; what is asked is answered with yes or no.

use crate::find::needles::{Words, is_capitalised};
use crate::model::text::folded;
use std::collections::BTreeSet;

/// The covered words of all documents of an export.
#[derive(Default)]
pub struct Covered {
    /// Bare.
    needles: BTreeSet<String>,
    /// Ordinary words that are readable in some document: covered elsewhere, they tell nothing in a title.
    ordinary: BTreeSet<String>,
}

impl Covered {
    pub fn add(&mut self, words: &Words) {
        self.needles.extend(words.needles.iter().map(|n| bare(n)));
        self.ordinary.extend(words.ordinary.iter().map(|n| bare(n)));
    }

    /// Whether a text has a covered word among its words. An ordinary word tells nothing, unless it is written as a name
    /// within the text.
    pub fn is_told_by(&self, text: &str) -> bool {
        let words = text.split(|c: char| c.is_whitespace()).enumerate();
        let parts = text.split(|c: char| !c.is_alphanumeric()).enumerate();
        words.chain(parts).any(|(place, word)| {
            let bare = bare(word);
            let as_name = place > 0 && is_capitalised(word);
            self.needles.contains(&bare) && (as_name || !self.ordinary.contains(&bare))
        })
    }
}

/// A word as it is compared: without what stands around it.
fn bare(word: &str) -> String {
    folded(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_a_covered_word_whatever_stands_around_it() {
        let mut covered = Covered::default();
        covered.add(&Words {
            needles: ["jansen,", "0612345678", "bakker"]
                .map(str::to_owned)
                .into(),
            ordinary: ["bakker"].map(str::to_owned).into(),
        });
        for told in [
            "Brief aan J. Jansen",
            "Nota (JANSEN)",
            "belverzoek 0612345678",
            "Jansen-dossier",
            "Brief van Bakker",
        ] {
            assert!(covered.is_told_by(told), "{told}");
        }
        for silent in [
            "Brief aan bewoner",
            "Janseniusstraat",
            "",
            "Vergunning bakker",
        ] {
            assert!(!covered.is_told_by(silent), "{silent}");
        }
    }
}
