//! Pages that were set, written as office programs write them: embedded subsets, forms, links, authors' names.
//!
//! **Invariant:** the same pages give the same bytes on every machine.
//! **Absent:** the program's own writer; what it must read has to come from somewhere else.

use super::face::{Face, win_ansi};
use super::scan::{Coding, Picture};
use super::sheet::{Field, Item, Lie, RISE_OF_FIELDS, Sheet, Style, Value, style};
use crate::pdf_maker::PdfMaker;
use skrifa::MetadataProvider;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use subsetter::GlyphRemapper;

/// How the text of form fields is set.
pub const FIELD: Style = style(Face::Helvetica, 10.0);
/// Points between the edge of a field and its text.
pub const FIELD_INSET: f64 = 3.0;

pub fn field_baseline([_, _, _, bottom]: [f64; 4]) -> f64 {
    bottom - RISE_OF_FIELDS
}

/// What the program that made the file says of itself and its user.
pub struct Origin {
    pub author: &'static str,
    pub program: &'static str,
    /// `20160314`.
    pub day: &'static str,
}

/// Points of white around a page that is cropped.
const TRIM: f64 = 28.35;

fn deflated(data: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(data, 9)
}

struct Fonts {
    /// Object number and, for an embedded font, the letters' places in it.
    known: BTreeMap<Face, (usize, BTreeMap<char, u16>)>,
}

impl Fonts {
    fn of(sheets: &[Sheet], maker: &mut PdfMaker) -> Self {
        let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
        for item in sheets.iter().flat_map(|s| &s.items) {
            let (face, text) = match item {
                Item::Text { style, text, .. } => (style.face, text),
                Item::Recognised { text, .. } => (Face::Helvetica, text),
                _ => continue,
            };
            used.entry(face).or_default().extend(text.chars());
        }
        if sheets.iter().any(|s| !s.fields.is_empty()) {
            used.entry(FIELD.face).or_default();
        }
        let written = used.into_iter().map(|(face, letters)| {
            let font = match face.standard() {
                Some((name, _)) => (standard(name, maker), BTreeMap::new()),
                None => embedded(face, &letters, maker),
            };
            (face, font)
        });
        Self {
            known: written.collect(),
        }
    }

    fn resources(&self) -> String {
        let named = self.known.iter();
        let named = named.map(|(face, (object, _))| format!("/{face:?} {object} 0 R"));
        format!("/Font<<{}>>", named.collect::<String>())
    }

    /// A text as an operand.
    fn shown(&self, face: Face, text: &str) -> String {
        if face.standard().is_some() {
            return literal(text);
        }
        let places = &self.known[&face].1;
        let codes = text.chars().map(|c| format!("{:04X}", places[&c]));
        format!("<{}>", codes.collect::<String>())
    }
}

/// A string in WinAnsiEncoding.
fn literal(text: &str) -> String {
    let mut out = String::from("(");
    for c in text.chars() {
        match c {
            '(' | ')' | '\\' => write!(out, "\\{c}").unwrap(),
            ' '..='~' => out.push(c),
            _ => write!(out, "\\{:03o}", win_ansi(c)).unwrap(),
        }
    }
    out + ")"
}

fn standard(name: &str, maker: &mut PdfMaker) -> usize {
    maker.object(format!(
        "<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
    ))
}

/// A subset as a CID font with a table of meanings (ISO 32000-1 §9.7.4, §9.10.3).
fn embedded(
    face: Face,
    letters: &BTreeSet<char>,
    maker: &mut PdfMaker,
) -> (usize, BTreeMap<char, u16>) {
    let (name, program) = face.program();
    let font = face.font();
    let mut places = GlyphRemapper::new();
    let glyph = |c: char| font.charmap().map(c).unwrap().to_u32() as u16;
    let codes: BTreeMap<char, u16> = letters
        .iter()
        .map(|c| (*c, places.remap(glyph(*c))))
        .collect();
    let subset = subsetter::subset(program, 0, &places).unwrap();
    let keys = format!("/Length1 {}/Filter/FlateDecode", subset.len());
    let file = maker.stream(&keys, deflated(&subset));
    let name = format!("VBRECH+{name}");
    let descriptor = maker.object(format!(
        "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1021 -463 1793 1233]/ItalicAngle 0/Ascent 928/Descent -236/CapHeight 729/StemV 80/FontFile2 {file} 0 R>>"
    ));
    let mut widths = String::new();
    let mut meanings = String::new();
    for (c, code) in &codes {
        write!(widths, "{code}[{:.0}]", face.advance(*c) * 1000.0).unwrap();
        writeln!(meanings, "<{code:04X}> <{:04X}>", u32::from(*c)).unwrap();
    }
    let descendant = maker.object(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 600/W[{widths}]>>"
    ));
    let map = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{} beginbfchar\n{meanings}endbfchar\nendcmap\nend\nend\n",
        codes.len()
    );
    let map = maker.stream("/Filter/FlateDecode", deflated(map.as_bytes()));
    let object = maker.object(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {map} 0 R>>"
    ));
    (object, codes)
}

fn image(picture: &Picture, maker: &mut PdfMaker) -> usize {
    let (width, height) = (picture.width, picture.height);
    let size = format!("/Type/XObject/Subtype/Image/Width {width}/Height {height}");
    let mask = picture.mask.as_ref().map(|mask| {
        let keys = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode";
        maker.stream(&format!("{size}{keys}"), deflated(mask))
    });
    let mask = mask.map_or(String::new(), |object| format!("/SMask {object} 0 R"));
    let (keys, data) = match &picture.coding {
        Coding::Rgb => (
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode".into(),
            deflated(&picture.data),
        ),
        Coding::Jpeg { gray } => {
            let space = if *gray { "DeviceGray" } else { "DeviceRGB" };
            (
                format!("/ColorSpace/{space}/BitsPerComponent 8/Filter/DCTDecode"),
                picture.data.clone(),
            )
        }
        Coding::Fax => (
            format!(
                "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {width}/Rows {height}>>"
            ),
            picture.data.clone(),
        ),
    };
    maker.stream(&format!("{size}{mask}{keys}"), data)
}

fn operators(
    sheet: &Sheet,
    fonts: &Fonts,
    images: &mut Vec<usize>,
    maker: &mut PdfMaker,
) -> String {
    let mut out = String::new();
    for item in &sheet.items {
        if let Item::Picture { picture, .. } = item {
            images.push(image(picture, maker));
        }
        out += &operator(item, sheet.size.1, fonts, images.len());
    }
    out
}

/// The operators of one item; a picture is the last of those named so far.
fn operator(item: &Item, height: f64, fonts: &Fonts, images: usize) -> String {
    let placed = |[l, t, r, b]: &[f64; 4]| {
        let (width, tall) = (r - l, b - t);
        format!("{l:.2} {:.2} {width:.2} {tall:.2} re", height - b)
    };
    match item {
        Item::Text { x, y, style, text } => {
            let (face, size, [r, g, b]) = (style.face, style.size, style.colour);
            let (y, text) = (height - y, fonts.shown(face, text));
            format!("BT {r} {g} {b} rg /{face:?} {size} Tf {x:.2} {y:.2} Td {text} Tj ET\n")
        }
        Item::Recognised {
            x,
            y,
            size,
            width,
            text,
        } => {
            let stretch = 100.0 * width / (Face::Helvetica.width(text) * size).max(0.1);
            let (y, text) = (height - y, literal(text));
            format!(
                "q BT 3 Tr {stretch:.1} Tz /Helvetica {size} Tf {x:.2} {y:.2} Td {text} Tj ET Q\n"
            )
        }
        Item::Fill { rect, colour } => {
            let [r, g, b] = colour;
            format!("{r} {g} {b} rg {} f\n", placed(rect))
        }
        Item::Frame { rect, width } => format!("0 G {width} w {} S\n", placed(rect)),
        Item::Picture { rect, .. } => {
            let [l, t, r, b] = rect;
            let (width, tall, foot) = (r - l, b - t, height - b);
            let last = images - 1;
            format!("q {width:.2} 0 0 {tall:.2} {l:.2} {foot:.2} cm /Im{last} Do Q\n")
        }
    }
}

/// A field with the look it has when it is filled in (ISO 32000-1 §12.7.4).
fn widget(field: &Field, height: f64, fonts: &Fonts, maker: &mut PdfMaker) -> usize {
    let [l, t, r, b] = field.rect;
    let (width, tall) = (r - l, b - t);
    let font = fonts.known[&FIELD.face].0;
    let mut look = |drawn: String| {
        let keys = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 {width:.2} {tall:.2}]/Resources<</Font<</Helv {font} 0 R>>>>/Filter/FlateDecode"
        );
        maker.stream(&keys, deflated(drawn.as_bytes()))
    };
    let box_of = |inside: &str| {
        format!(
            "0.35 G 0.6 w 0.3 0.3 {:.2} {:.2} re S {inside}",
            width - 0.6,
            tall - 0.6
        )
    };
    let specific = match &field.value {
        Value::Text(text) => {
            let text = literal(text);
            let place = b - field_baseline(field.rect);
            let shown = format!(
                "/Tx BMC q BT 0 g /Helv {} Tf {FIELD_INSET} {place:.2} Td {text} Tj ET Q EMC",
                FIELD.size
            );
            let object = look(box_of(&shown));
            format!(
                "/FT/Tx/DA(/Helv {} Tf 0 g)/V{text}/AP<</N {object} 0 R>>",
                FIELD.size
            )
        }
        Value::Ticked(on) => {
            let ticked = look(box_of("1.4 w 2.2 5 m 4.2 2.4 l 7.8 7.6 l S"));
            let empty = look(box_of(""));
            let state = if *on { "Ja" } else { "Off" };
            format!("/FT/Btn/V/{state}/AS/{state}/AP<</N<</Ja {ticked} 0 R/Off {empty} 0 R>>>>")
        }
    };
    maker.object(format!(
        "<</Type/Annot/Subtype/Widget/F 4/T({}){specific}/Rect[{l:.2} {:.2} {r:.2} {:.2}]>>",
        field.name,
        height - b,
        height - t
    ))
}

/// Where the page lies: its keys, and the operators that bring displayed places into the file's own space.
fn lie(sheet: &Sheet) -> (String, String) {
    let (w, h) = sheet.size;
    match sheet.lie {
        Lie::Plain => (format!("/MediaBox[0 0 {w} {h}]"), String::new()),
        Lie::Turned => (
            format!("/MediaBox[0 0 {h} {w}]/Rotate 90"),
            format!("0 1 -1 0 {h} 0 cm\n"),
        ),
        Lie::Cropped => (
            format!(
                "/MediaBox[0 0 {:.2} {:.2}]/CropBox[{TRIM} {TRIM} {:.2} {:.2}]",
                w + 2.0 * TRIM,
                h + 2.0 * TRIM,
                w + TRIM,
                h + TRIM
            ),
            format!("1 0 0 1 {TRIM} {TRIM} cm\n"),
        ),
    }
}

/// Writes a file.
pub fn pdf(sheets: &[Sheet], title: &str, origin: &Origin) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let fonts = Fonts::of(sheets, &mut maker);
    let mut fields = Vec::new();
    for sheet in sheets {
        let mut images = Vec::new();
        let drawn = operators(sheet, &fonts, &mut images, &mut maker);
        let mut notes: Vec<usize> = Vec::new();
        for ([l, t, r, b], target) in &sheet.links {
            let (top, bottom) = (sheet.size.1 - t, sheet.size.1 - b);
            notes.push(maker.object(format!(
                "<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[{l:.2} {bottom:.2} {r:.2} {top:.2}]/A<</S/URI/URI({target})>>>>"
            )));
        }
        for field in &sheet.fields {
            notes.push(widget(field, sheet.size.1, &fonts, &mut maker));
            fields.push(format!("{} 0 R", notes.last().unwrap()));
        }
        let listed =
            |objects: &[usize]| -> String { objects.iter().map(|o| format!("{o} 0 R ")).collect() };
        let named = images.iter().enumerate();
        let named: String = named
            .map(|(n, object)| format!("/Im{n} {object} 0 R"))
            .collect();
        let (mut keys, into) = lie(sheet);
        if !notes.is_empty() {
            write!(keys, "/Annots[{}]", listed(&notes)).unwrap();
        }
        let resources = format!("{}/XObject<<{named}>>", fonts.resources());
        maker.page_deflated(&deflated((into + &drawn).as_bytes()), &keys, &resources);
    }
    if !fields.is_empty() {
        let font = fonts.known[&FIELD.face].0;
        maker.catalog(&format!(
            "/AcroForm<</Fields[{}]/DA(/Helv 10 Tf 0 g)/DR<</Font<</Helv {font} 0 R>>>>>>",
            fields.join(" ")
        ));
    }
    maker.catalog("/Lang(nl-NL)");
    let info = maker.object(format!(
        "<</Title{}/Author{}/Producer{}/CreationDate(D:{}101500+01'00')>>",
        literal(title),
        literal(origin.author),
        literal(origin.program),
        origin.day
    ));
    maker.trailer(&format!("/Info {info} 0 R"));
    maker.build()
}
