//! Strings and numbers of a file as plain values.

use crate::model::intake::MAX_TEXT;
use hayro_syntax::object::{Dict, Name, Object, String as PdfString};
use unicode_normalization::UnicodeNormalization;

/// What PDFDocEncoding has at 0x80 to 0x9E instead of control characters (ISO 32000-1 annex D.2).
const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";
/// The same at 0x18 to 0x1F.
const LOW: &str = "˘ˇˆ˙˝˛˚˜";

/// A text string (ISO 32000-2 §7.9.2.2) in NFC, cut to the length that is passed on.
pub fn decoded(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| of_pdf_doc(*b)).collect(),
    };
    shortened(&text)
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

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn of_pdf_doc(byte: u8) -> char {
    let at = |table: &str, from: u8| table.chars().nth(usize::from(byte - from));
    match byte {
        0x18..=0x1F => at(LOW, 0x18).unwrap_or(' '),
        0x80..=0x9E => at(HIGH, 0x80).unwrap_or(' '),
        0xA0 => '€',
        _ => char::from(byte),
    }
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
