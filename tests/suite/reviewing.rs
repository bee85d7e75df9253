//! Reviewing at full speed, driven by labels: gestures, moving, the second pair of eyes, the log, the overview.

use crate::by_keyboard::letters;
use crate::pdf_maker::{PdfMaker, lines};
use crate::window::{Window, with_letters, word};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

/// Clicks a place of the first page as often as said, quickly.
pub fn click_page(window: &mut Window, at: (f64, f64), times: usize, modifiers: Modifiers) {
    // A pause, so that an earlier click is not one of these.
    for _ in 0..4 {
        window.harness.step();
    }
    let pos = window.on_page(at);
    window.hold(modifiers);
    for _ in 0..times {
        for pressed in [true, false] {
            let event = egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers,
            };
            window
                .harness
                .input_mut()
                .events
                .push(egui::Event::PointerMoved(pos));
            window.harness.input_mut().events.push(event);
        }
        window.harness.step();
    }
    window.hold(Modifiers::NONE);
    window.steps();
}

/// The middle of the nth line of a page of [`lines`], at a distance from its left edge.
pub fn on_line(line: usize, x: f64) -> (f64, f64) {
    (40.0 + x, 46.0 + 16.0 * line as f64)
}

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
fn a_page_is_fitted_whole_and_turned_whole() {
    let mut maker = PdfMaker::new();
    for word in ["Een", "Twee", "Drie"] {
        maker.page(lines(&[word]), "");
    }
    let mut window = Window::with_file(maker.build());
    let top = |window: &Window| window.harness.state().as_ref().unwrap().top().unwrap();
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::COMMAND, Key::Num9);
    assert!(top(&window).abs() < 0.01, "the whole of the first page");
    window.key(Modifiers::NONE, Key::PageDown);
    assert!(
        (top(&window) - 312.0).abs() < 0.01,
        "the whole of the second"
    );
    window.wait_for("p. 2 / 3");
    window.key(Modifiers::NONE, Key::PageUp);
    assert!(top(&window).abs() < 0.01);
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

/// Four pages with a letterhead; on the third something else stands in its place.
fn letterheads() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    for head in [
        "Gemeente Dorp",
        "Gemeente Dorp",
        "Een ander hoofd",
        "Gemeente Dorp",
    ] {
        maker.page(lines(&[head, "", "tekst"]), "");
    }
    maker.build()
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
    window
        .wait_for("Herhaald op 2 pagina's; op 1 pagina staat daar iets anders; 0 waren al gelakt");
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
fn the_reader_goes_to_a_page_a_mark_and_the_next_document() {
    let mut window = Window::with_file(letterheads());
    window.key(Modifiers::COMMAND, Key::G);
    window.wait_for("Pagina (1–4)");
    window.harness.get_by_role(Role::TextInput).type_text("3");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("p. 3 / 4");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("1a p. 3 5.1.2e Een ander hoofd tekst");
    window.key(Modifiers::NONE, Key::Home);
    window.wait_for("p. 1 / 4");
    window.key(Modifiers::NONE, Key::Period);
    window.wait_for("p. 3 / 4");
    window.key(Modifiers::NONE, Key::J);
    window.wait_for("Alle documenten zijn beoordeeld");
}

#[test]
fn what_is_on_the_screen_stays_where_it_is_when_a_step_is_taken_back() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(2, 30.0), 3, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Uw verzoek is ontvangen");
    let top = window.harness.state().as_ref().unwrap().top();
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Y);
    window.wait_for("Lakking p. 1 (5.1.2e) opnieuw gedaan");
    assert_eq!(window.harness.state().as_ref().unwrap().top(), top);
}

#[test]
fn the_second_reader_lists_marks_made_together_notes_and_bare_pages() {
    let mut window = Window::with_file(letterheads());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 20.0), 3, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Gemeente Dorp");
    window.click("1a p. 1 5.1.2e Gemeente Dorp");
    window.key(Modifiers::COMMAND, Key::R);
    window.click("Herhalen");
    window.wait("the repetition", |w| {
        w.harness.query_by_label_contains("Herhaald op 2").is_some()
    });
    window.click("1a p. 1 5.1.2e Gemeente Dorp");
    window.key(Modifiers::NONE, Key::F2);
    let note = window
        .harness
        .get_by_role_and_label(Role::TextInput, "Opmerking bij lakking");
    note.type_text("zo afgesproken");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.click("Filter");
    window.click("Samen gemaakt (2)");
    window.wait_for("1a p. 2 5.1.2e Gemeente Dorp");
    assert!(!window.has("1a p. 1 5.1.2e Gemeente Dorp"));
    window.click("Filter");
    window.click("Met opmerking (1)");
    window.wait_for("1a p. 1 5.1.2e Gemeente Dorp");
    assert!(!window.has("1a p. 2 5.1.2e Gemeente Dorp"));
    window.click("Filter");
    window.click("Pagina's zonder lakking");
    window.click("1a p. 3: geen lakking");
    window.wait_for("p. 3 / 4");
}

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
fn the_overview_counts_findings_and_leads_to_them() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 85.0), 2, Modifiers::NONE);
    window.key(Modifiers::NONE, Key::F5);
    window.wait_for("0 blokkerende bevindingen");
    window.wait_for("Teksten nog niet gecontroleerd…");
    let row = |w: &Window| {
        let row = w
            .harness
            .query_by_label_contains("bevindingen om naar te kijken");
        row.map(|row| row.accesskit_node().label().unwrap_or_default())
    };
    window.wait("the findings", |w| {
        row(w).is_some_and(|row| !row.starts_with("0 "))
    });
    // With the keyboard too: every figure is a button.
    window
        .harness
        .get_by_label_contains("bevindingen om naar te kijken")
        .focus();
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Opnieuw controleren");
    window.wait("the check", |w| !w.has("Stop"));
    window.key(Modifiers::NONE, Key::F5);
    assert!(!window.has("Teksten nog niet gecontroleerd…"));
    window.click("1a brief: 0 van 1 pagina afgerond, 1 lakking");
    window.click("in bewerking: 1");
    window.wait_for("1a brief, Deels openbaar, 0 van 1 pagina afgerond");
}

#[test]
fn marks_are_counted_and_listed_by_ground() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(2, 30.0), 3, Modifiers::NONE);
    window.key(Modifiers::NONE, Key::Num2);
    click_page(&mut window, on_line(0, 20.0), 2, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.1c Geachte");
    window.key(Modifiers::NONE, Key::F5);
    window.wait_for("1 van 1 document beoordeeld");
    window.wait_for("1 pagina open");
    window
        .harness
        .get_by_label_contains("5.1.1c bedrijfs- en fabricagegegevens: 1")
        .click();
    window.steps();
    window.wait_for("1a p. 1 5.1.1c Geachte");
    assert!(!window.has("1a p. 1 5.1.2e Uw verzoek is ontvangen"));
}

#[test]
fn pages_are_looked_at_bare_side_by_side_and_as_text() {
    let shown = lines(&["Geachte heer Willemsen,", "", "Uw verzoek is ontvangen."]);
    let text = shown + " 1 1 1 rg BT /F 12 Tf 40 100 Td (wit op wit) Tj ET";
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 85.0), 2, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::NONE, Key::H);
    window.wait_for("Lakkingen verborgen");
    window.drag((30.0, 200.0), (130.0, 240.0));
    assert_eq!(window.marks_on_disk().len(), 1);
    window.key(Modifiers::NONE, Key::H);
    window.key(Modifiers::NONE, Key::S);
    window.wait_for("1a brief, zoals gepubliceerd");
    window.key(Modifiers::NONE, Key::S);
    window.key(Modifiers::NONE, Key::T);
    window.wait("the text", |w| {
        let text = w.harness.query_by_label_contains("Geachte heer 5.1.2e");
        text.is_some()
    });
    assert!(
        window
            .harness
            .query_by_label_contains("heer Willemsen")
            .is_none()
    );
    let hidden = window.harness.query_by_label_contains("wit op wit");
    assert!(hidden.is_none(), "what is hidden does not go out");
}

#[test]
fn a_document_is_reported_ready_checked_with_a_reason_and_reset_by_a_change() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    window.wait_for("Document 1a is nog niet gereed gemeld");
    window.key(Modifiers::COMMAND, Key::Enter);
    window.wait_for("1 document: gereed · 1 pagina is nog niet afgerond");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    window.wait_for(
        "U hebt document 1a zelf als laatste gewijzigd. De controle hoort bij een ander.",
    );
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("alleen aanwezig");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond, gecontroleerd");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("1a brief, Deels openbaar, 0 van 1 pagina afgerond");
    window.key(Modifiers::COMMAND, Key::Enter);
    window.click("Document");
    window.click("Teruggeven…");
    window.wait_for("Wat moet er nog gebeuren?");
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Wat moet er nog gebeuren?")
        .type_text("aanhef nog lakken");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("aanhef nog lakken");
    window.wait_for("1a brief, Deels openbaar, 0 van 1 pagina afgerond, teruggegeven");
}

#[test]
fn older_steps_are_read_and_taken_back_one_by_one() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 85.0), 2, Modifiers::NONE);
    click_page(&mut window, on_line(2, 30.0), 3, Modifiers::NONE);
    assert_eq!(window.marks_on_disk().len(), 2);
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    let dossier = window.program.file("dossier brief");
    let mut second = Window::open(window.program, Some(dossier));
    second.wait_for("tekst: echt");
    second.key(Modifiers::COMMAND, Key::Z);
    second.wait_for("Er is niets ongedaan te maken");
    second.key(Modifiers::COMMAND, Key::H);
    for left in [1, 0] {
        second.wait_for("Laatste stap terugnemen: Lakking p. 1 (5.1.2e)");
        second.click("Laatste stap terugnemen: Lakking p. 1 (5.1.2e)");
        assert_eq!(second.marks_on_disk().len(), left);
    }
    second.wait("what was taken back", |w| {
        let mut rows = w
            .harness
            .query_all_by_label_contains("Teruggenomen: Lakking p. 1");
        rows.next().is_some()
    });
}

#[test]
fn a_name_on_the_screen_is_changed_and_the_change_is_kept() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.click("Bewerken");
    window.click("Uw naam op het scherm…");
    window.wait_for("De wijziging staat in het logboek.");
    let field = window.harness.get_by_role(Role::TextInput);
    field.focus();
    window.steps();
    window.key(Modifiers::COMMAND, Key::A);
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("J. de Vries");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("J. de Vries");
    window.key(Modifiers::COMMAND, Key::H);
    window.wait("the entry", |w| {
        w.harness
            .query_by_label_contains("J. de Vries · Naam van een account")
            .is_some()
    });
    let place = window.on_page(from);
    window.harness.hover_at(place);
    window.wait_for("Gelakt door J. de Vries");
}

#[test]
fn a_remark_is_made_answered_and_solved_and_never_published() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.key(Modifiers::NONE, Key::M);
    window.wait_for("Bij 1a p. 1; komt niet in de publicatie");
    window.at_once(letters("Is dit een functienaam?"));
    window.key(Modifiers::NONE, Key::Enter);
    window.click("Opmerkingen");
    window.wait_for("1a p. 1: Is dit een functienaam?");
    window.click("1a p. 1: Is dit een functienaam?");
    let field = window.harness.get_by_label("Antwoord");
    field.focus();
    window.steps();
    window.at_once(letters("Nee, lakken."));
    window.click("Antwoorden");
    window.wait_for("Nee, lakken.");
    // The list of documents knows it, and a colleague too, in the dossier itself.
    window.marks_on_disk();
    let log = window.program.run(&["log", "dossier brief", "--json"]);
    let log = String::from_utf8(log.stdout).unwrap();
    assert!(log.contains("answer_remark"), "{log}");
    window.click("Opgelost");
    window.wait("the remark to go", |w| {
        !w.has("1a p. 1: Is dit een functienaam?")
    });
    window.click("Ook opgeloste");
    window.wait_for("1a p. 1: Is dit een functienaam?, opgelost");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("1a p. 1: Is dit een functienaam?");
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Voorbeelddossier bekijken");
    let export = [
        "export",
        "dossier brief",
        "--to",
        "uit",
        "--reason",
        "proef",
    ];
    window.program.run(&export);
    let files = window.program.files_without("uit", b"functienaam");
    assert!(files > 2, "{files}");
}

#[test]
fn a_page_to_look_at_later_is_gone_to_and_documents_are_taken_on() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::L);
    window.wait_for("Deze pagina staat bij Later kijken");
    window.key(Modifiers::COMMAND, Key::PageDown);
    window.wait_for("map › 1b nota");
    window.key(Modifiers::SHIFT, Key::L);
    window.wait_for("map › 1a brief");
    window.key(Modifiers::NONE, Key::L);
    window.wait_for("Deze pagina staat niet meer bij Later kijken");
    window.key(Modifiers::SHIFT, Key::L);
    window.wait_for("Er zijn geen open opmerkingen");
    window.command("Ik behandel dit");
    window.wait_for("1 document bij u");
    window.wait("the document to say so", |w| {
        w.harness.query_by_label_contains("behandelaar").is_some()
    });
    window.command("Ik behandel dit");
    window.wait_for("1 document bij niemand");
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
