//! The closed list: which objects a file of ours may hold, with which keys, and what stands in them.
//!
//! **Invariant:** a key, name or kind that is not in the tables below is a fault, also where every reader would ignore
//! it. The walk starts at the trailer; an object that it does not reach is a fault.
//! **Absent:** anything about pages as they look.

use super::clauses;
use super::content::{self, Fonts, PageMarks};
use super::font;
use super::links;
use super::needles::Needles;
use super::pictures::Samples;
use super::streams;
use super::structure;
use super::syntax::{Dict, FileObjects, Object, Value, read_file};
use super::{Check, DeclaredArea, Fault, FileCheck};
use crate::model::geometry::PageRect;
use std::collections::{BTreeMap, BTreeSet};

/// What may stand somewhere.
enum Shape {
    Int,
    Number,
    Bool,
    Null,
    Text,
    /// A web address, in which nothing may be escaped.
    Address,
    /// Exactly these characters.
    Exact(&'static str),
    /// Words for a screen reader.
    Spoken,
    /// One of these names.
    Name(&'static [&'static str]),
    /// The name of a font of ours.
    FontName,
    /// A list of one shape, of a length between the two.
    List(&'static Shape, usize, usize),
    /// A list of exactly these.
    Exactly(&'static [Shape]),
    Dict(&'static [Key]),
    /// A dictionary whose keys are a letter and a number.
    Numbered(u8, &'static Shape),
    /// A reference to an object of this shape.
    To(&'static Shape),
    /// A reference upwards, which is not followed.
    Up,
    Either(&'static [&'static Shape]),
    Stream(&'static [Key], Content),
}

/// What the decoded bytes of a stream may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Page,
    FontProgram,
    Meanings,
    Metadata,
    Picture,
    Profile,
}

struct Key {
    name: &'static str,
    required: bool,
    shape: Shape,
}

const fn key(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        required: true,
        shape,
    }
}

const fn option(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        required: false,
        shape,
    }
}

const BOX: Shape = Shape::List(&Shape::Number, 4, 4);
const FLATE: Shape = Shape::Name(&["FlateDecode"]);

static TRAILER: Shape = Shape::Dict(&[
    key("Size", Shape::Int),
    key("Root", Shape::To(&CATALOG)),
    key("ID", Shape::List(&Shape::Text, 2, 2)),
]);
static CATALOG: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Catalog"])),
    key("Pages", Shape::To(&PAGES)),
    key("Lang", Shape::Text),
    key("Metadata", Shape::To(&METADATA)),
    key(
        "ViewerPreferences",
        Shape::Dict(&[key("DisplayDocTitle", Shape::Bool)]),
    ),
    key("StructTreeRoot", Shape::To(&STRUCTURE)),
    key("MarkInfo", Shape::Dict(&[key("Marked", Shape::Bool)])),
    key("OutputIntents", Shape::List(&INTENT, 1, 1)),
    option("Outlines", Shape::To(&OUTLINE)),
    option("PageLabels", PAGE_LABELS),
]);
static OUTLINE: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Outlines"])),
    key("First", Shape::To(&OUTLINE_LINE)),
    key("Last", Shape::Up),
    key("Count", Shape::Int),
]);
static OUTLINE_LINE: Shape = Shape::Dict(&[
    key("Title", Shape::Text),
    key("Parent", Shape::Up),
    option("Prev", Shape::Up),
    option("First", Shape::To(&OUTLINE_LINE)),
    option("Last", Shape::Up),
    option("Count", Shape::Int),
    key("Dest", DESTINATION),
    option("Next", Shape::To(&OUTLINE_LINE)),
]);
/// The top of a page.
const DESTINATION: Shape = Shape::Exactly(&[
    Shape::Up,
    Shape::Name(&["XYZ"]),
    Shape::Null,
    Shape::Number,
    Shape::Null,
]);
const PAGE_LABELS: Shape = Shape::Dict(&[key(
    "Nums",
    Shape::List(&Shape::Either(&[&Shape::Int, &PAGE_LABEL]), 2, 2_000),
)]);
const PAGE_LABEL: Shape = Shape::Dict(&[
    option("S", Shape::Name(&["D", "R", "r", "A", "a"])),
    option("P", Shape::Text),
    option("St", Shape::Int),
]);
/// A link; `links` asks where it lies and whether the tree holds it.
const LINK: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Annot"])),
    key("Subtype", Shape::Name(&["Link"])),
    key("Rect", BOX),
    key("F", Shape::Int),
    key("Border", Shape::List(&Shape::Int, 3, 3)),
    key("Contents", Shape::Text),
    key("StructParent", Shape::Int),
    option("Dest", DESTINATION),
    option(
        "A",
        Shape::Dict(&[key("S", Shape::Name(&["URI"])), key("URI", Shape::Address)]),
    ),
]);
static STRUCTURE: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["StructTreeRoot"])),
    key("K", Shape::To(&ELEMENT)),
    key("ParentTree", Shape::To(&PARENT_TREE)),
    key("ParentTreeNextKey", Shape::Int),
]);
const PARENT_TREE: Shape = Shape::Dict(&[key(
    "Nums",
    Shape::List(
        // Of a page the elements of its sequences, of a link its own.
        &Shape::Either(&[
            &Shape::Int,
            &Shape::List(&Shape::Up, 1, 1_000_000),
            &Shape::Up,
        ]),
        0,
        200_000,
    ),
)]);
/// An element of the structure tree; `structure` asks how they hang together.
static ELEMENT: Shape = Shape::Dict(&[
    key("S", Shape::Name(&structure::ROLES)),
    key("P", Shape::Up),
    option("Pg", Shape::Up),
    option(
        "K",
        Shape::Either(&[&Shape::Int, &Shape::List(&KID, 0, 1_000_000)]),
    ),
    option("Alt", Shape::Spoken),
    option(
        "A",
        Shape::Dict(&[
            key("O", Shape::Name(&["Layout", "Table"])),
            option("BBox", BOX),
            option("Scope", Shape::Name(&["Column", "Row"])),
            option("ColSpan", Shape::Int),
        ]),
    ),
]);
static KID: Shape = Shape::Either(&[&Shape::Int, &Shape::To(&ELEMENT), &OBJECT_REFERENCE]);
static OBJECT_REFERENCE: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["OBJR"])),
    key("Obj", Shape::Up),
    key("Pg", Shape::Up),
]);
const INTENT: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["OutputIntent"])),
    key("S", Shape::Name(&["GTS_PDFA1"])),
    key(
        "OutputConditionIdentifier",
        Shape::Exact("sRGB IEC61966-2.1"),
    ),
    key("DestOutputProfile", Shape::To(&PROFILE)),
]);
const PROFILE: Shape = Shape::Stream(
    &[
        key("Length", Shape::Int),
        key("Filter", FLATE),
        key("N", Shape::Int),
    ],
    Content::Profile,
);
const METADATA: Shape = Shape::Stream(
    &[
        key("Length", Shape::Int),
        key("Type", Shape::Name(&["Metadata"])),
        key("Subtype", Shape::Name(&["XML"])),
    ],
    Content::Metadata,
);
const PAGES: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Pages"])),
    key("Count", Shape::Int),
    key("Kids", Shape::List(&Shape::To(&PAGE), 0, 10_000)),
]);
const PAGE: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Page"])),
    key("Parent", Shape::Up),
    key("MediaBox", BOX),
    option("UserUnit", Shape::Number),
    option("StructParents", Shape::Int),
    option("Annots", Shape::List(&Shape::To(&LINK), 1, 2_000)),
    option("Tabs", Shape::Name(&["S"])),
    // Before the contents, so that fonts are known when operators are read.
    key(
        "Resources",
        Shape::Dict(&[
            option("Font", Shape::Numbered(b'F', &Shape::To(&FONT))),
            option("XObject", Shape::Numbered(b'P', &Shape::To(&PICTURE))),
            option("ExtGState", Shape::Numbered(b'G', &OPACITY)),
        ]),
    ),
    key("Contents", Shape::To(&CONTENTS)),
]);
const OPACITY: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["ExtGState"])),
    key("ca", Shape::Number),
    key("CA", Shape::Number),
]);
const CONTENTS: Shape = Shape::Stream(
    &[key("Length", Shape::Int), key("Filter", FLATE)],
    Content::Page,
);
const FONT: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Font"])),
    key("Subtype", Shape::Name(&["Type0"])),
    key("BaseFont", Shape::FontName),
    key("Encoding", Shape::Name(&["Identity-H"])),
    key("DescendantFonts", Shape::List(&Shape::To(&CID_FONT), 1, 1)),
    key("ToUnicode", Shape::To(&MEANINGS)),
]);
const CID_FONT: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Font"])),
    key("Subtype", Shape::Name(&["CIDFontType0"])),
    key("BaseFont", Shape::FontName),
    key(
        "CIDSystemInfo",
        Shape::Dict(&[
            key("Registry", Shape::Exact("Adobe")),
            key("Ordering", Shape::Exact("Identity")),
            key("Supplement", Shape::Int),
        ]),
    ),
    key("FontDescriptor", Shape::To(&DESCRIPTOR)),
    key("DW", Shape::Number),
    key(
        "W",
        Shape::Exactly(&[Shape::Int, Shape::List(&Shape::Number, 1, 65_535)]),
    ),
]);
const DESCRIPTOR: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["FontDescriptor"])),
    key("FontName", Shape::FontName),
    key("Flags", Shape::Int),
    key("FontBBox", BOX),
    key("ItalicAngle", Shape::Number),
    key("Ascent", Shape::Number),
    key("Descent", Shape::Number),
    key("CapHeight", Shape::Number),
    key("StemV", Shape::Number),
    key("FontFile3", Shape::To(&FONT_PROGRAM)),
]);
const FONT_PROGRAM: Shape = Shape::Stream(
    &[
        key("Length", Shape::Int),
        key("Filter", FLATE),
        key("Subtype", Shape::Name(&["CIDFontType0C"])),
    ],
    Content::FontProgram,
);
const MEANINGS: Shape = Shape::Stream(
    &[key("Length", Shape::Int), key("Filter", FLATE)],
    Content::Meanings,
);
const PICTURE: Shape = Shape::Stream(
    &[
        key("Length", Shape::Int),
        key("Type", Shape::Name(&["XObject"])),
        key("Subtype", Shape::Name(&["Image"])),
        key("Width", Shape::Int),
        key("Height", Shape::Int),
        key("BitsPerComponent", Shape::Int),
        key(
            "Filter",
            Shape::Name(&["FlateDecode", "DCTDecode", "CCITTFaxDecode"]),
        ),
        // Which of these go together, `streams` knows.
        option("ColorSpace", Shape::Either(&[&DEVICE, &INDEXED])),
        option("ImageMask", Shape::Bool),
        option(
            "DecodeParms",
            Shape::Dict(&[
                key("K", Shape::Int),
                key("Columns", Shape::Int),
                key("Rows", Shape::Int),
            ]),
        ),
        option("SMask", Shape::To(&MASK)),
    ],
    Content::Picture,
);
const MASK: Shape = Shape::Stream(
    &[
        key("Length", Shape::Int),
        key("Type", Shape::Name(&["XObject"])),
        key("Subtype", Shape::Name(&["Image"])),
        key("Width", Shape::Int),
        key("Height", Shape::Int),
        key("BitsPerComponent", Shape::Int),
        key("Filter", FLATE),
        key("ColorSpace", Shape::Name(&["DeviceGray"])),
    ],
    Content::Picture,
);
const DEVICE: Shape = Shape::Name(&["DeviceGray", "DeviceRGB"]);
const INDEXED: Shape = Shape::Exactly(&[
    Shape::Name(&["Indexed"]),
    Shape::Name(&["DeviceRGB"]),
    Shape::Int,
    Shape::Text,
]);

/// Reads a written file strictly and searches all text it holds for the needles (folded words).
///
/// What stands on a closed list (names, operators, the words of a font's frame) is not searched: it is the same in every
/// file, and ordinary words occur in it. Numbers are not either: they are places and widths.
///
/// `areas` are the rectangles that must be black, per page; the file must declare each of them. Without any, those
/// that the file declares are looked at.
pub fn check_file(bytes: &[u8], needles: &[String], areas: &[Vec<PageRect>]) -> FileCheck {
    let Some(file) = read_file(bytes) else {
        let mut faults = vec![Fault::one(Check::Syntax)];
        let hidden = super::foreign::hidden_words(bytes, needles);
        if hidden > 0 {
            let count = u32::try_from(hidden).unwrap_or(u32::MAX);
            faults.push(Fault {
                check: Check::Needles,
                count,
            });
        }
        return FileCheck {
            faults,
            ..FileCheck::default()
        };
    };
    let mut walk = Walk {
        bytes,
        file: &file,
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
    walk.finish()
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
                self.search(text);
                self.search(&links::unescaped(text));
            }
            (Shape::Spoken, Value::Text(text)) => match structure::text_of(text) {
                Some(spoken) => {
                    let foreign = structure::foreign_words(&spoken);
                    foreign
                        .iter()
                        .for_each(|words| self.search(words.as_bytes()));
                }
                None => self.fault(Check::ClosedList),
            },
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
                for (name, value) in dict {
                    let ours = name.first() == Some(letter)
                        && name.len() > 1
                        && name[1..].iter().all(u8::is_ascii_digit);
                    self.require(ours, Check::ClosedList);
                    self.value(value, shape);
                }
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
                self.require(object.stream.is_none(), Check::ClosedList);
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
        let resources = dict.get(b"Resources".as_slice());
        let listed = |kind: &[u8]| match resources {
            Some(Value::Dict(resources)) => match resources.get(kind) {
                Some(Value::Dict(list)) => list.clone(),
                _ => Dict::new(),
            },
            _ => Dict::new(),
        };
        let height = match dict.get(b"MediaBox".as_slice()) {
            Some(Value::Array(sides)) => sides.get(3).and_then(Value::number).unwrap_or(0.0),
            _ => 0.0,
        };
        let marks = PageMarks::new(height, listed(b"Font"), listed(b"ExtGState"));
        self.pages.push(marks);
        self.page_pictures.push(listed(b"XObject"));
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
                let marks = self.pages.last_mut();
                let read = marks.and_then(|m| content::read_page(&decoded, m, &mut self.fonts));
                self.require(read.is_some(), Check::Streams);
                read.iter().flatten().for_each(|text| self.search(text));
            }
            Content::FontProgram => match font::read_program(&decoded) {
                Some(glyphs) => self.fonts.programs.push(glyphs),
                None => self.fault(Check::Fonts),
            },
            Content::Meanings => match font::read_meanings(&decoded) {
                Some(meanings) => {
                    meanings.values().for_each(|m| self.search(m.as_bytes()));
                    self.fonts.meanings.push(meanings);
                }
                None => self.fault(Check::Fonts),
            },
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
            if page.black().next().is_none() {
                continue;
            }
            let names = self.page_pictures.get(number);
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
        let numbers = self.page_numbers.iter().copied();
        let pages: Vec<(u32, &PageMarks)> = numbers.zip(&self.pages).collect();
        let structure = structure::read(self.file, &pages);
        let facts = clauses::Facts {
            bytes: self.bytes,
            file: self.file,
            fonts: &self.fonts,
            pages: &self.pages,
            structure: &structure,
            metadata: &self.metadata,
            profile: &self.profile,
        };
        let unkept = clauses::unkept(&facts);
        let claims = self.metadata.contains("<pdfaid:") || self.metadata.contains("<pdfuaid:");
        self.require(structure.faults == 0, Check::Structure);
        self.require(unkept.is_empty() || !claims, Check::Claim);
        unkept
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
        let declared: Vec<Vec<DeclaredArea>> = self
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
