//! Where the two engines that read a source do not agree.

use super::{AREA, OPEN, Outcome, SECRET, check, holds, redacted, unpacked};
use crate::pdf_maker::PdfMaker;
use crate::program::Program;
use serde_json::json;

/// A page in a font that is not in the file, with an area on its capitals as PDFium shows them. The engines do not agree
/// on the width of a euro sign in that font.
fn with_euros(operators: &str, map: Option<&str>) -> Outcome {
    let mut source = PdfMaker::new();
    let map = map.map(|map| source.stream("", map));
    let map = map.map_or(String::new(), |map| format!("/ToUnicode {map} 0 R"));
    let times = source.object(format!(
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding{map}>>"
    ));
    let text = format!("BT /T 12 Tf 40 175 Td {operators} ET");
    source.page_with(text, "", &format!("/Font<</T {times} 0 R>>"));
    let source = source.build();
    let program = Program::new();
    program.write("in.pdf", &source);
    let read = program.page_text(&program.file("in.pdf"), 0);
    let capitals = read.chars.iter().filter(|c| c.text.is_uppercase());
    let bounds = capitals.map(|c| c.ink).reduce(|a, b| a.union(&b)).unwrap();
    redacted(&source, &[bounds.into()])
}

#[test]
fn where_two_engines_differ_a_picture_of_the_place_is_put() {
    // PDFium puts the highlight at its quadrilaterals, the interpreter in its rectangle.
    let highlight = "/Annots[<</Type/Annot/Subtype/Highlight/Rect[250 40 350 120]/C[1 0.8 0]/F 4\
        /QuadPoints[260 100 330 100 260 60 330 60]>>]";
    let source = PdfMaker::new()
        .page(format!("{SECRET} {OPEN}"), highlight)
        .build();
    let outcome = check("an annotation", &source, &[AREA], &["Besluit"]);
    assert_eq!(outcome.report["pages"][0]["reasons"], json!(["appearance"]));
    let all = unpacked(&outcome.bytes);
    assert!(holds(&all, "/Image") && (holds(&all, "Tj") || holds(&all, "TJ")));
}

#[test]
fn a_file_that_only_one_engine_can_read_keeps_its_text() {
    let operators = format!("{SECRET} {OPEN}");
    let source = PdfMaker::new().page(operators, "").build_mispacked();
    check("mispacked", &source, &[AREA], &["Besluit"]);
}

#[test]
fn text_that_stands_elsewhere_in_the_other_engine_does_not_come_out_from_under_its_area() {
    let outcome = with_euros("(\\200\\200\\200\\200 GEHEIM in dorp) Tj", None);
    assert!(!outcome.text.contains(['G', 'E']), "{}", outcome.text);
    // What follows stands where the other engine shows it, so that nothing of the page had to become a picture.
    assert!(outcome.text.contains("in dorp"), "{}", outcome.text);
    assert_eq!(outcome.report["pages"][0]["verdict"], json!("verified"));
    assert_eq!(outcome.report["pages"][0]["reasons"], json!([]));
}

#[test]
fn a_page_becomes_a_picture_when_nobody_can_tell_where_its_text_went() {
    // One of the engines is told nothing of the euros, so that the order of what follows says nothing.
    let map = "/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <80> <0000> endbfchar endcmap";
    let outcome = with_euros("(\\200\\200\\200\\200) Tj (GEHEIM) Tj", Some(map));
    assert!(!outcome.text.contains(['G', 'E']), "{}", outcome.text);
    assert_eq!(outcome.report["pages"][0]["reasons"], json!(["displaced"]));
}

#[test]
fn a_replacement_text_does_not_hide_where_the_text_behind_it_went() {
    let hidden = "/Span<</ActualText(x)>>BDC (\\200\\200\\200\\200) Tj EMC (GEHEIM) Tj";
    let outcome = with_euros(hidden, None);
    assert!(!outcome.text.contains(['G', 'E']), "{}", outcome.text);
    assert_eq!(outcome.report["pages"][0]["reasons"], json!([]));
}
