//! What a drag over running text takes: the words between its two ends, over the ends of lines, within their column.
//!
//! **Invariant:** a drag that touches no word takes none, unless it is a swipe no higher than the line beside it: then the
//! nearest line counts. Words of another column are never taken, unless the drag ends there.
//! **Absent:** areas; `snap` makes them of words.

use super::growth::Reaches;
use super::snap::{Part, parts};
use super::spans::{Stretch, beside, over, part_bounds, stretches};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{PageChar, PageText};

/// Lines so many times their own height away still say in which column a place is.
const NEIGHBOUR_HEIGHTS: f64 = 3.0;
/// A swipe this part of the height of a line beside it is meant for that line.
const NEAR_HEIGHTS: f64 = 0.6;

/// The parts of words that a drag between two places takes, in the order of the page; none when it is meant for
/// something else than words.
pub fn between(text: &PageText, from: PagePoint, to: PagePoint) -> Vec<Part> {
    let Some(nearest) = nearest(text, from) else {
        return Vec::new();
    };
    let (all, quarters) = (stretches(text, nearest), nearest.quarters());
    let (from, to) = (from.turned_back(quarters), to.turned_back(quarters));
    let (high, low) = if from.y <= to.y {
        (from, to)
    } else {
        (to, from)
    };
    let Some(ends) = Ends::of(&all, high, low) else {
        return Vec::new();
    };
    let taken = |stretch: &Stretch| {
        let words = stretch.words.clone().flat_map(|word| parts(text, word));
        let rect = stretch.rect;
        let kept = words.filter(|part| {
            let bounds = part_bounds(text, *part).map(|bounds| bounds.turned_back(quarters));
            bounds.is_some_and(|bounds| ends.takes(&rect, &bounds))
        });
        kept.collect::<Vec<Part>>()
    };
    let mut found: Vec<Part> = all.iter().flat_map(taken).collect();
    found.sort_unstable();
    found
}

/// The letter nearest to a place, of the lines of the page.
fn nearest(text: &PageText, at: PagePoint) -> Option<&PageChar> {
    let away = |rect: &PageRect| across(rect, at.x).hypot(along(rect, at.y));
    let reaches = Reaches::of(text.chars.iter().filter(|c| c.has_ink()));
    let may = |c: &&PageChar| !c.is_blank() && !reaches.is_across(c);
    let letters = text.chars.iter().filter(may);
    letters.min_by(|a, b| away(&a.cell).total_cmp(&away(&b.cell)))
}

/// How far a height is above or below a rectangle.
fn along(rect: &PageRect, y: f64) -> f64 {
    (rect.top() - y).max(y - rect.bottom()).max(0.0)
}

/// How far a place is beside a rectangle.
fn across(rect: &PageRect, x: f64) -> f64 {
    (rect.left() - x).max(x - rect.right()).max(0.0)
}

/// The first and the last line that a drag takes.
struct Ends {
    first: PageRect,
    last: PageRect,
    /// Where in the first line it begins and where in the last it ends.
    from: f64,
    to: f64,
}

impl Ends {
    /// `None` when no line lies between the places and none is near enough for a swipe.
    fn of(all: &[Stretch], high: PagePoint, low: PagePoint) -> Option<Self> {
        let nearest = line_at(all, high, |_| true)?;
        let is_swipe = low.y - high.y < nearest.height();
        let touches = |s: &Stretch| {
            let (left, right) = (high.x.min(low.x), high.x.max(low.x));
            s.rect.left() < right
                && s.rect.right() > left
                && s.rect.top() < low.y
                && s.rect.bottom() > high.y
        };
        if !all.iter().any(touches) {
            let is_near = is_swipe && along(&nearest, high.y) < NEAR_HEIGHTS * nearest.height();
            return is_near.then(|| Self::within(nearest, high.x, low.x));
        }
        // Outside all lines the drag begins with the next one and ends with the one before.
        let first = line_at(all, high, |line| line.bottom() > high.y)?;
        let last = line_at(all, low, |line| line.top() < low.y)?;
        if beside(&first, &last) {
            return Some(Self::within(first.union(&last), high.x, low.x));
        }
        let goes_down = first.center().y < last.center().y;
        // From the white above or behind the lines to that below or before them, to the left: that is drawn around them, and
        // takes what lies within.
        let beyond = high.y <= first.top() && low.y >= last.bottom();
        let aside = high.x >= first.right() && low.x <= last.left();
        let is_around = high.x > low.x && (beyond || aside);
        let (from, to) = match is_around {
            true => (low.x, high.x),
            false => (high.x, low.x),
        };
        goes_down.then_some(Self {
            first,
            last,
            from,
            to,
        })
    }

    fn within(line: PageRect, a: f64, b: f64) -> Self {
        Self {
            first: line,
            last: line,
            from: a.min(b),
            to: a.max(b),
        }
    }

    /// Whether a part of a word of this line is taken.
    fn takes(&self, line: &PageRect, part: &PageRect) -> bool {
        let (in_first, in_last) = (beside(line, &self.first), beside(line, &self.last));
        let is_after = !in_first || part.right() > self.from;
        let is_before = !in_last || part.left() < self.to;
        let is_between =
            line.center().y > self.first.center().y && line.center().y < self.last.center().y;
        // A drag along one line may go over several columns.
        let is_of_column = (in_first && in_last) || over(line, &self.first.union(&self.last));
        is_of_column && (in_first || in_last || is_between) && is_after && is_before
    }
}

/// The line of a place among those that `may` be it: the nearest in height of the column of the place.
fn line_at(all: &[Stretch], at: PagePoint, may: impl Fn(&PageRect) -> bool) -> Option<PageRect> {
    let rects = || all.iter().map(|s| s.rect);
    let is_neighbour = |rect: &PageRect| {
        across(rect, at.x) == 0.0 && along(rect, at.y) < NEIGHBOUR_HEIGHTS * rect.height()
    };
    let column = rects().filter(is_neighbour).reduce(|a, b| a.union(&b));
    let is_of_column = |rect: &PageRect| column.is_none_or(|column| over(rect, &column));
    let lines = rects().filter(|rect| is_of_column(rect) && may(rect));
    lines.min_by(|a, b| {
        let order = along(a, at.y).total_cmp(&along(b, at.y));
        order.then(across(a, at.x).total_cmp(&across(b, at.x)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gesture::spans::tests::page;

    /// What a drag takes between two places, each a row and a column of the text.
    fn drags(rows: &[&str], from: (f64, f64), to: (f64, f64)) -> String {
        let text = page(rows);
        let place =
            |(row, column): (f64, f64)| PagePoint::new(6.0 * column + 3.0, 14.0 * row + 6.0);
        let parts = between(&text, place(from), place(to));
        let words = parts.iter().map(|(start, end)| {
            let chars = text.chars[*start..*end].iter();
            chars.map(|c| c.text).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    const LINES: [&str; 4] = [
        "aan de heer Jan de Groot van het",
        "kantoor te Zwolle en verder",
        "hier",
        "staat de laatste regel van het stuk",
    ];

    #[test]
    fn a_drag_flows_over_the_ends_of_lines() {
        let name = "Jan de Groot van het kantoor te Zwolle";
        assert_eq!(drags(&LINES, (0.0, 13.0), (1.0, 14.0)), name);
        assert_eq!(drags(&LINES, (1.0, 14.0), (0.0, 13.0)), name, "upwards");
        let whole = "verder hier staat";
        assert_eq!(drags(&LINES, (1.0, 22.0), (3.0, 2.0)), whole);
        assert_eq!(drags(&LINES, (0.0, 13.0), (0.0, 20.0)), "Jan de Groot");
        // Behind the end of a short line the drag is still in it.
        assert_eq!(drags(&LINES, (1.0, 22.0), (2.0, 30.0)), "verder hier");
    }

    #[test]
    fn a_thin_swipe_takes_the_nearest_line_and_an_empty_place_takes_nothing() {
        assert_eq!(drags(&LINES, (0.44, 13.0), (0.44, 20.0)), "Jan de Groot");
        assert_eq!(drags(&LINES, (-0.5, 13.0), (-0.5, 20.0)), "Jan de Groot");
        assert_eq!(drags(&LINES, (4.6, 0.0), (9.0, 20.0)), "");
        assert_eq!(
            drags(&LINES, (2.0, 12.0), (2.1, 20.0)),
            "",
            "beside a short line"
        );
    }

    #[test]
    fn a_drag_from_above_to_below_takes_the_lines_between() {
        assert_eq!(
            drags(&LINES[..2], (-3.0, -1.0), (4.0, 60.0))
                .split(' ')
                .count(),
            13
        );
    }

    #[test]
    fn a_drag_around_lines_takes_them_whichever_corner_it_begins_at() {
        let rows = ["", "Postbus 114", "8300 AB Zandmeer", ""];
        for (from, to) in [((0.0, -1.0), (3.6, 20.0)), ((0.0, 20.0), (3.6, -1.0))] {
            let all = "Postbus 114 8300 AB Zandmeer";
            assert_eq!(drags(&rows, from, to), all);
            assert_eq!(drags(&rows, to, from), all, "upwards");
        }
        assert_eq!(
            drags(&rows, (1.0, 20.0), (2.0, -1.0)),
            "Postbus 114 8300 AB Zandmeer",
            "from behind the first line to before the last"
        );
    }

    #[test]
    fn a_text_across_the_page_is_not_of_its_lines() {
        let lines = page(&LINES);
        let letter = |nth: usize| {
            let top = 40.0 * nth as f64 - 60.0;
            let cell = PageRect::new(60.0, top, 110.0, top + 38.0).unwrap();
            PageChar {
                angle: 90.0,
                ..PageChar::drawn('C', cell)
            }
        };
        let first = lines.chars.len();
        let chars = lines.chars.iter().cloned().chain((0..4).map(letter));
        let text = PageText::new(chars.collect(), &[18, 35, 52, first]);
        for (from, to) in [((70.0, 6.0), (160.0, 6.0)), ((70.0, 6.0), (100.0, 34.0))] {
            let places = (PagePoint::new(from.0, from.1), PagePoint::new(to.0, to.1));
            let parts = between(&text, places.0, places.1);
            assert!(!parts.is_empty());
            assert!(parts.iter().all(|part| part.1 <= first), "{parts:?}");
        }
    }

    #[test]
    fn a_drag_stays_in_its_column() {
        let rows = [
            "J. Jansen     100        2016",
            "P. de Vries   200        2017",
            "K. Pieters    300        2018",
        ];
        assert_eq!(
            drags(&rows, (0.0, 3.0), (2.0, 9.0)),
            "Jansen P de Vries K Pieters"
        );
        assert_eq!(drags(&rows, (0.0, 14.0), (1.0, 16.0)), "100 200");
        assert_eq!(drags(&rows, (0.0, 14.0), (1.0, 27.0)), "100 2016 200 2017");
        assert_eq!(drags(&rows, (1.0, 3.0), (1.0, 16.0)), "de Vries 200");
    }
}
