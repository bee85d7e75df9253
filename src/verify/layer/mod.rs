//! Whether the picture of a written page shows the words of its layer of text: a few letters at a time are drawn by
//! PDFium, looked for in the place of the word, and then exchanged for others.
//!
//! **Invariant:** shares nothing with what judged the words before they were written. What is under an area is paper
//! here.
//! **Absent:** text that is drawn. The bar is lower than the writer's: what is refused here is clearly not there.

mod fit;
mod ground;
mod letters;
mod search;
mod word;

use super::SourcePage;
use super::labels::stands_in;
use super::letters::is_meaningful;
use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::model::page::rects::Rects;
use crate::model::page::text::{PageChar, PageText, folded};
use crate::pdf::Document;
use fit::{BestFit, SHOWN};
use ground::Ground;
use search::{BESIDE, FAR_BESIDE, FAR_HEIGHTS, Search};
use std::collections::HashMap;
use word::Word;

/// Pixels per point in which a page is looked at, and the longest side in pixels.
const SCALE: f64 = 200.0 / 72.0;
const MOST_PIXELS: f64 = 6_000.0;
/// Words that tell how the layer lies over its picture, and how many letters they have.
const SAMPLE: usize = 8;
const SAMPLE_LETTERS: std::ops::RangeInclusive<usize> = 5..=16;
/// Words that are looked for everywhere, at most.
const MOST_STRAYS: usize = 400;

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
            found.extend(best.filter(|f| f.value(&word.letters) > SHOWN));
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
            found.is_some_and(|found| found.is_clear(&word.letters))
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
