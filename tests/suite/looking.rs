//! Documents come into the window before anybody looked through them, and no further before somebody did.

use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program, Unwatched};
use crate::window::Window;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;
use lakwerk::engine::{Engine, workers};
use lakwerk::export::progress::{ExportStage, Progress};
use lakwerk::jobs::SourceFile;
use lakwerk::jobs::background::Coming;
use lakwerk::jobs::import::{Inspection, import};
use lakwerk::jobs::looking::{LookingJob, look};
use lakwerk::model::edit::Edit;
use lakwerk::store::{Holder, StoreError, change, source_path};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Adds files to the dossier `d` as a window does that is closed at once.
pub fn left_unlooked(program: &Program, files: &[PathBuf], password: Option<&str>) {
    let (engine, folder) = (Engine::new(program::path()), program.file("d"));
    let moment = "2026-11-25T12:00:00+01:00";
    let changed = change(&folder, &Holder::here(), moment, |_| {
        let coming = Coming::default();
        let look = Inspection::Later(&coming);
        let imported = import(&engine, &folder, files, password, look, &Unwatched);
        let documents = [coming.take(), imported.documents].concat();
        assert!(imported.skipped.is_empty() && documents.len() == files.len());
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
        (document.number.to_string(), source)
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
        if !told.iter().any(|known| known == name) {
            told.push(name.to_owned());
        }
        let is_over = told.len() > self.after;
        self.is_over.fetch_or(is_over, Ordering::Relaxed);
    }
    fn page_done(&self, _: ExportStage, _: usize, _: usize) {
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
    let at_a_time = workers(usize::MAX);
    let count = 4 * at_a_time + 8;
    let program = with_many(count);
    let engine = Engine::new(program::path());
    let job = job(&program);
    let (number, source) = job.documents.last().cloned().unwrap();
    job.looked_at.set(Some((source.key.clone(), 0)));
    let stopping = Stopping::after(3 * at_a_time);
    look(&engine, &job, &stopping);
    let told = stopping.told.into_inner().unwrap();
    let place = told.iter().position(|told| *told == number).unwrap();
    assert!(place < at_a_time, "{told:?}");
    let first = job.made.take();
    assert!(first.iter().any(|one| one.source == source));
    // All that were begun, but for those at hand.
    assert!(first.len() > at_a_time && first.len() < count);
    assert!(first.iter().all(|one| one.through.is_some()));
    // In the middle of a document nothing is handed over.
    let long = Program::new();
    long.run(&["new", "d", "--title", "Lang"]);
    let file = long.write("lang.pdf", commented(60));
    left_unlooked(&long, &[file], None);
    let job = self::job(&long);
    look(&engine, &job, &Stopping::at_page());
    assert!(job.made.take().is_empty());
    look(&engine, &job, &Unwatched);
    let found = job.made.take().pop().and_then(|one| one.through?.found);
    assert_eq!(found.map(|found| found.comments), Some(1));
}

#[test]
fn a_source_that_cannot_be_opened_is_still_to_be_looked_through() {
    let program = with_many(3);
    let locked = program.write("slot.pdf", crate::attacks::locked());
    left_unlooked(&program, &[locked], Some("geheim"));
    let job = job(&program);
    let (_, sha256) = job.documents[0].1.in_dossier().unwrap();
    let changed = source_path(&program.file("d"), sha256);
    std::fs::remove_file(&changed).unwrap();
    std::fs::write(&changed, "iets anders").unwrap();
    look(&Engine::new(program::path()), &job, &Unwatched);
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

const NOT_YET: &str = "Nog niet nagekeken op verborgen inhoud; dat gebeurt nu";

/// A window on a new dossier `dossier lang` of one long document, just taken in.
fn with_long(pages: usize) -> Window {
    let program = Program::new();
    let path = program.write("lang.pdf", commented(pages));
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a lang");
    assert!(window.has(NOT_YET));
    window
}

/// What `list --json` says of the documents of a window.
fn listed(window: &mut Window, folder: &str, key: &str) -> Vec<Value> {
    window.wait("saving", |w| {
        w.harness.query_by_label_contains("Opslaan (").is_none()
    });
    let output = window.program.run(&["list", folder, "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let documents = list["documents"].as_array().unwrap().iter();
    documents.map(|d| d[key].clone()).collect()
}

#[test]
fn what_comes_in_is_marked_before_it_was_looked_through_and_undo_leaves_that() {
    let mut window = with_long(1500);
    window.wait_for("tekst: echt");
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Een bladzijde.");
    assert!(
        window.has(NOT_YET),
        "it is marked before it was looked through"
    );
    let waits = listed(&mut window, "dossier lang", "looked_through");
    assert_eq!(waits, [false]);
    window.wait_until_looked_through();
    window.wait_for("Bewust weglaten");
    for (key, documents) in [(Key::Z, vec![true]), (Key::Z, vec![]), (Key::Y, vec![true])] {
        window.key(Modifiers::COMMAND, key);
        let looked = listed(&mut window, "dossier lang", "looked_through");
        assert_eq!(looked, documents, "{key:?}");
    }
    window.wait_for("Bewust weglaten");
    assert!(!window.has(NOT_YET));
}

#[test]
fn what_is_shown_goes_before_what_was_begun() {
    let mut window = with_long(3000);
    window.wait("the work to begin", |w| {
        w.harness.query_by_label_contains("Nakijken: ").is_some()
    });
    let short = window.program.write("nota.pdf", commented(1));
    window.drop_files([short]);
    window.wait_for("1b nota");
    window.wait_for("Bewust weglaten");
    let looked = listed(&mut window, "dossier lang", "looked_through");
    assert_eq!(looked, [false, true]);
    // The other is begun anew.
    window.wait_until_looked_through();
    let looked = listed(&mut window, "dossier lang", "looked_through");
    assert_eq!(looked, [true, true]);
}

#[test]
fn nothing_is_noted_while_the_button_is_down() {
    let mut window = with_long(1500);
    let pos = window.harness.get_by_label("1a lang").rect().center();
    let button = |window: &mut Window, pressed| {
        window.harness.hover_at(pos);
        let event = egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        window.harness.input_mut().events.push(event);
        window.harness.step();
    };
    button(&mut window, true);
    window.wait("the work to begin", |w| {
        w.harness.query_by_label_contains("Nakijken: ").is_some()
    });
    window.wait("the work to end", |w| {
        w.harness.query_by_label_contains("Nakijken: ").is_none()
    });
    assert!(window.has(NOT_YET));
    button(&mut window, false);
    window.wait("what was found", |w| !w.has(NOT_YET));
}

#[test]
fn a_document_is_looked_through_before_a_window_splits_it() {
    let mut window = with_long(800);
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::PageDown);
    window.key(Modifiers::NONE, Key::End);
    window.wait_for("p. 800 / 800");
    window.key(Modifiers::ALT, Key::O);
    window.click("Splits hier in een nieuw document");
    window.wait_for("Nieuw document 1b, 1 pagina");
    // What the whole held is known of both.
    window.wait_for("Bewust weglaten");
    let looked = listed(&mut window, "dossier lang", "looked_through");
    assert_eq!(looked, [true, true]);
}

#[test]
fn a_window_goes_on_with_what_another_left_and_a_password_opens_the_rest() {
    let program = with_unlooked();
    let locked = program.write("slot.pdf", crate::attacks::locked());
    left_unlooked(&program, &[locked], Some("geheim"));
    let path = program.file("d");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Bewust weglaten");
    let looked = listed(&mut window, "d", "looked_through");
    assert_eq!(looked, [true, false]);
    window.click("1b slot, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.wait_for("Wordt nagekeken op verborgen inhoud zodra u het wachtwoord geeft");
    window.wait_for("Wachtwoord voor 1b slot");
    // Cancelled it is gone at once, and the page asks for it.
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("Wachtwoord geven…");
    window.steps();
    assert!(!window.has("Wachtwoord voor 1b slot"));
    window.click("Wachtwoord geven…");
    window.wait_for("Wachtwoord voor 1b slot");
    let field = window.harness.get_by_role(Role::PasswordInput);
    field.type_text("geheim");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("its look", |w| {
        w.harness.query_by_label_contains("nagekeken op").is_none()
    });
    let looked = listed(&mut window, "d", "looked_through");
    assert_eq!(looked, [true, true]);
}

#[test]
#[ignore = "needs LAKWERK_PAGES, a folder of PDFs, and tells how long they take"]
fn a_folder_can_be_marked_long_before_it_was_looked_through() {
    let folder = PathBuf::from(std::env::var_os("LAKWERK_PAGES").unwrap());
    let mut window = Window::open(Program::new(), Some(folder));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    let begun = Instant::now();
    let has = |w: &Window, part: &str| w.harness.query_by_label_contains(part).is_some();
    let until = |window: &mut Window, is_there: &dyn Fn(&Window) -> bool| {
        while !is_there(window) {
            window.harness.step();
        }
        begun.elapsed()
    };
    let shown = until(&mut window, &|w| has(w, "p. 1 / ") && !has(w, "tekst: …"));
    assert!(window.has(NOT_YET));
    let all = until(&mut window, &|w| !has(w, "Nakijken: ") && !w.has(NOT_YET));
    println!("shown after {shown:?}, looked through after {all:?}");
    assert!(shown < all / 4);
}
