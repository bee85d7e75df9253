//! The text of a page as PDFium extracts it, in page space.
//!
//! **Invariant:** only characters that stand in the file are kept; the blanks and line ends that PDFium makes up only
//! break words.

use super::document::{Document, ToPageSpace};
use crate::model::geometry::PageRect;
use crate::model::text::{PageChar, PageText};
use pdfium_render::prelude::*;

/// PDFium's stand-in for a hyphen at the end of a line.
const LINE_END_HYPHEN: u32 = 2;

impl Document {
    /// The text of a page; `None` when the page cannot be read.
    pub fn text(&self, page: usize) -> Option<PageText> {
        self.with_page(page, page_text)
    }
}

fn page_text(page: &PdfPage<'_>) -> Option<PageText> {
    let space = ToPageSpace::of(page)?;
    let text = page.text().ok()?;
    let mut chars = Vec::new();
    let mut breaks = Vec::new();
    let mut high_surrogate = None;
    for c in text.chars().iter() {
        let value = c.unicode_value();
        if c.is_generated().unwrap_or(false) {
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
        if let Some(found) = page_char(&c, value, &space) {
            chars.push(found);
        }
    }
    Some(PageText::new(chars, &breaks))
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

fn page_char(c: &PdfPageTextChar<'_>, value: u32, space: &ToPageSpace) -> Option<PageChar> {
    let text = match value {
        LINE_END_HYPHEN => '-',
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let tight = c.tight_bounds().ok().and_then(|r| space.rect(&r));
    let loose = c.loose_bounds().ok().and_then(|r| space.rect(&r));
    let origin = || {
        let (x, y) = c.origin().ok()?;
        let point = space.point(f64::from(x.value), f64::from(y.value));
        PageRect::new(
            point.x - 0.05,
            point.y - 0.05,
            point.x + 0.05,
            point.y + 0.05,
        )
    };
    let cell = loose.or(tight).or_else(origin)?;
    let angle = c.angle_degrees().unwrap_or(0.0);
    let invisible = matches!(
        c.render_mode(),
        Ok(PdfPageTextRenderMode::Invisible | PdfPageTextRenderMode::InvisibleClipping)
    );
    Some(PageChar {
        text,
        ink: tight.unwrap_or(cell),
        cell,
        angle: space.degrees() - angle,
        invisible,
    })
}
