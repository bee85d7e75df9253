//! One word in running text that is a name: a listed first name that is nothing else, or what only persons do behind it.
//!
//! **Invariant:** a word of the language is one only amid a sentence, where its capital says so.
//! **Absent:** names of more words, see [`super::prose`].

use super::super::lexicon::Known;
use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::found::{Names, Strength};
use super::verbs::VERBS;
use super::{guard, letter, name};

/// What only persons do.
static SPEECH: Words = Words::new(
    "weigerde verklaarde belde zei zegt herkent pakt woont merkte belt vertelt vertelde mailt mailde \
     antwoordde denkt vroeg huilt klaagt klaagde lacht schreeuwt schreeuwde huilde sust",
);
/// Words before the name of a place.
static PLACING: Words = Words::new("in te naar uit tegen rond bij nabij");
/// Words before what is done to, or with, a thing.
static LEADING: Words = Words::new("de het een te in van artikel als zijn haar bij naar uit");

pub fn find(sheet: &Sheet, at: usize, names: &mut Names) {
    let Some(term) = sheet.terms.get(at) else {
        return;
    };
    let is_written = term.shape == Shape::Capital && sheet.key(term).len() > 2;
    if !is_written || guard::is_stop(sheet, term) || sheet.is_prefix(term) {
        return;
    }
    let next = sheet.terms.get(at + 1).filter(|_| sheet.goes_on(at));
    // `Albert Heijn`
    if next.is_some_and(|t| t.shape == Shape::Capital && guard::is_stop(sheet, t)) {
        return;
    }
    let is_street = next.is_some_and(|t| guard::is_street_name(sheet.key(t)));
    let by_itself = !is_street && is_given(sheet, at, term);
    if by_itself || acts(sheet, at, term) {
        let end = letter::behind(sheet, at).unwrap_or(at + 1);
        names.add(sheet, (at, end), Strength::Likely);
    }
}

fn before(sheet: &Sheet, at: usize) -> &str {
    let before = at.checked_sub(1).and_then(|b| sheet.terms.get(b));
    before.map_or("", |t| sheet.key(t))
}

/// A list has it as a name of something else as well, and nothing says that it is none.
fn is_elsewhere(sheet: &Sheet, at: usize, term: &Term) -> bool {
    term.known.proper && (!term.known.first || PLACING.contains(before(sheet, at)))
}

/// Whether a word is a first name by its lists and by where it stands.
fn is_given(sheet: &Sheet, at: usize, term: &Term) -> bool {
    let known = term.known;
    let begins = name::begins(sheet, at);
    let elsewhere = is_elsewhere(sheet, at, term);
    let is_plain = known.word && (!known.person || begins);
    // `in de Isala`
    let is_thing = matches!(before(sheet, at), "de" | "het" | "een") && sheet.gap_before(at) == " ";
    if (known.first || is_double(sheet, term)) && !is_plain && !elsewhere && !is_thing {
        return true;
    }
    // `zegt dat Mark van de griffie belt`: a capital in the middle of a sentence is no ordinary word's.
    let amid = is_amid(sheet, at) && !begins && !LEADING.contains(before(sheet, at));
    let is_named = known.person && !known.word && !known.proper;
    known.first && known.word && amid && !elsewhere || is_named && (amid || is_joined(sheet, at))
}

/// Whether what only persons do stands behind a word.
fn acts(sheet: &Sheet, at: usize, term: &Term) -> bool {
    let next = sheet.terms.get(at + 1).filter(|_| sheet.gap(at) == " ");
    let verb = next.filter(|t| t.shape == Shape::Lower);
    let verb = verb.map_or("", |t| sheet.key(t));
    let led = sheet.gap_before(at) == " " && LEADING.contains(before(sheet, at));
    if led || is_elsewhere(sheet, at, term) || !VERBS.contains(verb) {
        return false;
    }
    let speaks = SPEECH.contains(verb);
    match term.known.word {
        true => speaks && term.known.family,
        false => term.known.name() || speaks && !guard::is_street_name(sheet.key(term)),
    }
}

/// Whether a term stands in a sentence, as neither its first word nor a part of what else has a capital.
fn is_amid(sheet: &Sheet, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let leads = sheet.terms.get(before).is_some_and(|t| {
        t.shape == Shape::Lower
            || t.shape == Shape::Capital && t.known.word && name::begins(sheet, before)
    });
    let next = sheet.terms.get(at + 1).filter(|_| sheet.goes_on(at));
    let follows = next.is_some_and(|t| t.shape == Shape::Lower);
    let closes =
        sheet.gap(at).starts_with([',', '.', ')', '?', '!']) || sheet.gap(at).starts_with(" (");
    leads && sheet.goes_on(before) && (follows || closes)
}

/// Two listed first names in one: `Frank-Willem`.
fn is_double(sheet: &Sheet, term: &Term) -> bool {
    let is_given = |key: &str| {
        let known = Known::of(key);
        key.len() > 1 && (known.first || known.person)
    };
    let (head, tail) = (sheet.head(term), sheet.tail(term));
    head != sheet.key(term) && is_given(head) && is_given(tail)
}

/// Whether `en` or a slash joins a word to a listed name: `Anna en Sietse`.
fn is_joined(sheet: &Sheet, at: usize) -> bool {
    let is_name = |at: usize| {
        sheet.terms.get(at).is_some_and(|t| {
            t.shape == Shape::Capital
                && !t.known.word
                && !t.known.proper
                && (t.known.first || t.known.person)
        })
    };
    let is_and = |at: usize| {
        let term = sheet.terms.get(at);
        term.is_some_and(|t| sheet.key(t) == "en" && t.shape == Shape::Lower)
            && sheet.gap_before(at) == " "
            && sheet.gap(at) == " "
    };
    let slash = |at: usize| matches!(sheet.gap(at), "/" | " / ");
    let before = |count: usize| at.checked_sub(count);
    is_and(at + 1) && is_name(at + 2)
        || slash(at) && is_name(at + 1)
        || before(2).is_some_and(|at| is_and(at + 1) && is_name(at))
        || before(1).is_some_and(|at| slash(at) && is_name(at))
}
