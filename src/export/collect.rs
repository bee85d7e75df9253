//! Joining parts of one publication: their files as they are, one inventory and one report as a whole export makes them.
//!
//! **Invariant:** everything is checked again where it is joined, as a stranger checks an export, before anything stands at
//! the target; parts that are not of one dossier in one state are not joined. What comes out is, byte for byte, what an
//! export of all documents makes: a file does not depend on the others, and the papers come from the same facts.
//! **Absent:** the dossier and its sources.

use super::folder_proof::{self, Asked, FileProof, FolderProofError};
use super::hash::hash;
use super::layout::PUBLIC;
use super::made::Absent;
use super::outcome::ExportError;
use super::papers;
use super::part::{self, Difference, Part, Unfit};
use super::progress::Progress;
use super::staging::{self, Staging};
use crate::engine::Engine;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was joined.
#[derive(Debug)]
pub struct Collected {
    /// Published documents.
    pub documents: usize,
    pub pages: usize,
    /// Those of them that are published as a picture.
    pub raster: usize,
    pub left_out: Vec<Absent>,
    /// Numbers of documents about which nothing was decided.
    pub unjudged: Vec<String>,
}

/// Why nothing was joined.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    #[error("a folder is not taken as a part")]
    Unfit(PathBuf, Unfit),
    #[error("two parts are not of one export")]
    Differ(PathBuf, PathBuf, Difference),
    /// This file of a part is not there or has other bytes than its report says.
    #[error("a file of a part was changed")]
    Changed(PathBuf, String),
    /// With its number.
    #[error("a document has two files that differ")]
    TwoFiles(String),
    /// These do not stand a second check.
    #[error("files did not verify")]
    NotVerified(Vec<String>),
    #[error(transparent)]
    Proof(#[from] FolderProofError),
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Joins parts in a folder that is new or empty.
///
/// # Errors
/// The parts are not of one export, a file was changed or does not verify, it was cancelled, or the target cannot be
/// written. Then nothing is left behind.
pub fn collect(
    engine: &Engine,
    folders: &[PathBuf],
    target: &Path,
    progress: &dyn Progress,
) -> Result<Collected, CollectError> {
    staging::check_target(target)?;
    let parts = of_one_export(folders)?;
    let Some(facts) = part::joined(&parts) else {
        return Err(CollectError::Unfit(target.to_owned(), Unfit::NoPart));
    };
    let staging = Staging::begin(target, PUBLIC)?;
    take_files(&staging, &parts)?;
    papers::write(engine, &staging, &facts)?;
    ask_again(engine, staging.path(), progress)?;
    staging.put_in_place()?;
    let made = facts.made;
    Ok(Collected {
        documents: made.files.len(),
        pages: made.files.iter().map(|file| file.pages).sum(),
        raster: made.files.iter().map(|file| file.raster).sum(),
        left_out: made.left_out,
        unjudged: facts.unjudged,
    })
}

fn of_one_export(folders: &[PathBuf]) -> Result<Vec<Part>, CollectError> {
    let mut parts: Vec<Part> = Vec::new();
    for folder in folders {
        let unfit = |unfit| CollectError::Unfit(folder.clone(), unfit);
        let part = Part::read(folder).map_err(unfit)?;
        if let Some(first) = parts.first()
            && let Some(difference) = first.differs(&part)
        {
            let first = first.folder().to_owned();
            return Err(CollectError::Differ(first, folder.clone(), difference));
        }
        parts.push(part);
    }
    Ok(parts)
}

/// Writes every file of the parts once.
fn take_files(staging: &Staging<'_>, parts: &[Part]) -> Result<(), CollectError> {
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for part in parts {
        for file in part.files() {
            let bytes = part.bytes(file).ok();
            let bytes = bytes.filter(|bytes| hash(bytes) == file.sha256);
            let Some(bytes) = bytes else {
                let (folder, name) = (part.folder().to_owned(), file.name.clone());
                return Err(CollectError::Changed(folder, name));
            };
            match taken.insert(&file.document, &file.sha256) {
                None => staging.write(PUBLIC, &file.name, &bytes)?,
                Some(hash) if hash == file.sha256 => {}
                Some(_) => return Err(CollectError::TwoFiles(file.document.clone())),
            }
        }
    }
    Ok(())
}

fn ask_again(engine: &Engine, folder: &Path, progress: &dyn Progress) -> Result<(), CollectError> {
    let proofs = folder_proof::of_folder(engine, folder, &|_| Ok(Asked::Alone), progress)?;
    let bad = proofs.into_iter().filter(|proof| !proof.is_clean());
    let bad: Vec<String> = bad.map(|FileProof { file, .. }| file).collect();
    match bad.is_empty() {
        true => Ok(()),
        false => Err(CollectError::NotVerified(bad)),
    }
}
