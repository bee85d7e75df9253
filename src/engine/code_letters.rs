//! Letters of which nothing but their codes in the file tells which they are.
//!
//! **Absent:** what the picture of a page shows of them; that is `redact`'s to say.

use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{PageChar, PageText};
use crate::pdf::LINE_END_HYPHEN;
use crate::redact::vector::Unnamed;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Words of so many letters tell whether the codes of a page are its letters, and so many of them must.
const LETTERS: usize = 4;
const FEWEST: usize = 6;
const SHARE: (usize, usize) = (9, 10);
/// One letter looks like many others.
const FEWEST_LETTERS: usize = 2;

/// A word with glyphs that nothing names, as their codes say it.
struct CodedWord {
    range: Range<usize>,
    letters: usize,
    /// It keeps clear of the areas.
    is_clear: bool,
    is_shown: bool,
}

impl CodedWord {
    fn all(text: &PageText, unnamed: &HashSet<usize>, areas: &[PageRect]) -> Vec<Self> {
        let zones = text.coverages(areas);
        let words = text.words.iter().map(|(start, end)| *start..*end);
        let coded = words.filter(|range| range.clone().any(|index| unnamed.contains(&index)));
        let read = |range: Range<usize>| {
            let chars = text.chars.get(range.clone()).unwrap_or_default();
            let is_clear = range.clone().all(|index| text.survives(index, &zones));
            Self {
                letters: chars.iter().filter(|c| c.text.is_alphanumeric()).count(),
                is_clear,
                is_shown: is_clear && !chars.iter().any(|c| c.hidden),
                range,
            }
        };
        coded.map(read).collect()
    }
}

/// The text with the glyphs that nothing names as what they are, drawn. They keep the letters that their codes would be
/// where the picture beside the areas shows these, if it shows nearly all longer words of the page so: codes that were
/// given out in the order of use fit here and there by chance.
pub fn as_drawn(mut text: PageText, unnamed: &[usize], areas: &[PageRect]) -> PageText {
    let coded: HashSet<usize> = unnamed.iter().copied().collect();
    let words = CodedWord::all(&text, &coded, areas);
    let tells = |word: &&CodedWord| word.is_clear && word.letters >= LETTERS;
    let long = words.iter().filter(tells);
    let shown = long.clone().filter(|word| word.is_shown).count();
    let is_told = shown >= FEWEST && shown * SHARE.1 >= long.count() * SHARE.0;
    for CodedWord {
        range,
        letters,
        is_shown,
        ..
    } in words
    {
        let keeps = is_told && is_shown && letters >= FEWEST_LETTERS;
        for index in range.filter(|index| !keeps && coded.contains(index)) {
            if let Some(c) = text.chars.get_mut(index) {
                c.text = char::REPLACEMENT_CHARACTER;
            }
        }
    }
    for index in unnamed {
        if let Some(c) = text.chars.get_mut(*index) {
            (c.hidden, c.invisible) = (false, false);
        }
        // A code that happens to be that of a blank parts no words: a letter is drawn there.
        text.join_at(*index);
    }
    text
}

/// What readers take a code for: PDFium marks the hyphen at the end of a line with one of them.
fn read_as(code: u32) -> Option<char> {
    match code {
        LINE_END_HYPHEN => Some('-'),
        _ => char::from_u32(code),
    }
}

/// The characters, by number, that are read as the code of a glyph without a name.
pub fn read_as_code(text: &PageText, unnamed: Vec<&Unnamed>) -> Vec<usize> {
    let cell = |p: PagePoint| (p.x.floor() as i64, p.y.floor() as i64);
    let mut cells: HashMap<(i64, i64), Vec<&Unnamed>> = HashMap::new();
    for glyph in unnamed {
        cells.entry(cell(glyph.origin)).or_default().push(glyph);
    }
    let is_code = |c: &PageChar| {
        let (x, y) = cell(c.origin);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let mut near = around.filter_map(|at| cells.get(&at)).flatten();
        near.any(|glyph| read_as(glyph.code) == Some(c.text) && (glyph.is_drawn || !c.is_blank()))
    };
    let chars = text.chars.iter().enumerate();
    chars
        .filter(|(_, c)| is_code(c))
        .map(|(index, _)| index)
        .collect()
}
