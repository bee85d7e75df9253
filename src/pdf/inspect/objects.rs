//! One walk over every object of the file: attachments, actions, layers, thumbnails, private data.
//!
//! **Invariant:** each object is seen once, by its number; references are not followed, so nothing loops. Objects that
//! no page reaches are seen too.

use super::words::{name, text};
use crate::model::dossier::intake::{Attachment, SourceContents};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// Dictionaries within dictionaries.
const MAX_DEPTH: usize = 40;
/// Actions that do something a reader does not see; going to a page or a web address is a link.
const ACTIONS: [&str; 12] = [
    "JavaScript",
    "Launch",
    "SubmitForm",
    "ImportData",
    "Rendition",
    "Sound",
    "Movie",
    "GoToE",
    "RichMediaExecute",
    "GoTo3DView",
    "Hide",
    "SetOCGState",
];

/// What the walk finds for others to look at.
#[derive(Default)]
pub struct Objects<'a> {
    /// Field dictionaries: those with a type and those below them.
    pub fields: Vec<Dict<'a>>,
    /// Layers.
    pub groups: Vec<Dict<'a>>,
}

#[derive(Default)]
struct Walk<'a> {
    files: Vec<(Dict<'a>, Stream<'a>)>,
    seen_files: BTreeSet<ObjectIdentifier>,
    actions: BTreeMap<String, usize>,
    private_data: usize,
    thumbnails: usize,
    objects: Objects<'a>,
}

/// Every object, in the order of their places in the file.
fn walked(pdf: &Pdf) -> Walk<'_> {
    let mut walk = Walk::default();
    for object in pdf.objects() {
        walk.object(object, 0);
    }
    walk.files.sort_by_key(|(_, stream)| stream.obj_id());
    walk
}

pub fn read<'a>(pdf: &'a Pdf, contents: &mut SourceContents) -> Objects<'a> {
    let walk = walked(pdf);
    contents.attachments = walk
        .files
        .iter()
        .map(|(spec, stream)| described(spec, stream))
        .collect();
    contents.actions = walk.actions.into_iter().collect();
    contents.private_data = walk.private_data;
    contents.thumbnails = walk.thumbnails;
    walk.objects
}

/// The decoded bytes of one attachment.
pub fn attachment(pdf: &Pdf, number: usize) -> Option<Vec<u8>> {
    let walk = walked(pdf);
    let (_, stream) = walk.files.get(number)?;
    stream.decoded().ok().map(|bytes| bytes.into_owned())
}

fn described(spec: &Dict<'_>, stream: &Stream<'_>) -> Attachment {
    let data = stream.decoded().ok();
    let names = ["UF", "F", "Desc"].map(|key| text(spec, key));
    Attachment {
        name: names
            .into_iter()
            .find(|n| !n.is_empty())
            .unwrap_or_default(),
        size: data.as_ref().map(|d| d.len() as u64),
        kind: name(stream.dict(), "Subtype"),
        is_pdf: data.is_some_and(|d| d.windows(5).take(1024).any(|w| w == b"%PDF-")),
    }
}

impl<'a> Walk<'a> {
    fn object(&mut self, object: Object<'a>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match object {
            Object::Dict(dict) => self.dict(&dict, depth),
            Object::Stream(stream) => self.dict(&stream.dict().clone(), depth),
            Object::Array(array) => self.array(&array, depth),
            _ => {}
        }
    }

    fn array(&mut self, array: &Array<'a>, depth: usize) {
        for item in array.raw_iter() {
            if let MaybeRef::NotRef(object) = item {
                self.object(object, depth + 1);
            }
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, depth: usize) {
        self.look(dict);
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(object) = value {
                self.object(object, depth + 1);
            }
        }
    }

    fn look(&mut self, dict: &Dict<'a>) {
        if let Some(embedded) = dict.get::<Dict<'a>>(b"EF") {
            let stream = [b"UF".as_slice(), b"F"]
                .into_iter()
                .find_map(|key| embedded.get::<Stream<'a>>(key));
            if let Some(stream) = stream
                && self.seen_files.insert(stream.obj_id())
            {
                self.files.push((dict.clone(), stream));
            }
        }
        let action = name(dict, "S");
        if ACTIONS.contains(&action.as_str()) {
            *self.actions.entry(action).or_default() += 1;
        }
        if dict.contains_key(b"XFA") {
            *self.actions.entry("XFA".to_owned()).or_default() += 1;
        }
        self.private_data += usize::from(dict.contains_key(b"PieceInfo"));
        self.thumbnails += usize::from(dict.contains_key(b"Thumb"));
        if dict.contains_key(b"FT") || (dict.contains_key(b"T") && dict.contains_key(b"Kids")) {
            self.objects.fields.push(dict.clone());
        }
        if name(dict, "Type") == "OCG" {
            self.objects.groups.push(dict.clone());
        }
    }
}
