//! Numbers as people group them: a telephone number, a citizen service number or an account in any spelling.
//!
//! **Invariant:** the same number written with other blanks, dots, hyphens or a country code gives the same digits.
//! **Absent:** what a number is of.

/// Numbers of fewer digits occur by chance.
pub const FEWEST: usize = 6;
/// Marks in a row that do not end a number.
const MARKS: usize = 2;

/// The numbers of a text with at least [`FEWEST`] digits, as digits only.
pub fn numbers(text: &str) -> Vec<String> {
    let (mut found, mut digits, mut marks) = (Vec::new(), String::new(), 0);
    for c in text.chars().chain(['\0']) {
        if let Some(digit) = c.to_digit(10).and_then(|d| char::from_digit(d, 10)) {
            digits.push(digit);
            marks = 0;
        } else if is_mark(c) && marks < MARKS {
            marks += 1;
        } else {
            if digits.len() >= FEWEST {
                found.push(std::mem::take(&mut digits));
            }
            digits.clear();
            marks = 0;
        }
    }
    found
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        ' ' | '.' | '-' | '/' | '(' | ')' | '+' | '\u{a0}' | '\u{2009}' | '\u{202f}'
    ) || ('\u{2010}'..='\u{2014}').contains(&c)
}

/// A number without what may be left out before it: the country code of the Netherlands, and zeros.
pub fn core(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    let national = bare.strip_prefix("31").map(|n| n.trim_start_matches('0'));
    // Nine digits follow the country code.
    national.filter(|n| n.len() == 9).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_any_spelling() {
        for text in [
            "06 12 34 56 78",
            "06-12345678",
            "tel. +31 6 1234 5678",
            "0031612345678",
            "+31 (0)6 12345678",
            "612345678",
        ] {
            let found = numbers(text);
            let cores: Vec<&str> = found.iter().map(|n| core(n)).collect();
            assert_eq!(cores, ["612345678"], "{text}");
        }
        assert_eq!(numbers("NL91 ABNA 0417 1643 00"), ["0417164300"]);
        assert_eq!(numbers("1234.56.782 en 12 of 2016"), ["123456782"]);
    }
}
