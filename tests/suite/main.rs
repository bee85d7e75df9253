//! One test binary for everything that needs the built program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod documents;
mod dossier;
mod example;
mod noninterference;
mod pdf_maker;
mod program;
mod published_decision;
mod redact;
mod rooms;
mod vector;
mod window;
