//! Which ground is under which digit in this dossier.
//!
//! **Invariant:** no ground is under two digits; all changes become one edit.

use crate::command::DIGITS;
use crate::i18n::{Lang, Text};
use crate::model::edit::Edit;
use crate::model::ground::{Ground, Notation};
use crate::ui::Intent;
use crate::ui::widgets::{components, form_verbs, tokens};
use egui::{Button, ComboBox, Grid, Ui};

/// The grounds as they are chosen.
pub struct FavouritesForm {
    known: Vec<Ground>,
    chosen: Vec<Option<Ground>>,
    notation: Notation,
}

impl FavouritesForm {
    pub fn of(known: Vec<Ground>, notation: Notation) -> Self {
        Self {
            chosen: slots(&known),
            known,
            notation,
        }
    }

    /// Draws the digits; pushes the edit, or [`Intent::Dismiss`].
    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::title(ui, lang.text(Text::ActionFavourites));
        components::body(ui, f32::INFINITY, 1, |ui| self.digits_ui(ui, lang));
        ui.add_space(tokens::GRID * 2.0);
        if form_verbs::keep_or_cancel(ui, lang, intents) {
            self.keep(intents);
        }
    }

    fn digits_ui(&mut self, ui: &mut Ui, lang: Lang) {
        ui.label(lang.text(Text::FavouritesHelp));
        ui.add_space(tokens::GRID);
        let width = ui.available_width() - tokens::GRID * 24.0;
        Grid::new("favourites").num_columns(2).show(ui, |ui| {
            for digit in 0..self.chosen.len() {
                self.digit_ui(ui, digit, width, lang);
                ui.end_row();
            }
        });
        if ui.button(lang.text(Text::FavouritesUsual)).clicked() {
            self.chosen = slots(&Ground::usual());
        }
    }

    /// Closes the form with what was chosen.
    pub fn keep(&self, intents: &mut Vec<Intent>) {
        self.keep_by(Intent::Edit, intents);
    }

    /// The same by Escape, which says so.
    pub fn escape(&self, intents: &mut Vec<Intent>) {
        self.keep_by(Intent::KeepTyped, intents);
    }

    fn keep_by(&self, by: fn(Edit) -> Intent, intents: &mut Vec<Intent>) {
        let grounds: Vec<Ground> = self.chosen.iter().flatten().cloned().collect();
        if grounds != self.known {
            intents.push(by(Edit::SetFavourites { grounds }));
        }
        intents.push(Intent::Dismiss);
    }

    fn digit_ui(&mut self, ui: &mut Ui, digit: usize, width: f32, lang: Lang) {
        let label = ui.label(lang.fill(Text::FavouriteDigit, &[&(digit + 1)]));
        let before = self.chosen.get(digit).cloned().flatten();
        let mut after = before.clone();
        let name = |ground: &Option<Ground>| match ground {
            Some(ground) => ground.named(self.notation),
            None => lang.text(Text::FavouriteNone).to_owned(),
        };
        // A ground of another law, which is typed in the palette, can be kept too.
        let others = self
            .known
            .iter()
            .filter(|g| !Ground::offered().any(|o| o == **g));
        let offered: Vec<Option<Ground>> = std::iter::once(None)
            .chain(Ground::offered().map(Some))
            .chain(others.cloned().map(Some))
            .collect();
        ComboBox::from_id_salt(("favourite", digit))
            .selected_text(name(&before))
            .width(width)
            .height(components::list_height(ui.ctx(), 320.0))
            .show_ui(ui, |ui| {
                for ground in offered {
                    let text = name(&ground);
                    let row = Button::selectable(after == ground, text);
                    if ui.add(row).clicked() {
                        after = ground;
                    }
                }
            })
            .response
            .labelled_by(label.id);
        if after != before {
            self.chosen = put(&self.chosen, digit, after);
        }
    }
}

fn slots(grounds: &[Ground]) -> Vec<Option<Ground>> {
    (0..DIGITS.len()).map(|n| grounds.get(n).cloned()).collect()
}

/// The digits with a ground under one of them; where it was before, comes what was there.
fn put(chosen: &[Option<Ground>], digit: usize, ground: Option<Ground>) -> Vec<Option<Ground>> {
    let mut chosen = chosen.to_vec();
    let before = chosen.get(digit).cloned().flatten();
    let elsewhere = chosen
        .iter()
        .position(|g| g.is_some() && *g == ground)
        .and_then(|place| chosen.get_mut(place));
    if let Some(slot) = elsewhere {
        *slot = before;
    }
    if let Some(slot) = chosen.get_mut(digit) {
        *slot = ground;
    }
    chosen
}

/// The grounds under the digits once one of them is under this digit (from 0).
pub fn with(known: &[Ground], digit: usize, ground: &Ground) -> Vec<Ground> {
    let digit = digit.min(known.len());
    let chosen = put(&slots(known), digit, Some(ground.clone()));
    chosen.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_that_is_under_another_digit_changes_places() {
        let usual = Ground::usual();
        let parsed = |text: &str| Ground::parse(text).unwrap();
        let swapped = with(&usual, 0, &usual[2]);
        assert_eq!((&swapped[0], &swapped[2]), (&usual[2], &usual[0]));
        let new = with(&usual, 3, &parsed("5.1.2d"));
        assert_eq!((new.len(), new[3].id().as_str()), (9, "5.1.2d"));
        // Behind the last there is no gap.
        let few = with(&usual[..2], 7, &parsed("5.1.2d"));
        assert_eq!(few.len(), 3);
        let emptied = put(&slots(&usual), 8, None);
        assert_eq!(emptied.iter().flatten().count(), 8);
    }
}
