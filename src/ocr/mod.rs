//! Reading the pictures of pages: Tesseract, where it is installed, in a process with walls around it.
//!
//! A page goes through four steps: it is rendered by an engine child, smoothed ([`Grey::smoothed`]), read by Tesseract
//! ([`Tesseract::read`]), and what that says is checked and becomes words with a place ([`ReadPage`]).
//!
//! **Invariant:** the picture goes in through standard input and the words come out through standard output; nothing of a
//! page is written to disk, and nothing is taken over that was not checked. What is read of a source serves finding alone: no
//! copy is made or proved by it. A copy is read on its own, once it is black.
//! **Absent:** which pages are read, and where the words are kept.

mod confined;
mod grey;
mod install;
mod run;
mod sideways;
mod tsv;
mod words;

pub use confined::{CONFINED_ARGUMENT, become_program};
pub use grey::Grey;
pub use install::{Installed, Missing, Tesseract};
pub use run::ReadError;
pub use words::{ReadPage, ReadWord};

use crate::model::page::geometry::PageSize;

/// Dots an inch at which a page is read, and pixels of a picture at the most.
const DOTS_AN_INCH: f64 = 300.0;
const MOST_PIXELS: f64 = 18e6;

/// Pixels a point of the picture of a page that is to be read.
pub fn scale(size: PageSize) -> f64 {
    let most = (MOST_PIXELS / (size.width * size.height).max(1.0)).sqrt();
    (DOTS_AN_INCH / 72.0).min(most)
}
