//! All grounds with a field to find one: by article, by name, or a law to be typed.

use crate::command::{self, DIGITS};
use crate::error::ground_text;
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, Notation};
use crate::ui::Intent;
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::{components, tokens};
use egui::{Button, Context, Event, Modifiers, Response, Ui, vec2};

/// All grounds, while one is chosen.
#[derive(Default)]
pub struct GroundPicker {
    /// The grounds at hand; they come first.
    favourites: Vec<Ground>,
    picker: Picker,
    /// It was opened by a drag that waits for its ground.
    pub for_new_mark: bool,
}

impl GroundPicker {
    pub fn new(favourites: Vec<Ground>, for_new_mark: bool) -> Self {
        Self {
            favourites,
            for_new_mark,
            ..Self::default()
        }
    }

    /// The grounds under the digits changed while it is open.
    pub fn set_favourites(&mut self, favourites: Vec<Ground>) {
        self.favourites = favourites;
    }

    /// Draws it; pushes the choice, or [`Intent::Dismiss`].
    pub fn show(
        &mut self,
        ctx: &Context,
        notation: Notation,
        lang: Lang,
        intents: &mut Vec<Intent>,
    ) {
        let found = self.found(notation);
        let modal = components::dialog(ctx, "grounds", 520.0, |ui| {
            let title = if self.for_new_mark {
                Text::GroundPickerFor
            } else {
                Text::GroundPicker
            };
            components::title(ui, lang.text(title));
            let moved = self.take_keys(ui, &found, intents);
            self.picker
                .field_ui(ui, lang.text(Text::GroundPickerSearch));
            let height = components::list_height(ctx, 380.0);
            // As high however few are found: what is typed moves nothing.
            let area = components::list(height).auto_shrink([false, false]);
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for (index, ground) in found.iter().enumerate() {
                    let row = self.row_ui(ui, index, ground, notation);
                    self.picker.follow(index, moved, &row);
                    if row.clicked() {
                        intents.push(chosen(ground));
                    }
                }
                if found.is_empty()
                    && let Err(error) = Ground::parse(&self.picker.search)
                {
                    ui.label(ground_text(&error, lang));
                }
            });
            ui.add_space(tokens::GRID);
            ui.horizontal_wrapped(|ui| {
                if ui.button(lang.text(Text::Cancel)).clicked() {
                    intents.push(Intent::Dismiss);
                }
                ui.label(lang.text(Text::GroundPickerDigits));
            });
        });
        if modal.should_close() {
            intents.push(Intent::Dismiss);
        }
    }

    /// Arrows, Enter, and Ctrl with a digit; whether another ground is highlighted now.
    fn take_keys(&mut self, ui: &Ui, found: &[Ground], intents: &mut Vec<Intent>) -> bool {
        let moved = self.picker.walk(ui, found.len());
        let Some(ground) = found.get(self.picker.highlighted()) else {
            return false;
        };
        for (digit, key) in DIGITS.into_iter().enumerate() {
            if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key)) {
                let ground = ground.clone();
                intents.push(Intent::Favour { ground, digit });
            }
        }
        if self.picker.takes_enter(ui) {
            intents.push(chosen(ground));
        } else if let Some(ground) = self.by_digit(ui) {
            intents.push(chosen(&ground));
        }
        moved
    }

    /// The ground under a digit that is pressed before anything is typed. An article begins with some digits: these are
    /// left to the field.
    fn by_digit(&self, ui: &Ui) -> Option<Ground> {
        if !self.for_new_mark || !self.picker.search.is_empty() {
            return None;
        }
        ui.input_mut(|i| {
            let pressed = i.events.iter().find_map(command::digit);
            let (place, _) = pressed.filter(|(_, second)| !second)?;
            let ground = self.favourites.get(place).cloned()?;
            let typed = (place + 1).to_string();
            if Ground::offered().any(|ground| ground.id().starts_with(&typed)) {
                return None;
            }
            i.events.retain(|event| !matches!(event, Event::Text(_)));
            Some(ground)
        })
    }

    /// A ground with its colour and, when it has one, its digit.
    fn row_ui(&self, ui: &mut Ui, index: usize, ground: &Ground, notation: Notation) -> Response {
        let text = format!("{}  {}", ground.written(notation), ground.name());
        let digit = self.favourites.iter().position(|g| g == ground);
        let digit = digit.map_or(String::new(), |digit| (digit + 1).to_string());
        let row = Button::selectable(index == self.picker.highlighted(), text);
        let row = row.wrap().right_text(digit);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = tokens::GRID;
            components::swatch(ui, ground);
            ui.add(row.min_size(vec2(ui.available_width(), tokens::ROW)))
        })
        .inner
    }

    /// The grounds that fit the search; what can be read as a ground comes first.
    fn found(&self, notation: Notation) -> Vec<Ground> {
        let wanted = self.picker.search.trim().to_lowercase();
        let mut found: Vec<Ground> = Vec::new();
        // Enter takes the ground under a digit that an article begins with too.
        let digit = wanted.parse::<usize>().ok().filter(|_| self.for_new_mark);
        let under = digit.and_then(|digit| self.favourites.get(digit.checked_sub(1)?));
        found.extend(under.cloned());
        if !wanted.is_empty() {
            found.extend(Ground::parse(&self.picker.search).ok());
        }
        let fits = |g: &Ground| {
            let texts = [
                g.id(),
                g.written(notation),
                g.name().to_owned(),
                g.short_name().to_owned(),
            ];
            texts
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        };
        let at_hand = self.favourites.iter().cloned();
        for ground in at_hand.chain(Ground::offered()).filter(fits) {
            if !found.contains(&ground) {
                found.push(ground);
            }
        }
        found
    }
}

fn chosen(ground: &Ground) -> Intent {
    Intent::Choose {
        ground: ground.clone(),
        second: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_found_by_article_name_or_spelling() {
        let first = |search: &str| {
            let mut one = GroundPicker::default();
            one.picker.search = search.to_owned();
            one.found(Notation::default()).first().map(Ground::id)
        };
        assert_eq!(first("art. 5.1 lid 2 onder e").as_deref(), Some("5.1.2e"));
        assert_eq!(first("2e").as_deref(), Some("5.1.2e"));
        assert_eq!(first("scope").as_deref(), Some("scope"));
        assert_eq!(first("levenssfeer").as_deref(), Some("5.1.2e"));
        assert_eq!(first("5.1.1").as_deref(), Some("5.1.1a"));
        assert_eq!(
            first("8.8 Wet politiegegevens, artikel 7").as_deref(),
            Some("8.8 Wet politiegegevens, artikel 7")
        );
        assert_eq!(first("zzz"), None);
    }
}
