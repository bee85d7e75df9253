//! The grounds at hand, one digit each, and which one holds now.

use super::Intent;
use super::viewing::PageMode;
use super::widgets::list_keys::{Lie, ListKeys};
use super::widgets::{components, icons, tokens};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::ground::{self, Ground, Notation};
use egui::{Response, RichText, Role, Ui, WidgetInfo};
use std::collections::HashSet;

/// What the bar shows.
pub struct GroundBarView<'a> {
    pub favourites: &'a [Ground],
    pub choice: &'a [Ground],
    pub notation: Notation,
    /// Free frames are drawn, until that is left.
    pub free: bool,
    pub mode: PageMode,
    /// Two pages stand beside each other.
    pub two_pages: bool,
    /// How far the publication of what is shown is, which the preview says.
    pub preview: Preview,
    /// The document at hand is published as it is judged now.
    pub is_published: bool,
    /// What can be asked for now.
    pub allowed: &'a HashSet<Action>,
}

/// How far the publication of the pages that are shown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    Made,
    /// Until then the pages are shown as they are, with their areas black.
    Making,
    Failed,
}

impl Preview {
    const ALL: [Self; 3] = [Self::Made, Self::Making, Self::Failed];

    fn text(self) -> Text {
        match self {
            Self::Made => Text::PreviewBanner,
            Self::Making => Text::PreviewMaking,
            Self::Failed => Text::PreviewFailed,
        }
    }
}

/// The chips, the current choice, and the way to all other grounds.
pub fn show(ui: &mut Ui, shown: &GroundBarView<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    ui.add_space(tokens::GRID / 2.0);
    let size = egui::vec2(ui.available_width(), tokens::CONTROL + tokens::GRID);
    let right = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, right, |ui| {
        switches_ui(ui, shown, lang, intents);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.with_layout(left.with_main_wrap(true), |ui| {
            chips_ui(ui, shown, lang, intents);
        });
    });
    ui.add_space(tokens::GRID / 2.0);
}

/// How the pages are shown, and how a drag marks: each is on or off.
fn switches_ui(ui: &mut Ui, shown: &GroundBarView<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    let mode = shown.mode;
    let parts = [
        (Action::FitWidth, icons::FIT_WIDTH, false),
        (Action::FitPage, icons::FIT_PAGE, false),
        (Action::TwoPages, icons::TWO_PAGES, shown.two_pages),
        (Action::Preview, icons::SHOWN, mode.preview),
        (Action::SideBySide, icons::COLUMNS, mode.side_by_side),
        (Action::TextView, icons::AS_TEXT, mode.as_text),
        (Action::HideMarks, icons::HIDDEN, mode.without_marks),
        (Action::FreeFrame, icons::FREE_FRAME, shown.free),
    ];
    // Where the bar is one line, there is no room for two pages either.
    let is_low = components::is_low(ui.ctx());
    let parts = parts
        .iter()
        .filter(|(action, ..)| !is_low || *action != Action::TwoPages);
    let parts: Vec<_> = parts.collect();
    let names = parts.iter().map(|(action, ..)| {
        let keys = action.keys(ui.ctx()).unwrap_or_default();
        format!("{} ({keys})", lang.text(action.text()))
    });
    let names: Vec<String> = names.collect();
    let named = parts.iter().zip(&names);
    let named: Vec<_> = named
        .map(|((action, sign, is_on), name)| components::Segment {
            means: *action,
            sign,
            name,
            is_on: *is_on,
            is_enabled: shown.allowed.contains(action),
        })
        .collect();
    intents.extend(components::segments(ui, &named).map(Intent::Do));
}

fn current_ground(shown: &GroundBarView<'_>, lang: Lang) -> String {
    if shown.choice.is_empty() {
        return lang.text(Text::NoGroundYet).to_owned();
    }
    let ground = ground::written(shown.choice, shown.notation);
    format!("{}: {ground}", lang.text(Text::CurrentGround))
}

/// A click chooses the ground, with Shift as a second one; the other button arranges the favourites.
fn take_clicks(ui: &Ui, chip: &Response, ground: &Ground, intents: &mut Vec<Intent>) {
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

/// The chips, the current ground, and the modes that are on.
fn chips_ui(ui: &mut Ui, shown: &GroundBarView<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    let (favourites, choice, notation) = (shown.favourites, shown.choice, shown.notation);
    let current = current_ground(shown, lang);
    let mode = mode(shown);
    // As wide whatever is said there, or the chips would change with it.
    let banners = Preview::ALL.map(|preview| lang.text(preview.text()));
    let not = lang.text(Text::NotPublished);
    let said = [&[current.as_str(), not], banners.as_slice()].concat();
    let is_low = components::is_low(ui.ctx());
    // One line may have no room for what is said beside the codes, or for more than the digits.
    let now = mode.map_or(current.as_str(), |(text, _)| lang.text(text));
    let is_quiet = match is_low {
        true => !has_room_for_codes(ui, shown, &said),
        false => !has_room_for_codes(ui, shown, &[now]),
    };
    let is_bare = is_quiet && (is_low || mode.is_some() || !has_room_for_codes(ui, shown, &[]));
    let named = if is_low || is_quiet {
        0
    } else {
        how_many_named(ui, shown, &said)
    };
    let at = favourites
        .iter()
        .position(|ground| choice.first() == Some(ground));
    let keys = ListKeys::new(ui, "grounds", Lie::Line, favourites.len(), at, |_| true);
    for (index, ground) in favourites.iter().enumerate() {
        let look = Chip {
            index,
            is_chosen: choice.contains(ground),
            words: match (is_bare, choice.contains(ground), index < named) {
                (true, false, _) => Words::None,
                (true, true, _) | (false, _, false) => Words::Code,
                (false, _, true) => Words::Named,
            },
            sense: keys.sense(index),
        };
        let chip = look.show(ui, ground, notation);
        keys.take(index, &chip);
        take_clicks(ui, &chip, ground, intents);
    }
    let all = lang.text(Text::ActionChooseGround);
    if components::icon_button(ui, icons::ADD, all, false).clicked() {
        intents.push(Intent::Do(Action::ChooseGround));
    }
    if is_quiet && mode.is_none() {
        return;
    }
    ui.separator();
    match mode {
        Some((text, action)) => {
            if components::mode_chip(ui, lang.text(text)).clicked() {
                intents.push(Intent::Do(action));
            }
        }
        None => {
            ui.label(components::bold(current));
        }
    }
}

/// The mode that is on and the action that ends it: it is said in the place of the current ground, so that nothing moves.
fn mode(shown: &GroundBarView<'_>) -> Option<(Text, Action)> {
    let mode = shown.mode;
    let preview = match shown.is_published {
        true => shown.preview.text(),
        false => Text::NotPublished,
    };
    let beside = mode.side_by_side && !shown.is_published;
    let modes = [
        (mode.preview, preview, Action::Preview),
        (beside, preview, Action::SideBySide),
        (mode.without_marks, Text::HiddenBanner, Action::HideMarks),
        (shown.free, Text::FreeFrameOn, Action::FreeFrame),
    ];
    let on = modes.into_iter().find(|(is_on, ..)| *is_on);
    on.map(|(_, text, action)| (text, action))
}

/// How many of the grounds can be named in full beside what is said of the current one: the others say their name when
/// pointed at, so that the bar stays one line.
fn how_many_named(ui: &Ui, shown: &GroundBarView<'_>, said: &[&str]) -> usize {
    let mut taken = width_of_codes(ui, shown, said);
    let more = |ground: &&Ground| {
        let code = ground.written(shown.notation);
        taken += measure(ui, &ground.named(shown.notation)) - measure(ui, &code);
        taken <= ui.available_width()
    };
    shown.favourites.iter().take_while(more).count()
}

/// Whether one line has room for the codes of all grounds beside what is said of the current one.
fn has_room_for_codes(ui: &Ui, shown: &GroundBarView<'_>, said: &[&str]) -> bool {
    width_of_codes(ui, shown, said) <= ui.available_width()
}

/// How wide a bar with the codes alone is, in points.
fn width_of_codes(ui: &Ui, shown: &GroundBarView<'_>, said: &[&str]) -> f32 {
    let spacing = ui.spacing();
    let around = 2.0 * spacing.button_padding.x + spacing.item_spacing.x + spacing.icon_spacing;
    // A digit stands before each; behind them the way to all grounds and a line.
    let digit = measure(ui, "0") + around;
    let code = |ground: &Ground| measure(ui, &ground.written(shown.notation)) + digit;
    let codes: f32 = shown.favourites.iter().map(code).sum();
    let said = said
        .iter()
        .map(|text| measure(ui, text))
        .fold(0.0, f32::max);
    let behind = tokens::CONTROL + 2.0 * spacing.button_padding.x + 4.0 * spacing.item_spacing.x;
    codes + said + behind
}

fn measure(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, tokens::INK);
    galley.size().x
}

/// What stands behind the digit of a ground.
enum Words {
    Named,
    Code,
    None,
}

/// How a ground stands in the bar.
struct Chip {
    /// Its digit, from 0.
    index: usize,
    is_chosen: bool,
    words: Words,
    sense: egui::Sense,
}

impl Chip {
    fn show(&self, ui: &mut Ui, ground: &Ground, notation: Notation) -> Response {
        let text = match self.words {
            Words::Named => ground.named(notation),
            Words::Code => ground.written(notation),
            Words::None => String::new(),
        };
        let nth = self.index + 1;
        let text = (components::bold(nth.to_string()), RichText::new(text));
        let chip = components::ground_chip(ui, ground, self.is_chosen, text, self.sense);
        let whole = format!("{} {}", ground.written(notation), ground.name());
        let (enabled, said) = (ui.is_enabled(), format!("{nth} {whole}"));
        let is_chosen = self.is_chosen;
        chip.widget_info(|| WidgetInfo::selected(Role::Button, enabled, is_chosen, said.clone()));
        chip.on_hover_text(whole)
    }
}
