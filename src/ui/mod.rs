//! Draws what is, returns what was asked.
//!
//! **Invariant:** a view gets values and returns edits, actions and wishes; it never acts, saves or waits.
//! **Absent:** files, PDFium, the engine.

pub mod canvas;
pub mod pictures;
pub mod theme;
