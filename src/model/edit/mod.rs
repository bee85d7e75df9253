//! An edit: the only way in which a dossier changes.
//!
//! **Absent:** what it does, which `apply` says; how the log keeps it; covered text and search terms, which the log never
//! holds.

mod apply;
mod checked;
mod judged;
pub mod numbering;
pub mod parts;
mod remarks;
pub mod session;

use crate::model::dossier::Facts;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{
    Decision, Judgement, RejectedPlace, Role, SetAside, SourceRef, SourceType,
};
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::intake::{Part, SourceCounts};
use crate::model::dossier::mark::Mark;
use crate::model::dossier::question::Question;
use crate::model::dossier::remark::{Remark, Said};
use crate::model::dossier::review::Review;
use crate::model::ground::Ground;
use crate::model::page::geometry::PageRect;

/// A document as it is added.
#[derive(Clone, Debug, Default, PartialEq)]
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
    pub found: Option<SourceCounts>,
    /// Its source is still to be looked through for that.
    pub to_look_through: bool,
}

/// A mark as it is added.
///
/// ```
/// use lakwerk::model::dossier::ids::DocumentId;
/// use lakwerk::model::edit::NewMark;
/// use lakwerk::model::page::geometry::PageRect;
/// use lakwerk::model::ground::{Ground, Notation};
/// use lakwerk::model::dossier::mark::Mark;
///
/// let area = PageRect::new(72.0, 100.5, 190.2, 114.0).expect("finite, left of right, top above bottom");
/// let mark = Mark {
///     page: 0,
///     areas: vec![area],
///     grounds: vec![Ground::parse("artikel 5.1, tweede lid, onder e")?],
///     note: String::new(),
///     free: false,
/// };
/// assert_eq!(mark.label_text(Notation::default()), "5.1.2e");
/// let new = NewMark { document: DocumentId(0), mark };
/// # assert_eq!(new.mark.areas.len(), 1);
/// # Ok::<(), lakwerk::model::ground::GroundError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NewMark {
    pub document: DocumentId,
    pub mark: Mark,
}

/// One thing about a document that changes.
#[derive(Clone, Debug, PartialEq)]
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
    SetAside(Option<SetAside>),
    Earlier(Option<Decision>),
    Link(String),
    SourceType(SourceType),
    Blackened(bool),
    Supplied(Option<bool>),
    Environmental(bool),
    Emissions(bool),
    /// Whoever works on it; empty for nobody.
    Assignee(Account),
}

/// One thing about a mark that changes beside its grounds.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkChange {
    Environmental(Option<bool>),
    Emissions(Option<bool>),
    Parties(Vec<String>),
}

/// One gesture of a person, and one step of undo.
///
/// ```
/// use lakwerk::model::dossier::{Dossier, Facts};
/// use lakwerk::model::edit::{Edit, EditError};
///
/// let facts = Facts { title: "Subsidies 2016".to_owned(), ..Facts::default() };
/// let edit = Edit::SetFacts { facts: Box::new(facts) };
/// assert_eq!(Dossier::default().after(&edit)?.facts.title, "Subsidies 2016");
/// # Ok::<(), EditError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
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
        author: Account,
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
    /// A reader is done with documents, agrees with them or gives them back.
    Review {
        documents: Vec<DocumentId>,
        review: Review,
    },
    /// How an account is called on the screen; empty takes the account itself.
    SetName {
        account: Account,
        name: String,
    },
    /// What was proposed in these places may be read.
    RejectSuggestions {
        places: Vec<(DocumentId, RejectedPlace)>,
    },
    /// A remark to colleagues on a page or a mark.
    AddRemark {
        document: DocumentId,
        remark: Remark,
    },
    /// An answer to a remark, by its place in the list of its document.
    AnswerRemark {
        document: DocumentId,
        remark: usize,
        said: Said,
    },
    /// A remark asks for nothing more, or does again.
    SolveRemark {
        document: DocumentId,
        remark: usize,
        solved: bool,
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
    #[error("the remark is not in the document")]
    NoSuchRemark,
    #[error("a mark needs an area")]
    NoArea,
    #[error("the number was given out and stays")]
    NumberFrozen,
    #[error("two documents with a file are needed")]
    NothingToJoin,
    #[error("a document cannot be the duplicate of itself")]
    OwnDuplicate,
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::model::dossier::Dossier;
    use crate::model::dossier::sha256::Sha256;
    use crate::model::page::geometry::PageSize;

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
            sha256: Sha256::of([0; 32]),
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
        let found = SourceCounts {
            attachments: 2,
            comments: 1,
            ..SourceCounts::default()
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
        let answered = dossier.after(&answer).unwrap();
        assert_eq!(answered.documents.len(), 2);
        assert_eq!(open(&answered), [[Part::Comments]]);
    }
}
