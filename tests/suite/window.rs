//! The window, driven by labels without a display.

use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use lakwerk::app::App;
use lakwerk::engine::Engine;
use lakwerk::i18n::Lang;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn window(file: Option<PathBuf>) -> Harness<'static, Option<App>> {
    let engine = Engine::new(program::path());
    Harness::builder()
        .with_size([1000.0, 700.0])
        .build_ui_state(
            move |ui, app: &mut Option<App>| {
                let app = app
                    .get_or_insert_with(|| App::new(ui.ctx(), &engine, file.clone(), Lang::Dutch));
                app.frame(ui);
            },
            None,
        )
}

/// Steps until something is on the screen; the engine answers in its own time.
fn wait_for(harness: &mut Harness<'_, Option<App>>, label: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while harness.query_by_label(label).is_none() {
        assert!(Instant::now() < deadline, "{label} did not appear");
        std::thread::yield_now();
        harness.step();
    }
}

#[test]
fn a_typed_path_opens_a_document() {
    let program = Program::new();
    let path = program.write(
        "brief.pdf",
        PdfMaker::new().page(lines(&["Jansen"]), "").build(),
    );
    let mut harness = window(None);
    harness.run();
    harness
        .get_by_label("of typ het pad van een PDF, een map of een dossier")
        .focus();
    harness
        .get_by_role(egui::Role::TextInput)
        .type_text(path.to_str().unwrap());
    harness.run();
    harness.get_by_label("Openen").click();
    harness.run_steps(2);
    wait_for(&mut harness, "brief.pdf");
}

#[test]
fn a_document_is_opened_and_zoomed_with_keys_alone() {
    let program = Program::new();
    let path = program.write(
        "brief.pdf",
        PdfMaker::new().page(lines(&["Jansen"]), "").build(),
    );
    let mut harness = window(None);
    harness.run();
    harness
        .get_by_role(egui::Role::TextInput)
        .type_text(path.to_str().unwrap());
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    wait_for(&mut harness, "brief.pdf");
    let zoom =
        |harness: &Harness<'_, Option<App>>| harness.state().as_ref().unwrap().zoom().unwrap();
    let fitted = zoom(&harness);
    // Key and modifier go down and up within one frame, as a quick hand does it.
    for (key, expected) in [
        (egui::Key::Plus, fitted * 1.25),
        (egui::Key::Minus, fitted),
        (egui::Key::Minus, fitted * 0.8),
        (egui::Key::Num0, fitted),
    ] {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
        harness.run_steps(2);
        assert!((zoom(&harness) - expected).abs() < 1e-6, "{key:?}");
    }
}

#[test]
fn a_file_that_is_no_pdf_is_named_and_the_window_lives() {
    let program = Program::new();
    let path = program.write("foto.pdf", "geen pdf");
    let mut harness = window(Some(path));
    wait_for(
        &mut harness,
        "foto.pdf is geen PDF of is te beschadigd om te lezen.",
    );
    harness.get_by_label("Openen");
}
