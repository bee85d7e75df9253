//! How closely a written page is compared with its source.

use crate::model::page::geometry::PageSize;
use serde::{Deserialize, Serialize};

/// How closely a page is compared with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closeness {
    /// At 100 dpi, coarser for very large pages.
    Usual,
    /// At 200 dpi, as pages and places that became pictures are rendered. A reader draws the thinnest lines one pixel
    /// wide, so that a picture of many of them looks lighter at 100 dpi than they do.
    Close,
}

/// Pixels per point of the comparison with the source.
pub fn comparison_scale(size: PageSize, closeness: Closeness) -> f64 {
    let (dots, most) = match closeness {
        Closeness::Usual => (100.0, 3000.0),
        Closeness::Close => (200.0, 6000.0),
    };
    f64::min(dots / 72.0, most / size.width.max(size.height))
}
