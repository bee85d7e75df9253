//! Names in the head of a mail: from, to, copy.
//!
//! **Invariant:** what stands between angle brackets is an address and no name.
//! **Absent:** the text of the mail.

use super::super::claims::Claim;
use super::super::lexicon;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^[>\s|]*(?:van|aan|cc|bcc|from|to|afzender|ontvangers?|reply-to|verzonden door|vereist|optioneel|required|optional|organisator|organizer|deelnemers|sender)\s*[:\t]\s*",
    )
});
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)^[>\s|]*[\p{L} -]{2,16}\s*[:\t]|^[>\s]*$"));
/// `Op 3 mei 2024 schreef Jan Jansen <…>:` and its English form.
static WROTE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:\bschreef|\bheeft|\bop\b[^\n]{4,50}?\d\d:\d\d,?(?: uur)?(?: schreef)?|\bon\b[^\n]{4,50}?\d\d:\d\d(?: [ap]m)?,) (?:het volgende geschreven)?",
    )
});

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    let mut line = 0;
    while line < sheet.lines.len() {
        let said = sheet.line_text(line);
        if let Some(head) = HEAD.find(said) {
            let start = sheet.lines.get(line).map_or(0, |l| l.start);
            addressees(sheet, start + head.end(), start + said.len(), names);
            // A list of addressees goes on in the next lines.
            let mut next = line + 1;
            let continues = |at: usize| {
                let (above, said) = (sheet.line_text(at - 1), sheet.line_text(at));
                above.trim_end().ends_with([';', ',']) && !OTHER.is_match(said)
            };
            while next < sheet.lines.len() && next < line + 8 && continues(next) {
                if let Some(l) = sheet.lines.get(next) {
                    addressees(sheet, l.start, l.end, names);
                }
                next += 1;
            }
        }
        line += 1;
    }
    for hit in WROTE.find_iter(&sheet.text) {
        let at = sheet.term_from(hit.end());
        if let Some(found) = name::forward(sheet, at).filter(|_| {
            sheet
                .said(hit.end(), hit.end() + 40)
                .contains(['<', ':', '@'])
        }) {
            names.add(sheet, found.terms, Strength::Strong);
        }
    }
}

/// The names of a list of addressees.
fn addressees(sheet: &Sheet, start: usize, end: usize, names: &mut Names) {
    let said = sheet.said(start, end);
    let mut from = 0;
    let mut is_address = false;
    // Behind a bracket an office may stand, `(Anna) - DV/BA`, until the next addressee.
    let mut is_over = false;
    for (at, c) in said.char_indices().chain([(said.len(), ';')]) {
        match c {
            ';' | '<' | '[' | '\n' | '(' | '\t' => {
                if !is_address && !is_over {
                    addressee(sheet, start + from, start + at, names);
                }
                if c == '<' && !is_address {
                    small(sheet, start + from, start + at, names);
                }
                is_address = matches!(c, '<' | '[');
                is_over &= !matches!(c, ';' | '\n' | '\t');
                from = at + 1;
            }
            '>' | ']' | ')' => {
                is_address = false;
                is_over = true;
                from = at + 1;
            }
            ',' if is_over => {
                is_over = false;
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// What stands in lower case before an address: `van: jan zwart <…>`.
fn small(sheet: &Sheet, start: usize, end: usize, names: &mut Names) {
    let (first, after) = (sheet.term_from(start), sheet.term_from(end));
    let terms = sheet.terms.get(first..after).unwrap_or(&[]);
    let is_lower = |t: &Term| t.shape == Shape::Lower && !t.is_address;
    let is_name = |t: &Term| !sheet.is_prefix(t) && !lexicon::is_word(sheet.key(t));
    if terms.iter().all(is_lower) && terms.iter().any(is_name) && terms.len() <= SMALL {
        names.add(sheet, (first, after), Strength::Strong);
    }
}

fn addressee(sheet: &Sheet, start: usize, end: usize, names: &mut Names) {
    let said = sheet.said(start, end);
    if said.contains('@') {
        return;
    }
    // `Jan Jansen, Kees Bakker` are two, `Jansen, Jan` is one.
    let first = sheet.term_from(start);
    let after = sheet.term_from(end);
    if let Some(found) = name::whole(sheet, first, after) {
        take(sheet, found, names);
        return;
    }
    let mut from = first;
    for at in first..after {
        if at + 1 == after
            || sheet.gap(at).starts_with(',')
            || sheet.gap(at).contains('/')
            || sheet
                .terms
                .get(at + 1)
                .is_some_and(|t| sheet.key(t) == "en")
        {
            if let Some(found) = name::whole(sheet, from, at + 1) {
                take(sheet, found, names);
            }
            from = at + 1;
        }
        if sheet.terms.get(at).is_some_and(|t| sheet.key(t) == "en") {
            from = at + 1;
        }
    }
}

fn take(sheet: &Sheet, found: name::Name, names: &mut Names) {
    let terms = sheet.terms.get(found.terms.0..found.terms.1).unwrap_or(&[]);
    let is_office = terms
        .iter()
        .any(|t| guard::is_stop(sheet, t) || guard::is_public_function(sheet.key(t)));
    let single = terms.iter().filter(|t| is_capital(t)).count() == 1;
    let is_word = terms.iter().any(|t| t.known.word && !t.known.name());
    let says_little = is_word || name::worth(sheet, &found) < 2;
    let of_words = !single && !found.has_initials && name::worth(sheet, &found) < 2;
    let says_little = says_little && !found.has_initials;
    if is_office || single && says_little || of_words || is_mailbox(sheet, &found) {
        return;
    }
    names.add(sheet, found.terms, Strength::Strong);
}

/// Words of a name in lower case at the most.
const SMALL: usize = 5;
/// Letters of the abbreviation of an office at the most.
const ACRONYM: usize = 6;

/// Whether it is the mailbox of an office: `_Postbus Zaken`, `DL-Allen`, `DGKL`, `Team WXZ`.
fn is_mailbox(sheet: &Sheet, found: &name::Name) -> bool {
    let terms = sheet.terms.get(found.terms.0..found.terms.1).unwrap_or(&[]);
    let begins = terms.first().is_some_and(|t| {
        let before = sheet.text.get(..t.start).unwrap_or("");
        before.ends_with('_') || sheet.said(t.start, t.end).starts_with("DL-")
    });
    let is_box = |t: &Term| {
        ["postbus", "desk", "secretariaat", "mailbox"]
            .iter()
            .any(|end| sheet.key(t).ends_with(end))
    };
    let capitals: Vec<&Term> = terms.iter().filter(|t| is_capital(t)).collect();
    let is_upper = |t: &&Term| t.shape == Shape::Upper && !t.known.name();
    let is_acronym = |t: &&Term| is_upper(t) && sheet.key(t).len() <= ACRONYM;
    let of_capitals = capitals.iter().all(|t| t.shape == Shape::Upper);
    let is_short = match capitals.as_slice() {
        [one] => is_upper(one) && terms.len() == 1,
        [_, _] if of_capitals => capitals.iter().all(is_acronym),
        [_, _] => capitals.iter().any(is_acronym),
        _ => false,
    };
    begins || terms.iter().any(is_box) || is_short && !found.has_initials
}
