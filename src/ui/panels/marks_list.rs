//! The marks as a list: the way for keyboard and screen reader to everything painted on the pages.
//!
//! **Invariant:** rows outside the view cost nothing; a dossier of ten thousand marks scrolls like one of ten.
//! **Absent:** covered words of pages that are not at hand; they are never kept.

pub use crate::ui::intent::Filter;

use super::mark_facts::MarkFactsForm;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId, MarkId, OwnedMark};
use crate::model::edit::Edit;
use crate::model::ground::Notation;
use crate::ui::context_menu::{self, Offered};
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{components, focus, form_verbs, tokens};
use crate::ui::{Intent, Place};
use egui::{AtomExt, ComboBox, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The least height of what is known of the selection, in points: as high whatever is selected, so that the list stays
/// where it is.
const SELECTION_HEIGHT: f32 = 150.0;

impl Filter {
    /// The filters that make sense in a dossier, with how much each would list.
    fn offered(dossier: &Dossier, lang: Lang) -> Vec<(Filter, String)> {
        let marks = || dossier.documents.iter().flat_map(|d| &d.marks);
        let mut offered = vec![
            (Self::Document, lang.text(Text::FilterDocument).to_owned()),
            (
                Self::All,
                lang.fill(
                    Text::FilterCount,
                    &[&lang.text(Text::FilterAll), &marks().count()],
                ),
            ),
        ];
        for (filter, text) in [
            (Self::WithoutGround, Text::FilterNoGround),
            (Self::Bulk, Text::FilterBulk),
            (Self::Notes, Text::FilterNotes),
        ] {
            let count = marks().filter(|m| filter.lists(m)).count();
            let text = lang.fill(Text::FilterCount, &[&lang.text(text), &count]);
            offered.push((filter, text));
        }
        offered.push((Self::BarePages, lang.text(Text::FilterBarePages).to_owned()));
        for (ground, count) in dossier.marks_per_ground() {
            let name = ground.named(dossier.facts.notation);
            let text = lang.fill(Text::FilterCount, &[&name, &count]);
            offered.push((Self::Ground(ground), text));
        }
        offered
    }

    fn text(&self, dossier: &Dossier, lang: Lang) -> String {
        match self {
            Self::All => lang.text(Text::FilterAll).to_owned(),
            Self::Document => lang.text(Text::FilterDocument).to_owned(),
            Self::WithoutGround => lang.text(Text::FilterNoGround).to_owned(),
            Self::Ground(ground) => ground.written(dossier.facts.notation),
            Self::Bulk => lang.text(Text::FilterBulk).to_owned(),
            Self::Notes => lang.text(Text::FilterNotes).to_owned(),
            Self::BarePages => lang.text(Text::FilterBarePages).to_owned(),
        }
    }

    fn lists(&self, owned: &OwnedMark) -> bool {
        match self {
            Self::All | Self::Document => true,
            Self::WithoutGround => owned.mark.grounds.is_empty(),
            Self::Ground(ground) => owned.mark.grounds.contains(ground),
            Self::Bulk => owned.bulk,
            Self::Notes => !owned.mark.note.is_empty(),
            Self::BarePages => false,
        }
    }
}

/// A row of the list.
#[derive(Clone)]
pub enum Row {
    Mark(Arc<Document>, Arc<OwnedMark>),
    /// A page without marks, from 0.
    Page(Arc<Document>, usize),
}

/// What the rows were made of.
struct Made {
    dossier: Arc<Dossier>,
    filter: Filter,
    current: Option<DocumentId>,
}

/// What the list shows.
pub struct Listed<'a> {
    pub dossier: &'a Arc<Dossier>,
    pub current: Option<DocumentId>,
    pub selected: &'a BTreeSet<MarkId>,
    pub can_edit: bool,
    /// What can be asked for now.
    pub allowed: &'a HashSet<Action>,
    pub lang: Lang,
}

/// What the list keeps between frames.
#[derive(Default)]
pub struct MarksList {
    pub filter: Filter,
    rows: Arc<Vec<Row>>,
    made: Option<Made>,
    /// The note as it is typed, and of which mark.
    note: Option<(MarkId, String)>,
    /// It has the keyboard: what it says is not known to the dossier yet.
    types_note: bool,
    /// The note field takes the keyboard in the next frame.
    pub focus_note: bool,
    facts: MarkFactsForm,
    /// The mark that was last brought into view.
    followed: Option<MarkId>,
}

impl MarksList {
    fn filter_ui(&mut self, ui: &mut Ui, dossier: &Dossier, lang: Lang) {
        ui.horizontal(|ui| {
            let label = ui.label(lang.text(Text::Filter));
            ComboBox::from_id_salt("filter")
                .selected_text(self.filter.text(dossier, lang))
                .show_ui(ui, |ui| {
                    for (filter, text) in Filter::offered(dossier, lang) {
                        ui.selectable_value(&mut self.filter, filter, text);
                    }
                })
                .response
                .labelled_by(label.id);
        });
    }

    /// What is known of the selection. Below, so that the list stays where it is when a mark is selected.
    fn selection_ui(&mut self, ui: &mut Ui, listed: &Listed<'_>, intents: &mut Vec<Intent>) {
        let (dossier, selected, lang) = (listed.dossier, listed.selected, listed.lang);
        egui::Panel::bottom("note").show(ui, |ui| {
            components::name_panel(ui, lang.text(Text::PanelNote));
            ui.add_space(tokens::GRID);
            ui.set_min_height(SELECTION_HEIGHT);
            self.note_ui(ui, listed, intents);
            ui.add_enabled_ui(listed.can_edit, |ui| {
                self.facts.show(ui, dossier, selected, lang, intents);
            });
            ui.add_space(tokens::GRID);
        });
    }

    /// Draws the list and, below it, what is known of the selection. `words` gives the covered words of a mark where
    /// its page is at hand.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        listed: &Listed<'_>,
        words: &mut dyn FnMut(&Document, &OwnedMark) -> Option<String>,
        intents: &mut Vec<Intent>,
    ) {
        let (dossier, selected, lang) = (listed.dossier, listed.selected, listed.lang);
        self.filter_ui(ui, dossier, lang);
        self.selection_ui(ui, listed, intents);
        let rows = self.rows(dossier, listed.current);
        let alone = selected.first().copied().filter(|_| selected.len() == 1);
        let came = std::mem::replace(&mut self.followed, alone) != alone;
        let is_alone = |row: &Row| matches!(row, Row::Mark(_, m) if Some(m.id) == alone);
        let at = rows.iter().position(is_alone);
        let keys = ListKeys::new(ui, "marks", Lie::Column, rows.len(), at, |_| true);
        if rows.is_empty() {
            ui.label(lang.text(Text::NoMarks));
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        ScrollArea::vertical()
            .id_salt("marks")
            .auto_shrink([false, false])
            .show_rows(ui, tokens::ROW, rows.len(), |ui, range| {
                keys.follow(ui, range.start);
                if let Some(row) = at.filter(|_| came) {
                    components::follow_row(ui, range.start, row);
                }
                for (nth, row) in rows.iter().enumerate().take(range.end).skip(range.start) {
                    let keys = (nth, &keys);
                    match row {
                        Row::Mark(document, owned) => {
                            let covered = words(document, owned).unwrap_or_default();
                            let notation = dossier.facts.notation;
                            let parts = mark_parts(document, owned, covered, notation, lang);
                            let shown = (document.as_ref(), owned.as_ref(), parts);
                            mark_row(ui, shown, (listed, &rows), keys, intents);
                        }
                        Row::Page(document, page) => {
                            page_row(ui, (document, *page), keys, lang, intents);
                        }
                    }
                }
            });
    }

    /// The rows, in reading order; made anew when the dossier, the filter or the document changed.
    pub fn rows(&mut self, dossier: &Arc<Dossier>, current: Option<DocumentId>) -> Arc<Vec<Row>> {
        let is_same = self.made.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.dossier, dossier)
                && made.filter == self.filter
                && (made.current == current || self.filter != Filter::Document)
        });
        if !is_same {
            self.rows = Arc::new(made_rows(dossier, &self.filter, current));
            self.made = Some(Made {
                dossier: dossier.clone(),
                filter: self.filter.clone(),
                current,
            });
        }
        self.rows.clone()
    }

    fn note_ui(&mut self, ui: &mut Ui, listed: &Listed<'_>, intents: &mut Vec<Intent>) {
        let (dossier, selected, lang) = (listed.dossier, listed.selected, listed.lang);
        let chosen = selected.iter().next().filter(|_| selected.len() == 1);
        let Some(id) = chosen.copied() else {
            self.commit_note(dossier, intents);
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
            self.commit_note(dossier, intents);
            self.note = Some((id, owned.mark.note.clone()));
        }
        let label = ui.label(lang.text(Text::Note));
        let Some((_, text)) = self.note.as_mut() else {
            return;
        };
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY);
        let takes = std::mem::take(&mut self.focus_note);
        let draw = |ui: &mut Ui| {
            components::read_only(ui, !ui.is_enabled());
            focus::field(ui, field, takes)
        };
        let response = ui.add_enabled_ui(listed.can_edit, draw).inner;
        let response = response.labelled_by(label.id);
        if response.lost_focus() && form_verbs::escaped(ui) {
            (self.note, self.types_note) = (None, false);
        } else if response.lost_focus() {
            self.commit_note(dossier, intents);
        } else if response.has_focus() {
            self.types_note = true;
        } else {
            // What was undone elsewhere shows here too.
            owned.mark.note.clone_into(text);
        }
    }

    /// A note that is being typed becomes an edit when its field is left, whatever the way.
    pub fn commit_note(&mut self, dossier: &Dossier, intents: &mut Vec<Intent>) {
        let typed = self.note.take();
        let Some((mark, note)) = typed.filter(|_| std::mem::take(&mut self.types_note)) else {
            return;
        };
        let known = dossier.documents.iter().find_map(|d| d.mark(mark));
        if known.is_some_and(|owned| owned.mark.note != note) {
            intents.push(Intent::Edit(Edit::SetNote { mark, note }));
        }
    }
}

fn made_rows(dossier: &Dossier, filter: &Filter, current: Option<DocumentId>) -> Vec<Row> {
    let listed =
        |document: &&Arc<Document>| *filter != Filter::Document || current == Some(document.id);
    let mut rows = Vec::new();
    for document in dossier.documents.iter().filter(listed) {
        if *filter == Filter::BarePages {
            let bare = |page: &usize| document.marks_on(*page).next().is_none();
            let pages = (0..document.pages()).filter(bare);
            rows.extend(pages.map(|page| Row::Page(document.clone(), page)));
            continue;
        }
        let marks = document.marks.iter();
        let mut marks: Vec<&Arc<OwnedMark>> = marks.filter(|m| filter.lists(m)).collect();
        marks.sort_by(|a, b| {
            place(a)
                .partial_cmp(&place(b))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        rows.extend(
            marks
                .into_iter()
                .map(|m| Row::Mark(document.clone(), m.clone())),
        );
    }
    rows
}

/// Where a mark is, its grounds and what it covers.
fn mark_parts(
    document: &Document,
    owned: &OwnedMark,
    covered: String,
    notation: Notation,
    lang: Lang,
) -> [String; 3] {
    let grounds = if owned.mark.grounds.is_empty() {
        lang.text(Text::WithoutGround).to_owned()
    } else {
        owned.mark.label_text(notation)
    };
    let page = owned.mark.page + 1;
    let place = lang.fill(Text::FindPlace, &[&document.number, &page]);
    [place, grounds, covered]
}

fn mark_row(
    ui: &mut Ui,
    (document, owned, parts): (&Document, &OwnedMark, [String; 3]),
    (listed, rows): (&Listed<'_>, &[Row]),
    (nth, keys): (usize, &ListKeys),
    intents: &mut Vec<Intent>,
) {
    let selected = listed.selected;
    let mut said = parts.join(" ").trim_end().to_owned();
    let is_remarked = document.is_mark_remarked(owned.id);
    if is_remarked {
        said = listed.lang.fill(Text::ThumbnailRemarked, &[&said]);
    }
    let is_selected = selected.contains(&owned.id);
    let [place, grounds, covered] = parts;
    let text = (
        components::aside(ui, place),
        RichText::new(grounds),
        components::bold(covered).atom_shrink(true),
    );
    let mut row = components::row(ui, is_selected, text).sense(keys.sense(nth));
    if is_remarked {
        row = row.right_text(components::flag(ui));
    }
    let response = components::lasting(ui, ("mark", owned.id.0), |ui| ui.add(row));
    let offered = Offered {
        allowed: listed.allowed,
        lang: listed.lang,
    };
    context_menu::over_mark(&response, owned.id, selected, offered, intents);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, is_selected, said.clone()));
    let place = Place {
        document: document.id,
        page: Some(owned.mark.page),
        mark: Some(owned.id),
    };
    if keys.take(nth, &response) {
        let modifiers = ui.input(|i| i.modifiers);
        let chosen = match (modifiers.command, modifiers.shift) {
            (true, _) => toggled(selected, owned.id),
            (_, true) => range(rows, selected, owned.id),
            _ => BTreeSet::from([owned.id]),
        };
        intents.push(Intent::GoTo(place));
        intents.push(Intent::SelectMarks(chosen));
    }
}

/// The selection with one mark more, or less.
fn toggled(selected: &BTreeSet<MarkId>, mark: MarkId) -> BTreeSet<MarkId> {
    let mut chosen = selected.clone();
    if !chosen.remove(&mark) {
        chosen.insert(mark);
    }
    chosen
}

/// All marks from the first selected to this one, in the order of the list.
fn range(rows: &[Row], selected: &BTreeSet<MarkId>, to: MarkId) -> BTreeSet<MarkId> {
    let ids = rows.iter().filter_map(|row| match row {
        Row::Mark(_, owned) => Some(owned.id),
        Row::Page(..) => None,
    });
    let ids: Vec<MarkId> = ids.collect();
    let end = ids.iter().position(|id| *id == to).unwrap_or(0);
    let start = ids.iter().position(|id| selected.contains(id));
    let start = start.unwrap_or(end);
    let within = ids.get(start.min(end)..=start.max(end));
    within.unwrap_or(&[]).iter().copied().collect()
}

fn page_row(
    ui: &mut Ui,
    (document, page): (&Document, usize),
    (nth, keys): (usize, &ListKeys),
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    let text = lang.fill(Text::BarePage, &[&document.number, &(page + 1)]);
    let response = ui.add(components::row(ui, false, text).sense(keys.sense(nth)));
    if keys.take(nth, &response) {
        intents.push(Intent::GoTo(Place {
            document: document.id,
            page: Some(page),
            mark: None,
        }));
    }
}

/// Reading order.
fn place(owned: &OwnedMark) -> (usize, f64, f64) {
    let first = owned.mark.areas.first();
    let (top, left) = first.map_or((0.0, 0.0), |a| (a.top(), a.left()));
    (owned.mark.page, top, left)
}
