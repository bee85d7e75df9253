//! The words that were read from the picture of a page, in points of that page.
//!
//! **Invariant:** what becomes text of a page is marked as read from its picture and as invisible, as the layer of a scan
//! is; nothing lies outside the page.
//! **Absent:** files.

use super::tsv::Word;
use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::text::{PageChar, PageText};
use serde::{Deserialize, Serialize};

/// Letters of a page at the most.
const MAX_LETTERS: usize = 200_000;
/// The highest word of a line says how high its line is, but for a stain: not more than so many times a word's own height.
const MAX_LINE_HEIGHTS: f64 = 2.0;

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
    /// By how many quarters, clockwise, the page had to be turned to be read: its lines run turned back by as many.
    pub quarters: u8,
    pub words: Vec<ReadWord>,
}

impl ReadPage {
    /// Of words on the picture of a page of this size that was turned by so many quarters; `scale` is how many pixels a
    /// point has.
    pub(super) fn of(
        version: &str,
        (quarters, words): (u8, Vec<Word>),
        scale: f64,
        size: PageSize,
    ) -> Self {
        let back =
            |x: f64, y: f64| PagePoint::new(x, y).turned(4 - quarters, size.turned(quarters));
        let mut lines = 0;
        let mut last = None;
        let placed = words.into_iter().map(|word| {
            if last.is_some_and(|line| line != word.line) {
                lines += 1;
            }
            last = Some(word.line);
            let points = |pixels: u32| f64::from(pixels) / scale;
            let (right, bottom) = (word.left + word.width, word.top + word.height);
            let [left, top, right, bottom] = [word.left, word.top, right, bottom].map(points);
            let (a, b) = (back(left, top), back(right, bottom));
            ReadWord {
                text: word.text,
                place: [a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)],
                line: lines,
            }
        });
        Self {
            words: placed.collect(),
            version: version.to_owned(),
            quarters,
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
        let size = size.turned(self.quarters);
        let page = size.rect()?.expanded(1.0)?;
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for line in self.words.chunk_by(|a, b| a.line == b.line) {
            let places: Vec<PageRect> = line
                .iter()
                .map(|word| self.upright(PageRect::try_from(word.place).ok()?, size))
                .collect::<Option<_>>()?;
            let height = places.iter().map(PageRect::height).fold(0.0, f64::max);
            for (word, place) in line.iter().zip(places) {
                if !page.contains_rect(&place) || chars.len() > MAX_LETTERS {
                    return None;
                }
                breaks.push(chars.len());
                let high = height.min(MAX_LINE_HEIGHTS * place.height());
                add_word(&mut chars, &word.text, &place, high)?;
            }
        }
        for c in &mut chars {
            self.turn_back(c, size)?;
        }
        Some(PageText::read_from_picture(chars, &breaks))
    }
}

impl ReadPage {
    /// Where a place of the page lies when the page is turned to be read, and has this size then.
    fn upright(&self, place: PageRect, size: PageSize) -> Option<PageRect> {
        place.turned(self.quarters, size.turned(self.quarters))
    }

    /// Puts a letter back onto the page as it lies; `size` is that of the page when it is read.
    fn turn_back(&self, letter: &mut PageChar, size: PageSize) -> Option<()> {
        let back = (4 - self.quarters % 4) % 4;
        letter.ink = letter.ink.turned(back, size)?;
        letter.cell = letter.cell.turned(back, size)?;
        letter.origin = letter.origin.turned(back, size);
        letter.angle = 90.0 * f32::from(back);
        Some(())
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
            sure: 90,
            line,
        }
    }

    #[test]
    fn words_become_the_text_of_the_page_and_say_where_it_comes_from() {
        let words = vec![word("Jans", 20, 1), word("Bos", 70, 1), word("x", 20, 2)];
        let read = ReadPage::of("5.3.0", (0, words), 2.0, SIZE);
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
        let read = ReadPage::of("5.3.0", (0, vec![word("Bos,", 20, 1)]), 2.0, SIZE);
        let text = read.text(SIZE).unwrap();
        let widths: Vec<f64> = text.chars.iter().map(|c| c.ink.width()).collect();
        assert!(widths[3] < widths[1] && widths[1] < widths[0], "{widths:?}");
        assert!((widths.iter().sum::<f64>() - 20.0).abs() < 1e-9);
    }

    #[test]
    fn a_page_on_its_side_has_its_words_where_they_stand() {
        let read = ReadPage::of("5.3.0", (1, vec![word("Jans", 20, 1)]), 2.0, SIZE);
        assert_eq!(read.words[0].place, [10.0, 20.0, 20.0, 40.0]);
        let text = read.text(SIZE).unwrap();
        assert_eq!(text.word_text(0), "Jans");
        let letters = text.word(0);
        assert!(letters.iter().all(|c| c.quarters() == 3));
        assert!(
            letters[0].ink.bottom() > letters[3].ink.bottom(),
            "from the foot up"
        );
        let bounds = PageText::bounds(letters).unwrap();
        assert!(bounds.share_in(&PageRect::new(9.9, 19.9, 20.1, 40.1).unwrap()) == 1.0);
        let settled = read.clone().placed_as(&text);
        assert_eq!(settled.text(SIZE).unwrap().word_text(0), "Jans");
    }

    #[test]
    fn what_lies_outside_the_page_is_no_reading_of_it() {
        let read = |place| ReadPage {
            version: String::new(),
            quarters: 0,
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
