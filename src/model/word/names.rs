//! A list of Dutch names: against it the width of a black area is measured, and it tells a name from other words.
//!
//! **Invariant:** the list is data and comes from `assets/namen`, with its licence at its head; see `.ci/names.py`.
//! **Absent:** proposals: a name on this list is no reason to hide it.

use super::folded::folded_text;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const LIST: &str = include_str!("../../../assets/namen/namen.txt");

/// First names.
pub fn first_names() -> impl Iterator<Item = &'static str> {
    section("[voornamen]")
}

/// Surnames, prefixes included.
pub fn surnames() -> impl Iterator<Item = &'static str> {
    section("[achternamen]")
}

/// Whether a word, folded, is a first name of the list.
pub fn is_first_name(key: &str) -> bool {
    static NAMES: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| first_names().map(folded_text).collect());
    NAMES.contains(key)
}

/// Whether a word, folded, is a surname of the list, with its prefixes or without.
pub fn is_surname(key: &str) -> bool {
    static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let last = surnames().filter_map(|name| name.split([' ', '-', '\'']).next_back());
        surnames().chain(last).map(folded_text).collect()
    });
    NAMES.contains(key)
}

fn section(heading: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = LIST.lines().skip_while(move |line| *line != heading);
    lines.skip(1).take_while(|line| !line.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_carries_its_licence() {
        assert!(LIST.contains("Permission is hereby granted"));
        assert_eq!((first_names().count(), surnames().count()), (499, 1073));
        assert!(surnames().all(|n| !n.is_empty() && !n.starts_with('#')));
        assert!(surnames().any(|n| n == "Jansen"));
    }
}
