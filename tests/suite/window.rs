//! The window, driven by labels without a display.

use crate::pdf_maker::{PdfMaker, lines};
use crate::picture::Textures;
use crate::program::{self, Program};
use egui::{Key, Modifiers, Pos2, Role, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use lakwerk::app::{App, Places};
use lakwerk::engine::Engine;
use lakwerk::i18n::Lang;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The window and the folder it works in.
pub struct Window {
    pub harness: Harness<'static, Option<App>>,
    pub program: Program,
    /// Width of the widest page, in points.
    pub width: f32,
    /// Keys such as Shift that are down.
    held: Modifiers,
    textures: Textures,
}

impl Window {
    pub fn open(program: Program, path: Option<PathBuf>) -> Self {
        Self::sized(program, path, egui::vec2(1280.0, 800.0))
    }

    /// A window of this size in points.
    pub fn sized(program: Program, path: Option<PathBuf>, size: egui::Vec2) -> Self {
        Self::reading_scans(program, path, size, None)
    }

    /// The same, which looks for Tesseract in these folders; without, no scans are read.
    pub fn reading_scans(
        program: Program,
        path: Option<PathBuf>,
        size: egui::Vec2,
        programs: Option<OsString>,
    ) -> Self {
        let engine = Engine::new(program::path());
        let home = program.file("");
        let textures = Textures::default();
        let builder = Harness::builder()
            .with_size(size)
            .renderer(textures.clone());
        let harness = builder.build_ui_state(
            move |ui, app: &mut Option<App>| {
                // Fonts and styles hold from the frame after the window was made.
                let Some(app) = app else {
                    let places = Places {
                        state: Some(home.join("state")),
                        example: home.join("voorbeeld/dossier"),
                        programs: programs.clone(),
                        show: |_| {},
                    };
                    let path = path.clone();
                    *app = Some(App::new(ui.ctx(), &engine, path, Lang::Dutch, places));
                    return;
                };
                app.frame(ui);
            },
            None,
        );
        Self {
            harness,
            program,
            width: 400.0,
            held: Modifiers::NONE,
            textures,
        }
    }

    /// Everything that stands in the window.
    fn labels(&self) -> Vec<String> {
        let nodes = self.harness.query_all(egui_kittest::kittest::By::new());
        let said = nodes.map(|node| {
            let node = node.accesskit_node();
            node.label().or(node.value()).unwrap_or_default()
        });
        said.filter(|said| !said.is_empty()).collect()
    }

    /// The window as its last frame left it.
    pub fn picture(&self) -> image::RgbImage {
        self.textures
            .picture(&self.harness.ctx, self.harness.output())
    }

    /// A window on a new dossier with one letter, made by dropping nothing but its path.
    pub fn with_letter() -> Self {
        Self::with_file(letter())
    }

    /// The same with another file, as `brief.pdf`.
    pub fn with_file(file: Vec<u8>) -> Self {
        Self::with_file_of(file, "tekst: echt")
    }

    /// The same, whose first page has this kind of text.
    pub fn with_file_of(file: Vec<u8>, kind: &str) -> Self {
        let program = Program::new();
        let path = program.write("brief.pdf", file);
        let mut window = Self::open(program, Some(path));
        window.wait_for("Dossier maken");
        window.click("Dossier maken");
        window.wait_for("1a brief");
        window.wait_for(kind);
        window.wait_until_looked_through();
        window
    }

    /// Steps until it is known what the documents hide.
    pub fn wait_until_looked_through(&mut self) {
        self.wait("the end of looking", |window| {
            let says = |part| window.harness.query_by_label_contains(part).is_some();
            !says("Nog niet nagekeken") && !says("Nakijken: ")
        });
    }

    /// Steps until something is on the screen; the engine answers in its own time.
    pub fn wait_for(&mut self, label: &str) {
        self.wait(label, |window| {
            window.harness.query_by_label(label).is_some()
        });
    }

    pub fn wait(&mut self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(120);
        while !is_there(self) {
            let is_late = Instant::now() >= deadline;
            assert!(!is_late, "{what} did not appear: {:?}", self.labels());
            std::thread::yield_now();
            self.harness.step();
        }
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.steps();
    }

    pub fn steps(&mut self) {
        self.harness.run_steps(4);
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.steps();
    }

    /// What the hand did within one slow frame, handed on as the program does.
    pub fn at_once(&mut self, events: Vec<egui::Event>) {
        let frames = events.len() + 2;
        let mut input = egui::RawInput {
            events,
            ..Default::default()
        };
        for _ in 0..frames {
            let ctx = self.harness.ctx.clone();
            if let Some(app) = self.harness.state_mut() {
                eframe::App::raw_input_hook(app, &ctx, &mut input);
            }
            let events = &mut self.harness.input_mut().events;
            events.append(&mut input.events);
            self.harness.step();
        }
    }

    /// Keys such as Shift, down from here on.
    pub fn hold(&mut self, modifiers: Modifiers) {
        self.held = modifiers;
        let event = egui::Event::ModifiersChanged(modifiers);
        self.harness.input_mut().events.push(event);
        self.harness.step();
    }

    /// Types in the field that has the keyboard in the form of an export: why, in spite of warnings.
    pub fn type_reason(&mut self, reason: &str) {
        let label = "Reden om toch te exporteren (komt in het logboek)";
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        assert!(field.is_focused(), "the reason is what is asked for");
        field.type_text(reason);
        self.steps();
    }

    /// Drags over the page, from and to in points of the first page.
    pub fn drag(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (from, to) = (self.on_page(from), self.on_page(to));
        self.harness.hover_at(from);
        self.button(from, true);
        for part in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from + (to - from) * part);
            self.harness.step();
        }
        self.button(to, false);
        self.steps();
    }

    /// The button goes down or comes up, with the keys that are held.
    fn button(&mut self, pos: Pos2, pressed: bool) {
        let event = egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: self.held,
        };
        self.harness.input_mut().events.push(event);
        self.harness.step();
    }

    /// A place of the first page on the screen: the page is fitted to the width of the canvas, at its top.
    pub fn on_page(&self, at: (f64, f64)) -> Pos2 {
        let canvas = self.harness.get_by_label("1a brief").rect();
        let zoom = self.harness.state().as_ref().unwrap().zoom().unwrap() as f32;
        let left = canvas.center().x - self.width / 2.0 * zoom;
        let top = canvas.top() + 12.0 * zoom;
        pos2(left + at.0 as f32 * zoom, top + at.1 as f32 * zoom)
    }

    pub fn drop_files<const N: usize>(&mut self, paths: [PathBuf; N]) {
        let files = paths.map(|path| -> egui::DroppedFileHandle { Arc::new(Dropped(path)) });
        self.harness.input_mut().dropped_files = files.to_vec();
        self.harness.step();
        self.harness.input_mut().dropped_files.clear();
    }

    pub fn has(&self, label: &str) -> bool {
        self.harness.query_by_label(label).is_some()
    }

    /// The dossier on disk, once everything is kept.
    pub fn marks_on_disk(&mut self) -> Vec<serde_json::Value> {
        self.wait("saving", |w| {
            w.harness.query_by_label_contains("Opslaan (").is_none()
        });
        let output = self.program.run(&["list", "dossier brief", "--json"]);
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        list["documents"][0]["marks"].as_array().unwrap().clone()
    }
}

/// A letter of one page of 400 × 300 points.
pub fn letter() -> Vec<u8> {
    let text = lines(&["Geachte heer Willemsen,", "", "Uw verzoek is ontvangen."]);
    PdfMaker::new().page(text, "").build()
}

/// Where a word of the letter stands.
pub fn word(program: &Program, wanted: &str) -> ((f64, f64), (f64, f64)) {
    let text = program.page_text(&program.file("brief.pdf"), 0);
    let index = (0..text.words.len())
        .find(|i| text.word_text(*i).trim_end_matches([',', '.']) == wanted)
        .unwrap();
    let ink = lakwerk::model::text::PageText::bounds(text.word(index)).unwrap();
    let middle = ink.center().y;
    (
        (ink.left() + 4.0, middle),
        (ink.right() - 6.0, middle + 1.0),
    )
}

pub fn published(folder: &Path) -> PathBuf {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut exports = entries.map(|e| e.unwrap().path());
    exports
        .find(|p| {
            p.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("export 20")
        })
        .unwrap()
}

#[test]
fn own_pdf_to_opened_export_in_eight_actions() {
    // 1: the file is dropped or named; 2: the dossier is made as proposed.
    let mut window = Window::with_letter();
    // 3: a drag over the name; 4: its ground.
    let (from, to) = word(&window.program, "Willemsen");
    window.drag(from, to);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    // 5: export; 6: why, although not everything is finished; 7: where it is proposed; 8: look at it.
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Nieuwe map voor de export");
    window.type_reason("pagina's worden later afgerond");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1 document veilig geëxporteerd, 1 pagina gecontroleerd.");
    window.harness.get_by_label("Map openen");
    window.harness.get_by_label("Inventaris openen");
    let program = &window.program;
    let export = published(program.file("").as_path());
    let text = program.text(&export.join("openbaar/1a.pdf")).concat();
    assert!(
        !text.contains("Willemsen") && text.contains("Geachte heer") && text.contains("5.1.2e")
    );
    assert!(export.join("openbaar/inventaris.xlsx").is_file());
}

#[test]
fn marks_are_drawn_retagged_deleted_and_taken_back_with_keys() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num2);
    window.wait_for("Grond: 5.1.1c");
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.1c Willemsen");
    assert!(
        window
            .harness
            .query_by_label_contains("Kies een grond met 1–9")
            .is_none()
    );

    window.click("1a p. 1 5.1.1c Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.wait_for("Grond: 5.1.1c");
    window.key(Modifiers::SHIFT, Key::Num4);
    window.wait_for("1a p. 1 5.1.2e + 5.2.1 Willemsen");
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for("Geen lakkingen.");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("1a p. 1 5.1.2e + 5.2.1 Willemsen");
    window.wait_for("Lakking p. 1 (5.1.2e + 5.2.1) ongedaan gemaakt");
    // What came back is not selected: a digit is for the next mark.
    window.key(Modifiers::NONE, Key::Num3);
    window.wait_for("Grond: buiten verzoek");
    assert!(window.has("1a p. 1 5.1.2e + 5.2.1 Willemsen"));
    window.key(Modifiers::COMMAND, Key::Y);
    window.wait_for("Geen lakkingen.");
    window.key(Modifiers::COMMAND, Key::Z);
    let marks = window.marks_on_disk();
    assert_eq!(marks[0]["grounds"], serde_json::json!(["5.1.2e", "5.2.1"]));
}

#[test]
fn a_drag_covers_from_where_the_button_went_down() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.click("Lakken");
    let rows = window.harness.get_all_by_label_contains("Vrij kader");
    rows.last().unwrap().click();
    window.steps();
    window.drag((30.0, 200.0), (130.0, 240.0));
    let marks = window.marks_on_disk();
    let area: Vec<f64> = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    for (drawn, expected) in area.iter().zip([30.0, 200.0, 130.0, 240.0]) {
        assert!((drawn - expected).abs() < 0.5, "{area:?}");
    }
}

#[test]
fn nothing_can_be_drawn_while_the_preview_shows() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::V);
    window.wait_for("Zo wordt het gepubliceerd");
    window.drag((30.0, 200.0), (130.0, 240.0));
    assert!(window.has("Geen lakkingen."));
    window.key(Modifiers::NONE, Key::V);
    assert!(!window.has("Zo wordt het gepubliceerd"));
}

#[test]
fn one_key_judges_a_document_open_and_one_finishes_a_page() {
    let mut window = Window::with_letter();
    window.wait_for("1a brief, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.key(Modifiers::NONE, Key::O);
    window.key(Modifiers::NONE, Key::A);
    window.wait_for("1a brief, Openbaar, 1 van 1 pagina afgerond");
    window.wait_for("Alle pagina's zijn afgerond");
}

#[test]
fn what_blocks_an_export_is_listed_with_the_way_there() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::G);
    window.wait_for("Grond kiezen");
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("5.1.4");
    window.steps();
    window.key(Modifiers::NONE, Key::Enter);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.4 Willemsen");
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("1a p. 1: grond 5.1.4 is tijdelijk en vraagt om een datum bij het document.");
    window.click("Ga erheen");
    assert!(!window.has("Dit moet eerst worden opgelost:"));
}

#[test]
fn the_page_is_zoomed_with_keys_however_quickly_they_are_struck() {
    let mut window = Window::with_letter();
    let zoom = |window: &Window| window.harness.state().as_ref().unwrap().zoom().unwrap();
    let fitted = zoom(&window);
    // Key and modifier go down and up within one frame, as a quick hand does it.
    for (key, expected) in [
        (Key::Plus, fitted * 1.25),
        (Key::Minus, fitted),
        (Key::Minus, fitted * 0.8),
        (Key::Num0, fitted),
    ] {
        window.key(Modifiers::COMMAND, key);
        assert!((zoom(&window) - expected).abs() < 1e-6, "{key:?}");
    }
}

#[test]
fn a_file_that_is_no_pdf_is_named_and_the_others_go_on() {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    program.write("map/brief.pdf", letter());
    program.write("map/foto.pdf", "geen pdf");
    let path = program.file("map");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("foto.pdf is geen PDF.");
    window.wait_for("1a brief");
}

/// A file as the windowing system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn files_and_folders_are_dropped_on_the_start_and_on_a_dossier() {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    program.write("map/nota.pdf", letter());
    program.write("map/foto.jpg", "geen pdf");
    let (first, second) = (
        program.write("brief.pdf", letter()),
        program.write("tabel.pdf", letter()),
    );
    let folder = program.file("map");
    let mut window = Window::open(program, None);
    window.steps();
    window.drop_files([first, second]);
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.wait_for("1b tabel, Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.drop_files([folder]);
    window.wait_for("1c nota");
    window.wait_for("foto.jpg is geen PDF.");
}

#[test]
fn a_password_is_asked_until_it_is_right_and_then_not_again() {
    let mut window = Window::with_letter();
    let path = window.program.write("slot.pdf", crate::attacks::locked());
    window.drop_files([path]);
    for (typed, outcome) in [
        (
            "fout",
            "slot.pdf is niet geopend: het wachtwoord is niet juist.",
        ),
        ("geheim", "1b slot"),
    ] {
        window.wait_for("Wachtwoord voor slot.pdf");
        let field = window.harness.get_by_role(Role::PasswordInput);
        field.type_text(typed);
        window.steps();
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for(outcome);
    }
    window.wait_for("geen tekst (scan)");
    assert!(!window.has("Wachtwoord voor 1b slot"));
}

#[test]
fn a_file_whose_password_is_not_given_is_said_to_be_left_out() {
    let mut window = Window::with_letter();
    let path = window.program.write("slot.pdf", crate::attacks::locked());
    window.drop_files([path]);
    window.wait_for("Wachtwoord voor slot.pdf");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("slot.pdf is beveiligd met een wachtwoord.");
    window.wait_for("Voeg dit bestand opnieuw toe en geef het wachtwoord.");
    assert!(!window.has("1b slot"));
}

#[test]
fn a_page_is_blackened_whole_with_the_ground_that_is_asked_for() {
    let mut window = Window::with_letter();
    window.key(Modifiers::COMMAND, Key::L);
    window.wait_for("Kies de grond voor deze lakking");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("1a p. 1 5.1.2e Geachte heer Willemsen, Uw verzoek is ontvangen.");
    let marks = window.marks_on_disk();
    assert_eq!(
        marks[0]["areas"],
        serde_json::json!([[0.0, 0.0, 400.0, 300.0]])
    );
}

#[test]
fn more_files_come_in_by_a_typed_path_and_a_wrong_path_is_named() {
    let mut window = Window::with_letter();
    let second = window.program.write("bijlage.pdf", letter());
    for (path, outcome) in [
        (
            window.program.file("weg.pdf"),
            "weg.pdf kan niet worden gelezen: het bestand bestaat niet.",
        ),
        (second, "1b bijlage"),
    ] {
        window.click("Bestand");
        window.click("Toevoegen met een pad…");
        window.wait_for("Pad van een PDF of een map");
        window
            .harness
            .get_by_role(Role::TextInput)
            .type_text(path.to_str().unwrap());
        window.steps();
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for(outcome);
    }
    // Each of what went wrong is closed on its own, the last first.
    for left in [1, 0] {
        let mut notices = window.harness.get_all_by_label("Sluiten");
        notices.next().unwrap().click();
        drop(notices);
        window.steps();
        assert_eq!(window.harness.query_all_by_label("Sluiten").count(), left);
    }
}

#[test]
fn a_free_frame_is_moved_by_its_line_and_pulled_by_its_corner() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::B);
    window.drag((30.0, 200.0), (130.0, 240.0));
    window.wait_for("1a p. 1 5.1.2e");
    window.click("1a p. 1 5.1.2e");
    window.drag((60.0, 200.0), (80.0, 210.0));
    window.drag((150.5, 250.5), (170.0, 270.0));
    let marks = window.marks_on_disk();
    assert_eq!(marks.len(), 1);
    let area: Vec<f64> = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    for (found, expected) in area.iter().zip([50.0, 210.0, 170.0, 270.0]) {
        assert!((found - expected).abs() < 1.0, "{area:?}");
    }
}

/// A window on a dossier of two letters in which one name stands three times, and a page without text.
pub fn with_letters() -> Window {
    with_second_letter(&["Mevrouw Willem-", "sen en de heer WILLEMSEN"])
}

/// A dossier of the letter and of another with these lines.
pub fn with_second_letter(second: &[&str]) -> Window {
    let program = Program::new();
    std::fs::create_dir(program.file("map")).unwrap();
    let second = lines(second);
    let second = PdfMaker::new().page(second, "").page("", "").build();
    program.write("map/brief.pdf", letter());
    program.write("map/nota.pdf", second);
    let path = program.file("map");
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: echt");
    window.wait_until_looked_through();
    window
}

#[test]
fn a_name_is_found_everywhere_and_marked_as_one_step() {
    let mut window = with_letters();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("willemsen");
    window.wait_for("3 keer gevonden, in 2 documenten");
    window.wait_for("1 pagina zonder tekst niet doorzocht");
    window.click("Alles aanvinken");
    window.click("Aanvinken 1b p. 1: WILLEMSEN");
    window.click("Aangevinkte lakken (2)");
    window.wait_for("2 lakkingen gemaakt; 0 waren al gelakt");
    // What is covered already says so, and is ticked by hand alone.
    let covered = "Aanvinken 1a p. 1: Willemsen, al gelakt";
    window.wait_for(covered);
    window.wait_for("Aanvinken 1b p. 1: Willemsen, al gelakt");
    assert!(window.has("Aanvinken 1b p. 1: WILLEMSEN"));
    window.click("Alles aanvinken");
    window.wait_for("Aangevinkte lakken (1)");
    window.click(covered);
    window.click("Aangevinkte lakken (2)");
    window.wait_for("1 lakking gemaakt; 1 was al gelakt");
    window.wait_for("Aanvinken 1b p. 1: WILLEMSEN, al gelakt");
    window.click("Lakkingen");
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Geen lakkingen.");
}

#[test]
fn what_a_mark_covers_is_looked_for_everywhere() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.click("1a p. 1 5.1.2e Willemsen");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.wait_for("1 keer gevonden, in 1 document");
}

#[test]
fn a_dossier_is_opened_by_its_typed_path_and_read_only_for_the_second() {
    let mut first = Window::with_letter();
    let dossier = first.program.file("dossier brief");
    let mut second = Window::open(Program::new(), None);
    second.wait_for("of typ het pad van een PDF, een map of een dossier");
    second
        .harness
        .get_by_role(Role::TextInput)
        .type_text(dossier.to_str().unwrap());
    second.steps();
    second.click("Openen");
    second.wait("read only", |w| {
        w.harness
            .query_by_label_contains("Alleen lezen: in gebruik door")
            .is_some()
    });
    second.key(Modifiers::NONE, Key::Num1);
    second.drag((30.0, 40.0), (300.0, 60.0));
    assert!(second.has("Geen lakkingen."));
    first.key(Modifiers::COMMAND, Key::W);
    first.wait_for("Onlangs geopend");
}

#[test]
fn a_dossier_is_destroyed_only_by_its_name() {
    let mut window = Window::with_letter();
    window.click("Dossier");
    window.harness.get_by_label("Dossier vernietigen…").click();
    window.steps();
    window.click("Vernietigen");
    assert!(window.program.file("dossier brief").exists());
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("brief");
    window.steps();
    window.click("Vernietigen");
    window.wait_for("Dossier dossier brief is vernietigd.");
    assert!(!window.program.file("dossier brief").exists());
}

#[test]
fn the_example_is_one_click_and_is_exported_whole() {
    let mut window = Window::open(Program::new(), None);
    window.wait_for("Voorbeelddossier bekijken");
    window.click("Voorbeelddossier bekijken");
    window.wait_for("Kies een grond met 1–9 en sleep over de tekst die weg moet");
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("10 documenten worden gelakt, gecontroleerd en geëxporteerd.");
    window.type_reason("voorbeeld");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Map openen");
    window
        .harness
        .get_by_label_contains("10 documenten veilig geëxporteerd");
}

#[test]
fn a_batch_is_split_where_the_reviewer_reads_and_joined_again() {
    let program = Program::new();
    let mut maker = PdfMaker::new();
    for word in ["Een", "Twee"] {
        maker.page(lines(&[word]), "");
    }
    let path = program.write("batch_DEF.pdf", maker.build());
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a batch_DEF");
    window.wait_for("tekst: echt");
    window.key(Modifiers::NONE, Key::End);
    window.click("Documenten");
    window.click("Splits hier in een nieuw document");
    window.wait_for("1b batch_DEF (vanaf pagina 2), Nog niet beoordeeld, 0 van 1 pagina afgerond");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Splitsen ongedaan gemaakt");
    window.wait_for("1a batch_DEF, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
    window.click("Document");
    window.click("Titel bevestigen: Batch");
    window.wait_for("1a Batch, Nog niet beoordeeld, 0 van 2 pagina's afgerond");
}

#[test]
fn what_a_source_holds_beside_its_pages_is_asked_and_answered() {
    let program = Program::new();
    let path = program.write("brief.pdf", crate::inspect::full_source().build());
    let mut window = Window::open(program, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.wait("the line", |w| {
        let line = w
            .harness
            .query_by_label_contains("een bijlage, 2 opmerkingen");
        line.is_some()
    });
    window.click("Opmerkingen als pagina toevoegen");
    window.wait("the comments", |w| {
        w.harness
            .query_by_label("Opmerkingen als pagina toevoegen")
            .is_none()
    });
    window.click("Voorgestelde lakkingen overnemen (1)");
    window.wait("the mark", |w| {
        w.harness
            .query_by_label("Voorgestelde lakkingen overnemen (1)")
            .is_none()
    });
    let marks = window.marks_on_disk();
    assert_eq!(marks[0]["grounds"], serde_json::json!(["5.1.2e"]));
    window.click("Bijlagen als documenten toevoegen");
    window.wait("the attachment", |w| !w.has("Bewust weglaten"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Bewust weglaten");
    window.click("Bewust weglaten");
    assert!(!window.has("Bewust weglaten"));
    let output = window.program.run(&["list", "dossier brief", "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn the_width_of_a_mark_is_measured_and_widened_as_one_step() {
    let mut window = Window::with_letter();
    let (from, to) = word(&window.program, "Willemsen");
    window.key(Modifiers::NONE, Key::Num1);
    window.drag(from, to);
    window.wait_for("1a p. 1 5.1.2e Willemsen");
    window.click("1a p. 1 5.1.2e Willemsen");
    window.wait("the measure", |w| {
        w.harness
            .query_by_label_contains("van 1572 namen passen")
            .is_some()
    });
    let left = |marks: &[serde_json::Value]| marks[0]["areas"][0][0].as_f64().unwrap();
    let before = left(&window.marks_on_disk());
    window.wait("what is blank", |w| {
        let button = w.harness.get_by_label("Verbreden over wit");
        !egui_kittest::kittest::NodeT::accesskit_node(&button).is_disabled()
    });
    window.click("Verbreden over wit");
    window.wait_for("1 lakking verbreed over wit");
    assert!(left(&window.marks_on_disk()) < before - 0.5);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(left(&window.marks_on_disk()), before);
}
