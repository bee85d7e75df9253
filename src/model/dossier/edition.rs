//! What an export is for: the public, the second reader, or one third party.
//!
//! **Invariant:** a third party sees its own passages and nobody else's.
//! **Absent:** making it.

use super::Dossier;
use super::document::{Document, OwnedMark};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An edition of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Blackened, for everybody.
    #[default]
    Publication,
    /// Everything readable under see-through marks, for the second reader.
    Reading,
    /// For a third party: its own passages readable under see-through marks, those of others blackened.
    Zienswijze(String),
}

impl Edition {
    /// The name in logs and reports; a party is not named there.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Publication => "publication",
            Self::Reading => "reading",
            Self::Zienswijze(_) => "zienswijze",
        }
    }

    /// `publication`, `reading` or `zienswijze=PARTY`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('=') {
            None if text == "publication" => Some(Self::Publication),
            None if text == "reading" => Some(Self::Reading),
            Some(("zienswijze", party)) if !party.trim().is_empty() => {
                Some(Self::Zienswijze(party.trim().to_owned()))
            }
            _ => None,
        }
    }

    /// Whether a mark is readable in this edition.
    pub fn shows(&self, owned: &OwnedMark) -> bool {
        match self {
            Self::Publication => false,
            Self::Reading => true,
            Self::Zienswijze(party) => {
                let is_meant = |known: &String| same_party(known, party);
                owned.facts.parties.iter().any(is_meant)
            }
        }
    }

    /// The documents of this edition, in the order of the dossier. A third party gets what will be published, however
    /// late, and has a passage of its own; the second reader gets everything.
    pub fn documents<'a>(&self, dossier: &'a Dossier) -> Vec<&'a Arc<Document>> {
        let is_in = |document: &&Arc<Document>| {
            document.source.is_some()
                && match self {
                    Self::Publication => document.is_exported(),
                    Self::Reading => true,
                    Self::Zienswijze(_) => {
                        document.is_exported() && document.marks.iter().any(|m| self.shows(m))
                    }
                }
        };
        dossier.documents.iter().filter(is_in).collect()
    }
}

impl Dossier {
    /// Every third party whom a mark concerns.
    pub fn parties(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let marks = self.documents.iter().flat_map(|d| &d.marks);
        let mut parties: Vec<String> = marks
            .flat_map(|m| &m.facts.parties)
            .filter(|party| seen.insert(party.trim().to_lowercase()))
            .cloned()
            .collect();
        parties.sort();
        parties
    }
}

fn same_party(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// These parties and one more, unless its name is empty or one of theirs.
pub fn with_party(parties: &[String], party: &str) -> Vec<String> {
    let party = party.trim();
    let is_known = parties.iter().any(|known| same_party(known, party));
    let new = (!party.is_empty() && !is_known).then(|| party.to_owned());
    parties.iter().cloned().chain(new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::ids::MarkId;
    use crate::model::edit::tests::{draw, small};
    use crate::model::edit::{Edit, MarkChange};

    #[test]
    fn a_party_sees_its_own_marks_whatever_the_case_of_its_name() {
        let mut dossier = small().after(&draw(0, 10.0)).unwrap();
        dossier = dossier.after(&draw(1, 10.0)).unwrap();
        let parties = ["Lumivia B.V.", "lumivia b.v. ", " ", "Hark, Zn. en Co."];
        let parties = parties
            .iter()
            .fold(Vec::new(), |all, one| with_party(&all, one));
        assert_eq!(parties, ["Lumivia B.V.", "Hark, Zn. en Co."]);
        let set = Edit::ChangeMarks {
            marks: vec![MarkId(0)],
            change: MarkChange::Parties(parties),
        };
        dossier = dossier.after(&set).unwrap();
        let of = |text: &str| Edition::parse(text).unwrap();
        let shown = |edition: &Edition| {
            let marks = dossier.documents[0].marks.iter();
            marks.map(|m| edition.shows(m)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&of("zienswijze=LUMIVIA b.v.")), [true, false]);
        assert_eq!(shown(&of("reading")), [true, true]);
        assert_eq!(shown(&of("publication")), [false, false]);
        assert_eq!(
            of("zienswijze=Hark, Zn. en Co.").documents(&dossier).len(),
            1
        );
        assert!(of("zienswijze=Ander").documents(&dossier).is_empty());
        assert_eq!(Edition::parse("zienswijze="), None);
        assert_eq!(dossier.parties(), ["Hark, Zn. en Co.", "Lumivia B.V."]);
    }
}
