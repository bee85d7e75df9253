//! Dutch licence plates (kenteken) of all series, and without hyphens where a label says so.
//!
//! **Invariant:** six signs in three groups, as the series of the vehicle authority have them.
//! **Absent:** foreign plates.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::Sheet;
use crate::find::suggest::beside::{context, expression, is_within};
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    expression(concat!(
        r"[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d\d|",
        r"\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|",
        r"[A-Z]{3}-\d\d-[A-Z]|\d-[A-Z]{2}-\d{3}|[A-Z]-\d\d-[A-Z]{3}|\d{3}-[A-Z]{2}-\d"
    ))
});
/// Where a label says that it is one, also as a scan or a hurried hand writes it.
static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"[A-Za-z0-9]{1,3} ?[- ] ?[A-Za-z0-9]{2,3} ?[- ] ?[A-Za-z0-9]{1,3}|[A-Z0-9]{6}")
});
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| expression(r"kenteken[a-z]*[\s:.]*(?:is|nr\.?|nummer)?[\s:.(]*$"));

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHAPE.find_iter(&sheet.text) {
        let at = (hit.start(), hit.end());
        if !is_within(sheet, at, "-", "-") {
            claims.add(Kind::Plate, Certainty::High, at);
        }
    }
    for hit in LOOSE.find_iter(&sheet.text) {
        let at = (hit.start(), hit.end());
        let said: Vec<char> = hit
            .as_str()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let has = |is: fn(&char) -> bool| said.iter().any(is);
        let is_plate =
            said.len() == 6 && has(char::is_ascii_digit) && has(|c| c.is_ascii_uppercase());
        if is_plate
            && !is_within(sheet, at, "-", "-")
            && LABEL.is_match(context(sheet, at.0).trim_end())
        {
            claims.add(Kind::Plate, Certainty::High, at);
        }
    }
}
