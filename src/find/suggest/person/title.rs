//! Names behind a title or a word for a person: `de heer Jansen`, `mw. A. Bakker`, `buurvrouw Fatima`.
//!
//! **Invariant:** behind a word that ordinary words follow as well, an ordinary word is no name.
//! **Absent:** public functions; those are asked when all names of the dossier are known.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::kin::is_word_for_person;
use super::office;
use super::{guard, name};
use crate::model::word::is_title;

/// Words behind which a name stands in running text.
const VERBAL: [&str; 26] = [
    "memo van",
    "vertrek van",
    "reactie van",
    "afwezigheid van",
    "gesproken met",
    "gebeld door",
    "gebeld met",
    "gesprek met",
    "overleg met",
    "contact met",
    "verklaring van",
    "opmerking van",
    "vragen aan",
    "gemeld door",
    "ondertekend door",
    "opgesteld door",
    "getekend door",
    "behandeld door",
    "uitgevoerd door",
    "mail van",
    "brief van",
    "bericht van",
    "verzoek van",
    "bezwaar van",
    "tav",
    "afspraak met",
];

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for at in 1..sheet.terms.len() {
        let Some(before) = sheet.terms.get(at - 1) else {
            continue;
        };
        let key = sheet.key(before);
        let gap = sheet.gap(at - 1);
        if matches!(gap, ", " | " (") && is_word_for_person(key) && before.shape == Shape::Lower {
            apposed(sheet, at, names);
            continue;
        }
        let joined = matches!(gap, " " | ". " | "." | ": " | " '" | " ‘" | " \"" | " “")
            || (gap == "\n" && sheet.goes_on(at - 1));
        if !joined || before.shape == Shape::Initials && !is_title(key) {
            continue;
        }
        let titled = is_title(key) && key != "zuster" || matches!(key, "tav" | "afz" | "tnv");
        let called = matches!(key, "bijnaam" | "alias" | "roepnaam");
        let quoted = called && matches!(gap, " '" | " ‘" | " \"" | " “");
        // `Boekhouder is Zwart.`
        let is_said = key == "is"
            && gap == " "
            && at > 1
            && sheet.gap(at - 2) == " "
            && sheet
                .terms
                .get(at - 2)
                .is_some_and(|t| is_word_for_person(sheet.key(t)));
        let person =
            is_word_for_person(key) && matches!(gap, " " | ": " | "\n") || quoted || is_said;
        let verbal = gap == " "
            && at >= 2
            && sheet.terms.get(at - 2).is_some_and(|t| {
                let said = format!("{} {key}", sheet.key(t));
                VERBAL.contains(&said.as_str())
            });
        // `een man die zich Wojtek noemde`
        let is_called = key == "zich"
            && (at..at + 3).any(|n| {
                let term = sheet.terms.get(n + 1);
                sheet.goes_on(n) && term.is_some_and(|t| matches!(sheet.key(t), "noemde" | "noemt"))
            });
        if titled {
            titled_name(sheet, at, names);
        } else if person || verbal || is_called {
            named_person(sheet, at, names);
        }
    }
}

fn titled_name(sheet: &Sheet, at: usize, names: &mut Names) {
    // `de heer mr. dr. J. Jansen`: the last title is asked.
    if sheet
        .terms
        .get(at)
        .is_some_and(|t| is_title(sheet.key(t)) && t.shape != Shape::Initials)
    {
        return;
    }
    let found = name::forward(sheet, at).or_else(|| {
        let term = sheet.terms.get(at)?;
        let is_bare = term.shape == Shape::Letter
            || (term.shape == Shape::Upper && sheet.key(term).len() <= 4);
        let rest = (is_bare && sheet.goes_on(at)).then(|| name::forward(sheet, at + 1))??;
        Some(name::Name {
            terms: (at, rest.terms.1),
            ..rest
        })
    });
    let Some(found) = found else { return };
    let found = with_bare_initials(sheet, at).unwrap_or(found);
    let end = name::trimmed(sheet, found.terms);
    let terms = sheet.terms.get(at..end).unwrap_or(&[]);
    // `de meneer van Jeugdzorg`
    if let [van, office] = terms
        && van.shape == Shape::Lower
        && sheet.key(van) == "van"
        && office.known.word
        && !office.known.name()
        && sheet.key(office).len() >= office::MIN_OFFICE_LETTERS
    {
        return;
    }
    let is_short = |t: &Term| t.shape == Shape::Upper && sheet.key(t).len() < 5 && !t.known.name();
    if terms.len() < 2 || !terms.iter().all(is_short) {
        names.add(sheet, (at, end), Strength::Strong);
    }
}

/// `JP Jansen`, `J de Vries`: capitals without points before a name.
fn with_bare_initials(sheet: &Sheet, at: usize) -> Option<name::Name> {
    let term = sheet.terms.get(at)?;
    let is_bare = term.shape == Shape::Letter
        || (term.shape == Shape::Upper && sheet.key(term).len() <= 4 && !term.known.name());
    let rest = (is_bare && sheet.goes_on(at)).then(|| name::forward(sheet, at + 1))??;
    Some(name::Name {
        terms: (at, rest.terms.1),
        ..rest
    })
}

/// A name between commas or brackets behind a word for a person: `zijn dierenarts, Jolijn van de praktijk`.
fn apposed(sheet: &Sheet, at: usize, names: &mut Names) {
    let Some(found) = name::forward(sheet, at) else {
        return;
    };
    let found_terms = guard::without_firm(sheet, found.terms, names.detector);
    let end = office::without_office(sheet, (at, name::trimmed(sheet, found_terms)));
    let terms = sheet.terms.get(at..end).unwrap_or(&[]);
    let is_other = |t: &Term| {
        guard::is_stop(sheet, t) || t.known.proper && !t.known.name() || t.shape == Shape::Upper
    };
    let gap = sheet.gap(end - 1);
    let is_van = sheet.terms.get(end).is_some_and(|t| sheet.key(t) == "van") && gap == " ";
    let closes = gap.starts_with([',', ')', '.', ';']) || gap.starts_with(" (") || is_van;
    if closes && name::worth(sheet, &found) > 1 && !terms.iter().any(is_other) {
        names.add(sheet, (at, end), Strength::Likely);
    }
}

/// Words for who works for others, or owns: a firm may be called so as well as a person.
static HIRED: Words = Words::new(
    "makelaar advocaat accountant architect ontwikkelaar projectontwikkelaar initiatiefnemer verhuurder eigenaar \
     ondernemer adviseur beheerder projectleider jurist bestuurder exploitant",
);

/// Whether what stands behind a term may be a firm: no list knows it as a name.
fn may_be_firm(sheet: &Sheet, at: usize, name: &name::Name) -> bool {
    let before = at.checked_sub(1).and_then(|b| sheet.terms.get(b));
    let is_hired = before.is_some_and(|t| HIRED.contains(sheet.key(t)));
    is_hired && name::worth(sheet, name) < 3
}

/// Whether a name begins behind a `van` that is no prefix of it: `zoon van Jan Zwart`, `vader van Thijs`.
fn is_behind_van(sheet: &Sheet, at: usize) -> bool {
    let is_first = |t: &Term| t.known.first && t.shape == Shape::Capital;
    sheet.gap(at) == " "
        && sheet.terms.get(at + 1).is_some_and(is_first)
        && sheet
            .terms
            .get(at)
            .is_some_and(|t| t.shape == Shape::Lower && sheet.key(t) == "van")
}

fn named_person(sheet: &Sheet, at: usize, names: &mut Names) {
    if name::forward(sheet, at).is_some_and(|n| may_be_firm(sheet, at, &n)) {
        return;
    }
    let at = at + usize::from(is_behind_van(sheet, at));
    let Some(found) = name::forward(sheet, at) else {
        return;
    };
    let end = name::trimmed(sheet, found.terms);
    let Some(name) = name::forward(sheet, at).map(|n| name::Name {
        terms: (at, end),
        ..n
    }) else {
        return;
    };
    let single = sheet.terms.get(at).is_some_and(is_capital) && end == at + 1;
    let worth = name::worth(sheet, &name);
    let terms = sheet.terms.get(at..end).unwrap_or(&[]);
    let is_acronym = terms
        .iter()
        .all(|t| t.shape == Shape::Upper && !t.known.name());
    let is_word = sheet
        .terms
        .get(end - 1)
        .is_some_and(|t| t.known.word && !t.known.name() || t.known.proper);
    let is_region = sheet.terms.get(end - 1).is_some_and(|t| {
        let head = super::super::lexicon::Known::of(sheet.head(t));
        sheet.head(t) != sheet.key(t) && (head.proper || head.word) && !head.name()
    });
    let is_road = is_region || guard::is_road(sheet, (at, end));
    if is_road
        || (single
            && (is_word
                || sheet
                    .terms
                    .get(at)
                    .is_some_and(|t| t.shape == Shape::Upper && !t.known.name())))
        || worth < 2 && !is_prefixed(sheet, at, end)
        || is_acronym
    {
        return;
    }
    names.add(sheet, (at, end), Strength::Strong);
}

/// Two prefixes before a family name, or one with a capital before what is no ordinary word: `van 't Hof`, `Van Beek`.
fn is_prefixed(sheet: &Sheet, at: usize, end: usize) -> bool {
    let terms = sheet.terms.get(at..end).unwrap_or(&[]);
    let prefixes = terms.iter().take_while(|t| sheet.is_prefix(t)).count();
    let own = terms.first().is_some_and(|t| t.shape == Shape::Capital);
    let last = terms.last().is_some_and(|t| {
        t.shape == Shape::Capital && (!t.known.word && !t.known.proper || t.known.name())
    });
    prefixes > 1 && own || prefixes == 1 && own && last
}
