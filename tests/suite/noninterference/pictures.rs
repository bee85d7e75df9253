//! Samples under an area: of pictures, stencils and masks, and those that a JPEG codes together with others.

use super::{Side, same};

/// A page with a picture over most of it, `samples` long, with these keys.
fn pictured(keys: &str, samples: Vec<u8>) -> Vec<u8> {
    let mut side = Side::new();
    let image = side.source.stream(
        &format!("/Type/XObject/Subtype/Image/Width 400/Height 300{keys}"),
        samples,
    );
    side.resources = format!("/XObject<</I {image} 0 R>>");
    side.operators = "q 400 0 0 300 0 0 cm /I Do Q".to_owned();
    side.build()
}

/// Samples of 400 × 300, of which those under the area come from `secret`.
pub fn samples(shown: impl Fn(usize, usize) -> u8, secret: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let under = |x: usize, y: usize| (100..220).contains(&x) && (100..140).contains(&y);
    (0..300)
        .flat_map(|y| (0..400).map(move |x| (x, y)))
        .map(|(x, y)| {
            if under(x, y) {
                secret(x, y)
            } else {
                shown(x, y)
            }
        })
        .collect()
}

#[test]
fn samples_under_an_area() {
    let bars = |x: usize, _: usize| if x.is_multiple_of(7) { 0 } else { 255 };
    let gray = "/ColorSpace/DeviceGray/BitsPerComponent 8";
    same(
        "grey where all else is black and white",
        pictured(gray, samples(bars, |x, y| (x * y) as u8)),
        pictured(gray, samples(bars, bars)),
        true,
    );
    let tones = |x: usize, y: usize| (x * 3 + y) as u8;
    same(
        "a photograph",
        pictured(gray, samples(tones, |_, _| 255)),
        pictured(gray, samples(tones, |x, y| (x ^ y) as u8)),
        true,
    );
    let palette = "/ColorSpace[/Indexed/DeviceRGB 3<FFFFFF0000FF00FF00FF0000>]/BitsPerComponent 8";
    let two = |x: usize, _: usize| (x % 2) as u8;
    same(
        "colours of a palette",
        pictured(palette, samples(two, |x, _| (x % 4) as u8)),
        pictured(palette, samples(two, |_, _| 0)),
        true,
    );
    let pack = |s: Vec<u8>| {
        s.chunks(8)
            .map(|b| b.iter().fold(0, |v, bit| v << 1 | (bit & 1)))
            .collect()
    };
    let stencil = "/ImageMask true/BitsPerComponent 1";
    same(
        "a stencil",
        pictured(stencil, pack(samples(bars, |x, y| (x + y) as u8))),
        pictured(stencil, pack(samples(bars, |_, _| 1))),
        true,
    );
}

#[test]
fn blocks_of_a_jpeg_under_an_area() {
    let jpeg = |secret: u8| {
        let shown = |x: usize, y: usize| {
            if y < 70 && x.is_multiple_of(5) {
                40
            } else {
                250
            }
        };
        let inner = |x: usize, y: usize| (102..217).contains(&x) && (103..138).contains(&y);
        let gray = samples(shown, |x, y| {
            if inner(x, y) && x.is_multiple_of(3) {
                secret
            } else {
                250
            }
        });
        let rgb: Vec<u8> = gray.iter().flat_map(|v| [*v, *v, 250]).collect();
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 70);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder
            .encode(&rgb, 400, 300, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        pictured(
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            out,
        )
    };
    same("a JPEG off its grid", jpeg(0), jpeg(200), true);
}

#[test]
fn words_of_a_layer_over_the_traces_of_a_jpeg() {
    // 400 × 300 points at 108 dots per inch: a block is 5.3 points wide.
    let scan = |secret: u8| {
        let (width, height) = (600, 450);
        let under = |x: usize, y: usize| (155..330).contains(&x) && (176..200).contains(&y);
        let samples: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                [if under(x, y) && (x / 3) % 2 == 1 {
                    secret
                } else {
                    235
                }; 3]
            })
            .collect();
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 12);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder
            .encode(
                &samples,
                width as u16,
                height as u16,
                jpeg_encoder::ColorType::Rgb,
            )
            .unwrap();
        let mut side = Side::new();
        let image = side.source.stream(
            "/Type/XObject/Subtype/Image/Width 600/Height 450/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            out,
        );
        side.resources = format!("/XObject<</I {image} 0 R>>");
        let words = "BT 3 Tr /F 4 Tf 222 175 Td (te) Tj 8 -18 Td (Utrecht) Tj 0 Tr ET";
        side.operators = format!("q 400 0 0 300 0 0 cm /I Do Q {words}");
        side.build()
    };
    same("a layer beside traces", scan(0), scan(235), true);
}

#[test]
fn pictures_in_patterns_and_masks_under_an_area() {
    // 360 × 270 samples, so that the area lies off their blocks.
    let jpeg = |secret: u8| {
        let (width, height) = (360, 270);
        let inner = |x: usize, y: usize| (94..194).contains(&x) && (94..124).contains(&y);
        let gray = |x: usize, y: usize| match (inner(x, y), x % 3) {
            (true, 0) => secret,
            _ => 250,
        };
        let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let gray: Vec<u8> = all.map(|(x, y)| gray(x, y)).collect();
        let mut out = Vec::new();
        jpeg_encoder::Encoder::new(&mut out, 80)
            .encode(&gray, 360, 270, jpeg_encoder::ColorType::Luma)
            .unwrap();
        out
    };
    let keys = "/Type/XObject/Subtype/Image/Width 360/Height 270/ColorSpace/DeviceGray\
                /BitsPerComponent 8/Filter/DCTDecode";
    let pattern = |secret: u8| {
        let mut side = Side::new();
        let image = side.source.stream(keys, jpeg(secret));
        let tile = side.source.stream(
            &format!(
                "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 400 300]/XStep 400\
                 /YStep 300/Resources<</XObject<</I {image} 0 R>>>>"
            ),
            "q 400 0 0 300 0 0 cm /I Do Q",
        );
        side.resources = format!("/Pattern<</P {tile} 0 R>>");
        side.operators = "/Pattern cs /P scn 20 20 360 220 re f 0 g".to_owned();
        side.build()
    };
    same("a pattern", pattern(0), pattern(200), false);
    let mask = |secret: u8| {
        let mut side = Side::new();
        let image = side.source.stream(keys, jpeg(secret));
        let group = side.source.stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>\
                 /Resources<</XObject<</I {image} 0 R>>>>"
            ),
            "q 400 0 0 300 0 0 cm /I Do Q",
        );
        side.resources =
            format!("/ExtGState<</M<</SMask<</S/Luminosity/G {group} 0 R>>>>/N<</SMask/None>>>>");
        side.operators = "/M gs 0 0 1 rg 20 20 360 220 re f /N gs 0 g".to_owned();
        side.build()
    };
    same("a soft mask", mask(0), mask(200), false);
}
