//! A page drawn again, as plain data: what survives of a source page, and nothing else.
//!
//! **Invariant:** everything is in page space (y downwards); glyph and picture numbers point into the tables of the
//! same page; [`CleanPage::is_sound`] holds for every page that is written.
//! **Absent:** the black areas and their labels, which the writer draws over it from the blackout.

use super::depth::MAX_DEPTH;
use super::parts::{self, Belongs, Part};
use super::picture::Picture;
use crate::model::page::geometry::PageSize;
use kurbo::{Affine, BezPath};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One page, ready to be written.
///
/// ```
/// use lakwerk::model::blackout::PageBlackout;
/// use lakwerk::model::page::geometry::PageSize;
/// use lakwerk::writer::page::CleanPage;
/// use lakwerk::writer::{Claim, FileFacts, write};
///
/// let page = CleanPage::blank(PageSize { width: 595.0, height: 842.0 }, 1.0);
/// assert!(page.is_sound() && !page.has_text());
/// let nothing = PageBlackout::default();
/// let file = write(&[(&page, &nothing)], &Default::default(), &FileFacts::default(), Claim::Nothing);
/// assert!(file.starts_with(b"%PDF-1.7"));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CleanPage {
    pub size: PageSize,
    /// Points per unit of the page, 1 unless the source says otherwise (ISO 32000-1 §14.11.2, table 30).
    pub user_unit: f64,
    pub items: Vec<Item>,
    pub glyphs: Vec<Glyph>,
    pub pictures: Vec<Picture>,
    /// What the source says that its text is, as far as anything of it survives.
    pub parts: Vec<Part>,
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
        alpha: u8,
    },
    /// A one-bit picture through which a colour is painted.
    Stencil {
        picture: u32,
        place: Affine,
        paint: Paint,
    },
    Fill {
        shape: Outline,
        paint: Paint,
    },
    Stroke {
        path: BezPath,
        style: StrokeStyle,
        paint: Paint,
    },
    /// A colour over what is below, as a marker pen leaves it: both are multiplied (ISO 32000-1 §11.3.5.2).
    Marker {
        shape: Outline,
        colour: [u8; 3],
    },
    /// Items of which only what lies in the shape is shown.
    Clip {
        shape: Outline,
        #[serde(deserialize_with = "super::depth::within")]
        items: Vec<Item>,
    },
}

/// A filled shape with the rule for its inside (ISO 32000-1 §8.5.3.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    pub path: BezPath,
    pub even_odd: bool,
}

/// A colour in sRGB with a constant opacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paint {
    pub colour: [u8; 3],
    pub alpha: u8,
}

/// How a line is drawn (ISO 32000-1 §8.4.3), lengths in points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StrokeStyle {
    pub width: f64,
    /// Butt, round, square.
    pub cap: u8,
    /// Mitre, round, bevel.
    pub join: u8,
    pub miter_limit: f64,
    pub dashes: Vec<f64>,
    pub dash_start: f64,
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
    pub part: Belongs,
}

/// How text is painted (ISO 32000-1 §9.3.6).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum TextMode {
    Fill(Paint),
    /// Outlined, the width in points.
    Stroke(Paint, f64),
    /// Filled in the first colour, then outlined in the second.
    FillStroke(Paint, Paint, f64),
    /// Selectable and searchable, not drawn: over the picture of a scan or of a raster page.
    Invisible,
    /// The same, and read from the picture of this very page, of which the source says no words.
    Read,
}

/// Words over the picture of a page: glyphs that are not drawn, and where they stand.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Reading {
    pub glyphs: Vec<Glyph>,
    pub placed: Vec<PlacedGlyph>,
}

impl Reading {
    /// How many of its glyphs stand for a letter.
    pub fn letters(&self) -> usize {
        letters(&self.glyphs, &self.placed)
    }

    /// Whether it can be laid over a page of this size.
    pub fn is_sound(&self, size: PageSize) -> bool {
        let mut page = CleanPage::blank(size, 1.0);
        page.add_reading(self.clone());
        page.is_sound()
    }
}

/// A length in tenths of a point.
pub fn tenths(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

/// How many of the glyphs that are `placed` stand for a letter.
fn letters(glyphs: &[Glyph], placed: &[PlacedGlyph]) -> usize {
    let meant = placed.iter().filter_map(|g| glyphs.get(g.glyph as usize));
    meant.filter(|g| !g.unicode.trim().is_empty()).count()
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
    /// A page on which nothing stands.
    pub fn blank(size: PageSize, user_unit: f64) -> Self {
        Self {
            size,
            user_unit,
            items: Vec::new(),
            glyphs: Vec::new(),
            pictures: Vec::new(),
            parts: Vec::new(),
            raster: false,
        }
    }

    /// Whether any letter stands on it, drawn or not.
    pub fn has_text(&self) -> bool {
        fn has(items: &[Item]) -> bool {
            items.iter().any(|item| match item {
                Item::Text(run) => !run.glyphs.is_empty(),
                Item::Clip { items, .. } => has(items),
                _ => false,
            })
        }
        has(&self.items)
    }

    /// Whether its words were read from its picture.
    pub fn is_read(&self) -> bool {
        self.reading().is_some()
    }

    fn reading(&self) -> Option<usize> {
        let is_read = |item: &Item| matches!(item, Item::Text(run) if run.mode == TextMode::Read);
        self.items.iter().position(is_read)
    }

    /// Where letters start that are not drawn, each once however often it is set there: the letter, and tenths of a point.
    pub fn layer_letters(&self) -> BTreeSet<(String, [i64; 2])> {
        let mut found = BTreeSet::new();
        self.note_layer(&self.items, &mut found);
        found
    }

    fn note_layer(&self, items: &[Item], found: &mut BTreeSet<(String, [i64; 2])>) {
        for item in items {
            match item {
                Item::Text(run) if run.mode == TextMode::Invisible => {
                    let named =
                        |g: &PlacedGlyph| Some((self.glyphs.get(g.glyph as usize)?, g.place));
                    let letters = run.glyphs.iter().filter_map(named);
                    let letters = letters.filter(|(glyph, _)| !glyph.unicode.trim().is_empty());
                    found.extend(letters.map(|(glyph, place)| {
                        let start = place.translation();
                        (glyph.unicode.clone(), [start.x, start.y].map(tenths))
                    }));
                }
                Item::Clip { items, .. } => self.note_layer(items, found),
                _ => {}
            }
        }
    }

    /// Whether it has text, and none of it is drawn or clipped: a layer over its picture.
    pub fn has_only_layer(&self) -> bool {
        let is_apart = |item: &Item| match item {
            Item::Text(run) => run.mode == TextMode::Invisible,
            Item::Clip { .. } => false,
            _ => true,
        };
        self.has_text() && self.items.iter().all(is_apart)
    }

    /// Lays words over it that were read from its picture, in the place of the layer that it has, which it gives back. No
    /// text of it is drawn, see [`CleanPage::has_text`] and [`CleanPage::has_only_layer`].
    pub fn add_reading(&mut self, reading: Reading) -> Reading {
        let is_layer = |item: &mut Item| matches!(item, Item::Text(_));
        let runs: Vec<Item> = self.items.extract_if(.., is_layer).collect();
        let placed = runs.into_iter().flat_map(|item| match item {
            Item::Text(run) => run.glyphs,
            _ => Vec::new(),
        });
        let layer = Reading {
            glyphs: std::mem::replace(&mut self.glyphs, reading.glyphs),
            placed: placed.collect(),
        };
        self.lay(reading.placed, TextMode::Read);
        layer
    }

    /// Takes them away again, and puts the layer back that was there before.
    pub fn drop_reading(&mut self, layer: Reading) {
        if let Some(at) = self.reading() {
            self.items.remove(at);
            self.glyphs = layer.glyphs;
            self.lay(layer.placed, TextMode::Invisible);
        }
    }

    fn lay(&mut self, glyphs: Vec<PlacedGlyph>, mode: TextMode) {
        if !glyphs.is_empty() {
            self.items.push(Item::Text(TextRun { glyphs, mode }));
        }
    }

    /// Whether every number is finite and points into its table: what came from a child is asked this first.
    pub fn is_sound(&self) -> bool {
        let size = self.size.rect().is_some() && (0.01..=1_000_000.0).contains(&self.user_unit);
        let tables = self.items.len() + self.glyphs.len() + self.pictures.len() + self.parts.len();
        size && tables <= MAX_ITEMS
            && parts::are_sound(&self.parts)
            && self.pictures.iter().all(Picture::is_sound)
            && self
                .glyphs
                .iter()
                .all(|g| g.outline.is_finite() && g.unicode.len() <= 64)
            && self.items_are_sound(&self.items, 0)
    }

    fn items_are_sound(&self, items: &[Item], depth: usize) -> bool {
        depth <= MAX_DEPTH && items.iter().all(|item| self.item_is_sound(item, depth))
    }

    fn item_is_sound(&self, item: &Item, depth: usize) -> bool {
        let picture_at = |number: u32| self.pictures.get(number as usize);
        match item {
            Item::Text(run) => {
                let placed = |g: &PlacedGlyph| {
                    (g.glyph as usize) < self.glyphs.len()
                        && g.place.is_finite()
                        && g.part.is_in(&self.parts)
                };
                let width = match run.mode {
                    TextMode::Stroke(_, width) | TextMode::FillStroke(_, _, width) => width,
                    TextMode::Fill(_) | TextMode::Invisible | TextMode::Read => 0.0,
                };
                width.is_finite() && run.glyphs.iter().all(placed)
            }
            Item::Picture { picture, place, .. } => {
                picture_at(*picture).is_some_and(|p| !p.is_stencil()) && place.is_finite()
            }
            Item::Stencil { picture, place, .. } => {
                picture_at(*picture).is_some_and(Picture::is_stencil) && place.is_finite()
            }
            Item::Fill { shape, .. } | Item::Marker { shape, .. } => shape.path.is_finite(),
            Item::Stroke { path, style, .. } => path.is_finite() && style.is_sound(),
            Item::Clip { shape, items } => {
                shape.path.is_finite() && self.items_are_sound(items, depth + 1)
            }
        }
    }
}

impl StrokeStyle {
    fn is_sound(&self) -> bool {
        let length = |v: &f64| v.is_finite() && *v >= 0.0;
        length(&self.width)
            && self.cap <= 2
            && self.join <= 2
            && self.miter_limit >= 1.0
            && self.miter_limit.is_finite()
            && self.dashes.iter().all(length)
            && self.dash_start.is_finite()
    }
}
