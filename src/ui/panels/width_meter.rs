//! What the width of the selected mark tells: how many names would fit, and the one remedy.
//!
//! **Invariant:** measured again only when the mark or the text of its page is another one.
//! **Absent:** the covered words; the numbers alone are kept.

use crate::command::Action;
use crate::find::width::{FEW, Fit, fits};
use crate::i18n::{Lang, Text};
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use crate::ui::Intent;
use crate::ui::widgets::{components, tokens};
use egui::Ui;
use std::sync::Arc;

/// The last measurement.
#[derive(Default)]
pub struct WidthMeter {
    of: Option<(Arc<Document>, Arc<OwnedMark>, Arc<PageText>)>,
    fits: Vec<Fit>,
}

impl WidthMeter {
    /// Draws what was measured last; nothing for a mark that covers no name.
    pub fn show(&self, ui: &mut Ui, can_widen: bool, lang: Lang, intents: &mut Vec<Intent>) {
        // The place that tells most speaks for the mark.
        let Some(worst) = self.fits.iter().min_by_key(|f| f.fit) else {
            return;
        };
        egui::Panel::bottom("width").show(ui, |ui| {
            components::name_panel(ui, lang.text(Text::PanelWidth));
            ui.add_space(tokens::GRID);
            let line = lang.fill(Text::WidthFits, &[&worst.fit, &worst.of]);
            ui.label(line).on_hover_text(lang.text(Text::WidthWhy));
            if worst.fit < FEW {
                let text = egui::RichText::new(lang.text(Text::WidthFew));
                let text = text.color(tokens::palette(ui).danger);
                ui.add(egui::Label::new(text).wrap());
            }
            let button = egui::Button::new(lang.text(Text::ActionWiden));
            if ui.add_enabled(can_widen, button).clicked() {
                intents.push(Intent::Do(Action::Widen));
            }
            ui.add_space(tokens::GRID);
        });
    }

    /// Measures a mark on a page with this text.
    pub fn measure(
        &mut self,
        document: &Arc<Document>,
        owned: &Arc<OwnedMark>,
        text: &Arc<PageText>,
    ) {
        let is_known = self.of.as_ref().is_some_and(|(d, o, t)| {
            Arc::ptr_eq(d, document) && Arc::ptr_eq(o, owned) && Arc::ptr_eq(t, text)
        });
        if is_known {
            return;
        }
        let page = owned.mark.page;
        let black: Vec<PageRect> = document
            .marks_on(page)
            .flat_map(|m| m.mark.areas.iter().copied())
            .collect();
        let areas = owned.mark.areas.iter();
        self.fits = areas.flat_map(|area| fits(text, area, &black)).collect();
        self.of = Some((document.clone(), owned.clone(), text.clone()));
    }
}
