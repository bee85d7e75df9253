//! Lakwerk: a workstation for redacting documents under the Wet open overheid.
//!
//! **A reviewer's gesture becomes an edit of the dossier; the dossier becomes a plan; the plan becomes new files;
//! strangers check the files; only then are they published.** Nothing flows back.

pub mod model;
pub mod pdf;
pub mod writer;
