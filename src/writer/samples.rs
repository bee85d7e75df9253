//! Decoded samples of a source's picture, and the choice of a coding for them.
//!
//! **Invariant:** the choice depends on the samples as they are given, from which everything under a black area has
//! been knocked out; what is chosen is lossless unless the source was not or the picture is a photograph.
//! **Absent:** places on a page.

use super::picture::{Coding, Picture, deflated, packed};
use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use std::collections::BTreeSet;

/// Samples of 8 bits, grey or RGB, rows from the top without padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    pub width: usize,
    pub height: usize,
    /// 1 or 3.
    pub channels: usize,
    pub data: Vec<u8>,
}

/// Pictures with fewer samples than this are kept exactly; a JPEG of an icon is larger and worse.
const SMALL_SAMPLES: usize = 64 * 64;
/// An exact picture may be this many times as long as a rough one.
const EXACT_PRICE: usize = 3;
/// A picture of which more than this share of samples is neither light nor dark is a photograph.
const PHOTO_SHARE: f64 = 0.12;

impl Samples {
    /// `None` when the number of bytes does not fit the size.
    pub fn new(width: usize, height: usize, channels: usize, data: Vec<u8>) -> Option<Self> {
        let count = width.checked_mul(height)?.checked_mul(channels)?;
        let fits = count > 0 && count == data.len() && matches!(channels, 1 | 3);
        fits.then_some(Self {
            width,
            height,
            channels,
            data,
        })
    }

    /// One grey channel when all three are equal everywhere.
    pub fn reduced(self) -> Self {
        let gray = |p: &[u8]| p[0] == p[1] && p[1] == p[2];
        if self.channels == 1 || !self.data.chunks_exact(3).all(gray) {
            return self;
        }
        Self {
            channels: 1,
            data: self.data.chunks_exact(3).map(|p| p[0]).collect(),
            ..self
        }
    }

    /// Whether every sample is black or white.
    pub fn is_bitonal(&self) -> bool {
        self.channels == 1 && self.data.iter().all(|v| *v == 0 || *v == 255)
    }

    fn picture(&self, coding: Coding, data: Vec<u8>) -> Option<Picture> {
        let picture = Picture {
            width: u32::try_from(self.width).ok()?,
            height: u32::try_from(self.height).ok()?,
            coding,
            data,
            mask: None,
        };
        picture.is_sound().then_some(picture)
    }

    /// Codes the samples. `quality` is that of the JPEG the source had, if it had one.
    pub fn coded(&self, quality: Option<u8>) -> Option<Picture> {
        if self.is_bitonal() {
            return self.bitonal();
        }
        let photo = quality.is_some() || self.is_photo();
        let large = self.width * self.height > SMALL_SAMPLES;
        if photo && large && self.colours(256).is_none() {
            let exact = if self.channels == 1 {
                Coding::Gray { bits: 8 }
            } else {
                Coding::Rgb
            };
            let rough = self.jpeg(quality.unwrap_or(85))?;
            return Some(rough.or_exact(exact, &self.data));
        }
        let exact = self.exact()?;
        if !large || exact.coding != Coding::Rgb {
            return Some(exact);
        }
        // Many colours without being a photograph: exact unless that costs too much.
        let rough = self.jpeg(90)?;
        Some(if exact.data.len() / EXACT_PRICE > rough.data.len() {
            rough
        } else {
            exact
        })
    }

    /// As a mask through which a colour is painted where a sample is 255.
    pub fn stencil(&self) -> Option<Picture> {
        let data = fax_coded(self.width, self.data.iter().map(|v| *v == 255))?;
        self.picture(Coding::Stencil, data)
    }

    /// As the opacity of another picture.
    pub fn mask(&self) -> Option<Picture> {
        self.picture(Coding::Gray { bits: 8 }, deflated(&self.data))
    }

    fn bitonal(&self) -> Option<Picture> {
        let fax = fax_coded(self.width, self.data.iter().map(|v| *v == 0))?;
        let bits = self.data.iter().map(|v| v >> 7);
        let flate = deflated(&packed(bits, self.width, 1));
        // Dithered pictures grow in a coding made for text.
        if flate.len() < fax.len() {
            self.picture(Coding::Gray { bits: 1 }, flate)
        } else {
            self.picture(Coding::Bitonal, fax)
        }
    }

    fn exact(&self) -> Option<Picture> {
        if self.channels == 1 {
            let even = |step: u8| self.data.iter().all(|v| v % step == 0);
            let bits = match (even(85), even(17)) {
                (true, _) => 2,
                (_, true) => 4,
                _ => 8,
            };
            let data = packed(self.data.iter().map(|v| v >> (8 - bits)), self.width, bits);
            return self.picture(Coding::Gray { bits }, deflated(&data));
        }
        let Some(colours) = self.colours(256) else {
            return self.picture(Coding::Rgb, deflated(&self.data));
        };
        let colours: Vec<[u8; 3]> = colours.into_iter().collect();
        let bits = match colours.len() {
            0..=2 => 1,
            3..=4 => 2,
            5..=16 => 4,
            _ => 8,
        };
        let index = |p: &[u8]| {
            colours
                .binary_search(&[p[0], p[1], p[2]])
                .map_or(0, |i| i as u8)
        };
        let data = packed(self.data.chunks_exact(3).map(index), self.width, bits);
        self.picture(Coding::Palette { bits, colours }, deflated(&data))
    }

    /// The colours, when there are at most so many.
    fn colours(&self, most: usize) -> Option<BTreeSet<[u8; 3]>> {
        let mut found = BTreeSet::new();
        if self.channels == 1 {
            return None;
        }
        let mut last = None;
        for p in self.data.chunks_exact(3) {
            let colour = [p[0], p[1], p[2]];
            if last != Some(colour) && found.insert(colour) && found.len() > most {
                return None;
            }
            last = Some(colour);
        }
        Some(found)
    }

    fn is_photo(&self) -> bool {
        let middle = |p: &&[u8]| (48..208).contains(&p[p.len() / 2]);
        let count = self.data.chunks_exact(self.channels).filter(middle).count();
        count as f64 > (self.width * self.height) as f64 * PHOTO_SHARE
    }

    fn jpeg(&self, quality: u8) -> Option<Picture> {
        let (width, height) = (
            u16::try_from(self.width).ok()?,
            u16::try_from(self.height).ok()?,
        );
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
        encoder.set_optimized_huffman_tables(true);
        // Full colour resolution: coloured text stays crisp, and colour does not bleed into what is black.
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
        let kind = if self.channels == 1 {
            jpeg_encoder::ColorType::Luma
        } else {
            jpeg_encoder::ColorType::Rgb
        };
        encoder.encode(&self.data, width, height, kind).ok()?;
        let gray = self.channels == 1;
        self.picture(Coding::Jpeg { gray }, out)
    }
}

/// Rows of black (`true`) and white in ITU-T T.6 coding.
fn fax_coded(width: usize, black: impl Iterator<Item = bool>) -> Option<Vec<u8>> {
    let columns = u32::try_from(width).ok()?;
    let mut encoder = Encoder::new(VecWriter::new());
    let mut row = Vec::with_capacity(width);
    for sample in black {
        row.push(if sample { Color::Black } else { Color::White });
        if row.len() == width {
            encoder.encode_line(row.iter().copied(), columns).ok()?;
            row.clear();
        }
    }
    encoder.finish().ok().map(VecWriter::finish)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(channels: usize, value: impl Fn(usize, usize) -> Vec<u8>) -> Samples {
        let data = (0..100_usize)
            .flat_map(|y| (0..100_usize).map(move |x| (x, y)))
            .flat_map(|(x, y)| value(x, y))
            .collect();
        Samples::new(100, 100, channels, data).unwrap()
    }

    #[test]
    fn each_kind_of_picture_gets_its_coding() {
        let coding = |s: Samples, quality| s.reduced().coded(quality).unwrap().coding;
        let bars = samples(1, |x, _| vec![if x % 9 == 0 { 0 } else { 255 }]);
        let (bars, fax) = (coding(bars.clone(), Some(80)), bars.stencil().unwrap());
        assert!(matches!(bars, Coding::Bitonal | Coding::Gray { bits: 1 }));
        assert!(fax.is_stencil() && fax.is_sound());
        let gray = samples(3, |x, _| vec![(x / 50 * 17) as u8; 3]);
        assert_eq!(coding(gray, None), Coding::Gray { bits: 4 });
        let two = samples(3, |x, _| vec![255, (x % 2 * 255) as u8, 0]);
        assert!(matches!(coding(two, None), Coding::Palette { bits: 1, .. }));
        let photo = samples(3, |x, y| vec![(x * 2) as u8, (y * 2) as u8, 128]);
        assert_eq!(coding(photo, None), Coding::Jpeg { gray: false });
    }
}
