//! Numbers of bank cards: four groups of four digits that pass the Luhn test.
//!
//! **Invariant:** nothing that fails the test is proposed.
//! **Absent:** account numbers.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::Sheet;
use crate::find::suggest::beside::{expression, is_within};
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| expression(r"[3-6]\d{3}(?:[ \-]?\d{4}){3}|3[47]\d{2}[ \-]?\d{6}[ \-]?\d{5}"));

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHAPE.find_iter(&sheet.text) {
        let at = (hit.start(), hit.end());
        if !is_within(sheet, at, ".,-/+", "-/") && passes_luhn(hit.as_str()) {
            claims.add(Kind::Card, Certainty::High, at);
        }
    }
}

fn passes_luhn(said: &str) -> bool {
    let digits: Vec<u32> = said.chars().filter_map(|c| c.to_digit(10)).collect();
    let doubled = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        });
    doubled.sum::<u32>() % 10 == 0 && digits.iter().any(|d| *d > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_luhn_test_tells_cards_apart() {
        assert!(passes_luhn("4111 1111 1111 1111") && !passes_luhn("4111 1111 1111 1112"));
    }
}
