//! The small dialogs: facts of the dossier, a password, the keys, destruction.
//!
//! **Invariant:** a dialog is asked for; none comes up to confirm what can be undone.

use super::ask::Ask;
use super::considerations_form::ConsiderationsForm;
use super::facts_form::FactsForm;
use super::favourites_form::FavouritesForm;
use super::{Intent, Locked, display_form, form_verbs, theme};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::display::Display;
use crate::model::dossier::Facts;
use egui::{Context, Grid, TextEdit, Ui};
use std::path::PathBuf;

/// The open dialog.
pub enum Dialog {
    Facts(Box<FactsForm>),
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

    /// Draws it; pushes what was decided, or [`Intent::Dismiss`].
    pub fn show(&mut self, ctx: &Context, lang: Lang, intents: &mut Vec<Intent>) {
        let modal = theme::dialog(ctx, "dialog", 560.0, |ui| match self {
            Self::Facts(form) => form.show(ui, lang, intents),
            Self::Password {
                locked,
                name,
                typed,
                wrong,
            } => password_ui(ui, locked, name, typed, wrong.as_ref(), lang, intents),
            Self::Path { typed, stands_in } => path_ui(ui, typed, *stands_in, lang, intents),
            Self::Keys => keys_ui(ui, lang, intents),
            Self::Considerations(form) => form.show(ui, lang, intents),
            Self::Favourites(form) => form.show(ui, lang, intents),
            Self::Display(display) => {
                let (chosen, closed) = display_form::show(ui, display, lang);
                intents.extend(chosen.map(Intent::Display));
                intents.extend(closed.then_some(Intent::Dismiss));
            }
            Self::Ask(ask) => ask.show(ui, lang, intents),
            Self::Destroy {
                folder,
                name,
                typed,
            } => destroy_ui(ui, folder, name, typed, lang, intents),
        });
        // A slip beside a form loses nothing of what was typed in it.
        let stays = self.holds_typed() && modal.backdrop_response.clicked();
        if modal.should_close() && !stays {
            intents.push(Intent::Dismiss);
        }
    }

    /// Whether it is a form of several fields.
    fn holds_typed(&self) -> bool {
        matches!(
            self,
            Self::Facts(_) | Self::Considerations(_) | Self::Favourites(_)
        )
    }

    /// The window closes: what was typed in a form of the dossier stays, but for a day that cannot be read. A question
    /// that was not answered asks nothing: its verb was not chosen.
    pub fn close(&mut self, known: &Facts, lang: Lang, intents: &mut Vec<Intent>) {
        match self {
            Self::Facts(form) => form.close(known, lang, intents),
            Self::Considerations(form) => form.keep(intents),
            Self::Favourites(form) => form.keep(intents),
            Self::Password { .. }
            | Self::Path { .. }
            | Self::Keys
            | Self::Display(_)
            | Self::Ask(_)
            | Self::Destroy { .. } => intents.push(Intent::Dismiss),
        }
    }
}

/// The only field of a dialog: it has the keyboard when nothing else has.
fn only_field(ui: &mut Ui, label: Text, text: &mut String, lang: Lang) {
    let label = ui.label(lang.text(label));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
    let takes = theme::is_free(ui);
    theme::field(ui, edit, takes).labelled_by(label.id);
}

fn password_ui(
    ui: &mut Ui,
    locked: &Locked,
    name: &str,
    typed: &mut String,
    wrong: Option<&String>,
    lang: Lang,
    intents: &mut Vec<Intent>,
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
    theme::field(ui, edit, takes).labelled_by(label.id);
    let entered = form_verbs::entered(ui);
    ui.horizontal(|ui| {
        if ui.button(lang.text(Text::Open)).clicked() || entered {
            let password = std::mem::take(typed);
            intents.push(Intent::Unlock(locked.clone(), password));
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}

fn path_ui(
    ui: &mut Ui,
    typed: &mut String,
    stands_in: bool,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    theme::title(ui, lang.text(Text::ActionAddFiles));
    if stands_in {
        ui.label(lang.text(Text::NoChooser));
    }
    only_field(ui, Text::PathField, typed, lang);
    let entered = form_verbs::entered(ui);
    ui.horizontal(|ui| {
        let is_filled = !typed.trim().is_empty();
        let add = egui::Button::new(lang.text(Text::Add));
        if ui.add_enabled(is_filled, add).clicked() || (entered && is_filled) {
            intents.push(Intent::Import(PathBuf::from(typed.trim())));
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            intents.push(Intent::Dismiss);
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
        (Text::AltLetter, Text::KeysMenus),
    ];
    let gestures = gestures.map(|(key, meaning)| (lang.text(key).to_owned(), lang.text(meaning)));
    let actions = Action::ALL
        .iter()
        .filter_map(|action| Some((action.keys(ctx)?, lang.text(action.text()))));
    gestures.into_iter().chain(actions).collect()
}

fn keys_ui(ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
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
        if form_verbs::close(ui, lang) {
            intents.push(Intent::Dismiss);
        }
        if ui.button(lang.text(Text::PrintKeys)).clicked() {
            intents.push(Intent::PrintKeys);
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
    intents: &mut Vec<Intent>,
) {
    theme::title(ui, lang.text(Text::DestroyTitle));
    ui.label(lang.fill(Text::DestroyText, &[&folder, &name]));
    only_field(ui, Text::FactTitle, typed, lang);
    let entered = form_verbs::entered(ui);
    ui.horizontal(|ui| {
        let is_named = typed.trim() == name.trim();
        let button = egui::Button::new(lang.text(Text::DestroyNow));
        if ui.add_enabled(is_named, button).clicked() || (entered && is_named) {
            intents.push(Intent::Destroy);
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}
