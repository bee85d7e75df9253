//! The parent half: starts children, asks, waits no longer than the deadline, and distrusts every answer.
//!
//! **Invariant:** after a crash or a time-out the next question finds a fresh child with the same document. All questions
//! about one page have one deadline together, see [`PageClock`].
//! **Absent:** retries; the caller knows what a repeated question is worth.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod calls;

use super::answers;
use super::error::EngineError;
use super::process::Process;
use super::protocol::{DocumentFacts, MAX_REQUEST, Reply, Request, written};
use crate::model::geometry::PageSize;
use crate::model::protection::Protection;
use crate::redact::vector::Reason;
use crate::writer::page::CleanPage;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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

    /// The same, which waits for no answer longer than this, however long the question may take.
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

    /// A child with its walls around it, for a document of so many bytes.
    fn begin(&self, document: usize) -> Result<(Process, Protection), EngineError> {
        let mut process = Process::start(&self.program).map_err(EngineError::Start)?;
        let begin = Request::Begin {
            document: document as u64,
        };
        let deadline = opening_time(0).min(self.patience);
        let Reply::Begun(protection) = question(&mut process, &begin, &[], deadline)? else {
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
        PageClock(Arc::new(Mutex::new(PAGE_TIME.min(self.patience))))
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

/// How long one page may take, all questions about it together.
const PAGE_TIME: Duration = Duration::from_secs(40);

/// How long the interpreter may take for one question about a page: it reads or draws what nobody can foresee, and what
/// is left of the time of the page is enough for its picture.
const INTERPRETER_TIME: Duration = Duration::from_secs(12);

/// What is left of the time that one page may take, however often and in however many ways it is asked about.
#[derive(Clone, Debug)]
pub struct PageClock(Arc<Mutex<Duration>>);

impl PageClock {
    fn left(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn spend(&self, time: Duration) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_sub(time);
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
        let deadline = opening_time(self.bytes.len()).min(self.engine.patience);
        let reply = question(&mut process, &open, &[], deadline)?;
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
            return self.ask_within(request, deadline);
        };
        let (begun, left) = (Instant::now(), clock.left());
        if left.is_zero() {
            return Err(EngineError::TimedOut);
        }
        let reply = self.ask_within(request, deadline.min(left));
        clock.spend(begun.elapsed());
        reply
    }

    pub(super) fn ask_within(
        &mut self,
        request: &Request,
        deadline: Duration,
    ) -> Result<Reply, EngineError> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => self.start(0)?.0,
        };
        let deadline = deadline.min(self.engine.patience);
        let reply = question(&mut process, request, &self.facts.pages, deadline);
        // One that failed or that lies is dropped here, and with that killed; the next question starts a fresh one.
        if matches!(reply, Ok(_) | Err(EngineError::Page)) {
            self.process = Some(process);
        }
        reply
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let (Some(sums), Some(process)) = (&self.engine.spent, self.process.as_mut()) else {
            return;
        };
        if let Ok(Reply::Spent(spent)) = question(process, &Request::Spent, &[], PAGE_TIME) {
            let mut sums = sums.lock().unwrap_or_else(PoisonError::into_inner);
            for (name, seconds) in spent {
                *sums.entry(name).or_default() += seconds;
            }
        }
    }
}

/// A sound answer of a child that holds a document with these pages.
fn question(
    process: &mut Process,
    request: &Request,
    pages: &[PageSize],
    deadline: Duration,
) -> Result<Reply, EngineError> {
    let bytes = written(request).map_err(EngineError::Start)?;
    let answer = process.ask(bytes, answers::longest(request), deadline)?;
    answers::take(&answer, request, pages)
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
