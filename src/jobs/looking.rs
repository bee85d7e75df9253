//! Looking through sources that came into the dossier before anybody knew what they hide.
//!
//! **Invariant:** the document that is looked at comes first. A source is handed over when all of it was looked through,
//! or when that cannot be done; a stop costs the sources at hand and no other.
//! **Absent:** noting it in the dossier; and what looking through is, which `intake` says.

use super::SourceFile;
use super::background::{Coming, LookedAt};
use super::intake::inspect;
use super::parallel::{children, each};
use crate::engine::{Engine, EngineError};
use crate::export::document::Progress;
use crate::model::intake::LookedThrough;

/// What to look through.
#[derive(Clone, Default)]
pub struct LookingJob {
    /// The numbers of documents and their sources, each source once.
    pub documents: Vec<(String, SourceFile)>,
    pub looked_at: LookedAt,
    pub made: Coming<Looked>,
}

/// What came of one source.
#[derive(Debug)]
pub struct Looked {
    pub source: SourceFile,
    /// `None` when it is still to be looked through.
    pub through: Option<LookedThrough>,
    /// Pages, from 0, over which the engine crashed or hung.
    pub broken: Vec<usize>,
    /// Why it could not be looked through.
    pub failed: Option<EngineError>,
}

/// Looks through all of them.
pub fn look(engine: &Engine, job: &LookingJob, progress: &dyn Progress) {
    let documents = &job.documents;
    let numbers: Vec<String> = documents.iter().map(|(number, _)| number.clone()).collect();
    let children = children(documents.len());
    let is_looked_at = |nth: usize| {
        let place = job.looked_at.get();
        let source = documents.get(nth).map(|(_, source)| &source.key);
        place.is_some_and(|(key, _)| Some(&key) == source)
    };
    let work = |nth: usize, progress: &dyn Progress| {
        let source = documents.get(nth).map(|(_, source)| source);
        if let Some(looked) = source.and_then(|s| looked(engine, s, children, progress)) {
            job.made.add(looked);
        }
    };
    each(&numbers, is_looked_at, progress, work);
}

/// `None` when it was stopped. A source that opens and cannot be looked through is a document all the same: what it holds
/// is not exported in any case.
fn looked(
    engine: &Engine,
    source: &SourceFile,
    children: usize,
    progress: &dyn Progress,
) -> Option<Looked> {
    let mut looked = Looked {
        source: source.clone(),
        through: None,
        broken: Vec::new(),
        failed: None,
    };
    let opened = source.read();
    let opened = opened.and_then(|bytes| engine.open(bytes, source.password.clone()));
    let mut reader = match opened {
        Ok(reader) => reader,
        Err(error) => {
            looked.failed = Some(error);
            return Some(looked);
        }
    };
    let mut found = None;
    match inspect(&mut reader, children, progress) {
        Ok(inspection) => {
            let inspection = inspection?;
            found = Some(inspection.found()).filter(|found| !found.is_empty());
            looked.broken = inspection.broken;
        }
        Err(error) => looked.failed = Some(error),
    }
    let of_dossier = source.in_dossier();
    looked.through = of_dossier.map(|(_, sha256)| LookedThrough {
        source: sha256.clone(),
        found,
    });
    Some(looked)
}
