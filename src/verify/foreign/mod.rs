//! A file that another program wrote: covered words anywhere in it, and what no one can read.
//!
//! **Invariant:** each part of the file is searched, or counts as a doubt: nothing is called clean unread.
//! **Absent:** the closed list; another program has its own.

mod attachments;
mod boxes;
mod content;
mod drawing;
mod filters;
mod fonts;
mod labels;
mod lenient;
mod objects;
mod samples;
mod scripts;
mod search;
mod segments;
mod uncovered;

pub use boxes::beneath;
pub use labels::take_labels;
pub use objects::Objects;
pub use search::Covered;
pub use uncovered::uncovered;

use super::{Check, Doubt, Fault, ForeignCheck};
use crate::model::page::text::{PageText, folded};
use crate::pdf::{Document, Piece, pieces};
use crate::verify::syntax::{Dict, Value};
use drawing::Drawing;
use filters::Unpacked;
use objects::{FoundObject, is, reference};
use search::{Search, as_text, marked_up};
use std::collections::{BTreeMap, BTreeSet};

/// Revisions that are read; a file with more was made to be many.
const MAX_REVISIONS: usize = 20;
/// A revision after which less than this follows, in bytes, is the last one.
const LEAST_REVISION: usize = 32;
/// Bytes before the header or behind the end that are no more than blanks and leftovers of a line.
const FEW: usize = 16;
/// Samples of a side in which no word can be seen.
const SMALLEST: i64 = 6;
const SMALL: i64 = 16;
/// Lines and curves from which words could be made.
const MANY_SEGMENTS: usize = 40;
/// Codes without meaning that may be blanks.
const FEW_CODES: usize = 1;

/// Searches a file of another program for what is covered.
pub fn check(bytes: &[u8], covered: &Covered) -> ForeignCheck {
    let search = Search::new(covered);
    let looked = look(bytes, &search);
    let again = usize::from(read_earlier(bytes, &search));
    let count = u32::try_from(looked.found + again).unwrap_or(u32::MAX);
    let fault = Fault {
        check: Check::Needles,
        count,
    };
    ForeignCheck {
        faults: Some(fault).filter(|f| f.count > 0).into_iter().collect(),
        doubts: looked.doubts.into_iter().collect(),
    }
}

/// What was found in a file.
#[derive(Debug, Default)]
struct FileFindings {
    found: usize,
    doubts: BTreeMap<Doubt, u32>,
    /// Pictures that could show words.
    pictures: usize,
}

impl FileFindings {
    fn doubt(&mut self, doubt: Doubt, count: usize) {
        if count > 0 {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            *self.doubts.entry(doubt).or_default() += count;
        }
    }

    fn find(&mut self, found: bool) {
        self.found += usize::from(found);
    }
}

fn look(bytes: &[u8], search: &Search) -> FileFindings {
    let objects = Objects::of(bytes);
    let mut looked = FileFindings::default();
    if objects.is_encrypted() {
        looked.doubt(Doubt::Encrypted, 1);
        // A reader that decrypts says what can be said.
        let pieces = pieces(bytes).unwrap_or_default();
        looked.found += pieces
            .iter()
            .filter(|piece| in_piece(piece, search))
            .count();
        return looked;
    }
    let drawing = Drawing::of(&objects);
    let mut names: BTreeSet<&[u8]> = BTreeSet::new();
    for found in &objects.found {
        look_at_strings(&found.value, search, &mut names, &mut looked);
    }
    look_at_units(&objects, &drawing, search, &mut names, &mut looked);
    let found = names.iter().filter(|name| search.in_name(name)).count();
    looked.found += found;
    let read: BTreeSet<usize> = drawing
        .units
        .iter()
        .flat_map(|unit| &unit.streams)
        .copied()
        .collect();
    let attached = attached(&objects);
    for (index, found) in objects.found.iter().enumerate() {
        if found.stream.is_none() {
            continue;
        }
        let stream = Stream {
            found,
            unpacked: objects.unpacked(found),
            is_operators: read.contains(&index),
            is_attached: attached.contains(&index),
        };
        stream.look(search, &mut looked);
    }
    look_at_packets(&objects, search, &mut looked);
    look_at_pictures(&objects, &drawing, &mut looked);
    look_between(bytes, &objects.between, search, &mut looked);
    // Whatever the bytes are for: those that nothing codes are read by anybody.
    looked.find(search.in_raw_bytes(bytes));
    looked
}

fn in_piece(piece: &Piece, search: &Search) -> bool {
    match piece {
        Piece::Words(text) => {
            search.in_bytes(text) || as_text(text).is_some_and(|text| search.in_text(&text))
        }
        Piece::Operators(text) => strings_of(text).iter().any(|s| search.in_bytes(s)),
    }
}

/// Searches the strings of an object and gathers its names.
fn look_at_strings<'v>(
    value: &'v Value,
    search: &Search,
    names: &mut BTreeSet<&'v [u8]>,
    looked: &mut FileFindings,
) {
    match value {
        Value::Name(name) => {
            names.insert(name);
        }
        Value::Text(bytes) => looked.find(in_string(bytes, search)),
        Value::Array(items) => {
            let items = items.iter();
            items.for_each(|item| look_at_strings(item, search, names, looked));
        }
        Value::Dict(dict) => {
            for (key, value) in dict {
                names.insert(key);
                look_at_strings(value, search, names, looked);
            }
        }
        _ => {}
    }
}

fn in_string(bytes: &[u8], search: &Search) -> bool {
    match as_text(bytes) {
        Some(text) => {
            let marked = || marked_up(&text).iter().any(|t| search.in_text(t));
            let has_marks = text.contains('<') || text.contains("&#");
            let said = search.in_bytes(bytes) || search.in_text(&text);
            let escaped = || {
                scripts::readings(&text)
                    .iter()
                    .any(|text| search.in_text(text))
            };
            said || (has_marks && marked()) || escaped()
        }
        None => search.in_noise(bytes),
    }
}

/// Searches what is written, shown or not. What is not shown must be readable too.
fn look_at_units<'v>(
    objects: &Objects<'_>,
    drawing: &'v Drawing<'_>,
    search: &Search,
    names: &mut BTreeSet<&'v [u8]>,
    looked: &mut FileFindings,
) {
    let revised = Doubt::EarlierRevision;
    for unit in &drawing.units {
        let content = &unit.content;
        let is_shown = unit
            .streams
            .iter()
            .all(|stream| drawing.shown.contains(stream));
        let found = if is_shown {
            search.in_text(&content.text)
        } else {
            search.in_loose_text(&content.text)
        };
        looked.find(found || content.said.iter().any(|said| in_string(said, search)));
        names.extend(content.names.iter().map(Vec::as_slice));
        if is_shown {
            looked.pictures += content.inline_pictures;
            looked.doubt(Doubt::Samples, content.narrow_pictures);
            // Nobody but this reader knows of letters in a mask, whether they show or not.
            let is_mask = unit
                .streams
                .iter()
                .any(|stream| drawing.masks.contains(stream));
            let is_lettered = is_mask && !content.text.trim().is_empty();
            looked.doubt(Doubt::Beneath, usize::from(is_lettered));
            continue;
        }
        let replaced = unit.streams.iter().filter_map(|i| objects.found.get(*i));
        let is_replaced = replaced
            .into_iter()
            .any(|found| objects.stands_twice(found));
        let or_revised = |doubt| if is_replaced { revised } else { doubt };
        looked.doubt(
            or_revised(Doubt::FontCodes),
            usize::from(content.unknown > FEW_CODES),
        );
        looked.doubt(or_revised(Doubt::UnusedPicture), content.inline_pictures);
        let many = content.segments >= MANY_SEGMENTS;
        looked.doubt(or_revised(Doubt::UnusedDrawing), usize::from(many));
    }
}

/// The streams that are files within the file (ISO 32000-1 §7.11.4).
fn attached(objects: &Objects<'_>) -> BTreeSet<usize> {
    let mut attached = BTreeSet::new();
    for (index, found) in objects.found.iter().enumerate() {
        if matches!(&found.value, Value::Dict(dict) if is(dict, b"Type", b"EmbeddedFile")) {
            attached.insert(index);
        }
        drawing::each_dict(&found.value, &mut |dict| {
            let files = objects.dict_under(dict, "EF", found);
            for file in files.into_iter().flat_map(|files| files.values()) {
                attached.extend(reference(objects, Some(file), found));
            }
        });
    }
    attached
}

/// A stream with what is known of it.
struct Stream<'a> {
    found: &'a FoundObject,
    unpacked: Unpacked,
    /// Its operators were looked at as those of a page.
    is_operators: bool,
    is_attached: bool,
}

impl Stream<'_> {
    fn look(&self, search: &Search, looked: &mut FileFindings) {
        let Value::Dict(dict) = &self.found.value else {
            return;
        };
        let bytes = &self.unpacked.bytes;
        let behind = &self.unpacked.left_over;
        looked.find(search.in_bytes(behind));
        if behind.len() > FEW {
            looked.find(as_text(behind).is_some_and(|text| search.in_text(&text)));
        }
        if self.unpacked.is_unread {
            looked.doubt(Doubt::Stream, 1);
        } else if self.is_attached {
            let within = attachments::look(bytes, search);
            looked.found += within.found;
            looked.doubt(Doubt::Attachment, within.unread);
        } else if is(dict, b"Subtype", b"Image") || self.unpacked.picture.is_some() {
            self.look_at_coding(search, looked);
        } else if is(dict, b"Type", b"XRef") || is(dict, b"Type", b"ObjStm") {
        } else if is_font(dict) {
            looked.find(search.in_noise(bytes));
        } else if bytes.windows(9).any(|w| w == b"begincmap") {
            let mut meanings = fonts::Meanings::default();
            meanings.read_table(bytes);
            looked.find(meanings.words().any(|word| search.in_text(word)));
        } else if self.is_operators {
            // What is no text there is read by nobody but whoever opens the stream.
            looked
                .find(search.in_raw_bytes(bytes) || comments(bytes).any(|c| in_string(&c, search)));
        } else {
            looked.find(in_string(bytes, search));
            let within = attachments::look_at_data(bytes, search);
            looked.found += within.found;
            looked.doubt(Doubt::Stream, within.unread);
        }
    }
}

impl Stream<'_> {
    /// What a picture says beside its samples.
    fn look_at_coding(&self, search: &Search, looked: &mut FileFindings) {
        let said = segments::said(&self.unpacked.bytes);
        let found = |said: &Vec<u8>| in_string(said, search) || search.in_noise(said);
        looked.find(said.iter().any(found));
        let other = segments::shows_otherwise(&self.unpacked.bytes);
        looked.doubt(Doubt::Thumbnail, usize::from(other));
    }
}

/// Searches the packets of a form, which are one document in parts (ISO 32000-1 §12.7.8).
fn look_at_packets(objects: &Objects<'_>, search: &Search, looked: &mut FileFindings) {
    for found in &objects.found {
        drawing::each_dict(&found.value, &mut |dict| {
            let Value::Array(parts) = objects.under(dict, "XFA", found) else {
                return;
            };
            let packets = parts
                .iter()
                .filter_map(|part| reference(objects, Some(part), found));
            let packets = packets.filter_map(|index| objects.found.get(index));
            let whole: Vec<u8> = packets
                .flat_map(|packet| objects.unpacked(packet).bytes)
                .collect();
            looked.find(in_string(&whole, search));
        });
    }
}

fn is_font(dict: &Dict) -> bool {
    let programs: [&[u8]; 3] = [b"Type1C", b"CIDFontType0C", b"OpenType"];
    programs.iter().any(|name| is(dict, b"Subtype", name))
        || dict.contains_key(b"Length1".as_slice())
}

/// Counts the pictures that no page shows: they may show what was covered.
fn look_at_pictures(objects: &Objects<'_>, drawing: &Drawing<'_>, looked: &mut FileFindings) {
    for (index, found) in objects.found.iter().enumerate() {
        let Value::Dict(dict) = &found.value else {
            continue;
        };
        let is_picture = is(dict, b"Subtype", b"Image") || drawing.thumbnails.contains(&index);
        if !is_picture || !could_show_words(objects, dict, found) {
            continue;
        }
        if drawing.shown.contains(&index) {
            looked.pictures += 1;
            let unseen = samples::are_unseen(objects, dict, found);
            looked.doubt(Doubt::Samples, usize::from(unseen));
        } else if objects.stands_twice(found) {
            looked.doubt(Doubt::EarlierRevision, 1);
        } else if drawing.thumbnails.contains(&index) {
            looked.doubt(Doubt::Thumbnail, 1);
        } else {
            looked.doubt(Doubt::UnusedPicture, 1);
        }
    }
}

/// Whether a picture is large enough to show a word, and of more than one tone.
fn could_show_words(objects: &Objects<'_>, dict: &Dict, found: &FoundObject) -> bool {
    let side = |key: &str| match objects.under(dict, key, found) {
        Value::Int(side) => *side,
        _ => i64::MAX,
    };
    let (width, height) = (side("Width"), side("Height"));
    let small = width.min(height) < SMALLEST || width.max(height) <= SMALL;
    if small || found.stream.is_none() {
        return false;
    }
    let unpacked = objects.unpacked(found);
    let first = unpacked.bytes.first();
    let is_even = unpacked.bytes.iter().all(|byte| Some(byte) == first);
    unpacked.picture.is_some() || unpacked.is_unread || !is_even
}

/// The comments among operators or objects (ISO 32000-1 §7.2.3), and whatever else follows that sign on its line.
fn comments(text: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let lines = text.split(|b| matches!(b, b'\n' | b'\r'));
    lines.filter_map(|line| {
        let at = line.iter().position(|b| *b == b'%')?;
        line.get(at..).map(<[u8]>::to_vec)
    })
}

/// Searches what stands outside all objects: comments, tables, and what was put before the file or behind it.
fn look_between(bytes: &[u8], between: &[u8], search: &Search, looked: &mut FileFindings) {
    let strings = strings_of(between);
    let said = comments(between)
        .chain(strings)
        .filter(|said| in_string(said, search));
    looked.found += said.count();
    let holds = |what: &[u8]| between.windows(what.len()).any(|w| w == what);
    looked.doubt(Doubt::Stream, usize::from(holds(b"endstream")));
    let header = bytes.windows(5).position(|w| w == b"%PDF-").unwrap_or(0);
    let end = bytes
        .windows(5)
        .rposition(|w| w == b"%%EOF")
        .map(|at| at + 5);
    let before = bytes.get(..header).unwrap_or_default();
    let behind = bytes.get(end.unwrap_or(bytes.len())..).unwrap_or_default();
    for outside in [before, behind] {
        looked.find(search.in_bytes(outside));
        let blank = |b: &u8| b.is_ascii_whitespace() || *b == 0;
        if outside.iter().filter(|b| !blank(b)).count() > FEW {
            let start = outside.iter().position(|b| !blank(b)).unwrap_or(0);
            let within = attachments::look(outside.get(start..).unwrap_or_default(), search);
            looked.found += within.found;
            looked.doubt(Doubt::Attachment, within.unread);
        }
    }
}

/// Whether a word can be read in an earlier revision of the file as a reader shows it.
fn read_earlier(bytes: &[u8], search: &Search) -> bool {
    const END: &[u8] = b"%%EOF";
    let ends = bytes.windows(END.len()).enumerate();
    let ends = ends
        .filter(|(_, w)| *w == END)
        .map(|(at, _)| at + END.len());
    let is_earlier = |end: &usize| bytes.len() - end > LEAST_REVISION;
    ends.filter(is_earlier).take(MAX_REVISIONS).any(|end| {
        let revision = bytes.get(..end).unwrap_or_default().to_vec();
        // One that does not open has been searched as bytes.
        let Ok(document) = Document::open_own(revision) else {
            return false;
        };
        let pages = 0..document.page_sizes().len();
        let texts = pages.filter_map(|page| document.text(page));
        let read = |text: PageText| folded(&text.chars.iter().map(|c| c.text).collect::<String>());
        texts.map(read).any(|text| search.in_loose_text(&text))
    })
}

/// The strings among operators or objects, escapes undone; the rest of a string that does not end.
fn strings_of(text: &[u8]) -> Vec<Vec<u8>> {
    let mut strings = Vec::new();
    let mut reader = lenient::Lenient::at(text, 0);
    while let Some(token) = reader.token() {
        if let lenient::Token::Value(value) = token {
            gather(value, &mut strings);
        }
    }
    strings
}

fn gather(value: Value, strings: &mut Vec<Vec<u8>>) {
    match value {
        Value::Text(text) => strings.push(text),
        Value::Array(items) => items.into_iter().for_each(|item| gather(item, strings)),
        Value::Dict(dict) => dict.into_values().for_each(|item| gather(item, strings)),
        _ => {}
    }
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
