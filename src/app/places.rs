//! Moving through the dossier: to a place, a page, the next thing to do.
//!
//! **Invariant:** nothing scrolls to what is to be seen already.

use super::desk::Desk;
use crate::i18n::{Lang, Text};
use crate::model::document::DocumentId;
use crate::model::edit::Edit;
use crate::model::geometry::PageRect;
use crate::ui::Place;
use crate::ui::ask::Ask;
use crate::ui::dialogs::Dialog;
use crate::ui::marks_list::Row;
use std::collections::BTreeSet;

impl Desk {
    pub(super) fn go_to(&mut self, place: Place) {
        if self.current != Some(place.document) {
            self.current = Some(place.document);
            self.selected.clear();
            // Where the reader left it.
            let view = self.views.get(&place.document);
            self.page = view.map_or(0, |(view, layout)| view.page(layout));
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

    pub(super) fn walk_documents(&mut self, by: isize) {
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

    pub(super) fn finish_page(&mut self, lang: Lang) {
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
    pub(super) fn next_unfinished(&mut self, lang: Lang) {
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

    /// The next document that nobody has judged, from the one at hand on, then from the beginning.
    pub(super) fn next_to_judge(&mut self, lang: Lang) {
        let documents = &self.dossier().documents;
        let here = documents.iter().position(|d| Some(d.id) == self.current);
        let after = documents.iter().cycle().skip(here.map_or(0, |at| at + 1));
        let mut after = after.take(documents.len());
        match after.find(|d| d.judged().is_none()).map(|d| d.id) {
            Some(document) => self.go_to(Place {
                document,
                page: None,
                mark: None,
            }),
            None => lang.text(Text::AllJudged).clone_into(&mut self.message),
        }
    }

    /// The next or the previous mark of those that the list shows, in its order.
    pub(super) fn walk_marks(&mut self, forward: bool, lang: Lang) {
        let (dossier, current) = (self.dossier().clone(), self.current);
        let rows = self.marks_list.rows(&dossier, current);
        let order = |id: DocumentId| dossier.documents.iter().position(|d| d.id == id);
        let places = rows.iter().map(|row| match row {
            Row::Mark(document, owned) => Place {
                document: document.id,
                page: Some(owned.mark.page),
                mark: Some(owned.id),
            },
            Row::Page(document, page) => Place {
                document: document.id,
                page: Some(*page),
                mark: None,
            },
        });
        let places: Vec<Place> = places.collect();
        let selected = places
            .iter()
            .position(|p| p.mark.is_some_and(|mark| self.selected.contains(&mark)));
        let here = current.map(|id| (order(id), Some(self.page)));
        let there = |p: &Place| Some((order(p.document), p.page));
        let next = match (selected, forward) {
            (Some(at), true) => at.checked_add(1),
            (Some(at), false) => at.checked_sub(1),
            // Nothing is selected: from the page at hand on.
            (None, true) => places.iter().position(|p| {
                if p.mark.is_some() {
                    there(p) >= here
                } else {
                    there(p) > here
                }
            }),
            (None, false) => places.iter().rposition(|p| there(p) < here),
        };
        let ends = if forward {
            places.first()
        } else {
            places.last()
        };
        let next = next.and_then(|at| places.get(at)).or(ends).copied();
        match next {
            Some(place) => self.go_to(place),
            None => lang.text(Text::NoMoreMarks).clone_into(&mut self.message),
        }
    }

    pub(super) fn ask_page(&mut self) {
        if let Some(document) = self.current().filter(|d| d.pages() > 0) {
            self.dialog = Some(Dialog::Ask(Ask::Page {
                document: document.id,
                pages: document.pages(),
                typed: String::new(),
            }));
        }
    }
}
