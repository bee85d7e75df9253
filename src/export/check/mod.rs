//! The export check: everything a person should look at before a dossier goes out.
//!
//! **Invariant:** rules on facts need no source; rules on words get the texts of pages one at a time and keep numbers of
//! them, so that memory hardly grows with the dossier. What was answered is not asked again.
//! **Absent:** reading sources, and anything that changes the dossier.

mod facts;
mod twins;
mod words;

/// More occurrences of hidden passages are not listed: nobody would read on.
const MAX_OCCURRENCES: usize = 2000;

pub use facts::{facts, is_answered};
pub use words::{Covered, TextCheck, saying, still_says};
