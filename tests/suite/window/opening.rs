//! Files and dossiers: how they come in, are opened, parted and destroyed.

use super::{Window, letter};
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

#[test]
fn a_file_that_is_no_pdf_is_named_and_the_others_go_on() {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    program.write("map/brief.pdf", letter());
    program.write("map/foto.pdf", "geen pdf");
    let path = program.file("map");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("foto.pdf is geen PDF.");
    window.wait_for("1a brief");
}

#[test]
fn files_and_folders_are_dropped_on_the_start_and_on_a_dossier() {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    program.write("map/nota.pdf", letter());
    program.write("map/foto.jpg", "geen pdf");
    let (first, second) = (
        program.write("brief.pdf", letter()),
        program.write("tabel.pdf", letter()),
    );
    let folder = program.file("map");
    let mut window = Window::open(program, None);
    window.steps();
    window.drop_files([first, second]);
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.wait_for("1b tabel, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.drop_files([folder]);
    window.wait_for("1c nota");
    window.wait_for("foto.jpg is geen PDF.");
}

#[test]
fn a_password_is_asked_until_it_is_right_and_then_not_again() {
    let mut window = Window::with_letter();
    let path = window.program.write("slot.pdf", crate::attacks::locked());
    window.drop_files([path]);
    for (typed, outcome) in [
        (
            "fout",
            "slot.pdf is niet geopend: het wachtwoord is niet juist.",
        ),
        ("geheim", "1b slot"),
    ] {
        window.wait_for("Wachtwoord voor slot.pdf");
        let field = window.harness.get_by_role(Role::PasswordInput);
        field.type_text(typed);
        window.steps();
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for(outcome);
    }
    window.wait_for("geen tekst (scan)");
    assert!(!window.has("Wachtwoord voor 1b slot"));
}

#[test]
fn a_file_whose_password_is_not_given_is_said_to_be_left_out() {
    let mut window = Window::with_letter();
    let path = window.program.write("slot.pdf", crate::attacks::locked());
    window.drop_files([path]);
    window.wait_for("Wachtwoord voor slot.pdf");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("slot.pdf is beveiligd met een wachtwoord.");
    window.wait_for("Voeg dit bestand opnieuw toe en geef het wachtwoord.");
    assert!(!window.has("1b slot"));
}

#[test]
fn more_files_come_in_by_a_typed_path_and_a_wrong_path_is_named() {
    let mut window = Window::with_letter();
    let second = window.program.write("bijlage.pdf", letter());
    for (path, outcome) in [
        (
            window.program.file("weg.pdf"),
            "weg.pdf kan niet worden gelezen: het bestand bestaat niet.",
        ),
        (second, "1b bijlage"),
    ] {
        window.click("Bestand");
        window.click("Toevoegen met een pad…");
        window.wait_for("Pad van een PDF of een map");
        window
            .harness
            .get_by_role(Role::TextInput)
            .type_text(path.to_str().unwrap());
        window.steps();
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for(outcome);
    }
    // Each of what went wrong is closed on its own, the last first.
    for left in [1, 0] {
        let mut notices = window.harness.get_all_by_label("Sluiten");
        notices.next().unwrap().click();
        drop(notices);
        window.steps();
        assert_eq!(window.harness.query_all_by_label("Sluiten").count(), left);
    }
}

#[test]
fn a_dossier_is_opened_by_its_typed_path_and_read_only_for_the_second() {
    let mut first = Window::with_letter();
    let dossier = first.program.file("dossier brief");
    let mut second = Window::open(Program::new(), None);
    second.wait_for("of typ het pad van een PDF, een map of een dossier");
    second
        .harness
        .get_by_role(Role::TextInput)
        .type_text(dossier.to_str().unwrap());
    second.steps();
    second.click("Openen");
    second.wait("read only", |w| {
        w.harness
            .query_by_label_contains("Alleen lezen: in gebruik door")
            .is_some()
    });
    second.key(Modifiers::NONE, Key::Num1);
    second.drag((30.0, 40.0), (300.0, 60.0));
    assert!(second.has("Geen lakkingen."));
    first.key(Modifiers::COMMAND, Key::W);
    first.wait_for("Onlangs geopend");
}

#[test]
fn a_dossier_is_destroyed_only_by_its_name() {
    let mut window = Window::with_letter();
    window.click("Dossier");
    window.harness.get_by_label("Dossier vernietigen…").click();
    window.steps();
    window.click("Vernietigen");
    assert!(window.program.file("dossier brief").exists());
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("brief");
    window.steps();
    window.click("Vernietigen");
    window.wait_for("Dossier dossier brief is vernietigd.");
    assert!(!window.program.file("dossier brief").exists());
}

#[test]
fn the_example_is_one_click_and_is_exported_whole() {
    let mut window = Window::open(Program::new(), None);
    window.wait_for("Voorbeelddossier bekijken");
    window.click("Voorbeelddossier bekijken");
    window.wait_for("Kies een grond met 1–9 en sleep over de tekst die weg moet");
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("10 documenten worden gelakt, gecontroleerd en geëxporteerd.");
    window.type_reason("voorbeeld");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Map openen");
    window
        .harness
        .get_by_label_contains("10 documenten veilig geëxporteerd");
}

#[test]
fn a_batch_is_split_where_the_reviewer_reads_and_joined_again() {
    let program = Program::new();
    let mut maker = PdfMaker::new();
    for word in ["Een", "Twee"] {
        maker.page(lines(&[word]), "");
    }
    let path = program.write("batch_DEF.pdf", maker.build());
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a batch_DEF");
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::End);
    window.click("Documenten");
    window.click("Splits hier in een nieuw document");
    window.wait_for("1b batch_DEF (vanaf pagina 2), Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Splitsen van document 1a ongedaan gemaakt");
    window.wait_for("1a batch_DEF, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
    window.click("Document");
    window.click("Titel bevestigen: Batch");
    window.wait_for("1a Batch, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
}

#[test]
fn what_a_source_holds_beside_its_pages_is_asked_and_answered() {
    let program = Program::new();
    let path = program.write("brief.pdf", crate::inspect::full_source().build());
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.wait("the line", |w| {
        let line = w
            .harness
            .query_by_label_contains("een bijlage, 2 opmerkingen");
        line.is_some()
    });
    window.click("Opmerkingen als pagina toevoegen");
    window.wait("the comments", |w| {
        w.harness
            .query_by_label("Opmerkingen als pagina toevoegen")
            .is_none()
    });
    window.click("Voorgestelde lakkingen overnemen (1)");
    window.wait("the mark", |w| {
        w.harness
            .query_by_label("Voorgestelde lakkingen overnemen (1)")
            .is_none()
    });
    let marks = window.marks_on_disk();
    assert_eq!(marks[0]["grounds"], serde_json::json!(["5.1.2e"]));
    window.click("Bijlagen als documenten toevoegen");
    window.wait("the attachment", |w| !w.has("Bewust weglaten"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Bewust weglaten");
    window.click("Bewust weglaten");
    assert!(!window.has("Bewust weglaten"));
    let output = window.program.run(&["list", "dossier brief", "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn what_cannot_go_without_its_password_is_said_before_the_export() {
    let mut window = Window::with_letter();
    let path = window.program.write("slot.pdf", crate::attacks::locked());
    window.drop_files([path]);
    window.wait_for("Wachtwoord voor slot.pdf");
    let field = window.harness.get_by_role(Role::PasswordInput);
    field.type_text("geheim");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1b slot, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.click("1b slot, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.key(Modifiers::NONE, Key::O);
    window.wait_for("1b slot, Openbaar, 0 van 1 pagina afgerond");
    window.wait_until_looked_through();
    let says = |window: &Window| {
        let part = "1 beoordeeld document kan niet mee: nog geen wachtwoord gegeven (1b)";
        window.harness.query_by_label_contains(part).is_some()
    };
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Nieuwe map voor de export");
    assert!(!says(&window));
    window.marks_on_disk();
    let Window {
        program, harness, ..
    } = window;
    drop(harness);
    let path = program.file("dossier brief");
    let mut again = Window::open(program, Some(path));
    again.wait_for("tekst: echt");
    // So is why it was not searched, until it is.
    let unread = "Niet naar suggesties gezocht in 1b: beveiligd met een wachtwoord.";
    again.wait_for(unread);
    again.key(Modifiers::COMMAND, Key::E);
    again.wait("what cannot go", says);
    again.click("Wachtwoord geven…");
    again.wait_for("Wachtwoord voor 1b slot");
    assert!(!says(&again));
    let field = again.harness.get_by_role(Role::PasswordInput);
    field.type_text("geheim");
    again.steps();
    again.key(Modifiers::NONE, Key::Enter);
    again.wait_for("Nieuwe map voor de export");
    assert!(!says(&again) && !again.has(unread));
    again.key(Modifiers::NONE, Key::Escape);
    again.wait("the form to close", |w| !w.has("Nieuwe map voor de export"));
    assert!(!again.has(unread));
}

#[test]
fn a_dossier_that_is_left_for_another_is_there_again_when_there_is_none() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND, Key::N);
    // Without a chooser of the system the start screen asks; with one it may be cancelled.
    window.wait("the start screen", |w| w.has("Terug naar brief"));
    window.click("Terug naar brief");
    window.wait_for("1a brief");
    window.key(Modifiers::COMMAND, Key::N);
    window.wait_for("Terug naar brief");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("1a brief");
    window.key(Modifiers::COMMAND, Key::N);
    window.wait_for("Terug naar brief");
    // Neither is the form of another one that is not made.
    let path = window.program.write("nota.pdf", letter());
    window.drop_files([path]);
    window.wait_for("Dossier maken");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("1a brief");
    assert!(!window.has("Dossier maken"));
}
