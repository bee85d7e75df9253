//! The filters that packed bytes went through (ISO 32000-1 §7.4), undone as far as it goes.
//!
//! **Invariant:** what unpacks is given, also of a stream that is damaged further on, with what is left over behind it.
//! **Absent:** the codings of pictures; see `pictures`.

use crate::verify::syntax::{Dict, Value};
use flate2::{Decompress, FlushDecompress, Status};

/// A stream is unpacked up to here.
const MAX_UNPACKED: usize = 256 << 20;
/// Packed bytes that may well unpack to nothing: an empty stream with its head and checksum.
const MAX_EMPTY: usize = 8;

/// Unpacked bytes.
#[derive(Default)]
pub struct Unpacked {
    pub bytes: Vec<u8>,
    /// Packed bytes behind the end of the packed data.
    pub left_over: Vec<u8>,
    /// The coding of a picture in which they still are.
    pub picture: Option<Vec<u8>>,
    /// They could not be unpacked at all.
    pub is_unread: bool,
}

/// Undoes the filters of a stream; `resolved` follows references.
pub fn unpacked<'v>(
    raw: &[u8],
    dict: &'v Dict,
    resolved: &dyn Fn(&'v Value) -> &'v Value,
) -> Unpacked {
    let list = |keys: [&str; 2]| -> Vec<&'v Value> {
        let value = keys.iter().find_map(|key| dict.get(key.as_bytes()));
        match value.map(resolved) {
            Some(Value::Array(items)) => items.iter().map(resolved).collect(),
            Some(Value::Null) | None => Vec::new(),
            Some(one) => vec![one],
        }
    };
    let parameters = list(["DecodeParms", "DP"]);
    let mut out = Unpacked {
        bytes: raw.to_vec(),
        ..Unpacked::default()
    };
    for (number, filter) in list(["Filter", "F"]).into_iter().enumerate() {
        let Value::Name(name) = filter else { continue };
        let parameters = Parameters {
            dict: match parameters.get(number) {
                Some(Value::Dict(dict)) => Some(dict),
                _ => None,
            },
            resolved,
        };
        let given = std::mem::take(&mut out.bytes);
        out.bytes = match name.as_slice() {
            b"FlateDecode" | b"Fl" => {
                let (bytes, used) = inflated(&given);
                out.left_over = given.get(used..).unwrap_or_default().to_vec();
                parameters.without_prediction(bytes)
            }
            b"LZWDecode" | b"LZW" => {
                let early = parameters.integer("EarlyChange", 1);
                parameters.without_prediction(without_lzw(&given, early))
            }
            b"ASCIIHexDecode" | b"AHx" => without_hexadecimal(&given),
            b"ASCII85Decode" | b"A85" => without_base_85(&given),
            b"RunLengthDecode" | b"RL" => without_runs(&given),
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" => {
                out.picture = Some(name.clone());
                out.bytes = given;
                return out;
            }
            _ => {
                out.is_unread = true;
                out.bytes = given;
                return out;
            }
        };
        if out.bytes.is_empty() && given.len() > MAX_EMPTY {
            out.is_unread = true;
            return out;
        }
    }
    out
}

/// The parameters of one filter.
struct Parameters<'v, 'r> {
    dict: Option<&'v Dict>,
    resolved: &'r dyn Fn(&'v Value) -> &'v Value,
}

impl Parameters<'_, '_> {
    fn integer(&self, key: &str, default: usize) -> usize {
        let value = self.dict.and_then(|dict| dict.get(key.as_bytes()));
        match value.map(self.resolved) {
            Some(Value::Int(v)) => usize::try_from(*v).unwrap_or(default),
            _ => default,
        }
    }

    fn without_prediction(&self, bytes: Vec<u8>) -> Vec<u8> {
        let colours = self.integer("Colors", 1);
        let bits = self.integer("BitsPerComponent", 8);
        without_prediction(
            bytes,
            self.integer("Predictor", 1),
            colours * bits,
            self.integer("Columns", 1),
        )
    }
}

/// As much as unpacks, and how many packed bytes that took.
pub fn inflated(data: &[u8]) -> (Vec<u8>, usize) {
    let mut state = Decompress::new(true);
    let mut out = Vec::new();
    loop {
        let used = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let (before, rest) = (out.len(), data.get(used..).unwrap_or_default());
        out.reserve(1 << 16);
        let status = state.decompress_vec(rest, &mut out, FlushDecompress::None);
        let now = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let stuck = out.len() == before && now == used;
        match status {
            Ok(Status::StreamEnd) => return (out, now),
            // What is damaged nobody reads on.
            Err(_) => return (out, data.len()),
            Ok(_) if stuck || out.len() > MAX_UNPACKED => return (out, data.len()),
            Ok(_) => {}
        }
    }
}

/// Undoes a prediction of rows (ISO 32000-1 §7.4.4.4).
fn without_prediction(bytes: Vec<u8>, predictor: usize, bits: usize, columns: usize) -> Vec<u8> {
    let step = bits.div_ceil(8).max(1);
    let row = (bits * columns).div_ceil(8).max(1);
    match predictor {
        2 if bits.is_multiple_of(8) => {
            let mut bytes = bytes;
            for line in bytes.chunks_mut(row) {
                for at in step..line.len() {
                    let before = line.get(at - step).copied().unwrap_or(0);
                    if let Some(byte) = line.get_mut(at) {
                        *byte = byte.wrapping_add(before);
                    }
                }
            }
            bytes
        }
        10.. => without_png(&bytes, row, step),
        _ => bytes,
    }
}

fn without_png(bytes: &[u8], row: usize, step: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut above = vec![0_u8; row];
    for line in bytes.chunks(row + 1) {
        let Some((kind, packed)) = line.split_first() else {
            break;
        };
        let mut now = vec![0_u8; row];
        for (at, byte) in packed.iter().enumerate() {
            let of = |line: &[u8], back: usize| {
                let at = at.checked_sub(back);
                at.and_then(|at| line.get(at)).copied().unwrap_or(0)
            };
            let (left, up, corner) = (of(&now, step), of(&above, 0), of(&above, step));
            let guess = match kind {
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            if let Some(place) = now.get_mut(at) {
                *place = byte.wrapping_add(guess);
            }
        }
        out.extend(now.iter().take(packed.len()));
        above = now;
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i32::from);
    let guess = a + b - c;
    let [da, db, dc] = [a, b, c].map(|v| (guess - v).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        up
    } else {
        corner
    }
}

fn without_lzw(data: &[u8], early: usize) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let fresh = || -> Vec<Vec<u8>> {
        let singles = (0..=255_u8).map(|byte| vec![byte]);
        singles.chain([Vec::new(), Vec::new()]).collect()
    };
    let (mut table, mut out) = (fresh(), Vec::new());
    let (mut width, mut bit) = (9_usize, 0_usize);
    let mut last: Option<Vec<u8>> = None;
    while bit + width <= data.len() * 8 && out.len() < MAX_UNPACKED {
        let at = |index: usize| {
            data.get(index / 8)
                .map_or(0, |b| (b >> (7 - index % 8)) & 1)
        };
        let code = (bit..bit + width).fold(0, |code, index| (code << 1) | usize::from(at(index)));
        bit += width;
        match code {
            CLEAR => {
                (table, width, last) = (fresh(), 9, None);
                continue;
            }
            END => break,
            _ => {}
        }
        let entry = match (table.get(code), &last) {
            (Some(entry), _) => entry.clone(),
            (None, Some(last)) => [last.as_slice(), last.get(..1).unwrap_or_default()].concat(),
            (None, None) => break,
        };
        out.extend_from_slice(&entry);
        if let Some(last) = last.filter(|_| table.len() < 4096) {
            table.push([last.as_slice(), entry.get(..1).unwrap_or_default()].concat());
        }
        last = Some(entry);
        width = match table.len() + early {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    out
}

fn without_hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|b| **b != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|b| char::from(*b).to_digit(16).map(|v| v as u8))
        .collect();
    let pair = |p: &[u8]| (p.first().unwrap_or(&0) << 4) | p.get(1).unwrap_or(&0);
    digits.chunks(2).map(pair).collect()
}

fn without_base_85(data: &[u8]) -> Vec<u8> {
    let (mut out, mut group) = (Vec::new(), Vec::new());
    let flush = |group: &mut Vec<u8>, out: &mut Vec<u8>| {
        let count = group.len();
        if count < 2 {
            return;
        }
        group.resize(5, 84);
        let value = group.iter().fold(0_u32, |value, digit| {
            value.wrapping_mul(85).wrapping_add(u32::from(*digit))
        });
        out.extend(value.to_be_bytes().iter().take(count - 1));
        group.clear();
    };
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            flush(&mut group, &mut out);
        }
    }
    flush(&mut group, &mut out);
    out
}

fn without_runs(data: &[u8]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(length) = data.get(at) {
        let length = usize::from(*length);
        match length {
            0..128 => {
                let run = data.get(at + 1..).unwrap_or_default();
                out.extend(run.iter().take(length + 1));
                at += length + 2;
            }
            128 => break,
            _ => {
                let byte = data.get(at + 1).copied().into_iter();
                byte.for_each(|byte| out.extend(std::iter::repeat_n(byte, 257 - length)));
                at += 2;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(filter: &str, raw: &[u8]) -> Vec<u8> {
        let dict = Dict::from([(b"Filter".to_vec(), Value::Name(filter.as_bytes().to_vec()))]);
        unpacked(raw, &dict, &|value| value).bytes
    }

    #[test]
    fn each_filter_is_undone() {
        assert_eq!(undone("ASCIIHexDecode", b"4A 61 6>xx"), b"Ja`");
        assert_eq!(undone("ASCII85Decode", b"87cUR~>"), b"Hell");
        assert_eq!(undone("ASCII85Decode", b"87cURD]~>"), b"Hello");
        assert_eq!(
            undone("RunLengthDecode", &[1, b'J', b'a', 254, b'n', 128]),
            b"Jannn"
        );
        // The example of ISO 32000-1 §7.4.4.2.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let plain = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(undone("LZWDecode", &lzw), plain);
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(b"Jansen", 6);
        assert_eq!(
            undone("FlateDecode", &[&packed[..], b"tail"].concat()),
            b"Jansen"
        );
    }

    #[test]
    fn rows_are_no_longer_predicted() {
        let rows = [1, 10, 5, 5, 2, 1, 1, 1];
        let plain = without_prediction(rows.to_vec(), 15, 8, 3);
        assert_eq!(plain, [10, 15, 20, 11, 16, 21]);
        assert_eq!(without_prediction(vec![10, 5, 5], 2, 8, 3), [10, 15, 20]);
    }

    #[test]
    fn what_stands_behind_packed_bytes_is_kept() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(b"x", 6);
        let raw = [&packed[..], b"Jansen"].concat();
        let dict = Dict::from([(b"Filter".to_vec(), Value::Name(b"FlateDecode".to_vec()))]);
        assert_eq!(unpacked(&raw, &dict, &|v| v).left_over, b"Jansen");
    }
}
