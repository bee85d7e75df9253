//! Dates of birth: behind or before a word that says so, in the column of one, or in brackets beside a name.
//!
//! **Invariant:** a plain date is never proposed.
//! **Absent:** ages.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::person::kin::is_word_for_person;
use super::super::sheet::{Shape, Sheet};
use crate::find::suggest::beside::{DATE, expression, label};
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> = LazyLock::new(|| expression(&format!("(?i){}", &*DATE)));
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:\bgeb(?:\.|oren|oortedatum|oortedag|dat|\b)|geboorte|birth|\bd\.?o\.?b\b|\bg\.d\.|\bjarig\b|verjaardag|verjaart)[^\n\d;]{0,34}\n?[^\n\d;]{0,34}$",
    )
});
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)^[^\n.;\d]{0,25}\(?(?:geb\b|geb\.|geboren)"));
static HEADING: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)\bgeb(?:\b|\.|oren|oorte)|birth|\bd\.?o\.?b\b"));

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHAPE.find_iter(&sheet.text) {
        let at = (hit.start(), hit.end());
        let edge = sheet.before(at.0, 4).chars().next_back();
        if edge.is_some_and(|c| c.is_ascii_digit() || c == '-') {
            continue;
        }
        let before = sheet.before(at.0, 60);
        let said = BEFORE.is_match(before) || BEHIND.is_match(sheet.after(at.1, 34));
        let said = said || is_behind_name(sheet, at) || before.ends_with('*');
        if said || is_under(sheet, at.0) || (is_beside_name(sheet, at) && is_past(hit.as_str())) {
            claims.add(Kind::BirthDate, Certainty::High, at);
        }
    }
    for hit in YEAR.captures_iter(&sheet.text) {
        if let Some(year) = hit.get(1) {
            claims.add(Kind::BirthDate, Certainty::High, (year.start(), year.end()));
        }
    }
}

/// A year alone behind a word that says so: `(geb. 1950)`, `geboren in 1950`.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)\b(?:geboortejaar|jaar van geboorte|geb\.|geboren(?: te [\p{L}'’ -]{2,24}?)?(?: in)?)[ :\n]{1,2}((?:19|20)\d\d)\b",
    )
});

/// What else a file says of a person behind the day of birth.
static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)^, ?(?:bsn|wonende|woonachtig|nationaliteit|te )"));
/// Years of birth that no date of a decision or a letter has any more.
const LAST: u32 = 2012;

/// Behind a name of two words and a comma: `Jan Zwart, 12-03-1989.`
fn is_behind_name(sheet: &Sheet, (start, end): (usize, usize)) -> bool {
    let year: String = sheet.said(start, end).chars().rev().take(4).collect();
    let year: String = year.chars().rev().collect();
    let is_long_ago = year
        .parse::<u32>()
        .is_ok_and(|y| (1900..=LAST).contains(&y));
    let before = sheet.term_from(start);
    // In the row of a child every year is one of birth.
    let cell = sheet.cells.get(sheet.cell_at(start));
    let said = label(sheet, cell.map_or(start, |c| c.start));
    let is_kin = said.split(' ').next().is_some_and(is_word_for_person);
    let is_name = |back: usize| {
        let term = before.checked_sub(back).and_then(|at| sheet.terms.get(at));
        term.is_some_and(|t| {
            t.shape == Shape::Capital
                && (is_kin || !t.known.proper)
                && (!t.known.word || t.known.name())
                || t.shape == Shape::Initials
        })
    };
    let joined = before.checked_sub(2).is_some_and(|at| sheet.goes_on(at));
    let closed = sheet.after(end, 1).is_empty()
        || sheet.after(end, 1).starts_with(['.', ';', ')', '\n', '\t'])
        || GOES_ON.is_match(sheet.after(end, 16));
    (is_long_ago || is_kin)
        && sheet.before(start, 2) == ", "
        && is_name(1)
        && (is_name(2) && joined || is_kin)
        && closed
}

/// In a column, or behind a label, of dates of birth.
fn is_under(sheet: &Sheet, byte: usize) -> bool {
    let cell = sheet.cell_at(byte);
    let heading = sheet.heading(cell);
    heading.is_some_and(|h| HEADING.is_match(sheet.cell_text(h)) && sheet.cell_text(h).len() < 40)
        || HEADING.is_match(&label(sheet, byte))
            && sheet.cells.get(cell).is_some_and(|c| c.start == byte)
}

/// In brackets with a name: `oma (Anna de Wit, 12-04-1950)`.
static WITH_NAME: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"\((?:\p{Lu}[\p{L}.'’-]*[ \n]|(?:van|de|der|den|ter|ten|het|'t|el|al)[ \n]){0,5}\p{Lu}[\p{L}'’-]+,[ \n]$",
    )
});

/// In brackets behind a name: `Daan (12-04-2012)`, also with an age.
fn is_beside_name(sheet: &Sheet, (start, end): (usize, usize)) -> bool {
    let opened = sheet.before(start, 3).trim_end().ends_with('(');
    let closed = sheet.after(end, 24).trim_start();
    let before = sheet.term_from(start).checked_sub(1);
    let name = before.and_then(|at| sheet.terms.get(at));
    let is_plain = name.is_some_and(|t| t.known.word && !t.known.name());
    if closed.starts_with(')') && !is_plain && WITH_NAME.is_match(sheet.before(start, 48)) {
        return true;
    }
    let kin = before
        .and_then(|at| at.checked_sub(1))
        .and_then(|at| sheet.terms.get(at));
    let is_kin = kin.is_some_and(|t| is_word_for_person(sheet.key(t)));
    let is_name = before.is_some_and(|at| {
        sheet.terms.get(at).is_some_and(|t| {
            matches!(t.shape, Shape::Capital | Shape::Upper)
                && (is_kin || !t.known.word || t.known.name())
                && matches!(sheet.gap(at).trim(), "(" | "")
        })
    });
    opened && is_name && (closed.starts_with(')') || closed.starts_with(','))
}

/// Long enough ago to be somebody's birth rather than the date of an event is not known; any year of four digits from 1900.
fn is_past(said: &str) -> bool {
    let year: String = said
        .chars()
        .rev()
        .take(4)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let first: String = said.chars().take(4).collect();
    [year, first]
        .iter()
        .any(|y| y.parse::<u32>().is_ok_and(|y| (1900..2030).contains(&y)))
}
