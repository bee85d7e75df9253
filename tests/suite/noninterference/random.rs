//! Random pairs of pages that differ only under their areas.
//!
//! **Invariant:** a seed gives the same pair for ever; what differs lies at least [`INSET`] points within one area, or
//! is nothing that a page shows (metadata, structure, scripts).
//! **Absent:** text that runs on from hidden text: there the gap itself tells (classes 43 and 44), which is measured and
//! not hidden.

mod pictures;

use crate::pdf_maker::{HELVETICA, PdfMaker};
use std::fmt::Write;

/// Points between the edge of an area and what it hides.
const INSET: f64 = 3.0;

/// Numbers that follow from a seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Between two numbers, to a hundredth.
    fn between(&mut self, least: f64, most: f64) -> f64 {
        let part = self.below(10_000) as f64 / 10_000.0;
        ((least + (most - least) * part) * 100.0).round() / 100.0
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn word(&mut self, letters: usize) -> String {
        let alphabet: Vec<char> = "abcdefghijklmnoprstuvwzABDEGHJKLMNPRSTVW0123456789 .-"
            .chars()
            .collect();
        (0..letters)
            .map(|_| alphabet[self.below(alphabet.len())])
            .collect()
    }

    fn colour(&mut self) -> String {
        let [a, b, c] = [0; 3].map(|_| self.between(0.0, 0.8));
        format!("{a} {b} {c} rg {b} {c} {a} RG ")
    }
}

/// An area in the space of the file: left, bottom, right, top of a page of 400 × 300.
type Area = [f64; 4];

/// Two sources with their areas in page space.
pub struct Pair {
    pub sources: [Vec<u8>; 2],
    pub areas: Vec<[f64; 4]>,
    /// What differs, for the message of a test that fails.
    pub kinds: Vec<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    PiecedText,
    InvisibleText,
    Shapes,
    Picture,
    InlinePicture,
    PictureAcross,
    StencilAcross,
    JpegAcross,
    WavesAcross,
    Masked,
    Pattern,
    Shading,
    Form,
    Annotation,
    Field,
    Layer,
    Marked,
    Blend,
    FontOfItsOwn,
    DrawnFont,
    ClipAcross,
    PathAcross,
    Metadata,
    Structure,
    Scripts,
    Orphans,
    Mirrored,
    Replaced,
    JpegMapped,
    JpegPatched,
    SmoothedAcross,
    StrokesAcross,
}

/// Those of even seeds, and the first of odd ones.
const OLDER: usize = 27;

const KINDS: [Kind; 33] = [
    Kind::Text,
    Kind::PiecedText,
    Kind::InvisibleText,
    Kind::Shapes,
    Kind::Picture,
    Kind::InlinePicture,
    Kind::PictureAcross,
    Kind::StencilAcross,
    Kind::JpegAcross,
    Kind::WavesAcross,
    Kind::Masked,
    Kind::Pattern,
    Kind::Shading,
    Kind::Form,
    Kind::Annotation,
    Kind::Field,
    Kind::Layer,
    Kind::Marked,
    Kind::Blend,
    Kind::FontOfItsOwn,
    Kind::DrawnFont,
    Kind::ClipAcross,
    Kind::PathAcross,
    Kind::Metadata,
    Kind::Structure,
    Kind::Scripts,
    Kind::Orphans,
    Kind::Mirrored,
    Kind::Replaced,
    Kind::JpegMapped,
    Kind::JpegPatched,
    Kind::SmoothedAcross,
    Kind::StrokesAcross,
];

/// Those that put a JPEG across the page.
const JPEGS: [Kind; 3] = [Kind::JpegAcross, Kind::JpegMapped, Kind::JpegPatched];

/// The pair of a seed.
pub fn pair(seed: u64) -> Pair {
    let mut dice = Dice::new(seed);
    let mut areas = areas(&mut dice);
    let newer = seed % 2 == 1;
    let all = if newer { &KINDS[..] } else { &KINDS[..OLDER] };
    // Every kind has its turn, others join it.
    let mut kinds = vec![all[((seed / u64::from(newer as u8 + 1)) % all.len() as u64) as usize]];
    for _ in 0..dice.below(4) {
        let kind = all[dice.below(all.len())];
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // An area that lies over a part of another one.
    if newer && dice.below(3) == 0 {
        let [left, bottom, right, top] = areas[0];
        let (x, y) = (dice.between(8.0, 50.0), dice.between(4.0, 14.0));
        areas.push([left + x, bottom + y, right + x, top + y - 3.0]);
    }
    // A JPEG lies below the text beside it: whether a word *under* a picture can be seen is asked of pixels, to which the
    // coding of covered samples adds traces.
    if let Some(jpeg) = kinds.iter().copied().find(|kind| JPEGS.contains(kind)) {
        kinds.retain(|kind| {
            let across = [
                Kind::PictureAcross,
                Kind::StencilAcross,
                Kind::SmoothedAcross,
            ];
            *kind == jpeg || !across.contains(kind) && !JPEGS.contains(kind)
        });
        kinds.sort_by_key(|kind| *kind != jpeg);
    }
    let below = usize::from(kinds.first().is_some_and(|kind| JPEGS.contains(kind)));
    let shown = dice.next();
    let secrets = [dice.next(), dice.next()];
    let sources = secrets.map(|secret| {
        let mut side = Side::new(Dice::new(shown), Dice::new(secret), areas.clone());
        for (nth, kind) in kinds.iter().enumerate() {
            if nth == below {
                side.before();
            }
            side.hide(*kind);
        }
        if kinds.len() == below {
            side.before();
        }
        side.after();
        side.build()
    });
    let in_page = |[l, b, r, t]: &Area| [*l, 300.0 - t, *r, 300.0 - b];
    Pair {
        sources,
        areas: areas.iter().map(in_page).collect(),
        kinds,
    }
}

/// One to three areas, each in a third of the page of its own.
fn areas(dice: &mut Dice) -> Vec<Area> {
    let first = dice.below(3);
    (0..=dice.below(3))
        .map(|nth| {
            let band = 90.0 * ((first + nth) % 3) as f64 + 20.0;
            let (left, bottom) = (dice.between(60.0, 160.0), dice.between(band, band + 20.0));
            let (width, height) = (dice.between(60.0, 150.0), dice.between(26.0, 60.0));
            [left, bottom, left + width, bottom + height].map(|v| (v * 100.0).round() / 100.0)
        })
        .collect()
}

/// One source under construction: `shown` decides what both have, `secret` what lies under the areas.
struct Side {
    shown: Dice,
    secret: Dice,
    areas: Vec<Area>,
    maker: PdfMaker,
    operators: String,
    fonts: String,
    objects: String,
    states: String,
    patterns: String,
    shadings: String,
    properties: String,
    annotations: String,
    keys: String,
    names: usize,
}

impl Side {
    fn new(shown: Dice, secret: Dice, areas: Vec<Area>) -> Self {
        let mut maker = PdfMaker::new();
        let mut fonts = format!("/F {HELVETICA} 0 R");
        for (name, base) in [
            ("T", "Times-Roman"),
            ("C", "Courier"),
            ("B", "Helvetica-Bold"),
        ] {
            let font = maker.object(format!(
                "<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding/WinAnsiEncoding>>"
            ));
            write!(fonts, "/{name} {font} 0 R").unwrap();
        }
        Self {
            shown,
            secret,
            areas,
            maker,
            operators: String::new(),
            fonts,
            objects: String::new(),
            states: String::new(),
            patterns: String::new(),
            shadings: String::new(),
            properties: String::new(),
            annotations: String::new(),
            keys: String::new(),
            names: 0,
        }
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("N{}", self.names)
    }

    fn draw(&mut self, operators: impl AsRef<str>) {
        self.operators.push_str(operators.as_ref());
        self.operators.push(' ');
    }

    /// What both show before: a line over and one under every area, a frame around them all.
    fn before(&mut self) {
        for [left, bottom, right, top] in self.areas.clone() {
            let font = self.shown.one(&["F", "T", "C", "B"]);
            let colour = self.shown.colour();
            let length = 3 + self.shown.below(12);
            let (above, beside) = (self.shown.word(length), self.shown.word(4));
            let size = self.shown.between(6.0, 11.0);
            let (x, y) = (left - 20.0, top + 3.0);
            self.draw(format!(
                "{colour} BT /{font} {size} Tf {x:.2} {y:.2} Td ({above}) Tj ET 0 g 0 G"
            ));
            let (x, y) = (right + 4.0, (bottom + top) / 2.0);
            self.draw(format!("BT /F 9 Tf {x:.2} {y:.2} Td ({beside}) Tj ET"));
        }
        if self.shown.below(2) == 0 {
            self.draw("0.5 w 12 12 376 276 re S");
        }
    }

    /// What both show after what is hidden: lines and shapes, some of them across an area.
    fn after(&mut self) {
        for [left, bottom, right, top] in self.areas.clone() {
            match self.shown.below(4) {
                0 => {
                    let y = self.shown.between(bottom, top);
                    self.draw(format!(
                        "1 w {:.2} {y:.2} m {:.2} {y:.2} l S",
                        left - 30.0,
                        right + 20.0
                    ));
                }
                1 => {
                    let grey = self.shown.between(0.6, 0.9);
                    self.draw(format!(
                        "{grey} g {:.2} {bottom:.2} 24 {:.2} re f 0 g",
                        left - 14.0,
                        top - bottom
                    ));
                }
                2 => self.draw(format!(
                    "BT /T 10 Tf {:.2} {:.2} Td (op ) Tj ET",
                    left - 40.0,
                    bottom + 6.0
                )),
                _ => {}
            }
        }
    }

    /// One of the areas, less the inset.
    fn place(&mut self) -> Area {
        // Both sides hide in the same area.
        let [left, bottom, right, top] = self.areas[self.shown.below(self.areas.len())];
        [left + INSET, bottom + INSET, right - INSET, top - INSET]
    }

    /// Text that stands within a place, whatever its font.
    fn text(&mut self, [left, bottom, right, top]: Area) -> String {
        let font = self.secret.one(&["F", "T", "C", "B"]);
        let size = self.secret.between(4.0, (top - bottom) / 1.4);
        let most = ((right - left) / size).floor().max(1.0) as usize;
        let length = 1 + self.secret.below(most);
        let word = self.secret.word(length);
        let y = bottom + 0.25 * size;
        format!("BT /{font} {size:.2} Tf {left:.2} {y:.2} Td ({word}) Tj ET")
    }

    fn shape(&mut self, [left, bottom, right, top]: Area) -> String {
        let mut point = || {
            let (x, y) = (
                self.secret.between(left, right),
                self.secret.between(bottom, top),
            );
            format!("{x:.2} {y:.2}")
        };
        let [a, b, c, d, e] = [0; 5].map(|_| point());
        let ends = ["f", "f*", "S", "B"];
        let end = ends[self.secret.below(4)];
        let (colour, dash) = (self.secret.colour(), self.secret.between(1.0, 5.0));
        format!("q {colour} 0.8 w 1 j [{dash}] 0 d {a} m {b} l {c} {d} {e} c h {end} Q")
    }

    fn hide(&mut self, kind: Kind) {
        let place = self.place();
        // Now and then one side has nothing there.
        let is_there = self.secret.below(5) > 0;
        match kind {
            Kind::Metadata => self.metadata(),
            Kind::Structure => self.structure(),
            Kind::Scripts => self.scripts(),
            Kind::Orphans => self.orphans(),
            // What lies across an area is there on both sides.
            Kind::PictureAcross => self.picture_across(place),
            Kind::StencilAcross => self.stencil_across(place),
            Kind::JpegAcross => self.jpeg_across(place),
            Kind::WavesAcross => self.waves_across(place),
            Kind::ClipAcross => self.clip_across(place),
            Kind::PathAcross => self.path_across(place),
            Kind::Mirrored => self.mirrored(place),
            Kind::Replaced => self.replaced(place),
            Kind::JpegMapped => self.jpeg_mapped(place),
            Kind::JpegPatched => self.jpeg_patched(place),
            Kind::SmoothedAcross => self.smoothed_across(place),
            Kind::StrokesAcross => self.strokes_across(place),
            _ if is_there => self.within(kind, place),
            _ => {}
        }
    }

    /// What lies wholly under an area.
    fn within(&mut self, kind: Kind, place: Area) {
        let [left, bottom, right, top] = place;
        let (width, height) = (right - left, top - bottom);
        let text = self.text(place);
        let drawn = match kind {
            Kind::Text => text,
            Kind::PiecedText => {
                let y = bottom + 2.0;
                let words = [0; 3].map(|_| self.secret.word(2));
                let kern = self.secret.below(200);
                format!(
                    "BT /C 6 Tf {left:.2} {y:.2} Td [({})-{kern}({})] TJ ({}) Tj ET",
                    words[0], words[1], words[2]
                )
            }
            Kind::InvisibleText => {
                let mode = self.secret.one(&["1", "2", "3", "5", "7"]);
                format!("q {mode} Tr 0.3 w {text} Q")
            }
            Kind::Shapes => self.shape(place),
            Kind::Picture => {
                let side = 2 + self.secret.below(20);
                let bytes: Vec<u8> = (0..side * side).map(|_| self.secret.next() as u8).collect();
                let keys = format!(
                    "/Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace/DeviceGray"
                );
                let picture = self.maker.stream(&keys, bytes);
                let name = self.object(picture);
                format!("q {width:.2} 0 0 {height:.2} {left:.2} {bottom:.2} cm /{name} Do Q")
            }
            Kind::InlinePicture => {
                let hex: String = (0..4)
                    .map(|_| format!("{:02x}", self.secret.next() as u8))
                    .collect();
                format!(
                    "q {width:.2} 0 0 {height:.2} {left:.2} {bottom:.2} cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID {hex}> EI Q"
                )
            }
            Kind::Masked => {
                let inner = self.shape(place);
                let group = self.maker.stream(
                    "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>",
                    inner,
                );
                let name = self.state(&format!("/SMask<</S/Luminosity/G {group} 0 R>>"));
                format!("q /{name} gs {left:.2} {bottom:.2} {width:.2} {height:.2} re f Q")
            }
            Kind::Pattern => {
                let (step, colour) = (self.secret.between(3.0, 9.0), self.secret.colour());
                let tile = self.maker.stream(
                    &format!("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep {step}/YStep {step}/Resources<<>>"),
                    format!("{colour} 1 1 2 2 re f"),
                );
                let name = self.name();
                write!(self.patterns, "/{name} {tile} 0 R").unwrap();
                format!(
                    "q /Pattern cs /{name} scn {left:.2} {bottom:.2} {width:.2} {height:.2} re f Q"
                )
            }
            Kind::Shading => {
                let [a, b, c] = [0; 3].map(|_| self.secret.between(0.0, 1.0));
                let name = self.name();
                write!(
                    self.shadings,
                    "/{name}<</ShadingType 2/ColorSpace/DeviceRGB/Coords[{left:.2} {bottom:.2} {right:.2} {top:.2}]/Extend[true true]\
                     /Function<</FunctionType 2/N 1/Domain[0 1]/C0[{a} {b} {c}]/C1[{c} {a} {b}]>>>>"
                )
                .unwrap();
                format!("q {left:.2} {bottom:.2} {width:.2} {height:.2} re W n /{name} sh Q")
            }
            Kind::Form => {
                let fonts = self.fonts.clone();
                let keys = format!(
                    "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<<{fonts}>>>>"
                );
                let inner = self.maker.stream(&keys, text);
                let outer = self.maker.stream(
                    &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</X {inner} 0 R>>>>"),
                    "/X Do",
                );
                let name = self.object(outer);
                format!("/{name} Do")
            }
            Kind::Annotation => {
                let kind = self.secret.one(&["Square", "Stamp", "FreeText", "Ink"]);
                let words = self.secret.word(12);
                self.annotation(
                    place,
                    &format!("/Subtype/{kind}/Contents({words})/T({words})/F 4"),
                );
                String::new()
            }
            Kind::Field => {
                let words = self.secret.word(9);
                self.annotation(
                    place,
                    &format!("/Subtype/Widget/FT/Tx/T({words})/V({words})/DA(/Helv 8 Tf 0 g)/F 4"),
                );
                String::new()
            }
            Kind::Layer => {
                let (name, title) = (self.name(), self.secret.word(8));
                let layer = self.maker.object(format!("<</Type/OCG/Name({title})>>"));
                write!(self.properties, "/{name} {layer} 0 R").unwrap();
                format!("/OC /{name} BDC {text} EMC")
            }
            Kind::Marked => {
                let words = self.secret.word(10);
                let key = self.secret.one(&["ActualText", "Alt", "E"]);
                format!("/Span<</{key}({words})>>BDC {text} EMC")
            }
            Kind::Blend => {
                let mode = self
                    .secret
                    .one(&["Multiply", "Difference", "Luminosity", "Screen"]);
                let name = self.state(&format!("/BM/{mode}/ca 0.5"));
                let shape = self.shape(place);
                format!("q /{name} gs {shape} Q")
            }
            Kind::FontOfItsOwn => {
                let widths: Vec<String> =
                    (0..4).map(|_| self.secret.below(900).to_string()).collect();
                let map = format!(
                    "/CIDInit begincmap 1 beginbfchar <41> <{:04x}> endbfchar endcmap",
                    0x61 + self.secret.below(26)
                );
                let map = self.maker.stream("", map);
                let base = self
                    .secret
                    .one(&["Helvetica", "Times-Italic", "Courier-Bold"]);
                let font = self.maker.object(format!(
                    "<</Type/Font/Subtype/Type1/BaseFont/{base}/FirstChar 65/LastChar 68/Widths[{}]/ToUnicode {map} 0 R>>",
                    widths.join(" ")
                ));
                let name = self.name();
                write!(self.fonts, "/{name} {font} 0 R").unwrap();
                format!(
                    "BT /{name} 7 Tf {left:.2} {:.2} Td (ABCD) Tj ET",
                    bottom + 2.0
                )
            }
            Kind::DrawnFont => {
                let box_size = self.secret.below(700) + 100;
                let glyph = self
                    .maker
                    .stream("", format!("800 0 d0 0 0 {box_size} {box_size} re f"));
                let font = self.maker.object(format!(
                    "<</Type/Font/Subtype/Type3/FontBBox[0 0 800 800]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 65\
                     /Widths[800]/CharProcs<</a {glyph} 0 R>>/Encoding<</Type/Encoding/Differences[65/a]>>/Resources<<>>>>"
                ));
                let name = self.name();
                write!(self.fonts, "/{name} {font} 0 R").unwrap();
                format!(
                    "BT /{name} 8 Tf {left:.2} {:.2} Td (AAA) Tj ET",
                    bottom + 2.0
                )
            }
            _ => text,
        };
        self.draw(drawn);
    }

    fn object(&mut self, number: usize) -> String {
        let name = self.name();
        write!(self.objects, "/{name} {number} 0 R").unwrap();
        name
    }

    fn state(&mut self, keys: &str) -> String {
        let name = self.name();
        write!(self.states, "/{name}<<{keys}>>").unwrap();
        name
    }

    fn annotation(&mut self, [left, bottom, right, top]: Area, keys: &str) {
        let (width, height) = (right - left, top - bottom);
        let text = self.text([0.5, 0.5, width - 0.5, height - 0.5]);
        let fonts = self.fonts.clone();
        let look = self.maker.stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 {width:.2} {height:.2}]/Resources<</Font<<{fonts}>>>>"),
            text,
        );
        write!(
            self.annotations,
            "<</Type/Annot/Rect[{left:.2} {bottom:.2} {right:.2} {top:.2}]/AP<</N {look} 0 R>>{keys}>>"
        )
        .unwrap();
    }

    /// A clip of which corners lie under the area, over what is shown.
    fn clip_across(&mut self, [left, bottom, right, top]: Area) {
        let (x, y) = (
            self.secret.between(left, right),
            self.secret.between(bottom, top),
        );
        let (far, low) = (left - 40.0, bottom);
        self.draw(format!(
            "q {far:.2} {low:.2} m {left:.2} {low:.2} l {x:.2} {y:.2} l {left:.2} {top:.2} l {far:.2} {top:.2} l h W n \
             0.8 g {far:.2} {low:.2} {:.2} {:.2} re f 0 g Q",
            right - far,
            top - bottom
        ));
    }

    /// A shape of which corners lie under the area.
    fn path_across(&mut self, [left, bottom, right, top]: Area) {
        let (x, y) = (
            self.secret.between(left, right),
            self.secret.between(bottom, top),
        );
        let far = left - 30.0;
        let end = self.shown.one(&["f", "S"]);
        self.draw(format!(
            "0.7 g 1.5 w 1 j {far:.2} {bottom:.2} m {left:.2} {bottom:.2} l {x:.2} {y:.2} l {left:.2} {top:.2} l {far:.2} {top:.2} l h {end} 0 g 0 j"
        ));
    }

    /// Brackets in one line with what may run from right to left.
    fn mirrored(&mut self, [left, bottom, right, _]: Area) {
        let hebrew = self.secret.below(2) == 0;
        let first = if hebrew { 0x5D0 } else { 0x61 } + self.secret.below(20);
        let map = format!(
            "/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <44> <{first:04x}> endbfrange endcmap"
        );
        let map = self.maker.stream("", map);
        let font = self.maker.object(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode {map} 0 R>>"
        ));
        let name = self.name();
        write!(self.fonts, "/{name} {font} 0 R").unwrap();
        let brackets = self
            .shown
            .one(&["\\(a\\) [b]", "\\(", "] {c} <", "\\253 d \\273"]);
        let y = bottom + 6.0;
        self.draw(format!(
            "BT /{name} 9 Tf {left:.2} {y:.2} Td (ABCD) Tj ET BT /F 9 Tf {:.2} {y:.2} Td ({brackets}) Tj ET",
            right + 8.0
        ));
    }

    /// A replacement text around what is shown and what is covered.
    fn replaced(&mut self, [left, bottom, right, _]: Area) {
        let length = 1 + self.secret.below(12);
        let (says, word) = (self.secret.word(length), self.secret.word(3));
        let y = bottom + 6.0;
        self.draw(format!(
            "/Span<</ActualText(Geachte {says})>>BDC BT /F 9 Tf {:.2} {y:.2} Td (Geachte) Tj ET BT /C 6 Tf {left:.2} {y:.2} Td ({word}) Tj ET EMC \
             BT /F 9 Tf {:.2} {y:.2} Td (en) Tj ET",
            left - 46.0,
            right + 8.0
        ));
    }

    /// Lines of which some corners lie under the area, as fine as one likes.
    fn strokes_across(&mut self, [left, bottom, right, top]: Area) {
        let width = self.shown.between(0.1, 4.0);
        let join = self.shown.below(3);
        let y = self.shown.between(bottom + 2.0, top - 2.0);
        let mut path = format!("{:.2} {y:.2} m {:.2} {y:.2} l ", left - 33.3, left + 2.0);
        for _ in 0..self.secret.below(5) {
            let (x, y) = (
                self.secret.between(left + 4.0, right - 4.0),
                self.secret.between(bottom + 4.0, top - 4.0),
            );
            write!(path, "{x:.2} {y:.2} l ").unwrap();
        }
        self.draw(format!("{width} w {join} j {path} S 1 w 0 j"));
    }

    fn metadata(&mut self) {
        let words = self.secret.word(14);
        let info = self.maker.object(format!(
            "<</Title({words})/Author({words})/Keywords({words})>>"
        ));
        let xmp = self
            .maker
            .stream("/Type/Metadata/Subtype/XML", format!("<x>{words}</x>"));
        let id = self.secret.next();
        self.maker
            .trailer(&format!("/Info {info} 0 R/ID[<{id:032x}><{id:032x}>]"));
        self.maker.catalog(&format!("/Metadata {xmp} 0 R"));
        write!(
            self.keys,
            "/PieceInfo<</X<</LastModified(D:2020)/Private({words})>>>>"
        )
        .unwrap();
    }

    fn structure(&mut self) {
        let words = self.secret.word(14);
        let role = self.secret.one(&["P", "H1", "Sect", "Figure"]);
        let element = self.maker.object(format!(
            "<</Type/StructElem/S/{role}/T({words})/Alt({words})/ActualText({words})>>"
        ));
        let tree = self.maker.object(format!(
            "<</Type/StructTreeRoot/K {element} 0 R/RoleMap<</{role}/P>>>>"
        ));
        self.maker.catalog(&format!(
            "/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
        ));
    }

    fn scripts(&mut self) {
        let words = self.secret.word(10);
        let data = self.maker.stream("/Type/EmbeddedFile", &words);
        self.maker.catalog(&format!(
            "/OpenAction<</S/JavaScript/JS({words})>>/Names<</EmbeddedFiles<</Names[({words})<</Type/Filespec/F({words})/EF<</F {data} 0 R>>>>]>>>>"
        ));
        write!(self.keys, "/AA<</O<</S/JavaScript/JS({words})>>>>").unwrap();
    }

    fn orphans(&mut self) {
        for _ in 0..self.secret.below(4) {
            let words = self.secret.word(20);
            self.maker.stream("", &words);
            self.maker.object(format!("({words})"));
        }
    }

    fn build(mut self) -> Vec<u8> {
        let mut resources = format!("/Font<<{}>>", self.fonts);
        for (kind, list) in [
            ("XObject", &self.objects),
            ("ExtGState", &self.states),
            ("Pattern", &self.patterns),
            ("Shading", &self.shadings),
            ("Properties", &self.properties),
        ] {
            if !list.is_empty() {
                write!(resources, "/{kind}<<{list}>>").unwrap();
            }
        }
        if !self.annotations.is_empty() {
            write!(self.keys, "/Annots[{}]", self.annotations).unwrap();
        }
        let (operators, keys) = (&self.operators, &self.keys);
        if self.secret.below(2) == 0 {
            let deflated = miniz_oxide::deflate::compress_to_vec_zlib(operators.as_bytes(), 6);
            let keys = format!("/MediaBox[0 0 400 300]{keys}");
            self.maker.page_deflated(&deflated, &keys, &resources);
        } else {
            self.maker.page_with(operators, keys, &resources);
        }
        if self.secret.below(3) == 0 {
            self.maker.build_packed()
        } else {
            self.maker.build()
        }
    }
}
