//! Small words before a family name: `van den Berg`, `in 't Veld`.
//!
//! **Invariant:** a preposition begins a family name only where an article or the list of names says so.
//! **Absent:** which words are prefixes; see `model::word`.

use super::super::sheet::{Shape, Sheet, Term};

/// Words before a family name that are prepositions as well.
const PREPOSITIONS: [&str; 8] = ["in", "op", "aan", "bij", "uit", "onder", "voor", "te"];

/// Whether a prefix begins the family name: not behind a whole name (`Leo Pardon van de NMBS`), and a preposition only
/// where an article follows and the name is listed (`Anna in 't Veld`, not `Anna in Ede`).
pub fn begins_family(sheet: &Sheet, at: usize, parts: &[usize], has_initials: bool) -> bool {
    let term = |at: usize| sheet.terms.get(at);
    let key = term(at).map_or("", |t| sheet.key(t));
    let is_joined = at.checked_sub(1).and_then(term).is_some_and(|t| {
        sheet.is_prefix(t)
            || crate::model::word::is_prefix(sheet.tail(t))
            || sheet.gap(at - 1).contains('\'')
    });
    if is_joined {
        return true;
    }
    // `Bram van de OR`
    let next = (at..at + 3).find_map(|at| term(at).filter(|t| !sheet.is_prefix(t)));
    let of_capitals = parts
        .last()
        .and_then(|at| term(*at))
        .is_some_and(|t| t.shape == Shape::Upper);
    let is_office =
        next.is_some_and(|t| t.shape == Shape::Upper && sheet.key(t).len() < 5 && !t.known.name());
    if key == "van" && !parts.is_empty() && !of_capitals && is_office {
        return false;
    }
    // `Piet Hein van het Rode Kruis`
    if key == "van" && !parts.is_empty() && term(at + 1).is_some_and(|t| sheet.key(t) == "het") {
        let family = term(at + 2).map(|t| t.known).unwrap_or_default();
        return (family.family || family.person) && !family.word && !family.proper;
    }
    // `N. te Ede` is born or lives there.
    let is_place = |t: &Term| t.known.proper && !t.known.name();
    if key == "te" && term(at + 1).is_some_and(is_place) {
        return false;
    }
    let last = parts.last().and_then(|at| term(*at));
    let is_whole = match (last, has_initials) {
        (Some(_), true) => true,
        (Some(last), false) => {
            let next = (at..at + 4).find_map(|at| term(at).filter(|t| !sheet.is_prefix(t)));
            let listed = next.is_some_and(|t| t.known.family || t.known.person);
            parts.len() > 1 && !last.known.first && !(last.known.person && listed)
        }
        (None, _) => false,
    };
    if is_whole {
        return false;
    }
    if !PREPOSITIONS.contains(&key) || has_initials {
        return true;
    }
    let article = sheet.goes_on(at)
        && term(at + 1).is_some_and(|t| matches!(sheet.key(t), "t" | "de" | "den" | "der" | "het"));
    let family = if article { term(at + 2) } else { term(at + 1) };
    let listed = family.is_some_and(|t| (t.known.family || t.known.person) && !t.known.proper);
    let is_apostrophe = sheet.gap(at).contains(['\'', '’', '‘']);
    is_apostrophe || (article || key == "te") && listed
}
