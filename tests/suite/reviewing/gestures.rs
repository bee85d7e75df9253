//! Gestures on a page: clicks, drags and keys that mark.

use super::{click_page, letterheads, on_line};
use crate::pdf_maker::{PdfMaker, lines};
use crate::window::Window;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

#[test]
fn clicks_take_a_word_an_address_and_a_line() {
    let text = lines(&[
        "Mail willemsen@voorbeeld.nl nu",
        "",
        "Uw verzoek is ontvangen",
    ]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 45.0), 2, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e willemsen");
    click_page(&mut window, on_line(0, 45.0), 2, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e willemsen@voorbeeld.nl");
    click_page(&mut window, on_line(2, 30.0), 3, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Uw verzoek is ontvangen");
    assert_eq!(
        window.marks_on_disk().len(),
        2,
        "the word on the way is gone"
    );
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.marks_on_disk().len(), 1);
}

#[test]
fn a_third_click_comes_before_the_question_for_a_ground() {
    let mut window = Window::with_letter();
    click_page(&mut window, on_line(2, 30.0), 3, Modifiers::NONE);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Uw verzoek is ontvangen");
}

/// The button goes down or comes up at a place of the first page.
fn button(window: &Window, at: (f64, f64), pressed: bool) -> egui::Event {
    egui::Event::PointerButton {
        pos: window.on_page(at),
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn no_drag_is_lost_in_slow_frames() {
    let text = lines(&["Geachte heer Willemsen,", "", "Uw verzoek is ontvangen."]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    let moved = |window: &Window, at| egui::Event::PointerMoved(window.on_page(at));
    let name = (on_line(0, 90.0), on_line(0, 120.0));
    let request = (on_line(2, 25.0), on_line(2, 40.0));
    // Two whole drags between two frames.
    let both = [
        button(&window, name.0, true),
        moved(&window, name.1),
        button(&window, name.1, false),
        moved(&window, request.0),
        button(&window, request.0, true),
        moved(&window, request.1),
        button(&window, request.1, false),
    ];
    window.harness.input_mut().events.extend(both);
    window.steps();
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.wait_for("1a p. 1 5.1.2e verzoek");
    // Down and moved in one frame, up in the next, where the list of marks is.
    let received = (on_line(2, 90.0), on_line(2, 100.0));
    let begun = [
        button(&window, received.0, true),
        moved(&window, received.1),
    ];
    window.harness.input_mut().events.extend(begun);
    window.harness.step();
    let beside = window
        .harness
        .get_by_label("1a p. 1 5.1.2e verzoek")
        .rect()
        .center();
    let ended = egui::Event::PointerButton {
        pos: beside,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    };
    let away = egui::Event::PointerMoved(beside);
    window.harness.input_mut().events.extend([away, ended]);
    window.steps();
    let marks = window.marks_on_disk();
    assert_eq!(marks.len(), 3);
    // What begins in the list and is let go over the page marks nothing.
    let pressed = egui::Event::PointerButton {
        pos: beside,
        button: egui::PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    };
    let over = [
        egui::Event::PointerMoved(beside),
        pressed,
        moved(&window, on_line(0, 20.0)),
        button(&window, on_line(0, 20.0), false),
    ];
    window.harness.input_mut().events.extend(over);
    window.steps();
    assert_eq!(window.marks_on_disk().len(), 3);
}

#[test]
fn escape_lets_go_of_what_is_being_drawn() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    let (from, to) = (on_line(0, 90.0), on_line(0, 120.0));
    for event in [
        button(&window, from, true),
        egui::Event::PointerMoved(window.on_page(to)),
    ] {
        window.harness.input_mut().events.push(event);
        window.harness.step();
    }
    window.key(Modifiers::NONE, Key::Escape);
    let up = button(&window, to, false);
    window.harness.input_mut().events.push(up);
    window.steps();
    assert!(window.marks_on_disk().is_empty());
}

#[test]
fn what_was_clicked_waits_for_a_quick_digit_and_is_not_lost() {
    let mut window = Window::with_letter();
    click_page(&mut window, on_line(0, 90.0), 2, Modifiers::NONE);
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("1a p. 1 5.1.1c Willemsen");
    window.steps();
    assert!(!window.has("Kies de grond voor deze lakking"));
}

#[test]
fn a_cell_and_a_column_are_taken_with_ctrl() {
    let mut text = String::new();
    let rows = [("Naam", "Bedrag"), ("Jansen", "100"), ("Pieters", "200")];
    for (row, (name, sum)) in rows.iter().enumerate() {
        let y = 250 - 20 * row;
        text +=
            &format!("BT /F 12 Tf 40 {y} Td ({name}) Tj ET BT /F 12 Tf 200 {y} Td ({sum}) Tj ET ");
    }
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, (50.0, 66.0), 2, Modifiers::COMMAND);
    window.wait_for("1a p. 1 5.1.2e Jansen");
    click_page(&mut window, (210.0, 66.0), 3, Modifiers::COMMAND);
    window.wait_for("1a p. 1 5.1.2e 100 200");
}

#[test]
fn shift_adds_an_area_and_half_a_number_is_completed_with_one_key() {
    let text = lines(&["Bel 06 12345678 of", "", "schrijf aan Willemsen"]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(on_line(0, 60.0), on_line(0, 75.0));
    window.wait_for("1a p. 1 5.1.2e 12345678");
    window.wait_for("Een naam of nummer is maar voor een deel gelakt: F4 lakt het geheel");
    window.key(Modifiers::NONE, Key::F4);
    window.wait_for("1a p. 1 5.1.2e 06 12345678");
    window.hold(Modifiers::SHIFT);
    window.drag(on_line(2, 75.0), on_line(2, 110.0));
    window.hold(Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e 06 12345678 Willemsen");
    assert_eq!(window.marks_on_disk().len(), 1);
}

#[test]
fn a_whole_page_is_one_key() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::L);
    let marks = window.marks_on_disk();
    assert_eq!(
        marks[0]["areas"],
        serde_json::json!([[0.0, 0.0, 400.0, 300.0]])
    );
}

#[test]
fn a_mark_is_repeated_where_the_same_stands() {
    let mut window = Window::with_file(letterheads());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 20.0), 3, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Gemeente Dorp");
    window.click("1a p. 1 5.1.2e Gemeente Dorp");
    window.key(Modifiers::NONE, Key::F2);
    let field = "Opmerking bij lakking";
    let field = window.harness.get_by_role_and_label(Role::TextInput, field);
    field.type_text("navragen");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::R);
    window.wait_for("Alleen waar op die plaats dezelfde tekst of hetzelfde beeld staat.");
    window.click("Herhalen");
    window.wait_for("Herhaald op 2 pagina's · op 1 pagina staat daar iets anders");
    let pages: Vec<_> = window
        .marks_on_disk()
        .iter()
        .map(|m| m["page"].clone())
        .collect();
    assert_eq!(pages, [1, 2, 4]);
    let marks = window.marks_on_disk();
    let notes = marks.iter().map(|m| m["note"].as_str().unwrap_or_default());
    // What was noted is about the first place alone.
    assert_eq!(notes.collect::<Vec<_>>(), ["navragen", "", ""]);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.marks_on_disk().len(), 1, "it was one step");
}

#[test]
fn what_is_for_one_mark_is_for_the_one_that_was_just_drawn() {
    let mut window = Window::with_file(letterheads());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 20.0), 3, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Gemeente Dorp");
    window.key(Modifiers::COMMAND, Key::R);
    window.wait_for("De lakking 1a p. 1 5.1.2e");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Herhaald op 2 pagina's · op 1 pagina staat daar iets anders");
    // It is not selected by that: the next digit is for the next mark.
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("Grond: 5.1.1c");
    assert!(window.has("1a p. 1 5.1.2e Gemeente Dorp"));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.wait_for("3 keer gevonden, in 1 document");
    // A note is for a mark that shows it, and so it is chosen.
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::F2);
    let field = "Opmerking bij lakking";
    let field = window.harness.get_by_role_and_label(Role::TextInput, field);
    field.type_text("navragen");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.marks_on_disk()[0]["note"], "navragen");
    // One that was taken back is there no more.
    window.key(Modifiers::NONE, Key::Escape);
    for _ in 0..3 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    window.wait_for("Geen lakkingen.");
    window.key(Modifiers::COMMAND, Key::R);
    window.wait_for("Kies eerst één lakking: klik erop, of kies haar in de lijst Lakkingen");
}
