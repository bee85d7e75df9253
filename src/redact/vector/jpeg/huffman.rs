//! The coded bits of a JPEG (ISO 10918-1 annexes C and F.2.2).
//!
//! **Invariant:** bits behind the end of the coded data are never made up for long: a scan that needs them is refused.

/// Bits looked up at once.
const MAX_LOOKUP_BITS: usize = 16;

/// A table of codes.
pub struct Table {
    /// For every possible beginning of sixteen bits, the length of its code and its symbol; length 0 for no code.
    entries: Vec<(u8, u8)>,
}

impl Table {
    /// From the number of codes of each length and their symbols; `None` when they do not fit together.
    pub fn new(lengths: &[u8], symbols: &[u8]) -> Option<Self> {
        let mut entries = vec![(0_u8, 0_u8); 1 << MAX_LOOKUP_BITS];
        let (mut next, mut symbols) = (0_usize, symbols.iter());
        for (length, count) in (1_usize..).zip(lengths) {
            let width = 1 << (MAX_LOOKUP_BITS - length);
            for symbol in symbols.by_ref().take(usize::from(*count)) {
                entries
                    .get_mut(next..next + width)?
                    .fill((length as u8, *symbol));
                next += width;
            }
        }
        Some(Self { entries })
    }

    pub fn symbol(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let (length, symbol) = *self.entries.get(bits.peek() as usize)?;
        (length > 0).then_some(())?;
        bits.drop(length)?;
        Some(symbol)
    }
}

/// The bits of a scan.
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u8,
    /// Bits that were made up because a marker came.
    invented: u32,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            held: 0,
            count: 0,
            invented: 0,
        }
    }

    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xFF), Some(0)) => {
                    self.at += 2;
                    0xFF
                }
                (Some(byte), _) if *byte != 0xFF => {
                    self.at += 1;
                    *byte
                }
                _ => {
                    self.invented += 8;
                    0
                }
            };
            self.held = (self.held << 8) | u64::from(byte);
            self.count += 8;
        }
    }

    fn peek(&mut self) -> u32 {
        if usize::from(self.count) < MAX_LOOKUP_BITS {
            self.fill();
        }
        (self.held >> (self.count - MAX_LOOKUP_BITS as u8)) as u32 & 0xFFFF
    }

    fn drop(&mut self, count: u8) -> Option<()> {
        self.count -= count;
        // What is left must be at least what was made up.
        (u32::from(self.count) >= self.invented).then_some(())
    }

    /// At most 16 bits as a number.
    pub fn take(&mut self, count: u8) -> Option<u32> {
        let bits = self.peek() >> (MAX_LOOKUP_BITS as u8 - count);
        self.drop(count)?;
        Some(bits)
    }

    /// A number of this size with its sign (table F.1).
    pub fn signed(&mut self, size: u8) -> Option<i32> {
        if size == 0 {
            return Some(0);
        }
        let bits = self.take(size)? as i32;
        Some(if bits < 1 << (size - 1) {
            bits - (1 << size) + 1
        } else {
            bits
        })
    }

    /// Goes on behind the restart marker that must come now.
    pub fn restart(&mut self) -> Option<()> {
        self.at = self.end()?;
        let marker = matches!(
            (self.bytes.get(self.at), self.bytes.get(self.at + 1)),
            (Some(0xFF), Some(0xD0..=0xD7))
        );
        marker.then_some(())?;
        *self = Self {
            at: self.at + 2,
            ..Self::new(self.bytes)
        };
        Some(())
    }

    /// Where the marker stands that ends what was read so far; `None` when coded bytes are left.
    pub fn end(&self) -> Option<usize> {
        let unread = u32::from(self.count).checked_sub(self.invented)?;
        let is_marker =
            self.bytes.get(self.at) == Some(&0xFF) && self.bytes.get(self.at + 1) != Some(&0);
        (unread < 8 && is_marker).then_some(self.at)
    }
}
