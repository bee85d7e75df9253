//! One written page as PDFium reads and shows it: what is inside the black areas, and what became of the rest.
//!
//! **Invariant:** anything that cannot be read or rendered is a fault. Differences wholly under the areas are never
//! looked at: hidden content must not steer anything.
//! **Absent:** objects and streams; see `schema`.

use super::compare::{Comparison, ignored};
use super::{Check, Fault, PageCheck, SourcePage, foreign};
use crate::model::blackout::PageBlackout;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::label::Label;
use crate::model::pixels::Pixels;
use crate::model::seen::Seen;
use crate::model::text::{Coverage, PageChar, PageText, folded};
use crate::pdf::{Document, Region};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How closely a page is compared with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// At 100 dpi, coarser for very large pages.
    Usual,
    /// At 200 dpi, as pages and places that became pictures are rendered. A reader draws the thinnest lines one pixel
    /// wide, so that a picture of many of them looks lighter at 100 dpi than they do.
    Close,
}

/// Pixels per point of the comparison with the source.
pub fn comparison_scale(size: PageSize, look: Look) -> f64 {
    let (dots, most) = match look {
        Look::Usual => (100.0, 3000.0),
        Look::Close => (200.0, 6000.0),
    };
    f64::min(dots / 72.0, most / size.width.max(size.height))
}

/// The scales at which black areas are looked at: 150 and 400 dpi.
const AREA_SCALES: [f64; 2] = [150.0 / 72.0, 400.0 / 72.0];
/// The scale at which the place of an area is looked at without it: 300 dpi.
const BENEATH_SCALE: f64 = 300.0 / 72.0;
/// Ink that ends at an area may be smoothed into it by this much, in points.
const EDGE: f64 = 0.3;
/// Largest side in pixels of a look at one area.
const AREA_SIDE: f64 = 6_000.0;
/// A pixel is flat when no channel is further from black than this.
const FLAT: u8 = 3;
/// Two renders of the same label may differ by this much at the edges of letters.
const LABEL_DIFFERENCE: u8 = 64;
/// The share of the source's characters that must be kept.
const RECALL: f64 = 0.99;

/// What a written page will be compared with; `None` when the source page cannot be read.
pub fn source_page(
    document: &Document,
    page: usize,
    size: PageSize,
    look: Look,
) -> Option<SourcePage> {
    let text = document.text(page)?;
    let pixels = document.render(page, comparison_scale(size, look), None)?;
    Some(SourcePage {
        size,
        look,
        text,
        pixels,
    })
}

/// Asks a written page everything. `beneath` is the same file without its areas, see [`super::without_areas`], when
/// the file is built as ours are. `words` are the needles of the document. Without a source only the insides of the areas are looked at.
pub fn check_page(
    document: &Document,
    page: usize,
    size: PageSize,
    beneath: Option<&Document>,
    source: Option<&SourcePage>,
    blackout: &PageBlackout,
    words: &[String],
) -> PageCheck {
    let mut check = PageCheck {
        faults: Vec::new(),
        recall: 1.0,
        differing: 0.0,
    };
    let mut counts: BTreeMap<Check, u32> = BTreeMap::new();
    let mut fault = |check: Check, count: usize| {
        if count > 0 {
            *counts.entry(check).or_default() += u32::try_from(count).unwrap_or(u32::MAX);
        }
    };
    match document.text(page) {
        Some(text) => {
            let (inside, labels) = texts_inside(&text, blackout, beneath.is_some());
            fault(Check::TextInside, inside);
            fault(Check::Label, labels);
            if let Some(source) = source {
                let outside = compare_text(source, &text, blackout);
                fault(Check::TextAdded, outside.added);
                fault(Check::Needles, words_shown(source, &text, blackout, words));
                fault(Check::TextKept, usize::from(outside.recall < RECALL));
                check.recall = outside.recall;
            }
        }
        None => fault(Check::TextInside, 1),
    }
    let black = beneath.is_some();
    let (flat, labels) = look_inside(document, page, size, blackout, black);
    fault(Check::FlatInside, flat);
    let rects = blackout.rects();
    if let Some(beneath) = beneath {
        let drawn = rects.iter().filter(|r| !is_blank(beneath, page, r));
        fault(Check::Beneath, drawn.count());
    } else {
        let (pictures, shapes) = foreign::beneath(document, page, &rects);
        fault(Check::FlatInside, pictures);
        fault(Check::Beneath, shapes);
    }
    fault(Check::Label, labels);
    if let Some(source) = source {
        let same_size = source.size.is_as_large_as(size);
        fault(Check::PageSize, usize::from(!same_size));
        match document.render(page, comparison_scale(size, source.look), None) {
            Some(pixels) => {
                let ignored = ignored(blackout);
                let looks = Comparison::of(&source.pixels, &pixels, size, &ignored);
                check.differing = looks.as_ref().map_or(1.0, Comparison::share);
                fault(Check::Pixels, looks.map_or(1, |looks| looks.faults()));
            }
            None => fault(Check::Pixels, 1),
        }
    }
    check.faults = counts
        .iter()
        .map(|(check, count)| Fault {
            check: *check,
            count: *count,
        })
        .collect();
    check
}

/// Whether a character of the written file stands in a rectangle, rather than beside it.
fn stands_in(c: &PageChar, rect: &PageRect) -> bool {
    rect.contains(c.ink.center()) || c.ink.share_in(rect) >= 0.2
}

fn in_label(c: &PageChar, label: &Label) -> bool {
    label
        .rect
        .expanded(label.size / 16.0)
        .is_some_and(|rect| rect.contains(c.cell.center()))
}

/// How many characters stand in areas without being their label, and how many labels do not read as they should.
///
/// Blanks count only in a file of ours (`strict`): other programs leave them, and they say nothing.
fn texts_inside(text: &PageText, blackout: &PageBlackout, strict: bool) -> (usize, usize) {
    let (mut foreign, mut labels) = (0, 0);
    for area in &blackout.areas {
        let read: String = text
            .chars
            .iter()
            .filter(|c| in_label(c, &area.label))
            .map(|c| c.text)
            .collect();
        labels += usize::from(folded(&read) != folded(&area.label.text));
    }
    let all_labels = || blackout.areas.iter().map(|a| &a.label);
    for c in &text.chars {
        let inside = blackout
            .areas
            .iter()
            .any(|a| a.rects.iter().any(|r| stands_in(c, r)));
        let counts = strict || !c.is_blank();
        if inside && counts && !all_labels().any(|label| in_label(c, label)) {
            foreign += 1;
        }
    }
    (foreign, labels)
}

/// How many covered words can be read more often in the written text than in what the source leaves open, blanks and
/// labels left out: also across the gaps between letters.
fn words_shown(
    source: &SourcePage,
    written: &PageText,
    blackout: &PageBlackout,
    words: &[String],
) -> usize {
    let zones = source.text.coverages(&blackout.rects());
    let open = source.text.chars.iter().zip(&zones);
    let open = open.filter(|(_, zone)| **zone != Coverage::Covered);
    let open: String = open.map(|(c, _)| c.text).collect();
    let is_label = |c: &&PageChar| blackout.areas.iter().any(|a| in_label(c, &a.label));
    let shown = written.chars.iter().filter(|c| !is_label(c));
    let shown: String = shown.map(|c| c.text).collect();
    let (open, shown) = (folded(&open), folded(&shown));
    let more = |word: &&String| {
        let times = |text: &str| text.matches(word.as_str()).count();
        times(&shown) > times(&open)
    };
    words.iter().filter(more).count()
}

struct OutsideText {
    added: usize,
    recall: f64,
}

/// The letters that a character counts as. Readers turn brackets around where text runs from right to left, and not all
/// of them see the same stretch as one.
fn letters(c: char) -> Vec<char> {
    let unturned = |c: char| match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '»' => '«',
        other => other,
    };
    folded(&c.to_string()).chars().map(unturned).collect()
}

/// Letters with how often they occur.
#[derive(Default)]
pub struct Letters(BTreeMap<char, i64>);

impl Letters {
    pub fn add(&mut self, c: char) {
        for part in letters(c) {
            *self.0.entry(part).or_default() += 1;
        }
    }

    fn total(&self) -> i64 {
        self.0.values().sum()
    }

    /// Those of them that are not in `other`.
    pub fn beyond_by(&self, other: &Letters) -> Letters {
        let more = |(c, n): (&char, &i64)| {
            let more = n - other.0.get(c).copied().unwrap_or(0);
            (more > 0).then_some((*c, more))
        };
        Letters(self.0.iter().filter_map(more).collect())
    }

    /// Takes the letters of one character out; `false` when none of them was in.
    pub fn take(&mut self, c: char) -> bool {
        let mut taken = false;
        for part in letters(c) {
            if let Some(count) = self.0.get_mut(&part).filter(|n| **n > 0) {
                *count -= 1;
                taken = true;
            }
        }
        taken
    }
}

pub fn is_meaningful(c: &PageChar) -> bool {
    !c.is_blank() && c.text != char::REPLACEMENT_CHARACTER
}

/// Which characters of the source must be readable in the written page: beside the areas, and seen.
pub fn expected(source: &SourcePage, zones: &[Coverage]) -> Vec<bool> {
    let seen = Seen::new(&source.pixels, source.size, &[], 0.0);
    let chars = source.text.chars.iter().zip(zones);
    let is_expected = |(c, zone): (&PageChar, &Coverage)| {
        *zone == Coverage::Free && is_meaningful(c) && seen.shows(&c.ink, c.colour)
    };
    chars.map(is_expected).collect()
}

fn compare_text(source: &SourcePage, written: &PageText, blackout: &PageBlackout) -> OutsideText {
    let zones = source.text.coverages(&blackout.rects());
    let (mut allowed, mut wanted, mut unknown) = (Letters::default(), Letters::default(), 0);
    let expected = expected(source, &zones);
    for ((c, zone), expected) in source.text.chars.iter().zip(&zones).zip(expected) {
        if !is_meaningful(c) {
            unknown += i64::from(c.text.is_control() || !c.text.is_whitespace());
            continue;
        }
        if *zone != Coverage::Covered {
            allowed.add(c.text);
        }
        if expected {
            wanted.add(c.text);
        }
    }
    let mut found = Letters::default();
    for c in written.chars.iter().filter(|c| is_meaningful(c)) {
        if !blackout.areas.iter().any(|a| in_label(c, &a.label)) {
            found.add(c.text);
        }
    }
    // A character that the source's reader could not name may be named in the written file.
    let added = (found.beyond_by(&allowed).total() - unknown).max(0);
    let missing = wanted.beyond_by(&found).total();
    let total = wanted.total();
    let recall = if total == 0 {
        1.0
    } else {
        1.0 - missing as f64 / total as f64
    };
    OutsideText {
        added: usize::try_from(added).unwrap_or(usize::MAX),
        recall,
    }
}

/// Looks at every area at two scales: how many are not flat, how many labels do not look as they should.
fn look_inside(
    document: &Document,
    page: usize,
    size: PageSize,
    blackout: &PageBlackout,
    black: bool,
) -> (usize, usize) {
    if blackout.is_empty() {
        return (0, 0);
    }
    let reference = super::reference::document(size, blackout);
    let labels_inside: Vec<PageRect> = blackout
        .areas
        .iter()
        .filter(|a| a.label.inside)
        .map(|a| a.label.rect)
        .collect();
    let (mut uneven, mut labels) = (0, 0);
    for scale in AREA_SCALES {
        for area in &blackout.areas {
            for rect in &area.rects {
                let flat = is_flat(document, page, scale, rect, &labels_inside, black);
                uneven += usize::from(!flat);
            }
            let same = reference
                .as_ref()
                .is_some_and(|r| label_looks_right(document, page, r, scale, &area.label));
            labels += usize::from(area.label.inside && !same);
        }
    }
    (uneven, labels)
}

/// The scale and pixels to look at a rectangle, with one point around it.
fn region_of(rect: &PageRect, scale: f64) -> (f64, Region) {
    let scale = scale.min(AREA_SIDE / rect.width().max(rect.height()));
    let low = |v: f64| ((v - 1.0) * scale).floor().max(0.0) as usize;
    let high = |v: f64| ((v + 1.0) * scale).ceil().max(1.0) as usize;
    let (left, top) = (low(rect.left()), low(rect.top()));
    let (width, height) = (
        high(rect.right()).max(left + 1) - left,
        high(rect.bottom()).max(top + 1) - top,
    );
    (
        scale,
        Region {
            left,
            top,
            width,
            height,
        },
    )
}

/// Whether nothing is drawn well within a rectangle.
fn is_blank(document: &Document, page: usize, rect: &PageRect) -> bool {
    let Some(inner) = rect.expanded(-EDGE) else {
        return true;
    };
    let (scale, region) = region_of(&inner, BENEATH_SCALE);
    let Some(pixels) = document.render(page, scale, Some(region)) else {
        return false;
    };
    (0..pixels.height()).all(|y| {
        (0..pixels.width()).all(|x| {
            let corner = |v: usize, step: f64| (v as f64 + step) / scale;
            let cell = PageRect::new(
                corner(region.left + x, 0.0),
                corner(region.top + y, 0.0),
                corner(region.left + x, 1.0),
                corner(region.top + y, 1.0),
            );
            let outside = cell.is_none_or(|cell| !inner.contains_rect(&cell));
            outside || pixels.at(x, y).iter().all(|v| *v >= 255 - FLAT)
        })
    })
}

fn is_flat(
    document: &Document,
    page: usize,
    scale: f64,
    rect: &PageRect,
    labels: &[PageRect],
    black: bool,
) -> bool {
    let (scale, region) = region_of(rect, scale);
    let Some(pixels) = document.render(page, scale, Some(region)) else {
        return false;
    };
    // Another program's boxes may have another colour, as long as it is one.
    let ground = if black {
        [0; 3]
    } else {
        let middle = rect.center();
        let pixel = |v: f64, from: usize| ((v * scale) as usize).saturating_sub(from);
        pixels.at(pixel(middle.x, region.left), pixel(middle.y, region.top))
    };
    (0..pixels.height()).all(|y| {
        (0..pixels.width()).all(|x| {
            let corner = |dx: f64, dy: f64| {
                let px = (region.left + x) as f64 + dx;
                let py = (region.top + y) as f64 + dy;
                (px / scale, py / scale)
            };
            let ((left, top), (right, bottom)) = (corner(-0.5, -0.5), corner(1.5, 1.5));
            // Only pixels wholly within the area, and away from the label.
            let Some(cell) = PageRect::new(left, top, right, bottom) else {
                return false;
            };
            let outside = !rect.contains_rect(&cell) || labels.iter().any(|l| l.intersects(&cell));
            let near = |(v, g): (u8, u8)| v.abs_diff(g) <= FLAT;
            outside || pixels.at(x, y).into_iter().zip(ground).all(near)
        })
    })
}

/// Compares the place of a label with a render of the area and the label alone.
fn label_looks_right(
    document: &Document,
    page: usize,
    reference: &Document,
    scale: f64,
    label: &Label,
) -> bool {
    let (scale, region) = region_of(&label.rect, scale);
    let Some(region) = within_label(region, scale, &label.rect) else {
        return true;
    };
    let written = document.render(page, scale, Some(region));
    let expected = reference.render(0, scale, Some(region));
    match (written, expected) {
        (Some(written), Some(expected)) => {
            let (written, expected) = (blurred(&written), blurred(&expected));
            near(&written, &expected) && near(&expected, &written)
        }
        _ => false,
    }
}

/// The mean over 3 × 3 pixels: one engine sharpens the stems of one font format and not of the other.
fn blurred(pixels: &Pixels) -> Pixels {
    let mut out = pixels.clone();
    let around = |v: usize, length: usize| v.saturating_sub(1)..(v + 2).min(length);
    for y in 0..pixels.height() {
        for x in 0..pixels.width() {
            let (mut sum, mut count) = ([0_u32; 3], 0);
            for v in around(y, pixels.height()) {
                for u in around(x, pixels.width()) {
                    let colour = pixels.at(u, v);
                    (0..3).for_each(|c| sum[c] += u32::from(colour[c]));
                    count += 1;
                }
            }
            out.fill(x, y, x + 1, y + 1, sum.map(|s| (s / count) as u8));
        }
    }
    out
}

/// Whether every pixel occurs in the other picture at most one pixel away: PDFium puts small glyphs on whole pixels, so
/// that two files may differ by one where a coordinate falls between.
fn near(a: &Pixels, b: &Pixels) -> bool {
    let close = |p: [u8; 3], q: [u8; 3]| {
        p.iter()
            .zip(q)
            .all(|(v, w)| v.abs_diff(w) <= LABEL_DIFFERENCE)
    };
    (0..a.height()).all(|y| {
        (0..a.width()).all(|x| {
            let around = |v: usize, length: usize| v.saturating_sub(1)..(v + 2).min(length);
            let mut others =
                around(y, b.height()).flat_map(|v| around(x, b.width()).map(move |u| b.at(u, v)));
            others.any(|q| close(a.at(x, y), q))
        })
    })
}

/// The pixels wholly within a label's place; `None` when it is smaller than a pixel.
fn within_label(around: Region, scale: f64, rect: &PageRect) -> Option<Region> {
    let left = ((rect.left() * scale).ceil() as usize).max(around.left);
    let top = ((rect.top() * scale).ceil() as usize).max(around.top);
    let width = ((rect.right() * scale).floor() as usize).checked_sub(left)?;
    let height = ((rect.bottom() * scale).floor() as usize).checked_sub(top)?;
    (width > 0 && height > 0).then_some(Region {
        left,
        top,
        width,
        height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> PageText {
        let chars = words.chars().enumerate().map(|(i, c)| {
            let left = 10.0 * i as f64;
            let ink = PageRect::new(left, 0.0, left + 8.0, 10.0).unwrap();
            PageChar {
                text: c,
                ink,
                cell: ink,
                origin: ink.center(),
                angle: 0.0,
                invisible: false,
                colour: None,
            }
        });
        PageText::new(chars.collect(), &[])
    }

    #[test]
    fn a_covered_word_is_found_in_letters_that_stand_apart() {
        let size = PageSize {
            width: 300.0,
            height: 20.0,
        };
        let source = SourcePage {
            size,
            look: Look::Usual,
            text: text("nesnaJ besluit"),
            pixels: Pixels::new(1, 1, vec![255; 3]).unwrap(),
        };
        let shown = |written: &str| {
            let words = ["jansen".to_owned()];
            words_shown(&source, &text(written), &PageBlackout::default(), &words)
        };
        assert_eq!(shown("nesnaJ besluit"), 0);
        assert_eq!(shown("J an s en besluit"), 1);
    }
}
