//! All grounds with a field to find one: by article, by name, or a law to be typed.

use super::{Wanted, theme};
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, Notation};
use egui::{Context, Key, ScrollArea, TextEdit};

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

    /// Draws it; pushes the choice, or [`Wanted::Dismiss`].
    pub fn show(
        &mut self,
        ctx: &Context,
        notation: Notation,
        lang: Lang,
        wanted: &mut Vec<Wanted>,
    ) {
        let found = self.found(notation);
        self.highlighted = self.highlighted.min(found.len().saturating_sub(1));
        let modal = theme::modal(ctx, "palette").show(ctx, |ui| {
            ui.set_width(520.0);
            let title = if self.for_new_mark {
                Text::PaletteFor
            } else {
                Text::Palette
            };
            ui.heading(lang.text(title));
            let (up, down, enter) = ui.input_mut(|i| {
                let mut taken = |key| i.consume_key(egui::Modifiers::NONE, key);
                (
                    taken(Key::ArrowUp),
                    taken(Key::ArrowDown),
                    taken(Key::Enter),
                )
            });
            if up {
                self.highlighted = self.highlighted.saturating_sub(1);
            }
            if down && self.highlighted + 1 < found.len() {
                self.highlighted += 1;
            }
            let field = TextEdit::singleline(&mut self.search)
                .hint_text(lang.text(Text::PaletteSearch))
                .desired_width(f32::INFINITY);
            let label = ui.label(lang.text(Text::PaletteSearch));
            let response = ui.add(field).labelled_by(label.id);
            if !self.focused {
                response.request_focus();
                self.focused = true;
            }
            if response.changed() {
                self.highlighted = 0;
            }
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (index, ground) in found.iter().enumerate() {
                    let text = format!("{}  {}", ground.written(notation), ground.name());
                    let row = ui.selectable_label(index == self.highlighted, text);
                    if index == self.highlighted && (up || down) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() || (enter && index == self.highlighted) {
                        wanted.push(Wanted::Choose {
                            ground: ground.clone(),
                            second: false,
                        });
                    }
                }
                if found.is_empty()
                    && let Err(error) = Ground::parse(&self.search)
                {
                    ui.label(error.to_string());
                }
            });
            if ui.button(lang.text(Text::Cancel)).clicked() {
                wanted.push(Wanted::Dismiss);
            }
        });
        if modal.should_close() {
            wanted.push(Wanted::Dismiss);
        }
    }

    /// The grounds that fit the search; what can be read as a ground comes first.
    fn found(&self, notation: Notation) -> Vec<Ground> {
        let wanted = self.search.trim().to_lowercase();
        let mut found: Vec<Ground> = Vec::new();
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
        assert_eq!(first("levenssfeer").as_deref(), Some("5.1.2e"));
        assert_eq!(first("5.1.1").as_deref(), Some("5.1.1a"));
        assert_eq!(
            first("8.8 Wet politiegegevens, artikel 7").as_deref(),
            Some("8.8 Wet politiegegevens, artikel 7")
        );
        assert_eq!(first("zzz"), None);
    }
}
