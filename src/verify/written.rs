//! A file of ours in the two ways in which its pages are asked beside the file as it is.
//!
//! **Invariant:** made from its bytes alone, by the strict reader.
//! **Absent:** files of other programs.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::beneath;
use super::codes::Codes;
use super::syntax::read_file;
use crate::pdf::Document;

pub struct Written<'a> {
    /// The pages without their black areas.
    pub beneath: Document,
    /// The pages by their glyph codes.
    pub codes: Codes<'a>,
}

impl<'a> Written<'a> {
    /// `None` when the file is not built as ours are.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let file = read_file(bytes)?;
        Some(Self {
            beneath: beneath::document(bytes, &file)?,
            codes: Codes::of(bytes, file),
        })
    }
}
