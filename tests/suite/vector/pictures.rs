//! Pictures, and the layer of text of a scan.

use super::{AREA, OPEN, check, holds, page, unpacked};
use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::scans;

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
