//! Departments, sites and firms that are written as persons are, by how they are built and by what stands beside them.
//!
//! **Invariant:** a title, a label or a salutation before a name says more than how it is built.
//! **Absent:** words that make an organisation of a name; that is `guard`.

use super::super::sheet::{Shape, Sheet, Term};
use super::guard;

/// Endings of what an office does: `Handhaving`, `Juridische Zaken`.
const TASKS: [&str; 12] = [
    "ing", "heid", "zaken", "zicht", "beheer", "beleid", "schap", "tie", "teit", "zorg", "werken",
    "control",
];
/// Endings of words for a site, before its name: `windpark Zuidlob`.
const SITES: [&str; 6] = ["park", "weide", "gebied", "terrein", "combinatie", "polder"];
/// Letters of the word for an office, at the least: shorter words are names as well.
pub const MIN_OFFICE_LETTERS: usize = 9;
/// Where a name stands that is one however it is built.
const SURE: [&str; 5] = ["title", "salutation", "closing", "header", "label"];

/// An ordinary word for what an office does, written as a name is.
fn is_task(sheet: &Sheet, term: &Term) -> bool {
    let key = sheet.key(term);
    term.shape == Shape::Capital
        && term.known.word
        && !term.known.name()
        && TASKS
            .iter()
            .any(|end| key.ends_with(end) && key.len() > end.len() + 2)
}

/// A name without the office it is of: of `Anna van Jeugdbescherming` the first word.
pub fn without_office(sheet: &Sheet, (first, end): (usize, usize)) -> usize {
    let term = |at: usize| sheet.terms.get(at);
    let is_van = end >= first + 3 && term(first + 1).is_some_and(|t| sheet.key(t) == "van");
    let is_given = term(first).is_some_and(|t| (t.known.first || t.known.person) && !t.known.word);
    let is_office = term(first + 2).is_some_and(|t| {
        t.known.word && !t.known.name() && sheet.key(t).len() >= MIN_OFFICE_LETTERS
    });
    match is_van && is_given && is_office {
        true => first + 1,
        false => end,
    }
}

/// A name without the department behind it: of `Rob Toezicht` the person.
pub fn without_task(sheet: &Sheet, (first, end): (usize, usize)) -> (usize, usize) {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    match terms {
        [given, .., last] if (given.known.first || given.known.person) && is_task(sheet, last) => {
            (first, end - 1)
        }
        _ => (first, end),
    }
}

/// Whether a stretch is a department, a site or a firm. `detector` says where it stands.
pub fn is_office(sheet: &Sheet, (first, end): (usize, usize), detector: &str) -> bool {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let many = terms.len() > 1;
    if many && terms.last().is_some_and(|last| is_task(sheet, last)) {
        return true;
    }
    if SURE.contains(&detector) {
        return false;
    }
    is_of_town(terms) && many || is_site(sheet, first) || many && is_beside_firm(sheet, first)
}

/// `Isala Zwolle`: a word on no list of names before a town.
fn is_of_town(terms: &[Term]) -> bool {
    let Some((last, before)) = terms.split_last() else {
        return false;
    };
    let is_long = last.end - last.start > 3;
    let is_town =
        is_long && last.known.proper && !last.known.name() && last.shape == Shape::Capital;
    is_town
        && before
            .iter()
            .all(|t| t.shape == Shape::Capital && !t.known.name())
}

/// A word for a site stands before it.
fn is_site(sheet: &Sheet, first: usize) -> bool {
    let before = first.checked_sub(1);
    before.is_some_and(|at| {
        let key = sheet.terms.get(at).map_or("", |t| sheet.key(t));
        sheet.gap(at) == " " && SITES.iter().any(|end| key.ends_with(end))
    })
}

/// `Berenschot en Twynstra Gudde`: joined to a firm that everybody knows.
fn is_beside_firm(sheet: &Sheet, first: usize) -> bool {
    let at = |back: usize| first.checked_sub(back).map(|at| (at, sheet.terms.get(at)));
    let (Some((and, Some(joins))), Some((firm, Some(known)))) = (at(1), at(2)) else {
        return false;
    };
    let is_joined = sheet.gap(and) == " " && sheet.gap(firm) == " ";
    is_joined
        && matches!(sheet.key(joins), "en" | "of")
        && known.shape == Shape::Capital
        && !known.known.word
        && guard::is_known_firm(sheet.key(known))
}
