//! The hash by which a source is known.
//!
//! **Invariant:** 64 hexadecimal digits in lower case, so that a file is named by it and no path is made of it.
//! **Absent:** making it of bytes; whoever has the bytes does.

use std::fmt;

/// A SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(String);

impl Sha256 {
    /// The hash that was made.
    pub fn of(digest: [u8; 32]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hash that is written here; `None` where anything else is.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 64 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl PartialEq<str> for Sha256 {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_hash_is_one() {
        let hash = Sha256::of([0xAB; 32]);
        assert_eq!(hash.as_str(), "ab".repeat(32));
        assert_eq!(Sha256::parse(hash.as_str()).as_ref(), Some(&hash));
        let upper = "AB".repeat(32);
        let long = format!("{hash}0");
        let path = format!("../{}", "0".repeat(61));
        for other in ["", &upper, &long, &path] {
            assert_eq!(Sha256::parse(other), None, "{other}");
        }
    }
}
