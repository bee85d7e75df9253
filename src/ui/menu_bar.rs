//! The menus, from the one list of actions, and how saving stands.

use super::Intent;
use super::theme;
use crate::command::{Action, Menu};
use crate::i18n::Lang;
use egui::{Button, Ui};
use std::collections::HashSet;

/// What the bar shows at its right end.
pub struct SaveLine {
    pub text: String,
    pub is_wrong: bool,
    pub account: String,
}

/// Draws the bar; only what is in `allowed` can be asked for now.
pub fn show(
    ui: &mut Ui,
    allowed: &HashSet<Action>,
    save: &SaveLine,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(lang.text(menu.text()), |ui| {
                let actions = Action::ALL.iter().filter(|a| a.menu() == menu);
                let height = actions.count() as f32 * (theme::ROW + theme::GRID);
                let room = ui.ctx().content_rect().height() - 2.0 * theme::ROW;
                if height < room {
                    actions_ui(ui, menu, allowed, lang, intents);
                } else {
                    let area = egui::ScrollArea::vertical().max_height(room);
                    area.show(ui, |ui| actions_ui(ui, menu, allowed, lang, intents));
                }
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(&save.account);
            ui.label("·");
            let mut text = egui::RichText::new(&save.text);
            if save.is_wrong {
                text = text.color(theme::wrong(ui.visuals().dark_mode));
            }
            ui.add(egui::Label::new(text).truncate());
        });
    });
}

fn actions_ui(
    ui: &mut Ui,
    menu: Menu,
    allowed: &HashSet<Action>,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    for action in Action::ALL.iter().filter(|a| a.menu() == menu) {
        let keys = action.keys(ui.ctx());
        let mut button = Button::new(lang.text(action.text()));
        if let Some(keys) = keys {
            button = button.right_text(keys);
        }
        if ui.add_enabled(allowed.contains(action), button).clicked() {
            intents.push(Intent::Do(*action));
            ui.close();
        }
    }
}
