//! The start screen at work: finds out what was dropped or typed, makes and opens dossiers.
//!
//! **Invariant:** looking at files and opening a dossier happen off the window's thread: a network share may be slow.

use super::choose::{self, Chosen};
use super::desk::Desk;
use super::tools::Tools;
use crate::clock;
use crate::command::Action;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::example::{self, DemoError};
use crate::jobs::import::file_name;
use crate::jobs::task::{Look, Task};
use crate::model::display::Display;
use crate::model::dossier::Facts;
use crate::model::edit::Edit;
use crate::store::{self, Holder, Opened, StoreError};
use crate::ui::start::{self, NewForm, StartScreen, StartWish};
use crate::ui::{display_form, theme};
use std::path::{Path, PathBuf};

/// What paths turned out to be.
enum Found {
    Dossier(Result<Box<Opened>, Notice>),
    Files(Vec<PathBuf>),
}

/// A dossier ready to be worked on, and the files that go into it first.
pub struct Ready {
    pub opened: Opened,
    pub facts: Option<Facts>,
    pub files: Vec<PathBuf>,
}

/// A new dossier on its way, and what goes into it first.
struct Making {
    task: Task<Result<Opened, StoreError>>,
    facts: Facts,
    files: Vec<PathBuf>,
}

/// The start screen.
#[derive(Default)]
pub struct Start {
    typed: String,
    form: Option<NewForm>,
    pub notice: Option<Notice>,
    looking: Option<Task<Found>>,
    making: Option<Making>,
    choosing: Option<Task<Chosen>>,
    /// The form of how the window looks is open.
    display: Option<Display>,
}

impl Start {
    /// Finds out what paths are: a dossier is opened, anything else goes into a new one.
    pub fn open(&mut self, paths: Vec<PathBuf>, tools: &Tools) {
        self.notice = None;
        let lang = tools.lang;
        self.looking = Some(Task::start(tools.wake.clone(), move |_| {
            look_at(paths, lang)
        }));
    }

    /// Draws a frame; a dossier when one was opened.
    pub fn frame(&mut self, ui: &mut egui::Ui, tools: &mut Tools) -> Option<Desk> {
        let dropped = super::dropped_files(ui.ctx());
        if !dropped.is_empty() {
            self.open(dropped, tools);
        }
        let ready = self.take_outcomes(tools);
        let screen = StartScreen {
            recent: &tools.preferences.recent,
            notice: self.notice.as_ref(),
            is_opening: self.looking.is_some() || self.making.is_some(),
            lang: tools.lang,
        };
        let wish = egui::CentralPanel::default_margins()
            .show(ui, |ui| {
                theme::name_panel(ui, tools.lang.text(Text::PanelStart));
                egui::ScrollArea::vertical()
                    .auto_shrink([false, false])
                    .show(ui, |ui| {
                        start::show(ui, &screen, &mut self.typed, self.form.as_mut())
                    })
                    .inner
            })
            .inner;
        self.display_ui(ui.ctx(), tools);
        if let Some(wish) = wish {
            self.take_wish(wish, tools);
            ui.ctx().request_repaint();
        }
        ready.map(|ready| Desk::new(ready, tools))
    }

    fn display_ui(&mut self, ctx: &egui::Context, tools: &mut Tools) {
        let key = Action::Display.shortcut();
        if key.is_some_and(|key| ctx.input_mut(|i| i.consume_shortcut(&key))) {
            self.display = Some(tools.preferences.display);
        }
        let Some(display) = &mut self.display else {
            return;
        };
        let form = |ui: &mut egui::Ui| display_form::show(ui, display, tools.lang);
        let shown = theme::dialog(ctx, "display", 560.0, form);
        let leaves = shown.should_close();
        let (chosen, closed) = shown.inner;
        if let Some(display) = chosen {
            tools.show_as(display);
        }
        if closed || leaves {
            self.display = None;
        }
    }

    fn take_wish(&mut self, wish: StartWish, tools: &Tools) {
        self.notice = None;
        match wish {
            StartWish::Open(paths) => self.open(paths, tools),
            StartWish::ChooseFiles => {
                let title = tools.lang.text(Text::ChooseFiles);
                self.choosing = Some(Task::start(tools.wake.clone(), move |_| {
                    choose::files(title)
                }));
            }
            StartWish::ChooseDossier => {
                let title = tools.lang.text(Text::ChooseDossier);
                self.choosing = Some(Task::start(tools.wake.clone(), move |_| {
                    choose::folder(title)
                }));
            }
            StartWish::Example => {
                let (engine, folder) = (tools.engine.clone(), tools.example.clone());
                let lang = tools.lang;
                self.looking = Some(Task::start(tools.wake.clone(), move |_| {
                    let opened = open_example(&engine, &folder).map(Box::new);
                    let notice = |error| Notice::demo(&error, &file_name(&folder), lang);
                    Found::Dossier(opened.map_err(notice))
                }));
            }
            StartWish::Back => self.form = None,
            StartWish::Display => self.display = Some(tools.preferences.display),
            StartWish::Make {
                name,
                folder,
                files,
            } => {
                let facts = Facts {
                    title: name,
                    ..Facts::default()
                };
                let task = Task::start(tools.wake.clone(), move |_| {
                    store::create(&folder)?;
                    store::open(&folder, &Holder::here())
                });
                self.making = Some(Making { task, facts, files });
            }
        }
    }

    fn take_outcomes(&mut self, tools: &Tools) -> Option<Ready> {
        if let Some(look) = self.choosing.as_ref().map(Task::look) {
            match look {
                Look::Running => {}
                Look::Done(chosen) => {
                    self.choosing = None;
                    match chosen {
                        Chosen::Paths(paths) if paths.is_empty() => {}
                        Chosen::Paths(paths) => self.open(paths, tools),
                        Chosen::NoDialog => {
                            let text = tools.lang.text(Text::NoChooser).to_owned();
                            self.notice = Some(Notice::new(Kind::Usage, text));
                        }
                    }
                }
                Look::Broken => self.choosing = None,
            }
        }
        match self.looking.as_ref().map(Task::look) {
            Some(Look::Done(Found::Files(files))) => {
                self.looking = None;
                self.form = Some(form_for(files));
            }
            Some(Look::Done(Found::Dossier(opened))) => {
                self.looking = None;
                match opened {
                    Ok(opened) => {
                        return Some(Ready {
                            opened: *opened,
                            facts: None,
                            files: Vec::new(),
                        });
                    }
                    Err(notice) => self.notice = Some(notice),
                }
            }
            Some(Look::Broken) => {
                self.looking = None;
                let text = tools.lang.text(Text::OpeningBroken).to_owned();
                self.notice = Some(Notice::new(Kind::Internal, text));
            }
            Some(Look::Running) | None => {}
        }
        let made = self.making.as_ref().map(|making| making.task.look());
        let outcome = match made {
            Some(Look::Done(outcome)) => outcome,
            Some(Look::Broken) => Err(StoreError::Lost),
            Some(Look::Running) | None => return None,
        };
        let Making { facts, files, .. } = self.making.take()?;
        match outcome {
            Ok(opened) => Some(Ready {
                opened,
                facts: Some(facts),
                files,
            }),
            Err(error) => {
                let name = self.form.as_ref().map_or("", |form| form.folder.as_str());
                let name = file_name(Path::new(name));
                self.notice = Some(Notice::store(&error, &name, tools.lang));
                None
            }
        }
    }
}

impl Ready {
    /// The edit with which a new dossier begins.
    pub fn first_edit(&self) -> Option<Edit> {
        let facts = self.facts.clone()?;
        Some(Edit::SetFacts {
            facts: Box::new(facts),
        })
    }
}

/// Opens the example where it was made before, else makes it.
fn open_example(engine: &Engine, folder: &Path) -> Result<Opened, DemoError> {
    if !folder.join(store::LOG_NAME).is_file() {
        example::make(engine, folder, &clock::moment())?;
    }
    Ok(store::open(folder, &Holder::here())?)
}

/// The one dossier directly within a folder that is none itself: whoever chooses the folder around it means it.
fn dossier_within(folder: &Path) -> Option<PathBuf> {
    if folder.join(store::LOG_NAME).is_file() {
        return None;
    }
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let mut dossiers = entries
        .map(|entry| entry.path())
        .filter(|path| path.join(store::LOG_NAME).is_file());
    dossiers.next().filter(|_| dossiers.next().is_none())
}

fn look_at(paths: Vec<PathBuf>, lang: Lang) -> Found {
    if let [path] = paths.as_slice() {
        let is_log = path.file_name().is_some_and(|name| name == store::LOG_NAME);
        let folder = match path.parent() {
            Some(parent) if is_log => parent.to_owned(),
            _ => dossier_within(path).unwrap_or_else(|| path.clone()),
        };
        let is_dossier = folder.join(store::LOG_NAME).is_file();
        // A path that does not exist cannot be told from a dossier that is gone.
        if is_dossier || !path.exists() {
            let folder = std::path::absolute(&folder).unwrap_or(folder);
            let opened = store::open(&folder, &Holder::here()).map(Box::new);
            let notice = |error| Notice::store(&error, &file_name(&folder), lang);
            return Found::Dossier(opened.map_err(notice));
        }
    }
    Found::Files(paths)
}

/// A name and a folder beside the files, ready to be accepted.
fn form_for(files: Vec<PathBuf>) -> NewForm {
    let first = files.first().cloned().unwrap_or_default();
    let first = std::path::absolute(&first).unwrap_or(first);
    let name = match (first.is_dir(), files.len()) {
        (true, _) => file_name(&first),
        (false, 1) => first
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
        _ => first.parent().map(file_name).unwrap_or_default(),
    };
    let beside = first.parent().unwrap_or(Path::new(""));
    let day = clock::today();
    let folders = std::iter::once(format!("dossier {name}"))
        .chain((2..1000).map(|n| format!("dossier {name} {day} ({n})")));
    let folder = folders
        .map(|name| beside.join(name))
        .find(|path| !path.exists())
        .unwrap_or_default();
    NewForm {
        files,
        name,
        folder: folder.display().to_string(),
    }
}
