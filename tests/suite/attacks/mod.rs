//! How redaction fails elsewhere: 81 classes, each with a small hostile PDF and what is asked of the written file.
//!
//! **Invariant:** every class from 1 to 81 has a row. A row that is written is asked by readers that share nothing with
//! the program: text by two engines, every byte in every encoding, every key, every pixel of every box, every picture.
//! **Absent:** classes that no program can decide; their rows say whose duty they are and what is checked all the same.

mod channels;
mod content;
mod covered;
mod hidden;
mod layers;
pub mod objects;
mod pictures;
mod replaced;
mod shapes;
pub mod strangers;
mod structure;
pub use structure::locked;

use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program::{self, Unwatched};
use lakwerk::engine::Engine;
use lakwerk::export::document::{DocumentPlan, Draft, Source, draft};
use lakwerk::export::progress::DocumentError;
use lakwerk::model::dossier::mark::Mark;
use lakwerk::model::ground::{Ground, Notation};
use lakwerk::model::page::geometry::PageRect;
use lakwerk::writer::FileFacts;
use std::collections::BTreeSet;
use std::path::PathBuf;
use strangers::Stranger;

/// The black area in page space; in the files' space it is 100 ≤ x ≤ 220 by 160 ≤ y ≤ 200 of a page of 400 × 300.
const AREA: [f64; 4] = [100.0, 100.0, 220.0, 140.0];
/// A word that stands well within the area.
const SECRET: &str = "BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET ";
/// A word that stands beside it.
const OPEN: &str = "BT /F 12 Tf 40 60 Td (Besluit) Tj ET ";

/// One way in which redaction fails, and how it is shown that it does not.
struct Row {
    class: u8,
    name: &'static str,
    proof: Proof,
}

enum Proof {
    /// `GEHEIM` (or other words) cannot be found in what is written, `Besluit` can.
    Gone(Hidden),
    /// Two sources that differ only under the area give the same bytes.
    Same([Vec<u8>; 2]),
    /// Asked in a test of its own: file of the suite or of a room, function.
    Test(&'static str, &'static str),
    /// Nobody but the reviewer can decide it; the README says so with these words.
    Duty(&'static str),
}

/// A source with a secret.
struct Hidden {
    bytes: Vec<u8>,
    areas: Vec<(usize, [f64; 4])>,
    words: Vec<&'static str>,
    kept: Vec<&'static str>,
    /// What is hidden are samples in the tones of the letters of the word, 69 to 77.
    tones: bool,
}

impl Hidden {
    fn new(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            areas: vec![(0, AREA)],
            words: vec!["GEHEIM"],
            kept: vec!["Besluit"],
            tones: false,
        }
    }
}

fn row(class: u8, name: &'static str, proof: Proof) -> Row {
    Row { class, name, proof }
}

/// A source in which `GEHEIM` stands under [`AREA`] and `Besluit` beside it.
fn gone(class: u8, name: &'static str, bytes: Vec<u8>) -> Row {
    row(class, name, Proof::Gone(Hidden::new(bytes)))
}

/// A source in which `GEHEIM` is hidden somewhere else than under an area.
fn unseen(class: u8, name: &'static str, bytes: Vec<u8>) -> Row {
    let mut hidden = Hidden::new(bytes);
    hidden.areas.clear();
    row(class, name, Proof::Gone(hidden))
}

fn page(operators: &str) -> Vec<u8> {
    PdfMaker::new()
        .page(format!("{operators} {OPEN}"), "")
        .build()
}

/// A page with resources beside its font.
fn page_with(mut maker: PdfMaker, operators: &str, keys: &str, resources: &str) -> Vec<u8> {
    let resources = format!("/Font<</F {HELVETICA} 0 R>>{resources}");
    maker
        .page_with(format!("{operators} {OPEN}"), keys, &resources)
        .build()
}

/// A form of the whole page.
fn form(maker: &mut PdfMaker, keys: &str, operators: &str) -> usize {
    let keys = format!(
        "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F {HELVETICA} 0 R>>>>{keys}"
    );
    maker.stream(&keys, operators)
}

/// Redacts as the program does, with a frozen day.
fn redacted(bytes: &[u8], areas: &[(usize, [f64; 4])]) -> Draft {
    redacted_by(program::path(), bytes, areas).unwrap()
}

/// Redacts with the children of some program.
pub fn redacted_by(
    program: PathBuf,
    bytes: &[u8],
    areas: &[(usize, [f64; 4])],
) -> Result<Draft, DocumentError> {
    redacted_with(&Engine::new(program), bytes, areas)
}

pub fn redacted_with(
    engine: &Engine,
    bytes: &[u8],
    areas: &[(usize, [f64; 4])],
) -> Result<Draft, DocumentError> {
    let marks: Vec<Mark> = areas
        .iter()
        .map(|(page, [l, t, r, b])| Mark {
            page: *page,
            areas: vec![PageRect::new(*l, *t, *r, *b).unwrap()],
            grounds: vec![Ground::parse("5.1.2e").unwrap()],
            note: String::new(),
            free: false,
        })
        .collect();
    let plan = DocumentPlan {
        number: None,
        marks: marks.iter().collect(),
        notation: Notation::default(),
        facts: FileFacts {
            title: "Document".into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        },
        reading: None,
    };
    let source = Source {
        bytes: bytes.into(),
        password: None,
    };
    draft(engine, &source, &plan, None, &Unwatched)
}

/// The written file; a refusal stops the test.
fn written(name: &str, bytes: &[u8], areas: &[(usize, [f64; 4])]) -> (Vec<u8>, String) {
    let draft = redacted(bytes, areas);
    let report = draft.report.to_json();
    let file = draft
        .file
        .unwrap_or_else(|| panic!("{name} is refused: {report}"));
    (file.bytes().to_vec(), report)
}

fn ask(row: &Row) {
    let name = format!("{} {}", row.class, row.name);
    match &row.proof {
        Proof::Gone(hidden) => {
            for word in hidden.words.iter().filter(|_| !hidden.tones) {
                // A row whose source holds nothing would prove nothing.
                let mut areas = hidden.areas.iter();
                let shows = |(page, area): &(usize, [f64; 4])| {
                    strangers::a_source_shows(&hidden.bytes, *page, area)
                };
                let holds = strangers::a_source_holds(&hidden.bytes, word) || areas.any(shows);
                assert!(holds, "{name}: {word} is not in the source");
            }
            if hidden.tones {
                let has = strangers::a_source_has_tones(&hidden.bytes, &(64..=82));
                assert!(has, "{name}: no samples of the word in the source");
            }
            let (file, report) = written(&name, &hidden.bytes, &hidden.areas);
            let mut stranger = Stranger::of(&file);
            stranger.hold_none_of(&file, &hidden.words, &name);
            stranger.boxes_hide_nothing(&name);
            if hidden.tones {
                stranger.no_picture_holds(64..=82, &name);
            }
            for (page, area) in &hidden.areas {
                let black = |b: &[f64; 4]| b[0] <= area[0] + 0.01 && b[2] >= area[2] - 0.01;
                assert!(stranger.boxes[*page].iter().any(black), "{name}: no box");
            }
            for word in &hidden.kept {
                assert!(
                    stranger.text().contains(word),
                    "{name}: {word} is lost for PDFium"
                );
                assert!(
                    stranger.second.contains(word),
                    "{name}: {word} is lost for the second reader"
                );
            }
            for word in &hidden.words {
                assert!(!report.contains(word), "{name}: {word} in the report");
            }
        }
        Proof::Same([one, other]) => {
            assert_ne!(one, other, "{name}: the sources are the same");
            let (one, _) = written(&name, one, &[(0, AREA)]);
            let (other, _) = written(&name, other, &[(0, AREA)]);
            assert!(one == other, "{name}: the area can be told");
        }
        Proof::Test(file, function) => {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            let test = format!("#[test]\nfn {function}()");
            let inner = format!("#[test]\n    fn {function}()");
            assert!(
                text.contains(&test) || text.contains(&inner),
                "{name}: no test {function} in {file}"
            );
        }
        Proof::Duty(words) => {
            let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let readme = include_str!("../../../README.md");
            assert!(
                flat(readme).contains(words),
                "{name}: the README does not say: {words}"
            );
        }
    }
}

/// Asks every row of some; all that fail are named at once.
fn ask_all(rows: &[Row]) {
    let failed: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let asked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ask(row)));
            asked.err().map(|_| format!("{} {}", row.class, row.name))
        })
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_class_has_a_row() {
    let rows = [
        covered::rows(),
        hidden::rows(),
        content::rows(),
        shapes::rows(),
        pictures::rows(),
        channels::rows(),
        structure::rows(),
    ];
    let classes: BTreeSet<u8> = rows.iter().flatten().map(|row| row.class).collect();
    let missing: Vec<u8> = (1..=81).filter(|class| !classes.contains(class)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    assert_eq!(classes.len(), 81);
}

/// The table of the README names every class once.
#[test]
fn the_readme_says_how_each_class_is_kept() {
    let readme = include_str!("../../../README.md");
    let numbers = readme.lines().filter_map(|line| {
        let first = line.strip_prefix("| ")?.split(" |").next()?;
        first
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(first)
    });
    let mut named: Vec<u8> = Vec::new();
    for part in numbers.flat_map(|list| list.split(", ")) {
        let (from, to) = part.split_once('–').unwrap_or((part, part));
        named.extend(from.parse().unwrap()..=to.parse::<u8>().unwrap());
    }
    named.sort_unstable();
    assert_eq!(named, (1..=81).collect::<Vec<u8>>());
}

/// The text of every source file of the program and its tests.
fn sources(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    let read = |path: PathBuf| match path.extension() {
        _ if path.is_dir() => sources(&path),
        Some(end) if end == "rs" => std::fs::read_to_string(path).unwrap(),
        _ => String::new(),
    };
    entries.map(read).collect()
}

/// What the README names as the keeper of a promise is a file, a test or a type that is there.
#[test]
fn what_the_readme_names_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = sources(&root.join("src")) + &sources(&root.join("tests"));
    let readme = include_str!("../../../README.md");
    let promises = readme.split("## Wat het belooft").nth(1).unwrap();
    let promises = promises.split("Aan de behandelaar:").next().unwrap();
    let keepers = promises.lines().filter(|line| line.starts_with("| "));
    let keepers = keepers.filter_map(|line| line.trim_end_matches(" |").rsplit(" | ").next());
    let named = keepers.flat_map(|keeper| keeper.split('`').skip(1).step_by(2));
    let mut missing = Vec::new();
    let mut count = 0;
    for name in named.filter(|name| !name.contains(' ')) {
        let folders = ["", "tests/suite", "tests/suite/attacks"];
        let is_file = folders
            .iter()
            .any(|folder| root.join(folder).join(name).exists());
        let in_code = [format!("fn {name}("), format!("struct {name}")];
        if !is_file && !in_code.iter().any(|what| code.contains(what)) {
            missing.push(name);
        }
        count += 1;
    }
    assert!(count > 30, "{count}");
    assert!(missing.is_empty(), "{missing:#?}");
}
