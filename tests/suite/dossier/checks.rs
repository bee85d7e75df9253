//! The export check from the command line: what it finds, and how it is answered.

use super::{code, findings, letter, mark, place, with_letter};
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use serde_json::{Value, json};

/// Adds `b.pdf` beside the letter, to be published as it is.
fn add_public(program: &Program) {
    let add = [
        "add",
        "d",
        "b.pdf",
        "--group",
        "2016",
        "--judgement",
        "openbaar",
    ];
    assert_eq!(code(program, &add), 0);
}

#[test]
fn what_is_hidden_here_and_readable_there_is_found_and_settled() {
    let program = with_letter();
    program.write("b.pdf", letter());
    add_public(&program);
    let area = place(&program, "brief.pdf", "Willemsen");
    assert_eq!(mark(&program, area, "5.1.2e"), 0);
    let elsewhere = |json: &Value| -> Vec<Value> {
        let all = json["findings"].as_array().unwrap().iter();
        all.filter(|f| f["kind"] == "readable_elsewhere")
            .cloned()
            .collect()
    };
    let json = findings(&program);
    assert!(!json.to_string().to_lowercase().contains("willemsen"));
    let found = elsewhere(&json);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["document"], &found[0]["hidden_in"]["document"]),
        (&json!("1b"), &json!("1a"))
    );

    let passage = found[0]["passage"].to_string();
    assert_eq!(
        code(&program, &["check", "d", "--visible", &passage]),
        2,
        "a reason is asked for"
    );
    let visible = format!("{passage}=wethouder, publieke functie");
    assert_eq!(code(&program, &["check", "d", "--visible", &visible]), 0);
    assert!(elsewhere(&findings(&program)).is_empty());

    let program = with_letter();
    program.write("b.pdf", letter());
    add_public(&program);
    assert_eq!(mark(&program, area, "5.1.2e"), 0);
    assert_eq!(code(&program, &["check", "d", "--cover", "99"]), 2);
    assert_eq!(code(&program, &["check", "d", "--cover", &passage]), 0);
    let list: Value =
        serde_json::from_slice(&program.run(&["list", "d", "--json"]).stdout).unwrap();
    assert_eq!(
        list["documents"][1]["marks"][0]["grounds"],
        json!(["5.1.2e"])
    );
    assert!(elsewhere(&findings(&program)).is_empty());
}

#[test]
fn who_is_hidden_under_one_name_and_readable_under_another_is_found_by_the_register() {
    let program = with_letter();
    let mut maker = PdfMaker::new();
    maker.page(
        lines(&["Gisteren belde Boelie weer."]),
        "/MediaBox[0 0 600 300]",
    );
    program.write("b.pdf", maker.build());
    add_public(&program);
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.2e"
        ),
        0
    );
    let elsewhere = |program: &Program| {
        let json = findings(program);
        let all = json["findings"].as_array().unwrap();
        let found = all.iter().filter(|f| f["kind"] == "readable_elsewhere");
        found.map(|f| f["document"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(elsewhere(&program), Vec::<Value>::new());
    let register = |line: &str| std::fs::write(program.file("d/register.csv"), line).unwrap();
    register("verbergen;Willemsen;;melder;Boelie\n");
    assert_eq!(elsewhere(&program), [json!("1b")]);
    // Of somebody else nothing is covered, and of whom is public nothing is hidden.
    register("verbergen;Anna Pietersen;;;Boelie\nopenbaar;Willemsen;;;Boelie\n");
    assert_eq!(elsewhere(&program), Vec::<Value>::new());
}

#[test]
fn a_covered_word_in_the_subject_blocks() {
    let program = with_letter();
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.2e"
        ),
        0
    );
    assert_eq!(
        code(
            &program,
            &["change", "d", "--set", "subject=Klacht van Willemsen"]
        ),
        0
    );
    let json = findings(&program);
    assert_eq!(
        (&json["blocking"], &json["findings"][0]["field"]),
        (&json!(1), &json!("subject"))
    );
    let export = ["export", "d", "--to", "uit", "--only", "inventory"];
    assert_eq!(code(&program, &export), 1);
    assert!(!program.file("uit").exists());
}

#[test]
fn an_export_is_kept_in_the_log_with_its_reason_and_freezes_numbers() {
    let program = with_letter();
    let empty = ["export", "d", "--to", "uit", "--reason", " "];
    assert_eq!(code(&program, &empty), 2, "an empty reason is none");
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.2e"
        ),
        0
    );
    let export = [
        "export",
        "d",
        "--to",
        "uit",
        "--reason",
        "gecontroleerd met jurist",
    ];
    assert_eq!(code(&program, &export), 0);
    let log: Value = serde_json::from_slice(&program.run(&["log", "d", "--json"]).stdout).unwrap();
    let last = log["entries"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["event"]["what"], &last["event"]["reason"]),
        (&json!("exported"), &json!("gecontroleerd met jurist"))
    );
    let report = program.read_json("uit/intern/verslag.json");
    assert_eq!(
        (&report["reason"], &report["last_entry"]),
        (&json!("gecontroleerd met jurist"), &json!(3))
    );
    let paper = program
        .text(&program.file("uit/intern/verslag.pdf"))
        .concat();
    let paper: String = paper.split_whitespace().collect();
    let hash = report["files"][0]["sha256"].as_str().unwrap();
    for told in [
        hash,
        "gecontroleerdmetjurist",
        "1a.pdf",
        "Lakwerk",
        "Ondereenlakvlakisnietsgetekend",
    ] {
        assert!(paper.contains(told), "{told}");
    }
    assert!(
        !program.read_json("uit/intern/bevindingen.json")["findings"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        code(&program, &["change", "d", "1a", "--set", "number=7"]),
        2
    );
    assert_eq!(
        code(
            &program,
            &["change", "d", "1a", "--set", "title=Andere titel"]
        ),
        0
    );
}

#[test]
fn a_name_that_is_covered_without_the_ground_for_persons_is_found() {
    let program = Program::new();
    let text = lines(&["Aan de heer J. Willemsen te Overdam"]);
    program.write("brief.pdf", PdfMaker::new().page(text, "").build());
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    assert_eq!(
        code(&program, &["add", "d", "brief.pdf", "--group", "2016"]),
        0
    );
    let kinds = |program: &Program| {
        findings(program)
            .to_string()
            .contains("name_on_other_ground")
    };
    assert_eq!(
        mark(&program, place(&program, "brief.pdf", "Overdam"), "5.1.1c"),
        0
    );
    assert!(!kinds(&program), "a town is no person");
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.1c"
        ),
        0
    );
    assert!(kinds(&program));
    let other = with_letter();
    assert_eq!(
        mark(&other, place(&other, "brief.pdf", "Willemsen"), "5.1.2e"),
        0
    );
    assert!(!kinds(&other));
}
