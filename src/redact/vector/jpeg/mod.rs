//! What a JPEG says about how its samples hang together (ISO 10918-1 annex B), and its coefficients.
//!
//! **Invariant:** says the most careful thing where the headers cannot be read.
//! **Absent:** decoding to samples.

mod huffman;
mod read;
mod scan;

pub use read::coefficients;

/// The blocks of a JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocks {
    /// Samples that are coded together.
    pub width: usize,
    pub height: usize,
    /// Samples that share one colour sample.
    pub colour_width: usize,
    pub colour_height: usize,
    /// The quality the file was made with, as encoders count it.
    pub quality: u8,
}

const CAREFUL: Blocks = Blocks {
    width: 32,
    height: 32,
    colour_width: 4,
    colour_height: 4,
    quality: 85,
};

impl Blocks {
    /// The samples of a JPEG 2000 file, each of which leaves traces all around, fainter with every sample; beyond these they
    /// drown.
    pub fn of_waves(bytes: &[u8]) -> Self {
        let reach = reach_of_waves(bytes).unwrap_or(FARTHEST_WAVE);
        Self {
            width: 1,
            height: 1,
            colour_width: reach,
            colour_height: reach,
            // Wavelets need fewer bits for the same looks; more would only make the file large.
            quality: 60,
        }
    }
}

/// Samples that a wavelet leaves traces in, at least and at most.
const NEAREST_WAVE: usize = 24;
const FARTHEST_WAVE: usize = 96;

/// How far the wavelets of a file reach, by its levels (ISO 15444-1 annex A.6.1); those that lose nothing leave no traces but
/// what was cut off at their end.
fn reach_of_waves(bytes: &[u8]) -> Option<usize> {
    const START: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];
    let mut at = bytes.windows(4).position(|w| w == START)? + 2;
    while bytes.get(at + 1)? != &0x52 {
        (bytes.get(at)? == &0xFF && bytes.get(at + 1)? != &0x90).then_some(())?;
        at += 2 + usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
    }
    let (levels, is_exact) = (*bytes.get(at + 9)?, *bytes.get(at + 13)? != 0);
    let reach = 3_usize.checked_shl(u32::from(levels))?;
    let most = if is_exact {
        NEAREST_WAVE
    } else {
        FARTHEST_WAVE
    };
    Some(reach.clamp(NEAREST_WAVE, most))
}

/// Reads the headers.
pub fn blocks(bytes: &[u8]) -> Blocks {
    read(bytes).unwrap_or(CAREFUL)
}

fn read(bytes: &[u8]) -> Option<Blocks> {
    let mut at = 2;
    let mut quality = 85;
    let mut found = None;
    bytes.starts_with(&[0xFF, 0xD8]).then_some(())?;
    loop {
        while bytes.get(at)? == &0xFF && bytes.get(at + 1)? == &0xFF {
            at += 1;
        }
        (bytes.get(at)? == &0xFF).then_some(())?;
        let marker = *bytes.get(at + 1)?;
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let body = bytes.get(at + 4..at + 2 + length)?;
        match marker {
            0xDB if body.first() == Some(&0) => quality = quality_of(body.get(1..65)?),
            0xC0..=0xC2 => found = Some(frame(body)?),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF | 0xD9 => return None,
            0xDA => return found.map(|blocks| Blocks { quality, ..blocks }),
            _ => {}
        }
        at += 2 + length;
    }
}

fn frame(body: &[u8]) -> Option<Blocks> {
    let count = usize::from(*body.get(5)?);
    let parts: Vec<(usize, usize)> = (0..count)
        .map(|i| {
            body.get(7 + i * 3)
                .map(|v| (usize::from(v >> 4), usize::from(v & 15)))
        })
        .collect::<Option<_>>()?;
    let widest = parts.iter().map(|p| p.0).max()?;
    let highest = parts.iter().map(|p| p.1).max()?;
    let sound = parts
        .iter()
        .all(|(w, h)| (1..=4).contains(w) && (1..=4).contains(h));
    sound.then_some(())?;
    // A single component is coded block by block, whatever its factors say.
    let (widest, highest) = if count == 1 {
        (1, 1)
    } else {
        (widest, highest)
    };
    Some(Blocks {
        width: 8 * widest,
        height: 8 * highest,
        colour_width: if widest > 1 { widest } else { 0 },
        colour_height: if highest > 1 { highest } else { 0 },
        quality: CAREFUL.quality,
    })
}

/// The factor of the Independent JPEG Group by which the standard table of ISO 10918-1 annex K was scaled.
fn quality_of(table: &[u8]) -> u8 {
    /// Sum of the standard luminance table.
    const STANDARD: f64 = 3688.0;
    let sum: f64 = table.iter().map(|v| f64::from(*v)).sum();
    let scale = sum / STANDARD * 100.0;
    let quality = if scale <= 100.0 {
        100.0 - scale / 2.0
    } else {
        5000.0 / scale
    };
    quality.round().clamp(40.0, 90.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(sampling: jpeg_encoder::SamplingFactor, quality: u8) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
        encoder.set_sampling_factor(sampling);
        encoder
            .encode(&[128; 768], 16, 16, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        out
    }

    #[test]
    fn levels_tell_how_far_wavelets_reach() {
        let file = |levels: u8, exact: u8| {
            let size = [0xFF, 0x4F, 0xFF, 0x51, 0, 4, 0, 0];
            let coding = [0xFF, 0x52, 0, 12, 0, 0, 0, 1, 0, levels, 4, 4, 0, exact];
            Blocks::of_waves(&[[0; 3].as_slice(), &size, &coding].concat()).colour_width
        };
        assert_eq!([file(5, 0), file(4, 0), file(1, 0)], [96, 48, 24]);
        assert_eq!(file(5, 1), 24, "without loss");
        assert_eq!(Blocks::of_waves(b"none").colour_width, 96);
    }

    #[test]
    fn headers_tell_blocks_and_quality() {
        let half = blocks(&made(jpeg_encoder::SamplingFactor::F_2_2, 75));
        assert_eq!((half.width, half.height, half.colour_width), (16, 16, 2));
        assert!(half.quality.abs_diff(75) <= 2, "{}", half.quality);
        let full = blocks(&made(jpeg_encoder::SamplingFactor::F_1_1, 50));
        assert_eq!((full.width, full.colour_width), (8, 0));
        assert_eq!(blocks(b"no jpeg"), CAREFUL);
    }
}
