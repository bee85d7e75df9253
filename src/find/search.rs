//! Finds what a person types in the text of pages, however the page has set it.
//!
//! **Invariant:** a page is searched in one form, [`Searchable`], made the same way each time, so that the number of a
//! hit on its page says which it is.
//! **Absent:** pages as files, and what happens with a hit; search terms are never kept.

use crate::model::page::text::{PageChar, PageText};
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// This many single letters after each other are one word set wide.
const SPACED: usize = 3;

/// How a text is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub whole_words: bool,
    pub same_case: bool,
    /// The text is a regular expression.
    pub regex: bool,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Query(Regex);

/// Nothing to look for, or not a regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    #[error("there is nothing to look for")]
    Empty,
    #[error("this is not a regular expression")]
    NotRegex,
}

impl Query {
    /// # Errors
    /// See [`QueryError`].
    pub fn new(text: &str, options: Options) -> Result<Self, QueryError> {
        let patterns: Vec<String> = match options.regex {
            true => pattern_of(text.trim(), options).into_iter().collect(),
            false => terms(text)
                .filter_map(|term| pattern_of(&term, options))
                .collect(),
        };
        if patterns.is_empty() {
            return Err(QueryError::Empty);
        }
        let pattern = patterns.join("|");
        RegexBuilder::new(&pattern)
            .case_insensitive(!options.same_case)
            .size_limit(1 << 20)
            .build()
            .map(Self)
            .map_err(|_not_one| QueryError::NotRegex)
    }

    /// The hits in the text of a page, as bytes of it.
    pub fn hits(&self, page: &str) -> Vec<(usize, usize)> {
        let found = self.0.find_iter(page).map(|hit| (hit.start(), hit.end()));
        found.filter(|(start, end)| start < end).collect()
    }

    /// The hits on a page, as characters of it: the first and the first after it.
    pub fn places(&self, text: &PageText) -> Vec<(usize, usize)> {
        let page = Searchable::of(text);
        let of = |(start, end): (usize, usize)| {
            let first = page.sources.get(start)?;
            let last = page.sources.get(end.checked_sub(1)?)?;
            Some((*first, *last + 1))
        };
        self.hits(&page.text).into_iter().filter_map(of).collect()
    }
}

/// Between texts that are looked for at the same time.
const BETWEEN: char = ';';

/// Each text that is looked for, the longest first: where one begins with another, all of it is found.
fn terms(text: &str) -> impl Iterator<Item = String> {
    let plain = |term: &str| term.trim().chars().flat_map(plain).collect::<String>();
    let mut terms: Vec<String> = text.split(BETWEEN).map(plain).collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    terms.into_iter()
}

/// The expression for one text; nothing when it is empty.
fn pattern_of(term: &str, options: Options) -> Option<String> {
    if term.is_empty() {
        return None;
    }
    let pattern = match options.regex {
        true => term.to_owned(),
        false => {
            let words: Vec<String> = term.split_whitespace().map(regex::escape).collect();
            words.join(r"\s+")
        }
    };
    let edge = |c: Option<char>| {
        let is_word = c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if is_word { r"\b" } else { "" }
    };
    Some(match options.whole_words {
        true if options.regex => format!(r"\b(?:{pattern})\b"),
        true => format!(
            "{}{pattern}{}",
            edge(term.chars().next()),
            edge(term.chars().last())
        ),
        false => pattern,
    })
}

/// The text of a page as it is searched: words with one blank between them, without diacritics, ligatures, soft hyphens
/// and hyphens at the end of a line; letters set wide are a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searchable {
    pub text: String,
    /// For each byte the character of the page that it comes from.
    sources: Vec<usize>,
}

impl Searchable {
    pub fn of(page: &PageText) -> Self {
        let mut made = Self::default();
        let mut words = page.words.iter().copied().peekable();
        let mut spaced = 0;
        while let Some((start, end)) = words.next() {
            let chars = page.chars.get(start..end).unwrap_or(&[]);
            let next = words.peek().and_then(|(next, _)| page.chars.get(*next));
            let broken = next.is_some_and(|next| is_broken(chars, next));
            for (place, c) in chars.iter().enumerate() {
                let upto = chars.get(..=place).unwrap_or(&[]);
                let next = chars.get(place + 1).or(next);
                if !next.is_some_and(|next| is_broken(upto, next)) {
                    plain(c.text).for_each(|c| made.push(c, start + place));
                }
            }
            spaced = if chars.len() == 1 { spaced + 1 } else { 0 };
            if !broken {
                made.push(' ', end.saturating_sub(1));
            }
            let goes_on = words.peek().is_some_and(|(start, end)| end - start == 1);
            if spaced >= SPACED && !goes_on {
                made.join_letters(spaced);
            }
        }
        made
    }

    fn push(&mut self, c: char, source: usize) {
        self.text.push(c);
        self.sources.resize(self.text.len(), source);
    }

    /// Takes the blanks out between the last letters; one blank stays behind them.
    fn join_letters(&mut self, letters: usize) {
        let blanks = self.text.char_indices().rev().filter(|(_, c)| *c == ' ');
        let between: Vec<usize> = blanks.skip(1).take(letters - 1).map(|(at, _)| at).collect();
        for at in between {
            self.text.remove(at);
            self.sources.remove(at);
        }
    }

    /// What stands around a hit, for a list: before, the hit, after.
    pub fn around(text: &str, hit: (usize, usize), reach: usize) -> [String; 3] {
        let before = text.get(..hit.0).unwrap_or("");
        let from = before
            .char_indices()
            .rev()
            .nth(reach)
            .map_or(0, |(at, _)| at);
        let after = text.get(hit.1..).unwrap_or("");
        let to = after
            .char_indices()
            .nth(reach)
            .map_or(after.len(), |(at, _)| at);
        [
            before.get(from..).unwrap_or(""),
            text.get(hit.0..hit.1).unwrap_or(""),
            after.get(..to).unwrap_or(""),
        ]
        .map(str::to_owned)
    }
}

/// A character as it is compared: without its diacritic, a ligature as its letters, a soft hyphen as nothing.
fn plain(c: char) -> impl Iterator<Item = char> {
    let parts = c
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && *c != '\u{ad}');
    parts.map(|c| if c.is_whitespace() { ' ' } else { c })
}

/// Whether a word goes on in the next line, behind a hyphen.
fn is_broken(word: &[PageChar], next: &PageChar) -> bool {
    let [.., letter, hyphen] = word else {
        return false;
    };
    let is_below = next.cell.center().y > hyphen.cell.bottom();
    matches!(hyphen.text, '-' | '\u{2010}' | '\u{ad}')
        && letter.text.is_alphabetic()
        && next.text.is_lowercase()
        && is_below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::{PagePoint, PageRect};

    fn page(lines: &[&str]) -> PageText {
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (row, line) in lines.iter().enumerate() {
            breaks.push(chars.len());
            for (column, text) in line.chars().enumerate() {
                let (left, top) = (6.0 * column as f64, 14.0 * row as f64);
                let ink = PageRect::new(left, top, left + 5.0, top + 10.0).unwrap();
                chars.push(PageChar {
                    origin: PagePoint::new(left, top + 10.0),
                    ..PageChar::drawn(text, ink)
                });
            }
        }
        PageText::new(chars, &breaks)
    }

    fn found(wanted: &str, options: Options, lines: &[&str]) -> Vec<String> {
        let page = page(lines);
        let query = Query::new(wanted, options).unwrap();
        let text = |(a, b): &(usize, usize)| page.chars[*a..*b].iter().map(|c| c.text).collect();
        query.places(&page).iter().map(text).collect()
    }

    #[test]
    fn a_text_is_found_however_it_is_set() {
        let usual = |wanted, lines: &[&str]| found(wanted, Options::default(), lines);
        assert_eq!(usual("andré", &["aan ANDRE en André"]), ["ANDRE", "André"]);
        assert_eq!(
            usual("financieel", &["ﬁnan\u{ad}cieel"]),
            ["ﬁnan\u{ad}cieel"]
        );
        assert_eq!(
            usual("willemsen", &["mevrouw Willem-", "sen schreef"]),
            ["Willem-sen"]
        );
        assert_eq!(
            usual("Jan de Vries", &["aan Jan\u{a0}de", "Vries"]),
            ["Jan\u{a0}deVries"]
        );
        assert_eq!(
            usual("Jansen", &["de heer J a n s e n zegt"]),
            ["J a n s e n"]
        );
        assert_eq!(usual("zorg-", &["zorg- en welzijn"]), ["zorg-"]);
        assert_eq!(usual("en", &["een en"]), ["en", "en"]);
    }

    #[test]
    fn whole_words_case_and_expressions_narrow_it() {
        let lines = ["De Vries en de vriesnacht, 06-12345678 (€ 14)"];
        let options = |whole_words, same_case, regex| Options {
            whole_words,
            same_case,
            regex,
        };
        assert_eq!(
            found("vries", options(true, false, false), &lines),
            ["Vries"]
        );
        assert_eq!(
            found("vries", options(false, true, false), &lines),
            ["vries"]
        );
        assert_eq!(found("€ 14", options(true, false, false), &lines), ["€ 14"]);
        let digits = found(r"06-?\d{8}", options(false, false, true), &lines);
        assert_eq!(digits, ["06-12345678"]);
        let wrong = Query::new("(", options(false, false, true)).unwrap_err();
        assert_eq!(wrong, QueryError::NotRegex);
        assert_eq!(
            Query::new(" ", Options::default()).unwrap_err(),
            QueryError::Empty
        );
    }

    #[test]
    fn a_hit_is_shown_in_its_surroundings() {
        let [before, hit, after] = Searchable::around("de heer Jansen te Ede", (8, 14), 3);
        assert_eq!((&*before, &*hit, &*after), ("eer ", "Jansen", " te"));
    }
}
