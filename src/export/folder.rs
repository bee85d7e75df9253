//! A whole dossier from plan to published folder: files, inventory and report, put in place in one step.
//!
//! **Invariant:** everything is written in a folder aside and renamed when it is complete; nothing unverified is ever
//! in it. A document that cannot be published is left out and named, and the inventory is then a concept.
//! **Absent:** where sources lie; they are handed in.

use super::document::{DocumentError, DocumentPlan, Progress, Source, draft};
use super::finding::Finding;
use super::inventory::InventoryError;
use super::plan::{ExportPlan, PlannedDocument};
use super::publish::{self, PublishError};
use super::report::{DocumentReport, Verdict};
use super::telling::Covered;
use crate::engine::{Engine, EngineError};
use crate::model::document::{Document, DocumentId, SourceRef};
use crate::writer::FileFacts;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// What may be uploaded, and nothing else.
pub const PUBLIC: &str = "openbaar";
/// The proof, for the body itself.
pub const INTERNAL: &str = "intern";

/// What is asked for.
pub struct Order<'a> {
    pub plan: &'a ExportPlan,
    /// New, or an empty folder.
    pub target: &'a Path,
    /// ISO 8601 day that files and inventory carry.
    pub day: String,
    /// Passwords of sources that open only with one, by their hash.
    pub passwords: HashMap<String, String>,
    /// The bytes of a source.
    pub sources: &'a (dyn Fn(&SourceRef) -> io::Result<Vec<u8>> + Sync),
    /// The inventory alone, without files: it often goes out first.
    pub only_inventory: bool,
    /// What the export check found.
    pub findings: &'a [Finding],
    /// Why it goes out in spite of warnings.
    pub reason: String,
    /// The number of the last entry of the log.
    pub last_entry: i64,
}

/// Why a document of the plan was left out.
#[derive(Debug)]
pub enum LeftOutReason {
    /// These pages (from 1) did not verify; none: the file as a whole.
    NotVerified(Vec<usize>),
    /// The source cannot be read.
    Source(EngineError),
    /// A covered word stands in its publication title, kind or remark.
    CoveredWord,
}

impl LeftOutReason {
    /// The name of the reason in the report.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::NotVerified(_) => "not_verified",
            Self::Source(_) => "source_unreadable",
            Self::CoveredWord => "covered_word_in_title_or_remark",
        }
    }

    /// The reason as the report for people has it, in Dutch.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::NotVerified(pages) if pages.is_empty() => {
                "de controle van het hele bestand vond een fout".to_owned()
            }
            Self::NotVerified(pages) => {
                let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
                format!("de controle vond een fout op pagina {}", pages.join(", "))
            }
            Self::Source(_) => "de bron is niet te lezen".to_owned(),
            Self::CoveredWord => {
                "een gelakt woord staat in de publicatietitel, de soort of de opmerking".to_owned()
            }
        }
    }
}

/// A document that was left out.
#[derive(Debug)]
pub struct LeftOut {
    pub document: DocumentId,
    pub number: String,
    pub reason: LeftOutReason,
}

impl LeftOut {
    /// The first page (from 0) because of which it was left out.
    pub fn first_page(&self) -> Option<usize> {
        match &self.reason {
            LeftOutReason::NotVerified(pages) => pages.first()?.checked_sub(1),
            LeftOutReason::Source(_) | LeftOutReason::CoveredWord => None,
        }
    }
}

/// What an export became.
#[derive(Debug)]
pub struct Exported {
    pub target: PathBuf,
    /// Names of the published files, in order.
    pub files: Vec<String>,
    /// Pages that were checked and published.
    pub pages: usize,
    /// Those of them that are published as a picture.
    pub raster: usize,
    pub left_out: Vec<LeftOut>,
    /// Numbers of documents about which nothing was decided.
    pub unjudged: Vec<String>,
    /// The inventory as a sheet, relative to the target.
    pub inventory: PathBuf,
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("cancelled")]
    Cancelled,
    #[error("the folder is not empty")]
    NotEmpty,
    #[error("a covered word stands in a number, a group or the facts of the dossier")]
    CoveredWord,
    #[error("the edition has no document")]
    NoPassages,
    #[error("a paper of the export did not pass its own check")]
    Paper,
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Inventory(#[from] InventoryError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Makes, verifies and publishes everything of a plan.
///
/// # Errors
/// The work was cancelled, or the target cannot be written. Then nothing is left behind.
pub fn export(
    engine: &Engine,
    order: &Order<'_>,
    progress: &dyn Progress,
) -> Result<Exported, ExportError> {
    check_target(order.target)?;
    let aside = tempfile::Builder::new()
        .prefix(".lakwerk-export-")
        .tempdir_in(publish::folder_of(order.target))?;
    for folder in [PUBLIC, INTERNAL] {
        std::fs::create_dir(aside.path().join(folder))?;
    }
    let mut work = Work {
        order,
        aside: aside.path(),
        covered: Covered::default(),
        written: Vec::new(),
        reports: Vec::new(),
        papers: Vec::new(),
        left_out: Vec::new(),
    };
    if !order.only_inventory {
        work.write_documents(engine, progress)?;
    }
    work.withdraw_telling_titles()?;
    if work.headings_tell() {
        return Err(ExportError::CoveredWord);
    }
    let inventory = work.write_inventory(engine)?;
    work.write_report(engine)?;
    let exported = work.outcome(inventory);
    put_in_place(aside, order.target)?;
    Ok(exported)
}

/// Whether an export could be put at `target`: asked before long work is done.
///
/// # Errors
/// It exists and is not empty, or its folder does not exist.
pub fn check_target(target: &Path) -> Result<(), ExportError> {
    match std::fs::read_dir(target).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(ExportError::NotEmpty),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(publish::check_target(target, false)?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(PublishError::Exists.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// A published file with the pages it has.
pub(super) struct Written {
    document: DocumentId,
    pub(super) name: String,
    pub(super) sha256: String,
    pub(super) pages: usize,
    raster: usize,
}

/// An export on its way.
pub(super) struct Work<'a> {
    pub(super) order: &'a Order<'a>,
    pub(super) aside: &'a Path,
    pub(super) covered: Covered,
    pub(super) written: Vec<Written>,
    pub(super) reports: Vec<DocumentReport>,
    /// Names and hashes of the inventory's forms and of the annex.
    pub(super) papers: Vec<(String, String)>,
    pub(super) left_out: Vec<LeftOut>,
}

impl Work<'_> {
    fn write_documents(
        &mut self,
        engine: &Engine,
        progress: &dyn Progress,
    ) -> Result<(), ExportError> {
        let files: Vec<&PlannedDocument> = self.order.plan.files().collect();
        for (done, planned) in files.iter().enumerate() {
            progress.subject(&planned.document.number, done, files.len());
            self.write_document(engine, planned, progress)?;
            if progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
        }
        Ok(())
    }

    fn write_document(
        &mut self,
        engine: &Engine,
        planned: &PlannedDocument,
        progress: &dyn Progress,
    ) -> Result<(), ExportError> {
        let document = &planned.document;
        let (Some(source), Some(name)) = (&document.source, &planned.file_name) else {
            return Ok(());
        };
        let bytes = match (self.order.sources)(source) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.leave_out(document, LeftOutReason::Source(EngineError::Read(error)));
                return Ok(());
            }
        };
        let source = Source {
            bytes: bytes.into(),
            password: self.order.passwords.get(&source.sha256).cloned(),
        };
        let plan = DocumentPlan {
            number: Some(document.number.clone()),
            marks: document.marks.iter().map(|m| &m.mark).collect(),
            notation: self.order.plan.facts.notation,
            facts: FileFacts {
                title: document.title(),
                language: "nl-NL".to_owned(),
                date: self.order.day.clone(),
            },
        };
        let made = match draft(engine, &source, &plan, progress) {
            Ok(made) => made,
            Err(DocumentError::Cancelled) => return Err(ExportError::Cancelled),
            Err(DocumentError::Source(error)) => {
                self.leave_out(document, LeftOutReason::Source(error));
                return Ok(());
            }
        };
        self.covered.add(&made.words);
        let pages = |verdict| {
            let of_verdict = made.report.pages.iter().filter(|p| p.verdict == verdict);
            of_verdict.map(|p| p.page).collect::<Vec<usize>>()
        };
        match &made.file {
            Some(file) => {
                let path = self.aside.join(PUBLIC).join(name);
                publish::file(&path, file.bytes(), false)?;
                self.written.push(Written {
                    document: document.id,
                    name: name.clone(),
                    sha256: hash(file.bytes()),
                    pages: made.report.pages.len(),
                    raster: pages(Verdict::Raster).len(),
                });
            }
            None => self.leave_out(
                document,
                LeftOutReason::NotVerified(pages(Verdict::Refused)),
            ),
        }
        self.reports.push(made.report);
        Ok(())
    }

    fn leave_out(&mut self, document: &Document, reason: LeftOutReason) {
        self.left_out.push(LeftOut {
            document: document.id,
            number: document.number.clone(),
            reason,
        });
    }

    /// Takes documents back of which the title or the remark says what is covered, in whichever document.
    fn withdraw_telling_titles(&mut self) -> Result<(), ExportError> {
        for planned in &self.order.plan.documents {
            let document = &planned.document;
            if self
                .order
                .plan
                .unselected()
                .any(|d| d.document.id == document.id)
            {
                continue;
            }
            let told = [
                document.title(),
                document.remark.clone(),
                document.kind.clone(),
            ];
            if !told.iter().any(|text| self.covered.is_told_by(text)) {
                continue;
            }
            if let Some(place) = self.written.iter().position(|w| w.document == document.id) {
                let written = self.written.remove(place);
                std::fs::remove_file(self.aside.join(PUBLIC).join(written.name))?;
            }
            if self.left_out.iter().all(|l| l.document != document.id) {
                self.leave_out(document, LeftOutReason::CoveredWord);
            }
        }
        Ok(())
    }

    /// Whether a covered word stands where the inventory says it even of a document that was left out: in a number, a
    /// group, or the facts of its title line.
    fn headings_tell(&self) -> bool {
        let (plan, facts) = (self.order.plan, &self.order.plan.facts);
        let listed = plan.documents.iter().map(|d| &d.document);
        let named = listed
            .chain(&plan.unjudged)
            .flat_map(|d| [d.number.as_str(), d.group.as_str()]);
        let free = [&facts.subject, &facts.reference, &facts.requester_reference];
        let mut texts = named.chain(free.into_iter().map(String::as_str));
        texts.any(|text| self.covered.is_told_by(text))
    }

    pub(super) fn unjudged(&self) -> Vec<String> {
        let unjudged = self.order.plan.unjudged.iter();
        unjudged.map(|d| d.number.clone()).collect()
    }

    fn outcome(self, inventory: PathBuf) -> Exported {
        Exported {
            target: self.order.target.to_owned(),
            pages: self.written.iter().map(|w| w.pages).sum(),
            raster: self.written.iter().map(|w| w.raster).sum(),
            unjudged: self.unjudged(),
            files: self.written.into_iter().map(|w| w.name).collect(),
            left_out: self.left_out,
            inventory,
        }
    }
}

/// The report for people, in the internal folder.
pub(super) const PAPER_NAME: &str = "verslag.pdf";
/// The report in the internal folder.
pub const REPORT_NAME: &str = "verslag.json";
/// What the export check found.
pub(super) const FINDINGS_NAME: &str = "bevindingen.json";

/// SHA-256 in lower-case hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

pub(super) fn put_in_place(aside: tempfile::TempDir, target: &Path) -> Result<(), ExportError> {
    publish::set_usual_folder_permissions(aside.path())?;
    if target.is_dir() {
        // Only an empty folder can be removed; it is made room for.
        std::fs::remove_dir(target)?;
    }
    std::fs::rename(aside.path(), target)?;
    // It is no longer there to be removed.
    let _moved = aside.keep();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_with_something_in_it_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check_target(folder.path()).is_ok());
        assert!(check_target(&folder.path().join("export")).is_ok());
        std::fs::write(folder.path().join("1a.pdf"), "x").unwrap();
        assert!(matches!(
            check_target(folder.path()),
            Err(ExportError::NotEmpty)
        ));
        let file = folder.path().join("1a.pdf");
        assert!(matches!(
            check_target(&file),
            Err(ExportError::Publish(PublishError::Exists))
        ));
        let nowhere = folder.path().join("a/b");
        assert!(matches!(
            check_target(&nowhere),
            Err(ExportError::Publish(PublishError::NoFolder))
        ));
    }
}
