//! Names that a strong context gave somewhere in the dossier, wherever they stand.
//!
//! **Invariant:** a remembered word that is ordinary counts only where something beside it says that it is a name.
//! **Absent:** learning; see [`super::super::memory`].

use super::super::Memory;
use super::super::lexicon;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::is_capital;
use super::found::{Names, Strength};
use super::{guard, name};
use crate::model::word::is_title;

pub fn find(sheet: &Sheet, memory: &Memory, names: &mut Names) {
    let mut at = 0;
    while at < sheet.terms.len() {
        match remembered(sheet, memory, at) {
            Some(terms) => {
                names.add(sheet, terms, Strength::Likely);
                at = terms.1.max(at + 1);
            }
            None => at += 1,
        }
    }
}

/// What the dossier remembers of one word.
#[derive(Clone, Copy)]
struct Hit {
    family: bool,
    given: bool,
    mailed: bool,
}

fn hit(sheet: &Sheet, memory: &Memory, term: &Term) -> Option<Hit> {
    let key = sheet.key(term);
    let parts = [key, sheet.head(term), sheet.tail(term)];
    let is_double = sheet.head(term) != key;
    let asked = if is_double { &parts[..] } else { &parts[..1] };
    let family = asked
        .iter()
        .any(|k| k.len() > 1 && memory.families.contains_key(*k));
    let given =
        memory.givens.contains(key) || is_double && memory.givens.contains(sheet.head(term));
    let mailed = memory.mailed.contains(key) && !term.known.word && !term.known.proper;
    if family || given || mailed {
        return Some(Hit {
            family,
            given,
            mailed,
        });
    }
    let misread =
        !term.known.word && !term.known.proper && !term.known.name() && memory.is_near_family(key);
    misread.then_some(Hit {
        family: true,
        given: false,
        mailed: false,
    })
}

fn remembered(sheet: &Sheet, memory: &Memory, at: usize) -> Option<(usize, usize)> {
    let term = sheet.terms.get(at)?;
    if term.shape == Shape::Lower {
        return small(sheet, memory, at);
    }
    if !is_capital(term) || guard::is_stop(sheet, term) || sheet.is_prefix(term) {
        return None;
    }
    let found = hit(sheet, memory, term)?;
    let led = leading(sheet, memory, at, found.family);
    let end = trailing(sheet, memory, at, found);
    let named = led.named || end > at + 1;
    let key = sheet.key(term);
    if memory.is_place_name(key) && !led.named {
        return None;
    }
    if !led.named && is_of_other(sheet, (led.first, end)) {
        return None;
    }
    let common = term.known.word || found.mailed && !found.family && !found.given;
    if term.known.word && !named && !memory.registered.contains(key) {
        let begins = name::begins(sheet, at);
        let spoken = sheet.gap(at).starts_with(": ")
            || sheet.goes_on(at)
                && sheet
                    .terms
                    .get(at + 1)
                    .is_some_and(|t| is_speech(sheet.key(t)));
        let alone =
            name::is_first_of_cell(sheet, at) && name::is_last_of_cell(sheet, at) && found.given;
        let bracketed = sheet.gap_before(at).ends_with('(') && sheet.gap(at).starts_with(')');
        let lower_behind = sheet.goes_on(at)
            && sheet.terms.get(at + 1).is_some_and(|t| {
                t.shape == Shape::Lower
                    && (sheet.key(t).ends_with('t')
                        || sheet.key(t).ends_with("de")
                        || sheet.key(t).ends_with("te"))
            });
        let known = !memory.is_lower(key) && (found.given || lower_behind);
        if begins && !spoken && !alone && !bracketed && !known {
            return None;
        }
    }
    if found.mailed
        && !found.family
        && !found.given
        && common
        && name::begins(sheet, at)
        && term.known.word
    {
        return None;
    }
    Some((led.first, end))
}

/// Whether a word beside a remembered one says that a law, a foundation or a firm bears the name: `Wet Zwart`, `Zwart Beheer`.
fn is_of_other(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    let is_capital = |t: &Term| t.shape == Shape::Capital;
    let before = first
        .checked_sub(1)
        .filter(|b| matches!(sheet.gap(*b), " " | ". "));
    let led = before.and_then(|b| sheet.terms.get(b)).is_some_and(|t| {
        is_capital(t)
            && matches!(
                sheet.key(t),
                "besluit" | "wet" | "stichting" | "st" | "sint" | "huize" | "villa" | "hotel"
            )
    });
    let next = sheet.terms.get(end).filter(|_| sheet.gap(end - 1) == " ");
    let follows = next.is_some_and(|t| {
        is_capital(t)
            && !t.known.name()
            && !sheet.is_prefix(t)
            && !guard::is_public_function(sheet.key(t))
    });
    led || follows && end == first + 1
}

/// A remembered first name in lower case that is no word, and the remembered family name behind it.
fn small(sheet: &Sheet, memory: &Memory, at: usize) -> Option<(usize, usize)> {
    let is_plain = |t: &Term| t.shape == Shape::Lower && !t.is_address;
    let term = sheet.terms.get(at).filter(|t| is_plain(t))?;
    let key = sheet.key(term);
    if memory.users.contains(key) && !lexicon::is_word(key) {
        return Some((at, at + 1));
    }
    let is_mailed = || {
        let known = lexicon::Known::of(key);
        memory.mailed.contains(key) && (known.first || known.person)
    };
    let is_given = memory.givens.contains(key) || is_mailed();
    if key.len() < SHORTEST || !is_given || lexicon::is_word(key) {
        return None;
    }
    let mut end = at + 1;
    while sheet.goes_on(end - 1)
        && sheet
            .terms
            .get(end)
            .is_some_and(|t| is_plain(t) && sheet.is_prefix(t))
    {
        end += 1;
    }
    let family = sheet.terms.get(end).filter(|t| is_plain(t));
    let is_family = family.is_some_and(|t| memory.families.contains_key(sheet.key(t)));
    let joined = is_family && sheet.goes_on(end - 1);
    Some((at, if joined { end + 1 } else { at + 1 }))
}

/// Letters of a first name in lower case that is looked for.
const SHORTEST: usize = 3;

fn is_speech(key: &str) -> bool {
    super::verbs::VERBS.contains(key)
        || matches!(
            key,
            "heeft"
                | "is"
                | "was"
                | "geeft"
                | "gaf"
                | "weigerde"
                | "verklaarde"
                | "meldt"
                | "vraagt"
                | "pakt"
                | "stelt"
                | "herkent"
                | "belt"
                | "zegt"
                | "merkte"
                | "wijst"
                | "spreekt"
                | "deed"
                | "wil"
                | "zei"
                | "belde"
                | "mailt"
                | "komt"
                | "gaat"
                | "vroeg"
        )
}

struct Leading {
    first: usize,
    /// Initials, a title, a first name or a greeting stands before it.
    named: bool,
}

/// The prefixes, initials and first names before a name.
fn leading(sheet: &Sheet, memory: &Memory, at: usize, is_family: bool) -> Leading {
    let mut first = at;
    let before = |at: usize| {
        at.checked_sub(1)
            .filter(|b| sheet.goes_on(*b))
            .and_then(|b| sheet.terms.get(b).map(|t| (b, t)))
    };
    let mut prefixes = String::new();
    if is_family {
        while let Some((b, t)) = before(first)
            && sheet.is_prefix(t)
            && at - b <= 3
        {
            prefixes.insert_str(0, sheet.key(t));
            first = b;
        }
    }
    let key = sheet.terms.get(at).map_or("", |t| sheet.key(t));
    let known = memory
        .families
        .get(key)
        .is_some_and(|seen| seen.contains(&prefixes))
        || prefixes.is_empty();
    let (mut start, mut named) = (first, false);
    while let Some((b, t)) = before(start) {
        if !(t.shape == Shape::Initials || is_family && is_first_name(sheet, memory, at, b))
            || at - b > 6
        {
            break;
        }
        (start, named) = (b, true);
    }
    let titled = before(start).is_some_and(|(_, t)| {
        t.shape != Shape::Initials
            && (is_title(sheet.key(t)) || is_greeting(sheet.key(t)) && t.shape == Shape::Capital)
    }) || start.checked_sub(1).is_some_and(|b| {
        matches!(sheet.gap(b), ". " | ".")
            && sheet.terms.get(b).is_some_and(|t| is_title(sheet.key(t)))
    });
    let called = sheet.gap_before(start).ends_with('@');
    if !named && !titled && !known {
        // `van` before a name that is not written with it is an ordinary word, unless it has a capital.
        let own = sheet
            .terms
            .get(first)
            .is_some_and(|t| t.shape == Shape::Capital)
            && !name::begins(sheet, first);
        start = if own { first } else { at };
    }
    Leading {
        first: start,
        named: named || titled || called || (!prefixes.is_empty() && known && start < at),
    }
}

/// Whether a word before a family name is a first name of its bearer.
fn is_first_name(sheet: &Sheet, memory: &Memory, family: usize, at: usize) -> bool {
    let (Some(bearer), Some(t)) = (sheet.terms.get(family), sheet.terms.get(at)) else {
        return false;
    };
    if !is_capital(t) || guard::is_stop(sheet, t) || sheet.is_prefix(t) {
        return false;
    }
    let key = sheet.key(t);
    let is_known = memory.families.contains_key(sheet.key(bearer));
    // Beside a family name that is nothing else stands a first name, on whatever list.
    let is_rare = is_known && !bearer.known.word && !bearer.known.proper;
    let may_be_name = t.known.name() || !t.known.word && !t.known.proper;
    memory.givens.contains(key)
        || t.known.first && !t.known.word
        || t.known.first && is_known && !name::begins(sheet, at)
        || is_rare && may_be_name && !memory.families.contains_key(key)
}

fn is_greeting(key: &str) -> bool {
    matches!(
        key,
        "beste" | "hoi" | "dag" | "ha" | "hallo" | "hi" | "geachte" | "lieve"
    )
}

/// Where a name ends that begins with a remembered word.
fn trailing(sheet: &Sheet, memory: &Memory, at: usize, found: Hit) -> usize {
    let mut end = at + 1;
    let mut next = at;
    while sheet.goes_on(next) && next < at + 5 {
        next += 1;
        let Some(term) = sheet.terms.get(next) else {
            break;
        };
        if sheet.is_prefix(term) && (found.given || found.family) {
            continue;
        }
        let is_part = is_capital(term) && !guard::is_stop(sheet, term);
        let key = sheet.key(term);
        let listed = term.known.family && !term.known.word
            || !term.known.word && !term.known.proper && term.known.name();
        if !is_part
            || !(memory.families.contains_key(key)
                || found.given && memory.givens.contains(key)
                || found.given
                    && (listed
                        || next > at + 1 && term.known.family
                        || !term.known.word && !term.known.proper && next > at + 1))
        {
            break;
        }
        end = next + 1;
    }
    end
}
