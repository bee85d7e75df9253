//! Whole documents, redacted and verified: how much processor time each stage and each check takes.
//!
//! **Invariant:** the files are those of a folder, each `NAME.pdf` with its boxes in `NAME.json`, as `.ci/peers.py --keep`
//! leaves them.

use crate::Quiet;
use lakwerk::engine::Engine;
use lakwerk::export::document::{DocumentPlan, Source, draft};
use lakwerk::model::ground::Notation;
use lakwerk::model::marks_file;
use lakwerk::spent::processor_time;
use lakwerk::writer::FileFacts;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Measures and prints.
pub fn measure(engine: Engine, folder: &Path) {
    let engine = engine.measuring();
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    files.sort();
    let (start, own) = (Instant::now(), processor_time());
    let pages: usize = files.iter().map(|path| redacted(&engine, path)).sum();
    let (wall, own) = (start.elapsed(), processor_time() - own);
    let pages = pages as f64;
    let line =
        |name: &str, seconds: f64| println!("{name:32} {:7.1} ms a page", seconds * 1000.0 / pages);
    let spent = engine.spent();
    spent
        .iter()
        .for_each(|(name, seconds)| line(name, *seconds));
    let children: f64 = spent.values().sum();
    for stage in ["open", "read", "draw", "verify"] {
        let parts = spent.iter().filter(|(name, _)| name.starts_with(stage));
        line(
            &format!("all of {stage}"),
            parts.map(|(_, seconds)| seconds).sum(),
        );
    }
    line("write, plan and hand over", own.as_secs_f64());
    line("all", children + own.as_secs_f64());
    line("wall", wall.as_secs_f64());
}

/// How many pages of a file were written.
fn redacted(engine: &Engine, path: &Path) -> usize {
    let bytes = std::fs::read(path).unwrap();
    let marks = std::fs::read(path.with_extension("json")).unwrap();
    let marks = marks_file::of_one(marks_file::read(&marks).unwrap()).unwrap();
    let source = Source {
        bytes: bytes.into(),
        password: None,
    };
    let plan = DocumentPlan {
        number: None,
        marks: marks.iter().collect(),
        notation: Notation::default(),
        facts: FileFacts {
            title: "Document".to_owned(),
            language: "nl-NL".to_owned(),
            date: "2026-11-23".to_owned(),
        },
        reading: None,
    };
    let Ok(made) = draft(engine, &source, &plan, None, &Quiet) else {
        return 0;
    };
    made.file.map_or(0, |_| made.report.pages.len())
}
