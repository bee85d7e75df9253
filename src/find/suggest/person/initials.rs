//! Names behind initials: `J.P. van den Berg`.
//!
//! **Invariant:** the forms of firms and the abbreviations of offices are no initials.
//! **Absent:** initials without points, which need a label.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::{Names, Strength, name};

static NO_INITIALS: Words = Words::new(
    "B.V. B.V N.V. N.V V.O.F. C.V. L.S. P.O. A.I. I.O. W.G. P.A. S.V.P. T.A.V. T.N.V. O.V.V.",
);

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
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
            && sheet
                .terms
                .get(end - 1)
                .is_some_and(|t| t.known.word && !t.known.family)
            && sheet
                .terms
                .get(end - 2)
                .is_some_and(|t| name::is_capital(t) && !sheet.is_prefix(t))
        {
            end -= 1;
        }
        let one = said.chars().filter(|c| *c == '.').count() == 1;
        let last = sheet.terms.get(end - 1);
        let is_word = last.is_some_and(|t| t.known.word && !t.known.name());
        // `A. Inleiding` heads a chapter.
        let is_heading = one && is_word && !found.has_prefix && name::is_first_of_cell(sheet, at);
        if !is_heading {
            names.add(sheet, (at, end), Strength::Strong);
        }
    }
}
