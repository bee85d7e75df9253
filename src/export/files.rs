//! The files of an export on their way: each document is made and verified, then written aside or left out and named.
//!
//! **Invariant:** every edition writes its documents here, so that none is written in a second way; nothing that
//! did not verify is among them.
//! **Absent:** which documents there are, and what is written beside them.

use super::document::{DocumentError, DocumentPlan, Overlay, Progress, Source, draft};
use super::finding::Finding;
use super::folder::{ExportError, LeftOut, LeftOutReason};
use super::made::{Made, Written};
use super::report::{DocumentReport, Verdict};
use super::staging::Staging;
use crate::engine::{Engine, EngineError};
use crate::model::document::{Document, SourceRef};
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::ocr::Installed;
use crate::writer::FileFacts;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// What an export of any edition is made from, and where it goes.
pub struct ExportInputs<'a> {
    /// New, or an empty folder.
    pub target: &'a Path,
    /// ISO 8601 day that files and papers carry.
    pub day: String,
    /// Passwords of sources that open only with one, by their hash.
    pub passwords: HashMap<String, String>,
    /// The bytes of a source.
    pub sources: &'a (dyn Fn(&SourceRef) -> io::Result<Vec<u8>> + Sync),
    /// The number of the last entry of the log.
    pub last_entry: i64,
    /// What reads the pages of a copy that are pictures.
    pub reading: Option<&'a Installed>,
}

/// A document as one edition has it.
pub(super) struct EditionDocument<'a> {
    pub document: &'a Document,
    /// The name of the file.
    pub name: String,
    /// The title in the file.
    pub title: String,
    /// What is black.
    pub marks: Vec<&'a Mark>,
    pub notation: Notation,
    /// What makes it unlike a publication.
    pub overlay: Option<Overlay>,
}

/// The files of an export.
pub(super) struct Files<'a> {
    pub errand: &'a ExportInputs<'a>,
    pub aside: Staging<'a>,
    /// The folder of the documents within the export.
    folder: &'static str,
    pub written: Vec<Written>,
    pub reports: Vec<DocumentReport>,
    pub left_out: Vec<LeftOut>,
}

impl<'a> Files<'a> {
    /// Makes the folders aside.
    ///
    /// # Errors
    /// Nothing can be written at or beside the target.
    pub fn begin(errand: &'a ExportInputs<'a>, folder: &'static str) -> Result<Self, ExportError> {
        Ok(Self {
            errand,
            aside: Staging::begin(errand.target, folder)?,
            folder,
            written: Vec::new(),
            reports: Vec::new(),
            left_out: Vec::new(),
        })
    }

    /// Makes and verifies a document and writes it aside, or leaves it out.
    ///
    /// # Errors
    /// It was cancelled, or nothing can be written.
    pub fn write(
        &mut self,
        engine: &Engine,
        wanted: &EditionDocument<'_>,
        progress: &dyn Progress,
    ) -> Result<(), ExportError> {
        let document = wanted.document;
        let Some(source) = &document.source else {
            return Ok(());
        };
        let bytes = match (self.errand.sources)(source) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.leave_out(document, LeftOutReason::Source(EngineError::Read(error)));
                return Ok(());
            }
        };
        let source = Source {
            bytes: bytes.into(),
            password: self.errand.passwords.get(source.sha256.as_str()).cloned(),
        };
        let plan = DocumentPlan {
            number: Some(document.number.clone()),
            marks: wanted.marks.clone(),
            notation: wanted.notation,
            facts: FileFacts {
                title: wanted.title.clone(),
                language: "nl-NL".to_owned(),
                date: self.errand.day.clone(),
            },
            reading: self.errand.reading,
        };
        let made = match draft(engine, &source, &plan, wanted.overlay.as_ref(), progress) {
            Ok(made) => made,
            Err(DocumentError::Cancelled) => return Err(ExportError::Cancelled),
            Err(DocumentError::Source(error)) => {
                self.leave_out(document, LeftOutReason::Source(error));
                return Ok(());
            }
        };
        let pages = |verdict| {
            let of_verdict = made.report.pages.iter().filter(|p| p.verdict == verdict);
            of_verdict.map(|p| p.page).collect::<Vec<usize>>()
        };
        match &made.file {
            Some(file) => {
                self.aside.write(self.folder, &wanted.name, file.bytes())?;
                self.written.push(Written {
                    name: wanted.name.clone(),
                    document: document.number.clone(),
                    sha256: hash(file.bytes()),
                    pages: made.report.pages.len(),
                    raster: pages(Verdict::Raster).len(),
                });
            }
            None => {
                let refused = pages(Verdict::Refused);
                self.leave_out(document, LeftOutReason::NotVerified(refused));
            }
        }
        self.reports.push(made.report);
        match progress.is_cancelled() {
            true => Err(ExportError::Cancelled),
            false => Ok(()),
        }
    }

    fn leave_out(&mut self, document: &Document, reason: LeftOutReason) {
        self.left_out.push(LeftOut {
            document: document.id,
            number: document.number.clone(),
            reason,
        });
    }

    /// Leaves out what the export check holds back.
    pub fn hold(&mut self, document: &Document, finding: &Finding) {
        self.leave_out(document, LeftOutReason::Held(Box::new(finding.clone())));
    }

    /// What was made, as the report says it.
    pub fn made(&self) -> Made {
        Made {
            day: self.errand.day.clone(),
            last_entry: self.errand.last_entry,
            files: self.written.clone(),
            left_out: self.left_out.iter().map(LeftOut::named).collect(),
            documents: self.reports.clone(),
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|b| format!("{b:02x}")).collect()
}
