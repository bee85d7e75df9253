//! The coefficients of a JPEG, sequential or progressive (ISO 10918-1 annex B).
//!
//! **Invariant:** numbers only: no segment, padding or byte of the source is kept. Anything unusual, cut off or
//! contradictory is refused, and the picture is then decoded as any other.
//! **Absent:** samples, colours; the blocks of a scan, see [`super::scan`].

use super::huffman::{Bits, Table};
use super::scan::{Coder, ScanHead};
use crate::writer::jpeg::{Coefficients, Component};

/// A frame is read only when its coefficients are not more than this: a page is not larger than this at 600 dpi.
const MAX_COEFFICIENTS: usize = 200_000_000;

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    quantization: [Option<[u16; 64]>; 4],
    /// By kind (first coefficient, others) and number.
    tables: [[Option<Table>; 4]; 2],
    restart: usize,
    frame: Option<Frame>,
}

struct Frame {
    progressive: bool,
    width: usize,
    height: usize,
    /// Units in the picture, across and down.
    units: (usize, usize),
    components: Vec<Part>,
}

/// A component of the frame.
struct Part {
    name: u8,
    across: usize,
    down: usize,
    table: usize,
    columns: usize,
    /// Blocks that hold samples, where the component is alone in its scan.
    own: (usize, usize),
    blocks: Vec<[i16; 64]>,
    seen: bool,
}

/// Reads the coefficients of grey pictures and of those in luminance and colour differences; `None` for anything else.
pub fn coefficients(bytes: &[u8]) -> Option<Coefficients> {
    bytes.starts_with(&[0xFF, 0xD8]).then_some(())?;
    let mut reader = Reader {
        bytes,
        at: 2,
        quantization: [None; 4],
        tables: [[const { None }; 4], [const { None }; 4]],
        restart: 0,
        frame: None,
    };
    while reader.segment()? {}
    reader.finish()
}

impl<'a> Reader<'a> {
    /// Reads one segment; `false` at the end of the picture.
    fn segment(&mut self) -> Option<bool> {
        let marker = self.marker()?;
        if marker == 0xD9 {
            return Some(false);
        }
        let length = usize::from(u16::from_be_bytes([
            *self.bytes.get(self.at)?,
            *self.bytes.get(self.at + 1)?,
        ]));
        let body = self.bytes.get(self.at + 2..self.at.checked_add(length)?)?;
        self.at += length;
        match marker {
            0xDB => self.quantization_tables(body)?,
            0xC4 => self.code_tables(body)?,
            0xC0..=0xC2 => self.start_frame(body, marker == 0xC2)?,
            0xC3 | 0xC5..=0xCF => return None,
            0xDD => self.restart = usize::from(u16::from_be_bytes([*body.first()?, *body.get(1)?])),
            0xDA => self.scan(body)?,
            // A component that says it is no luminance at all.
            0xEE if body.starts_with(b"Adobe") && body.get(11) == Some(&0) => return None,
            _ => {}
        }
        Some(true)
    }

    fn marker(&mut self) -> Option<u8> {
        (self.bytes.get(self.at)? == &0xFF).then_some(())?;
        while self.bytes.get(self.at)? == &0xFF {
            self.at += 1;
        }
        self.at += 1;
        self.bytes.get(self.at - 1).copied()
    }

    fn quantization_tables(&mut self, mut body: &'a [u8]) -> Option<()> {
        while let [first, rest @ ..] = body {
            let wide = first >> 4 == 1;
            let size = if wide { 128 } else { 64 };
            let values = rest.get(..size)?;
            let table: Vec<u16> = if wide {
                values
                    .chunks_exact(2)
                    .map(|v| u16::from_be_bytes([v[0], v[1]]))
                    .collect()
            } else {
                values.iter().map(|v| u16::from(*v)).collect()
            };
            *self.quantization.get_mut(usize::from(first & 15))? = Some(table.try_into().ok()?);
            body = rest.get(size..)?;
        }
        Some(())
    }

    fn code_tables(&mut self, mut body: &'a [u8]) -> Option<()> {
        while let [first, rest @ ..] = body {
            let lengths = rest.get(..16)?;
            let count: usize = lengths.iter().map(|n| usize::from(*n)).sum();
            let symbols = rest.get(16..16 + count)?;
            let kind = self.tables.get_mut(usize::from(first >> 4))?;
            *kind.get_mut(usize::from(first & 15))? = Some(Table::new(lengths, symbols)?);
            body = rest.get(16 + count..)?;
        }
        Some(())
    }

    fn start_frame(&mut self, body: &[u8], progressive: bool) -> Option<()> {
        let side = |at: usize| {
            Some(usize::from(u16::from_be_bytes([
                *body.get(at)?,
                *body.get(at + 1)?,
            ])))
        };
        let (height, width, count) = (side(1)?, side(3)?, usize::from(*body.get(5)?));
        let usual = body.first() == Some(&8) && width > 0 && height > 0 && matches!(count, 1 | 3);
        (usual && self.frame.is_none()).then_some(())?;
        let factors = |i: usize| {
            let v = body.get(7 + i * 3)?;
            let (across, down) = (usize::from(v >> 4), usize::from(v & 15));
            ((1..=4).contains(&across) && (1..=4).contains(&down)).then_some((across, down))
        };
        let all: Vec<(usize, usize)> = (0..count).map(factors).collect::<Option<_>>()?;
        let widest = all.iter().map(|f| f.0).max()?;
        let highest = all.iter().map(|f| f.1).max()?;
        // Factors that do not divide the largest are allowed and never used.
        all.iter()
            .all(|(w, h)| widest % w == 0 && highest % h == 0)
            .then_some(())?;
        let units = (width.div_ceil(8 * widest), height.div_ceil(8 * highest));
        let mut components = Vec::new();
        for (i, (across, down)) in all.into_iter().enumerate() {
            let (columns, rows) = (units.0 * across, units.1 * down);
            (columns * rows * 64 <= MAX_COEFFICIENTS).then_some(())?;
            components.push(Part {
                name: *body.get(6 + i * 3)?,
                across,
                down,
                table: usize::from(*body.get(8 + i * 3)?),
                columns,
                own: (
                    (width * across).div_ceil(widest).div_ceil(8),
                    (height * down).div_ceil(highest).div_ceil(8),
                ),
                blocks: vec![[0; 64]; columns * rows],
                seen: false,
            });
        }
        // Letters for names mean red, green and blue.
        let is_rgb = components.iter().map(|c| c.name).eq(*b"RGB");
        (!is_rgb).then_some(())?;
        self.frame = Some(Frame {
            progressive,
            width,
            height,
            units,
            components,
        });
        Some(())
    }

    fn scan(&mut self, body: &[u8]) -> Option<()> {
        let frame = self.frame.as_mut()?;
        let component = |name| frame.components.iter().position(|c| c.name == name);
        let ScanHead { parts, band } = ScanHead::read(body, frame.progressive, component)?;
        let mut coder = Coder {
            bits: Bits::new(self.bytes.get(self.at..)?),
            tables: &self.tables,
            progressive: frame.progressive,
            band,
            before: vec![0; frame.components.len()],
            skipped: 0,
        };
        let alone = match parts.as_slice() {
            [part] => Some(frame.components.get(part.component)?.own),
            _ => None,
        };
        let (columns, rows) = alone.unwrap_or(frame.units);
        for unit in 0..columns * rows {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                coder.restart()?;
            }
            let (column, row) = (unit % columns, unit / columns);
            for scanned in &parts {
                let part = frame.components.get_mut(scanned.component)?;
                part.seen = true;
                let (across, down) = if alone.is_some() {
                    (1, 1)
                } else {
                    (part.across, part.down)
                };
                for v in 0..down {
                    for u in 0..across {
                        let at = (row * down + v) * part.columns + column * across + u;
                        coder.block(part.blocks.get_mut(at)?, scanned)?;
                    }
                }
            }
        }
        self.at += coder.bits.end()?;
        Some(())
    }

    fn finish(self) -> Option<Coefficients> {
        let frame = self.frame?;
        let mut components = Vec::new();
        for part in frame.components {
            part.seen.then_some(())?;
            components.push(Component {
                across: part.across,
                down: part.down,
                table: (*self.quantization.get(part.table)?)?,
                columns: part.columns,
                blocks: part.blocks,
            });
        }
        Some(Coefficients {
            width: u16::try_from(frame.width).ok()?,
            height: u16::try_from(frame.height).ok()?,
            components,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(
        gray: bool,
        progressive: bool,
        sampling: jpeg_encoder::SamplingFactor,
        restart: u16,
    ) -> Vec<u8> {
        let (width, height) = (83_u16, 61_u16);
        let tone = |x: usize, y: usize, c: usize| ((x * 7 + y * 3 + c * 80) % 256) as u8;
        let rgb: Vec<u8> = (0..usize::from(height))
            .flat_map(|y| (0..usize::from(width)).map(move |x| (x, y)))
            .flat_map(|(x, y)| (0..if gray { 1 } else { 3 }).map(move |c| tone(x, y, c)))
            .collect();
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 83);
        encoder.set_sampling_factor(sampling);
        encoder.set_progressive(progressive);
        if restart > 0 {
            encoder.set_restart_interval(restart);
        }
        let kind = if gray {
            jpeg_encoder::ColorType::Luma
        } else {
            jpeg_encoder::ColorType::Rgb
        };
        encoder.encode(&rgb, width, height, kind).unwrap();
        out
    }

    fn samples(jpeg: &[u8]) -> Vec<u8> {
        let read = image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg).unwrap();
        read.into_rgb8().into_raw()
    }

    #[test]
    fn what_is_written_again_shows_exactly_the_same_samples() {
        use jpeg_encoder::SamplingFactor::{F_1_1, F_2_1, F_2_2};
        for gray in [false, true] {
            for progressive in [false, true] {
                for sampling in [F_1_1, F_2_1, F_2_2] {
                    for restart in [0, 3] {
                        let source = made(gray, progressive, sampling, restart);
                        let again = coefficients(&source).unwrap().to_bytes().unwrap();
                        assert!(
                            samples(&source) == samples(&again),
                            "gray {gray}, progressive {progressive}, restart {restart}"
                        );
                        assert_eq!(coefficients(&again), coefficients(&source));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_followed_by_something_is_refused_without_a_panic() {
        let source = made(false, true, jpeg_encoder::SamplingFactor::F_2_2, 0);
        for end in (0..source.len() - 2).step_by(7) {
            assert_eq!(coefficients(&source[..end]), None, "{end}");
        }
        let mut state = 1_u32;
        for _ in 0..3000 {
            let mut broken = source.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = state as usize % broken.len();
                broken[at] = (state >> 8) as u8;
            }
            if let Some(read) = coefficients(&broken) {
                // Whatever was read can be written, or is refused then.
                drop(read.to_bytes());
            }
        }
    }

    /// Numbers that look like chance and are the same every time.
    fn chance(state: &mut u64, below: usize) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005);
        *state = state.wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % below
    }

    #[test]
    fn what_is_taken_of_a_spoilt_jpeg_shows_another_reader_the_same() {
        use jpeg_encoder::SamplingFactor::{F_1_1, F_2_2};
        let mut state = 17;
        let (mut taken, mut refused) = (0, 0);
        for (gray, progressive, sampling, restart) in [
            (false, false, F_1_1, 0),
            (false, false, F_2_2, 3),
            (false, true, F_2_2, 0),
            (true, false, F_1_1, 0),
        ] {
            let honest = made(gray, progressive, sampling, restart);
            for _ in 0..1_000 {
                let mut spoilt = honest.clone();
                for _ in 0..=chance(&mut state, 2) {
                    let place = chance(&mut state, spoilt.len());
                    spoilt[place] ^= 1 << chance(&mut state, 8);
                }
                let Some(read) = coefficients(&spoilt) else {
                    refused += 1;
                    continue;
                };
                let format = image::ImageFormat::Jpeg;
                let Ok(seen) = image::load_from_memory_with_format(&spoilt, format) else {
                    continue;
                };
                let Some(again) = read.to_bytes() else {
                    continue;
                };
                taken += 1;
                assert!(
                    seen.into_rgb8().into_raw() == samples(&again),
                    "{taken} {refused}"
                );
            }
        }
        assert!(taken > 100 && refused > 100, "{taken} {refused}");
    }
}
