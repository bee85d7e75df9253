//! Pages that are pictures: their words are read where Tesseract is installed, serve finding and marking, and change
//! nothing of what is published.
//!
//! Tests that need a real Tesseract do nothing where there is none, unless `LAKWERK_ALL_TOOLS` says that there must be one.

#[cfg(unix)]
mod failing;
mod in_the_window;
#[cfg(target_os = "linux")]
mod walls;
mod words;

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{self, Program};
use crate::scans::{KEYS, grey};
use lakwerk::engine::Engine;
use lakwerk::jobs::scans;
use serde_json::Value;
use std::ffi::{OsStr, OsString};

/// Text as it is set on pages of letters.
pub const LETTER: [&str; 5] = [
    "Geachte heer Zonneveld,",
    "Uw verzoek van 3 mei is ontvangen.",
    "Belt u ons op 06-12345678 daarover?",
    "Met vriendelijke groet,",
    "Petra Kloosterman",
];

/// A page of 400 by 300 points that is a picture of this text.
pub fn scan(texts: &[&str]) -> Vec<u8> {
    let picture = grey(&PdfMaker::new().page(lines(texts), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    maker
        .page_with("q 400 0 0 300 0 0 cm /I Do Q", "", &resources)
        .build()
}

/// The letter as a picture, with a layer that says it too: its first lines over the place of a shorter line, as programs
/// leave them that know only where a line ends, the last one where it is.
pub fn scan_with_layer(letter: &[&str]) -> Vec<u8> {
    let picture = grey(&PdfMaker::new().page(lines(letter), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    let (first, last) = letter.split_at(letter.len() - 1);
    let layer = format!("3 Tr 55 Tz {} 100 Tz", lines(first));
    let line = 250 - 16 * first.len();
    let last = format!("BT /F 12 Tf 40 {line} Td ({}) Tj ET", last[0]);
    let page = format!("q 400 0 0 300 0 0 cm /I Do Q {layer} {last}");
    maker.page_with(&page, "", &resources).build()
}

/// Where programs are, if Tesseract is among them.
pub fn programs() -> Option<OsString> {
    let programs = std::env::var_os("PATH").unwrap_or_default();
    let engine = Engine::new(program::path());
    let installed = scans::installed_in(&engine, &programs);
    let found = installed.get();
    let must = std::env::var_os("LAKWERK_ALL_TOOLS").is_some();
    assert!(found.is_ok() || !must, "Tesseract with nld: {found:?}");
    found.is_ok().then_some(programs)
}

fn dossier(program: &Program, files: &[(&str, Vec<u8>)]) {
    for (name, file) in files {
        program.write(name, file);
    }
    let names = files.iter().map(|(name, _)| *name);
    let add: Vec<&str> = ["add", "d"].into_iter().chain(names).collect();
    for command in [&["new", "d", "--title", "Proef"][..], &add] {
        let output = program.run(command);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

/// Runs a command that answers in JSON; what it says beside that.
fn asked(program: &Program, arguments: &[&str], path: &OsStr) -> (Value, String) {
    let output = program.command(arguments).env("PATH", path).output();
    let output = output.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let answer = serde_json::from_slice(&output.stdout);
    (answer.unwrap_or_else(|_| panic!("{said}")), said)
}

/// The publication copies of a dossier, as bytes.
pub fn published(program: &Program, to: &str) -> Vec<Vec<u8>> {
    let output = program.run(&["export", "d", "--to", to]);
    let folder = program.file(to).join("openbaar");
    let entries = std::fs::read_dir(&folder);
    let entries = entries.unwrap_or_else(|_| panic!("{output:?}"));
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "pdf"));
    paths.sort();
    paths.iter().map(|p| std::fs::read(p).unwrap()).collect()
}

/// A program called `tesseract` that answers the questions as a good one does, and a page with this.
#[cfg(unix)]
pub fn fake(program: &Program, version: &str, languages: &str, page: &str) -> OsString {
    use std::os::unix::fs::PermissionsExt;
    let folder = program.file("nep");
    std::fs::create_dir_all(&folder).unwrap();
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in\n--version) echo '{version}';;\n--list-langs) printf '{languages}';;\n*) {page};;\nesac\n"
    );
    let path = folder.join("tesseract");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder.into_os_string()
}

#[cfg(unix)]
pub const GOOD: (&str, &str) = ("tesseract 5.3.0", "List:\\neng\\nnld\\n");

/// How the answer begins, as `printf` takes it.
pub const HEAD: &str = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n";
