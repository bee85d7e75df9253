//! The part of a page that is looked at, and the pictures of it that are compared.

use crate::model::blackout::PageBlackout;
use crate::model::page::geometry::PageSize;
use crate::model::page::pixels::Pixels;
use crate::pdf::{Document, Region};
use crate::writer;
use crate::writer::page::CleanPage;
use kurbo::Rect;
use std::ops::Range;

/// Pixels per point, and the longest side in pixels.
const SCALE: f64 = 2.0;
const MOST_PIXELS: f64 = 4_000.0;

/// The page as it is written, and its only page as PDFium opens it.
pub fn written(page: &CleanPage) -> Option<Document> {
    let file = writer::write_to_look_at(page, &PageBlackout::default());
    Document::open_own(file).ok()
}

/// The part of a page around some places: beside it nobody asks anything.
pub struct Around {
    pub scale: f64,
    region: Region,
}

impl Around {
    /// `None` without places.
    pub fn of(places: &[Rect], size: PageSize) -> Option<Self> {
        let PageSize { width, height } = size;
        let scale = SCALE.min(MOST_PIXELS / width.max(height));
        let all = places.iter().copied().reduce(|a, b| a.union(b))?;
        let (right, bottom) = (high(all.x1, scale), high(all.y1, scale));
        let most = |length: f64| (length * scale).round().max(1.0) as usize;
        let (left, top) = (low(all.x0, scale), low(all.y0, scale));
        let (left, top) = (left.min(most(width) - 1), top.min(most(height) - 1));
        let region = Region {
            left,
            top,
            width: right.min(most(width)).max(left + 1) - left,
            height: bottom.min(most(height)).max(top + 1) - top,
        };
        Some(Self { scale, region })
    }

    /// The same for whoever draws parts of a page: pixels per point, and which of them.
    pub fn part(&self) -> (f64, Region) {
        (self.scale, self.region)
    }

    /// How it looks in a document of this page alone.
    pub fn look(&self, document: &Document) -> Option<Pixels> {
        document.render(0, self.scale, Some(self.region))
    }

    /// Whether a channel differs by more than `least` somewhere in a place.
    pub fn differs(&self, a: &Pixels, b: &Pixels, place: Rect, least: u8) -> bool {
        let (columns, rows) = self.pixels(place);
        let (left, right) = (columns.start, columns.end);
        rows.into_iter().take_while(|y| *y < a.height()).any(|y| {
            let pair = a.row(y, left, right).iter().zip(b.row(y, left, right));
            pair.into_iter().any(|(v, w)| v.abs_diff(*w) > least)
        })
    }

    /// The columns and rows of what is looked at in which a place lies.
    pub fn pixels(&self, place: Rect) -> (Range<usize>, Range<usize>) {
        let Rect { x0, y0, x1, y1 } = place;
        let from = |v: f64, start: usize| low(v, self.scale).saturating_sub(start);
        let to = |v: f64, start: usize| high(v, self.scale).saturating_sub(start);
        let Region { left, top, .. } = self.region;
        (from(x0, left)..to(x1, left), from(y0, top)..to(y1, top))
    }
}

/// The first pixel of a shape, and the first after it, with one around.
pub fn low(v: f64, scale: f64) -> usize {
    ((v * scale).floor() - 1.0).max(0.0) as usize
}

pub fn high(v: f64, scale: f64) -> usize {
    ((v * scale).ceil() + 1.0).max(0.0) as usize
}
