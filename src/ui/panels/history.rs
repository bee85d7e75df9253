//! What was done to the dossier, the last first, by whom and when; and the way back, one step at a time.
//!
//! **Invariant:** rows outside the view cost nothing.
//! **Absent:** reading the log; it is handed in.

use crate::i18n::{Lang, Text};
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{components, tokens};
use crate::ui::{Intent, Place};
use egui::{RichText, ScrollArea, Ui};

/// One entry of the log as it is shown.
pub struct Entry {
    /// `2026-11-23 14:02`
    pub time: String,
    /// The name of who did it.
    pub name: String,
    pub text: String,
    /// Where it is to be seen.
    pub place: Option<Place>,
}

/// What the panel shows.
pub enum HistoryView<'a> {
    Reading,
    Failed,
    Entries {
        /// In the order in which they happened.
        entries: &'a [Entry],
        /// What would be taken back next, where something can be.
        last: Option<&'a str>,
    },
}

/// Draws the way back and the list.
pub fn show(
    ui: &mut Ui,
    shown: &HistoryView<'_>,
    can_edit: bool,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    let (entries, last) = match shown {
        HistoryView::Reading => {
            ui.label(lang.text(Text::HistoryReading));
            return;
        }
        HistoryView::Failed => {
            ui.label(lang.text(Text::HistoryFailed));
            return;
        }
        HistoryView::Entries { entries, last } => (*entries, *last),
    };
    match last {
        Some(text) => {
            let said = lang.fill(Text::HistoryBack, &[&text]);
            let button = egui::Button::new(said.as_str()).truncate();
            let button = ui.add_enabled(can_edit, button);
            // Its end may be cut off.
            if button.on_hover_text(said).clicked() {
                intents.push(Intent::TakeBack);
            }
        }
        None => {
            ui.label(lang.text(Text::HistoryNone));
        }
    }
    ui.separator();
    ui.spacing_mut().item_spacing.y = 1.0;
    let keys = ListKeys::new(ui, "history", Lie::Column, entries.len(), None, |_| true);
    ScrollArea::vertical()
        .id_salt("history")
        .auto_shrink([false, false])
        .show_rows(ui, tokens::ROW, entries.len(), |ui, range| {
            keys.follow(ui, range.start);
            let last_first = entries.iter().rev().enumerate();
            for (nth, entry) in last_first.skip(range.start).take(range.len()) {
                let said = lang.fill(Text::HistoryRow, &[&entry.time, &entry.name, &entry.text]);
                // What was done comes first: the end of a row may be cut off.
                let text = format!("{} · {}", entry.text, entry.name);
                let row = components::row(ui, false, text).sense(keys.sense(nth));
                let row = row.right_text(RichText::new(short(&entry.time)).small());
                let row = components::lasting(ui, ("step", nth as u64), |ui| ui.add(row));
                row.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, said.clone())
                });
                let is_taken = keys.take(nth, &row);
                row.on_hover_text(said.clone());
                if is_taken && let Some(place) = entry.place {
                    intents.push(Intent::GoTo(place));
                }
            }
        });
}

/// The day and the month, as they are written here, and the time; the year stands in the tip.
fn short(time: &str) -> String {
    let part = |range| time.get(range).unwrap_or_default();
    format!("{}-{} {}", part(8..10), part(5..7), part(11..16))
}
