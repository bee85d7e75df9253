//! From gestures to marks: a drag or a click is settled on words, and becomes one edit.
//!
//! **Invariant:** what lights up under the pointer is what is marked; both ask [`marks_layer::settled`]. Gestures become
//! marks in the order in which they were made; one that needs what is not known yet waits for it, and is not lost.

use super::desk::{Desk, Pending, sizes_of};
use super::tools::Tools;
use crate::command::Action;
use crate::find::halves::halves;
use crate::i18n::{Lang, Text};
use crate::jobs::{SourceFile, Want, Wish};
use crate::model::document::{Document, DocumentId, MarkId, OwnedMark};
use crate::model::edit::{Edit, NewMark};
use crate::model::geometry::{PagePoint, PageRect};
use crate::model::mark::Mark;
use crate::model::session::Event;
use crate::model::snap;
use crate::model::spans::{self, Span};
use crate::model::text::PageText;
use crate::ui::Drawn;
use crate::ui::marks_layer::{self, CLICKS};
use crate::ui::palette::Palette;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

/// Smallest side of a free frame in points; less is a slip of the hand.
const SMALLEST: f64 = 1.0;
/// The same where words were meant and none was touched: a drag between two lines makes no mark.
const SMALLEST_AMONG_WORDS: f64 = 4.0;

/// A gesture over a page of the document at hand.
#[derive(Clone, Debug)]
pub enum Asked {
    Draw(Drawn),
    /// Clicks: the word, the line, the cell, the column.
    Take {
        page: usize,
        at: PagePoint,
        span: Span,
    },
    Reshape {
        mark: MarkId,
        areas: Vec<PageRect>,
    },
}

/// What the last gestures left.
#[derive(Default)]
pub struct Gestures {
    /// Those that wait: for the text of their page, or for the ground of one before them.
    asked: VecDeque<(DocumentId, Asked)>,
    /// The mark that was drawn last.
    last: Option<MarkId>,
    /// It was made by two clicks: a third takes more.
    clicked: Option<MarkId>,
    /// A mark over half a name or number, and its areas when it covers the whole.
    pub half: Option<(MarkId, Vec<PageRect>)>,
    /// When the palette opens for what was clicked.
    palette_at: Option<Instant>,
}

impl Gestures {
    /// Forgets what waits: the ground of the one before it was not given.
    pub(super) fn forget_asked(&mut self) {
        self.asked.clear();
    }
}

impl Desk {
    /// A gesture ended. What it needs and does not have yet it waits for.
    pub(super) fn ask(&mut self, asked: Asked, tools: &mut Tools) {
        if let Some(document) = self.current {
            self.gestures.asked.push_back((document, asked));
            self.settle_asked(tools);
        }
    }

    /// Settles gestures on the words of their pages, as far as these are known.
    pub(super) fn settle_asked(&mut self, tools: &mut Tools) {
        while let Some((id, asked)) = self.gestures.asked.front().cloned() {
            let Some((page, source)) = self.page_of(id, &asked) else {
                self.gestures.asked.pop_front();
                continue;
            };
            let text = tools.facts.text(&source, page);
            let is_unknown = text.is_none() && !tools.has_failed(&source, page);
            if is_unknown || self.must_wait(&asked) {
                return;
            }
            self.gestures.asked.pop_front();
            match asked {
                Asked::Draw(drawn) => self.draw(id, drawn, text, tools),
                Asked::Take { page, at, span } => self.take(id, (page, at), span, text, tools),
                Asked::Reshape { mark, areas } => self.reshape(mark, areas, text, tools),
            }
        }
    }

    /// The texts of pages for which gestures wait; also when the reader has gone on to another.
    pub(super) fn missing_for_asked(&self, tools: &Tools) -> Vec<Wish> {
        let asked = self.gestures.asked.iter();
        let places = asked.filter_map(|(id, asked)| self.page_of(*id, asked));
        let unknown =
            places.filter(|(page, source)| tools.facts.known_text(source, *page).is_none());
        let wish = |(page, source)| Wish {
            source,
            want: Want::Text(page),
        };
        unknown.map(wish).collect()
    }

    /// The page of a gesture, and the source of its document.
    fn page_of(&self, id: DocumentId, asked: &Asked) -> Option<(usize, SourceFile)> {
        let document = self.dossier().document(id)?;
        let page = match asked {
            Asked::Draw(drawn) => drawn.page,
            Asked::Take { page, .. } => *page,
            Asked::Reshape { mark, .. } => document.mark(*mark)?.mark.page,
        };
        Some((page, self.source_of(document)?))
    }

    /// Whether one before it still waits for its ground. A third click takes the place of what two have taken.
    fn must_wait(&self, asked: &Asked) -> bool {
        let takes_over = matches!(
            asked,
            Asked::Take {
                span: Span::Line | Span::Column,
                ..
            }
        );
        self.palette.is_some() || (self.pending.is_some() && !takes_over)
    }

    fn draw(
        &mut self,
        id: DocumentId,
        drawn: Drawn,
        text: Option<Arc<PageText>>,
        tools: &mut Tools,
    ) {
        let size = self.dossier().document(id);
        let size = size.and_then(|document| sizes_of(document).get(drawn.page).copied());
        let Some(size) = size else {
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
        if drawn.adds && self.add_to_last(id, drawn.page, &areas, tools) {
            return;
        }
        self.mark_or_ask(id, drawn.page, areas, free, tools);
        if free && among_words && self.pending.is_none() {
            tools
                .lang
                .text(Text::DrawnBesideWords)
                .clone_into(&mut self.message);
        }
        if drawn.adds {
            tools
                .lang
                .text(Text::NoMarkToAddTo)
                .clone_into(&mut self.message);
        }
    }

    /// A mark with the ground at hand; without one the palette asks for it first.
    fn mark_or_ask(
        &mut self,
        document: DocumentId,
        page: usize,
        areas: Vec<PageRect>,
        free: bool,
        tools: &mut Tools,
    ) {
        if !self.choice.is_empty() {
            self.add_mark(document, page, areas, free, tools);
            return;
        }
        self.pending = Some(Pending::Ground {
            document,
            page,
            areas,
            free,
        });
        self.palette = Some(Palette::new(self.favourites(), true));
    }

    /// Adds areas to the selected mark, else to the one that was drawn last, when it is on this page.
    fn add_to_last(
        &mut self,
        document: DocumentId,
        page: usize,
        areas: &[PageRect],
        tools: &mut Tools,
    ) -> bool {
        let selected = self
            .selected
            .iter()
            .next()
            .filter(|_| self.selected.len() == 1);
        let Some(mark) = selected.copied().or(self.gestures.last) else {
            return false;
        };
        let owned = self.dossier().document(document).and_then(|d| d.mark(mark));
        let Some(owned) = owned.filter(|m| m.mark.page == page).cloned() else {
            return false;
        };
        let new = areas.iter().filter(|area| !owned.mark.areas.contains(area));
        let areas: Vec<PageRect> = owned.mark.areas.iter().chain(new).copied().collect();
        if areas != owned.mark.areas && self.edit(Edit::SetAreas { mark, areas }, tools.lang) {
            tools.lang.text(Text::AddedTo).clone_into(&mut self.message);
            self.look_for_half(mark, tools);
        }
        true
    }

    /// Clicks over a page: a word, and again the whole of its address; a line; a cell; a column.
    fn take(
        &mut self,
        id: DocumentId,
        (page, at): (usize, PagePoint),
        span: Span,
        text: Option<Arc<PageText>>,
        tools: &mut Tools,
    ) {
        let document = self.dossier().document(id).cloned();
        let Some(document) = document.filter(|_| self.can_edit()) else {
            return;
        };
        let (Some(text), Some(size)) = (text, sizes_of(&document).get(page).copied()) else {
            return;
        };
        let parts = spans::taken(&text, at, span);
        let areas = snap::areas_of(&text, &parts, size);
        if areas.is_empty() {
            let text = tools.lang.text(Text::NothingDrawn);
            text.clone_into(&mut self.message);
            return;
        }
        if matches!(span, Span::Line | Span::Column) {
            self.forget_clicked();
        } else if let Some(owned) = covering(&document, page, &areas) {
            if let [part] = parts.as_slice()
                && let Some(whole) = spans::whole_of(&text, *part)
            {
                let areas = joined(&owned.mark.areas, snap::areas_of(&text, &whole, size));
                let mark = owned.id;
                self.edit(Edit::SetAreas { mark, areas }, tools.lang);
            }
            return;
        }
        if self.choice.is_empty() {
            // A third click may follow, and would fall on the palette.
            self.gestures.palette_at = Some(Instant::now() + CLICKS);
            self.pending = Some(Pending::Ground {
                document: document.id,
                page,
                areas,
                free: false,
            });
            return;
        }
        self.add_mark(document.id, page, areas, false, tools);
        self.gestures.clicked = self.gestures.last;
    }

    /// Opens the palette for what was clicked, once no further click can follow.
    pub(super) fn open_waiting_palette(&mut self, ctx: &egui::Context) {
        let Some(at) = self.gestures.palette_at else {
            return;
        };
        let left = at.saturating_duration_since(Instant::now());
        if left.is_zero() {
            self.gestures.palette_at = None;
            self.palette = Some(Palette::new(self.favourites(), true));
        } else {
            ctx.request_repaint_after(left);
        }
    }

    /// The word or cell of the second click was on the way to a line or column.
    fn forget_clicked(&mut self) {
        let Some(clicked) = self.gestures.clicked.take() else {
            return;
        };
        let is_last = matches!(self.session.last_edit(), Some(Edit::AddMarks { .. }))
            && self.dossier().next_mark_id().0 == clicked.0 + 1;
        if is_last && self.session.undo().is_some() {
            self.record(Event::Undo);
        }
    }

    /// Says that a mark covers half a name or number, and keeps what would cover the whole.
    fn look_for_half(&mut self, mark: MarkId, tools: &mut Tools) {
        self.gestures.half = None;
        let dossier = self.dossier().clone();
        let found = dossier.documents.iter();
        let found = found.filter_map(|d| Some((d, d.mark(mark)?))).next();
        let Some((document, owned)) = found else {
            return;
        };
        let source = self.source_of(document);
        let text = source.and_then(|source| tools.facts.text(&source, owned.mark.page));
        let (Some(text), Some(size)) = (text, sizes_of(document).get(owned.mark.page).copied())
        else {
            return;
        };
        let parts = halves(&text, &owned.mark.areas);
        if parts.is_empty() {
            return;
        }
        let whole = joined(&owned.mark.areas, snap::areas_of(&text, &parts, size));
        self.gestures.half = Some((mark, whole));
        let key = Action::TakeWhole.shortcut().map(|s| s.logical_key.name());
        self.message = tools
            .lang
            .fill(Text::HalfTaken, &[&key.unwrap_or_default()]);
    }

    /// Covers the whole of the name or number of which half was covered.
    pub(super) fn take_whole(&mut self, lang: Lang) {
        if let Some((mark, areas)) = self.gestures.half.take()
            && self.edit(Edit::SetAreas { mark, areas }, lang)
        {
            self.message.clear();
        }
    }

    /// A mark over the whole page, also where nothing of it can be shown.
    pub(super) fn cover_page(&mut self, tools: &mut Tools) {
        if self.preview {
            return;
        }
        let found = self.current().and_then(|document| {
            let size = *sizes_of(document).get(self.page)?;
            Some((document.id, size.rect()?))
        });
        if let Some((document, whole)) = found {
            self.mark_or_ask(document, self.page, vec![whole], true, tools);
        }
    }

    pub(super) fn add_mark(
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
        let id = self.dossier().next_mark_id();
        if self.edit(edit, tools.lang) {
            self.message.clear();
            self.gestures = Gestures {
                last: Some(id),
                asked: std::mem::take(&mut self.gestures.asked),
                ..Gestures::default()
            };
            self.look_for_half(id, tools);
            // The new mark is not selected: the next digit is for the next mark.
            self.selected.clear();
            if !tools.preferences.has_marked {
                tools.preferences.has_marked = true;
                tools.keep_preferences();
            }
        }
    }

    /// A pulled mark: a text mark is settled on words again.
    fn reshape(
        &mut self,
        mark: MarkId,
        mut areas: Vec<PageRect>,
        text: Option<Arc<PageText>>,
        tools: &mut Tools,
    ) {
        let dossier = self.dossier().clone();
        let Some((document, owned)) = dossier
            .documents
            .iter()
            .find_map(|d| Some((d, d.mark(mark)?)))
        else {
            return;
        };
        if !owned.mark.free {
            let size = sizes_of(document).get(owned.mark.page).copied();
            let (Some(text), Some(size)) = (text, size) else {
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
            self.look_for_half(mark, tools);
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
}

/// The mark that covers these areas already.
fn covering<'a>(document: &'a Document, page: usize, areas: &[PageRect]) -> Option<&'a OwnedMark> {
    let covers = |m: &&Arc<OwnedMark>| {
        areas.iter().all(|area| {
            let centre = area.center();
            m.mark.areas.iter().any(|known| known.contains(centre))
        })
    };
    document.marks_on(page).find(covers).map(|m| &**m)
}

/// The areas of a mark with new ones, each old one joined to the new one that it meets.
fn joined(known: &[PageRect], new: Vec<PageRect>) -> Vec<PageRect> {
    let mut areas = new;
    for old in known {
        match areas.iter_mut().find(|area| area.intersects(old)) {
            Some(area) => *area = area.union(old),
            None => areas.push(*old),
        }
    }
    areas
}
