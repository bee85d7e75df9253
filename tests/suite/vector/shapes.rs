//! Shapes, colours and annotations: what stays one, and what becomes a picture of its place.

use super::{AREA, OPEN, SECRET, check, holds, unpacked};
use crate::pdf_maker::{HELVETICA, PdfMaker};
use serde_json::json;

#[test]
fn shapes_are_cut_and_stay_shapes() {
    let shapes = [
        (
            "outlined words",
            "110 170 m 120 190 l 130 170 l h 112 175 16 2 re f* ",
        ),
        ("a frame around the area", "2 w 90 150 140 60 re S"),
        (
            "a frame across the area",
            "2 w 60 120 100 60 re S [4 2] 0 d 70 130 100 60 re S [] 0 d",
        ),
        (
            "a round line",
            "4 w 1 J 1 j 60 120 m 100 260 200 260 260 120 c S",
        ),
        ("a coloured ground", "0.9 1 0.9 rg 20 20 360 260 re f 0 g"),
        ("a ring", "20 20 360 260 re 30 30 340 240 re f*"),
        (
            "a see-through ground",
            "/N gs 1 0 0 rg 20 20 360 260 re f 0 g",
        ),
        (
            "a clip",
            "q 60 60 m 340 60 l 200 280 l h W n 0 1 0 rg 0 0 400 300 re f Q",
        ),
        (
            "a clip of text",
            "q BT 7 Tr /F 90 Tf 40 150 Td (OOO) Tj ET 0 1 0 rg 0 0 400 300 re f Q",
        ),
    ];
    for (name, operators) in shapes {
        let mut source = PdfMaker::new();
        let resources = format!("/Font<</F {HELVETICA} 0 R>>/ExtGState<</N<</ca 0.5>>>>");
        source.page_with(format!("q {operators} Q {SECRET} {OPEN}"), "", &resources);
        let outcome = check(name, &source.build(), &[AREA], &["Besluit"]);
        let reasons = &outcome.report["pages"][0]["reasons"];
        assert_eq!(reasons, &json!([]), "{name}");
    }
}

#[test]
fn what_cannot_be_drawn_again_becomes_a_picture_of_its_place() {
    // The gradient ends before its place does.
    let mut source = PdfMaker::new();
    let resources = format!(
        "/Font<</F {HELVETICA} 0 R>>/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]\
         /Function<</FunctionType 2/N 1/Domain[0 1]/C0[1 0.8 0.8]/C1[0.8 1 0.8]>>>>>>"
    );
    let operators = format!("q 60 120 300 100 re W n /S sh Q {SECRET} {OPEN}");
    source.page_with(operators, "", &resources);
    let outcome = check("a shading", &source.build(), &[AREA], &["Besluit"]);
    assert_eq!(outcome.report["pages"][0]["reasons"], json!(["shading"]));
    assert!(holds(&unpacked(&outcome.bytes), "Tj") || holds(&unpacked(&outcome.bytes), "TJ"));
    drop(outcome.program);
}

#[test]
fn a_marker_pen_over_text_stays_a_marker_beside_the_area() {
    let line = "BT /F 12 Tf 110 175 Td (GEHEIM) Tj 70 0 Td (voorstel) Tj ET";
    let yellow = "1 0.9 0 rg 1 0.9 0 RG 14 w";
    let inner = format!("{yellow} 105 170 160 16 re f");
    let group = "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency>>";
    for (name, drawn) in [
        ("a shape", format!("/M gs {inner}")),
        ("a line", format!("/M gs {yellow} 105 178 m 265 178 l S")),
        ("a group", "/M gs /X Do".to_owned()),
    ] {
        let mut source = PdfMaker::new();
        let form = source.stream(group, &inner);
        let resources = format!(
            "/Font<</F {HELVETICA} 0 R>>/ExtGState<</M<</BM/Multiply>>>>/XObject<</X {form} 0 R>>"
        );
        source.page_with(format!("{line} {OPEN} q {drawn} Q"), "", &resources);
        let area = [100.0, 110.0, 176.0, 132.0];
        let outcome = check(name, &source.build(), &[area], &["Besluit", "voorstel"]);
        assert_eq!(outcome.report["pages"][0]["reasons"], json!([]), "{name}");
        let all = unpacked(&outcome.bytes);
        assert!(
            holds(&all, "/BM/Multiply") && !holds(&all, "/Image"),
            "{name}"
        );
    }
}

#[test]
fn what_a_note_or_field_leaves_to_its_reader_is_drawn_as_pdfium_draws_it() {
    let line = "BT /F 12 Tf 110 175 Td (GEHEIM) Tj 70 0 Td (voorstel) Tj ET";
    let highlight = "/Subtype/Highlight/Rect[105 170 265 186]/C[1 0.9 0]\
        /QuadPoints[105 186 265 186 105 170 265 170]";
    let square = "/Subtype/Square/Rect[160 100 350 160]/C[1 0 0]/IC[1 0.8 0]";
    let field = "/Subtype/Widget/FT/Tx/T(naam)/V(akkoord)/DA(/F 12 Tf 0 g)/Rect[110 60 300 80]";
    let wants = format!("{field}/AP<</N LOOK 0 R>>");
    for (name, note, word, drawn) in [
        ("a highlight", highlight, "voorstel", "/BM/Multiply"),
        ("a square", square, "voorstel", "1 0.8 0 rg"),
        ("a field", field, "akkoord", "BT"),
        ("a field that wants another look", &*wants, "akkoord", "BT"),
    ] {
        let mut source = PdfMaker::new();
        let look = "/Type/XObject/Subtype/Form/BBox[0 0 190 20]";
        let look = source.stream(look, "1 0 0 rg 0 0 20 20 re f");
        source.catalog(&format!(
            "/AcroForm<</NeedAppearances true/Fields[]/DR<</Font<</F {HELVETICA} 0 R>>>>>>"
        ));
        let note = note.replace("LOOK", &look.to_string());
        let notes = format!("/Annots[<</Type/Annot/F 4{note}>>]");
        let source = source.page(format!("{line} {OPEN}"), &notes).build();
        let area = [100.0, 110.0, 176.0, 132.0];
        let outcome = check(name, &source, &[area], &["Besluit", word]);
        assert_eq!(outcome.report["pages"][0]["reasons"], json!([]), "{name}");
        let all = unpacked(&outcome.bytes);
        assert!(holds(&all, drawn) && !holds(&all, "/Image"), "{name}");
    }
}
