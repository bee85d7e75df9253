//! What the log says is written and read as it was when the golden files were made.
//!
//! **Invariant:** `LAKWERK_WRITE_GOLDEN=1` writes the golden file anew; a line of it that is not as it was is a dossier
//! that no longer opens. Lines may be added.

mod samples;

use super::*;
use crate::store::log;
use std::path::{Path, PathBuf};

fn golden(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    folder.join(name)
}

#[test]
fn every_event_is_written_and_read_as_it_always_was() {
    let events = samples::events();
    let now = events
        .iter()
        .map(|event| written(event.clone()).unwrap() + "\n");
    let now: String = now.collect();
    let path = golden("log-entries.jsonl");
    if std::env::var_os("LAKWERK_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(kept.lines().count(), events.len());
    for ((line, now), event) in kept.lines().zip(now.lines()).zip(&events) {
        assert_eq!(line, now);
        assert_eq!(&read(line).unwrap(), event, "{line}");
    }
}

/// What is said of a dossier since 0.1, in the places where it is written.
const SINCE: [(&str, &str); 2] = [
    ("\"notation\":", "\"reference_day\":\"\",\"notation\":"),
    (
        "\"scope\":\"buiten verzoek\"}",
        "\"scope\":\"buiten verzoek\"},\"numbering\":\"group\",\"file_names\":\"number\",\"columns\":\"full\"",
    ),
];

#[test]
fn the_entries_of_an_older_dossier_are_written_again_as_they_were() {
    let aside = tempfile::tempdir().unwrap();
    let path = aside.path().join(crate::store::LOG_NAME);
    std::fs::copy(golden("dossier-0.1").join(crate::store::LOG_NAME), &path).unwrap();
    let connection = log::connect(&path).unwrap();
    let mut statement = connection
        .prepare("SELECT entry FROM log ORDER BY sequence")
        .unwrap();
    let entries = statement.query_map([], |row| row.get::<_, String>(0));
    let entries: Vec<String> = entries.unwrap().map(Result::unwrap).collect();
    assert_eq!(entries.len(), 3);
    for entry in entries {
        let again = written(read(&entry).unwrap()).unwrap();
        let since = SINCE.iter();
        assert_eq!(
            again,
            since.fold(entry, |entry, (was, is)| entry.replace(was, is))
        );
    }
}
