//! How a command ended, and the code that scripts see.

use crate::error::Kind;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// Some of what was asked is there; what is not was named.
    Partly(Kind),
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Partly(kind) => exit_code(kind),
        }
    }
}

/// The exit code of a notice (the table of the manual).
pub fn exit_code(kind: Kind) -> u8 {
    match kind {
        Kind::Usage => 2,
        Kind::Source => 3,
        Kind::NotVerified => 4,
        Kind::Findings => 1,
        Kind::Dossier => 5,
        Kind::NoDisplay => 6,
        Kind::Internal => 70,
        Kind::Io => 74,
        Kind::Cancelled => 130,
    }
}
