//! One written page as PDFium shows it, and as PDFium and a reader of glyph codes read it: what is inside the black areas,
//! and what became of the rest.
//!
//! **Invariant:** anything that cannot be read or rendered is a fault. Differences wholly under the areas are never
//! looked at: hidden content must not steer anything.
//! **Absent:** objects and streams; see `schema`.

use super::compare::{Comparison, ignored};
use super::{Check, Doubt, Fault, PageCheck, SourcePage, Written, cut, foreign, inside, layer};
use crate::model::blackout::PageBlackout;
use crate::model::geometry::{PagePoint, PageRect, PageSize};
use crate::model::label::Label;
use crate::model::rects::Rects;
use crate::model::seen::Seen;
use crate::model::text::{Coverage, PageChar, PageText, folded};
use crate::pdf::Document;
use crate::spent;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// How closely a page is compared with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closeness {
    /// At 100 dpi, coarser for very large pages.
    Usual,
    /// At 200 dpi, as pages and places that became pictures are rendered. A reader draws the thinnest lines one pixel
    /// wide, so that a picture of many of them looks lighter at 100 dpi than they do.
    Close,
}

/// Pixels per point of the comparison with the source.
pub fn comparison_scale(size: PageSize, look: Closeness) -> f64 {
    let (dots, most) = match look {
        Closeness::Usual => (100.0, 3000.0),
        Closeness::Close => (200.0, 6000.0),
    };
    f64::min(dots / 72.0, most / size.width.max(size.height))
}

/// The share of the source's characters that must be kept.
const RECALL: f64 = 0.99;

/// What a written page will be compared with, without its text; `None` when the source page cannot be read.
pub fn source_looks(
    document: &Document,
    page: usize,
    size: PageSize,
    look: Closeness,
) -> Option<SourcePage> {
    let pixels = document.picture(page, comparison_scale(size, look))?;
    Some(SourcePage {
        size,
        look,
        text: PageText::default(),
        pixels: (*pixels).clone(),
        spread: match look {
            Closeness::Usual => document.spread(page),
            Closeness::Close => document.spread_of_picture(page),
        },
    })
}

/// Asks a written page everything. `written` is the same file as the strict reader has it, when it is built as ours are.
/// `words` are the needles of the document, each with how often the page may show it. Without a source only those and the
/// insides of the areas are looked at.
pub fn check_page(
    document: &Document,
    page: usize,
    size: PageSize,
    written: Option<&Written<'_>>,
    source: Option<&SourcePage>,
    blackout: &PageBlackout,
    words: &[(String, usize)],
) -> PageCheck {
    let mut check = PageCheck {
        faults: Vec::new(),
        recall: 1.0,
        differing: 0.0,
        cut: 0,
        seen_elsewhere: 0,
        is_read: false,
        doubts: Vec::new(),
    };
    // The same page as a reader has it that shares nothing with PDFium; `None` within where it cannot be read.
    let codes = written.map(|written| spent::on("verify: codes", || written.codes.page(page)));
    let is_read = matches!(codes, Some(Some((_, true))));
    check.is_read = is_read;
    let mut counts: BTreeMap<Check, u32> = BTreeMap::new();
    let mut fault = |check: Check, count: usize| {
        if count > 0 {
            *counts.entry(check).or_default() += u32::try_from(count).unwrap_or(u32::MAX);
        }
    };
    let mut labelled = Vec::new();
    let mut seen_elsewhere = 0;
    let mut words_shown_by = |text: &PageText, labels: &Labels<'_>| {
        let shown = words_shown(text, labels, words);
        // What the picture shows of them was not left behind by whoever wrote the page.
        let (shown, elsewhere) = if is_read { (0, shown) } else { (shown, 0) };
        seen_elsewhere = seen_elsewhere.max(elsewhere);
        shown
    };
    match spent::on("verify: text", || document.text(page)) {
        Some(mut text) => {
            let labels = Labels::read(&text, blackout);
            let inside = labels.read.iter().filter(|label| label.inside);
            labelled.extend(inside.map(|label| label.rect));
            if let (None, Some(source)) = (written, source) {
                labelled.extend(foreign::take_labels(&mut text, source, &blackout.rects()));
            }
            let inside = foreign_inside(&text, blackout, &labels, written.is_some());
            fault(Check::TextInside, inside);
            fault(Check::Needles, words_shown_by(&text, &labels));
            fault(Check::Label, blackout.labels().count() - labels.read.len());
            if let Some(source) = source.filter(|_| !is_read) {
                let outside = compare_text(source, &text, blackout, &labels);
                fault(Check::TextAdded, outside.added);
                fault(Check::TextKept, usize::from(outside.recall < RECALL));
                check.recall = outside.recall;
            }
            // What was read from the picture is held to the picture alone, and no label makes one word with it.
            let nothing = PageText::default();
            let (layer, drawn) = match source {
                _ if is_read => (Some(labels.apart_from(&text)), &nothing),
                Some(source) => (Some(text.clone()), &source.text),
                None => (None, &nothing),
            };
            if let (Some(_), Some(layer)) = (written, &layer) {
                // Fails closed, as with text.
                let unshown = spent::on("verify: layer", || {
                    layer::unshown_of(layer, drawn, document, page, size, &blackout.rects())
                });
                fault(Check::Layer, unshown.map_or(1, |words| words.len()));
            }
            if let (true, Some(Some((codes, _)))) = (is_read, &codes) {
                // Nobody looked for what one reader alone finds.
                let labels_there = Labels::read(codes, blackout);
                let more = labels_there.letters_beside(codes);
                let more = more.beyond_by(&labels.letters_beside(&text));
                fault(
                    Check::TextAdded,
                    usize::try_from(more.total()).unwrap_or(usize::MAX),
                );
            }
        }
        // Fails closed; a page that opened is not expected to be unreadable.
        None => fault(Check::TextInside, 1),
    }
    if let Some(codes) = &codes {
        let (inside, shown) = codes.as_ref().map_or((1, 0), |(codes, _)| {
            let labels = Labels::read(codes, blackout);
            let inside = foreign_inside(codes, blackout, &labels, true);
            (inside, words_shown_by(codes, &labels))
        });
        fault(Check::TextInside, inside);
        fault(Check::Needles, shown);
    }
    check.seen_elsewhere = u32::try_from(seen_elsewhere).unwrap_or(u32::MAX);
    let rects = blackout.rects();
    let boxes = if let Some(written) = written {
        let drawn = spent::on("verify: beneath", || {
            inside::not_blank(&written.beneath, page, size, &rects)
        });
        fault(Check::Beneath, drawn);
        inside::Boxes::Ours
    } else {
        let beneath = foreign::beneath(document, page, &rects, source);
        fault(Check::FlatInside, beneath.pictures);
        fault(Check::Beneath, beneath.shapes);
        let uncovered = foreign::uncovered(document, page, &rects, source);
        fault(Check::Beneath, uncovered.alike);
        let doubts = [
            (Doubt::UnusedPicture, beneath.off_page),
            (Doubt::Beneath, uncovered.lettered),
            (Doubt::Samples, beneath.faint),
        ];
        let doubts = doubts.into_iter().filter(|(_, count)| *count > 0);
        let counted = |count| u32::try_from(count).unwrap_or(u32::MAX);
        check.doubts = doubts
            .map(|(doubt, count)| (doubt, counted(count)))
            .collect();
        inside::Boxes::Foreign(beneath.noise.into_iter().zip(beneath.reach).collect())
    };
    let (flat, unlike) = spent::on("verify: inside", || {
        inside::look(document, page, size, blackout, &labelled, &boxes)
    });
    fault(Check::FlatInside, flat);
    fault(Check::Label, unlike);
    if let Some(source) = source {
        let same_size = source.size.is_as_large_as(size);
        fault(Check::PageSize, usize::from(!same_size));
        let pixels = spent::on("verify: picture", || {
            document.render(page, comparison_scale(size, source.look), None)
        });
        match pixels {
            Some(pixels) => {
                let ours = ignored(blackout);
                if source.text.has_layer() {
                    let cut = cut::cut_shapes(&pixels, size, &blackout.rects(), &ours);
                    check.cut = u32::try_from(cut).unwrap_or(u32::MAX);
                }
                let ignored = source.not_compared(ours);
                let looks = spent::on("verify: pixels", || {
                    Comparison::of(&source.pixels, &pixels, size, &ignored)
                });
                check.differing = looks.as_ref().map_or(1.0, Comparison::share);
                // Pages of one size are rendered equally large; others fail closed here too.
                fault(Check::Pixels, looks.map_or(1, |looks| looks.faults()));
            }
            // Fails closed, as with text.
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
pub fn stands_in(c: &PageChar, rect: &PageRect) -> bool {
    rect.contains(c.ink.center()) || c.ink.share_in(rect) >= 0.2
}

/// The place of a label, with what its letters may stick out.
fn place_of(label: &Label) -> Option<PageRect> {
    label.rect.expanded(label.size / 16.0)
}

/// Where a character is read: the middle of its ink, since a font may say of its cells what it likes; a blank has none.
fn middle(c: &PageChar) -> PagePoint {
    if c.is_blank() {
        c.cell.center()
    } else {
        c.ink.center()
    }
}

/// The labels of a page, and the lines of its legend, that read as they should. Whatever else stands in the place of a
/// label is none: another program prints none there, or leaves what it should have taken away.
struct Labels<'a> {
    read: Vec<&'a Label>,
    places: Rects,
}

impl<'a> Labels<'a> {
    fn read(text: &PageText, blackout: &'a PageBlackout) -> Self {
        let labels: Vec<(&Label, PageRect)> = blackout
            .labels()
            .filter_map(|label| Some((label, place_of(label)?)))
            .collect();
        let places = Rects::of(labels.iter().map(|(_, place)| place));
        let mut here: Vec<Vec<&PageChar>> = vec![Vec::new(); labels.len()];
        for c in &text.chars {
            let at = middle(c);
            for number in places.near([at.x, at.y, at.x, at.y]) {
                if let (Some((_, place)), Some(here)) = (labels.get(number), here.get_mut(number))
                    && place.contains(at)
                {
                    here.push(c);
                }
            }
        }
        let right = labels
            .iter()
            .zip(here)
            .filter(|((label, _), here)| reads(label, here));
        let right: Vec<&(&Label, PageRect)> = right.map(|(label, _)| label).collect();
        Self {
            places: Rects::of(right.iter().map(|(_, place)| place)),
            read: right.iter().map(|(label, _)| *label).collect(),
        }
    }

    /// The text without that of labels, its words made anew.
    fn apart_from(&self, text: &PageText) -> PageText {
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (start, end) in &text.words {
            breaks.push(chars.len());
            let word = text.chars.get(*start..*end).unwrap_or_default();
            chars.extend(word.iter().filter(|c| !self.hold(c)).cloned());
        }
        PageText::new(chars, &breaks)
    }

    /// The letters that are those of no label.
    fn letters_beside(&self, text: &PageText) -> Letters {
        let mut letters = Letters::default();
        let beside = text
            .chars
            .iter()
            .filter(|c| is_meaningful(c) && !self.hold(c));
        beside.for_each(|c| letters.add(c.text));
        letters
    }

    /// Whether a character is that of a label.
    fn hold(&self, c: &PageChar) -> bool {
        let at = middle(c);
        let holds = |[l, t, r, b]: [f64; 4]| (l..r).contains(&at.x) && (t..b).contains(&at.y);
        self.places.any_near([at.x, at.y, at.x, at.y], holds)
    }
}

/// Whether characters spell a label from left to right, whatever their order in the file: where a line runs from right
/// to left, readers turn what stands beside it around.
fn reads(label: &Label, here: &[&PageChar]) -> bool {
    let mut here = here.to_vec();
    here.sort_by(|a, b| a.origin.x.total_cmp(&b.origin.x));
    let mut spelled = Vec::new();
    here.iter()
        .for_each(|c| each_letter(c.text, |part| spelled.push(part)));
    let mut expected = Vec::new();
    label
        .text
        .chars()
        .for_each(|c| each_letter(c, |part| expected.push(part)));
    spelled == expected
}

/// How many characters stand in areas without being a label.
///
/// Blanks count only in a file of ours (`strict`): other programs leave them, and they say nothing.
fn foreign_inside(
    text: &PageText,
    blackout: &PageBlackout,
    labels: &Labels<'_>,
    strict: bool,
) -> usize {
    let rects = blackout.rects();
    let index = Rects::of(&rects);
    let is_inside = |c: &PageChar| {
        let near = index.near(c.ink.into()).into_iter();
        near.filter_map(|number| rects.get(number))
            .any(|rect| stands_in(c, rect))
    };
    let is_foreign = |c: &&PageChar| (strict || !c.is_blank()) && is_inside(c) && !labels.hold(c);
    text.chars.iter().filter(is_foreign).count()
}

/// How many covered words can be read more often than they may, blanks and labels left out: also across the gaps between
/// letters.
fn words_shown(written: &PageText, labels: &Labels<'_>, words: &[(String, usize)]) -> usize {
    let shown = written.chars.iter().filter(|c| !labels.hold(c));
    let shown: String = shown.map(|c| c.text).collect();
    let shown = folded(&shown);
    let more = |(word, most): &&(String, usize)| shown.matches(word.as_str()).count() > *most;
    words.iter().filter(more).count()
}

struct OutsideText {
    added: usize,
    recall: f64,
}

/// Calls `see` with the letters that a character counts as. Readers turn brackets around where text runs from right to
/// left, and not all of them see the same stretch as one.
fn each_letter(c: char, mut see: impl FnMut(char)) {
    let unturned = |c: char| match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '»' => '«',
        other => other,
    };
    match c {
        // What `folded` makes of it, without a text for each character.
        _ if c.is_ascii_graphic() => see(unturned(c.to_ascii_lowercase())),
        _ => folded(&c.to_string()).chars().map(unturned).for_each(see),
    }
}

/// Letters with how often they occur.
#[derive(Default)]
pub struct Letters(BTreeMap<char, i64>);

impl Letters {
    pub fn add(&mut self, c: char) {
        each_letter(c, |part| *self.0.entry(part).or_default() += 1);
    }

    fn total(&self) -> i64 {
        self.0.values().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
        each_letter(c, |part| {
            if let Some(count) = self.0.get_mut(&part).filter(|n| **n > 0) {
                *count -= 1;
                taken = true;
            }
        });
        taken
    }
}

pub fn is_meaningful(c: &PageChar) -> bool {
    !c.is_blank() && c.text != char::REPLACEMENT_CHARACTER
}

/// Which characters of the source must be readable in the written page: beside the areas, drawn and seen. Which words of
/// a layer its picture shows is told by two judges, and a doubt counts as no, so that none of them must be there.
pub fn expected(source: &SourcePage, zones: &[Coverage], areas: &[PageRect]) -> Vec<bool> {
    let seen = Seen::new(&source.pixels, source.size, areas, 0.0);
    let chars = source.text.chars.iter().zip(zones);
    let mut told = Told::default();
    let is_expected = |(c, zone): (&PageChar, &Coverage)| {
        let is_there = *zone == Coverage::Free && is_meaningful(c) && !c.invisible;
        is_there && seen.shows_char(c) && told.is_first(c)
    };
    chars.map(is_expected).collect()
}

/// Letters that a source draws, of which one that it draws twice in one place need be told once.
#[derive(Default)]
struct Told(HashMap<(char, i64, i64), Vec<PagePoint>>);

impl Told {
    /// A letter that is drawn again so near, in parts of the height of its line, is drawn twice.
    const TWICE: f64 = 0.1;
    /// Side of the cells in which letters are looked up, in points.
    const CELL: f64 = 4.0;

    fn is_first(&mut self, c: &PageChar) -> bool {
        let at = c.origin;
        let cell = |v: f64| (v / Self::CELL).floor() as i64;
        let (x, y) = (cell(at.x), cell(at.y));
        let size = c.cell.width().max(c.cell.height());
        let near = (size * Self::TWICE).min(Self::CELL);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (c.text, x + dx, y + dy)));
        let mut known = around.filter_map(|key| self.0.get(&key)).flatten();
        if known.any(|p| (p.x - at.x).hypot(p.y - at.y) < near) {
            return false;
        }
        self.0.entry((c.text, x, y)).or_default().push(at);
        true
    }
}

fn compare_text(
    source: &SourcePage,
    written: &PageText,
    blackout: &PageBlackout,
    labels: &Labels<'_>,
) -> OutsideText {
    let zones = source.text.coverages(&blackout.rects());
    let (mut allowed, mut wanted, mut unknown) = (Letters::default(), Letters::default(), 0);
    let expected = expected(source, &zones, &blackout.rects());
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
        if !labels.hold(c) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::blackout::BlackArea;

    fn none() -> Labels<'static> {
        Labels {
            read: Vec::new(),
            places: Rects::default(),
        }
    }

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
                hidden: false,
            }
        });
        PageText::new(chars.collect(), &[])
    }

    #[test]
    fn a_character_stands_in_an_area_by_its_middle_or_a_fifth_of_its_ink() {
        let at = |left: f64, right: f64| {
            let mut letters = text("x").chars;
            letters[0].ink = PageRect::new(left, 0.0, right, 10.0).unwrap();
            letters.remove(0)
        };
        let area = PageRect::new(20.0, 4.0, 30.0, 6.0).unwrap();
        assert!(stands_in(&at(0.0, 50.0), &area), "only its middle");
        let area = PageRect::new(20.0, 0.0, 30.0, 10.0).unwrap();
        assert!(stands_in(&at(28.0, 36.0), &area), "a quarter of it");
        assert!(!stands_in(&at(29.0, 37.0), &area), "an eighth of it");
    }

    #[test]
    fn blanks_in_an_area_count_in_a_file_of_ours() {
        let area = PageRect::new(0.0, 0.0, 100.0, 10.0).unwrap();
        let apart = PageRect::new(200.0, 0.0, 201.0, 1.0).unwrap();
        let blackout = PageBlackout {
            areas: vec![BlackArea {
                rects: vec![area],
                label: Label::none(&[apart]).unwrap(),
                spoken: String::new(),
            }],
            legend: Vec::new(),
        };
        let inside = |strict| foreign_inside(&text(" "), &blackout, &none(), strict);
        assert_eq!([inside(true), inside(false)], [1, 0]);
    }

    #[test]
    fn a_covered_word_is_found_in_letters_that_stand_apart() {
        let shown = |written: &str, most: usize| {
            let words = [("jansen".to_owned(), most)];
            words_shown(&text(written), &none(), &words)
        };
        assert_eq!(shown("nesnaJ besluit", 0), 0);
        assert_eq!(shown("J an s en besluit", 0), 1);
        assert_eq!(shown("J an s en besluit", 1), 0);
    }
}
