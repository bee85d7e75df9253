//! Which samples of a picture the open clips let through, where those are no rectangles, and no other picture hides.
//!
//! **Invariant:** a sample that a clip touches, and those within half a point of it, count as let through, and so do those
//! that another picture hides only in part; all others nobody can see.
//! **Absent:** rectangles, which cut a picture off ([`super::placed::Placed::shown_in`]).

use super::window::Window;
use crate::writer::page::Outline;
use kurbo::{Affine, PathEl, Point, Rect};

/// Lines of samples are looked at this many times.
const LINES_PER_ROW: usize = 4;
/// In samples.
const FLATNESS_SAMPLES: f64 = 0.1;
/// Samples, and points, around a clip in which a reader mixes what is within it with what is not.
const MIN_AROUND_SAMPLES: f64 = 2.0;
const AROUND_POINTS: f64 = 0.5;

/// One answer for each sample.
pub struct ClipMask {
    width: usize,
    seen: Vec<bool>,
}

impl ClipMask {
    /// What a window lets through of so many samples; `None` when that is everything.
    pub fn of(window: &Window, (width, height): (usize, usize), to_page: Affine) -> Option<Self> {
        let mut all = Self {
            width,
            seen: vec![true; width * height],
        };
        let [a, b, c, d, ..] = to_page.as_coeffs();
        let around = |length: f64| {
            (AROUND_POINTS / length.max(1e-9))
                .clamp(MIN_AROUND_SAMPLES, 1e6)
                .ceil() as usize
        };
        let (across, down) = (around(a.hypot(b)), around(c.hypot(d)));
        for shape in &window.shapes {
            let spans = spans(shape, to_page.inverse(), width, height, across);
            for (y, row) in all.seen.chunks_exact_mut(width.max(1)).enumerate() {
                let mut within = vec![false; width];
                let near = spans.iter().take(y + down + 1).skip(y.saturating_sub(down));
                for (from, to) in near.flatten() {
                    within[*from..*to].fill(true);
                }
                row.iter_mut()
                    .zip(within)
                    .for_each(|(seen, within)| *seen &= within);
            }
        }
        for rect in &window.beneath {
            all.hide(to_page, *rect);
        }
        all.seen.contains(&false).then_some(all)
    }

    /// Hides the samples that lie wholly in a rectangle of the page.
    fn hide(&mut self, to_page: Affine, rect: Rect) {
        let within = to_page.inverse().transform_rect_bbox(rect);
        let whole = |v: f64, most: usize| (v.max(0.0) as usize).min(most);
        let height = self.seen.len() / self.width.max(1);
        for y in whole(within.y0.floor(), height)..whole(within.y1.ceil(), height) {
            for x in whole(within.x0.floor(), self.width)..whole(within.x1.ceil(), self.width) {
                let sample = Rect::new(x as f64, y as f64, x as f64 + 1.0, y as f64 + 1.0);
                if rect.contains_rect(to_page.transform_rect_bbox(sample)) {
                    self.seen[y * self.width + x] = false;
                }
            }
        }
    }

    pub fn lets(&self, x: usize, y: usize) -> bool {
        self.seen.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// Whether each sample is let through, row by row.
    pub fn samples(&self) -> impl Iterator<Item = bool> + '_ {
        self.seen.iter().copied()
    }
}

/// The samples of each row that a shape touches, as ranges that may overlap, `around` more on either side.
fn spans(
    shape: &Outline,
    to_samples: Affine,
    width: usize,
    height: usize,
    around: usize,
) -> Vec<Vec<(usize, usize)>> {
    let mut rows = vec![Vec::new(); height];
    for (line, mut crossings) in crossings(shape, to_samples, height).into_iter().enumerate() {
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut winding, mut start) = (0, 0.0);
        for (x, direction) in crossings {
            let was_within = winding != 0;
            winding = if shape.even_odd {
                1 - winding
            } else {
                winding + direction
            };
            match (was_within, winding != 0) {
                (false, true) => start = x,
                (true, false) => {
                    let from = (start.floor() - around as f64).max(0.0) as usize;
                    let to = ((x.ceil() + around as f64).max(0.0) as usize).min(width);
                    if from < to
                        && let Some(row) = rows.get_mut(line / LINES_PER_ROW)
                    {
                        row.push((from, to));
                    }
                }
                _ => {}
            }
        }
    }
    rows
}

/// Where the outline of a shape crosses each line, and whether it goes down (1) or up (-1) there.
fn crossings(shape: &Outline, to_samples: Affine, height: usize) -> Vec<Vec<(f64, i32)>> {
    let mut lines = vec![Vec::new(); height * LINES_PER_ROW];
    let mut edge = |a: Point, b: Point| {
        let (from, to, direction) = if a.y < b.y { (a, b, 1) } else { (b, a, -1) };
        // Line `i` lies at (i + 0.5) / STEPS.
        let line = |y: f64| {
            (y * LINES_PER_ROW as f64 - 0.5)
                .ceil()
                .clamp(0.0, (height * LINES_PER_ROW) as f64)
        };
        for i in line(from.y) as usize..line(to.y) as usize {
            let y = (i as f64 + 0.5) / LINES_PER_ROW as f64;
            let x = from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y);
            if let Some(line) = lines.get_mut(i) {
                line.push((x, direction));
            }
        }
    };
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    kurbo::flatten(
        to_samples * &shape.path,
        FLATNESS_SAMPLES,
        |element| match element {
            PathEl::MoveTo(p) => {
                edge(at, start);
                (start, at) = (p, p);
            }
            PathEl::LineTo(p) => {
                edge(at, p);
                at = p;
            }
            PathEl::ClosePath => {
                edge(at, start);
                at = start;
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        },
    );
    edge(at, start);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{BezPath, Shape};

    fn of(path: BezPath, even_odd: bool, beneath: Vec<Rect>) -> Option<ClipMask> {
        let window = Window {
            visible: Rect::new(0.0, 0.0, 10.0, 10.0),
            shapes: vec![Outline { path, even_odd }],
            beneath,
        };
        ClipMask::of(&window, (40, 40), Affine::scale(0.25))
    }

    #[test]
    fn what_another_picture_covers_whole_is_hidden() {
        let all = Rect::new(0.0, 0.0, 10.0, 10.0).to_path(0.1);
        let through = of(all, false, vec![Rect::new(1.1, 1.0, 2.0, 9.0)]).unwrap();
        let row: Vec<usize> = (0..40).filter(|x| !through.lets(*x, 20)).collect();
        assert_eq!(row, [5, 6, 7]);
    }

    #[test]
    fn two_strips_hide_what_is_between_them() {
        let mut path = Rect::new(0.0, 0.0, 2.0, 10.0).to_path(0.1);
        path.extend(Rect::new(8.0, 0.0, 10.0, 10.0).to_path(0.1));
        let through = of(path, false, Vec::new()).unwrap();
        let row: Vec<usize> = (0..40).filter(|x| !through.lets(*x, 20)).collect();
        assert_eq!(row, (10..30).collect::<Vec<_>>());
    }

    #[test]
    fn a_hole_hides_by_the_rule_of_the_shape() {
        let mut path = Rect::new(0.0, 0.0, 10.0, 10.0).to_path(0.1);
        path.extend(Rect::new(2.0, 2.0, 8.0, 8.0).to_path(0.1));
        assert!(!of(path.clone(), true, Vec::new()).unwrap().lets(20, 20));
        assert!(of(path, false, Vec::new()).is_none());
    }
}
