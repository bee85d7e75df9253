//! Names under pictures that are not their scan (1, 4, 19): a picture with contrast of every kind, over a name that is
//! drawn or not, alone or within the layer of a real scan.
//!
//! **Invariant:** each is listed by the inspection with its page and a reason, and never exported; the words that the
//! picture shows stay.

use super::*;
use crate::scans::{FINE, grey, shown};
use lakwerk::model::dossier::intake::HiddenReason::{Covered, Invisible};

/// Where the pictures lie over `GEHEIM`, in points from the left and the bottom.
const PLACE: [f64; 4] = [30.0, 92.0, 110.0, 122.0];
const DRAWN: &str = "BT /F 12 Tf 40 102 Td (GEHEIM) Tj ET";

/// A grey picture, from 0 to 255, from the top.
struct Grey {
    width: usize,
    height: usize,
    values: Vec<u8>,
}

impl Grey {
    fn of(value: impl Fn(usize, usize) -> u8) -> Self {
        let (width, height) = (240, 90);
        let values = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self {
            width,
            height,
            values: values.map(|(x, y)| value(x, y)).collect(),
        }
    }

    /// What a page shows in the place.
    fn shown(operators: &str) -> Self {
        let pixels = shown(&PdfMaker::new().page(operators, "").build());
        let (left, top) = (
            (PLACE[0] * FINE) as usize,
            ((300.0 - PLACE[3]) * FINE) as usize,
        );
        Self::of(|x, y| pixels.at(left + x, top + y)[0])
    }

    /// Each square of a side in its mean.
    fn mosaic(&self, side: usize) -> Self {
        Self::of(|x, y| self.mean((x / side * side, y / side * side), side))
    }

    fn blurred(&self, side: usize) -> Self {
        Self::of(|x, y| {
            self.mean(
                (x.saturating_sub(side / 2), y.saturating_sub(side / 2)),
                side,
            )
        })
    }

    fn mean(&self, (left, top): (usize, usize), side: usize) -> u8 {
        let rows = top..(top + side).min(self.height);
        let columns = left..(left + side).min(self.width);
        let all = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
        let all: Vec<u32> = all
            .map(|(x, y)| self.values[y * self.width + x].into())
            .collect();
        (all.iter().sum::<u32>() / all.len() as u32) as u8
    }

    fn keys(&self) -> String {
        let Self { width, height, .. } = self;
        format!(
            "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
        )
    }
}

/// Numbers that look like chance and are always the same.
fn noise(x: usize, y: usize) -> u8 {
    let n = (x as u64 * 0x9E37_79B9 + y as u64 * 0x85EB_CA6B).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (n >> 40) as u8
}

fn kinds() -> Vec<(&'static str, Grey)> {
    let ink = |is_dark: bool| if is_dark { 20 } else { 240 };
    let own = Grey::shown(DRAWN);
    vec![
        (
            "hatch",
            Grey::of(|x, y| ink((x + y) % 9 < 2 || (x + 900 - y) % 9 < 2)),
        ),
        ("bars", Grey::of(|x, _| ink(x % 10 < 4))),
        ("chequers", Grey::of(|x, y| ink((x / 6 + y / 6) % 2 == 0))),
        ("noise", Grey::of(noise)),
        ("coarse noise", Grey::of(|x, y| noise(x / 5, y / 5))),
        (
            "scribble",
            Grey::of(|x, y| {
                let wave = |f: f64, p: f64| 45.0 + 25.0 * (x as f64 * f + p).sin();
                let near = |at: f64| (y as f64 - at).abs() < 2.5;
                ink(near(wave(0.11, 0.0)) || near(wave(0.07, 2.0)) || near(wave(0.19, 4.0)))
            }),
        ),
        (
            "photo",
            Grey::of(|x, y| {
                let wave = (x as f64 * 0.05).sin()
                    + (y as f64 * 0.09).cos()
                    + (x as f64 * 0.4).sin() / 3.0;
                (120.0 + 50.0 * wave) as u8 / 2 + noise(x, y) / 8
            }),
        ),
        (
            "logo",
            Grey::of(|x, y| {
                let d = (x as f64 - 120.0).hypot(y as f64 - 45.0);
                ink((25.0..35.0).contains(&d) || x.abs_diff(120) < 5 && d < 25.0)
            }),
        ),
        ("mosaic", own.mosaic(12)),
        ("blur", own.blurred(21).blurred(21)),
        (
            "other words",
            Grey::shown("BT /F 12 Tf 40 102 Td (Verder) Tj ET"),
        ),
        (
            "words around it",
            Grey::shown("BT /F 12 Tf 40 110 Td (De heer) Tj 0 -13 Td (woont in) Tj ET"),
        ),
    ]
}

/// How a picture is put over its place: as operators, with what they need.
fn put(way: &str, maker: &mut PdfMaker, grey: &Grey) -> (String, String) {
    let [left, bottom, right, top] = PLACE;
    let (width, height) = (right - left, top - bottom);
    let upright = format!("{width} 0 0 {height} {left} {bottom} cm");
    let shown = |maker: &mut PdfMaker, keys: &str, data: &[u8]| {
        let image = maker.stream(keys, data);
        format!("/XObject<</I {image} 0 R>>")
    };
    let bits = || -> Vec<u8> {
        let rows = grey.values.chunks_exact(grey.width);
        let packed = |row: &[u8]| -> Vec<u8> {
            let eight = row.chunks(8);
            let byte = |b: &[u8]| {
                (0..8).fold(0_u8, |all, n| {
                    all << 1 | u8::from(b.get(n).is_some_and(|v| *v > 128))
                })
            };
            eight.map(byte).collect()
        };
        rows.flat_map(packed).collect()
    };
    let do_it = format!("q {upright} /I Do Q");
    match way {
        "one bit" => {
            let keys = grey
                .keys()
                .replace("BitsPerComponent 8", "BitsPerComponent 1");
            (do_it, shown(maker, &keys, &bits()))
        }
        "inline" => {
            let hex: String = grey.values.iter().map(|v| format!("{v:02x}")).collect();
            let (w, h) = (grey.width, grey.height);
            (
                format!("q {upright} BI /W {w} /H {h} /CS /G /BPC 8 /F /AHx ID {hex}> EI Q"),
                String::new(),
            )
        }
        "soft mask" => {
            let mask = maker.stream(&grey.keys(), vec![255; grey.values.len()]);
            let keys = format!("{}/SMask {mask} 0 R", grey.keys());
            (do_it, shown(maker, &keys, &grey.values))
        }
        "in a form" => {
            let image = maker.stream(&grey.keys(), &grey.values);
            let keys = format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</I {image} 0 R>>>>"
            );
            let form = maker.stream(&keys, &do_it);
            ("/X Do".to_owned(), format!("/XObject<</X {form} 0 R>>"))
        }
        "turned" => {
            let turned = format!("q 0 {height} {} 0 {right} {bottom} cm /I Do Q", -width);
            (turned, shown(maker, &grey.keys(), &grey.values))
        }
        "of the whole page" => {
            let (w, h) = (1200, 900);
            let mut page = Grey {
                width: w,
                height: h,
                values: vec![250; w * h],
            };
            let (x0, y0) = ((left * FINE) as usize, ((300.0 - top) * FINE) as usize);
            for (y, row) in grey.values.chunks_exact(grey.width).enumerate() {
                page.values[(y0 + y) * w + x0..][..grey.width].copy_from_slice(row);
            }
            (
                "q 400 0 0 300 0 0 cm /I Do Q".to_owned(),
                shown(maker, &page.keys(), &page.values),
            )
        }
        _ => (do_it, shown(maker, &grey.keys(), &grey.values)),
    }
}

/// Every kind of picture, put in its place in one way; the first kinds also in every other way. The name is drawn before
/// the picture, or not drawn at all after it.
fn covers() -> Vec<(String, Vec<u8>, bool)> {
    const OTHER_WAYS: [&str; 6] = [
        "one bit",
        "inline",
        "soft mask",
        "in a form",
        "turned",
        "of the whole page",
    ];
    let mut all = Vec::new();
    for (number, (kind, grey)) in kinds().into_iter().enumerate() {
        let ways = OTHER_WAYS.iter().skip(number).step_by(3);
        for way in std::iter::once(&"plain").chain(ways) {
            for is_drawn in [true, false] {
                let mut maker = PdfMaker::new();
                let (picture, resources) = put(way, &mut maker, &grey);
                let operators = match is_drawn {
                    true => format!("{DRAWN} {picture}"),
                    false => format!("{picture} 3 Tr {DRAWN} 0 Tr"),
                };
                let bytes = page_with(maker, &operators, "", &resources);
                all.push((format!("{kind}, {way}"), bytes, is_drawn));
            }
        }
    }
    all
}

#[test]
fn a_name_under_any_picture_is_gone() {
    let mut failed = Vec::new();
    for (name, bytes, is_drawn) in covers() {
        let (file, _) = written(&name, &bytes, &[]);
        let stranger = Stranger::of(&file);
        let left = stranger.text().contains("GEHEIM") || stranger.second.contains("GEHEIM");
        let kept = stranger.text().contains("Besluit") && stranger.second.contains("Besluit");
        if left || !kept {
            failed.push((name, is_drawn, left, kept));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn a_name_under_any_picture_is_told_at_intake() {
    let mut wrong = Vec::new();
    for (name, bytes, is_drawn) in covers() {
        let mut reader = Engine::new(program::path())
            .open(bytes.into(), None)
            .unwrap();
        let found = reader.hidden(0).unwrap().hidden;
        let told: Vec<_> = found.iter().map(|h| (h.reason, h.text.as_str())).collect();
        let reason = if is_drawn { Covered } else { Invisible };
        if told != [(reason, "GEHEIM")] {
            wrong.push(format!("{name}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const LINES: [&str; 8] = [
    "Onderwerp: besluit op het verzoek om informatie",
    "Kenmerk 2026-0471/b, behandeld door de afdeling",
    "1. Op 12 maart is het verzoek ontvangen.",
    "2. De gemeente heeft drie documenten gevonden,",
    "waarvan er twee openbaar worden gemaakt.",
    "Tegen dit besluit kan bezwaar worden gemaakt",
    "binnen zes weken na de dag van verzending.",
    "Hoogachtend, namens burgemeester en wethouders",
];

/// The lines in a font, as a page of their own.
fn lines_in(font: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>"
    ));
    let line = |(number, text): (usize, &&str)| {
        format!("BT /S 12 Tf 30 {} Td ({text}) Tj ET ", 270 - 24 * number)
    };
    let operators: String = LINES.iter().enumerate().map(line).collect();
    maker
        .page_with(operators, "", &format!("/Font<</S {font} 0 R>>"))
        .build()
}

/// A word with where it starts, in the space of the file, and how long it is.
type Placed = (String, [f64; 3]);

fn words_of(bytes: Vec<u8>) -> Vec<Placed> {
    let mut reader = Engine::new(program::path())
        .open(bytes.into(), None)
        .unwrap();
    let text = reader.text(0).unwrap();
    let word = |number: usize| {
        let chars = text.word(number);
        let (first, last) = (&chars[0], &chars[chars.len() - 1]);
        let (x, y) = (first.origin.x, 300.0 - first.origin.y);
        (text.word_text(number), [x, y, last.cell.right() - x])
    };
    (0..text.words.len()).map(word).collect()
}

/// The font of a scan that lies on its side in the file.
const TURNED: &str = "Helvetica-Bold";

/// A scan of the lines in a font, with the words of its layer set as long as those of the scan, and so much beside them;
/// `name` stands in the layer in the place of a picture within the scan.
fn scan(font: &str, beside: (f64, f64), behind: bool, name: Option<(&str, &Grey)>) -> Vec<u8> {
    let mut scan = Grey {
        width: 1200,
        height: 900,
        values: grey(&lines_in(font)),
    };
    for (n, value) in scan.values.iter_mut().enumerate() {
        *value = (*value).max(18) - noise(n % 1200, n / 1200) / 16;
    }
    if let Some((_, grey)) = name {
        for (y, row) in grey.values.chunks_exact(grey.width).enumerate().take(60) {
            scan.values[(820 + y) * scan.width + 90..][..grey.width].copy_from_slice(row);
        }
    }
    let own = words_of(lines_in("Helvetica"));
    let set = |((word, [x, y, length]), (_, [.., natural])): (&Placed, &Placed)| {
        let (x, y, wide) = (x + beside.0, y + beside.1, 100.0 * length / natural);
        format!("BT /F 12 Tf {wide:.2} Tz {x:.2} {y:.2} Td ({word}) Tj ET ")
    };
    let layer: String = words_of(lines_in(font)).iter().zip(&own).map(set).collect();
    let named = name.map(|(name, _)| format!("BT /F 12 Tf 100 Tz 40 12 Td ({name}) Tj ET"));
    let layer = layer + &named.unwrap_or_default();
    let mut maker = PdfMaker::new();
    let image = maker.stream(&scan.keys(), &scan.values);
    let picture = "q 400 0 0 300 0 0 cm /I Do Q";
    let operators = match behind {
        true => format!("{layer} {picture}"),
        false => format!("{picture} 3 Tr {layer} 0 Tr"),
    };
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    if font != TURNED {
        return maker.page_with(operators, "", &resources).build();
    }
    // Lying in the file, and shown upright.
    let operators = format!("q 0 1 -1 0 300 0 cm {operators} Q");
    let keys = "/MediaBox[0 0 300 400]/Rotate 90";
    maker.page_with(operators, keys, &resources).build()
}

/// The lines of which a reader does not find every letter, blanks left out.
fn lost(text: &str) -> Vec<&'static str> {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let text = bare(text);
    let lost = |line: &&&str| !text.contains(&bare(line));
    LINES.iter().filter(lost).copied().collect()
}

#[test]
fn every_word_that_a_scan_shows_stays_whole() {
    for (font, beside, behind) in [
        ("Helvetica", (0.0, 0.0), false),
        ("Helvetica", (0.0, 0.0), true),
        ("Helvetica", (0.5, 5.0), false),
        ("Times-Roman", (0.0, -2.0), false),
        ("Courier", (0.0, 0.0), true),
        (TURNED, (0.0, 0.0), false),
    ] {
        let bytes = scan(font, beside, behind, None);
        let (file, _) = written(font, &bytes, &[]);
        let stranger = Stranger::of(&file);
        let lost = [lost(&stranger.text()), lost(&stranger.second)];
        assert_eq!(
            lost,
            [Vec::<&str>::new(), Vec::new()],
            "{font} {beside:?} {behind}"
        );
    }
}

#[test]
fn a_name_in_the_layer_of_a_scan_goes_where_the_scan_shows_something_else() {
    let names = ["Wilhelmina", "Jansen", "Bos", "Ng", "0612345678"];
    for (number, (kind, grey)) in kinds().iter().enumerate() {
        let name = names[number % names.len()];
        let bytes = scan("Helvetica", (0.0, 0.0), number % 2 == 0, Some((name, grey)));
        let (file, _) = written(kind, &bytes, &[]);
        let stranger = Stranger::of(&file);
        let texts = [stranger.text(), stranger.second.clone()];
        assert!(
            texts.iter().all(|text| !text.contains(name)),
            "{kind}: {name}"
        );
        assert_eq!(lost(&stranger.text()), Vec::<&str>::new(), "{kind}");
    }
}

#[test]
fn a_word_of_which_the_scan_shows_a_part_or_another_number_is_gone() {
    let number = "0612345678";
    let keeps = |operators: &str| {
        let grey = Grey::shown(&format!("BT /F 12 Tf 40 107.3 Td {operators}"));
        let bytes = scan("Helvetica", (0.0, 0.0), false, Some((number, &grey)));
        let (file, _) = written(operators, &bytes, &[]);
        let stranger = Stranger::of(&file);
        let texts = [stranger.text(), stranger.second.clone()];
        texts.map(|text| text.contains(number))
    };
    assert_eq!(keeps("(0612345678) Tj ET"), [true, true]);
    for part in [
        "(0612345678) Tj ET 0 g 78 100 40 20 re f",
        "(0612345678) Tj ET 1 g 78 100 40 20 re f",
        "(0612395678) Tj ET",
        "(0612342678) Tj ET",
        "(0652125962) Tj ET",
    ] {
        assert_eq!(keeps(part), [false, false], "{part}");
    }
}

#[test]
fn a_word_of_which_one_letter_is_another_is_gone() {
    for (shown, layer) in [
        ("bezwaren", "bezworen"),
        ("handen", "honden"),
        ("Hoog", "Haag"),
    ] {
        let keeps = |word: &str| {
            let grey = Grey::shown(&format!("BT /F 12 Tf 40 107.3 Td ({word}) Tj ET"));
            let bytes = scan("Helvetica", (0.0, 0.0), false, Some((layer, &grey)));
            let (file, _) = written(layer, &bytes, &[]);
            let stranger = Stranger::of(&file);
            let texts = [stranger.text(), stranger.second.clone()];
            texts.map(|text| text.contains(layer))
        };
        assert_eq!(
            [keeps(layer), keeps(shown)],
            [[true; 2], [false; 2]],
            "{layer}"
        );
    }
}

#[test]
fn text_that_shows_through_a_picture_is_text() {
    let mut maker = PdfMaker::new();
    let grey = Grey::of(|x, y| if (x / 9 + y / 9) % 2 == 0 { 90 } else { 200 });
    let image = maker.stream(&grey.keys(), &grey.values);
    let resources = format!("/XObject<</I {image} 0 R>>/ExtGState<</A<</ca 0.3>>>>");
    let [left, bottom, right, top] = PLACE;
    let place = format!("{} 0 0 {} {left} {bottom} cm", right - left, top - bottom);
    let bytes = page_with(
        maker,
        &format!("{DRAWN} q /A gs {place} /I Do Q"),
        "",
        &resources,
    );
    let (file, _) = written("a watermark", &bytes, &[]);
    let stranger = Stranger::of(&file);
    assert!(stranger.text().contains("GEHEIM") && stranger.second.contains("GEHEIM"));
}
