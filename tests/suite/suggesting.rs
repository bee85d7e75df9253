//! Proposals from the command line: what they are made of, and what accepting a kind does.

use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use serde_json::Value;

/// A letter, a page of a second document that names a person again, and a page without text.
fn dossier() -> Program {
    let program = Program::new();
    let mut letter = PdfMaker::new();
    letter.page(
        lines(&[
            "De heer T. Zwartveld is thans wonende aan de Lange",
            "Kerkstraat 12a, 1234 AB Ede, BSN 111222333,",
            "is te bereiken op 06-12345678 of",
            "t.zwartveld@mailhuis.nl.",
            "Rekening NL91 ABNA 0417 1643 00.",
            "Vragen: info@gemeente.nl.",
        ]),
        "",
    );
    letter.page("0.5 g 40 40 200 100 re f", "");
    program.write("brief.pdf", letter.build());
    let mut note = PdfMaker::new();
    note.page(
        lines(&["Volgens Zwartveld sprak wethouder Nauta daarover."]),
        "",
    );
    program.write("notitie.pdf", note.build());
    assert_eq!(
        program.run(&["new", "d", "--title", "Proef"]).status.code(),
        Some(0)
    );
    let added = program.run(&["add", "d", "brief.pdf", "notitie.pdf"]);
    assert_eq!(added.status.code(), Some(0));
    program
}

fn suggested(program: &Program, options: &[&str]) -> Value {
    let output = program.run(&[&["suggest", "d", "--json"], options].concat());
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn rows(found: &Value) -> Vec<(String, String)> {
    let rows = found["suggestions"].as_array().unwrap().iter();
    let of = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.map(|row| (of(row, "kind"), of(row, "text"))).collect()
}

#[test]
fn proposals_name_places_and_hold_text_only_when_asked() {
    let program = dossier();
    let found = suggested(&program, &["--text"]);
    let expected = [
        ("person", "T. Zwartveld"),
        ("address", "Lange Kerkstraat 12a, 1234 AB Ede"),
        ("bsn", "111222333"),
        ("phone", "06-12345678"),
        ("email", "t.zwartveld@mailhuis.nl"),
        ("iban", "NL91 ABNA 0417 1643 00"),
        ("person", "Zwartveld"),
    ];
    let found_rows = rows(&found);
    let bare: Vec<(&str, String)> = found_rows
        .iter()
        .map(|(k, t)| (k.as_str(), t.replace(['.', ','], "")))
        .collect();
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(k, t)| (*k, t.replace(['.', ','], "")))
        .collect();
    assert_eq!(bare, expected);
    assert_eq!(found["pages_without_text"], 1);
    let all = found["suggestions"].as_array().unwrap();
    // Over two lines it has two areas, of which neither is as wide as its line.
    let areas = all[1]["areas"].as_array().unwrap();
    assert_eq!(areas.len(), 2);
    assert!(
        areas
            .iter()
            .all(|a| a[3].as_f64().unwrap() - a[1].as_f64().unwrap() < 20.0)
    );
    assert_eq!(all[2]["ground"], "5.1.1e");
    assert_eq!(all[5]["ground"], Value::Null);
    assert_eq!(all[6]["document"], "1b");
    assert!(
        all.iter()
            .all(|row| !row["areas"].as_array().unwrap().is_empty())
    );
    for output in [
        program.run(&["suggest", "d", "--json"]),
        program.run(&["suggest", "d"]),
    ] {
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(
            !said.contains("wartveld") && !said.contains("111222333"),
            "{said}"
        );
    }
    let english = program.run(&["suggest", "d", "--lang", "en"]);
    let printed = String::from_utf8(english.stdout).unwrap();
    assert!(
        printed.contains("1a p. 1: citizen service number (certain), 5.1.1e"),
        "{printed}"
    );
}

#[test]
fn an_accepted_kind_is_marked_as_one_step_and_proposed_no_more() {
    let program = dossier();
    let found = suggested(
        &program,
        &["--accept", "person=5.1.2e", "--accept", "bsn=5.1.1e"],
    );
    let all = found["suggestions"].as_array().unwrap();
    let accepted = all.iter().filter(|row| row["accepted"] == true).count();
    assert_eq!(accepted, 3);
    let listed = program.run(&["list", "d", "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let documents = listed["documents"].as_array().unwrap().iter();
    let marks: Vec<&Value> = documents
        .flat_map(|d| d["marks"].as_array().unwrap())
        .collect();
    let grounds: Vec<&Value> = marks.iter().map(|mark| &mark["grounds"][0]).collect();
    assert_eq!(grounds, ["5.1.2e", "5.1.1e", "5.1.2e"]);
    let kinds: Vec<String> = rows(&suggested(&program, &["--text"]))
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    assert_eq!(kinds, ["address", "phone", "email", "iban"]);
    let log = String::from_utf8(program.run(&["log", "d"]).stdout).unwrap();
    assert_eq!(
        log.lines().count(),
        4,
        "new, facts, documents, marks: {log}"
    );
    for wrong in ["naam=5.1.2e", "person=5.1.2z", "person"] {
        let output = program.run(&["suggest", "d", "--accept", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn the_register_and_the_lists_of_the_office_are_used_and_bad_lines_named() {
    let program = dossier();
    std::fs::write(
        program.file("d/register.csv"),
        "openbaar;T. Zwartveld;;directeur\nverbergen;Nauta;;\n",
    )
    .unwrap();
    let lists = program.file("lijsten");
    std::fs::create_dir(&lists).unwrap();
    std::fs::write(
        lists.join("kantoor.csv"),
        "behandeling;tekst\npatroon;Vragen\nwie;x\npatroon;(\n",
    )
    .unwrap();
    let mut command = program.command(&["suggest", "d", "--json", "--text"]);
    let output = command.env("LAKWERK_LISTS", &lists).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("kantoor.csv, regel 3") && told.contains("kantoor.csv, regel 4"),
        "{told}"
    );
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = rows(&found);
    assert!(
        found.contains(&("listed".to_owned(), "Vragen:".to_owned()))
            || found
                .iter()
                .any(|(k, t)| k == "listed" && t.starts_with("Vragen")),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|(_, text)| text.contains("Zwartveld")),
        "{found:?}"
    );
}

#[test]
fn the_register_goes_in_and_out_as_a_file_beside_the_log() {
    let program = dossier();
    let steps = String::from_utf8(program.run(&["log", "d"]).stdout).unwrap();
    program.write(
        "in.csv",
        "behandeling;tekst;grond;rol\nopenbaar;T. Zwartveld;;directeur\nwie;x;;\n",
    );
    let taken = program.run(&["register", "d", "--from", "in.csv"]);
    assert_eq!(taken.status.code(), Some(2));
    let told = String::from_utf8(taken.stderr).unwrap();
    assert!(
        told.contains("in.csv, regel 3") && told.contains("1 regel bewaard"),
        "{told}"
    );
    let shown = String::from_utf8(program.run(&["register", "d"]).stdout).unwrap();
    assert_eq!(
        shown,
        "behandeling;tekst;grond;rol;varianten\nopenbaar;T. Zwartveld;;directeur;\n"
    );
    let persons = |program: &Program| {
        let found = rows(&suggested(program, &["--text"]));
        found.iter().filter(|(kind, _)| kind == "person").count()
    };
    assert_eq!(persons(&program), 0);
    assert_eq!(
        program.run(&["register", "d", "--delete"]).status.code(),
        Some(0)
    );
    assert!(!program.file("d/register.csv").exists());
    assert_eq!(persons(&program), 2);
    assert_eq!(
        String::from_utf8(program.run(&["log", "d"]).stdout).unwrap(),
        steps
    );
}

#[test]
fn a_name_over_two_lines_has_an_area_over_each_half() {
    let program = Program::new();
    let mut letter = PdfMaker::new();
    letter.page(
        lines(&[
            "Er is gesproken met de heer T. Zonne-",
            "veld over de aanvraag, en door J.P. van den",
            "Heuvel is dat opgeschreven.",
        ]),
        "",
    );
    program.write("brief.pdf", letter.build());
    for command in [
        &["new", "d", "--title", "Proef"][..],
        &["add", "d", "brief.pdf"],
    ] {
        assert_eq!(program.run(command).status.code(), Some(0));
    }
    let found = suggested(&program, &["--text"]);
    let areas: Vec<(usize, &str)> = found["suggestions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["areas"].as_array().unwrap().len(),
                row["text"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(areas, [(2, "T. Zonne- veld"), (2, "J.P. van den Heuvel")]);
}

#[test]
fn what_is_drawn_where_somebody_signs_is_proposed_and_a_rule_is_not() {
    let signed = |drawn: &str| {
        let program = Program::new();
        let mut letter = PdfMaker::new();
        let text = lines(&["Hoogachtend,", "", "", "", "T. Zwartveld"]);
        letter.page(format!("{text} 1 w {drawn} S"), "");
        program.write("brief.pdf", letter.build());
        program.run(&["new", "d", "--title", "Proef"]);
        program.run(&["add", "d", "brief.pdf"]);
        let found = suggested(&program, &[]);
        let rows = found["suggestions"].as_array().unwrap().iter();
        let signatures = rows.filter(|row| row["kind"] == "signature");
        let areas: Vec<Value> = signatures.map(|row| row["areas"][0].clone()).collect();
        let accepted = ["suggest", "d", "--accept", "signature=5.1.2e"];
        assert_eq!(program.run(&accepted).status.code(), Some(0));
        assert!(
            !suggested(&program, &[])
                .to_string()
                .contains("\"signature\"")
        );
        areas
    };
    let areas = signed("50 205 m 80 232 l 110 208 l 150 234 l");
    assert_eq!(areas.len(), 1, "{areas:?}");
    let [left, top, right, bottom] = [0, 1, 2, 3].map(|side| areas[0][side].as_f64().unwrap());
    assert!(
        left < 50.0 && right > 150.0 && top < 66.0 && bottom > 95.0,
        "{areas:?}"
    );
    assert_eq!(signed("40 220 m 200 220 l"), Vec::<Value>::new());
}

/// What is proposed of one page with these lines, of one kind.
fn proposed(text: &[&str], kind: &str) -> Vec<String> {
    let program = Program::new();
    let mut page = PdfMaker::new();
    page.page(lines(text), "/MediaBox[0 0 600 800]");
    program.write("brief.pdf", page.build());
    for step in [
        &["new", "d", "--title", "Proef"][..],
        &["add", "d", "brief.pdf"],
    ] {
        assert_eq!(program.run(step).status.code(), Some(0));
    }
    let found = rows(&suggested(&program, &["--text"])).into_iter();
    found
        .filter(|(of, _)| of == kind)
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn a_code_beside_the_name_that_it_fits_is_known_everywhere() {
    let text = [
        "AvD = Anna van Dijk",
        "Aan: Marieke Smit, MS",
        "Zoals besproken met MS vraagt AvD naar de stukken.",
        "De heer Piet Mulder, BV, is er niet.",
    ];
    // That in the line of the addressee goes with her name.
    let expected = ["AvD", "MS", "AvD"];
    assert_eq!(proposed(&text, "initials"), expected);
}

#[test]
fn years_of_birth_and_dates_behind_a_star_are_those_of_a_birth() {
    let text = [
        "Piet Mulder (geb. 1950) en Anna Smit, geboren te Ede in 1961.",
        "Kees Prins *01-02-1966, g.d. 12-09-1977",
        "Het besluit van 1995 is van 03-04-1995.",
    ];
    let expected = ["1950", "1961", "01-02-1966", "12-09-1977"];
    assert_eq!(proposed(&text, "birthdate"), expected);
}

#[test]
fn departments_and_sites_are_no_persons() {
    let text = [
        "[12-01-2023 08:16:01] Rob Toezicht: Nog niet.",
        "Verslag van klankbordgroep zonneweide Lage Maat",
        "Het advies is van Berenschot en Twynstra Gudde.",
    ];
    assert_eq!(proposed(&text, "person"), ["Rob"]);
}
