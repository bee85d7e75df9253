//! Searching bytes for words in every encoding in which a file could hold them.
//!
//! **Invariant:** letter case never hides a word.
//! **Absent:** image samples and font outlines, in which four letters occur by chance; those are read and compared in
//! full elsewhere.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use crate::model::page::text::word_search;
use aho_corasick::AhoCorasick;

/// A compiled search for a set of words.
pub struct Needles {
    search: Option<AhoCorasick>,
}

impl Needles {
    /// `words` are folded: lower case, no blanks.
    pub fn new(words: &[String]) -> Self {
        let patterns: Vec<Vec<u8>> = words.iter().flat_map(|w| encodings(w)).collect();
        let search = word_search().ascii_case_insensitive(true).build(patterns);
        Self {
            search: search.ok().filter(|_| !words.is_empty()),
        }
    }

    pub fn found_in(&self, bytes: &[u8]) -> bool {
        self.search
            .as_ref()
            .is_some_and(|search| search.is_match(bytes))
    }
}

/// One word as UTF-8, Latin-1 (PDFDocEncoding agrees with it for letters), UTF-16 in both orders, and each of these in
/// hexadecimal, octal escapes and base64.
fn encodings(word: &str) -> Vec<Vec<u8>> {
    let upper = word.to_uppercase();
    let capitalised: String = word
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .chain(word.chars().skip(1))
        .collect();
    let mut plain = Vec::new();
    // Hexadecimal, octal and base64 forms, and letters outside ASCII, depend on case, so each usual form is searched.
    for form in [word, upper.as_str(), capitalised.as_str()] {
        plain.push(form.as_bytes().to_vec());
        plain.push(form.encode_utf16().flat_map(u16::to_be_bytes).collect());
        plain.push(form.encode_utf16().flat_map(u16::to_le_bytes).collect());
        plain.extend(
            form.chars()
                .map(|c| u8::try_from(u32::from(c)).ok())
                .collect::<Option<Vec<u8>>>(),
        );
    }
    plain.sort();
    plain.dedup();
    let mut all = plain.clone();
    for bytes in &plain {
        all.push(
            bytes
                .iter()
                .flat_map(|b| format!("{b:02x}").into_bytes())
                .collect(),
        );
        all.push(
            bytes
                .iter()
                .flat_map(|b| format!("\\{b:03o}").into_bytes())
                .collect(),
        );
        all.extend((0..3).filter_map(|shift| base64_core(bytes, shift)));
    }
    all
}

/// The characters of a base64 text that follow from the word alone, when `shift` bytes stand before it in its group.
fn base64_core(bytes: &[u8], shift: usize) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |index: usize| bytes.get(index / 8).map(|b| (b >> (7 - index % 8)) & 1);
    // Skip the bits of the first sextet that the bytes before also fill.
    let first = match shift {
        0 => 0,
        1 => 4,
        _ => 2,
    };
    let count = (bytes.len() * 8 - first) / 6;
    let mut out = Vec::with_capacity(count);
    for sextet in 0..count {
        let mut value = 0;
        for offset in 0..6 {
            value = (value << 1) | bit(first + sextet * 6 + offset)?;
        }
        out.push(*ALPHABET.get(usize::from(value))?);
    }
    (out.len() >= 4).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_each_encoding() {
        let needles = Needles::new(&["janssen".to_owned(), "ménard".to_owned()]);
        let utf16: Vec<u8> = "Janssen"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let little: Vec<u8> = "Janssen"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let found: [&[u8]; 14] = [
            b"de heer JANSSEN te",
            &utf16,
            b"<4A616E7373656E>",
            b"(\\112\\141\\156\\163\\163\\145\\156)",
            b"eCBqYW5zc2VuIHk=",
            "Ménard".as_bytes(),
            b"M\xe9nard",
            b"MXhqYW5zc2Vu",
            b"eGphbnNzZW4=",
            &little,
            // In capitals throughout, which these forms tell apart.
            b"4A414E5353454E",
            b"SkFOU1NFTg==",
            b"eHhKYW5zc2Vu",
            b"eHhqYW5zc2Vu",
        ];
        for bytes in found {
            assert!(
                needles.found_in(bytes),
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
        assert!(!needles.found_in(b"Jans sen, Jansen, ssen"));
        assert!(!Needles::new(&[]).found_in(b"anything"));
    }
}
