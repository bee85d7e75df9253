//! Lakwerk: a workstation for redacting documents under the Wet open overheid.
//!
//! **A reviewer's gesture becomes an edit of the dossier; the dossier becomes a plan; the plan becomes new files;
//! strangers check the files; only then are they published.** Nothing flows back.

pub mod app;
pub mod cli;
pub mod clock;
pub mod command;
pub mod engine;
pub mod error;
pub mod example;
pub mod export;
pub mod find;
pub mod i18n;
pub mod jobs;
pub mod model;
pub mod pdf;
pub mod redact;
pub mod store;
pub mod ui;
pub mod verify;
pub mod writer;
