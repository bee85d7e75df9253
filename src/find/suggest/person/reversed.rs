//! Names with the family name first: `Berg, J.P. van den`.
//!
//! **Invariant:** initials or a listed first name stand behind the comma.
//! **Absent:** lists of two first names.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::model::word::is_title;

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for at in 0..sheet.terms.len() {
        let Some(term) = sheet.terms.get(at) else {
            continue;
        };
        let starts = is_capital(term) || sheet.is_prefix(term) && name::begins(sheet, at);
        if !starts || guard::is_stop(sheet, term) {
            continue;
        }
        let Some(found) = name::reversed(sheet, at) else {
            continue;
        };
        let (Some(family), Some(given)) = (
            found.family.and_then(|f| sheet.terms.get(f)),
            given(sheet, found.family.map_or(at, |f| f + 1)),
        ) else {
            continue;
        };
        // `Jan Bakker, Anna Visser`: two persons; `Nederland, J.` a list of something else.
        let follows = sheet.goes_on(found.terms.1 - 1)
            && sheet.terms.get(found.terms.1).is_some_and(is_capital);
        let listed = given.known.first
            && !given.known.word
            && (family.known.family
                || family.known.person
                || !family.known.word
                || found.has_prefix)
            && !follows
            && !family.known.first;
        let by_initials = found.has_initials && given.shape == Shape::Initials && !follows;
        if by_initials || listed && !sheet.is_prefix(family) {
            names.add(sheet, found.terms, Strength::Strong);
            if by_initials {
                bracketed(sheet, found.terms.1, names);
            }
        }
    }
}

/// What stands behind the comma, a title apart.
fn given(sheet: &Sheet, at: usize) -> Option<&Term> {
    let title = |t: &&Term| t.shape == Shape::Lower && is_title(sheet.key(t));
    let led = sheet.terms.get(at).filter(title).is_some();
    sheet.terms.get(at + usize::from(led))
}

/// The first name in brackets behind initials: `Berg, J.P. van den (Jan)`.
fn bracketed(sheet: &Sheet, at: usize, names: &mut Names) {
    let Some(term) = sheet.terms.get(at) else {
        return;
    };
    let stands = sheet.gap_before(at) == " (" && sheet.gap(at).starts_with(')');
    let is_name = term.shape == Shape::Capital
        && (term.known.first || !term.known.word && !term.known.proper);
    if stands && is_name && !guard::is_stop(sheet, term) {
        names.add(sheet, (at, at + 1), Strength::Strong);
    }
}
