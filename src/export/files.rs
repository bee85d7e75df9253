//! The files of an export on their way: each document is made and verified, then written aside or left out and named.
//!
//! **Invariant:** every edition writes its documents here, so that none is written in a second way; nothing that
//! did not verify is among them.
//! **Absent:** which documents there are, and what is written beside them.

use super::document::{DocumentPlan, Draft, Overlay, Source, draft};
use super::finding::Finding;
use super::hash::hash;
use super::made::{Made, Written};
use super::outcome::{ExportError, Exported, LeftOut, LeftOutReason};
use super::progress::{DocumentError, Progress};
use super::report::{DocumentReport, Verdict};
use super::request::ExportInputs;
use super::staging::Staging;
use crate::engine::{Engine, EngineError};
use crate::model::dossier::document::Document;
use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use crate::writer::FileFacts;
use std::path::PathBuf;

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
    pub inputs: &'a ExportInputs<'a>,
    pub staging: Staging<'a>,
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
    pub fn begin(inputs: &'a ExportInputs<'a>, folder: &'static str) -> Result<Self, ExportError> {
        Ok(Self {
            inputs,
            staging: Staging::begin(inputs.target, folder)?,
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
        let bytes = match (self.inputs.sources)(source) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.leave_out(document, LeftOutReason::Source(EngineError::Read(error)));
                return Ok(());
            }
        };
        let source = Source {
            bytes: bytes.into(),
            password: self.inputs.passwords.get(source.sha256.as_str()).cloned(),
        };
        let plan = self.plan(wanted);
        let made = match draft(engine, &source, &plan, wanted.overlay.as_ref(), progress) {
            Ok(made) => made,
            Err(DocumentError::Cancelled) => return Err(ExportError::Cancelled),
            Err(DocumentError::Source(error)) => {
                self.leave_out(document, LeftOutReason::Source(error));
                return Ok(());
            }
        };
        self.keep(wanted, made)?;
        match progress.is_cancelled() {
            true => Err(ExportError::Cancelled),
            false => Ok(()),
        }
    }

    fn plan<'p>(&'p self, wanted: &'p EditionDocument<'_>) -> DocumentPlan<'p> {
        DocumentPlan {
            number: Some(wanted.document.number.to_string()),
            marks: wanted.marks.clone(),
            notation: wanted.notation,
            facts: FileFacts {
                title: wanted.title.clone(),
                language: "nl-NL".to_owned(),
                date: self.inputs.day.clone(),
            },
            reading: self.inputs.reading,
        }
    }

    /// Writes the file that was made, or names its document among those that are left out.
    fn keep(&mut self, wanted: &EditionDocument<'_>, made: Draft) -> Result<(), ExportError> {
        let pages = |verdict| {
            let of_verdict = made.report.pages.iter().filter(|p| p.verdict == verdict);
            of_verdict.map(|p| p.page).collect::<Vec<usize>>()
        };
        match &made.file {
            Some(file) => {
                self.staging
                    .write(self.folder, &wanted.name, file.bytes())?;
                self.written.push(Written {
                    name: wanted.name.clone(),
                    document: wanted.document.number.to_string(),
                    sha256: hash(file.bytes()),
                    pages: made.report.pages.len(),
                    raster: pages(Verdict::Raster).len(),
                });
            }
            None => {
                let refused = pages(Verdict::Refused);
                self.leave_out(wanted.document, LeftOutReason::NotVerified(refused));
            }
        }
        self.reports.push(made.report);
        Ok(())
    }

    fn leave_out(&mut self, document: &Document, reason: LeftOutReason) {
        self.left_out.push(LeftOut {
            document: document.id,
            number: document.number.to_string(),
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
            day: self.inputs.day.clone(),
            last_entry: self.inputs.last_entry,
            files: self.written.clone(),
            left_out: self.left_out.iter().map(LeftOut::named).collect(),
            documents: self.reports.clone(),
        }
    }

    /// Puts the files where they were asked for. `inventory` is relative to the target.
    ///
    /// # Errors
    /// The target cannot be written; then nothing is left behind.
    pub fn publish(
        self,
        unjudged: Vec<String>,
        inventory: PathBuf,
    ) -> Result<Exported, ExportError> {
        let exported = Exported {
            target: self.inputs.target.to_owned(),
            pages: self.written.iter().map(|w| w.pages).sum(),
            raster: self.written.iter().map(|w| w.raster).sum(),
            files: self.written.into_iter().map(|w| w.name).collect(),
            left_out: self.left_out,
            unjudged,
            inventory,
        };
        self.staging.put_in_place()?;
        Ok(exported)
    }
}
