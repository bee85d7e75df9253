//! Earlier revisions, and bytes before the header and after the end: what only the raw bytes tell.
//!
//! **Invariant:** the two sections that a linearised file begins life with count as one revision (ISO 32000-1 annex F).

use crate::model::dossier::intake::SourceContents;

/// Sections that are followed back; no honest file was saved more often.
const MAX_SECTIONS: usize = 2_000;
/// Bytes in which a header, an end or a linearisation dictionary is looked for.
const NEAR_BYTES: usize = 1024;

pub fn read(bytes: &[u8], contents: &mut SourceContents) {
    let header = find(
        bytes
            .get(..bytes.len().min(2 * NEAR_BYTES))
            .unwrap_or(bytes),
        b"%PDF-",
    );
    contents.bytes_before = header.unwrap_or(0) as u64;
    contents.bytes_after = after_end(bytes);
    let start = header.unwrap_or(0);
    let sections = sections(bytes, start).max(1);
    let born_as_two = usize::from(sections > 1 && is_linearised(bytes, start));
    contents.earlier_revisions = sections - 1 - born_as_two;
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|w| w == what)
}

fn is_linearised(bytes: &[u8], start: usize) -> bool {
    let head = bytes.get(start..(start + NEAR_BYTES).min(bytes.len()));
    head.is_some_and(|head| find(head, b"/Linearized").is_some())
}

/// How many bytes that are no blanks follow the last end-of-file mark.
fn after_end(bytes: &[u8]) -> u64 {
    const END: &[u8] = b"%%EOF";
    let Some(end) = rfind(bytes, END) else {
        return 0;
    };
    let rest = bytes.get(end + END.len()..).unwrap_or(&[]);
    let last = rest
        .iter()
        .rposition(|b| !b.is_ascii_whitespace() && *b != 0);
    last.map_or(0, |last| last as u64 + 1)
}

/// How many cross-reference sections follow one another from the last back to the first; hybrid files have a second
/// table for one section (`/XRefStm`), which is not counted.
fn sections(bytes: &[u8], start: usize) -> usize {
    let Some(mut at) = rfind(bytes, b"startxref").and_then(|at| number(bytes.get(at + 9..)?))
    else {
        return 1;
    };
    let mut seen = Vec::new();
    while seen.len() < MAX_SECTIONS && !seen.contains(&at) {
        let section = [at, at.saturating_add(start)]
            .into_iter()
            .find_map(|place| dictionary(bytes, place));
        let Some(dictionary) = section else {
            break;
        };
        seen.push(at);
        match find(dictionary, b"/Prev").and_then(|p| number(dictionary.get(p + 5..)?)) {
            Some(previous) => at = previous,
            None => break,
        }
    }
    seen.len()
}

/// The trailer dictionary of the section at a place: that of a table, or of a cross-reference stream.
fn dictionary(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let mut section = bytes.get(at..)?;
    while section.first().is_some_and(u8::is_ascii_whitespace) {
        section = &section[1..];
    }
    if section.starts_with(b"xref") {
        let trailer = section.get(find(section, b"trailer")?..)?;
        let end = find(trailer, b"startxref").unwrap_or(trailer.len());
        return trailer.get(..end);
    }
    let head = section.get(..section.len().min(4 * NEAR_BYTES))?;
    let end = find(head, b"stream")?;
    let head = head.get(..end)?;
    let is_stream =
        section.first().is_some_and(u8::is_ascii_digit) && find(head, b"/XRef").is_some();
    is_stream.then_some(head)
}

fn number(bytes: &[u8]) -> Option<usize> {
    let blank = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let digits: String = bytes
        .get(blank..)?
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .take(12)
        .map(|b| char::from(*b))
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(bytes: &[u8]) -> SourceContents {
        let mut contents = SourceContents::default();
        read(bytes, &mut contents);
        contents
    }

    /// A header and so many sections, each of which points at the one before.
    fn file(head: &str, sections: usize) -> Vec<u8> {
        let mut bytes = format!("%PDF-1.7\n{head}\n").into_bytes();
        let mut previous = String::new();
        for _ in 0..sections {
            let at = bytes.len();
            let section =
                format!("xref\n0 0\ntrailer\n<</Size 1{previous}>>\nstartxref\n{at}\n%%EOF\n");
            bytes.extend_from_slice(section.as_bytes());
            previous = format!("/Prev {at}");
        }
        bytes
    }

    #[test]
    fn updates_are_counted_and_linearisation_is_none() {
        assert_eq!(contents(&file("", 1)).earlier_revisions, 0);
        assert_eq!(contents(&file("", 3)).earlier_revisions, 2);
        let linear = "1 0 obj<</Linearized 1>>endobj";
        assert_eq!(contents(&file(linear, 2)).earlier_revisions, 0);
        assert_eq!(contents(&file(linear, 3)).earlier_revisions, 1);
    }

    #[test]
    fn bytes_outside_are_counted_and_blank_lines_are_not() {
        let mut bytes = b"MIME\r\n".to_vec();
        bytes.extend(file("", 2));
        assert_eq!(contents(&bytes).bytes_before, 6);
        assert_eq!(contents(&bytes).earlier_revisions, 1);
        bytes.extend(b"\r\n\0");
        assert_eq!(contents(&bytes).bytes_after, 0);
        bytes.extend(b"geheim");
        assert_eq!(contents(&bytes).bytes_after, 10);
    }

    #[test]
    fn a_loop_of_sections_ends() {
        let text = "%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF";
        assert_eq!(contents(text.as_bytes()).earlier_revisions, 0);
    }
}
