//! Who acts in public: to whom the text gives a public function.
//!
//! **Invariant:** the board (`burgemeester en wethouders`) gives it to nobody, and neither does the name of a street.
//! **Absent:** the office's own list of public functionaries.

use super::super::person::{guard, name};
use super::super::sheet::{Cell, Shape, Sheet, Term};
use super::super::words::Words;
use crate::find::suggest::person::capital::is_capital;
use crate::model::word::is_title;

type Terms = (usize, usize);

/// Lines between those who sign for the board, at the most.
const BOARD: usize = 3;
/// Letters of a cell that is nothing but a function.
const FUNCTION: usize = 44;

/// Whether a term is a word for a public function: of the secretary only where the mayor stands near.
pub fn is_function(sheet: &Sheet, at: usize) -> bool {
    let Some(term) = sheet.terms.get(at) else {
        return false;
    };
    let near = term.line.saturating_sub(BOARD)..=term.line + BOARD;
    let with_mayor = || {
        let mut lines = near.map(|line| sheet.line_text(line).to_lowercase());
        lines.any(|said| said.contains("burgemeester"))
    };
    let key = sheet.key(term);
    guard::is_public_function(key)
        || key == "secretaris" && name::begins(sheet, at.saturating_sub(1)) && with_mayor()
}

/// The names that a word for a public function gives it to: behind it, before it, above and below it.
pub fn names(sheet: &Sheet, at: usize) -> Vec<Terms> {
    let Some(term) = sheet.terms.get(at) else {
        return Vec::new();
    };
    if is_board(sheet, at) || is_of_street(sheet, at) || is_family(sheet, at) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let first = behind(sheet, at, term);
    found.extend(first);
    if is_plural(sheet.key(term)) {
        found.extend(first.into_iter().flat_map(|first| others(sheet, first)));
    }
    if let Some(cell) = sheet.cells.get(term.cell) {
        found.extend(before(sheet, at, cell));
        if is_alone(sheet, at, cell) {
            found.extend(in_column(sheet, term));
            found.extend(in_row(sheet, term, cell));
        }
    }
    found
}

/// `wethouder drs. J. Jansen`
fn behind(sheet: &Sheet, at: usize, term: &Term) -> Option<Terms> {
    let of_town = sheet.key(term).ends_with('s')
        && sheet
            .terms
            .get(at + 1)
            .is_some_and(|t| sheet.key(t) == "van");
    let joined = match sheet.gap(at) {
        " " | ", " | ": " | ":\t" | " (" | "\t" | "\t: " => !of_town,
        "\n" => sheet.goes_on(at),
        ",\n" => sheet.lines.get(term.line).is_some_and(|l| l.flows),
        _ => false,
    };
    let office = behind_office(sheet, at).filter(|_| !sheet.key(term).ends_with("ministers"));
    let first = without_titles(
        sheet,
        office.unwrap_or(at + 1),
        office.unwrap_or(at + 1) + 3,
    );
    name::forward(sheet, first)
        .filter(|_| joined || office.is_some())
        .map(|n| n.terms)
}

fn is_plural(key: &str) -> bool {
    matches!(
        key,
        "wethouders"
            | "ministers"
            | "gedeputeerden"
            | "raadsleden"
            | "kamerleden"
            | "burgemeesters"
    )
}

/// Names that a list of functionaries goes on with: `wethouders A. Jansen, B. Zwart en C. de Wit`.
fn others(sheet: &Sheet, first: Terms) -> Vec<Terms> {
    let mut found = vec![first];
    while let Some(last) = found.last().copied() {
        let gap = sheet.gap(last.1 - 1);
        let is_and = sheet
            .terms
            .get(last.1)
            .is_some_and(|t| sheet.key(t) == "en");
        let at = match gap {
            "," | ", " | ",\n" => last.1 + usize::from(is_and),
            " " | "\n" if is_and => last.1 + 1,
            _ => break,
        };
        match name::forward(sheet, at).filter(|n| n.has_initials || name::worth(sheet, n) > 1) {
            Some(next) => found.push(next.terms),
            None => break,
        }
    }
    found
}

/// Parties of councils and parliament: whoever sits for one acts in public.
static PARTIES: Words = Words::new(
    "vvd cda d66 pvda gl groenlinks sp pvv christenunie cu sgp pvdd pvdieren denk fvd volt ja21 bbb nsc 50plus bij1",
);

/// `Zwart (CDA)`: a name with a party behind it in brackets.
pub fn of_party(sheet: &Sheet, (_, end): Terms) -> bool {
    let party = sheet.terms.get(end);
    let is_party = |t: &Term| {
        let said = sheet.said(t.start, t.end);
        PARTIES.contains(sheet.key(t)) && said.starts_with(|c: char| c.is_uppercase() || c == '5')
    };
    sheet.gap(end.saturating_sub(1)) == " (" && party.is_some_and(is_party)
}

/// The name that begins with a term and has a party behind it.
pub fn before_party(sheet: &Sheet, at: usize) -> Option<Terms> {
    let is_begin = sheet
        .terms
        .get(at)
        .is_some_and(|t| is_capital(t) || t.shape == Shape::Initials || sheet.is_prefix(t));
    let found = name::forward(sheet, at).filter(|_| is_begin)?;
    (found.family.is_some() && of_party(sheet, found.terms)).then_some(found.terms)
}

/// Words of what an office is of, at the most.
const OFFICE: usize = 7;

/// Where the name begins behind what the office is of and a comma: `minister van Water en Wegen, J. Jansen`.
fn behind_office(sheet: &Sheet, at: usize) -> Option<usize> {
    let is_van = |t: &Term| matches!(sheet.key(t), "van" | "voor");
    sheet.terms.get(at + 1).filter(|t| is_van(t))?;
    let ends = (at + 2..at + 2 + OFFICE).find(|end| sheet.gap(*end) != " ")?;
    let (first, comma) = (sheet.terms.get(at + 2)?, sheet.gap(ends));
    let is_of = first.shape != Shape::Number && sheet.gap(at) == " " && sheet.gap(at + 1) == " ";
    // In the head of a letter the bearer stands below, with a title: a clerk signs there for the board.
    let below = comma == ",\n"
        && sheet.terms.get(ends + 1).is_some_and(|t| {
            t.shape == Shape::Lower && (is_title(sheet.key(t)) || sheet.key(t) == "de")
        });
    (is_of && (comma == ", " || below)).then_some(ends + 1)
}

/// The first term that is no title.
fn without_titles(sheet: &Sheet, first: usize, end: usize) -> usize {
    let is_led =
        |t: &Term| t.shape != Shape::Initials && (is_title(sheet.key(t)) || sheet.key(t) == "de");
    let titles = (first..end).take_while(|at| sheet.terms.get(*at).is_some_and(is_led));
    first + titles.count()
}

/// `J. Jansen, wethouder`, `Jansen (burgemeester)`
fn before(sheet: &Sheet, at: usize, cell: &Cell) -> Option<Terms> {
    let stands = at > cell.terms.0 && matches!(sheet.gap(at - 1), ", " | " (" | " - " | " – ");
    let ends_here = |first: usize| {
        let reversed = name::reversed(sheet, first).filter(|n| n.has_initials);
        reversed
            .or_else(|| name::forward(sheet, first))
            .filter(|n| n.terms.1 == at)
    };
    let mut firsts = (cell.terms.0..at).filter(|_| stands);
    firsts.find_map(ends_here).map(|n| n.terms)
}

/// Whether a cell is nothing but the function, so that its bearer stands above, below or beside it.
fn is_alone(sheet: &Sheet, at: usize, cell: &Cell) -> bool {
    let said = sheet.said(cell.start, cell.end);
    let is_street = |t: &Term| guard::is_street_name(sheet.key(t));
    let terms = sheet.terms.get(cell.terms.0..cell.terms.1).unwrap_or(&[]);
    let is_short = said.len() < FUNCTION
        && !said.contains(|c: char| c == ':' || c.is_ascii_digit())
        && !terms.iter().any(is_street);
    let is_article = |t: &Term| matches!(sheet.key(t), "de" | "loco");
    let leads = at == cell.terms.0
        || at == cell.terms.0 + 1 && sheet.terms.get(at - 1).is_some_and(is_article);
    // `Wethouder Jansen` names its own bearer.
    let own =
        name::forward(sheet, at + 1).filter(|n| sheet.goes_on(at) && n.terms.1 <= cell.terms.1);
    is_short && leads && own.is_none_or(|n| name::worth(sheet, &n) < 2)
}

/// In a signature the function stands under the name or above it.
fn in_column(sheet: &Sheet, term: &Term) -> Option<Terms> {
    let lines = [
        term.line.checked_sub(1),
        Some(term.line + 1),
        Some(term.line + 2),
    ];
    lines.into_iter().flatten().find_map(|line| {
        let other = sheet
            .same_column(term.cell, line)
            .and_then(|c| sheet.cells.get(c))?;
        let first = without_titles(sheet, other.terms.0, other.terms.1);
        name::whole(sheet, first, other.terms.1).map(|n| n.terms)
    })
}

/// In a row of a table the function stands in one cell and the name in another.
fn in_row(sheet: &Sheet, term: &Term, cell: &Cell) -> Vec<Terms> {
    let cells = sheet.cells_of(term.line);
    if !(2..5).contains(&cells.len()) {
        return Vec::new();
    }
    let others = cells
        .filter_map(|c| sheet.cells.get(c))
        .filter(|c| c.terms.0 != cell.terms.0);
    others
        .filter_map(|c| name::whole(sheet, c.terms.0, c.terms.1))
        .map(|n| n.terms)
        .collect()
}

/// A word for a function that is the family name behind initials: `E. Dijkgraaf`.
fn is_family(sheet: &Sheet, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| sheet.terms.get(b));
    before.is_some_and(|t| t.shape == Shape::Initials)
        && sheet.goes_on(at - 1)
        && sheet.terms.get(at).is_some_and(is_capital)
}

/// `burgemeester en wethouders`: the board, and nobody in it.
fn is_board(sheet: &Sheet, at: usize) -> bool {
    sheet
        .terms
        .get(at + 1)
        .is_some_and(|t| sheet.key(t) == "en")
        && sheet
            .terms
            .get(at + 2)
            .is_some_and(|t| sheet.key(t) == "wethouders")
}

/// `Burgemeester Jansenlaan`: the function belongs to the name of a street.
fn is_of_street(sheet: &Sheet, at: usize) -> bool {
    (at + 1..at + 4)
        .take_while(|next| sheet.goes_on(next - 1))
        .any(|next| {
            sheet
                .terms
                .get(next)
                .is_some_and(|t| guard::is_street_name(sheet.key(t)) && t.shape == Shape::Capital)
        })
}

/// A public function directly before or behind a name.
pub fn is_beside_function(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    let is_function = |at: usize| !is_of_street(sheet, at) && is_function(sheet, at);
    let mut before = first;
    while before > 0
        && sheet.terms.get(before - 1).is_some_and(|t: &Term| {
            t.shape != Shape::Initials && (is_title(sheet.key(t)) || sheet.is_prefix(t))
        })
        && before + 3 > first
    {
        before -= 1;
    }
    let led = before.checked_sub(1).is_some_and(|at| {
        is_function(at)
            && (matches!(sheet.gap(at), " " | ", " | ": " | ":\t")
                || sheet.gap(at) == "\n" && sheet.goes_on(at))
    });
    let mut inner = (first..end).filter(|at| !is_family(sheet, *at));
    if of_party(sheet, (first, end)) {
        return true;
    }
    let followed = is_function(end)
        && matches!(sheet.gap(end.saturating_sub(1)), ", " | " (" | " - ")
        || sheet.terms.get(end).is_some_and(|t| sheet.key(t) == "de")
            && is_function(end + 1)
            && sheet.gap(end.saturating_sub(1)) == ", ";
    led || followed || inner.any(is_function)
}
