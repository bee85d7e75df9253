//! Names in running text: a listed first name before a capital, two capitals that no list knows.
//!
//! **Invariant:** at the beginning of a sentence an ordinary word is no name by its capital; text in another language is not
//! asked for unknown words.
//! **Absent:** one word alone, see [`single`]; what the dossier says; that is memory.

use super::super::claims::Claim;
use super::super::lexicon::Known;
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
    let begins = begins_sentence(sheet, first);
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
    let pair = Pair {
        sheet,
        given: x,
        family: s,
        begins: begins_sentence(sheet, first),
        is_prefixed: found.has_prefix,
    };
    if let Some(strength) = pair.strength(is_dutch) {
        names.add(sheet, (first, end), strength);
    } else if !begins && !is_behind_prefix(sheet, first) && has_shortened(sheet, terms) {
        names.add(sheet, (first, end), Strength::Likely);
    } else if by_role(sheet, end) && !(x.known.word && s.known.word) {
        names.add(sheet, (first, end), Strength::Strong);
    }
    found.terms.1
}

/// A bracket begins no sentence: `(Sjaak Terpstra)`.
fn begins_sentence(sheet: &Sheet, at: usize) -> bool {
    name::begins(sheet, at) && !sheet.gap_before(at).ends_with('(')
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

/// Two words with a capital that may be a given name and a family name.
struct Pair<'a> {
    sheet: &'a Sheet,
    given: &'a Term,
    family: &'a Term,
    /// The first begins its sentence, where a capital says nothing.
    begins: bool,
    /// A small word stands before the family name.
    is_prefixed: bool,
}

/// A list has the word as a name, but not of persons.
fn is_elsewhere(term: &Term) -> bool {
    term.known.proper && !term.known.name()
}

impl Pair<'_> {
    /// What two words are together.
    fn strength(&self, is_dutch: bool) -> Option<Strength> {
        let (x, s) = (self.given.known, self.family.known);
        let may_begin = self.is_given() && (self.is_prefixed || !s.word || x.person);
        if self.begins && x.word && !may_begin {
            return None;
        }
        // `Bergen op Zoom`, `Alphen aan den Rijn`
        if x.proper && !x.first && s.word && self.is_prefixed {
            return None;
        }
        self.by_lists()
            .or_else(|| is_dutch.then(|| self.by_unknown_words()).flatten())
    }

    /// The first word is a listed first name.
    fn is_given(&self) -> bool {
        let x = self.given.known;
        let head = Known::of(self.sheet.head(self.given));
        x.first || head.first || x.person && !x.word
    }

    /// The second word is a listed family name, or one part of it is.
    fn is_family(&self) -> bool {
        let (sheet, s) = (self.sheet, self.family);
        s.known.family || Known::of(sheet.head(s)).family || Known::of(sheet.tail(s)).family
    }

    /// What the lists of names say of the two.
    fn by_lists(&self) -> Option<Strength> {
        let (sheet, begins) = (self.sheet, self.begins);
        let (x, s) = (self.given.known, self.family.known);
        let is_given = self.is_given();
        let is_place = is_elsewhere(self.family);
        let are_words = x.word && s.word;
        if is_given && (self.is_prefixed || !are_words && !is_place) {
            return Some(Strength::Strong);
        }
        // `Ferry van Zanten`: a word too, but in the middle of a sentence with a family name behind it.
        if x.person && !x.proper && self.is_prefixed && !begins && !is_place {
            return Some(Strength::Likely);
        }
        if is_given && self.is_family() {
            return Some(if begins && x.word {
                Strength::Likely
            } else {
                Strength::Strong
            });
        }
        if is_given && !begins && !is_place {
            return Some(Strength::Likely);
        }
        // `Sjaak Terpstra`: the first is a word as well.
        let is_known = s.name() || sheet.key(self.family).len() > 3;
        if !begins && x.person && is_known && !s.word && !s.proper {
            return Some(Strength::Likely);
        }
        let is_town = guard::is_town(sheet.key(self.given), sheet.key(self.family));
        let may_be_given =
            x.first && !x.proper || (x.first || x.person) && !begins && !s.word && !x.word;
        if may_be_given && !x.word && is_place && !is_town {
            return Some(Strength::Likely);
        }
        // `Rogier Sanders`: a list has the first word as a name of something else.
        let is_other = is_elsewhere(self.given) && !x.word;
        (is_other && !begins && s.family && !s.word && !s.proper).then_some(Strength::Likely)
    }

    /// What the words themselves say in Dutch text, where no list does.
    fn by_unknown_words(&self) -> Option<Strength> {
        let (sheet, x, s) = (self.sheet, self.given, self.family);
        if is_elsewhere(x) || is_elsewhere(s) || x.known.word {
            return None;
        }
        let is_family = self.is_family();
        let is_supported = is_family || self.is_prefixed;
        let head = Known::of(sheet.head(x));
        let listed = x.known.name() || s.known.name() || head.name() || is_supported;
        if !listed && (is_foreign_word(sheet.key(x)) || is_foreign_word(sheet.key(s))) {
            return None;
        }
        if guard::is_street_name(sheet.key(s)) {
            return None;
        }
        if !s.known.word && (!s.known.proper || is_family) {
            return Some(if is_supported {
                Strength::Strong
            } else {
                Strength::Likely
            });
        }
        is_supported.then_some(Strength::Likely)
    }
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
