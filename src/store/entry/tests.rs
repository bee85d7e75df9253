//! What the log says is written and read as it was when the golden files were made.
//!
//! **Invariant:** `LAKWERK_WRITE_GOLDEN=1` writes the golden file anew. Lines may come; one that changes is
//! written otherwise than before, and must still be read as it was.

mod samples;

use super::*;
use crate::model::dossier::Dossier;
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
        assert_eq!(&read(line, 1).unwrap(), event, "{line}");
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
        let again = written(read(&entry, 1).unwrap()).unwrap();
        let since = SINCE.iter();
        assert_eq!(
            again,
            since.fold(entry, |entry, (was, is)| entry.replace(was, is))
        );
    }
}

/// What is made of an entry in this shape, which stands fifth in its log.
fn fifth(entry: &str) -> Result<session::Event, StoreError> {
    read(&format!(r#"{{"version":1,"what":"edit",{entry}}}"#), 5)
}

#[test]
fn a_value_that_cannot_be_is_damage_of_its_entry() {
    let mark = |areas: &str, grounds: &str| {
        let mark = format!(r#"{{"page":0,"areas":{areas},"grounds":{grounds}}}"#);
        format!(r#""edit":"add_marks","marks":[{{"document":0,"mark":{mark}}}],"author":"A""#)
    };
    let question =
        |fields: &str| format!(r#""edit":"answer","question":{{{fields}}},"reason":null"#);
    let change = |fields: &str| {
        format!(r#""edit":"change_documents","documents":[0],"change":{{{fields}}}"#)
    };
    assert!(fifth(&mark("[[0,0,1,1]]", r#"["5.1.2e"]"#)).is_ok());
    let inside = mark("[[3,0,1,1]]", "[]");
    for damaged in [
        mark("[[0,0,1,1],[3,0,1,1]]", "[]"),
        mark("[[0,1,1,1]]", "[]"),
        mark("[[0,0,1,1]]", r#"["5.1.2e","5.1.2"]"#),
        mark("[[0,0,1,1]]", r#"["9.9"]"#),
        format!(r#""edit":"together","edits":[{{{inside}}}]"#),
        r#""edit":"set_areas","mark":0,"areas":[[0,0,0,1]]"#.to_owned(),
        r#""edit":"set_grounds","marks":[0],"grounds":["x"]"#.to_owned(),
        r#""edit":"set_favourites","grounds":[""]"#.to_owned(),
        r#""edit":"set_considerations","ground":"5.1","text":"x""#.to_owned(),
        r#""edit":"add_documents","documents":[{"grounds":["x"]}]"#.to_owned(),
        // It would lead out of the folder of sources.
        r#""edit":"add_documents","documents":[{"source":{"sha256":"../../x","size":1,"pages":[]}}]"#.to_owned(),
        r#""edit":"join_documents","documents":[0,1],"source":{"sha256":"","size":1,"pages":[]}"#.to_owned(),
        r#""edit":"reject_suggestions","places":[[0,{"page":0,"area":[1,1,0,0]}]]"#.to_owned(),
        question(r#""question":"older_than_five_years","ground":"x""#),
        question(r#""question":"visible","document":0,"page":0,"area":[1,1,0,0]"#),
        change(r#""field":"grounds","value":["x"]"#),
    ] {
        let read = fifth(&damaged);
        assert!(
            matches!(read, Err(StoreError::Damaged(5))),
            "{damaged}: {read:?}"
        );
    }
}

#[test]
fn what_is_not_known_is_of_a_newer_program_and_a_field_beside_the_known_is_passed_over() {
    let note = r#""edit":"set_note","mark":3,"note":"x""#;
    assert_eq!(
        fifth(&format!(r#"{note},"colour":"red""#)).unwrap(),
        fifth(note).unwrap()
    );
    for newer in [
        format!(r#"{{"version":2,"what":"edit",{note}}}"#),
        // A ground of a newer list.
        r#"{"version":2,"what":"edit","edit":"set_favourites","grounds":["9.9"]}"#.to_owned(),
        format!(r#"{{"version":1,"what":"dream",{note}}}"#),
        r#"{"version":1,"what":"edit","edit":"set_colour","mark":3}"#.to_owned(),
        r#"{"version":1,"what":"edit","edit":"set_note","mark":3}"#.to_owned(),
        r#"{"version":1,"what":"edit","edit":"answer_intake","document":0,"parts":["dreams"]}"#
            .to_owned(),
    ] {
        assert!(matches!(read(&newer, 5), Err(StoreError::Newer)), "{newer}");
    }
}

#[test]
fn a_document_of_an_older_log_has_nothing_found_and_waits_for_no_look() {
    let event =
        fifth(r#""edit":"add_documents","documents":[{"number":"1a","work_title":"brief"}]"#);
    let session::Event::Edit(edit) = event.unwrap() else {
        panic!("it is an edit")
    };
    let dossier = Dossier::default().after(&edit).unwrap();
    assert_eq!(dossier.documents[0].intake, None);
    assert!(!dossier.documents[0].to_look_through);
    assert_eq!(dossier.unanswered_intake().count(), 0);
    let kept = written(session::Event::Edit(edit)).unwrap();
    assert!(!kept.contains("found") && !kept.contains("to_look_through"));
}
