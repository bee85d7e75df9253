//! Reading PDFs for the screen and for checking: the only room that names PDFium.
//!
//! **Invariant:** runs only in an engine child, so that a crash, a hang or an exploit in a PDF stays there.
//! **Absent:** changing a PDF; PDFium's own content regeneration drops and revives objects, so nothing that is published
//! ever passes through it. Copying whole pages from source to source is all it writes.

mod annotation_text;
mod assemble;
mod blank;
mod claimed_boxes;
mod covering_pictures;
mod document;
mod inspect;
mod known;
mod letters;
mod library;
mod line_cell;
mod navigation;
mod object_key;
mod page_objects;
mod page_space;
mod pieces;
mod reference;
mod render;
mod resources;
mod second_reading;
mod seen_text;
mod specimen;
mod spread;
mod text;
mod text_string;
mod uncovered;

pub use assemble::open_all;
pub use document::{Document, LARGEST_PAGE, MAX_PAGES, OpenError};
pub use inspect::{Cover, MAX_ATTACHMENT, Remains, hidden_text};
pub use library::{LibraryError, licences, load};
pub use page_objects::{Drawn, DrawnPicture, Shape};
pub use pieces::{Piece, pieces};
pub use render::{MAX_SIDE, Region};
pub use specimen::specimen;
pub use text::LINE_END_HYPHEN;
