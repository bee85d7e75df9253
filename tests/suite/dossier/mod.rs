//! A dossier from the command line: made, filled, marked, listed, exported, asked again.

mod betrayal;
mod checks;
mod collecting;
mod editions;
mod gate;
mod input;
mod outputs;
mod told;

use super::pdf_maker::{PdfMaker, lines};
use super::program::Program;
use serde_json::{Value, json};
use std::path::Path;

/// A letter of one page with a name on its second line.
fn letter() -> Vec<u8> {
    PdfMaker::new()
        .page(
            lines(&[
                "Geachte heer,",
                "Namens Willemsen deel ik mee",
                "dat het besluit is genomen.",
            ]),
            "",
        )
        .build()
}

fn code(program: &Program, arguments: &[&str]) -> i32 {
    program.run(arguments).status.code().unwrap_or(-1)
}

/// A program with a dossier `d` that holds the letter as 1a.
fn with_letter() -> Program {
    let program = Program::new();
    program.write("brief.pdf", letter());
    assert_eq!(
        code(
            &program,
            &[
                "new",
                "d",
                "--title",
                "Proef",
                "--set",
                "body=Voorbeeldgemeente"
            ]
        ),
        0
    );
    let add = [
        "add",
        "d",
        "brief.pdf",
        "--group",
        "2016",
        "--date",
        "2016-07-13",
        "--title",
        "Brief",
    ];
    assert_eq!(code(&program, &add), 0);
    program
}

/// The place of a word on the first page of a file.
fn place(program: &Program, file: &str, word: &str) -> [f64; 4] {
    let text = program.page_text(&program.file(file), 0);
    let index = (0..text.words.len())
        .find(|i| text.word_text(*i) == word)
        .unwrap();
    let ink = lakwerk::model::page::text::PageText::bounds(text.word(index)).unwrap();
    ink.into()
}

fn mark(program: &Program, area: [f64; 4], ground: &str) -> i32 {
    let marks =
        json!({ "marks": [{ "document": "1a", "page": 1, "areas": [area], "grounds": [ground] }] });
    program.write("m.json", marks.to_string());
    code(program, &["mark", "d", "--marks", "m.json"])
}

#[test]
fn a_dossier_is_done_from_start_to_finish() {
    let program = with_letter();
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.2e"
        ),
        0
    );
    let list: Value =
        serde_json::from_slice(&program.run(&["list", "d", "--json"]).stdout).unwrap();
    assert_eq!(
        list["documents"][0]["marks"][0]["grounds"],
        json!(["5.1.2e"])
    );
    assert_eq!(list["documents"][0]["judgement"], "Deels openbaar");

    assert_eq!(code(&program, &["export", "d", "--to", "uit"]), 0);
    assert_eq!(
        names(&program.file("uit/openbaar")),
        [
            "1a.pdf",
            "inventaris.csv",
            "inventaris.json",
            "inventaris.pdf",
            "inventaris.xlsx",
            "overwegingen.docx",
            "productierapport.xlsx"
        ]
    );
    let text = program.text(&program.file("uit/openbaar/1a.pdf")).concat();
    assert!(!text.contains("Willemsen") && text.contains("besluit") && text.contains("5.1.2e"));
    let report = program.read_json("uit/intern/verslag.json");
    assert_eq!(report["files"][0]["name"], "1a.pdf");
    assert_eq!(report["documents"][0]["pages"][0]["boxes"], 1);
    // A picture would be right too, but a page that can be drawn again is.
    assert_eq!(report["documents"][0]["pages"][0]["verdict"], "verified");
    assert_eq!(code(&program, &["verify", "uit/openbaar/1a.pdf"]), 0);

    assert_eq!(
        code(&program, &["export", "d", "--to", "uit"]),
        2,
        "nothing is overwritten"
    );
    assert_eq!(code(&program, &["export", "d"]), 0);
    let beside = program
        .names()
        .into_iter()
        .filter(|n| n.starts_with("export 20"))
        .count();
    assert_eq!(beside, 1);
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_document_without_judgement_is_left_out_and_named() {
    let program = with_letter();
    let output = program.run(&["export", "d", "--to", "uit"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1a: nog niet beoordeeld"));
    assert!(names(&program.file("uit/openbaar")).contains(&"inventaris-CONCEPT.xlsx".to_owned()));
}

#[test]
fn the_example_is_exported_whole() {
    let program = Program::new();
    assert_eq!(code(&program, &["demo", "voorbeeld"]), 0);
    assert_eq!(code(&program, &["demo", "voorbeeld"]), 2);
    let output = program.run(&["export", "voorbeeld", "--to", "uit"]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{message}");
    let published = names(&program.file("uit/openbaar"));
    let documents = published
        .iter()
        .filter(|n| n.ends_with(".pdf") && n.as_str() != "inventaris.pdf");
    assert_eq!(documents.count(), 10);
    assert!(published.contains(&"inventaris.xlsx".to_owned()));

    assert_eq!(
        code(&program, &["verify", "uit", "--dossier", "voorbeeld"]),
        0
    );
    let stranger = program.read("uit/openbaar/1b.pdf");
    let beside = program.write("uit/kopie.pdf", &stranger);
    assert_eq!(code(&program, &["verify", "uit"]), 4, "one beside them");
    std::fs::remove_file(beside).unwrap();
    program.write("uit/openbaar/1a.pdf", stranger);
    assert_eq!(
        code(&program, &["verify", "uit"]),
        4,
        "another file under its name"
    );
    assert_eq!(code(&program, &["verify", "uit/openbaar/1a.pdf"]), 0);
    std::fs::remove_file(program.file("uit/openbaar/1a.pdf")).unwrap();
    let output = program.run(&["verify", "uit", "--json"]);
    assert_eq!(output.status.code(), Some(4), "one is gone");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["files"][0]["standing"], "missing");
    assert_eq!(code(&program, &["verify", "voorbeeld"]), 4);
}

#[test]
fn a_part_of_a_dossier_leaves_the_inventory_a_concept() {
    let program = Program::new();
    assert_eq!(code(&program, &["demo", "voorbeeld"]), 0);
    let export = ["export", "voorbeeld", "--to", "uit", "--documents", "1a,1c"];
    assert_eq!(code(&program, &export), 0);
    let published = names(&program.file("uit/openbaar"));
    let files: Vec<&str> = published
        .iter()
        .map(String::as_str)
        .filter(|n| n.ends_with(".pdf") && !n.starts_with("inventaris"))
        .collect();
    assert_eq!(files, ["1a.pdf", "1c.pdf"]);
    assert!(published.contains(&"inventaris-CONCEPT.xlsx".to_owned()));
    assert_eq!(
        code(
            &program,
            &[
                "export",
                "voorbeeld",
                "--to",
                "lijst",
                "--only",
                "inventory"
            ]
        ),
        0
    );
    assert_eq!(names(&program.file("lijst/openbaar")).len(), 6);
}

#[test]
fn what_is_found_is_listed_and_marked_without_being_printed() {
    let program = with_letter();
    let output = program.run(&["find", "d", "willemsen", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let printed = String::from_utf8(output.stdout).unwrap();
    let found: Value = serde_json::from_str(&printed).unwrap();
    let hits = found["hits"].as_array().unwrap();
    assert!(!hits.is_empty() && !printed.to_lowercase().contains("willemsen"));
    assert_eq!(hits[0]["document"], "1a");
    assert_eq!(hits[0]["covered"], false);
    let marked = program.run(&["find", "d", "willemsen", "--mark", "--ground", "5.1.2e"]);
    assert_eq!(marked.status.code(), Some(0));
    let list = program.run(&["list", "d", "--json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    let marks = list["documents"][0]["marks"].as_array().unwrap();
    assert_eq!(marks.len(), hits.len());
    assert_eq!(marks[0]["areas"], hits[0]["areas"]);
    let again = program.run(&["find", "d", "willemsen", "--json"]);
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(again["hits"][0]["covered"], true);
    for wrong in [
        &["find", "d", "(", "--regex"][..],
        &["find", "d", " "],
        &["find", "d", "x", "--mark"],
    ] {
        assert_eq!(program.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

/// Fifty times a program that marks is killed, each time a little later; whatever it said is there afterwards.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let program = with_letter();
    let area = place(&program, "brief.pdf", "Willemsen");
    let marks = json!({ "marks": [{ "document": "1a", "page": 1, "areas": [area], "grounds": ["5.1.2e"] }] });
    program.write("m.json", marks.to_string());
    let mut acknowledged = 0;
    for round in 0..50 {
        let mut child = program.start(&["mark", "d", "--marks", "m.json"]);
        std::thread::sleep(std::time::Duration::from_micros(400 * round));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        acknowledged += usize::from(!output.stdout.is_empty());
    }
    let output = program.run(&["list", "d", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let kept = list["documents"][0]["marks"].as_array().unwrap().len();
    assert!(kept >= acknowledged, "{kept} of {acknowledged}");
    assert_eq!(
        mark(&program, area, "5.1.2e"),
        0,
        "a killed writer holds nobody up"
    );
}

fn findings(program: &Program) -> Value {
    let output = program.run(&["check", "d", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    serde_json::from_slice(&output.stdout).unwrap()
}
