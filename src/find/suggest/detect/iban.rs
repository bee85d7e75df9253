//! Numbers of bank accounts (IBAN), also over the end of a line.
//!
//! **Invariant:** a number is certain when its checksum (ISO 13616, modulo 97) and its country's length hold; a Dutch one
//! that a scan misread or a writer mistyped is proposed as probable.
//! **Absent:** whose account it is.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::Sheet;
use crate::find::suggest::beside::{digits, expression, past};
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| expression(r"\b[A-Za-z]{2}\s?[0-9OolI]{2}(?:[ .\n\-]?[0-9A-Za-z]){11,30}"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| expression(r"(?i)iban|rekening|bank"));
/// Lengths by country.
const LENGTHS: [(&str, usize); 24] = [
    ("NL", 18),
    ("BE", 16),
    ("DE", 22),
    ("FR", 27),
    ("LU", 20),
    ("GB", 22),
    ("ES", 24),
    ("IT", 27),
    ("PL", 28),
    ("AT", 20),
    ("CH", 21),
    ("IE", 22),
    ("PT", 25),
    ("DK", 18),
    ("SE", 24),
    ("NO", 15),
    ("FI", 18),
    ("CZ", 24),
    ("RO", 24),
    ("BG", 22),
    ("HU", 28),
    ("GR", 27),
    ("TR", 26),
    ("LT", 20),
];

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    let mut from = 0;
    while let Some(hit) = SHAPE.find_at(&sheet.text, from) {
        let start = hit.start();
        // What follows what is no account may be one.
        from = past(&sheet.text, start);
        if !begins(sheet, start) {
            continue;
        }
        let country = hit.as_str().get(..2).unwrap_or("").to_uppercase();
        let Some((_, length)) = LENGTHS.iter().find(|(code, _)| *code == country) else {
            continue;
        };
        let Some(end) = end_of(sheet, start, *length) else {
            continue;
        };
        let said = sheet.said(start, end);
        let certainty = if passes(said) {
            Certainty::High
        } else if country == "NL" && is_dutch(said, LABEL.is_match(sheet.before(start, 30))) {
            Certainty::Medium
        } else {
            continue;
        };
        claims.add(Kind::Iban, certainty, (start, end));
        from = end;
    }
}

fn begins(sheet: &Sheet, start: usize) -> bool {
    let before = sheet.text.get(..start).and_then(|t| t.chars().next_back());
    !before.is_some_and(|c| c.is_alphanumeric() || c == '-')
}

/// Where so many letters and digits end; `None` when another follows directly.
fn end_of(sheet: &Sheet, start: usize, length: usize) -> Option<usize> {
    let rest = sheet.text.get(start..)?;
    let mut signs = rest.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let (at, last) = signs.nth(length - 1)?;
    let end = at + last.len_utf8();
    let next = rest.get(end..).and_then(|t| t.chars().next());
    next.is_none_or(|c| !c.is_alphanumeric())
        .then_some(start + end)
}

/// ISO 13616: the first four signs behind the others, letters as 10 to 35, leaves 1 modulo 97.
fn passes(said: &str) -> bool {
    let signs: Vec<char> = said.chars().filter(|c| c.is_alphanumeric()).collect();
    let (head, body) = signs.split_at(4.min(signs.len()));
    let rest = body.iter().chain(head).try_fold(0_u64, |rest, c| {
        let value = u64::from(c.to_digit(36)?);
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    rest == Some(1)
}

/// Shaped as a Dutch account: four letters of a bank and ten digits, of which a scan may have misread some.
fn is_dutch(said: &str, is_named: bool) -> bool {
    let signs: Vec<char> = said.chars().filter(|c| c.is_alphanumeric()).collect();
    let part = |from: usize, to: usize| {
        signs
            .get(from..to)
            .unwrap_or(&[])
            .iter()
            .collect::<String>()
    };
    let bank = part(4, 8);
    let letters = bank.chars().filter(|c| c.is_alphabetic()).count();
    let number = digits(&format!("{}{}", part(2, 4), part(8, 18)), "");
    let allowed = if is_named { 5 } else { 3 };
    letters >= 3 && number.is_some_and(|(digits, misread)| digits.len() == 12 && misread <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_tells_accounts_apart() {
        assert!(passes("NL91 ABNA 0417 1643 00") && passes("DE89370400440532013000"));
        assert!(!passes("NL92 ABNA 0417 1643 00"));
        assert!(is_dutch("NL92ABNA0417164300", false) && !is_dutch("NL92ABCD", false));
    }
}
