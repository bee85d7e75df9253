//! A page as one picture with invisible text: right for every page that can be rendered.
//!
//! **Invariant:** every pixel that an area touches, and one pixel around it for the smoothing of edges, is flat black
//! before anything is coded; only words that can be seen outside the areas stay searchable.
//! **Absent:** rendering; pixels and text are handed in.

use crate::model::geometry::{PageRect, PageSize};
use crate::model::pixels::Pixels;
use crate::model::text::{PageChar, PageText};
use crate::writer::page::{CleanPage, Glyph, Item, PlacedGlyph, TextMode, TextRun};
use crate::writer::picture::Picture;
use kurbo::{Affine, BezPath, Shape};
use std::collections::HashMap;

/// Pixels per point of a raster page: 200 dpi.
pub const SCALE: f64 = 200.0 / 72.0;
/// The longest side of a raster page in pixels; larger pages are rendered more coarsely.
const MAX_SIDE: f64 = 8_000.0;
/// Advances are rounded to this many thousandths of an em, so that one letter needs few glyphs.
const ADVANCE_STEP: f64 = 25.0;
/// Depth below the baseline as a part of the em: the writer's fonts have ascent 800 and descent 200.
const DESCENT: f64 = 0.2;

/// The scale at which a page of this size is rendered, in pixels per point.
pub fn scale(size: PageSize) -> f64 {
    SCALE.min(MAX_SIDE / size.width.max(size.height).max(1.0))
}

/// Makes the page. `pixels` is the rendered page at [`scale`]; `None` when it cannot be coded.
pub fn page(
    size: PageSize,
    user_unit: f64,
    mut pixels: Pixels,
    text: &PageText,
    areas: &[PageRect],
) -> Option<CleanPage> {
    let (x_scale, y_scale) = (
        pixels.width() as f64 / size.width,
        pixels.height() as f64 / size.height,
    );
    let mut words = SearchableText::default();
    let zones = text.coverages(areas);
    let mut line: Vec<&PageChar> = Vec::new();
    for (index, c) in text.chars.iter().enumerate() {
        if !text.survives(index, &zones) || !can_be_seen(c, &pixels, x_scale, y_scale) {
            continue;
        }
        if line.last().is_some_and(|last| !same_line(last, c)) {
            words.add_line(&line);
            line.clear();
        }
        line.push(c);
    }
    words.add_line(&line);
    for area in areas {
        let before = |v: f64| (v.floor().max(1.0) as usize).saturating_sub(1);
        let after = |v: f64| v.ceil().max(0.0) as usize + 1;
        pixels.fill(
            before(area.left() * x_scale),
            before(area.top() * y_scale),
            after(area.right() * x_scale),
            after(area.bottom() * y_scale),
            [0; 3],
        );
    }
    let picture = Picture::of_page(&pixels)?;
    let place = Affine::new([size.width, 0.0, 0.0, -size.height, 0.0, size.height]);
    let items = vec![
        Item::Picture {
            picture: 0,
            place,
            alpha: 255,
        },
        Item::Text(TextRun {
            glyphs: words.placed,
            mode: TextMode::Invisible,
        }),
    ];
    Some(CleanPage {
        size,
        user_unit,
        items,
        glyphs: words.glyphs,
        pictures: vec![picture],
        raster: true,
    })
}

/// A character is kept for searching only where the page shows something; hidden text is never exported.
fn can_be_seen(c: &PageChar, pixels: &Pixels, x_scale: f64, y_scale: f64) -> bool {
    if c.is_blank() {
        return true;
    }
    let box_of = |v: f64| v.max(0.0) as usize;
    pixels.has_contrast(
        box_of((c.ink.left() * x_scale).floor() - 1.0),
        box_of((c.ink.top() * y_scale).floor() - 1.0),
        box_of((c.ink.right() * x_scale).ceil() + 1.0),
        box_of((c.ink.bottom() * y_scale).ceil() + 1.0),
    )
}

/// Quarter turns clockwise in which a character is read.
fn turns(c: &PageChar) -> u8 {
    (c.angle / 90.0).round().rem_euclid(4.0) as u8
}

/// The place of a character along its line and across it: `(from, to)` each, for either direction of the line.
fn extents(c: &PageChar) -> ((f64, f64), (f64, f64)) {
    let r = &c.cell;
    match turns(c) {
        0 | 2 => ((r.left(), r.right()), (r.top(), r.bottom())),
        _ => ((r.top(), r.bottom()), (r.left(), r.right())),
    }
}

/// Whether two characters stand on one line in one size, so that they can share a font size and a baseline.
fn same_line(a: &PageChar, b: &PageChar) -> bool {
    let ((_, (from, to)), (_, (other_from, other_to))) = (extents(a), extents(b));
    let common = to.min(other_to) - from.max(other_from);
    turns(a) == turns(b) && common > 0.7 * (to - from).max(other_to - other_from)
}

#[derive(Default)]
struct SearchableText {
    glyphs: Vec<Glyph>,
    known: HashMap<(char, u16), u32>,
    placed: Vec<PlacedGlyph>,
}

impl SearchableText {
    /// Adds characters of one line, in the size of the tallest.
    fn add_line(&mut self, line: &[&PageChar]) {
        let across = line
            .iter()
            .map(|c| extents(c).1)
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let Some((from, to)) = across else { return };
        for c in line
            .iter()
            .filter(|c| !c.text.is_control() && c.text != char::REPLACEMENT_CHARACTER)
        {
            let (start, end) = extents(c).0;
            let units =
                ((end - start) / (to - from) * 1000.0 / ADVANCE_STEP).round() * ADVANCE_STEP;
            let glyph = self.glyph(c.text, units.clamp(ADVANCE_STEP, 8000.0) as u16);
            self.placed.push(PlacedGlyph {
                glyph,
                place: placed(turns(c), (start, end), (from, to)),
            });
        }
    }

    fn glyph(&mut self, c: char, advance: u16) -> u32 {
        let next = self.glyphs.len() as u32;
        let glyph = *self.known.entry((c, advance)).or_insert(next);
        if glyph == next {
            self.glyphs.push(Glyph {
                outline: stand_in(advance),
                advance,
                unicode: c.to_string(),
            });
        }
        glyph
    }
}

/// The shape of a glyph that is never drawn: readers skip text without extent, and mark found words by it.
fn stand_in(advance: u16) -> BezPath {
    let inset = f64::from(advance) * 0.05;
    kurbo::Rect::new(inset, 0.0, f64::from(advance) - inset, 500.0).to_path(0.1)
}

/// From glyph space to the page, for a cell on a line that runs in one of four directions.
fn placed(turns: u8, along: (f64, f64), across: (f64, f64)) -> Affine {
    let em = across.1 - across.0;
    let (s, rise) = (em / 1000.0, DESCENT * em);
    let [a, b, c, d, x, y] = match turns {
        0 => [s, 0.0, 0.0, -s, along.0, across.1 - rise],
        1 => [0.0, s, s, 0.0, across.0 + rise, along.0],
        2 => [-s, 0.0, 0.0, s, along.1, across.0 + rise],
        _ => [0.0, -s, -s, 0.0, across.1 - rise, along.1],
    };
    Affine::new([a, b, c, d, x, y])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 50.0,
    };

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    /// A page with a black bar per character; `shown` says which bars are drawn.
    fn made(shown: &str, area: PageRect) -> CleanPage {
        let mut pixels = Pixels::new(200, 100, vec![255; 60_000]).unwrap();
        let mut chars = Vec::new();
        for (i, c) in "abcdef".chars().enumerate() {
            let ink = rect(10.0 + 10.0 * i as f64, 10.0, 16.0 + 10.0 * i as f64, 20.0);
            chars.push(PageChar {
                text: c,
                ink,
                cell: ink,
                angle: 0.0,
                invisible: false,
            });
            if shown.contains(c) {
                pixels.fill(20 + 20 * i, 20, 32 + 20 * i, 40, [0; 3]);
            }
        }
        page(SIZE, 1.0, pixels, &PageText::new(chars, &[]), &[area]).unwrap()
    }

    #[test]
    fn covered_and_hidden_characters_are_gone() {
        let page = made("abcef", rect(9.0, 9.0, 27.0, 21.0));
        let left: String = page.glyphs.iter().map(|g| g.unicode.as_str()).collect();
        assert_eq!(left, "cef");
        assert!(page.is_sound());
    }
}
