//! `lakwerk new`, `demo` and `list`: a dossier without a window.

use super::arguments::{Demo, List, New, Rescue, Takeover};
use super::exit::Exit;
use super::listing::Listing;
use super::settings;
use super::terminal::{self, Counter};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::progress::Progress;
use crate::i18n::{Lang, Text};
use crate::jobs::{SourceFile, example};
use crate::model::dossier::document::Document;
use crate::model::dossier::{Dossier, Facts};
use crate::model::edit::Edit;
use crate::store::{self, Holder, Rescued, Writer};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

pub fn new(command: &New, lang: Lang) -> Result<Exit, Notice> {
    let mut facts = Facts::default();
    settings::fact(&mut facts, &format!("title={}", command.title), lang)?;
    for setting in &command.set {
        settings::fact(&mut facts, setting, lang)?;
    }
    let name = terminal::name(&command.dossier);
    let edit = Edit::SetFacts {
        facts: Box::new(facts),
    };
    let made = store::make(&command.dossier, |aside| {
        let (dossier, writer) = store::hold(aside, &Holder::here())?;
        store::keep(dossier, writer, vec![edit], &clock::moment())
    });
    made.map_err(|error| Notice::store(&error, &name, lang))?;
    tell_made(&command.dossier, lang);
    Ok(Exit::Done)
}

pub fn demo(command: &Demo, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.folder);
    example::make(engine, &command.folder, &clock::moment())
        .map_err(|error| Notice::demo(&error, &name, lang))?;
    tell_made(&command.folder, lang);
    Ok(Exit::Done)
}

fn tell_made(folder: &Path, lang: Lang) {
    terminal::show(&lang.fill(Text::DossierMade, &[&folder.display()]));
    if store::is_remote(folder) {
        terminal::tell(lang.text(Text::OnNetwork));
    }
}

/// Frees a dossier whose holder gives no sign of life.
pub fn take_over(command: &Takeover, lang: Lang) -> Result<Exit, Notice> {
    const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);
    let name = terminal::name(&command.dossier);
    let stopped = Counter::start(lang);
    let mut is_told = false;
    let freed = store::take_over(&command.dossier, store::STALE, &mut |holder| {
        if !std::mem::replace(&mut is_told, true) {
            let minutes = store::STALE.as_secs() / 60;
            let (account, host) = (&holder.account, holder.host_name());
            terminal::tell(&lang.fill(Text::TakeoverWaits, &[account, &host, &minutes]));
        }
        std::thread::sleep(PAUSE);
        !stopped.is_cancelled()
    });
    freed.map_err(|error| Notice::store(&error, &name, lang))?;
    terminal::show(&lang.fill(Text::TakeoverDone, &[&name]));
    Ok(Exit::Done)
}

/// Makes a new dossier of what is sound in a damaged one, and says what is not.
pub fn rescue(command: &Rescue, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.dossier);
    let rescued = store::rescue(&command.dossier, &command.to);
    let rescued = rescued.map_err(|error| Notice::store(&error, &name, lang))?;
    let Rescued {
        entries, documents, ..
    } = rescued;
    terminal::show(&lang.fill(
        Text::Rescued,
        &[&entries, &documents, &command.to.display()],
    ));
    let Some(damaged) = rescued.damaged else {
        terminal::show(lang.text(Text::RescuedWhole));
        return Ok(told_missing(&rescued, lang));
    };
    terminal::show(&lang.fill(Text::RescuedUpTo, &[&damaged, &rescued.lost]));
    told_missing(&rescued, lang);
    Ok(Exit::Partly(Kind::Dossier))
}

/// Names the documents without a source.
fn told_missing(rescued: &Rescued, lang: Lang) -> Exit {
    if rescued.without_source.is_empty() {
        return Exit::Done;
    }
    let numbers = rescued.without_source.join(", ");
    terminal::show(&lang.fill(Text::RescuedWithoutSource, &[&numbers]));
    Exit::Partly(Kind::Dossier)
}

/// Holds a dossier for writing, and says what was cleared away.
pub fn hold(folder: &Path, lang: Lang) -> Result<(Arc<Dossier>, Writer), Notice> {
    let name = terminal::name(folder);
    let held = store::hold(folder, &Holder::here());
    let (dossier, writer) = held.map_err(|error| Notice::store(&error, &name, lang))?;
    if !writer.removed().is_empty() {
        let (count, names) = (writer.removed().len(), writer.removed().join(", "));
        terminal::tell(&lang.fill(Text::OrphansRemoved, &[&count, &names]));
    }
    Ok((dossier, writer))
}

/// Keeps edits in a dossier that is held.
pub fn keep(
    folder: &Path,
    (dossier, writer): (Arc<Dossier>, Writer),
    edits: Vec<Edit>,
    lang: Lang,
) -> Result<Arc<Dossier>, Notice> {
    let kept = store::keep(dossier, writer, edits, &clock::moment());
    kept.map_err(|error| Notice::store(&error, &terminal::name(folder), lang))
}

/// Opens a dossier for writing, decides on it as it is, and keeps the edits.
pub fn change(
    folder: &Path,
    lang: Lang,
    decide: impl FnOnce(&Dossier) -> Result<Vec<Edit>, Notice>,
) -> Result<Arc<Dossier>, Notice> {
    let held = hold(folder, lang)?;
    let edits = decide(&held.0)?;
    keep(folder, held, edits, lang)
}

/// Reads a dossier without taking it.
pub fn read(folder: &Path, lang: Lang) -> Result<Arc<Dossier>, Notice> {
    let read = store::read(folder);
    read.map(|(dossier, _)| dossier)
        .map_err(|error| Notice::store(&error, &terminal::name(folder), lang))
}

/// The password for every source that wants one.
pub fn passwords(dossier: &Dossier, password: Option<&str>) -> HashMap<String, String> {
    let sources = dossier.documents.iter().filter_map(|d| d.source.as_ref());
    let encrypted = sources.filter(|source| source.encrypted);
    encrypted
        .filter_map(|source| Some((source.sha256.to_string(), password?.to_owned())))
        .collect()
}

/// The sources of a dossier.
pub struct Sources<'a> {
    /// Of the dossier.
    pub folder: &'a Path,
    /// Of sources, by hash.
    pub passwords: &'a HashMap<String, String>,
}

impl Sources<'_> {
    /// The number of a document and its source; `None` for a row without a file.
    pub fn of(&self, document: &Document) -> Option<(String, SourceFile)> {
        let sha256 = document.source.as_ref()?.sha256.clone();
        let path = store::source_path(self.folder, &sha256);
        let password = self.passwords.get(sha256.as_str()).cloned();
        let source = SourceFile::of_dossier(sha256, path, password);
        Some((document.number.to_string(), source))
    }
}

pub fn list(command: &List, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    if command.json {
        terminal::show_json(&Listing::of(&dossier));
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
            terminal::cell(document.number.as_str()),
            terminal::cell(&document.title()),
            document.pages(),
            judged,
            document.marks.len(),
            grounds.join(", "),
        ));
    }
    Ok(Exit::Done)
}
