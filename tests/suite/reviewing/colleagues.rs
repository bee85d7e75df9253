//! The second pair of eyes, remarks, names, and the log.

use super::{click_page, on_line};
use crate::by_keyboard::letters;
use crate::window::{Window, word};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

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
