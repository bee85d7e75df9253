//! Telephone numbers, Dutch and foreign, however they are grouped, also over the end of a line.
//!
//! **Invariant:** the numbers that everyone may call (14 0xx, 0800, 0900) are no person's.
//! **Absent:** whose number it is.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::Sheet;
use crate::find::suggest::beside::{context, digits, expression, past};
use regex::Regex;
use std::sync::LazyLock;

/// Signs between the digits, also as a scan reads them.
const SIGNS: &str = ".-–—‑/()+~_";
static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    let gap = r"[ \n.\-–—‑/()~]{0,3}";
    let digit = "[0-9OolIiSBZbG]";
    expression(&format!(
        r"(?:\+|\b00|\(00)\s?\d{{1,3}}{gap}(?:\(0\){gap})?\d(?:{gap}{digit}){{6,11}}|\(?[0O][1-9IlbG]{digit}{{0,3}}\)?(?:{gap}{digit}){{6,9}}"
    ))
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"\btel|telefoon|mobiel|\bmob\b|\bmob\.|gsm|\bt[:.]|\bm[:.]|\bfax|bel|06|nummer|bereikbaar|\bapp",
    )
});
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"kenmerk|factuurn|kvk|zaakn|ordern|dossiern|rekening|iban|\bbtw|referentie|polis")
});

/// Heads of columns of numbers within an office, and labels of one.
static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"(?i)^(?:toestel(?:nr|nummer)?|doorkies(?:nr|nummer)?|intern|tst)\.?:?$")
});
static DIGITS: LazyLock<Regex> = LazyLock::new(|| expression(r"^\d{3,5}$"));

/// In running text: `toestel 5518`.
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)\b(?:toestel|tst)\.?:? (\d{3,5})\b"));

/// Numbers within an office: behind their word, or a cell of few digits below or beside what says so.
fn find_extensions(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHORT.captures_iter(&sheet.text) {
        if let Some(digits) = hit.get(1) {
            claims.add(
                Kind::Phone,
                Certainty::Medium,
                (digits.start(), digits.end()),
            );
        }
    }
    for (at, cell) in sheet.cells.iter().enumerate() {
        if !DIGITS.is_match(sheet.cell_text(at).trim()) {
            continue;
        }
        let beside = at
            .checked_sub(1)
            .filter(|before| sheet.cells_of(cell.line).contains(before));
        let mut labels = beside.into_iter().chain(sheet.heading(at));
        if labels.any(|label| EXTENSION.is_match(sheet.cell_text(label).trim())) {
            claims.add(Kind::Phone, Certainty::Medium, (cell.start, cell.end));
        }
    }
}

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    find_extensions(sheet, claims);
    let (mut from, mut last) = (0, None);
    while let Some(hit) = SHAPE.find_at(&sheet.text, from) {
        let start = hit.start();
        let said = within_row(sheet, start, hit.as_str());
        // Behind what is no number, or only its beginning, another may begin.
        from = past(&sheet.text, start);
        if !starts_apart(sheet, start, last) {
            continue;
        }
        if let Some((end, misread)) = ending(sheet, start, said) {
            from = end;
            if is_called_so(sheet, (start, end), misread) {
                claims.add(Kind::Phone, Certainty::High, (start, end));
                last = Some(end);
            }
        }
    }
}

/// Of a number in a row of a table what stands in that row.
fn within_row<'a>(sheet: &Sheet, start: usize, said: &'a str) -> &'a str {
    let line = sheet.line_at(start);
    let is_row = |line: usize| sheet.cells_of(line).len() > 2;
    match is_row(line) && is_row(line + 1) {
        true => said.split('\n').next().unwrap_or(said),
        false => said,
    }
}

/// Whether nothing beside a number says that it is another one.
fn is_called_so(sheet: &Sheet, (start, end): (usize, usize), misread: usize) -> bool {
    let near = context(sheet, start);
    let said = sheet.said(start, end);
    let is_plain = said.chars().all(|c| c.is_ascii_digit());
    if is_of_office(sheet, start) {
        return false;
    }
    let is_other = (misread > 0 || is_plain) && OTHER.is_match(&near);
    let is_unclear = misread > 1 && !said.starts_with("06");
    LABEL.is_match(&near) || !is_other && !is_unclear
}

/// Whether it stands behind the address where everybody may come, as at the foot of a letter.
fn is_of_office(sheet: &Sheet, start: usize) -> bool {
    static FOOT: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?i)(?:bezoekadres|postadres|gemeentehuis|stadhuis|postbus \d)[^\n]*(?:tel|telefoon|t)[.:]?\s*$",
        )
    });
    let line = sheet.lines.get(sheet.line_at(start));
    line.is_some_and(|l| FOOT.is_match(sheet.said(l.start, start)))
}

/// Whether no other sign of a number stands before it, unless it parts it from a telephone number that ended there.
fn starts_apart(sheet: &Sheet, start: usize, last: Option<usize>) -> bool {
    let before = sheet.text.get(..start).unwrap_or("");
    if before.ends_with('/') && last == start.checked_sub(1) {
        return true;
    }
    let sign = before.chars().next_back();
    !sign.is_some_and(|c| c.is_alphanumeric() || ".,-/_".contains(c))
}

/// Where the number ends, and how many of its digits were read as letters; `None` when it is no telephone number.
fn ending(sheet: &Sheet, start: usize, said: &str) -> Option<(usize, usize)> {
    let mut end = start + said.trim_end().len();
    // A date that follows, or another number, is not the number's.
    loop {
        let now = sheet.said(start, end);
        let whole = now.replace("(0)", "");
        if let Some((found, misread)) = digits(&whole, SIGNS)
            && is_number(&whole, &found)
            && misread <= 3
            && is_apart(sheet, end)
        {
            return Some((end, misread));
        }
        let last = now.rfind([' ', '\n', '/', '-'])?;
        end = start
            + now
                .get(..last)?
                .trim_end_matches(|c: char| c.is_whitespace() || SIGNS.contains(c))
                .len();
        if end < start + 9 {
            return None;
        }
    }
}

/// No digit goes on behind it.
fn is_apart(sheet: &Sheet, end: usize) -> bool {
    let mut next = sheet.after(end, 4).chars();
    match next.next() {
        Some('-' | '.' | ',') => !next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

fn is_number(said: &str, found: &[u32]) -> bool {
    let is_foreign = said.starts_with('+') || said.starts_with("00");
    let national: Vec<u32> = match found {
        // `000012345678` is the number of a branch.
        [0, 0, 0, ..] => return false,
        [0, 0, 3, 1, rest @ ..] if is_foreign => rest.to_vec(),
        [3, 1, rest @ ..] if said.starts_with('+') => rest.to_vec(),
        all if is_foreign => return (9..=15).contains(&all.len()),
        [0, rest @ ..] => rest.to_vec(),
        _ => return false,
    };
    let is_free = matches!(national.as_slice(), [8, 0, 0, ..] | [9, 0, ..]);
    let national = match national.as_slice() {
        [0, rest @ ..] => rest.to_vec(),
        all => all.to_vec(),
    };
    national.len() == 9 && national.first() != Some(&0) && !is_free && !looks_like_date(said)
}

/// `01-02-2024 10` is no number.
fn looks_like_date(said: &str) -> bool {
    static DATED: LazyLock<Regex> =
        LazyLock::new(|| expression(r"^\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d"));
    DATED.is_match(said)
}
