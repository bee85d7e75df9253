//! Gestures on every kind of page, and the same by keys alone.

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::Program;
use crate::reviewing::{click_page, on_line};
use crate::window::{Window, with_letters, word};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use lakwerk::model::gesture::Drawn;
use lakwerk::model::page::geometry::{PagePoint, PageSize};

fn areas(mark: &serde_json::Value) -> usize {
    mark["areas"].as_array().unwrap().len()
}

#[test]
fn a_drag_over_lines_is_one_mark_and_keeps_to_its_column() {
    let mut text = String::new();
    for (row, (left, right)) in [
        ("Naam Jansen", "Rechts een"),
        ("Kade twaalf", "Rechts twee"),
    ]
    .iter()
    .enumerate()
    {
        let y = 250 - 16 * row;
        text += &format!(
            "BT /F 12 Tf 40 {y} Td ({left}) Tj ET BT /F 12 Tf 200 {y} Td ({right}) Tj ET "
        );
    }
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(on_line(0, 10.0), on_line(1, 60.0));
    window.wait_for("1a p. 1 5.1.2e Naam Jansen Kade twaalf");
    let marks = window.marks_on_disk();
    assert_eq!((marks.len(), areas(&marks[0])), (1, 2));
    window.key(Modifiers::COMMAND, Key::Z);
    click_page(&mut window, on_line(1, 20.0), 3, Modifiers::NONE);
    window.wait_for("1a p. 1 5.1.2e Kade twaalf");
}

#[test]
fn words_are_taken_on_a_page_that_is_turned() {
    for turn in [90, 180, 270] {
        let text = lines(&["Geachte heer Willemsen,", "", "Bel 06 12345678 of"]);
        let file = PdfMaker::new()
            .page(text, &format!("/Rotate {turn}"))
            .build();
        let mut window = Window::with_file(file);
        window.width = if turn == 180 { 400.0 } else { 300.0 };
        let page = window
            .program
            .page_text(&window.program.file("brief.pdf"), 0);
        let middle = |wanted: &str| {
            let word = (0..page.words.len())
                .find(|word| page.word_text(*word).starts_with(wanted))
                .unwrap();
            let center = lakwerk::model::page::text::PageText::bounds(page.word(word))
                .unwrap()
                .center();
            (center.x, center.y)
        };
        // The whole of the page is in view, whichever way it stands.
        window.key(Modifiers::COMMAND, Key::Num9);
        window.key(Modifiers::NONE, Key::Num1);
        click_page(&mut window, middle("Willemsen"), 2, Modifiers::NONE);
        window.wait_for("1a p. 1 5.1.2e Willemsen");
        click_page(&mut window, middle("Bel"), 3, Modifiers::NONE);
        window.wait_for("1a p. 1 5.1.2e Bel 06 12345678 of");
        window.key(Modifiers::COMMAND, Key::Z);
        let at = middle("12345678");
        window.drag((at.0 - 3.0, at.1 - 3.0), (at.0 + 3.0, at.1 + 3.0));
        window.wait_for("1a p. 1 5.1.2e 12345678");
        window.wait_for("Een naam of nummer is maar voor een deel gelakt: F4 lakt het geheel");
        window.key(Modifiers::NONE, Key::F4);
        window.wait_for("1a p. 1 5.1.2e 06 12345678");
    }
}

#[test]
fn a_drag_in_the_window_marks_what_the_rule_says() {
    let text = lines(&[
        "Aan de heer Willemsen,",
        "wonende te Utrecht",
        "",
        "Geachte",
    ]);
    let mut window = Window::with_file(PdfMaker::new().page(text, "").build());
    let page = window
        .program
        .page_text(&window.program.file("brief.pdf"), 0);
    let size = PageSize {
        width: 400.0,
        height: 300.0,
    };
    window.key(Modifiers::NONE, Key::Num1);
    let drags = [
        // Within a word, over two lines, over nothing, and free over words.
        (on_line(0, 75.0), on_line(0, 80.0), false),
        (on_line(0, 20.0), on_line(1, 90.0), false),
        (on_line(8, 0.0), on_line(10, 40.0), false),
        (on_line(0, 20.0), on_line(1, 90.0), true),
    ];
    for (number, (from, to, free)) in drags.into_iter().enumerate() {
        let held = if free {
            Modifiers::COMMAND
        } else {
            Modifiers::NONE
        };
        window.hold(held);
        window.drag(from, to);
        window.hold(Modifiers::NONE);
        let point = |(x, y): (f64, f64)| PagePoint::new(x, y);
        let drawn = Drawn::of(point(from), point(to), free, Some(&page), size);
        let expected = drawn.areas.iter();
        let expected = expected.map(|a| [a.left(), a.top(), a.right(), a.bottom()]);
        let marks = window.marks_on_disk();
        let made: Vec<[f64; 4]> = serde_json::from_value(marks[number]["areas"].clone()).unwrap();
        let expected: Vec<[f64; 4]> = expected.collect();
        assert_eq!(made.len(), expected.len(), "{number}");
        for (made, expected) in made.as_flattened().iter().zip(expected.as_flattened()) {
            // A frame ends where the pointer was, which has whole pixels.
            assert!((made - expected).abs() < 0.5, "{number}: {made} {expected}");
        }
    }
}

/// A page that is a picture, with or without a text below it that is not drawn.
fn scan(text: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let grey = maker.stream(
        "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8",
        [0xF0, 0xE0, 0xE0, 0xF0],
    );
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {grey} 0 R>>");
    let operators = format!("q 400 0 0 300 0 0 cm /I Do Q 3 Tr {text}");
    maker.page_with(operators, "", &resources).build()
}

#[test]
fn a_scan_with_text_is_marked_by_the_word_and_one_without_by_a_frame() {
    let text = lines(&["Geachte heer Willemsen,"]);
    let mut window = Window::with_file_of(scan(&text), "tekst: onder de scan");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(on_line(0, 90.0), on_line(0, 100.0));
    window.wait_for("1a p. 1 5.1.2e Willemsen");

    let mut window = Window::with_file_of(scan(""), "geen tekst (scan)");
    window.key(Modifiers::NONE, Key::Num1);
    click_page(&mut window, on_line(0, 90.0), 2, Modifiers::NONE);
    window.wait_for("Geen woord geraakt. Sleep over de tekst, of trek een groter kader.");
    window.drag((30.0, 200.0), (130.0, 240.0));
    let marks = window.marks_on_disk();
    let area: Vec<f64> = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    assert!((area[0] - 30.0).abs() < 0.5 && (area[3] - 240.0).abs() < 0.5);
}

/// Goes on with Tab until something has the keyboard.
pub fn tab_to(window: &mut Window, label: &str) {
    for _ in 0..200 {
        window.key(Modifiers::NONE, Key::Tab);
        let found = window.harness.query_all_by_label(label);
        let mut found = found.map(|node| node.accesskit_node().is_focused());
        if found.any(|is_focused| is_focused) {
            return;
        }
    }
    panic!("{label} is not reached with Tab");
}

#[test]
fn a_name_is_found_marked_retagged_and_freed_with_keys_alone() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    let field = window.harness.get_by_role(Role::TextInput);
    field.type_text("willemsen");
    window.wait_for("3 keer gevonden, in 2 documenten");
    tab_to(&mut window, "Alles aanvinken");
    window.key(Modifiers::NONE, Key::Space);
    tab_to(&mut window, "Aangevinkte lakken (3)");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("3 lakkingen gemaakt");
    // The tabs are one stop, and so is the list.
    tab_to(&mut window, "Zoeken");
    for _ in 0..3 {
        window.key(Modifiers::NONE, Key::ArrowUp);
    }
    assert_eq!(window.focused(), "Lakkingen");
    tab_to(&mut window, "1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("1a p. 1 5.1.1c Willemsen");
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("Geen lakkingen.");
}

#[test]
fn the_place_in_each_document_is_kept_and_marks_are_walked_as_listed() {
    let program = crate::program::Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    for name in ["brief", "nota"] {
        let mut maker = PdfMaker::new();
        for page in 0..6 {
            maker.page(lines(&[&format!("{name} {page}")]), "");
        }
        program.write(&format!("map/{name}.pdf"), maker.build());
    }
    let path = program.file("map");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    let top = |window: &Window| window.harness.state().as_ref().unwrap().top().unwrap();
    window.key(Modifiers::NONE, Key::PageDown);
    let kept = top(&window);
    window.key(Modifiers::COMMAND, Key::PageDown);
    window.wait_for("1b nota");
    assert!(kept > 0.0 && top(&window) == 0.0);
    // Two grounds, and a filter on one of them.
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("1b p. 1 5.1.2e nota 0");
    window.key(Modifiers::NONE, Key::End);
    window.wait_for("p. 6 / 6");
    window.key(Modifiers::NONE, Key::Num2);
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("1b p. 6 5.1.1c nota 5");
    window.key(Modifiers::COMMAND, Key::PageUp);
    window.wait_for("1a brief");
    assert_eq!(top(&window), kept);
    window.key(Modifiers::NONE, Key::F5);
    let ground = "5.1.1c bedrijfs- en fabricagegegevens: 1";
    window.harness.get_by_label_contains(ground).click();
    window.steps();
    for _ in 0..2 {
        window.key(Modifiers::NONE, Key::Period);
        window.wait_for("p. 6 / 6");
    }
    window.key(Modifiers::NONE, Key::N);
    window.wait_for("1a brief");
    window.wait_for("p. 1 / 6");
}

/// Four pages with a stamp in one corner; on the third there is none.
fn stamped() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    for page in 0..4 {
        let stamp = if page == 2 {
            ""
        } else {
            "2 w 60 60 m 110 90 l S"
        };
        maker.page(format!("{} {stamp}", lines(&["Geachte heer"])), "");
    }
    maker.build()
}

#[test]
fn a_frame_is_repeated_on_the_pages_that_are_meant_where_the_picture_is_the_same() {
    for (which, typed, pages) in [
        ("Oneven", None, vec![1]),
        ("Even", None, vec![1, 2, 4]),
        ("Deze:", Some("2-3"), vec![1, 2]),
    ] {
        let mut window = Window::with_file(stamped());
        window.key(Modifiers::NONE, Key::Num1);
        window.key(Modifiers::NONE, Key::B);
        window.drag((40.0, 190.0), (140.0, 260.0));
        window.wait_for("1a p. 1 5.1.2e");
        window.click("1a p. 1 5.1.2e");
        window.key(Modifiers::COMMAND, Key::R);
        window.click(which);
        if let Some(typed) = typed {
            let field = window
                .harness
                .get_by_role_and_label(Role::TextInput, "bijvoorbeeld 2-5, 9");
            field.type_text(typed);
            window.steps();
        }
        window.click("Herhalen");
        window.wait("the outcome", |w| {
            w.harness.query_by_label_contains("Herhaald op").is_some()
        });
        let marks = window.marks_on_disk();
        let found: Vec<u64> = marks.iter().filter_map(|m| m["page"].as_u64()).collect();
        assert_eq!(found, pages, "{which}");
    }
}

#[test]
fn repeating_over_many_pages_is_stopped_and_then_repeats_nothing() {
    let mut maker = PdfMaker::new();
    for _ in 0..300 {
        maker.page(lines(&["Geachte heer"]), "");
    }
    let mut window = Window::with_file(maker.build());
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::B);
    window.drag((40.0, 30.0), (140.0, 60.0));
    window.click("1a p. 1 5.1.2e Geachte heer");
    window.key(Modifiers::COMMAND, Key::R);
    window.click("Herhalen");
    window.click("Stop");
    window.wait_for("Herhalen gestopt; er is niets herhaald");
    assert_eq!(window.marks_on_disk().len(), 1);
}

/// Everything that a hand did between two frames.
fn pointer(window: &mut Window, events: &[(Pos2, Option<bool>)]) {
    for (pos, pressed) in events {
        let events = &mut window.harness.input_mut().events;
        events.push(Event::PointerMoved(*pos));
        events.extend(pressed.map(|pressed| Event::PointerButton {
            pos: *pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }));
    }
    window.harness.step();
}

#[test]
fn a_drag_and_clicks_on_a_page_whose_text_is_not_known_wait_for_it() {
    // The same file twice: where the last page of the first stands, that of the second will stand.
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    for number in 1..=3 {
        let mut maker = PdfMaker::new();
        for page in 0..6 {
            let name = format!("Geachte heer Willemsen{number}{page}");
            maker.page(lines(&[&name, "", "Uw verzoek"]), "");
        }
        program.write(&format!("map/brief{number}.pdf"), maker.build());
    }
    let path = program.file("map");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::End);
    let page = window
        .harness
        .get_by_label("Blad 6 van 6, 0 lakkingen")
        .rect();
    let scale = page.width() / 400.0;
    let at = |x: f64| {
        let (x, y) = on_line(0, x);
        page.min + vec2(x as f32, y as f32) * scale
    };
    let (from, to) = (at(100.0), at(110.0));
    let down = [(from, Some(true)), (to, None), (to, Some(false))];
    let click = [(from, Some(true)), (from, Some(false))];
    let twice = [click, click].concat();
    for (number, gesture) in [(2, down.to_vec()), (3, twice)] {
        window.key(Modifiers::COMMAND, Key::PageDown);
        let end = Event::Key {
            key: Key::End,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        window.harness.input_mut().events.push(end);
        window.harness.step();
        // The first frame of the page: nobody has asked for its text before.
        pointer(&mut window, &gesture);
        let number_of = ["", "1a", "1b", "1c"][number];
        // Part of the word was touched; a frame of its own would have kept to that.
        window.wait_for(&format!("{number_of} p. 6 5.1.2e Willemsen{number}5"));
    }
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("each to be one step", |w| {
        let total = w
            .harness
            .query_by_label_contains("0 lakkingen · 18 pagina's");
        total.is_some()
    });
}

#[test]
fn a_passage_over_two_lines_is_one_drag() {
    let file = PdfMaker::new()
        .page(lines(&["Beste Jan de", "Groot van Zwolle"]), "")
        .build();
    let mut window = Window::with_file(file);
    window.key(Modifiers::NONE, Key::Num1);
    let (from, _) = word(&window.program, "Jan");
    let (_, to) = word(&window.program, "Groot");
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Jan de Groot");
}

#[test]
fn a_passage_is_marked_with_keys_alone() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::C);
    window.wait_for("Enter lakt: Geachte");
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.wait_for("Enter lakt: heer Willemsen");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e heer Willemsen");
    window.key(Modifiers::NONE, Key::Escape);
    // Without the caret, arrows and Enter mark nothing.
    window.key(Modifiers::NONE, Key::Enter);
    let marks = window.harness.query_all_by_label_contains("1a p. 1 5.1.2e");
    assert_eq!(marks.count(), 1);
}

#[test]
fn the_caret_goes_by_word_with_ctrl_as_in_other_programs() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::C);
    window.wait_for("Enter lakt: Geachte");
    window.key(Modifiers::COMMAND, Key::ArrowRight);
    window.wait_for("Enter lakt: heer");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    window.wait_for("Enter lakt: heer Willemsen");
    window.key(Modifiers::COMMAND, Key::ArrowLeft);
    window.wait_for("Enter lakt: heer");
}

#[test]
fn on_a_page_without_text_a_frame_is_marked_with_keys_alone() {
    let mut window =
        Window::with_file_of(PdfMaker::new().page("", "").build(), "geen tekst (scan)");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::C);
    window.wait_for(
        "Enter lakt dit kader. Pijlen verplaatsen het, Shift en pijlen maken het groter.",
    );
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e");
}

/// Clicks with the other button of the pointer.
fn ask_at(window: &mut Window, at: egui::Pos2) {
    window.harness.hover_at(at);
    window.steps();
    for pressed in [true, false] {
        window.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.harness.step();
    }
    window.steps();
}

#[test]
fn the_other_button_asks_for_the_page_under_the_pointer() {
    let mut maker = PdfMaker::new();
    for _ in 0..3 {
        maker.page(lines(&["Geachte heer Willemsen,"]), "");
    }
    let mut window = Window::with_file(maker.build());
    window.wait_for("p. 1 / 3");
    // The top of the second page, while the first is the one at hand.
    let at = window.on_page((150.0, 340.0));
    ask_at(&mut window, at);
    window
        .harness
        .get_by_label_contains("Pagina afgerond")
        .click();
    window.steps();
    window.wait_for("Pagina 2, afgerond");
    // And that of a small page.
    let small = window.harness.get_by_label("Pagina 1").rect().center();
    ask_at(&mut window, small);
    window.harness.get_by_label_contains("Later kijken").click();
    window.steps();
    window.wait_for("Pagina 1, met opmerking");
}

#[test]
fn the_other_button_offers_what_can_be_done_with_a_mark() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    let mark = window
        .harness
        .get_by_label("Lakking op pagina 1: 5.1.2e Willemsen");
    let at = mark.rect().center();
    ask_at(&mut window, at);
    let row = window.harness.get_by_label_contains("Lakking verwijderen");
    row.click();
    window.steps();
    window.wait("the mark to go", |w| !w.has("1a p. 1 5.1.2e Willemsen"));
}

#[test]
fn a_page_that_is_turned_in_view_is_marked_where_it_says_and_published_as_it_is() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::R);
    window.wait_for("De pagina is in beeld gedraaid; de publicatie volgt de bron");
    // A page of 400 × 300, turned clockwise, is 300 wide: what was at the top stands at the right.
    window.width = 300.0;
    let turned = |(x, y): (f64, f64)| (300.0 - y, x);
    window.drag(turned(from), turned(to));
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    let on_turned = window.marks_on_disk();
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the mark to go", |w| !w.has("1a p. 1 5.1.2e Willemsen"));
    for _ in 0..3 {
        window.key(Modifiers::NONE, Key::R);
    }
    window.width = 400.0;
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    let areas = |marks: &[serde_json::Value]| marks[0]["areas"].clone();
    assert_eq!(areas(&on_turned), areas(&window.marks_on_disk()));
}
