//! The facts of a dossier as fields, each with what it is for.
//!
//! **Invariant:** nothing here is needed to start; all of it becomes one edit; what is wrong stands at its field.

use super::{Intent, form_verbs, theme};
use crate::i18n::{Lang, Text};
use crate::model::day;
use crate::model::dossier::{Facts, FileNames, InventoryColumns, Numbering};
use crate::model::edit::Edit;
use crate::model::ground::{GroundStyle, ScopeLabel};
use egui::{ComboBox, Grid, TextEdit, Ui};

/// Width of a field, in points: with the longest label beside it as wide as the dialog.
const FIELD: f32 = 334.0;

/// The facts as they are typed; days as people write them.
pub struct FactsForm {
    typed: Facts,
    /// The fields that hold no day although they should, with what was typed there.
    wrong: Vec<(Text, String)>,
}

impl FactsForm {
    pub fn of(facts: &Facts) -> Self {
        let mut typed = facts.clone();
        for (_, text) in days(&mut typed) {
            *text = day::shown(text);
        }
        Self {
            typed,
            wrong: Vec::new(),
        }
    }

    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        theme::title(ui, lang.text(Text::ActionEditFacts));
        fields(ui, &mut self.typed, &self.wrong, lang);
        if form_verbs::keep_or_cancel(ui, lang, intents) {
            self.keep(lang, intents);
        }
    }

    /// Closes the form with what was typed, unless a day cannot be read.
    fn keep(&mut self, lang: Lang, intents: &mut Vec<Intent>) {
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
            let facts = Box::new(facts);
            intents.push(Intent::Edit(Edit::SetFacts { facts }));
            intents.push(Intent::Dismiss);
        }
    }

    /// The window closes: what was typed stays, but for a day that cannot be read.
    pub fn close(&mut self, known: &Facts, lang: Lang, intents: &mut Vec<Intent>) {
        let mut known = known.clone();
        for ((_, text), (_, known)) in days(&mut self.typed).into_iter().zip(days(&mut known)) {
            if day::read(text).is_none() && !text.trim().is_empty() {
                *text = day::shown(known);
            }
        }
        self.keep(lang, intents);
    }
}

/// The fields that hold a day.
fn days(facts: &mut Facts) -> [(Text, &mut String); 3] {
    [
        (Text::FactReceived, &mut facts.received),
        (Text::FactDecided, &mut facts.decided),
        (Text::FactReferenceDay, &mut facts.reference_day),
    ]
}

fn fields(ui: &mut Ui, facts: &mut Facts, wrong: &[(Text, String)], lang: Lang) {
    Grid::new("facts").num_columns(2).show(ui, |ui| {
        let mut is_first = true;
        for (label, why, text) in [
            (Text::FactTitle, Text::WhyTitle, &mut facts.title),
            (Text::FactBody, Text::WhyBody, &mut facts.body),
            (
                Text::FactReference,
                Text::WhyReference,
                &mut facts.reference,
            ),
            (
                Text::FactRequesterReference,
                Text::WhyRequesterReference,
                &mut facts.requester_reference,
            ),
            (Text::FactReceived, Text::WhyReceived, &mut facts.received),
            (Text::FactDecided, Text::WhyDecided, &mut facts.decided),
            (Text::FactPeriod, Text::WhyPeriod, &mut facts.period),
            (Text::FactSubject, Text::WhySubject, &mut facts.subject),
            (
                Text::FactReferenceDay,
                Text::WhyReferenceDay,
                &mut facts.reference_day,
            ),
        ] {
            let found = wrong.iter().find(|(field, _)| *field == label);
            let label = ui.label(lang.text(label)).on_hover_text(lang.text(why));
            let edit = TextEdit::singleline(text).desired_width(FIELD);
            // The first field begins, and after Enter the one that is wrong.
            let begins = if wrong.is_empty() {
                is_first
            } else {
                found.is_some()
            };
            let takes = begins && theme::is_free(ui);
            let response = theme::field(ui, edit, takes).labelled_by(label.id);
            is_first = false;
            response.on_hover_text(lang.text(why));
            ui.end_row();
            if let Some((_, message)) = found {
                ui.label("");
                ui.colored_label(theme::wrong(ui.visuals().dark_mode), message);
                ui.end_row();
            }
        }
        choice(
            ui,
            lang,
            (Text::FactStyle, Text::WhyStyle),
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
        let scope = &mut facts.notation.scope;
        choice(
            ui,
            lang,
            (Text::FactScope, Text::WhyStyle),
            scope,
            &ScopeLabel::ALL,
            ScopeLabel::text,
        );
        choice(
            ui,
            lang,
            (Text::FactNumbering, Text::WhyNumbering),
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
            (Text::FactFileNames, Text::WhyFileNames),
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
            (Text::FactColumns, Text::WhyColumns),
            &mut facts.columns,
            &InventoryColumns::ALL,
            |columns| {
                lang.text(match columns {
                    InventoryColumns::Full => Text::ColumnsFull,
                    InventoryColumns::Three => Text::ColumnsThree,
                })
            },
        );
    });
}

fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    lang: Lang,
    (name, why): (Text, Text),
    chosen: &mut T,
    all: &[T],
    text: impl Fn(T) -> &'static str,
) {
    let label = ui.label(lang.text(name)).on_hover_text(lang.text(why));
    ComboBox::from_id_salt(lang.text(name))
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
