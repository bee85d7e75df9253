//! What is asked before an export: where to, what of it, and why in spite of warnings.
//!
//! **Invariant:** Enter exports as proposed, and in spite of warnings only with a reason that was typed; every other choice
//! is there for whoever wants it.

pub use crate::ui::intent::ExportForm;

use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::dossier::edition::Edition;
use crate::ui::widgets::{components, focus, form_verbs, tokens};
use crate::ui::{ExportIntent, Intent};
use egui::{ComboBox, TextEdit, Ui};

impl ExportForm {
    /// Takes over what is found now, and leaves what was typed and chosen.
    pub fn follow(&mut self, new: Self) {
        *self = Self {
            target: std::mem::take(&mut self.target),
            proposed: std::mem::take(&mut self.proposed),
            reason: std::mem::take(&mut self.reason),
            edition: self.edition.clone(),
            only_inventory: self.only_inventory,
            with_deferred: self.with_deferred,
            ..new
        };
    }

    /// The same form for another try, with what is found now: the place that was proposed gives way to a new one, one
    /// that was chosen does not.
    pub fn again(&self, new: Self) -> Self {
        let mut form = self.clone();
        if form.target == form.proposed {
            form.target.clone_from(&new.target);
        }
        form.proposed.clone_from(&new.proposed);
        form.follow(new);
        form
    }

    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::body(ui, f32::INFINITY, 1, |ui| {
            self.choices_ui(ui, lang, intents);
        });
        ui.add_space(tokens::GRID);
        self.verbs_ui(ui, lang, intents);
    }

    fn choices_ui(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        self.edition_ui(ui, lang);
        self.what_ui(ui, lang, intents);
        let label = ui.label(lang.text(Text::ExportInto));
        ui.add(TextEdit::singleline(&mut self.target).desired_width(f32::INFINITY))
            .labelled_by(label.id);
        if self.is_public() {
            ui.checkbox(
                &mut self.only_inventory,
                lang.text(Text::ExportOnlyInventory),
            );
        }
        if self.is_public() && !self.deferred.is_empty() {
            let numbers = self.deferred.join(", ");
            let text = lang.fill(Text::ExportWithDeferred, &[&numbers]);
            ui.checkbox(&mut self.with_deferred, text);
        }
        if self.is_reading && self.is_public() {
            ui.label(lang.text(Text::ExportReading));
        }
        if self.is_public() && !self.only_inventory {
            suggestions_ui(ui, self.suggestions, lang, intents);
        }
        self.warnings_ui(ui, lang, intents);
    }

    fn verbs_ui(&self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        let text = if self.needs_reason() {
            Text::ExportAnyway
        } else {
            Text::ExportStart
        };
        let is_reasoned = self.is_reasoned();
        let entered = form_verbs::entered(ui) && is_reasoned;
        ui.horizontal(|ui| {
            let start = ui.add_enabled(is_reasoned, components::primary(ui, lang.text(text)));
            let start = start.on_disabled_hover_text(lang.text(Text::CheckReasonFirst));
            // Enter starts it; the fields are there for whoever wants something else.
            if is_reasoned && focus::is_free(ui) {
                start.request_focus();
            }
            if start.clicked() || entered {
                intents.push(Intent::Export(ExportIntent::Start(Box::new(self.clone()))));
            }
            if ui.button(lang.text(Text::Cancel)).clicked() {
                intents.push(Intent::Dismiss);
            }
        });
    }

    fn is_public(&self) -> bool {
        self.edition == Edition::Publication
    }

    /// The reason that goes into the log; none where nothing asks for one.
    pub fn given_reason(&self) -> &str {
        match self.needs_reason() {
            true => self.reason.trim(),
            false => "",
        }
    }

    /// Whether a reason was typed where one is asked for.
    fn is_reasoned(&self) -> bool {
        !self.needs_reason() || !self.reason.trim().is_empty()
    }

    /// Whether it goes out in spite of something.
    fn needs_reason(&self) -> bool {
        self.warnings > 0 && self.is_public()
    }

    /// The edition; a third party is offered once a mark concerns it.
    fn edition_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let name = |edition: &Edition| match edition {
            Edition::Publication => lang.text(Text::EditionPublication).to_owned(),
            Edition::Reading => lang.text(Text::EditionReading).to_owned(),
            Edition::Zienswijze(party) => lang.fill(Text::EditionZienswijze, &[party]),
        };
        let label = ui.label(lang.text(Text::ExportEdition));
        let parties = self.parties.iter().cloned().map(Edition::Zienswijze);
        let editions: Vec<Edition> = [Edition::Publication, Edition::Reading]
            .into_iter()
            .chain(parties)
            .collect();
        ComboBox::from_id_salt("edition")
            .selected_text(name(&self.edition))
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for edition in editions {
                    let text = name(&edition);
                    ui.selectable_value(&mut self.edition, edition, text);
                }
            })
            .response
            .labelled_by(label.id);
    }

    fn what_ui(&self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        if !self.is_public() {
            ui.label(lang.text(Text::ExportWillCopy));
            return;
        }
        if self.only_inventory {
            ui.label(lang.text(Text::ExportWillInventory));
        } else if self.documents == 0 && self.locked.is_empty() {
            ui.label(lang.text(Text::ExportNothing));
        } else if self.documents > 0 {
            ui.label(lang.fill(Text::ExportWill, &[&self.documents]));
        }
        self.locked_ui(ui, lang, intents);
        if !self.held.is_empty() {
            let names = self.held.join(", ");
            ui.label(lang.fill(Text::ExportHeld, &[&self.held.len(), &names]));
        }
        if !self.unjudged.is_empty() {
            let names = self.unjudged.join(", ");
            ui.label(lang.fill(Text::ExportUnjudged, &[&self.unjudged.len(), &names]));
        }
    }

    /// What cannot go for want of a password, and the way to give it: of one document at a time.
    fn locked_ui(&self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        let Some((first, _)) = self.locked.first() else {
            return;
        };
        let names: Vec<&str> = self.locked.iter().map(|(_, name)| name.as_str()).collect();
        let text = lang.fill(Text::ExportLocked, &[&names.len(), &names.join(", ")]);
        ui.horizontal_wrapped(|ui| {
            ui.colored_label(tokens::palette(ui).danger, text);
            if ui.button(lang.text(Text::GivePassword)).clicked() {
                intents.push(Intent::AskPassword(*first));
            }
        });
    }

    fn warnings_ui(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        if !self.needs_reason() {
            return;
        }
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            ui.label(lang.fill(Text::ExportHasWarnings, &[&self.warnings]));
            if ui.button(lang.text(Text::ExportLook)).clicked() {
                intents.push(Intent::Dismiss);
                intents.push(Intent::Do(Action::Check));
            }
        });
        let label = ui.label(lang.text(Text::ExportReason));
        // Nobody but who exports can say why: the field is empty and has the keyboard.
        let takes = !self.is_reasoned() && focus::is_free(ui);
        let field = TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY);
        focus::field(ui, field, takes).labelled_by(label.id);
        if self.reason.trim().is_empty() {
            ui.label(lang.text(Text::CheckReasonFirst));
        }
    }
}

/// That there are suggestions which nobody answered, and the way to them; nothing where there are none.
pub fn suggestions_ui(ui: &mut Ui, open: usize, lang: Lang, intents: &mut Vec<Intent>) {
    if open == 0 {
        return;
    }
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.fill(Text::SuggestOpen, &[&open]));
        if ui.button(lang.text(Text::SuggestLook)).clicked() {
            intents.push(Intent::Dismiss);
            intents.push(Intent::Do(Action::Suggestions));
        }
    });
}
