//! What an edit does to a dossier.
//!
//! **Invariant:** the dossier after an edit depends on the dossier and the edit alone, so that replaying the log gives
//! the same dossier. An edit that does not fit changes nothing.
//! **Absent:** whether an edit is wise; the export check asks that.

use super::{Change, Edit, EditError, MarkChange, NewDocument, NewMark};
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{
    Document, MarkFacts, OwnedMark, RejectedPlace, SetAside, SourceType,
};
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::intake::Intake;
use crate::model::dossier::number::DocumentNumber;
use crate::model::ground::Ground;
use std::sync::Arc;

impl Dossier {
    /// The dossier after an edit.
    ///
    /// # Errors
    /// The edit does not fit; the dossier stays as it is.
    pub fn after(&self, edit: &Edit) -> Result<Dossier, EditError> {
        let mut next = self.clone();
        next.apply(edit)?;
        next.reset_checked(self);
        Ok(next)
    }

    fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::SetFacts { facts } => self.facts = (**facts).clone(),
            Edit::SetFavourites { grounds } => self.favourites = grounds.clone(),
            Edit::AddDocuments { documents } => {
                documents
                    .iter()
                    .try_for_each(|new| self.add_document(new))?;
            }
            Edit::RemoveDocuments { documents } => {
                documents.iter().try_for_each(|id| self.has_document(*id))?;
                self.documents.retain(|d| !documents.contains(&d.id));
            }
            Edit::ChangeDocuments { documents, change } => {
                documents
                    .iter()
                    .try_for_each(|id| self.change(*id, change))?;
            }
            Edit::AddMarks { marks, author } => {
                marks
                    .iter()
                    .try_for_each(|new| self.add_mark(new, author, marks.len() > 1))?;
            }
            Edit::RemoveMarks { marks } => {
                for id in marks {
                    self.owner_of(*id)?.marks.retain(|m| m.id != *id);
                }
            }
            Edit::SetGrounds { marks, grounds } => {
                for id in marks {
                    self.mark_mut(*id)?.mark.grounds.clone_from(grounds);
                }
            }
            Edit::SetAreas { mark, areas } => {
                if areas.is_empty() {
                    return Err(EditError::NoArea);
                }
                self.mark_mut(*mark)?.mark.areas.clone_from(areas);
            }
            Edit::SetNote { mark, note } => self.mark_mut(*mark)?.mark.note.clone_from(note),
            Edit::FinishPages {
                document,
                pages,
                finished,
            } => self.finish_pages(*document, pages, *finished)?,
            Edit::ChangeMarks { marks, change } => {
                marks
                    .iter()
                    .try_for_each(|id| self.change_mark(*id, change))?;
            }
            Edit::SetNumbers { numbers } => self.set_numbers(numbers)?,
            Edit::MoveDocuments { documents, before } => self.move_before(documents, *before)?,
            Edit::SplitDocument {
                document,
                at,
                sources,
            } => self.split(*document, *at, sources)?,
            Edit::JoinDocuments { documents, source } => self.join(documents, source)?,
            Edit::SetConsiderations { ground, text } => self.set_considerations(ground, text),
            Edit::Answer { question, reason } => {
                self.answers.retain(|(known, _)| known != question);
                let answer = reason.clone().map(|reason| (question.clone(), reason));
                self.answers.extend(answer);
            }
            Edit::Together { edits } => edits.iter().try_for_each(|edit| self.apply(edit))?,
            Edit::Review { documents, review } => {
                for id in documents {
                    self.document_mut(*id)?.review.clone_from(review);
                }
            }
            Edit::SetName { account, name } => self.set_name(account, name.trim()),
            Edit::RejectSuggestions { places } => {
                places
                    .iter()
                    .try_for_each(|(id, place)| self.reject_suggestion(*id, *place))?;
            }
            Edit::AddRemark { document, remark } => self.add_remark(*document, remark)?,
            Edit::AnswerRemark {
                document,
                remark,
                said,
            } => {
                let remark = self.remark_mut(*document, *remark)?;
                remark.said.push(said.clone());
            }
            Edit::SolveRemark {
                document,
                remark,
                solved,
            } => self.remark_mut(*document, *remark)?.solved = *solved,
            Edit::AnswerIntake { document, parts } => {
                let intake = &mut self.document_mut(*document)?.intake;
                intake.get_or_insert_default().answered.extend(parts);
            }
        }
        Ok(())
    }

    fn finish_pages(
        &mut self,
        document: DocumentId,
        pages: &[usize],
        finished: bool,
    ) -> Result<(), EditError> {
        let document = self.document_mut(document)?;
        for page in pages {
            if *page >= document.pages() {
                return Err(EditError::NoSuchPage);
            }
            if finished {
                document.finished.insert(*page);
            } else {
                document.finished.remove(page);
            }
        }
        Ok(())
    }

    fn change_mark(&mut self, mark: MarkId, change: &MarkChange) -> Result<(), EditError> {
        let facts = &mut self.mark_mut(mark)?.facts;
        match change {
            MarkChange::Environmental(value) => facts.environmental = *value,
            MarkChange::Emissions(value) => facts.emissions = *value,
            MarkChange::Parties(parties) => facts.parties.clone_from(parties),
        }
        Ok(())
    }

    /// Without a text there are none.
    fn set_considerations(&mut self, ground: &Ground, text: &str) {
        if text.trim().is_empty() {
            self.considerations.remove(&ground.id());
        } else {
            self.considerations.insert(ground.id(), text.to_owned());
        }
    }

    /// An empty name leaves the account to be shown.
    fn set_name(&mut self, account: &Account, name: &str) {
        if name.is_empty() {
            self.names.remove(account);
        } else {
            self.names.insert(account.clone(), name.to_owned());
        }
    }

    fn reject_suggestion(
        &mut self,
        document: DocumentId,
        place: RejectedPlace,
    ) -> Result<(), EditError> {
        let document = self.document_mut(document)?;
        if place.page >= document.pages() {
            return Err(EditError::NoSuchPage);
        }
        if !document.rejected.contains(&place) {
            document.rejected.push(place);
        }
        Ok(())
    }

    fn has_document(&self, id: DocumentId) -> Result<(), EditError> {
        self.document(id)
            .map(|_| ())
            .ok_or(EditError::NoSuchDocument)
    }

    pub(super) fn document_mut(&mut self, id: DocumentId) -> Result<&mut Document, EditError> {
        let found = self.documents.iter_mut().find(|d| d.id == id);
        found.map(Arc::make_mut).ok_or(EditError::NoSuchDocument)
    }

    fn owner_of(&mut self, id: MarkId) -> Result<&mut Document, EditError> {
        let found = self.documents.iter_mut().find(|d| d.mark(id).is_some());
        found.map(Arc::make_mut).ok_or(EditError::NoSuchMark)
    }

    fn mark_mut(&mut self, id: MarkId) -> Result<&mut OwnedMark, EditError> {
        let owner = self.owner_of(id)?;
        let found = owner.marks.iter_mut().find(|m| m.id == id);
        found.map(Arc::make_mut).ok_or(EditError::NoSuchMark)
    }

    fn add_document(&mut self, new: &NewDocument) -> Result<(), EditError> {
        let number = match &new.number {
            Some(number) => self.free_number(number, None)?,
            None => self.next_number(&new.group, new.role),
        };
        let id = DocumentId(self.next_document);
        self.next_document += 1;
        self.documents.push(Arc::new(Document {
            id,
            number,
            group: new.group.clone(),
            role: new.role,
            work_title: new.work_title.clone(),
            publication_title: new.publication_title.clone(),
            date: new.date.clone(),
            kind: new.kind.clone(),
            source: new.source.clone().map(Arc::new),
            judgement: new.judgement,
            grounds: new.grounds.clone(),
            remark: new.remark.clone(),
            deferred_until: None,
            aside: None,
            earlier: None,
            link: String::new(),
            source_type: SourceType::default(),
            blackened: false,
            supplied: None,
            environmental: false,
            emissions: false,
            marks: Vec::new(),
            finished: Default::default(),
            rejected: Vec::new(),
            remarks: Vec::new(),
            assignee: Account::default(),
            review: Default::default(),
            intake: new.found.clone().map(Intake::of),
            to_look_through: new.to_look_through && new.source.is_some(),
        }));
        Ok(())
    }

    /// A number as it is kept, when no other document has it.
    fn free_number(
        &self,
        typed: &str,
        of: Option<DocumentId>,
    ) -> Result<DocumentNumber, EditError> {
        let number = DocumentNumber::read(typed).ok_or(EditError::EmptyNumber)?;
        if of.is_some_and(|id| {
            self.is_frozen(id) && self.by_number(typed).is_none_or(|d| d.id != id)
        }) {
            return Err(EditError::NumberFrozen);
        }
        let given = self.frozen.get(&DocumentNumber::key(typed)).copied();
        let holder = self.by_number(typed).map(|d| d.id).or(given);
        match holder {
            Some(other) if Some(other) != of => Err(EditError::NumberInUse),
            _ => Ok(number),
        }
    }

    fn set_numbers(&mut self, numbers: &[(DocumentId, String)]) -> Result<(), EditError> {
        for (id, _) in numbers {
            if self.is_frozen(*id) {
                return Err(EditError::NumberFrozen);
            }
            // Out of the way of the others.
            self.document_mut(*id)?.number = DocumentNumber::aside(*id);
        }
        for (id, number) in numbers {
            let number = self.free_number(number, Some(*id))?;
            self.document_mut(*id)?.number = number;
        }
        Ok(())
    }

    fn change(&mut self, id: DocumentId, change: &Change) -> Result<(), EditError> {
        let number = match change {
            Change::Number(number) => Some(self.free_number(number, Some(id))?),
            _ => None,
        };
        if let Change::SetAside(Some(SetAside::DuplicateOf { document })) = change {
            self.has_document(*document)?;
            if *document == id {
                return Err(EditError::OwnDuplicate);
            }
        }
        let document = self.document_mut(id)?;
        match change {
            Change::Number(_) => {
                if let Some(number) = number {
                    document.number = number;
                }
            }
            Change::Group(group) => document.group.clone_from(group),
            Change::Role(role) => document.role = *role,
            Change::PublicationTitle(title) => document.publication_title.clone_from(title),
            Change::Date(date) => document.date.clone_from(date),
            Change::Kind(kind) => document.kind.clone_from(kind),
            Change::Judgement(judgement) => {
                document.judgement = *judgement;
                document.aside = document.aside.filter(|_| judgement.is_none());
            }
            Change::Grounds(grounds) => document.grounds.clone_from(grounds),
            Change::Remark(remark) => document.remark.clone_from(remark),
            Change::DeferredUntil(day) => document.deferred_until.clone_from(day),
            Change::SetAside(aside) => {
                document.aside = *aside;
                document.judgement = document.judgement.filter(|_| aside.is_none());
            }
            Change::Earlier(earlier) => document.earlier.clone_from(earlier),
            Change::Link(link) => document.link.clone_from(link),
            Change::SourceType(source_type) => document.source_type = *source_type,
            Change::Blackened(blackened) => document.blackened = *blackened,
            Change::Supplied(supplied) => document.supplied = *supplied,
            Change::Environmental(environmental) => document.environmental = *environmental,
            Change::Emissions(emissions) => document.emissions = *emissions,
            Change::Assignee(account) => document.assignee.clone_from(account),
        }
        Ok(())
    }

    fn add_mark(&mut self, new: &NewMark, author: &Account, bulk: bool) -> Result<(), EditError> {
        let id = MarkId(self.next_mark);
        let document = self.document_mut(new.document)?;
        if new.mark.page >= document.pages() {
            return Err(EditError::NoSuchPage);
        }
        if new.mark.areas.is_empty() {
            return Err(EditError::NoArea);
        }
        let owned = OwnedMark {
            id,
            author: author.to_owned(),
            bulk,
            facts: MarkFacts::default(),
            mark: new.mark.clone(),
        };
        document.marks.push(Arc::new(owned));
        self.next_mark += 1;
        Ok(())
    }
}
