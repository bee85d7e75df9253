//! A document of the dossier: a numbered row, usually with a source file, its judgement and its marks.
//!
//! **Invariant:** the work title, which comes from a file name, is never exported; only a publication title that a
//! person gave is. Marks lie on pages that the source has.
//! **Absent:** where the source lies on disk; it is known by its hash.

use super::geometry::PageSize;
use super::ground::{Ground, GroundKind};
use super::mark::Mark;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A document for as long as the dossier lives; numbers may change, this does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub u32);

/// A mark for as long as the dossier lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MarkId(pub u64);

/// What a document is in the dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Numbered, in the inventory.
    #[default]
    Stuk,
    Besluit,
    Inventaris,
    Correspondentie,
}

impl Role {
    pub const ALL: [Role; 4] = [
        Self::Stuk,
        Self::Besluit,
        Self::Inventaris,
        Self::Correspondentie,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Stuk => "stuk",
            Self::Besluit => "besluit",
            Self::Inventaris => "inventaris",
            Self::Correspondentie => "correspondentie",
        }
    }
}

/// The four judgements, in the words that inventories use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judgement {
    Openbaar,
    #[serde(rename = "Deels openbaar")]
    DeelsOpenbaar,
    #[serde(rename = "Niet openbaar")]
    NietOpenbaar,
    #[serde(rename = "Reeds openbaar")]
    ReedsOpenbaar,
}

impl Judgement {
    pub const ALL: [Judgement; 4] = [
        Self::Openbaar,
        Self::DeelsOpenbaar,
        Self::NietOpenbaar,
        Self::ReedsOpenbaar,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Openbaar => "Openbaar",
            Self::DeelsOpenbaar => "Deels openbaar",
            Self::NietOpenbaar => "Niet openbaar",
            Self::ReedsOpenbaar => "Reeds openbaar",
        }
    }

    /// Reads the words in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|j| j.name().to_lowercase() == wanted)
    }
}

/// A source file, copied into the dossier once and known by its hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRef {
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The displayed size of each page in points.
    pub pages: Vec<PageSize>,
    /// The source opens only with a password, which is never stored.
    #[serde(default)]
    pub encrypted: bool,
}

/// A mark with its identity and who made it when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnedMark {
    pub id: MarkId,
    pub author: String,
    #[serde(flatten)]
    pub mark: Mark,
}

/// A document of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub id: DocumentId,
    /// `1a`; unique in the dossier.
    pub number: String,
    /// The group under which the inventory lists it, a year as a rule.
    pub group: String,
    pub role: Role,
    /// From the file name; internal.
    pub work_title: String,
    /// Confirmed by a person; `None` until then.
    pub publication_title: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// What kind of document it is, in a word: brief, offerte, memo.
    pub kind: String,
    /// `None` for a row of the inventory without a file.
    pub source: Option<Arc<SourceRef>>,
    /// What a person decided; `None` leaves it to the marks.
    pub judgement: Option<Judgement>,
    /// Grounds of a document that is refused whole.
    pub grounds: Vec<Ground>,
    pub remark: String,
    /// ISO 8601: the day from which it may be read.
    pub deferred_until: Option<String>,
    pub marks: Vec<Arc<OwnedMark>>,
    /// Pages that a person has finished, from 0.
    pub finished: BTreeSet<usize>,
}

impl Document {
    /// The title under which the document goes out; until one is given, its number.
    pub fn title(&self) -> String {
        self.publication_title
            .clone()
            .unwrap_or_else(|| format!("Document {}", self.number))
    }

    pub fn pages(&self) -> usize {
        self.source.as_ref().map_or(0, |s| s.pages.len())
    }

    /// The judgement that holds: a person's, else partly open when there are marks, else none yet.
    pub fn judged(&self) -> Option<Judgement> {
        self.judgement
            .or((!self.marks.is_empty()).then_some(Judgement::DeelsOpenbaar))
    }

    /// Whether a blackened file of it is published.
    pub fn is_exported(&self) -> bool {
        self.source.is_some()
            && matches!(
                self.judged(),
                Some(Judgement::Openbaar | Judgement::DeelsOpenbaar)
            )
    }

    /// The grounds the inventory lists, in law order, each once.
    pub fn listed_grounds(&self) -> Vec<Ground> {
        let whole = self.judged() == Some(Judgement::NietOpenbaar);
        let from_marks = self
            .marks
            .iter()
            .filter(|_| !whole)
            .flat_map(|m| m.mark.grounds.iter());
        let mut grounds: Vec<Ground> = from_marks.chain(&self.grounds).cloned().collect();
        grounds.sort();
        grounds.dedup();
        grounds
    }

    /// Whether every ground is one of "outside the request".
    pub fn is_only_out_of_scope(&self) -> bool {
        let grounds = self.listed_grounds();
        !grounds.is_empty() && grounds.iter().all(|g| g.kind() == GroundKind::OutOfScope)
    }

    pub fn mark(&self, id: MarkId) -> Option<&Arc<OwnedMark>> {
        self.marks.iter().find(|m| m.id == id)
    }

    /// The marks of one page, in the order in which they were made.
    pub fn marks_on(&self, page: usize) -> impl Iterator<Item = &Arc<OwnedMark>> {
        self.marks.iter().filter(move |m| m.mark.page == page)
    }
}

/// Text and numbers in turn, so that numbers compare as numbers and `z` comes before `aa`.
pub fn natural(number: &str) -> Vec<(u64, usize, String)> {
    let mut parts: Vec<(u64, usize, String)> = Vec::new();
    let mut rest = number.to_lowercase();
    while !rest.is_empty() {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        rest = rest.split_off(digits.len());
        let letters: String = rest.chars().take_while(|c| !c.is_ascii_digit()).collect();
        rest = rest.split_off(letters.len());
        parts.push((
            digits.parse().unwrap_or(0),
            letters.chars().count(),
            letters,
        ));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_people_count() {
        let mut numbers = ["10a", "2aa", "2b", "1a", "2z"];
        numbers.sort_by_key(|n| natural(n));
        assert_eq!(numbers, ["1a", "2b", "2z", "2aa", "10a"]);
    }

    #[test]
    fn judgements_are_read_in_any_case() {
        assert_eq!(
            Judgement::parse(" deels Openbaar "),
            Some(Judgement::DeelsOpenbaar)
        );
        assert_eq!(Judgement::parse("geheim"), None);
    }
}
