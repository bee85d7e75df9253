//! Two readers of a source, and two of a written file: what PDFium misreads, the other one finds.
//!
//! **Invariant:** each test first shows that PDFium finds nothing.

use super::ours::found_of;
use super::{BOX, NAME, Parts, TAKEN_OUT, letter_to, redacted, said, stream};
use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program::{self, Program, marks};
use lakwerk::engine::{Check, Engine};

/// What PDFium reads of a page.
fn pdfium(file: &[u8]) -> String {
    let engine = Engine::new(program::path());
    let text = engine.open(file.into(), None).unwrap().text(0).unwrap();
    text.chars.iter().map(|c| c.text).collect()
}

/// A letter to "Steffi", in a font whose glyphs have names and no other meaning; one of them is named after its three
/// letters, as ligatures are.
fn drawn_letter() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let bar = maker.stream("", "600 0 0 0 600 700 d1 0 0 500 700 re f");
    let names = ["S", "t", "e", "f_f_i"];
    let drawings: String = names.iter().map(|n| format!("/{n} {bar} 0 R")).collect();
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar 4\
         /Widths[600 600 600 600]/Encoding<</Type/Encoding/Differences[1/{}]>>/CharProcs<<{drawings}>>/Resources<<>>>>",
        names.join("/")
    ));
    let operators = format!("{TAKEN_OUT} BT /G 12 Tf 112 250 Td <01020304> Tj ET");
    let fonts = format!("/Font<</F {HELVETICA} 0 R/G {font} 0 R>>");
    maker.page_with(operators, "", &fonts);
    maker.build()
}

#[test]
fn what_pdfium_misreads_under_an_area_is_looked_for() {
    let source = drawn_letter();
    assert!(!pdfium(&source).contains("ffi"));
    let program = Program::new();
    program.write("in.pdf", &source);
    program.write("marks.json", marks(1, &[NAME]).to_string());
    let titled = |title: &str| {
        let command = [
            "redact",
            "in.pdf",
            "--marks",
            "marks.json",
            "--to",
            "out.pdf",
        ];
        let more = ["--title", title, "--report", "r.json", "--force"];
        program.run(&[&command[..], &more].concat()).status.code()
    };
    assert_eq!(titled("Aan een burger"), Some(0));
    assert_ne!(titled("Aan Steffi"), Some(0));
    let report = String::from_utf8(program.read("r.json")).unwrap();
    assert!(report.contains("needles"), "{report}");
}

#[test]
fn what_pdfium_misreads_in_a_source_is_looked_for_in_files_of_others() {
    let made = |author: &str| {
        let mut maker = PdfMaker::new();
        let info = maker.object(format!("<</Author({author})>>"));
        maker.trailer(&format!("/Info {info} 0 R"));
        maker.page(format!("{TAKEN_OUT}{BOX}"), "");
        maker.build()
    };
    assert_eq!(said(drawn_letter(), made("Een burger"), &[NAME]), "");
    assert_eq!(said(drawn_letter(), made("Steffi"), &[NAME]), "needles");
}

/// Operators that show a word with the glyphs that a file of ours already has, so small that PDFium passes over it.
fn tiny(parts: &mut Parts, word: &str, (x, y): (f64, f64)) -> String {
    let map = String::from_utf8(stream(parts.holding("beginbfchar")).unwrap()).unwrap();
    let code = |c: char| {
        let meaning = format!("> <{:04X}>", u32::from(c));
        let line = map.lines().find(|line| line.ends_with(&meaning)).unwrap();
        line[1..5].to_owned()
    };
    let codes: String = word.chars().map(code).collect();
    format!("BT /F0 0.001 Tf 3 Tr 1 0 0 1 {x} {y} Tm <{codes}> Tj 0 Tr ET")
}

#[test]
fn what_pdfium_passes_over_in_a_written_file_is_found_by_its_codes() {
    let name = "Haas";
    let file = redacted(&letter_to(name));
    assert_eq!(found_of(name, file.clone()), []);
    let with = |word: &str, place| {
        let mut parts = Parts::of(&file);
        let shown = tiny(&mut parts, word, place);
        let made = parts.draw(&shown).build();
        assert_eq!(pdfium(&made), pdfium(&file), "PDFium reads {word}");
        found_of(name, made)
    };
    let (beside, under) = ((300.0, 100.0), (130.0, 249.0));
    assert_eq!(with("staat", beside), []);
    assert_eq!(with("Haas", beside), [Check::Needles]);
    assert_eq!(with("staat", under), [Check::TextInside]);
    assert_eq!(with("H", under), [Check::TextInside]);
}
