//! What a file says of itself.

/// What the file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    pub title: String,
    /// BCP 47, `nl-NL` for Dutch decisions.
    pub language: String,
    /// The day of writing, `2026-11-23`.
    pub date: String,
}

/// What a file says it is made after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    Nothing,
    /// PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
    PdfAAndUa,
}
