//! The ground of each mark while it is worked on: a small tab above its first area, outside it.
//!
//! **Invariant:** a tab never lies on a word: where the gap between the lines is too low, the colour of the mark alone says
//! it, as a bar at its left edge.

use super::layer::{Layer, grown_areas};
use crate::model::document::OwnedMark;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::text::PageText;
use crate::ui::page_layout::PageOnScreen;
use crate::ui::{ground_bar, tokens};
use egui::{FontId, Painter, Rect, Vec2, pos2, vec2};

/// How much of the height of a word, above and below, is taken to be blank: its box is that of its font.
const BLANK: f64 = 0.2;

/// Paints the tabs of a page.
pub fn paint(
    painter: &Painter,
    place: &PageOnScreen,
    layer: &Layer<'_>,
    (text, size): (Option<&PageText>, PageSize),
) {
    let words: Vec<Rect> = text.map_or_else(Vec::new, |text| word_bodies(text, place));
    for owned in layer.document.marks_on(place.page) {
        let areas = grown_areas(&owned.mark.areas, text, size);
        let Some(first) = areas.first() else { continue };
        paint_tab(painter, owned, place.rect_to_screen(first), &words, layer);
    }
}

/// Where the letters of the words of a page stand on the screen.
fn word_bodies(text: &PageText, place: &PageOnScreen) -> Vec<Rect> {
    let bodies = text.words.iter().enumerate().filter_map(|(index, _)| {
        let bounds = PageText::bounds(text.word(index))?;
        let blank = (bounds.bottom() - bounds.top()) * BLANK;
        let (top, bottom) = (bounds.top() + blank, bounds.bottom() - blank);
        PageRect::new(bounds.left(), top, bounds.right(), bottom)
    });
    bodies.map(|body| place.rect_to_screen(&body)).collect()
}

fn paint_tab(painter: &Painter, owned: &OwnedMark, area: Rect, words: &[Rect], layer: &Layer<'_>) {
    let look = tokens::mark_look(&owned.mark.grounds);
    let bar = Rect::from_min_max(area.min, pos2(area.left() + tokens::BAR, area.bottom()));
    painter.rect_filled(bar, 0.0, look.colour);
    let ground = ground_bar::written(&owned.mark.grounds, layer.dossier.facts.notation);
    if ground.is_empty() {
        return;
    }
    let ink = tokens::ink_on(look.colour);
    let galley = painter.layout_no_wrap(ground, FontId::proportional(tokens::TAB), ink);
    let extent = galley.size() + vec2(2.0 * tokens::BAR, 0.0);
    let tab = Rect::from_min_size(area.left_top() - Vec2::Y * extent.y, extent);
    if words.iter().any(|word| word.intersects(tab)) {
        return;
    }
    painter.rect_filled(tab, 2.0, look.colour);
    painter.galley(tab.min + vec2(tokens::BAR, 0.0), galley, ink);
}
