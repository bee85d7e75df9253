//! The screen without a dossier: drop PDFs, open a dossier, or go on with a recent one.

use super::{display_form, form_verbs, theme};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::model::display::Display;
use egui::{Key, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;

/// Around the area on which files are dropped.
const MARGIN: f32 = theme::GRID * 8.0;

/// What a person asked for on the start screen.
#[derive(Clone, Debug, PartialEq)]
pub enum StartIntent {
    /// A dossier, PDFs or a folder of PDFs.
    Open(Vec<PathBuf>),
    ChooseFiles,
    ChooseDossier,
    Example,
    Make {
        name: String,
        folder: PathBuf,
        files: Vec<PathBuf>,
    },
    Back,
    /// The form of how the window looks.
    Display,
    /// The window is to look like this.
    ShowAs(Display),
}

/// The name and place for a new dossier with these files.
pub struct NewForm {
    pub files: Vec<PathBuf>,
    /// How many files that are, those in folders included.
    pub count: usize,
    pub name: String,
    pub folder: String,
    pub proposed: Proposed,
}

/// The folder that was proposed for a name, beside the files.
#[derive(Default)]
pub struct Proposed {
    pub beside: PathBuf,
    pub name: String,
    pub folder: String,
}

/// What the start screen shows.
pub struct StartScreen<'a> {
    pub recent: &'a [PathBuf],
    pub notice: Option<&'a Notice>,
    pub is_opening: bool,
    pub lang: Lang,
}

/// What it keeps between frames.
#[derive(Default)]
pub struct StartViews {
    typed: String,
    /// The form of a new dossier.
    pub form: Option<NewForm>,
    /// The form of how the window looks.
    pub display: Option<Display>,
}

impl StartViews {
    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui, screen: &StartScreen<'_>) -> Option<StartIntent> {
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let asked = egui::CentralPanel::default_margins().show(ui, |ui| {
            theme::name_panel(ui, screen.lang.text(Text::PanelStart));
            let draw = |ui: &mut Ui| content_ui(ui, screen, &mut self.typed, self.form.as_mut());
            area.show(ui, draw).inner
        });
        let display = self.display_ui(ui.ctx(), screen.lang);
        asked.inner.or(display)
    }

    fn display_ui(&mut self, ctx: &egui::Context, lang: Lang) -> Option<StartIntent> {
        let display = self.display.as_mut()?;
        let form = |ui: &mut Ui| display_form::show(ui, display, lang);
        let shown = theme::dialog(ctx, "display", 560.0, form);
        let leaves = shown.should_close();
        let (chosen, closed) = shown.inner;
        if closed || leaves {
            self.display = None;
        }
        chosen.map(StartIntent::ShowAs)
    }
}

/// The form of a new dossier when there is one, else the ways to begin.
fn content_ui(
    ui: &mut Ui,
    screen: &StartScreen<'_>,
    typed: &mut String,
    form: Option<&mut NewForm>,
) -> Option<StartIntent> {
    let lang = screen.lang;
    let width = (ui.available_width() * 0.6).min(600.0);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.18);
        if let Some(notice) = screen.notice {
            ui.colored_label(theme::wrong(ui.visuals().dark_mode), &notice.text);
            notice.hint.iter().for_each(|hint| {
                ui.label(hint);
            });
            ui.add_space(theme::GRID * 4.0);
        }
        if screen.is_opening {
            ui.label(lang.text(Text::Opening));
            return None;
        }
        match form {
            Some(form) => column(ui, width, |ui| form_ui(ui, form, width, lang)),
            None => choices_ui(ui, screen, typed, width),
        }
    })
    .inner
}

/// A column in the middle whose lines begin at its left.
fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let size = egui::vec2(width, ui.available_height());
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}

fn choices_ui(
    ui: &mut Ui,
    screen: &StartScreen<'_>,
    typed: &mut String,
    width: f32,
) -> Option<StartIntent> {
    let (lang, mut intent) = (screen.lang, None);
    let title = egui::RichText::new(lang.text(Text::DropHere));
    egui::Frame::group(ui.style())
        .inner_margin(MARGIN)
        .show(ui, |ui| {
            ui.set_width(width - 2.0 * MARGIN);
            ui.label(title.text_style(egui::TextStyle::Name("title".into())));
            ui.add_space(theme::GRID * 2.0);
            if ui.button(lang.text(Text::ChooseFiles)).clicked() {
                intent = Some(StartIntent::ChooseFiles);
            }
            if ui.button(lang.text(Text::ShowExample)).clicked() {
                intent = Some(StartIntent::Example);
            }
        });
    ui.add_space(theme::GRID * 4.0);
    if ui.button(lang.text(Text::ChooseDossier)).clicked() {
        intent = Some(StartIntent::ChooseDossier);
    }
    ui.add_space(theme::GRID * 4.0);
    let label = ui.label(lang.text(Text::OrTypePath));
    let (edit, takes) = (TextEdit::singleline(typed), theme::is_free(ui));
    let field = theme::field(ui, edit.desired_width(width), takes).labelled_by(label.id);
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if ui.button(lang.text(Text::Open)).clicked() || entered {
        let path = PathBuf::from(typed.trim());
        if !path.as_os_str().is_empty() {
            intent = Some(StartIntent::Open(vec![path]));
        }
    }
    if !screen.recent.is_empty() {
        ui.add_space(theme::GRID * 6.0);
        ui.label(theme::bold(lang.text(Text::RecentDossiers)));
        for path in screen.recent {
            if ui.link(path.display().to_string()).clicked() {
                intent = Some(StartIntent::Open(vec![path.clone()]));
            }
        }
    }
    ui.add_space(theme::GRID * 6.0);
    if ui.link(lang.text(Text::ActionDisplay)).clicked() {
        intent = Some(StartIntent::Display);
    }
    intent
}

fn form_ui(ui: &mut Ui, form: &mut NewForm, width: f32, lang: Lang) -> Option<StartIntent> {
    let mut intent = None;
    ui.label(
        egui::RichText::new(lang.text(Text::NewDossier))
            .text_style(egui::TextStyle::Name("title".into())),
    );
    ui.label(lang.fill(Text::FilesToAdd, &[&form.count]));
    let label = ui.label(lang.text(Text::DossierName));
    let (edit, takes) = (TextEdit::singleline(&mut form.name), theme::is_free(ui));
    theme::field(ui, edit.desired_width(width), takes).labelled_by(label.id);
    let label = ui.label(lang.text(Text::DossierFolder));
    ui.add(TextEdit::singleline(&mut form.folder).desired_width(width))
        .labelled_by(label.id);
    let (entered, escaped) = (form_verbs::entered(ui), form_verbs::escaped(ui));
    let is_filled = !form.folder.trim().is_empty() && !form.name.trim().is_empty();
    ui.horizontal(|ui| {
        let make = egui::Button::new(lang.text(Text::MakeDossier));
        let made = ui.add_enabled(is_filled, make).clicked();
        if made || (entered && is_filled) {
            intent = Some(StartIntent::Make {
                name: form.name.trim().to_owned(),
                folder: PathBuf::from(form.folder.trim()),
                files: form.files.clone(),
            });
        }
        if ui.button(lang.text(Text::Back)).clicked() || escaped {
            intent = Some(StartIntent::Back);
        }
    });
    intent
}
