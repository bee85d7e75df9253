//! Where a page that is about to be written differs from its source beside the areas, so that it can be repaired before.
//!
//! **Invariant:** looks at what the verdict looks at, with the same measures, and at nothing under or close to an area.
//! **Absent:** a verdict; the written file is asked everything anew.

use super::SourcePage;
use super::closeness::comparison_scale;
use super::compare::Comparison;
use super::letters::{Letters, expected, is_meaningful};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{Coverage, PageChar, PageText, folded};
use crate::pdf::Document;
use std::collections::HashMap;

/// Two readers start the same glyph this near to each other, in points.
const SAME_START: f64 = 1.0;

/// What a page lost, changed or added.
#[derive(Debug, Default, PartialEq)]
pub struct Differences {
    /// Where it looks different, when it does so too much.
    pub places: Vec<PageRect>,
    /// Visible characters of the source that cannot be read, by number.
    pub missing: Vec<usize>,
    /// Where characters start that the source does not have.
    pub added: Vec<PagePoint>,
}

impl Differences {
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// Adds places, those that are part of others left out.
    pub fn also_at(&mut self, places: Vec<PageRect>) {
        let others = std::mem::replace(&mut self.places, places);
        for place in others {
            if !self.places.iter().any(|p| p.contains_rect(&place)) {
                self.places.push(place);
            }
        }
    }
}

/// Compares the only page of a document, without black areas and labels, with its source; `None` when it cannot be read.
pub fn differences(
    source: &SourcePage,
    written: &Document,
    areas: &[PageRect],
) -> Option<Differences> {
    let pixels = written.render(0, comparison_scale(source.size, source.closeness), None)?;
    let ignored = source.not_compared(areas.to_vec());
    let looks = Comparison::of(&source.pixels, &pixels, source.size, &ignored)?;
    let places = if looks.faults() > 0 {
        looks.places()
    } else {
        Vec::new()
    };
    let text = written.text(0)?;
    let (missing, added) = letters(source, &text, areas);
    Some(Differences {
        places,
        missing,
        added,
    })
}

/// The characters that are not there and those that should not be: as many of each letter as the whole page lacks or
/// has too many, chosen among those that stand in no place of the other.
fn letters(
    source: &SourcePage,
    written: &PageText,
    areas: &[PageRect],
) -> (Vec<usize>, Vec<PagePoint>) {
    let zones = source.text.coverages(areas);
    let (mut allowed, mut wanted, mut found) =
        (Letters::default(), Letters::default(), Letters::default());
    let expected = expected(source, &zones, areas);
    // Words of a layer that the picture does not show are left out on purpose, as whoever asks knows.
    let is_wanted = |index: usize, c: &PageChar| {
        let is_layer = c.invisible && zones.get(index) == Some(&Coverage::Free);
        is_layer || expected.get(index) == Some(&true)
    };
    for (index, c) in source
        .text
        .chars
        .iter()
        .enumerate()
        .filter(|(_, c)| is_meaningful(c))
    {
        if zones.get(index) != Some(&Coverage::Covered) {
            allowed.add(c.text);
        }
        if is_wanted(index, c) {
            wanted.add(c.text);
        }
    }
    let readable = || written.chars.iter().filter(|c| is_meaningful(c));
    readable().for_each(|c| found.add(c.text));
    let (mut lacking, mut beyond) = (wanted.beyond_by(&found), found.beyond_by(&allowed));
    if lacking.is_empty() && beyond.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (here, there) = (Places::of(written), Places::of(&source.text));
    // What PDFium has no name for may have one in the file, which another reader of it takes.
    let is_unknown = |c: &&PageChar| c.text.is_control() || c.text == char::REPLACEMENT_CHARACTER;
    let unknown = source.text.chars.iter().filter(is_unknown);
    let mut unknown = Places::among(unknown);
    let numbered = source.text.chars.iter().enumerate();
    let candidates = numbered.filter(|(index, c)| {
        is_meaningful(c) && is_wanted(*index, c) && !here.has(c.text, c.origin)
    });
    let missing = candidates
        .filter(|(_, c)| lacking.take(c.text))
        .map(|(index, _)| index);
    let added = readable().filter(|c| {
        let is_known = there.has(c.text, c.origin) || unknown.take_any(c.origin);
        !is_known && beyond.take(c.text)
    });
    (missing.collect(), added.map(|c| c.origin).collect())
}

fn is_same_start(p: PagePoint, at: PagePoint) -> bool {
    (p.x - at.x).hypot(p.y - at.y) <= SAME_START
}

/// Characters by where they start.
struct Places(HashMap<(i64, i64), Vec<(String, PagePoint)>>);

impl Places {
    fn cell(p: PagePoint) -> (i64, i64) {
        ((p.x / 4.0).floor() as i64, (p.y / 4.0).floor() as i64)
    }

    fn of(text: &PageText) -> Self {
        Self::among(text.chars.iter())
    }

    fn among<'t>(chars: impl Iterator<Item = &'t PageChar>) -> Self {
        let mut cells: HashMap<(i64, i64), Vec<(String, PagePoint)>> = HashMap::new();
        for c in chars {
            let known = (folded(&c.text.to_string()), c.origin);
            cells.entry(Self::cell(c.origin)).or_default().push(known);
        }
        Self(cells)
    }

    fn has(&self, c: char, at: PagePoint) -> bool {
        let wanted = folded(&c.to_string());
        self.at(at).any(|letters| *letters == wanted)
    }

    /// Takes one of those that start in a place.
    fn take_any(&mut self, at: PagePoint) -> bool {
        let (column, row) = Self::cell(at);
        let mut around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        around.any(|cell| {
            let here = self.0.get_mut(&cell);
            here.is_some_and(|here| {
                let near = here.iter().position(|(_, p)| is_same_start(*p, at));
                near.map(|near| here.swap_remove(near)).is_some()
            })
        })
    }

    /// What starts in a place.
    fn at(&self, at: PagePoint) -> impl Iterator<Item = &String> {
        let (column, row) = Self::cell(at);
        let around = (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        let near = around.filter_map(|cell| self.0.get(&cell)).flatten();
        near.filter(move |(_, p)| is_same_start(*p, at))
            .map(|(letters, _)| letters)
    }
}
