//! Steps taken back and done again.
//!
//! **Invariant:** undo and redo go to the place first, and say what they did; a step is taken back only from exactly the
//! state that the log tells of.

use super::workspace::Workspace;
use super::{places, steps};
use crate::i18n::Text;
use crate::jobs::Job;
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::ui::Place;

impl Workspace {
    pub(super) fn undo(&mut self) {
        let before = self.open.now().clone();
        match self.open.undo() {
            Some(edit) => self.describe(&edit, &before, Text::Undone),
            None => self.feedback.say(Text::NothingToUndo),
        }
    }

    pub(super) fn redo(&mut self) {
        let before = self.open.now().clone();
        match self.open.redo() {
            Some(edit) => self.describe(&edit, &before, Text::Redone),
            None => self.feedback.say(Text::NothingToRedo),
        }
    }

    /// Takes the last step back, of whichever session it is.
    pub(super) fn take_back(&mut self) {
        if !self.open.can_edit() || self.tasks.is_running(Job::ReadLog) {
            return;
        }
        let whole = self.history.take_session();
        if !whole.is_some_and(|whole| self.open.extend_past(whole)) {
            return;
        }
        let before = self.open.now().clone();
        match self.open.undo_older() {
            Some(edit) => self.describe(&edit, &before, Text::Undone),
            None => self.feedback.say(Text::HistoryNone),
        }
    }

    /// Goes to where a step was, and says what it did.
    fn describe(&mut self, edit: &Edit, before: &Dossier, done: Text) {
        let step = steps::described(edit, before, self.open.now(), self.feedback.lang);
        self.feedback.say_with(done, &[&step.text]);
        if let Some(place) = step.place {
            self.go_to_step(place, &step.spots);
            // The next digit is for the next mark, as after drawing.
            self.chosen.marks.clear();
        }
        self.forget_gone();
    }

    /// Goes to where a step was; what of it is on the screen already stays where it is.
    fn go_to_step(&mut self, place: Place, spots: &[(usize, f64)]) {
        let is_here = self.viewing.document == Some(place.document);
        let at_hand = spots
            .iter()
            .find(|(page, _)| is_here && *page == self.viewing.page);
        let Some((page, top)) = at_hand.or(spots.first()).copied() else {
            return self.go_to(place);
        };
        self.go_to(places::document(place.document));
        if let Some(document) = self.open.now().document(place.document) {
            self.viewing.show_place(document, page, top);
        }
    }
}
