//! Paths and line styles as operators (ISO 32000-1 §8.5).
//!
//! **Invariant:** coordinates are written to a hundredth of a point, so that noise in a source's arithmetic cannot show. Those
//! of an upright rectangle are finer: readers draw a thin rule a whole row of pixels away for less.
//! **Absent:** painting; the caller says what becomes of a path.

use super::page::StrokeStyle;
use kurbo::{BezPath, PathEl, Point};
use pdf_writer::Content;
use pdf_writer::types::{LineCapStyle, LineJoinStyle};

fn rounded(v: f64) -> f32 {
    ((v * 100.0).round() / 100.0) as f32
}

/// A side of an upright rectangle.
fn side(v: f64) -> f32 {
    ((v * 10_000.0).round() / 10_000.0) as f32
}

impl StrokeStyle {
    /// A solid line as readers draw it unless told otherwise.
    pub fn plain(width: f64) -> Self {
        Self {
            width,
            cap: 0,
            join: 0,
            miter_limit: 10.0,
            dashes: Vec::new(),
            dash_start: 0.0,
        }
    }
}

/// Constructs a path that is already in the file's space (y upwards).
pub fn draw(content: &mut Content, path: &BezPath) {
    if path.elements().is_empty() {
        // A clip to nothing still has to be a path.
        content.rect(0.0, 0.0, 0.0, 0.0);
        return;
    }
    if let Some([x0, y0, x1, y1]) = upright(path) {
        let (x, y) = (side(x0), side(y0));
        content.rect(x, y, side(x1 - f64::from(x)), side(y1 - f64::from(y)));
        return;
    }
    let (mut last, mut start) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                content.move_to(rounded(p.x), rounded(p.y));
                (last, start) = (p, p);
            }
            PathEl::LineTo(p) => {
                content.line_to(rounded(p.x), rounded(p.y));
                last = p;
            }
            PathEl::QuadTo(c, p) => {
                curve(
                    content,
                    last + (c - last) * (2.0 / 3.0),
                    p + (c - p) * (2.0 / 3.0),
                    p,
                );
                last = p;
            }
            PathEl::CurveTo(a, b, p) => {
                curve(content, a, b, p);
                last = p;
            }
            PathEl::ClosePath => {
                content.close_path();
                last = start;
            }
        }
    }
}

fn curve(content: &mut Content, a: Point, b: Point, p: Point) {
    content.cubic_to(
        rounded(a.x),
        rounded(a.y),
        rounded(b.x),
        rounded(b.y),
        rounded(p.x),
        rounded(p.y),
    );
}

/// The sides of a path that is one upright rectangle, drawn in any order.
fn upright(path: &BezPath) -> Option<[f64; 4]> {
    let [
        PathEl::MoveTo(a),
        PathEl::LineTo(b),
        PathEl::LineTo(c),
        PathEl::LineTo(d),
        PathEl::ClosePath,
    ] = path.elements()
    else {
        return None;
    };
    let level = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let upright = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (level || upright).then(|| [a.x.min(c.x), a.y.min(c.y), a.x.max(c.x), a.y.max(c.y)])
}

/// Sets everything about lines.
pub fn style(content: &mut Content, style: &StrokeStyle) {
    content.set_line_width(((style.width * 1000.0).round() / 1000.0) as f32);
    content.set_line_cap(match style.cap {
        1 => LineCapStyle::RoundCap,
        2 => LineCapStyle::ProjectingSquareCap,
        _ => LineCapStyle::ButtCap,
    });
    content.set_line_join(match style.join {
        1 => LineJoinStyle::RoundJoin,
        2 => LineJoinStyle::BevelJoin,
        _ => LineJoinStyle::MiterJoin,
    });
    content.set_miter_limit(rounded(style.miter_limit));
    let dashes = style.dashes.iter().map(|v| rounded(*v));
    content.set_dash_pattern(dashes, rounded(style.dash_start));
}
