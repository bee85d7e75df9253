//! How the window looks: a choice that shows at once.
//!
//! **Absent:** keeping it; the choice is returned.

use crate::i18n::{Lang, Text};
use crate::model::display::{Colours, Display, Labels};
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{components, form_verbs, tokens};
use egui::Ui;

/// One thing that can be chosen: its name, and what can be chosen, each with the look that it gives.
type Setting = (Text, Vec<(String, Display)>);

/// Everything that can be chosen, from how it is now.
fn settings(now: Display, lang: Lang) -> [Setting; 4] {
    let colours = Colours::ALL.map(|colours| {
        let text = match colours {
            Colours::System => Text::DisplaySystem,
            Colours::Light => Text::DisplayLight,
            Colours::Dark => Text::DisplayDark,
        };
        (lang.text(text).to_owned(), Display { colours, ..now })
    });
    let sizes = Display::SIZES.map(|percent| {
        let text = lang.fill(Text::DisplayPercent, &[&percent]);
        (text, Display { percent, ..now })
    });
    let labels = Labels::ALL.map(|labels| {
        let text = match labels {
            Labels::Small => Text::DisplayLabelsSmall,
            Labels::Printed => Text::DisplayLabelsPrinted,
            Labels::None => Text::DisplayLabelsNone,
        };
        (lang.text(text).to_owned(), Display { labels, ..now })
    });
    let pages = [
        (Text::DisplayPagesWide, false),
        (Text::DisplayPagesWhole, true),
    ];
    let pages = pages.map(|(text, whole_pages)| {
        let display = Display { whole_pages, ..now };
        (lang.text(text).to_owned(), display)
    });
    [
        (Text::DisplayColours, colours.to_vec()),
        (Text::DisplaySize, sizes.to_vec()),
        (Text::DisplayLabels, labels.to_vec()),
        (Text::DisplayPages, pages.to_vec()),
    ]
}

/// Each choice that is not as it is now, by its whole name.
pub fn offered(now: Display, lang: Lang) -> Vec<(String, Display)> {
    let settings = settings(now, lang).into_iter();
    let named = settings.flat_map(|(setting, choices)| {
        let named = move |(name, display)| (format!("{}: {name}", lang.text(setting)), display);
        choices.into_iter().map(named)
    });
    named.filter(|(_, display)| *display != now).collect()
}

/// One stop of the Tab key, in which arrows choose.
fn choices_ui(ui: &mut Ui, name: &str, choices: &[(String, Display)], display: &mut Display) {
    let now = *display;
    let at = choices.iter().position(|(_, choice)| *choice == now);
    // They may lie on some lines: the arrows up and down go through them as those beside do.
    let keys = ListKeys::new(ui, name, Lie::Grid(1), choices.len(), at, |_| true);
    for (nth, (text, choice)) in choices.iter().enumerate() {
        let row = components::radio(ui, *choice == now, text, keys.sense(nth));
        if keys.take(nth, &row) {
            *display = *choice;
        }
    }
}

/// Draws the choices; the new one, and whether the form is closed.
pub fn show(ui: &mut Ui, display: &mut Display, lang: Lang) -> (Option<Display>, bool) {
    let before = *display;
    components::title(ui, lang.text(Text::ActionDisplay));
    components::body(ui, f32::INFINITY, 1, |ui| {
        ui.label(lang.text(Text::DisplayKept));
        for (name, choices) in settings(before, lang) {
            ui.add_space(tokens::GRID);
            ui.label(components::bold(lang.text(name)));
            ui.horizontal_wrapped(|ui| {
                choices_ui(ui, lang.text(name), &choices, display);
            });
        }
    });
    ui.add_space(tokens::GRID * 2.0);
    let closed = form_verbs::close(ui, lang);
    ((*display != before).then_some(*display), closed)
}
