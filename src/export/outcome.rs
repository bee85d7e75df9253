//! What comes of an export: what was published, what was left out and why, or why there is none.

use super::finding::Finding;
use super::inventory::InventoryError;
use super::made::Absent;
use super::publish::PublishError;
use crate::engine::EngineError;
use crate::model::dossier::ids::DocumentId;
use std::io;
use std::path::PathBuf;

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
