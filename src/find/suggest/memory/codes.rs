//! Codes of letters that are learned beside a name which they fit: `Anna Zwart = AZ`, `AZ: Anna Zwart`, `Anna Zwart, AZ`.
//!
//! **Absent:** codes in brackets, and those made of a name.

use super::full::Full;
use crate::find::suggest::kind::Kind;
use crate::find::suggest::page_claims::PageClaims;
use crate::find::suggest::person::code;
use crate::find::suggest::person::found::Strength;

/// What stands between a name and its code.
const BETWEEN: [&str; 9] = [", ", " / ", "/", " = ", "=", ": ", " : ", " - ", " – "];

/// The codes beside names that a strong context gave, each with the terms of its name.
pub fn beside(page: &PageClaims) -> impl Iterator<Item = ((usize, usize), &str)> {
    let sheet = &page.sheet;
    let is_strong = |strength| strength == Strength::Strong;
    let names = page.names.found.iter();
    let names = names.filter(move |f| is_strong(f.strength) && f.kind == Kind::Person);
    names.flat_map(move |found| {
        let (first, end) = found.terms;
        let fits = move |at: usize, gap: &str| {
            let said = sheet.terms.get(at).map(|t| sheet.said(t.start, t.end))?;
            let full = Full::of(sheet, found.terms);
            let is_code = code::is_code(sheet, (at, at + 1));
            let is_it = is_code && BETWEEN.contains(&gap) && full.fits_code(&said.to_lowercase());
            is_it.then_some((found.terms, said))
        };
        let before = first.checked_sub(1);
        let before = before.and_then(|at| fits(at, sheet.gap(at)));
        let behind = end
            .checked_sub(1)
            .and_then(|last| fits(end, sheet.gap(last)));
        before.into_iter().chain(behind)
    })
}
