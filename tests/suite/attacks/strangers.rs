//! What a written file says to readers that did not make it: two engines for text, two for pixels, and every picture.
//!
//! **Invariant:** whatever stands in a box but its label stops the test.

use crate::attacks::objects::{self, Objects};
use crate::program;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use lakwerk::engine::{Engine, Reader, Region};
use lakwerk::model::page::text::{PageText, folded};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Points within the edge of a box in which two engines may smooth.
const EDGE: f64 = 0.6;

/// What an interpreter meets on a page.
#[derive(Default)]
struct Witness {
    text: String,
    /// From samples to the page, width, height, and how light each sample is that shows.
    pictures: Vec<(Affine, usize, usize, Vec<u8>)>,
    shapes: Vec<Rect>,
}

impl<'a> Device<'a> for Witness {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.shapes.push((props.transform * path).bounding_box());
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.text.push(c),
                Some(BfString::String(text)) => self.text.push_str(&text),
                None => assert!(!matches!(**glyph, Glyph::Type3(_)), "a drawing as a letter"),
            }
        }
    }
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let place = |factors: (f32, f32)| {
            props.transform * Affine::scale_non_uniform(factors.0.into(), factors.1.into())
        };
        match image {
            Image::Raster(image) => image.with_rgba(
                |colour, alpha| {
                    let (factors, width, height, light) = match colour {
                        ImageData::Luma(d) => (d.scale_factors, d.width, d.height, d.data),
                        ImageData::Rgb(d) => {
                            let light = d.data.chunks_exact(3).map(|p| *p.iter().max().unwrap());
                            (d.scale_factors, d.width, d.height, light.collect())
                        }
                    };
                    let single = light.len() == 1;
                    if !single {
                        self.pictures.push((
                            place(factors),
                            width as usize,
                            height as usize,
                            light,
                        ));
                    }
                    if let Some(alpha) = alpha.filter(|_| single) {
                        let data = (
                            place(alpha.scale_factors),
                            alpha.width as usize,
                            alpha.height as usize,
                            alpha.data,
                        );
                        self.pictures.push(data);
                    }
                },
                None,
            ),
            Image::Stencil(image) => image.with_stencil(
                |data, _| {
                    let place = place(data.scale_factors);
                    self.pictures.push((
                        place,
                        data.width as usize,
                        data.height as usize,
                        data.data,
                    ));
                },
                None,
            ),
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Witness {
    /// Every picture is black well within a box; what is lighter would show without the box.
    fn pictures_are_black_in(&self, area: &[f64; 4], name: &str) {
        let rect = Rect::new(area[0], area[1], area[2], area[3]);
        for (place, width, height, light) in &self.pictures {
            let deep = rect.inset(-0.2);
            for y in 0..*height {
                for x in 0..*width {
                    let middle = *place * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                    let shown = light[y * width + x];
                    assert!(
                        !deep.contains(middle) || shown < 128,
                        "{name}: a picture shows {shown} under a box at {middle:?}"
                    );
                }
            }
        }
    }

    /// No drawing but the boxes themselves lies within a box.
    fn nothing_is_drawn_in(&self, area: &[f64; 4], boxes: &[[f64; 4]], name: &str) {
        let rect = |b: &[f64; 4]| Rect::new(b[0], b[1], b[2], b[3]);
        let same = |a: &Rect, b: Rect| {
            let sides = [a.x0 - b.x0, a.y0 - b.y0, a.x1 - b.x1, a.y1 - b.y1];
            sides.iter().all(|d| d.abs() < 0.01)
        };
        let inside = |r: &&Rect| rect(area).inset(-EDGE).contains_rect(**r);
        for shape in self.shapes.iter().filter(inside) {
            let is_box = boxes.iter().any(|b| same(shape, rect(b)));
            assert!(is_box, "{name}: {shape:?} is drawn under a box");
        }
    }
}

/// A page as pixels, with how many there are to a point.
struct Shown {
    scale: f64,
    width: usize,
    rgb: Vec<u8>,
}

impl Shown {
    fn of_pdfium(reader: &mut Reader, page: usize, scale: f64, region: Option<Region>) -> Self {
        let pixels = reader.render(page, scale, region).unwrap();
        Self {
            scale,
            width: pixels.width(),
            rgb: pixels.rgb().to_vec(),
        }
    }

    fn of_hayro(pdf: &Pdf, page: usize, scale: f64) -> Self {
        let settings = PixmapSettings {
            x_scale: scale as f32,
            y_scale: scale as f32,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        };
        let cache = RenderCache::new();
        let page = &pdf.pages()[page];
        let drawn = hayro::render(
            page,
            &cache,
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        );
        let rgb = drawn
            .data_as_u8_slice()
            .chunks_exact(4)
            .flat_map(|p| p[..3].to_vec())
            .collect();
        Self {
            scale,
            width: drawn.width().into(),
            rgb,
        }
    }

    /// Whether a box is one flat black but for the letters of labels. `origin` is that of the region in points.
    fn is_flat(&self, area: &[f64; 4], labels: &[Rect], origin: (f64, f64), name: &str) {
        let height = self.rgb.len() / 3 / self.width;
        for y in 0..height {
            for x in 0..self.width {
                let at = |v: usize, o: f64, step: f64| o + (v as f64 + step) / self.scale;
                let cell = Rect::new(
                    at(x, origin.0, -0.5),
                    at(y, origin.1, -0.5),
                    at(x, origin.0, 1.5),
                    at(y, origin.1, 1.5),
                );
                let inner = Rect::new(area[0], area[1], area[2], area[3]).inset(-EDGE / 2.0);
                if !inner.contains_rect(cell) || labels.iter().any(|l| l.overlaps(cell)) {
                    continue;
                }
                let from = (y * self.width + x) * 3;
                let pixel = &self.rgb[from..from + 3];
                assert!(
                    pixel.iter().all(|v| *v < 4),
                    "{name}: {pixel:?} in a box at {cell:?}, scale {}",
                    self.scale
                );
            }
        }
    }
}

/// A written file with all that read it.
pub struct Stranger {
    pub objects: Objects,
    pub boxes: Vec<Vec<[f64; 4]>>,
    /// Per page, as PDFium reads it.
    pub texts: Vec<PageText>,
    /// All text as the other engine reads it.
    pub second: String,
    witnesses: Vec<Witness>,
    reader: Reader,
    pdf: Pdf,
}

fn witnesses(pdf: &Pdf) -> Vec<Witness> {
    let witness = |page| {
        let page: &hayro::hayro_syntax::page::Page<'_> = page;
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            bounds,
            &cache,
            pdf.xref(),
            settings,
        );
        let mut witness = Witness::default();
        interpret_page(page, &mut context, &mut witness);
        witness
    };
    pdf.pages().iter().map(witness).collect()
}

/// Whether a source holds a word: for one of the readers, in its bytes, or in what unpacks of its streams.
pub fn a_source_holds(source: &[u8], word: &str) -> bool {
    let needle = folded(word);
    let read = Engine::new(program::path()).open(source.into(), None);
    let read = read.map(|mut reader| {
        let pages = 0..reader.facts().pages.len();
        let chars = pages.flat_map(|page| reader.text(page).map(|t| t.chars).unwrap_or_default());
        chars.map(|c| c.text).collect::<String>()
    });
    let unpacked = |pdf: &Pdf| {
        pdf.objects().into_iter().any(|object| match object {
            hayro::hayro_syntax::object::Object::Stream(stream) => {
                let data = stream.decoded();
                data.is_ok_and(|data| objects::holds(&data, word))
            }
            hayro::hayro_syntax::object::Object::String(text) => {
                objects::holds(text.as_bytes(), word)
            }
            _ => false,
        })
    };
    let shown = |pdf: &Pdf| {
        let texts = witnesses(pdf).into_iter().map(|w| w.text);
        folded(&texts.collect::<String>()).contains(&needle)
    };
    objects::holds(source, word)
        || read.is_ok_and(|text| folded(&text).contains(&needle))
        || Pdf::new(source.to_vec()).is_ok_and(|pdf| unpacked(&pdf) || shown(&pdf))
}

/// Whether a stream of a source, unpacked, holds samples in these tones.
pub fn a_source_has_tones(source: &[u8], tones: &RangeInclusive<u8>) -> bool {
    let pdf = Pdf::new(source.to_vec()).unwrap();
    let seen = witnesses(&pdf).into_iter().flat_map(|w| w.pictures);
    let mut seen = seen.flat_map(|(.., light)| light);
    let picture = |object| match object {
        hayro::hayro_syntax::object::Object::Stream(stream) => {
            let data = stream.decoded();
            data.is_ok_and(|data| data.iter().any(|v| tones.contains(v)))
        }
        _ => false,
    };
    seen.any(|v| tones.contains(&v)) || pdf.objects().into_iter().any(picture)
}

/// Whether a source draws something in a place that is not all of one tone: letters without meanings, shapes, pictures.
pub fn a_source_shows(source: &[u8], page: usize, area: &[f64; 4]) -> bool {
    let mut reader = Engine::new(program::path())
        .open(source.into(), None)
        .unwrap();
    let [left, top, right, bottom] = area.map(|v| (v * 3.0) as usize);
    let region = Region {
        left,
        top,
        width: right - left,
        height: bottom - top,
    };
    let shown = Shown::of_pdfium(&mut reader, page, 3.0, Some(region));
    let uneven = shown.rgb.iter().any(|v| v.abs_diff(shown.rgb[0]) > 40);
    let pdf = Pdf::new(source.to_vec()).unwrap();
    let mut pictures = witnesses(&pdf).into_iter().flat_map(|w| w.pictures);
    uneven || pictures.any(|(.., light)| light.iter().any(|v| *v != light[0]))
}

impl Stranger {
    pub fn of(file: &[u8]) -> Self {
        let bytes: Arc<[u8]> = file.into();
        let mut reader = Engine::new(program::path()).open(bytes, None).unwrap();
        let texts: Vec<PageText> = (0..reader.facts().pages.len())
            .map(|p| reader.text(p).unwrap())
            .collect();
        let pdf = Pdf::new(file.to_vec()).unwrap();
        let witnesses = witnesses(&pdf);
        let second = witnesses.iter().map(|w| w.text.as_str()).collect();
        let objects = Objects::of(file);
        let boxes = objects.boxes();
        Self {
            objects,
            boxes,
            texts,
            second,
            witnesses,
            reader,
            pdf,
        }
    }

    /// What PDFium reads on all pages.
    pub fn text(&self) -> String {
        self.texts
            .iter()
            .flat_map(|t| t.chars.iter().map(|c| c.text))
            .collect()
    }

    /// T, B, G and R: the words are nowhere, and the file is built as it must be.
    pub fn hold_none_of(&self, file: &[u8], words: &[&str], name: &str) {
        objects::is_one_revision(file, name);
        self.objects.are_known_and_reached(name);
        for word in words {
            let needle = folded(word);
            for (reader, text) in [
                ("PDFium", folded(&self.text())),
                ("the second reader", folded(&self.second)),
            ] {
                assert!(
                    !text.contains(&needle),
                    "{name}: {reader} reads {word} in {text}"
                );
            }
            assert!(
                !objects::holds(file, word),
                "{name}: {word} stands in the file"
            );
            for part in self.objects.parts() {
                assert!(
                    !objects::holds(part, word),
                    "{name}: {word} stands in a stream"
                );
            }
        }
    }

    /// P and I: every box is flat for both engines at several scales, no picture shows anything beneath, and nothing is
    /// drawn there.
    pub fn boxes_hide_nothing(&mut self, name: &str) {
        for page in 0..self.boxes.len() {
            let boxes = self.boxes[page].clone();
            if boxes.is_empty() {
                continue;
            }
            let labels: Vec<Rect> = self.texts[page]
                .chars
                .iter()
                .map(|c| {
                    Rect::new(c.cell.left(), c.cell.top(), c.cell.right(), c.cell.bottom())
                        .inset(1.0)
                })
                .filter(|c| {
                    boxes
                        .iter()
                        .any(|b| Rect::new(b[0], b[1], b[2], b[3]).contains(c.center()))
                })
                .collect();
            let size = self.reader.facts().pages[page];
            let largest = 2_000.0 / size.width.max(size.height);
            for scale in [1.0, 150.0 / 72.0] {
                let scale = f64::min(scale, largest);
                let shown = Shown::of_pdfium(&mut self.reader, page, scale, None);
                boxes
                    .iter()
                    .for_each(|area| shown.is_flat(area, &labels, (0.0, 0.0), name));
            }
            let shown = Shown::of_hayro(&self.pdf, page, 2.0_f64.min(largest));
            boxes
                .iter()
                .for_each(|area| shown.is_flat(area, &labels, (0.0, 0.0), name));
            for area in boxes.iter().take(4) {
                self.is_flat_close_by(page, area, &labels, name);
                self.witnesses[page].pictures_are_black_in(area, name);
                self.witnesses[page].nothing_is_drawn_in(area, &boxes, name);
            }
        }
    }

    /// At 600 dpi.
    fn is_flat_close_by(&mut self, page: usize, area: &[f64; 4], labels: &[Rect], name: &str) {
        let scale = (600.0 / 72.0_f64).min(4_000.0 / (area[2] - area[0]).max(area[3] - area[1]));
        let whole = |v: f64| (v * scale).floor().max(0.0) as usize;
        let (left, top) = (whole(area[0]), whole(area[1]));
        let region = Region {
            left,
            top,
            width: whole(area[2]).max(left + 1) - left,
            height: whole(area[3]).max(top + 1) - top,
        };
        let shown = Shown::of_pdfium(&mut self.reader, page, scale, Some(region));
        let origin = (left as f64 / scale, top as f64 / scale);
        shown.is_flat(area, labels, origin, name);
    }

    /// No picture has a sample in these tones, seen or unseen.
    pub fn no_picture_holds(&self, tones: RangeInclusive<u8>, name: &str) {
        for (.., samples) in self.witnesses.iter().flat_map(|w| &w.pictures) {
            let found = samples.iter().filter(|v| tones.contains(v)).count();
            assert_eq!(found, 0, "{name}: {found} samples of {}", samples.len());
        }
    }

    /// Whether everything outside the boxes is white paper, half a point around them left out.
    pub fn all_else_is_paper(&mut self, page: usize, name: &str) {
        let scale = 300.0 / 72.0;
        let shown = Shown::of_pdfium(&mut self.reader, page, scale, None);
        let boxes = &self.boxes[page];
        for (index, pixel) in shown.rgb.chunks_exact(3).enumerate() {
            let at = Point::new(
                ((index % shown.width) as f64 + 0.5) / scale,
                ((index / shown.width) as f64 + 0.5) / scale,
            );
            let near = |b: &[f64; 4]| Rect::new(b[0], b[1], b[2], b[3]).inset(0.5).contains(at);
            assert!(
                pixel.iter().all(|v| *v > 250) || boxes.iter().any(near),
                "{name}: {pixel:?} beside the box at {at:?}"
            );
        }
    }
}
