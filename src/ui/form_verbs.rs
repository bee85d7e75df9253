//! The row of verbs below a form that is kept as a whole.
//!
//! **Absent:** keeping it; each form does.

use super::Intent;
use crate::i18n::{Lang, Text};
use egui::Ui;

/// Draws the row; whether it is to be kept. Cancelling dismisses it.
pub fn keep_or_cancel(ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) -> bool {
    ui.horizontal(|ui| {
        let keeps = ui.button(lang.text(Text::Keep)).clicked();
        if ui.button(lang.text(Text::Cancel)).clicked() {
            intents.push(Intent::Dismiss);
        }
        keeps
    })
    .inner
}
