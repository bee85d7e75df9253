//! A gesture over a page, and what it covers: the one rule for the window, the command line and tests.
//!
//! **Invariant:** what lights up under the pointer is what is marked: both are asked here. A drag covers the words
//! between its ends, as text is selected everywhere; where it touches none, or is to be free, the frame that was drawn. A
//! pulled edge never passes its opposite, and a moved frame stays on its page.
//! **Absent:** pointers and keys, which are of the window; whether a mark comes of it, which is an edit.

pub mod caret;
pub mod flow;
mod growth;
pub mod snap;
pub mod spans;

use crate::model::dossier::ids::MarkId;
use crate::model::dossier::mark::Mark;
use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::text::PageText;
use spans::Span;

/// Smallest side of a free frame in points; less is a slip of the hand.
const MIN_FRAME_POINTS: f64 = 1.0;
/// The same where words were meant and none was touched: a drag between two lines makes no mark.
const MIN_FRAME_AMONG_WORDS_POINTS: f64 = 4.0;
/// The part of a line, from above and below, that a pulled text mark leaves out, to touch its own line alone.
const LINE_MARGIN: f64 = 0.35;

/// Something that was done over one page (from 0), in points of that page.
///
/// ```
/// use lakwerk::model::page::geometry::{PagePoint, PageSize};
/// use lakwerk::model::gesture::{Drawn, Gesture};
///
/// let (from, to) = (PagePoint::new(100.0, 60.0), PagePoint::new(20.0, 40.0));
/// let gesture = Gesture::Draw { page: 0, from, to, free: true, adds: false };
/// assert_eq!(gesture.page(), 0);
/// let size = PageSize { width: 595.0, height: 842.0 };
/// let drawn = Drawn::of(from, to, true, None, size);
/// let frame: [f64; 4] = drawn.areas[0].into();
/// assert_eq!(frame, [20.0, 40.0, 100.0, 60.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// A drag, from where the button went down to where it came up.
    Draw {
        page: usize,
        from: PagePoint,
        to: PagePoint,
        /// Not bound to words.
        free: bool,
        /// An area of the last mark, not a mark of its own.
        adds: bool,
    },
    /// Clicks: the word, the line, the cell, the column.
    Take {
        page: usize,
        at: PagePoint,
        span: Span,
    },
    /// A grip of a mark was pulled.
    Pull {
        page: usize,
        mark: MarkId,
        grip: Grip,
        from: PagePoint,
        to: PagePoint,
    },
}

/// A grip on one area of a mark: which edges follow the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grip {
    /// The area, from 0.
    pub area: usize,
    /// −1 left, 1 right, 0 neither; and top and bottom. Neither of all: the frame itself, by which it is moved.
    pub edges: (i8, i8),
}

/// What a drag covers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    pub areas: Vec<PageRect>,
    /// They are bound to no words.
    pub free: bool,
    /// Words could have been touched, and were meant.
    pub among_words: bool,
}

impl Gesture {
    pub fn page(&self) -> usize {
        match self {
            Self::Draw { page, .. } | Self::Take { page, .. } | Self::Pull { page, .. } => *page,
        }
    }

    /// The pointer goes on to another place of the page.
    pub fn move_to(&mut self, place: PagePoint) {
        match self {
            Self::Draw { to, .. } | Self::Pull { to, .. } => *to = place,
            Self::Take { .. } => {}
        }
    }
}

impl Drawn {
    /// What a drag covers on a page with this text; `free` is not bound to words, as on a page without text and where
    /// no word was touched.
    pub fn of(
        from: PagePoint,
        to: PagePoint,
        free: bool,
        text: Option<&PageText>,
        size: PageSize,
    ) -> Self {
        let text = text.filter(|text| !free && !text.words.is_empty());
        let drawn = |areas, free| Self {
            areas,
            free,
            among_words: text.is_some(),
        };
        let Some(rect) = rect(from, to) else {
            return drawn(Vec::new(), true);
        };
        let words = text.map(|text| snap::areas_of(text, &flow::between(text, from, to), size));
        match words.filter(|areas| !areas.is_empty()) {
            Some(areas) => drawn(areas, false),
            None => {
                let frame = size.rect().and_then(|page| rect.intersection(&page));
                drawn(frame.into_iter().collect(), true)
            }
        }
    }

    /// Whether nothing was meant by it.
    pub fn is_slip(&self) -> bool {
        let smallest = match self.among_words {
            true => MIN_FRAME_AMONG_WORDS_POINTS,
            false => MIN_FRAME_POINTS,
        };
        let is_small = |a: &PageRect| self.free && (a.width() < smallest || a.height() < smallest);
        self.areas.is_empty() || self.areas.iter().any(is_small)
    }
}

/// The rectangle between two points; a drag along a line has a height too.
fn rect(from: PagePoint, to: PagePoint) -> Option<PageRect> {
    let (x, y) = (from.x.min(to.x), from.y.min(to.y));
    let (right, bottom) = (from.x.max(to.x), from.y.max(to.y));
    PageRect::new(x, y, right.max(x + 0.01), bottom.max(y + 0.01))
}

/// What becomes of the area under a grip that was pulled: a text mark settles on words again, as far as the text of its
/// page is known. Empty when no word is left in it; `None` where it cannot be pulled.
pub fn pulled(
    mark: &Mark,
    grip: Grip,
    (from, to): (PagePoint, PagePoint),
    text: Option<&PageText>,
    size: PageSize,
) -> Option<Vec<PageRect>> {
    let area = mark.areas.get(grip.area)?;
    let shape = match grip.edges {
        (0, 0) => moved(area, from, to, &size.rect()?),
        edges => stretched(area, edges, to, mark.free),
    }?;
    Some(match text {
        Some(text) if !mark.free => snap::snapped(text, &shape, size),
        _ => vec![shape],
    })
}

/// An area moved as the pointer moved, as far as the page goes.
fn moved(area: &PageRect, from: PagePoint, to: PagePoint, page: &PageRect) -> Option<PageRect> {
    let (left, right) = (page.left() - area.left(), page.right() - area.right());
    let (top, bottom) = (page.top() - area.top(), page.bottom() - area.bottom());
    let dx = (to.x - from.x).max(left).min(right);
    let dy = (to.y - from.y).max(top).min(bottom);
    area.translated(dx, dy)
}

fn stretched(area: &PageRect, edges: (i8, i8), to: PagePoint, free: bool) -> Option<PageRect> {
    let side = |edge: i8, low: f64, high: f64, to: f64| match edge {
        -1 => (to.min(high - 1.0), high),
        1 => (low, to.max(low + 1.0)),
        _ => (low, high),
    };
    let (left, right) = side(edges.0, area.left(), area.right(), to.x);
    let (top, bottom) = side(edges.1, area.top(), area.bottom(), to.y);
    let margin = match free {
        true => 0.0,
        false => area.height() * LINE_MARGIN,
    };
    PageRect::new(left, top + margin, right, bottom - margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: PageSize = PageSize {
        width: 100.0,
        height: 100.0,
    };

    fn at(x: f64, y: f64) -> PagePoint {
        PagePoint::new(x, y)
    }

    #[test]
    fn a_drag_where_no_word_is_makes_a_free_frame() {
        let (from, to) = (at(90.0, 40.0), at(120.0, 20.0));
        let drawn = Drawn::of(from, to, false, Some(&PageText::default()), PAGE);
        assert!(drawn.free && !drawn.among_words && !drawn.is_slip());
        let frame = PageRect::new(90.0, 20.0, 100.0, 40.0).unwrap();
        assert_eq!(drawn.areas, [frame]);
        let slip = Drawn::of(from, at(90.5, 60.0), true, None, PAGE);
        assert!(slip.is_slip());
    }

    fn free_mark() -> Mark {
        Mark {
            page: 0,
            areas: vec![PageRect::new(10.0, 10.0, 50.0, 20.0).unwrap()],
            grounds: Vec::new(),
            note: String::new(),
            free: true,
        }
    }

    fn pull(edges: (i8, i8), to: PagePoint) -> Vec<PageRect> {
        let grip = Grip { area: 0, edges };
        pulled(&free_mark(), grip, (at(10.0, 15.0), to), None, PAGE).unwrap()
    }

    #[test]
    fn a_pulled_edge_follows_the_pointer_and_never_passes_its_opposite() {
        assert_eq!(pull((1, 0), at(80.0, 99.0))[0].right(), 80.0);
        let corner = PageRect::new(0.0, 10.0, 50.0, 30.0).unwrap();
        assert_eq!(pull((-1, 1), at(0.0, 30.0)), [corner]);
        assert_eq!(pull((-1, 0), at(90.0, 0.0))[0].left(), 49.0);
    }

    #[test]
    fn a_moved_frame_stays_on_its_page() {
        let frame = |left, top, right, bottom| PageRect::new(left, top, right, bottom).unwrap();
        let moved = pull((0, 0), at(15.0, 25.0));
        assert_eq!(moved, [frame(15.0, 20.0, 55.0, 30.0)]);
        let moved = pull((0, 0), at(-90.0, 999.0));
        assert_eq!(moved, [frame(0.0, 90.0, 40.0, 100.0)]);
    }
}
