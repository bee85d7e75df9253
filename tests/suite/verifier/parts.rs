//! A file of ours, taken apart, changed by hand and put together again.
//!
//! **Absent:** the writer.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// A file of ours, taken apart.
pub struct Parts {
    /// The bytes between `obj` and `endobj`, in the order of the file.
    pub objects: Vec<(u32, Vec<u8>)>,
    pub trailer: String,
}

const HEADER: &[u8] = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n";

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|w| w == what).unwrap()
}

impl Parts {
    pub fn of(file: &[u8]) -> Self {
        let end = file.windows(5).rposition(|w| w == b"xref\n").unwrap();
        let start = file.windows(6).rposition(|w| w == b"\nxref\n").unwrap() + 1;
        let text = String::from_utf8_lossy(&file[start..]).into_owned();
        assert!(end > start);
        let table = text
            .split("\r\n")
            .filter_map(|line| line.strip_suffix(" 00000 n"));
        let mut offsets: Vec<(usize, u32)> = table
            .zip(1..)
            .map(|(at, number)| (at.trim().parse().unwrap(), number))
            .collect();
        offsets.sort_unstable();
        let ends: Vec<usize> = offsets
            .iter()
            .skip(1)
            .map(|(at, _)| *at)
            .chain([start])
            .collect();
        let cut = |((at, number), end): (&(usize, u32), usize)| {
            let whole = &file[*at..end];
            let body = &whole[find(whole, b"obj\n") + 4..];
            (*number, body.strip_suffix(b"\nendobj\n").unwrap().to_vec())
        };
        let objects = offsets.iter().zip(ends).map(cut).collect();
        let trailer = text
            .split("trailer\n")
            .nth(1)
            .unwrap()
            .split("\nstartxref")
            .next()
            .unwrap();
        Self {
            objects,
            trailer: trailer.to_owned(),
        }
    }

    pub fn build(&self) -> Vec<u8> {
        let mut out = HEADER.to_vec();
        let mut offsets = BTreeMap::new();
        for (number, body) in &self.objects {
            offsets.insert(*number, out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let (table, size) = (out.len(), offsets.len() + 1);
        out.extend(format!("xref\n0 {size}\n0000000000 65535 f\r\n").bytes());
        offsets
            .values()
            .for_each(|at| out.extend(format!("{at:010} 00000 n\r\n").bytes()));
        let trailer = self
            .trailer
            .replace(&format!("/Size {}", size - 1), &format!("/Size {size}"));
        out.extend(format!("trailer\n{trailer}\nstartxref\n{table}\n%%EOF").bytes());
        out
    }

    /// The object that holds some bytes in its dictionary or, unpacked, in its stream.
    pub fn holding(&mut self, what: &str) -> &mut Vec<u8> {
        let holds = |body: &[u8]| {
            let unpacked = stream(body).unwrap_or_default();
            [body, &unpacked]
                .iter()
                .any(|b| b.windows(what.len()).any(|w| w == what.as_bytes()))
        };
        self.objects
            .iter_mut()
            .map(|(_, body)| body)
            .find(|body| holds(body))
            .unwrap()
    }

    /// Changes the text of an object without a stream, or of an unpacked stream.
    pub fn change(mut self, holding: &str, from: &str, to: &str) -> Self {
        let body = self.holding(holding);
        let replaced = |bytes: &[u8]| {
            let at = find(bytes, from.as_bytes());
            [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
        };
        *body = match stream(body) {
            Some(inner) => restreamed(body, &replaced(&inner)),
            None => replaced(body),
        };
        self
    }

    /// Changes the dictionary of an object with a stream.
    pub fn change_keys(mut self, holding: &str, from: &str, to: &str) -> Self {
        let body = self.holding(holding);
        let at = find(body, from.as_bytes());
        body.splice(at..at + from.len(), to.bytes());
        self
    }

    /// Changes the unpacked bytes of a stream.
    pub fn change_bytes(mut self, holding: &str, from: &[u8], to: &[u8]) -> Self {
        let body = self.holding(holding);
        let mut inner = stream(body).unwrap();
        let at = find(&inner, from);
        inner.splice(at..at + from.len(), to.iter().copied());
        *body = restreamed(body, &inner);
        self
    }

    /// Puts operators before the black areas of the page.
    pub fn draw(self, operators: &str) -> Self {
        self.change(
            "/Lakking",
            "/Lakking<<",
            &format!("\n/Artifact BMC\n{operators}\nEMC\n/Lakking<<"),
        )
    }
}

/// An unpacked stream.
pub fn stream(body: &[u8]) -> Option<Vec<u8>> {
    let at = body.windows(8).position(|w| w == b"\nstream\n")?;
    let raw = body[at + 8..].strip_suffix(b"\nendstream")?;
    if !body[..at].windows(11).any(|w| w == b"FlateDecode") {
        return Some(raw.to_vec());
    }
    let mut out = Vec::new();
    ZlibDecoder::new(raw).read_to_end(&mut out).ok()?;
    Some(out)
}

pub fn restreamed(body: &[u8], inner: &[u8]) -> Vec<u8> {
    let at = find(body, b"\nstream\n");
    let dict = String::from_utf8_lossy(&body[..at]).into_owned();
    let data = if dict.contains("FlateDecode") {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(inner).unwrap();
        encoder.finish().unwrap()
    } else {
        inner.to_vec()
    };
    let length = dict.split("/Length ").nth(1).unwrap();
    let digits: String = length.chars().take_while(char::is_ascii_digit).collect();
    let dict = dict.replace(
        &format!("/Length {digits}"),
        &format!("/Length {}", data.len()),
    );
    [dict.as_bytes(), b"\nstream\n", &data, b"\nendstream"].concat()
}
