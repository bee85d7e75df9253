//! Letters of which nothing but their codes in the file tells which they are.
//!
//! **Absent:** what the picture of a page shows of them; that is `redact`'s to say.

use crate::model::geometry::PagePoint;
use crate::model::text::{PageChar, PageText};
use crate::redact::vector::Unnamed;
use std::collections::{HashMap, HashSet};

/// The text with the glyphs that nothing names as what they are, drawn: without a letter where the picture does not show
/// the one that their code would be, and in words of signs alone, which look like many others.
pub fn as_drawn(mut text: PageText, unnamed: &[usize]) -> PageText {
    let is_of_signs = |(start, end): &&(usize, usize)| {
        let chars = text.chars.get(*start..*end).unwrap_or_default();
        !chars.iter().any(|c| c.text.is_alphanumeric())
    };
    let of_signs = text.words.iter().filter(is_of_signs);
    let signs: HashSet<usize> = of_signs.flat_map(|(start, end)| *start..*end).collect();
    for index in unnamed {
        if let Some(c) = text.chars.get_mut(*index) {
            if c.hidden || signs.contains(index) {
                c.text = char::REPLACEMENT_CHARACTER;
            }
            (c.hidden, c.invisible) = (false, false);
        }
    }
    text
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
        near.any(|glyph| glyph.code == u32::from(c.text))
    };
    let chars = text.chars.iter().enumerate();
    chars
        .filter(|(_, c)| is_code(c))
        .map(|(index, _)| index)
        .collect()
}
