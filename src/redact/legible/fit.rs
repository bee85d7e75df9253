//! How well the page shows a word: in which font and size, and how far beside the place that the layer gives it.
//!
//! **Invariant:** what is coarsely unlike the word is never taken for it; what is coarsely like it is asked finely.
//! **Absent:** what is well enough.

use super::alphabet::{Alphabet, COARSE, FINE, Grain, X_HEIGHT};
use super::laid::{Laid, Line, PAD, near_likeness};
use super::sheet::{Place, Sheet, Strip};
use kurbo::{Point, Vec2};

/// What a lag takes from the score.
const LAG_COST: f32 = 3.0;
/// Letters that follow each other of which the least clear are asked for.
const WINDOW: usize = 3;
/// What scores this much less than the best is not asked for its lag.
const CLOSE: f32 = 0.06;
/// Ways of which the coarse cells promise this much less than the best, or than what is asked, are not looked at finely,
/// nor are more than so many, nor rows further from what they promise.
const SCORE_DOUBT: f32 = 0.1;
const LIKELIEST: usize = 9;
/// Of a word of few letters coarse cells tell less.
const FEW_LETTERS: usize = 4;
const NEARBY: usize = 2;
/// A word may be set this much narrower or wider than a font sets it.
const NARROW: f64 = 0.5;
const WIDE: f64 = 2.0;
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
    /// Fonts that are asked in every size.
    pub fonts: Vec<usize>,
    /// Fonts that are asked in the size that looks best.
    pub more_fonts: Vec<usize>,
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
    /// By how much another letter looks more like what is there than any of the word.
    pub most_lag: f32,
    pub way: Trial,
    pub pixel: Pixel,
    pub shift: Vec2,
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

/// One of the ways in which a search looks for a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trial {
    pub font: usize,
    pub height: f64,
    pub blank: bool,
    pub tilt: f64,
}

/// The size of a pixel of a strip, in points, and how much the line runs down, per point along the layer.
#[derive(Clone, Copy, Debug)]
pub struct Pixel {
    pub across: f64,
    pub down: f64,
    pub tilt: f64,
}

/// A place beside that of the layer, in points along and across the line, and the rows that are asked above and below.
#[derive(Clone, Copy)]
pub struct Near {
    pub pixel: Pixel,
    pub shift: Vec2,
    pub reach: usize,
}

/// What a way promises.
struct Promise {
    way: Trial,
    score: f32,
    /// How far below the place that was searched, in points.
    below: f64,
}

impl Search {
    fn ways(&self) -> Vec<Trial> {
        let mut ways = Vec::new();
        for tilt in &self.tilts {
            for blank in &self.blanks {
                for height in &self.heights {
                    ways.extend(self.fonts.iter().map(|font| Trial {
                        font: *font,
                        height: *height,
                        blank: *blank,
                        tilt: *tilt,
                    }));
                }
            }
        }
        ways
    }
}

impl Word {
    /// The best match in some fonts and sizes. Few ways are looked at finely: those that promise most; one that is good
    /// enough ends the search.
    pub fn matched(&self, sheet: &Sheet, fonts: &[Alphabet], search: &Search) -> Option<Match> {
        let mut best: Option<Match> = None;
        for Promise { way, below, .. } in self.promises(sheet, fonts, search) {
            let line = Line::new(fonts.get(way.font)?, &self.letters);
            // A match is worth its score at most.
            let close = |m: Match| m.value().max(m.score - CLOSE);
            let least = best.map_or(search.least, |m| search.least.max(close(m)));
            let near = Near {
                pixel: self.pixel(&line, way)?,
                shift: search.shift * self.size + Vec2::new(0.0, below),
                reach: NEARBY,
            };
            let Some(found) = self.found(sheet, &line, &near, least) else {
                continue;
            };
            if best.is_none_or(|best| found.value() > best.value()) {
                best = Some(Match { way, ..found });
            }
            if found.value() > search.enough {
                break;
            }
        }
        best
    }

    /// The ways that promise most, the best first, as coarse cells tell: the common fonts in every size, and the others in
    /// the size that looks best.
    fn promises(&self, sheet: &Sheet, fonts: &[Alphabet], search: &Search) -> Vec<Promise> {
        let mut promises: Vec<Promise> = Vec::new();
        let mut least = search.least - SCORE_DOUBT;
        let mut ask = |way: Trial, promises: &mut Vec<Promise>| {
            let promise = self.promised(sheet, fonts, search, way, least);
            least = promise
                .as_ref()
                .map_or(least, |p| least.max(p.score - SCORE_DOUBT));
            promises.extend(promise);
        };
        for way in search.ways() {
            ask(way, &mut promises);
        }
        promises.sort_by(|a, b| b.score.total_cmp(&a.score));
        if let Some(way) = promises.first().map(|best| best.way) {
            for font in &search.more_fonts {
                ask(Trial { font: *font, ..way }, &mut promises);
            }
        }
        promises.sort_by(|a, b| b.score.total_cmp(&a.score));
        let is_short = self.letters.len() <= FEW_LETTERS;
        promises.truncate(if is_short { 2 * LIKELIEST } else { LIKELIEST });
        promises
    }

    fn promised(
        &self,
        sheet: &Sheet,
        fonts: &[Alphabet],
        search: &Search,
        way: Trial,
        least: f32,
    ) -> Option<Promise> {
        let line = Line::new(fonts.get(way.font)?, &self.letters);
        let near = Near {
            pixel: self.pixel(&line, way)?,
            shift: search.shift * self.size,
            reach: search.reach,
        };
        let (strip, _) = self.strip(sheet, line.width, &near, COARSE);
        let reach = COARSE.cells(search.reach);
        let laid = line.laid(&strip, COARSE, outwards(reach), least)?;
        let below = laid.row as f64 - reach as f64;
        Some(Promise {
            way,
            score: laid.score,
            below: below * COARSE.0 as f64 * near.pixel.down,
        })
    }

    /// The best match in one place; `None` where it scores less than `least`.
    fn found(&self, sheet: &Sheet, line: &Line<'_>, near: &Near, least: f32) -> Option<Match> {
        let (laid, strip) = self.laid(sheet, line, near, least)?;
        Some(self.told(line, near, &laid, &strip))
    }

    /// Lays the word over the page in one place.
    pub fn laid(
        &self,
        sheet: &Sheet,
        line: &Line<'_>,
        near: &Near,
        least: f32,
    ) -> Option<(Laid, Strip)> {
        let (strip, place) = self.strip(sheet, line.width, near, FINE);
        let laid = line.laid(&strip, FINE, outwards(near.reach), least)?;
        Some((laid, sheet.sharpened(strip, place)))
    }

    /// What a word that was laid over the page tells.
    pub fn told(&self, line: &Line<'_>, near: &Near, laid: &Laid, strip: &Strip) -> Match {
        let letters = letters_found(strip, line.alphabet, &self.letters, laid);
        let of_digits = letters.iter().filter(|l| l.is_digit);
        let lags = letters.iter().map(|l| l.lag);
        Match {
            score: laid.score,
            lag: lags.clone().sum::<f32>() / letters.len().max(1) as f32,
            most_lag: lags.fold(0.0, f32::max),
            weakest: weakest(&letters),
            digit_lag: of_digits.map(|l| l.lag).fold(0.0, f32::max),
            evenness: laid.evenness(strip),
            way: Trial::default(),
            pixel: near.pixel,
            contrast: laid.contrast(strip),
            stands_apart: laid.stands_apart(strip, &self.letters, line.alphabet),
            shift: self.shift(laid, near, line),
        }
    }

    fn down(&self) -> Vec2 {
        Vec2::new(-self.along.y, self.along.x)
    }

    /// The size of a pixel in which the word is as long as it should be.
    fn pixel(&self, line: &Line<'_>, way: Trial) -> Option<Pixel> {
        let length = if way.blank {
            self.length_with_blank?
        } else {
            self.length
        };
        let across = length / line.width;
        let down = way.height * self.size / X_HEIGHT;
        let tilt = way.tilt;
        let pixel = Pixel { across, down, tilt };
        (NARROW..WIDE).contains(&(across / down)).then_some(pixel)
    }

    /// The strip in which a word of so many pixels should stand, and where it lies.
    fn strip(&self, sheet: &Sheet, width: f64, near: &Near, grain: Grain) -> (Strip, Place) {
        let cell = grain.0 as f64;
        let run = self.along + self.down() * near.pixel.tilt;
        let (across, down) = (
            run * (near.pixel.across * cell),
            self.down() * (near.pixel.down * cell),
        );
        let shifted = self.start + self.along * near.shift.x + self.down() * near.shift.y;
        let (pad, reach) = (grain.cells(PAD), grain.cells(near.reach));
        let corner = shifted - across * pad as f64 - down * (grain.above() + reach) as f64;
        let place = Place {
            corner,
            across,
            down,
        };
        let columns = (width / cell).ceil() as usize + 2 * pad;
        let rows = grain.rows() + 2 * reach;
        (sheet.strip(place, columns, rows), place)
    }

    /// How far the picture turned out to lie beside the layer, in font sizes.
    fn shift(&self, laid: &Laid, near: &Near, line: &Line<'_>) -> Vec2 {
        let beside: Vec<f64> = laid
            .columns
            .iter()
            .zip(&line.places)
            .map(|(column, place)| *column as f64 + 1.0 - PAD as f64 - place)
            .collect();
        let mean = beside.iter().sum::<f64>() / beside.len().max(1) as f64;
        let below = laid.row as f64 - near.reach as f64;
        (near.shift + Vec2::new(mean * near.pixel.across, below * near.pixel.down)) / self.size
    }
}

/// How much each letter looks like what is there, and by how much others look more like it.
fn letters_found(
    strip: &Strip,
    alphabet: &Alphabet,
    letters: &[char],
    laid: &Laid,
) -> Vec<LetterFit> {
    let at = |letter, column| near_likeness(strip, alphabet, letter, (column, laid.row));
    let mut found = Vec::new();
    for (letter, column) in letters.iter().zip(&laid.columns) {
        let Some(own) = at(*letter, *column) else {
            continue;
        };
        let others = alphabet.others(*letter);
        let best = others
            .filter_map(|other| at(other, *column))
            .fold(own, f32::max);
        found.push(LetterFit {
            own,
            lag: best - own,
            is_digit: letter.is_ascii_digit(),
        });
    }
    found
}

/// The rows of a strip, from the likeliest to those above and below.
fn outwards(reach: usize) -> impl Iterator<Item = usize> {
    let rows = (0..=reach).flat_map(move |far| [reach - far, reach + far]);
    rows.skip(1)
}

/// One letter of a word.
struct LetterFit {
    own: f32,
    lag: f32,
    is_digit: bool,
}

/// The least value of any few letters that follow each other.
fn weakest(letters: &[LetterFit]) -> f32 {
    let few = WINDOW.min(letters.len().max(1));
    let values = letters.windows(few).map(|window| {
        let sum: f32 = window.iter().map(|l| l.own - LAG_COST * l.lag).sum();
        sum / few as f32
    });
    values.fold(1.0, f32::min)
}
