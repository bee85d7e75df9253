//! What is drawn of one page so far, and the drawing of a shape: it is kept, cut, made a picture, or the page is unfit.
//!
//! **Invariant:** after the first thing that cannot be drawn again nothing more is done; the page is unfit.
//! **Absent:** lines, letters and pictures, which draw on a canvas from modules of their own.

use super::areas::{TooLarge, upright};
use super::drawing::{PageFacts, Reason, scale};
use super::gradient::Gradient;
use super::paper::Paper;
use super::patch::{Patches, pixels_of_page, words_of};
use super::pictures::Pictures;
use super::scene::{Drawn, Scene, paint};
use super::visible::Visibility;
use crate::model::page::geometry::PageRect;
use crate::redact::traces::Traceless;
use crate::writer::page::{Item, Outline, Paint, TextMode};
use crate::writer::picture::Picture;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{BlendMode, DrawProps, Paint as SourcePaint};
use kurbo::{BezPath, Rect, Shape};

/// Elements of paths on one page; more are no page that anybody reads.
const MAX_ELEMENTS: usize = 3_000_000;

/// One page on its way.
pub struct Canvas<'p> {
    pub paper: Paper,
    pub scene: Scene,
    pub visibility: Visibility<'p>,
    pub pictures: Pictures,
    pub patches: Patches,
    /// What pictures of the page are made of.
    pixels: &'p dyn Fn() -> Option<Traceless>,
    /// Pixels of such pictures per point.
    scale: f64,
    elements: usize,
    failed: Option<Reason>,
}

impl<'p> Canvas<'p> {
    pub fn new(paper: Paper, facts: &PageFacts<'p>, areas: &[PageRect]) -> Self {
        let mut visibility = Visibility::new(facts, areas);
        // A patch comes last, over everything.
        paper
            .beneath
            .iter()
            .for_each(|r| visibility.cover(*r, u32::MAX, true));
        Self {
            scene: Scene::new(paper.page),
            paper,
            visibility,
            pictures: Pictures::default(),
            patches: Patches::default(),
            pixels: facts.clean,
            scale: scale(facts.size),
            elements: 0,
            failed: None,
        }
    }

    /// Notes that the page cannot be drawn again.
    pub fn fail(&mut self, reason: Reason) {
        self.failed.get_or_insert(reason);
    }

    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// The first thing that could not be drawn.
    pub fn failed(&self) -> Option<Reason> {
        self.failed
    }

    pub fn or_fail<T>(&mut self, work: impl FnOnce(&Paper) -> Result<T, TooLarge>) -> Option<T> {
        match work(&self.paper) {
            Ok(value) => Some(value),
            Err(TooLarge) => {
                self.fail(Reason::TooLarge);
                None
            }
        }
    }

    /// Counts the elements of a path; a page may have so many.
    pub fn count(&mut self, path: &BezPath) {
        self.elements += path.elements().len();
        if self.elements > MAX_ELEMENTS {
            self.fail(Reason::TooLarge);
        }
    }

    /// Whether ink in these bounds can be seen and is not wholly under an area.
    pub fn survives(&self, bounds: Rect) -> bool {
        let seen = self.scene.visible();
        let touching = bounds.x0 <= seen.x1
            && seen.x0 <= bounds.x1
            && bounds.y0 <= seen.y1
            && seen.y0 <= bounds.y1;
        touching && !self.paper.areas.holds(bounds, 0.0)
    }

    /// Fills a shape in page space.
    pub fn fill(&mut self, path: BezPath, even_odd: bool, props: &DrawProps<'_>) {
        let bounds = path.bounding_box();
        if !bounds.is_finite() || !self.survives(bounds) {
            return;
        }
        let paint = match colour(props) {
            Ok(Some(paint)) => paint,
            Ok(None) => return,
            Err(reason) => match self.marker(props) {
                Some(colour) => return self.mark(&path, even_odd, colour),
                None if self.fill_with_gradient(&path, even_odd, props) => return,
                None => {
                    let left = self.cut(&path, even_odd);
                    return left
                        .into_iter()
                        .for_each(|(_, bounds)| self.patch(bounds, reason));
                }
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

    /// What of a shape lies beside the areas, with its bounds: how far it reaches under one must not show. `None` for
    /// nothing.
    pub fn cut(&mut self, path: &BezPath, even_odd: bool) -> Option<(BezPath, Rect)> {
        let cut = |paper: &Paper| paper.cut(path.clone(), path.bounding_box(), even_odd);
        self.or_fail(cut)
            .filter(|(path, _)| !path.elements().is_empty())
    }

    /// Fills a shape with a gradient; false where that cannot be drawn.
    fn fill_with_gradient(
        &mut self,
        path: &BezPath,
        even_odd: bool,
        props: &DrawProps<'_>,
    ) -> bool {
        let Some(gradient) = Gradient::of(props) else {
            return false;
        };
        let Some((cut, bounds)) = self.cut(path, even_odd) else {
            return true;
        };
        let seen = bounds.intersect(self.scene.visible());
        if !self.patches.has_room_for(seen, self.paper.page) {
            return false;
        }
        let (page, areas) = (self.paper.page, &self.paper.areas.rects);
        let drawn = gradient.pixels(self.scale, page, areas, seen);
        let coded =
            drawn.and_then(|(pixels, place, rect)| Some((Picture::of_page(&pixels)?, place, rect)));
        let Some((picture, place, rect)) = coded else {
            return false;
        };
        if let Some(whole) = upright(path).filter(|_| self.scene.is_solid()) {
            let covered = whole.intersect(self.scene.visible());
            self.visibility.cover(covered, self.scene.steps, false);
        }
        let item = Item::Picture {
            picture: self.pictures.add(picture),
            place,
            alpha: 255,
        };
        let visible = self.scene.visible();
        if upright(path).is_some_and(|whole| whole.contains_rect(visible)) {
            // What is beneath a clip alone is as large as that was, also under an area.
            self.scene.draw(rect, item);
            return true;
        }
        let shape = Outline {
            path: cut,
            even_odd,
        };
        self.scene.open_clip(shape, bounds, upright(path));
        self.scene.draw(rect, item);
        self.scene.close_clip();
        true
    }

    /// Fills a path with these bounds.
    pub fn fill_with(&mut self, path: BezPath, bounds: Rect, even_odd: bool, paint: Paint) {
        let Some((path, bounds)) = self.or_fail(|paper| paper.cut(path, bounds, even_odd)) else {
            return;
        };
        if path.elements().is_empty() {
            return;
        }
        let shape = Outline { path, even_odd };
        self.scene.draw(bounds, Item::Fill { shape, paint });
    }

    /// The colour that a marker would leave: opaque, plain, and multiplied with what is below.
    pub fn marker(&self, props: &DrawProps<'_>) -> Option<[u8; 3]> {
        let plain = props.soft_mask.is_none() && self.scene.is_plain();
        match &props.paint {
            SourcePaint::Color(colour) if plain && props.blend_mode == BlendMode::Multiply => {
                let Paint { colour, alpha } = paint(colour.to_rgba().to_rgba8());
                (alpha == 255).then_some(colour)
            }
            _ => None,
        }
    }

    fn mark(&mut self, path: &BezPath, even_odd: bool, colour: [u8; 3]) {
        let cut = |paper: &Paper| paper.cut(path.clone(), path.bounding_box(), even_odd);
        let Some((path, bounds)) = self.or_fail(cut) else {
            return;
        };
        if !path.elements().is_empty() {
            let shape = Outline { path, even_odd };
            self.scene.draw(bounds, Item::Marker { shape, colour });
        }
    }

    pub fn close_group(&mut self) {
        if let Some((reason, nodes)) = self.scene.close_group() {
            self.patch_nodes(reason, nodes);
        }
    }

    /// Puts a picture of the page over a part that cannot be drawn again for this reason.
    pub fn patch(&mut self, bounds: Rect, reason: Reason) {
        let seen = bounds.intersect(self.scene.visible());
        if self.has_failed() || !bounds.is_finite() || !self.survives(bounds) {
            return;
        }
        // In a group that fades or mixes, the finished page would be faded or mixed once more.
        self.scene.give_up_group(reason);
        if !self.patches.has_room_for(seen, self.paper.page) {
            return self.fail(reason);
        }
        let pixels = (self.pixels)();
        let (page, areas) = (self.paper.page, &self.paper.areas.rects);
        let patch = pixels.and_then(|pixels| pixels_of_page(&pixels, page, areas, seen));
        let coded =
            patch.and_then(|(pixels, place, rect)| Some((Picture::of_page(&pixels)?, place, rect)));
        let Some((picture, place, rect)) = coded else {
            return self.fail(reason);
        };
        self.patches.note(reason);
        self.visibility.cover(rect, self.scene.steps, true);
        self.visibility.picture(rect, self.scene.steps);
        let item = Item::Picture {
            picture: self.pictures.add(picture),
            place,
            alpha: 255,
        };
        self.scene.draw(rect, item);
    }

    /// Puts a picture over everything that a group drew; its words stay as a layer of text.
    fn patch_nodes(&mut self, reason: Reason, nodes: Vec<Drawn>) {
        let Some(bounds) = nodes.iter().map(|n| n.bounds).reduce(|a, b| a.union(b)) else {
            return;
        };
        self.patch(bounds, reason);
        self.scene.text(TextMode::Invisible, words_of(nodes));
    }
}

/// The colour of a paint, `None` when it leaves no ink; the reason when it is no plain colour.
pub fn colour(props: &DrawProps<'_>) -> Result<Option<Paint>, Reason> {
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
