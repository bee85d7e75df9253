//! Which letters one sign may show together.
//!
//! **Invariant:** a sign that is said to be other letters, such as a telephone or a dash, shows none of them: what a file says
//! of it may be the text beside it, of which an area covers the rest.

use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Signs of several Latin letters or digits that fonts have.
const LATIN: [&str; 54] = [
    "ae", "oe", "ij", "lj", "nj", "dz", "ss", "ff", "fi", "fl", "ffi", "ffl", "fb", "ffb", "fh",
    "ffh", "fj", "ffj", "fk", "ffk", "ft", "fft", "ti", "tt", "tti", "tf", "ttf", "ty", "tty",
    "ct", "st", "sp", "th", "qu", "ch", "ck", "it", "ip", "ry", "gy", "no", "rt", "rf", "rti",
    "rtt", "fti", "tz", "gg", "fy", "fr", "fu", "1/2", "1/4", "3/4",
];
/// The scripts that join letters to one sign, Arabic to Khmer; so many of their letters make one.
const JOINED: RangeInclusive<char> = '\u{600}'..='\u{17FF}';
const MOST_JOINED: usize = 4;
/// Marks over one letter, at most; and marks that are letters themselves, or that say nothing to a reader and something to
/// a program.
const MOST_MARKS: usize = 3;
const LETTER_MARKS: [RangeInclusive<char>; 2] = ['\u{363}'..='\u{36F}', '\u{1DC0}'..='\u{1DFF}'];
const FIRST_UNSEEN: char = '\u{E0000}';

/// Whether one sign may show all of what it is said to be: one letter or digit, with its marks and other signs, or the
/// letters of a ligature.
pub fn may_show(meaning: &str) -> bool {
    let plain: String = meaning
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\u{2044}' { '/' } else { c })
        .collect();
    let is_unseen = |c: char| c >= FIRST_UNSEEN || LETTER_MARKS.iter().any(|r| r.contains(&c));
    let is_sign =
        |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_ascii_punctuation();
    let (marks, signs): (Vec<char>, Vec<char>) = meaning
        .chars()
        .filter(is_sign)
        .partition(|c| is_combining_mark(*c));
    if meaning.chars().any(is_unseen) || marks.len() > MOST_MARKS || signs.len() > 1 {
        return false;
    }
    let letters = || plain.chars().filter(|c| c.is_alphanumeric());
    if letters().count() < 2 {
        return true;
    }
    let is_joined = letters().all(|c| c.is_alphabetic() && JOINED.contains(&c));
    LATIN.contains(&plain.as_str()) || (is_joined && letters().count() <= MOST_JOINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ligature_shows_its_letters_and_another_sign_shows_one_at_most() {
        for shown in [
            "", "a", "1", "é", "e\u{301}", "fi", "ﬃ", "Th", "ti", "½", "1⁄2", "...", "(1)", "لا",
        ] {
            assert!(may_show(shown), "{shown}");
        }
        for not in [
            "Jan",
            "Bos",
            "Li",
            "06",
            "📞 +33",
            "Zwarte",
            "12",
            "Олег",
            "王小明",
            "כהן",
            "𝐉𝐚𝐧",
            "⒥⒜⒩",
            "🇯🇦🇳",
            "x\u{e004a}\u{e0061}",
            "x\u{364}\u{369}",
        ] {
            assert!(!may_show(not), "{not}");
        }
    }
}
