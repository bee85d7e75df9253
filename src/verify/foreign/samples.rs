//! Samples of pictures that no reader shows: behind the last row, or made one tone by a decoding or a palette.
//!
//! **Invariant:** only what could be a word counts: some rows, and many samples beside others that look the same.
//! **Absent:** pictures in a coding of their own, and where a picture lies; see `boxes`.

use super::objects::{FoundObject, Objects, reference};
use crate::verify::syntax::{Dict, Value};

/// Rows in which a word could be seen.
const FEWEST_ROWS: usize = 6;
/// Neighbours that differ, and look the same, are a word from this number on.
const ENOUGH: usize = 50;
/// A decoding to less than this share of all tones shows nothing.
const NARROW: f64 = 0.2;
/// The lightest value that counts as black.
const BLACK: u8 = 3;

/// How the samples of a picture are stored.
struct Layout {
    width: usize,
    height: usize,
    bits: usize,
    components: usize,
}

impl Layout {
    fn of(objects: &Objects<'_>, dict: &Dict, found: &FoundObject) -> Option<Self> {
        let integer = |key: &str| match objects.under(dict, key, found) {
            Value::Int(value) => usize::try_from(*value).ok(),
            _ => None,
        };
        let is_mask = matches!(objects.under(dict, "ImageMask", found), Value::Bool(true));
        let (bits, components) = if is_mask {
            (1, 1)
        } else {
            let space = objects.under(dict, "ColorSpace", found);
            (
                integer("BitsPerComponent")?,
                components(objects, space, found)?,
            )
        };
        Some(Self {
            width: integer("Width")?,
            height: integer("Height")?,
            bits,
            components,
        })
    }

    /// Bytes of a row.
    fn row(&self) -> usize {
        let bits = self.width.saturating_mul(self.bits * self.components);
        bits.div_ceil(8).max(1)
    }
}

fn components(objects: &Objects<'_>, space: &Value, found: &FoundObject) -> Option<usize> {
    let (name, parts) = match space {
        Value::Name(name) => (name, [].as_slice()),
        Value::Array(parts) => match objects.resolved(parts.first()?, found) {
            Value::Name(name) => (name, parts.as_slice()),
            _ => return None,
        },
        _ => return None,
    };
    match name.as_slice() {
        b"DeviceGray" | b"CalGray" | b"G" | b"Indexed" | b"I" | b"Separation" => Some(1),
        b"DeviceRGB" | b"CalRGB" | b"Lab" | b"RGB" => Some(3),
        b"DeviceCMYK" | b"CMYK" => Some(4),
        b"ICCBased" => match objects.resolved(parts.get(1)?, found) {
            Value::Dict(profile) => match objects.under(profile, "N", found) {
                Value::Int(count) => usize::try_from(*count).ok(),
                _ => None,
            },
            _ => None,
        },
        b"DeviceN" => match objects.resolved(parts.get(1)?, found) {
            Value::Array(inks) => Some(inks.len()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a picture has samples that could be a word and that no reader shows.
pub fn are_unseen(objects: &Objects<'_>, dict: &Dict, found: &FoundObject) -> bool {
    let unpacked = objects.unpacked(found);
    let layout = Layout::of(objects, dict, found);
    let Some(layout) = layout.filter(|_| unpacked.picture.is_none()) else {
        return false;
    };
    let shown = layout.row().saturating_mul(layout.height);
    let (bytes, behind) = unpacked.bytes.split_at(shown.min(unpacked.bytes.len()));
    let has_rows = behind.len() >= layout.row() * FEWEST_ROWS && !is_even(behind);
    let decode = objects.under(dict, "Decode", found);
    let most = if is_indexed(objects, dict, found) {
        255.0
    } else {
        1.0
    };
    let is_narrow = is_narrow(decode, most) && !is_even(bytes);
    has_rows
        || is_narrow
        || (layout.bits == 16 && has_low_bytes(bytes))
        || palette(objects, dict, found).is_some_and(|palette| hides(&palette, &layout, bytes))
}

fn is_even(bytes: &[u8]) -> bool {
    let first = bytes.first();
    bytes.iter().all(|byte| Some(byte) == first)
}

/// Whether a decoding makes about one tone of all values of a component, `most` being the whole range.
pub fn is_narrow(decode: &Value, most: f64) -> bool {
    let Value::Array(limits) = decode else {
        return false;
    };
    limits.chunks_exact(2).any(|pair| match pair {
        [from, to] => match (from.number(), to.number()) {
            (Some(from), Some(to)) => (from - to).abs() < NARROW * most,
            _ => false,
        },
        _ => false,
    })
}

/// Whether many neighbours differ in the lower byte alone, both being black.
fn has_low_bytes(bytes: &[u8]) -> bool {
    let high = bytes.iter().step_by(2);
    let low = bytes.iter().skip(1).step_by(2);
    let values: Vec<(u8, u8)> = high.copied().zip(low.copied()).collect();
    let differ = |pair: &&[(u8, u8)]| match pair {
        [a, b] => a.0 == 0 && b.0 == 0 && a.1.abs_diff(b.1) > BLACK,
        _ => false,
    };
    values.windows(2).filter(differ).count() >= ENOUGH
}

fn is_indexed(objects: &Objects<'_>, dict: &Dict, found: &FoundObject) -> bool {
    palette(objects, dict, found).is_some()
}

/// The colours of a palette.
fn palette(objects: &Objects<'_>, dict: &Dict, found: &FoundObject) -> Option<Vec<Vec<u8>>> {
    let Value::Array(parts) = objects.under(dict, "ColorSpace", found) else {
        return None;
    };
    let parts: Vec<&Value> = parts
        .iter()
        .map(|part| objects.resolved(part, found))
        .collect();
    let [Value::Name(name), base, _, table] = parts.as_slice() else {
        return None;
    };
    if !matches!(name.as_slice(), b"Indexed" | b"I") {
        return None;
    }
    let components = components(objects, base, found)?.max(1);
    let bytes = match (table, parts_reference(objects, dict, found)) {
        (Value::Text(bytes), _) => bytes.clone(),
        (_, Some(table)) => objects.unpacked(table).bytes,
        _ => return None,
    };
    Some(bytes.chunks_exact(components).map(<[u8]>::to_vec).collect())
}

/// The stream of a palette.
fn parts_reference<'v>(
    objects: &'v Objects<'_>,
    dict: &'v Dict,
    found: &'v FoundObject,
) -> Option<&'v FoundObject> {
    let Value::Array(parts) = objects.under(dict, "ColorSpace", found) else {
        return None;
    };
    let index = reference(objects, parts.get(3), found)?;
    objects
        .found
        .get(index)
        .filter(|table| table.stream.is_some())
}

/// Whether many neighbours in the rows of a picture have other numbers of one colour.
fn hides(palette: &[Vec<u8>], layout: &Layout, bytes: &[u8]) -> bool {
    let bits = layout.bits.clamp(1, 8);
    let index = |row: &[u8], x: usize| {
        let bit = x * bits;
        let byte = usize::from(row.get(bit / 8).copied().unwrap_or(0));
        (byte >> (8 - bits - bit % 8)) & ((1 << bits) - 1)
    };
    let differ = |row: &[u8], x: usize| {
        let (a, b) = (index(row, x), index(row, x + 1));
        a != b && matches!((palette.get(a), palette.get(b)), (Some(a), Some(b)) if are_same(a, b))
    };
    let rows = bytes.chunks_exact(layout.row());
    let count = rows.map(|row| {
        (0..layout.width.saturating_sub(1))
            .filter(|x| differ(row, *x))
            .count()
    });
    count.sum::<usize>() >= ENOUGH
}

fn are_same(a: &[u8], b: &[u8]) -> bool {
    let is_black = |colour: &[u8]| colour.iter().all(|tone| *tone <= BLACK);
    a == b || (is_black(a) && is_black(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_look_the_same_are_told_from_others() {
        let layout = Layout {
            width: 64,
            height: 2,
            bits: 4,
            components: 1,
        };
        let bytes = vec![0x01; layout.row() * layout.height];
        let colours = |second: u8| vec![vec![0, 0, 0], vec![second, 0, 0]];
        assert!(hides(&colours(0), &layout, &bytes) && hides(&colours(2), &layout, &bytes));
        assert!(!hides(&colours(90), &layout, &bytes));
        assert!(!hides(&colours(0), &layout, &vec![0x11; bytes.len()]));
        let decode = |from: f64, to: f64| Value::Array(vec![Value::Real(from), Value::Real(to)]);
        assert!(is_narrow(&decode(0.0, 0.0), 1.0) && is_narrow(&decode(0.0, 15.0), 255.0));
        assert!(!is_narrow(&decode(1.0, 0.0), 1.0) && !is_narrow(&Value::Null, 1.0));
    }
}
