//! Carries out what was asked about the contents of a source, and takes in what came of it.
//!
//! **Invariant:** one intent at a time; its outcome is one edit and one step of undo.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{IntakeOf, Outcome, Tasks};
use crate::clock;
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::intake::{Request, RequestError, Subject, carry_out};
use crate::model::dossier::document::Document;
use crate::model::edit::Edit;
use crate::model::ground::Ground;
use crate::ui::intake::IntakeIntent;

/// Starts it. `grounds` are for the marks that come of it.
pub fn start(intent: IntakeIntent, grounds: &[Ground], open: &OpenDossier, tasks: &mut Tasks) {
    let Some(document) = open.now().document(intent.document).cloned() else {
        return;
    };
    if !open.can_edit() || tasks.is_running(Job::Intake) {
        return;
    }
    let of = IntakeOf {
        name: format!("{} {}", document.number, document.work_title),
        left_behind: match intent.request {
            Request::AddAttachments => other_attachments(&document),
            Request::AddComments | Request::TakeProposals => 0,
        },
    };
    let source = open.source_of(&document);
    let subject = Subject {
        folder: open.folder().to_owned(),
        password: source.and_then(|source| source.password),
        document,
        day: clock::today(),
        author: open.account().to_owned(),
        grounds: grounds.to_vec(),
    };
    tasks.start(
        Job::Intake,
        move |engine, reporter| carry_out(engine, &subject, intent.request, reporter),
        move |made| Outcome::IntakeDone(of.clone(), made),
    );
}

/// Takes in what came of it.
pub fn take(
    of: &IntakeOf,
    made: Option<Result<Edit, RequestError>>,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let (name, left, lang) = (&of.name, of.left_behind, feedback.lang);
    match made {
        Some(Ok(edit)) => {
            if open.edit(edit, feedback) {
                feedback.say(Text::EditIntake);
                if left > 0 {
                    feedback.warn(Kind::Findings, Text::IntakeNoPdf, &[name, &left]);
                }
            }
        }
        Some(Err(RequestError::Engine(error))) => {
            feedback.notify(Notice::engine(&error, name, lang));
        }
        Some(Err(RequestError::Store(error))) => {
            feedback.notify(Notice::write(&error, name, lang));
        }
        None => feedback.warn(Kind::Internal, Text::EngineFailed, &[name]),
    }
}

/// How many attachments stay behind when the PDFs among them become documents.
fn other_attachments(document: &Document) -> usize {
    let found = document.intake.as_ref().map(|intake| &intake.found);
    found.map_or(0, |f| f.attachments.saturating_sub(f.pdf_attachments))
}
