//! The window: joins the views with the session and the jobs.
//!
//! **Invariant:** a frame never waits for a file, a child or a dialog.
//! **Absent:** drawing; `ui` does that.

use crate::engine::Engine;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::{Answer, PageService, SourceFile, Want, Wish};
use crate::model::geometry::PageSize;
use crate::ui::canvas::{self, Fit, Layout, View};
use crate::ui::pictures::Pictures;
use crate::ui::theme;
use std::path::PathBuf;

/// Opens the window and stays until it closes.
///
/// # Errors
/// There is no display, or it cannot draw.
pub fn run(engine: Engine, file: Option<PathBuf>, lang: Lang) -> Result<(), eframe::Error> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Lakwerk")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0])
        .with_app_id("lakwerk");
    let options = eframe::NativeOptions {
        viewport,
        ..Default::default()
    };
    eframe::run_native(
        "lakwerk",
        options,
        Box::new(move |creation| Ok(Box::new(App::new(&creation.egui_ctx, &engine, file, lang)))),
    )
}

/// The state of the window.
pub struct App {
    lang: Lang,
    pages: PageService,
    pictures: Pictures,
    open: Option<OpenFile>,
    notice: Option<Notice>,
    typed_path: String,
}

struct OpenFile {
    source: SourceFile,
    name: String,
    sizes: Vec<PageSize>,
    layout: Layout,
    view: View,
}

impl App {
    pub fn new(ctx: &egui::Context, engine: &Engine, file: Option<PathBuf>, lang: Lang) -> Self {
        theme::apply(ctx);
        let wake = ctx.clone();
        let pages = PageService::start(engine, move || wake.request_repaint());
        let mut app = Self {
            lang,
            pages,
            pictures: Pictures::default(),
            open: None,
            notice: None,
            typed_path: String::new(),
        };
        if let Some(path) = file {
            app.open(path);
        }
        app
    }

    fn open(&mut self, path: PathBuf) {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let source = SourceFile {
            key: path.display().to_string(),
            path,
            password: None,
        };
        let (sizes, layout, view) = (Vec::new(), Layout::new(&[]), View::default());
        self.open = Some(OpenFile {
            source,
            name,
            sizes,
            layout,
            view,
        });
        self.notice = None;
    }

    fn take_answers(&mut self, ctx: &egui::Context) {
        while let Some((wish, answer)) = self.pages.answer() {
            let Some(open) = self.open.as_mut().filter(|open| open.source == wish.source) else {
                continue;
            };
            match (wish.want, answer) {
                (Want::Facts, Answer::Facts(facts)) => {
                    open.layout = Layout::new(&facts.pages);
                    open.sizes = facts.pages;
                }
                (Want::Tile(tile), Answer::Tile(pixels)) => {
                    self.pictures.add(ctx, &wish.source, tile, &pixels);
                }
                (Want::Facts, Answer::Failed(error)) => {
                    self.notice = Some(Notice::engine(&error, &open.name, self.lang));
                    self.open = None;
                }
                _ => {}
            }
        }
    }

    fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|i| i.raw.dropped_files.first().map(|f| f.path().to_owned()));
        if let Some(path) = dropped {
            self.open(path);
        }
    }

    /// Screen points per page point of the document on the screen.
    pub fn zoom(&self) -> Option<f64> {
        self.open.as_ref().map(|open| open.view.zoom())
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.take_answers(ui.ctx());
        self.take_dropped_files(ui.ctx());
        self.pictures.next_frame();
        let (mut wishes, mut chosen) = (Vec::new(), None);
        egui::CentralPanel::no_frame().show(ui, |ui| match &mut self.open {
            Some(open) if open.sizes.is_empty() => {
                wishes.push(Wish {
                    source: open.source.clone(),
                    want: Want::Facts,
                });
                ui.centered_and_justified(|ui| ui.label(self.lang.text(Text::Opening)));
            }
            Some(open) => {
                take_keys(ui, &mut open.view);
                let shown = canvas::show(
                    ui,
                    &mut open.view,
                    &open.source,
                    &open.sizes,
                    &open.layout,
                    &mut self.pictures,
                    &open.name,
                );
                wishes = shown.wishes;
            }
            None => {
                if let Some(path) =
                    start_ui(ui, &mut self.typed_path, self.notice.as_ref(), self.lang)
                {
                    chosen = Some(path);
                }
            }
        });
        if let Some(path) = chosen {
            self.open(path);
            ui.ctx().request_repaint();
        }
        self.pages.wish(wishes);
    }
}

/// The screen without a document: where to drop a file, or type its path.
fn start_ui(
    ui: &mut egui::Ui,
    path: &mut String,
    notice: Option<&Notice>,
    lang: Lang,
) -> Option<PathBuf> {
    let mut chosen = None;
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.heading(lang.text(Text::DropHere));
        if let Some(notice) = notice {
            ui.label(&notice.text);
            if let Some(hint) = &notice.hint {
                ui.label(hint);
            }
        }
        let label = ui.label(lang.text(Text::OrTypePath));
        let width = (ui.available_width() * 0.6).min(600.0);
        let field = ui
            .add(egui::TextEdit::singleline(path).desired_width(width))
            .labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        // Asked after the field is: asking for focus in the frame in which Enter takes it away would hide that.
        if !entered && ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        if ui.button(lang.text(Text::Open)).clicked() || entered {
            chosen = Some(PathBuf::from(path.trim())).filter(|p| !p.as_os_str().is_empty());
        }
    });
    chosen
}

/// Takes the keys that move the view. Each key is read with the modifiers it was pressed with: by the end of a frame
/// they may be released again.
fn take_keys(ui: &egui::Ui, view: &mut View) {
    use egui::{Key, Modifiers};
    let size = ui.available_size();
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let command = |key| pressed(Modifiers::COMMAND, key);
    if command(Key::Plus) || command(Key::Equals) {
        view.zoom_by(1.25, size);
    }
    if command(Key::Minus) {
        view.zoom_by(0.8, size);
    }
    if command(Key::Num0) {
        view.fit = Fit::Width;
    }
    let screen = |part: f32| egui::vec2(0.0, size.y * part);
    if pressed(Modifiers::NONE, Key::PageDown) || pressed(Modifiers::NONE, Key::Space) {
        view.scroll(screen(-0.9));
    }
    if pressed(Modifiers::NONE, Key::PageUp) {
        view.scroll(screen(0.9));
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
