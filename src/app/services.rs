//! What start screen and workspace share: the engine, the pages at hand, the preferences.
//!
//! **Invariant:** nothing here belongs to one dossier but what is remembered of its pages, by the hash of their source.

use crate::engine::{Engine, EngineError, OpenError};
use crate::i18n::Lang;
use crate::jobs::{Answer, PagePart, PageRequest, PageService, SourceFile, Tasks};
use crate::model::display::Display;
use crate::model::ground::Ground;
use crate::store::preferences::Preferences;
use crate::ui::page::page_facts::PageFacts;
use crate::ui::page::pictures::Pictures;
use crate::ui::widgets::tokens;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the window keeps things of its own, and who shows what is not for the window.
pub struct Places {
    /// For preferences; `None` keeps none.
    pub state: Option<PathBuf>,
    /// For the example dossier.
    pub example: PathBuf,
    /// Where the program that reads scans is looked for, as `PATH` names folders; `None` reads none.
    pub programs: Option<OsString>,
    /// Has a file or folder shown by the system's own program.
    pub show: fn(PathBuf),
}

/// Shared by all screens.
pub struct Services {
    pub lang: Lang,
    pub ctx: egui::Context,
    engine: Engine,
    /// Wakes the window.
    wake: Arc<dyn Fn() + Send + Sync>,
    pages: PageService,
    pub pictures: Pictures,
    pub facts: PageFacts,
    pub preferences: Preferences,
    /// Where preferences are kept; `None` keeps nothing.
    state: Option<PathBuf>,
    /// Where the example dossier goes.
    pub example: PathBuf,
    /// Where the program that reads scans is looked for.
    pub programs: Option<OsString>,
    /// Has a file or folder shown by the system's own program.
    pub show: fn(PathBuf),
    /// Sources that want a password.
    pub locked: Vec<SourceFile>,
    /// Those whose password was asked for: its page asks again, and no other part of it that is missed too.
    pub asked: Vec<SourceFile>,
}

impl Services {
    pub fn new(ctx: &egui::Context, engine: &Engine, lang: Lang, places: Places) -> Self {
        let Places {
            state,
            example,
            programs,
            show,
        } = places;
        let waking = ctx.clone();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(move || waking.request_repaint());
        let woken = wake.clone();
        let preferences: Preferences = state.as_deref().map(Preferences::read).unwrap_or_default();
        tokens::show_as(ctx, preferences.display);
        Self {
            lang,
            ctx: ctx.clone(),
            engine: engine.clone(),
            pages: PageService::start(engine, move || woken()),
            wake,
            pictures: Pictures::default(),
            facts: PageFacts::default(),
            preferences,
            state,
            example,
            programs,
            show,
            locked: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// For work that wakes the window.
    pub fn tasks<O: Send + 'static>(&self) -> Tasks<O> {
        Tasks::new(self.engine.clone(), self.wake.clone())
    }

    /// Takes what the workers have made of pages.
    pub fn take_answers(&mut self) {
        while let Some((request, answer)) = self.pages.answer() {
            match (&request.part, answer) {
                (PagePart::Tile(tile), Answer::Tile(pixels)) => {
                    self.pictures
                        .add(&self.ctx, &request.source, *tile, &pixels);
                }
                (PagePart::Text(page), Answer::Text(text)) => {
                    self.facts.add_text(&request.source, *page, text);
                }
                (PagePart::Blank(page), Answer::Blank(blank)) => {
                    self.facts.add_blank(&request.source, *page, blank);
                }
                (_, Answer::Failed(error)) => {
                    let is_locked = matches!(error, EngineError::Open(OpenError::Password));
                    let is_known =
                        [&self.locked, &self.asked].map(|all| all.contains(&request.source));
                    if is_locked && !is_known.contains(&true) {
                        self.locked.push(request.source.clone());
                    }
                    let breaks = matches!(error, EngineError::Crashed | EngineError::TimedOut);
                    self.facts.add_failure(request, breaks);
                }
                _ => {}
            }
        }
    }

    /// Asks the workers for what is missing now.
    pub fn request(&self, missing: Vec<PageRequest>) {
        let missing = missing.into_iter();
        self.pages
            .request(missing.filter(|w| !self.facts.is_vain(w)));
    }

    /// Shows the window as a person wants it, and remembers that.
    pub fn show_as(&mut self, display: Display) {
        tokens::show_as(&self.ctx, display);
        self.preferences.display = display;
        self.keep_preferences();
    }

    /// Remembers whether documents open with a whole page, as pages were last fitted.
    pub fn open_whole(&mut self, whole_pages: bool) {
        let display = &mut self.preferences.display;
        if std::mem::replace(&mut display.whole_pages, whole_pages) != whole_pages {
            self.keep_preferences();
        }
    }

    /// Remembers to which width, in points, a panel was pulled.
    pub fn keep_width(&mut self, panel: String, width: u16) {
        self.preferences.widths.insert(panel, width);
        self.keep_preferences();
    }

    /// Has a text for a ground offered in the next dossier too, or none any more; whether that was kept.
    pub fn keep_consideration(&mut self, ground: &Ground, text: Option<String>) -> bool {
        let Some(folder) = &self.state else {
            return false;
        };
        self.preferences.renew_considerations(folder);
        let kept = &mut self.preferences.considerations;
        match text {
            Some(text) => kept.insert(ground.id(), text),
            None => kept.remove(&ground.id()),
        };
        self.preferences.keep(folder)
    }

    /// The rest is only convenience: that it was not kept is not said.
    pub fn keep_preferences(&mut self) {
        if let Some(folder) = &self.state {
            self.preferences.renew_considerations(folder);
            self.preferences.keep(folder);
        }
    }
}
