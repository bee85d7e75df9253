//! What the export check shows, and what can be asked for in it.
//!
//! **Absent:** drawing.

pub use crate::ui::intent::CheckIntent;

use super::overview::CheckCounts;
use crate::i18n::{Lang, Text};
use crate::jobs::check::Finding;
use crate::jobs::task::Status;
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::DocumentId;
use crate::model::dossier::question::Question;

/// What the panel shows.
pub struct Checked<'a> {
    pub dossier: &'a Dossier,
    /// Everything that is found now, what blocks first.
    pub findings: &'a [Finding],
    /// The document at hand.
    pub current: Option<DocumentId>,
    /// Who works here.
    pub account: &'a Account,
    /// Who gave an answer, where that is known: by the question.
    pub answered_by: &'a dyn Fn(&Question) -> Option<String>,
    /// How far the check of the texts is, while it runs.
    pub running: Option<Status>,
    /// The findings are not those of a dossier that was not looked at yet.
    pub is_known: bool,
    /// The texts were never read, or the dossier changed after that.
    pub is_old: bool,
    /// Suggestions that nobody answered.
    pub suggestions: usize,
    pub can_edit: bool,
    pub lang: Lang,
}

impl Checked<'_> {
    /// How the check stands, in figures.
    pub fn found(&self) -> CheckCounts {
        let blocking = self.findings.iter().filter(|f| f.blocks()).count();
        CheckCounts {
            blocking,
            warnings: self.findings.len() - blocking,
            is_known: self.is_known,
            is_fresh: !self.is_old,
            is_running: self.running.is_some(),
        }
    }
}

/// `1a p. 3`, the number of a document, or the dossier.
pub fn place_name(number: &str, page: Option<usize>, lang: Lang) -> String {
    match page {
        Some(page) => lang.fill(Text::FindPlace, &[&number, &(page + 1)]),
        None if number.is_empty() => lang.text(Text::FindingDossier).to_owned(),
        None => number.to_owned(),
    }
}
