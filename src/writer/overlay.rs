//! What makes a copy unlike a publication: see-through marks with their label, and words across every page.
//!
//! **Invariant:** nothing is drawn where something is black, so that what is black can be checked as in a publication;
//! everything is drawn as shapes, so that the copy has no text that the source does not have.
//! **Absent:** black areas.

use super::lettering;
use super::page::{CleanPage, Glyph, Item, Outline, Paint};
use crate::model::blackout::label::Label;
use crate::model::page::geometry::PageRect;
use kurbo::{Affine, BezPath, Line, PathEl, Point, Rect, Shape};

/// A passage that stays readable, with its label in a place beside it.
pub struct Seen {
    pub areas: Vec<PageRect>,
    pub label: Option<Label>,
}

const SHADE: Paint = Paint {
    colour: [255, 200, 0],
    alpha: 80,
};
const EDGE: Paint = Paint {
    colour: [176, 90, 0],
    alpha: 255,
};
const BACK: Paint = Paint {
    colour: [255; 3],
    alpha: 215,
};
const MARK: Paint = Paint {
    colour: [200, 30, 30],
    alpha: 60,
};
/// Width in points of the line from a label to its passage.
const LINE_POINTS: f64 = 0.5;

/// Draws over a page that has been drawn again.
pub fn draw(page: &mut CleanPage, black: &[PageRect], seen: &[Seen], words: &str) {
    let mut items = Vec::new();
    for passage in seen {
        mark(&mut items, passage);
    }
    items.push(across(page, words));
    for area in black {
        // A point beyond the area: its edge is looked at too.
        let hole = rect(area).inflate(1.0, 1.0);
        let cut = items.into_iter().flat_map(|item| without(item, hole));
        items = cut.collect();
    }
    page.items.extend(items);
}

/// What is left of a filled shape outside a rectangle: beside it, above it and below it.
fn without(item: Item, hole: Rect) -> Vec<Item> {
    let Item::Fill { shape, paint } = item else {
        return vec![item];
    };
    let bounds = shape.path.bounding_box();
    if !bounds.overlaps(hole) {
        return vec![Item::Fill { shape, paint }];
    }
    let all = bounds.union(hole).inflate(1.0, 1.0);
    let parts = [
        Rect::new(all.x0, all.y0, hole.x0, all.y1),
        Rect::new(hole.x1, all.y0, all.x1, all.y1),
        Rect::new(hole.x0, all.y0, hole.x1, hole.y0),
        Rect::new(hole.x0, hole.y1, hole.x1, all.y1),
    ];
    let left = parts.iter().map(|part| within(&shape.path, *part));
    let left = left.filter(|path| !path.elements().is_empty());
    let fill = |path| {
        let even_odd = shape.even_odd;
        Item::Fill {
            shape: Outline { path, even_odd },
            paint,
        }
    };
    left.map(fill).collect()
}

/// The part of a filled shape in a rectangle, contour by contour (Sutherland and Hodgman): where a contour leaves and
/// comes back it runs along the edge there and back, which fills nothing.
fn within(path: &BezPath, part: Rect) -> BezPath {
    let mut contours: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path, 0.05, |element| match element {
        PathEl::MoveTo(point) => contours.push(vec![point]),
        PathEl::LineTo(point) => {
            if let Some(contour) = contours.last_mut() {
                contour.push(point);
            }
        }
        _ => {}
    });
    // How far inside each of the four edges a point lies.
    let edges: [fn(Point, Rect) -> f64; 4] = [
        |p, r| p.x - r.x0,
        |p, r| r.x1 - p.x,
        |p, r| p.y - r.y0,
        |p, r| r.y1 - p.y,
    ];
    let mut left = BezPath::new();
    for mut contour in contours {
        for inside in edges {
            contour = cut(&contour, |point| inside(point, part));
        }
        if contour.len() < 3 {
            continue;
        }
        for (nth, point) in contour.into_iter().enumerate() {
            match nth {
                0 => left.move_to(point),
                _ => left.line_to(point),
            }
        }
        left.close_path();
    }
    left
}

/// A contour on the inner side of an edge.
fn cut(contour: &[Point], inside: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::new();
    let Some(mut before) = contour.last().copied() else {
        return kept;
    };
    for point in contour.iter().copied() {
        let (from, to) = (inside(before), inside(point));
        if (from < 0.0) != (to < 0.0) {
            kept.push(before.lerp(point, from / (from - to)));
        }
        if to >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

fn rect(area: &PageRect) -> Rect {
    Rect::new(area.left(), area.top(), area.right(), area.bottom())
}

fn filled(path: BezPath, paint: Paint) -> Item {
    Item::Fill {
        shape: Outline {
            path,
            even_odd: true,
        },
        paint,
    }
}

fn mark(items: &mut Vec<Item>, seen: &Seen) {
    for area in seen.areas.iter().map(rect) {
        items.push(filled(area.to_path(0.1), SHADE));
        let mut frame = area.inflate(0.4, 0.4).to_path(0.1);
        frame.extend(area.inflate(-0.4, -0.4).to_path(0.1));
        items.push(filled(frame, EDGE));
    }
    let Some(label) = &seen.label else {
        return;
    };
    if let Some((from, to)) = label.leader {
        let line = Line::new((from.x, from.y), (to.x, to.y));
        let side = (line.p1 - line.p0).normalize().turn_90() * (LINE_POINTS / 2.0);
        let corners = [
            line.p0 + side,
            line.p1 + side,
            line.p1 - side,
            line.p0 - side,
        ];
        let mut path = BezPath::new();
        path.move_to(corners[0]);
        corners[1..].iter().for_each(|corner| path.line_to(*corner));
        path.close_path();
        items.push(filled(path, EDGE));
    }
    items.push(filled(rect(&label.rect).to_path(0.1), BACK));
    let (path, _) = shapes(&label.text, label.size, lettering::glyph);
    let place = Affine::translate((label.origin.x, label.origin.y));
    items.push(filled(place * path, EDGE));
}

/// Words from corner to corner.
fn across(page: &CleanPage, words: &str) -> Item {
    let (width, height) = (page.size.width, page.size.height);
    let diagonal = width.hypot(height);
    let (_, unit) = shapes(words, 1.0, lettering::bold_glyph);
    let size = (0.72 * diagonal / unit.max(0.01)).min(height.min(width) / 3.0);
    let (path, long) = shapes(words, size, lettering::bold_glyph);
    let place = Affine::translate((width / 2.0, height / 2.0))
        * Affine::rotate(-height.atan2(width))
        * Affine::translate((-long / 2.0, size * 0.36));
    Item::Fill {
        shape: Outline {
            path: place * path,
            even_odd: false,
        },
        paint: MARK,
    }
}

/// Words as shapes from the origin, y downwards, and their length.
fn shapes(words: &str, size: f64, letter: fn(char) -> Glyph) -> (BezPath, f64) {
    let scale = size / 1000.0;
    let (mut path, mut x) = (BezPath::new(), 0.0);
    for c in words.chars() {
        let glyph = letter(c);
        let place = Affine::new([scale, 0.0, 0.0, -scale, x, 0.0]);
        path.extend(place * glyph.outline);
        x += f64::from(glyph.advance) * scale;
    }
    (path, x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surface(items: &[Item]) -> f64 {
        let of = |item: &Item| match item {
            Item::Fill { shape, .. } => shape.path.area().abs(),
            _ => 0.0,
        };
        items.iter().map(of).sum()
    }

    #[test]
    fn what_is_cut_out_of_a_shape_is_gone_and_the_rest_stays() {
        let square = || filled(Rect::new(0.0, 0.0, 10.0, 10.0).to_path(0.1), SHADE);
        let left = |hole: Rect| surface(&without(square(), hole));
        assert!((left(Rect::new(2.0, 3.0, 5.0, 8.0)) - 85.0).abs() < 1e-6);
        assert!((left(Rect::new(8.0, 8.0, 20.0, 20.0)) - 96.0).abs() < 1e-6);
        assert!(left(Rect::new(-1.0, -1.0, 11.0, 11.0)) < 1e-6);
        assert!((left(Rect::new(20.0, 0.0, 30.0, 9.0)) - 100.0).abs() < 1e-6);
    }
}
