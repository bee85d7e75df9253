//! The grounds at hand, one digit each, and which one holds now.

use super::Wanted;
use super::theme;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, GroundKind, Notation};
use egui::{Button, Response, RichText, Ui};

/// The chips, the current choice, and the way to all other grounds.
pub fn show(
    ui: &mut Ui,
    favourites: &[Ground],
    choice: &[Ground],
    notation: Notation,
    lang: Lang,
    wanted: &mut Vec<Wanted>,
) {
    ui.add_space(theme::GRID / 2.0);
    ui.horizontal_wrapped(|ui| {
        for (index, ground) in favourites.iter().enumerate() {
            let is_chosen = choice.contains(ground);
            if chip(ui, index, ground, is_chosen, notation).clicked() {
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
        ui.label(theme::bold(current));
    });
    ui.add_space(theme::GRID / 2.0);
}

/// One ground with its digit, its colour at its left edge; the chosen one is as dark as it is going to be.
fn chip(
    ui: &mut Ui,
    index: usize,
    ground: &Ground,
    is_chosen: bool,
    notation: Notation,
) -> Response {
    /// Grounds that are named in full; the others say their name when pointed at, so that the bar stays one line.
    const NAMED: usize = 3;
    const BAND: f32 = 5.0;
    let text = if index < NAMED {
        chip_text(ground, notation)
    } else {
        ground.written(notation)
    };
    let mut digit = theme::bold((index + 1).to_string());
    let mut text = RichText::new(text);
    let mut fill = ui.visuals().widgets.inactive.weak_bg_fill;
    if is_chosen {
        let paper = ui.visuals().panel_fill;
        (digit, text) = (digit.color(paper), text.color(paper));
        fill = ui.visuals().text_color();
    }
    let response = ui.add(Button::new((digit, text)).fill(fill));
    let mut band = response.rect.shrink(1.0);
    band.set_right(band.left() + BAND);
    let look = theme::mark_look(std::slice::from_ref(ground));
    ui.painter().rect_filled(band, 2.0, look.colour);
    response.on_hover_text(format!("{} {}", ground.written(notation), ground.name()))
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
