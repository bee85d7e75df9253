//! One source page and its black areas become one [`CleanPage`](crate::writer::page::CleanPage).
//!
//! **Invariant:** what meets a black area is not in the result, in any form; nothing is removed from a source, the
//! page is drawn again without it.
//! **Absent:** object numbers, files, labels; a source object never gets past this room.

pub mod hidden_pictures;
pub mod invisible_text;
mod kerning;
pub mod legible;
pub mod outlines;
pub mod raster;
pub mod repair;
pub mod traces;
mod tracking_dots;
pub mod vector;
