//! What readers find in a copy of an ordinary page: the words of the source, one by one, in the letters that it shows.

use crate::pdf_maker::PdfMaker;
use crate::program::{Program, marks};
use lakwerk::model::text::PageText;

/// An area that covers nothing of the pages below.
const ASIDE: [f64; 4] = [300.0, 200.0, 340.0, 220.0];

/// What PDFium reads in the copy.
fn copied(source: &[u8]) -> PageText {
    let program = Program::new();
    assert_eq!(program.redact(source, &marks(1, &[ASIDE])), 0);
    program.page_text(&program.file("out.pdf"), 0)
}

/// Letters that stand in for a font that is not there are stretched to its widths, and the line to its words.
#[test]
fn letters_of_a_font_that_is_not_there_are_as_wide_as_it_says() {
    let mut source = PdfMaker::new();
    let widths: String = (32..127)
        .map(|n| format!("{} ", 420 + n * 7 % 300))
        .collect();
    let font = source.object(format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/Tahoma/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126\
         /Widths[{widths}]/FontDescriptor<</Type/FontDescriptor/FontName/Tahoma/Flags 32/FontBBox[0 -200 1000 800]\
         /ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
    ));
    let text = "BT /F 12 Tf 112 Tz 40 250 Td (Gemeente Amsterdam) Tj ET";
    source.page_with(text, "", &format!("/Font<</F {font} 0 R>>"));
    let text = copied(&source.build());
    let word: Vec<_> = text.chars.iter().take(8).collect();
    assert_eq!(word.iter().map(|c| c.text).collect::<String>(), "Gemeente");
    for pair in word.windows(2) {
        let gap = pair[1].origin.x - pair[0].cell.right();
        assert!(gap.abs() < 0.3, "{gap} after {}", pair[0].text);
    }
}

/// The codes of a Type 3 font say nothing to PDFium; the names of its letters do to other readers.
#[test]
fn the_letters_of_a_drawn_font_have_the_names_that_it_gives_them() {
    let mut source = PdfMaker::new();
    let letters = ["B", "e", "s", "l", "u", "i", "t"];
    let drawn: String = (0..)
        .zip(letters)
        .map(|(n, name)| {
            let shape = format!("600 0 d0 50 0 {} 600 re 100 650 300 50 re f", 200 + n * 40);
            format!("/{name} {} 0 R", source.stream("", shape))
        })
        .collect();
    let font = source.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{drawn}>>\
         /Encoding<</Type/Encoding/Differences[34/{}]>>/FirstChar 34/LastChar 40/Widths[{}]/Resources<<>>>>",
        letters.join("/"),
        "600 ".repeat(7)
    ));
    let text = "BT /F 12 Tf 40 250 Td <22232425262728> Tj ET";
    source.page_with(text, "", &format!("/Font<</F {font} 0 R>>"));
    let text = copied(&source.build());
    let read: String = text.chars.iter().map(|c| c.text).collect();
    assert!(read.starts_with("Besluit"), "{read}");
}
