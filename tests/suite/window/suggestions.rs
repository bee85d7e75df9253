//! Suggestions beside the page and on it: answered where they stand, in a list that keeps its order.

use crate::pdf_maker::{PdfMaker, lines};
use crate::reviewing::{click_page, on_line};
use crate::window::Window;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;

/// A window on a letter with something to suggest on its first and third line.
fn with_suggestions() -> Window {
    let text = lines(&[
        "Mail jan.bakker@voorbeeld.nl nu",
        "",
        "Bel 06-12345678 of",
        "",
        "schrijf ons",
    ]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.wait("suggestions", |w| w.suggestions() >= 2);
    window
}

/// A click with the other button of the pointer.
fn other_click(window: &mut Window, at: (f64, f64)) {
    let pos = window.on_page(at);
    window.harness.hover_at(pos);
    window.steps();
    for pressed in [true, false] {
        window.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.harness.step();
    }
    window.steps();
}

#[test]
fn a_suggestion_is_answered_where_it_stands_on_the_page() {
    let mut window = with_suggestions();
    let (address, number) = (on_line(0, 45.0), on_line(2, 45.0));
    click_page(&mut window, address, 1, Modifiers::NONE);
    window.wait("the address in the list", |w| {
        w.focused().starts_with("1a p. 1: jan.bakker@voorbeeld.nl")
    });
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 suggestie gelakt");
    assert_eq!(window.marks_on_disk().len(), 1);
    click_page(&mut window, number, 1, Modifiers::NONE);
    window.wait("the number in the list", |w| {
        w.focused().starts_with("1a p. 1: 06-12345678")
    });
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("1 suggestie afgewezen");
    assert_eq!(window.marks_on_disk().len(), 1);
    // The same with the menu under the other button.
    window.key(Modifiers::COMMAND, Key::Z);
    other_click(&mut window, number);
    assert!(window.has("Niet lakken"));
    window.click("Lakken (grond 5.1.2e)");
    window.wait_for("1 suggestie gelakt");
    assert_eq!(window.marks_on_disk().len(), 2);
    // Beside it the menu is that of the page alone.
    other_click(&mut window, on_line(8, 45.0));
    assert!(!window.has("Niet lakken"));
    window.key(Modifiers::NONE, Key::Escape);
    // A drag that begins on one draws.
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::NONE, Key::Num2);
    window.drag(on_line(2, 40.0), on_line(2, 70.0));
    let marks = window.marks_on_disk();
    assert_eq!(marks[1]["grounds"], serde_json::json!(["5.1.1c"]));
}

/// A window on six pages with two numbers, each twice on the first page and on the last.
fn with_numbers() -> Window {
    let numbers = [
        "Bel 06-12345678 of",
        "of 06-87654321 of",
        "weer 06-12345678 of",
        "nog 06-87654321 of",
    ];
    let mut maker = PdfMaker::new();
    maker.page(lines(&numbers), "");
    for _ in 0..4 {
        maker.page(lines(&["Verder niets"]), "");
    }
    maker.page(lines(&numbers), "");
    let mut window = Window::with_file(maker.build());
    window.wait("suggestions", |w| w.suggestions() == 8);
    window
}

#[test]
fn the_list_keeps_its_order_while_it_is_answered_and_the_page_while_it_is_drawn_on() {
    let mut window = with_numbers();
    let first = |nth: &str| format!("06-12345678, {nth}, uitgeklapt");
    let second = |nth: &str| format!("06-87654321, {nth}, uitgeklapt");
    window.key(Modifiers::NONE, Key::F3);
    window.wait_for(&first("4"));
    let top = |window: &Window, label: &str| window.harness.get_by_label(label).rect().top();
    let before = top(&window, &first("4"));
    for _ in 0..4 {
        if window.focused().starts_with("1a p. 1: 06-12345678") {
            break;
        }
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    for left in ["3", "2", "1"] {
        window.key(Modifiers::NONE, Key::Delete);
        window.wait_for(&first(left));
        assert_eq!(top(&window, &first(left)), before, "{left}");
        assert!(top(&window, &second("4")) > before, "{left}");
        assert!(window.focused().contains(": 06-12345678"), "{left}");
    }
    // What is covered by hand leaves the list too, and the page stays where the hand is.
    window.command("1a 1");
    window.wait_for("p. 1 / 6");
    click_page(&mut window, on_line(1, 45.0), 1, Modifiers::NONE);
    window.wait("the number in the list", |w| {
        w.focused().starts_with("1a p. 1: 06-87654321")
    });
    let height = |window: &Window| window.harness.state().as_ref().unwrap().top().unwrap();
    let here = height(&window);
    window.key(Modifiers::NONE, Key::Num1);
    for line in [1, 3] {
        window.drag(on_line(line, 25.0), on_line(line, 90.0));
    }
    window.wait_for(&second("2"));
    assert_eq!(height(&window), here);
}

#[test]
fn a_list_of_persons_that_is_dropped_goes_into_the_register() {
    let mut window = Window::with_file(
        PdfMaker::new()
            .page(lines(&["Zonderling kwam langs"]), "")
            .build(),
    );
    window.wait_for("1a brief");
    let list =
        "behandeling;tekst;grond\nverbergen;Zonderling;\nverbergen;Zonderling;\nwie;Niemand;\n";
    let path = window.program.write("personen.csv", list);
    window.drop_files([path]);
    window.wait_for("Register bewaard: 1 regel; er wordt opnieuw gezocht");
    window.wait_for(
        "Lijst personen.csv, regel 4: de behandeling is niet verbergen, openbaar, altijd, nooit of patroon; de regel wordt overgeslagen.",
    );
    window.wait("the person as a suggestion", |w| w.suggestions() == 1);
    let path = window
        .program
        .write("tabel.csv", "datum;bedrag\n1-2-2026;3\n");
    window.drop_files([path]);
    window.wait_for(
        "tabel.csv is geen document en geen lijst van personen: er staat geen regel in die in het register kan.",
    );
}

#[test]
fn the_names_that_marks_cover_are_put_in_the_register_and_kept_when_asked() {
    let text = lines(&["De heer Willemsen kwam.", "", "De heer Pietersen ging."]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.wait("both names", |w| w.suggestions() == 2);
    click_page(&mut window, on_line(0, 50.0), 1, Modifiers::NONE);
    window.wait("the first in the list", |w| {
        w.focused().contains("Willemsen")
    });
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 suggestie gelakt");
    window.click("Dossier");
    window
        .harness
        .get_by_label("Register van personen…")
        .click_accesskit();
    window.steps();
    window.click("Gelakte namen erbij");
    window.wait_for("1 naam erbij gezet; nog niet bewaard");
    let register = window.program.file("dossier brief/register.csv");
    assert!(!register.exists(), "nothing is kept yet");
    window.steps();
    window.click("Bewaren");
    window.wait_for("Register bewaard: 1 regel; er wordt opnieuw gezocht");
    let kept = std::fs::read_to_string(register).unwrap();
    assert!(kept.contains("verbergen;Willemsen;5.1.2e"), "{kept}");
    assert!(!kept.contains("Pietersen"));
}

#[test]
fn what_is_said_again_is_shown_again_and_gives_way_to_the_next_change() {
    let mut window = with_suggestions();
    window.key(Modifiers::NONE, Key::F3);
    window.wait("a row", |w| w.focused().starts_with("1a p. 1: "));
    for _ in 0..2 {
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for("1 suggestie gelakt");
        assert!(window.has("Ongedaan maken"));
        window.wait("it to be said below", |w| !w.has("Ongedaan maken"));
    }
    assert!(window.has("1 suggestie gelakt"));
    window.click("Document");
    window.type_into("Soort", "brief");
    window.key(Modifiers::NONE, Key::Tab);
    assert!(!window.has("1 suggestie gelakt"));
}

#[test]
fn a_group_that_is_answered_goes_on_to_the_next_and_leaves_the_page() {
    let mut window = with_numbers();
    window.key(Modifiers::NONE, Key::F3);
    window.command("1a 3");
    window.wait_for("p. 3 / 6");
    window.click("06-12345678, 4, uitgeklapt");
    window.click("Lakken (4)");
    window.wait_for("4 suggesties gelakt");
    assert_eq!(window.focused(), "06-87654321, 4, uitgeklapt");
    assert!(window.has("p. 3 / 6"));
    window.wait_for("Lakken (4)");
}

#[test]
fn who_is_made_public_is_hidden_again_where_that_is_said_and_by_the_key_of_undo() {
    let text = lines(&[
        "De heer Willemsen kwam.",
        "De heer Willemsen ging.",
        "De heer Pietersen bleef.",
    ]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.wait("the names", |w| w.suggestions() == 3);
    let register = window.program.file("dossier brief/register.csv");
    for by_key in [true, false] {
        click_page(&mut window, on_line(0, 50.0), 1, Modifiers::NONE);
        window.wait_for("Openbaar door functie (2)");
        // It comes last, and is not what a hand that wants to mark falls upon.
        let at = |label: &str| window.harness.get_by_label(label).rect();
        let (public, reject) = (at("Openbaar door functie (2)"), at("Afwijzen (2)"));
        assert!(public.left() > reject.left() || public.top() >= reject.bottom());
        window.click("Openbaar door functie (2)");
        assert!(register.exists());
        if by_key {
            window.wait("the others alone", |w| w.suggestions() == 1);
            window.key(Modifiers::COMMAND, Key::Z);
        } else {
            // The message does not stand there for long.
            window.click("Ongedaan maken");
        }
        window.wait("the names again", |w| w.suggestions() == 3);
        assert!(!register.exists());
    }
}

#[test]
fn a_folded_heading_is_answered_by_keys_and_by_its_menu_once_it_was_listed() {
    let mut window = with_numbers();
    window.key(Modifiers::NONE, Key::F3);
    let open = "06-12345678, 4, uitgeklapt";
    window.wait("the first row", |w| w.focused().contains(", 8, "));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), open);
    window.key(Modifiers::NONE, Key::ArrowLeft);
    window.wait_for("06-12345678, 4, ingeklapt");
    window.key(Modifiers::SHIFT, Key::F10);
    window.wait_for("Niet lakken (4)");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the menu to close", |w| !w.has("Niet lakken (4)"));
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("4 suggesties afgewezen");
    assert_eq!(window.marks_on_disk().len(), 0);
    // What was never listed is not answered blindly.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("all of them", |w| w.suggestions() == 8);
}

#[test]
fn a_row_that_is_scrolled_out_of_sight_keeps_the_keyboard_of_its_list() {
    let text: Vec<String> = (0..30)
        .map(|nth| format!("Bel 06-123456{:02} of", nth + 10))
        .collect();
    let text: Vec<&str> = text.iter().map(String::as_str).collect();
    let mut maker = PdfMaker::new();
    for part in text.chunks(10) {
        maker.page(lines(part), "");
    }
    let mut window = Window::with_file(maker.build());
    window.wait("suggestions", |w| w.suggestions() == 30);
    window.key(Modifiers::NONE, Key::F3);
    window.wait("a row", |w| w.focused().contains(", 30, "));
    window.key(Modifiers::NONE, Key::ArrowDown);
    let first = window.focused();
    assert!(first.starts_with("1a p. 1: "), "{first}");
    let over = window.harness.get_by_label(&first).rect().center();
    window.harness.hover_at(over);
    for delta in [-4000.0, 4000.0] {
        window.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, delta),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        for _ in 0..20 {
            window.steps();
        }
        if delta < 0.0 {
            assert!(!window.has(&first), "it is out of sight");
        }
    }
    assert_eq!(window.focused(), first);
}
