//! The number of a document: how it is typed, compared, sorted and shown.
//!
//! **Invariant:** no blanks stand around it. Numbers that differ only in the case of their letters are the same number.
//! **Absent:** which number a document gets; see `numbering`.

use super::ids::DocumentId;
use std::fmt;

/// By what people know a document: `1a`, or the number of another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// A number as it was typed; `None` where nothing was.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        (!typed.is_empty()).then(|| Self(typed.to_owned()))
    }

    /// A number that was made here.
    pub(in crate::model) fn new(number: String) -> Self {
        Self(number)
    }

    /// A place for a document while others change numbers: no typed number holds its first character.
    pub(in crate::model) fn aside(document: DocumentId) -> Self {
        Self(format!("\u{0}{}", document.0))
    }

    /// As it is shown and written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of the same number have in common.
    pub fn key(typed: &str) -> String {
        typed.trim().to_lowercase()
    }

    /// Whether this is the number that was typed.
    pub fn is(&self, typed: &str) -> bool {
        Self::key(&self.0) == Self::key(typed)
    }

    /// The number that it begins with: 10 for `10b`.
    pub(in crate::model) fn leading(&self) -> Option<u32> {
        let digits: String = self.0.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_however_it_is_typed() {
        let number = DocumentNumber::read(" 10B ").unwrap();
        assert_eq!(number.to_string(), "10B");
        assert!(number.is("10b") && number.is(" 10B") && !number.is("10"));
        assert_eq!(number.leading(), Some(10));
        assert_eq!(DocumentNumber::read("  "), None);
    }
}
