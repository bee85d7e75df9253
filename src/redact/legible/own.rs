//! The letters of a page as the page itself writes them, learnt from words of its layer that it surely shows.
//!
//! **Invariant:** a letter is learnt from several places, so that no word is held against itself alone.
//! **Absent:** other fonts and sizes than the commonest of the page.
//!
//! A page that is held against its own letters tells an `a` from an `o` where no font that comes with this program would.

use super::alphabet::{Alphabet, FINE, Shape};
use super::fit::{Match, Near, Pixel, Search, Word};
use super::laid::{Laid, Line, near_likeness};
use super::sheet::{Sheet, Strip};
use super::{IN_LAYER, OWN, WEAKEST, median};
use std::collections::BTreeMap;

/// Words that are asked, at most, how many letters they have, and how many must be found.
const MOST_WORDS: usize = 150;
const LETTERS: std::ops::RangeInclusive<usize> = 3..=16;
const FEWEST_WORDS: usize = 8;
/// Places of a letter from which it is learnt, at least, and places after which no more are looked for.
const FEWEST_PLACES: usize = 3;
const ENOUGH_PLACES: usize = 6;
/// In a word that teaches no other letter looks more like what is there by more than this.
const SURE_LAG: f32 = 0.12;
/// Heights of an x that differ by less than this part are of one size of letters.
const SAME_HEIGHT: f64 = 0.08;
/// A letter that is this much less like what is there than the word's is not asked for, nor more than so many; letters that differ by less than
/// this cannot be told apart; and what noise adds to any difference.
const UNLIKE: f32 = 0.2;
const RIVALS: usize = 4;
const SAME: f32 = 0.02;
const NOISE: f32 = 0.004;
/// Columns that a letter may stand beside its place when it is held against another.
const BESIDE: isize = 2;
/// Words of so many letters are as long as their layer says, where that is about what their letters are.
const LONG: usize = 6;
const SAME_WIDTH: f64 = 0.08;
/// Words are taken from all over the page: every so many-th, then those after them.
const SPREAD: usize = 8;

/// The letters of a page, and how large they are.
pub struct Own {
    pub alphabet: Alphabet,
    across: f64,
    down: f64,
    tilt: f64,
}

/// Places of a letter that were found.
#[derive(Default)]
struct Places {
    /// The sum of their ink, row by row.
    ink: Vec<f32>,
    count: usize,
    advances: Vec<f64>,
}

impl Own {
    /// `None` where too few words tell.
    pub fn learnt(
        sheet: &Sheet,
        words: &[&Word],
        fonts: &[Alphabet],
        search: &Search,
    ) -> Option<Self> {
        let sure = sure_words(sheet, words, fonts, search);
        let down = median(sure.iter().map(|(_, m)| m.pixel.down));
        let same: Vec<(&Word, Match)> = sure
            .into_iter()
            .filter(|(_, m)| (m.pixel.down / down - 1.0).abs() < SAME_HEIGHT)
            .collect();
        if same.len() < FEWEST_WORDS {
            return None;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, m) in &same {
            *counts.entry(m.way.font).or_default() += 1;
        }
        let (font, _) = counts
            .into_iter()
            .max_by_key(|(font, count)| (*count, usize::MAX - font))?;
        let of_font = || same.iter().filter(|(_, m)| m.way.font == font);
        let mut own = Self {
            alphabet: fonts.get(font)?.clone(),
            across: median(of_font().map(|(_, m)| m.pixel.across)),
            down: median(of_font().map(|(_, m)| m.pixel.down)),
            tilt: median(same.iter().map(|(_, m)| m.way.tilt)),
        };
        // Once more, now that the letters are known: they are found closer to where they are.
        own.learn(sheet, &same);
        own.learn(sheet, &same);
        Some(own)
    }

    fn learn(&mut self, sheet: &Sheet, words: &[(&Word, Match)]) {
        let mut places: BTreeMap<char, Places> = BTreeMap::new();
        for (word, m) in words {
            let line = Line::new(&self.alphabet, &word.letters);
            let near = Near {
                pixel: self.pixel(),
                shift: m.shift * word.size,
                reach: 2,
            };
            if let Some((laid, strip)) = word.laid(sheet, &line, &near, IN_LAYER.long) {
                note(&mut places, &line, &laid, &strip);
            }
        }
        for (letter, places) in places {
            let known = self.alphabet.letter(letter).map(|l| l.advance);
            if let Some(known) = known.filter(|_| places.count >= FEWEST_PLACES) {
                let advance = match places.advances.is_empty() {
                    true => known,
                    false => places.advances.iter().sum::<f64>() / places.advances.len() as f64,
                };
                let mean = places.ink.iter().map(|sum| sum / places.count as f32);
                self.alphabet.learn(letter, mean.collect(), advance);
            }
        }
    }

    fn pixel(&self) -> Pixel {
        Pixel {
            across: self.across,
            down: self.down,
            tilt: self.tilt,
        }
    }

    /// The pixels in which a word is set: a long one is as long as its layer says.
    fn pixel_of(&self, word: &Word, line: &Line<'_>, search: &Search) -> Pixel {
        let is_blank = search.blanks.first().is_some_and(|blank| *blank);
        let length = match word.length_with_blank.filter(|_| is_blank) {
            Some(length) => length,
            None => word.length,
        };
        let across = length / line.width;
        let is_near = (across / self.across - 1.0).abs() < SAME_WIDTH;
        Pixel {
            across: if is_near && word.letters.len() >= LONG {
                across
            } else {
                self.across
            },
            ..self.pixel()
        }
    }

    /// The best place of a word near that of the others of its layer, and how sure its letters are.
    pub fn found(&self, word: &Word, sheet: &Sheet, search: &Search) -> Option<(Match, Sureness)> {
        let line = Line::new(&self.alphabet, &word.letters);
        let near = Near {
            pixel: self.pixel_of(word, &line, search),
            shift: search.shift * word.size,
            reach: 4,
        };
        let (laid, strip) = word.laid(sheet, &line, &near, OWN)?;
        let sureness = sureness(&line, &laid, &strip);
        Some((word.told(&line, &near, &laid, &strip), sureness))
    }
}

/// How sure the letters of a word are.
#[derive(Clone, Copy)]
pub struct Sureness {
    /// How much more every letter looks like itself than like any other, as a part of what that would be if the page showed
    /// just the letters of the word: about one where it does, less than nothing where it shows another letter.
    pub least: f32,
    /// The same for letters of which another fits as well as the letters of the word do.
    pub doubt: f32,
}

fn sureness(line: &Line<'_>, laid: &Laid, strip: &Strip) -> Sureness {
    let mut sure = Sureness {
        least: 1.0,
        doubt: 1.0,
    };
    for (index, (letter, column)) in line.letters.iter().zip(&laid.columns).enumerate() {
        let at = |letter| near_likeness(strip, line.alphabet, letter, (*column, laid.row));
        let Some(own) = at(*letter) else { continue };
        let rivals = line.alphabet.rivals(*letter);
        let likely = rivals.filter_map(|rival| Some((at(rival)?, rival)));
        let mut likely: Vec<(f32, char)> =
            likely.filter(|(other, _)| *other > own - UNLIKE).collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, rival) in likely.into_iter().take(RIVALS) {
            let Some(spot) = Spot::of(line, laid, strip, (index, rival)) else {
                continue;
            };
            let ((shown, _), (instead, same)) = (spot.best(spot.own), spot.best(spot.rival));
            let apart = 1.0 - same;
            if apart > SAME {
                let part = (shown - instead + NOISE) / apart;
                sure.least = sure.least.min(part);
                if instead > laid.score {
                    sure.doubt = sure.doubt.min(part);
                }
            }
        }
    }
    sure
}

/// The place of one letter of a word that was laid over a strip, with the letters beside it.
struct Spot<'a> {
    own: &'a Shape,
    rival: &'a Shape,
    /// What is there, column by column.
    seen: Vec<f32>,
    /// What the letters beside it would leave there.
    beside: Vec<f32>,
    /// The same with the letter.
    ideal: Vec<f32>,
}

impl<'a> Spot<'a> {
    fn of(
        line: &Line<'a>,
        laid: &Laid,
        strip: &Strip,
        (index, rival): (usize, char),
    ) -> Option<Self> {
        let shape = |letter| line.alphabet.letter(letter)?.shape(FINE);
        let (own, rival) = (shape(*line.letters.get(index)?)?, shape(rival)?);
        let left = *laid.columns.get(index)?;
        let columns = own.columns.max(rival.columns).min(strip.columns - left);
        let seen = (left..left + columns).flat_map(|column| {
            let from = column * strip.depth + laid.row;
            strip.cells.get(from..from + own.rows).unwrap_or_default()
        });
        let mut beside = vec![0.0; columns * own.rows];
        let near = index.saturating_sub(2)..(index + 3).min(line.letters.len());
        for near in near.filter(|near| *near != index) {
            let at = *laid.columns.get(near)? as isize - left as isize;
            if let Some(near) = line.letters.get(near).and_then(|l| shape(*l)) {
                set(&mut beside, near, at);
            }
        }
        let mut ideal = beside.clone();
        set(&mut ideal, own, 0);
        Some(Self {
            own,
            rival,
            seen: seen.copied().collect(),
            beside,
            ideal,
        })
    }

    /// How much a letter looks like what is there where it does so most, and how much it looks like the letter of the word.
    fn best(&self, letter: &Shape) -> (f32, f32) {
        let whole = (-BESIDE..=BESIDE).map(|at| {
            let mut ink = self.beside.clone();
            set(&mut ink, letter, at);
            ink
        });
        let whole: Vec<Vec<f32>> = whole.collect();
        // Between two columns too: a letter starts where it starts.
        let between = whole.iter().zip(whole.iter().skip(1)).map(|(a, b)| {
            let pairs = a.iter().zip(b);
            pairs.map(|(a, b)| 0.5 * (a + b)).collect()
        });
        let between: Vec<Vec<f32>> = between.collect();
        let all = whole.iter().chain(&between);
        let told = all.map(|ink| (alike(&self.seen, ink), ink));
        let best = told.max_by(|a, b| a.0.total_cmp(&b.0));
        best.map_or((0.0, 1.0), |(seen, ink)| (seen, alike(&self.ideal, ink)))
    }
}

/// Sets a letter into a place of so many rows, column by column.
fn set(ink: &mut [f32], shape: &Shape, at: isize) {
    for (column, own) in shape.ink.chunks_exact(shape.rows).enumerate() {
        let Ok(column) = usize::try_from(at + column as isize) else {
            continue;
        };
        let from = column * shape.rows;
        let there = ink.get_mut(from..from + shape.rows).into_iter().flatten();
        there.zip(own).for_each(|(a, b)| *a = a.max(*b));
    }
}

/// How much two pictures look alike, from -1 to 1.
fn alike(a: &[f32], b: &[f32]) -> f32 {
    // Of either the sum and that of the squares, and that of the products, eight of each beside each other.
    let mut sums = [[0.0_f32; 8]; 5];
    let mut add = |lane: usize, a: f32, b: f32| {
        let values = [a, b, a * a, b * b, a * b];
        sums.iter_mut()
            .zip(values)
            .for_each(|(sum, v)| sum[lane] += v);
    };
    let ((eights_a, rest_a), (eights_b, rest_b)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (a, b) in eights_a.iter().zip(eights_b) {
        (0..8).for_each(|lane| add(lane, a[lane], b[lane]));
    }
    rest_a.iter().zip(rest_b).for_each(|(a, b)| add(0, *a, *b));
    let [a_sum, b_sum, a_squares, b_squares, products] = sums.map(|s| s.iter().sum::<f32>());
    let count = a.len().max(1) as f32;
    let lengths = (a_squares - a_sum * a_sum / count) * (b_squares - b_sum * b_sum / count);
    (products - a_sum * b_sum / count) / lengths.max(0.0).sqrt().max(1e-6)
}

/// The words that are surely shown, until every letter was seen often enough.
fn sure_words<'w>(
    sheet: &Sheet,
    words: &[&'w Word],
    fonts: &[Alphabet],
    search: &Search,
) -> Vec<(&'w Word, Match)> {
    let search = Search {
        least: IN_LAYER.long,
        ..search.clone()
    };
    let long: Vec<&Word> = words
        .iter()
        .filter(|w| LETTERS.contains(&w.letters.len()))
        .copied()
        .collect();
    let spread = (0..SPREAD).flat_map(|from| long.iter().skip(from).step_by(SPREAD));
    let mut seen: BTreeMap<char, usize> = BTreeMap::new();
    let mut sure = Vec::new();
    let mut asked = 0;
    for word in spread {
        let is_known = |l: &char| seen.get(l).is_some_and(|n| *n >= ENOUGH_PLACES);
        if asked >= MOST_WORDS || word.letters.iter().all(is_known) {
            continue;
        }
        asked += 1;
        let found = word.matched(sheet, fonts, &search);
        let is_sure =
            |m: &Match| m.value() > IN_LAYER.long && m.weakest >= WEAKEST && m.most_lag <= SURE_LAG;
        if let Some(found) = found.filter(is_sure) {
            for letter in &word.letters {
                *seen.entry(*letter).or_default() += 1;
            }
            sure.push((*word, found));
        }
    }
    sure
}

/// Adds the letters of a word to the places that are known of them.
fn note(places: &mut BTreeMap<char, Places>, line: &Line<'_>, laid: &Laid, strip: &Strip) {
    let next = laid.columns.iter().skip(1).map(Some).chain([None]);
    for ((letter, column), next) in line.letters.iter().zip(&laid.columns).zip(next) {
        let Some(shape) = line.alphabet.letter(*letter).and_then(|l| l.shape(FINE)) else {
            continue;
        };
        let rows = (laid.row..laid.row + shape.rows).flat_map(|row| {
            let here = *column..column + shape.columns;
            here.filter_map(move |column| strip.cells.get(column * strip.depth + row))
        });
        let place = places.entry(*letter).or_default();
        place.count += 1;
        place.ink.resize(shape.columns * shape.rows, 0.0);
        let here = rows.map(|v| v / 255.0);
        place
            .ink
            .iter_mut()
            .zip(here)
            .for_each(|(sum, v)| *sum += v);
        place
            .advances
            .extend(next.map(|next| *next as f64 - *column as f64));
    }
}
