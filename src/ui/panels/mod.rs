//! The panels beside the pages, and what the tabs of the right one keep between frames.
//!
//! **Invariant:** what is being typed in a tab becomes an edit when the tab is left, whatever the way.

pub mod check_panel;
pub mod checked;
pub mod document_facts;
pub mod document_form;
mod document_row;
pub mod documents;
pub mod find_panel;
pub mod finding_facts;
pub mod finding_texts;
pub mod findings_tree;
pub mod history;
pub mod mark_facts;
pub mod marks_list;
pub mod overview;
pub mod remarks_panel;
pub mod suggestion_facts;
pub mod suggestions_panel;
pub mod thumbnails;
pub mod width_meter;

use super::Intent;
use super::viewing::{Tab, Viewing};
use crate::i18n::Lang;
use crate::model::dossier::Dossier;
use check_panel::CheckPanel;
use document_form::DocumentForm;
use find_panel::FindPanel;
use marks_list::MarksList;
use remarks_panel::RemarksPanel;
use suggestions_panel::SuggestionsPanel;
use width_meter::WidthMeter;

/// The tabs.
#[derive(Default)]
pub struct Panels {
    pub marks: MarksList,
    pub width: WidthMeter,
    pub form: DocumentForm,
    pub find: FindPanel,
    pub check: CheckPanel,
    pub remarks: RemarksPanel,
    pub suggestions: SuggestionsPanel,
}

impl Panels {
    /// Whether a field is about to have the keyboard: it has not been drawn yet.
    pub fn awaits_field(&self, viewing: &Viewing) -> bool {
        (viewing.shows(Tab::Find) && self.find.focus)
            || (viewing.shows(Tab::Marks) && self.marks.focus_note)
    }

    /// Keeps what was typed in the tabs that do not show.
    pub(super) fn keep_left(
        &mut self,
        viewing: &Viewing,
        dossier: &Dossier,
        lang: Lang,
        intents: &mut Vec<Intent>,
    ) {
        if !viewing.shows(Tab::Marks) {
            self.marks.commit_note(dossier, intents);
        }
        if !viewing.shows(Tab::Document) {
            self.form.leave(dossier, lang, intents);
        }
    }

    /// Keeps all that is still being typed.
    pub fn keep_typed(&mut self, dossier: &Dossier, lang: Lang, intents: &mut Vec<Intent>) {
        self.marks.commit_note(dossier, intents);
        self.form.leave(dossier, lang, intents);
    }
}
