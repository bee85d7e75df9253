//! The log: what was done and by whom.
//!
//! **Invariant:** the log is read beside the window, and again whenever it has grown and is wanted.
//! **Absent:** taking a step back; what the log tells is handed out for that.

use super::open_dossier::OpenDossier;
use super::outcome::{Log, Outcome, Tasks};
use super::steps::{self, Step};
use crate::engine::Engine;
use crate::i18n::{Lang, Text};
use crate::jobs::Job;
use crate::jobs::task::Reporter;
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::DocumentId;
use crate::model::dossier::question::Question;
use crate::model::edit::session::{Event, Session};
use crate::model::edit::{Change, Edit};
use crate::store;
use crate::ui::Place;
use crate::ui::panels::history::{Entry, HistoryView};
use std::collections::HashMap;
use std::path::Path;

/// The log as far as it is known here, and what waits for it.
#[derive(Default)]
pub struct History {
    past: Option<Log>,
    failed: bool,
    /// The number of the last entry when it was read.
    read_at: Option<i64>,
    /// Documents to be checked, as soon as the log says who changed them last.
    pub approving: Vec<DocumentId>,
}

impl History {
    /// What the panel shows.
    pub fn shown(&self) -> HistoryView<'_> {
        match &self.past {
            Some(past) => HistoryView::Entries {
                entries: &past.entries,
                last: past.last.as_deref(),
            },
            None if self.failed => HistoryView::Failed,
            None => HistoryView::Reading,
        }
    }

    /// Who last changed a document, if anybody did; `None` while the log is not known.
    pub fn editor(&self, document: DocumentId) -> Option<Option<&Account>> {
        let past = self.past.as_ref()?;
        Some(past.editors.get(&document))
    }

    /// Who last answered a question, where the log is known.
    pub fn answered_by(&self, question: &Question) -> Option<String> {
        let answers = self.past.as_ref()?.answers.iter().rev();
        let mut named = answers.filter(|(answered, _)| answered == question);
        named.next().map(|(_, name)| name.clone())
    }

    /// Whether it could not be read.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Reads the log when it has grown since.
    pub fn keep_up(&mut self, open: &OpenDossier, lang: Lang, tasks: &mut Tasks) {
        let is_busy = tasks.is_running(Job::ReadLog) || open.is_saving();
        if is_busy || self.is_current(open, tasks) {
            return;
        }
        self.read_at = Some(open.last_entry());
        let folder = open.folder().to_owned();
        let work = move |_: &Engine, _: &Reporter| read(&folder, lang);
        tasks.start(Job::ReadLog, work, Outcome::LogRead);
    }

    /// Whether what is known is all that was done.
    pub fn is_current(&self, open: &OpenDossier, tasks: &Tasks) -> bool {
        let is_read = self.read_at == Some(open.last_entry());
        is_read && !open.is_saving() && !tasks.is_running(Job::ReadLog)
    }

    /// The log was read.
    pub fn take(&mut self, past: Option<Log>) {
        self.failed = past.is_none();
        self.past = past;
    }

    /// The session as the log tells it; it is read anew before it is handed out again.
    pub fn take_session(&mut self) -> Option<Session> {
        let past = self.past.take()?;
        self.read_at = None;
        Some(past.session)
    }
}

/// Replays the log and describes each step.
fn read(folder: &Path, lang: Lang) -> Option<Log> {
    let (_, log) = store::read(folder).ok()?;
    let mut past = Log {
        entries: Vec::with_capacity(log.len()),
        session: Session::default(),
        last: None,
        answers: Vec::new(),
        editors: HashMap::new(),
    };
    for logged in log {
        let before = past.session.now().clone();
        let edit = match &logged.event {
            Event::Undo => past.session.undo_older(),
            Event::Redo => past.session.redo(),
            Event::Edit(edit) => {
                past.session.edit(edit.clone()).ok()?;
                Some(edit.clone())
            }
            Event::Exported(exported) => {
                past.session.exported(exported);
                None
            }
            // Nobody's work, and no step.
            Event::LookedThrough { sources } => {
                past.session.looked_through(sources);
                continue;
            }
        };
        let after = past.session.now().clone();
        if edit.as_ref().is_some_and(changes_content) {
            let touched = changed(&before, &after).into_iter();
            let editors = touched.map(|id| (id, logged.account.clone()));
            past.editors.extend(editors);
        }
        let name = after.name_of(&logged.account).to_owned();
        if let Event::Edit(edit) = &logged.event {
            add_answers(edit, &name, &mut past.answers);
        }
        let (text, place) = described(&logged.event, edit.as_ref(), &before, &after, lang);
        let time = logged.time.get(..16).unwrap_or("").replace('T', " ");
        past.entries.push(Entry {
            time,
            name,
            text,
            place,
        });
    }
    past.last = past.session.last_step().map(|(edit, before)| {
        let now = past.session.now();
        steps::described(edit, before, now, lang).text
    });
    Some(past)
}

fn described(
    event: &Event,
    edit: Option<&Edit>,
    before: &Dossier,
    after: &Dossier,
    lang: Lang,
) -> (String, Option<Place>) {
    let Some(edit) = edit else {
        return (lang.text(Text::HistoryExported).to_owned(), None);
    };
    let step = steps::described(edit, before, after, lang);
    let step = Step {
        text: row_text(edit, &step, (before, after), lang),
        ..step
    };
    let text = match event {
        Event::Undo => lang.fill(Text::HistoryUndo, &[&step.text]),
        Event::Redo => lang.fill(Text::HistoryRedo, &[&step.text]),
        Event::Edit(_) | Event::Exported(_) | Event::LookedThrough { .. } => step.text,
    };
    (text, step.place)
}

/// What a step did, as a row that stands alone: with its document, and whether something went.
fn row_text(edit: &Edit, step: &Step, (before, after): (&Dossier, &Dossier), lang: Lang) -> String {
    let of_marks = !step.spots.is_empty() || matches!(edit, Edit::FinishPages { .. });
    let document = step.place.and_then(|place| after.document(place.document));
    let documents = steps::changed(before, after).count();
    let text = match document.filter(|_| of_marks) {
        Some(_) if documents > 1 => lang.fill(Text::HistoryInMany, &[&step.text, &documents]),
        Some(document) => lang.fill(Text::HistoryIn, &[&step.text, &document.number]),
        None => step.text.clone(),
    };
    match edit {
        Edit::RemoveMarks { .. } => lang.fill(Text::HistoryRemoved, &[&text]),
        _ => text,
    }
}

/// Notes who answered which questions.
fn add_answers(edit: &Edit, name: &str, answers: &mut Vec<(Question, String)>) {
    match edit {
        Edit::Answer { question, .. } => answers.push((question.clone(), name.to_owned())),
        Edit::Together { edits } => {
            for edit in edits {
                add_answers(edit, name, answers);
            }
        }
        _ => {}
    }
}

/// Whether an edit is work on the content, which another person should look at.
fn changes_content(edit: &Edit) -> bool {
    !matches!(
        edit,
        Edit::Review { .. }
            | Edit::FinishPages { .. }
            | Edit::SetName { .. }
            | Edit::AddRemark { .. }
            | Edit::AnswerRemark { .. }
            | Edit::SolveRemark { .. }
            | Edit::ChangeDocuments {
                change: Change::Assignee(_),
                ..
            }
    )
}

/// The documents that are not what they were.
fn changed(before: &Dossier, after: &Dossier) -> Vec<DocumentId> {
    steps::changed(before, after).map(|d| d.id).collect()
}
