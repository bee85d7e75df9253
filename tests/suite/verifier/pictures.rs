//! Pictures under the boxes of other programs: plain, masked, pale and see-through ones, and pages that were flattened.

use super::{BOX, NAME, TAKEN_OUT, judge, letter, packed, said};
use crate::pdf_maker::PdfMaker;

/// A scan of 400 × 300 with bars in the place of the name, or black there, with a rectangle over it.
fn scan(filter: &str, code: impl Fn(Vec<u8>) -> Vec<u8>, blackened: bool, nested: bool) -> Vec<u8> {
    let tone = |x: usize, y: usize| {
        let inside = (106..154).contains(&x) && (36..56).contains(&y);
        let bar = x % 5 < 2 && (40..60).contains(&y);
        if (inside && blackened) || bar { 0 } else { 255 }
    };
    let gray = (0..300)
        .flat_map(|y| (0..400).map(move |x| tone(x, y)))
        .collect();
    let mut maker = PdfMaker::new();
    let image = maker.stream(
        &format!("/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8{filter}"),
        code(gray),
    );
    let mut drawn = image;
    if nested {
        let keys = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[400 0 0 300 0 0]/Resources<</XObject<</I {image} 0 R>>>>"
        );
        drawn = maker.stream(&keys, "/I Do");
    }
    let place = if nested {
        "q /I Do Q"
    } else {
        "q 400 0 0 300 0 0 cm /I Do Q"
    };
    maker.page_with(
        format!("{place} {BOX}"),
        "",
        &format!("/XObject<</I {drawn} 0 R>>"),
    );
    maker.build()
}

#[test]
fn pictures_of_other_programs_are_looked_into_under_their_boxes() {
    let jpeg = |gray: Vec<u8>| {
        let mut out = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut out, 90);
        encoder
            .encode(&gray, 400, 300, jpeg_encoder::ColorType::Luma)
            .unwrap();
        out
    };
    let same = |gray: Vec<u8>| gray;
    let deflated = |gray: Vec<u8>| miniz_oxide::deflate::compress_to_vec_zlib(&gray, 6);
    let source = scan("", same, false, false);
    for nested in [false, true] {
        for blackened in [false, true] {
            let files = [
                scan("", same, blackened, nested),
                scan("/Filter/FlateDecode", deflated, blackened, nested),
                scan("/Filter/DCTDecode", jpeg, blackened, nested),
            ];
            for (kind, file) in files.into_iter().enumerate() {
                let expected = if blackened { "" } else { "flat_inside" };
                let name = format!("kind {kind}, nested {nested}, blackened {blackened}");
                assert_eq!(said(source.clone(), file, &[NAME]), expected, "{name}");
            }
        }
    }
    // What was read from a picture is no label: where the source has no text to compare it with, and where it has some.
    let read = format!("{BOX} BT 3 Tr /F 6 Tf 114 251 Td (Jansen) Tj ET");
    let read = PdfMaker::new().page(read, "").build();
    let drawn = "BT /F 12 Tf 110 250 Td (.) Tj ET 122 248 3 10 re f 132 248 3 10 re f";
    let drawn = PdfMaker::new().page(drawn, "").build();
    for source in [source, drawn] {
        assert_eq!(
            said(source, read.clone(), &[NAME]),
            "text_inside text_added"
        );
    }
}

/// A signature of 44 × 16 points with three samples a point: `true` for ink.
fn signature(x: usize, y: usize) -> bool {
    let wave = 24.0 + 14.0 * (x as f64 / 7.0).sin();
    (6..126).contains(&x) && (y as f64 - wave).abs() < 2.5
}

const WIDE: usize = 132;
const HIGH: usize = 48;

fn samples(tone: impl Fn(bool) -> u8) -> Vec<u8> {
    let all = (0..HIGH).flat_map(|y| (0..WIDE).map(move |x| (x, y)));
    all.map(|(x, y)| tone(signature(x, y))).collect()
}

/// The same as bits, `0` for ink.
fn bits() -> Vec<u8> {
    let row = |y: usize| {
        let byte = move |from: usize| {
            let bit = |x: usize| u8::from(!signature(x, y)) << (7 - x % 8);
            (from..(from + 8).min(WIDE)).map(bit).sum()
        };
        (0..WIDE).step_by(8).map(byte)
    };
    (0..HIGH).flat_map(row).collect()
}

/// Adds a picture of the size of the signature.
fn picture(maker: &mut PdfMaker, keys: &str, data: &[u8]) -> usize {
    let keys =
        format!("/Type/XObject/Subtype/Image/Width {WIDE}/Height {HIGH}{keys}/Filter/FlateDecode");
    maker.stream(&keys, packed(data))
}

const GRAY: &str = "/ColorSpace/DeviceGray/BitsPerComponent 8";
const STENCIL: &str = "/ImageMask true/BitsPerComponent 1";

/// The letter with a signature of this tone beneath its box, cut out in this way.
fn signed(way: &str, tone: u8) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let m = &mut maker;
    let flat = vec![tone; WIDE * HIGH];
    let image = match way {
        "a soft mask" | "a soft mask in a form" => {
            let mask = picture(m, GRAY, &samples(|ink| if ink { 255 } else { 0 }));
            picture(m, &format!("{GRAY}/SMask {mask} 0 R"), &flat)
        }
        "a mask" => {
            let mask = picture(m, STENCIL, &bits());
            picture(m, &format!("{GRAY}/Mask {mask} 0 R"), &flat)
        }
        "a colour key" => {
            let tones = samples(|ink| if ink { tone } else { 200 });
            picture(m, &format!("{GRAY}/Mask[200 200]"), &tones)
        }
        _ => picture(m, STENCIL, &bits()),
    };
    let drawn = if way.ends_with("form") {
        let keys = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</I {image} 0 R>>>>"
        );
        m.stream(&keys, "/I Do")
    } else {
        image
    };
    let gray = f64::from(tone) / 255.0;
    maker.page_with(
        format!("{TAKEN_OUT} {gray} g q 44 0 0 16 108 246 cm /I Do Q {BOX}"),
        "",
        &format!("/Font<</F 3 0 R>>/XObject<</I {drawn} 0 R>>"),
    );
    maker.build()
}

#[test]
fn a_signature_is_found_however_it_is_cut_out() {
    let ways = [
        "a soft mask",
        "a soft mask in a form",
        "a mask",
        "a colour key",
        "a stencil",
    ];
    let cases = ways.into_iter().flat_map(|way| {
        [0, 120, 235, 255].map(|tone| {
            let name = format!("{way} of tone {tone}");
            (name, letter(), signed(way, tone), "flat_inside".to_owned())
        })
    });
    judge(cases.collect());
    let curve = "112 250 m 114 258 116 244 120 252 c 124 260 128 246 132 251 c";
    let line = "40 250 m 44 258 48 258 112 250 c 116 262 122 246 130 250 c 200 254 l";
    let drawn = |operators: &str| {
        PdfMaker::new()
            .page(format!("{TAKEN_OUT} {operators} {BOX}"), "")
            .build()
    };
    let cases = [
        ("a curve", drawn(&format!("{curve} S")), "beneath"),
        (
            "a white curve",
            drawn(&format!("1 G {curve} S 0 G")),
            "beneath",
        ),
        (
            "a path that goes on",
            drawn(&format!("{line} f")),
            "beneath",
        ),
        (
            "a rule that passes through",
            drawn("40 253 300 0.5 re f 100 200 m 130 280 l S"),
            "",
        ),
    ];
    judge(
        cases
            .map(|(name, file, found)| (name, letter(), file, found.to_owned()))
            .into(),
    );
}

/// A page that is one picture of 600 × 450 gray samples: words as bars, of a tone that depends on the place and on whether a
/// bar or paper is there; operators behind it, with a state `/E`.
fn page_picture(
    tone: impl Fn(usize, usize, bool) -> u8,
    quality: Option<u8>,
    state: &str,
    behind: &str,
) -> Vec<u8> {
    let all = (0..450).flat_map(|y| (0..600).map(move |x| (x, y)));
    let bar = |x: usize, y: usize| {
        (60..84).contains(&y) && (60..400).contains(&x) && (x * 7 / 9 + y / 5) % 7 < 3
    };
    let gray: Vec<u8> = all.map(|(x, y)| tone(x, y, bar(x, y))).collect();
    let (filter, data) = match quality {
        None => ("FlateDecode", packed(&gray)),
        Some(quality) => {
            let mut out = Vec::new();
            let encoder = jpeg_encoder::Encoder::new(&mut out, quality);
            encoder
                .encode(&gray, 600, 450, jpeg_encoder::ColorType::Luma)
                .unwrap();
            ("DCTDecode", out)
        }
    };
    let mut maker = PdfMaker::new();
    let keys = format!("/Type/XObject/Subtype/Image/Width 600/Height 450{GRAY}/Filter/{filter}");
    let image = maker.stream(&keys, data);
    maker.page_with(
        format!("q /E gs 400 0 0 300 0 0 cm /I Do Q {behind}"),
        "",
        &format!("/XObject<</I {image} 0 R>>/ExtGState<</E<<{state}>>>>"),
    );
    maker.build()
}

fn inked(_: usize, _: usize, ink: bool) -> u8 {
    if ink { 20 } else { 255 }
}

#[test]
fn a_pale_or_see_through_scan_is_found() {
    let source = page_picture(inked, None, "", "");
    let mut cases = Vec::new();
    for percent in [3, 8, 20] {
        let pale = move |x: usize, y: usize, ink: bool| {
            255 - ((255 - u16::from(inked(x, y, ink))) * percent / 100) as u8
        };
        let dark = move |x: usize, y: usize, ink: bool| {
            (u16::from(inked(x, y, ink)) * percent / 100) as u8
        };
        let state = format!("/ca 0.{percent:02}");
        for (name, file) in [
            ("see-through", page_picture(inked, None, &state, BOX)),
            ("pale", page_picture(pale, None, "", BOX)),
            (
                "pale, under a white box",
                page_picture(pale, None, "", "1 g 108 246 44 16 re f"),
            ),
            ("pale and a JPEG", page_picture(pale, Some(80), "", BOX)),
            ("dark", page_picture(dark, None, "", BOX)),
        ] {
            let name = format!("{name}, {percent} %");
            cases.push((name, source.clone(), file, "flat_inside".to_owned()));
        }
    }
    for mode in ["Multiply", "Screen", "Luminosity"] {
        let file = page_picture(inked, None, &format!("/BM/{mode}"), BOX);
        cases.push((
            mode.to_owned(),
            source.clone(),
            file,
            "flat_inside".to_owned(),
        ));
    }
    judge(cases);
}

#[test]
fn the_noise_of_a_flattened_page_is_no_leak() {
    let source = page_picture(inked, None, "", "");
    let mut cases = Vec::new();
    for tone in [0, 255] {
        let covered = move |x: usize, y: usize, ink: bool| {
            let inside = (162..228).contains(&x) && (57..81).contains(&y);
            if inside { tone } else { inked(x, y, ink) }
        };
        for quality in [50, 75, 90] {
            let name = format!("tone {tone}, quality {quality}");
            let file = page_picture(covered, Some(quality), "", "");
            cases.push((name, source.clone(), file, String::new()));
        }
    }
    judge(cases);
}
