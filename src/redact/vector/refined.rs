//! A coarse picture in finer samples, before anything of it is overwritten.
//!
//! **Invariant:** every sample becomes some of its own colour, in its own place; there are never more of them than a page may
//! hold.
//! **Absent:** smoothing: readers show coarse samples as they are.

use super::placed::Placed;
use crate::writer::samples::Samples;
use kurbo::{Affine, Rect};

/// A sample longer than this, in points, is coarse; it is divided into parts of about so many points, and a picture into
/// so many samples at most.
const COARSE_POINTS: f64 = 2.0;
const REFINED_POINTS: f64 = 0.5;
const MAX_REFINED: usize = 4_000_000;

impl Placed {
    /// The same in finer samples where its own are so coarse that an area would take more with it than it covers, such as
    /// the whole of a background that is one sample. A sample of which more than half is covered goes whole; the tone of
    /// any other is seen beside the areas.
    pub fn refined(self, areas: &[Rect]) -> Self {
        let (across, down) = self.parts();
        if areas.is_empty() || (across, down) == (1, 1) {
            return self;
        }
        let fine = self.divided(across, down);
        let (width, height) = (fine.samples.width, fine.samples.height);
        let mut covered = Self {
            samples: Samples {
                width,
                height,
                channels: 1,
                data: vec![1; width * height],
            },
            to_page: fine.to_page,
        };
        areas.iter().for_each(|area| covered.knock_out(*area, 0));
        let mut fine = fine;
        for (top, left) in (0..height).step_by(down).flat_map(|top| {
            let lefts = (0..width).step_by(across);
            lefts.map(move |left| (top, left))
        }) {
            let cells = (top..top + down).flat_map(|y| (left..left + across).map(move |x| (x, y)));
            let is_open =
                |(x, y): &(usize, usize)| covered.samples.data.get(y * width + x) == Some(&1);
            if cells.clone().filter(is_open).count() * 2 < across * down {
                cells.for_each(|(x, y)| fine.set(x, y, 0));
            }
        }
        fine
    }

    /// Into how many parts each sample is to be divided, so that none is coarse.
    fn parts(&self) -> (usize, usize) {
        let [a, b, c, d, ..] = self.to_page.as_coeffs();
        let parts = |length: f64| match length > COARSE_POINTS {
            true => (length / REFINED_POINTS).ceil().min(MAX_REFINED as f64) as usize,
            false => 1,
        };
        let (mut across, mut down) = (parts(a.hypot(b)), parts(c.hypot(d)));
        let samples = (self.samples.width * self.samples.height).max(1);
        let most = (MAX_REFINED / samples).max(1);
        while across * down > most {
            match across > down {
                true => across = across.div_ceil(2),
                false => down = down.div_ceil(2),
            }
        }
        (across, down)
    }

    /// Every sample as so many of its colour, side by side and one below the other.
    fn divided(&self, across: usize, down: usize) -> Self {
        let Samples {
            width,
            height,
            channels,
            ref data,
        } = self.samples;
        let mut fine = Vec::with_capacity(data.len() * across * down);
        for row in data.chunks_exact(width * channels) {
            let samples = row.chunks_exact(channels);
            let row: Vec<u8> = samples.flat_map(|sample| sample.repeat(across)).collect();
            (0..down).for_each(|_| fine.extend_from_slice(&row));
        }
        Self {
            samples: Samples {
                width: width * across,
                height: height * down,
                channels,
                data: fine,
            },
            to_page: self.to_page
                * Affine::scale_non_uniform(1.0 / across as f64, 1.0 / down as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_background_of_few_samples_is_black_under_the_area_alone() {
        let one = Samples::new(1, 2, 3, vec![200, 220, 240, 10, 20, 30]).unwrap();
        let page = Placed::new(one, Affine::scale_non_uniform(400.0, 300.0), (1.0, 1.0));
        let areas = [
            Rect::new(50.0, 50.0, 90.0, 60.0),
            Rect::new(0.0, 300.0, 400.0, 480.0),
        ];
        let mut fine = page.clone().refined(&areas);
        areas.iter().for_each(|area| fine.knock_out(*area, 0));
        let at = |x: f64, y: f64| {
            let cells = fine.around(Rect::new(x, y, x + 0.1, y + 0.1));
            fine.at(cells.left, cells.top)
        };
        assert_eq!(at(70.0, 55.0), [0; 3], "under the area");
        assert_eq!(
            (at(45.0, 55.0), at(70.0, 62.0)),
            ([200, 220, 240], [200, 220, 240])
        );
        assert_eq!(
            at(200.0, 590.0),
            [0; 3],
            "of a sample that is covered by more than half"
        );
        let sharp = Samples::new(40, 40, 1, vec![200; 1600]).unwrap();
        let sharp = Placed::new(sharp, Affine::scale(0.5), (1.0, 1.0));
        let same = |p: Placed| (p.samples.width, p.samples.height);
        assert_eq!(
            same(page.clone().refined(&[])),
            (1, 2),
            "nothing is covered"
        );
        assert_eq!(same(sharp.refined(&areas)), (40, 40), "fine enough");
        let place = |p: &Placed| p.place().as_coeffs();
        assert!(
            place(&fine)
                .iter()
                .zip(place(&page))
                .all(|(a, b)| (a - b).abs() < 1e-6)
        );
    }
}
