//! The work that is under way: at most one piece of each kind, and one place that asks what has come of it.
//!
//! **Invariant:** a piece of work that was started and not dropped brings exactly one outcome, also when it broke.
//! **Absent:** what the work is, and what its outcome is for.

use super::task::{Poll, Reporter, Status, Task};
use crate::engine::Engine;
use std::sync::Arc;

/// Kinds of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// The system's own dialog for files and folders.
    ChooseFiles,
    /// Finding out what paths are, and opening the dossier among them.
    OpenPaths,
    MakeDossier,
    Import,
    Export,
    /// Splitting a document, or joining some.
    Part,
    /// Carrying out what was asked about the contents of a source.
    Intake,
    /// A mark on other pages.
    Repeat,
    /// The marks of a document in its twin.
    Carry,
    MarkHits,
    /// Which hits of a search marks cover already.
    FindCovered,
    /// Reading the text of a source for searching.
    ReadText,
    /// Looking through documents for what they hide.
    LookThrough,
    /// Reading pages that are pictures.
    ReadScans,
    /// The export check of all texts.
    Check,
    /// What may have to go in the whole dossier.
    Suggest,
    /// What of the export check holds after a change.
    FindOpen,
    ReadLog,
    /// Days and kinds for documents that have none.
    ProposeFacts,
    /// The names that marks cover, for the register.
    CoveredNames,
    /// Finding out which walls stand around what reads documents.
    About,
    /// A page as it will be published.
    MakePublished,
    PrintHandbook,
}

impl Job {
    /// What the status bar tells of, the first that is under way.
    pub const ON_STATUS_BAR: [Job; 6] = [
        Self::Export,
        Self::Import,
        Self::Repeat,
        Self::Carry,
        Self::ProposeFacts,
        Self::CoveredNames,
    ];
    /// What writes files: it is ended in good order when the program ends.
    pub const WRITING: [Job; 3] = [Self::Export, Self::Import, Self::PrintHandbook];
}

/// How far one piece of work is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Underway {
    pub job: Job,
    pub status: Status,
    /// It was asked to stop and has not ended yet.
    pub is_stopping: bool,
}

struct Running<O> {
    job: Job,
    task: Task<O>,
    /// The outcome of work that broke.
    broken: Box<dyn FnOnce() -> O>,
}

/// All work that is under way, with outcomes of one type.
pub struct Tasks<O> {
    engine: Engine,
    wake: Arc<dyn Fn() + Send + Sync>,
    running: Vec<Running<O>>,
}

impl<O: Send + 'static> Tasks<O> {
    /// `wake` is called whenever there is something to see.
    pub fn new(engine: Engine, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self {
            engine,
            wake,
            running: Vec::new(),
        }
    }

    /// Starts a piece of work in the place of an older one of its kind. `outcome` makes its outcome of what the work
    /// brings: `None` when it broke.
    pub fn start<T>(
        &mut self,
        job: Job,
        work: impl FnOnce(&Engine, &Reporter) -> T + Send + 'static,
        outcome: impl Fn(Option<T>) -> O + Clone + Send + 'static,
    ) {
        self.forget(job);
        let (engine, broken) = (self.engine.clone(), outcome.clone());
        let task = Task::start(self.wake.clone(), move |reporter| {
            outcome(Some(work(&engine, reporter)))
        });
        self.running.push(Running {
            job,
            task,
            broken: Box::new(move || broken(None)),
        });
    }

    /// The outcomes of all that has ended, in the order in which it was started.
    pub fn poll(&mut self) -> Vec<O> {
        let (mut outcomes, mut running) = (Vec::new(), Vec::new());
        for one in self.running.drain(..) {
            match one.task.poll() {
                Poll::Running => running.push(one),
                Poll::Done(outcome) => outcomes.push(outcome),
                Poll::Broken => outcomes.push((one.broken)()),
            }
        }
        self.running = running;
        outcomes
    }

    fn task(&self, job: Job) -> Option<&Task<O>> {
        let mut running = self.running.iter();
        running.find(|one| one.job == job).map(|one| &one.task)
    }

    pub fn is_running(&self, job: Job) -> bool {
        self.task(job).is_some()
    }

    /// How far the first of these is that is under way.
    pub fn underway(&self, jobs: &[Job]) -> Option<Underway> {
        let mut running = jobs.iter().filter_map(|job| Some((*job, self.task(*job)?)));
        running.next().map(|(job, task)| Underway {
            job,
            status: task.status(),
            is_stopping: task.is_stopping(),
        })
    }

    /// Asks it to stop; it still brings an outcome.
    pub fn stop(&self, job: Job) {
        self.task(job).into_iter().for_each(Task::stop);
    }

    /// Asks it to stop; nobody waits for its outcome any more.
    pub fn forget(&mut self, job: Job) {
        self.running.retain(|one| one.job != job);
    }

    /// Asks these to stop and waits until they have tidied up behind themselves.
    pub fn end(&mut self, jobs: &[Job]) {
        let (ending, others) = std::mem::take(&mut self.running)
            .into_iter()
            .partition(|one| jobs.contains(&one.job));
        self.running = others;
        let ending: Vec<Running<O>> = ending;
        ending.into_iter().for_each(|one| one.task.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::progress::Progress;

    /// Looks until something has come.
    fn wait<O: Send + 'static>(tasks: &mut Tasks<O>) -> Vec<O> {
        loop {
            let outcomes = tasks.poll();
            if !outcomes.is_empty() {
                return outcomes;
            }
            std::thread::yield_now();
        }
    }

    fn tasks<O: Send + 'static>() -> Tasks<O> {
        Tasks::new(Engine::new("unused".into()), Arc::new(|| {}))
    }

    fn until_stopped(_: &Engine, reporter: &Reporter) -> u8 {
        while !reporter.is_cancelled() {
            std::thread::yield_now();
        }
        1
    }

    #[test]
    fn work_that_breaks_brings_an_outcome_too() {
        let mut tasks = tasks();
        tasks.start(
            Job::Check,
            |_, _| -> u8 { std::panic::resume_unwind(Box::new(())) },
            |made| made,
        );
        assert_eq!(wait(&mut tasks), [None]);
        assert!(!tasks.is_running(Job::Check));
    }

    #[test]
    fn of_each_kind_one_is_under_way_and_the_first_asked_for_is_told() {
        let mut tasks = tasks();
        tasks.start(Job::Repeat, until_stopped, |made| ("dropped", made));
        tasks.start(Job::Repeat, until_stopped, |made| ("repeat", made));
        tasks.start(Job::Import, until_stopped, |made| ("import", made));
        let told = |tasks: &Tasks<_>| tasks.underway(&Job::ON_STATUS_BAR).map(|u| u.job);
        assert_eq!(told(&tasks), Some(Job::Import));
        tasks.stop(Job::Import);
        assert_eq!(wait(&mut tasks), [("import", Some(1))]);
        assert_eq!(told(&tasks), Some(Job::Repeat));
        tasks.stop(Job::Repeat);
        assert!(tasks.underway(&[Job::Repeat]).is_none_or(|u| u.is_stopping));
        assert_eq!(wait(&mut tasks), [("repeat", Some(1))]);
    }
}
