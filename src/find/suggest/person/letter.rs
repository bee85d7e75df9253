//! One letter in a name: for the family name, `Mirjam K.`, or between two words of one, `Lim A Po`.
//!
//! **Invariant:** the word before it is a name, or on no list.
//! **Absent:** initials before a family name.

use super::super::sheet::{Shape, Sheet, Term};

/// Where a first name ends with the one letter that stands for its family name: `Mirjam K.`, `Sietse de G.`, `Arwen v D`.
pub fn behind(sheet: &Sheet, given: usize) -> Option<usize> {
    let of = sheet.terms.get(given)?;
    let prefixes = (given + 1..given + 3)
        .take_while(|at| {
            let term = sheet.terms.get(*at);
            term.is_some_and(|t| t.shape == Shape::Lower && sheet.is_prefix(t))
                && matches!(sheet.gap(*at - 1), " ")
        })
        .count();
    let last = given + prefixes + 1;
    let letter = sheet
        .terms
        .get(last)
        .filter(|_| sheet.gap(last - 1) == " " || prefixes > 0 && sheet.goes_on(last - 1))?;
    let has_point = letter.shape == Shape::Initials && letter.end == letter.start + 2;
    let fits = match has_point {
        // No list knows `Teklay G.`, and nothing else is written so.
        true => {
            of.known.first
                || !of.known.word
                    && (of.known.name() || !of.known.proper && of.shape == Shape::Capital)
        }
        false => {
            letter.shape == Shape::Letter && of.known.first && (of.known.person || !of.known.word)
        }
    };
    fits.then_some(last + 1)
}

/// Whether a letter joins two short words that are no ordinary ones, as in `Lim A Po`.
pub fn is_between(sheet: &Sheet, at: usize) -> bool {
    let is_part = |t: &Term| {
        t.shape == Shape::Capital && sheet.key(t).len() < 6 && (!t.known.word || t.known.name())
    };
    let before = at.checked_sub(1).and_then(|b| sheet.terms.get(b));
    before.is_some_and(is_part)
        && sheet.terms.get(at + 1).is_some_and(is_part)
        && sheet.gap(at) == " "
        && sheet.gap_before(at) == " "
}
