//! Numbers, words and colours that follow from a seed.

/// Numbers that follow from a seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Between two numbers, to a hundredth.
    pub fn between(&mut self, least: f64, most: f64) -> f64 {
        let part = self.below(10_000) as f64 / 10_000.0;
        ((least + (most - least) * part) * 100.0).round() / 100.0
    }

    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    pub fn word(&mut self, letters: usize) -> String {
        let alphabet: Vec<char> = "abcdefghijklmnoprstuvwzABDEGHJKLMNPRSTVW0123456789 .-"
            .chars()
            .collect();
        (0..letters)
            .map(|_| alphabet[self.below(alphabet.len())])
            .collect()
    }

    pub fn colour(&mut self) -> String {
        let [a, b, c] = [0; 3].map(|_| self.between(0.0, 0.8));
        format!("{a} {b} {c} rg {b} {c} {a} RG ")
    }
}
