//! A word of the layer, and the places in which it is looked for.

use super::fit::{BestFit, CLEAR, Part, best_in};
use super::ground::{Ground, Place, Strip};
use super::letters::{ABOVE, Picture, ROWS, X_HEIGHT, fonts, plain};
use super::search::Search;
use crate::model::page::geometry::PagePoint;
use crate::model::page::text::PageChar;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// Letters that are looked for together, at most.
const TOGETHER: usize = 4;
/// A word may be set this much narrower or wider than a font sets it.
const NARROW: f64 = 0.6;
const WIDE: f64 = 1.6;
/// Longer words are none.
const LONGEST: usize = 64;

/// A word of the layer.
pub struct Word {
    pub letters: Vec<char>,
    /// Where it starts on its baseline, and in which direction it runs (a length of one).
    start: PagePoint,
    along: (f64, f64),
    /// In points.
    length: f64,
    height: f64,
}

/// The part of the page in which a word of one height stands, whatever its font.
struct Band {
    height: f64,
    blank: bool,
    /// Points from one cell to the next.
    step: f64,
    /// Cells that the word is long, and those that are looked at.
    length: f64,
    columns: usize,
}

impl Word {
    /// `None` for one that stands on no line.
    pub fn of(chars: &[PageChar]) -> Option<Self> {
        let (first, last) = (chars.first()?, chars.last()?);
        let angle = f64::from(first.angle).to_radians();
        let along = (angle.cos(), angle.sin());
        let far = |c: &PageChar, (x, y): (f64, f64)| {
            let (w, h) = (c.cell.width() / 2.0, c.cell.height() / 2.0);
            let middle = c.cell.center();
            let from = (middle.x - first.origin.x) * x + (middle.y - first.origin.y) * y;
            (from, w * x.abs() + h * y.abs())
        };
        let (middle, half) = far(last, along);
        let (_, half_height) = far(first, (-along.1, along.0));
        let font = fonts().first()?;
        let letters = chars.iter().map(|c| c.text).nfkc();
        let letters: Vec<char> = letters.map(|letter| plain(letter, font)).collect();
        let known = letters.iter().filter(|l| font.has(**l)).count();
        let (length, height) = (middle + half, 2.0 * half_height);
        let is_word = letters.len() <= LONGEST && 3 * known >= 2 * letters.len();
        (length > 0.0 && height > 0.0 && is_word).then_some(Self {
            letters,
            start: first.origin,
            along,
            length,
            height,
        })
    }

    /// The letters in parts of about the same length.
    fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        let letters = self.letters.len();
        let count = letters.div_ceil(TOGETHER);
        (0..count).map(move |part| part * letters / count..(part + 1) * letters / count)
    }

    /// The best place; one that is clear ends the search.
    pub fn found(&self, ground: &Ground, search: &Search) -> Option<BestFit> {
        let mut best: Option<BestFit> = None;
        for blank in &search.blanks {
            for height in &search.heights {
                let band = self.band(search, *height, *blank);
                let strip = OnceCell::new();
                let strip = || strip.get_or_init(|| Rc::new(self.strip(ground, search, &band)));
                for font in &search.fonts {
                    let found = self.found_in(&band, *font, search, strip);
                    let Some(found) = found else { continue };
                    let score = found.score;
                    if best.as_ref().is_none_or(|best| score > best.score) {
                        best = Some(found);
                    }
                    if score > CLEAR {
                        return best;
                    }
                }
            }
        }
        best
    }

    fn band(&self, search: &Search, height: f64, blank: bool) -> Band {
        let count = self.letters.len() as f64;
        let length = if blank {
            self.length * (count + 1.0) / count
        } else {
            self.length
        };
        let step = height * self.height / X_HEIGHT;
        Band {
            height,
            blank,
            step,
            length: length / step,
            columns: (length / step) as usize + 2 * search.beside + 4,
        }
    }

    /// The best place in one font. `strip` is the page there, which is made when a font is first laid over it.
    fn found_in<'s>(
        &self,
        band: &Band,
        number: usize,
        search: &Search,
        strip: impl Fn() -> &'s Rc<Strip>,
    ) -> Option<BestFit> {
        let font = fonts().get(number)?;
        let natural: usize = self.letters.iter().map(|l| font.width(*l)).sum();
        let stretched = band.length / natural as f64;
        if !(NARROW..WIDE).contains(&stretched) {
            return None;
        }
        let strip = strip();
        let rows = 2 * search.rows + 1;
        let mut sums = vec![0.0; rows];
        let mut tried: Vec<(Range<usize>, Picture, usize)> = Vec::new();
        let mut left = 0.0;
        for letters in self.parts() {
            let own = self.letters.get(letters.clone())?;
            let width = own.iter().map(|l| font.width(*l)).sum::<usize>() as f64 * stretched;
            let picture = font.picture(own, (width.round() as usize).max(2))?;
            let from = left as usize;
            for (row, sum) in sums.iter_mut().enumerate() {
                *sum += best_in(&picture, strip, from..from + 2 * search.beside + 1, row).0;
            }
            tried.push((letters, picture, from));
            left += width;
        }
        let (row, sum) = sums
            .into_iter()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        let score = sum / tried.len().max(1) as f64;
        let parts = tried.into_iter().map(|(letters, picture, from)| {
            let (score, left) = best_in(&picture, strip, from..from + 2 * search.beside + 1, row);
            Part {
                letters,
                columns: picture.columns(),
                left,
                score,
            }
        });
        let below = row as f64 - search.rows as f64;
        Some(BestFit {
            score,
            font: number,
            height: band.height,
            blank: band.blank,
            lower: search.lower + below * band.step / self.height,
            row,
            parts: parts.collect(),
            strip: strip.clone(),
        })
    }

    fn strip(&self, ground: &Ground, search: &Search, band: &Band) -> Strip {
        let (x, y) = self.along;
        let step = band.step;
        let (before, above) = (
            (search.beside + 1) as f64 * step,
            (ABOVE + search.rows) as f64 * step - search.lower * self.height,
        );
        let corner = PagePoint::new(
            self.start.x - x * before + y * above,
            self.start.y - y * before - x * above,
        );
        let place = Place {
            corner,
            across: (x * step, y * step),
            down: (-y * step, x * step),
        };
        Strip::of(&ground.cells(place, band.columns, ROWS + 2 * search.rows))
    }
}
