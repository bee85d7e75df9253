//! Letters that are drawn twice in one place, for a bolder look or by a program that repeats itself: one of them says what
//! they are.
//!
//! **Invariant:** told by what is drawn alone. PDFium drops texts that it takes for the same, and what it takes for
//! that may be decided under an area.
//! **Absent:** what is drawn, and what is a layer of text over a picture: each is told apart from the other.

use kurbo::Point;
use std::collections::HashMap;

/// A letter that is drawn again so near, in parts of its size, is drawn twice.
pub const TWICE: f64 = 0.1;
/// Side of the cells in which letters are looked up, in points; what is drawn further apart is never the same.
const CELL_POINTS: f64 = 4.0;

/// The letters of a page that have said what they are.
#[derive(Default)]
pub struct DrawnTwice {
    cells: HashMap<(i64, i64), Vec<(Point, String)>>,
    /// What is drawn now belongs to what was drawn before it, and is asked nothing.
    pub is_paused: bool,
}

impl DrawnTwice {
    /// Whether the same letter was told in this place; else it is now. `size` in points.
    pub fn is_again(&mut self, name: &str, at: Point, size: f64) -> bool {
        // What names nothing is told by nothing.
        if self.is_paused || name.is_empty() {
            return false;
        }
        let near = (size * TWICE).min(CELL_POINTS);
        let (x, y) = (
            (at.x / CELL_POINTS).floor() as i64,
            (at.y / CELL_POINTS).floor() as i64,
        );
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let mut known = around.filter_map(|cell| self.cells.get(&cell)).flatten();
        if known.any(|(place, letter)| letter == name && (*place - at).hypot() < near) {
            return true;
        }
        let here = self.cells.entry((x, y)).or_default();
        here.push((at, name.to_owned()));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_told_once_in_one_place() {
        let mut told = DrawnTwice::default();
        let mut again = |name: &str, x: f64| told.is_again(name, Point::new(x, 3.9), 12.0);
        assert!(
            !again("l", 7.9) && again("l", 8.4),
            "bolder, in the next cell"
        );
        assert!(!again("l", 10.5), "the next letter");
        assert!(!again("i", 7.9), "another one in its place");
    }
}
