//! Codes of letters that stand for a person: learned in brackets behind a name, or made of the letters of one.
//!
//! **Invariant:** a code that no bracket gave counts only where codes stand: alone in a cell, before a colon, behind an
//! action, in a row of codes.
//! **Absent:** abbreviations of offices and firms.

use super::super::Memory;
use super::super::sheet::{Shape, Sheet};
use super::super::words::Words;
use super::found::Names;
use super::verbs::VERBS;

/// Abbreviations that are no person's.
static ABBREVIATIONS: Words = Words::new(
    "BV NV OK EU PV PB WOB WOO AVG BSN KVK BTW CV VOF HR ICT IT OR OM GGD GGZ WMO UWV SVB RUD ODG BOA \
     WABO APV AWB VTH RO OZB WOZ CC RE FW PS NB TE NR ID JA NEE MT DT NVT TV PC AB DB VZ VVE COA RIB DE \
     NL MKB SG DG PSG BBR FEZ WJZ PL",
);

pub fn find(sheet: &Sheet, memory: &Memory, names: &mut Names) {
    for (at, term) in sheet.terms.iter().enumerate() {
        let said = sheet.said(term.start, term.end);
        let capitals = said.chars().filter(|c| c.is_uppercase()).count();
        let is_code = matches!(term.shape, Shape::Upper | Shape::Capital)
            && (2..=5).contains(&said.chars().count())
            && said.chars().all(char::is_alphabetic);
        if !is_code || term.is_address {
            continue;
        }
        let stands = stands_as_code(sheet, at);
        let known = memory.codes.contains(said) && (capitals >= 2 || stands);
        let made = capitals >= 2 && said.len() <= 4 && stands && !ABBREVIATIONS.contains(said);
        if known || made && memory.is_code_of_someone(&said.to_lowercase()) {
            names.add_code(at);
        }
    }
}

pub fn is_abbreviation(said: &str) -> bool {
    ABBREVIATIONS.contains(said)
}

/// Whether a stretch is one code of letters and no abbreviation of an office.
pub fn is_code(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    let term = sheet.terms.get(first).filter(|_| end == first + 1);
    term.is_some_and(|t| {
        let said = sheet.said(t.start, t.end);
        let capitals = said.chars().filter(|c| c.is_uppercase()).count();
        let letters = said.chars().count();
        capitals >= 2
            && (2..=4).contains(&letters)
            && said.chars().all(char::is_alphabetic)
            && !t.known.name()
            && !ABBREVIATIONS.contains(said)
    })
}

/// Whether what a person does stands behind a term: `JZ vraagt`.
fn acts(sheet: &Sheet, at: usize) -> bool {
    let verb = sheet.terms.get(at + 1).filter(|_| sheet.gap(at) == " ");
    verb.is_some_and(|t| t.shape == Shape::Lower && VERBS.contains(sheet.key(t)))
}

/// Alone in its cell, before a colon, behind an action, or beside another code.
fn stands_as_code(sheet: &Sheet, at: usize) -> bool {
    let (before, behind) = (sheet.gap_before(at), sheet.gap(at));
    let opens = before.is_empty()
        || before.contains(['\n', '\t', ':', '(', '/', ',', '>', '['])
        || at
            .checked_sub(1)
            .and_then(|b| sheet.terms.get(b))
            .is_some_and(|t| {
                matches!(sheet.key(t), "actie" | "en" | "door" | "paraaf" | "akkoord")
            });
    let closes = behind.is_empty()
        || behind.contains(['\n', '\t', ':', ')', '/', ',', ']'])
        || sheet
            .terms
            .get(at + 1)
            .is_some_and(|t| matches!(sheet.key(t), "en"))
        || acts(sheet, at);
    opens && closes
}
