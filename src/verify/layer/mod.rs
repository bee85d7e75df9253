//! Whether the picture of a written page shows the words of its layer of text: a few letters at a time are drawn by
//! PDFium, looked for in the place of the word, and then exchanged for others.
//!
//! **Invariant:** shares nothing with what judged the words before they were written. What is under an area is paper
//! here.
//! **Absent:** text that is drawn. The bar is lower than the writer's: what is refused here is clearly not there.

mod ground;
mod letters;

use super::SourcePage;
use super::labels::stands_in;
use super::letters::is_meaningful;
use crate::model::geometry::{PagePoint, PageRect, PageSize};
use crate::model::pixels::Pixels;
use crate::model::rects::Rects;
use crate::model::text::{PageChar, PageText, folded};
use crate::pdf::Document;
use ground::{Ground, Place, Strip};
use letters::{ABOVE, Font, Picture, ROWS, X_HEIGHT, plain};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Pixels per point in which a page is looked at, and the longest side in pixels.
const SCALE: f64 = 200.0 / 72.0;
const MOST_PIXELS: f64 = 6_000.0;
/// Letters that are looked for together, at most.
const TOGETHER: usize = 4;
/// Columns that they may stand beside their place, where they are looked for first and after that.
const BESIDE: usize = 6;
const FAR_BESIDE: usize = 12;
/// Rows above and below, of which eight are the height of an x.
const NEAR: usize = 4;
const FAR: usize = 12;
/// Heights of an x as parts of the height of a cell.
const HEIGHTS: [f64; 8] = [0.36, 0.4, 0.44, 0.48, 0.52, 0.56, 0.6, 0.66];
const NEAR_HEIGHTS: [f64; 3] = [1.0, 0.94, 1.06];
const FAR_HEIGHTS: [f64; 5] = [1.0, 0.94, 1.06, 0.88, 1.13];
/// A word may be set this much narrower or wider than a font sets it.
const NARROW: f64 = 0.6;
const WIDE: f64 = 1.6;
/// Words that tell how the layer lies over its picture, how many letters they have, and how many must be found.
const SAMPLE: usize = 8;
const SAMPLE_LETTERS: std::ops::RangeInclusive<usize> = 5..=16;
const FEWEST: usize = 3;
const FONTS: usize = 3;
/// Words that are looked for everywhere, at most.
const MOST_STRAYS: usize = 400;
/// What a word must reach, and what is so clear that nothing else need be asked.
const SHOWN: f64 = 0.42;
const CLEAR: f64 = 0.85;
/// Words of so few letters look like many others: they need ink of about their shape.
const FEW: usize = 2;
const FEW_SHOWN: f64 = 0.35;
/// What each part of a word must reach, and how much more another digit may look like what is there.
const PART: f64 = 0.35;
const DIGIT_GAIN: f64 = 0.12;
/// Longer words are none.
const LONGEST: usize = 64;
/// What is taken off where other letters look more like it, for each part by which they do so.
const GAIN_COST: f64 = 3.0;
/// Columns to either side in which an exchanged letter is looked for.
const EXCHANGED_BESIDE: usize = 2;
/// Letters that a place might show instead.
const SMALL: &str = "aebdhklgpqymnwsfrtuv";
const CAPITAL: &str = "ABDEGHKLMNPRSTVW";
const DIGIT: &str = "0123456789";
/// Letters that look the same in one font or another.
const ALIKE: [&str; 16] = [
    "lI1i|!jtfr",
    "oOQCeGc0",
    "sS5",
    "vVyY",
    "wW",
    "xX",
    "zZ27",
    "kK",
    "pP",
    "uUv",
    "nhm",
    "8B3",
    "69gqb",
    "aeso",
    "EFBRP",
    "DO",
];

/// A word of the layer.
struct Word {
    letters: Vec<char>,
    /// Where it starts on its baseline, and in which direction it runs (a length of one).
    start: PagePoint,
    along: (f64, f64),
    /// In points.
    length: f64,
    height: f64,
}

/// Where a word is looked for.
#[derive(Clone)]
struct Search {
    fonts: Vec<usize>,
    heights: Vec<f64>,
    /// Whether the word ends where the blank after it starts: programs that read scans spread a word over both.
    blanks: Vec<bool>,
    /// How much lower the picture lies than the layer, in heights.
    lower: f64,
    rows: usize,
    beside: usize,
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

/// The best place that was found.
struct BestFit {
    score: f64,
    font: usize,
    height: f64,
    blank: bool,
    lower: f64,
    strip: Rc<Strip>,
    row: usize,
    parts: Vec<Part>,
}

/// Letters that were looked for together.
struct Part {
    letters: Range<usize>,
    columns: usize,
    left: usize,
    score: f64,
}

fn fonts() -> &'static [Font] {
    static ALL: OnceLock<Vec<Font>> = OnceLock::new();
    ALL.get_or_init(letters::fonts)
}

/// Where the words of a written page start that are drawn neither by the page nor by its source, and that its picture
/// does not show; `None` when the page cannot be read.
pub fn unshown(
    document: &Document,
    page: usize,
    source: &SourcePage,
    areas: &[PageRect],
) -> Option<Vec<Vec<PagePoint>>> {
    let text = document.text(page)?;
    unshown_of(&text, &source.text, document, page, source.size, areas)
}

/// The same of words that are not on the page yet: `text` is how a reader has them, `source` what the source draws.
pub fn unshown_of(
    text: &PageText,
    source: &PageText,
    document: &Document,
    page: usize,
    size: PageSize,
    areas: &[PageRect],
) -> Option<Vec<Vec<PagePoint>>> {
    let drawn = Drawn::of(source);
    let words = text
        .words
        .iter()
        .filter_map(|(start, end)| text.chars.get(*start..*end));
    let index = Rects::of(areas);
    // What stands in an area is another fault.
    let is_inside = |c: &PageChar| {
        let near = index.near(c.ink.into()).into_iter();
        near.filter_map(|number| areas.get(number))
            .any(|area| stands_in(c, area))
    };
    let is_asked = |c: &PageChar| c.invisible && is_meaningful(c);
    let asked: Vec<&[PageChar]> = words
        .filter(|word| !word.iter().any(is_inside))
        // A letter without a meaning says nothing.
        .filter(|word| word.iter().any(|c| is_asked(c) && !drawn.has(c)))
        .collect();
    if asked.is_empty() {
        return Some(Vec::new());
    }
    let scale = SCALE.min(MOST_PIXELS / size.width.max(size.height));
    let pixels = document.render(page, scale, None)?;
    Some(among(&asked, &pixels, size, areas))
}

fn among(
    words: &[&[PageChar]],
    pixels: &Pixels,
    size: PageSize,
    areas: &[PageRect],
) -> Vec<Vec<PagePoint>> {
    let ground = Ground::of(pixels, size, areas);
    let read: Vec<Option<Word>> = words.iter().map(|word| Word::of(word)).collect();
    let layer = Layer::of(&ground, read.iter().flatten());
    let mut strays = 0;
    let unshown = words.iter().zip(&read).filter(|(_, word)| {
        let shown = word
            .as_ref()
            .is_some_and(|w| layer.shows(w, &ground, &mut strays));
        !shown
    });
    unshown
        .map(|(chars, _)| chars.iter().map(|c| c.origin).collect())
        .collect()
}

/// The characters that a source draws.
struct Drawn(HashMap<(i64, i64), Vec<(String, PageRect)>>);

impl Drawn {
    /// Side of the cells in which they are looked up, in points.
    const CELL: f64 = 16.0;

    fn cell(p: PagePoint) -> (i64, i64) {
        (
            (p.x / Self::CELL).floor() as i64,
            (p.y / Self::CELL).floor() as i64,
        )
    }

    fn of(text: &PageText) -> Self {
        let mut cells: HashMap<(i64, i64), Vec<(String, PageRect)>> = HashMap::new();
        for c in text.chars.iter().filter(|c| !c.invisible && !c.hidden) {
            let known = (folded(&c.text.to_string()), c.cell);
            cells
                .entry(Self::cell(c.cell.center()))
                .or_default()
                .push(known);
        }
        Self(cells)
    }

    /// Whether the same letter is drawn in the place of this one.
    fn has(&self, c: &PageChar) -> bool {
        let middle = c.cell.center();
        let (column, row) = Self::cell(middle);
        let letters = folded(&c.text.to_string());
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        let near = around.filter_map(|at| self.0.get(&at)).flatten();
        let mut same = near.filter(|(other, _)| *other == letters);
        same.any(|(_, cell)| cell.contains(middle) || c.cell.contains(cell.center()))
    }
}

/// How a layer lies over its picture.
struct Layer {
    /// `None` where too few words tell.
    near: Option<Search>,
}

impl Layer {
    fn of<'w>(ground: &Ground, words: impl Iterator<Item = &'w Word>) -> Self {
        let is_long = |w: &&Word| {
            SAMPLE_LETTERS.contains(&w.letters.len()) && w.letters.iter().all(|l| l.is_alphabetic())
        };
        let mut long: Vec<&Word> = words.filter(is_long).collect();
        long.sort_by_key(|w| std::cmp::Reverse(w.letters.len()));
        let everywhere = Search::everywhere(BESIDE);
        let mut found: Vec<BestFit> = Vec::new();
        for word in long.into_iter().take(SAMPLE) {
            let best = word.found(ground, &everywhere);
            found.extend(best.filter(|f| f.value(word) > SHOWN));
        }
        Self {
            near: Search::told_by(&found),
        }
    }

    fn shows(&self, word: &Word, ground: &Ground, strays: &mut usize) -> bool {
        // Dashes and brackets name nobody.
        if !word.letters.iter().any(|l| l.is_alphanumeric()) {
            return true;
        }
        let is_shown = |search: &Search| {
            let found = word.found(ground, search);
            found.is_some_and(|found| found.is_clear(word))
        };
        if self.near.as_ref().is_some_and(is_shown) {
            return true;
        }
        *strays += 1;
        if *strays > MOST_STRAYS {
            return false;
        }
        let everywhere = Search::everywhere(FAR_BESIDE);
        is_shown(&match &self.near {
            Some(near) => Search {
                heights: FAR_HEIGHTS.map(|part| part * near.height()).to_vec(),
                blanks: near.blanks.clone(),
                ..everywhere
            },
            None => everywhere,
        })
    }
}

impl Search {
    fn everywhere(beside: usize) -> Self {
        Self {
            fonts: (0..fonts().len()).collect(),
            heights: HEIGHTS.to_vec(),
            blanks: vec![false, true],
            lower: 0.0,
            rows: FAR,
            beside,
        }
    }

    /// The likeliest height.
    fn height(&self) -> f64 {
        self.heights.first().copied().unwrap_or(HEIGHTS[3])
    }

    /// Where the other words of a layer are, of which some were found.
    fn told_by(found: &[BestFit]) -> Option<Self> {
        if found.len() < FEWEST {
            return None;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        found
            .iter()
            .for_each(|f| *counts.entry(f.font).or_default() += 1);
        let mut best: Vec<(usize, usize)> = counts.into_iter().collect();
        best.sort_by_key(|(font, count)| (std::cmp::Reverse(*count), *font));
        let middle = |of: fn(&BestFit) -> f64| {
            let mut values: Vec<f64> = found.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or_default()
        };
        let height = middle(|f| f.height);
        Some(Self {
            fonts: best.iter().take(FONTS).map(|(font, _)| *font).collect(),
            heights: NEAR_HEIGHTS.map(|part| part * height).to_vec(),
            blanks: vec![2 * found.iter().filter(|f| f.blank).count() > found.len()],
            lower: middle(|f| f.lower),
            rows: NEAR,
            beside: BESIDE,
        })
    }
}

impl Word {
    /// `None` for one that stands on no line.
    fn of(chars: &[PageChar]) -> Option<Self> {
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
    fn found(&self, ground: &Ground, search: &Search) -> Option<BestFit> {
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

/// The likeness of a picture in the best of some columns of a row, and that column.
fn best_in(picture: &Picture, strip: &Strip, columns: Range<usize>, row: usize) -> (f64, usize) {
    let all = columns.filter_map(|left| Some((picture.likeness(strip, left, row)?, left)));
    all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0))
}

impl BestFit {
    /// Whether the word is shown, all of it: as clearly as it must be, no part of it hidden, and no digit another one.
    fn is_clear(&self, word: &Word) -> bool {
        let letters = word.letters.iter().filter(|l| l.is_alphanumeric());
        if letters.count() <= FEW {
            return self.score >= FEW_SHOWN;
        }
        let is_whole = self.parts.iter().all(|part| part.score >= PART);
        let is_number = word.letters.iter().any(char::is_ascii_digit);
        if !is_whole || self.score > CLEAR && !is_number {
            return is_whole;
        }
        let gains = self.all_gains(word);
        let of_digits = gains.iter().filter(|(letter, _)| letter.is_ascii_digit());
        of_digits.clone().all(|(_, gain)| *gain <= DIGIT_GAIN) && self.less(&gains) > SHOWN
    }

    /// How clearly the word is shown: at most 1, and less where other letters would look more like it.
    fn value(&self, word: &Word) -> f64 {
        self.less(&self.all_gains(word))
    }

    fn less(&self, gains: &[(char, f64)]) -> f64 {
        let sum: f64 = gains.iter().map(|(_, gain)| gain).sum();
        self.score - GAIN_COST * sum / gains.len().max(1) as f64
    }

    fn all_gains(&self, word: &Word) -> Vec<(char, f64)> {
        let Some(font) = fonts().get(self.font) else {
            return Vec::new();
        };
        let parts = self.parts.iter();
        parts
            .flat_map(|part| self.gains(part, word, font))
            .collect()
    }

    /// For each letter of a part, how much more like it the part looks with another letter there.
    fn gains(&self, part: &Part, word: &Word, font: &Font) -> Vec<(char, f64)> {
        let own = word.letters.get(part.letters.clone()).unwrap_or_default();
        // A letter is so much of the whole picture.
        let share = (own.len() as f64).sqrt();
        let around = part.left.saturating_sub(EXCHANGED_BESIDE)..part.left + EXCHANGED_BESIDE + 1;
        let likeness = |letters: &[char]| {
            let picture = font.picture(letters, part.columns.saturating_sub(2))?;
            Some(best_in(&picture, &self.strip, around.clone(), self.row).0)
        };
        let asked = own.iter().enumerate().filter(|(_, l)| l.is_alphanumeric());
        let gain = |(index, letter): (usize, &char)| {
            let others = match letter {
                l if l.is_numeric() => DIGIT,
                l if l.is_uppercase() => CAPITAL,
                _ => SMALL,
            };
            let others = others.chars().filter(|other| !are_alike(*other, *letter));
            let exchanged = others.filter_map(|other| {
                let mut letters = own.to_vec();
                *letters.get_mut(index)? = other;
                likeness(&letters)
            });
            let best = exchanged.fold(part.score, f64::max);
            (*letter, share * (best - part.score))
        };
        asked.map(gain).collect()
    }
}

fn are_alike(a: char, b: char) -> bool {
    // Of a number every digit counts.
    let are_digits = a.is_ascii_digit() && b.is_ascii_digit();
    let both = |letters: &&str| letters.contains(a) && letters.contains(b);
    a == b || !are_digits && ALIKE.iter().any(both)
}
