//! Words as they are compared: one tokenizer, one folding, and what a word is, each by its name.
//!
//! **Invariant:** however a text is set (accents, ligatures, full width, look-alike letters of another script, letters
//! set wide, hyphens, case) it is folded to the same letters; nothing else in the program folds words to compare names.
//! **Absent:** what is covered; bytes of files, in which `verify` searches.

mod common;
pub mod covered;
mod folded;
pub mod ligature;
pub mod names;

pub use common::{is_borne, is_common};
pub use folded::folded_text;

use folded::{folded, is_unseen};
use unicode_normalization::char::is_combining_mark;

/// Words between the first names and the family name (tussenvoegsels).
const PREFIXES: [&str; 40] = [
    "van", "de", "der", "den", "ten", "ter", "te", "het", "t", "s", "d", "el", "al", "la", "le",
    "von", "zu", "zum", "zur", "du", "des", "da", "di", "del", "della", "dos", "bin", "ben", "ibn",
    "ould", "op", "in", "aan", "bij", "uit", "onder", "voor", "v", "vd", "vdn",
];
/// Words that nothing but a name follows.
const TITLES: [&str; 29] = [
    "heer", "heren", "mevrouw", "meneer", "dhr", "mw", "mevr", "mej", "hr", "ing", "ir", "drs",
    "dr", "mr", "prof", "dokter", "familie", "fam", "weduwe", "wed", "ds", "pater", "zuster",
    "juffrouw", "jhr", "jkvr", "bsc", "msc", "mrs",
];
/// Words that a name often follows, written as a name is.
const FUNCTIONS: [&str; 9] = [
    "wethouder",
    "burgemeester",
    "minister",
    "directeur",
    "gemeentesecretaris",
    "raadslid",
    "notaris",
    "voorzitter",
    "griffier",
];
/// Initials of more than one letter.
const LONG_INITIALS: [&str; 14] = [
    "th", "chr", "joh", "ph", "ij", "fr", "jac", "wm", "tj", "sj", "alb", "corn", "adr", "gerh",
];
/// This many single letters after each other are one word set wide.
const MIN_SPACED_LETTERS: usize = 3;
/// Tussenvoegsels before one name.
const MOST_PREFIXES: usize = 3;

/// What stands between two blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its place among the words of its text.
    pub number: usize,
    pub text: String,
    pub covered: bool,
}

/// Letters and digits of a written word without another sign between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where its folded letters stand in [`Words::run`].
    pub start: usize,
    pub end: usize,
    /// The written words it comes from: the first, and the first after.
    pub words: (usize, usize),
    /// Which characters of its written word it is; of letters set wide, of all of them together.
    pub chars: (usize, usize),
    pub is_covered: bool,
    pub is_capital: bool,
    /// In capitals throughout, as an abbreviation is.
    pub is_upper: bool,
    /// A sentence begins with it.
    pub is_first: bool,
    /// A part of an e-mail address, a host or a path.
    pub is_address: bool,
    /// Behind the at sign of an e-mail address.
    pub is_domain: bool,
    /// Stands with a point, as an initial does.
    pub is_initial: bool,
    /// A comma or another sign stands behind it, so that it introduces nothing.
    pub is_closed: bool,
}

/// A text as it is compared.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The folded letters and digits of all tokens, with nothing between them.
    pub run: String,
    pub tokens: Vec<Token>,
}

/// How a word stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Without a capital.
    Plain,
    /// With the capital of a sentence.
    First,
    /// With a capital of its own.
    Capital,
    /// Behind a title, initials, a first name or a function, or before initials.
    Named,
}

impl Words {
    pub fn of_text(text: &str) -> Self {
        let written = text.split_whitespace().enumerate();
        let written: Vec<Written> = written
            .map(|(number, text)| Written {
                number,
                text: text.to_owned(),
                covered: false,
            })
            .collect();
        let mut words = Self::of(&written);
        // Where all is in capitals, a capital says nothing.
        if words.tokens.len() > 1 && !text.chars().any(char::is_lowercase) {
            words.tokens.iter_mut().for_each(|t| t.is_capital = false);
        }
        words
    }

    pub fn of(written: &[Written]) -> Self {
        let mut words = Self::default();
        let mut begins = true;
        for word in joined(written) {
            words.add(&word, &mut begins);
        }
        words
    }

    fn add(&mut self, ((first, last), word): &((usize, usize), Written), begins: &mut bool) {
        let is_address = is_address(&word.text);
        let seen = word
            .text
            .chars()
            .enumerate()
            .filter(|(_, c)| !is_unseen(*c));
        let (places, chars): (Vec<usize>, Vec<char>) = seen.unzip();
        let place = |at: usize| places.get(at).copied().unwrap_or(0);
        let belongs = |c: &char| c.is_alphanumeric() || is_combining_mark(*c);
        let (mut from, mut is_domain) = (0, false);
        while from < chars.len() {
            let rest = chars.get(from..).unwrap_or(&[]);
            let length = rest.iter().take_while(|c| belongs(c)).count();
            let part = rest.get(..length).unwrap_or(&[]);
            is_domain |= rest.first() == Some(&'@');
            let of_word = (place(from), place((from + length).saturating_sub(1)) + 1);
            from += length.max(1);
            let start = self.run.len();
            self.run.push_str(&folded(part));
            if self.run.len() == start {
                continue;
            }
            let key = self.run.get(start..).unwrap_or("");
            let is_number = key.starts_with(|c: char| c.is_ascii_digit());
            let is_capital = part
                .first()
                .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
            let is_short = key.chars().count() == 1 || LONG_INITIALS.contains(&key);
            self.tokens.push(Token {
                start,
                end: self.run.len(),
                words: (*first, *last),
                chars: of_word,
                is_covered: word.covered,
                is_capital,
                is_upper: !part.iter().any(|c| c.is_lowercase()),
                is_domain,
                is_first: *begins && !is_number,
                is_address,
                is_initial: is_capital && is_short && rest.get(length) == Some(&'.'),
                is_closed: rest.get(length).is_some_and(|c| ",;:!?)".contains(*c)),
            });
            *begins &= is_number;
        }
        *begins |= ends_sentence(&word.text);
    }

    pub fn key(&self, token: usize) -> &str {
        let token = self.tokens.get(token);
        token
            .and_then(|t| self.run.get(t.start..t.end))
            .unwrap_or("")
    }

    /// The token in which a place of the run lies.
    pub fn token_at(&self, place: usize) -> usize {
        self.tokens
            .partition_point(|t| t.start <= place)
            .saturating_sub(1)
    }

    pub fn manner(&self, token: usize) -> Manner {
        let Some(of) = self.tokens.get(token) else {
            return Manner::Plain;
        };
        if self.is_introduced(token) {
            return Manner::Named;
        }
        match (of.is_capital, of.is_first) {
            (false, _) => Manner::Plain,
            (true, true) => Manner::First,
            (true, false) => Manner::Capital,
        }
    }

    /// Whether what stands beside a token says that it is a name.
    pub fn is_introduced(&self, token: usize) -> bool {
        let Some(of) = self.tokens.get(token) else {
            return false;
        };
        let is_initial = |at: usize| self.tokens.get(at).is_some_and(|t| t.is_initial);
        if of.is_capital && !of.is_initial && is_initial(token + 1) {
            return true;
        }
        let before = (0..token).rev();
        let skipped = before.clone().take(MOST_PREFIXES);
        let skipped = skipped.take_while(|at| is_prefix(self.key(*at)) && !is_initial(*at));
        let skipped = skipped.count();
        let open = |at: &usize| self.tokens.get(*at).is_some_and(|t| !t.is_closed);
        let Some(at) = before.clone().nth(skipped).filter(open) else {
            return false;
        };
        let word = self.key(at);
        let is_name = skipped == 0 && self.tokens.get(at).is_some_and(|t| t.is_capital);
        is_initial(at)
            || is_title(word)
            || (of.is_capital && FUNCTIONS.contains(&word))
            || (of.is_capital && is_name && names::is_first_name(word))
    }
}

/// Letters set wide as the one word that they are; the words each comes from.
fn joined(written: &[Written]) -> Vec<((usize, usize), Written)> {
    let mut made: Vec<((usize, usize), Written)> = Vec::new();
    let is_letter = |w: &&Written| {
        let mut chars = w.text.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    let mut from = 0;
    while let Some(word) = written.get(from) {
        let rest = written.get(from..).unwrap_or(&[]);
        let letters = rest.iter().take_while(is_letter);
        let letters = letters.take_while(|w| w.covered == word.covered).count();
        let taken = if letters >= MIN_SPACED_LETTERS {
            letters
        } else {
            1
        };
        let run = rest.get(..taken).unwrap_or(&[]);
        let last = run.last().map_or(word.number, |w| w.number);
        let text = run.iter().map(|w| w.text.as_str()).collect();
        made.push((
            (word.number, last + 1),
            Written {
                text,
                ..word.clone()
            },
        ));
        from += taken;
    }
    made
}

fn is_address(word: &str) -> bool {
    const ENDS: [&str; 10] = [
        "nl", "com", "org", "net", "eu", "be", "de", "info", "nu", "frl",
    ];
    let host = word.split(['/', '?', ':']).next().unwrap_or("");
    let host = host
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let is_host = host
        .rsplit_once('.')
        .is_some_and(|(_, end)| ENDS.contains(&end));
    word.contains('@') || word.contains("://") || is_host
}

/// Whether a sentence ends with this written word. An initial and a title have a point too.
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    let letters: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() {
        return true;
    }
    let is_short = letters.chars().count() < 3 || is_title(&letters.to_lowercase());
    bare.ends_with(['?', '!', ':']) || (bare.ends_with('.') && !is_short)
}

/// A word between the first names and the family name; folded.
pub fn is_prefix(key: &str) -> bool {
    PREFIXES.contains(&key)
}

/// A word that a name follows; folded.
pub fn is_title(key: &str) -> bool {
    TITLES.contains(&key)
}

/// Whether a written word is initials and nothing else: `J.P.`
pub fn are_initials(word: &str) -> bool {
    let mut parts = word.split('.').filter(|part| !part.is_empty()).peekable();
    word.ends_with('.')
        && parts.peek().is_some()
        && parts.all(|part| {
            let is_short =
                part.chars().count() == 1 || LONG_INITIALS.contains(&&*part.to_lowercase());
            is_short && part.chars().next().is_some_and(char::is_uppercase)
        })
}

/// Whether a word is written as names are: its first letter a capital, or no letter at all, as in a number.
pub fn is_capitalised(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let words = Words::of_text(text);
        (0..words.tokens.len())
            .map(|t| words.key(t).to_owned())
            .collect()
    }

    #[test]
    fn a_word_is_the_same_however_it_is_set() {
        for (text, expected) in [
            ("Ménard-O’Brien", "menard obrien"),
            ("ﬁnan\u{ad}cieel", "financieel"),
            ("J a n s e n", "jansen"),
            ("Ｊａｎｓｅｎ", "jansen"),
            ("Jаnsеn", "jansen"),
            ("ΙΑΝ", "ian"),
            ("Großmann Łukasz Søren", "grossmann lukasz soren"),
            ("j.p. 06-12", "j p 06 12"),
        ] {
            assert_eq!(
                keys(text).join(" ").replace("o brien", "obrien"),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn the_manner_of_a_word_is_told_by_what_stands_beside_it() {
        let manner = |text: &str, word: &str| {
            let words = Words::of_text(text);
            let at = (0..words.tokens.len())
                .find(|t| words.key(*t) == word)
                .unwrap();
            words.manner(at)
        };
        for (text, expected) in [
            ("het bos in", Manner::Plain),
            ("Bos gekapt", Manner::First),
            ("Klaar. Bos gekapt", Manner::First),
            ("2016: Bos gekapt", Manner::First),
            ("kap van Bos", Manner::Capital),
            ("dhr. bos", Manner::Named),
            ("de heer van den Bos", Manner::Named),
            ("J.P. Bos", Manner::Named),
            ("Bos, J.", Manner::Named),
            ("wethouder Bos", Manner::Named),
            ("KAP VAN BOS", Manner::Plain),
        ] {
            assert_eq!(manner(text, "bos"), expected, "{text}");
        }
    }

    #[test]
    fn initials_are_single_letters_with_points() {
        for word in ["J.", "J.P.", "Th."] {
            assert!(are_initials(word), "{word}");
        }
        for word in ["bij", "Art.", "12.", ".", "en", "J"] {
            assert!(!are_initials(word), "{word}");
        }
    }
}
