//! Where words are looked for: everywhere, or where the other words of the layer were found.

use super::fit::BestFit;
use super::letters::fonts;
use std::collections::BTreeMap;

/// Columns that they may stand beside their place, where they are looked for first and after that.
pub const BESIDE: usize = 6;
pub const FAR_BESIDE: usize = 12;
/// Rows above and below, of which eight are the height of an x.
const NEAR: usize = 4;
const FAR: usize = 12;
/// Heights of an x as parts of the height of a cell.
const HEIGHTS: [f64; 8] = [0.36, 0.4, 0.44, 0.48, 0.52, 0.56, 0.6, 0.66];
const NEAR_HEIGHTS: [f64; 3] = [1.0, 0.94, 1.06];
pub const FAR_HEIGHTS: [f64; 5] = [1.0, 0.94, 1.06, 0.88, 1.13];
/// So many words must be found for a layer to tell where its other words are, and so many of its fonts are kept.
const FEWEST: usize = 3;
const FONTS: usize = 3;

/// Where a word is looked for.
#[derive(Clone)]
pub struct Search {
    pub fonts: Vec<usize>,
    pub heights: Vec<f64>,
    /// Whether the word ends where the blank after it starts: programs that read scans spread a word over both.
    pub blanks: Vec<bool>,
    /// How much lower the picture lies than the layer, in heights.
    pub lower: f64,
    pub rows: usize,
    pub beside: usize,
}

impl Search {
    pub fn everywhere(beside: usize) -> Self {
        Self {
            fonts: (0..fonts().len()).collect(),
            heights: HEIGHTS.to_vec(),
            blanks: vec![false, true],
            lower: 0.0,
            rows: FAR,
            beside,
        }
    }

    /// The likeliest height.
    pub fn height(&self) -> f64 {
        self.heights.first().copied().unwrap_or(HEIGHTS[3])
    }

    /// Where the other words of a layer are, of which some were found.
    pub fn told_by(found: &[BestFit]) -> Option<Self> {
        if found.len() < FEWEST {
            return None;
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        found
            .iter()
            .for_each(|f| *counts.entry(f.font).or_default() += 1);
        let mut best: Vec<(usize, usize)> = counts.into_iter().collect();
        best.sort_by_key(|(font, count)| (std::cmp::Reverse(*count), *font));
        let middle = |of: fn(&BestFit) -> f64| {
            let mut values: Vec<f64> = found.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or_default()
        };
        let height = middle(|f| f.height);
        Some(Self {
            fonts: best.iter().take(FONTS).map(|(font, _)| *font).collect(),
            heights: NEAR_HEIGHTS.map(|part| part * height).to_vec(),
            blanks: vec![2 * found.iter().filter(|f| f.blank).count() > found.len()],
            lower: middle(|f| f.lower),
            rows: NEAR,
            beside: BESIDE,
        })
    }
}
