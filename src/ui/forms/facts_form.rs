//! The facts of a dossier as fields, each with what it is for.
//!
//! **Invariant:** nothing here is needed to start; all of it becomes one edit; what is wrong stands at its field.

use crate::i18n::{Lang, Text, settings};
use crate::model::dossier::day;
use crate::model::dossier::setting::DossierSetting;
use crate::model::dossier::{Facts, FileNames, InventoryColumns, Numbering};
use crate::model::edit::Edit;
use crate::model::ground::{GroundStyle, ScopeLabel};
use crate::ui::Intent;
use crate::ui::widgets::{components, focus, form_verbs, tokens};
use egui::{ComboBox, Grid, TextEdit, Ui};

/// Width of a field, in points: with the longest label beside it as wide as the dialog.
const FIELD: f32 = 320.0;

/// The facts as they are typed; days as people write them.
pub struct FactsForm {
    known: Facts,
    typed: Facts,
    /// The fields that hold no day although they should, with what was typed there.
    wrong: Vec<(DossierSetting, String)>,
}

impl FactsForm {
    pub fn of(facts: &Facts) -> Self {
        let mut typed = facts.clone();
        for (_, text) in days(&mut typed) {
            *text = day::shown(text);
        }
        Self {
            known: facts.clone(),
            typed,
            wrong: Vec::new(),
        }
    }

    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::title(ui, lang.text(Text::ActionEditFacts));
        self.forget_mended();
        components::body(ui, f32::INFINITY, 1, |ui| {
            fields(ui, &mut self.typed, &self.wrong, lang);
        });
        if form_verbs::keep_or_cancel(ui, lang, intents) {
            self.keep(lang, Intent::Edit, intents);
        }
    }

    /// The same by Escape, which says so. A day that cannot be read is shown once; when it is left all the same, it goes.
    pub fn escape(&mut self, lang: Lang, intents: &mut Vec<Intent>) {
        if !self.wrong.is_empty() {
            self.forget_unreadable();
        }
        self.keep(lang, Intent::KeepTyped, intents);
    }

    /// What was wrong with a field and is mended holds no longer.
    fn forget_mended(&mut self) {
        let typed = days(&mut self.typed);
        let is_day = |text: &str| text.trim().is_empty() || day::read(text).is_some();
        let mended = typed.into_iter().filter(|(_, text)| is_day(text));
        let mended: Vec<DossierSetting> = mended.map(|(field, _)| field).collect();
        self.wrong.retain(|(field, _)| !mended.contains(field));
    }

    /// Closes the form with what was typed, unless a day cannot be read.
    fn keep(&mut self, lang: Lang, by: fn(Edit) -> Intent, intents: &mut Vec<Intent>) {
        let mut facts = self.typed.clone();
        self.wrong.clear();
        for (field, text) in days(&mut facts) {
            match day::read(text) {
                Some(day) => *text = day,
                None if text.trim().is_empty() => text.clear(),
                None => self.wrong.push((field, lang.fill(Text::NotADay, &[text]))),
            }
        }
        if self.wrong.is_empty() {
            if facts != self.known {
                let facts = Box::new(facts);
                intents.push(by(Edit::SetFacts { facts }));
            }
            intents.push(Intent::Dismiss);
        }
    }

    /// The window closes: what was typed stays, but for a day that cannot be read.
    pub fn close(&mut self, lang: Lang, intents: &mut Vec<Intent>) {
        self.forget_unreadable();
        self.keep(lang, Intent::Edit, intents);
    }

    fn forget_unreadable(&mut self) {
        let mut known = self.known.clone();
        for ((_, text), (_, known)) in days(&mut self.typed).into_iter().zip(days(&mut known)) {
            if day::read(text).is_none() && !text.trim().is_empty() {
                *text = day::shown(known);
            }
        }
    }
}

/// The fields that hold a day.
fn days(facts: &mut Facts) -> [(DossierSetting, &mut String); 3] {
    [
        (DossierSetting::Received, &mut facts.received),
        (DossierSetting::Decided, &mut facts.decided),
        (DossierSetting::ReferenceDay, &mut facts.reference_day),
    ]
}

fn fields(ui: &mut Ui, facts: &mut Facts, wrong: &[(DossierSetting, String)], lang: Lang) {
    let draw = |ui: &mut Ui| {
        group_ui(ui, Text::FactsRequest, lang);
        let request = [
            (DossierSetting::Title, Text::WhyTitle, &mut facts.title),
            (DossierSetting::Body, Text::WhyBody, &mut facts.body),
            (
                DossierSetting::RequesterReference,
                Text::WhyRequesterReference,
                &mut facts.requester_reference,
            ),
            (
                DossierSetting::Received,
                Text::WhyReceived,
                &mut facts.received,
            ),
            (DossierSetting::Period, Text::WhyPeriod, &mut facts.period),
            (
                DossierSetting::Subject,
                Text::WhySubject,
                &mut facts.subject,
            ),
        ];
        // The first field begins, and after Enter the one that is wrong.
        let begins = wrong
            .first()
            .map_or(DossierSetting::Title, |(field, _)| *field);
        let field = |ui: &mut Ui, (name, why, text): (DossierSetting, Text, &mut String)| {
            let found = wrong.iter().find(|(field, _)| *field == name);
            let takes = begins == name && focus::is_free(ui);
            let found = found.map(|(_, message)| message.as_str());
            field_ui(ui, (name, why), text, (takes, found), lang);
        };
        request.into_iter().for_each(|row| field(ui, row));
        group_ui(ui, Text::FactsDecision, lang);
        let decision = [
            (
                DossierSetting::Reference,
                Text::WhyReference,
                &mut facts.reference,
            ),
            (
                DossierSetting::Decided,
                Text::WhyDecided,
                &mut facts.decided,
            ),
            (
                DossierSetting::ReferenceDay,
                Text::WhyReferenceDay,
                &mut facts.reference_day,
            ),
        ];
        decision.into_iter().for_each(|row| field(ui, row));
        notation_ui(ui, facts, lang);
        inventory_ui(ui, facts, lang);
    };
    Grid::new("facts").num_columns(2).show(ui, draw);
}

/// The name of the rows that come next.
fn group_ui(ui: &mut Ui, name: Text, lang: Lang) {
    ui.label(components::bold(lang.text(name)));
    ui.end_row();
}

/// A field with its name, and what is wrong with it below it.
fn field_ui(
    ui: &mut Ui,
    (setting, why): (DossierSetting, Text),
    text: &mut String,
    (takes, wrong): (bool, Option<&str>),
    lang: Lang,
) {
    let name = lang.text(settings::of_dossier(setting));
    let label = ui.label(name);
    components::tip_beside(ui, &label, lang.text(why));
    let edit = TextEdit::singleline(text).desired_width(FIELD);
    let response = focus::field(ui, edit, takes).labelled_by(label.id);
    components::tip_beside(ui, &response, lang.text(why));
    ui.end_row();
    if let Some(message) = wrong {
        ui.label("");
        ui.colored_label(tokens::palette(ui).danger, message);
        ui.end_row();
    }
}

/// How grounds are written.
fn notation_ui(ui: &mut Ui, facts: &mut Facts, lang: Lang) {
    group_ui(ui, Text::FactsNotation, lang);
    choice(
        ui,
        lang,
        (DossierSetting::Style, Text::WhyStyle),
        &mut facts.notation.style,
        &[
            GroundStyle::Dotted,
            GroundStyle::Bracketed,
            GroundStyle::Long,
        ],
        |style| match style {
            GroundStyle::Dotted => "5.1.2e",
            GroundStyle::Bracketed => "5.1(2)e",
            GroundStyle::Long => lang.text(Text::StyleLong),
        },
    );
    choice(
        ui,
        lang,
        (DossierSetting::ScopeLabel, Text::WhyStyle),
        &mut facts.notation.scope,
        &ScopeLabel::ALL,
        ScopeLabel::text,
    );
}

/// How documents are numbered and their files named, and what the inventory tells.
fn inventory_ui(ui: &mut Ui, facts: &mut Facts, lang: Lang) {
    group_ui(ui, Text::FactsInventory, lang);
    choice(
        ui,
        lang,
        (DossierSetting::Numbering, Text::WhyNumbering),
        &mut facts.numbering,
        &Numbering::ALL,
        |numbering| {
            lang.text(match numbering {
                Numbering::Group => Text::NumberingGroup,
                Numbering::Running => Text::NumberingRunning,
                Numbering::External => Text::NumberingExternal,
            })
        },
    );
    choice(
        ui,
        lang,
        (DossierSetting::FileNames, Text::WhyFileNames),
        &mut facts.file_names,
        &FileNames::ALL,
        |names| {
            lang.text(match names {
                FileNames::Number => Text::FileNamesNumber,
                FileNames::Title => Text::FileNamesTitle,
                FileNames::Platform => Text::FileNamesPlatform,
            })
        },
    );
    choice(
        ui,
        lang,
        (DossierSetting::Columns, Text::WhyColumns),
        &mut facts.columns,
        &InventoryColumns::ALL,
        |columns| {
            lang.text(match columns {
                InventoryColumns::Full => Text::ColumnsFull,
                InventoryColumns::Three => Text::ColumnsThree,
            })
        },
    );
}

fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    lang: Lang,
    (setting, why): (DossierSetting, Text),
    chosen: &mut T,
    all: &[T],
    text: impl Fn(T) -> &'static str,
) {
    let name = lang.text(settings::of_dossier(setting));
    let label = ui.label(name);
    components::tip_beside(ui, &label, lang.text(why));
    ComboBox::from_id_salt(name)
        .selected_text(text(*chosen))
        .width(FIELD)
        .show_ui(ui, |ui| {
            for value in all {
                ui.selectable_value(chosen, *value, text(*value));
            }
        })
        .response
        .labelled_by(label.id);
    ui.end_row();
}
