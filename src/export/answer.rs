//! Questions of the export check that were answered, as reports say them.

use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::question::Question;
use crate::model::ground::Ground;
use serde::{Deserialize, Serialize};

/// A question that was answered, without the place within a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The name in listings.
    id: String,
    /// As people read it.
    pub question: String,
    pub document: Option<String>,
    pub page: Option<usize>,
    pub reason: String,
}

impl Answer {
    /// `number` gives the number of a document.
    pub fn of(
        question: &Question,
        reason: String,
        number: impl Fn(&DocumentId) -> Option<String>,
    ) -> Self {
        let (id, text, document, page) = match question {
            Question::ConsiderationsInDecision => (
                "considerations_in_decision",
                "De overwegingen staan in het besluit".to_owned(),
                None,
                None,
            ),
            Question::OlderThanFiveYears { document, ground } => {
                let ground = ground.as_ref().map(Ground::id);
                let of = ground.map_or_else(String::new, |ground| format!(" ({ground})"));
                let text = format!("Ouder dan vijf jaar, artikel 5.3{of}");
                ("older_than_five_years", text, document.as_ref(), None)
            }
            Question::Visible { document, page, .. } => (
                "visible",
                "Bewust zichtbaar".to_owned(),
                Some(document),
                Some(page + 1),
            ),
            Question::VisibleText { document, .. } => (
                "visible_text",
                "Bewust zichtbaar in een tekst van het dossier".to_owned(),
                document.as_ref(),
                None,
            ),
            Question::Meant { rule, document, .. } => (
                "meant",
                format!("Zo bedoeld ({rule})"),
                Some(document),
                None,
            ),
        };
        Self {
            id: id.to_owned(),
            question: text,
            document: document.and_then(number),
            page,
            reason,
        }
    }

    /// The form for programs.
    pub fn report(&self) -> AnswerReport<'_> {
        AnswerReport {
            question: &self.id,
            document: self.document.as_deref(),
            page: self.page,
            reason: &self.reason,
        }
    }
}

/// What programs are told of a question that was answered.
#[derive(Serialize)]
pub struct AnswerReport<'a> {
    question: &'a str,
    document: Option<&'a str>,
    /// From 1.
    page: Option<usize>,
    reason: &'a str,
}
