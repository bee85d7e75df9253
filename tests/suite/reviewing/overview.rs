//! What lists and figures say of a dossier, and where they lead.

use super::{click_page, letterheads, on_line};
use crate::window::Window;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

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
