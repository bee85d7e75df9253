//! What a stream of operators says and calls: its text through its fonts, the pictures and forms it draws.
//!
//! **Invariant:** letters that are placed one by one are read both apart and joined.
//! **Absent:** where anything stands on a page, and whether it can be seen.

use super::fonts::Meanings;
use super::lenient::{Lenient, Token};
use crate::verify::syntax::{Dict, Value};

/// A move within a string of more than this, in thousandths of the font size, parts words.
const BLANK: f64 = -180.0;

/// What a stream of operators says and calls.
#[derive(Debug, Default)]
pub struct Content {
    /// Its words, parted wherever the place changes.
    pub text: String,
    /// Codes that mean nothing.
    pub unknown: usize,
    /// The pictures, forms, states, patterns and fonts it names, and whether within a layer that is off.
    pub calls: Vec<Call>,
    /// Every name in it.
    pub names: Vec<Vec<u8>>,
    /// Strings outside text: in marks.
    pub said: Vec<Vec<u8>>,
    /// Pictures within the stream.
    pub inline_pictures: usize,
    /// Those of which a decoding makes one tone.
    pub narrow_pictures: usize,
    /// Lines and curves.
    pub segments: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub kind: Kind,
    pub name: Vec<u8>,
    pub is_off: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Object,
    State,
    Pattern,
    Font,
}

/// Reads a stream. `font` gives the meanings of a font by its name; `is_off` tells whether marked content with this
/// name of a layer is not shown.
pub fn read(
    bytes: &[u8],
    font: &dyn Fn(&[u8]) -> Option<Meanings>,
    is_off: &dyn Fn(&[u8]) -> bool,
) -> Content {
    let mut reader = Lenient::at(bytes, 0);
    let mut content = Content::default();
    let mut operands: Vec<Value> = Vec::new();
    let mut state = State {
        font: None,
        named: Vec::new(),
        fonts: Vec::new(),
        marks: Vec::new(),
    };
    while let Some(token) = reader.token() {
        match token {
            Token::Value(value) => operands.push(value),
            Token::Operator(word) => {
                state.operator(&word, &operands, &mut content, font, is_off);
                operands.clear();
            }
        }
    }
    content
}

struct State {
    /// The place of the current font among those that were met.
    font: Option<usize>,
    named: Vec<Vec<u8>>,
    fonts: Vec<Meanings>,
    /// For each open mark whether it is a layer that is off.
    marks: Vec<bool>,
}

impl State {
    fn operator(
        &mut self,
        word: &[u8],
        operands: &[Value],
        content: &mut Content,
        font: &dyn Fn(&[u8]) -> Option<Meanings>,
        is_off: &dyn Fn(&[u8]) -> bool,
    ) {
        operands.iter().for_each(|v| note_names(v, content));
        let off = self.marks.contains(&true);
        let mut call = |kind: Kind| {
            let last = operands.iter().rev();
            let name = last.filter_map(|value| match value {
                Value::Name(name) => Some(name.clone()),
                _ => None,
            });
            content.calls.extend(name.take(1).map(|name| Call {
                kind,
                name,
                is_off: off,
            }));
        };
        match word {
            b"Do" => call(Kind::Object),
            b"gs" => call(Kind::State),
            b"scn" | b"SCN" => call(Kind::Pattern),
            b"Tf" => {
                call(Kind::Font);
                if let Some(Value::Name(name)) = operands.first() {
                    self.choose(name, font);
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                if word != b"Tj" && word != b"TJ" {
                    content.text.push(' ');
                }
                operands.iter().for_each(|value| self.show(value, content));
            }
            b"Td" | b"TD" | b"Tm" | b"T*" | b"BT" | b"ET" => content.text.push(' '),
            b"BMC" | b"BDC" => {
                let layer = match operands {
                    [Value::Name(tag), Value::Name(layer)] if tag == b"OC" => is_off(layer),
                    _ => false,
                };
                self.marks.push(layer);
                operands.iter().for_each(|v| note_strings(v, content));
            }
            b"EMC" => {
                self.marks.pop();
            }
            b"DP" => operands.iter().for_each(|v| note_strings(v, content)),
            b"ID" => {
                content.inline_pictures += 1;
                content.narrow_pictures += usize::from(is_narrow_picture(operands));
            }
            b"l" | b"c" | b"v" | b"y" => content.segments += 1,
            _ => {}
        }
    }

    fn choose(&mut self, name: &[u8], font: &dyn Fn(&[u8]) -> Option<Meanings>) {
        let known = self.named.iter().position(|known| known == name);
        self.font = known.or_else(|| {
            let meanings = font(name)?;
            self.named.push(name.to_vec());
            self.fonts.push(meanings);
            Some(self.fonts.len() - 1)
        });
    }

    fn show(&self, value: &Value, content: &mut Content) {
        match value {
            Value::Text(codes) => {
                let font = self.font.and_then(|index| self.fonts.get(index));
                let (text, unknown) = match font {
                    Some(font) => font.read(codes),
                    // Without a font the codes may be letters.
                    None => (codes.iter().map(|b| char::from(*b)).collect(), codes.len()),
                };
                content.text.push_str(&text);
                content.unknown += unknown;
            }
            Value::Array(items) => items.iter().for_each(|item| self.show(item, content)),
            other => {
                if other.number().is_some_and(|by| by < BLANK) {
                    content.text.push(' ');
                }
            }
        }
    }
}

/// Whether the keys of a picture within a stream name a decoding to one tone.
fn is_narrow_picture(keys: &[Value]) -> bool {
    keys.chunks_exact(2).any(|pair| match pair {
        [Value::Name(key), decode] if matches!(key.as_slice(), b"D" | b"Decode") => {
            super::samples::is_narrow(decode, 1.0)
        }
        _ => false,
    })
}

fn note_names(value: &Value, content: &mut Content) {
    match value {
        Value::Name(name) => content.names.push(name.clone()),
        Value::Array(items) => items.iter().for_each(|item| note_names(item, content)),
        Value::Dict(dict) => note_keys(dict, content),
        _ => {}
    }
}

fn note_keys(dict: &Dict, content: &mut Content) {
    for (key, value) in dict {
        content.names.push(key.clone());
        note_names(value, content);
    }
}

fn note_strings(value: &Value, content: &mut Content) {
    match value {
        Value::Text(text) => content.said.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| note_strings(item, content)),
        Value::Dict(dict) => dict.values().for_each(|item| note_strings(item, content)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_where_the_place_changes() {
        let stream = b"/Im Do /OC /L BDC /Off Do EMC BT /F 9 Tf [(Jan)20(sen)-300(zei)] TJ 3 0 Td (dat) Tj ET";
        let none = |_: &[u8]| None;
        let content = read(stream, &none, &|layer| layer == b"L");
        assert_eq!(
            content.text.split_whitespace().collect::<Vec<_>>(),
            ["Jansen", "zei", "dat"]
        );
        let off: Vec<bool> = content.calls.iter().map(|call| call.is_off).collect();
        assert_eq!(off, [false, true, false]);
        assert_eq!(content.unknown, 12);
    }
}
