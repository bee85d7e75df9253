//! The rarer facts of a document, as choices: what stands aside, where it comes from, what it is about.
//!
//! **Invariant:** a choice becomes one edit at once, for every chosen document; what these differ in is shown as such.

use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId, Judgement, SetAside, SourceType};
use crate::model::edit::{Change, Edit};
use crate::ui::Intent;
use egui::{ComboBox, Ui};
use std::sync::Arc;

/// What the form shows, and what a change applies to.
pub struct DocumentFactsView<'a> {
    pub dossier: &'a Dossier,
    /// The document whose facts are shown.
    pub document: &'a Document,
    /// Every document that a change applies to: the selected ones.
    pub chosen: Vec<&'a Document>,
    pub lang: Lang,
}

impl DocumentFactsView<'_> {
    pub fn ids(&self) -> Vec<DocumentId> {
        self.chosen.iter().map(|document| document.id).collect()
    }

    pub fn change(&self, change: Change) -> Intent {
        Intent::Edit(self.edit(change))
    }

    /// The same, or why the dossier does not take it: a number may be in use.
    pub fn fitting(&self, change: Change) -> Result<Intent, String> {
        let edit = self.edit(change);
        match self.dossier.after(&edit) {
            Ok(_) => Ok(Intent::Edit(edit)),
            Err(error) => Err(Notice::edit(error, self.lang).text),
        }
    }

    fn edit(&self, change: Change) -> Edit {
        let documents = self.ids();
        Edit::ChangeDocuments { documents, change }
    }

    /// What all chosen documents have alike; `None` where they differ.
    pub fn common<T: PartialEq>(&self, fact: impl Fn(&Document) -> T) -> Option<T> {
        let mut facts = self.chosen.iter().map(|document| fact(document));
        let first = facts.next()?;
        facts.all(|other| other == first).then_some(first)
    }

    /// How something that may differ is called.
    pub fn named<T>(&self, common: Option<&T>, name: impl FnOnce(&T) -> String) -> String {
        common.map_or_else(|| self.lang.text(Text::FieldDiffers).to_owned(), name)
    }
}

/// Whether the document is refused before, outside the request, or the same as another.
pub fn aside_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let lang = shown.lang;
    let name = |aside: &Option<SetAside>| match aside {
        None => lang.text(Text::AsideNone).to_owned(),
        Some(SetAside::EarlierRefused) => lang.text(Text::AsideRefused).to_owned(),
        Some(SetAside::OutOfScope) => lang.text(Text::AsideScope).to_owned(),
        Some(SetAside::DuplicateOf { document }) => {
            let of = shown.dossier.document(*document);
            let named = |d: &Arc<Document>| format!("{} {}", d.number, d.known_title());
            lang.fill(Text::AsideDuplicate, &[&of.map_or("?".to_owned(), named)])
        }
    };
    let label = ui.label(lang.text(Text::FieldAside));
    let known = shown.common(|document| document.aside);
    let mut chosen = known;
    ComboBox::from_id_salt("aside")
        .selected_text(shown.named(chosen.as_ref(), name))
        .width(ui.available_width())
        .truncate()
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
                .filter(|d| !shown.chosen.iter().any(|chosen| chosen.id == d.id));
            let duplicates = others.map(|d| Some(SetAside::DuplicateOf { document: d.id }));
            for aside in fixed.into_iter().chain(duplicates) {
                ui.selectable_value(&mut chosen, Some(aside), name(&aside));
            }
        })
        .response
        .labelled_by(label.id);
    if let Some(aside) = chosen.filter(|_| chosen != known) {
        intents.push(shown.change(Change::SetAside(aside)));
    }
}

fn source_type_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    let label = ui.label(shown.lang.text(Text::FieldSourceType));
    let known = shown.common(|document| document.source_type);
    let mut chosen = known;
    ComboBox::from_id_salt("source type")
        .selected_text(shown.named(chosen.as_ref(), |value| value.name().to_owned()))
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for value in SourceType::ALL {
                ui.selectable_value(&mut chosen, Some(value), value.name());
            }
        })
        .response
        .labelled_by(label.id);
    if let Some(value) = chosen.filter(|_| chosen != known) {
        intents.push(shown.change(Change::SourceType(value)));
    }
}

/// Source type and the facts that are yes or no.
pub fn more_ui(ui: &mut Ui, shown: &DocumentFactsView<'_>, intents: &mut Vec<Intent>) {
    source_type_ui(ui, shown, intents);
    let lang = shown.lang;
    let mut tick = |known: Option<bool>, text: Text, why: Text, change: fn(bool) -> Change| {
        // Where documents differ, a click says yes of all.
        let mut value = known.unwrap_or(false);
        let checkbox = egui::Checkbox::new(&mut value, lang.text(text));
        let response = ui.add(checkbox.indeterminate(known.is_none()));
        if response.on_hover_text(lang.text(why)).changed() {
            intents.push(shown.change(change(value)));
        }
    };
    tick(
        shown.common(|document| document.blackened),
        Text::FieldBlackened,
        Text::WhyBlackened,
        Change::Blackened,
    );
    if shown
        .chosen
        .iter()
        .any(|document| document.source.is_some())
    {
        let supplied = |document: &Document| {
            let usual = document.judged() != Some(Judgement::ReedsOpenbaar);
            document.supplied.unwrap_or(usual)
        };
        tick(
            shown.common(supplied),
            Text::FieldSupplied,
            Text::WhySupplied,
            |value| Change::Supplied(Some(value)),
        );
    }
    tick(
        shown.common(|document| document.environmental),
        Text::FieldEnvironmental,
        Text::WhyEnvironmental,
        Change::Environmental,
    );
    tick(
        shown.common(|document| document.emissions),
        Text::FieldEmissions,
        Text::WhyEmissions,
        Change::Emissions,
    );
}
