//! Remarks of colleagues on a page or a mark, with their answers.
//!
//! **Invariant:** nothing of a remark leaves the dossier.
//! **Absent:** the note of a mark, which has one voice.

use super::account::Account;
use super::ids::MarkId;

/// What one person said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub by: Account,
    pub text: String,
}

/// A remark with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// From 0.
    pub page: usize,
    /// The mark that it is about; it may be gone.
    pub mark: Option<MarkId>,
    /// The remark itself, without words where a page is only to be looked at again; then the answers.
    pub said: Vec<Said>,
    pub solved: bool,
}

impl Remark {
    /// Whether it only says that the page is to be looked at again.
    pub fn is_bare(&self) -> bool {
        self.said.iter().all(|said| said.text.is_empty())
    }

    /// What it begins with.
    pub fn first(&self) -> &str {
        self.said.first().map_or("", |said| &said.text)
    }
}
