//! What is true about a dossier: values and the rules between them.
//!
//! **Invariant:** everything here is a pure function of its arguments.
//! **Absent:** input and output, the clock, the window, PDFium, the database; a value that needs one of those is
//! made elsewhere and handed in.

pub mod blackout;
pub mod display;
pub mod dossier;
pub mod edit;
pub mod gesture;
pub mod ground;
pub mod marks_file;
pub mod navigation;
pub mod page;
pub mod protection;
pub mod word;
