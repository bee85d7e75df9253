//! Work off the screen: pages, imports and exports, each on threads of its own.
//!
//! **Invariant:** whoever asks never waits; answers arrive in a channel and wake the window. The command line calls
//! the same work and waits for it.
//! **Absent:** what the outcome is for.

pub mod background;
pub mod check;
pub mod covered_names;
pub mod document_facts;
pub mod example;
pub mod export;
pub mod import;
pub mod intake;
pub mod lists;
pub mod looking;
mod pages;
mod parallel;
pub mod parts;
pub mod repeat;
pub mod scans;
pub mod search;
mod source_file;
pub mod suggest;
pub mod task;
mod tasks;
pub mod twins;
pub mod width;

pub use crate::export::progress::ExportStage;
pub use pages::{Answer, PagePart, PageRequest, PageService, TILE_SIDE, Tile};
pub use source_file::SourceFile;
pub use tasks::{Job, Tasks, Underway};
