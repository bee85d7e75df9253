//! Reading PDFs for the screen and for checking: the only room that names PDFium.
//!
//! **Invariant:** runs only in an engine child, so that a crash, a hang or an exploit in a PDF stays there.
//! **Absent:** changing a PDF; PDFium's own content regeneration drops and revives objects, so nothing that is published
//! ever passes through it. Copying whole pages from source to source is all it writes.

mod assemble;
mod attached;
mod claimed;
mod document;
mod drawn;
mod inspect;
mod letters;
mod library;
mod navigation;
mod over;
mod pieces;
mod render;
mod shown;
mod specimen;
mod spread;
mod text;

pub use assemble::open_all;
pub use document::{Document, LARGEST_PAGE, MAX_PAGES, OpenError};
pub use drawn::{Drawn, DrawnPicture, Shape};
pub use inspect::{Cover, MAX_ATTACHMENT, Remains, hidden_text};
pub use library::{LibraryError, licences, load};
pub use pieces::{Piece, pieces};
pub use render::{MAX_SIDE, Region};
pub use specimen::specimen;
