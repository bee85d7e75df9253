//! Random pairs of pages that differ only under their areas.
//!
//! **Invariant:** a seed gives the same pair for ever; what differs lies at least [`INSET`] points within one area, or
//! is nothing that a page shows (metadata, structure, scripts).
//! **Absent:** text that runs on from hidden text: there the gap itself tells (classes 43 and 44), which is measured and
//! not hidden.

mod across;
mod dice;
mod kind;
mod pictures;
mod unseen;
mod within;

use crate::pdf_maker::{HELVETICA, PdfMaker};
use dice::Dice;
use kind::{JPEGS, KINDS, Kind, OLDER};
use std::fmt::Write;

/// Points between the edge of an area and what it hides.
const INSET: f64 = 3.0;

/// An area in the space of the file: left, bottom, right, top of a page of 400 × 300.
type Area = [f64; 4];

/// Two sources with their areas in page space.
pub struct Pair {
    pub sources: [Vec<u8>; 2],
    pub areas: Vec<[f64; 4]>,
    /// What differs, for the message of a test that fails.
    pub kinds: Vec<Kind>,
}

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
