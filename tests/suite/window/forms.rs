//! Forms, days and files that come in: Enter is the verb, Escape asks nothing, and everything that was asked for is
//! answered.

use crate::by_keyboard::letters;
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use crate::reviewing::{click_page, on_line};
use crate::window::{Window, letter, with_letters};
use egui::{Key, Modifiers, Role, pos2};
use egui_kittest::kittest::{NodeT, Queryable};

impl Window {
    fn open_facts(&mut self) {
        self.click("Dossier");
        self.click("Gegevens van het dossier…");
        self.wait_for("Bestuursorgaan");
    }

    fn field(&self, label: &str) -> String {
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        field.value().unwrap_or_default()
    }

    fn last_in_log(&mut self) -> String {
        self.marks_on_disk();
        let output = self.program.run(&["log", "dossier brief", "--json"]);
        let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        log["entries"].as_array().unwrap().last().unwrap()["event"].to_string()
    }

    /// What stands in the list of the dossier on disk.
    fn documents(&mut self, dossier: &str) -> Vec<serde_json::Value> {
        self.wait("saving", |w| {
            w.harness.query_by_label_contains("Opslaan (").is_none()
        });
        let output = self.program.run(&["list", dossier, "--json"]);
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        list["documents"].as_array().unwrap().clone()
    }
}

#[test]
fn enter_keeps_a_form_and_escape_keeps_it_with_the_way_back() {
    let mut window = Window::with_letter();
    window.open_facts();
    window.type_into("Bestuursorgaan", "Gemeente Dorp");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the form to close", |w| !w.has("Bewaren"));
    assert!(window.last_in_log().contains("Gemeente Dorp"));
    assert!(window.has("Wat was getypt, is bewaard"));
    window.click("Ongedaan maken");
    window.wait_for("Wijziging van het dossier (Bestuursorgaan) ongedaan gemaakt");
    // What is cancelled is not kept.
    window.open_facts();
    assert_eq!(window.field("Bestuursorgaan"), "");
    window.type_into("Bestuursorgaan", "Gemeente Berg");
    window.click("Annuleren");
    window.open_facts();
    assert_eq!(window.field("Bestuursorgaan"), "");
    window.type_into("Bestuursorgaan", "Gemeente Stad");
    // A slip beside the form loses nothing.
    let beside = pos2(8.0, 600.0);
    window.harness.drag_at(beside);
    window.harness.drop_at(beside);
    window.steps();
    assert_eq!(window.field("Bestuursorgaan"), "Gemeente Stad");
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Bestuursorgaan")
        .focus();
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("the form to close", |w| !w.has("Bewaren"));
    assert!(window.last_in_log().contains("Gemeente Stad"));
}

#[test]
fn reasons_are_kept_with_ctrl_enter_and_with_escape_and_dropped_when_that_is_said() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 85.0), 2, Modifiers::NONE);
    for (key, is_kept) in [
        (None, false),
        (Some((Modifiers::NONE, Key::Escape)), true),
        (Some((Modifiers::COMMAND, Key::Enter)), true),
    ] {
        window.click("Dossier");
        window.click("Overwegingen…");
        let field = || Role::MultilineTextInput;
        window.harness.get_by_role(field()).focus();
        window.steps();
        let text = "Namen van ambtenaren zijn niet van belang.";
        window.harness.get_by_role(field()).type_text(text);
        window.steps();
        match key {
            Some((modifiers, key)) => window.key(modifiers, key),
            None => window.click("Annuleren"),
        }
        window.wait("the form to close", |w| !w.has("Bewaren"));
        let log = window.last_in_log();
        assert_eq!(log.contains("Namen van ambtenaren"), is_kept, "{log}");
        if key == Some((Modifiers::NONE, Key::Escape)) {
            assert!(window.has("Wat was getypt, is bewaard"));
            window.click("Ongedaan maken");
        }
    }
}

#[test]
fn days_are_written_as_people_write_them_and_a_wrong_one_is_said_at_its_field() {
    let mut window = Window::with_letter();
    let received = "Datum verzoek (d-m-jjjj)";
    window.open_facts();
    window.type_into(received, "morgen");
    window.key(Modifiers::NONE, Key::Enter);
    let wrong = "morgen is geen datum. Schrijf bijvoorbeeld 13-7-2016.";
    window.wait_for(wrong);
    let top = |window: &Window, label: &str| window.harness.get_by_label(label).rect().top();
    let field = window
        .harness
        .get_by_role_and_label(Role::TextInput, received);
    let (at, below) = (field.rect().bottom(), top(&window, wrong));
    assert!(below >= at && below < at + 20.0, "{at} {below}");
    assert!(field.is_focused());
    // As soon as it is mended that is not said any more.
    window.key(Modifiers::COMMAND, Key::A);
    window.at_once(letters("1-2-2026"));
    assert!(!window.has(wrong));
    window.key(Modifiers::COMMAND, Key::A);
    window.at_once(letters("morgen"));
    // Escape shows what cannot be kept, and then closes it all the same.
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for(wrong);
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the form to close", |w| !w.has("Bewaren"));
    window.open_facts();
    window.type_into(received, "12-03-2026");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("the form to close", |w| !w.has("Bewaren"));
    assert!(window.last_in_log().contains("2026-03-12"));
    window.open_facts();
    assert_eq!(window.field(received), "12-3-2026");
    window.key(Modifiers::NONE, Key::Escape);
    // The same with a document; Escape takes back what was typed there.
    let dated = "Datum (d-m-jjjj)";
    window.click("Document");
    window.type_into(dated, "1 april 2025");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.field(dated), "1-4-2025");
    assert_eq!(window.documents("dossier brief")[0]["date"], "2025-04-01");
    window.type_into("Soort", "brief");
    window.key(Modifiers::NONE, Key::Escape);
    window.steps();
    assert_eq!(window.field("Soort"), "");
    assert_eq!(window.documents("dossier brief")[0]["kind"], "");
}

#[test]
fn a_form_of_several_documents_says_where_they_differ_and_changes_only_what_was_typed() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::O);
    window.click("Document");
    window.type_into("Soort", "brief");
    window.type_into("Opmerking", "kort");
    window.key(Modifiers::NONE, Key::Tab);
    window.hold(Modifiers::SHIFT);
    window.click("1b nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
    window.hold(Modifiers::NONE);
    window.wait_for("Wijzigingen gelden voor 2 documenten");
    for differs in ["Nummer", "Soort", "Opmerking"] {
        assert_eq!(window.field(differs), "", "{differs}");
        let field = window
            .harness
            .get_by_role_and_label(Role::TextInput, differs);
        let node = field.accesskit_node();
        assert_eq!(node.placeholder(), Some("verschilt"), "{differs}");
    }
    let judgement = window
        .harness
        .get_by_role_and_label(Role::ComboBox, "Beoordeling");
    assert_eq!(judgement.value().as_deref(), Some("verschilt"));
    assert!(!window.has("Titel bevestigen: Brief"));
    // Walked through without typing it stays as it is; what is typed is of both.
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Soort")
        .focus();
    window.key(Modifiers::NONE, Key::Tab);
    window.type_into("Opmerking", "samen");
    // Also when the form is left for another document.
    window.click("1b nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
    let documents = window.documents("dossier map");
    let facts = |nth: usize| -> [&serde_json::Value; 2] {
        [&documents[nth]["kind"], &documents[nth]["remark"]]
    };
    assert_eq!(facts(0), ["brief", "samen"]);
    assert_eq!(facts(1), ["", "samen"]);
}

#[test]
fn every_import_is_answered_and_the_last_answer_stands_first() {
    let mut window = Window::with_letter();
    let empty = window.program.file("leeg");
    std::fs::create_dir(&empty).unwrap();
    window.drop_files([empty]);
    window.wait_for("In leeg is geen PDF gevonden.");
    window.wait_for("1 bestand niet toegevoegd");
    // A PDF that lies in an archive as it is.
    let mut archive = b"PK\x03\x04\x0a\x00\x00\x00\x00\x00".to_vec();
    archive.extend([0; 16]);
    archive.extend(b"\x09\x00\x00\x00brief.pdf");
    archive.extend(letter());
    let archive = window.program.write("stukken.zip", archive);
    window.drop_files([archive]);
    window.wait_for("stukken.zip is geen PDF.");
    let top = |window: &Window, label: &str| window.harness.get_by_label(label).rect().top();
    let last = top(&window, "stukken.zip is geen PDF.");
    assert!(last < top(&window, "In leeg is geen PDF gevonden."));
    // The same file once more.
    let same = window.program.write("kopie.pdf", letter());
    window.drop_files([same]);
    window.wait_for(
        "Document 1b is precies hetzelfde bestand als document 1a. Verwijder een van beide als dat niet de bedoeling is.",
    );
    assert_eq!(window.documents("dossier brief").len(), 2);
}

#[test]
fn what_is_dropped_while_files_come_in_is_answered_too() {
    let program = Program::new();
    // So much that it still comes in while the window draws what it says of it.
    let mut maker = PdfMaker::new();
    for _ in 0..4000 {
        maker.page("", "");
    }
    let long = program.write("lang.pdf", maker.build());
    let short = program.write("brief.pdf", letter());
    let mut window = Window::open(program, Some(long));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait("the dossier", |w| {
        // In the middle and on the status bar, whose progress bar is called after it too.
        let begins = w.harness.query_all_by_label("Bestanden worden toegevoegd…");
        let coming = w.harness.query_all_by_label_contains("Toevoegen: lang.pdf");
        begins.count() >= 2 || coming.count() >= 2
    });
    assert!(!window.has("Dit dossier is leeg. Sleep hier PDF's."));
    window.drop_files([short]);
    window.steps();
    window.wait_for("Er worden nog bestanden toegevoegd. Voeg deze toe zodra dat klaar is.");
    window.wait_for("1a lang");
}

#[test]
fn a_document_is_worked_on_while_others_still_come() {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    // So many that most are still to come when the first is there.
    for nth in 100..400 {
        let text = lines(&[&format!("Brief {nth}")]);
        let letter = PdfMaker::new().page(text, "").build();
        program.write(&format!("map/{nth}.pdf"), letter);
    }
    let folder = program.file("map");
    let mut window = Window::open(program, Some(folder));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a 100");
    let coming = |w: &Window| {
        let mut told = w.harness.query_all_by_label_contains("Toevoegen: ");
        told.next().is_some()
    };
    assert!(coming(&window));
    window.wait_for("p. 1 / 1");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::L);
    let marked = "1a 100, Deels openbaar, 0 van 1 pagina afgerond";
    window.wait_for(marked);
    // What comes then leaves the reader where he is, and is in the order of its names.
    window.wait("the end", |w| {
        let mut said = w.harness.query_all_by_label_contains(", samen 300");
        said.next().is_some()
    });
    assert!(window.has("1a 100") && window.has(marked));
    let documents = window.documents("dossier map");
    let titles: Vec<String> = documents
        .iter()
        .map(|d| d["work_title"].to_string())
        .collect();
    let names: Vec<String> = (100..400).map(|nth| format!("\"{nth}\"")).collect();
    assert_eq!(titles, names);
    // A few steps, not one for each.
    let log = window.log();
    let steps = log
        .iter()
        .filter(|e| e["event"].to_string().contains("add_documents"));
    let steps = steps.count();
    assert!((2..12).contains(&steps), "{steps}");
}

#[test]
fn a_new_dossier_counts_its_files_and_its_folder_follows_its_name() {
    let program = Program::new();
    for folder in ["leeg", "in"] {
        std::fs::create_dir(program.file(folder)).unwrap();
    }
    program.write("in/brief.pdf", letter());
    program.write("in/nota.pdf", letter());
    let (empty, full) = (program.file("leeg"), program.file("in"));
    let mut window = Window::open(program, Some(empty));
    window.wait_for("In leeg is geen PDF gevonden.");
    window.drop_files([full]);
    window.wait_for("2 bestanden worden toegevoegd.");
    // What was proposed is chosen: what is typed takes its place.
    window.steps();
    window.at_once(letters("ingekomen stukken 1/2"));
    let folder = window.field("Map");
    assert!(
        folder.ends_with("dossier ingekomen stukken 1-2"),
        "{folder}"
    );
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("Voorbeelddossier bekijken");
}

#[test]
fn the_result_of_an_export_shows_a_page_that_was_blackened() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::O);
    let export = |window: &mut Window, shown: &str| {
        window.key(Modifiers::COMMAND, Key::E);
        window.wait_for("Nieuwe map voor de export");
        window.type_reason("proef");
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for("Map openen");
        window.wait_for(shown);
        window.key(Modifiers::NONE, Key::Escape);
    };
    export(&mut window, "Eerste pagina: 1a p. 1");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::PageDown);
    window.key(Modifiers::NONE, Key::End);
    window.wait_for("p. 2 / 2");
    window.key(Modifiers::COMMAND, Key::L);
    window.wait("the mark", |w| {
        w.harness
            .query_by_label_contains("1b p. 2 5.1.2e")
            .is_some()
    });
    export(&mut window, "Eerste gelakte pagina: 1b p. 2");
}

#[test]
fn an_export_that_failed_names_its_folder_and_keeps_what_was_typed() {
    let (into, why) = (
        "Nieuwe map voor de export",
        "Reden om toch te exporteren (komt in het logboek)",
    );
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::O);
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for(into);
    window.type_reason("proef");
    window.type_into(into, " b");
    let target = window.field(into);
    assert!(target.ends_with(" b"), "{target}");
    std::fs::create_dir(&target).unwrap();
    std::fs::write(format!("{target}/eerder.txt"), "").unwrap();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for(&format!("De map {target} is niet leeg."));
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for(into);
    assert_eq!(window.field(into), target);
    assert_eq!(window.field(why), "proef");
    std::fs::remove_dir_all(&target).unwrap();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Map openen");
    window.key(Modifiers::NONE, Key::Escape);
    // The next export is another one, and is asked why anew.
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for(into);
    assert_ne!(window.field(into), target);
    assert_eq!(window.field(why), "");
}

#[test]
fn a_number_that_is_in_use_is_said_at_its_field() {
    let mut window = with_letters();
    window.click("Document");
    let number = || (Role::TextInput, "Nummer");
    let field = window
        .harness
        .get_by_role_and_label(number().0, number().1)
        .rect();
    window.type_into("Nummer", "");
    window.key(Modifiers::COMMAND, Key::A);
    window.type_into("Nummer", "1B");
    window.key(Modifiers::NONE, Key::Tab);
    let said = "Dit nummer is al in gebruik.";
    let at = window.harness.get_by_label(said).rect();
    assert!(at.top() >= field.bottom() && at.top() < field.bottom() + 20.0);
    assert_eq!(window.field("Nummer"), "1B");
    assert_eq!(window.documents("dossier map")[0]["number"], "1a");
    window.type_into("Nummer", "c");
    window.key(Modifiers::NONE, Key::Tab);
    assert!(!window.has(said));
    assert_eq!(window.documents("dossier map")[0]["number"], "1Bc");
}

#[test]
fn the_palette_stays_where_it_is_while_one_types_and_begins_at_its_first_row() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND, Key::K);
    let field = |window: &Window| {
        let label = "Opdracht, document, grond, instelling of paginanummer";
        let field = window.harness.get_by_role_and_label(Role::TextInput, label);
        field.rect()
    };
    let before = field(&window);
    for _ in 0..6 {
        window.key(Modifiers::NONE, Key::PageDown);
    }
    window.at_once(letters("paginabreedte"));
    window.steps();
    assert_eq!(field(&window), before);
    let row = window.harness.get_by_label("Paginabreedte Beeld Ctrl+0");
    let below = row.rect().top() - before.bottom();
    assert!((0.0..40.0).contains(&below), "{below}");
    for _ in 0..13 {
        window.key(Modifiers::NONE, Key::Backspace);
    }
    // All rows are there again, from the first on.
    let rows = window.harness.get_all_by_label_contains("PDF's toevoegen…");
    let tops = rows.map(|row| row.rect().top());
    assert!(tops.into_iter().any(|top| top >= before.bottom()));
    assert_eq!(field(&window), before);
}

#[test]
fn a_duplicate_is_chosen_by_number_and_title() {
    let mut window = with_letters();
    window.click("Document");
    window.click("Bijzonderheid");
    window.click("Dubbel van 1b nota");
    let chosen = window
        .harness
        .get_by_role_and_label(Role::ComboBox, "Bijzonderheid");
    assert_eq!(chosen.value().as_deref(), Some("Dubbel van 1b nota"));
}

#[test]
fn what_can_be_done_about_a_finding_is_there_whole_in_a_window_of_900_points() {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    program.write("map/brief.pdf", letter());
    let second = lines(&["de heer WILLEMSEN en", "weer Willemsen"]);
    program.write("map/nota.pdf", PdfMaker::new().page(second, "").build());
    let path = program.file("map");
    let mut window = Window::sized(program, Some(path), egui::vec2(1440.0, 900.0));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    window.wait_until_looked_through();
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 85.0), 2, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::NONE, Key::F7);
    let places = |window: &Window| {
        let found = window.harness.query_all_by_label_contains("1b p. 1: ");
        let elsewhere = found.filter(|row| {
            let label = row.accesskit_node().label();
            label.is_some_and(|label| label.ends_with("elders gelakt"))
        });
        elsewhere.map(|row| row.rect().center()).collect::<Vec<_>>()
    };
    window.wait("both places", |w| places(w).len() == 2);
    let at = places(&window)[0];
    window.harness.drag_at(at);
    window.harness.drop_at(at);
    window.steps();
    window.wait_for("Alleen hier bewust zichtbaar");
    let bottom = |label: &str| window.harness.get_by_label(label).rect().bottom();
    let bar = window.harness.get_by_label("Controle vóór export").rect();
    let last = bottom("Alleen hier bewust zichtbaar");
    // With room for longer words than these.
    assert!(last + 40.0 <= bar.top(), "{last} {}", bar.top());
}

#[test]
fn a_register_that_is_left_with_escape_is_kept_and_can_be_taken_back() {
    let mut window = Window::with_letter();
    window.command("register van personen");
    window.wait_for("Regel toevoegen");
    window.click("Regel toevoegen");
    window.at_once(letters("Zonderling"));
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("Register bewaard: 1 regel; er wordt opnieuw gezocht");
    let register = window.program.file("dossier brief/register.csv");
    assert!(register.exists());
    window.click("Ongedaan maken");
    assert!(!register.exists());
}

#[test]
fn a_reason_and_a_day_that_cannot_be_read_wait_for_where_they_were_typed() {
    let mut window = Window::with_a_hidden_name();
    let finding = "1b p. 1: willemsen, elders gelakt";
    window.key(Modifiers::NONE, Key::F7);
    window.wait_for(finding);
    window.click(finding);
    let reason = "Reden (komt in het logboek)";
    window.type_into(reason, "wethouder");
    window.harness.get_by_label(finding).focus();
    window.steps();
    window.key(Modifiers::NONE, Key::End);
    if window.focused() == finding {
        window.key(Modifiers::NONE, Key::Home);
    }
    let says = |window: &Window| {
        let mut fields = window.harness.query_all_by_role(Role::TextInput);
        fields.any(|field| field.value().as_deref() == Some("wethouder"))
    };
    assert!(!says(&window));
    window.click(finding);
    assert_eq!(window.field(reason), "wethouder");
    // A day that is refused.
    let rows = window.documents("dossier map");
    assert_eq!(rows.len(), 2);
    window.click("Document");
    let row = |window: &Window, number: &str| {
        let mut rows = window.harness.query_all_by_label_contains(number);
        let row = rows.find(|row| {
            let label = row.accesskit_node().label();
            label.is_some_and(|label| label.contains("afgerond"))
        });
        row.unwrap().click();
    };
    row(&window, "1a brief, ");
    window.steps();
    let dated = "Datum (d-m-jjjj)";
    window.type_into(dated, "morgen");
    window.key(Modifiers::NONE, Key::Tab);
    let wrong = "morgen is geen datum. Schrijf bijvoorbeeld 13-7-2016.";
    window.wait_for(wrong);
    row(&window, "1b nota, ");
    window.steps();
    assert!(!window.has(wrong));
    assert_eq!(window.field(dated), "");
    row(&window, "1a brief, ");
    window.wait_for(wrong);
    assert_eq!(window.field(dated), "morgen");
}

#[test]
fn a_group_is_a_year_or_a_name_and_no_day() {
    let mut window = Window::with_letter();
    window.click("Document");
    let group = "Groep (jaar)";
    let before = window.documents("dossier brief")[0]["group"].clone();
    window.type_into(group, "31-02-2025");
    window.key(Modifiers::NONE, Key::Tab);
    window.wait("what is wrong", |w| {
        let part = "is geen jaar. Schrijf bijvoorbeeld 2016, of een naam.";
        w.harness.query_by_label_contains(part).is_some()
    });
    assert_eq!(window.documents("dossier brief")[0]["group"], before);
}

#[test]
fn arrows_choose_among_what_one_of_can_hold() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::F12);
    let choice = |name| (Role::RadioButton, name);
    let (role, name) = choice("Zoals het systeem");
    window.harness.get_by_role_and_label(role, name).focus();
    window.steps();
    for (name, theme) in [("Licht", egui::Theme::Light), ("Donker", egui::Theme::Dark)] {
        window.key(Modifiers::NONE, Key::ArrowRight);
        assert_eq!(window.focused(), name);
        assert_eq!(window.harness.ctx.theme(), theme);
    }
    window.key(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(window.focused(), "Licht");
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), "Donker");
}

#[test]
fn a_judgement_by_the_form_keeps_to_the_rule_of_the_key_and_can_be_taken_back() {
    let mut window = Window::with_letter();
    window.click("Document");
    let judge = |window: &mut Window, judgement: &str| {
        let judgements = window.harness.get_all_by_role(Role::ComboBox);
        let of = |label: &str| label == "Beoordeling";
        let mut boxes =
            judgements.filter(|node| node.accesskit_node().label().is_some_and(|l| of(&l)));
        boxes.next().unwrap().click();
        drop(boxes);
        window.steps();
        window.click(judgement);
    };
    judge(&mut window, "Niet openbaar");
    window.wait_for("1 document: Niet openbaar");
    window.click("Ongedaan maken");
    window.wait_for("Wijziging van document 1a (Niet openbaar) ongedaan gemaakt");
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 85.0), 2, Modifiers::NONE);
    window.wait("the mark", |w| {
        w.has("1a brief, Deels openbaar, 0 van 1 pagina afgerond")
    });
    judge(&mut window, "Openbaar");
    window.wait_for("1 document met lakkingen blijft Deels openbaar");
    assert!(window.has("1a brief, Deels openbaar, 0 van 1 pagina afgerond"));
}

#[test]
fn a_page_that_is_not_there_is_said_and_a_finished_one_too() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND, Key::G);
    window.at_once(letters("7"));
    window.wait_for("7 is geen pagina van dit document. Kies 1 tot en met 1.");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::A);
    window.wait("why not", |w| {
        let part = "Ctrl+A kiest alles in een tekstveld";
        w.harness.query_by_label_contains(part).is_some()
    });
    for said in [
        "Pagina 1 van 1a afgerond",
        "Pagina 1 van 1a was al afgerond",
    ] {
        window.key(Modifiers::NONE, Key::A);
        window.wait_for(&format!("{said} · Alle pagina's zijn afgerond"));
    }
}
