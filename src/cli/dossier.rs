//! `lakwerk new`, `demo` and `list`: a dossier without a window.

use super::Exit;
use super::arguments::{Demo, List, New};
use super::{settings, terminal};
use crate::clock;
use crate::engine::Engine;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::example;
use crate::model::document::{Document, MarkFacts, OwnedMark, proposed_title};
use crate::model::dossier::{Dossier, Facts};
use crate::model::edit::Edit;
use crate::model::marks_file;
use crate::store::{self, Holder, StoreError};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

pub fn new(command: &New, lang: Lang) -> Result<Exit, Notice> {
    let mut facts = Facts {
        title: command.title.clone(),
        ..Facts::default()
    };
    for setting in &command.set {
        settings::fact(&mut facts, setting, lang)?;
    }
    let name = terminal::name(&command.dossier);
    store::create(&command.dossier).map_err(|error| Notice::store(&error, &name, lang))?;
    let edit = Edit::SetFacts {
        facts: Box::new(facts),
    };
    change(&command.dossier, lang, |_| Ok(vec![edit]))?;
    terminal::show(&lang.fill(Text::DossierMade, &[&command.dossier.display()]));
    Ok(Exit::Done)
}

pub fn demo(command: &Demo, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.folder);
    example::make(engine, &command.folder, &clock::moment())
        .map_err(|error| Notice::demo(&error, &name, lang))?;
    terminal::show(&lang.fill(Text::DossierMade, &[&command.folder.display()]));
    Ok(Exit::Done)
}

/// What stops a change: the store, or what was asked.
pub enum ChangeError {
    Store(StoreError),
    Asked(Notice),
}

impl From<StoreError> for ChangeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Opens a dossier for writing, decides on it as it is, and keeps the edits.
pub fn change(
    folder: &Path,
    lang: Lang,
    decide: impl FnOnce(&Dossier) -> Result<Vec<Edit>, Notice>,
) -> Result<std::sync::Arc<Dossier>, Notice> {
    let time = clock::moment();
    let changed = store::change(folder, &Holder::here(), &time, |dossier| {
        decide(dossier).map_err(ChangeError::Asked)
    });
    changed.map_err(|error| match error {
        ChangeError::Store(error) => Notice::store(&error, &terminal::name(folder), lang),
        ChangeError::Asked(notice) => notice,
    })
}

/// Reads a dossier without taking it.
pub fn read(folder: &Path, lang: Lang) -> Result<std::sync::Arc<Dossier>, Notice> {
    let read = store::read(folder);
    read.map(|(dossier, _)| dossier)
        .map_err(|error| Notice::store(&error, &terminal::name(folder), lang))
}

/// The password for every source that wants one.
pub fn passwords(dossier: &Dossier, password: Option<&str>) -> HashMap<String, String> {
    let sources = dossier.documents.iter().filter_map(|d| d.source.as_ref());
    let encrypted = sources.filter(|source| source.encrypted);
    encrypted
        .filter_map(|source| Some((source.sha256.clone(), password?.to_owned())))
        .collect()
}

pub fn list(command: &List, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    if command.json {
        let documents: Vec<Value> = dossier
            .documents
            .iter()
            .map(|d| document_json(d, &dossier))
            .collect();
        let list = json!({ "facts": dossier.facts, "documents": documents });
        terminal::show(&serde_json::to_string_pretty(&list).unwrap_or_default());
        return Ok(Exit::Done);
    }
    for document in &dossier.documents {
        let judged = document.judged().map_or("–", |j| j.name());
        let grounds: Vec<String> = document
            .listed_grounds()
            .iter()
            .map(|g| g.written(dossier.facts.notation))
            .collect();
        terminal::show(&format!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            document.number,
            document.title(),
            document.pages(),
            judged,
            document.marks.len(),
            grounds.join(", "),
        ));
    }
    Ok(Exit::Done)
}

fn document_json(document: &Document, dossier: &Dossier) -> Value {
    let marks = document.marks.iter();
    let grounds = document.grounds.iter();
    json!({
        "number": document.number,
        "frozen": dossier.is_frozen(document.id),
        "group": document.group,
        "role": document.role,
        "work_title": document.work_title,
        "title": document.publication_title,
        "proposed_title": proposed_title(&document.work_title),
        "date": document.date,
        "kind": document.kind,
        "source_type": document.source_type,
        "pages": document.pages(),
        "judgement": document.judged(),
        "grounds": grounds.map(|g| g.id()).collect::<Vec<_>>(),
        "listed_grounds": document.listed_grounds().iter().map(|g| g.id()).collect::<Vec<_>>(),
        "remark": document.remark,
        "deferred_until": document.deferred_until,
        "aside": settings::aside_text(dossier, document),
        "earlier": document.earlier,
        "link": document.link,
        "blackened": document.blackened,
        "supplied": document.supplied,
        "environmental": document.environmental,
        "emissions": document.emissions,
        "finished": document.finished.iter().map(|page| page + 1).collect::<Vec<_>>(),
        "marks": marks.map(|m| mark_json(&document.number, m)).collect::<Vec<_>>(),
    })
}

/// The form of a marks file, with what a mark says beside it.
fn mark_json(number: &str, owned: &OwnedMark) -> Value {
    let mut entry = marks_file::entry(number, &owned.mark);
    let facts = serde_json::to_value(&owned.facts).ok();
    if let (Some(entry), Some(Value::Object(facts))) = (entry.as_object_mut(), facts)
        && owned.facts != MarkFacts::default()
    {
        entry.insert("facts".to_owned(), Value::Object(facts));
    }
    entry
}
