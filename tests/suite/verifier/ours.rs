//! Files of ours to which something was done by hand.
//!
//! **Invariant:** each check is alone, but for the claim that a file makes, in finding at least one of the leaks below, so
//! that without it a test fails.

use super::{NAME, Parts, letter, letter_to, restreamed, stream, written};
use crate::program::{self, Program};
use lakwerk::engine::{Check, Closeness, Engine};
use lakwerk::model::blackout::PageBlackout;
use lakwerk::model::dossier::mark::Mark;
use lakwerk::model::ground::{Ground, Notation};
use lakwerk::model::page::geometry::PageRect;
use std::collections::BTreeSet;

/// Everything that the checks of an export find in a file.
fn found(file: Vec<u8>) -> Vec<Check> {
    found_of("Jansen", file)
}

/// The same of the letter to somebody else.
pub fn found_of(name: &str, file: Vec<u8>) -> Vec<Check> {
    let engine = Engine::new(program::path());
    let mut source = engine.open(letter_to(name).into(), None).unwrap();
    let mark = Mark {
        page: 0,
        areas: vec![PageRect::new(NAME[0], NAME[1], NAME[2], NAME[3]).unwrap()],
        grounds: vec![Ground::parse("5.1.2e").unwrap()],
        note: String::new(),
        free: false,
    };
    let (text, blank) = (source.text(0).unwrap(), source.blank_map(0).unwrap());
    let size = source.facts().pages[0];
    let blackout = PageBlackout::of(&[&mark], Notation::default(), &text, &blank, size);
    let word = name.to_lowercase();
    let mut written = engine.open(file.into(), None).unwrap();
    let mut faults = written
        .check_file(vec![word.clone()], vec![blackout.rects()])
        .unwrap()
        .faults;
    let page = source.source_page(0, Closeness::Usual).unwrap();
    faults.extend(
        written
            .check_page(0, Some(page), &blackout, &[(word, 0)])
            .unwrap()
            .faults,
    );
    let checks: BTreeSet<Check> = faults.iter().map(|f| f.check).collect();
    checks.into_iter().collect()
}

/// The leaks, each with exactly the checks that find it.
fn leaks() -> Vec<(&'static str, Vec<u8>, Vec<Check>)> {
    let ours = || Parts::of(&written());
    let alone = |name, parts: Parts, check| (name, parts.build(), vec![check]);
    let lost = |mut parts: Parts| {
        parts
            .objects
            .push((parts.objects.len() as u32 + 1, b"(Iets)".to_vec()));
        parts
    };
    // The first letter of the letter.
    let code = "0001";
    let inside = format!("BT /F0 5 Tf 3 Tr 1 0 0 1 109 249 Tm <{code}> Tj 0 Tr ET");
    let elsewhere = format!("BT /F0 12 Tf 3 Tr 1 0 0 1 200 100 Tm <{code}> Tj 0 Tr ET");
    let beside = format!("BT /F0 9 Tf 3 Tr 1 0 0 1 300 100 Tm <{code}{code}{code}> Tj 0 Tr ET");
    let white = format!("1 g BT /F0 9 Tf 1 0 0 1 300 100 Tm <{code}{code}{code}> Tj ET 0 g");
    let moved = |to: &str| {
        let without = ours().change("/Lakking", r"[(\000\001\000", r"[-667(\000");
        // Something is still seen where it stood.
        without.draw("0 g 42 250 5 8.6 re f").draw(to)
    };
    vec![
        (
            "bytes behind the end",
            [written(), b"\n% iets".to_vec()].concat(),
            vec![Check::Syntax],
        ),
        alone(
            "a key in the catalog",
            ours().change("/Catalog", "/Lang", "/PageMode/UseOutlines/Lang"),
            Check::ClosedList,
        ),
        alone(
            "a key in a page",
            ours().change("/MediaBox", "/MediaBox", "/Dur 1/MediaBox"),
            Check::ClosedList,
        ),
        alone(
            "an object that nothing uses",
            lost(ours()),
            Check::Unreachable,
        ),
        (
            "an unknown operator",
            ours().draw("0 i").build(),
            vec![
                Check::Streams,
                Check::Fonts,
                Check::Structure,
                Check::Claim,
                Check::FlatInside,
            ],
        ),
        alone(
            "a comment in the metadata",
            ours().change("<x:xmpmeta", "<x:xmpmeta", "<!-- x --><x:xmpmeta"),
            Check::Streams,
        ),
        (
            "a width that nothing uses",
            ours().change("/FontDescriptor ", "]]", " 500]]").build(),
            vec![Check::Fonts, Check::Claim],
        ),
        alone(
            "the name as a language",
            ours().change("/Catalog", "nl-NL", "Jansen"),
            Check::ClosedList,
        ),
        alone(
            "the name as a title",
            ours().change("<x:xmpmeta", "Document", "Jansen"),
            Check::Needles,
        ),
        alone(
            "another size",
            ours().change("/MediaBox", "0 0 400 300", "0 0 400.6 300"),
            Check::PageSize,
        ),
        alone(
            "a letter that moved under the area",
            moved(&inside),
            Check::TextInside,
        ),
        alone(
            "a letter that moved to where nothing is shown",
            moved(&elsewhere),
            Check::Layer,
        ),
        alone(
            "something light on the area",
            ours().change("/Lakking", "EMC/Label", "1 g 112 250 2 2 re f EMC/Label"),
            Check::FlatInside,
        ),
        alone(
            "something beneath the area",
            ours().draw("q 1 g 115 248 20 6 re f Q"),
            Check::Beneath,
        ),
        alone(
            "white text that was not there",
            ours().draw(&white),
            Check::TextAdded,
        ),
        (
            "text that was not there and is not drawn",
            ours().draw(&beside).build(),
            vec![Check::TextAdded, Check::Layer],
        ),
        alone(
            "a label that is gone",
            ours().change("/Lakking", "EMC/Label", "EMC 3 Tr/Label"),
            Check::Label,
        ),
        alone(
            "a label that is written smaller",
            ours().change("/Lakking", "BT/F0 8 Tf", "BT/F0 7 Tf"),
            Check::Label,
        ),
        (
            "a label that reads otherwise",
            ours().change("beginbfchar", "<0035>", "<0036>").build(),
            vec![
                Check::TextInside,
                Check::FlatInside,
                Check::Label,
                Check::TextAdded,
            ],
        ),
        (
            "the name in letters that mean others",
            ours()
                .change("beginbfchar", "<0048>", "<004A0061006E0073>")
                .change("beginbfchar", "<0074>", "<006E>")
                .build(),
            vec![Check::Needles, Check::TextAdded, Check::TextKept],
        ),
        alone(
            "a letter that means a blank",
            ours().change("beginbfchar", "<0065>", "<0020>"),
            Check::TextKept,
        ),
        (
            "a line that is said to belong elsewhere",
            ours()
                .change("/Nums", "15 0 R 16 0 R", "16 0 R 16 0 R")
                .build(),
            vec![Check::Structure, Check::Claim],
        ),
        alone(
            "a file that says it is not tagged",
            ours().change("/Catalog", "/Marked true", "/Marked false"),
            Check::Claim,
        ),
        alone(
            "a mark on the page",
            ours().draw("q 0.2 g 200 100 60 60 re f Q"),
            Check::Pixels,
        ),
    ]
}

#[test]
fn each_leak_made_by_hand_is_found() {
    assert_eq!(found(written()), []);
    assert_eq!(
        found(Parts::of(&written()).build()),
        [],
        "taken apart and put together"
    );
    let mut wrong = Vec::new();
    let mut alone = BTreeSet::new();
    for (name, file, expected) in leaks() {
        let found = found(file);
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
        // With most faults the file is no longer what it claims to be; that alone is a fault too.
        let beside = found.iter().filter(|c| **c != Check::Claim);
        let beside: Vec<Check> = beside.copied().collect();
        alone.extend(match (beside.as_slice(), found.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let missing: Vec<&Check> = Check::ALL.iter().filter(|c| !alone.contains(c)).collect();
    assert!(missing.is_empty(), "nothing is found by {missing:?} alone");
}

/// What `verify` says of a file without its source.
fn alone(file: &[u8]) -> Vec<String> {
    let program = Program::new();
    program.write("out.pdf", file);
    let output = program.run(&["verify", "out.pdf", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let names = json["faults"].as_array().unwrap().iter();
    let names: Vec<String> = names
        .map(|f| f["check"].as_str().unwrap().to_owned())
        .collect();
    let code = output.status.code();
    assert_eq!(code, Some(if names.is_empty() { 0 } else { 4 }));
    names
}

const BENEATH: &str = "q 1 g 115 248 20 6 re f Q";

#[test]
fn a_file_of_ours_is_asked_without_its_source() {
    assert_eq!(alone(&written()), Vec::<String>::new());
    let dirty = Parts::of(&written()).draw(BENEATH);
    assert_eq!(alone(&dirty.build()), ["beneath"]);
    // An area of which nothing says why.
    let mut bare = Parts::of(&written());
    let body = bare.holding("/Label<<");
    let inner = String::from_utf8(stream(body).unwrap()).unwrap();
    let label = inner.find("/Label<<").unwrap();
    *body = restreamed(body, &inner.as_bytes()[..label]);
    let found = alone(&bare.build());
    assert!(found.iter().any(|check| check == "label"), "{found:?}");
}

#[test]
fn a_folder_is_asked_for_what_its_report_does_not_name_and_for_what_it_names() {
    use sha2::{Digest, Sha256};
    let program = Program::new();
    program.marked_dossier(&letter(), &[NAME]);
    for command in [
        vec!["export", "d", "--to", "uit", "--reason", "proef"],
        vec!["verify", "uit"],
    ] {
        let output = program.run(&command);
        assert_eq!(output.status.code(), Some(0), "{command:?} {output:?}");
    }
    let verdict = || program.run(&["verify", "uit"]).status.code();
    program.write("uit/openbaar/1b.pdf", written());
    assert_eq!(verdict(), Some(4), "a file more");
    std::fs::remove_file(program.file("uit/openbaar/1b.pdf")).unwrap();
    // Whoever changes a file can change the report too.
    let hash = |bytes: &[u8]| -> String {
        let digest = Sha256::digest(bytes);
        digest.iter().map(|b| format!("{b:02x}")).collect()
    };
    let clean = program.read("uit/openbaar/1a.pdf");
    let dirty = Parts::of(&clean).draw(BENEATH).build();
    let report = String::from_utf8(program.read("uit/intern/verslag.json")).unwrap();
    assert!(report.contains(&hash(&clean)));
    let report = report.replace(&hash(&clean), &hash(&dirty));
    program.write("uit/openbaar/1a.pdf", &dirty);
    program.write("uit/intern/verslag.json", report);
    assert_eq!(verdict(), Some(4), "a leak under a hash that is right");
}
