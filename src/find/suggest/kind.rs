//! The kinds of what may have to go, and how sure a detector is.
//!
//! **Invariant:** a kind's id is what scripts read and never changes; its proposed ground is one row here.
//! **Absent:** texts for the screen.

use crate::model::ground::Ground;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $ground:expr;)*) => {
        /// A kind of thing that may have to go.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $name),* }

        impl Kind {
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$name),*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// The id of the ground that is proposed.
            fn ground_id(self) -> Option<&'static str> {
                match self { $(Self::$name => $ground),* }
            }
        }
    };
}

const PRIVATE_LIFE: Option<&str> = Some("5.1.2e");

// Accounts are proposed without a ground, as many are of firms.
kinds! {
    Bsn: "bsn", Some("5.1.1e");
    Iban: "iban", None;
    Card: "card", None;
    Email: "email", PRIVATE_LIFE;
    Phone: "phone", PRIVATE_LIFE;
    Plate: "plate", PRIVATE_LIFE;
    /// A number that belongs to one person: of a passport, an employee, a client.
    Number: "number", PRIVATE_LIFE;
    BirthDate: "birthdate", PRIVATE_LIFE;
    Address: "address", PRIVATE_LIFE;
    Person: "person", PRIVATE_LIFE;
    /// A code of letters that stands for one person.
    Initials: "initials", PRIVATE_LIFE;
    /// What was signed: ink or a picture, and no text.
    Signature: "signature", PRIVATE_LIFE;
    /// What a list of the office always hides.
    Listed: "listed", None;
}

impl Kind {
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The ground that is proposed.
    pub fn ground(self) -> Option<Ground> {
        self.ground_id().and_then(|id| Ground::parse(id).ok())
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
            assert_eq!(
                kind.ground().is_some(),
                kind.ground_id().is_some(),
                "{kind:?}"
            );
        }
    }
}
