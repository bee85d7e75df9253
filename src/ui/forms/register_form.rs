//! The register of a dossier: who is always hidden, who acts in public, and under which other names they go.
//!
//! **Invariant:** it is kept whole or not at all; a row without a name is none.
//! **Absent:** its file, and the lists of the office, which nobody writes here.

use crate::find::suggest::{ListLine, OfficeList, Treatment};
use crate::i18n::{Lang, Text};
use crate::model::ground::{Ground, Notation};
use crate::ui::Intent;
use crate::ui::widgets::{components, focus, form_verbs, tokens};
use egui::{Button, ComboBox, TextEdit, TextStyle, Ui};

/// Of the room of a row its name takes this part, and its other names too.
const HALF: f32 = 0.46;

/// The rows as they are typed.
pub struct RegisterForm {
    known: OfficeList,
    rows: Vec<Row>,
    notation: Notation,
    /// A row that was just added: its name has the keyboard.
    is_new: bool,
}

struct Row {
    line: ListLine,
    /// Its other names, as they are typed.
    variants: String,
}

impl Row {
    fn of(line: &ListLine) -> Self {
        Self {
            variants: line.variants.join("; "),
            line: line.clone(),
        }
    }

    fn line(&self) -> Option<ListLine> {
        ListLine {
            variants: ListLine::variants_of(&self.variants.replace(';', "|")),
            ..self.line.clone()
        }
        .checked()
    }
}

impl RegisterForm {
    pub fn of(known: OfficeList, notation: Notation) -> Self {
        Self {
            rows: known.lines.iter().map(Row::of).collect(),
            known,
            notation,
            is_new: false,
        }
    }

    /// Draws the rows; pushes the register, or [`Intent::Dismiss`].
    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        components::title(ui, lang.text(Text::Register));
        ui.label(lang.text(Text::RegisterHelp));
        let is_new = std::mem::take(&mut self.is_new);
        let last = self.rows.len().saturating_sub(1);
        let (notation, mut gone) = (self.notation, None);
        let wrong = self.wrong();
        // Below it: another row, what is wrong, and the verbs.
        let foot = 2 + usize::from(wrong.is_some());
        components::body(ui, 420.0, foot, |ui| {
            for (place, row) in self.rows.iter_mut().enumerate() {
                let takes = is_new && place == last;
                if row_ui(ui, (place, row), takes, notation, lang) {
                    gone = Some(place);
                }
            }
        });
        if let Some(place) = gone {
            self.rows.remove(place);
        }
        ui.add_space(tokens::GRID);
        ui.horizontal(|ui| {
            if ui.button(lang.text(Text::RegisterAdd)).clicked() {
                self.rows.push(Row::of(&ListLine::hidden("")));
                self.is_new = true;
            }
            let covered = ui.button(lang.text(Text::RegisterCovered));
            components::tip_beside(ui, &covered, lang.text(Text::RegisterCoveredHelp));
            if covered.clicked() {
                intents.push(Intent::AddCoveredNames);
            }
        });
        if let Some(name) = &wrong {
            let text = lang.fill(Text::RegisterWrong, &[name]);
            ui.colored_label(tokens::palette(ui).danger, text);
        }
        if form_verbs::keep_or_cancel(ui, lang, intents) && wrong.is_none() {
            self.keep(intents);
        }
    }

    /// Adds the lines that no row has yet; how many those are. They are kept with the form.
    pub fn add(&mut self, lines: OfficeList) -> usize {
        let typed = self.rows.iter().map(|row| row.line.clone()).collect();
        let mut all = OfficeList { lines: typed };
        let new = all.take_in(lines);
        let added = all.lines.iter().skip(self.rows.len());
        self.rows.extend(added.map(Row::of));
        new
    }

    /// The first row with a name that cannot be used: an expression that is none.
    fn wrong(&self) -> Option<String> {
        let is_filled = |row: &&Row| !row.line.text.trim().is_empty();
        let filled = self.rows.iter().filter(is_filled);
        let mut wrong = filled.filter(|row| row.line().is_none());
        wrong.next().map(|row| row.line.text.clone())
    }

    /// The same by Escape; a row that cannot be kept is mended first.
    pub fn escape(&self, intents: &mut Vec<Intent>) {
        if self.wrong().is_none() {
            self.keep(intents);
        }
    }

    /// Closes the form with what was typed.
    pub fn keep(&self, intents: &mut Vec<Intent>) {
        let lines = self.rows.iter().filter_map(Row::line);
        let list = OfficeList {
            lines: lines.collect(),
        };
        if list != self.known {
            intents.push(Intent::KeepRegister(list));
        }
        intents.push(Intent::Dismiss);
    }
}

/// Draws one row; whether it is to go.
fn row_ui(
    ui: &mut Ui,
    (place, row): (usize, &mut Row),
    takes: bool,
    notation: Notation,
    lang: Lang,
) -> bool {
    ui.add_space(tokens::GRID);
    let width = ui.available_width() * HALF;
    let gone = ui.horizontal_top(|ui| {
        let label = lang.text(Text::RegisterName);
        field_ui(ui, label, &mut row.line.text, width, takes);
        treatment_ui(ui, place, &mut row.line.treatment, lang);
        // Beside the fields, which stand under their names.
        ui.vertical(|ui| {
            ui.add_space(ui.text_style_height(&TextStyle::Body) + ui.spacing().item_spacing.y);
            ui.button(lang.text(Text::RegisterRemove)).clicked()
        })
        .inner
    });
    ui.horizontal_top(|ui| {
        let label = lang.text(Text::RegisterVariants);
        field_ui(ui, label, &mut row.variants, width, false);
        let label = lang.text(Text::RegisterRole);
        field_ui(ui, label, &mut row.line.role, width / 2.0, false);
        ground_ui(ui, place, row, notation, lang);
    });
    ui.separator();
    gone.inner
}

/// A field under its name.
fn field_ui(ui: &mut Ui, name: &str, typed: &mut String, width: f32, takes: bool) {
    ui.vertical(|ui| {
        let label = ui.label(name);
        let field = TextEdit::singleline(typed).desired_width(width);
        focus::field(ui, field, takes).labelled_by(label.id);
    });
}

fn treatment_ui(ui: &mut Ui, place: usize, chosen: &mut Treatment, lang: Lang) {
    ui.vertical(|ui| {
        let label = ui.label(lang.text(Text::RegisterTreatment));
        let shown = ComboBox::from_id_salt(("treatment", place))
            .selected_text(lang.text(treatment_text(*chosen)))
            .show_ui(ui, |ui| {
                for treatment in Treatment::ALL {
                    let text = lang.text(treatment_text(treatment));
                    ui.selectable_value(chosen, treatment, text);
                }
            });
        shown.response.labelled_by(label.id);
    });
}

/// The ground on which it is hidden; of what is not hidden there is none.
fn ground_ui(ui: &mut Ui, place: usize, row: &mut Row, notation: Notation, lang: Lang) {
    if matches!(row.line.treatment, Treatment::Public | Treatment::Never) {
        row.line.ground = None;
        return;
    }
    let name = |ground: &Option<Ground>| match ground {
        Some(ground) => ground.named(notation),
        None => lang.text(Text::RegisterUsualGround).to_owned(),
    };
    let grounds = std::iter::once(None).chain(Ground::offered().map(Some));
    ui.vertical(|ui| {
        let label = ui.label(lang.text(Text::RegisterGround));
        let shown = ComboBox::from_id_salt(("ground", place))
            .selected_text(name(&row.line.ground))
            .height(components::list_height(ui.ctx(), 320.0))
            .show_ui(ui, |ui| {
                for ground in grounds {
                    let chosen = Button::selectable(row.line.ground == ground, name(&ground));
                    if ui.add(chosen).clicked() {
                        row.line.ground = ground;
                    }
                }
            });
        shown.response.labelled_by(label.id);
    });
}

fn treatment_text(treatment: Treatment) -> Text {
    match treatment {
        Treatment::Hide => Text::TreatmentHide,
        Treatment::Public => Text::TreatmentPublic,
        Treatment::Always => Text::TreatmentAlways,
        Treatment::Never => Text::TreatmentNever,
        Treatment::Pattern => Text::TreatmentPattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_without_empty_rows() {
        let known = OfficeList {
            lines: vec![ListLine::hidden("Jan Zwart")],
        };
        let mut form = RegisterForm::of(known, Notation::default());
        let mut intents = Vec::new();
        form.keep(&mut intents);
        assert_eq!(intents, [Intent::Dismiss], "nothing was changed");
        form.rows[0].variants = "Jantje; ;J. Zwart".to_owned();
        form.rows.push(Row::of(&ListLine::hidden(" ")));
        form.rows.push(Row::of(&ListLine {
            treatment: Treatment::Pattern,
            ..ListLine::hidden("(")
        }));
        assert_eq!(form.wrong().as_deref(), Some("("));
        let mut intents = Vec::new();
        form.keep(&mut intents);
        let [Intent::KeepRegister(list), Intent::Dismiss] = intents.as_slice() else {
            panic!("{intents:?}");
        };
        assert_eq!(list.lines.len(), 1);
        assert_eq!(list.lines[0].variants, ["Jantje", "J. Zwart"]);
    }
}
