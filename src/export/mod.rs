//! From a plan to published files: write aside, verify, publish.
//!
//! **Invariant:** a file that did not verify is never at the place where published files stand.
//! **Absent:** parsing of sources and of written files; children do that.

mod answer;
pub mod check;
pub mod collect;
pub mod comments;
pub mod considerations;
pub mod document;
pub mod docx;
pub mod edition;
pub mod files;
pub mod finding;
pub mod folder;
pub mod folder_proof;
pub mod gate;
mod hash;
pub mod inventory;
pub mod layout;
pub mod made;
pub mod names;
mod navigation;
pub mod outcome;
mod paper_facts;
mod papers;
pub mod part;
pub mod plan;
pub mod progress;
pub mod proof;
pub mod publish;
mod readable;
pub mod report;
mod report_paper;
pub mod request;
pub mod staging;
