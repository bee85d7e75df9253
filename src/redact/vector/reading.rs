//! The text of a page as the interpreter reads it: by the codes of its glyphs, each with the place of its ink.
//!
//! **Invariant:** every glyph that a page places is a character here, known or not, whatever else is drawn over it; a
//! replacement text says nothing. What a glyph is said to mean counts as when the page is drawn again.
//! **Absent:** areas; and text in patterns and soft masks, of which no copy has the letters.

use super::glyphs::{Ink, MAX_DEPTH, MAX_GLYPHS, Table, advance_of, cleaned, has_room, ink};
use super::twice::TWICE;
use super::unnamed::{Unnamed, UnnamedFonts};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{PageChar, PageText};
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

/// Parts of the font size: what is further ahead of the glyph before it starts another word, as does what stands so far
/// back, or so far beside its baseline.
const WORD_GAP_EMS: f64 = 0.2;
const BACK_EMS: f64 = 1.0;
const BESIDE_EMS: f64 = 0.5;
/// What a glyph without ink takes above and below its baseline.
const ABOVE: f64 = 800.0;
const BELOW: f64 = 200.0;

/// The glyph that was read last.
struct Pen {
    text: String,
    start: Point,
    end: Point,
    /// The direction of its baseline.
    along: Vec2,
    em: f64,
}

impl Pen {
    /// After a glyph of this width, which may be wider than its font says.
    fn behind(text: String, place: Affine, width: f64, ink: &PageRect) -> Self {
        let start = place * Point::ZERO;
        let along = place * Point::new(1000.0, 0.0) - start;
        let along = along / along.hypot().max(f64::MIN_POSITIVE);
        let [left, top, right, bottom]: [f64; 4] = (*ink).into();
        let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let reach = |point: Point| (point - start).dot(along);
        let ends = corners.map(|corner| reach(corner.into()));
        let end = ends
            .into_iter()
            .fold(reach(place * Point::new(width, 0.0)), f64::max);
        Self {
            text,
            start,
            end: start + along * end,
            along,
            em: (place * Point::new(0.0, 1000.0) - start).hypot(),
        }
    }

    /// Whether the next glyph goes on with the same word.
    fn goes_on(&self, next: &Self) -> bool {
        let step = next.start - self.end;
        let (ahead, beside) = (step.dot(self.along), step.cross(self.along).abs());
        self.along.dot(next.along) > 0.9
            && (-BACK_EMS * self.em..WORD_GAP_EMS * self.em).contains(&ahead)
            && beside < BESIDE_EMS * self.em
    }

    fn is_again(&self, next: &Self) -> bool {
        self.text == next.text && (next.start - self.start).hypot() < TWICE * self.em
    }
}

/// What the glyph codes of one page say.
pub struct GlyphReading {
    pub text: PageText,
    /// The glyphs of which the file does not say which letters they are.
    pub unnamed: Vec<Unnamed>,
}

/// Reads the glyphs of one page.
#[derive(Default)]
pub struct GlyphReader {
    glyphs: Table,
    chars: Vec<PageChar>,
    breaks: Vec<usize>,
    pen: Option<Pen>,
    /// First and last place of the run before: a run that is filled and outlined arrives twice.
    run: Option<(usize, [Affine; 2])>,
    depth: usize,
    fonts: UnnamedFonts,
    unnamed: Vec<Unnamed>,
}

impl GlyphReader {
    /// Besides glyphs without a name, those of some fonts count as unnamed.
    pub fn beside(fonts: UnnamedFonts) -> Self {
        Self {
            fonts,
            ..Self::default()
        }
    }

    pub fn reading(self) -> GlyphReading {
        GlyphReading {
            text: PageText::new(self.chars, &self.breaks),
            unnamed: self.unnamed,
        }
    }

    /// Whether a glyph leaves ink.
    fn is_drawn<'a>(&mut self, placed: &PositionedGlyph<'a>, props: &DrawProps<'a>) -> bool {
        match &**placed {
            Glyph::Outline(outline) => {
                let shape = self.glyphs.shape(outline.identifier().cache_key(), outline);
                !shape.outline.elements().is_empty()
            }
            Glyph::Type3(drawn) => {
                let mut ink = Ink(None);
                drawn.interpret(&mut ink, props.transform, placed.transform(), &props.paint);
                ink.0.is_some()
            }
        }
    }

    /// One glyph. `place` leads from thousandths of its size to the page; `ink` is `None` where it leaves none.
    fn add(
        &mut self,
        mut text: String,
        place: Affine,
        ink: Option<Rect>,
        advance: u16,
        invisible: bool,
    ) {
        if text.is_empty() || !has_room(&text, advance) {
            text = char::REPLACEMENT_CHARACTER.to_string();
        }
        let width = f64::from(advance);
        let cell = place.transform_rect_bbox(Rect::new(0.0, -BELOW, width, ABOVE));
        let Some(cell) = page_rect(cell) else {
            return;
        };
        let ink = ink.and_then(page_rect).unwrap_or(cell);
        let pen = Pen::behind(text, place, width, &ink);
        if let Some(before) = &self.pen {
            if before.is_again(&pen) {
                return;
            }
            if !before.goes_on(&pen) {
                self.breaks.push(self.chars.len());
            }
        }
        let letter = PageChar {
            text: char::REPLACEMENT_CHARACTER,
            ink,
            cell,
            origin: PagePoint::new(pen.start.x, pen.start.y),
            angle: pen.along.y.atan2(pen.along.x).to_degrees() as f32,
            invisible,
            colour: None,
            hidden: false,
        };
        let letters = pen.text.chars().map(|text| PageChar {
            text,
            ..letter.clone()
        });
        self.chars.extend(letters);
        self.pen = Some(pen);
    }
}

/// At least a few thousandths of a point wide and high; `None` where nobody can say where it is.
fn page_rect(r: Rect) -> Option<PageRect> {
    let r = r.abs().inflate(1e-3, 1e-3);
    PageRect::new(r.x0, r.y0, r.x1, r.y1)
}

fn is_code(text: &str, code: u32) -> bool {
    char::from_u32(code).is_some_and(|code| text.chars().eq([code]))
}

impl<'a> Device<'a> for GlyphReader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let (Some(first), Some(last)) = (run.glyphs().first(), run.glyphs().last()) else {
            return;
        };
        let ends = [first, last].map(|glyph| props.transform * glyph.transform());
        let same = (run.glyphs().len(), ends);
        self.glyphs.placed += run.glyphs().len();
        if self.run.replace(same) == Some(same) || self.glyphs.placed > MAX_GLYPHS {
            return;
        }
        let invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let text = cleaned(glyph.as_unicode());
            let (is_guessed, is_known) = match &**glyph {
                Glyph::Outline(outline) => {
                    let is_guessed = self.fonts.has(outline);
                    // The program of the font may say it where the file does not.
                    let is_told = || !self.fonts.name(outline).is_empty();
                    (is_guessed, text.is_empty() && is_told())
                }
                // Who does not know the names of drawn letters takes their codes for them.
                Glyph::Type3(_) => (!is_code(&text, glyph.char_code()), !text.is_empty()),
            };
            if text.is_empty() || is_guessed {
                let start = place * Point::ZERO;
                let unnamed = Unnamed {
                    origin: PagePoint::new(start.x, start.y),
                    code: glyph.char_code(),
                    is_drawn: self.is_drawn(glyph, &props),
                    is_misread: is_known,
                };
                self.unnamed.push(unnamed);
            }
            match &**glyph {
                Glyph::Outline(outline) => {
                    let shape = self.glyphs.shape(outline.identifier().cache_key(), outline);
                    let advance = advance_of(outline.advance_width(), &shape);
                    let is_drawn = !shape.outline.elements().is_empty();
                    let ink = is_drawn.then(|| ink(&shape, place));
                    self.add(text, place, ink, advance, invisible);
                }
                // What names nothing is read for what it shows.
                Glyph::Type3(drawn) if text.is_empty() && self.depth < MAX_DEPTH => {
                    self.depth += 1;
                    drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                    self.depth -= 1;
                }
                Glyph::Type3(drawn) => {
                    let mut ink = Ink(None);
                    drawn.interpret(&mut ink, props.transform, glyph.transform(), &props.paint);
                    let width = drawn.advance_width().unwrap_or(0.0).clamp(0.0, 8000.0);
                    self.add(text, place, ink.0, width as u16, invisible);
                }
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
