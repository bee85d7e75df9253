//! How far the pictures of a page spread what an area covers beside it: coarse ones are smoothed when they are drawn, and
//! blocks of which a small difference shows as another colour cannot be kept in part.
//!
//! **Invariant:** says where the looks of a copy may differ, never what it may hold.
//! **Absent:** JPEG pictures of plain tones, which look the same without their traces.

use super::document::Document;
use super::known::Spreads;
use super::page_objects::MAX_DEPTH;
use super::page_space::{ToPageSpace, affine, bounds};
use super::resources::{Named, filters, page_alone, page_with_parents, walk};
use crate::model::page::geometry::PageRect;
use crate::model::page::pixels::Spread;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::collections::HashMap;
use std::rc::Rc;

/// Samples around an area that hang together with what it covers, at most: a JPEG of halved colours, one behind another
/// filter, of which nobody knows how it is coded, and wavelets.
const BLOCK_SAMPLES: f64 = 18.0;
const UNKNOWN_BLOCK_SAMPLES: f64 = 37.0;
const WAVES_SAMPLES: f64 = 97.0;
/// Samples beyond an area that are mixed with what it covers.
const MIXED_SAMPLES: f64 = 0.75;
/// Points around an area in which a picture may look otherwise that a pattern or a mask draws: nobody knows how large its
/// samples are.
const INNER_POINTS: f64 = 36.0;
/// Points that no comparison would see.
const UNSEEN_POINTS: f64 = 1.5;

impl Document {
    /// The pictures of a page that do so, and by how much it shows.
    pub fn spread(&self, page: usize) -> Vec<Spread> {
        self.spreads(page).shown.clone()
    }

    /// Where a page that became a picture may look otherwise: its tones beside what an area covers are coarse.
    pub fn spread_of_picture(&self, page: usize) -> Vec<Spread> {
        let mut spreads = self.spreads(page).coded.clone();
        let paper = self.page_size(page).and_then(|size| size.rect());
        let is_inner = self.parsed().is_some_and(|pdf| has_inner(pdf, page));
        spreads.extend(paper.filter(|_| is_inner).map(|place| Spread {
            place,
            reach: INNER_POINTS,
        }));
        spreads.retain(|spread| spread.reach > UNSEEN_POINTS);
        spreads
    }

    /// The pictures of a page that are coded or drawn so that samples hang together, and how far.
    pub fn coded_pictures(&self, page: usize) -> Vec<Spread> {
        self.spreads(page).coded.clone()
    }

    fn spreads(&self, page: usize) -> Rc<Spreads> {
        if let Some(spreads) = self.known(page, |known| known.spreads.clone()) {
            return spreads;
        }
        let spreads = Rc::new(self.found_spreads(page));
        self.known(page, |known| known.spreads = Some(spreads.clone()));
        spreads
    }

    fn found_spreads(&self, page: usize) -> Spreads {
        let pictures = self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let mut pictures = Vec::new();
            for object in page.objects().iter() {
                picture(&object, Affine::IDENTITY, &space, 0, &mut pictures);
            }
            Some(pictures)
        });
        let pictures = pictures.unwrap_or_default();
        let steep = match pictures.is_empty() {
            true => None,
            false => self.parsed().and_then(|pdf| steep_pictures(pdf, page)),
        };
        let steep = steep.unwrap_or_default();
        let mut spreads = Spreads::default();
        for Picture {
            place,
            samples,
            sample,
            blocks,
        } in pictures
        {
            let masks = steep.get(&samples);
            // The samples of a mask are as much larger as there are fewer of them.
            let of_masks = masks.into_iter().flatten().map(|mask| {
                let part = |own: u32, of: u32| f64::from(own) / f64::from(of.max(1));
                let across = part(samples.0, mask.samples.0);
                let down = part(samples.1, mask.samples.1);
                sample * across.max(down) * mask.blocks.max(MIXED_SAMPLES)
            });
            let of_masks = of_masks.fold(0.0, f64::max);
            let is_steep = masks.is_some();
            let own = |blocks: f64| sample * blocks.max(MIXED_SAMPLES);
            let reach = own(if is_steep { blocks } else { 0.0 }).max(of_masks);
            if reach > UNSEEN_POINTS {
                spreads.shown.push(Spread { place, reach });
            }
            let reach = own(blocks).max(of_masks);
            spreads.coded.push(Spread { place, reach });
        }
        spreads
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
            let names: Vec<String> = filters
                .iter()
                .map(|filter| filter.name().to_owned())
                .collect();
            let blocks = blocks(names.iter().map(String::as_bytes));
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

/// The mask of a picture.
struct Mask {
    samples: (u32, u32),
    /// In samples; 0 where each is coded alone.
    blocks: f64,
}

/// The pictures of a page of which a small difference shows as another colour, by their sizes in samples, with their
/// masks.
fn steep_pictures(pdf: &Pdf, page: usize) -> Option<HashMap<(u32, u32), Vec<Mask>>> {
    let page = pdf.pages().get(page)?;
    let mut found: HashMap<(u32, u32), Vec<Mask>> = HashMap::new();
    walk(page_with_parents(page), |Named { dict, is_inner }| {
        if is_inner {
            return false;
        }
        let Some(samples) = samples(dict).filter(|_| is_steep(dict)) else {
            return true;
        };
        let mask = dict.get::<Stream<'_>>(b"SMask".as_slice());
        let mask = mask.and_then(|mask| {
            Some(Mask {
                samples: self::samples(mask.dict())?,
                blocks: blocks_of(mask.dict()),
            })
        });
        found.entry(samples).or_default().extend(mask);
        false
    });
    Some(found)
}

/// Whether a pattern or a mask of a page draws a picture of which samples hang together.
fn has_inner(pdf: &Pdf, page: usize) -> bool {
    let Some(page) = pdf.pages().get(page) else {
        return false;
    };
    let mut found = false;
    walk(page_alone(page), |Named { dict, is_inner }| {
        found |= is_inner && blocks_of(dict) > 0.0;
        !found
    });
    found
}

fn samples(dict: &Dict<'_>) -> Option<(u32, u32)> {
    let side = |key: &[u8]| dict.get::<u32>(key);
    side(b"Width").zip(side(b"Height"))
}

/// How many samples hang together in a picture.
fn blocks_of(dict: &Dict<'_>) -> f64 {
    blocks(filters(dict).iter().map(Name::as_ref))
}

/// How many samples hang together in a picture behind these filters.
fn blocks<'n>(filters: impl Iterator<Item = &'n [u8]> + Clone) -> f64 {
    let is = |names: &[&[u8]]| filters.clone().any(|filter| names.contains(&filter));
    match () {
        () if is(&[b"DCTDecode", b"DCT"]) && filters.clone().count() > 1 => UNKNOWN_BLOCK_SAMPLES,
        () if is(&[b"DCTDecode", b"DCT"]) => BLOCK_SAMPLES,
        () if is(&[b"JPXDecode"]) => WAVES_SAMPLES,
        () => 0.0,
    }
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
