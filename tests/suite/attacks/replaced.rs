//! Text that says something else than what is seen: replacement texts, meanings of several letters, fields that are not
//! drawn, links that are, and words as outlines that nobody sees.

use super::objects::{Objects, count};
use super::strangers::Stranger;
use super::{page, page_with, written};
use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program;
use lakwerk::engine::Engine;
use lakwerk::model::dossier::intake::HiddenReason;

/// What both readers find in the copy.
fn read(name: &str, source: &[u8], areas: &[[f64; 4]]) -> String {
    let areas: Vec<_> = areas.iter().map(|area| (0, *area)).collect();
    let (file, _) = written(name, source, &areas);
    let stranger = Stranger::of(&file);
    format!("{}\n{}", stranger.text(), stranger.second)
}

/// A name of which the second half is covered, in the space of the file from 126 to 180 at 200.
const NAME: [f64; 4] = [122.0, 86.0, 186.0, 106.0];

#[test]
fn a_replacement_text_does_not_say_what_is_covered() {
    let drawn =
        "BT /F 12 Tf 50 200 Td (Geachte heer ) Tj ET BT /F 12 Tf 126 200 Td (Jansenius) Tj ET";
    let says = "/ActualText(Geachte heer Jansenius)";
    let mut maker = PdfMaker::new();
    let list = maker.object(format!("<<{says}>>"));
    let listed = format!("/Properties<</P {list} 0 R>>");
    let mut within = PdfMaker::new();
    let form = super::form(&mut within, "", &format!("/Span<<{says}>>BDC {drawn} EMC"));
    let sources = [
        (
            "two objects",
            page(&format!("/Span<<{says}>>BDC {drawn} EMC")),
        ),
        (
            "another spelling of the key",
            page(&format!(
                "/Span<</Actual#54ext(Geachte heer Jansenius)>>BDC {drawn} EMC"
            )),
        ),
        (
            "one in another",
            page(&format!(
                "/P<</ActualText(Jansenius)>>BDC /Span<<{says}>>BDC {drawn} EMC EMC"
            )),
        ),
        (
            "in a list",
            page_with(maker, &format!("/Span/P BDC {drawn} EMC"), "", &listed),
        ),
        (
            "in a form",
            page_with(within, "/X Do", "", &format!("/XObject<</X {form} 0 R>>")),
        ),
        (
            "one object",
            page(&format!(
                "/Span<<{says}>>BDC BT /F 12 Tf 50 200 Td (Geachte heer Jansenius) Tj ET EMC"
            )),
        ),
        (
            "others",
            page(&format!(
                "/Span<</Alt(Geachte heer Jansenius)/E(Geachte heer Jansenius)>>BDC {drawn} EMC"
            )),
        ),
    ];
    for (name, source) in sources {
        let text = read(name, &source, &[NAME]);
        assert!(!text.contains("Jansen"), "{name}: {text}");
        assert!(!text.contains("nsenius"), "{name}: {text}");
        assert!(text.contains("Geachte"), "{name}: {text}");
    }
}

/// A font of our own with one letter, code 1, drawn as a bar; what it means is told by these lines of its map.
fn told(maker: &mut PdfMaker, width: usize, map: &str) -> String {
    let map = maker.stream(
        "",
        format!(
            "/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange {map} endcmap"
        ),
    );
    let bar = maker.stream(
        "",
        format!(
            "{width} 0 0 0 {} 700 d1 50 0 {} 700 re f",
            width,
            width - 100
        ),
    );
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 2000 800]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 1/LastChar 2/Widths[{width} {width}]\
         /CharProcs<</zz1 {bar} 0 R>>/Encoding<</Type/Encoding/Differences[1/zz1/zz1]>>/Resources<<>>/ToUnicode {map} 0 R>>"
    ));
    format!("/G {font} 0 R")
}

#[test]
fn a_letter_means_no_more_than_it_has_room_for() {
    let hex = |text: &str| {
        text.chars()
            .map(|c| format!("{:04X}", c as u32))
            .collect::<String>()
    };
    let mut maker = PdfMaker::new();
    let map = format!("1 beginbfchar <01> <{}> endbfchar", hex("Jansenius"));
    let font = told(&mut maker, 500, &map);
    let resources = format!("/Font<</F {HELVETICA} 0 R{font}>>");
    let drawn = "BT /G 12 Tf 114 200 Td (\\001) Tj ET BT /F 12 Tf 126 200 Td (ansenius) Tj ET BT /F 12 Tf 40 60 Td (Besluit) Tj ET";
    maker.page_with(drawn, "", &resources);
    let text = read("one letter for a name", &maker.build(), &[NAME]);
    assert!(
        !text.contains("Jansen") && text.contains("Besluit"),
        "{text}"
    );
    let mut maker = PdfMaker::new();
    let font = told(
        &mut maker,
        500,
        &format!("1 beginbfchar <01> <{}> endbfchar", hex("ti")),
    );
    let resources = format!("/Font<</F {HELVETICA} 0 R{font}>>");
    maker.page_with(
        "BT /G 12 Tf 40 200 Td (\\001) Tj ET BT /F 12 Tf 40 60 Td (Besluit) Tj ET",
        "",
        &resources,
    );
    let text = read("a ligature", &maker.build(), &[NAME]);
    assert!(text.contains("ti"), "{text}");
}

#[test]
fn a_cluster_without_letters_of_its_own_keeps_what_replaces_it() {
    let mut maker = PdfMaker::new();
    let font = told(&mut maker, 500, "1 beginbfchar <02> <0078> endbfchar");
    let resources = format!("/Font<</F {HELVETICA} 0 R{font}>>");
    let drawn = "BT /F 12 Tf 40 60 Td (informa) Tj /Span<</ActualText(ti)>>BDC /G 12 Tf (\\001) Tj EMC /F 12 Tf (e) Tj ET";
    maker.page_with(drawn, "", &resources);
    let text = read(
        "a ligature that only its replacement names",
        &maker.build(),
        &[NAME],
    );
    assert!(text.contains("informatie"), "{text}");
    let utf16 = drawn.replace("(ti)", "<FEFF00740069>");
    let mut other = PdfMaker::new();
    let font = told(&mut other, 500, "1 beginbfchar <02> <0078> endbfchar");
    other.page_with(&utf16, "", &format!("/Font<</F {HELVETICA} 0 R{font}>>"));
    let text = read("the same in UTF-16", &other.build(), &[NAME]);
    assert!(text.contains("informatie"), "{text}");
    let covered = read(
        "the same under an area",
        &maker.build(),
        &[[74.0, 228.0, 86.0, 244.0]],
    );
    assert!(!covered.contains("informati"), "{covered}");
}

#[test]
fn ligatures_are_written_as_their_letters() {
    let mut maker = PdfMaker::new();
    let font = maker.object(
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[2/fi/fl]>>>>",
    );
    let resources = format!("/Font<</F {HELVETICA} 0 R/L {font} 0 R>>");
    maker.page_with(
        "BT /L 12 Tf 40 60 Td (So\\002e, e\\002ci\\353nt, a\\003oop) Tj ET",
        "",
        &resources,
    );
    let text = read("ligatures", &maker.build(), &[NAME]);
    for word in ["Sofie", "efici\u{eb}nt", "afloop"] {
        assert_eq!(text.matches(word).count(), 2, "{word}: {text}");
    }
}

const LOOK: &str = "/Type/XObject/Subtype/Form/BBox[0 0 140 16]/Resources<</Font<</F 3 0 R>>>>";

#[test]
fn a_field_that_is_not_drawn_lends_no_letters() {
    let mut maker = PdfMaker::new();
    let look = maker.stream(
        LOOK,
        "1 g 0 0 140 16 re f BT 0 g /F 12 Tf 2 4 Td (Wilhelmina Oosterbroek) Tj ET",
    );
    let keys = format!(
        "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(naam)/V(Wilhelmina Oosterbroek)/DA(/F 12 Tf 0 g)/F 4/Rect[180 196 320 212]/AP<</N {look} 0 R>>>>]"
    );
    maker.page(
        "BT /F 12 Tf 40 200 Td (Naam:) Tj 142 0 Td (....................) Tj ET",
        &keys,
    );
    let source = maker.build();
    let text = read("an orphan field", &source, &[[40.0, 40.0, 60.0, 60.0]]);
    assert!(!text.contains("Wil") && text.contains("....."), "{text}");
    let mut reader = Engine::new(program::path())
        .open(source.into(), None)
        .unwrap();
    let told = format!("{:?}", reader.contents().unwrap().fields);
    assert!(told.contains("Oosterbroek"), "{told}");
}

#[test]
fn a_link_that_is_drawn_reads_as_what_it_shows() {
    let mut maker = PdfMaker::new();
    let look = maker.stream(
        LOOK,
        "1 g 0 0 140 16 re f BT 0 g /F 12 Tf 1 3 Td (verzoekster nummer 1) Tj ET",
    );
    let keys = format!(
        "/Annots[<</Type/Annot/Subtype/Link/F 4/Rect[140 196 280 212]/AP<</N {look} 0 R>>>>]"
    );
    let drawn = "BT /F 12 Tf 40 200 Td (Brief aan mevrouw) Tj ET BT /F 12 Tf 142 200 Td (Wilhelmina Oosterbroek) Tj ET";
    maker.page(drawn, &keys);
    let text = read(
        "a link with a look",
        &maker.build(),
        &[[40.0, 40.0, 60.0, 60.0]],
    );
    assert_eq!(text.matches("verzoekster nummer 1").count(), 2, "{text}");
    assert!(!text.contains("Wil") && !text.contains("broek"), "{text}");
}

/// `L`, `E` and `V` as filled outlines 14 points high, from here.
fn letters(x: f64, y: f64) -> String {
    let l = "0 0 m 8 0 l 8 2 l 2 2 l 2 14 l 0 14 l h";
    let e = "0 0 m 8 0 l 8 2 l 2 2 l 2 6 l 7 6 l 7 8 l 2 8 l 2 12 l 8 12 l 8 14 l 0 14 l h";
    let v = "4 0 m 6 0 l 10 14 l 8 14 l 5 3 l 2 14 l 0 14 l h";
    let at = |shape: &str, dx: f64| format!("q 1 0 0 1 {} {y} cm {shape} f Q ", x + dx);
    at(l, 0.0) + &at(e, 12.0) + &at(v, 24.0)
}

#[test]
fn outlines_of_words_that_nobody_sees_are_gone() {
    let seen = letters(40.0, 60.0);
    let hidden = letters(60.0, 200.0);
    let rects = "1 g 50 190 30 40 re f 80 190 40 40 re f 0 g";
    let ways = [
        ("white on white", format!("1 g {hidden} 0 g")),
        ("nearly white on white", format!("0.92 g {hidden} 0 g")),
        (
            "in the colour of a bar",
            format!("0 0 1 rg 40 180 200 60 re f {hidden} 0 g"),
        ),
        (
            "under white rectangles that meet within them",
            format!("{hidden} {rects}"),
        ),
        (
            "in a clip",
            format!("q 0 0 30 300 re 200 0 30 300 re W n {hidden} Q"),
        ),
        (
            "under other outlines",
            format!("0 g {hidden} {rects} {}", letters(66.0, 204.0)),
        ),
    ];
    let source = |operators: &str| {
        PdfMaker::new()
            .page(format!("{seen} {operators}"), "")
            .build()
    };
    let told = |operators: &str| {
        let mut reader = Engine::new(program::path())
            .open(source(operators).into(), None)
            .unwrap();
        let hidden = reader.hidden(0).unwrap().hidden;
        let reasons = hidden.iter().map(|h| h.reason);
        reasons.collect::<Vec<_>>() == [HiddenReason::Shapes]
    };
    let shapes = |operators: &str| {
        let source = source(operators);
        let (file, _) = written(operators, &source, &[(0, [300.0, 20.0, 340.0, 40.0])]);
        // A corner of the first letter, as it is written.
        let objects = Objects::of(&file);
        let found = objects.parts().map(|part| count(part, b"60 214 "));
        found.sum::<usize>()
    };
    assert!(
        shapes(&hidden) > 0 && !told(&hidden),
        "the letters are seen here"
    );
    for (name, operators) in ways {
        assert_eq!(shapes(&operators), 0, "{name}");
        // Where a clip leaves nothing, the interpreter draws no shape that could be told.
        assert!(told(&operators) || name == "in a clip", "{name} is told");
    }
}
