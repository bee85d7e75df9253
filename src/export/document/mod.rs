//! One document from source to verified bytes.
//!
//! **Invariant:** bytes leave here only when a fresh process that did not write them found nothing wrong; a page that
//! did not verify is made again in the next way (as a picture, as a picture without text), and a document of which a page
//! did not verify in any way is refused. A time-out never chooses another way; a picture that is not read in time goes out
//! without words.
//! **Absent:** files on disk, and the inventory.

mod overlay;
mod page;
mod reading;
mod report_entry;
mod verification;
mod work;

pub use overlay::{Overlay, Passage};
pub use work::{DocumentPlan, Source, Verified};

use super::navigation::Allowing;
use super::progress::{DocumentError, ExportStage, Progress};
use super::report::{DocumentReport, NavigationReport};
use crate::engine::{
    Check, Closeness, Engine, EngineError, Fault, PageClock, Reader, Reason, Redacted, RenderMode,
    workers,
};
use crate::find::needles::{PageWords, needles};
use crate::model::blackout::PageBlackout;
use crate::model::dossier::mark::Mark;
use crate::model::navigation::{Link, Navigation};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{PageText, folded};
use crate::model::word::covered::CoveredWords;
use crate::writer::page::CleanPage;
use crate::writer::{self, Claim};
use page::{Page, Read, name_of};
use std::sync::Arc;
use std::sync::atomic::{AtomicIsize, Ordering};
use verification::{each_page, retried};
use work::Work;

/// A verified file, or the reasons why there is none.
pub struct Draft {
    /// `None` when the document is refused.
    pub file: Option<Verified>,
    /// It is refused, and its title says what is covered.
    pub told_by_title: bool,
    pub report: DocumentReport,
}

/// Makes and verifies a document; with an overlay drawn over it, a copy that is not for publication.
///
/// # Errors
/// Only when the source cannot be opened or the work was cancelled; everything else is in the report.
pub fn draft(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    overlay: Option<&Overlay>,
    progress: &dyn Progress,
) -> Result<Draft, DocumentError> {
    let mut work = Work::begin(engine, source, plan, None, progress)?;
    let Made { bytes, file_faults } = work.made()?;
    let mut file = bytes.and_then(|bytes| Verified::of(bytes, &file_faults, &work.pages));
    if let (Some(_), Some(overlay)) = (&file, overlay) {
        file = work.overlaid(overlay)?;
    }
    let report = work.report(&file_faults, file.is_some());
    Ok(Draft {
        told_by_title: file.is_none() && work.is_told_by_title(),
        file,
        report,
    })
}

/// The file in which a page, from 0, stands in its place as it will be published, made and asked as the whole is; the others
/// are blank in it. What only the whole document tells (a covered word of another page, where a link to another page leads)
/// is not known here. The file is for the screen, and never stands on disk.
///
/// # Errors
/// The source or this page of it cannot be read, the page cannot be published, or the work was cancelled.
pub fn page_after(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    page: usize,
    progress: &dyn Progress,
) -> Result<Arc<[u8]>, DocumentError> {
    let mut work = Work::begin(engine, source, plan, Some(page), progress)?;
    let Made { bytes, file_faults } = work.made()?;
    let asked = work.pages.get(page..=page).unwrap_or_default();
    let file = bytes.and_then(|bytes| Verified::of(bytes, &file_faults, asked));
    let file = file.ok_or(DocumentError::Source(EngineError::Page))?;
    Ok(file.bytes().into())
}

/// Bytes of the looks of pages that are kept for the check, about; those of further pages are asked for once more.
const MAX_KEPT_BYTES: isize = 96 << 20;

/// A file that was made and asked.
struct Made {
    /// `None` where a page cannot be made.
    bytes: Option<Vec<u8>>,
    file_faults: Vec<Fault>,
}

impl<'a> Work<'a> {
    fn begin(
        engine: &'a Engine,
        source: &Source,
        plan: &'a DocumentPlan<'a>,
        only: Option<usize>,
        progress: &'a dyn Progress,
    ) -> Result<Self, DocumentError> {
        let first = engine
            .open(source.bytes.clone(), source.password.clone())
            .map_err(DocumentError::Source)?;
        let sizes = &first.facts().pages;
        let count = sizes.len();
        let pages = sizes.iter().map(|size| Page::blank(*size)).collect();
        let asked = only.map_or(count, |_| 1);
        let mut sources: Vec<Reader> = (1..workers(asked)).map(|_| first.another()).collect();
        sources.push(first);
        Ok(Self {
            clocks: (0..count).map(|_| engine.page_clock()).collect(),
            engine,
            plan,
            progress,
            sources,
            only,
            pages,
            claim: Claim::PdfAAndUa,
            navigation: Navigation::default(),
            told: None,
        })
    }

    /// Makes every page in the best way in which it passes the check.
    fn made(&mut self) -> Result<Made, DocumentError> {
        self.read_pages()?;
        self.allow_navigation();
        let mut made = self.made_as(RenderMode::Raster, Vec::new())?;
        // Once more at the end: a page that was sound may have no time left when the file is asked anew for another one.
        for mode in [RenderMode::Raster, RenderMode::Picture, RenderMode::Picture] {
            if made.bytes.is_some() && self.give_up(mode, &made.file_faults) {
                made = self.made_as(mode, made.file_faults)?;
            }
        }
        if made.bytes.is_some() && made.file_faults.is_empty() {
            self.refuse_unasked();
        }
        Ok(made)
    }

    /// Refuses the pages of which there was no time to ask everything.
    fn refuse_unasked(&mut self) {
        for number in self.numbers(|page| !page.checked) {
            let page = self.pages.get_mut(number).filter(|page| !page.refused);
            page.into_iter()
                .for_each(|page| page.refuse(&EngineError::TimedOut));
        }
    }

    /// Makes the pages that are not there yet in this way, or without text where that fails, and the file, and asks that; `file_faults` are of the file before.
    fn made_as(
        &mut self,
        mode: RenderMode,
        file_faults: Vec<Fault>,
    ) -> Result<Made, DocumentError> {
        self.draw(mode)?;
        self.draw(RenderMode::Picture)?;
        if self.pages.iter().any(|page| page.refused) {
            let bytes = None;
            return Ok(Made { bytes, file_faults });
        }
        self.read_pictures()?;
        let (bytes, file_faults) = self.written()?;
        let bytes = Some(bytes);
        Ok(Made { bytes, file_faults })
    }

    /// Reads every page, settles what will be black on it, and draws it: a child that has just read a page knows it.
    fn read_pages(&mut self) -> Result<(), DocumentError> {
        let sizes = self
            .sources
            .first()
            .map(|r| r.facts().pages.clone())
            .unwrap_or_default();
        let (plan, numbers) = (self.plan, self.numbers(|_| true));
        let room = AtomicIsize::new(MAX_KEPT_BYTES);
        let read = each_page(
            &mut self.sources,
            &numbers,
            &self.clocks,
            (ExportStage::Drawing, self.progress),
            &|_| {},
            |reader, page| {
                let size = sizes.get(page).copied().ok_or(EngineError::Page)?;
                read_page(reader, plan, (page, size), &room)
            },
        )?;
        for (number, read) in numbers.into_iter().zip(read) {
            if let Some(page) = self.pages.get_mut(number) {
                *page = Page::new(read);
            }
        }
        Ok(())
    }

    /// Settles which links, outline and page labels go along.
    fn allow_navigation(&mut self) {
        let first = self.sources.first_mut();
        let guide = first.and_then(|reader| retried(reader, Reader::guide).ok());
        let rects = self.rects();
        let texts = self.pages.iter().map(|page| &page.text);
        let pages = texts.zip(rects.iter().map(Vec::as_slice)).collect();
        let allowing = Allowing::new(pages);
        let links: Vec<&[Link]> = self.pages.iter().map(|p| p.links.as_slice()).collect();
        let (navigation, told) = allowing.navigation(&links, guide.unwrap_or_default());
        self.navigation = navigation;
        self.told = told;
    }

    /// Makes the pages that are not there yet in another way.
    fn draw(&mut self, mode: RenderMode) -> Result<(), DocumentError> {
        let wanted: Vec<usize> = self.numbers(|page| page.clean.is_none() && !page.refused);
        if mode == RenderMode::Picture {
            let clocks = wanted.iter().filter_map(|page| self.clocks.get(*page));
            clocks.for_each(PageClock::release);
        }
        let pages = &self.pages;
        let drawn = each_page(
            &mut self.sources,
            &wanted,
            &self.clocks,
            (ExportStage::Drawing, self.progress),
            &|_| {},
            |reader, page| {
                let areas = pages.get(page).ok_or(EngineError::Page)?.blackout.rects();
                retried(reader, |r| r.redact(page, &areas, mode))
            },
        )?;
        for (page, result) in wanted.into_iter().zip(drawn) {
            if let Some(page) = self.pages.get_mut(page) {
                page.take(result, mode);
            }
        }
        Ok(())
    }

    /// Drops the pages that did not verify and were made in a better way than this, so that they are made again; false
    /// when there are none. A fault of the file is blamed on all of them.
    fn give_up(&mut self, mode: RenderMode, file_faults: &[Fault]) -> bool {
        let faulty = self.numbers(|page| {
            let is_faulty = !page.checked || !page.faults.is_empty() || !file_faults.is_empty();
            page.mode < mode && page.clean.is_some() && is_faulty && !page.refused
        });
        for number in &faulty {
            if let Some(page) = self.pages.get_mut(*number) {
                let faults = page.faults.drain(..).chain(file_faults.iter().copied());
                page.reasons.extend(faults.filter_map(|f| name_of(f.check)));
                page.clean = None;
                page.reading = None;
            }
        }
        !faulty.is_empty()
    }

    /// Writes the file and asks it; a file that does not keep to what it claims is written again without the claim.
    fn written(&mut self) -> Result<(Vec<u8>, Vec<Fault>), DocumentError> {
        let mut bytes = self.write();
        let mut faults = self.check(&bytes)?;
        // Whatever is wrong with a file as a whole: pages go before the ways between them.
        let is_faulty = |faults: &[Fault]| faults.iter().any(|f| f.check != Check::Claim);
        if is_faulty(&faults) && !self.navigation.is_empty() {
            self.navigation = Navigation::default();
            self.told.iter_mut().for_each(NavigationReport::drop_all);
            bytes = self.write();
            faults = self.check(&bytes)?;
        }
        if self.drop_readings(&faults) {
            bytes = self.write();
            faults = self.check(&bytes)?;
        }
        if self.claim == Claim::Nothing || !faults.iter().any(|f| f.check == Check::Claim) {
            return Ok((bytes, faults));
        }
        self.claim = Claim::Nothing;
        let bytes = self.write();
        let faults = self.check(&bytes)?;
        Ok((bytes, faults))
    }

    fn write(&self) -> Vec<u8> {
        let pages: Vec<(&CleanPage, &PageBlackout)> = self
            .pages
            .iter()
            .filter_map(|p| p.clean.as_ref().map(|c| (c, &p.blackout)))
            .collect();
        writer::write(&pages, &self.navigation, &self.plan.facts, self.claim)
    }

    /// The black rectangles of every page.
    fn rects(&self) -> Vec<Vec<PageRect>> {
        self.pages.iter().map(|p| p.blackout.rects()).collect()
    }

    fn needles(&self) -> Vec<String> {
        needles(self.pages.iter().flat_map(|page| &page.words))
    }

    /// The needles that the file as a whole may not hold: an ordinary word that is covered may stand in its title. Whether it
    /// is ordinary is told of words as PDFium reads them; of what it reads otherwise nothing is known.
    fn file_needles(&self, needles: &[String]) -> Vec<String> {
        let title = folded(&self.plan.facts.title);
        let is_read = |word: &str| {
            let mut readings = self.pages.iter().filter_map(|page| page.words.first());
            readings.any(|words| words.covers(word))
        };
        let of_title = |word: &&String| title.contains(word.as_str()) && is_read(word);
        if !needles.iter().any(|word| of_title(&word)) || self.is_told_by_title() {
            return needles.to_vec();
        }
        let others = needles.iter().filter(|word| !of_title(word));
        others.cloned().collect()
    }

    /// Whether the title of the file says what is covered ([`CoveredWords`]).
    fn is_told_by_title(&self) -> bool {
        let rects = self.rects();
        let pages = || self.pages.iter().map(|page| &page.text).zip(&rects);
        let mut covered: CoveredWords<()> = CoveredWords::default();
        pages().for_each(|(text, areas)| covered.add(&(), text, areas));
        // What the pages say in lower case is ordinary.
        pages().for_each(|(text, areas)| drop(covered.on_page(text, areas)));
        covered.is_told_by(&self.plan.facts.title)
    }

    /// The pages that are asked for and of which this holds.
    fn numbers(&self, wanted: impl Fn(&Page) -> bool) -> Vec<usize> {
        self.pages
            .iter()
            .enumerate()
            .filter(|(number, p)| self.asks_for(*number) && wanted(p))
            .map(|(number, _)| number)
            .collect()
    }

    fn asks_for(&self, number: usize) -> bool {
        self.only.is_none_or(|only| only == number)
    }
}

/// Reads a page and draws it for the first time. While there is `room`, in bytes, the picture of the source is kept.
fn read_page(
    reader: &mut Reader,
    plan: &DocumentPlan<'_>,
    (page, size): (usize, PageSize),
    room: &AtomicIsize,
) -> Result<Read, EngineError> {
    let (text, blackout) = settled(reader, plan, page, size)?;
    let areas = blackout.rects();
    let is_covered = size.is_covered_by(&areas);
    let words = match plan.marks.is_empty() {
        true => Vec::new(),
        false => page_words(reader, page, &text, &areas, is_covered)?,
    };
    // Of a page that is covered whole nothing leads anywhere, and one whose links cannot be read has none.
    let links = if is_covered {
        Vec::new()
    } else {
        retried(reader, |r| r.links(page)).unwrap_or_default()
    };
    // What the interpreter cannot read it does not draw either.
    let drawn = match words.len() {
        1 => Ok(Redacted::Unfit(Reason::Interpreter)),
        _ => retried(reader, |r| r.redact(page, &areas, RenderMode::Vector)),
    };
    let looks = match &drawn {
        Ok(Redacted::Page(..)) if !is_covered => reader.looks(page).ok(),
        _ => None,
    };
    // The child has just drawn it to look at its work.
    let source = match &looks {
        Some(_) if room.load(Ordering::Relaxed) > 0 => {
            reader.source_looks(page, Closeness::Usual).ok()
        }
        _ => None,
    };
    let taken = source
        .as_ref()
        .map_or(0, |source| source.pixels.bytes() as isize);
    room.fetch_sub(taken, Ordering::Relaxed);
    Ok(Read {
        text,
        words,
        blackout,
        links,
        drawn: Some(drawn),
        looks,
        source,
    })
}

/// The text of a page and what will be black on it.
pub(super) fn settled(
    reader: &mut Reader,
    plan: &DocumentPlan<'_>,
    page: usize,
    size: PageSize,
) -> Result<(PageText, PageBlackout), EngineError> {
    let here = plan.marks.iter().copied().filter(|m| m.page == page);
    let marks: Vec<&Mark> = here.collect();
    if let Some(covered) = PageBlackout::of_covered(&marks, plan.notation, size) {
        // What cannot be read is covered all the same; then only its words are not looked for elsewhere.
        return Ok((reader.text(page).unwrap_or_default(), covered));
    }
    let text = retried(reader, |r| r.text(page))?;
    if marks.is_empty() {
        return Ok((text, PageBlackout::default()));
    }
    let blank = retried(reader, |r| r.blank_map(page))?;
    let blackout = PageBlackout::of(&marks, plan.notation, &text, &blank, size);
    Ok((text, blackout))
}

/// What each reader of a page finds under its areas and beside them: PDFium, whose `text` it is, and the interpreter, when it
/// can read the page.
pub(super) fn page_words(
    reader: &mut Reader,
    page: usize,
    text: &PageText,
    areas: &[PageRect],
    is_covered: bool,
) -> Result<Vec<PageWords>, EngineError> {
    let glyphs = match retried(reader, |r| r.glyph_text(page)) {
        // Nothing of it remains, whoever fails over it.
        Err(_) if is_covered => Some(PageText::default()),
        Err(
            EngineError::Page | EngineError::Crashed | EngineError::Unsound | EngineError::TimedOut,
        ) => None,
        read => Some(read?),
    };
    let texts = [Some(text), glyphs.as_ref()].into_iter().flatten();
    Ok(texts.map(|text| PageWords::of(text, areas)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(change: impl Fn(&mut Page)) -> Page {
        let mut page = Page::new(Ok(Read::default()));
        page.checked = true;
        change(&mut page);
        page
    }

    #[test]
    fn only_a_file_of_which_every_page_was_asked_and_is_sound_is_verified() {
        let fault = Fault::once(Check::Needles);
        let verified =
            |faults: &[Fault], pages: &[Page]| Verified::of(vec![1], faults, pages).is_some();
        assert!(verified(&[], &[asked(|_| {}), asked(|_| {})]));
        assert!(!verified(&[fault], &[asked(|_| {})]));
        assert!(!verified(
            &[],
            &[asked(|_| {}), asked(|p| p.faults.push(fault))]
        ));
        assert!(!verified(
            &[],
            &[asked(|_| {}), asked(|p| p.refused = true)]
        ));
        assert!(!verified(&[], &[asked(|p| p.checked = false)]));
        assert!(!verified(&[], &[]));
    }
}
