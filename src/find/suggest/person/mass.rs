//! Names in a column of which most cells are names, whatever stands at its head.
//!
//! **Invariant:** what is no listed name counts only where the cells around it are; an office and a word alone are none.
//! **Absent:** columns whose head says that persons stand there; see [`super::column`].

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::model::word::is_title;

/// So many cells of a column are names beyond doubt,
const FEWEST: usize = 2;
/// and so much of all its cells, the head apart.
const SHARE: f64 = 0.5;
/// Letters of a cell with a name in it.
const LONGEST: usize = 48;

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    let mut first = 0;
    while first < sheet.lines.len() {
        let end = table_end(sheet, first);
        if end - first > FEWEST {
            for head in sheet.cells_of(first) {
                column(sheet, head, end, names);
            }
        }
        first = end.max(first + 1);
    }
}

/// The line after the last of a table that begins in a line: lines of as many cells, or nearly.
fn table_end(sheet: &Sheet, first: usize) -> usize {
    let columns = sheet.cells_of(first).len();
    let is_row = |line: &usize| {
        let cells = sheet.cells_of(*line).len();
        cells > 1 && cells.abs_diff(columns) <= 1
    };
    if columns < 2 {
        return first + 1;
    }
    first + (first..sheet.lines.len()).take_while(is_row).count()
}

fn column(sheet: &Sheet, head: usize, end: usize, names: &mut Names) {
    let first = sheet.cells.get(head).map_or(0, |c| c.line);
    let below = (first + 1..end).filter_map(|line| sheet.same_column(head, line));
    let cells: Vec<usize> = std::iter::once(head).chain(below).collect();
    let found: Vec<Option<name::Name>> = cells.iter().map(|cell| of_cell(sheet, *cell)).collect();
    let sure = found.iter().flatten().filter(|n| is_sure(sheet, n)).count();
    let share = sure as f64 / (cells.len() - 1).max(1) as f64;
    if sure < FEWEST || share < SHARE {
        return;
    }
    for found in found.into_iter().flatten() {
        let parts = found.terms.1 - found.terms.0;
        // `Roos de Wit`
        let is_built = parts > 1 && (name::worth(sheet, &found) > 1 || found.has_prefix);
        if name::worth(sheet, &found) > 2 || is_built {
            names.add(sheet, found.terms, Strength::Strong);
        }
    }
}

/// The name that a cell is, behind its titles.
fn of_cell(sheet: &Sheet, cell: usize) -> Option<name::Name> {
    let of = sheet.cells.get(cell)?;
    let (mut first, after) = of.terms;
    let is_led = |t: &Term| t.shape != Shape::Initials && is_title(sheet.key(t));
    first += (first..after)
        .take_while(|at| sheet.terms.get(*at).is_some_and(is_led))
        .count();
    let is_short = sheet.cell_text(cell).len() <= LONGEST;
    let found = name::whole(sheet, first, after).filter(|_| is_short)?;
    let terms = sheet.terms.get(found.terms.0..found.terms.1)?;
    let is_office = terms
        .iter()
        .any(|t| guard::is_stop(sheet, t) || guard::is_public_function(sheet.key(t)));
    (!is_office).then_some(found)
}

/// Two words or more that lists know as a name, or initials before one.
fn is_sure(sheet: &Sheet, found: &name::Name) -> bool {
    let terms = sheet.terms.get(found.terms.0..found.terms.1).unwrap_or(&[]);
    let parts = terms
        .iter()
        .filter(|t| is_capital(t) && !sheet.is_prefix(t));
    let (count, words) = parts.fold((0, 0), |(count, words), t| {
        let is_word = (t.known.word || t.known.proper) && !t.known.name();
        (count + 1, words + usize::from(is_word))
    });
    let of_more = count + usize::from(found.has_initials) > 1 || found.has_prefix;
    of_more && words == 0 && name::worth(sheet, found) > 2
}
