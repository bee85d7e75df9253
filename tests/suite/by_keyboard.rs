//! The window by keyboard alone: the parts of the window, one Tab stop a list, everything by its name.

use crate::gestures::tab_to;
use crate::keys::{press, typed};
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use crate::window::{Window, with_second_letter};
use egui::accesskit::Toggled;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use lakwerk::model::page::text::PageText;

impl Window {
    /// What a screen reader says of what has the keyboard.
    pub fn focused(&self) -> String {
        let all = self.harness.query_all(egui_kittest::kittest::By::new());
        let mut focused = all.filter(|node| node.accesskit_node().is_focused());
        let node = focused.next().map(|node| node.accesskit_node());
        let said = node.and_then(|node| node.label().or(node.value()));
        said.unwrap_or_default()
    }

    /// How many suggestions the status bar counts.
    pub fn suggestions(&self) -> usize {
        let mut said = self
            .harness
            .query_all_by_label_contains("suggestie")
            .filter_map(|node| {
                let label = node.accesskit_node().label()?;
                let (count, rest) = label.split_once(' ')?;
                matches!(rest, "suggestie" | "suggesties").then(|| count.parse().ok())?
            });
        said.next().unwrap_or(0)
    }

    /// What a screen reader says of the row that is chosen in the list of suggestions.
    fn chosen_suggestion(&self) -> String {
        let rows = self.harness.query_all_by_label_contains(", 5.1.");
        let mut chosen = rows.filter(|node| node.accesskit_node().toggled() == Some(Toggled::True));
        let node = chosen.next().map(|node| node.accesskit_node());
        node.and_then(|node| node.label()).unwrap_or_default()
    }

    /// Opens the command palette, types, and takes what comes first.
    pub fn command(&mut self, name: &str) {
        self.key(Modifiers::COMMAND, Key::K);
        self.at_once(letters(name));
        self.steps();
        self.key(Modifiers::NONE, Key::Enter);
    }
}

/// What is typed, as events.
pub fn letters(text: &str) -> Vec<egui::Event> {
    vec![egui::Event::Text(text.to_owned())]
}

#[test]
fn f6_goes_round_the_parts_of_the_window_and_shift_f6_back() {
    let mut window = with_second_letter(&["Mevrouw Bakker"]);
    let mut seen = Vec::new();
    for _ in 0..7 {
        window.key(Modifiers::NONE, Key::F6);
        seen.push(window.focused());
    }
    let page = seen.iter().position(String::is_empty).expect("the pages");
    let list = seen
        .iter()
        .position(|said| said.starts_with("1a brief"))
        .or_else(|| {
            seen.iter()
                .position(|said| said.contains("Toon") || said.contains("Documenten"))
        });
    assert!(list.is_some(), "{seen:?}");
    let distinct: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!(distinct.len(), seen.len(), "{seen:?}");
    // Round once: the pages had the keyboard at first.
    assert_eq!(page, seen.len() - 1, "{seen:?}");
    window.key(Modifiers::SHIFT, Key::F6);
    assert_eq!(window.focused(), seen[seen.len() - 2]);
    // Also out of a field.
    window.key(Modifiers::COMMAND, Key::F);
    let field = window.focused();
    window.key(Modifiers::NONE, Key::F6);
    assert_ne!(window.focused(), field);
}

#[test]
fn a_dialog_takes_the_keyboard_and_gives_it_back() {
    let mut window = with_second_letter(&["Mevrouw Bakker"]);
    for name in ["Register", "Overwegingen", "Weergave"] {
        window.command(name);
        window.steps();
        assert_ne!(window.focused(), "", "{name}");
        window.key(Modifiers::NONE, Key::Escape);
    }
    window.key(Modifiers::NONE, Key::F6);
    let before = window.focused();
    assert_ne!(before, "");
    window.key(Modifiers::NONE, Key::F12);
    window.steps();
    assert_ne!(window.focused(), before);
    window.key(Modifiers::NONE, Key::Escape);
    window.steps();
    assert_eq!(window.focused(), before);
}

#[test]
fn a_list_is_one_stop_and_arrows_go_through_it() {
    let mut window = with_second_letter(&["Mevrouw Bakker"]);
    let first = "1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond";
    let second = "1b nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond";
    window.harness.get_by_label(first).focus();
    window.steps();
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), second);
    let top = |row| window.harness.get_by_label(row).rect().top();
    // Two lines each, and the edge between them.
    assert_eq!(top(second) - top(first), 45.0);
    // Shift takes both.
    window.key(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.focused(), first);
    window.key(Modifiers::NONE, Key::Tab);
    let after = window.focused();
    assert!(
        !after.starts_with("1a") && !after.starts_with("1b"),
        "{after}"
    );
    // Back to the document at hand.
    window.key(Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.focused(), second);
}

#[test]
fn everything_is_found_by_its_name() {
    let mut window = with_second_letter(&["Mevrouw Bakker"]);
    window.command("overwegingen");
    window.wait_for("Overwegingen");
    window.key(Modifiers::NONE, Key::Escape);
    // A document, a page of it, a ground, a setting.
    window.command("nota");
    window.wait_for("1b nota, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
    window.command("1b 2");
    window.wait_for("p. 2 / 2");
    window.command("levenssfeer");
    window.wait_for("Grond: 5.1.2e");
    window.command("donker");
    assert!(window.harness.ctx.global_style().visuals.dark_mode);
    // What cannot be asked for says why.
    window.command("opnieuw doen");
    window.wait_for("Er is niets opnieuw te doen");
    window.key(Modifiers::COMMAND, Key::K);
    window.at_once([press(Key::K, false, Modifiers::COMMAND)].to_vec());
    window.at_once(typed("zzzz"));
    window.wait_for("Niets gevonden.");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Opdracht zoeken"));
}

/// Keys that are struck one after the other.
fn struck(keys: &[Key]) -> Vec<egui::Event> {
    let struck = |key: &Key| [true, false].map(|down| press(*key, down, Modifiers::NONE));
    keys.iter().flat_map(struck).collect()
}

/// A dossier in which ten names are covered once and can be read in fifty places each.
fn with_500_findings() -> Window {
    let program = Program::new();
    let names: Vec<String> = ('a'..='j').map(|c| format!("Vandersteen{c}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let once = PdfMaker::new().page(lines(&names), "").build();
    let mut many = PdfMaker::new();
    for _ in 0..50 {
        many.page(lines(&names), "");
    }
    let first = program.write("eerste.pdf", &once);
    program.write("tweede.pdf", many.build());
    let text = program.page_text(&first, 0);
    let words = text.words.iter();
    let areas = words.filter_map(|(from, to)| PageText::bounds(text.chars.get(*from..*to)?));
    let areas: Vec<[f64; 4]> = areas.map(Into::into).collect();
    program.marked_dossier(&once, &areas);
    let added = program.run(&["add", "d", "tweede.pdf"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    let path = program.file("d");
    Window::open(program, Some(path))
}

#[test]
fn five_hundred_findings_are_answered_in_under_forty_actions() {
    let mut window = with_500_findings();
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::F7);
    window.wait("the check", |w| {
        w.has("Opnieuw controleren") && !w.has("Stop")
    });
    window.wait_for("elders gelakt, 500, ingeklapt");
    let mut actions = 0;
    let mut act = |window: &mut Window, key| {
        actions += 1;
        window.key(Modifiers::NONE, key);
    };
    // The keyboard is in the list: to the heading, which unfolds; every name of its own below it.
    while window.focused() != "elders gelakt, 500, ingeklapt" {
        act(&mut window, Key::ArrowDown);
    }
    act(&mut window, Key::ArrowRight);
    window.wait_for("vandersteena, 50, ingeklapt");
    // The first name may be read, with a reason; the others are covered together.
    act(&mut window, Key::ArrowDown);
    assert_eq!(window.focused(), "vandersteena, 50, ingeklapt");
    window.type_into("Reden (komt in het logboek)", "wethouder");
    window.click("Bewust zichtbaar (50)");
    window.wait_for("elders gelakt, 450, uitgeklapt");
    window.click("elders gelakt, 450, uitgeklapt");
    window.click("Alles lakken (450)");
    window.wait("what was covered to go", |w| {
        let mut left = w.harness.query_all_by_label_contains("elders gelakt, 450");
        left.next().is_none()
    });
    window.wait("what was answered", |w| {
        w.harness.query_by_label_contains("50 van ").is_some()
    });
    assert!(actions + 6 < 40);
    // What was answered stays to be seen, with who and why, and can be asked again.
    window.key(Modifiers::NONE, Key::F7);
    window.key(Modifiers::NONE, Key::End);
    assert_eq!(window.focused(), "Beantwoord, 50, ingeklapt");
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), "1b p. 1: wethouder");
    window.wait("who answered", |w| {
        w.harness
            .query_by_label_contains("Beantwoord door")
            .is_some()
    });
    window.click("Opnieuw vragen");
    window.wait_for("Beantwoord, 49, uitgeklapt");
}

#[test]
fn keys_that_come_quickly_stay_in_their_list() {
    let mut window = with_500_findings();
    window.wait_for("tekst: echt");
    // The list is filled beside the work: the keyboard waits in it meanwhile.
    window.at_once(struck(&[Key::F7, Key::ArrowDown]));
    window.wait_for("elders gelakt, 500, ingeklapt");
    window.wait("the keyboard in the list", |w| !w.focused().is_empty());
    for _ in 0..20 {
        if window.focused() == "elders gelakt, 500, ingeklapt" {
            break;
        }
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    // Each in the frame after the one before it, over rows that are not drawn yet.
    let mut quick = [Key::ArrowRight, Key::ArrowDown, Key::ArrowRight].to_vec();
    quick.extend([Key::ArrowDown; 45]);
    window.at_once(struck(&quick));
    window.steps();
    assert_eq!(window.focused(), "1b p. 45: vandersteena, elders gelakt");
    window.at_once(struck(&[Key::ArrowUp; 30]));
    window.steps();
    assert_eq!(window.focused(), "1b p. 15: vandersteena, elders gelakt");
    // The rows are as high as the list counts them, or the one that was gone to would lie beyond its edge.
    let top = |page: usize| {
        let row = format!("1b p. {page}: vandersteena, elders gelakt");
        window.harness.get_by_label(&row).rect().top()
    };
    assert_eq!(top(16) - top(15), 27.0);
    // A fold in the frame after the step to it.
    let home = [Key::Home, Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft];
    window.at_once(struck(&home));
    window.steps();
    let first = window.focused();
    assert!(
        !first.is_empty() && !first.starts_with("Exporteren"),
        "{first}"
    );
}

#[test]
fn a_list_that_is_filled_anew_keeps_the_keyboard() {
    let mut window = with_second_letter(&["Geachte heer Willemsen,", "jan.bakker@voorbeeld.nl"]);
    window.key(Modifiers::NONE, Key::F3);
    window.wait("suggestions", |w| {
        w.harness.query_by_label_contains("jan.bakker").is_some()
    });
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(!window.focused().is_empty());
    // While it is filled the panel says so above it.
    let more = lines(&["piet.jansen@voorbeeld.nl"]);
    let more = PdfMaker::new().page(more, "").build();
    let path = window.program.write("meer.pdf", more);
    window.drop_files([path]);
    window.wait("more suggestions", |w| {
        w.harness.query_by_label_contains("piet.jansen").is_some()
    });
    window.steps();
    window.key(Modifiers::NONE, Key::Home);
    let first = window.focused();
    assert!(
        first.contains(", uitgeklapt") || first.contains("5.1."),
        "{first}"
    );
}

#[test]
fn small_pages_out_of_view_are_come_to_with_keys() {
    let mut maker = PdfMaker::new();
    for page in 1..=40 {
        maker.page(lines(&[&format!("Bladzijde {page}")]), "");
    }
    let mut window = Window::with_file(maker.build());
    for _ in 0..8 {
        if window.focused() == "Pagina 1" {
            break;
        }
        window.key(Modifiers::NONE, Key::F6);
    }
    assert_eq!(window.focused(), "Pagina 1");
    // Two stand beside each other.
    window.at_once(struck(&[Key::ArrowDown; 10]));
    window.steps();
    assert_eq!(window.focused(), "Pagina 21");
    window.wait_for("p. 21 / 40");
}

#[test]
fn what_is_suggested_is_marked_with_enter_rejected_with_delete_and_never_by_itself() {
    let mut window = with_second_letter(&[
        "Geachte heer Willemsen,",
        "Bel 06-12345678 of mail jan.bakker@voorbeeld.nl.",
        "BSN 111222333",
    ]);
    window.key(Modifiers::NONE, Key::F3);
    window.wait("suggestions", |w| {
        w.harness.query_by_label_contains("jan.bakker").is_some()
    });
    let marks = |window: &mut Window| {
        window.log();
        let output = window.program.run(&["list", "dossier map", "--json"]);
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let documents = list["documents"].as_array().unwrap().iter();
        documents
            .map(|d| d["marks"].as_array().unwrap().len())
            .sum::<usize>()
    };
    assert_eq!(marks(&mut window), 0, "nothing is marked by itself");
    let mut before = window.suggestions();
    assert!(before >= 4, "{before}");
    // The keyboard is in the list: the first is marked, the next rejected.
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 suggestie gelakt");
    assert_eq!(marks(&mut window), 1);
    assert_eq!(window.suggestions(), before - 1);
    before -= 1;
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("1 suggestie afgewezen");
    assert_eq!(window.suggestions(), before - 1);
    assert_eq!(marks(&mut window), 1);
    // What is at hand has the keyboard, also after that was taken back: Enter is for what is shown.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the rejected one", |w| w.suggestions() == before);
    window.wait("the keyboard to be there", |w| {
        w.focused() == w.chosen_suggestion()
    });
    window.key(Modifiers::COMMAND, Key::Y);
    window.wait("the rejected one to go", |w| w.suggestions() == before - 1);
    // Both are taken back like anything else.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the rejected one", |w| w.suggestions() == before);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the marked one", |w| w.suggestions() == before + 1);
    assert_eq!(marks(&mut window), 0);
}

#[test]
fn a_rejected_suggestion_is_remembered_by_its_place_and_never_by_its_text() {
    let mut window = with_second_letter(&["Bel 06-12345678 of mail jan.bakker@voorbeeld.nl."]);
    window.key(Modifiers::NONE, Key::F3);
    window.wait("suggestions", |w| {
        w.harness.query_by_label_contains("jan.bakker").is_some()
    });
    let before = window.suggestions();
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("1 suggestie afgewezen");
    let log = window.log();
    let rejected = log.last().unwrap().to_string();
    assert!(rejected.contains("reject_suggestions"), "{rejected}");
    assert!(
        !rejected.contains("bakker") && !rejected.contains("0612345678"),
        "{rejected}"
    );
    window.click("Opnieuw zoeken");
    window.wait("looking", |w| !w.has("Stop"));
    assert_eq!(window.suggestions(), before - 1);
    // The command line knows it too.
    let output = window.program.run(&["suggest", "dossier map", "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["suggestions"].as_array().unwrap().len(), before - 1);
}

/// What the README has a newcomer do in five minutes, without the pointer.
#[test]
fn the_five_minute_walk_is_done_with_keys_alone() {
    let mut window = Window::open(Program::new(), None);
    window.wait_for("Voorbeelddossier bekijken");
    tab_to(&mut window, "Voorbeelddossier bekijken");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Kies een grond met 1–9 en sleep over de tekst die weg moet");
    window.wait_for("tekst: echt");
    // The name that was left open is marked where it is suggested.
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::F3);
    window.wait("suggestions", |w| !w.has("Stop") && w.suggestions() > 0);
    let is_the_name = |w: &Window| w.focused().starts_with("1a p. 1: M. el Amrani");
    for _ in 0..80 {
        if is_the_name(&window) {
            break;
        }
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert!(is_the_name(&window), "{}", window.focused());
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 suggestie gelakt");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the mark to go", |w| !w.has("1 suggestie gelakt"));
    window.command("1a 1");
    window.wait("the first page", |w| w.has("p. 1 / 2"));
    // A passage by the caret, retagged, given a second ground and taken away.
    let on_page = |w: &Window| {
        let marks = w
            .harness
            .query_all_by_label_contains("Lakking op pagina 1:");
        marks.count()
    };
    let before = on_page(&window);
    window.key(Modifiers::NONE, Key::C);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("a mark", |w| on_page(w) == before + 1);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Period);
    window.key(Modifiers::NONE, Key::Num2);
    let says = |w: &Window, grounds: &str| {
        let said = format!("Lakking op pagina 1: {grounds}");
        w.harness.query_by_label_contains(&said).is_some()
    };
    window.wait("the other ground", |w| says(w, "5.1.1c"));
    window.key(Modifiers::SHIFT, Key::Num4);
    window.wait("the second ground", |w| says(w, "5.1.1c + 5.2.1"));
    window.key(Modifiers::NONE, Key::Delete);
    window.wait("the mark to go", |w| on_page(w) == before);
    for _ in 0..3 {
        window.key(Modifiers::COMMAND, Key::Z);
    }
    // As it will be published, finished, and out.
    window.key(Modifiers::NONE, Key::V);
    window.wait("the publication", |w| {
        w.harness
            .query_by_label_contains("zoals gepubliceerd")
            .is_some()
    });
    window.key(Modifiers::NONE, Key::V);
    window.key(Modifiers::NONE, Key::A);
    window.wait_for("p. 2 / 2");
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("10 documenten worden gelakt, gecontroleerd en geëxporteerd.");
    window.at_once(letters("besproken met de jurist"));
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Map openen");
    let done = window
        .harness
        .query_by_label_contains("10 documenten veilig geëxporteerd");
    assert!(done.is_some());
}
