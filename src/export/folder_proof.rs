//! A published folder asked again: are these the files that were verified, and do they hold nothing?
//!
//! **Invariant:** a PDF that the report does not name, one that is gone and one whose hash differs are all as bad as a
//! leak.
//! **Absent:** dossiers; marks and sources are handed in.

use super::document::Source;
use super::edition;
use super::hash::hash;
use super::layout::COPIES;
use super::layout::{BUSY, INTERNAL, PUBLIC, REPORT_NAME};
use super::made::Listed;
use super::progress::Progress;
use super::proof::{self, Proof, Verdict};
use crate::engine::{Engine, EngineError};
use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

#[derive(Deserialize)]
struct Report {
    files: Vec<Listed>,
    /// Where they stand.
    #[serde(default = "public")]
    folder: String,
    /// The forms of the inventory, of which only the bytes are asked.
    inventory: Vec<Listed>,
}

fn public() -> String {
    PUBLIC.to_owned()
}

/// How a file stands to the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The bytes that were verified.
    Same,
    Changed,
    Missing,
    /// In the folder, not in the report.
    Unknown,
    /// The dossier publishes no document under this name, or does not say what this inventory says.
    NotInDossier,
}

/// One file of the folder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileProof {
    pub file: String,
    pub standing: Standing,
    /// `None` for an inventory, and for a file that is not there or cannot be opened.
    pub proof: Option<Proof>,
    /// It says itself that it is no publication.
    #[serde(skip)]
    pub is_copy: bool,
}

impl FileProof {
    pub fn is_clean(&self) -> bool {
        let sound = |p: &Proof| p.verdict() == Verdict::Clean;
        self.standing == Standing::Same && self.proof.as_ref().is_none_or(sound)
    }

    fn unproven(file: String, standing: Standing) -> Self {
        Self {
            file,
            standing,
            proof: None,
            is_copy: false,
        }
    }

    /// Asks a PDF that is there.
    fn prove(
        &mut self,
        engine: &Engine,
        bytes: Vec<u8>,
        against: Asked<'_>,
    ) -> Result<(), EngineError> {
        if matches!(against, Asked::NotInDossier) && self.standing == Standing::Same {
            self.standing = Standing::NotInDossier;
        }
        let proof = asked_again(engine, bytes, against);
        // What was changed may be no PDF any more; that is said already.
        self.proof = match proof {
            Err(_) if self.standing == Standing::Changed => None,
            proof => Some(proof?),
        };
        Ok(())
    }
}

/// What a file was made from.
pub struct Origin<'a> {
    pub source: Source,
    pub marks: Vec<&'a Mark>,
    pub notation: Notation,
}

/// What a file is asked against.
pub enum Asked<'a> {
    /// Nothing: it is asked by itself.
    Alone,
    Origin(Origin<'a>),
    /// It should be of a dossier that has no such document.
    NotInDossier,
}

impl<'a> Asked<'a> {
    pub fn of_dossier(origin: Option<Origin<'a>>) -> Self {
        origin.map_or(Self::NotInDossier, Self::Origin)
    }
}

/// Why a folder cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum FolderProofError {
    #[error("cancelled")]
    Cancelled,
    #[error("there is no report")]
    NoReport(#[source] io::Error),
    #[error("the report cannot be read")]
    BadReport,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Asks every PDF of an export folder; against its origin where `origin` knows one by the file's name.
///
/// # Errors
/// It is no export folder, an origin cannot be read, or it was cancelled.
pub fn of_folder<'a>(
    engine: &Engine,
    folder: &Path,
    origin: &dyn Fn(&str) -> io::Result<Asked<'a>>,
    progress: &dyn Progress,
) -> Result<Vec<FileProof>, FolderProofError> {
    let report = read_report(folder)?;
    // Only the two folders that an export makes: a report names no other place.
    let place = if report.folder == COPIES {
        COPIES
    } else {
        PUBLIC
    };
    // Whoever uploads the folder uploads what lies beside it too.
    let mut beside = names_in(folder)?;
    beside.retain(|name| ![place, INTERNAL, BUSY].contains(&name.as_str()));
    let folder = folder.join(place);
    let mut present = names_in(&folder)?;
    let mut proofs = Vec::new();
    let files = report.files.iter().map(|listed| (listed, true));
    let inventories = report.inventory.iter().map(|listed| (listed, false));
    let files_asked = report.files.len() + report.inventory.len();
    for (done, (listed, is_pdf)) in files.chain(inventories).enumerate() {
        progress.subject(&listed.name, done, files_asked);
        if progress.is_cancelled() {
            return Err(FolderProofError::Cancelled);
        }
        let mut asked = FileProof::unproven(listed.name.clone(), Standing::Missing);
        if present.remove(&listed.name) {
            let bytes = std::fs::read(folder.join(&listed.name))?;
            asked.standing = standing(&bytes, listed);
            if is_pdf {
                asked.is_copy = edition::is_copy(&bytes);
                asked.prove(engine, bytes, origin(&listed.name)?)?;
            }
        }
        proofs.push(asked);
    }
    present.extend(beside);
    let unknown = |file| FileProof::unproven(file, Standing::Unknown);
    proofs.extend(present.into_iter().map(unknown));
    Ok(proofs)
}

fn read_report(folder: &Path) -> Result<Report, FolderProofError> {
    let report = std::fs::read(folder.join(INTERNAL).join(REPORT_NAME));
    let report = report.map_err(FolderProofError::NoReport)?;
    serde_json::from_slice(&report).map_err(|_reason| FolderProofError::BadReport)
}

fn standing(bytes: &[u8], listed: &Listed) -> Standing {
    if hash(bytes) == listed.sha256 {
        Standing::Same
    } else {
        Standing::Changed
    }
}

fn asked_again(engine: &Engine, bytes: Vec<u8>, against: Asked<'_>) -> Result<Proof, EngineError> {
    match against {
        Asked::Origin(origin) => proof::against_source(
            engine,
            bytes.into(),
            &origin.source,
            &origin.marks,
            origin.notation,
        ),
        Asked::Alone | Asked::NotInDossier => proof::of_file(engine, bytes.into()),
    }
}

fn names_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}
