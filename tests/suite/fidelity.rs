//! What readers find in a copy of an ordinary page: the words of the source, one by one, in the letters that it shows.

use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program::{Program, marks};
use crate::scans::grey;
use lakwerk::model::page::text::PageText;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::OutlinePen;
use skrifa::{FontRef, MetadataProvider};
use std::fmt::Write;

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

/// What a page reads with a font whose codes are those of Latin letters, but for `~`, which draws a telephone.
fn with_letters_named(meanings: &str, codes: &str) -> String {
    let program = dejavu::sans_condensed::regular();
    let charmap = FontRef::new(program).unwrap().charmap();
    let glyphs = (0..256_u32).flat_map(|code| {
        let drawn = if code == u32::from('~') { 0x260e } else { code };
        let glyph = charmap.map(drawn).map_or(0, |glyph| glyph.to_u32());
        u16::try_from(glyph).unwrap().to_be_bytes()
    });
    let glyphs: Vec<u8> = glyphs.collect();
    let mut source = PdfMaker::new();
    let (program, glyphs) = (source.stream("", program), source.stream("", glyphs));
    let meanings = match meanings {
        "" => "/Identity-H".to_owned(),
        table => format!(" {} 0 R", source.stream("", table)),
    };
    let font = source.object(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/D/Encoding/Identity-H/ToUnicode{meanings}/DescendantFonts[<<\
         /Type/Font/Subtype/CIDFontType2/BaseFont/D/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
         /DW 900/CIDToGIDMap {glyphs} 0 R/FontDescriptor<</Type/FontDescriptor/FontName/D/Flags 32/FontBBox[0 0 0 0]\
         /ItalicAngle 0/Ascent 0/Descent 0/CapHeight 0/StemV 0/FontFile2 {program} 0 R>>>>]>>"
    ));
    let text = format!("BT /F 12 Tf 40 250 Td <{codes}> Tj ET");
    source.page_with(text, "", &format!("/Font<</F {font} 0 R>>"));
    copied(&source.build())
        .chars
        .iter()
        .map(|c| c.text)
        .collect()
}

/// A table of meanings that is but the name of codes says nothing; the table of the font's program does.
#[test]
fn letters_that_only_the_program_of_their_font_names_are_read() {
    let read = with_letters_named("", "004200650073006C007500690074");
    assert!(read.starts_with("Besluit"), "{read}");
}

/// The meaning of a sign may be the text beside it, of which an area covers the rest.
#[test]
fn a_sign_is_no_more_letters_than_it_shows() {
    let read = |meaning: &str| {
        let meaning: String = meaning
            .encode_utf16()
            .map(|unit| format!("{unit:04x}"))
            .collect();
        let table = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n\
             1 begincodespacerange <0000> <ffff> endcodespacerange\n\
             2 beginbfchar <0042> <0042> <007e> <{meaning}> endbfchar endcmap end end"
        );
        with_letters_named(&table, "0042007E")
    };
    assert!(read("tt").starts_with("Btt"), "{}", read("tt"));
    for (meaning, beside) in [("Jan", "an"), ("0612", "06"), ("\u{260e} +33", "33")] {
        let read = read(meaning);
        assert!(!read.contains(beside), "{meaning}: {read}");
    }
}

/// Programs for text write which letters a ligature is, where the font does not say it.
#[test]
fn a_ligature_is_read_as_the_letters_that_it_is_said_to_be() {
    let with = |says: &str| {
        let mut source = PdfMaker::new();
        let text = format!(
            "BT /F 12 Tf 40 250 Td (Bu) Tj /Span <</ActualText ({says})>> BDC (M) Tj EMC (on) Tj ET"
        );
        source.page(text, "");
        let text = copied(&source.build());
        text.chars.iter().map(|c| c.text).collect::<String>()
    };
    assert!(with("tt").starts_with("Button"), "{}", with("tt"));
    assert!(with("Jan").starts_with("BuMon"), "{}", with("Jan"));
}

/// Neighbours of which each is drawn wider than its clip shows: none lies over the other, and letters go on over the seams.
#[test]
fn parts_of_a_picture_that_are_wider_than_their_clips_lie_side_by_side() {
    let text =
        [30, 100, 170, 240].map(|y| format!("BT /F 36 Tf 20 {y} Td (Doorlopende tekst) Tj ET "));
    let whole = grey(&PdfMaker::new().page(text.concat(), "").build());
    let (mut source, mut drawn, mut pictures) = (PdfMaker::new(), String::new(), String::new());
    for part in 0..3_usize {
        // 400 samples of a row of 1200, and 24 of each neighbour.
        let (from, to) = (
            (400 * part).saturating_sub(24),
            (400 * part + 424).min(1200),
        );
        let rows = whole.chunks_exact(1200);
        let samples: Vec<u8> = rows.flat_map(|row| row[from..to].to_vec()).collect();
        let (width, mut jpeg) = (to - from, Vec::new());
        let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
        let grey_tones = jpeg_encoder::ColorType::Luma;
        encoder
            .encode(&samples, width as u16, 900, grey_tones)
            .unwrap();
        let keys = format!(
            "/Type/XObject/Subtype/Image/Width {width}/Height 900/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
        );
        write!(pictures, "/I{part} {} 0 R", source.stream(&keys, jpeg)).unwrap();
        let points = |samples: usize| samples as f64 / 3.0;
        let (clip, left, long) = (points(400 * part), points(from), points(width));
        write!(
            drawn,
            "q {clip:.3} 0 133.333 300 re W n q {long:.3} 0 0 300 {left:.3} 0 cm /I{part} Do Q Q "
        )
        .unwrap();
    }
    source.page_with(drawn, "", &format!("/XObject<<{pictures}>>"));
    let (source, program) = (source.build(), Program::new());
    assert_eq!(
        program.redact(&source, &marks(1, &[[1.0, 1.0, 4.0, 4.0]])),
        0
    );
    let [before, after] = [grey(&source), grey(&program.read("out.pdf"))];
    // Below the area and its label.
    let below = before.iter().zip(&after).skip(1200 * 120);
    assert_eq!(below.filter(|(a, b)| a.abs_diff(**b) > 60).count(), 0);
}

/// A watermark is seen however pale it is.
#[test]
fn large_pale_letters_stay() {
    let mut source = PdfMaker::new();
    let text =
        "0.92 g BT /F 44 Tf 20 100 Td (CONCEPT) Tj ET 0 g BT /F 12 Tf 40 250 Td (Besluit) Tj ET";
    source.page(text, "");
    let read: String = copied(&source.build())
        .chars
        .iter()
        .map(|c| c.text)
        .collect();
    assert!(
        read.contains("CONCEPT") && read.contains("Besluit"),
        "{read}"
    );
}

/// A picture beside the paper leaves the page as it is.
#[test]
fn a_picture_that_touches_the_edge_from_outside_makes_no_page_a_picture() {
    let mut source = PdfMaker::new();
    let keys =
        "/Type/XObject/Subtype/Image/Width 200/Height 63/ColorSpace/DeviceGray/BitsPerComponent 8";
    let samples: Vec<u8> = (0..200 * 63_u32).map(|n| (n * n / 7 % 251) as u8).collect();
    let picture = source.stream(keys, samples);
    let drawn = "q 60 0 0 40 50 -40 cm /I Do Q BT /F 12 Tf 40 250 Td (Besluit) Tj ET";
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {picture} 0 R>>");
    source.page_with(drawn, "", &resources);
    let program = Program::new();
    let source = source.build();
    assert_eq!(program.redact(&source, &marks(1, &[ASIDE])), 0);
    let report = program.read_json("report.json");
    assert_eq!(report["pages"][0]["verdict"], "verified", "{report}");
}

/// A gradient is drawn anew without what is drawn over it, or the text over it would be there twice.
#[test]
fn text_over_a_gradient_is_drawn_once() {
    let mut source = PdfMaker::new();
    let resources = format!(
        "/Font<</F {HELVETICA} 0 R>>/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[20 0 280 0]/Extend[true true]\
         /Function<</FunctionType 2/N 1/Domain[0 1]/C0[1 0.8 0.8]/C1[0.8 1 0.8]>>>>>>"
    );
    let text = "BT /F 14 Tf 40 60 Td (Besluit over het verzoek) Tj ET";
    source.page_with(
        format!("q 20 30 300 100 re W n /S sh Q {text}"),
        "",
        &resources,
    );
    let (source, program) = (source.build(), Program::new());
    assert_eq!(program.redact(&source, &marks(1, &[ASIDE])), 0);
    let report = program.read_json("report.json");
    assert_eq!(
        report["pages"][0]["reasons"],
        serde_json::json!([]),
        "{report}"
    );
    // Below the area and its label.
    let ink = |file: &[u8]| {
        let grey = grey(file);
        let dark = grey.iter().skip(1200 * 690).filter(|v| **v < 128);
        dark.count() as f64
    };
    let [before, after] = [ink(&source), ink(&program.read("out.pdf"))];
    assert!(
        (after / before - 1.0).abs() < 0.03,
        "{before} dark pixels became {after}"
    );
}

/// The background of a page may be one tile of a pattern.
/// PDFium says of letters that are filled with a pattern that they are white.
#[test]
fn letters_in_a_gradient_or_a_pattern_can_be_searched() {
    let mut source = PdfMaker::new();
    let gradient = "<</Type/Pattern/PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB\
                    /Coords[0 0 400 0]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]\
                    /C0[0.8 0 0]/C1[0 0 0.8]/N 1>>>>>>";
    let tile = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep 4/Resources<<>>";
    let tile = source.stream(tile, "0 0 1 rg 0 0 4 2 re f 0 0.4 0 rg 0 2 4 2 re f");
    let text = "/Pattern cs /G scn BT /F 10 Tf 40 250 Td (Geachte heer) Tj ET /T scn BT /F 10 Tf 40 200 Td (In tegels) Tj ET \
                1 g BT /F 10 Tf 40 150 Td (Wit op wit) Tj ET";
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/Pattern<</G {gradient}/T {tile} 0 R>>");
    source.page_with(text, "", &resources);
    let text = copied(&source.build());
    let words: Vec<String> = (0..text.words.len())
        .map(|word| text.word_text(word))
        .collect();
    assert_eq!(words, ["Geachte", "heer", "In", "tegels", "5.1.2e"]);
}

#[test]
fn a_background_of_a_few_tiles_is_drawn_anew() {
    let mut source = PdfMaker::new();
    let keys = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 150]/XStep 200/YStep 150/Resources<<>>";
    let tile = source.stream(
        keys,
        "0.8 0.9 1 rg 0 20 200 40 re f 1 0.9 0.8 rg 20 80 60 40 re f",
    );
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/Pattern<</P {tile} 0 R>>");
    let text = "0 g BT /F 14 Tf 40 60 Td (Besluit over het verzoek) Tj ET";
    source.page_with(
        format!("/Pattern cs /P scn 0 0 400 300 re f {text}"),
        "",
        &resources,
    );
    let (source, program) = (source.build(), Program::new());
    assert_eq!(program.redact(&source, &marks(1, &[ASIDE])), 0);
    let report = program.read_json("report.json");
    assert_eq!(
        report["pages"][0]["reasons"],
        serde_json::json!([]),
        "{report}"
    );
    let [before, after] = [grey(&source), grey(&program.read("out.pdf"))];
    // Above the area.
    let above = before.iter().zip(&after).take(1200 * 590);
    assert_eq!(above.filter(|(a, b)| a.abs_diff(**b) > 60).count(), 0);
}

/// The outlines of letters as small drawings of their own, under the numbers of their codes.
struct Drawn(String);

impl OutlinePen for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        writeln!(self.0, "{x} {y} m").unwrap();
    }
    fn line_to(&mut self, x: f32, y: f32) {
        writeln!(self.0, "{x} {y} l").unwrap();
    }
    // Near enough for a letter.
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        writeln!(self.0, "{cx} {cy} {x} {y} {x} {y} c").unwrap();
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        writeln!(self.0, "{ax} {ay} {bx} {by} {x} {y} c").unwrap();
    }
    fn close(&mut self) {
        self.0.push_str("h\n");
    }
}

/// A font of small drawings that draws each letter `moved` codes further on.
fn drawn_font(source: &mut PdfMaker, moved: u8) -> usize {
    let font = FontRef::new(dejavu::sans::regular()).unwrap();
    let size = Size::new(1000.0);
    let (mut drawings, mut names, mut widths) = (String::new(), String::new(), String::new());
    for code in 32..127_u8 {
        let glyph = font.charmap().map(char::from(code + moved));
        let glyph = glyph.unwrap_or_default();
        let width = font.glyph_metrics(size, LocationRef::default());
        let width = width.advance_width(glyph).unwrap();
        let mut drawn = Drawn(format!("{width} 0 0 -300 1000 1000 d1\n"));
        let outline = font.outline_glyphs().get(glyph).unwrap();
        outline
            .draw((size, LocationRef::default()), &mut drawn)
            .unwrap();
        let drawing = source.stream("", format!("{}f", drawn.0));
        write!(drawings, "/{code} {drawing} 0 R").unwrap();
        write!(names, "/{code}").unwrap();
        write!(widths, "{width} ").unwrap();
    }
    source.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 -300 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{drawings}>>\
         /Encoding<</Type/Encoding/Differences[32{names}]>>/FirstChar 32/LastChar 126/Widths[{widths}]/Resources<<>>>>"
    ))
}

/// Only the picture of the page tells which letters these are; an `l` is a rectangle, and a blank a drawing of nothing.
#[test]
fn small_drawings_without_names_are_read_where_they_show_what_their_codes_say() {
    let copied = |moved: u8| {
        let mut source = PdfMaker::new();
        let font = drawn_font(&mut source, moved);
        let lines = [
            "Besluit op het verzoek om informatie",
            "van alle leden van de gemeenteraad",
            "Het college stelt de stukken vast.",
        ];
        let line = |(nth, line): (usize, &str)| {
            format!("BT /G 12 Tf 30 {} Td ({line}) Tj ET ", 120 - 20 * nth)
        };
        let text: String = lines.into_iter().enumerate().map(line).collect();
        source.page_with(text, "", &format!("/Font<</G {font} 0 R>>"));
        let program = Program::new();
        assert_eq!(program.redact(&source.build(), &marks(1, &[ASIDE])), 0);
        let report = program.read_json("report.json");
        assert_eq!(
            report["pages"][0]["reasons"],
            serde_json::json!([]),
            "{report}"
        );
        program.text(&program.file("out.pdf")).join(" ")
    };
    let read = copied(0);
    for word in [
        "Besluit",
        "informatie",
        "gemeenteraad",
        "college",
        "stukken",
    ] {
        assert!(read.contains(word), "{word}: {read}");
    }
    let read = copied(1);
    assert!(
        !read.contains("Besluit") && !read.contains("college"),
        "{read}"
    );
}
