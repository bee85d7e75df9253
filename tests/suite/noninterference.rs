//! Two sources that differ only under a black area give the same bytes: the oracle above all others.
//!
//! Known pairs one by one, random ones by their seeds. `LAKWERK_SEED`, `LAKWERK_PAIRS` and `LAKWERK_WHOLE` ask for other
//! seeds and more of them than a change needs.

mod random;

use crate::pdf_maker::{HELVETICA, PdfMaker, nameless, with_codes_moved};
use crate::program::{self, Program, marks};
use lakwerk::engine::{Engine, Redacted, RenderMode};
use lakwerk::model::blackout::PageBlackout;
use lakwerk::model::geometry::PageRect;
use lakwerk::model::ground::{Ground, Notation};
use lakwerk::model::mark::Mark;
use lakwerk::model::navigation::Navigation;
use lakwerk::writer::{self, Claim, FileFacts};
use random::Pair;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The black area in page space; in the files' space it is 100 ≤ x ≤ 220 by 160 ≤ y ≤ 200.
const AREA: [f64; 4] = [100.0, 100.0, 220.0, 140.0];

/// What every page shows beside the area, before and after what differs.
const BEFORE: &str = "BT /F 12 Tf 40 250 Td (Het besluit) Tj ET BT /F 12 Tf 40 175 Td (Van:) Tj ET";
const AFTER: &str = "BT /F 12 Tf 230 175 Td (te Utrecht) Tj ET 0.5 w 30 150 m 300 150 l S";

struct Side {
    source: PdfMaker,
    operators: String,
    resources: String,
    keys: String,
}

impl Side {
    fn new() -> Self {
        Self {
            source: PdfMaker::new(),
            operators: String::new(),
            resources: String::new(),
            keys: String::new(),
        }
    }

    fn draws(operators: &str) -> Self {
        Self {
            operators: operators.to_owned(),
            ..Self::new()
        }
    }

    fn build(mut self) -> Vec<u8> {
        let font = format!("/Font<</F {HELVETICA} 0 R/C 4 0 R>>{}", self.resources);
        let operators = format!("{BEFORE} {} {AFTER}", self.operators);
        self.source.page_with(operators, &self.keys, &font);
        self.source.build()
    }
}

/// Redacts both and compares; `drawn` says that the page must not have become a picture.
fn same(name: &str, a: Vec<u8>, b: Vec<u8>, drawn: bool) {
    assert_ne!(a, b, "{name}: the sources are the same");
    let program = Program::new();
    let written = |source: Vec<u8>| {
        let code = program.redact(&source, &marks(1, &[AREA]));
        let report = program.read_json("report.json");
        assert_eq!(code, 0, "{name}: {}", report["pages"]);
        if drawn {
            assert_eq!(report["verdict"], "verified", "{name}: {}", report["pages"]);
        }
        program.read("out.pdf")
    };
    assert!(written(a) == written(b), "{name}: the area can be told");
}

fn pair(name: &str, a: &str, b: &str) {
    same(name, Side::draws(a).build(), Side::draws(b).build(), true);
}

#[test]
fn text_under_an_area() {
    pair(
        "other words",
        "BT /F 12 Tf 110 175 Td (Jansen) Tj ET",
        "BT /F 12 Tf 110 175 Td (de Vries) Tj ET",
    );
    pair("words or none", "BT /F 12 Tf 110 175 Td (Jansen) Tj ET", "");
    pair(
        "one word or many",
        "BT /F 8 Tf 110 175 Td (J) Tj (an) Tj [(s)-90(en)] TJ ET",
        "BT /F 8 Tf 110 175 Td (Jansen) Tj ET",
    );
    pair(
        "colour and size",
        "1 0 0 rg BT /F 20 Tf 110 175 Td (Jansen) Tj ET 0 g",
        "BT /F 9 Tf 110 175 Td (Jansen) Tj ET",
    );
    pair(
        "invisible",
        "BT 3 Tr /F 12 Tf 110 175 Td (Jansen) Tj 0 Tr ET",
        "",
    );
    pair(
        "marked",
        "/Span<</ActualText(Jansen)>>BDC BT /F 12 Tf 110 175 Td (J) Tj ET EMC",
        "BT /F 12 Tf 110 175 Td (J) Tj ET",
    );
    pair(
        "outlined",
        "BT 2 Tr /F 12 Tf 110 175 Td (Jansen) Tj 0 Tr ET",
        "BT 1 Tr /F 12 Tf 110 175 Td (Jansen) Tj 0 Tr ET",
    );
}

#[test]
fn text_in_the_middle_of_a_string() {
    let side = |name: &str| {
        let mut side = Side::new();
        side.source
            .object("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>");
        // Twelve points of Courier are 7.2 points a letter: the name begins at 112 and ends at 191.2.
        side.operators = format!("BT /C 12 Tf 40 175 Td (aan heer  {name}   te Utrecht) Tj ET");
        side.build()
    };
    same(
        "a name in a string",
        side("Jansen van L"),
        side("Pietersen Q."),
        true,
    );
}

#[test]
fn a_line_that_is_written_twice() {
    // Readers drop a text that is the same as the one before it, which the covered name decides.
    let side = |names: [&str; 2]| {
        let mut side = Side::new();
        side.source
            .object("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>");
        let line =
            |name: &&str| format!("BT /C 12 Tf 40 175 Td (aan heer  {name}   te Utrecht) Tj ET ");
        side.operators = names.iter().map(line).collect();
        side.build()
    };
    same(
        "a line written twice",
        side(["Jansen van L", "Jansen van L"]),
        side(["Jansen van L", "Pietersen Q."]),
        true,
    );
}

#[test]
fn a_word_that_ends_in_a_hyphen_beside_an_area() {
    // PDFium reads on from a hyphen at the end of a line, as if what stands in the next line were the same word; of the
    // layer of a scan a word goes as a whole.
    let scan = |name: &str| {
        let mut side = Side::new();
        let bars = |x: usize, _: usize| if x.is_multiple_of(7) { 0 } else { 255 };
        let image = side.source.stream(
            "/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8",
            samples(bars, |_, _| 255),
        );
        side.resources = format!("/XObject<</I {image} 0 R>>");
        let name = format!("/F 12 Tf 110 165 Td ({name}) Tj");
        side.operators = format!(
            "q 400 0 0 300 0 0 cm /I Do Q BT 3 Tr /F 12 Tf 40 215 Td (de ge-) Tj ET BT {name} 0 Tr ET"
        );
        side.build()
    };
    same("what it is read on into", scan("jansen"), scan(""), true);
}

#[test]
fn what_a_clip_hides_that_lies_under_an_area() {
    let large = "1 0 0 rg 20 20 360 260 re f 0 g";
    let curve = "20 20 m 100 250 300 250 380 20 c f";
    for (name, drawn) in [("a surface", large), ("a curve", curve)] {
        let clipped = format!("q 110 165 60 20 re W n {drawn} Q");
        pair(&format!("{name} through a clip"), &clipped, "");
        let lettered = format!("q BT 7 Tr /F 12 Tf 110 175 Td (Jansen) Tj ET {drawn} Q");
        pair(&format!("{name} through letters"), &lettered, "");
    }
}

#[test]
fn shapes_under_an_area() {
    pair("a rectangle", "1 0 0 rg 110 170 50 20 re f 0 g", "");
    pair(
        "a curve",
        "110 170 m 120 200 150 140 160 180 c f",
        "0 0 1 rg 120 170 9 9 re f 0 g",
    );
    pair(
        "a line",
        "2 w 110 170 m 200 190 l S",
        "2 w [3 2] 0 d 110 170 m 200 175 l S [] 0 d 0.5 w",
    );
    pair(
        "a part of a path",
        "40 60 m 60 90 90 20 120 60 c h 110 170 20 20 re f",
        "40 60 m 60 90 90 20 120 60 c h f",
    );
    pair(
        "the corners of a shape that crosses",
        "50 165 m 150 165 l 150 190 l 50 190 l h f",
        "50 165 m 170 165 l 130 190 l 50 190 l h f",
    );
    pair(
        "the bend of a line that crosses",
        "3 w 60 50 m 60 180 l 140 180 l 140 165 l 60 165 l S",
        "3 w 60 50 m 60 180 l 190 180 l 170 165 l 60 165 l S",
    );
    pair(
        "a clip",
        "q 110 170 40 20 re W n BT /F 12 Tf 110 175 Td (Jansen) Tj ET Q",
        "",
    );
    pair(
        "the edge of a clip that crosses",
        "q 108 60 m 216 60 l 216 170 l 155 190 l 108 170 l h W n 90 60 150 130 re f Q",
        "q 108 60 m 216 60 l 216 175 l 140 180 l 108 190 l h W n 90 60 150 130 re f Q",
    );
}

/// A page with a picture over most of it, `samples` long, with these keys.
fn pictured(keys: &str, samples: Vec<u8>) -> Vec<u8> {
    let mut side = Side::new();
    let image = side.source.stream(
        &format!("/Type/XObject/Subtype/Image/Width 400/Height 300{keys}"),
        samples,
    );
    side.resources = format!("/XObject<</I {image} 0 R>>");
    side.operators = "q 400 0 0 300 0 0 cm /I Do Q".to_owned();
    side.build()
}

/// Samples of 400 × 300, of which those under the area come from `secret`.
fn samples(shown: impl Fn(usize, usize) -> u8, secret: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let under = |x: usize, y: usize| (100..220).contains(&x) && (100..140).contains(&y);
    (0..300)
        .flat_map(|y| (0..400).map(move |x| (x, y)))
        .map(|(x, y)| {
            if under(x, y) {
                secret(x, y)
            } else {
                shown(x, y)
            }
        })
        .collect()
}

#[test]
fn samples_under_an_area() {
    let bars = |x: usize, _: usize| if x.is_multiple_of(7) { 0 } else { 255 };
    let gray = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    same(
        "grey where all else is black and white",
        pictured(gray, samples(bars, |x, y| (x * y) as u8)),
        pictured(gray, samples(bars, bars)),
        true,
    );
    let tones = |x: usize, y: usize| (x * 3 + y) as u8;
    same(
        "a photograph",
        pictured(gray, samples(tones, |_, _| 255)),
        pictured(gray, samples(tones, |x, y| (x ^ y) as u8)),
        true,
    );
    let palette = "/ColorSpace[/Indexed/DeviceRGB 3<FFFFFF0000FF00FF00FF0000>]/BitsPerComponent 8";
    let two = |x: usize, _: usize| (x % 2) as u8;
    same(
        "colours of a palette",
        pictured(palette, samples(two, |x, _| (x % 4) as u8)),
        pictured(palette, samples(two, |_, _| 0)),
        true,
    );
    let pack = |s: Vec<u8>| {
        s.chunks(8)
            .map(|b| b.iter().fold(0, |v, bit| v << 1 | (bit & 1)))
            .collect()
    };
    let stencil = "/ImageMask true/BitsPerComponent 1";
    same(
        "a stencil",
        pictured(stencil, pack(samples(bars, |x, y| (x + y) as u8))),
        pictured(stencil, pack(samples(bars, |_, _| 1))),
        true,
    );
}

#[test]
fn blocks_of_a_jpeg_under_an_area() {
    let jpeg = |secret: u8| {
        let shown = |x: usize, y: usize| {
            if y < 70 && x.is_multiple_of(5) {
                40
            } else {
                250
            }
        };
        let inner = |x: usize, y: usize| (102..217).contains(&x) && (103..138).contains(&y);
        let gray = samples(shown, |x, y| {
            if inner(x, y) && x.is_multiple_of(3) {
                secret
            } else {
                250
            }
        });
        let rgb: Vec<u8> = gray.iter().flat_map(|v| [*v, *v, 250]).collect();
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 70);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder
            .encode(&rgb, 400, 300, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        pictured(
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            out,
        )
    };
    same("a JPEG off its grid", jpeg(0), jpeg(200), true);
}

#[test]
fn words_of_a_layer_over_the_traces_of_a_jpeg() {
    // 400 × 300 points at 108 dots per inch: a block is 5.3 points wide.
    let scan = |secret: u8| {
        let (width, height) = (600, 450);
        let under = |x: usize, y: usize| (155..330).contains(&x) && (176..200).contains(&y);
        let samples: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                [if under(x, y) && (x / 3) % 2 == 1 {
                    secret
                } else {
                    235
                }; 3]
            })
            .collect();
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 12);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder
            .encode(
                &samples,
                width as u16,
                height as u16,
                jpeg_encoder::ColorType::Rgb,
            )
            .unwrap();
        let mut side = Side::new();
        let image = side.source.stream(
            "/Type/XObject/Subtype/Image/Width 600/Height 450/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            out,
        );
        side.resources = format!("/XObject<</I {image} 0 R>>");
        let words = "BT 3 Tr /F 4 Tf 222 175 Td (te) Tj 8 -18 Td (Utrecht) Tj 0 Tr ET";
        side.operators = format!("q 400 0 0 300 0 0 cm /I Do Q {words}");
        side.build()
    };
    same("a layer beside traces", scan(0), scan(235), true);
}

#[test]
fn pictures_in_patterns_and_masks_under_an_area() {
    // 360 × 270 samples, so that the area lies off their blocks.
    let jpeg = |secret: u8| {
        let (width, height) = (360, 270);
        let inner = |x: usize, y: usize| (94..194).contains(&x) && (94..124).contains(&y);
        let gray = |x: usize, y: usize| match (inner(x, y), x % 3) {
            (true, 0) => secret,
            _ => 250,
        };
        let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let gray: Vec<u8> = all.map(|(x, y)| gray(x, y)).collect();
        let mut out = Vec::new();
        jpeg_encoder::Encoder::new(&mut out, 80)
            .encode(&gray, 360, 270, jpeg_encoder::ColorType::Luma)
            .unwrap();
        out
    };
    let keys = "/Type/XObject/Subtype/Image/Width 360/Height 270/ColorSpace/DeviceGray\
                /BitsPerComponent 8/Filter/DCTDecode";
    let pattern = |secret: u8| {
        let mut side = Side::new();
        let image = side.source.stream(keys, jpeg(secret));
        let tile = side.source.stream(
            &format!(
                "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 400 300]/XStep 400\
                 /YStep 300/Resources<</XObject<</I {image} 0 R>>>>"
            ),
            "q 400 0 0 300 0 0 cm /I Do Q",
        );
        side.resources = format!("/Pattern<</P {tile} 0 R>>");
        side.operators = "/Pattern cs /P scn 20 20 360 220 re f 0 g".to_owned();
        side.build()
    };
    same("a pattern", pattern(0), pattern(200), false);
    let mask = |secret: u8| {
        let mut side = Side::new();
        let image = side.source.stream(keys, jpeg(secret));
        let group = side.source.stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>\
                 /Resources<</XObject<</I {image} 0 R>>>>"
            ),
            "q 400 0 0 300 0 0 cm /I Do Q",
        );
        side.resources =
            format!("/ExtGState<</M<</SMask<</S/Luminosity/G {group} 0 R>>>>/N<</SMask/None>>>>");
        side.operators = "/M gs 0 0 1 rg 20 20 360 220 re f /N gs 0 g".to_owned();
        side.build()
    };
    same("a soft mask", mask(0), mask(200), false);
}

#[test]
fn codes_that_were_given_out_in_the_order_of_use() {
    // Letters; the hyphen of PDFium, controls and blanks, which all readers treat in their own way.
    for first in [65, 1, 30, 31, 158, 159] {
        let [a, b] = [[0, 1], [2, 0]].map(|hidden| with_codes_in_order(first, "", hidden));
        same(&format!("codes of letters from {first}"), a, b, false);
    }
    // A table that gives each code one of private use says no more than the code.
    let table = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <43> <e000> endbfrange";
    let [a, b] = [[0, 1], [2, 0]].map(|hidden| with_codes_in_order(65, table, hidden));
    same("codes of private use", a, b, false);
}

/// Three letters that nothing names; their codes tell in which order the page uses them.
fn with_codes_in_order(first: usize, table: &str, hidden: [usize; 2]) -> Vec<u8> {
    let mut side = Side::new();
    let table = (!table.is_empty()).then(|| side.source.stream("", table));
    let table = table.map(|table| format!("/ToUnicode {table} 0 R"));
    let shapes = ["0 0 8 8 re f", "0 0 m 8 0 l 4 8 l f", "0 0 3 8 re f"];
    let letters = shapes.map(|shape| side.source.stream("", format!("10 0 d0 {shape}")));
    let mut order: Vec<usize> = hidden.to_vec();
    order.extend((0..3).filter(|letter| !hidden.contains(letter)));
    let named = |letter: &usize| format!("/g{letter}");
    let differences: String = order.iter().map(named).collect();
    let drawn = letters.iter().enumerate();
    let drawn: String = drawn.map(|(n, of)| format!("/g{n} {of} 0 R")).collect();
    let font = side.source.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]\
         /CharProcs<<{drawn}>>/Encoding<</Type/Encoding/Differences[{first}{differences}]>>\
         /FirstChar {first}/LastChar {}/Widths[10 10 10]{}>>",
        first + 2,
        table.unwrap_or_default()
    ));
    let code = |letter: usize| {
        let place = order.iter().position(|of| *of == letter);
        format!("{:02x}", first + place.unwrap())
    };
    let text = |letters: &[usize]| letters.iter().map(|l| code(*l)).collect::<String>();
    side.resources = format!("/Font<</F {HELVETICA} 0 R/T {font} 0 R>>");
    side.operators = format!(
        "BT /T 12 Tf 110 175 Td <{}> Tj ET BT /T 12 Tf 60 100 Td <{}> Tj ET",
        text(&hidden),
        text(&[0, 1, 2, 0])
    );
    side.build()
}

#[test]
fn another_subset_of_a_font_takes_no_names_away() {
    let side = |font: &str, hidden: &str| {
        let mut side = Side::new();
        let regular = dejavu::sans_condensed::regular();
        let program = side.source.stream("", regular);
        let named = side.source.object(format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/BBBBBB+D/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126\
             /Widths[{}]/FontDescriptor<</Type/FontDescriptor/FontName/BBBBBB+D/Flags 32/FontBBox[0 0 0 0]\
             /ItalicAngle 0/Ascent 0/Descent 0/CapHeight 0/StemV 0/FontFile2 {program} 0 R>>>>",
            "600 ".repeat(95)
        ));
        // Nobody knows what its codes are, as in a subset that gives out its own.
        let other = nameless(&mut side.source, with_codes_moved(regular, 1));
        side.resources = format!("/A {named} 0 R/B {other} 0 R");
        side.resources = format!("/Font<</F {HELVETICA} 0 R{}>>", side.resources);
        side.operators = format!(
            "BT /{font} 12 Tf 110 175 Td ({hidden}) Tj ET BT /A 12 Tf 60 100 Td (Geachte mevrouw) Tj ET"
        );
        side.build()
    };
    let (a, b) = (side("A", "Jansen"), side("B", "De Vries"));
    let program = Program::new();
    assert_eq!(program.redact(&b, &marks(1, &[AREA])), 0);
    let text = program.text(&program.file("out.pdf")).concat();
    assert!(text.contains("Geachte mevrouw"), "{text}");
    same("another subset", a, b, true);
}

#[test]
fn contours_of_one_point_under_an_area() {
    let drawn = |x: usize| format!("0 g {x} 183.5 m h 20 20 50 50 re 240 170 10 10 re f");
    pair("in a surface", &drawn(150), &drawn(170));
    // All that is drawn lies clear of the area.
    let beside = |x: usize| format!("0 g {x} 183.5 m h 20 20 50 50 re f");
    pair("in a surface beside it", &beside(150), &beside(170));
    let clipped =
        |x: usize| format!("q {x} 183.5 m h 60 100 100 100 re W n 1 0 0 rg 0 0 400 300 re f Q");
    pair("in a clip", &clipped(150), &clipped(170));
}

#[test]
fn how_far_colours_reach_under_an_area() {
    let shading = "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 400 0]/Extend[true true]\
         /Function<</FunctionType 2/N 1/Domain[0 1]/C0[1 0 0]/C1[0 1 0]>>>>";
    let drawn = |operators: String| {
        let mut side = Side::new();
        let keys = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 400 300]/XStep 400/YStep 300/Resources<<>>";
        let tile = side.source.stream(keys, "0 0 1 rg 0 0 400 300 re f");
        side.resources = format!(
            "/Shading<</S {shading}>>/Pattern<</G<</PatternType 2/Shading {shading}>>/T {tile} 0 R>>"
        );
        side.operators = operators;
        side.build()
    };
    for (name, before, after) in [
        ("a gradient", "/Pattern cs /G scn", "f"),
        ("a pattern", "/Pattern cs /T scn", "f"),
        ("a clip", "q", "W n /S sh Q"),
    ] {
        let shape = |width: usize| {
            drawn(format!(
                "{before} 20 20 50 50 re 110 170 {width} 12 re {after}"
            ))
        };
        same(name, shape(20), shape(40), true);
    }
}

#[test]
fn what_cannot_be_drawn_is_no_trouble_under_an_area() {
    let shading = |shown: bool| {
        let mut side = Side::new();
        side.resources = "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 9 9]\
             /Function<</FunctionType 2/N 1/Domain[0 1]/C0[1 0 0]/C1[0 1 0]>>>>>>"
            .to_owned();
        side.operators = if shown {
            "q 110 165 50 30 re W n /S sh Q"
        } else {
            ""
        }
        .to_owned();
        side.build()
    };
    same("a shading", shading(true), shading(false), true);
    let blend = |shown: bool| {
        let mut side = Side::new();
        side.resources = "/ExtGState<</B<</BM/Difference>>>>".to_owned();
        side.operators = if shown {
            "q /B gs 110 165 50 30 re f Q"
        } else {
            ""
        }
        .to_owned();
        side.build()
    };
    same("a blend mode", blend(true), blend(false), true);
    let mask = |shown: bool| {
        let mut side = Side::new();
        let group = side.source.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>",
            "1 g 110 165 20 20 re f",
        );
        side.resources = format!("/ExtGState<</M<</SMask<</S/Luminosity/G {group} 0 R>>>>>>");
        side.operators = if shown {
            "q /M gs 110 165 50 30 re f Q"
        } else {
            ""
        }
        .to_owned();
        side.build()
    };
    same("a soft mask", mask(true), mask(false), true);
}

#[test]
fn forms_and_annotations_under_an_area() {
    let form = |text: &str| {
        let mut side = Side::new();
        let inner = side.source.stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F {HELVETICA} 0 R>>>>"),
            format!("BT /F 12 Tf 110 175 Td ({text}) Tj ET"),
        );
        let outer = side.source.stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</X {inner} 0 R>>>>"),
            "/X Do",
        );
        side.resources = format!("/XObject<</X {outer} 0 R>>");
        side.operators = "/X Do".to_owned();
        side.build()
    };
    same("forms in forms", form("Jansen"), form("Pieters"), true);
    let note = |shown: bool| {
        let mut side = Side::new();
        let look = side.source.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 60 20]",
            "1 0 0 rg 0 0 60 20 re f",
        );
        if shown {
            side.keys = format!(
                "/Annots[<</Type/Annot/Subtype/Square/Rect[110 165 170 185]/F 4/Contents(Jansen)/AP<</N {look} 0 R>>>>]"
            );
        }
        side.build()
    };
    same("an annotation", note(true), note(false), true);
    // Its quadrilateral leaves its rectangle, which would speak against the looks that PDFium makes.
    let highlighted = |text: &str| {
        let mut side = Side::draws(&format!("BT /F 12 Tf 110 175 Td ({text}) Tj ET"));
        let square = "<</Type/Annot/Subtype/Square/Rect[240 60 290 90]/C[1 0 0]/IC[0 1 0]>>";
        let highlight = "<</Type/Annot/Subtype/Highlight/Rect[108 172 150 186]/QuadPoints[110 184 148 184 110 174 148 174]/C[1 1 0]>>";
        let under = if text == "Jansen" { highlight } else { "" };
        side.keys = format!("/Annots[{square}{under}]");
        side.build()
    };
    let (a, b) = (highlighted("Jansen"), highlighted("Pieters"));
    same("a note without looks", a, b, true);
}

#[test]
fn what_the_file_says_about_itself() {
    let told = |title: &str| {
        let mut side = Side::draws("BT /F 12 Tf 110 175 Td (Jansen) Tj ET");
        let info = side
            .source
            .object(format!("<</Title({title})/Author({title})>>"));
        side.source.trailer(&format!(
            "/Info {info} 0 R/ID[<{:032x}><{0:032x}>]",
            title.len()
        ));
        side.build()
    };
    same(
        "metadata and identifier",
        told("Jansen"),
        told("Pietersen"),
        true,
    );
}

/// A number from the environment.
fn asked(name: &str, usual: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.map_or(usual, |text| text.parse().unwrap())
}

/// Pairs in which what is covered once made a difference: a layer of text was asked of its picture in another way where
/// covered text stood on the page.
const ONCE_DIFFERENT: [u64; 1] = [20_262_020];

/// Does something with every pair of a run of seeds, two at a time; what is wrong with which seeds.
fn with_pairs(count: u64, check: impl Fn(u64, &Pair) -> Option<String> + Sync) -> Vec<String> {
    let first = asked("LAKWERK_SEED", 1);
    eprintln!("seeds {first} to {}", first + count - 1);
    let seeds: Vec<u64> = (first..first + count).chain(ONCE_DIFFERENT).collect();
    let next = AtomicUsize::new(0);
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(&seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) else {
                        return;
                    };
                    let pair = random::pair(seed);
                    if let Some(said) = check(seed, &pair) {
                        let line = format!("seed {seed} ({:?}): {said}", pair.kinds);
                        wrong.lock().unwrap().push(line);
                    }
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

/// The file as it is written, before anybody looks at it, and whether its page is drawn again.
fn unverified(engine: &Engine, source: &[u8], areas: &[[f64; 4]]) -> (Vec<u8>, bool) {
    let mut reader = engine.open(source.into(), None).unwrap();
    let size = reader.facts().pages[0];
    let marks: Vec<Mark> = areas
        .iter()
        .map(|[l, t, r, b]| Mark {
            page: 0,
            areas: vec![PageRect::new(*l, *t, *r, *b).unwrap()],
            grounds: vec![Ground::parse("5.1.2e").unwrap()],
            note: String::new(),
            free: false,
        })
        .collect();
    let marks: Vec<&Mark> = marks.iter().collect();
    let (text, blank) = (reader.text(0).unwrap(), reader.blank_map(0).unwrap());
    let blackout = PageBlackout::of(&marks, Notation::default(), &text, &blank, size);
    let mut made = |way| match reader.redact(0, &blackout.rects(), way).unwrap() {
        Redacted::Page(page, _) => Some(page),
        Redacted::Unfit(_) => None,
    };
    let drawn = made(RenderMode::Vector);
    let is_drawn = drawn.is_some();
    let page = drawn.or_else(|| made(RenderMode::Raster)).unwrap();
    let facts = FileFacts {
        title: "Document".into(),
        language: "nl-NL".into(),
        date: "2026-11-25".into(),
    };
    let pages = [(&*page, &blackout)];
    let file = writer::write(&pages, &Navigation::default(), &facts, Claim::PdfAAndUa);
    (file, is_drawn)
}

#[test]
fn random_pairs_are_written_alike() {
    let engine = Engine::new(program::path());
    let count = asked("LAKWERK_PAIRS", 104);
    let drawn = AtomicUsize::new(0);
    let wrong = with_pairs(count, |_, pair| {
        let [a, b] = [0, 1].map(|side| unverified(&engine, &pair.sources[side], &pair.areas));
        drawn.fetch_add(usize::from(a.1 && b.1), Ordering::Relaxed);
        (a != b).then(|| format!("not the same, drawn {} and {}", a.1, b.1))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let drawn = drawn.into_inner() as u64;
    assert!(
        drawn * 10 >= count * 9,
        "only {drawn} of {count} pages are drawn again"
    );
}

#[test]
fn random_pairs_are_published_alike() {
    let wrong = with_pairs(asked("LAKWERK_WHOLE", 12), |_, pair| {
        let program = Program::new();
        let marks = marks(1, &pair.areas);
        let published = |source: &[u8]| {
            let code = program.redact(source, &marks);
            (code, (code == 0).then(|| program.read("out.pdf")))
        };
        let [a, b] = [0, 1].map(|side| published(&pair.sources[side]));
        (a != b || a.0 != 0).then(|| format!("exit codes {} and {}", a.0, b.0))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A later version of a file, in which an object is replaced that no page needs (ISO 32000-1 §7.5.6).
fn updated(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let number = |key: &str| -> usize {
        let rest = text.rsplit(key).next().unwrap();
        let digits: String = rest
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse().unwrap()
    };
    let (before, size) = (number("startxref"), number("/Size "));
    let mut bytes = file.to_vec();
    let at = bytes.len();
    bytes.extend(format!("{size} 0 obj\n<</Title(Een latere versie)>>\nendobj\n").bytes());
    let table = bytes.len();
    bytes.extend(
        format!(
            "xref\n{size} 1\n{at:010} 00000 n \ntrailer\n<</Size {}/Root 1 0 R/Info {size} 0 R/Prev {before}>>\nstartxref\n{table}\n%%EOF\n",
            size + 1
        )
        .bytes(),
    );
    bytes
}

#[test]
fn how_a_source_is_saved_makes_no_difference() {
    let engine = Engine::new(program::path());
    let content = |maker: &mut PdfMaker| {
        let operators = format!("{BEFORE} BT /F 12 Tf 110 175 Td (Jansen) Tj ET {AFTER}");
        maker.page(operators, "");
    };
    let mut plain = PdfMaker::new();
    content(&mut plain);
    let mut renumbered = PdfMaker::new();
    for _ in 0..5 {
        renumbered.object("null");
    }
    content(&mut renumbered);
    let file = plain.build();
    let written = |source: &[u8], areas: &[[f64; 4]]| unverified(&engine, source, areas);
    let first = written(&file, &[AREA]);
    for (name, other) in [
        ("with object streams", plain.build_packed()),
        ("renumbered", renumbered.build()),
        ("with a later version", updated(&file)),
    ] {
        assert!(other != file, "{name}");
        assert!(written(&other, &[AREA]) == first, "{name}");
    }
    let more = [AREA, [30.0, 40.0, 90.0, 60.0], [230.0, 40.0, 300.0, 60.0]];
    let turned = [more[2], more[0], more[1], more[0]];
    assert!(
        written(&file, &more) == written(&file, &turned),
        "the order of the marks"
    );
}
