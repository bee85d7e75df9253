//! Names behind initials: `J.P. van den Berg`.
//!
//! **Invariant:** the forms of firms and the abbreviations of offices are no initials.
//! **Absent:** initials without points, which need a label.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::name;
use std::collections::BTreeSet;

static NO_INITIALS: Words = Words::new(
    "B.V. B.V N.V. N.V V.O.F. C.V. L.S. P.O. A.I. I.O. W.G. P.A. S.V.P. T.A.V. T.N.V. O.V.V.",
);

/// The one letter that initials are.
fn letter(sheet: &Sheet, at: usize) -> Option<char> {
    let term = sheet.terms.get(at).filter(|t| t.shape == Shape::Initials)?;
    let mut letters = sheet.said(term.start, term.end).chars();
    let first = letters.next().filter(char::is_ascii_uppercase)?;
    (letters.next() == Some('.') && letters.next().is_none()).then_some(first)
}

/// Whether a letter may be the number of a heading: the first of the alphabet, or beside another that is.
fn is_in_row(headings: &BTreeSet<char>, said: &str) -> bool {
    let first = said.chars().next().unwrap_or('A');
    let beside = |by: i32| {
        let other = u32::try_from(first as i32 + by)
            .ok()
            .and_then(char::from_u32);
        other.is_some_and(|other| headings.contains(&other))
    };
    first == 'A' || beside(-1) || beside(1)
}

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    let headings: BTreeSet<char> = (0..sheet.terms.len())
        .filter(|at| name::is_first_of_cell(sheet, *at))
        .filter_map(|at| letter(sheet, at))
        .collect();
    for (at, term) in sheet.terms.iter().enumerate() {
        let said = sheet.said(term.start, term.end);
        let follows = at.checked_sub(1).and_then(|b| sheet.terms.get(b));
        let is_second =
            follows.is_some_and(|t| t.shape == Shape::Initials) && sheet.goes_on(at - 1);
        if term.shape != Shape::Initials || NO_INITIALS.contains(said) || is_second {
            continue;
        }
        let Some(found) = name::forward(sheet, at) else {
            continue;
        };
        // `JANSEN, A. VAN`: what stands behind them is no name.
        let behind = sheet.terms.get(at..found.terms.1).unwrap_or(&[]);
        let is_part = |t: &Term| t.shape != Shape::Initials && !sheet.is_prefix(t);
        if !behind.iter().any(is_part) {
            continue;
        }
        let mut end = found.terms.1;
        // A second word that is ordinary is no part of the name: `J. Jansen Adviseur`.
        while end > at + 2
            && sheet.gap(end - 2) != ") "
            && sheet
                .terms
                .get(end - 1)
                .is_some_and(|t| t.known.word && !t.known.family)
            && sheet
                .terms
                .get(end - 2)
                .is_some_and(|t| is_capital(t) && !sheet.is_prefix(t))
        {
            end -= 1;
        }
        let one = said.chars().filter(|c| *c == '.').count() == 1;
        let last = sheet.terms.get(end - 1);
        let is_word = last.is_some_and(|t| t.known.word && !t.known.name());
        // `A. Inleiding` heads a chapter.
        let is_heading = one
            && is_word
            && !found.has_prefix
            && name::is_first_of_cell(sheet, at)
            && is_in_row(&headings, said);
        if !is_heading {
            names.add(sheet, (at, end), Strength::Strong);
        }
    }
}
