//! The insides of black areas: flat, with their labels and nothing else, and blank when they are taken off.
//!
//! **Invariant:** what cannot be rendered is not flat.
//! **Absent:** text and everything beside the areas; see `page`.

use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::Label;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::model::page::rects::Rects;
use crate::pdf::{Document, Region};

/// The scales at which black areas are looked at: 150 and 400 dpi. What the second shows the first does not always; the
/// first stands for what an engine draws in another way when it draws it small, such as lines thinner than a pixel.
const AREA_SCALES: [f64; 2] = [150.0 / 72.0, 400.0 / 72.0];
/// The scale at which the place of an area is looked at without it: 300 dpi.
const BENEATH_SCALE: f64 = 300.0 / 72.0;
/// Ink that ends at an area may be smoothed into it by this much, in points.
const EDGE: f64 = 0.3;
/// Another program's box may be drawn on whole pixels of a picture of the page, so that its edge is off by this much.
const FOREIGN_EDGE: f64 = 1.0;
/// Largest side in pixels of a look at one area.
const AREA_SIDE: f64 = 6_000.0;
/// Noise is sharpened by so much at most where it is rendered.
const SHARPENED: u8 = 8;
/// A pixel is flat when no channel is further from black than this.
const FLAT: u8 = 3;
/// Two renders of the same label may differ by this much at the edges of letters.
const LABEL_DIFFERENCE: u8 = 64;
/// To look at one part costs a walk over everything on the page: as many pixels of a picture of all of it as this for
/// each thing that is drawn, and for the part itself. Where that is more, the parts are taken from one such picture; its
/// pixels are the same ones.
const WALK: f64 = 50.0;
const PART: f64 = 40_000.0;
/// The largest such picture in pixels.
const MAX_PIXELS: f64 = 32e6;

/// A page that is looked at part by part.
struct View<'d> {
    document: &'d Document,
    page: usize,
    /// Pixels per point.
    scale: f64,
    whole: Option<Pixels>,
}

impl<'d> View<'d> {
    fn new(document: &'d Document, page: usize, size: PageSize, scale: f64, parts: usize) -> Self {
        let surface = size.width * size.height * scale * scale;
        let walks = parts as f64 * (document.objects(page) as f64 * WALK + PART);
        let whole =
            (walks > surface && surface <= MAX_PIXELS).then(|| document.render(page, scale, None));
        Self {
            document,
            page,
            scale,
            whole: whole.flatten(),
        }
    }

    fn part(&self, scale: f64, region: Region) -> Option<Pixels> {
        match &self.whole {
            Some(whole) if scale == self.scale => {
                whole.part(region.left, region.top, region.width, region.height)
            }
            _ => self.document.render(self.page, scale, Some(region)),
        }
    }
}

/// Whose boxes are looked at.
pub enum Boxes {
    /// Black to the edge.
    Ours,
    /// Of any one colour, with by how much the tones of the pictures in each of them differ, and how many points those
    /// reach into it.
    Foreign(Vec<(u8, f64)>),
}

/// The areas of a page that are looked at.
pub struct Areas<'a> {
    pub blackout: &'a PageBlackout,
    /// The places where labels can be read.
    pub labelled: &'a [PageRect],
    pub boxes: &'a Boxes,
}

impl Areas<'_> {
    /// Looks at every area at two scales: how many are not flat beside the labels that can be read, how many labels do not
    /// look as they should.
    pub fn faults(&self, document: &Document, page: usize, size: PageSize) -> (usize, usize) {
        let blackout = self.blackout;
        if blackout.is_empty() {
            return (0, 0);
        }
        let reference = super::reference::document(size, blackout);
        let labelled = Rects::of(self.labelled);
        let (mut uneven, mut labels) = (0, 0);
        for scale in AREA_SCALES {
            let count = blackout.areas.len();
            let written = View::new(document, page, size, scale, count);
            let reference = reference.as_ref();
            let reference = reference.map(|r| View::new(r, 0, size, scale, count));
            let mut number = 0;
            for area in &blackout.areas {
                for rect in &area.rects {
                    let flat = match self.boxes {
                        Boxes::Ours => is_flat(&written, rect, &labelled, Some([0; 3]), FLAT),
                        Boxes::Foreign(noise) => {
                            let (noise, reach) = noise.get(number).copied().unwrap_or_default();
                            let inner = rect.expanded(-FOREIGN_EDGE).unwrap_or(*rect);
                            let rect = inner.expanded(-reach).unwrap_or(inner);
                            is_flat(&written, &rect, &labelled, None, tolerated(noise))
                        }
                    };
                    number += 1;
                    uneven += usize::from(!flat);
                }
                let same = reference
                    .as_ref()
                    .is_some_and(|r| label_looks_right(&written, r, &area.label));
                let shown = area.label.inside && !area.label.text.is_empty();
                labels += usize::from(shown && !same);
            }
        }
        (uneven, labels)
    }
}

/// The scale and pixels to look at a rectangle, with one point around it.
fn region_of(rect: &PageRect, scale: f64) -> (f64, Region) {
    let scale = scale.min(AREA_SIDE / rect.width().max(rect.height()));
    let low = |v: f64| ((v - 1.0) * scale).floor().max(0.0) as usize;
    let high = |v: f64| ((v + 1.0) * scale).ceil().max(1.0) as usize;
    let (left, top) = (low(rect.left()), low(rect.top()));
    let (width, height) = (
        high(rect.right()).max(left + 1) - left,
        high(rect.bottom()).max(top + 1) - top,
    );
    (
        scale,
        Region {
            left,
            top,
            width,
            height,
        },
    )
}

/// In how many rectangles something is drawn, well within them.
pub fn not_blank(document: &Document, page: usize, size: PageSize, rects: &[PageRect]) -> usize {
    let view = View::new(document, page, size, BENEATH_SCALE, rects.len());
    rects.iter().filter(|rect| !is_blank(&view, rect)).count()
}

/// Whether nothing is drawn well within a rectangle.
fn is_blank(view: &View<'_>, rect: &PageRect) -> bool {
    let Some(inner) = rect.expanded(-EDGE) else {
        return true;
    };
    let (scale, region) = region_of(&inner, view.scale);
    // Fails closed; a page that opened is not expected not to render.
    let Some(pixels) = view.part(scale, region) else {
        return false;
    };
    (0..pixels.height()).all(|y| {
        (0..pixels.width()).all(|x| {
            let corner = |v: usize, step: f64| (v as f64 + step) / scale;
            let cell = || {
                PageRect::new(
                    corner(region.left + x, 0.0),
                    corner(region.top + y, 0.0),
                    corner(region.left + x, 1.0),
                    corner(region.top + y, 1.0),
                )
            };
            // The place is asked of pixels with ink only: on a page that is right there is none.
            pixels.at(x, y).iter().all(|v| *v >= 255 - FLAT)
                || cell().is_none_or(|cell| !inner.contains_rect(&cell))
        })
    })
}

/// By how much a box may differ from one tone where pictures have noise in it.
fn tolerated(noise: u8) -> u8 {
    if noise > FLAT {
        noise.saturating_add(SHARPENED)
    } else {
        FLAT
    }
}

/// Whether a rectangle has one colour, this one where it is given.
fn is_flat(
    view: &View<'_>,
    rect: &PageRect,
    labels: &Rects,
    colour: Option<[u8; 3]>,
    tolerance: u8,
) -> bool {
    let (scale, region) = region_of(rect, view.scale);
    // Fails closed, as above.
    let Some(pixels) = view.part(scale, region) else {
        return false;
    };
    let corner = |x: usize, y: usize, d: f64| {
        let px = (region.left + x) as f64 + d;
        let py = (region.top + y) as f64 + d;
        (px / scale, py / scale)
    };
    // Only pixels wholly within the area, and away from the labels.
    let counts = |x: usize, y: usize| {
        let ((left, top), (right, bottom)) = (corner(x, y, -0.5), corner(x, y, 1.5));
        let cell = PageRect::new(left, top, right, bottom);
        cell.is_none_or(|c| rect.contains_rect(&c) && !labels.meets(&c))
    };
    let (width, height) = (pixels.width(), pixels.height());
    let all = || (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    // Another program's boxes may have another colour, as long as it is one.
    let first = || all().find(|(x, y)| counts(*x, *y));
    let ground = colour.or_else(|| first().map(|(x, y)| pixels.at(x, y)));
    let ground = ground.unwrap_or_default();
    let is_ground = |pixel: [u8; 3]| {
        let mut pair = pixel.into_iter().zip(ground);
        pair.all(|(v, g)| v.abs_diff(g) <= tolerance)
    };
    // The place is asked of pixels of another colour only: in a box that is right there are few.
    all().all(|(x, y)| is_ground(pixels.at(x, y)) || !counts(x, y))
}

/// Compares the place of a label with a render of the area and the label alone.
fn label_looks_right(written: &View<'_>, reference: &View<'_>, label: &Label) -> bool {
    let (scale, region) = region_of(&label.rect, written.scale);
    let Some(region) = within_label(region, scale, &label.rect) else {
        return true;
    };
    let written = written.part(scale, region);
    let expected = reference.part(scale, region);
    match (written, expected) {
        (Some(written), Some(expected)) => alike(&blurred(&written), &blurred(&expected)),
        // Fails closed; what was rendered around it a moment ago is not expected to fail.
        _ => false,
    }
}

/// The mean over 3 × 3 pixels: one engine sharpens the stems of one font format and not of the other.
fn blurred(pixels: &Pixels) -> Pixels {
    let (width, height) = (pixels.width(), pixels.height());
    let mut out = Vec::with_capacity(pixels.rgb().len());
    let mut sums = vec![0_u32; width * 3];
    for y in 0..height {
        let rows = around(y, height);
        sums.fill(0);
        for row in rows.clone() {
            let row = pixels.row(row, 0, width);
            sums.iter_mut()
                .zip(row)
                .for_each(|(sum, v)| *sum += u32::from(*v));
        }
        for x in 0..width {
            let columns = around(x, width);
            let count = (rows.len() * columns.len()) as u32;
            for channel in 0..3 {
                let sum: u32 = columns.clone().map(|u| sums[u * 3 + channel]).sum();
                out.push((sum / count) as u8);
            }
        }
    }
    Pixels::new(width, height, out).unwrap_or_else(|| pixels.clone())
}

/// A row or column with those beside it.
fn around(v: usize, length: usize) -> std::ops::Range<usize> {
    v.saturating_sub(1)..(v + 2).min(length)
}

/// Whether neither picture shows anything that the other does not.
fn alike(a: &Pixels, b: &Pixels) -> bool {
    near(a, b) && near(b, a)
}

/// Whether every pixel occurs in the other picture at most one pixel away: PDFium puts small glyphs on whole pixels, so
/// that two files may differ by one where a coordinate falls between.
fn near(a: &Pixels, b: &Pixels) -> bool {
    let close = |p: [u8; 3], q: [u8; 3]| {
        p.iter()
            .zip(q)
            .all(|(v, w)| v.abs_diff(w) <= LABEL_DIFFERENCE)
    };
    (0..a.height()).all(|y| {
        (0..a.width()).all(|x| {
            let here = a.at(x, y);
            let mut others =
                around(y, b.height()).flat_map(|v| around(x, b.width()).map(move |u| b.at(u, v)));
            close(here, b.at(x, y)) || others.any(|q| close(here, q))
        })
    })
}

/// The pixels wholly within a label's place; `None` when it is smaller than a pixel.
fn within_label(around: Region, scale: f64, rect: &PageRect) -> Option<Region> {
    let left = ((rect.left() * scale).ceil() as usize).max(around.left);
    let top = ((rect.top() * scale).ceil() as usize).max(around.top);
    let width = ((rect.right() * scale).floor() as usize).checked_sub(left)?;
    let height = ((rect.bottom() * scale).floor() as usize).checked_sub(top)?;
    (width > 0 && height > 0).then_some(Region {
        left,
        top,
        width,
        height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn black(white: &[(usize, usize)]) -> Pixels {
        let mut pixels = Pixels::new(9, 9, vec![0; 9 * 9 * 3]).unwrap();
        for (x, y) in white {
            pixels.fill(*x, *y, x + 1, y + 1, [255; 3]);
        }
        pixels
    }

    #[test]
    fn a_label_shows_nothing_more_and_nothing_less() {
        let (bare, dotted) = (black(&[]), black(&[(4, 4)]));
        assert!(alike(&dotted, &black(&[(5, 5)])), "a pixel away");
        assert!(!alike(&dotted, &bare));
        assert!(!alike(&bare, &dotted));
        assert!(!alike(&dotted, &black(&[(4, 6)])), "two pixels away");
    }

    /// A picture with a row so thin and dark that at 150 dpi it drowns in the black around it.
    #[test]
    fn an_area_is_looked_at_closely() {
        let size = PageSize {
            width: 100.0,
            height: 100.0,
        };
        let rows: String = (0..600)
            .map(|row| if row == 300 { "0c" } else { "00" })
            .collect();
        let picture =
            format!("q 60 0 0 60 20 20 cm BI /W 1 /H 600 /CS /G /BPC 8 /F /AHx ID {rows}> EI Q");
        let file = format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
             2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
             3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>endobj\n\
             4 0 obj<</Length {}>>stream\n{picture}\nendstream\nendobj\n\
             trailer<</Root 1 0 R>>\n%%EOF",
            picture.len()
        );
        let document = Document::open_own(file.into_bytes()).unwrap();
        let rect = PageRect::new(20.0, 20.0, 80.0, 80.0).unwrap();
        let blackout = PageBlackout::of_one(rect, size);
        let areas = Areas {
            blackout: &blackout,
            labelled: &[],
            boxes: &Boxes::Ours,
        };
        let (uneven, _) = areas.faults(&document, 0, size);
        assert_eq!(uneven, 1, "at one of two scales");
    }
}
