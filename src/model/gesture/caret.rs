//! The caret by which a page is marked with keys alone: a run of words, or on a page without text a frame.
//!
//! **Invariant:** the areas it shows are those that are kept; a frame stays on its page.
//! **Absent:** keys and screens.

use super::Drawn;
use super::snap::{Part, areas_of, parts};
use super::spans::{beside, part_bounds};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::PageText;

/// The frame that a page without text begins with, in points.
const FRAME_POINTS: (f64, f64) = (120.0, 24.0);
/// How far an arrow moves a frame or its edges, in points, and the smallest that it becomes.
const STEP_POINTS: f64 = 10.0;
const SMALLEST_POINTS: f64 = 6.0;
/// A part of the next line counts as so many times further away as it stands lower.
const LOWER_WEIGHT: f64 = 4.0;

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    Left,
    Right,
    Up,
    Down,
}

impl Arrow {
    /// Where it leads on a page that is turned in view by so many quarters, clockwise.
    pub fn on_turned(self, quarters: u8) -> Self {
        const AROUND: [Arrow; 4] = [Arrow::Up, Arrow::Right, Arrow::Down, Arrow::Left];
        let here = AROUND.iter().position(|arrow| *arrow == self).unwrap_or(0);
        let there = (here + 4 - usize::from(quarters % 4)) % 4;
        AROUND.get(there).copied().unwrap_or(self)
    }
}

/// Where the caret is on its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Caret {
    /// From one word to another, both included, as numbers of the parts of all words in their order.
    Words {
        anchor: usize,
        head: usize,
    },
    Frame(PageRect),
}

impl Caret {
    /// A caret at the first word that begins at or below a height; on a page without words a frame there. `None` on a page
    /// that has no extent.
    pub fn begin(text: &PageText, size: PageSize, top: f64) -> Option<Self> {
        let parts = all_parts(text);
        if parts.is_empty() {
            let (width, height) = (
                FRAME_POINTS.0.min(size.width),
                FRAME_POINTS.1.min(size.height),
            );
            let left = (size.width - width) / 2.0;
            let top = (top + STEP_POINTS).clamp(0.0, size.height - height);
            return PageRect::new(left, top, left + width, top + height).map(Self::Frame);
        }
        let places = parts.iter().enumerate().filter_map(|(index, part)| {
            let bounds = part_bounds(text, *part)?;
            (bounds.top() >= top).then_some((bounds.top(), bounds.left(), index))
        });
        // The order of a file may begin with the foot of the page.
        let first = places.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let first = first.map_or(0, |(_, _, index)| index);
        Some(Self::Words {
            anchor: first,
            head: first,
        })
    }

    /// Goes on by an arrow; `extends` leaves the other end where it is: more words, or a larger frame.
    pub fn step(&mut self, arrow: Arrow, extends: bool, text: &PageText, size: PageSize) {
        match self {
            Self::Words { anchor, head } => {
                *head = neighbour(text, *head, arrow);
                if !extends {
                    *anchor = *head;
                }
            }
            Self::Frame(frame) => {
                let next = match extends {
                    true => resized(frame, arrow),
                    false => moved(frame, arrow),
                };
                let page = size.rect();
                let stays = |next: &PageRect| page.is_some_and(|page| page.contains_rect(next));
                if let Some(next) = next.filter(stays) {
                    *frame = next;
                }
            }
        }
    }

    /// What is marked from here.
    pub fn drawn(&self, text: &PageText, size: PageSize) -> Drawn {
        match self {
            Self::Words { anchor, head } => {
                let (first, last) = (*anchor.min(head), *anchor.max(head));
                let taken = all_parts(text);
                let taken = taken.get(first..=last).unwrap_or(&[]);
                Drawn {
                    areas: areas_of(text, taken, size),
                    free: false,
                    among_words: true,
                }
            }
            Self::Frame(frame) => Drawn {
                areas: vec![*frame],
                free: true,
                among_words: false,
            },
        }
    }
}

/// The parts of all words of a page in their order.
fn all_parts(text: &PageText) -> Vec<Part> {
    (0..text.words.len())
        .flat_map(|word| parts(text, word))
        .collect()
}

/// The part before or after one; above or below the nearest of another line.
fn neighbour(text: &PageText, from: usize, arrow: Arrow) -> usize {
    let parts = all_parts(text);
    let last = parts.len().saturating_sub(1);
    let down = match arrow {
        Arrow::Left => return from.saturating_sub(1),
        Arrow::Right => return (from + 1).min(last),
        Arrow::Up => false,
        Arrow::Down => true,
    };
    let bounds = |part: &Part| part_bounds(text, *part);
    let Some(here) = parts.get(from).and_then(bounds) else {
        return from;
    };
    let distance = |bounds: &PageRect| {
        let (here, there) = (here.center(), bounds.center());
        let lower = if down {
            there.y - here.y
        } else {
            here.y - there.y
        };
        (lower > 0.0).then(|| LOWER_WEIGHT * lower + (there.x - here.x).abs())
    };
    let others = parts.iter().enumerate().filter_map(|(index, part)| {
        let bounds = bounds(part).filter(|bounds| !beside(bounds, &here))?;
        Some((distance(&bounds)?, index))
    });
    let nearest = others.min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map_or(from, |(_, index)| index)
}

/// By how much an arrow goes to the right and downwards.
fn by(arrow: Arrow) -> (f64, f64) {
    match arrow {
        Arrow::Left => (-STEP_POINTS, 0.0),
        Arrow::Right => (STEP_POINTS, 0.0),
        Arrow::Up => (0.0, -STEP_POINTS),
        Arrow::Down => (0.0, STEP_POINTS),
    }
}

fn moved(frame: &PageRect, arrow: Arrow) -> Option<PageRect> {
    let (dx, dy) = by(arrow);
    frame.translated(dx, dy)
}

/// The right and the lower edge follow the arrow.
fn resized(frame: &PageRect, arrow: Arrow) -> Option<PageRect> {
    let (dx, dy) = by(arrow);
    let right = (frame.right() + dx).max(frame.left() + SMALLEST_POINTS);
    let bottom = (frame.bottom() + dy).max(frame.top() + SMALLEST_POINTS);
    PageRect::new(frame.left(), frame.top(), right, bottom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gesture::snap::covered_line;
    use crate::model::gesture::spans::tests::page;

    const SIZE: PageSize = PageSize {
        width: 600.0,
        height: 300.0,
    };

    fn after(rows: &[&str], keys: &[(Arrow, bool)]) -> String {
        let text = page(rows);
        let mut caret = Caret::begin(&text, SIZE, 0.0).unwrap();
        for (arrow, extends) in keys {
            caret.step(*arrow, *extends, &text, SIZE);
        }
        covered_line(&text, &caret.drawn(&text, SIZE).areas)
    }

    #[test]
    fn arrows_go_by_the_word_and_shift_takes_more() {
        use Arrow::{Down, Left, Right, Up};
        let rows = ["aan de heer Jan de Groot van", "het kantoor te Zwolle"];
        assert_eq!(after(&rows, &[]), "aan");
        let name = [
            (Right, false),
            (Right, false),
            (Right, false),
            (Right, true),
            (Right, true),
        ];
        assert_eq!(after(&rows, &name), "Jan de Groot");
        let back = [name.as_slice(), &[(Left, true)]].concat();
        assert_eq!(after(&rows, &back), "Jan de");
        assert_eq!(after(&rows, &[(Right, false), (Down, false)]), "kantoor");
        assert_eq!(
            after(&rows, &[(Down, false), (Up, false), (Up, false)]),
            "aan"
        );
        let flows = [name.as_slice(), &[(Right, true), (Right, true)]].concat();
        assert_eq!(after(&rows, &flows), "Jan de Groot van het");
    }

    #[test]
    fn on_a_page_without_text_a_frame_is_moved_and_sized_and_stays_on_the_page() {
        let text = PageText::default();
        let mut caret = Caret::begin(&text, SIZE, 40.0).unwrap();
        let frame = |caret: &Caret| caret.drawn(&text, SIZE).areas[0];
        let before = frame(&caret);
        caret.step(Arrow::Right, false, &text, SIZE);
        caret.step(Arrow::Down, true, &text, SIZE);
        let now = frame(&caret);
        assert_eq!(now.left(), before.left() + STEP_POINTS);
        assert_eq!(now.height(), before.height() + STEP_POINTS);
        assert!(caret.drawn(&text, SIZE).free);
        for _ in 0..500 {
            caret.step(Arrow::Left, false, &text, SIZE);
            caret.step(Arrow::Up, true, &text, SIZE);
        }
        let smallest = frame(&caret);
        assert!(smallest.left() >= 0.0 && smallest.height() >= SMALLEST_POINTS);
    }
}
