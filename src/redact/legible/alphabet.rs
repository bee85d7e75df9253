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
use std::collections::HashMap;
use std::sync::Arc;

/// The height of an x in pixels; what is compared is brought to it.
pub const X_HEIGHT: f64 = 10.0;
/// Rows of pixels above and below the baseline.
pub const ABOVE: usize = 17;
pub const BELOW: usize = 6;
pub const ROWS: usize = ABOVE + BELOW;
/// Columns are added up so many at a time; rows are filled up to a multiple of it.
pub const LANES: usize = 8;
/// Columns of paper on either side of a letter that belong to its picture.
const SIDE: f64 = 1.0;
/// The standard fonts (ISO 32000-1 §9.6.2.2), the commonest first.
const FONTS: [&str; 7] = [
    "Helvetica",
    "Times-Roman",
    "Helvetica-Bold",
    "Times-Bold",
    "Courier",
    "Times-Italic",
    "Helvetica-Oblique",
];

/// The picture of one letter.
pub struct Shape {
    pub columns: usize,
    /// Cells of a row: the columns, and nothing behind them.
    pub stride: usize,
    /// Row by row from the top.
    pub cells: Vec<f32>,
    /// How far the next letter starts, in pixels.
    pub advance: f64,
}

/// The letters of one font.
pub struct Alphabet(HashMap<char, Shape>);

impl Alphabet {
    pub fn shape(&self, letter: char) -> Option<&Shape> {
        self.0.get(&letter)
    }

    /// The letters of all fonts; empty only when the interpreter cannot read the file made for it here.
    pub fn all() -> Vec<Self> {
        let Ok(pdf) = Pdf::new(Arc::new(specimen())) else {
            return Vec::new();
        };
        let cache = InterpreterCache::new();
        let pages = pdf.pages().iter();
        let alphabets = pages.map(|page| {
            let mut outlines = Outlines::default();
            let bounds = Rect::new(0.0, 0.0, 100.0, 100.0);
            let settings = InterpreterSettings::default();
            let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
            hayro_interpret::interpret_page(page, &mut context, &mut outlines);
            outlines.alphabet()
        });
        alphabets.collect()
    }
}

/// A file with a page for each font, on which every letter of it stands.
fn specimen() -> Vec<u8> {
    let codes: Vec<String> = (0x21..=0xff_u8)
        .map(|code| format!("<{code:02x}>Tj"))
        .collect();
    let content = format!("BT /F 10 Tf {} ET", codes.join(" "));
    let page = |font: &str| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 3 0 R/Resources<</Font<</F<</Type/Font\
             /Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>>>>>>>"
        )
    };
    let kids: Vec<String> = (0..FONTS.len()).map(|n| format!("{} 0 R", n + 4)).collect();
    let (count, kids) = (kids.len(), kids.join(" "));
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    objects.extend(FONTS.map(page));
    let size = objects.len() + 1;
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = file.len();
    file += &format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    file.into_bytes()
}

/// Collects the outlines that a page draws, in thousandths of an em, with their advances.
#[derive(Default)]
struct Outlines(Vec<(char, BezPath, f64)>);

impl Outlines {
    fn alphabet(self) -> Alphabet {
        let x = self.0.iter().find(|(letter, ..)| *letter == 'x');
        let height = x.map_or(500.0, |(_, outline, _)| outline.bounding_box().y1.max(1.0));
        let scale = X_HEIGHT / height;
        let drawn = self.0.into_iter().filter_map(|(letter, outline, advance)| {
            Some((letter, drawn(&outline, advance * scale, scale)?))
        });
        Alphabet(drawn.collect())
    }
}

impl<'a> Device<'a> for Outlines {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if let Glyph::Outline(outline) = &**glyph
                && let Some(BfString::Char(letter)) = outline.as_unicode()
                && let Some(advance) = outline.advance_width()
            {
                self.0.push((letter, outline.outline(), advance.into()));
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

/// An outline as a picture; `None` for one without ink.
fn drawn(outline: &BezPath, advance: f64, scale: f64) -> Option<Shape> {
    let columns = (advance.round() + 2.0 * SIDE).clamp(3.0, 60.0) as usize;
    // One more pixel all around, for the smoothing.
    let (width, height) = (columns + 2, ROWS + 2);
    let place = Affine::new([scale, 0.0, 0.0, -scale, 1.0 + SIDE, 1.0 + ABOVE as f64]);
    let mut raster = Rasterizer::new(width, height);
    let at = |p: kurbo::Point| point(p.x as f32, p.y as f32);
    let (mut start, mut last) = (kurbo::Point::ZERO, kurbo::Point::ZERO);
    for element in (place * outline).elements() {
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
    let smooth = smoothed(&ink, width, height);
    let rows = smooth.chunks_exact(width).skip(1).take(ROWS);
    let mut cells: Vec<f32> = rows.flat_map(|row| row[1..=columns].to_vec()).collect();
    let mean = cells.iter().sum::<f32>() / cells.len() as f32;
    cells.iter_mut().for_each(|v| *v -= mean);
    let length = cells.iter().map(|v| v * v).sum::<f32>().sqrt();
    cells.iter_mut().for_each(|v| *v /= length.max(1e-6));
    let stride = columns.next_multiple_of(LANES);
    let rows = cells.chunks_exact(columns);
    let cells = rows.flat_map(|row| {
        let mut row = row.to_vec();
        row.resize(stride, 0.0);
        row
    });
    (length > 1e-3).then_some(Shape {
        columns,
        stride,
        cells: cells.collect(),
        advance,
    })
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
        assert_eq!(all.len(), FONTS.len());
        for alphabet in &all {
            for letter in ('a'..='z')
                .chain('A'..='Z')
                .chain('0'..='9')
                .chain("é.,-(".chars())
            {
                let shape = alphabet.shape(letter).unwrap();
                assert_eq!(shape.cells.len(), shape.stride * ROWS, "{letter}");
                let length: f32 = shape.cells.iter().map(|v| v * v).sum();
                assert!(
                    (length - 1.0).abs() < 1e-3 && shape.advance > 1.0,
                    "{letter}"
                );
            }
        }
    }
}
