//! Nothing betrays: no file of an export but a copy meant to show it holds what is covered, where it stood, or from which
//! file it came.
//!
//! **Invariant:** every file of every edition is asked: zip containers part by part, PDFs stream by stream and by the
//! text that two readers find in them, each in every encoding.

use super::{code, names};
use crate::attacks::objects::{Objects, holds};
use crate::attacks::strangers::Stranger;
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use lakwerk::model::page::text::folded;
use serde_json::json;

/// Covered for one third party and for another, and in a document that is refused whole.
const ONE: &str = "Willemsen";
const OTHER: &str = "Hagedoorn";
const REFUSED: &str = "Quintessens";
/// In no file whatever: names of sources, parties, notes.
const INNER: [&str; 4] = ["vertrouwelijk-stuk", "Lumivia", "Harkema", "Pietersen"];
/// An area that is told apart from every other number.
const PLACE: [f64; 4] = [211.3719, 243.6173, 263.8391, 259.4287];

/// A dossier `d` with all of that, and with what people type holding it too.
fn telling_dossier() -> Program {
    let program = Program::new();
    let page = |texts: &[&str]| PdfMaker::new().page(lines(texts), "").build();
    let letter = page(&[
        "Geachte heer,",
        "Namens Willemsen deel ik mee",
        "dat Hagedoorn is gehoord.",
    ]);
    program.write("vertrouwelijk-stuk-1.pdf", letter);
    program.write(
        "vertrouwelijk-stuk-2.pdf",
        page(&["Quintessens biedt dit aan."]),
    );
    program.write(
        "vertrouwelijk-stuk-3.pdf",
        page(&["Dit mag iedereen lezen."]),
    );
    let run = |arguments: &[&str]| assert_eq!(code(&program, arguments), 0, "{arguments:?}");
    run(&[
        "new",
        "d",
        "--title",
        "Zaak Willemsen",
        "--set",
        "body=Voorbeeldgemeente",
    ]);
    let one = [
        "add",
        "d",
        "vertrouwelijk-stuk-1.pdf",
        "--group",
        "2016",
        "--title",
        "Brief",
    ];
    run(&[&one[..], &["--date", "2016-07-13"]].concat());
    let two = [
        "add",
        "d",
        "vertrouwelijk-stuk-2.pdf",
        "--group",
        "2016",
        "--title",
        "Offerte",
    ];
    run(&[
        &two[..],
        &["--judgement", "niet openbaar", "--ground", "5.1.1c"],
    ]
    .concat());
    let three = [
        "add",
        "d",
        "vertrouwelijk-stuk-3.pdf",
        "--group",
        "2017",
        "--title",
        "Folder",
    ];
    run(&[&three[..], &["--judgement", "openbaar"]].concat());
    let word = |word: &str| {
        let text = program.page_text(&program.file("vertrouwelijk-stuk-1.pdf"), 0);
        let index = (0..text.words.len())
            .find(|i| text.word_text(*i) == word)
            .unwrap();
        let ink = lakwerk::model::page::text::PageText::bounds(text.word(index)).unwrap();
        // Apart from any round number.
        [
            ink.left() - 0.3719,
            ink.top() - 0.2837,
            ink.right() + 0.4173,
            ink.bottom() + 0.1939,
        ]
    };
    let mark = |area: [f64; 4], party: &str| {
        json!({ "document": "1a", "page": 1, "areas": [area], "grounds": ["5.1.2e"],
            "note": "navragen bij Pietersen", "facts": { "parties": [party] } })
    };
    let marks = [
        mark(word(ONE), "Lumivia B.V."),
        mark(word(OTHER), "Harkema"),
        mark(PLACE, "Harkema"),
    ];
    program.write("m.json", json!({ "marks": marks }).to_string());
    run(&["mark", "d", "--marks", "m.json"]);
    let typed = [
        "--considerations",
        "5.1.2e=Omdat Willemsen dat vroeg",
        "--answer",
    ];
    run(&[
        &["change", "d"],
        &typed[..],
        &["five-years=Hagedoorn blijft"],
    ]
    .concat());
    program
}

/// What is asked of one export.
struct Export<'a> {
    /// `--edition` and what else there is.
    arguments: &'a [&'a str],
    /// Words that may be read in its copies, and nowhere else.
    shown: &'a [&'a str],
}

#[test]
fn no_file_of_an_edition_betrays_what_is_hidden() {
    let program = telling_dossier();
    let exports = [
        Export {
            arguments: &["--reason", "haast van Willemsen"],
            shown: &[],
        },
        Export {
            arguments: &["--documents", "1a,2a", "--reason", "haast van Willemsen"],
            shown: &[],
        },
        Export {
            arguments: &["--only", "inventory", "--reason", "haast van Hagedoorn"],
            shown: &[],
        },
        Export {
            arguments: &["--edition", "reading"],
            shown: &[ONE, OTHER, REFUSED],
        },
        Export {
            arguments: &["--edition", "zienswijze=Lumivia B.V."],
            shown: &[ONE],
        },
        Export {
            arguments: &["--edition", "zienswijze=Harkema"],
            shown: &[OTHER],
        },
    ];
    let (dossier, _) = lakwerk::store::read(&program.file("d")).unwrap();
    let sources = dossier.documents.iter().filter_map(|d| d.source.as_ref());
    let hashes: Vec<String> = sources.map(|source| source.sha256.to_string()).collect();
    assert_eq!(hashes.len(), 3);
    let marks = dossier.documents.iter().flat_map(|d| &d.marks);
    let places: Vec<String> = marks
        .flat_map(|m| m.mark.areas.iter().copied().map(<[f64; 4]>::from))
        .flatten()
        .flat_map(|v| [format!("{v}"), format!("{v:.3}"), format!("{v:.2}")])
        .collect();
    let mut asked = 0;
    for (number, export) in exports.iter().enumerate() {
        let target = format!("uit{number}");
        let arguments = [&["export", "d", "--to", &target], export.arguments].concat();
        assert_eq!(code(&program, &arguments), 0, "{arguments:?}");
        for folder in names(&program.file(&target)) {
            for name in names(&program.file(&format!("{target}/{folder}"))) {
                let path = format!("{target}/{folder}/{name}");
                let is_copy = folder == "niet-openbaar";
                let shown: &[&str] = if is_copy { export.shown } else { &[] };
                let secret = [ONE, OTHER, REFUSED]
                    .into_iter()
                    .filter(|w| !shown.contains(w));
                let secret: Vec<&str> = secret.chain(INNER).collect();
                // A file with boxes has the places of its own boxes; nothing else has.
                let is_document = is_copy || (folder == "openbaar" && name == "1a.pdf");
                let places: &[String] = if is_document { &[] } else { &places };
                let parts = parts(program.read(&path), &path);
                asked += parts.len();
                for part in &parts {
                    for word in &secret {
                        assert!(!holds(part, word), "{path}: {word}");
                    }
                    for hash in &hashes {
                        assert!(!holds(part, hash), "{path}: the hash of a source");
                        assert!(!has(part, &raw(hash)), "{path}: the hash of a source, bare");
                    }
                    for place in places {
                        assert!(!has(part, place.as_bytes()), "{path}: the place {place}");
                    }
                }
            }
        }
    }
    assert!(
        asked > 150,
        "containers and streams are looked into: {asked}"
    );
}

/// A file, the parts of a zip container, the streams of a PDF unpacked, and its text as two readers find it.
fn parts(bytes: Vec<u8>, name: &str) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    if name.ends_with(".pdf") {
        let stranger = Stranger::of(&bytes);
        parts.push(folded(&stranger.text()).into_bytes());
        parts.push(folded(&stranger.second).into_bytes());
        parts.extend(Objects::of(&bytes).parts().map(<[u8]>::to_vec));
    } else if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
        for index in 0..archive.len() {
            let mut part = Vec::new();
            std::io::copy(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
            parts.push(part);
        }
    } else {
        assert!(
            name.ends_with(".json") || name.ends_with(".csv"),
            "{name} is looked into"
        );
    }
    parts.push(bytes);
    parts
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// A hash in hexadecimal as its bytes.
fn raw(hash: &str) -> Vec<u8> {
    let digits = hash.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.map(byte).collect()
}

#[test]
fn the_needles_are_found_where_they_are_meant_to_be() {
    let program = telling_dossier();
    let export = ["export", "d", "--to", "lees", "--edition", "reading"];
    assert_eq!(code(&program, &export), 0);
    let copy = "lees/niet-openbaar/NIET-OPENBAAR_1a.pdf";
    let parts = parts(program.read(copy), copy);
    assert!(
        parts.iter().any(|part| holds(part, ONE)),
        "a needle that is there is seen"
    );
}

#[test]
fn a_copy_is_not_known_by_what_is_covered() {
    let program = telling_dossier();
    let number = ["change", "d", "1a", "--set", "number=Hagedoorn 1"];
    assert_eq!(code(&program, &number), 0);
    for edition in ["reading", "zienswijze=Lumivia B.V.", "zienswijze=Harkema"] {
        let edition = format!("--edition={edition}");
        assert_eq!(
            code(&program, &["export", "d", &edition, "--to", "uit"]),
            1,
            "{edition}"
        );
        assert!(!program.file("uit").exists(), "{edition}");
    }
}
