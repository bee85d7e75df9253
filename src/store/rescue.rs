//! What can be had back of a dossier whose log is damaged: everything up to the damage, in a new dossier.
//!
//! **Invariant:** nothing of the damaged dossier is changed; the new one is whole or not there at all. Entries go over
//! with their time and account, and every sound source goes along, also those of steps that were taken back.
//! **Absent:** guessing what stood behind the damage.

use super::error::StoreError;
use super::folder::LOG_NAME;
use super::{log, making, sources};
use crate::model::dossier::Dossier;
use crate::model::edit::session::Session;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;

/// What was had back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rescued {
    /// Entries of the log that went over.
    pub entries: usize,
    /// Documents of the dossier as it was then.
    pub documents: usize,
    /// The first entry that could not be read; `None` where the whole log is sound.
    pub damaged: Option<i64>,
    /// Entries that stand from there on, as far as that can be told.
    pub lost: usize,
    /// Numbers of documents whose source is gone or no longer what it was.
    pub without_source: Vec<String>,
}

/// Makes a new dossier of all that is sound in a damaged one.
///
/// # Errors
/// There is no dossier, it is newer than this program, nothing of its log can be read, or the new folder is not empty or
/// cannot be written.
pub fn rescue(damaged: &Path, to: &Path) -> Result<Rescued, StoreError> {
    let path = damaged.join(LOG_NAME);
    if !path.is_file() {
        return Err(StoreError::NotADossier);
    }
    // A dossier within the damaged one would change that.
    let whole = |path: &Path| std::path::absolute(path);
    if whole(to)?.starts_with(whole(damaged)?) {
        return Err(StoreError::NotEmpty);
    }
    let connection = log::connect(&path)?;
    let (read, fault) = log::read_sound(&connection);
    if let Some(StoreError::Newer) = fault {
        return Err(StoreError::Newer);
    }
    let (dossier, fitting) = fold_sound(&read.events);
    if fitting == 0 {
        return Err(fault.unwrap_or(StoreError::Damaged(0)));
    }
    let all = log::count(&connection).unwrap_or(fitting);
    let is_whole = fault.is_none() && fitting == read.events.len();
    let mut rescued = Rescued {
        entries: fitting,
        documents: dossier.documents.len(),
        damaged: (!is_whole).then_some(fitting as i64 + 1),
        lost: all.saturating_sub(fitting),
        without_source: Vec::new(),
    };
    making::make(to, |new| {
        rescued.without_source = copy_sources(damaged, new, &dossier)?;
        let mut connection = Connection::open(new.join(LOG_NAME))?;
        let transaction = connection.transaction()?;
        let mut tail = log::Tail {
            sequence: 0,
            chain: Vec::new(),
        };
        for logged in read.events.into_iter().take(fitting) {
            let (time, account) = (&logged.time, &logged.account);
            log::append(&transaction, &mut tail, time, account, logged.event)?;
        }
        transaction.commit()?;
        Ok::<_, StoreError>(())
    })?;
    Ok(rescued)
}

/// The dossier after the entries that fit one after the other, and how many those are.
fn fold_sound(events: &[log::LoggedEvent]) -> (Dossier, usize) {
    let mut session = Session::default();
    let applied = events
        .iter()
        .take_while(|logged| session.apply(&logged.event).is_ok());
    let fitting = applied.count();
    ((**session.now()).clone(), fitting)
}

/// Copies every source that is still what it was; the numbers of documents whose source is not.
fn copy_sources(from: &Path, to: &Path, dossier: &Dossier) -> Result<Vec<String>, StoreError> {
    let mut sound = BTreeSet::new();
    for sha256 in sources::all(from) {
        if let Ok(bytes) = sources::read_source(from, &sha256) {
            sources::add_source(to, &bytes)?;
            sound.insert(sha256);
        }
    }
    let with_source = dossier
        .documents
        .iter()
        .filter_map(|d| Some((d, d.source.as_ref()?)));
    let without = with_source.filter(|(_, source)| !sound.contains(&source.sha256));
    Ok(without
        .map(|(document, _)| document.number.to_string())
        .collect())
}
