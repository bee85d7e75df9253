//! How a name is built: initials, first names, prefixes and family names, in either order.
//!
//! **Invariant:** a name stands in one cell, or goes on in the next line where the sentence does.
//! **Absent:** whether what is built so is a name; that is asked of lists and of the place.

use super::super::lexicon::Known;
use super::super::sheet::{Shape, Sheet, Term};
use super::capital::{has_next_part, is_capital, is_month_name};
use super::guard::is_stop;
use super::{letter, prefix};
use crate::model::word::{is_borne, is_title};

/// Words of one name at the most.
const WORDS: usize = 8;
/// And of one in lower case.
const SMALL: usize = 5;

/// The parts of what is built as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first term and the first after it.
    pub terms: (usize, usize),
    pub has_initials: bool,
    /// The first first name.
    pub given: Option<usize>,
    /// The last part of the family name, where there is one.
    pub family: Option<usize>,
    pub has_prefix: bool,
}

/// A term that may be part of a name.
fn is_part(sheet: &Sheet, at: usize) -> bool {
    let term = sheet.terms.get(at);
    term.is_some_and(|t| is_capital(t) && (!is_stop(sheet, t) || is_month_name(sheet, at)))
}

/// The parts of a name, as they are read one term after the other.
struct Parts<'a> {
    sheet: &'a Sheet,
    /// The first term of the name.
    first: usize,
    has_initials: bool,
    /// The terms that are parts of the name, without small words.
    terms: Vec<usize>,
    /// The first term after the last part.
    end: usize,
    has_prefix: bool,
    /// A prefix stands before what comes next.
    is_prefixed: bool,
}

impl<'a> Parts<'a> {
    /// Those behind a number of initials.
    fn read(sheet: &'a Sheet, first: usize, initials: usize) -> Self {
        let mut at = first + initials;
        let mut parts = Self {
            sheet,
            first,
            has_initials: initials > 0,
            terms: Vec::new(),
            end: at,
            has_prefix: false,
            is_prefixed: false,
        };
        while let Some(term) = sheet.terms.get(at)
            && at < first + WORDS
        {
            if !parts.is_letter_within(at, term)
                && (parts.begins_other_line(at, term)
                    || !parts.take(at, term)
                    || !parts.goes_on(at))
            {
                break;
            }
            at += 1;
        }
        parts
    }

    /// `Thomas L. Friedman`, `Tjon A Tsoi`
    fn is_letter_within(&self, at: usize, term: &Term) -> bool {
        let sheet = self.sheet;
        let is_initial = term.shape == Shape::Initials
            && self.terms.len() == 1
            && !self.has_initials
            && sheet.goes_on(at);
        is_initial
            || term.shape == Shape::Letter
                && sheet.key(term) == "a"
                && letter::is_between(sheet, at)
    }

    /// A line that begins with an ordinary word begins no part of a name.
    fn begins_other_line(&self, at: usize, term: &Term) -> bool {
        let sheet = self.sheet;
        let is_new = at > self.first && sheet.gap(at - 1).contains('\n');
        let may_end = !(self.has_initials && self.terms.is_empty() && is_borne(sheet.key(term)));
        let is_given = |at: &usize| {
            let given = sheet.terms.get(*at);
            given.is_some_and(|t| t.known.first && !t.known.word)
        };
        let goes_on = self.terms.last().is_some_and(is_given);
        let is_word = term.known.word && !term.known.name() && !goes_on;
        is_new && may_end && !self.is_prefixed && !sheet.is_prefix(term) && is_word
    }

    /// Takes a term as a prefix or as a part; `false` where the name ends before it.
    fn take(&mut self, at: usize, term: &Term) -> bool {
        let sheet = self.sheet;
        let is_small = sheet.is_prefix(term);
        if is_small && !prefix::begins_family(sheet, at, &self.terms, self.has_initials) {
            return false;
        }
        if is_small && !(is_capital(term) && at > self.first && !has_next_part(sheet, at)) {
            self.is_prefixed = true;
            return true;
        }
        // Behind initials any word with a capital may be the family name.
        let is_led = self.has_initials && (self.terms.is_empty() || is_behind_bracket(sheet, at));
        if !(is_part(sheet, at) || is_led && is_capital(term)) {
            return false;
        }
        self.has_prefix |= self.is_prefixed;
        self.terms.push(at);
        self.end = at + 1;
        // `Jansen-de Vries`
        self.is_prefixed = crate::model::word::is_prefix(sheet.tail(term))
            && sheet.said(term.start, term.end).contains('-');
        true
    }

    fn goes_on(&self, at: usize) -> bool {
        let is_before_bracket =
            self.has_initials && self.terms.len() == 1 && is_in_brackets(self.sheet, at);
        self.sheet.goes_on(at) || is_before_bracket
    }
}

/// The longest name in the usual order that begins with a term: `J.P. van den Berg`, `Anna Maria de Vries-Bakker`, `Van Dijk`.
pub fn forward(sheet: &Sheet, first: usize) -> Option<Name> {
    let is_initials = |at: usize| {
        sheet
            .terms
            .get(at)
            .is_some_and(|t| t.shape == Shape::Initials)
    };
    let leads = |at: usize| sheet.goes_on(at) || is_in_brackets(sheet, at + 1);
    let initials = (first..first + 4)
        .take_while(|at| is_initials(*at) && leads(*at))
        .count();
    if is_initials(first + initials) {
        return None;
    }
    let has_initials = initials > 0;
    let parts = Parts::read(sheet, first, initials);
    let (&head, &family) = (parts.terms.first()?, parts.terms.last()?);
    let is_one = parts.terms.len() == 1;
    let lettered = (is_one && !has_initials)
        .then(|| letter::behind(sheet, head))
        .flatten();
    let begins_small = sheet.terms.get(first).is_some_and(|t| sheet.is_prefix(t));
    let has_given = !has_initials && !begins_small;
    Some(Name {
        terms: (first, lettered.unwrap_or(parts.end)),
        has_initials,
        given: has_given.then_some(head),
        family: (!has_given || !is_one).then_some(family),
        has_prefix: parts.has_prefix,
    })
}

/// A first name in brackets behind initials, with more of the name behind it: `J. (Jan) de Vries`.
fn is_in_brackets(sheet: &Sheet, at: usize) -> bool {
    let term = |at: usize| sheet.terms.get(at);
    let behind = term(at + 1).is_some_and(|t| is_capital(t) || sheet.is_prefix(t));
    sheet.gap_before(at) == " ("
        && sheet.gap(at) == ") "
        && behind
        && term(at).is_some_and(|t| t.shape == Shape::Capital)
        && at
            .checked_sub(1)
            .and_then(term)
            .is_some_and(|t| t.shape == Shape::Initials)
}

/// Whether the family name follows a first name in brackets: `M. (Mirella) Vonk`.
fn is_behind_bracket(sheet: &Sheet, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| is_in_brackets(sheet, before))
}

/// A name with the family name first: `Berg, J.P. van den`, `Vries, Anna de`.
pub fn reversed(sheet: &Sheet, first: usize) -> Option<Name> {
    let family = family_at_head(sheet, first)?;
    let given = given_behind(sheet, family);
    let term = sheet.terms.get(given)?;
    let has_initials = term.shape == Shape::Initials || term.shape == Shape::Letter;
    let over_line = term.shape == Shape::Initials && sheet.gap(family) == ",\n";
    if !matches!(sheet.gap(family), ", " | ",") && !over_line {
        return None;
    }
    if !has_initials && !is_part(sheet, given) {
        return None;
    }
    let end = end_behind_given(sheet, family, given, has_initials);
    let has_prefix = sheet.terms.get(end - 1).is_some_and(|t| sheet.is_prefix(t));
    Some(Name {
        terms: (first, end),
        has_initials,
        given: (!has_initials).then_some(given),
        family: Some(family),
        has_prefix,
    })
}

/// The last term of a family name with its prefixes, at the head of a name.
fn family_at_head(sheet: &Sheet, first: usize) -> Option<usize> {
    let mut at = first;
    while sheet.terms.get(at).is_some_and(|t| sheet.is_prefix(t))
        && sheet.goes_on(at)
        && at < first + 3
    {
        at += 1;
    }
    let mut family = at;
    if !sheet.terms.get(at).is_some_and(is_capital) {
        return None;
    }
    // Two words before the comma, as in `Jansen Bakker, A.`
    while sheet.gap(family) == " "
        && sheet
            .terms
            .get(family + 1)
            .is_some_and(|t| is_part(sheet, family + 1) || sheet.is_prefix(t))
        && family < at + 3
    {
        family += 1;
    }
    Some(family)
}

/// Where the given name begins behind a family name and what stands between them.
fn given_behind(sheet: &Sheet, family: usize) -> usize {
    let given = family + 1;
    // `Jansen, mevr. A.`
    let is_titled = sheet
        .terms
        .get(given)
        .is_some_and(|t| t.shape == Shape::Lower && is_title(sheet.key(t)))
        && matches!(sheet.gap(given), " " | ". ")
        && sheet.gap(family) == ", ";
    behind_prefixes(sheet, family, given + usize::from(is_titled))
}

/// The first term after more initials, first names and prefixes behind a given name.
fn end_behind_given(sheet: &Sheet, family: usize, given: usize, has_initials: bool) -> usize {
    let of_capitals = sheet
        .terms
        .get(family)
        .is_some_and(|t| t.shape == Shape::Upper);
    let mut end = given + 1;
    while sheet.goes_on(end - 1) && end < given + 5 {
        let Some(term) = sheet.terms.get(end) else {
            break;
        };
        // `Zwart, W. El`: with a capital only where the name ends.
        let is_last = !sheet.goes_on(end);
        let is_written =
            |t: &Term| t.shape == Shape::Lower || is_capital(t) && (of_capitals || is_last);
        let more = sheet.is_prefix(term) && is_written(term)
            || term.shape == Shape::Initials
            || (!has_initials && is_part(sheet, end) && term.known.first);
        if !more {
            break;
        }
        end += 1;
    }
    end
}

/// Where the given name begins behind prefixes between commas: `Donk, van der, S.L.`
fn behind_prefixes(sheet: &Sheet, family: usize, given: usize) -> usize {
    let is_small = |at: &usize| {
        let term = sheet.terms.get(*at);
        term.is_some_and(|t| t.shape == Shape::Lower && sheet.is_prefix(t))
    };
    let count = (given..given + 3).take_while(is_small).count();
    let end = given + count;
    let initials = sheet
        .terms
        .get(end)
        .is_some_and(|t| t.shape == Shape::Initials);
    let parts = count > 0 && sheet.gap(end - 1) == ", " && sheet.gap(family) == ", ";
    if parts && initials { end } else { given }
}

/// What a whole cell or the rest of a label is: a name from `first` up to `end`, with initials also without points.
pub fn whole(sheet: &Sheet, first: usize, end: usize) -> Option<Name> {
    if first >= end || end - first > WORDS {
        return None;
    }
    let fits = |name: Option<Name>| name.filter(|n| n.terms.1 == end);
    // `Ymke, Bilal` are two.
    let are_two = |n: &Name| {
        let known = |at: Option<usize>| at.and_then(|at| sheet.terms.get(at)).map(|t| t.known);
        let (given, family) = (known(n.given), known(n.family));
        family.is_some_and(|k| k.first && !k.family) && given.is_some_and(|k| !k.first)
    };
    fits(forward(sheet, first))
        .or_else(|| fits(reversed(sheet, first)).filter(|n| !are_two(n)))
        .or_else(|| {
            // `JP Jansen`, `J de Vries`
            let term = sheet.terms.get(first)?;
            let is_bare = term.shape == Shape::Letter
                || (term.shape == Shape::Upper && sheet.key(term).len() <= 4);
            let rest = (is_bare && sheet.goes_on(first)).then(|| forward(sheet, first + 1))??;
            (rest.terms.1 == end).then_some(Name {
                terms: (first, end),
                has_initials: true,
                given: None,
                family: rest.family.or(rest.given),
                has_prefix: rest.has_prefix,
            })
        })
}

/// Whether a stretch in lower case is a name by its words: a listed first name that is no word, and what no word is.
pub fn is_small(sheet: &Sheet, first: usize, end: usize) -> bool {
    // `p. kooijman`
    let is_letter = |at: usize| {
        let term = sheet.terms.get(at);
        term.is_some_and(|t| t.end == t.start + 1 && t.shape == Shape::Lower)
            && matches!(sheet.gap(at), ". " | "." | " ")
    };
    let letters = (first..end).take_while(|at| is_letter(*at)).count();
    let first = first + letters;
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let known: Vec<Known> = terms.iter().map(|t| Known::of(sheet.key(t))).collect();
    let is_given = |k: &Known| (k.first || k.person) && !k.word;
    let mut parts = terms.iter().zip(&known);
    terms.len() <= SMALL
        && terms
            .iter()
            .all(|t| t.shape == Shape::Lower && !t.is_address)
        && (first + 1..end).all(|at| matches!(sheet.gap(at - 1), " " | " '"))
        && known.iter().any(|k| is_given(k) || letters > 0 && !k.word)
        && parts.all(|(t, k)| sheet.is_prefix(t) || !k.word || k.family)
        && terms.last().is_some_and(|t| !sheet.is_prefix(t))
}

/// How much the words themselves say that a stretch is a name: 3 listed, 2 no ordinary words alone, 1 ordinary words.
pub fn worth(sheet: &Sheet, name: &Name) -> usize {
    let terms = sheet.terms.get(name.terms.0..name.terms.1).unwrap_or(&[]);
    let parts: Vec<&Term> = terms
        .iter()
        .filter(|t| is_capital(t) && !sheet.is_prefix(t))
        .collect();
    let listed = parts
        .iter()
        .filter(|t| t.known.name() || is_half_listed(sheet, t))
        .count();
    let words = parts.iter().filter(|t| t.known.word).count();
    if name.has_initials && !parts.is_empty() {
        return 3;
    }
    if listed > 0 && listed + 1 >= parts.len() {
        3
    } else if listed > 0 || words < parts.len() {
        2
    } else {
        1
    }
}

/// One part of a double name is listed.
fn is_half_listed(sheet: &Sheet, term: &Term) -> bool {
    let (head, tail) = (sheet.head(term), sheet.tail(term));
    head != tail
        && (super::super::lexicon::Known::of(head).name()
            || super::super::lexicon::Known::of(tail).name())
}

/// Where a term begins, with the apostrophe of `'t`.
pub fn start_with_apostrophe(sheet: &Sheet, term: &Term) -> usize {
    let before = sheet
        .text
        .get(..term.start)
        .and_then(|t| t.chars().next_back());
    match before {
        Some(c @ ('\'' | '’' | '‘'))
            if sheet.key(term).len() == 1
                || sheet.key(term).starts_with(['t', 's']) && term.shape == Shape::Lower =>
        {
            term.start - c.len_utf8()
        }
        _ => term.start,
    }
}

/// Whether a sentence, a line that no other flows into, or a cell begins with a term.
pub fn begins(sheet: &Sheet, at: usize) -> bool {
    let gap = sheet.gap_before(at);
    let Some(before) = at.checked_sub(1).and_then(|b| sheet.terms.get(b)) else {
        return true;
    };
    if gap.contains('\n') {
        return !sheet.lines.get(before.line).is_some_and(|l| l.flows);
    }
    let ends = gap.contains(['.', '!', '?', ':', '\t', '"', '“', '(', '•', '‘'])
        && before.shape != Shape::Initials;
    ends && !(gap.starts_with('.') && crate::model::word::is_title(sheet.key(before)))
}

/// Whether a term begins its cell.
pub fn is_first_of_cell(sheet: &Sheet, at: usize) -> bool {
    sheet
        .terms
        .get(at)
        .and_then(|t| sheet.cells.get(t.cell))
        .is_some_and(|c| c.terms.0 == at)
}

/// Whether nothing but signs stands behind a term in its cell.
pub fn is_last_of_cell(sheet: &Sheet, at: usize) -> bool {
    sheet
        .terms
        .get(at)
        .and_then(|t| sheet.cells.get(t.cell))
        .is_some_and(|c| c.terms.1 == at + 1)
}

/// Without ordinary words at the end: `de heer Jansen Maandag`.
pub fn trimmed(sheet: &Sheet, (first, end): (usize, usize)) -> usize {
    let mut end = end;
    while end > first + 1 {
        let (Some(last), Some(before)) = (sheet.terms.get(end - 1), sheet.terms.get(end - 2))
        else {
            break;
        };
        let is_word = last.known.word && !last.known.family
            || is_stop(sheet, last)
            || last.known.proper && !last.known.name();
        // In the middle of a sentence a capital is that of a name.
        let is_amid = last.known.word
            && !is_stop(sheet, last)
            && end == first + 2
            && before.shape == Shape::Capital
            && !before.known.word
            && sheet.goes_on(end - 1)
            && sheet
                .terms
                .get(end)
                .is_some_and(|t| t.shape == Shape::Lower);
        if is_amid
            || !is_word
            || sheet.is_prefix(before)
            || before.shape == Shape::Initials
            || (before.known.first && !last.known.word)
            || (before.known.first || before.known.person && !before.known.word)
                && last.known.word
                && end == first + 2
                && !is_stop(sheet, last)
        {
            break;
        }
        end -= 1;
    }
    end
}
