//! The rule of the house: which room may use which.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Room → the rooms it may name. Files directly under `src` are rooms of their own.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        ("model", vec![]),
        ("find", vec!["model"]),
        ("pdf", vec!["model"]),
        ("writer", vec!["model"]),
        ("redact", vec!["model", "writer"]),
        ("verify", vec!["model", "pdf"]),
        ("engine", vec!["model", "pdf", "writer", "redact", "verify"]),
        ("export", vec!["model", "find", "writer", "engine"]),
        (
            "jobs",
            vec!["model", "find", "store", "export", "engine", "example"],
        ),
        ("i18n", vec!["model"]),
        ("clock", vec![]),
        ("command", vec!["model", "i18n"]),
        ("example", vec!["model"]),
        (
            "error",
            vec!["model", "engine", "export", "store", "jobs", "i18n"],
        ),
        (
            "ui",
            vec!["model", "find", "command", "i18n", "error", "jobs"],
        ),
    ])
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let named = |path: &PathBuf| {
        let inner = path
            .strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        (inner, std::fs::read_to_string(path).unwrap())
    };
    files.iter().map(named).collect()
}

/// The part of a file before its unit tests, which may look at other rooms to compare.
fn program_part(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let room = file.split('/').next().unwrap().trim_end_matches(".rs");
        let Some(may) = allowed.get(room) else {
            continue;
        };
        for use_of in program_part(&text).split("crate::").skip(1) {
            let other: String = use_of
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if other != room && !other.is_empty() && !may.contains(&other.as_str()) {
                wrong.push(format!("{file} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_library_is_named_in_its_room_only() {
    let rooms = [
        ("pdfium_render", vec!["pdf/"]),
        ("hayro_interpret", vec!["redact/"]),
        ("hayro_syntax", vec!["pdf/", "redact/"]),
        ("i_overlay", vec!["redact/"]),
        ("fax", vec!["writer/", "verify/"]),
        ("jpeg_encoder", vec!["writer/"]),
        ("pdf_writer", vec!["writer/"]),
        ("rusqlite", vec!["store/"]),
        ("rust_xlsxwriter", vec!["export/"]),
        ("rfd", vec!["app/"]),
    ];
    for (library, rooms) in rooms {
        for (file, text) in sources() {
            let named = program_part(&text).contains(&format!("{library}::"));
            assert!(
                !named || rooms.iter().any(|room| file.starts_with(room)),
                "{file} names {library}"
            );
        }
    }
}

#[test]
fn the_library_opens_no_socket() {
    for (file, text) in sources() {
        for door in ["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs"] {
            assert!(!text.contains(door), "{file} names {door}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "{file} does not begin with what it is for"
        );
    }
}
