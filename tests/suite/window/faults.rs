//! Keys, menus and modes as everybody expects them: no key is dead, none is silent, and nothing moves that was not asked to.

use crate::keys::{press, typed};
use crate::pdf_maker::{PdfMaker, lines};
use crate::reviewing::{click_page, on_line};
use crate::window::{Window, with_letters, with_second_letter, word};
use egui::{Event, Key, Modifiers, Role, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::{NodeT, Queryable};

const MARK: &str = "1a p. 1 5.1.2e Willemsen";
const LETTER: &str = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";

/// A window on a letter in which the name is covered.
fn with_mark() -> Window {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for(MARK);
    window
}

/// A window on a letter of more pages than stand on a screen.
fn with_pages(pages: usize) -> Window {
    let mut maker = PdfMaker::new();
    for _ in 0..pages {
        maker.page(lines(&["Geachte heer Willemsen,", "", "Uw verzoek"]), "");
    }
    Window::with_file(maker.build())
}

fn struck(modifiers: Modifiers, key: Key) -> Vec<Event> {
    vec![press(key, true, modifiers), press(key, false, modifiers)]
}

#[test]
fn a_note_is_typed_at_once_whatever_tab_is_open_and_the_keys_go_on() {
    let mut window = with_mark();
    window.click(MARK);
    window.key(Modifiers::NONE, Key::F5);
    window.at_once([struck(Modifiers::NONE, Key::F2), typed("navragen")].concat());
    let field = window
        .harness
        .get_by_role_and_label(Role::TextInput, "Opmerking bij lakking");
    assert_eq!(field.value().unwrap_or_default(), "navragen");
    // Escape keeps nothing of it and only leaves the field.
    window.key(Modifiers::NONE, Key::Escape);
    let field = window
        .harness
        .get_by_role_and_label(Role::TextInput, "Opmerking bij lakking");
    assert_eq!(field.value().unwrap_or_default(), "");
    window.key(Modifiers::NONE, Key::V);
    window.wait_for("Zo wordt het gepubliceerd");
    window.key(Modifiers::NONE, Key::V);
    // Also where the panel is folded away.
    window.key(Modifiers::NONE, Key::F9);
    window.at_once([struck(Modifiers::NONE, Key::F2), typed("later")].concat());
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.marks_on_disk()[0]["note"], "later");
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("1a p. 1 5.1.1c Willemsen");
}

#[test]
fn a_key_that_can_do_nothing_says_why() {
    let mut window = Window::with_letter();
    let one = "Kies eerst één lakking: klik erop, of kies haar in de lijst Lakkingen";
    let any = "Kies eerst een lakking: klik erop, of kies haar in de lijst Lakkingen";
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    for (modifiers, key, said) in [
        (Modifiers::COMMAND, Key::R, one),
        (Modifiers::NONE, Key::Delete, any),
        (ctrl_shift, Key::M, one),
        (
            Modifiers::NONE,
            Key::F4,
            "Er is geen naam of nummer voor een deel gelakt",
        ),
        (Modifiers::NONE, Key::F2, one),
        (Modifiers::COMMAND, Key::Y, "Er is niets opnieuw te doen"),
    ] {
        window.key(modifiers, key);
        window.wait_for(said);
        assert!(
            !window.has("Annuleren") && !window.has("Zoek naar"),
            "{key:?}"
        );
    }
    window.key(Modifiers::NONE, Key::V);
    window.key(Modifiers::COMMAND, Key::L);
    let published = "Zo wordt het gepubliceerd: druk op V om verder te lakken";
    window.wait_for(published);
    // So does a drag, and the key that leads back.
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has(published));
    window.drag(on_line(0, 25.0), on_line(0, 90.0));
    window.wait_for(published);
    window.key(Modifiers::NONE, Key::V);
    window.key(Modifiers::NONE, Key::H);
    window.drag(on_line(0, 25.0), on_line(0, 90.0));
    window.wait_for("De lakkingen zijn verborgen: druk op H om verder te lakken");
    assert_eq!(window.marks_on_disk().len(), 0);
}

#[test]
fn alt_opens_menus_and_never_fires_a_letter() {
    let mut window = Window::with_letter();
    for (key, row) in [
        (Key::B, "Dossier sluiten Ctrl+W"),
        (Key::W, "Niets selecteren Esc"),
        (Key::L, "Paginabreedte Ctrl+0"),
        (Key::K, "Pagina geheel lakken Ctrl+L"),
        (Key::O, "Splits hier in een nieuw document"),
        (Key::D, "Nummer opnieuw"),
        (Key::H, "Handboek F1"),
    ] {
        assert!(!window.has(row), "{row}");
        window.key(Modifiers::ALT, key);
        window.wait_for(row);
        window.key(Modifiers::NONE, Key::Escape);
        window.wait("the menu to close", |w| !w.has(row));
    }
    for key in [
        Key::A,
        Key::J,
        Key::Num1,
        Key::V,
        Key::G,
        Key::F7,
        Key::Delete,
    ] {
        window.key(Modifiers::ALT, key);
    }
    // Where AltGr is Ctrl and Alt, a sign is typed with it.
    window.key(Modifiers::ALT | Modifiers::COMMAND, Key::E);
    window.steps();
    window.wait_for(LETTER);
    for shown in [
        "Grond: 5.1.2e",
        "Zo wordt het gepubliceerd",
        "Grond kiezen",
        "Exporteren",
    ] {
        assert!(!window.has(shown), "{shown}");
    }
    assert!(!window.has("Vrij kader aan (Esc)"));
    // Nor is it typed into a field.
    window.key(Modifiers::COMMAND, Key::F);
    let letter = [
        vec![
            press(Key::B, true, Modifiers::ALT),
            Event::Text("b".to_owned()),
        ],
        vec![press(Key::B, false, Modifiers::ALT)],
    ];
    window.at_once(letter.concat());
    window.wait_for("Dossier sluiten Ctrl+W");
    let field = window.harness.get_by_role(Role::TextInput);
    assert_eq!(field.value().unwrap_or_default(), "");
}

#[test]
fn menus_are_walked_with_keys_and_the_page_below_stays() {
    let mut window = with_pages(4);
    let top = |window: &Window| window.harness.state().as_ref().unwrap().top().unwrap();
    let focused = |window: &Window, row: &str| window.harness.get_by_label(row).is_focused();
    let before = top(&window);
    window.key(Modifiers::NONE, Key::F10);
    window.wait_for("Dossier sluiten Ctrl+W");
    assert!(focused(&window, "Nieuw dossier… Ctrl+N"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(focused(&window, "Dossier openen… Ctrl+O"));
    window.key(Modifiers::NONE, Key::ArrowUp);
    window.key(Modifiers::NONE, Key::ArrowUp);
    assert!(
        focused(&window, "Dossier sluiten Ctrl+W"),
        "round and round"
    );
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for("Niets selecteren Esc");
    window.key(Modifiers::NONE, Key::ArrowLeft);
    window.wait_for("Dossier sluiten Ctrl+W");
    for _ in 0..3 {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Pad van een PDF of een map");
    window.key(Modifiers::NONE, Key::Escape);
    // Opened by the pointer they are walked too.
    window.click("Beeld");
    for _ in 0..4 {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert!(focused(&window, "Groter Ctrl++"));
    assert_eq!(top(&window), before);
    // Alt alone opens the first and closes whichever is open.
    window.at_once(struck(Modifiers::NONE, Key::AltLeft));
    window.wait("the menu to close", |w| !w.has("Groter Ctrl++"));
    window.at_once(struck(Modifiers::NONE, Key::AltLeft));
    window.wait_for("Dossier sluiten Ctrl+W");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the menu to close", |w| !w.has("Dossier sluiten Ctrl+W"));
    window.at_once(struck(Modifiers::NONE, Key::ArrowDown));
    assert!(top(&window) > before, "and the page has its arrows again");
}

#[test]
fn free_frames_are_said_in_the_bar_and_left_with_escape() {
    let mut window = Window::with_letter();
    let chip = "Vrij kader aan (Esc)";
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::B);
    window.wait_for(chip);
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the mode to end", |w| !w.has(chip));
    window.wait_for("Lakken op woorden");
    window.key(Modifiers::NONE, Key::B);
    window.click(chip);
    assert!(!window.has(chip));
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for(MARK);
    let is_free = window.marks_on_disk()[0]["free"].as_bool();
    assert!(!is_free.unwrap_or(false));
}

#[test]
fn taking_back_leaves_what_is_in_view_where_it_is() {
    let mut window = with_pages(4);
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::ArrowDown);
    let top = |window: &Window| window.harness.state().as_ref().unwrap().top().unwrap();
    let before = top(&window);
    assert!(before > 0.0);
    // The same line of the page stands higher on the screen now.
    let at = |place: (f64, f64)| (place.0, place.1 - before);
    window.drag(at(on_line(0, 80.0)), at(on_line(0, 110.0)));
    window.wait_for(MARK);
    for key in [Key::Z, Key::Y, Key::Z] {
        window.key(Modifiers::COMMAND, key);
        assert_eq!(top(&window), before, "{key:?}");
    }
    window.wait_for("Geen lakkingen.");
    // What is not in view is gone to.
    window.key(Modifiers::COMMAND, Key::Y);
    window.key(Modifiers::NONE, Key::End);
    assert!(top(&window) > 500.0);
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(top(&window) < 300.0);
}

#[test]
fn closing_during_an_export_asks_first() {
    let mut window = with_pages(60);
    let question = "Er loopt nog een export. Sluiten stopt die: er wordt dan niets gepubliceerd.";
    window.key(Modifiers::NONE, Key::O);
    let export = |window: &mut Window| {
        window.key(Modifiers::COMMAND, Key::E);
        window.wait_for("Nieuwe map voor de export");
        window.type_reason("proef");
        window.key(Modifiers::NONE, Key::Enter);
        window.key(Modifiers::NONE, Key::Escape);
    };
    export(&mut window);
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for(question);
    window.key(Modifiers::NONE, Key::Escape);
    // So does the window itself.
    let viewports = &mut window.harness.input_mut().viewports;
    let own = viewports.get_mut(&ViewportId::ROOT).unwrap();
    own.events.push(ViewportEvent::Close);
    window.harness.step();
    let commands = &window.harness.output().viewport_output[&ViewportId::ROOT].commands;
    assert!(commands.contains(&ViewportCommand::CancelClose));
    window.steps();
    window.wait_for(question);
    // The question goes when there is nothing to stop any more.
    window.wait_for("1 document veilig geëxporteerd, 60 pagina's gecontroleerd.");
    assert!(!window.has(question));
    window.key(Modifiers::NONE, Key::Escape);
    export(&mut window);
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for(question);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Onlangs geopend");
}

#[test]
fn the_window_is_called_after_its_dossier() {
    let mut window = Window::with_letter();
    window.click("Dossier");
    window.click("Gegevens van het dossier…");
    window.type_into("Naam van het dossier", " over de kade");
    window.harness.key_press(Key::Enter);
    let mut titles = Vec::new();
    for _ in 0..8 {
        window.harness.step();
        let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
        titles.extend(output.commands.iter().cloned());
    }
    let named = |command: &ViewportCommand| matches!(command, ViewportCommand::Title(title) if title.ends_with(" – Lakwerk") && title.contains("kade"));
    assert!(titles.iter().any(named), "{titles:?}");
}

#[test]
fn an_action_is_for_the_document_that_is_looked_at() {
    let mut window = with_letters();
    let second = "1b nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond";
    window.click(LETTER);
    window.key(Modifiers::COMMAND, Key::PageDown);
    let chosen = |window: &Window, row: &str| {
        let row = window.harness.get_by_label(row);
        row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(chosen(&window, second) && !chosen(&window, LETTER));
    window.key(Modifiers::NONE, Key::O);
    window.wait_for("1b nota, Openbaar, 0 van 2 pagina's afgerond");
    window.wait_for(LETTER);
    // With Ctrl the one that is looked at is one of them.
    window
        .harness
        .get_by_label(LETTER)
        .click_modifiers(Modifiers::COMMAND);
    window.steps();
    window.click("Document");
    window.wait_for("Wijzigingen gelden voor 2 documenten");
}

#[test]
fn a_shift_click_in_the_list_of_marks_selects_a_range() {
    let text = lines(&["een", "twee", "drie", "vier"]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    for line in 0..4 {
        click_page(&mut window, on_line(line, 6.0), 3, Modifiers::NONE);
    }
    window.wait_for("1a p. 1 5.1.2e vier");
    window.click("1a p. 1 5.1.2e twee");
    let last = window.harness.get_by_label("1a p. 1 5.1.2e vier");
    last.click_modifiers(Modifiers::SHIFT);
    window.steps();
    window.wait_for("3 lakkingen geselecteerd");
    let middle = window.harness.get_by_label("1a p. 1 5.1.2e drie");
    middle.click_modifiers(Modifiers::COMMAND);
    window.steps();
    window.wait_for("2 lakkingen geselecteerd");
}

#[test]
fn the_right_panel_is_as_wide_as_it_opens_whatever_it_shows() {
    let mut window = with_mark();
    let edge = |window: &Window| window.harness.get_by_label("1a brief").rect().right();
    let opens = edge(&window);
    window.click(MARK);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.wait_for("1 keer gevonden, in 1 document");
    for tab in [
        "Document",
        "Controle",
        "Overzicht",
        "Geschiedenis",
        "Zoeken",
        "Lakkingen",
    ] {
        let mut tabs = window.harness.get_all_by_role_and_label(Role::Button, tab);
        tabs.next_back().unwrap().click();
        drop(tabs);
        window.steps();
        assert!(
            (edge(&window) - opens).abs() < 1.0,
            "{tab}: {}",
            edge(&window)
        );
    }
}

#[test]
fn a_new_search_takes_the_place_of_the_last_and_ticks_end_with_marking() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::Num1);
    window.at_once([struck(Modifiers::COMMAND, Key::F), typed("willemsen")].concat());
    window.wait_for("3 keer gevonden, in 2 documenten");
    window.click("Alles aanvinken");
    window.click("Aangevinkte lakken (3)");
    window.wait_for("3 lakkingen gemaakt");
    let button = window.harness.get_by_label("Aangevinkte lakken (0)");
    assert!(button.accesskit_node().is_disabled());
    window.key(Modifiers::NONE, Key::Escape);
    window.at_once([struck(Modifiers::COMMAND, Key::F), typed("mevrouw")].concat());
    let field = window.harness.get_by_role(Role::TextInput);
    assert_eq!(field.value().unwrap_or_default(), "mevrouw");
    window.wait_for("1 keer gevonden, in 1 document");
}

#[test]
fn the_first_mark_of_a_session_takes_a_drag_and_a_digit() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for("Kies de grond voor deze lakking");
    window.at_once(typed("1"));
    window.wait_for(MARK);
    // A digit with which an article begins is the begin of one, and with Enter the ground under it.
    window.key(Modifiers::COMMAND, Key::Z);
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for("Kies de grond voor deze lakking");
    window.at_once(typed("5"));
    let field = window.harness.get_by_role(Role::TextInput);
    assert_eq!(field.value().unwrap_or_default(), "5");
    field.type_text(".1.1c");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.1c Willemsen");
}

/// What was done, as the log tells it, from the first mark on.
fn marks_in_log(window: &mut Window) -> Vec<String> {
    window.marks_on_disk();
    let output = window.program.run(&["log", "dossier brief", "--json"]);
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let entries = log["entries"].as_array().unwrap().iter();
    let told = entries.map(|entry| entry["event"].to_string());
    // Looking is nobody's gesture.
    let gestures = told.filter(|event| !event.contains("looked_through"));
    gestures
        .skip_while(|event| !event.contains("mark"))
        .collect()
}

#[test]
fn one_gesture_is_one_step_in_the_log_and_names_its_document() {
    let text = lines(&["Naam Jansen", "Naam Bakker", "Naam Smit"]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(1, 10.0), 3, Modifiers::COMMAND);
    window.wait("the column", |w| {
        w.harness
            .query_by_label_contains("1a p. 1 5.1.2e")
            .is_some()
    });
    click_page(&mut window, on_line(2, 10.0), 3, Modifiers::NONE);
    let log = marks_in_log(&mut window);
    assert_eq!(log.len(), 2, "{log:?}");
    // What was really taken back is told, and can be done again.
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Y);
    let log = marks_in_log(&mut window);
    assert_eq!(log.len(), 4, "{log:?}");
    window.key(Modifiers::COMMAND, Key::H);
    window.wait("the document in the history", |w| {
        let mut rows = w
            .harness
            .query_all_by_label_contains("· Lakking p. 1 (5.1.2e) in 1a");
        rows.next().is_some()
    });
}

#[test]
fn a_mark_of_two_clicks_is_kept_when_the_window_closes_at_once() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    let (from, _) = word(&window.program, "Willemsen");
    click_page(&mut window, from, 2, Modifiers::NONE);
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    assert_eq!(window.marks_on_disk().len(), 1);
}

#[test]
fn a_mark_over_a_mark_is_said() {
    let mut window = with_mark();
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for("Hier stond al een lakking (5.1.2e): er liggen er nu twee over elkaar");
}

#[test]
fn after_a_split_the_reader_is_at_what_it_made() {
    let mut window = with_pages(3);
    window.key(Modifiers::NONE, Key::PageDown);
    window.key(Modifiers::NONE, Key::End);
    window.wait_for("p. 3 / 3");
    window.key(Modifiers::ALT, Key::O);
    window.click("Splits hier in een nieuw document");
    window.wait_for("Nieuw document 1b, 1 pagina");
    window.wait_for("p. 1 / 1");
}

#[test]
fn a_finding_is_looked_at_and_the_list_stays() {
    let mut window = with_second_letter(&["Mevrouw Bakker"]);
    window.key(Modifiers::NONE, Key::F7);
    window.wait("the check", |w| {
        w.has("Opnieuw controleren") && !w.has("Stop")
    });
    let row = "1b: nog niet beoordeeld.";
    window.wait_for(row);
    window.click(row);
    window.wait_for("Opnieuw controleren");
    window.wait_for("p. 1 / 2");
    window.click("Gegevens van het document");
    window.wait_for("Publicatietitel");
}

#[test]
fn lists_begin_at_their_top_when_a_dossier_is_opened() {
    let many: Vec<String> = (0..16)
        .map(|line| format!("naam{line} Willemsen"))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut maker = PdfMaker::new();
    for _ in 0..6 {
        maker.page(lines(&many), "");
    }
    let mut window = Window::with_file(maker.build());
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    let field = window.harness.get_by_role(Role::TextInput);
    field.type_text("willemsen");
    window.wait_for("96 keer gevonden, in 1 document");
    window.click("Alles aanvinken");
    window.click("Aangevinkte lakken (96)");
    window.wait_for("96 lakkingen gemaakt");
    window.click("Lakkingen");
    let first = |w: &Window| {
        let mut rows = w.harness.query_all_by_label_contains("1a p. 1 5.1.2e");
        rows.next().is_some()
    };
    window.wait("the first page in the list", first);
    let list = window.harness.get_by_label("Filter").rect();
    window
        .harness
        .hover_at(list.center_bottom() + egui::vec2(0.0, 100.0));
    for _ in 0..12 {
        window.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -200.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        window.steps();
    }
    assert!(!first(&window));
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    let dossier = window.program.file("dossier brief");
    window.click(dossier.to_str().unwrap());
    window.wait_for("tekst: echt");
    assert!(first(&window));
}

#[test]
fn the_findings_are_counted_before_the_check_is_opened_and_answers_leave_it_whole() {
    let mut window = Window::with_a_hidden_name();
    let count = |w: &Window| {
        let found = w.harness.query_all_by_label_contains(" bevindingen");
        let labels = found.filter_map(|n| n.accesskit_node().value());
        let mut labels = labels.filter(|label| label.contains("pagina's open"));
        labels.next().filter(|label| !label.ends_with('…'))
    };
    window.wait("the count", |w| count(w).is_some());
    let before = count(&window);
    window.key(Modifiers::NONE, Key::F7);
    let row = "1b p. 1: willemsen, elders gelakt";
    window.wait_for(row);
    assert_eq!(count(&window), before);
    assert!(!window.has("Stop"));
    window.click(row);
    window.type_into("Reden (komt in het logboek)", "wethouder");
    window.click("Bewust zichtbaar");
    window.wait("what was answered to go", |w| {
        w.harness
            .query_by_role_and_label(Role::Button, row)
            .is_none()
    });
    assert!(!window.has("wordt gelezen…"));
}
