//! Asking written bytes everything, page by page, by several workers.
//!
//! **Invariant:** what cannot be asked is as bad as what is wrong. After a crash a fresh child is asked once more; who
//! does not answer in time is not, since a page has one deadline for all that is asked about it.

use super::page::{Page, reason};
use super::work::Work;
use crate::engine::pool::{in_turn, share_out};
use crate::engine::{
    Check, Closeness, EngineError, Fault, PageCheck, PageClock, Reader, RenderMode, SourcePage,
};
use crate::export::progress::{DocumentError, ExportStage, Progress};
use crate::find::needles::allowed;
use crate::model::page::packed::Packed;
use crate::writer::page::CleanPage;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

impl Work<'_> {
    /// Asks the written bytes everything; the faults of the file are returned, those of pages kept with the page.
    pub(super) fn check(&mut self, bytes: &[u8]) -> Result<Vec<Fault>, DocumentError> {
        // Stands in case a file cannot be asked: what was asked of earlier bytes says nothing of these.
        self.pages.iter_mut().for_each(|page| page.checked = false);
        let words = self.needles();
        let (of_file, rects) = (self.file_needles(&words), self.rects());
        let written: Arc<[u8]> = bytes.into();
        // A file of our own that does not open, or cannot be asked, is as bad as one that is wrong.
        let unread = vec![Fault::once(Check::Syntax)];
        let Ok(written) = self.engine.open(written, None) else {
            return Ok(unread);
        };
        let mut pairs = self.pairs(written);
        let file_faults = Mutex::new(unread);
        let whole_file = |pair: &mut Pair| {
            let ask = |r: &mut Reader| r.check_file(of_file.clone(), rects.clone());
            if let (Ok(check), Ok(mut faults)) =
                (retried(&mut pair.written, ask), file_faults.lock())
            {
                *faults = check.faults;
            }
        };
        let numbers = self.numbers(|_| true);
        let pages = &self.pages;
        let checked = each_page(
            &mut pairs,
            &numbers,
            &self.clocks,
            (ExportStage::Checking, self.progress),
            &whole_file,
            |pair, page| {
                let read = pages.get(page).ok_or(EngineError::Page)?;
                pair.check(page, read, &allowed(&words, &read.words))
            },
        )?;
        for (number, result) in numbers.into_iter().zip(checked) {
            match (self.pages.get_mut(number), result) {
                (Some(page), Ok(check)) => keep_check(page, check),
                // There was no time to ask it everything: a picture is asked less.
                (Some(page), Err(error @ EngineError::TimedOut))
                    if page.mode < RenderMode::Picture =>
                {
                    page.reasons.push(reason(&error).to_owned());
                }
                (Some(page), Err(error)) => page.refuse(&error),
                (None, _) => {}
            }
        }
        self.sources = pairs.into_iter().map(|pair| pair.source).collect();
        Ok(file_faults
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives every worker that reads the source a reader of the written file.
    fn pairs(&mut self, written: Reader) -> Vec<Pair> {
        let pair = |source| Pair {
            source,
            written: written.another(),
        };
        let mut pairs: Vec<Pair> = self.sources.drain(..).map(pair).collect();
        if let Some(pair) = pairs.first_mut() {
            pair.written = written;
        }
        pairs
    }
}

/// Keeps with a page what was found when it was asked.
fn keep_check(page: &mut Page, mut check: PageCheck) {
    if check.is_read != page.clean.as_ref().is_some_and(CleanPage::is_read) {
        // It says of itself what nobody did.
        check.faults.push(Fault::once(Check::Layer));
    }
    if page.mode == RenderMode::Picture {
        // It has no text, and the report says so.
        check.faults.retain(|fault| fault.check != Check::TextKept);
    }
    (page.faults, page.recall, page.differing) = (check.faults, check.recall, check.differing);
    // Letters of which a picture told what they are may be drawn as well.
    page.cut = check.cut > 0 && page.has_open_layer();
    page.seen_elsewhere = check.seen_elsewhere > 0;
    page.checked = true;
}

/// A source and the written file, read side by side by one worker.
struct Pair {
    source: Reader,
    written: Reader,
}

impl Pair {
    /// Asks one written page everything. Where only its looks are wrong it is looked at once more, closely.
    fn check(
        &mut self,
        page: usize,
        read: &Page,
        words: &[(String, usize)],
    ) -> Result<PageCheck, EngineError> {
        let usual = self.compared(page, Closeness::Usual, read, words)?;
        if usual.only_looks_wrong() {
            return self.compared(page, Closeness::Close, read, words);
        }
        Ok(usual)
    }

    fn compared(
        &mut self,
        page: usize,
        closeness: Closeness,
        read: &Page,
        words: &[(String, usize)],
    ) -> Result<PageCheck, EngineError> {
        let blackout = &read.blackout;
        let size = |reader: &Reader| reader.facts().pages.get(page).copied();
        if let (Some(size), Some(written)) = (size(&self.source), size(&self.written))
            && size.is_as_large_as(written)
            && size.is_covered_by(&blackout.rects())
        {
            // Beside the area there is nothing to compare.
            return retried(&mut self.written, |r| {
                r.check_page(page, None, blackout, words)
            });
        }
        let source = self.source_page(page, closeness, read)?;
        retried(&mut self.written, |r| {
            r.check_page(page, Some(source.clone()), blackout, words)
        })
    }

    /// What a written page is compared with. How the source looks, and what is seen of its text, was found out when the page
    /// was drawn, by a child that read the source as this one does: it is data to compare with, as the text itself is, and
    /// not asked twice. The written page is asked anew, by a child that knows nothing but the written file.
    fn source_page(
        &mut self,
        page: usize,
        closeness: Closeness,
        read: &Page,
    ) -> Result<SourcePage<Packed>, EngineError> {
        if read.mode == RenderMode::Picture {
            // It has no text, and may have none.
            return retried(&mut self.source, |r| r.source_looks(page, closeness));
        }
        let Some(looks) = &read.looks else {
            return retried(&mut self.source, |r| r.source_page(page, closeness));
        };
        let known = read
            .source
            .clone()
            .filter(|source| source.closeness == closeness);
        let source = match known {
            Some(source) => source,
            None => retried(&mut self.source, |r| r.source_looks(page, closeness))?,
        };
        let text = read.text.clone().as_it_looks(looks);
        Ok(SourcePage { text, ..source })
    }
}

/// Asks, and asks a fresh child once more after a crash.
pub(super) fn retried<T>(
    reader: &mut Reader,
    ask: impl Fn(&mut Reader) -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    match ask(reader) {
        Err(EngineError::Crashed) => ask(reader),
        answer => answer,
    }
}

/// Who is asked about pages.
pub(super) trait Worker: Send {
    /// What follows is about one page.
    fn about(&mut self, clock: Option<PageClock>);
}

impl Worker for Reader {
    fn about(&mut self, clock: Option<PageClock>) {
        Reader::about(self, clock);
    }
}

impl Worker for Pair {
    fn about(&mut self, clock: Option<PageClock>) {
        self.source.about(clock.clone());
        self.written.about(clock);
    }
}

/// Does the same for every page with all workers, each page within what is left of its time; results in the order of
/// `pages`. One of the workers does something else `before`, while the others begin.
pub(super) fn each_page<W: Worker, T: Send>(
    workers: &mut [W],
    pages: &[usize],
    clocks: &[PageClock],
    (stage, progress): (ExportStage, &dyn Progress),
    before: &(dyn Fn(&mut W) + Sync),
    job: impl Fn(&mut W, usize) -> Result<T, EngineError> + Sync,
) -> Result<Vec<Result<T, EngineError>>, DocumentError> {
    let done = AtomicUsize::new(0);
    // The first piece is what is done before.
    let piece = in_turn(pages.len() + 1);
    let next = || piece().filter(|_| !progress.is_cancelled());
    let results = share_out(workers, pages.len() + 1, next, |worker, piece| {
        let Some(page) = piece.checked_sub(1).and_then(|nth| pages.get(nth)) else {
            before(worker);
            return None;
        };
        worker.about(clocks.get(*page).cloned());
        let result = job(worker, *page);
        worker.about(None);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress.page_done(stage, done, pages.len());
        Some(result)
    });
    if progress.is_cancelled() {
        return Err(DocumentError::Cancelled);
    }
    let results = results.into_iter().skip(1).map(Option::flatten);
    Ok(results
        .map(|result| result.unwrap_or(Err(EngineError::Crashed)))
        .collect())
}
