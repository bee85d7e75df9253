//! What the window shows as *Zo wordt het gepubliceerd* is what goes out, pixel by pixel.
//!
//! A page that the check sends back goes out as a picture, and is shown as that.
//! The pages of a corpus are compared by `.ci/run`.

use crate::program::{Program, Unwatched};
use crate::window::Window;
use egui::{Key, Modifiers};
use lakwerk::engine::{Engine, Reader};
use lakwerk::export::document::{DocumentPlan, Source, page_after};
use lakwerk::export::names::file_names;
use lakwerk::model::dossier::Dossier;
use lakwerk::model::dossier::document::Document;
use lakwerk::model::page::pixels::Pixels;
use lakwerk::writer::FileFacts;
use serde_json::json;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Pixels per point.
const SCALE: f64 = 1.5;
/// Pages of the corpus that are compared.
const CORPUS: usize = 40;

/// A page of a document as the window shows it.
fn previewed(
    engine: &Engine,
    folder: &Path,
    dossier: &Dossier,
    document: &Document,
    page: usize,
) -> Reader {
    let sha256 = &document.source.as_ref().unwrap().sha256;
    let bytes = std::fs::read(lakwerk::store::source_path(folder, sha256)).unwrap();
    let source = Source {
        bytes: bytes.into(),
        password: None,
    };
    let plan = DocumentPlan {
        number: None,
        marks: document.marks_on(page).map(|owned| &owned.mark).collect(),
        notation: dossier.facts.notation,
        facts: FileFacts {
            title: String::new(),
            language: "nl-NL".to_owned(),
            date: "2026-01-01".to_owned(),
        },
        reading: None,
    };
    let bytes = page_after(engine, &source, &plan, page, &Unwatched).unwrap();
    engine.open(bytes, None).unwrap()
}

/// Where two pictures differ: how many pixels, and the box around them; nothing when they are the same.
fn difference(one: &Pixels, other: &Pixels) -> Option<(usize, [usize; 4])> {
    let (width, height) = (one.width(), one.height());
    if (width, height) != (other.width(), other.height()) {
        return Some((usize::MAX, [0; 4]));
    }
    let pairs = one.rgb().chunks(3).zip(other.rgb().chunks(3)).enumerate();
    let differing = pairs
        .filter(|(_, (a, b))| a != b)
        .map(|(place, _)| (place % width, place / width));
    let (mut count, mut around) = (0, [usize::MAX, usize::MAX, 0, 0]);
    for (x, y) in differing {
        count += 1;
        around = [
            around[0].min(x),
            around[1].min(y),
            around[2].max(x),
            around[3].max(y),
        ];
    }
    (count > 0).then_some((count, around))
}

/// Exports a dossier and compares every page of every published file with its preview; how many pages that were.
fn compare(program: &Program, dossier: &str) -> usize {
    let engine = Engine::new(crate::program::path());
    let folder = program.file(dossier);
    let exported = program.run(&["export", dossier, "--to", "uit", "--reason", "proef"]);
    let said = String::from_utf8_lossy(&exported.stderr).into_owned();
    let (now, _) = lakwerk::store::read(&folder).unwrap();
    let names = file_names(&now);
    let mut compared = 0;
    for document in &now.documents {
        let file = program.file("uit/openbaar").join(&names[&document.id]);
        // What is not published has no file.
        let Ok(bytes) = std::fs::read(file) else {
            continue;
        };
        let bytes: Arc<[u8]> = bytes.into();
        let mut written = engine.open(bytes, None).unwrap();
        for page in 0..document.pages() {
            let out = written.render(page, SCALE, None).unwrap();
            let mut shown = previewed(&engine, &folder, &now, document, page);
            let shown = shown.render(page, SCALE, None).unwrap();
            let name = format!("{} p. {}", document.number, page + 1);
            assert_eq!(difference(&shown, &out), None, "{name}");
            compared += 1;
        }
    }
    assert!(compared > 0, "{said}");
    compared
}

#[test]
fn the_window_shows_the_page_that_will_be_published_as_soon_as_it_is_there() {
    let mut window = Window::with_a_hidden_name();
    window.harness.key_press(Key::V);
    // Until it is there the window says that it is on its way.
    let is_said = Cell::new(false);
    window.wait("the publication", |w| {
        is_said.set(is_said.get() || w.has("Publicatie wordt gemaakt…"));
        w.has("Blad 1 van 1, 1 lakking, zoals gepubliceerd") && w.has("Zo wordt het gepubliceerd")
    });
    assert!(is_said.get());
    // What changes is made anew: until then the mark is painted over the source.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Blad 1 van 1, 0 lakkingen, zoals gepubliceerd");
    window.key(Modifiers::NONE, Key::V);
    window.wait_for("Blad 1 van 1, 0 lakkingen");
}

#[test]
fn the_preview_of_the_example_is_what_is_published() {
    let program = Program::new();
    assert_eq!(program.run(&["demo", "d"]).status.code(), Some(0));
    assert!(compare(&program, "d") >= 15);
}

/// One page each of files of the corpus, spread over all of it, with a box.
fn corpus_dossier(program: &Program, corpus: &Path) {
    let files = std::fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .collect();
    files.sort();
    let step = (files.len() / CORPUS).max(1);
    assert_eq!(
        program.run(&["new", "c", "--title", "Proef"]).status.code(),
        Some(0)
    );
    for file in files.iter().step_by(step).take(CORPUS) {
        // One that cannot be read is no page to compare.
        program.run(&["add", "c", file.to_str().unwrap()]);
    }
    let (dossier, _) = lakwerk::store::read(&program.file("c")).unwrap();
    let marks = dossier.documents.iter().filter_map(|document| {
        let size = document.sizes().first()?;
        let (w, h) = (size.width, size.height);
        let area = [w * 0.2, h * 0.2, w * 0.5, h * 0.24];
        Some(json!({
            "document": document.number.as_str(), "page": 1, "areas": [area], "grounds": ["5.1.2e"], "note": "",
        }))
    });
    let marks = json!({ "marks": marks.collect::<Vec<_>>() });
    program.write("c.json", marks.to_string());
    let marked = program.run(&["mark", "c", "--marks", "c.json"]);
    assert_eq!(marked.status.code(), Some(0), "{marked:?}");
}

#[test]
#[ignore = "needs LAKWERK_CORPUS, a folder of PDFs"]
fn the_preview_of_real_pages_is_what_is_published() {
    let corpus = std::env::var_os("LAKWERK_CORPUS").unwrap();
    let program = Program::new();
    corpus_dossier(&program, Path::new(&corpus));
    let compared = compare(&program, "c");
    assert!(compared >= CORPUS / 2, "{compared}");
}
