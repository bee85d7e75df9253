//! What is asked before an export: where to, what of it, and why in spite of warnings.
//!
//! **Invariant:** Enter exports as proposed; every other choice is there for whoever wants it.

use super::{ExportWish, Wanted, theme};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use egui::{TextEdit, Ui};

/// An export as it is proposed and changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportForm {
    pub target: String,
    /// Documents that get a file.
    pub documents: usize,
    /// Numbers of documents that are not judged.
    pub unjudged: Vec<String>,
    /// Numbers of documents that may be read only later.
    pub deferred: Vec<String>,
    /// What a person should look at; it stops nothing.
    pub warnings: usize,
    /// Why it goes out in spite of that.
    pub reason: String,
    pub only_inventory: bool,
    pub with_deferred: bool,
}

impl ExportForm {
    pub fn show(&mut self, ui: &mut Ui, lang: Lang, wanted: &mut Vec<Wanted>) {
        self.what_ui(ui, lang);
        let label = ui.label(lang.text(Text::ExportInto));
        ui.add(TextEdit::singleline(&mut self.target).desired_width(f32::INFINITY))
            .labelled_by(label.id);
        ui.checkbox(
            &mut self.only_inventory,
            lang.text(Text::ExportOnlyInventory),
        );
        if !self.deferred.is_empty() {
            let numbers = self.deferred.join(", ");
            let text = lang.fill(Text::ExportWithDeferred, &[&numbers]);
            ui.checkbox(&mut self.with_deferred, text);
        }
        self.warnings_ui(ui, lang, wanted);
        ui.add_space(theme::GRID);
        let text = if self.warnings > 0 {
            Text::ExportAnyway
        } else {
            Text::ExportStart
        };
        let start = ui.button(lang.text(text));
        // Enter starts it; the fields are there for whoever wants something else.
        if ui.memory(|m| m.focused().is_none()) {
            start.request_focus();
        }
        if start.clicked() {
            wanted.push(Wanted::Export(ExportWish::Start(Box::new(self.clone()))));
        }
    }

    fn what_ui(&self, ui: &mut Ui, lang: Lang) {
        if self.only_inventory {
            ui.label(lang.text(Text::ExportWillInventory));
        } else if self.documents == 0 {
            ui.label(lang.text(Text::ExportNothing));
        } else {
            ui.label(lang.fill(Text::ExportWill, &[&self.documents]));
        }
        if !self.unjudged.is_empty() {
            let names = self.unjudged.join(", ");
            ui.label(lang.fill(Text::ExportUnjudged, &[&self.unjudged.len(), &names]));
        }
    }

    fn warnings_ui(&mut self, ui: &mut Ui, lang: Lang, wanted: &mut Vec<Wanted>) {
        if self.warnings == 0 {
            return;
        }
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            ui.label(lang.fill(Text::ExportHasWarnings, &[&self.warnings]));
            if ui.button(lang.text(Text::ExportLook)).clicked() {
                wanted.push(Wanted::Dismiss);
                wanted.push(Wanted::Do(Action::Check));
            }
        });
        let label = ui.label(lang.text(Text::ExportReason));
        ui.add(TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY))
            .labelled_by(label.id);
    }
}
