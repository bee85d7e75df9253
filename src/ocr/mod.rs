//! Reading the pictures of pages: Tesseract, where it is installed, in a process with walls around it.
//!
//! A page goes through four steps: it is rendered by an engine child, smoothed ([`Grey::smoothed`]), read by Tesseract
//! ([`Tesseract::read`]), and what that says is checked and becomes words with a place ([`ReadPage`]).
//!
//! **Invariant:** the picture goes in through standard input and the words come out through standard output; nothing of a
//! page is written to disk, and nothing is taken over that was not checked. What is read here serves finding alone: no
//! copy is made or proved by it.
//! **Absent:** which pages are read, and where the words are kept.

mod confined;
mod grey;
mod install;
mod run;
mod tsv;
mod words;

pub use confined::{CONFINED_ARGUMENT, become_program};
pub use grey::Grey;
pub use install::{Missing, Tesseract};
pub use run::ReadError;
pub use words::{ReadPage, ReadWord};
