//! What is broken over two lines of a column: it goes on under where it stopped, whatever stands beside it.
//!
//! **Invariant:** only words that something in the line above asks for are moved: a hyphen at its end, a small word that
//! belongs before a name, or the rest of its sentence; nothing is moved over more than one line.
//! **Absent:** lines that have no other cell beside them; those are followed as they stand.

use super::placed::{LEADING, Placed};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use crate::model::word::{are_initials, is_prefix};

/// Words behind a hyphen that is none of the word before it: `voor- en nadelen`.
const BETWEEN: [&str; 4] = ["en", "of", "tot", "noch"];
/// Words before a name that end a label as well: `Inlichtingen bij`.
const PREPOSITIONS: [&str; 8] = ["bij", "voor", "aan", "uit", "onder", "in", "op", "te"];
/// Rows above and below that say how wide a column is.
const NEAR: usize = 6;
/// Words of a name behind a small word.
const MAX_WORDS: usize = 3;

/// The signs that part a word at the end of a line.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{fffe}')
}

/// Whether a word that a hyphen ends goes on in the next.
pub fn joins(next: &str) -> bool {
    next.starts_with(char::is_alphabetic) && !BETWEEN.contains(&next)
}

/// What a line asks for at its end.
enum LineEnd {
    /// The rest of its last word.
    Rest,
    /// A name, behind a small word.
    Name,
    /// The next word, with a capital as the last: only where texts stand side by side.
    Next,
}

/// Moves what the end of a cell asks for up from the cell under it. `cells` parts a row at its wide gaps.
pub fn join_over_seams(
    page: &PageText,
    rows: &mut [Vec<Placed>],
    cells: impl Fn(&[Placed]) -> Vec<(usize, usize)>,
) {
    for upper in 0..rows.len().saturating_sub(1) {
        let (Some(row), Some(below)) = (rows.get(upper), rows.get(upper + 1)) else {
            continue;
        };
        let (of_row, of_below) = (cells(row), cells(below));
        if of_row.len() < 2 && of_below.len() < 2 || !is_next(row, below) {
            continue;
        }
        let is_beside = is_text(page, row, &of_row) && is_text(page, below, &of_below);
        let continues = of_below.len() < of_row.len();
        let edge = |rect: &PageRect| {
            let near = rows.get(upper.saturating_sub(NEAR)..(upper + NEAR).min(rows.len()));
            let near = near.unwrap_or(&[]).iter();
            let same =
                near.flat_map(|row| cells(row).into_iter().filter_map(|cell| bounds(row, cell)));
            let rights = same.filter(|r| is_column(rect, r)).map(|r| r.right());
            rights.fold(0.0, f64::max)
        };
        let moves: Vec<(usize, (usize, usize))> = of_row
            .iter()
            .filter_map(|cell| {
                let (rect, words) = (bounds(row, *cell)?, row.get(cell.0..cell.1)?);
                let under = of_below
                    .iter()
                    .find(|under| bounds(below, **under).is_some_and(|r| is_column(&rect, &r)))?;
                let is_text = is_beside || continues && is_running(page, words);
                let asked = asked(page, words, is_text, || edge(&rect), below.get(under.0)?)?;
                let count = taken(page, below.get(under.0..under.1)?, &asked)?;
                Some((cell.1, (under.0, under.0 + count)))
            })
            .collect();
        // From the right, so that the places of the others stay.
        for (to, (from, end)) in moves.into_iter().rev() {
            let words: Vec<Placed> = match rows.get_mut(upper + 1) {
                Some(below) if end <= below.len() => below.drain(from..end).collect(),
                _ => continue,
            };
            let moved = words.into_iter().map(|word| Placed {
                moved: true,
                ..word
            });
            if let Some(row) = rows.get_mut(upper) {
                row.splice(to..to, moved);
            }
        }
    }
}

fn bounds(row: &[Placed], (from, end): (usize, usize)) -> Option<PageRect> {
    let words = row.get(from..end)?.iter().filter(|p| !p.moved);
    words.map(|p| p.rect).reduce(|a, b| a.union(&b))
}

/// Whether a row is the next line of the same text and no other paragraph.
fn is_next(row: &[Placed], below: &[Placed]) -> bool {
    let all = |row: &[Placed]| bounds(row, (0, row.len()));
    let (Some(a), Some(b)) = (all(row), all(below)) else {
        return false;
    };
    let turned = |row: &[Placed]| row.first().map(|p| p.quarters);
    turned(row) == turned(below) && b.top() - a.bottom() < LEADING * b.height()
}

/// Whether two cells begin at the same place of the page.
fn is_column(a: &PageRect, b: &PageRect) -> bool {
    (a.left() - b.left()).abs() < a.height().max(b.height())
}

fn text(page: &PageText, placed: &Placed) -> String {
    page.word(placed.word).iter().map(|c| c.text).collect()
}

fn asked(
    page: &PageText,
    words: &[Placed],
    is_beside: bool,
    edge: impl Fn() -> f64,
    next: &Placed,
) -> Option<LineEnd> {
    let last = words.last()?;
    let (said, follows) = (text(page, last), text(page, next));
    if said.ends_with(is_hyphen) && said.chars().count() > 2 {
        return joins(&follows).then_some(LineEnd::Rest);
    }
    let is_small = said.chars().all(char::is_lowercase)
        && is_prefix(&said)
        && !PREPOSITIONS.contains(&said.as_str());
    if is_small && words.len() > 1 && !closes_reversed(page, words) {
        return Some(LineEnd::Name);
    }
    let is_capital = |said: &str| said.starts_with(char::is_uppercase);
    let ended = said.ends_with(|c: char| !c.is_alphanumeric());
    let is_full = || last.rect.right() + next.rect.width() > edge();
    (is_beside && is_capital(&said) && is_capital(&follows) && !ended && is_full())
        .then_some(LineEnd::Next)
}

/// Whether small words end a name with the family name first, which is whole: `Zwart, M. op den`.
fn closes_reversed(page: &PageText, words: &[Placed]) -> bool {
    let mut said = words.iter().rev().map(|placed| text(page, placed));
    let initials = said.find(|word| !is_prefix(word));
    initials.is_some_and(|word| are_initials(&word))
        && said.next().is_some_and(|w| w.ends_with(','))
}

/// Whether a cell is running text.
fn is_running(page: &PageText, words: &[Placed]) -> bool {
    let is_plain = |p: &&Placed| {
        let said = text(page, p);
        said.chars().all(char::is_lowercase) && !is_prefix(&said)
    };
    words.iter().filter(is_plain).count() > 2
}

/// Whether running text stands in every cell of a row: no label, no name alone.
fn is_text(page: &PageText, row: &[Placed], cells: &[(usize, usize)]) -> bool {
    let is_plain = |p: &Placed| {
        let said = text(page, p);
        said.chars().all(char::is_lowercase) && !is_prefix(&said)
    };
    let of = |(from, end): &(usize, usize)| row.get(*from..*end).unwrap_or(&[]);
    cells.len() > 1 && cells.iter().all(|cell| of(cell).iter().any(is_plain))
}

/// How many words of the cell under it are asked for.
fn taken(page: &PageText, under: &[Placed], asked: &LineEnd) -> Option<usize> {
    match asked {
        LineEnd::Rest | LineEnd::Next => Some(1),
        LineEnd::Name => {
            let is_name = |p: &Placed| text(page, p).starts_with(char::is_uppercase);
            let before = under.iter().take(MAX_WORDS).position(is_name)?;
            let is_small = |p: &Placed| is_prefix(&text(page, p));
            under
                .iter()
                .take(before)
                .all(is_small)
                .then_some(before + 1)
        }
    }
}
