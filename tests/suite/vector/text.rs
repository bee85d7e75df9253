//! Text: under an area, hidden elsewhere, on pages that lie otherwise than their file, and in forms.

use super::{AREA, OPEN, SECRET, check, page};
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};

#[test]
fn what_covers_text_in_the_source_does_not_matter() {
    let covered = [
        (
            "a filled rectangle",
            format!("{SECRET} 0 g 100 160 120 40 re f"),
        ),
        (
            "text after the box",
            format!("0 g 100 160 120 40 re f 1 g {SECRET} 0 g"),
        ),
        (
            "one letter at a time",
            "BT /F 12 Tf 110 175 Td (G) Tj (E) Tj [(H)-20(E)] TJ (IM) Tj ET".to_owned(),
        ),
        (
            "word spacing",
            "BT /F 12 Tf 9 Tw 1 Tc 105 175 Td (GE HEIM) Tj 0 Tw 0 Tc ET".to_owned(),
        ),
        ("invisible", format!("3 Tr {SECRET} 0 Tr")),
        ("clipping only", format!("q 7 Tr {SECRET} 0 Tr Q")),
        ("white", format!("1 g {SECRET} 0 g")),
    ];
    for (name, operators) in covered {
        check(name, &page(&operators), &[AREA], &["Besluit"]);
    }
}

#[test]
fn hidden_text_beside_the_areas_is_not_exported_either() {
    let hidden = [
        (
            "white on white",
            "1 g BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g",
        ),
        (
            "under a rectangle",
            "BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0.5 g 30 90 100 30 re f 0 g",
        ),
        (
            "on a ground of its colour",
            "0 0 1 rg 30 90 100 30 re f BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g",
        ),
        ("off the page", "BT /F 12 Tf 410 100 Td (GEHEIM) Tj ET"),
        (
            "clipped away",
            "q 40 90 10 2 re W n BT /F 12 Tf 100 100 Td (GEHEIM) Tj ET Q",
        ),
        (
            "invisible over nothing",
            "BT 3 Tr /F 12 Tf 40 100 Td (GEHEIM) Tj 0 Tr ET",
        ),
        (
            "wholly see-through",
            "/N gs BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET",
        ),
    ];
    for (name, operators) in hidden {
        let mut source = PdfMaker::new();
        let resources = format!("/Font<</F {HELVETICA} 0 R>>/ExtGState<</N<</ca 0>>/O<</ca 1>>>>");
        source.page_with(format!("{operators} /O gs {OPEN}"), "", &resources);
        check(name, &source.build(), &[], &["Besluit"]);
    }
}

#[test]
fn a_layer_that_is_off_stays_behind() {
    let mut source = PdfMaker::new();
    let layer = source.object("<</Type/OCG/Name(GEHEIM)>>");
    source.catalog(&format!(
        "/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>"
    ));
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/Properties<</L {layer} 0 R>>");
    let operators = format!("/OC/L BDC BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET EMC {OPEN}");
    source.page_with(operators, "", &resources);
    check("a hidden layer", &source.build(), &[], &["Besluit"]);
}

#[test]
fn two_areas_on_one_string() {
    let text = "BT /F 12 Tf 40 175 Td (Aan GEHEIM en aan Jansen, het besluit) Tj ET";
    let areas = [[62.0, 114.0, 114.0, 128.0], [156.5, 114.0, 193.5, 128.0]];
    let outcome = check(
        "two areas",
        &page(text),
        &areas,
        &["Aan", "en", "aan", "besluit"],
    );
    assert_eq!(outcome.report["pages"][0]["boxes"], 2);
}

#[test]
fn the_area_lies_where_the_page_shows_it() {
    let shown = [
        (
            "a crop box",
            "/MediaBox[-100 -50 500 400]/CropBox[0 0 400 300]",
            SECRET.to_owned(),
        ),
        (
            "a unit",
            "/MediaBox[0 0 400 300]/UserUnit 2",
            SECRET.to_owned(),
        ),
        (
            "a quarter turn",
            "/MediaBox[0 0 300 400]/Rotate 90",
            // As displayed (x, y from the top) a point of the file is (y, x).
            "BT /F 12 Tf 0 1 -1 0 125 110 Tm (GEHEIM) Tj ET".to_owned(),
        ),
        (
            "half a turn",
            "/MediaBox[0 0 400 300]/Rotate 180",
            "BT /F 12 Tf -1 0 0 -1 290 125 Tm (GEHEIM) Tj ET".to_owned(),
        ),
        (
            "mirrored",
            "",
            "q -1 0 0 1 330 0 cm BT /F 12 Tf 120 175 Td (GEHEIM) Tj ET Q".to_owned(),
        ),
        (
            "skewed",
            "",
            "q 1 0 0.3 1 -50 0 cm BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET Q".to_owned(),
        ),
    ];
    for (name, keys, operators) in shown {
        let source = PdfMaker::new().page(operators, keys).build();
        check(name, &source, &[AREA], &[]);
    }
}

#[test]
fn forms_within_forms_are_drawn_once() {
    let mut source = PdfMaker::new();
    let fonts = format!("/Resources<</Font<</F {HELVETICA} 0 R>>");
    let inner = source.stream(
        &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]{fonts}>>"),
        SECRET,
    );
    let outer = source.stream(
        &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]{fonts}/XObject<</X {inner} 0 R>>>>"),
        format!("/X Do {OPEN}"),
    );
    let resources = format!("/XObject<</X {outer} 0 R>>");
    source.page_with("/X Do q 1 0 0 1 0 -80 cm Q", "", &resources);
    check("nested forms", &source.build(), &[AREA], &["Besluit"]);
}

#[test]
fn nothing_but_what_is_seen_gets_across() {
    let mut source = PdfMaker::new();
    let meta = source.stream("/Type/Metadata/Subtype/XML", "<x>GEHEIM</x>");
    let file = source.stream("/Type/EmbeddedFile", "GEHEIM");
    let spec = source.object(format!("<</Type/Filespec/F(GEHEIM)/EF<</F {file} 0 R>>>>"));
    let outline = source.object("<</Type/Outlines/Count 0/Title(GEHEIM)>>");
    let field = source.object(
        "<</FT/Tx/T(GEHEIM)/V(GEHEIM)/DV(GEHEIM)/TU(GEHEIM)/Type/Annot/Subtype/Widget/Rect[0 0 1 1]/F 2>>",
    );
    let link = source.object(
        "<</Type/Annot/Subtype/Link/Rect[40 55 90 75]/Border[0 0 0]/A<</S/URI/URI(mailto:GEHEIM@example.org)>>>>",
    );
    source.catalog(&format!(
        "/Metadata {meta} 0 R/Outlines {outline} 0 R/AcroForm<</Fields[{field} 0 R]>>/AF[{spec} 0 R]\
         /PieceInfo<</GEHEIM<</Private(GEHEIM)>>>>/Names<</EmbeddedFiles<</Names[(GEHEIM) {spec} 0 R]>>>>"
    ));
    let operators = format!(
        "/Span<</Alt(GEHEIM)/E(GEHEIM)>>BDC {OPEN} EMC {}",
        lines(&["gewoon"])
    );
    source.page(operators, &format!("/Annots[{field} 0 R {link} 0 R]"));
    let mut bytes = source.build();
    // An earlier revision and bytes behind the end.
    bytes.splice(
        0..0,
        PdfMaker::new()
            .page(lines(&["GEHEIM"]), "")
            .build()
            .into_iter()
            .take(0),
    );
    bytes.extend_from_slice(b"\n% GEHEIM");
    check("everything hidden", &bytes, &[], &["Besluit", "gewoon"]);
}

#[test]
fn what_a_shape_hides_does_not_come_back_when_something_readable_is_drawn_on_it() {
    // A long page, so that the hidden word is too small a part of it to make it a picture.
    let text: String = (0..12).map(|row| format!("BT /F 9 Tf 40 {} Td (het besluit van de gemeente over de vergoeding van schade staat vast) Tj ET ", 60 + row * 12)).collect();
    let hidden = format!(
        "{text} BT /F 12 Tf 40 250 Td (GEHEIM) Tj ET 1 g 30 240 120 30 re f 0 g BT /F 12 Tf 42 251 Td (openbaar) Tj ET"
    );
    let source = PdfMaker::new().page(hidden, "").build();
    check("text on a cover", &source, &[], &["openbaar", "besluit"]);
}
