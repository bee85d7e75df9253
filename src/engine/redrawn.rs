//! What is left of a page that was drawn again, as the inspection of a source wants to know it.
//!
//! **Invariant:** says where something stands and in which colour; what it says stays in the page.

use crate::model::page::geometry::{PagePoint, PageRect};
use crate::pdf::{Cover, Remains};
use crate::writer::page::{CleanPage, Item, Outline, Paint, PlacedGlyph};
use kurbo::{Rect, Shape};

/// A shape that fills less of its bounds than this covers no words.
const MIN_COVER_FILL: f64 = 0.9;

pub fn of(page: &CleanPage) -> Remains {
    let mut remains = Remains::default();
    add(page, &page.items, None, &mut remains);
    remains
}

/// `clip` is what an enclosing clip shows at most.
fn add(page: &CleanPage, items: &[Item], clip: Option<Rect>, remains: &mut Remains) {
    for item in items {
        match item {
            Item::Text(run) => {
                for placed in &run.glyphs {
                    let (origin, middle) = place(page, placed);
                    remains.add_glyph(origin, middle);
                }
            }
            Item::Picture { place, alpha, .. } => {
                let rect = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
                cover(rect, clip, None, *alpha, remains);
            }
            Item::Fill { shape, paint } => {
                let Outline { path, .. } = shape;
                let bounds = path.bounding_box();
                if path.area().abs() > MIN_COVER_FILL * bounds.area() {
                    let Paint { colour, alpha } = *paint;
                    cover(bounds, clip, Some(colour), alpha, remains);
                }
            }
            Item::Clip { shape, items } => {
                let bounds = shape.path.bounding_box();
                let within = clip.map_or(bounds, |outer| outer.intersect(bounds));
                add(page, items, Some(within), remains);
            }
            Item::Stencil { .. } | Item::Stroke { .. } | Item::Marker { .. } => {}
        }
    }
}

fn cover(
    rect: Rect,
    clip: Option<Rect>,
    colour: Option<[u8; 3]>,
    alpha: u8,
    remains: &mut Remains,
) {
    let rect = clip.map_or(rect, |clip| clip.intersect(rect));
    if let Some(rect) = PageRect::new(rect.x0, rect.y0, rect.x1, rect.y1) {
        remains.covers.push(Cover {
            rect,
            colour,
            alpha,
        });
    }
}

/// The origin of a glyph and the middle of its ink.
fn place(page: &CleanPage, placed: &PlacedGlyph) -> (PagePoint, Option<PagePoint>) {
    let origin = placed.place.translation();
    let glyph = page.glyphs.get(placed.glyph as usize);
    let ink = glyph.filter(|g| !g.outline.elements().is_empty()).map(|g| {
        let [_, b, c, ..] = placed.place.as_coeffs();
        if b == 0.0 && c == 0.0 {
            placed.place.transform_rect_bbox(g.outline.bounding_box())
        } else {
            (placed.place * &g.outline).bounding_box()
        }
    });
    let point = |p: kurbo::Point| PagePoint::new(p.x, p.y);
    (
        PagePoint::new(origin.x, origin.y),
        ink.map(|r| point(r.center())),
    )
}
