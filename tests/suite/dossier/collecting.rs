//! Parts of an export: made by processes of their own, joined to the bytes of one export, or refused.

use super::gate::{two_letters, without_ground};
use super::{code, names};
use crate::program::Program;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::{Child, Output};

/// Copies a folder, as one goes to another computer.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (from, name) = entry.map(|e| (e.path(), e.file_name())).unwrap();
        match from.is_dir() {
            true => copy(&from, &to.join(name)),
            false => drop(std::fs::copy(&from, to.join(name)).unwrap()),
        }
    }
}

/// Holds that two folders of an export have the same files with the same bytes.
fn assert_same(program: &Program, one: &str, other: &str, folder: &str) {
    let of = |export: &str| names(&program.file(&format!("{export}/{folder}")));
    assert_eq!(of(one), of(other));
    for name in of(one) {
        let read = |export: &str| program.read(&format!("{export}/{folder}/{name}"));
        assert!(read(one) == read(other), "{folder}/{name}");
    }
}

/// The numbers of the documents of a dossier, dealt out to three.
fn dealt(program: &Program) -> [String; 3] {
    let list = program.run(&["list", "d", "--json"]).stdout;
    let list: Value = serde_json::from_slice(&list).unwrap();
    let documents = list["documents"].as_array().unwrap().iter();
    let numbers: Vec<&str> = documents.map(|d| d["number"].as_str().unwrap()).collect();
    [0, 1, 2].map(|first| {
        let own = numbers.iter().skip(first).step_by(3);
        own.copied().collect::<Vec<&str>>().join(",")
    })
}

#[test]
fn three_parts_made_at_once_are_joined_to_the_bytes_of_one_export() {
    let program = Program::new();
    assert_eq!(code(&program, &["demo", "d"]), 0);
    let reason = ["--reason", "besproken met de jurist"];
    let start = |(nth, numbers): (usize, &String)| -> Child {
        let (dossier, part) = (format!("d{nth}"), format!("deel-{nth}"));
        copy(&program.file("d"), &program.file(&dossier));
        let export = ["export", &dossier, "--documents", numbers, "--to", &part];
        program.start(&[&export[..], &reason].concat())
    };
    let children: Vec<Child> = dealt(&program).iter().enumerate().map(start).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    let whole = [&["export", "d", "--to", "heel"], &reason[..]].concat();
    assert_eq!(code(&program, &whole), 0);
    let collect = ["collect", "deel-2", "deel-0", "deel-1", "--to", "samen"];
    let output = program.run(&collect);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("3 delen samengevoegd: 10 documenten"),
        "{told}"
    );
    assert_same(&program, "heel", "samen", "openbaar");
    assert_same(&program, "heel", "samen", "intern");
    assert_eq!(code(&program, &["verify", "samen", "--dossier", "d"]), 0);
}

fn export_part(program: &Program, dossier: &str, numbers: &str, to: &str) -> i32 {
    let export = ["export", dossier, "--documents", numbers, "--to", to];
    code(program, &export)
}

/// A program with the dossier `d` of two letters, and the parts `een` and `twee`.
fn with_parts() -> Program {
    let program = two_letters();
    assert_eq!(export_part(&program, "d", "1a", "een"), 0);
    assert_eq!(export_part(&program, "d", "1b", "twee"), 0);
    program
}

#[test]
fn parts_made_one_after_another_are_joined_and_an_equal_file_is_taken_once() {
    let program = with_parts();
    assert_eq!(export_part(&program, "d", "1a,1b", "beide"), 0);
    assert_eq!(code(&program, &["export", "d", "--to", "heel"]), 0);
    let collect = ["collect", "een", "beide", "twee", "een", "--to", "samen"];
    assert_eq!(code(&program, &collect), 0);
    assert_same(&program, "heel", "samen", "openbaar");
    let entry = |export: &str| {
        let report = program.read_json(&format!("{export}/intern/verslag.json"));
        report["last_entry"].as_i64().unwrap()
    };
    assert_eq!(entry("samen"), entry("beide"));
}

#[test]
fn what_is_in_no_part_is_named_and_what_is_held_back_keeps_its_reason() {
    let program = two_letters();
    let add = ["add", "d", "brief.pdf", "--group", "2016", "--title", "Nog"];
    assert_eq!(code(&program, &add), 0);
    assert_eq!(code(&program, &add), 0);
    let open = ["change", "d", "1d", "--set", "judgement=Openbaar"];
    assert_eq!(code(&program, &open), 0);
    without_ground(&program);
    assert_eq!(code(&program, &["export", "d", "--to", "heel"]), 1);
    assert_eq!(export_part(&program, "d", "1a,1b", "een"), 1);
    assert_eq!(export_part(&program, "d", "1d", "twee"), 1);
    let told = |output: &Output| String::from_utf8(output.stderr.clone()).unwrap();

    let output = program.run(&["collect", "een", "twee", "--to", "samen"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(told(&output).contains("1b: niet gepubliceerd; de controle"));
    assert!(told(&output).contains("1c: nog niet beoordeeld"));
    assert_same(&program, "heel", "samen", "openbaar");

    // Also when nobody asked for what is held back.
    let output = program.run(&["collect", "twee", "--to", "half"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(told(&output).contains("1a: niet gepubliceerd; dit document zit in geen van"));
    let public = names(&program.file("half/openbaar"));
    assert!(public.contains(&"inventaris-CONCEPT.xlsx".to_owned()));
    assert!(!public.contains(&"1a.pdf".to_owned()));
    let report = program.read_json("half/intern/verslag.json");
    let left_out = json!([
        { "document": "1b", "reason": "mark_without_ground" },
        { "document": "1a", "reason": "in_no_part" },
    ]);
    assert_eq!(report["left_out"], left_out);
}

/// Holds that parts are refused with this code and these words, and that nothing is written.
fn assert_refused(program: &Program, parts: &[&str], expected: i32, words: &str) {
    let output = program.run(&[&["collect"], parts, &["--to", "uit"]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(expected), "{parts:?} {told}");
    assert!(told.contains(words), "{parts:?} {told}");
    let left = program.names();
    let left = left
        .iter()
        .find(|n| *n == "uit" || n.starts_with(".lakwerk"));
    assert_eq!(left, None, "{parts:?}");
}

/// Changes the report of a part.
fn rewrite(program: &Program, part: &str, change: impl FnOnce(&mut Value)) {
    let path = format!("{part}/intern/verslag.json");
    let mut report = program.read_json(&path);
    change(&mut report);
    program.write(&path, report.to_string());
}

/// Puts other bytes under the name of the first file of a part, with the hash that its report then needs.
fn forge(program: &Program, part: &str, bytes: &[u8]) {
    let hash = Sha256::digest(bytes);
    let hash: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    rewrite(program, part, |report| {
        report["files"][0]["sha256"] = hash.into();
    });
    program.write(&format!("{part}/openbaar/1a.pdf"), bytes);
}

#[test]
fn what_is_no_part_of_the_same_export_is_refused() {
    let program = with_parts();
    assert_eq!(code(&program, &["export", "d", "--to", "heel"]), 0);
    std::fs::create_dir(program.file("leeg")).unwrap();
    for no_part in ["leeg", "heel", "d", "nergens"] {
        let words = format!("{no_part} is geen deel");
        assert_refused(&program, &["een", no_part], 2, &words);
    }
    let reading = ["export", "d", "--edition", "reading", "--documents", "1b"];
    let reading = [&reading[..], &["--to", "lees"]].concat();
    assert_eq!(code(&program, &reading), 0);
    assert_refused(&program, &["een", "lees"], 2, "van een andere uitgave");

    let later = ["export", "d", "--documents", "1b", "--to", "later"];
    let mut later = program.command(&later);
    let later = later.env("SOURCE_DATE_EPOCH", "1795651200").output();
    assert_eq!(later.unwrap().status.code(), Some(0));
    assert_refused(&program, &["een", "later"], 2, "niet op dezelfde dag");
    let deferred = ["export", "d", "--documents", "1b", "--with-deferred"];
    let deferred = [&deferred[..], &["--to", "alles"]].concat();
    assert_eq!(code(&program, &deferred), 0);
    assert_refused(&program, &["een", "alles"], 2, "pas later openbaar");

    let change = ["change", "d", "1b", "--set", "kind=brief"];
    assert_eq!(code(&program, &change), 0);
    assert_eq!(export_part(&program, "d", "1b", "nieuw"), 0);
    assert_refused(&program, &["een", "nieuw"], 2, "verschillende standen");
    std::fs::rename(program.file("d"), program.file("oud")).unwrap();
    let other = ["new", "d", "--title", "Ander"];
    assert_eq!(code(&program, &other), 0);
    let add = ["add", "d", "brief.pdf", "--number", "1b"];
    let add = [&add[..], &["--judgement", "Openbaar"]].concat();
    assert_eq!(code(&program, &add), 0);
    assert_eq!(export_part(&program, "d", "1b", "ander"), 0);
    assert_refused(&program, &["een", "ander"], 2, "verschillende dossiers");

    rewrite(&program, "twee", |report| {
        report["program"] = "Lakwerk 0.0.1".into();
    });
    assert_refused(&program, &["een", "twee"], 2, "andere versie van Lakwerk");
    let full = program.run(&["collect", "een", "--to", "heel"]);
    assert_eq!(full.status.code(), Some(2), "nothing is overwritten");
}

#[test]
fn a_file_that_is_not_as_it_was_checked_is_refused_and_named() {
    let program = with_parts();
    assert_eq!(export_part(&program, "d", "1a,1b", "beide"), 0);
    let own = program.read("een/openbaar/1a.pdf");
    let both = ["een", "twee"];

    program.write("een/openbaar/1a.pdf", program.read("twee/openbaar/1b.pdf"));
    assert_refused(&program, &both, 4, "een: 1a.pdf");
    std::fs::remove_file(program.file("een/openbaar/1a.pdf")).unwrap();
    assert_refused(&program, &both, 4, "een: 1a.pdf");

    // With a hash that fits: the file itself is asked again.
    forge(&program, "een", &program.read("brief.pdf"));
    assert_refused(&program, &both, 4, "niet in orde: 1a.pdf");
    forge(&program, "een", &own);
    forge(&program, "beide", &program.read("twee/openbaar/1b.pdf"));
    let two_files = "Document 1a zit in twee delen";
    assert_refused(&program, &["een", "beide"], 2, two_files);

    rewrite(&program, "twee", |report| {
        report["files"][0]["name"] = "../../1b.pdf".into();
    });
    assert_refused(&program, &both, 2, "twee is geen deel");
    assert_eq!(code(&program, &["collect", "een", "--to", "uit"]), 1);
}
