//! Covered words that look like the name of a person: after a salutation, or after initials.
//!
//! **Invariant:** what is found is a question, never a change.
//! **Absent:** lists of names; a bare surname is not recognised.

use super::needles::is_capitalised;
use crate::model::geometry::PageRect;
use crate::model::text::{Coverage, PageText};

const SALUTATIONS: [&str; 12] = [
    "heer", "mevrouw", "dhr", "mw", "mevr", "hr", "ing", "ir", "drs", "dr", "mr", "prof",
];
const BETWEEN: [&str; 11] = [
    "de", "den", "der", "het", "'t", "van", "von", "el", "ten", "ter", "te",
];

/// Whether a name of a person stands under these areas.
pub fn covers_person(text: &PageText, areas: &[PageRect]) -> bool {
    let zones = text.coverages(areas);
    let is_covered = |word: usize| {
        let (start, end) = text.words.get(word).copied().unwrap_or((0, 0));
        let zones = zones.get(start..end).unwrap_or(&[]);
        !zones.is_empty() && zones.iter().all(|zone| *zone == Coverage::Covered)
    };
    let words = 0..text.words.len();
    words.clone().filter(|word| is_covered(*word)).any(|word| {
        let name = text.word_text(word);
        let is_name =
            is_capitalised(&name) && name.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let before = (0..word).rev().take(4).map(|at| text.word_text(at));
        let mut before = before.skip_while(|word| BETWEEN.contains(&word.to_lowercase().as_str()));
        is_name && before.next().is_some_and(|word| introduces(&word))
    })
}

/// Whether a word stands before a name: a salutation, a title, initials.
fn introduces(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',']).to_lowercase();
    let letters = || word.split('.').filter(|part| !part.is_empty());
    let are_initials = word.ends_with('.')
        && letters().all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    SALUTATIONS.contains(&bare.as_str()) || (are_initials && letters().next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salutations_and_initials_stand_before_a_name() {
        for word in ["heer", "Mevrouw", "drs.", "J.", "J.P.", "Ir."] {
            assert!(introduces(word), "{word}");
        }
        for word in ["bij", "Art.", "12.", ".", "en"] {
            assert!(!introduces(word), "{word}");
        }
    }
}
