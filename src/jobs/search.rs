//! Search through all documents of a dossier: reading their texts, and making marks of hits.
//!
//! **Invariant:** a hit is a document, a page and its number on that page; the text is read anew to make a mark of it.
//! **Absent:** search terms on disk, in a message or in the log.

use super::{SourceFile, scans};
use crate::engine::{Engine, EngineError};
use crate::export::progress::Progress;
use crate::find::search::{Query, Searchable};
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::mark::Mark;
use crate::model::edit::NewMark;
use crate::model::gesture::snap;
use crate::model::ground::Ground;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::PageText;
use std::sync::Arc;

/// One place where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    pub document: DocumentId,
    /// From 0.
    pub page: usize,
    /// From 0, in the order of the page's text.
    pub nth: usize,
}

/// What came of reading the pages of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    /// The text of each page as it is searched; empty where there is none or it cannot be read.
    pub pages: Vec<String>,
    /// Pages without text, which a search cannot find anything on.
    pub without: usize,
}

/// Reads the text of every page.
pub fn read_text(
    engine: &Engine,
    source: &SourceFile,
    name: &str,
    progress: &dyn Progress,
) -> Result<SourceText, EngineError> {
    progress.subject(name, 0, 1);
    let bytes = source.read()?;
    let mut reader = engine.open(bytes, source.password.clone())?;
    let mut read = SourceText::default();
    for page in 0..reader.facts().pages.len() {
        if progress.is_cancelled() {
            break;
        }
        // A page that cannot be read is a page without text: it is told that it was not searched.
        let text = scans::text(&mut reader, source, page).unwrap_or_default();
        read.without += usize::from(text.words.is_empty());
        read.pages.push(Searchable::of(&text).text);
    }
    Ok(read)
}

/// What hits become marks.
pub struct MarkJob {
    pub query: Query,
    /// Documents with their sources, and the hits in each.
    pub documents: Vec<(Arc<Document>, SourceFile, Vec<Hit>)>,
    pub grounds: Vec<Ground>,
}

/// The marks to be added as one edit.
#[derive(Default)]
pub struct MarkedHits {
    pub marks: Vec<NewMark>,
    /// Hits that were covered already.
    pub covered: usize,
    /// Hits of which nothing can be seen on their page.
    pub unplaced: usize,
    /// Documents that could not be read.
    pub unread: Vec<String>,
    /// Stopped before everything was read: nothing is to be added.
    pub stopped: bool,
}

/// Makes marks of hits.
pub fn mark(engine: &Engine, job: &MarkJob, progress: &dyn Progress) -> MarkedHits {
    let mut made = MarkedHits::default();
    for (done, wanted) in job.documents.iter().enumerate() {
        let (document, ..) = wanted;
        progress.subject(document.number.as_str(), done, job.documents.len());
        if progress.is_cancelled() {
            made.stopped = true;
            break;
        }
        if mark_document(engine, job, wanted, &mut made).is_err() {
            made.unread.push(document.number.to_string());
        }
    }
    made
}

fn mark_document(
    engine: &Engine,
    job: &MarkJob,
    (document, source, hits): &(Arc<Document>, SourceFile, Vec<Hit>),
    made: &mut MarkedHits,
) -> Result<(), EngineError> {
    let bytes = source.read()?;
    let mut reader = engine.open(bytes, source.password.clone())?;
    let sizes = reader.facts().pages.clone();
    for hits in hits.chunk_by(|a, b| a.page == b.page) {
        let page = hits.first().map_or(0, |hit| hit.page);
        let Some(size) = sizes.get(page).copied() else {
            continue;
        };
        let text = scans::text_to_mark(&mut reader, source, page)?;
        let on_page = placed(&job.query, &text, size, document, page);
        let wanted = on_page.into_iter().filter(|p| hits.contains(&p.hit));
        made.unplaced += hits.len();
        for placed in wanted.filter(|placed| placed.covered || !placed.areas.is_empty()) {
            made.unplaced -= 1;
            match placed.covered {
                true => made.covered += 1,
                false => made.marks.push(placed.mark(&job.grounds)),
            }
        }
    }
    Ok(())
}

/// Those of the hits in a document that its marks cover already.
///
/// # Errors
/// The source or a page cannot be read.
pub fn covered(
    engine: &Engine,
    query: &Query,
    document: &Document,
    source: &SourceFile,
    hits: &[Hit],
) -> Result<Vec<Hit>, EngineError> {
    let bytes = source.read()?;
    let mut reader = engine.open(bytes, source.password.clone())?;
    let mut found = Vec::new();
    for hits in hits.chunk_by(|a, b| a.page == b.page) {
        let page = hits.first().map_or(0, |hit| hit.page);
        let text = scans::text_to_mark(&mut reader, source, page)?;
        let places = query.places(&text);
        let is_covered = |hit: &&Hit| {
            let place = places.get(hit.nth);
            place.is_some_and(|place| is_covered(&text, *place, document, page))
        };
        found.extend(hits.iter().filter(is_covered));
    }
    Ok(found)
}

/// A hit with the areas that cover it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedHit {
    pub hit: Hit,
    pub areas: Vec<PageRect>,
    /// Marks cover it already.
    pub covered: bool,
}

impl PlacedHit {
    /// The mark that covers it.
    pub fn mark(self, grounds: &[Ground]) -> NewMark {
        NewMark {
            document: self.hit.document,
            mark: Mark {
                page: self.hit.page,
                areas: self.areas,
                grounds: grounds.to_vec(),
                note: String::new(),
                free: false,
            },
        }
    }
}

/// Every hit in a document, and how many of its pages have no text.
///
/// # Errors
/// The source cannot be read.
pub fn find(
    engine: &Engine,
    query: &Query,
    document: &Document,
    source: &SourceFile,
    progress: &dyn Progress,
) -> Result<(Vec<PlacedHit>, usize), EngineError> {
    let bytes = source.read()?;
    let mut reader = engine.open(bytes, source.password.clone())?;
    let sizes = reader.facts().pages.clone();
    let (mut found, mut without) = (Vec::new(), 0);
    for (page, size) in sizes.into_iter().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        let mut text = scans::text(&mut reader, source, page).unwrap_or_default();
        without += usize::from(text.words.is_empty());
        if text.has_layer() && !query.places(&text).is_empty() {
            text = scans::text_to_mark(&mut reader, source, page)?;
        }
        found.extend(placed(query, &text, size, document, page));
    }
    Ok((found, without))
}

fn placed(
    query: &Query,
    text: &PageText,
    size: PageSize,
    document: &Document,
    page: usize,
) -> Vec<PlacedHit> {
    let places = query.places(text).into_iter().enumerate();
    places
        .map(|(nth, place)| PlacedHit {
            hit: Hit {
                document: document.id,
                page,
                nth,
            },
            areas: snap::covering(text, place, size),
            covered: is_covered(text, place, document, page),
        })
        .collect()
}

/// Whether marks of the document cover every character of a stretch.
pub(super) fn is_covered(
    text: &PageText,
    (first, end): (usize, usize),
    document: &Document,
    page: usize,
) -> bool {
    let areas: Vec<PageRect> = document
        .marks_on(page)
        .flat_map(|m| m.mark.areas.iter().copied())
        .collect();
    let chars = text.chars.get(first..end).unwrap_or(&[]);
    let mut inked = chars.iter().filter(|c| !c.is_blank()).peekable();
    inked.peek().is_some() && inked.all(|c| areas.iter().any(|a| a.contains(c.ink.center())))
}
