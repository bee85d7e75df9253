//! The grounds at hand, one digit each, and which one holds now.

use super::Intent;
use super::theme;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, GroundKind, Notation};
use egui::{Button, Response, RichText, Role, Ui, WidgetInfo};

/// What the bar shows.
pub struct Shown<'a> {
    pub favourites: &'a [Ground],
    pub choice: &'a [Ground],
    pub notation: Notation,
    /// Free frames are drawn, until that is left.
    pub free: bool,
}

/// The chips, the current choice, and the way to all other grounds.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    let (favourites, choice, notation) = (shown.favourites, shown.choice, shown.notation);
    ui.add_space(theme::GRID / 2.0);
    ui.horizontal_wrapped(|ui| {
        for (index, ground) in favourites.iter().enumerate() {
            let is_chosen = choice.contains(ground);
            let chip = chip(ui, index, ground, is_chosen, notation);
            if chip.secondary_clicked() {
                intents.push(Intent::Do(Action::Favourites));
            }
            if chip.clicked() {
                let second = ui.input(|i| i.modifiers.shift);
                intents.push(Intent::Choose {
                    ground: ground.clone(),
                    second,
                });
            }
        }
        let all = lang.text(Text::ActionChooseGround);
        let more = ui.button(lang.text(Text::MoreGrounds)).on_hover_text(all);
        let enabled = ui.is_enabled();
        more.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, all));
        if more.clicked() {
            intents.push(Intent::Do(Action::ChooseGround));
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
        if shown.free {
            free_ui(ui, lang, intents);
        }
    });
    ui.add_space(theme::GRID / 2.0);
}

/// Says that every drag is a free frame, as dark as a chosen ground; a click ends it, as Escape does.
fn free_ui(ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
    ui.separator();
    let paper = ui.visuals().panel_fill;
    let text = theme::bold(lang.text(Text::FreeFrameOn)).color(paper);
    let chip = Button::new(text).fill(ui.visuals().text_color());
    let chip = ui.add(chip).on_hover_text(lang.text(Text::FreeFrameWhy));
    if chip.clicked() {
        intents.push(Intent::Do(Action::FreeFrame));
    }
}

/// One ground with its digit, its colour at its left edge; the chosen one is as dark as it is going to be.
fn chip(
    ui: &mut Ui,
    index: usize,
    ground: &Ground,
    is_chosen: bool,
    notation: Notation,
) -> Response {
    /// Grounds that are named in full where there is room; the others say their name when pointed at, so that the bar
    /// stays one line.
    const NAMED: usize = 3;
    const NARROW: f32 = 1100.0;
    let has_room = ui.ctx().content_rect().width() >= NARROW;
    let text = if index < NAMED && has_room {
        named(ground, notation)
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
    theme::band(ui, response.rect, ground);
    let whole = format!("{} {}", ground.written(notation), ground.name());
    let (enabled, said) = (ui.is_enabled(), format!("{} {whole}", index + 1));
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, is_chosen, said.clone()));
    response.on_hover_text(whole)
}

/// A ground with its name, where it does not say itself what it is.
pub fn named(ground: &Ground, notation: Notation) -> String {
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
