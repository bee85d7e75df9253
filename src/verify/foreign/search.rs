//! The covered words of a document, looked for in bytes, in texts and in names.
//!
//! **Invariant:** letter case, accents, blanks and grouping hide no word.
//! **Absent:** where a text comes from.

use crate::model::page::text::{folded, word_search};
use crate::model::word::covered::CoveredWords;
use crate::verify::needles::Needles;
use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Words of fewer letters must stand alone in a text; longer ones count within others too.
const LONG: usize = 6;

/// More words than this are a sentence.
const NAME: usize = 3;
/// What stands before a name.
const TITLE: &str = "de heer";

/// What may be read nowhere in a file of another program.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Covered {
    /// Folded words of four letters and more.
    pub words: Vec<String>,
    /// All that is covered, by the rule for titles, remarks and pages.
    pub told: CoveredWords<()>,
}

/// A compiled search for all that is covered.
pub struct Search {
    bytes: Needles,
    long_bytes: Needles,
    /// Those of them that no name of the format holds.
    unusual_bytes: Needles,
    words: BTreeSet<String>,
    long: Option<AhoCorasick>,
    all: Option<AhoCorasick>,
    told: CoveredWords<()>,
}

impl Search {
    pub fn new(covered: &Covered) -> Self {
        let words: BTreeSet<String> = covered.words.iter().map(|word| bare(word)).collect();
        let is_long = |word: &&String| word.chars().count() >= LONG;
        let long: Vec<&String> = words.iter().filter(is_long).collect();
        let long_words: Vec<String> = covered.words.iter().filter(is_long).cloned().collect();
        let names: BTreeSet<String> = STANDARD.iter().map(|name| name.to_lowercase()).collect();
        let is_in_name = |word: &String| names.iter().any(|name| name.contains(word.as_str()));
        let unusual: Vec<String> = long_words
            .iter()
            .filter(|word| !is_in_name(word))
            .cloned()
            .collect();
        let compiled = |words: &[&String]| match words {
            [] => None,
            words => word_search().build(words).ok(),
        };
        Self {
            bytes: Needles::new(&covered.words),
            long_bytes: Needles::new(&long_words),
            unusual_bytes: Needles::new(&unusual),
            long: compiled(&long),
            all: compiled(&words.iter().collect::<Vec<_>>()),
            told: covered.told.clone(),
            words,
        }
    }

    /// Whether a word of four letters or more stands anywhere in bytes.
    pub fn in_bytes(&self, bytes: &[u8]) -> bool {
        self.bytes.found_in(bytes)
    }

    /// The same for bytes in which four letters occur by chance.
    pub fn in_noise(&self, bytes: &[u8]) -> bool {
        self.long_bytes.found_in(bytes)
    }

    /// The same for bytes among which there are names of the format.
    pub fn in_raw_bytes(&self, bytes: &[u8]) -> bool {
        self.unusual_bytes.found_in(bytes)
    }

    /// Whether a text holds a covered word, name or number.
    pub fn in_text(&self, text: &str) -> bool {
        let is_within = || self.is_within(self.long.as_ref(), text);
        self.has_word(text) || is_within() || self.is_told_by(text)
    }

    /// The same for a short text of which the letters may have been placed one by one.
    pub fn in_loose_text(&self, text: &str) -> bool {
        self.in_text(text) || self.is_within(self.all.as_ref(), text)
    }

    fn has_word(&self, text: &str) -> bool {
        let mut parts = text.split(|c: char| !c.is_alphanumeric() && !is_joining(c));
        parts.any(|part| !part.is_empty() && self.words.contains(&bare(part)))
    }

    /// A text that is no sentence begins as a name would.
    fn is_told_by(&self, text: &str) -> bool {
        let is_name = || {
            let first = text.chars().find(|c| c.is_alphabetic());
            first.is_some_and(char::is_uppercase) && text.split_whitespace().count() <= NAME
        };
        self.told.is_told_by(text) || is_name() && self.told.is_told_by(&format!("{TITLE} {text}"))
    }

    fn is_within(&self, search: Option<&AhoCorasick>, text: &str) -> bool {
        search.is_some_and(|search| search.is_match(&bare(text)))
    }

    /// Whether a name of the format holds a covered word as one of its words, and is not one that the standard knows.
    pub fn in_name(&self, name: &[u8]) -> bool {
        if is_standard(name) {
            return false;
        }
        let text = as_text(name).unwrap_or_default();
        self.in_text(&text) || parts(&text).iter().any(|part| self.is_part(part))
    }

    fn is_part(&self, part: &str) -> bool {
        !is_standard(part.as_bytes()) && self.words.contains(&bare(part))
    }
}

/// Marks that stand within letters without parting them.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}')
}

/// Letters and digits only, in lower case, without accents.
pub fn bare(text: &str) -> String {
    let plain = folded(text);
    if plain.is_ascii() {
        return plain.chars().filter(char::is_ascii_alphanumeric).collect();
    }
    let apart = plain.nfd().filter(|c| c.is_alphanumeric());
    apart.collect()
}

/// The words within a name: `JansenLetters`, `F_Jansen2`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphabetic() || (c.is_uppercase() && before.is_lowercase()) {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut().filter(|_| c.is_alphabetic()) {
            last.push(c);
        }
        before = c;
    }
    parts.retain(|part| part.chars().count() > 3);
    parts
}

/// What a string of a file says; `None` when its bytes are no text.
pub fn as_text(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return Some(utf16(rest, u16::from_be_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return Some(utf16(rest, u16::from_le_bytes));
    }
    let rest = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(rest)
        && is_printable(text)
    {
        return Some(text.to_owned());
    }
    // Every second byte is zero where Latin letters are UTF-16 without a mark.
    let zeros = |from: usize| {
        rest.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let pairs = rest.len() / 2;
    if pairs > 1 && zeros(0) * 10 > pairs * 9 {
        return Some(utf16(rest, u16::from_be_bytes));
    }
    if pairs > 1 && zeros(1) * 10 > pairs * 9 {
        return Some(utf16(rest, u16::from_le_bytes));
    }
    let latin: String = rest.iter().map(|b| char::from(*b)).collect();
    is_printable(&latin).then_some(latin)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [a, b] => unit([*a, *b]),
        _ => 0,
    });
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}

fn is_printable(text: &str) -> bool {
    let odd = |c: &char| c.is_control() && !c.is_ascii_whitespace() && *c != '\u{c}';
    let odd = text.chars().filter(odd).count();
    odd * 20 <= text.chars().count()
}

/// The texts of a document in a markup language: what stands between its tags, joined and parted, and its attributes.
pub fn marked_up(text: &str) -> [String; 3] {
    let (mut joined, mut parted, mut attributes) = (String::new(), String::new(), String::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        joined.push_str(before);
        parted.push_str(before);
        parted.push(' ');
        if let Some(data) = after.strip_prefix("![CDATA[") {
            let (data, behind) = data.split_once("]]>").unwrap_or((data, ""));
            joined.push_str(data);
            parted.push_str(data);
            rest = behind;
            continue;
        }
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        // Paragraphs, cells and rows end words; runs within them do not.
        let name = tag.trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or(name);
        if PARTING.contains(&name) {
            joined.push(' ');
        }
        attributes.push_str(tag);
        attributes.push(' ');
        rest = behind;
    }
    joined.push_str(rest);
    parted.push_str(rest);
    [joined, parted, attributes].map(|text| without_entities(&text))
}

/// Elements of XML and HTML that end a word.
const PARTING: [&str; 15] = [
    "p", "tc", "c", "row", "br", "tab", "li", "si", "h", "s", "td", "th", "tr", "div", "title",
];

fn without_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 10);
        match entity.and_then(|(name, behind)| Some((entity_of(name)?, behind))) {
            Some((c, behind)) => {
                out.push(c);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity_of(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(value.ok()?);
    }
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        // As glyph names are, `eacute` and the like.
        name => super::fonts::meaning_of(name.replace("uml", "dieresis").as_bytes())
            .and_then(|text| text.chars().next()),
    }
}

/// Whether a name is one of the format itself, or of a usual font: an ordinary word may be the same.
fn is_standard(name: &[u8]) -> bool {
    let text = std::str::from_utf8(name).unwrap_or_default();
    STANDARD.contains(text)
}

/// Names of ISO 32000-1 and ISO 32000-2 that are words, glyph names among them, and words in names of usual fonts.
static STANDARD: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("standard_names.txt")
        .split_ascii_whitespace()
        .collect()
});

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::model::page::geometry::{PagePoint, PageRect};
    use crate::model::page::text::{PageChar, PageText};

    /// A line that is covered whole.
    pub fn told() -> CoveredWords<()> {
        let line = "de heer Bos en mevrouw Li, telefoon 06-12345678";
        let whole = PageRect::new(0.0, 0.0, 1000.0, 20.0).unwrap();
        let chars = line.chars().enumerate().map(|(number, text)| {
            let left = 10.0 * number as f64;
            let cell = PageRect::new(left, 0.0, left + 9.0, 10.0).unwrap();
            PageChar {
                origin: PagePoint::new(left, 10.0),
                ..PageChar::drawn(text, cell)
            }
        });
        let mut told = CoveredWords::default();
        told.add(&(), &PageText::new(chars.collect(), &[]), &[whole]);
        told
    }

    fn search() -> Search {
        Search::new(&Covered {
            words: vec!["jansen".into(), "page".into(), "andré".into()],
            told: told(),
        })
    }

    #[test]
    fn texts_are_searched_by_words_and_long_words_within_others() {
        let search = search();
        for text in [
            "J.JANSEN",
            "de Jansens",
            "Jan\u{ad}sen",
            "Andre",
            "ANDRÉ",
            "Piet Bos.",
            "LI, X.",
            "+31 6 1234 5678",
            "j a n s e n",
        ] {
            assert!(search.in_text(text), "{text}");
        }
        for text in ["bos", "Bosch", "Lied", "Sandrees", "pages", "06 1234"] {
            assert!(!search.in_text(text), "{text}");
        }
        assert!(search.in_loose_text("a n d r e") && !search.in_text("a n d r e"));
    }

    #[test]
    fn names_are_searched_by_their_parts_and_the_standard_ones_are_not() {
        let search = search();
        for name in ["Jansen", "ABCDEF+JansenSans", "F_jansen1", "Bos"] {
            assert!(search.in_name(name.as_bytes()), "{name}");
        }
        for name in ["Page", "PageMode", "Janse", "Bosch", "Line"] {
            assert!(!search.in_name(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn markup_is_read_as_people_see_it() {
        let [joined, parted, attributes] = marked_up(
            "<w:p><w:t a=\"Jans&#101;n\">Jan</w:t><w:t>s&eacute;n</w:t></w:p><![CDATA[x<y]]>",
        );
        assert_eq!(joined.trim(), "Jansén x<y");
        assert!(parted.contains("Jan ") && attributes.contains("Jansen"));
    }

    #[test]
    fn strings_are_read_in_each_encoding() {
        assert_eq!(as_text(&[0xFE, 0xFF, 0, b'J']).as_deref(), Some("J"));
        assert_eq!(as_text(b"J\0a\0n\0").as_deref(), Some("Jan"));
        assert_eq!(as_text(b"\0J\0a\0n").as_deref(), Some("Jan"));
        assert_eq!(as_text(b"M\xe9nard").as_deref(), Some("Ménard"));
        assert_eq!(as_text(&[1, 2, 3, 200, 5, 6]), None);
    }
}
