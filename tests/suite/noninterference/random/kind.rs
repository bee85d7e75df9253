//! The kinds of things that differ between the two pages of a pair.
//!
//! **Invariant:** their order stays, since a seed names a kind by its place; a new one comes last.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    PiecedText,
    InvisibleText,
    Shapes,
    Picture,
    InlinePicture,
    PictureAcross,
    StencilAcross,
    JpegAcross,
    WavesAcross,
    Masked,
    Pattern,
    Shading,
    Form,
    Annotation,
    Field,
    Layer,
    Marked,
    Blend,
    FontOfItsOwn,
    DrawnFont,
    ClipAcross,
    PathAcross,
    Metadata,
    Structure,
    Scripts,
    Orphans,
    Mirrored,
    Replaced,
    JpegMapped,
    JpegPatched,
    SmoothedAcross,
    StrokesAcross,
}

/// Those of even seeds, and the first of odd ones.
pub const OLDER: usize = 27;

pub const KINDS: [Kind; 33] = [
    Kind::Text,
    Kind::PiecedText,
    Kind::InvisibleText,
    Kind::Shapes,
    Kind::Picture,
    Kind::InlinePicture,
    Kind::PictureAcross,
    Kind::StencilAcross,
    Kind::JpegAcross,
    Kind::WavesAcross,
    Kind::Masked,
    Kind::Pattern,
    Kind::Shading,
    Kind::Form,
    Kind::Annotation,
    Kind::Field,
    Kind::Layer,
    Kind::Marked,
    Kind::Blend,
    Kind::FontOfItsOwn,
    Kind::DrawnFont,
    Kind::ClipAcross,
    Kind::PathAcross,
    Kind::Metadata,
    Kind::Structure,
    Kind::Scripts,
    Kind::Orphans,
    Kind::Mirrored,
    Kind::Replaced,
    Kind::JpegMapped,
    Kind::JpegPatched,
    Kind::SmoothedAcross,
    Kind::StrokesAcross,
];

/// Those that put a JPEG across the page.
pub const JPEGS: [Kind; 3] = [Kind::JpegAcross, Kind::JpegMapped, Kind::JpegPatched];
