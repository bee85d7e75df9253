//! The text of a written page by its glyph codes and what the file says they mean: what a reader finds that is not PDFium.
//!
//! **Invariant:** every code that a page shows is a character here, known or not, in whatever mode and size, with the place
//! of its own outline. A page of which anything cannot be read has no text, which counts as a fault.
//! **Absent:** files of other programs, and what is seen.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::content::{self, PageMarks};
use super::font;
use super::page_fonts::{Fonts, Letter};
use super::streams;
use super::syntax::{Dict, FileObjects, Object, Value};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{PageChar, PageText};
use kurbo::{Affine, Point, Rect, Shape};

/// What a blank takes above and below its baseline, in thousandths of the font size.
const ABOVE: f64 = 800.0;
const BELOW: f64 = 200.0;
/// A letter that is shown again so near, as a part of the font size, is drawn twice, as for a bolder look.
const TWICE: f64 = 0.1;

/// A file of ours.
pub struct Codes<'a> {
    bytes: &'a [u8],
    file: FileObjects,
    /// The object numbers of the pages, in their order.
    pages: Vec<u32>,
    /// `None` when any of them cannot be read.
    fonts: Option<Fonts>,
}

impl<'a> Codes<'a> {
    pub fn of(bytes: &'a [u8], file: FileObjects) -> Self {
        Self {
            pages: pages(&file).unwrap_or_default(),
            fonts: fonts(bytes, &file),
            bytes,
            file,
        }
    }

    /// The text of a page (from 0) in the order in which it is shown, and whether it is said to be read from the picture of
    /// the page; `None` when it cannot be read.
    pub fn page(&self, number: usize) -> Option<(PageText, bool)> {
        let page = dict(&self.file, *self.pages.get(number)?)?;
        let Value::Array(sides) = page.get(b"MediaBox".as_slice())? else {
            return None;
        };
        let sides: Vec<f64> = sides.iter().filter_map(Value::number).collect();
        let [0.0, 0.0, _, height] = sides.as_slice() else {
            return None;
        };
        let fonts = self.fonts.as_ref()?;
        let mut marks = PageMarks::of(page);
        let operators = stream(self.bytes, &self.file, page.get(b"Contents".as_slice())?)?;
        content::read_page(&operators, &mut marks, fonts)?;
        let to_page = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, *height]);
        let mut chars = Vec::new();
        // What is shown twice is read once in its line, and stands at the end as well.
        let (mut again, mut before): (Vec<PageChar>, Option<&Letter>) = (Vec::new(), None);
        for letter in &marks.letters {
            let is_again = before.is_some_and(|before| is_again(before, letter, fonts));
            let list = if is_again { &mut again } else { &mut chars };
            add(letter, to_page, fonts, list)?;
            before = Some(letter);
        }
        chars.extend(again);
        Some((PageText::new(chars, &[]), marks.is_read()))
    }
}

fn is_again(before: &Letter, letter: &Letter, fonts: &Fonts) -> bool {
    let em = (letter.place * Point::new(0.0, 1000.0) - letter.place * Point::ZERO).hypot();
    let apart = letter.place.translation() - before.place.translation();
    let meaning = |letter: &Letter| fonts.meaning(letter.font, letter.code);
    meaning(before) == meaning(letter) && apart.hypot() < TWICE * em
}

/// Adds the characters that a letter stands for.
fn add(letter: &Letter, to_page: Affine, fonts: &Fonts, chars: &mut Vec<PageChar>) -> Option<()> {
    let place = to_page * letter.place;
    let glyph = fonts.glyph(letter.font, letter.code)?;
    let advance = fonts.advance(letter.font, letter.code)?;
    let cell = place.transform_rect_bbox(Rect::new(0.0, -BELOW, advance, ABOVE));
    let ink = match glyph.outline.elements() {
        [] => cell,
        _ => (place * &glyph.outline).bounding_box(),
    };
    let (start, along) = (place * Point::ZERO, place * Point::new(1000.0, 0.0));
    let along = along - start;
    let found = PageChar {
        text: char::REPLACEMENT_CHARACTER,
        ink: page_rect(ink)?,
        cell: page_rect(cell)?,
        origin: PagePoint::new(start.x, start.y),
        angle: along.y.atan2(along.x).to_degrees() as f32,
        invisible: letter.invisible,
        colour: None,
        hidden: false,
    };
    let meaning = fonts.meaning(letter.font, letter.code).unwrap_or_default();
    if meaning.is_empty() {
        chars.push(found);
    } else {
        chars.extend(meaning.chars().map(|text| PageChar {
            text,
            ..found.clone()
        }));
    }
    Some(())
}

/// At least a few thousandths of a point wide and high, since a letter of no size can be read as well; `None` where nobody can say where it is.
fn page_rect(r: Rect) -> Option<PageRect> {
    let r = r.abs().inflate(1e-3, 1e-3);
    PageRect::new(r.x0, r.y0, r.x1, r.y1)
}

fn dict(file: &FileObjects, number: u32) -> Option<&Dict> {
    file.objects.get(&number)?.value.dict()
}

/// The dictionary that a key leads to.
fn follow<'a>(file: &'a FileObjects, from: &Dict, key: &[u8]) -> Option<&'a Dict> {
    dict(file, from.get(key)?.reference()?)
}

fn pages(file: &FileObjects) -> Option<Vec<u32>> {
    let catalog = follow(file, &file.trailer, b"Root")?;
    let kids = follow(file, catalog, b"Pages")?.get(b"Kids".as_slice())?;
    kids.array()?.iter().map(Value::reference).collect()
}

fn stream(bytes: &[u8], file: &FileObjects, at: &Value) -> Option<Vec<u8>> {
    let Value::Ref(number) = at else { return None };
    let Object { value, stream } = file.objects.get(number)?;
    let (Value::Dict(dict), Some((start, end))) = (value, stream) else {
        return None;
    };
    let raw = bytes.get(*start..*end)?;
    match dict.get(b"Filter".as_slice()) {
        Some(_) => streams::inflated(raw),
        None => Some(raw.to_vec()),
    }
}

fn fonts(bytes: &[u8], file: &FileObjects) -> Option<Fonts> {
    let mut fonts = Fonts::default();
    for (number, object) in &file.objects {
        let Value::Dict(font) = &object.value else {
            continue;
        };
        let Some(Value::Array(descendants)) = font.get(b"DescendantFonts".as_slice()) else {
            continue;
        };
        let [Value::Ref(descendant)] = descendants.as_slice() else {
            return None;
        };
        let descriptor = follow(file, dict(file, *descendant)?, b"FontDescriptor")?;
        let program = stream(bytes, file, descriptor.get(b"FontFile3".as_slice())?)?;
        let meanings = stream(bytes, file, font.get(b"ToUnicode".as_slice())?)?;
        fonts.describe(*number, font, &file.objects);
        fonts.programs.push(font::read_program(&program)?);
        fonts.meanings.push(font::read_meanings(&meanings)?);
    }
    Some(fonts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::blackout::PageBlackout;
    use crate::model::page::geometry::PageSize;
    use crate::pdf::Document;
    use crate::verify::syntax::read_file;
    use crate::writer::page::{CleanPage, Glyph, Item, Paint, PlacedGlyph, TextMode, TextRun};
    use crate::writer::parts::Belongs;
    use crate::writer::{Claim, FileFacts, write};

    const SIZE: PageSize = PageSize {
        width: 200.0,
        height: 100.0,
    };

    /// A page that shows letters, each from its place on.
    fn page(letters: &[(&str, Affine)], mode: TextMode) -> Vec<u8> {
        let glyph = |(number, (text, _)): (usize, &(&str, Affine))| Glyph {
            outline: Rect::new(50.0, 0.0, 400.0 + number as f64, 600.0).to_path(0.1),
            advance: 500,
            unicode: (*text).to_owned(),
        };
        let placed = letters
            .iter()
            .zip(0..)
            .map(|((_, place), glyph)| PlacedGlyph {
                glyph,
                place: *place,
                part: Belongs::Unknown,
            });
        let clean = CleanPage {
            items: vec![Item::Text(TextRun {
                glyphs: placed.collect(),
                mode,
            })],
            glyphs: letters.iter().enumerate().map(glyph).collect(),
            ..CleanPage::blank(SIZE, 1.0)
        };
        let nothing = PageBlackout::default();
        let (nowhere, facts) = (Default::default(), FileFacts::default());
        write(&[(&clean, &nothing)], &nowhere, &facts, Claim::Nothing)
    }

    /// Twelve points large, from this place on, turned by so many degrees.
    fn at(x: f64, y: f64, degrees: f64) -> Affine {
        let turned = Affine::translate((x, y)) * Affine::rotate(degrees.to_radians());
        turned * Affine::scale_non_uniform(0.012, -0.012)
    }

    const BLACK: TextMode = TextMode::Fill(Paint {
        colour: [0; 3],
        alpha: 255,
    });

    #[test]
    fn both_readers_find_the_same_letters_in_the_same_places() {
        let turned = [0.0, 90.0, 180.0, 270.0, 30.0];
        let turned = (0..).zip(turned).map(|(number, degrees)| {
            let letter = ["p", "q", "r", "s", "t"][number];
            (letter, at(30.0 + 30.0 * number as f64, 50.0, degrees))
        });
        let line = [
            ("J", 20.0),
            ("a", 26.0),
            ("n", 35.0),
            ("e", 44.0),
            ("x", 53.0),
        ];
        let line = line.map(|(letter, x)| (letter, at(x, 90.0, 0.0)));
        let letters: Vec<(&str, Affine)> = line.into_iter().chain(turned).collect();
        for mode in [BLACK, TextMode::Invisible] {
            let bytes = page(&letters, mode);
            let codes = Codes::of(&bytes, read_file(&bytes).unwrap());
            let own = codes.page(0).unwrap().0.chars;
            let other = Document::open_own(bytes.clone()).unwrap();
            let other = other.text(0).unwrap().chars;
            assert_eq!(own.len(), other.len());
            for (own, other) in own.iter().zip(other) {
                assert_eq!((own.text, own.invisible), (other.text, other.invisible));
                let (a, b): ([f64; 4], [f64; 4]) = (own.ink.into(), other.ink.into());
                let apart = a.iter().zip(b).map(|(a, b)| (a - b).abs());
                assert!(apart.fold(0.0, f64::max) < 0.2, "{own:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_word_that_is_drawn_twice_is_read_once_and_each_letter_has_its_place() {
        let letters = [("J", 20.0), ("J", 20.4), ("a", 26.0), ("a", 26.4)];
        let letters = letters.map(|(letter, x)| (letter, at(x, 90.0, 0.0)));
        let bytes = page(&letters, BLACK);
        let codes = Codes::of(&bytes, read_file(&bytes).unwrap());
        let chars = codes.page(0).unwrap().0.chars;
        let text: String = chars.iter().map(|c| c.text).collect();
        assert_eq!(text, "JaJa");
        let starts: Vec<f64> = chars.iter().map(|c| (c.origin.x * 10.0).round()).collect();
        assert_eq!(starts, [200.0, 260.0, 204.0, 264.0]);
    }

    #[test]
    fn what_is_said_to_be_read_is_not_drawn_and_is_all_there_is() {
        let letters = [("J", at(20.0, 20.0, 0.0)), ("a", at(150.0, 90.0, 0.0))];
        let is_read = |mode, from: &str, to: &str| {
            let bytes = page(&letters, mode);
            let codes = Codes::of(&bytes, read_file(&bytes).unwrap());
            let page = dict(&codes.file, codes.pages[0]).unwrap();
            let contents = page.get(b"Contents".as_slice()).unwrap();
            let operators = stream(&bytes, &codes.file, contents).unwrap();
            let operators = String::from_utf8_lossy(&operators).into_owned();
            assert!(operators.contains(from), "{operators}");
            let changed = operators.replacen(from, to, 1);
            let mut marks = PageMarks::of(page);
            content::read_page(
                changed.as_bytes(),
                &mut marks,
                codes.fonts.as_ref().unwrap(),
            )?;
            Some(marks.is_read())
        };
        assert_eq!(is_read(TextMode::Invisible, "3 Tr", "3 Tr"), Some(false));
        assert_eq!(is_read(TextMode::Read, "3 Tr", "3 Tr"), Some(true));
        assert_eq!(is_read(TextMode::Read, "3 Tr", "0 Tr"), None, "it is drawn");
        let some = is_read(TextMode::Read, "/Gelezen", "/P");
        assert_eq!(some, None, "some of it comes from elsewhere");
    }

    #[test]
    fn a_page_that_cannot_be_read_has_no_text() {
        let bytes = page(&[("J", at(20.0, 90.0, 0.0))], BLACK);
        let read = |from: &str, to: &str| {
            let text: Vec<u8> = bytes.clone();
            let at = text.windows(from.len()).position(|w| w == from.as_bytes());
            let mut text = text;
            text.splice(at.unwrap()..at.unwrap() + from.len(), to.bytes());
            let file = read_file(&text).unwrap();
            Codes::of(&text, file).page(0).is_some()
        };
        assert!(read("/MediaBox", "/MediaBox"));
        assert!(!read("/MediaBox[0 0", "/MediaBox[0 9"));
        assert!(!read("/ToUnicode", "/ToUnicodx"));
        assert!(!read("/FontFile3", "/FontFilex"));
    }
}
