//! Names in running text: a listed first name before a capital, two capitals that no list knows.
//!
//! **Invariant:** at the beginning of a sentence an ordinary word is no name by its capital; text in another language is not
//! asked for unknown words.
//! **Absent:** one word alone, see [`single`]; what the dossier says; that is memory.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::office;
use super::verbs::VERBS;
use super::{guard, letter, name, single};

/// Functions behind a name, after a comma or in brackets.
static ROLES: Words = Words::new(
    "teamleider teammanager secretaris adviseur beleidsadviseur jurist projectleider manager medewerker \
     directeur bereikbaar tel toestel voornoemd beleidsmedewerker consulent toezichthouder inspecteur \
     coordinator wijkagent huisarts leerkracht docent communicatieadviseur ambtenaar procesregisseur",
);

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    let is_dutch = is_dutch(sheet);
    let mut at = 0;
    while at < sheet.terms.len() {
        let Some(term) = sheet.terms.get(at) else {
            break;
        };
        let is_small = matches!(
            sheet.key(term),
            "voor" | "in" | "op" | "aan" | "bij" | "uit" | "onder" | "te" | "over" | "het"
        );
        if let Some(end) = capitals(sheet, at) {
            names.add(sheet, (at, end), Strength::Strong);
            at = end;
            continue;
        }
        if is_small
            || term.shape != Shape::Capital
            || guard::is_stop(sheet, term)
            || term.is_address
            || sheet.is_prefix(term) && !is_own_prefix(sheet, at)
        {
            at += 1;
            continue;
        }
        at = match name::forward(sheet, at) {
            Some(found) if found.terms.1 > at + 1 => several(sheet, found, is_dutch, names),
            _ => {
                single::find(sheet, at, names);
                at + 1
            }
        };
    }
}

/// A name in capitals in a sentence that is not: the first word listed as a first name, or the last as nothing but a
/// family name.
fn capitals(sheet: &Sheet, at: usize) -> Option<usize> {
    let found = name::forward(sheet, at).filter(|n| n.terms.0 == at)?;
    let terms = sheet.terms.get(at..found.terms.1)?;
    let is_lower = |at: Option<usize>| {
        at.and_then(|at| sheet.terms.get(at))
            .is_some_and(|t| t.shape == Shape::Lower)
    };
    let is_capitals = |t: &Term| {
        t.shape == Shape::Upper && sheet.key(t).len() > 2 && !guard::is_stop(sheet, t)
            || sheet.is_prefix(t)
    };
    let in_text = is_lower(at.checked_sub(1)) && sheet.gap_before(at) == " "
        || is_lower(Some(found.terms.1)) && sheet.goes_on(found.terms.1 - 1);
    let (first, last) = (terms.first()?, terms.last()?);
    let is_long = |t: &Term| sheet.key(t).len() > 4;
    let listed = first.known.first && !first.known.word
        || last.known.family && !last.known.word && !last.known.proper
        || !first.known.word
            && !first.known.proper
            && !last.known.word
            && is_long(first)
            && is_long(last);
    let parts = terms.iter().filter(|t| !sheet.is_prefix(t)).count();
    let takes = in_text && listed && parts > 1 && terms.iter().all(is_capitals);
    takes.then_some(found.terms.1)
}

/// A prefix with a capital in the middle of a sentence: `aan Van Rossem`. An article counts only before a listed name.
fn is_own_prefix(sheet: &Sheet, at: usize) -> bool {
    let key = sheet.terms.get(at).map_or("", |t| sheet.key(t));
    let next = sheet.terms.get(at + 1).filter(|_| sheet.goes_on(at));
    let listed =
        next.is_some_and(|t| t.known.family && !t.known.proper && (key == "de" || !t.known.word));
    let own = matches!(key, "van" | "ter" | "ten" | "el" | "al" | "von" | "ben");
    let small = next.is_some_and(|t| sheet.is_prefix(t));
    !name::begins(sheet, at)
        && (listed || own && next.is_some_and(|t| t.shape == Shape::Capital || small))
}

/// Text of which most words are Dutch.
fn is_dutch(sheet: &Sheet) -> bool {
    let lower: Vec<&Term> = sheet
        .terms
        .iter()
        .filter(|t| t.shape == Shape::Lower && sheet.key(t).len() > 1 && !t.is_address)
        .take(120)
        .collect();
    let known = lower
        .iter()
        .filter(|t| super::super::lexicon::is_word(sheet.key(t)))
        .count();
    let foreign = lower
        .iter()
        .filter(|t| {
            matches!(
                sheet.key(t),
                "the" | "of" | "and" | "der" | "und" | "des" | "les" | "dos"
            )
        })
        .count();
    lower.len() < 40 || (known * 100 >= lower.len() * 72 && foreign * 100 < lower.len() * 3)
}

/// Two or more words; returns where to go on.
fn several(sheet: &Sheet, found: name::Name, is_dutch: bool, names: &mut Names) -> usize {
    let (mut first, mut end) = found.terms;
    // A bracket begins no sentence: `(Sjaak Terpstra)`.
    let begins = name::begins(sheet, first) && !sheet.gap_before(first).ends_with('(');
    // A word that begins the sentence is no part: `Namens Jan Jansen`, `Morgen Anna de Wit bellen`.
    while first + 1 < end
        && let Some(term) = sheet.terms.get(first)
        && term.known.word
        && !sheet.is_prefix(term)
        && (begins && first == found.terms.0 && !term.known.first
            || !term.known.name()
                && sheet
                    .terms
                    .get(first + 1)
                    .is_some_and(|t| t.known.first && first + 2 < end))
    {
        first += 1;
    }
    end = name::trimmed(sheet, (first, end));
    end = office::without_office(sheet, (first, end));
    if first >= end {
        return found.terms.1;
    }
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let parts: Vec<&Term> = terms
        .iter()
        .filter(|t| is_capital(t) && !sheet.is_prefix(t))
        .collect();
    let (Some(x), Some(s)) = (parts.first(), parts.last()) else {
        return found.terms.1;
    };
    if parts.len() < 2 {
        one_part(sheet, (first, end), begins, names);
        return found.terms.1;
    }
    let mids = parts.get(1..parts.len() - 1).unwrap_or(&[]);
    if mids.iter().any(|t| t.known.word && !t.known.name()) {
        // `Guus van Pandbeheer Brabant`
        if terms.get(1).is_some_and(|t| sheet.key(t) == "van") {
            single::find(sheet, first, names);
        }
        return first + 1;
    }
    if let Some(strength) = pair(sheet, x, s, first, found.has_prefix, is_dutch) {
        names.add(sheet, (first, end), strength);
    } else if !begins && !is_behind_prefix(sheet, first) && has_shortened(sheet, terms) {
        names.add(sheet, (first, end), Strength::Likely);
    } else if by_role(sheet, end) && !(x.known.word && s.known.word) {
        names.add(sheet, (first, end), Strength::Strong);
    }
    found.terms.1
}

fn is_behind_prefix(sheet: &Sheet, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|at| sheet.terms.get(at));
    before.is_some_and(|t| sheet.is_prefix(t))
}

/// One word with small words before it or one letter behind it, or alone.
fn one_part(sheet: &Sheet, (first, end): (usize, usize), begins: bool, names: &mut Names) {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let (Some(head), Some(only)) = (terms.first(), terms.iter().rfind(|t| is_capital(t))) else {
        return;
    };
    if terms.len() == 1 {
        single::find(sheet, first, names);
        return;
    }
    let led = sheet.is_prefix(head) && head.shape == Shape::Capital;
    let is_given = only.known.first || !only.known.word && !only.known.proper;
    let is_lettered =
        is_given && !(begins && only.known.word) && letter::behind(sheet, first) == Some(end);
    if is_lettered
        || only.known.family && !only.known.word && !begins
        || by_verb(sheet, end) && only.known.family
        || led && is_own_prefix(sheet, first)
    {
        names.add(sheet, (first, end), Strength::Likely);
    }
}

/// Whether small words stand in a name that only names have: `Nel v.d. Pol`.
fn has_shortened(sheet: &Sheet, terms: &[Term]) -> bool {
    let is_short = |t: &Term| {
        t.shape == Shape::Lower
            && matches!(
                sheet.key(t),
                "v" | "vd" | "vdn" | "ter" | "ten" | "der" | "den"
            )
    };
    terms.iter().any(is_short)
}

/// What two words are together.
fn pair(
    sheet: &Sheet,
    x: &Term,
    s: &Term,
    first: usize,
    prefixed: bool,
    is_dutch: bool,
) -> Option<Strength> {
    // A bracket begins no sentence: `(Sjaak Terpstra)`.
    let begins = name::begins(sheet, first) && !sheet.gap_before(first).ends_with('(');
    let head = super::super::lexicon::Known::of(sheet.head(x));
    let is_first = x.known.first || head.first || x.known.person && !x.known.word;
    let family = s.known.family
        || super::super::lexicon::Known::of(sheet.head(s)).family
        || super::super::lexicon::Known::of(sheet.tail(s)).family;
    let (xword, sword) = (x.known.word, s.known.word);
    let elsewhere = |t: &Term| t.known.proper && !t.known.name();
    if begins && xword && !(is_first && (prefixed || !sword || x.known.person)) {
        return None;
    }
    let is_plain = xword && sword;
    // `Bergen op Zoom`, `Alphen aan den Rijn`
    if x.known.proper && !x.known.first && s.known.word && prefixed {
        return None;
    }
    if is_first && (prefixed || !is_plain && !elsewhere(s)) {
        return Some(Strength::Strong);
    }
    // `Ferry van Zanten`: a word too, but in the middle of a sentence with a family name behind it.
    if x.known.person && !x.known.proper && prefixed && !begins && !elsewhere(s) {
        return Some(Strength::Likely);
    }
    if is_first && family {
        return Some(if begins && xword {
            Strength::Likely
        } else {
            Strength::Strong
        });
    }
    if is_first && !begins && !elsewhere(s) {
        return Some(Strength::Likely);
    }
    // `Sjaak Terpstra`: the first is a word as well.
    let is_known = s.known.name() || sheet.key(s).len() > 3;
    if !begins && x.known.person && is_known && !sword && !s.known.proper {
        return Some(Strength::Likely);
    }
    let is_town = guard::is_town(sheet.key(x), sheet.key(s));
    let is_given = x.known.first && !x.known.proper
        || (x.known.first || x.known.person) && !begins && !sword && !x.known.word;
    if is_given && !xword && elsewhere(s) && !is_town {
        return Some(Strength::Likely);
    }
    // `Rogier Sanders`: a list has the first word as a name of something else.
    if elsewhere(x) && !xword && !begins && s.known.family && !sword && !s.known.proper {
        return Some(Strength::Likely);
    }
    if !is_dutch || elsewhere(x) || elsewhere(s) || xword {
        return None;
    }
    let street = guard::is_street_name(sheet.key(s));
    let listed = x.known.name() || s.known.name() || family || head.name() || prefixed;
    if !listed && (is_foreign_word(sheet.key(x)) || is_foreign_word(sheet.key(s))) {
        return None;
    }
    if !sword && (!s.known.proper || family) && !street {
        return Some(if prefixed || family {
            Strength::Strong
        } else {
            Strength::Likely
        });
    }
    (!street && (family || prefixed)).then_some(Strength::Likely)
}

/// Ends as English nouns and adjectives do.
fn is_foreign_word(key: &str) -> bool {
    const ENDINGS: [&str; 21] = [
        "tion", "sion", "ing", "ness", "ity", "ive", "ment", "logy", "able", "ible", "ance",
        "ence", "ial", "ous", "ics", "ers", "ware", "box", "less", "acy", "ory",
    ];
    ENDINGS.iter().any(|ending| key.ends_with(ending))
}

fn by_verb(sheet: &Sheet, end: usize) -> bool {
    sheet.gap(end - 1) == " "
        && sheet
            .terms
            .get(end)
            .is_some_and(|t| t.shape == Shape::Lower && VERBS.contains(sheet.key(t)))
}

fn by_role(sheet: &Sheet, end: usize) -> bool {
    let gap = sheet.gap(end - 1);
    let stands = matches!(gap, ", " | " (" | " ");
    stands
        && sheet
            .terms
            .get(end)
            .is_some_and(|t| t.shape == Shape::Lower && ROLES.contains(sheet.key(t)))
}
