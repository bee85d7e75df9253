//! One test binary for everything that needs the built program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod attacks;
mod by_keyboard;
mod clauses;
mod closed_list;
#[cfg(target_os = "linux")]
mod confinement;
mod documents;
mod dossier;
mod example;
#[cfg(target_os = "linux")]
mod faults;
mod fidelity;
mod gestures;
mod handbook;
mod inspect;
mod keys;
#[cfg(target_os = "linux")]
mod lasting;
mod looking;
mod looks;
mod navigation;
mod noninterference;
mod pdf_maker;
mod picture;
mod placing;
mod platform;
mod previews;
mod program;
mod published_decision;
mod reading_scans;
mod redact;
mod reviewing;
mod rooms;
mod scans;
mod schemas;
mod screens;
mod searchable_copies;
mod searching;
mod structured;
mod suggesting;
mod twins;
mod vector;
mod verifier;
mod width;
mod window;
