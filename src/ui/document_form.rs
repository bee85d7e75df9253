//! What the inventory says of the current document, as fields.
//!
//! **Invariant:** a field becomes one edit when it is left, and only when it changed.

use super::Wanted;
use super::theme;
use crate::i18n::{Lang, Text};
use crate::model::document::{Document, DocumentId, Judgement, Role};
use crate::model::edit::{Change, Edit};
use crate::model::ground::{Ground, Notation};
use egui::{ComboBox, ScrollArea, TextEdit, Ui};
use std::collections::HashMap;

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
}

const FIELDS: [(Field, Text); 8] = [
    (Field::Number, Text::FieldNumber),
    (Field::PublicationTitle, Text::FieldPublicationTitle),
    (Field::Date, Text::FieldDate),
    (Field::Kind, Text::FieldKind),
    (Field::Group, Text::FieldGroup),
    (Field::Grounds, Text::FieldGrounds),
    (Field::Remark, Text::FieldRemark),
    (Field::Deferred, Text::FieldDeferred),
];

/// Texts as they are typed, of one document.
#[derive(Default)]
pub struct DocumentForm {
    of: Option<DocumentId>,
    typed: HashMap<Field, String>,
    /// What is wrong with a field that was left.
    wrong: HashMap<Field, String>,
}

impl DocumentForm {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        notation: Notation,
        lang: Lang,
        wanted: &mut Vec<Wanted>,
    ) {
        if self.of != Some(document.id) {
            *self = Self {
                of: Some(document.id),
                ..Self::default()
            };
        }
        ScrollArea::vertical().id_salt("form").show(ui, |ui| {
            ui.label(lang.fill(Text::WorkTitle, &[&document.work_title]));
            judgement_ui(ui, document, lang, wanted);
            for (field, label) in FIELDS {
                self.field_ui(ui, field, label, document, notation, lang, wanted);
            }
            role_ui(ui, document, lang, wanted);
            ui.add_space(theme::GRID * 2.0);
            if ui.button(lang.text(Text::RemoveDocument)).clicked() {
                wanted.push(Wanted::Edit(Edit::RemoveDocuments {
                    documents: vec![document.id],
                }));
            }
        });
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a view is handed all that it shows"
    )]
    fn field_ui(
        &mut self,
        ui: &mut Ui,
        field: Field,
        label: Text,
        document: &Document,
        notation: Notation,
        lang: Lang,
        wanted: &mut Vec<Wanted>,
    ) {
        let known = known(document, field, notation);
        let label = ui.label(lang.text(label));
        let text = self.typed.entry(field).or_insert_with(|| known.clone());
        let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        if response.lost_focus() && *text != known {
            match change(field, text, lang) {
                Ok(change) => {
                    self.wrong.remove(&field);
                    wanted.push(Wanted::Edit(Edit::ChangeDocuments {
                        documents: vec![document.id],
                        change,
                    }));
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
            ui.colored_label(theme::wrong(ui.visuals().dark_mode), message);
        }
    }
}

fn known(document: &Document, field: Field, notation: Notation) -> String {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        Field::Number => document.number.clone(),
        Field::PublicationTitle => optional(&document.publication_title),
        Field::Date => optional(&document.date),
        Field::Kind => document.kind.clone(),
        Field::Group => document.group.clone(),
        Field::Grounds => {
            let grounds = document.grounds.iter().map(|g| g.written(notation));
            grounds.collect::<Vec<_>>().join("; ")
        }
        Field::Remark => document.remark.clone(),
        Field::Deferred => optional(&document.deferred_until),
    }
}

/// A typed text as a change, or what is wrong with it.
fn change(field: Field, text: &str, lang: Lang) -> Result<Change, String> {
    let text = text.trim();
    let optional = || (!text.is_empty()).then(|| text.to_owned());
    let day = || match optional() {
        None => Ok(None),
        Some(text) => match text.parse::<jiff::civil::Date>() {
            Ok(day) => Ok(Some(day.to_string())),
            Err(_) => Err(lang.fill(Text::NotADay, &[&text])),
        },
    };
    Ok(match field {
        Field::Number => Change::Number(text.to_owned()),
        Field::PublicationTitle => Change::PublicationTitle(optional()),
        Field::Date => Change::Date(day()?),
        Field::Kind => Change::Kind(text.to_owned()),
        Field::Group => Change::Group(text.to_owned()),
        Field::Grounds => {
            let parts = text.split(';').filter(|part| !part.trim().is_empty());
            let grounds: Result<Vec<Ground>, _> = parts.map(Ground::parse).collect();
            Change::Grounds(grounds.map_err(|error| error.to_string())?)
        }
        Field::Remark => Change::Remark(text.to_owned()),
        Field::Deferred => Change::DeferredUntil(day()?),
    })
}

fn judgement_ui(ui: &mut Ui, document: &Document, lang: Lang, wanted: &mut Vec<Wanted>) {
    let label = ui.label(lang.text(Text::FieldJudgement));
    let derived = lang.text(Text::JudgementFromMarks);
    let shown = match (document.judgement, document.judged()) {
        (Some(judgement), _) => judgement.name().to_owned(),
        (None, Some(judgement)) => format!("{} ({derived})", judgement.name()),
        (None, None) => lang.text(Text::NotJudged).to_owned(),
    };
    let mut chosen = document.judgement;
    let combo = ComboBox::from_id_salt("judgement")
        .selected_text(shown)
        .width(ui.available_width());
    combo
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, derived);
            for judgement in Judgement::ALL {
                ui.selectable_value(&mut chosen, Some(judgement), judgement.name());
            }
        })
        .response
        .labelled_by(label.id);
    if chosen != document.judgement {
        wanted.push(Wanted::Edit(Edit::ChangeDocuments {
            documents: vec![document.id],
            change: Change::Judgement(chosen),
        }));
    }
}

fn role_ui(ui: &mut Ui, document: &Document, lang: Lang, wanted: &mut Vec<Wanted>) {
    let label = ui.label(lang.text(Text::FieldRole));
    let mut chosen = document.role;
    let combo = ComboBox::from_id_salt("role")
        .selected_text(document.role.name())
        .width(ui.available_width());
    combo
        .show_ui(ui, |ui| {
            for role in Role::ALL {
                ui.selectable_value(&mut chosen, role, role.name());
            }
        })
        .response
        .labelled_by(label.id);
    if chosen != document.role {
        wanted.push(Wanted::Edit(Edit::ChangeDocuments {
            documents: vec![document.id],
            change: Change::Role(chosen),
        }));
    }
}
