//! A mark: a passage to be hidden, on one page, with the grounds that allow it.
//!
//! **Invariant:** a mark has at least one area. It may be without a ground while it is worked on; the export plan
//! refuses that.
//! **Absent:** the covered text; it is asked of the page when needed and never stored.

use crate::model::ground::{self, Ground, Notation};
use crate::model::page::geometry::PageRect;

/// One passage to be hidden.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Page index, from 0.
    pub page: usize,
    pub areas: Vec<PageRect>,
    /// The first is the one that was chosen first.
    pub grounds: Vec<Ground>,
    pub note: String,
    /// A frame as it was drawn or handed in, bound to no words.
    pub free: bool,
}

impl Mark {
    /// The grounds as they are printed on the box.
    pub fn label_text(&self, notation: Notation) -> String {
        ground::written(&self.grounds, notation)
    }

    /// What a screen reader says for the box.
    pub fn spoken(&self) -> String {
        let spoken: Vec<String> = self.grounds.iter().map(Ground::spoken).collect();
        spoken.join("; ")
    }
}
