//! Twins: what is covered on a page and readable on one that says the same, and marks that are taken over.

use super::pdf_maker::{PdfMaker, lines};
use super::program::Program;
use super::window::Window;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lakwerk::model::page::text::PageText;
use serde_json::{Value, json};

/// A letter below these lines, with a name below it and what else is drawn.
fn letter(above: &[&str], name: &str, drawn: &str) -> Vec<u8> {
    let own = [
        "Geachte mevrouw,",
        "Op uw verzoek bevestigen wij hierbij het ontslag",
        "dat Willemsen op dezelfde dag met u heeft besproken.",
        "De brief met de voorwaarden volgt in de week daarna.",
        "Met vriendelijke groet,",
        name,
    ];
    let page = lines(&[above, &own].concat());
    PdfMaker::new().page(page + drawn, "").build()
}

const SQUARE: &str = "100 20 30 30 re f\n";

fn run(program: &Program, arguments: &[&str]) -> i32 {
    program.run(arguments).status.code().unwrap_or(-1)
}

fn json_of(program: &Program, arguments: &[&str]) -> Value {
    serde_json::from_slice(&program.run(arguments).stdout).unwrap()
}

/// The place of a word on the first page of a file.
fn place(program: &Program, file: &str, word: &str) -> [f64; 4] {
    let text = program.page_text(&program.file(file), 0);
    let word = (0..text.words.len()).find(|i| text.word_text(*i) == word);
    PageText::bounds(text.word(word.unwrap())).unwrap().into()
}

/// A dossier of a letter (1a) with these words covered and the square, a copy for the archive with another name (1b), and the
/// letter set otherwise (1c).
pub fn with_letters(covered: &[&str]) -> Program {
    let program = Program::new();
    program.write("a.pdf", letter(&[], "Zomerdijk", SQUARE));
    let archive = ["Kopie voor het archief"];
    program.write("b.pdf", letter(&archive, "Winterdijk", ""));
    program.write("c.pdf", letter(&["", ""], "Zomerdijk", SQUARE));
    assert_eq!(run(&program, &["new", "d", "--title", "Proef"]), 0);
    let add = ["add", "d", "a.pdf", "b.pdf", "c.pdf", "--group", "2016"];
    assert_eq!(run(&program, &add), 0);
    let mut areas: Vec<[f64; 4]> = covered
        .iter()
        .map(|w| place(&program, "a.pdf", w))
        .collect();
    areas.push([100.0, 250.0, 130.0, 280.0]);
    let marks: Vec<Value> = areas
        .iter()
        .map(|area| json!({ "document": "1a", "page": 1, "areas": [area], "grounds": ["5.1.2e"] }))
        .collect();
    program.write("m.json", json!({ "marks": marks }).to_string());
    assert_eq!(run(&program, &["mark", "d", "--marks", "m.json"]), 0);
    program
}

/// What the check says of one kind.
fn findings(program: &Program, kind: &str) -> Vec<Value> {
    let json = json_of(program, &["check", "d", "--json"]);
    for word in ["ontslag", "willemsen"] {
        assert!(!json.to_string().to_lowercase().contains(word));
    }
    let all = json["findings"].as_array().unwrap().iter();
    all.filter(|f| f["kind"] == kind).cloned().collect()
}

#[test]
fn what_is_covered_on_a_page_and_readable_on_its_twins_is_asked_once() {
    let program = with_letters(&["ontslag", "Willemsen"]);
    let found = findings(&program, "twin_differs");
    // The name tells by itself and is asked about as such, the ordinary word by its place alone.
    let documents: Vec<&Value> = found.iter().map(|f| &f["document"]).collect();
    assert_eq!(documents, ["1b", "1c"]);
    assert_eq!(found[0]["hidden_in"]["document"], "1a");
    assert_eq!(found[0]["passage"], found[1]["passage"]);
    let elsewhere = findings(&program, "readable_elsewhere");
    assert_eq!(elsewhere.len(), 2);
    assert!(
        elsewhere
            .iter()
            .all(|f| f["passage"] != found[0]["passage"])
    );

    let passage = found[0]["passage"].to_string();
    assert_eq!(run(&program, &["check", "d", "--cover", &passage]), 0);
    assert_eq!(findings(&program, "twin_differs"), Vec::<Value>::new());
    let list = json_of(&program, &["list", "d", "--json"]);
    let mark = &list["documents"][1]["marks"][0];
    let area: Vec<f64> = serde_json::from_value(mark["areas"][0].clone()).unwrap();
    let word = place(&program, "b.pdf", "ontslag");
    assert!(
        area[1] <= word[1] && area[3] >= word[3],
        "{area:?} {word:?}"
    );
}

#[test]
fn a_document_that_says_the_same_is_proposed_as_a_duplicate_until_it_is_one() {
    let program = with_letters(&[]);
    let found = findings(&program, "near_duplicate");
    assert_eq!(found.len(), 1, "with another name it is no duplicate");
    assert_eq!(found[0]["document"], "1c");
    let twin = json!({ "document": "1a", "percent": 100 });
    assert_eq!(found[0]["twin"], twin);
    let aside = ["change", "d", "1c", "--set", "aside=dubbel van 1a"];
    assert_eq!(run(&program, &aside), 0);
    assert_eq!(findings(&program, "near_duplicate"), Vec::<Value>::new());
}

#[test]
fn marks_are_taken_over_where_the_same_stands_and_nowhere_else() {
    let program = with_letters(&["Willemsen", "Zomerdijk"]);
    let log = |program: &Program| -> Vec<Value> {
        let log = json_of(program, &["log", "d", "--json"]);
        log["entries"].as_array().unwrap().clone()
    };
    let before = log(&program).len();
    let carry = [
        "twins", "d", "--carry", "1a=1b", "--carry", "1A=1C", "--json",
    ];
    let output = program.run(&carry);
    assert_eq!(output.status.code(), Some(1), "not all came over");
    let made: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = json!([
        { "from": "1a", "to": "1b", "marks": 1, "covered": 0, "left": [1, 1] },
        // The square stands in its place there, and the words lower.
        { "from": "1a", "to": "1c", "marks": 3, "covered": 0, "left": [] },
    ]);
    assert_eq!(made["carried"], expected);
    assert_eq!(log(&program).len(), before + 1, "one step of undo");

    let list = json_of(&program, &["list", "d", "--json"]);
    for (nth, file) in [(1, "b.pdf"), (2, "c.pdf")] {
        let mark = &list["documents"][nth]["marks"][0];
        assert_eq!(mark["grounds"], json!(["5.1.2e"]));
        let area: Vec<f64> = serde_json::from_value(mark["areas"][0].clone()).unwrap();
        let word = place(&program, file, "Willemsen");
        let is_over = area[0] <= word[0] && area[1] <= word[1] && area[3] >= word[3];
        assert!(is_over && area[3] - area[1] < 20.0, "{area:?} {word:?}");
    }
    let again = json_of(&program, &carry);
    assert_eq!(again["carried"][0]["covered"], 1);
    assert_eq!(again["carried"][1]["covered"], 3);
    assert_eq!(log(&program).len(), before + 1);
    for wrong in ["1a", "1a=1a", "1a=9z"] {
        assert_eq!(
            run(&program, &["twins", "d", "--carry", wrong]),
            2,
            "{wrong}"
        );
    }
}

#[test]
fn a_word_of_which_half_is_covered_in_the_twin_is_taken_over() {
    let program = with_letters(&["Willemsen"]);
    let [left, top, right, bottom] = place(&program, "c.pdf", "Willemsen");
    let half = [left, top, (left + right) / 2.0, bottom];
    let mark = json!({ "document": "1c", "page": 1, "areas": [half], "grounds": ["5.1.2e"] });
    program.write("half.json", json!({ "marks": [mark] }).to_string());
    assert_eq!(run(&program, &["mark", "d", "--marks", "half.json"]), 0);
    let made = json_of(&program, &["twins", "d", "--carry", "1a=1c", "--json"]);
    assert_eq!(made["carried"][0]["covered"], 0, "{made}");
    assert_eq!(made["carried"][0]["marks"], 2, "{made}");
}

#[test]
fn the_same_file_takes_over_what_is_marked_on_a_picture() {
    let program = Program::new();
    program.write("a.pdf", PdfMaker::new().page(SQUARE, "").build());
    assert_eq!(run(&program, &["new", "d", "--title", "Proef"]), 0);
    for _ in 0..2 {
        assert_eq!(run(&program, &["add", "d", "a.pdf", "--group", "2016"]), 0);
    }
    let area = [100.0, 250.0, 130.0, 280.0];
    let mark = json!({ "document": "1b", "page": 1, "areas": [area], "grounds": ["5.1.2e"] });
    program.write("m.json", json!({ "marks": [mark] }).to_string());
    assert_eq!(run(&program, &["mark", "d", "--marks", "m.json"]), 0);
    assert_eq!(findings(&program, "near_duplicate").len(), 1);
    assert_eq!(run(&program, &["twins", "d", "--carry", "1b=1a"]), 0);
    let list = json_of(&program, &["list", "d", "--json"]);
    assert_eq!(list["documents"][0]["marks"][0]["areas"], json!([area]));
}

#[test]
fn twins_are_listed_with_how_much_they_share() {
    let program = with_letters(&[]);
    let found = json_of(&program, &["twins", "d", "--json"]);
    let pages = found["pages"].as_array().unwrap();
    let numbers = |pair: &Value| [0, 1].map(|n| pair["pages"][n]["document"].clone());
    let pairs: Vec<[Value; 2]> = pages.iter().map(numbers).collect();
    let expected = [["1a", "1b"], ["1a", "1c"], ["1b", "1c"]];
    assert_eq!(pairs, expected.map(|pair| pair.map(Value::from)));
    assert_eq!(pages[1]["percent"], 100);
    assert!(pages[0]["percent"].as_u64().unwrap() < 100);
    let documents = json!([{ "documents": ["1a", "1c"], "percent": 100 }]);
    assert_eq!(found["documents"], documents);
    assert_eq!(run(&program, &["twins", "d"]), 0);
}

#[test]
fn in_the_window_a_twin_takes_the_marks_over_or_is_left_out() {
    let program = with_letters(&["ontslag"]);
    let dossier = program.file("d");
    let mut window = Window::open(program, Some(dossier));
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::F7);
    let row = "1b p. 1: ontslag, elders gelakt";
    window.wait_for(row);
    window.click(row);
    window.wait_for("Hier gelakt: 1a p. 1");
    window.wait_for("Daar te lezen: 1b p. 1");
    window.click("Lakkingen van 1a overnemen");
    window.wait_for("Van 1a in 1b overgenomen: 1 lakking");
    window.wait("what was mended to go", |w| !w.has(row));

    // What weighs least is the last of the list.
    window.key(Modifiers::NONE, Key::F7);
    window.key(Modifiers::NONE, Key::End);
    window.wait_for("Dubbel van 1a");
    window.click("Dubbel van 1a");
    window.wait("the duplicate to go", |w| !w.has("Dubbel van 1a"));
    window.wait("saving", |w| {
        w.harness.query_by_label_contains("Opslaan (").is_none()
    });
    let list = json_of(&window.program, &["list", "d", "--json"]);
    assert_eq!(list["documents"][2]["aside"], "dubbel van 1a");
}
