//! The export of an opened dossier: plan, sources from its folder, result in a dated folder beside it.
//!
//! **Invariant:** window and command line export through here.

use super::check::{self, CheckJob, Checked};
use crate::engine::Engine;
use crate::export::edition::{self, CopyRequest};
use crate::export::folder;
use crate::export::gate::Gate;
pub use crate::export::names::file_names;
use crate::export::outcome::ExportError;
pub use crate::export::outcome::Exported;
pub use crate::export::plan::{ExportPlan, Finding, Selection};
use crate::export::progress::Progress;
use crate::export::request::ExportInputs;
use crate::export::request::ExportRequest;
use crate::export::request::Origin;
use crate::export::staging;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Role, SourceRef};
pub use crate::model::dossier::edition::Edition;
use crate::model::dossier::ids::DocumentId;
use crate::model::edit::session::{self, Version};
use crate::ocr::Installed;
use crate::store;
use std::collections::HashMap;
use std::io;
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
    pub selection: Selection,
    pub only_inventory: bool,
    pub edition: Edition,
    /// Why it goes out in spite of warnings.
    pub reason: String,
    /// The number of the last entry of the log.
    pub last_entry: i64,
    /// What reads the pages of a copy that are pictures, so that they can be searched; without it they are not read.
    pub reading: Option<Arc<Installed>>,
    /// Which dossier this is in which state: chosen documents of it are then a part that can be joined with others.
    pub version: Option<Version>,
}

/// What came of an export, and what the log must keep of it.
pub struct Outcome {
    pub exported: Exported,
    pub event: session::Exported,
}

/// Why an export was not made.
#[derive(Debug)]
pub enum Stopped {
    /// Everything that blocks.
    Findings(Vec<Finding>),
    Export(ExportError),
}

/// Checks, plans and exports.
///
/// # Errors
/// Something blocks, or the work failed or was cancelled; then nothing is left behind.
pub fn run(engine: &Engine, job: &ExportJob, progress: &dyn Progress) -> Result<Outcome, Stopped> {
    staging::check_target(&job.target).map_err(Stopped::Export)?;
    let checked = CheckJob {
        dossier: job.dossier.clone(),
        folder: job.folder.clone(),
        today: job.day.clone(),
        passwords: job.passwords.clone(),
    };
    let checked = check::run(engine, &checked, progress);
    let checked = checked.ok_or(Stopped::Export(ExportError::Cancelled))?;
    match job.edition {
        Edition::Publication => published(engine, job, &checked, progress),
        Edition::Reading | Edition::Zienswijze(_) => {
            copies(engine, job, &checked.findings, progress)
        }
    }
}

fn published(
    engine: &Engine,
    job: &ExportJob,
    Checked { findings, covered }: &Checked,
    progress: &dyn Progress,
) -> Result<Outcome, Stopped> {
    let mut selection = job.selection.clone();
    if job.only_inventory {
        // Without files there is nothing to choose: it lists every document.
        selection.only = None;
    }
    let plan = ExportPlan::of(&job.dossier, &selection, findings).map_err(Stopped::Findings)?;
    let sources = |source: &SourceRef| store::read_source(&job.folder, &source.sha256);
    let request = ExportRequest {
        inputs: inputs(job, &sources),
        plan: &plan,
        only_inventory: job.only_inventory,
        findings,
        covered,
        reason: job.reason.clone(),
        part: part(job, &selection),
    };
    let exported = folder::export(engine, &request, progress).map_err(Stopped::Export)?;
    let stukken = job
        .dossier
        .documents
        .iter()
        .filter(|d| d.role == Role::Stuk);
    let event = session::Exported {
        edition: "publication".to_owned(),
        reason: job.reason.clone(),
        warnings: findings.iter().filter(|f| !f.blocks()).count(),
        numbered: stukken.map(|d| d.id).collect(),
    };
    Ok(Outcome { exported, event })
}

/// What makes an export of chosen documents a part.
fn part(job: &ExportJob, selection: &Selection) -> Option<Origin> {
    selection.only.as_ref()?;
    Some(Origin {
        version: job.version.clone()?,
        with_deferred: selection.with_deferred,
    })
}

/// What every edition is made from, and where it goes.
fn inputs<'a>(
    job: &'a ExportJob,
    sources: &'a (dyn Fn(&SourceRef) -> io::Result<Vec<u8>> + Sync),
) -> ExportInputs<'a> {
    ExportInputs {
        target: &job.target,
        day: job.day.clone(),
        passwords: job.passwords.clone(),
        sources,
        last_entry: job.last_entry,
        reading: job.reading.as_deref(),
    }
}

/// Makes the copies of an edition that is not for publication.
fn copies(
    engine: &Engine,
    job: &ExportJob,
    findings: &[Finding],
    progress: &dyn Progress,
) -> Result<Outcome, Stopped> {
    let selected = job.selection.only.as_ref();
    let mut documents = job.edition.documents(&job.dossier);
    documents.retain(|d| selected.is_none_or(|only| only.contains(&d.id)));
    let asked: Vec<DocumentId> = documents.iter().map(|d| d.id).collect();
    let gate = Gate::of(findings, &asked).map_err(Stopped::Findings)?;
    let numbered = match job.edition {
        // Whoever gets a copy quotes its numbers.
        Edition::Zienswijze(_) => asked,
        Edition::Publication | Edition::Reading => Vec::new(),
    };
    let sources = |source: &SourceRef| store::read_source(&job.folder, &source.sha256);
    let request = CopyRequest {
        inputs: inputs(job, &sources),
        dossier: &job.dossier,
        edition: &job.edition,
        documents,
        gate,
    };
    let exported = edition::export(engine, &request, progress).map_err(Stopped::Export)?;
    let event = session::Exported {
        edition: job.edition.id().to_owned(),
        reason: job.reason.clone(),
        warnings: 0,
        numbered,
    };
    Ok(Outcome { exported, event })
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
