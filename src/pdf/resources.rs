//! One walk over the streams that the resources of a page name: forms and pictures, patterns, and masks.
//!
//! **Invariant:** what `see` turns down is not looked into, and nothing deeper than [`MAX_DEPTH`].
//! **Absent:** what is drawn of it, and where; and the same walk of `redact`, which shares no code with this room.

use hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

/// Forms within forms.
const MAX_DEPTH: usize = 8;

/// A stream that resources name.
pub(super) struct Named<'d, 'a> {
    pub dict: &'d Dict<'a>,
    /// It belongs to a pattern or to a mask.
    pub is_inner: bool,
}

/// What holds resources, how deep it lies, and whether it belongs to a pattern or to a mask.
type Holder<'a> = (Dict<'a>, usize, bool);

/// A page with its own resources.
pub(super) fn page_alone<'a>(page: &Page<'a>) -> Vec<Holder<'a>> {
    vec![(page.raw().clone(), 0, false)]
}

/// A page with the nodes above it, whose resources it may inherit. What these name is not looked into.
pub(super) fn page_with_parents<'a>(page: &Page<'a>) -> Vec<Holder<'a>> {
    let mut holders = page_alone(page);
    let mut node = page.raw().clone();
    for _ in 0..MAX_DEPTH {
        let Some(parent) = node.get::<Dict<'a>>(b"Parent".as_slice()) else {
            break;
        };
        holders.push((parent.clone(), MAX_DEPTH, false));
        node = parent;
    }
    holders
}

/// Shows every stream that the resources of these holders name; `see` says whether to look into it.
pub(super) fn walk<'a>(mut open: Vec<Holder<'a>>, mut see: impl FnMut(Named<'_, 'a>) -> bool) {
    while let Some((holder, depth, is_inner)) = open.pop() {
        let Some(resources) = holder.get::<Dict<'a>>(b"Resources".as_slice()) else {
            continue;
        };
        let objects = streams(&resources, b"XObject").map(|object| (object, is_inner));
        let patterns = streams(&resources, b"Pattern").map(|pattern| (pattern, true));
        let masks = masks(&resources).map(|mask| (mask, true));
        for (stream, is_inner) in objects.chain(patterns).chain(masks) {
            let dict = stream.dict();
            if see(Named { dict, is_inner }) && depth < MAX_DEPTH {
                open.push((dict.clone(), depth + 1, is_inner));
            }
        }
    }
}

/// The streams that resources name under a key.
fn streams<'a>(resources: &Dict<'a>, key: &[u8]) -> impl Iterator<Item = Stream<'a>> + use<'a> {
    let named = resources.get::<Dict<'a>>(key);
    named.into_iter().flat_map(|named| {
        let names: Vec<Name<'a>> = named.keys().collect();
        let streams = names
            .into_iter()
            .filter_map(move |name| named.get::<Stream<'a>>(name.as_ref()));
        streams.collect::<Vec<Stream<'a>>>()
    })
}

/// The groups through which the states of resources draw.
fn masks<'a>(resources: &Dict<'a>) -> impl Iterator<Item = Stream<'a>> + use<'a> {
    let states = resources.get::<Dict<'a>>(b"ExtGState".as_slice());
    states.into_iter().flat_map(|states| {
        let names: Vec<Name<'a>> = states.keys().collect();
        let masks = names.into_iter().filter_map(move |name| {
            let state = states.get::<Dict<'a>>(name.as_ref())?;
            let mask = state.get::<Dict<'a>>(b"SMask".as_slice())?;
            mask.get::<Stream<'a>>(b"G".as_slice())
        });
        masks.collect::<Vec<Stream<'a>>>()
    })
}

/// The names of the filters of a stream.
pub(super) fn filters<'a>(dict: &Dict<'a>) -> Vec<Name<'a>> {
    match dict.get::<Object<'a>>(b"Filter".as_slice()) {
        Some(Object::Name(name)) => vec![name],
        Some(Object::Array(names)) => names.iter::<Name<'a>>().collect(),
        _ => Vec::new(),
    }
}
