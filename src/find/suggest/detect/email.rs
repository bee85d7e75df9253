//! E-mail addresses of persons, also over the end of a line.
//!
//! **Invariant:** the mailbox of an office or a function is no person's and is not proposed.
//! **Absent:** links, and whose address it is.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::lexicon::Known;
use super::super::sheet::Sheet;
use crate::find::suggest::beside::expression;
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
    let mut from = 0;
    while let Some(hit) = SHAPE.find_at(&sheet.text, from) {
        let said = hit.as_str();
        let sign = said.find(['@', '©', '®', '(', '[']).unwrap_or(0);
        let (local, domain) = said.split_at(sign);
        let domain = before_sentence(before_comma(domain));
        // What is cut off may begin the next address.
        from = hit.start() + sign + domain.len();
        let of_office = is_office(local) && (is_machine(local) || !is_at_home(domain));
        if !of_office && (domain.contains('@') || domain.contains('.')) {
            claims.add(Kind::Email, Certainty::High, (hit.start(), from));
        }
    }
}

/// A domain up to the comma that parts it from what follows. Where a scan reads one for a dot, a top domain stands behind it
/// and none before it.
fn before_comma(domain: &str) -> &str {
    let parts = |at: &usize| {
        let (before, behind) = domain.split_at(*at);
        let next = behind.trim_start_matches([',', ' ', '\n']);
        let end = next.find(|c: char| !c.is_alphanumeric() && c != '-');
        let is_dot = is_top(next.get(..end.unwrap_or(next.len())).unwrap_or(""));
        let has_top = before.rsplit_once('.').is_some_and(|(_, top)| is_top(top));
        has_top || !is_dot && before.contains('.')
    };
    let mut commas = domain.match_indices(',').map(|(at, _)| at);
    let cut = commas.find(parts).and_then(|at| domain.get(..at));
    cut.unwrap_or(domain)
}

/// A domain without the sentence that follows: `naam@kpn.nl. Graag`.
fn before_sentence(domain: &str) -> &str {
    let blanks = domain.match_indices([' ', '\n']).map(|(blank, _)| blank);
    let mut cuts = blanks
        .filter(|blank| *blank > 3)
        .filter_map(|blank| ended(domain, blank));
    cuts.next().unwrap_or(domain)
}

/// A domain up to a blank, where that ends it: behind a top domain, or a point with a capital behind it, as in
/// `naam@dienst.example. Vragen`.
fn ended(domain: &str, blank: usize) -> Option<&str> {
    let (before, next) = (domain.get(..blank)?, domain.get(blank + 1..)?);
    let whole = before.trim_end_matches('.');
    let (_, top) = whole.rsplit_once('.')?;
    let has_point = whole.len() < before.len();
    let is_sentence = has_point && next.starts_with(char::is_uppercase);
    (is_top(top) || is_sentence).then_some(whole)
}

fn is_top(top: &str) -> bool {
    matches!(
        top,
        "nl" | "com" | "org" | "net" | "eu" | "be" | "de" | "info" | "nu" | "frl" | "fr" | "uk"
    )
}

/// Whether a domain is one where people have a mailbox of their own: whoever is called by a function there is a person.
fn is_at_home(domain: &str) -> bool {
    const HOMES: [&str; 21] = [
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "live",
        "msn",
        "icloud",
        "yahoo",
        "ziggo",
        "planet",
        "kpnmail",
        "kpnplanet",
        "xs4all",
        "hetnet",
        "home",
        "upcmail",
        "chello",
        "casema",
        "telfort",
        "tele2",
        "zonnet",
    ];
    let host = domain.trim_start_matches(|c: char| !c.is_alphanumeric());
    let host = folded_text(host.split('.').next().unwrap_or(""));
    HOMES.contains(&host.as_str())
}

fn is_machine(local: &str) -> bool {
    let folded = folded_text(local);
    folded.starts_with("noreply") || folded.starts_with("nietbeantwoorden")
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
    // `loket.bodem@`
    let mut parts = local
        .split(['.', '_', '-'])
        .map(|part| Known::of(&folded_text(part)));
    if local.contains(['.', '_', '-']) && parts.all(|part| part.word && !part.name()) {
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
