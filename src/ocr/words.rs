//! The words that were read from the picture of a page, in points of that page.
//!
//! **Invariant:** what becomes text of a page is marked as read from its picture and as invisible, as the layer of a scan
//! is; nothing lies outside the page.
//! **Absent:** files.

use super::tsv::Word;
use crate::model::geometry::{PagePoint, PageRect, PageSize};
use crate::model::text::{PageChar, PageText};
use serde::{Deserialize, Serialize};

/// Letters of a page at the most.
const MAX_LETTERS: usize = 200_000;
/// The highest word of a line says how high its line is, but for a stain: not more than so many times a word's own height.
const HIGHEST: f64 = 2.0;

/// A word with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadWord {
    pub text: String,
    /// Left, top, right and bottom, in points of the page.
    pub place: [f64; 4],
    /// Words of one line have the same number.
    pub line: u32,
}

/// What was read from the picture of a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadPage {
    /// The version of Tesseract that read it.
    pub version: String,
    pub words: Vec<ReadWord>,
}

impl ReadPage {
    /// `scale` is how many pixels a point has.
    pub(super) fn of(version: &str, words: Vec<Word>, scale: f64) -> Self {
        let mut lines = 0;
        let mut last = None;
        let placed = words.into_iter().map(|word| {
            if last.is_some_and(|line| line != word.line) {
                lines += 1;
            }
            last = Some(word.line);
            let points = |pixels: u32| f64::from(pixels) / scale;
            let (right, bottom) = (word.left + word.width, word.top + word.height);
            ReadWord {
                text: word.text,
                place: [word.left, word.top, right, bottom].map(points),
                line: lines,
            }
        });
        Self {
            words: placed.collect(),
            version: version.to_owned(),
        }
    }

    /// The same, with its words where they stand in this text of it.
    pub fn placed_as(mut self, text: &PageText) -> Self {
        for (nth, word) in self.words.iter_mut().enumerate() {
            if let Some(place) = PageText::bounds(text.word(nth)) {
                word.place = place.into();
            }
        }
        self
    }

    /// As text of a page of this size, one letter after the other; `None` when it is no reading of such a page.
    pub fn text(&self, size: PageSize) -> Option<PageText> {
        let page = size.rect()?.expanded(1.0)?;
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for line in self.words.chunk_by(|a, b| a.line == b.line) {
            let places: Vec<PageRect> = line
                .iter()
                .map(|word| PageRect::try_from(word.place).ok())
                .collect::<Option<_>>()?;
            let height = places.iter().map(PageRect::height).fold(0.0, f64::max);
            for (word, place) in line.iter().zip(places) {
                if !page.contains_rect(&place) || chars.len() > MAX_LETTERS {
                    return None;
                }
                breaks.push(chars.len());
                let high = height.min(HIGHEST * place.height());
                add_word(&mut chars, &word.text, &place, high)?;
            }
        }
        Some(PageText::read_from_picture(chars, &breaks))
    }
}

/// How wide a letter is beside others, in about the thousandths of a font size that it takes in fonts of letters: the program
/// that reads says where words are, and what is marked may be a part of one.
fn usual_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '’' | '|' => 240.0,
        'f' | 't' | 'r' | 'I' | '.' | ',' | ':' | ';' | '!' | '/' | '-' | '(' | ')' | '[' | ']' => {
            310.0
        }
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 850.0,
        letter if letter.is_uppercase() => 680.0,
        _ => 540.0,
    }
}

/// The letters of a word over its place; `high` is the height of its line.
fn add_word(chars: &mut Vec<PageChar>, text: &str, place: &PageRect, high: f64) -> Option<()> {
    let letters = text
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace());
    let letters: Vec<char> = letters.collect();
    let all: f64 = letters.iter().copied().map(usual_width).sum();
    let mut left = place.left();
    for c in letters {
        let width = place.width() * usual_width(c) / all;
        let rect = |top| PageRect::new(left, top, left + width, place.bottom());
        chars.push(PageChar {
            text: c,
            ink: rect(place.top())?,
            cell: rect(place.top().min(place.bottom() - high))?,
            origin: PagePoint::new(left, place.bottom()),
            angle: 0.0,
            invisible: true,
            colour: None,
            hidden: false,
        });
        left += width;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 50.0,
    };

    fn word(text: &str, left: u32, line: u32) -> Word {
        let line = (1, 1, line);
        Word {
            text: text.to_owned(),
            left,
            top: 20,
            width: 40,
            height: 20,
            line,
        }
    }

    #[test]
    fn words_become_the_text_of_the_page_and_say_where_it_comes_from() {
        let words = vec![word("Jans", 20, 1), word("Bos", 70, 1), word("x", 20, 2)];
        let read = ReadPage::of("5.3.0", words, 2.0);
        let text = read.text(SIZE).unwrap();
        assert!(text.is_from_picture() && text.is_sound() && text.has_layer());
        assert_eq!(
            (text.words.len(), text.word_text(0)),
            (3, "Jans".to_owned())
        );
        assert_eq!(
            PageText::bounds(text.word(0)),
            PageRect::new(10.0, 10.0, 30.0, 20.0)
        );
    }

    #[test]
    fn a_comma_is_narrower_than_the_letters_before_it() {
        let read = ReadPage::of("5.3.0", vec![word("Bos,", 20, 1)], 2.0);
        let text = read.text(SIZE).unwrap();
        let widths: Vec<f64> = text.chars.iter().map(|c| c.ink.width()).collect();
        assert!(widths[3] < widths[1] && widths[1] < widths[0], "{widths:?}");
        assert!((widths.iter().sum::<f64>() - 20.0).abs() < 1e-9);
    }

    #[test]
    fn what_lies_outside_the_page_is_no_reading_of_it() {
        let read = |place| ReadPage {
            version: String::new(),
            words: vec![ReadWord {
                text: "Jan".to_owned(),
                place,
                line: 0,
            }],
        };
        for place in [
            [10.0, 10.0, 130.0, 20.0],
            [10.0, 10.0, 5.0, 20.0],
            [f64::NAN, 10.0, 20.0, 20.0],
            [-30.0, 10.0, 20.0, 20.0],
        ] {
            assert_eq!(read(place).text(SIZE), None, "{place:?}");
        }
        assert!(read([10.0, 10.0, 20.0, 20.0]).text(SIZE).is_some());
    }
}
