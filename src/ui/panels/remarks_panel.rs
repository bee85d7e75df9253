//! Remarks of colleagues on pages and marks: what is still asked, with its answers; solved ones below on demand.
//!
//! **Invariant:** a remark is gone to from its row; what is said is an edit, by whoever says it.
//! **Absent:** making a remark, which begins at a page or a mark.

pub use crate::ui::intent::RemarkIntent;

use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::DocumentId;
use crate::model::dossier::remark::Remark;
use crate::model::edit::Edit;
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{components, focus, form_verbs, tokens};
use crate::ui::{Intent, Place};
use egui::{AtomExt, Label, ScrollArea, TextEdit, Ui, WidgetInfo};

/// How high what is known of the chosen remark is, in points.
const FACTS_HEIGHT: f32 = 220.0;

/// A remark by its document and its place in the list of that.
type At = (DocumentId, usize);

/// What the panel keeps between frames.
#[derive(Default)]
pub struct RemarksPanel {
    shows_solved: bool,
    at: Option<At>,
    answer: String,
}

/// What it shows.
pub struct RemarksView<'a> {
    pub dossier: &'a Dossier,
    pub can_edit: bool,
    pub lang: Lang,
}

impl RemarksPanel {
    pub fn show(&mut self, ui: &mut Ui, shown: &RemarksView<'_>, intents: &mut Vec<Intent>) {
        let lang = shown.lang;
        ui.checkbox(&mut self.shows_solved, lang.text(Text::RemarksSolvedToo));
        ui.separator();
        let rows = self.rows(shown.dossier);
        if rows.is_empty() {
            ui.add(Label::new(lang.text(Text::RemarksNone)).wrap());
            return;
        }
        let height = (ui.available_height() - FACTS_HEIGHT).max(tokens::ROW * 3.0);
        let size = egui::vec2(ui.available_width(), height);
        ui.allocate_ui(size, |ui| {
            ui.set_min_height(height);
            self.list_ui(ui, &rows, shown, intents);
        });
        ui.separator();
        let area = ScrollArea::vertical().id_salt("facts of a remark");
        area.auto_shrink([false, false])
            .show(ui, |ui| self.facts_ui(ui, shown, intents));
    }

    /// Open remarks in the order of the documents and their pages, then solved ones when these are wanted.
    fn rows(&self, dossier: &Dossier) -> Vec<At> {
        let documents = dossier.documents.iter().enumerate();
        let all = documents.flat_map(|(place, document)| {
            let remarks = document.remarks.iter().enumerate();
            remarks.map(move |(nth, remark)| {
                let order = (remark.solved, place, remark.page);
                (order, (document.id, nth))
            })
        });
        let listed = all.filter(|((is_solved, ..), _)| self.shows_solved || !is_solved);
        let mut listed: Vec<_> = listed.collect();
        listed.sort_by_key(|(order, _)| *order);
        listed.into_iter().map(|(_, at)| at).collect()
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        rows: &[At],
        shown: &RemarksView<'_>,
        intents: &mut Vec<Intent>,
    ) {
        ui.spacing_mut().item_spacing.y = 1.0;
        let at = rows.iter().position(|row| Some(*row) == self.at);
        let keys = ListKeys::new(ui, LIST, Lie::Column, rows.len(), at, |_| true);
        let area = ScrollArea::vertical().id_salt("remarks");
        area.auto_shrink([false, false])
            .show_rows(ui, tokens::ROW, rows.len(), |ui, range| {
                keys.follow(ui, range.start);
                for (nth, row) in rows.iter().enumerate().take(range.end).skip(range.start) {
                    self.row_ui(ui, (nth, *row), &keys, shown, intents);
                }
            });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        (nth, at): (usize, At),
        keys: &ListKeys,
        shown: &RemarksView<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let lang = shown.lang;
        let Some((number, remark)) = found(shown.dossier, at) else {
            return;
        };
        let place = lang.fill(Text::FindPlace, &[&number, &(remark.page + 1)]);
        let text = match remark.is_bare() {
            true => lang.text(Text::RemarkLater),
            false => remark.first(),
        };
        let said = match remark.solved {
            true => lang.fill(Text::RemarkSolvedSaid, &[&place, &text]),
            false => format!("{place}: {text}"),
        };
        let is_at = self.at == Some(at);
        let parts = (
            components::aside(ui, place),
            egui::RichText::new(text).atom_shrink(true),
        );
        let row = components::row(ui, is_at, parts).sense(keys.sense(nth));
        let answers = remark.said.len().saturating_sub(1);
        let count = if answers > 0 {
            answers.to_string()
        } else {
            String::new()
        };
        let row = row.right_text(components::aside(ui, count));
        let row = components::lasting(ui, ("remark", nth as u64), |ui| ui.add(row));
        let enabled = ui.is_enabled();
        row.widget_info(|| WidgetInfo::selected(egui::Role::Button, enabled, is_at, said.clone()));
        if keys.take(nth, &row) {
            if !is_at {
                self.answer.clear();
            }
            self.at = Some(at);
            let place = Place {
                document: at.0,
                page: Some(remark.page),
                mark: remark
                    .mark
                    .filter(|mark| shown.dossier.mark(*mark).is_some()),
            };
            intents.push(Intent::GoTo(place));
        }
    }

    /// What was said, a field for an answer, and what can be done.
    fn facts_ui(&mut self, ui: &mut Ui, shown: &RemarksView<'_>, intents: &mut Vec<Intent>) {
        let lang = shown.lang;
        let chosen = self
            .at
            .and_then(|at| Some((at, found(shown.dossier, at)?.1)));
        let Some((at, remark)) = chosen else {
            ui.add(Label::new(lang.text(Text::RemarkChoose)).wrap());
            return;
        };
        for said in &remark.said {
            let text = match said.text.as_str() {
                "" => lang.text(Text::RemarkLater),
                text => text,
            };
            ui.label(components::bold(shown.dossier.name_of(&said.by)));
            ui.add(Label::new(text).wrap());
        }
        let label = ui.label(lang.text(Text::RemarkAnswerField));
        let field = TextEdit::singleline(&mut self.answer).desired_width(f32::INFINITY);
        let field = ui.add_enabled_ui(shown.can_edit, |ui| focus::field(ui, field, false));
        let field = field.inner.labelled_by(label.id);
        let entered = field.lost_focus() && form_verbs::entered(ui);
        ui.horizontal_wrapped(|ui| {
            let can_answer = shown.can_edit && !self.answer.trim().is_empty();
            let answer = egui::Button::new(lang.text(Text::RemarkAnswer));
            if ui.add_enabled(can_answer, answer).clicked() || (entered && can_answer) {
                let text = std::mem::take(&mut self.answer).trim().to_owned();
                intents.push(Intent::Remark(RemarkIntent::Answer(at.0, at.1, text)));
            }
            let text = match remark.solved {
                true => Text::RemarkOpen,
                false => Text::RemarkSolve,
            };
            let solve = egui::Button::new(lang.text(text));
            if ui.add_enabled(shown.can_edit, solve).clicked() {
                intents.push(Intent::Edit(Edit::SolveRemark {
                    document: at.0,
                    remark: at.1,
                    solved: !remark.solved,
                }));
            }
        });
    }
}

/// Under which name the keys of the list are known.
pub const LIST: &str = "remarks";

/// The number of its document, and a remark.
fn found(dossier: &Dossier, (document, nth): At) -> Option<(&str, &Remark)> {
    let document = dossier.document(document)?;
    Some((document.number.as_str(), document.remarks.get(nth)?))
}
