//! Addresses: street with number, postcode with town, and both together, also over two lines.
//!
//! **Invariant:** a street without a number is no address, and neither is the one of an office: a visiting address, a post
//! box, the line under a public body.
//! **Absent:** towns that stand alone.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::beside::{expression, label};
use super::office::is_office;
use regex::Regex;
use std::sync::LazyLock;

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"(?:^|[^\p{L}\p{N}\-])([1-9][0-9OlISBb]{3}[ \n]?[A-Z]{2})(?:$|[^\p{L}\p{N}])")
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)adres|woon|postcode|straat|wonende|gevestigd|verblijf|afzender|\bafz|huisbezoek|aan huis|locatie|perceel|object|pand\b|woning",
    )
});
/// What no street is called, though a number stands behind it.
static NO_STREET: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^(?:postbus|artikel|art|lid|week|bijlage|pagina|blz|p|hoofdstuk|paragraaf|schaal|foto|kamer|zaal|ral|groep|klas|team|wijk|deel|fase|stap|punt|versie|nr|no|nummer|tel|telefoon|kavel|blok|rijksweg|route|lijn|bus|perron|sectie|besluit|wet|verordening|ronde|editie|jaar|maand|dag|zaak|dossier|agendapunt|kamerstuk|bouwlaag|toestel|balie|loket|spoor|hal|januari|februari|maart|april|mei|juni|juli|augustus|january|february|march|may|june|july|august|october|monday|tuesday|wednesday|thursday|friday|saturday|sunday|september|oktober|november|december|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)$",
    )
});
/// What stands behind the digits of a house number.
const ADDITION: &str =
    r"(?:[ ]?-?[a-zA-Z]\b|[ ]?(?:bis|hs|huis|rood|zw|boven|I{1,3})\b|[-/]\d{1,4}\b)?";
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
const SUFFIXES: [&str; 29] = [
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
    let streets = streets(sheet);
    let towns = towns(sheet);
    // The towns of streets that are an office's.
    let mut refused = Vec::new();
    for street in &streets {
        // What follows directly belongs to the same address.
        let joined = towns.iter().find(|town| {
            let between = sheet.text.get(street.1..town.0);
            between.is_some_and(|b| {
                b.len() < 9 && b.chars().all(|c| c.is_whitespace() || ",;/|-".contains(c))
            })
        });
        let end = joined.map_or(street.1, |town| town.1);
        let is_row = joined.is_some_and(|town| sheet.said(street.1, town.0).contains('\t'));
        if is_office(sheet, street.0) {
            refused.extend(joined.map(|town| town.0));
            continue;
        }
        match joined {
            Some(_) if !is_row => claims.add(Kind::Address, Certainty::High, (street.0, end)),
            _ => claims.add(Kind::Address, Certainty::High, *street),
        }
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

fn streets(sheet: &Sheet) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, term) in sheet.terms.iter().enumerate() {
        let Some(before) = at.checked_sub(1) else {
            continue;
        };
        let Some(last) = sheet.terms.get(before) else {
            continue;
        };
        let gap = sheet.gap(before);
        let is_apart = gap == " "
            || gap == ". " && is_shortened(sheet, last)
            || (gap == "\t" && is_street(sheet, last))
            || (gap == "\n" && (is_street(sheet, last) || sheet.goes_on(before)));
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
        let Some(first) = start_of(sheet, before, end) else {
            continue;
        };
        if found.last().is_none_or(|f| f.1 <= first) {
            found.push((first, end));
        }
    }
    found
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
fn start_of(sheet: &Sheet, last: usize, end: usize) -> Option<usize> {
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
    (by_suffix || is_told(sheet, (first, start), last, end)).then_some(start)
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
        let leads = LEADING.contains(sheet.key(of));
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
    by_person || by_postcode || by_label || (unknown && (by_place || closed))
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

/// Postcodes, with the town behind them.
fn towns(sheet: &Sheet) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for hit in POSTCODE.captures_iter(&sheet.text) {
        let Some(code) = hit.get(1) else { continue };
        let letters = code.as_str().get(code.len() - 2..).unwrap_or("");
        if matches!(letters, "SA" | "SD" | "SS") {
            continue;
        }
        let digits = code.as_str().get(..4).unwrap_or("");
        let is_year = digits.starts_with("19") || digits.starts_with("20");
        let end = town_end(sheet, code.end());
        let alone = sheet.cell_text(sheet.cell_at(code.start())).trim() == code.as_str();
        if is_year && end == code.end() && !alone && !LABEL.is_match(&label(sheet, code.start())) {
            continue;
        }
        found.push((code.start(), end));
    }
    found
}

/// Whether no town stands behind the postcode.
fn ends_with_code(sheet: &Sheet, (start, end): (usize, usize)) -> bool {
    end - start <= 7
        && sheet
            .said(start, end)
            .starts_with(|c: char| c.is_ascii_digit())
}

/// The town in the next line of the cell that ends with a postcode.
fn town_below(sheet: &Sheet, code: usize) -> Option<(usize, usize)> {
    let cell = sheet.cell_at(code);
    let of = sheet.cells.get(cell).filter(|c| c.end == code)?;
    let is_near = sheet.lines.get(of.line + 1).is_some_and(|l| !l.is_apart);
    let below = sheet.same_column(cell, of.line + 1).filter(|_| is_near)?;
    let below = sheet.cells.get(below)?;
    let first = sheet.terms.get(below.terms.0)?;
    let is_town = matches!(first.shape, Shape::Capital | Shape::Upper)
        && first.known.proper
        && first.start == below.start;
    let end = is_town.then(|| town_from(sheet, first.start))?;
    (end > first.start).then_some((first.start, end))
}

/// Words in lower case that names of towns have.
static SMALL: Words = Words::new("aan den de op bij en van het ter s t rijn ijssel");

/// Where the town ends that stands behind a postcode; its own end where none does.
fn town_end(sheet: &Sheet, start: usize) -> usize {
    let end = town_from(sheet, start);
    match town_below(sheet, start) {
        // Without other cells between them it is one stretch.
        Some(below) if end == start && sheet.said(start, below.0) == "\n" => below.1,
        _ => end,
    }
}

fn town_from(sheet: &Sheet, start: usize) -> usize {
    let (mut end, mut at) = (start, sheet.term_from(start));
    let (first, mut last) = (at, start);
    while let Some(term) = sheet.terms.get(at)
        && at < first + 4
    {
        let between = sheet.said(last, term.start);
        // A name of several words may go on in the next line.
        let is_open = at > first && between == "\n" && sheet.goes_on(at - 1);
        let near = between.is_empty() && at == first
            || matches!(between, " " | "  " | " '" | "\t" | "-" | ", ")
            || is_open;
        let is_name = matches!(term.shape, Shape::Capital | Shape::Upper);
        let is_small = term.shape == Shape::Lower && at > first && SMALL.contains(sheet.key(term));
        if !near
            || !(is_name || is_small)
            || (at > first && between == ", ")
            || (at > first && between == "\t")
            || NO_STREET.is_match(sheet.key(term)) && sheet.key(term) != "wijk"
        {
            break;
        }
        let linked = at > first
            && sheet
                .terms
                .get(at - 1)
                .is_some_and(|t| t.shape == Shape::Lower || sheet.is_prefix(t));
        let is_small = is_small || at > first && sheet.is_prefix(term);
        if at > first && !is_small && !linked && term.known.word && !term.known.proper {
            break;
        }
        at += 1;
        last = term.end;
        if is_name && !(at > first + 1 && is_small) {
            end = term.end;
        }
    }
    end
}
