//! Where the keyboard is: it is seen, what it is at has its menu, and nothing moves away from it.

use crate::by_keyboard::letters;
use crate::program::Program;
use crate::window::{Window, letter, with_second_letter};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn the_menu_of_what_has_the_keyboard_opens_by_key_and_gives_it_back() {
    let mut window = with_second_letter(&["Mevrouw Willemsen"]);
    let first = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";
    for (modifiers, key) in [(Modifiers::NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)] {
        window.harness.get_by_label(first).focus();
        window.steps();
        window.key(modifiers, key);
        assert_eq!(window.focused(), "Ik behandel dit", "{key:?}");
        window.key(Modifiers::NONE, Key::ArrowDown);
        assert_ne!(window.focused(), "Ik behandel dit");
        window.key(Modifiers::NONE, Key::Escape);
        assert!(!window.has("Ik behandel dit"));
        assert_eq!(window.focused(), first);
    }
    // The page, while nothing has the keyboard; and a finding.
    window.key(Modifiers::NONE, Key::Escape);
    window.harness.ctx.memory_mut(egui::Memory::stop_text_input);
    window.steps();
    window.key(Modifiers::NONE, Key::Menu);
    assert_eq!(window.focused(), "Pagina afgerond, verder A");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::F7);
    window.wait("the check", |w| {
        w.has("Opnieuw controleren") && !w.has("Stop")
    });
    window.key(Modifiers::NONE, Key::End);
    let finding = window.focused();
    window.key(Modifiers::NONE, Key::Menu);
    assert_eq!(window.focused(), "Ga erheen Enter", "{finding}");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.focused(), finding);
}

#[test]
fn keys_do_on_the_first_screen_what_its_buttons_do_and_say_why_others_do_not() {
    let mut window = Window::open(Program::new(), None);
    window.wait_for("Voorbeelddossier bekijken");
    let said = |window: &Window, text: &str| {
        let found = window.harness.query_by_label_contains(text);
        found.is_some()
    };
    let closed = "Dat gaat in een dossier.";
    // Where this runs, the system has no window to choose files.
    for (key, answer) in [
        (Key::N, "geen venster om bestanden te kiezen"),
        (Key::F, closed),
        (Key::O, "geen venster om bestanden te kiezen"),
        (Key::E, closed),
    ] {
        window.key(Modifiers::COMMAND, key);
        window.wait("an answer", |w| said(w, answer));
    }
}

#[test]
fn what_has_the_keyboard_has_a_ring_on_the_first_screen_too() {
    let mut window = Window::open(Program::new(), None);
    window.wait_for("Voorbeelddossier bekijken");
    let button = window.harness.get_by_label("Dossier openen…");
    let rect = button.rect();
    button.focus();
    window.steps();
    let picture = window.picture();
    let beside = (rect.left() - 2.0) as u32;
    let [red, _, blue] = picture.get_pixel(beside, rect.center().y as u32).0;
    assert!(blue > red.saturating_add(60), "{red} {blue}");
}

#[test]
fn a_form_that_is_longer_than_the_window_follows_the_keyboard() {
    let program = Program::new();
    let path = program.write("brief.pdf", letter());
    let size = egui::vec2(640.0, 400.0);
    let mut window = Window::sized(program, Some(path), size);
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    window.command("gegevens van het dossier");
    window.wait_for("Bestuursorgaan");
    let mut seen = Vec::new();
    for _ in 0..18 {
        window.key(Modifiers::NONE, Key::Tab);
        let all = window.harness.query_all(egui_kittest::kittest::By::new());
        let mut focused = all.filter(|node| node.accesskit_node().is_focused());
        let rect = focused.next().expect("something has the keyboard").rect();
        let said = window.focused();
        assert!(
            rect.top() >= 0.0 && rect.bottom() <= size.y,
            "{said:?} has the keyboard out of sight: {rect:?}"
        );
        seen.push(said);
    }
    assert!(seen.contains(&"Annuleren".to_owned()), "{seen:?}");
}

#[test]
fn the_grounds_stay_where_they_are_while_one_types() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::G);
    let cancel = |window: &Window| window.harness.get_by_label("Annuleren").rect();
    let before = cancel(&window);
    window.at_once(letters("identificatie"));
    window.steps();
    assert!(!window.has("5.1.2e  eerbiediging van de persoonlijke levenssfeer 1"));
    assert_eq!(cancel(&window), before);
}

#[test]
fn in_a_low_window_the_list_of_findings_is_more_than_a_few_rows() {
    let program = Program::new();
    let path = program.write("brief.pdf", letter());
    let mut window = Window::sized(program, Some(path), egui::vec2(640.0, 400.0));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::F7);
    window.wait("the check", |w| {
        w.has("Opnieuw controleren") && !w.has("Stop")
    });
    let top = window.harness.get_by_label("Filter").rect().bottom();
    // Below the list, and two lines of what is known of its first row.
    let end = window.harness.get_by_label("Ga erheen").rect();
    assert!(end.top() - top > 7.0 * 26.0, "{top} {end:?}");
}

#[test]
fn what_a_finding_s_menu_offers_is_done_by_the_keys_beside_it() {
    let mut window = Window::with_a_hidden_name();
    let finding = "1b p. 1: willemsen, elders gelakt";
    window.key(Modifiers::NONE, Key::F7);
    window.wait_for(finding);
    window.click(finding);
    window.wait_for("Hier gelakt: 1a p. 1");
    window.harness.get_by_label(finding).focus();
    window.steps();
    window.key(Modifiers::SHIFT, Key::F10);
    for row in ["Ga erheen Enter", "Alles lakken (1) Ctrl+Enter"] {
        assert!(window.has(row), "{row}");
    }
    window.key(Modifiers::NONE, Key::Escape);
    window.harness.get_by_label(finding).focus();
    window.steps();
    window.key(Modifiers::COMMAND, Key::Enter);
    window.wait("what was mended to go", |w| !w.has(finding));
    window.click("Lakkingen");
    window.wait_for("1b p. 1 5.1.2e WILLEMSEN");
}
