//! A dossier from the command line: made, filled, marked, listed, exported, asked again.

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
    let ink = lakwerk::model::text::PageText::bounds(text.word(index)).unwrap();
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
fn a_covered_word_in_a_title_keeps_the_document_back() {
    let program = with_letter();
    program.write("b.pdf", letter());
    let add = [
        "add",
        "d",
        "b.pdf",
        "--group",
        "2016",
        "--title",
        "Brief van Willemsen",
        "--judgement",
        "openbaar",
    ];
    assert_eq!(code(&program, &add), 0);
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.2e"
        ),
        0
    );
    let output = program.run(&["export", "d", "--to", "uit"]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("1b") && !message.contains("Willemsen"),
        "{message}"
    );
    let published = names(&program.file("uit/openbaar"));
    assert!(published.contains(&"1a.pdf".to_owned()) && !published.contains(&"1b.pdf".to_owned()));
    for name in names(&program.file("uit/intern")) {
        let bytes = program.read(&format!("uit/intern/{name}"));
        assert!(
            !String::from_utf8_lossy(&bytes).contains("Willemsen"),
            "{name}"
        );
    }
}

#[test]
fn a_covered_word_in_a_heading_of_the_inventory_stops_the_export() {
    for (key, value) in [
        ("--number", "Willemsen"),
        ("--group", "Zaak Willemsen"),
        ("--kind", "brief Willemsen"),
    ] {
        let program = with_letter();
        let area = place(&program, "brief.pdf", "Willemsen");
        assert_eq!(mark(&program, area, "5.1.2e"), 0);
        let add = [
            "add",
            "d",
            "--no-file",
            "--judgement",
            "niet openbaar",
            "--ground",
            "5.1.2e",
        ];
        assert_eq!(code(&program, &[&add[..], &[key, value]].concat()), 0);
        let output = program.run(&["export", "d", "--to", "uit"]);
        assert_eq!(output.status.code(), Some(1), "{key}");
        if program.file("uit").exists() {
            for name in names(&program.file("uit/openbaar")) {
                let bytes = program.read(&format!("uit/openbaar/{name}"));
                assert!(
                    !String::from_utf8_lossy(&bytes).contains("Willemsen"),
                    "{key} {name}"
                );
            }
        }
    }
}

#[test]
fn files_that_are_no_pdf_are_named_and_the_others_go_on() {
    let program = Program::new();
    std::fs::create_dir_all(program.file("map/diep")).unwrap();
    program.write("map/b.pdf", letter());
    program.write("map/a10.pdf", letter());
    program.write("map/a9.pdf", letter());
    program.write("map/leeg.pdf", "");
    program.write("map/diep/notitie.txt", "geen pdf");
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let output = program.run(&["add", "d", "map", "--group", "2016"]);
    assert_eq!(output.status.code(), Some(3));
    let (out, err) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    let titles: Vec<&str> = out
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert_eq!(titles, ["a9", "a10", "b"]);
    assert!(
        err.contains("leeg.pdf") && err.contains("notitie.txt"),
        "{err}"
    );
}

#[test]
fn a_file_that_cannot_be_taken_is_named_with_what_is_wrong() {
    let program = Program::new();
    let wide = PdfMaker::new()
        .page("", "")
        .page(lines(&["Geheim"]), "/MediaBox[0 0 1000000 300]")
        .build();
    let bad: [(&str, Vec<u8>, &str); 6] = [
        ("leeg.pdf", Vec::new(), "is leeg"),
        ("notitie.pdf", b"Geheim verslag".to_vec(), "is geen PDF"),
        (
            "half.pdf",
            letter()[..300].to_vec(),
            "is beschadigd of onvolledig",
        ),
        (
            "kop.pdf",
            b"%PDF-1.7\n".to_vec(),
            "is beschadigd of onvolledig",
        ),
        ("wit.pdf", PdfMaker::new().build(), "heeft geen pagina's"),
        (
            "breed.pdf",
            wide,
            "kan niet worden gelakt: pagina 2 is breder",
        ),
    ];
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let mut arguments = vec!["add", "d", "goed.pdf"];
    program.write("goed.pdf", letter());
    for (name, bytes, _) in &bad {
        program.write(name, bytes);
        arguments.push(name);
    }
    let output = program.run(&arguments);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    for (name, _, reason) in bad {
        assert!(told.contains(&format!("{name} {reason}")), "{told}");
    }
    assert!(!told.contains("Geheim"), "{told}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "1a\tgoed\t1\n");
    let sources = std::fs::read_dir(program.file("d/bron")).unwrap();
    assert_eq!(sources.count(), 1);
}

#[test]
fn wrong_use_says_what_is_right_and_changes_nothing() {
    let program = with_letter();
    assert_eq!(code(&program, &["new", "d", "--title", "Weer"]), 2);
    assert_eq!(
        code(
            &program,
            &["new", "e", "--title", "E", "--set", "kleur=rood"]
        ),
        2
    );
    assert!(!program.file("e").exists());
    assert_eq!(code(&program, &["list", "nergens"]), 2);
    assert_eq!(code(&program, &["add", "d"]), 2);
    assert_eq!(
        code(&program, &["add", "d", "--no-file", "--number", "1a"]),
        2
    );
    assert_eq!(
        code(&program, &["add", "d", "--no-file", "--ground", "5.1.2"]),
        2
    );
    assert_eq!(
        code(
            &program,
            &["add", "d", "--no-file", "--judgement", "misschien"]
        ),
        2
    );
    assert_eq!(mark(&program, [1.0, 1.0, 2.0, 2.0], "5.1(2)j"), 2);
    assert_eq!(code(&program, &["export", "d", "--documents", "9z"]), 2);
    let list: Value =
        serde_json::from_slice(&program.run(&["list", "d", "--json"]).stdout).unwrap();
    assert_eq!(list["documents"].as_array().unwrap().len(), 1);
    program.write("d/dossier.lakwerk", "geen database");
    assert_eq!(code(&program, &["list", "d"]), 5);
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

#[test]
fn what_is_hidden_here_and_readable_there_is_found_and_settled() {
    let program = with_letter();
    program.write("b.pdf", letter());
    let add = [
        "add",
        "d",
        "b.pdf",
        "--group",
        "2016",
        "--judgement",
        "openbaar",
    ];
    assert_eq!(code(&program, &add), 0);
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
    assert_eq!(code(&program, &add), 0);
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

/// Everything in a file: itself, and the parts of a zip container.
fn unpacked(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
        for index in 0..archive.len() {
            let mut part = Vec::new();
            std::io::copy(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
            parts.push(part);
        }
    }
    parts.push(bytes);
    parts
}

#[test]
fn no_file_of_an_export_betrays_what_is_hidden() {
    let program = with_letter();
    let area = place(&program, "brief.pdf", "Willemsen");
    assert_eq!(mark(&program, area, "5.1.2e"), 0);
    program.write("b.pdf", letter());
    let readable = ["add", "d", "b.pdf", "--group", "2016", "--no-file"];
    assert_eq!(code(&program, &readable), 2);
    // What people type may hold it too.
    let typed = [
        "change",
        "d",
        "--considerations",
        "5.1.2e=Omdat Willemsen dat vroeg",
        "--answer",
        "five-years=Willemsen blijft",
    ];
    assert_eq!(code(&program, &typed), 0);
    let export = [
        "export",
        "d",
        "--to",
        "uit",
        "--reason",
        "haast van Willemsen",
    ];
    assert_eq!(code(&program, &export), 0);
    let only = [
        "export",
        "d",
        "--to",
        "lijst",
        "--only",
        "inventory",
        "--reason",
        "haast van Willemsen",
    ];
    assert_eq!(code(&program, &only), 0);
    let (dossier, _) = lakwerk::store::read(&program.file("d")).unwrap();
    let hash = dossier.documents[0].source.as_ref().unwrap().sha256.clone();
    let left = dossier.documents[0].marks[0].mark.areas[0]
        .left()
        .to_string();
    let mut seen = 0;
    for folder in [
        "uit/openbaar",
        "uit/intern",
        "lijst/openbaar",
        "lijst/intern",
    ] {
        for name in names(&program.file(folder)) {
            for part in unpacked(program.read(&format!("{folder}/{name}"))) {
                let text = String::from_utf8_lossy(&part).to_lowercase();
                // A published file has the place of its own box; nothing else has.
                let tells_place = !name.ends_with(".pdf") && text.contains(&left);
                let words = if name.ends_with(".pdf") {
                    program
                        .text(&program.file(&format!("{folder}/{name}")))
                        .concat()
                        .to_lowercase()
                } else {
                    String::new()
                };
                let tells_word = text.contains("willemsen") || words.contains("willemsen");
                let tells = tells_word || text.contains(&hash) || tells_place;
                assert!(!tells && !text.contains("brief.pdf"), "{folder}/{name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "sheets are looked into: {seen}");
}

/// A dossier `d` whose letter has a passage of one party and one of another.
fn with_parties() -> Program {
    let program = with_letter();
    let area = |word| place(&program, "brief.pdf", word);
    let mark = |word, party| json!({ "document": "1a", "page": 1, "areas": [area(word)], "grounds": ["5.1.1c"], "facts": { "parties": [party] } });
    // The words across the page run through the last one.
    let middle = json!({ "document": "1a", "page": 1, "areas": [[120.0, 110.0, 300.0, 190.0]], "grounds": ["5.2.1"] });
    let marks =
        json!({ "marks": [mark("Willemsen", "Lumivia B.V."), mark("besluit", "Hark"), middle] });
    program.write("m.json", marks.to_string());
    assert_eq!(code(&program, &["mark", "d", "--marks", "m.json"]), 0);
    program
}

#[test]
fn a_third_party_reads_its_own_passages_and_nobody_elses() {
    let program = with_parties();
    let later = ["change", "d", "1a", "--set", "deferred=2999-01-01"];
    assert_eq!(code(&program, &later), 0);
    let export = |edition: &str, to: &str| {
        let edition = format!("--edition={edition}");
        code(&program, &["export", "d", &edition, "--to", to])
    };
    assert_eq!(export("zienswijze=lumivia b.v.", "z"), 0);
    assert!(
        !program.file("z/openbaar").exists(),
        "nothing of it may be uploaded"
    );
    assert_eq!(
        names(&program.file("z/niet-openbaar")),
        ["NIET-OPENBAAR_1a.pdf"]
    );
    let text = program
        .text(&program.file("z/niet-openbaar/NIET-OPENBAAR_1a.pdf"))
        .concat();
    assert!(
        text.contains("Willemsen") && !text.contains("besluit"),
        "{text}"
    );
    for folder in ["z/niet-openbaar", "z/intern"] {
        for name in names(&program.file(folder)) {
            let bytes = program.read(&format!("{folder}/{name}"));
            let told = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(
                !told.contains("besluit is") && !told.contains("lumivia"),
                "{name}"
            );
        }
    }
    assert_eq!(code(&program, &["verify", "z"]), 0);
    let log: Value = serde_json::from_slice(&program.run(&["log", "d", "--json"]).stdout).unwrap();
    let last = &log["entries"].as_array().unwrap().last().unwrap()["event"];
    assert_eq!(last["edition"], "zienswijze");
    let renumber = ["change", "d", "1a", "--set", "number=7"];
    assert_eq!(
        code(&program, &renumber),
        2,
        "a third party quotes the number"
    );

    let output = program.run(&[
        "export",
        "d",
        "--edition",
        "zienswijze=Niemand",
        "--to",
        "n",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("geen enkele lakking betreft"));
    assert!(!program.file("n").exists());
    assert_eq!(export("zienswijze=", "n"), 2);
}

#[test]
fn a_reading_copy_shows_everything_and_looks_like_no_publication() {
    let program = with_parties();
    let export = ["export", "d", "--edition", "reading", "--to", "l"];
    assert_eq!(code(&program, &export), 0);
    let copy = program.file("l/niet-openbaar/NIET-OPENBAAR_1a.pdf");
    let text = program.text(&copy).concat();
    assert!(text.contains("Willemsen") && text.contains("besluit"));
    let coloured = |path: &Path| {
        let pixels = program.pixels(path, 0);
        pixels
            .chunks_exact(3)
            .filter(|p| p[0] > p[2].saturating_add(30))
            .count()
    };
    assert!(coloured(&copy) > 2000, "the words across the page");
    assert_eq!(code(&program, &["export", "d", "--to", "uit"]), 0);
    assert_eq!(coloured(&program.file("uit/openbaar/1a.pdf")), 0);
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
