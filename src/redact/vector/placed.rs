//! Samples of a picture with where they lie on the page: overwriting them, cutting them off, making them coarser.
//!
//! **Invariant:** a sample that is touched at all is overwritten as a whole.
//! **Absent:** decoding, coding, and the decision what to overwrite.

use super::areas::overlap;
use super::clip_mask::ClipMask;
use super::jpeg::Blocks;
use super::window::Window;
use crate::redact::traces::{Grounds, NEIGHBOURHOOD};
use crate::redact::tracking_dots;
use crate::writer::samples::Samples;
use kurbo::{Affine, Rect};

/// Finer pictures are made coarser: samples per point.
const MAX_DENSITY: f64 = 300.0 / 72.0;
/// Points beyond an area in which either outcome is right.
const BORDER_POINTS: f64 = 1.0;

/// Samples with where they lie on the page.
#[derive(Clone)]
pub struct Placed {
    pub samples: Samples,
    /// From samples (y downwards) to the page.
    pub(super) to_page: Affine,
}

/// Whole samples, `[left, right)` by `[top, bottom)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    pub left: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
}

impl Cells {
    pub fn rect(&self) -> Rect {
        let [left, top, right, bottom] =
            [self.left, self.top, self.right, self.bottom].map(|v| v as f64);
        Rect::new(left, top, right, bottom)
    }

    pub fn contains(&self, x: usize, y: usize) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

impl Placed {
    pub fn new(samples: Samples, transform: Affine, factors: (f32, f32)) -> Self {
        let factor = Affine::scale_non_uniform(f64::from(factors.0), f64::from(factors.1));
        Self {
            samples,
            to_page: transform * factor,
        }
    }

    /// The samples around a rectangle of the page.
    pub fn around(&self, rect: Rect) -> Cells {
        let r = self.to_page.inverse().transform_rect_bbox(rect);
        let whole = |v: f64, most: usize| (v.max(0.0) as usize).min(most);
        Cells {
            left: whole((r.x0 - 0.01).floor(), self.samples.width),
            top: whole((r.y0 - 0.01).floor(), self.samples.height),
            right: whole((r.x1 + 0.01).ceil(), self.samples.width),
            bottom: whole((r.y1 + 0.01).ceil(), self.samples.height),
        }
    }

    /// Whether any sample lies in a rectangle of the page.
    pub fn touches(&self, rect: Rect) -> bool {
        let cells = self.around(rect);
        cells.left < cells.right && cells.top < cells.bottom
    }

    /// Whether rows and columns of samples run along the sides of the page.
    fn is_upright(&self) -> bool {
        let [a, b, c, d, ..] = self.to_page.as_coeffs();
        let small = 1e-6 * (a.abs() + b.abs() + c.abs() + d.abs());
        (b.abs() < small && c.abs() < small) || (a.abs() < small && d.abs() < small)
    }

    /// Bounds on the page of the whole picture.
    pub fn bounds(&self) -> Rect {
        self.place_of(0, 0, self.samples.width, self.samples.height)
    }

    /// Bounds on the page of some samples.
    pub fn place_of(&self, left: usize, top: usize, right: usize, bottom: usize) -> Rect {
        let cells = Rect::new(left as f64, top as f64, right as f64, bottom as f64);
        self.to_page.transform_rect_bbox(cells)
    }

    /// Bounds on the page of one sample.
    fn cell(&self, x: usize, y: usize) -> Rect {
        let sample = Rect::new(x as f64, y as f64, x as f64 + 1.0, y as f64 + 1.0);
        self.to_page.transform_rect_bbox(sample)
    }

    pub(super) fn set(&mut self, x: usize, y: usize, value: u8) {
        let (from, channels) = (y * self.samples.width + x, self.samples.channels);
        if let Some(sample) = self
            .samples
            .data
            .get_mut(from * channels..(from + 1) * channels)
        {
            sample.fill(value);
        }
    }

    /// Overwrites every sample that a rectangle touches.
    pub fn knock_out(&mut self, rect: Rect, value: u8) {
        let cells = self.around(rect);
        let upright = self.is_upright();
        for y in cells.top..cells.bottom {
            for x in cells.left..cells.right {
                if upright || overlap(self.cell(x, y), rect) {
                    self.set(x, y, value);
                }
            }
        }
    }

    /// Blanks every sample that a mask lets nothing of through: nobody can see it.
    pub fn blank_where_clear(&mut self, mask: &Placed) {
        let (width, height) = (self.samples.width, self.samples.height);
        for y in 0..height {
            for x in 0..width {
                let cells = mask.around(self.cell(x, y));
                let clear = (cells.top..cells.bottom)
                    .all(|v| (cells.left..cells.right).all(|u| mask.at(u, v) == [0; 3]));
                if clear {
                    self.set(x, y, 255);
                }
            }
        }
    }

    /// Which samples can be seen; `None` when shapes and what will lie over them hide nothing.
    pub fn clip_mask(&self, window: &Window) -> Option<ClipMask> {
        let size = (self.samples.width, self.samples.height);
        let plain = window.shapes.is_empty() && window.beneath.is_empty();
        (!plain)
            .then(|| ClipMask::of(window, size, self.to_page))
            .flatten()
    }

    /// Overwrites what clips with a shape and other pictures hide.
    pub fn shown_through(mut self, window: &Window, value: u8) -> Self {
        if let Some(through) = self.clip_mask(window) {
            let samples = self.samples.data.chunks_exact_mut(self.samples.channels);
            for (sample, _) in samples.zip(through.samples()).filter(|(_, seen)| !seen) {
                sample.fill(value);
            }
        }
        self
    }

    /// Drops what lies wholly outside the part of the page that can be seen: cut off where rows and columns run along
    /// its sides and `whole` does not ask for the full surface, overwritten otherwise.
    pub fn shown_in(mut self, visible: Rect, value: u8, whole: bool) -> Self {
        let (width, height) = (self.samples.width, self.samples.height);
        let surface = Rect::new(0.0, 0.0, width as f64, height as f64);
        let bounds = self.to_page.transform_rect_bbox(surface);
        if visible.inflate(0.01, 0.01).contains_rect(bounds) {
            return self;
        }
        let shown = self.around(visible);
        let empty = shown.left >= shown.right || shown.top >= shown.bottom;
        if !whole && !empty && self.is_upright() {
            return self.part(shown);
        }
        let channels = self.samples.channels;
        for (y, row) in self
            .samples
            .data
            .chunks_exact_mut(width * channels)
            .enumerate()
        {
            if (shown.top..shown.bottom).contains(&y) {
                row[..shown.left * channels].fill(value);
                row[shown.right * channels..].fill(value);
            } else {
                row.fill(value);
            }
        }
        self
    }

    /// Some of the samples, where they are.
    fn part(self, cells: Cells) -> Self {
        let (old_width, channels) = (self.samples.width, self.samples.channels);
        let mut data = Vec::new();
        for row in self
            .samples
            .data
            .chunks_exact(old_width * channels)
            .take(cells.bottom)
            .skip(cells.top)
        {
            data.extend_from_slice(&row[cells.left * channels..cells.right * channels]);
        }
        let samples = Samples {
            width: cells.right - cells.left,
            height: cells.bottom - cells.top,
            channels,
            data,
        };
        let offset = Affine::translate((cells.left as f64, cells.top as f64));
        Self {
            samples,
            to_page: self.to_page * offset,
        }
    }

    /// Takes the dots of a printer away, and says whether there were any; of `reach` samples around an area nothing is asked.
    pub fn without_tracking_dots(&mut self, areas: &[Rect], reach: usize) -> bool {
        if self.samples.channels != 3 {
            return false;
        }
        let around = areas.iter().map(|area| {
            let cells = self.around(*area);
            Cells {
                left: cells.left.saturating_sub(reach),
                top: cells.top.saturating_sub(reach),
                right: cells.right + reach,
                bottom: cells.bottom + reach,
            }
        });
        let around: Vec<Cells> = around.collect();
        let [a, b, ..] = self.to_page.as_coeffs();
        let mut picture = tracking_dots::Picture {
            width: self.samples.width,
            samples: &mut self.samples.data,
            per_inch: 72.0 / a.hypot(b),
        };
        picture.without_dots(|x, y| around.iter().any(|cells| cells.contains(x, y)))
    }

    /// Cleans the blocks that hang together with what an area covers, beside the area: what is paper becomes even, and of
    /// what else is seen there only the coarse tone stays, so that the traces that coding left of covered samples are
    /// gone or drowned; of `steep` samples, of which a trace would show as another colour, nothing stays there but paper.
    /// What sticks out from the area by no more than [`BORDER_POINTS`] goes with what is covered.
    pub fn clean_blocks(&mut self, blocks: Blocks, areas: &[Rect], steep: bool) {
        let (width, height) = (self.samples.width, self.samples.height);
        let down = |v: usize, step: usize, extra: usize| (v / step * step).saturating_sub(extra);
        let up = |v: usize, step: usize, extra: usize, most: usize| {
            (v.div_ceil(step) * step + extra).min(most)
        };
        let touched: Vec<Cells> = areas
            .iter()
            .map(|area| {
                let cells = self.around(*area);
                Cells {
                    left: down(cells.left, blocks.width, blocks.colour_width),
                    top: down(cells.top, blocks.height, blocks.colour_height),
                    right: up(cells.right, blocks.width, blocks.colour_width, width),
                    bottom: up(cells.bottom, blocks.height, blocks.colour_height, height),
                }
            })
            .collect();
        let grounds: Vec<Grounds> = touched.iter().map(|t| self.grounds(*t, &touched)).collect();
        for (cells, grounds) in touched.iter().zip(&grounds) {
            for y in cells.top..cells.bottom {
                for x in cells.left..cells.right {
                    let cell = self.cell(x, y);
                    let near = |a: &Rect| overlap(a.inflate(BORDER_POINTS, BORDER_POINTS), cell);
                    let clean = if steep || areas.iter().any(near) {
                        grounds.commonest()
                    } else {
                        grounds.without_trace(self.at(x, y))
                    };
                    self.put(x, y, clean);
                }
            }
        }
    }

    /// The colour of one sample; outside the picture it is white.
    pub fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.samples.width + x) * self.samples.channels;
        let value = |c: usize| {
            let channel = if self.samples.channels == 1 { 0 } else { c };
            self.samples.data.get(at + channel).copied().unwrap_or(255)
        };
        [value(0), value(1), value(2)]
    }

    fn put(&mut self, x: usize, y: usize, colour: [u8; 3]) {
        let (at, channels) = (
            (y * self.samples.width + x) * self.samples.channels,
            self.samples.channels,
        );
        if let Some(sample) = self.samples.data.get_mut(at..at + channels) {
            sample.copy_from_slice(&colour[..channels]);
        }
    }

    /// The grounds around some cells, of samples that no covered sample could have changed.
    fn grounds(&self, cells: Cells, touched: &[Cells]) -> Grounds {
        let left = cells.left.saturating_sub(NEIGHBOURHOOD);
        let top = cells.top.saturating_sub(NEIGHBOURHOOD);
        let right = (cells.right + NEIGHBOURHOOD).min(self.samples.width);
        let bottom = (cells.bottom + NEIGHBOURHOOD).min(self.samples.height);
        let around = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        let sound = around.filter(|(x, y)| !touched.iter().any(|t| t.contains(*x, *y)));
        Grounds::of(sound.map(|(x, y)| self.at(x, y)))
    }

    /// The samples that are enough for its size on the page.
    fn enough(&self) -> (usize, usize) {
        let [a, b, c, d, ..] = self.to_page.as_coeffs();
        let target = |length: f64, count: usize| {
            let most = (length * count as f64 * MAX_DENSITY).ceil().max(1.0) as usize;
            if most * 11 / 10 < count { most } else { count }
        };
        let width = target(a.hypot(b), self.samples.width);
        (width, target(c.hypot(d), self.samples.height))
    }

    /// Whether it has more samples than its size on the page needs.
    pub fn is_too_fine(&self) -> bool {
        self.enough() != (self.samples.width, self.samples.height)
    }

    /// Makes it coarser until it has at most so many samples per point.
    pub fn reduced(self) -> Self {
        let (old_width, old_height) = (self.samples.width, self.samples.height);
        let (width, height) = self.enough();
        if (width, height) == (old_width, old_height) {
            return self;
        }
        let bitonal = self.samples.is_bitonal();
        let channels = self.samples.channels;
        let data = averaged(&self.samples, width, height, bitonal);
        let step = Affine::scale_non_uniform(
            old_width as f64 / width as f64,
            old_height as f64 / height as f64,
        );
        Self {
            samples: Samples {
                width,
                height,
                channels,
                data,
            },
            to_page: self.to_page * step,
        }
    }

    /// From the unit square (y upwards) to the page.
    pub fn place(&self) -> Affine {
        let (w, h) = (self.samples.width as f64, self.samples.height as f64);
        self.to_page * Affine::new([w, 0.0, 0.0, -h, 0.0, h])
    }
}

/// The mean of the samples that fall into each of fewer ones; black or white where all of them were.
fn averaged(samples: &Samples, width: usize, height: usize, bitonal: bool) -> Vec<u8> {
    let channels = samples.channels;
    let columns: Vec<usize> = (0..samples.width)
        .map(|x| x * width / samples.width * channels)
        .collect();
    let mut counts = vec![0_u32; width * channels];
    for from in columns.iter().flat_map(|from| *from..*from + channels) {
        counts[from] += 1;
    }
    let mut data = Vec::with_capacity(width * height * channels);
    let mut sums = vec![0_u32; width * channels];
    let mut rows = 0;
    let mut lines = samples
        .data
        .chunks_exact(samples.width * channels)
        .enumerate()
        .peekable();
    while let Some((y, line)) = lines.next() {
        for (sample, from) in line.chunks_exact(channels).zip(&columns) {
            for (sum, v) in sums[*from..].iter_mut().zip(sample) {
                *sum += u32::from(*v);
            }
        }
        rows += 1;
        let target = |y: usize| y * height / samples.height;
        if lines
            .peek()
            .is_some_and(|(next, _)| target(*next) == target(y))
        {
            continue;
        }
        for (sum, count) in sums.iter_mut().zip(&counts) {
            let mean = (*sum / (count * rows).max(1)) as u8;
            data.push(match (bitonal, mean >= 128) {
                (false, _) => mean,
                (true, true) => 255,
                (true, false) => 0,
            });
            *sum = 0;
        }
        rows = 0;
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(width: usize, height: usize) -> Placed {
        let data = vec![200; width * height];
        let samples = Samples::new(width, height, 1, data).unwrap();
        Placed::new(samples, Affine::scale(0.5), (1.0, 1.0))
    }

    #[test]
    fn every_touched_sample_is_overwritten_and_no_other() {
        let mut picture = placed(40, 40);
        picture.knock_out(Rect::new(5.1, 5.1, 9.9, 9.9), 0);
        let black = picture.samples.data.iter().filter(|v| **v == 0).count();
        assert_eq!(black, 100);
        assert_eq!(picture.at(10, 10), [0; 3]);
        assert_eq!(picture.at(20, 10), [200; 3]);
    }

    #[test]
    fn blocks_around_an_area_lose_their_traces_and_keep_what_is_seen() {
        let blocks = Blocks {
            width: 16,
            height: 16,
            colour_width: 2,
            colour_height: 2,
            quality: 80,
        };
        let area = [Rect::new(10.0, 10.0, 12.0, 12.0)];
        let mut picture = placed(64, 64);
        picture.put(21, 21, [10; 3]);
        picture.put(28, 28, [190; 3]);
        picture.put(30, 30, [10; 3]);
        picture.put(31, 31, [255; 3]);
        picture.put(40, 40, [111; 3]);
        picture.clean_blocks(blocks, &area, false);
        assert_eq!(picture.at(21, 21), [200; 3], "under the area");
        assert_eq!(picture.at(28, 28), [200; 3], "a trace on paper");
        assert_eq!(picture.at(30, 30), [0; 3], "ink beside the area");
        assert_eq!(picture.at(31, 31), [255; 3], "the lightest tone");
        assert_eq!(picture.at(40, 40), [111; 3], "another block");
        picture.clean_blocks(blocks, &area, true);
        assert_eq!(picture.at(30, 30), [200; 3], "ink in a palette");
    }

    #[test]
    fn a_fine_picture_is_made_coarser_in_place() {
        let fine = Placed::new(
            Samples::new(100, 100, 1, vec![255; 10_000]).unwrap(),
            Affine::scale(0.1),
            (1.0, 1.0),
        );
        let before = fine.place();
        let coarse = fine.reduced();
        assert_eq!(coarse.samples.width, 42);
        let (a, b) = (before.as_coeffs(), coarse.place().as_coeffs());
        assert!(a.iter().zip(b).all(|(v, w)| (v - w).abs() < 1e-9));
    }
}
