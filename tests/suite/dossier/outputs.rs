//! What a command is asked that cannot be meant, and what it may not say or overwrite.

use super::{code, findings, letter, mark, place, with_letter};
use crate::program::Program;
use serde_json::{Value, json};

/// The marks of a file on its own, over a word of it.
fn marks_of_one(program: &Program, file: &str, word: &str) {
    let area = place(program, file, word);
    let marks = json!({ "marks": [{ "page": 1, "areas": [area], "grounds": ["5.1.2e"] }] });
    program.write("m.json", marks.to_string());
}

fn redact(program: &Program, more: &[&str]) -> i32 {
    let command = ["redact", "brief.pdf", "--marks", "m.json"];
    code(program, &[&command[..], more].concat())
}

#[test]
fn an_ordinary_word_that_is_covered_may_stand_in_a_title_and_a_name_may_not() {
    let program = Program::new();
    program.write("brief.pdf", letter());
    marks_of_one(&program, "brief.pdf", "besluit");
    let titled = |title| redact(&program, &["--to", "uit.pdf", "--force", "--title", title]);
    assert_eq!(titled("Besluit"), 0);
    marks_of_one(&program, "brief.pdf", "Willemsen");
    assert_eq!(titled("Besluit"), 0);
    assert_eq!(titled("Brief van Willemsen"), 4);
    let command = ["redact", "brief.pdf", "--marks", "m.json", "--to", "x.pdf"];
    let told = program.run(&[&command[..], &["--title", "Brief van Willemsen"]].concat());
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("de titel noemt wat gelakt is"), "{told}");
}

#[test]
fn what_goes_out_without_the_mark_that_its_row_speaks_of_is_a_finding() {
    let program = with_letter();
    let kinds = || {
        let found = findings(&program);
        let found = found["findings"].as_array().unwrap().iter();
        let kinds = found.map(|f| f["kind"].as_str().unwrap().to_owned());
        kinds.collect::<Vec<String>>()
    };
    let says = |kind: &str| kinds().iter().any(|known| known == kind);
    let set =
        |setting: &str| assert_eq!(code(&program, &["change", "d", "1a", "--set", setting]), 0);
    set("judgement=Deels openbaar");
    assert!(says("nothing_covered") && !says("ground_without_mark"));
    set("grounds=5.1.2e");
    assert!(says("nothing_covered") && says("ground_without_mark"));
    set("blackened=ja");
    assert!(!says("nothing_covered") && !says("ground_without_mark"));
    set("blackened=nee");
    let area = place(&program, "brief.pdf", "Willemsen");
    assert_eq!(mark(&program, area, "5.1.2e"), 0);
    assert!(!says("nothing_covered") && !says("ground_without_mark"));
}

#[test]
fn an_inventory_alone_is_of_a_whole_publication() {
    let program = with_letter();
    let export = ["export", "d", "--to", "uit", "--only", "inventory"];
    for more in [["--edition", "reading"], ["--documents", "1a"]] {
        assert_eq!(
            code(&program, &[&export[..], &more].concat()),
            2,
            "{more:?}"
        );
    }
    assert!(!program.file("uit").exists());
}

#[test]
fn a_file_is_compared_with_the_dossier_that_is_named_or_not_called_clean() {
    let program = with_letter();
    let area = place(&program, "brief.pdf", "Willemsen");
    assert_eq!(mark(&program, area, "5.1.2e"), 0);
    assert_eq!(code(&program, &["export", "d", "--to", "uit"]), 0);
    let verify = |target, dossier| code(&program, &["verify", target, "--dossier", dossier]);
    assert_eq!(
        (verify("uit", "d"), verify("uit/openbaar/1a.pdf", "d")),
        (0, 0)
    );
    assert_eq!(code(&program, &["new", "leeg", "--title", "Leeg"]), 0);
    assert_eq!(
        (verify("uit", "leeg"), verify("uit/openbaar/1a.pdf", "leeg")),
        (4, 4)
    );
    assert_ne!(verify("uit/openbaar/1a.pdf", "nergens"), 0);
    let json = program.run(&["verify", "uit", "--dossier", "leeg", "--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["files"][0]["standing"], "not_in_dossier");
    let change = ["change", "d", "1a", "--set", "judgement=Niet openbaar"];
    assert_eq!(code(&program, &change), 0);
    assert_eq!(verify("uit", "d"), 4, "it is published no more");
    let marks = [
        "verify",
        "uit",
        "--marks",
        "m.json",
        "--source",
        "brief.pdf",
    ];
    assert_eq!(code(&program, &marks), 2);
}

#[test]
fn no_output_takes_the_place_of_what_a_command_reads_or_of_a_dossier() {
    let program = with_letter();
    marks_of_one(&program, "brief.pdf", "Willemsen");
    let log = program.read("d/dossier.lakwerk");
    for more in [
        ["--to", "brief.pdf", "--report", "r.json"],
        ["--to", "m.json", "--report", "r.json"],
        ["--to", "uit.pdf", "--report", "uit.pdf"],
        ["--to", "uit.pdf", "--report", "./brief.pdf"],
        ["--to", "d/dossier.lakwerk", "--report", "r.json"],
        ["--to", "uit.pdf", "--report", "d/bron/r.json"],
    ] {
        assert_eq!(
            redact(&program, &[&more[..], &["--force"]].concat()),
            2,
            "{more:?}"
        );
    }
    let handbook = ["handbook", "--to", "d/dossier.lakwerk", "--force"];
    assert_eq!(code(&program, &handbook), 2);
    assert_eq!(program.read("brief.pdf"), letter());
    assert_eq!(program.read("d/dossier.lakwerk"), log);
    assert!(!program.file("uit.pdf").exists() && !program.file("r.json").exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_list_that_could_not_be_written_in_full_is_no_success() {
    use std::process::{Command, Stdio};
    let program = with_letter();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = Command::new(crate::program::path());
    command
        .args(["list", "d", "--json"])
        .current_dir(program.file("d").parent().unwrap());
    let status = command.stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(74));
}
