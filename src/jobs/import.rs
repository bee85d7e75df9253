//! Copying sources into a dossier.
//!
//! **Invariant:** a file that cannot be taken is named with the reason, and the others go on; nothing of it stays in
//! the dossier. A password opens a file and is never written. As many files are read at a time as there are cores; what
//! comes of them stands in the order of their names all the same. What is not looked through says so, and is handed over
//! as it comes.
//! **Absent:** numbers and titles; the edit that is returned takes its place among the others.

use super::background::Coming;
use super::intake::inspect;
use super::parallel::{children, each};
use crate::engine::{Engine, EngineError, OpenError, Reader};
use crate::export::progress::Progress;
use crate::model::dossier::document::SourceRef;
use crate::model::dossier::intake::SourceCounts;
use crate::model::edit::NewDocument;
use crate::store;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Folders in folders are looked into this deep.
const MAX_FOLDER_DEPTH: usize = 16;

/// When files are looked through for what they hide.
#[derive(Clone, Copy)]
pub enum Inspection<'a> {
    /// While they are copied in.
    Now,
    /// Afterwards: what is needed to show them and to mark comes first, and is handed over at once. What opens only with a
    /// password comes at the end, together with that.
    Later(&'a Coming<NewDocument>),
}

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
    /// Ready to be added, in the order of their names within a folder; without those that were handed over.
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
    look: Inspection<'_>,
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
    let names: Vec<String> = files.iter().map(|path| file_name(path)).collect();
    let children = matches!(look, Inspection::Now).then(|| children(files.len()));
    let in_order = InOrder::default();
    let read = |nth: usize, progress: &dyn Progress| {
        let path = files.get(nth)?;
        let taken = import_file(engine, dossier, path, password, (children, progress));
        let taken = taken.transpose()?;
        if let (Inspection::Later(coming), None) = (look, password) {
            let document = taken.as_ref().ok().map(|taken| taken.document.clone());
            in_order.hand_over(nth, document, coming);
        }
        Some(taken)
    };
    let outcomes = each(&names, |_| false, progress, read).into_iter();
    let outcomes = outcomes.map(Option::flatten);
    let handed_over = in_order.handed_over();
    for (nth, (path, outcome)) in files.iter().zip(outcomes).enumerate() {
        match outcome {
            None => imported.stopped = true,
            Some(Ok(ImportedFile { document, broken })) => {
                let locked = document.source.as_ref().filter(|s| s.encrypted);
                if let (Some(source), Some(password)) = (locked, password) {
                    let password = password.to_owned();
                    imported
                        .passwords
                        .insert(source.sha256.to_string(), password);
                }
                if nth >= handed_over {
                    imported.documents.push(document);
                }
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

/// Documents that are handed over in the order of their names, whichever was read first.
#[derive(Default)]
struct InOrder(Mutex<(usize, BTreeMap<usize, Option<NewDocument>>)>);

impl InOrder {
    /// What came of a file, and whatever waited for that.
    fn hand_over(&self, nth: usize, document: Option<NewDocument>, coming: &Coming<NewDocument>) {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, waiting) = &mut *guard;
        waiting.insert(nth, document);
        while let Some(document) = waiting.remove(next) {
            document.into_iter().for_each(|one| coming.add(one));
            *next += 1;
        }
    }

    /// Of how many files, from the first on, what came of them was handed over.
    fn handed_over(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }
}

/// How many files an import of these would read.
pub fn count(paths: &[PathBuf]) -> usize {
    let (mut files, mut skipped) = (Vec::new(), Vec::new());
    for path in paths {
        files_in(path, 0, &mut files, &mut skipped);
    }
    files.len()
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
        Ok(mut inner) if depth < MAX_FOLDER_DEPTH => {
            inner.retain(|p| !is_hidden(p));
            inner.sort_by_cached_key(|p| {
                // By the alphabet: only numbers of documents go by length, `z` before `aa`.
                let parts = crate::model::dossier::document::natural(&file_name(p)).into_iter();
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
struct ImportedFile {
    document: NewDocument,
    broken: Vec<usize>,
}

/// Takes a file, and looks through it with so many children, or leaves that for later; `None` when it was stopped.
fn import_file(
    engine: &Engine,
    dossier: &Path,
    path: &Path,
    password: Option<&str>,
    (children, progress): (Option<usize>, &dyn Progress),
) -> Result<Option<ImportedFile>, SkipReason> {
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
    let looked = children.map(|children| found(&mut reader, children, progress));
    let Some((found, broken)) = looked.unwrap_or_else(|| Some(Default::default())) else {
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
        to_look_through: children.is_none(),
        ..NewDocument::default()
    };
    Ok(Some(ImportedFile { document, broken }))
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
) -> Option<(Option<SourceCounts>, Vec<usize>)> {
    let Ok(looked) = inspect(reader, children, progress) else {
        return Some((None, Vec::new()));
    };
    let looked = looked?;
    let found = Some(looked.found()).filter(|found| !found.is_empty());
    Some((found, looked.broken))
}
