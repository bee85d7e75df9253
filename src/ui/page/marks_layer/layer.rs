//! What the marks on the pages are drawn from, and what of it lies under the pointer.

use super::super::canvas::CanvasFrame;
use crate::i18n::Lang;
use crate::jobs::SourceFile;
use crate::jobs::suggest::Proposal;
use crate::model::display::Labels;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, MarkId, OwnedMark};
use crate::model::gesture::Drawn;
use crate::model::ground::Ground;
use crate::model::page::geometry::PageSize;
use egui::Pos2;
use std::collections::BTreeSet;

/// What the layer needs to know.
pub struct Layer<'a> {
    pub document: &'a Document,
    pub source: &'a SourceFile,
    pub sizes: &'a [PageSize],
    pub selected: &'a BTreeSet<MarkId>,
    pub choice: &'a [Ground],
    /// For how grounds are written and what people are called.
    pub dossier: &'a Dossier,
    /// As it will be published; nothing can be drawn.
    pub preview: bool,
    /// Without marks; nothing can be drawn either.
    pub hidden: bool,
    /// Free frames, as long as it is switched on.
    pub free: bool,
    /// How the labels of marks are shown while they are worked on.
    pub labels: Labels,
    /// What the caret takes, on which page (from 0).
    pub caret: Option<&'a (usize, Drawn)>,
    /// What may have to go, in the whole dossier.
    pub suggestions: &'a [Proposal],
    pub can_edit: bool,
    pub lang: Lang,
}

/// The topmost mark under the pointer.
pub fn pointed(shown: &CanvasFrame, layer: &Layer<'_>) -> Option<MarkId> {
    let pos = shown
        .response
        .interact_pointer_pos()
        .or(shown.response.hover_pos())?;
    mark_at(shown, layer, pos).map(|owned| owned.id)
}

/// The topmost mark at a place of the screen.
pub fn mark_at<'a>(shown: &CanvasFrame, layer: &Layer<'a>, pos: Pos2) -> Option<&'a OwnedMark> {
    let place = shown.pages.iter().find(|p| p.rect.contains(pos))?;
    let point = place.to_page(pos);
    let marks: Vec<_> = layer.document.marks_on(place.page).collect();
    let hit = |m: &&&std::sync::Arc<OwnedMark>| m.mark.areas.iter().any(|a| a.contains(point));
    marks.iter().rev().find(hit).map(|m| &***m)
}

/// The suggestion under the pointer when its other button is clicked, where no mark lies over it.
pub fn pointed_suggestion<'a>(shown: &CanvasFrame, layer: &Layer<'a>) -> Option<&'a Proposal> {
    let response = &shown.response;
    if layer.hidden || !response.secondary_clicked() {
        return None;
    }
    let pos = response.interact_pointer_pos().or(response.hover_pos())?;
    match mark_at(shown, layer, pos) {
        Some(_) => None,
        None => suggestion_at(shown, layer, pos),
    }
}

/// The suggestion at a place of the screen.
pub fn suggestion_at<'a>(
    shown: &CanvasFrame,
    layer: &Layer<'a>,
    pos: Pos2,
) -> Option<&'a Proposal> {
    let place = shown.pages.iter().find(|p| p.rect.contains(pos))?;
    let point = place.to_page(pos);
    let of_page = |p: &&Proposal| p.document == layer.document.id && p.page == place.page;
    let here = layer.suggestions.iter().filter(of_page);
    let mut hit = here.filter(|p| p.areas.iter().any(|area| area.contains(point)));
    hit.next()
}
