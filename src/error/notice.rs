//! A message for a person: what happened, and what to do.

/// What kind of trouble it is; decides the exit code and the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Wrong use, wrong input that the user made, existing output.
    Usage,
    /// A source that cannot be read.
    Source,
    /// Something did not verify.
    NotVerified,
    /// No display to open a window on.
    NoDisplay,
    /// A fault of the program.
    Internal,
    /// A dossier is locked, damaged or newer.
    Dossier,
    /// Something stands in the way that a person must judge.
    Findings,
    /// Reading or writing failed.
    Io,
    Cancelled,
}

/// A message for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: Kind,
    pub text: String,
    /// What the person can do.
    pub hint: Option<String>,
}

impl Notice {
    pub fn new(kind: Kind, text: String) -> Self {
        Self {
            kind,
            text,
            hint: None,
        }
    }

    pub fn hinted(kind: Kind, text: String, hint: &str) -> Self {
        Self {
            kind,
            text,
            hint: Some(hint.to_owned()),
        }
    }
}
