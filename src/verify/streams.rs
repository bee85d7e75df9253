//! Decoded streams: pictures, metadata.
//!
//! **Invariant:** a stream must decode to exactly the bytes its dictionary promises, with nothing behind them.
//! **Absent:** what a picture shows; that is compared as pixels.

use super::syntax::{Dict, Value};
use flate2::{Decompress, FlushDecompress, Status};

/// A stream that unpacks to more than this is refused as a bomb.
const MAX_DECODED: usize = 1 << 30;

/// Unpacks a zlib stream; `None` when it is damaged, too large, or followed by other bytes.
pub fn inflated(raw: &[u8]) -> Option<Vec<u8>> {
    let mut state = Decompress::new(true);
    let mut out = Vec::with_capacity(raw.len().saturating_mul(4).min(1 << 24));
    loop {
        if out.len() > MAX_DECODED {
            return None;
        }
        out.reserve(1 << 16);
        let used = usize::try_from(state.total_in()).ok()?;
        let rest = raw.get(used..)?;
        let before = out.len();
        let status = state
            .decompress_vec(rest, &mut out, FlushDecompress::Finish)
            .ok()?;
        match status {
            Status::StreamEnd => {
                return (usize::try_from(state.total_in()).ok()? == raw.len()).then_some(out);
            }
            _ if out.len() == before && usize::try_from(state.total_in()).ok()? == used => {
                return None;
            }
            _ => {}
        }
    }
}

pub fn integer(dict: &Dict, key: &str) -> Option<usize> {
    match dict.get(key.as_bytes()) {
        Some(Value::Int(v)) => usize::try_from(*v).ok(),
        _ => None,
    }
}

/// Whether the bytes of a picture are exactly the samples its dictionary promises.
pub fn picture_is_sound(raw: &[u8], dict: &Dict) -> bool {
    let (Some(width), Some(height), Some(bits)) = (
        integer(dict, "Width"),
        integer(dict, "Height"),
        integer(dict, "BitsPerComponent"),
    ) else {
        return false;
    };
    let channels = match dict.get(b"ColorSpace".as_slice()) {
        Some(Value::Name(name)) if name == b"DeviceRGB" => 3,
        _ => 1,
    };
    let stencil = dict.get(b"ImageMask".as_slice()) == Some(&Value::Bool(true));
    let spaces = usize::from(dict.contains_key(b"ColorSpace".as_slice()))
        + usize::from(dict.contains_key(b"ImageMask".as_slice()));
    let parameters = dict.get(b"DecodeParms".as_slice());
    let mask_fits = !stencil || !dict.contains_key(b"SMask".as_slice());
    if spaces != 1 || !mask_fits {
        return false;
    }
    match dict.get(b"Filter".as_slice()) {
        Some(Value::Name(name)) if name == b"DCTDecode" => {
            jpeg_size(raw) == Some((width, height, channels))
                && bits == 8
                && parameters.is_none()
                && !stencil
        }
        Some(Value::Name(name)) if name == b"FlateDecode" => {
            let row = (width * bits * channels).div_ceil(8);
            let exact = inflated(raw).is_some_and(|samples| samples.len() == row * height);
            exact && parameters.is_none() && !stencil
        }
        Some(Value::Name(name)) if name == b"CCITTFaxDecode" => {
            let Some(Value::Dict(parameters)) = parameters else {
                return false;
            };
            let gray =
                dict.get(b"ColorSpace".as_slice()) == Some(&Value::Name(b"DeviceGray".to_vec()));
            let said = parameters.get(b"K".as_slice()) == Some(&Value::Int(-1))
                && integer(parameters, "Columns") == Some(width)
                && integer(parameters, "Rows") == Some(height);
            said && bits == 1 && (stencil || gray) && fax_rows(raw, width, height).is_some()
        }
        _ => false,
    }
}

/// The samples of a picture in ITU-T T.6 coding, `true` for black; `None` unless coding them again gives the same
/// bytes, so that there is nothing between or behind them.
pub fn fax_rows(raw: &[u8], width: usize, height: usize) -> Option<Vec<bool>> {
    let (columns, rows) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let count = width.checked_mul(height).filter(|n| *n <= MAX_DECODED)?;
    let mut black = Vec::with_capacity(count);
    let mut again = fax::encoder::Encoder::new(fax::VecWriter::new());
    let mut sound = true;
    fax::decoder::decode_g4(raw.iter().copied(), columns, Some(rows), |changes| {
        let row = || fax::decoder::pels(changes, columns);
        black.extend(row().map(|colour| colour == fax::Color::Black));
        sound &= again.encode_line(row(), columns).is_ok();
    })?;
    let coded = again.finish().ok()?.finish();
    (sound && coded == raw && black.len() == count).then_some(black)
}

/// Width, height and components of a JPEG that holds nothing but coded samples; `None` for any other segment, a
/// thumbnail, or bytes behind the end (ISO 10918-1 annex B).
fn jpeg_size(raw: &[u8]) -> Option<(usize, usize, usize)> {
    let mut at = 2;
    let mut size = None;
    raw.starts_with(&[0xFF, 0xD8]).then_some(())?;
    loop {
        if raw.get(at)? != &0xFF {
            return None;
        }
        let marker = *raw.get(at + 1)?;
        if marker == 0xD9 {
            return if at + 2 == raw.len() { size } else { None };
        }
        let length = usize::from(u16::from_be_bytes([*raw.get(at + 2)?, *raw.get(at + 3)?]));
        let body = raw.get(at + 4..at + 2 + length)?;
        match marker {
            // JFIF without a thumbnail: 14 bytes with the length, no picture.
            0xE0 => (length == 16 && body.starts_with(b"JFIF\0") && body.ends_with(&[0, 0]))
                .then_some(())?,
            0xDB | 0xC4 | 0xDD => {}
            0xC0..=0xC2 => {
                let side = |i: usize| {
                    Some(usize::from(u16::from_be_bytes([
                        *body.get(i)?,
                        *body.get(i + 1)?,
                    ])))
                };
                size = Some((side(3)?, side(1)?, usize::from(*body.get(5)?)));
            }
            0xDA => {}
            _ => return None,
        }
        at += 2 + length;
        if marker == 0xDA {
            at = end_of_scan(raw, at)?;
        }
    }
}

/// The next marker behind entropy-coded bytes, in which FF is followed by 00 or a restart marker.
fn end_of_scan(raw: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match (raw.get(at)?, raw.get(at + 1)?) {
            (0xFF, 0x00 | 0xD0..=0xD7) => at += 2,
            (0xFF, _) => return Some(at),
            _ => at += 1,
        }
    }
}

/// The elements and prefixes that our metadata has.
const ELEMENTS: [&str; 14] = [
    "x:xmpmeta",
    "rdf:RDF",
    "rdf:Description",
    "rdf:Alt",
    "rdf:Bag",
    "rdf:li",
    "dc:format",
    "dc:title",
    "dc:language",
    "xmp:CreateDate",
    "pdf:Producer",
    "pdfaid:part",
    "pdfaid:conformance",
    "pdfuaid:part",
];

/// Whether every element of an XMP packet is on the list; comments and foreign elements are not.
pub fn metadata_is_ours(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    text.split('<').skip(1).all(|part| {
        let name = part
            .trim_start_matches('/')
            .split([' ', '>', '/'])
            .next()
            .unwrap_or("");
        name == "?xpacket" || ELEMENTS.contains(&name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn bytes_behind_a_stream_are_refused() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"content").unwrap();
        let mut packed = encoder.finish().unwrap();
        assert_eq!(inflated(&packed).as_deref(), Some(&b"content"[..]));
        packed.push(0);
        assert_eq!(inflated(&packed), None);
        assert_eq!(inflated(&packed[..packed.len() - 3]), None);
        assert_eq!(inflated(b""), None);
    }

    #[test]
    fn a_jpeg_with_a_comment_or_a_tail_is_refused() {
        let mut plain = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut plain, 80);
        encoder
            .encode(&[128; 64], 8, 8, jpeg_encoder::ColorType::Luma)
            .unwrap();
        assert_eq!(jpeg_size(&plain), Some((8, 8, 1)));
        let mut comment = plain.clone();
        comment.splice(2..2, [0xFF, 0xFE, 0, 6, b'n', b'a', b'a', b'm']);
        assert_eq!(jpeg_size(&comment), None);
        plain.push(b'x');
        assert_eq!(jpeg_size(&plain), None);
    }

    #[test]
    fn only_our_elements_pass() {
        assert!(metadata_is_ours(
            b"<?xpacket begin=\"\"?><rdf:li>x</rdf:li><?xpacket end=\"r\"?>"
        ));
        assert!(!metadata_is_ours(b"<pdf:Author>x</pdf:Author>"));
        assert!(!metadata_is_ours(b"<!-- x -->"));
    }
}
