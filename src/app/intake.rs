//! Carries out what was asked about the contents of a source, and takes in what came of it.
//!
//! **Invariant:** one wish at a time; its outcome is one edit and one step of undo.

use super::desk::Desk;
use super::tools::Tools;
use crate::clock;
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::intake::{Request, RequestError, Subject, carry_out};
use crate::jobs::task::{Look, Task};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::ui::intake::IntakeWish;

/// A wish on its way.
pub struct Answering {
    /// The name of the document.
    name: String,
    /// Attachments that are no PDFs and do not become documents.
    left_behind: usize,
    task: Task<Result<Edit, RequestError>>,
}

impl Desk {
    pub(super) fn intake_wish(&mut self, wish: IntakeWish, tools: &Tools) {
        let Some(document) = self.dossier().document(wish.document).cloned() else {
            return;
        };
        if !self.can_edit() || self.answering.is_some() {
            return;
        }
        let name = format!("{} {}", document.number, document.work_title);
        let left_behind = match wish.request {
            Request::AddAttachments => other_attachments(&document),
            Request::AddComments | Request::TakeProposals => 0,
        };
        let key = document.source.as_ref().map(|s| s.sha256.clone());
        let subject = Subject {
            folder: self.folder.clone(),
            document,
            password: key.and_then(|key| self.passwords.get(&key).cloned()),
            day: clock::today(),
            author: self.account.clone(),
            grounds: self.choice.clone(),
        };
        let engine = tools.engine.clone();
        let task = Task::start(tools.wake.clone(), move |reporter| {
            carry_out(&engine, &subject, wish.request, reporter)
        });
        self.answering = Some(Answering {
            name,
            left_behind,
            task,
        });
    }

    /// Takes what a wish has brought.
    pub(super) fn take_answer(&mut self, tools: &Tools) {
        let lang = tools.lang;
        let Some(answering) = &self.answering else {
            return;
        };
        let (name, left) = (answering.name.clone(), answering.left_behind);
        match answering.task.look() {
            Look::Running => return,
            Look::Done(Ok(edit)) => {
                if self.edit(edit, lang) {
                    self.message = lang.text(Text::EditIntake).to_owned();
                    if left > 0 {
                        let text = lang.fill(Text::IntakeNoPdf, &[&name, &left]);
                        self.notices.push(Notice::new(Kind::Findings, text));
                    }
                }
            }
            Look::Done(Err(RequestError::Engine(error))) => {
                self.notices.push(Notice::engine(&error, &name, lang));
            }
            Look::Done(Err(RequestError::Store(error))) => {
                self.notices.push(Notice::write(&error, &name, lang));
            }
            Look::Broken => {
                let text = lang.fill(Text::EngineFailed, &[&name]);
                self.notices.push(Notice::new(Kind::Internal, text));
            }
        }
        self.answering = None;
    }
}

/// How many attachments stay behind when the PDFs among them become documents.
fn other_attachments(document: &Document) -> usize {
    let found = document.intake.as_ref().map(|intake| &intake.found);
    found.map_or(0, |f| f.attachments.saturating_sub(f.pdf_attachments))
}
