//! Stretches of a page that are names, as the places where names stand find them.

use super::{guard, office};
use crate::find::suggest::kind::Kind;
use crate::find::suggest::sheet::Sheet;

/// How much a place says that a name stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Proposed only.
    Likely,
    /// Proposed, and looked for everywhere in the dossier.
    Strong,
}

/// A stretch of terms that is a name: the first and the first after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundName {
    pub terms: (usize, usize),
    pub strength: Strength,
    pub kind: Kind,
    pub detector: &'static str,
}

#[derive(Clone, Debug, Default)]
pub struct Names {
    pub detector: &'static str,
    pub found: Vec<FoundName>,
}

impl Names {
    /// Takes a name, unless the page says that it is none.
    pub fn add(&mut self, sheet: &Sheet, terms: (usize, usize), strength: Strength) {
        let terms = guard::without_firm(sheet, terms, self.detector);
        let terms = guard::without_word(sheet, terms);
        let terms = office::without_task(sheet, terms);
        if terms.0 < terms.1
            && !guard::is_no_person(sheet, terms, self.detector)
            && !office::is_office(sheet, terms, self.detector)
        {
            self.found.push(FoundName {
                terms,
                strength,
                kind: Kind::Person,
                detector: self.detector,
            });
        }
    }

    pub fn add_code(&mut self, term: usize) {
        self.found.push(FoundName {
            terms: (term, term + 1),
            strength: Strength::Likely,
            kind: Kind::Initials,
            detector: self.detector,
        });
    }
}
