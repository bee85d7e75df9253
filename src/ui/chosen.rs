//! What is chosen: documents, marks, and the grounds of the next mark.
//!
//! **Invariant:** after [`Chosen::forget_gone`] nothing is chosen that is not there.

use crate::model::dossier::Dossier;
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::model::gesture::caret::Caret;
use crate::model::ground::Ground;
use std::collections::BTreeSet;

/// What the next action or gesture is for.
#[derive(Default)]
pub struct Chosen {
    pub documents: BTreeSet<DocumentId>,
    pub marks: BTreeSet<MarkId>,
    /// Of the next mark; the first is the one that was chosen first.
    pub grounds: Vec<Ground>,
    /// The next mark is a free frame, as long as that is switched on.
    pub free: bool,
    /// Where the page is marked with keys.
    pub caret: Option<PageCaret>,
}

/// A caret and the page (from 0) that it is on.
#[derive(Clone, Copy)]
pub struct PageCaret {
    pub document: DocumentId,
    pub page: usize,
    pub caret: Caret,
}

impl Chosen {
    /// The one mark that is chosen.
    pub fn mark(&self) -> Option<MarkId> {
        let first = self.marks.first().copied();
        first.filter(|_| self.marks.len() == 1)
    }

    /// The documents that an action is for: the chosen ones, else the one at hand, in the order of the list.
    pub fn documents_or(&self, at_hand: Option<DocumentId>, dossier: &Dossier) -> Vec<DocumentId> {
        let is_chosen = |id: &DocumentId| match self.documents.is_empty() {
            true => at_hand == Some(*id),
            false => self.documents.contains(id),
        };
        let all = dossier.documents.iter().map(|d| d.id);
        all.filter(is_chosen).collect()
    }

    /// Forgets marks and documents that are no longer there.
    pub fn forget_gone(&mut self, dossier: &Dossier) {
        if !self.marks.is_empty() {
            let there = dossier.marks_among(&self.marks);
            self.marks = there.map(|owned| owned.id).collect();
        }
        self.documents.retain(|id| dossier.document(*id).is_some());
    }
}
