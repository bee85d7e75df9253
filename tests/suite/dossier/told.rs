//! What a command says beside its exit code: why, of which file, and what to look at.

use super::{code, letter, mark, place, with_letter};
use crate::program::Program;
use serde_json::{Value, json};

/// What is said on standard output and on standard error.
fn said(program: &Program, arguments: &[&str]) -> (String, String) {
    let output = program.run(arguments);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

/// A dossier `d` with a name covered, exported to `uit`.
fn exported() -> Program {
    let program = with_letter();
    let area = place(&program, "brief.pdf", "Willemsen");
    assert_eq!(mark(&program, area, "5.1.2e"), 0);
    assert_eq!(code(&program, &["export", "d", "--to", "uit"]), 0);
    program
}

#[test]
fn a_copy_that_is_no_publication_is_called_so_under_any_name() {
    let program = exported();
    let export = ["export", "d", "--edition", "reading", "--to", "lees"];
    assert_eq!(code(&program, &export), 0);
    let copy = program.read("lees/niet-openbaar/NIET-OPENBAAR_1a.pdf");
    program.write("1a.pdf", copy);
    for (target, is_copy) in [
        ("1a.pdf", true),
        ("lees", true),
        ("uit", false),
        ("uit/openbaar/1a.pdf", false),
    ] {
        for more in [&[][..], &["--json"]] {
            let verify = [&["verify", target], more].concat();
            assert_eq!(code(&program, &verify), 0, "{target}");
            let (_, told) = said(&program, &verify);
            assert_eq!(told.contains("geen publicatie"), is_copy, "{told}");
        }
    }
}

#[test]
fn a_folder_that_is_not_in_order_says_why_of_each_file() {
    let program = exported();
    let foreign = letter();
    program.write("uit/openbaar/1b.pdf", &foreign);
    let (out, _) = said(&program, &["verify", "uit"]);
    assert_eq!(out, "1b.pdf: staat in de map en niet in het verslag.\n");
    std::fs::remove_file(program.file("uit/openbaar/inventaris.csv")).unwrap();
    program.write("uit/openbaar/1a.pdf", &foreign);
    let (out, told) = said(&program, &["verify", "uit", "--dossier", "d"]);
    assert!(
        out.contains("1a.pdf: is niet meer het bestand")
            && out.contains("inventaris.csv: ontbreekt"),
        "{out}"
    );
    assert!(out.contains("tekst binnen een lakvlak"), "{out}");
    let all = format!("{out}{told}");
    for english in ["text_inside", "needles", "Willemsen"] {
        assert!(!all.contains(english), "{all}");
    }
}

#[test]
fn an_inventory_that_says_other_than_the_dossier_is_not_in_order() {
    let program = exported();
    let verify = ["verify", "uit", "--dossier", "d"];
    assert_eq!(code(&program, &verify), 0);
    let add = ["add", "d", "--no-file", "--judgement", "Niet openbaar"];
    assert_eq!(code(&program, &add), 0);
    let output = program.run(&verify);
    assert_eq!(output.status.code(), Some(4));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with("inventaris.json: noemt niet dezelfde documenten"),
        "{told}"
    );
    assert_eq!(code(&program, &["verify", "uit"]), 0);
}

#[test]
fn a_power_to_disclose_is_taken_with_a_warning() {
    let program = with_letter();
    let area = place(&program, "brief.pdf", "Willemsen");
    let power = "5.2.2 is een bevoegdheid om te verstrekken";
    for (ground, warns) in [("5.2.1", false), ("5.2.2", true)] {
        assert_eq!(mark(&program, area, ground), 0);
        let (_, told) = said(&program, &["mark", "d", "--marks", "m.json"]);
        assert_eq!(told.contains(power), warns, "{told}");
    }
}

#[test]
fn what_is_exported_without_a_file_is_named() {
    let program = exported();
    for more in [
        &["--judgement", "Niet openbaar", "--ground", "5.1.2e"][..],
        &["--judgement", "Openbaar"],
    ] {
        let add = [
            "add",
            "d",
            "brief.pdf",
            "--group",
            "2016",
            "--title",
            "Brief",
        ];
        assert_eq!(code(&program, &[&add[..], more].concat()), 0);
    }
    let later = ["change", "d", "1c", "--set", "deferred=2999-01-01"];
    assert_eq!(code(&program, &later), 0);
    let export = ["export", "d", "--reason", "proef", "--to"];
    let to = |folder| [&export[..], &[folder]].concat();
    let (out, _) = said(&program, &to("a"));
    assert!(out.contains("pas later openbaar: 1c (2999-01-01)"), "{out}");
    assert!(
        out.contains("Zonder bestand") && out.contains(": 1b."),
        "{out}"
    );
    let (out, _) = said(&program, &[&to("b")[..], &["--with-deferred"]].concat());
    assert!(!out.contains("pas later"), "{out}");
}

#[test]
fn a_folder_is_not_replaced_by_force_that_is_not_there() {
    let program = with_letter();
    let (_, told) = said(&program, &["export", "d", "--to", "brief.pdf"]);
    assert!(told.contains("brief.pdf bestaat al"), "{told}");
    assert!(
        told.contains("nieuwe of lege map") && !told.contains("--force"),
        "{told}"
    );
}

#[test]
fn a_place_is_listed_once_with_what_is_covered_there() {
    let program = with_letter();
    let (out, _) = said(&program, &["find", "d", "Willemsen", "willemsen", "ik"]);
    assert_eq!(out, "1a p. 1: 2 plaatsen\n");
    let found = program.run(&["find", "d", "Willemsen", "willemsen", "--json"]);
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["hits"].as_array().unwrap().len(), 1);
    let mark = ["find", "d", "Willemsen", "--mark", "--ground", "5.1.2e"];
    assert_eq!(code(&program, &mark), 0);
    let (out, _) = said(&program, &["find", "d", "Willemsen", "ik"]);
    assert_eq!(out, "1a p. 1: 2 plaatsen, waarvan 1 al gelakt\n");
}

#[test]
fn a_page_that_is_before_the_first_is_told_where_pages_begin() {
    let program = with_letter();
    let marks = json!({ "marks": [{ "document": "1a", "page": 0,
        "areas": [[1.0, 1.0, 9.0, 9.0]], "grounds": ["5.1.2e"] }] });
    program.write("m.json", marks.to_string());
    let output = program.run(&["mark", "d", "--marks", "m.json"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("pagina's beginnen bij 1"), "{told}");
}
