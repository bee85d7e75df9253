//! Who speaks: the name before a colon in a report of a hearing, and before the hour in a printed chat.
//!
//! **Invariant:** in a report it stands before two lines or more, so that a heading is no speaker.
//! **Absent:** what is said.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet};
use super::super::words::Words;
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What stands before a message of a chat: its day and hour.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^\s*(?:\[[^\]\n]{4,26}\]|\(?\d[\d\-/. a-z]{5,20},?\s+\d\d?[:.]\d\d(?:[:.]\d\d)?\)?|\d\d?[:.]\d\d(?:[:.]\d\d)?)\s*[-–|]?\s*",
    )
});
static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^(?:\s\([^()\d\n]{1,24}\))?[\s\t,(\[–-]*(?:\d[\d\-/. ]{5,12}[ ,]+)?\d\d?[:.]\d\d(?:[:.]\d\d)?[\])]?\s*:?\s*$",
    )
});

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    let mut spoken: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for line in 0..sheet.lines.len() {
        let Some(l) = sheet.lines.get(line) else {
            continue;
        };
        let said = sheet.line_text(line);
        if let Some(stamp) = STAMP.find(said) {
            chat(sheet, l.start + stamp.end(), l.end, names);
        }
        let first = sheet.term_from(l.start);
        if let Some(found) = name::forward(sheet, first) {
            let last = sheet.terms.get(found.terms.1 - 1);
            let gap = sheet.gap(found.terms.1 - 1);
            let end = last.map_or(0, |t| t.end);
            if (gap == ": " || gap == ":\t" || gap == ":\n") && last.is_some_and(|t| t.line == line)
            {
                let key = sheet.said(sheet.terms.get(first).map_or(0, |t| t.start), end);
                spoken.entry(key).or_default().push(found.terms);
            } else if HOUR.is_match(sheet.said(end, l.end))
                && end > l.start
                && is_person(sheet, found.terms)
            {
                names.add(sheet, found.terms, Strength::Strong);
            }
        }
    }
    for (_, places) in spoken.into_iter().filter(|(_, places)| places.len() > 1) {
        for terms in places {
            if is_person(sheet, terms) {
                names.add(sheet, terms, Strength::Strong);
            }
        }
    }
    for at in 0..sheet.terms.len() {
        let called = sheet
            .text
            .get(..sheet.terms.get(at).map_or(0, |t| t.start))
            .is_some_and(|t| t.ends_with('@'));
        let apart = sheet.gap_before(at).ends_with(" @")
            || sheet.gap_before(at).ends_with("\n@")
            || sheet.gap_before(at) == "@";
        if called
            && apart
            && sheet
                .terms
                .get(at)
                .is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper))
        {
            names.found.push(super::FoundName {
                terms: (at, at + 1),
                strength: Strength::Strong,
                kind: super::Kind::Person,
                detector: names.detector,
            });
        }
    }
}

fn chat(sheet: &Sheet, start: usize, end: usize, names: &mut Names) {
    let first = sheet.term_from(start);
    let Some(found) = name::forward(sheet, first) else {
        return;
    };
    let last = sheet.terms.get(found.terms.1 - 1).map_or(0, |t| t.end);
    let end_of_name = name::trimmed(sheet, found.terms);
    let begins = sheet.terms.get(first).is_some_and(|t| t.start < start + 2);
    let said = sheet.said(last, (last + 2).min(end.max(last)));
    let closes =
        said.starts_with(':') || last == end || said.starts_with('\t') || said.starts_with(" (");
    if begins
        && closes
        && last <= end
        && is_person(sheet, found.terms)
        && (last < end || found.family.is_some())
    {
        // `Rob Toezicht:` is somebody and where he works.
        names.add(sheet, (first, end_of_name), Strength::Strong);
    }
}

fn is_person(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    static ROLES: Words = Words::new(
        "voorzitter vraag antwoord opmerking datum locatie from sent to cc subject van aan verzonden \
     onderwerp date steller tel mobiel rechter wethouder telefoon actie besluit",
    );
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let office = |key: &str| ROLES.contains(key) || guard::is_public_function(key);
    let single_word = terms.len() == 1
        && terms
            .iter()
            .all(|t| t.known.word && !t.known.first && !t.known.family);
    let of_words = terms.len() > 1
        && terms
            .iter()
            .all(|t| !is_capital(t) || t.known.word || t.known.proper)
        && !terms
            .iter()
            .any(|t| t.known.name() || t.shape == Shape::Initials);
    !of_words
        && !single_word
        && !terms
            .iter()
            .any(|t| office(sheet.key(t)) || guard::is_stop(sheet, t) && !t.known.name())
}
