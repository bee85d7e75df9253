//! Moving through pages and documents, and the ways in which a page is looked at.

use super::{click_page, letterheads, on_line};
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use crate::window::{Window, with_letters};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

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
fn a_document_opens_as_pages_were_last_fitted_also_in_the_next_session() {
    // So low that a whole page is smaller than one that fills the width.
    let size = egui::vec2(1280.0, 480.0);
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    for name in ["brief", "nota"] {
        let text = lines(&[name]);
        let file = PdfMaker::new().page(text, "").build();
        program.write(&format!("map/{name}.pdf"), file);
    }
    let folder = program.file("map");
    let mut window = Window::sized(program, Some(folder), size);
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.steps();
    let zoom = |window: &Window| window.harness.state().as_ref().unwrap().zoom().unwrap();
    let wide = zoom(&window);
    window.key(Modifiers::COMMAND, Key::Num9);
    let whole = zoom(&window);
    assert!(whole < wide, "{whole}, {wide}");
    window.key(Modifiers::COMMAND, Key::PageDown);
    window.wait_for("1b nota");
    window.steps();
    assert_eq!(zoom(&window), whole);
    let dossier = window.program.file("dossier map");
    let mut again = Window::sized(window.program, Some(dossier), size);
    again.wait_for("1a brief");
    again.steps();
    assert_eq!(zoom(&again), whole);
    again.key(Modifiers::COMMAND, Key::Num0);
    again.key(Modifiers::COMMAND, Key::PageDown);
    again.wait_for("1b nota");
    again.steps();
    assert_eq!(zoom(&again), wide);
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
