//! The start screen at work: finds out what was dropped or typed, makes and opens dossiers.
//!
//! **Invariant:** looking at files and opening a dossier happen off the window's thread: a network share may be slow.

use super::about::{self, Walls};
use super::choose::{self, Chosen};
use super::import;
use super::keys::{self, dropped_files};
use super::services::Services;
use super::workspace::Ready;
use crate::clock;
use crate::command::Action;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::handbook::Chapter;
use crate::i18n::{Lang, Text};
use crate::jobs::example::{self, DemoError};
use crate::jobs::import::{count, file_name};
use crate::jobs::task::Reporter;
use crate::jobs::{Job, Tasks};
use crate::model::dossier::Facts;
use crate::store::{self, Holder, Opened, StoreError};
use crate::ui::Then;
use crate::ui::handbook::Handbook;
use crate::ui::start::{NewForm, Proposed, StartIntent, StartScreen, StartViews};
use egui::{Context, Key, Modifiers};
use std::path::{Path, PathBuf};

/// What paths turned out to be.
enum OpenedPaths {
    Dossier(Result<Box<Opened>, Notice>),
    /// The dossier that was left.
    Left,
    /// Files and folders, and how many files are in them.
    Files(Vec<PathBuf>, usize),
}

/// What work has brought; `None` where it broke.
enum Outcome {
    Chosen(Option<Chosen>),
    OpenedPaths(Option<OpenedPaths>),
    /// The walls around what reads documents.
    WallsKnown(Walls),
    /// A new dossier, with what goes into it first.
    Made(Box<Beginning>, Option<Result<Opened, StoreError>>),
}

/// What the start screen led to.
pub enum Begun {
    Dossier(Box<Ready>),
    /// The dossier that was left is to be there again.
    Back,
}

/// What goes into a new dossier first.
#[derive(Clone)]
struct Beginning {
    facts: Facts,
    files: Vec<PathBuf>,
}

/// The start screen.
pub struct Start {
    views: StartViews,
    pub notice: Option<Notice>,
    /// The dossier that was left for another: its name and its folder. It is open yet.
    left: Option<(String, PathBuf)>,
    tasks: Tasks<Outcome>,
}

impl Start {
    pub fn new(services: &Services) -> Self {
        Self {
            views: StartViews::default(),
            notice: None,
            left: None,
            tasks: services.tasks(),
        }
    }

    /// Goes on after a dossier was closed, or left until another one is there.
    pub fn go_on(&mut self, then: Then, left: Option<(String, PathBuf)>, services: &mut Services) {
        self.left = left;
        match then {
            Then::Start => {}
            Then::New => self.act(StartIntent::ChooseFiles, services),
            Then::Choose => self.act(StartIntent::ChooseDossier, services),
            Then::Open(path) => self.open(vec![path], services.lang),
        }
    }

    /// Back to the dossier that was left, where there is one.
    fn back(&self) -> Option<Begun> {
        self.left.as_ref().map(|_| Begun::Back)
    }

    /// Finds out what paths are: a dossier is opened, anything else goes into a new one.
    pub fn open(&mut self, paths: Vec<PathBuf>, lang: Lang) {
        self.notice = None;
        let left = self.left.as_ref().map(|(_, folder)| folder.clone());
        let work = move |_: &Engine, _: &Reporter| look_at(paths, left.as_deref(), lang);
        self.tasks.start(Job::OpenPaths, work, Outcome::OpenedPaths);
    }

    /// One frame; a dossier when one was opened.
    pub fn frame(&mut self, ui: &mut egui::Ui, services: &mut Services) -> Option<Begun> {
        let lang = services.lang;
        let dropped = dropped_files(ui.ctx());
        if !dropped.is_empty() {
            self.open(dropped, lang);
        }
        let outcomes = self.tasks.poll().into_iter();
        let begun = outcomes.filter_map(|one| self.take(one, lang)).last();
        if self.leaves_by_key(ui.ctx()) {
            return begun.or(self.back());
        }
        self.take_keys(ui.ctx(), services);
        let is_running = |job| self.tasks.is_running(job);
        let screen = StartScreen {
            recent: &services.preferences.recent,
            notice: self.notice.as_ref(),
            left: self.left.as_ref().map(|(name, _)| name.as_str()),
            is_opening: is_running(Job::OpenPaths) || is_running(Job::MakeDossier),
            lang,
        };
        let asked = self.views.show(ui, &screen);
        self.views.form.iter_mut().for_each(follow_name);
        if let Some(intent) = asked {
            ui.ctx().request_repaint();
            if intent == StartIntent::Back && self.left.is_some() {
                return begun.or(self.back());
            }
            self.act(intent, services);
        }
        begun
    }

    /// Whether something lies over the screen, which has its own keys.
    fn is_covered(&self) -> bool {
        let views = &self.views;
        views.handbook.is_some() || views.display.is_some() || views.about.is_some()
    }

    /// Escape leads back to the dossier that was left, from a form or a field as well.
    fn leaves_by_key(&self, ctx: &Context) -> bool {
        let is_free = self.left.is_some() && self.views.form.is_none() && !self.is_covered();
        is_free && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Keys do here what they do in a dossier, where that can be done without one; of the others it is said why not.
    fn take_keys(&mut self, ctx: &Context, services: &mut Services) {
        let has_form = self.views.form.is_some();
        let is_covered = self.is_covered();
        let pressed = |action: &Action| {
            let key = action.shortcut();
            key.is_some_and(|key| ctx.input_mut(|i| i.consume_shortcut(&key)))
        };
        match [Action::ShowKeys, Action::Handbook, Action::Display]
            .iter()
            .find(|action| pressed(action))
        {
            Some(Action::ShowKeys) => self.views.handbook = Some(Handbook::at(Chapter::Keys)),
            Some(Action::Handbook) => self.act(StartIntent::Handbook, services),
            Some(_) => self.act(StartIntent::Display, services),
            None => {}
        }
        if is_covered {
            return;
        }
        let works_here = |action: &&Action| keys::works_anywhere(**action);
        let (first, then): (Vec<&Action>, Vec<&Action>) = Action::ALL
            .iter()
            .filter(works_here)
            .partition(|action| action.shortcut().is_some_and(|key| key.modifiers.shift));
        // In a form Ctrl and Enter are its verb.
        let is_of_form = |action: &Action| {
            let key = action.shortcut().map(|key| key.logical_key);
            has_form && key == Some(Key::Enter)
        };
        let all = first.into_iter().chain(then);
        let asked = all
            .filter(|action| !is_of_form(action))
            .find(|a| pressed(a));
        match asked {
            None => {}
            Some(_) if has_form => self.say(Kind::Usage, Text::FormFirst, services.lang),
            Some(Action::NewDossier) => self.act(StartIntent::ChooseFiles, services),
            Some(Action::OpenDossier) => self.act(StartIntent::ChooseDossier, services),
            Some(_) => self.say(Kind::Usage, Text::NoDossierOpen, services.lang),
        }
    }

    fn act(&mut self, intent: StartIntent, services: &mut Services) {
        let lang = services.lang;
        self.notice = None;
        match intent {
            StartIntent::Open(paths) => self.open(paths, lang),
            StartIntent::ChooseFiles => self.choose(choose::files, lang.text(Text::ChooseFiles)),
            StartIntent::ChooseDossier => {
                self.choose(choose::folder, lang.text(Text::ChooseDossier));
            }
            StartIntent::Example => {
                let folder = services.example.clone();
                let work = move |engine: &Engine, _: &Reporter| {
                    let opened = open_example(engine, &folder).map(Box::new);
                    let notice = |error| Notice::demo(&error, &file_name(&folder), lang);
                    OpenedPaths::Dossier(opened.map_err(notice))
                };
                self.tasks.start(Job::OpenPaths, work, Outcome::OpenedPaths);
            }
            StartIntent::Back => self.views.form = None,
            StartIntent::Handbook => {
                self.views.handbook = Some(Handbook::at(Chapter::Beginning));
            }
            StartIntent::About => {
                let about = about::ask(&mut self.tasks, Outcome::WallsKnown);
                self.views.about = Some(about);
            }
            StartIntent::Display => self.views.display = Some(services.preferences.display),
            StartIntent::ShowAs(display) => services.show_as(display),
            StartIntent::Make {
                name,
                folder,
                files,
            } => {
                let facts = Facts {
                    title: name,
                    ..Facts::default()
                };
                let beginning = Box::new(Beginning { facts, files });
                self.tasks.start(
                    Job::MakeDossier,
                    move |_, _| {
                        store::create(&folder)?;
                        store::open(&folder, &Holder::here())
                    },
                    move |made| Outcome::Made(beginning.clone(), made),
                );
            }
        }
    }

    fn choose(&mut self, ask: fn(&str) -> Chosen, title: &'static str) {
        let work = move |_: &Engine, _: &Reporter| ask(title);
        self.tasks.start(Job::ChooseFiles, work, Outcome::Chosen);
    }

    /// Takes in what work has brought; a dossier when it was opened or made.
    fn take(&mut self, outcome: Outcome, lang: Lang) -> Option<Begun> {
        match outcome {
            Outcome::Chosen(Some(Chosen::Paths(paths))) if !paths.is_empty() => {
                self.open(paths, lang);
            }
            Outcome::Chosen(Some(Chosen::NoDialog)) => {
                self.say(Kind::Usage, Text::NoChooser, lang);
            }
            // Nothing was chosen.
            Outcome::Chosen(_) | Outcome::OpenedPaths(Some(OpenedPaths::Left)) => {
                return self.back();
            }
            Outcome::OpenedPaths(Some(OpenedPaths::Files(files, 0))) => {
                let folder = files.first().cloned().unwrap_or_default();
                self.notice = Some(import::empty_notice(&folder, lang));
            }
            Outcome::OpenedPaths(Some(OpenedPaths::Files(files, count))) => {
                self.views.form = Some(form_for(files, count));
            }
            Outcome::OpenedPaths(Some(OpenedPaths::Dossier(Ok(opened)))) => {
                return Some(Begun::Dossier(Box::new(Ready {
                    opened: *opened,
                    facts: None,
                    files: Vec::new(),
                })));
            }
            Outcome::OpenedPaths(Some(OpenedPaths::Dossier(Err(notice)))) => {
                self.notice = Some(notice)
            }
            Outcome::OpenedPaths(None) => self.say(Kind::Internal, Text::OpeningBroken, lang),
            Outcome::WallsKnown(walls) => {
                about::take(walls, self.views.about.as_mut(), lang);
            }
            Outcome::Made(beginning, made) => {
                let Beginning { facts, files } = *beginning;
                return match made.unwrap_or(Err(StoreError::Lost)) {
                    Ok(opened) => Some(Begun::Dossier(Box::new(Ready {
                        opened,
                        facts: Some(facts),
                        files,
                    }))),
                    Err(error) => {
                        self.tell_not_made(&error, lang);
                        None
                    }
                };
            }
        }
        None
    }

    fn say(&mut self, kind: Kind, text: Text, lang: Lang) {
        self.notice = Some(Notice::new(kind, lang.text(text).to_owned()));
    }

    fn tell_not_made(&mut self, error: &StoreError, lang: Lang) {
        let form = self.views.form.as_ref();
        let name = file_name(Path::new(form.map_or("", |form| form.folder.as_str())));
        self.notice = Some(Notice::store(error, &name, lang));
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

/// What paths are; `left` is the folder of the dossier that was left and is open yet.
fn look_at(paths: Vec<PathBuf>, left: Option<&Path>, lang: Lang) -> OpenedPaths {
    if let [path] = paths.as_slice() {
        let is_log = path.file_name().is_some_and(|name| name == store::LOG_NAME);
        let folder = match path.parent() {
            Some(parent) if is_log => parent.to_owned(),
            _ => dossier_within(path).unwrap_or_else(|| path.clone()),
        };
        let is_dossier = folder.join(store::LOG_NAME).is_file();
        if !path.exists() {
            let text = lang.fill(Text::PathMissing, &[&path.display()]);
            let hint = lang.text(Text::PathMissingHint);
            return OpenedPaths::Dossier(Err(Notice::hinted(Kind::Usage, text, hint)));
        }
        let is_same = |left: &Path| {
            let [left, folder] = [left, &folder].map(std::fs::canonicalize);
            left.is_ok_and(|left| folder.is_ok_and(|folder| folder == left))
        };
        if is_dossier && left.is_some_and(is_same) {
            return OpenedPaths::Left;
        }
        if is_dossier {
            let folder = std::path::absolute(&folder).unwrap_or(folder);
            let opened = store::open(&folder, &Holder::here()).map(Box::new);
            let notice = |error| Notice::store(&error, &file_name(&folder), lang);
            return OpenedPaths::Dossier(opened.map_err(notice));
        }
    }
    let count = count(&paths);
    OpenedPaths::Files(paths, count)
}

/// A name and a folder beside the files, ready to be accepted.
fn form_for(files: Vec<PathBuf>, count: usize) -> NewForm {
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
    let beside = first.parent().unwrap_or(Path::new("")).to_owned();
    let mut form = NewForm {
        files,
        count,
        name,
        folder: String::new(),
        proposed: Proposed {
            beside,
            ..Proposed::default()
        },
    };
    follow_name(&mut form);
    form
}

/// The folder follows the name of the dossier, until another one is typed.
fn follow_name(form: &mut NewForm) {
    let proposed = &mut form.proposed;
    if form.folder != proposed.folder || (proposed.name == form.name && !form.folder.is_empty()) {
        return;
    }
    // Signs that no file system, or not every one, has in a name.
    let name = form
        .name
        .trim()
        .replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-");
    let day = clock::today();
    let names = std::iter::once(format!("dossier {name}"))
        .chain((2..1000).map(|n| format!("dossier {name} {day} ({n})")));
    let mut folders = names.map(|name| proposed.beside.join(name));
    let folder = folders.find(|path| !path.exists()).unwrap_or_default();
    proposed.folder = folder.display().to_string();
    proposed.name.clone_from(&form.name);
    form.folder.clone_from(&proposed.folder);
}
