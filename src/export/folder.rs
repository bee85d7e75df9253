//! A whole dossier from plan to published folder: files, inventory and report, put in place in one step.
//!
//! **Invariant:** everything is written in a folder aside and renamed when it is complete; nothing unverified is ever
//! in it. A document that cannot be published is left out and named, and the inventory is then a concept.
//! **Absent:** where sources lie; they are handed in.

use super::account::Account;
use super::check::Covered;
use super::document::Progress;
use super::files::{EditionDocument, ExportInputs, Files};
use super::finding::Finding;
use super::inventory::InventoryError;
use super::made::Absent;
use super::papers;
use super::part::{self, Origin};
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
pub struct ExportRequest<'a> {
    pub errand: ExportInputs<'a>,
    pub plan: &'a ExportPlan,
    /// The inventory alone, without files: it often goes out first.
    pub only_inventory: bool,
    /// What the export check found, and what is covered.
    pub findings: &'a [Finding],
    pub covered: &'a Covered,
    /// Why it goes out in spite of warnings.
    pub reason: String,
    /// It is a part that can be joined with others.
    pub part: Option<Origin>,
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
    fn name(&self) -> &'static str {
        match self {
            Self::NotVerified(_) => Absent::NOT_VERIFIED,
            Self::Source(_) => Absent::SOURCE_UNREADABLE,
            Self::Held(finding) => finding.kind.id(),
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

    /// As the report names it.
    pub fn named(&self) -> Absent {
        Absent {
            document: self.number.clone(),
            reason: self.reason.name().to_owned(),
            pages: match &self.reason {
                LeftOutReason::NotVerified(pages) => pages.clone(),
                LeftOutReason::Source(_) | LeftOutReason::Held(_) => Vec::new(),
            },
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
    order: &ExportRequest<'_>,
    progress: &dyn Progress,
) -> Result<Exported, ExportError> {
    let mut files = Files::begin(&order.errand, PUBLIC)?;
    for (document, finding) in order.plan.withdrawn() {
        files.hold(document, finding);
    }
    if !order.only_inventory {
        write_documents(engine, order, &mut files, progress)?;
    }
    let absent: Vec<DocumentId> = files.left_out.iter().map(|l| l.document).collect();
    let account = Account::of(order, files.made(), &absent);
    let inventory = papers::write(engine, &files.aside, &account)?;
    if let Some(origin) = &order.part {
        part::write(&files.aside, order.plan, origin, &account)?;
    }
    Exported::of(files, account.unjudged, inventory)
}

fn write_documents(
    engine: &Engine,
    order: &ExportRequest<'_>,
    files: &mut Files<'_>,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let planned: Vec<&PlannedDocument> = order.plan.files().collect();
    for (done, file) in planned.iter().enumerate() {
        let document = &file.document;
        let Some(name) = &file.file_name else {
            continue;
        };
        progress.subject(&document.number, done, planned.len());
        let wanted = EditionDocument {
            document,
            name: name.clone(),
            title: document.title(),
            marks: document.marks.iter().map(|m| &m.mark).collect(),
            notation: order.plan.facts.notation,
            overlay: None,
        };
        files.write(engine, &wanted, progress)?;
    }
    Ok(())
}

impl Exported {
    /// Puts the files where they were asked for. `inventory` is relative to the target.
    pub(super) fn of(
        files: Files<'_>,
        unjudged: Vec<String>,
        inventory: PathBuf,
    ) -> Result<Self, ExportError> {
        let exported = Self {
            target: files.errand.target.to_owned(),
            pages: files.written.iter().map(|w| w.pages).sum(),
            raster: files.written.iter().map(|w| w.raster).sum(),
            files: files.written.into_iter().map(|w| w.name).collect(),
            left_out: files.left_out,
            unjudged,
            inventory,
        };
        files.aside.put_in_place()?;
        Ok(exported)
    }
}

/// The report for people, in the internal folder.
pub(super) const PAPER_NAME: &str = "verslag.pdf";
/// The report in the internal folder.
pub const REPORT_NAME: &str = "verslag.json";
/// What the export check found.
pub(super) const FINDINGS_NAME: &str = "bevindingen.json";
