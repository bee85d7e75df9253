//! What work beside the window is told while it goes on, and what it hands over before it ends.
//!
//! **Invariant:** nobody waits: each is there for whoever asks next.

use std::sync::{Arc, Mutex, PoisonError};

/// The page that is looked at: a source and a page of it (from 0).
#[derive(Clone, Debug, Default)]
pub struct LookedAt(Arc<Mutex<Option<(String, usize)>>>);

impl LookedAt {
    pub fn set(&self, place: Option<(String, usize)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }

    pub fn get(&self) -> Option<(String, usize)> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// What was made so far and not taken yet.
#[derive(Debug)]
pub struct Coming<T>(Arc<Mutex<Vec<T>>>);

impl<T> Coming<T> {
    pub fn add(&self, one: T) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(one);
    }

    /// What came since the last time.
    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T> Clone for Coming<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Coming<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}
