//! Words as a scanner misread them: letters taken for others, blanks lost.
//!
//! **Invariant:** a word that a list knows is never changed; what is changed serves finding alone, and every letter keeps its
//! place on the page.
//! **Absent:** numbers; their detectors know which letters stand for digits.

use super::lexicon::{Known, is_word};
use crate::model::word::folded_text;

/// What is seen, and what it may stand for.
const CONFUSED: [(&str, &str); 21] = [
    ("rn", "m"),
    ("rri", "m"),
    ("ri", "n"),
    ("ii", "u"),
    ("1", "l"),
    ("1", "i"),
    ("0", "O"),
    ("0", "o"),
    ("l", "i"),
    ("I", "l"),
    ("i", "l"),
    ("c", "e"),
    ("e", "c"),
    ("o", "a"),
    ("b", "h"),
    ("q", "g"),
    ("5", "S"),
    ("5", "s"),
    ("8", "B"),
    ("l", "I"),
    ("t", "f"),
];
/// Shorter words are like too many others.
const SHORTEST: usize = 4;
/// So short a word with a capital is corrected to a name only.
const SHORT: usize = 6;

/// Digits behind the letters of a name of a user, at the most.
const DIGITS: usize = 3;

/// A letter and the letters of the word that it comes from, the first and how many; none for a blank that was lost.
pub type Letter = (char, Option<(usize, usize)>);

/// Letters in lower case with a few digits behind them, as names of users are made.
fn is_user(core: &[char]) -> bool {
    let digits = core.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let letters = core.get(..core.len() - digits).unwrap_or(&[]);
    (1..=DIGITS).contains(&digits)
        && letters.len() >= SHORTEST
        && letters.iter().all(char::is_ascii_lowercase)
}

/// The letters of a written word as they were meant.
pub fn corrected(word: &[char]) -> Vec<Letter> {
    let same = || {
        word.iter()
            .enumerate()
            .map(|(at, c)| (*c, Some((at, 1))))
            .collect::<Vec<Letter>>()
    };
    let is_core = |c: &char| c.is_alphanumeric();
    let Some(first) = word.iter().position(is_core) else {
        return same();
    };
    let end = word
        .iter()
        .rposition(is_core)
        .map_or(first, |last| last + 1);
    let core = word.get(first..end).unwrap_or(&[]);
    let letters = core.iter().filter(|c| c.is_alphabetic()).count();
    if is_user(core) {
        return same();
    }
    if core.iter().any(|c| matches!(c, '@' | '/' | ':' | '_')) {
        return same();
    }
    if let Some(points) = initials(word) {
        return points;
    }
    if letters + 2 < core.len() && !core.iter().any(char::is_ascii_digit) || letters < 3 {
        return same();
    }
    let parts = split(core);
    let mut made: Vec<Letter> = word
        .iter()
        .take(first)
        .enumerate()
        .map(|(at, c)| (*c, Some((at, 1))))
        .collect();
    for (number, (from, to)) in parts.iter().copied().enumerate() {
        if number > 0 {
            made.push((' ', None));
        }
        let part = core.get(from..to).unwrap_or(&[]);
        let part = one(part).unwrap_or_else(|| {
            part.iter()
                .enumerate()
                .map(|(at, c)| (*c, Some((at, 1))))
                .collect()
        });
        made.extend(
            part.into_iter()
                .map(|(c, at)| (c, at.map(|(at, length)| (at + first + from, length)))),
        );
    }
    made.extend(
        word.iter()
            .enumerate()
            .skip(end)
            .map(|(at, c)| (*c, Some((at, 1)))),
    );
    made
}

/// `J,P.` as `J.P.`
fn initials(word: &[char]) -> Option<Vec<Letter>> {
    let is_pair = |pair: &[char]| matches!(pair, [letter, sign] if letter.is_uppercase() && ".,".contains(*sign));
    let pairs = word.chunks(2).take_while(|pair| is_pair(pair)).count();
    let has_point = word.contains(&'.') && word.contains(&',');
    (pairs >= 2 && has_point).then(|| {
        let last = 2 * pairs - 1;
        let point = |(at, c): (usize, &char)| {
            (if *c == ',' && at < last { '.' } else { *c }, Some((at, 1)))
        };
        word.iter().enumerate().map(point).collect()
    })
}

/// Where a word falls apart whose blank was lost: `PetraVerhoeven`, `Kerkstraat12`.
fn split(core: &[char]) -> Vec<(usize, usize)> {
    let whole = vec![(0, core.len())];
    if is_known(core) {
        return whole;
    }
    let cut = core.windows(2).position(|pair| match pair {
        [a, b] => a.is_lowercase() && (b.is_uppercase() || b.is_ascii_digit()),
        _ => false,
    });
    let Some(cut) = cut.map(|at| at + 1) else {
        return whole;
    };
    let (head, tail) = core.split_at(cut);
    let is_number = tail.first().is_some_and(char::is_ascii_digit);
    let digits = tail.iter().filter(|c| c.is_ascii_digit()).count();
    let parts = if is_number {
        head.len() >= SHORTEST
            && digits + 1 >= tail.len()
            && digits <= 4
            && head.iter().all(|c| c.is_alphabetic())
    } else {
        head.len() >= 3 && tail.len() >= 3 && tail.iter().skip(1).all(|c| !c.is_uppercase())
    };
    if parts {
        vec![(0, cut), (cut, core.len())]
    } else {
        whole
    }
}

fn is_known(core: &[char]) -> bool {
    let key = folded_text(&core.iter().collect::<String>());
    let known = Known::of(&key);
    known.word || known.name() || known.proper
}

/// One word with the one confusion undone that makes it a known word.
fn one(part: &[char]) -> Option<Vec<Letter>> {
    let letters = part.iter().filter(|c| c.is_alphabetic()).count();
    let shaped = part.iter().all(|c| c.is_alphanumeric());
    if part.len() < SHORTEST || letters + 2 < part.len() || !shaped || is_known(part) {
        return None;
    }
    let is_capital = part
        .first()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    (0..part.len()).find_map(|at| {
        CONFUSED.iter().find_map(|(seen, meant)| {
            let length = seen.chars().count();
            if !part.get(at..at + length)?.iter().copied().eq(seen.chars()) {
                return None;
            }
            let before = part
                .get(..at)?
                .iter()
                .copied()
                .enumerate()
                .map(|(at, c)| (c, Some((at, 1))));
            let after = part
                .iter()
                .copied()
                .enumerate()
                .skip(at + length)
                .map(|(at, c)| (c, Some((at, 1))));
            let made: Vec<Letter> = before
                .chain(meant.chars().map(|c| (c, Some((at, length)))))
                .chain(after)
                .collect();
            let key = folded_text(&made.iter().map(|(c, _)| *c).collect::<String>());
            let known = if is_capital {
                let known = Known::of(&key);
                known.name() || known.proper || part.len() >= SHORT && known.word
            } else {
                is_word(&key)
            };
            known.then_some(made)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(word: &str) -> String {
        let chars: Vec<char> = word.chars().collect();
        corrected(&chars).into_iter().map(|(c, _)| c).collect()
    }

    #[test]
    fn what_a_scanner_misread_is_read_as_it_was_meant() {
        for (seen, expected) in [
            ("Cliëntnumrner:", "Cliëntnummer:"),
            ("gcboren", "geboren"),
            ("(Hi1de)", "(Hilde)"),
            ("PetraVerhoeven", "Petra Verhoeven"),
            ("Stationsplein91", "Stationsplein 91"),
            ("J,P.", "J.P."),
            ("0ostenrijk", "Oostenrijk"),
        ] {
            assert_eq!(meant(seen), expected);
        }
    }

    #[test]
    fn what_is_known_or_a_code_stays_as_it_is() {
        for word in [
            "gemeente",
            "A12",
            "Jansen,",
            "kees.boer@x.nl",
            "NL91ABNA0417164300",
            "12-ABC-3",
            "Zwartveld",
            "€",
            "Quintessens",
        ] {
            assert_eq!(meant(word), word);
        }
    }
}
