//! The objects of a file of any program, whatever its tables say of them.
//!
//! **Invariant:** every object in the bytes is found, also one that a later revision replaced or that no table names;
//! bytes that no object accounts for are kept too.
//! **Absent:** decryption; an encrypted file is told as such.

use super::filters::{self, Unpacked};
use super::lenient::Lenient;
use crate::verify::syntax::{Dict, FileObjects, Object, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// References within references.
const MAX_HOPS: usize = 16;
/// Where the end of a file or revision is looked for.
const END_OF_FILE: &[u8] = b"%%EOF";

/// An object as it stands somewhere in the bytes.
pub struct FoundObject {
    pub number: u32,
    pub value: Value,
    /// Where its packed bytes lie.
    pub stream: Option<Range<usize>>,
    /// How many ends of file stand before it.
    revision: usize,
}

/// All objects of a file, in the order of the bytes.
pub struct Objects<'a> {
    bytes: &'a [u8],
    pub found: Vec<FoundObject>,
    by_number: BTreeMap<u32, Vec<usize>>,
    pub trailers: Vec<Dict>,
    /// Comments, tables, and whatever else stands between the objects.
    pub between: Vec<u8>,
}

impl<'a> Objects<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        let mut objects = Self {
            bytes,
            found: Vec::new(),
            by_number: BTreeMap::new(),
            trailers: Vec::new(),
            between: Vec::new(),
        };
        let lengths = lengths(bytes);
        let (mut from, mut revision) = (0, 0);
        while let Some((start, number, body)) = next_object(bytes, from) {
            revision += objects.set_apart(from..start);
            let mut reader = Lenient::at(bytes, body);
            let Some(value) = reader.value(0) else {
                objects.set_apart(start..body);
                from = body;
                continue;
            };
            let stream = stream_of(bytes, reader.at, &value, &lengths);
            from = match &stream {
                Some(stream) => behind(bytes, stream.end),
                None => reader.at,
            };
            objects.found.push(FoundObject {
                number,
                value,
                stream,
                revision,
            });
        }
        objects.set_apart(from..bytes.len());
        objects.unpack_objects();
        for (index, found) in objects.found.iter().enumerate() {
            let places = objects.by_number.entry(found.number).or_default();
            places.push(index);
        }
        // What an object stream held was added last, whenever it was written.
        for places in objects.by_number.values_mut() {
            places.sort_by_key(|index| objects.found.get(*index).map(|f| f.revision));
        }
        objects.read_trailers();
        objects
    }

    /// Keeps bytes that belong to no object; how many files or revisions end in them.
    fn set_apart(&mut self, range: Range<usize>) -> usize {
        let bytes = self.bytes.get(range).unwrap_or_default();
        self.between.extend_from_slice(bytes);
        let ends = bytes.windows(END_OF_FILE.len());
        ends.filter(|w| *w == END_OF_FILE).count()
    }

    /// Adds what stands in object streams (ISO 32000-1 §7.5.7).
    fn unpack_objects(&mut self) {
        let mut inner = Vec::new();
        for holder in &self.found {
            let Value::Dict(dict) = &holder.value else {
                continue;
            };
            if holder.stream.is_none() || !is(dict, b"Type", b"ObjStm") {
                continue;
            }
            let unpacked = self.unpacked(holder);
            for (number, value) in packed_objects(dict, &unpacked.bytes) {
                inner.push(FoundObject {
                    number,
                    value,
                    stream: None,
                    revision: holder.revision,
                });
            }
        }
        self.found.extend(inner);
    }

    fn read_trailers(&mut self) {
        const TRAILER: &[u8] = b"trailer";
        let places = self.between.windows(TRAILER.len()).enumerate();
        let places = places.filter(|(_, w)| *w == TRAILER).map(|(at, _)| at);
        let read = |at: usize| match Lenient::at(&self.between, at + TRAILER.len()).value(0) {
            Some(Value::Dict(dict)) => Some(dict),
            _ => None,
        };
        let tables: Vec<Dict> = places.filter_map(read).collect();
        let streams = self.found.iter().filter_map(|found| match &found.value {
            Value::Dict(dict) if is(dict, b"Type", b"XRef") => Some(dict.clone()),
            _ => None,
        });
        self.trailers = streams.chain(tables).collect();
    }

    /// The objects of the last revision, as the strict reader gives those of a file of ours.
    pub fn as_file(&self) -> FileObjects {
        let mut objects = BTreeMap::new();
        let last = self.found.iter().max_by_key(|found| found.revision);
        for number in self.by_number.keys() {
            let index = last.and_then(|last| self.index_of(*number, last));
            let Some(found) = index.and_then(|index| self.found.get(index)) else {
                continue;
            };
            let stream = found.stream.as_ref();
            let object = Object {
                value: found.value.clone(),
                stream: stream.map(|range| (range.start, range.end)),
            };
            objects.insert(*number, object);
        }
        let trailer = self.trailers.iter().rev();
        let mut trailer = trailer.filter(|t| t.contains_key(b"Root".as_slice()));
        FileObjects {
            objects,
            places: BTreeMap::new(),
            trailer: trailer.next().cloned().unwrap_or_default(),
        }
    }

    pub fn is_encrypted(&self) -> bool {
        self.trailers
            .iter()
            .any(|trailer| trailer.contains_key(b"Encrypt".as_slice()))
    }

    /// The unpacked bytes of an object with a stream.
    pub fn unpacked(&self, found: &FoundObject) -> Unpacked {
        let raw = found.stream.clone().and_then(|range| self.bytes.get(range));
        match (&found.value, raw) {
            (Value::Dict(dict), Some(raw)) => {
                filters::unpacked(raw, dict, &|value| self.resolved(value, found))
            }
            _ => Unpacked::default(),
        }
    }

    /// Where the object with this number stands, as `from` sees it: the last there is, or for one that was replaced the
    /// last before its own revision ends.
    pub fn index_of(&self, number: u32, from: &FoundObject) -> Option<usize> {
        let places = self.by_number.get(&number)?;
        let revision_of = |index: &usize| self.found.get(*index).map(|found| found.revision);
        let own = self.by_number.get(&from.number).and_then(|own| own.last());
        if own.and_then(revision_of) == Some(from.revision) {
            return places.last().copied();
        }
        let known = places.iter().rev();
        let mut known = known.filter(|index| revision_of(index) <= Some(from.revision));
        known.next().or(places.first()).copied()
    }

    /// The object that a value refers to, or the value itself.
    pub fn resolved<'v>(&'v self, value: &'v Value, from: &FoundObject) -> &'v Value {
        let mut value = value;
        for _ in 0..MAX_HOPS {
            let Value::Ref(number) = value else { break };
            let found = self.index_of(*number, from).and_then(|i| self.found.get(i));
            match found {
                Some(found) => value = &found.value,
                None => return &Value::Null,
            }
        }
        value
    }

    /// What stands under a key, followed.
    pub fn under<'v>(&'v self, dict: &'v Dict, key: &str, from: &FoundObject) -> &'v Value {
        dict.get(key.as_bytes())
            .map_or(&Value::Null, |value| self.resolved(value, from))
    }

    pub fn dict_under<'v>(
        &'v self,
        dict: &'v Dict,
        key: &str,
        from: &FoundObject,
    ) -> Option<&'v Dict> {
        match self.under(dict, key, from) {
            Value::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// Whether the object was replaced by a later one, or replaces one.
    pub fn stands_twice(&self, found: &FoundObject) -> bool {
        let places = self.by_number.get(&found.number);
        places.is_some_and(|places| places.len() > 1)
    }

    /// The last catalog that a trailer names.
    pub fn catalog(&self) -> Option<usize> {
        let last = self.found.iter().max_by_key(|found| found.revision)?;
        self.trailers.iter().rev().find_map(|trailer| {
            let Some(Value::Ref(number)) = trailer.get(b"Root".as_slice()) else {
                return None;
            };
            let index = self.index_of(*number, last)?;
            let catalog = self.found.get(index)?;
            matches!(&catalog.value, Value::Dict(dict) if dict.contains_key(b"Pages".as_slice()))
                .then_some(index)
        })
    }
}

pub fn is(dict: &Dict, key: &[u8], name: &[u8]) -> bool {
    matches!(dict.get(key), Some(Value::Name(found)) if found == name)
}

/// The start of the next object, its number, and where its value begins.
fn next_object(bytes: &[u8], from: usize) -> Option<(usize, u32, usize)> {
    const WORD: &[u8] = b"obj";
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        let word = at + rest.windows(WORD.len()).position(|w| w == WORD)?;
        if let Some((start, number)) = numbered(bytes, from, word) {
            return Some((start, number, word + WORD.len()));
        }
        at = word + WORD.len();
    }
}

/// The numbers that stand before the word `obj`: where they start, and the first.
fn numbered(bytes: &[u8], from: usize, word: usize) -> Option<(usize, u32)> {
    let before = |at: usize, what: fn(&u8) -> bool| {
        let head = bytes.get(from..at).unwrap_or_default();
        let count = head.iter().rev().take_while(|b| what(b)).count();
        at - count
    };
    let generation = before(before(word, u8::is_ascii_whitespace), u8::is_ascii_digit);
    let gap = before(generation, u8::is_ascii_whitespace);
    let start = before(gap, u8::is_ascii_digit);
    let digits = std::str::from_utf8(bytes.get(start..gap)?).ok()?;
    (gap < generation).then_some(())?;
    Some((start, digits.parse().ok()?))
}

/// Every object that is a number alone, as lengths of streams are.
fn lengths(bytes: &[u8]) -> BTreeMap<u32, Vec<usize>> {
    let mut lengths: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut from = 0;
    while let Some((_, number, body)) = next_object(bytes, from) {
        from = body;
        let head = bytes.get(body..(body + 40).min(bytes.len()));
        let text = head.map(|head| String::from_utf8_lossy(head).into_owned());
        let mut words = text.as_deref().unwrap_or_default().split_ascii_whitespace();
        if let (Some(Ok(length)), Some("endobj")) = (words.next().map(str::parse), words.next()) {
            lengths.entry(number).or_default().push(length);
        }
    }
    lengths
}

/// Where the bytes of a stream lie: as long as its dictionary says when an end follows there, else up to the next end.
fn stream_of(
    bytes: &[u8],
    at: usize,
    value: &Value,
    lengths: &BTreeMap<u32, Vec<usize>>,
) -> Option<Range<usize>> {
    let Value::Dict(dict) = value else {
        return None;
    };
    let mut reader = Lenient::at(bytes, at);
    reader.skip_blanks();
    reader.expect(b"stream")?;
    if reader.expect(b"\r\n").is_none() {
        // Either alone ends the line too.
        let _ended = reader.expect(b"\n").or_else(|| reader.expect(b"\r"));
    }
    let start = reader.at;
    let told = match dict.get(b"Length".as_slice()) {
        Some(Value::Int(length)) => usize::try_from(*length).ok().into_iter().collect(),
        Some(Value::Ref(number)) => lengths.get(number).cloned().unwrap_or_default(),
        _ => Vec::new(),
    };
    let ends = |length: &usize| {
        let end = start.checked_add(*length)?;
        let mut behind = Lenient::at(bytes.get(..end + 64).unwrap_or(bytes), end);
        behind.skip_blanks();
        behind.expect(b"endstream").map(|()| end)
    };
    let end = told.iter().find_map(ends).unwrap_or_else(|| {
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest.windows(9).position(|w| w == b"endstream");
        start + length.unwrap_or(rest.len())
    });
    Some(start..end)
}

/// Behind the word that ends a stream.
fn behind(bytes: &[u8], end: usize) -> usize {
    let mut reader = Lenient::at(bytes, end);
    reader.skip_blanks();
    match reader.expect(b"endstream") {
        Some(()) => reader.at,
        None => end,
    }
}

fn packed_objects(dict: &Dict, unpacked: &[u8]) -> Vec<(u32, Value)> {
    let Some(Value::Int(first)) = dict.get(b"First".as_slice()) else {
        return Vec::new();
    };
    let first = usize::try_from(*first).unwrap_or(usize::MAX);
    let head = String::from_utf8_lossy(unpacked.get(..first).unwrap_or_default()).into_owned();
    let numbers: Vec<usize> = head
        .split_ascii_whitespace()
        .map_while(|word| word.parse().ok())
        .collect();
    let read = |pair: &[usize]| {
        let [number, offset] = pair else { return None };
        let value = Lenient::at(unpacked, first.checked_add(*offset)?).value(0)?;
        Some((u32::try_from(*number).ok()?, value))
    };
    numbers.chunks_exact(2).filter_map(read).collect()
}

/// Where the object stands that a value refers to.
pub fn reference(
    objects: &Objects<'_>,
    value: Option<&Value>,
    from: &FoundObject,
) -> Option<usize> {
    match value {
        Some(Value::Ref(number)) => objects.index_of(*number, from),
        _ => None,
    }
}
