//! Copies that are not for publication: what each reader sees, and that none is taken for a publication.

use super::{code, names, place, with_letter};
use crate::pdf_maker::PdfMaker;
use crate::program::Program;
use serde_json::{Value, json};
use std::path::Path;

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
fn parties_are_named_with_marks_that_are_there() {
    let program = with_letter();
    let area = place(&program, "brief.pdf", "Willemsen");
    assert_eq!(super::mark(&program, area, "5.1.1c"), 0);
    let list = |program: &Program| -> Value {
        let output = program.run(&["list", "d", "--json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let mut marks = list(&program)["documents"][0]["marks"].clone();
    marks[0]["facts"] = json!({ "parties": ["Lumivia B.V."] });
    marks[0]["note"] = json!("zie zienswijze");
    marks[0]["grounds"] = json!(["5.1.1c", "5.1.2f"]);
    program.write("m.json", json!({ "marks": marks }).to_string());
    let update = ["mark", "d", "--marks", "m.json", "--update"];
    assert_eq!(code(&program, &update), 0);
    let now = list(&program)["documents"][0]["marks"].clone();
    assert_eq!(now.as_array().unwrap().len(), 1, "none is added");
    assert_eq!(now[0]["facts"]["parties"], json!(["Lumivia B.V."]));
    assert_eq!(
        (&now[0]["note"], &now[0]["grounds"]),
        (&json!("zie zienswijze"), &json!(["5.1.1c", "5.1.2f"]))
    );
    let export = [
        "export",
        "d",
        "--edition",
        "zienswijze=Lumivia B.V.",
        "--to",
        "z",
    ];
    assert_eq!(code(&program, &export), 0);
    // A mark that is not there is named, and nothing is changed.
    marks[0]["areas"] = json!([[1.0, 2.0, 30.0, 40.0]]);
    program.write("m.json", json!({ "marks": marks }).to_string());
    let output = program.run(&update);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Lakking 0 in de lijst staat niet"));
    assert_eq!(list(&program)["documents"][0]["marks"], now);
}

#[test]
fn all_that_a_listing_prints_is_taken_as_marks_again() {
    let program = with_parties();
    let facts = [
        "change",
        "d",
        "--set",
        "subject=Klacht",
        "--set",
        "style=long",
    ];
    assert_eq!(code(&program, &facts), 0);
    let decided = ["change", "d", "1a", "--set", "earlier=2019-05-04 Z-1"];
    assert_eq!(code(&program, &decided), 0);
    let listing = program.run(&["list", "d", "--json"]).stdout;
    let json: Value = serde_json::from_slice(&listing).unwrap();
    program.write("dossier.json", &listing);
    program.write("stuk.json", json["documents"][0].to_string());
    for (file, marks) in [("dossier.json", 6), ("stuk.json", 9)] {
        let before = ["mark", "d", "--marks", file, "--update"];
        assert_eq!(code(&program, &before), 0, "{file}");
        assert_eq!(code(&program, &["mark", "d", "--marks", file]), 0, "{file}");
        let list = program.run(&["list", "d", "--json"]).stdout;
        let list: Value = serde_json::from_slice(&list).unwrap();
        let now = list["documents"][0]["marks"].as_array().unwrap();
        assert_eq!(now.len(), marks, "{file}");
        assert_eq!(now[marks - 3]["facts"], now[0]["facts"], "{file}");
    }
}

#[test]
fn the_label_of_a_readable_passage_stands_on_no_text() {
    let program = Program::new();
    // Lines so close that nothing fits between them; no two the same, or PDFium takes them for one in bold.
    let line = |number: i32| {
        let y = 250 - 11 * number;
        format!("BT /F 12 Tf 40 {y} Td (Hagen {number} bij Willemsen en Haags beleid) Tj ET\n")
    };
    let text: String = (0..8).map(line).collect();
    program.write("brief.pdf", PdfMaker::new().page(text, "").build());
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let add = ["add", "d", "brief.pdf", "--group", "2016"];
    assert_eq!(code(&program, &add), 0);
    let text = program.page_text(&program.file("brief.pdf"), 0);
    let mut names = (0..text.words.len()).filter(|i| text.word_text(*i) == "Willemsen");
    let name = names.nth(3).unwrap();
    let ink = lakwerk::model::page::text::PageText::bounds(text.word(name)).unwrap();
    assert_eq!(super::mark(&program, ink.into(), "5.1.2e"), 0);
    let export = ["export", "d", "--edition", "reading", "--to", "l"];
    assert_eq!(code(&program, &export), 0);
    // Where the source has letters the copy has none under a plate of nearly white.
    let copy = program.file("l/niet-openbaar/NIET-OPENBAAR_1a.pdf");
    let (before, after) = (
        program.pixels(&program.file("brief.pdf"), 0),
        program.pixels(&copy, 0),
    );
    let letters = before.chunks_exact(3).zip(after.chunks_exact(3));
    let letters = letters.filter(|(before, _)| before.iter().all(|v| *v < 60));
    let covered: Vec<bool> = letters
        .map(|(_, after)| after.iter().all(|v| *v > 180))
        .collect();
    assert!(covered.len() > 60, "{}", covered.len());
    assert_eq!(covered.iter().filter(|covered| **covered).count(), 0);
}
