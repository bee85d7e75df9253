//! C (43–54): what the outside of a box tells.

use super::*;
use crate::program::Program;
use serde_json::json;

pub fn rows() -> Vec<Row> {
    let shown = |operators: &str| page(operators);
    let about = |title: &str, id: u8, day: u8| {
        let mut maker = PdfMaker::new();
        let info = maker.object(format!(
            "<</Title({title})/CreationDate(D:202601{day:02}120000Z)>>"
        ));
        maker.trailer(&format!("/Info {info} 0 R/ID[<{id:032x}><{id:032x}>]"));
        page_with(maker, SECRET, "", "")
    };
    let widths = |list: &str| {
        let mut maker = PdfMaker::new();
        let font = maker.object(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 65/LastChar 70/Widths[{list}]>>"
        ));
        let resources = format!("/Font<</F {HELVETICA} 0 R/G {font} 0 R>>");
        maker
            .page_with(
                format!("BT /G 12 Tf 110 175 Td (ABC) Tj ET {OPEN}"),
                "",
                &resources,
            )
            .build()
    };
    vec![
        row(
            43,
            "survivors stay where they stood",
            Proof::Test(
                "tests/suite/attacks/channels.rs",
                "what_survives_stands_where_it_stood",
            ),
        ),
        row(
            43,
            "a width says how much was covered",
            Proof::Duty("De breedte van een vlak"),
        ),
        row(
            44,
            "kerning of what survives",
            Proof::Same([
                shown(
                    "BT /F 12 Tf 40 175 Td (Aan) Tj 70 0 Td [(GEHEIM)-300] TJ 120 0 Td (is) Tj ET",
                ),
                shown(
                    "BT /F 12 Tf 40 175 Td (Aan) Tj 70 0 Td [(QX)120(ZJ)] TJ 120 0 Td (is) Tj ET",
                ),
            ]),
        ),
        row(
            45,
            "a box hugs its word",
            Proof::Duty("De breedte van een vlak"),
        ),
        row(
            46,
            "widths that only the covered letters used",
            Proof::Same([widths("600 610 620 1 2 3"), widths("640 650 660 4 5 6")]),
        ),
        row(
            47,
            "letters that only the covered word used",
            Proof::Same([
                shown("BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET"),
                shown("BT /F 12 Tf 110 175 Td (QXZJW#) Tj ET"),
            ]),
        ),
        row(
            48,
            "the number of boxes",
            Proof::Test(
                "tests/suite/attacks/channels.rs",
                "there_are_as_many_boxes_as_marks",
            ),
        ),
        row(
            48,
            "boxes and lines can be counted",
            Proof::Duty("hoeveel vlakken en regels"),
        ),
        row(
            49,
            "notes and names of reviewers",
            Proof::Test("tests/suite/attacks/channels.rs", "a_note_stays_inside"),
        ),
        row(
            50,
            "the passage in a twin document",
            Proof::Duty("dezelfde passage in een ander stuk"),
        ),
        row(
            51,
            "a name in a title",
            Proof::Test(
                "tests/suite/dossier/input.rs",
                "a_covered_word_in_a_title_keeps_the_document_back",
            ),
        ),
        row(
            51,
            "a name elsewhere in the document",
            Proof::Test(
                "tests/suite/dossier/checks.rs",
                "what_is_hidden_here_and_readable_there_is_found_and_settled",
            ),
        ),
        row(
            52,
            "the place in an alphabetical list",
            Proof::Duty("de plaats in een alfabetische lijst"),
        ),
        row(
            53,
            "reports and inventories",
            Proof::Test(
                "tests/suite/attacks/channels.rs",
                "the_report_tells_nothing_of_what_is_covered",
            ),
        ),
        row(
            54,
            "identifiers and dates of the source",
            Proof::Same([about("GEHEIM", 1, 2), about("Iets heel anders", 77, 29)]),
        ),
    ]
}

#[test]
fn channels_say_nothing() {
    ask_all(&rows());
}

#[test]
fn what_survives_stands_where_it_stood() {
    let source = page("BT /F 12 Tf 40 175 Td (Aan mevrouw GEHEIM te Utrecht) Tj ET");
    let mut reader = Engine::new(program::path())
        .open(source.clone().into(), None)
        .unwrap();
    let before = reader.text(0).unwrap();
    let (file, _) = written("43", &source, &[(0, [118.0, 110.0, 163.0, 130.0])]);
    let after = &Stranger::of(&file).texts[0];
    let place = |text: &lakwerk::model::page::text::PageText, word: &str| {
        let whole: Vec<char> = text.chars.iter().map(|c| c.text).collect();
        let letters: Vec<char> = word.chars().collect();
        let at = whole
            .windows(letters.len())
            .position(|w| w == letters.as_slice())
            .unwrap();
        text.chars[at].ink
    };
    for word in ["Aan", "te", "Utrecht", "Besluit"] {
        let (a, b) = (place(&before, word), place(after, word));
        // On a line with an area words may be set on a grid, to drop what depends on covered letters.
        let most = if word == "Besluit" { 0.05 } else { 0.32 };
        assert!((a.left() - b.left()).abs() < most, "{word}: {a:?} {b:?}");
    }
}

#[test]
fn there_are_as_many_boxes_as_marks() {
    let areas = [
        (0, AREA),
        (0, [40.0, 200.0, 90.0, 215.0]),
        (0, [300.0, 20.0, 380.0, 40.0]),
    ];
    let (file, _) = written("48", &page(SECRET), &areas);
    assert_eq!(Stranger::of(&file).boxes[0].len(), areas.len());
}

#[test]
fn a_note_stays_inside() {
    let program = Program::new();
    let marks = json!({ "marks": [
        { "page": 1, "areas": [AREA], "grounds": ["5.1.2e"], "note": "NOTITIE van Jansen" },
    ] });
    assert_eq!(program.redact(&page(SECRET), &marks), 0);
    let file = program.read("out.pdf");
    let stranger = Stranger::of(&file);
    stranger.hold_none_of(&file, &["NOTITIE", "Jansen", "GEHEIM"], "49");
}

#[test]
fn the_report_tells_nothing_of_what_is_covered() {
    let program = Program::new();
    let marks = crate::program::marks(1, &[AREA]);
    assert_eq!(program.redact(&page(SECRET), &marks), 0);
    let report = program.read("report.json");
    assert!(!objects::holds(&report, "GEHEIM"));
    let text = String::from_utf8(report).unwrap();
    for number in ["100.0", "220.0", "140.0", "sha256"] {
        assert!(!text.contains(number), "{number} in {text}");
    }
}
