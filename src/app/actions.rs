//! What is done with what was asked.
//!
//! **Invariant:** every change of the dossier goes through [`Desk::edit`]; every action says what it did.

use super::choose;
use super::desk::{Desk, Next, Pending, Tab};
use super::marking::Asked;
use super::story;
use super::tools::Tools;
use super::work::left_locked;
use crate::command::{Action, Effect};
use crate::i18n::{Lang, Text};
use crate::jobs::task::Task;
use crate::model::document::{DocumentId, Judgement, MarkId};
use crate::model::dossier::Dossier;
use crate::model::edit::{Change, Edit, NewDocument};
use crate::model::ground::Ground;
use crate::model::review::Stage;
use crate::model::session::Event;
use crate::ui::ask::Ask;
use crate::ui::canvas::{Fit, Layout, View};
use crate::ui::dialogs::Dialog;
use crate::ui::favourites_form::{self, FavouritesForm};
use crate::ui::palette::Palette;
use crate::ui::{RepeatOn, Wanted, ground_bar};

impl Desk {
    pub(super) fn act(&mut self, wanted: Wanted, tools: &mut Tools) {
        let lang = tools.lang;
        match wanted {
            Wanted::Do(action) => self.do_action(action, tools),
            Wanted::Edit(edit) => {
                self.edit(edit, lang);
                self.mend_selection();
            }
            Wanted::GoTo(place) => self.go_to(place),
            Wanted::GoToHit(hit) => self.go_to_hit(hit),
            Wanted::MarkHits(hits) => self.mark_hits(hits, tools),
            Wanted::SelectDocuments(documents) => self.selected_documents = documents,
            Wanted::SelectMarks(marks) => self.selected = marks,
            Wanted::Choose { ground, second } => self.choose(ground, second, tools),
            Wanted::Draw(drawn) => self.ask(Asked::Draw(drawn), tools),
            Wanted::Take { page, at, span } => self.ask(Asked::Take { page, at, span }, tools),
            Wanted::Repeat(on) => self.repeat(&on, tools),
            Wanted::Review(documents, stage, note) => self.review(documents, stage, note, lang),
            Wanted::SetName(name) => self.set_name(name, lang),
            Wanted::TakeBack => self.take_back(lang),
            Wanted::ListMarks(filter) => {
                self.marks_list.filter = filter;
                self.open_tab(Tab::Marks);
            }
            Wanted::ListDocuments(show) => {
                self.shown_documents = show;
                self.left_panel = true;
            }
            Wanted::PrintKeys => self.print_keys(tools),
            Wanted::Favour { ground, digit } => self.favour(&ground, digit, lang),
            Wanted::Display(display) => tools.show_as(display),
            Wanted::Reshape { mark, areas } => self.ask(Asked::Reshape { mark, areas }, tools),
            Wanted::Unlock(locked, password) => self.unlock(locked, password, tools),
            Wanted::Export(wish) => self.export_wish(wish, tools),
            Wanted::Import(path) => {
                self.dialog = None;
                self.import(vec![path], None, tools);
            }
            Wanted::StopRunning => self.stop_running(),
            Wanted::Check(wish) => self.check_wish(wish, tools),
            Wanted::Intake(wish) => self.intake_wish(wish, tools),
            Wanted::Destroy => self.next = Next::Destroy,
            Wanted::Dismiss => self.dismiss(lang),
        }
    }

    fn dismiss(&mut self, lang: Lang) {
        if self.palette.take().is_some() {
            self.pending = None;
            self.gestures.forget_asked();
        } else if let Some(dialog) = self.dialog.take() {
            self.notices.extend(left_locked(&dialog, lang));
        } else if self.export.take().is_none() {
            self.notices.clear();
        }
    }

    fn do_action(&mut self, action: Action, tools: &mut Tools) {
        let lang = tools.lang;
        if action.effect() == Effect::Changes && !self.can_edit() {
            self.message = self.save_line(lang).text;
            return;
        }
        match action {
            Action::AddFiles => {
                let title = lang.text(Text::ChooseFiles);
                let choosing = Task::start(tools.wake.clone(), move |_| choose::files(title));
                self.choosing = Some(choosing);
            }
            Action::AddByPath => self.dialog = Some(Dialog::path(false)),
            Action::Export => self.propose_export(lang),
            Action::CloseDossier => self.next = Next::Close,
            Action::Undo | Action::Redo => self.step(action, lang),
            Action::Delete => self.delete(lang),
            Action::EditNote => {
                self.right_panel = true;
                self.marks_list.focus_note = true;
            }
            Action::Deselect => {
                self.hand.drop_all();
                self.selected.clear();
                self.message.clear();
            }
            Action::ChooseGround => self.palette = Some(Palette::new(self.favourites(), false)),
            Action::Favourites => {
                let notation = self.dossier().facts.notation;
                let form = FavouritesForm::of(self.favourites(), notation);
                self.dialog = Some(Dialog::Favourites(form));
            }
            Action::Display => self.dialog = Some(Dialog::Display(tools.preferences.display)),
            Action::Find => self.open_find(),
            Action::Widen => self.widen(tools),
            Action::LookEverywhere => self.look_everywhere(tools),
            Action::FreeFrame => {
                self.free = !self.free;
                let text = if self.free {
                    Text::ActionFreeFrame
                } else {
                    Text::WordsAgain
                };
                lang.text(text).clone_into(&mut self.message);
            }
            Action::CoverPage => self.cover_page(tools),
            Action::TakeWhole => self.take_whole(lang),
            Action::RepeatMark => self.dialog = Some(Dialog::Ask(Ask::Repeat(RepeatOn::All))),
            Action::FinishPage => self.finish_page(lang),
            Action::NextToJudge => self.next_to_judge(lang),
            Action::NextMark => self.walk_marks(true, lang),
            Action::PreviousMark => self.walk_marks(false, lang),
            Action::GoToPage => self.ask_page(),
            Action::Overview => self.open_tab(Tab::Overview),
            Action::History => self.open_tab(Tab::History),
            Action::ReportReady => self.review_chosen(Stage::Ready, lang),
            Action::Approve => self.approve(lang),
            Action::TakeUp => self.review_chosen(Stage::InProgress, lang),
            Action::GiveBack => {
                let (documents, note) = (self.chosen_documents(), String::new());
                self.dialog = Some(Dialog::Ask(Ask::GiveBack { documents, note }));
            }
            Action::SetName => self.ask_name(),
            Action::NextUnfinished => self.next_unfinished(lang),
            Action::Check => self.open_check(tools),
            Action::EditConsiderations => self.edit_considerations(),
            Action::JudgeOpen => self.judge_open(lang),
            Action::EditFacts => {
                self.dialog = Some(Dialog::Facts {
                    typed: Box::new(self.dossier().facts.clone()),
                    wrong: None,
                });
            }
            Action::AddRow => {
                let documents = vec![NewDocument {
                    group: self.usual_group(),
                    ..NewDocument::default()
                }];
                self.edit(Edit::AddDocuments { documents }, lang);
                self.current = self.dossier().documents.last().map(|d| d.id);
            }
            Action::ConfirmTitles => self.confirm_titles(lang),
            Action::CopyTable => self.copy_table(tools),
            Action::GroupByYear => self.group_by_year(lang),
            Action::Renumber => self.renumber(lang),
            Action::SplitHere => self.split_here(tools),
            Action::Join => self.join_selected(tools),
            Action::Destroy => {
                self.dialog = Some(Dialog::Destroy {
                    folder: self.folder.display().to_string(),
                    name: self.dossier().facts.title.clone(),
                    typed: String::new(),
                });
            }
            Action::ShowKeys => self.dialog = Some(Dialog::Keys),
            Action::LeftPanel => self.left_panel = !self.left_panel,
            Action::RightPanel => self.right_panel = !self.right_panel,
            Action::Preview => self.preview = !self.preview,
            Action::HideMarks => self.look.hidden = !self.look.hidden,
            Action::SideBySide => self.look.side_by_side = !self.look.side_by_side,
            Action::TextView => self.look.text = !self.look.text,
            Action::NextDocument => self.walk_documents(1),
            Action::PreviousDocument => self.walk_documents(-1),
            Action::FitWidth => self.move_view(|view, _, _| view.fit = Fit::Width),
            Action::FitPage => self.move_view(|view, page, layout| view.fit_page(page, layout)),
            Action::ZoomIn => self.zoom_by(1.25),
            Action::ZoomOut => self.zoom_by(0.8),
            Action::PageDown => self.move_view(|view, _, layout| view.turn(true, layout)),
            Action::PageUp => self.move_view(|view, _, layout| view.turn(false, layout)),
            Action::FirstPage => self.move_view(|view, _, layout| view.go_to(0, layout)),
            Action::LastPage => self.move_view(|view, _, layout| view.go_to_last(layout)),
        }
    }

    fn zoom_by(&mut self, factor: f64) {
        let size = self.canvas;
        self.move_view(|view, _, _| view.zoom_by(factor, size));
    }

    /// Moves the view of the document at hand, which is handed in with the page at hand.
    fn move_view(&mut self, change: impl FnOnce(&mut View, usize, &Layout)) {
        let page = self.page;
        let view = self.current.and_then(|current| self.view(current));
        if let Some((view, layout)) = view {
            change(view, page, layout);
        }
    }

    /// The group in which a new document goes: that of the document at hand.
    pub(super) fn usual_group(&self) -> String {
        let near = self.current().or_else(|| self.dossier().documents.last());
        near.map(|d| d.group.clone()).unwrap_or_default()
    }

    /// Undo and redo go to the place first, and say what they did.
    fn step(&mut self, action: Action, lang: Lang) {
        let before = self.dossier().clone();
        let (edit, event, done, nothing) = if action == Action::Undo {
            let edit = self.session.undo();
            (edit, Event::Undo, Text::Undone, Text::NothingToUndo)
        } else {
            let edit = self.session.redo();
            (edit, Event::Redo, Text::Redone, Text::NothingToRedo)
        };
        let Some(edit) = edit else {
            lang.text(nothing).clone_into(&mut self.message);
            return;
        };
        self.record(event);
        self.tell(&edit, &before, done, lang);
    }

    /// Goes to where a step was, and says what it did.
    pub(super) fn tell(&mut self, edit: &Edit, before: &Dossier, done: Text, lang: Lang) {
        let after = self.dossier().clone();
        let told = story::of(edit, before, &after, lang);
        self.message = lang.fill(done, &[&told.text]);
        if let Some(place) = told.place {
            self.go_to(place);
            // The next digit is for the next mark, as after drawing.
            self.selected.clear();
        }
        self.mend_selection();
    }

    /// Forgets selected marks and documents that are no longer there.
    pub(super) fn mend_selection(&mut self) {
        let dossier = self.session.now().clone();
        if !self.selected.is_empty() {
            let there = dossier.marks_among(&self.selected);
            self.selected = there.map(|owned| owned.id).collect();
        }
        self.selected_documents
            .retain(|id| dossier.document(*id).is_some());
        if self.current.is_none_or(|id| dossier.document(id).is_none()) {
            self.current = dossier.documents.first().map(|d| d.id);
        }
    }

    fn delete(&mut self, lang: Lang) {
        let marks: Vec<MarkId> = self.selected.iter().copied().collect();
        let count = marks.len();
        if count > 0 && self.edit(Edit::RemoveMarks { marks }, lang) {
            self.selected.clear();
            self.message = lang.fill(Text::Removed, &[&count]);
        }
    }

    /// A ground was chosen: for the drag that waits, for the selection, or from now on.
    fn choose(&mut self, ground: Ground, second: bool, tools: &mut Tools) {
        self.palette = None;
        // Also when the palette was only about to open: the digit came before it.
        match self.pending.take() {
            Some(Pending::Hits(hits)) => {
                self.choice = vec![ground];
                return self.mark_hits(hits, tools);
            }
            Some(Pending::Ground {
                document,
                page,
                areas,
                free,
            }) => {
                self.choice = vec![ground];
                return self.add_mark(document, page, areas, free, tools);
            }
            None => {}
        }
        if self.selected.is_empty() {
            self.choice = toggled(&self.choice, ground, second);
            return;
        }
        if !self.can_edit() {
            return;
        }
        let marks: Vec<MarkId> = self.selected.iter().copied().collect();
        let dossier = self.dossier().clone();
        let first = marks
            .first()
            .and_then(|id| dossier.documents.iter().find_map(|d| d.mark(*id)));
        let known = first
            .map(|owned| owned.mark.grounds.clone())
            .unwrap_or_default();
        let grounds = toggled(&known, ground, second);
        let text = ground_bar::written(&grounds, dossier.facts.notation);
        let count = marks.len();
        // What they had, when it was the same.
        let same = dossier
            .marks_among(&self.selected)
            .all(|m| m.mark.grounds == known);
        let before = ground_bar::written(&known, dossier.facts.notation);
        if same && grounds == known {
            return;
        }
        if self.edit(Edit::SetGrounds { marks, grounds }, tools.lang) {
            self.message = if same && !before.is_empty() {
                tools
                    .lang
                    .fill(Text::RetaggedFrom, &[&count, &before, &text])
            } else {
                tools.lang.fill(Text::Retagged, &[&count, &text])
            };
        }
    }

    /// Puts a ground under a digit; the palette stays open for what it was opened for.
    fn favour(&mut self, ground: &Ground, digit: usize, lang: Lang) {
        let grounds = favourites_form::with(&self.favourites(), digit, ground);
        let place = grounds.iter().position(|g| g == ground);
        if self.edit(Edit::SetFavourites { grounds }, lang) {
            let written = ground.written(self.dossier().facts.notation);
            let digit = place.unwrap_or(digit) + 1;
            self.message = lang.fill(Text::FavouriteSet, &[&written, &digit]);
            let favourites = self.favourites();
            if let Some(palette) = &mut self.palette {
                palette.set_favourites(favourites);
            }
        }
    }

    /// One key for what may be published as it is: the selected documents, else the one at hand.
    fn judge_open(&mut self, lang: Lang) {
        let dossier = self.dossier().clone();
        let chosen: Vec<DocumentId> = if self.selected_documents.is_empty() {
            self.current.into_iter().collect()
        } else {
            self.selected_documents.iter().copied().collect()
        };
        let (marked, documents): (Vec<DocumentId>, Vec<DocumentId>) = chosen
            .into_iter()
            .partition(|id| dossier.document(*id).is_some_and(|d| !d.marks.is_empty()));
        let count = documents.len();
        let change = Change::Judgement(Some(Judgement::Openbaar));
        if count > 0 && !self.edit(Edit::ChangeDocuments { documents, change }, lang) {
            return;
        }
        self.message = if marked.is_empty() {
            lang.fill(Text::JudgedOpen, &[&count])
        } else {
            lang.fill(Text::JudgedOpenSkipped, &[&count, &marked.len()])
        };
    }
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
