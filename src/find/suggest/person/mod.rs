//! Names of persons: how a name is built, the places where one stands, and which of them are proposed.
//!
//! **Invariant:** a name learned here is one that a strong context gave; a public functionary, an organisation and a street
//! are no names.
//! **Absent:** numbers and addresses, which claim first.

pub mod closing;
pub mod code;
pub mod column;
pub mod guard;
pub mod header;
pub mod initials;
pub mod label;
pub mod list;
pub mod name;
pub mod prose;
pub mod recall;
pub mod record;
pub mod reversed;
pub mod salutation;
pub mod speaker;
pub mod title;

use super::Memory;
use super::claims::Claim;
use super::kind::{Certainty, Kind};
use super::sheet::Sheet;

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
        if terms.0 < terms.1 && !guard::is_no_person(sheet, terms, self.detector) {
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

/// The names of a page as claims: those that overlap as one, without public functionaries.
pub fn settle(sheet: &Sheet, memory: &Memory, names: &Names) -> Vec<Claim> {
    let mut found = names.found.clone();
    found.sort_by_key(|f| (f.terms.0, std::cmp::Reverse(f.terms.1)));
    let mut joined: Vec<FoundName> = Vec::new();
    for name in found {
        match joined.last_mut() {
            Some(last) if name.terms.0 < last.terms.1 => {
                if name.terms.1 > last.terms.1 && last.kind == name.kind {
                    last.terms.1 = name.terms.1;
                }
                last.strength = last.strength.max(name.strength);
            }
            _ => joined.push(name),
        }
    }
    let made = joined
        .into_iter()
        .filter(|f| !memory.is_public(sheet, f.terms))
        .filter(|f| f.kind == Kind::Initials || !memory.is_place(sheet, f));
    let claim = |f: FoundName| {
        let first = sheet.terms.get(f.terms.0)?;
        let last = sheet.terms.get(f.terms.1.checked_sub(1)?)?;
        let unsure = memory.is_ordinary(sheet, f.terms) && f.strength == Strength::Likely;
        Some(Claim {
            kind: f.kind,
            certainty: match f.strength {
                Strength::Strong => Certainty::High,
                Strength::Likely if unsure => Certainty::Low,
                Strength::Likely => Certainty::Medium,
            },
            detector: f.detector,
            at: (name::start_with_apostrophe(sheet, first), last.end),
            ground: None,
        })
    };
    made.filter_map(claim).collect()
}
