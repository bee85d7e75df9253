//! The example dossier: papers of an invented municipality, made here and kept in `assets/voorbeeld`.
//!
//! **Invariant:** what is kept is what is made; `LAKWERK_WRITE_EXAMPLE=1` makes it anew.
//! **Absent:** adding it to a dossier; `lakwerk::example` hands it out.

mod dossier;
mod face;
mod paper;
mod scan;
mod sheet;
mod year_2016;
mod year_2017;
mod year_2018;

use crate::program::{self, Program};
use dossier::Row;
use lakwerk::model::marks_file;
use lakwerk::model::page::text::{Coverage, PageChar, coverage};
use std::path::{Path, PathBuf};

/// One file of the dossier with the pages it was made from.
pub struct Paper {
    pub name: &'static str,
    pub sheets: Vec<sheet::Sheet>,
    pub origin: paper::Origin,
}

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/voorbeeld")
        .join(name)
}

fn bytes(row: &Row) -> Option<(&'static str, Vec<u8>)> {
    let paper = row.paper.as_ref()?;
    let bytes = paper::pdf(&paper.sheets, row.work_title, &paper.origin);
    Some((paper.name, bytes))
}

#[test]
fn what_is_kept_is_what_is_made() {
    let rows = dossier::rows();
    let mut files: Vec<(&str, Vec<u8>)> = rows.iter().filter_map(bytes).collect();
    files.push(("dossier.json", dossier::json(&rows).into_bytes()));
    for (name, made) in files {
        if std::env::var_os("LAKWERK_WRITE_EXAMPLE").is_some() {
            std::fs::write(kept(name), &made).unwrap();
        }
        assert!(std::fs::read(kept(name)).unwrap() == made, "{name} differs");
    }
}

/// Text without blanks, which readers place as they like.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_mark_lies_over_exactly_its_words() {
    let engine = lakwerk::engine::Engine::new(program::path());
    for row in dossier::rows() {
        let Some(paper) = &row.paper else { continue };
        let whole = serde_json::json!({ "marks": dossier::marks(paper) });
        let marks = marks_file::read(whole.to_string().as_bytes()).unwrap();
        let (_, made) = bytes(&row).unwrap();
        let mut reader = engine.open(made.into(), None).unwrap();
        let pages = reader.facts().pages.clone();
        let set = paper.sheets.iter().flat_map(|s| &s.marks);
        for ((index, named), set) in marks.iter().enumerate().zip(set) {
            marks_file::check(index, &named.mark, &pages).unwrap();
            let chars = reader.text(named.mark.page).unwrap().chars;
            let inside = |c: &&PageChar| {
                !c.is_blank() && coverage(c, &named.mark.areas) == Coverage::Covered
            };
            let covered: String = chars.iter().filter(inside).map(|c| c.text).collect();
            // The text of a form field is no text of the page.
            let sheet = &paper.sheets[named.mark.page];
            let in_field = sheet.fields.iter().any(|f| f.holds(set.areas[0]));
            if !chars.is_empty() && !set.text.is_empty() && !in_field {
                assert_eq!(
                    solid(&covered),
                    solid(&set.text),
                    "{} mark {index}",
                    paper.name
                );
            }
        }
    }
}

/// Words that must not be read anywhere once the marks are black.
const HIDDEN: &[&str] = &[
    "dijkgraaf",
    "sanne",
    "bakelaar",
    "ruud",
    "amrani",
    "mounia",
    "oosterling",
    "zandbergen",
    "wim ",
    "van der horst",
    "verhulst",
    "joke",
    "hoekzema",
    "polderman",
    "wiersma",
    "abbink",
    "roelofsma",
    "kadeplein 18",
    "migraine",
    "gezondheid",
    "123456782",
    "abna",
    "06-00",
    "070-000",
    "615,00",
    "78,50",
    "argus",
    "4471",
];

#[test]
fn one_name_is_left_for_the_reader_and_nobody_else() {
    let mut left = Vec::new();
    for row in dossier::rows() {
        let refused = row.judgement == Some("Niet openbaar");
        let Some(paper) = row.paper.filter(|_| !refused) else {
            continue;
        };
        for (page, sheet) in paper.sheets.iter().enumerate() {
            let open = sheet.open.replace('\n', " ").to_lowercase();
            for word in HIDDEN {
                for _ in open.matches(word) {
                    left.push((row.number, page + 1, *word));
                }
            }
        }
    }
    assert_eq!(left, [("1a", 1, "amrani")]);
}

#[test]
fn every_paper_is_redacted_and_verified() {
    let program = Program::new();
    for row in dossier::rows() {
        let (Some(paper), Some((name, made))) = (&row.paper, bytes(&row)) else {
            continue;
        };
        let marks = serde_json::json!({ "marks": dossier::marks(paper) });
        assert_eq!(program.redact(&made, &marks), 0, "{name}");
        let text = program.text(&program.file("out.pdf")).join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let refused = row.judgement == Some("Niet openbaar");
        for word in HIDDEN.iter().filter(|_| !refused) {
            let left = text.to_lowercase().matches(word).count();
            let expected = usize::from(row.number == "1a" && *word == "amrani");
            assert_eq!(left, expected, "{name}: {word}");
        }
    }
}

#[test]
fn invented_numbers_pass_their_own_check() {
    let bsn = "123456782".chars().map(|c| c.to_digit(10).unwrap() as i32);
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    assert_eq!(bsn.zip(weights).map(|(d, w)| d * w).sum::<i32>() % 11, 0);
    let iban = "ABNA0417164300NL91";
    let digits = iban.chars().map(|c| c.to_digit(36).unwrap());
    let rest = digits.fold(0, |rest, value| {
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    assert_eq!(rest, 1);
    let rows = dossier::rows();
    let form = rows.iter().find(|row| row.number == "2a").unwrap();
    let marked = &form.paper.as_ref().unwrap().sheets[0].marks;
    for number in ["123456782", "NL91ABNA0417164300"] {
        assert!(marked.iter().any(|m| solid(&m.text) == number), "{number}");
    }
}
