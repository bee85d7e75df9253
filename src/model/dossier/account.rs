//! The account of a person: the name by which the system knows who works.
//!
//! **Absent:** how somebody is called on the screen, which the dossier may say of an account.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An account; empty for nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Account(String);

impl Account {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is nobody's.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Account {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl From<String> for Account {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl From<Account> for String {
    fn from(account: Account) -> Self {
        account.0
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<&str> for Account {
    fn eq(&self, name: &&str) -> bool {
        self.0 == *name
    }
}
