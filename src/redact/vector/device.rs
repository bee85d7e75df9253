//! Receives the drawing calls of one page and asks each of them against the black areas.
//!
//! **Invariant:** after the first thing that cannot be drawn again nothing more is done; the page is unfit.
//! **Absent:** how text, pictures and lines are cut; see the modules beside this one.

use super::areas::{self, Areas, TooLarge, overlap};
use super::glyphs::Table;
use super::patch::Patches;
use super::scene::{self, Scene, paint};
use super::structure::Marked;
use super::text::LastFill;
use super::twice::Told;
use super::unnamed::UnnamedFonts;
use super::visible::{Names, Visibility};
use super::{Drawing, PageFacts, Reason, strokes};
use crate::model::geometry::{PagePoint, PageRect};
use crate::model::pixels::Pixels;
use crate::writer::page::{CleanPage, Item, Outline, Paint, TextMode};
use crate::writer::parts::{self, Part};
use crate::writer::picture::Picture;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps,
    Paint as SourcePaint, SoftMask,
};
use kurbo::{BezPath, PathEl, Rect, Shape};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Elements of paths on one page; more are no page that anybody reads.
const MAX_ELEMENTS: usize = 3_000_000;
/// Type 3 glyphs within Type 3 glyphs.
pub const MAX_DEPTH: usize = 4;

/// One page on its way.
pub struct PageDevice<'p> {
    pub(super) areas: Areas,
    pub(super) page: Rect,
    pub(super) scene: Scene,
    pub(super) glyphs: Table,
    pub(super) names: Names<'p>,
    pub(super) told: Told,
    pub(super) unnamed_fonts: UnnamedFonts,
    pub(super) visibility: Visibility<'p>,
    /// Places over which pictures will be put.
    pub(super) beneath: Vec<Rect>,
    pub(super) pictures: Vec<Picture>,
    /// Pictures that were drawn in full, by the interpreter's key and the size they were coded in.
    pub(super) known: HashMap<(u128, usize, usize), u32>,
    pub(super) last_fill: Option<LastFill>,
    /// Whether the letters that are drawn now stand in for those of a font that is not there, and are stretched to its widths.
    pub(super) is_stretched: bool,
    pub(super) depth: usize,
    pub(super) samples: usize,
    pub(super) patches: Patches,
    /// What pictures of the page are made of.
    pub(super) pixels: &'p dyn Fn() -> Option<Rc<Pixels>>,
    /// What the source says of what is drawn now.
    pub(super) marked: Marked<'p>,
    parts: &'p [Part],
    elements: usize,
    failed: Option<Reason>,
}

impl<'p> PageDevice<'p> {
    pub fn new(
        page: Rect,
        areas: &[PageRect],
        beneath: &[PageRect],
        facts: &PageFacts<'p>,
        (parts, marked): (&'p [Part], Marked<'p>),
    ) -> Self {
        let rect = |r: &PageRect| Rect::new(r.left(), r.top(), r.right(), r.bottom());
        let beneath: Vec<Rect> = beneath.iter().map(rect).collect();
        let mut visibility = Visibility::new(facts, areas);
        // A patch comes last, over everything.
        beneath
            .iter()
            .for_each(|r| visibility.cover(*r, u32::MAX, true));
        Self {
            beneath,
            areas: Areas::new(areas),
            page,
            scene: Scene::new(page),
            glyphs: Table::default(),
            names: Names::new(facts.text, areas),
            told: Told::default(),
            unnamed_fonts: UnnamedFonts::default(),
            visibility,
            pictures: Vec::new(),
            known: HashMap::new(),
            last_fill: None,
            is_stretched: false,
            depth: 0,
            samples: 0,
            patches: Patches::default(),
            pixels: facts.clean,
            marked,
            parts,
            elements: 0,
            failed: None,
        }
    }

    /// The page, unless something could not be drawn.
    pub fn finish(self, facts: &PageFacts<'_>) -> Result<Drawing, Reason> {
        if let Some(reason) = self.failed {
            return Err(reason);
        }
        let (visibility, names) = (self.visibility, self.names);
        let drawn = self.scene.finish();
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
        let pictures = used(&mut items, self.pictures);
        let parts = parts::used(self.parts, |see| scene::each_part(&mut items, see));
        let page = CleanPage {
            size: facts.size,
            user_unit: facts.user_unit,
            items,
            glyphs: self.glyphs.glyphs,
            pictures,
            parts,
            raster: false,
        };
        Ok(Drawing {
            page,
            pictured: self.patches.reasons,
            unseen,
            covered: covered.into_inner(),
        })
    }

    /// Notes that the page cannot be drawn again.
    pub(super) fn fail(&mut self, reason: Reason) {
        self.failed.get_or_insert(reason);
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Whether ink in these bounds can be seen and is not wholly under an area.
    pub(super) fn survives(&self, bounds: Rect) -> bool {
        let seen = self.scene.visible();
        let touching = bounds.x0 <= seen.x1
            && seen.x0 <= bounds.x1
            && bounds.y0 <= seen.y1
            && seen.y0 <= bounds.y1;
        touching && !self.areas.holds(bounds, 0.0)
    }

    /// The colour of a paint, `None` when it leaves no ink; the reason when it is no plain colour.
    pub(super) fn colour(props: &DrawProps<'_>) -> Result<Option<Paint>, Reason> {
        if props.soft_mask.is_some() {
            return Err(Reason::SoftMask);
        }
        if props.blend_mode != BlendMode::Normal {
            return Err(Reason::BlendMode);
        }
        match &props.paint {
            SourcePaint::Color(colour) => {
                let paint = paint(colour.to_rgba().to_rgba8());
                Ok((paint.alpha > 0).then_some(paint))
            }
            SourcePaint::Pattern(pattern) => Err(match **pattern {
                Pattern::Shading(_) => Reason::Shading,
                Pattern::Tiling(_) => Reason::Pattern,
            }),
        }
    }

    /// Fills a shape in page space.
    pub(super) fn fill(&mut self, path: BezPath, even_odd: bool, props: &DrawProps<'_>) {
        let bounds = path.bounding_box();
        if !bounds.is_finite() || !self.survives(bounds) {
            return;
        }
        let paint = match Self::colour(props) {
            Ok(Some(paint)) => paint,
            Ok(None) => return,
            Err(reason) => match self.marker(props) {
                Some(colour) => return self.mark(&path, even_odd, colour),
                None => return self.patch(bounds, reason),
            },
        };
        if paint.alpha == 255
            && self.scene.is_solid()
            && let Some(rect) = upright(&path)
        {
            let covered = rect.intersect(self.scene.visible());
            self.visibility.cover(covered, self.scene.steps, false);
        }
        self.fill_with(path, bounds, even_odd, paint);
    }

    /// The colour that a marker would leave: opaque, plain, and multiplied with what is below.
    pub(super) fn marker(&self, props: &DrawProps<'_>) -> Option<[u8; 3]> {
        let plain = props.soft_mask.is_none() && self.scene.is_plain();
        match &props.paint {
            SourcePaint::Color(colour) if plain && props.blend_mode == BlendMode::Multiply => {
                let Paint { colour, alpha } = paint(colour.to_rgba().to_rgba8());
                (alpha == 255).then_some(colour)
            }
            _ => None,
        }
    }

    pub(super) fn close_group(&mut self) {
        if let Some((reason, nodes)) = self.scene.close_group() {
            self.patch_nodes(reason, nodes);
        }
    }

    fn mark(&mut self, path: &BezPath, even_odd: bool, colour: [u8; 3]) {
        let cut = |device: &Self| device.cut(path.clone(), path.bounding_box(), even_odd);
        let Some((path, bounds)) = self.or_fail(cut) else {
            return;
        };
        if !path.elements().is_empty() {
            let shape = Outline { path, even_odd };
            self.scene.draw(bounds, Item::Marker { shape, colour });
        }
    }

    /// Fills a path with these bounds.
    pub(super) fn fill_with(&mut self, path: BezPath, bounds: Rect, even_odd: bool, paint: Paint) {
        let Some((path, bounds)) = self.or_fail(|device| device.cut(path, bounds, even_odd)) else {
            return;
        };
        if path.elements().is_empty() {
            return;
        }
        let shape = Outline { path, even_odd };
        self.scene.draw(bounds, Item::Fill { shape, paint });
    }

    pub(super) fn or_fail<T>(
        &mut self,
        work: impl FnOnce(&Self) -> Result<T, TooLarge>,
    ) -> Option<T> {
        match work(self) {
            Ok(value) => Some(value),
            Err(TooLarge) => {
                self.fail(Reason::TooLarge);
                None
            }
        }
    }

    /// What is left of a shape with these bounds on the page and beside the areas, and the bounds of that. Parts that need
    /// no cut stay as they are.
    fn cut(
        &self,
        path: BezPath,
        bounds: Rect,
        even_odd: bool,
    ) -> Result<(BezPath, Rect), TooLarge> {
        let path = areas::without_points(path);
        let paper = self.page.inflate(2.0, 2.0);
        let on_paper = paper.contains_rect(bounds);
        if on_paper && !self.areas.meets(bounds) {
            return Ok((path, bounds));
        }
        let bounded = |path: BezPath| {
            let bounds = path.bounding_box();
            (path, bounds)
        };
        if let Some(rect) = upright(&path)
            && !self.areas.meets(bounds)
        {
            return Ok(bounded(rect.intersect(paper).to_path(0.1)));
        }
        let mut left = BezPath::new();
        // What lies wholly under an area leaves nothing, and must not decide in which order the rest comes.
        let mut open = BezPath::new();
        for part in areas::subpaths(&path) {
            if !self.areas.holds(part.bounding_box(), 0.0) {
                open.extend(part);
            }
        }
        for part in areas::groups(&open) {
            let bounds = part.bounding_box();
            if !overlap(bounds.inflate(0.01, 0.01), paper) {
                continue;
            }
            let mut part = part;
            if !paper.contains_rect(bounds) {
                part = areas::within(&part, even_odd, paper)?;
            }
            if self.areas.meets(bounds) {
                part = self.areas.left_of(&part, even_odd)?;
            }
            left.extend(part);
        }
        Ok(bounded(left))
    }

    fn count(&mut self, path: &BezPath) {
        self.elements += path.elements().len();
        if self.elements > MAX_ELEMENTS {
            self.fail(Reason::TooLarge);
        }
    }
}

/// The pictures that are shown, in order; what was given up on the way must not stay in the file.
fn used(items: &mut [Item], pictures: Vec<Picture>) -> Vec<Picture> {
    let mut pictures: Vec<Option<Picture>> = pictures.into_iter().map(Some).collect();
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let mut kept = Vec::new();
    scene::each_picture(items, &mut |number| {
        let next = kept.len() as u32;
        let known = *numbers.entry(*number).or_insert(next);
        if known == next {
            kept.extend(pictures.get_mut(*number as usize).and_then(Option::take));
        }
        *number = known;
    });
    kept
}

/// The rectangle that a path consists of, when it is one and stands upright.
pub fn upright(path: &BezPath) -> Option<Rect> {
    let points: Vec<_> = match path.elements() {
        [
            PathEl::MoveTo(a),
            PathEl::LineTo(b),
            PathEl::LineTo(c),
            PathEl::LineTo(d),
            rest @ ..,
        ] => match rest {
            [] | [PathEl::ClosePath] => vec![*a, *b, *c, *d],
            [PathEl::LineTo(e)] | [PathEl::LineTo(e), PathEl::ClosePath] if e == a => {
                vec![*a, *b, *c, *d]
            }
            _ => return None,
        },
        _ => return None,
    };
    let near = |v: f64, w: f64| (v - w).abs() < 1e-6;
    let [a, b, c, d] = points.as_slice() else {
        return None;
    };
    let first = near(a.y, b.y) && near(b.x, c.x) && near(c.y, d.y) && near(d.x, a.x);
    let other = near(a.x, b.x) && near(b.y, c.y) && near(c.x, d.x) && near(d.y, a.y);
    (first || other).then(|| Rect::from_points(*a, *c))
}

impl<'a> Device<'a> for PageDevice<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.last_fill = None;
        self.count(path);
        if self.has_failed() || path.elements().is_empty() {
            return;
        }
        let filled = |rule: &FillRule| (props.transform * path, *rule == FillRule::EvenOdd);
        match mode {
            DrawMode::Fill(rule) => {
                let (path, even_odd) = filled(rule);
                self.fill(path, even_odd, &props);
            }
            DrawMode::Stroke(style) => strokes::draw(self, path, style, &props),
            DrawMode::FillAndStroke(rule, style) => {
                let (shape, even_odd) = filled(rule);
                self.fill(shape, even_odd, &props);
                strokes::draw(self, path, style, &props);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.last_fill = None;
        self.count(&clip.path);
        let even_odd = clip.fill == FillRule::EvenOdd;
        let whole_bounds = clip.path.bounding_box();
        let mut bounds = whole_bounds;
        if clip.path.elements().is_empty() || !bounds.is_finite() {
            bounds = Rect::ZERO;
        }
        let whole = upright(&clip.path);
        let path = if self.has_failed() {
            BezPath::new()
        } else {
            let path = clip.path.clone();
            self.or_fail(|device| device.cut(path, whole_bounds, even_odd))
                .map_or_else(BezPath::new, |(path, _)| path)
        };
        let shape = Outline { path, even_odd };
        self.scene.open_clip(shape, bounds, whole);
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        self.last_fill = None;
        let unsupported = if mask.is_some() {
            Some(Reason::SoftMask)
        } else if !matches!(blend_mode, BlendMode::Normal | BlendMode::Multiply) {
            Some(Reason::BlendMode)
        } else {
            None
        };
        let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        let multiplies = blend_mode == BlendMode::Multiply;
        self.scene.open_group(alpha, unsupported, multiplies);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.has_failed() {
            self.draw_text(run, &props, mode);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.last_fill = None;
        if self.has_failed() {
            return;
        }
        match image {
            Image::Raster(image) => self.draw_raster(&image, &props),
            Image::Stencil(image) => self.draw_stencil(&image, &props),
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.begin(tag, properties);
    }

    fn end_marked_content(&mut self) {
        self.marked.end();
    }

    fn pop_clip(&mut self) {
        self.last_fill = None;
        self.scene.close_clip();
    }

    fn pop_transparency_group(&mut self) {
        self.last_fill = None;
        self.close_group();
    }
}
