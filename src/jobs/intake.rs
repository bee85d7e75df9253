//! Looking through a whole source: what it holds beside its pages, and what each page hides.
//!
//! **Invariant:** a page that cannot be looked at is named and the others go on.
//! **Absent:** the decision what is done about it; the edit that a request leads to is returned.

use crate::engine::pool::{in_turn, share_out};
use crate::engine::{Engine, EngineError, Reader, workers};
use crate::export::comments;
use crate::export::progress::{ExportStage, Progress};
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{Document, SourceRef};
use crate::model::dossier::intake::{PageContents, Part, Proposal, SourceContents, SourceCounts};
use crate::model::dossier::mark::Mark;
use crate::model::edit::{Edit, NewDocument, NewMark};
use crate::model::ground::Ground;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::store;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Pages for which it is worth to start another child.
const WORTH_A_CHILD: usize = 4;

/// All that was found in one source.
pub struct Inspection {
    pub contents: SourceContents,
    /// For every page.
    pub pages: Vec<PageContents>,
    /// Pages, from 0, that could not be looked at.
    pub unread: Vec<usize>,
    /// Those of them over which the engine crashed or hung: they can be neither shown nor drawn.
    pub broken: Vec<usize>,
}

impl Inspection {
    pub fn hides_something(&self) -> bool {
        let on_page = |page: &PageContents| !page.hidden.is_empty() || !page.see_through.is_empty();
        self.contents.hides_something() || self.pages.iter().any(on_page)
    }

    /// Whether a person must look: it hides something, or holds what could not be looked at.
    pub fn needs_a_look(&self) -> bool {
        self.hides_something() || self.contents.unreadable || !self.unread.is_empty()
    }

    pub fn found(&self) -> SourceCounts {
        SourceCounts::of(&self.contents, &self.pages)
    }
}

/// Looks through a source with so many children at most.
///
/// # Errors
/// The file as a whole cannot be looked through; a single page that fails is no error. `None` when it was stopped.
pub fn inspect(
    reader: &mut Reader,
    children: usize,
    progress: &dyn Progress,
) -> Result<Option<Inspection>, EngineError> {
    let contents = reader.contents()?;
    let (mut pages, mut unread, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    for (page, looked) in looked_at(reader, children, progress)
        .into_iter()
        .enumerate()
    {
        let Some(looked) = looked else {
            return Ok(None);
        };
        pages.push(looked.unwrap_or_else(|error| {
            unread.push(page);
            if matches!(error, EngineError::Crashed | EngineError::TimedOut) {
                broken.push(page);
            }
            PageContents::default()
        }));
    }
    Ok(Some(Inspection {
        contents,
        pages,
        unread,
        broken,
    }))
}

/// What each page holds; `None` of one that was not asked, since it was stopped.
fn looked_at(
    reader: &mut Reader,
    children: usize,
    progress: &dyn Progress,
) -> Vec<Option<Result<PageContents, EngineError>>> {
    let count = reader.facts().pages.len();
    let done = AtomicUsize::new(0);
    let others = (1..children.min(count.div_ceil(WORTH_A_CHILD))).map(|_| reader.another());
    let mut others: Vec<Reader> = others.collect();
    let readers = others.iter_mut().chain([reader]);
    let page = in_turn(count);
    let next = || page().filter(|_| !progress.is_cancelled());
    share_out(readers, count, next, |reader, page| {
        let found = reader.hidden(page);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress.page_done(ExportStage::Reading, done, count);
        found
    })
}

/// What a person wants done with what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// PDFs among the attachments become documents.
    AddAttachments,
    /// The comments become a document.
    AddComments,
    /// Redactions that were marked and never applied become marks.
    TakeProposals,
}

/// Where a request is to be carried out.
pub struct Subject {
    /// The folder of the dossier.
    pub folder: PathBuf,
    pub document: Arc<Document>,
    pub password: Option<String>,
    /// ISO 8601.
    pub day: String,
    pub author: Account,
    /// For proposed redactions whose overlay text names no ground.
    pub grounds: Vec<Ground>,
}

/// Why a request came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("the dossier cannot be read or written")]
    Store(#[from] io::Error),
}

/// Carries out a request; the edit answers the part of the intake and adds what came of it.
///
/// # Errors
/// The source cannot be read, or what came of it cannot be written.
pub fn carry_out(
    engine: &Engine,
    subject: &Subject,
    request: Request,
    progress: &dyn Progress,
) -> Result<Edit, RequestError> {
    let document = &subject.document;
    let source = document.source.as_ref().ok_or(EngineError::Page)?;
    let bytes = store::read_source(&subject.folder, &source.sha256)?;
    let password = subject.password.clone().filter(|_| source.encrypted);
    let mut reader = engine.open(bytes.into(), password)?;
    let contents = reader.contents()?;
    let (mut documents, mut marks) = (Vec::new(), Vec::new());
    let part = match request {
        Request::AddAttachments => {
            let numbered = contents.attachments.iter().enumerate();
            for (number, attachment) in numbered.filter(|(_, a)| a.is_pdf) {
                let bytes = reader.attachment(number)?;
                let title = stem(&attachment.name);
                documents.push(add_source(engine, subject, bytes, title, progress)?);
            }
            Part::Attachments
        }
        Request::AddComments => {
            let bytes =
                comments::paper_of(&contents.comments, document.number.as_str(), &subject.day);
            let title = format!("Opmerkingen bij {}", document.work_title);
            documents.push(add_source(engine, subject, bytes, title, progress)?);
            Part::Comments
        }
        Request::TakeProposals => {
            let sizes = &source.pages;
            marks.extend(
                contents
                    .proposals
                    .iter()
                    .filter_map(|p| mark_of(p, subject, sizes)),
            );
            Part::Proposals
        }
    };
    let mut edits = vec![Edit::AnswerIntake {
        document: document.id,
        parts: vec![part],
    }];
    if !documents.is_empty() {
        edits.push(Edit::AddDocuments { documents });
    }
    if !marks.is_empty() {
        let author = subject.author.clone();
        edits.push(Edit::AddMarks { marks, author });
    }
    Ok(Edit::Together { edits })
}

/// A proposal as a mark, within its page; `None` when nothing of it lies there.
fn mark_of(proposal: &Proposal, subject: &Subject, sizes: &[PageSize]) -> Option<NewMark> {
    let paper = sizes.get(proposal.page)?.rect()?;
    let on_page = proposal.areas.iter().filter_map(|a| a.intersection(&paper));
    let areas: Vec<PageRect> = on_page.collect();
    let named = Ground::parse(&proposal.overlay).ok();
    let grounds = named.map_or_else(|| subject.grounds.clone(), |ground| vec![ground]);
    (!areas.is_empty()).then_some(NewMark {
        document: subject.document.id,
        mark: Mark {
            page: proposal.page,
            areas,
            grounds,
            note: proposal.overlay.clone(),
            free: true,
        },
    })
}

fn add_source(
    engine: &Engine,
    subject: &Subject,
    bytes: Vec<u8>,
    work_title: String,
    progress: &dyn Progress,
) -> Result<NewDocument, RequestError> {
    let bytes: Arc<[u8]> = bytes.into();
    let mut reader = engine.open(bytes.clone(), None)?;
    let found = inspect(&mut reader, workers(usize::MAX), progress)?.map(|looked| looked.found());
    let sha256 = store::add_source(&subject.folder, &bytes)?;
    Ok(NewDocument {
        group: subject.document.group.clone(),
        role: subject.document.role,
        work_title,
        source: Some(SourceRef {
            sha256,
            size: bytes.len() as u64,
            pages: reader.facts().pages.clone(),
            encrypted: false,
        }),
        found: found.filter(|f| !f.is_empty()),
        ..NewDocument::default()
    })
}

/// A file name without its extension and folders.
fn stem(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.rsplit_once('.')
        .map_or(last, |(stem, _)| stem)
        .to_owned()
}
