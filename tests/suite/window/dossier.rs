//! The dossier in the window: the export check, what is answered in it, and the forms around the documents.

use crate::window::{Window, with_letters, with_second_letter, word};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;
use serde_json::Value;

const ELSEWHERE: &str = "1b p. 1: willemsen, elders gelakt";

impl Window {
    pub fn type_into(&mut self, label: &str, text: &str) {
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        field.focus();
        self.harness.step();
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        field.type_text(text);
        self.steps();
    }

    /// A new dossier of two letters in which the name is covered in the first.
    pub fn with_a_hidden_name() -> Self {
        let mut window = with_second_letter(&["Mevrouw Bakker", "en de heer WILLEMSEN"]);
        let (from, to) = word_of(&window);
        window.key(Modifiers::NONE, Key::Num1);
        window.drag(from, to);
        window.wait_for("1a p. 1 5.1.2e Willemsen");
        window
    }

    /// Whether a finding is in the list.
    fn lists(&self, finding: &str) -> bool {
        let row = self.harness.query_by_role_and_label(Role::Button, finding);
        row.is_some()
    }

    pub fn log(&mut self) -> Vec<Value> {
        self.wait("saving", |w| {
            w.harness.query_by_label_contains("Opslaan (").is_none()
        });
        let output = self.program.run(&["log", "dossier map", "--json"]);
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        log["entries"].as_array().unwrap().clone()
    }
}

fn word_of(window: &Window) -> ((f64, f64), (f64, f64)) {
    std::fs::copy(
        window.program.file("map/brief.pdf"),
        window.program.file("brief.pdf"),
    )
    .unwrap();
    word(&window.program, "Willemsen")
}

#[test]
fn what_is_readable_elsewhere_is_covered_everywhere_in_one_step() {
    let mut window = Window::with_a_hidden_name();
    window.key(Modifiers::NONE, Key::F7);
    window.wait_for(ELSEWHERE);
    window.click(ELSEWHERE);
    window.wait_for("Hier gelakt: 1a p. 1");
    window.wait_for("Daar te lezen: 1b p. 1");
    // Both as they look, beside each other.
    let picture = |name: &str| {
        window
            .harness
            .get_by_role_and_label(Role::Image, name)
            .rect()
    };
    let (here, there) = (picture("Beeld van 1a p. 1"), picture("Beeld van 1b p. 1"));
    assert!(here.right() <= there.left() && here.top() == there.top());
    window.click("Alles lakken (1)");
    window.wait("what was mended to go", |w| !w.lists(ELSEWHERE));
    window.click("Lakkingen");
    window.wait_for("1b p. 1 5.1.2e WILLEMSEN");
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::NONE, Key::F7);
    window.wait_for(ELSEWHERE);
}

#[test]
fn a_field_that_says_what_is_covered_is_shown_beside_it() {
    let mut window = Window::with_a_hidden_name();
    window.click("Document");
    window.type_into("Opmerking", "Na overleg met Willemsen");
    window.key(Modifiers::NONE, Key::Tab);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::F7);
    let row = "1a: een gelakt woord staat in een tekst die naar buiten gaat (Opmerking). Gelakt in 1a p. 1.";
    window.wait_for(row);
    window.harness.get_by_label(row).click();
    window.steps();
    window.wait_for("Opmerking:");
    window.wait_for("Na overleg met Willemsen");
    window.wait_for("Beeld van 1a p. 1");
}

#[test]
fn what_is_visible_on_purpose_is_remembered_with_its_reason() {
    let mut window = Window::with_a_hidden_name();
    window.key(Modifiers::NONE, Key::F7);
    window.wait_for(ELSEWHERE);
    window.click(ELSEWHERE);
    window.click("Bewust zichtbaar");
    assert!(window.lists(ELSEWHERE), "a reason is asked for");
    window.type_into("Reden (komt in het logboek)", "wethouder");
    window.click("Bewust zichtbaar");
    window.wait("what was answered to go", |w| !w.lists(ELSEWHERE));
    let log = window.log();
    assert!(log.last().unwrap().to_string().contains("wethouder"));
    window.click("Opnieuw controleren");
    window.wait("the check", |w| !w.has("Stop"));
    assert!(!window.lists(ELSEWHERE));
}

#[test]
fn an_export_in_spite_of_warnings_keeps_its_reason_in_the_log() {
    let mut window = Window::with_a_hidden_name();
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Toch exporteren");
    let reason = "Reden om toch te exporteren (komt in het logboek)";
    // No reason is made up, and without one nothing goes out: not by Enter either.
    let field = window
        .harness
        .get_by_role_and_label(Role::TextInput, reason);
    assert_eq!(field.value().unwrap_or_default(), "");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Typ eerst een reden.");
    window.click("Toch exporteren");
    assert!(window.has(reason), "a reason is asked for");
    window.type_into(reason, "spoed, besproken");
    window.click("Toch exporteren");
    window.wait_for("Map openen");
    window.key(Modifiers::NONE, Key::Escape);
    let log = window.log();
    let last = &log.last().unwrap()["event"];
    assert_eq!(
        (&last["what"], &last["reason"]),
        (&"exported".into(), &"spoed, besproken".into())
    );
    assert!(last["warnings"].as_u64().unwrap() > 0);
}

#[test]
fn reasons_for_a_ground_are_taken_from_a_template_and_edited() {
    let mut window = Window::with_a_hidden_name();
    let bare = "Dossier 5.1.2e: er zijn geen overwegingen bij grond 5.1.2e.";
    window.key(Modifiers::NONE, Key::F7);
    window.wait_for(bare);
    window.click(bare);
    window.wait_for("Voorbeeld bij 5.1.2e overnemen");
    window.click("Voorbeeld bij 5.1.2e overnemen");
    window.wait_for("Tussen vierkante haken staat nog iets om in te vullen.");
    window.click("Bewaren");
    window.wait("what was mended to go", |w| !w.lists(bare));
    let log = window.log();
    assert!(
        log.last()
            .unwrap()
            .to_string()
            .contains("set_considerations")
    );
}

#[test]
fn a_third_party_is_named_with_a_mark_and_gets_an_edition_of_its_own() {
    let mut window = Window::with_a_hidden_name();
    window.click("1a p. 1 5.1.2e Willemsen");
    // One after the other, each with Enter; a comma belongs to a name.
    for party in ["Lumivia B.V.", "Hark, Zn. en Co.", "Verkeerd"] {
        window.type_into("Partij toevoegen", party);
        window.key(Modifiers::NONE, Key::Enter);
    }
    window.click("Verkeerd weghalen");
    window.click("Milieu-informatie");
    window.click("ja");
    let log = window.log();
    let told = log
        .iter()
        .map(|e| e["event"].to_string())
        .collect::<String>();
    assert!(
        told.contains(r#"["Lumivia B.V.","Hark, Zn. en Co."]"#),
        "{told}"
    );
    assert!(
        told.contains("environmental") && told.contains("true"),
        "{told}"
    );
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Nieuwe map voor de export");
    window.click("Uitgave");
    window.click("Zienswijzeversie voor Lumivia B.V. (niet openbaar)");
    let start = window
        .harness
        .get_by_role_and_label(Role::Button, "Exporteren");
    start.click();
    window.steps();
    window.wait_for("Map openen");
    let entries = std::fs::read_dir(window.program.file("")).unwrap();
    let mut folders = entries.map(|e| e.unwrap().path().join("niet-openbaar"));
    let copies = folders.find(|folder| folder.exists()).unwrap();
    assert!(copies.join("NIET-OPENBAAR_1a.pdf").is_file());
}

const FIRST: &str = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";
const SECOND: &str = "1b nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond";

impl Window {
    /// Drags a row of the list to the upper or the lower part of another.
    fn drag_row(&mut self, row: &str, to: &str, is_behind: bool) {
        let from = self.harness.get_by_label(row).rect().center();
        let rect = self.harness.get_by_label(to).rect();
        let part = if is_behind { 0.8 } else { 0.2 };
        let to = egui::pos2(rect.center().x, rect.top() + part * rect.height());
        self.harness.drag_at(from);
        self.harness.step();
        for part in [0.4, 0.8, 1.0] {
            self.harness.hover_at(from + (to - from) * part);
            self.harness.step();
        }
        self.harness.drop_at(to);
        self.steps();
    }

    /// Whether a row stands above another.
    fn is_above(&self, row: &str, other: &str) -> bool {
        let top = |label| self.harness.get_by_label(label).rect().top();
        top(row) < top(other)
    }

    fn select_both(&mut self) {
        self.click(FIRST);
        let second = self.harness.get_by_label(SECOND);
        second.click_modifiers(Modifiers::COMMAND);
        self.steps();
    }
}

#[test]
fn documents_are_put_in_order_by_dragging() {
    let mut window = with_letters();
    assert!(window.is_above(FIRST, SECOND));
    window.drag_row(SECOND, FIRST, false);
    assert!(window.is_above(SECOND, FIRST));
    window.drag_row(SECOND, FIRST, true);
    assert!(window.is_above(FIRST, SECOND), "also to the end");
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.is_above(SECOND, FIRST));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.is_above(FIRST, SECOND));
    let log = window.log();
    let moved = log.iter().map(|e| e["event"].to_string());
    assert_eq!(moved.filter(|e| e.contains("move_documents")).count(), 2);
}

#[test]
fn one_change_goes_for_every_selected_document() {
    let mut window = with_letters();
    window.select_both();
    window.click("Document");
    window.wait_for("Wijzigingen gelden voor 2 documenten");
    window.type_into("Soort", "brief");
    window.key(Modifiers::NONE, Key::Tab);
    let kinds = |window: &Window| -> Vec<String> {
        let output = window.program.run(&["list", "dossier map", "--json"]);
        let list: Value = serde_json::from_slice(&output.stdout).unwrap();
        let documents = list["documents"].as_array().unwrap().iter();
        documents.map(|d| d["kind"].to_string()).collect()
    };
    window.log();
    assert_eq!(kinds(&window), ["\"brief\"", "\"brief\""]);
    // Out of the field first, or the key takes back what is typed there.
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::Z);
    window.log();
    assert_eq!(kinds(&window), ["\"\"", "\"\""], "one step");
    window.click("Dossier");
    window.click("Bevestig voorgestelde titels Ctrl+T");
    window.wait_for("1b Nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
    window.wait_for("1a Brief, Nog niet beoordeeld, 0 van 1 pagina afgerond");
}

#[test]
fn selected_documents_are_joined_and_taken_apart_again() {
    let mut window = Window::with_a_hidden_name();
    let marked = "1a brief, Deels openbaar, 0 van 1 pagina afgerond";
    window.click(marked);
    let second = window.harness.get_by_label(SECOND);
    second.click_modifiers(Modifiers::COMMAND);
    window.steps();
    window.click("Documenten");
    window.click("Voeg geselecteerde documenten samen");
    window.wait_for("1a brief, Deels openbaar, 0 van 3 pagina's afgerond");
    assert!(!window.has(SECOND));
    // Marks are kept.
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for(marked);
    window.wait_for(SECOND);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
}

/// The last thing that was done, as the log has it.
fn last_event(window: &mut Window) -> String {
    let log = window.log();
    log.last().unwrap()["event"].to_string()
}

fn close(window: &mut Window) {
    let app = window.harness.state_mut().as_mut().unwrap();
    eframe::App::on_exit(app, None);
}

#[test]
fn what_is_being_typed_is_kept_when_the_window_closes() {
    let mut window = Window::with_a_hidden_name();
    window.click("Dossier");
    window.click("Gegevens van het dossier…");
    window.type_into("Bestuursorgaan", "Voorbeeldrecht");
    window.type_into("Datum verzoek (d-m-jjjj)", "gisteren");
    close(&mut window);
    let kept = last_event(&mut window);
    assert!(kept.contains("Voorbeeldrecht"), "{kept}");
    // A day that is none is not.
    assert!(!kept.contains("gisteren"), "{kept}");
}

#[test]
fn a_note_and_a_title_are_kept_however_their_fields_are_left() {
    let mut window = Window::with_a_hidden_name();
    window.click("1a p. 1 5.1.2e Willemsen");
    window.type_into("Opmerking bij lakking", "navragen");
    window.key(Modifiers::COMMAND, Key::F);
    let kept = last_event(&mut window);
    assert!(kept.contains("navragen"), "{kept}");
    window.click("Document");
    window.type_into("Publicatietitel", "Brief over het verzoek");
    window.key(Modifiers::COMMAND, Key::PageDown);
    let kept = last_event(&mut window);
    assert!(kept.contains("Brief over het verzoek"), "{kept}");
    window.type_into("Opmerking", "tweede");
    close(&mut window);
    let kept = last_event(&mut window);
    assert!(kept.contains("tweede"), "{kept}");
}

#[test]
fn a_note_that_is_taken_back_stays_away() {
    let mut window = Window::with_a_hidden_name();
    window.click("1a p. 1 5.1.2e Willemsen");
    window.type_into("Opmerking bij lakking", "navragen");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(last_event(&mut window).contains("navragen"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::NONE, Key::Escape);
    window.steps();
    assert!(last_event(&mut window).contains("undo"));
}

#[test]
fn a_document_that_is_deleted_is_named_and_comes_back_from_there() {
    let mut window = Window::with_a_hidden_name();
    window.command("document verwijderen");
    window.wait_for("Document 1a verwijderd, met 1 lakking");
    // What lies nearest is at hand.
    window.wait_for("1b nota");
    window.click("Ongedaan maken");
    window.wait("what was deleted to be at hand", |w| {
        w.has("1a brief") && w.has("1a p. 1 5.1.2e Willemsen")
    });
    assert!(window.has("Verwijderen van document 1a ongedaan gemaakt"));
}
