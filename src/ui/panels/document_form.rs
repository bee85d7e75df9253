//! What the inventory says of the chosen documents, as fields.
//!
//! **Invariant:** a field becomes one edit when it is left, and only when it changed; one in which the documents differ is
//! empty and says so. What cannot be used stays with its documents as it was typed, until it is mended.

use super::document_facts::{self as facts, DocumentFactsView};
use crate::command::Action;
use crate::error::ground_text;
use crate::i18n::{Lang, Text, settings};
use crate::model::dossier::Dossier;
use crate::model::dossier::day;
use crate::model::dossier::document::{
    Decision, Document, DocumentId, Judgement, Role, proposed_title,
};
use crate::model::dossier::setting::DocumentSetting;
use crate::model::edit::Change;
use crate::model::ground::{Ground, Notation};
use crate::ui::Intent;
use crate::ui::widgets::{components, form_verbs, tokens};
use egui::{ComboBox, ScrollArea, TextEdit, Ui};
use std::collections::HashMap;
use std::sync::Arc;

/// The fields that are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Field {
    Number,
    PublicationTitle,
    Date,
    Kind,
    Group,
    Grounds,
    Remark,
    Deferred,
    Link,
    Earlier,
}

const FIELDS: [(Field, DocumentSetting); 10] = [
    (Field::Number, DocumentSetting::Number),
    (Field::PublicationTitle, DocumentSetting::Title),
    (Field::Date, DocumentSetting::Date),
    (Field::Kind, DocumentSetting::Kind),
    (Field::Group, DocumentSetting::Group),
    (Field::Grounds, DocumentSetting::Grounds),
    (Field::Remark, DocumentSetting::Remark),
    (Field::Deferred, DocumentSetting::Deferred),
    (Field::Link, DocumentSetting::Link),
    (Field::Earlier, DocumentSetting::Earlier),
];

impl Field {
    /// What it and those after it are about, where that begins with it.
    fn begins_group(self) -> Option<Text> {
        match self {
            Self::Number => Some(Text::FactsInventory),
            Self::Grounds => Some(Text::FactsDecision),
            _ => None,
        }
    }

    /// Whether it is of one document only: no two have the same.
    fn is_of_one(self) -> bool {
        matches!(self, Self::Number | Self::PublicationTitle)
    }
}

/// Texts as they are typed, of these documents.
#[derive(Default)]
pub struct DocumentForm {
    of: Vec<DocumentId>,
    typed: HashMap<Field, String>,
    /// The field that has the keyboard: what it says is not known to the dossier yet.
    types: Option<Field>,
    /// What is wrong with a field that was left.
    wrong: HashMap<Field, String>,
    /// What was typed of other documents and is wrong: the text, and what is wrong with it.
    refused: HashMap<Vec<DocumentId>, HashMap<Field, (String, String)>>,
}

impl DocumentForm {
    pub fn show(&mut self, ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
        let (document, lang, ids) = (shown.document, shown.lang, shown.ids());
        let is_one = ids.len() == 1;
        if self.of != ids {
            self.leave(shown.dossier, lang, intents);
            self.turn_to(ids);
        }
        let area = ScrollArea::vertical().id_salt("form");
        components::following(area, ui, |ui| {
            // In a place of its own: the fields keep the keyboard when there is nothing to propose any more.
            ui.push_id("proposal", |ui| match is_one {
                true => {
                    ui.label(lang.fill(Text::WorkTitle, &[&document.work_title]));
                    proposal_ui(ui, shown, intents);
                }
                false => {
                    ui.strong(lang.fill(Text::FormForMany, &[&shown.chosen.len()]));
                }
            });
            judgement_ui(ui, shown, intents);
            facts::aside_ui(ui, shown, intents);
            for (field, setting) in FIELDS {
                if let Some(group) = field.begins_group() {
                    ui.add_space(tokens::GRID * 2.0);
                    ui.label(components::bold(lang.text(group)));
                }
                let label = settings::of_document(setting);
                self.field_ui(ui, field, label, shown, intents);
            }
            role_ui(ui, shown, intents);
            facts::more_ui(ui, shown, intents);
            ui.add_space(tokens::GRID * 2.0);
            if ui.button(lang.text(Text::RemoveDocument)).clicked() {
                intents.push(Intent::Do(Action::RemoveDocuments));
            }
        });
    }

    /// Goes on with other documents; what was refused of these waits for them.
    fn turn_to(&mut self, of: Vec<DocumentId>) {
        let Self { typed, wrong, .. } = self;
        let refused = wrong.drain().filter_map(|(field, message)| {
            let text = typed.remove(&field)?;
            Some((field, (text, message)))
        });
        let refused: HashMap<_, _> = refused.collect();
        let before = std::mem::replace(&mut self.of, of);
        if !refused.is_empty() {
            self.refused.insert(before, refused);
        }
        (self.typed, self.types) = (HashMap::new(), None);
        for (field, (text, message)) in self.refused.remove(&self.of).into_iter().flatten() {
            self.typed.insert(field, text);
            self.wrong.insert(field, message);
        }
    }

    /// What is being typed becomes an edit when the form is left without leaving its field.
    pub fn leave(&mut self, dossier: &Dossier, lang: Lang, intents: &mut Vec<Intent>) {
        let Some(field) = self.types.take() else {
            return;
        };
        let document = |id: &DocumentId| dossier.document(*id).map(Arc::as_ref);
        let left: Option<Vec<&Document>> = self.of.iter().map(document).collect();
        // One of them is gone: whose text it was cannot be told any more.
        let Some((chosen, document)) = left.and_then(|left| Some((left.clone(), *left.first()?)))
        else {
            return;
        };
        let shown = DocumentFactsView {
            dossier,
            document,
            chosen,
            lang,
        };
        let known = common_text(&shown, field).unwrap_or_default();
        let typed = self.typed.get(&field).filter(|text| **text != known);
        match typed.map(|text| change(field, text, lang)) {
            Some(Ok(change)) => intents.push(shown.change(change)),
            Some(Err(message)) => {
                self.wrong.insert(field, message);
            }
            None => {}
        }
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        field: Field,
        label: Text,
        shown: &DocumentFactsView<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let lang = shown.lang;
        let common = common_text(shown, field);
        let hint = match common {
            Some(_) => "",
            None => lang.text(Text::FieldDiffers),
        };
        let known = common.unwrap_or_default();
        let label = ui.label(lang.text(label));
        let text = self.typed.entry(field).or_insert_with(|| known.clone());
        let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
        // A message that comes or goes above it does not take the keyboard from it.
        let edit = edit.id_salt(("document", field)).hint_text(hint);
        let can_type = shown.chosen.len() == 1 || !field.is_of_one();
        components::read_only(ui, !can_type || !ui.is_enabled());
        let response = ui.add_enabled(can_type, edit).labelled_by(label.id);
        if response.has_focus() {
            self.types = Some(field);
        } else if self.types == Some(field) {
            self.types = None;
        }
        let is_mended = || *text == known || change(field, text, lang).is_ok();
        if response.changed() && is_mended() {
            self.wrong.remove(&field);
        }
        if response.lost_focus() && form_verbs::escaped(ui) {
            self.wrong.remove(&field);
            *text = known;
        } else if response.lost_focus() && *text != known {
            match change(field, text, lang).and_then(|change| shown.fitting(change)) {
                Ok(change) => {
                    self.wrong.remove(&field);
                    intents.push(change);
                }
                Err(message) => {
                    self.wrong.insert(field, message);
                }
            }
        } else if !response.has_focus() && !self.wrong.contains_key(&field) {
            // What was undone elsewhere shows here too.
            *text = known;
        }
        if let Some(message) = self.wrong.get(&field) {
            ui.colored_label(tokens::palette(ui).danger, message);
        }
    }
}

/// The title to confirm with one click, while there is none.
fn proposal_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let title = proposed_title(&shown.document.work_title);
    if shown.document.publication_title.is_some() || title.is_empty() {
        return;
    }
    let text = shown.lang.fill(Text::ConfirmTitle, &[&title]);
    if ui.button(text).clicked() {
        intents.push(shown.change(Change::PublicationTitle(Some(title))));
    }
}

/// What a field says of all chosen documents; `None` where they differ.
fn common_text(shown: &DocumentFactsView<'_>, field: Field) -> Option<String> {
    let notation = shown.dossier.facts.notation;
    shown.common(|document| known(document, field, notation))
}

fn known(document: &Document, field: Field, notation: Notation) -> String {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        Field::Number => document.number.to_string(),
        Field::PublicationTitle => optional(&document.publication_title),
        Field::Date => day::shown(&optional(&document.date)),
        Field::Kind => document.kind.clone(),
        Field::Group => document.group.clone(),
        Field::Grounds => {
            let grounds = document.grounds.iter().map(|g| g.written(notation));
            grounds.collect::<Vec<_>>().join("; ")
        }
        Field::Remark => document.remark.clone(),
        Field::Deferred => day::shown(&optional(&document.deferred_until)),
        Field::Link => document.link.clone(),
        Field::Earlier => {
            let text = |d: &Decision| {
                let day = day::shown(&d.date);
                format!("{day} {}", d.reference).trim().to_owned()
            };
            document.earlier.as_ref().map(text).unwrap_or_default()
        }
    }
}

/// A typed text as a change, or what is wrong with it.
fn change(field: Field, text: &str, lang: Lang) -> Result<Change, String> {
    let text = text.trim();
    let optional = || (!text.is_empty()).then(|| text.to_owned());
    let one_day = |text: &str| day::read(text).ok_or_else(|| lang.fill(Text::NotADay, &[&text]));
    let day = || optional().map(|text| one_day(&text)).transpose();
    Ok(match field {
        Field::Number => Change::Number(text.to_owned()),
        Field::PublicationTitle => Change::PublicationTitle(optional()),
        Field::Date => Change::Date(day()?),
        Field::Kind => Change::Kind(text.to_owned()),
        Field::Group if !is_group(text) => return Err(lang.fill(Text::NotAYear, &[&text])),
        Field::Group => Change::Group(text.to_owned()),
        Field::Grounds => {
            let parts = text.split(';').filter(|part| !part.trim().is_empty());
            let grounds: Result<Vec<Ground>, _> = parts.map(Ground::parse).collect();
            Change::Grounds(grounds.map_err(|error| ground_text(&error, lang))?)
        }
        Field::Remark => Change::Remark(text.to_owned()),
        Field::Deferred => Change::DeferredUntil(day()?),
        Field::Link => Change::Link(text.to_owned()),
        Field::Earlier => {
            let (date, reference) = text.split_once(' ').unwrap_or((text, ""));
            let decision = |date| Decision {
                date,
                reference: reference.trim().to_owned(),
            };
            let date = (!date.is_empty()).then(|| one_day(date)).transpose()?;
            Change::Earlier(date.map(decision))
        }
    })
}

/// Whether a group can be called so: a year or a name, and no day.
fn is_group(text: &str) -> bool {
    let is_year = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
    let is_named = text.chars().any(char::is_alphabetic) && day::read(text).is_none();
    text.is_empty() || is_year || is_named
}

fn judgement_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let lang = shown.lang;
    let label = ui.label(lang.text(Text::FieldJudgement));
    let derived = lang.text(Text::JudgementFromMarks);
    let judged = shown.common(|document| (document.judgement, document.judged()));
    let now = shown.named(judged.as_ref(), |judged| match judged {
        (Some(judgement), _) => judgement.name().to_owned(),
        (None, Some(judgement)) => format!("{} ({derived})", judgement.name()),
        (None, None) => lang.text(Text::NotJudged).to_owned(),
    });
    let known = shown.common(|document| document.judgement);
    let mut chosen = known;
    let combo = ComboBox::from_id_salt("judgement")
        .selected_text(now)
        .width(ui.available_width());
    combo
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, Some(None), derived);
            for judgement in Judgement::ALL {
                ui.selectable_value(&mut chosen, Some(Some(judgement)), judgement.name());
            }
        })
        .response
        .labelled_by(label.id);
    if let Some(judgement) = chosen.filter(|_| chosen != known) {
        intents.push(Intent::Judge(shown.ids(), judgement));
    }
}

fn role_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let label = ui.label(shown.lang.text(Text::FieldRole));
    let known = shown.common(|document| document.role);
    let mut chosen = known;
    let combo = ComboBox::from_id_salt("role")
        .selected_text(shown.named(chosen.as_ref(), |role| role.name().to_owned()))
        .width(ui.available_width());
    combo
        .show_ui(ui, |ui| {
            for role in Role::ALL {
                ui.selectable_value(&mut chosen, Some(role), role.name());
            }
        })
        .response
        .labelled_by(label.id);
    if let Some(role) = chosen.filter(|_| chosen != known) {
        intents.push(shown.change(Change::Role(role)));
    }
}
