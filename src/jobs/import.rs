//! Copying sources into a dossier.
//!
//! **Invariant:** a file that cannot be taken is named with the reason, and the others go on; nothing of it stays in
//! the dossier. A password opens a file and is never written. As many files are read at a time as there are cores; what
//! comes of them stands in the order of their names all the same.
//! **Absent:** numbers and titles; the edit that is returned takes its place among the others.

use super::intake::inspect;
use crate::engine::{Engine, EngineError, OpenError, Reader, workers};
use crate::export::document::{Progress, Stage};
use crate::model::document::SourceRef;
use crate::model::edit::NewDocument;
use crate::model::intake::Found;
use crate::store;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Folders in folders are looked into this deep.
const DEEPEST: usize = 16;
/// No file.
const NONE: usize = usize::MAX;

/// Why one file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum SkipReason {
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// With the password that was given.
    #[error("the password is wrong")]
    WrongPassword,
    #[error("the dossier cannot be written")]
    Store(#[source] io::Error),
    /// A pipe, a device or a link to something elsewhere.
    #[error("it is no ordinary file")]
    NoFile,
}

/// A file that was not taken.
#[derive(Debug)]
pub struct Skipped {
    pub path: PathBuf,
    pub reason: SkipReason,
}

impl Skipped {
    /// Whether a password would help.
    pub fn needs_password(&self) -> bool {
        matches!(
            self.reason,
            SkipReason::Engine(EngineError::Open(OpenError::Password)) | SkipReason::WrongPassword
        )
    }
}

/// What came of an import.
#[derive(Default)]
pub struct Imported {
    /// Ready to be added, in the order of their names within a folder.
    pub documents: Vec<NewDocument>,
    pub skipped: Vec<Skipped>,
    /// Folders in which there is no file.
    pub empty: Vec<PathBuf>,
    /// Files that were taken, with the pages, from 0, over which the engine crashed or hung.
    pub broken: Vec<(PathBuf, Vec<usize>)>,
    /// The password of the documents that opened only with it, by the hash of their source; kept in memory only.
    pub passwords: HashMap<String, String>,
    /// Stopped before everything was read.
    pub stopped: bool,
}

/// Reads files and folders into the dossier at `dossier`. Folders are looked into; a file in them that is no PDF is
/// skipped by name, as any other.
pub fn import(
    engine: &Engine,
    dossier: &Path,
    paths: &[PathBuf],
    password: Option<&str>,
    progress: &dyn Progress,
) -> Imported {
    let mut imported = Imported::default();
    let mut files = Vec::new();
    for path in paths {
        let before = (files.len(), imported.skipped.len());
        files_in(path, 0, &mut files, &mut imported.skipped);
        if before == (files.len(), imported.skipped.len()) {
            imported.empty.push(path.clone());
        }
    }
    // A few long files are read by all cores too.
    let children = workers(usize::MAX) / workers(files.len()).max(1);
    let outcomes = read_files(&files, progress, |path, progress| {
        import_file(engine, dossier, path, password, (children, progress))
    });
    for (path, outcome) in files.iter().zip(outcomes) {
        match outcome {
            None | Some(Ok(None)) => imported.stopped = true,
            Some(Ok(Some(Taken { document, broken }))) => {
                let locked = document.source.as_ref().filter(|s| s.encrypted);
                if let (Some(source), Some(password)) = (locked, password) {
                    let password = password.to_owned();
                    imported.passwords.insert(source.sha256.clone(), password);
                }
                imported.documents.push(document);
                if !broken.is_empty() {
                    imported.broken.push((path.clone(), broken));
                }
            }
            Some(Err(reason)) => imported.skipped.push(Skipped {
                path: path.clone(),
                reason,
            }),
        }
    }
    imported
}

/// How many files an import of these would read.
pub fn count(paths: &[PathBuf]) -> usize {
    let (mut files, mut skipped) = (Vec::new(), Vec::new());
    for path in paths {
        files_in(path, 0, &mut files, &mut skipped);
    }
    files.len()
}

/// What comes of each file, in their order; `None` where it was stopped before it began.
fn read_files<T: Send>(
    files: &[PathBuf],
    progress: &dyn Progress,
    read: impl Fn(&Path, &dyn Progress) -> T + Sync,
) -> Vec<Option<T>> {
    let (next, done, shown) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(NONE),
    );
    let outcomes: Vec<Mutex<Option<T>>> = files.iter().map(|_| Mutex::default()).collect();
    let work = || {
        loop {
            let own = next.fetch_add(1, Ordering::Relaxed);
            let (Some(path), Some(outcome)) = (files.get(own), outcomes.get(own)) else {
                return;
            };
            if progress.is_cancelled() {
                return;
            }
            let one = OneOf {
                progress,
                shown: &shown,
                done: &done,
                own,
                name: file_name(path),
                files: files.len(),
            };
            one.announce();
            let made = read(path, &one);
            *outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
            done.fetch_add(1, Ordering::Relaxed);
            shown.store(NONE, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers(files.len()) {
            scope.spawn(work);
        }
    });
    let made = outcomes.into_iter();
    made.map(|outcome| outcome.into_inner().unwrap_or_else(PoisonError::into_inner))
        .collect()
}

/// How far one of the files is that are read at a time: the pages of one of them are told, not of all in turn.
struct OneOf<'a> {
    progress: &'a dyn Progress,
    /// The file of which is told, or [`NONE`].
    shown: &'a AtomicUsize,
    /// Files that are read.
    done: &'a AtomicUsize,
    own: usize,
    name: String,
    files: usize,
}

impl OneOf<'_> {
    fn announce(&self) {
        self.shown.store(self.own, Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed);
        self.progress.subject(&self.name, done, self.files);
    }
}

impl Progress for OneOf<'_> {
    fn page_done(&self, stage: Stage, done: usize, pages: usize) {
        if self.shown.load(Ordering::Relaxed) == NONE {
            self.announce();
        }
        if self.shown.load(Ordering::Relaxed) == self.own {
            self.progress.page_done(stage, done, pages);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

fn files_in(path: &Path, depth: usize, files: &mut Vec<PathBuf>, skipped: &mut Vec<Skipped>) {
    let is_link = depth > 0 && path.is_symlink();
    if is_link || !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let entries = std::fs::read_dir(path).and_then(|entries| {
        entries
            .map(|e| Ok(e?.path()))
            .collect::<io::Result<Vec<_>>>()
    });
    match entries {
        Ok(mut inner) if depth < DEEPEST => {
            inner.retain(|p| !is_hidden(p));
            inner.sort_by_cached_key(|p| {
                // By the alphabet: only numbers of documents go by length, `z` before `aa`.
                let parts = crate::model::document::natural(&file_name(p)).into_iter();
                let name: Vec<(u64, String)> = parts.map(|(n, _, text)| (n, text)).collect();
                (p.is_dir(), name)
            });
            inner
                .iter()
                .for_each(|p| files_in(p, depth + 1, files, skipped));
        }
        Ok(_) => skipped.push(Skipped {
            path: path.to_owned(),
            reason: EngineError::Read(io::ErrorKind::Unsupported.into()).into(),
        }),
        Err(error) => skipped.push(Skipped {
            path: path.to_owned(),
            reason: EngineError::Read(error).into(),
        }),
    }
}

/// Files that the system keeps for itself, such as `.DS_Store`.
fn is_hidden(path: &Path) -> bool {
    file_name(path).starts_with('.')
}

/// The name without its folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// A file that was taken.
struct Taken {
    document: NewDocument,
    broken: Vec<usize>,
}

/// `None` when it was stopped.
fn import_file(
    engine: &Engine,
    dossier: &Path,
    path: &Path,
    password: Option<&str>,
    (children, progress): (usize, &dyn Progress),
) -> Result<Option<Taken>, SkipReason> {
    let bytes: Arc<[u8]> = read_ordinary(path)?.into();
    if holds_files(&bytes) {
        return Err(EngineError::Open(OpenError::NotAPdf).into());
    }
    let (mut reader, encrypted) = match engine.open(bytes.clone(), None) {
        Err(EngineError::Open(OpenError::Password)) if password.is_some() => {
            match engine.open(bytes.clone(), password.map(str::to_owned)) {
                Err(EngineError::Open(OpenError::Password)) => {
                    return Err(SkipReason::WrongPassword);
                }
                opened => (opened?, true),
            }
        }
        opened => (opened?, false),
    };
    let Some((found, broken)) = found(&mut reader, children, progress) else {
        return Ok(None);
    };
    let sha256 = store::add_source(dossier, &bytes).map_err(SkipReason::Store)?;
    let work_title = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let document = NewDocument {
        work_title,
        source: Some(SourceRef {
            sha256,
            size: bytes.len() as u64,
            pages: reader.facts().pages.clone(),
            encrypted,
        }),
        found,
        ..NewDocument::default()
    };
    Ok(Some(Taken { document, broken }))
}

/// Reads a file that is nothing else: opening a pipe or a device may wait for ever, and a link may lead out of the folder
/// that was meant.
fn read_ordinary(path: &Path) -> Result<Vec<u8>, SkipReason> {
    let metadata = std::fs::symlink_metadata(path).map_err(EngineError::Read)?;
    match metadata.is_file() {
        true => Ok(std::fs::read(path).map_err(EngineError::Read)?),
        false => Err(SkipReason::NoFile),
    }
}

/// Whether it is an archive, an e-mail of Outlook or the like: a PDF that is stored in one as it is would be taken for the
/// whole, since a reader forgives what stands before a PDF. Signatures: PKWARE APPNOTE 4.3.7, MS-CFB 2.2, POSIX ustar.
fn holds_files(bytes: &[u8]) -> bool {
    let begins = [&b"PK\x03\x04"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];
    begins.iter().any(|begin| bytes.starts_with(begin))
        || bytes
            .get(257..)
            .is_some_and(|rest| rest.starts_with(b"ustar"))
}

/// What the source holds beside its pages, and the pages over which the engine failed; `None` when it was stopped. A
/// source that opens and cannot be looked through is a document all the same: what it holds is not exported in any case.
fn found(
    reader: &mut Reader,
    children: usize,
    progress: &dyn Progress,
) -> Option<(Option<Found>, Vec<usize>)> {
    let Ok(looked) = inspect(reader, children, progress) else {
        return Some((None, Vec::new()));
    };
    let looked = looked?;
    let found = Some(looked.found()).filter(|found| !found.is_empty());
    Some((found, looked.broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether it is stopped, and how many were done whenever a file was begun.
    struct Told(bool, Mutex<Vec<usize>>);

    impl Progress for Told {
        fn subject(&self, _: &str, done: usize, _: usize) {
            self.1.lock().unwrap().push(done);
        }

        fn page_done(&self, _: Stage, _: usize, _: usize) {}

        fn is_cancelled(&self) -> bool {
            self.0
        }
    }

    #[test]
    fn files_that_are_read_together_keep_their_order_and_none_is_begun_after_a_stop() {
        let files: Vec<PathBuf> = (0..50).map(|nth| PathBuf::from(nth.to_string())).collect();
        let read = |path: &Path, progress: &dyn Progress| {
            progress.page_done(Stage::Reading, 1, 1);
            file_name(path)
        };
        let on = Told(false, Mutex::default());
        let made = read_files(&files, &on, read);
        let expected: Vec<Option<String>> =
            (0..50).map(|nth: usize| Some(nth.to_string())).collect();
        assert_eq!(made, expected);
        let told = on.1.lock().unwrap();
        assert!(told.len() >= 50 && told.iter().all(|done| *done < 50));
        let stopped = Told(true, Mutex::default());
        assert!(
            read_files(&files, &stopped, read)
                .iter()
                .all(Option::is_none)
        );
    }
}
