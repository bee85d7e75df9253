//! Files that are worked through at a time: as many as there are cores.
//!
//! **Invariant:** what comes of them stands in their order, whichever was taken first; none is begun after a stop.
//! **Absent:** what is done with a file.

use crate::engine::pool::share_out;
use crate::engine::workers;
use crate::export::progress::{ExportStage, Progress};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// No file.
const NONE: usize = usize::MAX;

/// How many children each of so many files gets: a few long files are worked through by all cores too.
pub fn children(files: usize) -> usize {
    workers(usize::MAX) / workers(files).max(1)
}

/// What comes of each of the files with these names; `None` where it was stopped before it began. One that is urgent when
/// its turn could come is taken before the others.
pub fn each<T: Send>(
    names: &[String],
    is_urgent: impl Fn(usize) -> bool + Sync,
    progress: &dyn Progress,
    work: impl Fn(usize, &dyn Progress) -> T + Sync,
) -> Vec<Option<T>> {
    let (done, shown) = (AtomicUsize::new(0), AtomicUsize::new(NONE));
    let waiting: Mutex<Vec<usize>> = Mutex::new((0..names.len()).rev().collect());
    let next = || {
        if progress.is_cancelled() {
            return None;
        }
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.iter().rposition(|nth| is_urgent(*nth)) {
            Some(place) => Some(waiting.remove(place)),
            None => waiting.pop(),
        }
    };
    let threads = 0..workers(names.len());
    share_out(threads, names.len(), next, |_, own| {
        let one = OneOf {
            progress,
            shown: &shown,
            done: &done,
            own,
            name: names.get(own).map_or("", String::as_str),
            files: names.len(),
        };
        one.announce();
        let made = work(own, &one);
        done.fetch_add(1, Ordering::Relaxed);
        shown.store(NONE, Ordering::Relaxed);
        made
    })
}

/// How far one of the files is that are worked through at a time: the pages of one of them are told, not of all in turn.
struct OneOf<'a> {
    progress: &'a dyn Progress,
    /// The file of which is told, or [`NONE`].
    shown: &'a AtomicUsize,
    /// Files that are done.
    done: &'a AtomicUsize,
    own: usize,
    name: &'a str,
    files: usize,
}

impl OneOf<'_> {
    fn announce(&self) {
        self.shown.store(self.own, Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed);
        self.progress.subject(self.name, done, self.files);
    }
}

impl Progress for OneOf<'_> {
    fn page_done(&self, stage: ExportStage, done: usize, pages: usize) {
        if self.shown.load(Ordering::Relaxed) == NONE {
            self.announce();
        }
        if self.shown.load(Ordering::Relaxed) == self.own {
            self.progress.page_done(stage, done, pages);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether it is stopped, and how many were done whenever a file was begun.
    struct Told(bool, Mutex<Vec<usize>>);

    impl Progress for Told {
        fn subject(&self, _: &str, done: usize, _: usize) {
            self.1.lock().unwrap().push(done);
        }

        fn page_done(&self, _: ExportStage, _: usize, _: usize) {}

        fn is_cancelled(&self) -> bool {
            self.0
        }
    }

    #[test]
    fn files_that_are_read_together_keep_their_order_and_none_is_begun_after_a_stop() {
        let names: Vec<String> = (0..50).map(|nth: usize| nth.to_string()).collect();
        let begun: Mutex<Vec<usize>> = Mutex::default();
        let read = |nth: usize, progress: &dyn Progress| {
            begun.lock().unwrap().push(nth);
            progress.page_done(ExportStage::Reading, 1, 1);
            nth.to_string()
        };
        let on = Told(false, Mutex::default());
        let made = each(&names, |nth| nth == 40, &on, read);
        let made: Vec<String> = made.into_iter().flatten().collect();
        assert_eq!(made, names);
        let told = on.1.lock().unwrap();
        assert!(told.len() >= 50 && told.iter().all(|done| *done < 50));
        // Each core took one before any came back for another.
        let first = begun.lock().unwrap().iter().position(|nth| *nth == 40);
        assert!(first.unwrap() < workers(50), "{:?}", begun.lock().unwrap());
        let stopped = Told(true, Mutex::default());
        let none = each(&names, |_| false, &stopped, read);
        assert!(none.iter().all(Option::is_none));
    }
}
