//! One document from source to verified bytes.
//!
//! **Invariant:** bytes leave here only when a fresh process that did not write them found nothing wrong; a page that
//! did not verify in the better way is made again as a picture, and a document of which a page did not verify in any
//! way is refused. A time-out never chooses another way.
//! **Absent:** files on disk, and the inventory.

use super::navigation::Allowing;
use super::report::{
    CheckReport, CheckResult, DocumentReport, NavigationReport, PageReport, Verdict,
};
use crate::engine::{
    Check, Engine, EngineError, Fault, Look, PageCheck, Reader, Reason, Redacted, Way,
};
use crate::find::needles::{Words, words};
use crate::find::width::{Summary, fits};
use crate::model::blackout::PageBlackout;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::model::navigation::{Link, Navigation};
use crate::model::text::PageText;
use crate::writer::overlay::{self, Seen};
use crate::writer::page::CleanPage;
use crate::writer::{self, Claim, FileFacts};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A source file as the program holds it.
#[derive(Clone)]
pub struct Source {
    pub bytes: Arc<[u8]>,
    pub password: Option<String>,
}

/// What is to be made of a source.
pub struct DocumentPlan<'a> {
    pub number: Option<String>,
    pub marks: Vec<&'a Mark>,
    pub notation: Notation,
    pub facts: FileFacts,
}

/// What makes a copy unlike a publication.
pub struct Overlay {
    /// Passages that stay readable, with their page from 0.
    pub seen: Vec<(usize, Seen)>,
    /// Stands across every page.
    pub words: String,
}

/// Bytes that were verified. There is no other way to come by them than [`Verified::of`].
#[derive(Clone, Debug)]
pub struct Verified(Vec<u8>);

impl Verified {
    /// The bytes, when neither the file nor any of its pages has a fault and every page was asked.
    fn of(bytes: Vec<u8>, file_faults: &[Fault], pages: &[Page]) -> Option<Self> {
        let sound = |page: &Page| page.checked && !page.refused && page.faults.is_empty();
        (file_faults.is_empty() && !pages.is_empty() && pages.iter().all(sound))
            .then_some(Self(bytes))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A verified file, or the reasons why there is none.
pub struct Draft {
    /// `None` when the document is refused.
    pub file: Option<Verified>,
    pub report: DocumentReport,
    /// The words that may be read nowhere, and the ordinary ones that may; never written anywhere.
    pub words: Words,
}

/// Why a document could not be worked on at all.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    #[error(transparent)]
    Source(EngineError),
    #[error("cancelled")]
    Cancelled,
}

/// Who wants to know how far it is, and may stop it.
pub trait Progress: Sync {
    /// Called before each document or file of several.
    fn subject(&self, _name: &str, _done: usize, _subjects: usize) {}
    /// Called after each page of each stage.
    fn page_done(&self, stage: Stage, done: usize, pages: usize);
    fn is_cancelled(&self) -> bool;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Reading,
    Drawing,
    Checking,
}

/// Children that work on one document at the same time.
const WORKERS: usize = 2;

/// Makes and verifies a document.
///
/// # Errors
/// Only when the source cannot be opened or the work was cancelled; everything else is in the report.
pub fn draft(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    progress: &dyn Progress,
) -> Result<Draft, DocumentError> {
    made(engine, source, plan, None, progress)
}

/// As [`draft`], with something drawn over it: a copy that is not for publication.
///
/// # Errors
/// As [`draft`].
pub fn draft_copy(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    overlay: &Overlay,
    progress: &dyn Progress,
) -> Result<Draft, DocumentError> {
    made(engine, source, plan, Some(overlay), progress)
}

fn made(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    overlay: Option<&Overlay>,
    progress: &dyn Progress,
) -> Result<Draft, DocumentError> {
    let first = engine
        .open(source.bytes.clone(), source.password.clone())
        .map_err(DocumentError::Source)?;
    let count = first.facts().pages.len();
    let mut sources = vec![first];
    while sources.len() < WORKERS.min(count) {
        let next = engine.open(source.bytes.clone(), source.password.clone());
        sources.push(next.map_err(DocumentError::Source)?);
    }
    let mut work = Work {
        engine,
        plan,
        progress,
        sources,
        pages: Vec::new(),
        claim: Claim::Lasting,
        navigation: Navigation::default(),
        told: None,
    };
    work.read_pages()?;
    work.allow_navigation();
    work.draw(Way::Vector)?;
    work.draw(Way::Raster)?;
    if work.pages.iter().any(|p| p.refused) {
        return Ok(work.refused(Vec::new()));
    }
    let (mut bytes, mut file_faults) = work.written()?;
    if work.give_up_drawings(&file_faults) {
        work.draw(Way::Raster)?;
        if work.pages.iter().any(|p| p.refused) {
            return Ok(work.refused(file_faults));
        }
        (bytes, file_faults) = work.written()?;
    }
    let mut file = Verified::of(bytes, &file_faults, &work.pages);
    if let (Some(_), Some(overlay)) = (&file, overlay) {
        file = work.overlaid(overlay)?;
    }
    let report = work.report(&file_faults, file.is_some());
    let words = work.words();
    Ok(Draft {
        file,
        report,
        words,
    })
}

/// One page on its way.
struct Page {
    text: PageText,
    blackout: PageBlackout,
    clean: Option<CleanPage>,
    refused: bool,
    reasons: Vec<String>,
    faults: Vec<Fault>,
    recall: f64,
    differing: f64,
    /// The written page was asked.
    checked: bool,
    /// As the source has them.
    links: Vec<Link>,
}

struct Work<'a> {
    engine: &'a Engine,
    plan: &'a DocumentPlan<'a>,
    progress: &'a dyn Progress,
    sources: Vec<Reader>,
    pages: Vec<Page>,
    /// What the file says it keeps to; nothing more once the check has found that it does not.
    claim: Claim,
    /// What goes along of links, outline and page labels, and how much that is.
    navigation: Navigation,
    told: Option<NavigationReport>,
}

impl Work<'_> {
    /// Reads every page and settles what will be black on it.
    fn read_pages(&mut self) -> Result<(), DocumentError> {
        let sizes = self
            .sources
            .first()
            .map(|r| r.facts().pages.clone())
            .unwrap_or_default();
        let (plan, numbers): (_, Vec<usize>) = (self.plan, (0..sizes.len()).collect());
        let read = each_page(
            &mut self.sources,
            &numbers,
            Stage::Reading,
            self.progress,
            |reader, page| {
                let size = sizes.get(page).copied().ok_or(EngineError::Page)?;
                let (text, blackout) = settled(reader, plan, page, size)?;
                // Of a page that is covered whole nothing leads anywhere, and one whose links cannot be read has none.
                let links = if size.is_covered_by(&blackout.rects()) {
                    Vec::new()
                } else {
                    retried(reader, |r| r.links(page)).unwrap_or_default()
                };
                Ok((text, blackout, links))
            },
        )?;
        self.pages = read.into_iter().map(Page::new).collect();
        Ok(())
    }

    /// Settles which links, outline and page labels go along.
    fn allow_navigation(&mut self) {
        let first = self.sources.first_mut();
        let guide = first.and_then(|reader| retried(reader, Reader::guide).ok());
        let rects = self.rects();
        let texts = self.pages.iter().map(|page| &page.text);
        let pages = texts.zip(rects.iter().map(Vec::as_slice)).collect();
        let allowing = Allowing::new(pages, self.words().needles);
        let links: Vec<&[Link]> = self.pages.iter().map(|p| p.links.as_slice()).collect();
        let (navigation, told) = allowing.navigation(&links, guide.unwrap_or_default());
        self.navigation = navigation;
        self.told = told;
    }

    /// Makes the pages that are not there yet.
    fn draw(&mut self, way: Way) -> Result<(), DocumentError> {
        let wanted: Vec<usize> = self.numbers(|page| page.clean.is_none() && !page.refused);
        let pages = &self.pages;
        let drawn = each_page(
            &mut self.sources,
            &wanted,
            Stage::Drawing,
            self.progress,
            |reader, page| {
                let areas = pages
                    .get(page)
                    .map(|p| p.blackout.rects())
                    .unwrap_or_default();
                retried(reader, |r| r.redact(page, &areas, way))
            },
        )?;
        for (page, result) in wanted.into_iter().zip(drawn) {
            let Some(page) = self.pages.get_mut(page) else {
                continue;
            };
            match result {
                Ok(Redacted::Page(clean, pictured)) => {
                    page.clean = Some(*clean);
                    page.reasons
                        .extend(pictured.into_iter().filter_map(name_of));
                }
                Ok(Redacted::Unfit(reason)) => page.reasons.extend(name_of(reason)),
                // Drawing again is the interpreter's work; where it fails, the page can still be a picture.
                Err(EngineError::Crashed | EngineError::Unsound) if way == Way::Vector => {
                    page.reasons.extend(name_of(Reason::Interpreter));
                }
                Err(error) => page.refuse(&error),
            }
        }
        Ok(())
    }

    /// Drops the drawings of pages that did not verify, so that they are made again as pictures; false when there are
    /// none. A fault of the file is blamed on every drawing.
    fn give_up_drawings(&mut self, file_faults: &[Fault]) -> bool {
        let mut any = false;
        for page in &mut self.pages {
            let drawn = page.clean.as_ref().is_some_and(|clean| !clean.raster);
            let faulty = !page.faults.is_empty() || !file_faults.is_empty();
            if drawn && faulty && !page.refused {
                let faults = page.faults.iter().chain(file_faults);
                page.reasons.extend(faults.filter_map(|f| name_of(f.check)));
                page.clean = None;
                any = true;
            }
        }
        any
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
        if self.claim == Claim::Nothing || !faults.iter().any(|f| f.check == Check::Claim) {
            return Ok((bytes, faults));
        }
        self.claim = Claim::Nothing;
        let bytes = self.write();
        let faults = self.check(&bytes)?;
        Ok((bytes, faults))
    }

    /// The copy with what is drawn over it. The drawing below was verified as a publication is; the copy is asked
    /// everything again but whether it looks like its source, which it must not.
    fn overlaid(&mut self, overlay: &Overlay) -> Result<Option<Verified>, DocumentError> {
        let rects = self.rects();
        for ((number, page), black) in self.pages.iter_mut().enumerate().zip(&rects) {
            let here = overlay.seen.iter().filter(|(page, _)| *page == number);
            let seen: Vec<&Seen> = here.map(|(_, seen)| seen).collect();
            if let Some(clean) = &mut page.clean {
                overlay::draw(clean, black, &seen, &overlay.words);
            }
        }
        self.claim = Claim::Nothing;
        let bytes = self.write();
        let faults = self.check(&bytes)?;
        for page in &mut self.pages {
            page.faults.retain(|fault| fault.check != Check::Pixels);
        }
        Ok(Verified::of(bytes, &faults, &self.pages))
    }

    fn write(&self) -> Vec<u8> {
        let pages: Vec<(&CleanPage, &PageBlackout)> = self
            .pages
            .iter()
            .filter_map(|p| p.clean.as_ref().map(|c| (c, &p.blackout)))
            .collect();
        writer::write(&pages, &self.navigation, &self.plan.facts, self.claim)
    }

    /// Asks the written bytes everything; the faults of the file are returned, those of pages kept with the page.
    fn check(&mut self, bytes: &[u8]) -> Result<Vec<Fault>, DocumentError> {
        self.pages.iter_mut().for_each(|page| page.checked = false);
        let words = self.words().needles;
        let rects = self.rects();
        let written: Arc<[u8]> = bytes.into();
        let mut pairs = Vec::new();
        for source in self.sources.drain(..) {
            match self.engine.open(written.clone(), None) {
                Ok(reader) => pairs.push(Pair {
                    source,
                    written: reader,
                }),
                // A file of our own that does not open is as bad as one that is wrong.
                Err(_) => {
                    return Ok(vec![Fault {
                        check: Check::Syntax,
                        count: 1,
                    }]);
                }
            }
        }
        let file = pairs.first_mut().map(|pair| {
            retried(&mut pair.written, |r| {
                r.check_file(words.clone(), rects.clone())
            })
        });
        let file_faults = match file {
            Some(Ok(check)) => check.faults,
            _ => vec![Fault {
                check: Check::Syntax,
                count: 1,
            }],
        };
        let numbers = self.numbers(|_| true);
        let pages = &self.pages;
        let checked = each_page(
            &mut pairs,
            &numbers,
            Stage::Checking,
            self.progress,
            |pair, page| {
                let blackout = pages.get(page).map(|p| &p.blackout);
                pair.check(page, blackout.unwrap_or(&PageBlackout::default()), &words)
            },
        )?;
        for (page, result) in self.pages.iter_mut().zip(checked) {
            match result {
                Ok(check) => {
                    (page.faults, page.recall, page.differing) =
                        (check.faults, check.recall, check.differing);
                    page.checked = true;
                }
                Err(error) => page.refuse(&error),
            }
        }
        self.sources = pairs.into_iter().map(|pair| pair.source).collect();
        Ok(file_faults)
    }

    /// The black rectangles of every page.
    fn rects(&self) -> Vec<Vec<PageRect>> {
        self.pages.iter().map(|p| p.blackout.rects()).collect()
    }

    fn words(&self) -> Words {
        let rects = self.rects();
        let pages = self.pages.iter().zip(&rects);
        words(pages.map(|(p, r)| (&p.text, r.as_slice())))
    }

    fn numbers(&self, wanted: impl Fn(&Page) -> bool) -> Vec<usize> {
        self.pages
            .iter()
            .enumerate()
            .filter(|(_, p)| wanted(p))
            .map(|(number, _)| number)
            .collect()
    }

    fn refused(&self, file_faults: Vec<Fault>) -> Draft {
        Draft {
            file: None,
            report: self.report(&file_faults, false),
            words: self.words(),
        }
    }

    fn report(&self, file_faults: &[Fault], published: bool) -> DocumentReport {
        let pages = self
            .pages
            .iter()
            .enumerate()
            .map(|(number, page)| page.report(number))
            .collect();
        let mut counts: BTreeMap<Check, u32> = BTreeMap::new();
        let faults = self.pages.iter().flat_map(|p| &p.faults).chain(file_faults);
        faults.for_each(|fault| *counts.entry(fault.check).or_default() += fault.count);
        let drawn = self.pages.iter().all(|p| p.clean.is_some());
        let checks = Check::ALL.iter().map(|check| CheckReport {
            name: *check,
            result: match (drawn, counts.get(check)) {
                (false, _) => CheckResult::NotRun,
                (true, Some(_)) => CheckResult::Failed,
                (true, None) => CheckResult::Passed,
            },
            figures: self.figures(*check, counts.get(check).copied()),
        });
        let number = self.plan.number.clone();
        DocumentReport {
            width: self.width(),
            navigation: self.told,
            ..DocumentReport::new(number, pages, checks.collect(), published)
        }
    }

    /// What the widths of the areas tell, as numbers.
    fn width(&self) -> Option<Summary> {
        let fits = self.pages.iter().flat_map(|page| {
            let black = page.blackout.rects();
            let of = |area: &PageRect| fits(&page.text, area, &black);
            black.iter().flat_map(of).collect::<Vec<_>>()
        });
        Summary::of(fits)
    }

    fn figures(&self, check: Check, faults: Option<u32>) -> Option<serde_json::Value> {
        let worst = |value: fn(&Page) -> f64, pick: fn(f64, f64) -> f64| {
            self.pages
                .iter()
                .map(value)
                .reduce(pick)
                .map(|v| (v * 10_000.0).round() / 10_000.0)
        };
        match (check, faults) {
            (Check::TextKept, _) => {
                worst(|p| p.recall, f64::min).map(|v| serde_json::json!({ "lowest_recall": v }))
            }
            (Check::Pixels, _) => {
                worst(|p| p.differing, f64::max).map(|v| serde_json::json!({ "highest_share": v }))
            }
            (_, Some(count)) => Some(serde_json::json!({ "found": count })),
            _ => None,
        }
    }
}

impl Page {
    fn new(read: Result<(PageText, PageBlackout, Vec<Link>), EngineError>) -> Self {
        let mut page = Self {
            text: PageText::default(),
            blackout: PageBlackout::default(),
            clean: None,
            refused: false,
            reasons: Vec::new(),
            faults: Vec::new(),
            recall: 1.0,
            differing: 0.0,
            checked: false,
            links: Vec::new(),
        };
        match read {
            Ok((text, blackout, links)) => {
                (page.text, page.blackout, page.links) = (text, blackout, links);
            }
            Err(error) => page.refuse(&error),
        }
        page
    }

    fn refuse(&mut self, error: &EngineError) {
        self.refused = true;
        self.reasons.push(reason(error).to_owned());
    }

    fn report(&self, number: usize) -> PageReport {
        let mut reasons = self.reasons.clone();
        reasons.extend(self.faults.iter().filter_map(|f| name_of(f.check)));
        let verdict = match &self.clean {
            _ if self.refused || !self.faults.is_empty() => Verdict::Refused,
            Some(clean) if clean.raster => Verdict::Raster,
            Some(_) => Verdict::Verified,
            None => Verdict::Refused,
        };
        PageReport {
            page: number + 1,
            verdict,
            reasons,
            boxes: self.blackout.areas.len(),
        }
    }
}

/// The name of a check or a reason as the report spells it.
fn name_of(of: impl serde::Serialize) -> Option<String> {
    let name = serde_json::to_value(of).ok()?;
    name.as_str().map(str::to_owned)
}

/// The name of what went wrong, for the report.
fn reason(error: &EngineError) -> &'static str {
    match error {
        EngineError::Crashed => "crashed",
        EngineError::TimedOut => "timed_out",
        EngineError::Page | EngineError::Open(_) | EngineError::Read(_) | EngineError::TooLarge => {
            "unreadable"
        }
        EngineError::Unsound => "unsound_answer",
        EngineError::Start(_) => "no_engine",
    }
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
        blackout: &PageBlackout,
        words: &[String],
    ) -> Result<PageCheck, EngineError> {
        let usual = self.compared(page, Look::Usual, blackout, words)?;
        if usual.only_looks_wrong() {
            return self.compared(page, Look::Close, blackout, words);
        }
        Ok(usual)
    }

    fn compared(
        &mut self,
        page: usize,
        look: Look,
        blackout: &PageBlackout,
        words: &[String],
    ) -> Result<PageCheck, EngineError> {
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
        let source = retried(&mut self.source, |r| r.source_page(page, look))?;
        retried(&mut self.written, |r| {
            r.check_page(page, Some(source.clone()), blackout, words)
        })
    }
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

/// Asks, and asks a fresh child once more after a crash or a time-out.
fn retried<T>(
    reader: &mut Reader,
    ask: impl Fn(&mut Reader) -> Result<T, EngineError>,
) -> Result<T, EngineError> {
    match ask(reader) {
        Err(EngineError::Crashed | EngineError::TimedOut) => ask(reader),
        answer => answer,
    }
}

/// Does the same for every page with all workers; results in the order of `pages`.
fn each_page<W: Send, T: Send>(
    workers: &mut [W],
    pages: &[usize],
    stage: Stage,
    progress: &dyn Progress,
    job: impl Fn(&mut W, usize) -> Result<T, EngineError> + Sync,
) -> Result<Vec<Result<T, EngineError>>, DocumentError> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Mutex<BTreeMap<usize, Result<T, EngineError>>> = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for worker in workers.iter_mut() {
            scope.spawn(|| {
                while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if progress.is_cancelled() {
                        return;
                    }
                    let result = job(worker, *page);
                    if let Ok(mut results) = results.lock() {
                        results.insert(*page, result);
                    }
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    progress.page_done(stage, done, pages.len());
                }
            });
        }
    });
    if progress.is_cancelled() {
        return Err(DocumentError::Cancelled);
    }
    let mut results = results.into_inner().unwrap_or_default();
    Ok(pages
        .iter()
        .map(|page| results.remove(page).unwrap_or(Err(EngineError::Crashed)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(change: impl Fn(&mut Page)) -> Page {
        let mut page = Page::new(Ok((
            PageText::default(),
            PageBlackout::default(),
            Vec::new(),
        )));
        page.checked = true;
        change(&mut page);
        page
    }

    #[test]
    fn only_a_file_of_which_every_page_was_asked_and_is_sound_is_verified() {
        let fault = Fault {
            check: Check::Needles,
            count: 1,
        };
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
