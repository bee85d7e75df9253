//! B (20, 21, 30–37, 41, 42, 79, 81): pictures, and the text that lies over them.

use super::*;

/// A picture of 400 × 300 over the page; `keys` name its space.
fn pictured(
    keys: &str,
    samples: &[u8],
    operators: &str,
    extra: impl Fn(&mut PdfMaker) -> String,
) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let more = extra(&mut maker);
    let image = maker.stream(
        &format!("/Type/XObject/Subtype/Image/Width 400/Height 300{keys}{more}"),
        samples,
    );
    page_with(
        maker,
        operators,
        "",
        &format!("/XObject<</I {image} 0 R>>/ExtGState<</Z<</ca 0.5>>>>"),
    )
}

const WHOLE: &str = "q 400 0 0 300 0 0 cm /I Do Q";
const GRAY: &str = "/ColorSpace/DeviceGray/BitsPerComponent 8";

/// Grey samples that spell the secret where `hidden` says so, with bars in the band of the area.
fn spelled(hidden: impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let at = |x: usize, y: usize| if hidden(x, y) { b"GEHEIM"[x % 6] } else { 255 };
    (0..300)
        .flat_map(|y| (0..400).map(move |x| (x, y)))
        .map(|(x, y)| at(x, y))
        .collect()
}

fn in_area(x: usize, y: usize) -> bool {
    (102..218).contains(&x) && (102..138).contains(&y)
}

fn jpeg(gray: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 80);
    for (number, data) in segments {
        encoder.add_app_segment(*number, data.to_vec()).unwrap();
    }
    encoder
        .encode(gray, 400, 300, jpeg_encoder::ColorType::Luma)
        .unwrap();
    out
}

/// A scan over which another program drew something where the secret stands, and nobody marked anything.
fn under(name: &'static str, samples: &[u8], cover: &str) -> Row {
    // What is seen beside it keeps the scan.
    let mut samples = samples.to_vec();
    samples
        .iter_mut()
        .skip(400 * 220)
        .step_by(3)
        .for_each(|v| *v = 0);
    let scan = pictured(GRAY, &samples, &format!("{WHOLE} {cover}"), |_| {
        String::new()
    });
    unseen(35, name, scan).also(|h| h.tones = true)
}

pub fn rows() -> Vec<Row> {
    let none = |_: &mut PdfMaker| String::new();
    let bars = spelled(in_area);
    let hex = "47454845494D".repeat(64 * 8 / 6 + 1);
    let dct = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode";
    let black: Vec<u8> = vec![0; 120_000];
    let soft = |maker: &mut PdfMaker| {
        let mask = maker.stream(
            &format!("/Type/XObject/Subtype/Image/Width 400/Height 300{GRAY}"),
            spelled(in_area).iter().map(|v| 255 - v).collect::<Vec<_>>(),
        );
        format!("/SMask {mask} 0 R")
    };
    let hard = |maker: &mut PdfMaker| {
        let mask = maker.stream(
            "/Type/XObject/Subtype/Image/Width 400/Height 300/ImageMask true/BitsPerComponent 1",
            [0xA5; 15_000],
        );
        format!("/Mask {mask} 0 R")
    };
    let other = |maker: &mut PdfMaker| {
        let image = maker.stream(
            &format!("/Type/XObject/Subtype/Image/Width 400/Height 300{GRAY}"),
            spelled(in_area),
        );
        format!("/Alternates[<</Image {image} 0 R/DefaultForPrinting true>>]/Metadata {image} 0 R")
    };
    let clear = |maker: &mut PdfMaker| {
        let mask = maker.stream(
            &format!("/Type/XObject/Subtype/Image/Width 400/Height 300{GRAY}"),
            [0; 120_000],
        );
        format!("/SMask {mask} 0 R")
    };
    let layer = "BT 3 Tr /F 20 Tf 106 172 Td (GEHEIM) Tj 0 Tr ET";
    let close = |y: f64| format!("BT 3 Tr /F 12 Tf 110 {y} Td (GEHEIM) Tj 0 Tr ET");
    let scan = |operators: &str| {
        let mut hidden = Hidden::new(pictured(
            GRAY,
            &spelled(|x, y| x % 3 == 0 && y > 0),
            &format!("{WHOLE} {operators}"),
            none,
        ));
        hidden.kept.clear();
        hidden
    };
    let everywhere = spelled(|_, _| true);
    vec![
        row(
            20,
            "a layer of text behind a scan",
            Proof::Gone(scan(layer)),
        ),
        gone(
            20,
            "a layer of text under a scan",
            pictured(GRAY, &bars, &format!("{SECRET} {WHOLE}"), none),
        ),
        row(
            21,
            "a layer of text made before the paint",
            Proof::Same([
                pictured(GRAY, &bars, &format!("{WHOLE} {layer}"), none),
                pictured(
                    GRAY,
                    &bars,
                    &format!("{WHOLE} BT 3 Tr /F 20 Tf 106 172 Td (Q) Tj 0 Tr ET"),
                    none,
                ),
            ]),
        ),
        gone(
            31,
            "a picture behind a coarse JPEG as its mask",
            pictured(
                GRAY,
                &spelled(in_area),
                &format!("1 0 0 rg 0 0 400 300 re f 0 g {WHOLE}"),
                |maker| {
                    let tone = |x: usize, y: usize| ((x * 7 + y * 5) % 256) as u8;
                    let all = (0..75).flat_map(|y| (0..105).map(move |x| tone(x, y)));
                    let mut mask = Vec::new();
                    jpeg_encoder::Encoder::new(&mut mask, 60)
                        .encode(&all.collect::<Vec<u8>>(), 105, 75, jpeg_encoder::ColorType::Luma)
                        .unwrap();
                    let keys = "/Type/XObject/Subtype/Image/Width 105/Height 75/ColorSpace/DeviceGray\
                                /BitsPerComponent 8/Filter/DCTDecode";
                    format!("/SMask {} 0 R", maker.stream(keys, mask))
                },
            ),
        ),
        gone(
            30,
            "an inline picture",
            page(&format!(
                "q 100 0 0 30 105 165 cm BI /W 64 /H 8 /CS /G /BPC 8 /F /AHx ID {}> EI Q",
                &hex[..1024]
            )),
        ),
        gone(
            30,
            "an inline stencil",
            page(&format!(
                "q 1 0 0 rg 100 0 0 30 105 165 cm BI /W 64 /H 64 /IM true /F /AHx ID {}> EI Q",
                &hex[..1024]
            )),
        ),
        gone(31, "a JPEG", pictured(dct, &jpeg(&bars, &[]), WHOLE, none)),
        gone(31, "a JPEG behind another filter", {
            let packed = miniz_oxide::deflate::compress_to_vec_zlib(&jpeg(&bars, &[]), 6);
            pictured(
                "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[/FlateDecode/DCTDecode]",
                &packed,
                WHOLE,
                none,
            )
        }),
        gone(31, "exact samples", pictured(GRAY, &bars, WHOLE, none)),
        gone(32, "a soft mask", pictured(GRAY, &black, WHOLE, soft)),
        gone(
            32,
            "a mask",
            pictured(GRAY, &black, "q 120 0 0 40 100 160 cm /I Do Q", hard),
        ),
        gone(
            32,
            "a mask of colours",
            pictured(GRAY, &bars, WHOLE, |_| "/Mask[71 71]".to_owned()),
        ),
        unseen(
            32,
            "what a mask hides",
            pictured(GRAY, &everywhere, "q 100 0 0 75 290 10 cm /I Do Q", clear),
        )
        .also(|h| h.tones = true),
        gone(33, "alternates", pictured(GRAY, &bars, WHOLE, other)),
        gone(
            34,
            "drawn twice, covered once",
            pictured(
                GRAY,
                &bars,
                &format!("{WHOLE} q 40 0 0 30 340 10 cm /I Do Q"),
                none,
            ),
        )
        .also(|h| h.areas.push((0, [340.0, 260.0, 380.0, 290.0]))),
        unseen(
            35,
            "a margin beyond the page",
            pictured(
                GRAY,
                &spelled(|x, _| x > 200),
                "q 800 0 0 300 0 0 cm /I Do Q",
                none,
            ),
        )
        .also(|h| h.tones = true),
        unseen(
            35,
            "a margin beyond a clip",
            pictured(
                GRAY,
                &spelled(|x, _| x > 250),
                "q 0 0 200 300 re W n 400 0 0 300 0 0 cm /I Do Q",
                none,
            ),
        )
        .also(|h| h.tones = true),
        unseen(
            35,
            "a margin beyond a clip of two parts",
            pictured(
                GRAY,
                &spelled(|x, _| (100..300).contains(&x)),
                "q 0 0 60 300 re 360 0 30 300 re W n 400 0 0 300 0 0 cm /I Do Q",
                none,
            ),
        )
        .also(|h| h.tones = true),
        gone(
            81,
            "text under a scan that lies below it",
            pictured(
                GRAY,
                &spelled(|x, y| x % 3 == 0 && y > 0),
                &format!("BT /F 12 Tf 110 148.5 Td (GEHEIM) Tj ET {WHOLE}"),
                none,
            ),
        )
        .also(|h| h.kept.clear()),
        gone(
            81,
            "text under a scan that lies below it, with words over it",
            pictured(
                GRAY,
                &spelled(|x, y| x % 3 == 0 && y > 0),
                &format!(
                    "BT /F 12 Tf 110 148.5 Td (GEHEIM) Tj ET {WHOLE} BT /F 12 Tf 110 148.5 Td (Afschrift) Tj ET"
                ),
                none,
            ),
        )
        .also(|h| h.kept.clear()),
        gone(
            36,
            "what a JPEG says of itself",
            pictured(
                dct,
                &jpeg(
                    &bars,
                    &[
                        (1, b"Exif\0\0GEHEIM"),
                        (2, b"ICC_PROFILE\0GEHEIM"),
                        (13, b"GEHEIM"),
                    ],
                ),
                WHOLE,
                none,
            ),
        ),
        row(
            37,
            "residue around the area",
            Proof::Test(
                "tests/suite/noninterference/pictures.rs",
                "blocks_of_a_jpeg_under_an_area",
            ),
        ),
        row(
            41,
            "no fall-back in silence",
            Proof::Test(
                "tests/suite/faults.rs",
                "whatever_a_child_does_nothing_unverified_appears",
            ),
        ),
        row(
            42,
            "a scan is left to the reader",
            Proof::Duty("Een scan zonder tekstlaag kan niet worden doorzocht"),
        ),
        row(
            42,
            "a scan is said to be one",
            Proof::Test(
                "tests/suite/attacks/pictures.rs",
                "a_scan_is_said_not_to_be_searchable",
            ),
        ),
        under("a bar", &bars, "0 g 100 160 120 40 re f"),
        under("a bar of paper", &bars, "q 1 g 100 160 120 40 re f Q"),
        under("two strips", &bars, "0 g 100 160 120 20 re f 99 178 122 23 re f"),
        under("a thick line", &bars, "40 w 0 G 100 180 m 220 180 l S"),
        under(
            "another picture",
            &bars,
            "q 120 0 0 40 100 160 cm BI /W 1 /H 1 /CS /G /BPC 8 ID ! EI Q",
        ),
        row(
            79,
            "dots of a printer",
            Proof::Test(
                "tests/suite/attacks/pictures.rs",
                "the_yellow_dots_of_a_printer_are_gone",
            ),
        ),
        row(
            81,
            "a layer of text that lies below its picture",
            Proof::Gone(scan(&close(148.5))),
        ),
        row(
            81,
            "a layer of text that lies above it",
            Proof::Gone(scan(&close(203.0))),
        ),
    ]
}

impl Row {
    pub fn also(mut self, change: impl Fn(&mut Hidden)) -> Self {
        if let Proof::Gone(hidden) = &mut self.proof {
            change(hidden);
        }
        self
    }
}
#[test]
fn pictures_are_gone() {
    ask_all(&rows());
}

/// Nothing found on a scan is no finding: the check says, for each page, that nothing could be searched.
#[test]
fn a_scan_is_said_not_to_be_searchable() {
    let program = program::Program::new();
    let mut maker = PdfMaker::new();
    let tones = (0..100 * 75).map(|i| if i % 7 < 3 { 0 } else { 255 });
    let keys =
        "/Type/XObject/Subtype/Image/Width 100/Height 75/ColorSpace/DeviceGray/BitsPerComponent 8";
    let scan = maker.stream(keys, tones.collect::<Vec<u8>>());
    let resources = format!("/XObject<</S {scan} 0 R>>");
    maker.page_with("q 400 0 0 300 0 0 cm /S Do Q", "", &resources);
    maker.page(OPEN, "");
    program.write("scan.pdf", maker.build());
    assert!(
        program
            .run(&["new", "d", "--title", "Proef"])
            .status
            .success()
    );
    assert!(program.run(&["add", "d", "scan.pdf"]).status.success());
    let output = program.run(&["check", "d", "--json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = said["findings"].as_array().unwrap().iter();
    let pages = findings.filter(|f| f["kind"] == "page_without_text");
    let pages: Vec<&serde_json::Value> = pages.map(|f| &f["page"]).collect();
    assert_eq!(pages, [1], "{said:#}");
}

#[test]
fn the_yellow_dots_of_a_printer_are_gone() {
    let (wide, high) = (800, 600);
    let mut samples = [252, 251, 250].repeat(wide * high);
    for (x, y) in (20..high)
        .step_by(40)
        .flat_map(|y| (20..wide).step_by(40).map(move |x| (x, y)))
    {
        let dot = 3 * (y * wide + x);
        samples[dot..dot + 6].copy_from_slice(&[252, 251, 150, 252, 251, 150]);
    }
    let mut maker = PdfMaker::new();
    let keys = format!(
        "/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    );
    let image = maker.stream(&keys, samples);
    let source = page_with(maker, WHOLE, "", &format!("/XObject<</I {image} 0 R>>"));
    let program = program::Program::new();
    assert_eq!(program.redact(&source, &program::marks(1, &[AREA])), 0);
    let yellow = |name: &str| {
        let pixels = program.reader(&program.file(name)).render(0, 2.0, None);
        let pixels = pixels.unwrap();
        let is_yellow = |v: &&[u8]| u16::from(v[2]) + 20 < u16::from(v[0]) && v[0] > 200;
        pixels.rgb().chunks_exact(3).filter(is_yellow).count()
    };
    assert!(yellow("in.pdf") > 200, "they are there");
    assert_eq!(yellow("out.pdf"), 0);
}
