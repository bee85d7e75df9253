//! Letters laid over a strip of a page one after the other, each a little to the left or right, as a font that nobody has
//! here would set them.
//!
//! **Invariant:** a letter that cannot be drawn counts for nothing, neither for nor against.
//! **Absent:** where the strip lies on the page.

use super::alphabet::{ABOVE, Alphabet, COARSE_DEPTH, FINE, FINE_DEPTH, Grain, Shape, X_HEIGHT};
use super::sheet::Strip;

/// Pixels of the strip before and after the word.
pub const PAD: usize = 9;
/// A letter may stand this many pixels beside its place in the word, in a long word one more for each letter beyond
/// the eighth, and this many beside the one before it.
const APART: usize = 6;
const MOST_APART: usize = 18;
const STEP: usize = 2;
/// What each pixel of such a step takes from the score.
const STEP_COST: f32 = 0.02;
/// What lies this far behind the best is not followed any further.
const HOPELESS: f32 = 1.0;
/// Columns of the last letter that are looked at for its darkness.
const SHARP: usize = 6;
/// Ink that varies less than this, per pixel, is none.
const FAINT: f32 = 4.0;
/// Tones from here to there, of the contrast of a word, are those of edges; they are even where neighbours differ by less.
const TONES: std::ops::Range<f32> = 0.2..0.8;
const EVEN: f32 = 0.02;
/// Fewer tones say nothing.
const MOST_TONES: usize = 20;
/// The advance of a letter that cannot be drawn.
const UNKNOWN_ADVANCE: f64 = 10.0;

/// A word as a font sets it.
pub struct Line<'f> {
    pub alphabet: &'f Alphabet,
    pub letters: &'f [char],
    /// Where each letter starts, and the end of the last one, in pixels.
    pub places: Vec<f64>,
    pub width: f64,
}

/// A word laid over a strip.
pub struct Laid {
    /// How much the letters look like what is there, at most 1.
    pub score: f32,
    pub row: usize,
    /// The first column of each letter.
    pub columns: Vec<usize>,
}

/// What a row of a strip is asked with, kept for the next row.
#[derive(Default)]
struct Sums {
    /// The best that leads to each place of a letter, and of the next one.
    here: Vec<f32>,
    next: Vec<f32>,
    /// By letter: for each of its places, that of the letter before it.
    came: Vec<usize>,
}

/// Makes a list that is used again so long, and all of it one value.
fn emptied<T: Clone>(list: &mut Vec<T>, value: T, length: usize) {
    list.clear();
    list.resize(length, value);
}

impl<'f> Line<'f> {
    pub fn new(alphabet: &'f Alphabet, letters: &'f [char]) -> Self {
        let mut width = 0.0;
        let places = letters.iter().map(|letter| {
            let here = width;
            width += advance(alphabet, *letter);
            here
        });
        let places = places.collect();
        Self {
            alphabet,
            letters,
            places,
            width,
        }
    }

    /// Lays the letters over some rows of a strip as well as it goes; `None` where no row scores more than `least`.
    pub fn laid(
        &self,
        strip: &Strip,
        grain: Grain,
        rows: impl Iterator<Item = usize>,
        least: f32,
    ) -> Option<Laid> {
        let shapes = self.letters.iter().map(|l| self.alphabet.letter(*l));
        let shapes: Vec<Option<&Shape>> = shapes.map(|l| l.and_then(|l| l.shape(grain))).collect();
        let known = shapes.iter().flatten().count();
        if known == 0 || 3 * known < 2 * shapes.len() {
            return None;
        }
        let mut best: Option<Laid> = None;
        let mut least = least * known as f32;
        let mut sums = Sums::default();
        for row in rows {
            if let Some(laid) = self.laid_in_row(strip, &shapes, grain, row, least, &mut sums) {
                least = laid.score;
                best = Some(laid);
            }
        }
        let best = best?;
        Some(Laid {
            score: best.score / known as f32,
            ..best
        })
    }

    /// The best way to lay letters over one row of a strip: each near its place, none far from where the one before it says.
    fn laid_in_row(
        &self,
        strip: &Strip,
        shapes: &[Option<&Shape>],
        grain: Grain,
        row: usize,
        least: f32,
        Sums {
            here: sums,
            next,
            came,
        }: &mut Sums,
    ) -> Option<Laid> {
        let apart = grain.cells((APART + shapes.len().saturating_sub(8)).min(MOST_APART));
        let (pad, first_apart, most_step) =
            (grain.cells(PAD), grain.cells(APART), grain.cells(STEP));
        let step_cost = STEP_COST * grain.0 as f32;
        let window = 2 * apart + 1;
        let column = |index: usize, offset: usize| {
            let place = self.places.get(index).copied().unwrap_or_default();
            let place = (place / grain.0 as f64).round() as usize;
            (place + pad + offset).checked_sub(1 + apart)
        };
        emptied(sums, f32::NEG_INFINITY, window);
        sums[apart - first_apart..=apart + first_apart].fill(0.0);
        emptied(came, 0, window * shapes.len());
        for (index, shape) in shapes.iter().enumerate() {
            let sums_best = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            emptied(next, f32::NEG_INFINITY, window);
            let came = &mut came[index * window..][..window];
            for (offset, (next, came)) in next.iter_mut().zip(came).enumerate() {
                // What no step leads to need not be looked at.
                let low = offset.saturating_sub(most_step);
                let high = (offset + most_step).min(window - 1);
                if index > 0
                    && sums[low..=high]
                        .iter()
                        .all(|sum| *sum < sums_best - HOPELESS)
                {
                    continue;
                }
                let here = match (shape, column(index, offset)) {
                    (None, _) => Some(0.0),
                    (Some(shape), Some(left)) => likeness(strip, shape, left, row),
                    (Some(_), None) => None,
                };
                let Some(here) = here else { continue };
                // The first letter comes from nowhere.
                let reached = if index == 0 {
                    offset..=offset
                } else {
                    low..=high
                };
                for before in reached {
                    let step = before.abs_diff(offset);
                    let sum = sums[before] + here - step_cost * step as f32;
                    if sum > *next {
                        (*next, *came) = (sum, before);
                    }
                }
            }
            std::mem::swap(sums, next);
            let best = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if best + (shapes.len() - 1 - index) as f32 <= least {
                return None;
            }
        }
        let last = (0..window).max_by(|a, b| sums[*a].total_cmp(&sums[*b]))?;
        let score = sums[last];
        let mut columns = Vec::with_capacity(shapes.len());
        let mut offset = last;
        for (index, came) in came.chunks_exact(window).enumerate().rev() {
            columns.push(column(index, offset).unwrap_or_default());
            offset = came[offset];
        }
        columns.reverse();
        score.is_finite().then_some(Laid {
            score,
            row,
            columns,
        })
    }
}

impl Laid {
    /// Rows between the top of an x and the baseline.
    fn body(&self) -> std::ops::Range<usize> {
        let baseline = self.row + ABOVE;
        baseline - X_HEIGHT as usize..baseline
    }

    pub fn contrast(&self, strip: &Strip) -> f32 {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return 0.0;
        };
        let rows = self.body().filter_map(|row| {
            let from = row * strip.columns;
            strip
                .sharp
                .get(from + first..(from + last + SHARP).min(from + strip.columns))
        });
        let mut cells: Vec<f32> = rows.flatten().copied().collect();
        cells.sort_by(f32::total_cmp);
        let at = |part: usize| cells.get(cells.len() * part / 20).copied().unwrap_or(0.0);
        at(19) - at(1)
    }

    /// A picture in coarse squares has tones that no edge of a letter has.
    pub fn evenness(&self, strip: &Strip) -> f32 {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return 0.0;
        };
        let contrast = self.contrast(strip).max(1.0);
        let (mut even, mut all) = (0, 0);
        for row in self.body() {
            let from = row * strip.columns;
            let line = strip
                .sharp
                .get(from + first..(from + last + SHARP).min(from + strip.columns));
            for pair in line.unwrap_or_default().windows(2) {
                if TONES.contains(&(pair[0] / contrast)) {
                    all += 1;
                    even += usize::from((pair[0] - pair[1]).abs() < EVEN * contrast);
                }
            }
        }
        even as f32 / all.max(MOST_TONES) as f32
    }

    pub fn stands_apart(&self, strip: &Strip, letters: &[char], alphabet: &Alphabet) -> bool {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return false;
        };
        let advance = letters
            .last()
            .map_or(0.0, |l| advance(alphabet, *l))
            .round() as usize;
        let limit = 0.35 * self.contrast(strip);
        let before = first.saturating_sub(2)..*first;
        let after = last + advance + 2..last + advance + 4;
        let is_paper = |columns: std::ops::Range<usize>| {
            let rows = self.body().map(|row| {
                let line = strip
                    .sharp
                    .get(row * strip.columns..(row + 1) * strip.columns);
                let here = line.and_then(|line| line.get(columns.clone()));
                here.map_or(0.0, |here| {
                    here.iter().sum::<f32>() / here.len().max(1) as f32
                })
            });
            let dark: Vec<f32> = rows.collect();
            dark.iter().sum::<f32>() / dark.len().max(1) as f32 <= limit
        };
        is_paper(before) && is_paper(after)
    }
}

fn advance(alphabet: &Alphabet, letter: char) -> f64 {
    alphabet
        .letter(letter)
        .map_or(UNKNOWN_ADVANCE, |letter| letter.advance)
}

/// How much a letter looks like what is in one place of a strip, from -1 to 1; `None` beyond the strip.
fn likeness(strip: &Strip, shape: &Shape, left: usize, top: usize) -> Option<f32> {
    if left + shape.columns > strip.columns || top + shape.rows > strip.rows {
        return None;
    }
    let there = strip.cells.get(left * strip.depth + top..)?;
    let sum = match shape.depth {
        FINE_DEPTH => wide_product::<FINE_DEPTH>(&shape.cells, there, strip.depth),
        COARSE_DEPTH => wide_product::<COARSE_DEPTH>(&shape.cells, there, strip.depth),
        _ => return None,
    };
    let least = FAINT * ((shape.columns * shape.rows) as f32).sqrt();
    Some(
        sum / strip
            .length(left, top, shape.columns, shape.rows)
            .max(least),
    )
}

/// The same for a letter of a font, which may stand a column to the left or right.
pub fn near_likeness(
    strip: &Strip,
    alphabet: &Alphabet,
    letter: char,
    (column, row): (usize, usize),
) -> Option<f32> {
    let shape = alphabet.letter(letter)?.shape(FINE)?;
    let around = column.saturating_sub(1)..=column + 1;
    around
        .filter_map(|column| likeness(strip, shape, column, row))
        .max_by(f32::total_cmp)
}

/// As [`product`], eight at a time where the processor can: this is most of the work on a scan. The sums are the same ones,
/// bit for bit, since each is added up in the same order and nothing is fused.
fn wide_product<const DEPTH: usize>(own: &[f32], there: &[f32], depth: usize) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[expect(
            unsafe_code,
            reason = "only so are instructions used that not every processor has"
        )]
        // SAFETY: the processor was just found to have them; all else is safe code.
        return unsafe { product_avx2::<DEPTH>(own, there, depth) };
    }
    product::<DEPTH>(own, there, depth)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn product_avx2<const DEPTH: usize>(own: &[f32], there: &[f32], depth: usize) -> f32 {
    product::<DEPTH>(own, there, depth)
}

/// The sum of the products of cells, column by column: a column has so many sums, which a processor adds up beside each
/// other.
#[inline(always)]
fn product<const DEPTH: usize>(own: &[f32], there: &[f32], depth: usize) -> f32 {
    let mut sums = [0.0_f32; DEPTH];
    for (own, there) in own.as_chunks().0.iter().zip(there.chunks(depth)) {
        let own: &[f32; DEPTH] = own;
        let Some(there) = there.first_chunk::<DEPTH>() else {
            continue;
        };
        for ((sum, a), b) in sums.iter_mut().zip(own).zip(there) {
            *sum += a * b;
        }
    }
    let quarters = sums.as_chunks::<4>().0.iter();
    let four = quarters.fold([0.0; 4], |a, b| [0, 1, 2, 3].map(|n| a[n] + b[n]));
    four.iter().sum()
}
