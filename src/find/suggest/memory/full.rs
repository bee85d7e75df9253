//! The parts of a person's name as they are remembered and compared.
//!
//! **Invariant:** all letters are folded.
//! **Absent:** where the name stands.

use super::super::person::name;
use super::super::sheet::{Shape, Sheet, Term};
use crate::find::suggest::person::capital::is_capital;
use crate::model::word::{folded_text, is_title};

/// Letters of a family name of which the name of a user is told.
const USER: usize = 4;

/// What is remembered of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Full {
    /// The first letters of the first names or initials, folded.
    pub initials: String,
    pub given: String,
    /// The first letters of a double first name: `dj` of Dirk-Jan.
    pub double: String,
    /// First names behind the first.
    pub others: Vec<String>,
    /// The prefixes, joined, and their first letters.
    pub prefixes: String,
    pub prefix_starts: String,
    pub family: String,
    /// The family name is an abbreviation or the name of a place.
    pub is_doubtful: bool,
}

impl Full {
    pub fn of(sheet: &Sheet, (first, end): (usize, usize)) -> Self {
        let terms = sheet.terms.get(first..end).unwrap_or(&[]);
        let found = name::whole(sheet, first, end);
        let mut full = Self::default();
        let family = match found {
            Some(n) => n.family,
            None => terms.iter().rposition(is_capital).map(|at| first + at),
        };
        for (at, term) in terms.iter().enumerate() {
            let key = sheet.key(term);
            let at = first + at;
            if Some(at) == family {
                key.clone_into(&mut full.family);
                let is_short = term.shape == Shape::Upper && key.len() < 6;
                full.is_doubtful = (is_short || term.known.proper) && !term.known.name();
            } else if sheet.is_prefix(term) {
                full.prefixes.push_str(key);
                full.prefix_starts.extend(key.chars().next());
            } else if term.shape == Shape::Initials
                || term.shape == Shape::Letter
                || term.shape == Shape::Upper && terms.len() > 1 && key.len() <= 3
            {
                full.initials.push_str(key);
            } else if is_capital(term) {
                full.initials.extend(key.chars().next());
                if sheet.head(term) != key {
                    full.double.extend(
                        sheet
                            .head(term)
                            .chars()
                            .next()
                            .into_iter()
                            .chain(sheet.tail(term).chars().next()),
                    );
                }
                match full.given.is_empty() {
                    true => key.clone_into(&mut full.given),
                    false => full.others.push(key.to_owned()),
                }
            }
        }
        if !terms.is_empty() && terms.iter().all(|t| t.shape == Shape::Lower) {
            full = Self::of_small(sheet, terms);
        }
        // One word is a first name where it is listed as nothing else.
        if let [only] = terms
            && found.is_some_and(|n| n.family.is_none())
            && !(only.known.first || only.known.person && !only.known.family)
        {
            full.family = std::mem::take(&mut full.given);
            full.initials.clear();
        }
        full
    }

    /// A name in lower case: the first name before its family name.
    fn of_small(sheet: &Sheet, terms: &[Term]) -> Self {
        let mut keys = terms.iter().map(|t| sheet.key(t));
        let mut full = Self::default();
        full.initials.extend(
            terms
                .iter()
                .take(1)
                .filter_map(|t| sheet.key(t).chars().next()),
        );
        keys.next().unwrap_or("").clone_into(&mut full.given);
        keys.next_back().unwrap_or("").clone_into(&mut full.family);
        for key in keys {
            full.prefixes.push_str(key);
            full.prefix_starts.extend(key.chars().next());
        }
        full
    }

    /// A name of a list: first names or initials, prefixes, family name.
    pub fn of_text(text: &str) -> Self {
        let sheet = Sheet::of_line(text);
        let skipped = sheet
            .terms
            .iter()
            .take_while(|t| t.shape != Shape::Initials && is_title(sheet.key(t)))
            .count();
        Self::of(&sheet, (skipped, sheet.terms.len()))
    }

    /// Whether letters are the first ones of this name: `kb`, `kvb`, `jdv`.
    pub fn fits_code(&self, code: &str) -> bool {
        let first = self.given.chars().next().or(self.initials.chars().next());
        let (Some(first), Some(last)) = (first, self.family.chars().next()) else {
            return false;
        };
        let letters: Vec<char> = folded_text(code).chars().collect();
        let of_prefix = self.prefix_starts.chars().last();
        let ends = letters.contains(&last) || of_prefix.is_some_and(|c| letters.contains(&c));
        letters.len() >= 2 && letters.first() == Some(&first) && ends
    }

    /// The codes that are made of the first letters of this name.
    pub fn codes(&self) -> Vec<String> {
        let (Some(first), Some(last)) = (self.given.chars().next(), self.family.chars().next())
        else {
            return Vec::new();
        };
        let prefixes = &self.prefix_starts;
        vec![
            format!("{first}{last}"),
            format!("{first}{prefixes}{last}"),
            format!("{}{last}", self.initials),
            self.double.clone(),
        ]
    }

    /// The names of users that are made of this name: `jjansen`, `jvandijk`, `jansenj`.
    pub fn users(&self) -> Vec<String> {
        let family = format!("{}{}", self.prefixes, self.family);
        match self.initials.chars().next() {
            Some(first) if self.family.len() >= USER => vec![
                format!("{first}{family}"),
                format!("{first}{}", self.family),
                format!("{family}{first}"),
            ],
            _ => Vec::new(),
        }
    }

    /// Whether `other`, as it stands in a text, is this public person.
    pub fn is_same(&self, other: &Self, is_shared: impl Fn(&str) -> bool) -> bool {
        if self.family.is_empty() || other.family.is_empty() {
            return !self.given.is_empty()
                && self.given == other.given
                && self.family == other.family;
        }
        if self.family != other.family
            || (!other.prefixes.is_empty()
                && !self.prefixes.is_empty()
                && self.prefixes != other.prefixes)
        {
            return false;
        }
        let (a, b) = (self.initials.chars().next(), other.initials.chars().next());
        match (a, b) {
            (Some(a), Some(b)) => {
                a == b
                    && (self.given.is_empty()
                        || other.given.is_empty()
                        || self.given == other.given)
            }
            // Without first names or initials it is whoever bears the name: the public person, unless another does too.
            (_, None) => !is_shared(&self.family),
            (None, Some(_)) => true,
        }
    }
}
