//! What the coding of a picture says and shows beside its samples: segments of a JPEG, boxes of a JPEG 2000.
//!
//! **Invariant:** comments, data of programs and small pictures within are given apart; none of them is drawn by a page.
//! **Absent:** the samples.

use image::imageops::thumbnail;
use image::{DynamicImage, GrayImage};

/// Boxes within boxes.
const MAX_DEPTH: usize = 8;
/// Samples of a side of what is compared, and by how much those may differ in a smaller copy of a picture.
const BLOCK: u32 = 4;
const ALIKE: u8 = 48;

/// What a picture says beside its samples, part by part.
pub fn said(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut said = Vec::new();
    if bytes.starts_with(&[0xFF, 0xD8]) {
        let parts = jpeg_segments(bytes).into_iter();
        said.extend(parts.map(|(_, data)| data.to_vec()));
    } else if bytes.starts_with(&[0xFF, 0x4F]) {
        said.extend(codestream_comments(bytes));
    } else if bytes.get(4..8) == Some(b"jP  ".as_slice()) {
        boxes(bytes, 0, &mut said);
    }
    said
}

/// The comments and data of programs of a JPEG (ISO 10918-1 §B.2.4), each with its marker.
fn jpeg_segments(bytes: &[u8]) -> Vec<(u8, &[u8])> {
    let mut segments = Vec::new();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == 0xDA {
            break;
        }
        if matches!(marker, 0xE0..=0xEF | 0xFE) {
            let data = bytes.get(at + 4..at + 2 + length);
            segments.push((*marker, data.unwrap_or_default()));
        }
        at += 2 + length.max(2);
    }
    segments
}

/// The comments in the main header of a JPEG 2000 codestream (ISO 15444-1 §A.9.2).
fn codestream_comments(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut comments = Vec::new();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        // A tile begins.
        if *marker == 0x90 {
            break;
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == 0x64 {
            comments.extend(bytes.get(at + 6..at + 2 + length).map(<[u8]>::to_vec));
        }
        at += 2 + length.max(2);
    }
    comments
}

/// Gathers what the boxes of a JPEG 2000 file say (ISO 15444-1 §I.4): all but those of the format itself.
fn boxes(bytes: &[u8], depth: usize, said: &mut Vec<Vec<u8>>) {
    let mut rest = bytes;
    while let (Some(kind), Some(length)) = (rest.get(4..8), number(rest)) {
        let (start, length) = match length {
            0 => (8, rest.len()),
            // The length follows in eight bytes.
            1 => (16, rest.get(12..).and_then(number).unwrap_or(0)),
            length => (8, length),
        };
        let end = length.clamp(start, rest.len().max(start));
        let data = rest.get(start..end).unwrap_or_default();
        match kind {
            b"jp2h" | b"asoc" | b"uinf" | b"res " if depth < MAX_DEPTH => {
                boxes(data, depth + 1, said);
            }
            b"jp2c" => said.extend(codestream_comments(data)),
            b"jP  " | b"ftyp" | b"ihdr" | b"colr" | b"pclr" | b"cmap" | b"cdef" | b"bpcc" => {}
            // The number of its kind comes before its data.
            b"uuid" => said.push(data.get(16..).unwrap_or_default().to_vec()),
            _ => said.push(data.to_vec()),
        }
        rest = rest.get(end..).unwrap_or_default();
    }
}

fn number(bytes: &[u8]) -> Option<usize> {
    let four = bytes.first_chunk::<4>()?;
    usize::try_from(u32::from_be_bytes(*four)).ok()
}

/// Whether a JPEG holds a small picture that is no smaller copy of it.
pub fn shows_otherwise(bytes: &[u8]) -> bool {
    const START: &[u8] = &[0xFF, 0xD8, 0xFF];
    if !bytes.starts_with(START) {
        return false;
    }
    let mut within = jpeg_segments(bytes).into_iter().filter_map(|(_, data)| {
        let at = data.windows(START.len()).position(|w| w == START)?;
        data.get(at..)
    });
    within.any(|small| match (decoded(small), decoded(bytes)) {
        (Some(small), Some(whole)) => !is_copy(&small, &whole),
        // What does not begin a picture after all shows nothing.
        (None, _) => false,
        (Some(_), None) => true,
    })
}

fn decoded(bytes: &[u8]) -> Option<GrayImage> {
    let decoded = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg);
    decoded.ok().map(DynamicImage::into_luma8)
}

fn is_copy(small: &GrayImage, whole: &GrayImage) -> bool {
    let (width, height) = (
        small.width().div_ceil(BLOCK),
        small.height().div_ceil(BLOCK),
    );
    let [small, whole] =
        [small, whole].map(|picture| thumbnail(picture, width.max(1), height.max(1)));
    let mut pairs = small.pixels().zip(whole.pixels());
    pairs.all(|(a, b)| a.0[0].abs_diff(b.0[0]) <= ALIKE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_boxes_is_given_apart() {
        let boxed = |kind: &[u8], data: &[u8]| {
            let length = (8 + data.len()) as u32;
            [&length.to_be_bytes()[..], kind, data].concat()
        };
        let stream = [
            0xFF, 0x4F, 0xFF, 0x64, 0, 6, 0, 1, b'd', b'e', 0xFF, 0x90, 0, 10,
        ];
        let file = [
            boxed(b"jP  ", &[13, 10, 0x87, 10]),
            boxed(b"asoc", &boxed(b"lbl ", b"ab")),
            boxed(b"jp2c", &stream),
            boxed(b"xml ", b"<a/>"),
        ];
        assert_eq!(
            said(&file.concat()),
            [b"ab".to_vec(), b"de".to_vec(), b"<a/>".to_vec()]
        );
        assert_eq!(said(&stream), [b"de".to_vec()]);
    }
}
