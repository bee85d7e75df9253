//! What is done with what was asked.
//!
//! **Invariant:** every intent and every action has its arm here, without a wildcard; every action says what it did.

use super::choose;
use super::gestures::{Pending, new_mark, nudge};
use super::outcome::Outcome;
use super::services::Services;
use super::steps;
use super::workspace::{Next, Workspace};
use super::{exporting, findings, import, intake, papers, places, review, search, widen};
use crate::command::{Action, Effect};
use crate::i18n::Text;
use crate::jobs::check::{self, Finding};
use crate::jobs::search::Hit;
use crate::jobs::{Job, parts};
use crate::model::document::{DocumentId, MarkId};
use crate::model::dossier::Dossier;
use crate::model::edit::{Edit, NewDocument};
use crate::model::geometry::PageRect;
use crate::model::ground::Ground;
use crate::model::review::Stage;
use crate::ui::ask::Ask;
use crate::ui::canvas::{Fit, Layout, View};
use crate::ui::check_panel::CheckWish;
use crate::ui::dialogs::Dialog;
use crate::ui::export_view::ExportView;
use crate::ui::favourites_form::{self, FavouritesForm};
use crate::ui::palette::Palette;
use crate::ui::viewing::Tab;
use crate::ui::{ExportWish, Locked, Place, RepeatOn, Wanted, ground_bar};

impl Workspace {
    pub(super) fn act(&mut self, wanted: Wanted, services: &mut Services) {
        match wanted {
            Wanted::Do(action) => self.do_action(action, services),
            Wanted::Edit(edit) => {
                self.edit(edit);
                self.mend();
            }
            Wanted::GoTo(place) => self.go_to(place),
            Wanted::GoToHit(hit) => self.go_to_hit(hit),
            Wanted::MarkHits(hits) => self.mark_hits(hits),
            Wanted::SelectDocuments(documents) => self.chosen.documents = documents,
            Wanted::SelectMarks(marks) => self.chosen.marks = marks,
            Wanted::Choose { ground, second } => self.choose(ground, second, services),
            Wanted::Gesture(gesture) => {
                if let Some(document) = self.viewing.document {
                    self.gestures.add(document, gesture);
                    self.marking(services).settle();
                }
            }
            Wanted::Repeat(on) => self.repeat(&on),
            Wanted::Review(documents, stage, note) => {
                review::review(documents, stage, note, &mut self.open, &mut self.feedback);
            }
            Wanted::SetName(name) => {
                let account = self.open.account().to_owned();
                self.edit(Edit::SetName { account, name });
            }
            Wanted::TakeBack => self.take_back(),
            Wanted::ListMarks(filter) => {
                self.panels.marks.filter = filter;
                self.viewing.open(Tab::Marks);
            }
            Wanted::ListDocuments(listed) => {
                self.viewing.listed = listed;
                self.viewing.left_panel = true;
            }
            Wanted::PrintKeys => {
                let (folder, ctx) = (self.open.folder(), &services.ctx);
                let printed = review::print_keys(ctx, folder, &mut self.feedback);
                printed.into_iter().for_each(services.show);
            }
            Wanted::Favour { ground, digit } => self.favour(&ground, digit),
            Wanted::Display(display) => services.show_as(display),
            Wanted::KeepWidth { panel, width } => {
                services.preferences.widths.insert(panel, width);
                services.keep_preferences();
            }
            Wanted::Unlock(locked, password) => self.unlock(locked, password),
            Wanted::Export(ExportWish::Start(form)) => {
                self.overlay.export = Some(ExportView::Running);
                exporting::start(&form, &self.open, &mut self.tasks);
            }
            Wanted::Export(ExportWish::Show(path)) => (services.show)(path),
            Wanted::Import(path) => {
                self.overlay.dialog = None;
                import::start(vec![path], None, &self.open, &mut self.tasks);
            }
            Wanted::Stop(job) => self.tasks.stop(job),
            Wanted::Check(wish) => self.check_wish(wish),
            Wanted::Intake(wish) => {
                intake::start(wish, &self.chosen.grounds, &self.open, &mut self.tasks);
            }
            Wanted::Destroy => self.next = Next::Destroy,
            Wanted::Dismiss => self.dismiss(),
        }
    }

    fn do_action(&mut self, action: Action, services: &mut Services) {
        if action.effect() == Effect::Changes && !self.open.can_edit() {
            self.feedback.message = self.open.save_line(self.feedback.lang).text;
            return;
        }
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match action {
            Action::AddFiles => self.choose_files(),
            Action::AddByPath => self.ask(Dialog::path(false)),
            Action::Export => self.propose_export(),
            Action::CloseDossier => self.next = Next::Close,
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Delete => self.delete(),
            Action::EditNote => {
                self.viewing.right_panel = true;
                self.panels.marks.focus_note = true;
            }
            Action::Deselect => {
                self.gestures.pointer.drop_all();
                self.chosen.marks.clear();
                self.feedback.message.clear();
            }
            Action::GoToPage => {
                let question = places::page_question(open.now(), &self.viewing);
                question.into_iter().for_each(|question| self.ask(question));
            }
            Action::NextMark => self.walk_marks(true),
            Action::PreviousMark => self.walk_marks(false),
            Action::SetName => self.ask(review::name_question(&self.open)),
            Action::Find => self.open_find(),
            Action::FitWidth => self.change_view(|view, _, _| view.fit = Fit::Width),
            Action::FitPage => self.change_view(|view, page, layout| view.fit_page(page, layout)),
            Action::ZoomIn => self.zoom_by(1.25),
            Action::ZoomOut => self.zoom_by(0.8),
            Action::PageDown => self.change_view(|view, _, layout| view.turn(true, layout)),
            Action::PageUp => self.change_view(|view, _, layout| view.turn(false, layout)),
            Action::FirstPage => self.change_view(|view, _, layout| view.go_to(0, layout)),
            Action::LastPage => self.change_view(|view, _, layout| view.go_to_last(layout)),
            Action::Preview => toggle(&mut self.viewing.mode.preview),
            Action::HideMarks => toggle(&mut self.viewing.mode.without_marks),
            Action::SideBySide => toggle(&mut self.viewing.mode.side_by_side),
            Action::TextView => toggle(&mut self.viewing.mode.as_text),
            Action::LeftPanel => toggle(&mut self.viewing.left_panel),
            Action::RightPanel => toggle(&mut self.viewing.right_panel),
            Action::Display => self.ask(Dialog::Display(services.preferences.display)),
            Action::ChooseGround => {
                self.overlay.palette = Some(Palette::new(open.favourites(), false));
            }
            Action::Favourites => {
                let notation = open.now().facts.notation;
                let form = FavouritesForm::of(open.favourites(), notation);
                self.ask(Dialog::Favourites(form));
            }
            Action::FreeFrame => {
                toggle(&mut self.chosen.free);
                feedback.say(match self.chosen.free {
                    true => Text::ActionFreeFrame,
                    false => Text::WordsAgain,
                });
            }
            Action::CoverPage => self.cover_page(services),
            Action::TakeWhole => self.marking(services).take_whole(),
            Action::RepeatMark => self.ask(Dialog::Ask(Ask::Repeat(RepeatOn::All))),
            Action::LookEverywhere => self.look_everywhere(services),
            Action::Widen => {
                widen::widen(&self.chosen.marks, &services.facts, open, feedback);
                self.mend();
            }
            Action::FinishPage => self.finish_page(),
            Action::NextUnfinished => self.next_unfinished(),
            Action::NextToJudge => {
                let place = places::next_to_judge(open.now(), &self.viewing);
                self.go_or_say(place, Text::AllJudged);
            }
            Action::Overview => self.viewing.open(Tab::Overview),
            Action::History => self.viewing.open(Tab::History),
            Action::ReportReady => self.review(Stage::Ready),
            Action::Approve => {
                let documents = self.documents();
                let (open, history) = (&self.open, &mut self.history);
                review::approve(documents, open, history, &mut self.feedback);
            }
            Action::GiveBack => {
                let (documents, note) = (self.documents(), String::new());
                self.ask(Dialog::Ask(Ask::GiveBack { documents, note }));
            }
            Action::TakeUp => self.review(Stage::InProgress),
            Action::NextDocument => self.walk_documents(1),
            Action::PreviousDocument => self.walk_documents(-1),
            Action::Check => {
                self.viewing.open(Tab::Check);
                self.findings.check(open, &mut self.tasks);
            }
            Action::JudgeOpen => {
                let documents = self.documents();
                papers::judge_open(documents, &mut self.open, &mut self.feedback);
            }
            Action::EditFacts => self.ask(papers::facts(self.open.now())),
            Action::EditConsiderations => self.ask(papers::considerations(self.open.now())),
            Action::AddRow => self.add_row(),
            Action::CopyTable => {
                let (findings, tasks) = (&mut self.findings, &mut self.tasks);
                let filled = papers::copy_table(open, findings, tasks, feedback);
                self.clipboard = filled.or(self.clipboard.take());
            }
            Action::ConfirmTitles => {
                let documents = self.documents();
                papers::confirm_titles(&documents, &mut self.open, &mut self.feedback);
            }
            Action::GroupByYear => papers::group_by_year(open, feedback),
            Action::Renumber => papers::renumber(open, feedback),
            Action::SplitHere => self.split_here(),
            Action::Join => {
                let ids = self.documents();
                let (open, feedback) = (&self.open, &mut self.feedback);
                papers::part(
                    open,
                    &mut self.tasks,
                    feedback,
                    move |engine, folder, of| parts::join(engine, folder, of, &ids),
                );
            }
            Action::Destroy => {
                let question = Dialog::Destroy {
                    folder: open.folder().display().to_string(),
                    name: open.now().facts.title.clone(),
                    typed: String::new(),
                };
                self.ask(question);
            }
            Action::ShowKeys => self.ask(Dialog::Keys),
        }
    }

    fn edit(&mut self, edit: Edit) -> bool {
        self.open.edit(edit, &mut self.feedback)
    }

    fn ask(&mut self, dialog: Dialog) {
        self.overlay.dialog = Some(dialog);
    }

    /// The documents that an action is for.
    fn documents(&self) -> Vec<DocumentId> {
        let (chosen, at_hand) = (&self.chosen, self.viewing.document);
        chosen.documents_or(at_hand, self.open.now())
    }

    fn dismiss(&mut self) {
        let (overlay, feedback) = (&mut self.overlay, &mut self.feedback);
        if overlay.palette.take().is_some() {
            self.gestures.forget_waiting();
        } else if let Some(dialog) = overlay.dialog.take() {
            let left = import::left_locked(&dialog, feedback.lang);
            feedback.notices.extend(left);
        } else if overlay.export.take().is_none() {
            feedback.notices.clear();
        }
    }

    fn choose_files(&mut self) {
        let title = self.feedback.lang.text(Text::ChooseFiles);
        let work = move |_: &_, _: &_| choose::files(title);
        self.tasks
            .start(Job::ChooseFiles, work, Outcome::FilesChosen);
    }

    fn propose_export(&mut self) {
        self.overlay.export = Some(match self.tasks.is_running(Job::Export) {
            true => ExportView::Running,
            false => exporting::proposed(&self.open, &mut self.findings, self.feedback.lang),
        });
    }

    fn unlock(&mut self, locked: Locked, password: String) {
        self.overlay.dialog = None;
        match locked {
            Locked::File(path) => {
                import::start(vec![path], Some(password), &self.open, &mut self.tasks);
            }
            Locked::Source(sha256) => {
                // What could not be read without it is read now.
                self.search.forget(&sha256);
                self.open.unlock([(sha256, password)]);
            }
        }
    }

    fn go_to(&mut self, place: Place) {
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

    fn finish_page(&mut self) {
        let page = self.viewing.page;
        let document = self.viewing.current(self.open.now());
        let Some(document) = document.filter(|d| d.source.is_some()) else {
            return;
        };
        let (id, is_finished) = (document.id, document.finished.contains(&page));
        if !is_finished {
            self.edit(Edit::FinishPages {
                document: id,
                pages: vec![page],
                finished: true,
            });
        }
        self.next_unfinished();
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
    pub(super) fn arrow(&mut self, dx: f32, dy: f32, far: bool) {
        if self.chosen.marks.is_empty() {
            let by = egui::vec2(-60.0 * dx, -60.0 * dy);
            return self.change_view(|view, _, _| view.scroll(by));
        }
        let step = if far { 10.0 } else { 1.0 };
        let by = (f64::from(dx) * step, f64::from(dy) * step);
        nudge(by, &self.chosen, &mut self.open, &mut self.feedback);
    }

    fn open_find(&mut self) {
        self.viewing.open(Tab::Find);
        self.panels.find.focus = true;
    }

    fn look_everywhere(&mut self, services: &mut Services) {
        self.open_find();
        if let Some(mark) = self.chosen.marks.first() {
            let (facts, find) = (&mut services.facts, &mut self.panels.find);
            search::look_everywhere(*mark, &self.open, facts, find, &mut self.feedback);
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

    /// Marks hits with the grounds at hand; without one the palette asks for it first.
    fn mark_hits(&mut self, hits: Vec<Hit>) {
        if self.chosen.grounds.is_empty() {
            self.gestures.pending = Some(Pending::Hits(hits));
            self.overlay.palette = Some(Palette::new(self.open.favourites(), true));
            return;
        }
        let (find, grounds) = (&self.panels.find, &self.chosen.grounds);
        search::mark_hits(&hits, grounds, &self.open, find, &mut self.tasks);
    }

    fn repeat(&mut self, on: &RepeatOn) {
        if let Some(mark) = self.chosen.marks.first() {
            let (open, tasks) = (&self.open, &mut self.tasks);
            review::start_repeating(*mark, on, open, tasks, &mut self.feedback);
        }
    }

    /// Puts the documents that are meant in a stage.
    fn review(&mut self, stage: Stage) {
        let (documents, note) = (self.documents(), String::new());
        review::review(documents, stage, note, &mut self.open, &mut self.feedback);
    }

    fn add_row(&mut self) {
        let documents = vec![NewDocument {
            group: import::usual_group(&self.open, &self.viewing),
            ..NewDocument::default()
        }];
        self.edit(Edit::AddDocuments { documents });
        self.viewing.document = self.open.now().documents.last().map(|d| d.id);
    }

    fn split_here(&mut self) {
        let (Some(id), at) = (self.viewing.document, self.viewing.page) else {
            return;
        };
        let (open, feedback) = (&self.open, &mut self.feedback);
        papers::part(
            open,
            &mut self.tasks,
            feedback,
            move |engine, folder, of| parts::split(engine, folder, of, id, at),
        );
    }

    /// A mark over the whole page, also where nothing of it can be shown.
    fn cover_page(&mut self, services: &mut Services) {
        if self.viewing.mode.preview {
            return;
        }
        let page = self.viewing.page;
        let document = self.viewing.current(self.open.now());
        let whole = document.and_then(|d| Some((d.id, d.sizes().get(page)?.rect()?)));
        if let Some((document, whole)) = whole {
            let mark = new_mark(document, page, vec![whole], true);
            self.marking(services).mark_or_ask(mark);
        }
    }

    fn undo(&mut self) {
        let before = self.open.now().clone();
        match self.open.undo() {
            Some(edit) => self.describe(&edit, &before, Text::Undone),
            None => self.feedback.say(Text::NothingToUndo),
        }
    }

    fn redo(&mut self) {
        let before = self.open.now().clone();
        match self.open.redo() {
            Some(edit) => self.describe(&edit, &before, Text::Redone),
            None => self.feedback.say(Text::NothingToRedo),
        }
    }

    /// Takes the last step back, of whichever session it is.
    fn take_back(&mut self) {
        if !self.open.can_edit() || self.tasks.is_running(Job::ReadLog) {
            return;
        }
        let whole = self.history.take_session();
        if !whole.is_some_and(|whole| self.open.extend_past(whole)) {
            return;
        }
        let before = self.open.now().clone();
        match self.open.undo_older() {
            Some(edit) => self.describe(&edit, &before, Text::Undone),
            None => self.feedback.say(Text::HistoryNone),
        }
    }

    /// Goes to where a step was, and says what it did.
    fn describe(&mut self, edit: &Edit, before: &Dossier, done: Text) {
        let step = steps::described(edit, before, self.open.now(), self.feedback.lang);
        self.feedback.say_with(done, &[&step.text]);
        if let Some(place) = step.place {
            self.go_to(place);
            // The next digit is for the next mark, as after drawing.
            self.chosen.marks.clear();
        }
        self.mend();
    }

    fn delete(&mut self) {
        let marks: Vec<MarkId> = self.chosen.marks.iter().copied().collect();
        let count = marks.len();
        if count > 0 && self.edit(Edit::RemoveMarks { marks }) {
            self.chosen.marks.clear();
            self.feedback.say_with(Text::Removed, &[&count]);
        }
    }

    /// A ground was chosen: for what waits, for the selection, or from now on.
    fn choose(&mut self, ground: Ground, second: bool, services: &mut Services) {
        self.overlay.palette = None;
        // Also when the palette was only about to open: the digit came before it.
        match self.gestures.pending.take() {
            Some(Pending::Hits(hits)) => {
                self.chosen.grounds = vec![ground];
                self.mark_hits(hits);
            }
            Some(Pending::Mark(mark)) => {
                self.chosen.grounds = vec![ground];
                self.marking(services).add_mark(mark);
            }
            None if self.chosen.marks.is_empty() => {
                self.chosen.grounds = toggled(&self.chosen.grounds, ground, second);
            }
            None if self.open.can_edit() => self.retag(ground, second),
            None => {}
        }
    }

    /// Gives the chosen marks another ground, or one more.
    fn retag(&mut self, ground: Ground, second: bool) {
        let marks: Vec<MarkId> = self.chosen.marks.iter().copied().collect();
        let dossier = self.open.now().clone();
        let first = marks.first().and_then(|id| dossier.mark(*id));
        let known = first.map(|(_, owned)| owned.mark.grounds.clone());
        let known = known.unwrap_or_default();
        let grounds = toggled(&known, ground, second);
        let notation = dossier.facts.notation;
        let text = ground_bar::written(&grounds, notation);
        // What they had, when it was the same.
        let same = dossier
            .marks_among(&self.chosen.marks)
            .all(|m| m.mark.grounds == known);
        let before = ground_bar::written(&known, notation);
        if same && grounds == known {
            return;
        }
        let count = marks.len();
        if !self.edit(Edit::SetGrounds { marks, grounds }) {
            return;
        }
        let feedback = &mut self.feedback;
        match same && !before.is_empty() {
            true => feedback.say_with(Text::RetaggedFrom, &[&count, &before, &text]),
            false => feedback.say_with(Text::Retagged, &[&count, &text]),
        }
    }

    /// Puts a ground under a digit; the palette stays open for what it was opened for.
    fn favour(&mut self, ground: &Ground, digit: usize) {
        let grounds = favourites_form::with(&self.open.favourites(), digit, ground);
        let place = grounds.iter().position(|g| g == ground);
        if !self.edit(Edit::SetFavourites { grounds }) {
            return;
        }
        let written = ground.written(self.open.now().facts.notation);
        let digit = place.unwrap_or(digit) + 1;
        self.feedback
            .say_with(Text::FavouriteSet, &[&written, &digit]);
        if let Some(palette) = &mut self.overlay.palette {
            palette.set_favourites(self.open.favourites());
        }
    }

    fn check_wish(&mut self, wish: CheckWish) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match wish {
            CheckWish::Run => self.findings.check_again(open, &mut self.tasks),
            CheckWish::GoTo(finding) => self.go_to_finding(&finding),
            CheckWish::GoToHidden(finding) => {
                if let Some(hidden) = finding.hidden {
                    self.go_to(Place {
                        document: hidden.document,
                        page: Some(hidden.page),
                        mark: Some(hidden.mark),
                    });
                }
            }
            CheckWish::Cover(passage) => {
                findings::cover(passage, &mut self.findings, open, feedback);
            }
            CheckWish::Visible(passage, reason) => {
                let edit = findings::visible(passage, &reason, &mut self.findings, open);
                edit.into_iter().for_each(|edit| {
                    open.edit(edit, feedback);
                });
            }
            CheckWish::Answer(question, reason) => {
                open.edit(check::answer(question, &reason), feedback);
            }
        }
    }

    /// To the page or mark of a finding; where it has none, to the form in which it is mended.
    fn go_to_finding(&mut self, finding: &Finding) {
        let Some(document) = finding.document else {
            let form = papers::form_for(finding, self.open.now());
            return self.ask(form);
        };
        self.go_to(Place {
            document,
            page: finding.page,
            mark: finding.mark,
        });
        // What is covered elsewhere is shown beside the field that says it.
        let has_two_sides = finding.hidden.is_some();
        if finding.page.is_none() && finding.kind.is_of_document() && !has_two_sides {
            self.viewing.open(Tab::Document);
        }
        let top = finding.areas.first().map(PageRect::top);
        if let (Some(top), Some(page), Some(document)) =
            (top, finding.page, self.open.now().document(document))
        {
            self.viewing.show_place(document, page, top);
        }
    }
}

fn toggle(switch: &mut bool) {
    *switch = !*switch;
}

/// The grounds after one was chosen: alone, or added to or taken from the others.
fn toggled(known: &[Ground], ground: Ground, second: bool) -> Vec<Ground> {
    if !second {
        return vec![ground];
    }
    let mut grounds = known.to_vec();
    match grounds.iter().position(|g| *g == ground) {
        Some(_) if grounds.len() == 1 => {}
        Some(place) => {
            grounds.remove(place);
        }
        None => grounds.push(ground),
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_ground_comes_and_goes_and_the_last_stays() {
        let ground = |text: &str| Ground::parse(text).unwrap();
        let (e, c) = (ground("5.1.2e"), ground("5.1.1c"));
        let both = toggled(std::slice::from_ref(&e), c.clone(), true);
        assert_eq!(both, [e.clone(), c.clone()]);
        assert_eq!(toggled(&both, e.clone(), true), both[1..]);
        assert_eq!(toggled(&both[..1], e, true), both[..1]);
        assert_eq!(toggled(&both, c.clone(), false), [c]);
    }
}
