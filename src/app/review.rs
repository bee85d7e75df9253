//! The second pair of eyes, names, and the same mark on other pages.
//!
//! **Invariant:** nobody checks their own work by accident: who last changed a document is asked of the log first.

use super::feedback::Feedback;
use super::history::History;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use crate::engine::EngineError;
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::repeat::{RepeatJob, Repeated, repeat, typed_pages};
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::model::dossier::review::{Review, ReviewStage};
use crate::model::edit::Edit;
use crate::ui::RepeatOn;
use crate::ui::forms::ask::Ask;
use crate::ui::forms::dialogs::Dialog;
use crate::ui::review::stage_text;

/// Documents are to be checked; the log is asked first.
pub fn approve(
    chosen: Vec<DocumentId>,
    open: &OpenDossier,
    history: &mut History,
    feedback: &mut Feedback,
) {
    let documents = chosen.iter().filter_map(|id| open.now().document(*id));
    let early = documents
        .clone()
        .find(|d| d.review.stage != ReviewStage::Ready);
    match early {
        Some(early) => feedback.say_with(Text::NotReady, &[&early.number]),
        None => history.approving = chosen,
    }
}

/// Goes on with a check once the log is known; a question when somebody is about to check their own work.
pub fn go_on_approving(
    history: &mut History,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) -> Option<Dialog> {
    if history.approving.is_empty() || !open.can_edit() {
        return None;
    }
    let mut own = None;
    for id in &history.approving {
        match history.editor(*id) {
            Some(editor) if editor == Some(open.account()) => own = own.or(Some(*id)),
            Some(_) => {}
            // A log that cannot be read tells of nobody else.
            None if history.has_failed() => own = own.or(Some(*id)),
            None => return None,
        }
    }
    let own = own.and_then(|id| open.now().document(id));
    let number = own.map(|document| document.number.to_string());
    let documents = std::mem::take(&mut history.approving);
    let Some(number) = number else {
        review(
            documents,
            ReviewStage::Checked,
            String::new(),
            open,
            feedback,
        );
        return None;
    };
    Some(Dialog::Ask(Ask::OwnWork {
        documents,
        number,
        reason: String::new(),
    }))
}

/// Puts documents in a stage: those that were asked about, whatever was selected since.
pub fn review(
    documents: Vec<DocumentId>,
    stage: ReviewStage,
    note: String,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let reviewed = documents.iter().filter_map(|id| open.now().document(*id));
    let unfinished: usize = reviewed.map(|d| d.pages() - d.finished.len()).sum();
    let (count, lang) = (documents.len(), feedback.lang);
    let by = open.account().to_owned();
    let review = Review { stage, by, note };
    if count == 0 || !open.edit(Edit::Review { documents, review }, feedback) {
        return;
    }
    feedback.say_with(Text::StageSet, &[&count, &lang.text(stage_text(stage))]);
    if stage == ReviewStage::Ready && unfinished > 0 {
        feedback.say_too(&lang.fill(Text::PagesOpenYet, &[&unfinished]));
    }
}

/// The mark on other pages of its document.
pub fn start_repeating(
    mark: MarkId,
    on: &RepeatOn,
    open: &OpenDossier,
    tasks: &mut Tasks,
    feedback: &mut Feedback,
) {
    let found = open.now().mark(mark).filter(|_| open.can_edit());
    let Some((document, mark)) = found else {
        return;
    };
    let all = 0..document.pages();
    let pages: Vec<usize> = match on {
        RepeatOn::All => all.collect(),
        RepeatOn::Odd => all.step_by(2).collect(),
        RepeatOn::Even => all.skip(1).step_by(2).collect(),
        RepeatOn::These(typed) => match typed_pages(typed, document.pages()) {
            Some(pages) => pages,
            None => return feedback.warn(Kind::Usage, Text::NotPages, &[typed]),
        },
    };
    let Some(source) = open.source_of(document) else {
        return;
    };
    let job = RepeatJob {
        source,
        document: document.clone(),
        mark: mark.clone(),
        pages,
    };
    tasks.start(
        Job::Repeat,
        move |engine, reporter| repeat(engine, &job, reporter),
        Outcome::Repeated,
    );
}

/// Takes in what repeating has brought; `number` is of the document at hand.
pub fn take_repeated(
    made: Option<Result<Repeated, EngineError>>,
    number: &str,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let made = match made.unwrap_or(Err(EngineError::Crashed)) {
        Ok(made) if made.stopped => return feedback.say(Text::RepeatStopped),
        Ok(made) => made,
        Err(error) => {
            let notice = Notice::engine(&error, number, feedback.lang);
            return feedback.notify(notice);
        }
    };
    let count = made.marks.len();
    let edit = Edit::AddMarks {
        marks: made.marks,
        author: open.account().to_owned(),
    };
    if count == 0 || open.edit(edit, feedback) {
        feedback.say_with(Text::RepeatDone, &[&count]);
        feedback.count_too(&[
            (Text::RepeatOther, made.different),
            (Text::FindMarkedAlready, made.covered),
        ]);
    }
}
