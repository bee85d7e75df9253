//! What was asked for in a view, and who does it.
//!
//! **Invariant:** every intent has its arm, without a wildcard.

#![deny(
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants
)]

use super::gestures::Pending;
use super::services::Services;
use super::workspace::{Next, Workspace};
use super::{
    exporting, findings, grounds, import, intake, papers, questions, review, search, suggestions,
    twins,
};
use crate::find::suggest::OfficeList;
use crate::i18n::Text;
use crate::jobs::check::{self, Finding};
use crate::jobs::lists;
use crate::jobs::search::Hit;
use crate::jobs::suggest::Proposal;
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::model::edit::Edit;
use crate::model::gesture::Gesture;
use crate::model::ground::Ground;
use crate::model::page::geometry::PageRect;
use crate::ui::export_view::ExportView;
use crate::ui::forms::export_form::ExportForm;
use crate::ui::forms::ground_picker::GroundPicker;
use crate::ui::panels::checked::CheckIntent;
use crate::ui::panels::suggestions_panel;
use crate::ui::suggested::SuggestIntent;
use crate::ui::viewing::Tab;
use crate::ui::widgets::list_keys::ListKeys;
use crate::ui::{ExportIntent, Intent, Leaving, Locked, Place, RepeatOn};
use std::path::PathBuf;

impl Workspace {
    pub(super) fn act(&mut self, intent: Intent, services: &mut Services) {
        self.feedback.begin_act();
        match intent {
            Intent::Do(action) => self.do_action(action, services),
            Intent::Edit(edit) => self.edit_and_forget_gone(edit),
            Intent::KeepTyped(edit) => self.keep_typed_in_form(edit),
            Intent::Judge(documents, judgement) => {
                let suggested = self.suggestions.open();
                let (open, feedback) = (&mut self.open, &mut self.feedback);
                papers::judge(documents, judgement, suggested, open, feedback);
            }
            Intent::GoTo(place) => self.go_to(place),
            Intent::GoToHit(hit) => self.go_to_hit(hit),
            Intent::MarkHits(hits) => self.mark_hits(hits),
            Intent::SelectDocuments(documents) => self.chosen.documents = documents,
            Intent::SelectMarks(marks) => self.chosen.marks = marks,
            Intent::Choose { ground, second } => self.choose(ground, second, services),
            Intent::Caret(intent) => self.act_on_caret(intent, services),
            Intent::Gesture(gesture) => self.add_gesture(gesture, services),
            Intent::Repeat(mark, on) => self.repeat(mark, &on),
            Intent::Review(documents, stage, note) => {
                review::review(documents, stage, note, &mut self.open, &mut self.feedback);
            }
            Intent::SetName(name) => {
                let account = self.open.account().to_owned();
                self.edit(Edit::SetName { account, name });
            }
            Intent::TakeBack => self.take_back(),
            Intent::ListMarks(filter) => {
                self.panels.marks.filter = filter;
                self.viewing.open(Tab::Marks);
            }
            Intent::ListDocuments(listed) => {
                self.viewing.listed = listed;
                self.viewing.left_panel = true;
            }
            Intent::PrintHandbook => {
                let lang = self.feedback.lang;
                papers::print_handbook(&services.ctx, &self.open, lang, &mut self.tasks);
            }
            Intent::Favour { ground, digit } => {
                let (open, ground_picker) = (&mut self.open, &mut self.overlay.ground_picker);
                grounds::favour(&ground, digit, open, ground_picker, &mut self.feedback);
            }
            Intent::Display(display) => services.show_as(display),
            Intent::KeepWidth { panel, width } => services.keep_width(panel, width),
            Intent::KeepConsideration { ground, text } => {
                self.keep_consideration(&ground, text, services);
            }
            Intent::AddCoveredNames => {
                suggestions::read_covered_names(&self.open, &mut self.tasks);
            }
            Intent::KeepRegister(list) => self.keep_register(&list),
            Intent::RestoreRegister(text) => self.restore_register(text.as_deref()),
            Intent::AskPassword(document) => self.ask_password(document),
            Intent::Unlock(locked, password) => self.unlock(locked, password),
            Intent::Export(ExportIntent::Start(form)) => self.start_export(&form, services),
            Intent::Export(ExportIntent::Show(path)) => (services.show)(path),
            Intent::Import(path) => {
                self.overlay.dialog = None;
                self.import(vec![path], None);
            }
            Intent::Stop(job) => self.tasks.stop(job),
            Intent::Check(intent) => self.act_on_check(intent, services),
            Intent::Remark(intent) => self.act_on_remark(intent),
            Intent::Suggest(intent) => self.act_on_suggestion(intent, services),
            Intent::Intake(intent) => {
                intake::start(intent, &self.chosen.grounds, &self.open, &mut self.tasks);
            }
            Intent::Close(then) => self.leave(Leaving::Dossier(then)),
            Intent::Leave(leaving) => self.next = leaving.into(),
            Intent::Destroy => self.next = Next::Destroy,
            Intent::CloseNotice(nth) => self.feedback.close_notice(nth),
            Intent::Dismiss => self.dismiss(services),
            Intent::DrawInVain => self.tell_in_vain(),
        }
    }

    fn keep_typed_in_form(&mut self, edit: Edit) {
        if self.edit(edit) {
            self.feedback.say(Text::TypedKept);
        }
    }

    fn edit_and_forget_gone(&mut self, edit: Edit) {
        self.edit(edit);
        self.forget_gone();
    }

    /// Keeps a consideration among the reviewer's own, or forgets it where there is no text.
    fn keep_consideration(
        &mut self,
        ground: &Ground,
        text: Option<String>,
        services: &mut Services,
    ) {
        let said = match text {
            Some(_) => Text::ConsiderationKept,
            None => Text::ConsiderationForgotten,
        };
        let is_kept = services.keep_consideration(ground, text);
        self.feedback.say(match is_kept {
            true => said,
            false => Text::ConsiderationNotKept,
        });
    }

    fn add_gesture(&mut self, gesture: Gesture, services: &mut Services) {
        if let Some(document) = self.viewing.document {
            self.gestures.add(document, gesture);
            self.marking(services).settle();
        }
    }

    fn start_export(&mut self, form: &ExportForm, services: &Services) {
        self.overlay.export = Some(ExportView::Running);
        self.overlay.tried = Some(form.clone());
        exporting::start(form, &self.open, services.programs.clone(), &mut self.tasks);
    }

    fn dismiss(&mut self, services: &Services) {
        let (overlay, feedback) = (&mut self.overlay, &mut self.feedback);
        if overlay.commands.take().is_some() {
            // What opens next has the keyboard at once.
            services.ctx.memory_mut(|memory| memory.stop_text_input());
        } else if overlay.ground_picker.take().is_some() {
            self.gestures.forget_waiting();
        } else if let Some(dialog) = overlay.dialog.take() {
            let left = import::left_locked(&dialog, feedback.lang);
            left.into_iter().for_each(|left| feedback.notify(left));
        } else if overlay.export.take().is_none() {
            feedback.close_notices();
        }
    }

    fn ask_password(&mut self, document: DocumentId) {
        let document = self.open.now().document(document);
        if let Some(source) = document.and_then(|document| self.open.source_of(document)) {
            self.overlay.dialog = import::ask_password(source, &self.open, self.feedback.lang);
        }
    }

    fn unlock(&mut self, locked: Locked, password: String) {
        self.overlay.dialog = None;
        match locked {
            Locked::File(path) => {
                self.import(vec![path], Some(password));
            }
            Locked::Source(sha256) => {
                // What could not be read without it is read now.
                self.search.forget(&sha256);
                self.open.unlock([(sha256, password)]);
                self.suggestions.unlocked(&mut self.feedback);
                self.findings.read_again(&mut self.tasks);
                self.propose_anew();
            }
        }
    }

    /// Goes to the page of a hit now, and to its line once the text of the page is there.
    fn go_to_hit(&mut self, hit: Hit) {
        self.go_to(Place {
            document: hit.document,
            page: Some(hit.page),
            mark: None,
        });
        self.panels.find.at = Some(hit);
        self.search.jump = Some(hit);
    }

    /// Marks hits with the grounds at hand; without one the choice of grounds asks for it first.
    fn mark_hits(&mut self, hits: Vec<Hit>) {
        if self.chosen.grounds.is_empty() {
            self.gestures.pending = Some(Pending::Hits(hits));
            self.overlay.ground_picker = Some(GroundPicker::new(self.open.favourites(), true));
            return;
        }
        let (find, grounds) = (&self.panels.find, &self.chosen.grounds);
        search::mark_hits(&hits, grounds, &self.open, find, &mut self.tasks);
        self.panels.find.untick();
    }

    fn repeat(&mut self, mark: MarkId, on: &RepeatOn) {
        let (open, tasks) = (&self.open, &mut self.tasks);
        review::start_repeating(mark, on, open, tasks, &mut self.feedback);
    }

    /// A ground was chosen: for what waits, for the selection, or from now on.
    fn choose(&mut self, ground: Ground, second: bool, services: &mut Services) {
        self.overlay.ground_picker = None;
        // Also when the choice of grounds was only about to open: the digit came before it.
        match self.gestures.pending.take() {
            Some(Pending::Hits(hits)) => {
                self.chosen.grounds = vec![ground];
                self.mark_hits(hits);
            }
            Some(Pending::Suggestions(some)) => {
                self.chosen.grounds = vec![ground];
                self.ask_ground_for(some);
                ListKeys::enter(&services.ctx, suggestions_panel::LIST);
            }
            Some(Pending::Mark(mark)) => {
                self.chosen.grounds = vec![ground];
                self.marking(services).add_mark(mark);
            }
            None if self.chosen.marks.is_empty() => {
                let grounds = &mut self.chosen.grounds;
                *grounds = grounds::toggled(grounds, ground, second);
            }
            None if self.open.can_edit() => {
                let (open, feedback) = (&mut self.open, &mut self.feedback);
                grounds::retag((ground, second), &self.chosen.marks, open, feedback);
            }
            None => {}
        }
    }

    fn act_on_check(&mut self, intent: CheckIntent, services: &Services) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match intent {
            CheckIntent::Run => self.findings.check_again(open, &mut self.tasks),
            CheckIntent::GoTo(finding) => self.go_to_finding(&finding, services),
            CheckIntent::Facts => self.viewing.open(Tab::Document),
            CheckIntent::GoToHidden(finding) => {
                if let Some(hidden) = finding.hidden {
                    self.go_to(Place {
                        document: hidden.document,
                        page: Some(hidden.page),
                        mark: Some(hidden.mark),
                    });
                }
            }
            CheckIntent::Cover(places) => findings::cover(&places, open, feedback),
            CheckIntent::Answer(questions, reason) => {
                open.edit(check::answers(questions, &reason), feedback);
            }
            CheckIntent::AskAgain(question) => {
                let reason = None;
                if open.edit(Edit::Answer { question, reason }, feedback) {
                    feedback.say(Text::CheckAskedAgain);
                }
            }
            CheckIntent::ConfirmTitles(documents) => {
                papers::confirm_titles(&documents, open, feedback);
            }
            CheckIntent::Carry { from, to } => {
                twins::start_carrying(from, to, open, &mut self.tasks);
            }
            CheckIntent::Duplicate { document, of } => {
                twins::set_duplicate(document, of, open, feedback);
            }
            CheckIntent::JudgeOpen(documents) => {
                papers::judge_open(documents, self.suggestions.open(), open, feedback);
            }
        }
    }

    fn act_on_suggestion(&mut self, intent: SuggestIntent, services: &Services) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match intent {
            SuggestIntent::GoTo(one) => {
                let first = one.areas.first().copied();
                self.go_to_area(one.document, one.page, first);
            }
            SuggestIntent::Accept(some, grounds) => {
                let lacks = grounds.is_none() && some.iter().any(|p| p.ground.is_none());
                match lacks {
                    true => self.ask_ground_for(some),
                    false => suggestions::accept(&some, grounds.as_deref(), open, feedback),
                }
            }
            SuggestIntent::Reject(some) => suggestions::reject(&some, open, feedback),
            SuggestIntent::ListFirst => feedback.say(Text::SuggestSeeFirst),
            SuggestIntent::Again => {
                self.suggestions.look(open, feedback.lang, &mut self.tasks);
            }
            SuggestIntent::Public(name) => {
                let list = suggestions::with_public(&self.open, &name);
                let said = self.feedback.lang.fill(Text::SuggestPublicNow, &[&name]);
                self.change_register(&list, said);
            }
            SuggestIntent::Choose(one) => self.choose_suggestion(*one, services),
            // Where the list shows already, nothing moves below a second click.
            SuggestIntent::Click(one) if self.viewing.shows(Tab::Suggestions) => {
                self.choose_suggestion(*one, services);
            }
            SuggestIntent::Click(one) => {
                self.chosen.marks.clear();
                self.gestures.click(*one);
            }
        }
    }

    /// Takes lists that stand elsewhere in the register of the dossier.
    pub(super) fn take_lists(&mut self, paths: &[PathBuf]) {
        let list = suggestions::with_lists(paths, &self.open, &mut self.feedback);
        if Some(&list) != lists::register(self.open.folder()).as_ref() {
            self.keep_register(&list);
        }
    }

    fn keep_register(&mut self, list: &OfficeList) {
        let rows = list.lines.len();
        let said = self.feedback.lang.fill(Text::RegisterNow, &[&rows]);
        self.change_register(list, said);
    }

    /// Keeps the register of the dossier, and has it asked again what it says.
    fn change_register(&mut self, list: &OfficeList, said: String) {
        if suggestions::keep_register(list, said, &self.open, &mut self.feedback) {
            self.ask_register_again();
        }
    }

    fn restore_register(&mut self, text: Option<&str>) {
        if suggestions::restore_register(text, &self.open, &mut self.feedback) {
            self.ask_register_again();
        }
    }

    fn ask_register_again(&mut self) {
        self.suggestions.look_again();
        self.findings.read_again(&mut self.tasks);
    }

    pub(super) fn choose_suggestion(&mut self, one: Proposal, services: &Services) {
        self.chosen.marks.clear();
        self.viewing.open(Tab::Suggestions);
        self.panels.suggestions.choose(one);
        ListKeys::enter(&services.ctx, suggestions_panel::LIST);
    }

    /// Suggestions without a ground of their own take the grounds at hand, or that which is asked for first.
    fn ask_ground_for(&mut self, some: Vec<Proposal>) {
        let grounds = self.chosen.grounds.clone();
        if grounds.is_empty() {
            self.gestures.pending = Some(Pending::Suggestions(some));
            self.overlay.ground_picker = Some(GroundPicker::new(self.open.favourites(), true));
            return;
        }
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        suggestions::accept(&some, Some(&grounds), open, feedback);
    }

    /// To a place on a page, no further than needed.
    fn go_to_area(&mut self, document: DocumentId, page: usize, area: Option<PageRect>) {
        self.go_to(Place {
            document,
            page: Some(page),
            mark: None,
        });
        let top = area.map(|area| area.top());
        if let (Some(top), Some(document)) = (top, self.open.now().document(document)) {
            self.viewing.show_place(document, page, top);
        }
    }

    /// To the page or mark of a finding; where it has none, to the form in which it is mended.
    fn go_to_finding(&mut self, finding: &Finding, services: &Services) {
        let Some(document) = finding.document else {
            let own = &services.preferences.considerations;
            let form = questions::form_for(finding, self.open.now(), own);
            return self.ask(form);
        };
        self.go_to(Place {
            document,
            page: finding.page,
            mark: finding.mark,
        });
        let top = finding.areas.first().map(PageRect::top);
        if let (Some(top), Some(page), Some(document)) =
            (top, finding.page, self.open.now().document(document))
        {
            self.viewing.show_place(document, page, top);
        }
    }
}
