//! The shapes of a page that was drawn again, one by one: words may be among them that nobody sees, as those of text are.
//!
//! **Invariant:** a shape is what hangs together within a path; leaving one out changes no other.
//! **Absent:** whether anybody sees a shape; who knows that looks at the page with and without it.

use super::vector::{groups, upright};
use crate::writer::page::{CleanPage, Item, Outline, StrokeStyle};
use kurbo::{BezPath, Rect, Shape};

/// A rectangle with sides longer than this, in points, is the ground of something and no letter.
const GROUND_POINTS: f64 = 60.0;
/// A letter that is read among others has no longer side than this, and fills no more of its bounds.
const MAX_LETTER_POINTS: f64 = 60.0;
const MAX_LETTER_FILL: f64 = 0.8;
/// How lines are joined of which a corner reaches out, see [`StrokeStyle`].
const MITRE: u8 = 0;
/// More shapes than this on one page are not looked at one by one.
const MAX_SHAPES: usize = 20_000;

/// One of them.
pub struct Inked {
    pub bounds: Rect,
    /// Within which all of its ink lies: a corner of a line may reach out far.
    pub reach: Rect,
    /// Whether it may be a letter, rather than a ground or a rule.
    pub is_letter: bool,
}

/// Where the shapes of a page lie, but for grounds; none where no shape is like a letter, or where there are too many.
pub fn shapes(page: &CleanPage) -> Vec<Inked> {
    let mut found = Vec::new();
    each(&page.items, &mut |path, bounds, line| {
        let width = line.map_or(0.0, |line| line.width.max(0.5));
        let is_sharp = line.is_some_and(|line| line.join == MITRE);
        let corner = line
            .filter(|_| is_sharp)
            .map_or(1.0, |line| line.miter_limit);
        let far = width * corner.max(1.0);
        found.push(Inked {
            bounds: bounds.inflate(width, width),
            reach: bounds.inflate(far, far),
            is_letter: is_letter(path, bounds),
        });
    });
    let sensible = found.iter().any(|shape| shape.is_letter) && found.len() <= MAX_SHAPES;
    if sensible { found } else { Vec::new() }
}

/// Where shapes lie that are like letters, in one path or several.
pub fn letters(paths: &[BezPath]) -> impl Iterator<Item = Rect> {
    let shapes = paths.iter().flat_map(groups).take(MAX_SHAPES);
    shapes.filter_map(|shape| {
        let bounds = shape.bounding_box();
        is_letter(&shape, bounds).then_some(bounds)
    })
}

fn is_letter(path: &BezPath, bounds: Rect) -> bool {
    let fits = bounds.width().max(bounds.height()) < MAX_LETTER_POINTS;
    let is_rule = upright(path).is_some() || path.elements().len() <= 4;
    let is_full = path.area().abs() > MAX_LETTER_FILL * bounds.area();
    fits && !is_rule && !is_full
}

/// The page without the shapes of which `goes` says so, by their numbers in [`shapes`].
pub fn without(page: &CleanPage, goes: &dyn Fn(usize) -> bool) -> CleanPage {
    let mut number = 0;
    CleanPage {
        items: kept(&page.items, &mut number, goes),
        ..page.clone()
    }
}

/// The shapes of a filled path with their bounds, each with whether it may be left out.
fn parts(shape: &Outline) -> Vec<(BezPath, Rect, bool)> {
    let may_go = |path: &BezPath, bounds: Rect| {
        let is_ground =
            bounds.width().min(bounds.height()) > GROUND_POINTS && upright(path).is_some();
        bounds.is_finite() && !is_ground
    };
    let parts = groups(&shape.path).into_iter();
    let told = parts.map(|part| {
        let bounds = part.bounding_box();
        let may_go = may_go(&part, bounds);
        (part, bounds, may_go)
    });
    told.collect()
}

fn each(items: &[Item], see: &mut impl FnMut(&BezPath, Rect, Option<&StrokeStyle>)) {
    for item in items {
        match item {
            Item::Fill { shape, .. } | Item::Marker { shape, .. } => {
                let parts = parts(shape).into_iter().filter(|(.., may_go)| *may_go);
                parts.for_each(|(part, bounds, _)| see(&part, bounds, None));
            }
            Item::Stroke { path, style, .. } => see(path, path.bounding_box(), Some(style)),
            Item::Clip { items, .. } => each(items, see),
            Item::Text(_) | Item::Picture { .. } | Item::Stencil { .. } => {}
        }
    }
}

fn kept(items: &[Item], number: &mut usize, goes: &dyn Fn(usize) -> bool) -> Vec<Item> {
    fn stays(number: &mut usize, goes: &dyn Fn(usize) -> bool) -> bool {
        *number += 1;
        !goes(*number - 1)
    }
    let mut left = Vec::new();
    for item in items {
        let mut item = item.clone();
        let is_left = match &mut item {
            Item::Fill { shape, .. } | Item::Marker { shape, .. } => {
                let all = parts(shape);
                let count = all.len();
                let stay = all
                    .into_iter()
                    .filter(|(.., may_go)| !may_go || stays(number, goes));
                let stay: Vec<BezPath> = stay.map(|(part, ..)| part).collect();
                if stay.len() < count {
                    shape.path = stay.iter().flat_map(BezPath::iter).collect();
                }
                !stay.is_empty() || count == 0
            }
            Item::Stroke { .. } => stays(number, goes),
            Item::Clip { items, .. } => {
                *items = kept(items, number, goes);
                !items.is_empty()
            }
            Item::Text(_) | Item::Picture { .. } | Item::Stencil { .. } => true,
        };
        if is_left {
            left.push(item);
        }
    }
    left
}
