//! From text to proposals and questions: pure functions over the text of pages.
//!
//! **Invariant:** nothing here changes a dossier; what is found is offered.
//! **Absent:** pages as files or pixels.

pub mod consistency;
pub mod halves;
pub mod names;
pub mod needles;
pub mod persons;
pub mod search;
pub mod short_words;
pub mod width;
