//! Dossiers that last: what is ended half-way stands in nobody's way, colleagues can go on, damage is told from what the
//! system refuses, and nothing that a file says steers a terminal.

use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program, marks};
use serde_json::Value;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn letter(name: &str) -> Vec<u8> {
    PdfMaker::new().page(lines(&[name]), "").build()
}

fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A dossier `d` of one letter.
fn dossier(program: &Program) -> PathBuf {
    program.write("in.pdf", letter("Aan Jansen"));
    done(&program.run(&["new", "d", "--title", "Proef"]));
    done(&program.run(&["add", "d", "in.pdf"]));
    source_of(&program.file("d"))
}

/// The one source of a dossier.
fn source_of(dossier: &Path) -> PathBuf {
    let mut sources = std::fs::read_dir(dossier.join("bron")).unwrap();
    sources.next().unwrap().unwrap().path()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn change_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_source_that_was_changed_stops_a_search_and_the_original_heals_it() {
    let program = Program::new();
    let source = dossier(&program);
    done(&program.run(&["find", "d", "Jansen"]));
    let mut bytes = std::fs::read(&source).unwrap();
    let end = bytes.len();
    bytes[end - 1] ^= 1;
    change_mode(&source, 0o644);
    std::fs::write(&source, &bytes).unwrap();
    let found = program.run(&["find", "d", "Jansen", "--mark", "--ground", "5.1.2e"]);
    assert_eq!(code(&found), 5, "{found:?}");
    assert!(said(&found.stdout).is_empty());
    done(&program.run(&["add", "d", "in.pdf"]));
    assert_eq!(std::fs::read(&source).unwrap(), program.read("in.pdf"));
    done(&program.run(&["find", "d", "Jansen"]));
}

#[test]
fn what_an_ended_import_left_is_removed_and_named_by_the_next_who_writes() {
    let program = Program::new();
    let kept = dossier(&program);
    let orphan = kept.with_file_name(format!("{}.pdf", "0a".repeat(32)));
    std::fs::write(&orphan, "%PDF").unwrap();
    std::fs::write(kept.with_file_name(".nieuw-x"), "%P").unwrap();
    // Reading touches nothing.
    done(&program.run(&["list", "d"]));
    assert!(orphan.exists());
    let changed = program.run(&["change", "d", "--set", "subject=Proef"]);
    done(&changed);
    let told = said(&changed.stderr);
    assert!(
        told.contains("1 bron ") && told.contains("0a0a0a"),
        "{told}"
    );
    assert_eq!(source_of(&program.file("d")), kept);
    assert_eq!(
        std::fs::read_dir(kept.parent().unwrap()).unwrap().count(),
        1
    );
}

/// Ends a command with a signal as soon as a system call has been made so many times; whether it was ended.
fn ended_at(program: &Program, nth: usize, arguments: &[&str]) -> bool {
    let mut child = program.start(arguments);
    let begun = std::time::Instant::now();
    let after = std::time::Duration::from_micros(700 * nth as u64);
    while begun.elapsed() < after {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

#[test]
fn what_is_ended_while_it_makes_a_dossier_stands_in_nobodys_way() {
    let program = Program::new();
    let mut ended = 0;
    for nth in 0..30 {
        let new = ["new", "d", "--title", "Proef"];
        if ended_at(&program, nth, &new) {
            ended += 1;
            let again = program.run(&new);
            // It may have been whole already, and then it opens.
            assert!(matches!(code(&again), 0 | 2), "{nth}: {again:?}");
        }
        done(&program.run(&["change", "d", "--set", "subject=Proef"]));
        let list = program.run(&["list", "d", "--json"]);
        let list: Value = serde_json::from_slice(&list.stdout).unwrap();
        assert_eq!(list["facts"]["title"], "Proef");
        std::fs::remove_dir_all(program.file("d")).unwrap();
    }
    assert!(ended >= 5, "{ended}");
    let demo = ["demo", "voorbeeld"];
    for nth in [20, 60, 100] {
        if ended_at(&program, nth, &demo) && !program.file("voorbeeld/dossier.lakwerk").exists() {
            done(&program.run(&demo));
        }
        std::fs::remove_dir_all(program.file("voorbeeld")).unwrap();
    }
}

#[test]
fn damage_is_told_from_what_the_system_refuses() {
    let program = Program::new();
    dossier(&program);
    let log = program.file("d/dossier.lakwerk");
    let whole = std::fs::read(&log).unwrap();
    let mut torn = whole.clone();
    let end = torn.len();
    torn[4096..end].fill(0x5A);
    for spoilt in [Vec::new(), whole[..whole.len() / 2].to_vec(), torn] {
        std::fs::write(&log, spoilt).unwrap();
        for command in [&["list", "d"][..], &["change", "d", "--set", "subject=x"]] {
            let output = program.run(command);
            assert_eq!(code(&output), 5, "{command:?} {output:?}");
        }
    }
    std::fs::write(&log, whole).unwrap();
    done(&program.run(&["list", "d"]));
}

#[test]
fn a_report_never_speaks_of_a_file_that_is_not_there() {
    let program = Program::new();
    program.write("in.pdf", letter("Aan Jansen"));
    program.write("m.json", marks(1, &[[38.0, 38.0, 90.0, 54.0]]).to_string());
    let to = "/proc/uit.pdf";
    let redact = [
        "redact", "in.pdf", "--marks", "m.json", "--to", to, "--report", "r.json",
    ];
    assert_eq!(code(&program.run(&redact)), 74);
    assert!(!program.file("r.json").exists());
}

#[test]
fn what_is_no_ordinary_file_is_refused_at_once() {
    let program = Program::new();
    dossier(&program);
    let folder = program.file("map");
    std::fs::create_dir(&folder).unwrap();
    done(&into(Command::new("mkfifo").arg(folder.join("pijp.pdf"))));
    symlink(program.file("in.pdf"), folder.join("koppeling.pdf")).unwrap();
    symlink("/dev/zero", folder.join("nul.pdf")).unwrap();
    symlink(&folder, folder.join("kring")).unwrap();
    let added = program.run(&["add", "d", "map"]);
    assert_eq!(code(&added), 3, "{added:?}");
    let told = said(&added.stderr);
    for name in ["pijp.pdf", "koppeling.pdf", "nul.pdf", "kring"] {
        assert!(
            told.contains(&format!("{name} is geen gewoon bestand")),
            "{told}"
        );
    }
    assert!(said(&added.stdout).is_empty());
    for command in ["map/pijp.pdf", "/dev/zero"] {
        assert_eq!(code(&program.run(&["inspect", command])), 3);
    }
    // Where a person names a link, the file that it leads to is meant.
    done(&program.run(&["inspect", "map/koppeling.pdf"]));
}

fn into(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// Runs the program with a umask, as another account and group where this one may.
fn as_account(
    program: &Program,
    umask: &str,
    ids: Option<(u32, u32)>,
    arguments: &[&str],
) -> Output {
    let mut command = Command::new("sh");
    let script = format!("umask {umask}; exec \"$0\" \"$@\"");
    command.arg("-c").arg(script).arg(program::path());
    command.args(arguments).current_dir(program.file("."));
    if let Some((account, group)) = ids {
        command.uid(account).gid(group);
    }
    command.output().unwrap()
}

#[test]
fn the_umask_holds_for_every_file() {
    let program = Program::new();
    program.write("in.pdf", letter("Aan Jansen"));
    program.write("m.json", marks(1, &[[38.0, 38.0, 90.0, 54.0]]).to_string());
    let run = |arguments: &[&str]| done(&as_account(&program, "027", None, arguments));
    run(&["new", "d", "--title", "Proef"]);
    run(&["add", "d", "in.pdf", "--judgement", "openbaar"]);
    run(&["export", "d", "--to", "uit", "--reason", "proef"]);
    let redact = ["redact", "in.pdf", "--marks", "m.json", "--to", "uit.pdf"];
    run(&redact);
    let source = source_of(&program.file("d"));
    assert_eq!(mode(&source), 0o440);
    for (path, wanted) in [
        ("d", 0o750),
        ("d/bron", 0o750),
        ("d/dossier.lakwerk", 0o640),
        ("uit.pdf", 0o640),
        ("uit", 0o750),
        ("uit/openbaar", 0o750),
        ("uit/openbaar/inventaris.csv", 0o640),
        ("uit/intern", 0o750),
    ] {
        assert_eq!(mode(&program.file(path)), wanted, "{path}");
    }
}

/// A folder of a group, as an administrator sets it up: with the setgid bit and rights for the group.
#[test]
fn colleagues_of_one_group_go_on_with_each_others_work() {
    let program = Program::new();
    program.write("in.pdf", letter("Aan Jansen"));
    program.write("ander.pdf", letter("Aan Bakker"));
    let shared = program.file("gedeeld");
    std::fs::create_dir(&shared).unwrap();
    let is_root = into(Command::new("id").arg("-u")).stdout == b"0\n";
    let (mut first, mut second) = (None, None);
    if is_root {
        std::os::unix::fs::chown(&shared, Some(0), Some(54_321)).unwrap();
        (first, second) = (Some((54_001, 54_321)), Some((54_002, 54_321)));
        change_mode(&program.file("."), 0o755);
        change_mode(&program.file("in.pdf"), 0o644);
        change_mode(&program.file("ander.pdf"), 0o644);
    }
    change_mode(&shared, 0o2770);
    // Even where an account's own umask would keep the group out.
    let run = |ids, arguments: &[&str]| done(&as_account(&program, "077", ids, arguments));
    run(first, &["new", "gedeeld/d", "--title", "Proef"]);
    run(first, &["add", "gedeeld/d", "in.pdf"]);
    run(second, &["add", "gedeeld/d", "ander.pdf"]);
    run(
        first,
        &[
            "find",
            "gedeeld/d",
            "Bakker",
            "--mark",
            "--ground",
            "5.1.2e",
        ],
    );
    run(second, &["list", "gedeeld/d"]);
    assert_eq!(mode(&program.file("gedeeld/d")) & 0o070, 0o070);
    assert_eq!(
        mode(&program.file("gedeeld/d/dossier.lakwerk")) & 0o070,
        0o060
    );
    assert_eq!(mode(&source_of(&program.file("gedeeld/d"))) & 0o070, 0o040);
}

/// Text with everything that steers a terminal, as a string of a PDF.
fn evil(name: &str) -> String {
    let units = format!("\u{feff}{name}\u{1b}[31m\u{9b}2J\u{7}\r\u{202e}kwaad\u{2066}");
    let hex: Vec<String> = units
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    format!("<{}>", hex.concat())
}

fn is_harmless(bytes: &[u8]) {
    let text = said(bytes);
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c);
    let found: Vec<char> = text.chars().filter(|c| steers(*c)).collect();
    assert!(found.is_empty(), "{found:?} in {text}");
}

#[test]
fn nothing_that_a_file_says_steers_a_terminal() {
    let program = Program::new();
    let note = format!(
        "/Annots[<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/T {}/Contents {}>>]",
        evil("Piet"),
        evil("let op"),
    );
    let source = PdfMaker::new().page(lines(&["Aan Jansen"]), &note).build();
    let name = "st\u{1b}[31muk\u{202e}\n1a\tvals.pdf";
    program.write(name, source);
    program.write("m.json", marks(1, &[[38.0, 38.0, 90.0, 54.0]]).to_string());
    done(&program.run(&["new", "d", "--title", "\u{1b}[2J"]));
    let mut hostile = 0;
    for command in [
        &["inspect", name][..],
        &["inspect", "--json", name],
        &["add", "d", name],
        &["add", "d", "--title", "\u{1b}[31m\u{202e}", name],
        &["list", "d"],
        &["list", "d", "--json"],
        &["check", "d"],
        &["check", "d", "--json"],
        &["find", "d", "Jansen"],
        &["suggest", "d", "--text"],
        &["log", "d"],
        &["log", "d", "--json"],
        &[
            "redact",
            name,
            "--marks",
            "m.json",
            "--to",
            "uit\u{1b}[1m.pdf",
        ],
        &["verify", "uit\u{1b}[1m.pdf"],
        &["add", "d", "er\u{1b}[1mniet.pdf"],
        &["list", "er\u{1b}[1mniet"],
        &["\u{1b}[1m", "\u{1b}[1m"],
    ] {
        let output = program.run(command);
        is_harmless(&output.stdout);
        is_harmless(&output.stderr);
        let all = [output.stdout, output.stderr].concat();
        hostile += usize::from(said(&all).contains("u{1b}") || said(&all).contains("u001b"));
    }
    assert!(
        hostile >= 8,
        "what steers is shown as what it is: {hostile}"
    );
    let json = program.run(&["inspect", "--json", name]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let author = json["files"][0]["comments"][0]["author"].as_str().unwrap();
    assert!(
        author.contains("\u{202e}kwaad"),
        "for a program it is what it was"
    );
}

#[test]
fn a_dossier_that_is_held_elsewhere_says_by_whom_and_since_when() {
    let program = Program::new();
    dossier(&program);
    let log = program.file("d/dossier.lakwerk");
    let held = rusqlite::Connection::open(log).unwrap();
    let holder = r#"{"account":"mv","host":"pc-12 x","process":1,"started":"1"}"#;
    held.execute("UPDATE lease SET holder = ?1", [holder])
        .unwrap();
    let changed = program.run(&["change", "d", "--set", "subject=x"]);
    assert_eq!(code(&changed), 5);
    let told = said(&changed.stderr);
    let today = jiff::Timestamp::now().to_string();
    assert!(
        told.contains("mv op pc-12") && told.contains(&today[..8]),
        "{told}"
    );
    assert!(told.contains("lakwerk takeover"), "{told}");
}

#[test]
fn a_damaged_dossier_gives_back_everything_up_to_the_damage() {
    let program = Program::new();
    assert!(program.run(&["demo", "d"]).status.success());
    let log = program.file("d/dossier.lakwerk");
    let database = rusqlite::Connection::open(&log).unwrap();
    let entries: i64 = database
        .query_row("SELECT count(*) FROM log", [], |row| row.get(0))
        .unwrap();
    let damaged = entries / 2 + 1;
    let changed = database.execute(
        "UPDATE log SET entry = entry || ' ' WHERE sequence = ?1",
        [damaged],
    );
    assert_eq!(changed.unwrap(), 1);
    drop(database);
    assert_eq!(program.run(&["list", "d"]).status.code(), Some(5));
    let before = std::fs::read(&log).unwrap();
    let gone = std::fs::read_dir(program.file("d/bron")).unwrap().next();
    std::fs::remove_file(gone.unwrap().unwrap().path()).unwrap();

    let output = program.run(&["rescue", "d", "--to", "terug"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(5), "{said}");
    assert!(
        said.contains(&format!("{} handeling", damaged - 1)),
        "{said}"
    );
    assert!(
        said.contains(&format!("Vanaf handeling {damaged} is")),
        "{said}"
    );
    assert_eq!(std::fs::read(&log).unwrap(), before, "it stays as it is");
    let listed = |folder: &str| -> serde_json::Value {
        let output = program.run(&["log", folder, "--json"]);
        assert!(output.status.success());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let back = listed("terug");
    let back = back
        .as_array()
        .or(back["entries"].as_array())
        .unwrap()
        .len();
    assert_eq!(back as i64, damaged - 1);
    assert!(program.run(&["list", "terug"]).status.success());
    // What is sound is had back whole, and nothing is written over.
    let output = program.run(&["rescue", "terug", "--to", "nog"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Het logboek is gaaf"), "{said}");
    assert_eq!(
        program
            .run(&["rescue", "terug", "--to", "nog"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        program
            .run(&["rescue", "leeg", "--to", "niets"])
            .status
            .code(),
        Some(2)
    );
    assert!(!program.file("niets").exists());
}
