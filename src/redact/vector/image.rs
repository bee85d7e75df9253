//! Pictures: decoded, knocked out under the areas, and only then made smaller and coded.
//!
//! **Invariant:** every sample that an area touches, and every sample whose value a covered one could have changed, is
//! overwritten before anything is decided about the picture. What a clip or the edge of the page hides is overwritten
//! as well.
//! **Absent:** the coded bytes of the source.

use super::device::PageDevice;
use super::jpeg::{self, Blocks};
use super::{Reason, scene};
use crate::writer::page::Item;
use crate::writer::samples::Samples;
use hayro_interpret::hayro_syntax::object::Stream;
use hayro_interpret::{
    BlendMode, CacheKey, ImageData, ImageDrawProps, LumaData, Paint as SourcePaint, RasterImage,
    StencilImage,
};
use kurbo::{Affine, Rect};

/// Samples that one page may decode.
const MAX_SAMPLES: usize = 150_000_000;
/// Finer pictures are made coarser: samples per point.
const MAX_DENSITY: f64 = 300.0 / 72.0;
/// How far a sample may be from paper and still count as blank.
const PAPER: u8 = 48;
/// Samples around a knocked out place from which the colour of the paper is taken.
const NEIGHBOURHOOD: usize = 24;
/// Points beyond an area in which either outcome is right.
const BORDER: f64 = 1.0;

/// Samples with where they lie on the page.
struct Placed {
    samples: Samples,
    /// From samples (y downwards) to the page.
    to_page: Affine,
}

/// Whole samples, `[left, right)` by `[top, bottom)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cells {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Placed {
    fn new(samples: Samples, transform: Affine, factors: (f32, f32)) -> Self {
        let factor = Affine::scale_non_uniform(f64::from(factors.0), f64::from(factors.1));
        Self {
            samples,
            to_page: transform * factor,
        }
    }

    /// The samples around a rectangle of the page.
    fn around(&self, rect: Rect) -> Cells {
        let r = self.to_page.inverse().transform_rect_bbox(rect);
        let whole = |v: f64, most: usize| (v.max(0.0) as usize).min(most);
        Cells {
            left: whole((r.x0 - 0.01).floor(), self.samples.width),
            top: whole((r.y0 - 0.01).floor(), self.samples.height),
            right: whole((r.x1 + 0.01).ceil(), self.samples.width),
            bottom: whole((r.y1 + 0.01).ceil(), self.samples.height),
        }
    }

    /// Whether rows and columns of samples run along the sides of the page.
    fn is_upright(&self) -> bool {
        let [a, b, c, d, ..] = self.to_page.as_coeffs();
        let small = 1e-6 * (a.abs() + b.abs() + c.abs() + d.abs());
        (b.abs() < small && c.abs() < small) || (a.abs() < small && d.abs() < small)
    }

    /// Bounds on the page of one sample.
    fn cell(&self, x: usize, y: usize) -> Rect {
        let sample = Rect::new(x as f64, y as f64, x as f64 + 1.0, y as f64 + 1.0);
        self.to_page.transform_rect_bbox(sample)
    }

    fn set(&mut self, x: usize, y: usize, value: u8) {
        let (from, channels) = (y * self.samples.width + x, self.samples.channels);
        if let Some(sample) = self
            .samples
            .data
            .get_mut(from * channels..(from + 1) * channels)
        {
            sample.fill(value);
        }
    }

    /// Overwrites every sample that a rectangle touches.
    fn knock_out(&mut self, rect: Rect, value: u8) {
        let cells = self.around(rect);
        let upright = self.is_upright();
        for y in cells.top..cells.bottom {
            for x in cells.left..cells.right {
                if upright || super::areas::overlap(self.cell(x, y), rect) {
                    self.set(x, y, value);
                }
            }
        }
    }

    /// Overwrites what lies wholly outside the part of the page that can be seen.
    fn hide_beyond(&mut self, visible: Rect, value: u8) {
        let whole = Rect::new(
            0.0,
            0.0,
            self.samples.width as f64,
            self.samples.height as f64,
        );
        if visible
            .inflate(0.01, 0.01)
            .contains_rect(self.to_page.transform_rect_bbox(whole))
        {
            return;
        }
        let shown = self.around(visible);
        for y in 0..self.samples.height {
            for x in 0..self.samples.width {
                let inside = (shown.left..shown.right).contains(&x)
                    && (shown.top..shown.bottom).contains(&y);
                if !inside {
                    self.set(x, y, value);
                }
            }
        }
    }

    /// Blanks the rest of the blocks of a JPEG that an area touches; false when something visible stands there.
    fn blank_blocks(&mut self, blocks: Blocks, areas: &[Rect]) -> bool {
        let mut touched: Vec<Cells> = Vec::new();
        for area in areas {
            let cells = self.around(*area);
            let down =
                |v: usize, step: usize, extra: usize| (v / step * step).saturating_sub(extra);
            let up = |v: usize, step: usize, extra: usize, most: usize| {
                (v.div_ceil(step) * step + extra).min(most)
            };
            touched.push(Cells {
                left: down(cells.left, blocks.width, blocks.colour_width),
                top: down(cells.top, blocks.height, blocks.colour_height),
                right: up(
                    cells.right,
                    blocks.width,
                    blocks.colour_width,
                    self.samples.width,
                ),
                bottom: up(
                    cells.bottom,
                    blocks.height,
                    blocks.colour_height,
                    self.samples.height,
                ),
            });
        }
        let papers: Vec<[u8; 3]> = touched.iter().map(|t| self.paper(*t, &touched)).collect();
        for (cells, paper) in touched.iter().zip(&papers) {
            for y in cells.top..cells.bottom {
                for x in cells.left..cells.right {
                    let cell = self.cell(x, y);
                    let near = |a: &Rect| super::areas::overlap(a.inflate(BORDER, BORDER), cell);
                    let blank =
                        (self.at(x, y).iter().zip(paper)).all(|(v, p)| v.abs_diff(*p) <= PAPER);
                    if !blank && !areas.iter().any(near) {
                        return false;
                    }
                }
            }
        }
        for (cells, paper) in touched.iter().zip(&papers) {
            for y in cells.top..cells.bottom {
                for x in cells.left..cells.right {
                    self.put(x, y, *paper);
                }
            }
        }
        true
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.samples.width + x) * self.samples.channels;
        let value = |c: usize| {
            let channel = if self.samples.channels == 1 { 0 } else { c };
            self.samples.data.get(at + channel).copied().unwrap_or(255)
        };
        [value(0), value(1), value(2)]
    }

    fn put(&mut self, x: usize, y: usize, colour: [u8; 3]) {
        let (at, channels) = (
            (y * self.samples.width + x) * self.samples.channels,
            self.samples.channels,
        );
        if let Some(sample) = self.samples.data.get_mut(at..at + channels) {
            sample.copy_from_slice(&colour[..channels]);
        }
    }

    /// The commonest colour around some cells, of samples that no covered sample could have changed.
    fn paper(&self, cells: Cells, touched: &[Cells]) -> [u8; 3] {
        let mut sums = vec![(0_u64, [0_u64; 3]); 4096];
        let (left, top) = (
            cells.left.saturating_sub(NEIGHBOURHOOD),
            cells.top.saturating_sub(NEIGHBOURHOOD),
        );
        let right = (cells.right + NEIGHBOURHOOD).min(self.samples.width);
        let bottom = (cells.bottom + NEIGHBOURHOOD).min(self.samples.height);
        for y in top..bottom {
            for x in left..right {
                let tainted = touched
                    .iter()
                    .any(|t| (t.left..t.right).contains(&x) && (t.top..t.bottom).contains(&y));
                if tainted {
                    continue;
                }
                let colour = self.at(x, y);
                let [r, g, b] = colour.map(|v| usize::from(v >> 4));
                let (count, sum) = &mut sums[(r << 8) | (g << 4) | b];
                *count += 1;
                (0..3).for_each(|c| sum[c] += u64::from(colour[c]));
            }
        }
        let commonest = sums.iter().max_by_key(|(count, _)| *count);
        match commonest {
            Some((count, sum)) if *count > 0 => sum.map(|s| (s / count) as u8),
            _ => [255; 3],
        }
    }

    /// Makes it coarser until it has at most so many samples per point.
    fn reduced(self) -> Self {
        let [a, b, c, d, ..] = self.to_page.as_coeffs();
        let target = |length: f64, count: usize| {
            let most = (length * count as f64 * MAX_DENSITY).ceil().max(1.0) as usize;
            if most * 11 / 10 < count { most } else { count }
        };
        let (old_width, old_height) = (self.samples.width, self.samples.height);
        let width = target(a.hypot(b), old_width);
        let height = target(c.hypot(d), old_height);
        if (width, height) == (old_width, old_height) {
            return self;
        }
        let bitonal = self.samples.is_bitonal();
        let channels = self.samples.channels;
        let mut data = Vec::with_capacity(width * height * channels);
        for y in 0..height {
            let rows = y * old_height / height..((y + 1) * old_height).div_ceil(height);
            for x in 0..width {
                let columns = x * old_width / width..((x + 1) * old_width).div_ceil(width);
                let mut sums = [0_u32; 3];
                let count = (rows.len() * columns.len()).max(1) as u32;
                for row in rows.clone() {
                    for column in columns.clone() {
                        let at = (row * old_width + column) * channels;
                        for (sum, v) in sums.iter_mut().zip(&self.samples.data[at..at + channels]) {
                            *sum += u32::from(*v);
                        }
                    }
                }
                for sum in &sums[..channels] {
                    let mean = (sum / count) as u8;
                    data.push(if !bitonal {
                        mean
                    } else if mean >= 128 {
                        255
                    } else {
                        0
                    });
                }
            }
        }
        let step = Affine::scale_non_uniform(
            old_width as f64 / width as f64,
            old_height as f64 / height as f64,
        );
        Self {
            samples: Samples {
                width,
                height,
                channels,
                data,
            },
            to_page: self.to_page * step,
        }
    }

    /// From the unit square (y upwards) to the page.
    fn place(&self) -> Affine {
        let (w, h) = (self.samples.width as f64, self.samples.height as f64);
        self.to_page * Affine::new([w, 0.0, 0.0, -h, 0.0, h])
    }
}

/// How a source coded its samples, as far as it matters for what is around an area.
enum Source {
    Exact,
    Jpeg(Blocks),
    Jpeg2000,
}

fn source(stream: &Stream<'_>) -> Source {
    // The interpreter keeps the type of its filters to itself; their names are those of the standard.
    let is = |name: &str| stream.filters().iter().any(|f| format!("{f:?}") == name);
    if is("JpxDecode") {
        Source::Jpeg2000
    } else if is("DctDecode") {
        // Behind another filter the headers cannot be read here, and the most careful answer is taken.
        Source::Jpeg(jpeg::blocks(&stream.raw_data()))
    } else {
        Source::Exact
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
        self.samples = self
            .samples
            .saturating_add((width as usize).saturating_mul(height as usize));
        if self.samples > MAX_SAMPLES {
            self.fail(Reason::TooLarge);
            return None;
        }
        Some(bounds)
    }

    pub(super) fn draw_raster(&mut self, image: &RasterImage<'_>, props: &ImageDrawProps<'_>) {
        let Some(bounds) = self.picture_bounds(image.width(), image.height(), props) else {
            return;
        };
        let touched = self.areas.meets(bounds);
        let visible = self.scene.visible();
        let plain = !touched && visible.contains_rect(bounds);
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
        let source = source(image.stream());
        let mask_stream = image.stream().dict().get::<Stream<'_>>(b"SMask");
        if touched && mask_stream.is_some_and(|mask| !matches!(self::source(&mask), Source::Exact))
        {
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
        let (item, number) = match self.coded(placed, mask, &source, touched, visible) {
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
        source: &Source,
        touched: bool,
        visible: Rect,
    ) -> Result<(Item, u32), Reason> {
        let areas: Vec<Rect> = self.areas.rects.clone();
        let met: Vec<Rect> = areas
            .into_iter()
            .filter(|a| {
                let cells = colour.around(*a);
                cells.left < cells.right && cells.top < cells.bottom
            })
            .collect();
        if touched {
            match source {
                Source::Jpeg2000 => return Err(Reason::Jpeg2000),
                Source::Jpeg(blocks) if !colour.blank_blocks(*blocks, &met) => {
                    return Err(Reason::JpegBlocks);
                }
                Source::Jpeg(_) | Source::Exact => {}
            }
        }
        let quality = match source {
            Source::Exact => None,
            Source::Jpeg(blocks) => Some(blocks.quality),
            Source::Jpeg2000 => Some(85),
        };
        let clean = |mut placed: Placed, under: u8, beyond: u8| {
            placed.hide_beyond(visible, beyond);
            met.iter().for_each(|a| placed.knock_out(*a, under));
            let mut placed = placed.reduced();
            // A coarser sample mixes its neighbours, so that those at the edge are overwritten once more.
            met.iter().for_each(|a| placed.knock_out(*a, under));
            placed
        };
        colour = clean(colour, 0, 255);
        let place = colour.place();
        let coded = colour.samples.reduced().coded(quality);
        let mut picture = coded.ok_or(Reason::Image)?;
        let opaque = |m: &Placed| m.samples.data.iter().all(|v| *v == 255);
        if let Some(mask) = mask.map(|m| clean(m, 0, 0)).filter(|m| !opaque(m)) {
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
        let plain = !touched && visible.contains_rect(bounds);
        let seen = bounds.intersect(visible);
        self.visibility.picture(seen);
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
        let key = key(image.cache_key(), props.transform);
        let mut placed = Placed::new(samples, props.transform, factors);
        placed.hide_beyond(visible, 0);
        let met: Vec<Rect> = self.areas.meeting(bounds).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(width: usize, height: usize) -> Placed {
        let data = vec![200; width * height];
        let samples = Samples::new(width, height, 1, data).unwrap();
        Placed::new(samples, Affine::scale(0.5), (1.0, 1.0))
    }

    #[test]
    fn every_touched_sample_is_overwritten_and_no_other() {
        let mut picture = placed(40, 40);
        picture.knock_out(Rect::new(5.1, 5.1, 9.9, 9.9), 0);
        let black = picture.samples.data.iter().filter(|v| **v == 0).count();
        assert_eq!(black, 100);
        assert_eq!(picture.at(10, 10), [0; 3]);
        assert_eq!(picture.at(20, 10), [200; 3]);
    }

    #[test]
    fn blank_blocks_are_blanked_and_others_refused() {
        let blocks = Blocks {
            width: 16,
            height: 16,
            colour_width: 2,
            colour_height: 2,
            quality: 80,
        };
        let area = [Rect::new(10.0, 10.0, 12.0, 12.0)];
        let mut blank = placed(64, 64);
        blank.put(21, 21, [10; 3]);
        assert!(blank.blank_blocks(blocks, &area));
        assert_eq!(blank.at(21, 21), [200; 3]);
        let mut full = placed(64, 64);
        full.put(30, 30, [10; 3]);
        assert!(!full.blank_blocks(blocks, &area));
    }

    #[test]
    fn a_fine_picture_is_made_coarser_in_place() {
        let fine = Placed::new(
            Samples::new(100, 100, 1, vec![255; 10_000]).unwrap(),
            Affine::scale(0.1),
            (1.0, 1.0),
        );
        let before = fine.place();
        let coarse = fine.reduced();
        assert_eq!(coarse.samples.width, 42);
        let (a, b) = (before.as_coeffs(), coarse.place().as_coeffs());
        assert!(a.iter().zip(b).all(|(v, w)| (v - w).abs() < 1e-9));
    }
}
