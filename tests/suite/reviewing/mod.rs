//! Reviewing at full speed, driven by labels.

mod colleagues;
mod dossier;
mod gestures;
mod moving;
mod overview;

use crate::pdf_maker::{PdfMaker, lines};
use crate::window::Window;
use egui::Modifiers;

/// Clicks a place of the first page as often as said, quickly.
pub fn click_page(window: &mut Window, at: (f64, f64), times: usize, modifiers: Modifiers) {
    // A pause, so that an earlier click is not one of these.
    for _ in 0..4 {
        window.harness.step();
    }
    let pos = window.on_page(at);
    window.hold(modifiers);
    for _ in 0..times {
        for pressed in [true, false] {
            let event = egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers,
            };
            window
                .harness
                .input_mut()
                .events
                .push(egui::Event::PointerMoved(pos));
            window.harness.input_mut().events.push(event);
        }
        window.harness.step();
    }
    window.hold(Modifiers::NONE);
    window.steps();
}

/// The middle of the nth line of a page of [`lines`], at a distance from its left edge.
pub fn on_line(line: usize, x: f64) -> (f64, f64) {
    (40.0 + x, 46.0 + 16.0 * line as f64)
}

/// Four pages with a letterhead; on the third something else stands in its place.
fn letterheads() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    for head in [
        "Gemeente Dorp",
        "Gemeente Dorp",
        "Een ander hoofd",
        "Gemeente Dorp",
    ] {
        maker.page(lines(&[head, "", "tekst"]), "");
    }
    maker.build()
}
