//! The ways out of a form: its verb and Enter, *Annuleren* and Escape.
//!
//! **Invariant:** Enter is the verb in every form, and Escape asks nothing: of a form of several fields it keeps what was typed.
//! **Absent:** keeping it; each form does.

use super::components;
use crate::i18n::{Lang, Text};
use crate::ui::Intent;
use egui::{Id, Key, Response, Ui};

/// Whether Enter was pressed for the form as a whole: nothing has the keyboard, or the field of one line had it. With Ctrl
/// it always is, so that a text of more lines has it too. To be asked after the fields were drawn.
pub fn entered(ui: &Ui) -> bool {
    let (pressed, with_ctrl) = ui.input(|i| (i.key_pressed(Key::Enter), i.modifiers.command));
    let focused = ui.memory(|memory| memory.focused());
    let lender: Option<Id> = ui.data(|data| data.get_temp(lender()));
    pressed && (with_ctrl || focused.is_none() || focused == lender)
}

/// Leaves Enter to the form while one of several choices has the keyboard: the space bar takes that.
pub fn lend_enter(choice: &Response) {
    if choice.has_focus() {
        let id = choice.id;
        choice.ctx.data_mut(|data| data.insert_temp(lender(), id));
    }
}

fn lender() -> Id {
    Id::unique("leaves Enter to its form")
}

/// Whether Escape was pressed: a field that was left by it keeps nothing.
pub fn escaped(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(Key::Escape))
}

/// Draws the row; whether it is to be kept. Cancelling dismisses it.
pub fn keep_or_cancel(ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) -> bool {
    let entered = entered(ui);
    ui.horizontal(|ui| {
        let keeps = ui
            .add(components::primary(ui, lang.text(Text::Keep)))
            .clicked();
        if ui.button(lang.text(Text::Cancel)).clicked() {
            intents.push(Intent::Dismiss);
        }
        keeps || entered
    })
    .inner
}

/// Draws the one way out of a form that only shows; whether it was taken.
pub fn close(ui: &mut Ui, lang: Lang) -> bool {
    let entered = entered(ui);
    ui.add(components::primary(ui, lang.text(Text::Close)))
        .clicked()
        || entered
}
