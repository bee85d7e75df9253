//! Words that were read serve finding, suggesting, checking and marking.

use super::{LETTER, asked, dossier, programs, published, scan, scan_with_layer};
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::Program;
use crate::scans::{KEYS, grey};
use serde_json::Value;
use std::ffi::{OsStr, OsString};

#[test]
fn words_of_a_scan_are_found_suggested_and_kept() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let find = ["find", "d", "Kloosterman", "--json"];
    let (found, _) = asked(&program, &find, &path);
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["pages_without_text"], 0);
    // The area holds the ink of the word, as the page that was pictured has it.
    let page = PdfMaker::new().page(lines(&LETTER), "").build();
    let text = program.page_text(&program.write("tekst.pdf", page), 0);
    let word = (0..text.words.len()).find(|w| text.word_text(*w) == "Kloosterman");
    let chars = text.word(word.unwrap());
    let area: [f64; 4] = serde_json::from_value(found["hits"][0]["areas"][0].clone()).unwrap();
    for c in chars {
        let ink: [f64; 4] = c.ink.into();
        let holds = area[0] <= ink[0] + 0.5
            && area[1] <= ink[1] + 0.5
            && area[2] >= ink[2] - 0.5
            && area[3] >= ink[3] - 0.5;
        assert!(holds, "{area:?} {ink:?}");
    }
    let (proposed, _) = asked(&program, &["suggest", "d", "--json", "--text"], &path);
    let texts: Vec<&str> = proposed["suggestions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|s| s["text"].as_str())
        .collect();
    for expected in ["Zonneveld", "06-12345678", "Petra Kloosterman"] {
        assert!(texts.contains(&expected), "{texts:?}");
    }
    // What was read is there for whoever has no Tesseract, until it is deleted.
    let nowhere = OsString::from(program.file("leeg"));
    let (again, said) = asked(&program, &find, &nowhere);
    assert_eq!(
        (again["hits"].clone(), said),
        (found["hits"].clone(), String::new())
    );
    std::fs::remove_dir_all(program.file("d/gelezen")).unwrap();
    let (without, said) = asked(&program, &find, &nowhere);
    assert_eq!(without["hits"].as_array().unwrap().len(), 0);
    assert_eq!(without["pages_without_text"], 1);
    assert_eq!(
        said.matches("Scans worden niet gelezen").count(),
        1,
        "{said}"
    );
}

/// The same on a page where the sheet lay on its side: its lines run from the foot to the head.
fn scan_on_its_side(texts: &[&str]) -> Vec<u8> {
    let picture = grey(&PdfMaker::new().page(lines(texts), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    maker
        .page_with("q 0 300 -225 0 312 0 cm /I Do Q", "", &resources)
        .build()
}

#[test]
fn a_scan_that_lies_on_its_side_is_read_as_it_lies() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan_on_its_side(&LETTER))]);
    let (found, _) = asked(&program, &["find", "d", "Kloosterman", "--json"], &path);
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
    let area: [f64; 4] = serde_json::from_value(found["hits"][0]["areas"][0].clone()).unwrap();
    let (width, height) = (area[2] - area[0], area[3] - area[1]);
    assert!(height > 3.0 * width, "the area stands on end: {area:?}");
    let (proposed, _) = asked(&program, &["suggest", "d", "--json", "--text"], &path);
    let texts = proposed["suggestions"].to_string();
    assert!(
        texts.contains("06-12345678") && texts.contains("Petra Kloosterman"),
        "{texts}"
    );
}

#[cfg(unix)]
#[test]
fn what_was_read_has_the_rights_of_the_sources() {
    use std::os::unix::fs::PermissionsExt;
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    asked(&program, &["find", "d", "x", "--json"], &path);
    let mode = |folder: &str| {
        let mut entries = std::fs::read_dir(program.file(folder)).unwrap();
        let entry = entries.next().unwrap().unwrap();
        entry.metadata().unwrap().permissions().mode() & 0o477
    };
    assert_eq!(mode("d/gelezen"), mode("d/bron"));
}

#[test]
fn who_is_hidden_in_a_letter_and_readable_in_a_scan_is_a_finding() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let letter = PdfMaker::new()
        .page(lines(&["Gesproken met mevrouw Kloosterman."]), "")
        .build();
    dossier(
        &program,
        &[("brief.pdf", letter), ("scan.pdf", scan(&LETTER))],
    );
    let marking = [
        "find",
        "d",
        "Kloosterman",
        "--mark",
        "--ground",
        "5.1.2e",
        "--json",
    ];
    // Before the scan is read its word is no hit.
    asked(&program, &marking, OsStr::new("/nergens"));
    let (found, _) = asked(&program, &["check", "d", "--json"], &path);
    let scans: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["document"] != "1a" && f["page"] == 1)
        .collect();
    assert!(!scans.is_empty(), "{found}");
}

#[test]
fn words_of_a_layer_that_lies_beside_its_picture_are_found_where_the_picture_shows_them() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan_with_layer(&LETTER))]);
    let find = ["find", "d", "Zonneveld", "--json"];
    let left = |found: &Value| found["hits"][0]["areas"][0][0].as_f64().unwrap();
    let (beside, _) = asked(&program, &find, OsStr::new("/geen"));
    assert!(left(&beside) < 100.0, "where the layer has it: {beside}");
    let (found, _) = asked(&program, &find, &path);
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
    assert!((left(&found) - 117.0).abs() < 2.0, "{found}");
}

#[test]
fn a_copy_is_the_same_whether_the_scan_was_read_or_not() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    // Through the middle of words, which a text layer of the source would pull the area to.
    program.marked_dossier(&scan(&LETTER), &[[60.0, 40.0, 120.0, 52.0]]);
    let before = published(&program, "voor");
    let (found, _) = asked(&program, &["find", "d", "verzoek", "--json"], &path);
    assert_eq!(
        found["hits"].as_array().unwrap().len(),
        1,
        "it is read: {found}"
    );
    let after = published(&program, "na");
    assert!(!before.is_empty() && before == after);
}

#[test]
fn a_mark_without_the_comma_behind_a_name_covers_its_last_letter() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let (found, _) = asked(&program, &["find", "d", "Zonneveld", "--json"], &path);
    let area: [f64; 4] = serde_json::from_value(found["hits"][0]["areas"][0].clone()).unwrap();
    let page = PdfMaker::new().page(lines(&LETTER), "").build();
    let text = program.page_text(&program.write("tekst.pdf", page), 0);
    let word = (0..text.words.len()).find(|w| text.word_text(*w) == "Zonneveld,");
    let letters = text.word(word.unwrap());
    let ([.., d, comma], [left, _, right, _]) = (letters, area) else {
        panic!("{area:?}")
    };
    assert!(left <= letters[0].ink.left() + 0.5, "{area:?}");
    // But for the grey edge of its last stroke.
    assert!(right >= d.ink.right() - 0.75, "{area:?} {:?}", d.ink);
    assert!(right <= comma.ink.right() + 0.5, "{area:?} {:?}", comma.ink);
}
