//! What the work beside the window brings.
//!
//! **Invariant:** every kind of work has its own outcome, with what it was asked of, so that it can be told whether that
//! still holds.
//! **Absent:** taking it in.

use super::about::Walls;
use super::choose::Chosen;
use crate::engine::EngineError;
use crate::export::progress::DocumentError;
use crate::find::suggest::OfficeList;
use crate::jobs::check::Finding;
use crate::jobs::export::{self, Stopped};
use crate::jobs::import::Imported;
use crate::jobs::intake::RequestError;
use crate::jobs::looking::LookedSource;
use crate::jobs::parts::PartsError;
use crate::jobs::repeat::Repeated;
use crate::jobs::scans::ScansRead;
use crate::jobs::search::{Hit, MarkedHits, SourceText};
use crate::jobs::suggest::Proposed;
use crate::jobs::twins::Carried;
use crate::jobs::{self, SourceFile};
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{DocumentId, OwnedMark};
use crate::model::dossier::question::Question;
use crate::model::edit::Edit;
use crate::model::edit::session::Session;
use crate::model::ground::Notation;
use crate::ui::panels::history::Entry;
use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// The work on an open dossier that is under way.
pub type Tasks = jobs::Tasks<Outcome>;

/// What work has brought; `None` where it broke.
pub enum Outcome {
    FilesChosen(Option<Chosen>),
    Imported(Option<Imported>),
    Exported(Option<Result<export::Outcome, Stopped>>),
    /// A document was split or some were joined, as they were in that dossier.
    Parted(Arc<Dossier>, Option<Parted>),
    /// What was asked about the contents of a source was carried out.
    IntakeDone(IntakeOf, Option<Result<Edit, RequestError>>),
    Repeated(Option<Result<Repeated, EngineError>>),
    /// Marks of a document were looked for in its twin.
    Carried(CarryOf, Option<Result<Carried, EngineError>>),
    HitsMarked(Option<MarkedHits>),
    /// Which hits of a search in a document are covered already.
    CoveredFound(usize, DocumentId, Option<Result<Vec<Hit>, EngineError>>),
    /// The text of the source with this hash.
    TextRead(String, Option<Result<SourceText, EngineError>>),
    /// Documents were looked through; what came of it is noted as it comes.
    LookedThrough(Option<()>),
    /// Pages that are pictures were read.
    ScansRead(Option<ScansRead>),
    /// The texts of that dossier were checked; nothing when that was stopped.
    Checked(Arc<Dossier>, Option<Option<CheckedTexts>>),
    /// Suggestions were looked for in these sources.
    Suggested(Vec<(DocumentId, String)>, Option<FoundSuggestions>),
    /// What of the check holds for that dossier.
    OpenFound(Arc<Dossier>, Option<Vec<Finding>>),
    /// Nothing when the log cannot be read.
    LogRead(Option<Option<Log>>),
    /// Days and kinds for documents that have none.
    FactsProposed(Option<Vec<Edit>>),
    /// The names that marks cover.
    NamesCovered(Option<OfficeList>),
    /// The walls around what reads documents.
    WallsKnown(Walls),
    /// The handbook as a PDF, under this name beside the dossier.
    HandbookPrinted(PathBuf, Option<io::Result<PathBuf>>),
    PublishedMade(PageNow, Option<Result<PublishedPage, DocumentError>>),
}

/// What came of splitting or joining.
pub struct Parted {
    /// What was looked through before.
    pub looked: Vec<LookedSource>,
    pub made: Result<Edit, PartsError>,
}

/// Whose contents something was asked about.
#[derive(Clone)]
pub struct IntakeOf {
    /// The name of the document.
    pub name: String,
    /// Attachments that are no PDFs and do not become documents.
    pub left_behind: usize,
}

/// Whose marks are taken over and by whom, by their numbers.
#[derive(Clone)]
pub struct CarryOf {
    pub from: String,
    pub to: String,
}

/// What was found in the texts, and what of it holds.
pub struct CheckedTexts {
    pub found: Arc<Vec<Finding>>,
    pub open: Vec<Finding>,
}

/// What the log tells.
pub struct Log {
    pub entries: Vec<Entry>,
    pub session: Session,
    /// What would be taken back next.
    pub last: Option<String>,
    /// Who answered which question, the last of them last.
    pub answers: Vec<(Question, String)>,
    /// Who last changed each document, reading and reviewing left aside.
    pub editors: HashMap<DocumentId, Account>,
}

/// A page of a source as it is now: what is on it of marks, and how these are labelled.
#[derive(Clone, PartialEq)]
pub struct PageNow {
    /// The hash of the source.
    pub source: String,
    /// From 0.
    pub page: usize,
    pub marks: Vec<Arc<OwnedMark>>,
    pub notation: Notation,
    /// Whether its picture is read, where it has no text.
    pub is_read: bool,
}

/// A page as it will be published.
pub struct PublishedPage {
    /// A file in which it stands in its place.
    pub file: SourceFile,
    /// Its text, line by line.
    pub lines: String,
}

/// What came of looking for suggestions.
pub struct FoundSuggestions {
    pub proposed: Proposed,
    /// What of the lists cannot be used, in words.
    pub faults: Vec<String>,
}
