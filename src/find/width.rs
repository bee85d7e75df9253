//! The leak meter: how many names of a reference list would fit where a name was covered.
//!
//! **Invariant:** measured with what a reader of the published file has: the words around an area, its edges, and the
//! letters of the same size on the page. Few names left means that the width of the area says who it was.
//! **Absent:** remedies; `model::blackout::widen` is the only one.
//!
//! Beside a word of running text the place of the covered name is known, whatever the area does. Beside blank only the
//! edge is known: an edge that hugs the name tells where it ends, one on the grid of `widen` leaves a stretch open.

use crate::model::blackout::label;
use crate::model::blackout::widen::{CLEAR, GRID};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::{Coverage, PageChar, PageText};
use crate::model::word::names::{first_names, surnames};
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Fewer names than this, and the width alone says too much.
pub const FEW: usize = 20;
/// How exactly a reader of the file can measure, in points.
const EXACT: f64 = 0.3;
/// Columns begin this near to each other, in points.
const SAME_START: f64 = 0.7;
/// A name has at most this many words.
const MAX_WORDS: usize = 5;
/// Fewer different letters of a size than this tell nothing of their font.
const MIN_LETTERS: usize = 5;

/// What fits in one covered place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Fit {
    pub fit: usize,
    /// Names of this form on the list.
    pub of: usize,
}

/// The measures of several places: for whoever may see what is covered, since they measure the names themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Covered names that were measured.
    pub measured: usize,
    /// Those where fewer than [`FEW`] names of the list fit.
    pub few: usize,
    /// The fewest and the median of names that fit.
    pub least: usize,
    pub median: usize,
}

impl Summary {
    /// `None` when nothing was measured.
    pub fn of(fits: impl Iterator<Item = Fit>) -> Option<Self> {
        let mut all: Vec<usize> = fits.map(|f| f.fit).collect();
        all.sort_unstable();
        Some(Self {
            measured: all.len(),
            few: all.iter().filter(|n| **n < FEW).count(),
            least: *all.first()?,
            median: *all.get(all.len() / 2)?,
        })
    }
}

/// Measures every covered name of an area; `black` are all areas of the page.
pub fn fits(text: &PageText, area: &PageRect, black: &[PageRect]) -> Vec<Fit> {
    fits_among(text, area, &text.coverages(black))
}

/// Measures every covered name of a page.
pub fn all_fits(text: &PageText, black: &[PageRect]) -> Vec<Fit> {
    let zones = text.coverages(black);
    let of = |area: &PageRect| fits_among(text, area, &zones);
    black.iter().flat_map(of).collect()
}

fn fits_among(text: &PageText, area: &PageRect, zones: &[Coverage]) -> Vec<Fit> {
    let runs = runs(text, area);
    let measured = runs.into_iter().filter_map(|run| {
        let words = words_of(text, run);
        let form = Form::of(&words)?;
        let letters = Letters::of(text, run)?;
        let line = Line::of(text, run, zones)?;
        let widths = line.widths(area, letters.measure(" "));
        Some(form.count(&letters, widths))
    });
    measured.collect()
}

/// The covered characters of an area, as stretches of one line.
fn runs(text: &PageText, area: &PageRect) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (index, c) in text.chars.iter().enumerate() {
        if c.is_blank() || !area.contains(c.ink.center()) || c.angle.abs() > 1.0 {
            continue;
        }
        match runs.last_mut() {
            Some((first, end)) if text.chars.get(*first).is_some_and(|f| same_line(f, c)) => {
                *end = index + 1;
            }
            _ => runs.push((index, index + 1)),
        }
    }
    runs
}

fn same_line(a: &PageChar, b: &PageChar) -> bool {
    (a.origin.y - b.origin.y).abs() < a.cell.height() / 4.0
}

/// Whether a character stands behind another with at most a blank between them.
fn follows(a: &PageChar, b: &PageChar) -> bool {
    same_line(a, b) && b.cell.left() - a.cell.right() < a.cell.height() / 2.0
}

fn words_of(text: &PageText, (first, end): (usize, usize)) -> Vec<String> {
    let within = |(start, stop): &&(usize, usize)| *start < end && *stop > first;
    let words = text.words.iter().filter(within);
    let part = |(start, stop): &(usize, usize)| {
        let chars = text.chars.get((*start).max(first)..(*stop).min(end));
        chars.unwrap_or(&[]).iter().map(|c| c.text).collect()
    };
    words.map(part).collect()
}

/// How a covered name is built: a reader guesses that from the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One word: a first name or a surname.
    One,
    /// Initials and a surname.
    Initial,
    /// A first name and a surname.
    Full,
}

impl Form {
    /// `None` when the words are no name.
    fn of(words: &[String]) -> Option<Self> {
        let is_letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | ',');
        let like_name = words.len() <= MAX_WORDS
            && words.iter().all(|w| w.chars().all(is_letter))
            && words
                .last()
                .is_some_and(|w| w.chars().any(char::is_uppercase));
        let first = words.first().filter(|_| like_name)?;
        let is_initial = first.contains('.') || first.chars().count() == 1;
        Some(match words.len() {
            1 => Self::One,
            _ if is_initial => Self::Initial,
            _ => Self::Full,
        })
    }

    /// Names of this form whose width lies between the two.
    fn count(self, letters: &Letters, (least, most): (f64, f64)) -> Fit {
        let measured = |names: &mut dyn Iterator<Item = &'static str>| -> Vec<f64> {
            let mut widths: Vec<f64> = names.map(|name| letters.measure(name)).collect();
            widths.sort_by(f64::total_cmp);
            widths
        };
        let last = measured(&mut surnames());
        let first = match self {
            Self::One => {
                let alone = measured(&mut surnames().chain(first_names()));
                let (fit, of) = (between(&alone, least, most), alone.len());
                return Fit { fit, of };
            }
            Self::Initial => ('A'..='Z')
                .map(|c| letters.measure(&format!("{c}. ")))
                .collect(),
            Self::Full => {
                let space = letters.measure(" ");
                let with_space = measured(&mut first_names()).into_iter().map(|w| w + space);
                with_space.collect::<Vec<f64>>()
            }
        };
        let fit = first
            .iter()
            .map(|before| between(&last, least - before, most - before))
            .sum();
        let of = first.len() * last.len();
        Fit { fit, of }
    }
}

fn between(sorted: &[f64], least: f64, most: f64) -> usize {
    let from = sorted.partition_point(|w| *w < least);
    let to = sorted.partition_point(|w| *w <= most);
    to.saturating_sub(from)
}

/// Advances of letters as the page shows them at one size.
struct Letters {
    known: BTreeMap<char, f64>,
    /// Points per unit of the label's font, for letters that the page does not show.
    ratio: f64,
}

impl Letters {
    /// From the covered words themselves, then their line, then the rest of the page at the same size.
    fn of(text: &PageText, (first, end): (usize, usize)) -> Option<Self> {
        let model = text.chars.get(first)?;
        let height = model.cell.height();
        let same = |c: &&PageChar| {
            (c.cell.height() / height - 1.0).abs() < 0.02 && c.angle.abs() < 1.0 && !c.invisible
        };
        let inside = text.chars.get(first..end)?.iter();
        let line = text.chars.iter().filter(|c| same_line(model, c));
        let mut known = BTreeMap::new();
        for c in inside.chain(line).chain(&text.chars).filter(same) {
            let width = c.cell.width();
            if width > 0.05 {
                known.entry(c.text).or_insert(width);
            }
        }
        let table = |c: &char| label::advance(*c).map(f64::from);
        let letters: Vec<(f64, f64)> = known
            .iter()
            .filter(|(c, _)| c.is_alphabetic())
            .filter_map(|(c, width)| Some((*width, table(c)?)))
            .collect();
        if letters.len() < MIN_LETTERS {
            return None;
        }
        let sum = |pick: fn(&(f64, f64)) -> f64| letters.iter().map(pick).sum::<f64>();
        let ratio = sum(|l| l.0) / sum(|l| l.1);
        Some(Self { known, ratio })
    }

    fn measure(&self, name: &str) -> f64 {
        name.chars().map(|c| self.advance(c)).sum()
    }

    fn advance(&self, c: char) -> f64 {
        let base = c.nfd().next().unwrap_or(c);
        let shown = self.known.get(&c).or_else(|| self.known.get(&base));
        let table = || f64::from(label::advance(c).unwrap_or(1000)) * self.ratio;
        shown.copied().unwrap_or_else(table)
    }
}

/// Where a covered name begins and ends in its line, and what stands beside it.
struct Line {
    begin: f64,
    end: f64,
    /// The nearest surviving characters: how far away their cells are, and the edges of their ink.
    before: Option<(f64, f64)>,
    after: Option<(f64, f64)>,
    /// Another line, or the column of another line, begins at the same place.
    is_aligned: bool,
}

impl Line {
    fn of(text: &PageText, (first, end): (usize, usize), zones: &[Coverage]) -> Option<Self> {
        let run = text.chars.get(first..end)?;
        let (head, tail) = (run.first()?, run.last()?);
        let (from, to) = (head.cell.left(), tail.cell.right());
        let shown = text.chars.iter().zip(zones);
        let shown = shown.filter(|(c, zone)| **zone != Coverage::Covered && !c.is_blank());
        let mut line = Self {
            begin: from,
            end: to,
            before: None,
            after: None,
            is_aligned: false,
        };
        let mut last: Option<&PageChar> = None;
        for (c, _) in shown {
            let goes_on = last.replace(c).is_some_and(|l| follows(l, c));
            if !same_line(head, c) {
                line.is_aligned |= !goes_on && (c.cell.left() - from).abs() < SAME_START;
                continue;
            }
            let (left, right) = (from - c.cell.right(), c.cell.left() - to);
            if left > -1.0 && line.before.is_none_or(|(near, _)| left < near) {
                line.before = Some((left, c.ink.right()));
            } else if right > -1.0 && line.after.is_none_or(|(near, _)| right < near) {
                line.after = Some((right, c.ink.left()));
            }
        }
        Some(line)
    }

    /// The least and the greatest width that the name can have for who sees the page.
    fn widths(&self, area: &PageRect, space: f64) -> (f64, f64) {
        let known = |near: Option<(f64, f64)>| near.is_some_and(|(gap, _)| gap < 1.6 * space);
        let open = |edge: f64, text: f64, near: Option<(f64, f64)>| {
            let on_grid = (edge / GRID - (edge / GRID).round()).abs() * GRID < 0.02;
            let at_word = near.is_some_and(|(_, ink)| (edge - ink).abs() < CLEAR + 0.05);
            if on_grid || at_word {
                GRID
            } else {
                (edge - text).abs().min(GRID)
            }
        };
        let (left_lo, left_hi) = if known(self.before) || self.is_aligned {
            (self.begin, self.begin)
        } else {
            let slack = open(area.left(), self.begin, self.before);
            (
                area.left().min(self.begin),
                (area.left() + slack).max(self.begin),
            )
        };
        let (right_lo, right_hi) = if known(self.after) {
            (self.end, self.end)
        } else {
            let slack = open(area.right(), self.end, self.after);
            (
                (area.right() - slack).min(self.end),
                area.right().max(self.end),
            )
        };
        (right_lo - left_hi - EXACT, right_hi - left_lo + EXACT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PagePoint;

    /// A page of lines in the label's font at 10 points, 14 points apart, from 40 points.
    fn page(lines: &[&str]) -> PageText {
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (row, line) in lines.iter().enumerate() {
            breaks.push(chars.len());
            let (mut x, top) = (40.0, 20.0 + 14.0 * row as f64);
            for c in line.chars() {
                let width = f64::from(label::advance(c).unwrap()) * 10.0 / 2048.0;
                chars.push(PageChar {
                    cell: PageRect::new(x, top, x + width, top + 11.0).unwrap(),
                    origin: PagePoint::new(x, top + 9.0),
                    ..PageChar::drawn(
                        c,
                        PageRect::new(x + 0.4, top + 2.0, x + width - 0.4, top + 9.0).unwrap(),
                    )
                });
                x += width;
            }
        }
        PageText::new(chars, &breaks)
    }

    fn around(text: &PageText, word: &str) -> PageRect {
        let index = (0..text.words.len()).find(|i| text.word_text(*i) == word);
        let ink = PageText::bounds(text.word(index.unwrap())).unwrap();
        ink.expanded(1.0).unwrap()
    }

    #[test]
    fn between_words_only_names_of_that_width_fit() {
        let text = page(&[
            "aan de heer Jansen te Utrecht",
            "over het bezwaar van gisteren",
        ]);
        let area = around(&text, "Jansen");
        let [fit] = fits(&text, &area, &[area])[..] else {
            panic!()
        };
        assert_eq!(fit.of, 1572);
        // Names with the same width to 0.3 points, Jansen among them.
        let letters = Letters::of(&text, (12, 18)).unwrap();
        let own = letters.measure("Jansen");
        let alike = surnames().chain(first_names());
        let alike = alike
            .filter(|n| (letters.measure(n) - own).abs() <= EXACT)
            .count();
        assert_eq!(fit.fit, alike);
        assert!((1..100).contains(&fit.fit), "{fit:?}");
    }

    #[test]
    fn at_the_end_of_a_line_a_wider_area_leaves_more_names() {
        let text = page(&[
            "aan de heer Jansen",
            "over het bezwaar van gisteren te Utrecht",
        ]);
        let hugging = around(&text, "Jansen");
        let edge = (hugging.right() / GRID).ceil() * GRID;
        let wide = PageRect::new(hugging.left(), hugging.top(), edge, hugging.bottom()).unwrap();
        let count = |area: PageRect| fits(&text, &area, &[area])[0].fit;
        assert!(
            count(wide) > 5 * count(hugging),
            "{} {}",
            count(wide),
            count(hugging)
        );
    }

    #[test]
    fn in_a_column_it_is_known_where_a_name_begins() {
        let two = || {
            let text = page(&[
                "Behandeld door          Jansen",
                "over het bezwaar van gisteren te Utrecht",
            ]);
            let area = around(&text, "Jansen");
            let from = (area.left() / GRID).floor() * GRID;
            let edge = (area.right() / GRID).ceil() * GRID;
            PageRect::new(from, area.top(), edge, area.bottom()).map(|wide| (text, wide))
        };
        let (mut text, wide) = two().unwrap();
        let open = fits(&text, &wide, &[wide])[0].fit;
        // Another line has a column at the same place.
        let begin = text.chars[text.words[2].0].cell.left();
        let mut other = text.chars[text.words[2].0].clone();
        let moved = |r: PageRect| r.translated(begin - r.left(), 40.0).unwrap();
        (other.ink, other.cell) = (moved(other.ink), moved(other.cell));
        other.origin.y += 40.0;
        text.chars.push(other);
        text.words.push((text.chars.len() - 1, text.chars.len()));
        assert!(fits(&text, &wide, &[wide])[0].fit < open);
    }

    #[test]
    fn what_is_no_name_is_not_measured() {
        let text = page(&["het bedrag 14.250,50 is betaald aan Jansen", "over bezwaar"]);
        for word in ["14.250,50", "betaald"] {
            let area = around(&text, word);
            assert_eq!(fits(&text, &area, &[area]), [], "{word}");
        }
        assert_eq!(
            Form::of(&["J.".into(), "Jansen".into()]),
            Some(Form::Initial)
        );
        assert_eq!(Form::of(&["Jan".into(), "Jansen".into()]), Some(Form::Full));
    }

    #[test]
    fn the_sum_has_numbers_alone() {
        let fit = |fit| Fit { fit, of: 1000 };
        assert_eq!(Summary::of([].into_iter()), None);
        let sum = Summary::of([fit(300), fit(3), fit(40)].into_iter()).unwrap();
        assert_eq!(
            (sum.measured, sum.few, sum.least, sum.median),
            (3, 1, 3, 40)
        );
    }
}
