//! Where the ground of a black area is printed: one layout for the preview, the writer and the verifier.
//!
//! **Invariant:** a label is never clipped, never in another notation and never a reason to blacken more.
//! **Absent:** glyph outlines; this room measures with a table, the writer draws.
//!
//! Inside the area at 8 pt down to 6 pt; else in the nearest blank place, with a thin line when it does not touch the
//! area. Where a page has no blank place at all the label shrinks inside its area: small and whole is better than
//! hidden, and putting it over content would cover more than was decided.

use super::geometry::{PagePoint, PageRect, PageSize};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The largest and the smallest size in points at which a label is meant to be read.
const SIZES: [f64; 3] = [8.0, 7.0, 6.0];
/// Parts of the largest size that fits, for areas on a page without any blank place in which several labels stand.
const SHRINKING: [f64; 6] = [1.0, 0.75, 0.5, 0.35, 0.25, 0.15];
/// Free space in points between the text of a label and the edge of what it stands in.
const PADDING: f64 = 1.0;
/// Height above and depth below the baseline of the highest and deepest label glyph, in ems.
const ASCENT: f64 = 0.77;
const DESCENT: f64 = 0.22;
/// How far a letter may stick out from its advance on either side, in ems: an f or a j at the end.
const OVERHANG: f64 = 0.06;
/// How far a label beside its area keeps from it, in points; within this it needs no line.
const GAP: f64 = 3.0;

/// Units per em of the label font, DejaVu Sans Condensed 2.37.
pub const UNITS_PER_EM: f64 = 2048.0;
const FIRST: u32 = 0x20;
/// Advance widths of U+0020 to U+017F in font units; 0 where the font has no printable glyph.
#[rustfmt::skip]
const WIDTHS: [u16; 352] = [
    585, 738, 847, 1544, 1172, 1751, 1437, 506, 719, 719, 921, 1544, 585, 665, 585, 621,
    1172, 1172, 1172, 1172, 1172, 1172, 1172, 1172, 1172, 1172, 621, 621, 1544, 1544, 1544, 978,
    1843, 1260, 1264, 1287, 1419, 1164, 1060, 1428, 1386, 543, 543, 1208, 1026, 1590, 1378, 1450,
    1111, 1450, 1280, 1170, 1125, 1349, 1260, 1822, 1262, 1125, 1262, 719, 621, 719, 1544, 921,
    921, 1129, 1170, 1013, 1170, 1134, 648, 1170, 1168, 512, 512, 1067, 512, 1795, 1168, 1127,
    1170, 1170, 757, 960, 722, 1168, 1090, 1507, 1090, 1090, 967, 1172, 621, 1172, 1544, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    585, 738, 1172, 1172, 1172, 1172, 621, 921, 921, 1843, 868, 1127, 1544, 665, 1843, 921,
    921, 1544, 738, 738, 921, 1172, 1172, 585, 921, 738, 868, 1127, 1786, 1786, 1786, 978,
    1260, 1260, 1260, 1260, 1260, 1260, 1795, 1287, 1164, 1164, 1164, 1164, 543, 543, 543, 543,
    1428, 1378, 1450, 1450, 1450, 1450, 1450, 1544, 1450, 1349, 1349, 1349, 1349, 1125, 1115, 1161,
    1129, 1129, 1129, 1129, 1129, 1129, 1809, 1013, 1134, 1134, 1134, 1134, 512, 512, 512, 512,
    1127, 1168, 1127, 1127, 1127, 1127, 1127, 1544, 1127, 1168, 1168, 1168, 1168, 1090, 1170, 1090,
    1260, 1129, 1260, 1129, 1260, 1129, 1287, 1013, 1287, 1013, 1287, 1013, 1287, 1013, 1419, 1170,
    1428, 1170, 1164, 1134, 1164, 1134, 1164, 1134, 1164, 1134, 1164, 1134, 1428, 1170, 1428, 1170,
    1428, 1170, 1428, 1170, 1386, 1168, 1688, 1280, 543, 512, 543, 512, 543, 512, 543, 512,
    543, 512, 1087, 1024, 543, 512, 1208, 1067, 1067, 1026, 512, 1026, 512, 1026, 691, 1026,
    630, 1035, 523, 1378, 1168, 1378, 1168, 1378, 1168, 1499, 1378, 1168, 1450, 1127, 1450, 1127,
    1450, 1127, 1971, 1885, 1280, 757, 1280, 757, 1280, 757, 1170, 960, 1170, 960, 1170, 960,
    1170, 960, 1125, 722, 1125, 722, 1125, 722, 1349, 1168, 1349, 1168, 1349, 1168, 1349, 1168,
    1349, 1168, 1349, 1168, 1822, 1507, 1125, 1090, 1125, 1262, 967, 1262, 967, 1262, 967, 648,
];

/// Advance of a character in font units; `None` when labels cannot print it.
pub fn advance(c: char) -> Option<u16> {
    let index = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    WIDTHS.get(index).copied().filter(|w| *w > 0)
}

/// Text with every character that the label font lacks replaced by a question mark.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if advance(c).is_some() { c } else { '?' })
        .collect()
}

/// Width of a text at one point, in points.
fn width_at_one_point(text: &str) -> f64 {
    text.chars().filter_map(advance).map(f64::from).sum::<f64>() / UNITS_PER_EM
}

/// A label in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    pub text: String,
    /// Font size in points.
    pub size: f64,
    /// Start of the baseline.
    pub origin: PagePoint,
    /// What the text takes, padding included.
    pub rect: PageRect,
    /// White on black within its area, else black on the page.
    pub inside: bool,
    /// The line from a label to an area it does not touch.
    pub leader: Option<(PagePoint, PagePoint)>,
}

impl Label {
    /// No label at all, for areas that have no place for one; `None` only when there is no area.
    pub fn none(areas: &[PageRect]) -> Option<Self> {
        let rect = *areas.first()?;
        Some(Self {
            text: String::new(),
            size: 1.0,
            origin: rect.center(),
            rect,
            inside: true,
            leader: None,
        })
    }
}

/// Which parts of a page are free of ink, on a grid of [`BlankMap::CELL`] points.
///
/// Kept as a table of sums, so that one question costs the same for any rectangle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlankMap {
    columns: usize,
    rows: usize,
    /// `(columns + 1) * (rows + 1)` sums of the inked cells above and to the left.
    sums: Vec<u32>,
}

impl BlankMap {
    /// Side of a grid cell in points.
    pub const CELL: f64 = 2.0;

    /// Builds the map of a page; `inked` is asked once per cell (column, row).
    pub fn new(size: PageSize, inked: impl Fn(usize, usize) -> bool) -> Self {
        let (columns, rows) = Self::grid(size);
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

    /// Columns and rows for a page of this size; a page of absurd size gets a grid of its first 4,000 cells.
    pub fn grid(size: PageSize) -> (usize, usize) {
        let cells = |length: f64| (length / Self::CELL).ceil().clamp(1.0, 4000.0) as usize;
        (cells(size.width), cells(size.height))
    }

    /// Whether the sums fit the grid: what came from another process is asked this first.
    pub fn is_sound(&self) -> bool {
        let expected = self.columns.checked_add(1).zip(self.rows.checked_add(1));
        expected.and_then(|(c, r)| c.checked_mul(r)) == Some(self.sums.len())
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
        let low = |v: f64| (v / Self::CELL).floor() as usize;
        let high = |v: f64| (v / Self::CELL).ceil() as usize;
        let (x0, x1) = (low(rect.left()), high(rect.right()).min(self.columns));
        let (y0, y1) = (low(rect.top()), high(rect.bottom()).min(self.rows));
        let sum = |x: usize, y: usize| {
            self.sums
                .get(y * (self.columns + 1) + x)
                .copied()
                .unwrap_or(u32::MAX)
        };
        // The four corners of the table of sums; wrapping, since the middle terms may exceed the first.
        sum(x1, y1)
            .wrapping_sub(sum(x0, y1))
            .wrapping_sub(sum(x1, y0))
            .wrapping_add(sum(x0, y0))
            == 0
    }
}

/// Rectangles in which no label may stand, found by their place: a page may have a thousand of them.
#[derive(Default)]
pub struct Taken(HashMap<(i32, i32), Vec<PageRect>>);

impl Taken {
    /// Side in points of the cells in which they are kept.
    const CELL: f64 = 32.0;

    pub fn of<'a>(rects: impl IntoIterator<Item = &'a PageRect>) -> Self {
        let mut taken = Self::default();
        rects.into_iter().for_each(|rect| taken.add(*rect));
        taken
    }

    pub fn add(&mut self, rect: PageRect) {
        for cell in Self::cells(&rect) {
            self.0.entry(cell).or_default().push(rect);
        }
    }

    fn meets(&self, zone: &PageRect) -> bool {
        Self::cells(zone)
            .filter_map(|cell| self.0.get(&cell))
            .flatten()
            .any(|taken| taken.intersects(zone))
    }

    fn cells(rect: &PageRect) -> impl Iterator<Item = (i32, i32)> + use<> {
        let cell = |v: f64| (v / Self::CELL).floor().clamp(-1.0, 500.0) as i32;
        let (left, right) = (cell(rect.left()), cell(rect.right()));
        (cell(rect.top())..=cell(rect.bottom()))
            .flat_map(move |row| (left..=right).map(move |column| (column, row)))
    }
}

/// Places the label of one black area, which may consist of several lines.
///
/// `black` are all black rectangles of the page and `labels` the labels placed before: no label covers either, except
/// that it may stand in its own area. `None` when there is no area, or none that a text can be told apart in.
pub fn place(
    text: &str,
    areas: &[PageRect],
    black: &Taken,
    labels: &Taken,
    blank: &BlankMap,
    page: PageSize,
) -> Option<Label> {
    let text = printable(text);
    let width = width_at_one_point(&text);
    let mut roomy: Vec<&PageRect> = areas.iter().collect();
    roomy.sort_by(|a, b| fit(width, b).total_cmp(&fit(width, a)));
    for size in SIZES {
        let fitting = roomy.iter().filter(|area| size <= fit(width, area));
        let places = fitting.flat_map(|area| insides(&text, size, area, width));
        if let Some(label) = apart_from(labels, places) {
            return Some(label);
        }
    }
    for size in SIZES {
        if let Some(label) = beside(&text, size, areas, [black, labels], blank, page) {
            return Some(label);
        }
    }
    let area = roomy.first()?;
    let largest = fit(width, area).max(0.1);
    let smaller = SHRINKING.iter().map(|part| largest * part);
    let places = smaller.flat_map(|size| rows(&text, size, area, width));
    apart_from(labels, places).or_else(|| inside(&text, largest, area.center(), width))
}

/// Places the label of a passage that stays readable: in the nearest blank place, never over the passage; where a page
/// has none, over what stands above it. `taken` are rectangles and labels that it keeps clear of. `None` only when there
/// is no area.
pub fn place_apart(
    text: &str,
    areas: &[PageRect],
    taken: [&Taken; 2],
    blank: &BlankMap,
    page: PageSize,
) -> Option<Label> {
    let text = printable(text);
    let [.., size] = SIZES;
    if let Some(label) = beside(&text, size, areas, taken, blank, page) {
        return Some(label);
    }
    let first = areas.first()?;
    let bottom = (first.top() - size * DESCENT).max(size * ASCENT);
    let origin = PagePoint::new(exact(first.left()), exact(bottom));
    Some(Label {
        rect: text_rect(&text, size, origin)?,
        text,
        size,
        origin,
        inside: false,
        leader: None,
    })
}

/// The first label that keeps a letter's width apart from others, or a reader of the text would join them to one word.
fn apart_from(labels: &Taken, mut places: impl Iterator<Item = Label>) -> Option<Label> {
    let apart = |label: &Label| {
        let zone = label.rect.expanded(label.size / 2.0);
        zone.is_none_or(|zone| !labels.meets(&zone))
    };
    places.find(apart)
}

/// Labels in the middle of an area and above and below it, where others stand in the middle.
fn rows(text: &str, size: f64, area: &PageRect, width: f64) -> Vec<Label> {
    let height = size * (ASCENT + DESCENT);
    let count = (area.height() / height).clamp(1.0, 50.0) as usize;
    let tops = (0..count).map(|row| area.top() + row as f64 * height);
    let rows = tops.filter_map(|top| PageRect::new(area.left(), top, area.right(), top + height));
    let rows = std::iter::once(*area).chain(rows);
    rows.flat_map(|row| insides(text, size, &row, width))
        .collect()
}

/// The largest size at which a text of this width fits an area.
fn fit(width: f64, area: &PageRect) -> f64 {
    let by_width = (area.width() - 2.0 * PADDING).max(area.width() * 0.5) / width.max(0.01);
    let by_height = (area.height() - 1.0).max(area.height() * 0.5) / (ASCENT + DESCENT);
    by_width.min(by_height)
}

/// Labels within an area: in the middle, else at an end, where no label of an overlapping area stands.
fn insides(
    text: &str,
    size: f64,
    area: &PageRect,
    width: f64,
) -> impl Iterator<Item = Label> + use<> {
    let middle = area.center();
    let end = (width * size / 2.0 + PADDING).min(area.width() / 2.0);
    [middle.x, area.left() + end, area.right() - end]
        .map(|x| inside(text, size, PagePoint::new(x, middle.y), width))
        .into_iter()
        .flatten()
}

fn inside(text: &str, size: f64, center: PagePoint, width: f64) -> Option<Label> {
    let baseline = center.y + size * (ASCENT - DESCENT) / 2.0;
    let size = exact(size);
    let origin = PagePoint::new(exact(center.x - width * size / 2.0), exact(baseline));
    let rect = text_rect(text, size, origin)?;
    Some(Label {
        text: text.to_owned(),
        size,
        origin,
        rect,
        inside: true,
        leader: None,
    })
}

/// To a thousandth of a point, as files are written: PDFium puts letters on whole pixels, and the verifier's own
/// drawing of a label must fall on the same ones.
fn exact(v: f64) -> f64 {
    (v * 1000.0).round() / 1000.0
}

/// What a text takes from the start of its baseline, without padding; `None` for a text without width.
pub fn text_rect(text: &str, size: f64, origin: PagePoint) -> Option<PageRect> {
    PageRect::new(
        origin.x - size * OVERHANG,
        origin.y - size * ASCENT,
        origin.x + (width_at_one_point(text) * size).max(0.01) + size * OVERHANG,
        origin.y + size * DESCENT,
    )
}

fn beside(
    text: &str,
    size: f64,
    areas: &[PageRect],
    taken: [&Taken; 2],
    blank: &BlankMap,
    page: PageSize,
) -> Option<Label> {
    let width = width_at_one_point(text) * size + 2.0 * PADDING;
    let height = size * (ASCENT + DESCENT) + 2.0 * PADDING;
    let mut best: Option<(f64, PageRect)> = None;
    for area in areas {
        let mut consider = |candidate: PageRect| {
            let distance = distance(&candidate, area);
            let nearer = best.as_ref().is_none_or(|(found, _)| distance < *found);
            if nearer && blank.is_blank(&candidate) && is_clear(&candidate, taken) {
                best = Some((distance, candidate));
            }
            best.as_ref().map_or(f64::INFINITY, |(found, _)| *found)
        };
        let mut nearest = f64::INFINITY;
        for candidate in close(area, width, height) {
            nearest = consider(candidate);
        }
        let columns = by_gap(page.width, width, area.left(), area.right());
        for (row_gap, y) in by_gap(page.height, height, area.top(), area.bottom()) {
            if row_gap >= nearest {
                break;
            }
            for (column_gap, x) in &columns {
                if *column_gap >= nearest {
                    break;
                }
                if let Some(candidate) = PageRect::new(*x, y, x + width, y + height) {
                    nearest = consider(candidate);
                }
            }
        }
    }
    let (distance, rect) = best?;
    let baseline = rect.top() + PADDING + size * ASCENT;
    let origin = PagePoint::new(exact(rect.left() + PADDING), exact(baseline));
    let nearest = areas
        .iter()
        .min_by(|a, b| self::distance(&rect, a).total_cmp(&self::distance(&rect, b)))?;
    let leader = (distance > 2.0 * GAP).then(|| closest_points(&rect, nearest));
    Some(Label {
        text: text.to_owned(),
        size,
        origin,
        rect,
        inside: false,
        leader,
    })
}

/// Whether the grid cells of a candidate keep clear of every taken rectangle.
///
/// Whole cells and one more point, because a cell that straddles an area holds the ink of what is hidden there, and
/// hidden ink must not decide where a label goes.
fn is_clear(candidate: &PageRect, taken: [&Taken; 2]) -> bool {
    let low = |v: f64| (v / BlankMap::CELL).floor() * BlankMap::CELL - 1.0;
    let high = |v: f64| (v / BlankMap::CELL).ceil() * BlankMap::CELL + 1.0;
    let zone = PageRect::new(
        low(candidate.left()),
        low(candidate.top()),
        high(candidate.right()),
        high(candidate.bottom()),
    );
    zone.is_some_and(|zone| !taken.iter().any(|taken| taken.meets(&zone)))
}

/// The first places to try, close around an area.
fn close(area: &PageRect, width: f64, height: f64) -> impl Iterator<Item = PageRect> {
    let middle = area.center();
    let corners = [
        (area.right() + GAP, middle.y - height / 2.0),
        (area.left() - GAP - width, middle.y - height / 2.0),
        (middle.x - width / 2.0, area.top() - GAP - height),
        (middle.x - width / 2.0, area.bottom() + GAP),
    ];
    corners
        .into_iter()
        .filter_map(move |(x, y)| PageRect::new(x, y, x + width, y + height))
}

/// The places on a grid along one side of a page, those nearest to an area first, each with its gap to it. All lengths
/// in points.
fn by_gap(side: f64, length: f64, from: f64, to: f64) -> Vec<(f64, f64)> {
    const STEP: f64 = 3.0;
    let count = ((side - length) / STEP).clamp(0.0, 2000.0) as usize;
    let starts = (0..=count).map(|index| index as f64 * STEP);
    let gap = |start: f64| (from - start - length).max(start - to).max(0.0);
    let mut places: Vec<(f64, f64)> = starts.map(|start| (gap(start), start)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places
}

/// The gap between two rectangles; 0 when they touch.
fn distance(a: &PageRect, b: &PageRect) -> f64 {
    let dx = (b.left() - a.right()).max(a.left() - b.right()).max(0.0);
    let dy = (b.top() - a.bottom()).max(a.top() - b.bottom()).max(0.0);
    dx.hypot(dy)
}

fn closest_points(label: &PageRect, area: &PageRect) -> (PagePoint, PagePoint) {
    let along = |a0: f64, a1: f64, b0: f64, b1: f64| {
        if a1 < b0 {
            (a1, b0)
        } else if b1 < a0 {
            (a0, b1)
        } else {
            let middle = (a0.max(b0) + a1.min(b1)) / 2.0;
            (middle, middle)
        }
    };
    let (lx, ax) = along(label.left(), label.right(), area.left(), area.right());
    let (ly, ay) = along(label.top(), label.bottom(), area.top(), area.bottom());
    (PagePoint::new(lx, ly), PagePoint::new(ax, ay))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: PageSize = PageSize {
        width: 200.0,
        height: 200.0,
    };

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    fn empty() -> BlankMap {
        BlankMap::new(PAGE, |_, _| false)
    }

    fn placed(area: PageRect, blank: &BlankMap) -> Label {
        place(
            "5.1.2e",
            &[area],
            &Taken::of(&[area]),
            &Taken::default(),
            blank,
            PAGE,
        )
        .unwrap()
    }

    #[test]
    fn the_label_of_a_readable_passage_stands_in_a_blank_place_beside_it() {
        let passage = rect(50.0, 50.0, 120.0, 64.0);
        // Ink on the passage and on the lines around it, but not at the right.
        let lines = |column: usize, row: usize| column < 70 && row > 10 && row < 45;
        let blank = BlankMap::new(PAGE, lines);
        let place = |blank: &BlankMap| {
            let taken = [&Taken::of(&[passage]), &Taken::default()];
            place_apart("5.1.2e", &[passage], taken, blank, PAGE).unwrap()
        };
        let label = place(&blank);
        assert!(blank.is_blank(&label.rect) && !label.rect.intersects(&passage));
        let full = BlankMap::new(PAGE, |_, _| true);
        assert!(place(&full).rect.bottom() <= passage.top() + 0.01);
    }

    #[test]
    fn a_roomy_area_holds_its_label_at_eight_points() {
        let area = rect(50.0, 50.0, 120.0, 64.0);
        let label = placed(area, &empty());
        assert!(label.inside && label.size == 8.0 && label.leader.is_none());
        assert!(area.contains_rect(&label.rect));
    }

    #[test]
    fn a_low_area_holds_it_smaller() {
        let area = rect(50.0, 50.0, 120.0, 57.5);
        let label = placed(area, &empty());
        assert!(label.inside && label.size == 6.0);
        assert!(area.contains_rect(&label.rect));
    }

    #[test]
    fn a_small_area_has_it_beside_on_blank() {
        let area = rect(50.0, 50.0, 58.0, 57.0);
        let ink = BlankMap::new(PAGE, |column, row| column > 28 && (24..30).contains(&row));
        let label = placed(area, &ink);
        assert!(!label.inside && label.size == 8.0);
        assert!(ink.is_blank(&label.rect) && !label.rect.intersects(&area));
        assert!(label.leader.is_none());
    }

    #[test]
    fn a_label_far_away_gets_a_line() {
        let area = rect(100.0, 100.0, 105.0, 105.0);
        let ink = BlankMap::new(PAGE, |column, _| column > 18);
        let label = placed(area, &ink);
        assert!(!label.inside);
        let (from, to) = label.leader.unwrap();
        assert!(
            label.rect.expanded(0.1).unwrap().contains(from)
                && area.expanded(0.1).unwrap().contains(to)
        );
    }

    #[test]
    fn where_nothing_is_blank_it_shrinks_and_stays_whole() {
        let area = rect(100.0, 100.0, 105.0, 105.0);
        let label = placed(area, &BlankMap::new(PAGE, |_, _| true));
        assert!(label.inside && label.size < 6.0 && area.contains_rect(&label.rect));
    }

    #[test]
    fn two_labels_do_not_meet() {
        let areas = [rect(50.0, 50.0, 55.0, 56.0), rect(50.0, 58.0, 55.0, 64.0)];
        let first = place(
            "5.1.2e",
            &areas[..1],
            &Taken::of(&areas),
            &Taken::default(),
            &empty(),
            PAGE,
        )
        .unwrap();
        let second = place(
            "5.1.2e",
            &areas[1..],
            &Taken::of(&areas),
            &Taken::of(&[first.rect]),
            &empty(),
            PAGE,
        )
        .unwrap();
        assert!(!first.rect.intersects(&second.rect));
    }

    #[test]
    fn the_labels_of_overlapping_areas_do_not_meet() {
        let areas = [rect(50.0, 50.0, 150.0, 64.0), rect(50.0, 50.0, 150.0, 64.0)];
        let first = place(
            "5.1.2e",
            &areas[..1],
            &Taken::of(&areas),
            &Taken::default(),
            &empty(),
            PAGE,
        )
        .unwrap();
        let second = place(
            "5.1.1c",
            &areas[1..],
            &Taken::of(&areas),
            &Taken::of(&[first.rect]),
            &empty(),
            PAGE,
        )
        .unwrap();
        assert!(first.inside && second.inside && !first.rect.intersects(&second.rect));
    }

    #[test]
    fn the_widths_are_those_of_the_font() {
        use skrifa::MetadataProvider;
        let font = skrifa::FontRef::new(dejavu::sans_condensed::regular()).unwrap();
        let metrics = font.glyph_metrics(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        for c in (0x20..0x180)
            .filter_map(char::from_u32)
            .filter(|c| !c.is_control())
        {
            let glyph = font.charmap().map(c).unwrap();
            assert_eq!(
                advance(c).map(f32::from),
                metrics.advance_width(glyph),
                "{c:?}"
            );
        }
    }

    #[test]
    fn no_ground_in_any_notation_sticks_out_of_its_place() {
        use crate::model::ground::{Ground, GroundStyle, Notation, ScopeLabel};
        use skrifa::MetadataProvider;
        let font = skrifa::FontRef::new(dejavu::sans_condensed::regular()).unwrap();
        let metrics = font.glyph_metrics(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        let em = UNITS_PER_EM;
        let styles = [
            GroundStyle::Dotted,
            GroundStyle::Bracketed,
            GroundStyle::Long,
        ];
        let notations = styles
            .into_iter()
            .flat_map(|style| ScopeLabel::ALL.map(|scope| Notation { style, scope }));
        for text in notations.flat_map(|n| Ground::all().map(move |g| g.written(n))) {
            let place = text_rect(&text, 1.0, PagePoint::new(0.0, 0.0)).unwrap();
            let mut x = 0.0;
            for c in text.chars() {
                let glyph = font.charmap().map(c).unwrap();
                if let Some(ink) = metrics.bounds(glyph).filter(|ink| ink.x_max > ink.x_min) {
                    let [left, right] = [ink.x_min, ink.x_max].map(|v| x + f64::from(v) / em);
                    let [top, bottom] = [-ink.y_max, -ink.y_min].map(|v| f64::from(v) / em);
                    let within = place.left() <= left && right <= place.right();
                    assert!(
                        within && place.top() <= top && bottom <= place.bottom(),
                        "{text}: {c}"
                    );
                }
                x += f64::from(advance(c).unwrap()) / em;
            }
        }
    }
}
