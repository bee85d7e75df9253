//! The screen without a dossier: drop PDFs, open a dossier, or go on with a recent one.

use super::forms::about::About;
use super::forms::display_form;
use super::handbook::Handbook;
use super::widgets::{components, focus, form_verbs, icons, tokens};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::model::display::Display;
use egui::{AtomExt, Key, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;

/// Around the area on which files are dropped.
const MARGIN: f32 = tokens::GRID * 8.0;
/// Width of what is asked here, and of the buttons behind the field of a path, in points.
const WIDTH: f32 = 640.0;
const BUTTONS: f32 = 220.0;
/// How much of the height stands above the first line, so that the whole seems to stand in the middle.
const TOP: f32 = 0.12;

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
    Handbook,
    About,
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
    /// What the dossier is called that was left for another and is open yet.
    pub left: Option<&'a str>,
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
    pub handbook: Option<Handbook>,
    pub about: Option<About>,
}

impl StartViews {
    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui, screen: &StartScreen<'_>) -> Option<StartIntent> {
        let asked = self.parts_ui(ui, screen);
        focus::ring(ui.ctx());
        asked
    }

    fn parts_ui(&mut self, ui: &mut Ui, screen: &StartScreen<'_>) -> Option<StartIntent> {
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let asked = egui::CentralPanel::default_margins().show(ui, |ui| {
            components::name_panel(ui, screen.lang.text(Text::PanelStart));
            // What lies below the handbook waits: its keys are those of the handbook now.
            if self.handbook.is_some() {
                return None;
            }
            let draw = |ui: &mut Ui| content_ui(ui, screen, &mut self.typed, self.form.as_mut());
            components::following(area, ui, draw)
        });
        if let Some(book) = &mut self.handbook {
            // Where there is no dossier yet, there is no place for a paper.
            if book.show(ui.ctx(), false, screen.lang).is_some() {
                self.handbook = None;
            }
            return None;
        }
        self.about_ui(ui.ctx(), screen.lang);
        asked.inner.or(self.display_ui(ui.ctx(), screen.lang))
    }

    fn about_ui(&mut self, ctx: &egui::Context, lang: Lang) {
        let Some(about) = &self.about else {
            return;
        };
        let shown = components::dialog(ctx, "about", 560.0, |ui| about.show(ui, lang));
        if shown.inner || shown.should_close() {
            self.about = None;
        }
    }

    fn display_ui(&mut self, ctx: &egui::Context, lang: Lang) -> Option<StartIntent> {
        let display = self.display.as_mut()?;
        let form = |ui: &mut Ui| display_form::show(ui, display, lang);
        let shown = components::dialog(ctx, "display", 560.0, form);
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
    let width = (ui.available_width() - 2.0 * MARGIN).min(WIDTH);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * TOP);
        column(ui, width, |ui| {
            head_ui(ui, lang);
            if let Some(notice) = screen.notice {
                ui.colored_label(tokens::palette(ui).danger, &notice.text);
                notice.hint.iter().for_each(|hint| {
                    ui.label(hint);
                });
                ui.add_space(tokens::GRID * 4.0);
            }
            if screen.is_opening {
                ui.label(lang.text(Text::Opening));
                return None;
            }
            match form {
                Some(form) => form_ui(ui, form, width, lang),
                None => choices_ui(ui, screen, typed),
            }
        })
    })
    .inner
}

/// What this program is.
fn head_ui(ui: &mut Ui, lang: Lang) {
    let name = egui::RichText::new(lang.text(Text::ProgramName));
    ui.label(name.text_style(tokens::title_style()));
    ui.label(components::aside(ui, lang.text(Text::ProgramIs)));
    ui.add_space(tokens::GRID * 6.0);
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

fn choices_ui(ui: &mut Ui, screen: &StartScreen<'_>, typed: &mut String) -> Option<StartIntent> {
    let lang = screen.lang;
    let back = screen.left.and_then(|name| back_ui(ui, name, lang));
    let dropped = drop_ui(ui, lang);
    ui.add_space(tokens::GRID * 4.0);
    let opened = open_ui(ui, typed, lang);
    let recent = recent_ui(ui, screen.recent, lang);
    ui.add_space(tokens::GRID * 6.0);
    let display = components::ghost(ui, lang.text(Text::ActionDisplay));
    let display = ui.add(display).clicked().then_some(StartIntent::Display);
    let handbook = components::ghost(ui, lang.text(Text::ActionHandbook));
    let handbook = ui.add(handbook).clicked().then_some(StartIntent::Handbook);
    let about = components::ghost(ui, lang.text(Text::ActionAbout));
    let about = ui.add(about).clicked().then_some(StartIntent::About);
    let others = display.or(handbook).or(about);
    back.or(dropped).or(opened).or(recent).or(others)
}

/// The way back to the dossier that was left.
fn back_ui(ui: &mut Ui, name: &str, lang: Lang) -> Option<StartIntent> {
    let back = components::ghost(ui, lang.fill(Text::BackTo, &[&name]));
    let back = ui.add(back.truncate()).clicked();
    ui.add_space(tokens::GRID * 2.0);
    back.then_some(StartIntent::Back)
}

/// The area on which files are dropped, with the one button that leads on.
fn drop_ui(ui: &mut Ui, lang: Lang) -> Option<StartIntent> {
    let mut intent = None;
    let frame = egui::Frame::NONE.inner_margin(MARGIN);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical_centered(|ui| {
            let picture = egui::RichText::new(icons::DROP).font(tokens::icon_font(tokens::PICTURE));
            let picture = picture.color(tokens::palette(ui).text_2);
            ui.add(egui::Label::new(picture).selectable(false));
            ui.label(components::bold(lang.text(Text::DropHere)));
            ui.add_space(tokens::GRID * 2.0);
            if ui
                .add(components::primary(ui, lang.text(Text::ChooseFiles)))
                .clicked()
            {
                intent = Some(StartIntent::ChooseFiles);
            }
            if ui
                .add(components::ghost(ui, lang.text(Text::ShowExample)))
                .clicked()
            {
                intent = Some(StartIntent::Example);
            }
        });
    });
    components::dashed_edge(ui, shown.response.rect);
    intent
}

/// A dossier that is there already, by a chooser or by its path.
fn open_ui(ui: &mut Ui, typed: &mut String, lang: Lang) -> Option<StartIntent> {
    let mut intent = None;
    let label = ui.label(components::aside(ui, lang.text(Text::OrTypePath)));
    ui.horizontal(|ui| {
        let (edit, takes) = (TextEdit::singleline(typed), focus::is_free(ui));
        let width = ui.available_width() - BUTTONS;
        let field = focus::field(ui, edit.desired_width(width), takes).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if ui.button(lang.text(Text::Open)).clicked() || entered {
            let path = PathBuf::from(typed.trim());
            if !path.as_os_str().is_empty() {
                intent = Some(StartIntent::Open(vec![path]));
            }
        }
        if ui.button(lang.text(Text::ChooseDossier)).clicked() {
            intent = Some(StartIntent::ChooseDossier);
        }
    });
    intent
}

/// The dossiers that were opened last, as rows.
fn recent_ui(ui: &mut Ui, recent: &[PathBuf], lang: Lang) -> Option<StartIntent> {
    let mut intent = None;
    if recent.is_empty() {
        return None;
    }
    ui.add_space(tokens::GRID * 6.0);
    ui.label(components::bold(lang.text(Text::RecentDossiers)));
    for path in recent {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let name = components::bold(part(path.file_name()));
        let folder = components::aside(ui, part(path.parent().map(std::path::Path::as_os_str)));
        let text = (
            components::icon(icons::OPEN_FOLDER),
            name,
            folder.atom_shrink(true),
        );
        let row = ui.add(components::row(ui, false, text));
        let (enabled, said) = (ui.is_enabled(), path.display().to_string());
        row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, said.clone()));
        if row.clicked() {
            intent = Some(StartIntent::Open(vec![path.clone()]));
        }
    }
    intent
}

fn form_ui(ui: &mut Ui, form: &mut NewForm, width: f32, lang: Lang) -> Option<StartIntent> {
    let mut intent = None;
    ui.heading(lang.text(Text::NewDossier));
    ui.label(lang.fill(Text::FilesToAdd, &[&form.count]));
    let label = ui.label(lang.text(Text::DossierName));
    let takes = focus::is_free(ui);
    if takes {
        // What is typed takes the place of what was proposed.
        focus::select_next(ui, &form.name);
    }
    let edit = TextEdit::singleline(&mut form.name);
    focus::field(ui, edit.desired_width(width), takes).labelled_by(label.id);
    let label = ui.label(lang.text(Text::DossierFolder));
    ui.add(TextEdit::singleline(&mut form.folder).desired_width(width))
        .labelled_by(label.id);
    let (entered, escaped) = (form_verbs::entered(ui), form_verbs::escaped(ui));
    let is_filled = !form.folder.trim().is_empty() && !form.name.trim().is_empty();
    ui.horizontal(|ui| {
        let make = components::primary(ui, lang.text(Text::MakeDossier));
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
