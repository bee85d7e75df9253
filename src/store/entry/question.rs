//! Questions of the export check, as entries have them.

use super::values::{Area, DocumentId, Ground, Impossible, MarkId};
use crate::model::dossier::question;
use serde::{Deserialize, Serialize};

/// What a person can answer: `{"question":"visible","document":0,"page":3,"area":[…]}`. An optional field may be left
/// out or `null`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "question", rename_all = "snake_case")]
pub enum Question {
    /// The reasons for every ground stand in the decision.
    ConsiderationsInDecision,
    /// Why a relative ground still weighs after five years; without a document or a ground: for all.
    OlderThanFiveYears {
        document: Option<DocumentId>,
        ground: Option<Ground>,
    },
    /// What is hidden elsewhere may be read here; the page from 0.
    Visible {
        document: DocumentId,
        page: usize,
        area: Area,
    },
    /// What is hidden elsewhere may be read in this text of a document, or of the dossier: `title`, `subject`.
    VisibleText {
        document: Option<DocumentId>,
        field: String,
    },
    /// One finding on one mark or document is as it should be; the rule by the id that the export check gives it.
    Meant {
        rule: String,
        document: DocumentId,
        mark: Option<MarkId>,
    },
}

impl TryFrom<Question> for question::Question {
    type Error = Impossible;
    fn try_from(question: Question) -> Result<Self, Impossible> {
        Ok(match question {
            Question::ConsiderationsInDecision => Self::ConsiderationsInDecision,
            Question::OlderThanFiveYears { document, ground } => Self::OlderThanFiveYears {
                document: document.map(Into::into),
                ground: ground.map(TryInto::try_into).transpose()?,
            },
            Question::Visible {
                document,
                page,
                area,
            } => Self::Visible {
                document: document.into(),
                page,
                area: area.try_into()?,
            },
            Question::VisibleText { document, field } => Self::VisibleText {
                document: document.map(Into::into),
                field,
            },
            Question::Meant {
                rule,
                document,
                mark,
            } => Self::Meant {
                rule,
                document: document.into(),
                mark: mark.map(Into::into),
            },
        })
    }
}

impl From<question::Question> for Question {
    fn from(question: question::Question) -> Self {
        use question::Question as Model;
        match question {
            Model::ConsiderationsInDecision => Self::ConsiderationsInDecision,
            Model::OlderThanFiveYears { document, ground } => Self::OlderThanFiveYears {
                document: document.map(Into::into),
                ground: ground.map(Into::into),
            },
            Model::Visible {
                document,
                page,
                area,
            } => Self::Visible {
                document: document.into(),
                page,
                area: area.into(),
            },
            Model::VisibleText { document, field } => Self::VisibleText {
                document: document.map(Into::into),
                field,
            },
            Model::Meant {
                rule,
                document,
                mark,
            } => Self::Meant {
                rule,
                document: document.into(),
                mark: mark.map(Into::into),
            },
        }
    }
}
