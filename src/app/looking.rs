//! Looking through documents beside the window: the one at hand first, each noted in the dossier when it is done.
//!
//! **Invariant:** nothing is noted while a gesture goes on or a document is split, which both go by the dossier as it was
//! when they began. What was not noted is done again when the dossier is opened.
//! **Absent:** looking; and holding back what was not looked through, which the export check does.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use crate::engine::{Engine, EngineError, OpenError};
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::background::{Coming, LookedAt};
use crate::jobs::looking::{LookedSource, LookingJob, look};
use crate::jobs::task::Reporter;
use crate::jobs::{Job, SourceFile};
use crate::model::dossier::document::Document;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Of many small documents some are noted at a time.
const PAUSE: Duration = Duration::from_secs(1);

/// The documents of a dossier that are looked through.
#[derive(Default)]
pub struct Looking {
    looked_at: LookedAt,
    made: Coming<LookedSource>,
    /// The sources that are being looked through, by hash.
    begun: HashSet<String>,
    /// Those that could not be opened, with the password that was known.
    failed: HashSet<SourceFile>,
    /// When something was last noted.
    noted: Option<Instant>,
    /// How many were noted since something began to wait.
    done: usize,
}

impl Looking {
    /// Notes what was looked through, and goes on with what came to the dossier. `at_hand` is the source that is shown and
    /// the page of it; `is_gesture` is while one goes on.
    pub fn keep_up(
        &mut self,
        at_hand: Option<(String, usize)>,
        is_gesture: bool,
        open: &mut OpenDossier,
        tasks: &mut Tasks,
        feedback: &mut Feedback,
    ) {
        let shown = at_hand.as_ref().map(|(source, _)| source.clone());
        self.looked_at.set(at_hand);
        let is_running = tasks.is_running(Job::LookThrough);
        let is_due = !is_running || self.noted.is_none_or(|at| at.elapsed() >= PAUSE);
        if is_due && !is_gesture && !tasks.is_running(Job::Part) {
            self.note(open, feedback);
        }
        // Whoever only reads along writes nothing.
        if !open.can_edit() || tasks.is_running(Job::Import) {
            return;
        }
        if !is_running {
            self.start(open, tasks);
        } else if shown.is_some_and(|shown| self.is_left_out(&shown, open)) {
            // It came after the others were begun, and goes before them.
            tasks.stop(Job::LookThrough);
        }
    }

    fn note(&mut self, open: &mut OpenDossier, feedback: &mut Feedback) {
        let looked = self.made.take();
        if looked.is_empty() {
            return;
        }
        self.noted = Some(Instant::now());
        self.done += looked.len();
        let failed = looked.iter().filter(|one| one.through.is_none());
        self.failed.extend(failed.map(|one| one.source.clone()));
        note(looked, open, feedback);
    }

    fn start(&mut self, open: &OpenDossier, tasks: &mut Tasks) {
        self.begun.clear();
        let mut documents = waiting(open);
        documents.retain(|(_, source)| {
            !self.failed.contains(source) && self.begun.insert(source.key.clone())
        });
        if documents.is_empty() {
            self.done = 0;
            return;
        }
        let job = LookingJob {
            documents,
            before: self.done,
            looked_at: self.looked_at.clone(),
            made: self.made.clone(),
        };
        let work = move |engine: &Engine, reporter: &Reporter| look(engine, &job, reporter);
        tasks.start(Job::LookThrough, work, Outcome::LookedThrough);
    }

    /// Whether a source waits and was not among those that were begun.
    fn is_left_out(&self, key: &str, open: &OpenDossier) -> bool {
        let is_it = |d: &&Arc<Document>| d.source.as_ref().is_some_and(|s| s.sha256 == *key);
        let waiting = || open.now().to_look_through().find(is_it);
        let source = || waiting().and_then(|document| available(document, open));
        !self.begun.contains(key) && source().is_some_and(|s| !self.failed.contains(&s))
    }

    /// Looking has ended; where it broke, it is not begun again with the same.
    pub fn take(&mut self, ended: Option<()>, open: &OpenDossier, feedback: &mut Feedback) {
        if ended.is_none() {
            let left = waiting(open).into_iter().map(|(_, source)| source);
            self.failed.extend(left);
            feedback.warn(Kind::Internal, Text::LookBroken, &[]);
        }
    }
}

/// The numbers of documents that are to be looked through, and their sources.
fn waiting(open: &OpenDossier) -> Vec<(String, SourceFile)> {
    let of = |d: &Arc<Document>| Some((d.number.to_string(), available(d, open)?));
    open.now().to_look_through().filter_map(of).collect()
}

/// The source of a document; `None` while its password is not known.
fn available(document: &Document, open: &OpenDossier) -> Option<SourceFile> {
    let source = document.source.as_ref()?;
    let is_open = !source.encrypted || open.passwords().contains_key(source.sha256.as_str());
    open.source_of(document).filter(|_| is_open)
}

/// What is to be looked through of these documents before their pages go to others.
pub fn before(documents: &[Arc<Document>], open: &OpenDossier) -> LookingJob {
    let waiting = documents.iter().filter(|d| d.to_look_through);
    let of = |d: &Arc<Document>| Some((d.number.to_string(), available(d, open)?));
    LookingJob {
        documents: waiting.filter_map(of).collect(),
        ..LookingJob::default()
    }
}

/// Notes what was looked through, and names what could not be, or not whole. For a password its page asks.
pub fn note(looked: Vec<LookedSource>, open: &mut OpenDossier, feedback: &mut Feedback) {
    for one in &looked {
        let mut documents = open.now().documents.iter();
        let is_it = |d: &&Arc<Document>| {
            d.source
                .as_ref()
                .is_some_and(|s| s.sha256 == *one.source.key)
        };
        let Some(document) = documents.find(is_it) else {
            continue;
        };
        let name = format!("{} {}", document.number, document.work_title);
        match &one.failed {
            None | Some(EngineError::Open(OpenError::Password)) => {}
            Some(error) => feedback.notify(Notice::engine(error, &name, feedback.lang)),
        }
        if !one.broken.is_empty() {
            let notice = Notice::broken_pages(&name, &one.broken, feedback.lang);
            feedback.notify(notice);
        }
    }
    let sources = looked.into_iter().filter_map(|one| one.through);
    open.looked_through(sources.collect());
}
