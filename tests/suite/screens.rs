//! Every screen as a screen reader finds it: roles and names as text, kept in `tests/golden/screens`; and the same
//! screens in a window of 1280 × 800 at 200 %.
//!
//! **Invariant:** `LAKWERK_WRITE_GOLDEN=1` writes the golden files anew; a reviewer reads the difference.

use crate::pdf_maker::{PdfMaker, lines};
use crate::picture::difference;
use crate::program::Program;
use crate::window::{Window, letter, word};
use egui::{Key, Modifiers, Pos2, Rect, Role, Vec2, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ELSEWHERE: &str = "1b p. 1: willemsen, elders gelakt";

/// What a person can do something with; each needs a name.
const CONTROLS: [Role; 14] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Dialog,
    Role::Document,
    Role::Group,
    Role::Image,
    Role::Link,
    Role::Mark,
    Role::MultilineTextInput,
    Role::Pane,
    Role::PasswordInput,
    Role::RadioButton,
    Role::TextInput,
];

/// A screen: its name, and how it is come to from the pages.
type Screen = (&'static str, fn(&mut Window));

const SCREENS: [Screen; 24] = [
    ("lakkingen", |_| {}),
    ("lakking-gekozen", |w| {
        w.click("1a p. 1 5.1.2e Willemsen");
        w.wait("what is blank", |w| {
            let widen = w.harness.query_by_label("Verbreden over wit");
            widen.is_some_and(|button| !button.accesskit_node().is_disabled())
        });
    }),
    ("document", |w| w.click("Document")),
    ("zoeken", |w| {
        w.key(Modifiers::COMMAND, Key::F);
        let field = w.harness.get_by_role(Role::TextInput);
        field.type_text("willemsen");
        w.wait_for("3 keer gevonden, in 2 documenten");
    }),
    ("controle", checked),
    ("bevinding", |w| {
        checked(w);
        // The keyboard is in the list.
        for _ in 0..60 {
            if w.focused() == ELSEWHERE {
                break;
            }
            w.key(Modifiers::NONE, Key::ArrowDown);
        }
        w.wait_for("Beeld van 1b p. 1");
    }),
    ("suggesties", |w| {
        w.key(Modifiers::NONE, Key::F3);
        w.wait("suggestions", |w| !w.has("Stop") && w.suggestions() > 0);
        w.key(Modifiers::NONE, Key::ArrowDown);
    }),
    ("opdrachten", |w| w.key(Modifiers::COMMAND, Key::K)),
    ("overzicht", |w| w.key(Modifiers::NONE, Key::F5)),
    ("geschiedenis", |w| {
        w.key(Modifiers::COMMAND, Key::H);
        w.wait("the log", |w| {
            w.harness
                .query_by_label_contains("Laatste stap terugnemen")
                .is_some()
        });
    }),
    ("zo-gepubliceerd", |w| {
        w.key(Modifiers::NONE, Key::V);
        w.wait_for("Blad 1 van 1, 1 lakking, zoals gepubliceerd");
    }),
    ("naast-elkaar", |w| {
        w.key(Modifiers::NONE, Key::S);
        w.wait_for("Blad 1 van 1, 1 lakking, zoals gepubliceerd");
    }),
    ("gronden", |w| w.key(Modifiers::NONE, Key::G)),
    ("cijfers", |w| ask(w, "Lakken", "Gronden onder de cijfers…")),
    ("weergave", |w| w.key(Modifiers::NONE, Key::F12)),
    ("handboek", |w| w.key(Modifiers::NONE, Key::F1)),
    ("toetsen", |w| w.key(Modifiers::SHIFT, Key::F1)),
    ("over", |w| {
        ask(w, "Help", "Over Lakwerk…");
        w.wait("the walls", |w| {
            w.harness.query_by_label_contains("(seccomp)").is_some()
        });
    }),
    ("gegevens", |w| {
        ask(w, "Dossier", "Gegevens van het dossier…")
    }),
    ("overwegingen", |w| ask(w, "Dossier", "Overwegingen…")),
    ("herhalen", |w| {
        w.click("1a p. 1 5.1.2e Willemsen");
        w.key(Modifiers::COMMAND, Key::R);
    }),
    ("naar-pagina", |w| w.key(Modifiers::COMMAND, Key::G)),
    ("exporteren", |w| w.key(Modifiers::COMMAND, Key::E)),
    ("menu", |w| w.click("Dossier")),
];

/// Asks for a row of a menu, also where it is to be scrolled to.
fn ask(window: &mut Window, menu: &str, row: &str) {
    window.click(menu);
    window.harness.get_by_label(row).click_accesskit();
    window.steps();
}

/// The export check, once it has read the texts.
fn checked(window: &mut Window) {
    window.key(Modifiers::NONE, Key::F7);
    window.wait("the check", |w| {
        w.has("Opnieuw controleren") && !w.has("Stop")
    });
}

/// A dossier of two letters in which a name is covered in the first, in a window of this size.
fn desk(size: Vec2) -> Window {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    let second = lines(&["Mevrouw Willem-", "sen en de heer WILLEMSEN"]);
    let second = PdfMaker::new().page(second, "").page("", "").build();
    program.write("brief.pdf", letter());
    program.write("map/brief.pdf", letter());
    program.write("map/nota.pdf", second);
    let path = program.file("map");
    let mut window = Window::sized(program, Some(path), size);
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    // In a narrow window one panel shows at a time.
    if !window.has("Filter") {
        window.click("Lakkingen");
    }
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.wait("saving", |w| {
        w.harness.query_by_label_contains("Opslaan (").is_none()
    });
    window.wait("the texts to be read", |w| {
        let mut found = w.harness.query_all_by_label_contains(" bevindingen");
        found.any(|node| {
            let label = node.accesskit_node().value().unwrap_or_default();
            label.starts_with("1 lakking · 3 pagina's open · ") && !label.ends_with('…')
        })
    });
    window
}

/// Back to the pages with nothing chosen.
fn leave(window: &mut Window) {
    for _ in 0..3 {
        window.key(Modifiers::NONE, Key::Escape);
    }
    if window.has("Zo wordt het gepubliceerd") {
        window.key(Modifiers::NONE, Key::V);
    }
    let shown = ", zoals gepubliceerd";
    if window
        .harness
        .query_all_by_label_contains(shown)
        .next()
        .is_some()
    {
        window.key(Modifiers::NONE, Key::S);
    }
    let row = "1a brief, Deels openbaar, 0 van 1 pagina afgerond";
    if !window.has(row) {
        window.key(Modifiers::NONE, Key::F8);
    }
    window.click(row);
    window.click("Lakkingen");
}

fn said(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or(node.value()).unwrap_or_default()
}

/// Visits every node with how deep it lies.
fn visit<'tree>(node: Node<'tree>, depth: usize, seen: &mut dyn FnMut(&Node<'tree>, usize)) {
    seen(&node, depth);
    for child in node.children() {
        visit(child, depth + 1, seen);
    }
}

/// Roles and names, a line each, without what only arranges.
fn tree(window: &Window) -> String {
    let mut out = String::new();
    visit(window.harness.root(), 0, &mut |node, _| {
        let inner = node.accesskit_node();
        let role = inner.role();
        let text = said(node);
        let arranges = matches!(
            role,
            Role::GenericContainer | Role::TextRun | Role::ScrollBar | Role::Window | Role::Unknown
        );
        if arranges || (role == Role::Label && text.is_empty()) {
            return;
        }
        write!(out, "{role:?} {text:?}").unwrap();
        let has_value = inner.label().is_some() && role != Role::Label;
        if let Some(value) = inner.value().filter(|v| has_value && !v.is_empty()) {
            write!(out, " = {value:?}").unwrap();
        }
        if let Some(toggled) = inner.toggled() {
            write!(out, " {toggled:?}").unwrap();
        }
        if inner.is_disabled() {
            out.push_str(" disabled");
        }
        out.push('\n');
    });
    steady(&out, &window.program)
}

/// Without what differs from day to day and from machine to machine.
fn steady(text: &str, program: &Program) -> String {
    let folder = program.file("");
    let folder = folder.to_string_lossy();
    let folder = folder.trim_end_matches(['/', '\\']);
    // Names are written with their backslashes doubled.
    let text = text.replace(&folder.replace('\\', "\\\\"), "MAP");
    let account = lakwerk::store::Holder::here().account.to_string();
    let mut text = text.replace(&format!("{account:?}"), "\"ACCOUNT\"");
    text = text.replace(&format!("· {account} ·"), "· ACCOUNT ·");
    for (pattern, with) in [
        (r"\d{4}-\d\d-\d\d \d\d[:.]\d\d", "DAG TIJD"),
        (r"Opgeslagen \d\d:\d\d", "Opgeslagen TIJD"),
        // Held by `.ci/licences.py`, so that a new library is no new screen.
        (
            r#"Label "ab_glyph_rasterizer [^"]*""#,
            "Label \"BIBLIOTHEKEN\"",
        ),
    ] {
        let pattern = regex::Regex::new(pattern).unwrap();
        text = pattern.replace_all(&text, with).into_owned();
    }
    text
}

fn check(name: &str, window: &mut Window) {
    let mut last = String::new();
    visit(window.harness.root(), 0, &mut |node, _| {
        let role = node.accesskit_node().role();
        let named = !CONTROLS.contains(&role) || !said(node).trim().is_empty();
        assert!(named, "{name}: a {role:?} without a name after {last:?}");
        last = said(node);
    });
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/screens")
        .join(format!("{name}.txt"));
    let mut now = tree(window);
    if std::env::var_os("LAKWERK_WRITE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    // What is still on its way, such as the words of a page, comes.
    let deadline = Instant::now() + Duration::from_secs(60);
    while now != kept && Instant::now() < deadline {
        window.harness.step();
        now = tree(window);
    }
    let (lines, kept_lines) = (now.lines(), kept.lines());
    let differs = lines.zip(kept_lines).find(|(now, kept)| now != kept);
    // The line says more than two whole screens would.
    assert!(now == kept, "{name} differs: {differs:?}");
}

#[test]
fn every_screen_has_a_name_and_a_role_for_all_that_is_on_it() {
    let mut start = Window::open(Program::new(), None);
    start.wait_for("Voorbeelddossier bekijken");
    check("begin", &mut start);
    let mut window = desk(vec2(1280.0, 800.0));
    for (name, come) in SCREENS {
        come(&mut window);
        // What is on its way has arrived.
        for _ in 0..10 {
            window.steps();
        }
        check(name, &mut window);
        leave(&mut window);
    }
}

/// The screens that are kept as pictures too.
const PICTURES: [&str; 16] = [
    "suggesties",
    "opdrachten",
    "lakkingen",
    "lakking-gekozen",
    "document",
    "zoeken",
    "bevinding",
    "overzicht",
    "geschiedenis",
    "zo-gepubliceerd",
    "gronden",
    "handboek",
    "over",
    "gegevens",
    "exporteren",
    "menu",
];

/// How much of a picture may differ: times, accounts and folders stand in it.
const UNSTEADY: f64 = 0.006;

#[test]
fn the_screens_look_as_they_are_kept_in_light_and_dark() {
    let mut start = Window::open(Program::new(), None);
    start.wait_for("Voorbeelddossier bekijken");
    check_looks("begin", &mut start);
    let mut window = desk(vec2(1280.0, 800.0));
    for (name, come) in SCREENS
        .into_iter()
        .filter(|(name, _)| PICTURES.contains(name))
    {
        come(&mut window);
        for _ in 0..10 {
            window.steps();
        }
        check_looks(name, &mut window);
        leave(&mut window);
    }
}

fn check_looks(name: &str, window: &mut Window) {
    for (theme, colours) in [(egui::Theme::Dark, "donker"), (egui::Theme::Light, "licht")] {
        window.harness.ctx.set_theme(theme);
        window.steps();
        let file = format!("{name}-{colours}.png");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let kept = root.join("tests/golden/pictures").join(&file);
        looks_as_kept(window, &kept, UNSTEADY);
    }
}

/// Holds the window against a kept picture, as soon as all that was on its way has come; writes the picture anew when
/// that is asked for.
pub fn looks_as_kept(window: &mut Window, path: &Path, unsteady: f64) {
    looks_within_as_kept(window, path, unsteady, 0);
}

/// The same without an edge of so many pixels.
pub fn looks_within_as_kept(window: &mut Window, path: &Path, unsteady: f64, edge: u32) {
    let picture = |window: &Window| {
        let whole = window.picture();
        let (width, height) = (whole.width() - 2 * edge, whole.height() - 2 * edge);
        image::imageops::crop_imm(&whole, edge, edge, width, height).to_image()
    };
    if std::env::var_os("LAKWERK_WRITE_GOLDEN").is_some() {
        let end = Instant::now() + Duration::from_secs(3);
        while Instant::now() < end {
            window.steps();
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        picture(window).save(path).unwrap();
    }
    // What is still on its way, such as a sharper picture of a page, comes.
    let kept = image::open(path).unwrap().to_rgb8();
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut differs = difference(&picture(window), &kept);
    while differs > unsteady && Instant::now() < deadline {
        window.steps();
        differs = difference(&picture(window), &kept);
    }
    if differs > unsteady {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let beside = root.join("target/pictures");
        std::fs::create_dir_all(&beside).unwrap();
        let file = path.file_name().unwrap();
        picture(window).save(beside.join(file)).unwrap();
    }
    let name = path.display();
    assert!(
        differs <= unsteady,
        "{name} differs by {differs:.4}: see target/pictures"
    );
}

/// A window of 1280 × 800 at 200 % has this room.
const HALF: Vec2 = vec2(640.0, 400.0);
/// And at 150 % this.
const TWO_THIRDS: Vec2 = vec2(853.0, 533.0);

#[test]
fn in_a_small_window_one_panel_shows_and_the_pages_have_most_of_it() {
    for size in [HALF, TWO_THIRDS] {
        let mut window = desk(size);
        let row = "1a brief, Deels openbaar, 0 van 1 pagina afgerond";
        let pages = |window: &Window| window.harness.get_by_label("1a brief").rect().width();
        let open = |window: &Window| (window.has(row), window.has("Filter"));
        assert_eq!(open(&window), (false, true));
        assert!(pages(&window) > 0.5 * size.x, "{}", pages(&window));
        // The one that is asked for takes the place of the other, and that comes back after it.
        window.key(Modifiers::NONE, Key::F8);
        assert_eq!(open(&window), (true, false));
        assert!(pages(&window) > 0.5 * size.x, "{}", pages(&window));
        window.key(Modifiers::NONE, Key::F8);
        assert_eq!(open(&window), (false, true));
        window.key(Modifiers::NONE, Key::F9);
        assert_eq!(open(&window), (false, false));
        // The page is told in one line with the totals.
        window.wait_for("p. 1 / 1");
    }
}

#[test]
fn at_twice_the_size_nothing_is_out_of_reach() {
    let screen = Rect::from_min_size(Pos2::ZERO, HALF);
    let mut window = desk(HALF);
    for (name, come) in SCREENS {
        come(&mut window);
        window.steps();
        visit(window.harness.root(), 0, &mut |node, _| {
            let role = node.accesskit_node().role();
            // Pages and marks are moved with the view.
            let is_of_pages = matches!(
                role,
                Role::Group | Role::Mark | Role::Document | Role::Pane | Role::Dialog
            );
            if is_of_pages || !CONTROLS.contains(&role) {
                return;
            }
            // Up and down everything can be scrolled to; to the side nothing can.
            let (rect, said) = (node.rect(), said(node));
            let fits = rect.left() >= screen.left() - 0.5 && rect.right() <= screen.right() + 0.5;
            assert!(fits, "{name}: {said} at {rect:?}");
            assert!(rect.width() >= 8.0, "{name}: {said} at {rect:?}");
        });
        for bar in [
            "Bestand",
            "Grond kiezen…",
            "Exporteren…",
            "Controle vóór export",
        ] {
            let shown = window.harness.query_all_by_label(bar);
            let mut rects = shown.map(|node| node.rect());
            assert!(
                rects.any(|r| screen.expand(0.5).contains_rect(r)),
                "{name}: {bar}"
            );
        }
        leave(&mut window);
    }
}

#[test]
fn at_twice_the_size_the_verbs_of_a_dialog_stay_in_view() {
    // A window of 1280 × 720 at 200 % has this room.
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(640.0, 360.0));
    let mut window = desk(screen.size());
    let asked: [Screen; 3] = [
        ("register", |w| ask(w, "Dossier", "Register van personen…")),
        ("vernietigen", |w| ask(w, "Dossier", "Dossier vernietigen…")),
        ("pad", |w| ask(w, "Bestand", "Toevoegen met een pad…")),
    ];
    let dialogs = [
        "gronden",
        "cijfers",
        "weergave",
        "handboek",
        "over",
        "gegevens",
        "overwegingen",
        "herhalen",
        "naar-pagina",
        "exporteren",
    ];
    let screens = SCREENS
        .into_iter()
        .filter(|(name, _)| dialogs.contains(name));
    for (name, come) in screens.chain(asked) {
        come(&mut window);
        window.steps();
        let ways = ["Annuleren", "Sluiten"].map(|way| window.harness.query_by_label(way));
        let way = ways.into_iter().flatten().next().map(|node| node.rect());
        let way = way.unwrap_or_else(|| panic!("{name} has no way out"));
        // A dialog keeps so far from the edge of the window; what lies lower is cut off.
        let room = screen.shrink(32.0);
        assert!(room.contains_rect(way), "{name}: {way:?}");
        leave(&mut window);
    }
}

#[test]
fn at_twice_the_size_every_tab_is_in_view() {
    let window = desk(vec2(640.0, 360.0));
    let last = window
        .harness
        .get_by_role_and_label(Role::Button, "Geschiedenis")
        .rect();
    let status = window.harness.get_by_label("Exporteren…").rect();
    assert!(last.bottom() <= status.top(), "{last:?} {status:?}");
}

/// How far the pages stand from the left and the right edge of the window, in points.
fn margins(window: &Window) -> (f32, f32) {
    let canvas = window.harness.get_by_label("1a brief").rect();
    (canvas.left(), 1280.0 - canvas.right())
}

#[test]
fn a_panel_is_as_wide_in_the_next_session_as_it_was_pulled() {
    let mut window = Window::with_letter();
    let (left, right) = margins(&window);
    // The pages keep 8 points from a panel.
    for (edge, by) in [(left - 8.0, 60.0), (1288.0 - right, -50.0)] {
        let at = |x: f32| egui::pos2(x, 400.0);
        window.harness.hover_at(at(edge));
        window.harness.step();
        for (x, pressed) in [(edge, true), (edge + by, false)] {
            window.harness.hover_at(at(x));
            window.harness.step();
            window
                .harness
                .input_mut()
                .events
                .push(egui::Event::PointerButton {
                    pos: at(x),
                    button: egui::PointerButton::Primary,
                    pressed,
                    modifiers: Modifiers::NONE,
                });
            window.harness.step();
        }
        window.steps();
    }
    let pulled = margins(&window);
    assert!(
        pulled.0 > left + 40.0 && pulled.1 > right + 30.0,
        "{pulled:?}"
    );
    let Window {
        harness, program, ..
    } = window;
    drop(harness);
    let dossier = program.file("dossier brief");
    let mut again = Window::open(program, Some(dossier));
    again.wait_for("tekst: echt");
    again.steps();
    let kept = margins(&again);
    assert!(
        (kept.0 - pulled.0).abs() < 2.0 && (kept.1 - pulled.1).abs() < 2.0,
        "{kept:?} {pulled:?}"
    );
}

#[test]
fn the_look_of_the_window_is_chosen_and_kept() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::F12);
    window.click("Donker");
    window.click("150 %");
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    assert_eq!(window.harness.ctx.zoom_factor(), 1.5);
    window.click("Sluiten");
    assert!(!window.has("Donker"));
    let mut again = Window::open(window.program, None);
    again.wait_for("Voorbeelddossier bekijken");
    assert_eq!(again.harness.ctx.theme(), egui::Theme::Dark);
    assert_eq!(again.harness.ctx.zoom_factor(), 1.5);
    // Also without a dossier.
    again.key(Modifiers::NONE, Key::F12);
    again.click("Licht");
    again.click("100 %");
    again.key(Modifiers::NONE, Key::Escape);
    assert!(!again.has("Licht"));
    assert_eq!(again.harness.ctx.theme(), egui::Theme::Light);
    assert_eq!(again.harness.ctx.zoom_factor(), 1.0);
}
