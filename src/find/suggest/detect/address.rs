//! Addresses: street with number, postcode with town, and both together, also over two lines.
//!
//! **Invariant:** a street without a number is no address, and neither is the one of an office: a visiting address, a post
//! box, the line under a public body.
//! **Absent:** towns that stand alone.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::form;
use super::office::is_office;
use super::place_words::{LABEL, NO_STREET, POSTCODE};
use super::town::{ends_with_code, town_below, town_from, towns};
use crate::find::suggest::beside::{expression, label};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What stands behind the digits of a house number.
const ADDITION: &str =
    r"(?:[ ]?-?[a-zA-Z]\b|[ -]?(?:(?i:bis|hs|huis|rood|zw|boven)|I{1,3}|IV)\b|[-/]\d{1,4}\b)?";
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| expression(&format!("^[0-9lIOSBZb]{{1,4}}{ADDITION}")));
/// One of which no digit was read as a letter.
static PLAIN: LazyLock<Regex> =
    LazyLock::new(|| expression(&format!("^[0-9]{{1,4}}{ADDITION}(?:$|[^\\p{{L}}\\p{{N}}])")));
/// A postcode stands where a house number would.
static CODE_FIRST: LazyLock<Regex> =
    LazyLock::new(|| expression(r"^[1-9][0-9]{3} ?[A-Z]{2}(?:$|[^\p{L}\p{N}])"));
/// Roads that are no street but where an address says so.
static ROADS: Words = Words::new("rijksweg route");
/// Endings of streets that a point shortens.
const SHORTENED: [&str; 3] = ["str", "ln", "pln"];
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^ ?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan\b|feb\b|%|uur|m2|m²|meter|km|dagen|weken|maanden|jaar|personen|euro|keer|minuten|stuks|punten|[./:,]\d|€)",
    )
});
const SUFFIXES: [&str; 33] = [
    "diep",
    "dyk",
    "strjitte",
    "loane",
    "straat",
    "laan",
    "weg",
    "plein",
    "dijk",
    "kade",
    "singel",
    "gracht",
    "steeg",
    "dreef",
    "pad",
    "park",
    "hof",
    "markt",
    "baan",
    "erf",
    "hout",
    "hoven",
    "kwartier",
    "wal",
    "plantsoen",
    "burg",
    "haven",
    "brug",
    "straatje",
    "laantje",
    "weide",
    "pleintje",
    "stede",
];
/// Endings of nothing but streets, which are read in lower case too.
const STREETS: [&str; 10] = [
    "straat", "laan", "weg", "plein", "dijk", "kade", "singel", "gracht", "steeg", "dreef",
];
/// Words that a street's name has before its own.
static LEADING: Words = Words::new(
    "de het van der den ten ter in op aan achter t s oude nieuwe grote kleine lange korte sint st dr mr \
     prof burgemeester burg wethouder koningin",
);
/// Words of a street's name at the most.
const WORDS: usize = 5;

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    let streets = all_streets(sheet);
    let towns = towns(sheet);
    // The towns of streets that are an office's.
    let mut refused = Vec::new();
    for street in &streets {
        // What follows directly belongs to the same address.
        let joined = towns.iter().find(|town| {
            let between = sheet.text.get(street.1..town.0);
            between.is_some_and(|b| {
                b.len() < 9
                    && b.chars()
                        .all(|c| c.is_whitespace() || ",;/|-·•".contains(c))
            }) && is_under(sheet, street.0, town.0)
        });
        let end = joined.map_or_else(|| with_town(sheet, street.1), |town| town.1);
        let is_row = joined.is_some_and(|town| sheet.said(street.1, town.0).contains('\t'));
        if is_office(sheet, street.0) {
            refused.extend(joined.map(|town| town.0));
            continue;
        }
        match joined {
            Some(_) if !is_row => claims.add(Kind::Address, Certainty::High, (street.0, end)),
            Some(_) => claims.add(Kind::Address, Certainty::High, *street),
            None => claims.add(Kind::Address, Certainty::High, (street.0, end)),
        }
    }
    for part in form::parts(sheet, &streets) {
        claims.add(Kind::Address, Certainty::High, part);
    }
    for town in &towns {
        if !is_office(sheet, town.0) && !refused.contains(&town.0) {
            claims.add(Kind::Address, Certainty::High, *town);
            let apart = town_below(sheet, town.1).filter(|_| ends_with_code(sheet, *town));
            if let Some(below) = apart {
                claims.add(Kind::Address, Certainty::High, below);
            }
        }
    }
}

/// Whether a place stands in the same line as another, or in the next below it.
fn is_under(sheet: &Sheet, above: usize, byte: usize) -> bool {
    let line = sheet.line_at(byte);
    let is_beside = sheet.line_at(above) == line;
    let end = sheet.cells.get(sheet.cell_at(above)).map_or(0, |c| c.end);
    // Of two columns each has its own postcode below.
    is_beside && (sheet.cell_at(above) == sheet.cell_at(byte) || !has_postcode_below(sheet, end))
        || sheet.same_column(sheet.cell_at(above), line) == Some(sheet.cell_at(byte))
}

/// Where an address ends that has no postcode, with the town behind it: `Kade 3, Amsterdam`, `Kade 3 te Ede`.
fn with_town(sheet: &Sheet, end: usize) -> usize {
    let behind = sheet.after(end, 4);
    let lead = [", ", " te ", " in "]
        .into_iter()
        .find(|lead| behind.starts_with(lead));
    let Some(lead) = lead else { return end };
    let first = sheet.terms.get(sheet.term_from(end + lead.len()));
    let is_town = first.is_some_and(|t| {
        let closes = |c: char| "\n\t.;)".contains(c);
        let ends = sheet.after(t.end, 1).is_empty() || sheet.after(t.end, 1).starts_with(closes);
        let is_name = !t.known.word && !t.known.name() && ends;
        matches!(t.shape, Shape::Capital | Shape::Upper)
            && (t.known.proper || lead == " te " || is_name)
            && t.start == end + lead.len()
    });
    match is_town {
        true => town_from(sheet, end + lead.len()),
        false => end,
    }
}

/// The streets of a page; one that something told is known wherever the page names it again with a number.
fn all_streets(sheet: &Sheet) -> Vec<(usize, usize)> {
    let found = streets(sheet, &BTreeSet::new());
    let last = |street: &(usize, usize)| {
        let number = sheet.terms.partition_point(|t| t.start < street.1);
        let mut words = (0..number).rev().filter_map(|at| sheet.terms.get(at));
        let word = words
            .find(|t| t.start < street.1 && t.shape == Shape::Capital && sheet.key(t).len() > 3);
        word.filter(|t| t.start >= street.0).map(|t| sheet.key(t))
    };
    let told: BTreeSet<&str> = found.iter().filter_map(last).collect();
    let is_more = |t: &Term| t.shape == Shape::Capital && told.contains(sheet.key(t));
    match sheet.terms.iter().filter(|t| is_more(t)).count() > found.len() {
        true => streets(sheet, &told),
        false => found,
    }
}

fn streets(sheet: &Sheet, told: &BTreeSet<&str>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, term) in sheet.terms.iter().enumerate() {
        let Some(before) = at.checked_sub(1).map(|b| without_word(sheet, b)) else {
            continue;
        };
        let Some(last) = sheet.terms.get(before) else {
            continue;
        };
        let is_worded = before + 1 < at;
        let gap = sheet.gap(before);
        let is_apart = gap == " "
            || gap == ". " && is_shortened(sheet, last)
            || (gap == "\t" && is_street(sheet, last))
            || (gap == "\n" && (is_street(sheet, last) || sheet.goes_on(before)))
                && is_under(sheet, last.start, term.start);
        if is_worded && !is_street(sheet, last) {
            continue;
        }
        let is_number = term.shape == Shape::Number
            || (is_street(sheet, last) && NUMBER.is_match(sheet.said(term.start, term.end)));
        if !is_number || !is_apart || last.line + 1 < term.line || term.is_address {
            continue;
        }
        if CODE_FIRST.is_match(&spaced(sheet, term, 14)) {
            continue;
        }
        let Some(end) = number_end(&spaced(sheet, term, 14)).map(|end| term.start + end) else {
            continue;
        };
        let next = sheet.after(end, 12);
        let number = sheet.said(term.start, end);
        let of_list = sheet.gap(before) == "\n"
            && next.starts_with(['.', ')'])
            && number.len() < 3
            && number.chars().all(|c| c.is_ascii_digit());
        let Some(end) = behind_year(sheet, last, (term.start, end)) else {
            continue;
        };
        let next = sheet.after(end, 12);
        let has_digit = sheet
            .said(term.start, end)
            .contains(|c: char| c.is_ascii_digit());
        let digit_behind = of_list
            || !has_digit
            || next.starts_with(|c: char| c.is_alphanumeric())
            || (next.starts_with(['-', '.', ',', '/', ':'])
                && next.chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
        if digit_behind || UNIT.is_match(next) {
            continue;
        }
        let Some(first) = start_of(sheet, before, end, told) else {
            continue;
        };
        if found.last().is_none_or(|f| f.1 <= first) {
            found.push((first, end));
        }
    }
    found
}

/// The last word of the street before `nr.`: `Kerkstraat nr. 5`.
fn without_word(sheet: &Sheet, last: usize) -> usize {
    let is_word = sheet.terms.get(last).is_some_and(|t| {
        matches!(sheet.key(t), "nr" | "no" | "nummer") && matches!(sheet.gap(last), ". " | " ")
    });
    let street = last.checked_sub(1).filter(|_| is_word);
    street.unwrap_or(last)
}

/// Where the number ends: of `Plein 1944 12` the year belongs to the street, and alone is no number.
fn behind_year(sheet: &Sheet, last: &Term, (start, end): (usize, usize)) -> Option<usize> {
    let is_year = end - start == 4 && matches!(sheet.said(start, start + 2), "19" | "20");
    if sheet.key(last) != "plein" || !is_year {
        return Some(end);
    }
    let behind = sheet.after(end, 12).strip_prefix(' ')?;
    number_end(behind).map(|number| end + 1 + number)
}

/// Where the house number ends that a text begins with: of `86bis` the digits, before a letter is read as one.
fn number_end(said: &str) -> Option<usize> {
    let plain = PLAIN.find(said).map(|hit| {
        let whole = hit.as_str();
        let sign = whole.chars().next_back().filter(|c| !c.is_alphanumeric());
        whole.len() - sign.map_or(0, char::len_utf8)
    });
    plain.or_else(|| NUMBER.find(said).map(|hit| hit.end()))
}

/// `Hazelaarstr.`
fn is_shortened(sheet: &Sheet, term: &Term) -> bool {
    let key = sheet.key(term);
    let is_end = |end: &&str| key.ends_with(*end) && key.len() > end.len() + 3;
    term.shape == Shape::Capital && SHORTENED.iter().any(is_end)
}

/// What begins with a term, the end of a line that flows as a blank.
fn spaced(sheet: &Sheet, term: &Term, reach: usize) -> String {
    let said = sheet.after(term.start, reach);
    let flows = sheet.lines.get(term.line).is_some_and(|l| l.flows);
    if flows {
        said.replace('\n', " ")
    } else {
        said.to_owned()
    }
}

fn is_street(sheet: &Sheet, term: &Term) -> bool {
    let key = sheet.key(term);
    matches!(term.shape, Shape::Capital | Shape::Upper | Shape::Lower)
        && SUFFIXES
            .iter()
            .any(|suffix| key.ends_with(suffix) && (key.len() > suffix.len() + 2))
}

/// Where the street begins whose last word is a term; `None` where it is none.
fn start_of(sheet: &Sheet, last: usize, end: usize, told: &BTreeSet<&str>) -> Option<usize> {
    let term = sheet.terms.get(last)?;
    let key = sheet.key(term);
    let is_road = ROADS.contains(key) && term.shape == Shape::Capital;
    if term.shape == Shape::Number || NO_STREET.is_match(key) && !is_road || key.len() < 2 {
        return None;
    }
    let is_plain = term.shape != Shape::Lower || STREETS.iter().any(|suffix| key.ends_with(suffix));
    let by_suffix =
        is_street(sheet, term) && is_plain || SUFFIXES.contains(&key) && term.shape != Shape::Lower;
    let by_suffix = (by_suffix || is_shortened(sheet, term)) && !is_road;
    if term.shape == Shape::Lower && !by_suffix {
        return None;
    }
    let first = first_word(sheet, last)?;
    let start = sheet.terms.get(first)?.start;
    let start = match sheet.text.get(..start).and_then(|t| t.chars().next_back()) {
        Some(c @ ('\'' | '’' | '‘')) => start - c.len_utf8(),
        _ => start,
    };
    (by_suffix
        || told.contains(key) && term.shape == Shape::Capital
        || is_told(sheet, (first, start), last, end))
    .then_some(start)
}

/// The first word of the street whose last word is a term.
fn first_word(sheet: &Sheet, last: usize) -> Option<usize> {
    let term = sheet.terms.get(last)?;
    let mut first = last;
    while last - first < WORDS
        && let Some(before) = first.checked_sub(1)
        && (sheet.goes_on(before)
            && sheet.terms.get(before).is_some_and(|t| {
                t.shape != Shape::Initials || first == last && is_street(sheet, term)
            })
            || (matches!(sheet.gap(before), ". " | ".\n")
                && sheet
                    .terms
                    .get(before)
                    .is_some_and(|t| sheet.key(t).len() <= 4)))
    {
        let of = sheet.terms.get(before)?;
        // `Jansen op de Singel 4`: the preposition is no part.
        let is_loose = of.shape == Shape::Lower && sheet.key(of) == "op";
        let leads = LEADING.contains(sheet.key(of)) && !is_loose;
        let is_part = matches!(of.shape, Shape::Capital | Shape::Initials)
            || of.shape == Shape::Number && sheet.said(of.start, of.end).ends_with(['e', 'E'])
            || leads;
        if !is_part || NO_STREET.is_match(sheet.key(of)) {
            break;
        }
        first = before;
    }
    // Small words and the beginning of a sentence lead no street.
    while first < last
        && let Some(of) = sheet.terms.get(first)
        && (of.shape == Shape::Lower
            && !matches!(sheet.key(of), "t" | "s" | "de" | "het" | "oude" | "nieuwe")
            || is_no_part(sheet, of))
    {
        first += 1;
    }
    // `De Kerkstraat 5` begins with the article, `aan de Kerkstraat 5` does not.
    while first < last
        && let Some(of) = sheet.terms.get(first)
        && of.shape == Shape::Lower
        && matches!(sheet.key(of), "de" | "het")
    {
        first += 1;
    }
    Some(first)
}

/// Whether what stands around a street and its number says that it is one.
fn is_told(sheet: &Sheet, (first, start): (usize, usize), last: usize, end: usize) -> bool {
    let Some(term) = sheet.terms.get(last) else {
        return false;
    };
    let key = sheet.key(term);
    let said = label(sheet, start);
    let before = sheet.before(start, 32);
    let near = before.trim_end();
    let near = near.rsplit_once('\n').map_or(near, |(_, line)| line);
    let behind = sheet
        .after(end, 16)
        .trim_start_matches([',', ' ', '\n', '\t', ';', '|']);
    let behind = behind.strip_prefix("te ").unwrap_or(behind);
    let by_postcode = POSTCODE.is_match(behind.get(..8).unwrap_or(behind))
        && POSTCODE.find(behind).is_some_and(|m| m.start() == 0);
    let by_place =
        sheet.after(end, 6).starts_with(" te ") || sheet.after(end, 6).starts_with(" in ");
    let by_label = LABEL.is_match(&said) && said.len() < 60 || LABEL.is_match(near);
    let unknown = !term.known.word
        && !ROADS.contains(key)
        && !term.known.proper
        && term.shape == Shape::Capital
        && key.len() > 3
        && !term.known.name();
    let closed = sheet
        .after(end, 1)
        .chars()
        .next()
        .is_none_or(|c| ",\n;)\t.".contains(c));
    let by_person = closed && before.ends_with(", ") && is_of_person(sheet, first);
    let number = sheet
        .terms
        .get(last + 1)
        .map_or("", |t| sheet.said(t.start, end));
    let closed = closed && !is_day(number);
    let by_postcode = by_postcode || has_postcode_below(sheet, end);
    let by_town = has_town_behind(sheet, end);
    by_person || by_postcode || by_label || by_town || (unknown && (by_place || closed))
}

/// Whether a town stands behind a comma and closes what is said: `Kromme Elleboog 2, Hoorn)`.
fn has_town_behind(sheet: &Sheet, end: usize) -> bool {
    let at = sheet.term_from(end);
    let town = sheet
        .terms
        .get(at)
        .filter(|t| sheet.said(end, t.start) == ", ");
    town.is_some_and(|t| {
        let behind = sheet.after(t.end, 1);
        let closes = behind.is_empty() || behind.starts_with([')', '.', ';', '\n', '\t']);
        t.shape == Shape::Capital && t.known.proper && !t.known.name() && closes
    })
}

/// Whether a street and its number close their cell, and the cell below begins with a postcode.
fn has_postcode_below(sheet: &Sheet, end: usize) -> bool {
    let cell = sheet.cell_at(end);
    let Some(of) = sheet.cells.get(cell).filter(|c| c.end == end) else {
        return false;
    };
    let below = sheet.same_column(cell, of.line + 1);
    let said = below.map_or("", |below| sheet.cell_text(below));
    POSTCODE.find(said).is_some_and(|hit| hit.start() == 0)
}

/// Whether a number may be a day and a month: `Zwart 12/3` signed on that day.
fn is_day(number: &str) -> bool {
    let within = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    let parts = number.split_once('/');
    parts.is_some_and(|(day, month)| within(day, 31) && within(month, 12))
}

/// Whether a name stands before the comma in the same cell: `K. Jansen, De Meent 5`.
fn is_of_person(sheet: &Sheet, first: usize) -> bool {
    let cell = sheet.terms.get(first).and_then(|t| sheet.cells.get(t.cell));
    let from = cell
        .map_or(first, |c| c.terms.0)
        .max(first.saturating_sub(5));
    let terms = sheet.terms.get(from..first).unwrap_or(&[]);
    let is_capital = |t: &Term| t.shape == Shape::Capital;
    let numbered = terms.first().is_some_and(|t| t.shape == Shape::Number) && terms.len() > 2;
    let listed =
        terms.iter().any(|t| t.known.name()) && terms.iter().filter(|t| is_capital(t)).count() > 1;
    numbered || listed || terms.iter().any(|t| t.shape == Shape::Initials)
}

fn is_no_part(sheet: &Sheet, term: &Term) -> bool {
    static NOT: Words = Words::new(
        "adres woonadres straat wonende object locatie perceel pand woning afz afzender huisbezoek bij ik wij \
     hij zij bewoner bewoners betreft eigenaar melding",
    );
    NOT.contains(sheet.key(term))
}
