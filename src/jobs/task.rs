//! One long piece of work on a thread of its own, with progress and a way to stop it.
//!
//! **Invariant:** a task ends with exactly one outcome, also when the work panics; dropping the task asks it to stop.
//! **Absent:** what the work is.

use crate::export::progress::{ExportStage, Progress};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// How far a task is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What is worked on: the number of a document, the name of a file.
    pub subject: String,
    pub subjects_done: usize,
    pub subjects: usize,
    pub stage: Option<ExportStage>,
    pub pages_done: usize,
    pub pages: usize,
}

/// What the work reports to, and asks whether it should stop.
#[derive(Clone)]
pub struct Reporter {
    status: Arc<Mutex<Status>>,
    stop: Arc<AtomicBool>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Reporter {
    fn change(&self, change: impl FnOnce(&mut Status)) {
        change(&mut self.status.lock().unwrap_or_else(PoisonError::into_inner));
        (self.wake)();
    }
}

impl Progress for Reporter {
    fn subject(&self, name: &str, done: usize, subjects: usize) {
        self.change(|status| {
            *status = Status {
                subject: name.to_owned(),
                subjects_done: done,
                subjects,
                ..Status::default()
            };
        });
    }

    fn page_done(&self, stage: ExportStage, done: usize, pages: usize) {
        self.change(|status| {
            (status.stage, status.pages_done, status.pages) = (Some(stage), done, pages);
        });
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A running task.
pub struct Task<T> {
    status: Arc<Mutex<Status>>,
    stop: Arc<AtomicBool>,
    outcome: Receiver<T>,
    thread: Option<JoinHandle<()>>,
}

/// What comes of asking a task.
pub enum Poll<T> {
    Running,
    Done(T),
    /// The work ended without an outcome: a fault of the program.
    Broken,
}

impl<T: Send + 'static> Task<T> {
    /// Starts the work; `wake` is called when there is something to see.
    pub fn start(
        wake: Arc<dyn Fn() + Send + Sync>,
        work: impl FnOnce(&Reporter) -> T + Send + 'static,
    ) -> Self {
        let (status, stop): (Arc<Mutex<Status>>, Arc<AtomicBool>) = Default::default();
        let (sender, outcome) = channel();
        let reporter = Reporter {
            status: status.clone(),
            stop: stop.clone(),
            wake: wake.clone(),
        };
        let thread = std::thread::spawn(move || {
            let made = work(&reporter);
            // Nobody may be waiting any more.
            sender.send(made).ok();
            drop(sender);
            wake();
        });
        Self {
            status,
            stop,
            outcome,
            thread: Some(thread),
        }
    }

    pub fn status(&self) -> Status {
        self.status
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Asks the work to stop; it ends at the next page.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Asks the work to stop and waits until it has tidied up behind itself.
    pub fn end(mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // Work that broke has nothing left to tidy up.
            thread.join().ok();
        }
    }

    pub fn poll(&self) -> Poll<T> {
        match self.outcome.try_recv() {
            Ok(outcome) => Poll::Done(outcome),
            Err(TryRecvError::Empty) => Poll::Running,
            Err(TryRecvError::Disconnected) => Poll::Broken,
        }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_ends_a_task_finds_it_tidied_up() {
        let tidy: Arc<AtomicBool> = Arc::default();
        let left = tidy.clone();
        let task = Task::start(Arc::new(|| {}), move |reporter| {
            while !reporter.is_cancelled() {
                std::thread::yield_now();
            }
            left.store(true, Ordering::Relaxed);
        });
        task.end();
        assert!(tidy.load(Ordering::Relaxed));
    }
}
