//! How redaction fails elsewhere, one small PDF per way: what was covered is gone, what was not is still there.

mod engines;
mod pictures;
mod shapes;
mod text;

use crate::pdf_maker::PdfMaker;
use crate::program::{Program, marks};
use std::io::Read;

/// The black area in page space; in the files' space it is 100 ≤ x ≤ 220 by 160 ≤ y ≤ 200.
const AREA: [f64; 4] = [100.0, 100.0, 220.0, 140.0];

/// A word that stands well within the area.
const SECRET: &str = "BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET ";

/// A word that stands beside it.
const OPEN: &str = "BT /F 12 Tf 40 60 Td (Besluit) Tj ET ";

/// What became of a source.
struct Outcome {
    program: Program,
    text: String,
    bytes: Vec<u8>,
    report: serde_json::Value,
}

fn redacted(source: &[u8], areas: &[[f64; 4]]) -> Outcome {
    let program = Program::new();
    let code = program.redact(source, &marks(1, areas));
    let report = program.read_json("report.json");
    assert_eq!(code, 0, "{report}");
    Outcome {
        text: program.text(&program.file("out.pdf")).join(""),
        bytes: program.read("out.pdf"),
        report,
        program,
    }
}

/// The file with every stream unpacked behind it.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    for (at, _) in bytes
        .windows(8)
        .enumerate()
        .filter(|(_, w)| *w == b"\nstream\n")
    {
        let mut inner = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(&bytes[at + 8..]);
        if decoder.read_to_end(&mut inner).is_ok() {
            all.extend(inner);
        }
    }
    all
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|w| w == word.as_bytes())
}

/// Draws the page again and looks: `GEHEIM` is gone from text and bytes, `kept` is there, lines and text kept their shape.
fn check(name: &str, source: &[u8], areas: &[[f64; 4]], kept: &[&str]) -> Outcome {
    let outcome = redacted(source, areas);
    let all = unpacked(&outcome.bytes);
    for word in ["GEHEIM", "geheim", "GEH", "EHE", "Jansen"] {
        assert!(
            !outcome.text.contains(word),
            "{name}: {word} in {}",
            outcome.text
        );
        assert!(!holds(&all, word), "{name}: {word} in the bytes");
    }
    for word in kept {
        assert!(
            outcome.text.contains(word),
            "{name}: {word} not in {}",
            outcome.text
        );
    }
    assert_eq!(
        outcome.report["verdict"], "verified",
        "{name}: {}",
        outcome.report["pages"]
    );
    outcome
}

fn page(operators: &str) -> Vec<u8> {
    PdfMaker::new()
        .page(format!("{operators} {OPEN}"), "")
        .build()
}
