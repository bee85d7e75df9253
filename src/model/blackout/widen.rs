//! Areas grown over blank, so that their length says less about what is under them.
//!
//! **Invariant:** an area only grows, by less than [`GRID`] a side, over places without ink and never nearer than
//! [`CLEAR`] to a word that stays; which words are covered does not change.
//! **Absent:** deciding: a reviewer asks for it.
//!
//! An area that is one point larger than its word tells the length of the word. Growing by a fixed length would tell it
//! too, so an edge moves outwards to the next line of a grid, or to the neighbour if that is nearer. Re-setting the line
//! would hide more and falsify the document.

use super::label::BlankMap;
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::dossier::ids::MarkId;
use crate::model::dossier::mark::Mark;
use crate::model::edit::Edit;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::PageText;
use std::sync::Arc;

/// Distance in points between the lines to which edges move.
pub const GRID: f64 = 12.0;
/// An area stays this far from what is not covered, in points.
pub const CLEAR: f64 = 1.0;

/// What is known of a page on which areas grow.
pub struct Paper<'a> {
    pub text: &'a PageText,
    pub blank: &'a BlankMap,
    pub size: PageSize,
}

/// The edits that widen these marks of one page: areas grow, and areas with the same grounds and only blank between them
/// become one. None when there is nothing to gain.
pub fn edits(document: &Document, page: usize, chosen: &[MarkId], paper: &Paper<'_>) -> Vec<Edit> {
    let on_page: Vec<&Arc<OwnedMark>> = document.marks_on(page).collect();
    let mut left: Vec<(MarkId, Mark)> = Vec::new();
    let mut edits = Vec::new();
    for owned in on_page.iter().filter(|m| chosen.contains(&m.id)) {
        let others = on_page.iter().filter(|m| m.id != owned.id);
        let black = settled(others.map(|m| &m.mark), paper);
        let mut mark = owned.mark.clone();
        mark.areas = widened(&mark.areas, &black, paper);
        left.push((owned.id, mark));
    }
    let gone = merge(&mut left, paper);
    for (id, mark) in left {
        let known = document.mark(id).map(|m| &m.mark);
        if known.is_some_and(|known| known.note != mark.note) {
            let note = mark.note;
            edits.push(Edit::SetNote { mark: id, note });
        }
        if known.is_some_and(|known| known.areas != mark.areas) {
            let areas = mark.areas;
            edits.push(Edit::SetAreas { mark: id, areas });
        }
    }
    if !gone.is_empty() {
        edits.push(Edit::RemoveMarks { marks: gone });
    }
    edits
}

/// The areas of marks as they are black.
fn settled<'a>(marks: impl Iterator<Item = &'a Mark>, paper: &Paper<'_>) -> Vec<PageRect> {
    let areas = marks.flat_map(|m| m.areas.iter());
    areas
        .filter_map(|a| paper.text.grown(*a, paper.size))
        .collect()
}

/// The areas of one mark, grown; `black` are those of other marks, which keep their distance.
pub fn widened(areas: &[PageRect], black: &[PageRect], paper: &Paper<'_>) -> Vec<PageRect> {
    let own: Vec<PageRect> = areas
        .iter()
        .map(|a| paper.text.grown(*a, paper.size).unwrap_or(*a))
        .collect();
    let grow = |area: &PageRect| grown(area, &own, black, paper);
    let mut wide: Vec<PageRect> = own.iter().map(grow).collect();
    join(&mut wide, paper);
    wide
}

/// One area, grown to both sides.
fn grown(area: &PageRect, own: &[PageRect], black: &[PageRect], paper: &Paper<'_>) -> PageRect {
    let (mut left, mut right) = (
        (area.left() / GRID).floor() * GRID,
        (area.right() / GRID).ceil() * GRID,
    );
    let stays =
        paper.text.chars.iter().filter(|c| {
            !c.is_blank() && !own.iter().chain(black).any(|a| a.contains(c.ink.center()))
        });
    let others = black.iter().filter(|other| !other.intersects(area));
    for other in stays.map(|c| &c.ink).chain(others) {
        let beside = other.bottom() > area.top() && other.top() < area.bottom();
        if beside && other.center().x < area.center().x {
            left = left.max(other.right() + CLEAR);
        } else if beside {
            right = right.min(other.left() - CLEAR);
        }
    }
    let page = paper.size.width;
    let (left, right) = (
        until_ink(area, left.clamp(0.0, area.left()), paper),
        until_ink(
            area,
            right.clamp(area.right(), page.max(area.right())),
            paper,
        ),
    );
    PageRect::new(left, area.top(), right, area.bottom()).unwrap_or(*area)
}

/// How far an area can reach towards `wanted` before it meets ink. A cell of the map that the area itself cuts holds the
/// ink of its own words and is not asked.
fn until_ink(area: &PageRect, wanted: f64, paper: &Paper<'_>) -> f64 {
    let cell = BlankMap::CELL;
    let is_blank = |from: f64, to: f64| {
        let strip = PageRect::new(from, area.top(), to.min(paper.size.width), area.bottom());
        strip.is_none_or(|strip| paper.blank.is_blank(&strip))
    };
    let (mut edge, step) = if wanted < area.left() {
        ((area.left() / cell).floor() * cell, -cell)
    } else if wanted > area.right() {
        ((area.right() / cell).ceil() * cell, cell)
    } else {
        return wanted;
    };
    let reached = |edge: f64| (step < 0.0 && edge <= wanted) || (step > 0.0 && edge >= wanted);
    while !reached(edge) {
        let next = edge + step;
        if !is_blank(edge.min(next), edge.max(next)) {
            return edge;
        }
        edge = next;
    }
    wanted
}

/// Joins areas of one line between which there is nothing but blank.
fn join(areas: &mut Vec<PageRect>, paper: &Paper<'_>) -> bool {
    let mut joined = false;
    loop {
        let pair = (0..areas.len())
            .flat_map(|i| (i + 1..areas.len()).map(move |j| (i, j)))
            .find(|(i, j)| is_one(&areas[*i], &areas[*j], areas, paper));
        let Some((i, j)) = pair else {
            return joined;
        };
        let other = areas.remove(j);
        areas[i] = areas[i].union(&other);
        joined = true;
    }
}

/// Whether two areas stand in one line, at most two grid steps apart, with blank or black between them.
fn is_one(a: &PageRect, b: &PageRect, black: &[PageRect], paper: &Paper<'_>) -> bool {
    let common = a.bottom().min(b.bottom()) - a.top().max(b.top());
    let line = a.height().min(b.height());
    let gap = a.left().max(b.left()) - a.right().min(b.right());
    // As high as each other, or the union would cover what neither did.
    let same = common > 0.8 * a.height().max(b.height()) && line > 0.0;
    if !same || gap > 2.0 * GRID {
        return false;
    }
    let whole = a.union(b);
    let stays = |c: &&crate::model::page::text::PageChar| {
        !c.is_blank() && !black.iter().any(|area| area.contains(c.ink.center()))
    };
    let mut rest = paper.text.chars.iter().filter(stays);
    let cell = BlankMap::CELL;
    let (from, to) = (a.right().min(b.right()), a.left().max(b.left()));
    let between = PageRect::new(
        (from / cell).ceil() * cell,
        whole.top(),
        (to / cell).floor() * cell,
        whole.bottom(),
    );
    rest.all(|c| !c.ink.intersects(&whole))
        && between.is_none_or(|between| paper.blank.is_blank(&between))
}

/// Joins marks with the same grounds that have become one; returns those that went into another.
fn merge(marks: &mut Vec<(MarkId, Mark)>, paper: &Paper<'_>) -> Vec<MarkId> {
    let mut gone = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let mut next = at + 1;
        while next < marks.len() {
            let ((_, first), (_, second)) = (&marks[at], &marks[next]);
            let mut areas = first.areas.clone();
            areas.extend(&second.areas);
            let count = areas.len();
            let same = first.grounds == second.grounds && join(&mut areas, paper);
            if same && areas.len() < count {
                let (id, other) = marks.remove(next);
                marks[at].1.areas = areas;
                if marks[at].1.note.is_empty() {
                    marks[at].1.note = other.note;
                } else if !other.note.is_empty() && other.note != marks[at].1.note {
                    marks[at].1.note = format!("{}; {}", marks[at].1.note, other.note);
                }
                gone.push(id);
                next = at + 1;
            } else {
                next += 1;
            }
        }
        at += 1;
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PagePoint;
    use crate::model::page::text::PageChar;

    const PAGE: PageSize = PageSize {
        width: 300.0,
        height: 200.0,
    };

    /// A line of six points a character that begins at `left`.
    fn line(text: &str, left: f64) -> PageText {
        let chars = text.chars().enumerate().map(|(i, c)| {
            let x = left + 6.0 * i as f64;
            let cell = PageRect::new(x, 100.0, x + 6.0, 114.0).unwrap();
            let shape = PageRect::new(x + 0.5, 103.0, x + 5.5, 111.0).unwrap();
            PageChar {
                cell,
                origin: PagePoint::new(x, 111.0),
                ..PageChar::drawn(c, if c == ' ' { cell } else { shape })
            }
        });
        PageText::new(chars.collect(), &[])
    }

    fn blank_of(text: &PageText, rule: Option<f64>) -> BlankMap {
        BlankMap::new(PAGE, |column, row| {
            let (x, y) = (column as f64 * 2.0, row as f64 * 2.0);
            let cell = PageRect::new(x, y, x + 2.0, y + 2.0).unwrap();
            let letter = |c: &PageChar| !c.is_blank() && c.ink.intersects(&cell);
            text.chars.iter().any(letter) || rule.is_some_and(|at| x <= at && at < x + 2.0)
        })
    }

    fn area(left: f64, right: f64) -> PageRect {
        PageRect::new(left, 100.0, right, 114.0).unwrap()
    }

    #[test]
    fn an_edge_moves_to_the_grid_or_to_the_neighbour() {
        let text = line("aan Jansen", 40.0);
        let (blank, size) = (blank_of(&text, None), PAGE);
        let paper = Paper {
            text: &text,
            blank: &blank,
            size,
        };
        // Jansen: ink from 64.5 to 99.5, its neighbour's ends at 57.5.
        let wide = widened(&[area(63.5, 100.5)], &[], &paper);
        assert_eq!(wide, [area(60.0, 108.0)]);
        let text = line("aan Jansen te", 46.0);
        let blank = blank_of(&text, None);
        let paper = Paper {
            text: &text,
            blank: &blank,
            size,
        };
        let wide = widened(&[area(69.5, 106.5)], &[], &paper);
        assert_eq!(
            wide,
            [area(64.5, 108.0)],
            "one point from the words beside it"
        );
        assert_eq!(
            widened(&wide, &[], &paper),
            wide,
            "a second time changes nothing"
        );
    }

    #[test]
    fn ink_that_is_no_text_stops_an_edge() {
        let text = line("Jansen", 62.0);
        let (blank, size) = (blank_of(&text, Some(104.5)), PAGE);
        let paper = Paper {
            text: &text,
            blank: &blank,
            size,
        };
        assert_eq!(
            widened(&[area(61.5, 98.5)], &[], &paper),
            [area(60.0, 104.0)]
        );
    }

    #[test]
    fn which_words_are_covered_does_not_change() {
        for left in 40..60 {
            let text = line("aan de heer Jansen te Utrecht", f64::from(left));
            let blank = blank_of(&text, None);
            let paper = Paper {
                text: &text,
                blank: &blank,
                size: PAGE,
            };
            let from = f64::from(left) + 72.0;
            let wide = widened(&[area(from - 0.5, from + 36.5)], &[], &paper);
            assert_eq!(text.covered_words(&wide), ["Jansen"]);
            assert!(wide[0].contains_rect(&area(from - 0.5, from + 36.5)));
        }
    }

    #[test]
    fn neighbours_with_the_same_grounds_become_one() {
        let text = line("J. Jansen en", 40.0);
        let blank = blank_of(&text, None);
        let paper = Paper {
            text: &text,
            blank: &blank,
            size: PAGE,
        };
        let mark = |left, right, id: &str| Mark {
            page: 0,
            areas: vec![area(left, right)],
            grounds: vec![crate::model::ground::Ground::parse(id).unwrap()],
            note: String::new(),
            free: false,
        };
        let marks = |second: &str| {
            vec![
                (MarkId(0), mark(39.0, 52.5, "5.1.2e")),
                (MarkId(1), mark(57.0, 94.5, second)),
            ]
        };
        let mut same = marks("5.1.2e");
        assert_eq!(merge(&mut same, &paper), [MarkId(1)]);
        assert_eq!(same[0].1.areas, [area(39.0, 94.5)]);
        let mut other = marks("5.1.1c");
        assert_eq!(merge(&mut other, &paper), []);
        assert_eq!(other.len(), 2);
    }
}
