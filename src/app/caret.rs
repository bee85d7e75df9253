//! Marking with keys alone: the caret on the page at hand.
//!
//! **Invariant:** a caret belongs to one page; when another document is at hand, it is gone.
//! **Absent:** what it takes; `model::gesture::caret` says that, to the view as well.

use super::services::Services;
use super::workspace::Workspace;
use crate::i18n::Text;
use crate::model::dossier::document::Document;
use crate::model::gesture::Drawn;
use crate::model::gesture::caret::{Arrow, Caret};
use crate::model::gesture::snap;
use crate::model::page::geometry::PageSize;
use crate::model::page::text::PageText;
use crate::ui::CaretIntent;
use crate::ui::chosen::PageCaret;
use std::sync::Arc;

/// The page that a caret is on.
struct OnPage {
    document: Arc<Document>,
    page: usize,
    size: PageSize,
    text: Arc<PageText>,
}

impl Workspace {
    /// Puts a caret on the page at hand, or takes it away.
    pub(super) fn toggle_caret(&mut self, services: &Services) {
        let is_here = |at: &PageCaret| at.page == self.viewing.page;
        if self.chosen.caret.take().as_ref().is_some_and(is_here) {
            return self.feedback.hush();
        }
        let Some(on) = self.page_at_hand(services) else {
            return self.feedback.say(Text::CaretWaits);
        };
        let top = self.viewing.top_of_page();
        self.chosen.marks.clear();
        self.chosen.caret = Caret::begin(&on.text, on.size, top).map(|caret| PageCaret {
            document: on.document.id,
            page: on.page,
            caret,
        });
        self.tell_caret(&on);
        // A list that has the keyboard would take the arrows.
        let ctx = &services.ctx;
        ctx.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
    }

    pub(super) fn act_on_caret(&mut self, intent: CaretIntent, services: &mut Services) {
        let on = self.page_at_hand(services);
        let (Some(on), Some(mut at)) = (on, self.chosen.caret) else {
            return;
        };
        match intent {
            CaretIntent::Step { arrow, extends } => {
                at.caret.step(arrow, extends, &on.text, on.size);
                self.chosen.caret = Some(at);
                self.tell_caret(&on);
            }
            CaretIntent::Mark => {
                let drawn = at.caret.drawn(&on.text, on.size);
                self.marking(services).cover(&on.document, on.page, drawn);
                at.caret.step(Arrow::Right, false, &on.text, on.size);
                self.chosen.caret = Some(at);
            }
        }
    }

    /// What the caret takes now, on the page (from 0) that it is on.
    pub(super) fn caret_areas(&self, services: &Services) -> Option<(usize, Drawn)> {
        let (on, at) = (self.page_at_hand(services)?, self.chosen.caret?);
        Some((on.page, at.caret.drawn(&on.text, on.size)))
    }

    /// Takes the caret away when another document is at hand.
    pub(super) fn follow_caret(&mut self) {
        let here = self.viewing.document;
        self.chosen.caret = self.chosen.caret.filter(|at| Some(at.document) == here);
    }

    fn page_at_hand(&self, services: &Services) -> Option<OnPage> {
        let document = self.viewing.current(self.open.now())?.clone();
        let page = self.chosen.caret.map_or(self.viewing.page, |at| at.page);
        let size = document.sizes().get(page).copied()?;
        let source = self.open.source_of(&document)?;
        let text = services.facts.known_text(&source, page)?;
        Some(OnPage {
            document,
            page,
            size,
            text,
        })
    }

    /// Says what the caret takes, and brings it into view.
    fn tell_caret(&mut self, on: &OnPage) {
        let Some(at) = self.chosen.caret else { return };
        let drawn = at.caret.drawn(&on.text, on.size);
        if let Some(area) = drawn.areas.last() {
            self.viewing.show_place(&on.document, on.page, area.top());
        }
        let words = snap::covered_line(&on.text, &drawn.areas);
        match drawn.free {
            true => self.feedback.say(Text::CaretFrame),
            false => self.feedback.say_with(Text::CaretWords, &[&words]),
        }
    }
}
