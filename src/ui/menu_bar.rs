//! The menus, from the one list of actions, by pointer and by keys, and how saving stands.

use super::widgets::{components, tokens};
use super::{Intent, Then};
use crate::command::{Action, Menu};
use crate::i18n::{Lang, Text};
use egui::containers::menu::menu_style;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, Color32, Context, EventFilter, FocusDirection, Key, Modifiers, Popup, Response,
    SetOpenCommand, Stroke, Ui,
};
use std::collections::HashSet;
use std::path::PathBuf;

/// Dossiers in the menu at most.
const MOST_RECENT: usize = 8;

/// What the bar shows at its right end.
pub struct SaveLine {
    pub text: String,
    pub is_wrong: bool,
    pub account: String,
}

/// What the bar shows.
pub struct Bar<'a> {
    /// What can be asked for now.
    pub allowed: &'a HashSet<Action>,
    pub save: &'a SaveLine,
    /// Where the reader is.
    pub trail: &'a str,
    /// The dossiers that were opened last.
    pub recent: &'a [PathBuf],
}

/// Draws the bar. `asked` is the menu that keys ask for: it is open in the
/// next frame, with the keyboard in its first row.
pub fn show(
    ui: &mut Ui,
    bar: &Bar<'_>,
    asked: &mut Option<Menu>,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    let opening = asked.take();
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            let button = ui.add(Button::new(name(ui, menu, lang)).frame_when_inactive(false));
            let mut popup = Popup::menu(&button).style(menu_style);
            // A pointer that comes to another menu while one is open opens that; one that rests there does not.
            let comes = button.hovered() && ui.input(|i| i.pointer.is_moving());
            let open = ui.data(|data| data.get_temp::<egui::Id>(last_open()));
            let others = open.filter(|open| *open != popup.get_id());
            if comes && others.is_some_and(|open| Popup::is_id_open(ui.ctx(), open)) {
                popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
            }
            let id = popup.get_id();
            let shown = popup.show(|ui| menu_ui(ui, menu, bar, lang, intents));
            if shown.is_some() {
                ui.data_mut(|data| data.insert_temp(last_open(), id));
            }
            let beside = shown.and_then(|shown| shown.inner);
            if let Some(by) = beside {
                Popup::close_all(ui.ctx());
                *asked = Some(menu.beside(by));
            }
            if opening == Some(menu) {
                Popup::open_id(ui.ctx(), id);
                ui.data_mut(|data| data.insert_temp(by_keys(), menu));
                ui.ctx().request_repaint();
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let save = bar.save;
            ui.label(components::aside(ui, &save.account));
            ui.label(components::aside(ui, "·"));
            let palette = tokens::palette(ui);
            let colour = if save.is_wrong {
                palette.danger
            } else {
                palette.text_2
            };
            let text = egui::RichText::new(&save.text).color(colour);
            ui.add(egui::Label::new(text).truncate());
            ui.separator();
            let left = egui::Layout::left_to_right(egui::Align::Center);
            ui.with_layout(left, |ui| {
                ui.separator();
                ui.add(egui::Label::new(components::aside(ui, bar.trail)).truncate());
            });
        });
    });
}

/// The name of a menu; while Alt is down its letter is underlined.
fn name(ui: &Ui, menu: Menu, lang: Lang) -> LayoutJob {
    let text = lang.text(menu.text());
    let letter = menu.letter(lang);
    let style = TextFormat {
        font_id: egui::TextStyle::Button.resolve(ui.style()),
        color: Color32::PLACEHOLDER,
        ..TextFormat::default()
    };
    let underlined = TextFormat {
        underline: Stroke::new(1.0, ui.visuals().text_color()),
        ..style.clone()
    };
    let at = text
        .char_indices()
        .find(|(_, c)| c.to_ascii_uppercase() == letter);
    let at = at.filter(|_| ui.input(|i| i.modifiers.alt));
    let mut job = LayoutJob::default();
    let (before, rest) = text.split_at(at.map_or(0, |(at, _)| at));
    let (letter, after) = rest.split_at(at.map_or(0, |(_, c)| c.len_utf8()));
    for (part, format) in [(before, &style), (letter, &underlined), (after, &style)] {
        job.append(part, 0.0, format.clone());
    }
    job
}

/// Whether a menu, or a list of choices, is open: it has the keyboard.
pub fn is_open(ctx: &Context) -> bool {
    Popup::is_any_open(ctx)
}

/// Closes whichever is open.
pub fn close(ctx: &Context) {
    Popup::close_all(ctx);
}

/// The menu that was open last.
fn last_open() -> egui::Id {
    egui::Id::unique("menu that was open last")
}

/// Which menu was opened by keys and has not been drawn yet.
fn by_keys() -> egui::Id {
    egui::Id::unique("menu that keys opened")
}

/// The rows of an open menu; whether the one before it (-1) or after it (1) is asked for.
fn menu_ui(
    ui: &mut Ui,
    menu: Menu,
    bar: &Bar<'_>,
    lang: Lang,
    intents: &mut Vec<Intent>,
) -> Option<isize> {
    let actions = Action::ALL.iter().copied().filter(|a| a.menu() == menu);
    let actions: Vec<Action> = actions.collect();
    let height = actions.len() as f32 * (tokens::CONTROL + tokens::GRID);
    let room = ui.ctx().content_rect().height() - 2.0 * tokens::ROW;
    let mut draw = |ui: &mut Ui| {
        let mut rows = action_rows(ui, &actions, bar.allowed, lang, intents);
        if menu == Menu::File {
            rows.append(&mut recent_rows(ui, bar.recent, lang, intents));
        }
        rows
    };
    let rows = if height < room {
        draw(ui)
    } else {
        components::list(room).show(ui, draw).inner
    };
    // A menu is drawn unseen once, to find out how large it is.
    let is_first = !ui.is_sizing_pass() && ui.data(|data| data.get_temp(by_keys()) == Some(menu));
    if is_first {
        ui.data_mut(|data| data.remove::<Menu>(by_keys()));
        rows.first().into_iter().for_each(Response::request_focus);
    }
    walk(ui, &rows)
}

/// Actions as rows of a menu with their keys; returns those that can be asked for.
pub fn action_rows(
    ui: &mut Ui,
    actions: &[Action],
    allowed: &HashSet<Action>,
    lang: Lang,
    intents: &mut Vec<Intent>,
) -> Vec<Response> {
    let mut rows = Vec::new();
    for (nth, action) in actions.iter().enumerate() {
        if nth > 0 && action.begins_group() {
            ui.separator();
        }
        let button = Button::new(lang.text(action.text()));
        let mut button = button.wrap_mode(egui::TextWrapMode::Extend);
        if let Some(keys) = action.keys(ui.ctx()) {
            button = button.right_text(components::aside(ui, keys));
        }
        let row = ui.add_enabled(allowed.contains(action), button);
        if row.clicked() {
            intents.push(Intent::Do(*action));
            ui.close();
        }
        if row.enabled() {
            rows.push(row);
        }
    }
    rows
}

/// The dossiers that were opened last, as rows of a menu.
fn recent_rows(
    ui: &mut Ui,
    recent: &[PathBuf],
    lang: Lang,
    intents: &mut Vec<Intent>,
) -> Vec<Response> {
    if recent.is_empty() {
        return Vec::new();
    }
    ui.separator();
    ui.label(components::aside(ui, lang.text(Text::RecentDossiers)));
    let row = |path: &PathBuf| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let row = ui.button(name.to_string_lossy());
        if row.clicked() {
            let then = Then::Open(path.clone());
            intents.push(Intent::Close(then));
            ui.close();
        }
        row.on_hover_text(path.display().to_string())
    };
    recent.iter().take(MOST_RECENT).map(row).collect()
}

/// Arrows walk the rows of an open menu, round and round, and to the menus beside it.
pub fn walk(ui: &Ui, rows: &[Response]) -> Option<isize> {
    let taken = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let here = rows.iter().position(Response::has_focus);
    let (up, down) = (taken(Key::ArrowUp), taken(Key::ArrowDown));
    let next = match (here, up, down) {
        (Some(0) | None, true, _) => rows.last(),
        (Some(here), true, _) => rows.get(here - 1),
        (Some(here), _, true) => rows.get(here + 1).or(rows.first()),
        (None, _, true) => rows.first(),
        _ => None,
    };
    // The toolkit would move the keyboard on by the same keys, and out of the menu.
    if let Some(row) = next {
        row.request_focus();
        row.scroll_to_me(None);
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    let held = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    for row in rows.iter().filter(|row| row.has_focus()) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, held));
    }
    match (taken(Key::ArrowLeft), taken(Key::ArrowRight)) {
        (true, _) => Some(-1),
        (_, true) => Some(1),
        _ => None,
    }
}
