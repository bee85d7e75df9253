//! The lines at the foot of a page that say what the numbers in its areas stand for.
//!
//! **Invariant:** a number is given only when its line stands: on blank, whole, and read back by the verifier as a label
//! is. The same words have the same number.
//! **Absent:** a page of its own: a copy has the pages of its source.

use super::room::Room;
use super::words::{Label, Words};
use std::collections::BTreeMap;

/// The size in points at which a line is printed.
const SIZE_POINTS: f64 = 7.0;
/// How far in points a line keeps from the edges of the page, the best first: printers leave out the outermost.
const INSETS_POINTS: [f64; 2] = [18.0, 2.0];
/// Free space in points before and behind a line.
const PADDING_POINTS: f64 = 1.0;

/// The numbers of one page.
#[derive(Default)]
pub struct Legend {
    /// The lines, in the order of their numbers.
    pub lines: Vec<Label>,
    /// The number of each text; `None` where its line has no place.
    numbers: BTreeMap<String, Option<usize>>,
}

impl Legend {
    /// The number that stands for a text, from 1; the first time its line is placed, as low on the page as it goes.
    pub fn number(&mut self, text: &str, room: &mut Room) -> Option<usize> {
        if let Some(known) = self.numbers.get(text) {
            return *known;
        }
        let number = self.lines.len() + 1;
        let words = Words::new(format!("{number}: {text}"), PADDING_POINTS);
        let line = INSETS_POINTS.iter().find_map(|inset| {
            let place = room.lowest(words.beside(SIZE_POINTS), *inset)?;
            words.in_place(SIZE_POINTS, &place)
        });
        let placed = line.map(|line| {
            room.take(line.rect);
            self.lines.push(line);
            number
        });
        self.numbers.insert(text.to_owned(), placed);
        placed
    }
}
