//! Font programs and character meanings, read to the last byte.
//!
//! **Invariant:** a font program holds outlines and nothing else: two known strings, no names, no subroutines, no byte
//! that no part accounts for (Adobe Technical Note 5176).

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use kurbo::{BezPath, Point};
use std::collections::BTreeMap;

/// One glyph of a program, in thousandths of the font size.
pub struct Glyph {
    pub advance: i32,
    pub outline: BezPath,
}

/// Whether a name is one that our fonts bear: `LAK` and three letters, a plus, `Lakwerk`.
pub fn is_our_name(name: &[u8]) -> bool {
    let bare = name.strip_suffix(b"-Identity-H").unwrap_or(name);
    bare.strip_prefix(b"LAK")
        .and_then(|rest| rest.strip_suffix(b"+Lakwerk"))
        .is_some_and(|tag| tag.len() == 3 && tag.iter().all(u8::is_ascii_uppercase))
}

struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let part = self.all.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(part)
    }

    fn exactly<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        self.take(COUNT)?.try_into().ok()
    }

    fn u16(&mut self) -> Option<usize> {
        self.exactly().map(u16::from_be_bytes).map(usize::from)
    }

    fn u32(&mut self) -> Option<usize> {
        usize::try_from(u32::from_be_bytes(self.exactly()?)).ok()
    }

    /// An INDEX with four-byte offsets, as ours are.
    fn index(&mut self) -> Option<Vec<&'a [u8]>> {
        let count = self.u16()?;
        if count == 0 {
            return Some(Vec::new());
        }
        (self.take(1)? == [4]).then_some(())?;
        let mut offsets = Vec::with_capacity(count + 1);
        for _ in 0..=count {
            offsets.push(self.u32()?);
        }
        (offsets.first() == Some(&1)).then_some(())?;
        let mut items = Vec::with_capacity(count);
        for pair in offsets.windows(2) {
            items.push(self.take(pair.get(1)?.checked_sub(*pair.first()?)?)?);
        }
        Some(items)
    }
}

/// Every glyph, glyph 0 included; `None` when anything is not as our programs are.
pub fn read_program(table: &[u8]) -> Option<Vec<Glyph>> {
    let mut bytes = Bytes { all: table, at: 0 };
    (bytes.take(4)? == [1, 0, 4, 4]).then_some(())?;
    let names = bytes.index()?;
    let tops = bytes.index()?;
    let strings = bytes.index()?;
    let subroutines = bytes.index()?;
    let [name] = names.as_slice() else {
        return None;
    };
    let known = is_our_name(name)
        && strings == [b"Adobe".as_slice(), b"Identity".as_slice()]
        && subroutines.is_empty();
    known.then_some(())?;
    let at_charset = bytes.at;
    let [2, 0, 1, charset @ ..] = bytes.exactly::<5>()? else {
        return None;
    };
    let at_select = bytes.at;
    let [3, 0, 1, 0, 0, 0, select @ ..] = bytes.exactly::<8>()? else {
        return None;
    };
    let at_charstrings = bytes.at;
    let charstrings = bytes.index()?;
    let count = charstrings.len();
    let covered = |part: [u8; 2]| usize::from(u16::from_be_bytes(part));
    let all = covered(charset) == count.saturating_sub(2) && covered(select) == count;
    all.then_some(())?;
    let glyphs: Vec<Glyph> = charstrings
        .iter()
        .map(|c| glyph(c))
        .collect::<Option<_>>()?;
    // Private dictionary: default and nominal width zero.
    let at_private = bytes.at;
    (bytes.take(4)? == [139, 20, 139, 21]).then_some(())?;
    let at_fonts = bytes.at;
    let fonts = bytes.index()?;
    let places = [at_charset, at_charstrings, at_fonts, at_select];
    let [top] = tops.as_slice() else {
        return None;
    };
    let known = is_top_dict(top, count, places) && fonts == [font_dict(at_private).as_slice()];
    (known && bytes.at == table.len()).then_some(glyphs)
}

/// A number in five bytes (Technical Note 5176 §4).
fn long(value: usize) -> [u8; 5] {
    let [a, b, c, d] = u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes();
    [29, a, b, c, d]
}

/// Whether a top dictionary says which collection this is, its bounds, and where its parts are, and nothing else. The
/// places are those of charset, outlines, font dictionaries and selection.
fn is_top_dict(top: &[u8], glyphs: usize, places: [usize; 4]) -> bool {
    let [charset, charstrings, fonts, select] = places.map(long);
    let Some(mut rest) = top.strip_prefix(&[248, 27, 248, 28, 139, 12, 30]) else {
        return false;
    };
    for _ in 0..4 {
        let width = match rest.first() {
            Some(32..=246) => 1,
            Some(247..=254) => 2,
            Some(28) => 3,
            _ => return false,
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    let parts: [&[u8]; 11] = [
        &[5],
        &long(glyphs),
        &[12, 34],
        &charset,
        &[15],
        &charstrings,
        &[17],
        &fonts,
        &[12, 36],
        &select,
        &[12, 37],
    ];
    rest == parts.concat()
}

/// The only font dictionary: its private one has four bytes.
fn font_dict(private: usize) -> Vec<u8> {
    [&[143][..], &long(private), &[18]].concat()
}

/// A number at the start of some bytes, and how many it takes (Technical Note 5177 §3.2).
fn number(bytes: &[u8]) -> Option<(i32, usize)> {
    let byte = |at: usize| bytes.get(at).copied();
    Some(match byte(0)? {
        v @ 32..=246 => (i32::from(v) - 139, 1),
        v @ 247..=250 => ((i32::from(v) - 247) * 256 + i32::from(byte(1)?) + 108, 2),
        v @ 251..=254 => (-(i32::from(v) - 251) * 256 - i32::from(byte(1)?) - 108, 2),
        28 => (i32::from(i16::from_be_bytes([byte(1)?, byte(2)?])), 3),
        _ => return None,
    })
}

/// Only moves, lines, curves, and one end, each with as many numbers as it takes and the first with the advance before
/// them (Technical Note 5177): readers pass over numbers too many.
fn glyph(charstring: &[u8]) -> Option<Glyph> {
    let (mut outline, mut pen) = (BezPath::new(), Point::ZERO);
    let (mut at, mut numbers, mut advance) = (0, Vec::new(), None);
    loop {
        if let Some((value, length)) = number(charstring.get(at..)?) {
            // The advance stands before all others.
            match advance {
                None => advance = Some(value),
                Some(_) => numbers.push(f64::from(value)),
            }
            at += length;
            continue;
        }
        let advance = advance?;
        let mut to = |dx: f64, dy: f64| {
            pen += (dx, dy);
            pen
        };
        match (charstring.get(at)?, numbers.as_slice()) {
            (21, [dx, dy]) => outline.move_to(to(*dx, *dy)),
            // Nothing is drawn before the first move.
            (5 | 8, _) if outline.elements().is_empty() => return None,
            (5, [dx, dy]) => outline.line_to(to(*dx, *dy)),
            (8, [ax, ay, bx, by, dx, dy]) => {
                let (a, b) = (to(*ax, *ay), to(*bx, *by));
                outline.curve_to(a, b, to(*dx, *dy));
            }
            (14, []) => {
                return (at + 1 == charstring.len()).then_some(Glyph { advance, outline });
            }
            _ => return None,
        }
        numbers.clear();
        at += 1;
    }
}

/// Code → what it stands for, from a ToUnicode map; `None` when there is a line our maps do not have.
pub fn read_meanings(map: &[u8]) -> Option<BTreeMap<u16, String>> {
    let text = std::str::from_utf8(map).ok()?;
    let mut meanings = BTreeMap::new();
    let mut in_pairs = false;
    for line in text.lines() {
        if line.ends_with(" beginbfchar") {
            in_pairs = true;
        } else if line == "endbfchar" {
            in_pairs = false;
        } else if in_pairs {
            let (code, meaning) = line.split_once(' ')?;
            let code = u16::from_str_radix(bracketed(code)?, 16).ok()?;
            meanings.insert(code, utf16(bracketed(meaning)?)?);
        } else if !is_frame_line(line) {
            return None;
        }
    }
    Some(meanings)
}

fn bracketed(text: &str) -> Option<&str> {
    text.strip_prefix('<')?.strip_suffix('>')
}

fn utf16(hex: &str) -> Option<String> {
    let mut units = Vec::new();
    for start in (0..hex.len()).step_by(4) {
        units.push(u16::from_str_radix(hex.get(start..start + 4)?, 16).ok()?);
    }
    String::from_utf16(&units).ok()
}

/// The lines around the pairs (Adobe Technical Note 5411 gives the form).
fn is_frame_line(line: &str) -> bool {
    const FRAME: [&str; 24] = [
        "",
        "%!PS-Adobe-3.0 Resource-CMap",
        "%%DocumentNeededResources: procset CIDInit",
        "%%IncludeResource: procset CIDInit",
        "%%BeginResource: CMap Lakwerk-UCS",
        "%%Title: (Lakwerk-UCS Adobe Identity 0)",
        "%%Version: 1",
        "%%EndComments",
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo 3 dict dup begin",
        "    /Registry (Adobe) def",
        "    /Ordering (Identity) def",
        "    /Supplement 0 def",
        "end def",
        "/CMapName /Lakwerk-UCS def",
        "/CMapVersion 1 def",
        "/CMapType 0 def",
        "/WMode 0 def",
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "%%EOF",
    ];
    FRAME.contains(&line)
        || matches!(
            line,
            "/CMapType 2 def"
                | "1 begincodespacerange"
                | "<0000> <ffff>"
                | "<0000> <FFFF>"
                | "endcodespacerange"
                | "%%EndResource"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_outlines_pass() {
        let passes = |charstring: &[u8]| glyph(charstring).is_some();
        assert!(passes(&[139, 139, 139, 21, 139, 139, 5, 14]));
        assert!(passes(&[139, 14]), "a blank");
        assert!(!passes(&[139, 14, 139]), "nothing behind the end");
        assert!(!passes(&[139, 10, 14]), "no subroutine");
        assert!(!passes(&[139]), "an end is needed");
        assert!(!passes(&[139, 139, 139, 5, 14]), "a move is needed");
        let much = [139, 139, 139, 21, 139, 139, 139, 5, 14];
        assert!(!passes(&much), "no number that nothing takes");
        assert!(!passes(&[139, 139, 14]), "none before the end either");
        let advances: Vec<_> = [
            [139, 14].as_slice(),
            &[247, 4, 14],
            &[251, 4, 14],
            &[28, 4, 108, 14],
        ]
        .iter()
        .map(|c| glyph(c).map(|glyph| glyph.advance))
        .collect();
        assert_eq!(advances, [Some(0), Some(112), Some(-112), Some(1132)]);
    }

    #[test]
    fn an_outline_stands_where_its_steps_lead() {
        // From (1, 2) along a bow to (7, 2) and back down a line to (7, -98).
        let steps = [
            139, 140, 141, 21, 139, 142, 145, 139, 139, 136, 8, 139, 39, 5, 14,
        ];
        let bounds = kurbo::Shape::bounding_box(&glyph(&steps).unwrap().outline);
        assert_eq!((bounds.x0, bounds.x1, bounds.y0), (1.0, 7.0, -98.0));
        assert!(bounds.y1 > 4.0 && bounds.y1 < 5.0, "{bounds:?}");
    }

    #[test]
    fn names_are_ours() {
        assert!(is_our_name(b"LAKAAB+Lakwerk-Identity-H"));
        assert!(!is_our_name(b"LAKAAB+Jansen"));
    }
}
