//! Words for the pages of a copy that are pictures: read from the blackened picture, judged there, and laid over it. So are
//! pages of which the picture shows little of what their layer says.
//!
//! **Invariant:** what is read of a page comes from the copy alone, as it will be seen but for the labels of its areas; no
//! word of the source comes into it. Which pages are read comes from the copy too, and from how many letters the layer of
//! the source has clear of the areas. What does not pass the check goes out without, or with that layer.
//! **Absent:** reading, and the judges.

use super::page::Page;
use super::verification::each_page;
use super::work::Work;
use crate::engine::{Check, Engine, EngineError, Fault};
use crate::export::progress::{DocumentError, ExportStage, Progress};
use crate::export::report::ReadingReport;
use crate::model::blackout::label::Label;
use crate::model::blackout::{BlackArea, PageBlackout};
use crate::model::page::text::{Coverage, PageChar};
use crate::ocr::{self, Grey, Tesseract};
use crate::writer;
use crate::writer::page::{CleanPage, Reading, tenths};
use std::collections::BTreeSet;

/// A layer of which less than this is shown is not that of its picture, or lies beside it.
const SHOWN_SHARE: f64 = 0.75;
/// Fewer letters are no layer of a page.
const FEWEST_LETTERS: usize = 40;

impl Work<'_> {
    /// Reads the pages that have no text and were not read before.
    pub(super) fn read_pictures(&mut self) -> Result<(), DocumentError> {
        let Some(installed) = self.plan.reading else {
            return Ok(());
        };
        let wanted = self.numbers(Page::is_to_be_read);
        if wanted.is_empty() {
            return Ok(());
        }
        let Ok(tesseract) = installed.get() else {
            for number in wanted {
                self.take_reading(number, Err(ReadingReport::NoProgram));
            }
            return Ok(());
        };
        let pages = &self.pages;
        let reading = Pictures {
            engine: self.engine,
            tesseract,
            progress: self.progress,
        };
        let read = each_page(
            &mut self.sources,
            &wanted,
            &self.clocks,
            (ExportStage::Reading, self.progress),
            &|_| {},
            |_source, number| {
                let page = pages.get(number).ok_or(EngineError::Page)?;
                Ok(reading.read(page))
            },
        )?;
        for (number, read) in wanted.into_iter().zip(read) {
            self.take_reading(number, read.unwrap_or(Err(ReadingReport::Failed)));
        }
        Ok(())
    }

    fn take_reading(&mut self, number: usize, read: Result<Reading, ReadingReport>) {
        let Some(page) = self.pages.get_mut(number) else {
            return;
        };
        page.reading = Some(match (read, &mut page.clean) {
            (Ok(reading), Some(clean)) if clean.has_only_layer() => {
                if reading.letters() > clean.layer_letters().len() {
                    page.layer = clean.add_reading(reading);
                    ReadingReport::Read
                } else {
                    ReadingReport::LayerKept
                }
            }
            (Ok(reading), _) if reading.placed.is_empty() => ReadingReport::NothingRead,
            (Ok(reading), Some(clean)) => {
                page.layer = clean.add_reading(reading);
                ReadingReport::Read
            }
            (Ok(_), None) => ReadingReport::Failed,
            (Err(why), _) => why,
        });
    }

    /// Takes away what was read of pages that did not pass the check; whether there was any.
    pub(super) fn drop_readings(&mut self, file_faults: &[Fault]) -> bool {
        let is_file_faulty = file_faults.iter().any(|f| f.check != Check::Claim);
        let mut any = false;
        for page in &mut self.pages {
            let is_faulty = is_file_faulty || !page.faults.is_empty();
            if let Some(clean) = page.clean.as_mut().filter(|c| is_faulty && c.is_read()) {
                clean.drop_reading(std::mem::take(&mut page.layer));
                page.reading = Some(ReadingReport::NotVerified);
                any = true;
            }
        }
        any
    }

    /// What read the pages, where any was read.
    pub(super) fn read_by(&self) -> Option<String> {
        let version = self.plan.reading?.used()?;
        let mut readings = self.pages.iter().filter_map(|page| page.reading);
        readings.next()?;
        Some(format!("Tesseract {version}"))
    }
}

impl Page {
    fn is_to_be_read(&self) -> bool {
        let clean = self.clean.as_ref().filter(|_| !self.refused);
        let is_silent = |clean: &CleanPage| !clean.items.is_empty() && !clean.has_text();
        self.reading.is_none()
            && clean.is_some_and(|c| is_silent(c) || c.has_only_layer() && self.lacks_layer())
    }

    /// Whether the picture of the page shows little of what the layer of the source says beside the areas. A letter counts
    /// once however often it is set in its place: readers take twins for one, or not, for the sake of all of a line.
    pub(super) fn lacks_layer(&self) -> bool {
        let Some(clean) = self
            .clean
            .as_ref()
            .filter(|clean| clean.has_text() && !clean.is_read())
        else {
            return false;
        };
        let zones = self.text.coverages(&self.blackout.rects());
        let is_told = |(c, zone): &(&PageChar, Coverage)| {
            c.invisible && !c.is_blank() && *zone == Coverage::Free
        };
        let told = self.text.chars.iter().zip(zones).filter(is_told);
        let told: BTreeSet<(char, [i64; 2])> = told
            .map(|(c, _)| (c.text, [c.origin.x, c.origin.y].map(tenths)))
            .collect();
        let kept = clean.layer_letters().len();
        told.len() >= FEWEST_LETTERS && (kept as f64) < SHOWN_SHARE * told.len() as f64
    }
}

/// What reads pictures.
struct Pictures<'a> {
    engine: &'a Engine,
    tesseract: &'a Tesseract,
    progress: &'a dyn Progress,
}

impl Pictures<'_> {
    fn read(&self, page: &Page) -> Result<Reading, ReadingReport> {
        let clean = page.clean.as_ref().ok_or(ReadingReport::Failed)?;
        self.of_copy(clean, &page.blackout)
            .ok_or(ReadingReport::Failed)
    }

    /// `None` where it cannot be read. It has a time of its own: how long the source took says something of what is covered.
    fn of_copy(&self, clean: &CleanPage, blackout: &PageBlackout) -> Option<Reading> {
        let file = writer::write_to_look_at(clean, &unlabelled(blackout));
        let mut copy = self.engine.open(file.into(), None).ok()?;
        copy.about(Some(self.engine.page_clock()));
        let scale = ocr::scale(clean.size);
        let picture = Grey::of(&copy.render(0, scale, None).ok()?).smoothed();
        let stops = || self.progress.is_cancelled();
        let read = self.tesseract.read(&picture, scale, &stops).ok()?;
        let text = read.text(clean.size)?;
        copy.layer(0, text, &blackout.rects()).ok()
    }
}

/// What is black, without its labels.
fn unlabelled(blackout: &PageBlackout) -> PageBlackout {
    let bare = |area: &BlackArea| {
        Some(BlackArea {
            label: Label::none(&area.rects)?,
            ..area.clone()
        })
    };
    PageBlackout {
        areas: blackout.areas.iter().filter_map(bare).collect(),
        legend: Vec::new(),
    }
}
