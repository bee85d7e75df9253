//! Which stretches of a page are claimed, and by what.
//!
//! **Invariant:** no two claims share a letter.
//! **Absent:** what a claim says; only where it stands.

use super::kind::{Certainty, Kind};
use crate::model::ground::Ground;

/// A claimed stretch: bytes of the text of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub kind: Kind,
    pub certainty: Certainty,
    pub detector: &'static str,
    pub at: (usize, usize),
    /// The ground that a list of the office gives instead of that of its kind.
    pub ground: Option<Ground>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    /// Who claims now.
    pub detector: &'static str,
    pub found: Vec<Claim>,
}

impl Claims {
    pub fn of(claims: Vec<Claim>) -> Self {
        let mut made = Self::default();
        for claim in claims {
            made.keep(claim);
        }
        made
    }

    /// Claims a stretch, unless it is claimed.
    pub fn add(&mut self, kind: Kind, certainty: Certainty, at: (usize, usize)) {
        let detector = self.detector;
        self.keep(Claim {
            kind,
            certainty,
            detector,
            at,
            ground: None,
        });
    }

    pub fn keep(&mut self, claim: Claim) {
        if claim.at.0 < claim.at.1 && !self.is_taken(claim.at) {
            self.found.push(claim);
        }
    }

    pub fn is_taken(&self, at: (usize, usize)) -> bool {
        self.found.iter().any(|c| c.at.0 < at.1 && at.0 < c.at.1)
    }
}
