//! Twins in a dossier: pages that say the same, or nearly, and the marks of one document taken over by another.
//!
//! **Invariant:** a mark comes over where the same words stand, in areas made of these; or in its own areas where the same
//! lies under them. Every other mark is named and stays behind.
//! **Absent:** text; places alone come back.

use super::repeat::{Under, fits, is_covered};
use super::{SourceFile, scans};
use crate::engine::{Engine, EngineError, Reader};
use crate::export::progress::{ExportStage, Progress};
use crate::find::twins::{self, Page, Pair, Word};
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::mark::Mark;
use crate::model::edit::NewMark;
use crate::model::gesture::snap;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{Coverage, PageText};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An area of which this share is words is of words.
const MIN_WORD_SHARE: f64 = 0.75;

/// A document and its source.
pub type Sourced = (Arc<Document>, SourceFile);

/// Two pages that say the same, or nearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwinPages {
    /// A document and a page of it, from 0.
    pub one: (DocumentId, usize),
    pub other: (DocumentId, usize),
    /// How much of the shorter page the other says too.
    pub share: f64,
}

/// What came of a dossier.
#[derive(Default)]
pub struct Twins {
    pub pages: Vec<TwinPages>,
    /// Documents of which one may be left out for the other.
    pub documents: Vec<Pair<DocumentId>>,
    /// Documents that could not be read.
    pub unread: Vec<DocumentId>,
}

/// Reads all documents and compares them; `None` when it was stopped.
pub fn find(engine: &Engine, documents: &[Sourced], progress: &dyn Progress) -> Option<Twins> {
    let (mut pages, mut places, mut made) = (Vec::new(), Vec::new(), Twins::default());
    for (done, (document, source)) in documents.iter().enumerate() {
        progress.subject(document.number.as_str(), done, documents.len());
        match open(engine, source).and_then(|mut reader| read(&mut reader, source, progress)) {
            Ok(read) => {
                places.extend((0..read.len()).map(|page| (document.id, page)));
                pages.extend(read);
            }
            Err(_) => made.unread.push(document.id),
        }
        if progress.is_cancelled() {
            return None;
        }
    }
    let pairs = twins::pages(&pages, |_| false);
    let of: Vec<DocumentId> = places.iter().map(|(document, _)| *document).collect();
    made.documents = twins::documents(&pages, &of, &pairs);
    let placed = pairs.into_iter().filter_map(|pair| {
        let (one, other) = (*places.get(pair.places.0)?, *places.get(pair.places.1)?);
        let share = pair.share;
        Some(TwinPages { one, other, share })
    });
    made.pages = placed.collect();
    Some(made)
}

fn open(engine: &Engine, source: &SourceFile) -> Result<Reader, EngineError> {
    engine.open(source.read()?, source.password.clone())
}

fn read(
    reader: &mut Reader,
    source: &SourceFile,
    progress: &dyn Progress,
) -> Result<Vec<Page>, EngineError> {
    let count = reader.facts().pages.len();
    let mut pages = Vec::new();
    for page in (0..count).take_while(|_| !progress.is_cancelled()) {
        progress.page_done(ExportStage::Reading, page, count);
        // A page that cannot be read is a page without text: it is the twin of none.
        let text = scans::text(reader, source, page).unwrap_or_default();
        pages.push(Page::of(&twins::words(&text)));
    }
    Ok(pages)
}

/// Whose marks are taken over, and by which document.
pub struct CarryJob {
    pub from: Sourced,
    pub to: Sourced,
}

/// The marks to be added as one edit.
#[derive(Debug, Default)]
pub struct Carried {
    pub marks: Vec<NewMark>,
    /// Marks of which the words are covered already.
    pub covered: usize,
    /// Pages (from 0) of marks that stay behind, one for each mark.
    pub left: Vec<usize>,
    /// Stopped before all were looked at: nothing is to be added.
    pub stopped: bool,
}

/// Looks where the marks of a document belong in its twin.
///
/// # Errors
/// One of both cannot be read.
pub fn carry(
    engine: &Engine,
    job: &CarryJob,
    progress: &dyn Progress,
) -> Result<Carried, EngineError> {
    let mut from = Side::open(engine, &job.from)?;
    let mut to = Side::open(engine, &job.to)?;
    let (mut pages, twins) = (from.read(progress)?, to.read(progress)?);
    let (count, mut made) = (pages.len(), Carried::default());
    pages.extend(twins);
    let marked: BTreeSet<usize> = (0..count).filter(|page| from.has_marks(*page)).collect();
    // Pages with marks lead, so that none misses its twin among many that are alike.
    let pairs = twins::pages(&pages, |place| marked.contains(&place));
    let is_same_file = job.from.1 == job.to.1;
    for page in marked {
        let of = pairs.iter().filter(|pair| pair.places.0 == page);
        let mut of: Vec<&Pair> = of.filter(|pair| pair.places.1 >= count).collect();
        of.sort_by(|a, b| b.share.total_cmp(&a.share));
        // A page of the same file is the same, whether it has text or not.
        let own = is_same_file.then_some(page).into_iter();
        let twins: Vec<usize> = own
            .chain(of.iter().map(|pair| pair.places.1 - count))
            .collect();
        for owned in job.from.0.marks_on(page) {
            made.take(page, find_place(&mut from, &mut to, owned, &twins)?);
        }
    }
    made.stopped = progress.is_cancelled();
    Ok(made)
}

/// Where a mark belongs in the twin.
enum Placed {
    Here(NewMark),
    CoveredAlready,
    Nowhere,
}

impl Carried {
    /// The pages of what stays behind, from 1, each once.
    pub fn left_on(&self) -> String {
        let pages: BTreeSet<usize> = self.left.iter().map(|page| page + 1).collect();
        let pages: Vec<String> = pages.iter().map(ToString::to_string).collect();
        pages.join(", ")
    }

    fn take(&mut self, page: usize, placed: Placed) {
        match placed {
            Placed::Here(mark) => self.marks.push(mark),
            Placed::CoveredAlready => self.covered += 1,
            Placed::Nowhere => self.left.push(page),
        }
    }
}

/// The first of these pages on which a mark has its place.
fn find_place(
    from: &mut Side,
    to: &mut Side,
    owned: &OwnedMark,
    pages: &[usize],
) -> Result<Placed, EngineError> {
    for page in pages.iter().copied() {
        let by_words = by_words(from, to, &owned.mark, page)?;
        let free = by_words.is_none() && owned.mark.free;
        let areas = match by_words {
            Some(areas) => Some(areas),
            None => in_place(from, to, &owned.mark, page)?,
        };
        let Some(areas) = areas else { continue };
        if is_covered(to.document, page, &areas) {
            return Ok(Placed::CoveredAlready);
        }
        let mark = Mark {
            page,
            areas,
            grounds: owned.mark.grounds.clone(),
            // It is about the place it was written at.
            note: String::new(),
            free,
        };
        let document = to.document.id;
        return Ok(Placed::Here(NewMark { document, mark }));
    }
    Ok(Placed::Nowhere)
}

/// The areas over the words of the twin that stand in the place of those of a mark; none when these are covered already,
/// and `None` when one of them does not stand there, or the mark is of more than words.
fn by_words(
    from: &mut Side,
    to: &mut Side,
    mark: &Mark,
    page: usize,
) -> Result<Option<Vec<PageRect>>, EngineError> {
    let covering = to.covering(page);
    let (here, there) = (from.page(mark.page)?, to.page(page)?);
    let own = here.covered(&mark.areas);
    if own.is_empty() || !here.is_of_words(&mark.areas, &own) {
        return Ok(None);
    }
    let held = twins::aligned(&Page::of(&here.words), &Page::of(&there.words));
    let held: BTreeMap<usize, usize> = held.into_iter().collect();
    let twin = own.iter().map(|at| held.get(at).copied());
    let Some(twin) = twin.collect::<Option<BTreeSet<usize>>>() else {
        return Ok(None);
    };
    if twin.iter().all(|word| there.is_covered(*word, &covering)) {
        return Ok(Some(Vec::new()));
    }
    Ok(Some(there.areas(&twin)))
}

/// The areas of a mark where the same lies under them on the twin.
fn in_place(
    from: &mut Side,
    to: &mut Side,
    mark: &Mark,
    page: usize,
) -> Result<Option<Vec<PageRect>>, EngineError> {
    if !fits(to.document.sizes().get(page), &mark.areas) {
        return Ok(None);
    }
    let has_words = !from.page(mark.page)?.covered(&mark.areas).is_empty();
    let is_same_page = from.source == to.source && mark.page == page;
    let here = Under::look(&mut from.reader, mark.page, &mark.areas)?;
    let there = Under::look(&mut to.reader, page, &mark.areas)?;
    // Pictures of words that differ in a letter look alike.
    let tells = is_same_page || !has_words || matches!(here, Under::Text(_));
    let is_same = tells && here.is_same(&there);
    Ok(is_same.then(|| mark.areas.clone()))
}

/// A document being read.
struct Side<'a> {
    document: &'a Document,
    source: &'a SourceFile,
    reader: Reader,
    pages: BTreeMap<usize, ReadPage>,
}

/// A page as marks are made on it.
struct ReadPage {
    text: PageText,
    size: PageSize,
    words: Vec<Word>,
}

impl<'a> Side<'a> {
    fn open(engine: &Engine, (document, source): &'a Sourced) -> Result<Self, EngineError> {
        Ok(Self {
            document,
            source,
            reader: open(engine, source)?,
            pages: BTreeMap::new(),
        })
    }

    fn read(&mut self, progress: &dyn Progress) -> Result<Vec<Page>, EngineError> {
        progress.subject(self.document.number.as_str(), 0, 1);
        read(&mut self.reader, self.source, progress)
    }

    fn has_marks(&self, page: usize) -> bool {
        self.document.marks_on(page).next().is_some()
    }

    /// Everything that is covered on a page.
    fn covering(&self, page: usize) -> Vec<PageRect> {
        let marks = self.document.marks_on(page);
        marks.flat_map(|m| m.mark.areas.iter().copied()).collect()
    }

    fn page(&mut self, page: usize) -> Result<&ReadPage, EngineError> {
        if !self.pages.contains_key(&page) {
            let size = self.document.sizes().get(page).copied();
            let size = size.ok_or(EngineError::Page)?;
            let text = scans::text_to_mark(&mut self.reader, self.source, page)?;
            let words = twins::words(&text);
            self.pages.insert(page, ReadPage { text, size, words });
        }
        self.pages.get(&page).ok_or(EngineError::Page)
    }
}

impl ReadPage {
    /// The words of which these areas cover something.
    fn covered(&self, areas: &[PageRect]) -> BTreeSet<usize> {
        let zones = self.text.coverages(areas);
        let words = self.words.iter().enumerate();
        let covered = words.filter(|(_, word)| {
            let own = zones.get(word.chars.0..word.chars.1).unwrap_or(&[]);
            own.contains(&Coverage::Covered)
        });
        covered.map(|(at, _)| at).collect()
    }

    /// Whether these areas cover all of a word.
    fn is_covered(&self, word: usize, areas: &[PageRect]) -> bool {
        let zones = self.text.coverages(areas);
        let own = self.words.get(word);
        let own = own.and_then(|word| zones.get(word.chars.0..word.chars.1));
        own.is_some_and(|own| own.iter().all(|zone| *zone == Coverage::Covered))
    }

    fn areas(&self, words: &BTreeSet<usize>) -> Vec<PageRect> {
        let words = words.iter().filter_map(|at| self.words.get(*at));
        let parts: Vec<(usize, usize)> = words.map(|word| word.chars).collect();
        snap::areas_of(&self.text, &parts, self.size)
    }

    /// Whether these words are most of what the areas cover: a frame may be round a picture, or round what is blank.
    fn is_of_words(&self, areas: &[PageRect], words: &BTreeSet<usize>) -> bool {
        let own = self.areas(words);
        let share = |area: &PageRect| own.iter().map(|own| area.share_in(own)).sum::<f64>();
        areas.iter().all(|area| share(area) >= MIN_WORD_SHARE)
    }
}
