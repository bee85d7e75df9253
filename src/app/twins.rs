//! Twins: the marks of a document taken over by one that says the same, and documents left out for another.
//!
//! **Invariant:** all marks are one edit, and one step of undo; what stays behind is named.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{CarryOf, Outcome, Tasks};
use crate::engine::EngineError;
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::twins::{Carried, CarryJob, carry};
use crate::model::dossier::document::{DocumentId, SetAside};
use crate::model::edit::{Change, Edit};

/// Has the marks of one document looked for in another.
pub fn start_carrying(from: DocumentId, to: DocumentId, open: &OpenDossier, tasks: &mut Tasks) {
    let sourced = |id: DocumentId| {
        let document = open.now().document(id)?;
        Some((document.clone(), open.source_of(document)?))
    };
    let (Some(from), Some(to), true) = (sourced(from), sourced(to), open.can_edit()) else {
        return;
    };
    let of = CarryOf {
        from: from.0.number.to_string(),
        to: to.0.number.to_string(),
    };
    let job = CarryJob { from, to };
    tasks.start(
        Job::Carry,
        move |engine, reporter| carry(engine, &job, reporter),
        move |made| Outcome::Carried(of.clone(), made),
    );
}

/// Takes in what was found.
pub fn take_carried(
    CarryOf { from, to }: &CarryOf,
    made: Option<Result<Carried, EngineError>>,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let made = match made.unwrap_or(Err(EngineError::Crashed)) {
        Ok(made) if made.stopped => return feedback.say(Text::Cancelled),
        Ok(made) => made,
        Err(error) => {
            let notice = Notice::engine(&error, to, feedback.lang);
            return feedback.notify(notice);
        }
    };
    let (count, covered, left) = (made.marks.len(), made.covered, made.left_on());
    let edit = Edit::AddMarks {
        marks: made.marks,
        author: open.account().to_owned(),
    };
    if count > 0 && !open.edit(edit, feedback) {
        return;
    }
    feedback.say_with(Text::Carried, &[from, to, &count]);
    feedback.count_too(&[(Text::FindMarkedAlready, covered)]);
    if !left.is_empty() {
        feedback.warn(Kind::Findings, Text::CarryLeft, &[from, &left]);
    }
}

/// Leaves a document out for another.
pub fn set_duplicate(
    document: DocumentId,
    of: DocumentId,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let edit = Edit::ChangeDocuments {
        documents: vec![document],
        change: Change::SetAside(Some(SetAside::DuplicateOf { document: of })),
    };
    if open.edit(edit, feedback) {
        feedback.say_with(Text::DocumentsChanged, &[&1]);
    }
}
