//! A picture as runs of one colour: a page is mostly paper, so that this is a small part of its bytes.
//!
//! **Invariant:** what is unpacked is the picture that was packed, and runs that do not make up exactly the picture that
//! they say are none; memory for a picture is taken only after that was found out.
//! **Absent:** loss.

use super::pixels::Pixels;
use serde::{Deserialize, Serialize};

/// Pixels of a run, or that stand as they are, at most.
const MAX_RUN_PIXELS: usize = 128;
/// A shorter run costs more than its pixels as they are.
const MIN_RUN_PIXELS: usize = 2;
/// A byte from here on says that the pixel after it is repeated; below it, how many pixels follow, less one.
const REPEATED_FROM: u8 = 128;

/// The runs of a picture, each a byte and its pixels, three bytes each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    width: usize,
    height: usize,
    #[serde(with = "serde_bytes")]
    runs: Vec<u8>,
}

impl Packed {
    pub fn of(pixels: &Pixels) -> Self {
        let all = pixels.rgb().as_chunks::<3>().0;
        let mut runs = Vec::with_capacity(all.len() / 2);
        let (mut at, mut plain) = (0, 0);
        while let Some(colour) = all.get(at) {
            let rest = all
                .get(at..(at + MAX_RUN_PIXELS).min(all.len()))
                .unwrap_or_default();
            let run = alike(rest, colour);
            if run < MIN_RUN_PIXELS {
                at += 1;
                continue;
            }
            put_plain(&mut runs, all.get(plain..at).unwrap_or_default());
            runs.push(REPEATED_FROM + (run - 1) as u8);
            runs.extend_from_slice(colour);
            at += run;
            plain = at;
        }
        put_plain(&mut runs, all.get(plain..).unwrap_or_default());
        Self {
            width: pixels.width(),
            height: pixels.height(),
            runs,
        }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn height(&self) -> usize {
        self.height
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.runs.len()
    }

    /// Whether the runs make up a picture of this size: what came from another process is asked this first.
    pub fn is_sound(&self) -> bool {
        let mut pixels = 0_usize;
        let mut left = self.runs.as_slice();
        while let Some((run, rest)) = run(left) {
            pixels += run.count;
            left = rest;
        }
        left.is_empty() && self.width.checked_mul(self.height) == Some(pixels)
    }

    /// `None` when it is not sound.
    pub fn unpacked(&self) -> Option<Pixels> {
        self.is_sound().then_some(())?;
        let mut rgb = Vec::with_capacity(self.width.checked_mul(self.height)?.checked_mul(3)?);
        let mut left = self.runs.as_slice();
        while let Some((run, rest)) = run(left) {
            left = rest;
            match run.pixels {
                // A grey is filled in at once.
                [r, g, b] if run.count > 1 && r == g && g == b => {
                    rgb.resize(rgb.len() + 3 * run.count, *r);
                }
                [r, g, b] => (0..run.count).for_each(|_| rgb.extend_from_slice(&[*r, *g, *b])),
                plain => rgb.extend_from_slice(plain),
            }
        }
        Pixels::new(self.width, self.height, rgb)
    }
}

/// How many pixels at the start have this colour, which the first has. Paper is found out at once: it is the same as itself
/// a pixel further on.
fn alike(pixels: &[[u8; 3]], colour: &[u8; 3]) -> usize {
    let (all, last) = (pixels.get(1..), pixels.len().saturating_sub(1));
    if all == pixels.get(..last) {
        return pixels.len();
    }
    pixels.iter().take_while(|pixel| *pixel == colour).count()
}

fn put_plain(runs: &mut Vec<u8>, pixels: &[[u8; 3]]) {
    for some in pixels.chunks(MAX_RUN_PIXELS) {
        runs.push((some.len() - 1) as u8);
        runs.extend_from_slice(some.as_flattened());
    }
}

/// So many pixels: one that is repeated, or as many as there are.
struct Run<'a> {
    count: usize,
    pixels: &'a [u8],
}

/// The first run, and what comes after it; `None` at the end, and where it breaks off.
fn run(runs: &[u8]) -> Option<(Run<'_>, &[u8])> {
    let (first, rest) = runs.split_first()?;
    let (count, stored) = match first.checked_sub(REPEATED_FROM) {
        Some(more) => (usize::from(more) + 1, 1),
        None => (usize::from(*first) + 1, usize::from(*first) + 1),
    };
    let (pixels, rest) = rest.split_at_checked(3 * stored)?;
    Some((Run { count, pixels }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paper_takes_hardly_any_room() {
        let mut page = Pixels::new(800, 1000, vec![255; 2_400_000]).unwrap();
        page.fill(100, 100, 103, 900, [0; 3]);
        let packed = Packed::of(&page);
        assert!(packed.bytes() < 40_000, "{}", packed.bytes());
        assert_eq!(packed.unpacked(), Some(page));
    }

    #[test]
    fn runs_that_make_up_another_picture_are_none() {
        let packed = Packed::of(&Pixels::new(9, 9, (0..243).collect()).unwrap());
        let spoilt = |change: fn(&mut Packed)| {
            let mut packed = packed.clone();
            change(&mut packed);
            packed.is_sound() || packed.unpacked().is_some()
        };
        assert!(spoilt(|_| {}));
        assert!(!spoilt(|packed| packed.width += 1));
        assert!(!spoilt(|packed| packed.height = usize::MAX));
        assert!(!spoilt(|packed| packed.runs.truncate(200)));
        assert!(!spoilt(|packed| packed.runs.push(7)));
        assert!(!spoilt(|packed| packed.runs.extend([200, 1, 2, 3])));
    }

    proptest! {
        #[test]
        fn what_is_unpacked_is_what_was_packed(
            tones in prop::collection::vec((0_u8..3, 1_usize..300), 1..20),
        ) {
            let of = |(tone, count): &(u8, usize)| vec![[*tone, *tone / 2, 7]; *count];
            let rgb: Vec<u8> = tones.iter().flat_map(of).flatten().collect();
            let pixels = Pixels::new(rgb.len() / 3, 1, rgb).unwrap();
            let packed = Packed::of(&pixels);
            prop_assert!(packed.is_sound());
            prop_assert_eq!(packed.unpacked(), Some(pixels));
        }
    }
}
