//! What lies beneath the boxes of another program: pictures that show something there, and shapes that are no boxes.
//!
//! **Invariant:** how pale, see-through or hidden a picture is does not matter: its samples are asked, and what it adds to
//! light and to dark paper.
//! **Absent:** text, which is read; drawing order: what lies over a box is seen there.
//!
//! The noise of a JPEG is told from a pale picture by where it is and by what it is like. A block that lies wholly within
//! a blackened place has no noise at all; and noise looks like nothing, where a pale picture looks like the source.

use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::pixels::Pixels;
use crate::pdf::{Document, DrawnPicture, Region, Shape};
use crate::verify::SourcePage;
use std::collections::BTreeMap;

/// Samples this close to the edge of a box, in points, may be mixed with what is beside it.
const EDGE: f64 = 1.0;
/// Points by which a coarse picture is mixed further in, at most.
const MOST_REACH: f64 = 1.5;
/// A shape of less than this share of its box in some direction is no box itself, nor is one that leaves more of its own
/// bounds open than the other share.
const BOX_SHARE: f64 = 0.8;
const FILLED_SHARE: f64 = 0.9;
/// A box has no more corners, rounded ones included.
const MOST_POINTS: usize = 20;
/// Tones that differ by no more are one tone.
const FLAT: u8 = 3;
/// Tones that differ by more show something, whatever they look like.
const STRONG: u8 = 96;
/// Samples of a side of a JPEG's block. Tones deeper within a box that differ by more than [`DEEP`] show something:
/// measured on blackened pages at 100 and 150 dpi and qualities from 40, they differ by at most 1.3.
const BLOCK: f64 = 8.0;
const DEEP: u8 = 4;
/// From this correlation with the source on something is shown. On the same pages noise stays under 0.4 in 95 of 100 boxes;
/// pages of which 4 % is left are above 0.7 in half of them, and deep enough in most others.
const ALIKE: f64 = 0.45;
/// The same where a box is deep enough and nothing is shown there.
const ALIKE_AT_EDGES: f64 = 0.7;
/// So many samples are enough.
const ENOUGH: usize = 100;
/// Noise is sharpened by so much at most where it is rendered.
const SHARPENED: u8 = 8;
/// Cells of another tone than most, by more than this, are few when they are less than this share.
const OTHER_TONE: f64 = 2.0;
const FEW_CELLS: f64 = 0.02;
/// Cells by which a picture may lie off its source, and points of the side of a cell.
const SHIFT: i64 = 2;
const CELL: f64 = 0.72;
/// Pixels per point at which pictures are looked at alone: 150 dpi.
const SCALE: f64 = 150.0 / 72.0;
/// Cells of a box in each direction, at most.
const MOST_CELLS: f64 = 2_000.0;

/// What lies beneath the boxes of a page.
#[derive(Debug, Default, PartialEq)]
pub struct Beneath {
    /// Pictures that show something under a box.
    pub pictures: usize,
    /// Shapes under a box that are no box.
    pub shapes: usize,
    /// Pictures that lie outside the page.
    pub off_page: usize,
    /// Boxes in which a picture that is kept exactly has more than one tone, though none that can be told apart.
    pub faint: usize,
    /// By how much the tones of pictures differ in each box that nevertheless show nothing.
    pub noise: Vec<u8>,
    /// By how many points samples of pictures reach into each box where they are rendered.
    pub reach: Vec<f64>,
}

/// Looks beneath the boxes of a page.
pub fn beneath(
    document: &Document,
    page: usize,
    boxes: &[PageRect],
    source: Option<&SourcePage>,
) -> Beneath {
    let mut beneath = Beneath {
        noise: vec![0; boxes.len()],
        reach: vec![0.0; boxes.len()],
        ..Beneath::default()
    };
    // Fails closed; a page that opened is not expected not to be walked through.
    let Some(drawn) = document.drawn(page, boxes) else {
        beneath.pictures = 1;
        return beneath;
    };
    beneath.off_page = drawn.off_page;
    let mut pictured = Vec::new();
    for (number, rect) in boxes.iter().enumerate() {
        let inner = rect.expanded(-EDGE).unwrap_or(*rect);
        let here = drawn.pictures.iter();
        let here: Vec<&DrawnPicture> = here.filter(|p| p.bounds.intersects(&inner)).collect();
        for picture in &here {
            match patch_of(picture, &inner).map(|patch| (patch.shows(source), patch.range())) {
                Some((false, range)) => {
                    beneath.faint += usize::from(picture.is_exact && (1..=FLAT).contains(&range));
                    beneath.noise[number] = beneath.noise[number].max(range);
                }
                // Fails closed: one that has no samples for PDFium may have some for another reader.
                _ => beneath.pictures += 1,
            }
        }
        let shapes = drawn.shapes.iter();
        beneath.shapes += shapes.filter(|shape| is_left(shape, rect, boxes)).count();
        if !here.is_empty() {
            // Where it is rendered a sample reaches as far as the next.
            let reach = here
                .iter()
                .map(|p| p.step())
                .fold(0.0, f64::max)
                .min(MOST_REACH);
            beneath.reach[number] = reach;
            pictured.push(Pictured {
                rect: inner.expanded(-reach).unwrap_or(inner),
                pictures: here,
                noise: beneath.noise[number],
            });
        }
    }
    if beneath.pictures == 0 {
        beneath.pictures = shown_alone(document, page, &pictured, source);
    }
    beneath
}

/// A box with the pictures in its place.
struct Pictured<'a> {
    rect: PageRect,
    pictures: Vec<&'a DrawnPicture>,
    /// By how much the tones of those differ.
    noise: u8,
}

/// In how many boxes pictures show something by themselves: through masks, and in any colour.
fn shown_alone(
    document: &Document,
    page: usize,
    boxes: &[Pictured<'_>],
    source: Option<&SourcePage>,
) -> usize {
    let parts: Vec<(f64, Region)> = boxes.iter().map(|pictured| part(&pictured.rect)).collect();
    let mut shown = vec![false; boxes.len()];
    for paper in [255, 0] {
        if boxes.is_empty() {
            break;
        }
        // Fails closed, as above.
        let Some(pixels) = document.pictures_alone(page, &parts, paper) else {
            return boxes.len();
        };
        let looks = boxes.iter().zip(&parts).zip(&pixels).zip(&mut shown);
        for (((pictured, part), pixels), shown) in looks {
            *shown |= pictured.shows(*part, pixels, source);
        }
    }
    shown.iter().filter(|shown| **shown).count()
}

impl Pictured<'_> {
    /// Whether anything but one tone can be seen within the bounds of the pictures.
    fn shows(
        &self,
        (scale, region): (f64, Region),
        pixels: &Pixels,
        source: Option<&SourcePage>,
    ) -> bool {
        let mut patches: BTreeMap<Vec<bool>, Patch> = BTreeMap::new();
        for y in 0..pixels.height() {
            for x in 0..pixels.width() {
                let at = |v: usize, from: usize| ((from + v) as f64 + 0.5) / scale;
                let there = PagePoint::new(at(x, region.left), at(y, region.top));
                let inside = self.pictures.iter().map(|p| p.holds(there, EDGE));
                // At the edge of a picture it and the paper are mixed.
                if let Some(inside) = inside
                    .collect::<Option<Vec<bool>>>()
                    .filter(|i| i.contains(&true))
                {
                    let fresh = || Patch::new(self.rect, 1.0 / scale);
                    let patch = patches.entry(inside).or_insert_with(fresh);
                    patch.add(there.x, there.y, pixels.at(x, y));
                }
            }
        }
        let noisy = self.noise > FLAT;
        let allowed = if noisy {
            self.noise.saturating_add(SHARPENED)
        } else {
            FLAT
        };
        patches
            .values()
            .any(|patch| patch.range() > allowed || (noisy && patch.looks_like(source)))
    }
}

pub(super) fn part(rect: &PageRect) -> (f64, Region) {
    let scale = SCALE.min(MOST_CELLS / rect.width().max(rect.height()));
    let low = |v: f64| (v * scale).floor().max(0.0) as usize;
    let length = |from: f64, to: f64| {
        (((to * scale).ceil().max(0.0) as usize).max(low(from) + 1)) - low(from)
    };
    let region = Region {
        left: low(rect.left()),
        top: low(rect.top()),
        width: length(rect.left(), rect.right()),
        height: length(rect.top(), rect.bottom()),
    };
    (scale, region)
}

/// Whether a shape lies in a box without being one: wholly, or with a line of it. What only passes through, as the rule of
/// a table does, says nothing.
fn is_left(shape: &Shape, rect: &PageRect, boxes: &[PageRect]) -> bool {
    let Some(inner) = rect.expanded(-EDGE) else {
        return false;
    };
    let is_plain = is_plain(shape);
    if shape.is_clip && (is_plain || shape.bounds.contains_rect(rect) && shape.points.len() < 6) {
        return false;
    }
    // Of boxes that overlap, one is a box within another.
    let is_box = boxes.iter().any(|rect| {
        shape.bounds.width() >= rect.width() * BOX_SHARE
            && shape.bounds.height() >= rect.height() * BOX_SHARE
            && rect
                .expanded(EDGE)
                .is_some_and(|r| r.contains_rect(&shape.bounds))
    });
    if is_box && (is_plain || shape.points.is_empty()) {
        return false;
    }
    let within = |pair: &[PagePoint]| match pair {
        [from, to] => inner.contains(*from) && inner.contains(*to),
        _ => false,
    };
    let has_line = shape.points.windows(2).any(within);
    rect.contains_rect(&shape.bounds) || (has_line && !is_plain)
}

/// Whether a shape fills its bounds, as a rectangle does, with rounded corners or without.
fn is_plain(shape: &Shape) -> bool {
    if shape.points.is_empty() || shape.points.len() > MOST_POINTS {
        return false;
    }
    let next = shape.points.iter().cycle().skip(1);
    let pairs = shape.points.iter().zip(next);
    let doubled: f64 = pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    // Without the width of its line, which its bounds have.
    let length = |of: fn(&PagePoint) -> f64| {
        let sides = shape.points.iter().map(of);
        let (low, high) = sides.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        high - low
    };
    let filled = doubled.abs() / 2.0;
    filled > 0.0 && filled >= length(|p| p.x) * length(|p| p.y) * FILLED_SHARE
}

/// Tones in a box, gathered in cells.
pub(super) struct Patch {
    rect: PageRect,
    /// The side of a sample and of a cell, in points.
    step: f64,
    cell: f64,
    pub(super) columns: usize,
    rows: usize,
    /// Sum and number of the samples of each cell.
    cells: Vec<(f64, f64)>,
    low: [u8; 3],
    high: [u8; 3],
    /// The darkest and lightest tone that is deeper than a block within the box, and how many samples are.
    deep: (u8, u8, usize),
}

impl Patch {
    pub(super) fn new(rect: PageRect, step: f64) -> Self {
        let most = rect.width().max(rect.height());
        let cell = CELL.max(step).max(most / MOST_CELLS);
        let count = |length: f64| ((length / cell).ceil() as usize).max(1);
        let (columns, rows) = (count(rect.width()), count(rect.height()));
        Self {
            rect,
            step,
            cell,
            columns,
            rows,
            cells: vec![(0.0, 0.0); columns * rows],
            low: [255; 3],
            high: [0; 3],
            deep: (255, 0, 0),
        }
    }

    pub(super) fn add(&mut self, x: f64, y: f64, colour: [u8; 3]) {
        let (left, top) = (x - self.rect.left(), y - self.rect.top());
        let (right, bottom) = (self.rect.right() - x, self.rect.bottom() - y);
        let depth = left.min(top).min(right).min(bottom);
        if depth < 0.0 {
            return;
        }
        for (channel, value) in colour.into_iter().enumerate() {
            self.low[channel] = self.low[channel].min(value);
            self.high[channel] = self.high[channel].max(value);
        }
        let tone = luma(colour);
        if depth + EDGE > BLOCK * self.step {
            let (low, high, count) = self.deep;
            self.deep = (low.min(tone), high.max(tone), count + 1);
        }
        let at = |v: f64, count: usize| ((v / self.cell) as usize).min(count - 1);
        let index = at(top, self.rows) * self.columns + at(left, self.columns);
        if let Some(cell) = self.cells.get_mut(index) {
            cell.0 += f64::from(tone);
            cell.1 += 1.0;
        }
    }

    /// By how much the tones differ.
    fn range(&self) -> u8 {
        let channels = self.low.iter().zip(self.high);
        let ranges = channels.map(|(low, high)| high.saturating_sub(*low));
        ranges.max().unwrap_or(0)
    }

    /// Whether a picture shows something here, rather than one tone with the noise of a JPEG.
    fn shows(&self, source: Option<&SourcePage>) -> bool {
        let range = self.range();
        let (low, high, _) = self.deep;
        let deep = high.saturating_sub(low);
        range > FLAT && (range > STRONG || deep > DEEP || self.looks_like(source))
    }

    /// Whether the tones go up and down as those of the source do in this place.
    pub(super) fn looks_like(&self, source: Option<&SourcePage>) -> bool {
        let Some(source) = source else { return false };
        let here = self.means();
        if !is_busy(&here) {
            return false;
        }
        let shifts = (-SHIFT..=SHIFT).flat_map(|dy| (-SHIFT..=SHIFT).map(move |dx| (dx, dy)));
        let mut likeness =
            shifts.map(|shift| alike(&here, &self.of_source(source, shift), self.columns));
        let enough = if self.deep.2 < ENOUGH {
            ALIKE
        } else {
            ALIKE_AT_EDGES
        };
        likeness.any(|likeness| likeness.abs() >= enough)
    }

    /// The mean of each cell; an empty one is as the cell before it.
    pub(super) fn means(&self) -> Vec<f64> {
        let mut last = 0.0;
        let mean = |(sum, count): &(f64, f64)| {
            if *count > 0.0 {
                last = sum / count;
            }
            last
        };
        self.cells.iter().map(mean).collect()
    }

    fn of_source(&self, source: &SourcePage, (dx, dy): (i64, i64)) -> Vec<f64> {
        let pixels = &source.pixels;
        let scale = pixels.width() as f64 / source.size.width;
        let place = |start: f64, index: usize, shift: i64, most: usize| {
            let at = start + (index as f64 + shift as f64 + 0.5) * self.cell;
            ((at * scale).max(0.0) as usize).min(most.saturating_sub(1))
        };
        let cells =
            (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (row, column)));
        let tone = |(row, column): (usize, usize)| {
            let x = place(self.rect.left(), column, dx, pixels.width());
            let y = place(self.rect.top(), row, dy, pixels.height());
            f64::from(luma(pixels.at(x, y)))
        };
        cells.map(tone).collect()
    }
}

/// Whether more than a few cells have another tone than most.
fn is_busy(cells: &[f64]) -> bool {
    let mut sorted = cells.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    let other = cells
        .iter()
        .filter(|tone| (**tone - middle).abs() > OTHER_TONE);
    other.count() as f64 > cells.len() as f64 * FEW_CELLS
}

/// How light a colour is, by the weights of ITU-R BT.601.
fn luma([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8) as u8
}

/// The correlation of two pictures in cells, rows and columns of which a whole is lighter left out: an edge makes those.
fn alike(a: &[f64], b: &[f64], columns: usize) -> f64 {
    let (a, b) = (centred(a, columns), centred(b, columns));
    let product = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
    let size = (product(&a, &a) * product(&b, &b)).sqrt();
    if size > 0.0 {
        product(&a, &b) / size
    } else {
        0.0
    }
}

fn centred(cells: &[f64], columns: usize) -> Vec<f64> {
    let rows = cells.len() / columns.max(1);
    let mut across = vec![0.0; rows];
    let mut down = vec![0.0; columns];
    let mut all = 0.0;
    for (index, value) in cells.iter().enumerate() {
        across[index / columns] += value / columns as f64;
        down[index % columns] += value / rows as f64;
        all += value / cells.len() as f64;
    }
    let centred = |(index, value): (usize, &f64)| {
        value - across[index / columns] - down[index % columns] + all
    };
    cells.iter().enumerate().map(centred).collect()
}

/// The samples of a picture in a rectangle; `None` when it has none that can be read.
fn patch_of(picture: &DrawnPicture, rect: &PageRect) -> Option<Patch> {
    let pixels = picture.pixels.as_ref()?;
    let mut patch = Patch::new(*rect, picture.step());
    let (columns, rows) = picture.samples_around(rect);
    for y in rows {
        for x in columns.clone() {
            let middle = picture.middle(x, y);
            patch.add(middle.x, middle.y, pixels.at(x, y));
        }
    }
    Some(patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(points: &[(f64, f64)]) -> Shape {
        let points: Vec<PagePoint> = points.iter().map(|(x, y)| PagePoint::new(*x, *y)).collect();
        let side = |of: fn(&PagePoint) -> f64, pick: fn(f64, f64) -> f64| {
            points.iter().map(of).reduce(pick).unwrap()
        };
        let bounds = PageRect::new(
            side(|p| p.x, f64::min),
            side(|p| p.y, f64::min),
            side(|p| p.x, f64::max),
            side(|p| p.y, f64::max),
        );
        Shape {
            bounds: bounds.unwrap(),
            points,
            is_clip: false,
        }
    }

    #[test]
    fn what_lies_in_a_box_is_told_from_the_box_and_from_what_passes_through() {
        let rect = PageRect::new(0.0, 0.0, 40.0, 16.0).unwrap();
        let left = |points: &[(f64, f64)]| is_left(&shape(points), &rect, &[rect]);
        let square = |l: f64, t: f64, r: f64, b: f64| [(l, t), (r, t), (r, b), (l, b)];
        assert!(!left(&square(0.0, 0.0, 40.0, 16.0)), "the box");
        assert!(
            !left(&square(-9.0, -9.0, 20.0, 8.0)),
            "the corner of a cell"
        );
        assert!(!left(&square(-90.0, 7.0, 90.0, 8.0)), "a rule");
        assert!(left(&square(10.0, 4.0, 12.0, 12.0)), "a stroke of a letter");
        let letters = [(-9.0, 2.0), (4.0, 12.0), (8.0, 4.0), (60.0, 12.0)];
        assert!(left(&letters), "one path for a whole line");
        let holed = [
            (0.0, 0.0),
            (20.0, 0.0),
            (20.0, 14.0),
            (21.0, 14.0),
            (21.0, 0.0),
            (40.0, 0.0),
        ];
        let notched = [
            &holed[..],
            &[(40.0, 16.0), (38.0, 2.0), (2.0, 3.0), (0.0, 16.0)],
        ]
        .concat();
        assert!(left(&notched), "a box with letters cut out of it");
    }

    #[test]
    fn pictures_that_go_up_and_down_together_are_alike() {
        let noise = |seed: usize| (0..400).map(move |i| ((i * seed) % 17) as f64);
        let a: Vec<f64> = noise(7).collect();
        let paler: Vec<f64> = a.iter().map(|v| 250.0 + v / 8.0).collect();
        let other: Vec<f64> = (0..400).map(|i| ((i * i * 13 + 5) % 23) as f64).collect();
        assert!(alike(&a, &paler, 20) > 0.99);
        assert!(alike(&a, &other, 20).abs() < 0.3);
        assert!(alike(&a, &[4.0; 400], 20).abs() < 0.1);
    }
}
