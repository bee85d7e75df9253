//! The objects of a written file, read without the program: a walker of its own, and a search in every encoding.
//!
//! **Invariant:** knows nothing of `verify` or `writer`; a key that is not on [`KEYS`] stops the test.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Every key that a written file may have, whatever holds it. Names of resources are a letter and a number.
const KEYS: [&str; 73] = [
    "A",
    "Alt",
    "Ascent",
    "BBox",
    "BaseFont",
    "BitsPerComponent",
    "CA",
    "CIDSystemInfo",
    "CapHeight",
    "ColorSpace",
    "Columns",
    "Contents",
    "Count",
    "DW",
    "DecodeParms",
    "DescendantFonts",
    "Descent",
    "DestOutputProfile",
    "DisplayDocTitle",
    "Encoding",
    "ExtGState",
    "Filter",
    "Flags",
    "Font",
    "FontBBox",
    "FontDescriptor",
    "FontFile3",
    "FontName",
    "Height",
    "ID",
    "ImageMask",
    "ItalicAngle",
    "K",
    "Kids",
    "Lang",
    "Length",
    "MarkInfo",
    "Marked",
    "MediaBox",
    "Metadata",
    "N",
    "Nums",
    "O",
    "Ordering",
    "OutputConditionIdentifier",
    "OutputIntents",
    "P",
    "Pages",
    "Parent",
    "ParentTree",
    "ParentTreeNextKey",
    "Pg",
    "Registry",
    "Resources",
    "Root",
    "Rows",
    "S",
    "SMask",
    "Scope",
    "Size",
    "StemV",
    "StructParents",
    "StructTreeRoot",
    "Subtype",
    "Supplement",
    "ToUnicode",
    "Type",
    "UserUnit",
    "ViewerPreferences",
    "W",
    "Width",
    "XObject",
    "ca",
];

/// A value in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    Number(f64),
    Word(String),
    Name(String),
    Text(Vec<u8>),
    Ref(u32),
    List(Vec<Thing>),
    Dict(Vec<(String, Thing)>),
}

/// One object with the bytes of its stream, unpacked where they are deflated.
pub struct Object {
    pub value: Thing,
    pub stream: Option<Vec<u8>>,
}

/// The objects of a file of one revision.
pub struct Objects {
    pub all: BTreeMap<u32, Object>,
    pub trailer: Thing,
}

struct Text<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_blank(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

impl Text<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while self.at < self.bytes.len() && is_blank(self.peek()) {
            self.at += 1;
        }
    }

    fn word(&mut self) -> String {
        let start = self.at;
        while self.at < self.bytes.len()
            && !is_blank(self.peek())
            && !b"()<>[]{}/%".contains(&self.peek())
        {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned()
    }

    fn thing(&mut self) -> Thing {
        self.blanks();
        match self.peek() {
            b'/' => {
                self.at += 1;
                Thing::Name(self.word())
            }
            b'(' => self.literal(),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.blanks();
                    if self.peek() == b']' {
                        self.at += 1;
                        return Thing::List(with_refs(items));
                    }
                    items.push(self.thing());
                }
            }
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                let mut items = Vec::new();
                loop {
                    self.blanks();
                    if self.peek() == b'>' {
                        self.at += 2;
                        break;
                    }
                    items.push(self.thing());
                }
                let items = with_refs(items);
                assert!(items.len().is_multiple_of(2), "{items:?}");
                let pairs = items.chunks_exact(2).map(|pair| match &pair[0] {
                    Thing::Name(key) => (key.clone(), pair[1].clone()),
                    other => panic!("a key that is no name: {other:?}"),
                });
                Thing::Dict(pairs.collect())
            }
            b'<' => {
                self.at += 1;
                let start = self.at;
                while self.peek() != b'>' {
                    self.at += 1;
                }
                let hex = String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned();
                self.at += 1;
                let byte = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).unwrap();
                Thing::Text((0..hex.len()).step_by(2).map(byte).collect())
            }
            _ => {
                let word = self.word();
                assert!(!word.is_empty(), "an unknown byte at {}", self.at);
                word.parse().map_or(Thing::Word(word), Thing::Number)
            }
        }
    }

    fn literal(&mut self) -> Thing {
        let (mut depth, mut out) = (0, Vec::new());
        loop {
            let byte = self.peek();
            self.at += 1;
            match byte {
                b'\\' => {
                    out.push(self.peek());
                    self.at += 1;
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Thing::Text(out[1..].to_vec());
            }
            out.push(byte);
        }
    }
}

/// Numbers followed by `R` are one reference.
fn with_refs(items: Vec<Thing>) -> Vec<Thing> {
    let mut out: Vec<Thing> = Vec::new();
    for item in items {
        if item == Thing::Word("R".into()) {
            out.pop();
            if let Some(Thing::Number(number)) = out.pop() {
                out.push(Thing::Ref(number as u32));
            }
        } else {
            out.push(item);
        }
    }
    out
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len())
        .position(|w| w == what)
        .map(|at| at + from)
}

pub fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|w| *w == what).count()
}

impl Objects {
    /// Reads every object of a file.
    pub fn of(file: &[u8]) -> Self {
        let mut all = BTreeMap::new();
        // Past the header and its line of bytes above 127.
        let lines = file.iter().enumerate().filter(|(_, b)| **b == b'\n');
        let start = lines.map(|(at, _)| at).nth(1).unwrap();
        let mut text = Text {
            bytes: file,
            at: start,
        };
        loop {
            text.blanks();
            let first = text.word();
            if first == "xref" {
                break;
            }
            let number: u32 = first.parse().unwrap();
            text.blanks();
            assert_eq!(text.word(), "0");
            text.blanks();
            assert_eq!(text.word(), "obj");
            let value = text.thing();
            text.blanks();
            let mut stream = None;
            if file[text.at..].starts_with(b"stream") {
                let Some(Thing::Number(length)) = get(&value, "Length") else {
                    panic!("a stream without a length")
                };
                let start = text.at + b"stream\n".len();
                let raw = &file[start..start + *length as usize];
                stream = Some(unpacked(raw, &value));
                text.at = start + raw.len();
                text.blanks();
                assert_eq!(text.word(), "endstream");
                text.blanks();
            }
            assert_eq!(text.word(), "endobj");
            all.insert(number, Object { value, stream });
        }
        let at = find(file, b"trailer", text.at).unwrap();
        text.at = at + b"trailer".len();
        let trailer = text.thing();
        Self { all, trailer }
    }

    /// Every key is on the list, and every object is reached from the trailer.
    pub fn are_known_and_reached(&self, name: &str) {
        for value in self.all.values().map(|o| &o.value).chain([&self.trailer]) {
            each_key(value, &mut |key| {
                let numbered = key.len() > 1 && key[1..].bytes().all(|b| b.is_ascii_digit());
                assert!(numbered || KEYS.contains(&key), "{name}: the key {key}");
            });
        }
        let mut seen = BTreeSet::new();
        self.reach(&self.trailer, &mut seen);
        let lost: Vec<&u32> = self.all.keys().filter(|n| !seen.contains(n)).collect();
        assert!(lost.is_empty(), "{name}: nothing refers to {lost:?}");
    }

    fn reach(&self, value: &Thing, seen: &mut BTreeSet<u32>) {
        match value {
            Thing::Ref(number) if seen.insert(*number) => {
                self.reach(&self.all[number].value, seen);
            }
            Thing::List(items) => items.iter().for_each(|item| self.reach(item, seen)),
            Thing::Dict(pairs) => pairs.iter().for_each(|(_, item)| self.reach(item, seen)),
            _ => {}
        }
    }

    /// The file and every stream of it, unpacked.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.all.values().filter_map(|o| o.stream.as_deref())
    }

    /// The black rectangles of each page in page space, as `[left, top, right, bottom]`.
    pub fn boxes(&self) -> Vec<Vec<[f64; 4]>> {
        let Some(Thing::Ref(root)) = get(&self.trailer, "Root") else {
            panic!("no root")
        };
        let Some(Thing::Ref(tree)) = get(&self.all[root].value, "Pages") else {
            panic!("no pages")
        };
        let Some(Thing::List(kids)) = get(&self.all[tree].value, "Kids") else {
            panic!("no kids")
        };
        kids.iter().map(|kid| self.boxes_of(kid)).collect()
    }

    fn boxes_of(&self, page: &Thing) -> Vec<[f64; 4]> {
        let Thing::Ref(page) = page else {
            panic!("no page")
        };
        let page = &self.all[page].value;
        let (Some(Thing::List(media)), Some(Thing::Ref(contents))) =
            (get(page, "MediaBox"), get(page, "Contents"))
        else {
            panic!("no contents")
        };
        let Thing::Number(height) = media[3] else {
            panic!("no height")
        };
        let stream = self.all[contents].stream.as_deref().unwrap();
        let text = String::from_utf8_lossy(stream).into_owned();
        let mut boxes = Vec::new();
        for part in text.split("/Lakking").skip(1) {
            let words: Vec<&str> = part
                .split("EMC")
                .next()
                .unwrap()
                .split_whitespace()
                .collect();
            for (at, _) in words.iter().enumerate().filter(|(_, w)| **w == "re") {
                let n: Vec<f64> = words[at - 4..at]
                    .iter()
                    .map(|w| w.parse().unwrap())
                    .collect();
                boxes.push([n[0], height - n[1] - n[3], n[0] + n[2], height - n[1]]);
            }
        }
        boxes
    }
}

pub fn get<'a>(value: &'a Thing, key: &str) -> Option<&'a Thing> {
    match value {
        Thing::Dict(pairs) => pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v),
        _ => None,
    }
}

fn each_key(value: &Thing, see: &mut impl FnMut(&str)) {
    match value {
        Thing::List(items) => items.iter().for_each(|item| each_key(item, see)),
        Thing::Dict(pairs) => {
            let keys: BTreeSet<&String> = pairs.iter().map(|(key, _)| key).collect();
            assert_eq!(keys.len(), pairs.len(), "a key stands twice in {pairs:?}");
            for (key, value) in pairs {
                see(key);
                each_key(value, see);
            }
        }
        _ => {}
    }
}

fn unpacked(raw: &[u8], value: &Thing) -> Vec<u8> {
    if get(value, "Filter") != Some(&Thing::Name("FlateDecode".into())) {
        return raw.to_vec();
    }
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(raw)
        .read_to_end(&mut out)
        .unwrap();
    out
}

/// One revision, whole, with nothing before or behind it.
pub fn is_one_revision(file: &[u8], name: &str) {
    assert!(
        file.starts_with(b"%PDF-1.7\n"),
        "{name}: bytes before the header"
    );
    assert!(file.ends_with(b"%%EOF"), "{name}: bytes behind the end");
    for (what, times) in [
        ("%%EOF", 1),
        ("startxref", 1),
        ("/Prev", 0),
        ("/ObjStm", 0),
        ("/XRefStm", 0),
    ] {
        assert_eq!(count(file, what.as_bytes()), times, "{name}: {what}");
    }
}

/// Whether some bytes hold a word in any encoding, in capitals, small letters or both.
pub fn holds(bytes: &[u8], word: &str) -> bool {
    let lower = bytes.to_ascii_lowercase();
    let forms = [word.to_lowercase(), word.to_uppercase(), word.to_owned()];
    forms.iter().any(|form| {
        let plain = form.as_bytes().to_vec();
        let latin: Vec<u8> = form
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
            .collect();
        let big: Vec<u8> = form.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = form.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [plain, latin, big, little].iter().any(|code| {
            let hex: String = code.iter().map(|b| format!("{b:02x}")).collect();
            let octal: String = code.iter().map(|b| format!("\\{b:03o}")).collect();
            let whole = |what: &[u8]| {
                !what.is_empty() && find(&lower, &what.to_ascii_lowercase(), 0).is_some()
            };
            whole(code)
                || whole(hex.as_bytes())
                || whole(octal.as_bytes())
                || (0..3).any(|shift| find(bytes, base64(code, shift).as_bytes(), 0).is_some())
        })
    })
}

/// The letters of a base64 text that depend on `code` alone, with `shift` bytes before it.
fn base64(code: &[u8], shift: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let padded = [vec![0; shift], code.to_vec()].concat();
    let bits: Vec<u8> = padded
        .iter()
        .flat_map(|b| (0..8).map(move |i| b >> (7 - i) & 1))
        .collect();
    let letters: Vec<char> = bits
        .chunks_exact(6)
        .map(|six| LETTERS[six.iter().fold(0, |v, b| v << 1 | usize::from(*b))] as char)
        .collect();
    letters[(shift * 8).div_ceil(6)..].iter().collect()
}

#[test]
fn the_search_finds_each_encoding_and_nothing_else() {
    let forms: [&[u8]; 7] = [
        b"(GEHEIM)",
        b"<47454845494d>",
        b"(\\107\\105\\110\\105\\111\\115)",
        b"\0G\0E\0H\0E\0I\0M",
        b"geheim",
        b"eEdFSEVJTXg=",
        b"x<004700450048004500490 04d",
    ];
    let found: Vec<bool> = forms.iter().map(|bytes| holds(bytes, "GEHEIM")).collect();
    assert_eq!(found, [true, true, true, true, true, true, false]);
}
