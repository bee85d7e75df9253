//! Makes PDF bytes from plain data: the only room that names pdf-writer.
//!
//! **Invariant:** every object in a file is made here, from a [`page::CleanPage`], a blackout and a title; no object of any
//! source is ever copied. The same input gives the same bytes.
//! **Absent:** reading PDFs, the clock (the date is handed in), and any decision about what may be shown.

mod cff;
mod claim;
mod content;
mod depth;
mod file;
pub mod flow;
mod glyphs;
pub mod jpeg;
mod lettering;
mod metadata;
mod navigation;
pub mod overlay;
pub mod page;
pub mod parts;
mod paths;
pub mod picture;
mod profile;
mod reading;
pub mod samples;
mod state;
mod tags;

pub use claim::{Claim, FileFacts};
pub use file::{write, write_to_look_at};
