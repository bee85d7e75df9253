//! Names beside or above what belongs to a person: an address, a number, an e-mail address, a date of birth.
//!
//! **Invariant:** the whole cell or line is built as a name, and not of ordinary words alone.
//! **Absent:** what the line says.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::find::suggest::beside::expression;
use crate::model::word::is_title;
use regex::Regex;
use std::sync::LazyLock;

static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:\?|naam|wie|namens|contact(?:persoon)?|klacht|gegevens(?: van)?|aan|t\.a\.v\.)\W*$",
    )
});
/// Letters of a cell that lists nothing but a person's things.
const SHORT: usize = 60;
/// Lines below in which what belongs to the person may stand.
const BELOW: usize = 2;

pub fn find(sheet: &Sheet, claims: &[Claim], names: &mut Names) {
    let has: Vec<bool> = (0..sheet.lines.len())
        .map(|line| {
            sheet
                .lines
                .get(line)
                .is_some_and(|l| claims.iter().any(|c| l.start <= c.at.0 && c.at.0 < l.end))
        })
        .collect();
    let holds = |line: usize| has.get(line).copied().unwrap_or(false);
    for line in 0..sheet.lines.len() {
        let public = (sheet.cells_of(line).next().into_iter()).any(|_| {
            sheet
                .terms
                .iter()
                .filter(|t| t.line == line)
                .any(|t| guard::is_public_function(sheet.key(t)))
        });
        // `-----Oorspronkelijk bericht-----` parts two messages.
        let is_rule = sheet.line_text(line).trim().starts_with("--");
        if public || is_rule {
            continue;
        }
        if holds(line) {
            for cell in sheet.cells_of(line) {
                parts(sheet, cell, claims, names);
            }
        }
        for cell in sheet.cells_of(line) {
            let below = (line + 1..=line + BELOW)
                .any(|next| holds(next) && beneath(sheet, cell, next, claims));
            let asked = line > 0
                && ASKS.is_match(sheet.line_text(line - 1))
                && sheet.line_text(line - 1).len() < 60;
            if (below || asked) && !claims_in(sheet, cell, claims) {
                block(sheet, cell, asked, below, names);
            }
        }
    }
}

fn claims_in(sheet: &Sheet, cell: usize, claims: &[Claim]) -> bool {
    sheet.cells.get(cell).is_some_and(|c| {
        claims
            .iter()
            .any(|claim| c.start < claim.at.1 && claim.at.0 < c.end)
    })
}

/// Whether a claim stands in a line below a cell, in its column.
fn beneath(sheet: &Sheet, cell: usize, line: usize, claims: &[Claim]) -> bool {
    let column = sheet.same_column(cell, line);
    column.is_some_and(|below| claims_in(sheet, below, claims))
}

/// A cell of a line that holds something of a person; or what stands there between commas or dashes.
fn parts(sheet: &Sheet, cell: usize, claims: &[Claim], names: &mut Names) {
    let Some(c) = sheet.cells.get(cell) else {
        return;
    };
    let said = sheet.cell_text(cell);
    if said.len() > 160 {
        return;
    }
    let (first, after) = c.terms;
    let first = without_lead(sheet, first, after);
    let mut from = first;
    for at in first..after {
        let next = sheet.terms.get(at + 1);
        let is_claimed =
            next.is_some_and(|t| claims.iter().any(|c| c.at.0 <= t.start && t.start < c.at.1));
        if at + 1 < after && !parts_at(sheet.gap(at)) && !is_claimed {
            continue;
        }
        let reversed = name::reversed(sheet, from).filter(|n| n.terms.1 <= after);
        let reversed = reversed.filter(|_| sheet.gap(at).starts_with(',') && at + 2 <= after);
        let end = reversed.map_or(at + 1, |n| n.terms.1);
        let at_edge = from == first || parts_at(sheet.gap_before(from));
        if at_edge && let Some(found) = name::whole(sheet, from, end) {
            take(sheet, found, said.len() < SHORT, claims, names);
        }
        let is_short = said.len() < SHORT && end > from + 1;
        if at_edge && is_short && name::is_small(sheet, from, end) {
            names.add(sheet, (from, end), Strength::Strong);
        }
        from = at + 1;
    }
}

/// The first term that is no number and no title.
fn without_lead(sheet: &Sheet, first: usize, after: usize) -> usize {
    let is_lead =
        |t: &Term| t.shape == Shape::Number || t.shape != Shape::Initials && is_title(sheet.key(t));
    let lead = (first..after).take_while(|at| sheet.terms.get(*at).is_some_and(is_lead));
    first + lead.count()
}

/// Whether what stands between two terms parts what a line lists.
fn parts_at(gap: &str) -> bool {
    gap.contains([',', ';', '(', '|', '<', ':', '–']) || gap.contains(" - ") || gap.contains(" / ")
}

/// Takes a name of a line, unless it is claimed or its words say too little.
fn take(sheet: &Sheet, found: name::Name, is_short: bool, claims: &[Claim], names: &mut Names) {
    let (from, end) = found.terms;
    let start = sheet.terms.get(from).map_or(0, |t| t.start);
    let last = sheet.terms.get(end - 1).map_or(0, |t| t.end);
    let is_taken = claims.iter().any(|c| c.at.0 < last && start < c.at.1);
    let worth = name::worth(sheet, &found);
    let capitals = sheet
        .terms
        .get(from..end)
        .unwrap_or(&[])
        .iter()
        .filter(|t| is_capital(t))
        .count();
    let is_listed = sheet.terms.get(from).is_some_and(|t| {
        let is_short = t.shape == Shape::Upper && t.end - t.start < 4;
        (t.known.first || t.known.family) && !t.known.word && !t.known.proper && !is_short
    });
    let is_short = is_short || found.has_initials || worth >= 3;
    let is_bracketed = sheet.gap(end - 1) == " ("
        && sheet
            .terms
            .get(end)
            .is_some_and(|t| claims.iter().any(|c| c.at.0 == t.start))
        && sheet
            .terms
            .get(from)
            .is_some_and(|t| t.shape == Shape::Capital && !t.known.word && !t.known.proper);
    let says_enough = worth >= 2 && (is_short && (capitals != 1 || is_listed) || is_bracketed);
    if !is_taken && says_enough && is_own(sheet, found.terms) {
        names.add(sheet, found.terms, Strength::Strong);
    }
}

/// No word of an office, no town alone.
fn is_own(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let parts: Vec<&Term> = terms
        .iter()
        .filter(|t| is_capital(t) && !sheet.is_prefix(t))
        .collect();
    let ordinary = parts
        .iter()
        .all(|t| (t.known.word || t.known.proper) && !t.known.name());
    let has_initials = terms.iter().any(|t| t.shape == Shape::Initials);
    let place = !has_initials
        && match parts.as_slice() {
            [one] => one.known.proper,
            // `Bergen op Zoom`
            [one, other] => {
                one.known.proper && (other.known.proper || other.known.word) && terms.len() > 2
            }
            _ => false,
        };
    !ordinary && !place && !terms.iter().any(|t| guard::is_stop(sheet, t))
}

/// A line above what belongs to a person, that is nothing but a name.
fn block(sheet: &Sheet, cell: usize, asked: bool, below: bool, names: &mut Names) {
    let Some(c) = sheet.cells.get(cell) else {
        return;
    };
    let (mut first, mut after) = c.terms;
    while first < after
        && sheet.terms.get(first).is_some_and(|t| {
            matches!(
                sheet.key(t),
                "de" | "aan" | "afzender" | "van" | "tav" | "afz"
            ) && first + 1 < after
                && !sheet.gap(first).is_empty()
                && (sheet
                    .terms
                    .get(first + 1)
                    .is_some_and(|t| is_title(sheet.key(t)))
                    || t.shape != Shape::Lower && sheet.gap(first).contains(':'))
                || t.shape != Shape::Initials && is_title(sheet.key(t))
        })
    {
        first += 1;
    }
    // A function or a degree behind a comma.
    if let Some(comma) = (first..after)
        .find(|at| sheet.gap(*at).starts_with(',') || sheet.gap(*at).starts_with(" ("))
        && name::reversed(sheet, first).is_none()
    {
        after = comma + 1;
    }
    if sheet.cell_text(cell).len() > 60 {
        return;
    }
    let Some(found) = name::whole(sheet, first, after) else {
        return;
    };
    let worth = name::worth(sheet, &found);
    let single = after == first + 1;
    if is_own(sheet, found.terms)
        && (worth >= 2 && (!single || asked) || worth >= 1 && asked && below)
    {
        let strength = if worth >= 2 {
            Strength::Strong
        } else {
            Strength::Likely
        };
        names.add(sheet, found.terms, strength);
    }
}
