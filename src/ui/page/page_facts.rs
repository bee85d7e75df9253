//! Text and blank places of the pages at hand, and what their marks settle to.
//!
//! **Invariant:** what is shown as black is what [`PageBlackout::of`] says, as in the export; memory is bounded.
//! **Absent:** reading; what is missing becomes a request.

use crate::jobs::{PagePart, PageRequest, SourceFile};
use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::BlankMap;
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::dossier::mark::Mark;
use crate::model::gesture::snap;
use crate::model::ground::Notation;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::PageText;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Pages that are remembered.
const LIMIT: usize = 256;
/// Areas of a page of which it is remembered what they grow to and cover: a drag has another at every step.
const MOST_GROWN: usize = 4096;

/// What is known of a page.
#[derive(Default)]
struct Known {
    text: Option<Arc<PageText>>,
    blank: Option<Arc<BlankMap>>,
    settled: Option<Settled>,
    /// What areas grow to, by their edges.
    grown: HashMap<Edges, Option<PageRect>>,
    /// What areas together cover, by their edges.
    covered: HashMap<Vec<Edges>, String>,
    /// Where the letters of its words stand.
    bodies: Option<Arc<Vec<PageRect>>>,
    last_used: u64,
}

/// The edges of an area, as the bits of their places.
type Edges = [u64; 4];

fn edges(area: &PageRect) -> Edges {
    [area.left(), area.top(), area.right(), area.bottom()].map(f64::to_bits)
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
        self.forget_text(&source.key, page);
        self.page(source, page).text = Some(Arc::new(text));
    }

    /// The text of a page (from 0) of a source is another than it was.
    pub fn forget_text(&mut self, source: &str, page: usize) {
        if let Some(known) = self.pages.get_mut(&(source.to_owned(), page)) {
            (known.text, known.settled) = (None, None);
            known.bodies = None;
            known.grown.clear();
            known.covered.clear();
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

    /// Areas of a page as they will be black; as drawn while the page is not known. To grow one takes a look at every
    /// letter of the page, so what is known of it is kept from frame to frame.
    pub fn grown(
        &mut self,
        source: &SourceFile,
        page: usize,
        size: PageSize,
        areas: &[PageRect],
    ) -> Vec<PageRect> {
        let known = self.page(source, page);
        let Some(text) = &known.text else {
            return areas.to_vec();
        };
        if known.grown.len() > MOST_GROWN {
            known.grown.clear();
        }
        let mut grown = |area: &PageRect| {
            let of_area = known.grown.entry(edges(area));
            *of_area.or_insert_with(|| text.grown(*area, size))
        };
        areas.iter().filter_map(&mut grown).collect()
    }

    /// The words that areas of a page cover, in one line, where its text is there. To find them takes a look at every
    /// letter of the page too, and a list asks for each of its rows.
    pub fn covered(
        &mut self,
        source: &SourceFile,
        page: usize,
        areas: &[PageRect],
    ) -> Option<String> {
        let known = self.pages.get_mut(&(source.key.clone(), page))?;
        let text = known.text.as_ref()?;
        if known.covered.len() > MOST_GROWN {
            known.covered.clear();
        }
        let of_areas = known.covered.entry(areas.iter().map(edges).collect());
        let covered = of_areas.or_insert_with(|| snap::covered_line(text, areas));
        Some(covered.clone())
    }

    /// Where the letters of the words of a page stand, in its points.
    pub fn word_bodies(&mut self, source: &SourceFile, page: usize) -> Arc<Vec<PageRect>> {
        let known = self.page(source, page);
        let text = known.text.as_deref();
        let bodies =
            (known.bodies).get_or_insert_with(|| Arc::new(text.map_or_else(Vec::new, bodies)));
        bodies.clone()
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

/// How much of the height of a word, above and below, is taken to be blank: its box is that of its font.
const BLANK: f64 = 0.2;

/// Where the letters of the words of a text stand.
fn bodies(text: &PageText) -> Vec<PageRect> {
    let bodies = text.words.iter().enumerate().filter_map(|(index, _)| {
        let bounds = PageText::bounds(text.word(index))?;
        let blank = (bounds.bottom() - bounds.top()) * BLANK;
        let (top, bottom) = (bounds.top() + blank, bounds.bottom() - blank);
        PageRect::new(bounds.left(), top, bounds.right(), bottom)
    });
    bodies.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::text::PageChar;

    const PAGE: PageSize = PageSize {
        width: 300.0,
        height: 300.0,
    };

    fn line(letters: &str) -> PageText {
        let letter = |(text, n): (char, i32)| {
            let left = 6.0 * f64::from(n);
            let ink = PageRect::new(left, 100.0, left + 5.0, 110.0).unwrap();
            PageChar::drawn(text, ink)
        };
        let chars = letters.chars().zip(0..).map(letter).collect();
        PageText::new(chars, &[])
    }

    #[test]
    fn what_an_area_grows_to_is_remembered_until_the_text_is_another() {
        let source = SourceFile::in_memory("a".to_owned(), Vec::new().into());
        let area = PageRect::new(5.0, 99.0, 15.0, 111.0).unwrap();
        let mut facts = PageFacts::default();
        let grown = |facts: &mut PageFacts| facts.grown(&source, 0, PAGE, &[area]);
        assert_eq!(grown(&mut facts), [area], "as drawn while nothing is known");
        for letters in ["abcdef", "a"] {
            let text = line(letters);
            let expected = text.grown(area, PAGE);
            facts.add_text(&source, 0, text);
            for _ in 0..2 {
                assert_eq!(grown(&mut facts).first(), expected.as_ref(), "{letters}");
                let covered = facts.covered(&source, 0, &[area]);
                let text = line(letters);
                assert_eq!(covered, Some(snap::covered_line(&text, &[area])));
            }
        }
        facts.forget_text(&source.key, 0);
        assert_eq!(grown(&mut facts), [area]);
        assert_eq!(facts.covered(&source, 0, &[area]), None);
    }
}
