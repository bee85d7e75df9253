//! One scan of a JPEG: which coefficients it codes, and its blocks (ISO 10918-1 annexes B.2.3, F and G).
//!
//! **Absent:** where its blocks lie in the picture.

use super::huffman::{Bits, Table};

/// What a scan codes: a band of coefficients, and which of their bits (annex G.1.2).
#[derive(Clone, Copy)]
pub struct Band {
    pub from: usize,
    pub to: usize,
    /// The bits that were coded before, and those that are below what is coded now; 0 for all.
    pub before: u8,
    pub below: u8,
}

/// A component of a scan.
pub struct ScannedPart {
    /// Its place among the components of the frame.
    pub component: usize,
    /// The table of its first coefficients.
    pub first: usize,
    /// The table of its other coefficients.
    pub others: usize,
}

/// What stands before the blocks of a scan (annex B.2.3).
pub struct ScanHead {
    pub parts: Vec<ScannedPart>,
    pub band: Band,
}

impl ScanHead {
    /// `None` where it is not sound. `component` finds one of the frame by its name.
    pub fn read(
        body: &[u8],
        progressive: bool,
        component: impl Fn(u8) -> Option<usize>,
    ) -> Option<Self> {
        let count = usize::from(*body.first()?);
        let mut parts = Vec::new();
        for i in 0..count {
            let (name, tables) = (*body.get(1 + i * 2)?, *body.get(2 + i * 2)?);
            parts.push(ScannedPart {
                component: component(name)?,
                first: usize::from(tables >> 4),
                others: usize::from(tables & 15),
            });
        }
        let (from, to, bits) = match body.get(1 + count * 2..4 + count * 2)? {
            [from, to, bits] => (usize::from(*from), usize::from(*to), *bits),
            _ => return None,
        };
        let band = Band {
            from,
            to: if progressive { to } else { 63 },
            before: bits >> 4,
            below: bits & 15,
        };
        let sound = band.from <= band.to && band.to < 64 && band.below < 14 && count > 0;
        let single = band.from == 0 || count == 1;
        let is_allowed = if progressive {
            // The first coefficients come apart from the others.
            (band.from == 0) == (band.to == 0)
        } else {
            band.from == 0 && bits == 0
        };
        (sound && single && is_allowed).then_some(Self { parts, band })
    }
}

/// Reads the blocks of one scan.
pub struct Coder<'a> {
    pub bits: Bits<'a>,
    pub tables: &'a [[Option<Table>; 4]; 2],
    pub progressive: bool,
    pub band: Band,
    /// The last first coefficient of each component.
    pub before: Vec<i32>,
    /// Blocks that are known to hold nothing more in this band.
    pub skipped: u32,
}

impl Coder<'_> {
    pub fn restart(&mut self) -> Option<()> {
        self.bits.restart()?;
        self.before.fill(0);
        self.skipped = 0;
        Some(())
    }

    pub fn block(&mut self, block: &mut [i16; 64], part: &ScannedPart) -> Option<()> {
        if !self.progressive {
            self.first(block, part)?;
            return self.others(block, part.others, 1);
        }
        match (self.band.from, self.band.before) {
            (0, 0) => self.first(block, part),
            (0, _) => {
                block[0] |= (self.bits.take(1)? as i16) << self.band.below;
                Some(())
            }
            (from, 0) => self.others(block, part.others, from),
            _ => self.refine(block, part.others),
        }
    }

    fn first(&mut self, block: &mut [i16; 64], part: &ScannedPart) -> Option<()> {
        let table = table_of(self.tables, 0, part.first)?;
        let size = table.symbol(&mut self.bits)?;
        (size <= 11).then_some(())?;
        let before = self.before.get_mut(part.component)?;
        *before = before.checked_add(self.bits.signed(size)?)?;
        block[0] = i16::try_from(before.checked_shl(self.band.below.into())?).ok()?;
        Some(())
    }

    /// The coefficients of the band from one on.
    fn others(&mut self, block: &mut [i16; 64], table: usize, from: usize) -> Option<()> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Some(());
        }
        let table = table_of(self.tables, 1, table)?;
        let mut at = from;
        while at <= self.band.to {
            let symbol = table.symbol(&mut self.bits)?;
            let (zeros, size) = (symbol >> 4, symbol & 15);
            if size == 0 {
                if zeros == 15 {
                    at += 16;
                    continue;
                }
                if self.progressive {
                    self.skipped = (1 << zeros) - 1 + self.bits.take(zeros)?;
                } else if zeros > 0 {
                    return None;
                }
                return Some(());
            }
            at += usize::from(zeros);
            let value = self.bits.signed(size)?;
            *block.get_mut(at)? = i16::try_from(value.checked_shl(self.band.below.into())?).ok()?;
            at += 1;
        }
        Some(())
    }

    /// One more bit of coefficients that are known in part (annex G.1.2.3).
    fn refine(&mut self, block: &mut [i16; 64], table: usize) -> Option<()> {
        let table = table_of(self.tables, 1, table)?;
        let bit = 1_i16 << self.band.below;
        let mut at = self.band.from;
        while self.skipped == 0 && at <= self.band.to {
            let symbol = table.symbol(&mut self.bits)?;
            let (mut zeros, size) = (symbol >> 4, symbol & 15);
            let new = match size {
                0 if zeros < 15 => {
                    self.skipped = (1 << zeros) + self.bits.take(zeros)?;
                    break;
                }
                0 => 0,
                1 if self.bits.take(1)? == 1 => bit,
                1 => -bit,
                _ => return None,
            };
            while at <= self.band.to {
                let known = block.get_mut(at)?;
                if *known != 0 {
                    refined(known, bit, self.bits.take(1)?);
                } else if zeros == 0 {
                    *known = new;
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            at += 1;
        }
        if self.skipped > 0 {
            for known in block.get_mut(at..=self.band.to).unwrap_or_default() {
                if *known != 0 {
                    refined(known, bit, self.bits.take(1)?);
                }
            }
            self.skipped -= 1;
        }
        Some(())
    }
}

fn table_of(tables: &[[Option<Table>; 4]; 2], kind: usize, number: usize) -> Option<&Table> {
    tables.get(kind)?.get(number)?.as_ref()
}

fn refined(known: &mut i16, bit: i16, more: u32) {
    if more == 1 && known.unsigned_abs() as i16 & bit == 0 {
        *known += if *known > 0 { bit } else { -bit };
    }
}
