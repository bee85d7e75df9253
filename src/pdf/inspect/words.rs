//! Strings and numbers of a file as plain values.

use crate::model::dossier::intake::MAX_TEXT;
use crate::pdf::text_string::text_string;
use hayro_syntax::object::{Dict, Name, Object, String as PdfString};
use unicode_normalization::UnicodeNormalization;

/// A text string in NFC, cut to the length that is passed on.
pub fn decoded(bytes: &[u8]) -> String {
    shortened(&text_string(bytes))
}

/// A text as it is passed on: NFC, without control characters but line ends, of a bounded length.
pub fn shortened(text: &str) -> String {
    let plain = text.nfc().map(|c| if c == '\r' { '\n' } else { c });
    plain
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
        .take(MAX_TEXT)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A text in a dictionary; empty when it is not there.
pub fn text(dict: &Dict<'_>, key: &str) -> String {
    let string = dict.get::<PdfString<'_>>(key.as_bytes());
    string.map_or_else(String::new, |s| decoded(s.as_bytes()))
}

/// A name in a dictionary; empty when it is not there.
pub fn name(dict: &Dict<'_>, key: &str) -> String {
    let name = dict.get::<Name<'_>>(key.as_bytes());
    name.map_or_else(String::new, |n| {
        shortened(&String::from_utf8_lossy(n.as_ref()))
    })
}

/// The text of a string object or of a stream.
pub fn long_text(object: Object<'_>) -> String {
    match object {
        Object::String(string) => decoded(string.as_bytes()),
        Object::Stream(stream) => stream.decoded().map(|d| decoded(&d)).unwrap_or_default(),
        Object::Name(name) => String::from_utf8_lossy(name.as_ref()).into_owned(),
        _ => String::new(),
    }
}

/// Rich text without its markup.
pub fn without_markup(rich: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in rich.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_each_encoding() {
        assert_eq!(decoded(b"\xFE\xFF\0J\0\xEB"), "Jë");
        assert_eq!(decoded(b"\xEF\xBB\xBFJ\xC3\xAB"), "Jë");
        assert_eq!(decoded(b"J\xEB \xA0 \x8D\x84"), "Jë € “—");
        assert_eq!(without_markup("<p>Bel <b>Jansen</b></p>"), "Bel Jansen");
    }
}
