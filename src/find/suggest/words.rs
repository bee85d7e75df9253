//! Lists of words that belong to one rule, as one text each.
//!
//! **Invariant:** every word is folded, as [`crate::model::word`] folds it.
//! **Absent:** the dictionary, see [`super::lexicon`].

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Words, parted by blanks.
pub struct Words {
    text: &'static str,
    set: OnceLock<BTreeSet<&'static str>>,
}

impl Words {
    pub const fn new(text: &'static str) -> Self {
        let set = OnceLock::new();
        Self { text, set }
    }

    pub fn contains(&self, key: &str) -> bool {
        let set = self
            .set
            .get_or_init(|| self.text.split_whitespace().collect());
        set.contains(key)
    }
}
