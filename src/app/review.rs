//! The second pair of eyes at the desk, and what else is asked for in one line.
//!
//! **Invariant:** nobody checks their own work by accident: who last changed a document is asked of the log first.

use super::desk::Desk;
use super::tools::Tools;
use crate::clock;
use crate::engine::EngineError;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::repeat::{RepeatJob, Repeated, repeat, typed_pages};
use crate::jobs::task::{Look, Task};
use crate::model::document::DocumentId;
use crate::model::edit::Edit;
use crate::model::review::{Review, Stage};
use crate::ui::RepeatOn;
use crate::ui::ask::Ask;
use crate::ui::dialogs::{Dialog, key_rows};
use crate::ui::review::stage_text;
use crate::writer::{Claim, FileFacts, flow};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What waits for an answer.
#[derive(Default)]
pub struct Waiting {
    /// Documents to be checked, as soon as the log says who changed them last.
    pub approving: Vec<DocumentId>,
    pub repeating: Option<Task<Result<Repeated, EngineError>>>,
}

impl Desk {
    /// The documents at hand are to be checked; the log is asked first.
    pub(super) fn approve(&mut self, lang: Lang) {
        let chosen = self.chosen_documents();
        let dossier = self.dossier().clone();
        let documents = chosen.iter().filter_map(|id| dossier.document(*id));
        let early = documents.clone().find(|d| d.review.stage != Stage::Ready);
        if let Some(early) = early {
            self.message = lang.fill(Text::NotReady, &[&early.number]);
            return;
        }
        self.waiting.approving = chosen;
    }

    /// Goes on with a check once the log is known.
    pub(super) fn go_on_approving(&mut self, lang: Lang) {
        if self.waiting.approving.is_empty() || !self.can_edit() {
            return;
        }
        let mut own = None;
        for id in &self.waiting.approving {
            match self.history.editor(*id) {
                Some(editor) if editor == Some(&self.account) => own = own.or(Some(*id)),
                Some(_) => {}
                // A log that cannot be read tells of nobody else.
                None if self.history.has_failed() => own = own.or(Some(*id)),
                None => return,
            }
        }
        let number = own.and_then(|id| Some(self.dossier().document(id)?.number.clone()));
        let documents = std::mem::take(&mut self.waiting.approving);
        match number {
            Some(number) => {
                self.dialog = Some(Dialog::Ask(Ask::OwnWork {
                    documents,
                    number,
                    reason: String::new(),
                }));
            }
            None => self.review(documents, Stage::Checked, String::new(), lang),
        }
    }

    /// Puts the documents at hand in a stage.
    pub(super) fn review_chosen(&mut self, stage: Stage, lang: Lang) {
        self.review(self.chosen_documents(), stage, String::new(), lang);
    }

    /// Puts documents in a stage: those that were asked about, whatever was selected since.
    pub(super) fn review(
        &mut self,
        documents: Vec<DocumentId>,
        stage: Stage,
        note: String,
        lang: Lang,
    ) {
        let dossier = self.dossier().clone();
        let open: usize = documents
            .iter()
            .filter_map(|id| dossier.document(*id))
            .map(|d| d.pages() - d.finished.len())
            .sum();
        let count = documents.len();
        let by = self.account.clone();
        let review = Review { stage, by, note };
        if count == 0 || !self.edit(Edit::Review { documents, review }, lang) {
            return;
        }
        let stage_name = lang.text(stage_text(stage));
        self.message = lang.fill(Text::StageSet, &[&count, &stage_name]);
        if stage == Stage::Ready && open > 0 {
            let open = lang.fill(Text::PagesOpenYet, &[&open]);
            self.message = format!("{} · {open}", self.message);
        }
    }

    pub(super) fn ask_name(&mut self) {
        let account = self.account.clone();
        let typed = self.dossier().name_of(&account).to_owned();
        self.dialog = Some(Dialog::Ask(Ask::Name { account, typed }));
    }

    pub(super) fn set_name(&mut self, name: String, lang: Lang) {
        let account = self.account.clone();
        self.edit(Edit::SetName { account, name }, lang);
    }

    /// The selected mark on other pages of its document.
    pub(super) fn repeat(&mut self, on: &RepeatOn, tools: &Tools) {
        let lang = tools.lang;
        let dossier = self.dossier().clone();
        let selected = self.selected.iter().next().copied();
        let found = selected.and_then(|id| {
            let mut owners = dossier.documents.iter();
            owners.find_map(|d| Some((d.clone(), d.mark(id)?.clone())))
        });
        let Some((document, mark)) = found.filter(|_| self.can_edit()) else {
            return;
        };
        let all = 0..document.pages();
        let pages: Vec<usize> = match on {
            RepeatOn::All => all.collect(),
            RepeatOn::Odd => all.step_by(2).collect(),
            RepeatOn::Even => all.skip(1).step_by(2).collect(),
            RepeatOn::These(typed) => match typed_pages(typed, document.pages()) {
                Some(pages) => pages,
                None => {
                    let text = lang.fill(Text::NotPages, &[typed]);
                    self.notices.push(Notice::new(Kind::Usage, text));
                    return;
                }
            },
        };
        let Some(source) = self.source_of(&document) else {
            return;
        };
        let job = RepeatJob {
            source,
            document,
            mark,
            pages,
        };
        let engine = tools.engine.clone();
        let task = Task::start(tools.wake.clone(), move |reporter| {
            repeat(&engine, &job, reporter)
        });
        self.waiting.repeating = Some(task);
    }

    /// Takes what repeating has brought.
    pub(super) fn take_repeated(&mut self, lang: Lang) {
        let outcome = match self.waiting.repeating.as_ref().map(Task::look) {
            Some(Look::Done(outcome)) => outcome,
            Some(Look::Broken) => Err(EngineError::Crashed),
            Some(Look::Running) | None => return,
        };
        self.waiting.repeating = None;
        let number = self.current().map(|d| d.number.clone()).unwrap_or_default();
        let made = match outcome {
            Ok(made) if made.stopped => {
                lang.text(Text::RepeatStopped).clone_into(&mut self.message);
                return;
            }
            Ok(made) => made,
            Err(error) => {
                self.notices.push(Notice::engine(&error, &number, lang));
                return;
            }
        };
        let count = made.marks.len();
        let edit = Edit::AddMarks {
            marks: made.marks,
            author: self.account.clone(),
        };
        if count == 0 || self.edit(edit, lang) {
            self.message = lang.fill(Text::RepeatDone, &[&count, &made.different, &made.covered]);
        }
    }

    /// Writes the table of keys as a PDF beside the dossier and shows it, so that it can be printed.
    pub(super) fn print_keys(&mut self, tools: &Tools) {
        let lang = tools.lang;
        let name = lang.text(Text::KeysPaper);
        let bytes = keys_paper(&tools.ctx, lang);
        match write_new(&self.folder, name, &bytes) {
            Ok(path) => {
                self.message = lang.fill(Text::ExportedTo, &[&path.display()]);
                (tools.show)(path);
            }
            Err(error) => {
                let path = self.folder.with_file_name(name);
                let notice = Notice::write(&error, &path.display().to_string(), lang);
                self.notices.push(notice);
            }
        }
    }
}

/// Writes a PDF beside a folder under the first of `name`, `name (2)`, … that is free: nothing is written over.
fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let mut nth = 1;
    loop {
        let path = folder.with_file_name(match nth {
            1 => format!("{name}.pdf"),
            _ => format!("{name} ({nth}).pdf"),
        });
        match File::create_new(&path) {
            Ok(mut file) => return file.write_all(bytes).map(|()| path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => nth += 1,
            Err(error) => return Err(error),
        }
    }
}

/// The table of keys on paper.
fn keys_paper(ctx: &egui::Context, lang: Lang) -> Vec<u8> {
    let mut paper = flow::Flow::new(flow::Paper::Portrait);
    let title = lang.text(Text::KeysPaper);
    paper.heading(1, title);
    let head = [Text::KeyColumn, Text::MeaningColumn].map(|text| lang.text(text).to_owned());
    let rows: Vec<flow::Row> = key_rows(ctx, lang)
        .into_iter()
        .map(|(key, meaning)| flow::Row {
            cells: vec![key, meaning.to_owned()],
            bold: false,
        })
        .collect();
    paper.table(&head, &[0.3, 0.7], &rows);
    let language = match lang {
        Lang::Dutch => "nl-NL",
        Lang::English => "en-GB",
    };
    let facts = FileFacts {
        title: title.to_owned(),
        language: language.to_owned(),
        date: clock::today(),
    };
    paper.finish(&facts, Claim::Nothing, |page, of| format!("{page} / {of}"))
}
