//! Text and blank places of the pages at hand, and what their marks settle to.
//!
//! **Invariant:** what is shown as black is what [`PageBlackout::of`] says, as in the export; memory is bounded.
//! **Absent:** reading; what is missing becomes a request.

use crate::jobs::{PagePart, PageRequest, SourceFile};
use crate::model::blackout::PageBlackout;
use crate::model::document::{Document, OwnedMark};
use crate::model::geometry::PageSize;
use crate::model::ground::Notation;
use crate::model::label::BlankMap;
use crate::model::mark::Mark;
use crate::model::text::PageText;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Pages that are remembered.
const LIMIT: usize = 256;

/// What is known of a page.
#[derive(Default)]
struct Known {
    text: Option<Arc<PageText>>,
    blank: Option<Arc<BlankMap>>,
    settled: Option<Settled>,
    last_used: u64,
}

/// The outcome for one set of marks.
struct Settled {
    marks: Vec<Arc<OwnedMark>>,
    notation: Notation,
    blackout: Arc<PageBlackout>,
}

/// The pages at hand.
#[derive(Default)]
pub struct PageFacts {
    pages: HashMap<(String, usize), Known>,
    clock: u64,
    /// Requests that came to nothing: made again they would fail again.
    failed: HashSet<PageRequest>,
    /// Pages over which the engine crashed or hung; nothing more is asked of them.
    broken: HashSet<(SourceFile, usize)>,
}

impl PageFacts {
    fn page(&mut self, source: &SourceFile, page: usize) -> &mut Known {
        self.clock += 1;
        if self.pages.len() >= LIMIT {
            let oldest = self.clock.saturating_sub(LIMIT as u64 / 2);
            self.pages.retain(|_, known| known.last_used >= oldest);
        }
        let known = self.pages.entry((source.key.clone(), page)).or_default();
        known.last_used = self.clock;
        known
    }

    pub fn add_text(&mut self, source: &SourceFile, page: usize, text: PageText) {
        self.page(source, page).text = Some(Arc::new(text));
    }

    /// The text of a page (from 0) of a source is another than it was.
    pub fn forget_text(&mut self, source: &str, page: usize) {
        if let Some(known) = self.pages.get_mut(&(source.to_owned(), page)) {
            (known.text, known.settled) = (None, None);
        }
    }

    pub fn add_blank(&mut self, source: &SourceFile, page: usize, blank: BlankMap) {
        self.page(source, page).blank = Some(Arc::new(blank));
    }

    /// A request came to nothing; it `breaks` when the engine crashed or hung over it.
    pub fn add_failure(&mut self, request: PageRequest, breaks: bool) {
        if let (true, Some(page)) = (breaks, request.part.page()) {
            self.broken.insert((request.source.clone(), page));
        }
        self.failed.insert(request);
    }

    /// Whether nothing can come of a request.
    pub fn is_vain(&self, request: &PageRequest) -> bool {
        let page = request.part.page();
        self.failed.contains(request)
            || page.is_some_and(|page| self.is_broken(&request.source, page))
    }

    fn is_broken(&self, source: &SourceFile, page: usize) -> bool {
        // Few pages ever break.
        self.broken
            .iter()
            .any(|(of, broken)| (of, *broken) == (source, page))
    }

    /// Whether a picture of this page cannot be had.
    pub fn has_failed(&self, source: &SourceFile, page: usize) -> bool {
        // Few requests ever fail.
        let failed =
            |request: &PageRequest| request.source == *source && request.part.page() == Some(page);
        self.is_broken(source, page) || self.failed.iter().any(failed)
    }

    /// The text of a page, if it is there.
    pub fn text(&mut self, source: &SourceFile, page: usize) -> Option<Arc<PageText>> {
        self.page(source, page).text.clone()
    }

    /// As [`PageFacts::text`], without counting as use.
    pub fn known_text(&self, source: &SourceFile, page: usize) -> Option<Arc<PageText>> {
        let known = self.pages.get(&(source.key.clone(), page));
        known.and_then(|known| known.text.clone())
    }

    /// What is blank on a page, if it is known.
    pub fn known_blank(&self, source: &SourceFile, page: usize) -> Option<Arc<BlankMap>> {
        let known = self.pages.get(&(source.key.clone(), page));
        known.and_then(|known| known.blank.clone())
    }

    /// What must be asked for to show a page with its marks.
    pub fn missing(
        &mut self,
        source: &SourceFile,
        page: usize,
        has_marks: bool,
    ) -> Vec<PageRequest> {
        let known = self.page(source, page);
        let mut parts = Vec::new();
        if known.text.is_none() {
            parts.push(PagePart::Text(page));
        }
        if known.blank.is_none() && has_marks {
            parts.push(PagePart::Blank(page));
        }
        let request = |part| PageRequest {
            source: source.clone(),
            part,
        };
        parts.into_iter().map(request).collect()
    }

    /// What the marks of a page settle to; `None` while the page is not known.
    pub fn blackout(
        &mut self,
        source: &SourceFile,
        document: &Document,
        page: usize,
        size: PageSize,
        notation: Notation,
    ) -> Option<Arc<PageBlackout>> {
        let marks: Vec<Arc<OwnedMark>> = document.marks_on(page).cloned().collect();
        if marks.is_empty() {
            return Some(Arc::default());
        }
        let known = self.page(source, page);
        if let Some(settled) = &known.settled
            && settled.notation == notation
            && settled.marks.len() == marks.len()
            && settled
                .marks
                .iter()
                .zip(&marks)
                .all(|(a, b)| Arc::ptr_eq(a, b))
        {
            return Some(settled.blackout.clone());
        }
        let plain: Vec<&Mark> = marks.iter().map(|m| &m.mark).collect();
        let blackout = match PageBlackout::of_covered(&plain, notation, size) {
            Some(covered) => covered,
            None => {
                let (text, blank) = (known.text.clone()?, known.blank.clone()?);
                PageBlackout::of(&plain, notation, &text, &blank, size)
            }
        };
        let blackout = Arc::new(blackout);
        known.settled = Some(Settled {
            marks,
            notation,
            blackout: blackout.clone(),
        });
        Some(blackout)
    }
}
