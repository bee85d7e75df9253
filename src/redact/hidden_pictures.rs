//! The pictures of a page that was drawn again, of which some may be there that nobody sees.
//!
//! **Invariant:** a picture that goes is no longer in the page at all, and no other changes.
//! **Absent:** whether anybody sees a picture; who knows that looks at the page with and without it.

use crate::model::page::rects::Rects;
use crate::writer::page::{CleanPage, Item};
use kurbo::{Affine, Rect, Shape};
use std::collections::BTreeMap;

/// A picture lower or narrower than this, in points, shows no word.
const MIN_WORD_POINTS: f64 = 3.0;

/// The places of pictures that may be hidden, by their numbers in the order of drawing: over which something else is
/// drawn, that are drawn see-through, or as a stencil, whose colour may be that of the paper; and those in a place of which
/// `is_even` says that it shows one colour.
pub fn doubtful(page: &CleanPage, is_even: &dyn Fn(Rect) -> bool) -> Vec<(usize, Rect)> {
    let mut seen = Drawn::default();
    seen.look(page, &page.items);
    let places = seen.places.into_iter().enumerate();
    places
        .filter(|(number, place)| {
            let is_small = place.width().min(place.height()) < MIN_WORD_POINTS;
            let is_doubted = || seen.is_doubted.get(*number) == Some(&true);
            !is_small && (is_doubted() || is_even(*place))
        })
        .collect()
}

/// What has been drawn so far.
#[derive(Default)]
struct Drawn {
    places: Vec<Rect>,
    is_doubted: Vec<bool>,
    /// The places once more, to be found by what meets them.
    near: Rects,
}

impl Drawn {
    fn look(&mut self, page: &CleanPage, items: &[Item]) {
        for item in items {
            match item {
                Item::Fill { shape, .. } | Item::Marker { shape, .. } => {
                    self.cover(shape.path.bounding_box());
                }
                Item::Stroke { path, style, .. } => {
                    let half = style.width / 2.0;
                    self.cover(path.bounding_box().inflate(half, half));
                }
                Item::Clip { items, .. } => self.look(page, items),
                Item::Picture {
                    picture,
                    place,
                    alpha,
                } => {
                    let samples = page.pictures.get(*picture as usize);
                    let is_masked = samples.is_some_and(|samples| samples.mask.is_some());
                    self.draw(*place, is_masked || *alpha < u8::MAX);
                }
                Item::Stencil { place, .. } => self.draw(*place, true),
                Item::Text(_) => {}
            }
        }
    }

    fn draw(&mut self, place: Affine, is_doubted: bool) {
        let bounds = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        self.cover(bounds);
        self.near.add([bounds.x0, bounds.y0, bounds.x1, bounds.y1]);
        self.places.push(bounds);
        self.is_doubted.push(is_doubted);
    }

    /// What is drawn over pictures hides them, perhaps.
    fn cover(&mut self, bounds: Rect) {
        for number in self.near.near([bounds.x0, bounds.y0, bounds.x1, bounds.y1]) {
            if let Some(doubted) = self.is_doubted.get_mut(number) {
                *doubted = true;
            }
        }
    }
}

/// The page without the pictures of which `goes` says so, by their numbers in the order of drawing.
pub fn without(page: &CleanPage, goes: &dyn Fn(usize) -> bool) -> CleanPage {
    let mut items = page.items.clone();
    drop_pictures(&mut items, &mut 0, goes);
    let mut used = BTreeMap::new();
    each_number(&mut items, &mut |number| {
        used.entry(*number).or_insert(0_u32);
    });
    for (new, (_, number)) in (0..).zip(used.iter_mut()) {
        *number = new;
    }
    each_number(&mut items, &mut |number| {
        *number = used.get(number).copied().unwrap_or_default();
    });
    let pictures = used
        .keys()
        .filter_map(|old| page.pictures.get(*old as usize));
    CleanPage {
        items,
        pictures: pictures.cloned().collect(),
        ..page.clone()
    }
}

fn drop_pictures(items: &mut Vec<Item>, number: &mut usize, goes: &dyn Fn(usize) -> bool) {
    items.retain_mut(|item| match item {
        Item::Picture { .. } | Item::Stencil { .. } => {
            *number += 1;
            !goes(*number - 1)
        }
        Item::Clip { items, .. } => {
            drop_pictures(items, number, goes);
            !items.is_empty()
        }
        Item::Fill { .. } | Item::Marker { .. } | Item::Stroke { .. } | Item::Text(_) => true,
    });
}

fn each_number(items: &mut [Item], see: &mut impl FnMut(&mut u32)) {
    for item in items {
        match item {
            Item::Picture { picture, .. } | Item::Stencil { picture, .. } => see(picture),
            Item::Clip { items, .. } => each_number(items, see),
            Item::Fill { .. } | Item::Marker { .. } | Item::Stroke { .. } | Item::Text(_) => {}
        }
    }
}
