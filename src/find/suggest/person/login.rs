//! Names of users: what stands for a person in a system, behind a label of one, in the column of them, or behind the hour of
//! a log.
//!
//! **Invariant:** a word of the language is no name of a user, and a list of words in lower case is none of users.
//! **Absent:** names of users made of the name of somebody whom the dossier names; memory makes those.

use super::super::claims::Claim;
use super::super::lexicon;
use super::super::sheet::{Shape, Sheet};
use super::found::{Names, Strength};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

/// Labels and heads of columns of users and nothing else.
static USER: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:gebruikers?(?:naam|id|code)?|user(?:name|id)?|login(?:naam)?|inlog(?:naam|code)?|account(?:naam)?|digid(?:[ -]gebruikersnaam)?|netwerknaam|windowsnaam|mdwcode)\s*:?$",
    )
});
/// Those behind which a name or the name of a user stands.
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:behandelaar|behandeld(?:[ _]door)?|toegewezen(?:[ _]aan)?|medewerker|aangemaakt(?:[ _]door)?|gewijzigd(?:[ _]door)?|ingevoerd(?:[ _]door)?|uitgevoerd(?:[ _]door)?|eigenaar|uitvoerder|assigned(?:[ _]to)?|door|wie|actor|auteur|afzender)\s*:?$",
    )
});
/// In running text: `gebruikersnaam is jjansen7`.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:gebruikersnaam|inlognaam|loginnaam|inlogcode|username|gebruiker|login|account)(?:\s+(?:is|was|van|:))?\s*:?\s*$",
    )
});
/// The day and hour before a line of a log.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^\W*(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d)[\sT]+\d\d?[:.]\d\d(?:[:.]\d\d)?\W*$",
    )
});
/// The day and hour behind the user of a line of a log.
static STAMPED: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^[\s,(\[–-]*(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d)(?:[\sT,]+\d\d?[:.]\d\d(?:[:.]\d\d)?)?\s*[\])]?\s*[:–|-]",
    )
});
const FEWEST: usize = 4;
const MOST: usize = 16;

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for (at, term) in sheet.terms.iter().enumerate() {
        if is_written(sheet, at) && is_asked(sheet, at, term.cell) {
            names.add(sheet, (at, at + 1), Strength::Strong);
        }
    }
}

/// Letters in lower case, also with digits behind them, that make no word.
fn is_written(sheet: &Sheet, at: usize) -> bool {
    let Some(term) = sheet.terms.get(at) else {
        return false;
    };
    let said = sheet.said(term.start, term.end);
    let letters = said.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_plain = letters.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    term.shape == Shape::Lower
        && !term.is_address
        && (FEWEST..=MOST).contains(&said.len())
        && is_plain
        && letters.len() > 1
        && !lexicon::is_word(letters)
}

fn is_asked(sheet: &Sheet, at: usize, cell: usize) -> bool {
    let Some(term) = sheet.terms.get(at) else {
        return false;
    };
    if SAID.is_match(sheet.before(term.start, 32)) {
        return true;
    }
    let Some(of) = sheet.cells.get(cell) else {
        return false;
    };
    let line = sheet.lines.get(of.line).map_or(0, |l| l.start);
    if STAMP.is_match(sheet.said(line, term.start)) {
        return true;
    }
    let end = sheet.lines.get(of.line).map_or(0, |l| l.end);
    if term.start == line && STAMPED.is_match(sheet.said(term.end, end)) {
        return true;
    }
    let is_alone = of.terms == (at, at + 1);
    let beside = cell
        .checked_sub(1)
        .filter(|before| sheet.cells_of(of.line).contains(before));
    let above = sheet.heading(cell);
    let labels = beside.into_iter().chain(above);
    let mut said = labels.map(|label| sheet.cell_text(label).trim());
    is_alone && said.any(|said| USER.is_match(said) || PERSON.is_match(said))
}
