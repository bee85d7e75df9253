//! What can be seen of a picture: what the open clips let through, and nothing lies over.
//!
//! **Absent:** areas.

use crate::writer::page::Outline;
use kurbo::Rect;

/// What the open clips let through of a picture.
pub struct Window {
    /// At most this part of the page.
    pub visible: Rect,
    /// And within it, these.
    pub shapes: Vec<Outline>,
    /// Places over which another picture will lie.
    pub beneath: Vec<Rect>,
}

impl Window {
    pub fn hides_nothing_of(&self, bounds: Rect) -> bool {
        self.visible.contains_rect(bounds) && self.shapes.is_empty() && self.beneath.is_empty()
    }
}
