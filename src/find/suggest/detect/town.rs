//! Postcodes with their towns, also where the town stands below.
//!
//! **Invariant:** a town alone is none; one word of a form that asks for it is no town.
//! **Absent:** streets.

use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::form::TOWN_LABEL;
use super::place_words::{LABEL, NO_STREET, POSTCODE};
use crate::find::suggest::beside::label;

/// Postcodes, with the town behind them.
pub fn towns(sheet: &Sheet) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for hit in POSTCODE.captures_iter(&sheet.text) {
        let Some(code) = hit.get(1) else { continue };
        let letters = code.as_str().get(code.len() - 2..).unwrap_or("");
        if matches!(letters, "SA" | "SD" | "SS") {
            continue;
        }
        let digits = code.as_str().get(..4).unwrap_or("");
        let is_year = digits.starts_with("19") || digits.starts_with("20");
        let end = town_end(sheet, code.end());
        let alone = sheet.cell_text(sheet.cell_at(code.start())).trim() == code.as_str();
        if is_year && end == code.end() && !alone && !LABEL.is_match(&label(sheet, code.start())) {
            continue;
        }
        found.push((code.start(), end));
    }
    found
}

/// Whether no town stands behind the postcode.
pub fn ends_with_code(sheet: &Sheet, (start, end): (usize, usize)) -> bool {
    end - start <= 7
        && sheet
            .said(start, end)
            .starts_with(|c: char| c.is_ascii_digit())
}

/// The town in the next line of the cell that ends with a postcode.
pub fn town_below(sheet: &Sheet, code: usize) -> Option<(usize, usize)> {
    let cell = sheet.cell_at(code);
    let of = sheet.cells.get(cell).filter(|c| c.end == code)?;
    let is_near = sheet.lines.get(of.line + 1).is_some_and(|l| !l.is_apart);
    let below = sheet.same_column(cell, of.line + 1).filter(|_| is_near)?;
    let below = sheet.cells.get(below)?;
    let first = sheet.terms.get(below.terms.0)?;
    let is_town = matches!(first.shape, Shape::Capital | Shape::Upper)
        && first.known.proper
        && first.start == below.start;
    let end = is_town.then(|| town_from(sheet, first.start))?;
    (end > first.start).then_some((first.start, end))
}

/// Words in lower case that names of towns have.
static SMALL: Words = Words::new("aan den de op bij en van het ter s t rijn ijssel");

/// Where the town ends that stands behind a postcode; its own end where none does.
fn town_end(sheet: &Sheet, start: usize) -> usize {
    let end = town_from(sheet, start);
    match town_below(sheet, start) {
        // Without other cells between them it is one stretch.
        Some(below) if end == start && sheet.said(start, below.0) == "\n" => below.1,
        _ => end,
    }
}

/// Whether the cell of a word asks for what stands behind it.
fn is_label(sheet: &Sheet, term: &Term) -> bool {
    let said = sheet.cell_text(term.cell).trim();
    said.ends_with(':') || TOWN_LABEL.is_match(said)
}

/// Where a town ends that begins at a byte, or behind it.
pub fn town_from(sheet: &Sheet, start: usize) -> usize {
    let (mut end, mut at) = (start, sheet.term_from(start));
    let (first, mut last) = (at, start);
    while let Some(term) = sheet.terms.get(at)
        && at < first + 4
    {
        let between = sheet.said(last, term.start);
        // A name of several words may go on in the next line.
        let is_open = at > first && between == "\n" && sheet.goes_on(at - 1);
        let near = between.is_empty() && at == first
            || matches!(between, " " | "  " | " '" | "\t" | "-" | ", ")
            || is_open;
        let is_name = matches!(term.shape, Shape::Capital | Shape::Upper);
        let is_small = term.shape == Shape::Lower && at > first && SMALL.contains(sheet.key(term));
        if !near
            || !(is_name || is_small)
            || (at > first && between == ", ")
            || (at > first && between == "\t")
            || between == "\t" && is_label(sheet, term)
            || NO_STREET.is_match(sheet.key(term)) && sheet.key(term) != "wijk"
        {
            break;
        }
        let linked = at > first
            && sheet
                .terms
                .get(at - 1)
                .is_some_and(|t| t.shape == Shape::Lower || sheet.is_prefix(t));
        let is_small = is_small || at > first && sheet.is_prefix(term);
        if at > first && !is_small && !linked && term.known.word && !term.known.proper {
            break;
        }
        at += 1;
        last = term.end;
        if is_name && !(at > first + 1 && is_small) {
            end = term.end;
        }
    }
    end
}
