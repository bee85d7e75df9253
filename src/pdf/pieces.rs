//! Everything in a file that may hold words: its strings and its unpacked streams, whatever they are for.
//!
//! **Invariant:** reads what PDFium does not show: metadata, outlines, attachments, objects that no page uses.
//! **Absent:** earlier revisions and bytes between objects; whoever searches looks at the raw bytes too.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Object, Stream};

/// A piece of a file.
pub enum Piece {
    /// Searched as it is.
    Words(Vec<u8>),
    /// Operators of a page or form, of which only the strings are words.
    Operators(Vec<u8>),
}

/// Arrays and dictionaries within each other.
const MAX_DEPTH: usize = 32;

/// Every piece; `None` when the file cannot be read this way or a stream that may hold words does not unpack.
pub fn pieces(bytes: &[u8]) -> Option<Vec<Piece>> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let mut found = Vec::new();
    for object in pdf.objects() {
        walk(&object, &mut found, 0)?;
    }
    Some(found)
}

fn walk(object: &Object<'_>, found: &mut Vec<Piece>, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    match object {
        Object::String(text) => found.push(Piece::Words(text.as_bytes().to_vec())),
        Object::Array(items) => {
            for item in items.raw_iter() {
                walk_direct(&item, found, depth)?;
            }
        }
        Object::Dict(dict) => walk_dict(dict, found, depth)?,
        Object::Stream(stream) => {
            walk_dict(stream.dict(), found, depth)?;
            found.extend(piece(stream)?);
        }
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) | Object::Name(_) => {}
    }
    Some(())
}

fn walk_dict(dict: &Dict<'_>, found: &mut Vec<Piece>, depth: usize) -> Option<()> {
    for (_, value) in dict.entries() {
        walk_direct(&value, found, depth)?;
    }
    Some(())
}

/// Other objects are met by themselves.
fn walk_direct(value: &MaybeRef<Object<'_>>, found: &mut Vec<Piece>, depth: usize) -> Option<()> {
    match value {
        MaybeRef::NotRef(object) => walk(object, found, depth + 1),
        MaybeRef::Ref(_) => Some(()),
    }
}

/// The words of a stream: none in samples, fonts and tables of characters; `None` when they cannot be unpacked.
fn piece(stream: &Stream<'_>) -> Option<Option<Piece>> {
    let dict = stream.dict();
    let is = |key: &[u8], names: &[&[u8]]| {
        let name = dict.get::<hayro_syntax::object::Name<'_>>(key);
        name.is_some_and(|name| names.contains(&name.as_ref()))
    };
    let font = is(b"Subtype", &[b"Type1C", b"CIDFontType0C", b"OpenType"])
        || dict.contains_key(b"Length1");
    if is(b"Subtype", &[b"Image"]) || font || is(b"Type", &[b"XRef", b"ObjStm"]) {
        return Some(None);
    }
    let unpacked = stream.decoded().ok()?.into_owned();
    let holds = |what: &[u8]| unpacked.windows(what.len()).any(|w| w == what);
    if holds(b"begincmap") {
        return Some(None);
    }
    let plain = !dict.contains_key(b"Type") && !dict.contains_key(b"Subtype");
    let drawn = is(b"Subtype", &[b"Form"]) || dict.contains_key(b"PatternType");
    let operators = [b" Tf".as_slice(), b" re", b" cm", b"BT"];
    if drawn || (plain && operators.iter().any(|o| holds(o))) {
        return Some(Some(Piece::Operators(unpacked)));
    }
    Some(Some(Piece::Words(unpacked)))
}
