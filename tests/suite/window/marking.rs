//! Marks: drawn, found, pulled, widened and taken back, and judged and exported with their documents.

use super::{Window, published, with_letters, word};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

#[test]
fn own_pdf_to_opened_export_in_eight_actions() {
    // 1: the file is dropped or named; 2: the dossier is made as proposed.
    let mut window = Window::with_letter();
    // 3: a drag over the name; 4: its ground.
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    // 5: export; 6: why, although not everything is finished; 7: where it is proposed; 8: look at it.
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Nieuwe map voor de export");
    window.type_reason("pagina's worden later afgerond");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 document veilig geëxporteerd, 1 pagina gecontroleerd.");
    window.harness.get_by_label("Map openen");
    window.harness.get_by_label("Inventaris openen");
    let program = &window.program;
    let export = published(program.file("").as_path());
    let text = program.text(&export.join("openbaar/1a.pdf")).concat();
    assert!(
        !text.contains("Willemsen") && text.contains("Geachte heer") && text.contains("5.1.2e")
    );
    assert!(export.join("openbaar/inventaris.xlsx").is_file());
}

#[test]
fn marks_are_drawn_retagged_deleted_and_taken_back_with_keys() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("Grond: 5.1.1c");
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.1c Willemsen");
    assert!(
        window
            .harness
            .query_by_label_contains("Kies een grond met 1–9")
            .is_none()
    );

    window.click("1a p. 1 5.1.1c Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.wait_for("Grond: 5.1.1c");
    window.key(Modifiers::SHIFT, Key::Num4);
    window.wait_for("1a p. 1 5.1.2e + 5.2.1 Willemsen");
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("Geen lakkingen.");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("1a p. 1 5.1.2e + 5.2.1 Willemsen");
    window.wait_for("Lakking p. 1 (5.1.2e + 5.2.1) ongedaan gemaakt");
    // What came back is not selected: a digit is for the next mark.
    window.key(Modifiers::NONE, Key::Num3);
    window.wait_for("Grond: buiten verzoek");
    assert!(window.has("1a p. 1 5.1.2e + 5.2.1 Willemsen"));
    window.key(Modifiers::COMMAND, Key::Y);
    window.wait_for("Geen lakkingen.");
    window.key(Modifiers::COMMAND, Key::Z);
    let marks = window.marks_on_disk();
    assert_eq!(marks[0]["grounds"], serde_json::json!(["5.1.2e", "5.2.1"]));
}

#[test]
fn a_drag_covers_from_where_the_button_went_down() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.click("Lakken");
    let rows = window.harness.get_all_by_label_contains("Vrij kader");
    rows.last().unwrap().click();
    window.steps();
    window.drag((30.0, 200.0), (130.0, 240.0));
    let marks = window.marks_on_disk();
    let area: Vec<f64> = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    for (drawn, expected) in area.iter().zip([30.0, 200.0, 130.0, 240.0]) {
        assert!((drawn - expected).abs() < 0.5, "{area:?}");
    }
}

#[test]
fn nothing_can_be_drawn_while_the_preview_shows() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::O);
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::V);
    window.wait_for("Zo wordt het gepubliceerd");
    window.drag((30.0, 200.0), (130.0, 240.0));
    assert!(window.has("Geen lakkingen."));
    window.key(Modifiers::NONE, Key::V);
    assert!(!window.has("Zo wordt het gepubliceerd"));
}

#[test]
fn one_key_judges_a_document_open_and_one_finishes_a_page() {
    let mut window = Window::with_letter();
    window.wait_for("1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.key(Modifiers::NONE, Key::O);
    window.key(Modifiers::NONE, Key::A);
    window.wait_for("1a brief, Openbaar, 1 van 1 pagina afgerond");
    window.wait_for("Pagina 1 van 1a afgerond · Alle pagina's zijn afgerond");
}

#[test]
fn what_blocks_an_export_is_listed_with_the_way_there() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::G);
    window.wait_for("Grond kiezen");
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("5.1.4");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.4 Willemsen");
    window.key(Modifiers::COMMAND, Key::E);
    let finding = "1a p. 1: grond 5.1.4 is tijdelijk en vraagt om een datum bij het document.";
    window.wait_for(finding);
    window.click(finding);
    assert!(!window.has("Dit moet eerst worden opgelost:"));
}

#[test]
fn the_page_is_zoomed_with_keys_however_quickly_they_are_struck() {
    let mut window = Window::with_letter();
    let zoom = |window: &Window| window.harness.state().as_ref().unwrap().zoom().unwrap();
    let fitted = zoom(&window);
    // Key and modifier go down and up within one frame, as a quick hand does it.
    for (key, expected) in [
        (Key::Plus, fitted * 1.25),
        (Key::Minus, fitted),
        (Key::Minus, fitted * 0.8),
        (Key::Num0, fitted),
    ] {
        window.key(Modifiers::COMMAND, key);
        assert!((zoom(&window) - expected).abs() < 1e-6, "{key:?}");
    }
}

#[test]
fn a_page_is_blackened_whole_with_the_ground_that_is_asked_for() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Geachte heer Willemsen, Uw verzoek is ontvangen.");
    let marks = window.marks_on_disk();
    assert_eq!(
        marks[0]["areas"],
        serde_json::json!([[0.0, 0.0, 400.0, 300.0]])
    );
}

#[test]
fn a_free_frame_is_moved_by_its_line_and_pulled_by_its_corner() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::B);
    window.drag((30.0, 200.0), (130.0, 240.0));
    window.wait_for("1a p. 1 5.1.2e");
    window.click("1a p. 1 5.1.2e");
    window.drag((60.0, 200.0), (80.0, 210.0));
    window.drag((150.5, 250.5), (170.0, 270.0));
    let marks = window.marks_on_disk();
    assert_eq!(marks.len(), 1);
    let area: Vec<f64> = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    for (found, expected) in area.iter().zip([50.0, 210.0, 170.0, 270.0]) {
        assert!((found - expected).abs() < 1.0, "{area:?}");
    }
}

#[test]
fn a_name_is_found_everywhere_and_marked_as_one_step() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("willemsen");
    window.wait_for("3 keer gevonden, in 2 documenten");
    window.wait_for("1 pagina zonder tekst niet doorzocht");
    window.click("Alles aanvinken");
    window.click("Aanvinken 1b p. 1: WILLEMSEN");
    window.click("Aangevinkte lakken (2)");
    window.wait_for("2 lakkingen gemaakt");
    // What is covered already says so, and is ticked by hand alone.
    let covered = "Aanvinken 1a p. 1: Willemsen, al gelakt";
    window.wait_for(covered);
    window.wait_for("Aanvinken 1b p. 1: Willemsen, al gelakt");
    assert!(window.has("Aanvinken 1b p. 1: WILLEMSEN"));
    window.click("Alles aanvinken");
    window.wait_for("Aangevinkte lakken (1)");
    window.click(covered);
    window.click("Aangevinkte lakken (2)");
    window.wait_for("1 lakking gemaakt · 1 was al gelakt");
    window.wait_for("Aanvinken 1b p. 1: WILLEMSEN, al gelakt");
    window.click("Lakkingen");
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Geen lakkingen.");
}

#[test]
fn what_a_mark_covers_is_looked_for_everywhere() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.click("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.wait_for("1 keer gevonden, in 1 document");
}

#[test]
fn the_width_of_a_mark_is_measured_and_widened_as_one_step() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.click("1a p. 1 5.1.2e Willemsen");
    window.wait("the measure", |w| {
        w.harness
            .query_by_label_contains("van 1572 namen passen")
            .is_some()
    });
    let left = |marks: &[serde_json::Value]| marks[0]["areas"][0][0].as_f64().unwrap();
    let before = left(&window.marks_on_disk());
    window.wait("what is blank", |w| {
        let button = w.harness.get_by_label("Verbreden over wit");
        !egui_kittest::kittest::NodeT::accesskit_node(&button).is_disabled()
    });
    window.click("Verbreden over wit");
    window.wait_for("1 lakking verbreed over wit");
    assert!(left(&window.marks_on_disk()) < before - 0.5);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(left(&window.marks_on_disk()), before);
}

#[test]
fn a_document_judged_open_is_partly_open_once_something_in_it_is_covered() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::O);
    window.wait_for("1a brief, Openbaar, 0 van 1 pagina afgerond");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for("1a brief, Deels openbaar, 0 van 1 pagina afgerond");
    window.wait_for("Nu Deels openbaar: 1a");
    // One step.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("1a brief, Openbaar, 0 van 1 pagina afgerond");
    assert_eq!(window.marks_on_disk().len(), 0);
}

#[test]
fn history_says_in_how_many_documents_a_step_marked() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("willemsen");
    window.wait_for("3 keer gevonden, in 2 documenten");
    window.click("Alles aanvinken");
    window.click("Aangevinkte lakken (3)");
    window.wait_for("3 lakkingen gemaakt");
    window.key(Modifiers::COMMAND, Key::H);
    window.wait("the step", |w| {
        let part = "3 lakkingen in 2 documenten";
        w.harness.query_by_label_contains(part).is_some()
    });
}

#[test]
fn ticks_stay_while_a_ground_is_asked_for_and_not_given() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND, Key::F);
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("willemsen");
    window.wait_for("1 keer gevonden, in 1 document");
    window.click("Alles aanvinken");
    window.click("Aangevinkte lakken (1)");
    window.wait_for("Annuleren");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("Aangevinkte lakken (1)");
    window.click("Aangevinkte lakken (1)");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 lakking gemaakt");
    window.wait_for("Aangevinkte lakken (0)");
}
