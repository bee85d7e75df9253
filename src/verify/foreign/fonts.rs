//! What the codes of a font stand for: its table of meanings, or its encoding (ISO 32000-1 §9.6.6, §9.10).
//!
//! **Invariant:** a code of which the file does not say what it means is counted, never guessed away.
//! **Absent:** the shapes of the glyphs.

use super::lenient::{Lenient, Token};
use super::objects::{FoundObject, Objects};
use crate::verify::syntax::{Dict, Value};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Codes of one range of a table of meanings, at most.
const LONGEST_RANGE: u32 = 65_536;

/// The meanings of a font's codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meanings {
    known: BTreeMap<u32, String>,
    /// Bytes of a code.
    width: usize,
    /// What is not known is a character of its own, as in the usual encodings.
    is_plain: bool,
}

impl Meanings {
    /// The meanings of the codes of a font.
    pub fn of(objects: &Objects<'_>, font: &Dict, from: &FoundObject) -> Self {
        let composite =
            matches!(font.get(b"Subtype".as_slice()), Some(Value::Name(n)) if n == b"Type0");
        let mut meanings = if composite {
            Self::composite(objects.under(font, "Encoding", from))
        } else {
            Self::simple(objects, font, from)
        };
        let table = match font.get(b"ToUnicode".as_slice()) {
            Some(Value::Ref(number)) => objects.index_of(*number, from),
            _ => None,
        };
        if let Some(found) = table.and_then(|index| objects.found.get(index)) {
            meanings.read_table(&objects.unpacked(found).bytes);
        }
        meanings
    }

    fn composite(encoding: &Value) -> Self {
        let name = match encoding {
            Value::Name(name) => String::from_utf8_lossy(name).into_owned(),
            _ => String::new(),
        };
        Self {
            width: 2,
            // Codes that are Unicode already.
            is_plain: name.contains("UCS2") || name.contains("UTF16"),
            ..Self::default()
        }
    }

    fn simple(objects: &Objects<'_>, font: &Dict, from: &FoundObject) -> Self {
        let encoding = objects.under(font, "Encoding", from);
        let (base, differences) = match encoding {
            Value::Dict(dict) => (
                objects.under(dict, "BaseEncoding", from),
                objects.under(dict, "Differences", from),
            ),
            other => (other, &Value::Null),
        };
        let drawn =
            matches!(font.get(b"Subtype".as_slice()), Some(Value::Name(n)) if n == b"Type3");
        let described = objects.dict_under(font, "FontDescriptor", from);
        let has_program = described.is_some_and(|d| {
            ["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|key| d.contains_key(key.as_bytes()))
        });
        let mut meanings = Self {
            width: 1,
            // A font that brings its own encoding along says nothing here.
            is_plain: matches!(base, Value::Name(_)) || (!has_program && !drawn),
            ..Self::default()
        };
        if matches!(base, Value::Name(name) if name == b"MacRomanEncoding") {
            let upper = (128_u32..).zip(MAC_ROMAN.chars());
            let upper = upper.map(|(code, letter)| (code, letter.to_string()));
            meanings.known.extend(upper);
        }
        let mut code = 0;
        for item in match differences {
            Value::Array(items) => items.as_slice(),
            _ => &[],
        } {
            match objects.resolved(item, from) {
                Value::Int(start) => code = u32::try_from(*start).unwrap_or(0),
                Value::Name(name) => {
                    // A name that means nothing hides what the code would mean by itself.
                    let meaning = meaning_of(name).unwrap_or(char::REPLACEMENT_CHARACTER.into());
                    meanings.known.insert(code, meaning);
                    code += 1;
                }
                _ => {}
            }
        }
        meanings
    }

    /// Adds a table of meanings (ISO 32000-1 §9.10.3).
    pub fn read_table(&mut self, table: &[u8]) {
        let mut reader = Lenient::at(table, 0);
        let mut operands: Vec<Value> = Vec::new();
        while let Some(token) = reader.token() {
            let word = match token {
                Token::Value(value) => {
                    operands.push(value);
                    continue;
                }
                Token::Operator(word) => word,
            };
            match word.as_slice() {
                b"endcodespacerange" => {
                    if let Some(Value::Text(first)) = operands.first() {
                        self.width = first.len().clamp(1, 4);
                    }
                }
                b"endbfchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [Value::Text(code), Value::Text(meaning)] = pair {
                            self.known.insert(number(code), utf16(meaning));
                        }
                    }
                }
                b"endbfrange" => operands.chunks_exact(3).for_each(|range| self.range(range)),
                _ => {}
            }
            operands.clear();
        }
    }

    fn range(&mut self, range: &[Value]) {
        let [Value::Text(first), Value::Text(last), meanings] = range else {
            return;
        };
        let (first, last) = (number(first), number(last));
        let last = last.min(first.saturating_add(LONGEST_RANGE));
        for (offset, code) in (first..=last).enumerate() {
            let meaning = match meanings {
                Value::Array(list) => match list.get(offset) {
                    Some(Value::Text(meaning)) => utf16(meaning),
                    _ => break,
                },
                Value::Text(meaning) => counted_on(meaning, offset),
                _ => break,
            };
            self.known.insert(code, meaning);
        }
    }

    /// What a string of codes says, and how many of them mean nothing.
    pub fn read(&self, codes: &[u8]) -> (String, usize) {
        let (mut text, mut unknown) = (String::new(), 0);
        for code in codes.chunks(self.width.max(1)) {
            let code = number(code);
            match self.known.get(&code) {
                Some(meaning) => text.push_str(meaning),
                None => match char::from_u32(code).filter(|_| self.is_plain) {
                    Some(letter) => text.push(letter),
                    None => text.push(char::REPLACEMENT_CHARACTER),
                },
            }
        }
        unknown += text.matches(char::REPLACEMENT_CHARACTER).count();
        (text, unknown)
    }

    /// All words that single codes stand for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.known.values().map(String::as_str);
        words.filter(|word| word.chars().count() > 1)
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter()
        .fold(0, |value, byte| (value << 8) | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    if let [one] = bytes {
        return char::from(*one).to_string();
    }
    let units: Vec<u16> = bytes.chunks(2).map(|pair| number(pair) as u16).collect();
    String::from_utf16_lossy(&units)
}

/// A meaning of which the last letter is so many further on.
fn counted_on(meaning: &[u8], offset: usize) -> String {
    let mut text: Vec<char> = utf16(meaning).chars().collect();
    if let Some(last) = text.last_mut() {
        let moved = u32::from(*last).saturating_add(offset as u32);
        *last = char::from_u32(moved).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    text.into_iter().collect()
}

/// What a glyph name stands for (Adobe Glyph List Specification); `None` when it is a name that only the font knows.
pub fn meaning_of(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    let parts = base.split('_').map(component);
    parts.collect()
}

fn component(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    let hexadecimal = |digits: &str| {
        let value = u32::from_str_radix(digits, 16).ok()?;
        Some(char::from_u32(value)?.to_string())
    };
    if let Some(digits) = name.strip_prefix("uni").filter(|d| d.len() >= 4) {
        let groups = digits.as_bytes().chunks(4);
        return groups
            .map(|group| hexadecimal(std::str::from_utf8(group).ok()?))
            .collect();
    }
    if let Some(meaning) = name
        .strip_prefix('u')
        .filter(|d| d.len() >= 4)
        .and_then(hexadecimal)
    {
        return Some(meaning);
    }
    if let Some((_, meaning)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some((*meaning).to_owned());
    }
    let (accent, mark) = ACCENTS.iter().find(|(accent, _)| name.ends_with(accent))?;
    let letter = name
        .strip_suffix(accent)
        .filter(|letter| letter.len() == 1)?;
    let composed: String = letter.chars().chain([*mark]).nfc().collect();
    (composed.chars().count() == 1).then_some(composed)
}

const ACCENTS: [(&str, char); 11] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("dieresis", '\u{308}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("cedilla", '\u{327}'),
    ("caron", '\u{30C}'),
    ("ring", '\u{30A}'),
    ("breve", '\u{306}'),
    ("ogonek", '\u{328}'),
    ("macron", '\u{304}'),
];

/// Glyph names of digits, marks, ligatures and letters that no accent makes.
const NAMED: [(&str, &str); 68] = [
    ("space", " "),
    ("nbspace", " "),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("period", "."),
    ("comma", ","),
    ("colon", ":"),
    ("semicolon", ";"),
    ("hyphen", "-"),
    ("sfthyphen", "-"),
    ("minus", "-"),
    ("endash", "–"),
    ("emdash", "—"),
    ("underscore", "_"),
    ("slash", "/"),
    ("backslash", "\\"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("at", "@"),
    ("ampersand", "&"),
    ("numbersign", "#"),
    ("percent", "%"),
    ("plus", "+"),
    ("equal", "="),
    ("less", "<"),
    ("greater", ">"),
    ("asterisk", "*"),
    ("exclam", "!"),
    ("question", "?"),
    ("quotesingle", "'"),
    ("quotedbl", "\""),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotesinglbase", "‚"),
    ("quotedblbase", "„"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("bar", "|"),
    ("dollar", "$"),
    ("Euro", "€"),
    ("sterling", "£"),
    ("section", "§"),
    ("degree", "°"),
    ("grave", "`"),
    ("acute", "´"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("germandbls", "ß"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("oslash", "ø"),
    ("dotlessi", "ı"),
];

/// The upper half of MacRomanEncoding (ISO 32000-1 annex D.2).
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names_are_read() {
        let read = |name: &str| meaning_of(name.as_bytes());
        let known = [
            ("J", "J"),
            ("eacute", "é"),
            ("ccedilla", "ç"),
            ("uni004A0061", "Ja"),
            ("u1D49C", "𝒜"),
            ("f_i", "fi"),
            ("a.sc", "a"),
            ("seven", "7"),
        ];
        for (name, meaning) in known {
            assert_eq!(read(name).as_deref(), Some(meaning), "{name}");
        }
        for name in ["g12", "glyph7", ".notdef", "Jansen", ""] {
            assert_eq!(read(name), None, "{name}");
        }
    }

    #[test]
    fn a_table_of_meanings_is_read_in_all_its_forms() {
        let mut meanings = Meanings::default();
        meanings.read_table(
            b"1 begincodespacerange <00><ff> endcodespacerange 2 beginbfchar <01> <004A> <02><00610062> endbfchar\n\
              2 beginbfrange <10> <12> <0061> <20><21>[<0078> <D83DDE00>] endbfrange",
        );
        let (text, unknown) = meanings.read(&[1, 2, 0x10, 0x12, 0x20, 0x21, 9]);
        assert_eq!((text.as_str(), unknown), ("Jabacx😀\u{FFFD}", 1));
        assert_eq!(meanings.words().collect::<Vec<_>>(), ["ab"]);
    }
}
