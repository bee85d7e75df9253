//! Receives the drawing calls of one page and asks each of them against the black areas.
//!
//! **Absent:** how text, pictures and lines are cut; see the modules beside this one.

use super::areas::upright;
use super::canvas::Canvas;
use super::drawing::{Drawing, PageFacts, Reason};
use super::glyphs::MAX_GLYPHS;
use super::letters::Letters;
use super::text::Run;
use super::tiles;
use super::type3::{SmallDrawing, as_part_of_glyph};
use super::{image, scene, strokes};
use crate::model::page::geometry::PagePoint;
use crate::writer::page::{CleanPage, Item, Outline, TextMode};
use crate::writer::parts::{self, Part};
use hayro_interpret::font::{Glyph as SourceGlyph, GlyphRun, Type3Glyph};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::pattern::TilingPattern;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, SoftMask,
};
use kurbo::{Affine, BezPath, Shape};
use std::cell::RefCell;

/// One page on its way: what is drawn, and what is known of its letters.
pub struct PageDevice<'p> {
    pub canvas: Canvas<'p>,
    pub letters: Letters<'p>,
}

impl PageDevice<'_> {
    /// The page, unless something could not be drawn.
    pub fn finish(self, facts: &PageFacts<'_>, parts: &[Part]) -> Result<Drawing, Reason> {
        let (canvas, letters) = (self.canvas, self.letters);
        if let Some(reason) = canvas.failed() {
            return Err(reason);
        }
        let (visibility, names) = (canvas.visibility, letters.names);
        let drawn = canvas.scene.finish();
        let covered = RefCell::new(Vec::new());
        let hidden = |item: &Item, bounds, order| {
            let is_covered = visibility.is_covered(bounds, order);
            if let (true, Item::Fill { shape, .. }) = (is_covered, item) {
                covered.borrow_mut().push(shape.path.clone());
            }
            is_covered
        };
        let mut unseen = Vec::new();
        let mut keep = |mode, shown: scene::KeptGlyph| {
            let start = shown.place * kurbo::Point::ZERO;
            let mode = visibility.mode(mode, &shown, &names).filter(|mode| {
                *mode != TextMode::Invisible || names.layer_is_clear(start, shown.ink)
            });
            if mode.is_none() {
                unseen.push(PagePoint::new(start.x, start.y));
            }
            mode
        };
        let mut items = scene::items(drawn, &hidden, &mut keep);
        let pictures = canvas.pictures.used(&mut items);
        let parts = parts::used(parts, |see| scene::each_part(&mut items, see));
        let page = CleanPage {
            size: facts.size,
            user_unit: facts.user_unit,
            items,
            glyphs: letters.glyphs.glyphs,
            pictures,
            parts,
            raster: false,
        };
        Ok(Drawing {
            page,
            pictured: canvas.patches.reasons,
            unseen,
            covered: covered.into_inner(),
            over_pictures: visibility.covered_pictures().concat(),
        })
    }

    fn draw_text<'a>(&mut self, run: &GlyphRun<'_, 'a>, props: &DrawProps<'a>, mode: &DrawMode) {
        self.letters.glyphs.placed += run.glyphs().len();
        if self.letters.glyphs.placed > MAX_GLYPHS {
            return self.canvas.fail(Reason::TooLarge);
        }
        let areas = &self.canvas.paper.areas;
        let mut text = Run::begin(areas, &mut self.letters, run, props, mode);
        for glyph in run.glyphs() {
            let to_text = glyph.transform();
            match &**glyph {
                SourceGlyph::Outline(outline) => {
                    if !text.add(&mut self.canvas, &mut self.letters, outline, to_text) {
                        return;
                    }
                }
                SourceGlyph::Type3(drawn) => {
                    text.put_down(&mut self.canvas);
                    self.draw_type3(drawn, to_text, props, text.is_invisible());
                }
            }
        }
        text.end(&mut self.canvas, &mut self.letters);
    }

    /// Fills a shape with the tiles of a pattern, each on its way to the page.
    fn draw_tiles<'a>(&mut self, shape: ClipPath, pattern: &TilingPattern<'a>, places: &[Affine]) {
        self.push_clip_path(&shape);
        for place in places {
            pattern.interpret(self, *place, false);
        }
        self.pop_clip();
    }

    /// Draws a glyph that is a small drawing of its own.
    fn draw_type3<'a>(
        &mut self,
        glyph: &Type3Glyph<'a>,
        to_text: Affine,
        props: &DrawProps<'a>,
        is_invisible: bool,
    ) {
        let drawing = SmallDrawing::of(&self.canvas, &self.letters, glyph, to_text, props);
        let Some(drawing) = drawing else {
            return;
        };
        if !is_invisible {
            self.letters.depth += 1;
            glyph.interpret(self, props.transform, to_text, &props.paint);
            self.letters.depth -= 1;
        }
        drawing.keep_name(&mut self.canvas, &mut self.letters, glyph, is_invisible);
    }
}

impl<'a> Device<'a> for PageDevice<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.letters.last_fill = None;
        self.canvas.count(path);
        if self.canvas.has_failed() || path.elements().is_empty() {
            return;
        }
        let filled = |rule: &FillRule| (props.transform * path, *rule == FillRule::EvenOdd);
        match mode {
            DrawMode::Fill(rule) => {
                let (mut path, even_odd) = filled(rule);
                if self.letters.depth > 0 {
                    path = as_part_of_glyph(path);
                }
                let left = match tiles::is_pattern(&props) {
                    true => self.canvas.cut(&path, even_odd),
                    false => None,
                };
                let tiles = left.and_then(|(_, left)| tiles::of(&props, left, &self.canvas));
                if let Some((pattern, places)) = tiles {
                    return self.draw_tiles(ClipPath { path, fill: *rule }, pattern, &places);
                }
                self.canvas.fill(path, even_odd, &props);
            }
            DrawMode::Stroke(style) => strokes::draw(&mut self.canvas, path, style, &props),
            DrawMode::FillAndStroke(rule, style) => {
                let (shape, even_odd) = filled(rule);
                self.canvas.fill(shape, even_odd, &props);
                strokes::draw(&mut self.canvas, path, style, &props);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.letters.last_fill = None;
        self.canvas.count(&clip.path);
        let even_odd = clip.fill == FillRule::EvenOdd;
        let whole = upright(&clip.path);
        let is_lost = self.canvas.has_failed() || !clip.path.bounding_box().is_finite();
        let cut = match is_lost {
            true => None,
            false => self.canvas.cut(&clip.path, even_odd),
        };
        let (path, bounds) = cut.unwrap_or_default();
        let shape = Outline { path, even_odd };
        self.canvas.scene.open_clip(shape, bounds, whole);
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        self.letters.last_fill = None;
        let unsupported = if mask.is_some() {
            Some(Reason::SoftMask)
        } else if !matches!(blend_mode, BlendMode::Normal | BlendMode::Multiply) {
            Some(Reason::BlendMode)
        } else {
            None
        };
        let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        let multiplies = blend_mode == BlendMode::Multiply;
        self.canvas.scene.open_group(alpha, unsupported, multiplies);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.canvas.has_failed() {
            self.draw_text(run, &props, mode);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.letters.last_fill = None;
        if self.canvas.has_failed() {
            return;
        }
        match image {
            Image::Raster(image) => image::draw_raster(&mut self.canvas, &image, &props),
            Image::Stencil(image) => image::draw_stencil(&mut self.canvas, &image, &props),
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.letters.marked.begin(tag, properties);
    }

    fn end_marked_content(&mut self) {
        self.letters.marked.end();
    }

    fn pop_clip(&mut self) {
        self.letters.last_fill = None;
        self.canvas.scene.close_clip();
    }

    fn pop_transparency_group(&mut self) {
        self.letters.last_fill = None;
        self.canvas.close_group();
    }
}
