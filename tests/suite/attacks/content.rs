//! B (12–19, 22–29, 39, 40): text removed by half.

use super::*;
use skrifa::MetadataProvider;
use skrifa::prelude::FontRef;
use std::fmt::Write;

pub fn rows() -> Vec<Row> {
    let mut rows = text_rows();
    rows.extend(encoding_rows());
    rows.extend(place_rows());
    rows.extend(container_rows());
    rows
}

fn text_rows() -> Vec<Row> {
    let letters: String = "GEHEIM".chars().fold(String::new(), |mut out, c| {
        write!(out, "({c}) Tj ").unwrap();
        out
    });
    let apart: String = "GEHEIM"
        .chars()
        .enumerate()
        .fold(String::new(), |mut out, (i, c)| {
            write!(out, "BT /F 12 Tf {} 175 Td ({c}) Tj ET ", 110 + 10 * i).unwrap();
            out
        });
    let mut two = Hidden::new(page(
        "BT /F 12 Tf 40 175 Td (Aan GEHEIM en aan Jansen, het besluit) Tj ET",
    ));
    two.areas = vec![
        (0, [62.0, 114.0, 114.0, 128.0]),
        (0, [156.5, 114.0, 193.5, 128.0]),
    ];
    two.words.push("Jansen");
    two.kept.push("het");
    vec![
        gone(
            12,
            "letter by letter",
            page(&format!("BT /F 12 Tf 110 175 Td {letters} ET")),
        ),
        gone(12, "an object for each letter", page(&apart)),
        gone(
            12,
            "word and letter spacing",
            page("BT /F 12 Tf 9 Tw 1 Tc 105 175 Td (GE HEIM) Tj 0 Tw 0 Tc ET"),
        ),
        gone(
            12,
            "a kerned array",
            page("BT /F 12 Tf 110 175 Td [(G)-200(E)90(H)-20(EI)(M)] TJ ET"),
        ),
        gone(
            12,
            "quotes as operators",
            page("BT /F 12 Tf 14 TL 110 189 Td (GEHEIM) ' 1 1 (GEHEIM) \" ET"),
        ),
        gone(
            12,
            "scaled and raised",
            page("BT /F 6 Tf 150 Tz 5 Ts 110 175 Td (GEHEIM) Tj ET"),
        ),
        row(13, "two areas on one string", Proof::Gone(two)),
        gone(
            18,
            "a soft hyphen within",
            page("BT /F 12 Tf 110 175 Td (GE\\255HEIM) Tj ET"),
        ),
        gone(
            18,
            "a blank that does not break",
            page("BT /F 12 Tf 110 175 Td (GE\\240HEIM) Tj ET"),
        ),
        gone(
            18,
            "over two lines",
            page("BT /F 12 Tf 110 185 Td (GEH-) Tj 0 -14 Td (EIM) Tj ET"),
        ),
        row(
            18,
            "comparison folds what the eye does not see",
            Proof::Test(
                "src/model/page/text.rs",
                "comparison_ignores_what_the_eye_does_not_see",
            ),
        ),
        gone(19, "invisible", page(&format!("3 Tr {SECRET} 0 Tr"))),
        gone(
            19,
            "a clip of text",
            page(&format!("q 7 Tr {SECRET} 0 g 0 0 400 300 re f 0 Tr Q")),
        ),
        gone(
            19,
            "outlined",
            page(&format!("1 Tr {SECRET} 0 Tr 2 Tr {SECRET} 0 Tr")),
        ),
        unseen(
            19,
            "invisible beside the area",
            page("BT 3 Tr /F 12 Tf 40 100 Td (GEHEIM) Tj 0 Tr ET"),
        ),
        gone(40, "through a second reader", page(SECRET)),
    ]
}

/// DejaVu Sans Condensed as a composite font by glyph numbers.
fn composite(maker: &mut PdfMaker, encoding: &str, meanings: bool) -> usize {
    let program = maker.stream("", dejavu::sans_condensed::regular());
    let descriptor = maker.object(format!(
        "<</Type/FontDescriptor/FontName/D/Flags 4/FontBBox[-1000 -500 2000 1200]/ItalicAngle 0/Ascent 900\
         /Descent -300/CapHeight 700/StemV 80/FontFile2 {program} 0 R>>"
    ));
    let cid = maker.object(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/D/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
         /Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 700>>"
    ));
    let mut keys = String::new();
    if meanings {
        let pairs: String = ('A'..='Z').fold(String::new(), |mut out, c| {
            writeln!(out, "<{:04x}> <{:04x}>", glyph(c), u32::from(c)).unwrap();
            out
        });
        let map = maker.stream(
            "",
            format!(
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
                 1 begincodespacerange <0000> <ffff> endcodespacerange 26 beginbfchar\n{pairs}endbfchar \
                 endcmap end end"
            ),
        );
        write!(keys, "/ToUnicode {map} 0 R").unwrap();
    }
    maker.object(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/D/Encoding/{encoding}/DescendantFonts[{cid} 0 R]{keys}>>"
    ))
}

fn glyph(c: char) -> u32 {
    let font = FontRef::new(dejavu::sans_condensed::regular()).unwrap();
    font.charmap().map(c).unwrap().to_u32()
}

fn glyphs(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        write!(out, "{:04x}", glyph(c)).unwrap();
        out
    })
}

fn with_font(made: impl Fn(&mut PdfMaker) -> usize, operators: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let font = made(&mut maker);
    let resources = format!("/Font<</F {HELVETICA} 0 R/G {font} 0 R>>");
    maker
        .page_with(format!("{operators} {OPEN}"), "", &resources)
        .build()
}

/// A simple TrueType font that says it is symbolic, of which the table of characters is for symbols (3, 0).
fn symbolic(maker: &mut PdfMaker) -> usize {
    let mut program = dejavu::sans_condensed::regular().to_vec();
    let at = program.windows(4).position(|w| w == b"cmap").unwrap();
    let offset = u32::from_be_bytes(program[at + 8..at + 12].try_into().unwrap()) as usize;
    let tables = usize::from(u16::from_be_bytes([
        program[offset + 2],
        program[offset + 3],
    ]));
    for table in 0..tables {
        let entry = offset + 4 + table * 8;
        if program[entry..entry + 4] == [0, 3, 0, 1] {
            program[entry + 3] = 0;
        }
    }
    let program = maker.stream("", program);
    let descriptor = maker.object(format!(
        "<</Type/FontDescriptor/FontName/S/Flags 4/FontBBox[0 0 0 0]/ItalicAngle 0/Ascent 0/Descent 0/CapHeight 0\
         /StemV 0/FontFile2 {program} 0 R>>"
    ));
    let widths = "700 ".repeat(224);
    maker.object(format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/S/FirstChar 32/LastChar 255/Widths[{widths}]/FontDescriptor {descriptor} 0 R>>"
    ))
}

/// A font whose letter `a` draws the whole secret in another font, directly or through a letter of a third.
fn drawn(maker: &mut PdfMaker, nested: bool) -> usize {
    let fonts = format!("/Font<</F {HELVETICA} 0 R>>");
    let letter = maker.stream("", "60 0 d0 BT /F 12 Tf 0 0 Td (GEHEIM) Tj ET");
    let type3 = |maker: &mut PdfMaker, letter: usize, resources: &str| {
        maker.object(format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[1 0 0 1 0 0]/CharProcs<</GEHEIM {letter} 0 R>>\
             /Encoding<</Type/Encoding/Differences[97/GEHEIM]>>/FirstChar 97/LastChar 97/Widths[60]\
             /Resources<<{resources}>>>>"
        ))
    };
    let inner = type3(maker, letter, &fonts);
    if !nested {
        return inner;
    }
    let outer = maker.stream("", "60 0 d0 BT /T 1 Tf 0 0 Td (a) Tj ET");
    type3(maker, outer, &format!("/Font<</T {inner} 0 R>>"))
}

fn encoding_rows() -> Vec<Row> {
    let shown = |text: &str| format!("BT /G 12 Tf 110 175 Td <{}> Tj ET", glyphs(text));
    let identity = |meanings| move |maker: &mut PdfMaker| composite(maker, "Identity-H", meanings);
    let unknown = |name| {
        move |maker: &mut PdfMaker| {
            maker.object(format!(
                "<</Type/Font/Subtype/TrueType/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
            ))
        }
    };
    let mut whole = Hidden::new(with_font(symbolic, "BT /G 12 Tf 110 175 Td (GEHEIM) Tj ET"));
    whole.areas = vec![(0, [0.0, 0.0, 400.0, 300.0])];
    whole.kept.clear();
    whole.words.push("Besluit");
    vec![
        gone(
            14,
            "glyph numbers with meanings",
            with_font(identity(true), &shown("GEHEIM")),
        ),
        gone(
            14,
            "glyph numbers without meanings",
            with_font(identity(false), &shown("GEHEIM")),
        ),
        row(
            14,
            "glyph numbers tell nothing",
            Proof::Same([
                with_font(identity(false), &shown("GEHEIM")),
                with_font(identity(false), &shown("QXZJW")),
            ]),
        ),
        gone(
            15,
            "a letter that draws a word",
            with_font(|m| drawn(m, false), "BT /G 1 Tf 110 175 Td (a) Tj ET"),
        ),
        gone(
            15,
            "a letter that draws a letter that draws a word",
            with_font(|m| drawn(m, true), "BT /G 1 Tf 110 175 Td (a) Tj ET"),
        ),
        gone(
            16,
            "a font of symbols",
            with_font(symbolic, "BT /G 12 Tf 110 175 Td (GEHEIM) Tj ET"),
        ),
        row(
            17,
            "a font with an empty box under an area of a whole page",
            Proof::Gone(whole),
        ),
        gone(
            29,
            "from top to bottom",
            with_font(
                |m| composite(m, "Identity-V", true),
                &format!("BT /G 6 Tf 150 198 Td <{}> Tj ET", glyphs("GEHEIM")),
            ),
        ),
        gone(
            29,
            "from right to left",
            page("BT /F 12 Tf 190 175 Td [(G)1500(E)1500(H)1500(E)1100(I)1300(M)] TJ ET"),
        ),
        gone(
            39,
            "a font that is nowhere",
            with_font(
                unknown("Nergens-Bold"),
                "BT /G 12 Tf 110 175 Td (GEHEIM) Tj ET",
            ),
        ),
        gone(
            39,
            "a font without a name",
            with_font(
                |m| m.object("<</Type/Font/Subtype/Type1>>"),
                "BT /G 12 Tf 110 175 Td (GEHEIM) Tj ET",
            ),
        ),
    ]
}

fn place_rows() -> Vec<Row> {
    let displayed = |name, keys: &str, operators: &str| {
        let mut hidden = Hidden::new(PdfMaker::new().page(operators, keys).build());
        hidden.kept.clear();
        row(23, name, Proof::Gone(hidden))
    };
    let far = "q 1e6 0 0 1e6 0 0 cm BT /F 0.000012 Tf 0.00011 0.000175 Td (GEHEIM) Tj ET Q";
    let small = "q 0.001 0 0 0.001 0 0 cm BT /F 12000 Tf 110000 175000 Td (GEHEIM) Tj ET Q";
    vec![
        unseen(
            22,
            "beyond the page",
            page("BT /F 12 Tf 410 100 Td (GEHEIM) Tj ET"),
        ),
        unseen(
            22,
            "clipped away",
            page("q 40 90 10 2 re W n BT /F 12 Tf 100 100 Td (GEHEIM) Tj ET Q"),
        ),
        unseen(
            22,
            "beyond the crop box",
            PdfMaker::new()
                .page(
                    format!("BT /F 12 Tf 40 380 Td (GEHEIM) Tj ET {OPEN}"),
                    "/MediaBox[0 0 400 500]/CropBox[0 0 400 300]",
                )
                .build(),
        ),
        displayed(
            "a crop box",
            "/MediaBox[-100 -50 500 400]/CropBox[0 0 400 300]",
            SECRET,
        ),
        displayed(
            "a crop box beyond its page",
            "/MediaBox[0 0 400 300]/CropBox[-50 -50 900 900]",
            SECRET,
        ),
        displayed(
            "corners the other way round",
            "/MediaBox[400 300 0 0]",
            SECRET,
        ),
        displayed("a unit", "/MediaBox[0 0 400 300]/UserUnit 2", SECRET),
        displayed(
            "a quarter turn",
            "/MediaBox[0 0 300 400]/Rotate 90",
            "BT /F 12 Tf 0 1 -1 0 125 110 Tm (GEHEIM) Tj ET",
        ),
        displayed(
            "a quarter turn back",
            "/MediaBox[10 20 310 420]/Rotate -90",
            "BT /F 12 Tf 0 -1 1 0 185 310 Tm (GEHEIM) Tj ET",
        ),
        displayed(
            "half a turn",
            "/MediaBox[0 0 400 300]/Rotate 180",
            "BT /F 12 Tf -1 0 0 -1 290 125 Tm (GEHEIM) Tj ET",
        ),
        displayed(
            "mirrored",
            "",
            "q -1 0 0 1 330 0 cm BT /F 12 Tf 120 175 Td (GEHEIM) Tj ET Q",
        ),
        displayed(
            "upside down",
            "",
            "q 1 0 0 -1 0 355 cm BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET Q",
        ),
        displayed(
            "skewed",
            "",
            "q 1 0 0.3 1 -50 0 cm BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET Q",
        ),
        displayed(
            "turned by some degrees",
            "",
            "BT /F 12 Tf 0.985 0.17 -0.17 0.985 112 168 Tm (GEHEIM) Tj ET",
        ),
        displayed("a huge matrix", "", far),
        displayed("a tiny matrix", "", small),
    ]
}

fn container_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, keys) in [
        ("forms in forms", ""),
        (
            "groups in groups",
            "/Group<</S/Transparency/I true/K true>>",
        ),
    ] {
        let mut maker = PdfMaker::new();
        let inner = form(&mut maker, keys, SECRET);
        let middle = maker.stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</X {inner} 0 R>>>>{keys}"),
            "/X Do",
        );
        let resources = format!("/XObject<</X {middle} 0 R/Orphan {inner} 0 R>>");
        rows.push(gone(
            24,
            name,
            page_with(maker, "/X Do /X Do", "", &resources),
        ));
    }
    rows.push(gone(25, "objects in an object stream", {
        let mut maker = PdfMaker::new();
        maker.object("(GEHEIM)");
        maker.page(format!("{SECRET} {OPEN}"), "/Note(GEHEIM)");
        maker.build_packed()
    }));
    for (name, kind) in [("coloured", "1"), ("uncoloured", "2")] {
        rows.push(gone(26, name, tiled(kind, SECRET)));
    }
    rows.push(gone(26, "a group that fades", {
        let mut maker = PdfMaker::new();
        let group = form(&mut maker, "/Group<</S/Transparency>>", SECRET);
        let resources = format!("/XObject<</X {group} 0 R>>/ExtGState<</A<</ca 0.5>>>>");
        page_with(maker, "q /A gs /X Do Q", "", &resources)
    }));
    for kind in ["Luminosity", "Alpha"] {
        rows.push(gone(26, kind, masked(kind, SECRET, "0 0 400 300 re f")));
    }
    rows.push(row(
        26,
        "a mask tells nothing",
        Proof::Same([
            masked(
                "Luminosity",
                "1 g 105 165 40 10 re f",
                "100 160 120 40 re f",
            ),
            masked(
                "Luminosity",
                "1 g 130 175 60 10 re f",
                "100 160 120 40 re f",
            ),
        ]),
    ));
    rows.push(row(
        28,
        "a gradient partly under the area",
        Proof::Same([gradient("1 0 0"), gradient("0 0 1")]),
    ));
    rows
}

fn tiled(kind: &str, operators: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let pattern = maker.stream(
        &format!(
            "/Type/Pattern/PatternType 1/PaintType {kind}/TilingType 1/BBox[0 0 400 300]/XStep 400/YStep 300\
             /Resources<</Font<</F {HELVETICA} 0 R>>>>"
        ),
        operators,
    );
    let resources = format!("/Pattern<</P {pattern} 0 R>>/ColorSpace<</U[/Pattern/DeviceRGB]>>");
    let colour = if kind == "1" {
        "/Pattern cs /P scn"
    } else {
        "/U cs 0 0 0 /P scn"
    };
    page_with(
        maker,
        &format!("q {colour} 90 150 150 60 re f Q"),
        "",
        &resources,
    )
}

fn masked(kind: &str, mask: &str, painted: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let group = form(
        &mut maker,
        "/Group<</S/Transparency/CS/DeviceGray>>",
        &format!("1 g {mask}"),
    );
    let resources =
        format!("/ExtGState<</M<</SMask<</S/{kind}/G {group} 0 R>>>>/N<</SMask/None>>>>");
    page_with(
        maker,
        &format!("q /M gs 1 0 0 rg {painted} Q"),
        "",
        &resources,
    )
}

/// A gradient over a band across the area, of another colour only where the area is.
fn gradient(inner: &str) -> Vec<u8> {
    let part =
        |from: &str, to: &str| format!("<</FunctionType 2/N 1/Domain[0 1]/C0[{from}]/C1[{to}]>>");
    let plain = "0.8 0.9 0.8";
    let functions = [part(plain, plain), part(inner, inner), part(plain, plain)].concat();
    let resources = format!(
        "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 400 0]/Extend[true true]\
         /Function<</FunctionType 3/Domain[0 1]/Bounds[0.27 0.53]/Encode[0 1 0 1 0 1]/Functions[{functions}]>>>>>>"
    );
    page_with(
        PdfMaker::new(),
        "q 20 165 360 30 re W n /S sh Q",
        "",
        &resources,
    )
}
#[test]
fn text_is_gone() {
    ask_all(&text_rows());
}

#[test]
fn text_in_odd_encodings_is_gone() {
    ask_all(&encoding_rows());
}

#[test]
fn text_in_odd_places_is_gone() {
    ask_all(&place_rows());
}

#[test]
fn text_in_containers_is_gone() {
    ask_all(&container_rows());
}
