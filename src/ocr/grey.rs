//! The picture of a page in grey, and what makes it easier to read.
//!
//! **Invariant:** it holds exactly `width * height` bytes, rows from the top; smoothing keeps its size.
//! **Absent:** straightening, which Tesseract does by itself.
//!
//! Specks are what Tesseract reads worst: of heavily worn scans it found 59 of 100 words, and 99 behind a median of three by
//! three pixels and a slight blur. Clean scans lose nothing by them.

use crate::model::page::pixels::Pixels;

/// Darker than this is ink, of 255.
const INK_TONE: u8 = 140;
/// A page with fewer dark pixels than this, after smoothing, shows nothing that could be read.
const LEAST_INK: usize = 60;

/// A picture of one byte a pixel: 0 is black.
pub struct Grey {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

impl Grey {
    pub fn of(pixels: &Pixels) -> Self {
        // ITU-R BT.601, in parts of 256.
        let luma = |p: &[u8]| match p {
            [r, g, b] => {
                ((77 * u32::from(*r) + 150 * u32::from(*g) + 29 * u32::from(*b)) >> 8) as u8
            }
            _ => u8::MAX,
        };
        Self {
            width: pixels.width(),
            height: pixels.height(),
            bytes: pixels.rgb().chunks_exact(3).map(luma).collect(),
        }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn height(&self) -> usize {
        self.height
    }

    /// Whether anything is on it.
    pub fn has_ink(&self) -> bool {
        let dark = self.bytes.iter().filter(|byte| **byte < INK_TONE);
        dark.take(LEAST_INK).count() == LEAST_INK
    }

    /// Without specks, and slightly blurred.
    pub fn smoothed(&self) -> Self {
        self.each(median).each(blurred)
    }

    /// A picture of what `of` makes of each pixel and its eight neighbours; the edge stays as it is.
    fn each(&self, of: impl Fn([u8; 9]) -> u8) -> Self {
        let mut bytes = self.bytes.clone();
        let row = |y: usize| self.bytes.get(y * self.width..(y + 1) * self.width);
        for y in 1..self.height.saturating_sub(1) {
            let (Some(above), Some(here), Some(below)) = (row(y - 1), row(y), row(y + 1)) else {
                continue;
            };
            let around = above.windows(3).zip(here.windows(3)).zip(below.windows(3));
            let inner = y * self.width + 1..;
            let targets = bytes.get_mut(inner).unwrap_or(&mut []).iter_mut();
            for (target, window) in targets.zip(around) {
                if let (([a, b, c], [d, e, f]), [g, h, i]) = window {
                    *target = of([*a, *b, *c, *d, *e, *f, *g, *h, *i]);
                }
            }
        }
        Self { bytes, ..*self }
    }

    /// The same, turned by so many quarters, clockwise.
    pub fn turned(&self, quarters: u8) -> Self {
        if quarters.is_multiple_of(4) {
            return Self {
                bytes: self.bytes.clone(),
                ..*self
            };
        }
        let (width, height) = (self.height, self.width);
        // The columns from the left, each from its foot, are the rows of what is turned by one quarter.
        let column = |x: usize| self.bytes.iter().skip(x).step_by(self.width).rev().copied();
        let bytes = (0..self.width).flat_map(column).collect();
        Self {
            width,
            height,
            bytes,
        }
        .turned(quarters - 1)
    }

    /// As a Portable Graymap (PGM, `P5`).
    pub fn pgm(&self) -> Vec<u8> {
        let mut file = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        file.extend_from_slice(&self.bytes);
        file
    }
}

/// The middle one of nine, by the fewest exchanges (Paeth, Graphics Gems, 1990).
fn median(mut p: [u8; 9]) -> u8 {
    const EXCHANGES: [(usize, usize); 19] = [
        (1, 2),
        (4, 5),
        (7, 8),
        (0, 1),
        (3, 4),
        (6, 7),
        (1, 2),
        (4, 5),
        (7, 8),
        (0, 3),
        (5, 8),
        (4, 7),
        (3, 6),
        (1, 4),
        (2, 5),
        (4, 7),
        (4, 2),
        (6, 4),
        (4, 2),
    ];
    for (low, high) in EXCHANGES {
        let (a, b) = (p[low], p[high]);
        (p[low], p[high]) = (a.min(b), a.max(b));
    }
    p[4]
}

/// The mean, in which the middle counts four times and its sides twice.
fn blurred([a, b, c, d, e, f, g, h, i]: [u8; 9]) -> u8 {
    let sum = |bytes: [u8; 4]| bytes.iter().map(|byte| u16::from(*byte)).sum::<u16>();
    ((sum([a, c, g, i]) + 2 * sum([b, d, f, h]) + 4 * u16::from(e) + 8) >> 4) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn white(width: usize, height: usize) -> Grey {
        let bytes = vec![255; width * height];
        Grey {
            width,
            height,
            bytes,
        }
    }

    #[test]
    fn a_picture_is_turned_clockwise() {
        let grey = Grey {
            width: 3,
            height: 2,
            bytes: vec![1, 2, 3, 4, 5, 6],
        };
        let turned = |quarters| {
            let turned = grey.turned(quarters);
            (turned.width, turned.bytes)
        };
        assert_eq!(turned(1), (2, vec![4, 1, 5, 2, 6, 3]));
        assert_eq!(turned(2), (3, vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(turned(4), (3, grey.bytes.clone()));
    }

    #[test]
    fn the_median_is_the_middle_of_nine() {
        let mut seed = 7_u32;
        for _ in 0..500 {
            let values = [0; 9].map(|_: u8| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 24) as u8
            });
            let mut sorted = values;
            sorted.sort_unstable();
            assert_eq!(median(values), sorted[4]);
        }
    }

    #[test]
    fn a_speck_goes_and_a_stroke_stays() {
        let mut grey = white(20, 20);
        grey.bytes[5 * 20 + 5] = 0;
        for y in 4..16 {
            for x in 10..13 {
                grey.bytes[y * 20 + x] = 0;
            }
        }
        let smooth = grey.smoothed();
        assert_eq!(smooth.bytes[5 * 20 + 5], 255);
        assert!(smooth.bytes[9 * 20 + 11] < 90);
        assert_eq!((smooth.width, smooth.bytes.len()), (20, 400));
        assert!(!white(20, 20).has_ink() && !grey.has_ink());
        let black = Grey {
            bytes: vec![0; 400],
            ..white(20, 20)
        };
        assert!(black.has_ink());
    }

    #[test]
    fn a_picture_is_written_as_a_graymap() {
        let pixels = Pixels::new(2, 1, vec![255, 255, 255, 0, 0, 0]).unwrap();
        let file = Grey::of(&pixels).pgm();
        assert_eq!(file, b"P5\n2 1\n255\n\xff\x00");
    }
}
