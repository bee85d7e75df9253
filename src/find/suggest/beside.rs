//! What stands beside a number or a date and says what it is, and what detectors read alike.

use crate::find::suggest::sheet::Sheet;
use regex::Regex;
use std::sync::LazyLock;

/// So far before a number stands what says what number it is, in bytes.
const NEAR: usize = 45;

/// An expression of the program itself. A test asks every one of them, so none is wrong.
pub fn expression(pattern: &str) -> Regex {
    #[expect(
        clippy::unwrap_used,
        reason = "constant expressions, each asked by a test"
    )]
    Regex::new(pattern).unwrap()
}

/// Whether a letter, a digit or one of `signs` stands directly before or behind a stretch.
pub fn is_within(sheet: &Sheet, (start, end): (usize, usize), before: &str, behind: &str) -> bool {
    let last = sheet.text.get(..start).and_then(|t| t.chars().next_back());
    let next = sheet.text.get(end..).and_then(|t| t.chars().next());
    let is_of = |c: Option<char>, signs: &str| {
        c.is_some_and(|c| c.is_alphanumeric() || c == '_' || signs.contains(c))
    };
    is_of(last, before) || is_of(next, behind)
}

/// The place behind the letter that begins at a byte.
pub fn past(text: &str, byte: usize) -> usize {
    let letter = text.get(byte..).and_then(|t| t.chars().next());
    byte + letter.map_or(1, char::len_utf8)
}

/// So many letters before a number in its line say what it is; with fewer the line before is asked.
const SAYS: usize = 3;

/// What says what a number is: the words before it in its line, or in the line before where its own says nothing, and the
/// head of its column.
pub fn context(sheet: &Sheet, byte: usize) -> String {
    let near = sheet.before(byte, NEAR);
    let own = near.rsplit_once('\n').map_or(near, |(_, own)| own);
    let says = own.chars().filter(|c| c.is_alphabetic()).count() >= SAYS;
    let mut said = if says { own } else { near }.to_lowercase();
    let cell = sheet.cell_at(byte);
    let is_row = sheet.cells_of(sheet.line_at(byte)).len() > 1;
    if let Some(heading) = sheet.heading(cell).filter(|_| is_row) {
        said.push(' ');
        said.push_str(&sheet.cell_text(heading).to_lowercase());
    }
    said
}

/// The last label before a number: what stands before it in its cell, else the cell before, else the head of the column.
pub fn label(sheet: &Sheet, byte: usize) -> String {
    let cell = sheet.cell_at(byte);
    let start = sheet.cells.get(cell).map_or(byte, |c| c.start);
    let own = sheet.said(start, byte).trim().to_lowercase();
    // An article belongs to what is labelled: `de Meent 5`.
    if !matches!(own.as_str(), "" | "de" | "het") {
        return own;
    }
    let line = sheet.line_at(byte);
    let before = cell
        .checked_sub(1)
        .filter(|b| sheet.cells_of(line).contains(b));
    let beside = before.map_or("", |b| sheet.cell_text(b));
    let above = sheet.heading(cell).map_or("", |h| sheet.cell_text(h));
    let alone = match (before, line.checked_sub(1)) {
        (None, Some(line)) => sheet.line_text(line),
        _ => "",
    };
    format!("{beside} {above} {alone}").to_lowercase()
}

/// A digit that a scan may have read as a letter, as the digit.
pub fn digit(c: char) -> Option<u32> {
    match c {
        'O' | 'o' | 'Q' | 'D' => Some(0),
        'l' | 'I' | 'i' | '|' => Some(1),
        'Z' | 'z' => Some(2),
        'S' | 's' => Some(5),
        'b' | 'G' => Some(6),
        'B' => Some(8),
        'g' | 'q' => Some(9),
        c => c.to_digit(10),
    }
}

/// The digits of a text and how many of them were letters; `None` when it holds anything else than digits and `signs`.
pub fn digits(text: &str, signs: &str) -> Option<(Vec<u32>, usize)> {
    let mut found = Vec::new();
    let mut misread = 0;
    for c in text
        .chars()
        .filter(|c| !signs.contains(*c) && !c.is_whitespace())
    {
        misread += usize::from(!c.is_ascii_digit());
        found.push(digit(c)?);
    }
    Some((found, misread))
}

pub static DATE: LazyLock<String> = LazyLock::new(|| {
    let months = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|febr|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec";
    format!(
        r"(?:[0-9OlI]{{1,2}}\s?[-/.]\s?[0-9OlI]{{1,2}}\s?[-/.]\s?(?:[0-9OlISB]{{4}}|\d\d)|[0-9l]{{1,2}}[\s-]?(?:{months})\.?[\s-]?[0-9OlISB]{{4}}|\d{{4}}-\d\d-\d\d)"
    )
});
