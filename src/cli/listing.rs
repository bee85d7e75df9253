//! What `lakwerk list --json` prints of a dossier: everything that a person said of it.
//!
//! **Invariant:** the marks of a listing are a marks file, see [`marks_file`].
//! **Absent:** texts of documents.

use super::settings;
use crate::model::dossier::document::{
    Decision, Document, Judgement, Role, SourceType, proposed_title,
};
use crate::model::dossier::{Dossier, Facts};
use crate::model::ground::Ground;
use crate::model::marks_file;
use serde::Serialize;

#[derive(Serialize)]
pub struct Listing<'a> {
    facts: &'a Facts,
    documents: Vec<ListedDocument<'a>>,
}

/// A document; grounds are canonical ids, pages count from 1.
#[derive(Serialize)]
struct ListedDocument<'a> {
    number: &'a str,
    /// Its number was given out.
    frozen: bool,
    group: &'a str,
    role: Role,
    work_title: &'a str,
    title: Option<&'a str>,
    proposed_title: String,
    date: Option<&'a str>,
    kind: &'a str,
    source_type: SourceType,
    pages: usize,
    looked_through: bool,
    judgement: Option<Judgement>,
    grounds: Vec<String>,
    listed_grounds: Vec<String>,
    remark: &'a str,
    deferred_until: Option<&'a str>,
    /// As a setting says it.
    aside: Option<String>,
    earlier: Option<&'a Decision>,
    link: &'a str,
    blackened: bool,
    supplied: Option<bool>,
    environmental: bool,
    emissions: bool,
    finished: Vec<usize>,
    marks: Vec<marks_file::Entry>,
}

impl<'a> Listing<'a> {
    pub fn of(dossier: &'a Dossier) -> Self {
        let documents = dossier.documents.iter();
        Self {
            facts: &dossier.facts,
            documents: documents.map(|d| listed(d, dossier)).collect(),
        }
    }
}

fn listed<'a>(document: &'a Document, dossier: &Dossier) -> ListedDocument<'a> {
    let ids = |grounds: &[Ground]| grounds.iter().map(Ground::id).collect();
    let marks = document.marks.iter();
    let marks = marks.map(|m| marks_file::entry(document.number.as_str(), &m.mark, &m.facts));
    ListedDocument {
        number: document.number.as_str(),
        frozen: dossier.is_frozen(document.id),
        group: &document.group,
        role: document.role,
        work_title: &document.work_title,
        title: document.publication_title.as_deref(),
        proposed_title: proposed_title(&document.work_title),
        date: document.date.as_deref(),
        kind: &document.kind,
        source_type: document.source_type,
        pages: document.pages(),
        looked_through: !document.to_look_through,
        judgement: document.judged(),
        grounds: ids(&document.grounds),
        listed_grounds: ids(&document.listed_grounds()),
        remark: &document.remark,
        deferred_until: document.deferred_until.as_deref(),
        aside: settings::aside_text(dossier, document),
        earlier: document.earlier.as_ref(),
        link: &document.link,
        blackened: document.blackened,
        supplied: document.supplied,
        environmental: document.environmental,
        emissions: document.emissions,
        finished: document.finished.iter().map(|page| page + 1).collect(),
        marks: marks.collect(),
    }
}
