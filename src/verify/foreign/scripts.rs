//! Letters that a text escapes: in addresses, and in scripts as ECMAScript writes them.
//!
//! **Invariant:** each way of escaping is undone wherever it stands; text that escapes nothing has no other reading.
//! **Absent:** running a script.

use crate::model::navigation;

/// Digits of a number in a list of letters, at most.
const MOST_DIGITS: usize = 8;

/// The other ways to read a text; none of a text that escapes nothing.
pub fn readings(text: &str) -> Vec<String> {
    let plain = without_escapes(text);
    let bytes = without_percents(plain.as_deref().unwrap_or(text));
    let listed = without_lists(text);
    [plain, bytes, listed].into_iter().flatten().collect()
}

/// A text with its escaped bytes (`%41`) as they are read, also those that were escaped twice.
fn without_percents(text: &str) -> Option<String> {
    let once = navigation::unescaped(text.as_bytes());
    let twice = navigation::unescaped(&once);
    (once != text.as_bytes()).then(|| String::from_utf8_lossy(&twice).into_owned())
}

/// A text with its escaped letters (`\x41`, `\u0041`, `\u{41}`, `%u0041`) as they are read.
fn without_escapes(text: &str) -> Option<String> {
    let (mut out, mut rest, mut any) = (String::new(), text, false);
    while let Some(at) = rest.find(['\\', '%']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        if let Some((letter, behind)) = escaped(after) {
            out.push(letter);
            rest = behind;
            any = true;
            continue;
        }
        let mut letters = after.chars();
        out.extend(letters.next());
        rest = letters.as_str();
    }
    out.push_str(rest);
    any.then_some(out)
}

/// The letter that an escape at the start of a text stands for, and what follows.
fn escaped(text: &str) -> Option<(char, &str)> {
    let code = |digits: &str| char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    if let Some(rest) = text.strip_prefix("\\u{") {
        let (digits, behind) = rest.split_once('}')?;
        return Some((code(digits)?, behind));
    }
    let (rest, digits) = match text.get(..2)? {
        "\\x" => (text.get(2..)?, 2),
        "\\u" | "%u" => (text.get(2..)?, 4),
        _ => return None,
    };
    Some((code(rest.get(..digits)?)?, rest.get(digits..)?))
}

/// The letters of lists of their numbers, as `String.fromCharCode(74,0x61)` has them, everything between left as it is.
fn without_lists(text: &str) -> Option<String> {
    let (mut out, mut rest, mut any) = (String::new(), text, false);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let (list, behind) = listed(after);
        if list.chars().count() > 1 {
            out.push_str(&list);
            any = true;
        } else {
            out.push_str(after.get(..after.len() - behind.len()).unwrap_or_default());
        }
        rest = behind;
    }
    out.push_str(rest);
    any.then_some(out)
}

/// The letters of a list of numbers at the start of a text, and what follows; none when one is no letter.
fn listed(text: &str) -> (String, &str) {
    let (mut letters, mut rest) = (String::new(), text);
    loop {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        match letter(number) {
            Some(letter) => letters.push(letter),
            None => letters.clear(),
        }
        let next = behind.trim_start().strip_prefix(',').map(str::trim_start);
        match next.filter(|next| letter_follows(next)) {
            Some(next) => rest = next,
            None => return (letters, behind),
        }
    }
}

fn letter_follows(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn letter(number: &str) -> Option<char> {
    let value = match number.strip_prefix("0x").or(number.strip_prefix("0X")) {
        _ if number.len() > MOST_DIGITS => return None,
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(value.ok()?).filter(|letter| !letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_bytes_are_read() {
        let read = |text| without_percents(text);
        assert_eq!(read("naam=J%61n%20Bos").as_deref(), Some("naam=Jan Bos"));
        assert_eq!(read("J%2561n").as_deref(), Some("Jan"));
        assert_eq!((read("100 %"), read("geen")), (None, None));
    }

    #[test]
    fn letters_of_scripts_are_read() {
        let texts = [
            r#"a = "\x4Aan";"#,
            r#"a = "\u004aan";"#,
            r#"a = "\u{4a}an";"#,
            r#"unescape("%u004Aan")"#,
            "String.fromCharCode(74,0x61, 110)",
            "[ 74 , 97 ,110 ]",
        ];
        for text in texts {
            let readings = readings(text);
            assert!(
                readings.iter().any(|read| read.contains("Jan")),
                "{text}: {readings:?}"
            );
        }
        for text in ["f(12)", "niets", "c:\\users", "1,2"] {
            assert!(readings(text).iter().all(|read| read == text), "{text}");
        }
    }
}
