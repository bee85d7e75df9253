//! Pictures: decoded, knocked out under the areas, and only then made smaller and coded.
//!
//! **Invariant:** every sample that an area touches (of a coarse one the parts that it touches), and every sample whose value a covered one could have changed, is
//! overwritten before anything is decided about the picture. What a clip or the edge of the page hides is overwritten
//! as well.
//! **Absent:** the coded bytes of the source.

use super::device::PageDevice;
use super::jpeg::{self, Blocks};
use super::placed::Placed;
use super::{Reason, scene};
use crate::writer::page::{Item, Outline};
use crate::writer::samples::Samples;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_interpret::{
    BlendMode, CacheKey, ImageData, ImageDrawProps, LumaData, Paint as SourcePaint, RasterImage,
    StencilImage,
};
use kurbo::{Affine, Rect};

/// Samples that one page may decode.
const MAX_SAMPLES: usize = 100_000_000;

/// How a source coded its samples, as far as it matters for what is around an area.
pub enum Source {
    Exact,
    /// Whether the stream is nothing but a JPEG file.
    Jpeg(Blocks, bool),
    Jpeg2000(Blocks),
}

impl Source {
    pub fn of(stream: &Stream<'_>) -> Self {
        // The interpreter keeps the type of its filters to itself; their names are those of the standard.
        let names: Vec<String> = stream.filters().iter().map(|f| format!("{f:?}")).collect();
        let is = |name: &str| names.iter().any(|f| f == name);
        if is("JpxDecode") {
            Self::Jpeg2000(Blocks::of_waves(&stream.raw_data()))
        } else if is("DctDecode") {
            // Behind another filter the headers cannot be read here, and the most careful answer is taken.
            Self::Jpeg(jpeg::blocks(&stream.raw_data()), names.len() == 1)
        } else {
            Self::Exact
        }
    }

    fn is_jpeg_file(&self) -> bool {
        matches!(self, Self::Jpeg(_, true))
    }

    /// Samples that hang together.
    pub fn blocks(&self) -> Option<Blocks> {
        match self {
            Self::Exact => None,
            Self::Jpeg(blocks, _) => Some(*blocks),
            Self::Jpeg2000(blocks) => Some(*blocks),
        }
    }

    /// How many samples around an area what it covers may reach, and one more.
    fn reach(&self) -> usize {
        let reach = |b: Blocks| b.width.max(b.height) + b.colour_width.max(b.colour_height);
        self.blocks().map_or(0, reach) + 1
    }

    /// The quality of the JPEG that it may become.
    fn quality(&self) -> Option<u8> {
        self.blocks().map(|blocks| blocks.quality)
    }
}

/// Whether a small difference of a sample may show as another colour: it is looked up in a palette or turned into an ink,
/// stretched, or decides what is seen at all.
pub fn is_steep(dict: &Dict<'_>) -> bool {
    let array = |long: &[u8], short: &[u8]| {
        let found = dict.get::<Array<'_>>(long);
        found.or_else(|| dict.get::<Array<'_>>(short))
    };
    let colours = array(b"ColorSpace", b"CS");
    let family = colours.and_then(|colours| colours.iter::<Name<'_>>().next());
    let plain: [&[u8]; 3] = [b"ICCBased", b"CalRGB", b"CalGray"];
    let maps = family.is_some_and(|name| !plain.contains(&name.as_ref()));
    let decode = array(b"Decode", b"D");
    let decode: Vec<f32> = decode
        .map(|d| d.iter::<f32>().collect())
        .unwrap_or_default();
    let stretches = decode
        .chunks(2)
        .any(|pair| !matches!(pair, [0.0, 1.0] | [1.0, 0.0]));
    let key = dict.get::<Array<'_>>(b"Mask".as_slice()).is_some();
    let alpha = dict.get::<u32>(b"SMaskInData".as_slice()).unwrap_or(0) > 0;
    maps || stretches || key || alpha
}

/// What the open clips let through of a picture.
pub struct Window {
    /// At most this part of the page.
    pub visible: Rect,
    /// And within it, these.
    pub shapes: Vec<Outline>,
    /// Places over which another picture will lie.
    pub beneath: Vec<Rect>,
}

impl Window {
    fn hides_nothing_of(&self, bounds: Rect) -> bool {
        self.visible.contains_rect(bounds) && self.shapes.is_empty() && self.beneath.is_empty()
    }
}

fn luma(data: LumaData) -> Option<(Samples, (f32, f32))> {
    let (width, height) = (data.width as usize, data.height as usize);
    Some((
        Samples::new(width, height, 1, data.data)?,
        data.scale_factors,
    ))
}

impl PageDevice<'_> {
    /// The bounds on the page of a picture that survives and may be decoded.
    fn picture_bounds(
        &mut self,
        width: u32,
        height: u32,
        props: &ImageDrawProps<'_>,
    ) -> Option<Rect> {
        let whole = Rect::new(0.0, 0.0, width.into(), height.into());
        let bounds = props.transform.transform_rect_bbox(whole);
        let degenerate = props.transform.determinant().abs() < 1e-12;
        if !bounds.is_finite() || degenerate || !self.survives(bounds) {
            return None;
        }
        if props.soft_mask.is_some() {
            self.patch(bounds, Reason::SoftMask);
            return None;
        }
        if props.blend_mode != BlendMode::Normal {
            self.patch(bounds, Reason::BlendMode);
            return None;
        }
        self.count_samples(width as usize, height as usize);
        (!self.has_failed()).then_some(bounds)
    }

    /// What can be seen of a picture with these bounds.
    fn window(&self, bounds: Rect) -> Window {
        let meets = |r: &Rect| super::areas::overlap(*r, bounds);
        Window {
            visible: self.scene.visible(),
            shapes: self.scene.shapes(),
            beneath: self.beneath.iter().copied().filter(meets).collect(),
        }
    }

    fn count_samples(&mut self, width: usize, height: usize) {
        self.samples = self.samples.saturating_add(width.saturating_mul(height));
        if self.samples > MAX_SAMPLES {
            self.fail(Reason::TooLarge);
        }
    }

    pub(super) fn draw_raster(&mut self, image: &RasterImage<'_>, props: &ImageDrawProps<'_>) {
        let Some(bounds) = self.picture_bounds(image.width(), image.height(), props) else {
            return;
        };
        let touched = self.areas.meets(bounds);
        let visible = self.scene.visible();
        let window = self.window(bounds);
        let plain = !touched && window.hides_nothing_of(bounds);
        let has_mask = ["SMask", "Mask", "SMaskInData"]
            .iter()
            .any(|key| image.stream().dict().contains_key(key.as_bytes()));
        let upright =
            super::device::upright(&(props.transform * unit(image.width(), image.height())));
        let seen = bounds.intersect(visible);
        if upright.is_some() && !has_mask && self.scene.is_solid() {
            self.visibility.cover(seen, self.scene.steps, true);
        }
        self.visibility.picture(seen);
        let key = key(image.cache_key(), props.transform);
        if plain && let Some(picture) = self.known.get(&key) {
            let place = props.transform * unit_place(image.width(), image.height());
            let (picture, alpha) = (*picture, 255);
            return self.scene.draw(
                bounds,
                Item::Picture {
                    picture,
                    place,
                    alpha,
                },
            );
        }
        for key in [b"SMask".as_slice(), b"Mask"] {
            if let Some(mask) = image.stream().dict().get::<Stream<'_>>(key) {
                let side = |key: &[u8]| mask.dict().get::<u32>(key).unwrap_or(0) as usize;
                self.count_samples(side(b"Width"), side(b"Height"));
            }
        }
        if self.has_failed() {
            return;
        }
        let mut decoded = None;
        image.with_rgba(|data, alpha| decoded = Some((data, alpha)), None);
        let Some((data, alpha)) = decoded else {
            // What cannot be decoded is not shown by other readers either; the comparison of pixels knows.
            return;
        };
        let colour = match data {
            ImageData::Luma(data) => luma(data),
            ImageData::Rgb(data) => {
                let (width, height) = (data.width as usize, data.height as usize);
                Samples::new(width, height, 3, data.data).map(|s| (s, data.scale_factors))
            }
        };
        let Some((samples, factors)) = colour else {
            return self.fail(Reason::Image);
        };
        let source = Source::of(image.stream());
        let mask_stream = image.stream().dict().get::<Stream<'_>>(b"SMask");
        let has_mask_stream = [b"SMask".as_slice(), b"Mask"]
            .iter()
            .any(|key| image.stream().dict().get::<Stream<'_>>(key).is_some());
        let own_alpha = alpha.is_some() && !has_mask_stream;
        let steep = own_alpha || is_steep(image.stream().dict());
        if touched && mask_stream.is_some_and(|mask| !matches!(Source::of(&mask), Source::Exact)) {
            return self.patch(bounds, Reason::JpegBlocks);
        }
        let mask = alpha.and_then(luma);
        let placed = Placed::new(samples, props.transform, factors);
        let mask = mask.map(|(samples, factors)| {
            // The mask covers the same surface in its own samples.
            let step = Affine::scale_non_uniform(
                f64::from(image.width()) / (samples.width as f64 * f64::from(factors.0)),
                f64::from(image.height()) / (samples.height as f64 * f64::from(factors.1)),
            );
            Placed::new(samples, props.transform * step, factors)
        });
        let met: Vec<Rect> = self.areas.meeting(bounds).collect();
        let mut placed = placed;
        let is_dotted = placed.without_tracking_dots(&met, source.reach());
        let placed = match source {
            Source::Exact => placed.refined(&met),
            Source::Jpeg(..) | Source::Jpeg2000(_) => placed,
        };
        // An opacity of the same lossy stream hangs together in its blocks as its colours do.
        let is_exact = !own_alpha || matches!(source, Source::Exact);
        let mask = mask.map(|mask| if is_exact { mask.refined(&met) } else { mask });
        self.count_samples(placed.samples.width, placed.samples.height);
        if self.has_failed() {
            return;
        }
        let raw = image.stream().raw_data();
        let jpeg = (source.is_jpeg_file() && !is_dotted).then_some(&*raw);
        let (item, number) = match self.coded(
            placed,
            mask,
            (&source, steep, own_alpha),
            jpeg,
            touched,
            &window,
        ) {
            Ok(coded) => coded,
            Err(reason) => return self.patch(bounds, reason),
        };
        if plain {
            self.known.insert(key, number);
        }
        self.scene.draw(seen, item);
    }

    /// Cleans and codes a picture.
    fn coded(
        &mut self,
        mut colour: Placed,
        mask: Option<Placed>,
        (source, steep, own_alpha): (&Source, bool, bool),
        jpeg: Option<&[u8]>,
        touched: bool,
        window: &Window,
    ) -> Result<(Item, u32), Reason> {
        let met: Vec<Rect> = self
            .areas
            .rects
            .iter()
            .copied()
            .filter(|a| colour.touches(*a))
            .collect();
        let shown = colour.clone();
        let mut mask = mask;
        if touched && let Some(blocks) = source.blocks() {
            colour.clean_blocks(blocks, &met, steep);
            if let Some(mask) = mask.as_mut().filter(|_| own_alpha) {
                mask.clean_blocks(blocks, &met, true);
            }
        }
        let masked = mask.is_some();
        let clean = |placed: Placed, under: u8, beyond: u8, whole: bool| {
            let placed = placed.shown_through(window, beyond);
            let mut placed = placed.shown_in(window.visible, beyond, whole);
            met.iter().for_each(|a| placed.knock_out(*a, under));
            placed
        };
        let coarser = |placed: Placed, under: u8| {
            let mut placed = placed.reduced();
            // A coarser sample mixes its neighbours, so that those at the edge are overwritten once more.
            met.iter().for_each(|a| placed.knock_out(*a, under));
            placed
        };
        let opaque = |m: &Placed| m.samples.data.iter().all(|v| *v == 255);
        let mask = mask.map(|m| coarser(clean(m, 0, 0, masked), 0));
        let mask = mask.filter(|m| !opaque(m));
        // What an opacity hides is made blank, for which all coefficients are made anew.
        let kept = jpeg.filter(|_| mask.is_none()).and_then(|bytes| {
            let cleaned = clean(colour.clone(), 0, 255, true);
            jpeg::transcoded(bytes, &shown, &cleaned, &met, window)
        });
        let (mut picture, place) = match kept {
            Some(picture) => (picture, shown.place()),
            None => {
                let mut colour = coarser(clean(colour, 0, 255, masked), 0);
                if let Some(mask) = &mask {
                    colour.blank_where_clear(mask);
                    met.iter().for_each(|a| colour.knock_out(*a, 0));
                }
                let place = colour.place();
                let coded = colour.samples.reduced().coded(source.quality());
                (coded.ok_or(Reason::Image)?, place)
            }
        };
        if let Some(mask) = mask {
            let coded = mask.samples.mask().ok_or(Reason::Image)?;
            picture.mask = Some(Box::new(coded));
        }
        let number = self.pictures.len() as u32;
        self.pictures.push(picture);
        let item = Item::Picture {
            picture: number,
            place,
            alpha: 255,
        };
        Ok((item, number))
    }

    pub(super) fn draw_stencil(
        &mut self,
        image: &StencilImage<'_, '_>,
        props: &ImageDrawProps<'_>,
    ) {
        let Some(bounds) = self.picture_bounds(image.width(), image.height(), props) else {
            return;
        };
        let touched = self.areas.meets(bounds);
        let visible = self.scene.visible();
        let window = self.window(bounds);
        let plain = !touched && window.hides_nothing_of(bounds);
        let seen = bounds.intersect(visible);
        self.visibility.picture(seen);
        let key = key(image.cache_key(), props.transform);
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
            return self.patch(bounds, Reason::Pattern);
        };
        if paint.alpha == 0 {
            return;
        }
        let Some((samples, factors)) = luma(data) else {
            return self.fail(Reason::Image);
        };
        let met: Vec<Rect> = self.areas.meeting(bounds).collect();
        let placed = Placed::new(samples, props.transform, factors).refined(&met);
        let mut placed = placed.shown_through(&window, 0).shown_in(visible, 0, false);
        met.iter().for_each(|a| placed.knock_out(*a, 0));
        let mut placed = placed.reduced();
        met.iter().for_each(|a| placed.knock_out(*a, 0));
        if !placed.samples.data.iter().any(|v| *v > 0) {
            return;
        }
        let place = placed.place();
        if placed.samples.is_bitonal() {
            let known = self.known.get(&key).copied().filter(|_| plain);
            let number = known.or_else(|| {
                self.pictures.push(placed.samples.stencil()?);
                Some(self.pictures.len() as u32 - 1)
            });
            let Some(picture) = number else {
                return self.fail(Reason::Image);
            };
            if plain {
                self.known.insert(key, picture);
            }
            let item = Item::Stencil {
                picture,
                place,
                paint,
            };
            return self.scene.draw(seen, item);
        }
        // Soft edges: one sample of colour with an opacity for each place.
        let one = Samples::new(1, 1, 3, paint.colour.to_vec()).and_then(|s| s.coded(None));
        let (Some(mut picture), Some(mask)) = (one, placed.samples.mask()) else {
            return self.fail(Reason::Image);
        };
        picture.mask = Some(Box::new(mask));
        self.pictures.push(picture);
        let item = Item::Picture {
            picture: self.pictures.len() as u32 - 1,
            place,
            alpha: paint.alpha,
        };
        self.scene.draw(seen, item);
    }
}

fn unit(width: u32, height: u32) -> kurbo::BezPath {
    kurbo::Shape::to_path(&Rect::new(0.0, 0.0, width.into(), height.into()), 0.1)
}

fn unit_place(width: u32, height: u32) -> Affine {
    let (w, h) = (f64::from(width), f64::from(height));
    Affine::new([w, 0.0, 0.0, -h, 0.0, h])
}

/// What makes two drawings of a picture the same coded picture: where it comes from and how fine it may be.
fn key(picture: u128, transform: Affine) -> (u128, usize, usize) {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let density = |v: f64| (v * 1e6).round().clamp(0.0, 1e15) as usize;
    (picture, density(a.hypot(b)), density(c.hypot(d)))
}
