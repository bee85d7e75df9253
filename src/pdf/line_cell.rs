//! The place that a character takes in its line where its font says nothing of that.

use crate::model::page::geometry::{PagePoint, PageRect};

/// What a character of a font without height is given above and below its baseline, as a part of the font size.
const ABOVE_SIZES: f64 = 0.75;
const BELOW_SIZES: f64 = 0.25;

/// The cell of a character of a font without height: as long as it is, and as high as its font size says. `angle` is in
/// degrees, clockwise as displayed.
pub(super) fn line_cell(
    start: PagePoint,
    drawn: &PageRect,
    angle: f32,
    size: f64,
) -> Option<PageRect> {
    let (x, y) = (start.x, start.y);
    match (angle / 90.0).round().rem_euclid(4.0) as u8 {
        0 => PageRect::new(
            drawn.left(),
            y - ABOVE_SIZES * size,
            drawn.right(),
            y + BELOW_SIZES * size,
        ),
        1 => PageRect::new(
            x - BELOW_SIZES * size,
            drawn.top(),
            x + ABOVE_SIZES * size,
            drawn.bottom(),
        ),
        2 => PageRect::new(
            drawn.left(),
            y - BELOW_SIZES * size,
            drawn.right(),
            y + ABOVE_SIZES * size,
        ),
        _ => PageRect::new(
            x - ABOVE_SIZES * size,
            drawn.top(),
            x + BELOW_SIZES * size,
            drawn.bottom(),
        ),
    }
}
