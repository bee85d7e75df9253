//! The handbook: at the right chapter, true to the window, and whole on paper.

use crate::by_keyboard::letters;
use crate::program::Program;
use crate::screens::looks_within_as_kept;
use crate::window::Window;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lakwerk::command::Action;
use lakwerk::handbook::{Block, Chapter, Style};
use lakwerk::i18n::{Lang, Text};
use lakwerk::model::dossier::document::Judgement;
use lakwerk::model::ground::{Ground, Notation};
use std::path::Path;

/// The chapter that is open: its heading stands in the text as well as in the list.
fn reads(window: &Window, chapter: Chapter) -> bool {
    let found = window.harness.query_all_by_label(chapter.title());
    found.count() >= 2
}

#[test]
fn f1_opens_at_the_chapter_of_what_is_being_done_and_leaves_it_open() {
    let mut window = Window::with_letter();
    for (key, chapter) in [
        (Key::F7, Chapter::Check),
        (Key::F3, Chapter::Suggestions),
        (Key::F5, Chapter::Together),
    ] {
        window.key(Modifiers::NONE, key);
        window.key(Modifiers::NONE, Key::F1);
        window.wait("the chapter", |w| reads(w, chapter));
        window.key(Modifiers::NONE, Key::Escape);
        window.wait("the handbook to close", |w| !w.has("Zoek in het handboek"));
    }
    // Over a question that is open, which stays.
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Exporteren");
    window.key(Modifiers::NONE, Key::F1);
    window.wait("the chapter", |w| reads(w, Chapter::Export));
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the handbook to close", |w| !w.has("Zoek in het handboek"));
    assert!(window.has("Exporteren"));
}

#[test]
fn the_handbook_is_searched_and_walked_with_keys_alone() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::F1);
    window.wait("the chapter", |w| reads(w, Chapter::Marking));
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.wait("the next chapter", |w| reads(w, Chapter::Grounds));
    window.at_once(letters("inventarislijst"));
    window.wait_for("De inventarislijst Exporteren");
    // A title that is longer than its column goes on below, with its chapter under it.
    let found = window.harness.get_by_label("De inventarislijst Exporteren");
    assert!(found.rect().height() > 32.0, "{:?}", found.rect());
    window.at_once(letters("zzz"));
    window.wait_for("Niets gevonden.");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("the handbook to close", |w| !w.has("Zoek in het handboek"));
    window.key(Modifiers::SHIFT, Key::F1);
    window.wait_for("Driemaal klikken");
}

#[test]
fn the_handbook_is_on_paper_with_its_pictures_and_keys() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::F1);
    window.click("Als PDF bewaren");
    let path = window.program.file("Handboek van Lakwerk.pdf");
    let is_told =
        |name: &'static str| move |w: &Window| w.harness.query_by_label_contains(name).is_some();
    window.wait("the handbook", is_told("Handboek van Lakwerk.pdf"));
    let pages = window.program.text(&path);
    assert!(pages.len() >= Chapter::ALL.len());
    let text = pages.concat();
    for chapter in Chapter::ALL {
        assert!(text.contains(chapter.title()), "{chapter:?}");
    }
    assert!(text.contains("Driemaal klikken") && text.contains("Ctrl+K"));
    let before = std::fs::read(&path).unwrap();
    window.click("Als PDF bewaren");
    window.wait("a second one", is_told("Handboek van Lakwerk (2).pdf"));
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "nothing is written over"
    );
    // The command writes the same, and writes over nothing unless asked to.
    let output = window.program.run(&["handbook", "--to", "h.pdf"]);
    assert!(output.status.success());
    let output = window.program.run(&["handbook", "--to", "h.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    let own = window.program.text(&window.program.file("h.pdf")).concat();
    assert_eq!(own, text);
}

#[test]
fn what_the_handbook_names_is_there() {
    let ctx = egui::Context::default();
    let keys = lakwerk::ui::handbook::key_rows(&ctx, Lang::Dutch);
    let texts: Vec<&str> = Text::ALL.iter().map(|text| text.raw(Lang::Dutch)).collect();
    let bare = |text: &str| text.trim_end_matches('…').trim_end_matches('.').to_owned();
    let is_text = |name: &str| {
        let name = bare(name).to_lowercase();
        texts.iter().any(|text| bare(text).to_lowercase() == name)
    };
    let program = Program::new();
    for chapter in Chapter::ALL {
        let blocks = chapter.blocks();
        let spans = blocks.iter().filter_map(|block| match block {
            Block::Paragraph(spans) | Block::Item(spans) => Some(spans),
            _ => None,
        });
        for span in spans.flatten() {
            let said = span.text.as_str();
            match span.style {
                Style::Plain => {}
                Style::Name => {
                    let is_ground = Ground::offered()
                        .any(|g| g.written(Notation::default()) == said.to_lowercase());
                    let is_judgement = Judgement::parse(said).is_some();
                    // Of texts with places in them the beginning is named.
                    let begins = texts.iter().any(|text| text.starts_with(said));
                    assert!(
                        is_text(said) || begins || is_ground || is_judgement,
                        "{said} is nowhere in the window"
                    );
                }
                Style::Key => {
                    let is_key = keys.iter().any(|(key, _)| key == said);
                    let modifiers = ["Ctrl", "Shift", "Tab", "Enter", "Delete", "F2"];
                    let command = said.strip_prefix("lakwerk ");
                    let is_command =
                        command.is_some_and(|name| program.run(&[name, "--help"]).status.success());
                    let words = [
                        "1b 2",
                        "openbaar",
                        "intern",
                        "register.csv",
                        "Jansen; J. Jansen; 06-12345678",
                    ];
                    let is_known = is_key || modifiers.contains(&said) || is_command;
                    assert!(
                        is_known || words.contains(&said),
                        "{said} is no key and no command"
                    );
                }
            }
        }
    }
    assert!(Action::ALL.len() > 40);
}

/// The scenes of the handbook in the example, in the order in which they are come to.
type Scene = (&'static str, fn(&mut Window));
const SCENES: [Scene; 9] = [
    ("lakkingen", |_| {}),
    ("lakking-gekozen", |w| w.key(Modifiers::NONE, Key::Period)),
    ("zo-gepubliceerd", |w| {
        w.key(Modifiers::NONE, Key::V);
        w.wait("the publication", |w| {
            w.harness
                .query_by_label_contains("zoals gepubliceerd")
                .is_some()
        });
    }),
    ("gronden", |w| {
        w.key(Modifiers::NONE, Key::V);
        w.key(Modifiers::NONE, Key::G);
    }),
    ("suggesties", |w| {
        w.key(Modifiers::NONE, Key::F3);
        w.wait("suggestions", |w| !w.has("Stop") && w.suggestions() > 0);
        w.key(Modifiers::NONE, Key::ArrowDown);
        w.key(Modifiers::NONE, Key::ArrowDown);
    }),
    ("zoeken", |w| {
        w.key(Modifiers::COMMAND, Key::F);
        w.at_once(letters("amrani"));
        w.wait("hits", |w| {
            w.harness.query_by_label_contains("keer gevonden").is_some()
        });
    }),
    ("document", |w| w.click("Document")),
    ("bevinding", |w| {
        w.key(Modifiers::NONE, Key::F7);
        w.wait("the check", |w| {
            w.has("Opnieuw controleren") && !w.has("Stop")
        });
        for _ in 0..4 {
            w.key(Modifiers::NONE, Key::ArrowDown);
        }
    }),
    ("overzicht", |w| w.key(Modifiers::NONE, Key::F5)),
];

/// The edge, in pixels.
const EDGE: u32 = 8;
/// How much of a picture may differ: times, accounts and folders stand in it.
const UNSTEADY: f64 = 0.03;

#[test]
fn the_pictures_of_the_handbook_are_of_this_window() {
    let mut window = Window::sized(Program::new(), None, egui::vec2(1180.0, 720.0));
    window.wait_for("Voorbeelddossier bekijken");
    window.click("Voorbeelddossier bekijken");
    window.wait_for("tekst: echt");
    // What is suggested is on the first picture too.
    window.wait("suggestions", |w| !w.has("Stop") && w.suggestions() > 10);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/handboek");
    for (name, come) in SCENES {
        come(&mut window);
        for _ in 0..10 {
            window.steps();
        }
        // The window of a test has an edge around it.
        let path = root.join(format!("{name}.png"));
        looks_within_as_kept(&mut window, &path, UNSTEADY, EDGE);
        window.key(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn what_lies_below_the_handbook_waits_for_it() {
    let mut window = Window::with_letter();
    let closes = |window: &mut Window| {
        window.key(Modifiers::NONE, Key::Escape);
        window.wait("the handbook to close", |w| !w.has("Zoek in het handboek"));
        window.steps();
    };
    window.key(Modifiers::COMMAND, Key::K);
    window.at_once(letters("Dossier sluiten"));
    window.key(Modifiers::NONE, Key::F1);
    window.wait_for("Zoek in het handboek");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Enter);
    closes(&mut window);
    assert!(window.has("1a brief") && window.has("Dossier sluiten Bestand Ctrl+W"));
    window.key(Modifiers::NONE, Key::Escape);
    // An export that is proposed is not begun by an Enter that is for the handbook.
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Exporteren");
    window.key(Modifiers::SHIFT, Key::F1);
    window.wait_for("Driemaal klikken");
    window.at_once(letters("naam"));
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Enter);
    closes(&mut window);
    assert!(!window.has("Map openen") && !window.has("Stop"));
    // The form of a new dossier is still there.
    let mut start = Window::open(Program::new(), None);
    start.wait_for("Voorbeelddossier bekijken");
    let path = start.program.write("stuk.pdf", crate::window::letter());
    start.drop_files([path]);
    start.wait_for("Dossier maken");
    start.key(Modifiers::NONE, Key::F1);
    start.wait_for("Zoek in het handboek");
    closes(&mut start);
    start.wait_for("Dossier maken");
}
