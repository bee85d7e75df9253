//! One frame of an open dossier.
//!
//! **Invariant:** a frame goes through five phases in this order: what ended is taken in, keys and drops are read, the
//! screen is drawn, what was asked for is done, what is missing of pages is requested. While the screen is drawn the
//! dossier does not change, so that all of it is of one dossier.

use super::keys::dropped_files;
use super::open_dossier::OpenDossier;
use super::outcome::Tasks;
use super::published_pages::{self, PublishedPages};
use super::search;
use super::services::Services;
use super::workspace::{Next, Workspace};
use crate::command::{Action, Effect, Needs};
use crate::jobs::{Job, PageRequest, SourceFile, Underway};
use crate::model::dossier::question::Question;
use crate::ui::panels::checked::Checked;
use crate::ui::panels::find_panel::Searched;
use crate::ui::screen::{Screen, Views};
use crate::ui::viewing::Viewing;
use crate::ui::widgets::focus;
use crate::ui::{Intent, window};
use egui::{Context, Ui};
use std::collections::{HashMap, HashSet};

impl Workspace {
    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui, services: &mut Services) -> Next {
        let (ctx, mut intents) = (ui.ctx().clone(), Vec::new());
        self.feedback.begin_act();
        self.settle(&ctx, services);
        self.follow_caret();
        self.take_input(&ctx, &mut intents);
        let drawn = self.draw(ui, services, &mut intents);
        let mut missing = self.gestures.missing(&self.open, &services.facts);
        missing.extend(drawn);
        self.act_all(intents, &ctx, services);
        services.request(missing);
        self.typed = ctx.text_edit_focused();
        std::mem::replace(&mut self.next, Next::Stay)
    }

    /// What was dropped on the window, and the keys.
    fn take_input(&mut self, ctx: &Context, intents: &mut Vec<Intent>) {
        let dropped = dropped_files(ctx);
        if !dropped.is_empty() {
            self.import(dropped, None);
        }
        self.take_keys(ctx, intents);
    }

    fn draw(
        &mut self,
        ui: &mut Ui,
        services: &mut Services,
        intents: &mut Vec<Intent>,
    ) -> Vec<PageRequest> {
        let (open, tasks, lang) = (&self.open, &self.tasks, self.feedback.lang);
        let answered_by = |question: &Question| self.history.answered_by(question);
        let at_hand = self.viewing.document;
        self.viewing.opens_whole = services.preferences.display.whole_pages;
        let made = on_screen(&self.published, open, &self.viewing);
        let published_page = |page: usize| made.get(&page).cloned();
        let screen = Screen {
            dossier: open.now(),
            source_of: &|document| open.source_of(document),
            can_edit: open.can_edit(),
            allowed: self.allowed(),
            favourites: open.favourites(),
            save: open.save_line(lang),
            notices: self.feedback.notices(),
            told: self.feedback.told(),
            steps: open.steps(),
            underway: tasks.underway(self.on_status_bar()),
            exporting: tasks.underway(&[Job::Export]),
            beside: beside(tasks),
            checked: Checked {
                suggestions: self.suggestions.open().len(),
                ..(self.findings).checked(open, at_hand, &answered_by, tasks, lang)
            },
            suggested: (self.suggestions).shown(open, at_hand, &self.chosen.grounds, tasks, lang),
            searched: Searched {
                dossier: open.now(),
                current: self.viewing.document,
                texts: &self.search.texts,
                covered: self.search.covered.all(),
                busy: search::busy(&self.search, open.now(), tasks, lang),
                can_edit: open.can_edit(),
                lang,
            },
            history: self.history.shown(),
            not_published: published_pages::why_not(open, &self.viewing, lang),
            published: self.published.reading(open, &self.viewing),
            published_page: &published_page,
            is_intake_busy: tasks.is_running(Job::Intake),
            needs_help: !services.preferences.has_marked,
            caret: self.caret_areas(services),
            recent: services.preferences.recent.get(1..).unwrap_or(&[]),
            display: services.preferences.display,
            widths: &services.preferences.widths,
            lang,
        };
        let mut views = Views {
            viewing: &mut self.viewing,
            chosen: &self.chosen,
            panels: &mut self.panels,
            overlay: &mut self.overlay,
            toast: &mut self.toast,
            pointer: &mut self.gestures.pointer,
            pictures: &mut services.pictures,
            facts: &mut services.facts,
        };
        window::show(ui, &screen, &mut views, intents)
    }

    /// The status bar leaves an export to its own window, while that is open.
    fn on_status_bar(&self) -> &'static [Job] {
        match self.overlay.export.is_some() {
            true => &[Job::Import, Job::Repeat, Job::Carry],
            false => &Job::ON_STATUS_BAR,
        }
    }

    /// The actions that can be asked for now.
    fn allowed(&self) -> HashSet<Action> {
        let can_edit = self.open.can_edit();
        let may = |action: &Action| {
            (can_edit || action.effect() == Effect::Keeps) && self.has(action.needs())
        };
        Action::ALL.iter().copied().filter(may).collect()
    }

    /// Why an action cannot be asked for now; a key asks this too, so that it is never silent.
    pub(super) fn refusal(&self, action: Action) -> Option<String> {
        let lang = self.feedback.lang;
        if action.effect() == Effect::Changes && !self.open.can_edit() {
            return Some(self.open.save_line(lang).text);
        }
        let needs = action.needs();
        let missing = needs.missing().filter(|_| !self.has(needs));
        missing.map(|text| lang.text(text).to_owned())
    }

    fn has(&self, needs: Needs) -> bool {
        let (chosen, viewing) = (&self.chosen, &self.viewing);
        match needs {
            Needs::Nothing => true,
            Needs::StepToUndo => self.open.can_undo() || self.feedback.told().back.is_some(),
            Needs::StepToRedo => self.open.can_redo(),
            Needs::Marks => !chosen.marks.is_empty(),
            Needs::OneMark => self.mark_at_hand().is_some(),
            Needs::HalfWord => self.gestures.has_half(),
            Needs::Documents => !chosen.documents.is_empty() || viewing.document.is_some(),
            Needs::Pages => self.has_pages(),
        }
    }

    /// Does what was asked for in a frame.
    fn act_all(&mut self, intents: Vec<Intent>, ctx: &Context, services: &mut Services) {
        let was_open = self.overlay.is_open();
        for one in intents {
            self.act(one, services);
            ctx.request_repaint();
        }
        if self.overlay.is_open() && !was_open {
            // What lies over the window has the keyboard from its first frame on.
            focus::set_aside(ctx);
        }
    }
}

/// How far looking through documents is, or reading scans once there are some to read.
fn beside(tasks: &Tasks) -> Option<Underway> {
    let underway = tasks.underway(&[Job::LookThrough, Job::ReadScans])?;
    let is_told = match underway.job {
        Job::LookThrough => underway.status.subjects > 0,
        _ => underway.status.pages > 0,
    };
    (is_told && !underway.is_stopping).then_some(underway)
}

/// The pages that were on the screen in the last frame, as they will be published, where that is known.
fn on_screen(
    published: &PublishedPages,
    open: &OpenDossier,
    viewing: &Viewing,
) -> HashMap<usize, SourceFile> {
    let pages = viewing.on_screen.iter().copied();
    let known = pages.filter_map(|page| Some((page, published.file(open, viewing, page)?)));
    known.collect()
}
