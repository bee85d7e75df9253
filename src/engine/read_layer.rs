//! The layer of text of a page that is a picture: of the words that were read from it those that two judges find there.
//!
//! **Invariant:** asked of a child that holds the blackened page and nothing else, so that no word can come from what was
//! under an area. A word goes or stays as a whole, and one that touches an area, or comes near it, goes.
//! **Absent:** reading.

use super::unseen;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{PageChar, PageText};
use crate::pdf::Document;
use crate::redact::invisible_text::Layer;
use crate::redact::traces::Traceless;
use crate::redact::vector;
use crate::redact::{legible, repair};
use crate::spent;
use crate::verify;
use crate::writer::page::{CleanPage, Item, Reading, TextMode, TextRun};

/// Words that stand this near on a line, as a part of its height, have a blank between them.
const BLANK_HEIGHTS: f64 = 1.0;

/// `text` is what was read from the picture of `page`; `None` when the page cannot be looked at.
pub fn of(
    document: &Document,
    page: usize,
    size: PageSize,
    text: PageText,
    areas: &[PageRect],
) -> Option<Reading> {
    let pixels = Traceless::of_copy(document.picture(page, vector::scale(size))?);
    let starts: Vec<usize> = text.words.iter().map(|(start, _)| *start).collect();
    let text = PageText::read_from_picture(text.chars, &starts);
    let text = spent::on("draw: legible", || {
        legible::judged(text, &pixels, size, areas)
    });
    let layer = Layer::of(kept(&text, areas).iter());
    let mut bare = CleanPage::blank(size, document.user_unit(page));
    bare.glyphs = layer.glyphs;
    bare.items.push(Item::Text(TextRun {
        glyphs: layer.placed,
        mode: TextMode::Invisible,
    }));
    // The stranger judges words as a reader of the file will have them.
    let written = unseen::written(&bare)?.text(0)?;
    let nothing = PageText::default();
    let unshown = verify::unshown_of(&written, &nothing, document, page, size, areas)?;
    repair::without_layer_at(&mut bare, &unshown.concat());
    let placed = bare.items.into_iter().find_map(|item| match item {
        Item::Text(run) => Some(run.glyphs),
        _ => None,
    });
    Some(Reading {
        glyphs: bare.glyphs,
        placed: placed.unwrap_or_default(),
    })
}

/// The characters of the words that are shown and keep clear of the areas, with the blanks between them.
fn kept(text: &PageText, areas: &[PageRect]) -> Vec<PageChar> {
    let zones = text.coverages(areas);
    let mut kept: Vec<PageChar> = Vec::new();
    for (start, end) in &text.words {
        let Some(word) = text.chars.get(*start..*end) else {
            continue;
        };
        let survives =
            |(nth, c): (usize, &PageChar)| !c.hidden && text.survives(start + nth, &zones);
        if !word.iter().enumerate().all(survives) {
            continue;
        }
        let beside = kept.last().zip(word.first());
        kept.extend(beside.and_then(|(last, first)| blank(last, first, areas)));
        kept.extend(word.iter().cloned());
    }
    kept
}

/// The blank between two letters of a line, where there is nothing else.
fn blank(last: &PageChar, first: &PageChar, areas: &[PageRect]) -> Option<PageChar> {
    let (left, right) = (last.cell.right(), first.cell.left());
    let is_near = right - left < BLANK_HEIGHTS * last.cell.height();
    let is_level = last.cell.top() < first.cell.bottom() && first.cell.top() < last.cell.bottom();
    let cell = PageRect::new(left, last.cell.top(), right, last.cell.bottom())?;
    let is_clear = !areas.iter().any(|area| area.intersects(&cell));
    (is_near && is_level && is_clear).then(|| PageChar {
        text: ' ',
        ink: cell,
        cell,
        ..last.clone()
    })
}
