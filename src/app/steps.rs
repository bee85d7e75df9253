//! What a step of undo or redo did, in words, and where.

use super::places;
use crate::i18n::{Lang, Text, settings};
use crate::model::dossier::document::{Document, DocumentId, Judgement, MarkId, OwnedMark};
use crate::model::dossier::setting::{DocumentSetting, DossierSetting};
use crate::model::dossier::{Dossier, Facts};
use crate::model::edit::{Change, Edit, MarkChange};
use crate::model::ground;
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
        Edit::SetGrounds {
            marks: of,
            grounds: new,
        } => {
            let written = match new.as_slice() {
                [] => lang.text(Text::FilterNoGround).to_lowercase(),
                new => ground::written(new, after.facts.notation),
            };
            match marks.as_slice() {
                [(one, _)] if of.len() == 1 => {
                    lang.fill(Text::StepGround, &[&(one.mark.page + 1), &written])
                }
                _ => lang.fill(Text::StepGrounds, &[&of.len(), &written]),
            }
        }
        Edit::SetAreas { .. } => of_marks(
            marks_text(1, &marks, after, lang),
            lang.text(Text::StepShape),
            lang,
        ),
        Edit::ChangeMarks { marks: of, change } => {
            let what = lang.text(match change {
                MarkChange::Environmental(_) => Text::FieldEnvironmental,
                MarkChange::Emissions(_) => Text::FieldEmissions,
                MarkChange::Parties(_) => Text::MarkParties,
            });
            of_marks(marks_text(of.len(), &marks, after, lang), what, lang)
        }
        Edit::SetNumbers { numbers } => lang.fill(Text::EditNumbers, &[&numbers.len()]),
        Edit::MoveDocuments { documents, .. } => lang.fill(Text::EditOrder, &[&documents.len()]),
        Edit::SplitDocument { document, .. } => {
            let numbers = numbers(&[*document], before, after);
            lang.fill(Text::EditSplit, &[&numbers])
        }
        Edit::JoinDocuments { documents, .. } => {
            lang.fill(Text::EditJoin, &[&numbers(documents, before, after)])
        }
        Edit::SetConsiderations { ground, .. } => {
            let written = ground.written(after.facts.notation);
            lang.fill(Text::ConsiderationsOf, &[&written])
        }
        Edit::Answer { .. } => lang.text(Text::EditAnswer).to_owned(),
        Edit::Together { edits } => match edits.first() {
            Some(first) => return described(first, before, after, lang),
            None => lang.fill(Text::EditManyDocuments, &[&0, &"–"]),
        },
        Edit::SetNote { .. } => of_marks(
            marks_text(1, &marks, after, lang),
            lang.text(Text::StepNote),
            lang,
        ),
        Edit::FinishPages {
            pages, finished, ..
        } => {
            let pages: Vec<String> = pages.iter().map(|page| (page + 1).to_string()).collect();
            let text = match finished {
                true => Text::EditPages,
                false => Text::EditPagesOpen,
            };
            lang.fill(text, &[&pages.join(", ")])
        }
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
        Edit::AddRemark { remark, .. } => lang.fill(Text::StepRemark, &[&(remark.page + 1)]),
        Edit::AnswerRemark { .. } => lang.text(Text::StepRemarkAnswered).to_owned(),
        Edit::SolveRemark { solved: true, .. } => lang.text(Text::StepRemarkSolved).to_owned(),
        Edit::SolveRemark { solved: false, .. } => lang.text(Text::StepRemarkOpened).to_owned(),
        Edit::AnswerIntake { .. } => lang.text(Text::EditIntake).to_owned(),
        Edit::AddDocuments { documents } => lang.fill(Text::EditDocuments, &[&documents.len()]),
        Edit::RemoveDocuments { documents } => removed_text(documents, before, after, lang),
        Edit::ChangeDocuments { change, .. } => {
            let what = change_text(change, lang);
            match (changed, self::changed(before, after).count()) {
                (Some((_, new)), 1) => lang.fill(Text::EditDocument, &[&new.number, &what]),
                (_, count) => lang.fill(Text::EditManyDocuments, &[&count, &what]),
            }
        }
        Edit::SetFacts { .. } => {
            let changed = changed_facts(&before.facts, &after.facts);
            let names = changed.map(|setting| bare(lang.text(settings::of_dossier(setting))));
            let names: Vec<&str> = names.collect();
            lang.fill(Text::EditFactsDone, &[&names.join(", ")])
        }
        Edit::SetFavourites { .. } => lang.text(Text::EditFavourites).to_owned(),
    };
    Step { text, place, spots }
}

/// What was changed about marks.
fn of_marks(marks: String, what: &str, lang: Lang) -> String {
    lang.fill(Text::StepOf, &[&marks, &what])
}

/// Documents by their numbers; taken back, they may be in the later dossier alone.
fn numbers(documents: &[DocumentId], before: &Dossier, after: &Dossier) -> String {
    let known = |id: &DocumentId| before.document(*id).or(after.document(*id));
    let known = documents.iter().filter_map(known);
    known
        .map(|document| document.number.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What of a document was changed; a judgement by what it says.
fn change_text(change: &Change, lang: Lang) -> String {
    let setting = match change {
        Change::Number(_) => DocumentSetting::Number,
        Change::Group(_) => DocumentSetting::Group,
        Change::Role(_) => DocumentSetting::Role,
        Change::PublicationTitle(_) => DocumentSetting::Title,
        Change::Date(_) => DocumentSetting::Date,
        Change::Kind(_) => DocumentSetting::Kind,
        Change::Judgement(judgement) => {
            let derived = lang.text(Text::JudgementFromMarks);
            return judgement.map_or(derived, Judgement::name).to_owned();
        }
        Change::Grounds(_) => DocumentSetting::Grounds,
        Change::Remark(_) => DocumentSetting::Remark,
        Change::DeferredUntil(_) => DocumentSetting::Deferred,
        Change::SetAside(_) => DocumentSetting::Aside,
        Change::Earlier(_) => DocumentSetting::Earlier,
        Change::Link(_) => DocumentSetting::Link,
        Change::SourceType(_) => DocumentSetting::SourceType,
        Change::Blackened(_) => DocumentSetting::Blackened,
        Change::Supplied(_) => DocumentSetting::Supplied,
        Change::Environmental(_) => DocumentSetting::Environmental,
        Change::Emissions(_) => DocumentSetting::Emissions,
        Change::Assignee(_) => return lang.text(Text::StepAssignee).to_owned(),
    };
    bare(lang.text(settings::of_document(setting))).to_owned()
}

/// The name of a field without how it is to be written.
fn bare(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(name, _)| name)
}

/// The facts of a dossier that are not what they were.
fn changed_facts(one: &Facts, other: &Facts) -> impl Iterator<Item = DossierSetting> {
    let differs = |setting: DossierSetting| match setting {
        DossierSetting::Title => one.title != other.title,
        DossierSetting::Body => one.body != other.body,
        DossierSetting::RequesterReference => one.requester_reference != other.requester_reference,
        DossierSetting::Reference => one.reference != other.reference,
        DossierSetting::Received => one.received != other.received,
        DossierSetting::Decided => one.decided != other.decided,
        DossierSetting::Period => one.period != other.period,
        DossierSetting::Subject => one.subject != other.subject,
        DossierSetting::Style => one.notation.style != other.notation.style,
        DossierSetting::ScopeLabel => one.notation.scope != other.notation.scope,
        DossierSetting::ReferenceDay => one.reference_day != other.reference_day,
        DossierSetting::Numbering => one.numbering != other.numbering,
        DossierSetting::FileNames => one.file_names != other.file_names,
        DossierSetting::Columns => one.columns != other.columns,
    };
    DossierSetting::ALL
        .into_iter()
        .filter(move |setting| differs(*setting))
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
