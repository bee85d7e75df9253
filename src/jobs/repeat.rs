//! Repeating a mark on other pages of its document: a letterhead, a signature block, a stamp.
//!
//! **Invariant:** a page gets the mark only where the same text, or where there is none the same picture, lies under its
//! areas.
//! **Absent:** other documents; finding a text everywhere is for those.

use super::SourceFile;
use crate::engine::{Engine, EngineError, Reader, Region};
use crate::export::progress::{ExportStage, Progress};
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::dossier::mark::Mark;
use crate::model::edit::NewMark;
use crate::model::gesture::snap;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use std::sync::Arc;

/// Pictures whose colours differ by less than this on average, of 255, are the same,
const MAX_SAME_DIFFERENCE: f64 = 6.0;
/// unless they differ by more than this in one cell: a thin signature is little of the picture, and all of it.
const SAME_IN_CELL: f64 = 30.0;
/// Side of a cell, in pixels.
const CELL_PIXELS: usize = 8;

/// What is to be repeated, and where.
pub struct RepeatJob {
    pub source: SourceFile,
    pub document: Arc<Document>,
    pub mark: Arc<OwnedMark>,
    /// From 0.
    pub pages: Vec<usize>,
}

/// The marks to be added as one edit.
#[derive(Default)]
pub struct Repeated {
    pub marks: Vec<NewMark>,
    /// Pages where something else lies there.
    pub different: usize,
    /// Pages where it is covered already.
    pub covered: usize,
    /// Stopped before all pages were looked at: nothing is to be added.
    pub stopped: bool,
}

/// Looks at the pages and makes the marks.
///
/// # Errors
/// The source, or a page of it, cannot be read.
pub fn repeat(
    engine: &Engine,
    job: &RepeatJob,
    progress: &dyn Progress,
) -> Result<Repeated, EngineError> {
    let bytes = job.source.read()?;
    let mut reader = engine.open(bytes, job.source.password.clone())?;
    let sizes = reader.facts().pages.clone();
    let (from, areas) = (job.mark.mark.page, &job.mark.mark.areas);
    let here = Under::look(&mut reader, from, areas)?;
    let mut made = Repeated::default();
    for (done, page) in job.pages.iter().copied().enumerate() {
        progress.page_done(ExportStage::Reading, done, job.pages.len());
        if progress.is_cancelled() {
            made.stopped = true;
            break;
        }
        if page == from {
            continue;
        }
        if is_covered(&job.document, page, areas) {
            made.covered += 1;
        } else if fits(sizes.get(page), areas)
            && here.is_same(&Under::look(&mut reader, page, areas)?)
        {
            // A note is about the place it was written at.
            let mark = Mark {
                page,
                note: String::new(),
                ..job.mark.mark.clone()
            };
            let document = job.document.id;
            made.marks.push(NewMark { document, mark });
        } else {
            made.different += 1;
        }
    }
    Ok(made)
}

pub(super) fn fits(size: Option<&PageSize>, areas: &[PageRect]) -> bool {
    let page = size.and_then(|size| size.rect());
    page.is_some_and(|page| areas.iter().all(|area| page.contains_rect(area)))
}

/// Whether marks cover these areas of a page already.
pub(super) fn is_covered(document: &Document, page: usize, areas: &[PageRect]) -> bool {
    let marks: Vec<_> = document.marks_on(page).collect();
    areas.iter().all(|area| {
        let holds = |known: &PageRect| known.contains_rect(area);
        marks.iter().any(|m| m.mark.areas.iter().any(holds))
    })
}

/// What lies under areas of a page.
#[derive(Debug, PartialEq)]
pub(super) enum Under {
    Text(String),
    Pictures(Vec<Pixels>),
}

impl Under {
    pub(super) fn look(
        reader: &mut Reader,
        page: usize,
        areas: &[PageRect],
    ) -> Result<Self, EngineError> {
        let line = snap::covered_line(&reader.text(page)?, areas);
        if !line.is_empty() {
            return Ok(Self::Text(line));
        }
        let region = |area: &PageRect| Region {
            left: area.left().max(0.0) as usize,
            top: area.top().max(0.0) as usize,
            width: (area.width().ceil() as usize).max(1),
            height: (area.height().ceil() as usize).max(1),
        };
        let pictures = areas
            .iter()
            .map(|area| reader.render(page, 1.0, Some(region(area))));
        Ok(Self::Pictures(pictures.collect::<Result<_, _>>()?))
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Pictures(a), Self::Pictures(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| look_alike(a, b))
            }
            _ => false,
        }
    }
}

fn look_alike(a: &Pixels, b: &Pixels) -> bool {
    if (a.width(), a.height()) != (b.width(), b.height()) {
        return false;
    }
    let (width, height) = (a.width(), a.height());
    let apart = |x, y| -> f64 {
        let values = a.at(x, y).into_iter().zip(b.at(x, y));
        values.map(|(a, b)| f64::from(a.abs_diff(b)) / 3.0).sum()
    };
    let mut all = 0.0;
    for (top, left) in (0..height)
        .step_by(CELL_PIXELS)
        .flat_map(|y| (0..width).step_by(CELL_PIXELS).map(move |x| (y, x)))
    {
        let (bottom, right) = (
            (top + CELL_PIXELS).min(height),
            (left + CELL_PIXELS).min(width),
        );
        let rows = (top..bottom).map(|y| (left..right).map(|x| apart(x, y)).sum::<f64>());
        let cell: f64 = rows.sum();
        if cell > SAME_IN_CELL * ((bottom - top) * (right - left)) as f64 {
            return false;
        }
        all += cell;
    }
    all < MAX_SAME_DIFFERENCE * (width * height) as f64
}

/// The pages, from 0, that a typed range names: `2-5, 9`. `None` when it names none or one that is not there.
pub fn typed_pages(text: &str, pages: usize) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for part in text.split([',', ';', ' ']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        if first < 1 || last < first || last > pages {
            return None;
        }
        found.extend(first - 1..last);
    }
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_they_are_typed() {
        assert_eq!(typed_pages("2-4, 9", 9), Some(vec![1, 2, 3, 8]));
        assert_eq!(typed_pages("3,3;1", 9), Some(vec![0, 2]));
        for wrong in ["", "0", "2-", "4-2", "10", "een"] {
            assert_eq!(typed_pages(wrong, 9), None, "{wrong}");
        }
    }

    #[test]
    fn pictures_are_the_same_within_a_trace_of_noise() {
        let plain = |value: u8| Pixels::new(2, 2, vec![value; 12]).unwrap();
        assert!(look_alike(&plain(200), &plain(203)));
        assert!(!look_alike(&plain(200), &plain(240)));
        assert!(!look_alike(
            &plain(200),
            &Pixels::new(1, 1, vec![200; 3]).unwrap()
        ));
        // One stroke on a sheet that is otherwise blank.
        let blank = Pixels::new(100, 100, vec![255; 30_000]).unwrap();
        let mut stroke = vec![255; 30_000];
        for y in 40..60 {
            stroke[3 * (100 * y + 50)..3 * (100 * y + 52)].fill(0);
        }
        let stroke = Pixels::new(100, 100, stroke).unwrap();
        assert!(look_alike(&stroke, &stroke) && !look_alike(&blank, &stroke));
    }
}
