//! Why each ground is used, as texts to edit, with a template to begin from.
//!
//! **Invariant:** all texts that were changed become one edit.

use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::considerations::{is_open, template};
use crate::model::edit::Edit;
use crate::model::ground::Ground;
use crate::ui::Intent;
use crate::ui::widgets::{components, form_verbs, tokens};
use egui::{TextEdit, Ui};
use std::collections::BTreeMap;

/// The texts as they are typed.
pub struct ConsiderationsForm {
    texts: Vec<Considered>,
    /// Where each of them ended in the last frame, in points from the top.
    ends: Vec<f32>,
}

struct Considered {
    ground: Ground,
    /// As it is on boxes.
    label: String,
    /// What was kept of an earlier dossier.
    own: Option<String>,
    known: String,
    typed: String,
}

impl ConsiderationsForm {
    /// The grounds in use, and those that have a text.
    /// `own` are texts kept of earlier dossiers, by the ground.
    pub fn of(dossier: &Dossier, own: &BTreeMap<String, String>) -> Self {
        let with_text = dossier.considerations.keys();
        let with_text = with_text.filter_map(|id| Ground::parse(id).ok());
        let mut grounds = dossier.grounds_to_motivate();
        grounds.extend(with_text);
        let texts = grounds.into_iter().map(|ground| {
            let known = dossier.considerations.get(&ground.id());
            let known = known.cloned().unwrap_or_default();
            Considered {
                label: ground.written(dossier.facts.notation),
                own: own.get(&ground.id()).cloned(),
                typed: known.clone(),
                known,
                ground,
            }
        });
        Self {
            texts: texts.collect(),
            ends: Vec::new(),
        }
    }

    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::title(ui, lang.text(Text::Considerations));
        let told = if self.texts.is_empty() {
            Text::ConsiderationsNone
        } else {
            Text::ConsiderationsHelp
        };
        ui.label(lang.text(told));
        // As high as those that are shown whole: half a text looks like the last one.
        let room = components::body_room(ui, 460.0, 1);
        let ends = std::mem::take(&mut self.ends).into_iter();
        let whole = ends.take_while(|end| *end <= room).last();
        components::body(ui, whole.unwrap_or(room), 1, |ui| {
            let top = ui.cursor().top();
            for text in &mut self.texts {
                text.show(ui, lang, intents);
                self.ends.push(ui.min_rect().bottom() - top);
            }
        });
        if form_verbs::keep_or_cancel(ui, lang, intents) {
            self.keep(intents);
        }
    }

    /// Closes the form with what was typed.
    pub fn keep(&self, intents: &mut Vec<Intent>) {
        let edits = self.edits();
        if !edits.is_empty() {
            intents.push(Intent::Edit(Edit::Together { edits }));
        }
        intents.push(Intent::Dismiss);
    }

    /// The same by Escape, which says so.
    pub fn escape(&self, intents: &mut Vec<Intent>) {
        let edits = self.edits();
        if !edits.is_empty() {
            intents.push(Intent::KeepTyped(Edit::Together { edits }));
        }
        intents.push(Intent::Dismiss);
    }

    fn edits(&self) -> Vec<Edit> {
        let changed = self.texts.iter().filter(|text| text.typed != text.known);
        let edits = changed.map(|text| Edit::SetConsiderations {
            ground: text.ground.clone(),
            text: text.typed.trim().to_owned(),
        });
        edits.collect()
    }
}

impl Considered {
    fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        ui.add_space(tokens::GRID);
        let heading = format!("{} {}", self.label, self.ground.short_name());
        let named = ui.label(components::bold(&heading));
        components::tip_beside(ui, &named, self.ground.name());
        ui.horizontal_wrapped(|ui| {
            let name = lang.fill(Text::ConsiderationsTake, &[&self.label]);
            let take = ui.add_enabled(self.typed.trim().is_empty(), egui::Button::new(name));
            if take.clicked() {
                self.typed = template(&self.ground);
            }
            self.own_ui(ui, lang, intents);
        });
        let field = TextEdit::multiline(&mut self.typed)
            .desired_rows(3)
            .desired_width(f32::INFINITY);
        let name = lang.fill(Text::ConsiderationsOf, &[&heading]);
        let enabled = ui.is_enabled();
        let response = ui.add(field);
        let typed = self.typed.clone();
        response.widget_info(move || {
            let mut info = egui::WidgetInfo::text_edit(enabled, &typed, &typed, "");
            info.role = egui::Role::MultilineTextInput;
            info.label = Some(name.clone());
            info
        });
        if is_open(&self.typed) {
            ui.label(lang.text(Text::ConsiderationsOpen));
        }
    }

    /// Takes what was kept of an earlier dossier, keeps what stands here for the next one, or forgets it again.
    fn own_ui(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        let typed = self.typed.trim();
        if let Some(own) = self.own.as_ref().filter(|_| typed.is_empty()) {
            let name = lang.fill(Text::ConsiderationsOwn, &[&self.label]);
            if ui.button(name).clicked() {
                self.typed.clone_from(own);
            }
            return;
        }
        let (is_kept, text) = match self.own.as_deref() == Some(typed) {
            true => (true, Text::ConsiderationsForget),
            false => (false, Text::ConsiderationsKeep),
        };
        let name = lang.fill(text, &[&self.label]);
        let verb = ui.add_enabled(!typed.is_empty(), egui::Button::new(name));
        if verb.clicked() {
            self.own = (!is_kept).then(|| typed.to_owned());
            intents.push(Intent::KeepConsideration {
                ground: self.ground.clone(),
                text: self.own.clone(),
            });
        }
    }
}
