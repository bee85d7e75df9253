//! Values and operators as any program writes them (ISO 32000-1 §7.2, §7.3), mistakes forgiven.
//!
//! **Invariant:** of a key that stands twice both values are kept: either may be what another reader shows.
//! **Absent:** what an object is for.

use crate::verify::syntax::{Dict, Value};

/// Nesting beyond this is read as nothing.
const MAX_DEPTH: usize = 64;

/// A place in bytes from which values are read.
pub struct Lenient<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

/// A part of a content stream.
pub enum Token {
    Value(Value),
    Operator(Vec<u8>),
}

impl<'a> Lenient<'a> {
    pub fn at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn starts_with(&self, what: &[u8]) -> bool {
        let rest = self.bytes.get(self.at..);
        rest.is_some_and(|rest| rest.starts_with(what))
    }

    pub fn expect(&mut self, what: &[u8]) -> Option<()> {
        self.starts_with(what).then(|| self.at += what.len())
    }

    /// Skips blanks and comments.
    pub fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = self.bytes.get(self.at..).unwrap_or_default();
                    let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                    self.at += end.unwrap_or(rest.len());
                }
                byte if is_blank(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    /// The next value; `None` at the end and where none begins.
    pub fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip_blanks();
        match self.peek()? {
            b'/' => Some(Value::Name(self.name())),
            b'(' => Some(Value::Text(self.literal())),
            b'[' => Some(Value::Array(self.array(depth))),
            b'<' if self.starts_with(b"<<") => Some(Value::Dict(self.dict(depth))),
            b'<' => Some(Value::Text(self.hexadecimal())),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number_or_reference()),
            _ => self.keyword(),
        }
    }

    fn keyword(&mut self) -> Option<Value> {
        let start = self.at;
        let known = match self.word() {
            b"true" => Some(Value::Bool(true)),
            b"false" => Some(Value::Bool(false)),
            b"null" => Some(Value::Null),
            _ => None,
        };
        if known.is_none() {
            self.at = start;
        }
        known
    }

    /// The next value or operator of a content stream; `None` at its end. The samples of an inline image are passed
    /// over.
    pub fn token(&mut self) -> Option<Token> {
        loop {
            if let Some(value) = self.value(0) {
                return Some(Token::Value(value));
            }
            self.peek()?;
            match self.word() {
                // A bracket too many.
                [] => self.at += 1,
                b"ID" => {
                    self.skip_samples();
                    return Some(Token::Operator(b"ID".to_vec()));
                }
                word => return Some(Token::Operator(word.to_vec())),
            }
        }
    }

    fn skip_samples(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |w: &[u8]| matches!(w, [a, b'E', b'I', b] if is_blank(*a) && is_blank(*b));
        let end = rest.windows(4).position(ends);
        self.at += end.map_or(rest.len(), |end| end + 3);
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|b| !is_blank(b) && !is_delimiter(b))
        {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let word = self.word();
        let digit = |b: &u8| char::from(*b).to_digit(16).map(|v| v as u8);
        let mut name = Vec::with_capacity(word.len());
        let mut at = 0;
        while let Some(byte) = word.get(at) {
            let high = word.get(at + 1).and_then(digit);
            let low = word.get(at + 2).and_then(digit);
            match (byte, high, low) {
                (b'#', Some(high), Some(low)) => {
                    name.push((high << 4) | low);
                    at += 3;
                }
                _ => {
                    name.push(*byte);
                    at += 1;
                }
            }
        }
        name
    }

    /// A string in parentheses; one that does not end goes up to the end.
    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.take() {
            match byte {
                b'\\' => self.escape(&mut out),
                b'(' => {
                    open += 1;
                    out.push(byte);
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    out.push(byte);
                }
                _ => out.push(byte),
            }
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.take() else { return };
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let digit = self.peek().filter(|b| (b'0'..=b'7').contains(b));
                    let Some(digit) = digit else { break };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                out.push(value as u8);
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.take().filter(|b| *b != b'>') {
            digits.extend(char::from(byte).to_digit(16).map(|v| v as u8));
        }
        let pair = |p: &[u8]| (p.first().unwrap_or(&0) << 4) | p.get(1).unwrap_or(&0);
        digits.chunks(2).map(pair).collect()
    }

    fn array(&mut self, depth: usize) -> Vec<Value> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => return items,
                Some(b']') => {
                    self.at += 1;
                    return items;
                }
                Some(_) => match self.value(depth + 1) {
                    Some(value) => items.push(value),
                    None if self.ends_object() => return items,
                    None => self.skip_word(),
                },
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Dict {
        self.at += 2;
        let mut dict = Dict::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => return dict,
                Some(b'>') => {
                    self.at += if self.starts_with(b">>") { 2 } else { 1 };
                    return dict;
                }
                Some(b'/') => {
                    let mut key = self.name();
                    self.skip_blanks();
                    if self.peek() == Some(b'>') {
                        continue;
                    }
                    if let Some(value) = self.value(depth + 1) {
                        while dict.contains_key(&key) {
                            key.push(b'\'');
                        }
                        dict.insert(key, value);
                    } else if self.ends_object() {
                        return dict;
                    } else {
                        self.skip_word();
                    }
                }
                Some(_) if self.ends_object() => return dict,
                Some(_) => self.skip_word(),
            }
        }
    }

    /// Whether an object ends here although it is not closed.
    fn ends_object(&self) -> bool {
        self.starts_with(b"endobj") || self.starts_with(b"stream")
    }

    fn skip_word(&mut self) {
        if self.word().is_empty() {
            self.at += 1;
        }
    }

    fn number_or_reference(&mut self) -> Value {
        let word = self.word();
        let text = std::str::from_utf8(word).unwrap_or_default();
        let Ok(whole) = text.parse::<i64>() else {
            return real(text);
        };
        let behind = self.at;
        if let (Ok(number), Some(())) = (u32::try_from(whole), self.reference_ends()) {
            return Value::Ref(number);
        }
        self.at = behind;
        Value::Int(whole)
    }

    fn reference_ends(&mut self) -> Option<()> {
        self.skip_blanks();
        let generation = self.word();
        let digits = !generation.is_empty() && generation.iter().all(u8::is_ascii_digit);
        digits.then_some(())?;
        self.skip_blanks();
        (self.word() == b"R").then_some(())
    }
}

fn real(text: &str) -> Value {
    let value: f64 = text.parse().unwrap_or(0.0);
    Value::Real(if value.is_finite() { value } else { 0.0 })
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12)
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

    fn value(text: &[u8]) -> Option<Value> {
        Lenient::at(text, 0).value(0)
    }

    #[test]
    fn escapes_are_undone_wherever_they_stand() {
        let Some(Value::Dict(dict)) = value(b"<</J#61nsen(J\\141n\\\nsen)/A<4A 61>/A 3 0 R") else {
            panic!("no dictionary");
        };
        assert_eq!(
            dict.get(b"Jansen".as_slice()),
            Some(&Value::Text(b"Jansen".to_vec()))
        );
        assert_eq!(
            dict.get(b"A".as_slice()),
            Some(&Value::Text(b"Ja".to_vec()))
        );
        assert_eq!(dict.get(b"A'".as_slice()), Some(&Value::Ref(3)));
    }

    #[test]
    fn a_content_stream_is_read_past_its_pictures() {
        let mut reader = Lenient::at(b"q BI /W 1 ID (((x EI 1 0 0 rg ] (a) Tj", 0);
        let mut operators = Vec::new();
        while let Some(token) = reader.token() {
            if let Token::Operator(word) = token {
                operators.push(String::from_utf8(word).unwrap());
            }
        }
        assert_eq!(operators, ["q", "BI", "ID", "rg", "Tj"]);
    }
}
