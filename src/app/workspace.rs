//! An open dossier with everything around it, part by part.
//!
//! **Invariant:** a part knows nothing of the others; whatever needs some of them is handed those.
//! **Absent:** what each part does, which is beside the part; and what a frame does with them.

use super::feedback::Feedback;
use super::findings::Findings;
use super::gestures::{Gestures, Marking};
use super::history::History;
use super::import::{self, Arriving};
use super::looking::Looking;
use super::menu_keys::MenuKeys;
use super::open_dossier::OpenDossier;
use super::outcome::Tasks;
use super::published_pages::PublishedPages;
use super::scans::Scans;
use super::search::Search;
use super::services::Services;
use super::suggestions::Suggestions;
use crate::error::{Kind, Notice};
use crate::i18n::Text;
use crate::jobs::import::file_name;
use crate::jobs::{Job, lists};
use crate::model::dossier::Facts;
use crate::model::dossier::document::MarkId;
use crate::model::edit::Edit;
use crate::store::{self, Opened};
use crate::ui::chosen::Chosen;
use crate::ui::forms::ask::Ask;
use crate::ui::forms::dialogs::Dialog;
use crate::ui::overlay::Overlay;
use crate::ui::panels::Panels;
use crate::ui::viewing::Viewing;
use crate::ui::widgets::components;
use crate::ui::widgets::toast::Toast;
use crate::ui::{Intent, Leaving, Then};
use std::path::PathBuf;
use std::time::Instant;

/// Whether the dossier stays open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Stay,
    Close(Then),
    /// The window closes too.
    Quit,
    Destroy,
}

impl From<Leaving> for Next {
    fn from(leaving: Leaving) -> Self {
        match leaving {
            Leaving::Dossier(then) => Self::Close(then),
            Leaving::Window => Self::Quit,
        }
    }
}

/// A dossier ready to be worked on, and the files that go into it first.
pub struct Ready {
    pub opened: Opened,
    pub facts: Option<Facts>,
    pub files: Vec<PathBuf>,
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
    /// What has come of an import so far.
    pub(super) arriving: Arriving,
    /// What the reviewer is told.
    pub(super) feedback: Feedback,
    /// What the tabs keep.
    pub(super) panels: Panels,
    /// What lies over the window.
    pub(super) overlay: Overlay,
    /// What was last done, over the pages.
    pub(super) toast: Toast,
    /// What the export check found.
    pub(super) findings: Findings,
    pub(super) suggestions: Suggestions,
    pub(super) looking: Looking,
    pub(super) scans: Scans,
    /// What the log tells.
    pub(super) history: History,
    /// What was read for searching.
    pub(super) search: Search,
    /// The text of the page at hand after the export.
    pub(super) published: PublishedPages,
    /// What was put on the system's clipboard in more than plain text.
    pub(super) clipboard: Option<arboard::Clipboard>,
    /// Since when the key of the preview is held.
    pub(super) preview_held: Option<Instant>,
    /// Keys on their way to a menu.
    pub(super) menu_keys: MenuKeys,
    /// A text was being typed when the last frame ended.
    pub(super) typed: bool,
    pub(super) next: Next,
}

impl Workspace {
    pub fn new(ready: Ready, services: &mut Services) -> Self {
        let first_edit = ready.first_edit();
        components::begin_lists_at_top(&services.ctx);
        let mut open = OpenDossier::of(ready.opened);
        let mut feedback = Feedback::new(services.lang);
        services.preferences.opened(open.folder());
        services.keep_preferences();
        if let Some(edit) = first_edit {
            open.begin(edit, &mut feedback);
        }
        let mut tasks = services.tasks();
        let mut arriving = Arriving::default();
        if !ready.files.is_empty() {
            arriving.start((ready.files, None), String::new(), &open, &mut tasks);
        }
        Self {
            viewing: Viewing::of(open.now()),
            open,
            chosen: Chosen::default(),
            gestures: Gestures::default(),
            tasks,
            arriving,
            feedback,
            panels: Panels::default(),
            overlay: Overlay::default(),
            toast: Toast::default(),
            findings: Findings::default(),
            suggestions: Suggestions::default(),
            looking: Looking::default(),
            scans: Scans::default(),
            history: History::default(),
            search: Search::default(),
            published: PublishedPages::default(),
            clipboard: None,
            preview_held: None,
            menu_keys: MenuKeys::default(),
            typed: false,
            next: Next::Stay,
        }
    }

    /// What the dossier is called, and its folder.
    pub fn place(&self) -> (String, PathBuf) {
        (self.name(), self.open.folder().to_owned())
    }

    /// Closes it for another dossier.
    pub fn close(mut self) {
        self.keep_typed();
        self.end_work();
    }

    /// What the dossier is called, by its facts or else its folder.
    pub fn name(&self) -> String {
        match self.open.now().facts.title.trim() {
            "" => file_name(self.open.folder()),
            title => title.to_owned(),
        }
    }

    pub fn zoom(&self) -> Option<f64> {
        self.viewing.zoom()
    }

    pub fn top(&self) -> Option<f64> {
        self.viewing.top()
    }

    /// Whether the document at hand has pages.
    pub(super) fn has_pages(&self) -> bool {
        let document = self.viewing.current(self.open.now());
        document.is_some_and(|d| d.source.is_some())
    }

    /// The mark that an action for one is for: the chosen one, else the one that was drawn last while it is to be seen.
    pub(super) fn mark_at_hand(&self) -> Option<MarkId> {
        let document = self.viewing.current(self.open.now());
        let is_seen = |mark: &MarkId| {
            let owned = document.and_then(|document| document.mark(*mark));
            owned.is_some_and(|owned| self.viewing.on_screen.contains(&owned.mark.page))
        };
        match self.chosen.marks.is_empty() {
            true => self.gestures.last_drawn().filter(is_seen),
            false => self.chosen.mark(),
        }
    }

    /// The parts that marks are made with.
    pub(super) fn marking<'a>(&'a mut self, services: &'a mut Services) -> Marking<'a> {
        Marking {
            open: &mut self.open,
            chosen: &mut self.chosen,
            gestures: &mut self.gestures,
            ground_picker: &mut self.overlay.ground_picker,
            feedback: &mut self.feedback,
            services,
        }
    }

    /// Copies files and folders in, and takes lists in the register, or says why that cannot be done now.
    pub(super) fn import(&mut self, paths: Vec<PathBuf>, password: Option<String>) {
        if !self.open.can_edit() {
            self.tell_read_only();
            return;
        }
        let (listed, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| lists::is_list(path));
        if !listed.is_empty() {
            self.take_lists(&listed);
        }
        if !paths.is_empty() {
            self.import_documents(paths, password);
        }
    }

    /// Says why nothing can be changed.
    pub(super) fn tell_read_only(&mut self) {
        let why = self.open.save_line(self.feedback.lang).text;
        self.feedback.say_words(why);
    }

    /// Says why nothing can be drawn on the pages now, and which key leads back.
    pub(super) fn tell_in_vain(&mut self) {
        let mode = self.viewing.mode;
        match (mode.preview, mode.without_marks) {
            (true, _) => self.feedback.say(Text::NotInPreview),
            (_, true) => self.feedback.say(Text::NotWhileHidden),
            _ => self.tell_read_only(),
        }
    }

    fn import_documents(&mut self, paths: Vec<PathBuf>, password: Option<String>) {
        let (open, feedback) = (&self.open, &mut self.feedback);
        if self.tasks.is_running(Job::Import) {
            feedback.warn(Kind::Usage, Text::ImportBusy, &[]);
        } else {
            let group = import::usual_group(open, &self.viewing);
            let files = (paths, password);
            self.arriving.start(files, group, open, &mut self.tasks);
        }
    }

    /// Forgets what is chosen or at hand and no longer there.
    pub(super) fn forget_gone(&mut self) {
        let dossier = self.open.now();
        self.chosen.forget_gone(dossier);
        self.viewing.forget_gone(dossier);
    }

    /// Keeps what is still being typed about the dossier; it is about to close.
    pub fn keep_typed(&mut self) {
        let (lang, mut intents) = (self.feedback.lang, Vec::new());
        let dossier = self.open.now().clone();
        if let Some(dialog) = &mut self.overlay.dialog {
            dialog.close(lang, &mut intents);
        }
        self.panels.keep_typed(&dossier, lang, &mut intents);
        for one in intents {
            if let Intent::Edit(edit) = one {
                self.open.edit(edit, &mut self.feedback);
            }
        }
    }

    /// Closes, or asks first while something is being written.
    pub fn leave(&mut self, leaving: Leaving) {
        let Some(writing) = self.tasks.underway(&Job::WRITING) else {
            self.next = leaving.into();
            return;
        };
        let job = writing.job;
        // What came of it so far lies behind the question.
        self.overlay.export = None;
        self.overlay.dialog = Some(Dialog::Ask(Ask::Leave { leaving, job }));
    }

    /// Whether it stays open: the window then does too.
    pub fn stays(&self) -> bool {
        self.next == Next::Stay
    }

    /// Ends what writes files, so that nothing half-made is left when the program ends.
    pub fn end_work(&mut self) {
        self.tasks.end(&Job::WRITING);
    }

    /// Closes the dossier and removes it; the message says how that went.
    pub fn destroy(mut self, services: &mut Services) -> Notice {
        let folder = self.open.folder().to_owned();
        let name = file_name(&folder);
        self.tasks.end(&[Job::ReadScans]);
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
