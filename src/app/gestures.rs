//! From gestures to marks: what was done over a page is settled on its words, and becomes one edit.
//!
//! **Invariant:** gestures become marks in the order in which they were made; one that needs what is not known yet waits
//! for it, and is not lost.
//! **Absent:** what a gesture covers; `model::gesture` says that, to the view as well.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::services::Services;
use crate::command::Action;
use crate::find::halves::halves;
use crate::i18n::Text;
use crate::jobs::search::Hit;
use crate::jobs::suggest::Proposal;
use crate::jobs::{PagePart, PageRequest};
use crate::model::dossier::document::{Document, DocumentId, MarkId, OwnedMark};
use crate::model::dossier::mark::Mark;
use crate::model::edit::{Edit, NewMark};
use crate::model::gesture::snap;
use crate::model::gesture::spans::{self, Span};
use crate::model::gesture::{Drawn, Gesture, Grip, pulled};
use crate::model::ground::Notation;
use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::text::PageText;
use crate::ui::chosen::Chosen;
use crate::ui::forms::ground_picker::GroundPicker;
use crate::ui::page::marks_layer::{CLICKS, Pointer};
use crate::ui::page::page_facts::PageFacts;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

/// What waits for its ground: the choice of grounds is open, or about to be.
pub enum Pending {
    /// Hits that are to be marked.
    Hits(Vec<Hit>),
    /// Suggestions that have no ground of their own.
    Suggestions(Vec<Proposal>),
    /// A mark without its grounds.
    Mark(NewMark),
}

/// Gestures on their way, and what the last ones left.
#[derive(Default)]
pub struct Gestures {
    pub pointer: Pointer,
    /// Those that wait: for the text of their page, or for the ground of one before them.
    waiting: VecDeque<(DocumentId, Gesture)>,
    pub pending: Option<Pending>,
    /// When the choice of grounds opens for what was clicked.
    picker_at: Option<Instant>,
    /// A suggestion that was clicked, and when it is chosen.
    suggestion_at: Option<(Instant, Proposal)>,
    /// The mark that was drawn last.
    last: Option<MarkId>,
    /// It was made by two clicks: a third takes more.
    clicked: Option<MarkId>,
    /// A mark over half a name or number, and its areas when it covers the whole.
    half: Option<(MarkId, Vec<PageRect>)>,
    /// What is to be said of the next mark once it is made, which may take a choice of grounds.
    to_say: Vec<String>,
}

impl Gestures {
    /// A gesture over the document at hand has ended.
    pub fn add(&mut self, document: DocumentId, gesture: Gesture) {
        // What was a click on a suggestion was the first of two.
        self.suggestion_at = None;
        self.waiting.push_back((document, gesture));
    }

    /// A suggestion was clicked.
    pub fn click(&mut self, suggestion: Proposal) {
        self.suggestion_at = Some((Instant::now() + CLICKS, suggestion));
    }

    /// The suggestion that was clicked, once no further click can follow; else how long that takes.
    pub fn due_suggestion(&mut self, ctx: &egui::Context) -> Option<Proposal> {
        let (at, _) = self.suggestion_at.as_ref()?;
        if !is_due(*at, ctx) {
            return None;
        }
        self.suggestion_at.take().map(|(_, one)| one)
    }

    /// Forgets what waits for a ground, and for that: the ground was not given.
    pub fn forget_waiting(&mut self) {
        self.pending = None;
        self.waiting.clear();
        self.to_say.clear();
    }

    /// The mark that was drawn last; it need not be there any more.
    pub fn last_drawn(&self) -> Option<MarkId> {
        self.last
    }

    /// Whether half a name or number was just covered.
    pub fn has_half(&self) -> bool {
        self.half.is_some()
    }

    /// The texts of pages for which gestures wait; also when the reader has gone on to another.
    pub fn missing(&self, open: &OpenDossier, facts: &PageFacts) -> Vec<PageRequest> {
        let missing = self.waiting.iter().filter_map(|(id, gesture)| {
            let source = open.source_of(open.now().document(*id)?)?;
            let page = gesture.page();
            let is_unknown = facts.known_text(&source, page).is_none();
            let part = PagePart::Text(page);
            is_unknown.then_some(PageRequest { source, part })
        });
        missing.collect()
    }

    /// A choice of grounds for what was clicked, once no further click can follow; else how long that takes.
    pub fn due_picker(&mut self, open: &OpenDossier, ctx: &egui::Context) -> Option<GroundPicker> {
        let at = self.picker_at?;
        if !is_due(at, ctx) {
            return None;
        }
        self.picker_at = None;
        Some(GroundPicker::new(open.favourites(), true))
    }
}

/// Whether a moment has come; else the window is drawn again when it does.
fn is_due(at: Instant, ctx: &egui::Context) -> bool {
    let left = at.saturating_duration_since(Instant::now());
    if !left.is_zero() {
        ctx.request_repaint_after(left);
    }
    left.is_zero()
}

/// A page over which a gesture was made, as far as it is known.
struct OnPage {
    document: Arc<Document>,
    page: usize,
    size: PageSize,
    text: Option<Arc<PageText>>,
}

/// The parts that marks are made with.
pub struct Marking<'a> {
    pub open: &'a mut OpenDossier,
    pub chosen: &'a mut Chosen,
    pub gestures: &'a mut Gestures,
    pub ground_picker: &'a mut Option<GroundPicker>,
    pub feedback: &'a mut Feedback,
    pub services: &'a mut Services,
}

impl Marking<'_> {
    /// Settles gestures on the words of their pages, as far as these are known.
    pub fn settle(&mut self) {
        while let Some((id, gesture)) = self.gestures.waiting.front().copied() {
            let page = gesture.page();
            let document = self.open.now().document(id).cloned();
            let source = document.as_ref().and_then(|d| self.open.source_of(d));
            let (Some(document), Some(source)) = (document, source) else {
                self.gestures.waiting.pop_front();
                continue;
            };
            let facts = &mut self.services.facts;
            let text = facts.text(&source, page);
            let is_unknown = text.is_none() && !facts.has_failed(&source, page);
            if is_unknown || self.must_wait(&gesture) {
                return;
            }
            self.gestures.waiting.pop_front();
            if let Some(size) = document.sizes().get(page).copied() {
                let on = OnPage {
                    document,
                    page,
                    size,
                    text,
                };
                self.settle_one(&on, gesture);
            }
        }
    }

    /// Whether one before it still waits for its ground. A third click takes the place of what two have taken.
    fn must_wait(&self, gesture: &Gesture) -> bool {
        let takes_over = matches!(
            gesture,
            Gesture::Take {
                span: Span::Line | Span::Column,
                ..
            }
        );
        self.ground_picker.is_some() || (self.gestures.pending.is_some() && !takes_over)
    }

    fn settle_one(&mut self, on: &OnPage, gesture: Gesture) {
        match gesture {
            Gesture::Draw {
                from,
                to,
                free,
                adds,
                ..
            } => {
                let drawn = Drawn::of(from, to, free, on.text.as_deref(), on.size);
                self.draw(on, drawn, adds);
            }
            Gesture::Take { at, span, .. } => self.take(on, at, span),
            Gesture::Pull {
                mark,
                grip,
                from,
                to,
                ..
            } => self.pull(on, mark, grip, (from, to)),
        }
    }

    fn draw(&mut self, on: &OnPage, drawn: Drawn, adds: bool) {
        if drawn.is_slip() {
            return self.feedback.say(Text::NothingDrawn);
        }
        if adds && self.add_to_last(on, &drawn.areas) {
            return;
        }
        let lang = self.feedback.lang;
        let said = adds.then(|| lang.text(Text::NoMarkToAddTo).to_owned());
        self.mark(&on.document, on.page, drawn, said);
    }

    /// Makes a mark of what was drawn, and says what is to be known of it.
    fn mark(&mut self, document: &Document, page: usize, drawn: Drawn, said: Option<String>) {
        let lang = self.feedback.lang;
        let below = covering(document, page, &drawn.areas);
        let below = below.map(|mark| {
            let grounds = mark.mark.label_text(self.notation());
            lang.fill(Text::DrawnOverMark, &[&grounds])
        });
        let beside_words = drawn.free && drawn.among_words;
        let beside = beside_words.then(|| lang.text(Text::DrawnBesideWords).to_owned());
        self.gestures.to_say = below.or(beside).into_iter().chain(said).collect();
        self.mark_or_ask(new_mark(document.id, page, drawn.areas, drawn.free));
    }

    /// Marks what the caret takes on a page, from 0.
    pub fn cover(&mut self, document: &Document, page: usize, drawn: Drawn) {
        if !self.open.can_edit() || drawn.areas.is_empty() {
            return;
        }
        self.mark(document, page, drawn, None);
    }

    fn notation(&self) -> Notation {
        self.open.now().facts.notation
    }

    /// A mark with the grounds at hand; without one the choice of grounds asks for it first.
    pub fn mark_or_ask(&mut self, mark: NewMark) {
        if !self.chosen.grounds.is_empty() {
            return self.add_mark(mark);
        }
        self.gestures.pending = Some(Pending::Mark(mark));
        *self.ground_picker = Some(GroundPicker::new(self.open.favourites(), true));
    }

    /// Adds areas to the selected mark, else to the one that was drawn last, when it is on this page.
    fn add_to_last(&mut self, on: &OnPage, areas: &[PageRect]) -> bool {
        let mark = self.chosen.mark().or(self.gestures.last);
        let owned = mark.and_then(|mark| on.document.mark(mark));
        let Some(owned) = owned.filter(|m| m.mark.page == on.page) else {
            return false;
        };
        let new = areas.iter().filter(|area| !owned.mark.areas.contains(area));
        let areas: Vec<PageRect> = owned.mark.areas.iter().chain(new).copied().collect();
        if areas != owned.mark.areas && self.set_areas(owned.id, areas) {
            self.feedback.say(Text::AddedTo);
            let half = self.look_for_half(owned.id);
            half.iter().for_each(|half| self.feedback.say_too(half));
        }
        true
    }

    fn set_areas(&mut self, mark: MarkId, areas: Vec<PageRect>) -> bool {
        let edit = Edit::SetAreas { mark, areas };
        self.open.edit(edit, self.feedback)
    }

    /// Clicks over a page: a word, and again the whole of its address; a line; a cell; a column.
    fn take(&mut self, on: &OnPage, at: PagePoint, span: Span) {
        let Some(text) = on.text.as_ref().filter(|_| self.open.can_edit()) else {
            return;
        };
        let parts = spans::taken(text, at, span);
        let areas = snap::areas_of(text, &parts, on.size);
        if areas.is_empty() {
            return self.feedback.say(Text::NothingDrawn);
        }
        if matches!(span, Span::Line | Span::Column) {
            self.forget_clicked();
        } else if let Some(owned) = covering(&on.document, on.page, &areas) {
            if let [part] = parts.as_slice()
                && let Some(whole) = spans::whole_of(text, *part)
            {
                let whole = snap::areas_of(text, &whole, on.size);
                self.set_areas(owned.id, joined(&owned.mark.areas, whole));
            }
            return;
        }
        let mark = new_mark(on.document.id, on.page, areas, false);
        if self.chosen.grounds.is_empty() {
            // A third click may follow, and would fall on the choice of grounds.
            self.gestures.picker_at = Some(Instant::now() + CLICKS);
            self.gestures.pending = Some(Pending::Mark(mark));
            return;
        }
        if self.add(mark, OpenDossier::edit_for_now) {
            self.gestures.clicked = self.gestures.last;
        }
    }

    /// The word or cell of the second click was on the way to a line or column.
    fn forget_clicked(&mut self) {
        let Some(clicked) = self.gestures.clicked.take() else {
            return;
        };
        let is_last = self.open.last_edit().is_some_and(Edit::makes_marks)
            && self.open.now().next_mark_id().0 == clicked.0 + 1;
        if is_last {
            self.open.withdraw();
        }
    }

    /// A grip of a mark was pulled.
    fn pull(&mut self, on: &OnPage, mark: MarkId, grip: Grip, pull: (PagePoint, PagePoint)) {
        let Some(owned) = on.document.mark(mark) else {
            return;
        };
        if !owned.mark.free && on.text.is_none() {
            return;
        }
        let Some(pulled) = pulled(&owned.mark, grip, pull, on.text.as_deref(), on.size) else {
            return;
        };
        let mut areas = owned.mark.areas.clone();
        drop(areas.splice(grip.area..=grip.area, pulled));
        if areas != owned.mark.areas && !areas.is_empty() {
            self.set_areas(mark, areas);
            if let Some(half) = self.look_for_half(mark) {
                self.feedback.say_words(half);
            }
        }
    }

    /// What is to be said of a mark that covers half a name or number; keeps what would cover the whole.
    fn look_for_half(&mut self, mark: MarkId) -> Option<String> {
        self.gestures.half = None;
        let (document, owned) = self.open.now().mark(mark)?;
        let page = owned.mark.page;
        let source = self.open.source_of(document);
        let text = source.and_then(|source| self.services.facts.text(&source, page));
        let (text, size) = (text?, document.sizes().get(page).copied()?);
        let parts = halves(&text, &owned.mark.areas);
        if parts.is_empty() {
            return None;
        }
        let whole = joined(&owned.mark.areas, snap::areas_of(&text, &parts, size));
        self.gestures.half = Some((mark, whole));
        let key = Action::TakeWhole.shortcut().map(|s| s.logical_key.name());
        let key = key.unwrap_or_default();
        Some(self.feedback.lang.fill(Text::HalfTaken, &[&key]))
    }

    /// Covers the whole of the name or number of which half was covered.
    pub fn take_whole(&mut self) {
        if let Some((mark, areas)) = self.gestures.half.take()
            && self.set_areas(mark, areas)
        {
            self.feedback.hush();
        }
    }

    /// Makes a mark with the grounds at hand.
    pub fn add_mark(&mut self, mark: NewMark) {
        self.add(mark, OpenDossier::edit);
    }

    fn add(
        &mut self,
        mut mark: NewMark,
        edit: fn(&mut OpenDossier, Edit, &mut Feedback) -> bool,
    ) -> bool {
        mark.mark.grounds.clone_from(&self.chosen.grounds);
        let id = self.open.now().next_mark_id();
        let new = Edit::AddMarks {
            marks: vec![mark],
            author: self.open.account().to_owned(),
        };
        if !edit(self.open, new, self.feedback) {
            return false;
        }
        let gestures = &mut *self.gestures;
        (gestures.last, gestures.clicked) = (Some(id), None);
        (gestures.half, gestures.picker_at) = (None, None);
        let to_say = std::mem::take(&mut gestures.to_say);
        for said in self.look_for_half(id).into_iter().chain(to_say) {
            self.feedback.say_too(&said);
        }
        // The new mark is not selected: the next digit is for the next mark.
        self.chosen.marks.clear();
        let preferences = &mut self.services.preferences;
        if !preferences.has_marked {
            preferences.has_marked = true;
            self.services.keep_preferences();
        }
        true
    }
}

/// A mark that has no grounds yet.
pub fn new_mark(document: DocumentId, page: usize, areas: Vec<PageRect>, free: bool) -> NewMark {
    let mark = Mark {
        page,
        areas,
        grounds: Vec::new(),
        note: String::new(),
        free,
    };
    NewMark { document, mark }
}

/// Moves a chosen free frame by so many points; text marks stay with their words.
pub fn nudge(
    (dx, dy): (f64, f64),
    chosen: &Chosen,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let mut marks = chosen.marks.iter().filter_map(|id| open.now().mark(*id));
    let Some((document, owned)) = marks.find(|(_, owned)| owned.mark.free) else {
        return;
    };
    let size = document.sizes().get(owned.mark.page);
    let Some(page) = size.copied().and_then(PageSize::rect) else {
        return;
    };
    let areas = owned.mark.areas.iter();
    let moved: Option<Vec<PageRect>> = areas
        .map(|a| a.translated(dx, dy).filter(|a| page.contains_rect(a)))
        .collect();
    let mark = owned.id;
    if let Some(areas) = moved {
        open.edit(Edit::SetAreas { mark, areas }, feedback);
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
