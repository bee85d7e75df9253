//! The pages in view and the marks on them as a screen reader finds them: each with a name and a role.
//!
//! **Invariant:** nothing is painted, and no pointer is taken from the pages below.
//! **Absent:** doing something with a mark; the marks list is the way for that.

use super::super::canvas::CanvasFrame;
use super::super::page_facts::PageFacts;
use super::super::page_layout::PageOnScreen;
use super::layer::Layer;
use crate::i18n::Text;
use crate::model::dossier::document::OwnedMark;
use crate::model::gesture::snap;
use crate::model::page::text::PageText;
use egui::{Rect, Role, Sense, Ui, WidgetInfo};

/// Names what is in view.
pub fn name(ui: &Ui, shown: &CanvasFrame, layer: &Layer<'_>, facts: &mut PageFacts) {
    for place in &shown.pages {
        name_page(ui, shown, place, layer);
        if layer.hidden || layer.preview {
            continue;
        }
        let text = facts.text(layer.source, place.page);
        for owned in layer.document.marks_on(place.page) {
            name_mark(ui, shown, place, owned, text.as_deref(), layer);
        }
    }
}

fn name_page(ui: &Ui, shown: &CanvasFrame, place: &PageOnScreen, layer: &Layer<'_>) {
    let marks = layer.document.marks_on(place.page).count();
    let text = match layer.document.finished.contains(&place.page) {
        _ if place.is_published => Text::PageSpokenPublished,
        true => Text::PageSpokenFinished,
        false => Text::PageSpoken,
    };
    let (page, pages) = (place.page + 1, layer.sizes.len());
    let name = layer.lang.fill(text, &[&page, &pages, &marks]);
    let rect = place.rect.intersect(shown.response.rect);
    let id = shown.response.id.with(("page", place.page));
    let page = ui.interact(rect, id, Sense::hover());
    page.widget_info(|| WidgetInfo::labeled(Role::Group, true, name.clone()));
}

fn name_mark(
    ui: &Ui,
    shown: &CanvasFrame,
    place: &PageOnScreen,
    owned: &OwnedMark,
    text: Option<&PageText>,
    layer: &Layer<'_>,
) {
    let areas = owned.mark.areas.iter();
    let whole = areas.map(|area| place.rect_to_screen(area));
    let Some(rect) = whole.reduce(Rect::union) else {
        return;
    };
    let grounds = match owned.mark.grounds.is_empty() {
        true => layer.lang.text(Text::WithoutGround).to_owned(),
        false => owned.mark.label_text(layer.dossier.facts.notation),
    };
    let covered = text.map(|text| snap::covered_line(text, &owned.mark.areas));
    let (page, covered) = (place.page + 1, covered.unwrap_or_default());
    let name = layer
        .lang
        .fill(Text::MarkSpoken, &[&page, &grounds, &covered]);
    let name = match layer.document.is_mark_remarked(owned.id) {
        true => (layer.lang).fill(Text::ThumbnailRemarked, &[&name.trim_end()]),
        false => name,
    };
    let id = shown.response.id.with(("mark", owned.id.0));
    let mark = ui.interact(rect.intersect(shown.response.rect), id, Sense::hover());
    let is_selected = layer.selected.contains(&owned.id);
    mark.widget_info(|| WidgetInfo::selected(Role::Mark, true, is_selected, name.trim_end()));
}
