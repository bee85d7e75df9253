//! The pages under the hand: drags that go on past an edge, and what is said of what cannot be drawn.

use crate::by_keyboard::letters;
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use crate::reviewing::on_line;
use crate::window::{Window, with_letters, word};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable;

/// The button of the pointer goes down or comes up.
fn button(window: &mut Window, pos: Pos2, pressed: bool) {
    window.harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    window.harness.step();
}

#[test]
fn a_drag_that_is_held_past_the_edge_goes_on_to_the_end_of_its_page() {
    let mut maker = PdfMaker::new();
    for _ in 0..4 {
        maker.page(lines(&["Geachte heer Willemsen,"]), "");
    }
    let mut window = Window::with_file(maker.build());
    let top = |window: &Window| window.harness.state().as_ref().unwrap().top().unwrap();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::B);
    // On the second page, of which the upper part is in view.
    let from = window.on_page((30.0, 330.0));
    let canvas = window.harness.get_by_label("1a brief").rect();
    let edge = canvas.bottom();
    assert!(from.y < edge && window.on_page((0.0, 600.0)).y > edge);
    window.harness.hover_at(from);
    button(&mut window, from, true);
    let below = Pos2::new(from.x + 200.0, edge + 20.0);
    window.harness.hover_at(below);
    let before = top(&window);
    let mut last = before;
    for _ in 0..400 {
        window.harness.step();
        if top(&window) == last && last > before {
            break;
        }
        last = top(&window);
    }
    button(&mut window, below, false);
    window.steps();
    let marks = window.marks_on_disk();
    assert_eq!(marks[0]["page"], 2);
    let area: Vec<f64> = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    assert!(area[1] < 40.0 && area[3] > 299.0, "{area:?}");
    // And no further than that page.
    let zoom = window.harness.state().as_ref().unwrap().zoom().unwrap();
    let foot = top(&window) + f64::from(canvas.height()) / zoom;
    assert!((foot - 624.0).abs() < 2.0, "{foot}");
    // Back up the same way.
    let up = vec2(0.0, -60.0);
    let from = canvas.center_top() + vec2(0.0, 20.0);
    window.harness.hover_at(from);
    button(&mut window, from, true);
    window.harness.hover_at(canvas.center_top() + up);
    let before = top(&window);
    for _ in 0..4 {
        window.harness.step();
    }
    assert!(top(&window) < before);
    button(&mut window, canvas.center_top() + up, false);
}

#[test]
fn a_drag_says_why_nothing_can_be_drawn_by_whoever_only_reads() {
    let mut first = Window::with_letter();
    let dossier = first.program.file("dossier brief");
    let mut second = Window::open(Program::new(), Some(dossier));
    second.wait_for("1a brief");
    second.wait_for("tekst: echt");
    let why = |window: &Window| {
        let said = window
            .harness
            .query_all_by_label_contains("Alleen lezen: in gebruik door");
        said.count()
    };
    // Once in the bar above, for as long as it is so.
    assert_eq!(why(&second), 1);
    let (from, to) = word(&first.program, "Willemsen");
    second.drag(from, to);
    assert_eq!(why(&second), 2, "and over the pages");
    assert!(second.has("Geen lakkingen."));
    first.key(Modifiers::COMMAND, Key::W);
    first.wait_for("Onlangs geopend");
}

#[test]
fn a_remark_shows_on_its_document_and_its_mark() {
    let mut window = Window::with_letter();
    let (document, mark) = (
        "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond",
        "1a p. 1 5.1.2e Willemsen",
    );
    window.wait_for(document);
    window.key(Modifiers::NONE, Key::L);
    window.wait_for(&format!("{document}, met opmerking"));
    window.key(Modifiers::NONE, Key::L);
    window.wait_for(document);
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for(mark);
    let before = window.picture();
    window.click(mark);
    window.key(Modifiers::NONE, Key::M);
    window.at_once(letters("Klopt dit?"));
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for(&format!("{mark}, met opmerking"));
    window.wait_for("Lakking op pagina 1: 5.1.2e Willemsen, met opmerking");
    // And to the eye, at its upper right corner.
    let area = window
        .harness
        .get_by_label("Lakking op pagina 1: 5.1.2e Willemsen, met opmerking");
    let corner = area.rect().right_top();
    let after = window.picture();
    let (x, y) = (corner.x as u32, corner.y as u32);
    let changed = (x.saturating_sub(6)..x + 6)
        .flat_map(|x| (y.saturating_sub(6)..y + 6).map(move |y| (x, y)))
        .filter(|(x, y)| before.get_pixel(*x, *y) != after.get_pixel(*x, *y));
    assert!(changed.count() > 20);
}

#[test]
fn what_is_said_of_a_mark_gives_way_neither_to_another_word_of_it_nor_to_its_ground() {
    let text = lines(&["Bel 06 12345678 of", "", "schrijf aan Willemsen"]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    let half = "Een naam of nummer is maar voor een deel gelakt: F4 lakt het geheel";
    let over = "Hier stond al een lakking (5.1.2e): er liggen er nu twee over elkaar";
    let (from, to) = (on_line(0, 60.0), on_line(0, 75.0));
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for(half);
    window.drag(from, to);
    window.wait_for(&format!("{half} · {over}"));
    // The first mark of a session waits for its ground.
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    let dossier = window.program.file("dossier brief");
    let mut window = Window::open(window.program, Some(dossier));
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.wait_for("tekst: echt");
    window.drag(from, to);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for(over);
}

#[test]
fn two_pages_stand_side_by_side_and_are_marked_and_finished_each() {
    let mut maker = PdfMaker::new();
    for _ in 0..3 {
        let text = lines(&["Geachte heer Willemsen,", "", "Uw verzoek"]);
        maker.page(text, "/MediaBox[0 0 400 560]");
    }
    let mut window = Window::with_file(maker.build());
    window.key(Modifiers::NONE, Key::Num1);
    window.click("Twee pagina's naast elkaar (Ctrl+8)");
    let canvas = window.harness.get_by_label("1a brief").rect();
    let zoom = window.harness.state().as_ref().unwrap().zoom().unwrap() as f32;
    let wide = (2.0 * 400.0 + 12.0) * zoom;
    assert!(
        (canvas.width() - 40.0..canvas.width()).contains(&wide),
        "{wide}"
    );
    // A word of the second page, which stands at the right.
    let (from, to) = word(&window.program, "Willemsen");
    // Half a page and half of what is between them.
    let right = |at: (f64, f64)| (at.0 + 200.0 + 6.0, at.1);
    window.drag(right(from), right(to));
    window.wait_for("1a p. 2 5.1.2e Willemsen");
    // It is the page at hand now, and is finished; the next that is open is the third.
    window.wait_for("p. 2 / 3");
    window.key(Modifiers::NONE, Key::A);
    window.wait_for("1a brief, Deels openbaar, 1 van 3 pagina's afgerond");
    window.wait_for("p. 3 / 3");
    window.key(Modifiers::COMMAND, Key::Num0);
    window.wait_for("p. 3 / 3");
}

#[test]
fn what_is_not_published_is_not_shown_as_if_it_were() {
    let mut window = with_letters();
    let published = "Zo wordt het gepubliceerd";
    let unjudged = "Dit document wordt niet gepubliceerd: Nog niet beoordeeld";
    for key in [Key::V, Key::S] {
        window.key(Modifiers::NONE, key);
        window.wait_for(unjudged);
        assert!(window.has("Wordt niet gepubliceerd"), "{key:?}");
        assert!(!window.has(published), "{key:?}");
        window.key(Modifiers::NONE, key);
        assert!(!window.has(unjudged), "{key:?}");
    }
    window.key(Modifiers::NONE, Key::T);
    window.wait_for(&format!("{unjudged} · Pagina 1"));
    window.key(Modifiers::NONE, Key::T);
    window.key(Modifiers::NONE, Key::O);
    window.key(Modifiers::NONE, Key::V);
    window.wait_for(published);
    // A judgement does not help what stands aside.
    window.click("Document");
    window.click("Bijzonderheid");
    window.click("Dubbel van 1b nota");
    window.wait_for("Dit document wordt niet gepubliceerd: Dubbel van 1b");
    assert!(!window.has(published));
}
