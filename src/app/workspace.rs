//! An open dossier on the screen: its parts, and one frame of them.
//!
//! **Invariant:** a frame goes through five phases in this order: what ended is taken in, keys and drops are read, the
//! screen is drawn, what was asked for is done, what is missing of pages is requested. The dossier changes in the first,
//! second and fourth only, so that all that is drawn in one frame is of one dossier.
//! **Absent:** what each part does; it is beside the part.

use super::feedback::Feedback;
use super::findings::Findings;
use super::gestures::{Gestures, Marking};
use super::history::History;
use super::open_dossier::OpenDossier;
use super::outcome::Tasks;
use super::published_text::PublishedText;
use super::search::{self, Search};
use super::services::Services;
use super::start::Ready;
use super::{import, review};
use crate::command::{Action, Effect, Needs};
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::import::file_name;
use crate::jobs::{Job, Wish};
use crate::store;
use crate::ui::Wanted;
use crate::ui::chosen::Chosen;
use crate::ui::find_panel::Searched;
use crate::ui::overlay::Overlay;
use crate::ui::panels::Panels;
use crate::ui::screen::{self, Screen, Views};
use crate::ui::viewing::{Tab, Viewing};
use egui::{Context, Ui};
use std::collections::HashSet;
use std::time::Instant;

/// Whether the dossier stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Stay,
    Close,
    Destroy,
}

/// An open dossier with everything around it, part by part.
pub struct Workspace {
    /// The dossier and its one writer.
    pub(super) open: OpenDossier,
    /// What is being looked at.
    pub(super) viewing: Viewing,
    /// What is chosen.
    pub(super) chosen: Chosen,
    /// Gestures on their way to edits.
    pub(super) gestures: Gestures,
    /// What is running.
    pub(super) tasks: Tasks,
    /// What the reviewer is told.
    pub(super) feedback: Feedback,
    /// What the tabs keep.
    pub(super) panels: Panels,
    /// What lies over the window.
    pub(super) overlay: Overlay,
    /// What the export check found.
    pub(super) findings: Findings,
    /// What the log tells.
    pub(super) history: History,
    /// What was read for searching.
    pub(super) search: Search,
    /// The text of the page at hand after the export.
    pub(super) published: PublishedText,
    /// What was put on the system's clipboard in more than plain text.
    pub(super) clipboard: Option<arboard::Clipboard>,
    /// Since when the key of the preview is held.
    pub(super) preview_held: Option<Instant>,
    pub(super) next: Next,
}

impl Workspace {
    pub fn new(ready: Ready, services: &mut Services) -> Self {
        let first_edit = ready.first_edit();
        let mut open = OpenDossier::of(ready.opened);
        let mut feedback = Feedback::new(services.lang);
        services.preferences.opened(open.folder());
        services.keep_preferences();
        if let Some(edit) = first_edit {
            open.begin(edit, &mut feedback);
        }
        let mut tasks = services.tasks();
        if !ready.files.is_empty() {
            import::start(ready.files, None, &open, &mut tasks);
        }
        Self {
            viewing: Viewing::of(open.now()),
            open,
            chosen: Chosen::default(),
            gestures: Gestures::default(),
            tasks,
            feedback,
            panels: Panels::default(),
            overlay: Overlay::default(),
            findings: Findings::default(),
            history: History::default(),
            search: Search::default(),
            published: PublishedText::default(),
            clipboard: None,
            preview_held: None,
            next: Next::Stay,
        }
    }

    pub fn zoom(&self) -> Option<f64> {
        self.viewing.zoom()
    }

    pub fn top(&self) -> Option<f64> {
        self.viewing.top()
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui, services: &mut Services) -> Next {
        let (ctx, mut wanted) = (ui.ctx().clone(), Vec::new());
        self.settle(&ctx, services);
        self.take_input(&ctx, &mut wanted);
        let drawn = self.draw(ui, services, &mut wanted);
        let mut missing = self.gestures.missing(&self.open, &services.facts);
        missing.extend(drawn);
        self.act_all(wanted, &ctx, services);
        services.request(missing);
        std::mem::replace(&mut self.next, Next::Stay)
    }

    /// Takes in what has ended, and goes on with what was waiting for it.
    fn settle(&mut self, ctx: &Context, services: &mut Services) {
        for outcome in self.tasks.poll() {
            self.take(outcome);
        }
        self.open.tell_failed_saving(&mut self.feedback);
        self.marking(services).settle();
        self.ask_for_passwords(services);
        let (open, tasks) = (&self.open, &mut self.tasks);
        self.findings.keep_up(open.now(), tasks);
        if self.viewing.shows(Tab::Find) {
            self.search.keep_up(open, tasks);
        }
        let facts = &mut services.facts;
        let find = &self.panels.find;
        self.search
            .finish_jump(find, facts, open, &mut self.viewing);
        self.published.keep_up(open, &self.viewing, tasks);
        if self.viewing.tab == Tab::History || !self.history.approving.is_empty() {
            self.history.keep_up(open, self.feedback.lang, tasks);
        }
        self.go_on_approving();
        if let Some(palette) = self.gestures.due_palette(&self.open, ctx) {
            self.overlay.palette = Some(palette);
        }
    }

    fn ask_for_passwords(&mut self, services: &mut Services) {
        if self.overlay.dialog.is_none()
            && let Some(source) = services.locked.pop()
        {
            self.overlay.dialog = import::ask_password(source, &self.open, self.feedback.lang);
        }
    }

    fn go_on_approving(&mut self) {
        let (history, open) = (&mut self.history, &mut self.open);
        if history.is_current(open, &self.tasks)
            && let Some(dialog) = review::go_on_approving(history, open, &mut self.feedback)
        {
            self.overlay.dialog = Some(dialog);
        }
    }

    /// What was dropped on the window, and the keys.
    fn take_input(&mut self, ctx: &Context, wanted: &mut Vec<Wanted>) {
        let dropped = super::dropped_files(ctx);
        if !dropped.is_empty() {
            import::start(dropped, None, &self.open, &mut self.tasks);
        }
        self.take_keys(ctx, wanted);
    }

    fn draw(
        &mut self,
        ui: &mut Ui,
        services: &mut Services,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        let (open, tasks, lang) = (&self.open, &self.tasks, self.feedback.lang);
        let screen = Screen {
            dossier: open.now(),
            source_of: &|document| open.source_of(document),
            can_edit: open.can_edit(),
            allowed: self.allowed(),
            favourites: open.favourites(),
            save: open.save_line(lang),
            notices: &self.feedback.notices,
            message: &self.feedback.message,
            underway: tasks.underway(self.on_status_bar()),
            exporting: tasks.underway(&[Job::Export]),
            checked: self.findings.checked(open, tasks, lang),
            searched: Searched {
                dossier: open.now(),
                current: self.viewing.document,
                texts: &self.search.texts,
                busy: search::busy(tasks, lang),
                can_edit: open.can_edit(),
                lang,
            },
            history: self.history.shown(),
            published: self.published.reading(open, &self.viewing),
            is_intake_busy: tasks.is_running(Job::Intake),
            needs_help: !services.preferences.has_marked,
            widths: &services.preferences.widths,
            lang,
        };
        let mut views = Views {
            viewing: &mut self.viewing,
            chosen: &self.chosen,
            panels: &mut self.panels,
            overlay: &mut self.overlay,
            pointer: &mut self.gestures.pointer,
            pictures: &mut services.pictures,
            facts: &mut services.facts,
        };
        screen::show(ui, &screen, &mut views, wanted)
    }

    /// The status bar leaves an export to its own window, while that is open.
    fn on_status_bar(&self) -> &'static [Job] {
        match self.overlay.export.is_some() {
            true => &[Job::Import, Job::Repeat],
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

    fn has(&self, needs: Needs) -> bool {
        let (chosen, viewing) = (&self.chosen, &self.viewing);
        match needs {
            Needs::Nothing => true,
            Needs::StepToUndo => self.open.can_undo(),
            Needs::StepToRedo => self.open.can_redo(),
            Needs::Marks => !chosen.marks.is_empty(),
            Needs::OneMark => chosen.marks.len() == 1,
            Needs::HalfWord => self.gestures.has_half(),
            Needs::Documents => !chosen.documents.is_empty() || viewing.document.is_some(),
            Needs::Pages => self.has_pages(),
        }
    }

    /// Whether the document at hand has pages.
    pub(super) fn has_pages(&self) -> bool {
        let document = self.viewing.current(self.open.now());
        document.is_some_and(|d| d.source.is_some())
    }

    /// Does what was asked for in a frame.
    fn act_all(&mut self, wanted: Vec<Wanted>, ctx: &Context, services: &mut Services) {
        let was_open = self.overlay.is_open();
        for one in wanted {
            self.act(one, services);
            ctx.request_repaint();
        }
        if self.overlay.is_open() && !was_open {
            // What lies over the window has the keyboard from its first frame on.
            if let Some(id) = ctx.memory(|memory| memory.focused()) {
                ctx.memory_mut(|memory| memory.surrender_focus(id));
            }
        }
    }

    /// The parts that marks are made with.
    pub(super) fn marking<'a>(&'a mut self, services: &'a mut Services) -> Marking<'a> {
        Marking {
            open: &mut self.open,
            chosen: &mut self.chosen,
            gestures: &mut self.gestures,
            palette: &mut self.overlay.palette,
            feedback: &mut self.feedback,
            services,
        }
    }

    /// Forgets what is chosen or at hand and no longer there.
    pub(super) fn mend(&mut self) {
        let dossier = self.open.now();
        self.chosen.mend(dossier);
        self.viewing.mend(dossier);
    }

    /// Keeps what is still being typed about the dossier; it is about to close.
    pub fn keep_typed(&mut self) {
        let (lang, mut wanted) = (self.feedback.lang, Vec::new());
        let dossier = self.open.now().clone();
        if let Some(dialog) = &mut self.overlay.dialog {
            dialog.close(&dossier.facts, lang, &mut wanted);
        }
        self.panels.keep_typed(&dossier, lang, &mut wanted);
        for one in wanted {
            if let Wanted::Edit(edit) = one {
                self.open.edit(edit, &mut self.feedback);
            }
        }
    }

    /// Ends what writes files, so that nothing half-made is left when the program ends.
    pub fn end_work(&mut self) {
        self.tasks.end(&Job::WRITING);
    }

    /// Closes the dossier and removes it; the message says how that went.
    pub fn destroy(self, services: &mut Services) -> Notice {
        let folder = self.open.folder().to_owned();
        let name = file_name(&folder);
        // The log is closed before it is removed.
        drop(self);
        match store::destroy(&folder) {
            Ok(()) => {
                services.preferences.gone(&folder);
                services.keep_preferences();
                let text = services.lang.fill(Text::Destroyed, &[&name]);
                Notice::new(Kind::Findings, text)
            }
            Err(error) => Notice::store(&error, &name, services.lang),
        }
    }
}
