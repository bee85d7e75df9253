//! How far the pictures of a page spread what an area covers beside it: coarse ones are smoothed when they are drawn, and
//! blocks of which a small difference shows as another colour cannot be kept in part.
//!
//! **Invariant:** says where the looks of a copy may differ, never what it may hold.
//! **Absent:** JPEG pictures of plain tones, which look the same without their traces.

use super::document::{Document, ToPageSpace};
use super::page_objects::{affine, bounds};
use crate::model::geometry::PageRect;
use crate::model::pixels::Spread;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::collections::HashSet;

/// Forms within forms.
const MAX_DEPTH: usize = 8;
/// Samples around an area that hang together with what it covers, at most: a JPEG of halved colours, one behind another
/// filter, of which nobody knows how it is coded, and wavelets.
const BLOCK: f64 = 18.0;
const UNKNOWN_BLOCK: f64 = 37.0;
const WAVES: f64 = 25.0;
/// Samples beyond an area that are mixed with what it covers.
const MIXED: f64 = 0.75;
/// Points that no comparison would see.
const UNSEEN: f64 = 1.5;

impl Document {
    /// The pictures of a page that do so.
    pub fn spread(&self, page: usize) -> Vec<Spread> {
        if let Some(spread) = self.known(page, |known| known.spread.clone()) {
            return spread;
        }
        let spread = self.found_spread(page);
        self.known(page, |known| known.spread = Some(spread.clone()));
        spread
    }

    fn found_spread(&self, page: usize) -> Vec<Spread> {
        let pictures = self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let mut pictures = Vec::new();
            for object in page.objects().iter() {
                picture(&object, Affine::IDENTITY, &space, 0, &mut pictures);
            }
            Some(pictures)
        });
        let pictures = pictures.unwrap_or_default();
        let lossy = pictures.iter().any(|p| p.blocks > 0.0);
        let steep = match lossy {
            true => steep_sizes(self.bytes(), page).unwrap_or_default(),
            false => HashSet::new(),
        };
        let spread = pictures.into_iter().map(|p| {
            let blocks = if steep.contains(&p.samples) {
                p.blocks
            } else {
                0.0
            };
            Spread {
                place: p.place,
                reach: p.sample * blocks.max(MIXED),
            }
        });
        spread.filter(|s| s.reach > UNSEEN).collect()
    }
}

struct Picture {
    place: PageRect,
    samples: (u32, u32),
    /// The longer side of a sample, in points.
    sample: f64,
    /// In samples; 0 where each is coded alone.
    blocks: f64,
}

fn picture(
    object: &PdfPageObject<'_>,
    outer: Affine,
    space: &ToPageSpace,
    depth: usize,
    found: &mut Vec<Picture>,
) {
    match object {
        PdfPageObject::XObjectForm(form) if depth < MAX_DEPTH => {
            let Ok(matrix) = form.matrix() else { return };
            for inner in form.iter() {
                picture(&inner, outer * affine(matrix), space, depth + 1, found);
            }
        }
        PdfPageObject::Image(image) => {
            let sides = [image.width().ok(), image.height().ok()];
            let [Some(width), Some(height)] = sides.map(|side| u32::try_from(side?).ok()) else {
                return;
            };
            let (Some(place), Ok(matrix)) = (bounds(object, outer, space), image.matrix()) else {
                return;
            };
            let [a, b, c, d, ..] = (outer * affine(matrix)).as_coeffs();
            let across = a.hypot(b) / f64::from(width.max(1));
            let down = c.hypot(d) / f64::from(height.max(1));
            let filters = image.filters();
            let is = |name: &str| filters.iter().any(|filter| filter.name() == name);
            let blocks = match () {
                () if (is("DCTDecode") || is("DCT")) && filters.len() > 1 => UNKNOWN_BLOCK,
                () if is("DCTDecode") || is("DCT") => BLOCK,
                () if is("JPXDecode") => WAVES,
                () => 0.0,
            };
            found.push(Picture {
                place,
                samples: (width, height),
                sample: across.max(down),
                blocks,
            });
        }
        _ => {}
    }
}

/// The sizes in samples of the pictures of a page of which a small difference shows as another colour.
fn steep_sizes(bytes: &'static [u8], page: usize) -> Option<HashSet<(u32, u32)>> {
    let pdf = Pdf::new(std::sync::Arc::new(bytes)).ok()?;
    let page = pdf.pages().get(page)?;
    let mut found = HashSet::new();
    let mut open: Vec<(Dict<'_>, usize)> = vec![(page.raw().clone(), 0)];
    // Resources may be inherited from the tree of pages.
    let mut node = page.raw().clone();
    for _ in 0..MAX_DEPTH {
        let Some(parent) = node.get::<Dict<'_>>(b"Parent".as_slice()) else {
            break;
        };
        open.push((parent.clone(), MAX_DEPTH));
        node = parent;
    }
    while let Some((holder, depth)) = open.pop() {
        let resources = holder.get::<Dict<'_>>(b"Resources".as_slice());
        let objects = resources.and_then(|r| r.get::<Dict<'_>>(b"XObject".as_slice()));
        let Some(objects) = objects else { continue };
        let names: Vec<Name<'_>> = objects.keys().collect();
        for object in names
            .iter()
            .filter_map(|name| objects.get::<Stream<'_>>(name.as_ref()))
        {
            let dict = object.dict();
            let side = |key: &[u8]| dict.get::<u32>(key);
            if let (Some(width), Some(height)) = (side(b"Width"), side(b"Height"))
                && is_steep(dict)
            {
                found.insert((width, height));
            } else if depth < MAX_DEPTH {
                open.push((dict.clone(), depth + 1));
            }
        }
    }
    Some(found)
}

fn is_steep(dict: &Dict<'_>) -> bool {
    let family = dict.get::<Array<'_>>(b"ColorSpace".as_slice());
    let family = family.and_then(|family| family.iter::<Name<'_>>().next());
    let plain: [&[u8]; 3] = [b"ICCBased", b"CalRGB", b"CalGray"];
    let maps = family.is_some_and(|name| !plain.contains(&name.as_ref()));
    let masks = [b"SMaskInData".as_slice(), b"SMask"]
        .iter()
        .any(|key| dict.contains_key(key));
    let key = matches!(
        dict.get::<Object<'_>>(b"Mask".as_slice()),
        Some(Object::Array(_))
    );
    maps || masks || key || dict.contains_key(b"Decode".as_slice())
}
