//! Names behind a label, in the same cell or the next, of any wording when the words are listed names.
//!
//! **Invariant:** a label that is known takes any name; a label of any wording only one whose words say so.
//! **Absent:** columns of tables.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet};
use super::found::{Names, Strength};
use super::{code, guard, name};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static KNOWN: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?ix)(?:^|[\s>•\-/(])(?:
        (?:achter|geslachts|voor|roep|meisjes|familie)?naa?m(?:en)?(?:\s(?:en\svoor\S+|partner|aanvrager|kind|contactpersoon|ouder|medewerker|melder|van\s\S+(?:\s\S+)?|en\s\S+))?
        |voorl(?:etters?)?(?:\s(?:en|\+)\s(?:achter)?naam|\.?/tuss(?:envoegsels?)?)?|contactpersoon|behandel(?:d\sdoor|aar|end\sambtenaar)|\p{L}{3,}(?:d|t|en)\sdoor|bestemd\svoor|beller|inspecteurs?|(?:mede)?paraaf(?:\s\p{L}+)?|piket|bijnaam|alias|boekhouder|(?:zorg|proces)regisseur|toegewezen\saan|aangemaakt\sdoor|directeur|consulent|hulpverlener|voogd|bewindvoerder|mantelzorger|contactpersonen|inlichtingen(?:\sbij)?|uitgevoerd\sdoor|beroepskracht|ambtelijk
        |tenaamstelling|t\.?n\.?v\.?|toezichthouder|overtreder|(?:ver)?meld(?:er|ster)|medewerker|leidinggevende|hr-?adviseur|(?:casus)?regisseur|verslag(?:legging)?|notulist(?:e)?|voorzitter|griffier|secretaris|afwezig(?:\smet\s\S+)?|aanwezig(?:en)?|uw\sreferentie|auteur(?:\(?s\)?)?|steller|opsteller
        |inspreker|gemachtigde|betrokkenen?|projectleider|aanvrager|eigenaar|partner|ouder(?:\(?s\)?)?|leerling|mentor|verzorger|huisarts|arts|behandelaar|cli[eë]nt|pati[eë]nt|kind(?:eren)?|moeder|vader|verdachte|aangever|getuige|verbalisant|slachtoffer|bezwaarmaker|indiener|verzoeker|deelnemers?|docent|leerkracht
        |kopie(?:\saan)?|ondergetekende|afzender|geadresseerde|adviseur|accountmanager|teamleider|manager|jurist|contact|namens|gespreksvoering|geïnterviewde|interviewer|kandidaat|sollicitant|referent|huurder|verhuurder|vergunninghouder|exploitant|werknemer|begeleider|coach|trainer|co[öo]rdinator|opdrachtnemer|rechthebbende|t\.?a\.?v\.?|wijkagent|zorgco[öo]rdinator
    )(?:\s?\([^)]{1,24}\))?\s*$",
    )
});
/// Labels of a name and nothing else.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"(?i)(?:^|[\s/>•-])(?:achter|geslachts|voor|roep|meisjes|familie)naa?m(?:en)?\s*$")
});
/// Words of labels behind which no person stands.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)bedrijf|organisatie|firma|handels|straat|project(?:naam)?$|gemeente|instelling|school\b|bestand|zaak(?:naam)?|stichting|vereniging|onderneming|document|portefeuille|object|onderwerp|betreft|afdeling|plaats|team|functie|gebruikersnaam|soort|datum|kenmerk|bank$|merk|type|kleur|titel|locatie|zaal",
    )
});

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for cell in 0..sheet.cells.len() {
        let Some(c) = sheet.cells.get(cell) else {
            continue;
        };
        let said = sheet.cell_text(cell);
        // `Label: name` in one cell.
        if let Some(colon) = said.find(':').filter(|at| *at < 48) {
            let label = said.get(..colon).unwrap_or("");
            let rest = c.start + colon + 1;
            if said.get(colon + 1..).is_some_and(|r| !r.trim().is_empty()) {
                value(sheet, label, rest, c.end, names);
                continue;
            }
            beside(sheet, cell, label, names);
        } else if said.len() < 48 {
            beside(sheet, cell, said, names);
        }
    }
}

/// Whether a text is nothing but a label of a person.
pub fn is_of_person(said: &str) -> bool {
    let said = said.trim_end_matches([':', ' ', '.']);
    let whole = KNOWN.find(said).is_some_and(|hit| hit.start() == 0);
    whole && !OTHER.is_match(said)
}

/// The value in the next cell of the line, or alone in the line below.
fn beside(sheet: &Sheet, cell: usize, label: &str, names: &mut Names) {
    let Some(c) = sheet.cells.get(cell) else {
        return;
    };
    let label = label.trim_end_matches([':', ' ', '.', '\t']);
    let next = sheet.cells.get(cell + 1).filter(|n| n.line == c.line);
    if let Some(next) = next {
        let own = sheet.cell_text(cell + 1);
        let skip = own.len() - own.trim_start_matches([':', ' ']).len();
        let cells = sheet.cells_of(c.line).len();
        // Without a colon a line of many cells may be the head of a table.
        let is_head = cells > 2
            && sheet
                .cells
                .get(cell)
                .is_some_and(|c| !sheet.said(c.start, c.end).ends_with(':'))
            && is_ordinary(sheet, next.terms);
        if (cells <= 4 || KNOWN.is_match(label)) && !is_head {
            value(sheet, label, next.start + skip, next.end, names);
        }
    } else if KNOWN.is_match(label) && !OTHER.is_match(label) {
        let below = sheet
            .same_column(cell, c.line + 1)
            .filter(|_| sheet.cells_of(c.line).len() == 1);
        if let Some(below) = below.and_then(|b| sheet.cells.get(b)) {
            value(sheet, label, below.start, below.end, names);
        }
    }
}

/// One word that no list of names has.
fn is_ordinary(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    terms.len() == 1
        && !terms
            .iter()
            .any(|t| t.known.name() || t.shape == Shape::Initials)
}

/// One or several names behind a label.
fn value(sheet: &Sheet, label: &str, start: usize, end: usize, names: &mut Names) {
    let label = label.trim_end_matches([':', ' ', '.', '\t']);
    let signs = label.to_lowercase().contains("paraaf");
    let known = KNOWN.is_match(label) && (signs || !OTHER.is_match(label));
    if OTHER.is_match(label) && !known {
        return;
    }
    let is_form = sheet.cells_of(sheet.line_at(start)).len() <= 2;
    let (mut first, after) = (sheet.term_from(start), sheet.term_from(end));
    if known && name::is_small(sheet, first, after) {
        names.add(sheet, (first, after), Strength::Strong);
        return;
    }
    let mut is_first = true;
    while first < after {
        first = without_titles(sheet, first, after);
        let Some((found, next)) = one(sheet, first, after) else {
            break;
        };
        let terms = sheet.terms.get(found.terms.0..found.terms.1).unwrap_or(&[]);
        let public = terms
            .iter()
            .any(|t| guard::is_public_function(sheet.key(t)));
        let worth = name::worth(sheet, &found);
        let single = terms.len() == 1;
        let is_word = terms
            .iter()
            .all(|t| t.known.word && !t.known.name() || t.known.proper && !t.known.name());
        let is_code = label.to_lowercase().contains("paraaf") && code::is_code(sheet, found.terms);
        if known && is_code {
            names.add_code(found.terms.0);
            first = next.max(first + 1);
            continue;
        }
        let takes = if known {
            worth >= 2 || !is_word || (NAME.is_match(label) && is_form)
        } else {
            worth >= 3 && !single && is_first
        };
        if takes && !public && !terms.first().is_some_and(|t| guard::is_stop(sheet, t)) {
            names.add(sheet, found.terms, Strength::Strong);
        } else if is_first && !known {
            break;
        }
        is_first = false;
        first = next.max(first + 1);
    }
    // Initials alone behind a label of them.
    if known
        && after == first + 1
        && sheet
            .terms
            .get(first)
            .is_some_and(|t| t.shape == Shape::Initials)
        && label.to_lowercase().contains("voorl")
    {
        names.add(sheet, (first, after), Strength::Likely);
    }
}

/// The first term that is no title and no small word between names.
fn without_titles(sheet: &Sheet, first: usize, after: usize) -> usize {
    let titles = (first..after).take_while(|at| {
        sheet.terms.get(*at).is_some_and(|t| {
            t.shape != Shape::Initials
                && (crate::model::word::is_title(sheet.key(t))
                    || matches!(sheet.key(t), "de" | "en") && t.shape == Shape::Lower)
        })
    });
    first + titles.count()
}

/// A name that ends where its cell does, or a comma, a bracket or a slash stands; and where the next may begin.
fn one(sheet: &Sheet, first: usize, after: usize) -> Option<(name::Name, usize)> {
    if let Some(found) = name::whole(sheet, first, after) {
        return Some((found, after));
    }
    let ends = |at: usize| {
        let gap = sheet.gap(at);
        at + 1 == after
            || gap.contains([',', '(', ';', '/', '\n', '\t', '<', '&'])
            || gap.contains(" - ")
            || gap.contains(". ")
                && sheet
                    .terms
                    .get(at)
                    .is_some_and(|t| t.shape != Shape::Initials)
            || sheet.terms.get(at + 1).is_some_and(|t| {
                matches!(sheet.key(t), "en" | "of" | "dd") && t.shape == Shape::Lower
            })
    };
    let reversed = name::reversed(sheet, first).filter(|n| {
        n.terms.1 <= after
            && (n.has_initials
                || sheet
                    .terms
                    .get(n.terms.1 - 1)
                    .is_some_and(|t| t.known.first))
    });
    let reversed = reversed.filter(|n| ends(n.terms.1 - 1));
    let found = reversed.or_else(|| {
        let end = (first..after).find(|at| ends(*at))? + 1;
        name::whole(sheet, first, end).or_else(|| {
            // A function behind the name without a sign between.
            let n = name::forward(sheet, first)?;
            let trimmed = name::trimmed(sheet, n.terms);
            (n.has_initials && trimmed <= end).then_some(name::Name {
                terms: (first, trimmed),
                ..n
            })
        })
    })?;
    // What a bracket holds, and a function behind a comma, is no name: on to the next comma.
    let mut next = found.terms.1;
    if sheet.gap(next - 1).contains('(') {
        while next < after && !sheet.gap(next - 1).contains(')') {
            next += 1;
        }
    }
    Some((found, next))
}
