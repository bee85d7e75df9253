//! How quick the program is and how much memory it takes, as figures to read: nothing here passes or fails.
//!
//! **Invariant:** every figure is of the real program: its own engine children, its own dossier on disk.
//! **Absent:** a display; what a graphics driver takes comes on top.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops at the first thing that is not as it should be"
)]

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/suite/pdf_maker.rs"]
mod pdf_maker;

#[path = "speed/large.rs"]
mod large;
#[path = "speed/stages.rs"]
mod stages;
#[path = "speed/suggest.rs"]
mod suggest;
#[path = "speed/window.rs"]
mod window;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use lakwerk::app::{App, Places};
use lakwerk::engine::Engine;
use lakwerk::export::progress::{ExportStage, Progress};
use lakwerk::i18n::Lang;
use lakwerk::jobs::{Answer, PagePart, PageRequest, PageService, SourceFile, example};
use lakwerk::store::{self, Holder};
use lakwerk::ui::page::canvas::COARSE;
use lakwerk::ui::page::pictures::tiles;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The clock of the log: no figure depends on it.
const MOMENT: &str = "2026-11-23T14:02:00+01:00";

/// With the word `large` only the large dossier is measured; with `pages FOLDER` what each stage takes of whole documents;
/// with `window DOSSIER` the window on the display that is there.
fn main() {
    let engine = Engine::new(PathBuf::from(env!("CARGO_BIN_EXE_lakwerk")));
    let folder = tempfile::tempdir().unwrap();
    let dossier = folder.path().join("voorbeeld/dossier");
    let words: Vec<String> = std::env::args().collect();
    if words.iter().any(|word| word == "large") {
        return large::measure(&engine, folder.path());
    }
    if let Some(at) = words.iter().position(|word| word == "pages") {
        return stages::measure(engine, Path::new(&words[at + 1]));
    }
    if let Some(at) = words.iter().position(|word| word == "window") {
        return window::measure(&engine, folder.path(), Path::new(&words[at + 1]));
    }
    std::fs::create_dir_all(&dossier).unwrap();
    example::make(&engine, &dossier, MOMENT).unwrap();
    first_page(&engine, &dossier);
    cached_page(&engine, folder.path(), &dossier);
    suggest::measure(&engine);
    memory(folder.path(), &dossier);
    large::measure(&engine, folder.path());
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// From the click on a dossier to its first page: open the log, start a child, read the source, render.
fn first_page(engine: &Engine, dossier: &Path) {
    let (mut coarse, mut sharp) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        let start = Instant::now();
        let opened = store::open(dossier, &Holder::here()).unwrap();
        let first = opened.dossier.documents.first().unwrap();
        let known = first.source.as_ref().unwrap();
        let source = SourceFile::of_dossier(
            known.sha256.clone(),
            store::source_path(dossier, &known.sha256),
            None,
        );
        let (told, woken) = std::sync::mpsc::channel();
        let pages = PageService::start(engine, move || told.send(()).unwrap_or(()));
        let size = *known.pages.first().unwrap();
        let request = |scale| {
            tiles(0, size, scale).map(|tile| PageRequest {
                source: source.clone(),
                part: PagePart::Tile(tile),
            })
        };
        // At the width of a window of 1280 points.
        pages.request(request(COARSE).chain(request(1260)));
        let wanted = tiles(0, size, 1260).count();
        let mut made = 0;
        while made < wanted {
            woken.recv().unwrap();
            while let Some((request, answer)) = pages.answer() {
                assert!(matches!(answer, Answer::Tile(_)));
                match request.part {
                    PagePart::Tile(tile) if tile.scale == COARSE => coarse.push(start.elapsed()),
                    _ => made += 1,
                }
            }
        }
        sharp.push(start.elapsed());
    }
    println!(
        "first page after opening: {:.0} ms coarse, {:.0} ms sharp (goal 250)",
        milliseconds(median(coarse)),
        milliseconds(median(sharp))
    );
}

/// The window without a display.
fn shown(engine: &Engine, home: &Path, dossier: &Path) -> Harness<'static, Option<App>> {
    let (engine, home, dossier) = (engine.clone(), home.to_owned(), dossier.to_owned());
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_ui_state(
            move |ui, app: &mut Option<App>| match app {
                Some(app) => app.frame(ui),
                None => {
                    let places = Places {
                        state: None,
                        example: home.join("voorbeeld/dossier"),
                        programs: None,
                        show: |_| {},
                    };
                    let path = Some(dossier.clone());
                    *app = Some(App::new(ui.ctx(), &engine, path, Lang::Dutch, places));
                }
            },
            None,
        );
    while harness.query_by_label("tekst: echt").is_none() {
        harness.step();
    }
    // Until nothing is missing on the screen any more.
    for _ in 0..400 {
        harness.step();
        std::thread::yield_now();
    }
    harness
}

/// One frame over pages that are there: layout and shapes, as they are handed to the graphics driver.
fn cached_page(engine: &Engine, home: &Path, dossier: &Path) {
    let mut window = shown(engine, home, dossier);
    let frames = (0..200).map(|_| {
        let start = Instant::now();
        window.step();
        start.elapsed()
    });
    let mut frames: Vec<Duration> = frames.collect();
    frames.sort();
    let slowest = frames.get(frames.len() * 99 / 100).copied();
    println!(
        "a frame over a page that is there: {:.1} ms, of a hundred the slowest {:.1} ms (a frame lasts 16.7)",
        milliseconds(median(frames)),
        milliseconds(slowest.unwrap_or_default())
    );
}

struct Quiet;

impl Progress for Quiet {
    fn page_done(&self, _: ExportStage, _: usize, _: usize) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The memory of the window and all its children with the example open, and at most during its export.
fn memory(home: &Path, dossier: &Path) {
    let engine = Engine::new(PathBuf::from(env!("CARGO_BIN_EXE_lakwerk")));
    let mut window = shown(&engine, home, dossier);
    let open = megabytes();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    window.run_steps(4);
    window.key_press(egui::Key::Enter);
    let mut most = open;
    while window.query_by_label("Map openen").is_none() {
        window.step();
        most = most.max(megabytes());
    }
    println!(
        "memory with the example open: {open:.0} MB; at most while exporting: {most:.0} MB (goal 600)"
    );
}

/// The memory of this process and its children, with shared pages counted once (proc(5), `smaps_rollup`); 0 elsewhere
/// than on Linux.
fn megabytes() -> f64 {
    let own = std::process::id().to_string();
    let is_ours = |folder: &Path| {
        let stat = std::fs::read_to_string(folder.join("stat")).unwrap_or_default();
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(1));
        folder.file_name().is_some_and(|name| *name == *own) || parent == Some(own.as_str())
    };
    let kilobytes = |folder: &Path| {
        let text = std::fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
        let number = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        number.unwrap_or(0.0)
    };
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return 0.0;
    };
    let folders = processes.filter_map(Result::ok).map(|entry| entry.path());
    let ours = folders.filter(|folder| is_ours(folder));
    ours.map(|folder| kilobytes(&folder)).sum::<f64>() / 1024.0
}
