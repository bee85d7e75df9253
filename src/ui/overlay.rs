//! What lies over the window and has the keyboard: a choice, the command palette, a dialog, the export.
//!
//! **Invariant:** while one of them is open, no key reaches what lies below.

use super::Intent;
use super::export_view::ExportView;
use super::forms::command_palette::{CommandPalette, Commands};
use super::forms::dialogs::Dialog;
use super::forms::export_form::ExportForm;
use super::forms::ground_picker::GroundPicker;
use super::handbook::{self, Handbook};
use super::page::pictures::Pictures;
use crate::command::Menu;
use crate::handbook::Chapter;
use crate::i18n::Lang;
use crate::jobs::{PageRequest, Underway};
use crate::model::ground::Notation;
use egui::Context;

/// What is open.
#[derive(Default)]
pub struct Overlay {
    pub ground_picker: Option<GroundPicker>,
    pub commands: Option<CommandPalette>,
    pub dialog: Option<Dialog>,
    pub export: Option<ExportView>,
    /// The form of an export that was begun and did not come about: the next try goes on from it.
    pub tried: Option<ExportForm>,
    pub handbook: Option<Handbook>,
    /// A menu that keys ask for and that is not open yet.
    pub menu: Option<Menu>,
}

/// What it shows that it does not keep itself.
pub struct OverlayView<'a> {
    pub notation: Notation,
    /// The export that is under way.
    pub exporting: Option<&'a Underway>,
    pub commands: Commands<'a>,
    pub lang: Lang,
}

impl Overlay {
    pub fn is_open(&self) -> bool {
        self.ground_picker.is_some()
            || self.commands.is_some()
            || self.dialog.is_some()
            || self.export.is_some()
            || self.handbook.is_some()
    }

    /// Where the handbook tells of what is open.
    pub fn chapter(&self) -> Option<Chapter> {
        let of_dialog = self.dialog.as_ref().map(Dialog::chapter);
        let of_grounds = self.ground_picker.as_ref().map(|_| Chapter::Grounds);
        let of_export = self.export.as_ref().map(|_| Chapter::Export);
        of_dialog.or(of_grounds).or(of_export)
    }

    /// Draws what is open; returns the pictures that are missing.
    pub fn show(
        &mut self,
        ctx: &Context,
        shown: &OverlayView<'_>,
        pictures: &mut Pictures,
        intents: &mut Vec<Intent>,
    ) -> Vec<PageRequest> {
        let lang = shown.lang;
        // What is open below it waits: its keys are those of the handbook now.
        if self.handbook.is_some() {
            self.handbook_ui(ctx, lang, intents);
            return Vec::new();
        }
        if let Some(picker) = &mut self.ground_picker {
            picker.show(ctx, shown.notation, lang, intents);
        }
        if let Some(palette) = &mut self.commands {
            palette.show(ctx, &shown.commands, intents);
        }
        if let Some(dialog) = &mut self.dialog {
            dialog.show(ctx, lang, intents);
            // An export from which it was asked for waits too.
            return Vec::new();
        }
        match &mut self.export {
            Some(view) => view.show(ctx, shown.exporting, pictures, lang, intents),
            None => Vec::new(),
        }
    }

    /// The handbook, in the place of whatever else is open.
    fn handbook_ui(&mut self, ctx: &Context, lang: Lang, intents: &mut Vec<Intent>) {
        let asked = self
            .handbook
            .as_mut()
            .and_then(|book| book.show(ctx, true, lang));
        match asked {
            Some(handbook::HandbookRequest::Close) => self.handbook = None,
            Some(handbook::HandbookRequest::Print) => intents.push(Intent::PrintHandbook),
            None => {}
        }
    }
}
