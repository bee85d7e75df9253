//! Where a label may stand: what is blank on a page, what is taken, and the nearest place that is free.
//!
//! **Invariant:** what lies in and close to a taken rectangle has no influence: a cell of the grid that straddles an
//! area holds the ink of what is hidden there. The work is counted, so that it ends at the same place everywhere.
//! **Absent:** what is to stand there; see the layout.

use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::model::page::rects::Rects;
use serde::{Deserialize, Serialize};

/// Points around a taken rectangle that are taken too.
const AROUND_POINTS: f64 = 1.0;
/// How far a label beside its area keeps from it, in points.
pub const GAP: f64 = 3.0;
/// Points between two labels beside their areas, or a reader of the text would join them to one word.
const APART_POINTS: f64 = 2.5;
/// Points between the places that are looked at.
const STEP_POINTS: f64 = 3.0;
/// How many places are looked at for one page. What comes after is placed within its area.
const MAX_PLACES: u64 = 60_000_000;
/// Points between the spots of a line that are looked at, and half the width of a spot.
const SPOT_POINTS: f64 = 1.0;

/// Which parts of a page are free of ink, on a grid of [`BlankMap::CELL`] points.
///
/// Kept as a table of sums, so that one question costs the same for any rectangle; it travels as its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Cells", try_from = "Cells")]
pub struct BlankMap {
    columns: usize,
    rows: usize,
    /// `(columns + 1) * (rows + 1)` sums of the inked cells above and to the left.
    sums: Vec<u32>,
}

/// Which cells of the grid hold ink, eight in a byte, row after row.
#[derive(Serialize, Deserialize)]
struct Cells {
    columns: usize,
    rows: usize,
    #[serde(with = "serde_bytes")]
    inked: Vec<u8>,
}

impl From<BlankMap> for Cells {
    fn from(map: BlankMap) -> Self {
        let (columns, rows) = (map.columns, map.rows);
        let mut inked = vec![0; (columns * rows).div_ceil(8)];
        for number in 0..columns * rows {
            let (x, y) = (number % columns, number / columns);
            inked[number / 8] |= u8::from(map.ink_in(x, y, x + 1, y + 1) > 0) << (number % 8);
        }
        Self {
            columns,
            rows,
            inked,
        }
    }
}

impl TryFrom<Cells> for BlankMap {
    type Error = &'static str;

    fn try_from(cells: Cells) -> Result<Self, Self::Error> {
        let Cells { columns, rows, .. } = cells;
        let sides = 1..=Self::MAX_CELLS;
        let is_grid = sides.contains(&columns) && sides.contains(&rows);
        if !is_grid || cells.inked.len() != (columns * rows).div_ceil(8) {
            return Err("the cells do not make up a grid");
        }
        Ok(Self::summed((columns, rows), |x, y| {
            let number = y * columns + x;
            cells.inked[number / 8] >> (number % 8) & 1 == 1
        }))
    }
}

impl BlankMap {
    /// Cells of a row or column, at most.
    const MAX_CELLS: usize = 4000;

    /// Side of a grid cell in points.
    pub const CELL: f64 = 2.0;

    /// Builds the map of a page; `inked` is asked once per cell (column, row).
    pub fn new(size: PageSize, inked: impl Fn(usize, usize) -> bool) -> Self {
        Self::summed(Self::grid(size), inked)
    }

    fn summed((columns, rows): (usize, usize), inked: impl Fn(usize, usize) -> bool) -> Self {
        let mut sums = vec![0_u32; (columns + 1) * (rows + 1)];
        for row in 0..rows {
            let mut line = 0_u32;
            for column in 0..columns {
                line += u32::from(inked(column, row));
                let above = sums[row * (columns + 1) + column + 1];
                sums[(row + 1) * (columns + 1) + column + 1] = above + line;
            }
        }
        Self {
            columns,
            rows,
            sums,
        }
    }

    /// The same map with the cells that rectangles meet, and a little around them, taken.
    fn without<'a>(&self, taken: impl Iterator<Item = &'a PageRect>) -> Self {
        // How many rectangles begin and end at each corner of the grid; summed up, how many lie over each cell.
        let width = self.columns + 1;
        let mut over = vec![0_i32; width * (self.rows + 1)];
        for zone in taken.filter_map(|rect| rect.expanded(AROUND_POINTS)) {
            let (x0, y0, x1, y1) = self.cells(&zone);
            for (x, y, change) in [(x0, y0, 1), (x1, y0, -1), (x0, y1, -1), (x1, y1, 1)] {
                if let Some(count) = over.get_mut(y * width + x) {
                    *count += change;
                }
            }
        }
        for row in over.chunks_exact_mut(width) {
            let mut sum = 0;
            for count in row {
                sum += *count;
                *count = sum;
            }
        }
        for at in width..over.len() {
            over[at] += over[at - width];
        }
        Self::summed((self.columns, self.rows), |x, y| {
            over[y * width + x] > 0 || self.ink_in(x, y, x + 1, y + 1) > 0
        })
    }

    /// The first column and row of the cells that a rectangle meets, and the first behind them.
    fn cells(&self, rect: &PageRect) -> (usize, usize, usize, usize) {
        let low = |v: f64, most: usize| ((v / Self::CELL).floor().max(0.0) as usize).min(most);
        let high = |v: f64, most: usize| ((v / Self::CELL).ceil().max(0.0) as usize).min(most);
        let (columns, rows) = (self.columns, self.rows);
        let (x0, y0) = (low(rect.left(), columns), low(rect.top(), rows));
        (
            x0,
            y0,
            high(rect.right(), columns).max(x0),
            high(rect.bottom(), rows).max(y0),
        )
    }

    /// How many cells from the first column and row up to the last hold ink.
    fn ink_in(&self, x0: usize, y0: usize, x1: usize, y1: usize) -> u32 {
        let sum = |x: usize, y: usize| {
            let sum = self.sums.get(y * (self.columns + 1) + x);
            sum.copied().unwrap_or(u32::MAX)
        };
        // The four corners of the table of sums; wrapping, since the middle terms may exceed the first.
        sum(x1, y1)
            .wrapping_sub(sum(x0, y1))
            .wrapping_sub(sum(x1, y0))
            .wrapping_add(sum(x0, y0))
    }

    /// Columns and rows for a page of this size; a page of absurd size gets a grid of its first 4,000 cells.
    pub fn grid(size: PageSize) -> (usize, usize) {
        let cells = |length: f64| {
            (length / Self::CELL)
                .ceil()
                .clamp(1.0, Self::MAX_CELLS as f64) as usize
        };
        (cells(size.width), cells(size.height))
    }

    /// Whether the sums fit the grid: what came from another process is asked this first.
    pub fn is_sound(&self) -> bool {
        let expected = self.columns.checked_add(1).zip(self.rows.checked_add(1));
        expected.and_then(|(c, r)| c.checked_mul(r)) == Some(self.sums.len())
    }

    /// What the ink in a rectangle takes; `None` where there is none.
    pub fn ink_bounds(&self, rect: &PageRect) -> Option<PageRect> {
        let (x0, y0, x1, y1) = self.cells(rect);
        let has_row = |y: &usize| self.ink_in(x0, *y, x1, y + 1) > 0;
        let has_column = |x: &usize| self.ink_in(*x, y0, x + 1, y1) > 0;
        let (top, bottom) = ((y0..y1).find(has_row)?, (y0..y1).rfind(has_row)? + 1);
        let (left, right) = ((x0..x1).find(has_column)?, (x0..x1).rfind(has_column)? + 1);
        let points = |cells: usize| cells as f64 * Self::CELL;
        PageRect::new(points(left), points(top), points(right), points(bottom))
    }

    /// Whether a rectangle lies on the page and holds no ink.
    pub fn is_blank(&self, rect: &PageRect) -> bool {
        let (right, bottom) = (
            self.columns as f64 * Self::CELL,
            self.rows as f64 * Self::CELL,
        );
        if rect.left() < 0.0 || rect.top() < 0.0 || rect.right() > right || rect.bottom() > bottom {
            return false;
        }
        let (x0, y0, x1, y1) = self.cells(rect);
        self.ink_in(x0, y0, x1, y1) == 0
    }
}

/// What is free on one page while its labels are placed.
pub struct Room {
    free: BlankMap,
    page: PageSize,
    labels: Rects,
    /// What is left of the work.
    work: u64,
}

impl Room {
    /// `taken` is what is black and what can be read.
    pub fn new<'a>(
        blank: &BlankMap,
        taken: impl Iterator<Item = &'a PageRect>,
        page: PageSize,
    ) -> Self {
        Self {
            free: blank.without(taken),
            page,
            labels: Rects::default(),
            work: MAX_PLACES,
        }
    }

    /// Steps of work done.
    #[cfg(test)]
    pub fn done(&self) -> u64 {
        MAX_PLACES - self.work
    }

    /// Whether no label stands within so many points of a rectangle.
    pub fn is_apart(&self, rect: &PageRect, by: f64) -> bool {
        rect.expanded(by)
            .is_none_or(|zone| !self.labels.meets(&zone))
    }

    pub fn take(&mut self, rect: PageRect) {
        self.labels.add(rect.into());
    }

    /// Takes what a line runs over.
    pub fn take_line(&mut self, line: (PagePoint, PagePoint)) {
        let spots: Vec<PageRect> = spots(line).collect();
        spots.into_iter().for_each(|spot| self.take(spot));
    }

    fn is_free(&mut self, rect: &PageRect) -> bool {
        let rest = self.work.checked_sub(1);
        self.work = rest.unwrap_or(0);
        rest.is_some() && self.free.is_blank(rect) && self.is_apart(rect, APART_POINTS)
    }

    /// Whether a line from a label runs over blank alone, up to the zone around the area that it leads to.
    pub fn is_clear(&mut self, line: (PagePoint, PagePoint), areas: &[PageRect]) -> bool {
        // A spot that meets a cell which an area takes lies this near to it.
        let near = AROUND_POINTS + BlankMap::CELL + SPOT_POINTS;
        let own = areas.iter().filter_map(|area| area.expanded(near));
        let own: Vec<PageRect> = own.collect();
        let outside =
            spots(line).filter(|spot| !own.iter().any(|area| area.contains(spot.center())));
        let outside: Vec<PageRect> = outside.collect();
        self.work = self.work.saturating_sub(outside.len() as u64);
        let is_blank = |spot: &PageRect| self.free.is_blank(spot) && !self.labels.meets(spot);
        outside.iter().all(is_blank)
    }

    /// The free place of this width and height that is nearest to an area and as asked, within `reach` points across
    /// and down; first those close around it.
    pub fn nearest(
        &mut self,
        (width, height): (f64, f64),
        area: &PageRect,
        reach: (f64, f64),
        mut asked: impl FnMut(&mut Self, &PageRect) -> bool,
    ) -> Option<(f64, PageRect)> {
        let mut best: Option<(f64, PageRect)> = None;
        let mut consider =
            |room: &mut Self, left: f64, top: f64, best: &mut Option<(f64, PageRect)>| {
                let place = PageRect::new(left, top, left + width, top + height)?;
                let gap = distance(&place, area);
                let nearer = best.as_ref().is_none_or(|(found, _)| gap < *found);
                if nearer && room.is_free(&place) && asked(room, &place) {
                    *best = Some((gap, place));
                }
                None::<()>
            };
        for (left, top) in close(area, width, height) {
            consider(self, left, top, &mut best);
        }
        let found = |best: &Option<(f64, PageRect)>| best.as_ref().map_or(f64::INFINITY, |b| b.0);
        let columns = by_gap(self.page.width, width, (area.left(), area.right()), reach.0);
        for (row_gap, top) in by_gap(
            self.page.height,
            height,
            (area.top(), area.bottom()),
            reach.1,
        ) {
            if row_gap >= found(&best) || self.work == 0 {
                break;
            }
            for (column_gap, left) in &columns {
                if column_gap.max(row_gap) >= found(&best) {
                    break;
                }
                consider(self, *left, top, &mut best);
            }
        }
        best
    }

    /// The lowest free place of this width and height that keeps so many points from the edges of the page, the leftmost
    /// of its row.
    pub fn lowest(&mut self, (width, height): (f64, f64), inset: f64) -> Option<PageRect> {
        let last = self.page.height - height - inset;
        // Rows are counted from the foot, so that lines of a legend stand on one.
        for up in steps(0.0, last - inset) {
            let top = last - up;
            for left in steps(inset, self.page.width - width - inset) {
                let place = PageRect::new(left, top, left + width, top + height)?;
                if self.is_free(&place) {
                    return Some(place);
                }
            }
            if self.work == 0 {
                return None;
            }
        }
        None
    }
}

/// From one number to another in steps.
fn steps(from: f64, to: f64) -> impl Iterator<Item = f64> {
    let count = if to < from {
        0
    } else {
        ((to - from) / STEP_POINTS).min(5000.0) as usize + 1
    };
    (0..count).map(move |index| from + index as f64 * STEP_POINTS)
}

/// The spots that a line runs over.
fn spots((from, to): (PagePoint, PagePoint)) -> impl Iterator<Item = PageRect> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let count = (dx.hypot(dy) / SPOT_POINTS).ceil().clamp(1.0, 5000.0);
    (0..=count as usize).filter_map(move |index| {
        let part = index as f64 / count;
        let (x, y) = (from.x + dx * part, from.y + dy * part);
        PageRect::new(
            x - SPOT_POINTS,
            y - SPOT_POINTS,
            x + SPOT_POINTS,
            y + SPOT_POINTS,
        )
    })
}

/// Where to look first, close around an area: left and top of each place.
fn close(area: &PageRect, width: f64, height: f64) -> [(f64, f64); 4] {
    let middle = area.center();
    [
        (area.right() + GAP, middle.y - height / 2.0),
        (area.left() - GAP - width, middle.y - height / 2.0),
        (middle.x - width / 2.0, area.top() - GAP - height),
        (middle.x - width / 2.0, area.bottom() + GAP),
    ]
}

/// The places on a grid along one side of a page within reach of an area, the nearest first, each with its gap to it.
/// All lengths in points.
fn by_gap(side: f64, length: f64, (from, to): (f64, f64), reach: f64) -> Vec<(f64, f64)> {
    let low = ((from - length - reach).max(0.0) / STEP_POINTS).ceil() * STEP_POINTS;
    let gap = |start: f64| (from - start - length).max(start - to).max(0.0);
    let starts = steps(low, (to + reach).min(side - length));
    let mut places: Vec<(f64, f64)> = starts.map(|start| (gap(start), start)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places
}

/// The gap between two rectangles; 0 when they touch.
pub fn distance(a: &PageRect, b: &PageRect) -> f64 {
    let dx = (b.left() - a.right()).max(a.left() - b.right()).max(0.0);
    let dy = (b.top() - a.bottom()).max(a.top() - b.bottom()).max(0.0);
    dx.hypot(dy)
}
