//! Reading beside the work, and what the window tells of it.

#[cfg(unix)]
use super::{GOOD, dossier, fake};
use super::{LETTER, programs, scan};
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use crate::window::Window;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lakwerk::model::page::text::PageText;
use serde_json::Value;
use std::path::Path;

#[test]
fn in_the_window_a_scan_is_read_beside_the_work_and_marked_by_the_word() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let file = program.write("brief.pdf", scan(&LETTER));
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::reading_scans(program, Some(file), size, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.wait_for("tekst: gelezen van de scan");
    window.key(Modifiers::COMMAND, Key::F);
    window.wait("what was found", |window| {
        Path::new(&window.program.file("brief-dossier")).exists()
            || window.program.names().len() > 1
    });
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Num1);
    // Over the middle of the name in the first line.
    let place = word_place("Zonneveld,");
    window.drag(
        (place[0] + 8.0, place[1] + 4.0),
        (place[2] - 12.0, place[3] - 4.0),
    );
    let marks = window.marks_on_disk();
    let area: [f64; 4] = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    assert!((area[0] - place[0]).abs() < 2.0, "{area:?} {place:?}");
    assert!(area[2] > place[2] - 6.0, "{area:?} {place:?}");
}

#[cfg(unix)]
#[test]
fn that_a_scan_cannot_be_read_is_told_once_of_a_dossier_until_there_are_others() {
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let another = program.write("nog een.pdf", scan(&LETTER[2..]));
    let path = fake(&program, GOOD.0, GOOD.1, "exit 1");
    let folder = program.file("d");
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::reading_scans(program, Some(folder.clone()), size, Some(path));
    let one = "1 scan kan niet worden gelezen: zoeken en suggesties slaan die pagina over";
    window.wait_for(one);
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    window
        .harness
        .get_by_role(egui::Role::TextInput)
        .type_text(folder.to_str().unwrap());
    window.steps();
    window.click("Openen");
    window.wait_for("geen tekst (scan)");
    window.drop_files([another]);
    window.wait_for(
        "2 scans kunnen niet worden gelezen: zoeken en suggesties slaan die pagina's over",
    );
    assert!(!window.has(one));
}

#[test]
fn a_scan_that_was_read_tells_its_day_and_its_kind() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let letter = scan(&["Notulen", "", "Datum: 13 juli 2016", "", "Geachte heer,"]);
    let file = program.write("brief.pdf", letter);
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::reading_scans(program, Some(file), size, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: gelezen van de scan");
    window.command("Datum en soort voorstellen");
    window.wait_for("1 datum en 1 soort ingevuld; kijk ze na op het tabblad Document");
    window.marks_on_disk();
    let output = window.program.run(&["list", "dossier brief", "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list["documents"][0]["date"], "2016-07-13");
    assert_eq!(list["documents"][0]["kind"], "notulen");
}

/// Where a word of the letter stands.
fn word_place(word: &str) -> [f64; 4] {
    let program = Program::new();
    let page = PdfMaker::new().page(lines(&LETTER), "").build();
    let text = program.page_text(&program.write("tekst.pdf", page), 0);
    let found = (0..text.words.len()).find(|w| text.word_text(*w) == word);
    let chars = text.word(found.unwrap());
    PageText::bounds(chars).unwrap().into()
}
