//! What the pages of a file draw, and what stands in it that no page shows.
//!
//! **Invariant:** only what a page of the last revision calls for counts as shown; of a layer that is off, of an
//! appearance that is not the current one and of a hidden note it is not.
//! **Absent:** where it is drawn, and what covers it.

use super::content::{self, Call, Content, Kind};
use super::fonts::Meanings;
use super::objects::{FoundObject, Objects, is, reference};
use crate::verify::syntax::{Dict, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Fonts of one name that a stream without resources of its own is read with.
const MOST_FONTS: usize = 4;
/// Flags of an annotation that is not seen: hidden, and not viewed (ISO 32000-1 §12.5.3).
const UNSEEN: i64 = 2 | 32;

/// Operators that belong together, read.
pub struct Unit {
    pub streams: Vec<usize>,
    /// The page or stream whose resources they use.
    owner: usize,
    pub content: Content,
}

/// Everything in a file that draws.
pub struct Drawing<'a> {
    objects: &'a Objects<'a>,
    pub units: Vec<Unit>,
    by_owner: BTreeMap<usize, usize>,
    /// The streams that a page shows: operators and pictures.
    pub shown: BTreeSet<usize>,
    /// The groups that others are drawn through.
    pub masks: BTreeSet<usize>,
    /// The pictures that stand for a page in a list.
    pub thumbnails: BTreeSet<usize>,
}

impl<'a> Drawing<'a> {
    pub fn of(objects: &'a Objects<'a>) -> Self {
        let mut drawing = Self {
            objects,
            units: Vec::new(),
            by_owner: BTreeMap::new(),
            shown: BTreeSet::new(),
            masks: BTreeSet::new(),
            thumbnails: BTreeSet::new(),
        };
        drawing.read_units();
        drawing.follow_pages();
        drawing
    }

    fn read_units(&mut self) {
        let objects = self.objects;
        let fonts = Fonts::of(objects);
        let off = layers_off(objects);
        let mut read: BTreeSet<usize> = BTreeSet::new();
        for (index, found) in objects.found.iter().enumerate() {
            let Value::Dict(dict) = &found.value else {
                continue;
            };
            if is(dict, b"Type", b"Page") {
                let streams = contents_of(objects, dict, found);
                read.extend(&streams);
                let resources = inherited(objects, dict, found);
                self.add(index, streams, resources, &fonts, &off);
            } else if dict.contains_key(b"Thumb".as_slice()) {
                self.thumbnails
                    .extend(stream_under(objects, dict, "Thumb", found));
            }
        }
        for (index, found) in objects.found.iter().enumerate() {
            let Value::Dict(dict) = &found.value else {
                continue;
            };
            if found.stream.is_some() && !read.contains(&index) && draws(objects, dict, found) {
                let resources = objects.dict_under(dict, "Resources", found);
                self.add(index, vec![index], resources, &fonts, &off);
            }
        }
    }

    fn add(
        &mut self,
        owner: usize,
        streams: Vec<usize>,
        resources: Option<&Dict>,
        fonts: &Fonts<'_>,
        off: &BTreeSet<usize>,
    ) {
        let objects = self.objects;
        let Some(found) = objects.found.get(owner) else {
            return;
        };
        let parts = streams.iter().filter_map(|index| objects.found.get(*index));
        let parts: Vec<Vec<u8>> = parts.map(|part| objects.unpacked(part).bytes).collect();
        let bytes = parts.join(&b'\n');
        let is_off = |layer: &[u8]| {
            let properties = resources.and_then(|r| objects.dict_under(r, "Properties", found));
            let layer = properties.and_then(|p| p.get(layer));
            layer.is_some_and(|layer| is_layer_off(objects, layer, found, off))
        };
        let listed = resources.and_then(|r| objects.dict_under(r, "Font", found));
        let own = |name: &[u8]| fonts.under(listed?.get(name)?, found);
        let mut read = content::read(&bytes, &own, &is_off);
        if listed.is_none() {
            // What it is drawn with is known to whoever calls it; each font of that name may be meant.
            for number in 0..MOST_FONTS {
                let other = |name: &[u8]| fonts.named(name, number);
                if number > 0 && !read.calls.iter().any(|c| fonts.has(&c.name, number)) {
                    break;
                }
                let again = content::read(&bytes, &other, &is_off);
                read.unknown = again.unknown.min(read.unknown);
                read.text.push('\n');
                read.text.push_str(&again.text);
            }
        }
        self.by_owner.insert(owner, self.units.len());
        self.units.push(Unit {
            streams,
            owner,
            content: read,
        });
    }

    fn follow_pages(&mut self) {
        let objects = self.objects;
        let off = layers_off(objects);
        let catalog = objects.catalog().and_then(|index| objects.found.get(index));
        let Some((catalog, Value::Dict(dict))) = catalog.map(|c| (c, &c.value)) else {
            return;
        };
        let mut open: Vec<usize> = reference(objects, dict.get(b"Pages".as_slice()), catalog)
            .into_iter()
            .collect();
        let mut met = BTreeSet::new();
        while let Some(index) = open.pop().filter(|_| met.len() < objects.found.len()) {
            let Some(found) = objects.found.get(index).filter(|_| met.insert(index)) else {
                continue;
            };
            let Value::Dict(node) = &found.value else {
                continue;
            };
            if let Value::Array(kids) = objects.under(node, "Kids", found) {
                let kids = kids.iter();
                open.extend(kids.filter_map(|kid| reference(objects, Some(kid), found)));
            }
            self.thumbnails
                .extend(stream_under(objects, node, "Thumb", found));
            let resources = inherited(objects, node, found);
            self.show_unit(index, resources, found, &off);
            self.show_annotations(node, found, &off);
        }
    }

    fn show_annotations(&mut self, page: &Dict, found: &FoundObject, off: &BTreeSet<usize>) {
        let objects = self.objects;
        let Value::Array(list) = objects.under(page, "Annots", found) else {
            return;
        };
        for annotation in list {
            let Value::Dict(dict) = objects.resolved(annotation, found) else {
                continue;
            };
            let flags = match objects.under(dict, "F", found) {
                Value::Int(flags) => *flags,
                _ => 0,
            };
            let layer = dict.get(b"OC".as_slice());
            let hidden = flags & UNSEEN != 0
                || is(dict, b"Subtype", b"Popup")
                || layer.is_some_and(|layer| is_layer_off(objects, layer, found, off));
            let Some(appearance) = objects.dict_under(dict, "AP", found).filter(|_| !hidden) else {
                continue;
            };
            let normal = match (
                objects.under(appearance, "N", found),
                dict.get(b"AS".as_slice()),
            ) {
                (Value::Dict(states), Some(Value::Name(state)))
                    if !states.contains_key(b"Length".as_slice()) =>
                {
                    states.get(state)
                }
                _ => appearance.get(b"N".as_slice()),
            };
            if let Some(index) = reference(objects, normal, found) {
                self.show(index, None, off);
            }
        }
    }

    /// Marks a stream as shown with all that it calls for; `resources` are those of whoever calls it.
    fn show(
        &mut self,
        index: usize,
        resources: Option<(&'a Dict, &'a FoundObject)>,
        off: &BTreeSet<usize>,
    ) {
        let objects = self.objects;
        let Some(found) = objects.found.get(index) else {
            return;
        };
        let Value::Dict(dict) = &found.value else {
            return;
        };
        let layer = dict.get(b"OC".as_slice());
        if layer.is_some_and(|layer| is_layer_off(objects, layer, found, off)) {
            return;
        }
        if found.stream.is_none() || !self.shown.insert(index) {
            return;
        }
        for mask in ["SMask", "Mask"] {
            self.shown.extend(stream_under(objects, dict, mask, found));
        }
        let own = objects.dict_under(dict, "Resources", found);
        let (resources, holder) = match own {
            Some(own) => (Some(own), found),
            None => (resources.map(|r| r.0), resources.map_or(found, |r| r.1)),
        };
        self.show_unit(index, resources, holder, off);
    }

    fn show_unit(
        &mut self,
        owner: usize,
        resources: Option<&'a Dict>,
        holder: &'a FoundObject,
        off: &BTreeSet<usize>,
    ) {
        let unit = self
            .by_owner
            .get(&owner)
            .and_then(|index| self.units.get(*index));
        let Some(unit) = unit.filter(|unit| unit.owner == owner) else {
            return;
        };
        self.shown.extend(&unit.streams);
        let calls: BTreeMap<Vec<u8>, Vec<Kind>> = kinds(&unit.content.calls);
        let Some(resources) = resources else { return };
        for (name, kinds) in calls {
            for kind in kinds {
                self.follow(kind, &name, (resources, holder), off);
            }
        }
    }

    fn follow(
        &mut self,
        kind: Kind,
        name: &[u8],
        (resources, holder): (&'a Dict, &'a FoundObject),
        off: &BTreeSet<usize>,
    ) {
        let objects = self.objects;
        let list = match kind {
            Kind::Object => "XObject",
            Kind::State => "ExtGState",
            Kind::Pattern => "Pattern",
            Kind::Font => "Font",
        };
        let listed = objects.dict_under(resources, list, holder);
        let Some(value) = listed.and_then(|list| list.get(name)) else {
            return;
        };
        match kind {
            Kind::Object | Kind::Pattern => {
                if let Some(index) = reference(objects, Some(value), holder) {
                    self.show(index, Some((resources, holder)), off);
                }
            }
            Kind::State => {
                let state = objects.resolved(value, holder);
                let Value::Dict(state) = state else { return };
                let mask = objects.dict_under(state, "SMask", holder);
                let group =
                    mask.and_then(|mask| reference(objects, mask.get(b"G".as_slice()), holder));
                if let Some(index) = group {
                    self.masks.insert(index);
                    self.show(index, Some((resources, holder)), off);
                }
            }
            Kind::Font => {
                let Value::Dict(font) = objects.resolved(value, holder) else {
                    return;
                };
                let glyphs = objects.dict_under(font, "CharProcs", holder);
                let own = objects
                    .dict_under(font, "Resources", holder)
                    .unwrap_or(resources);
                for glyph in glyphs.into_iter().flat_map(|glyphs| glyphs.values()) {
                    if let Some(index) = reference(objects, Some(glyph), holder) {
                        self.show(index, Some((own, holder)), off);
                    }
                }
            }
        }
    }
}

/// What is called by each name, of what is not off.
fn kinds(calls: &[Call]) -> BTreeMap<Vec<u8>, Vec<Kind>> {
    let mut kinds: BTreeMap<Vec<u8>, Vec<Kind>> = BTreeMap::new();
    for call in calls.iter().filter(|call| !call.is_off) {
        let known = kinds.entry(call.name.clone()).or_default();
        if !known.contains(&call.kind) {
            known.push(call.kind);
        }
    }
    kinds
}

/// The fonts of a file: by their place, and by the names that resources give them.
struct Fonts<'a> {
    objects: &'a Objects<'a>,
    named: HashMap<Vec<u8>, Vec<(&'a Value, &'a FoundObject)>>,
    read: RefCell<HashMap<usize, Meanings>>,
}

impl<'a> Fonts<'a> {
    fn of(objects: &'a Objects<'a>) -> Self {
        let mut named: HashMap<Vec<u8>, Vec<(&Value, &FoundObject)>> = HashMap::new();
        for found in &objects.found {
            each_dict(&found.value, &mut |dict| {
                let Some(fonts) = objects.dict_under(dict, "Font", found) else {
                    return;
                };
                for (name, font) in fonts {
                    let known = named.entry(name.clone()).or_default();
                    let is_new = known.iter().all(|(value, _)| *value != font);
                    if is_new && known.len() < MOST_FONTS {
                        known.push((font, found));
                    }
                }
            });
        }
        Self {
            objects,
            named,
            read: RefCell::new(HashMap::new()),
        }
    }

    fn has(&self, name: &[u8], number: usize) -> bool {
        self.named
            .get(name)
            .is_some_and(|fonts| fonts.len() > number)
    }

    fn named(&self, name: &[u8], number: usize) -> Option<Meanings> {
        let fonts = self.named.get(name)?;
        let (font, found) = fonts.get(number).or(fonts.first())?;
        self.under(font, found)
    }

    fn under(&self, font: &Value, from: &FoundObject) -> Option<Meanings> {
        let index = reference(self.objects, Some(font), from);
        if let Some(known) = index.and_then(|index| self.read.borrow().get(&index).cloned()) {
            return Some(known);
        }
        let Value::Dict(dict) = self.objects.resolved(font, from) else {
            return None;
        };
        let meanings = Meanings::of(self.objects, dict, from);
        if let Some(index) = index {
            self.read.borrow_mut().insert(index, meanings.clone());
        }
        Some(meanings)
    }
}

/// Calls `look` with every dictionary in a value.
pub fn each_dict<'v>(value: &'v Value, look: &mut impl FnMut(&'v Dict)) {
    match value {
        Value::Dict(dict) => {
            look(dict);
            dict.values().for_each(|item| each_dict(item, look));
        }
        Value::Array(items) => items.iter().for_each(|item| each_dict(item, look)),
        _ => {}
    }
}

fn stream_under(
    objects: &Objects<'_>,
    dict: &Dict,
    key: &str,
    from: &FoundObject,
) -> Option<usize> {
    let index = reference(objects, dict.get(key.as_bytes()), from)?;
    let found = objects.found.get(index)?;
    found.stream.is_some().then_some(index)
}

fn contents_of(objects: &Objects<'_>, page: &Dict, found: &FoundObject) -> Vec<usize> {
    let contents = page.get(b"Contents".as_slice());
    let listed = contents.map(|contents| objects.resolved(contents, found));
    match listed {
        Some(Value::Array(parts)) => {
            let parts = parts.iter();
            parts
                .filter_map(|part| reference(objects, Some(part), found))
                .collect()
        }
        _ => reference(objects, contents, found).into_iter().collect(),
    }
}

/// The resources of a page, its own or those of the tree above it.
fn inherited<'v>(
    objects: &'v Objects<'_>,
    page: &'v Dict,
    found: &'v FoundObject,
) -> Option<&'v Dict> {
    let mut node = page;
    for _ in 0..32 {
        if let Some(resources) = objects.dict_under(node, "Resources", found) {
            return Some(resources);
        }
        node = objects.dict_under(node, "Parent", found)?;
    }
    None
}

/// Whether a stream holds operators: a form, a pattern, a glyph, or the contents of a page that nothing knows any more.
fn draws(objects: &Objects<'_>, dict: &Dict, found: &FoundObject) -> bool {
    if is(dict, b"Subtype", b"Form") || dict.contains_key(b"PatternType".as_slice()) {
        return true;
    }
    let typed = [
        "Type",
        "Subtype",
        "Length1",
        "FunctionType",
        "ShadingType",
        "N",
    ]
    .iter()
    .any(|key| dict.contains_key(key.as_bytes()));
    if typed || dict.contains_key(b"Width".as_slice()) {
        return false;
    }
    let unpacked = objects.unpacked(found);
    let holds = |what: &[u8]| unpacked.bytes.windows(what.len()).any(|w| w == what);
    let operators = [
        b" Tf".as_slice(),
        b" re",
        b" cm",
        b"BT",
        b" Do",
        b" d1",
        b" d0",
        b"Tj",
        b" l\n",
    ];
    unpacked.picture.is_none() && !holds(b"begincmap") && operators.iter().any(|o| holds(o))
}

/// The layers that are off when the file is opened (ISO 32000-1 §8.11.4.3).
fn layers_off(objects: &Objects<'_>) -> BTreeSet<usize> {
    let catalog = objects.catalog().and_then(|index| objects.found.get(index));
    let Some((catalog, Value::Dict(dict))) = catalog.map(|c| (c, &c.value)) else {
        return BTreeSet::new();
    };
    let Some(layers) = objects.dict_under(dict, "OCProperties", catalog) else {
        return BTreeSet::new();
    };
    let list = |dict: &Dict, key: &str| -> Vec<usize> {
        match objects.under(dict, key, catalog) {
            Value::Array(items) => {
                let items = items.iter();
                items
                    .filter_map(|item| reference(objects, Some(item), catalog))
                    .collect()
            }
            _ => Vec::new(),
        }
    };
    let Some(usual) = objects.dict_under(layers, "D", catalog) else {
        return BTreeSet::new();
    };
    let mut off: BTreeSet<usize> = list(usual, "OFF").into_iter().collect();
    if is(usual, b"BaseState", b"OFF") {
        off.extend(list(layers, "OCGs"));
        list(usual, "ON").iter().for_each(|on| {
            off.remove(on);
        });
    }
    off
}

/// Whether a layer, or a group of layers, is off. A group of which any layer is off counts as off.
fn is_layer_off(
    objects: &Objects<'_>,
    layer: &Value,
    from: &FoundObject,
    off: &BTreeSet<usize>,
) -> bool {
    let is_off = |value: &Value| {
        let index = reference(objects, Some(value), from);
        index.is_some_and(|index| off.contains(&index))
    };
    if off.is_empty() {
        return false;
    }
    let Value::Dict(dict) = objects.resolved(layer, from) else {
        return false;
    };
    let members = match dict.get(b"OCGs".as_slice()) {
        Some(Value::Array(members)) => members.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    is_off(layer) || members.iter().any(is_off)
}
