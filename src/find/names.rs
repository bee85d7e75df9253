//! The reference list of Dutch names against which the width of a black area is measured.
//!
//! **Invariant:** the list is data and comes from `assets/namen`, with its licence at its head; see `.ci/names.py`.
//! **Absent:** proposals: a name on this list is no reason to hide it.

const LIST: &str = include_str!("../../assets/namen/namen.txt");

/// First names.
pub fn first_names() -> impl Iterator<Item = &'static str> {
    section("[voornamen]")
}

/// Surnames, prefixes included.
pub fn surnames() -> impl Iterator<Item = &'static str> {
    section("[achternamen]")
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
