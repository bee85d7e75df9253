//! Where boxes and their labels come to stand on pages that leave them little room.
//!
//! **Invariant:** every page here is published, reads as it should, and is proven again from its bytes alone.

use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program::{Program, marks};
use serde_json::json;
use std::fmt::Write;

/// Lines of 9 points from edge to edge, so many points apart, each with its number.
fn dense(leading: usize) -> Vec<u8> {
    let mut drawn = String::new();
    for row in 0..(240 / leading) {
        let text = format!(
            "regel{row} begin gypsq midden dlbhk over gypsq het besluit dat hier van belang is einde"
        );
        writeln!(
            drawn,
            "BT /F 9 Tf 12 {} Td ({text}) Tj ET",
            280 - row * leading
        )
        .unwrap();
    }
    PdfMaker::new().page(drawn, "").build()
}

/// Asks the written file again, alone and with its source.
fn proven(program: &Program) {
    let alone = program.run(&["verify", "out.pdf"]);
    assert_eq!(alone.status.code(), Some(0), "{alone:?}");
    let source = ["--marks", "marks.json", "--source", "in.pdf"];
    let whole = program.run(&[&["verify", "out.pdf"], &source[..]].concat());
    assert_eq!(whole.status.code(), Some(0), "{whole:?}");
}

/// The place of the ink of a word in a line of the source.
fn place(program: &Program, source: &[u8], row: usize, word: &str) -> [f64; 4] {
    program.write("source.pdf", source);
    let text = program.page_text(&program.file("source.pdf"), 0);
    let found = (0..text.words.len()).filter(|index| text.word_text(*index) == word);
    let index = found.into_iter().nth(row).unwrap();
    lakwerk::model::page::text::PageText::bounds(text.word(index))
        .unwrap()
        .into()
}

#[test]
fn boxes_too_small_for_a_label_have_a_number_and_a_legend() {
    let (program, source) = (Program::new(), dense(11));
    let wide = place(&program, &source, 7, "midden");
    let narrow = |width: f64| [wide[0], wide[1], wide[0] + width, wide[3]];
    let mut list = marks(1, &[narrow(2.0), place(&program, &source, 12, "over")]);
    list["marks"][1]["grounds"] = json!(["5.1.2e", "5.1.1c", "5.1.2i"]);
    assert_eq!(program.redact(&source, &list), 0);
    let text = program.text(&program.file("out.pdf")).join("");
    assert!(text.contains("1: 5.1.2e"), "{text}");
    assert!(text.contains("2: 5.1.2e + 5.1.1c + 5.1.2i"), "{text}");
    assert_eq!(text.matches("einde").count(), 21, "{text}");
    proven(&program);
}

#[test]
fn a_box_over_a_word_takes_no_letter_of_the_lines_above_and_below() {
    for leading in [9, 10] {
        let (program, source) = (Program::new(), dense(leading));
        let [left, top, right, bottom] = place(&program, &source, 5, "midden");
        let area = [left, top - 1.5, right, bottom + 2.0];
        assert_eq!(program.redact(&source, &marks(1, &[area])), 0);
        let text = program.text(&program.file("out.pdf")).join("");
        for word in ["begin", "gypsq", "dlbhk", "einde"] {
            let before = program.text(&program.file("in.pdf")).join("");
            let count = |text: &str| text.matches(word).count();
            assert_eq!(count(&text), count(&before), "{leading} {word}: {text}");
        }
        assert_eq!(text.matches("midden").count(), 240 / leading - 1);
        proven(&program);
    }
}

#[test]
fn a_font_that_claims_huge_boxes_costs_no_other_word() {
    let mut maker = PdfMaker::new();
    let glyph = |height: &str| format!("0.6 0 -10 -10 10 10 d1 0 0 0.5 {height} re f");
    let (a, b) = (
        maker.stream("", glyph("0.7")),
        maker.stream("", glyph("0.4")),
    );
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a {a} 0 R/b {b} 0 R>>\
         /Encoding<</Type/Encoding/Differences[97/a/b]>>/FirstChar 97/LastChar 98/Widths[0.6 0.6]>>"
    ));
    let drawn = "BT /T 12 Tf 72 200 Td (abba) Tj ET BT /F 12 Tf 120 200 Td (Gewone regel) Tj ET \
                 BT /F 12 Tf 72 150 Td (Regel met besluit) Tj ET";
    maker.page_with(
        drawn,
        "",
        &format!("/Font<</F {HELVETICA} 0 R/T {font} 0 R>>"),
    );
    let program = Program::new();
    assert_eq!(
        program.redact(&maker.build(), &marks(1, &[[72.0, 91.0, 99.0, 101.0]])),
        0
    );
    let text = program.text(&program.file("out.pdf")).join("");
    assert!(
        text.contains("Gewone regel") && text.contains("besluit"),
        "{text}"
    );
    proven(&program);
}

#[test]
fn the_thin_frame_around_a_cell_stays_a_line() {
    let mut drawn = String::from("0.25 w 40 200 320 30 re S 40 120 320 30 re S ");
    drawn.push_str(
        "BT /F 9 Tf 50 212 Td (Cel met Jansen) Tj ET BT /F 9 Tf 50 132 Td (Cel met besluit) Tj ET",
    );
    let (program, source) = (Program::new(), PdfMaker::new().page(drawn, "").build());
    let [left, top, right, bottom] = place(&program, &source, 0, "Jansen");
    // Within the frame, and across its lower edge.
    for below in [2.0, 30.0] {
        let area = [left, top - 2.0, right, bottom + below];
        assert_eq!(program.redact(&source, &marks(1, &[area])), 0);
        let page = &program.read_json("report.json")["pages"][0];
        assert_eq!(page["reasons"], json!([]), "{below}");
        proven(&program);
    }
}
