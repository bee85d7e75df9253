//! Copies of scans: what can still be read on them can be searched, and it is read from nothing but the copy.
//!
//! Tests that need a real Tesseract do nothing where there is none, unless `LAKWERK_ALL_TOOLS` says that there must be one.

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{self, Program, marks};
use crate::reading_scans::{self, LETTER, programs, published, scan, scan_with_layer};
use crate::scans::{KEYS, grey};
use lakwerk::engine::{Check, Closeness, Engine};
use lakwerk::model::blackout::PageBlackout;
use lakwerk::model::blackout::label::BlankMap;
use lakwerk::model::dossier::mark::Mark;
use lakwerk::model::ground::{Ground, Notation};
use lakwerk::model::page::geometry::{PageRect, PageSize};
use lakwerk::model::page::text::PageText;
use lakwerk::writer::page::{CleanPage, Glyph, PlacedGlyph, Reading};
use lakwerk::writer::parts::Belongs;
use lakwerk::writer::picture::Picture;
use lakwerk::writer::{self, Claim, FileFacts};
use serde_json::Value;
use std::ffi::OsStr;

/// Where "Zonneveld" stands in the first line of the letter.
const NAME: [f64; 4] = [116.0, 38.0, 180.0, 54.0];

/// Redacts `in.pdf` with what lies in these folders; the report, and what was said.
fn redacted(program: &Program, path: &OsStr) -> (Value, String) {
    let output = program.redacting().env("PATH", path).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    (program.read_json("report.json"), said)
}

fn text(program: &Program, file: &str) -> String {
    let text = program.page_text(&program.file(file), 0);
    let words = (0..text.words.len()).map(|word| text.word_text(word));
    words.collect::<Vec<_>>().join(" ")
}

fn verified(program: &Program) -> Option<i32> {
    let source = ["--marks", "marks.json", "--source", "in.pdf"];
    let alone = program.run(&["verify", "out.pdf"]).status.code();
    assert_eq!(alone, Some(0));
    let output = program.run(&[&["verify", "out.pdf"][..], &source].concat());
    output.status.code()
}

#[test]
fn what_can_be_read_on_a_published_scan_can_be_searched() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    program.write("in.pdf", scan(&LETTER));
    program.write("marks.json", marks(1, &[NAME]).to_string());
    let (report, _) = redacted(&program, &path);
    assert_eq!(report["pages"][0]["reading"], "read", "{report}");
    assert!(
        report["read_by"]
            .as_str()
            .unwrap()
            .starts_with("Tesseract 5")
    );
    let text = text(&program, "out.pdf");
    for word in ["heer", "verzoek", "06-12345678", "Petra", "Kloosterman"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("Zonneveld"), "{text}");
    assert_eq!(verified(&program), Some(0));
    let arguments = [
        "redact",
        "in.pdf",
        "--marks",
        "marks.json",
        "--to",
        "kaal.pdf",
    ];
    program.run(&[&arguments[..], &["--without-reading"]].concat());
    assert_eq!(self::text(&program, "kaal.pdf"), "5.1.2e");
}

#[test]
fn a_layer_that_lies_beside_its_picture_gives_way_to_what_is_read_on_it() {
    let copy = |name: &str, path: &OsStr| {
        let mut letter = LETTER;
        let first = format!("Geachte heer {name}");
        letter[0] = &first;
        let program = Program::new();
        program.write("in.pdf", scan_with_layer(&letter));
        let area = [36.0, 38.0, 400.0, 54.0];
        program.write("marks.json", marks(1, &[area]).to_string());
        let (report, said) = redacted(&program, path);
        (report, said, program)
    };
    let nowhere = OsStr::new("/geen");
    let (report, said, program) = copy("Zonneveld,", nowhere);
    assert_eq!(report["pages"][0]["reading"], "no_program");
    assert_eq!(
        report["pages"][0]["reasons"],
        serde_json::json!(["layer_not_shown"])
    );
    assert!(said.contains("tekstlaag"), "{said}");
    let shown = text(&program, "out.pdf");
    assert!(
        shown.contains("Kloosterman") && !shown.contains("verzoek"),
        "{shown}"
    );
    let Some(path) = programs() else { return };
    let (report, said, program) = copy("Zonneveld,", &path);
    assert_eq!(report["pages"][0]["reading"], "read", "{report} {said}");
    assert!(!said.contains("tekstlaag"), "{said}");
    let shown = text(&program, "out.pdf");
    for word in ["verzoek", "06-12345678", "Petra", "Kloosterman"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    assert!(!shown.contains("Zonneveld"), "{shown}");
    assert_eq!(verified(&program), Some(0));
    let known = program.read("out.pdf");
    for name in ["Bos,", "Kloosterman", "||||| #### -----"] {
        let (_, _, program) = copy(name, &path);
        assert!(program.read("out.pdf") == known, "{name}");
    }
}

/// PDFium takes a text that is set twice for one, but not where one letter of it differs: that letter, under an area, may not
/// say how many letters beside it count.
#[test]
fn a_twin_of_a_layer_that_differs_under_an_area_decides_nothing() {
    let Some(path) = programs() else { return };
    let copy = |end: &str| {
        let picture = grey(&PdfMaker::new().page(lines(&LETTER), "").build());
        let mut maker = PdfMaker::new();
        let image = maker.stream(KEYS, picture);
        let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
        let unshown = |end: &str| {
            format!("BT /F 12 Tf 40 60 Td [(Onzichtbare regel hier vooraan ) -3000 ({end})] TJ ET ")
        };
        let layer = lines(&LETTER) + &unshown("A") + &unshown(end);
        let page = format!("q 400 0 0 300 0 0 cm /I Do Q 3 Tr {layer}");
        let program = Program::new();
        program.write("in.pdf", maker.page_with(&page, "", &resources).build());
        let area = [230.0, 225.0, 390.0, 245.0];
        program.write("marks.json", marks(1, &[area]).to_string());
        let (report, said) = redacted(&program, &path);
        (program.read("out.pdf"), report, said)
    };
    let (one, other) = (copy("A"), copy("B"));
    assert_eq!((&one.1, &one.2), (&other.1, &other.2));
    assert!(one.0 == other.0);
}

#[test]
fn two_scans_that_differ_under_an_area_are_read_alike() {
    let Some(path) = programs() else { return };
    let copy = |name: &str| {
        let mut letter = LETTER;
        let first = format!("Geachte heer {name}");
        letter[0] = &first;
        let program = Program::new();
        program.write("in.pdf", scan(&letter));
        program.write(
            "marks.json",
            marks(1, &[[116.0, 38.0, 400.0, 54.0]]).to_string(),
        );
        let (report, _) = redacted(&program, &path);
        assert_eq!(report["pages"][0]["reading"], "read");
        program.read("out.pdf")
    };
    let known = copy("Zonneveld,");
    for name in [
        "Bos,",
        "Kloosterman",
        "",
        "06-12345678 Petra",
        "||||| #### -----",
    ] {
        assert!(copy(name) == known, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_tesseract_that_lies_or_fails_puts_nothing_into_the_copy() {
    use reading_scans::{GOOD, HEAD, fake};
    let program = Program::new();
    program.write("in.pdf", scan(&LETTER));
    program.write("marks.json", marks(1, &[NAME]).to_string());
    let word = |left: u32, top: u32, width: u32, word: &str| {
        format!(
            "printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\t{left}\\t{top}\\t{width}\\t40\\t90\\t{word}\\n'"
        )
    };
    for (says, reading) in [
        // Where the name was, beside it, over another word, and on paper.
        (word(475, 167, 250, "Zonneveld"), "nothing_read"),
        (word(800, 167, 250, "Zonneveld"), "nothing_read"),
        (word(250, 235, 210, "Zonneveld"), "nothing_read"),
        (word(500, 900, 250, "Zonneveld"), "nothing_read"),
        ("exit 1".to_owned(), "failed"),
        ("yes".to_owned(), "failed"),
        ("kill -SEGV $$".to_owned(), "failed"),
    ] {
        let path = fake(&program, GOOD.0, GOOD.1, &says);
        let (report, said) = redacted(&program, &path);
        assert_eq!(report["pages"][0]["reading"], reading, "{says}");
        assert_eq!(said.contains("niet gelezen"), reading == "failed", "{said}");
        assert_eq!(text(&program, "out.pdf"), "5.1.2e", "{says}");
    }
    let nowhere = program.file("leeg");
    let (report, said) = redacted(&program, nowhere.as_os_str());
    assert_eq!(report["pages"][0]["reading"], "no_program");
    assert!(said.contains("niet gelezen"), "{said}");
}

#[test]
fn a_covered_name_that_the_picture_of_another_page_shows_is_told() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let mut maker = PdfMaker::new();
    maker.page(
        crate::pdf_maker::lines(&["Mevrouw Kloosterman heeft gebeld"]),
        "",
    );
    let letter = maker.build();
    let engine = Engine::new(program::path());
    let mut both = engine.open(letter.into(), None).unwrap();
    let text = both.text(0).unwrap();
    let both = both.assemble(0, 1, &[scan(&LETTER).into()]).unwrap();
    program.write("in.pdf", both);
    let word = (0..text.words.len()).find(|word| text.word_text(*word).contains("Kloosterman"));
    let letters = text.word(word.unwrap());
    let area: [f64; 4] = lakwerk::model::page::text::PageText::bounds(letters)
        .unwrap()
        .into();
    program.write("marks.json", marks(1, &[area]).to_string());
    let (report, said) = redacted(&program, &path);
    let told = serde_json::json!(["covered_word_in_picture"]);
    assert_eq!(report["pages"][1]["reasons"], told, "{report}");
    assert!(
        said.contains("pagina 2 toont een woord dat elders is gelakt"),
        "{said}"
    );
    assert_eq!(verified(&program), Some(0));
}

#[test]
fn every_edition_of_a_dossier_with_a_scan_can_be_searched() {
    if programs().is_none() {
        return;
    }
    let program = Program::new();
    program.marked_dossier(&scan(&LETTER), &[NAME]);
    let copies = published(&program, "uit");
    program.write("uit.pdf", &copies[0]);
    let output = program.run(&["export", "d", "--to", "lees", "--edition", "reading"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let entries = std::fs::read_dir(program.file("lees")).unwrap();
    let folders = entries
        .map(|e| e.unwrap().path())
        .filter(|path| path.is_dir() && !path.ends_with("intern"));
    let copy = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let copy = copy
        .map(|e| e.unwrap().path())
        .find(|p| p.extension() == Some(OsStr::new("pdf")));
    std::fs::copy(copy.unwrap(), program.file("lees.pdf")).unwrap();
    for file in ["uit.pdf", "lees.pdf"] {
        assert!(text(&program, file).contains("Kloosterman"), "{file}");
    }
    assert_eq!(
        program
            .run(&["verify", "uit", "--dossier", "d"])
            .status
            .code(),
        Some(0)
    );
}

const SIZE: PageSize = PageSize {
    width: 400.0,
    height: 300.0,
};

/// A file whose page shows a picture of the letter, and with this black, of which `word` is said to be read at a place (left and
/// top).
fn said_to_be_read(word: &str, at: (f64, f64), black: &PageBlackout) -> Vec<u8> {
    let shown = crate::scans::shown(&scan(&LETTER));
    let mut page = CleanPage::blank(SIZE, 1.0);
    page.pictures.push(Picture::of_page(&shown).unwrap());
    page.items.push(writer::page::Item::Picture {
        picture: 0,
        place: kurbo::Affine::new([400.0, 0.0, 0.0, -300.0, 0.0, 300.0]),
        alpha: 255,
    });
    let glyph = |c: char| Glyph {
        outline: kurbo::Shape::to_path(&kurbo::Rect::new(25.0, 0.0, 475.0, 500.0), 0.1),
        advance: 500,
        unicode: c.to_string(),
    };
    let placed = |(nth, _): (usize, char)| PlacedGlyph {
        glyph: nth as u32,
        place: kurbo::Affine::new([
            0.012,
            0.0,
            0.0,
            -0.012,
            at.0 + 6.0 * nth as f64,
            at.1 + 10.0,
        ]),
        part: Belongs::Unknown,
    };
    page.add_reading(Reading {
        glyphs: word.chars().map(glyph).collect(),
        placed: word.chars().enumerate().map(placed).collect(),
    });
    let facts = FileFacts::default();
    writer::write(
        &[(&page, black)],
        &Default::default(),
        &facts,
        Claim::Nothing,
    )
}

#[test]
fn what_is_said_to_be_read_is_held_to_the_picture() {
    let engine = Engine::new(program::path());
    let mut source = engine.open(scan(&LETTER).into(), None).unwrap();
    let page = source.source_page(0, Closeness::Usual).unwrap();
    let faults = |word: &str, at: (f64, f64), black: &PageBlackout| {
        let file = said_to_be_read(word, at, black);
        let mut written = engine.open(file.into(), None).unwrap();
        let words = [("kloosterman".to_owned(), 0)];
        let check = written
            .check_page(0, Some(page.clone()), black, &words)
            .unwrap();
        let faults: Vec<Check> = check.faults.iter().map(|f| f.check).collect();
        faults
    };
    let nothing = PageBlackout::default();
    assert_eq!(faults("Geachte", (40.0, 40.0), &nothing), []);
    let on_paper = (300.0, 250.0);
    assert_eq!(faults("Geachte", on_paper, &nothing), [Check::Layer]);
    // A label right behind it makes no word of both.
    let (text, blank) = (PageText::default(), BlankMap::new(SIZE, |_, _| true));
    for right in [364.0, 367.0, 370.0, 374.0] {
        let mark = Mark {
            page: 0,
            areas: vec![PageRect::new(341.8, 250.0, right, 262.0).unwrap()],
            grounds: vec![Ground::parse("5.1.2e").unwrap()],
            note: String::new(),
            free: true,
        };
        let black = PageBlackout::of(&[&mark], Notation::default(), &text, &blank, SIZE);
        let found = faults("Geachte", on_paper, &black);
        assert!(found.contains(&Check::Layer), "{right}: {found:?}");
    }
}
