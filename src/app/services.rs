//! What start screen and desk share: the engine, the pages at hand, the language.

use super::Places;
use crate::engine::{Engine, EngineError, OpenError};
use crate::i18n::Lang;
use crate::jobs::{Answer, PageService, SourceFile, Want, Wish};
use crate::model::display::Display;
use crate::store::preferences::Preferences;
use crate::ui::page_facts::PageFacts;
use crate::ui::pictures::Pictures;
use crate::ui::theme;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Shared by all screens.
pub struct Tools {
    pub lang: Lang,
    pub ctx: egui::Context,
    pub engine: Engine,
    /// Wakes the window.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    pub pages: PageService,
    pub pictures: Pictures,
    pub facts: PageFacts,
    pub preferences: Preferences,
    /// Where preferences are kept; `None` keeps nothing.
    pub state: Option<PathBuf>,
    /// Where the example dossier goes.
    pub example: PathBuf,
    /// Has a file or folder shown by the system's own program.
    pub show: fn(PathBuf),
    /// Wishes that came to nothing: asked again they would fail again.
    failed: HashSet<Wish>,
    /// Pages over which the engine crashed or hung; nothing more is asked of them.
    broken: HashSet<(SourceFile, usize)>,
    /// Sources that want a password.
    pub locked: Vec<SourceFile>,
}

impl Tools {
    pub fn new(ctx: &egui::Context, engine: &Engine, lang: Lang, places: Places) -> Self {
        let Places {
            state,
            example,
            show,
        } = places;
        let waking = ctx.clone();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(move || waking.request_repaint());
        let woken = wake.clone();
        let preferences: Preferences = state.as_deref().map(Preferences::read).unwrap_or_default();
        theme::show_as(ctx, preferences.display);
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
            show,
            failed: HashSet::new(),
            broken: HashSet::new(),
            locked: Vec::new(),
        }
    }

    /// Takes what the workers have made.
    pub fn take_answers(&mut self, ctx: &egui::Context) {
        while let Some((wish, answer)) = self.pages.answer() {
            match (&wish.want, answer) {
                (Want::Tile(tile), Answer::Tile(pixels)) => {
                    self.pictures.add(ctx, &wish.source, *tile, &pixels);
                }
                (Want::Text(page), Answer::Text(text)) => {
                    self.facts.add_text(&wish.source, *page, text);
                }
                (Want::Blank(page), Answer::Blank(blank)) => {
                    self.facts.add_blank(&wish.source, *page, blank);
                }
                (_, Answer::Failed(error)) => {
                    let is_locked = matches!(error, EngineError::Open(OpenError::Password));
                    if is_locked && !self.locked.contains(&wish.source) {
                        self.locked.push(wish.source.clone());
                    }
                    let fails = matches!(error, EngineError::Crashed | EngineError::TimedOut);
                    if let (true, Some(page)) = (fails, wish.want.page()) {
                        self.broken.insert((wish.source.clone(), page));
                    }
                    self.failed.insert(wish);
                }
                _ => {}
            }
        }
    }

    /// Hands the workers what is missing now.
    pub fn wish(&self, wishes: Vec<Wish>) {
        let is_vain = |wish: &Wish| {
            self.failed.contains(wish)
                || wish
                    .want
                    .page()
                    .is_some_and(|page| self.is_broken(&wish.source, page))
        };
        self.pages
            .wish(wishes.into_iter().filter(|wish| !is_vain(wish)));
    }

    fn is_broken(&self, source: &SourceFile, page: usize) -> bool {
        // Few pages ever break.
        self.broken
            .iter()
            .any(|(of, broken)| (of, *broken) == (source, page))
    }

    /// Whether a picture of this page cannot be had.
    pub fn has_failed(&self, source: &SourceFile, page: usize) -> bool {
        // Few wishes ever fail.
        let failed = |wish: &Wish| wish.source == *source && wish.want.page() == Some(page);
        self.is_broken(source, page) || self.failed.iter().any(failed)
    }

    /// Shows the window as a person wants it, and remembers that.
    pub fn show_as(&mut self, display: Display) {
        theme::show_as(&self.ctx, display);
        self.preferences.display = display;
        self.keep_preferences();
    }

    pub fn keep_preferences(&self) {
        if let Some(folder) = &self.state {
            self.preferences.keep(folder);
        }
    }
}
