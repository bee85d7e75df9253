//! What is done with what was asked.
//!
//! **Invariant:** every change of the dossier goes through [`Desk::edit`]; every action says what it did.

use super::choose;
use super::desk::{Desk, Next, Pending, sizes_of};
use super::story;
use super::tools::Tools;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::jobs::task::Task;
use crate::model::document::{DocumentId, Judgement, MarkId};
use crate::model::edit::{Change, Edit, NewDocument, NewMark};
use crate::model::geometry::PageRect;
use crate::model::ground::Ground;
use crate::model::mark::Mark;
use crate::model::session::Event;
use crate::model::snap;
use crate::ui::canvas::Fit;
use crate::ui::dialogs::Dialog;
use crate::ui::palette::Palette;
use crate::ui::{Drawn, Place, Wanted, ground_bar, marks_layer};
use egui::vec2;
use std::collections::BTreeSet;

/// Smallest side of a free frame in points; less is a slip of the hand.
const SMALLEST: f64 = 1.0;
/// The same where words were meant and none was touched: a drag between two lines makes no mark.
const SMALLEST_AMONG_WORDS: f64 = 4.0;

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
            Wanted::Draw(drawn) => self.draw(drawn, tools),
            Wanted::Reshape { mark, areas } => self.reshape(mark, areas, tools),
            Wanted::Unlock(locked, password) => self.unlock(locked, password, tools),
            Wanted::Export(wish) => self.export_wish(wish, tools),
            Wanted::Import(path) => {
                self.dialog = None;
                self.import(vec![path], None, tools);
            }
            Wanted::StopImport => self.stop_import(),
            Wanted::Check(wish) => self.check_wish(wish, tools),
            Wanted::Intake(wish) => self.intake_wish(wish, tools),
            Wanted::Destroy => self.next = Next::Destroy,
            Wanted::Dismiss => self.dismiss(),
        }
    }

    fn dismiss(&mut self) {
        if self.palette.take().is_some() {
            self.pending = None;
        } else if self.dialog.take().is_none() && self.export.take().is_none() {
            self.notices.clear();
        }
    }

    fn do_action(&mut self, action: Action, tools: &mut Tools) {
        let lang = tools.lang;
        if action.changes() && !self.can_edit() {
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
                self.selected.clear();
                self.message.clear();
            }
            Action::ChooseGround => self.palette = Some(Palette::new(self.favourites(), false)),
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
            Action::FinishPage => self.finish_page(lang),
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
            Action::CopyTable => self.copy_table(lang),
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
            Action::NextDocument => self.walk_documents(1),
            Action::PreviousDocument => self.walk_documents(-1),
            _ => self.look(action),
        }
    }

    /// Actions that only move the view.
    fn look(&mut self, action: Action) {
        let size = self.canvas;
        let Some(current) = self.current else {
            return;
        };
        let Some((view, layout)) = self.view(current) else {
            return;
        };
        match action {
            Action::FitWidth => view.fit = Fit::Width,
            Action::FitPage => view.fit = Fit::Page,
            Action::ZoomIn => view.zoom_by(1.25, size),
            Action::ZoomOut => view.zoom_by(0.8, size),
            Action::PageDown => view.scroll(vec2(0.0, -0.9 * size.y)),
            Action::PageUp => view.scroll(vec2(0.0, 0.9 * size.y)),
            Action::FirstPage => view.go_to(0, layout),
            Action::LastPage => view.go_to(layout.pages().saturating_sub(1), layout),
            _ => {}
        }
    }

    /// The group in which a new document goes: that of the document at hand.
    pub(super) fn usual_group(&self) -> String {
        let near = self.current().or_else(|| self.dossier().documents.last());
        near.map(|d| d.group.clone()).unwrap_or_default()
    }

    pub(super) fn go_to(&mut self, place: Place) {
        if self.current != Some(place.document) {
            self.current = Some(place.document);
            self.selected.clear();
            self.page = 0;
        }
        let top = place.mark.and_then(|mark| {
            let owned = self.dossier().document(place.document)?.mark(mark)?;
            owned.mark.areas.first().map(PageRect::top)
        });
        if let (Some(page), Some((view, layout))) = (place.page, self.view(place.document)) {
            match top {
                Some(top) => view.show_place(page, top, layout),
                None => view.go_to(page, layout),
            }
            self.page = page;
        }
        if let Some(mark) = place.mark {
            self.selected = BTreeSet::from([mark]);
        }
    }

    fn walk_documents(&mut self, by: isize) {
        let documents = &self.dossier().documents;
        let here = documents.iter().position(|d| Some(d.id) == self.current);
        let there = here.unwrap_or(0).saturating_add_signed(by);
        if let Some(document) = documents.get(there).map(|d| d.id) {
            self.go_to(Place {
                document,
                page: None,
                mark: None,
            });
        }
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
        let after = self.dossier().clone();
        let told = story::of(&edit, &before, &after, lang);
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
        let has = |id: &MarkId| dossier.documents.iter().any(|d| d.mark(*id).is_some());
        self.selected.retain(has);
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
        let from_palette = self.palette.take().is_some();
        if let Some(Pending::Hits(hits)) = self.pending.take_if(|p| matches!(p, Pending::Hits(_)))
            && from_palette
        {
            self.choice = vec![ground];
            self.mark_hits(hits, tools);
            return;
        }
        if let Some(Pending::Ground {
            document,
            page,
            areas,
            free,
        }) = self.pending.take()
            && from_palette
        {
            self.choice = vec![ground];
            self.add_mark(document, page, areas, free, tools);
            return;
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
        let had = |id: &MarkId| dossier.documents.iter().find_map(|d| d.mark(*id));
        let same = marks
            .iter()
            .filter_map(had)
            .all(|m| m.mark.grounds == known);
        let before = ground_bar::written(&known, dossier.facts.notation);
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

    /// A drag ended. What it needs and does not have yet it waits for.
    fn draw(&mut self, drawn: Drawn, tools: &mut Tools) {
        if let Some(document) = self.current {
            self.pending = Some(Pending::Text(document, drawn));
            self.settle_pending(tools);
        }
    }

    /// Settles a drag on the words of its page, once they are known.
    pub(super) fn settle_pending(&mut self, tools: &mut Tools) {
        let Some(Pending::Text(id, drawn)) = &self.pending else {
            return;
        };
        let (id, drawn) = (*id, *drawn);
        let Some(document) = self.dossier().document(id).cloned() else {
            self.pending = None;
            return;
        };
        let Some(source) = self.source_of(&document) else {
            self.pending = None;
            return;
        };
        let text = tools.facts.text(&source, drawn.page);
        if text.is_none() && !tools.has_failed(&source, drawn.page) {
            return;
        }
        self.pending = None;
        let Some(size) = sizes_of(&document).get(drawn.page).copied() else {
            return;
        };
        let (areas, free) = marks_layer::settled(&drawn, text.as_deref(), size);
        let among_words = !drawn.free && text.is_some_and(|text| !text.words.is_empty());
        let smallest = if among_words {
            SMALLEST_AMONG_WORDS
        } else {
            SMALLEST
        };
        let is_slip = |a: &PageRect| free && (a.width() < smallest || a.height() < smallest);
        if areas.is_empty() || areas.iter().any(is_slip) {
            tools
                .lang
                .text(Text::NothingDrawn)
                .clone_into(&mut self.message);
            return;
        }
        self.offer_mark(id, drawn.page, areas, free, tools);
        if free && among_words && self.pending.is_none() {
            tools
                .lang
                .text(Text::DrawnBesideWords)
                .clone_into(&mut self.message);
        }
    }

    /// A mark over the whole page, also where nothing of it can be shown.
    fn cover_page(&mut self, tools: &mut Tools) {
        if self.preview {
            return;
        }
        let found = self.current().and_then(|document| {
            let size = *sizes_of(document).get(self.page)?;
            Some((document.id, size.rect()?))
        });
        if let Some((document, whole)) = found {
            self.offer_mark(document, self.page, vec![whole], true, tools);
        }
    }

    /// Adds a mark with the current ground; without one the palette asks for it first.
    fn offer_mark(
        &mut self,
        document: DocumentId,
        page: usize,
        areas: Vec<PageRect>,
        free: bool,
        tools: &mut Tools,
    ) {
        if self.choice.is_empty() {
            self.pending = Some(Pending::Ground {
                document,
                page,
                areas,
                free,
            });
            self.palette = Some(Palette::new(self.favourites(), true));
        } else {
            self.add_mark(document, page, areas, free, tools);
        }
    }

    fn add_mark(
        &mut self,
        document: DocumentId,
        page: usize,
        areas: Vec<PageRect>,
        free: bool,
        tools: &mut Tools,
    ) {
        let mark = Mark {
            page,
            areas,
            grounds: self.choice.clone(),
            note: String::new(),
            free,
        };
        let edit = Edit::AddMarks {
            marks: vec![NewMark { document, mark }],
            author: self.account.clone(),
        };
        if self.edit(edit, tools.lang) {
            self.message.clear();
            // The new mark is not selected: the next digit is for the next mark.
            self.selected.clear();
            if !tools.preferences.has_marked {
                tools.preferences.has_marked = true;
                tools.keep_preferences();
            }
        }
    }

    /// A pulled mark: a text mark is settled on words again.
    fn reshape(&mut self, mark: MarkId, mut areas: Vec<PageRect>, tools: &mut Tools) {
        let dossier = self.dossier().clone();
        let Some((document, owned)) = dossier
            .documents
            .iter()
            .find_map(|d| Some((d, d.mark(mark)?)))
        else {
            return;
        };
        if !owned.mark.free {
            let (Some(source), Some(size)) = (
                self.source_of(document),
                sizes_of(document).get(owned.mark.page).copied(),
            ) else {
                return;
            };
            let Some(text) = tools.facts.text(&source, owned.mark.page) else {
                return;
            };
            let kept = owned.mark.areas.clone();
            let settle = |area: &PageRect| {
                if kept.contains(area) {
                    vec![*area]
                } else {
                    snap::snapped(&text, area, size)
                }
            };
            areas = areas.iter().flat_map(settle).collect();
        }
        if areas != owned.mark.areas && !areas.is_empty() {
            self.edit(Edit::SetAreas { mark, areas }, tools.lang);
        }
    }

    /// Moves selected free frames; text marks stay with their words.
    pub(super) fn nudge(&mut self, dx: f64, dy: f64, lang: Lang) {
        let dossier = self.dossier().clone();
        let Some((document, owned)) = self.selected.iter().find_map(|id| {
            dossier
                .documents
                .iter()
                .find_map(|d| Some((d, d.mark(*id).filter(|m| m.mark.free)?)))
        }) else {
            return;
        };
        let page = sizes_of(document)
            .get(owned.mark.page)
            .and_then(|size| size.rect());
        let moved: Option<Vec<PageRect>> = owned
            .mark
            .areas
            .iter()
            .map(|a| {
                a.translated(dx, dy)
                    .filter(|a| page.is_some_and(|p| p.contains_rect(a)))
            })
            .collect();
        if let Some(areas) = moved {
            let mark = owned.id;
            self.edit(Edit::SetAreas { mark, areas }, lang);
        }
    }

    fn finish_page(&mut self, lang: Lang) {
        let Some(document) = self.current() else {
            return;
        };
        let (id, page) = (document.id, self.page);
        if document.source.is_none() {
            return;
        }
        if !document.finished.contains(&page) {
            let edit = Edit::FinishPages {
                document: id,
                pages: vec![page],
                finished: true,
            };
            self.edit(edit, lang);
        }
        self.next_unfinished(lang);
    }

    /// Goes to the next page that is not finished, in this document or a later one, then from the beginning.
    fn next_unfinished(&mut self, lang: Lang) {
        let dossier = self.dossier().clone();
        let count = dossier.documents.len();
        let here = dossier
            .documents
            .iter()
            .position(|d| Some(d.id) == self.current)
            .unwrap_or(0);
        let open_from = |index: usize, from: usize| {
            let document = dossier.documents.get(index)?;
            let page = (from..document.pages()).find(|p| !document.finished.contains(p))?;
            Some((document.id, page))
        };
        let found = open_from(here, self.page + 1)
            .or_else(|| (1..=count).find_map(|step| open_from((here + step) % count.max(1), 0)));
        match found {
            Some((document, page)) => self.go_to(Place {
                document,
                page: Some(page),
                mark: None,
            }),
            None => lang.text(Text::AllFinished).clone_into(&mut self.message),
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
