//! Pictures whose samples under a box look black, and are not.

use super::{Case, TAKEN_OUT, judge, letter, packed};
use crate::pdf_maker::{HELVETICA, PdfMaker};

const WIDE: usize = 88;
const HIGH: usize = 32;

/// Whether a sample is that of a letter.
fn ink(x: usize, y: usize) -> bool {
    (x * 7 / 9) % 5 < 2 && (8..24).contains(&y)
}

fn samples(sample: impl Fn(bool) -> Vec<u8>) -> Vec<u8> {
    let all = (0..HIGH).flat_map(|y| (0..WIDE).map(move |x| (x, y)));
    all.flat_map(|(x, y)| sample(ink(x, y))).collect()
}

/// The letter with a picture in the place of its name, which is all that covers it.
fn covered_by(keys: &str, data: &[u8]) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let keys =
        format!("/Type/XObject/Subtype/Image/Width {WIDE}/Height {HIGH}{keys}/Filter/FlateDecode");
    let image = maker.stream(&keys, packed(data));
    maker.page_with(
        format!("{TAKEN_OUT} q 44 0 0 16 108 246 cm /I Do Q"),
        "",
        &format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>"),
    );
    maker.build()
}

const GRAY: &str = "/ColorSpace/DeviceGray/BitsPerComponent 8";

#[test]
fn samples_that_a_picture_hides_are_a_doubt() {
    let gray = samples(|ink| vec![if ink { 0 } else { 255 }]);
    let black = vec![0; WIDE * HIGH];
    let palette =
        |last: &str| format!("/ColorSpace[/Indexed/DeviceRGB 1<000000{last}>]/BitsPerComponent 8");
    let numbers = samples(|ink| vec![u8::from(ink)]);
    let hidden = [
        (
            "a decoding",
            covered_by(&format!("{GRAY}/Decode[0 0]"), &gray),
        ),
        ("a palette", covered_by(&palette("000000"), &numbers)),
        (
            "low bytes",
            covered_by(
                "/ColorSpace/DeviceGray/BitsPerComponent 16",
                &samples(|ink| vec![0, if ink { 255 } else { 0 }]),
            ),
        ),
        (
            "low bits",
            covered_by(GRAY, &samples(|ink| vec![u8::from(ink)])),
        ),
        (
            "low bits of colours",
            covered_by(
                "/ColorSpace/DeviceRGB/BitsPerComponent 8",
                &samples(|ink| if ink { vec![0, 0, 1] } else { vec![3, 3, 3] }),
            ),
        ),
        (
            "more rows",
            covered_by(GRAY, &[black.as_slice(), &gray].concat()),
        ),
        ("a picture among operators", {
            let hexadecimal: String = gray.iter().map(|byte| format!("{byte:02x}")).collect();
            let picture = format!(
                "q 44 0 0 16 108 246 cm BI /W {WIDE} /H {HIGH} /CS /G /BPC 8 /D [0 0] /F /AHx ID {hexadecimal}> EI Q"
            );
            PdfMaker::new()
                .page(format!("{TAKEN_OUT} {picture}"), "")
                .build()
        }),
    ];
    let clean = [
        ("black", covered_by(GRAY, &black)),
        (
            "black with a line behind it",
            covered_by(GRAY, &[black.as_slice(), b"\r\n"].concat()),
        ),
        (
            "turned around",
            covered_by(&format!("{GRAY}/Decode[1 0]"), &vec![255; black.len()]),
        ),
        (
            "one number of a palette",
            covered_by(&palette("ffffff"), &black),
        ),
    ];
    let hidden =
        hidden.map(|(name, file)| -> Case<&str> { (name, letter(), file, "?samples".to_owned()) });
    let clean = clean.map(|(name, file)| -> Case<&str> { (name, letter(), file, String::new()) });
    judge(hidden.into_iter().chain(clean).collect());
}
