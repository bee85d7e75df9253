//! What a click over text takes: a word, the line, a cell of a table, the rest of its column.
//!
//! **Invariant:** a column is taken from the cell that was clicked downwards, so that its heading stays: never more than
//! needed.
//! **Absent:** ruled lines; cells are told apart by the room between them, as a reader of the page does who sees no
//! lines.

use super::growth::Reaches;
use super::snap::{Part, parts};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::{PageChar, PageText};

/// How much a click takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The word; of an e-mail address the local part, of a link the host or the path.
    Word,
    /// The words of a line as far as they stand close together.
    Line,
    /// A cell of a table with the lines into which it was broken; elsewhere the paragraph.
    Cell,
    /// The cell and those below it.
    Column,
}

/// A gap wider than this many times the height of the line parts two cells.
const CELL_GAP_HEIGHTS: f64 = 1.0;
/// Lines of one cell stand no further apart than this part of their height.
const MAX_LEADING_HEIGHTS: f64 = 0.7;
/// Rows of one table stand no further apart than this many times their height.
const ROW_GAP: f64 = 2.0;

/// The parts of words that a click at a place takes; none where no word stands.
pub fn taken(text: &PageText, at: PagePoint, span: Span) -> Vec<(usize, usize)> {
    let Some(word) = word_at(text, at) else {
        return Vec::new();
    };
    // All that follows is asked as if the line that was clicked ran from left to right.
    let Some(clicked) = text.word(word).first() else {
        return Vec::new();
    };
    let stretches = stretches(text, clicked);
    let Some(here) = stretches.iter().find(|s| s.words.contains(&word)) else {
        return Vec::new();
    };
    let of = |stretch: &Stretch| -> Vec<Part> {
        let words = stretch.words.clone();
        words.flat_map(|word| parts(text, word)).collect()
    };
    match span {
        Span::Word => part_at(text, word, at, clicked.quarters())
            .into_iter()
            .collect(),
        Span::Line => of(here),
        Span::Cell => cell(&stretches, here).into_iter().flat_map(of).collect(),
        Span::Column => column(&stretches, here).into_iter().flat_map(of).collect(),
    }
}

/// The whole of a word of which a click took one part; `None` when it was whole.
pub fn whole_of(text: &PageText, part: (usize, usize)) -> Option<Vec<(usize, usize)>> {
    let word = text
        .words
        .iter()
        .position(|(start, end)| *start <= part.0 && part.1 <= *end)?;
    Some(parts(text, word)).filter(|all| all.len() > 1)
}

/// The bounds of a part of a word.
pub(super) fn part_bounds(text: &PageText, (start, end): Part) -> Option<PageRect> {
    let chars = text.chars.get(start..end)?;
    chars.iter().map(|c| c.cell).reduce(|a, b| a.union(&b))
}

fn word_at(text: &PageText, at: PagePoint) -> Option<usize> {
    let contains = |word: &Part| part_bounds(text, *word).is_some_and(|rect| rect.contains(at));
    text.words.iter().position(contains)
}

/// The part under the place; beside all of them, at a bracket or a comma, the nearest.
fn part_at(text: &PageText, word: usize, at: PagePoint, quarters: u8) -> Option<Part> {
    let at = at.turned_back(quarters);
    let distance = |part: &Part| {
        part_bounds(text, *part).map_or(f64::MAX, |rect| {
            let rect = rect.turned_back(quarters);
            (rect.left() - at.x).max(at.x - rect.right()).max(0.0)
        })
    };
    let parts = parts(text, word).into_iter();
    parts.min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Words that stand close together in one line.
pub(super) struct Stretch {
    pub words: std::ops::Range<usize>,
    pub rect: PageRect,
}

/// The stretches of a page that is turned so that the line of a letter runs from left to right. What runs across the page
/// behind its lines is of none of them, unless that is the text of the letter.
pub(super) fn stretches(text: &PageText, like: &PageChar) -> Vec<Stretch> {
    let reaches = Reaches::of(text.chars.iter().filter(|c| c.has_ink()));
    let is_across = |word: usize| {
        let first = text.word(word).first();
        first.is_some_and(|c| c.angle != like.angle && reaches.is_across(c))
    };
    let quarters = like.quarters();
    let mut found: Vec<Stretch> = Vec::new();
    for (index, word) in text.words.iter().enumerate() {
        if is_across(index) {
            continue;
        }
        let Some(rect) = part_bounds(text, *word) else {
            continue;
        };
        let rect = rect.turned_back(quarters);
        match found.last_mut() {
            Some(last) if last.words.end == index && goes_on(&last.rect, &rect) => {
                last.words.end = index + 1;
                last.rect = last.rect.union(&rect);
            }
            _ => found.push(Stretch {
                words: index..index + 1,
                rect,
            }),
        }
    }
    found
}

fn goes_on(line: &PageRect, word: &PageRect) -> bool {
    let gap = word.left() - line.right();
    let height = line.height().min(word.height());
    beside(line, word) && gap < CELL_GAP_HEIGHTS * height && gap > -height
}

/// Whether both stand in one row.
pub(super) fn beside(a: &PageRect, b: &PageRect) -> bool {
    a.bottom().min(b.bottom()) - a.top().max(b.top()) > a.height().min(b.height()) / 2.0
}

/// Whether both stand in one column.
pub(super) fn over(a: &PageRect, b: &PageRect) -> bool {
    a.left() < b.right() && b.left() < a.right()
}

/// Whether nothing else stands in the row of a stretch.
fn is_alone(all: &[Stretch], one: &Stretch) -> bool {
    !all.iter()
        .any(|s| s.words != one.words && beside(&s.rect, &one.rect))
}

/// The nearest stretch of the same column below (or above).
fn next<'a>(all: &'a [Stretch], from: &PageRect, down: bool) -> Option<&'a Stretch> {
    let gap = |s: &Stretch| {
        if down {
            s.rect.top() - from.bottom()
        } else {
            from.top() - s.rect.bottom()
        }
    };
    let near = all
        .iter()
        .filter(|s| over(&s.rect, from) && !beside(&s.rect, from) && gap(s) > -from.height() / 2.0);
    near.min_by(|a, b| gap(a).total_cmp(&gap(b)))
}

/// The lines of a cell: a line that stands alone in its row belongs to the line above it.
fn cell<'a>(all: &'a [Stretch], here: &'a Stretch) -> Vec<&'a Stretch> {
    let is_close = |a: &PageRect, b: &PageRect| {
        let gap = (b.top() - a.bottom()).max(a.top() - b.bottom());
        gap < MAX_LEADING_HEIGHTS * a.height().min(b.height())
    };
    let mut lines = vec![here];
    let mut top = here;
    while is_alone(all, top)
        && let Some(above) = next(all, &top.rect, false)
        && is_close(&above.rect, &top.rect)
    {
        lines.insert(0, above);
        top = above;
    }
    let mut last = here;
    while let Some(below) = next(all, &last.rect, true)
        && is_alone(all, below)
        && is_close(&last.rect, &below.rect)
    {
        lines.push(below);
        last = below;
    }
    lines
}

/// The cell and all below it, as long as none of them reaches into another column.
fn column<'a>(all: &'a [Stretch], here: &'a Stretch) -> Vec<&'a Stretch> {
    let mut lines = cell(all, here);
    let mut others: Vec<PageRect> = Vec::new();
    let mut reach = here.rect;
    loop {
        for line in &lines {
            let row = all.iter().filter(|s| beside(&s.rect, &line.rect));
            others.extend(row.map(|s| s.rect).filter(|rect| !over(rect, &reach)));
        }
        let Some(last) = lines.last().map(|s| s.rect) else {
            return lines;
        };
        let Some(below) = next(all, &last, true) else {
            return lines;
        };
        let is_far = below.rect.top() - last.bottom() > ROW_GAP * last.height();
        if is_far || others.iter().any(|other| over(other, &below.rect)) {
            return lines;
        }
        reach = reach.union(&below.rect);
        lines.push(below);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Rows of six points a character and 14 high.
    pub fn page(rows: &[&str]) -> PageText {
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (row, line) in rows.iter().enumerate() {
            breaks.push(chars.len());
            for (column, c) in line.chars().enumerate() {
                let (left, top) = (6.0 * column as f64, 14.0 * row as f64);
                let cell = PageRect::new(left, top, left + 6.0, top + 12.0).unwrap();
                chars.push(PageChar {
                    origin: PagePoint::new(left, top + 10.0),
                    ..PageChar::drawn(c, cell)
                });
            }
        }
        PageText::new(chars, &breaks)
    }

    fn takes(rows: &[&str], (row, column): (usize, usize), span: Span) -> String {
        let text = page(rows);
        let at = PagePoint::new(6.0 * column as f64 + 3.0, 14.0 * row as f64 + 6.0);
        let parts = taken(&text, at, span);
        let words = parts.iter().map(|(start, end)| {
            let chars = text.chars[*start..*end].iter();
            chars.map(|c| c.text).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    const TABLE: [&str; 6] = [
        "Naam          Bedrag     Datum",
        "J. Jansen     100        2016",
        "P. de Vries   200        2017",
        "van Dam                     ",
        "K. Pieters    300        2018",
        "Dit is een zin die onder de tabel staat en doorloopt",
    ];

    #[test]
    fn a_click_takes_the_word_the_line_and_the_part_of_an_address() {
        let rows = ["Beste Jan, mail j.jansen@voorbeeld.nl (nu)", "en kom"];
        assert_eq!(takes(&rows, (0, 7), Span::Word), "Jan");
        assert_eq!(takes(&rows, (0, 18), Span::Word), "j.jansen");
        assert_eq!(takes(&rows, (0, 30), Span::Word), "voorbeeld.nl");
        assert_eq!(takes(&rows, (1, 1), Span::Line), "en kom");
        assert_eq!(takes(&rows, (0, 5), Span::Word), "", "between words");
        let text = page(&rows);
        let part = taken(&text, PagePoint::new(6.0 * 18.0, 6.0), Span::Word)[0];
        assert_eq!(whole_of(&text, part).unwrap().len(), 2);
        assert_eq!(whole_of(&text, (0, 5)), None);
    }

    #[test]
    fn a_line_is_taken_however_the_page_is_turned() {
        let level = page(&["Beste Jan, hallo", "en kom"]);
        for quarters in 0..4_u8 {
            // Turned forward is turned back by what is left of a whole turn.
            let rest = 4 - quarters;
            let turned = |c: &PageChar| PageChar {
                ink: c.ink.turned_back(rest),
                cell: c.cell.turned_back(rest),
                angle: 90.0 * f32::from(quarters),
                ..c.clone()
            };
            let mut text = level.clone();
            text.chars = level.chars.iter().map(turned).collect();
            let at = PagePoint::new(6.0 * 7.0, 6.0).turned_back(rest);
            assert_eq!(taken(&text, at, Span::Word).len(), 1);
            assert_eq!(taken(&text, at, Span::Line).len(), 3, "{quarters}");
        }
    }

    #[test]
    fn a_cell_has_its_broken_lines_and_a_column_leaves_its_heading() {
        assert_eq!(takes(&TABLE, (1, 4), Span::Line), "J Jansen");
        let cell = takes(&TABLE, (2, 4), Span::Cell);
        assert_eq!(cell, "P de Vries van Dam");
        assert_eq!(takes(&TABLE, (3, 1), Span::Cell), cell);
        assert_eq!(takes(&TABLE, (1, 14), Span::Column), "100 200 300");
        let names = takes(&TABLE, (1, 1), Span::Column);
        assert_eq!(names, "J Jansen P de Vries van Dam K Pieters");
    }
}
