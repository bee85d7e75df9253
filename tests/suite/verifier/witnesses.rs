//! Two readers of a source, and two of a written file: what PDFium misreads, the other one finds.
//!
//! **Invariant:** each test first shows that the reader that it takes for blind is.

use super::ours::found_of;
use super::{BOX, NAME, Parts, TAKEN_OUT, letter_to, redacted, said, stream};
use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program::{self, Program, marks};
use lakwerk::engine::{Check, Engine};

/// What PDFium and the interpreter read of a page.
fn read(file: &[u8]) -> [String; 2] {
    let engine = Engine::new(program::path());
    let mut reader = engine.open(file.into(), None).unwrap();
    let texts = [reader.text(0).unwrap(), reader.glyph_text(0).unwrap()];
    texts.map(|text| text.chars.iter().map(|c| c.text).collect())
}

fn pdfium(file: &[u8]) -> String {
    let [pdfium, _] = read(file);
    pdfium
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
    let [pdfium, interpreter] = read(&source);
    assert!(!pdfium.contains("ffi") && interpreter.contains("Steffi"));
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

/// The letter in which the name stands in a layer that is off, which the interpreter passes over.
fn layered_letter() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let layer = maker.object("<</Type/OCG/Name(L)>>");
    let off = format!("/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>");
    maker.catalog(&off);
    let operators = format!("{TAKEN_OUT} /OC/L BDC BT /F 12 Tf 112 250 Td (Jansen) Tj ET EMC");
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/Properties<</L {layer} 0 R>>");
    maker.page_with(operators, "", &resources);
    maker.build()
}

#[test]
fn what_one_reader_of_a_source_misses_is_looked_for_in_files_of_others() {
    let made = |author: &str| {
        let mut maker = PdfMaker::new();
        let info = maker.object(format!("<</Author({author})>>"));
        maker.trailer(&format!("/Info {info} 0 R"));
        maker.page(format!("{TAKEN_OUT}{BOX}"), "");
        maker.build()
    };
    let [pdfium, interpreter] = read(&layered_letter());
    assert!(pdfium.contains("Jansen") && !interpreter.contains("Jansen"));
    for (source, name) in [(drawn_letter(), "Steffi"), (layered_letter(), "Jansen")] {
        assert_eq!(said(source.clone(), made("Een burger"), &[NAME]), "");
        assert_eq!(said(source, made(name), &[NAME]), "needles", "{name}");
    }
}

#[test]
fn the_interpreter_reads_words_as_they_stand() {
    let words = |operators: &str, keys: &str| -> Vec<String> {
        let file = PdfMaker::new().page(operators, keys).build();
        let engine = Engine::new(program::path());
        let mut reader = engine.open(file.into(), None).unwrap();
        let text = reader.glyph_text(0).unwrap();
        (0..text.words.len()).map(|w| text.word_text(w)).collect()
    };
    let whole = [
        ("in one piece", "BT /F 12 Tf 40 250 Td (Jansen) Tj ET"),
        (
            "kerned",
            "BT /F 12 Tf 40 250 Td [(J) 40 (an) -60 (sen)] TJ ET",
        ),
        (
            "in pieces",
            "BT /F 12 Tf 40 250 Td (Jan) Tj ET BT /F 12 Tf 60 250 Td (sen) Tj ET",
        ),
        (
            "filled and outlined",
            "BT /F 12 Tf 2 Tr 40 250 Td [(Jan) 40 (sen)] TJ ET",
        ),
        ("upwards", "BT /F 12 Tf 0 1 -1 0 90 90 Tm (Jansen) Tj ET"),
        ("aslant", "BT /F 12 Tf .8 .6 -.6 .8 90 90 Tm (Jansen) Tj ET"),
        ("invisible", "BT /F 12 Tf 3 Tr 40 250 Td (Jansen) Tj ET"),
        ("stretched", "BT /F 12 Tf 150 Tz 40 250 Td (Jansen) Tj ET"),
    ];
    for (name, operators) in whole {
        assert_eq!(words(operators, ""), ["Jansen"], "{name}");
    }
    assert_eq!(words(whole[0].1, "/Rotate 90"), ["Jansen"]);
    let apart = [
        "BT /F 12 Tf 40 250 Td [(J.) -300 (Jansen)] TJ ET",
        "BT /F 12 Tf 40 250 Td (J. Jansen) Tj ET",
        "BT /F 12 Tf 40 250 Td (J.) Tj 0 -14 Td (Jansen) Tj ET",
    ];
    for operators in apart {
        assert_eq!(words(operators, ""), ["J.", "Jansen"], "{operators}");
    }
    let twice: String = [("J", 40.0), ("a", 46.0), ("n", 52.7)]
        .iter()
        .flat_map(|(letter, x)| [(letter, *x), (letter, x + 0.4)])
        .map(|(letter, x)| format!("BT /F 12 Tf {x} 250 Td ({letter}) Tj ET "))
        .collect();
    assert_eq!(words(&twice, ""), ["Jan"], "each letter drawn twice");
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
