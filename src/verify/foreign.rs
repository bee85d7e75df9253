//! A file that another program wrote: covered words anywhere in it, and what lies beneath its boxes.
//!
//! **Invariant:** what cannot be read counts as a fault. Whose boxes they are, in what colour, does not matter.
//! **Absent:** the closed list; another program has its own.

use super::SourcePage;
use super::needles::Needles;
use super::page::stands_in;
use crate::model::geometry::PageRect;
use crate::model::seen::Seen;
use crate::model::text::{PageChar, PageText, folded};
use crate::pdf::{Document, Piece, pieces};
use flate2::{Decompress, FlushDecompress};

/// Samples under a box that differ by more than this show something; a JPEG is never quite even.
const EVEN: u8 = 48;
/// Samples this close to the edge of a box, in points, may be mixed with what is beside it.
const EDGE: f64 = 1.0;
/// A shape of less than this share of its box in some direction is no box itself.
const BOX_SHARE: f64 = 0.8;
/// Revisions that are read; a file with more was made to be many.
const MAX_REVISIONS: usize = 20;
/// A revision after which less than this follows, in bytes, is the last one.
const LEAST_REVISION: usize = 32;
/// A stream of an earlier revision is unpacked up to here.
const MAX_DECODED: usize = 64 << 20;

/// How often a covered word may stand in a file: in its strings, streams, attachments, metadata, comments, and in what
/// earlier revisions left behind. Names and operators are not searched: ordinary words occur in them.
pub fn hidden_words(bytes: &[u8], words: &[String]) -> usize {
    if words.is_empty() {
        return 0;
    }
    let needles = Needles::new(words);
    // Fails closed: a stream of this kind that does not unpack may hold anything.
    let Some(pieces) = pieces(bytes) else {
        return 1;
    };
    let in_pieces = pieces.iter().filter(|piece| match piece {
        Piece::Words(text) if text.starts_with(b"%PDF-") => found_loosely(text, &needles),
        Piece::Words(text) => needles.found_in(text),
        Piece::Operators(text) => strings_of(text).iter().any(|s| needles.found_in(s)),
    });
    in_pieces.count()
        + usize::from(found_loosely(bytes, &needles))
        + usize::from(read_earlier(bytes, words))
}

/// Whether a word can be read in an earlier revision of the file: letters may be codes that only their font explains.
fn read_earlier(bytes: &[u8], words: &[String]) -> bool {
    const END: &[u8] = b"%%EOF";
    let ends = bytes.windows(END.len()).enumerate();
    let ends = ends
        .filter(|(_, w)| *w == END)
        .map(|(at, _)| at + END.len());
    let is_earlier = |end: &usize| bytes.len() - end > LEAST_REVISION;
    ends.filter(is_earlier).take(MAX_REVISIONS).any(|end| {
        let revision = bytes.get(..end).unwrap_or_default().to_vec();
        // One that does not open is searched as bytes.
        let Ok(document) = Document::open_own(revision) else {
            return false;
        };
        let pages = 0..document.page_sizes().len();
        let texts = pages.filter_map(|page| document.text(page));
        let read = |text: PageText| folded(&text.chars.iter().map(|c| c.text).collect::<String>());
        texts
            .map(read)
            .any(|text| words.iter().any(|w| text.contains(w.as_str())))
    })
}

/// Looks at the raw bytes of a file: strings, comments, and every stream that unpacks.
fn found_loosely(bytes: &[u8], needles: &Needles) -> bool {
    let starts = bytes
        .windows(6)
        .enumerate()
        .filter(|(_, w)| *w == b"stream");
    let mut plain = Vec::new();
    let mut from = 0;
    for (at, _) in starts {
        if at < from {
            continue;
        }
        plain.extend_from_slice(bytes.get(from..at).unwrap_or_default());
        let rest = bytes.get(at + 6..).unwrap_or_default();
        let length = rest
            .windows(9)
            .position(|w| w == b"endstream")
            .unwrap_or(rest.len());
        from = (at + 6 + length + b"endstream".len()).min(bytes.len());
        let data = rest.get(..length).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let unpacked = loosely_inflated(data);
        let plain = if unpacked.is_empty() { data } else { &unpacked };
        if strings_of(plain).iter().any(|s| needles.found_in(s)) {
            return true;
        }
    }
    plain.extend_from_slice(bytes.get(from..).unwrap_or_default());
    let comments = plain
        .split(|b| matches!(b, b'\n' | b'\r'))
        .filter_map(|line| {
            let at = line.iter().position(|b| *b == b'%')?;
            line.get(at..)
        });
    comments.into_iter().any(|c| needles.found_in(c))
        || strings_of(&plain).iter().any(|s| needles.found_in(s))
}

/// As much as unpacks.
fn loosely_inflated(data: &[u8]) -> Vec<u8> {
    let mut state = Decompress::new(true);
    let mut out = Vec::new();
    loop {
        let used = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let (before, rest) = (out.len(), data.get(used..).unwrap_or_default());
        out.reserve(1 << 16);
        let status = state.decompress_vec(rest, &mut out, FlushDecompress::None);
        let stuck = out.len() == before && usize::try_from(state.total_in()) == Ok(used);
        if status.is_err() || stuck || out.len() > MAX_DECODED {
            return out;
        }
    }
}

/// The strings among operators or objects, escapes undone; the rest of a string that does not end.
fn strings_of(text: &[u8]) -> Vec<Vec<u8>> {
    let mut strings = Vec::new();
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'(' => {
                let (mut depth, mut string) = (1_u32, Vec::new());
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'\\' => {
                            let mut value = None;
                            for _ in 0..3 {
                                let digit = bytes.next_if(|b| (b'0'..=b'7').contains(b));
                                let Some(digit) = digit else { break };
                                value = Some(value.unwrap_or(0_u32) * 8 + u32::from(digit - b'0'));
                            }
                            string.extend(value.map(|v| v as u8).or_else(|| bytes.next()));
                            continue;
                        }
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                    string.push(byte);
                }
                strings.push(string);
            }
            b'<' if bytes.peek() != Some(&b'<') => {
                let mut digits = Vec::new();
                while let Some(digit) =
                    bytes.next_if(|b| b.is_ascii_hexdigit() || b.is_ascii_whitespace())
                {
                    digits.extend(char::from(digit).to_digit(16).map(|v| v as u8));
                }
                strings.push(
                    digits
                        .chunks(2)
                        .map(|p| p.iter().fold(0, |v, d| (v << 4) | d))
                        .collect(),
                );
            }
            b'<' => {
                bytes.next();
            }
            _ => {}
        }
    }
    strings
}

/// Points within which a character stands where it stood in the source.
const SAME_PLACE: f64 = 2.0;
/// Points around the ink of a label that belong to it.
const LABEL_MARGIN: f64 = 1.0;

/// Takes the labels that another program put in its boxes out of the text of a page; where they stood. What has a
/// character of the source in its place, or two letters in a row of what its box covers, is no label but a remainder.
/// So is all that can be read where the source shows something beside its text: it may have been read from a picture.
pub fn take_labels(text: &mut PageText, source: &SourcePage, boxes: &[PageRect]) -> Vec<PageRect> {
    let mut labels = vec![false; text.chars.len()];
    for rect in boxes {
        let inside = |c: &&PageChar| !c.is_blank() && stands_in(c, rect);
        let covered: Vec<&PageChar> = source.text.chars.iter().filter(inside).collect();
        let stand = |(index, c): (usize, &PageChar)| inside(&c).then_some(index);
        let found: Vec<usize> = text.chars.iter().enumerate().filter_map(stand).collect();
        let shown: Vec<&PageChar> = found.iter().filter_map(|i| text.chars.get(*i)).collect();
        let inks: Vec<PageRect> = covered.iter().map(|c| c.ink).collect();
        let shows_more = Seen::new(&source.pixels, source.size, &inks, 0.0).has_contrast(rect);
        if !shows_more && !is_remainder(&shown, &covered) {
            found.into_iter().for_each(|index| labels[index] = true);
        }
    }
    let places = text.chars.iter().zip(&labels).filter(|(_, label)| **label);
    let places = places.filter_map(|(c, _)| c.ink.expanded(LABEL_MARGIN));
    let places = places.collect();
    let kept = text.chars.iter().zip(labels).filter(|(_, label)| !label);
    *text = PageText::new(kept.map(|(c, _)| c.clone()).collect(), &[]);
    places
}

fn is_remainder(shown: &[&PageChar], covered: &[&PageChar]) -> bool {
    let read = |chars: &[&PageChar]| folded(&chars.iter().map(|c| c.text).collect::<String>());
    let near = |a: &PageChar, b: &PageChar| {
        (a.origin.x - b.origin.x).hypot(a.origin.y - b.origin.y) <= SAME_PLACE
    };
    let kept = |c: &&PageChar| covered.iter().any(|s| s.text == c.text && near(c, s));
    let letters: Vec<char> = read(shown).chars().collect();
    let covered_letters = read(covered);
    let mut rows = letters.windows(letters.len().clamp(1, 2));
    let in_row = |row: &[char]| covered_letters.contains(&row.iter().collect::<String>());
    shown.iter().any(kept) || rows.any(in_row)
}

/// What lies beneath the boxes of a page: pictures that are not even there, and shapes that are no boxes themselves.
pub fn beneath(document: &Document, page: usize, boxes: &[PageRect]) -> (usize, usize) {
    if boxes.is_empty() {
        return (0, 0);
    }
    // Fails closed; a page that opened is not expected not to be walked through.
    let Some(drawn) = document.drawn(page) else {
        return (1, 0);
    };
    let (mut pictures, mut shapes) = (0, 0);
    for rect in boxes {
        let inner = rect.expanded(-EDGE).unwrap_or(*rect);
        let shown = drawn
            .pictures
            .iter()
            .filter(|picture| picture.bounds.intersects(&inner) && !is_even(picture, &inner));
        pictures += shown.count();
        // Of boxes that overlap, one is a box within another.
        let is_box = |shape: &PageRect| {
            boxes.iter().any(|rect| {
                shape.width() >= rect.width() * BOX_SHARE
                    && shape.height() >= rect.height() * BOX_SHARE
                    && rect.expanded(EDGE).is_some_and(|r| r.contains_rect(shape))
            })
        };
        let small = |shape: &&PageRect| rect.contains_rect(shape) && !is_box(shape);
        shapes += drawn.shapes.iter().filter(small).count();
    }
    (pictures, shapes)
}

fn is_even(picture: &crate::pdf::DrawnPicture, rect: &PageRect) -> bool {
    // Fails closed: a picture that has no samples for PDFium may have some for another reader.
    let Some(pixels) = &picture.pixels else {
        return false;
    };
    let (mut low, mut high) = ([255_u8; 3], [0_u8; 3]);
    for y in 0..pixels.height() {
        for x in 0..pixels.width() {
            if rect.contains(picture.middle(x, y)) {
                for (c, value) in pixels.at(x, y).into_iter().enumerate() {
                    low[c] = low[c].min(value);
                    high[c] = high[c].max(value);
                }
            }
        }
    }
    low.iter()
        .zip(high)
        .all(|(low, high)| high <= *low || high - low <= EVEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_among_operators() {
        let found = strings_of(b"/F 1 Tf (a\\(b\\101) Tj <</K <4A 61>>> [(x)-20<6E>] TJ (open");
        let texts: Vec<&[u8]> = found.iter().map(Vec::as_slice).collect();
        assert_eq!(texts, [b"a(bA".as_slice(), b"Ja", b"x", b"n", b"open"]);
    }
}
