//! A dossier on disk: a folder with the edit log and the sources.
//!
//! **Invariant:** the log is the truth and is only ever appended to; a dossier is the fold of its log. One process
//! writes at a time, proved inside every transaction.
//! **Absent:** a second copy of the truth, covered text, search terms.
//!
//! The folder holds `dossier.lakwerk` (SQLite), `bron/<sha256>.pdf`, and in `gelezen` what was read from pictures. The
//! journal is a rollback journal and never a write-ahead log, because dossiers live on network shares where shared memory
//! does not work.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]
mod entry;
mod error;
mod folder;
mod holder;
mod lease;
pub mod lists;
mod log;
mod making;
mod network;
pub mod office;
pub mod preferences;
pub mod readings;
mod rescue;
mod sources;
mod writer;

pub use error::StoreError;
pub use folder::{LOG_NAME, is_dossier};
pub use holder::Holder;
pub use lease::{STALE, take_over};
pub use log::LoggedEvent;
pub use making::make;
pub use network::is_remote;
pub use rescue::{Rescued, rescue};
pub use sources::{add_source, read_source, read_source_at, source_path};
pub use writer::{SaveState, Writer};

use crate::model::dossier::Dossier;
use crate::model::dossier::sha256::Sha256;
use crate::model::edit::Edit;
use crate::model::edit::session::{Event, Session};
use folder::last_sign;
use rusqlite::Connection;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An opened dossier.
pub struct Opened {
    pub folder: PathBuf,
    pub dossier: Arc<Dossier>,
    pub access: Access,
}

/// What this process may do with it.
pub enum Access {
    Write(Writer),
    /// Somebody else writes.
    ReadOnly(Holder),
    /// The folder cannot be written by this account.
    Unwritable,
}

/// Makes an empty dossier in a folder that is new or empty.
///
/// # Errors
/// The folder is not empty or cannot be written.
pub fn create(folder: &Path) -> Result<(), StoreError> {
    make(folder, |_| Ok(()))
}

/// Opens a dossier, for writing when nobody else does. `holder` says who asks.
///
/// # Errors
/// There is no dossier, it is newer than this program, or damaged.
pub fn open(folder: &Path, holder: &Holder) -> Result<Opened, StoreError> {
    let path = folder.join(LOG_NAME);
    if !path.is_file() {
        return Err(StoreError::NotADossier);
    }
    let mut connection = log::connect(&path)?;
    let taken = match lease::take(&mut connection, holder) {
        Err(error) if error.is_unwritable() => None,
        taken => Some(taken?),
    };
    // Read after the lease is taken, so that nobody can add behind what was read.
    let (dossier, read) = fold(&connection)?;
    let access = match taken {
        None => Access::Unwritable,
        Some(lease::LeaseOutcome::Yes(fencing)) => {
            let removed = remove_orphans(folder, &dossier, &connection);
            let mut writer = Writer::start(connection, fencing, read.tail, &holder.account)?;
            (writer.removed, writer.version) = (removed, read.version);
            Access::Write(writer)
        }
        Some(lease::LeaseOutcome::HeldBy(other)) => Access::ReadOnly(other),
    };
    Ok(Opened {
        folder: folder.to_owned(),
        dossier: Arc::new(dossier),
        access,
    })
}

/// Removes the sources that no entry names, not even one that was undone.
fn remove_orphans(folder: &Path, dossier: &Dossier, connection: &Connection) -> Vec<String> {
    let named: HashSet<&Sha256> = dossier
        .documents
        .iter()
        .filter_map(|document| Some(&document.source.as_ref()?.sha256))
        .collect();
    // What cannot be looked up counts as named.
    let in_log = |sha256: &Sha256| log::names(connection, sha256.as_str()).unwrap_or(true);
    let is_named = |sha256: &Sha256| named.contains(sha256) || in_log(sha256);
    readings::remove_orphans(folder, is_named);
    sources::remove_orphans(folder, is_named)
}

/// Reads a dossier without taking it.
///
/// # Errors
/// As [`open()`].
pub fn read(folder: &Path) -> Result<(Arc<Dossier>, Vec<LoggedEvent>), StoreError> {
    let path = folder.join(LOG_NAME);
    if !path.is_file() {
        return Err(StoreError::NotADossier);
    }
    let connection = log::connect(&path)?;
    let (dossier, read) = fold(&connection)?;
    Ok((Arc::new(dossier), read.events))
}

/// Removes a dossier: the log, the sources and the folder.
///
/// # Errors
/// Something cannot be removed; what is gone stays gone. Files that the program did not make stay, with the folder.
pub fn destroy(folder: &Path) -> Result<(), StoreError> {
    if !folder.join(LOG_NAME).is_file() {
        return Err(StoreError::NotADossier);
    }
    sources::destroy(folder)?;
    readings::destroy(folder)?;
    for name in [LOG_NAME, "dossier.lakwerk-journal"] {
        match std::fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    match std::fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(error.into()),
        _ => Ok(()),
    }
}

/// Replays the log.
fn fold(connection: &Connection) -> Result<(Dossier, log::ReadLog), StoreError> {
    let read = log::read(connection)?;
    let mut session = Session::default();
    for logged in &read.events {
        let applied = session.apply(&logged.event);
        applied.map_err(|_does_not_fit| StoreError::Damaged(logged.sequence))?;
    }
    Ok(((**session.now()).clone(), read))
}

/// What a program that is no window does: open for writing, decide on the dossier as it is, keep the edits, close.
///
/// # Errors
/// As [`open()`]; [`StoreError::InUse`] when somebody else writes; what `decide` returns. Then nothing is kept.
pub fn change<E: From<StoreError>>(
    folder: &Path,
    holder: &Holder,
    time: &str,
    decide: impl FnOnce(&Arc<Dossier>) -> Result<Vec<Edit>, E>,
) -> Result<Arc<Dossier>, E> {
    let (dossier, writer) = hold(folder, holder)?;
    let edits = decide(&dossier)?;
    Ok(keep(dossier, writer, edits, time)?)
}

/// Keeps edits in a dossier that is held, and closes it.
///
/// # Errors
/// One does not fit, or cannot be kept. Then none is kept.
pub fn keep(
    dossier: Arc<Dossier>,
    writer: Writer,
    edits: Vec<Edit>,
    time: &str,
) -> Result<Arc<Dossier>, StoreError> {
    let mut session = Session::new(dossier);
    for edit in &edits {
        session.edit(edit.clone())?;
    }
    edits
        .into_iter()
        .for_each(|edit| writer.record(Event::Edit(edit), time));
    writer.finish()?;
    Ok(session.now().clone())
}

/// Opens a dossier for writing and keeps it so until the writer is dropped.
///
/// # Errors
/// As [`change`].
pub fn hold(folder: &Path, holder: &Holder) -> Result<(Arc<Dossier>, Writer), StoreError> {
    let opened = open(folder, holder)?;
    match opened.access {
        Access::Write(writer) => Ok((opened.dossier, writer)),
        Access::ReadOnly(other) => Err(StoreError::InUse(other, last_sign(folder))),
        Access::Unwritable => Err(StoreError::Io(io::ErrorKind::PermissionDenied.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::document::SourceRef;
    use crate::model::edit::NewDocument;
    use crate::model::edit::tests::draw;
    use crate::model::page::geometry::PageSize;

    const TIME: &str = "2026-11-23T14:02:00+01:00";

    fn holder(name: &str) -> Holder {
        Holder::this_process(name)
    }

    fn with_document(folder: &Path) -> Arc<Dossier> {
        let pages = vec![
            PageSize {
                width: 595.0,
                height: 842.0
            };
            3
        ];
        let source = SourceRef {
            sha256: Sha256::of([0; 32]),
            size: 1,
            pages,
            encrypted: false,
        };
        let document = NewDocument {
            source: Some(source),
            ..NewDocument::default()
        };
        let edit = Edit::AddDocuments {
            documents: vec![document],
        };
        change(folder, &holder("test"), TIME, |_| {
            Ok::<_, StoreError>(vec![edit])
        })
        .unwrap()
    }

    #[test]
    fn what_was_recorded_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        with_document(folder.path());
        let Access::Write(writer) = open(folder.path(), &holder("test")).unwrap().access else {
            panic!("nobody else writes")
        };
        let edits = [draw(0, 10.0), draw(1, 20.0)].map(Event::Edit);
        let events = edits
            .into_iter()
            .chain([Event::Undo, Event::Edit(draw(2, 30.0))]);
        events.for_each(|event| writer.record(event, TIME));
        writer.finish().unwrap();
        let (read, log) = read(folder.path()).unwrap();
        assert_eq!((read.marks(), log.len()), (2, 5));
        assert_eq!(read.documents[0].marks[1].mark.page, 2);
    }

    #[test]
    fn a_dossier_that_was_taken_over_says_so_once_and_keeps_nothing_more() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        let opened = open(folder.path(), &Holder::here()).unwrap();
        let Access::Write(writer) = opened.access else {
            panic!("not written by anybody else")
        };
        let other = Connection::open(folder.path().join(LOG_NAME)).unwrap();
        let taken = other.execute("UPDATE lease SET fencing = fencing + 1", []);
        assert_eq!(taken.unwrap(), 1);
        let documents = vec![NewDocument::default()];
        writer.record(Event::Edit(Edit::AddDocuments { documents }), TIME);
        let failure = loop {
            match writer.take_failure() {
                Some(failure) => break failure,
                None => std::thread::yield_now(),
            }
        };
        assert!(matches!(failure, StoreError::Lost));
        assert!(writer.take_failure().is_none());
        drop(writer);
        let (dossier, events) = read(folder.path()).unwrap();
        assert!(dossier.documents.is_empty() && events.is_empty());
    }

    #[test]
    fn a_second_opener_only_reads() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        let first = open(folder.path(), &holder("A")).unwrap();
        let second = open(folder.path(), &holder("B")).unwrap();
        assert!(matches!(first.access, Access::Write(_)));
        assert!(matches!(second.access, Access::ReadOnly(ref by) if by.account == "A"));
        drop(first);
        let third = open(folder.path(), &holder("B")).unwrap();
        assert!(
            matches!(third.access, Access::Write(_)),
            "a closed window leaves the lease"
        );
    }

    #[test]
    fn a_changed_entry_is_damage() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        with_document(folder.path());
        let log = Connection::open(folder.path().join(LOG_NAME)).unwrap();
        log.execute("UPDATE log SET account = 'iemand anders'", [])
            .unwrap();
        assert!(matches!(
            open(folder.path(), &holder("A")),
            Err(StoreError::Damaged(1))
        ));
    }

    #[test]
    fn a_newer_dossier_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        Connection::open(folder.path().join(LOG_NAME))
            .unwrap()
            .pragma_update(None, "user_version", 99)
            .unwrap();
        assert!(matches!(
            open(folder.path(), &holder("A")),
            Err(StoreError::Newer)
        ));
        std::fs::write(folder.path().join(LOG_NAME), "geen database").unwrap();
        assert!(matches!(
            open(folder.path(), &holder("A")),
            Err(StoreError::Damaged(0))
        ));
    }

    #[test]
    fn a_source_that_only_an_undone_edit_names_stays_and_one_without_any_goes() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        let source = |bytes: &[u8]| SourceRef {
            sha256: add_source(folder.path(), bytes).unwrap(),
            size: bytes.len() as u64,
            pages: Vec::new(),
            encrypted: false,
        };
        let undone = source(b"undone");
        let Access::Write(writer) = open(folder.path(), &holder("A")).unwrap().access else {
            panic!("nobody else writes")
        };
        assert_eq!(writer.removed().len(), 1, "nothing names it yet");
        let undone = SourceRef {
            sha256: add_source(folder.path(), b"undone").unwrap(),
            ..undone
        };
        let documents = vec![NewDocument {
            source: Some(undone.clone()),
            ..NewDocument::default()
        }];
        writer.record(Event::Edit(Edit::AddDocuments { documents }), TIME);
        writer.record(Event::Undo, TIME);
        writer.finish().unwrap();
        let orphan = source(b"orphan");
        let Access::Write(writer) = open(folder.path(), &holder("A")).unwrap().access else {
            panic!("nobody else writes")
        };
        assert_eq!(writer.removed(), [format!("{}.pdf", orphan.sha256)]);
        assert!(read_source(folder.path(), &undone.sha256).is_ok());
    }

    #[test]
    fn damage_is_told_from_what_the_system_refuses() {
        let damaged = |spoil: &dyn Fn(&Path)| {
            let folder = tempfile::tempdir().unwrap();
            create(folder.path()).unwrap();
            with_document(folder.path());
            spoil(&folder.path().join(LOG_NAME));
            let opened = open(folder.path(), &holder("A")).map(|_| ());
            assert!(matches!(opened, Err(StoreError::Damaged(_))), "{opened:?}");
        };
        damaged(&|path| std::fs::write(path, "").unwrap());
        damaged(&|path| {
            let bytes = std::fs::read(path).unwrap();
            std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        });
        damaged(&|path| {
            let mut bytes = std::fs::read(path).unwrap();
            let end = bytes.len();
            bytes[4096..end].fill(0x5A);
            std::fs::write(path, bytes).unwrap();
        });
        for statement in [
            "DROP TABLE lease",
            "DROP TABLE log",
            "DELETE FROM lease",
            "UPDATE log SET chain = x'00'",
        ] {
            damaged(&|path| {
                let log = Connection::open(path).unwrap();
                log.execute_batch(statement).unwrap();
            });
        }
    }

    #[test]
    fn destroying_leaves_nothing_of_ours() {
        let folder = tempfile::tempdir().unwrap();
        let dossier = folder.path().join("dossier");
        create(&dossier).unwrap();
        add_source(&dossier, b"%PDF-inhoud").unwrap();
        destroy(&dossier).unwrap();
        assert!(!dossier.exists());
    }
}
