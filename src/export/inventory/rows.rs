//! From a plan to the rows of its inventory.
//!
//! **Invariant:** every numbered document of the plan is a row or is named as missing.
//! **Absent:** documents of other roles: a decision does not list itself.

use super::{Group, Inventory, Missing, Row, Used, words};
use crate::export::plan::{ExportPlan, PlannedDocument};
use crate::model::document::{Document, DocumentId, Judgement, Role};
use crate::model::ground::Ground;
use std::collections::BTreeSet;
use std::sync::Arc;

pub fn inventory(plan: &ExportPlan, left_out: &[DocumentId]) -> Inventory {
    let is_stuk = |d: &Arc<Document>| d.role == Role::Stuk;
    let unjudged: Vec<&Arc<Document>> = plan.unjudged.iter().filter(|d| is_stuk(d)).collect();
    let planned = plan.documents.iter().filter(|d| is_stuk(&d.document));
    let (absent, listed): (Vec<_>, Vec<_>) =
        planned.partition(|d| left_out.contains(&d.document.id) || !plan.lists(d));

    let numbers = |d: &Arc<Document>| words::clean(&d.number);
    let missing = Missing {
        unjudged: unjudged.iter().map(|d| numbers(d)).collect(),
        left_out: absent.iter().map(|d| numbers(&d.document)).collect(),
    };
    let waiting: BTreeSet<&str> = unjudged
        .iter()
        .copied()
        .chain(absent.iter().map(|d| &d.document))
        .map(|d| d.group.as_str())
        .collect();
    let groups = groups(&plan.groups, &listed, &waiting);
    let rows: Vec<&Row> = groups.iter().flat_map(|g| &g.rows).collect();
    let grounds: BTreeSet<&Ground> = rows.iter().flat_map(|r| &r.grounds).collect();
    let notation = plan.facts.notation;
    let used = grounds.into_iter().map(|ground| Used {
        ground: ground.clone(),
        meaning: words::meaning(ground, notation),
    });
    let (used, count) = (used.collect(), words::count(&rows));
    Inventory {
        title: words::title(&plan.facts, &missing),
        subtitle: words::subtitle(&plan.facts),
        used,
        reference: words::clean(&plan.facts.reference),
        count,
        groups,
        missing,
        notation,
        columns: plan.facts.columns,
    }
}

/// The groups of the plan, and those of which every document is still missing.
fn groups(planned: &[String], listed: &[&PlannedDocument], waiting: &BTreeSet<&str>) -> Vec<Group> {
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
    let of = |name: &str| -> Vec<&PlannedDocument> {
        let of_group = listed.iter().filter(|d| d.document.group == name);
        of_group.copied().collect()
    };
    let places: Vec<Option<u32>> = names.iter().map(|name| place(&of(name))).collect();
    let headings = headings(&names, &places);
    let made = names.iter().zip(headings).map(|(name, heading)| Group {
        name: words::clean(name),
        heading,
        rows: of(name).into_iter().filter_map(row).collect(),
        is_incomplete: waiting.contains(name),
    });
    made.collect()
}

/// The number with which all documents of a group begin: 1 for `1a`, `1b`.
fn place(documents: &[&PlannedDocument]) -> Option<u32> {
    let leading = |d: &&PlannedDocument| {
        let number = d.document.number.trim();
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let rest = &number[digits.len()..];
        let lettered = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase());
        lettered.then(|| digits.parse().ok()).flatten()
    };
    let places: Option<BTreeSet<u32>> = documents.iter().map(leading).collect();
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
        number: words::clean(&document.number),
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
