//! The actions of menus and keys, and what each does.
//!
//! **Invariant:** every action has its arm, without a wildcard, so that a new one does not compile before it is done;
//! every action says what it did.

#![deny(
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants
)]

use super::about;
use super::choose;
use super::gestures::{new_mark, nudge};
use super::outcome::Outcome;
use super::services::Services;
use super::workspace::Workspace;
use super::{
    exporting, grounds, import, papers, places, questions, remarks, review, search, widen,
};
use crate::command::{Action, Effect};
use crate::engine::Engine;
use crate::handbook::Chapter;
use crate::i18n::Text;
use crate::jobs::{Job, parts};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::DocumentId;
use crate::model::dossier::review::ReviewStage;
use crate::model::edit::{Edit, NewDocument};
use crate::model::gesture::caret::Arrow;
use crate::ui::export_view::ExportView;
use crate::ui::forms::command_palette::CommandPalette;
use crate::ui::forms::dialogs::Dialog;
use crate::ui::forms::ground_picker::GroundPicker;
use crate::ui::handbook::Handbook;
use crate::ui::page::page_layout::Layout;
use crate::ui::page::page_view::{Fit, View};
use crate::ui::panels::{check_panel, suggestions_panel};
use crate::ui::viewing::Tab;
use crate::ui::widgets::list_keys::ListKeys;
use crate::ui::widgets::region;
use crate::ui::{Leaving, Place, Then};
use std::path::Path;

impl Workspace {
    pub(super) fn do_action(&mut self, action: Action, services: &mut Services) {
        if let Some(why) = self.refusal(action) {
            return self.feedback.say_words(why);
        }
        // What undo takes back may be known by what was said.
        if action.effect() == Effect::Changes && action != Action::Undo {
            self.feedback.hush();
        }
        let documents = self.documents();
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match action {
            Action::AddFiles => self.choose_files(),
            Action::AddByPath => self.ask(Dialog::path(false)),
            Action::Export => self.propose_export(),
            Action::NewDossier => self.leave(Leaving::Dossier(Then::New)),
            Action::OpenDossier => self.leave(Leaving::Dossier(Then::Choose)),
            Action::CloseDossier => self.leave(Leaving::Dossier(Then::Start)),
            Action::Undo => match self.feedback.take_back() {
                Some(back) => self.act(back, services),
                None => self.undo(),
            },
            Action::Redo => self.redo(),
            Action::Delete => grounds::delete(&mut self.chosen, open, feedback),
            Action::EditNote => self.edit_note(),
            Action::Deselect => self.deselect(),
            Action::GoToPage => self.ask_page(),
            Action::NextMark => self.walk_marks(true),
            Action::PreviousMark => self.walk_marks(false),
            Action::SetName => self.ask(questions::name(&self.open)),
            Action::Find => self.open_find(),
            Action::FitWidth => {
                self.viewing.fit(self.open.now(), 1, Fit::Width);
                services.open_whole(false);
            }
            Action::FitPage => {
                self.viewing.fit(self.open.now(), 1, Fit::Page);
                services.open_whole(true);
            }
            Action::TwoPages => self.viewing.fit(self.open.now(), 2, Fit::Page),
            Action::ZoomIn => self.zoom_by(1.25),
            Action::ZoomOut => self.zoom_by(0.8),
            Action::PageDown => self.change_view(|view, _, layout| view.turn(true, layout)),
            Action::PageUp => self.change_view(|view, _, layout| view.turn(false, layout)),
            Action::FirstPage => self.change_view(|view, _, layout| view.go_to(0, layout)),
            Action::LastPage => self.change_view(|view, _, layout| view.go_to_last(layout)),
            Action::Preview => toggle(&mut self.viewing.mode.preview),
            Action::HideMarks => {
                feedback.hush();
                toggle(&mut self.viewing.mode.without_marks);
            }
            Action::SideBySide => toggle(&mut self.viewing.mode.side_by_side),
            Action::TextView => toggle(&mut self.viewing.mode.as_text),
            Action::TurnPage => self.turn_page(),
            Action::LeftPanel => toggle(&mut self.viewing.left_panel),
            Action::RightPanel => toggle(&mut self.viewing.right_panel),
            Action::NextRegion => region::go(&services.ctx, true),
            Action::PreviousRegion => region::go(&services.ctx, false),
            Action::Display => self.ask(Dialog::Display(services.preferences.display)),
            Action::ChooseGround => self.open_palette(),
            Action::Favourites => self.ask(questions::favourites(&self.open)),
            Action::Caret => self.toggle_caret(services),
            Action::FreeFrame => self.toggle_free_frame(),
            Action::CoverPage => self.cover_page(services),
            Action::TakeWhole => self.marking(services).take_whole(),
            Action::RepeatMark => self.ask_repeat(),
            Action::LookEverywhere => self.look_everywhere(services),
            Action::Widen => self.widen(services),
            Action::FinishPage => self.finish_page(),
            Action::NextUnfinished => self.next_unfinished(),
            Action::NextToJudge => self.next_to_judge(),
            Action::Overview => self.viewing.open(Tab::Overview),
            Action::History => self.viewing.open(Tab::History),
            Action::ReportReady => self.review(documents, ReviewStage::Ready),
            Action::Approve => review::approve(documents, open, &mut self.history, feedback),
            Action::GiveBack => self.ask(questions::give_back(documents)),
            Action::TakeUp => self.review(documents, ReviewStage::InProgress),
            Action::NextDocument => self.walk_documents(1),
            Action::PreviousDocument => self.walk_documents(-1),
            Action::Suggestions => self.show_suggestions(services),
            Action::Register => self.ask(questions::register(&self.open)),
            Action::Check => self.check(services),
            Action::JudgeOpen => {
                papers::judge_open(documents, self.suggestions.open(), open, feedback)
            }
            Action::EditFacts => self.ask(questions::facts(self.open.now())),
            Action::EditConsiderations => {
                let own = &services.preferences.considerations;
                self.ask(questions::considerations(self.open.now(), own));
            }
            Action::AddRow => self.add_row(),
            Action::CopyTable => self.copy_table(),
            Action::ProposeFacts => papers::propose_facts(&documents, open, &mut self.tasks),
            Action::ConfirmTitles => papers::confirm_titles(&documents, open, feedback),
            Action::GroupByYear => papers::group_by_year(open, feedback),
            Action::Renumber => papers::renumber(open, feedback),
            Action::LookLater => self.look_later(),
            Action::NextRemark => self.next_remark(),
            Action::Remark => self.ask_remark(),
            Action::AssignToMe => remarks::assign_to_me(documents, open, feedback),
            Action::SplitHere => self.split_here(),
            Action::Join => self.join(documents),
            Action::RemoveDocuments => self.remove_documents(documents),
            Action::Destroy => self.ask(questions::destroy(&self.open)),
            Action::Commands => self.overlay.commands = Some(CommandPalette::default()),
            Action::Handbook => self.open_handbook(None),
            Action::ShowKeys => self.open_handbook(Some(Chapter::Keys)),
            Action::About => self.ask_about(),
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) -> bool {
        self.open.edit(edit, &mut self.feedback)
    }

    pub(super) fn ask(&mut self, dialog: Dialog) {
        self.overlay.dialog = Some(dialog);
    }

    /// Takes documents out of the dossier, and says so; what is at hand then lies nearest to what went.
    fn remove_documents(&mut self, documents: Vec<DocumentId>) {
        let (dossier, lang) = (self.open.now().clone(), self.feedback.lang);
        let gone = documents.iter().filter_map(|id| dossier.document(*id));
        let gone: Vec<_> = gone.collect();
        let marks: usize = gone.iter().map(|document| document.marks.len()).sum();
        let mut said = match gone.as_slice() {
            [one] => lang.fill(Text::DocumentRemoved, &[&one.number]),
            many => lang.fill(Text::DocumentsRemoved, &[&many.len()]),
        };
        if marks > 0 {
            said = lang.fill(Text::WithMarks, &[&said, &marks]);
        }
        let next = places::nearest_left(&documents, &dossier, &self.viewing);
        if self.edit(Edit::RemoveDocuments { documents }) {
            self.feedback.say_words(said);
            next.into_iter().for_each(|place| self.go_to(place));
        }
        self.forget_gone();
    }

    /// The documents that an action is for.
    fn documents(&self) -> Vec<DocumentId> {
        let (chosen, at_hand) = (&self.chosen, self.viewing.document);
        chosen.documents_or(at_hand, self.open.now())
    }

    fn edit_note(&mut self) {
        self.chosen.marks = self.mark_at_hand().into_iter().collect();
        self.viewing.open(Tab::Marks);
        self.panels.marks.focus_note = true;
    }

    fn deselect(&mut self) {
        let is_idle =
            self.chosen.marks.is_empty() && self.chosen.caret.is_none() && !self.chosen.free;
        if is_idle && self.feedback.told().text.is_empty() {
            self.feedback.close_notices();
        }
        self.gestures.pointer.drop_all();
        self.chosen.caret = None;
        self.chosen.marks.clear();
        self.feedback.hush();
        if self.chosen.free {
            self.toggle_free_frame();
        }
    }

    fn ask_repeat(&mut self) {
        let mark = self.mark_at_hand();
        let question = mark.and_then(|mark| questions::repeat(mark, self.open.now()));
        question.into_iter().for_each(|question| self.ask(question));
    }

    fn ask_page(&mut self) {
        let question = questions::page(self.open.now(), &self.viewing);
        question.into_iter().for_each(|question| self.ask(question));
    }

    fn open_palette(&mut self) {
        self.overlay.ground_picker = Some(GroundPicker::new(self.open.favourites(), false));
    }

    /// Opens the handbook, at the chapter of what is being done unless another is asked for.
    pub(super) fn open_handbook(&mut self, chapter: Option<Chapter>) {
        let here = || self.overlay.chapter().unwrap_or(self.viewing.tab.chapter());
        let chapter = chapter.unwrap_or_else(here);
        self.overlay.handbook = Some(Handbook::at(chapter));
    }

    fn ask_about(&mut self) {
        let about = about::ask(&mut self.tasks, Outcome::WallsKnown);
        self.ask(Dialog::About(about));
    }

    fn toggle_free_frame(&mut self) {
        toggle(&mut self.chosen.free);
        self.feedback.say(match self.chosen.free {
            true => Text::ActionFreeFrame,
            false => Text::WordsAgain,
        });
    }

    fn widen(&mut self, services: &Services) {
        let (marks, facts) = (&self.chosen.marks, &services.facts);
        widen::widen(marks, facts, &mut self.open, &mut self.feedback);
        self.forget_gone();
    }

    fn next_to_judge(&mut self) {
        let place = places::next_to_judge(self.open.now(), &self.viewing);
        self.go_or_say(place, Text::AllJudged);
    }

    fn show_suggestions(&mut self, services: &Services) {
        self.viewing.open(Tab::Suggestions);
        ListKeys::enter(&services.ctx, suggestions_panel::LIST);
    }

    fn check(&mut self, services: &Services) {
        self.viewing.open(Tab::Check);
        ListKeys::enter(&services.ctx, check_panel::LIST);
        self.findings.check(&self.open, &mut self.tasks);
    }

    fn copy_table(&mut self) {
        let (findings, tasks) = (&mut self.findings, &mut self.tasks);
        let filled = papers::copy_table(&self.open, findings, tasks, &mut self.feedback);
        self.clipboard = filled.or(self.clipboard.take());
    }

    fn choose_files(&mut self) {
        let title = self.feedback.lang.text(Text::ChooseFiles);
        let work = move |_: &_, _: &_| choose::files(title);
        self.tasks
            .start(Job::ChooseFiles, work, Outcome::FilesChosen);
    }

    /// What an export would do now.
    pub(super) fn proposed_export(&mut self) -> ExportView {
        let (suggestions, lang) = (self.suggestions.open().len(), self.feedback.lang);
        exporting::proposed(&self.open, &mut self.findings, suggestions, lang)
    }

    fn propose_export(&mut self) {
        // The log that the export tells of is whole.
        self.open.keep();
        self.findings.check(&self.open, &mut self.tasks);
        self.overlay.export = Some(match self.tasks.is_running(Job::Export) {
            true => ExportView::Running,
            false => match (self.proposed_export(), &self.overlay.tried) {
                (ExportView::Proposed(new), Some(tried)) => {
                    ExportView::Proposed(Box::new(tried.again(*new)))
                }
                (proposed, _) => proposed,
            },
        });
    }

    pub(super) fn go_to(&mut self, place: Place) {
        self.viewing.go_to(place, self.open.now(), &mut self.chosen);
    }

    /// Goes to a place; where there is none, says why.
    fn go_or_say(&mut self, place: Option<Place>, none: Text) {
        match place {
            Some(place) => self.go_to(place),
            None => self.feedback.say(none),
        }
    }

    fn walk_documents(&mut self, by: isize) {
        let place = places::beside(by, self.open.now(), &self.viewing);
        place.into_iter().for_each(|place| self.go_to(place));
    }

    fn walk_marks(&mut self, forward: bool) {
        let dossier = self.open.now();
        let rows = self.panels.marks.rows(dossier, self.viewing.document);
        let place = places::next_mark(forward, &rows, dossier, &self.viewing, &self.chosen);
        self.go_or_say(place, Text::NoMoreMarks);
    }

    fn next_unfinished(&mut self) {
        let place = places::next_unfinished(self.open.now(), &self.viewing);
        self.go_or_say(place, Text::AllFinished);
    }

    fn next_remark(&mut self) {
        let place = places::next_remark(self.open.now(), &self.viewing);
        self.go_or_say(place, Text::NoRemarks);
    }

    fn finish_page(&mut self) {
        let page = self.viewing.page;
        let document = self.viewing.current(self.open.now());
        let Some(document) = document.filter(|d| d.source.is_some()) else {
            return;
        };
        let (id, is_finished) = (document.id, document.finished.contains(&page));
        let number = document.number.to_string();
        let finish = Edit::FinishPages {
            document: id,
            pages: vec![page],
            finished: true,
        };
        if !is_finished && !self.edit(finish) {
            return;
        }
        let said = match is_finished {
            true => Text::PageFinishedBefore,
            false => Text::PageFinishedNow,
        };
        self.feedback.say_with(said, &[&(page + 1), &number]);
        match places::next_unfinished(self.open.now(), &self.viewing) {
            Some(place) => self.go_to(place),
            None => {
                let all = self.feedback.lang.text(Text::AllFinished);
                self.feedback.say_too(all);
            }
        }
    }

    fn zoom_by(&mut self, factor: f64) {
        let size = self.viewing.canvas;
        self.change_view(|view, _, _| view.zoom_by(factor, size));
    }

    /// Changes the view of the document at hand.
    fn change_view(&mut self, change: impl FnOnce(&mut View, usize, &Layout)) {
        self.viewing.change(self.open.now(), change);
    }

    /// Arrows move a chosen free frame by a point, or by ten, else the page.
    pub(super) fn arrow(&mut self, arrow: Arrow, far: bool) {
        // The page is moved as the screen shows it, a frame as the page lies.
        let arrow = match self.chosen.marks.is_empty() {
            true => arrow,
            false => arrow.on_turned(self.viewing.quarters()),
        };
        let (dx, dy) = match arrow {
            Arrow::Left => (-1.0, 0.0),
            Arrow::Right => (1.0, 0.0),
            Arrow::Up => (0.0, -1.0),
            Arrow::Down => (0.0, 1.0),
        };
        if self.chosen.marks.is_empty() {
            let by = egui::vec2(-60.0 * dx, -60.0 * dy);
            return self.change_view(|view, _, _| view.scroll(by));
        }
        let step = if far { 10.0 } else { 1.0 };
        let by = (f64::from(dx) * step, f64::from(dy) * step);
        nudge(by, &self.chosen, &mut self.open, &mut self.feedback);
    }

    fn turn_page(&mut self) {
        if self.viewing.turn_page(self.open.now()) {
            self.feedback.say(Text::PageTurned);
        }
    }

    fn open_find(&mut self) {
        self.viewing.open(Tab::Find);
        self.panels.find.focus = true;
    }

    fn look_everywhere(&mut self, services: &mut Services) {
        self.open_find();
        if let Some(mark) = self.mark_at_hand() {
            let (facts, find) = (&mut services.facts, &mut self.panels.find);
            search::look_everywhere(mark, &self.open, facts, find, &mut self.feedback);
        }
    }

    fn review(&mut self, documents: Vec<DocumentId>, stage: ReviewStage) {
        let note = String::new();
        review::review(documents, stage, note, &mut self.open, &mut self.feedback);
    }

    fn add_row(&mut self) {
        let documents = vec![NewDocument {
            group: import::usual_group(&self.open, &self.viewing),
            ..NewDocument::default()
        }];
        let id = self.open.now().next_document_id();
        if self.edit(Edit::AddDocuments { documents }) {
            self.go_to(places::document(id));
        }
    }

    fn split_here(&mut self) {
        let (Some(id), at) = (self.viewing.document, self.viewing.page) else {
            return;
        };
        if at == 0 {
            return self.feedback.say(Text::SplitFromSecond);
        }
        let (open, tasks) = (&self.open, &mut self.tasks);
        let make = move |engine: &Engine, folder: &Path, dossier: &Dossier| {
            parts::split(engine, folder, dossier, id, at)
        };
        papers::part(open, tasks, &mut self.feedback, &[id], make);
    }

    fn join(&mut self, ids: Vec<DocumentId>) {
        let (open, tasks) = (&self.open, &mut self.tasks);
        let joined = ids.clone();
        let make = move |engine: &Engine, folder: &Path, dossier: &Dossier| {
            parts::join(engine, folder, dossier, &joined)
        };
        papers::part(open, tasks, &mut self.feedback, &ids, make);
    }

    /// A mark over the whole page, also where nothing of it can be shown.
    fn cover_page(&mut self, services: &mut Services) {
        if self.viewing.mode.preview {
            return self.feedback.say(Text::NotInPreview);
        }
        let page = self.viewing.page;
        let document = self.viewing.current(self.open.now());
        let whole = document.and_then(|d| Some((d.id, d.sizes().get(page)?.rect()?)));
        if let Some((document, whole)) = whole {
            let mark = new_mark(document, page, vec![whole], true);
            self.marking(services).mark_or_ask(mark);
        }
    }
}

fn toggle(switch: &mut bool) {
    *switch = !*switch;
}
