//! What was last done, at the foot of the pages where the reviewer looks, with the way to take it back; after a while it
//! stands in the status bar alone.
//!
//! **Invariant:** a message stands in one place at a time, and nothing moves when it comes or goes.

use super::{components, tokens};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::ui::Intent;
use egui::{Rect, Ui, UiBuilder, vec2};
use std::time::Duration;

/// How long a message stands over the pages.
const STAYS: Duration = Duration::from_secs(6);
/// Its distance from the foot of the pages, in points.
const RISE: f32 = 16.0;

/// What was last done.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub text: &'a str,
    /// How often something was said until then.
    pub times: usize,
    /// What takes it back, where that is no step.
    pub back: Option<&'a Intent>,
}

/// The message that is shown, since when, and what takes back what it tells of.
#[derive(Default)]
pub struct Toast {
    text: String,
    /// How often something was said until it was.
    said: usize,
    /// In seconds of the window's own clock.
    since: f64,
    steps: usize,
    back: Option<Intent>,
}

impl Toast {
    /// Takes over what was last said; `steps`: how many steps the session has, one more after each.
    pub fn follow(&mut self, ui: &Ui, told: Told<'_>, steps: usize) {
        if self.text != told.text || self.said != told.times {
            told.text.clone_into(&mut self.text);
            self.said = told.times;
            self.since = ui.input(|i| i.time);
            let step = (steps > self.steps).then_some(Intent::Do(Action::Undo));
            self.back = told.back.cloned().or(step);
        }
        self.steps = steps;
    }

    /// Whether it stands over the pages now.
    pub fn is_up(&self, ui: &Ui) -> bool {
        !self.text.is_empty() && self.left(ui) > Duration::ZERO
    }

    fn left(&self, ui: &Ui) -> Duration {
        let passed = (ui.input(|i| i.time) - self.since).max(0.0);
        STAYS.saturating_sub(Duration::from_secs_f64(passed))
    }

    /// Draws it at the foot of the pages.
    pub fn show(&self, ui: &mut Ui, pages: Rect, lang: Lang, intents: &mut Vec<Intent>) {
        if !self.is_up(ui) {
            return;
        }
        ui.ctx().request_repaint_after(self.left(ui));
        let back = self.back.as_ref();
        let undo = back.map(|back| (lang.text(Text::ActionUndo), back));
        let body = egui::TextStyle::Body.resolve(ui.style());
        let of_button = egui::FontId::new(body.size, tokens::medium_family());
        let measure = |text: &str, font: &egui::FontId| {
            let painter = ui.painter();
            let galley = painter.layout_no_wrap(text.to_owned(), font.clone(), tokens::INK);
            galley.size().x.ceil() + 1.0
        };
        let gap = tokens::GRID * 3.0;
        let spacing = ui.spacing();
        let around = 2.0 * spacing.button_padding.x + spacing.item_spacing.x;
        let button = undo.map_or(0.0, |(undo, _)| measure(undo, &of_button) + around);
        let wanted = measure(&self.text, &body) + button + 2.0 * gap;
        let width = wanted.min(pages.width() - 2.0 * RISE).max(0.0);
        let size = vec2(width, tokens::CONTROL + tokens::GRID * 2.0);
        let foot = egui::pos2(pages.center().x, pages.bottom() - RISE - size.y / 2.0);
        let rect = Rect::from_center_size(foot, size);
        components::raise(ui, rect);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let inner = rect.shrink2(vec2(gap, tokens::GRID));
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            if let Some((undo, back)) = undo
                && ui.add(components::ghost(ui, undo)).clicked()
            {
                intents.push(back.clone());
            }
            let left = egui::Layout::left_to_right(egui::Align::Center);
            let message = egui::Label::new(self.text.as_str()).truncate();
            ui.with_layout(left, |ui| ui.add(message));
        });
    }
}
