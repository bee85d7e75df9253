//! Work that is shared among workers: each takes the next piece until there is none.
//!
//! **Invariant:** what comes of the pieces stands in their order, whichever was taken first.
//! **Absent:** threads that wait for work as long as something is open, each for a reason of its own: one beside every
//! child (a pipe knows no deadline), the writer of a dossier, the pages of the screen (the list is replaced in each
//! frame), and a task of the window.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Gives the numbers of so many pieces, each once, in order.
pub fn in_turn(pieces: usize) -> impl Fn() -> Option<usize> + Sync {
    let next = AtomicUsize::new(0);
    move || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < pieces)
}

/// What comes of each of so many pieces; `None` of one that nobody took. Each worker, on a thread of its own, takes what
/// `next` gives it until that is nothing.
pub fn share_out<W: Send, T: Send>(
    workers: impl IntoIterator<Item = W>,
    pieces: usize,
    next: impl Fn() -> Option<usize> + Sync,
    work: impl Fn(&mut W, usize) -> T + Sync,
) -> Vec<Option<T>> {
    let results: Vec<Mutex<Option<T>>> = (0..pieces).map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        for mut worker in workers {
            let (results, next, work) = (&results, &next, &work);
            scope.spawn(move || {
                while let Some(piece) = next() {
                    let made = work(&mut worker, piece);
                    if let Some(result) = results.get(piece) {
                        *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
                    }
                }
            });
        }
    });
    let results = results.into_iter();
    results
        .map(|result| result.into_inner().unwrap_or_else(PoisonError::into_inner))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_pieces_and_what_nobody_took_has_none() {
        let next = in_turn(7);
        let made = share_out(0..3, 9, next, |_, piece| piece * piece);
        let expected: Vec<Option<usize>> = (0..9).map(|n| (n < 7).then_some(n * n)).collect();
        assert_eq!(made, expected);
    }
}
