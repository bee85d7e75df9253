//! The small dialogs: facts of the dossier, a password, the keys, destruction.
//!
//! **Invariant:** a dialog is asked for; none comes up to confirm what can be undone.

use super::ask::Ask;
use super::considerations_form::ConsiderationsForm;
use super::favourites_form::FavouritesForm;
use super::{Locked, Wanted, display_form, facts_form, theme};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::display::Display;
use crate::model::dossier::Facts;
use crate::model::edit::Edit;
use egui::{Context, Grid, Key, TextEdit, Ui};
use std::path::PathBuf;

/// The open dialog.
pub enum Dialog {
    Facts {
        typed: Box<Facts>,
        wrong: Option<String>,
    },
    Password {
        locked: Locked,
        name: String,
        typed: String,
        wrong: Option<String>,
    },
    /// The typed path of what is to be added.
    Path {
        typed: String,
        /// It stands in for a dialog that the system does not have.
        stands_in: bool,
    },
    Keys,
    Considerations(ConsiderationsForm),
    Favourites(FavouritesForm),
    Display(Display),
    /// A short question of reviewing.
    Ask(Ask),
    Destroy {
        folder: String,
        name: String,
        typed: String,
    },
}

impl Dialog {
    pub fn path(stands_in: bool) -> Self {
        Self::Path {
            typed: String::new(),
            stands_in,
        }
    }

    /// Draws it; pushes what was decided, or [`Wanted::Dismiss`].
    pub fn show(&mut self, ctx: &Context, lang: Lang, wanted: &mut Vec<Wanted>) {
        let modal = theme::dialog(ctx, "dialog", 560.0, |ui| match self {
            Self::Facts { typed, wrong } => facts_ui(ui, typed, wrong, lang, wanted),
            Self::Password {
                locked,
                name,
                typed,
                wrong,
            } => password_ui(ui, locked, name, typed, wrong.as_ref(), lang, wanted),
            Self::Path { typed, stands_in } => path_ui(ui, typed, *stands_in, lang, wanted),
            Self::Keys => keys_ui(ui, lang, wanted),
            Self::Considerations(form) => form.show(ui, lang, wanted),
            Self::Favourites(form) => form.show(ui, lang, wanted),
            Self::Display(display) => {
                let (chosen, closed) = display_form::show(ui, display, lang);
                wanted.extend(chosen.map(Wanted::Display));
                wanted.extend(closed.then_some(Wanted::Dismiss));
            }
            Self::Ask(ask) => ask.show(ui, lang, wanted),
            Self::Destroy {
                folder,
                name,
                typed,
            } => destroy_ui(ui, folder, name, typed, lang, wanted),
        });
        if modal.should_close() {
            self.leave(lang, wanted);
        }
    }

    /// The window closes: what was typed in a form of the dossier stays, but for a day that cannot be read. A question
    /// that was not answered asks nothing: its verb was not chosen.
    pub fn close(&mut self, known: &Facts, lang: Lang, wanted: &mut Vec<Wanted>) {
        if let Self::Facts { typed, .. } = self {
            for (typed, known) in [
                (&mut typed.received, &known.received),
                (&mut typed.decided, &known.decided),
                (&mut typed.reference_day, &known.reference_day),
            ] {
                if day_of(typed).is_none() {
                    known.clone_into(typed);
                }
            }
        }
        self.leave(lang, wanted);
    }

    /// Closed by Escape, or by a click beside it: what was typed or chosen in a form stays.
    fn leave(&mut self, lang: Lang, wanted: &mut Vec<Wanted>) {
        match self {
            Self::Facts { typed, wrong } => keep_facts(typed, wrong, lang, wanted),
            Self::Considerations(form) => form.keep(wanted),
            Self::Favourites(form) => form.keep(wanted),
            Self::Password { .. }
            | Self::Path { .. }
            | Self::Keys
            | Self::Display(_)
            | Self::Ask(_)
            | Self::Destroy { .. } => wanted.push(Wanted::Dismiss),
        }
    }
}

/// Closes the form of facts with what was typed, unless a day cannot be read.
fn keep_facts(facts: &mut Facts, wrong: &mut Option<String>, lang: Lang, wanted: &mut Vec<Wanted>) {
    match days_of(facts, lang) {
        Ok(()) => {
            let facts = Box::new(facts.clone());
            wanted.push(Wanted::Edit(Edit::SetFacts { facts }));
            wanted.push(Wanted::Dismiss);
        }
        Err(message) => *wrong = Some(message),
    }
}

/// The row of verbs below a form; whether it is to be kept. Cancelling dismisses it.
pub(super) fn keep_or_cancel(ui: &mut Ui, lang: Lang, wanted: &mut Vec<Wanted>) -> bool {
    ui.horizontal(|ui| {
        let keeps = ui.button(lang.text(Text::Keep)).clicked();
        if ui.button(lang.text(Text::Cancel)).clicked() {
            wanted.push(Wanted::Dismiss);
        }
        keeps
    })
    .inner
}

/// The only field of a dialog: it has the keyboard when nothing else has.
fn only_field(ui: &mut Ui, label: Text, text: &mut String, lang: Lang) -> egui::Response {
    let label = ui.label(lang.text(label));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
    let takes = theme::is_free(ui);
    theme::field(ui, edit, takes).labelled_by(label.id)
}

fn facts_ui(
    ui: &mut Ui,
    facts: &mut Facts,
    wrong: &mut Option<String>,
    lang: Lang,
    wanted: &mut Vec<Wanted>,
) {
    theme::title(ui, lang.text(Text::ActionEditFacts));
    facts_form::fields(ui, facts, lang);
    if let Some(message) = wrong {
        ui.colored_label(theme::wrong(ui.visuals().dark_mode), message.as_str());
    }
    if keep_or_cancel(ui, lang, wanted) {
        keep_facts(facts, wrong, lang, wanted);
    }
}

/// Puts the days in their one form.
fn days_of(facts: &mut Facts, lang: Lang) -> Result<(), String> {
    for text in [
        &mut facts.received,
        &mut facts.decided,
        &mut facts.reference_day,
    ] {
        match day_of(text) {
            Some(day) => *text = day,
            None => return Err(lang.fill(Text::NotADay, &[text])),
        }
    }
    Ok(())
}

/// A day in its one form; none at all is one too.
fn day_of(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some(String::new());
    }
    let day = text.trim().parse::<jiff::civil::Date>().ok();
    day.map(|day| day.to_string())
}

fn password_ui(
    ui: &mut Ui,
    locked: &Locked,
    name: &str,
    typed: &mut String,
    wrong: Option<&String>,
    lang: Lang,
    wanted: &mut Vec<Wanted>,
) {
    theme::title(ui, &lang.fill(Text::PasswordFor, &[&name]));
    if let Some(message) = wrong {
        ui.label(message);
    }
    let label = ui.label(lang.text(Text::PasswordField));
    let edit = TextEdit::singleline(typed)
        .password(true)
        .desired_width(f32::INFINITY);
    let takes = theme::is_free(ui);
    let response = theme::field(ui, edit, takes).labelled_by(label.id);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        if ui.button(lang.text(Text::Open)).clicked() || entered {
            let password = std::mem::take(typed);
            wanted.push(Wanted::Unlock(locked.clone(), password));
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            wanted.push(Wanted::Dismiss);
        }
    });
}

fn path_ui(ui: &mut Ui, typed: &mut String, stands_in: bool, lang: Lang, wanted: &mut Vec<Wanted>) {
    theme::title(ui, lang.text(Text::ActionAddFiles));
    if stands_in {
        ui.label(lang.text(Text::NoChooser));
    }
    let response = only_field(ui, Text::PathField, typed, lang);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        let is_filled = !typed.trim().is_empty();
        let add = egui::Button::new(lang.text(Text::Add));
        if ui.add_enabled(is_filled, add).clicked() || (entered && is_filled) {
            wanted.push(Wanted::Import(PathBuf::from(typed.trim())));
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            wanted.push(Wanted::Dismiss);
        }
    });
}

/// Every key and gesture with what it does: the one table for the screen and for paper.
pub fn key_rows(ctx: &Context, lang: Lang) -> Vec<(String, &'static str)> {
    let gestures = [
        (Text::Digits, Text::KeysDigits),
        (Text::ShiftDigits, Text::KeysSecond),
        (Text::DoubleClick, Text::KeysDouble),
        (Text::TripleClick, Text::KeysTriple),
        (Text::CtrlDouble, Text::KeysCell),
        (Text::CtrlTriple, Text::KeysColumn),
        (Text::CtrlDrag, Text::KeysCtrlDrag),
        (Text::ShiftDrag, Text::KeysShiftDrag),
        (Text::Arrows, Text::KeysArrows),
    ];
    let gestures = gestures.map(|(key, meaning)| (lang.text(key).to_owned(), lang.text(meaning)));
    let actions = Action::ALL
        .iter()
        .filter_map(|action| Some((action.keys(ctx)?, lang.text(action.text()))));
    gestures.into_iter().chain(actions).collect()
}

fn keys_ui(ui: &mut Ui, lang: Lang, wanted: &mut Vec<Wanted>) {
    theme::title(ui, lang.text(Text::Keys));
    let rows = key_rows(ui.ctx(), lang);
    let height = theme::list_height(ui.ctx(), 420.0);
    theme::list(height).show(ui, |ui| {
        Grid::new("keys").striped(true).show(ui, |ui| {
            for (key, meaning) in rows {
                ui.label(theme::bold(key));
                ui.label(meaning);
                ui.end_row();
            }
        });
    });
    ui.horizontal(|ui| {
        if ui.button(lang.text(Text::Close)).clicked() {
            wanted.push(Wanted::Dismiss);
        }
        if ui.button(lang.text(Text::PrintKeys)).clicked() {
            wanted.push(Wanted::PrintKeys);
        }
    });
}

/// The one question the program asks: what it asks about cannot be undone.
fn destroy_ui(
    ui: &mut Ui,
    folder: &str,
    name: &str,
    typed: &mut String,
    lang: Lang,
    wanted: &mut Vec<Wanted>,
) {
    theme::title(ui, lang.text(Text::DestroyTitle));
    ui.label(lang.fill(Text::DestroyText, &[&folder, &name]));
    only_field(ui, Text::FactTitle, typed, lang);
    ui.horizontal(|ui| {
        let is_named = typed.trim() == name.trim();
        let button = egui::Button::new(lang.text(Text::DestroyNow));
        if ui.add_enabled(is_named, button).clicked() {
            wanted.push(Wanted::Destroy);
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            wanted.push(Wanted::Dismiss);
        }
    });
}
