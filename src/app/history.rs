//! The log at the desk: what was done and by whom, and taking older steps back.
//!
//! **Invariant:** the log is read aside; a step is taken back only from exactly the state that the log tells of.

use super::desk::Desk;
use super::story;
use super::tools::Tools;
use crate::i18n::{Lang, Text};
use crate::jobs::task::{Look, Task};
use crate::model::document::DocumentId;
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::model::session::{Event, Session};
use crate::store::{self, Access};
use crate::ui::Place;
use crate::ui::history::{Entry, Shown};
use std::collections::HashMap;
use std::path::Path;

/// What the log tells.
pub struct Past {
    entries: Vec<Entry>,
    session: Session,
    /// What would be taken back next.
    last: Option<String>,
    /// Who last changed each document, reading and reviewing left aside.
    editors: HashMap<DocumentId, String>,
}

/// The log as far as it is known here.
#[derive(Default)]
pub struct History {
    task: Option<Task<Option<Past>>>,
    past: Option<Past>,
    failed: bool,
    /// The number of the last entry when it was read.
    read_at: Option<i64>,
}

impl History {
    /// What the panel shows.
    pub fn shown(&self) -> Shown<'_> {
        match &self.past {
            Some(past) => Shown::Entries {
                entries: &past.entries,
                last: past.last.as_deref(),
            },
            None if self.failed => Shown::Failed,
            None => Shown::Reading,
        }
    }

    /// Who last changed a document; `None` while the log is being read.
    pub fn editor(&self, document: DocumentId) -> Option<Option<&str>> {
        let past = self.past.as_ref().filter(|_| self.task.is_none())?;
        Some(past.editors.get(&document).map(String::as_str))
    }

    /// Whether it could not be read.
    pub fn has_failed(&self) -> bool {
        self.failed
    }
}

impl Desk {
    /// Reads the log when it is wanted and has grown since.
    pub(super) fn read_history(&mut self, is_wanted: bool, tools: &Tools) {
        match self.history.task.as_ref().map(Task::look) {
            Some(Look::Done(past)) => {
                self.history.failed = past.is_none();
                self.history.past = past;
                self.history.task = None;
            }
            Some(Look::Broken) => {
                self.history.failed = true;
                self.history.task = None;
            }
            Some(Look::Running) => return,
            None => {}
        }
        let at = match &self.access {
            Access::Write(writer) if writer.state().waiting > 0 => return,
            _ => self.last_entry(),
        };
        if !is_wanted || self.history.read_at == Some(at) {
            return;
        }
        self.history.read_at = Some(at);
        let (folder, lang) = (self.folder.clone(), tools.lang);
        let task = Task::start(tools.wake.clone(), move |_| read(&folder, lang));
        self.history.task = Some(task);
    }

    /// Takes the last step back, of whichever session it is.
    pub(super) fn take_back(&mut self, lang: Lang) {
        if !self.can_edit() || self.history.task.is_some() {
            return;
        }
        let Some(past) = self.history.past.take() else {
            return;
        };
        self.history.read_at = None;
        let Some(whole) = self.session.with_past(past.session) else {
            return;
        };
        self.session = whole;
        let before = self.dossier().clone();
        let Some(edit) = self.session.undo_older() else {
            lang.text(Text::HistoryNone).clone_into(&mut self.message);
            return;
        };
        self.record(Event::Undo);
        self.tell(&edit, &before, Text::Undone, lang);
    }
}

/// Replays the log and tells each step.
fn read(folder: &Path, lang: Lang) -> Option<Past> {
    let (_, log) = store::read(folder).ok()?;
    let mut past = Past {
        entries: Vec::with_capacity(log.len()),
        session: Session::default(),
        last: None,
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
        };
        let after = past.session.now().clone();
        if edit.as_ref().is_some_and(changes_content) {
            let touched = changed(&before, &after).into_iter();
            let editors = touched.map(|id| (id, logged.account.clone()));
            past.editors.extend(editors);
        }
        let (text, place) = told(&logged.event, edit.as_ref(), &before, &after, lang);
        let time = logged.time.get(..16).unwrap_or("").replace('T', " ");
        past.entries.push(Entry {
            time,
            name: after.name_of(&logged.account).to_owned(),
            text,
            place,
        });
    }
    past.last = past.session.last_step().map(|(edit, before)| {
        let now = past.session.now();
        story::of(edit, before, now, lang).text
    });
    Some(past)
}

fn told(
    event: &Event,
    edit: Option<&Edit>,
    before: &Dossier,
    after: &Dossier,
    lang: Lang,
) -> (String, Option<Place>) {
    let Some(edit) = edit else {
        return (lang.text(Text::HistoryExported).to_owned(), None);
    };
    let story = story::of(edit, before, after, lang);
    let text = match event {
        Event::Undo => lang.fill(Text::HistoryUndo, &[&story.text]),
        Event::Redo => lang.fill(Text::HistoryRedo, &[&story.text]),
        Event::Edit(_) | Event::Exported(_) => story.text,
    };
    (text, story.place)
}

/// Whether an edit is work on the content, which another person should look at.
fn changes_content(edit: &Edit) -> bool {
    !matches!(
        edit,
        Edit::Review { .. } | Edit::FinishPages { .. } | Edit::SetName { .. }
    )
}

/// The documents that are not what they were.
fn changed(before: &Dossier, after: &Dossier) -> Vec<DocumentId> {
    story::changed(before, after).map(|d| d.id).collect()
}
