//! Reading scans beside the window: what is looked at first, and what found words is looked through again.
//!
//! **Invariant:** a dossier is worked on the same while its scans are read; why they are not is said once, and which cannot
//! be read once of a dossier, until there are others.

use super::feedback::Feedback;
use super::findings::Findings;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use super::search::Search;
use super::suggestions::Suggestions;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::scans::{self, LookedAt, NewWords, ScansJob, ScansRead};
use crate::jobs::task::Reporter;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::ui::page::page_facts::PageFacts;
use std::ffi::OsString;
use std::sync::Arc;

/// The scans of a dossier.
#[derive(Default)]
pub struct Scans {
    /// The dossier of which it was last asked whether there is something to read.
    asked: Option<Arc<Dossier>>,
    /// The sources that were begun to be read, and how many passwords were known.
    begun: Option<(Vec<String>, usize)>,
    looked_at: LookedAt,
    new_words: NewWords,
    /// It was said why scans are not read.
    is_told: bool,
}

impl Scans {
    /// Reads what came to the dossier, after it was looked through. `at_hand` is the source that is shown and the page of
    /// it; `path` is where Tesseract is looked for, and nothing is read without.
    pub fn keep_up(
        &mut self,
        at_hand: Option<(String, usize)>,
        open: &OpenDossier,
        facts: &mut PageFacts,
        path: Option<&OsString>,
        tasks: &mut Tasks,
    ) {
        for (source, page) in self.new_words.take() {
            facts.forget_text(&source, page);
        }
        self.looked_at.set(at_hand);
        let busy = [Job::ReadScans, Job::Import, Job::LookThrough];
        let is_busy = busy.iter().any(|job| tasks.is_running(*job));
        let passwords = open.passwords().len();
        let is_asked = |of: &Arc<Dossier>| Arc::ptr_eq(of, open.now());
        let is_locked = self
            .begun
            .as_ref()
            .is_some_and(|(_, known)| *known != passwords);
        // Whoever only reads along writes nothing.
        if is_busy || !open.can_edit() || self.asked.as_ref().is_some_and(is_asked) && !is_locked {
            return;
        }
        self.asked = Some(open.now().clone());
        let of = |d: &Arc<Document>| Some((d.number.to_string(), open.source_of(d)?));
        let documents: Vec<_> = open.now().documents.iter().filter_map(of).collect();
        let sources = documents.iter().map(|(_, source)| source.key.clone());
        let begun = (sources.collect(), passwords);
        if let Some(path) = path.cloned()
            && !documents.is_empty()
            && self.begun.as_ref() != Some(&begun)
        {
            self.begun = Some(begun);
            let (looked_at, new_words) = (self.looked_at.clone(), self.new_words.clone());
            let work = move |engine: &Engine, reporter: &Reporter| {
                let job = ScansJob {
                    documents,
                    tesseract: scans::installed_in(engine, &path),
                    looked_at,
                    new_words,
                };
                scans::read(engine, &job, reporter)
            };
            tasks.start(Job::ReadScans, work, Outcome::ScansRead);
        }
    }

    /// Reading has ended: what looks through texts does so again where there are new ones.
    pub fn take(
        &mut self,
        read: Option<ScansRead>,
        (search, suggestions, findings): (&mut Search, &mut Suggestions, &mut Findings),
        open: &OpenDossier,
        tasks: &mut Tasks,
        feedback: &mut Feedback,
    ) {
        let read = read.unwrap_or_default();
        for source in &read.sources {
            search.forget(source);
        }
        if !read.sources.is_empty() {
            tasks.forget(Job::ReadText);
            suggestions.look_again();
            findings.read_again(tasks);
        }
        if let Some(missing) = read.missing.as_ref().filter(|_| !self.is_told) {
            feedback.notify(Notice::scans(missing, feedback.lang));
            self.is_told = true;
        }
        if !read.unread.is_empty() && scans::is_news(open.folder(), &read.unread) {
            feedback.warn(Kind::Source, Text::ScansUnread, &[&read.unread.len()]);
        }
    }
}
