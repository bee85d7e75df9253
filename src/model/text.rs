//! The text of one page with the place of every character, and the one rule for what an area covers.
//!
//! Preview, engine and verifier all ask the functions here, so that what lights up under the pointer is what goes
//! and what is checked.
//!
//! **Invariant:** `ink` is where a character leaves a trace (for a blank: where it stands); words are runs of
//! characters without a blank between them.
//! **Absent:** fonts, drawing order, and whether anything hides the text from the eye.

use super::geometry::{PagePoint, PageRect, PageSize};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A touch of less than this, in points, is the neighbourhood of two glyphs and not a meeting.
const HAIR: f64 = 0.05;

/// A character that is covered by this share of its ink is taken whole, and the area grows to it.
const TAKEN_SHARE: f64 = 0.25;

/// Lower than this, in points, a line cannot be read; letters of less than this share of their height in width cannot.
const TINY: f64 = 2.25;
const SQUEEZED: f64 = 0.03;

/// One character as a reader of the file sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageChar {
    pub text: char,
    /// The bounds of the glyph's shape; the cell where the glyph has no shape.
    pub ink: PageRect,
    /// The place the character takes in its line: advance by font height.
    pub cell: PageRect,
    /// Where the glyph starts on its baseline.
    pub origin: PagePoint,
    /// The angle of the baseline in degrees, clockwise as displayed; 0 for ordinary text.
    pub angle: f32,
    /// Text that a scan was given to be found by: in an invisible text mode, or under a picture.
    pub invisible: bool,
    /// What it is filled with; `None` where that is no plain colour.
    pub colour: Option<[u8; 3]>,
    /// Without it the page would look the same, or nobody could read it. Only a reading that asks what is seen says so of
    /// drawn text.
    pub hidden: bool,
}

impl PageChar {
    pub fn is_blank(&self) -> bool {
        self.text.is_whitespace() || self.text.is_control() || self.text == '\u{feff}'
    }

    /// Whether its line is too low to be read, or the character too narrow.
    pub fn is_unreadable(&self) -> bool {
        let (width, height) = (self.cell.width(), self.cell.height());
        let (along, across) = match self.quarters() {
            0 | 2 => (width, height),
            _ => (height, width),
        };
        let squeezed = along < SQUEEZED * across && !is_combining_mark(self.text);
        !self.is_blank() && (across < TINY || squeezed)
    }

    /// By how many quarters, clockwise as displayed, its line is turned: 0 when it runs from left to right.
    pub fn quarters(&self) -> u8 {
        (self.angle / 90.0).round().rem_euclid(4.0) as u8
    }
}

/// The text of one page in the reader's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageText {
    pub chars: Vec<PageChar>,
    /// First character of each word and the first after it: `chars[start..end]`.
    pub words: Vec<(usize, usize)>,
}

/// How a character stands to a set of areas, in the three zones that two engines need, since they differ by
/// fractions of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// The ink meets an area: the character must be gone.
    Covered,
    /// The ink is within a point of an area: either is right.
    Border,
    /// More than a point away: the character must still be there.
    Free,
}

/// The width in points of the zone in which either outcome is right.
pub const BORDER: f64 = 1.0;

impl PageText {
    /// Words of `chars`: broken at blanks and wherever `breaks` says that a line or cell ends *before* a character.
    pub fn new(chars: Vec<PageChar>, breaks: &[usize]) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (index, c) in chars.iter().enumerate() {
            if let Some(first) = start
                && (c.is_blank() || breaks.binary_search(&index).is_ok())
            {
                words.push((first, index));
                start = None;
            }
            if !c.is_blank() && start.is_none() {
                start = Some(index);
            }
        }
        if let Some(first) = start {
            words.push((first, chars.len()));
        }
        Self { chars, words }
    }

    /// Whether numbers from another process can be used: word ranges within the characters, in order.
    pub fn is_sound(&self) -> bool {
        let in_order = self.words.windows(2).all(|pair| match pair {
            [a, b] => a.1 <= b.0,
            _ => true,
        });
        in_order
            && self
                .words
                .iter()
                .all(|(start, end)| start < end && *end <= self.chars.len())
    }

    /// The characters of one word.
    pub fn word(&self, index: usize) -> &[PageChar] {
        let range = self.words.get(index).copied().unwrap_or((0, 0));
        self.chars.get(range.0..range.1).unwrap_or(&[])
    }

    /// One word as NFC text.
    pub fn word_text(&self, index: usize) -> String {
        self.word(index).iter().map(|c| c.text).nfc().collect()
    }

    /// The bounds of a run of characters.
    pub fn bounds(chars: &[PageChar]) -> Option<PageRect> {
        chars.iter().map(|c| c.ink).reduce(|a, b| a.union(&b))
    }

    /// How every character stands to the areas.
    ///
    /// Invisible text (the layer of a scan) may lie beside its picture, so its words count as near an area already at
    /// half their height, and a word goes or stays as a whole.
    pub fn coverages(&self, areas: &[PageRect]) -> Vec<Coverage> {
        let mut zones: Vec<Coverage> = self.chars.iter().map(|c| coverage(c, areas)).collect();
        for (start, end) in &self.words {
            let Some(word) = self.chars.get(*start..*end) else {
                continue;
            };
            let misregistered = word.iter().any(|c| {
                let margin = c.ink.height() / 2.0;
                c.invisible
                    && areas
                        .iter()
                        .any(|a| a.expanded(margin).is_some_and(|a| touches(&c.ink, &a)))
            });
            if misregistered {
                for zone in zones
                    .iter_mut()
                    .take(*end)
                    .skip(*start)
                    .filter(|z| **z == Coverage::Free)
                {
                    *zone = Coverage::Border;
                }
            }
        }
        zones
    }

    /// The characters that are drawn again as text on a page that is drawn as a picture.
    pub fn survives(&self, index: usize, zones: &[Coverage]) -> bool {
        match (self.chars.get(index), zones.get(index)) {
            (Some(c), Some(Coverage::Border)) => !c.invisible,
            (Some(_), Some(zone)) => *zone == Coverage::Free,
            _ => false,
        }
    }

    /// The words of which at least one character is covered, as text, each once.
    pub fn covered_words(&self, areas: &[PageRect]) -> Vec<String> {
        let zones = self.coverages(areas);
        let covered = |(start, end): &(usize, usize)| {
            zones
                .get(*start..*end)
                .is_some_and(|word| word.contains(&Coverage::Covered))
        };
        let numbered = self.words.iter().enumerate();
        let mut found: Vec<String> = numbered
            .filter(|(_, word)| covered(word))
            .map(|(index, _)| self.word_text(index))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// An area as it will be black: clipped to the page, then grown to the ink of the glyphs it touches.
    ///
    /// A glyph that the grown area cuts by a quarter of its ink or more is taken whole too. `None` when nothing of
    /// the area lies on the page.
    pub fn grown(&self, area: PageRect, page: PageSize) -> Option<PageRect> {
        self.grown_among(area, &[], page)
    }

    /// The same beside the other areas of the page, as they were given. A glyph that lies wholly under them lets none of
    /// them grow: it is gone already, and how large it is must not be told.
    pub fn grown_among(
        &self,
        area: PageRect,
        others: &[PageRect],
        page: PageSize,
    ) -> Option<PageRect> {
        let page = page.rect()?;
        let clipped = area.intersection(&page)?;
        let counts = |c: &PageChar| {
            let near = others.iter().filter(|o| o.intersects(&c.ink)).copied();
            !c.is_blank() && !c.ink.lies_under(&near.collect::<Vec<_>>())
        };
        let touched = self
            .chars
            .iter()
            .filter(|c| touches(&c.ink, &clipped) && counts(c));
        let mut grown = touched.fold(clipped, |rect, c| rect.union(&c.ink));
        loop {
            let taken = self.chars.iter().filter(|c| {
                !grown.contains_rect(&c.ink) && c.ink.share_in(&grown) >= TAKEN_SHARE && counts(c)
            });
            let next = taken.fold(grown, |rect, c| rect.union(&c.ink));
            if next == grown {
                return grown.intersection(&page);
            }
            grown = next;
        }
    }
}

/// Whether two rectangles share more than a hair in both directions.
fn touches(a: &PageRect, b: &PageRect) -> bool {
    a.intersection(b).is_some_and(|common| {
        common.width() > HAIR.min(a.width() / 2.0) && common.height() > HAIR.min(a.height() / 2.0)
    })
}

/// In which zone a character lies.
pub fn coverage(c: &PageChar, areas: &[PageRect]) -> Coverage {
    if areas.iter().any(|area| touches(&c.ink, area)) {
        return Coverage::Covered;
    }
    let near = |area: &PageRect| {
        area.expanded(BORDER)
            .is_some_and(|zone| zone.intersects(&c.ink))
    };
    if areas.iter().any(near) {
        Coverage::Border
    } else {
        Coverage::Free
    }
}

/// Text as it is compared: compatibility forms folded, lower case, without blanks, soft hyphens and joiners.
pub fn folded(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(
                    c,
                    '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffe}'
                )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn char_at(text: char, left: f64, width: f64) -> PageChar {
        let ink = PageRect::new(left, 100.0, left + width, 110.0).unwrap();
        PageChar {
            text,
            ink,
            cell: ink,
            origin: PagePoint::new(left, 110.0),
            angle: 0.0,
            invisible: false,
            colour: None,
            hidden: false,
        }
    }

    fn line(text: &str) -> PageText {
        let chars = text
            .chars()
            .enumerate()
            .map(|(i, c)| char_at(c, 6.0 * i as f64, 5.0))
            .collect();
        PageText::new(chars, &[])
    }

    const PAGE: PageSize = PageSize {
        width: 300.0,
        height: 300.0,
    };

    #[test]
    fn words_end_at_blanks_and_breaks() {
        let text = line("aan Jansen");
        assert_eq!(text.words, [(0, 3), (4, 10)]);
        assert_eq!(text.word_text(1), "Jansen");
        let broken = PageText::new(text.chars, &[6]);
        assert_eq!(broken.words, [(0, 3), (4, 6), (6, 10)]);
        assert!(broken.is_sound());
    }

    #[test]
    fn an_area_grows_to_the_ink_it_touches_and_no_further() {
        let text = line("abcdef");
        let area = PageRect::new(8.0, 102.0, 14.0, 104.0).unwrap();
        let grown = text.grown(area, PAGE).unwrap();
        assert_eq!(grown, PageRect::new(6.0, 100.0, 17.0, 110.0).unwrap());
        let zones = text.coverages(&[grown]);
        let gone = (0..6).filter(|i| zones[*i] == Coverage::Covered);
        assert_eq!(gone.map(|i| text.chars[i].text).collect::<String>(), "bc");
        assert_eq!(text.covered_words(&[grown]), ["abcdef"]);
    }

    #[test]
    fn a_letter_under_other_areas_lets_no_area_grow() {
        let text = line("abcdef");
        let area = |left: f64, right: f64| PageRect::new(left, 99.0, right, 111.0).unwrap();
        let (first, second) = (area(5.0, 15.0), area(8.0, 13.0));
        let grown = |others: &[PageRect]| text.grown_among(second, others, PAGE).unwrap();
        assert_eq!(grown(&[]).right(), 17.0);
        assert_eq!(grown(&[first, second]).right(), 17.0, "c is seen in part");
        let both = [area(5.0, 14.0), area(13.0, 18.0), second];
        assert_eq!(grown(&both), second, "under two together");
    }

    #[test]
    fn an_area_outside_the_page_is_nothing() {
        let area = PageRect::new(400.0, 0.0, 500.0, 10.0).unwrap();
        assert_eq!(line("a").grown(area, PAGE), None);
    }

    #[test]
    fn a_character_beside_an_area_is_border_or_free() {
        let text = line("abc");
        let area = PageRect::new(11.5, 90.0, 17.0, 120.0).unwrap();
        assert_eq!(coverage(&text.chars[2], &[area]), Coverage::Covered);
        assert_eq!(coverage(&text.chars[1], &[area]), Coverage::Border);
        assert_eq!(coverage(&text.chars[0], &[area]), Coverage::Free);
    }

    #[test]
    fn an_invisible_word_near_an_area_goes_as_a_whole() {
        let mut text = line("ab cd");
        text.chars.iter_mut().for_each(|c| c.invisible = true);
        let area = PageRect::new(0.0, 112.0, 12.0, 120.0).unwrap();
        let zones = text.coverages(&[area]);
        assert_eq!(zones[..2], [Coverage::Border; 2]);
        assert!(!text.survives(0, &zones) && text.survives(4, &zones));
    }

    #[test]
    fn comparison_ignores_what_the_eye_does_not_see() {
        assert_eq!(folded("ﬁnan\u{ad}cieel  A\u{301}"), folded("FINANCIEEL á"));
    }
}
