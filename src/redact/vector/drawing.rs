//! What is known of a page before it is drawn again, and what comes of it.
//!
//! **Absent:** the drawing itself.

use crate::model::page::geometry::{PagePoint, PageSize};
use crate::model::page::pixels::Pixels;
use crate::model::page::text::PageText;
use crate::redact::raster;
use crate::redact::traces::Traceless;
use crate::writer::page::CleanPage;
use kurbo::{BezPath, Rect};
use serde::{Deserialize, Serialize};

/// Why a page, or a part of it, cannot be drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The interpreter cannot read the file or the page, or sees another size.
    Interpreter,
    SoftMask,
    BlendMode,
    Group,
    Pattern,
    Shading,
    /// An opacity coded in blocks that reaches under an area.
    JpegBlocks,
    Image,
    /// Text near an area stands elsewhere in PDFium.
    Displaced,
    /// Both engines draw something there, and not the same.
    Appearance,
    /// A letter of which nobody has the shape, since the file does not bring its font.
    NoShape,
    /// More than the limits allow.
    TooLarge,
}

/// A page drawn again.
pub struct Drawing {
    pub page: CleanPage,
    /// Why parts of it are pictures, or missing.
    pub pictured: Vec<Reason>,
    /// Where glyphs start that nobody can see, and that must not come back by another way.
    pub unseen: Vec<PagePoint>,
    /// Filled shapes that were left out because something lies over them.
    pub covered: Vec<BezPath>,
    /// Where something opaque lies over a part of a picture.
    pub over_pictures: Vec<Rect>,
}

/// What PDFium knows of a page; it names and hides, and never decides what an area covers.
pub struct PageFacts<'a> {
    pub size: PageSize,
    pub user_unit: f64,
    pub text: &'a PageText,
    /// The page, in which it is looked for what can be seen.
    pub pixels: &'a Pixels,
    /// The page at [`scale`] without the traces of what is covered, of which pictures of parts of it are made; most pages
    /// need none. `None` when it cannot be drawn.
    pub clean: &'a dyn Fn() -> Option<Traceless>,
}

/// The scale in pixels per point of the picture in [`PageFacts`].
pub fn scale(size: PageSize) -> f64 {
    raster::SCALE.min(5_000.0 / size.width.max(size.height).max(1.0))
}
