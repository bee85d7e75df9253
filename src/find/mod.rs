//! From text to proposals and questions: pure functions over the text of pages.
//!
//! **Invariant:** nothing here changes a dossier; what is found is offered.
//! **Absent:** pages as files or pixels.

pub mod document_facts;
pub mod halves;
pub mod needles;
pub mod search;
pub mod suggest;
pub mod twins;
pub mod width;
