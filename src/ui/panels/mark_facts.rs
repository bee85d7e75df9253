//! What a person says of the selected marks beside their grounds: whom they concern, and whether they are on the
//! environment.
//!
//! **Invariant:** a choice becomes one edit for all selected marks.

use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{MarkFacts, MarkId};
use crate::model::dossier::edition::with_party;
use crate::model::edit::{Edit, MarkChange};
use crate::ui::Intent;
use crate::ui::widgets::{components, form_verbs, icons};
use egui::{ComboBox, Key, TextEdit, Ui};
use std::collections::BTreeSet;

/// A party as it is typed, and of which marks.
#[derive(Default)]
pub struct MarkFactsForm {
    typed: Option<(BTreeSet<MarkId>, String)>,
}

impl MarkFactsForm {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        dossier: &Dossier,
        selected: &BTreeSet<MarkId>,
        lang: Lang,
        intents: &mut Vec<Intent>,
    ) {
        let first = selected.first();
        let owned = first.and_then(|id| dossier.documents.iter().find_map(|d| d.mark(*id)));
        let Some(facts) = owned.map(|owned| &owned.facts) else {
            self.typed = None;
            return;
        };
        let marks: Vec<MarkId> = selected.iter().copied().collect();
        let mut change = |change| {
            let marks = marks.clone();
            intents.push(Intent::Edit(Edit::ChangeMarks { marks, change }));
        };
        self.parties_ui(ui, facts, selected, lang, &mut change);
        known_parties_ui(ui, dossier, facts, lang, &mut change);
        ui.horizontal_wrapped(|ui| {
            flag_ui(
                ui,
                Text::FieldEnvironmental,
                facts.environmental,
                lang,
                |value| {
                    change(MarkChange::Environmental(value));
                },
            );
        });
        ui.horizontal_wrapped(|ui| {
            flag_ui(ui, Text::FieldEmissions, facts.emissions, lang, |value| {
                change(MarkChange::Emissions(value));
            });
        });
    }

    fn parties_ui(
        &mut self,
        ui: &mut Ui,
        facts: &MarkFacts,
        selected: &BTreeSet<MarkId>,
        lang: Lang,
        change: &mut impl FnMut(MarkChange),
    ) {
        if !facts.parties.is_empty() {
            ui.label(lang.text(Text::MarkParties));
        }
        for (nth, party) in facts.parties.iter().enumerate() {
            ui.horizontal(|ui| {
                let name = lang.fill(Text::PartyRemove, &[party]);
                if components::icon_button(ui, icons::CLOSE, &name, false).clicked() {
                    let mut others = facts.parties.clone();
                    others.remove(nth);
                    change(MarkChange::Parties(others));
                }
                ui.add(egui::Label::new(party).truncate());
            });
        }
        if self.typed.as_ref().is_none_or(|(of, _)| of != selected) {
            self.typed = Some((selected.clone(), String::new()));
        }
        let Some((_, text)) = &mut self.typed else {
            return;
        };
        let label = ui.label(lang.text(Text::PartyName));
        let label = label.on_hover_text(lang.text(Text::WhyParties));
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY);
        // A party that comes or goes above it does not take the keyboard from it.
        let field = ui.add(field.id_salt("new party")).labelled_by(label.id);
        if !field.lost_focus() {
            return;
        }
        let name = std::mem::take(text);
        let parties = with_party(&facts.parties, &name);
        if !form_verbs::escaped(ui) && parties != facts.parties {
            change(MarkChange::Parties(parties));
            // Enter is for the next one too.
            if ui.input(|i| i.key_pressed(Key::Enter)) {
                field.request_focus();
            }
        }
    }
}

/// The parties of other marks, to be chosen.
fn known_parties_ui(
    ui: &mut Ui,
    dossier: &Dossier,
    facts: &MarkFacts,
    lang: Lang,
    change: &mut impl FnMut(MarkChange),
) {
    let mut others = dossier.parties();
    others.retain(|party| !facts.parties.contains(party));
    if others.is_empty() {
        return;
    }
    let mut added = None;
    let list = ComboBox::from_id_salt("known parties");
    list.selected_text(lang.text(Text::PartyAdd))
        .show_ui(ui, |ui| {
            for party in others {
                if ui.selectable_label(false, &party).clicked() {
                    added = Some(party);
                }
            }
        });
    if let Some(party) = added {
        change(MarkChange::Parties([&facts.parties[..], &[party]].concat()));
    }
}

/// Yes, no, or as the document says.
fn flag_ui(
    ui: &mut Ui,
    name: Text,
    known: Option<bool>,
    lang: Lang,
    mut changed: impl FnMut(Option<bool>),
) {
    let text = |value: Option<bool>| {
        lang.text(match value {
            None => Text::FlagAsDocument,
            Some(true) => Text::FlagYes,
            Some(false) => Text::FlagNo,
        })
    };
    let label = ui.label(lang.text(name));
    let mut value = known;
    ComboBox::from_id_salt(lang.text(name))
        .selected_text(text(known))
        .width(120.0)
        .show_ui(ui, |ui| {
            for option in [None, Some(true), Some(false)] {
                ui.selectable_value(&mut value, option, text(option));
            }
        })
        .response
        .labelled_by(label.id);
    if value != known {
        changed(value);
    }
}
