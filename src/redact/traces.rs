//! Places of a rendered page that show more than they should of what an area covers: around it, pictures were coded in
//! blocks, or are smoothed when they are drawn.
//!
//! **Invariant:** what is put in such a place comes from pixels that nothing covered could have changed; of a block in
//! which only tones are traced the coarse tone stays, as in a picture that is drawn again.
//! **Absent:** finding the pictures of a page, see `vector::tracer`.

use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use kurbo::Rect;
use std::ops::Deref;
use std::rc::Rc;

/// A ground takes at least one of so many pixels around a place, and there are no more than so many.
const MIN_GROUND_SHARE: u64 = 50;
const MOST_GROUNDS: usize = 6;
/// How far a pixel may be from a ground and still count as blank.
const PAPER_TONES: u8 = 48;
/// The steps between tones that are kept; half of it is below what a comparison sees.
const TONE_STEP: u8 = 51;
/// Pixels around a place from which the colours of its grounds are taken.
pub const NEIGHBOURHOOD: usize = 24;
/// Points beyond an area in which either outcome is right.
const BORDER_POINTS: f64 = 1.0;
/// A pixel that was not changed is looked for this far.
const MAX_LOOK_PIXELS: usize = 400;

/// A place around an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trace {
    pub rect: Rect,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tones that differ a little: paper becomes even, and of the rest the coarse tone stays.
    Tones,
    /// Samples of which a small difference shows as another colour: nothing stays.
    All,
    /// The edge of a sample, mixed with one that is covered.
    Edge,
}

/// Whole pixels: left, top, and the first after right and bottom.
type Cells = [usize; 4];

/// A picture of a page without the traces of what areas cover. Nothing else makes one, so that whoever asks for it judges by
/// no other.
#[derive(Clone)]
pub struct Traceless(Rc<Pixels>);

impl Traceless {
    /// Of a page (`size` in points) with these traces.
    pub fn of(pixels: Rc<Pixels>, size: PageSize, areas: &[PageRect], traces: &[Trace]) -> Self {
        match traces.is_empty() {
            true => Self(pixels),
            false => Self(Rc::new(cleaned((*pixels).clone(), size, areas, traces))),
        }
    }

    /// Of a page on which nothing is covered any more.
    pub fn of_copy(pixels: Rc<Pixels>) -> Self {
        Self(pixels)
    }
}

impl Deref for Traceless {
    type Target = Pixels;

    fn deref(&self) -> &Pixels {
        &self.0
    }
}

/// The pixels of a page (`size` in points) without the traces.
pub fn cleaned(mut pixels: Pixels, size: PageSize, areas: &[PageRect], traces: &[Trace]) -> Pixels {
    if traces.is_empty() {
        return pixels;
    }
    let page = Page::of(&pixels, size);
    let kurbo = |a: &PageRect| Rect::new(a.left(), a.top(), a.right(), a.bottom());
    let areas: Vec<Rect> = areas.iter().map(kurbo).collect();
    let places = traces
        .iter()
        .map(|trace| (page.cells(trace.rect), trace.kind));
    let places: Vec<(Cells, Kind)> = places.collect();
    let near = page.map(
        areas
            .iter()
            .map(|area| area.inflate(BORDER_POINTS, BORDER_POINTS)),
    );
    let mut tainted = near.clone();
    for (cells, _) in &places {
        each(*cells, |x, y| tainted[y * page.width + x] = true);
    }
    let grounds = places
        .iter()
        .map(|(cells, _)| page.grounds(&pixels, *cells, &tainted));
    let grounds: Vec<Grounds> = grounds.collect();
    let original = pixels.clone();
    // What an area touches becomes black whatever it is.
    let mut done = page.map(areas.iter().copied());
    for kind in [Kind::All, Kind::Tones, Kind::Edge] {
        let of_kind = places.iter().zip(&grounds).filter(|((_, k), _)| *k == kind);
        for ((cells, _), grounds) in of_kind {
            each(*cells, |x, y| {
                let at = y * page.width + x;
                if std::mem::replace(&mut done[at], true) {
                    return;
                }
                let clean = match kind {
                    Kind::Tones if !near[at] => grounds.without_trace(original.at(x, y)),
                    Kind::Edge => {
                        let nearest = page.nearest(&original, (x, y), &tainted);
                        nearest.unwrap_or(grounds.commonest())
                    }
                    Kind::All | Kind::Tones => grounds.commonest(),
                };
                pixels.fill(x, y, x + 1, y + 1, clean);
            });
        }
    }
    pixels
}

/// The even colours of a place: paper, and the grounds of tables and bars.
pub struct Grounds(Vec<[u8; 3]>);

impl Grounds {
    /// Those that are common among some colours, the commonest first; white where there are none.
    pub fn of(colours: impl Iterator<Item = [u8; 3]>) -> Self {
        let mut sums = vec![(0_u64, [0_u64; 3]); 4096];
        let mut all = 0;
        for colour in colours {
            let [r, g, b] = colour.map(|v| usize::from(v >> 4));
            let (count, sum) = &mut sums[(r << 8) | (g << 4) | b];
            *count += 1;
            all += 1;
            (0..3).for_each(|c| sum[c] += u64::from(colour[c]));
        }
        sums.retain(|(count, _)| *count * MIN_GROUND_SHARE >= all && *count > 0);
        sums.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let mut grounds: Vec<[u8; 3]> = Vec::new();
        for (count, sum) in sums {
            let colour = sum.map(|s| (s / count) as u8);
            // Two that are hardly apart are one, or a trace would decide between them.
            let is_new = !grounds.iter().any(|other| is_near(colour, *other));
            if is_new && grounds.len() < MOST_GROUNDS {
                grounds.push(colour);
            }
        }
        if grounds.is_empty() {
            grounds.push([255; 3]);
        }
        Self(grounds)
    }

    pub fn commonest(&self) -> [u8; 3] {
        self.0.first().copied().unwrap_or([255; 3])
    }

    /// A colour without the trace that coding may have left in it: that of the ground, or its coarse tone.
    pub fn without_trace(&self, colour: [u8; 3]) -> [u8; 3] {
        let near = self.0.iter().filter(|ground| is_near(colour, **ground));
        let apart = |ground: &&[u8; 3]| -> u32 {
            let pairs = ground.iter().zip(colour);
            pairs.map(|(a, b)| u32::from(a.abs_diff(b))).sum()
        };
        let toned = || colour.map(|v| v.saturating_add(TONE_STEP / 2) / TONE_STEP * TONE_STEP);
        near.min_by_key(apart).copied().unwrap_or_else(toned)
    }
}

fn is_near(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= PAPER_TONES)
}

fn each([left, top, right, bottom]: Cells, mut see: impl FnMut(usize, usize)) {
    for y in top..bottom {
        for x in left..right {
            see(x, y);
        }
    }
}

struct Page {
    width: usize,
    height: usize,
    scale: (f64, f64),
}

impl Page {
    fn of(pixels: &Pixels, size: PageSize) -> Self {
        let (width, height) = (pixels.width(), pixels.height());
        let scale = (width as f64 / size.width, height as f64 / size.height);
        Self {
            width,
            height,
            scale,
        }
    }

    fn cells(&self, r: Rect) -> Cells {
        let low = |v: f64, most: usize| (v.floor().max(0.0) as usize).min(most);
        let high = |v: f64, most: usize| (v.ceil().max(0.0) as usize).min(most);
        [
            low(r.x0 * self.scale.0, self.width),
            low(r.y0 * self.scale.1, self.height),
            high(r.x1 * self.scale.0, self.width),
            high(r.y1 * self.scale.1, self.height),
        ]
    }

    /// Which pixels these rectangles touch.
    fn map(&self, rects: impl Iterator<Item = Rect>) -> Vec<bool> {
        let mut touched = vec![false; self.width * self.height];
        for rect in rects {
            each(self.cells(rect), |x, y| touched[y * self.width + x] = true);
        }
        touched
    }

    /// The grounds around a place.
    fn grounds(
        &self,
        pixels: &Pixels,
        [left, top, right, bottom]: Cells,
        tainted: &[bool],
    ) -> Grounds {
        let (left, top) = (
            left.saturating_sub(NEIGHBOURHOOD),
            top.saturating_sub(NEIGHBOURHOOD),
        );
        let right = (right + NEIGHBOURHOOD).min(self.width);
        let bottom = (bottom + NEIGHBOURHOOD).min(self.height);
        let around = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        let sound = around.filter(|(x, y)| !tainted[y * self.width + x]);
        Grounds::of(sound.map(|(x, y)| pixels.at(x, y)))
    }

    /// The colour of the nearest pixel, straight in one of the four directions, that nothing covered could have changed.
    fn nearest(
        &self,
        pixels: &Pixels,
        (x, y): (usize, usize),
        tainted: &[bool],
    ) -> Option<[u8; 3]> {
        (1..MAX_LOOK_PIXELS).find_map(|step| {
            let ways = [
                (x.checked_sub(step), Some(y)),
                (x.checked_add(step), Some(y)),
                (Some(x), y.checked_sub(step)),
                (Some(x), y.checked_add(step)),
            ];
            ways.into_iter().find_map(|way| {
                let (Some(x), Some(y)) = way else { return None };
                let within = x < self.width && y < self.height;
                (within && !tainted[y * self.width + x]).then(|| pixels.at(x, y))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 50.0,
    };

    /// Ink at 30 and 60 across, and something covered, of which a little is seen at 44.
    fn made(covered: u8, kind: Kind) -> Pixels {
        let mut pixels = Pixels::new(100, 50, vec![240; 15_000]).unwrap();
        pixels.fill(30, 10, 32, 20, [20; 3]);
        pixels.fill(60, 10, 62, 20, [20; 3]);
        pixels.fill(40, 10, 44, 20, [covered; 3]);
        pixels.fill(44, 10, 46, 20, [230 - covered / 20; 3]);
        let area = PageRect::new(38.0, 8.0, 44.0, 22.0).unwrap();
        let rect = Rect::new(28.0, 8.0, 52.0, 22.0);
        let mut clean = cleaned(pixels, SIZE, &[area], &[Trace { rect, kind }]);
        clean.fill(38, 8, 44, 22, [0; 3]);
        clean
    }

    #[test]
    fn what_is_covered_makes_no_difference_and_ink_stays_where_it_can() {
        for kind in [Kind::Tones, Kind::All, Kind::Edge] {
            assert_eq!(made(0, kind), made(255, kind), "{kind:?}");
        }
        let tones = made(0, Kind::Tones);
        assert_eq!(tones.at(30, 15), [0; 3], "ink beside the area");
        assert_eq!(tones.at(45, 15), [240; 3], "a trace");
        assert_eq!(made(0, Kind::All).at(30, 15), [240; 3]);
        assert_eq!(tones.at(60, 15), [20; 3], "elsewhere");
    }
}
