//! A rendered picture, or a part of one, as plain RGB bytes.
//!
//! **Invariant:** `rgb` holds exactly `width * height * 3` bytes, rows from the top, no padding.
//! **Absent:** transparency; pages are rendered on white paper.

use super::geometry::PageRect;
use serde::{Deserialize, Serialize};

/// A picture of `width` by `height` pixels, three bytes each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pixels {
    width: usize,
    height: usize,
    #[serde(with = "serde_bytes")]
    rgb: Vec<u8>,
}

impl Pixels {
    /// `None` when the number of bytes does not fit the size.
    pub fn new(width: usize, height: usize, rgb: Vec<u8>) -> Option<Self> {
        (width.checked_mul(height)?.checked_mul(3)? == rgb.len()).then_some(Self {
            width,
            height,
            rgb,
        })
    }

    pub fn width(&self) -> usize {
        self.width
    }
    pub fn height(&self) -> usize {
        self.height
    }
    /// The samples as [`Pixels::rgb`] has them, to be changed.
    pub fn samples_mut(&mut self) -> &mut [u8] {
        &mut self.rgb
    }

    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// Whether the size and the bytes agree: what came from another process is asked this first.
    pub fn is_sound(&self) -> bool {
        self.width
            .checked_mul(self.height)
            .and_then(|n| n.checked_mul(3))
            == Some(self.rgb.len())
    }

    /// The colour at a pixel; outside the picture it is white, like the paper.
    pub fn at(&self, x: usize, y: usize) -> [u8; 3] {
        if x >= self.width || y >= self.height {
            return [255; 3];
        }
        let start = (y * self.width + x) * 3;
        self.rgb
            .get(start..start + 3)
            .and_then(|p| p.try_into().ok())
            .unwrap_or([255; 3])
    }

    /// The bytes of a row from one pixel up to another; none of what lies beyond the picture.
    pub fn row(&self, y: usize, from: usize, to: usize) -> &[u8] {
        let (from, to) = (from.min(self.width), to.min(self.width));
        let start = y.min(self.height) * self.width;
        let within = (start + from) * 3..(start + to.max(from)) * 3;
        self.rgb.get(within).unwrap_or_default()
    }

    /// A part of the picture; what lies beyond it is white. `None` when the part is too large to be a picture.
    pub fn part(&self, left: usize, top: usize, width: usize, height: usize) -> Option<Self> {
        let mut rgb = Vec::with_capacity(width.checked_mul(height)?.checked_mul(3)?);
        for y in top..top.checked_add(height)? {
            let within = if y < self.height {
                left.min(self.width)..left.checked_add(width)?.min(self.width)
            } else {
                0..0
            };
            let beyond = width - within.len();
            if !within.is_empty() {
                let start = (y * self.width + within.start) * 3;
                rgb.extend_from_slice(self.rgb.get(start..start + within.len() * 3)?);
            }
            rgb.resize(rgb.len() + beyond * 3, 255);
        }
        Self::new(width, height, rgb)
    }

    /// Paints the pixels `left..right` by `top..bottom` in one colour; what lies outside is ignored.
    pub fn fill(&mut self, left: usize, top: usize, right: usize, bottom: usize, colour: [u8; 3]) {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        for y in top..bottom {
            let row = y * self.width;
            if left < right {
                for pixel in self.rgb[(row + left) * 3..(row + right) * 3].chunks_exact_mut(3) {
                    pixel.copy_from_slice(&colour);
                }
            }
        }
    }
}

/// A picture that shows what lies under an area also beside it, as far as it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pub place: PageRect,
    /// In points.
    pub reach: f64,
}

impl Spread {
    /// Where it does so, around one area.
    pub fn around(&self, area: &PageRect) -> Option<PageRect> {
        let meets = self.place.intersects(area);
        meets.then(|| area.expanded(self.reach)?.intersection(&self.place))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_must_fit_the_size() {
        assert!(Pixels::new(2, 2, vec![0; 12]).is_some());
        assert!(Pixels::new(2, 2, vec![0; 11]).is_none());
        assert!(Pixels::new(usize::MAX, 2, vec![]).is_none());
    }

    #[test]
    fn filling_stops_at_the_edge() {
        let mut picture = Pixels::new(3, 3, vec![255; 27]).unwrap();
        picture.fill(1, 1, 9, 9, [0; 3]);
        assert_eq!(picture.at(0, 0), [255; 3]);
        assert_eq!(picture.at(1, 1), [0; 3]);
        assert_eq!(picture.at(2, 2), [0; 3]);
        picture.fill(5, 5, 4, 9, [9; 3]);
        assert_eq!(picture.at(2, 2), [0; 3]);
    }

    #[test]
    fn a_row_ends_with_the_picture() {
        let mut picture = Pixels::new(3, 2, vec![9; 18]).unwrap();
        picture.fill(1, 1, 2, 2, [0; 3]);
        assert_eq!(picture.row(1, 0, 2), [9, 9, 9, 0, 0, 0]);
        assert_eq!(picture.row(1, 2, 9), [9; 3]);
        assert!(picture.row(2, 0, 3).is_empty() && picture.row(0, 3, 9).is_empty());
        assert!(picture.row(0, 2, 1).is_empty());
    }

    #[test]
    fn a_part_is_white_beyond_the_picture() {
        let mut picture = Pixels::new(3, 3, vec![9; 27]).unwrap();
        picture.fill(2, 1, 3, 2, [0; 3]);
        let part = picture.part(2, 1, 2, 3).unwrap();
        assert_eq!([part.at(0, 0), part.at(1, 0)], [[0; 3], [255; 3]]);
        assert_eq!([part.at(0, 1), part.at(0, 2)], [[9; 3], [255; 3]]);
        assert_eq!(picture.part(5, 5, 1, 1).unwrap().at(0, 0), [255; 3]);
    }
}
