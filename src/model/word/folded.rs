//! Letters as they are compared, however they are set.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A sign that nobody sees: it parts no word.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffe}'
    )
}

/// Letters and digits of a text as they are compared.
pub fn folded_text(text: &str) -> String {
    folded(
        &text
            .chars()
            .filter(|c| !is_unseen(*c))
            .collect::<Vec<char>>(),
    )
}

/// Letters as they are compared: without accents, in lower case, look-alikes of other scripts as Latin.
pub fn folded(chars: &[char]) -> String {
    let plain = chars
        .iter()
        .copied()
        .nfkd()
        .filter(|c| !is_combining_mark(*c));
    let lower = plain.map(latin).flat_map(char::to_lowercase);
    let mut made = String::new();
    for c in lower.filter(|c| c.is_alphanumeric()) {
        match c {
            'ß' => made.push_str("ss"),
            'æ' => made.push_str("ae"),
            'œ' => made.push_str("oe"),
            'þ' => made.push_str("th"),
            'ø' => made.push('o'),
            'ł' => made.push('l'),
            'đ' | 'ð' => made.push('d'),
            'ħ' => made.push('h'),
            'ı' => made.push('i'),
            _ => made.push(c),
        }
    }
    made
}

/// A Cyrillic or Greek letter as the Latin one that it looks like.
fn latin(c: char) -> char {
    const ALIKE: [(char, &str); 24] = [
        ('a', "аАαΑ"),
        ('b', "вВβΒЬь"),
        ('c', "сСϲϹ"),
        ('d', "ԁԀ"),
        ('e', "еЕεΕ"),
        ('g', "ɡ"),
        ('h', "нНһҺΗ"),
        ('i', "іІιΙ"),
        ('j', "јЈϳ"),
        ('k', "кКκΚ"),
        ('l', "ӏӀ"),
        ('m', "мМΜ"),
        ('n', "Νηпո"),
        ('o', "оОοΟօ"),
        ('p', "рРρΡ"),
        ('q', "ԛԚ"),
        ('r', "гг"),
        ('s', "ѕЅ"),
        ('t', "тТτΤ"),
        ('u', "υս"),
        ('v', "νѵѴ"),
        ('w', "ԝԜωш"),
        ('x', "хХχΧ"),
        ('y', "уУΥүγ"),
    ];
    if c.is_ascii() {
        return c;
    }
    let alike = ALIKE.iter().find(|(_, others)| others.contains(c));
    alike.map_or(c, |(latin, _)| *latin)
}
