//! Marks that are widened over blank.
//!
//! **Invariant:** all selected marks are one edit, and one step of undo.

use super::desk::{Desk, sizes_of};
use super::tools::Tools;
use crate::i18n::Text;
use crate::model::document::{Document, MarkId, OwnedMark};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::model::widen::{self, Paper};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Desk {
    /// The one selected mark with its document.
    pub(super) fn selected_alone(
        &self,
        dossier: &Dossier,
    ) -> Option<(Arc<Document>, Arc<OwnedMark>)> {
        let id = self.selected.iter().next()?;
        let documents = dossier.documents.iter();
        let mut found =
            documents.filter_map(|document| Some((document.clone(), document.mark(*id)?.clone())));
        found.next().filter(|_| self.selected.len() == 1)
    }

    pub(super) fn widen(&mut self, tools: &Tools) {
        let lang = tools.lang;
        let dossier = self.dossier().clone();
        let (mut edits, mut unread, mut asked) = (Vec::new(), 0, 0);
        for document in &dossier.documents {
            let mut pages: BTreeMap<usize, Vec<MarkId>> = BTreeMap::new();
            for owned in document
                .marks
                .iter()
                .filter(|m| self.selected.contains(&m.id))
            {
                pages.entry(owned.mark.page).or_default().push(owned.id);
            }
            for (page, marks) in pages {
                match self.widened(document, page, &marks, tools) {
                    Some(mut widened) => edits.append(&mut widened),
                    None => unread += marks.len(),
                }
                asked += marks.len();
            }
        }
        let count = edits.iter().filter(|e| matches!(e, Edit::SetAreas { .. }));
        let count = count.count();
        self.message = if unread > 0 {
            lang.fill(Text::WidenUnread, &[&unread])
        } else if edits.is_empty() {
            lang.fill(Text::WidenedNot, &[&asked])
        } else if self.edit(Edit::Together { edits }, lang) {
            lang.fill(Text::Widened, &[&count])
        } else {
            return;
        };
        self.mend_selection();
    }

    /// The edits for marks of one page; `None` while the page is not known.
    fn widened(
        &self,
        document: &Document,
        page: usize,
        marks: &[MarkId],
        tools: &Tools,
    ) -> Option<Vec<Edit>> {
        let source = self.source_of(document)?;
        let text = tools.facts.known_text(&source, page)?;
        let blank = tools.facts.known_blank(&source, page)?;
        let size = sizes_of(document).get(page).copied()?;
        let paper = Paper {
            text: &text,
            blank: &blank,
            size,
        };
        Some(widen::edits(document, page, marks, &paper))
    }
}
