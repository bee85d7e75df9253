//! What could not be done, over the top of the pages: the last first, each with its own way to close it.
//!
//! **Invariant:** the pages stay where they are when a notice comes.

use super::{components, icons, tokens};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::ui::Intent;
use egui::{Frame, Rect, Stroke, Ui, UiBuilder};

/// How high the notices are together at most, in points; the rest is scrolled to.
const HIGHEST: f32 = 200.0;

/// Draws the notices over `pages`.
pub fn show(ui: &mut Ui, pages: Rect, notices: &[Notice], lang: Lang, intents: &mut Vec<Intent>) {
    if notices.is_empty() {
        return;
    }
    let place = UiBuilder::new().max_rect(pages.shrink(tokens::GRID * 2.0));
    ui.scope_builder(place, |ui| {
        let area = egui::ScrollArea::vertical().max_height(HIGHEST);
        area.id_salt("notices").show(ui, |ui| {
            for (nth, notice) in notices.iter().enumerate().rev() {
                notice_ui(ui, (nth, notice), lang, intents);
            }
        });
    });
}

fn notice_ui(ui: &mut Ui, (nth, notice): (usize, &Notice), lang: Lang, intents: &mut Vec<Intent>) {
    let palette = tokens::palette(ui);
    let frame = Frame::NONE
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.danger))
        .shadow(ui.visuals().popup_shadow)
        .corner_radius(tokens::RADIUS)
        .inner_margin(tokens::GRID * 2.0);
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - tokens::CONTROL - tokens::GRID * 2.0;
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.colored_label(palette.danger, &notice.text);
                notice.hint.iter().for_each(|hint| {
                    ui.label(hint);
                });
            });
            if components::icon_button(ui, icons::CLOSE, lang.text(Text::Close), false).clicked() {
                intents.push(Intent::CloseNotice(nth));
            }
        });
    });
}
