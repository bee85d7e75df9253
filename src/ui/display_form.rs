//! How the window looks: a choice that shows at once.
//!
//! **Absent:** keeping it; the choice is returned.

use super::{form_verbs, theme};
use crate::i18n::{Lang, Text};
use crate::model::display::{Colours, Display};
use egui::Ui;

/// Draws the choices; the new one, and whether the form is closed.
pub fn show(ui: &mut Ui, display: &mut Display, lang: Lang) -> (Option<Display>, bool) {
    let before = *display;
    theme::title(ui, lang.text(Text::ActionDisplay));
    ui.label(lang.text(Text::DisplayKept));
    ui.add_space(theme::GRID);
    ui.label(theme::bold(lang.text(Text::DisplayColours)));
    ui.horizontal_wrapped(|ui| {
        for colours in Colours::ALL {
            let text = match colours {
                Colours::System => Text::DisplaySystem,
                Colours::Light => Text::DisplayLight,
                Colours::Dark => Text::DisplayDark,
            };
            ui.radio_value(&mut display.colours, colours, lang.text(text));
        }
    });
    ui.add_space(theme::GRID);
    ui.label(theme::bold(lang.text(Text::DisplaySize)));
    ui.horizontal_wrapped(|ui| {
        for percent in Display::SIZES {
            let text = lang.fill(Text::DisplayPercent, &[&percent]);
            ui.radio_value(&mut display.percent, percent, text);
        }
    });
    ui.add_space(theme::GRID * 2.0);
    let closed = form_verbs::close(ui, lang);
    ((*display != before).then_some(*display), closed)
}
