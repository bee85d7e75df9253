//! A dossier: the facts of one request and its documents.
//!
//! **Invariant:** numbers of documents are unique; identities are never used twice.
//! **Absent:** history; a dossier is what is true now.

use super::document::{Document, DocumentId, MarkId, Role};
use super::ground::{Ground, Notation};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the decision is about. Nothing of it is needed to start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub title: String,
    /// The public body.
    pub body: String,
    /// The requester's own reference.
    pub requester_reference: String,
    /// The reference of the public body.
    pub reference: String,
    /// ISO 8601: the day of the request.
    pub received: String,
    /// ISO 8601: the day of the decision.
    pub decided: String,
    pub period: String,
    pub subject: String,
    pub notation: Notation,
}

/// Everything that is true about one request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    pub facts: Facts,
    pub documents: Vec<Arc<Document>>,
    /// Grounds under the digits 1 to 9.
    pub favourites: Vec<Ground>,
    pub(super) next_document: u32,
    pub(super) next_mark: u64,
}

impl Dossier {
    pub fn document(&self, id: DocumentId) -> Option<&Arc<Document>> {
        self.documents.iter().find(|d| d.id == id)
    }

    /// The document with this number, whatever the case of its letters.
    pub fn by_number(&self, number: &str) -> Option<&Arc<Document>> {
        let wanted = number.trim().to_lowercase();
        self.documents
            .iter()
            .find(|d| d.number.to_lowercase() == wanted)
    }

    pub fn next_document_id(&self) -> DocumentId {
        DocumentId(self.next_document)
    }

    pub fn next_mark_id(&self) -> MarkId {
        MarkId(self.next_mark)
    }

    pub fn marks(&self) -> usize {
        self.documents.iter().map(|d| d.marks.len()).sum()
    }

    /// The groups of the inventory in order of first document, with their numbered documents.
    pub fn groups(&self) -> Vec<(String, Vec<&Arc<Document>>)> {
        let mut groups: Vec<(String, Vec<&Arc<Document>>)> = Vec::new();
        for document in self.documents.iter().filter(|d| d.role == Role::Stuk) {
            match groups.iter_mut().find(|(name, _)| *name == document.group) {
                Some((_, documents)) => documents.push(document),
                None => groups.push((document.group.clone(), vec![document])),
            }
        }
        groups.sort_by(|a, b| a.0.cmp(&b.0));
        groups
    }

    /// The number for a new document of a group: the group's place and the next free letter, `1a`, `1b`, … `1z`, `1aa`.
    pub fn next_number(&self, group: &str, role: Role) -> String {
        if role != Role::Stuk {
            let free = |n: &usize| self.by_number(&numbered(role.name(), *n)).is_none();
            let n = (1..).find(free).unwrap_or(1);
            return numbered(role.name(), n);
        }
        let place = self.group_place(group);
        let free = |letters: &String| self.by_number(&format!("{place}{letters}")).is_none();
        let letters = (0..).map(letters).find(free).unwrap_or_default();
        format!("{place}{letters}")
    }

    /// The number that documents of a group begin with: that of the group's documents. A year counts from the years
    /// that are there, so that a year between stays free; anything else takes the next.
    fn group_place(&self, group: &str) -> u32 {
        let leading = |d: &Arc<Document>| {
            let digits = d.number.chars().take_while(char::is_ascii_digit);
            digits.collect::<String>().parse::<u32>().ok()
        };
        let stukken = || self.documents.iter().filter(|d| d.role == Role::Stuk);
        let own = stukken().find(|d| d.group == group).and_then(leading);
        let taken: Vec<u32> = stukken().filter_map(leading).collect();
        let of_year = || {
            let (first, place) = stukken().find_map(|d| Some((year(&d.group)?, leading(d)?)))?;
            let place = i64::from(place) + year(group)? - first;
            u32::try_from(place)
                .ok()
                .filter(|p| *p > 0 && !taken.contains(p))
        };
        let next = || taken.iter().max().map_or(1, |highest| highest + 1);
        own.or_else(of_year).unwrap_or_else(next)
    }
}

fn year(group: &str) -> Option<i64> {
    let is_year = group.len() == 4 && group.chars().all(|c| c.is_ascii_digit());
    is_year.then(|| group.parse().ok()).flatten()
}

fn numbered(name: &str, n: usize) -> String {
    if n == 1 {
        name.to_owned()
    } else {
        format!("{name} {n}")
    }
}

/// a … z, aa … az, ba … as columns of a sheet are lettered.
fn letters(index: u32) -> String {
    let letter = char::from(b'a' + (index % 26) as u8);
    if index < 26 {
        letter.to_string()
    } else {
        format!("{}{letter}", letters(index / 26 - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["a", "z", "aa", "az", "ba", "zz", "aaa"]
        );
    }
}
