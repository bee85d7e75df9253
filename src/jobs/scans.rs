//! Reading the scans of a dossier: pages without text of their own, or with a layer of text that lies beside its picture, get
//! the words that Tesseract sees on them.
//!
//! **Invariant:** what is looked at comes first. A page is read once and its words are kept beside the sources; where they
//! cannot be read or kept, the page stays one without text and is counted. What finds and marks asks the text of a page
//! here; what makes and proves a copy never does.
//! **Absent:** how a picture is read; see `ocr`.

use super::SourceFile;
use super::background::Coming;
pub use super::background::LookedAt;
use crate::engine::{Engine, EngineError, Reader};
use crate::export::progress::{ExportStage, Progress};
use crate::model::page::settle;
use crate::model::page::text::{PageChar, PageText};
use crate::ocr::{self, Grey, ReadPage};
pub use crate::ocr::{Installed, Missing, Tesseract};
use crate::store::readings::{self, Kept};
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

/// Pixels a point at which is looked whether anything is on a page.
const GLANCE_PIXELS_PER_POINT: f64 = 1.0;
/// When so many pages after each other cannot be read, it is not for the pages: each may take minutes to fail.
const MOST_FAILURES: usize = 5;

/// Pages of which words came to be known, as they come: a source and a page of it.
pub type NewWords = Coming<(String, usize)>;

/// What to read.
pub struct ScansJob {
    /// The numbers of documents and their sources.
    pub documents: Vec<(String, SourceFile)>,
    pub tesseract: Installed,
    pub looked_at: LookedAt,
    pub new_words: NewWords,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScansRead {
    /// Sources with words that were not known before.
    pub sources: BTreeSet<String>,
    /// Pages that are pictures and could not be read: a source and a page of it.
    pub unread: BTreeSet<(String, usize)>,
    /// Why none can be read, where there is something to read.
    pub missing: Option<Missing>,
    pub stopped: bool,
}

/// Reads all pages that need it.
pub fn read(engine: &Engine, job: &ScansJob, progress: &dyn Progress) -> ScansRead {
    let mut reading = ScanReader {
        engine,
        job,
        progress,
        open: None,
        tried: HashSet::new(),
        failed_in_a_row: 0,
        made: ScansRead::default(),
    };
    match job.tesseract.get() {
        Ok(tesseract) => reading.read_all(tesseract),
        Err(missing) => reading.look_for_one(missing),
    }
    reading.made.stopped = progress.is_cancelled();
    reading.made
}

struct ScanReader<'a> {
    engine: &'a Engine,
    job: &'a ScansJob,
    progress: &'a dyn Progress,
    /// The source at hand.
    open: Option<(String, Reader)>,
    /// Pages that were looked at already.
    tried: HashSet<(String, usize)>,
    failed_in_a_row: usize,
    made: ScansRead,
}

impl ScanReader<'_> {
    fn read_all(&mut self, tesseract: &Tesseract) {
        let mut scans = Vec::new();
        for (number, source) in &self.job.documents {
            self.read_looked_at(tesseract);
            // A document that cannot be read says so to whoever searches it.
            let pages = self.unread_of(source, tesseract).unwrap_or_default();
            scans.extend(pages.into_iter().map(|page| (number, source, page)));
        }
        let total = scans.len();
        for (done, (number, source, page)) in scans.iter().enumerate() {
            self.progress.subject(number, done, total);
            self.progress.page_done(ExportStage::Reading, done, total);
            self.read_looked_at(tesseract);
            if self.progress.is_cancelled() {
                return;
            }
            if self.failed_in_a_row >= MOST_FAILURES {
                let left = scans.iter().skip(done);
                let left = left.map(|(_, source, page)| (source.key.clone(), *page));
                self.made.unread.extend(left);
                return;
            }
            self.try_page(tesseract, source, *page);
        }
    }

    /// The pages of a source that are still to be read.
    fn unread_of(
        &mut self,
        source: &SourceFile,
        tesseract: &Tesseract,
    ) -> Result<Vec<usize>, EngineError> {
        let is_known =
            |page: &usize| kept(source, *page).is_some_and(|r| r.version == tesseract.version());
        let mut pages = self.scans_of(source)?;
        pages.retain(|page| !is_known(page));
        Ok(pages)
    }

    /// The pages of a source that have no text, or a layer that lies beside its picture, which is asked once.
    fn scans_of(&mut self, source: &SourceFile) -> Result<Vec<usize>, EngineError> {
        let known = source
            .in_dossier()
            .and_then(|(dossier, sha256)| readings::reading(dossier, Kept::Scans(sha256)));
        if let Some((LIST_FORMAT, pages)) =
            known.and_then(|bytes| postcard::from_bytes(&bytes).ok())
        {
            return Ok(pages);
        }
        let (mut pages, mut is_whole) = (Vec::<usize>::new(), true);
        let count = self.reader(source)?.facts().pages.len();
        for page in 0..count {
            if self.progress.is_cancelled() {
                return Ok(Vec::new());
            }
            let reader = self.reader(source)?;
            match reader.text(page) {
                Ok(text) if text.words.is_empty() => pages.push(page),
                Ok(text) if lies_beside(reader, page, &text) => pages.push(page),
                Ok(_) => {}
                Err(_) => is_whole = false,
            }
        }
        if is_whole
            && let Some((dossier, sha256)) = source.in_dossier()
            && let Ok(bytes) = postcard::to_stdvec(&(LIST_FORMAT, &pages))
        {
            // Where it cannot be kept it is asked again.
            readings::keep_reading(dossier, Kept::Scans(sha256), &bytes).ok();
        }
        Ok(pages)
    }

    fn is_textless(&mut self, source: &SourceFile, page: usize) -> bool {
        let text = self.reader(source).and_then(|reader| reader.text(page));
        text.is_ok_and(|text| text.words.is_empty())
    }

    fn read_looked_at(&mut self, tesseract: &Tesseract) {
        let Some((key, page)) = self.job.looked_at.get() else {
            return;
        };
        let mut documents = self.job.documents.iter();
        let source = documents.find(|(_, source)| source.key == key);
        if let Some((_, source)) = source
            && !self.tried.contains(&(key, page))
            && kept(source, page).is_none_or(|r| r.version != tesseract.version())
            && self.is_textless(source, page)
        {
            self.try_page(tesseract, source, page);
        }
    }

    /// Reads a page, once.
    fn try_page(&mut self, tesseract: &Tesseract, source: &SourceFile, page: usize) {
        let place = (source.key.clone(), page);
        if !self.tried.insert(place.clone()) {
            return;
        }
        match self.page(tesseract, source, page) {
            Some(read) => {
                self.failed_in_a_row = 0;
                if !read.words.is_empty() {
                    self.made.sources.insert(source.key.clone());
                    self.job.new_words.add(place);
                }
            }
            None if self.progress.is_cancelled() => {}
            None => {
                self.made.unread.insert(place);
                self.failed_in_a_row += 1;
            }
        }
    }

    fn page(
        &mut self,
        tesseract: &Tesseract,
        source: &SourceFile,
        page: usize,
    ) -> Option<ReadPage> {
        let stops = || self.progress.is_cancelled();
        let reader = opened(self.engine, &mut self.open, source).ok()?;
        let size = reader.facts().pages.get(page).copied()?;
        let scale = ocr::scale(size);
        let pixels = reader.render(page, scale, None).ok()?;
        let picture = Grey::of(&pixels).smoothed();
        let read = tesseract.read(&picture, scale, &stops).ok()?;
        let settled = settle::settled(read.text(size)?, &pixels, size);
        let read = read.placed_as(&settled);
        let (dossier, sha256) = source.in_dossier()?;
        let bytes = postcard::to_stdvec(&(FORMAT, &read)).ok()?;
        readings::keep_reading(dossier, Kept::Page(sha256, page), &bytes).ok()?;
        Some(read)
    }

    /// Whether there is a page that could be read, if there were a Tesseract.
    fn look_for_one(&mut self, missing: &Missing) {
        for (_, source) in &self.job.documents {
            let mut scans = self.scans_of(source).unwrap_or_default().into_iter();
            if scans.any(|page| kept(source, page).is_none() && self.has_ink(source, page)) {
                self.made.missing = Some(missing.clone());
                return;
            }
        }
    }

    fn has_ink(&mut self, source: &SourceFile, page: usize) -> bool {
        let pixels = self
            .reader(source)
            .and_then(|reader| reader.render(page, GLANCE_PIXELS_PER_POINT, None));
        pixels.is_ok_and(|pixels| Grey::of(&pixels).has_ink())
    }

    fn reader(&mut self, source: &SourceFile) -> Result<&mut Reader, EngineError> {
        opened(self.engine, &mut self.open, source)
    }
}

fn opened<'a>(
    engine: &Engine,
    open: &'a mut Option<(String, Reader)>,
    source: &SourceFile,
) -> Result<&'a mut Reader, EngineError> {
    if open.as_ref().is_none_or(|(key, _)| *key != source.key) {
        let bytes = source.read()?;
        let reader = engine.open(bytes, source.password.clone())?;
        *open = Some((source.key.clone(), reader));
    }
    let reader = open.as_mut().map(|(_, reader)| reader);
    reader.ok_or(EngineError::Crashed)
}

/// How readings are written, and lists of pages that are to be read; of another form none is used.
const FORMAT: u32 = 2;
const LIST_FORMAT: u32 = 3;

/// Words of a layer that are looked for in its picture, and the letters that such a word has at least.
const SAMPLE: usize = 40;
const SAMPLE_LETTERS: usize = 4;
/// Of a layer that is that of its picture more of these letters are found.
const FOUND_SHARE: f64 = 0.5;
/// What is read takes the place of a layer unless it has fewer letters than this part of it.
const READ_SHARE: f64 = 0.5;

/// Whether none of the text is drawn, and its picture shows little of it.
fn lies_beside(reader: &mut Reader, page: usize, text: &PageText) -> bool {
    if !is_layer(text) {
        return false;
    }
    let words = (0..text.words.len()).map(|word| text.word(word));
    let long: Vec<&[PageChar]> = words.filter(|word| word.len() >= SAMPLE_LETTERS).collect();
    let every = long.len().div_ceil(SAMPLE).max(1);
    let (mut chars, mut starts) = (Vec::new(), Vec::new());
    for word in long.into_iter().step_by(every) {
        starts.push(chars.len());
        chars.extend_from_slice(word);
    }
    let asked = chars.len() as f64;
    let found = reader.layer(page, PageText::read_from_picture(chars, &starts), &[]);
    found.is_ok_and(|found| (found.letters() as f64) < FOUND_SHARE * asked)
}

/// Whether there is text, and none of it is drawn.
fn is_layer(text: &PageText) -> bool {
    !text.words.is_empty() && text.chars.iter().all(|c| c.invisible || c.is_blank())
}

/// What was read of a page and kept.
fn kept(source: &SourceFile, page: usize) -> Option<ReadPage> {
    let (dossier, sha256) = source.in_dossier()?;
    let bytes = readings::reading(dossier, Kept::Page(sha256, page))?;
    let (format, read): (u32, ReadPage) = postcard::from_bytes(&bytes).ok()?;
    (format == FORMAT).then_some(read)
}

/// Whether it is news that these pages cannot be read: it is told once of a dossier, until there are others.
pub fn is_news(dossier: &Path, unread: &BTreeSet<(String, usize)>) -> bool {
    let known = readings::reading(dossier, Kept::Told);
    let known = known.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    let known = match known {
        Some((FORMAT, known)) => known,
        _ => BTreeSet::new(),
    };
    if let Ok(bytes) = postcard::to_stdvec(&(FORMAT, unread)) {
        // Where it cannot be kept it is told again.
        readings::keep_reading(dossier, Kept::Told, &bytes).ok();
    }
    !unread.is_subset(&known)
}

/// The text of a page: its own, and what was read from its picture where it has none, or a layer that lies beside it.
///
/// # Errors
/// As [`Reader::text`].
pub fn text(
    reader: &mut Reader,
    source: &SourceFile,
    page: usize,
) -> Result<PageText, EngineError> {
    let own = reader.text(page)?;
    Ok(or_read(own, reader, source, page))
}

/// The same as marks are made on it; see [`Reader::text_to_mark`].
///
/// # Errors
/// As [`Reader::text_to_mark`].
pub fn text_to_mark(
    reader: &mut Reader,
    source: &SourceFile,
    page: usize,
) -> Result<PageText, EngineError> {
    let own = reader.text_to_mark(page)?;
    Ok(or_read(own, reader, source, page))
}

fn or_read(own: PageText, reader: &Reader, source: &SourceFile, page: usize) -> PageText {
    if !own.words.is_empty() && !is_layer(&own) {
        return own;
    }
    let size = reader.facts().pages.get(page).copied();
    let read = size.and_then(|size| kept(source, page)?.text(size));
    let letters = |text: &PageText| text.chars.iter().filter(|c| !c.is_blank()).count() as f64;
    let says_enough = |read: &PageText| letters(read) >= READ_SHARE * letters(&own);
    read.filter(says_enough).unwrap_or(own)
}

/// The Tesseract of this computer, found through `PATH`.
pub fn installed(engine: &Engine) -> Installed {
    let path = std::env::var_os("PATH").unwrap_or_default();
    installed_in(engine, &path)
}

/// The same in these folders, as `PATH` names them.
pub fn installed_in(engine: &Engine, path: &std::ffi::OsStr) -> Installed {
    Installed::new(engine.program(), path, engine.demands_walls())
}
