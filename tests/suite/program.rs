//! The built program, run as a person or a script would run it.

use lakwerk::engine::Reader;
use lakwerk::export::progress::{ExportStage, Progress};
use lakwerk::model::page::text::PageText;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Work that nobody watches and nobody stops.
pub struct Unwatched;

impl Progress for Unwatched {
    fn page_done(&self, _: ExportStage, _: usize, _: usize) {}
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// A folder of its own for one test, and the program in it.
pub struct Program {
    folder: tempfile::TempDir,
}

pub fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_lakwerk"))
}

impl Program {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.file(name)).unwrap()
    }

    pub fn read_json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.read(name)).unwrap()
    }

    /// The names of the files in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs the program in the folder, with a frozen clock and no display.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs it with a text on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::piped());
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// Starts it and does not wait.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(path());
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("SOURCE_DATE_EPOCH", "1795478400")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// The dossier `d` of one document, 1a, with marks on its first page.
    pub fn marked_dossier(&self, source: &[u8], areas: &[[f64; 4]]) {
        self.write("in.pdf", source);
        let mut all = marks(1, areas);
        for mark in all["marks"].as_array_mut().unwrap() {
            mark["document"] = "1a".into();
        }
        self.write("m.json", all.to_string());
        for command in [
            &["new", "d", "--title", "Proef"][..],
            &["add", "d", "in.pdf"],
            &["mark", "d", "--marks", "m.json"],
        ] {
            let output = self.run(command);
            assert_eq!(output.status.code(), Some(0), "{command:?} {output:?}");
        }
    }

    /// Redacts `in.pdf` to `out.pdf` with a report `report.json` and returns the exit code.
    pub fn redact(&self, source: &[u8], marks: &Value) -> i32 {
        self.write("in.pdf", source);
        self.write("marks.json", marks.to_string());
        let output = self.redacting().output().unwrap();
        output.status.code().unwrap_or(-1)
    }

    /// The command that redacts `in.pdf` with `marks.json` to `out.pdf`, again and again.
    pub fn redacting(&self) -> Command {
        let arguments = [
            "redact",
            "in.pdf",
            "--marks",
            "marks.json",
            "--to",
            "out.pdf",
            "--report",
            "report.json",
        ];
        self.command(&[&arguments[..], &["--force"]].concat())
    }

    /// Holds that no file in a folder, or below it, has these bytes; how many files there are.
    pub fn files_without(&self, folder: &str, bytes: &[u8]) -> usize {
        let (mut folders, mut files) = (vec![self.file(folder)], 0);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                files += 1;
                let held = std::fs::read(&path).unwrap();
                let holds = held.windows(bytes.len()).any(|part| part == bytes);
                assert!(!holds, "{}", path.display());
            }
        }
        files
    }

    /// The text of one page with the places of its words, as PDFium reads it.
    pub fn page_text(&self, path: &Path, page: usize) -> PageText {
        self.reader(path).text(page).unwrap()
    }

    pub fn reader(&self, path: &Path) -> Reader {
        let engine = lakwerk::engine::Engine::new(self::path());
        let bytes: std::sync::Arc<[u8]> = std::fs::read(path).unwrap().into();
        engine.open(bytes, None).unwrap()
    }

    /// A page as PDFium draws it at one pixel a point: red, green, blue.
    pub fn pixels(&self, path: &Path, page: usize) -> Vec<u8> {
        let pixels = self.reader(path).render(page, 1.0, None).unwrap();
        pixels.rgb().to_vec()
    }

    /// The extracted text of a file, page by page, as PDFium reads it.
    pub fn text(&self, path: &Path) -> Vec<String> {
        let mut reader = self.reader(path);
        let pages = reader.facts().pages.len();
        (0..pages)
            .map(|page| {
                let text = reader.text(page).unwrap();
                text.chars.iter().map(|c| c.text).collect()
            })
            .collect()
    }
}

/// Marks for one page, all with the same ground.
pub fn marks(page: usize, areas: &[[f64; 4]]) -> Value {
    let marks: Vec<Value> = areas
        .iter()
        .map(|area| json!({ "page": page, "areas": [area], "grounds": ["5.1.2e"] }))
        .collect();
    json!({ "marks": marks })
}
