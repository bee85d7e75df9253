//! What may have to go: numbers, addresses and names on a page, proposed and never marked.
//!
//! A page is read once ([`PageClaims::of`]), what strong contexts say of persons is remembered for the whole dossier
//! ([`Memory::of`]), and then each page is asked what is proposed ([`PageClaims::suggestions`]).
//!
//! A detector is one file and one row of the table beside it ([`detect::DETECTORS`], [`person::DETECTORS`],
//! [`person::REMEMBERED`]). The order of the rows, table after table, is the order of claiming: what one has claimed no
//! later one proposes.
//!
//! **Invariant:** a suggestion is a place and a kind; it holds no text of the document.
//! **Absent:** pages as files, areas, and the decision, which is a person's.

mod beside;
mod claims;
mod detect;
mod kind;
mod lexicon;
mod memory;
mod misread;
mod page_claims;
mod person;
mod register;
mod sheet;
mod signature;
mod words;

pub use kind::{Certainty, Kind};
pub use memory::Memory;
pub use page_claims::PageClaims;
pub use register::{BadLine, ListLine, OfficeList, Rules, Treatment};

use crate::model::ground::Ground;
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use claims::Claims;
use person::found::Names;
use sheet::Sheet;

/// What is proposed at one place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub kind: Kind,
    pub certainty: Certainty,
    /// What is proposed; `None` where a person must choose.
    pub ground: Option<Ground>,
    /// The name of its detector for people who read a report: stable.
    pub detector: &'static str,
    /// Characters of the page, in runs: the first of each and the first after it.
    pub chars: Vec<(usize, usize)>,
}

impl PageClaims {
    /// Reads a page by itself.
    pub fn of(page: &PageText) -> Self {
        let sheet = Sheet::of(page);
        let mut claims = Claims::default();
        let mut names = Names::default();
        for (name, find) in detect::DETECTORS {
            claims.detector = name;
            find(&sheet, &mut claims);
        }
        for (name, find) in person::DETECTORS {
            names.detector = name;
            find(&sheet, &claims.found, &mut names);
        }
        Self {
            signatures: signature::places(&sheet, page),
            sheet,
            claims: claims.found,
            names,
        }
    }

    /// Where a signature may stand: places without a letter of the page.
    pub fn signature_places(&self) -> &[PageRect] {
        &self.signatures
    }

    /// What is proposed on this page, in the order of its text.
    pub fn suggestions(&self, memory: &Memory) -> Vec<Suggestion> {
        let mut claims = Claims::of(memory.own_rules(&self.sheet));
        for claim in &self.claims {
            claims.keep(claim.clone());
        }
        let mut names = self.names.clone();
        for (name, find) in person::REMEMBERED {
            names.detector = name;
            find(&self.sheet, memory, &mut names);
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
