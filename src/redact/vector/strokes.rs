//! Lines: kept as lines where no area touches them, and thin ones beside the areas too; else the shape of their ink.
//!
//! **Invariant:** each part of a path is decided alone, so that a part under an area changes nothing about the others.
//! Readers draw a thin line at least one pixel wide and a thin shape hardly at all: what is thin stays a line.
//! **Absent:** patterns.

use super::areas::{overlap, subpaths};
use super::canvas::{Canvas, colour};
use super::drawing::Reason;
use crate::writer::page::{Item, Outline, Paint, StrokeStyle};
use hayro_interpret::{DrawProps, StrokeProps};
use kurbo::{
    Affine, BezPath, Cap, Dashes, Join, PathEl, PathSeg, Point, Rect, Shape, Stroke, StrokeOpts,
};

/// Readers draw the thinnest line one pixel wide; as a shape it gets this width in points.
const HAIRLINE_POINTS: f64 = 0.25;
/// Outlines of lines keep within this distance of themselves, in points.
const FLATNESS_POINTS: f64 = 0.02;
/// A line of at most this width, in points, is thin.
const THIN_POINTS: f64 = 1.0;
/// Points that thin lines keep clear of an area, beside what their ends reach.
const CLEAR_POINTS: f64 = 0.02;
/// More dashes than this on one part are drawn as a picture.
const MAX_DASHES: f64 = 20_000.0;

/// Draws a stroked path, given in user space.
pub fn draw(canvas: &mut Canvas<'_>, path: &BezPath, style: &StrokeProps, props: &DrawProps<'_>) {
    if is_nothing(path, style) {
        return;
    }
    let line = Line::new(style, props.transform);
    let marker = canvas.marker(props);
    let mut whole = BezPath::new();
    let mut cut: Vec<BezPath> = Vec::new();
    for part in subpaths(path) {
        let bounds = line.bounds(&part);
        if !bounds.is_finite() || !canvas.survives(bounds) {
            continue;
        }
        let drawn = props.transform * &part;
        if line.scale.is_none() || marker.is_some() {
            cut.push(part);
        } else if !canvas.paper.areas.meets(bounds) || !line.touches(canvas, &drawn) {
            whole.extend(drawn);
        } else if let Some(left) = line.beside(canvas, &drawn) {
            whole.extend(left);
        } else {
            cut.push(part);
        }
    }
    if whole.elements().is_empty() && cut.is_empty() {
        return;
    }
    let paint = match colour(props) {
        Err(Reason::BlendMode) if let Some(colour) = marker => {
            return line.draw_marker(canvas, &cut, colour);
        }
        Ok(Some(paint)) => paint,
        Ok(None) => return,
        Err(reason) => {
            let parts = cut.iter().map(|part| line.bounds(part));
            let bounds = parts.chain(
                [whole.bounding_box()]
                    .into_iter()
                    .filter(|_| !whole.is_empty()),
            );
            let bounds = bounds.reduce(|a, b| a.union(b)).unwrap_or_default();
            let reach = line.reach;
            return canvas.patch(bounds.inflate(reach, reach), reason);
        }
    };
    if !whole.elements().is_empty() {
        let reach = line.reach;
        let bounds = whole.bounding_box().inflate(reach, reach);
        if paint.alpha == 255 {
            line.note_bars(canvas, &whole);
        }
        let (path, style) = (whole, line.written());
        canvas
            .scene
            .draw(bounds, Item::Stroke { path, style, paint });
    }
    for part in cut {
        line.draw_cut(canvas, &part, paint);
    }
}

/// A point without ends leaves no ink (ISO 32000-1 §8.5.3.2); the interpreter makes one of a fill without a path.
fn is_nothing(path: &BezPath, style: &StrokeProps) -> bool {
    let bounds = path.bounding_box();
    style.line_cap == Cap::Butt && bounds.width() == 0.0 && bounds.height() == 0.0
}

/// A line style under a transformation.
struct Line<'a> {
    style: &'a StrokeProps,
    transform: Affine,
    /// The factor of the transformation, when it is the same in all directions.
    scale: Option<f64>,
    /// How far ink reaches from the path, in points.
    reach: f64,
}

impl<'a> Line<'a> {
    fn new(style: &'a StrokeProps, transform: Affine) -> Self {
        let [a, b, c, d, ..] = transform.as_coeffs();
        let (x, y) = (a.hypot(b), c.hypot(d));
        let longest = x.max(y);
        let even = (x - y).abs() <= 1e-3 * longest && (a * c + b * d).abs() <= 1e-3 * x * y;
        let half = (f64::from(style.line_width) * longest).max(HAIRLINE_POINTS) / 2.0;
        let corner = match style.line_join {
            Join::Miter => f64::from(style.miter_limit).clamp(1.0, 10.0),
            Join::Round | Join::Bevel => 1.0,
        };
        Self {
            style,
            transform,
            scale: (even && longest > 0.0).then_some(longest),
            reach: half * corner.max(1.5),
        }
    }

    /// Notes that nothing is seen beneath the straight lines of a path that is drawn in one opaque colour.
    fn note_bars(&self, canvas: &mut Canvas<'_>, path: &BezPath) {
        let is_dashed = self.style.dash_array.iter().any(|length| *length > 0.0);
        let Some(scale) = self.scale.filter(|_| !is_dashed && canvas.scene.is_solid()) else {
            return;
        };
        let half = f64::from(self.style.line_width) * scale / 2.0;
        for part in subpaths(path) {
            let [PathEl::MoveTo(a), PathEl::LineTo(b)] = *part.elements() else {
                continue;
            };
            let rect = Rect::from_points(a, b);
            let bar = match (
                rect.width() > rect.height(),
                rect.width().min(rect.height()),
            ) {
                (true, 0.0) => rect.inflate(0.0, half),
                (false, 0.0) => rect.inflate(half, 0.0),
                _ => continue,
            };
            let (seen, now) = (bar.intersect(canvas.scene.visible()), canvas.scene.steps);
            canvas.visibility.cover(seen, now, false);
        }
    }

    fn bounds(&self, part: &BezPath) -> Rect {
        let bounds = (self.transform * part).bounding_box();
        // Straight parts have no corners to reach out from.
        let reach = if part.elements().len() <= 2 {
            self.reach.min(
                (f64::from(self.style.line_width) * self.scale.unwrap_or(1.0)).max(HAIRLINE_POINTS),
            )
        } else {
            self.reach
        };
        bounds.inflate(reach, reach)
    }

    /// Whether the ink of any segment of a part, given in page space, may touch an area.
    fn touches(&self, canvas: &Canvas<'_>, part: &BezPath) -> bool {
        let touches = |s: PathSeg| {
            canvas
                .paper
                .areas
                .meets(s.bounding_box().inflate(self.reach, self.reach))
        };
        part.segments().any(touches)
    }

    /// What of a thin part, given in page space, keeps clear of the areas; `None` for a part that is wide, dashed or bent.
    fn beside(&self, canvas: &Canvas<'_>, part: &BezPath) -> Option<BezPath> {
        let width = (f64::from(self.style.line_width) * self.scale?).max(HAIRLINE_POINTS);
        let solid = self.style.dash_array.iter().all(|v| *v <= 0.0);
        let straight = part.segments().all(|s| matches!(s, PathSeg::Line(_)));
        (width <= THIN_POINTS && solid && straight).then_some(())?;
        // A square end reaches out by half the width along the line and across it.
        let clear = width * 0.75 + CLEAR_POINTS;
        let is_sharp = |p: Point| {
            let corner = Rect::from_center_size(p, (2.0 * self.reach, 2.0 * self.reach));
            canvas.paper.areas.meets(corner)
        };
        let (mut left, mut pen) = (BezPath::new(), None);
        for segment in part.segments() {
            let PathSeg::Line(line) = segment else {
                return None;
            };
            let near = Rect::from_points(line.p0, line.p1).inflate(clear, clear);
            let zones = canvas
                .paper
                .areas
                .meeting(near)
                .map(|a| a.inflate(clear, clear));
            for piece in pieces_beside(line, zones) {
                // A join may reach into an area where two ends do not.
                if pen != Some(piece.p0) || is_sharp(piece.p0) {
                    left.move_to(piece.p0);
                }
                left.line_to(piece.p1);
                pen = Some(piece.p1);
            }
        }
        Some(left)
    }

    fn written(&self) -> StrokeStyle {
        let scale = self.scale.unwrap_or(1.0);
        let points = |v: f32| (f64::from(v) * scale * 1000.0).round() / 1000.0;
        let solid = self.style.dash_array.iter().all(|v| *v <= 0.0);
        StrokeStyle {
            width: points(self.style.line_width).max(0.0),
            cap: match self.style.line_cap {
                Cap::Butt => 0,
                Cap::Round => 1,
                Cap::Square => 2,
            },
            join: match self.style.line_join {
                Join::Miter => 0,
                Join::Round => 1,
                Join::Bevel => 2,
            },
            miter_limit: f64::from(self.style.miter_limit).max(1.0),
            dashes: if solid {
                Vec::new()
            } else {
                self.style
                    .dash_array
                    .iter()
                    .map(|v| points(*v).max(0.0))
                    .collect()
            },
            dash_start: points(self.style.dash_offset),
        }
    }

    /// Draws what a marker left, part by part, without the areas.
    fn draw_marker(&self, canvas: &mut Canvas<'_>, parts: &[BezPath], colour: [u8; 3]) {
        for part in parts {
            canvas.scene.open_group(255, None, true);
            self.draw_cut(canvas, part, Paint { colour, alpha: 255 });
            canvas.close_group();
        }
    }

    /// Draws the ink of a part as a shape, without the areas.
    fn draw_cut(&self, canvas: &mut Canvas<'_>, part: &BezPath, paint: Paint) {
        let [a, b, c, d, ..] = self.transform.as_coeffs();
        let factor = a.hypot(b).max(c.hypot(d)).max(1e-9);
        let width = f64::from(self.style.line_width).max(HAIRLINE_POINTS / factor);
        let mut stroke = Stroke::new(width)
            .with_caps(self.style.line_cap)
            .with_join(self.style.line_join)
            .with_miter_limit(f64::from(self.style.miter_limit).max(1.0));
        let dashes = self.style.dash_array.iter().map(|v| f64::from(*v).max(0.0));
        let period: f64 = dashes.clone().sum();
        if period > 0.0 {
            let length: f64 = part
                .segments()
                .map(|s| kurbo::ParamCurveArclen::arclen(&s, 0.1))
                .sum();
            if length / period > MAX_DASHES {
                return canvas.fail(Reason::TooLarge);
            }
            let pattern: Dashes = dashes.collect();
            stroke = stroke.with_dashes(f64::from(self.style.dash_offset), pattern);
        }
        let flatness = FLATNESS_POINTS / factor;
        let ink = kurbo::stroke(part, &stroke, &StrokeOpts::default(), flatness);
        let ink = self.transform * ink;
        let bounds = ink.bounding_box();
        if !bounds.is_finite() || !overlap(bounds.inflate(0.01, 0.01), canvas.paper.page) {
            return;
        }
        let Some(path) = canvas.or_fail(|paper| paper.areas.left_of(&ink, false)) else {
            return;
        };
        if !path.elements().is_empty() {
            let bounds = path.bounding_box();
            let shape = Outline {
                path,
                even_odd: false,
            };
            canvas.scene.draw(bounds, Item::Fill { shape, paint });
        }
    }
}

/// What of a line lies outside every zone, in its direction. The cuts lie exactly on the edges of the zones, so that what
/// is beyond them has no influence.
fn pieces_beside(line: kurbo::Line, zones: impl Iterator<Item = Rect>) -> Vec<kurbo::Line> {
    let mut pieces = vec![line];
    for zone in zones {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| without(piece, zone))
            .collect();
    }
    pieces
}

fn without(line: kurbo::Line, zone: Rect) -> Vec<kurbo::Line> {
    let Some((enter, leave)) = crossing(line, zone) else {
        return vec![line];
    };
    let before = enter.map(|at| kurbo::Line::new(line.p0, at));
    let behind = leave.map(|at| kurbo::Line::new(at, line.p1));
    before.into_iter().chain(behind).collect()
}

/// Where a line enters a zone and where it leaves it, each `None` for an end within; `None` when it stays outside.
fn crossing(line: kurbo::Line, zone: Rect) -> Option<(Option<Point>, Option<Point>)> {
    let (p, d) = (line.p0, line.p1 - line.p0);
    let (mut enter, mut leave) = ((0.0, None), (1.0, None));
    let sides = [
        (p.x, d.x, zone.x0, zone.x1, true),
        (p.y, d.y, zone.y0, zone.y1, false),
    ];
    for (from, by, low, high, across) in sides {
        if by == 0.0 {
            (low < from && from < high).then_some(())?;
            continue;
        }
        let (near, far) = if by > 0.0 { (low, high) } else { (high, low) };
        let at = |edge: f64| {
            let t = (edge - from) / by;
            let point = p + d * t;
            let exact = if across {
                Point::new(edge, point.y)
            } else {
                Point::new(point.x, edge)
            };
            (t, Some(exact))
        };
        let (first, last) = (at(near), at(far));
        if first.0 > enter.0 {
            enter = first;
        }
        if last.0 < leave.0 {
            leave = last;
        }
    }
    (enter.0 < leave.0).then_some((enter.1, leave.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(from: (f64, f64), to: (f64, f64)) -> Vec<((f64, f64), (f64, f64))> {
        let zones = [
            Rect::new(10.0, 10.0, 20.0, 20.0),
            Rect::new(30.0, 0.0, 40.0, 50.0),
        ];
        let line = kurbo::Line::new(from, to);
        let pieces = pieces_beside(line, zones.into_iter());
        let pair = |l: kurbo::Line| ((l.p0.x, l.p0.y), (l.p1.x, l.p1.y));
        pieces.into_iter().map(pair).collect()
    }

    #[test]
    fn a_line_keeps_what_lies_outside_every_zone() {
        let all = left((0.0, 15.0), (50.0, 15.0));
        let pieces = [
            ((0.0, 15.0), (10.0, 15.0)),
            ((20.0, 15.0), (30.0, 15.0)),
            ((40.0, 15.0), (50.0, 15.0)),
        ];
        assert_eq!(all, pieces);
        let back = left((50.0, 15.0), (35.0, 15.0));
        assert_eq!(back, [((50.0, 15.0), (40.0, 15.0))], "it ends within");
        assert_eq!(
            left((0.0, 10.0), (25.0, 10.0)),
            [((0.0, 10.0), (25.0, 10.0))],
            "along an edge"
        );
        assert_eq!(left((12.0, 12.0), (18.0, 18.0)), []);
        let slanted = left((5.0, 10.0), (15.0, 20.0));
        assert_eq!(slanted.len(), 1);
        assert_eq!(slanted[0].1, (10.0, 15.0));
    }
}
