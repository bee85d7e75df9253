//! Words that are written as the parts of names are: with a capital.
//!
//! **Absent:** whether they are names; that is `name`.

use super::super::sheet::{Shape, Sheet, Term};

pub fn is_capital(term: &Term) -> bool {
    matches!(term.shape, Shape::Capital | Shape::Upper) && !term.is_address
}

/// A month as a first name, before a family name and behind no day: `Mei ten Cate`; or behind a word that is none and
/// before no year: `Xiao Mei`.
pub fn is_month_name(sheet: &Sheet, at: usize) -> bool {
    let key = sheet.terms.get(at).map_or("", |t| sheet.key(t));
    let next = sheet.terms.get(at + 1).filter(|_| sheet.gap(at) == " ");
    let before = at.checked_sub(1).and_then(|b| sheet.terms.get(b));
    let is_month = matches!(key, "mei" | "april" | "juni" | "juli" | "augustus");
    let is_named = at > 0
        && sheet.gap(at - 1) == " "
        && before.is_some_and(|t| t.shape == Shape::Capital && !t.known.word)
        && !next.is_some_and(|t| t.shape == Shape::Number);
    is_month && is_named
        || is_month
            && !before.is_some_and(|t| t.shape == Shape::Number && sheet.goes_on(at - 1))
            && next.is_some_and(|t| {
                sheet.is_prefix(t) && has_next_part(sheet, at + 1)
                    || is_capital(t) && (t.known.family || t.known.person)
            })
}

/// Whether a name goes on behind a term.
pub fn has_next_part(sheet: &Sheet, at: usize) -> bool {
    sheet.goes_on(at)
        && sheet
            .terms
            .get(at + 1)
            .is_some_and(|t| is_capital(t) || sheet.is_prefix(t))
}
