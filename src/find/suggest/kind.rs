//! The kinds of what may have to go, and how sure a detector is.
//!
//! **Invariant:** a kind's id is what scripts read and never changes; its proposed ground is one row here.
//! **Absent:** texts for the screen.

use crate::model::ground::Ground;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Bsn,
    Iban,
    Card,
    Email,
    Phone,
    Plate,
    /// A number that belongs to one person: of a passport, an employee, a client.
    Number,
    BirthDate,
    Address,
    Person,
    /// A code of letters that stands for one person.
    Initials,
    /// What a list of the office always hides.
    Listed,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::Bsn,
        Self::Iban,
        Self::Card,
        Self::Email,
        Self::Phone,
        Self::Plate,
        Self::Number,
        Self::BirthDate,
        Self::Address,
        Self::Person,
        Self::Initials,
        Self::Listed,
    ];

    /// The stable id, and the id of the ground that is proposed; accounts are proposed without one, as many are of firms.
    fn row(self) -> (&'static str, Option<&'static str>) {
        const PRIVATE_LIFE: Option<&str> = Some("5.1.2e");
        match self {
            Self::Bsn => ("bsn", Some("5.1.1e")),
            Self::Iban => ("iban", None),
            Self::Card => ("card", None),
            Self::Email => ("email", PRIVATE_LIFE),
            Self::Phone => ("phone", PRIVATE_LIFE),
            Self::Plate => ("plate", PRIVATE_LIFE),
            Self::Number => ("number", PRIVATE_LIFE),
            Self::BirthDate => ("birthdate", PRIVATE_LIFE),
            Self::Address => ("address", PRIVATE_LIFE),
            Self::Person => ("person", PRIVATE_LIFE),
            Self::Initials => ("initials", PRIVATE_LIFE),
            Self::Listed => ("listed", None),
        }
    }

    pub fn id(self) -> &'static str {
        self.row().0
    }

    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The ground that is proposed.
    pub fn ground(self) -> Option<Ground> {
        self.row().1.and_then(|id| Ground::parse(id).ok())
    }
}

/// How sure a detector is, in words on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    Low,
    Medium,
    High,
}

impl Certainty {
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_id_of_its_own_and_a_ground_that_exists() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.id()), Some(kind));
            assert_eq!(kind.ground().is_some(), kind.row().1.is_some(), "{kind:?}");
        }
    }
}
