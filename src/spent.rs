//! How much processor time each kind of work took in this process: what a benchmark asks a child.
//!
//! **Invariant:** the time of work within other work counts once, for the inner one; names are those of the code, so that
//! nothing of a document can be among them.
//! **Absent:** decisions; no work is done otherwise because of what it took.

use std::cell::{Cell, RefCell};
use std::time::Duration;

thread_local! {
    static SPENT: RefCell<Vec<(&'static str, Duration)>> = const { RefCell::new(Vec::new()) };
    /// Of the work within the work that is going on.
    static INNER: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Does some work and remembers under a name what it took.
pub fn on<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let (begun, outer) = (own_time(), INNER.replace(Duration::ZERO));
    let done = work();
    let all = own_time().saturating_sub(begun);
    let own = all.saturating_sub(INNER.replace(outer + all));
    SPENT.with_borrow_mut(
        |spent| match spent.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += own,
            None => spent.push((name, own)),
        },
    );
    done
}

/// What all work of this thread took so far, in seconds by its name.
pub fn so_far() -> Vec<(String, f64)> {
    SPENT.with_borrow(|spent| {
        let seconds = spent
            .iter()
            .map(|(name, time)| ((*name).to_owned(), time.as_secs_f64()));
        seconds.collect()
    })
}

/// The processor time of this process, all its threads together.
#[cfg(target_os = "linux")]
pub fn processor_time() -> Duration {
    time_of(rustix::time::ClockId::ProcessCPUTime)
}

/// That of this thread.
#[cfg(target_os = "linux")]
fn own_time() -> Duration {
    time_of(rustix::time::ClockId::ThreadCPUTime)
}

#[cfg(target_os = "linux")]
fn time_of(clock: rustix::time::ClockId) -> Duration {
    Duration::try_from(rustix::time::clock_gettime(clock)).unwrap_or_default()
}

/// Elsewhere nobody measures.
#[cfg(not(target_os = "linux"))]
pub fn processor_time() -> Duration {
    Duration::ZERO
}

#[cfg(not(target_os = "linux"))]
fn own_time() -> Duration {
    Duration::ZERO
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn work() -> u64 {
        (0..3_000_000_u64).fold(1, |sum, n| std::hint::black_box(sum ^ n))
    }

    #[test]
    fn work_within_work_counts_once() {
        let begun = own_time();
        on("outer", || (work(), on("inner", || (work(), work()))));
        on("inner", work);
        let all = own_time().saturating_sub(begun).as_secs_f64();
        let spent = so_far();
        let of = |name: &str| {
            spent
                .iter()
                .find(|(known, _)| known == name)
                .map_or(0.0, |s| s.1)
        };
        assert!(of("outer") > 0.0 && of("inner") > of("outer"), "{spent:?}");
        assert!(of("outer") + of("inner") <= all, "{spent:?} {all}");
    }
}
