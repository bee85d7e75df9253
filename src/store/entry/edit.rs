//! Edits as entries have them.

use super::colleagues::{Remark, Review, Said};
use super::document::{Change, NewDocument, SourceRef};
use super::facts::Facts;
use super::mark::{MarkChange, NewMark, RejectedPlace};
use super::question::Question;
use super::values::{Area, DocumentId, Ground, Impossible, MarkId, all, try_all};
use super::words::Part;
use crate::model::dossier::document;
use crate::model::edit;
use serde::{Deserialize, Serialize};

/// One gesture of a person, and one step of undo: `{"edit":"set_note","mark":3,"note":"…"}`. Pages are from 0.
#[derive(Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    SetFacts {
        facts: Box<Facts>,
    },
    /// Under the digits 1 to 9, in this order.
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
        /// The account.
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
        areas: Vec<Area>,
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
    /// All at once, each as `[0, "1b"]`.
    SetNumbers {
        numbers: Vec<(DocumentId, String)>,
    },
    /// To before another document; without one to the end.
    MoveDocuments {
        documents: Vec<DocumentId>,
        before: Option<DocumentId>,
    },
    SplitDocument {
        document: DocumentId,
        /// The first page of the second part.
        at: usize,
        /// Of both parts.
        sources: Box<[SourceRef; 2]>,
    },
    JoinDocuments {
        documents: Vec<DocumentId>,
        /// Of all pages together.
        source: SourceRef,
    },
    /// An empty text takes the dossier's own away.
    SetConsiderations {
        ground: Ground,
        text: String,
    },
    /// Without a reason the question is asked again.
    Answer {
        question: Question,
        reason: Option<String>,
    },
    /// Several as one gesture.
    Together {
        edits: Vec<Edit>,
    },
    Review {
        documents: Vec<DocumentId>,
        review: Review,
    },
    /// How an account is called on the screen; empty takes the account itself.
    SetName {
        account: String,
        name: String,
    },
    /// Each as `[0, {"page":1,"area":[…]}]`.
    RejectSuggestions {
        places: Vec<(DocumentId, RejectedPlace)>,
    },
    AddRemark {
        document: DocumentId,
        remark: Remark,
    },
    AnswerRemark {
        document: DocumentId,
        /// Its place in the list of the document, from 0.
        remark: usize,
        said: Said,
    },
    SolveRemark {
        document: DocumentId,
        /// Its place in the list of the document, from 0.
        remark: usize,
        solved: bool,
    },
    /// Parts of what a source holds beside its pages were decided about.
    AnswerIntake {
        document: DocumentId,
        parts: Vec<Part>,
    },
}

impl TryFrom<Edit> for edit::Edit {
    type Error = Impossible;
    fn try_from(edit: Edit) -> Result<Self, Impossible> {
        Ok(match edit {
            Edit::SetFacts { facts } => Self::SetFacts {
                facts: Box::new((*facts).into()),
            },
            Edit::SetFavourites { grounds } => Self::SetFavourites {
                grounds: try_all(grounds)?,
            },
            Edit::AddDocuments { documents } => Self::AddDocuments {
                documents: try_all(documents)?,
            },
            Edit::RemoveDocuments { documents } => Self::RemoveDocuments {
                documents: all(documents),
            },
            Edit::ChangeDocuments { documents, change } => Self::ChangeDocuments {
                documents: all(documents),
                change: change.try_into()?,
            },
            Edit::AddMarks { marks, author } => Self::AddMarks {
                marks: try_all(marks)?,
                author: author.into(),
            },
            Edit::RemoveMarks { marks } => Self::RemoveMarks { marks: all(marks) },
            Edit::SetGrounds { marks, grounds } => Self::SetGrounds {
                marks: all(marks),
                grounds: try_all(grounds)?,
            },
            Edit::SetAreas { mark, areas } => Self::SetAreas {
                mark: mark.into(),
                areas: try_all(areas)?,
            },
            Edit::SetNote { mark, note } => Self::SetNote {
                mark: mark.into(),
                note,
            },
            Edit::FinishPages {
                document,
                pages,
                finished,
            } => Self::FinishPages {
                document: document.into(),
                pages,
                finished,
            },
            Edit::ChangeMarks { marks, change } => Self::ChangeMarks {
                marks: all(marks),
                change: change.into(),
            },
            Edit::SetNumbers { numbers } => Self::SetNumbers {
                numbers: numbers
                    .into_iter()
                    .map(|(id, number)| (id.into(), number))
                    .collect(),
            },
            Edit::MoveDocuments { documents, before } => Self::MoveDocuments {
                documents: all(documents),
                before: before.map(Into::into),
            },
            Edit::SplitDocument {
                document,
                at,
                sources,
            } => {
                let [first, second] = *sources;
                Self::SplitDocument {
                    document: document.into(),
                    at,
                    sources: Box::new([first.try_into()?, second.try_into()?]),
                }
            }
            Edit::JoinDocuments { documents, source } => Self::JoinDocuments {
                documents: all(documents),
                source: source.try_into()?,
            },
            Edit::SetConsiderations { ground, text } => Self::SetConsiderations {
                ground: ground.try_into()?,
                text,
            },
            Edit::Answer { question, reason } => Self::Answer {
                question: question.try_into()?,
                reason,
            },
            Edit::Together { edits } => Self::Together {
                edits: try_all(edits)?,
            },
            Edit::Review { documents, review } => Self::Review {
                documents: all(documents),
                review: review.into(),
            },
            Edit::SetName { account, name } => Self::SetName {
                account: account.into(),
                name,
            },
            Edit::RejectSuggestions { places } => Self::RejectSuggestions {
                places: try_places(places)?,
            },
            Edit::AddRemark { document, remark } => Self::AddRemark {
                document: document.into(),
                remark: remark.into(),
            },
            Edit::AnswerRemark {
                document,
                remark,
                said,
            } => Self::AnswerRemark {
                document: document.into(),
                remark,
                said: said.into(),
            },
            Edit::SolveRemark {
                document,
                remark,
                solved,
            } => Self::SolveRemark {
                document: document.into(),
                remark,
                solved,
            },
            Edit::AnswerIntake { document, parts } => Self::AnswerIntake {
                document: document.into(),
                parts: all(parts),
            },
        })
    }
}

impl From<edit::Edit> for Edit {
    fn from(edit: edit::Edit) -> Self {
        use edit::Edit as Model;
        match edit {
            Model::SetFacts { facts } => Self::SetFacts {
                facts: Box::new((*facts).into()),
            },
            Model::SetFavourites { grounds } => Self::SetFavourites {
                grounds: all(grounds),
            },
            Model::AddDocuments { documents } => Self::AddDocuments {
                documents: all(documents),
            },
            Model::RemoveDocuments { documents } => Self::RemoveDocuments {
                documents: all(documents),
            },
            Model::ChangeDocuments { documents, change } => Self::ChangeDocuments {
                documents: all(documents),
                change: change.into(),
            },
            Model::AddMarks { marks, author } => Self::AddMarks {
                marks: all(marks),
                author: author.into(),
            },
            Model::RemoveMarks { marks } => Self::RemoveMarks { marks: all(marks) },
            Model::SetGrounds { marks, grounds } => Self::SetGrounds {
                marks: all(marks),
                grounds: all(grounds),
            },
            Model::SetAreas { mark, areas } => Self::SetAreas {
                mark: mark.into(),
                areas: all(areas),
            },
            Model::SetNote { mark, note } => Self::SetNote {
                mark: mark.into(),
                note,
            },
            Model::FinishPages {
                document,
                pages,
                finished,
            } => Self::FinishPages {
                document: document.into(),
                pages,
                finished,
            },
            Model::ChangeMarks { marks, change } => Self::ChangeMarks {
                marks: all(marks),
                change: change.into(),
            },
            Model::SetNumbers { numbers } => Self::SetNumbers {
                numbers: numbers
                    .into_iter()
                    .map(|(id, number)| (id.into(), number))
                    .collect(),
            },
            Model::MoveDocuments { documents, before } => Self::MoveDocuments {
                documents: all(documents),
                before: before.map(Into::into),
            },
            Model::SplitDocument {
                document,
                at,
                sources,
            } => Self::SplitDocument {
                document: document.into(),
                at,
                sources: Box::new((*sources).map(Into::into)),
            },
            Model::JoinDocuments { documents, source } => Self::JoinDocuments {
                documents: all(documents),
                source: source.into(),
            },
            Model::SetConsiderations { ground, text } => Self::SetConsiderations {
                ground: ground.into(),
                text,
            },
            Model::Answer { question, reason } => Self::Answer {
                question: question.into(),
                reason,
            },
            Model::Together { edits } => Self::Together { edits: all(edits) },
            Model::Review { documents, review } => Self::Review {
                documents: all(documents),
                review: review.into(),
            },
            Model::SetName { account, name } => Self::SetName {
                account: account.into(),
                name,
            },
            Model::RejectSuggestions { places } => Self::RejectSuggestions {
                places: places
                    .into_iter()
                    .map(|(id, place)| (id.into(), place.into()))
                    .collect(),
            },
            Model::AddRemark { document, remark } => Self::AddRemark {
                document: document.into(),
                remark: remark.into(),
            },
            Model::AnswerRemark {
                document,
                remark,
                said,
            } => Self::AnswerRemark {
                document: document.into(),
                remark,
                said: said.into(),
            },
            Model::SolveRemark {
                document,
                remark,
                solved,
            } => Self::SolveRemark {
                document: document.into(),
                remark,
                solved,
            },
            Model::AnswerIntake { document, parts } => Self::AnswerIntake {
                document: document.into(),
                parts: all(parts),
            },
        }
    }
}

fn try_places(
    places: Vec<(DocumentId, RejectedPlace)>,
) -> Result<Vec<(document::DocumentId, document::RejectedPlace)>, Impossible> {
    let place = |(id, place): (DocumentId, RejectedPlace)| Ok((id.into(), place.try_into()?));
    places.into_iter().map(place).collect()
}
