//! A dossier of five hundred documents and five thousand pages: opening it, moving in it, searching it, marking in it.
//!
//! **Invariant:** the dossier, its sources and its log are real; each document has a text of its own.

use crate::pdf_maker::{PdfMaker, lines};
use crate::{MOMENT, milliseconds, shown};
use egui::{Event, Key, Modifiers, MouseWheelUnit, Vec2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use lakwerk::app::App;
use lakwerk::engine::Engine;
use lakwerk::model::dossier::document::SourceRef;
use lakwerk::model::dossier::ids::DocumentId;
use lakwerk::model::dossier::mark::Mark;
use lakwerk::model::edit::{Edit, NewDocument, NewMark};
use lakwerk::model::ground::Ground;
use lakwerk::model::page::geometry::{PageRect, PageSize};
use lakwerk::store::{self, Holder};
use std::path::Path;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 500;
const PAGES: usize = 10;
const MARKS: usize = 40;

/// Measures and prints.
pub fn measure(engine: &Engine, home: &Path) {
    let folder = home.join("groot");
    make(&folder);
    let start = Instant::now();
    let opened = store::open(&folder, &Holder::here()).unwrap();
    println!(
        "{DOCUMENTS} documents, {} pages, {} marks: the log is read in {:.0} ms",
        DOCUMENTS * PAGES,
        opened.dossier.marks(),
        milliseconds(start.elapsed())
    );
    drop(opened);
    let mut window = shown(engine, home, &folder);
    frames(
        "  a frame at rest",
        (0..100).map(|_| step(&mut window)).collect(),
    );
    // Over the list of documents, the small pages, the pages.
    for (name, at) in [
        ("documents", pos2(100.0, 200.0)),
        ("small pages", pos2(100.0, 650.0)),
        ("pages", pos2(600.0, 400.0)),
    ] {
        let scrolled = (0..100).map(|_| scroll(&mut window, at)).collect();
        frames(&format!("  a frame while the {name} scroll"), scrolled);
    }
    act(&mut window);
    search(&mut window);
}

fn step(window: &mut Harness<'static, Option<App>>) -> Duration {
    let start = Instant::now();
    window.step();
    start.elapsed()
}

fn scroll(window: &mut Harness<'static, Option<App>>, at: egui::Pos2) -> Duration {
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    window
        .input_mut()
        .events
        .extend([Event::PointerMoved(at), wheel]);
    step(window)
}

/// What a reviewer does with one key, until it is on the screen.
fn act(window: &mut Harness<'static, Option<App>>) {
    for (name, modifiers, key) in [
        ("a ground", Modifiers::NONE, Key::Num1),
        ("a whole page is marked", Modifiers::COMMAND, Key::L),
        ("a step is taken back", Modifiers::COMMAND, Key::Z),
        ("the page is finished", Modifiers::NONE, Key::A),
        ("the next open page", Modifiers::NONE, Key::N),
        ("the next document to judge", Modifiers::NONE, Key::J),
        ("the next mark", Modifiers::NONE, Key::Period),
        ("the next document", Modifiers::COMMAND, Key::PageDown),
        ("the overview", Modifiers::NONE, Key::F5),
        ("the export check begins", Modifiers::NONE, Key::F7),
    ] {
        // A frame for the key that goes down and one for when it comes up, which shows what it did; then the next.
        window.key_press_modifiers(modifiers, key);
        let (first, second) = (step(window), step(window));
        let after: Vec<Duration> = (0..20).map(|_| step(window)).collect();
        let slowest = after.iter().max().copied().unwrap_or_default();
        println!(
            "  {name}: {:.1} ms and {:.1} ms, of twenty frames after it the slowest {:.1} ms",
            milliseconds(first),
            milliseconds(second),
            milliseconds(slowest)
        );
    }
}

/// The texts are read once; from then on each letter that is typed searches all pages.
fn search(window: &mut Harness<'static, Option<App>>) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    let start = Instant::now();
    let mut reading = Vec::new();
    window.run_steps(3);
    while window.query_by_label_contains("Lezen").is_some() {
        reading.push(step(window));
        std::thread::yield_now();
    }
    println!(
        "  the texts are read in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    frames("  a frame meanwhile", reading);
    for typed in ["e", "n", "brief 4", "willemsen", "onvindbaar"] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::F);
        window.run_steps(2);
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.step();
        let field = window.get_by_role(egui::Role::TextInput);
        field.type_text(typed);
        let time = step(window) + step(window);
        let found = window
            .query_by_label_contains("keer gevonden")
            .map(|label| format!("{label:?}"));
        let found = found.unwrap_or_default();
        let count = found
            .split("keer")
            .next()
            .and_then(|text| text.rsplit('"').next());
        println!(
            "  {} characters typed: {} hits in {:.0} ms (goal 100)",
            typed.chars().count(),
            count.unwrap_or("?").trim(),
            milliseconds(time)
        );
    }
    frames(
        "  a frame over what was found",
        (0..100).map(|_| step(window)).collect(),
    );
}

fn frames(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| {
        times
            .get(times.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{name}: {:.1} ms, of a hundred the slowest {:.1} ms",
        milliseconds(at(50)),
        milliseconds(at(99))
    );
}

fn make(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    store::create(folder).unwrap();
    let (dossier, writer) = store::hold(folder, &Holder::here()).unwrap();
    let size = PageSize {
        width: 400.0,
        height: 300.0,
    };
    let mut documents = Vec::new();
    for number in 0..DOCUMENTS {
        let mut maker = PdfMaker::new();
        for page in 0..PAGES {
            let text: Vec<String> = (0..14)
                .map(|line| format!("Brief {number}, bladzijde {page}, regel {line}: mevrouw Willemsen schreef over het verzoek."))
                .collect();
            let text: Vec<&str> = text.iter().map(String::as_str).collect();
            maker.page(lines(&text), "");
        }
        let bytes = maker.build();
        documents.push(NewDocument {
            work_title: format!("Brief {number}"),
            group: (2010 + number / 50).to_string(),
            source: Some(SourceRef {
                sha256: store::add_source(folder, &bytes).unwrap(),
                size: bytes.len() as u64,
                pages: vec![size; PAGES],
                encrypted: false,
            }),
            ..NewDocument::default()
        });
    }
    let grounds = Ground::usual();
    let marks = (0..DOCUMENTS * MARKS).map(|nth| NewMark {
        document: DocumentId((nth / MARKS) as u32),
        mark: Mark {
            page: nth % PAGES,
            areas: PageRect::new(
                40.0,
                40.0 + (nth % 14) as f64 * 16.0,
                90.0,
                52.0 + (nth % 14) as f64 * 16.0,
            )
            .into_iter()
            .collect(),
            grounds: grounds.get(nth % 3).cloned().into_iter().collect(),
            note: String::new(),
            free: true,
        },
    });
    let edits = vec![
        Edit::AddDocuments { documents },
        Edit::AddMarks {
            marks: marks.collect(),
            author: "bench".into(),
        },
    ];
    store::keep(dossier, writer, edits, MOMENT).unwrap();
}
