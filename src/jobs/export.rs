//! The export of an opened dossier: plan, sources from its folder, result in a dated folder beside it.
//!
//! **Invariant:** window and command line export through here.

use crate::engine::Engine;
use crate::export::document::Progress;
pub use crate::export::folder::Exported;
use crate::export::folder::{self, ExportError, Order};
pub use crate::export::plan::{ExportPlan, Finding};
use crate::model::document::DocumentId;
use crate::model::dossier::Dossier;
use crate::store;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to export and where to.
#[derive(Clone)]
pub struct ExportJob {
    pub dossier: Arc<Dossier>,
    /// Where the dossier lies.
    pub folder: PathBuf,
    pub target: PathBuf,
    /// ISO 8601 day that files and inventory carry.
    pub day: String,
    /// Passwords of sources that open only with one, by their hash.
    pub passwords: HashMap<String, String>,
    /// These documents alone.
    pub only: Option<Vec<DocumentId>>,
    pub only_inventory: bool,
}

/// Why an export was not made.
#[derive(Debug)]
pub enum Stopped {
    /// Everything that blocks.
    Findings(Vec<Finding>),
    Export(ExportError),
}

/// Plans and exports.
///
/// # Errors
/// Something blocks, or the work failed or was cancelled; then nothing is left behind.
pub fn run(engine: &Engine, job: &ExportJob, progress: &dyn Progress) -> Result<Exported, Stopped> {
    let plan = ExportPlan::of(&job.dossier, job.only.as_deref()).map_err(Stopped::Findings)?;
    let order = Order {
        plan: &plan,
        target: &job.target,
        day: job.day.clone(),
        passwords: job.passwords.clone(),
        sources: &|source| store::read_source(&job.folder, &source.sha256),
        only_inventory: job.only_inventory,
    };
    folder::export(engine, &order, progress).map_err(Stopped::Export)
}

/// The folder for an export now: beside the dossier, dated, and not there yet.
pub fn proposed_target(dossier: &Path, now: &jiff::ZonedDateTime) -> PathBuf {
    let name = now.strftime("export %Y-%m-%d %H.%M").to_string();
    let beside = |name: &str| dossier.with_file_name(name);
    let numbered = (2..1000).map(|n| beside(&format!("{name} ({n})")));
    std::iter::once(beside(&name))
        .chain(numbered)
        .find(|path| path.symlink_metadata().is_err())
        .unwrap_or_else(|| beside(&name))
}
