//! The closed list: which objects a file of ours may hold, with which keys, and what stands in them.
//!
//! **Invariant:** what is not in these tables is in no file of ours.
//! **Absent:** asking a file; see `schema`.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::roles::ROLES;
use super::streams::LANGUAGE;

/// What may stand somewhere.
pub(super) enum Shape {
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
pub(super) enum Content {
    Page,
    FontProgram,
    Meanings,
    Metadata,
    Picture,
    Profile,
}

pub(super) struct Key {
    pub name: &'static str,
    pub required: bool,
    pub shape: Shape,
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

pub(super) static TRAILER: Shape = Shape::Dict(&[
    key("Size", Shape::Int),
    key("Root", Shape::To(&CATALOG)),
    key("ID", Shape::List(&Shape::Text, 2, 2)),
]);
static CATALOG: Shape = Shape::Dict(&[
    key("Type", Shape::Name(&["Catalog"])),
    key("Pages", Shape::To(&PAGES)),
    key("Lang", Shape::Exact(LANGUAGE)),
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
    key("S", Shape::Name(&ROLES)),
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
    option("BM", Shape::Name(&["Multiply"])),
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
