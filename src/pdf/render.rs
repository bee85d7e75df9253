//! Pages as pixels: for the screen, for raster pages and for comparison.
//!
//! **Invariant:** annotations and form fields are drawn as a reader of the file sees them, without the highlight that
//! editors put on fields. A picture never has a side above [`MAX_SIDE`].
//! **Absent:** caching; whoever shows pictures keeps them.

use super::document::Document;
use crate::model::geometry::PageSize;
use crate::model::label::BlankMap;
use crate::model::pixels::Pixels;
use pdfium_render::prelude::*;
use serde::{Deserialize, Serialize};

/// The longest side of a picture in pixels.
pub const MAX_SIDE: usize = 10_000;
/// The largest surface of a picture in pixels.
const MAX_SURFACE: usize = 64_000_000;

/// A part of a page rendered at a scale, in pixels of the whole page at that scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// The size in pixels of a page at a scale (pixels per point).
fn pixel_size(size: PageSize, scale: f64) -> (i32, i32) {
    let pixels = |length: f64| {
        (length * scale)
            .round()
            .clamp(1.0, f64::from(i32::MAX) / 4.0) as i32
    };
    (pixels(size.width), pixels(size.height))
}

impl Document {
    /// Renders a page, or a region of it, at `scale` pixels per point.
    ///
    /// `None` when the page cannot be read or the picture would be too large.
    pub fn render(&self, page: usize, scale: f64, region: Option<Region>) -> Option<Pixels> {
        self.with_page(page, |page| picture(page, scale, region))
    }

    /// Where a page has no ink, for placing labels.
    pub fn blank_map(&self, page: usize, size: PageSize) -> Option<BlankMap> {
        let (columns, rows) = BlankMap::grid(size);
        let per_cell = BlankMap::CELL as usize;
        let region = Region {
            left: 0,
            top: 0,
            width: columns * per_cell,
            height: rows * per_cell,
        };
        let pixels = self.render(page, 1.0, Some(region))?;
        Some(BlankMap::new(size, |column, row| {
            has_ink(&pixels, column * per_cell, row * per_cell, per_cell)
        }))
    }
}

pub(super) fn picture(page: &PdfPage<'_>, scale: f64, region: Option<Region>) -> Option<Pixels> {
    let config = PdfRenderConfig::new()
        .set_clear_color(PdfColor::WHITE)
        .render_form_data(true)
        .render_annotations(true);
    drawn(page, scale, region, config)
}

/// The content of a page without its annotations, on paper of one tone.
pub(super) fn bare(page: &PdfPage<'_>, scale: f64, region: Region, paper: u8) -> Option<Pixels> {
    let config = PdfRenderConfig::new()
        .set_clear_color(PdfColor::new(paper, paper, paper, 255))
        .render_annotations(false)
        // Without form fields PDFium knows no origin.
        .render_form_data(true);
    drawn(page, scale, Some(region), config)
}

fn drawn(
    page: &PdfPage<'_>,
    scale: f64,
    region: Option<Region>,
    config: PdfRenderConfig,
) -> Option<Pixels> {
    let size = PageSize {
        width: f64::from(page.width().value),
        height: f64::from(page.height().value),
    };
    let (full_width, full_height) = pixel_size(size, scale);
    let whole = Region {
        left: 0,
        top: 0,
        width: usize::try_from(full_width).ok()?,
        height: usize::try_from(full_height).ok()?,
    };
    let region = region.unwrap_or(whole);
    if region.width.max(region.height) > MAX_SIDE || region.width * region.height > MAX_SURFACE {
        return None;
    }
    let (width, height) = (
        i32::try_from(region.width).ok()?,
        i32::try_from(region.height).ok()?,
    );
    let surface = region.width * region.height;
    let mut pixels = vec![0; surface * 4];
    let mut bitmap =
        PdfBitmap::from_bytes(width, height, PdfBitmapFormat::BGRx, &mut pixels).ok()?;
    let config = config
        .set_fixed_size(full_width, full_height)
        .set_origin(
            -i32::try_from(region.left).ok()?,
            -i32::try_from(region.top).ok()?,
        )
        .set_reverse_byte_order(true);
    page.render_into_bitmap_with_config(&mut bitmap, &config)
        .ok()?;
    drop(bitmap);
    // Of four bytes three are kept, in place: a page at 400 dpi twice would be most of what a child may take.
    for index in 0..surface {
        let from = index * 4;
        pixels.copy_within(from..from + 3, index * 3);
    }
    pixels.truncate(surface * 3);
    pixels.shrink_to_fit();
    Pixels::new(region.width, region.height, pixels)
}

/// Has PDFium make an appearance for each note and field of the page that does not say how it looks; it does so when the
/// page is drawn, however little of it.
pub(super) fn give_appearances(page: &PdfPage<'_>) -> Option<()> {
    let corner = Region {
        left: 0,
        top: 0,
        width: 1,
        height: 1,
    };
    picture(page, 1.0, Some(corner)).map(|_| ())
}

/// Paper is light and even; anything else is ink.
fn has_ink(pixels: &Pixels, left: usize, top: usize, side: usize) -> bool {
    const PAPER: u8 = 170;
    const EVEN: u8 = 24;
    let (mut darkest, mut lightest) = (255_u8, 0_u8);
    for y in top..top + side {
        for x in left..left + side {
            for channel in pixels.at(x, y) {
                darkest = darkest.min(channel);
                lightest = lightest.max(channel);
            }
        }
    }
    darkest < PAPER || lightest - darkest > EVEN
}
