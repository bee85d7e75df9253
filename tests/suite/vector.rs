//! How redaction fails elsewhere, one small PDF per way: what was covered is gone, what was not is still there.

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{Program, marks};
use crate::scans;
use serde_json::json;
use std::io::Read;

/// The black area in page space; in the files' space it is 100 ≤ x ≤ 220 by 160 ≤ y ≤ 200.
const AREA: [f64; 4] = [100.0, 100.0, 220.0, 140.0];
/// A word that stands well within the area.
const SECRET: &str = "BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET ";
/// A word that stands beside it.
const OPEN: &str = "BT /F 12 Tf 40 60 Td (Besluit) Tj ET ";

/// What became of a source.
struct Outcome {
    program: Program,
    text: String,
    bytes: Vec<u8>,
    report: serde_json::Value,
}

fn redacted(source: &[u8], areas: &[[f64; 4]]) -> Outcome {
    let program = Program::new();
    let code = program.redact(source, &marks(1, areas));
    let report = program.read_json("report.json");
    assert_eq!(code, 0, "{report}");
    Outcome {
        text: program.text(&program.file("out.pdf")).join(""),
        bytes: program.read("out.pdf"),
        report,
        program,
    }
}

/// The file with every stream unpacked behind it.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    for (at, _) in bytes
        .windows(8)
        .enumerate()
        .filter(|(_, w)| *w == b"\nstream\n")
    {
        let mut inner = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(&bytes[at + 8..]);
        if decoder.read_to_end(&mut inner).is_ok() {
            all.extend(inner);
        }
    }
    all
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|w| w == word.as_bytes())
}

/// Draws the page again and looks: `GEHEIM` is gone from text and bytes, `kept` is there, lines and text kept their shape.
fn check(name: &str, source: &[u8], areas: &[[f64; 4]], kept: &[&str]) -> Outcome {
    let outcome = redacted(source, areas);
    let all = unpacked(&outcome.bytes);
    for word in ["GEHEIM", "geheim", "GEH", "EHE", "Jansen"] {
        assert!(
            !outcome.text.contains(word),
            "{name}: {word} in {}",
            outcome.text
        );
        assert!(!holds(&all, word), "{name}: {word} in the bytes");
    }
    for word in kept {
        assert!(
            outcome.text.contains(word),
            "{name}: {word} not in {}",
            outcome.text
        );
    }
    assert_eq!(
        outcome.report["verdict"], "verified",
        "{name}: {}",
        outcome.report["pages"]
    );
    outcome
}

fn page(operators: &str) -> Vec<u8> {
    PdfMaker::new()
        .page(format!("{operators} {OPEN}"), "")
        .build()
}

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

/// A grey picture of 400 × 300 with a word in it where the area is, drawn over the whole page.
fn scan(filter: &str, code: impl Fn(Vec<u8>) -> Vec<u8>, operators: &str) -> Vec<u8> {
    let word = |x: usize, y: usize| {
        (110..200).contains(&x) && (108..130).contains(&y) && (x / 3).is_multiple_of(2)
    };
    let line = |x: usize, y: usize| {
        (40..300).contains(&x) && (200..210).contains(&y) && (x / 4).is_multiple_of(2)
    };
    let gray = (0..300_usize)
        .flat_map(|y| (0..400_usize).map(move |x| (x, y)))
        .map(|(x, y)| if word(x, y) || line(x, y) { 0 } else { 255 })
        .collect();
    let mut source = PdfMaker::new();
    let image = source.stream(
        &format!("/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8{filter}"),
        code(gray),
    );
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    source.page_with(operators, "", &resources);
    source.build()
}

#[test]
fn a_scan_keeps_its_layer_of_text_beside_the_area() {
    let layer = "BT 3 Tr /F 22 Tf 105 172 Td (GEHEIM) Tj /F 12 Tf 40 90 Td (?) Tj ET \
                 BT 3 Tr /F 12 Tf 42 91 Td (zichtbaar) Tj 0 Tr ET";
    let words = "BT /F 22 Tf 105 172 Td (GEHEIM) Tj ET BT /F 12 Tf 42 91 Td (zichtbaar) Tj ET";
    let picture = scans::grey(&PdfMaker::new().page(words, "").build());
    for operators in [
        format!("q 400 0 0 300 0 0 cm /I Do Q {layer}"),
        format!("{layer} q 400 0 0 300 0 0 cm /I Do Q"),
    ] {
        let mut source = PdfMaker::new();
        let image = source.stream(scans::KEYS, &picture);
        let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
        let source = source.page_with(operators, "", &resources).build();
        check("a scan", &source, &[AREA], &["zichtbaar"]);
    }
}

#[test]
fn a_picture_is_blank_under_every_place_where_it_is_covered() {
    let jpeg = |gray: Vec<u8>| {
        let mut out = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut out, 80);
        encoder
            .encode(&gray, 400, 300, jpeg_encoder::ColorType::Luma)
            .unwrap();
        out
    };
    let whole = "q 400 0 0 300 0 0 cm /I Do Q";
    check(
        "a JPEG",
        &scan("/Filter/DCTDecode", jpeg, whole),
        &[AREA],
        &[],
    );
    // The same picture again at half its size elsewhere: there nothing is covered.
    let twice = format!("{whole} q 100 0 0 75 290 10 cm /I Do Q {OPEN}");
    check(
        "a picture drawn twice",
        &scan("", |g| g, &twice),
        &[AREA],
        &["Besluit"],
    );
    let turned = "q 0 300 -300 0 350 0 cm /I Do Q";
    check("a turned picture", &scan("", |g| g, turned), &[AREA], &[]);
    let askew = "q 300 60 -40 220 60 20 cm /I Do Q";
    check(
        "a picture that stands askew",
        &scan("", |g| g, askew),
        &[AREA],
        &[],
    );
}

/// Nobody reads how the blocks of such a JPEG lie, so that a wide place around an area is made even.
#[test]
fn a_jpeg_behind_another_filter_with_stretched_tones_is_published() {
    let ramp: Vec<u8> = (0..300 * 400_usize)
        .map(|at| (at % 400 * 255 / 400) as u8)
        .collect();
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    encoder
        .encode(&ramp, 400, 300, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let hex: String = jpeg.iter().map(|byte| format!("{byte:02x}")).collect();
    let keys = "/Decode[0 0.9]/Filter[/ASCIIHexDecode/DCTDecode]";
    let source = scan(
        keys,
        |_| format!("{hex}>").into_bytes(),
        "q 400 0 0 300 0 0 cm /I Do Q",
    );
    check("a ramp", &source, &[[100.0, 100.0, 220.0, 130.0]], &[]);
}

#[test]
fn what_the_source_itself_covers_stays_behind() {
    let under = "q 100 0 0 75 290 10 cm /I Do Q 1 0 0 rg 300 20 5 5 re f 0 g";
    let covered = format!("{under} 285 5 110 90 re f {OPEN}");
    let outcome = check(
        "a covered picture",
        &scan("", |g| g, &covered),
        &[],
        &["Besluit"],
    );
    assert!(!holds(&outcome.bytes, "/Image"));
    assert!(!holds(&unpacked(&outcome.bytes), "1 0 0 rg"));
    let open = format!("{under} {OPEN}");
    let outcome = check("a picture", &scan("", |g| g, &open), &[], &["Besluit"]);
    assert!(holds(&outcome.bytes, "/Image"));
    assert!(holds(&unpacked(&outcome.bytes), "1 0 0 rg"));
}

#[test]
fn inline_pictures_and_stencils_are_blanked() {
    let samples = "F0".repeat(32 * 4);
    let inline =
        format!("q 100 0 0 30 105 165 cm BI /W 32 /H 32 /CS /G /BPC 1 /F /AHx ID {samples}> EI Q");
    check("an inline picture", &page(&inline), &[AREA], &["Besluit"]);
    let stencil = format!(
        "q 1 0 0 rg 200 0 0 100 60 120 cm BI /W 32 /H 32 /IM true /F /AHx ID {samples}> EI Q"
    );
    check("a stencil", &page(&stencil), &[AREA], &["Besluit"]);
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

/// A TrueType font of which no glyph has a shape, as recognisers of text put in the layer of a scan (ISO/IEC 14496-22).
fn shapeless_font() -> Vec<u8> {
    const GLYPHS: u16 = 128;
    let be = |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|w| w.to_be_bytes()).collect() };
    let mut head = be(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000]);
    head.extend(be(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 0, 0, 8, 2, 0, 0]));
    let mut hhea = be(&[1, 0, 0, 0, 0, 500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    hhea.truncate(36);
    let mut maxp = be(&[1, 0, GLYPHS]);
    maxp.extend(be(&[0; 13]));
    let mut hmtx = be(&[500, 0]);
    hmtx.extend(be(&vec![0; usize::from(GLYPHS) - 1]));
    let loca = be(&vec![0; usize::from(GLYPHS) + 1]);
    let tables: [(&[u8], Vec<u8>); 6] = [
        (b"glyf", vec![0]),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ];
    let mut directory = be(&[1, 0, tables.len() as u16, 64, 2, 32]);
    let mut body: Vec<u8> = Vec::new();
    let start = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        directory.extend_from_slice(tag);
        for v in [0, start + body.len(), table.len()] {
            directory.extend((v as u32).to_be_bytes());
        }
        body.extend_from_slice(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    directory.extend(body);
    directory
}

#[test]
fn a_layer_in_a_font_without_shapes_stays_beside_the_area_and_goes_under_it() {
    let mut source = PdfMaker::new();
    let font = shapeless_font();
    let file = source.stream(&format!("/Length1 {}", font.len()), font);
    let descriptor = source.object(format!(
        "<</Type/FontDescriptor/FontName/Shapeless/Flags 4/FontBBox[0 0 500 0]/ItalicAngle 0/Ascent 0/Descent 0\
         /CapHeight 0/StemV 80/FontFile2 {file} 0 R>>"
    ));
    let cid = source.object(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Shapeless/CIDToGIDMap/Identity/DW 500\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R>>"
    ));
    let meanings = source.stream(
        "",
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/X def /CMapType 2 def \
         1 begincodespacerange <0000><FFFF> endcodespacerange \
         1 beginbfrange <0000><007F><0000> endbfrange endcmap end end",
    );
    let layer = source.object(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/Shapeless/Encoding/Identity-H/DescendantFonts[{cid} 0 R]\
         /ToUnicode {meanings} 0 R>>"
    ));
    let words =
        "BT /F 16 Tf 77 Tz 110 176 Td (GEHEIM) Tj ET BT /F 16 Tf 109 Tz 40 60 Td (zichtbaar) Tj ET";
    let picture = scans::grey(&PdfMaker::new().page(words, "").build());
    let image = source.stream(scans::KEYS, picture);
    let codes = |text: &str| -> String { text.bytes().map(|b| format!("{b:04X}")).collect() };
    let operators = format!(
        "q 400 0 0 300 0 0 cm /I Do Q BT 3 Tr /L 16 Tf 110 176 Td <{}> Tj ET BT 3 Tr /L 16 Tf 40 60 Td <{}> Tj ET",
        codes("GEHEIM"),
        codes("zichtbaar"),
    );
    let resources = format!("/Font<</L {layer} 0 R>>/XObject<</I {image} 0 R>>");
    source.page_with(operators, "", &resources);
    // The area ends above the baseline: the height of the letters is known by their size alone.
    let area = [100.0, 100.0, 220.0, 122.0];
    check(
        "a layer without shapes",
        &source.build(),
        &[area],
        &["zichtbaar"],
    );
}

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
