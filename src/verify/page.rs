//! One written page as PDFium shows it, and as PDFium and a reader of glyph codes read it: what is inside the black areas,
//! and what became of the rest.
//!
//! **Invariant:** anything that cannot be read or rendered is a fault. Differences wholly under the areas are never
//! looked at: hidden content must not steer anything.
//! **Absent:** objects and streams; see `schema`.

use super::closeness::{Closeness, comparison_scale};
use super::compare::{Comparison, ignored};
use super::labels::{Labels, stands_in};
use super::letters::{Letters, expected, is_meaningful};
use super::written::Written;
use super::{Check, Doubt, Fault, PageCheck, SourcePage, cut, foreign, inside, layer};
use crate::model::blackout::PageBlackout;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::rects::Rects;
use crate::model::page::text::{Coverage, PageChar, PageText, folded};
use crate::pdf::Document;
use crate::spent;
use std::collections::BTreeMap;

/// The share of the source's characters that must be kept.
const RECALL: f64 = 0.99;

/// What a written page will be compared with, without its text; `None` when the source page cannot be read.
pub fn source_looks(
    document: &Document,
    page: usize,
    size: PageSize,
    closeness: Closeness,
) -> Option<SourcePage> {
    let pixels = document.picture(page, comparison_scale(size, closeness))?;
    Some(SourcePage {
        size,
        closeness,
        text: PageText::default(),
        pixels: (*pixels).clone(),
        spread: match closeness {
            Closeness::Usual => document.spread(page),
            Closeness::Close => document.spread_of_picture(page),
        },
    })
}

/// A written page with everything that it is held against.
pub struct PageQuestion<'q> {
    pub document: &'q Document,
    /// From 0.
    pub page: usize,
    pub size: PageSize,
    /// The same file as the strict reader has it, when it is built as ours are.
    pub written: Option<&'q Written<'q>>,
    /// Without a source only the needles and the insides of the areas are looked at.
    pub source: Option<&'q SourcePage>,
    pub blackout: &'q PageBlackout,
    /// The needles of the document, each with how often the page may show it.
    pub words: &'q [(String, usize)],
}

/// The text of a page by its glyph codes, and whether it is said to be read from its picture.
type Codes = (PageText, bool);

/// What is found as the page is asked one thing after another.
#[derive(Default)]
struct Found {
    counts: BTreeMap<Check, u32>,
    /// The places of labels that can be read in the areas.
    labelled: Vec<PageRect>,
    /// What the page says beside the faults.
    check: PageCheck,
}

impl Found {
    fn fault(&mut self, check: Check, count: usize) {
        if count > 0 {
            *self.counts.entry(check).or_default() += counted(count);
        }
    }

    /// Covered words that can be read. What the picture shows of them was not left behind by whoever wrote the page.
    fn words(&mut self, shown: usize) {
        if self.check.is_read {
            self.check.seen_elsewhere = self.check.seen_elsewhere.max(counted(shown));
        } else {
            self.fault(Check::Needles, shown);
        }
    }

    fn into_check(self) -> PageCheck {
        let faults = self.counts.into_iter();
        PageCheck {
            faults: faults
                .map(|(check, count)| Fault { check, count })
                .collect(),
            ..self.check
        }
    }
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl PageQuestion<'_> {
    /// Asks a written page everything.
    pub fn answer(&self) -> PageCheck {
        // The same page as a reader has it that shares nothing with PDFium; `None` within where it cannot be read.
        let codes = self.written;
        let codes =
            codes.map(|written| spent::on("verify: codes", || written.codes.page(self.page)));
        let mut found = Found::default();
        found.check.recall = 1.0;
        found.check.is_read = matches!(codes, Some(Some((_, true))));
        let codes: Option<Option<&Codes>> = codes.as_ref().map(Option::as_ref);
        match spent::on("verify: text", || self.document.text(self.page)) {
            Some(text) => self.ask_text(text, codes.flatten(), &mut found),
            // Fails closed; a page that opened is not expected to be unreadable.
            None => found.fault(Check::TextInside, 1),
        }
        match codes {
            Some(Some((codes, _))) => {
                let labels = Labels::read(codes, self.blackout);
                let inside = foreign_inside(codes, self.blackout, &labels, true);
                found.fault(Check::TextInside, inside);
                found.words(words_shown(codes, &labels, self.words));
            }
            Some(None) => found.fault(Check::TextInside, 1),
            None => {}
        }
        self.ask_areas(&mut found);
        if let Some(source) = self.source {
            self.ask_looks(source, &mut found);
        }
        found.into_check()
    }

    /// What PDFium reads, in the areas and beside them.
    fn ask_text(&self, mut text: PageText, codes: Option<&Codes>, found: &mut Found) {
        let blackout = self.blackout;
        let labels = Labels::read(&text, blackout);
        let inside = labels.read.iter().filter(|label| label.inside);
        found.labelled.extend(inside.map(|label| label.rect));
        if let (None, Some(source)) = (self.written, self.source) {
            let labelled = foreign::take_labels(&mut text, source, &blackout.rects());
            found.labelled.extend(labelled);
        }
        let inside = foreign_inside(&text, blackout, &labels, self.written.is_some());
        found.fault(Check::TextInside, inside);
        found.words(words_shown(&text, &labels, self.words));
        found.fault(Check::Label, blackout.labels().count() - labels.read.len());
        let is_read = found.check.is_read;
        if let Some(source) = self.source.filter(|_| !is_read) {
            let outside = compare_text(source, &text, blackout, &labels);
            found.fault(Check::TextAdded, outside.added);
            found.fault(Check::TextKept, usize::from(outside.recall < RECALL));
            found.check.recall = outside.recall;
        }
        self.ask_layer(&text, &labels, found);
        if let (true, Some((codes, _))) = (is_read, codes) {
            // Nobody looked for what one reader alone finds.
            let labels_there = Labels::read(codes, blackout);
            let more = labels_there.letters_beside(codes);
            let more = more.beyond_by(&labels.letters_beside(&text));
            let more = usize::try_from(more.total()).unwrap_or(usize::MAX);
            found.fault(Check::TextAdded, more);
        }
    }

    /// Whether the picture of the page shows what is not drawn. What was read from the picture is held to the picture alone,
    /// and no label makes one word with it.
    fn ask_layer(&self, text: &PageText, labels: &Labels<'_>, found: &mut Found) {
        let nothing = PageText::default();
        let (layer, drawn) = match self.source {
            _ if found.check.is_read => (labels.apart_from(text), &nothing),
            Some(source) => (text.clone(), &source.text),
            None => return,
        };
        if self.written.is_none() {
            return;
        }
        let (page, size, rects) = (self.page, self.size, self.blackout.rects());
        let unshown = spent::on("verify: layer", || {
            layer::unshown_of(&layer, drawn, self.document, page, size, &rects)
        });
        // Fails closed, as with text.
        found.fault(Check::Layer, unshown.map_or(1, |words| words.len()));
    }

    /// Whether the areas are flat but for their labels, and nothing is beneath them.
    fn ask_areas(&self, found: &mut Found) {
        let (document, page, size) = (self.document, self.page, self.size);
        let rects = self.blackout.rects();
        let boxes = if let Some(written) = self.written {
            let drawn = spent::on("verify: beneath", || {
                inside::not_blank(&written.beneath, page, size, &rects)
            });
            found.fault(Check::Beneath, drawn);
            inside::Boxes::Ours
        } else {
            let beneath = foreign::beneath(document, page, &rects, self.source);
            found.fault(Check::FlatInside, beneath.pictures);
            found.fault(Check::Beneath, beneath.shapes);
            let uncovered = foreign::uncovered(document, page, &rects, self.source);
            found.fault(Check::Beneath, uncovered.alike);
            let doubts = [
                (Doubt::UnusedPicture, beneath.off_page),
                (Doubt::Beneath, uncovered.lettered),
                (Doubt::Samples, beneath.faint),
            ];
            let doubts = doubts.into_iter().filter(|(_, count)| *count > 0);
            let doubts = doubts.map(|(doubt, count)| (doubt, counted(count)));
            found.check.doubts = doubts.collect();
            inside::Boxes::Foreign(beneath.noise.into_iter().zip(beneath.reach).collect())
        };
        let labelled = std::mem::take(&mut found.labelled);
        let (flat, unlike) = spent::on("verify: inside", || {
            let areas = inside::Areas {
                blackout: self.blackout,
                labelled: &labelled,
                boxes: &boxes,
            };
            areas.faults(document, page, size)
        });
        found.fault(Check::FlatInside, flat);
        found.fault(Check::Label, unlike);
    }

    /// Whether the page looks as its source beside the areas.
    fn ask_looks(&self, source: &SourcePage, found: &mut Found) {
        let (page, size) = (self.page, self.size);
        let same_size = source.size.is_as_large_as(size);
        found.fault(Check::PageSize, usize::from(!same_size));
        let pixels = spent::on("verify: picture", || {
            let scale = comparison_scale(size, source.closeness);
            self.document.render(page, scale, None)
        });
        let Some(pixels) = pixels else {
            // Fails closed, as with text.
            return found.fault(Check::Pixels, 1);
        };
        let ours = ignored(self.blackout);
        if source.text.has_layer() {
            let cut = cut::cut_shapes(&pixels, size, &self.blackout.rects(), &ours);
            found.check.cut = counted(cut);
        }
        let ignored = source.not_compared(ours);
        let looks = spent::on("verify: pixels", || {
            Comparison::of(&source.pixels, &pixels, size, &ignored)
        });
        found.check.differing = looks.as_ref().map_or(1.0, Comparison::share);
        // Pages of one size are rendered equally large; others fail closed here too.
        found.fault(Check::Pixels, looks.map_or(1, |looks| looks.faults()));
    }
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
    use crate::model::blackout::label::Label;

    fn text(words: &str) -> PageText {
        let chars = words.chars().enumerate().map(|(i, c)| {
            let left = 10.0 * i as f64;
            let ink = PageRect::new(left, 0.0, left + 8.0, 10.0).unwrap();
            PageChar {
                origin: ink.center(),
                ..PageChar::drawn(c, ink)
            }
        });
        PageText::new(chars.collect(), &[])
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
        let inside = |strict| foreign_inside(&text(" "), &blackout, &Labels::none(), strict);
        assert_eq!([inside(true), inside(false)], [1, 0]);
    }

    #[test]
    fn a_covered_word_is_found_in_letters_that_stand_apart() {
        let shown = |written: &str, most: usize| {
            let words = [("jansen".to_owned(), most)];
            words_shown(&text(written), &Labels::none(), &words)
        };
        assert_eq!(shown("nesnaJ besluit", 0), 0);
        assert_eq!(shown("J an s en besluit", 0), 1);
        assert_eq!(shown("J an s en besluit", 1), 0);
    }
}
