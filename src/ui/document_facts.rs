//! The rarer facts of a document, as choices: what stands aside, where it comes from, what it is about.
//!
//! **Invariant:** a choice becomes one edit at once, for every chosen document.

use super::Intent;
use crate::i18n::{Lang, Text};
use crate::model::document::{Document, DocumentId, Judgement, SetAside, SourceType};
use crate::model::dossier::Dossier;
use crate::model::edit::{Change, Edit};
use egui::{ComboBox, Ui};

/// What the form shows, and what a change applies to.
pub struct DocumentFactsView<'a> {
    pub dossier: &'a Dossier,
    /// The document whose facts are shown.
    pub document: &'a Document,
    /// Every document that a change applies to: the selected ones.
    pub chosen: Vec<DocumentId>,
    pub lang: Lang,
}

impl DocumentFactsView<'_> {
    pub fn change(&self, change: Change) -> Intent {
        // A number is of one document.
        let alone = matches!(change, Change::Number(_) | Change::PublicationTitle(_));
        let documents = if alone {
            vec![self.document.id]
        } else {
            self.chosen.clone()
        };
        Intent::Edit(Edit::ChangeDocuments { documents, change })
    }
}

/// Whether the document is refused before, outside the request, or the same as another.
pub fn aside_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let (document, lang) = (shown.document, shown.lang);
    let name = |aside: &Option<SetAside>| match aside {
        None => lang.text(Text::AsideNone).to_owned(),
        Some(SetAside::EarlierRefused) => lang.text(Text::AsideRefused).to_owned(),
        Some(SetAside::OutOfScope) => lang.text(Text::AsideScope).to_owned(),
        Some(SetAside::DuplicateOf { document }) => {
            let number = shown
                .dossier
                .document(*document)
                .map_or("?", |d| d.number.as_str());
            lang.fill(Text::AsideDuplicate, &[&number])
        }
    };
    let label = ui.label(lang.text(Text::FieldAside));
    let mut chosen = document.aside;
    ComboBox::from_id_salt("aside")
        .selected_text(name(&chosen))
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            let fixed = [
                None,
                Some(SetAside::EarlierRefused),
                Some(SetAside::OutOfScope),
            ];
            let others = shown
                .dossier
                .documents
                .iter()
                .filter(|d| !shown.chosen.contains(&d.id));
            let duplicates = others.map(|d| Some(SetAside::DuplicateOf { document: d.id }));
            for aside in fixed.into_iter().chain(duplicates) {
                ui.selectable_value(&mut chosen, aside, name(&aside));
            }
        })
        .response
        .labelled_by(label.id);
    if chosen != document.aside {
        intents.push(shown.change(Change::SetAside(chosen)));
    }
}

/// Source type and the facts that are yes or no.
pub fn more_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let (document, lang) = (shown.document, shown.lang);
    let label = ui.label(lang.text(Text::FieldSourceType));
    let mut chosen = document.source_type;
    ComboBox::from_id_salt("source type")
        .selected_text(chosen.name())
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for value in SourceType::ALL {
                ui.selectable_value(&mut chosen, value, value.name());
            }
        })
        .response
        .labelled_by(label.id);
    if chosen != document.source_type {
        intents.push(shown.change(Change::SourceType(chosen)));
    }
    let mut tick = |known: bool, text: Text, why: Text, change: fn(bool) -> Change| {
        let mut value = known;
        let response = ui.checkbox(&mut value, lang.text(text));
        if response.on_hover_text(lang.text(why)).changed() {
            intents.push(shown.change(change(value)));
        }
    };
    tick(
        document.blackened,
        Text::FieldBlackened,
        Text::WhyBlackened,
        Change::Blackened,
    );
    if document.source.is_some() {
        let usual = document.judged() != Some(Judgement::ReedsOpenbaar);
        let supplied = document.supplied.unwrap_or(usual);
        tick(supplied, Text::FieldSupplied, Text::WhySupplied, |value| {
            Change::Supplied(Some(value))
        });
    }
    tick(
        document.environmental,
        Text::FieldEnvironmental,
        Text::WhyEnvironmental,
        Change::Environmental,
    );
    tick(
        document.emissions,
        Text::FieldEmissions,
        Text::WhyEmissions,
        Change::Emissions,
    );
}
