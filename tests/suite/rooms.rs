//! The rule of the house: which room may use which.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Room → the rooms it may name. Files directly under `src` are rooms of their own.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        ("model", vec![]),
        ("find", vec!["model"]),
        ("pdf", vec!["model", "spent"]),
        ("writer", vec!["model"]),
        ("redact", vec!["model", "writer"]),
        ("verify", vec!["model", "pdf", "spent"]),
        (
            "engine",
            vec!["model", "pdf", "writer", "redact", "verify", "spent"],
        ),
        (
            "export",
            vec!["model", "find", "writer", "engine", "ocr", "rights"],
        ),
        ("ocr", vec!["model"]),
        ("store", vec!["model", "rights"]),
        ("rights", vec![]),
        (
            "jobs",
            vec![
                "model", "find", "store", "export", "engine", "example", "ocr",
            ],
        ),
        ("i18n", vec!["model"]),
        ("handbook", vec!["model", "writer"]),
        ("clock", vec![]),
        ("spent", vec![]),
        ("command", vec!["model", "i18n"]),
        ("example", vec!["model"]),
        (
            "error",
            vec!["model", "engine", "export", "store", "jobs", "i18n"],
        ),
        (
            "ui",
            vec![
                "model", "find", "command", "i18n", "handbook", "error", "jobs",
            ],
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
        ("landlock", vec!["engine/", "ocr/"]),
        ("seccompiler", vec!["engine/", "ocr/"]),
        ("rusqlite", vec!["store/"]),
        ("rust_xlsxwriter", vec!["export/"]),
        ("rfd", vec!["app/"]),
        ("pulldown_cmark", vec!["handbook/"]),
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
        // A child tries one, to prove that it gets none.
        let tries = file == "engine/confinement.rs";
        for door in [
            "std::net",
            "net::",
            "UnixStream",
            "TcpStream",
            "UdpSocket",
            "ToSocketAddrs",
        ] {
            assert!(tries || !text.contains(door), "{file} names {door}");
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

/// The names of a room's own files that a file of it uses, as `super::name` or `crate::room::name`.
fn siblings(room: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for prefix in ["super::".to_owned(), format!("crate::{room}::")] {
        for rest in program_part(text).split(prefix.as_str()).skip(1) {
            let (mut depth, mut name) = (0, String::new());
            for c in rest.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                let is_name = c.is_alphanumeric() || c == '_';
                if is_name && depth <= 1 {
                    name.push(c);
                    continue;
                }
                // Of `a::b` the first is a file; what follows in its braces is within it.
                found.push(std::mem::take(&mut name));
                if depth <= 0 {
                    break;
                }
            }
        }
    }
    found
}

/// A way from a file through others back to itself.
fn circle(uses: &BTreeMap<String, Vec<String>>, path: &mut Vec<String>) -> Option<Vec<String>> {
    let last = path.last()?.clone();
    for next in uses.get(&last)? {
        if let Some(place) = path.iter().position(|file| file == next) {
            return Some(path.get(place..)?.to_vec());
        }
        path.push(next.clone());
        if let Some(found) = circle(uses, path) {
            return Some(found);
        }
        path.pop();
    }
    None
}

#[test]
fn no_file_of_the_window_leads_back_to_itself() {
    for room in ["app", "ui", "jobs"] {
        let mut uses = BTreeMap::new();
        for (file, text) in sources() {
            let name = file.strip_prefix(room).and_then(|f| f.strip_prefix('/'));
            let name = name.and_then(|name| name.strip_suffix(".rs"));
            if let Some(name) = name.filter(|name| *name != "mod" && !name.contains('/')) {
                uses.insert(name.to_owned(), siblings(room, &text));
            }
        }
        let names: Vec<String> = uses.keys().cloned().collect();
        for (name, used) in &mut uses {
            used.retain(|other| other != name && names.contains(other));
        }
        assert!(uses.values().any(|used| !used.is_empty()), "{room} is read");
        for name in names {
            let found = circle(&uses, &mut vec![name]);
            assert_eq!(found, None, "in {room}");
        }
    }
}

/// What the window's own code may name of the toolkit: keys, events and the context; nothing that draws.
const NOT_DRAWING: [&str; 11] = [
    "Context",
    "Event",
    "Key",
    "KeyboardShortcut",
    "Modifiers",
    "RawInput",
    "Ui",
    "ViewportBuilder",
    "ViewportCommand",
    "vec2",
    "Vec2",
];

#[test]
fn only_views_draw() {
    let mut read = 0;
    for (file, text) in sources() {
        if !file.starts_with("app/") {
            continue;
        }
        read += 1;
        let text = program_part(&text);
        for named in text.split("egui::").skip(1) {
            let end = match named.starts_with('{') {
                true => named.find('}'),
                false => named.find(|c: char| !c.is_alphanumeric()),
            };
            let names = named[..end.unwrap()].split([',', '{']).map(str::trim);
            for name in names.filter(|name| !name.is_empty()) {
                assert!(NOT_DRAWING.contains(&name), "{file} names egui::{name}");
            }
        }
        // A `Ui` is handed on to a view, and asked for nothing but its context.
        for (place, _) in text.match_indices("ui.") {
            let before = text[..place].chars().next_back();
            let is_ui = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let asks_context = text[place..].starts_with("ui.ctx()");
            assert!(
                !is_ui || asks_context,
                "{file} draws: {}",
                &text[place..][..20]
            );
        }
    }
    assert!(read > 10, "the files of the window's own code are found");
}

#[test]
fn work_beside_the_window_is_polled_once() {
    let polls = |file: &str, text: &str| {
        let found = program_part(text).matches(".poll()").count();
        (found > 0).then(|| (file.to_owned(), found))
    };
    let of_app = sources().into_iter().filter(|(f, _)| f.starts_with("app/"));
    let mut polling: Vec<(String, usize)> = of_app.filter_map(|(f, t)| polls(&f, &t)).collect();
    polling.sort();
    // The start screen has no dossier yet, and its own work.
    let once = [("app/settle.rs", 1), ("app/start.rs", 1)];
    assert_eq!(polling, once.map(|(file, n)| (file.to_owned(), n)));
    for (file, text) in sources() {
        let starts = program_part(&text).contains("Task::start");
        assert!(
            !starts || file == "jobs/tasks.rs",
            "{file} starts a task of its own"
        );
    }
}
