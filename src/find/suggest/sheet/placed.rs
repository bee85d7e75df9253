//! Words of a page on their way into lines.

use crate::model::page::geometry::PageRect;

/// Lines further apart than this many times their height belong to two paragraphs.
pub(super) const LEADING: f64 = 0.8;

/// A word of the page on its way into a line.
pub(super) struct Placed {
    pub word: usize,
    pub rect: PageRect,
    pub quarters: u8,
    /// It stands under the end of this cell, which goes on with it.
    pub moved: bool,
}
