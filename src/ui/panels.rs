//! What the tabs of the right panel keep between frames.
//!
//! **Invariant:** what is being typed in a tab becomes an edit when the tab is left, whatever the way.

use super::Intent;
use super::check_panel::CheckPanel;
use super::document_form::DocumentForm;
use super::find_panel::FindPanel;
use super::marks_list::MarksList;
use super::remarks_panel::RemarksPanel;
use super::suggestions_panel::SuggestionsPanel;
use super::viewing::{Tab, Viewing};
use super::width_meter::WidthMeter;
use crate::i18n::Lang;
use crate::model::dossier::Dossier;

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
