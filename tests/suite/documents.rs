//! The documents of a dossier from the command line: facts, order, numbers, parts; and that old dossiers open.

use super::pdf_maker::{PdfMaker, lines};
use super::program::Program;
use serde_json::{Value, json};
use std::path::Path;

fn run(program: &Program, arguments: &[&str]) -> i32 {
    program.run(arguments).status.code().unwrap_or(-1)
}

fn documents(program: &Program) -> Vec<Value> {
    let output = program.run(&["list", "d", "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    list["documents"].as_array().unwrap().clone()
}

fn of<'a>(documents: &'a [Value], key: &str) -> Vec<&'a Value> {
    documents.iter().map(|d| &d[key]).collect()
}

/// A dossier `d` with rows without files: group and date.
fn with_rows(rows: &[(&str, &str)]) -> Program {
    let program = Program::new();
    assert_eq!(run(&program, &["new", "d", "--title", "Proef"]), 0);
    for (group, date) in rows {
        let add = ["add", "d", "--no-file", "--group", group, "--date", date];
        assert_eq!(run(&program, &add), 0);
    }
    program
}

#[test]
fn documents_are_changed_many_at_once_and_whole_or_not_at_all() {
    let program = with_rows(&[("", "2016-03-01"), ("", "2018-01-02"), ("", "2016-05-01")]);
    let set = [
        "change",
        "d",
        "1a,1b",
        "--set",
        "kind=brief",
        "--set",
        "earlier=2019-05-04 Z-7",
        "--set",
        "grounds=art. 10(2)e Wob; 10.1c",
        "--set",
        "blackened=ja",
        "--set",
        "deferred=2027-01-01",
    ];
    assert_eq!(run(&program, &set), 0);
    let listed = documents(&program);
    assert_eq!(listed[0]["listed_grounds"], json!(["10.1c", "10.2e"]));
    assert_eq!(listed[1]["judgement"], "Deels openbaar");
    assert_eq!(
        listed[1]["earlier"],
        json!({"date": "2019-05-04", "reference": "Z-7"})
    );
    assert_eq!(listed[2]["kind"], "");

    for wrong in [
        "number=1b",
        "grounds=5.1.2",
        "aside=dubbel van 9z",
        "aside=dubbel van 1c",
        "kleur=rood",
        "date=gisteren",
    ] {
        let change = ["change", "d", "1c", "--set", "kind=memo", "--set", wrong];
        assert_eq!(run(&program, &change), 2, "{wrong}");
    }
    assert_eq!(documents(&program)[2]["kind"], "");
    assert_eq!(
        run(
            &program,
            &["change", "d", "1c", "--set", "aside=dubbel van 1a"]
        ),
        0
    );
    let duplicate = &documents(&program)[2];
    assert_eq!(
        (&duplicate["aside"], &duplicate["judgement"]),
        (&json!("dubbel van 1a"), &json!("Niet openbaar"))
    );
}

#[test]
fn documents_are_grouped_ordered_and_numbered_in_one_action() {
    let program = with_rows(&[("", "2018-03-01"), ("", "2016-01-02"), ("", "2018-01-01")]);
    assert_eq!(
        run(&program, &["change", "d", "--group-by-year", "--renumber"]),
        0
    );
    assert_eq!(of(&documents(&program), "number"), ["3a", "1a", "3b"]);
    assert_eq!(
        run(
            &program,
            &["change", "d", "3b", "--before", "3a", "--renumber"]
        ),
        0
    );
    let listed = documents(&program);
    assert_eq!(of(&listed, "number"), ["3a", "3b", "1a"]);
    assert_eq!(listed[0]["date"], "2018-01-01");
    assert_eq!(
        run(
            &program,
            &["change", "d", "--set", "numbering=running", "--renumber"]
        ),
        0
    );
    assert_eq!(of(&documents(&program), "number"), ["2", "3", "1"]);
    assert_eq!(
        run(&program, &["change", "d", "--set", "numbering=omgekeerd"]),
        2
    );
}

#[test]
fn proposed_titles_are_confirmed_for_many() {
    let program = Program::new();
    let page = PdfMaker::new().page(lines(&["Tekst"]), "").build();
    for name in ["offerte_2018_DEF.pdf", "memo.pdf"] {
        program.write(name, &page);
    }
    assert_eq!(run(&program, &["new", "d", "--title", "Proef"]), 0);
    assert_eq!(
        run(&program, &["add", "d", "offerte_2018_DEF.pdf", "memo.pdf"]),
        0
    );
    assert_eq!(
        run(&program, &["change", "d", "1b", "--set", "title=Notitie"]),
        0
    );
    assert_eq!(
        of(&documents(&program), "title"),
        [&Value::Null, &json!("Notitie")]
    );
    assert_eq!(run(&program, &["change", "d", "--confirm-titles"]), 0);
    assert_eq!(
        of(&documents(&program), "title"),
        ["Offerte 2018", "Notitie"]
    );
}

/// A batch of four pages, each with its own word, as 1a, and a mark on each.
fn with_batch() -> Program {
    let program = Program::new();
    let mut maker = PdfMaker::new();
    for word in ["Een", "Twee", "Drie", "Vier"] {
        maker.page(lines(&[word, "Rest van de bladzijde"]), "");
    }
    program.write("batch.pdf", maker.build());
    assert_eq!(run(&program, &["new", "d", "--title", "Proef"]), 0);
    assert_eq!(run(&program, &["add", "d", "batch.pdf"]), 0);
    let marks: Vec<Value> = (1..=4)
        .map(|page| json!({ "document": "1a", "page": page, "areas": [[40.0, 30.0, 90.0, 60.0]], "grounds": ["5.1.2e"], "note": format!("{page}") }))
        .collect();
    program.write("m.json", json!({ "marks": marks }).to_string());
    assert_eq!(run(&program, &["mark", "d", "--marks", "m.json"]), 0);
    program
}

fn notes(document: &Value) -> Vec<(u64, &str)> {
    let marks = document["marks"].as_array().unwrap();
    marks
        .iter()
        .map(|m| (m["page"].as_u64().unwrap(), m["note"].as_str().unwrap()))
        .collect()
}

fn source_text(program: &Program) -> Vec<Vec<String>> {
    let (dossier, _) = lakwerk::store::read(&program.file("d")).unwrap();
    let source = |d: &std::sync::Arc<lakwerk::model::dossier::document::Document>| {
        let sha256 = &d.source.as_ref().unwrap().sha256;
        program.text(&lakwerk::store::source_path(&program.file("d"), sha256))
    };
    dossier.documents.iter().map(source).collect()
}

#[test]
fn a_batch_is_split_and_joined_with_its_marks() {
    let program = with_batch();
    let whole = source_text(&program);
    assert_eq!(run(&program, &["split", "d", "1a", "--at", "2,4"]), 0);
    let listed = documents(&program);
    assert_eq!(of(&listed, "number"), ["1a", "1b", "1c"]);
    assert_eq!(notes(&listed[0]), [(1, "1")]);
    assert_eq!(notes(&listed[1]), [(1, "2"), (2, "3")]);
    assert_eq!(notes(&listed[2]), [(1, "4")]);
    assert_eq!(source_text(&program).concat(), whole.concat());
    for wrong in ["1", "3", "9", "0"] {
        assert_eq!(
            run(&program, &["split", "d", "1b", "--at", wrong]),
            2,
            "{wrong}"
        );
    }
    assert_eq!(run(&program, &["join", "d", "1a"]), 2);
    assert_eq!(run(&program, &["join", "d", "1b,1c"]), 0);
    let listed = documents(&program);
    assert_eq!(of(&listed, "number"), ["1a", "1b"]);
    assert_eq!(notes(&listed[1]), [(1, "2"), (2, "3"), (3, "4")]);
    assert_eq!(source_text(&program).concat(), whole.concat());
    let output = program.run(&["log", "d"]);
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("join_documents")
    );
}

/// Dossiers of every released version open, now and later: copies of them lie among the tests.
#[test]
fn a_dossier_of_an_older_version_opens_with_everything_in_it() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/dossier-0.1");
    let program = Program::new();
    std::fs::create_dir_all(program.file("d/bron")).unwrap();
    let log = std::fs::read(kept.join("dossier.lakwerk")).unwrap();
    program.write("d/dossier.lakwerk", log);
    let listed = documents(&program);
    assert_eq!(listed.len(), 12);
    let marks: usize = listed
        .iter()
        .map(|d| d["marks"].as_array().unwrap().len())
        .sum();
    assert_eq!(marks, 124);
    assert_eq!(listed[8]["judgement"], "Reeds openbaar");
    assert_eq!(listed[10]["grounds"], json!(["5.1.2h"]));
    assert_eq!(
        run(&program, &["change", "d", "1a", "--set", "kind=brief"]),
        0
    );
}
