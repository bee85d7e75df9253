//! A copy that is not for publication: what is drawn over a document that was verified as a publication is.
//!
//! **Invariant:** the copy is asked everything again but whether it looks like its source, which it must not.

use super::verification::retried;
use super::work::{Verified, Work};
use crate::engine::{Check, Fault};
use crate::export::progress::DocumentError;
use crate::model::blackout::label::{BlankMap, Layout};
use crate::model::page::geometry::PageRect;
use crate::writer::Claim;
use crate::writer::overlay::{self, Seen};

/// What makes a copy unlike a publication.
pub struct Overlay {
    /// Passages that stay readable.
    pub seen: Vec<Passage>,
    /// Stands across every page.
    pub words: String,
}

/// A passage that stays readable under a see-through mark.
pub struct Passage {
    /// From 0.
    pub page: usize,
    pub areas: Vec<PageRect>,
    pub label: String,
}

impl Work<'_> {
    /// The copy with what is drawn over it.
    pub(super) fn overlaid(
        &mut self,
        overlay: &Overlay,
    ) -> Result<Option<Verified>, DocumentError> {
        let rects = self.rects();
        for (number, black) in rects.iter().enumerate() {
            let here = overlay.seen.iter().filter(|passage| passage.page == number);
            let seen = self.labelled(number, &here.collect::<Vec<_>>());
            if let Some(clean) = self.pages.get_mut(number).and_then(|p| p.clean.as_mut()) {
                overlay::draw(clean, black, &seen, &overlay.words);
            }
        }
        self.claim = Claim::Nothing;
        let (mut bytes, mut faults) = self.written_over()?;
        // What is drawn over a picture may hide what was read from it.
        if self.drop_readings(&faults) {
            (bytes, faults) = self.written_over()?;
        }
        Ok(Verified::of(bytes, &faults, &self.pages))
    }

    fn written_over(&mut self) -> Result<(Vec<u8>, Vec<Fault>), DocumentError> {
        let bytes = self.write();
        let faults = self.check(&bytes)?;
        for page in &mut self.pages {
            page.faults.retain(|fault| fault.check != Check::Pixels);
        }
        Ok((bytes, faults))
    }

    /// The passages of a page with their labels, each beside its passage and clear of everything else. Where it is not
    /// known what is blank, a label stands above its passage.
    fn labelled(&mut self, number: usize, passages: &[&Passage]) -> Vec<Seen> {
        let reader = self.sources.first_mut().filter(|_| !passages.is_empty());
        let (Some(reader), Some(page)) = (reader, self.pages.get(number)) else {
            return Vec::new();
        };
        let Some(size) = reader.facts().pages.get(number).copied() else {
            return Vec::new();
        };
        let blank = retried(reader, |r| r.blank_map(number));
        let blank = blank.unwrap_or_else(|_unread| BlankMap::new(size, |_, _| true));
        let black = &page.blackout;
        let areas = passages.iter().flat_map(|passage| &passage.areas);
        let taken: Vec<PageRect> = black.rects().into_iter().chain(areas.copied()).collect();
        let read = page.text.beside(&taken).map(|c| &c.ink);
        let mut layout = Layout::new(taken.iter(), read, &blank, size);
        black.labels().for_each(|label| layout.take(label.rect));
        let mut seen = Vec::new();
        for passage in passages {
            let areas = passage.areas.clone();
            let label = layout.place_apart(&passage.label, &areas);
            seen.push(Seen { areas, label });
        }
        seen
    }
}
