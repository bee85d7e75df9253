//! Which hits of a search marks cover already: asked beside the window, one document after the other.
//!
//! **Invariant:** what is told of a document is of its marks as they are now, or as they were a moment ago while that is
//! asked anew.
//! **Absent:** text; a hit is a place, and what stands there is read for the question alone.

use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use crate::engine::EngineError;
use crate::jobs::Job;
use crate::jobs::search::{self, Hit};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId};
use crate::ui::panels::find_panel::FindPanel;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The covered hits of one search.
#[derive(Default)]
pub struct CoveredHits {
    /// Which search that is.
    round: usize,
    /// Documents as they were when it was asked of these hits in them.
    known: HashMap<DocumentId, (Arc<Document>, Vec<Hit>)>,
    all: HashSet<Hit>,
    /// The list of hits and the dossier of which everything is known.
    whole: Option<(usize, Arc<Dossier>)>,
}

impl CoveredHits {
    /// The hits that are covered, as far as that is known.
    pub fn all(&self) -> &HashSet<Hit> {
        &self.all
    }

    /// Goes on with the next document of which it is not known.
    pub fn keep_up(&mut self, find: &FindPanel, open: &OpenDossier, tasks: &mut Tasks) {
        if tasks.is_running(Job::FindCovered) {
            return;
        }
        let (round, list) = find.times();
        if self.round != round {
            *self = Self {
                round,
                ..Self::default()
            };
        }
        let is_whole =
            |(of, dossier): &(usize, Arc<Dossier>)| *of == list && Arc::ptr_eq(dossier, open.now());
        if self.whole.as_ref().is_some_and(is_whole) {
            return;
        }
        let hits: Vec<Hit> = find.hits().collect();
        for hits in hits.chunk_by(|a, b| a.document == b.document) {
            let id = hits.first().map(|hit| hit.document);
            let document = id.and_then(|id| open.now().document(id));
            if let Some(document) = document.filter(|document| !self.knows(document, hits))
                && self.ask(document, hits, find, open, tasks)
            {
                return;
            }
        }
        self.whole = Some((list, open.now().clone()));
    }

    fn knows(&self, document: &Arc<Document>, hits: &[Hit]) -> bool {
        let known = self.known.get(&document.id);
        known.is_some_and(|(of, asked)| {
            asked == hits && (Arc::ptr_eq(of, document) || of.marks == document.marks)
        })
    }

    /// Asks of the hits in a document; whether that takes reading.
    fn ask(
        &mut self,
        document: &Arc<Document>,
        hits: &[Hit],
        find: &FindPanel,
        open: &OpenDossier,
        tasks: &mut Tasks,
    ) -> bool {
        let (id, round) = (document.id, self.round);
        self.known.insert(id, (document.clone(), hits.to_vec()));
        let is_marked = |hit: &Hit| document.marks_on(hit.page).next().is_some();
        let hits: Vec<Hit> = hits.iter().copied().filter(is_marked).collect();
        let source = open.source_of(document).filter(|_| !hits.is_empty());
        let Some((source, query)) = source.zip(find.query().cloned()) else {
            self.all.retain(|hit| hit.document != id);
            return false;
        };
        let document = document.clone();
        tasks.start(
            Job::FindCovered,
            move |engine, _| search::covered(engine, &query, &document, &source, &hits),
            move |found| Outcome::CoveredFound(round, id, found),
        );
        true
    }

    /// Takes in what came of a document. Where it cannot be read nothing of it is told.
    pub fn take(
        &mut self,
        round: usize,
        document: DocumentId,
        found: Option<Result<Vec<Hit>, EngineError>>,
    ) {
        if round == self.round {
            self.all.retain(|hit| hit.document != document);
            self.all
                .extend(found.and_then(Result::ok).unwrap_or_default());
        }
    }
}
