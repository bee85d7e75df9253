//! The black areas of a page as a shape, and what they leave of other shapes.
//!
//! **Invariant:** what is left of a shape lies outside every area by [`CUT_POINTS`], so that rounding in a written file cannot
//! bring a part of it back in.
//! **Absent:** glyphs and pictures, which go as a whole or by samples.

use crate::model::page::geometry::PageRect;
use crate::model::page::rects::Rects;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::ShapeType;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::overlay::FloatOverlay;
use i_overlay::float::simplify::SimplifyShape;
use i_overlay::i_float::adapter::FloatPointAdapter;
use kurbo::{BezPath, PathEl, Rect, Shape};

/// Points by which cut shapes keep away from an area.
const CUT_POINTS: f64 = 0.02;
/// Flattened curves keep within this distance of themselves, in points.
const FLATNESS_POINTS: f64 = 0.02;
/// A shape with more corners than this is not cut; the page becomes a picture.
const MAX_CORNERS: usize = 60_000;

/// Corners further than this from the page, in points, are drawn in to it: shapes are cut on one grid, whatever else they
/// hold, so that a corner under an area does not move what is cut beside it, not even by a rounding.
const REACH_POINTS: f64 = 16_777_216.0;
/// Steps of that grid per point: 2 to the 36th.
const GRID_PER_POINT: f64 = 68_719_476_736.0;

pub type Contours = Vec<Vec<[f64; 2]>>;

/// The areas of one page.
pub struct Areas {
    pub rects: Vec<Rect>,
    places: Rects,
    union: Vec<Contours>,
}

/// A shape is too large to be cut.
#[derive(Debug)]
pub struct TooLarge;

impl Areas {
    pub fn new(areas: &[PageRect]) -> Self {
        let rects: Vec<Rect> = areas.iter().map(rect).collect();
        let corners: Contours = rects
            .iter()
            .map(|r| contour(r.inflate(CUT_POINTS, CUT_POINTS)))
            .collect();
        let union = corners.simplify_shape_as::<i64>(FillRule::NonZero);
        let places = Rects::of(areas);
        Self {
            rects,
            places,
            union,
        }
    }

    /// The areas in and close to a rectangle.
    fn near(&self, r: Rect) -> impl Iterator<Item = Rect> + '_ {
        let near = self.places.near([r.x0, r.y0, r.x1, r.y1]).into_iter();
        near.filter_map(|number| self.rects.get(number).copied())
    }

    /// Whether a rectangle shares any surface with an area.
    pub fn meets(&self, r: Rect) -> bool {
        self.near(r).any(|a| overlap(a, r))
    }

    /// Whether one area, grown by `margin`, holds a rectangle.
    pub fn holds(&self, r: Rect, margin: f64) -> bool {
        let inside = |a: Rect| a.inflate(margin, margin).contains_rect(r);
        self.near(r.inflate(margin, margin)).any(inside)
    }

    /// The areas that meet a rectangle.
    pub fn meeting(&self, r: Rect) -> impl Iterator<Item = Rect> + '_ {
        self.near(r).filter(move |a| overlap(*a, r))
    }

    /// A shape without the areas; flattened, its contours apart, so that either fill rule gives the same.
    pub fn left_of(&self, path: &BezPath, even_odd: bool) -> Result<BezPath, TooLarge> {
        let subject = contours(path)?;
        let bounds = path.bounding_box().inflate(1.0, 1.0);
        let near = |shape: &&Contours| shape.first().is_some_and(|c| overlap(bounds_of(c), bounds));
        let cut: Vec<Contours> = self.union.iter().filter(near).cloned().collect();
        let rule = rule(even_odd);
        Ok(path_of(overlay(
            &subject,
            cut.iter().flatten(),
            OverlayRule::Difference,
            rule,
        )))
    }
}

/// A rectangle of the page as drawing libraries have it.
pub fn rect(r: &PageRect) -> Rect {
    Rect::new(r.left(), r.top(), r.right(), r.bottom())
}

/// What of a shape lies in a rectangle.
pub fn within(path: &BezPath, even_odd: bool, rect: Rect) -> Result<BezPath, TooLarge> {
    let subject = contours(path)?;
    let window: Contours = vec![contour(rect)];
    let rule = rule(even_odd);
    Ok(path_of(overlay(
        &subject,
        window.iter(),
        OverlayRule::Intersect,
        rule,
    )))
}

/// Two sets of contours, brought together on the one grid.
fn overlay<'a>(
    subject: &Contours,
    other: impl Iterator<Item = &'a Vec<[f64; 2]>>,
    rule: OverlayRule,
    fill: FillRule,
) -> Vec<Contours> {
    let adapter =
        FloatPointAdapter::<[f64; 2], i64>::with_radius_and_scale(REACH_POINTS, GRID_PER_POINT);
    let corners = subject.iter().map(Vec::len).sum();
    let mut overlay = FloatOverlay::with_adapter(adapter, corners);
    for contour in subject {
        overlay = overlay.unsafe_add_contour(contour, ShapeType::Subject);
    }
    for contour in other {
        overlay = overlay.unsafe_add_contour(contour, ShapeType::Clip);
    }
    overlay.overlay(rule, fill)
}

/// Whether two rectangles share any surface, or a line without surface crosses the other.
pub fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

fn rule(even_odd: bool) -> FillRule {
    if even_odd {
        FillRule::EvenOdd
    } else {
        FillRule::NonZero
    }
}

fn contour(r: Rect) -> Vec<[f64; 2]> {
    vec![[r.x0, r.y0], [r.x1, r.y0], [r.x1, r.y1], [r.x0, r.y1]]
}

fn bounds_of(contour: &[[f64; 2]]) -> Rect {
    let first = contour
        .first()
        .map_or(Rect::ZERO, |[x, y]| Rect::new(*x, *y, *x, *y));
    contour
        .iter()
        .fold(first, |r, [x, y]| r.union_pt(kurbo::Point::new(*x, *y)))
}

fn contours(path: &BezPath) -> Result<Contours, TooLarge> {
    let mut out: Contours = Vec::new();
    let mut corners = 0;
    let corner = |p: kurbo::Point| [p.x, p.y].map(|v| v.clamp(-REACH_POINTS, REACH_POINTS));
    kurbo::flatten(path, FLATNESS_POINTS, |element| match element {
        PathEl::MoveTo(p) => out.push(vec![corner(p)]),
        PathEl::LineTo(p) => {
            corners += 1;
            if corners <= MAX_CORNERS
                && let Some(contour) = out.last_mut()
            {
                contour.push(corner(p));
            }
        }
        _ => {}
    });
    out.retain(|contour| contour.len() > 2);
    if corners > MAX_CORNERS {
        Err(TooLarge)
    } else {
        Ok(out)
    }
}

fn path_of(shapes: Vec<Contours>) -> BezPath {
    let mut out = BezPath::new();
    for contour in shapes.into_iter().flatten() {
        for (index, [x, y]) in contour.into_iter().enumerate() {
            if index == 0 {
                out.move_to((x, y));
            } else {
                out.line_to((x, y));
            }
        }
        out.close_path();
    }
    out
}

/// The parts of a path that begin with a move, joined where their bounds overlap (holes lie within their outlines), in
/// the order of their first parts.
///
/// A part that does not meet an area must come out the same whatever else the path holds.
pub fn groups(path: &BezPath) -> Vec<BezPath> {
    let parts: Vec<BezPath> = subpaths(path);
    let bounds: Vec<Rect> = parts.iter().map(Shape::bounding_box).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| bounds[*a].x0.total_cmp(&bounds[*b].x0));
    let mut leader: Vec<usize> = (0..parts.len()).collect();
    fn find(leader: &mut [usize], mut i: usize) -> usize {
        while leader[i] != i {
            leader[i] = leader[leader[i]];
            i = leader[i];
        }
        i
    }
    let mut open: Vec<usize> = Vec::new();
    for i in order {
        open.retain(|j| bounds[*j].x1 >= bounds[i].x0);
        for j in &open {
            if bounds[*j].y0 <= bounds[i].y1 && bounds[i].y0 <= bounds[*j].y1 {
                let (a, b) = (find(&mut leader, i), find(&mut leader, *j));
                leader[a.max(b)] = a.min(b);
            }
        }
        open.push(i);
    }
    let mut joined: Vec<Option<BezPath>> = vec![None; parts.len()];
    for (i, part) in parts.into_iter().enumerate() {
        let to = find(&mut leader, i);
        joined[to].get_or_insert_with(BezPath::new).extend(part);
    }
    joined.into_iter().flatten().collect()
}

/// The parts of a path, each beginning with its move.
pub fn subpaths(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    let mut start = kurbo::Point::ZERO;
    let mut closed = true;
    for element in path.elements() {
        match element {
            PathEl::MoveTo(p) => {
                start = *p;
                parts.push(BezPath::new());
                closed = false;
            }
            _ if closed => {
                // A line after a closed part continues from where that part began.
                parts.push(BezPath::new());
                if let Some(part) = parts.last_mut() {
                    part.move_to(start);
                }
                closed = false;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(*element);
        }
        closed |= matches!(element, PathEl::ClosePath);
    }
    parts.retain(|part| part.segments().next().is_some());
    parts
}

/// The path without contours that are a point and draw nothing: no bounds tell where they stand.
pub fn without_points(path: BezPath) -> BezPath {
    let draws = |after: &PathEl| !matches!(after, PathEl::MoveTo(_) | PathEl::ClosePath);
    let mut pairs = path.elements().windows(2);
    let is_point = |pair: &[PathEl]| matches!(pair, [PathEl::MoveTo(_), after] if !draws(after));
    let ends_in_one = matches!(path.elements().last(), Some(PathEl::MoveTo(_)));
    if !ends_in_one && !pairs.any(is_point) {
        return path;
    }
    let parts = subpaths(&path);
    parts
        .iter()
        .flat_map(|part| part.elements().to_vec())
        .collect()
}

/// The rectangle that a path consists of, when it is one and stands upright.
pub fn upright(path: &BezPath) -> Option<Rect> {
    let points: Vec<_> = match path.elements() {
        [
            PathEl::MoveTo(a),
            PathEl::LineTo(b),
            PathEl::LineTo(c),
            PathEl::LineTo(d),
            rest @ ..,
        ] => match rest {
            [] | [PathEl::ClosePath] => vec![*a, *b, *c, *d],
            [PathEl::LineTo(e)] | [PathEl::LineTo(e), PathEl::ClosePath] if e == a => {
                vec![*a, *b, *c, *d]
            }
            _ => return None,
        },
        _ => return None,
    };
    let near = |v: f64, w: f64| (v - w).abs() < 1e-6;
    let [a, b, c, d] = points.as_slice() else {
        return None;
    };
    let first = near(a.y, b.y) && near(b.x, c.x) && near(c.y, d.y) && near(d.x, a.x);
    let other = near(a.x, b.x) && near(b.y, c.y) && near(c.x, d.x) && near(d.y, a.y);
    (first || other).then(|| Rect::from_points(*a, *c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Areas {
        let rect = |l, t, r, b| PageRect::new(l, t, r, b).unwrap();
        Areas::new(&[rect(10.0, 10.0, 30.0, 20.0), rect(25.0, 15.0, 50.0, 30.0)])
    }

    fn covered(path: &BezPath) -> bool {
        areas().rects.iter().any(|r| {
            let inner = within(path, false, *r).unwrap();
            inner.area().abs() > 1e-6
        })
    }

    #[test]
    fn nothing_is_left_under_an_area_and_all_else_is() {
        let whole = Rect::new(0.0, 0.0, 60.0, 40.0).to_path(0.1);
        let left = areas().left_of(&whole, false).unwrap();
        assert!(!covered(&left));
        let expected = 60.0 * 40.0 - (20.0 * 10.0 + 25.0 * 15.0 - 5.0 * 5.0);
        assert!(
            (left.area().abs() - expected).abs() < 5.0,
            "{}",
            left.area()
        );
    }

    #[test]
    fn holes_count_by_the_rule_of_the_path() {
        let mut ring = Rect::new(0.0, 0.0, 60.0, 40.0).to_path(0.1);
        ring.extend(Rect::new(5.0, 5.0, 55.0, 35.0).to_path(0.1));
        let even_odd = areas().left_of(&ring, true).unwrap();
        assert!((even_odd.area().abs() - (60.0 * 40.0 - 50.0 * 30.0)).abs() < 1.0);
        let nonzero = areas().left_of(&ring, false).unwrap();
        assert!(nonzero.area().abs() > even_odd.area().abs() + 100.0);
    }

    #[test]
    fn a_contour_that_is_a_point_goes_and_what_follows_it_stays() {
        let path = |svg: &str| BezPath::from_svg(svg).unwrap();
        let left = without_points(path("M15,15 Z M0,0 L9,0 L9,9 Z M16,16 Z L40,16 M17,17"));
        assert_eq!(left, path("M0,0 L9,0 L9,9 Z M16,16 L40,16"));
        let whole = path("M0,0 L9,0 L9,9 Z");
        assert_eq!(without_points(whole.clone()), whole);
    }

    #[test]
    fn parts_that_lie_apart_are_groups_of_their_own() {
        let mut path = Rect::new(0.0, 0.0, 10.0, 10.0).to_path(0.1);
        path.extend(Rect::new(20.0, 0.0, 30.0, 10.0).to_path(0.1));
        path.extend(Rect::new(2.0, 2.0, 8.0, 8.0).to_path(0.1));
        let groups = groups(&path);
        assert_eq!(groups.len(), 2);
        assert_eq!(subpaths(&groups[0]).len(), 2);
    }
}
