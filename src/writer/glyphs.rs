//! The fonts of one written file: a glyph table in order of first use.
//!
//! **Invariant:** a glyph is known by its outline, advance and meaning alone, never by a source's font or code, so
//! nothing about removed text can show in the table. A font holds exactly the glyphs that are used.
//! **Absent:** layout; glyphs arrive in place.

use super::cff;
use super::page::Glyph;
use super::picture::{Packing, packed_as};
use kurbo::{PathEl, Shape};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Ref, Str};
use std::collections::HashMap;

/// Glyphs in one font; a large table is slow in readers that build it whole.
const PER_FONT: usize = 4000;

/// A glyph in a written file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub font: usize,
    pub code: u16,
}

/// What makes two glyphs the same: outline in whole units, advance, meaning.
type Key = (Vec<i32>, u16, String);

struct Font {
    id: Ref,
    charstrings: Vec<Vec<u8>>,
    advances: Vec<u16>,
    meanings: Vec<String>,
    bounds: [i32; 4],
}

impl Font {
    fn new(id: Ref) -> Self {
        Self {
            id,
            charstrings: vec![cff::charstring(&kurbo::BezPath::new(), 0)],
            advances: vec![0],
            meanings: vec![String::new()],
            bounds: [0, -200, 1000, 800],
        }
    }
}

/// The growing table of one file.
#[derive(Default)]
pub struct Glyphs {
    packing: Packing,
    fonts: Vec<Font>,
    known: HashMap<Key, Slot>,
}

impl Glyphs {
    pub fn packed(packing: Packing) -> Self {
        Self {
            packing,
            ..Self::default()
        }
    }

    /// The place of a glyph in the file; a new one gets the next free place.
    pub fn slot(&mut self, glyph: &Glyph, new_ref: &mut impl FnMut() -> Ref) -> Slot {
        let key = (whole_units(glyph), glyph.advance, glyph.unicode.clone());
        if let Some(slot) = self.known.get(&key) {
            return *slot;
        }
        if self
            .fonts
            .last()
            .is_none_or(|f| f.charstrings.len() >= PER_FONT)
        {
            self.fonts.push(Font::new(new_ref()));
        }
        let font = self.fonts.len() - 1;
        let current = &mut self.fonts[font];
        let slot = Slot {
            font,
            code: current.charstrings.len() as u16,
        };
        current
            .charstrings
            .push(cff::charstring(&glyph.outline, glyph.advance));
        current.advances.push(glyph.advance);
        current.meanings.push(allowed(&glyph.unicode));
        if !glyph.outline.elements().is_empty() {
            let b = glyph.outline.bounding_box();
            let low = |v: f64| v.floor().clamp(-16_000.0, 16_000.0) as i32;
            let high = |v: f64| v.ceil().clamp(-16_000.0, 16_000.0) as i32;
            let [x0, y0, x1, y1] = current.bounds;
            current.bounds = [
                x0.min(low(b.x0)),
                y0.min(low(b.y0)),
                x1.max(high(b.x1)),
                y1.max(high(b.y1)),
            ];
        }
        self.known.insert(key, slot);
        slot
    }

    /// The object of a font.
    pub fn font_ref(&self, font: usize) -> Option<Ref> {
        self.fonts.get(font).map(|f| f.id)
    }

    /// Writes every font.
    pub fn write(self, pdf: &mut Pdf, new_ref: &mut impl FnMut() -> Ref) {
        for (number, font) in self.fonts.into_iter().enumerate() {
            write_font(&font, number, self.packing, pdf, new_ref);
        }
    }
}

/// The outline as numbers; two shapes that round to the same units are the same glyph.
fn whole_units(glyph: &Glyph) -> Vec<i32> {
    let mut out = Vec::new();
    for element in glyph.outline.elements() {
        let points: &[kurbo::Point] = match element {
            PathEl::MoveTo(p) => &[*p],
            PathEl::LineTo(p) => &[*p],
            PathEl::QuadTo(a, p) => &[*a, *p],
            PathEl::CurveTo(a, b, p) => &[*a, *b, *p],
            PathEl::ClosePath => &[],
        };
        out.push(match element {
            PathEl::MoveTo(_) => i32::MAX,
            PathEl::ClosePath => i32::MIN,
            _ => i32::MAX - points.len() as i32,
        });
        for p in points {
            out.extend([p.x.round() as i32, p.y.round() as i32]);
        }
    }
    out
}

/// A meaning without the three characters that ISO 19005-2 §6.2.11.7.2 forbids.
fn allowed(meaning: &str) -> String {
    meaning.replace(['\u{0}', '\u{feff}', '\u{fffe}'], "\u{fffd}")
}

/// A subset tag and a name that tell nothing about the source.
fn font_name(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    format!(
        "LAK{}{}{}+Lakwerk",
        letter(number / 676),
        letter(number / 26),
        letter(number)
    )
}

/// Codes are the numbers of glyphs.
const SYSTEM: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

fn write_font(
    font: &Font,
    number: usize,
    packing: Packing,
    pdf: &mut Pdf,
    new_ref: &mut impl FnMut() -> Ref,
) {
    let name = font_name(number);
    let (program, descendant, descriptor, meanings) = (new_ref(), new_ref(), new_ref(), new_ref());
    let table = packed_as(packing, &cff::font(&name, &font.charstrings, font.bounds));
    let mut stream = pdf.stream(program, &table);
    stream
        .filter(Filter::FlateDecode)
        .pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    stream.finish();

    pdf.type0_font(font.id)
        .base_font(Name(format!("{name}-Identity-H").as_bytes()))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(descendant)
        .to_unicode(meanings);

    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type0)
        .base_font(Name(name.as_bytes()))
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .default_width(0.0);
    cid.widths()
        .consecutive(0, font.advances.iter().map(|w| f32::from(*w)));
    cid.finish();

    let [x0, y0, x1, y1] = font.bounds.map(|v| v as f32);
    pdf.font_descriptor(descriptor)
        .name(Name(name.as_bytes()))
        .flags(FontFlags::SYMBOLIC)
        .bbox(pdf_writer::Rect::new(x0, y0, x1, y1))
        .italic_angle(0.0)
        .ascent(800.0)
        .descent(-200.0)
        .cap_height(700.0)
        .stem_v(80.0)
        .font_file3(program);

    pdf.stream(meanings, &packed_as(packing, &meanings_of(font)))
        .filter(Filter::FlateDecode);
}

/// The table of what each code means (ISO 32000-1 §9.10.3).
fn meanings_of(font: &Font) -> Vec<u8> {
    let mut cmap = UnicodeCmap::<u16>::new(Name(b"Lakwerk-UCS"), SYSTEM);
    for (code, meaning) in font.meanings.iter().enumerate() {
        let mut chars = meaning.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => cmap.pair(code as u16, c),
            (Some(_), Some(_)) => cmap.pair_with_multiple(code as u16, meaning.chars()),
            // Readers make up a meaning from the code where none is given.
            (None, _) if code > 0 => cmap.pair(code as u16, char::REPLACEMENT_CHARACTER),
            (None, _) => {}
        }
    }
    cmap.finish().into_vec()
}
