//! What is true about a dossier: values and the rules between them.
//!
//! **Invariant:** everything here is a pure function of its arguments.
//! **Absent:** input and output, the clock, the window, PDFium, the database; a value that needs one of those is
//! made elsewhere and handed in.

pub mod account;
mod apply;
pub mod blackout;
pub mod caret;
mod checked;
pub mod considerations;
pub mod covered;
pub mod day;
pub mod display;
pub mod document;
pub mod dossier;
pub mod edit;
pub mod edition;
pub mod flow;
mod folded;
pub mod geometry;
pub mod gesture;
pub mod ground;
mod growth;
pub mod ids;
pub mod intake;
mod judged;
pub mod label;
pub mod ligature;
pub mod mark;
pub mod marks_file;
pub mod names;
pub mod navigation;
pub mod number;
pub mod numbering;
pub mod packed;
pub mod parts;
pub mod pixels;
pub mod protection;
pub mod question;
pub mod rects;
pub mod remark;
mod remarks;
pub mod review;
pub mod seen;
pub mod session;
pub mod setting;
pub mod settle;
pub mod sha256;
pub mod snap;
pub mod spans;
pub mod text;
pub mod widen;
pub mod word;
