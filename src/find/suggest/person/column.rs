//! Names in the columns of a table whose head says that persons stand there.
//!
//! **Invariant:** the head has two columns or more; a cell counts while it is built as a name.
//! **Absent:** tables without a head.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{code, guard, label, name};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:(?:achter|voor|roep|familie|meisjes)?naa?m(?:en)?(?: (?:en|\+|kind|leerling|deelnemer|medewerker|bewoner|ouder|contactpersoon|aanvrager)\S*(?: \S+)?)?|wie|medewerk(?:er|ster)s?|deelnem(?:er|ers)|contactpersoon|aanwezigen?|voorl\.?|voorletters?|tussenvoegsels?|leerling(?:en)?|kind(?:eren)?|aanvrager|bewoners?|cli[eë]nt|pati[eë]nt|ondertekenaar|actiehouder|behandelaar|houder|verantwoordelijke|trekker|gemeld door|melder|ouders?|persoon|personen|betrokkenen?|eigenaar|huurder|collega|door|ingevuld door|van|aan|afzender|ontvanger|spreker|contact|steller|uitvoerder|adviseur|partner|moeder|vader|kandidaat)\s*[:.]?$",
    )
});

static CODES: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:paraa?f(?:en)?(?:\s\p{L}{2,4})?|initialen|code|afk(?:orting)?\.?|letters|akkoord|door|wie|actie(?:houder)?)[:.]?$",
    )
});

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for line in 0..sheet.lines.len() {
        let cells = sheet.cells_of(line);
        if cells.len() < 2 {
            continue;
        }
        let heads = cells
            .clone()
            .filter(|cell| sheet.cell_text(*cell).len() < 30)
            .count();
        if heads < cells.len() {
            continue;
        }
        for cell in cells.clone() {
            if CODES.is_match(sheet.cell_text(cell).trim()) {
                codes(sheet, cell, names);
            }
        }
        for cell in cells {
            let said = sheet.cell_text(cell).trim();
            let is_labelled = label::is_of_person(said) && !CODES.is_match(said);
            let is_head = HEAD.is_match(said) || is_labelled;
            if is_head && !is_label_row(sheet, line, cell) {
                down(sheet, cell, said, names);
            }
        }
    }
}

/// A row of a form, `Naam  Jansen`, is no head of a table: what stands beside is no head.
fn is_label_row(sheet: &Sheet, line: usize, cell: usize) -> bool {
    let cells = sheet.cells_of(line);
    let next = cell + 1;
    let is_value = |at: usize| {
        sheet.cell_text(at).starts_with(':')
            || sheet
                .cell_text(at)
                .contains(|c: char| c.is_ascii_digit() || c == '@')
    };
    let named = |at: usize| {
        let terms = sheet.cells.get(at).map_or((0, 0), |c| c.terms);
        let terms = sheet.terms.get(terms.0..terms.1).unwrap_or(&[]);
        let is_short = |t: &Term| t.shape == Shape::Upper && sheet.key(t).len() < 4;
        terms.iter().any(|t| {
            is_capital(t)
                && (!t.known.word || t.known.first)
                && !guard::is_stop(sheet, t)
                && !is_short(t)
        })
    };
    let labelled = |at: usize| is_value(at) || named(at);
    sheet.cell_text(cell).trim_end().ends_with(':')
        || cells.contains(&next) && labelled(next)
        || cells.len() == 2
            && labelled(if cells.contains(&next) {
                next
            } else {
                cell - 1
            })
}

/// Codes of letters below their head.
fn codes(sheet: &Sheet, head: usize, names: &mut Names) {
    let Some(of) = sheet.cells.get(head) else {
        return;
    };
    for line in of.line + 1..sheet.lines.len() {
        let Some(cell) = sheet
            .same_column(head, line)
            .and_then(|c| sheet.cells.get(c))
        else {
            return;
        };
        let (first, after) = cell.terms;
        if is_dated(sheet, (first, after)) {
            names.add(sheet, (first, first + 1), Strength::Likely);
        }
        for at in first..after {
            let said = sheet
                .terms
                .get(at)
                .map_or("", |t| sheet.said(t.start, t.end));
            let capitals = said.chars().filter(|c| c.is_uppercase()).count();
            let is_code = capitals >= 2
                && (2..=4).contains(&said.chars().count())
                && said.chars().all(char::is_alphabetic);
            if is_code && after - first <= 3 && !code::is_abbreviation(said) {
                names.add_code(at);
            }
        }
    }
}

/// A family name with a day behind it: `Zwart 12/3`.
fn is_dated(sheet: &Sheet, (first, after): (usize, usize)) -> bool {
    let numbers = sheet.terms.get(first + 1..after).unwrap_or(&[]);
    let is_name = sheet.terms.get(first).is_some_and(|t| {
        let is_listed = t.known.family || t.known.person;
        t.shape == Shape::Capital && (is_listed || !t.known.word) && !guard::is_stop(sheet, t)
    });
    is_name && numbers.len() == 2 && numbers.iter().all(|t| t.shape == Shape::Number)
}

fn down(sheet: &Sheet, head: usize, said: &str, names: &mut Names) {
    let Some(of) = sheet.cells.get(head) else {
        return;
    };
    let columns = sheet.cells_of(of.line).len();
    let (mut missed, mut found) = (0, Vec::new());
    for line in of.line + 1..sheet.lines.len() {
        let width = sheet.cells_of(line).len();
        if width < 2 && columns > 2 || width == 0 {
            missed += 1;
            let ends = sheet.lines.get(line).is_some_and(|l| l.is_apart) && width < 2;
            if missed > 2 || ends {
                break;
            }
            continue;
        }
        found.extend(sheet.same_column(head, line));
    }
    // In a form the labels stand below each other; in a table most cells are names.
    let is_name = |cell: &&usize| {
        let terms = sheet.cells.get(**cell).map_or((0, 0), |c| c.terms);
        let text = sheet.cell_text(**cell);
        let is_code = text.len() < 4 && text.chars().all(char::is_uppercase);
        is_code || name::whole(sheet, terms.0, terms.1).is_some_and(|n| name::worth(sheet, &n) >= 2)
    };
    let names_among = found.iter().filter(is_name).count();
    if columns == 2 && 2 * names_among <= found.len() {
        return;
    }
    for cell in found.iter().filter_map(|c| sheet.cells.get(*c)) {
        take(sheet, cell.terms, said, names);
    }
}

fn take(sheet: &Sheet, (first, after): (usize, usize), head: &str, names: &mut Names) {
    let mut first = first;
    while first < after
        && sheet.terms.get(first).is_some_and(|t| {
            t.shape == Shape::Number
                || t.shape != Shape::Initials && crate::model::word::is_title(sheet.key(t))
        })
    {
        first += 1;
    }
    if first >= after {
        return;
    }
    let is_part = head.to_lowercase().contains("voorl") || head.to_lowercase().contains("letters");
    let small = (first..after).all(|at| {
        sheet
            .terms
            .get(at)
            .is_some_and(|t| t.shape == Shape::Initials || t.shape == Shape::Letter)
    });
    if is_part && small {
        names.add(sheet, (first, after), Strength::Likely);
        return;
    }
    // Several names in one cell.
    let mut from = first;
    while from < after {
        let whole = name::whole(sheet, from, after);
        let end = whole.map(|n| n.terms.1).or_else(|| {
            (from..after)
                .find(|at| {
                    sheet.gap(*at).contains([',', '/', '(', '&', '+'])
                        || sheet
                            .terms
                            .get(at + 1)
                            .is_some_and(|t| sheet.key(t) == "en")
                })
                .map(|at| at + 1)
        });
        let found = whole.or_else(|| name::whole(sheet, from, end?));
        if let Some(found) = found {
            keep(sheet, found.terms, head, names);
        }
        let Some(end) = end else { return };
        from = end + usize::from(sheet.terms.get(end).is_some_and(|t| sheet.key(t) == "en"));
    }
}

/// Keeps a name or a code of a cell, unless it is an office's or ordinary words alone.
fn keep(sheet: &Sheet, found: (usize, usize), head: &str, names: &mut Names) {
    let terms = sheet.terms.get(found.0..found.1).unwrap_or(&[]);
    let is_office = |t: &Term| guard::is_stop(sheet, t) || guard::is_public_function(sheet.key(t));
    if terms.iter().any(is_office) {
        return;
    }
    let capitals: Vec<&Term> = terms.iter().filter(|t| is_capital(t)).collect();
    let single = capitals.len() == 1;
    let ordinary = capitals
        .iter()
        .all(|t| (t.known.word || t.known.proper) && !t.known.name());
    let head = head.to_lowercase();
    let of_names = head.contains("naam") && head.trim_end_matches([':', '.', ' ']) != "naam";
    let is_short = |t: &Term| t.shape == Shape::Upper && sheet.key(t).len() < 5 && !t.known.name();
    if single && terms.iter().all(is_short) {
        names.add_code(found.0);
    } else if !ordinary || of_names || !single && head.contains("naam") {
        names.add(sheet, found, Strength::Strong);
    }
}
