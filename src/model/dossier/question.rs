//! Questions of the export check that a person can answer once, so that they are not asked again.
//!
//! **Invariant:** a question names places and grounds, never covered text.
//! **Absent:** asking them; the export check does.

use super::ids::{DocumentId, MarkId};
use crate::model::ground::Ground;
use crate::model::page::geometry::PageRect;

/// What a person can answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The reasons for every ground stand in the decision.
    ConsiderationsInDecision,
    /// Why a relative ground still weighs after five years (article 5.3); without a document or a ground: for all.
    OlderThanFiveYears {
        document: Option<DocumentId>,
        ground: Option<Ground>,
    },
    /// What is hidden elsewhere may be read here.
    Visible {
        document: DocumentId,
        page: usize,
        area: PageRect,
    },
    /// What is hidden elsewhere may be read in this text of the dossier: a title, a group, the subject.
    VisibleText {
        document: Option<DocumentId>,
        field: String,
    },
    /// One finding on one mark or document is as it should be.
    Meant {
        rule: String,
        document: DocumentId,
        mark: Option<MarkId>,
    },
}

impl Question {
    /// Whether an answer to this question answers another too.
    pub fn covers(&self, other: &Question) -> bool {
        match (self, other) {
            (
                Self::OlderThanFiveYears { document, ground },
                Self::OlderThanFiveYears {
                    document: of,
                    ground: asked,
                },
            ) => (document.is_none() || document == of) && (ground.is_none() || ground == asked),
            (
                Self::Visible {
                    document,
                    page,
                    area,
                },
                Self::Visible {
                    document: of,
                    page: on,
                    area: asked,
                },
            ) => document == of && page == on && asked.share_in(area) > 0.5,
            _ => self == other,
        }
    }
}
