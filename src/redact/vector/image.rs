//! Pictures: decoded, knocked out under the areas, and only then made smaller and coded.
//!
//! **Invariant:** every sample that an area touches (of a coarse one the parts that it touches), and every sample whose
//! value a covered one could have changed, is overwritten before anything is decided about the picture. What a clip or
//! the edge of the page hides is overwritten as well.
//! **Absent:** the coded bytes of the source.

use super::areas::{Areas, overlap, upright};
use super::canvas::Canvas;
use super::coding::{SourceCoding, is_steep};
use super::drawing::Reason;
use super::pictures::PictureKey;
use super::placed::Placed;
use super::scene;
use super::transcode::transcoded;
use super::window::Window;
use crate::writer::page::{Item, Paint};
use crate::writer::picture::Picture;
use crate::writer::samples::Samples;
use hayro_interpret::hayro_syntax::object::Stream;
use hayro_interpret::{
    BlendMode, CacheKey, ImageData, ImageDrawProps, LumaData, Paint as SourcePaint, RasterImage,
    StencilImage,
};
use kurbo::{Affine, Rect, Shape};
use std::borrow::Cow;

/// Points that nobody sees.
const HAIR: f64 = 0.01;

fn luma(data: LumaData) -> Option<(Samples, (f32, f32))> {
    let (width, height) = (data.width as usize, data.height as usize);
    Some((
        Samples::new(width, height, 1, data.data)?,
        data.scale_factors,
    ))
}

/// The bounds on the page of a picture that survives and may be decoded.
fn bounds_of(
    canvas: &mut Canvas<'_>,
    (width, height): (u32, u32),
    props: &ImageDrawProps<'_>,
) -> Option<Rect> {
    let whole = Rect::new(0.0, 0.0, width.into(), height.into());
    let bounds = props.transform.transform_rect_bbox(whole);
    let degenerate = props.transform.determinant().abs() < 1e-12;
    // Of a picture that only touches what can be seen nothing is.
    let is_beside = !bounds.overlaps(canvas.scene.visible().inset(-HAIR));
    if !bounds.is_finite() || degenerate || is_beside || !canvas.survives(bounds) {
        return None;
    }
    if props.soft_mask.is_some() {
        canvas.patch(bounds, Reason::SoftMask);
        return None;
    }
    if props.blend_mode != BlendMode::Normal {
        canvas.patch(bounds, Reason::BlendMode);
        return None;
    }
    count_samples(canvas, width as usize, height as usize);
    (!canvas.has_failed()).then_some(bounds)
}

/// What can be seen of a picture with these bounds, which is noted as the next one.
fn window(canvas: &mut Canvas<'_>, bounds: Rect) -> Window {
    let visible = canvas.scene.visible();
    let (seen, now) = (bounds.intersect(visible), canvas.scene.steps);
    let number = canvas.visibility.picture(seen, now);
    let covered = canvas.paper.covered_pictures.get(number);
    let beneath = canvas
        .paper
        .beneath
        .iter()
        .chain(covered.into_iter().flatten());
    Window {
        visible,
        shapes: canvas.scene.shapes(),
        beneath: beneath.copied().filter(|r| overlap(*r, bounds)).collect(),
    }
}

fn count_samples(canvas: &mut Canvas<'_>, width: usize, height: usize) {
    if !canvas.pictures.has_room_for(width, height) {
        canvas.fail(Reason::TooLarge);
    }
}

/// What hides a part of a picture: its window, and the areas that touch it.
struct Hiding<'w> {
    window: &'w Window,
    met: Vec<Rect>,
}

impl Hiding<'_> {
    /// Samples of which nothing hidden is left: black under the areas, and `beyond` what cannot be seen. `whole` keeps
    /// the full surface.
    fn taken_from(&self, placed: Placed, beyond: u8, whole: bool) -> Placed {
        let placed = placed.shown_through(self.window, beyond);
        let mut placed = placed.shown_in(self.window.visible, beyond, whole);
        self.blacken(&mut placed);
        placed
    }

    /// As few samples as are enough. A coarser sample mixes its neighbours, so that those at the edge are overwritten
    /// once more.
    fn coarser(&self, placed: Placed) -> Placed {
        let mut placed = placed.reduced();
        self.blacken(&mut placed);
        placed
    }

    fn blacken(&self, placed: &mut Placed) {
        self.met.iter().for_each(|area| placed.knock_out(*area, 0));
    }
}

/// A decoded picture of colours or greys.
struct Raster<'a> {
    colour: Placed,
    mask: Option<Placed>,
    coding: SourceCoding,
    /// A small difference of a sample may show as another colour.
    is_steep: bool,
    /// Its opacity comes from the same stream as its colours, and hangs together with them.
    has_own_alpha: bool,
    /// The file that it is, where it is a JPEG and nothing else.
    jpeg: Option<Cow<'a, [u8]>>,
}

impl<'a> Raster<'a> {
    /// `None` for what cannot be decoded.
    fn decoded(image: &'a RasterImage<'_>, transform: Affine) -> Option<Result<Self, Reason>> {
        let mut decoded = None;
        image.with_rgba(|data, alpha| decoded = Some((data, alpha)), None);
        let (data, alpha) = decoded?;
        let colour = match data {
            ImageData::Luma(data) => luma(data),
            ImageData::Rgb(data) => {
                let (width, height) = (data.width as usize, data.height as usize);
                Samples::new(width, height, 3, data.data).map(|s| (s, data.scale_factors))
            }
        };
        let Some((samples, factors)) = colour else {
            return Some(Err(Reason::Image));
        };
        let stream = image.stream();
        let mut masks = [b"SMask".as_slice(), b"Mask"].into_iter();
        let has_mask_stream = masks.any(|key| stream.dict().get::<Stream<'_>>(key).is_some());
        let has_own_alpha = alpha.is_some() && !has_mask_stream;
        let coding = SourceCoding::of(stream);
        let mask = alpha.and_then(luma).map(|(samples, factors)| {
            // The mask covers the same surface in its own samples.
            let step = Affine::scale_non_uniform(
                f64::from(image.width()) / (samples.width as f64 * f64::from(factors.0)),
                f64::from(image.height()) / (samples.height as f64 * f64::from(factors.1)),
            );
            Placed::new(samples, transform * step, factors)
        });
        Some(Ok(Self {
            colour: Placed::new(samples, transform, factors),
            mask,
            is_steep: has_own_alpha || is_steep(stream.dict()),
            has_own_alpha,
            jpeg: coding.is_jpeg_file().then(|| stream.raw_data()),
            coding,
        }))
    }

    /// Without the dots of a printer, for which its samples are coded anew.
    fn without_tracking_dots(mut self, met: &[Rect]) -> Self {
        if self.colour.without_tracking_dots(met, self.coding.reach()) {
            self.jpeg = None;
        }
        self
    }

    /// In finer samples where its own are coarse.
    fn refined(self, met: &[Rect]) -> Self {
        let is_exact = matches!(self.coding, SourceCoding::Exact);
        let refined = |placed: Placed| placed.refined(met);
        // An opacity of the same lossy stream hangs together in its blocks as its colours do.
        let mask_is_exact = !self.has_own_alpha || is_exact;
        Self {
            colour: if is_exact {
                refined(self.colour)
            } else {
                self.colour
            },
            mask: self
                .mask
                .map(|mask| if mask_is_exact { refined(mask) } else { mask }),
            ..self
        }
    }

    /// Cleans and codes it; gives its place with it, which leads from the unit square to the page.
    fn coded(
        self,
        areas: &Areas,
        window: &Window,
        is_touched: bool,
    ) -> Result<(Picture, Affine), Reason> {
        let Self {
            mut colour,
            mut mask,
            ..
        } = self;
        let rects = areas.rects.iter().copied();
        let hiding = Hiding {
            window,
            met: rects.filter(|area| colour.touches(*area)).collect(),
        };
        let shown = colour.clone();
        if is_touched && let Some(blocks) = self.coding.blocks() {
            colour.clean_blocks(blocks, &hiding.met, self.is_steep);
            if let Some(mask) = mask.as_mut().filter(|_| self.has_own_alpha) {
                mask.clean_blocks(blocks, &hiding.met, true);
            }
        }
        let is_masked = mask.is_some();
        let is_opaque = |m: &Placed| m.samples.data.iter().all(|v| *v == 255);
        let mask = mask.map(|m| hiding.coarser(hiding.taken_from(m, 0, is_masked)));
        let mask = mask.filter(|m| !is_opaque(m));
        // What an opacity hides is made blank, for which all coefficients are made anew.
        let jpeg = self.jpeg.as_deref().filter(|_| mask.is_none());
        let kept = jpeg.and_then(|bytes| {
            let cleaned = hiding.taken_from(colour.clone(), 255, true);
            transcoded(bytes, &shown, &cleaned, &hiding.met, window)
        });
        let (mut picture, place) = match kept {
            Some(picture) => (picture, shown.place()),
            None => {
                let mut colour = hiding.coarser(hiding.taken_from(colour, 255, is_masked));
                if let Some(mask) = &mask {
                    colour.blank_where_clear(mask);
                    hiding.blacken(&mut colour);
                }
                let place = colour.place();
                let coded = colour.samples.reduced().coded(self.coding.quality());
                (coded.ok_or(Reason::Image)?, place)
            }
        };
        if let Some(mask) = mask {
            let coded = mask.samples.mask().ok_or(Reason::Image)?;
            picture.mask = Some(Box::new(coded));
        }
        Ok((picture, place))
    }
}

/// Draws a picture of colours or greys.
pub fn draw_raster(canvas: &mut Canvas<'_>, image: &RasterImage<'_>, props: &ImageDrawProps<'_>) {
    let Some(bounds) = bounds_of(canvas, (image.width(), image.height()), props) else {
        return;
    };
    let is_touched = canvas.paper.areas.meets(bounds);
    let window = window(canvas, bounds);
    let is_plain = !is_touched && window.hides_nothing_of(bounds);
    let seen = bounds.intersect(window.visible);
    note_opaque(canvas, image, props, seen);
    let key = key(image.cache_key(), props.transform);
    if is_plain && let Some(picture) = canvas.pictures.whole(key) {
        let place = props.transform * unit_place(image.width(), image.height());
        return draw(canvas, picture, place, 255);
    }
    count_masks(canvas, image);
    if canvas.has_failed() {
        return;
    }
    let raster = match Raster::decoded(image, props.transform) {
        // What cannot be decoded is not shown by other readers either; the comparison of pixels knows.
        None => return,
        Some(Err(reason)) => return canvas.fail(reason),
        Some(Ok(raster)) => raster,
    };
    if is_touched && has_lossy_mask(image) {
        return canvas.patch(bounds, Reason::JpegBlocks);
    }
    let met: Vec<Rect> = canvas.paper.areas.meeting(bounds).collect();
    let raster = raster.without_tracking_dots(&met).refined(&met);
    let samples = &raster.colour.samples;
    count_samples(canvas, samples.width, samples.height);
    if canvas.has_failed() {
        return;
    }
    let (picture, place) = match raster.coded(&canvas.paper.areas, &window, is_touched) {
        Ok(coded) => coded,
        Err(reason) => return canvas.patch(bounds, reason),
    };
    let number = canvas.pictures.add(picture);
    if is_plain {
        canvas.pictures.keep_whole(key, number);
    }
    draw(canvas, number, place, 255);
}

/// Draws a coded picture as large as it is, so that a clip that hides its edges stays around it.
fn draw(canvas: &mut Canvas<'_>, picture: u32, place: Affine, alpha: u8) {
    let item = Item::Picture {
        picture,
        place,
        alpha,
    };
    canvas.scene.draw(surface(place), item);
}

/// Where on the page the unit square lies.
fn surface(place: Affine) -> Rect {
    place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0))
}

/// Notes that nothing is seen beneath a picture that is opaque.
fn note_opaque(
    canvas: &mut Canvas<'_>,
    image: &RasterImage<'_>,
    props: &ImageDrawProps<'_>,
    seen: Rect,
) {
    let has_mask = ["SMask", "Mask", "SMaskInData"]
        .iter()
        .any(|key| image.stream().dict().contains_key(key.as_bytes()));
    let surface = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
    let upright = upright(&(props.transform * surface.to_path(0.1)));
    if upright.is_some() && !has_mask && canvas.scene.is_solid() {
        let now = canvas.scene.steps;
        canvas.visibility.cover(seen, now, true);
    }
}

fn count_masks(canvas: &mut Canvas<'_>, image: &RasterImage<'_>) {
    for key in [b"SMask".as_slice(), b"Mask"] {
        if let Some(mask) = image.stream().dict().get::<Stream<'_>>(key) {
            let side = |key: &[u8]| mask.dict().get::<u32>(key).unwrap_or(0) as usize;
            count_samples(canvas, side(b"Width"), side(b"Height"));
        }
    }
}

/// Whether its opacity is a stream of its own whose samples hang together.
fn has_lossy_mask(image: &RasterImage<'_>) -> bool {
    let mask = image.stream().dict().get::<Stream<'_>>(b"SMask");
    mask.is_some_and(|mask| !matches!(SourceCoding::of(&mask), SourceCoding::Exact))
}

/// Draws a shape of samples in one colour.
pub fn draw_stencil(
    canvas: &mut Canvas<'_>,
    image: &StencilImage<'_, '_>,
    props: &ImageDrawProps<'_>,
) {
    let Some(bounds) = bounds_of(canvas, (image.width(), image.height()), props) else {
        return;
    };
    let window = window(canvas, bounds);
    let mut decoded = None;
    image.with_stencil(
        |data, paint| {
            let colour = match paint {
                SourcePaint::Color(colour) => Some(colour.to_rgba().to_rgba8()),
                SourcePaint::Pattern(_) => None,
            };
            decoded = Some((data, colour));
        },
        None,
    );
    let Some((data, colour)) = decoded else {
        return;
    };
    let Some(paint) = colour.map(scene::paint) else {
        return canvas.patch(bounds, Reason::Pattern);
    };
    if paint.alpha == 0 {
        return;
    }
    let Some((samples, factors)) = luma(data) else {
        return canvas.fail(Reason::Image);
    };
    let hiding = Hiding {
        window: &window,
        met: canvas.paper.areas.meeting(bounds).collect(),
    };
    let placed = Placed::new(samples, props.transform, factors).refined(&hiding.met);
    let placed = hiding.coarser(hiding.taken_from(placed, 0, false));
    if !placed.samples.data.iter().any(|v| *v > 0) {
        return;
    }
    if !placed.samples.is_bitonal() {
        return draw_soft(canvas, &placed, paint);
    }
    let is_plain = hiding.met.is_empty() && window.hides_nothing_of(bounds);
    let key = is_plain.then(|| key(image.cache_key(), props.transform));
    draw_bitonal(canvas, &placed, paint, key);
}

/// Draws a stencil of sharp edges; one with a key is drawn in full, and coded once.
fn draw_bitonal(canvas: &mut Canvas<'_>, placed: &Placed, paint: Paint, key: Option<PictureKey>) {
    let known = key.and_then(|key| canvas.pictures.whole(key));
    let coded = || Some(canvas.pictures.add(placed.samples.stencil()?));
    let Some(picture) = known.or_else(coded) else {
        return canvas.fail(Reason::Image);
    };
    if let Some(key) = key {
        canvas.pictures.keep_whole(key, picture);
    }
    let item = Item::Stencil {
        picture,
        place: placed.place(),
        paint,
    };
    canvas.scene.draw(surface(placed.place()), item);
}

/// Draws a stencil of soft edges: one sample of colour with an opacity for each place.
fn draw_soft(canvas: &mut Canvas<'_>, placed: &Placed, paint: Paint) {
    let one = Samples::new(1, 1, 3, paint.colour.to_vec()).and_then(|s| s.coded(None));
    let (Some(mut picture), Some(mask)) = (one, placed.samples.mask()) else {
        return canvas.fail(Reason::Image);
    };
    picture.mask = Some(Box::new(mask));
    let number = canvas.pictures.add(picture);
    draw(canvas, number, placed.place(), paint.alpha);
}

fn unit_place(width: u32, height: u32) -> Affine {
    let (w, h) = (f64::from(width), f64::from(height));
    Affine::new([w, 0.0, 0.0, -h, 0.0, h])
}

/// Where it comes from, and how fine it may be.
fn key(picture: u128, transform: Affine) -> PictureKey {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let density = |v: f64| (v * 1e6).round().clamp(0.0, 1e15) as usize;
    (picture, density(a.hypot(b)), density(c.hypot(d)))
}
