//! All grounds with a field to find one: by article, by name, or a law to be typed.

use super::{Intent, theme};
use crate::command::{self, DIGITS};
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, Notation};
use egui::{Button, Context, Event, Key, Modifiers, Response, TextEdit, Ui, vec2};

/// The open palette.
#[derive(Default)]
pub struct Palette {
    /// The grounds at hand; they come first.
    favourites: Vec<Ground>,
    search: String,
    highlighted: usize,
    /// It was opened by a drag that waits for its ground.
    pub for_new_mark: bool,
    focused: bool,
}

impl Palette {
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
        self.highlighted = self.highlighted.min(found.len().saturating_sub(1));
        let modal = theme::dialog(ctx, "palette", 520.0, |ui| {
            let title = if self.for_new_mark {
                Text::PaletteFor
            } else {
                Text::Palette
            };
            theme::title(ui, lang.text(title));
            let moved = self.take_keys(ui, &found, intents);
            self.search_ui(ui, lang);
            let height = theme::list_height(ctx, 380.0);
            theme::list(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for (index, ground) in found.iter().enumerate() {
                    let row = self.row_ui(ui, index, ground, notation);
                    if index == self.highlighted && moved {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        intents.push(chosen(ground));
                    }
                }
                if found.is_empty()
                    && let Err(error) = Ground::parse(&self.search)
                {
                    ui.label(error.to_string());
                }
            });
            ui.add_space(theme::GRID);
            ui.horizontal_wrapped(|ui| {
                if ui.button(lang.text(Text::Cancel)).clicked() {
                    intents.push(Intent::Dismiss);
                }
                ui.label(lang.text(Text::PaletteDigits));
            });
        });
        if modal.should_close() {
            intents.push(Intent::Dismiss);
        }
    }

    /// Arrows, Enter, and Ctrl with a digit; whether another ground is highlighted now.
    fn take_keys(&mut self, ui: &Ui, found: &[Ground], intents: &mut Vec<Intent>) -> bool {
        let taken = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        let up = taken(Modifiers::NONE, Key::ArrowUp);
        let down = taken(Modifiers::NONE, Key::ArrowDown);
        if up {
            self.highlighted = self.highlighted.saturating_sub(1);
        }
        if down && self.highlighted + 1 < found.len() {
            self.highlighted += 1;
        }
        let Some(ground) = found.get(self.highlighted) else {
            return false;
        };
        for (digit, key) in DIGITS.into_iter().enumerate() {
            if taken(Modifiers::COMMAND, key) {
                let ground = ground.clone();
                intents.push(Intent::Favour { ground, digit });
            }
        }
        if taken(Modifiers::NONE, Key::Enter) {
            intents.push(chosen(ground));
        } else if let Some(ground) = self.by_digit(ui) {
            intents.push(chosen(&ground));
        }
        up || down
    }

    /// The ground under a digit that is pressed before anything is typed. An article begins with some digits: these are
    /// left to the field.
    fn by_digit(&self, ui: &Ui) -> Option<Ground> {
        if !self.for_new_mark || !self.search.is_empty() {
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

    fn search_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let label = ui.label(lang.text(Text::PaletteSearch));
        let field = TextEdit::singleline(&mut self.search).desired_width(f32::INFINITY);
        let response = theme::field(ui, field, !self.focused).labelled_by(label.id);
        self.focused |= response.has_focus();
        if response.changed() {
            self.highlighted = 0;
        }
    }

    /// A ground with its colour and, when it has one, its digit.
    fn row_ui(&self, ui: &mut Ui, index: usize, ground: &Ground, notation: Notation) -> Response {
        let text = format!("{}  {}", ground.written(notation), ground.name());
        let digit = self.favourites.iter().position(|g| g == ground);
        let digit = digit.map_or(String::new(), |digit| (digit + 1).to_string());
        let row = Button::selectable(index == self.highlighted, text);
        let row = row.wrap().right_text(digit);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GRID;
            theme::swatch(ui, ground);
            ui.add(row.min_size(vec2(ui.available_width(), theme::ROW)))
        })
        .inner
    }

    /// The grounds that fit the search; what can be read as a ground comes first.
    fn found(&self, notation: Notation) -> Vec<Ground> {
        let wanted = self.search.trim().to_lowercase();
        let mut found: Vec<Ground> = Vec::new();
        // Enter takes the ground under a digit that an article begins with too.
        let digit = wanted.parse::<usize>().ok().filter(|_| self.for_new_mark);
        let under = digit.and_then(|digit| self.favourites.get(digit.checked_sub(1)?));
        found.extend(under.cloned());
        if !wanted.is_empty() {
            found.extend(Ground::parse(&self.search).ok());
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
            let palette = Palette {
                search: search.to_owned(),
                ..Palette::default()
            };
            palette.found(Notation::default()).first().map(Ground::id)
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
