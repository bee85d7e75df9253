//! Decoded streams: pictures, metadata.
//!
//! **Invariant:** a stream must decode to exactly the bytes its dictionary promises, with nothing behind them.
//! **Absent:** what a picture shows; that is compared as pixels.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::syntax::{Dict, Value};
use flate2::{Decompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};

/// A stream that unpacks to more than this is refused as a bomb.
const MAX_DECODED: usize = 1 << 30;

/// Unpacks a zlib stream; `None` when it is damaged, too large, or followed by other bytes.
pub fn inflated(raw: &[u8]) -> Option<Vec<u8>> {
    inflated_within(raw, MAX_DECODED)
}

fn inflated_within(raw: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut state = Decompress::new(true);
    let mut out = Vec::with_capacity(raw.len().saturating_mul(4).min(1 << 24));
    loop {
        if out.len() > most {
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
            Status::Ok | Status::BufError => {
                let is_stuck =
                    out.len() == before && usize::try_from(state.total_in()).ok()? == used;
                (!is_stuck).then_some(())?;
            }
        }
    }
}

pub fn integer(dict: &Dict, key: &str) -> Option<usize> {
    usize::try_from(dict.get(key.as_bytes())?.integer()?).ok()
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
    (sound && coded == raw).then_some(black)
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

/// The elements that our metadata has, each with the one text it may hold; `None` where the text is of the document.
const ELEMENTS: [(&str, Option<&str>); 24] = [
    ("x:xmpmeta", Some("")),
    ("rdf:RDF", Some("")),
    ("rdf:Description", Some("")),
    ("rdf:Alt", Some("")),
    ("rdf:Bag", Some("")),
    ("rdf:li", None),
    ("dc:format", Some("application/pdf")),
    ("dc:title", Some("")),
    ("dc:language", Some("")),
    ("xmp:CreateDate", None),
    ("pdf:Producer", Some("Lakwerk")),
    ("pdfaid:part", Some("2")),
    ("pdfaid:conformance", Some("U")),
    ("pdfuaid:part", Some("1")),
    // The description that PDF/A wants of the property above.
    ("rdf:Seq", Some("")),
    ("pdfaExtension:schemas", Some("")),
    (
        "pdfaSchema:schema",
        Some("PDF/UA Universal Accessibility Schema"),
    ),
    (
        "pdfaSchema:namespaceURI",
        Some("http://www.aiim.org/pdfua/ns/id/"),
    ),
    ("pdfaSchema:prefix", Some("pdfuaid")),
    ("pdfaSchema:property", Some("")),
    ("pdfaProperty:name", Some("part")),
    ("pdfaProperty:valueType", Some("Integer")),
    ("pdfaProperty:category", Some("internal")),
    ("pdfaProperty:description", Some("Part of ISO 14289")),
];

/// Everything that may stand beside the name of an element.
const ATTRIBUTES: [&str; 14] = [
    "xmlns:x=\"adobe:ns:meta/\"",
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"",
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
    "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
    "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"",
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"",
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"",
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"",
    "rdf:parseType=\"Resource\"",
    "rdf:about=\"\"",
    "xml:lang=\"x-default\"",
    "",
];

/// The packet's own marks (ISO 16684-1 §7.3.2).
const PACKET: [&str; 2] = [
    "?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?",
    "?xpacket end=\"r\"?",
];

/// In which all our files are said to be.
pub const LANGUAGE: &str = "nl-NL";

/// The texts of an XMP packet that are of the document; `None` when anything else in it is not on the list: comments,
/// foreign elements and attributes, text between elements.
pub fn metadata_texts(bytes: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut parts = text.split('<');
    parts.next().filter(|before| before.is_empty())?;
    let mut texts = Vec::new();
    for part in parts {
        let (tag, after) = part.split_once('>')?;
        if tag == "xmp:CreateDate" && !is_day(after) {
            return None;
        }
        let own = if PACKET.contains(&tag) || tag.starts_with('/') {
            let name = tag.strip_prefix('/').unwrap_or_default();
            let known = PACKET.contains(&tag) || ELEMENTS.iter().any(|(e, _)| *e == name);
            known.then_some(Some(""))?
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let known = |a: &str| ATTRIBUTES.contains(&a);
            attributes.split(' ').all(known).then_some(())?;
            ELEMENTS.iter().find(|(element, _)| *element == name)?.1
        };
        match own {
            Some(own) => (after.trim() == own).then_some(())?,
            // The day of writing and the language of the program say nothing of a source.
            None if tag == "xmp:CreateDate" || after == LANGUAGE => {}
            None => texts.push(unescaped(after)),
        }
    }
    Some(texts)
}

/// Whether a text is a day as ISO 8601 writes it, and nothing besides.
fn is_day(text: &str) -> bool {
    let digit_or_dash = |(place, byte): (usize, u8)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(digit_or_dash)
}

/// The hash of the one colour profile that our files carry: sRGB, made on a constant day.
const PROFILE: &str = "6618200751893d36a3dfe720ed537bfdbdefc51996f90924d25e2fa9a71db2a9";

/// Whether a colour profile is ours, byte for byte.
pub fn is_our_profile(bytes: &[u8]) -> bool {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    hex == PROFILE
}

fn unescaped(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
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
    fn a_bomb_is_refused_before_it_is_unpacked() {
        let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 1 << 20], 9);
        assert!(bomb.len() < 2_000);
        assert_eq!(inflated(&bomb).map(|out| out.len()), Some(1 << 20));
        assert_eq!(inflated_within(&bomb, 1 << 18), None);
    }

    #[test]
    fn bytes_behind_a_fax_and_rows_too_few_are_refused() {
        let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
        for _ in 0..4 {
            let row = (0..16).map(|x| {
                if x % 5 < 2 {
                    fax::Color::Black
                } else {
                    fax::Color::White
                }
            });
            encoder.encode_line(row, 16).unwrap();
        }
        let mut coded = encoder.finish().unwrap().finish();
        assert_eq!(fax_rows(&coded, 16, 4).map(|rows| rows.len()), Some(64));
        assert_eq!(fax_rows(&coded, 16, 5), None);
        coded.extend_from_slice(b"Jansen");
        assert_eq!(fax_rows(&coded, 16, 4), None);
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
        let mut thumbnail = plain.clone();
        let at = thumbnail.windows(5).position(|w| w == b"JFIF\0").unwrap();
        thumbnail[at + 12] = 1;
        assert_eq!(jpeg_size(&thumbnail), None);
        plain.push(b'x');
        assert_eq!(jpeg_size(&plain), None);
    }

    #[test]
    fn only_our_elements_pass_and_only_the_document_s_texts_are_searched() {
        let texts = |packet: &str| metadata_texts(packet.as_bytes());
        assert_eq!(
            texts("<dc:title><rdf:li xml:lang=\"x-default\">A &amp; B</rdf:li></dc:title>"),
            Some(vec!["A & B".to_owned()])
        );
        let format = "<dc:format>application/pdf</dc:format>";
        assert_eq!(texts(format), Some(vec![]));
        let day = "<xmp:CreateDate>2026-11-23</xmp:CreateDate>";
        assert_eq!(texts(day), Some(vec![]), "says nothing of a source");
        for foreign in [
            "<pdf:Author>x</pdf:Author>",
            "<!-- x -->",
            "<dc:format>x</dc:format>",
            "<dc:title>x<rdf:li></rdf:li></dc:title>",
            "<rdf:li x=\"jansen\">x</rdf:li>",
            "x<rdf:li>x</rdf:li>",
            "<rdf:li>x</rdf:jansen>",
            "<xmp:CreateDate>2026-11-23 jansen</xmp:CreateDate>",
            "<xmp:CreateDate>jansen</xmp:CreateDate>",
        ] {
            assert_eq!(texts(foreign), None, "{foreign}");
        }
    }
}
