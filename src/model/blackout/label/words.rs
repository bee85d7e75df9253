//! A label, and the words that it says, measured.
//!
//! **Absent:** where it goes.

use super::letters::width_at_one_point;
use crate::model::page::geometry::{PagePoint, PageRect};
use serde::{Deserialize, Serialize};

/// Free space in points between the text of a label and the edge of what it stands in; a number needs less.
pub const PADDING: f64 = 1.0;
pub const NUMBER_PADDING: f64 = 0.5;
/// Height above and depth below the baseline of the highest and deepest label glyph, in ems.
pub const ASCENT: f64 = 0.77;
pub const DESCENT: f64 = 0.22;
/// How far a letter may stick out from its advance on either side, in ems: an f or a j at the end.
pub const OVERHANG: f64 = 0.06;

/// A label in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    pub text: String,
    /// Font size in points.
    pub size: f64,
    /// Start of the baseline.
    pub origin: PagePoint,
    /// What the text takes, padding included.
    pub rect: PageRect,
    /// White on black within its area, else black on the page.
    pub inside: bool,
    /// The line from a label to an area it does not touch.
    pub leader: Option<(PagePoint, PagePoint)>,
}

impl Label {
    /// No label at all, for areas that have no place for one; `None` only when there is no area.
    pub fn none(areas: &[PageRect]) -> Option<Self> {
        let rect = *areas.first()?;
        Some(Self {
            text: String::new(),
            size: 1.0,
            origin: rect.center(),
            rect,
            inside: true,
            leader: None,
        })
    }
}

/// What a label says, measured.
pub struct Words {
    pub text: String,
    /// In points at a size of one point.
    width: f64,
    padding: f64,
}

impl Words {
    pub fn new(text: String, padding: f64) -> Self {
        let width = width_at_one_point(&text).max(0.01);
        Self {
            text,
            width,
            padding,
        }
    }

    /// The largest size at which they fit an area.
    pub fn fit(&self, area: &PageRect) -> f64 {
        let by_width = (area.width() - 2.0 * self.padding).max(area.width() * 0.5) / self.width;
        let by_height = (area.height() - 1.0).max(area.height() * 0.5) / (ASCENT + DESCENT);
        by_width.min(by_height)
    }

    /// Width and height of the place that they take beside an area.
    pub fn beside(&self, size: f64) -> (f64, f64) {
        let width = self.width * size + 2.0 * PADDING;
        (width, size * (ASCENT + DESCENT) + 2.0 * PADDING)
    }

    /// In a place that was found beside an area.
    pub fn in_place(&self, size: f64, place: &PageRect) -> Option<Label> {
        let baseline = place.top() + PADDING + size * ASCENT;
        let label = self.at(size, PagePoint::new(place.left() + PADDING, baseline))?;
        Some(Label {
            rect: *place,
            ..label
        })
    }

    /// Black on the page, from the start of a baseline.
    pub fn at(&self, size: f64, origin: PagePoint) -> Option<Label> {
        let origin = PagePoint::new(exact(origin.x), exact(origin.y));
        Some(Label {
            rect: text_rect(&self.text, size, origin)?,
            text: self.text.clone(),
            size,
            origin,
            inside: false,
            leader: None,
        })
    }

    /// Within an area: in the middle, else at an end, where no label of an overlapping area stands.
    pub fn insides(&self, size: f64, area: &PageRect) -> impl Iterator<Item = Label> + use<> {
        let middle = area.center();
        let end = (self.width * size / 2.0 + self.padding).min(area.width() / 2.0);
        [middle.x, area.left() + end, area.right() - end]
            .map(|x| self.centered(size, PagePoint::new(x, middle.y)))
            .into_iter()
            .flatten()
    }

    /// In the middle of an area and above and below it, where others stand in the middle.
    pub fn rows(&self, size: f64, area: &PageRect) -> Vec<Label> {
        let height = size * (ASCENT + DESCENT);
        let count = (area.height() / height).clamp(1.0, 50.0) as usize;
        let tops = (0..count).map(|row| area.top() + row as f64 * height);
        let rows =
            tops.filter_map(|top| PageRect::new(area.left(), top, area.right(), top + height));
        let rows = std::iter::once(*area).chain(rows);
        rows.flat_map(|row| self.insides(size, &row)).collect()
    }

    pub fn centered(&self, size: f64, center: PagePoint) -> Option<Label> {
        let baseline = center.y + size * (ASCENT - DESCENT) / 2.0;
        let size = exact(size);
        let start = PagePoint::new(center.x - self.width * size / 2.0, baseline);
        let label = self.at(size, start)?;
        Some(Label {
            inside: true,
            ..label
        })
    }
}

/// To a thousandth of a point, as files are written: PDFium puts letters on whole pixels, and the verifier's own
/// drawing of a label must fall on the same ones.
fn exact(v: f64) -> f64 {
    (v * 1000.0).round() / 1000.0
}

/// What a text takes from the start of its baseline, without padding; `None` for a text without width.
pub fn text_rect(text: &str, size: f64, origin: PagePoint) -> Option<PageRect> {
    PageRect::new(
        origin.x - size * OVERHANG,
        origin.y - size * ASCENT,
        origin.x + (width_at_one_point(text) * size).max(0.01) + size * OVERHANG,
        origin.y + size * DESCENT,
    )
}
