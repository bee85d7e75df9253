//! Pictures as they stand in a file: pixels in, the smallest faithful coding out.
//!
//! **Invariant:** what is under a black area is flat before it gets here, so no coding can carry it on.
//! **Absent:** the coded bytes of any source.

use crate::model::page::pixels::Pixels;
use flate2::{Compression, write::ZlibEncoder};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// How the bytes of a picture are coded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coding {
    /// Deflated grey samples of 1, 2, 4 or 8 bits, rows padded to bytes.
    Gray { bits: u8 },
    /// Deflated RGB samples of 8 bits.
    Rgb,
    /// Deflated indices of 1, 2, 4 or 8 bits into a palette.
    Palette { bits: u8, colours: Vec<[u8; 3]> },
    /// A baseline JPEG of one or three components, without any metadata segment.
    Jpeg { gray: bool },
    /// Black and white in ITU-T T.6 coding (ISO 32000-1 §7.4.6).
    Bitonal,
    /// The same, as a mask through which a colour is painted where it is black (ISO 32000-1 §8.9.6.2).
    Stencil,
}

/// One picture of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub coding: Coding,
    #[serde(with = "serde_bytes")]
    pub data: Vec<u8>,
    /// The opacity of each place, as a grey picture over the same surface.
    #[serde(deserialize_with = "super::depth::within")]
    pub mask: Option<Box<Picture>>,
}

/// Quality of a photographic picture; at 85 the difference is below what the comparison of pixels sees.
const JPEG_QUALITY: u8 = 85;
/// A picture of which more than this share of pixels is neither light nor dark is a photograph.
const PHOTO_SHARE: f64 = 0.12;
/// Steps between tones that nobody sees, and the share of the pixels that may be further from the tone they are given.
const UNSEEN_STEP: u8 = 3;
const BANDED_SHARE: f64 = 0.25;

impl Picture {
    /// Whether the sizes are within what a file can hold.
    pub fn is_sound(&self) -> bool {
        let side = |v: u32| (1..=65_000).contains(&v);
        let palette = match &self.coding {
            Coding::Palette { bits, colours } => {
                matches!(bits, 1 | 2 | 4 | 8) && (1..=1 << bits).contains(&colours.len())
            }
            Coding::Gray { bits } => matches!(bits, 1 | 2 | 4 | 8),
            Coding::Rgb | Coding::Jpeg { .. } | Coding::Bitonal | Coding::Stencil => true,
        };
        let mask = self.mask.as_ref().is_none_or(|mask| {
            let gray = mask.coding == Coding::Gray { bits: 8 };
            gray && mask.mask.is_none() && mask.is_sound() && !self.is_stencil()
        });
        side(self.width) && side(self.height) && palette && mask
    }

    /// Whether a colour is painted through it.
    pub fn is_stencil(&self) -> bool {
        self.coding == Coding::Stencil
    }

    /// This picture, or its samples as they are where that is no longer: patterns, charts and pages of even colours repeat
    /// themselves.
    pub(super) fn or_exact(self, coding: Coding, samples: &[u8]) -> Self {
        let channels = if coding == Coding::Rgb { 3 } else { 1 };
        let same = samples
            .windows(channels * 2)
            .step_by(channels)
            .filter(|pair| pair[..channels] == pair[channels..])
            .count();
        // Where neighbours differ, trying would cost time and gain nothing.
        if same * 2 < samples.len() / channels {
            return self;
        }
        let data = deflated(samples);
        if data.len() > self.data.len() {
            return self;
        }
        Self {
            coding,
            data,
            ..self
        }
    }

    /// Codes a rendered page to the last bit, whatever that takes; `None` when it has no size.
    pub fn of_page_exactly(pixels: &Pixels) -> Option<Self> {
        let side = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0);
        Some(Self {
            width: side(pixels.width())?,
            height: side(pixels.height())?,
            coding: Coding::Rgb,
            data: deflated(pixels.rgb()),
            mask: None,
        })
    }

    /// Codes a rendered page: line art by its few colours, photographs as JPEG.
    ///
    /// `None` when a side is zero or above what a JPEG can hold.
    pub fn of_page(pixels: &Pixels) -> Option<Self> {
        let (width, height) = (
            u16::try_from(pixels.width()).ok()?,
            u16::try_from(pixels.height()).ok()?,
        );
        if width == 0 || height == 0 {
            return None;
        }
        let picture = |coding, data| Self {
            width: width.into(),
            height: height.into(),
            coding,
            data,
            mask: None,
        };
        let kind = Kind::of(pixels);
        match kind {
            Kind::Photo { gray } => {
                let rough = picture(Coding::Jpeg { gray }, jpeg(pixels, width, height, gray)?);
                let luma = || {
                    pixels
                        .rgb()
                        .chunks_exact(3)
                        .map(|p| p[1])
                        .collect::<Vec<u8>>()
                };
                Some(if gray {
                    rough.or_exact(Coding::Gray { bits: 8 }, &luma())
                } else {
                    rough.or_exact(Coding::Rgb, pixels.rgb())
                })
            }
            Kind::GrayArt(tones) => {
                let levels = pixels.rgb().chunks_exact(3).map(|p| four(p[1]) as u8);
                let data = packed(levels, pixels.width(), 4);
                let colours = tones.map(|tone| [tone; 3]).to_vec();
                Some(picture(
                    Coding::Palette { bits: 4, colours },
                    deflated(&data),
                ))
            }
            Kind::ColourArt(palette) => {
                let bits = if palette.len() <= 16 { 4 } else { 8 };
                let find = |p: &[u8]| {
                    let found = palette.binary_search_by_key(&cell(p), |(cell, _)| *cell);
                    found.map_or(0, |index| index as u8)
                };
                let data = packed(pixels.rgb().chunks_exact(3).map(find), pixels.width(), bits);
                let colours = palette.iter().map(|(_, colour)| *colour).collect();
                Some(picture(Coding::Palette { bits, colours }, deflated(&data)))
            }
        }
    }
}

enum Kind {
    Photo {
        gray: bool,
    },
    /// The mean of each of sixteen tones.
    GrayArt([u8; 16]),
    /// The cells of the colours, sorted, each with the mean of those in it.
    ColourArt(Vec<(usize, [u8; 3])>),
}

/// A channel in four bits.
fn four(v: u8) -> usize {
    (usize::from(v) * 15 + 127) / 255
}

/// The number of a colour in four bits a channel.
fn cell(pixel: &[u8]) -> usize {
    (four(pixel[0]) << 8) | (four(pixel[1]) << 4) | four(pixel[2])
}

impl Kind {
    fn of(pixels: &Pixels) -> Self {
        let total = (pixels.width() * pixels.height()) as f64;
        // Of the colours of each cell the number and the sums.
        let mut seen = vec![(0_u64, [0_u64; 3]); 4096];
        let (mut gray, mut middle) = (true, 0_usize);
        for p in pixels.rgb().chunks_exact(3) {
            let spread = p.iter().max().zip(p.iter().min()).map_or(0, |(a, b)| a - b);
            gray &= spread < 12;
            middle += usize::from((48..208).contains(&p[1]));
            let (count, sums) = &mut seen[cell(p)];
            *count += 1;
            sums.iter_mut()
                .zip(p)
                .for_each(|(sum, v)| *sum += u64::from(*v));
        }
        let photo = middle as f64 > total * PHOTO_SHARE;
        let mean = |(count, sums): &(u64, [u64; 3])| {
            sums.map(|sum| ((sum + count / 2) / (*count).max(1)) as u8)
        };
        let means: Vec<[u8; 3]> = seen.iter().map(mean).collect();
        // What runs from one colour into another would be seen in bands.
        let is_off = |p: &&[u8]| {
            let mut pairs = p.iter().zip(means[cell(p)]);
            pairs.any(|(v, mean)| v.abs_diff(mean) > UNSEEN_STEP)
        };
        let off = pixels.rgb().chunks_exact(3).filter(is_off).count();
        let cells = (0..4096_usize).filter(|cell| seen[*cell].0 > 0);
        let colours: Vec<(usize, [u8; 3])> = cells.map(|cell| (cell, means[cell])).collect();
        match colours.len() {
            _ if photo || off as f64 > total * BANDED_SHARE => Self::Photo { gray },
            _ if gray => Self::GrayArt(tones(&seen)),
            257.. => Self::Photo { gray },
            _ => Self::ColourArt(colours),
        }
    }
}

/// The mean of each of sixteen tones; what is not there is as light as it is called.
fn tones(seen: &[(u64, [u64; 3])]) -> [u8; 16] {
    let mut sums = [(0_u64, 0_u64); 16];
    for (cell, (count, channels)) in seen.iter().enumerate() {
        // The green of a cell is its second group of four bits.
        let tone = &mut sums[(cell >> 4) & 15];
        *tone = (tone.0 + count, tone.1 + channels[1]);
    }
    std::array::from_fn(|level| match sums[level] {
        (0, _) => 17 * level as u8,
        (count, sum) => ((sum + count / 2) / count) as u8,
    })
}

/// Samples of `bits` each, first sample highest, rows padded to whole bytes.
pub(super) fn packed(samples: impl Iterator<Item = u8>, width: usize, bits: u8) -> Vec<u8> {
    let per_byte = usize::from(8 / bits);
    let mut out = Vec::new();
    let (mut byte, mut filled, mut column) = (0_u8, 0, 0);
    for sample in samples {
        byte |= sample << (8 - bits - (filled as u8) * bits);
        (filled, column) = (filled + 1, column + 1);
        if filled == per_byte || column == width {
            out.push(byte);
            (byte, filled) = (0, 0);
        }
        if column == width {
            column = 0;
        }
    }
    out
}

fn jpeg(pixels: &Pixels, width: u16, height: u16, gray: bool) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, JPEG_QUALITY);
    encoder.set_optimized_huffman_tables(true);
    // Full colour resolution: coloured text stays crisp, and colour does not bleed into what is black.
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
    let coded = if gray {
        let luma: Vec<u8> = pixels.rgb().chunks_exact(3).map(|p| p[1]).collect();
        encoder.encode(&luma, width, height, jpeg_encoder::ColorType::Luma)
    } else {
        encoder.encode(pixels.rgb(), width, height, jpeg_encoder::ColorType::Rgb)
    };
    coded.ok().map(|()| out)
}

/// How much work is done to make a file small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Packing {
    #[default]
    Small,
    /// For a file that is looked at once: bytes as they are, in the same format.
    Quick,
}

/// Bytes in the zlib format (ISO 32000-1 §7.4.4).
pub fn deflated(data: &[u8]) -> Vec<u8> {
    packed_as(Packing::Small, data)
}

/// The same, packed well or not.
pub fn packed_as(packing: Packing, data: &[u8]) -> Vec<u8> {
    let level = match packing {
        Packing::Small => Compression::new(7),
        Packing::Quick => Compression::none(),
    };
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 2), level);
    // Writing to memory has no reason to fail; an empty stream would be caught by the check of the written file.
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(colour: impl Fn(usize, usize) -> [u8; 3]) -> Picture {
        let rgb = (0..64)
            .flat_map(|y| (0..64).flat_map(move |x| [(x, y)]))
            .flat_map(|(x, y)| colour(x, y));
        Picture::of_page(&Pixels::new(64, 64, rgb.collect()).unwrap()).unwrap()
    }

    #[test]
    fn even_colours_stay_exact_where_that_is_no_longer() {
        let chart = picture(|x, y| [64 + (x / 8 * 16) as u8, 64 + (y / 8 * 16) as u8, 100]);
        assert_eq!(chart.coding, Coding::Rgb);
        let pattern = picture(|x, y| [if x % 8 < 6 && y % 4 < 3 { 180 } else { 90 }; 3]);
        assert_eq!(pattern.coding, Coding::Gray { bits: 8 });
    }

    #[test]
    fn text_is_coded_by_its_greys_and_a_photo_as_jpeg() {
        let text = picture(|x, y| {
            if x % 16 == 0 && y % 3 == 0 {
                [0; 3]
            } else {
                [255; 3]
            }
        });
        let greys = |page: &Picture| match &page.coding {
            Coding::Palette { bits: 4, colours } => colours.clone(),
            _ => Vec::new(),
        };
        assert_eq!((greys(&text)[0], greys(&text)[15]), ([0; 3], [255; 3]));
        let shaded = picture(|x, _| if x % 16 == 0 { [0; 3] } else { [230; 3] });
        assert!(greys(&shaded).contains(&[230; 3]), "no other grey");
        let faded = picture(|_, y| [180 + y as u8; 3]);
        assert!(greys(&faded).is_empty(), "in no bands");
        let colour = picture(|x, _| if x % 16 == 0 { [200, 0, 0] } else { [255; 3] });
        assert!(
            matches!(colour.coding, Coding::Palette { bits: 4, ref colours } if colours.len() == 2)
        );
        let photo = picture(|x, y| [(x * 4) as u8, (y * 4) as u8, 128]);
        assert_eq!(photo.coding, Coding::Jpeg { gray: false });
        let faded = picture(|_, y| [y as u8, 60 + y as u8, 255]);
        assert!(
            !matches!(faded.coding, Coding::Palette { .. }),
            "in no bands"
        );
        assert!(text.is_sound() && colour.is_sound() && photo.is_sound());
    }

    #[test]
    fn rows_are_padded_to_bytes() {
        assert_eq!(
            packed([1, 2, 3, 4, 5, 6].into_iter(), 3, 4),
            [0x12, 0x30, 0x45, 0x60]
        );
        assert_eq!(packed([1, 0, 1].into_iter(), 3, 1), [0b1010_0000]);
    }
}
