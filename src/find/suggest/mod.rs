//! What may have to go: numbers, addresses and names on a page, proposed and never marked.
//!
//! A page is read once ([`PageClaims::of`]), what strong contexts say of persons is remembered for the whole dossier
//! ([`Memory::of`]), and then each page is asked what is proposed ([`PageClaims::suggestions`]).
//!
//! A detector is one file and one row of [`DETECTORS`]; their order is the order of claiming: what one has claimed no later
//! one proposes.
//!
//! **Invariant:** a suggestion is a place and a kind; it holds no text of the document.
//! **Absent:** pages as files, areas, and the decision, which is a person's.

mod claims;
mod detect;
mod kind;
mod lexicon;
mod memory;
mod misread;
mod person;
mod register;
mod sheet;
mod words;

pub use kind::{Certainty, Kind};
pub use memory::Memory;
pub use register::{BadLine, ListLine, OfficeList, Rules, Treatment};

use crate::model::ground::Ground;
use crate::model::text::PageText;
use claims::{Claim, Claims};
use person::Names;
use sheet::Sheet;

/// A way to find one kind of thing.
pub struct Detector {
    /// Its name for people who read a report: stable.
    pub name: &'static str,
    find: Find,
}

enum Find {
    /// Finds by the text of a page alone.
    Thing(fn(&Sheet, &mut Claims)),
    /// Finds names by the text of a page and by what stands beside them.
    Name(fn(&Sheet, &[Claim], &mut Names)),
    /// Finds what other pages have said.
    Remembered(fn(&Sheet, &Memory, &mut Names)),
}

/// In the order of claiming.
pub static DETECTORS: &[Detector] = &[
    thing("iban", detect::iban::find),
    thing("card", detect::card::find),
    thing("bsn", detect::bsn::find),
    thing("email", detect::email::find),
    thing("number", detect::number::find),
    thing("phone", detect::phone::find),
    thing("plate", detect::plate::find),
    thing("birthdate", detect::birthdate::find),
    thing("address", detect::address::find),
    name("initials", person::initials::find),
    name("title", person::title::find),
    name("header", person::header::find),
    name("salutation", person::salutation::find),
    name("closing", person::closing::find),
    name("label", person::label::find),
    name("column", person::column::find),
    name("record", person::record::find),
    name("speaker", person::speaker::find),
    name("reversed", person::reversed::find),
    name("prose", person::prose::find),
    name("list", person::list::find),
    remembered("memory", person::recall::find),
    remembered("code", person::code::find),
];

const fn thing(name: &'static str, find: fn(&Sheet, &mut Claims)) -> Detector {
    let find = Find::Thing(find);
    Detector { name, find }
}

const fn name(name: &'static str, find: fn(&Sheet, &[Claim], &mut Names)) -> Detector {
    let find = Find::Name(find);
    Detector { name, find }
}

const fn remembered(name: &'static str, find: fn(&Sheet, &Memory, &mut Names)) -> Detector {
    let find = Find::Remembered(find);
    Detector { name, find }
}

/// What is proposed at one place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub kind: Kind,
    pub certainty: Certainty,
    /// What is proposed; `None` where a person must choose.
    pub ground: Option<Ground>,
    /// The name of its detector.
    pub detector: &'static str,
    /// Characters of the page, in runs: the first of each and the first after it.
    pub chars: Vec<(usize, usize)>,
}

/// A page that was read for what may have to go.
#[derive(Clone, Debug, Default)]
pub struct PageClaims {
    sheet: Sheet,
    claims: Vec<Claim>,
    names: Names,
}

impl PageClaims {
    /// Reads a page by itself.
    pub fn of(page: &PageText) -> Self {
        let sheet = Sheet::of(page);
        let mut claims = Claims::default();
        let mut names = Names::default();
        for detector in DETECTORS {
            match detector.find {
                Find::Thing(find) => {
                    claims.detector = detector.name;
                    find(&sheet, &mut claims);
                }
                Find::Name(find) => {
                    names.detector = detector.name;
                    find(&sheet, &claims.found, &mut names);
                }
                Find::Remembered(_) => {}
            }
        }
        Self {
            sheet,
            claims: claims.found,
            names,
        }
    }

    /// What is proposed on this page, in the order of its text.
    pub fn suggestions(&self, memory: &Memory) -> Vec<Suggestion> {
        let mut claims = Claims::of(memory.own_rules(&self.sheet));
        for claim in &self.claims {
            claims.keep(claim.clone());
        }
        let mut names = self.names.clone();
        for detector in DETECTORS {
            if let Find::Remembered(find) = detector.find {
                names.detector = detector.name;
                find(&self.sheet, memory, &mut names);
            }
        }
        for claim in person::settle(&self.sheet, memory, &names) {
            claims.keep(claim);
        }
        let mut found = claims.found;
        found.retain(|claim| !memory.is_never(&self.sheet, claim));
        found.sort_by_key(|claim| claim.at);
        let made = found.into_iter().map(|claim| Suggestion {
            kind: claim.kind,
            certainty: claim.certainty,
            ground: claim.ground.or_else(|| claim.kind.ground()),
            detector: claim.detector,
            chars: self.sheet.chars(claim.at),
        });
        made.filter(|suggestion| !suggestion.chars.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests;
