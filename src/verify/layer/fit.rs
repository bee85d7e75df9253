//! How well a word fits the place that was found for it, and whether other letters would fit it better.

use super::ground::Strip;
use super::letters::{Font, Picture, fonts};
use std::ops::Range;
use std::rc::Rc;

/// What a word must reach, and what is so clear that nothing else need be asked.
pub const SHOWN: f64 = 0.42;
pub const CLEAR: f64 = 0.85;
/// Words of so few letters look like many others: they need ink of about their shape.
const FEW: usize = 2;
const FEW_SHOWN: f64 = 0.35;
/// What each part of a word must reach, and how much more another digit may look like what is there.
const PART: f64 = 0.35;
const DIGIT_GAIN: f64 = 0.12;
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

/// The best place that was found.
pub struct BestFit {
    pub score: f64,
    pub font: usize,
    pub height: f64,
    pub blank: bool,
    pub lower: f64,
    pub strip: Rc<Strip>,
    pub row: usize,
    pub parts: Vec<Part>,
}

/// Letters that were looked for together.
pub struct Part {
    pub letters: Range<usize>,
    pub columns: usize,
    pub left: usize,
    pub score: f64,
}

/// The likeness of a picture in the best of some columns of a row, and that column.
pub fn best_in(
    picture: &Picture,
    strip: &Strip,
    columns: Range<usize>,
    row: usize,
) -> (f64, usize) {
    let all = columns.filter_map(|left| Some((picture.likeness(strip, left, row)?, left)));
    all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0))
}

impl BestFit {
    /// Whether the word is shown, all of it: as clearly as it must be, no part of it hidden, and no digit another one.
    pub fn is_clear(&self, word: &[char]) -> bool {
        let letters = word.iter().filter(|l| l.is_alphanumeric());
        if letters.count() <= FEW {
            return self.score >= FEW_SHOWN;
        }
        let is_whole = self.parts.iter().all(|part| part.score >= PART);
        let is_number = word.iter().any(char::is_ascii_digit);
        if !is_whole || self.score > CLEAR && !is_number {
            return is_whole;
        }
        let gains = self.all_gains(word);
        let of_digits = gains.iter().filter(|(letter, _)| letter.is_ascii_digit());
        of_digits.clone().all(|(_, gain)| *gain <= DIGIT_GAIN) && self.less(&gains) > SHOWN
    }

    /// How clearly the word is shown: at most 1, and less where other letters would look more like it.
    pub fn value(&self, word: &[char]) -> f64 {
        self.less(&self.all_gains(word))
    }

    fn less(&self, gains: &[(char, f64)]) -> f64 {
        let sum: f64 = gains.iter().map(|(_, gain)| gain).sum();
        self.score - GAIN_COST * sum / gains.len().max(1) as f64
    }

    fn all_gains(&self, word: &[char]) -> Vec<(char, f64)> {
        let Some(font) = fonts().get(self.font) else {
            return Vec::new();
        };
        let parts = self.parts.iter();
        parts
            .flat_map(|part| self.gains(part, word, font))
            .collect()
    }

    /// For each letter of a part, how much more like it the part looks with another letter there.
    fn gains(&self, part: &Part, word: &[char], font: &Font) -> Vec<(char, f64)> {
        let own = word.get(part.letters.clone()).unwrap_or_default();
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
