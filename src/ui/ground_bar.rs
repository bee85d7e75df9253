//! The grounds at hand, one digit each, and which one holds now.

use super::Wanted;
use super::theme;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, GroundKind, Notation};
use egui::{Button, RichText, Stroke, Ui};

/// The chips, the current choice, and the way to all other grounds.
pub fn show(
    ui: &mut Ui,
    favourites: &[Ground],
    choice: &[Ground],
    notation: Notation,
    lang: Lang,
    wanted: &mut Vec<Wanted>,
) {
    ui.horizontal_wrapped(|ui| {
        for (index, ground) in favourites.iter().enumerate() {
            let is_chosen = choice.contains(ground);
            let text = format!("{} {}", index + 1, chip_text(ground, notation));
            let mut text = RichText::new(text);
            if is_chosen {
                text = text.strong();
            }
            let look = theme::mark_look(std::slice::from_ref(ground));
            let width = if is_chosen { 3.0 } else { 1.0 };
            let chip = Button::new(text)
                .stroke(Stroke::new(width, look.colour))
                .selected(is_chosen);
            let response = ui.add(chip).on_hover_text(ground.name());
            if response.clicked() {
                let second = ui.input(|i| i.modifiers.shift);
                wanted.push(Wanted::Choose {
                    ground: ground.clone(),
                    second,
                });
            }
        }
        if ui
            .button(lang.text(Text::MoreGrounds))
            .on_hover_text(lang.text(Text::ActionChooseGround))
            .clicked()
        {
            wanted.push(Wanted::Do(Action::ChooseGround));
        }
        ui.separator();
        let current = if choice.is_empty() {
            lang.text(Text::NoGroundYet).to_owned()
        } else {
            format!(
                "{}: {}",
                lang.text(Text::CurrentGround),
                written(choice, notation)
            )
        };
        ui.strong(current);
    });
}

fn chip_text(ground: &Ground, notation: Notation) -> String {
    let written = ground.written(notation);
    let says_itself = matches!(
        ground.kind(),
        GroundKind::OutOfScope | GroundKind::Duplicate
    );
    if says_itself {
        written
    } else {
        format!("{written} {}", ground.short_name())
    }
}

/// Several grounds as they will be printed.
pub fn written(grounds: &[Ground], notation: Notation) -> String {
    let written: Vec<String> = grounds.iter().map(|g| g.written(notation)).collect();
    written.join(" + ")
}
