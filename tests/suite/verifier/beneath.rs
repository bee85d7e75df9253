//! A black rectangle over what still stands beneath it, however that is drawn.

use super::{BOX, Case, NAME, TAKEN_OUT, judge, letter};
use crate::pdf_maker::{HELVETICA, PdfMaker};

/// Operators that show the name where the letter has it.
const SHOWN: &str = "BT /F 12 Tf 1 0 0 1 109.4 250 Tm (Jansen) Tj ET";

/// The letter without its name, with something in the place of it, and with its box or without.
fn page(covered: bool, add: impl Fn(&mut PdfMaker) -> (String, String)) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let (drawn, resources) = add(&mut maker);
    let cover = if covered { BOX } else { "" };
    maker.page_with(
        format!("{TAKEN_OUT} {drawn} {cover}"),
        "",
        &format!("/Font<</F {HELVETICA} 0 R>>{resources}"),
    );
    maker.build()
}

/// A pattern that is as large as the page, drawn in and around the place of the name.
fn in_pattern(maker: &mut PdfMaker, resources: &str, operators: &str) -> (String, String) {
    let keys = format!(
        "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 400 300]/XStep 400/YStep 300/Resources<<{resources}>>"
    );
    let pattern = maker.stream(&keys, operators);
    (
        "q /Pattern cs /P scn 100 240 60 30 re f Q".to_owned(),
        format!("/Pattern<</P {pattern} 0 R>>"),
    )
}

/// Black drawn through a mask.
fn in_mask(maker: &mut PdfMaker, resources: &str, operators: &str) -> (String, String) {
    let keys = format!(
        "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>/Resources<<{resources}>>"
    );
    let group = maker.stream(&keys, operators);
    (
        "q /M gs 0 g 100 240 60 30 re f Q".to_owned(),
        format!("/ExtGState<</M<</SMask<</S/Luminosity/G {group} 0 R>>>>>>"),
    )
}

/// A picture of 88 × 32 samples with bars as letters have them.
fn bars(keys: &str, ink: u8) -> (String, Vec<u8>) {
    let tone = move |x: usize, y: usize| {
        if (x * 7 / 9) % 5 < 2 && (8..24).contains(&y) {
            ink
        } else {
            255 - ink
        }
    };
    let gray: Vec<u8> = (0..32)
        .flat_map(|y| (0..88).map(move |x| tone(x, y)))
        .collect();
    (keys.to_owned(), gray)
}

const PICTURE: &str =
    "/Type/XObject/Subtype/Image/Width 88/Height 32/ColorSpace/DeviceGray/BitsPerComponent 8";

fn pictured(maker: &mut PdfMaker, ink: u8) -> String {
    let (keys, gray) = bars(PICTURE, ink);
    let image = maker.stream(&keys, gray);
    format!("/XObject<</I {image} 0 R>>")
}

const PLACED: &str = "q 44 0 0 16 108 246 cm /I Do Q";
const FONT: &str = "/Font<</F 3 0 R>>";

/// A gradient whose tones come from a table of samples.
fn sampled(maker: &mut PdfMaker) -> (String, String) {
    let keys = "/FunctionType 0/Domain[0 1 0 1]/Range[0 1]/Size[88 32]/BitsPerSample 8";
    let (keys, gray) = bars(keys, 0);
    let function = maker.stream(&keys, gray);
    let shading = format!(
        "/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Matrix[44 0 0 16 108 246]/Function {function} 0 R>>>>"
    );
    ("q 108 246 44 16 re W n /S sh Q".to_owned(), shading)
}

#[test]
fn what_a_rectangle_covers_is_found_in_patterns_masks_and_gradients() {
    type Way = fn(&mut PdfMaker) -> (String, String);
    let ways: [(&str, Way); 5] = [
        ("a pattern", |m| in_pattern(m, FONT, SHOWN)),
        ("a picture in a pattern", |m| {
            let resources = pictured(m, 0);
            in_pattern(m, &resources, PLACED)
        }),
        ("a mask", |m| in_mask(m, FONT, &format!("1 g {SHOWN}"))),
        ("a picture in a mask", |m| {
            let resources = pictured(m, 255);
            in_mask(m, &resources, PLACED)
        }),
        ("a gradient", sampled),
    ];
    let cases = ways.into_iter().map(|(name, way)| -> Case<&str> {
        (
            name,
            page(false, way),
            page(true, way),
            "beneath".to_owned(),
        )
    });
    judge(cases.collect());
}

#[test]
fn what_is_no_letter_under_a_box_is_no_leak() {
    type Way = fn(&mut PdfMaker) -> (String, String);
    let ways: [(&str, Way); 5] = [
        ("a plain pattern", |m| {
            in_pattern(m, "", "0.9 g 0 0 400 300 re f")
        }),
        ("a texture that was painted over", |m| {
            let resources = pictured(m, 0);
            let (drawn, resources) = in_pattern(m, &resources, PLACED);
            (format!("{drawn} 1 g 90 230 80 50 re f"), resources)
        }),
        ("the corner of a cell", |_| {
            ("0.8 g 90 240 40 14 re f".to_owned(), String::new())
        }),
        ("a page within a group", |m| {
            in_mask(m, "", "1 g 0 0 400 300 re f")
        }),
        ("a gradient", |m| {
            let function = m.object("<</FunctionType 2/Domain[0 1]/N 1/C0[0.2]/C1[1]>>");
            let shading = format!(
                "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 400 300]/Function {function} 0 R>>>>"
            );
            ("/S sh".to_owned(), shading)
        }),
    ];
    let cases = ways.into_iter().map(|(name, way)| -> Case<&str> {
        (name, page(false, way), page(true, way), String::new())
    });
    judge(cases.collect());
}

/// A font whose codes say nothing: two bytes that are numbers of glyphs, without a table of meanings.
fn unexplained(maker: &mut PdfMaker) -> String {
    let program = maker.stream(
        "/Length1 1/Filter/FlateDecode",
        super::packed(dejavu::sans_mono::regular()),
    );
    let described = maker.object(format!(
        "<</Type/FontDescriptor/FontName/AAAAAA+Odd/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 0/CapHeight 700/StemV 80/FontFile2 {program} 0 R>>"
    ));
    let inner = maker.object(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {described} 0 R/DW 600/CIDToGIDMap/Identity>>"
    ));
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Odd/Encoding/Identity-H/DescendantFonts[{inner} 0 R]>>"
    ));
    format!("/G {font} 0 R")
}

#[test]
fn letters_in_codes_that_nobody_reads_are_found_beneath_a_box() {
    let codes = |place: &'static str| {
        move |maker: &mut PdfMaker| {
            let font = unexplained(maker);
            let shown = format!("BT /G 11 Tf {place} <00040005000600070008> Tj ET");
            (shown, format!("/Font<</F {HELVETICA} 0 R{font}>>"))
        }
    };
    let (under, beside, unseen) = ("110 250 Td", "200 250 Td", "3 Tr 110 250 Td");
    let file = |covered, place| {
        let mut maker = PdfMaker::new();
        let (drawn, resources) = codes(place)(&mut maker);
        let cover = if covered { BOX } else { "" };
        maker.page_with(format!("{TAKEN_OUT} {drawn} {cover}"), "", &resources);
        maker.build()
    };
    assert_eq!(
        super::said(file(false, under), file(true, under), &[NAME]),
        "text_inside beneath"
    );
    assert_eq!(
        super::said(letter(), file(true, under), &[NAME]),
        "?beneath"
    );
    assert_eq!(
        super::said(file(false, beside), file(true, beside), &[NAME]),
        ""
    );
    assert_eq!(
        super::said(file(false, unseen), file(true, unseen), &[NAME]),
        "?beneath"
    );
}

#[test]
fn letters_that_a_mask_hides_are_a_doubt() {
    let hidden = |maker: &mut PdfMaker| in_mask(maker, FONT, &format!("0 g {SHOWN}"));
    let file = page(true, hidden);
    judge(vec![(
        "black in a mask",
        page(false, hidden),
        file,
        "?beneath".to_owned(),
    )]);
}

#[test]
fn boxes_that_overlap_are_no_letters() {
    let boxes = "0 g 112 246 12 16 re f 134 246 12 16 re f 108 246 44 16 re f ";
    let file = PdfMaker::new()
        .page(format!("{TAKEN_OUT} {boxes}"), "")
        .build();
    let areas = [[112.0, 38.0, 124.0, 54.0], [134.0, 38.0, 146.0, 54.0], NAME];
    assert_eq!(super::said(letter(), file, &areas), "");
}
