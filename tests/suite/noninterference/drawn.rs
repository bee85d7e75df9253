//! What is drawn under an area: shapes, clips, colours, forms and annotations.

use super::{Side, pair, same};
use crate::pdf_maker::HELVETICA;

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
