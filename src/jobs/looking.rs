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
use crate::export::progress::{ExportStage, Progress};
use crate::model::dossier::intake::LookedThrough;

/// What to look through.
#[derive(Clone, Default)]
pub struct LookingJob {
    /// The numbers of documents and their sources, each source once.
    pub documents: Vec<(String, SourceFile)>,
    /// How many were looked through before these, since something began to wait.
    pub before: usize,
    pub looked_at: LookedAt,
    pub made: Coming<LookedSource>,
}

/// How far it is, with what was done before.
struct GoingOn<'a> {
    before: usize,
    progress: &'a dyn Progress,
}

impl Progress for GoingOn<'_> {
    fn subject(&self, name: &str, done: usize, subjects: usize) {
        let (done, subjects) = (self.before + done, self.before + subjects);
        self.progress.subject(name, done, subjects);
    }

    fn page_done(&self, stage: ExportStage, done: usize, pages: usize) {
        self.progress.page_done(stage, done, pages);
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

/// What came of one source.
#[derive(Debug)]
pub struct LookedSource {
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
    let before = job.before;
    let going_on = GoingOn { before, progress };
    each(&numbers, is_looked_at, &going_on, work);
}

/// `None` when it was stopped. A source that opens and cannot be looked through is a document all the same: what it holds
/// is not exported in any case.
fn looked(
    engine: &Engine,
    source: &SourceFile,
    children: usize,
    progress: &dyn Progress,
) -> Option<LookedSource> {
    let mut looked = LookedSource {
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Default)]
    struct Told(Mutex<Vec<(usize, usize)>>);

    impl Progress for Told {
        fn subject(&self, _: &str, done: usize, subjects: usize) {
            self.0.lock().unwrap().push((done, subjects));
        }

        fn page_done(&self, _: ExportStage, _: usize, _: usize) {}

        fn is_cancelled(&self) -> bool {
            false
        }
    }

    #[test]
    fn whoever_goes_on_after_a_stop_counts_on() {
        let source = |name: &str| (name.to_owned(), SourceFile::written(name.into()));
        let job = LookingJob {
            documents: vec![source("1f"), source("1g")],
            before: 5,
            ..LookingJob::default()
        };
        let told = Told::default();
        look(&Engine::new("unused".into()), &job, &told);
        let told = told.0.into_inner().unwrap();
        assert_eq!(told.first(), Some(&(5, 7)));
        assert!(
            told.iter()
                .all(|(done, of)| (5..7).contains(done) && *of == 7)
        );
    }
}
