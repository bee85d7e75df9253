//! The export check: run beside the window, kept up with what is settled, answered as edits.
//!
//! **Invariant:** facts are asked anew after every change, beside the frame: what held before is shown until that is
//! known, and is never acted on. What texts say holds until they are read again, which they are by themselves; until then the panel
//! says that it is old.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{CheckedTexts, Outcome, Tasks};
use crate::clock;
use crate::i18n::{Lang, Text};
use crate::jobs::Job;
use crate::jobs::check::{self, CheckJob, Finding};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId};
use crate::model::dossier::question::Question;
use crate::ui::panels::checked::Checked;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What the export check of a dossier finds.
#[derive(Default)]
pub struct Findings {
    /// The dossier whose texts were read, and what was found in it.
    read: Option<(Arc<Dossier>, Arc<Vec<Finding>>)>,
    /// What holds now, and of which dossier.
    now: Option<(Arc<Dossier>, Vec<Finding>)>,
    /// The dossier of which it was last asked what holds.
    asked: Option<Arc<Dossier>>,
    /// The dossier as it was last seen, and since when it is so.
    seen: Option<(Arc<Dossier>, Instant)>,
    /// The dossier whose texts were last begun to be read, and when.
    begun: Option<(Arc<Dossier>, Instant)>,
    /// How long reading took.
    took: Duration,
    /// There are texts that were not there when they were read.
    is_outrun: bool,
}

/// Texts are read by themselves when nothing was changed for so long, in seconds; and at most a fifth of the time.
const QUIET: Duration = Duration::from_secs(3);
const SHARE: u32 = 4;

impl Findings {
    /// Has it found out beside the frame what holds now: in a large dossier that takes longer than a frame.
    pub fn keep_up(&mut self, dossier: &Arc<Dossier>, tasks: &mut Tasks) {
        let is_same = |of: &Arc<Dossier>| Arc::ptr_eq(of, dossier);
        let known = self.now.as_ref().map(|(of, _)| of);
        let is_asked = self.asked.as_ref().is_some_and(is_same);
        if tasks.is_running(Job::FindOpen) || known.is_some_and(is_same) || is_asked {
            return;
        }
        self.asked = Some(dossier.clone());
        let before = self.read.as_ref().map(|(_, found)| found.clone());
        let (of, dossier, today) = (dossier.clone(), dossier.clone(), clock::today());
        tasks.start(
            Job::FindOpen,
            move |_, _| check::open_now(&dossier, &today, before.as_deref().map_or(&[], |f| f)),
            move |open| Outcome::OpenFound(of.clone(), open),
        );
    }

    /// What holds of a dossier was found out.
    pub fn take_open(&mut self, of: Arc<Dossier>, open: Option<Vec<Finding>>) {
        if let Some(open) = open {
            self.now = Some((of, open));
        }
    }

    /// Has the texts read again some time after the last change, so that what is counted is what a check would find.
    /// Gives how long that will wait; nothing when there is nothing to wait for.
    pub fn read_when_quiet(&mut self, open: &OpenDossier, tasks: &mut Tasks) -> Option<Duration> {
        let dossier = open.now();
        let is_same = |of: &Arc<Dossier>| Arc::ptr_eq(of, dossier);
        if !self.seen.as_ref().is_some_and(|(of, _)| is_same(of)) {
            self.seen = Some((dossier.clone(), Instant::now()));
        }
        // One that was stopped is not begun again by itself.
        let is_begun = self.begun.as_ref().is_some_and(|(of, _)| is_same(of));
        let is_empty = dossier.documents.iter().all(|d| d.source.is_none());
        if is_begun || is_empty || self.is_fresh(dossier) || tasks.is_running(Job::Check) {
            return None;
        }
        let (_, since) = self.seen.as_ref()?;
        let left = QUIET.max(self.took * SHARE).saturating_sub(since.elapsed());
        if left.is_zero() {
            self.check(open, tasks);
            return None;
        }
        Some(left)
    }

    /// Starts reading the texts, unless that is being done or they are known.
    pub fn check(&mut self, open: &OpenDossier, tasks: &mut Tasks) {
        if tasks.is_running(Job::Check) || self.is_fresh(open.now()) {
            return;
        }
        self.begun = Some((open.now().clone(), Instant::now()));
        self.is_outrun = false;
        let job = CheckJob {
            dossier: open.now().clone(),
            folder: open.folder().to_owned(),
            today: clock::today(),
            passwords: open.passwords().clone(),
        };
        let of = open.now().clone();
        tasks.start(
            Job::Check,
            move |engine, reporter| {
                let found = Arc::new(check::run(engine, &job, reporter)?.findings);
                let open = check::open_now(&job.dossier, &job.today, &found);
                Some(CheckedTexts { found, open })
            },
            move |read| Outcome::Checked(of.clone(), read),
        );
    }

    /// Has the texts read again when it is quiet: there are some that were not there before.
    pub fn read_again(&mut self, tasks: &mut Tasks) {
        tasks.forget(Job::Check);
        (self.begun, self.seen, self.is_outrun) = (None, None, true);
    }

    /// Has the texts read again, whatever is known of them.
    pub fn check_again(&mut self, open: &OpenDossier, tasks: &mut Tasks) {
        self.read = None;
        self.forget_asked(tasks);
        self.check(open, tasks);
    }

    /// The texts of a dossier were read, or that was stopped.
    pub fn take_read(&mut self, of: Arc<Dossier>, read: Option<CheckedTexts>, tasks: &mut Tasks) {
        if let Some(CheckedTexts { found, open }) = read {
            let begun = self.begun.as_ref();
            self.took = begun.map_or(Duration::ZERO, |(_, at)| at.elapsed());
            self.read = Some((of.clone(), found));
            self.now = Some((of, open));
            self.forget_asked(tasks);
        }
    }

    /// What is being asked is of texts that are no longer those that were read.
    fn forget_asked(&mut self, tasks: &mut Tasks) {
        self.asked = None;
        tasks.forget(Job::FindOpen);
    }

    /// What held when it was last known.
    fn latest(&self) -> &[Finding] {
        self.now.as_ref().map_or(&[], |(_, found)| found)
    }

    /// What holds of a dossier now, whatever it takes: to act on.
    pub fn now(&mut self, dossier: &Arc<Dossier>) -> &[Finding] {
        let is_same = |(of, _): &(Arc<Dossier>, Vec<Finding>)| Arc::ptr_eq(of, dossier);
        if !self.now.as_ref().is_some_and(is_same) {
            let before = self.read.as_ref().map_or(&[][..], |(_, found)| &found[..]);
            let open = check::open_now(dossier, &clock::today(), before);
            self.now = Some((dossier.clone(), open));
        }
        self.latest()
    }

    /// Whether the texts were read as the dossier is now: answers change nothing in them.
    pub fn is_fresh(&self, dossier: &Arc<Dossier>) -> bool {
        let read = self.read.as_ref();
        !self.is_outrun && read.is_some_and(|(of, _)| reads_alike(of, dossier))
    }

    /// What the panel shows; `answered_by` tells who answered a question.
    pub fn checked<'a>(
        &'a self,
        open: &'a OpenDossier,
        current: Option<DocumentId>,
        answered_by: &'a dyn Fn(&Question) -> Option<String>,
        tasks: &Tasks,
        lang: Lang,
    ) -> Checked<'a> {
        Checked {
            dossier: open.now(),
            findings: self.latest(),
            current,
            account: open.account(),
            answered_by,
            is_known: self.now.is_some(),
            running: tasks.underway(&[Job::Check]).map(|u| u.status),
            is_old: !self.is_fresh(open.now()),
            suggestions: 0,
            can_edit: open.can_edit(),
            lang,
        }
    }
}

/// Whether reading the texts of both finds the same.
fn reads_alike(one: &Arc<Dossier>, other: &Arc<Dossier>) -> bool {
    let same = |(a, b): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(a, b);
    Arc::ptr_eq(one, other)
        || (one.documents.len() == other.documents.len()
            && one.documents.iter().zip(&other.documents).all(same)
            && one.facts == other.facts
            && one.considerations == other.considerations)
}

/// Covers what can be read in these places.
pub fn cover(places: &[Finding], open: &mut OpenDossier, feedback: &mut Feedback) {
    let covering = check::cover(open.now(), places, open.account());
    if covering.is_some_and(|edit| open.edit(edit, feedback)) {
        feedback.say(Text::CheckCovered);
    }
}
