//! The faint yellow dots that colour printers put over all of a paper, which tell which device printed it and when: a scan
//! in colour shows them.
//!
//! **Invariant:** nothing under or close to an area decides whether they are there, nor what comes in their place.
//! **Absent:** anything darker; a dot that can be seen with the naked eye is no such mark.

use std::ops::Range;

/// Pictures of fewer samples show no pattern of dots.
const FEWEST_SAMPLES: usize = 200_000;
/// Paper is at least as light as this, and its channels lie no further apart than this, as those of a dot do.
const LIGHT: u8 = 190;
const YELLOW: u8 = 16;
/// A dot is no larger than this part of an inch, and no fewer samples may be one.
const LARGEST: f64 = 1.0 / 50.0;
const FEWEST_WIDE: usize = 4;
/// Samples around a dot in which there is nothing but paper.
const APART: usize = 2;
/// So many dots are a pattern, when they lie in so many of the sixteen parts of the picture.
const FEWEST_DOTS: usize = 40;
const FEWEST_PARTS: u32 = 10;
/// Samples that differ by no more than this from the paper are paper: coding smears a dot over its surroundings.
const SMEARED: u8 = 24;

/// A picture in colour, three bytes a sample.
pub struct Picture<'a> {
    pub samples: &'a mut [u8],
    pub width: usize,
    pub per_inch: f64,
}

type Cells = (Range<usize>, Range<usize>);

impl Picture<'_> {
    /// Makes the paper even where a picture shows such dots, and says whether it does. `is_near` tells of columns and rows
    /// whether they lie under or close to an area.
    pub fn without_dots(&mut self, is_near: impl Fn(usize, usize) -> bool) -> bool {
        if self.width == 0 || self.samples.len() < 3 * FEWEST_SAMPLES {
            return false;
        }
        let dots = self.dots();
        let clear = |(columns, rows): &&Cells| {
            let mut cells = rows
                .clone()
                .flat_map(|y| columns.clone().map(move |x| (x, y)));
            !cells.any(|(x, y)| is_near(x, y))
        };
        let told: Vec<&Cells> = dots.iter().filter(clear).collect();
        if told.len() < FEWEST_DOTS || self.parts(&told) < FEWEST_PARTS {
            return false;
        }
        let Some(paper) = self.paper(is_near) else {
            return false;
        };
        for sample in self.samples.chunks_exact_mut(3) {
            let is_paper = sample
                .iter()
                .zip(paper)
                .all(|(v, p)| v.abs_diff(p) <= SMEARED);
            if is_paper {
                sample.copy_from_slice(&paper);
            }
        }
        for (columns, rows) in dots {
            for y in rows {
                let row = 3 * (y * self.width + columns.start)..3 * (y * self.width + columns.end);
                let samples = self.samples.get_mut(row).unwrap_or_default();
                samples
                    .chunks_exact_mut(3)
                    .for_each(|sample| sample.copy_from_slice(&paper));
            }
        }
        true
    }

    fn height(&self) -> usize {
        self.samples.len() / 3 / self.width
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let from = 3 * (y * self.width + x);
        match self.samples.get(from..from + 3) {
            Some([r, g, b]) => [*r, *g, *b],
            _ => [0; 3],
        }
    }

    /// Small yellow specks with nothing but paper around them.
    fn dots(&self) -> Vec<Cells> {
        let largest = ((self.per_inch * LARGEST) as usize).max(FEWEST_WIDE);
        let mut seen = vec![false; self.samples.len() / 3];
        let mut dots = Vec::new();
        for y in 0..self.height() {
            for x in 0..self.width {
                if seen.get(y * self.width + x) != Some(&false) || !is_yellow(self.at(x, y)) {
                    continue;
                }
                let (columns, rows) = self.speck((x, y), &mut seen);
                let is_small = columns.len() <= largest && rows.len() <= largest;
                if is_small && self.stands_on_paper(&columns, &rows) {
                    dots.push((columns, rows));
                }
            }
        }
        dots
    }

    /// The yellow samples that hang together with one, by their columns and rows.
    fn speck(&self, from: (usize, usize), seen: &mut [bool]) -> Cells {
        let (mut columns, mut rows) = (from.0..from.0 + 1, from.1..from.1 + 1);
        let mut open = vec![from];
        while let Some((x, y)) = open.pop() {
            let Some(known) = seen.get_mut(y * self.width + x) else {
                continue;
            };
            if std::mem::replace(known, true) {
                continue;
            }
            columns = columns.start.min(x)..columns.end.max(x + 1);
            rows = rows.start.min(y)..rows.end.max(y + 1);
            for v in y.saturating_sub(1)..(y + 2).min(self.height()) {
                let beside = x.saturating_sub(1)..(x + 2).min(self.width);
                open.extend(beside.filter(|u| is_yellow(self.at(*u, v))).map(|u| (u, v)));
            }
        }
        (columns, rows)
    }

    fn stands_on_paper(&self, columns: &Range<usize>, rows: &Range<usize>) -> bool {
        let around = |r: &Range<usize>, most: usize| {
            r.start.saturating_sub(APART)..(r.end + APART).min(most)
        };
        let (wide, high) = (around(columns, self.width), around(rows, self.height()));
        let mut cells = high.flat_map(|y| wide.clone().map(move |x| (x, y)));
        cells.all(|(x, y)| is_light(self.at(x, y)))
    }

    /// In how many of sixteen parts of the picture there are dots.
    fn parts(&self, dots: &[&Cells]) -> u32 {
        let part = |at: usize, of: usize| 4 * at / of.max(1);
        let parts = dots.iter().fold(0_u32, |parts, (columns, rows)| {
            let (x, y) = (
                part(columns.start, self.width),
                part(rows.start, self.height()),
            );
            parts | 1 << (4 * y.min(3) + x.min(3))
        });
        parts.count_ones()
    }

    /// The colour of the paper: what its samples are on average.
    fn paper(&self, is_near: impl Fn(usize, usize) -> bool) -> Option<[u8; 3]> {
        let (mut sums, mut count) = ([0_u64; 3], 0_u64);
        for (number, sample) in self.samples.chunks_exact(3).enumerate() {
            let (x, y) = (number % self.width, number / self.width);
            let [r, g, b] = [0, 1, 2].map(|c| sample.get(c).copied().unwrap_or(0));
            if is_light([r, g, b]) && !is_yellow([r, g, b]) && !is_near(x, y) {
                sums.iter_mut()
                    .zip([r, g, b])
                    .for_each(|(sum, v)| *sum += u64::from(v));
                count += 1;
            }
        }
        (count > 0).then(|| sums.map(|sum| (sum / count) as u8))
    }
}

fn is_light([r, g, _]: [u8; 3]) -> bool {
    r.min(g) >= LIGHT && r.abs_diff(g) < YELLOW
}

fn is_yellow([r, g, b]: [u8; 3]) -> bool {
    r.min(g) >= LIGHT && r.min(g).saturating_sub(b) >= YELLOW
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: usize = 600;
    const HIGH: usize = 400;

    /// Paper with a dot on every so many columns and rows.
    fn printed(every: usize) -> Vec<u8> {
        let mut samples = [250, 249, 248].repeat(WIDE * HIGH);
        for y in (10..HIGH).step_by(every) {
            for x in (10..WIDE).step_by(every) {
                samples[3 * (y * WIDE + x) + 2] = 190;
            }
        }
        samples
    }

    fn cleaned(samples: &mut [u8], is_near: impl Fn(usize, usize) -> bool) -> bool {
        let mut picture = Picture {
            samples,
            width: WIDE,
            per_inch: 150.0,
        };
        picture.without_dots(is_near)
    }

    #[test]
    fn a_pattern_of_dots_goes_and_all_else_stays() {
        let mut samples = printed(40);
        let ink = 3 * (200 * WIDE + 300);
        samples[ink..ink + 3].fill(20);
        assert!(cleaned(&mut samples, |_, _| false));
        let others = samples.chunks_exact(3).filter(|s| **s != [250, 249, 248]);
        assert_eq!(others.count(), 1, "the ink");
        let mut white = printed(40);
        white
            .iter_mut()
            .for_each(|v| *v = if *v > 240 { 255 } else { *v });
        assert!(cleaned(&mut white, |_, _| false), "on the whitest paper");
        assert!(white.iter().all(|v| *v == 255));
        let few = printed(180);
        assert!(!cleaned(&mut few.clone(), |_, _| false), "few of them");
        let mut solid = [250, 249, 180].repeat(WIDE * HIGH);
        assert!(!cleaned(&mut solid, |_, _| false), "yellow paper");
    }

    #[test]
    fn dots_under_an_area_decide_nothing() {
        let under = |x: usize, _: usize| x < 400;
        let mut samples = printed(40);
        assert!(
            !cleaned(&mut samples, under),
            "those beside it are in too few parts"
        );
        let (mut a, mut b) = (printed(20), printed(20));
        b.chunks_exact_mut(3)
            .step_by(WIDE)
            .for_each(|sample| sample.fill(200));
        let near = |x: usize, _: usize| x < 20;
        assert!(cleaned(&mut a, near) && cleaned(&mut b, near));
        let beside = |s: &[u8]| {
            let rows = s.chunks_exact(3 * WIDE);
            rows.map(|row| row[60..].to_vec()).collect::<Vec<_>>()
        };
        assert_eq!(beside(&a), beside(&b));
    }
}
