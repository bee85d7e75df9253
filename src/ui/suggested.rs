//! What is suggested, and what can be asked for about it.
//!
//! **Absent:** drawing.

pub use super::intent::SuggestIntent;

use crate::i18n::Lang;
use crate::jobs::suggest::Proposal;
use crate::jobs::task::Status;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::DocumentId;
use crate::model::ground::Ground;

/// What the panel shows.
pub struct Suggested<'a> {
    pub dossier: &'a Dossier,
    /// Those that are neither marked nor rejected, in the order of documents and their text.
    pub proposals: &'a [Proposal],
    /// All that was found when it was last looked for, also what was settled since: it keeps the order of the list.
    pub found: &'a [Proposal],
    /// The place of each open one among them.
    pub places: &'a [usize],
    /// The document at hand.
    pub current: Option<DocumentId>,
    /// The grounds of the next mark.
    pub grounds: &'a [Ground],
    /// How far reading is, while that goes on.
    pub running: Option<Status>,
    /// Everything was read at least once.
    pub is_known: bool,
    /// Pages without text, on which nothing is found.
    pub without: usize,
    /// Lines of lists that cannot be used.
    pub faults: &'a [String],
    pub can_edit: bool,
    pub lang: Lang,
}
