//! Names in a list of those present: `Aanwezig: A. Jansen (vz), Kees Bakker (KB)`, over several lines; and names with a code.
//!
//! **Invariant:** a list ends at an empty line or the next label.
//! **Absent:** tables.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet};
use super::found::{Names, Strength};
use super::{guard, name};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^\s*(?:aanwezig(?:en|heid)?|afwezig|deelnemers|afmeldingen|afgemeld|m\.?\s?k\.?(?:\s?a)?\.?|met kennisgeving afwezig|genodigden|leden|presentielijst|insprekers|verhinderd|aanwezige leden)\b[^:\n]{0,34}:?",
    )
});
const MOST_LINES: usize = 14;

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for line in 0..sheet.lines.len() {
        let Some(head) = HEAD.find(sheet.line_text(line)) else {
            continue;
        };
        let Some(l) = sheet.lines.get(line) else {
            continue;
        };
        let first = sheet.term_from(l.start + head.end());
        let mut last = line;
        let begun = !sheet.said(l.start + head.end(), l.end).trim().is_empty();
        while last + 1 < sheet.lines.len() && last < line + MOST_LINES {
            let next = sheet.line_text(last + 1);
            let is_label = next.find(':').is_some_and(|at| at < 30);
            if sheet.lines.get(last + 1).is_some_and(|l| l.is_apart) && (last > line || begun)
                || is_label
            {
                break;
            }
            last += 1;
        }
        if !head.as_str().trim_end().ends_with(':') && last == line {
            continue;
        }
        let end = sheet.lines.get(last).map_or(l.end, |l| l.end);
        members(sheet, first, sheet.term_from(end), names);
    }
    coded(sheet, names);
}

/// Names between commas, dashes and line ends.
fn members(sheet: &Sheet, first: usize, after: usize, names: &mut Names) {
    let mut at = first;
    while at < after {
        let opens = at == first
            || sheet
                .gap_before(at)
                .contains([',', '\n', ';', '-', '•', '\t', ':', '–'])
            || sheet.terms.get(at - 1).is_some_and(|t| {
                sheet.key(t) == "en" || crate::model::word::is_title(sheet.key(t))
            });
        let found = name::reversed(sheet, at)
            .filter(|n| n.has_initials)
            .or_else(|| name::forward(sheet, at));
        let Some(found) = found.filter(|n| opens && n.terms.1 <= after) else {
            at += 1;
            continue;
        };
        let end = found.terms.1;
        let gap = sheet.gap(end - 1);
        let closes = gap.contains([',', '\n', ';', '(', '\t', '.'])
            || end == after
            || gap.contains(" - ")
            || gap.contains(" – ")
            || sheet.terms.get(end).is_some_and(|t| sheet.key(t) == "en");
        let terms = sheet.terms.get(found.terms.0..end).unwrap_or(&[]);
        let office = terms
            .iter()
            .any(|t| guard::is_stop(sheet, t) || guard::is_public_function(sheet.key(t)));
        let single_word = terms.len() == 1
            && terms.iter().all(|t| {
                (t.known.word && !t.known.name()) || t.known.proper || t.shape == Shape::Upper
            });
        let worth = name::worth(sheet, &found);
        if closes && !office && !single_word && (worth >= 2 || terms.len() > 1 && found.has_prefix)
        {
            names.add(sheet, found.terms, Strength::Strong);
        }
        at = end;
    }
}

/// `Kees Bakker (KB)`: the letters in brackets are those of the name.
fn coded(sheet: &Sheet, names: &mut Names) {
    for at in 0..sheet.terms.len() {
        let Some(term) = sheet
            .terms
            .get(at)
            .filter(|t| t.shape == Shape::Capital && !guard::is_stop(sheet, t))
        else {
            continue;
        };
        let Some(found) = name::forward(sheet, at).filter(|n| n.family.is_some()) else {
            continue;
        };
        let Some(code) = sheet.terms.get(found.terms.1) else {
            continue;
        };
        let said = sheet.said(code.start, code.end);
        let gap = sheet.gap(found.terms.1 - 1);
        let letters = |t: &super::super::sheet::Term| sheet.key(t).chars().next();
        let family = found.family.and_then(|f| sheet.terms.get(f));
        let fits = said.to_lowercase().chars().next() == letters(term)
            && said.to_lowercase().chars().last() == family.and_then(letters);
        let listed = term.known.first
            || term.known.person
            || family.is_some_and(|f| f.known.family || f.known.person);
        let ordinary = term.known.word && !term.known.first || !listed && !found.has_prefix;
        if gap == " (" && (2..=5).contains(&said.len()) && fits && !ordinary {
            names.add(sheet, found.terms, Strength::Strong);
        }
    }
}
