//! Text under an area: its words, its fonts, its codes, and what readers make of what stands beside it.

use super::pictures::samples;
use super::{AREA, Side, pair, same};
use crate::pdf_maker::{HELVETICA, nameless, with_codes_moved};
use crate::program::{Program, marks};

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
