//! A font program made from outlines: a bare CID-keyed CFF table with exactly the glyphs that are used.
//!
//! **Invariant:** glyph 0 is empty; there are no names, hints, subroutines or metadata that a source could have put
//! there.
//! **Absent:** reading fonts.
//!
//! Sources: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings). Subsetting the source's font was
//! rejected: its tables are a channel.

use kurbo::{BezPath, PathEl, Point};

/// Coordinates beyond this are no glyph; 16-bit operands end at 32,767 and differences may be twice as large.
const MAX_COORDINATE: f64 = 16_000.0;

/// The charstring of one outline: 1000 units per em, y upwards.
pub fn charstring(outline: &BezPath, advance: u16) -> Vec<u8> {
    let mut pen = Pen {
        out: Vec::new(),
        at: (0, 0),
    };
    number(&mut pen.out, i32::from(advance));
    let (mut last, mut start) = (Point::ZERO, Point::ZERO);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                pen.move_to(p);
                (last, start) = (p, p);
            }
            PathEl::LineTo(p) => {
                pen.line_to(p);
                last = p;
            }
            PathEl::QuadTo(c, p) => {
                pen.curve_to(
                    last + (c - last) * (2.0 / 3.0),
                    p + (c - p) * (2.0 / 3.0),
                    p,
                );
                last = p;
            }
            PathEl::CurveTo(a, b, p) => {
                pen.curve_to(a, b, p);
                last = p;
            }
            PathEl::ClosePath => last = start,
        }
    }
    pen.out.push(14); // endchar
    pen.out
}

struct Pen {
    out: Vec<u8>,
    at: (i32, i32),
}

impl Pen {
    fn step(&mut self, to: Point) -> bool {
        let whole = |v: f64| v.round().clamp(-MAX_COORDINATE, MAX_COORDINATE) as i32;
        let to = (whole(to.x), whole(to.y));
        let moved = to != self.at;
        number(&mut self.out, to.0 - self.at.0);
        number(&mut self.out, to.1 - self.at.1);
        self.at = to;
        moved
    }

    fn move_to(&mut self, p: Point) {
        self.step(p);
        self.out.push(21); // rmoveto
    }

    fn line_to(&mut self, p: Point) {
        let before = self.out.len();
        if self.step(p) {
            self.out.push(5); // rlineto
        } else {
            self.out.truncate(before);
        }
    }

    fn curve_to(&mut self, a: Point, b: Point, p: Point) {
        self.step(a);
        self.step(b);
        self.step(p);
        self.out.push(8); // rrcurveto
    }
}

/// An integer operand (Technical Note 5177, table 1). Charstrings and dictionaries share these forms.
fn number(out: &mut Vec<u8>, value: i32) {
    match value {
        -107..=107 => out.push((value + 139) as u8),
        108..=1131 => {
            let v = value - 108;
            out.extend_from_slice(&[(v / 256 + 247) as u8, (v % 256) as u8]);
        }
        -1131..=-108 => {
            let v = -value - 108;
            out.extend_from_slice(&[(v / 256 + 251) as u8, (v % 256) as u8]);
        }
        _ => {
            out.push(28);
            out.extend_from_slice(&(value.clamp(-32_768, 32_767) as i16).to_be_bytes());
        }
    }
}

/// A dictionary operand of fixed width, so that offsets can be filled in after measuring.
fn offset(out: &mut Vec<u8>, value: usize) {
    out.push(29);
    out.extend_from_slice(&(value as u32).to_be_bytes());
}

fn index(items: &[Vec<u8>]) -> Vec<u8> {
    let mut out = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return out;
    }
    out.push(4);
    let mut end = 1_u32;
    out.extend_from_slice(&end.to_be_bytes());
    for item in items {
        end += item.len() as u32;
        out.extend_from_slice(&end.to_be_bytes());
    }
    items.iter().for_each(|item| out.extend_from_slice(item));
    out
}

/// Where the parts of the table lie.
#[derive(Default)]
struct Offsets {
    charset: usize,
    select: usize,
    charstrings: usize,
    fonts: usize,
}

fn top_dict(glyphs: usize, bounds: [i32; 4], at: &Offsets) -> Vec<u8> {
    let mut out = Vec::new();
    // Registry "Adobe", ordering "Identity" (the first two own strings), supplement 0: ROS.
    for value in [391, 392, 0] {
        number(&mut out, value);
    }
    out.extend_from_slice(&[12, 30]);
    bounds.iter().for_each(|v| number(&mut out, *v));
    out.push(5); // FontBBox
    offset(&mut out, glyphs);
    out.extend_from_slice(&[12, 34]); // CIDCount
    offset(&mut out, at.charset);
    out.push(15);
    offset(&mut out, at.charstrings);
    out.push(17);
    offset(&mut out, at.fonts);
    out.extend_from_slice(&[12, 36]); // FDArray
    offset(&mut out, at.select);
    out.extend_from_slice(&[12, 37]); // FDSelect
    out
}

/// The whole table. `charstrings` begins with the empty glyph 0; character codes equal glyph numbers.
pub fn font(name: &str, charstrings: &[Vec<u8>], bounds: [i32; 4]) -> Vec<u8> {
    let glyphs = charstrings.len();
    let names = index(&[name.as_bytes().to_vec()]);
    let strings = index(&[b"Adobe".to_vec(), b"Identity".to_vec()]);
    let global_subroutines = index(&[]);
    let charstrings = index(charstrings);
    // One range from glyph 1 on; glyph 0 is implied.
    let mut charset = vec![2_u8, 0, 1];
    charset.extend_from_slice(&(glyphs.saturating_sub(2) as u16).to_be_bytes());
    // One range that puts every glyph in font dictionary 0.
    let mut select = vec![3_u8, 0, 1, 0, 0, 0];
    select.extend_from_slice(&(glyphs as u16).to_be_bytes());
    let mut private = Vec::new();
    for operator in [20, 21] {
        number(&mut private, 0); // default and nominal width: each charstring says its own
        private.push(operator);
    }
    let top_length = index(&[top_dict(glyphs, bounds, &Offsets::default())]).len();
    let charset_at = 4 + names.len() + top_length + strings.len() + global_subroutines.len();
    let select_at = charset_at + charset.len();
    let charstrings_at = select_at + select.len();
    let private_at = charstrings_at + charstrings.len();
    let fonts_at = private_at + private.len();
    let mut font = Vec::new();
    number(&mut font, private.len() as i32);
    offset(&mut font, private_at);
    font.push(18); // Private
    let at = Offsets {
        charset: charset_at,
        select: select_at,
        charstrings: charstrings_at,
        fonts: fonts_at,
    };
    let mut out = vec![1, 0, 4, 4];
    for part in [
        names,
        index(&[top_dict(glyphs, bounds, &at)]),
        strings,
        global_subroutines,
    ] {
        out.extend_from_slice(&part);
    }
    for part in [charset, select, charstrings, private, index(&[font])] {
        out.extend_from_slice(&part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::raw::FontRead;

    #[test]
    fn an_independent_reader_finds_the_outlines() {
        let mut square = BezPath::new();
        square.move_to((0.0, 0.0));
        square.line_to((500.0, 0.0));
        square.quad_to((700.0, 350.0), (500.0, 700.0));
        square.line_to((-1200.0, 700.0));
        square.close_path();
        let glyphs = vec![charstring(&BezPath::new(), 0), charstring(&square, 600)];
        let table = font("ABCDEF+Test", &glyphs, [-1200, 0, 700, 700]);
        let cff = skrifa::raw::tables::cff::Cff::read(skrifa::raw::FontData::new(&table)).unwrap();
        assert_eq!(cff.top_dicts().count(), 1);
        assert_eq!(
            cff.name(0).map(<[u8]>::to_vec),
            Some(b"ABCDEF+Test".to_vec())
        );
        let top = cff.top_dicts().get(0).unwrap();
        assert!(!top.is_empty());
    }

    #[test]
    fn numbers_use_the_shortest_form() {
        let coded = |v| {
            let mut out = Vec::new();
            number(&mut out, v);
            out
        };
        assert_eq!(coded(0), [139]);
        assert_eq!(coded(108), [247, 0]);
        assert_eq!(coded(-108), [251, 0]);
        assert_eq!(coded(1132), [28, 4, 108]);
    }
}
