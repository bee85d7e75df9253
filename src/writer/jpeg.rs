//! A JPEG written from its coefficients, so that what was lossy once is not made lossy again (ISO 10918-1).
//!
//! **Invariant:** sequential, one scan, tables made for these coefficients alone; no segment but those that samples need.
//! **Absent:** the bytes of any source: coefficients are numbers.
//!
//! A crate that does this was looked for: those that are well kept decode to samples, and those that reach coefficients
//! are young or carry segments over.

/// The coefficients of a picture in one or three components: grey, or luminance and two differences of colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coefficients {
    pub width: u16,
    pub height: u16,
    pub components: Vec<Component>,
}

/// One component of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Blocks in a unit, across and down (annex A.1.1).
    pub across: usize,
    pub down: usize,
    /// What coefficients are multiplied by, in zigzag order.
    pub table: [u16; 64],
    /// Blocks in a row; whole units.
    pub columns: usize,
    /// In zigzag order each, rows from the top; whole units.
    pub blocks: Vec<[i16; 64]>,
}

/// From zigzag order to rows of eight (figure A.6).
pub const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Black as samples around zero.
const BLACK: f32 = -128.0;

impl Coefficients {
    /// Blocks in a unit of the widest and the highest component.
    pub fn unit(&self) -> (usize, usize) {
        let widest = self.components.iter().map(|c| c.across).max().unwrap_or(1);
        let highest = self.components.iter().map(|c| c.down).max().unwrap_or(1);
        (widest, highest)
    }

    /// Replaces a unit by new samples: `colour` is asked for each place in the picture.
    pub fn set_unit(
        &mut self,
        column: usize,
        row: usize,
        colour: impl Fn(usize, usize) -> [u8; 3],
    ) {
        let (widest, highest) = self.unit();
        let (left, top) = (column * widest * 8, row * highest * 8);
        for (number, component) in self.components.iter_mut().enumerate() {
            let (step_x, step_y) = (widest / component.across, highest / component.down);
            for v in 0..component.down {
                for u in 0..component.across {
                    let mut samples = [0.0_f32; 64];
                    for (at, sample) in samples.iter_mut().enumerate() {
                        let (x, y) = ((u * 8 + at % 8) * step_x, (v * 8 + at / 8) * step_y);
                        let near = (0..step_y).flat_map(|dy| (0..step_x).map(move |dx| (dx, dy)));
                        let sum: f32 = near
                            .map(|(dx, dy)| channel(number, colour(left + x + dx, top + y + dy)))
                            .sum();
                        *sample = sum / (step_x * step_y) as f32 - 128.0;
                    }
                    let at = (row * component.down + v) * component.columns
                        + column * component.across
                        + u;
                    if let Some(block) = component.blocks.get_mut(at) {
                        *block = transformed(&samples, &component.table);
                    }
                }
            }
        }
    }

    /// The bytes of the file; `None` when a number is larger than a sequential file can hold.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let wide = |c: &Component| c.table.iter().any(|v| !(1..=255).contains(v));
        if self.components.iter().any(wide) {
            return None;
        }
        let mut counts = [
            [Counts::default(), Counts::default()],
            [Counts::default(), Counts::default()],
        ];
        self.each_symbol(|class, symbol, _, _| counts[class.0][class.1].add(symbol))?;
        let tables = counts.map(|kinds| kinds.map(|counts| Table::of(&counts)));
        let mut out = vec![0xFF, 0xD8];
        segment(&mut out, 0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        for (number, component) in self.components.iter().enumerate() {
            let table = component.table.iter().map(|v| *v as u8);
            segment(
                &mut out,
                0xDB,
                &[vec![number as u8], table.collect()].concat(),
            );
        }
        let mut frame = vec![8];
        frame.extend(self.height.to_be_bytes());
        frame.extend(self.width.to_be_bytes());
        frame.push(self.components.len() as u8);
        let mut scan = vec![self.components.len() as u8];
        for (number, c) in self.components.iter().enumerate() {
            let class = number.min(1) as u8;
            frame.extend([
                number as u8 + 1,
                ((c.across as u8) << 4) | c.down as u8,
                number as u8,
            ]);
            scan.extend([number as u8 + 1, (class << 4) | class]);
        }
        segment(&mut out, 0xC0, &frame);
        for (class, kinds) in tables.iter().enumerate().take(self.components.len()) {
            for (kind, table) in kinds.iter().enumerate() {
                let name = ((kind as u8) << 4) | class as u8;
                segment(
                    &mut out,
                    0xC4,
                    &[&[name], table.lengths.as_slice(), &table.symbols].concat(),
                );
            }
        }
        scan.extend([0, 63, 0]);
        segment(&mut out, 0xDA, &scan);
        let mut bits = Bits::default();
        self.each_symbol(|class, symbol, length, value| {
            let (code, size) = tables[class.0][class.1].codes[usize::from(symbol)];
            bits.add(&mut out, code.into(), size);
            bits.add(&mut out, value, length);
        })?;
        bits.finish(&mut out);
        out.extend([0xFF, 0xD9]);
        Some(out)
    }

    /// Calls `see` with every symbol in order: its table (component class; 0 for the first coefficient, 1 for the rest),
    /// the symbol, and the bits that follow it; `None` when a number is too large (annex F.1.2).
    fn each_symbol(&self, mut see: impl FnMut((usize, usize), u8, u8, u32)) -> Option<()> {
        let (widest, highest) = self.unit();
        // A single component is coded block by block, whatever its factors say.
        let alone = self.components.len() == 1;
        let blocks = |length: u16, unit: usize| usize::from(length).div_ceil(8 * unit);
        let (columns, rows) = if alone {
            (blocks(self.width, 1), blocks(self.height, 1))
        } else {
            (blocks(self.width, widest), blocks(self.height, highest))
        };
        let mut before = vec![0_i32; self.components.len()];
        for row in 0..rows {
            for column in 0..columns {
                for (number, c) in self.components.iter().enumerate() {
                    let (across, down) = if alone { (1, 1) } else { (c.across, c.down) };
                    for v in 0..down {
                        for u in 0..across {
                            let at = (row * down + v) * c.columns + column * across + u;
                            let block = c.blocks.get(at)?;
                            symbols_of(block, number.min(1), &mut before[number], &mut see)?;
                        }
                    }
                }
            }
        }
        Some(())
    }
}

/// The symbols of one block.
fn symbols_of(
    block: &[i16; 64],
    class: usize,
    before: &mut i32,
    see: &mut impl FnMut((usize, usize), u8, u8, u32),
) -> Option<()> {
    let first = i32::from(block[0]);
    let (size, bits) = magnitude(first - *before);
    *before = first;
    (size <= 11).then_some(())?;
    see((class, 0), size, size, bits);
    let mut zeros = 0;
    for value in &block[1..] {
        if *value == 0 {
            zeros += 1;
            continue;
        }
        while zeros > 15 {
            see((class, 1), 0xF0, 0, 0);
            zeros -= 16;
        }
        let (size, bits) = magnitude(i32::from(*value));
        (size <= 10).then_some(())?;
        see((class, 1), (zeros << 4) | size, size, bits);
        zeros = 0;
    }
    if zeros > 0 {
        see((class, 1), 0, 0, 0);
    }
    Some(())
}

/// How many bits a number takes, and those bits (table F.1).
fn magnitude(value: i32) -> (u8, u32) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    let bits = if value < 0 {
        (value - 1) as u32 & ((1_u32 << size) - 1)
    } else {
        value as u32
    };
    (size as u8, bits)
}

/// One of luminance and two differences of colour, from 0 to 255 (ITU-T T.871 §7).
fn channel(number: usize, [r, g, b]: [u8; 3]) -> f32 {
    let [r, g, b] = [f32::from(r), f32::from(g), f32::from(b)];
    match number {
        0 => 0.299 * r + 0.587 * g + 0.114 * b,
        1 => -0.168_736 * r - 0.331_264 * g + 0.5 * b + 128.0,
        _ => 0.5 * r - 0.418_688 * g - 0.081_312 * b + 128.0,
    }
}

/// Coefficients of a block of samples around zero, in zigzag order (annex A.3.3).
fn transformed(samples: &[f32; 64], table: &[u16; 64]) -> [i16; 64] {
    let cosine = |x: usize, u: usize| {
        let angle = (2 * x + 1) as f32 * u as f32 * std::f32::consts::PI / 16.0;
        let scale = if u == 0 {
            std::f32::consts::FRAC_1_SQRT_2
        } else {
            1.0
        };
        angle.cos() * scale / 2.0
    };
    let mut factors = [0.0_f32; 64];
    for (at, factor) in factors.iter_mut().enumerate() {
        *factor = cosine(at % 8, at / 8);
    }
    let along = |values: &[f32; 64], value: fn(usize, usize) -> usize| {
        let mut out = [0.0_f32; 64];
        for line in 0..8 {
            for u in 0..8 {
                let sum = (0..8).map(|x| values[value(line, x)] * factors[u * 8 + x]);
                out[value(line, u)] = sum.sum();
            }
        }
        out
    };
    let rows = along(samples, |line, x| line * 8 + x);
    let both = along(&rows, |line, y| y * 8 + line);
    let mut out = [0_i16; 64];
    for (at, value) in out.iter_mut().enumerate() {
        let coefficient = both[usize::from(ZIGZAG[at])] / f32::from(table[at].max(1));
        *value = coefficient.round() as i16;
    }
    if samples.iter().all(|v| *v == BLACK) {
        // Rounded down, so that it is as black as black can be.
        out[0] = (both[0] / f32::from(table[0].max(1))).floor() as i16;
    }
    out
}

fn segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    out.extend([0xFF, marker]);
    out.extend((body.len() as u16 + 2).to_be_bytes());
    out.extend_from_slice(body);
}

/// How often each symbol occurs.
struct Counts([u32; 256]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Counts {
    fn add(&mut self, symbol: u8) {
        self.0[usize::from(symbol)] += 1;
    }
}

/// A table of codes: how many there are of each length, and their symbols in order.
struct Table {
    lengths: [u8; 16],
    symbols: Vec<u8>,
    codes: [(u16, u8); 256],
}

impl Table {
    /// The shortest codes of at most 16 bits (annex K.2). One code of all ones is never given out.
    fn of(counts: &Counts) -> Self {
        let sizes = code_sizes(counts);
        let mut symbols: Vec<u8> = (0..=255_u8)
            .filter(|s| sizes[usize::from(*s)] > 0)
            .collect();
        symbols.sort_by_key(|s| (sizes[usize::from(*s)], *s));
        let mut table = Self {
            lengths: code_lengths(&sizes),
            symbols,
            codes: [(0, 0); 256],
        };
        let (mut code, mut given) = (0_u16, table.symbols.iter());
        for (length, count) in (1_u8..).zip(table.lengths) {
            for symbol in given.by_ref().take(usize::from(count)) {
                table.codes[usize::from(*symbol)] = (code, length);
                code += 1;
            }
            code <<= 1;
        }
        table
    }
}

/// How long the code of each symbol is, by how often it occurs; the last is of the code that is never given out.
fn code_sizes(counts: &Counts) -> [usize; 257] {
    const NONE: usize = usize::MAX;
    let mut count: Vec<u64> = counts.0.iter().map(|n| u64::from(*n)).chain([1]).collect();
    let mut size = [0_usize; 257];
    let mut next = [NONE; 257];
    loop {
        let least = |except: usize, count: &[u64]| {
            let all = (0..257).rev().filter(|i| *i != except && count[*i] > 0);
            all.min_by_key(|i| count[*i])
        };
        let Some(a) = least(NONE, &count) else { break };
        let Some(b) = least(a, &count) else { break };
        count[a] += count[b];
        count[b] = 0;
        let mut at = a;
        loop {
            size[at] += 1;
            if next[at] == NONE {
                break;
            }
            at = next[at];
        }
        next[at] = b;
        while at != NONE {
            at = next[at];
            if at != NONE {
                size[at] += 1;
            }
        }
    }
    size
}

/// How many codes there are of each length, from 1 to 16; longer ones are made shorter (figure K.3).
fn code_lengths(sizes: &[usize; 257]) -> [u8; 16] {
    let mut lengths = [0_usize; 64];
    sizes
        .iter()
        .filter(|s| **s > 0)
        .for_each(|s| lengths[(*s).min(63)] += 1);
    for length in (17..64).rev() {
        while lengths[length] > 0 {
            let Some(shorter) = (1..length - 1).rev().find(|l| lengths[*l] > 0) else {
                break;
            };
            lengths[length] -= 2;
            lengths[length - 1] += 1;
            lengths[shorter + 1] += 2;
            lengths[shorter] -= 1;
        }
    }
    if let Some(last) = (1..=16).rev().find(|l| lengths[*l] > 0) {
        lengths[last] -= 1;
    }
    std::array::from_fn(|i| lengths[i + 1] as u8)
}

/// Bits on their way to bytes; a byte of ones is followed by one of zeros (annex F.1.2.3).
#[derive(Default)]
struct Bits {
    held: u64,
    count: u8,
}

impl Bits {
    fn add(&mut self, out: &mut Vec<u8>, value: u32, length: u8) {
        self.held = (self.held << length) | u64::from(value);
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.held >> self.count) as u8;
            out.push(byte);
            if byte == 0xFF {
                out.push(0);
            }
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        let rest = (8 - self.count % 8) % 8;
        self.add(out, (1 << rest) - 1, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(width: u16, height: u16, colour: impl Fn(usize, usize) -> [u8; 3]) -> Vec<u8> {
        let (columns, rows) = (
            usize::from(width).div_ceil(16),
            usize::from(height).div_ceil(16),
        );
        let component = |factor: usize| Component {
            across: factor,
            down: factor,
            table: [4; 64],
            columns: columns * factor,
            blocks: vec![[0; 64]; columns * rows * factor * factor],
        };
        let mut picture = Coefficients {
            width,
            height,
            components: vec![component(2), component(1), component(1)],
        };
        for row in 0..rows {
            for column in 0..columns {
                picture.set_unit(column, row, &colour);
            }
        }
        picture.to_bytes().unwrap()
    }

    #[test]
    fn another_reader_sees_the_samples() {
        let colour = |x: usize, y: usize| {
            if (x / 20 + y / 20).is_multiple_of(2) {
                [200, 40, 40]
            } else {
                [250, 250, 240]
            }
        };
        let bytes = flat(90, 70, colour);
        let read = image::load_from_memory_with_format(&bytes, image::ImageFormat::Jpeg).unwrap();
        let rgb = read.into_rgb8();
        assert_eq!(rgb.dimensions(), (90, 70));
        for (x, y) in [(8, 8), (30, 10), (50, 50), (85, 65)] {
            let (seen, meant) = (rgb.get_pixel(x, y).0, colour(x as usize, y as usize));
            assert!(
                seen.iter().zip(meant).all(|(a, b)| a.abs_diff(b) < 24),
                "{x} {y} {seen:?} {meant:?}"
            );
        }
    }

    #[test]
    fn codes_are_never_longer_than_sixteen_bits() {
        let mut counts = Counts::default();
        let (mut a, mut b) = (1_u32, 1_u32);
        for symbol in 0..40 {
            counts.0[symbol] = a;
            (a, b) = (b, a.saturating_add(b));
        }
        let table = Table::of(&counts);
        assert_eq!(
            table.lengths.iter().map(|n| usize::from(*n)).sum::<usize>(),
            40
        );
        let whole: f64 = (1..)
            .zip(table.lengths)
            .map(|(l, n)| f64::from(n) / f64::from(1 << l))
            .sum();
        assert!(whole < 1.0, "{whole}");
    }
}
