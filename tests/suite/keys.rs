//! Keys: by their place on the keyboard, and only where they are meant.

use crate::by_keyboard::letters;
use crate::window::Window;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

/// A key as a keyboard with other letters sends it: what it prints, and where it lies.
fn struck(window: &mut Window, key: Key, physical: Key, modifiers: Modifiers) {
    for pressed in [true, false] {
        let event = egui::Event::Key {
            key,
            physical_key: Some(physical),
            pressed,
            repeat: false,
            modifiers,
        };
        window.harness.input_mut().events.push(event);
    }
    window.steps();
}

#[test]
fn digits_go_by_their_place_on_the_keyboard() {
    let mut window = Window::with_letter();
    // On a French keyboard the key of the 6 prints a minus, and the 1 only with Shift.
    struck(&mut window, Key::Minus, Key::Num6, Modifiers::NONE);
    window.wait_for("Grond: 5.1.1e");
    struck(&mut window, Key::Quote, Key::Num3, Modifiers::NONE);
    window.wait_for("Grond: buiten verzoek");
    struck(&mut window, Key::Num1, Key::Num1, Modifiers::NONE);
    window.wait_for("Grond: 5.1.2e");
    struck(&mut window, Key::Num4, Key::Num4, Modifiers::SHIFT);
    window.wait_for("Grond: 5.1.2e + 5.2.1");
    struck(
        &mut window,
        Key::Exclamationmark,
        Key::Num1,
        Modifiers::SHIFT,
    );
    window.wait_for("Grond: 5.2.1");
}

#[test]
fn single_keys_work_on_the_page_and_in_its_lists_only() {
    let mut window = Window::with_letter();
    let open = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";
    let finished = "1a brief, Nog niet beoordeeld, 1 van 1 pagina afgerond";
    // In a field they are typed.
    window.key(Modifiers::COMMAND, Key::F);
    let field = window.harness.get_by_role(Role::TextInput);
    field.type_text("a1n");
    window.key(Modifiers::NONE, Key::A);
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for(open);
    assert!(!window.has("Grond: 5.1.2e"));
    // On a button they do nothing.
    window.harness.get_by_label("Exporteren…").focus();
    window.steps();
    window.key(Modifiers::NONE, Key::A);
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for(open);
    assert!(!window.has("Grond: 5.1.2e"));
    // In the list of documents they are meant for the page.
    window.harness.get_by_label(open).focus();
    window.steps();
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for("Grond: 5.1.2e");
    // And out of everything with Escape.
    window.harness.get_by_label("Exporteren…").focus();
    window.steps();
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::A);
    window.wait_for(finished);
}

#[test]
fn tab_moves_the_focus_and_the_window_keeps_its_scale() {
    let mut window = Window::with_letter();
    let focused = |window: &Window| window.harness.ctx.memory(|m| m.focused());
    assert_eq!(focused(&window), None);
    window.key(Modifiers::NONE, Key::Tab);
    let first = focused(&window);
    window.key(Modifiers::NONE, Key::Tab);
    assert!(first.is_some() && focused(&window).is_some() && focused(&window) != first);
    for key in [Key::Plus, Key::Plus, Key::Minus, Key::Num0] {
        window.key(Modifiers::COMMAND, key);
        assert_eq!(window.harness.ctx.zoom_factor(), 1.0);
    }
}

/// A key, and the character it types when it is one of a text.
pub fn typed(text: &str) -> Vec<Event> {
    let events = text.chars().flat_map(|letter| {
        let key = Key::from_name(&letter.to_uppercase().to_string()).unwrap();
        let [down, up] = [true, false].map(|pressed| press(key, pressed, Modifiers::NONE));
        [down, Event::Text(letter.to_string()), up]
    });
    events.collect()
}

pub fn press(key: Key, pressed: bool, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    }
}

#[test]
fn letters_that_come_at_once_after_the_key_of_a_field_are_all_in_it() {
    let mut window = Window::with_letter();
    let quick = |window: &mut Window, modifiers, key, text: &str| {
        let opened = [true, false].map(|pressed| press(key, pressed, modifiers));
        window.at_once([opened.to_vec(), typed(text)].concat());
        let field = window.harness.get_by_role(Role::TextInput);
        field.accesskit_node().value().unwrap_or_default()
    };
    // None of them is taken for a key of the page either: A would finish it.
    let find = quick(&mut window, Modifiers::COMMAND, Key::F, "aanvraag");
    assert_eq!(find, "aanvraag");
    window.key(Modifiers::NONE, Key::Escape);
    window.click("Lakkingen");
    let palette = quick(&mut window, Modifiers::NONE, Key::G, "1levens");
    assert_eq!(palette, "1levens");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Escape);
    // Also when the keyboard is in a list.
    let open = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";
    window.harness.get_by_label(open).focus();
    window.steps();
    assert_eq!(quick(&mut window, Modifiers::COMMAND, Key::G, "12"), "12");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for(open);
}

#[test]
fn letters_after_a_search_are_typed_and_no_command_for_the_page() {
    let mut window = Window::with_letter();
    let open = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";
    window.key(Modifiers::COMMAND, Key::F);
    window.at_once(letters("zzqq"));
    window.wait_for("Niet gevonden");
    window.key(Modifiers::NONE, Key::Enter);
    // The next term takes the place of what was not found.
    window.key(Modifiers::NONE, Key::A);
    window.at_once(letters("willemsen"));
    window.wait_for("1 keer gevonden, in 1 document");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("the keyboard at the hit", |w| {
        !w.focused().is_empty() && w.focused() != "willemsen"
    });
    for key in [Key::A, Key::O, Key::Num1] {
        window.key(Modifiers::NONE, key);
    }
    assert!(window.has(open));
    assert!(!window.has("Grond: 5.1.2e"));
}
