//! Dark shapes that stick out from under the black areas of a scan: the tops of letters, for whoever knows what to look
//! for.
//!
//! **Invariant:** only what is outside the areas is looked at.
//! **Absent:** a verdict; whether such a shape says anything only a reviewer can tell.

use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;

/// What sticks out by less than this is the edge of the area, by more a rule or something that stands beside it. Points.
const LEAST: f64 = 1.0;
const MAX_POINTS: f64 = 10.0;
/// Nor is a shape of this width part of a letter.
const WIDEST: f64 = 12.0;
/// Part of a pixel that an edge takes beyond it.
const SMOOTH: f64 = 0.4;
/// Ink is darker than this share of the light of the paper.
const INK: u32 = 55;

/// How many areas cut a dark shape. `pixels` is the written page, `ours` where anything of ours is printed on it.
pub fn cut_shapes(pixels: &Pixels, size: PageSize, areas: &[PageRect], ours: &[PageRect]) -> usize {
    let scale = pixels.width() as f64 / size.width;
    let ink = u32::from(paper(pixels)) * INK / 100;
    let page = Page {
        pixels,
        scale,
        ink,
        ours,
    };
    let cut = |area: &&PageRect| {
        let edges = Edge::all(area, scale);
        edges.iter().any(|edge| page.sticks_out(edge))
    };
    areas.iter().filter(cut).count()
}

/// The commonest light of the page.
fn paper(pixels: &Pixels) -> u8 {
    let mut counts = [0_u32; 256];
    let lights = pixels.rgb().chunks_exact(3).step_by(7);
    lights.for_each(|p| counts[usize::from(p[1])] += 1);
    let commonest = (0..=255_u8).max_by_key(|light| counts[usize::from(*light)]);
    commonest.unwrap_or(255)
}

struct Page<'a> {
    pixels: &'a Pixels,
    scale: f64,
    ink: u32,
    ours: &'a [PageRect],
}

/// The pixels along one side of an area: the first ones, how many, and the steps along it and away from it.
struct Edge {
    first: (i64, i64),
    count: i64,
    along: (i64, i64),
    away: (i64, i64),
}

impl Edge {
    fn all(area: &PageRect, scale: f64) -> [Self; 4] {
        let low = |v: f64| (v * scale).floor() as i64;
        let high = |v: f64| (v * scale).ceil() as i64;
        let (left, right) = (low(area.left()), high(area.right()));
        let (top, bottom) = (low(area.top()), high(area.bottom()));
        let edge = |first, count, along, away| Self {
            first,
            count,
            along,
            away,
        };
        [
            edge((left, top - 1), right - left, (1, 0), (0, -1)),
            edge((left, bottom), right - left, (1, 0), (0, 1)),
            edge((left - 1, top), bottom - top, (0, 1), (-1, 0)),
            edge((right, top), bottom - top, (0, 1), (1, 0)),
        ]
    }
}

impl Page<'_> {
    fn sticks_out(&self, edge: &Edge) -> bool {
        let (least, most) = (
            (LEAST * self.scale).ceil() as i64,
            (MAX_POINTS * self.scale) as i64,
        );
        let mut width = 0;
        let mut found = false;
        for step in 0..edge.count {
            let (x, y) = (
                edge.first.0 + step * edge.along.0,
                edge.first.1 + step * edge.along.1,
            );
            let run = (0..=most)
                .take_while(|far| self.is_ink(x + far * edge.away.0, y + far * edge.away.1));
            let length = run.count() as i64;
            width = if length > 0 { width + 1 } else { 0 };
            found |= (least..most).contains(&length);
            if width as f64 > WIDEST * self.scale {
                return false;
            }
        }
        found
    }

    /// Ink that is not ours.
    fn is_ink(&self, x: i64, y: i64) -> bool {
        let at = (usize::try_from(x), usize::try_from(y));
        let (Ok(x), Ok(y)) = at else { return false };
        if x >= self.pixels.width() || y >= self.pixels.height() {
            return false;
        }
        let [r, g, b] = self.pixels.at(x, y).map(u32::from);
        let (px, py) = ((x as f64 + 0.5) / self.scale, (y as f64 + 0.5) / self.scale);
        let edge = SMOOTH / self.scale;
        let is_ours = |a: &PageRect| {
            let across = px > a.left() - edge && px < a.right() + edge;
            across && py > a.top() - edge && py < a.bottom() + edge
        };
        (r + g + b) / 3 < self.ink && !self.ours.iter().any(is_ours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 200.0,
        height: 100.0,
    };

    fn cut(dark: &[[usize; 4]]) -> usize {
        let area = PageRect::new(50.0, 40.0, 100.0, 52.0).unwrap();
        let mut pixels = Pixels::new(400, 200, vec![255; 240_000]).unwrap();
        pixels.fill(100, 80, 200, 104, [0; 3]);
        dark.iter()
            .for_each(|[l, t, r, b]| pixels.fill(*l, *t, *r, *b, [0; 3]));
        cut_shapes(&pixels, SIZE, &[area], &[area])
    }

    #[test]
    fn the_tops_of_letters_above_an_area_are_told() {
        assert_eq!(cut(&[]), 0);
        assert_eq!(cut(&[[120, 74, 123, 80]]), 1);
        assert_eq!(cut(&[[120, 104, 123, 110], [200, 90, 206, 94]]), 1);
    }

    #[test]
    fn rules_and_what_stands_apart_are_no_letters() {
        assert_eq!(cut(&[[120, 60, 123, 78]]), 0, "apart");
        assert_eq!(cut(&[[120, 0, 123, 80]]), 0, "a rule that runs on");
        assert_eq!(cut(&[[90, 76, 210, 80]]), 0, "a rule along the edge");
    }
}
