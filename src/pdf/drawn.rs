//! The pictures and shapes that a page draws, one by one, for looking beneath what covers them.
//!
//! **Invariant:** a picture that cannot be decoded is told as such, never left out.
//! **Absent:** text, which has a room of its own, and drawing order.

use super::document::{Document, ToPageSpace};
use crate::model::geometry::{PagePoint, PageRect};
use crate::model::pixels::Pixels;
use kurbo::Affine;
use pdfium_render::prelude::*;

/// Forms within forms.
const MAX_DEPTH: usize = 8;
/// More objects than this on one page are no page that anybody reads.
const MAX_OBJECTS: usize = 200_000;

/// What a page draws beside text.
#[derive(Default)]
pub struct Drawn {
    pub pictures: Vec<DrawnPicture>,
    /// The bounds of each path and gradient.
    pub shapes: Vec<PageRect>,
}

/// A picture with where it lies.
pub struct DrawnPicture {
    pub bounds: PageRect,
    /// `None` when it cannot be decoded.
    pub pixels: Option<Pixels>,
    /// From the unit square (y upwards) to the file's own space.
    place: Affine,
    space: ToPageSpace,
}

impl DrawnPicture {
    /// The middle of a pixel on the page.
    pub fn middle(&self, x: usize, y: usize) -> PagePoint {
        let (width, height) = self
            .pixels
            .as_ref()
            .map_or((1, 1), |p| (p.width(), p.height()));
        let unit = kurbo::Point::new(
            (x as f64 + 0.5) / width as f64,
            1.0 - (y as f64 + 0.5) / height as f64,
        );
        let there = self.place * unit;
        self.space.point(there.x, there.y)
    }
}

impl Document {
    /// What a page draws; `None` when the page cannot be read or draws too much to be looked at.
    pub fn drawn(&self, page: usize) -> Option<Drawn> {
        self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let mut walk = Walk {
                space,
                drawn: Drawn::default(),
                seen: 0,
            };
            for object in page.objects().iter() {
                walk.object(&object, Affine::IDENTITY, 0)?;
            }
            Some(walk.drawn)
        })
    }
}

struct Walk {
    space: ToPageSpace,
    drawn: Drawn,
    seen: usize,
}

impl Walk {
    fn object(&mut self, object: &PdfPageObject<'_>, outer: Affine, depth: usize) -> Option<()> {
        self.seen += 1;
        (self.seen <= MAX_OBJECTS && depth <= MAX_DEPTH).then_some(())?;
        if let Some(form) = object.as_x_object_form_object() {
            let inner = outer * affine(form.matrix().ok()?);
            for object in form.iter() {
                self.object(&object, inner, depth + 1)?;
            }
            return Some(());
        }
        let text = object.as_text_object().is_some();
        let Some(bounds) = bounds(object, outer, &self.space).filter(|_| !text) else {
            return Some(());
        };
        let Some(image) = object.as_image_object() else {
            self.drawn.shapes.push(bounds);
            return Some(());
        };
        self.drawn.pictures.push(DrawnPicture {
            bounds,
            pixels: pixels(image),
            place: outer * affine(image.matrix().ok()?),
            space: self.space,
        });
        Some(())
    }
}

/// Where an object lies on the page; `outer` is the matrix of the forms around it.
pub(super) fn bounds(
    object: &PdfPageObject<'_>,
    outer: Affine,
    space: &ToPageSpace,
) -> Option<PageRect> {
    let r = object.bounds().ok()?;
    let r = kurbo::Rect::new(
        f64::from(r.left().value),
        f64::from(r.bottom().value),
        f64::from(r.right().value),
        f64::from(r.top().value),
    );
    let r = outer.transform_rect_bbox(r);
    PageRect::spanned(space.point(r.x0, r.y0), space.point(r.x1, r.y1))
}

pub(super) fn affine(m: PdfMatrix) -> Affine {
    Affine::new([m.a(), m.b(), m.c(), m.d(), m.e(), m.f()].map(f64::from))
}

/// The samples of a picture as its stream holds them, without masks.
fn pixels(image: &PdfPageImageObject<'_>) -> Option<Pixels> {
    let bitmap = image.get_raw_bitmap().ok()?;
    let width = usize::try_from(bitmap.width()).ok()?;
    let height = usize::try_from(bitmap.height()).ok()?;
    let raw = bitmap.as_raw_bytes();
    let row = raw.len().checked_div(height).filter(|row| *row > 0)?;
    let per_pixel = match bitmap.format().ok()? {
        PdfBitmapFormat::Gray => 1,
        PdfBitmapFormat::BGR => 3,
        _ => 4,
    };
    let mut rgb = Vec::with_capacity(width * height * 3);
    for line in raw.chunks_exact(row) {
        for pixel in line.chunks_exact(per_pixel).take(width) {
            match pixel {
                [gray] => rgb.extend([*gray; 3]),
                [b, g, r, ..] => rgb.extend([*r, *g, *b]),
                _ => return None,
            }
        }
    }
    Pixels::new(width, height, rgb)
}
