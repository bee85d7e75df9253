//! A page drawn again, as plain data: what survives of a source page, and nothing else.
//!
//! **Invariant:** everything is in page space (y downwards); glyph and picture numbers point into the tables of the
//! same page; [`CleanPage::is_sound`] holds for every page that is written.
//! **Absent:** the black areas and their labels, which the writer draws over it from the blackout.

use super::picture::Picture;
use crate::model::geometry::PageSize;
use kurbo::{Affine, BezPath};
use serde::{Deserialize, Serialize};

/// One page, ready to be written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CleanPage {
    pub size: PageSize,
    /// Points per unit of the page, 1 unless the source says otherwise (ISO 32000-1 §14.11.2, table 30).
    pub user_unit: f64,
    pub items: Vec<Item>,
    pub glyphs: Vec<Glyph>,
    pub pictures: Vec<Picture>,
    /// The page is one picture with invisible text, because it could not be drawn again.
    pub raster: bool,
}

/// One drawing step, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Item {
    Text(TextRun),
    Picture {
        picture: u32,
        /// From the unit square (y upwards) to the page.
        place: Affine,
    },
}

/// Glyphs that share their way of painting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TextRun {
    pub glyphs: Vec<PlacedGlyph>,
    pub mode: TextMode,
}

/// A glyph where it stands.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PlacedGlyph {
    pub glyph: u32,
    /// From glyph space (1000 units per em, y upwards, origin on the baseline) to the page.
    pub place: Affine,
}

/// How text is painted (ISO 32000-1 §9.3.6).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum TextMode {
    Fill([u8; 3]),
    /// Selectable and searchable, not drawn: over the picture of a scan or of a raster page.
    Invisible,
}

/// A glyph shape with what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Glyph {
    /// 1000 units per em, y upwards; empty for a glyph that is never drawn.
    pub outline: BezPath,
    /// Advance in 1000 units per em.
    pub advance: u16,
    /// What the glyph stands for; empty when nobody knows.
    pub unicode: String,
}

/// More than any real page needs; a page beyond it comes from a broken or hostile child.
const MAX_ITEMS: usize = 2_000_000;

impl CleanPage {
    /// Whether every number is finite and points into its table: what came from a child is asked this first.
    pub fn is_sound(&self) -> bool {
        let size = self.size.rect().is_some() && (0.01..=1_000_000.0).contains(&self.user_unit);
        let tables = self.items.len() + self.glyphs.len() + self.pictures.len() <= MAX_ITEMS;
        size && tables
            && self.pictures.iter().all(|p| p.is_sound())
            && self
                .glyphs
                .iter()
                .all(|g| g.outline.is_finite() && g.unicode.len() <= 64)
            && self.items.iter().all(|item| self.item_is_sound(item))
    }

    fn item_is_sound(&self, item: &Item) -> bool {
        match item {
            Item::Text(run) => run
                .glyphs
                .iter()
                .all(|g| (g.glyph as usize) < self.glyphs.len() && g.place.is_finite()),
            Item::Picture { picture, place } => {
                (*picture as usize) < self.pictures.len() && place.is_finite()
            }
        }
    }
}
