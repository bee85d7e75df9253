//! What a step of undo or redo did, in words, and where.

use super::places;
use crate::i18n::{Lang, Text};
use crate::model::document::{Document, DocumentId, MarkId, OwnedMark};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::ui::Place;
use crate::ui::review::stage_text;
use std::collections::HashMap;
use std::sync::Arc;

/// A step in words.
pub struct Step {
    pub text: String,
    /// Where it is to be seen.
    pub place: Option<Place>,
    /// The marks that it changed in that document: the page of each, from 0, and its top in points.
    pub spots: Vec<(usize, f64)>,
}

/// Describes a step from `before` to `after` that was caused by an edit or by taking it back.
pub fn described(edit: &Edit, before: &Dossier, after: &Dossier, lang: Lang) -> Step {
    let changed = changed_document(before, after);
    let marks = changed
        .as_ref()
        .map(|(old, new)| changed_marks(old, new))
        .unwrap_or_default();
    let changed_place = changed.as_ref().map(|(_, new)| Place {
        document: new.id,
        page: marks.first().map(|(mark, _)| mark.mark.page),
        mark: marks
            .first()
            .and_then(|(mark, is_there)| is_there.then_some(mark.id)),
    });
    let place = changed_place.or_else(|| come(before, after));
    let spot = |mark: &OwnedMark| Some((mark.mark.page, mark.mark.areas.first()?.top()));
    let spots = marks.iter().filter_map(|(mark, _)| spot(mark)).collect();
    let text = match edit {
        Edit::AddMarks { marks: new, .. } => marks_text(new.len(), &marks, after, lang),
        Edit::RemoveMarks { marks: gone } => marks_text(gone.len(), &marks, after, lang),
        Edit::SetGrounds { .. } => lang.text(Text::EditGrounds).to_owned(),
        Edit::SetAreas { .. } => lang.text(Text::EditShape).to_owned(),
        Edit::ChangeMarks { .. } => lang.text(Text::EditMarkFacts).to_owned(),
        Edit::SetNumbers { .. } => lang.text(Text::EditNumbers).to_owned(),
        Edit::MoveDocuments { .. } => lang.text(Text::EditOrder).to_owned(),
        Edit::SplitDocument { .. } => lang.text(Text::EditSplit).to_owned(),
        Edit::JoinDocuments { .. } => lang.text(Text::EditJoin).to_owned(),
        Edit::SetConsiderations { .. } => lang.text(Text::EditConsiderations).to_owned(),
        Edit::Answer { .. } => lang.text(Text::EditAnswer).to_owned(),
        Edit::Together { edits } => match edits.first() {
            Some(first) => return described(first, before, after, lang),
            None => lang.text(Text::EditDocuments).to_owned(),
        },
        Edit::SetNote { .. } => lang.text(Text::EditNoteDone).to_owned(),
        Edit::FinishPages { .. } => lang.text(Text::EditPages).to_owned(),
        Edit::Review { documents, review } => {
            let numbers = documents.iter().filter_map(|id| after.document(*id));
            let numbers: Vec<&str> = numbers.map(|d| d.number.as_str()).collect();
            let stage = lang.text(stage_text(review.stage));
            lang.fill(Text::EditReview, &[&numbers.join(", "), &stage])
        }
        Edit::SetName { .. } => lang.text(Text::EditName).to_owned(),
        Edit::RejectSuggestions { places } => lang.fill(Text::StepRejected, &[&places.len()]),
        Edit::AddRemark { remark, .. } if remark.is_bare() => {
            lang.text(Text::ActionLookLater).to_owned()
        }
        Edit::AddRemark { .. } => lang.text(Text::StepRemark).to_owned(),
        Edit::AnswerRemark { .. } => lang.text(Text::StepRemarkAnswered).to_owned(),
        Edit::SolveRemark { solved: true, .. } => lang.text(Text::StepRemarkSolved).to_owned(),
        Edit::SolveRemark { solved: false, .. } => lang.text(Text::StepRemarkOpened).to_owned(),
        Edit::AnswerIntake { .. } => lang.text(Text::EditIntake).to_owned(),
        Edit::AddDocuments { .. } => lang.text(Text::EditDocuments).to_owned(),
        Edit::RemoveDocuments { documents } => removed_text(documents, before, after, lang),
        Edit::ChangeDocuments { .. } => match (changed, self::changed(before, after).count()) {
            (Some((_, new)), 1) => lang.fill(Text::EditDocument, &[&new.number]),
            (_, count) => lang.fill(Text::EditManyDocuments, &[&count]),
        },
        Edit::SetFacts { .. } => lang.text(Text::EditFactsDone).to_owned(),
        Edit::SetFavourites { .. } => lang.text(Text::EditFavourites).to_owned(),
    };
    Step { text, place, spots }
}

/// One document by its number, several by how many; taken back, they are in the later dossier.
fn removed_text(gone: &[DocumentId], before: &Dossier, after: &Dossier, lang: Lang) -> String {
    let known = |id: &DocumentId| before.document(*id).or(after.document(*id));
    match (gone, gone.first().and_then(known)) {
        ([_], Some(one)) => lang.fill(Text::EditDocumentGone, &[&one.number]),
        _ => lang.fill(Text::EditDocumentsGone, &[&gone.len()]),
    }
}

/// A mark by its page and grounds, several by their number; `changed` are those of one document.
fn marks_text(
    count: usize,
    changed: &[(Arc<OwnedMark>, bool)],
    after: &Dossier,
    lang: Lang,
) -> String {
    match changed {
        [(one, _)] if count == 1 => {
            let grounds = one.mark.label_text(after.facts.notation);
            lang.fill(Text::EditMark, &[&(one.mark.page + 1), &grounds])
        }
        _ => lang.fill(Text::EditMarks, &[&count]),
    }
}

/// The first document that is there and was not before.
fn come(before: &Dossier, after: &Dossier) -> Option<Place> {
    let mut documents = after.documents.iter();
    let new = documents.find(|d| before.document(d.id).is_none())?;
    Some(places::document(new.id))
}

/// The first document that is in both and not the same.
fn changed_document(before: &Dossier, after: &Dossier) -> Option<(Arc<Document>, Arc<Document>)> {
    let mut pairs = changed(before, after).filter_map(|new| Some((before.document(new.id)?, new)));
    pairs.next().map(|(old, new)| (old.clone(), new.clone()))
}

/// The documents that are not what they were, new ones included.
pub fn changed<'a>(
    before: &'a Dossier,
    after: &'a Dossier,
) -> impl Iterator<Item = &'a Arc<Document>> {
    // As a rule every document stands where it stood; only the others are looked for.
    let documents = after.documents.iter().enumerate();
    let moved = documents.filter_map(|(place, new)| {
        let old = before.documents.get(place);
        (!old.is_some_and(|old| Arc::ptr_eq(old, new))).then_some(new)
    });
    moved.filter(|new| {
        let old = before.document(new.id);
        !old.is_some_and(|old| Arc::ptr_eq(old, new))
    })
}

/// The marks that differ, and whether each is there now.
fn changed_marks(old: &Document, new: &Document) -> Vec<(Arc<OwnedMark>, bool)> {
    let by_id = |document: &Document| -> HashMap<MarkId, Arc<OwnedMark>> {
        let marks = document.marks.iter();
        marks.map(|m| (m.id, m.clone())).collect()
    };
    let (before, now) = (by_id(old), by_id(new));
    let there = new.marks.iter().filter(|m| before.get(&m.id) != Some(m));
    let gone = old.marks.iter().filter(|m| !now.contains_key(&m.id));
    there
        .map(|m| (m.clone(), true))
        .chain(gone.map(|m| (m.clone(), false)))
        .collect()
}
