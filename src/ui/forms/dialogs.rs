//! The small dialogs: facts of the dossier, a password, what this program is, destruction.
//!
//! **Invariant:** a dialog is asked for; none comes up to confirm what can be undone.

use super::about::About;
use super::ask::Ask;
use super::considerations_form::ConsiderationsForm;
use super::display_form;
use super::facts_form::FactsForm;
use super::favourites_form::FavouritesForm;
use super::register_form::RegisterForm;
use crate::handbook::Chapter;
use crate::i18n::{Lang, Text};
use crate::model::display::Display;
use crate::ui::widgets::{components, focus, form_verbs};
use crate::ui::{Intent, Locked};
use egui::{Context, TextEdit, Ui};
use std::path::PathBuf;

/// The open dialog.
pub enum Dialog {
    Facts(Box<FactsForm>),
    Password(PasswordForm),
    /// The typed path of what is to be added.
    Path {
        typed: String,
        /// It stands in for a dialog that the system does not have.
        stands_in: bool,
    },
    About(About),
    Considerations(ConsiderationsForm),
    Favourites(FavouritesForm),
    Register(RegisterForm),
    Display(Display),
    /// A short question of reviewing.
    Ask(Ask),
    Destroy(DestroyForm),
}

/// Asks the password of a file.
pub struct PasswordForm {
    pub locked: Locked,
    pub name: String,
    pub typed: String,
    /// That the last one was wrong, in words.
    pub wrong: Option<String>,
}

/// The one question the program asks: what it asks about cannot be undone.
pub struct DestroyForm {
    pub folder: String,
    /// The name of the dossier, which is to be typed.
    pub name: String,
    pub typed: String,
}

impl Dialog {
    pub fn path(stands_in: bool) -> Self {
        Self::Path {
            typed: String::new(),
            stands_in,
        }
    }

    /// Where the handbook tells of it.
    pub fn chapter(&self) -> Chapter {
        match self {
            Self::Considerations(_) | Self::Favourites(_) => Chapter::Grounds,
            Self::Register(_) => Chapter::Suggestions,
            Self::Facts(_) => Chapter::Export,
            Self::Ask(
                Ask::GiveBack { .. } | Ask::OwnWork { .. } | Ask::Name { .. } | Ask::Remark { .. },
            ) => Chapter::Together,
            Self::Ask(Ask::Repeat { .. }) => Chapter::Marking,
            Self::About(_) => Chapter::Promises,
            Self::Password(_)
            | Self::Path { .. }
            | Self::Display(_)
            | Self::Ask(Ask::Page { .. } | Ask::Leave { .. })
            | Self::Destroy(_) => Chapter::Beginning,
        }
    }

    /// Draws it; pushes what was decided, or [`Intent::Dismiss`].
    pub fn show(&mut self, ctx: &Context, lang: Lang, intents: &mut Vec<Intent>) {
        let modal = components::dialog(ctx, "dialog", 560.0, |ui| match self {
            Self::Facts(form) => form.show(ui, lang, intents),
            Self::Password(form) => form.show(ui, lang, intents),
            Self::Path { typed, stands_in } => path_ui(ui, typed, *stands_in, lang, intents),
            Self::About(about) => {
                if about.show(ui, lang) {
                    intents.push(Intent::Dismiss);
                }
            }
            Self::Considerations(form) => form.show(ui, lang, intents),
            Self::Favourites(form) => form.show(ui, lang, intents),
            Self::Register(form) => form.show(ui, lang, intents),
            Self::Display(display) => {
                let (chosen, closed) = display_form::show(ui, display, lang);
                intents.extend(chosen.map(Intent::Display));
                intents.extend(closed.then_some(Intent::Dismiss));
            }
            Self::Ask(ask) => ask.show(ui, lang, intents),
            Self::Destroy(form) => form.show(ui, lang, intents),
        });
        // A slip beside a form loses nothing of what was typed in it.
        let stays = self.holds_typed() && modal.backdrop_response.clicked();
        if modal.should_close() && !stays {
            self.escape(lang, intents);
        }
    }

    /// Closes it by Escape: what was typed in a form of several fields is kept, and can be taken back.
    fn escape(&mut self, lang: Lang, intents: &mut Vec<Intent>) {
        match self {
            Self::Facts(form) => form.escape(lang, intents),
            Self::Considerations(form) => form.escape(intents),
            Self::Favourites(form) => form.escape(intents),
            Self::Register(form) => form.escape(intents),
            Self::Password(_)
            | Self::Path { .. }
            | Self::About(_)
            | Self::Display(_)
            | Self::Ask(_)
            | Self::Destroy(_) => intents.push(Intent::Dismiss),
        }
    }

    /// Whether it is a form of several fields.
    fn holds_typed(&self) -> bool {
        matches!(
            self,
            Self::Facts(_) | Self::Considerations(_) | Self::Favourites(_) | Self::Register(_)
        )
    }

    /// The window closes: what was typed in a form of the dossier stays, but for a day that cannot be read. A question
    /// that was not answered asks nothing: its verb was not chosen.
    pub fn close(&mut self, lang: Lang, intents: &mut Vec<Intent>) {
        match self {
            Self::Facts(form) => form.close(lang, intents),
            Self::Considerations(form) => form.keep(intents),
            Self::Favourites(form) => form.keep(intents),
            Self::Register(form) => form.keep(intents),
            Self::Password(_)
            | Self::Path { .. }
            | Self::About(_)
            | Self::Display(_)
            | Self::Ask(_)
            | Self::Destroy(_) => intents.push(Intent::Dismiss),
        }
    }
}

/// The only field of a dialog: it has the keyboard when nothing else has.
fn only_field(ui: &mut Ui, label: Text, text: &mut String, lang: Lang) {
    let label = ui.label(lang.text(label));
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
    let takes = focus::is_free(ui);
    focus::field(ui, edit, takes).labelled_by(label.id);
}

impl PasswordForm {
    fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::title(ui, &lang.fill(Text::PasswordFor, &[&self.name]));
        if let Some(message) = &self.wrong {
            ui.label(message);
        }
        let label = ui.label(lang.text(Text::PasswordField));
        let edit = TextEdit::singleline(&mut self.typed)
            .password(true)
            .desired_width(f32::INFINITY);
        let takes = focus::is_free(ui);
        focus::field(ui, edit, takes).labelled_by(label.id);
        let entered = form_verbs::entered(ui);
        ui.horizontal(|ui| {
            if ui
                .add(components::primary(ui, lang.text(Text::Open)))
                .clicked()
                || entered
            {
                let password = std::mem::take(&mut self.typed);
                intents.push(Intent::Unlock(self.locked.clone(), password));
            }
            if ui.button(lang.text(Text::Cancel)).clicked() {
                intents.push(Intent::Dismiss);
            }
        });
    }
}

fn path_ui(
    ui: &mut Ui,
    typed: &mut String,
    stands_in: bool,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    components::title(ui, lang.text(Text::ActionAddFiles));
    if stands_in {
        ui.label(lang.text(Text::NoChooser));
    }
    only_field(ui, Text::PathField, typed, lang);
    let entered = form_verbs::entered(ui);
    ui.horizontal(|ui| {
        let is_filled = !typed.trim().is_empty();
        let add = components::primary(ui, lang.text(Text::Add));
        if ui.add_enabled(is_filled, add).clicked() || (entered && is_filled) {
            intents.push(Intent::Import(PathBuf::from(typed.trim())));
        }
        if ui.button(lang.text(Text::Cancel)).clicked() {
            intents.push(Intent::Dismiss);
        }
    });
}

impl DestroyForm {
    fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::title(ui, lang.text(Text::DestroyTitle));
        ui.label(lang.fill(Text::DestroyText, &[&self.folder, &self.name]));
        only_field(ui, Text::FactTitle, &mut self.typed, lang);
        let entered = form_verbs::entered(ui);
        ui.horizontal(|ui| {
            let is_named = self.typed.trim() == self.name.trim();
            let button = components::danger(ui, lang.text(Text::DestroyNow));
            if ui.add_enabled(is_named, button).clicked() || (entered && is_named) {
                intents.push(Intent::Destroy);
            }
            if ui.button(lang.text(Text::Cancel)).clicked() {
                intents.push(Intent::Dismiss);
            }
        });
    }
}
