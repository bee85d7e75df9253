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
