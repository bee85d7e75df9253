//! What is asked for when something is exported.

use super::check::Covered;
use super::finding::Finding;
use super::plan::ExportPlan;
use crate::model::dossier::document::SourceRef;
use crate::model::edit::session::Version;
use crate::ocr::Installed;
use serde::{Deserialize, Serialize};
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

/// The publication of a dossier, as it is asked for.
pub struct ExportRequest<'a> {
    pub inputs: ExportInputs<'a>,
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

/// What a part was made of; the same for all parts of one export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    #[serde(flatten)]
    pub version: Version,
    /// What may be read only later goes along.
    pub with_deferred: bool,
}
