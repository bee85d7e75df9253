//! A whole dossier from plan to published folder: files, inventory and report, put in place in one step.
//!
//! **Invariant:** everything is written in a folder aside and renamed when it is complete; nothing unverified is ever
//! in it. A document that cannot be published is left out and named, and the inventory is then a concept.
//! **Absent:** where sources lie; they are handed in.

use super::check::Covered;
use super::document::Progress;
use super::files::{Errand, Files, Wanted};
use super::finding::{Finding, FindingKind};
use super::inventory::InventoryError;
use super::plan::{ExportPlan, PlannedDocument};
use super::publish::PublishError;
use crate::engine::{Engine, EngineError};
use crate::model::document::DocumentId;
use std::io;
use std::path::PathBuf;

/// What may be uploaded, and nothing else.
pub const PUBLIC: &str = "openbaar";
/// The proof, for the body itself.
pub const INTERNAL: &str = "intern";

/// What is asked for.
pub struct Order<'a> {
    pub errand: Errand<'a>,
    pub plan: &'a ExportPlan,
    /// The inventory alone, without files: it often goes out first.
    pub only_inventory: bool,
    /// What the export check found, and what is covered.
    pub findings: &'a [Finding],
    pub covered: &'a Covered,
    /// Why it goes out in spite of warnings.
    pub reason: String,
}

/// Why a document of the plan was left out.
#[derive(Debug)]
pub enum LeftOutReason {
    /// These pages (from 1) did not verify; none: the file as a whole.
    NotVerified(Vec<usize>),
    /// The source cannot be read.
    Source(EngineError),
    /// The export check found what blocks it.
    Held(Box<Finding>),
}

impl LeftOutReason {
    /// The name of the reason in the report.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::NotVerified(_) => "not_verified",
            Self::Source(_) => "source_unreadable",
            Self::Held(finding) => finding.kind.id(),
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
            Self::Held(finding) => match finding.kind {
                FindingKind::MarkWithoutGround => "een lakking heeft geen weigeringsgrond",
                FindingKind::TemporaryWithoutDate => "grond 5.1.4 vraagt om een datum",
                FindingKind::CoveredWordInTitle => {
                    "een gelakt woord staat in een tekst die naar buiten gaat"
                }
                _ => "de controle vóór export houdt het tegen",
            }
            .to_owned(),
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
            LeftOutReason::Held(finding) => finding.page,
            LeftOutReason::Source(_) => None,
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
    let mut work = Work {
        order,
        files: Files::begin(&order.errand, PUBLIC)?,
        papers: Vec::new(),
    };
    for (document, finding) in order.plan.withdrawn() {
        work.files.hold(document, finding);
    }
    if !order.only_inventory {
        work.write_documents(engine, progress)?;
    }
    let inventory = work.write_inventory(engine)?;
    work.write_report(engine)?;
    let unjudged = work.unjudged();
    Exported::of(work.files, unjudged, inventory)
}

/// An export on its way.
pub(super) struct Work<'a> {
    pub(super) order: &'a Order<'a>,
    pub(super) files: Files<'a>,
    /// Names and hashes of the inventory's forms and of the annex.
    pub(super) papers: Vec<(String, String)>,
}

impl Work<'_> {
    fn write_documents(
        &mut self,
        engine: &Engine,
        progress: &dyn Progress,
    ) -> Result<(), ExportError> {
        let planned: Vec<&PlannedDocument> = self.order.plan.files().collect();
        for (done, file) in planned.iter().enumerate() {
            let document = &file.document;
            let Some(name) = &file.file_name else {
                continue;
            };
            progress.subject(&document.number, done, planned.len());
            let wanted = Wanted {
                document,
                name: name.clone(),
                title: document.title(),
                marks: document.marks.iter().map(|m| &m.mark).collect(),
                notation: self.order.plan.facts.notation,
                overlay: None,
            };
            self.files.write(engine, &wanted, progress)?;
        }
        Ok(())
    }

    pub(super) fn unjudged(&self) -> Vec<String> {
        let unjudged = self.order.plan.unjudged.iter();
        unjudged.map(|d| d.number.clone()).collect()
    }
}

impl Exported {
    /// Puts the files where they were asked for. `inventory` is relative to the target.
    pub(super) fn of(
        files: Files<'_>,
        unjudged: Vec<String>,
        inventory: PathBuf,
    ) -> Result<Self, ExportError> {
        let placed = files.put_in_place()?;
        Ok(Self {
            target: placed.target,
            pages: placed.written.iter().map(|w| w.pages).sum(),
            raster: placed.written.iter().map(|w| w.raster).sum(),
            files: placed.written.into_iter().map(|w| w.name).collect(),
            left_out: placed.left_out,
            unjudged,
            inventory,
        })
    }
}

/// The report for people, in the internal folder.
pub(super) const PAPER_NAME: &str = "verslag.pdf";
/// The report in the internal folder.
pub const REPORT_NAME: &str = "verslag.json";
/// What the export check found.
pub(super) const FINDINGS_NAME: &str = "bevindingen.json";
