//! Names that stand in a row with others: `Anna en Sietse`, `Arwen, Bilal en Jolijn`.
//!
//! **Invariant:** one of the row was found by something else; an office or a place in the row is no name.
//! **Absent:** rows of which nobody is known.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::find::suggest::kind::Kind;

/// So far from the name that is known the row is followed.
const REACH: usize = 3;

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    let persons = names.found.iter().filter(|f| f.kind == Kind::Person);
    let known: Vec<_> = persons.map(|f| (f.terms, f.strength)).collect();
    for (terms, strength) in known {
        // A comma parts much else than names: beside one that is only likely it says nothing, unless `en` joins two.
        let mut parts: Parts = match strength {
            Strength::Strong => parts,
            Strength::Likely => slash,
        };
        let (mut first, mut end) = terms;
        for _ in 0..REACH {
            let Some(next) = behind(sheet, end, parts) else {
                break;
            };
            names.add(sheet, next, Strength::Likely);
            end = next.1;
        }
        end = terms.1;
        for _ in 0..REACH {
            let Some(before) = before(sheet, (first, end), parts) else {
                break;
            };
            names.add(sheet, before, Strength::Likely);
            if is_and(sheet, before.1) {
                parts = self::parts;
            }
            (first, end) = before;
        }
    }
}

/// The name that a row goes on with behind another.
fn behind(sheet: &Sheet, end: usize, parts: Parts) -> Option<(usize, usize)> {
    let at = if is_and(sheet, end) && joins(sheet, end - 1) && joins(sheet, end) {
        end + 1
    } else if parts(sheet, end - 1) {
        end
    } else {
        return None;
    };
    let found = name::forward(sheet, at)?;
    let is_row = at > end || slash(sheet, end - 1) || is_followed(sheet, found.terms.1);
    (is_row && is_name(sheet, found.terms, at > end)).then_some(found.terms)
}

/// The name before another in a row.
fn before(sheet: &Sheet, (first, end): (usize, usize), parts: Parts) -> Option<(usize, usize)> {
    let and = first
        .checked_sub(1)
        .filter(|at| is_and(sheet, *at) && joins(sheet, *at));
    let last = match and {
        Some(and) => and.checked_sub(1).filter(|at| joins(sheet, *at)),
        None => first.checked_sub(1).filter(|at| {
            let slash = sheet.gap(*at).contains('/');
            parts(sheet, *at) && (slash || is_followed(sheet, end))
        }),
    }?;
    let ends = |at: &usize| name::forward(sheet, *at).filter(|n| n.terms.1 == last + 1);
    let starts = last.saturating_sub(REACH)..=last;
    let found = starts
        .filter(|at| {
            sheet.terms.get(*at).is_some_and(|t| {
                is_capital(t) && !t.known.word || t.shape == Shape::Initials || *at == last
            })
        })
        .find_map(|at| ends(&at))?;
    is_name(sheet, found.terms, and.is_some()).then_some(found.terms)
}

fn is_and(sheet: &Sheet, at: usize) -> bool {
    let term = sheet.terms.get(at);
    term.is_some_and(|t| sheet.key(t) == "en" && t.shape == Shape::Lower)
}

/// Whether nothing but a blank stands behind a term.
fn joins(sheet: &Sheet, at: usize) -> bool {
    sheet.goes_on(at)
}

/// What parts the names of a row.
type Parts = fn(&Sheet, usize) -> bool;

/// Whether a comma or a slash stands behind a term.
fn parts(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.gap(at), ", " | ",\n") || slash(sheet, at)
}

fn slash(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.gap(at), " / " | "/")
}

/// Whether the row goes on behind a name: only then a comma before it says that it is one of a row.
fn is_followed(sheet: &Sheet, end: usize) -> bool {
    is_and(sheet, end) && joins(sheet, end - 1) && sheet.terms.get(end + 1).is_some_and(is_capital)
}

/// Whether what stands in a row may be a name: of words that are no office's, and alone none that has another meaning.
fn is_name(sheet: &Sheet, (first, end): (usize, usize), by_and: bool) -> bool {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let is_other = |t: &Term| {
        guard::is_stop(sheet, t)
            || guard::is_public_function(sheet.key(t))
            || t.shape == Shape::Upper && !t.known.name()
    };
    let is_plain =
        |t: &Term| t.known.word && !t.known.first || t.known.proper && !t.known.name() && !by_and;
    let capitals: Vec<&Term> = terms
        .iter()
        .filter(|t| is_capital(t) && !sheet.is_prefix(t))
        .collect();
    let is_ordinary = |t: &&Term| t.known.word && !(by_and && t.known.first && t.known.person);
    let says_other = match capitals.as_slice() {
        [] => true,
        [one] => is_plain(one) || is_ordinary(one),
        all => all.iter().all(is_ordinary),
    };
    !says_other && !terms.iter().any(is_other)
}
