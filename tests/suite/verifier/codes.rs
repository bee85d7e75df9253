//! Text in codes that only a font explains, where no page shows it.

use super::{judge, letter, letter_to, with, with_keys};
use crate::pdf_maker::PdfMaker;

/// How a font says what its codes mean.
const FONTS: [&str; 5] = [
    "names",
    "a table",
    "a wide table",
    "nothing",
    "names of its own",
];

fn table(digits: usize) -> String {
    let pairs: String = "Janse"
        .chars()
        .zip(1..)
        .map(|(c, code)| format!("<{code:0digits$x}> <{:04x}> ", u32::from(c)))
        .collect();
    let (low, high) = ("0".repeat(digits), "f".repeat(digits));
    format!(
        "begincmap 1 begincodespacerange <{low}> <{high}> endcodespacerange 5 beginbfchar {pairs}endbfchar endcmap"
    )
}

fn font(maker: &mut PdfMaker, kind: &str) -> usize {
    let wide = "/Type/Font/Subtype/Type0/BaseFont/AAAAAA+X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]";
    let keys = match kind {
        "names" => "/Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[1/J/a/n/s/e]>>".to_owned(),
        "a table" => {
            let table = maker.stream("", table(2));
            format!("/Type/Font/Subtype/TrueType/BaseFont/AAAAAA+X/ToUnicode {table} 0 R")
        }
        "a wide table" => {
            let table = maker.stream("", table(4));
            format!("{wide}/ToUnicode {table} 0 R")
        }
        "nothing" => wide.to_owned(),
        _ => "/Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<</Differences[1/g1/g2/g3/g4/g5]>>".to_owned(),
    };
    maker.object(format!("<<{keys}>>"))
}

/// "Jansen" in the codes of a font.
fn codes(kind: &str) -> &'static str {
    match kind {
        "a wide table" | "nothing" => "BT /G 9 Tf 3 3 Td <000100020003000400050003> Tj ET",
        _ => "BT /G 9 Tf 3 3 Td <010203040503> Tj ET",
    }
}

fn form(maker: &mut PdfMaker, kind: &str) -> usize {
    let font = font(maker, kind);
    let keys = format!("/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</G {font} 0 R>>>>");
    maker.stream(&keys, codes(kind))
}

/// Where coded text is hidden, by a name.
fn hidden(place: &str, kind: &str) -> Vec<u8> {
    with_keys(|maker| {
        let text = form(maker, kind);
        let blank = maker.stream("/Subtype/Form/BBox[0 0 9 9]", "q Q");
        let note = |keys: String| format!("/Annots[<</Type/Annot/Rect[200 50 300 99]{keys}>>]");
        match place {
            "a hidden note" => note(format!("/Subtype/Stamp/F 2/AP<</N {text} 0 R>>")),
            "the look of a button pressed" => note(format!(
                "/Subtype/Stamp/F 4/AP<</D {text} 0 R/N {blank} 0 R>>"
            )),
            "the look of a box that is not ticked" => note(format!(
                "/Subtype/Widget/FT/Btn/F 4/AS/Off/AP<</N<</Off {blank} 0 R/Yes {text} 0 R>>>>"
            )),
            "a form without fonts of its own" => {
                let font = font(maker, kind);
                maker.object(format!("<</Font<</G {font} 0 R>>>>"));
                maker.stream("/Subtype/Form/BBox[0 0 99 99]", codes(kind));
                String::new()
            }
            "a pattern" => {
                let font = font(maker, kind);
                let keys = format!(
                    "/PatternType 1/PaintType 1/BBox[0 0 9 9]/Resources<</Font<</G {font} 0 R>>>>"
                );
                maker.stream(&keys, codes(kind));
                String::new()
            }
            _ => String::new(),
        }
    })
}

#[test]
fn hidden_text_is_read_through_its_font() {
    let places = [
        "an unused form",
        "a form without fonts of its own",
        "a hidden note",
        "the look of a button pressed",
        "the look of a box that is not ticked",
        "a pattern",
    ];
    let cases = places.into_iter().flat_map(|place| {
        FONTS.map(|kind| {
            let explained = !matches!(kind, "nothing" | "names of its own");
            let expected = if explained { "needles" } else { "?font_codes" };
            let name = format!("{place}, {kind}");
            (name, letter(), hidden(place, kind), expected.to_owned())
        })
    });
    judge(cases.collect());
}

#[test]
fn letters_apart_and_letters_in_a_glyph_are_read() {
    let apart: String = "Jansen"
        .chars()
        .map(|c| format!("7 0 Td ({c}) Tj "))
        .collect();
    let plain = |operators: String| {
        with(|maker| {
            let keys = "/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F 3 0 R>>>>";
            maker.stream(keys, format!("BT /F 9 Tf {operators} ET"));
        })
    };
    let glyph = with(|maker| {
        let inner = font(maker, "names");
        let glyph = maker.stream("", format!("1 0 d0 {}", codes("names")));
        maker.object(format!(
            "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/CharProcs<</a {glyph} 0 R>>/Resources<</Font<</G {inner} 0 R>>>>>>"
        ));
    });
    judge(vec![
        (
            "letter by letter",
            letter(),
            plain(apart),
            "needles".to_owned(),
        ),
        ("within a glyph", letter(), glyph, "needles".to_owned()),
        (
            "a short name",
            letter_to("Bos"),
            plain("(Piet Bos) Tj".to_owned()),
            "needles".to_owned(),
        ),
        (
            "another name",
            letter_to("Bos"),
            plain("(Piet Bosch) Tj".to_owned()),
            String::new(),
        ),
    ]);
}
