//! What this program is: its version, what it is made of, and which walls stand around whatever reads documents.
//!
//! **Absent:** finding that out; it is handed in when it is known.

use crate::i18n::{Lang, Text, protection};
use crate::model::protection::Protection;
use crate::ui::widgets::{components, form_verbs, tokens};
use egui::{Label, Ui};

/// The libraries that are in the program, with their licences, and below lines of `=` the texts of these;
/// `.ci/licences.py` writes them.
pub const LIBRARIES: &str = include_str!("../../../assets/licenties.txt");

/// The open dialog.
#[derive(Default)]
pub struct About {
    /// Nothing before that is known; an error where no reading process can be started.
    pub walls: Option<Result<Protection, String>>,
    /// Where an office keeps its lists.
    pub lists: String,
}

impl About {
    /// Draws it; whether it is to be closed.
    pub fn show(&self, ui: &mut Ui, lang: Lang) -> bool {
        components::title(ui, lang.text(Text::ActionAbout));
        components::body(ui, f32::INFINITY, 1, |ui| self.facts_ui(ui, lang));
        ui.add_space(tokens::GRID * 2.0);
        form_verbs::close(ui, lang)
    }

    fn facts_ui(&self, ui: &mut Ui, lang: Lang) {
        ui.label(lang.text(Text::ProgramIs));
        ui.add_space(tokens::GRID * 2.0);
        let version = env!("CARGO_PKG_VERSION");
        ui.label(lang.fill(Text::AboutVersion, &[&version]));
        ui.label(lang.fill(Text::AboutPdfium, &[&env!("PDFIUM_BUILD")]));
        ui.add(Label::new(lang.fill(Text::AboutLists, &[&self.lists])).wrap());
        ui.add_space(tokens::GRID * 2.0);
        self.walls_ui(ui, lang);
        ui.add_space(tokens::GRID * 2.0);
        ui.label(components::bold(lang.text(Text::AboutLicences)));
        ui.add(Label::new(lang.text(Text::AboutOwnLicence)).wrap());
        let height = components::list_height(ui.ctx(), 180.0);
        let area = components::list(height).id_salt("libraries");
        area.auto_shrink([false, true]).show(ui, |ui| {
            let (list, _texts) = LIBRARIES.split_once("====").unwrap_or((LIBRARIES, ""));
            ui.add(Label::new(components::aside(ui, list)).wrap());
        });
    }

    fn walls_ui(&self, ui: &mut Ui, lang: Lang) {
        match &self.walls {
            None => {
                ui.label(lang.text(Text::AboutWallsAsked));
            }
            Some(Err(error)) => {
                ui.colored_label(tokens::palette(ui).danger, error);
            }
            Some(Ok(walls)) => {
                for (nth, line) in protection::lines(walls, lang).into_iter().enumerate() {
                    match nth {
                        0 => ui.label(components::bold(line)),
                        _ => ui.label(line),
                    };
                }
            }
        }
    }
}
