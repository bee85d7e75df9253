//! Suggestions for a whole dossier: reading its pages, learning from them, and placing what is proposed.
//!
//! **Invariant:** a proposal holds no text; its text is looked up again on the page ([`texts`]). What marks cover already is
//! not proposed, and nor is what was rejected in that place.
//! **Absent:** decisions; a proposal becomes a mark by an edit like any other.

use super::search::is_covered;
use super::{SourceFile, scans};
use crate::engine::{Engine, EngineError, Reader};
use crate::export::progress::Progress;
use crate::find::suggest::{Certainty, Kind, Memory, PageClaims, Rules, Suggestion};
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::mark::Mark;
use crate::model::edit::NewMark;
use crate::model::gesture::snap;
use crate::model::ground::Ground;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::PageText;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A place of which a detector says what may have to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub document: DocumentId,
    /// From 0.
    pub page: usize,
    /// Over the letters, one for each line.
    pub areas: Vec<PageRect>,
    pub kind: Kind,
    /// What is proposed; `None` where a person must choose.
    pub ground: Option<Ground>,
    pub certainty: Certainty,
    /// The stable name of the detector.
    pub detector: &'static str,
    /// Proposals of one kind that say the same have the same number.
    pub same: usize,
}

impl Proposal {
    /// The mark that covers it.
    pub fn mark(&self, grounds: &[Ground]) -> NewMark {
        NewMark {
            document: self.document,
            mark: Mark {
                page: self.page,
                areas: self.areas.clone(),
                grounds: grounds.to_vec(),
                note: String::new(),
                free: false,
            },
        }
    }
}

/// What came of a dossier.
#[derive(Clone, Debug, Default)]
pub struct Proposed {
    /// In the order of documents and their text.
    pub proposals: Vec<Proposal>,
    /// Pages without text, on which nothing can be found.
    pub without: usize,
    /// Documents that could not be read.
    pub unread: Vec<(DocumentId, Arc<EngineError>)>,
    /// Stopped before everything was read: there are no proposals.
    pub stopped: bool,
}

/// What proposals say, numbered; forgotten when all are placed.
#[derive(Default)]
struct Said {
    numbers: HashMap<(Kind, String), usize>,
}

impl Said {
    /// The number of what says nothing, and is the same as nothing else.
    fn apart(&mut self, kind: Kind, place: &str) -> usize {
        let next = self.numbers.len();
        let numbers = &mut self.numbers;
        *numbers.entry((kind, format!("\n{place}"))).or_insert(next)
    }

    /// The number of what stands in these runs of characters, whatever its case, spaces and hyphens.
    fn number(&mut self, kind: Kind, text: &PageText, runs: &[(usize, usize)]) -> usize {
        let chars = runs
            .iter()
            .filter_map(|(from, to)| text.chars.get(*from..*to));
        let letters = chars.flatten().map(|c| c.text);
        let is_between = |c: &char| c.is_whitespace() || matches!(c, '-' | '\u{ad}' | '\u{2010}');
        let letters = letters.filter(|c| !is_between(c));
        let said: String = letters.flat_map(char::to_lowercase).collect();
        let next = self.numbers.len();
        *self.numbers.entry((kind, said)).or_insert(next)
    }
}

/// The pages of one document, read.
struct ReadDocument<'a> {
    document: &'a Document,
    source: &'a SourceFile,
    pages: Vec<PageClaims>,
}

impl ReadDocument<'_> {
    fn may_be_signed(&self, page: usize) -> bool {
        let read = self.pages.get(page);
        read.is_some_and(|page| !page.signature_places().is_empty())
    }
}

/// Reads all documents, learns from them, and proposes.
pub fn propose(
    engine: &Engine,
    documents: &[(Arc<Document>, SourceFile)],
    rules: Rules,
    progress: &dyn Progress,
) -> Proposed {
    let mut made = Proposed::default();
    let mut read = Vec::new();
    for (done, (document, source)) in documents.iter().enumerate() {
        progress.subject(document.number.as_str(), done, documents.len());
        match read_document(engine, source, progress) {
            Ok((pages, without)) => {
                made.without += without;
                read.push(ReadDocument {
                    document,
                    source,
                    pages,
                });
            }
            Err(error) => made.unread.push((document.id, Arc::new(error))),
        }
    }
    let memory = Memory::of(read.iter().flat_map(|d| &d.pages), rules);
    let mut said = Said::default();
    for one in &read {
        match place_document(engine, one, &memory, &mut said, progress) {
            Ok(proposals) => made.proposals.extend(proposals),
            Err(error) => made.unread.push((one.document.id, Arc::new(error))),
        }
    }
    if progress.is_cancelled() {
        made.stopped = true;
        made.proposals.clear();
    }
    made
}

/// The pages of a source as they are read, and how many of them have no text.
fn read_document(
    engine: &Engine,
    source: &SourceFile,
    progress: &dyn Progress,
) -> Result<(Vec<PageClaims>, usize), EngineError> {
    let bytes = source.read()?;
    let mut reader = engine.open(bytes, source.password.clone())?;
    let (mut pages, mut without) = (Vec::new(), 0);
    for page in 0..reader.facts().pages.len() {
        if progress.is_cancelled() {
            break;
        }
        // A page that cannot be read is a page without text: it is told that nothing was looked for on it.
        let text = scans::text(&mut reader, source, page).unwrap_or_default();
        without += usize::from(text.words.is_empty());
        pages.push(PageClaims::of(&text));
    }
    Ok((pages, without))
}

/// What is proposed in a document, with its areas.
fn place_document(
    engine: &Engine,
    read: &ReadDocument,
    memory: &Memory,
    said: &mut Said,
    progress: &dyn Progress,
) -> Result<Vec<Proposal>, EngineError> {
    let found: BTreeMap<usize, Vec<Suggestion>> = read
        .pages
        .iter()
        .map(|page| page.suggestions(memory))
        .enumerate()
        .filter(|(page, suggestions)| !suggestions.is_empty() || read.may_be_signed(*page))
        .collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let bytes = read.source.read()?;
    let mut reader = engine.open(bytes, read.source.password.clone())?;
    let sizes = reader.facts().pages.clone();
    let mut made = Vec::new();
    for (page, suggestions) in found {
        if progress.is_cancelled() {
            break;
        }
        let text = scans::text_to_mark(&mut reader, read.source, page)?;
        let size = sizes.get(page).copied();
        let placed = suggestions
            .into_iter()
            .filter_map(|s| placed(s, &text, size?, (read.document, page), said));
        made.extend(placed);
        if read.may_be_signed(page) {
            made.extend(signed(&mut reader, read, page, said)?);
        }
    }
    Ok(made)
}

/// Lower or narrower than this, in points, is a rule or a dot and no signature.
const LOW: f64 = 7.0;
const NARROW: f64 = 18.0;
/// Room around what was drawn, in points.
const AROUND: f64 = 2.0;

/// What is drawn where a page may be signed.
fn signed(
    reader: &mut Reader,
    read: &ReadDocument,
    page: usize,
    said: &mut Said,
) -> Result<Vec<Proposal>, EngineError> {
    let (map, document) = (reader.blank_map(page)?, read.document);
    let places = read
        .pages
        .get(page)
        .map_or(&[][..], |p| p.signature_places());
    let mut found: Vec<PageRect> = Vec::new();
    for ink in places.iter().filter_map(|place| map.ink_bounds(place)) {
        let is_drawn = ink.height() >= LOW && ink.width() >= NARROW;
        if is_drawn && !found.iter().any(|other| other.share_in(&ink) > 0.0) {
            found.extend(ink.expanded(AROUND));
        }
    }
    let is_marked = |area: &PageRect| {
        let mut marks = document.marks_on(page).flat_map(|m| &m.mark.areas);
        marks.any(|mark| area.share_in(mark) > 0.9) || document.is_rejected(page, area)
    };
    found.retain(|area| !is_marked(area));
    let made = found.into_iter().enumerate().map(|(nth, area)| Proposal {
        same: said.apart(Kind::Signature, &format!("{:?} {page} {nth}", document.id)),
        document: document.id,
        page,
        areas: vec![area],
        kind: Kind::Signature,
        ground: Kind::Signature.ground(),
        certainty: Certainty::Medium,
        detector: "signature",
    });
    Ok(made.collect())
}

/// A suggestion with its areas, unless marks cover it already.
fn placed(
    suggestion: Suggestion,
    text: &PageText,
    size: PageSize,
    (document, page): (&Document, usize),
    said: &mut Said,
) -> Option<Proposal> {
    let mut chars = suggestion.chars.iter();
    let covered = chars.all(|run| is_covered(text, *run, document, page));
    let areas = snap::areas_of(text, &in_words(text, &suggestion.chars), size);
    let is_rejected = |area: &PageRect| document.is_rejected(page, area);
    let is_open = !covered && !areas.first().is_none_or(is_rejected);
    is_open.then(|| Proposal {
        same: said.number(suggestion.kind, text, &suggestion.chars),
        document: document.id,
        page,
        areas,
        kind: suggestion.kind,
        ground: suggestion.ground,
        certainty: suggestion.certainty,
        detector: suggestion.detector,
    })
}

/// Runs of characters as parts of words, so that each line gets an area of its own.
fn in_words(text: &PageText, runs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let within = |(start, end): &(usize, usize)| {
        let parts = runs
            .iter()
            .map(|(first, after)| ((*start).max(*first), (*end).min(*after)));
        parts.filter(|(from, to)| from < to).collect::<Vec<_>>()
    };
    text.words.iter().flat_map(within).collect()
}

/// The texts of proposals of one document, looked up on its pages.
///
/// # Errors
/// The source cannot be read.
pub fn texts(
    engine: &Engine,
    source: &SourceFile,
    proposals: &[&Proposal],
) -> Result<Vec<String>, EngineError> {
    let bytes = source.read()?;
    let mut reader = engine.open(bytes, source.password.clone())?;
    let mut pages: BTreeMap<usize, PageText> = BTreeMap::new();
    let mut found = Vec::new();
    for proposal in proposals {
        let text = match pages.entry(proposal.page) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(unread) => {
                let text = scans::text_to_mark(&mut reader, source, proposal.page)?;
                unread.insert(text)
            }
        };
        found.push(snap::covered_line(text, &proposal.areas));
    }
    Ok(found)
}
