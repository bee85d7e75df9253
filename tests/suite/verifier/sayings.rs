//! Names in the codings of pictures, in scripts, and in forms that come in parts.

use super::{BOX, Case, TAKEN_OUT, judge, letter, letter_to, with};
use crate::pdf_maker::{HELVETICA, PdfMaker};

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// The redacted letter with a picture beside its box that is coded like this.
fn beside(filter: &str, side: usize, data: &[u8]) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let keys = format!(
        "/Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/{filter}"
    );
    let image = maker.stream(&keys, data);
    maker.page_with(
        format!("{TAKEN_OUT}{BOX} q 20 0 0 20 10 10 cm /I Do Q"),
        "",
        &format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>"),
    );
    maker.build()
}

fn jpeg(side: usize, tone: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let gray: Vec<u8> = (0..side)
        .flat_map(|y| (0..side).map(move |x| (x, y)))
        .map(|(x, y)| tone(x, y))
        .collect();
    let mut out = Vec::new();
    let size = u16::try_from(side).unwrap();
    let encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    encoder
        .encode(&gray, size, size, jpeg_encoder::ColorType::Luma)
        .unwrap();
    out
}

/// A JPEG with a segment more.
fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, data, &jpeg[2..]].concat()
}

/// A JPEG 2000 file, as far as anybody reads it that wants no samples, with a comment and a box more.
fn jpeg_2000(comment: &[u8], kind: &[u8], data: &[u8]) -> Vec<u8> {
    let boxed = |kind: &[u8], data: &[u8]| {
        let length = u32::try_from(8 + data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data].concat()
    };
    let length = u16::try_from(4 + comment.len()).unwrap().to_be_bytes();
    let stream = [
        &[0xFF, 0x4F, 0xFF, 0x64],
        &length[..],
        &[0, 0],
        comment,
        &[0xFF, 0x90, 0, 10],
    ]
    .concat();
    let signature = boxed(b"jP  ", &[13, 10, 0x87, 10]);
    [signature, boxed(b"jp2c", &stream), boxed(kind, data)].concat()
}

#[test]
fn names_in_the_codings_of_pictures_are_found() {
    let gray = jpeg(64, |_, _| 200);
    let xml: Vec<u8> = "<r>Jansen</r>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let nested = [&(8 + 6_u32).to_be_bytes()[..], b"lbl ", b"Jansen"].concat();
    let found = [
        (
            "a comment",
            beside("DCTDecode", 64, &with_segment(&gray, 0xFE, b"Jansen")),
        ),
        (
            "data of a program",
            beside(
                "DCTDecode",
                64,
                &with_segment(
                    &gray,
                    0xE1,
                    b"http://ns.adobe.com/xap/1.0/\0<r>J&#97;nsen</r>",
                ),
            ),
        ),
        (
            "a box",
            beside("JPXDecode", 64, &jpeg_2000(b"", b"xml ", &xml)),
        ),
        (
            "a box of a program",
            beside(
                "JPXDecode",
                64,
                &jpeg_2000(b"", b"uuid", &[&[7; 16][..], b"<r>Jan</r>sen"].concat()),
            ),
        ),
        (
            "a box in a box",
            beside("JPXDecode", 64, &jpeg_2000(b"", b"asoc", &nested)),
        ),
        (
            "a comment of JPEG 2000",
            beside(
                "JPXDecode",
                64,
                &jpeg_2000(&utf16("Jansen"), b"xml ", b"<r/>"),
            ),
        ),
    ];
    let case = |(name, file)| -> Case<&str> { (name, letter(), file, "needles".to_owned()) };
    judge(found.into_iter().map(case).collect());
}

#[test]
fn a_small_picture_within_a_picture_must_be_a_copy_of_it() {
    let drawn = |side: usize| {
        move |x: usize, y: usize| {
            if x < side / 2 && y < side / 3 {
                30
            } else {
                220
            }
        }
    };
    let whole = jpeg(96, drawn(96));
    let exif = |small: &[u8]| with_segment(&whole, 0xE1, &[b"Exif\0\0II*\0", small].concat());
    let bars = jpeg(32, |x, y| {
        if x % 5 < 2 && (8..24).contains(&y) {
            0
        } else {
            255
        }
    });
    let cases = [
        ("a copy", exif(&jpeg(32, drawn(32))), ""),
        ("another picture", exif(&bars), "?thumbnail"),
    ];
    let case = |(name, picture, said): (_, Vec<u8>, &str)| -> Case<&str> {
        (
            name,
            letter(),
            beside("DCTDecode", 96, &picture),
            said.to_owned(),
        )
    };
    judge(cases.into_iter().map(case).collect());
}

#[test]
fn letters_of_scripts_are_read_and_packets_of_a_form_joined() {
    let script = |text: &str| {
        let escaped = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        with(|maker| {
            maker
                .catalog(&format!("/OpenAction<</S/JavaScript/JS({escaped})>>"))
                .last_page()
        })
    };
    let form = |packets: &[&str]| {
        with(|maker| {
            let parts = packets
                .iter()
                .map(|packet| format!("(p){} 0 R", maker.stream("", packet)));
            let parts: String = parts.collect();
            maker
                .catalog(&format!("/AcroForm<</Fields[]/XFA[{parts}]>>"))
                .last_page()
        })
    };
    let found = [
        ("\\x41", script(r#"a="\x4a\x61\x6e\x73\x65\x6e";"#)),
        (
            "\\u0041",
            script(r#"a="\u004a\u0061\u006e\u0073\u0065\u006e";"#),
        ),
        (
            "a list",
            script("String.fromCharCode(74,97,0x6e,115,101,110)"),
        ),
        ("%u0041", script(r#"unescape("%u004a%u0061nsen")"#)),
        ("%41", script(r#"unescape("%4a%61%6e%73en")"#)),
        ("packets", form(&["<xdp><n>Jan", "sen</n></xdp>"])),
    ];
    let found =
        found.map(|(name, file)| -> Case<&str> { (name, letter(), file, "needles".to_owned()) });
    let others = [
        ("another script", script("f(1,2,3); a=\"\\x41\";")),
        ("other packets", form(&["<xdp>", "</xdp>"])),
    ];
    let others = others.map(|(name, file)| -> Case<&str> { (name, letter(), file, String::new()) });
    judge(found.into_iter().chain(others).collect());
}

#[test]
fn names_that_programs_give_to_parts_of_an_annotation_are_no_leak() {
    let file = with(|maker| {
        let pattern = maker.stream(
            "/PatternType 1/PaintType 2/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>",
            "0 0 m 9 9 l S",
        );
        let keys = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 40 12]/Resources<</ColorSpace<</C[/Pattern/DeviceRGB]>>/Pattern<</squiggly {pattern} 0 R>>>>"
        );
        let look = maker.stream(&keys, "/C cs 1 0 0 /squiggly scn 0 0 40 12 re f");
        maker.object(format!(
            "<</Type/Annot/Subtype/Squiggly/Rect[40 20 80 32]/AP<</N {look} 0 R>>>>"
        ))
    });
    judge(vec![(
        "squiggly",
        letter_to("Squiggly"),
        file,
        String::new(),
    )]);
}

#[test]
fn names_that_nothing_draws_are_found_among_the_bytes() {
    let file = |page: &dyn Fn(&str) -> String| {
        let mut maker = PdfMaker::new();
        maker.page(page(&format!("{TAKEN_OUT}{BOX}")), "");
        maker.build()
    };
    let behind = |bytes: &[u8]| [file(&str::to_owned), bytes.to_vec()].concat();
    let wide: Vec<u8> = "Jansen".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cases = [
        ("behind the end", behind(b"Jansen\n")),
        ("behind the end, in wide letters", behind(&wide)),
        (
            "a comment among operators",
            file(&|page| format!("{page}\n% Jansen\n")),
        ),
        (
            "an operator that nobody knows",
            file(&|page| format!("{page} BX (Jansen) foo EX")),
        ),
        (
            "an operand of nothing",
            file(&|page| format!("(Jansen) pop {page}")),
        ),
        ("between objects", {
            let bytes = file(&str::to_owned);
            let at = bytes.windows(6).position(|w| w == b"endobj").unwrap() + 6;
            [&bytes[..at], b"\nJansen\n", &bytes[at..]].concat()
        }),
        (
            "as numbers of letters",
            with(|maker| maker.stream("", "&#74;&#97;&#110;&#115;&#101;&#110;")),
        ),
    ];
    let cases = cases.map(|(name, file)| (name, letter(), file, "needles".to_owned()));
    judge(cases.into());
}
