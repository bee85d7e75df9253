//! The text of a page as PDFium extracts it, in page space.
//!
//! **Invariant:** only characters that stand in the file are kept; the blanks and line ends that PDFium makes up only
//! break words.
//! **Absent:** replacement texts, see [`super::letters`].

use super::claimed_boxes;
use super::covering_pictures::PicturesOver;
use super::known::ByObject;
use super::letters::{self, Glyphs, Letter};
use super::line_cell::line_cell;
use super::page_space::ToPageSpace;
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{PageChar, PageText, is_private};
use pdfium_render::prelude::*;

/// A cell of less than this part of the font size, across its line, is that of a font without any height: such fonts
/// are made for the text layers of scans.
const FLAT_SIZES: f64 = 0.1;
/// In points; what is higher need not be asked for its font size.
const NEVER_FLAT: f64 = 3.0;

/// PDFium's stand-in for a hyphen at the end of a line.
pub const LINE_END_HYPHEN: u32 = 2;

/// What stands in the content of a page, with the objects that the characters belong to. `glyphs` is another reading of
/// its file, in which it has this `number`; without it the page is known to have no replacement texts.
pub(super) fn page_text(
    page: &PdfPage<'_>,
    (glyphs, number): (Option<&Glyphs>, usize),
    space: &ToPageSpace,
) -> Option<(PageText, ByObject)> {
    let letters = match glyphs.and_then(|glyphs| glyphs.page(number)) {
        Some(letters) => letters,
        None => letters::letters(&page.text().ok()?),
    };
    let pictures = PicturesOver::of(page, space);
    let mut chars = Vec::new();
    let mut breaks = Vec::new();
    let mut high_surrogate = None;
    let mut doubted = Vec::new();
    let alike = pictures.alike();
    let mut read = ByObject::new();
    for c in letters {
        let value = c.value;
        if c.is_generated {
            if breaks.last() != Some(&chars.len()) {
                breaks.push(chars.len());
            }
            continue;
        }
        if (0xD800..0xDC00).contains(&value) {
            high_surrogate = Some(value);
            continue;
        }
        let value = joined(high_surrogate.take(), value);
        if let Some(found) = page_char(&c, value, space, &pictures) {
            if let Some(key) = c.key {
                read.entry(key).or_default().push(chars.len());
            }
            if claimed_boxes::is_doubted(&found.ink) {
                doubted.push((chars.len(), f64::from(c.size)));
            }
            chars.push(found);
        }
        // What is read on behind it may lie under an area; whether it does must not decide what is one word.
        if value == LINE_END_HYPHEN {
            breaks.push(chars.len());
        }
    }
    claimed_boxes::settle(&mut chars, &doubted);
    for text in alike {
        if read.contains_key(&text.key) {
            continue;
        }
        let others = read.get(&text.other).cloned().unwrap_or_default();
        let first = chars.len();
        breaks.push(first);
        let moved = others
            .iter()
            .filter_map(|index| moved(chars.get(*index)?, text.by));
        let moved: Vec<PageChar> = moved.collect();
        chars.extend(moved);
        read.insert(text.key, (first..chars.len()).collect());
    }
    Some((PageText::new(chars, &breaks), read))
}

/// The same character elsewhere.
fn moved(c: &PageChar, (dx, dy): (f64, f64)) -> Option<PageChar> {
    Some(PageChar {
        ink: c.ink.translated(dx, dy)?,
        cell: c.cell.translated(dx, dy)?,
        origin: PagePoint::new(c.origin.x + dx, c.origin.y + dy),
        ..c.clone()
    })
}

/// One code point from a UTF-16 pair, or the value itself.
fn joined(high: Option<u32>, low: u32) -> u32 {
    match high {
        Some(high) if (0xDC00..0xE000).contains(&low) => {
            0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        }
        _ => low,
    }
}

fn page_char(
    c: &Letter,
    value: u32,
    space: &ToPageSpace,
    pictures: &PicturesOver,
) -> Option<PageChar> {
    let text = match value {
        LINE_END_HYPHEN => '-',
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let tight = c.tight.as_ref().and_then(|r| space.rect(r));
    let loose = c.loose.as_ref().and_then(|r| space.rect(r));
    let origin = c.origin;
    let origin = origin.map(|(x, y)| space.point(f64::from(x), f64::from(y)));
    let dot = || {
        let PagePoint { x, y } = origin?;
        PageRect::new(x - 0.05, y - 0.05, x + 0.05, y + 0.05)
    };
    let angle = (space.degrees() + c.angle).rem_euclid(360.0);
    let size = || f64::from(c.size);
    let flat = |r: &PageRect| {
        let least = r.width().min(r.height());
        least < NEVER_FLAT && least < FLAT_SIZES * size()
    };
    let drawn = loose.or(tight).or_else(dot)?;
    let cell = if flat(&drawn) {
        origin
            .and_then(|start| line_cell(start, &drawn, angle, size()))
            .unwrap_or(drawn)
    } else {
        drawn
    };
    let is_quartered = ((angle + 1.0) % 90.0 - 1.0).abs() < 0.1;
    let is_inked = |r: &PageRect| !flat(r) && is_quartered;
    let is_drawn = !c.is_invisible && tight.as_ref().is_some_and(is_inked);
    let ink = tight.filter(|r| !flat(r) || drawn == cell).unwrap_or(cell);
    Some(PageChar {
        text: match text {
            // A letter that its file names by the number of its shape alone.
            _ if is_drawn && text.is_control() => char::REPLACEMENT_CHARACTER,
            _ if is_private(text) => char::REPLACEMENT_CHARACTER,
            _ => text,
        },
        ink,
        cell,
        origin: origin.unwrap_or(PagePoint::new(cell.left(), cell.bottom())),
        angle,
        invisible: c.is_invisible || pictures.lie_over(c.key.as_ref(), &ink),
        colour: c.colour.filter(|_| !c.is_invisible),
        // Text that is not drawn is the layer of a picture, or nothing that anybody sees.
        hidden: c.is_invisible && !pictures.lie_at(&ink),
    })
}
