//! `lakwerk new`, `mark` and `list`: a dossier without a window.

use super::Exit;
use super::arguments::{Demo, List, Mark, New};
use super::terminal;
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::example;
use crate::model::document::Document;
use crate::model::dossier::{Dossier, Facts};
use crate::model::edit::{Edit, NewMark};
use crate::model::ground::ScopeLabel;
use crate::model::marks_file::{self, MarksError, NamedMark};
use crate::store::{self, Holder, StoreError};
use serde_json::{Value, json};
use std::path::Path;

/// The facts that `--set` knows.
const SETTINGS: &str =
    "body, requester-reference, reference, received, decided, period, subject, style, scope-label";

pub fn new(command: &New, lang: Lang) -> Result<Exit, Notice> {
    let mut facts = Facts {
        title: command.title.clone(),
        ..Facts::default()
    };
    for setting in &command.set {
        set(&mut facts, setting, lang)?;
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

fn set(facts: &mut Facts, setting: &str, lang: Lang) -> Result<(), Notice> {
    let (key, value) = setting.split_once('=').unwrap_or((setting, ""));
    let text = match key.trim() {
        "body" => &mut facts.body,
        "requester-reference" => &mut facts.requester_reference,
        "reference" => &mut facts.reference,
        "received" => {
            facts.received = day(value, lang)?;
            return Ok(());
        }
        "decided" => {
            facts.decided = day(value, lang)?;
            return Ok(());
        }
        "period" => &mut facts.period,
        "subject" => &mut facts.subject,
        "style" => {
            facts.notation.style = one_of(value, "5.1.2e, 5.1(2)e, long", lang)?;
            return Ok(());
        }
        "scope-label" => {
            let labels = ScopeLabel::ALL.map(ScopeLabel::text).join(", ");
            facts.notation.scope = one_of(value, &labels, lang)?;
            return Ok(());
        }
        _ => {
            let text = lang.fill(Text::UnknownSetting, &[&key, &SETTINGS]);
            return Err(Notice::new(Kind::Usage, text));
        }
    };
    value.trim().clone_into(text);
    Ok(())
}

/// A value of a closed list, as its serialised name.
fn one_of<T: serde::de::DeserializeOwned>(
    value: &str,
    names: &str,
    lang: Lang,
) -> Result<T, Notice> {
    let parsed = serde_json::from_value(Value::String(value.trim().to_owned()));
    parsed.map_err(|_unknown| {
        Notice::new(
            Kind::Usage,
            lang.fill(Text::UnknownStyle, &[&value, &names]),
        )
    })
}

/// An ISO 8601 day.
pub fn day(text: &str, lang: Lang) -> Result<String, Notice> {
    let parsed: Result<jiff::civil::Date, _> = text.trim().parse();
    match parsed {
        Ok(day) => Ok(day.to_string()),
        Err(_) => Err(Notice::new(Kind::Usage, lang.fill(Text::NotADay, &[&text]))),
    }
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

pub fn mark(command: &Mark, lang: Lang) -> Result<Exit, Notice> {
    let json = terminal::read(&command.marks, lang)?;
    let marks = marks_file::read(&json).map_err(|error| Notice::marks(&error, lang))?;
    let count = marks.len();
    change(&command.dossier, lang, |dossier| {
        let new: Result<Vec<NewMark>, MarksError> = marks
            .into_iter()
            .enumerate()
            .map(|(index, named)| placed(dossier, index, named))
            .collect();
        let marks = new.map_err(|error| Notice::marks(&error, lang))?;
        let author = Holder::here().account;
        Ok(vec![Edit::AddMarks { marks, author }])
    })?;
    terminal::show(&lang.fill(Text::MarksAdded, &[&count]));
    Ok(Exit::Done)
}

fn placed(dossier: &Dossier, index: usize, named: NamedMark) -> Result<NewMark, MarksError> {
    let number = named.document.ok_or(MarksError::NoDocument(index))?;
    let document = dossier
        .by_number(&number)
        .ok_or(MarksError::UnknownDocument(index))?;
    let pages = document.source.as_ref().map_or(&[][..], |s| &s.pages);
    marks_file::check(index, &named.mark, pages)?;
    Ok(NewMark {
        document: document.id,
        mark: named.mark,
    })
}

pub fn list(command: &List, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    if command.json {
        let documents: Vec<Value> = dossier.documents.iter().map(|d| document_json(d)).collect();
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

fn document_json(document: &Document) -> Value {
    let marks = document.marks.iter();
    let grounds = document.grounds.iter();
    json!({
        "number": document.number,
        "group": document.group,
        "role": document.role,
        "work_title": document.work_title,
        "title": document.publication_title,
        "date": document.date,
        "kind": document.kind,
        "pages": document.pages(),
        "judgement": document.judged(),
        "grounds": grounds.map(|g| g.id()).collect::<Vec<_>>(),
        "remark": document.remark,
        "deferred_until": document.deferred_until,
        "finished": document.finished.iter().map(|page| page + 1).collect::<Vec<_>>(),
        "marks": marks.map(|m| marks_file::entry(&document.number, &m.mark)).collect::<Vec<_>>(),
    })
}
