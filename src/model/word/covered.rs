//! Is this a covered word? The one answer, for titles and remarks, for file names and reasons, and for other pages.
//!
//! A covered word tells where it stands again, as a whole word, however it is set ([`super`]):
//!
//! - A **name** of two letters or more: covered with a capital of its own, behind a title, initials or a first name, in
//!   an e-mail address or host, or as all that a mark covers. Either half of a double name is one. In an address a name
//!   of five letters or more is found within longer words, and a genitive s is no other name.
//! - A name that is **ordinary Dutch as well** ("Bos", "bakker": on a list, or in lower case in this dossier) tells where
//!   it stands as a name would: behind a title, initials or a first name, or with a capital that is not that of a
//!   sentence. Elsewhere it is only the word. So does what was covered only as the first word of a sentence.
//! - The name of a **place** in a covered address tells only where it stands as a person's.
//! - A **number** of five digits or more, in any grouping; a telephone number with 0, 31, +31 or 0031; an account also
//!   within its IBAN. A **code** of letters and digits.
//! - A **passage** of several words, long ones in pieces of six. It tells when it has a name or six words.
//! - Ordinary words that are no name, tussenvoegsels, titles and single letters never tell.
//!
//! **Invariant:** what is covered stays in memory; titles and pages are asked the same question in the same way.
//! **Absent:** spelling variants: two spellings of one name are two names. Bytes of files; `verify` searches those.

mod collect;

use super::names;
use super::{Manner, Words, Written, is_borne, is_common, is_prefix, is_title};
use crate::model::gesture::snap::snapped;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{Coverage, PageText, word_search};
use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Shorter words are known by their capital alone.
const MIN_LETTERS: usize = 3;
/// A name this long is found within the words of an address, and over the parts of a broken word.
const MIN_LETTERS_WITHIN: usize = 5;
/// Digits that make a number worth looking for (a year has four), and one whose groups stand apart.
const MIN_DIGITS: usize = 5;
const MIN_GROUPED_DIGITS: usize = 6;
/// What a telephone number may have before it, zeros apart.
const DIALLING_PREFIXES: [&str; 4] = ["31", "310", "0031", "00310"];

/// How sure it is that a text says what is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Tells,
    /// An ordinary word that is written as a name.
    Seems,
    /// Several ordinary words in the same order.
    Passage,
    /// An ordinary word.
    Word,
}

impl Verdict {
    /// Whether a text for the public may not go out with it.
    pub fn blocks(self) -> bool {
        matches!(self, Self::Tells | Self::Seems)
    }

    /// Whether it is worth a question on the page of a document, where ordinary words abound.
    pub fn asks_on_page(self) -> bool {
        matches!(self, Self::Tells | Self::Passage)
    }
}

/// How a word was covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    /// With a capital of its own, in an address or alone.
    as_name: bool,
    /// Behind a title or initials.
    introduced: bool,
    as_place: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Name(Seen),
    Number,
    /// With a name in it or long, or not.
    Passage(bool),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Term<P> {
    kind: Kind,
    place: P,
    /// For the screen.
    words: String,
}

/// What is covered in a dossier or a document. `P` is the place of a covered passage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoveredWords<P> {
    terms: Vec<Term<P>>,
    /// Terms by what they are looked for as.
    known: BTreeMap<String, usize>,
    /// Covered words that are readable in lower case.
    ordinary: BTreeSet<String>,
    /// Made when it is first searched with, and the terms in the order of its patterns.
    #[serde(skip)]
    search: OnceLock<Option<(AhoCorasick, Vec<usize>)>>,
}

/// One occurrence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    term: usize,
    /// First word and the first after it.
    pub words: (usize, usize),
    at: (usize, usize),
    manner: Manner,
}

impl Hit {
    /// Where it stands on a page, one area for each line, as a drag over it would cover it.
    pub fn areas(&self, text: &PageText, page: PageSize) -> Vec<PageRect> {
        let mut lines: Vec<PageRect> = Vec::new();
        for word in self.words.0..self.words.1 {
            let Some(ink) = PageText::bounds(text.word(word)) else {
                continue;
            };
            let beside =
                |line: &&mut PageRect| line.top() < ink.bottom() && ink.top() < line.bottom();
            match lines.last_mut().filter(beside) {
                Some(line) => *line = line.union(&ink),
                None => lines.push(ink),
            }
        }
        let areas = lines.iter().flat_map(|line| snapped(text, line, page));
        areas.collect()
    }
}

/// A covered passage that is said again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SaidAgain<'a, P> {
    pub passage: usize,
    pub place: &'a P,
    pub words: &'a str,
    pub verdict: Verdict,
}

impl<P> Default for CoveredWords<P> {
    fn default() -> Self {
        Self {
            terms: Vec::new(),
            known: BTreeMap::new(),
            ordinary: BTreeSet::new(),
            search: OnceLock::new(),
        }
    }
}

impl<P: Clone> CoveredWords<P> {
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// How many passages are covered: [`SaidAgain::passage`] is smaller.
    pub fn passages(&self) -> usize {
        self.terms.len()
    }

    /// Looks through the readable part of a page, and learns which words it uses in lower case.
    pub fn on_page(&mut self, text: &PageText, areas: &[PageRect]) -> Vec<Hit> {
        let written = written(text, areas);
        let readable: Vec<Written> = written.into_iter().filter(|w| !w.covered).collect();
        let words = Words::of(&readable);
        for (at, token) in words.tokens.iter().enumerate() {
            let key = words.key(at);
            if !token.is_capital && !token.is_address && self.known.contains_key(key) {
                self.ordinary.insert(key.to_owned());
            }
        }
        self.hits(&words)
    }

    /// The same without what can be read beside the areas of some pages.
    pub fn without_readable(mut self, pages: &[(&PageText, Vec<PageRect>)]) -> Self {
        let on_pages = pages
            .iter()
            .flat_map(|(text, areas)| self.on_page(text, areas));
        let readable: BTreeSet<usize> = on_pages.map(|hit| hit.term).collect();
        self.known.retain(|_, term| !readable.contains(term));
        self.search = OnceLock::new();
        self
    }

    /// Looks through a text.
    pub fn in_text(&self, text: &str) -> Vec<Hit> {
        self.hits(&Words::of_text(text))
    }

    /// Whether a text may not go out, for what it says is covered.
    pub fn is_told_by(&self, text: &str) -> bool {
        let hits = self.in_text(text);
        hits.iter().any(|hit| {
            self.said_again(hit)
                .is_some_and(|told| told.verdict.blocks())
        })
    }

    fn hits(&self, words: &Words) -> Vec<Hit> {
        let search = self.search.get_or_init(|| {
            let search = word_search().build(self.known.keys()).ok()?;
            Some((search, self.known.values().copied().collect()))
        });
        let Some((search, terms)) = search else {
            return Vec::new();
        };
        let found = search.find_overlapping_iter(&words.run);
        let hits = found.filter_map(|found| {
            let term = *terms.get(found.pattern().as_usize())?;
            let at = (found.start(), found.end());
            let (first, last) = (words.token_at(at.0), words.token_at(at.1.checked_sub(1)?));
            let is_whole = match self.terms.get(term)?.kind {
                Kind::Number => is_whole_number(words, at),
                Kind::Name(_) => is_whole_name(words, at, (first, last)),
                Kind::Passage(_) => is_at_edges(words, at),
            };
            is_whole.then_some(())?;
            Some(Hit {
                term,
                words: (
                    words.tokens.get(first)?.words.0,
                    words.tokens.get(last)?.words.1,
                ),
                at,
                manner: words.manner(first),
            })
        });
        longest(hits.collect())
    }

    /// What a hit says, and how surely; `None` for a word that tells nothing as it stands. Asked when every page was looked
    /// through.
    pub fn said_again(&self, hit: &Hit) -> Option<SaidAgain<'_, P>> {
        let term = self.terms.get(hit.term)?;
        let verdict = match term.kind {
            Kind::Number | Kind::Passage(true) => Verdict::Tells,
            Kind::Passage(false) => Verdict::Passage,
            Kind::Name(seen) => self.verdict(&term.words, seen, hit.manner)?,
        };
        Some(SaidAgain {
            passage: hit.term,
            place: &term.place,
            words: &term.words,
            verdict,
        })
    }

    fn verdict(&self, key: &str, seen: Seen, manner: Manner) -> Option<Verdict> {
        let is_ordinary = is_common(key) || self.ordinary.contains(key);
        let is_likely = seen.introduced || is_borne_name(key);
        let as_ordinary = match manner {
            Manner::Named => Verdict::Tells,
            Manner::Capital => Verdict::Seems,
            Manner::First | Manner::Plain => Verdict::Word,
        };
        match seen {
            _ if is_ordinary => is_likely.then_some(as_ordinary),
            Seen { as_place: true, .. } => (manner == Manner::Named).then_some(Verdict::Tells),
            Seen { as_name: true, .. } if key.chars().count() > MIN_LETTERS => Some(Verdict::Tells),
            Seen { as_name: true, .. } => Some(match manner {
                Manner::Plain => Verdict::Word,
                Manner::First | Manner::Capital | Manner::Named => Verdict::Tells,
            }),
            _ if is_likely => Some(Verdict::Tells),
            _ => (manner != Manner::Plain).then_some(as_ordinary),
        }
    }
}

/// Whether a text says these words of [`SaidAgain::words`] still.
pub fn says(text: &str, words: &str) -> bool {
    let (text, wanted) = (Words::of_text(text), Words::of_text(words).run);
    let canonical = canonical(&wanted);
    let wanted = if all_digits(&wanted) {
        canonical
    } else {
        wanted.as_str()
    };
    !wanted.is_empty() && text.run.contains(wanted)
}

/// Whether the name of a person stands under these areas: behind a title or initials.
pub fn covers_person(text: &PageText, areas: &[PageRect]) -> bool {
    let words = Words::of(&written(text, areas));
    let mut tokens = words.tokens.iter().enumerate();
    tokens.any(|(at, token)| {
        let key = words.key(at);
        let is_long = key.chars().count() >= MIN_LETTERS;
        let is_name = token.is_covered && token.is_capital && is_long;
        is_name && !is_prefix(key) && !is_title(key) && words.is_introduced(at)
    })
}

/// The words of a page; of a word that is covered in part, that part.
fn written(text: &PageText, areas: &[PageRect]) -> Vec<Written> {
    let zones = text.coverages(areas);
    let words = text.words.iter().enumerate();
    let written = words.map(|(number, (start, end))| {
        let chars = text.chars.get(*start..*end).unwrap_or(&[]);
        let zones = zones.get(*start..*end).unwrap_or(&[]);
        let covered = zones.contains(&Coverage::Covered);
        let own = chars.iter().zip(zones);
        let own = own.filter(|(_, zone)| !covered || **zone == Coverage::Covered);
        Written {
            number,
            text: own.map(|(c, _)| c.text).collect(),
            covered,
        }
    });
    written.collect()
}

/// A number without what stands before it in one way of writing and not in another.
fn canonical(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    match (
        bare.len(),
        bare.strip_prefix("310"),
        bare.strip_prefix("31"),
    ) {
        (12, Some(rest), _) | (11, _, Some(rest)) => rest,
        _ => bare,
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_at_edges(words: &Words, (start, end): (usize, usize)) -> bool {
    let (first, last) = (words.token_at(start), words.token_at(end - 1));
    let edge = |token: usize| words.tokens.get(token);
    edge(first).is_some_and(|t| t.start == start) && edge(last).is_some_and(|t| t.end == end)
}

fn is_whole_name(words: &Words, at: (usize, usize), (first, last): (usize, usize)) -> bool {
    let tokens = words.tokens.get(first..=last).unwrap_or(&[]);
    let (Some(one), Some(other)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    let key = words.run.get(at.0..at.1).unwrap_or("");
    let is_long = key.chars().count() >= MIN_LETTERS_WITHIN;
    if first == last && one.is_address && is_long {
        return true;
    }
    let rest = words.run.get(at.1..other.end).unwrap_or("");
    if first == last && at.0 == one.start && rest == "s" && is_long {
        // Of the name, as in "Jansens brief"; Willems is another name than Willem.
        return !names::is_surname(words.key(first));
    }
    let is_apart = one.words != other.words;
    let is_broken = first < last && (!is_long || (is_apart && !one.is_capital));
    is_at_edges(words, at) && (!is_broken || key.contains(|c: char| c.is_ascii_digit()))
}

/// Whether the digits are a number of their own, in whichever groups.
fn is_whole_number(words: &Words, (start, end): (usize, usize)) -> bool {
    let (first, last) = (words.token_at(start), words.token_at(end - 1));
    let (Some(one), Some(other)) = (words.tokens.get(first), words.tokens.get(last)) else {
        return false;
    };
    let is_digit = |at: usize| words.run.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let before = words.run.get(one.start..start).unwrap_or("");
    let letters = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.get(letters.len()..).unwrap_or("");
    let begins = DIALLING_PREFIXES.contains(&digits) || digits.bytes().all(|b| b == b'0');
    let ends = end == other.end || !is_digit(end);
    let is_grouped = one.words == other.words || end - start >= MIN_GROUPED_DIGITS;
    begins && ends && is_grouped
}

/// Of hits that lie within each other the longest, so that a full name is not asked about twice.
fn longest(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.at.0, std::cmp::Reverse(hit.at.1)));
    let mut reached = 0;
    hits.retain(|hit| {
        let is_new = hit.at.1 > reached;
        reached = reached.max(hit.at.1);
        is_new
    });
    hits
}

/// A first name, a family name, or an ordinary word that is one as well.
fn is_borne_name(key: &str) -> bool {
    names::is_surname(key) || names::is_first_name(key) || is_borne(key)
}

#[cfg(test)]
mod tests;
