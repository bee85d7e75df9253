//! Hidden here, readable there: the covered names, numbers and phrases of a dossier, looked for in everything that
//! stays readable.
//!
//! **Invariant:** a capitalised word that the dossier also uses in lower case is a word of the language and no name by
//! itself; what is found is a question, never a change.
//! **Absent:** spelling variants; two spellings of one name are two names.

use crate::model::geometry::{PageRect, PageSize};
use crate::model::snap::snapped;
use crate::model::text::{Coverage, PageText, folded};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::needles::is_capitalised;

/// Shorter words occur everywhere.
const SHORTEST: usize = 4;
/// Digits that make a number worth looking for; a year has four.
const DIGITS: usize = 5;
/// A passage of more words is looked for in pieces of this many.
const PIECE: usize = 6;

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    folded: String,
    capitalised: bool,
    /// Capitalised because a sentence begins with it.
    first: bool,
}

impl Token {
    fn is_number(&self) -> bool {
        self.folded.chars().filter(char::is_ascii_digit).count() >= DIGITS
    }

    /// Whether the word alone tells who or what is meant.
    fn tells(&self) -> bool {
        let letters = self.folded.chars().filter(|c| c.is_alphanumeric()).count();
        let has_digits = self.folded.chars().any(|c| c.is_ascii_digit());
        self.is_number() || (letters >= SHORTEST && !has_digits && self.capitalised && !self.first)
    }
}

/// A passage to look for.
#[derive(Clone, Debug)]
struct Term {
    tokens: Vec<String>,
    /// A lone capitalised word, which the language may use as well.
    is_word: bool,
    passage: usize,
}

/// What is covered in a dossier, ready to be looked for. `P` is the place of a covered passage.
pub struct Passages<P> {
    places: Vec<(P, String)>,
    terms: Vec<Term>,
    /// Terms by their first word.
    by_first: HashMap<String, Vec<usize>>,
    known: BTreeMap<Vec<String>, usize>,
    /// Words that are readable in lower case.
    ordinary: BTreeSet<String>,
}

/// One readable occurrence.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    term: usize,
    /// First word and the first after it.
    words: (usize, usize),
}

impl<P> Default for Passages<P> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            terms: Vec::new(),
            by_first: HashMap::new(),
            known: BTreeMap::new(),
            ordinary: BTreeSet::new(),
        }
    }
}

impl<P: Clone> Passages<P> {
    /// Takes what one mark covers on its page.
    pub fn add(&mut self, place: &P, text: &PageText, areas: &[PageRect]) {
        let tokens = covered(text, areas);
        let whole: Vec<String> = tokens.iter().map(|t| t.folded.clone()).collect();
        let long = tokens.len() > PIECE + 2;
        let pieces: Vec<&[String]> = if long {
            whole.chunks_exact(PIECE).collect()
        } else if tokens.len() > 1 {
            vec![whole.as_slice()]
        } else {
            Vec::new()
        };
        for piece in pieces
            .into_iter()
            .filter(|p| p.concat().chars().count() >= 2 * SHORTEST)
        {
            self.term(place, piece, false);
        }
        for token in &tokens {
            let alone = tokens.len() == 1
                && token.folded.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST;
            if token.tells() || alone {
                self.term(
                    place,
                    std::slice::from_ref(&token.folded),
                    !token.is_number(),
                );
            }
        }
    }

    fn term(&mut self, place: &P, tokens: &[String], is_word: bool) {
        if self.known.contains_key(tokens) {
            return;
        }
        let Some(first) = tokens.first() else {
            return;
        };
        let passage = self.places.len();
        self.places.push((place.clone(), tokens.join(" ")));
        self.known.insert(tokens.to_vec(), passage);
        self.by_first
            .entry(first.clone())
            .or_default()
            .push(self.terms.len());
        self.terms.push(Term {
            tokens: tokens.to_vec(),
            is_word,
            passage,
        });
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Looks through the readable part of a page.
    pub fn on_page(&mut self, text: &PageText, areas: &[PageRect]) -> Vec<Hit> {
        let zones = text.coverages(areas);
        let readable = |(start, end): &(usize, usize)| {
            let zones = zones.get(*start..*end).unwrap_or(&[]);
            !zones.contains(&Coverage::Covered)
        };
        let words: Vec<(usize, String)> = text
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| readable(word))
            .map(|(index, _)| (index, text.word_text(index)))
            .collect();
        self.ordinary
            .extend(words.iter().filter_map(|(_, word)| ordinary(word)));
        self.hits(&words)
    }

    /// Looks through a text of the dossier.
    pub fn in_text(&self, text: &str) -> Vec<Hit> {
        let words = text.split_whitespace().map(str::to_owned).enumerate();
        self.hits(&words.collect::<Vec<_>>())
    }

    fn hits(&self, words: &[(usize, String)]) -> Vec<Hit> {
        let parts: Vec<Vec<String>> = words.iter().map(|(_, word)| parts(word)).collect();
        let mut hits = Vec::new();
        for (at, forms) in parts.iter().enumerate() {
            let terms = forms
                .iter()
                .filter_map(|form| self.by_first.get(form))
                .flatten();
            let mut seen = BTreeSet::new();
            for term in terms.filter(|term| seen.insert(**term)) {
                let Some(tokens) = self.terms.get(*term).map(|t| &t.tokens) else {
                    continue;
                };
                let follows = |n: usize| {
                    let is_next = words.get(at + n).map(|w| w.0) == words.get(at).map(|w| w.0 + n);
                    is_next
                        && parts
                            .get(at + n)
                            .is_some_and(|p| tokens.get(n).is_some_and(|t| p.contains(t)))
                };
                if (1..tokens.len()).all(follows)
                    && let Some((first, _)) = words.get(at)
                {
                    hits.push(Hit {
                        term: *term,
                        words: (*first, first + tokens.len()),
                    });
                }
            }
        }
        longest(hits)
    }

    /// The passage that a hit is of: its number, where it is covered and its words; `None` for a word that the dossier
    /// uses in lower case. Asked when every page was looked through.
    pub fn passage(&self, hit: &Hit) -> Option<(usize, &P, &str)> {
        let term = self.terms.get(hit.term)?;
        let word = term.tokens.first()?;
        if term.is_word && self.ordinary.contains(word) {
            return None;
        }
        let (place, words) = self.places.get(term.passage)?;
        Some((term.passage, place, words))
    }
}

/// Where a hit stands, one area for each line, as a drag over it would cover it.
pub fn areas(text: &PageText, hit: &Hit, page: PageSize) -> Vec<PageRect> {
    let mut lines: Vec<PageRect> = Vec::new();
    for word in hit.words.0..hit.words.1 {
        let Some(ink) = PageText::bounds(text.word(word)) else {
            continue;
        };
        match lines
            .last_mut()
            .filter(|line| line.top() < ink.bottom() && ink.top() < line.bottom())
        {
            Some(line) => *line = line.union(&ink),
            None => lines.push(ink),
        }
    }
    lines
        .iter()
        .flat_map(|line| snapped(text, line, page))
        .collect()
}

/// Of hits that lie within each other the longest, so that a full name is not asked about twice.
fn longest(hits: Vec<Hit>) -> Vec<Hit> {
    let within = |a: &Hit, b: &Hit| {
        a != b
            && b.words.0 <= a.words.0
            && a.words.1 <= b.words.1
            && (b.words.1 - b.words.0) > (a.words.1 - a.words.0)
    };
    hits.iter()
        .filter(|hit| !hits.iter().any(|other| within(hit, other)))
        .cloned()
        .collect()
}

/// The covered words in order; of a word that is covered in part, that part.
fn covered(text: &PageText, areas: &[PageRect]) -> Vec<Token> {
    let zones = text.coverages(areas);
    let mut tokens = Vec::new();
    let mut ends_sentence = true;
    for (start, end) in &text.words {
        let chars = text.chars.get(*start..*end).unwrap_or(&[]);
        let zones = zones.get(*start..*end).unwrap_or(&[]).iter();
        let covered = chars
            .iter()
            .zip(zones)
            .filter(|(_, zone)| **zone == Coverage::Covered);
        let word: String = covered.map(|(c, _)| c.text).collect();
        let bare = bare(&word);
        if !bare.is_empty() {
            tokens.push(Token {
                capitalised: is_capitalised(&word),
                first: ends_sentence,
                folded: bare,
            });
        }
        let written: String = chars.iter().map(|c| c.text).collect();
        // An initial has a dot too.
        let letters = written.chars().filter(|c| c.is_alphanumeric()).count();
        ends_sentence = written.ends_with(['.', '?', '!']) && letters > 2;
    }
    tokens
}

fn bare(word: &str) -> String {
    folded(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// A readable word in lower case.
fn ordinary(word: &str) -> Option<String> {
    (!is_capitalised(word))
        .then(|| bare(word))
        .filter(|word| !word.contains('@'))
}

/// The forms under which a readable word is looked for: whole, beside an at sign, and its parts.
fn parts(word: &str) -> Vec<String> {
    let mut forms = vec![bare(word)];
    forms.extend(word.split('@').map(bare));
    let small = word.split(|c: char| !c.is_alphanumeric()).map(bare);
    forms.extend(small.filter(|part| part.chars().count() >= SHORTEST));
    forms.retain(|form| !form.is_empty());
    forms.sort();
    forms.dedup();
    forms
}

/// Words of which a part is covered and the letter beside it is not: inside a name, a number or the local part of an
/// e-mail address. First character and the first after the word.
pub fn half_words(text: &PageText, areas: &[PageRect]) -> Vec<(usize, usize)> {
    let zones = text.coverages(areas);
    let is_cut = |(start, end): &(usize, usize)| {
        let word = text.chars.get(*start..*end).unwrap_or(&[]);
        let zones = zones.get(*start..*end).unwrap_or(&[]);
        let written: String = word.iter().map(|c| c.text).collect();
        let domain = written.chars().position(|c| c == '@').unwrap_or(word.len());
        let is_name = is_capitalised(&written)
            || domain < word.len()
            || written.chars().any(|c| c.is_ascii_digit());
        let pairs = word
            .windows(2)
            .zip(zones.windows(2))
            .take(domain.saturating_sub(1));
        let mut cut = pairs.filter(|(chars, zones)| {
            let letters = chars.iter().all(|c| c.text.is_alphanumeric());
            let covered = zones.iter().filter(|z| **z == Coverage::Covered).count();
            letters && covered == 1
        });
        is_name && cut.next().is_some()
    };
    text.words
        .iter()
        .filter(|word| is_cut(word))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::PagePoint;
    use crate::model::text::PageChar;

    fn page(line: &str) -> PageText {
        let chars = line.chars().enumerate().map(|(i, c)| {
            let ink = PageRect::new(i as f64 * 10.0, 0.0, i as f64 * 10.0 + 9.0, 10.0).unwrap();
            PageChar {
                text: c,
                ink,
                cell: ink,
                angle: 0.0,
                origin: PagePoint::new(ink.left(), ink.bottom()),
                invisible: false,
                colour: None,
                hidden: false,
            }
        });
        PageText::new(chars.collect(), &[])
    }

    /// The area over a part of a line.
    fn over(line: &str, part: &str) -> PageRect {
        let at = line.find(part).unwrap() as f64;
        PageRect::new(at * 10.0, 0.0, (at + part.len() as f64) * 10.0 - 1.0, 10.0).unwrap()
    }

    fn found(hidden: &str, part: &str, elsewhere: &str) -> Vec<String> {
        let mut passages = Passages::default();
        let area = [over(hidden, part)];
        passages.add(&(), &page(hidden), &area);
        passages.on_page(&page(hidden), &area);
        let hits = passages.on_page(&page(elsewhere), &[]);
        let words = hits.iter().filter_map(|hit| passages.passage(hit));
        words.map(|(_, (), words)| words.to_owned()).collect()
    }

    #[test]
    fn a_name_a_number_and_a_phrase_are_found_again() {
        assert_eq!(
            found(
                "aan J. Willemsen gestuurd",
                "J. Willemsen",
                "van J. Willemsen,"
            ),
            ["j willemsen"]
        );
        assert_eq!(
            found(
                "aan J. Willemsen gestuurd",
                "J. Willemsen",
                "mevrouw Willemsen"
            ),
            ["willemsen"]
        );
        assert_eq!(
            found(
                "mail j.willemsen@x.nl nu",
                "j.willemsen",
                "zie J.Willemsen@y.nl"
            ),
            ["j.willemsen"]
        );
        assert_eq!(
            found("bel 0612345678 nu", "0612345678", "tel: 0612345678."),
            ["0612345678"]
        );
        assert_eq!(
            found(
                "omdat wij het hier niet mee eens zijn geweest dus",
                "wij het hier niet mee eens zijn geweest dus",
                "dat wij het hier niet mee eens waren"
            ),
            ["wij het hier niet mee eens"]
        );
    }

    #[test]
    fn words_of_the_language_are_not() {
        assert!(
            found(
                "de Bakker komt",
                "Bakker",
                "bij de bakker om de hoek, Bakker"
            )
            .is_empty()
        );
        assert!(found("in 2016 was", "2016", "ook in 2016").is_empty());
        assert!(found("de heer Willemsen", "Willemsen", "Willemsenstraat").is_empty());
    }

    #[test]
    fn half_a_name_is_found_and_a_domain_left_open_is_not() {
        let half =
            |line: &str, part: &str| !half_words(&page(line), &[over(line, part)]).is_empty();
        assert!(half("aan Willemsen toe", "illemsen"));
        assert!(half("bel 0612345678", "612345678"));
        assert!(
            half("mail j.willemsen@x.nl", ".willemsen")
                || half("mail jwillemsen@x.nl", "willemsen")
        );
        assert!(!half("mail j.willemsen@x.nl", "j.willemsen"));
        assert!(!half("aan Willemsen, toe", "Willemsen"));
        assert!(!half("gewoon woord", "oon"));
    }
}
