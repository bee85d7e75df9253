//! A JPEG that keeps its coefficients wherever nothing of it is covered or hidden.
//!
//! **Invariant:** a unit of which an area touches a sample, or of which a sample cannot be seen, is made anew from samples
//! that were cleaned; all others come out exactly as they were, so that nothing is lost twice. Coefficients are kept only
//! when they mean the colours that the interpreter shows.
//! **Absent:** what is cleaned, and how.

use super::areas::overlap;
use super::jpeg::coefficients;
use super::placed::{Cells, Placed};
use super::window::Window;
use crate::writer::jpeg::Coefficients;
use crate::writer::picture::{Coding, Picture};
use kurbo::Rect;

/// The most by which a sample may differ from what the interpreter shows.
const MAX_SAMPLE_DIFFERENCE: u8 = 8;
/// When less than this share of a picture can be seen, the rest is better cut off.
const MIN_SEEN_SHARE: f64 = 0.5;

/// Codes a picture from its coefficients. `shown` are the samples as the interpreter decodes them, `cleaned` the same
/// after cleaning; `None` when the coefficients cannot be kept.
pub fn transcoded(
    source: &[u8],
    shown: &Placed,
    cleaned: &Placed,
    areas: &[Rect],
    window: &Window,
) -> Option<Picture> {
    let bounds = shown.bounds();
    let seen = bounds.intersect(window.visible).area();
    (seen >= MIN_SEEN_SHARE * bounds.area() && !shown.is_too_fine()).then_some(())?;
    let mut picture = coefficients(source)?;
    let same_size = usize::from(picture.width) == shown.samples.width
        && usize::from(picture.height) == shown.samples.height;
    same_size.then_some(())?;
    let whole = picture.to_bytes()?;
    let met: Vec<Cells> = areas.iter().map(|area| shown.around(*area)).collect();
    shows(&whole, shown, &met).then_some(())?;
    let changed = renew(&mut picture, shown, cleaned, &met, window);
    let data = if changed { picture.to_bytes()? } else { whole };
    Some(Picture {
        width: picture.width.into(),
        height: picture.height.into(),
        coding: Coding::Jpeg {
            gray: picture.components.len() == 1,
        },
        data,
        mask: None,
    })
}

/// Whether a decoder finds the samples that the interpreter shows; those that are covered have no say.
fn shows(jpeg: &[u8], shown: &Placed, covered: &[Cells]) -> bool {
    let Ok(read) = image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg) else {
        return false;
    };
    let rgb = read.into_rgb8();
    let pixels = rgb.pixels().enumerate();
    let width = shown.samples.width;
    rgb.len() == width * shown.samples.height * 3
        && pixels.into_iter().all(|(at, pixel)| {
            let (x, y) = (at % width, at / width);
            let mut channels = pixel.0.iter().zip(shown.at(x, y));
            channels.all(|(a, b)| a.abs_diff(b) <= MAX_SAMPLE_DIFFERENCE)
                || covered.iter().any(|c| c.contains(x, y))
        })
}

/// Makes the units anew that are touched or hidden; whether there are any.
fn renew(
    picture: &mut Coefficients,
    shown: &Placed,
    cleaned: &Placed,
    met: &[Cells],
    window: &Window,
) -> bool {
    let (across, down) = picture.unit();
    let (across, down) = (across * 8, down * 8);
    let (width, height) = (shown.samples.width, shown.samples.height);
    let visible = window.visible.inflate(0.01, 0.01);
    let through = shown.clip_mask(window);
    let mut changed = false;
    for row in 0..height.div_ceil(down) {
        for column in 0..width.div_ceil(across) {
            let (left, top) = (column * across, row * down);
            let (right, bottom) = ((left + across).min(width), (top + down).min(height));
            let touched = met.iter().any(|cells| {
                let unit = Rect::new(left as f64, top as f64, right as f64, bottom as f64);
                overlap(cells.rect(), unit)
            });
            let beyond = through.as_ref().is_some_and(|through| {
                (top..bottom).any(|y| (left..right).any(|x| !through.lets(x, y)))
            });
            let hidden = beyond || !visible.contains_rect(shown.place_of(left, top, right, bottom));
            if touched || hidden {
                changed = true;
                picture.set_unit(column, row, |x, y| {
                    cleaned.at(x.min(width - 1), y.min(height - 1))
                });
            }
        }
    }
    changed
}
