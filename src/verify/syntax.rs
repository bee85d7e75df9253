//! A strict reader of the objects of a PDF file (ISO 32000-1 §7.2 to §7.5).
//!
//! **Invariant:** every byte of the file belongs to the header, an object, the cross-reference table or the trailer;
//! otherwise the file is refused. There is no repair.
//! **Absent:** encryption, object streams, incremental updates, comments: our files have none.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use std::collections::BTreeMap;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dict(Dict),
    Ref(u32),
}

pub type Dict = BTreeMap<Vec<u8>, Value>;

impl Value {
    /// A number, whole or not.
    pub fn number(&self) -> Option<f64> {
        if let Self::Real(v) = self {
            return Some(*v);
        }
        self.integer().map(|v| v as f64)
    }

    pub fn integer(&self) -> Option<i64> {
        let Self::Int(v) = self else { return None };
        Some(*v)
    }

    pub fn name(&self) -> Option<&[u8]> {
        let Self::Name(name) = self else { return None };
        Some(name)
    }

    pub fn array(&self) -> Option<&[Value]> {
        let Self::Array(items) = self else {
            return None;
        };
        Some(items)
    }

    pub fn dict(&self) -> Option<&Dict> {
        let Self::Dict(dict) = self else { return None };
        Some(dict)
    }

    /// The number of the object that is referred to.
    pub fn reference(&self) -> Option<u32> {
        let Self::Ref(number) = self else { return None };
        Some(*number)
    }
}

/// An indirect object: its value and, for a stream, where its bytes lie in the file.
#[derive(Clone, Debug)]
pub struct Object {
    pub value: Value,
    pub stream: Option<(usize, usize)>,
}

/// A whole file.
pub struct FileObjects {
    pub objects: BTreeMap<u32, Object>,
    /// The bytes between `obj` and `endobj`.
    pub places: BTreeMap<u32, (usize, usize)>,
    pub trailer: Dict,
}

/// Nesting beyond this is no file of ours.
const MAX_DEPTH: usize = 20;

/// Reads a file; `None` when any byte is not as it must be.
pub fn read_file(bytes: &[u8]) -> Option<FileObjects> {
    let mut reader = Reader::new(bytes);
    reader.expect(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")?;
    let mut objects = BTreeMap::new();
    let (mut offsets, mut places) = (BTreeMap::new(), BTreeMap::new());
    while !reader.starts_with(b"xref") {
        let at = reader.at;
        let number = u32::try_from(reader.integer()?).ok()?;
        reader.expect(b" 0 obj\n")?;
        let start = reader.at;
        let object = reader.object()?;
        places.insert(number, (start, reader.at));
        reader.expect(b"\nendobj\n")?;
        offsets.insert(number, at);
        if objects.insert(number, object).is_some() {
            return None;
        }
    }
    let table = reader.at;
    read_table(&mut reader, &offsets)?;
    reader.expect(b"trailer\n")?;
    let Value::Dict(trailer) = reader.value(0)? else {
        return None;
    };
    reader.expect(format!("\nstartxref\n{table}\n%%EOF").as_bytes())?;
    (reader.at == bytes.len()).then_some(FileObjects {
        objects,
        places,
        trailer,
    })
}

/// The cross-reference table must say of every object exactly where it is, and of no other.
fn read_table(reader: &mut Reader<'_>, offsets: &BTreeMap<u32, usize>) -> Option<()> {
    let last = *offsets.keys().last()?;
    reader.expect(format!("xref\n0 {}\n", last + 1).as_bytes())?;
    let free: Vec<u32> = (1..=last).filter(|n| !offsets.contains_key(n)).collect();
    if !free.is_empty() {
        return None;
    }
    reader.expect(b"0000000000 65535 f\r\n")?;
    for offset in offsets.values() {
        reader.expect(format!("{offset:010} 00000 n\r\n").as_bytes())?;
    }
    Some(())
}

/// Reads values from a content stream or a file.
pub struct Reader<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    pub fn starts_with(&self, expected: &[u8]) -> bool {
        self.bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(expected))
    }

    pub fn expect(&mut self, expected: &[u8]) -> Option<()> {
        self.starts_with(expected)
            .then(|| self.at += expected.len())
    }

    pub fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    fn object(&mut self) -> Option<Object> {
        let value = self.value(0)?;
        if !self.starts_with(b"\nstream\n") {
            return Some(Object {
                value,
                stream: None,
            });
        }
        self.expect(b"\nstream\n")?;
        let Value::Dict(dict) = &value else {
            return None;
        };
        let Some(Value::Int(length)) = dict.get(b"Length".as_slice()) else {
            return None;
        };
        let start = self.at;
        let end = start.checked_add(usize::try_from(*length).ok()?)?;
        self.bytes.get(start..end)?;
        self.at = end;
        self.expect(b"\nendstream")?;
        Some(Object {
            value,
            stream: Some((start, end)),
        })
    }

    /// One value; blanks before it are skipped, blanks after it are not.
    pub fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip_blanks();
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.literal().map(Value::Text),
            b'[' => self.array(depth).map(Value::Array),
            b'<' if self.starts_with(b"<<") => self.dict(depth).map(Value::Dict),
            b'<' => self.hexadecimal().map(Value::Text),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference(),
            b't' => self.keyword(b"true", Value::Bool(true)),
            b'f' => self.keyword(b"false", Value::Bool(false)),
            b'n' => self.keyword(b"null", Value::Null),
            _ => None,
        }
    }

    fn keyword(&mut self, word: &[u8], value: Value) -> Option<Value> {
        self.expect(word)?;
        self.peek()
            .is_none_or(|b| is_blank(b) || is_delimiter(b))
            .then_some(value)
    }

    fn integer(&mut self) -> Option<i64> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        std::str::from_utf8(self.bytes.get(start..self.at)?)
            .ok()?
            .parse()
            .ok()
    }

    fn number_or_reference(&mut self) -> Option<Value> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|b| matches!(b, b'+' | b'-' | b'.' | b'0'..=b'9'))
        {
            self.at += 1;
        }
        let text = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        if text.contains('.') {
            let value: f64 = text.parse().ok()?;
            return value.is_finite().then_some(Value::Real(value));
        }
        let value: i64 = text.parse().ok()?;
        // The colour `1 0 0 RG` is no reference.
        let ends = |at: usize| {
            let next = self.bytes.get(at).copied();
            next.is_none_or(|b| is_blank(b) || is_delimiter(b))
        };
        if self.starts_with(b" 0 R") && ends(self.at + 4) {
            self.at += 4;
            return Some(Value::Ref(u32::try_from(value).ok()?));
        }
        Some(Value::Int(value))
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.expect(b"/")?;
        let start = self.at;
        while self
            .peek()
            .is_some_and(|b| !is_blank(b) && !is_delimiter(b))
        {
            self.at += 1;
        }
        let name = self.bytes.get(start..self.at)?;
        // Our names need no escapes, so an escape is somebody else's.
        (!name.is_empty() && !name.contains(&b'#')).then(|| name.to_vec())
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.expect(b"(")?;
        let (mut out, mut open) = (Vec::new(), 1);
        loop {
            match self.take()? {
                b'(' => {
                    open += 1;
                    out.push(b'(');
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(out);
                    }
                    out.push(b')');
                }
                b'\\' => self.escape(&mut out)?,
                byte => out.push(byte),
            }
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let byte = match self.take()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            first @ b'0'..=b'7' => {
                let mut value = u32::from(first - b'0');
                for _ in 0..2 {
                    let digit = self.peek().filter(|b| (b'0'..=b'7').contains(b));
                    let Some(digit) = digit else { break };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                u8::try_from(value).ok()?
            }
            other => other,
        };
        out.push(byte);
        Some(())
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.expect(b"<")?;
        let mut digits = Vec::new();
        loop {
            match self.take()? {
                b'>' => break,
                byte => digits.push(char::from(byte).to_digit(16)? as u8),
            }
        }
        let (pairs, rest) = digits.as_chunks();
        let byte = |[high, low]: &[u8; 2]| (high << 4) | low;
        rest.is_empty().then(|| pairs.iter().map(byte).collect())
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Value>> {
        self.expect(b"[")?;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            if self.starts_with(b"]") {
                self.at += 1;
                return Some(items);
            }
            items.push(self.value(depth + 1)?);
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Dict> {
        self.expect(b"<<")?;
        let mut dict = Dict::new();
        loop {
            self.skip_blanks();
            if self.starts_with(b">>") {
                self.at += 2;
                return Some(dict);
            }
            let key = self.name()?;
            let value = self.value(depth + 1)?;
            if dict.insert(key, value).is_some() {
                return None;
            }
        }
    }

    /// An operator of a content stream.
    pub fn operator(&mut self) -> Option<&'a [u8]> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'*' | b'\'' | b'"'))
        {
            self.at += 1;
        }
        self.bytes
            .get(start..self.at)
            .filter(|word| !word.is_empty())
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Value> {
        Reader::new(text.as_bytes()).value(0)
    }

    #[test]
    fn values_are_read_as_the_standard_says() {
        assert_eq!(
            value("(a\\(b\\101\\) (c))"),
            Some(Value::Text(b"a(bA) (c)".to_vec()))
        );
        assert_eq!(value("<41 42>"), None);
        assert_eq!(value("<4142>"), Some(Value::Text(b"AB".to_vec())));
        assert_eq!(value("12 0 R"), Some(Value::Ref(12)));
        assert_eq!(value("1 0 0 RG"), Some(Value::Int(1)));
        assert_eq!(value("1 0 RG"), Some(Value::Int(1)));
        assert_eq!(value("-.5"), Some(Value::Real(-0.5)));
        assert_eq!(value("<</A 1 /A 2>>"), None, "a key may stand once");
        assert_eq!(value("/A#42"), None);
        assert_eq!(value("truex"), None);
        assert_eq!(value("<414>"), None);
        assert_eq!(value(&format!("1{}.", "0".repeat(400))), None);
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(value(&nested(20)).is_some());
        assert_eq!(value(&nested(100)), None);
    }

    #[test]
    fn a_byte_too_many_is_refused() {
        let facts = crate::writer::FileFacts {
            title: "T".into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        };
        let file = crate::writer::write(
            &[],
            &Default::default(),
            &facts,
            crate::writer::Claim::PdfAAndUa,
        );
        assert!(read_file(&file).is_some());
        for extra in [&b"\n"[..], b"%", b" "] {
            assert!(read_file(&[&file[..], extra].concat()).is_none());
            assert!(read_file(&[extra, &file[..]].concat()).is_none());
        }
        let text = String::from_utf8_lossy(&file).into_owned();
        let with_comment = text.replacen("1 0 obj", "%x\n1 0 obj", 1);
        assert!(read_file(with_comment.as_bytes()).is_none());
    }
}
