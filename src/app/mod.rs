//! The window: joins the views with the dossier and the jobs.
//!
//! **Invariant:** a frame never waits for a file, a child or a dialog.
//! **Absent:** drawing; `ui` does that.

mod about;
mod actions;
mod caret;
mod choose;
mod covered_hits;
mod exporting;
mod feedback;
mod findings;
mod frame;
mod gestures;
mod grounds;
mod history;
mod import;
mod intake;
mod intents;
mod keys;
mod looking;
mod menu_keys;
mod open_dossier;
mod outcome;
mod papers;
mod places;
mod press_queue;
mod published_pages;
mod questions;
mod remarks;
mod review;
mod scans;
mod search;
mod services;
mod settle;
mod start;
mod steps;
mod suggestions;
mod twins;
mod undo;
mod widen;
mod workspace;

use crate::engine::Engine;
use crate::i18n::Lang;
use crate::store::preferences;
use crate::ui::widgets::tokens;
use crate::ui::{Leaving, Then};
use egui::ViewportCommand;
pub use services::Places;

use press_queue::PressQueue;
use services::Services;
use start::{Begun, Start};
use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use workspace::{Next, Workspace};

/// What the window is called without a dossier.
const PROGRAM: &str = "Lakwerk";

/// Why there is no window, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// With what the window system says about it.
    #[error("no window can be opened: {0}")]
    NotOpened(String),
    #[error("the window broke down")]
    Broken,
}

/// Opens the window and stays until it closes.
///
/// A library of the window system that is missing is a panic in what opens the window, and no more than that: it is
/// caught, so that it becomes a message like the others.
///
/// # Errors
/// There is no display, it cannot draw, or the program has a fault.
pub fn run(engine: Engine, path: Option<PathBuf>, lang: Lang) -> Result<(), WindowError> {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let opened = Cell::new(false);
    let created = || {
        opened.set(true);
        panic::set_hook(usual);
    };
    let ran = panic::catch_unwind(AssertUnwindSafe(|| window(engine, path, lang, created)));
    match ran {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(WindowError::NotOpened(
            reason(&error.to_string()).to_owned(),
        )),
        Err(_) if opened.get() => Err(WindowError::Broken),
        Err(said) => Err(WindowError::NotOpened(words_of(said.as_ref()))),
    }
}

/// The last part of a message: what comes before it are names in the code of others.
fn reason(message: &str) -> &str {
    message.rsplit(": ").next().unwrap_or(message)
}

/// What a panic says.
fn words_of(said: &(dyn Any + Send)) -> String {
    let fixed = said.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let made = || said.downcast_ref::<String>().cloned();
    fixed.or_else(made).unwrap_or_default()
}

fn window(
    engine: Engine,
    path: Option<PathBuf>,
    lang: Lang,
    created: impl FnOnce(),
) -> Result<(), eframe::Error> {
    let viewport = egui::ViewportBuilder::default()
        .with_title(PROGRAM)
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0])
        .with_app_id("lakwerk");
    let options = eframe::NativeOptions {
        viewport,
        ..Default::default()
    };
    let create = move |creation: &eframe::CreationContext<'_>| {
        created();
        let places = Places {
            state: preferences::usual_folder(),
            example: preferences::example_folder(),
            programs: std::env::var_os("PATH"),
            show: |path| {
                // Where there is no program for it, the path stands on the screen.
                std::thread::spawn(move || open::that_detached(path).ok());
            },
        };
        App::new(&creation.egui_ctx, &engine, path, lang, places)
    };
    eframe::run_native(
        "lakwerk",
        options,
        Box::new(|creation| Ok(Box::new(create(creation)))),
    )
}

/// The state of the window.
pub struct App {
    presses: PressQueue,
    services: Services,
    start: Start,
    workspace: Option<Box<Workspace>>,
    /// The dossier that was left for another, until that one is there.
    left: Option<Box<Workspace>>,
    /// What the window is called.
    title: String,
}

impl App {
    /// `path` is a dossier, a PDF or a folder of PDFs.
    pub fn new(
        ctx: &egui::Context,
        engine: &Engine,
        path: Option<PathBuf>,
        lang: Lang,
        places: Places,
    ) -> Self {
        tokens::apply(ctx);
        let services = Services::new(ctx, engine, lang, places);
        let mut start = Start::new(&services);
        if let Some(path) = path {
            start.open(vec![path], lang);
        }
        Self {
            presses: PressQueue::default(),
            services,
            start,
            workspace: None,
            left: None,
            title: PROGRAM.to_owned(),
        }
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        self.name_window(ui.ctx());
        let services = &mut self.services;
        services.take_answers();
        services.pictures.next_frame();
        let Some(workspace) = &mut self.workspace else {
            if let Some(begun) = self.start.frame(ui, services) {
                self.start = Start::new(services);
                let left = self.left.take();
                self.workspace = match begun {
                    Begun::Back => left,
                    Begun::Dossier(ready) => {
                        left.into_iter().for_each(|left| left.close());
                        Some(Box::new(Workspace::new(*ready, services)))
                    }
                };
                ui.ctx().request_repaint();
            }
            return;
        };
        let ctx = ui.ctx().clone();
        let closes = ctx.input(|i| i.viewport().close_requested());
        if closes {
            workspace.leave(Leaving::Window);
        }
        if closes && workspace.stays() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        match workspace.frame(ui, services) {
            Next::Stay => {}
            Next::Close(then) => {
                workspace.keep_typed();
                let left = self.workspace.take();
                self.left = left.filter(|_| then != Then::Start);
                let left = self.left.as_ref().map(|left| left.place());
                self.start.go_on(then, left, services);
            }
            Next::Quit => {
                workspace.keep_typed();
                workspace.end_work();
                self.workspace = None;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::Destroy => {
                if let Some(workspace) = self.workspace.take() {
                    self.start.notice = Some(workspace.destroy(services));
                }
            }
        }
    }

    /// The window is called after its dossier, so that two of them can be told apart.
    fn name_window(&mut self, ctx: &egui::Context) {
        let dossier = self.workspace.as_ref().map(|workspace| workspace.name());
        let title = match dossier {
            Some(name) => format!("{name} – {PROGRAM}"),
            None => PROGRAM.to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Screen points per page point of the document on the screen.
    pub fn zoom(&self) -> Option<f64> {
        self.workspace.as_ref()?.zoom()
    }

    /// What of the document on the screen stands at the top, in points from its beginning.
    pub fn top(&self) -> Option<f64> {
        self.workspace.as_ref()?.top()
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
        if self.presses.is_behind() {
            ui.ctx().request_repaint();
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        self.presses.take(ctx, input);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        for workspace in self.workspace.iter_mut().chain(&mut self.left) {
            workspace.keep_typed();
            workspace.end_work();
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
