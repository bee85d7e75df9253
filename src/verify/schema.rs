//! A walk over a file of ours, object by object, which asks each whether it is on the closed list.
//!
//! **Invariant:** a key, name or kind that is not in the tables of `grammar` is a fault, also where every reader would
//! ignore it. The walk starts at the trailer; an object that it does not reach is a fault.
//! **Absent:** anything about pages as they look.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::clauses;
use super::content::{self, PageMarks};
use super::font;
use super::grammar::{Content, Key, Shape, TRAILER};
use super::links;
use super::needles::Needles;
use super::page_fonts::Fonts;
use super::pictures::Samples;
use super::streams;
use super::structure;
use super::syntax::{Dict, FileObjects, Object, Value, read_file};
use super::{Check, Fault, FileCheck};
use crate::model::navigation::unescaped;
use crate::model::page::geometry::PageRect;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a written file strictly and searches all text it holds for the needles (folded words).
///
/// What stands on a closed list (names, operators, the words of a font's frame) is not searched: it is the same in every
/// file, and ordinary words occur in it. Numbers are not either: they are places and widths.
///
/// `areas` are the rectangles that must be black, per page; the file must declare each of them. Without any, those
/// that the file declares are looked at.
///
/// ```
/// use lakwerk::model::blackout::PageBlackout;
/// use lakwerk::model::page::geometry::PageSize;
/// use lakwerk::verify::check_file;
/// use lakwerk::writer::page::CleanPage;
/// use lakwerk::writer::{Claim, FileFacts, write};
///
/// let page = CleanPage::blank(PageSize { width: 595.0, height: 842.0 }, 1.0);
/// let facts = FileFacts {
///     title: "Brief aan Jansen".to_owned(),
///     language: "nl-NL".to_owned(),
///     date: "2026-11-23".to_owned(),
/// };
/// let nothing = PageBlackout::default();
/// let mut file = write(&[(&page, &nothing)], &Default::default(), &facts, Claim::Nothing);
/// assert!(check_file(&file, &["willemsen".to_owned()], &[]).faults.is_empty());
/// assert_eq!(check_file(&file, &["jansen".to_owned()], &[]).faults.len(), 1, "it stands in the title");
/// file.push(b'x');
/// assert!(!check_file(&file, &[], &[]).faults.is_empty(), "every byte must have its place");
/// ```
pub fn check_file(bytes: &[u8], needles: &[String], areas: &[Vec<PageRect>]) -> FileCheck {
    let Some(file) = read_file(bytes) else {
        return not_ours(bytes, needles);
    };
    walked(bytes, &file, needles, areas).finish()
}

/// Faults that say that not everything was read.
const UNREAD: [Check; 3] = [Check::ClosedList, Check::Streams, Check::Fonts];

/// A file that is not built as ours are, read as another program reads it: what of it is on no list, and which clauses it
/// does not keep to. What is hidden in it is asked elsewhere.
fn not_ours(bytes: &[u8], needles: &[String]) -> FileCheck {
    let file = super::foreign::Objects::of(bytes).as_file();
    let mut walk = walked(bytes, &file, needles, &[]);
    walk.fault(Check::Syntax);
    let is_whole = !UNREAD.iter().any(|check| walk.faults.contains_key(check));
    let unkept = walk.unkept(if is_whole {
        clauses::unkept
    } else {
        clauses::not_shown_kept
    });
    FileCheck {
        unkept,
        declared: Vec::new(),
        ..walk.finish()
    }
}

fn walked<'a>(
    bytes: &'a [u8],
    file: &'a FileObjects,
    needles: &[String],
    areas: &[Vec<PageRect>],
) -> Walk<'a> {
    let mut walk = Walk {
        bytes,
        file,
        needles: Needles::new(needles),
        seen: BTreeSet::new(),
        fonts: Fonts::default(),
        pages: Vec::new(),
        page_numbers: Vec::new(),
        page_pictures: Vec::new(),
        metadata: String::new(),
        profile: Vec::new(),
        faults: BTreeMap::new(),
    };
    walk.value(&Value::Dict(file.trailer.clone()), &TRAILER);
    walk.look_into_pictures(areas);
    walk.look_at_links(areas);
    walk
}

struct Walk<'a> {
    bytes: &'a [u8],
    file: &'a FileObjects,
    needles: Needles,
    seen: BTreeSet<u32>,
    fonts: Fonts,
    pages: Vec<PageMarks>,
    page_numbers: Vec<u32>,
    /// What the file says of itself, and the profile of its colours.
    metadata: String,
    profile: Vec<u8>,
    /// The names of each page's pictures.
    page_pictures: Vec<Dict>,
    faults: BTreeMap<Check, u32>,
}

impl Walk<'_> {
    fn fault(&mut self, check: Check) {
        *self.faults.entry(check).or_default() += 1;
    }

    fn require(&mut self, holds: bool, check: Check) {
        if !holds {
            self.fault(check);
        }
    }

    fn value(&mut self, value: &Value, shape: &'static Shape) {
        match (shape, value) {
            (Shape::Int, Value::Int(_))
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Null, Value::Null)
            | (Shape::Up, Value::Ref(_)) => {}
            (Shape::Number, Value::Int(_) | Value::Real(_)) => {}
            (Shape::Text, Value::Text(text)) => self.search(text),
            (Shape::Address, Value::Text(text)) => {
                self.require(links::is_web(text), Check::ClosedList);
                // What is not escaped is searched with the rest.
                self.search(&unescaped(text));
            }
            (Shape::Spoken, Value::Text(text)) => self.spoken(text),
            (Shape::Exact(expected), Value::Text(text)) => {
                self.require(expected.as_bytes() == text, Check::ClosedList);
            }
            (Shape::Name(allowed), Value::Name(name)) => {
                let known = allowed.iter().any(|a| a.as_bytes() == name);
                self.require(known, Check::ClosedList);
            }
            (Shape::FontName, Value::Name(name)) => {
                self.require(font::is_our_name(name), Check::ClosedList);
            }
            (Shape::List(item, least, most), Value::Array(items)) => {
                self.require((*least..=*most).contains(&items.len()), Check::ClosedList);
                items.iter().for_each(|value| self.value(value, item));
            }
            (Shape::Exactly(shapes), Value::Array(items)) => {
                self.require(shapes.len() == items.len(), Check::ClosedList);
                items
                    .iter()
                    .zip(shapes.iter())
                    .for_each(|(value, shape)| self.value(value, shape));
            }
            (Shape::Dict(keys), Value::Dict(dict)) => self.dict(dict, keys),
            (Shape::Numbered(letter, shape), Value::Dict(dict)) => {
                self.numbered(dict, *letter, shape);
            }
            (Shape::To(shape), Value::Ref(number)) => self.follow(*number, shape),
            (Shape::Either(shapes), value) => {
                let fits = shapes.iter().find(|shape| same_kind(shape, value));
                match fits {
                    Some(shape) => self.value(value, shape),
                    None => self.fault(Check::ClosedList),
                }
            }
            _ => self.fault(Check::ClosedList),
        }
    }

    fn spoken(&mut self, text: &[u8]) {
        let Some(spoken) = structure::text_of(text) else {
            return self.fault(Check::ClosedList);
        };
        for words in structure::foreign_words(&spoken) {
            self.search(words.as_bytes());
        }
    }

    fn numbered(&mut self, dict: &Dict, letter: u8, shape: &'static Shape) {
        for (name, value) in dict {
            let ours = matches!(name.as_slice(), [first, digits @ ..] if *first == letter
                && !digits.is_empty()
                && digits.iter().all(u8::is_ascii_digit));
            self.require(ours, Check::ClosedList);
            self.value(value, shape);
        }
    }

    fn dict(&mut self, dict: &Dict, keys: &'static [Key]) {
        let known = |name: &Vec<u8>| keys.iter().any(|k| k.name.as_bytes() == name);
        let unknown = dict.keys().filter(|name| !known(name)).count();
        for _ in 0..unknown {
            self.fault(Check::ClosedList);
        }
        for key in keys {
            match dict.get(key.name.as_bytes()) {
                Some(value) => self.value(value, &key.shape),
                None => self.require(!key.required, Check::ClosedList),
            }
        }
    }

    fn follow(&mut self, number: u32, shape: &'static Shape) {
        let file = self.file;
        let Some(object) = file.objects.get(&number) else {
            return self.fault(Check::ClosedList);
        };
        // A page may stand once; fonts and pictures are shared.
        if !self.seen.insert(number) {
            return;
        }
        match (shape, &object.value) {
            (Shape::Stream(keys, content), Value::Dict(dict)) => {
                self.dict(dict, keys);
                self.stream(object, dict, *content);
            }
            (Shape::Stream(..), _) => self.fault(Check::ClosedList),
            (shape, value) => {
                // A stream has a length, which no other dictionary may have.
                if is_page(value) {
                    self.start_page(number, value);
                }
                self.value(value, shape);
                if let Value::Dict(dict) = value
                    && dict.contains_key(b"DescendantFonts".as_slice())
                {
                    self.fonts.describe(number, dict, &file.objects);
                }
            }
        }
    }

    fn start_page(&mut self, number: u32, value: &Value) {
        let Value::Dict(dict) = value else { return };
        self.page_numbers.push(number);
        self.pages.push(PageMarks::of(dict));
        self.page_pictures.push(content::listed(dict, b"XObject"));
    }

    fn stream(&mut self, object: &Object, dict: &Dict, content: Content) {
        let Some(raw) = object
            .stream
            .and_then(|(start, end)| self.bytes.get(start..end))
        else {
            return self.fault(Check::Streams);
        };
        if content == Content::Picture {
            return self.require(streams::picture_is_sound(raw, dict), Check::Streams);
        }
        let decoded = match dict.get(b"Filter".as_slice()) {
            Some(_) => streams::inflated(raw),
            None => Some(raw.to_vec()),
        };
        let Some(decoded) = decoded else {
            return self.fault(Check::Streams);
        };
        match content {
            Content::Page => {
                let mut read = None;
                if let Some(marks) = self.pages.last_mut() {
                    read = content::read_page(&decoded, marks, &self.fonts);
                    // Where they stand is asked page by page, see `codes`.
                    self.fonts.note_used(&std::mem::take(&mut marks.letters));
                }
                self.require(read.is_some(), Check::Streams);
                read.iter().flatten().for_each(|text| self.search(text));
            }
            // What cannot be read of a font is missing when fonts are counted.
            Content::FontProgram => self.fonts.programs.extend(font::read_program(&decoded)),
            Content::Meanings => {
                let meanings = font::read_meanings(&decoded);
                let words = meanings.iter().flat_map(BTreeMap::values);
                words.for_each(|word| self.search(word.as_bytes()));
                self.fonts.meanings.extend(meanings);
            }
            Content::Metadata => match streams::metadata_texts(&decoded) {
                Some(texts) => {
                    texts.iter().for_each(|text| self.search(text.as_bytes()));
                    self.metadata = String::from_utf8_lossy(&decoded).into_owned();
                }
                None => self.fault(Check::Streams),
            },
            Content::Profile => {
                self.require(streams::is_our_profile(&decoded), Check::Streams);
                self.profile = decoded;
            }
            Content::Picture => {}
        }
    }

    /// A picture must be black where it lies under an area, and what must be black must be declared.
    fn look_into_pictures(&mut self, areas: &[Vec<PageRect>]) {
        let mut uneven = 0;
        for (number, page) in self.pages.iter().enumerate() {
            let wanted = areas.get(number).map(Vec::as_slice).unwrap_or_default();
            let declared = |rect: &PageRect| {
                page.black()
                    .any(|black| black.expanded(0.01).is_some_and(|b| b.contains_rect(rect)))
            };
            uneven += wanted.iter().filter(|rect| !declared(rect)).count();
            let names = self.page_pictures.get(number);
            uneven += names.map_or(0, |names| never_shown(names, page));
            if page.black().next().is_none() {
                continue;
            }
            for (name, place) in &page.pictures {
                let layers = names.and_then(|names| self.layers(names.get(name)?));
                // A picture that cannot be looked into counts as one that hides something.
                uneven += layers.map_or(1, |layers| {
                    let hidden = |s: &Samples| s.uneven(*place, page.height, page.black());
                    layers.iter().map(hidden).sum()
                });
            }
        }
        for _ in 0..uneven {
            self.fault(Check::FlatInside);
        }
    }

    /// No link may lie on an area: it would say that something stood there, and where that led.
    fn look_at_links(&mut self, areas: &[Vec<PageRect>]) {
        let mut over = 0;
        for (number, page) in self.page_numbers.iter().enumerate() {
            let Some(marks) = self.pages.get(number) else {
                continue;
            };
            let asked = areas.get(number).into_iter().flatten();
            let black: Vec<PageRect> = asked.chain(marks.black()).copied().collect();
            over += links::over(self.file, *page, marks.height, &black);
        }
        for _ in 0..over {
            self.fault(Check::TextInside);
        }
    }

    /// The samples of a picture and of its mask. One sample over the whole surface shows nothing by itself.
    fn layers(&self, picture: &Value) -> Option<Vec<Samples>> {
        let (raw, dict) = self.image(picture)?;
        let colour = Samples::read(raw, dict)?;
        let Some(mask) = dict.get(b"SMask".as_slice()) else {
            return Some(vec![colour]);
        };
        let (raw, dict) = self.image(mask)?;
        let mask = Samples::read(raw, dict)?;
        Some(if colour.is_single() {
            vec![mask]
        } else {
            vec![colour, mask]
        })
    }

    fn image(&self, picture: &Value) -> Option<(&[u8], &Dict)> {
        let Value::Ref(number) = picture else {
            return None;
        };
        let object = self.file.objects.get(number)?;
        let (start, end) = object.stream?;
        let Value::Dict(dict) = &object.value else {
            return None;
        };
        Some((self.bytes.get(start..end)?, dict))
    }

    fn search(&mut self, bytes: &[u8]) {
        if self.needles.found_in(bytes) {
            self.fault(Check::Needles);
        }
    }

    /// Reads the structure tree, and asks the standards; returns the clauses that the file does not keep to.
    fn structure(&mut self) -> Vec<String> {
        let (faults, unkept) = self.asked(clauses::unkept);
        let claims = self.metadata.contains("<pdfaid:") || self.metadata.contains("<pdfuaid:");
        self.require(faults == 0, Check::Structure);
        self.require(unkept.is_empty() || !claims, Check::Claim);
        unkept
    }

    fn unkept(&self, ask: fn(&clauses::Facts<'_>) -> Vec<String>) -> Vec<String> {
        self.asked(ask).1
    }

    /// How many faults the structure has, and the clauses that are not kept.
    fn asked(&self, ask: fn(&clauses::Facts<'_>) -> Vec<String>) -> (u32, Vec<String>) {
        let numbers = self.page_numbers.iter().copied();
        let pages: Vec<(u32, &PageMarks)> = numbers.zip(&self.pages).collect();
        let structure = structure::read(self.file, &pages);
        let facts = clauses::Facts {
            file: self.file,
            fonts: &self.fonts,
            pages: &self.pages,
            structure: &structure,
            metadata: &self.metadata,
            profile: &self.profile,
        };
        (structure.faults, ask(&facts))
    }

    fn finish(mut self) -> FileCheck {
        let unreachable = self
            .file
            .objects
            .keys()
            .filter(|n| !self.seen.contains(n))
            .count();
        for _ in 0..unreachable {
            self.fault(Check::Unreachable);
        }
        let fonts_fit = self.fonts.hold_exactly_what_is_used();
        self.require(fonts_fit, Check::Fonts);
        let unkept = self.structure();
        let declared = self
            .pages
            .iter()
            .map(|page| page.declared(&self.fonts))
            .collect();
        let faults = self.faults.iter().map(|(check, count)| Fault {
            check: *check,
            count: *count,
        });
        FileCheck {
            faults: faults.collect(),
            unkept,
            declared,
        }
    }
}

/// How many pictures a page lists that it does not draw, or draws where nobody can see them: flat, or beside the paper.
fn never_shown(names: &Dict, page: &PageMarks) -> usize {
    let paper = kurbo::Rect::new(0.0, 0.0, page.width, page.height);
    let is_shown = |place: &kurbo::Affine| {
        let there = place.transform_rect_bbox(kurbo::Rect::new(0.0, 0.0, 1.0, 1.0));
        place.determinant().abs() > 1e-12 && there.overlaps(paper)
    };
    let drawn = |name: &&Vec<u8>| {
        let mut places = page
            .pictures
            .iter()
            .filter(|(other, _)| other == *name)
            .peekable();
        places.peek().is_some() && places.all(|(_, place)| is_shown(place))
    };
    names.keys().filter(|name| !drawn(name)).count()
}

fn is_page(value: &Value) -> bool {
    matches!(value, Value::Dict(dict)
        if dict.get(b"Type".as_slice()) == Some(&Value::Name(b"Page".to_vec())))
}

fn same_kind(shape: &Shape, value: &Value) -> bool {
    matches!(
        (shape, value),
        (Shape::Name(_), Value::Name(_))
            | (Shape::Exactly(_) | Shape::List(..), Value::Array(_))
            | (Shape::Int, Value::Int(_))
            | (Shape::To(_) | Shape::Up, Value::Ref(_))
            | (Shape::Dict(_), Value::Dict(_))
    )
}
