//! An edit: the only way in which a dossier changes.
//!
//! **Invariant:** `Dossier::after` depends on the dossier and the edit alone, so that replaying the log gives the same
//! dossier. An edit that does not fit changes nothing.
//! **Absent:** covered text and search terms; the log never holds them.

use super::document::{
    Aside, Decision, Document, DocumentId, Judgement, MarkFacts, MarkId, OwnedMark, Role,
    SourceRef, SourceType,
};
use super::dossier::{Dossier, Facts};
use super::geometry::PageRect;
use super::ground::Ground;
use super::intake::{Found, Intake, Part};
use super::mark::Mark;
use super::question::Question;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A document as it is added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewDocument {
    /// `None` takes the next free number of the group.
    pub number: Option<String>,
    pub group: String,
    pub role: Role,
    pub work_title: String,
    pub publication_title: Option<String>,
    pub date: Option<String>,
    pub kind: String,
    pub source: Option<SourceRef>,
    pub judgement: Option<Judgement>,
    pub grounds: Vec<Ground>,
    pub remark: String,
    /// What its source holds beside its pages; `None` when nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
}

/// A mark as it is added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewMark {
    pub document: DocumentId,
    pub mark: Mark,
}

/// One thing about a document that changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum Change {
    Number(String),
    Group(String),
    Role(Role),
    PublicationTitle(Option<String>),
    Date(Option<String>),
    Kind(String),
    Judgement(Option<Judgement>),
    Grounds(Vec<Ground>),
    Remark(String),
    DeferredUntil(Option<String>),
    Aside(Option<Aside>),
    Earlier(Option<Decision>),
    Link(String),
    SourceType(SourceType),
    Blackened(bool),
    Supplied(Option<bool>),
    Environmental(bool),
    Emissions(bool),
}

/// One thing about a mark that changes beside its grounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum MarkChange {
    Environmental(Option<bool>),
    Emissions(Option<bool>),
    Parties(Vec<String>),
}

/// One gesture of a person, and one step of undo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    SetFacts {
        facts: Box<Facts>,
    },
    SetFavourites {
        grounds: Vec<Ground>,
    },
    AddDocuments {
        documents: Vec<NewDocument>,
    },
    RemoveDocuments {
        documents: Vec<DocumentId>,
    },
    ChangeDocuments {
        documents: Vec<DocumentId>,
        change: Change,
    },
    AddMarks {
        marks: Vec<NewMark>,
        author: String,
    },
    RemoveMarks {
        marks: Vec<MarkId>,
    },
    SetGrounds {
        marks: Vec<MarkId>,
        grounds: Vec<Ground>,
    },
    SetAreas {
        mark: MarkId,
        areas: Vec<PageRect>,
    },
    SetNote {
        mark: MarkId,
        note: String,
    },
    FinishPages {
        document: DocumentId,
        pages: Vec<usize>,
        finished: bool,
    },
    ChangeMarks {
        marks: Vec<MarkId>,
        change: MarkChange,
    },
    /// All at once, so that numbers can change places.
    SetNumbers {
        numbers: Vec<(DocumentId, String)>,
    },
    /// To before another document; `None` moves to the end.
    MoveDocuments {
        documents: Vec<DocumentId>,
        before: Option<DocumentId>,
    },
    SplitDocument {
        document: DocumentId,
        /// The first page of the second part, from 0.
        at: usize,
        sources: Box<[SourceRef; 2]>,
    },
    JoinDocuments {
        documents: Vec<DocumentId>,
        source: SourceRef,
    },
    /// Empty takes the dossier's own text away.
    SetConsiderations {
        ground: Ground,
        text: String,
    },
    /// `None` asks it again.
    Answer {
        question: Question,
        reason: Option<String>,
    },
    /// Several as one gesture.
    Together {
        edits: Vec<Edit>,
    },
    /// Parts of what a source holds beside its pages were decided about.
    AnswerIntake {
        document: DocumentId,
        parts: Vec<Part>,
    },
}

/// Why an edit does not fit the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("the number is in use")]
    NumberInUse,
    #[error("a number cannot be empty")]
    EmptyNumber,
    #[error("the document is not in the dossier")]
    NoSuchDocument,
    #[error("the mark is not in the dossier")]
    NoSuchMark,
    #[error("the page is not in the document")]
    NoSuchPage,
    #[error("a mark needs an area")]
    NoArea,
    #[error("the number was given out and stays")]
    NumberFrozen,
    #[error("two documents with a file are needed")]
    NothingToJoin,
    #[error("a document cannot be the duplicate of itself")]
    OwnDuplicate,
}

impl Dossier {
    /// The dossier after an edit.
    ///
    /// # Errors
    /// The edit does not fit; the dossier stays as it is.
    pub fn after(&self, edit: &Edit) -> Result<Dossier, EditError> {
        let mut next = self.clone();
        next.apply(edit)?;
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
                    .try_for_each(|new| self.add_mark(new, author))?;
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
            } => {
                let document = self.document_mut(*document)?;
                for page in pages {
                    if *page >= document.pages() {
                        return Err(EditError::NoSuchPage);
                    }
                    if *finished {
                        document.finished.insert(*page);
                    } else {
                        document.finished.remove(page);
                    }
                }
            }
            Edit::ChangeMarks { marks, change } => {
                for id in marks {
                    let facts = &mut self.mark_mut(*id)?.facts;
                    match change {
                        MarkChange::Environmental(value) => facts.environmental = *value,
                        MarkChange::Emissions(value) => facts.emissions = *value,
                        MarkChange::Parties(parties) => facts.parties.clone_from(parties),
                    }
                }
            }
            Edit::SetNumbers { numbers } => self.set_numbers(numbers)?,
            Edit::MoveDocuments { documents, before } => self.move_before(documents, *before)?,
            Edit::SplitDocument {
                document,
                at,
                sources,
            } => self.split(*document, *at, sources)?,
            Edit::JoinDocuments { documents, source } => self.join(documents, source)?,
            Edit::SetConsiderations { ground, text } => {
                if text.trim().is_empty() {
                    self.considerations.remove(&ground.id());
                } else {
                    self.considerations.insert(ground.id(), text.clone());
                }
            }
            Edit::Answer { question, reason } => {
                self.answers.retain(|(known, _)| known != question);
                let answer = reason
                    .iter()
                    .map(|reason| (question.clone(), reason.clone()));
                self.answers.extend(answer);
            }
            Edit::Together { edits } => edits.iter().try_for_each(|edit| self.apply(edit))?,
            Edit::AnswerIntake { document, parts } => {
                let intake = &mut self.document_mut(*document)?.intake;
                intake.get_or_insert_default().answered.extend(parts);
            }
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
            intake: new.found.clone().map(|found| Intake {
                found,
                answered: Default::default(),
            }),
        }));
        Ok(())
    }

    /// A number as it is kept, when no other document has it.
    fn free_number(&self, number: &str, of: Option<DocumentId>) -> Result<String, EditError> {
        let number = number.trim();
        if number.is_empty() {
            return Err(EditError::EmptyNumber);
        }
        if of.is_some_and(|id| {
            self.is_frozen(id) && self.by_number(number).is_none_or(|d| d.id != id)
        }) {
            return Err(EditError::NumberFrozen);
        }
        let given = self.frozen.get(&number.to_lowercase()).copied();
        let holder = self.by_number(number).map(|d| d.id).or(given);
        match holder {
            Some(other) if Some(other) != of => Err(EditError::NumberInUse),
            _ => Ok(number.to_owned()),
        }
    }

    fn set_numbers(&mut self, numbers: &[(DocumentId, String)]) -> Result<(), EditError> {
        for (id, _) in numbers {
            if self.is_frozen(*id) {
                return Err(EditError::NumberFrozen);
            }
            // Out of the way of the others; no typed number holds this character.
            self.document_mut(*id)?.number = format!("\u{0}{}", id.0);
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
        if let Change::Aside(Some(Aside::DuplicateOf { document })) = change {
            self.has_document(*document)?;
            if *document == id {
                return Err(EditError::OwnDuplicate);
            }
        }
        let document = self.document_mut(id)?;
        match change {
            Change::Number(_) => document.number = number.unwrap_or_default(),
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
            Change::Aside(aside) => {
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
        }
        Ok(())
    }

    fn add_mark(&mut self, new: &NewMark, author: &str) -> Result<(), EditError> {
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
            facts: MarkFacts::default(),
            mark: new.mark.clone(),
        };
        document.marks.push(Arc::new(owned));
        self.next_mark += 1;
        Ok(())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::model::geometry::PageSize;

    /// A dossier with one document of three pages.
    pub fn small() -> Dossier {
        let pages = vec![
            PageSize {
                width: 595.0,
                height: 842.0
            };
            3
        ];
        let source = SourceRef {
            sha256: "00".into(),
            size: 1,
            pages,
            encrypted: false,
        };
        let document = NewDocument {
            group: "2016".into(),
            source: Some(source),
            ..NewDocument::default()
        };
        Dossier::default()
            .after(&Edit::AddDocuments {
                documents: vec![document],
            })
            .unwrap()
    }

    /// An edit that draws one box on a page of the first document.
    pub fn draw(page: usize, left: f64) -> Edit {
        let area = PageRect::new(left, 10.0, left + 50.0, 22.0).unwrap();
        let grounds = vec![Ground::parse("5.1.2e").unwrap()];
        let mark = Mark {
            page,
            areas: vec![area],
            grounds,
            note: String::new(),
            free: false,
        };
        Edit::AddMarks {
            marks: vec![NewMark {
                document: DocumentId(0),
                mark,
            }],
            author: "A".into(),
        }
    }

    #[test]
    fn documents_are_numbered_by_group() {
        let mut dossier = small();
        for group in ["2016", "2019", "2016", "2017", "bijlagen"] {
            let new = NewDocument {
                group: group.into(),
                ..NewDocument::default()
            };
            dossier = dossier
                .after(&Edit::AddDocuments {
                    documents: vec![new],
                })
                .unwrap();
        }
        let numbers: Vec<&str> = dossier
            .documents
            .iter()
            .map(|d| d.number.as_str())
            .collect();
        assert_eq!(numbers, ["1a", "1b", "4a", "1c", "2a", "5a"]);
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let dossier = small();
        assert_eq!(dossier.after(&draw(3, 10.0)), Err(EditError::NoSuchPage));
        assert_eq!(
            dossier.after(&Edit::RemoveMarks {
                marks: vec![MarkId(9)]
            }),
            Err(EditError::NoSuchMark)
        );
        let again = NewDocument {
            number: Some("1A".into()),
            ..NewDocument::default()
        };
        let edit = Edit::AddDocuments {
            documents: vec![NewDocument::default(), again],
        };
        assert_eq!(dossier.after(&edit), Err(EditError::NumberInUse));
    }

    #[test]
    fn marks_make_a_document_partly_open() {
        let dossier = small();
        assert_eq!(dossier.documents[0].judged(), None);
        let marked = dossier.after(&draw(0, 10.0)).unwrap();
        assert_eq!(marked.documents[0].judged(), Some(Judgement::DeelsOpenbaar));
        let refuse = Change::Judgement(Some(Judgement::NietOpenbaar));
        let edit = Edit::ChangeDocuments {
            documents: vec![DocumentId(0)],
            change: refuse,
        };
        let refused = marked.after(&edit).unwrap();
        assert!(
            !refused.documents[0].is_exported() && refused.documents[0].listed_grounds().is_empty()
        );
    }

    #[test]
    fn an_answer_closes_its_part_and_adds_what_came_of_it_in_one_step() {
        let found = Found {
            attachments: 2,
            comments: 1,
            ..Found::default()
        };
        let new = NewDocument {
            found: Some(found),
            ..NewDocument::default()
        };
        let dossier = Dossier::default()
            .after(&Edit::AddDocuments {
                documents: vec![new],
            })
            .unwrap();
        let open = |d: &Dossier| {
            let unanswered = d.unanswered_intake();
            unanswered.map(|(_, parts)| parts).collect::<Vec<_>>()
        };
        assert_eq!(open(&dossier), [[Part::Attachments, Part::Comments]]);
        let parts = vec![Part::Attachments];
        let answer = Edit::AnswerIntake {
            document: DocumentId(0),
            parts,
        };
        let add = Edit::AddDocuments {
            documents: vec![NewDocument::default()],
        };
        let answer = Edit::Together {
            edits: vec![answer, add],
        };
        let json = serde_json::to_string(&answer).unwrap();
        let answered = dossier
            .after(&serde_json::from_str(&json).unwrap())
            .unwrap();
        assert_eq!(answered.documents.len(), 2);
        assert_eq!(open(&answered), [[Part::Comments]]);
    }

    #[test]
    fn a_document_of_an_older_log_was_not_looked_at() {
        let old = r#"{"edit":"add_documents","documents":[{"number":"1a","work_title":"brief"}]}"#;
        let edit: Edit = serde_json::from_str(old).unwrap();
        let dossier = Dossier::default().after(&edit).unwrap();
        assert_eq!(dossier.documents[0].intake, None);
        assert_eq!(dossier.unanswered_intake().count(), 0);
        assert!(!serde_json::to_string(&edit).unwrap().contains("found"));
    }

    #[test]
    fn edits_are_kept_as_json() {
        for edit in [
            draw(1, 5.0),
            Edit::SetNote {
                mark: MarkId(3),
                note: "let op".into(),
            },
        ] {
            let json = serde_json::to_string(&edit).unwrap();
            assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), edit);
        }
    }
}
