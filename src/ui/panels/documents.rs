//! The documents of the dossier: number, title, judgement and how far they are.
//!
//! **Invariant:** what a glyph says is also said in words to a screen reader.

pub use crate::ui::intent::Show;

use super::document_row;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{Document, DocumentId, Judgement, Role};
use crate::model::dossier::review::ReviewStage;
use crate::model::edit::Edit;
use crate::ui::context_menu::{self, Offered};
use crate::ui::review::stage_text;
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{components, tokens};
use crate::ui::{Intent, Place};
use egui::{Modifiers, Role as WidgetRole, Ui, WidgetInfo};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

impl Show {
    fn all() -> impl Iterator<Item = Show> {
        let stages = ReviewStage::ALL.into_iter().map(Self::ReviewStage);
        [
            Self::All,
            Self::ToJudge,
            Self::Open,
            Self::Mine,
            Self::Remarked,
        ]
        .into_iter()
        .chain(stages)
    }

    fn text(self) -> Text {
        match self {
            Self::All => Text::DocumentsAll,
            Self::ToJudge => Text::DocumentsToJudge,
            Self::Open => Text::DocumentsOpen,
            Self::Mine => Text::DocumentsMine,
            Self::Remarked => Text::DocumentsRemarked,
            Self::ReviewStage(stage) => stage_text(stage),
        }
    }

    fn lists(self, document: &Document, account: &Account) -> bool {
        match self {
            Self::All => true,
            Self::ToJudge => document.judged().is_none(),
            Self::Open => document.finished.len() < document.pages(),
            Self::Mine => document.assignee == *account,
            Self::Remarked => document.open_remarks().next().is_some(),
            Self::ReviewStage(stage) => document.review.stage == stage,
        }
    }
}

/// What the list shows.
pub struct List<'a> {
    pub dossier: &'a Dossier,
    pub current: Option<DocumentId>,
    /// The document at hand is brought into view.
    pub follow: bool,
    pub selected: &'a BTreeSet<DocumentId>,
    pub show: Show,
    /// Of whoever works here.
    pub account: &'a Account,
    /// What can be asked for now.
    pub allowed: &'a HashSet<Action>,
    pub lang: Lang,
}

/// Draws the list.
pub fn show(ui: &mut Ui, list: &List<'_>, intents: &mut Vec<Intent>) {
    let (dossier, current, lang) = (list.dossier, list.current, list.lang);
    let judged = dossier.documents.iter().filter(|d| d.judged().is_some());
    let title = lang.text(Text::Documents);
    let (judged, all) = (judged.count(), dossier.documents.len());
    components::panel_heading(ui, &format!("{title} {judged}/{all}"))
        .on_hover_text(lang.fill(Text::JudgedOf, &[&judged, &all]));
    filter_ui(ui, list.show, lang, intents);
    let rows = rows(dossier, list.show, list.account);
    let is_current = |row: &Row| matches!(row, Row::Document(d) if current == Some(d.id));
    let at_hand = rows.iter().position(is_current);
    let is_document = |row: usize| matches!(rows.get(row), Some(Row::Document(_)));
    let keys = ListKeys::new(
        ui,
        "documents",
        Lie::Column,
        rows.len(),
        at_hand,
        is_document,
    );
    ui.spacing_mut().item_spacing.y = 1.0;
    let document_height = document_row::height(ui);
    let height = |row: &Row| match row {
        Row::Group(_) => tokens::ROW,
        Row::Document(_) => document_height,
    };
    let heights: Vec<f32> = rows.iter().map(height).collect();
    let follows = list.follow || is_moved(ui, (current, at_hand));
    let wanted = keys.due().or(at_hand.filter(|_| follows));
    components::uneven_rows(ui, &heights, wanted, |ui, nth| match rows.get(nth) {
        Some(Row::Group(name)) => components::heading_row(ui, name),
        Some(Row::Document(document)) => {
            document_row(ui, document, (nth, &keys), (list, &rows), intents);
        }
        None => {}
    });
}

/// Whether the document at hand stands in another row now than when this was last asked.
fn is_moved(ui: &Ui, now: (Option<DocumentId>, Option<usize>)) -> bool {
    let id = ui.scope_id().with("row at hand");
    let before: Option<(Option<DocumentId>, Option<usize>)> = ui.data(|data| data.get_temp(id));
    ui.data_mut(|data| data.insert_temp(id, now));
    before.is_some_and(|before| before.0 == now.0 && before.1 != now.1)
}

fn filter_ui(ui: &mut Ui, show: Show, lang: Lang, intents: &mut Vec<Intent>) {
    let mut chosen = show;
    ui.horizontal(|ui| {
        let name = ("documents shown", lang.text(Text::FilterDocuments));
        let text = |one: Show| lang.text(one.text());
        components::filter(ui, name, &mut chosen, Show::all(), text);
    });
    if chosen != show {
        intents.push(Intent::ListDocuments(chosen));
    }
}

enum Row {
    Group(String),
    Document(Arc<Document>),
}

fn rows(dossier: &Dossier, show: Show, account: &Account) -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, mut documents) in dossier.groups() {
        documents.retain(|d| show.lists(d, account));
        if !name.is_empty() && !documents.is_empty() {
            rows.push(Row::Group(name));
        }
        rows.extend(documents.into_iter().cloned().map(Row::Document));
    }
    let others = dossier.documents.iter();
    let others = others.filter(|d| d.role != Role::Stuk && show.lists(d, account));
    rows.extend(others.cloned().map(Row::Document));
    rows
}

fn document_row(
    ui: &mut Ui,
    document: &Arc<Document>,
    (nth, keys): (usize, &ListKeys),
    (list, rows): (&List<'_>, &[Row]),
    intents: &mut Vec<Intent>,
) {
    let (selected, lang) = (list.selected, list.lang);
    let is_current = list.current == Some(document.id);
    let is_selected = is_current || selected.contains(&document.id);
    let sense = keys.sense(nth) | egui::Sense::DRAG;
    let titled = (document.as_ref(), document.known_title());
    let draw = |ui: &mut Ui| document_row::show(ui, titled, is_selected, sense, lang);
    let response = components::lasting(ui, ("document", u64::from(document.id.0)), draw);
    let spoken = spoken(document, list);
    if is_current {
        components::mark_current(ui, response.rect);
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        WidgetInfo::selected(WidgetRole::Button, enabled, is_selected, spoken.clone())
    });
    let marks = lang.fill(Text::MarksOf, &[&document.marks.len()]);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_description(marks.as_str()));
    move_ui(ui, &response, document.id, (list, rows), intents);
    let offered = Offered {
        allowed: list.allowed,
        lang,
    };
    context_menu::over_document(&response, document.id, selected, offered, intents);
    let is_taken = keys.take(nth, &response);
    let told = spoken.replacen(", ", "\n", 1);
    response.on_hover_text(format!("{told}, {marks}"));
    if is_taken {
        let modifiers = ui.input(|i| i.modifiers);
        select(document.id, modifiers, (list, rows), intents);
    }
}

/// What a screen reader says of a row.
fn spoken(document: &Document, list: &List<'_>) -> String {
    let lang = list.lang;
    let judgement = document
        .judged()
        .map_or(lang.text(Text::NotJudged), Judgement::name);
    let (finished, pages) = (document.finished.len(), document.pages());
    let progress = lang.fill(Text::Progress, &[&finished, &pages]);
    let (number, title) = (&document.number, document.known_title());
    let mut spoken = format!("{number} {title}, {judgement}, {progress}");
    if document.review.stage != ReviewStage::default() {
        spoken = format!("{spoken}, {}", lang.text(stage_text(document.review.stage)));
    }
    if !document.assignee.is_empty() {
        let name = list.dossier.name_of(&document.assignee);
        spoken = format!("{spoken}, {}", lang.fill(Text::AssignedTo, &[&name]));
    }
    match document.open_remarks().next() {
        Some(_) => lang.fill(Text::ThumbnailRemarked, &[&spoken]),
        None => spoken,
    }
}

/// A row was clicked: with Ctrl it joins the selection or leaves it, with Shift all rows up to it are selected, else it is
/// opened.
fn select(
    document: DocumentId,
    modifiers: Modifiers,
    (list, rows): (&List<'_>, &[Row]),
    intents: &mut Vec<Intent>,
) {
    if modifiers.command {
        let mut chosen = beginning(list);
        if !chosen.remove(&document) {
            chosen.insert(document);
        }
        intents.push(Intent::SelectDocuments(chosen));
    } else if modifiers.shift {
        let from = beginning(list);
        intents.push(Intent::SelectDocuments(range(rows, &from, document)));
    } else {
        intents.push(Intent::SelectDocuments(BTreeSet::from([document])));
        intents.push(Intent::GoTo(Place {
            document,
            page: None,
            mark: None,
        }));
    }
}

/// What a click with Ctrl or Shift goes on from: the selection, else the document at hand.
fn beginning(list: &List<'_>) -> BTreeSet<DocumentId> {
    match list.selected.is_empty() {
        true => list.current.into_iter().collect(),
        false => list.selected.clone(),
    }
}

/// Dragging a row to another puts it, or every selected one, before that; to its lower half, behind it.
fn move_ui(
    ui: &Ui,
    response: &egui::Response,
    document: DocumentId,
    (list, rows): (&List<'_>, &[Row]),
    intents: &mut Vec<Intent>,
) {
    let moving = if list.selected.contains(&document) {
        list.selected.iter().copied().collect()
    } else {
        vec![document]
    };
    response.dnd_set_drag_payload(moving);
    let pointer = ui.input(|i| i.pointer.interact_pos());
    let is_behind = pointer.is_some_and(|at| at.y > response.rect.center().y);
    let hovering = response.dnd_hover_payload::<Vec<DocumentId>>();
    if hovering.is_some_and(|ids| !ids.contains(&document)) {
        let (rect, stroke) = (response.rect, ui.visuals().selection.stroke);
        let y = if is_behind { rect.bottom() } else { rect.top() };
        ui.painter().hline(rect.x_range(), y, stroke);
    }
    if let Some(documents) = response.dnd_release_payload::<Vec<DocumentId>>()
        && !documents.contains(&document)
    {
        let place = match is_behind {
            false => Some(document),
            true => next(rows, document, &documents),
        };
        intents.push(Intent::Edit(Edit::MoveDocuments {
            documents: documents.to_vec(),
            before: place,
        }));
    }
}

/// The first document behind this one that is not moved itself; `None` at the end.
fn next(rows: &[Row], behind: DocumentId, moved: &[DocumentId]) -> Option<DocumentId> {
    let ids = ids(rows);
    let behind = ids.iter().skip_while(|id| **id != behind).skip(1);
    behind.copied().find(|id| !moved.contains(id))
}

fn ids(rows: &[Row]) -> Vec<DocumentId> {
    let ids = rows.iter().filter_map(|row| match row {
        Row::Document(document) => Some(document.id),
        Row::Group(_) => None,
    });
    ids.collect()
}

/// All documents from the first selected to this one, in the order of the list.
fn range(rows: &[Row], selected: &BTreeSet<DocumentId>, to: DocumentId) -> BTreeSet<DocumentId> {
    let ids = ids(rows);
    let end = ids.iter().position(|id| *id == to).unwrap_or(0);
    let start = ids
        .iter()
        .position(|id| selected.contains(id))
        .unwrap_or(end);
    let (start, end) = (start.min(end), start.max(end));
    ids.get(start..=end)
        .unwrap_or(&[])
        .iter()
        .copied()
        .collect()
}
