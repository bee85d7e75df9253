//! Where the reader is and what of the window shows: the document at hand, its page, the panels and their tabs.
//!
//! **Invariant:** nothing scrolls to what is to be seen already; each document is found again where it was left.
//! **Absent:** the dossier; it is handed in.

use super::Place;
use super::chosen::Chosen;
use super::intent::Show;
use super::page::page_layout::Layout;
use super::page::page_view::{Fit, View};
use crate::handbook::Chapter;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId};
use crate::model::page::geometry::PageRect;
use egui::Vec2;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What the right panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Marks,
    Suggestions,
    Document,
    Find,
    Check,
    Remarks,
    Overview,
    History,
}

impl Tab {
    pub const ALL: [Tab; 8] = [
        Self::Marks,
        Self::Suggestions,
        Self::Document,
        Self::Find,
        Self::Check,
        Self::Remarks,
        Self::Overview,
        Self::History,
    ];

    /// Where the handbook tells of it.
    pub fn chapter(self) -> Chapter {
        match self {
            Self::Marks => Chapter::Marking,
            Self::Suggestions => Chapter::Suggestions,
            Self::Document => Chapter::Documents,
            Self::Find => Chapter::Searching,
            Self::Check => Chapter::Check,
            Self::Overview | Self::Remarks => Chapter::Together,
            Self::History => Chapter::Beginning,
        }
    }
}

/// How the pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageMode {
    /// As they will be published; nothing can be drawn.
    pub preview: bool,
    /// Without marks.
    pub without_marks: bool,
    /// Beside the pages as they will be published.
    pub side_by_side: bool,
    /// As the text that is left after the export.
    pub as_text: bool,
}

/// A panel beside the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// What is being looked at.
pub struct Viewing {
    /// The document at hand.
    pub document: Option<DocumentId>,
    /// The page most of which is to be seen, from 0.
    pub page: usize,
    pub mode: PageMode,
    /// Which documents the list shows.
    pub listed: Show,
    pub left_panel: bool,
    pub right_panel: bool,
    /// A panel that is folded only because there is no room for both, and which were open in the last frame.
    folded: Option<Side>,
    were_open: (bool, bool),
    pub tab: Tab,
    /// The pages, from 0, that were on the screen in the last frame.
    pub on_screen: Vec<usize>,
    /// A document opens with a whole page in view.
    pub opens_whole: bool,
    /// The size of the canvas in the last frame.
    pub canvas: Vec2,
    views: HashMap<DocumentId, (View, Layout)>,
    /// The document and the page to which the list and the small pages were last scrolled.
    followed: (Option<DocumentId>, usize),
}

/// What came to be at hand since the last frame.
#[derive(Clone, Copy)]
pub struct Came {
    pub document: bool,
    pub page: bool,
}

impl Viewing {
    /// Begins with the first document.
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            document: dossier.documents.first().map(|d| d.id),
            page: 0,
            mode: PageMode::default(),
            listed: Show::default(),
            left_panel: true,
            right_panel: true,
            folded: None,
            were_open: (true, true),
            tab: Tab::Marks,
            on_screen: Vec::new(),
            opens_whole: false,
            canvas: Vec2::ZERO,
            views: HashMap::new(),
            followed: (None, 0),
        }
    }

    /// The source of the document at hand and the page of it.
    pub fn at_hand(&self, dossier: &Dossier) -> Option<(String, usize)> {
        let source = self.current(dossier)?.source.as_ref()?;
        Some((source.sha256.to_string(), self.page))
    }

    /// The document at hand.
    pub fn current<'a>(&self, dossier: &'a Dossier) -> Option<&'a Arc<Document>> {
        dossier.document(self.document?)
    }

    /// Where the reader is in a document, and where its pages are.
    pub fn view(&mut self, document: &Document) -> (&mut View, &Layout) {
        let fit = match self.opens_whole {
            true => Fit::Page,
            false => Fit::Width,
        };
        let new = || (View::fitted(fit), Layout::new(document.sizes()));
        let (view, layout) = self.views.entry(document.id).or_insert_with(new);
        (view, layout)
    }

    /// Changes the view of the document at hand; the page at hand is handed in too.
    pub fn change(&mut self, dossier: &Dossier, change: impl FnOnce(&mut View, usize, &Layout)) {
        let page = self.page;
        if let Some(document) = self.current(dossier) {
            let (view, layout) = self.view(document);
            change(view, page, layout);
        }
    }

    /// Turns the page at hand by a quarter in view, clockwise; whether there is one.
    pub fn turn_page(&mut self, dossier: &Dossier) -> bool {
        let page = self.page;
        let Some(document) = self.current(dossier).cloned() else {
            return false;
        };
        let (_, layout) = self.view(&document);
        let turned = layout.with_turned(page);
        let kept = self.views.get_mut(&document.id);
        kept.into_iter().for_each(|(view, layout)| {
            *layout = turned.clone();
            view.go_to(page, layout);
        });
        true
    }

    /// Fits the pages of the document at hand to the window, so many beside each other.
    pub fn fit(&mut self, dossier: &Dossier, columns: usize, fit: Fit) {
        let (page, current) = (self.page, self.current(dossier).cloned());
        let Some(document) = current else {
            return;
        };
        self.view(&document);
        let Some((view, layout)) = self.views.get_mut(&document.id) else {
            return;
        };
        let is_other = layout.columns() != columns;
        if is_other {
            *layout = layout.with_columns(columns);
        }
        match fit {
            Fit::Page => view.fit_page(page, layout),
            _ if is_other => {
                view.fit_page(page, layout);
                view.fit = fit;
            }
            _ => view.fit = fit,
        }
    }

    /// Whether the document at hand is shown as two pages beside each other.
    pub fn has_two_pages(&self) -> bool {
        let view = self.document.and_then(|document| self.views.get(&document));
        view.is_some_and(|(_, layout)| layout.columns() == 2)
    }

    /// What the canvas calls the page at hand; of two beside each other it stays the one that was gone to or pressed.
    pub(super) fn follow_canvas(&mut self, nearest: usize, pressed: Option<usize>) {
        let view = self.document.and_then(|document| self.views.get(&document));
        let is_beside =
            |page: usize| view.is_some_and(|(_, layout)| layout.row(page) == layout.row(nearest));
        let wanted = pressed.unwrap_or(self.page);
        self.page = if is_beside(wanted) { wanted } else { nearest };
    }

    /// By how many quarters a page of the document at hand (from 0) is turned in view, clockwise.
    pub fn quarters_of(&self, page: usize) -> u8 {
        let view = self.document.and_then(|document| self.views.get(&document));
        view.map_or(0, |(_, layout)| layout.quarters(page))
    }

    /// The same of the page at hand.
    pub fn quarters(&self) -> u8 {
        self.quarters_of(self.page)
    }

    /// Makes a place of a page visible, in points from its top.
    pub fn show_place(&mut self, document: &Document, page: usize, top: f64) {
        let (view, layout) = self.view(document);
        view.show_place(page, top, layout);
    }

    pub fn go_to(&mut self, place: Place, dossier: &Dossier, chosen: &mut Chosen) {
        if self.document != Some(place.document) {
            self.document = Some(place.document);
            chosen.marks.clear();
            // What was chosen elsewhere is not meant by the next action.
            if !chosen.documents.contains(&place.document) {
                chosen.documents.clear();
            }
            // Where the reader left it.
            let view = self.views.get(&place.document);
            self.page = view.map_or(0, |(view, layout)| view.page(layout));
        }
        let document = dossier.document(place.document);
        if let (Some(page), Some(document)) = (place.page, document) {
            let owned = place.mark.and_then(|mark| document.mark(mark));
            let area = owned.and_then(|owned| owned.mark.areas.first());
            match area.map(PageRect::top) {
                Some(top) => self.show_place(document, page, top),
                None => {
                    let (view, layout) = self.view(document);
                    view.go_to(page, layout);
                }
            }
            self.page = page;
        }
        if let Some(mark) = place.mark {
            chosen.marks = BTreeSet::from([mark]);
        }
    }

    /// Whether the right panel shows this.
    pub fn shows(&self, tab: Tab) -> bool {
        self.right_panel && self.tab == tab
    }

    /// Has the right panel show this.
    pub fn open(&mut self, tab: Tab) {
        self.right_panel = true;
        self.tab = tab;
    }

    /// Folds one of the panels where there is no room for both: that which was not just opened. It comes back when there
    /// is room again.
    pub(super) fn fit_panels(&mut self, is_narrow: bool) {
        let both = self.left_panel && self.right_panel;
        let neither = !self.left_panel && !self.right_panel;
        if both && is_narrow {
            // In a window that has just become so, the way to the documents stays.
            let side = match self.were_open {
                (false, true) | (true, true) => Side::Right,
                _ => Side::Left,
            };
            self.set_open(side, false);
            self.folded = Some(side);
        } else if neither || !is_narrow {
            let folded = self.folded.take();
            folded
                .into_iter()
                .for_each(|side| self.set_open(side, true));
        }
        self.were_open = (self.left_panel, self.right_panel);
    }

    fn set_open(&mut self, side: Side, is_open: bool) {
        match side {
            Side::Left => self.left_panel = is_open,
            Side::Right => self.right_panel = is_open,
        }
    }

    /// Goes to the first document when the one at hand is no longer there.
    pub fn forget_gone(&mut self, dossier: &Dossier) {
        if self.current(dossier).is_none() {
            self.document = dossier.documents.first().map(|d| d.id);
        }
    }

    /// Documents have other pages now.
    pub fn forget_views(&mut self) {
        self.views.clear();
    }

    /// What came to be at hand since this was last asked.
    pub(super) fn follow(&mut self) -> Came {
        let here = (self.document, self.page);
        let before = std::mem::replace(&mut self.followed, here);
        Came {
            document: before.0 != here.0,
            page: before != here,
        }
    }

    /// Screen points per page point of the document at hand.
    pub fn zoom(&self) -> Option<f64> {
        self.views.get(&self.document?).map(|(view, _)| view.zoom())
    }

    /// What of the page at hand stands at the top of the screen, in points from the top of the page.
    pub fn top_of_page(&self) -> f64 {
        let view = self.document.and_then(|document| self.views.get(&document));
        view.map_or(0.0, |(view, layout)| view.top_of(self.page, layout))
    }

    /// What of it stands at the top, in points from its beginning.
    pub fn top(&self) -> Option<f64> {
        self.views.get(&self.document?).map(|(view, _)| view.top())
    }
}
