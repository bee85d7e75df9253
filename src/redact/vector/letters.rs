//! What is known of the letters of a page while it is drawn: their glyphs, what PDFium calls them, and where
//! the text stands.
//!
//! **Absent:** which of them survive, see [`super::fate`].

use super::drawing::PageFacts;
use super::glyphs::Table;
use super::structure::Marked;
use super::twice::DrawnTwice;
use super::unnamed::UnnamedFonts;
use super::visible::Names;
use crate::model::page::geometry::PageRect;
use crate::writer::page::TextMode;

/// The letters of one page on its way.
pub struct Letters<'p> {
    pub glyphs: Table,
    pub names: Names<'p>,
    pub twice: DrawnTwice,
    /// The same of letters that are not drawn.
    pub laid_twice: DrawnTwice,
    pub unnamed_fonts: UnnamedFonts,
    /// What the source says of what is drawn now.
    pub marked: Marked<'p>,
    pub last_fill: Option<LastFill>,
    /// How the letters that are drawn now are stretched to the widths of a font that is not there, see `text`.
    pub stretch: Option<f64>,
    /// Type 3 glyphs within Type 3 glyphs.
    pub depth: usize,
}

/// The filled run that was drawn last: a run that is filled and outlined arrives twice.
pub struct LastFill {
    pub mode: TextMode,
    /// How many of its glyphs are on the page.
    pub kept: usize,
    pub ends: RunEnds,
}

/// By which a run is known again: how many glyphs it has, and the places of its first and its last.
#[derive(Clone, Copy, PartialEq)]
pub struct RunEnds {
    pub count: usize,
    pub first: [f64; 6],
    pub last: [f64; 6],
}

impl<'p> Letters<'p> {
    pub fn new(
        facts: &PageFacts<'p>,
        areas: &[PageRect],
        unnamed_fonts: UnnamedFonts,
        marked: Marked<'p>,
    ) -> Self {
        Self {
            glyphs: Table::default(),
            names: Names::new(facts.text, areas),
            twice: DrawnTwice::default(),
            laid_twice: DrawnTwice::default(),
            unnamed_fonts,
            marked,
            last_fill: None,
            stretch: None,
            depth: 0,
        }
    }
}
