//! From a plan to the rows of its inventory, by way of a listing that can be written down.
//!
//! **Invariant:** every numbered document of the plan is a row or is named as missing; a listing holds nothing that an
//! inventory does not say, and of a missing document its number and group alone.
//! **Absent:** documents of other roles: a decision does not list itself.

use super::listed::{Group, Inventory, Missing, Row, Used};
use super::words;
use crate::export::plan::{ExportPlan, PlannedDocument};
use crate::model::dossier::Facts;
use crate::model::dossier::document::{Document, Judgement, Role};
use crate::model::dossier::ids::DocumentId;
use crate::model::ground::Ground;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an inventory is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Those that an inventory or a report says.
    pub facts: Facts,
    /// Of the plan, in order, also those without documents.
    groups: Vec<String>,
    pub entries: Vec<Entry>,
}

/// One document of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    number: String,
    group: String,
    pub stands: Stands,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    Listed(Box<Row>),
    /// Held back, refused or not asked for.
    LeftOut,
    Unjudged,
}

impl Listing {
    /// Whether another is of the same documents in the same order, whatever it says of them.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        let same = |(a, b): (&Entry, &Entry)| a.number == b.number && a.group == b.group;
        self.facts == other.facts
            && self.groups == other.groups
            && self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(same)
    }

    /// The documents of a plan; of those that were left out no row.
    pub fn of(plan: &ExportPlan, left_out: &[DocumentId]) -> Self {
        let planned = plan.documents.iter().map(|planned| {
            let absent = left_out.contains(&planned.document.id) || !plan.lists(planned);
            let row = row(planned).filter(|_| !absent);
            let stands = row.map_or(Stands::LeftOut, |row| Stands::Listed(Box::new(row)));
            (&planned.document, stands)
        });
        let unjudged = plan.unjudged.iter().map(|d| (d, Stands::Unjudged));
        let all = planned.chain(unjudged);
        let stukken = all.filter(|(d, _): &(&Arc<Document>, Stands)| d.role == Role::Stuk);
        let entries = stukken.map(|(document, stands)| Entry {
            number: document.number.to_string(),
            group: document.group.clone(),
            stands,
        });
        Self {
            facts: published(&plan.facts),
            groups: plan.groups.clone(),
            entries: entries.collect(),
        }
    }

    pub fn inventory(&self) -> Inventory {
        let numbers = |wanted: Stands| {
            let of_kind = self.entries.iter().filter(|e| e.stands == wanted);
            of_kind.map(|e| words::clean(&e.number)).collect()
        };
        let missing = Missing {
            unjudged: numbers(Stands::Unjudged),
            left_out: numbers(Stands::LeftOut),
        };
        let groups = groups(&self.groups, &self.entries);
        let rows: Vec<&Row> = groups.iter().flat_map(|g| &g.rows).collect();
        let grounds: BTreeSet<&Ground> = rows.iter().flat_map(|r| &r.grounds).collect();
        let notation = self.facts.notation;
        let used = grounds.into_iter().map(|ground| Used {
            ground: ground.clone(),
            meaning: words::meaning(ground, notation),
        });
        let (used, count) = (used.collect(), words::count(&rows));
        Inventory {
            title: words::title(&self.facts, &missing),
            subtitle: words::subtitle(&self.facts),
            used,
            reference: words::clean(&self.facts.reference),
            count,
            groups,
            missing,
            notation,
            columns: self.facts.columns,
        }
    }
}

/// The facts that go out: not the name of the dossier, which is for those who work on it.
fn published(facts: &Facts) -> Facts {
    Facts {
        body: facts.body.clone(),
        reference: facts.reference.clone(),
        received: facts.received.clone(),
        period: facts.period.clone(),
        subject: facts.subject.clone(),
        notation: facts.notation,
        columns: facts.columns,
        ..Facts::default()
    }
}

impl Entry {
    fn row(&self) -> Option<&Row> {
        match &self.stands {
            Stands::Listed(row) => Some(row),
            Stands::LeftOut | Stands::Unjudged => None,
        }
    }
}

/// The groups of the plan, and those of which every document is still missing.
fn groups(planned: &[String], entries: &[Entry]) -> Vec<Group> {
    let (listed, missing): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|e| e.row().is_some());
    let waiting: BTreeSet<&str> = missing.iter().map(|e| e.group.as_str()).collect();
    let mut names: Vec<&str> = planned.iter().map(String::as_str).collect();
    let new: Vec<&str> = waiting
        .iter()
        .copied()
        .filter(|n| !names.contains(n))
        .collect();
    if !new.is_empty() {
        names.extend(new);
        names.sort_unstable();
    }
    let of = |name: &str| -> Vec<&Entry> {
        let of_group = listed.iter().filter(|e| e.group == name);
        of_group.copied().collect()
    };
    let places: Vec<Option<u32>> = names.iter().map(|name| place(&of(name))).collect();
    let headings = headings(&names, &places);
    let made = names.iter().zip(headings).map(|(name, heading)| Group {
        name: words::clean(name),
        heading,
        rows: of(name)
            .into_iter()
            .filter_map(Entry::row)
            .cloned()
            .collect(),
        is_incomplete: waiting.contains(name),
    });
    made.collect()
}

/// The number with which all documents of a group begin: 1 for `1a`, `1b`.
fn place(entries: &[&Entry]) -> Option<u32> {
    let leading = |entry: &&Entry| {
        let number = entry.number.trim();
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let rest = &number[digits.len()..];
        let lettered = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase());
        lettered.then(|| digits.parse().ok()).flatten()
    };
    let places: Option<BTreeSet<u32>> = entries.iter().map(leading).collect();
    let places = places?;
    (places.len() == 1)
        .then(|| places.first().copied())
        .flatten()
}

/// `1. 2016`, where documents are numbered by group; else the bare name.
///
/// A group without documents takes the number between its neighbours, if there is one: a number that documents of
/// another group carry would mislead.
fn headings(names: &[&str], places: &[Option<u32>]) -> Vec<String> {
    let known: Vec<u32> = places.iter().flatten().copied().collect();
    let rising = known.windows(2).all(|pair| pair[0] < pair[1]);
    let mut last = 0;
    let mut headings = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let next = places[index..].iter().flatten().next().copied();
        let place = places[index].or_else(|| {
            let free = last + 1;
            next.is_none_or(|next| free < next).then_some(free)
        });
        let name = words::clean(name);
        headings.push(match place.filter(|_| rising && !known.is_empty()) {
            _ if name.is_empty() && names.len() == 1 => String::new(),
            Some(place) => {
                last = place;
                format!(
                    "{place}. {}",
                    if name.is_empty() { "Overig" } else { &name }
                )
            }
            None if name.is_empty() => "Overig".to_owned(),
            None => name,
        });
    }
    headings
}

/// `None` cannot occur: the plan holds judged documents alone.
fn row(planned: &PlannedDocument) -> Option<Row> {
    let document = &planned.document;
    let judgement: Judgement = document.judged()?;
    Some(Row {
        number: words::clean(document.number.as_str()),
        title: words::clean(&document.title()),
        date: document.date.clone(),
        kind: words::clean(&document.kind),
        pages: document.pages(),
        judgement,
        grounds: document.listed_grounds(),
        remarks: words::remarks(document, planned.duplicate_of.as_deref()),
        deferred_until: document.deferred_until.clone(),
        file: planned.file_name.clone(),
        source_type: document.source_type,
        link: words::clean(&document.link),
        duplicate_of: planned.duplicate_of.clone(),
    })
}
