//! The parent half: starts children, asks, waits no longer than the deadline, and distrusts every answer.
//!
//! **Invariant:** after a crash or a time-out the next question finds a fresh child with the same document. All questions
//! about one page have one deadline together, see [`PageClock`].
//! **Absent:** retries; the caller knows what a repeated question is worth.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod calls;

use super::answers;
use super::error::EngineError;
use super::process::{Deadline, Process};
use super::protocol::{DocumentFacts, MAX_REQUEST, Reply, Request, written};
use crate::model::page::geometry::PageSize;
use crate::model::protection::Protection;
use crate::redact::vector::Reason;
use crate::writer::page::CleanPage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Starts children of one program.
///
/// ```no_run
/// use lakwerk::engine::Engine;
///
/// let engine = Engine::new(std::env::current_exe()?);
/// let source: Vec<u8> = std::fs::read("brief.pdf")?;
/// let mut reader = engine.open(source.into(), None)?;
/// let text = reader.text(0)?;
/// println!("{} pages, {} words on the first", reader.facts().pages.len(), text.words.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Engine {
    program: PathBuf,
    patience: Duration,
    /// Whether a child around which a wall is missing is given nothing to read.
    only_confined: bool,
    /// What all work of children took, where somebody wants to know.
    spent: Option<Arc<Mutex<BTreeMap<String, f64>>>>,
}

impl Engine {
    /// `program` is this program: the running executable, or in tests the built one.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            patience: Duration::MAX,
            only_confined: false,
            spent: None,
        }
    }

    /// The same, which waits for no answer longer than this by the clock, however long the question may take.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The same, which may let a child read only when all walls stand around it.
    pub fn only_confined(self, only_confined: bool) -> Self {
        Self {
            only_confined,
            ..self
        }
    }

    /// This program, of which children are started.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Whether nothing may be read where a wall is missing.
    pub fn demands_walls(&self) -> bool {
        self.only_confined
    }

    /// The walls that stand around a child on this system.
    ///
    /// # Errors
    /// No child can be started.
    pub fn protection(&self) -> Result<Protection, EngineError> {
        self.begin(0).map(|(_, protection)| protection)
    }

    /// Makes sure that a child may read, with these walls around it.
    ///
    /// # Errors
    /// [`EngineError::Unconfined`] when one is missing and all must stand.
    pub fn admit(&self, protection: &Protection) -> Result<(), EngineError> {
        match self.only_confined && !protection.is_whole() {
            true => Err(EngineError::Unconfined),
            false => Ok(()),
        }
    }

    /// As [`Engine::admit`], before anything is begun.
    ///
    /// # Errors
    /// As [`Engine::admit`] and [`Engine::protection`].
    pub fn admits_any(&self) -> Result<(), EngineError> {
        match self.only_confined {
            true => self.admit(&self.protection()?),
            false => Ok(()),
        }
    }

    fn deadline(&self, work: Duration) -> Deadline {
        Deadline {
            work,
            patience: self.patience,
        }
    }

    /// A child with its walls around it, for a document of so many bytes.
    fn begin(&self, document: usize) -> Result<(Process, Protection), EngineError> {
        let mut process = Process::start(&self.program).map_err(EngineError::Start)?;
        let begin = Request::Begin {
            document: document as u64,
        };
        let deadline = self.deadline(opening_time(0));
        let Reply::Begun(protection) = question(&mut process, &begin, &[], deadline).0? else {
            return Err(EngineError::Unsound);
        };
        Ok((process, protection))
    }

    /// The same, which asks its children at their ends what their work took.
    pub fn measuring(self) -> Self {
        Self {
            spent: Some(Arc::default()),
            ..self
        }
    }

    /// Seconds of processor time of the children that ended, by the name of the work; nothing where that is not asked.
    pub fn spent(&self) -> BTreeMap<String, f64> {
        let spent = self.spent.as_ref();
        spent
            .map(|spent| spent.lock().unwrap_or_else(PoisonError::into_inner).clone())
            .unwrap_or_default()
    }

    /// The time that one page may take.
    pub fn page_clock(&self) -> PageClock {
        PageClock(Arc::new(Mutex::new(TimeLeft {
            left: PAGE_TIME.min(self.patience),
            is_late: false,
            reserved: RESERVED_TIME.min(self.patience / 4),
        })))
    }

    /// Opens a document in a child of its own.
    ///
    /// # Errors
    /// [`EngineError::Open`] when the bytes are no readable PDF; the others when the child fails.
    pub fn open(&self, bytes: Arc<[u8]>, password: Option<String>) -> Result<Reader, EngineError> {
        if bytes.len() > MAX_REQUEST - 4096 {
            return Err(EngineError::TooLarge);
        }
        let facts = DocumentFacts { pages: Vec::new() };
        let mut reader = Reader {
            engine: self.clone(),
            clock: None,
            bytes,
            password,
            facts,
            process: None,
        };
        let process = reader.start(0)?;
        reader.facts = process.1;
        reader.process = Some(process.0);
        Ok(reader)
    }
}

/// A page made anew, or why it cannot be made in the way that was asked for.
pub enum Redacted {
    /// With the reasons why parts of it are pictures.
    Page(Box<CleanPage>, Vec<Reason>),
    Unfit(Reason),
}

/// How long a child may take to open a document of this size.
fn opening_time(bytes: usize) -> Duration {
    Duration::from_secs(30) + Duration::from_secs((bytes >> 23) as u64)
}

/// How long one page may take, all questions about it together, in time of the processor.
const PAGE_TIME: Duration = Duration::from_secs(52);

/// What of that is kept for the last way of all: a picture of the page without text, which every page can be.
const RESERVED_TIME: Duration = Duration::from_secs(24);

/// How long the interpreter may take for one question about a page: it reads or draws what nobody can foresee, and what
/// is left of the time of the page is enough for its picture.
const INTERPRETER_TIME: Duration = Duration::from_secs(12);

/// What is left of the time that one page may take, however often and in however many ways it is asked about.
#[derive(Clone, Debug)]
pub struct PageClock(Arc<Mutex<TimeLeft>>);

#[derive(Debug)]
struct TimeLeft {
    left: Duration,
    reserved: Duration,
    /// A question took longer than it may.
    is_late: bool,
}

impl PageClock {
    /// The page takes the last way of all: what was kept for it may be spent.
    pub fn release(&self) {
        self.time().reserved = Duration::ZERO;
    }

    fn is_late(&self) -> bool {
        self.time().is_late
    }

    fn left(&self) -> Duration {
        let time = self.time();
        time.left.saturating_sub(time.reserved)
    }

    /// What was not reserved is spent first.
    fn spend(&self, spent: Duration) {
        let mut time = self.time();
        time.left = time.left.saturating_sub(spent).max(time.reserved);
    }

    fn time(&self) -> MutexGuard<'_, TimeLeft> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A document held by a child.
pub struct Reader {
    engine: Engine,
    /// Of the page that is asked about.
    clock: Option<PageClock>,
    bytes: Arc<[u8]>,
    password: Option<String>,
    facts: DocumentFacts,
    process: Option<Process>,
}

impl Reader {
    pub fn facts(&self) -> &DocumentFacts {
        &self.facts
    }

    /// Another child for the same document, started when it is asked something for the first time.
    pub fn another(&self) -> Self {
        Self {
            engine: self.engine.clone(),
            clock: None,
            bytes: self.bytes.clone(),
            password: self.password.clone(),
            facts: self.facts.clone(),
            process: None,
        }
    }

    /// What follows is asked about one page, within the time that is left for it.
    pub fn about(&mut self, clock: Option<PageClock>) {
        self.clock = clock;
    }

    /// A child that has the document open, with room for so many bytes of others beside it.
    fn start(&self, beside: usize) -> Result<(Process, DocumentFacts), EngineError> {
        let (mut process, protection) = self.engine.begin(self.bytes.len() + beside)?;
        self.engine.admit(&protection)?;
        let open = Request::Open {
            bytes: self.bytes.to_vec(),
            password: self.password.clone(),
        };
        let deadline = self.engine.deadline(opening_time(self.bytes.len()));
        let reply = question(&mut process, &open, &[], deadline).0?;
        if let Reply::NotOpened(error) = reply {
            return Err(error.into());
        }
        let Reply::Opened(facts) = reply else {
            return Err(EngineError::Unsound);
        };
        Ok((process, facts))
    }

    pub(super) fn ask(
        &mut self,
        request: &Request,
        deadline: Duration,
    ) -> Result<Reply, EngineError> {
        let Some(clock) = self.clock.clone() else {
            return self.ask_within(request, deadline)?.0;
        };
        let left = clock.left();
        if left.is_zero() {
            return Err(EngineError::TimedOut);
        }
        let (reply, time) = self.ask_within(request, deadline.min(left))?;
        clock.spend(time);
        if matches!(reply, Err(EngineError::TimedOut)) {
            clock.time().is_late = true;
        }
        reply
    }

    /// The answer, and the time that it took.
    fn ask_within(&mut self, request: &Request, work: Duration) -> Result<Timed, EngineError> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => self.start(0)?.0,
        };
        let deadline = self.engine.deadline(work);
        let (reply, time) = question(&mut process, request, &self.facts.pages, deadline);
        // One that failed or that lies is dropped here, and with that killed; the next question starts a fresh one.
        if matches!(reply, Ok(_) | Err(EngineError::Page)) {
            self.process = Some(process);
        }
        Ok((reply, time))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let (Some(sums), Some(process)) = (&self.engine.spent, self.process.as_mut()) else {
            return;
        };
        let deadline = self.engine.deadline(PAGE_TIME);
        if let Ok(Reply::Spent(spent)) = question(process, &Request::Spent, &[], deadline).0 {
            let mut sums = sums.lock().unwrap_or_else(PoisonError::into_inner);
            for (name, seconds) in spent {
                *sums.entry(name).or_default() += seconds;
            }
        }
    }
}

/// A sound answer, and the time that it took.
type Timed = (Result<Reply, EngineError>, Duration);

/// Asks a child that holds a document with these pages.
fn question(
    process: &mut Process,
    request: &Request,
    pages: &[PageSize],
    deadline: Deadline,
) -> Timed {
    let bytes = match written(request) {
        Ok(bytes) => bytes,
        Err(error) => return (Err(EngineError::Start(error)), Duration::ZERO),
    };
    let (answer, time) = process.ask(bytes, answers::longest(request), deadline);
    let reply = answer.and_then(|answer| answers::take(&answer, request, pages));
    (reply, time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_time_left_is_asked_nothing() {
        let engine = Engine::new(PathBuf::from("no such program"));
        let clock = engine.page_clock();
        let mut reader = Reader {
            engine,
            clock: None,
            bytes: Arc::from([]),
            password: None,
            facts: DocumentFacts { pages: Vec::new() },
            process: None,
        };
        clock.spend(PAGE_TIME / 2);
        reader.about(Some(clock.clone()));
        assert!(matches!(reader.text(0), Err(EngineError::Start(_))));
        clock.spend(PAGE_TIME / 2);
        assert!(matches!(reader.text(0), Err(EngineError::TimedOut)));
        reader.about(None);
        assert!(matches!(reader.text(0), Err(EngineError::Start(_))));
    }
}
