//! The numbers of documents: three schemes, frozen once they were given out.
//!
//! **Invariant:** a number that stood in an exported inventory or in a copy for a third party is never given to another
//! document, for people quote it.
//! **Absent:** the edit that gives numbers; `edit` makes it.

use super::{Change, Edit};
use crate::model::dossier::document::{Document, Role};
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::number::DocumentNumber;
use crate::model::dossier::{Dossier, Numbering};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More documents in one group make letters hard to read: running numbers are proposed.
pub const MOST_IN_A_GROUP: usize = 26;

impl Dossier {
    /// Whether a number can be given to a new document.
    pub fn is_free(&self, number: &str) -> bool {
        self.by_number(number).is_none() && !self.frozen.contains_key(&DocumentNumber::key(number))
    }

    /// Whether the number of a document was given out.
    pub fn is_frozen(&self, id: DocumentId) -> bool {
        self.frozen.values().any(|frozen| *frozen == id)
    }

    /// Whether a group is too large for letters.
    pub fn wants_running_numbers(&self) -> bool {
        self.facts.numbering == Numbering::Group
            && self
                .groups()
                .iter()
                .any(|(_, documents)| documents.len() > MOST_IN_A_GROUP)
    }

    /// New numbers by the dossier's scheme, in the order of the list; only what changes. Frozen numbers stay, and so
    /// does everything under external numbering.
    pub fn renumbered(&self) -> Vec<(DocumentId, String)> {
        let is_open = |d: &Arc<Document>| d.role == Role::Stuk && !self.is_frozen(d.id);
        let mut taken: BTreeSet<String> = self.frozen.keys().cloned().collect();
        let kept = self.documents.iter().filter(|d| !is_open(d));
        taken.extend(kept.map(|d| DocumentNumber::key(d.number.as_str())));
        let mut numbers: Vec<(DocumentId, String)> = Vec::new();
        let mut give = |document: &Arc<Document>,
                        mut candidates: Box<dyn Iterator<Item = String>>| {
            let free = candidates.find(|n| taken.insert(DocumentNumber::key(n)));
            if let Some(number) = free.filter(|n| n != document.number.as_str()) {
                numbers.push((document.id, number));
            }
        };
        match self.facts.numbering {
            Numbering::External => {}
            Numbering::Running => {
                for (_, documents) in self.groups() {
                    for document in documents.into_iter().filter(|d| is_open(d)) {
                        give(document, Box::new((1..).map(|n: u32| n.to_string())));
                    }
                }
            }
            Numbering::Group => {
                for ((_, documents), place) in self.groups().into_iter().zip(self.places()) {
                    for document in documents.into_iter().filter(|d| is_open(d)) {
                        let candidates = (0..).map(move |n| format!("{place}{}", letters(n)));
                        give(document, Box::new(candidates));
                    }
                }
            }
        }
        numbers
    }

    /// Every document in the group of the year of its date; one without a date stays where it is.
    pub fn grouped_by_year(&self) -> Vec<Edit> {
        let mut by_year: BTreeMap<&str, Vec<DocumentId>> = BTreeMap::new();
        for document in self.documents.iter().filter(|d| d.role == Role::Stuk) {
            let year = document.date.as_deref().and_then(|date| date.get(..4));
            if let Some(year) = year.filter(|year| *year != document.group) {
                by_year.entry(year).or_default().push(document.id);
            }
        }
        let moved = by_year
            .into_iter()
            .map(|(year, documents)| Edit::ChangeDocuments {
                documents,
                change: Change::Group(year.to_owned()),
            });
        moved.collect()
    }

    /// The number with which the documents of each group begin: years count on from the first, other groups from one.
    /// A group with frozen numbers keeps its own.
    fn places(&self) -> Vec<u32> {
        let groups = self.groups();
        let frozen = |documents: &[&Arc<Document>]| {
            let given = documents.iter().find(|d| self.is_frozen(d.id))?;
            given.number.leading()
        };
        let known: Vec<Option<u32>> = groups.iter().map(|(_, d)| frozen(d)).collect();
        let years: Option<Vec<i64>> = groups.iter().map(|(name, _)| year(name)).collect();
        let anchor = groups
            .iter()
            .zip(&known)
            .find_map(|((name, _), place)| Some((year(name)?, i64::from((*place)?))));
        let mut used: BTreeSet<u32> = known.iter().flatten().copied().collect();
        let mut places = Vec::with_capacity(groups.len());
        for (index, place) in known.iter().enumerate() {
            let by_year = years.as_ref().and_then(|years| {
                let (first, at) = anchor.or_else(|| Some((*years.first()?, 1)))?;
                u32::try_from(years.get(index)? - first + at)
                    .ok()
                    .filter(|p| *p > 0)
            });
            let chosen = place
                .or_else(|| by_year.filter(|p| !used.contains(p)))
                .or_else(|| (1..).find(|p| !used.contains(p)))
                .unwrap_or(1);
            used.insert(chosen);
            places.push(chosen);
        }
        places
    }

    /// The number for a new document of a group: the group's place and the next free letter, `1a`, `1b`, … `1z`, `1aa`.
    pub fn next_number(&self, group: &str, role: Role) -> DocumentNumber {
        if role != Role::Stuk {
            let free = |n: &usize| self.is_free(&numbered(role.name(), *n));
            let n = (1..).find(free).unwrap_or(1);
            return DocumentNumber::new(numbered(role.name(), n));
        }
        if self.facts.numbering == Numbering::Running {
            let free = |n: &String| self.is_free(n);
            let number = (1..).map(|n: u32| n.to_string()).find(free);
            return DocumentNumber::new(number.unwrap_or_default());
        }
        let place = self.group_place(group);
        let free = |letters: &String| self.is_free(&format!("{place}{letters}"));
        let letters = (0..).map(letters).find(free).unwrap_or_default();
        DocumentNumber::new(format!("{place}{letters}"))
    }

    /// The number that documents of a group begin with: that of the group's documents. A year counts from the years
    /// that are there, so that a year between stays free; anything else takes the next.
    fn group_place(&self, group: &str) -> u32 {
        let leading = |d: &Arc<Document>| d.number.leading();
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
    use crate::model::dossier::Facts;
    use crate::model::edit::NewDocument;

    fn with_rows(numbering: Numbering, groups: &[&str]) -> Dossier {
        let documents = groups.iter().map(|group| NewDocument {
            group: (*group).into(),
            ..NewDocument::default()
        });
        let facts = Facts {
            numbering,
            ..Facts::default()
        };
        let edits = [
            Edit::SetFacts {
                facts: Box::new(facts),
            },
            Edit::AddDocuments {
                documents: documents.collect(),
            },
        ];
        Dossier::default()
            .after(&Edit::Together {
                edits: edits.into(),
            })
            .unwrap()
    }

    fn numbers(dossier: &Dossier) -> Vec<&str> {
        dossier
            .documents
            .iter()
            .map(|d| d.number.as_str())
            .collect()
    }

    #[test]
    fn a_dossier_is_numbered_anew_in_the_order_of_its_list() {
        let dossier = with_rows(Numbering::Group, &["2018", "2016", "2018"]);
        assert_eq!(numbers(&dossier), ["1a", "2a", "1b"]);
        let edit = Edit::SetNumbers {
            numbers: dossier.renumbered(),
        };
        let dossier = dossier.after(&edit).unwrap();
        assert_eq!(numbers(&dossier), ["3a", "1a", "3b"]);
        let moved = Edit::MoveDocuments {
            documents: vec![DocumentId(2)],
            before: Some(DocumentId(0)),
        };
        let moved = dossier.after(&moved).unwrap();
        assert_eq!(
            moved.renumbered(),
            [(DocumentId(2), "3a".into()), (DocumentId(0), "3b".into())]
        );
        let swapped = moved.after(&Edit::SetNumbers {
            numbers: moved.renumbered(),
        });
        assert_eq!(numbers(&swapped.unwrap()), ["3a", "3b", "1a"]);
    }

    #[test]
    fn running_numbers_count_through_the_groups_and_external_ones_stay() {
        let running = with_rows(Numbering::Running, &["2016", "2017", "2016"]);
        assert_eq!(numbers(&running), ["1", "2", "3"]);
        assert_eq!(
            running.renumbered(),
            [(DocumentId(2), "2".into()), (DocumentId(1), "3".into())]
        );
        assert!(
            with_rows(Numbering::External, &["b", "a"])
                .renumbered()
                .is_empty()
        );
        let many = vec!["2016"; MOST_IN_A_GROUP + 1];
        assert!(with_rows(Numbering::Group, &many).wants_running_numbers());
    }

    #[test]
    fn a_frozen_number_stays_and_a_later_insert_takes_the_next_letter() {
        let mut dossier = with_rows(Numbering::Group, &["2016", "2016"]);
        dossier.frozen = [
            ("1a".to_owned(), DocumentId(0)),
            ("1b".to_owned(), DocumentId(1)),
        ]
        .into();
        let gone = dossier.after(&Edit::RemoveDocuments {
            documents: vec![DocumentId(1)],
        });
        assert_eq!(gone.unwrap().next_number("2016", Role::Stuk).as_str(), "1c");
        let moved = dossier.after(&Edit::MoveDocuments {
            documents: vec![DocumentId(1)],
            before: Some(DocumentId(0)),
        });
        assert!(moved.unwrap().renumbered().is_empty());
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["a", "z", "aa", "az", "ba", "zz", "aaa"]
        );
    }
}
