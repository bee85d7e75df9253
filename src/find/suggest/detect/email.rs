//! E-mail addresses of persons, also over the end of a line.
//!
//! **Invariant:** the mailbox of an office or a function is no person's and is not proposed.
//! **Absent:** links, and whose address it is.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::lexicon::Known;
use super::super::sheet::Sheet;
use super::expression;
use crate::model::word::folded_text;
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"[\p{L}\p{N}_+'’%\-]+(?:[.,][\p{L}\p{N}_+'’%\-]+)*\.? ?(?:@|©|®|\(at\)|\[at\]|\(apenstaartje\))[ \n]?[\p{L}\p{N}\-]+(?:[.,][ \n]?[\p{L}\p{N}\-]+)*[.,] ?\p{L}{2,}",
    )
});
/// Mailboxes that are read by whoever is on duty.
const OFFICES: [&str; 44] = [
    "info",
    "gemeente",
    "postbus",
    "contact",
    "secretariaat",
    "klachten",
    "noreply",
    "nietbeantwoorden",
    "balie",
    "griffie",
    "receptie",
    "administratie",
    "woo",
    "bezwaar",
    "factuur",
    "facturen",
    "helpdesk",
    "servicedesk",
    "support",
    "post",
    "mail",
    "redactie",
    "vergunningen",
    "privacy",
    "avg",
    "fg",
    "sales",
    "crediteuren",
    "debiteuren",
    "planning",
    "bestuur",
    "directie",
    "pers",
    "hr",
    "service",
    "klantenservice",
    "meldpunt",
    "handhaving",
    "omgevingsloket",
    "burgerzaken",
    "wob",
    "team",
    "afdeling",
    "belastingen",
];

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHAPE.find_iter(&sheet.text) {
        let said = hit.as_str();
        let sign = said.find(['@', '©', '®', '(', '[']).unwrap_or(0);
        let (local, domain) = said.split_at(sign);
        if is_office(local) || (!domain.contains('@') && !domain.contains('.')) {
            continue;
        }
        // The end of a sentence belongs to no address: `naam@kpn.nl. Graag`.
        let mut end = hit.end();
        if let Some(blank) = domain.rfind([' ', '\n']).filter(|at| *at > 3) {
            let before = domain.get(..blank).unwrap_or("");
            let ended = before.rfind('.').is_some_and(|dot| {
                before
                    .get(dot + 1..)
                    .is_some_and(|top| top.is_empty() || is_top(top))
            });
            let whole = before.trim_end_matches('.');
            let has_top = whole.rsplit_once('.').is_some_and(|(_, top)| is_top(top));
            if ended && has_top {
                end = hit.start() + sign + whole.len();
            }
        }
        claims.add(Kind::Email, Certainty::High, (hit.start(), end));
    }
}

fn is_top(top: &str) -> bool {
    matches!(
        top,
        "nl" | "com" | "org" | "net" | "eu" | "be" | "de" | "info" | "nu" | "frl" | "fr" | "uk"
    )
}

fn is_office(local: &str) -> bool {
    let folded = folded_text(local);
    let first = local.split(['.', '-', '_', '+', ' ']).next().unwrap_or("");
    let first = folded_text(first);
    // `algoritmes@`: a word that is nobody's name.
    let known = Known::of(&folded);
    if !local.contains(['.', '_', '-']) && known.word && !known.name() {
        return true;
    }
    OFFICES
        .iter()
        .any(|office| first == *office || folded == *office)
        || [
            "noreply",
            "nietbeantwoorden",
            "gemeente",
            "afdeling",
            "team",
            "secretariaat",
        ]
        .iter()
        .any(|office| folded.starts_with(office))
}
