//! Reading values that may lie within values of their own kind, no deeper than honest ones do.
//!
//! **Invariant:** what arrives from another process is refused before it can take the stack of who reads it.

use serde::de::{Deserialize, Deserializer, Error};
use std::cell::Cell;

/// Clips within clips.
pub const MAX_DEPTH: usize = 64;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Reads a value that stands within another one of its kind.
pub fn within<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    let depth = DEPTH.get();
    if depth >= MAX_DEPTH {
        return Err(D::Error::custom("too deep"));
    }
    DEPTH.set(depth + 1);
    let read = T::deserialize(from);
    DEPTH.set(depth);
    read
}
