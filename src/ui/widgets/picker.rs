//! A field in which is typed what is looked for, and the rows that fit it: arrows go through the rows while the field
//! keeps the keyboard.
//!
//! **Absent:** the rows; whoever draws them asks which one is highlighted.

use super::{focus, tokens};
use egui::{Key, Modifiers, Response, TextEdit, Ui};

/// How many rows PageUp and PageDown go.
const PAGE: usize = 10;

/// What is kept between frames.
#[derive(Default)]
pub struct Picker {
    pub search: String,
    highlighted: usize,
    had_focus: bool,
    /// Something else is looked for since the last frame.
    is_new: bool,
}

impl Picker {
    /// The row (from 0) that Enter takes.
    pub fn highlighted(&self) -> usize {
        self.highlighted
    }

    /// Begins at a row.
    pub fn highlight(&mut self, row: usize) {
        self.highlighted = row;
    }

    /// Takes the keys that go through so many rows; whether another row is highlighted now.
    pub fn walk(&mut self, ui: &Ui, rows: usize) -> bool {
        let last = rows.saturating_sub(1);
        let before = self.highlighted;
        let taken = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let mut at = before.min(last);
        for (key, next) in [
            (Key::ArrowUp, at.saturating_sub(1)),
            (Key::ArrowDown, at + 1),
            (Key::PageUp, at.saturating_sub(PAGE)),
            (Key::PageDown, at + PAGE),
        ] {
            if taken(key) {
                at = next.min(last);
            }
        }
        self.highlighted = at;
        at != before
    }

    /// Whether the highlighted row is taken.
    pub fn takes_enter(&self, ui: &Ui) -> bool {
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
    }

    /// Draws the field under its label.
    pub fn field_ui(&mut self, ui: &mut Ui, label: &str) {
        let label = ui.label(label);
        let field = TextEdit::singleline(&mut self.search).desired_width(f32::INFINITY);
        let response = focus::field(ui, field, !self.had_focus).labelled_by(label.id);
        self.had_focus |= response.has_focus();
        self.is_new = response.changed();
        if self.is_new {
            self.highlighted = 0;
        }
        ui.add_space(tokens::GRID);
    }

    /// Brings the highlighted row into view when it has just come to be that.
    pub fn follow(&self, nth: usize, moved: bool, row: &Response) {
        if (moved || self.is_new) && nth == self.highlighted {
            row.scroll_to_me(None);
        }
    }
}
