//! The marks as a list: the way for keyboard and screen reader to everything painted on the pages.
//!
//! **Invariant:** rows outside the view cost nothing; a dossier of ten thousand marks scrolls like one of ten.
//! **Absent:** covered words of pages that are not at hand; they are never kept.

use super::ground_bar::written;
use super::mark_facts::MarkFactsForm;
use super::{Place, Wanted, theme};
use crate::i18n::{Lang, Text};
use crate::model::document::{Document, DocumentId, MarkId, OwnedMark};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use egui::{ComboBox, ScrollArea, TextEdit, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which marks are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    All,
    #[default]
    Document,
    WithoutGround,
}

impl Filter {
    const ALL: [Filter; 3] = [Self::Document, Self::All, Self::WithoutGround];

    fn text(self) -> Text {
        match self {
            Self::All => Text::FilterAll,
            Self::Document => Text::FilterDocument,
            Self::WithoutGround => Text::FilterNoGround,
        }
    }
}

/// What the list keeps between frames.
#[derive(Default)]
pub struct MarksList {
    pub filter: Filter,
    /// The note as it is typed, and of which mark.
    note: Option<(MarkId, String)>,
    /// The note field takes the keyboard in the next frame.
    pub focus_note: bool,
    facts: MarkFactsForm,
}

impl MarksList {
    /// Draws the list and, below it, what is known of the selection. `words` gives the covered words of a mark where
    /// its page is at hand.
    #[expect(
        clippy::too_many_arguments,
        reason = "a view is handed all that it shows"
    )]
    pub fn show(
        &mut self,
        ui: &mut Ui,
        dossier: &Dossier,
        current: Option<DocumentId>,
        selected: &BTreeSet<MarkId>,
        words: &mut dyn FnMut(&Document, &OwnedMark) -> Option<String>,
        can_edit: bool,
        lang: Lang,
        wanted: &mut Vec<Wanted>,
    ) {
        ui.horizontal(|ui| {
            let label = ui.label(lang.text(Text::Filter));
            ComboBox::from_id_salt("filter")
                .selected_text(lang.text(self.filter.text()))
                .show_ui(ui, |ui| {
                    for filter in Filter::ALL {
                        ui.selectable_value(&mut self.filter, filter, lang.text(filter.text()));
                    }
                })
                .response
                .labelled_by(label.id);
        });
        // Below, so that the list stays where it is when a mark is selected.
        egui::Panel::bottom("note").show(ui, |ui| {
            ui.add_space(theme::GRID);
            // As high whatever is selected, so that the list stays where it is.
            ui.set_min_height(150.0);
            self.note_ui(ui, dossier, selected, can_edit, lang, wanted);
            ui.add_enabled_ui(can_edit, |ui| {
                self.facts.show(ui, dossier, selected, lang, wanted);
            });
            ui.add_space(theme::GRID);
        });
        let rows = self.rows(dossier, current);
        if rows.is_empty() {
            ui.label(lang.text(Text::NoMarks));
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        ScrollArea::vertical()
            .id_salt("marks")
            .auto_shrink([false, false])
            .show_rows(ui, theme::ROW, rows.len(), |ui, range| {
                for (document, owned) in rows.get(range).unwrap_or(&[]) {
                    let grounds = if owned.mark.grounds.is_empty() {
                        lang.text(Text::WithoutGround).to_owned()
                    } else {
                        written(&owned.mark.grounds, dossier.facts.notation)
                    };
                    let covered = words(document, owned).unwrap_or_default();
                    let page = owned.mark.page + 1;
                    let text = lang.fill(
                        Text::MarkRow,
                        &[&document.number, &page, &grounds, &covered],
                    );
                    let is_selected = selected.contains(&owned.id);
                    let row = theme::row(ui, is_selected, text.trim_end());
                    if ui.add(row).clicked() {
                        let mut chosen = BTreeSet::from([owned.id]);
                        if ui.input(|i| i.modifiers.command) {
                            chosen.extend(selected.iter().copied());
                        }
                        wanted.push(Wanted::GoTo(Place {
                            document: document.id,
                            page: Some(owned.mark.page),
                            mark: Some(owned.id),
                        }));
                        wanted.push(Wanted::SelectMarks(chosen));
                    }
                }
            });
    }

    fn rows(
        &self,
        dossier: &Dossier,
        current: Option<DocumentId>,
    ) -> Vec<(Arc<Document>, Arc<OwnedMark>)> {
        let listed = |document: &&Arc<Document>| {
            self.filter != Filter::Document || current == Some(document.id)
        };
        let mut rows = Vec::new();
        for document in dossier.documents.iter().filter(listed) {
            let marks = document.marks.iter();
            let wanted = |m: &&Arc<OwnedMark>| {
                self.filter != Filter::WithoutGround || m.mark.grounds.is_empty()
            };
            let mut marks: Vec<&Arc<OwnedMark>> = marks.filter(wanted).collect();
            marks.sort_by(|a, b| {
                place(a)
                    .partial_cmp(&place(b))
                    .unwrap_or(std::cmp::Ordering::Equal)
            });
            rows.extend(marks.into_iter().map(|m| (document.clone(), m.clone())));
        }
        rows
    }

    fn note_ui(
        &mut self,
        ui: &mut Ui,
        dossier: &Dossier,
        selected: &BTreeSet<MarkId>,
        can_edit: bool,
        lang: Lang,
        wanted: &mut Vec<Wanted>,
    ) {
        let chosen = selected.iter().next().filter(|_| selected.len() == 1);
        let Some(id) = chosen.copied() else {
            self.commit_note(dossier, wanted);
            self.focus_note = false;
            let text = if selected.is_empty() {
                lang.text(Text::NoteOfNone).to_owned()
            } else {
                lang.fill(Text::SelectedMarks, &[&selected.len()])
            };
            ui.label(text);
            // As high as with a field.
            ui.add_space(ui.spacing().interact_size.y + ui.spacing().item_spacing.y);
            return;
        };
        let Some(owned) = dossier.documents.iter().find_map(|d| d.mark(id)) else {
            return;
        };
        if self.note.as_ref().is_none_or(|(of, _)| *of != id) {
            self.commit_note(dossier, wanted);
            self.note = Some((id, owned.mark.note.clone()));
        }
        let label = ui.label(lang.text(Text::Note));
        let Some((_, text)) = self.note.as_mut() else {
            return;
        };
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY);
        let response = ui.add_enabled(can_edit, field).labelled_by(label.id);
        if std::mem::take(&mut self.focus_note) {
            response.request_focus();
        }
        if response.lost_focus() {
            self.commit_note(dossier, wanted);
        }
    }

    /// A note that was typed becomes an edit when its field is left.
    fn commit_note(&mut self, dossier: &Dossier, wanted: &mut Vec<Wanted>) {
        let Some((mark, note)) = self.note.take() else {
            return;
        };
        let known = dossier.documents.iter().find_map(|d| d.mark(mark));
        if known.is_some_and(|owned| owned.mark.note != note) {
            wanted.push(Wanted::Edit(Edit::SetNote { mark, note }));
        }
    }
}

/// Reading order.
fn place(owned: &OwnedMark) -> (usize, f64, f64) {
    let first = owned.mark.areas.first();
    let (top, left) = first.map_or((0.0, 0.0), |a| (a.top(), a.left()));
    (owned.mark.page, top, left)
}
