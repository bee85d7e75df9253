//! Half a name or number: what a mark leaves readable of something that it began to cover.
//!
//! **Invariant:** an e-mail's domain, a title or a closing comma left open is no half: never more is proposed than the
//! name or number itself.
//! **Absent:** covering it; the reviewer has one key for that.

use crate::model::gesture::snap::parts;
use crate::model::page::geometry::PageRect;
use crate::model::page::text::{Coverage, PageChar, PageText};
use crate::model::word::{are_initials, folded_text, is_capitalised, is_prefix};

/// Digits that make groups of digits one number: of a telephone, an account, a citizen.
const DIGITS: usize = 7;

/// The parts of words that belong to a name or number of which only a part is covered, the covered ones included.
/// Empty when nothing was left half.
pub fn halves(text: &PageText, areas: &[PageRect]) -> Vec<(usize, usize)> {
    if areas.is_empty() {
        return Vec::new();
    }
    let zones = text.coverages(areas);
    let cut = cut_words(text, &zones);
    let is_covered = |word: usize| {
        let (start, end) = text.words.get(word).copied().unwrap_or((0, 0));
        let zones = zones.get(start..end).unwrap_or(&[]);
        zones.contains(&Coverage::Covered)
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for chain in chains(text) {
        let covered = chain.clone().filter(|word| is_covered(*word)).count();
        if covered > 0 && covered < chain.len() {
            found.extend(chain.flat_map(|word| own_parts(text, word)));
        }
    }
    let words = text.words.iter().enumerate();
    for (word, _) in words.filter(|(_, range)| cut.contains(range)) {
        found.extend(own_parts(text, word));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Words of which a part is covered and the letter beside it is not: inside a name, a number or the local part of an
/// e-mail address. First character and the first after the word.
pub fn half_words(text: &PageText, areas: &[PageRect]) -> Vec<(usize, usize)> {
    cut_words(text, &text.coverages(areas))
}

/// The same of what is known of each letter.
fn cut_words(text: &PageText, zones: &[Coverage]) -> Vec<(usize, usize)> {
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

/// The parts of a word without the domain of an address.
fn own_parts(text: &PageText, word: usize) -> Vec<(usize, usize)> {
    let mut own = parts(text, word);
    if text.word(word).iter().any(|c| c.text == '@') {
        own.truncate(1);
    }
    own
}

/// Runs of words that are one name with initials or one number in groups.
fn chains(text: &PageText) -> Vec<std::ops::Range<usize>> {
    let written: Vec<String> = (0..text.words.len()).map(|w| text.word_text(w)).collect();
    let mut chains = Vec::new();
    let mut from = 0;
    while from < written.len() {
        let end = line_end(text, from);
        let line = written.get(from..end).unwrap_or(&[]);
        let length = number(line).max(name(line)).max(1);
        if length > 1 {
            chains.push(from..from + length);
        }
        from += length;
    }
    chains
}

/// The first word after `from` that does not stand close behind the one before it.
fn line_end(text: &PageText, from: usize) -> usize {
    let close = |word: usize| {
        let before = PageText::bounds(text.word(word - 1));
        let after = PageText::bounds(text.word(word));
        let quarters = text.word(word).first().map_or(0, PageChar::quarters);
        before.zip(after).is_some_and(|(a, b)| {
            let (a, b) = (a.turned_back(quarters), b.turned_back(quarters));
            let gap = b.left() - a.right();
            let height = a.height().max(b.height());
            gap < 1.2 * height && gap > -height && a.top() < b.bottom() && b.top() < a.bottom()
        })
    };
    let mut end = from + 1;
    while end < text.words.len() && close(end) {
        end += 1;
    }
    end
}

/// How many words at the start of a line are one number in groups.
fn number(line: &[String]) -> usize {
    let digits = |word: &String| word.chars().filter(char::is_ascii_digit).count();
    let is_group = |word: &&String| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
        let fits = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || "+-./()".contains(c);
        inner.len() >= 2
            && inner.chars().all(fits)
            && (digits(word) > 0 || inner.len() == 4)
            && inner.chars().filter(char::is_ascii_uppercase).count() <= 4
    };
    let is_year = |word: &String| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        inner.len() == 4 && (inner.starts_with("19") || inner.starts_with("20"))
    };
    let groups: Vec<&String> = line.iter().take_while(is_group).collect();
    let all: usize = groups.iter().map(|word| digits(word)).sum();
    let begins_with_digit = groups.first().is_some_and(|word| digits(word) > 0);
    let is_number = all >= DIGITS && begins_with_digit && !groups.iter().all(|w| is_year(w));
    if is_number { groups.len() } else { 0 }
}

/// How many words at the start of a line are initials and a family name.
fn name(line: &[String]) -> usize {
    let is_initials = |word: &&String| are_initials(word);
    let initials = line.iter().take_while(is_initials).count();
    if initials == 0 {
        return 0;
    }
    let is_between = |word: &&String| is_prefix(&folded_text(word));
    let between = line.iter().skip(initials).take_while(is_between).count();
    let family = line.get(initials + between);
    let is_name =
        family.is_some_and(|word| word.chars().any(char::is_alphabetic) && is_capitalised(word));
    if is_name { initials + between + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(line: &str) -> PageText {
        let chars = line.chars().enumerate().map(|(i, c)| {
            let ink = PageRect::new(i as f64 * 6.0, 0.0, i as f64 * 6.0 + 5.5, 10.0).unwrap();
            PageChar::drawn(c, ink)
        });
        PageText::new(chars.collect(), &[])
    }

    /// What should go with a part of a line.
    fn half(line: &str, part: &str) -> String {
        let chars: Vec<char> = line.chars().collect();
        let wanted: Vec<char> = part.chars().collect();
        let at = chars
            .windows(wanted.len())
            .position(|w| w == wanted)
            .unwrap() as f64;
        let right = (at + wanted.len() as f64) * 6.0 - 0.5;
        let area = PageRect::new(at * 6.0, 0.0, right, 10.0).unwrap();
        let text = page(line);
        let whole = halves(&text, &[area]);
        let words = whole
            .iter()
            .map(|(a, b)| chars[*a..*b].iter().collect::<String>());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_name_with_initials_and_a_number_in_groups_are_one() {
        // What closes a word is no part of it; the area that spans the words covers it.
        assert_eq!(half("heer J.P. de Vries, wonend", "Vries"), "J.P de Vries");
        assert_eq!(half("heer J.P. de Vries, wonend", "J.P. de Vries"), "");
        assert_eq!(half("tel. 06 12 34 56 78 of", "12 34"), "06 12 34 56 78");
        assert_eq!(
            half("op NL12 ABCD 0123 4567 89 graag", "0123"),
            "NL12 ABCD 0123 4567 89"
        );
        assert_eq!(half("bel 0612345678 nu", "12345678"), "0612345678");
        assert_eq!(half("mail jwillemsen@x.nl", "willemsen"), "jwillemsen");
    }

    #[test]
    fn years_titles_and_domains_are_left_alone() {
        assert_eq!(half("2016 2017 2018 2019", "2016"), "");
        assert_eq!(half("mevrouw Jansen", "Jansen"), "");
        assert_eq!(half("mail j.jansen@x.nl", "j.jansen"), "");
        assert_eq!(half("art. 5 lid 2 en 14.250 euro", "14.250"), "");
    }

    #[test]
    fn half_a_name_is_found_and_a_domain_left_open_is_not() {
        let half = |line: &str, part: &str| {
            let at = line.find(part).unwrap() as f64;
            let right = (at + part.len() as f64) * 6.0 - 0.5;
            let area = PageRect::new(at * 6.0, 0.0, right, 10.0).unwrap();
            !half_words(&page(line), &[area]).is_empty()
        };
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
