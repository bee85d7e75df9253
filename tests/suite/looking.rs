//! Documents come into the window before anybody looked through them, and no further before somebody did.

use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program};
use lakwerk::engine::Engine;
use lakwerk::export::document::{Progress, Stage};
use lakwerk::jobs::SourceFile;
use lakwerk::jobs::import::{Look, import};
use lakwerk::jobs::looking::{LookingJob, look};
use lakwerk::model::edit::Edit;
use lakwerk::store::{Holder, StoreError, change, source_path};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Nobody looks and nobody stops it.
struct Quiet;

impl Progress for Quiet {
    fn subject(&self, _: &str, _: usize, _: usize) {}
    fn page_done(&self, _: Stage, _: usize, _: usize) {}
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Adds files to the dossier `d` as a window does that is closed at once.
pub fn left_unlooked(program: &Program, files: &[PathBuf], password: Option<&str>) {
    let (engine, folder) = (Engine::new(program::path()), program.file("d"));
    let moment = "2026-11-25T12:00:00+01:00";
    let changed = change(&folder, &Holder::here(), moment, |_| {
        let imported = import(&engine, &folder, files, password, Look::Later, &Quiet);
        assert!(imported.skipped.is_empty() && imported.documents.len() == files.len());
        let documents = imported.documents;
        Ok::<_, StoreError>(vec![Edit::AddDocuments { documents }])
    });
    assert!(changed.is_ok());
}

/// A letter of some pages with a comment on the last.
fn commented(pages: usize) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    for _ in 1..pages {
        maker.page(lines(&["Een bladzijde."]), "");
    }
    let note = maker.object("<</Type/Annot/Subtype/Text/Rect[20 20 40 40]/Contents(Let op)>>");
    let annotated = format!("/Annots[{note} 0 R]");
    maker.page(lines(&["De laatste."]), &annotated).build()
}

/// A dossier `d` with one such letter, 1a, that nobody looked through.
fn with_unlooked() -> Program {
    let program = Program::new();
    let made = program.run(&["new", "d", "--title", "Proef"]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let letter = program.write("brief.pdf", commented(3));
    left_unlooked(&program, &[letter], None);
    program
}

fn looked_through(program: &Program) -> Vec<bool> {
    let output = program.run(&["list", "d", "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let documents = list["documents"].as_array().unwrap().iter();
    documents
        .map(|d| d["looked_through"].as_bool().unwrap())
        .collect()
}

/// The findings of the check with one of these names.
fn found(program: &Program) -> Vec<Value> {
    let output = program.run(&["check", "d", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let kinds = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["kind"].clone());
    let of_sources = ["not_looked_through", "intake_open"];
    kinds
        .filter(|kind| of_sources.iter().any(|own| kind == own))
        .collect()
}

#[test]
fn what_a_command_adds_was_looked_through_before_it_ends() {
    let program = with_unlooked();
    let add = program.run(&["add", "d", "brief.pdf"]);
    assert_eq!(add.status.code(), Some(0), "{add:?}");
    assert_eq!(looked_through(&program), [false, true]);
}

#[test]
fn an_export_looks_through_what_a_closed_window_left() {
    let program = with_unlooked();
    assert_eq!(found(&program), ["not_looked_through"]);
    let judge = program.run(&["change", "d", "1a", "--set", "judgement=openbaar"]);
    assert_eq!(judge.status.code(), Some(0), "{judge:?}");
    let export = program.run(&["export", "d", "--to", "uit"]);
    assert_eq!(export.status.code(), Some(0), "{export:?}");
    assert!(program.file("uit/openbaar/1a.pdf").exists());
    assert_eq!(looked_through(&program), [true]);
    assert_eq!(found(&program), ["intake_open"]);
    let log = program.run(&["log", "d", "--json"]);
    let log: Value = serde_json::from_slice(&log.stdout).unwrap();
    let entries = log["entries"].as_array().unwrap().iter();
    let events = entries.map(|e| e["event"]["what"].as_str().unwrap());
    let expected = ["edit", "edit", "edit", "looked_through", "exported"];
    assert_eq!(events.collect::<Vec<_>>(), expected);
}

#[test]
fn a_document_is_looked_through_before_it_is_split() {
    let program = with_unlooked();
    let split = program.run(&["split", "d", "1a", "--at", "2"]);
    assert_eq!(split.status.code(), Some(0), "{split:?}");
    assert_eq!(looked_through(&program), [true, true]);
    assert_eq!(found(&program), ["intake_open", "intake_open"]);
}

/// A job over the sources of the dossier `d`, in the order of their documents.
fn job(program: &Program) -> LookingJob {
    let (dossier, _) = lakwerk::store::read(&program.file("d")).unwrap();
    let documents = dossier.documents.iter().map(|document| {
        let key = document.source.as_ref().unwrap().sha256.clone();
        let path = source_path(&program.file("d"), &key);
        let source = SourceFile::of_dossier(key, path, None);
        (document.number.clone(), source)
    });
    LookingJob {
        documents: documents.collect(),
        ..LookingJob::default()
    }
}

/// Asks to stop once so many documents, or a page, were told of.
struct Stopping {
    told: Mutex<Vec<String>>,
    after: usize,
    at_page: bool,
    is_over: AtomicBool,
}

impl Stopping {
    fn after(documents: usize) -> Self {
        Self {
            told: Mutex::default(),
            after: documents,
            at_page: false,
            is_over: AtomicBool::new(false),
        }
    }

    fn at_page() -> Self {
        Self {
            at_page: true,
            ..Self::after(usize::MAX)
        }
    }
}

impl Progress for Stopping {
    fn subject(&self, name: &str, _: usize, _: usize) {
        let mut told = self.told.lock().unwrap();
        told.push(name.to_owned());
        let is_over = told.len() > self.after;
        self.is_over.fetch_or(is_over, Ordering::Relaxed);
    }
    fn page_done(&self, _: Stage, _: usize, _: usize) {
        self.is_over.fetch_or(self.at_page, Ordering::Relaxed);
    }
    fn is_cancelled(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }
}

/// A dossier `d` of so many letters that nobody looked through.
fn with_many(count: usize) -> Program {
    let program = Program::new();
    let made = program.run(&["new", "d", "--title", "Veel", "--set", "numbering=running"]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let letter = |nth: usize| {
        let text = lines(&[&format!("Brief {nth}")]);
        let bytes = PdfMaker::new().page(text, "").build();
        program.write(&format!("{nth:02}.pdf"), bytes)
    };
    let letters: Vec<PathBuf> = (1..=count).map(letter).collect();
    left_unlooked(&program, &letters, None);
    program
}

#[test]
fn the_document_that_is_looked_at_comes_first_and_a_stop_keeps_what_was_done() {
    let program = with_many(24);
    let engine = Engine::new(program::path());
    let job = job(&program);
    let shown = job.documents[20].1.key.clone();
    job.looked_at.set(Some((shown.clone(), 0)));
    let stopping = Stopping::after(8);
    look(&engine, &job, &stopping);
    let told = stopping.told.into_inner().unwrap();
    let place = told.iter().position(|number| *number == "21").unwrap();
    assert!(place < lakwerk::engine::workers(24), "{told:?}");
    let first = job.made.take();
    assert!(first.iter().any(|one| one.source.key == shown));
    assert!(first.len() >= 8 && first.len() < 24, "{}", first.len());
    assert!(first.iter().all(|one| one.through.is_some()));
    // In the middle of a document nothing is handed over.
    let long = Program::new();
    long.run(&["new", "d", "--title", "Lang"]);
    let file = long.write("lang.pdf", commented(60));
    left_unlooked(&long, &[file], None);
    let job = self::job(&long);
    look(&engine, &job, &Stopping::at_page());
    assert!(job.made.take().is_empty());
    look(&engine, &job, &Quiet);
    let found = job.made.take().pop().and_then(|one| one.through?.found);
    assert_eq!(found.map(|found| found.comments), Some(1));
}

#[test]
fn a_source_that_cannot_be_opened_is_still_to_be_looked_through() {
    let program = with_many(3);
    let locked = program.write("slot.pdf", crate::attacks::locked());
    left_unlooked(&program, &[locked], Some("geheim"));
    let job = job(&program);
    let changed = source_path(&program.file("d"), &job.documents[0].1.key);
    std::fs::remove_file(&changed).unwrap();
    std::fs::write(&changed, "iets anders").unwrap();
    look(&Engine::new(program::path()), &job, &Quiet);
    let looked = job.made.take();
    let of = |nth: usize| {
        let key = &job.documents[nth].1.key;
        let one = looked.iter().find(|one| one.source.key == *key).unwrap();
        (one.through.is_some(), one.failed.is_some())
    };
    assert_eq!(
        [0, 1, 2, 3].map(of),
        [(false, true), (true, false), (true, false), (false, true)]
    );
}
