//! The documents of the dossier: number, title, judgement and how far they are.
//!
//! **Invariant:** what a glyph says is also said in words to a screen reader.

use super::review::{stage_glyph, stage_text};
use super::{Intent, Place, theme};
use crate::i18n::{Lang, Text};
use crate::model::document::{Document, DocumentId, Judgement, Role};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::model::review::Stage;
use egui::{ComboBox, Role as WidgetRole, ScrollArea, Ui, WidgetInfo};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which documents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    ToJudge,
    /// With pages that are not finished.
    Open,
    Stage(Stage),
}

impl Show {
    fn all() -> impl Iterator<Item = Show> {
        let stages = Stage::ALL.into_iter().map(Self::Stage);
        [Self::All, Self::ToJudge, Self::Open]
            .into_iter()
            .chain(stages)
    }

    fn text(self) -> Text {
        match self {
            Self::All => Text::DocumentsAll,
            Self::ToJudge => Text::DocumentsToJudge,
            Self::Open => Text::DocumentsOpen,
            Self::Stage(stage) => stage_text(stage),
        }
    }

    fn lists(self, document: &Document) -> bool {
        match self {
            Self::All => true,
            Self::ToJudge => document.judged().is_none(),
            Self::Open => document.finished.len() < document.pages(),
            Self::Stage(stage) => document.review.stage == stage,
        }
    }
}

/// The title under which a document is known here: that of its publication, else the internal one.
pub fn title(document: &Document) -> &str {
    let given = document.publication_title.as_ref();
    given.unwrap_or(&document.work_title)
}

/// What the list shows.
pub struct List<'a> {
    pub dossier: &'a Dossier,
    pub current: Option<DocumentId>,
    /// The document at hand is brought into view.
    pub follow: bool,
    pub selected: &'a BTreeSet<DocumentId>,
    pub show: Show,
    pub lang: Lang,
}

/// Draws the list.
pub fn show(ui: &mut Ui, list: &List<'_>, intents: &mut Vec<Intent>) {
    let (dossier, current, lang) = (list.dossier, list.current, list.lang);
    let judged = dossier.documents.iter().filter(|d| d.judged().is_some());
    let title = lang.text(Text::Documents);
    let (judged, all) = (judged.count(), dossier.documents.len());
    ui.label(theme::bold(format!("{title} {judged}/{all}")))
        .on_hover_text(lang.fill(Text::JudgedOf, &[&judged, &all]));
    filter_ui(ui, list.show, lang, intents);
    let rows = rows(dossier, list.show);
    let is_current = |row: &Row| matches!(row, Row::Document(d) if current == Some(d.id));
    let at_hand = rows.iter().position(is_current).filter(|_| list.follow);
    ui.spacing_mut().item_spacing.y = 1.0;
    ScrollArea::vertical()
        .id_salt("documents")
        .auto_shrink([false, false])
        .show_rows(ui, theme::ROW, rows.len(), |ui, range| {
            if let Some(row) = at_hand {
                theme::follow_row(ui, range.start, row);
            }
            for row in rows.get(range).unwrap_or(&[]) {
                match row {
                    Row::Group(name) => theme::heading_row(ui, name),
                    Row::Document(document) => {
                        let is_current = current == Some(document.id);
                        document_row(ui, document, is_current, &rows, list, intents);
                    }
                }
            }
        });
}

fn filter_ui(ui: &mut Ui, show: Show, lang: Lang, intents: &mut Vec<Intent>) {
    let mut chosen = show;
    ui.horizontal(|ui| {
        let label = ui.label(lang.text(Text::FilterDocuments));
        ComboBox::from_id_salt("documents shown")
            .selected_text(lang.text(show.text()))
            .show_ui(ui, |ui| {
                for one in Show::all() {
                    ui.selectable_value(&mut chosen, one, lang.text(one.text()));
                }
            })
            .response
            .labelled_by(label.id);
    });
    if chosen != show {
        intents.push(Intent::ListDocuments(chosen));
    }
}

enum Row {
    Group(String),
    Document(Arc<Document>),
}

fn rows(dossier: &Dossier, show: Show) -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, mut documents) in dossier.groups() {
        documents.retain(|d| show.lists(d));
        if !name.is_empty() && !documents.is_empty() {
            rows.push(Row::Group(name));
        }
        rows.extend(documents.into_iter().cloned().map(Row::Document));
    }
    let others = dossier.documents.iter();
    let others = others.filter(|d| d.role != Role::Stuk && show.lists(d));
    rows.extend(others.cloned().map(Row::Document));
    rows
}

fn document_row(
    ui: &mut Ui,
    document: &Arc<Document>,
    is_current: bool,
    rows: &[Row],
    list: &List<'_>,
    intents: &mut Vec<Intent>,
) {
    let (selected, lang) = (list.selected, list.lang);
    let title = title(document);
    let is_selected = is_current || selected.contains(&document.id);
    let (finished, pages) = (document.finished.len(), document.pages());
    let text = format!("{} {} {title}", glyph(document), document.number);
    let row = theme::row(ui, is_selected, text);
    let stage = stage_glyph(document.review.stage);
    let response = ui.add(
        row.right_text(format!("{stage} {finished}/{pages}"))
            .sense(egui::Sense::click_and_drag()),
    );
    let judgement = document
        .judged()
        .map_or(lang.text(Text::NotJudged), Judgement::name);
    let progress = lang.fill(Text::Progress, &[&finished, &pages]);
    let mut spoken = format!("{} {title}, {judgement}, {progress}", document.number);
    if document.review.stage != Stage::default() {
        spoken = format!("{spoken}, {}", lang.text(stage_text(document.review.stage)));
    }
    if is_current {
        theme::mark_current(ui, response.rect);
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        WidgetInfo::selected(WidgetRole::Button, enabled, is_selected, spoken.clone())
    });
    theme::lend_keys(&response);
    move_ui(ui, &response, document, selected, rows, intents);
    let response = response.on_hover_text(format!(
        "{} {title}\n{judgement} · {progress}",
        document.number
    ));
    if !response.clicked() {
        return;
    }
    let modifiers = ui.input(|i| i.modifiers);
    if modifiers.command {
        let mut chosen = beginning(list);
        if !chosen.remove(&document.id) {
            chosen.insert(document.id);
        }
        intents.push(Intent::SelectDocuments(chosen));
    } else if modifiers.shift {
        let from = beginning(list);
        intents.push(Intent::SelectDocuments(range(rows, &from, document.id)));
    } else {
        intents.push(Intent::SelectDocuments(BTreeSet::from([document.id])));
        intents.push(Intent::GoTo(Place {
            document: document.id,
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
    document: &Document,
    selected: &BTreeSet<DocumentId>,
    rows: &[Row],
    intents: &mut Vec<Intent>,
) {
    let moving = if selected.contains(&document.id) {
        selected.iter().copied().collect()
    } else {
        vec![document.id]
    };
    response.dnd_set_drag_payload(moving);
    let pointer = ui.input(|i| i.pointer.interact_pos());
    let is_behind = pointer.is_some_and(|at| at.y > response.rect.center().y);
    let hovering = response.dnd_hover_payload::<Vec<DocumentId>>();
    if hovering.is_some_and(|ids| !ids.contains(&document.id)) {
        let (rect, stroke) = (response.rect, ui.visuals().selection.stroke);
        let y = if is_behind { rect.bottom() } else { rect.top() };
        ui.painter().hline(rect.x_range(), y, stroke);
    }
    if let Some(documents) = response.dnd_release_payload::<Vec<DocumentId>>()
        && !documents.contains(&document.id)
    {
        let place = match is_behind {
            false => Some(document.id),
            true => next(rows, document.id, &documents),
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

/// How far a document is: not judged, refused, finished, being worked on.
fn glyph(document: &Document) -> &'static str {
    match document.judged() {
        None => "☐",
        Some(Judgement::NietOpenbaar) => "✖",
        Some(Judgement::ReedsOpenbaar) => "★",
        Some(_) if document.finished.len() == document.pages() => "✔",
        Some(_) => "●",
    }
}
