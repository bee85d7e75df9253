//! Files within a file: attachments, and what is packed in them.
//!
//! **Invariant:** of each part either every word is searched, or it counts as unread: pictures, sound, what is
//! encrypted, and containers that are not known here.
//! **Absent:** what an attachment is for.

use super::filters::inflated;
use super::search::{Search, as_text, marked_up};
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Containers within containers.
const MAX_DEPTH: usize = 4;
/// Parts of one container, and bytes of all parts together.
const MAX_PARTS: usize = 10_000;
const MAX_UNPACKED: usize = 256 << 20;
/// Letters in a row that no text has: something is packed within it.
const LONGEST_WORD: usize = 400;

/// What was found in an attachment.
#[derive(Debug, Default, PartialEq)]
pub struct AttachmentFindings {
    pub found: usize,
    /// Parts that cannot be read.
    pub unread: usize,
}

impl AttachmentFindings {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.unread += other.unread;
    }
}

/// Looks into an attachment.
pub fn look(bytes: &[u8], search: &Search) -> AttachmentFindings {
    look_within(bytes, search, 0)
}

fn look_within(bytes: &[u8], search: &Search, depth: usize) -> AttachmentFindings {
    let mut looked = AttachmentFindings {
        found: usize::from(search.in_bytes(bytes)),
        unread: 0,
    };
    let starts = |what: &[u8]| bytes.starts_with(what);
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if bytes.is_empty() {
        return looked;
    }
    if depth >= MAX_DEPTH {
        looked.unread += 1;
    } else if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        looked.add(zip(bytes, search, depth));
    } else if starts(&[0x1F, 0x8B]) {
        match read_all(GzDecoder::new(bytes), MAX_UNPACKED) {
            Some(inner) => looked.add(look_within(&inner, search, depth + 1)),
            None => looked.unread += 1,
        }
    } else if head.windows(5).any(|w| w == b"%PDF-") {
        looked.add(pdf(bytes, search));
    } else if let Some(text) = as_text(bytes) {
        looked.add(words(&text, search));
    } else {
        looked.unread += 1;
    }
    looked
}

/// Before the packed private data of Illustrator, in its two forms.
const ILLUSTRATOR: [&[u8]; 2] = [b"%AI12_CompressedData", b"%AI24_ZStandard_Data"];
/// How bytes begin that are packed in a way that is not known here: bzip2, Zstandard, xz, 7-Zip, RAR.
const UNKNOWN: [&[u8]; 5] = [
    b"1AY&SY",
    &[0x28, 0xB5, 0x2F, 0xFD],
    &[0xFD, b'7', b'z', b'X', b'Z', 0],
    &[b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C],
    b"Rar!\x1A\x07",
];
/// Unpacked bytes before a fault that no chance makes.
const ENOUGH: usize = 32;

/// Looks into the data of a program, which may be anything: nothing is said of what is no container.
pub fn look_at_data(bytes: &[u8], search: &Search) -> AttachmentFindings {
    let mut looked = AttachmentFindings::default();
    let packed = ILLUSTRATOR.iter().filter_map(|mark| {
        let at = bytes.windows(mark.len()).position(|w| w == *mark)?;
        bytes.get(at + mark.len()..)
    });
    for packed in packed.chain([bytes]) {
        looked.add(look_into(packed, search));
    }
    if let Some(text) = as_text(bytes) {
        looked.found += usize::from(
            read_otherwise(&text)
                .iter()
                .any(|text| search.in_text(text)),
        );
    }
    looked
}

fn look_into(bytes: &[u8], search: &Search) -> AttachmentFindings {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let starts = |what: &[u8]| bytes.starts_with(what);
    let is_known = [b"PK\x03\x04".as_slice(), &[0x1F, 0x8B, 8]]
        .iter()
        .any(|magic| starts(magic));
    if is_known || head.windows(5).any(|w| w == b"%PDF-") {
        return look_within(bytes, search, 0);
    }
    // The size of its blocks stands before the mark of bzip2.
    let behind = bytes.strip_prefix(b"BZh").and_then(|rest| rest.get(1..));
    let start = behind.unwrap_or(bytes);
    if UNKNOWN.iter().any(|magic| start.starts_with(magic)) {
        return AttachmentFindings {
            found: 0,
            unread: 1,
        };
    }
    match bytes {
        // Deflated as every program does, with the largest window (RFC 1950 §2.2).
        [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => deflated(bytes, search),
        _ => AttachmentFindings::default(),
    }
}

/// Deflated bytes, also such as begin here and go on in another stream.
fn deflated(bytes: &[u8], search: &Search) -> AttachmentFindings {
    if let Some(inner) = read_all(ZlibDecoder::new(bytes), MAX_UNPACKED) {
        return look_within(&inner, search, 1);
    }
    let (inner, _) = inflated(bytes);
    if inner.len() < ENOUGH {
        return AttachmentFindings::default();
    }
    let mut looked = look_within(&inner, search, 1);
    looked.unread += 1;
    looked
}

/// A PDF within: its pictures are pictures of an attachment, which nobody reads.
fn pdf(bytes: &[u8], search: &Search) -> AttachmentFindings {
    let inner = super::look(bytes, search);
    AttachmentFindings {
        found: inner.found,
        unread: usize::from(!inner.doubts.is_empty() || inner.pictures > 0),
    }
}

fn words(text: &str, search: &Search) -> AttachmentFindings {
    let mut texts = read_otherwise(text);
    texts.push(text.to_owned());
    if text.contains('<') {
        texts.extend(marked_up(text));
    }
    let is_packed = text
        .lines()
        .collect::<String>()
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '/'))
        .any(|word| word.len() > LONGEST_WORD);
    AttachmentFindings {
        found: texts.iter().filter(|text| search.in_text(text)).count(),
        unread: usize::from(is_packed),
    }
}

/// A text of which the letters are escaped as Rich Text or a message escapes them, as it is read.
fn read_otherwise(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    if text.starts_with("{\\rtf") {
        texts.push(without_rich_text(text));
    }
    if text.contains("=\n") || text.contains("=\r\n") || text.contains("quoted-printable") {
        texts.push(without_quoting(text));
    }
    texts
}

fn zip(bytes: &[u8], search: &Search, depth: usize) -> AttachmentFindings {
    let mut looked = AttachmentFindings::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        looked.unread += 1;
        return looked;
    };
    let mut left = MAX_UNPACKED;
    looked.unread += usize::from(archive.len() > MAX_PARTS);
    for number in 0..archive.len().min(MAX_PARTS) {
        // One that is encrypted, or packed in a way that is not known here.
        let Ok(part) = archive.by_index(number) else {
            looked.unread += 1;
            continue;
        };
        looked.found += usize::from(part.name().is_ok_and(|name| search.in_text(&name)));
        if part.is_dir() {
            continue;
        }
        match read_all(part, left) {
            Some(inner) => {
                left -= inner.len();
                looked.add(look_within(&inner, search, depth + 1));
            }
            None => looked.unread += 1,
        }
    }
    looked
}

/// Everything that can be read; `None` when it is damaged or more than `most`.
fn read_all(from: impl Read, most: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut from = from.take(most as u64 + 1);
    from.read_to_end(&mut out).ok()?;
    (out.len() <= most).then_some(out)
}

/// The words of a Rich Text file: without its groups' commands, escapes undone.
fn without_rich_text(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['\\', '{', '}']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        let after = rest.get(at + 1..).unwrap_or_default();
        if !rest.get(at..).is_some_and(|r| r.starts_with('\\')) {
            rest = after;
            continue;
        }
        if let Some(hex) = after.strip_prefix('\'').and_then(|h| h.get(..2)) {
            let byte = u8::from_str_radix(hex, 16).unwrap_or(b' ');
            out.push(char::from(byte));
            rest = after.get(3..).unwrap_or_default();
            continue;
        }
        let word = after.chars().take_while(char::is_ascii_alphabetic).count();
        let number = after.get(word..).unwrap_or_default();
        let digits = number
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '-')
            .count();
        if after.get(..word) == Some("u") {
            let value = number
                .get(..digits)
                .and_then(|d| d.parse::<i32>().ok())
                .unwrap_or(0);
            out.extend(
                u32::try_from(value.rem_euclid(65_536))
                    .ok()
                    .and_then(char::from_u32),
            );
        } else if ["par", "line", "tab", "cell", "row"]
            .contains(&after.get(..word).unwrap_or_default())
        {
            out.push(' ');
        }
        let end = (word + digits).max(usize::from(word == 0));
        let behind = after.get(end..).unwrap_or_default();
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    out.push_str(rest);
    out
}

/// The text of a message in quoted-printable coding (RFC 2045 §6.7).
fn without_quoting(text: &str) -> String {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|h| std::str::from_utf8(h).ok());
        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match value.filter(|_| *byte == b'=') {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    as_text(&out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::search::Covered;
    use super::*;
    use std::io::Write;

    fn search() -> Search {
        Search::new(&Covered {
            words: vec!["jansen".into()],
            told: crate::verify::foreign::search::tests::told(),
        })
    }

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_unread_or_clean() {
        let look = |bytes: &[u8]| {
            let looked = look(bytes, &search());
            (looked.found > 0, looked.unread > 0)
        };
        let word = b"<w:p><w:t>Jan</w:t><w:t>sen</w:t></w:p>";
        assert_eq!(look(&zipped(&[("word/document.xml", word)])), (true, false));
        assert_eq!(
            look(&zipped(&[("x.xml", b"<v>612345678</v>")])),
            (true, false)
        );
        assert_eq!(look(&zipped(&[("x.xml", b"<v>niets</v>")])), (false, false));
        assert_eq!(look(&zipped(&[("Bos.txt", b"niets")])), (true, false));
        let inner = zipped(&[("a.txt", b"Piet Bos")]);
        assert_eq!(look(&zipped(&[("b.zip", &inner)])), (true, false));
        let picture = [
            0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 1, 2, 3, 200, 1, 2,
        ];
        assert_eq!(look(&zipped(&[("c.png", &picture)])), (false, true));
        assert_eq!(look(b"{\\rtf1 B\\'6fs}"), (true, false));
        assert_eq!(
            look(b"Content: quoted-printable\n\nJan=\nsen"),
            (true, false)
        );
        assert_eq!(look("QUJD".repeat(200).as_bytes()), (false, true));
        assert_eq!(look(b"een brief zonder namen"), (false, false));
    }
}
