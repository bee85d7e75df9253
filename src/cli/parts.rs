//! `lakwerk split` and `lakwerk join`: where one document ends and the next begins.

use super::arguments::{Join, Split};
use super::change::chosen;
use super::dossier::{Sources, hold, keep};
use super::exit::Exit;
use super::looking;
use super::terminal::{self, Counter};
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::parts;
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

pub fn split(command: &Split, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let mut pages = command.at.clone();
    pages.sort_unstable();
    pages.dedup();
    let mut before = 0;
    let dossier = change(&command.dossier, engine, lang, |dossier| {
        before = dossier.documents.len();
        let ids = chosen(dossier, std::slice::from_ref(&command.document), lang)?;
        let mut now = dossier.clone();
        let mut edits = Vec::new();
        let mut rest = ids.first().copied();
        let mut first = 0;
        for page in &pages {
            let at = page.checked_sub(1 + first);
            let Some((id, at)) = rest.zip(at) else {
                let text = lang.fill(Text::PartNoPage, &[&command.document, page]);
                return Err(Notice::new(Kind::Usage, text));
            };
            rest = Some(now.next_document_id());
            first += at;
            let edit = parts::split(engine, &command.dossier, &now, id, at);
            let edit = edit.map_err(|error| Notice::parts(&error, lang))?;
            now = now
                .after(&edit)
                .map_err(|error| Notice::edit(error, lang))?;
            edits.push(edit);
        }
        Ok(vec![Edit::Together { edits }])
    })?;
    let place = dossier.by_number(&command.document).map(|d| d.id);
    let numbers: Vec<&str> = dossier
        .documents
        .iter()
        .skip_while(|d| Some(d.id) != place)
        .take(dossier.documents.len() - before + 1)
        .map(|d| d.number.as_str())
        .collect();
    terminal::show(&lang.fill(Text::SplitDone, &[&numbers.join(", ")]));
    Ok(Exit::Done)
}

/// Decides on a dossier in which everything was looked through: what a whole holds its parts no longer show.
fn change(
    folder: &Path,
    engine: &Engine,
    lang: Lang,
    decide: impl FnOnce(&Dossier) -> Result<Vec<Edit>, Notice>,
) -> Result<Arc<Dossier>, Notice> {
    let (held, progress) = (hold(folder, lang)?, Counter::start(lang));
    let sources = Sources {
        folder,
        passwords: &HashMap::new(),
    };
    let held = looking::through(engine, held, &sources, &progress, lang)?;
    let edits = decide(&held.0)?;
    keep(folder, held, edits, lang)
}

pub fn join(command: &Join, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    change(&command.dossier, engine, lang, |dossier| {
        let ids = chosen(dossier, &command.documents, lang)?;
        let edit = parts::join(engine, &command.dossier, dossier, &ids);
        Ok(vec![edit.map_err(|error| Notice::parts(&error, lang))?])
    })?;
    let first = command.documents.first().map_or("", String::as_str);
    terminal::show(&lang.fill(Text::JoinDone, &[&first]));
    Ok(Exit::Done)
}
