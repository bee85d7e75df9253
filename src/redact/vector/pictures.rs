//! The coded pictures of a page.
//!
//! **Invariant:** a picture that is drawn twice in full is coded once; what is not shown in the end is not kept.
//! **Absent:** coding them, see [`super::image`].

use super::scene;
use crate::writer::page::Item;
use crate::writer::picture::Picture;
use std::collections::HashMap;

/// Samples that one page may decode.
const MAX_SAMPLES: usize = 100_000_000;

/// What makes two drawings of a picture the same coded picture: the interpreter's key and the size it was coded in.
pub type PictureKey = (u128, usize, usize);

/// The pictures of one page on its way.
#[derive(Default)]
pub struct Pictures {
    coded: Vec<Picture>,
    /// Those that were drawn in full.
    whole: HashMap<PictureKey, u32>,
    samples: usize,
}

impl Pictures {
    /// Takes a picture; gives its number.
    pub fn add(&mut self, picture: Picture) -> u32 {
        self.coded.push(picture);
        self.coded.len() as u32 - 1
    }

    /// The number of a picture that was drawn in full before.
    pub fn whole(&self, key: PictureKey) -> Option<u32> {
        self.whole.get(&key).copied()
    }

    pub fn keep_whole(&mut self, key: PictureKey, number: u32) {
        self.whole.insert(key, number);
    }

    /// Counts samples that are decoded; false when they are more than a page may decode.
    pub fn has_room_for(&mut self, width: usize, height: usize) -> bool {
        self.samples = self.samples.saturating_add(width.saturating_mul(height));
        self.samples <= MAX_SAMPLES
    }

    /// Those that are shown, in order; what was given up on the way must not stay in the file.
    pub fn used(self, items: &mut [Item]) -> Vec<Picture> {
        let mut pictures: Vec<Option<Picture>> = self.coded.into_iter().map(Some).collect();
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut kept = Vec::new();
        scene::each_picture(items, &mut |number| {
            let next = kept.len() as u32;
            let known = *numbers.entry(*number).or_insert(next);
            if known == next {
                kept.extend(pictures.get_mut(*number as usize).and_then(Option::take));
            }
            *number = known;
        });
        kept
    }
}
