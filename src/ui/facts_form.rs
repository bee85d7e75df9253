//! The facts of a dossier as fields, each with what it is for.
//!
//! **Invariant:** nothing here is needed to start; the dialog around it makes one edit of all.

use super::theme;
use crate::i18n::{Lang, Text};
use crate::model::dossier::{Facts, FileNames, InventoryColumns, Numbering};
use crate::model::ground::{GroundStyle, ScopeLabel};
use egui::{ComboBox, Grid, TextEdit, Ui};

/// Width of a field, in points: with the longest label beside it as wide as the dialog.
const FIELD: f32 = 334.0;

pub fn fields(ui: &mut Ui, facts: &mut Facts, lang: Lang) {
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
            let label = ui.label(lang.text(label)).on_hover_text(lang.text(why));
            let edit = TextEdit::singleline(text).desired_width(FIELD);
            let takes = is_first && theme::is_free(ui);
            let response = theme::field(ui, edit, takes).labelled_by(label.id);
            is_first = false;
            response.on_hover_text(lang.text(why));
            ui.end_row();
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
