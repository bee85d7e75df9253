//! What belongs to a dossier as a whole: digits for grounds, days and kinds, considerations.

use crate::pdf_maker::{PdfMaker, lines};
use crate::window::{Window, word};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

#[test]
fn a_ground_comes_under_a_digit_of_the_dossier_and_under_that_key() {
    let mut window = Window::with_letter();
    // In the palette: found by its words, put under a digit, the palette stays.
    window.key(Modifiers::NONE, Key::G);
    let field = window.harness.get_by_role(Role::TextInput);
    field.type_text("toezicht");
    window.steps();
    window.key(Modifiers::COMMAND, Key::Num4);
    window.wait_for("5.1.2d staat nu onder cijfer 4");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Num4);
    window.wait_for("Grond: 5.1.2d");
    // In the form: two digits change places.
    window.click("Lakken");
    window.click("Gronden onder de cijfers…");
    window.click("Cijfer 1");
    window.click("5.1.1c bedrijfs- en fabricagegegevens");
    window.click("Bewaren");
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for("Grond: 5.1.1c");
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("Grond: 5.1.2e");
    // One step each, kept with the dossier.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Gronden onder de cijfers ongedaan gemaakt");
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for("Grond: 5.1.2e");
    window.marks_on_disk();
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    let dossier = window.program.file("dossier brief");
    let mut again = Window::open(window.program, Some(dossier));
    again.wait_for("tekst: echt");
    again.key(Modifiers::NONE, Key::Num4);
    again.wait_for("Grond: 5.1.2d");
}

#[test]
fn days_and_kinds_are_proposed_where_there_are_none_and_taken_back_as_one() {
    let program = crate::program::Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    let dated = lines(&["Datum: 14 maart 2016", "Geachte heer,"]);
    program.write("map/brief.pdf", PdfMaker::new().page(dated, "").build());
    let bare = lines(&["Niets bijzonders"]);
    program.write("map/stuk.pdf", PdfMaker::new().page(bare, "").build());
    let path = program.file("map");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.command("Datum en soort voorstellen");
    window.wait_for("1 datum en 1 soort ingevuld; kijk ze na op het tabblad Document");
    let facts = |window: &mut Window| {
        window.log();
        let output = window.program.run(&["list", "dossier map", "--json"]);
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let first = &list["documents"][0];
        (first["date"].clone(), first["kind"].clone())
    };
    assert_eq!(facts(&mut window), ("2016-03-14".into(), "brief".into()));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the date to go", |w| {
        !w.has("1 datum en 1 soort ingevuld; kijk ze na op het tabblad Document")
    });
    assert_ne!(facts(&mut window).0, "2016-03-14");
}

#[test]
fn an_own_consideration_is_kept_for_the_next_dossier_only_when_that_is_asked() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    let kept = window.program.file("state/voorkeuren.json");
    let holds = |kept: &std::path::Path| {
        std::fs::read_to_string(kept)
            .unwrap()
            .contains("te herkennen")
    };
    window.command("Overwegingen");
    window.click("Voorbeeld bij 5.1.2e overnemen");
    assert!(!holds(&kept));
    window.click("5.1.2e onthouden");
    window.wait_for("De tekst wordt in een volgend dossier aangeboden");
    assert!(holds(&kept));
    window.click("Annuleren");
    window.command("Overwegingen");
    window.click("Eigen tekst voor 5.1.2e");
    window.key(Modifiers::COMMAND, Key::Enter);
    window.wait("the form to close", |w| !w.has("5.1.2e onthouden"));
    window.marks_on_disk();
    let log = window.program.run(&["log", "dossier brief", "--json"]);
    let log = String::from_utf8(log.stdout).unwrap();
    assert!(log.contains("te herkennen"), "{log}");
    window.command("Overwegingen");
    window.click("5.1.2e niet meer onthouden");
    window.wait_for("De tekst wordt niet meer aangeboden");
    assert!(!holds(&kept));
}
