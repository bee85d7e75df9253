//! The letters of the fonts in which most documents are set, as small grey pictures to hold against a scan.
//!
//! **Invariant:** the fonts come with the interpreter and with this program, so that a page is judged alike on every
//! machine; every picture has a mean of zero and a length of one.
//! **Absent:** the fonts of a source.

use ab_glyph_rasterizer::{Rasterizer, point};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask,
};
use kurbo::{Affine, BezPath, PathEl, Rect, Shape as _};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The height of an x in pixels; what is compared is brought to it.
pub const X_HEIGHT: f64 = 10.0;
/// Rows of pixels above and below the baseline.
pub const ABOVE: usize = 17;
pub const BELOW: usize = 6;
/// Rows of a picture with those that are blank below it: a processor adds up whole fours at once.
pub const FINE_DEPTH: usize = 24;
pub const COARSE_DEPTH: usize = 12;
/// Columns of paper on either side of a letter that belong to its picture.
const SIDE: f64 = 1.0;
/// Letters that a place might show instead.
const OTHERS: &str = "abcdeghkmnopqrstuvwxyzABDEGHKMNRSTW023456789";
/// Letters that look the same in one font or another.
const ALIKE: [&str; 17] = [
    "lI1i|!j", "oO0Q", "cC", "sS5", "vV", "wW", "xX", "zZ2", "kK", "pP", "uU", "yY", ".,:;'", "-–",
    "nh", "8B", "69gqb",
];
/// The standard fonts (ISO 32000-1 §9.6.2.2), the commonest first.
const STANDARD_FONTS: [&str; 7] = [
    "Helvetica",
    "Times-Roman",
    "Helvetica-Bold",
    "Times-Bold",
    "Courier",
    "Times-Italic",
    "Helvetica-Oblique",
];

/// How coarse the cells are in which letters and strips are compared: so many pixels wide and high.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Grain(pub usize);

pub const FINE: Grain = Grain(1);
/// A quarter of the cells, of which there are half as many places: what is not found so need not be looked for any finer.
pub const COARSE: Grain = Grain(2);

impl Grain {
    /// So many pixels in cells.
    pub fn cells(self, pixels: usize) -> usize {
        pixels.div_ceil(self.0)
    }

    /// Rows of cells above the baseline.
    pub fn above(self) -> usize {
        self.cells(ABOVE)
    }

    pub fn rows(self) -> usize {
        self.above() + self.cells(BELOW)
    }
}

/// The picture of one letter.
#[derive(Clone)]
pub struct Shape {
    pub columns: usize,
    pub rows: usize,
    /// Cells of a column: the rows, and nothing below them.
    pub depth: usize,
    /// Column by column from the left.
    pub cells: Vec<f32>,
    /// The same as darkness, 0 for paper to 1, without room below.
    pub ink: Vec<f32>,
}

/// A letter of a font.
#[derive(Clone)]
pub struct Letter {
    /// How far the next letter starts, in pixels.
    pub advance: f64,
    fine: Shape,
    /// None of a letter that a page taught.
    coarse: Option<Shape>,
}

impl Letter {
    pub fn shape(&self, grain: Grain) -> Option<&Shape> {
        match grain {
            FINE => Some(&self.fine),
            _ => self.coarse.as_ref(),
        }
    }
}

/// The letters of one font.
#[derive(Clone)]
pub struct Alphabet {
    letters: HashMap<char, Letter>,
    /// Those of which the page itself showed how it writes them.
    learnt: BTreeSet<char>,
}

impl Alphabet {
    pub fn letter(&self, letter: char) -> Option<&Letter> {
        self.letters.get(&letter)
    }

    /// Takes a letter as the page writes it. Its ink stands row by row, [`FINE`].
    pub fn learn(&mut self, letter: char, ink: Vec<f32>, advance: f64) {
        let fine = Shape::new(ink, FINE.rows());
        self.letters.extend(fine.map(|fine| {
            let coarse = None;
            (
                letter,
                Letter {
                    advance,
                    fine,
                    coarse,
                },
            )
        }));
        self.learnt.insert(letter);
    }

    /// All letters that a place might show instead of one.
    pub fn rivals(&self, letter: char) -> impl Iterator<Item = char> + '_ {
        let unlearnt = OTHERS.chars().filter(|c| !self.has_learnt(*c));
        let all = self.learnt.iter().copied().chain(unlearnt);
        all.filter(move |other| *other != letter)
    }

    pub fn has_learnt(&self, letter: char) -> bool {
        self.learnt.contains(&letter)
    }

    /// The letters that a place might show instead of one. What looks the same in one font or another is told apart only
    /// where the page itself showed both.
    pub fn others(&self, letter: char) -> impl Iterator<Item = char> + '_ {
        let is_known = self.has_learnt(letter);
        let learnt = self.learnt.iter().copied();
        let unlearnt = OTHERS.chars().filter(|c| !self.has_learnt(*c));
        let is_other = move |other: &char| match is_known && self.has_learnt(*other) {
            true => *other != letter,
            false => !are_alike(*other, letter),
        };
        learnt.chain(unlearnt).filter(is_other)
    }

    /// The letters of all fonts; empty only when the interpreter cannot read the file made for it here.
    pub fn all() -> Vec<Self> {
        let fonts = drawn_letters(&standard_fonts(), &[]).into_iter();
        fonts.map(Self::of).collect()
    }

    fn of(letters: Vec<DrawnLetter>) -> Self {
        let x = letters.iter().find(|drawn| drawn.letter == Some('x'));
        let height = x.map_or(500.0, |x| x.outline.bounding_box().y1.max(1.0));
        let scale = X_HEIGHT / height;
        let drawn = letters.into_iter().filter_map(|letter| {
            let advance = letter.advance? * scale;
            let drawn = |grain| drawn(&letter.outline, (advance, scale), grain);
            let (fine, coarse) = (drawn(FINE)?, drawn(COARSE));
            Some((
                letter.letter?,
                Letter {
                    advance,
                    fine,
                    coarse,
                },
            ))
        });
        Self {
            letters: drawn.collect(),
            learnt: BTreeSet::new(),
        }
    }
}

/// The keys of the standard fonts.
pub fn standard_fonts() -> [String; 7] {
    STANDARD_FONTS.map(|font| format!("/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding"))
}

/// A file with a page for each font of these keys, on which every letter of it stands; object 4 is a stream of `program`.
fn specimen(fonts: &[String], program: &[u8]) -> Vec<u8> {
    let codes: Vec<String> = (0x21..=0xff_u8)
        .map(|code| format!("<{code:02x}>Tj"))
        .collect();
    let content = format!("BT /F 10 Tf {} ET", codes.join(" "));
    let page = |font: &String| {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 3 0 R/Resources<</Font<</F<</Type/Font{font}>>>>>>>>"
        );
        page.into_bytes()
    };
    let stream = |bytes: &[u8]| {
        let length = bytes.len();
        let head = format!("<</Length {length}/Length1 {length}>>stream\n").into_bytes();
        [&head, bytes, b"\nendstream"].concat()
    };
    let kids: Vec<String> = (0..fonts.len()).map(|n| format!("{} 0 R", n + 5)).collect();
    let (count, kids) = (kids.len(), kids.join(" "));
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>").into_bytes(),
        stream(content.as_bytes()),
        stream(program),
    ];
    objects.extend(fonts.iter().map(page));
    let size = objects.len() + 1;
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", number + 1).bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let end = format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    file.extend(end.bytes());
    file
}

/// What a font draws for one code.
pub struct DrawnLetter {
    pub code: u32,
    /// What the font says that it is.
    letter: Option<char>,
    /// In thousandths of an em, as the advance.
    pub outline: BezPath,
    advance: Option<f64>,
}

/// What each font of these keys draws, see [`specimen`].
pub fn drawn_letters(fonts: &[String], program: &[u8]) -> Vec<Vec<DrawnLetter>> {
    let Ok(pdf) = Pdf::new(Arc::new(specimen(fonts, program))) else {
        return Vec::new();
    };
    let cache = InterpreterCache::new();
    let pages = pdf.pages().iter();
    let drawn = pages.map(|page| {
        let mut outlines = Outlines::default();
        let bounds = Rect::new(0.0, 0.0, 100.0, 100.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        hayro_interpret::interpret_page(page, &mut context, &mut outlines);
        outlines.0
    });
    drawn.collect()
}

/// Collects what a page draws.
#[derive(Default)]
struct Outlines(Vec<DrawnLetter>);

impl<'a> Device<'a> for Outlines {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if let Glyph::Outline(outline) = &**glyph {
                self.0.push(DrawnLetter {
                    code: glyph.char_code(),
                    letter: match outline.as_unicode() {
                        Some(BfString::Char(letter)) => Some(letter),
                        _ => None,
                    },
                    outline: outline.outline(),
                    advance: outline.advance_width().map(f64::from),
                });
            }
        }
    }
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// An outline as a picture, with its advance and scale in pixels; `None` for one without ink.
fn drawn(outline: &BezPath, (advance, scale): (f64, f64), grain: Grain) -> Option<Shape> {
    let size = grain.0 as f64;
    let (advance, scale) = (advance / size, scale / size);
    let columns = (advance.round() + 2.0 * SIDE).clamp(3.0, 60.0) as usize;
    let rows = grain.rows();
    // One more cell all around, for the smoothing.
    let (width, height) = (columns + 2, rows + 2);
    let base = 1.0 + grain.above() as f64;
    let place = Affine::new([scale, 0.0, 0.0, -scale, 1.0 + SIDE, base]);
    let ink = rasterised(&(place * outline), width, height);
    let smooth = smoothed(&ink, width, height);
    let lines = smooth.chunks_exact(width).skip(1).take(rows);
    let cells = lines.flat_map(|row| row[1..=columns].to_vec()).collect();
    Shape::new(cells, rows)
}

/// How much of each pixel an outline covers, row by row from the top.
pub fn rasterised(outline: &BezPath, width: usize, height: usize) -> Vec<f32> {
    let mut raster = Rasterizer::new(width, height);
    let at = |p: kurbo::Point| point(p.x as f32, p.y as f32);
    let (mut start, mut last) = (kurbo::Point::ZERO, kurbo::Point::ZERO);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(p) => (start, last) = (p, p),
            PathEl::LineTo(p) => {
                raster.draw_line(at(last), at(p));
                last = p;
            }
            PathEl::QuadTo(a, p) => {
                raster.draw_quad(at(last), at(a), at(p));
                last = p;
            }
            PathEl::CurveTo(a, b, p) => {
                raster.draw_cubic(at(last), at(a), at(b), at(p));
                last = p;
            }
            PathEl::ClosePath => {
                raster.draw_line(at(last), at(start));
                last = start;
            }
        }
    }
    let mut ink = vec![0.0_f32; width * height];
    raster.for_each_pixel(|index, cover| {
        if let Some(cell) = ink.get_mut(index) {
            *cell = cover.min(1.0);
        }
    });
    ink
}

impl Shape {
    /// Darkness, row by row, brought to a mean of zero and a length of one; `None` where it hardly varies.
    pub fn new(mut cells: Vec<f32>, rows: usize) -> Option<Self> {
        let columns = cells.len() / rows.max(1);
        let standing = (0..columns).flat_map(|x| cells.iter().skip(x).step_by(columns).copied());
        let ink: Vec<f32> = standing.collect();
        let mean = cells.iter().sum::<f32>() / cells.len().max(1) as f32;
        cells.iter_mut().for_each(|v| *v -= mean);
        let length = cells.iter().map(|v| v * v).sum::<f32>().sqrt();
        cells.iter_mut().for_each(|v| *v /= length.max(1e-6));
        let depth = rows.next_multiple_of(4);
        let mut standing = vec![0.0; columns * depth];
        for (y, row) in cells.chunks_exact(columns.max(1)).enumerate() {
            for (x, v) in row.iter().enumerate() {
                standing[x * depth + y] = *v;
            }
        }
        (length > 1e-3).then_some(Self {
            columns,
            rows,
            depth,
            cells: standing,
            ink,
        })
    }
}

fn are_alike(a: char, b: char) -> bool {
    // Of a number every digit counts.
    let are_digits = a.is_ascii_digit() && b.is_ascii_digit();
    let both = |letters: &&str| letters.contains(a) && letters.contains(b);
    a == b || !are_digits && ALIKE.iter().any(both)
}

/// Each pixel mixed with those around it, as a lens does: a quarter of either neighbour, across and down.
pub fn smoothed(cells: &[f32], width: usize, height: usize) -> Vec<f32> {
    let mut across = cells.to_vec();
    for (to, from) in across
        .chunks_exact_mut(width)
        .zip(cells.chunks_exact(width))
    {
        for (to, around) in to.iter_mut().skip(1).zip(from.windows(3)) {
            *to = 0.25 * around[0] + 0.5 * around[1] + 0.25 * around[2];
        }
    }
    let mut out = across.clone();
    for y in 1..height.saturating_sub(1) {
        for x in 0..width {
            let at = |row: usize| across[row * width + x];
            out[y * width + x] = 0.25 * at(y - 1) + 0.5 * at(y) + 0.25 * at(y + 1);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_has_its_letters() {
        let all = Alphabet::all();
        assert_eq!(all.len(), STANDARD_FONTS.len());
        for alphabet in &all {
            for letter in ('a'..='z')
                .chain('A'..='Z')
                .chain('0'..='9')
                .chain("é.,-(".chars())
            {
                let letter = alphabet.letter(letter).unwrap();
                assert!(letter.advance > 1.0);
                for grain in [FINE, COARSE] {
                    let shape = letter.shape(grain).unwrap();
                    let depth = if grain == FINE {
                        FINE_DEPTH
                    } else {
                        COARSE_DEPTH
                    };
                    assert_eq!(shape.cells.len(), shape.columns * depth);
                    let length: f32 = shape.cells.iter().map(|v| v * v).sum();
                    assert!((length - 1.0).abs() < 1e-3);
                }
            }
        }
    }
}
