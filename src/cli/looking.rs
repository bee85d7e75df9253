//! Looking through what a closed window left, before a command needs to know what sources hide.
//!
//! **Invariant:** what was looked through is kept in the dossier, also when the rest was stopped.

use super::dossier::Sources;
use super::terminal;
use crate::clock;
use crate::engine::{Engine, EngineError, OpenError};
use crate::error::{Kind, Notice};
use crate::export::progress::Progress;
use crate::i18n::{Lang, Text};
use crate::jobs::looking::{LookedSource, LookingJob, look};
use crate::model::dossier::Dossier;
use crate::model::edit::session::{Event, Session};
use crate::store::Writer;
use std::collections::HashSet;
use std::sync::Arc;

/// A dossier that is held, with all looked through that was not. A document that stays locked stays as it is.
pub fn through(
    engine: &Engine,
    (dossier, writer): (Arc<Dossier>, Writer),
    sources: &Sources<'_>,
    progress: &dyn Progress,
    lang: Lang,
) -> Result<(Arc<Dossier>, Writer), Notice> {
    let mut known = HashSet::new();
    let waiting = dossier.to_look_through();
    let waiting = waiting.filter_map(|document| sources.of(document));
    let job = LookingJob {
        documents: waiting
            .filter(|(_, s)| known.insert(s.key.clone()))
            .collect(),
        ..LookingJob::default()
    };
    look(engine, &job, progress);
    let looked = job.made.take();
    for one in &looked {
        let mut documents = job.documents.iter();
        let of = documents.find(|(_, source)| source.key == one.source.key);
        tell(one, of.map_or("", |(number, _)| number), lang);
    }
    let looked_through: Vec<_> = looked.into_iter().filter_map(|one| one.through).collect();
    let mut session = Session::new(dossier);
    session.looked_through(&looked_through);
    if !looked_through.is_empty() {
        let sources = looked_through;
        writer.record(Event::LookedThrough { sources }, &clock::moment());
    }
    if progress.is_cancelled() {
        let text = lang.text(Text::Cancelled).to_owned();
        return Err(Notice::new(Kind::Cancelled, text));
    }
    Ok((session.now().clone(), writer))
}

/// Names what could not be looked through, or not whole. That a document is locked its finding says, and here that the
/// password is wrong.
fn tell(looked: &LookedSource, number: &str, lang: Lang) {
    let tried = looked.source.password.as_deref();
    match &looked.failed {
        None => {}
        Some(EngineError::Open(OpenError::Password)) if tried.is_none() => {}
        Some(error) => terminal::report(&terminal::source_notice(error, number, tried, lang)),
    }
    if !looked.broken.is_empty() {
        terminal::report(&Notice::broken_pages(number, &looked.broken, lang));
    }
}
