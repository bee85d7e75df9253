//! Citizen service numbers (burgerservicenummer): nine digits that pass the eleven test, or that a label names.
//!
//! **Invariant:** without a label one random number in eleven passes the test, so it is never certain.
//! **Absent:** numbers of firms.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::Sheet;
use crate::find::suggest::beside::{context, digits, expression, is_within};
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"[0-9OolISBZbG]{3,4}[ .,\-]?[0-9OolISBZbG]{2,3}[ .,\-]?[0-9OolISBZbG]{3}")
});
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| expression(r"\bb\.?s\.?n\b|burgerservice|sofi|\bbsn"));
/// Numbers that are something else.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"kvk|k\.v\.k|factuur|kenmerk|zaak|nummer|tel\b|tel\.|telefoon|mobiel|order|€|bedrag|rsin|btw|vestiging|nr\b|fax|iban|rekening|polis|dossier|meld",
    )
});

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHAPE.find_iter(&sheet.text) {
        let at = (hit.start(), hit.end());
        let Some((digits, misread)) = digits(hit.as_str(), ".,-") else {
            continue;
        };
        if is_within(sheet, at, ".,-/+", "-/@") || !matches!(digits.len(), 8 | 9) || misread > 3 {
            continue;
        }
        let followed = sheet.after(at.1, 2);
        if followed.starts_with(['.', ','])
            && followed.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            continue;
        }
        let said = context(sheet, at.0);
        let last_label = LABEL.find_iter(&said).last().map(|l| l.end());
        let other = OTHER.find_iter(&said).last().map(|l| l.start());
        let is_named = last_label.is_some_and(|l| {
            other.is_none_or(|o| {
                o < l
                    || said
                        .get(l..o)
                        .is_some_and(|b| b.trim_matches([' ', '-', ':', '.']).is_empty())
            })
        });
        let passes = passes_eleven(&digits);
        if is_named {
            let certainty = if passes {
                Certainty::High
            } else {
                Certainty::Medium
            };
            claims.add(Kind::Bsn, certainty, at);
        } else if passes && misread == 0 && digits.len() == 9 && other.is_none() {
            claims.add(Kind::Bsn, Certainty::Medium, at);
        }
    }
}

/// The eleven test: Σ digit × (9, 8, 7, 6, 5, 4, 3, 2, −1) is a multiple of 11, and not all digits are 0.
fn passes_eleven(digits: &[u32]) -> bool {
    let nine: Vec<u32> = std::iter::repeat_n(0, 9_usize.saturating_sub(digits.len()))
        .chain(digits.iter().copied())
        .collect();
    let weighed = nine.iter().zip([9_i64, 8, 7, 6, 5, 4, 3, 2, -1]);
    let sum: i64 = weighed
        .map(|(digit, weight)| i64::from(*digit) * weight)
        .sum();
    nine.len() == 9 && sum % 11 == 0 && nine.iter().any(|d| *d > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleven_test_tells_numbers_apart() {
        assert!(passes_eleven(&[1, 1, 1, 2, 2, 2, 3, 3, 3]));
        assert!(!passes_eleven(&[1, 2, 3, 4, 5, 6, 7, 8, 9]));
        assert!(!passes_eleven(&[0; 9]));
    }
}
