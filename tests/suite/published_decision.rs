//! A published decision as a test: its rows entered with marks on those grounds give its inventory again, in one order
//! and one spelling, and the platform's form is read without one misread row by a reader written after its rules.
//!
//! **Absent:** the municipality; titles are as published, without its name.

use super::pdf_maker::{PdfMaker, lines};
use super::platform;
use super::program::Program;
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const E: &str = "5.1(2)e";
const C: &str = "5.1(1)c";
const I: &str = "5.1(2)i";
const B: &str = "5.2(1)";
const F: &str = "5.1(2)f";
const SCOPE: &str = "buiten scope";

/// How a row of the decision was judged.
#[derive(Clone, Copy, PartialEq)]
enum As {
    Marked,
    RefusedWhole,
    SuppliedBefore,
    RefusedBefore,
}
use As::*;

#[rustfmt::skip]
const ROWS: &[(&str, &str, As, &[&str])] = &[
    ("1a", "Offerte netwerkanalyse partij X", Marked, &[E, C]),
    ("1b", "Netwerkanalyse partij Y", Marked, &[E, C]),
    ("1c", "Offerte netwerkanalyse partij Y", Marked, &[E, C]),
    ("1d", "Algemene voorwaarden partij X", RefusedWhole, &[C]),
    ("1e", "Voorstel versterkingsgelden", Marked, &[E, C, I]),
    ("2a", "Intern memo", Marked, &[E, C, I, B]),
    ("2b", "Argumentatie onderhandse aanbesteding", Marked, &[E, C, I, B]),
    ("2c", "Interne afstemming", Marked, &[E, C, I, B]),
    ("2d", "Telefonisch overleg", Marked, &[E, B, I]),
    ("2e", "Plan van aanpak", Marked, &[E, C]),
    ("2f", "Memo", SuppliedBefore, &[]),
    ("2g", "Offerte 2017-2018", SuppliedBefore, &[]),
    ("2h", "Opdrachtbon 2017-2018", SuppliedBefore, &[]),
    ("2i", "Plan van aanpak actiepunten", RefusedBefore, &[]),
    ("2j", "Projectovereenkomst", Marked, &[E, C, I]),
    ("2k", "Getekende offerte", RefusedWhole, &[E, C, I]),
    ("2l", "Actieplan", Marked, &[E, C, I]),
    ("3a", "Offerte 2018", Marked, &[E, C, I]),
    ("3b", "Offerte partij Z", Marked, &[E, C]),
    ("4a", "Offerte 2018-2019", SuppliedBefore, &[]),
    ("4b", "Opdrachtbon", SuppliedBefore, &[]),
    ("4c", "Mail", Marked, &[C]),
    ("4d", "Beoordeling 2019", Marked, &[E, C, I, SCOPE]),
    ("5a", "Plan van aanpak overleg", Marked, &[E]),
    ("5b", "Bestelbon", Marked, &[E, C, F]),
    ("5c", "Aanvraag 2020", Marked, &[E, C, I, SCOPE]),
    ("6a", "Concept campagne", RefusedBefore, &[]),
    ("6b", "Factsheet", Marked, &[C]),
    ("6c", "Aanvraag 2021", Marked, &[E, C, I, SCOPE]),
];

fn run(program: &Program, arguments: &[&str]) -> i32 {
    program.run(arguments).status.code().unwrap_or(-1)
}

/// The rows as a person enters them: sources with marks, rows without a file, and the last year, which has none.
fn entered() -> Program {
    let program = Program::new();
    program.write(
        "bron.pdf",
        PdfMaker::new().page(lines(&["Geachte heer"]), "").build(),
    );
    let new = [
        "new",
        "d",
        "--title",
        "Proef",
        "--set",
        "received=2022-04-21",
        "--set",
        "decided=2022-09-01",
        "--set",
        "reference=Z-2022-0456",
        "--set",
        "style=5.1(2)e",
        "--set",
        "scope-label=buiten scope",
        "--set",
        "period=2016 tot en met 2022",
    ];
    assert_eq!(run(&program, &new), 0);
    let mut marks = Vec::new();
    for (number, title, judged, grounds) in ROWS {
        let year = (2015 + number[..1].parse::<i32>().unwrap()).to_string();
        let date = format!("{year}-06-01");
        let mut add = vec![
            "add", "d", "--number", number, "--title", title, "--group", &year, "--date", &date,
        ];
        match judged {
            Marked => add.push("bron.pdf"),
            RefusedWhole => {
                add.extend(["bron.pdf", "--judgement", "niet openbaar"]);
                grounds
                    .iter()
                    .for_each(|ground| add.extend(["--ground", ground]));
            }
            SuppliedBefore => add.extend(["bron.pdf", "--judgement", "reeds openbaar"]),
            RefusedBefore => add.push("--no-file"),
        }
        assert_eq!(run(&program, &add), 0, "{number}");
        if *judged == RefusedBefore {
            assert_eq!(
                run(
                    &program,
                    &["change", "d", number, "--set", "aside=eerder geweigerd"]
                ),
                0
            );
        }
        if *judged == Marked {
            marks.extend(grounds.iter().enumerate().map(|(place, ground)| {
                let top = 100.0 + 30.0 * place as f64;
                json!({ "document": number, "page": 1, "areas": [[40.0, top, 90.0, top + 12.0]], "grounds": [ground] })
            }));
        }
    }
    program.write("m.json", json!({ "marks": marks }).to_string());
    assert_eq!(run(&program, &["mark", "d", "--marks", "m.json"]), 0);
    program
}

pub fn sheet(program: &Program, path: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(program.file(path)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

#[test]
fn the_same_rows_come_out_in_one_order_and_one_spelling() {
    let program = entered();
    let export = ["export", "d", "--to", "uit", "--only", "inventory"];
    assert_eq!(run(&program, &export), 0);
    let rows = sheet(&program, "uit/openbaar/inventaris.xlsx");
    let of = |number: &str| rows.iter().find(|row| row[0] == number).unwrap();
    let order = [C, E, F, I, B, SCOPE];
    for (number, title, judged, grounds) in ROWS {
        let row = of(number);
        let expected: Vec<&str> = order.into_iter().filter(|g| grounds.contains(g)).collect();
        assert_eq!(
            (row[1].as_str(), row[6].as_str()),
            (*title, expected.join(", ").as_str()),
            "{number}"
        );
        let remark = match judged {
            Marked => "",
            RefusedWhole => "Integraal geweigerd",
            SuppliedBefore => "Reeds verstrekt aan verzoeker",
            RefusedBefore => "Reeds integraal geweigerd in eerder Wob-verzoek",
        };
        assert_eq!(row[7], remark, "{number}");
    }
    let headings: Vec<&str> = rows
        .iter()
        .map(|r| r[0].as_str())
        .filter(|c| c.contains(". 20"))
        .collect();
    assert_eq!(
        headings,
        [
            "1. 2016", "2. 2017", "3. 2018", "4. 2019", "5. 2020", "6. 2021", "7. 2022"
        ]
    );
    let last = rows.iter().position(|row| row[0] == "7. 2022").unwrap();
    assert_eq!(
        rows[last + 1][1],
        "n.v.t.",
        "nothing of the last year asked for"
    );
    let count = "29 documenten: 20 deels openbaar, 4 niet openbaar, 5 reeds openbaar.";
    assert!(rows.iter().any(|row| row[0] == count));
}

#[test]
fn what_the_decision_overlooked_is_found() {
    let program = entered();
    let output = program.run(&["check", "d", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = json["findings"].as_array().unwrap();
    let documents = |kind: &str| -> BTreeSet<&str> {
        let of_kind = found.iter().filter(|f| f["kind"] == kind);
        of_kind.filter_map(|f| f["document"].as_str()).collect()
    };
    // Documents of 2016 are older than five years, those with absolute grounds alone do not ask.
    assert!(
        documents("older_than_five_years").contains("1a")
            && !documents("older_than_five_years").contains("1d")
    );
    assert!(!documents("older_than_five_years").contains("3a"));
    // A ground of the Wob on a document that is judged now.
    let marks = json!({ "marks": [{ "document": "6b", "page": 1, "areas": [[40.0, 200.0, 90.0, 212.0]], "grounds": ["10(2)e"] }] });
    program.write("wob.json", marks.to_string());
    assert_eq!(run(&program, &["mark", "d", "--marks", "wob.json"]), 0);
    let wob = |program: &Program| {
        let output = program.run(&["check", "d", "--json"]);
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("wob_ground")
    };
    assert!(wob(&program));
    assert_eq!(
        run(
            &program,
            &["change", "d", "6b", "--set", "earlier=2019-05-04"]
        ),
        0
    );
    assert!(!wob(&program));
}

#[test]
fn a_ground_that_is_used_is_listed_and_a_name_on_another_ground_is_found() {
    let program = entered();
    let text = lines(&["Aan de heer J. Willemsen"]);
    program.write("naam.pdf", PdfMaker::new().page(text, "").build());
    let add = ["add", "d", "naam.pdf", "--number", "6d", "--group", "2021"];
    assert_eq!(run(&program, &add), 0);
    let text = program.page_text(&program.file("naam.pdf"), 0);
    let name = (0..text.words.len()).find(|i| text.word_text(*i) == "Willemsen");
    let ink = lakwerk::model::page::text::PageText::bounds(text.word(name.unwrap())).unwrap();
    let marked = |area: [f64; 4], ground: &str| {
        let mark = json!({ "document": "6d", "page": 1, "areas": [area], "grounds": [ground] });
        program.write("m.json", json!({ "marks": [mark] }).to_string());
        assert_eq!(run(&program, &["mark", "d", "--marks", "m.json"]), 0);
        let output = program.run(&["check", "d", "--json"]);
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = json["findings"].as_array().unwrap().iter();
        let of_name = found.filter(|f| f["kind"] == "name_on_other_ground");
        of_name
            .filter_map(|f| f["document"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    // Typed as the decision has it: the company's ground on a person's name.
    assert_eq!(marked(ink.into(), C), ["6d"]);
    // A ground that nobody else uses is in the row because a box has it; there is no other way into the row.
    assert_eq!(marked([40.0, 200.0, 90.0, 212.0], "5.1(2)h"), ["6d"]);
    let export = ["export", "d", "--to", "uit", "--only", "inventory"];
    assert_eq!(run(&program, &export), 0);
    let rows = sheet(&program, "uit/openbaar/inventaris.xlsx");
    let row = rows.iter().find(|row| row[0] == "6d").unwrap();
    assert_eq!(row[6], "5.1(1)c, 5.1(2)h");
    let meanings = rows.iter().filter(|row| row[0].starts_with("5.1(2)h"));
    assert_eq!(meanings.count(), 1, "and it is explained below the table");
}

#[test]
fn the_platform_reads_every_row_as_it_is_meant() {
    let program = entered();
    // The platform's labels do not depend on how the dossier writes its own.
    assert_eq!(run(&program, &["change", "d", "--set", "style=5.1.2e"]), 0);
    let output = program.run(&["export", "d", "--to", "uit"]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{message}");
    let rows = sheet(&program, "uit/openbaar/productierapport.xlsx");
    assert_eq!(rows[0].len(), 14);
    let read = platform::read(&rows);
    assert_eq!(read.len(), ROWS.len());
    let label = |ground: &&str| match *ground {
        E => Some("5.1.2e"),
        C => Some("5.1.1c"),
        I => Some("5.1.2i"),
        F => Some("5.1.2f"),
        B => Some("5.2"),
        _ => None,
    };
    for (number, title, judged, grounds) in ROWS {
        let judgement = match judged {
            Marked => "Deels openbaar",
            RefusedWhole | RefusedBefore => "Niet openbaar",
            SuppliedBefore => "Reeds openbaar",
        };
        let row = &read[*number];
        let expected = grounds.iter().filter_map(label).map(str::to_owned);
        assert_eq!(row.judgement, judgement, "{number}");
        assert_eq!(row.grounds, expected.collect::<BTreeSet<_>>(), "{number}");
        assert_eq!(
            (row.document.as_str(), row.has_file()),
            (*title, *judged == Marked)
        );
        let year = 2015 + number[..1].parse::<i32>().unwrap();
        assert_eq!(row.date, Some((year, 6, 1)), "{number}");
        assert_eq!((row.suspended, row.family, row.thread), (false, None, None));
        assert_eq!(row.cases, ["Z-2022-0456"]);
        // What the platform has no label for is said in words.
        let says_scope = row.remark.contains("buiten scope");
        assert_eq!(says_scope, grounds.contains(&SCOPE), "{number}");
    }
    platform::match_files(&read, &program.file("uit/openbaar"));
}
