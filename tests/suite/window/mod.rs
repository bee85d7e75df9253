//! The window, driven by labels without a display.

mod dossier;
mod faults;
mod focus;
mod forms;
mod marking;
mod opening;
mod pages;
mod suggestions;

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
    let ink = lakwerk::model::page::text::PageText::bounds(text.word(index)).unwrap();
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
