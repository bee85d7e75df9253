//! Grounds as people spell them: numbers, words and abbreviations in any order, read or refused.
//!
//! **Invariant:** what is no ground is refused with what is wrong about it, never guessed at.

use super::error::{GroundError, LimitKind};
use super::list::{GroundKind, LIST, listed};

/// The rows of the two categories that have no article.
pub(super) fn parse_words(text: &str) -> Option<usize> {
    let words: String = text
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match words.as_str() {
        "scope"
        | "buiten scope"
        | "buiten verzoek"
        | "buiten het verzoek"
        | "buiten reikwijdte"
        | "buiten de reikwijdte"
        | "valt buiten het verzoek" => listed("scope"),
        "dubbel" | "duplicaat" => listed("dubbel"),
        _ => None,
    }
}

/// The text after "8.8", when the spelling cites that article.
pub(super) fn other_law(text: &str) -> Option<Result<String, GroundError>> {
    let trimmed = text.trim();
    let lower = trimmed.to_lowercase();
    let start = ["artikel ", "art. ", "art "]
        .iter()
        .find_map(|p| lower.strip_prefix(p))
        .unwrap_or(&lower);
    let rest = start.strip_prefix("8.8")?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let kept = trimmed
        .get(trimmed.len().saturating_sub(rest.len())..)
        .unwrap_or("");
    let law = kept.trim_start_matches([' ', ',', ':', '.', '-']).trim();
    let law = law
        .strip_prefix("Woo")
        .unwrap_or(law)
        .trim_start_matches([' ', ',', ':']);
    Some(if law.is_empty() {
        Err(GroundError::OtherLawWithoutName)
    } else {
        Ok(law.to_owned())
    })
}

/// Numbers and a letter, read from any spelling.
pub(super) struct Citation {
    numbers: Vec<u32>,
    part: Option<char>,
    /// The act that was named, if one was.
    wob: Option<bool>,
}

impl Citation {
    /// `None` when there is anything in the text that no spelling of a ground has.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut citation = Self {
            numbers: Vec::new(),
            part: None,
            wob: None,
        };
        for token in tokens(&text.to_lowercase()) {
            match token.as_str() {
                "art" | "artikel" | "lid" | "onder" | "onderdeel" | "sub" | "aanhef" | "en"
                | "de" | "van" => {}
                "woo" => citation.wob = Some(false),
                "wob" => citation.wob = Some(true),
                word => {
                    if let Some(number) = ordinal(word).or_else(|| word.parse().ok()) {
                        if citation.part.is_some() {
                            return None;
                        }
                        citation.numbers.push(number);
                    } else {
                        let mut letters = word.chars();
                        match (letters.next(), letters.next(), citation.part) {
                            (Some(c), None, None) if c.is_ascii_lowercase() => {
                                citation.part = Some(c)
                            }
                            _ => return None,
                        }
                    }
                }
            }
        }
        (!citation.numbers.is_empty()).then_some(citation)
    }

    fn written(&self) -> String {
        let numbers: Vec<String> = self.numbers.iter().map(u32::to_string).collect();
        format!(
            "{}{}",
            numbers.join("."),
            self.part.map_or(String::new(), String::from)
        )
    }

    /// The row of the ground that it cites.
    pub(super) fn ground(&self) -> Result<usize, GroundError> {
        let written = self.written();
        let is_of_wob = |row: &usize| LIST.get(*row).is_some_and(|e| e.kind == GroundKind::Wob);
        let found = listed(&written).filter(|row| self.wob.is_none_or(|wob| wob == is_of_wob(row)));
        if let Some(ground) = found {
            return Ok(ground);
        }
        if let Some((first, last)) = parts(&self.numbers) {
            return Err(match self.part {
                None => GroundError::Truncated(written, first, last),
                Some(_) => GroundError::NoSuchPart(written, first, last),
            });
        }
        Err(match (self.numbers.as_slice(), self.part) {
            ([5, 1], None) | ([5], None) => GroundError::Group(written, "5.1.2e"),
            ([5, 2], None) => GroundError::Group(written, "5.2.1"),
            ([10], None) => GroundError::Group(written, "10.2e"),
            ([11], None) => GroundError::Group(written, "11.1"),
            ([5, 1, 3], None) => GroundError::Limit(written, LimitKind::AsksForReasons),
            ([5, 1, 7], None) => GroundError::Limit(written, LimitKind::Emissions),
            ([5, 2, 3 | 4], None) => GroundError::Limit(written, LimitKind::Opinions),
            ([5, 3], None) => GroundError::Limit(written, LimitKind::FiveYears),
            _ => GroundError::NoSuchArticle(written),
        })
    }
}

/// The first and the last of the parts that the list has of an article or a paragraph; `None` where it has none.
fn parts(numbers: &[u32]) -> Option<(char, char)> {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    let numbers = numbers.join(".");
    let of = |part: &char| {
        LIST.iter()
            .any(|entry| entry.id == format!("{numbers}{part}"))
    };
    let parts = || LIST.iter().filter_map(|entry| entry.part).filter(of);
    Some((parts().min()?, parts().max()?))
}

/// Runs of digits and runs of letters; everything between them only separates.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in text.chars() {
        let digit = c.is_ascii_digit();
        if !digit && !c.is_alphabetic() {
            last = None;
            continue;
        }
        match tokens.last_mut() {
            Some(token) if last == Some(digit) => token.push(c),
            _ => tokens.push(c.to_string()),
        }
        last = Some(digit);
    }
    tokens
}

fn ordinal(word: &str) -> Option<u32> {
    let names = [
        "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende",
    ];
    names
        .iter()
        .position(|n| *n == word)
        .and_then(|i| u32::try_from(i + 1).ok())
}
