//! Taking what marks cover: names, numbers, codes and passages.
//!
//! **Invariant:** a word that names nobody by itself is not taken.
//! **Absent:** what they are worth where they are said again.

use super::{
    CoveredWords, Kind, MIN_DIGITS, MIN_LETTERS, MIN_LETTERS_WITHIN, Seen, Term, all_digits,
    canonical, is_borne_name, written,
};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use crate::model::word::names;
use crate::model::word::{Manner, Token, Words, Written, is_borne, is_common, is_prefix, is_title};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Letters and digits of a passage.
const MIN_PASSAGE_LETTERS: usize = 8;
/// A passage of more words is looked for in pieces of this many.
const PIECE_WORDS: usize = 6;
/// Parts of addresses that name nobody.
const IMPERSONAL_PARTS: [&str; 12] = [
    "gmail",
    "hotmail",
    "outlook",
    "live",
    "icloud",
    "ziggo",
    "kpn",
    "planet",
    "yahoo",
    "noreply",
    "secretariaat",
    "voorbeeld",
];

impl<P: Clone> CoveredWords<P> {
    /// Takes what one mark covers on its page.
    pub fn add(&mut self, place: &P, text: &PageText, areas: &[PageRect]) {
        let written = written(text, areas);
        let words = Words::of(&written);
        let covered: Vec<&Written> = written.iter().filter(|w| w.covered).collect();
        self.add_numbers(place, &words);
        self.add_codes(place, &covered, &words);
        let is_alone = words.tokens.iter().filter(|t| t.is_covered).count() == 1;
        let has_digit = |w: &Written| w.text.contains(|c: char| c.is_numeric());
        // The letters of a code name nobody.
        let codes: BTreeSet<usize> = covered
            .iter()
            .filter(|w| has_digit(w))
            .map(|w| w.number)
            .collect();
        for (at, token) in words.tokens.iter().enumerate() {
            let is_code = codes.contains(&token.words.0) && !token.is_address;
            if token.is_covered && !is_code {
                self.add_name(place, &words, at, is_alone);
            }
        }
        self.add_passages(place, &covered, &words);
        self.search = OnceLock::new();
    }

    /// Takes the other names of somebody of whom one name is covered whole: they tell as much.
    pub fn add_names(&mut self, names: &[&str]) {
        let names: Vec<Words> = names.iter().map(|name| Words::of_text(name)).collect();
        let Some(place) = names.iter().find_map(|name| self.place_of(name)) else {
            return;
        };
        let seen = Seen {
            as_name: true,
            introduced: true,
            as_place: false,
        };
        for (name, at) in names
            .iter()
            .flat_map(|name| telling(name).map(move |at| (name, at)))
        {
            self.term(&place, name.key(at), name.key(at), Kind::Name(seen));
        }
        self.search = OnceLock::new();
    }

    /// Where a name is covered, when every word of it is that tells.
    fn place_of(&self, name: &Words) -> Option<P> {
        let of = |at: usize| {
            let term = self.terms.get(*self.known.get(name.key(at))?)?;
            matches!(term.kind, Kind::Name(_)).then(|| term.place.clone())
        };
        let places: Option<Vec<P>> = telling(name).map(of).collect();
        places?.pop()
    }

    fn add_name(&mut self, place: &P, words: &Words, at: usize, is_alone: bool) {
        let (Some(token), key) = (words.tokens.get(at), words.key(at)) else {
            return;
        };
        let length = key.chars().count();
        let letters = !key.contains(|c: char| c.is_numeric());
        if !letters || length < 2 || is_prefix(key) || is_title(key) {
            return;
        }
        let manner = words.manner(at);
        let is_lone = is_alone && !token.is_address && length > MIN_LETTERS;
        // Of a whole address the host is that of an office as a rule.
        let in_address = token.is_address
            && is_telling_part(key)
            && (!token.is_domain || (names::is_surname(key) && !is_common(key)));
        let is_abbreviation = token.is_upper && length <= MIN_LETTERS_WITHIN && !is_borne_name(key);
        let is_name = match token.is_address {
            true => in_address,
            _ if manner == Manner::Named => token.is_capital,
            _ if is_lone => true,
            _ if token.is_capital => is_alone || !is_abbreviation,
            _ => is_borne_name(key) && !is_common(key),
        };
        if !is_name {
            return;
        }
        let as_place = is_place(words, at) && !is_alone;
        let seen = Seen {
            as_name: !as_place && (is_lone || in_address || manner != Manner::First),
            introduced: manner == Manner::Named,
            as_place,
        };
        self.term(place, key, key, Kind::Name(seen));
        // j + jansen, as mail boxes are named.
        let rest = key.chars().skip(1).collect::<String>();
        if in_address && names::is_surname(&rest) {
            self.term(place, &rest, &rest, Kind::Name(seen));
        }
    }

    /// Digits in groups as one number, those of one written word also without their neighbours.
    fn add_numbers(&mut self, place: &P, words: &Words) {
        let (mut across, mut within) = (String::new(), String::new());
        let mut last: Option<&Token> = None;
        for (at, token) in words.tokens.iter().enumerate() {
            let key = words.key(at);
            let is_digits = token.is_covered && all_digits(key);
            let goes_on = is_digits && last.is_some();
            if !goes_on || last.is_some_and(|l| l.words != token.words) {
                self.number(place, &std::mem::take(&mut within));
            }
            if !goes_on {
                self.number(place, &std::mem::take(&mut across));
            }
            if is_digits {
                across.push_str(key);
                within.push_str(key);
            } else if token.is_covered {
                let runs = key.split(|c: char| !c.is_ascii_digit());
                runs.for_each(|run| self.number(place, run));
            }
            last = Some(token).filter(|_| is_digits);
        }
        self.number(place, &within);
        self.number(place, &across);
    }

    fn number(&mut self, place: &P, digits: &str) {
        let key = canonical(digits);
        if key.len() >= MIN_DIGITS {
            self.term(place, key, digits, Kind::Number);
        }
    }

    /// Written words of several parts, as a whole: `Z-2022-04`, `O'Brien`, an e-mail address.
    fn add_codes(&mut self, place: &P, covered: &[&Written], words: &Words) {
        for written in covered {
            let own = |t: &&Token| t.words.0 <= written.number && written.number < t.words.1;
            let tokens: Vec<&Token> = words.tokens.iter().filter(own).collect();
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
                continue;
            };
            let key = words.run.get(first.start..last.end).unwrap_or("");
            let digits = key.chars().filter(char::is_ascii_digit).count();
            let is_code = digits > 1 && digits < key.len();
            let is_name = digits == 0 && tokens.len() > 1 && tokens.iter().any(|t| t.is_capital);
            if key.len() >= MIN_LETTERS_WITHIN
                && (is_code || is_name || (tokens.len() > 1 && first.is_address))
            {
                let seen = Seen {
                    as_name: true,
                    ..Seen::default()
                };
                self.term(place, key, key, Kind::Name(seen));
            }
        }
        // A postcode has its letters apart.
        for pair in words.tokens.windows(2) {
            if let [digits, letters] = pair
                && is_postcode(words, digits, letters)
                && digits.is_covered
                && let Some(key) = words.run.get(digits.start..letters.end)
            {
                let seen = Seen {
                    as_name: true,
                    ..Seen::default()
                };
                self.term(place, key, key, Kind::Name(seen));
            }
        }
    }

    fn add_passages(&mut self, place: &P, covered: &[&Written], words: &Words) {
        let pieces: Vec<&[&Written]> = match covered.len() {
            0 | 1 => Vec::new(),
            few if few <= PIECE_WORDS + 2 => vec![covered],
            _ => covered.chunks_exact(PIECE_WORDS).collect(),
        };
        for piece in pieces {
            let (Some(first), Some(last)) = (piece.first(), piece.last()) else {
                continue;
            };
            let within = |t: &Token| {
                t.is_covered && t.words.0 >= first.number && t.words.1 <= last.number + 1
            };
            let tokens: Vec<usize> = (0..words.tokens.len())
                .filter(|at| words.tokens.get(*at).is_some_and(within))
                .collect();
            let keys: Vec<&str> = tokens.iter().map(|at| words.key(*at)).collect();
            let key = keys.concat();
            if keys.len() < 2 || key.chars().count() < MIN_PASSAGE_LETTERS || all_digits(&key) {
                continue;
            }
            let digits = key.chars().filter(char::is_ascii_digit).count();
            let has_name = keys.iter().any(|key| self.is_telling(key));
            let tells = has_name || digits >= MIN_DIGITS || piece.len() >= PIECE_WORDS;
            self.term(place, &key, &keys.join(" "), Kind::Passage(tells));
        }
    }

    /// Whether a word of a passage is a covered name or number by itself.
    fn is_telling(&self, key: &str) -> bool {
        let term = self.known.get(key).and_then(|term| self.terms.get(*term));
        match term.map(|term| term.kind) {
            Some(Kind::Name(seen)) if is_common(key) => {
                seen.introduced || (seen.as_name && is_borne_name(key))
            }
            Some(Kind::Name(seen)) => seen.introduced || !seen.as_place,
            Some(Kind::Number) => true,
            Some(Kind::Passage(_)) | None => false,
        }
    }

    fn term(&mut self, place: &P, key: &str, words: &str, kind: Kind) {
        let known = self
            .known
            .get(key)
            .and_then(|term| self.terms.get_mut(*term));
        match (known.map(|term| &mut term.kind), kind) {
            (Some(Kind::Name(seen)), Kind::Name(more)) => {
                seen.as_name |= more.as_name;
                seen.introduced |= more.introduced;
                seen.as_place &= more.as_place;
            }
            (Some(_), _) => {}
            (None, _) => {
                self.known.insert(key.to_owned(), self.terms.len());
                self.terms.push(Term {
                    kind,
                    place: place.clone(),
                    words: words.to_owned(),
                });
            }
        }
    }
}

/// The words of a name that tell who it is.
fn telling(name: &Words) -> impl Iterator<Item = usize> {
    let tells = |at: &usize| {
        let key = name.key(*at);
        key.chars().count() > 1 && !is_prefix(key) && !is_title(key)
    };
    (0..name.tokens.len()).filter(tells)
}

/// Whether a part of an e-mail address or host may be a name.
fn is_telling_part(key: &str) -> bool {
    key.chars().count() >= MIN_LETTERS
        && !IMPERSONAL_PARTS.contains(&key)
        && (!is_common(key) || is_borne(key))
}

fn is_postcode(words: &Words, digits: &Token, letters: &Token) -> bool {
    let of = |t: &Token| words.run.get(t.start..t.end).unwrap_or("").to_owned();
    let (number, pair) = (of(digits), of(letters));
    number.len() == 4 && all_digits(&number) && pair.len() == 2 && letters.is_capital
}

/// Whether a token stands where an address has its town: behind a postcode, `te` or `gemeente`.
fn is_place(words: &Words, at: usize) -> bool {
    const BEFORE_PLACES: [&str; 4] = ["te", "gemeente", "provincie", "plaats"];
    let token = |back: usize| at.checked_sub(back).and_then(|at| words.tokens.get(at));
    let is_named = token(1).is_some() && BEFORE_PLACES.contains(&words.key(at - 1));
    let whole = token(1).is_some_and(|t| {
        let key = words.run.get(t.start..t.end).unwrap_or("");
        let (digits, letters) = key.split_at_checked(4).unwrap_or(("", ""));
        all_digits(digits) && letters.len() == 2 && !letters.contains(|c: char| c.is_numeric())
    });
    let parted = token(2).zip(token(1));
    is_named || whole || parted.is_some_and(|(a, b)| is_postcode(words, a, b))
}
