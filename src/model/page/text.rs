//! The text of one page with the place of every character, and the one rule for what an area covers.
//!
//! Preview, engine and verifier all ask the functions here, so that what lights up under the pointer is what goes
//! and what is checked.
//!
//! **Invariant:** `ink` is where a character leaves a trace (for a blank: where it stands); words are runs of
//! characters without a blank between them.
//! **Absent:** fonts, drawing order, and whether anything hides the text from the eye.

use super::geometry::{PagePoint, PageRect};
use super::rects::Rects;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A touch of less than this, in points, is the neighbourhood of two glyphs and not a meeting.
const MIN_OVERLAP: f64 = 0.05;

/// Lower than this, in points, a line cannot be read; letters of less than this share of their height in width cannot.
const UNREADABLE_POINTS: f64 = 2.25;
const UNREADABLE_WIDTH_SHARE: f64 = 0.03;

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
    /// What it is filled with; `None` where that is no plain colour, and for text that is not drawn.
    pub colour: Option<[u8; 3]>,
    /// Without it the page would look the same, or nobody could read it. Only a reading that asks what is seen says so of
    /// drawn text, and only one that asks the picture of the page says so of the words of its layer.
    pub hidden: bool,
}

/// Ink that is lower or narrower than this part of its cell is that of a blank.
const FLAT_SHARE: f64 = 0.1;

impl PageChar {
    /// A character of a line from left to right that is drawn and seen, and takes no more place than its ink.
    pub fn drawn(text: char, ink: PageRect) -> Self {
        Self {
            text,
            ink,
            cell: ink,
            origin: PagePoint::new(ink.left(), ink.bottom()),
            angle: 0.0,
            invisible: false,
            colour: None,
            hidden: false,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_whitespace() || self.text.is_control() || self.text == '\u{feff}'
    }

    /// Whether it is drawn and leaves ink, also where its file calls it a blank: one that leaves none has no place but its
    /// cell.
    pub fn has_ink(&self) -> bool {
        let least = |r: &PageRect| r.width().min(r.height());
        let is_flat = least(&self.ink) < FLAT_SHARE * least(&self.cell);
        !self.is_blank() || (!self.invisible && self.ink != self.cell && !is_flat)
    }

    /// Whether its line is too low to be read, or the character too narrow.
    pub fn is_unreadable(&self) -> bool {
        let (width, height) = (self.cell.width(), self.cell.height());
        let (along, across) = match self.quarters() {
            0 | 2 => (width, height),
            _ => (height, width),
        };
        let squeezed = along < UNREADABLE_WIDTH_SHARE * across && !is_combining_mark(self.text);
        // A dot is low in any font, and some fonts make its cell no higher than it is.
        let is_sign = matches!(
            self.text,
            '.' | ',' | '-' | '_' | '\'' | '’' | '…' | '·' | '–' | '"'
        );
        let is_low = across < UNREADABLE_POINTS && !is_sign;
        !self.is_blank() && (is_low || squeezed)
    }

    /// By how many quarters, clockwise as displayed, its line is turned: 0 when it runs from left to right.
    pub fn quarters(&self) -> u8 {
        (self.angle / 90.0).round().rem_euclid(4.0) as u8
    }

    /// Whether its line runs along no side of the page.
    pub fn is_aslant(&self) -> bool {
        const MOST_DEGREES: f32 = 3.0;
        let beside = self.angle.rem_euclid(90.0);
        beside.min(90.0 - beside) > MOST_DEGREES
    }
}

/// The text of one page in the reader's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageText {
    pub chars: Vec<PageChar>,
    /// First character of each word and the first after it: `chars[start..end]`.
    pub words: Vec<(usize, usize)>,
    /// It stands in no file but was read from the picture of the page. No other process can say so.
    #[serde(skip)]
    from_picture: bool,
}

/// Which characters of a page are seen otherwise than its file says, by number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Looks {
    /// Nobody sees them.
    pub hidden: Vec<usize>,
    /// They lie under a picture, and are seen through it.
    pub seen_through: Vec<usize>,
    /// They are drawn and read as their code in the file, and nothing says which letters they are: whoever gave out the
    /// codes may have done so in the order of the words of the page, of which some are covered. Their letters are a layer
    /// over what is drawn: only its picture can tell whether it shows them.
    pub unnamed: Vec<usize>,
    /// They are read as their code in the file, which names them otherwise: who does not know the names of small drawings
    /// takes their codes for letters.
    pub misread: Vec<usize>,
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
        Self {
            chars,
            words,
            from_picture: false,
        }
    }

    /// The same of words that were read from the picture of the page: they serve finding and marking, and nothing that is
    /// made or proved of a source.
    pub fn read_from_picture(chars: Vec<PageChar>, breaks: &[usize]) -> Self {
        Self {
            from_picture: true,
            ..Self::new(chars, breaks)
        }
    }

    pub fn is_from_picture(&self) -> bool {
        self.from_picture
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

    /// The same text as it looks.
    pub fn as_it_looks(mut self, looks: &Looks) -> Self {
        for index in &looks.hidden {
            self.chars
                .get_mut(*index)
                .into_iter()
                .for_each(|c| c.hidden = true);
        }
        for index in &looks.seen_through {
            self.chars
                .get_mut(*index)
                .into_iter()
                .for_each(|c| c.invisible = false);
        }
        for index in &looks.unnamed {
            self.chars
                .get_mut(*index)
                .into_iter()
                .for_each(|c| c.invisible = true);
        }
        for index in &looks.misread {
            self.chars
                .get_mut(*index)
                .into_iter()
                .for_each(|c| c.text = char::REPLACEMENT_CHARACTER);
        }
        self
    }

    /// Takes a blank for a letter that nothing names, and the words beside it for one.
    pub fn join_at(&mut self, index: usize) {
        let Some(c) = self.chars.get_mut(index).filter(|c| c.is_blank()) else {
            return;
        };
        c.text = char::REPLACEMENT_CHARACTER;
        let at = self.words.partition_point(|(_, end)| *end < index);
        let touches = |(start, end): &(usize, usize)| *end == index || *start == index + 1;
        let beside = self.words.iter().skip(at).take_while(|word| touches(word));
        let count = beside.count();
        let (mut start, mut end) = (index, index + 1);
        for word in self.words.iter().skip(at).take(count) {
            (start, end) = (start.min(word.0), end.max(word.1));
        }
        self.words.splice(at..at + count, [(start, end)]);
    }

    /// Whether any of the text is that of a picture.
    pub fn has_layer(&self) -> bool {
        self.chars.iter().any(|c| c.invisible)
    }

    /// How every character stands to the areas.
    ///
    /// Invisible text (the layer of a scan) may lie beside its picture, so its words count as near an area already at
    /// half their height, and a word goes or stays as a whole; what was read from the picture itself lies where it is.
    pub fn coverages(&self, areas: &[PageRect]) -> Vec<Coverage> {
        let index = Rects::of(areas);
        let near = |zone: PageRect| index.near(zone.into());
        let zone = |c: &PageChar| {
            let near = c.ink.expanded(BORDER).map(near).unwrap_or_default();
            coverage_among(c, near.into_iter().filter_map(|number| areas.get(number)))
        };
        let mut zones: Vec<Coverage> = self.chars.iter().map(zone).collect();
        for (start, end) in &self.words {
            let Some(word) = self.chars.get(*start..*end) else {
                continue;
            };
            let misregistered = word.iter().any(|c| {
                let margin = c.ink.height() / 2.0;
                let is_layer = c.invisible && !self.from_picture;
                let reach = c.ink.expanded(margin).filter(|_| is_layer);
                let near = reach.map(near).unwrap_or_default();
                let mut near = near.into_iter().filter_map(|number| areas.get(number));
                near.any(|a| a.expanded(margin).is_some_and(|a| touches(&c.ink, &a)))
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
    #[cfg(test)]
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
}

/// Whether two rectangles share more than [`MIN_OVERLAP`] points in both directions, or half of the first.
pub(in crate::model) fn touches(a: &PageRect, b: &PageRect) -> bool {
    a.intersection(b).is_some_and(|common| {
        common.width() > MIN_OVERLAP.min(a.width() / 2.0)
            && common.height() > MIN_OVERLAP.min(a.height() / 2.0)
    })
}

/// In which zone a character lies.
pub fn coverage(c: &PageChar, areas: &[PageRect]) -> Coverage {
    coverage_among(c, areas.iter())
}

fn coverage_among<'a>(c: &PageChar, areas: impl Iterator<Item = &'a PageRect>) -> Coverage {
    let mut zone = Coverage::Free;
    for area in areas {
        if touches(&c.ink, area) {
            return Coverage::Covered;
        }
        if area
            .expanded(BORDER)
            .is_some_and(|zone| zone.intersects(&c.ink))
        {
            zone = Coverage::Border;
        }
    }
    zone
}

/// Whether a code is of private use (Unicode §23.5), which names no letter: its number may be the order in which a file uses
/// it. Those by which symbol fonts are known are fixed.
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f01f}' | '\u{f100}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
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

/// A search for many words at once, of any length: the fastest kind takes time and room as the square of a long one.
pub fn word_search() -> AhoCorasickBuilder {
    let mut search = AhoCorasick::builder();
    search.kind(Some(AhoCorasickKind::ContiguousNFA));
    search
}

#[cfg(test)]
mod tests {
    use super::*;

    fn char_at(text: char, left: f64, width: f64) -> PageChar {
        let ink = PageRect::new(left, 100.0, left + width, 110.0).unwrap();
        PageChar {
            origin: PagePoint::new(left, 110.0),
            ..PageChar::drawn(text, ink)
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
    fn a_blank_that_is_drawn_parts_no_words() {
        let letter = |c: char, left: f64| {
            let ink = PageRect::new(left, 0.0, left + 5.0, 8.0).unwrap();
            PageChar {
                ink,
                cell: PageRect::new(left, -2.0, left + 6.0, 10.0).unwrap(),
                ..PageChar::drawn(c, ink)
            }
        };
        let chars = "a bc"
            .chars()
            .zip(0..)
            .map(|(c, n)| letter(c, 6.0 * f64::from(n)));
        let mut text = PageText::new(chars.collect(), &[]);
        assert_eq!(text.words, [(0, 1), (2, 4)]);
        text.join_at(1);
        assert_eq!(text.words, [(0, 4)]);
        assert_eq!(text.chars[1].text, char::REPLACEMENT_CHARACTER);
        text.join_at(0);
        assert_eq!(text.words, [(0, 4)]);
    }

    #[test]
    fn comparison_ignores_what_the_eye_does_not_see() {
        assert_eq!(folded("ﬁnan\u{ad}cieel  A\u{301}"), folded("FINANCIEEL á"));
    }
}
