//! The verifier, fed with files that strangers made: each leak is made by hand and must be found.
//!
//! **Absent:** the writer; a file of ours is taken apart here and put together again with what was changed.

mod attachments;
mod beneath;
mod codes;
mod holes;
mod metadata;
mod names;
mod ours;
mod parts;
mod pictures;
mod revisions;
mod samples;
mod sayings;
mod witnesses;
mod words;

pub use parts::{Parts, restreamed, stream};

use crate::attacks::redacted_by;
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program, marks};

/// The place of "Jansen" in the letter, in page space.
pub const NAME: [f64; 4] = [108.0, 38.0, 152.0, 54.0];

fn letter() -> Vec<u8> {
    letter_to("Jansen")
}

/// The letter to somebody else.
fn letter_to(name: &str) -> Vec<u8> {
    let text = lines(&[&format!("Aan de heer {name}"), "Het besluit staat vast"]);
    PdfMaker::new().page(text, "").build()
}

fn written() -> Vec<u8> {
    redacted(&letter())
}

/// A source of which the name is covered.
fn redacted(source: &[u8]) -> Vec<u8> {
    let draft = redacted_by(program::path(), source, &[(0, NAME)]).unwrap();
    draft.file.unwrap().bytes().to_vec()
}

/// The letter as a tool redacts it: the name taken out of the text, a rectangle in its place.
const TAKEN_OUT: &str = "BT /F 12 Tf 40 250 Td (Aan de heer ) Tj ET BT /F 12 Tf 40 234 Td (Het besluit staat vast) Tj ET ";
const BOX: &str = "0 g 108 246 44 16 re f ";

/// The redacted letter with something added.
fn with<T>(add: impl Fn(&mut PdfMaker) -> T) -> Vec<u8> {
    with_keys(|maker| {
        add(maker);
        String::new()
    })
}

/// The same with keys of its page.
fn with_keys(add: impl Fn(&mut PdfMaker) -> String) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let keys = add(&mut maker);
    maker.page(format!("{TAKEN_OUT}{BOX}"), &keys);
    maker.build()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)
}

/// What `verify` says of a file of another program, made from a source: the faults, or with a question mark what it cannot
/// decide.
fn said(source: Vec<u8>, file: Vec<u8>, areas: &[[f64; 4]]) -> String {
    let program = Program::new();
    program.write("in.pdf", source);
    program.write("out.pdf", file);
    program.write("marks.json", marks(1, areas).to_string());
    let command = [
        "verify",
        "out.pdf",
        "--marks",
        "marks.json",
        "--source",
        "in.pdf",
        "--json",
    ];
    let output = program.run(&command);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["ours"], false);
    let names = |list: &str, key: &str| -> Vec<String> {
        let list = json[list].as_array().unwrap().iter();
        list.map(|f| f[key].as_str().unwrap().to_owned()).collect()
    };
    let (faults, doubts) = (names("faults", "check"), names("undecided", "reason"));
    let verdict = match (faults.is_empty(), doubts.is_empty()) {
        (true, true) => "clean",
        (true, false) => "undecided",
        (false, _) => "leak",
    };
    assert_eq!(json["verdict"], verdict);
    assert_eq!(json["clean"], verdict == "clean");
    assert_eq!(
        output.status.code(),
        Some(if verdict == "clean" { 0 } else { 4 })
    );
    match verdict {
        "undecided" => format!("?{}", doubts.join(" ")),
        _ => faults.join(" "),
    }
}

/// A name, a source, a file made from it, and what is said of that.
type Case<N> = (N, Vec<u8>, Vec<u8>, String);

fn judge<N: std::fmt::Display>(cases: Vec<Case<N>>) {
    let mut wrong = Vec::new();
    for (name, source, file, expected) in cases {
        let said = said(source, file, &[NAME]);
        if said != expected {
            wrong.push(format!("{name}: '{said}' instead of '{expected}'"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_undecided_verdict_says_why_in_words() {
    let program = Program::new();
    let add = |maker: &mut PdfMaker| {
        maker.stream(
            "/Type/EmbeddedFile",
            [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 200, 1, 2],
        );
    };
    program.write("in.pdf", letter());
    program.write("out.pdf", with(add));
    program.write("marks.json", marks(1, &[NAME]).to_string());
    let command = [
        "verify",
        "out.pdf",
        "--marks",
        "marks.json",
        "--source",
        "in.pdf",
    ];
    let output = program.run(&command);
    assert_eq!(output.status.code(), Some(4));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("onbeslist: een bijlage bevat afbeeldingen"),
        "{text}"
    );
}
