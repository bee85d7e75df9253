//! From the space of a file to page space.
//!
//! **Invariant:** every place that leaves this room is in page space; user space, `/Rotate` and the crop box are known
//! only here.

use crate::model::page::geometry::{PagePoint, PageRect};
use kurbo::Affine;
use pdfium_render::prelude::*;

/// From PDF user space (unrotated, y upwards) to page space. It turns the axes themselves: as a turn of the upright page
/// ([`PagePoint::turned`]) each place would be rounded twice.
#[derive(Clone, Copy)]
pub(super) struct ToPageSpace {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
    quarter_turns: u8,
}

impl ToPageSpace {
    pub(super) fn of(page: &PdfPage<'_>) -> Option<Self> {
        let visible = page.boundaries().bounding().ok()?.bounds;
        let quarter_turns = match page.rotation().ok()? {
            PdfPageRenderRotation::None => 0,
            PdfPageRenderRotation::Degrees90 => 1,
            PdfPageRenderRotation::Degrees180 => 2,
            PdfPageRenderRotation::Degrees270 => 3,
        };
        Some(Self {
            left: f64::from(visible.left().value),
            bottom: f64::from(visible.bottom().value),
            right: f64::from(visible.right().value),
            top: f64::from(visible.top().value),
            quarter_turns,
        })
    }

    pub(super) fn point(&self, x: f64, y: f64) -> PagePoint {
        match self.quarter_turns {
            0 => PagePoint::new(x - self.left, self.top - y),
            1 => PagePoint::new(y - self.bottom, x - self.left),
            2 => PagePoint::new(self.right - x, y - self.bottom),
            _ => PagePoint::new(self.top - y, self.right - x),
        }
    }

    pub(super) fn rect(&self, rect: &PdfRect) -> Option<PageRect> {
        let a = self.point(f64::from(rect.left().value), f64::from(rect.bottom().value));
        let b = self.point(f64::from(rect.right().value), f64::from(rect.top().value));
        PageRect::spanned(a, b)
    }

    /// The page's rotation in degrees, clockwise.
    pub(super) fn degrees(&self) -> f32 {
        90.0 * f32::from(self.quarter_turns)
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
