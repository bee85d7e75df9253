//! The rules of the house: which room may use which, and which library, as `src/lib.rs` says in its table.
//!
//! **Invariant:** files are read by their syntax, so that a use within braces, a re-export, a `super::super` and the
//! inside of a macro count, and comments and texts do not.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a row of the table allows a room.
struct Room {
    /// `None` for every room.
    uses: Option<BTreeSet<String>>,
    libraries: BTreeSet<String>,
}

/// Libraries that every room may name.
const EVERYWHERE: [&str; 2] = ["serde", "thiserror"];

/// The table of rooms in the head of the library.
fn table() -> BTreeMap<String, Room> {
    let head = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let head = head.unwrap();
    let rows = head.split("//! | room |").nth(1).unwrap();
    let rows = rows.lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with("//! |"));
    let named = |cell: &str| -> BTreeSet<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        let room = named(cells[1]).pop_first().unwrap();
        let uses = (cells[3].trim() != "every room").then(|| named(cells[3]));
        let libraries = named(cells[4]);
        (room, Room { uses, libraries })
    };
    rows.map(row).collect()
}

/// The libraries of the program, as code names them.
fn libraries() -> BTreeSet<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).unwrap();
    let parts = manifest
        .split("\n[")
        .filter(|part| part.contains("dependencies]"));
    let names = parts.flat_map(|part| part.lines().skip(1).filter_map(|l| l.split_once(" = ")));
    names
        .map(|(name, _)| name.replace('-', "_"))
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .collect()
}

/// Everything that paths of a file name: rooms, as `crate::room`, and the first words of other paths.
#[derive(Default)]
struct Named {
    rooms: BTreeSet<String>,
    heads: BTreeSet<String>,
}

impl Named {
    /// Of the program part of a file; `module` is where it stands in the library.
    fn of(file: &str, text: &str) -> Self {
        let mut named = Self::default();
        let module = file.trim_end_matches(".rs").split('/');
        let module: Vec<String> = module.filter(|m| *m != "mod").map(str::to_owned).collect();
        named.items(syn::parse_file(text).unwrap().items, &module);
        named
    }

    fn items(&mut self, items: Vec<syn::Item>, module: &[String]) {
        for item in items {
            match item {
                syn::Item::Mod(inner) if is_for_tests(&inner.attrs) => {}
                syn::Item::Mod(inner) if inner.content.is_some() => {
                    let module = [module, &[inner.ident.to_string()]].concat();
                    self.items(inner.content.unwrap().1, &module);
                }
                other => self.tokens(other.to_token_stream(), module),
            }
        }
    }

    fn tokens(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
            _ => None,
        };
        let is_path = |at: usize| {
            let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':');
            colon(at) && colon(at + 1)
        };
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream(), module),
                // What follows `::` was seen from the head of its path.
                TokenTree::Ident(_) if at >= 2 && is_path(at - 2) => {}
                TokenTree::Ident(head) if is_path(at + 1) => {
                    let (mut at, mut place) = (at, Vec::new());
                    match head.to_string().as_str() {
                        "crate" | "lakwerk" => {}
                        "self" | "super" => place = module.to_vec(),
                        other => {
                            self.heads.insert(other.to_owned());
                            continue;
                        }
                    }
                    while word(at).as_deref() == Some("super") {
                        place.pop();
                        at += 3;
                    }
                    let after = if matches!(head.to_string().as_str(), "super") {
                        at
                    } else {
                        at + 3
                    };
                    self.room(&place, word(after), tokens.get(after));
                }
                TokenTree::Ident(head) if at > 0 && word(at - 1).as_deref() == Some("use") => {
                    self.heads.insert(head.to_string());
                }
                _ => {}
            }
        }
    }

    /// The room of a path from `place` on: its first word, or each first word within braces.
    fn room(&mut self, place: &[String], next: Option<String>, token: Option<&TokenTree>) {
        if let Some(room) = place.first() {
            self.rooms.insert(room.clone());
            return;
        }
        self.rooms.extend(next);
        let Some(TokenTree::Group(group)) = token else {
            return;
        };
        assert_eq!(group.delimiter(), Delimiter::Brace);
        let mut is_first = true;
        for token in group.stream() {
            match token {
                TokenTree::Ident(ident) if is_first => {
                    self.rooms.insert(ident.to_string());
                    is_first = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == ',' => is_first = true,
                _ => {}
            }
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|a| a.to_token_stream().to_string().contains("cfg (test)"))
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

/// Every file of a room but its tests, with what it names.
fn named() -> Vec<(String, String, Named)> {
    let of_rooms = sources().into_iter().filter(|(file, _)| {
        !file.ends_with("tests.rs") && !["lib.rs", "main.rs"].contains(&file.as_str())
    });
    let named = of_rooms.map(|(file, text)| {
        let room = file
            .split('/')
            .next()
            .unwrap()
            .trim_end_matches(".rs")
            .to_owned();
        let named = Named::of(&file, &text);
        (file, room, named)
    });
    named.collect()
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let (table, mut wrong, mut seen) = (table(), Vec::new(), BTreeSet::new());
    for (file, room, named) in named() {
        let row = table
            .get(&room)
            .unwrap_or_else(|| panic!("{room} has no row in the table"));
        let others = named.rooms.into_iter().filter(|other| *other != room);
        for other in others.filter(|other| table.contains_key(other)) {
            if row.uses.as_ref().is_some_and(|uses| !uses.contains(&other)) {
                wrong.push(format!("{file} uses {other}"));
            }
            seen.insert((room.clone(), other));
        }
    }
    for (room, row) in &table {
        for other in row.uses.iter().flatten() {
            if !seen.contains(&(room.clone(), other.clone())) {
                wrong.push(format!("{room} need not be allowed {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_library_is_named_in_its_rooms_only() {
    let (table, libraries, mut wrong, mut seen) =
        (table(), libraries(), Vec::new(), BTreeSet::new());
    assert!(libraries.contains("pdfium_render") && libraries.contains("landlock"));
    for (file, room, named) in named() {
        let row = &table[&room];
        for library in named.heads.intersection(&libraries) {
            let allowed = EVERYWHERE.contains(&library.as_str()) || row.libraries.contains(library);
            if !allowed {
                wrong.push(format!("{file} names {library}"));
            }
            seen.insert((room.clone(), library.clone()));
        }
    }
    for (room, row) in &table {
        for library in &row.libraries {
            if !seen.contains(&(room.clone(), library.clone())) {
                wrong.push(format!("{room} need not be allowed {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a made file names.
fn named_in(file: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let named = Named::of(file, text);
    (
        named.rooms.into_iter().collect(),
        named.heads.into_iter().collect(),
    )
}

#[test]
fn every_way_to_name_a_room_is_seen() {
    let rooms = |text: &str| named_in("find/suggest/mod.rs", text).0;
    assert_eq!(
        rooms("use crate::{model::page::text, store};"),
        ["model", "store"]
    );
    assert_eq!(rooms("pub use crate::writer as pen;"), ["writer"]);
    assert_eq!(rooms("fn f() { super::super::engine::go() }"), ["engine"]);
    assert_eq!(
        rooms("use super::twins; fn f() { println!(\"{}\", crate::ui::X) }"),
        ["find", "ui"]
    );
    assert_eq!(
        rooms("mod inner { use super::super::super::app::go; }"),
        ["app"]
    );
    assert_eq!(rooms("#[cfg(test)] mod tests { use crate::app; }"), [""; 0]);
    assert_eq!(
        rooms("// crate::app\nconst T: &str = \"crate::app::x\";"),
        [""; 0]
    );
    let heads = |text: &str| named_in("find/a.rs", text).1;
    assert_eq!(heads("use regex; fn f(x: csv::Error) {}"), ["csv", "regex"]);
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

/// The names of what lies in a folder that a file in or below it uses, as `crate::folder::name` or with so many `super::`
/// as lead up to the folder.
fn siblings(folder: &str, depth: usize, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    // What a comment names is not used, and what lies above the folder is none of its files.
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code: Vec<&str> = program_part(text).lines().filter(is_code).collect();
    let (up, above) = ("super::".repeat(depth), "super::".repeat(depth + 1));
    let text = code.join("\n").replace(&above, "above::");
    let whole = format!("crate::{}::", folder.replace('/', "::"));
    for prefix in [up.as_str(), &whole] {
        for rest in text.split(prefix).skip(1) {
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

/// The folders of the program with what lies in them, files and folders, and what of the same folder each uses.
fn uses_of_folders() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let mut folders: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for (file, text) in sources() {
        let parts: Vec<&str> = file.split('/').collect();
        if parts
            .iter()
            .any(|part| ["tests", "tests.rs"].contains(part))
        {
            continue;
        }
        for (at, name) in parts.iter().enumerate().skip(1) {
            let is_head = parts.last() == Some(&"mod.rs");
            let (folder, below) = (parts[..at].join("/"), parts.len() - at);
            if at + 1 == parts.len() && is_head {
                continue;
            }
            let name = name.strip_suffix(".rs").unwrap_or(name);
            let used = siblings(&folder, below - usize::from(is_head), &text);
            let all = folders.entry(folder).or_default();
            all.entry(name.to_owned()).or_default().extend(used);
        }
    }
    for all in folders.values_mut() {
        let names: Vec<String> = all.keys().cloned().collect();
        for (name, used) in all {
            used.retain(|other| other != name && names.contains(other));
            used.sort();
            used.dedup();
        }
    }
    folders
}

#[test]
fn nothing_in_a_folder_leads_back_to_itself() {
    let folders = uses_of_folders();
    for (folder, uses) in &folders {
        for name in uses.keys() {
            let found = circle(uses, &mut vec![name.clone()]);
            assert_eq!(found, None, "in {folder}");
        }
    }
    let is_used = |uses: &&BTreeMap<String, Vec<String>>| uses.values().any(|all| !all.is_empty());
    let used = folders.values().filter(is_used).count();
    assert!(used > 20, "folders are read");
    assert!(folders["ui"]["forms"].contains(&"widgets".to_owned()));
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
