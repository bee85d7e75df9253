//! How well a strip of a page shows a word: its letters are laid over the strip one after the other, each a little to
//! the left or right, as a font that nobody has here would set them.
//!
//! **Invariant:** a letter that cannot be drawn counts for nothing, neither for nor against.
//! **Absent:** what is well enough.

use super::alphabet::{ABOVE, Alphabet, LANES, ROWS, Shape, X_HEIGHT};
use super::sheet::{Place, Sheet, Strip};
use kurbo::{Point, Vec2};

/// Columns of the strip before and after the word.
const PAD: usize = 9;
/// A letter may stand this many columns beside its place in the word, in a long word one more for each letter beyond
/// the eighth, and this many beside the one before it.
const APART: usize = 6;
const MOST_APART: usize = 18;
const STEP: isize = 2;
/// What each column of such a step takes from the score.
const STEP_COST: f32 = 0.02;
/// What lies this far behind the best is not followed any further.
const HOPELESS: f32 = 1.0;
/// Columns of the last letter that are looked at for its darkness.
const SHARP: usize = 6;
/// Ink that varies less than this, per pixel, is none.
const FAINT: f32 = 4.0;
/// What a lag takes from the score.
const LAG_COST: f32 = 3.0;
/// Letters that follow each other of which the least clear are asked for.
const WINDOW: usize = 3;
/// Tones from here to there, of the contrast of a word, are those of edges; they are even where neighbours differ by less.
const TONES: std::ops::Range<f32> = 0.2..0.8;
const EVEN: f32 = 0.02;
/// Fewer tones say nothing.
const MOST_TONES: usize = 20;
/// What scores this much less than the best is not asked for its lag.
const CLOSE: f32 = 0.06;
/// The advance of a letter that cannot be drawn.
const UNKNOWN_ADVANCE: f64 = 10.0;
/// A word may be set this much narrower or wider than a font sets it.
const NARROW: f64 = 0.5;
const WIDE: f64 = 2.0;
/// Letters that a place might show instead.
const OTHERS: &str = "abcdeghkmnopqrstuvwxyzABDEGHKMNRSTW023456789";
/// Letters that look the same in one font or another.
const ALIKE: [&str; 17] = [
    "lI1i|!j", "oO0Q", "cC", "sS5", "vV", "wW", "xX", "zZ2", "kK", "pP", "uU", "yY", ".,:;'", "-–",
    "nh", "8B", "69gqb",
];

/// A word of a layer of text, as it is asked.
pub struct Word {
    pub letters: Vec<char>,
    /// Where it starts on its baseline, in which direction it runs (a length of one) and how far, in points.
    pub start: Point,
    pub along: Vec2,
    pub length: f64,
    /// The same with the blank after it, where all letters are of one width: programs that read scans spread a word and
    /// its blank over the place of the word alone.
    pub length_with_blank: Option<f64>,
    /// Font size in points.
    pub size: f64,
}

/// Where and how a word is looked for.
#[derive(Clone)]
pub struct Search {
    pub fonts: Vec<usize>,
    /// Heights of an x, as parts of the font size.
    pub heights: Vec<f64>,
    /// How far the picture lies beside the layer, in font sizes along and across the line.
    pub shift: Vec2,
    /// Rows above and below that.
    pub reach: usize,
    /// Whether a word is as long as it is with the blank after it.
    pub blanks: Vec<bool>,
    /// How much the lines of the picture run down, per point along the layer.
    pub tilts: Vec<f64>,
    /// A value from which nothing better need be looked for.
    pub enough: f32,
    /// What scores no more than this is not asked any further: whoever asks takes nothing of it. A match is worth its
    /// score at most.
    pub least: f32,
}

/// The best place that was found.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// How much the letters look like what is there, at most 1.
    pub score: f32,
    /// By how much other letters look more like it, on average.
    pub lag: f32,
    pub font: usize,
    pub height: f64,
    pub shift: Vec2,
    pub blank: bool,
    pub tilt: f64,
    /// How much darker the letters are than the paper around them, of 255.
    pub contrast: f32,
    /// The score, less the lag, of the least clear letters that follow each other.
    pub weakest: f32,
    /// By how much another digit looks more like what is there than one of the word.
    pub digit_lag: f32,
    /// The share of the tones between ink and paper that lie in even patches.
    pub evenness: f32,
    /// Whether there is paper before and after the word.
    pub stands_apart: bool,
}

impl Match {
    /// How clearly the word is shown: at most 1.
    pub fn value(&self) -> f32 {
        self.score - LAG_COST * self.lag
    }
}

/// A word laid over a strip.
struct Laid {
    score: f32,
    row: usize,
    /// The first column of each letter.
    columns: Vec<usize>,
}

/// One of the ways in which a search looks for a word.
#[derive(Clone, Copy)]
struct Way {
    font: usize,
    height: f64,
    blank: bool,
    tilt: f64,
}

impl Search {
    fn ways(&self) -> impl Iterator<Item = Way> + '_ {
        let settings = self.tilts.iter().flat_map(|tilt| {
            let blanks = self.blanks.iter().map(|blank| (*tilt, *blank));
            blanks.collect::<Vec<_>>()
        });
        settings.flat_map(move |(tilt, blank)| {
            self.heights.iter().flat_map(move |height| {
                self.fonts.iter().map(move |font| Way {
                    font: *font,
                    height: *height,
                    blank,
                    tilt,
                })
            })
        })
    }
}

impl Laid {
    /// Rows between the top of an x and the baseline.
    fn body(&self) -> std::ops::Range<usize> {
        let baseline = self.row + ABOVE;
        baseline - X_HEIGHT as usize..baseline
    }

    fn contrast(&self, strip: &Strip) -> f32 {
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
    fn evenness(&self, strip: &Strip) -> f32 {
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

    fn stands_apart(&self, strip: &Strip, letters: &[char], alphabet: &Alphabet) -> bool {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return false;
        };
        let advance = letters
            .last()
            .map_or(0.0, |l| Word::advance(alphabet, *l))
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

impl Word {
    /// The best match in some fonts and sizes. One that is good enough ends the
    /// search, the usual fonts and sizes being asked first.
    pub fn matched(&self, sheet: &Sheet, fonts: &[Alphabet], search: &Search) -> Option<Match> {
        let mut best: Option<Match> = None;
        for way in search.ways() {
            let alphabet = fonts.get(way.font)?;
            let least = best.map_or(search.least, |m| search.least.max(m.score - CLOSE));
            let Some(found) = self.found(sheet, alphabet, search, way, least) else {
                continue;
            };
            if best.is_none_or(|best| found.value() > best.value()) {
                best = Some(found);
            }
            if found.value() > search.enough {
                break;
            }
        }
        best
    }

    /// The best match in one way; `None` where it scores less than `least`.
    fn found(
        &self,
        sheet: &Sheet,
        alphabet: &Alphabet,
        search: &Search,
        way: Way,
        least: f32,
    ) -> Option<Match> {
        let (strip, place) = self.strip(sheet, alphabet, search, way)?;
        let laid = self.laid(&strip, alphabet, search.reach, least)?;
        let strip = sheet.sharpened(strip, place);
        let letters = self.letters_found(&strip, alphabet, &laid);
        let of_digits = letters.iter().filter(|l| l.is_digit);
        Some(Match {
            score: laid.score,
            lag: letters.iter().map(|l| l.lag).sum::<f32>() / letters.len().max(1) as f32,
            weakest: weakest(&letters),
            digit_lag: of_digits.map(|l| l.lag).fold(0.0, f32::max),
            evenness: laid.evenness(&strip),
            font: way.font,
            height: way.height,
            blank: way.blank,
            tilt: way.tilt,
            contrast: laid.contrast(&strip),
            stands_apart: laid.stands_apart(&strip, &self.letters, alphabet),
            shift: self.shift(&laid, &place, search, alphabet),
        })
    }

    fn advance(alphabet: &Alphabet, letter: char) -> f64 {
        alphabet
            .shape(letter)
            .map_or(UNKNOWN_ADVANCE, |shape| shape.advance)
    }

    /// The places of the letters from the start of the word, and the end of the last one, in pixels.
    fn places(&self, alphabet: &Alphabet) -> (Vec<f64>, f64) {
        let mut at = 0.0;
        let places = self.letters.iter().map(|letter| {
            let here = at;
            at += Self::advance(alphabet, *letter);
            here
        });
        (places.collect(), at)
    }

    fn down(&self) -> Vec2 {
        Vec2::new(-self.along.y, self.along.x)
    }

    /// The strip in which the word should stand in one font and size, and where it lies.
    fn strip(
        &self,
        sheet: &Sheet,
        alphabet: &Alphabet,
        search: &Search,
        way: Way,
    ) -> Option<(Strip, Place)> {
        let (_, width) = self.places(alphabet);
        let length = if way.blank {
            self.length_with_blank?
        } else {
            self.length
        };
        let across = length / width;
        let down = way.height * self.size / X_HEIGHT;
        if !(NARROW..WIDE).contains(&(across / down)) {
            return None;
        }
        let run = self.along + self.down() * way.tilt;
        let (across, down) = (run * across, self.down() * down);
        let shifted = self.start
            + self.along * (search.shift.x * self.size)
            + self.down() * (search.shift.y * self.size);
        let corner = shifted - across * PAD as f64 - down * (ABOVE + search.reach) as f64;
        let place = Place {
            corner,
            across,
            down,
        };
        let columns = width.ceil() as usize + 2 * PAD;
        let rows = ROWS + 2 * search.reach;
        Some((sheet.strip(place, columns, rows), place))
    }

    /// Lays the letters over a strip as well as it goes.
    fn laid(&self, strip: &Strip, alphabet: &Alphabet, reach: usize, least: f32) -> Option<Laid> {
        let (places, _) = self.places(alphabet);
        let shapes: Vec<Option<&Shape>> = self.letters.iter().map(|l| alphabet.shape(*l)).collect();
        let known = shapes.iter().flatten().count();
        if known == 0 || 3 * known < 2 * shapes.len() {
            return None;
        }
        let mut best: Option<Laid> = None;
        let mut least = least * known as f32;
        // From the likeliest row to those above and below.
        let rows = (0..=reach).flat_map(|far| [reach - far, reach + far]);
        for row in rows.skip(1) {
            if let Some(laid) = laid_in_row(strip, &shapes, &places, row, least) {
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

    /// How far the picture turned out to lie beside the layer.
    fn shift(&self, laid: &Laid, place: &Place, search: &Search, alphabet: &Alphabet) -> Vec2 {
        let (places, _) = self.places(alphabet);
        let beside: Vec<f64> = laid
            .columns
            .iter()
            .zip(&places)
            .map(|(column, place)| *column as f64 + 1.0 - PAD as f64 - place)
            .collect();
        let mean = beside.iter().sum::<f64>() / beside.len().max(1) as f64;
        let below = laid.row as f64 - search.reach as f64;
        search.shift
            + Vec2::new(
                mean * place.across.hypot() / self.size,
                below * place.down.hypot() / self.size,
            )
    }

    /// How much each letter looks like what is there, and by how much others look more like it.
    fn letters_found(&self, strip: &Strip, alphabet: &Alphabet, laid: &Laid) -> Vec<Found> {
        let at = |letter: char, column: usize| {
            let shape = alphabet.shape(letter)?;
            let around = column.saturating_sub(1)..=column + 1;
            around
                .filter_map(|column| likeness(strip, shape, column, laid.row))
                .max_by(f32::total_cmp)
        };
        let mut found = Vec::new();
        for (letter, column) in self.letters.iter().zip(&laid.columns) {
            let Some(own) = at(*letter, *column) else {
                continue;
            };
            let others = OTHERS.chars().filter(|o| !are_alike(*o, *letter));
            let best = others
                .filter_map(|other| at(other, *column))
                .fold(own, f32::max);
            found.push(Found {
                own,
                lag: best - own,
                is_digit: letter.is_ascii_digit(),
            });
        }
        found
    }
}

/// One letter of a word.
struct Found {
    own: f32,
    lag: f32,
    is_digit: bool,
}

/// The least value of any few letters that follow each other.
fn weakest(letters: &[Found]) -> f32 {
    let few = WINDOW.min(letters.len().max(1));
    let values = letters.windows(few).map(|window| {
        let sum: f32 = window.iter().map(|l| l.own - LAG_COST * l.lag).sum();
        sum / few as f32
    });
    values.fold(1.0, f32::min)
}

fn are_alike(a: char, b: char) -> bool {
    // Of a number every digit counts.
    let are_digits = a.is_ascii_digit() && b.is_ascii_digit();
    let both = |letters: &&str| letters.contains(a) && letters.contains(b);
    a == b || !are_digits && ALIKE.iter().any(both)
}

/// How much a letter looks like what is in one place of a strip, from -1 to 1; `None` beyond the strip.
fn likeness(strip: &Strip, shape: &Shape, left: usize, top: usize) -> Option<f32> {
    if left + shape.columns > strip.columns || top + ROWS > strip.rows {
        return None;
    }
    // Eight sums at a time, which is what a processor adds up at once.
    let mut sums = [0.0_f32; LANES];
    for (row, line) in shape.cells.chunks_exact(shape.stride).enumerate() {
        let from = (top + row) * strip.stride + left;
        let there = strip.cells.get(from..from + shape.stride)?;
        for (a, b) in line.chunks_exact(LANES).zip(there.chunks_exact(LANES)) {
            for lane in 0..LANES {
                sums[lane] += a[lane] * b[lane];
            }
        }
    }
    let sum: f32 = sums.iter().sum();
    let least = FAINT * ((shape.columns * ROWS) as f32).sqrt();
    Some(sum / strip.length(left, top, shape.columns, ROWS).max(least))
}

/// The best way to lay letters over one row of a strip: each near its place, none far from where the one before it says.
fn laid_in_row(
    strip: &Strip,
    shapes: &[Option<&Shape>],
    places: &[f64],
    row: usize,
    least: f32,
) -> Option<Laid> {
    let apart = (APART + shapes.len().saturating_sub(8)).min(MOST_APART);
    let window = 2 * apart + 1;
    let column = |index: usize, offset: usize| {
        let place = places.get(index).copied().unwrap_or_default().round() as usize;
        (place + PAD + offset).checked_sub(1 + apart)
    };
    let mut sums = vec![f32::NEG_INFINITY; window];
    sums[apart - APART..=apart + APART].fill(0.0);
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(shapes.len());
    for (index, shape) in shapes.iter().enumerate() {
        let sums_best = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut next = vec![f32::NEG_INFINITY; window];
        let mut came = vec![0; window];
        for (offset, (next, came)) in next.iter_mut().zip(&mut came).enumerate() {
            // What no step leads to need not be looked at.
            let low = offset.saturating_sub(STEP as usize);
            let high = (offset + STEP as usize).min(window - 1);
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
            for step in -STEP..=STEP {
                let before = offset as isize - step;
                let Some(sum) = usize::try_from(before).ok().and_then(|b| sums.get(b)) else {
                    continue;
                };
                let free = index == 0 && step == 0 || index > 0;
                let sum = sum + here - STEP_COST * step.unsigned_abs() as f32;
                if free && sum > *next {
                    (*next, *came) = (sum, before.unsigned_abs());
                }
            }
        }
        sums = next;
        from.push(came);
        let best = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        if best + (shapes.len() - 1 - index) as f32 <= least {
            return None;
        }
    }
    let last = (0..window).max_by(|a, b| sums[*a].total_cmp(&sums[*b]))?;
    let score = sums[last];
    let mut columns = Vec::with_capacity(shapes.len());
    let mut offset = last;
    for (index, came) in from.iter().enumerate().rev() {
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
