//! An opened dossier on the screen: its state, and one frame of it.
//!
//! **Invariant:** the dossier changes in one place, [`Desk::edit`]; views only say what is wanted.

use super::choose::Chosen;
use super::history::History;
use super::marking::Gestures;
use super::papers::Parting;
use super::reviewing::Waiting;
use super::start::Ready;
use super::text_after::TextAfter;
use super::tools::Tools;
use crate::clock;
use crate::command::{Action, Effect, Needs};
use crate::engine::EngineError;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::export::{Outcome, Stopped};
use crate::jobs::import::{Imported, file_name};
use crate::jobs::search::{Hit, MarkedHits, SourceText};
use crate::jobs::task::{Status, Task};
use crate::jobs::{SourceFile, Wish};
use crate::model::document::{Document, DocumentId, MarkId};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::ground::Ground;
use crate::model::session::{Event, Session};
use crate::store::{self, Access, Holder};
use crate::ui::canvas::{Layout, View};
use crate::ui::dialogs::Dialog;
use crate::ui::document_form::DocumentForm;
use crate::ui::export_view::ExportView;
use crate::ui::find_panel::{FindPanel, Texts};
use crate::ui::marks_layer::Hand;
use crate::ui::marks_list::MarksList;
use crate::ui::menu_bar::{self, SaveLine};
use crate::ui::palette::Palette;
use crate::ui::status_bar::{self, PageLine, Totals};
use crate::ui::width_meter::WidthMeter;
use crate::ui::{Wanted, documents, ground_bar, theme};
use egui::Ui;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Whether the desk stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Stay,
    Close,
    Destroy,
}

/// What waits for its ground: the palette is open, or about to be.
pub enum Pending {
    /// Hits that are to be marked.
    Hits(Vec<Hit>),
    /// A mark.
    Ground {
        document: DocumentId,
        page: usize,
        areas: Vec<PageRect>,
        free: bool,
    },
}

/// What the right panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Marks,
    Document,
    Find,
    Check,
    Overview,
    History,
}

/// How the pages are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Without marks.
    pub hidden: bool,
    /// Beside the pages as they will be published.
    pub side_by_side: bool,
    /// As the text that is left after the export.
    pub text: bool,
}

/// An opened dossier.
pub struct Desk {
    pub(super) folder: PathBuf,
    pub(super) session: Session,
    pub(super) access: Access,
    pub(super) account: String,
    pub(super) current: Option<DocumentId>,
    pub(super) views: HashMap<DocumentId, (View, Layout)>,
    /// The page most of which is to be seen.
    pub(super) page: usize,
    /// The document and the page to which the list and the small pages were last scrolled.
    pub(super) followed: (Option<DocumentId>, usize),
    pub(super) selected_documents: BTreeSet<DocumentId>,
    pub(super) selected: BTreeSet<MarkId>,
    pub(super) choice: Vec<Ground>,
    pub(super) hand: Hand,
    pub(super) pending: Option<Pending>,
    pub(super) gestures: Gestures,
    pub(super) look: Look,
    pub(super) shown_documents: documents::Show,
    pub(super) history: History,
    pub(super) waiting: Waiting,
    pub(super) text_after: TextAfter,
    pub(super) preview: bool,
    /// Since when V is held.
    pub(super) held: Option<Instant>,
    pub(super) free: bool,
    pub(super) left_panel: bool,
    pub(super) right_panel: bool,
    pub(super) tab: Tab,
    pub(super) marks_list: MarksList,
    pub(super) width_meter: WidthMeter,
    /// What was put on the system's clipboard in more than plain text.
    pub(super) clipboard: Option<arboard::Clipboard>,
    pub(super) form: DocumentForm,
    pub(super) checking: super::checking::Checking,
    pub(super) find: FindPanel,
    /// The panel in which a text is looked for is open.
    pub(super) finds: bool,
    /// Texts of sources that were read for searching.
    pub(super) texts: Texts,
    pub(super) reading: Option<(String, Task<Result<SourceText, EngineError>>)>,
    pub(super) marking: Option<Task<MarkedHits>>,
    /// A hit whose page was gone to and whose line is not known yet.
    pub(super) jump: Option<Hit>,
    pub(super) palette: Option<Palette>,
    pub(super) dialog: Option<Dialog>,
    pub(super) export: Option<ExportView>,
    pub(super) exporting: Option<Task<Result<Outcome, Stopped>>>,
    pub(super) importing: Option<Task<Imported>>,
    pub(super) parting: Option<Parting>,
    pub(super) choosing: Option<Task<Chosen>>,
    pub(super) answering: Option<super::intake::Answering>,
    /// What could not be done; stays until it is closed.
    pub(super) notices: Vec<Notice>,
    /// What was last done.
    pub(super) message: String,
    /// Passwords of sources, by hash; never kept.
    pub(super) passwords: HashMap<String, String>,
    pub(super) next: Next,
    /// The size of the canvas in the last frame.
    pub(super) canvas: egui::Vec2,
}

impl Desk {
    pub fn new(ready: Ready, tools: &mut Tools) -> Self {
        let first_edit = ready.first_edit();
        let mut desk = Self {
            folder: ready.opened.folder,
            session: Session::new(ready.opened.dossier),
            access: ready.opened.access,
            account: Holder::here().account,
            current: None,
            views: HashMap::new(),
            page: 0,
            followed: (None, 0),
            selected_documents: BTreeSet::new(),
            selected: BTreeSet::new(),
            choice: Vec::new(),
            hand: Hand::default(),
            pending: None,
            gestures: Gestures::default(),
            look: Look::default(),
            shown_documents: documents::Show::default(),
            history: History::default(),
            waiting: Waiting::default(),
            text_after: TextAfter::default(),
            preview: false,
            held: None,
            free: false,
            left_panel: true,
            right_panel: true,
            tab: Tab::Marks,
            marks_list: MarksList::default(),
            width_meter: WidthMeter::default(),
            clipboard: None,
            form: DocumentForm::default(),
            checking: Default::default(),
            find: FindPanel::default(),
            finds: false,
            texts: Texts::new(),
            reading: None,
            marking: None,
            jump: None,
            palette: None,
            dialog: None,
            export: None,
            exporting: None,
            importing: None,
            parting: None,
            choosing: None,
            answering: None,
            notices: Vec::new(),
            message: String::new(),
            passwords: HashMap::new(),
            next: Next::Stay,
            canvas: egui::Vec2::ZERO,
        };
        tools.preferences.opened(&desk.folder);
        tools.keep_preferences();
        if let Some(edit) = first_edit {
            desk.edit(edit, tools.lang);
            // What is older than the first document is not for undoing.
            desk.session = Session::new(desk.session.now().clone());
        }
        if !ready.files.is_empty() {
            desk.import(ready.files, None, tools);
        }
        desk.current = desk.dossier().documents.first().map(|d| d.id);
        desk
    }

    pub(super) fn dossier(&self) -> &Arc<Dossier> {
        self.session.now()
    }

    pub(super) fn can_edit(&self) -> bool {
        match &self.access {
            Access::Write(writer) => !writer.state().failed,
            Access::ReadOnly(_) | Access::Unwritable => false,
        }
    }

    /// The single place where the dossier on the screen changes; `false` when it did not.
    pub(super) fn edit(&mut self, edit: Edit, lang: Lang) -> bool {
        if !self.can_edit() {
            self.message = self.save_line(lang).text;
            return false;
        }
        match self.session.edit(edit.clone()) {
            Ok(()) => {
                self.record(Event::Edit(edit));
                true
            }
            Err(error) => {
                self.notices.push(Notice::edit(error, lang));
                false
            }
        }
    }

    pub(super) fn record(&self, event: Event) {
        if let Access::Write(writer) = &self.access {
            writer.record(event, &clock::moment());
        }
    }

    /// The number of the last entry of the log, once everything is kept.
    pub(super) fn last_entry(&self) -> i64 {
        match &self.access {
            Access::Write(writer) => writer.state().last_entry,
            Access::ReadOnly(_) | Access::Unwritable => 0,
        }
    }

    pub(super) fn current(&self) -> Option<&Arc<Document>> {
        self.dossier().document(self.current?)
    }

    /// The source of a document as the workers know it.
    pub(super) fn source_of(&self, document: &Document) -> Option<SourceFile> {
        source_in(&self.folder, &self.passwords, document)
    }

    pub(super) fn view(&mut self, document: DocumentId) -> Option<&mut (View, Layout)> {
        let sizes = sizes_of(self.session.now().document(document)?);
        Some(
            self.views
                .entry(document)
                .or_insert_with(|| (View::default(), Layout::new(&sizes))),
        )
    }

    pub fn zoom(&self) -> Option<f64> {
        self.views.get(&self.current?).map(|(view, _)| view.zoom())
    }

    pub fn top(&self) -> Option<f64> {
        self.views.get(&self.current?).map(|(view, _)| view.top())
    }

    /// Keeps what is still being typed about the dossier; it is about to close.
    pub fn keep_typed(&mut self, lang: Lang) {
        let (dossier, mut wanted) = (self.dossier().clone(), Vec::new());
        if let Some(dialog) = &mut self.dialog {
            dialog.close(&dossier.facts, lang, &mut wanted);
        }
        self.marks_list.commit_note(&dossier, &mut wanted);
        self.form.leave(&dossier, lang, &mut wanted);
        for one in wanted {
            if let Wanted::Edit(edit) = one {
                self.edit(edit, lang);
            }
        }
    }

    /// Closes the dossier and removes it; the message says how that went.
    pub fn destroy(self, tools: &mut Tools) -> Notice {
        let (folder, name) = (self.folder.clone(), file_name(&self.folder));
        // The log is closed before it is removed.
        drop(self);
        match store::destroy(&folder) {
            Ok(()) => {
                tools.preferences.gone(&folder);
                tools.keep_preferences();
                Notice::new(Kind::Findings, tools.lang.fill(Text::Destroyed, &[&name]))
            }
            Err(error) => Notice::store(&error, &name, tools.lang),
        }
    }

    /// Draws one frame and does what was asked in it.
    pub fn frame(&mut self, ui: &mut Ui, tools: &mut Tools) -> Next {
        let mut wanted = Vec::new();
        self.take_outcomes(tools);
        self.take_marked(tools.lang);
        self.take_checked(tools);
        self.finds = self.right_panel && self.tab == Tab::Find;
        self.go_on_searching(tools);
        self.finish_jump(tools);
        self.take_repeated(tools.lang);
        let asks_log = !self.waiting.approving.is_empty();
        self.read_history(asks_log || self.tab == Tab::History, tools);
        self.go_on_approving(tools.lang);
        self.open_waiting_palette(ui.ctx());
        let dropped = super::dropped_files(ui.ctx());
        if !dropped.is_empty() {
            self.import(dropped, None, tools);
        }
        self.take_keys(ui.ctx(), tools.lang, &mut wanted);
        let mut wishes = Vec::new();
        self.bars(ui, tools, &mut wanted);
        self.left(ui, tools, &mut wanted, &mut wishes);
        wishes.append(&mut self.right(ui, tools, &mut wanted));
        let mut first = self.middle(ui, tools, &mut wanted);
        first.append(&mut self.missing_for_asked(tools));
        first.append(&mut wishes);
        first.append(&mut self.over(ui.ctx(), tools, &mut wanted));
        let was_covered = self.is_covered();
        for one in wanted {
            self.act(one, tools);
            ui.ctx().request_repaint();
        }
        if self.is_covered() && !was_covered {
            // What lies over the window has the keyboard from its first frame on.
            if let Some(id) = ui.ctx().memory(|memory| memory.focused()) {
                ui.ctx().memory_mut(|memory| memory.surrender_focus(id));
            }
        }
        tools.wish(first);
        std::mem::replace(&mut self.next, Next::Stay)
    }

    pub(super) fn save_line(&self, lang: Lang) -> SaveLine {
        let (text, is_wrong) = match &self.access {
            Access::ReadOnly(holder) => (lang.fill(Text::ReadOnlyBy, &[&holder.account]), true),
            Access::Unwritable => (lang.text(Text::ReadOnly).to_owned(), true),
            Access::Write(writer) => {
                let state = writer.state();
                match (state.failed, state.waiting, state.saved) {
                    (true, ..) => (lang.text(Text::SaveFailed).to_owned(), true),
                    (_, 0, None) => (lang.text(Text::Saved).to_owned(), false),
                    (_, 0, Some(moment)) => {
                        let time = moment.get(11..16).unwrap_or("").to_owned();
                        (lang.fill(Text::SavedAt, &[&time]), false)
                    }
                    (_, waiting, _) => (lang.fill(Text::Saving, &[&waiting]), false),
                }
            }
        };
        SaveLine {
            text,
            is_wrong,
            account: self.dossier().name_of(&self.account).to_owned(),
        }
    }

    fn may(&self, action: Action) -> bool {
        (self.can_edit() || action.effect() == Effect::Keeps) && self.has(action.needs())
    }

    fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::StepToUndo => self.session.can_undo(),
            Needs::StepToRedo => self.session.can_redo(),
            Needs::Marks => !self.selected.is_empty(),
            Needs::OneMark => self.selected.len() == 1,
            Needs::HalfWord => self.gestures.half.is_some(),
            Needs::Documents => !self.chosen_documents().is_empty(),
            Needs::Pages => self.current().is_some_and(|d| d.source.is_some()),
        }
    }

    /// The grounds under the digits.
    pub(super) fn favourites(&self) -> Vec<Ground> {
        let own = &self.dossier().favourites;
        if own.is_empty() {
            Ground::usual()
        } else {
            own.clone()
        }
    }

    fn bars(&self, ui: &mut Ui, tools: &Tools, wanted: &mut Vec<Wanted>) {
        let (lang, dossier) = (tools.lang, self.dossier());
        egui::Panel::top("menu").show(ui, |ui| {
            theme::name_panel(ui, lang.text(Text::PanelMenu));
            let may = |action| self.may(action);
            menu_bar::show(ui, &may, &self.save_line(lang), lang, wanted);
        });
        egui::Panel::top("grounds").show(ui, |ui| {
            theme::name_panel(ui, lang.text(Text::EditFavourites));
            let notation = dossier.facts.notation;
            ground_bar::show(ui, &self.favourites(), &self.choice, notation, lang, wanted);
        });
        if !self.notices.is_empty() {
            egui::Panel::top("notices").show(ui, |ui| {
                theme::name_panel(ui, lang.text(Text::PanelNotices));
                egui::ScrollArea::vertical()
                    .max_height(120.0)
                    .show(ui, |ui| {
                        for notice in &self.notices {
                            let colour = theme::wrong(ui.visuals().dark_mode);
                            ui.colored_label(colour, &notice.text);
                            notice.hint.iter().for_each(|hint| {
                                ui.label(hint);
                            });
                        }
                    });
                if ui.button(lang.text(Text::Close)).clicked() {
                    wanted.push(Wanted::Dismiss);
                }
            });
        }
        egui::Panel::bottom("status").show(ui, |ui| {
            theme::name_panel(ui, lang.text(Text::PanelStatus));
            let text = self.known_text(tools);
            let line = self
                .current()
                .filter(|d| d.source.is_some())
                .map(|d| PageLine {
                    page: self.page,
                    pages: d.pages(),
                    zoom: self.zoom().unwrap_or(1.0),
                    text: text.as_deref(),
                });
            let running = self.running(lang);
            let message = running.as_ref().unwrap_or(&self.message);
            let repeating = self.waiting.repeating.as_ref();
            let stop = self.importing.as_ref().map(Task::is_stopping);
            let stop = stop.or_else(|| repeating.map(Task::is_stopping));
            let found = self.found();
            let totals = Totals { dossier, found };
            status_bar::show(ui, line.as_ref(), message, stop, &totals, lang, wanted);
        });
    }

    /// What is being worked on meanwhile.
    fn running(&self, lang: Lang) -> Option<String> {
        let told = |text, status: &Status| {
            let nth = (status.subjects_done + 1).min(status.subjects);
            lang.fill(text, &[&status.subject, &nth, &status.subjects])
        };
        let added = |status: &Status| {
            let nth = (status.subjects_done + 1).min(status.subjects);
            let (done, pages) = (status.pages_done, status.pages);
            match pages {
                0 | 1 => told(Text::Importing, status),
                _ => lang.fill(
                    Text::ImportingPage,
                    &[&status.subject, &nth, &status.subjects, &done, &pages],
                ),
            }
        };
        let exporting = self.exporting.as_ref().filter(|_| self.export.is_none());
        let importing = self.importing.as_ref();
        let repeating = self.waiting.repeating.as_ref();
        let pages =
            |status: Status| lang.fill(Text::RepeatRunning, &[&status.pages_done, &status.pages]);
        exporting
            .map(|task| told(Text::ExportShort, &task.status()))
            .or_else(|| importing.map(|task| added(&task.status())))
            .or_else(|| repeating.map(|task| pages(task.status())))
    }

    fn known_text(&self, tools: &Tools) -> Option<Arc<crate::model::text::PageText>> {
        let source = self.source_of(self.current()?)?;
        tools.facts.known_text(&source, self.page)
    }

    pub(super) fn open_check(&mut self, tools: &Tools) {
        self.right_panel = true;
        self.tab = Tab::Check;
        self.check(tools);
    }

    /// Whether the export check is what the right panel shows.
    pub(super) fn checks(&self) -> bool {
        self.right_panel && self.tab == Tab::Check
    }

    /// Shows the facts of the document at hand.
    pub(super) fn open_document(&mut self) {
        self.right_panel = true;
        self.tab = Tab::Document;
    }

    pub(super) fn open_find(&mut self) {
        self.open_tab(Tab::Find);
        self.find.focus = true;
    }

    pub(super) fn open_tab(&mut self, tab: Tab) {
        self.right_panel = true;
        self.tab = tab;
    }

    /// What lies over the window.
    fn over(
        &mut self,
        ctx: &egui::Context,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        let (lang, notation) = (tools.lang, self.dossier().facts.notation);
        if let Some(palette) = &mut self.palette {
            palette.show(ctx, notation, lang, wanted);
        }
        if let Some(dialog) = &mut self.dialog {
            dialog.show(ctx, lang, wanted);
        }
        let running = self.exporting.as_ref();
        let status = running.map(|task| (task.status(), task.is_stopping()));
        match &mut self.export {
            Some(view) => view.show(ctx, status, &mut tools.pictures, lang, wanted),
            None => Vec::new(),
        }
    }

    /// Whether something lies over the window and has the keyboard.
    pub(super) fn is_covered(&self) -> bool {
        self.palette.is_some() || self.dialog.is_some() || self.export.is_some()
    }
}

/// The source of a document in the dossier's folder, with the password that was typed for it.
pub(super) fn source_in(
    folder: &Path,
    passwords: &HashMap<String, String>,
    document: &Document,
) -> Option<SourceFile> {
    let source = document.source.as_ref()?;
    Some(SourceFile {
        key: source.sha256.clone(),
        path: store::source_path(folder, &source.sha256),
        password: passwords.get(&source.sha256).cloned(),
    })
}

/// The displayed sizes of a document's pages.
pub(super) fn sizes_of(document: &Document) -> Vec<PageSize> {
    document
        .source
        .as_ref()
        .map(|source| source.pages.clone())
        .unwrap_or_default()
}
