//! Marks that are widened over blank.
//!
//! **Invariant:** all chosen marks are one edit, and one step of undo.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use crate::i18n::Text;
use crate::model::blackout::widen::{self, Paper};
use crate::model::dossier::document::{Document, MarkId};
use crate::model::edit::Edit;
use crate::ui::page::page_facts::PageFacts;
use std::collections::{BTreeMap, BTreeSet};

pub fn widen(
    chosen: &BTreeSet<MarkId>,
    facts: &PageFacts,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let (mut edits, mut unread, mut asked) = (Vec::new(), 0, 0);
    for document in &open.now().documents {
        let mut pages: BTreeMap<usize, Vec<MarkId>> = BTreeMap::new();
        for owned in document.marks.iter().filter(|m| chosen.contains(&m.id)) {
            pages.entry(owned.mark.page).or_default().push(owned.id);
        }
        for (page, marks) in pages {
            match widened(document, (page, &marks), facts, open) {
                Some(mut widened) => edits.append(&mut widened),
                None => unread += marks.len(),
            }
            asked += marks.len();
        }
    }
    let count = edits.iter().filter(|e| matches!(e, Edit::SetAreas { .. }));
    let count = count.count();
    if unread > 0 {
        feedback.say_with(Text::WidenUnread, &[&unread]);
    } else if edits.is_empty() {
        feedback.say_with(Text::WidenedNot, &[&asked]);
    } else if open.edit(Edit::Together { edits }, feedback) {
        feedback.say_with(Text::Widened, &[&count]);
    }
}

/// The edits for marks of one page; `None` while the page is not known.
fn widened(
    document: &Document,
    (page, marks): (usize, &[MarkId]),
    facts: &PageFacts,
    open: &OpenDossier,
) -> Option<Vec<Edit>> {
    let source = open.source_of(document)?;
    let text = facts.known_text(&source, page)?;
    let blank = facts.known_blank(&source, page)?;
    let paper = Paper {
        text: &text,
        blank: &blank,
        size: document.sizes().get(page).copied()?,
    };
    Some(widen::edits(document, page, marks, &paper))
}
