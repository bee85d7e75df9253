//! The pictures and shapes that a page draws, one by one, for looking beneath what covers them.
//!
//! **Invariant:** a picture that cannot be decoded is told as such, never left out.
//! **Absent:** text, which has a room of its own, and drawing order.

use super::document::Document;
use super::page_space::{ToPageSpace, affine, bounds};
use super::render::{Region, unannotated};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::pixels::Pixels;
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::ops::Range;

/// Forms within forms.
pub(super) const MAX_DEPTH: usize = 8;
/// More objects than this on one page are no page that anybody reads.
pub(super) const MAX_OBJECTS: usize = 200_000;

/// More lines and curves of one path are not looked at one by one; it counts as drawing everywhere in its bounds.
const MAX_SEGMENTS: u32 = 20_000;

/// What a page draws beside text in some places.
#[derive(Default)]
pub struct Drawn {
    pub pictures: Vec<DrawnPicture>,
    /// Each closed or open part of a path, each gradient, and each part of what either is clipped to.
    pub shapes: Vec<Shape>,
    /// How many pictures lie wholly outside the page.
    pub off_page: usize,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub bounds: PageRect,
    /// The ends of its lines and curves, in order; none for a gradient.
    pub points: Vec<PagePoint>,
    /// It alone bounds what something else draws.
    pub is_clip: bool,
}

/// A picture with where it lies.
pub struct DrawnPicture {
    pub bounds: PageRect,
    /// `None` when it cannot be decoded.
    pub pixels: Option<Pixels>,
    /// Its samples are kept as they were, by no coding that changes them.
    pub is_exact: bool,
    /// From the unit square (y upwards) to the file's own space.
    place: Affine,
    space: ToPageSpace,
}

impl DrawnPicture {
    /// Whether a place on the page is in the picture; `None` at its edge, up to so many points away.
    pub fn holds(&self, there: PagePoint, edge: f64) -> Option<bool> {
        let to_page = self.to_page();
        if to_page.determinant().abs() < 1e-12 {
            return Some(false);
        }
        let unit = to_page.inverse() * kurbo::Point::new(there.x, there.y);
        let [a, b, c, d, ..] = to_page.as_coeffs();
        let (across, up) = (edge / a.hypot(b), edge / c.hypot(d));
        let side = |v: f64, edge: f64| {
            let within = (edge..=1.0 - edge).contains(&v);
            let near = (-edge..=1.0 + edge).contains(&v);
            (within || !near).then_some(within)
        };
        match (side(unit.x, across), side(unit.y, up)) {
            (Some(x), Some(y)) => Some(x && y),
            (Some(false), None) | (None, Some(false)) => Some(false),
            _ => None,
        }
    }

    /// From the unit square (y upwards) to the page.
    fn to_page(&self) -> Affine {
        let [origin, across, up] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)].map(|(x, y)| {
            let there = self.place * kurbo::Point::new(x, y);
            self.space.point(there.x, there.y)
        });
        Affine::new([
            across.x - origin.x,
            across.y - origin.y,
            up.x - origin.x,
            up.y - origin.y,
            origin.x,
            origin.y,
        ])
    }

    /// The columns and rows of the pixels that may lie in a rectangle of the page.
    pub fn samples_around(&self, rect: &PageRect) -> (Range<usize>, Range<usize>) {
        let (width, height) = self
            .pixels
            .as_ref()
            .map_or((0, 0), |p| (p.width(), p.height()));
        let to_page = self.to_page();
        if to_page.determinant().abs() < 1e-12 {
            return (0..width, 0..height);
        }
        let rect = kurbo::Rect::new(rect.left(), rect.top(), rect.right(), rect.bottom());
        let unit = to_page.inverse().transform_rect_bbox(rect);
        let range = |from: f64, to: f64, count: usize| {
            let low = (from * count as f64).floor().max(0.0) as usize;
            let high = ((to * count as f64).ceil().max(0.0) as usize).min(count);
            low.min(high)..high
        };
        (
            range(unit.x0, unit.x1, width),
            range(1.0 - unit.y1, 1.0 - unit.y0, height),
        )
    }

    /// How far its samples are apart on the page, in points, across and down.
    pub fn step(&self) -> f64 {
        let (width, height) = self
            .pixels
            .as_ref()
            .map_or((1, 1), |p| (p.width(), p.height()));
        let [a, b, c, d, ..] = self.place.as_coeffs();
        f64::max(a.hypot(b) / width as f64, c.hypot(d) / height as f64)
    }

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
    /// What a page draws where some rectangles are; `None` when the page cannot be read or draws too much to be looked at.
    pub fn drawn(&self, page: usize, near: &[PageRect]) -> Option<Drawn> {
        self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let (width, height) = (page.width().value, page.height().value);
            let mut walk = Walk {
                space,
                paper: PageRect::new(0.0, 0.0, f64::from(width), f64::from(height))?,
                near,
                drawn: Drawn::default(),
                seen: 0,
            };
            for object in page.objects().iter() {
                walk.object(&object, Affine::IDENTITY, 0)?;
            }
            Some(walk.drawn)
        })
    }

    /// Parts of a page at their scales (pixels per point) with nothing but its pictures, on paper of one
    /// tone; `None` when any cannot be rendered.
    pub fn pictures_alone(
        &self,
        page: usize,
        parts: &[(f64, Region)],
        paper: u8,
    ) -> Option<Vec<Pixels>> {
        self.with_page(page, |page| {
            let mut seen = 0;
            let mut switch = |shown: bool| {
                let objects = page.objects().iter();
                let mut objects = objects.map(|object| switched(object, shown, &mut seen, 0));
                objects.all(|done| done.is_some())
            };
            let ready = switch(false);
            let parts = parts.iter();
            let pixels =
                parts.map(|(scale, region)| unannotated(page, *scale, Some(*region), paper));
            let pixels = if ready { pixels.collect() } else { None };
            switch(true).then_some(())?;
            pixels
        })
    }
}

/// Has everything but pictures drawn, or not.
fn switched(
    mut object: PdfPageObject<'_>,
    shown: bool,
    seen: &mut usize,
    depth: usize,
) -> Option<()> {
    *seen += 1;
    (*seen <= 2 * MAX_OBJECTS && depth <= MAX_DEPTH).then_some(())?;
    if let Some(form) = object.as_x_object_form_object() {
        for object in form.iter() {
            switched(object, shown, seen, depth + 1)?;
        }
        return Some(());
    }
    if object.as_image_object().is_some() {
        return Some(());
    }
    let done = if shown {
        object.set_active()
    } else {
        object.set_inactive()
    };
    done.ok()
}

fn is_lossy(filter: &str) -> bool {
    matches!(filter, "DCTDecode" | "DCT" | "JPXDecode")
}

struct Walk<'a> {
    space: ToPageSpace,
    paper: PageRect,
    near: &'a [PageRect],
    drawn: Drawn,
    seen: usize,
}

impl Walk<'_> {
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
        if object.as_image_object().is_some() && !self.paper.intersects(&bounds) {
            self.drawn.off_page += 1;
        }
        if !self.near.iter().any(|rect| rect.intersects(&bounds)) {
            return Some(());
        }
        self.clips(object, outer);
        let Some(image) = object.as_image_object() else {
            self.shape(object, bounds, outer);
            return Some(());
        };
        self.drawn.pictures.push(DrawnPicture {
            bounds,
            pixels: pixels(image),
            is_exact: !image.filters().iter().any(|filter| is_lossy(filter.name())),
            place: outer * affine(image.matrix().ok()?),
            space: self.space,
        });
        Some(())
    }
}

impl Walk<'_> {
    fn shape(&mut self, object: &PdfPageObject<'_>, bounds: PageRect, outer: Affine) {
        let whole = Shape {
            bounds,
            points: Vec::new(),
            is_clip: false,
        };
        let path = object.as_path_object();
        let matrix = path.and_then(|path| path.matrix().ok());
        let parts = match (path, matrix) {
            (Some(path), Some(matrix)) => {
                self.parts(&path.segments(), outer * affine(matrix), false)
            }
            _ => Vec::new(),
        };
        match parts.as_slice() {
            [] => self.drawn.shapes.push(whole),
            // As wide as its lines are.
            [one] => self.drawn.shapes.push(Shape {
                points: one.points.clone(),
                ..whole
            }),
            _ => self.drawn.shapes.extend(parts),
        }
    }

    fn clips(&mut self, object: &PdfPageObject<'_>, outer: Affine) {
        let Some(clip) = object.get_clip_path() else {
            return;
        };
        for segments in clip.iter() {
            let mut parts = self.parts(&segments, outer, true);
            // Letters are cut out by several at once.
            if let [_, _, ..] = parts.as_slice() {
                parts.iter_mut().for_each(|part| part.is_clip = false);
            }
            self.drawn.shapes.extend(parts);
        }
    }

    /// The parts of a path, each from one move to the next; none when there are too many lines.
    fn parts<'p>(
        &self,
        segments: &'p impl PdfPathSegments<'p>,
        place: Affine,
        is_clip: bool,
    ) -> Vec<Shape> {
        if segments.len() > MAX_SEGMENTS {
            return Vec::new();
        }
        let mut parts: Vec<Vec<PagePoint>> = Vec::new();
        let mut curved = 0;
        for segment in segments.iter() {
            let kind = segment.segment_type();
            curved = if kind == PdfPathSegmentType::BezierTo {
                curved + 1
            } else {
                0
            };
            // Of the three points of a curve the last is on it.
            if curved % 3 != 0 {
                continue;
            }
            let (x, y) = segment.point();
            let there = place * kurbo::Point::new(f64::from(x.value), f64::from(y.value));
            let point = self.space.point(there.x, there.y);
            match parts.last_mut() {
                Some(part) if kind != PdfPathSegmentType::MoveTo => {
                    part.push(point);
                }
                _ => parts.push(vec![point]),
            }
        }
        let shape = |points: Vec<PagePoint>| {
            let side = |of: fn(&PagePoint) -> f64, pick: fn(f64, f64) -> f64| {
                points.iter().map(of).reduce(pick)
            };
            let (left, right) = (side(|p| p.x, f64::min)?, side(|p| p.x, f64::max)?);
            let (top, bottom) = (side(|p| p.y, f64::min)?, side(|p| p.y, f64::max)?);
            // A line has a place too.
            let bounds = PageRect::new(left - 0.05, top - 0.05, right + 0.05, bottom + 0.05)?;
            Some(Shape {
                bounds,
                points,
                is_clip,
            })
        };
        parts.into_iter().filter_map(shape).collect()
    }
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
