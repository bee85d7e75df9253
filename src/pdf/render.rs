//! Pages as pixels: for the screen, for raster pages and for comparison.
//!
//! **Invariant:** annotations and form fields are drawn as a reader of the file sees them, without the highlight that
//! editors put on fields. A picture never has a side above [`MAX_SIDE`].
//! **Absent:** caching; whoever shows pictures keeps them.

use super::document::Document;
use crate::model::page::geometry::PageSize;
use crate::model::page::pixels::Pixels;
use pdfium_render::prelude::*;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

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

    /// The whole page as [`Document::render`] gives it, kept until another page is asked about: drawing a page again and
    /// comparing it look at the same picture of the source. A written file is looked at by a process of its own.
    pub fn picture(&self, page: usize, scale: f64) -> Option<Rc<Pixels>> {
        let is_it = |(bits, _): &&(u64, Rc<Pixels>)| *bits == scale.to_bits();
        let known = self.known(page, |known| known.pictures.iter().find(is_it).cloned());
        if let Some((_, picture)) = known {
            return Some(picture);
        }
        let picture = Rc::new(self.render(page, scale, None)?);
        let kept = (scale.to_bits(), picture.clone());
        self.known(page, |known| known.pictures.push(kept));
        Some(picture)
    }

    /// A page without its annotations, but for form fields.
    pub(super) fn render_unannotated(&self, page: usize, scale: f64) -> Option<Pixels> {
        self.with_page(page, |page| unannotated(page, scale, None, 255))
    }

    /// How many things are drawn on a page, forms counted as one.
    pub fn objects(&self, page: usize) -> usize {
        let count = self.with_page(page, |page| Some(page.objects().len()));
        count.unwrap_or(0)
    }
}

pub(super) fn picture(page: &PdfPage<'_>, scale: f64, region: Option<Region>) -> Option<Pixels> {
    let config = PdfRenderConfig::new()
        .set_clear_color(PdfColor::WHITE)
        .render_form_data(true)
        .render_annotations(true);
    drawn(page, scale, region, config)
}

/// The content of a page without its annotations but for form fields, on paper of one tone.
pub(super) fn unannotated(
    page: &PdfPage<'_>,
    scale: f64,
    region: Option<Region>,
    paper: u8,
) -> Option<Pixels> {
    let config = PdfRenderConfig::new()
        .set_clear_color(PdfColor::new(paper, paper, paper, 255))
        .render_annotations(false)
        // Without form fields PDFium knows no origin.
        .render_form_data(true);
    drawn(page, scale, region, config)
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
    // Three bytes a pixel, as they are kept: nothing is converted, and rows are padded to whole words.
    let (row, padded) = (region.width * 3, (region.width * 3).next_multiple_of(4));
    let mut pixels = vec![0; padded * region.height];
    let mut bitmap =
        PdfBitmap::from_bytes(width, height, PdfBitmapFormat::BGR, &mut pixels).ok()?;
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
    if row != padded {
        // In place: a page at 400 dpi twice would be most of what a child may take.
        for y in 1..region.height {
            pixels.copy_within(y * padded..y * padded + row, y * row);
        }
        pixels.truncate(row * region.height);
    }
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
