//! Whether the picture of a page shows the words of its text layer: each word is looked for where it should stand.
//!
//! **Invariant:** a word goes or stays as a whole, and a doubt counts as no. All that decides comes from the page with its
//! areas blackened and from words that keep clear of them: nothing under an area decides anything.
//! **Absent:** text that is drawn, which shows by its own ink.
//!
//! Asking for any contrast was the alternative: a photograph over a name has that too.

mod alphabet;
pub mod codes;
mod fit;
mod laid;
mod own;
mod sheet;

use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{PageChar, PageText};
use crate::redact::traces::Traceless;
use alphabet::Alphabet;
use fit::{Match, Search, Word};
use kurbo::{Point, Rect, Vec2};
use own::Own;
use sheet::Sheet;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Words that tell how a layer lies over its picture, at most, and the letters that such a word has.
const SAMPLE: usize = 12;
const SAMPLE_LETTERS: std::ops::RangeInclusive<usize> = 5..=16;
/// So many of them must be shown.
const FEWEST: usize = 3;
/// The best fonts of the sample.
const BEST_FONTS: usize = 3;
/// Fonts that tell the size of a word where nothing else does.
const COMMON: [usize; 3] = [0, 1, 4];
/// Heights of an x, as parts of a font size that nobody chose with care, and around the height of the sample.
const HEIGHTS: [f64; 8] = [0.5, 0.55, 0.45, 0.6, 0.4, 0.65, 0.35, 0.7];
const NEAR_HEIGHTS: [f64; 3] = [1.0, 0.92, 1.08];
/// How much the lines of a scan run down or up, per point.
const TILTS: [f64; 3] = [0.0, -0.02, 0.02];
/// Rows, of which ten are the height of an x, that a layer may lie above or below its picture, and a word beside the others.
const REACH: usize = 12;
const NEAR_REACH: usize = 6;
/// Words that are looked for in every font where they are not like the others; more are no layer of this picture.
const MOST_STRAYS: usize = 400;
/// A word that is blurred, or too coarse to be read, has less than this part of the contrast of the others, and so have
/// words in a pale colour: for each part that it has less it must be so much clearer, and
/// it must have some contrast all the same. Where there are no others, this is their contrast, of 255.
const SHARP_SHARE: f32 = 0.8;
const PALE_SHARE: f32 = 0.35;
const PALE_COST: f32 = 0.5;
const USUAL_CONTRAST: f32 = 150.0;
/// No part of a word may be clearly something else ([`Match::weakest`]), and no digit another one.
const WEAKEST: f32 = 0.42;
const DIGIT_LAG: f32 = 0.07;
/// More of the tones of a word in even patches are those of coarse squares.
const EVENNESS: f32 = 0.4;
/// How clearly a word must be shown in the letters of the page itself, and a short one; how sure its letters must be, and
/// what shows that one of them is another ([`own::Sureness`]).
const OWN: f32 = 0.75;
const OWN_SHORT: f32 = 0.85;
const SAME_LETTER: f32 = -0.3;
const OTHER_LETTER: f32 = -0.8;
const OWN_WEAKEST: f32 = 0.65;
/// Fonts and sizes of a page of which the letters are learnt.
const STYLES: usize = 4;
/// Longer words are none.
const LONGEST: usize = 64;
/// Words of so many letters look like many others: they must stand apart, and on the line of the layer (in font sizes).
const SHORT: usize = 3;
const SAME_LINE: f64 = 0.12;

/// Points around what is covered that a reader may mix with it where it renders a page.
const MIXED: f64 = 1.5;

/// How clearly a word must be shown ([`Match::value`]), and a short one.
struct Bar {
    long: f32,
    short: f32,
}

/// Where the rest of the layer is; elsewhere or in another font; and where no other word tells.
const IN_LAYER: Bar = Bar {
    long: 0.62,
    short: 0.6,
};
const STRAY: Bar = Bar {
    long: 0.64,
    short: 0.72,
};
const ALONE: Bar = Bar {
    long: 0.66,
    short: 0.76,
};
/// A word as clear as this need not be looked for any further.
const CLEAR: f32 = 0.78;
/// Dashes and brackets name nobody.
const NO_LETTERS: f32 = 0.5;

fn fonts() -> &'static [Alphabet] {
    static FONTS: OnceLock<Vec<Alphabet>> = OnceLock::new();
    FONTS.get_or_init(Alphabet::all)
}

/// Marks as hidden the words of a text layer that the picture does not show. `pixels` is the page as it is rendered;
/// what `areas` cover will be black on it. Words that were read from a picture were read from that of the
/// copy, where nothing of what is covered is left.
pub fn judged(
    mut text: PageText,
    pixels: &Traceless,
    size: PageSize,
    areas: &[PageRect],
) -> PageText {
    let words = asked(&text, areas);
    if words.is_empty() {
        return text;
    }
    let mixed = if text.is_from_picture() { 0.0 } else { MIXED };
    let rect = |a: &PageRect| Rect::new(a.left(), a.top(), a.right(), a.bottom());
    let tainted = areas.iter().map(|area| rect(area).inflate(mixed, mixed));
    let sheet = Sheet::new(pixels, size, &tainted.collect::<Vec<_>>());
    let known: Vec<&Word> = words.iter().filter_map(|(_, word)| word.as_ref()).collect();
    let mut shown = Layer::of(&sheet, &known).shown(&sheet, &known).into_iter();
    for (range, word) in words {
        let is_shown = word.is_some() && shown.next().unwrap_or(false);
        let chars = text.chars.get_mut(range).into_iter().flatten();
        chars.for_each(|c| c.hidden |= c.invisible && !is_shown);
    }
    text
}

/// The words of the layer that keep clear of the areas, as the numbers of their characters; none of the others is left.
fn asked(text: &PageText, areas: &[PageRect]) -> Vec<(Range<usize>, Option<Word>)> {
    let zones = text.coverages(areas);
    let words = text.words.iter().map(|(start, end)| *start..*end);
    let asked = words.filter(|range| {
        let mut chars = range
            .clone()
            .filter_map(|index| Some((index, text.chars.get(index)?)));
        chars.clone().any(|(_, c)| c.invisible && !c.hidden)
            && chars.all(|(index, c)| !c.invisible || text.survives(index, &zones))
    });
    asked
        .map(|range| (range.clone(), text.chars.get(range).and_then(word)))
        .collect()
}

/// How a layer lies over its picture.
struct Layer {
    /// Where its words are looked for; `None` where too few of them tell.
    search: Option<Search>,
    /// The contrast of its words.
    contrast: f32,
}

impl Layer {
    fn of(sheet: &Sheet, words: &[&Word]) -> Self {
        let mut long: Vec<&Word> = words
            .iter()
            .copied()
            .filter(|w| SAMPLE_LETTERS.contains(&w.letters.len()))
            .collect();
        // The longest tell most of how the lines run.
        long.sort_by_key(|w| std::cmp::Reverse(w.letters.len()));
        let mut found: Vec<Match> = Vec::new();
        for word in long.into_iter().take(SAMPLE) {
            let near = Self::told_by(&found).unwrap_or_else(|| anywhere(ALONE.long));
            let search = Search {
                fonts: COMMON.to_vec(),
                more_fonts: others(&COMMON),
                reach: REACH,
                tilts: TILTS.to_vec(),
                enough: 1.0,
                least: ALONE.long,
                ..near
            };
            let best = word.matched(sheet, fonts(), &search);
            found.extend(
                best.filter(|m| {
                    m.value() > ALONE.long && m.contrast > SHARP_SHARE * USUAL_CONTRAST
                }),
            );
        }
        let search = Self::told_by(&found);
        let contrast = match search {
            Some(_) => median(found.iter().map(|m| f64::from(m.contrast))) as f32,
            None => USUAL_CONTRAST,
        };
        Self { search, contrast }
    }

    /// Where the words of a layer are, of which some were found.
    fn told_by(found: &[Match]) -> Option<Search> {
        if found.len() < FEWEST {
            return None;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        found
            .iter()
            .for_each(|m| *counts.entry(m.way.font).or_default() += 1);
        let mut best: Vec<(usize, usize)> = counts.into_iter().collect();
        best.sort_by_key(|(font, count)| (std::cmp::Reverse(*count), *font));
        let height = median(found.iter().map(|m| m.way.height));
        Some(Search {
            fonts: best
                .iter()
                .take(BEST_FONTS)
                .map(|(font, _)| *font)
                .collect(),
            more_fonts: Vec::new(),
            heights: NEAR_HEIGHTS.map(|part| part * height).to_vec(),
            shift: Vec2::new(
                median(found.iter().map(|m| m.shift.x)),
                median(found.iter().map(|m| m.shift.y)),
            ),
            reach: NEAR_REACH,
            enough: CLEAR,
            least: f32::MIN,
            tilts: vec![found.iter().map(|m| m.way.tilt).sum::<f64>() / found.len() as f64],
            blanks: vec![2 * found.iter().filter(|m| m.way.blank).count() > found.len()],
        })
    }

    /// Which words are shown: those that look as the page writes their letters, and of the words in other fonts those that
    /// look as one of the fonts here.
    fn shown(&self, sheet: &Sheet, words: &[&Word]) -> Vec<bool> {
        let mut judged: Vec<Option<bool>> = vec![None; words.len()];
        for search in self.search.iter().cycle().take(STYLES) {
            let open: Vec<usize> = (0..words.len()).filter(|n| judged[*n].is_none()).collect();
            let known: Vec<&Word> = open.iter().map(|n| words[*n]).collect();
            let Some(own) = Own::learnt(sheet, &known, fonts(), search) else {
                break;
            };
            for (number, word) in open.into_iter().zip(known) {
                judged[number] = self.shows_own(word, sheet, &own, search);
            }
        }
        let mut strays = 0;
        let judged = words.iter().zip(judged);
        judged
            .map(|(word, judged)| judged.unwrap_or_else(|| self.shows(word, sheet, &mut strays)))
            .collect()
    }

    /// Whether a word is shown in the letters of the page; `None` where it is not in them.
    fn shows_own(&self, word: &Word, sheet: &Sheet, own: &Own, search: &Search) -> Option<bool> {
        let (found, sureness) = own.found(word, sheet, search)?;
        if found.score > OWN_SHORT && sureness.doubt < OTHER_LETTER {
            return Some(false);
        }
        let is_whole = found.weakest >= OWN_WEAKEST && found.evenness <= EVENNESS;
        // Of a number every digit counts.
        let is_number = word.letters.iter().any(char::is_ascii_digit);
        let surely = if is_number { 0.0 } else { SAME_LETTER };
        let is_same = sureness.least > surely && found.digit_lag <= DIGIT_LAG;
        let is_seen = found.contrast / self.contrast >= SHARP_SHARE;
        let is_apart = word.letters.len() > SHORT || found.stands_apart;
        let least = if word.letters.len() > SHORT {
            OWN
        } else {
            OWN_SHORT
        };
        let is_own = found.score > least && is_same;
        (is_own && is_whole && is_seen && is_apart).then_some(true)
    }

    fn shows(&self, word: &Word, sheet: &Sheet, strays: &mut usize) -> bool {
        let clear = |m: &Match, bar: &Bar| {
            let share = m.contrast / self.contrast;
            let is_whole = m.weakest >= WEAKEST && m.digit_lag <= DIGIT_LAG;
            if share < PALE_SHARE || !is_whole || m.evenness > EVENNESS {
                return false;
            }
            let more = PALE_COST * (SHARP_SHARE - share).max(0.0);
            let bar = Bar {
                long: bar.long + more,
                short: bar.short + more,
            };
            is_clear(word, m, &bar)
        };
        if let Some(search) = &self.search {
            let near = Search {
                least: least(word, &IN_LAYER),
                ..search.clone()
            };
            let found = word.matched(sheet, fonts(), &near);
            let in_line = |m: &Match| {
                let is_sure = word.letters.len() > SHORT || m.value() > CLEAR;
                is_sure || (m.shift.y - search.shift.y).abs() <= SAME_LINE
            };
            if found.is_some_and(|m| in_line(&m) && clear(&m, &IN_LAYER)) {
                return true;
            }
        }
        *strays += 1;
        if *strays > MOST_STRAYS {
            return false;
        }
        let (search, bar) = match &self.search {
            Some(search) => {
                let wide = Search {
                    more_fonts: others(&search.fonts),
                    reach: REACH,
                    blanks: vec![false, true],
                    least: least(word, &STRAY),
                    ..search.clone()
                };
                (wide, STRAY)
            }
            None => (anywhere(least(word, &ALONE)), ALONE),
        };
        let found = word.matched(sheet, fonts(), &search);
        found.is_some_and(|m| clear(&m, &bar))
    }
}

fn is_clear(word: &Word, m: &Match, bar: &Bar) -> bool {
    if !word.letters.iter().any(|letter| letter.is_alphanumeric()) {
        return m.score > NO_LETTERS;
    }
    if word.letters.len() <= SHORT {
        m.value() > bar.short && m.stands_apart
    } else {
        m.value() > bar.long
    }
}

/// The score that [`is_clear`] asks of a word at least.
fn least(word: &Word, bar: &Bar) -> f32 {
    match word.letters.len() {
        _ if !word.letters.iter().any(|letter| letter.is_alphanumeric()) => NO_LETTERS,
        ..=SHORT => bar.short,
        _ => bar.long,
    }
}

fn others(known: &[usize]) -> Vec<usize> {
    let all = 0..fonts().len();
    all.filter(|font| !known.contains(font)).collect()
}

/// A search in every font and size.
fn anywhere(least: f32) -> Search {
    Search {
        fonts: COMMON.to_vec(),
        more_fonts: others(&COMMON),
        heights: HEIGHTS.to_vec(),
        shift: Vec2::ZERO,
        reach: REACH,
        blanks: vec![false, true],
        tilts: vec![0.0],
        enough: CLEAR,
        least,
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The characters of a word as they are looked for; `None` where they stand on no line.
fn word(chars: &[PageChar]) -> Option<Word> {
    let (first, last) = (chars.first()?, chars.last()?);
    let angle = f64::from(first.angle).to_radians();
    let along = Vec2::new(angle.cos(), angle.sin());
    let down = Vec2::new(-along.y, along.x);
    let start = Point::new(first.origin.x, first.origin.y);
    // How far a rectangle reaches along, or across, a line through the start.
    let reach = |c: &PageChar, axis: Vec2| {
        let corners = [
            (c.cell.left(), c.cell.top()),
            (c.cell.right(), c.cell.bottom()),
            (c.cell.left(), c.cell.bottom()),
            (c.cell.right(), c.cell.top()),
        ];
        let far = corners.map(|(x, y)| (Point::new(x, y) - start).dot(axis));
        (
            far.into_iter().fold(f64::MAX, f64::min),
            far.into_iter().fold(f64::MIN, f64::max),
        )
    };
    let (top, bottom) = reach(first, down);
    let length = reach(last, along).1;
    let ends: Vec<(f64, f64)> = chars.iter().map(|c| reach(c, along)).collect();
    let width = ends[0].1 - ends[0].0;
    let even = ends
        .iter()
        .all(|(from, to)| (to - from - width).abs() < 0.02 * width + 0.02);
    let letters: Vec<char> = chars.iter().map(|c| c.text).nfkc().map(plain).collect();
    let is_word = (1..=LONGEST).contains(&letters.len());
    (length > 0.0 && bottom > top && is_word).then_some(Word {
        letters,
        start,
        along,
        length,
        length_with_blank: even.then_some(length + width),
        size: bottom - top,
    })
}

/// A letter as the fonts have it.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '´' | '`' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        _ if c.is_ascii() || fonts().first().is_some_and(|f| f.letter(c).is_some()) => c,
        _ => c.nfd().next().unwrap_or(c),
    }
}
