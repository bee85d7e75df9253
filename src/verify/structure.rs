//! The structure tree of a written file, read as a stranger (ISO 32000-1 §14.7).
//!
//! **Invariant:** every marked-content sequence of every page stands in exactly one element, which the parent tree names
//! too; a black area and its label stand in a figure with words of its own.
//! **Absent:** what the tree says; whether the order is the right one is no question for this check.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::content::PageMarks;
use super::links;
use super::syntax::{Dict, FileObjects, Value};
use crate::model::ground::Ground;
use std::collections::BTreeMap;

/// More levels than this are no tree of ours.
const MAX_DEPTH: usize = 24;
/// What is said of a picture.
const PICTURES: [&str; 2] = ["Afbeelding", "Image"];
/// What is said of an area without a ground, and before the name of another law.
const COVERED: &str = "Weggelakt";
const OTHER_LAW: &str = "Weggelakt: artikel 8.8 Woo, ";

/// What a look at the tree showed.
#[derive(Default)]
pub struct Structure {
    /// Sequences without an element or with several, elements in a wrong place, wrong entries of the parent tree.
    pub faults: u32,
    /// The levels of headings in their order.
    pub headings: Vec<u8>,
    /// Elements that a table or list may not hold there, figures without words, header cells without a direction.
    pub misplaced: u32,
    pub speechless: u32,
    pub undirected: u32,
    /// Rows that take another number of columns than the first of their table.
    pub irregular: u32,
    /// Links that stand in no element or in several, or in none of their kind.
    pub unlinked: u32,
}

/// Reads the tree; `pages` are the numbers of the page objects with what their contents mark.
pub fn read(file: &FileObjects, pages: &[(u32, &PageMarks)]) -> Structure {
    let mut reader = Reader {
        file,
        pages,
        owners: BTreeMap::new(),
        linked: BTreeMap::new(),
        found: Structure::default(),
    };
    if reader.tree().is_none() {
        reader.found.faults += 1;
    }
    reader.found
}

struct Reader<'a> {
    file: &'a FileObjects,
    pages: &'a [(u32, &'a PageMarks)],
    /// The element of each page's sequences.
    owners: BTreeMap<(u32, i64), u32>,
    /// The element of each link.
    linked: BTreeMap<u32, u32>,
    found: Structure,
}

impl<'a> Reader<'a> {
    fn dict(&self, value: Option<&Value>) -> Option<(u32, &'a Dict)> {
        let number = value?.reference()?;
        Some((number, self.file.objects.get(&number)?.value.dict()?))
    }

    fn tree(&mut self) -> Option<()> {
        let (_, catalog) = self.dict(self.file.trailer.get(b"Root".as_slice()))?;
        let (root, tree) = self.dict(catalog.get(b"StructTreeRoot".as_slice()))?;
        self.element(tree.get(b"K".as_slice())?, root, b"", 0)?;
        let (_, numbers) = self.dict(tree.get(b"ParentTree".as_slice()))?;
        let Some(Value::Array(numbers)) = numbers.get(b"Nums".as_slice()) else {
            return None;
        };
        self.compare(numbers);
        Some(())
    }

    fn element(&mut self, value: &Value, parent: u32, within: &[u8], depth: usize) -> Option<()> {
        (depth < MAX_DEPTH).then_some(())?;
        let (number, element) = self.dict(Some(value))?;
        let Some(Value::Name(role)) = element.get(b"S".as_slice()) else {
            return None;
        };
        (element.get(b"P".as_slice()) == Some(&Value::Ref(parent))).then_some(())?;
        self.look_at(role, within, element);
        let kids = match element.get(b"K".as_slice()) {
            Some(Value::Array(kids)) => kids.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for kid in kids {
            if let Value::Int(identifier) = kid {
                let page = element.get(b"Pg".as_slice())?.reference()?;
                self.sequence(page, *identifier, role, number)?;
            } else if let Value::Dict(reference) = kid {
                let object = reference.get(b"Obj".as_slice())?.reference()?;
                let first = self.linked.insert(object, number).is_none();
                self.found.unlinked += u32::from(!first || role != b"Link");
            } else {
                self.element(kid, number, role, depth + 1)?;
            }
        }
        Some(())
    }

    /// Notes that a sequence of a page stands in an element of this role and number; `None` where it may not.
    fn sequence(&mut self, page: u32, identifier: i64, role: &[u8], element: u32) -> Option<()> {
        let marks = self.pages.iter().find(|(number, _)| *number == page)?.1;
        let name = marks.sequences.get(usize::try_from(identifier).ok()?)?;
        let area = name == b"Lakking" || name == b"Label";
        (!area || role == b"Figure").then_some(())?;
        (name != b"Legenda" || role == b"P").then_some(())?;
        let first = self.owners.insert((page, identifier), element).is_none();
        first.then_some(())
    }

    /// The elements directly below one.
    fn kids(&self, element: &'a Dict) -> impl Iterator<Item = &'a Dict> + '_ {
        let kids = match element.get(b"K".as_slice()) {
            Some(Value::Array(kids)) => kids.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        kids.iter().filter_map(|kid| Some(self.dict(Some(kid))?.1))
    }

    /// How many columns the cells of a row take.
    fn columns(&self, row: &'a Dict) -> i64 {
        let span = |cell: &Dict| {
            let about = cell.get(b"A".as_slice())?.dict()?;
            about.get(b"ColSpan".as_slice())?.integer()
        };
        let spans = self.kids(row).map(|cell| span(cell).unwrap_or(1));
        spans.fold(0, i64::saturating_add)
    }

    /// Notes what the standards ask of single elements.
    fn look_at(&mut self, role: &[u8], within: &[u8], element: &'a Dict) {
        let fits = match role {
            b"TR" => within == b"Table",
            b"TH" | b"TD" => within == b"TR",
            b"Document" => within.is_empty(),
            b"LI" => within == b"L",
            b"Lbl" | b"LBody" => within == b"LI",
            _ => ![b"Table".as_slice(), b"TR", b"L", b"LI"].contains(&within),
        };
        self.found.misplaced += u32::from(!fits);
        if role == b"Table" {
            let rows: Vec<i64> = self.kids(element).map(|row| self.columns(row)).collect();
            let first = rows.first();
            let other = rows.iter().filter(|row| Some(*row) != first).count();
            self.found.irregular += u32::try_from(other).unwrap_or(u32::MAX);
        }
        if let [b'H', level @ b'1'..=b'6'] = role {
            self.found.headings.push(level - b'0');
        }
        let spoken =
            matches!(element.get(b"Alt".as_slice()), Some(Value::Text(t)) if !t.is_empty());
        self.found.speechless += u32::from(role == b"Figure" && !spoken);
        let directed = matches!(element.get(b"A".as_slice()), Some(Value::Dict(about))
            if about.contains_key(b"Scope".as_slice()));
        self.found.undirected += u32::from(role == b"TH" && !directed);
    }

    /// Every link of every page stands in one element, which the parent tree names under the link's own number.
    fn compare_links(&mut self, said: &BTreeMap<i64, u32>) {
        let mut listed = 0;
        for (page, _) in self.pages {
            for (object, link) in links::of(self.file, *page) {
                let own = link.get(b"StructParent".as_slice());
                let own = own.and_then(|key| said.get(&key.integer()?));
                let element = self.linked.get(&object);
                self.found.unlinked += u32::from(element.is_none() || own != element);
                listed += 1;
            }
        }
        let same = listed == said.len() && listed == self.linked.len();
        self.found.unlinked += u32::from(!same);
    }

    /// Compares the parent tree with what was found.
    fn compare(&mut self, numbers: &[Value]) {
        let mut said: BTreeMap<i64, &[Value]> = BTreeMap::new();
        let mut of_links: BTreeMap<i64, u32> = BTreeMap::new();
        for pair in numbers.chunks(2) {
            match pair {
                [Value::Int(key), Value::Array(list)] if said.insert(*key, list).is_none() => {}
                [Value::Int(key), Value::Ref(element)]
                    if of_links.insert(*key, *element).is_none() => {}
                _ => self.found.faults += 1,
            }
        }
        self.compare_links(&of_links);
        let mut listed = 0;
        for (key, (page, marks)) in (0_i64..).zip(self.pages) {
            let count = marks.sequences.len();
            let list = said.get(&key).copied().unwrap_or_default();
            let wanted = (0..count as i64).map(|n| self.owners.get(&(*page, n)));
            let same = list.len() == count
                && list
                    .iter()
                    .zip(wanted)
                    .all(|(value, owner)| match (value, owner) {
                        (Value::Ref(number), Some(owner)) => number == owner,
                        _ => false,
                    });
            self.found.faults += u32::from(!same);
            listed += usize::from(said.contains_key(&key));
            let own = self.file.objects.get(page).map(|object| &object.value);
            let own = own.and_then(|page| page.dict()?.get(b"StructParents".as_slice()));
            let wanted = (count > 0).then_some(Value::Int(key));
            self.found.faults += u32::from(own != wanted.as_ref());
        }
        self.found.faults += u32::from(listed != said.len());
    }
}

/// A text string (ISO 32000-1 §7.9.2.2); `None` when it is damaged.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) else {
        return Some(bytes.iter().map(|b| char::from(*b)).collect());
    };
    let (pairs, rest) = rest.as_chunks();
    rest.is_empty().then_some(())?;
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

/// The parts of a spoken text that are not on the list of what this program says, and so may be of the document.
pub fn foreign_words(spoken: &str) -> Vec<String> {
    if PICTURES.contains(&spoken) || spoken == COVERED {
        return Vec::new();
    }
    let listed: Vec<String> = Ground::all().map(|ground| ground.spoken()).collect();
    let parts = spoken
        .split("; ")
        .filter(|part| !listed.iter().any(|l| l == part));
    parts
        .map(|part| part.strip_prefix(OTHER_LAW).unwrap_or(part).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_this_program_says_goes_unsearched() {
        let spoken = Ground::parse("5.1.2e")
            .map(|g| g.spoken())
            .unwrap_or_default();
        assert_eq!(foreign_words(&spoken), Vec::<String>::new());
        assert_eq!(foreign_words(&format!("{spoken}; Jansen")), ["Jansen"]);
        assert_eq!(
            foreign_words("Weggelakt: artikel 8.8 Woo, Gemeentewet"),
            ["Gemeentewet"]
        );
        assert_eq!(
            text_of(&[0xFE, 0xFF, 0, b'a', 0x20, 0xAC]).as_deref(),
            Some("a€")
        );
        assert_eq!(text_of(&[0xFE, 0xFF, 0]), None);
    }
}
