//! The ground of each mark while it is worked on: a small tab above its first area, outside it.
//!
//! **Invariant:** a tab never lies on a word: where the gap between the lines is too low, the colour of the mark alone says
//! it, as a bar at its left edge.

use super::super::page_layout::PageOnScreen;
use super::layer::Layer;
use crate::model::dossier::document::OwnedMark;
use crate::model::page::geometry::PageRect;
use crate::ui::widgets::tokens;
use egui::{FontId, Painter, Rect, Vec2, pos2, vec2};

/// Paints the tab of a mark, unless it would lie on one of these words.
pub fn paint(
    painter: &Painter,
    place: &PageOnScreen,
    (owned, areas): (&OwnedMark, &[PageRect]),
    words: &[PageRect],
    layer: &Layer<'_>,
) {
    let Some(first) = areas.first() else { return };
    let area = place.rect_to_screen(first);
    let look = tokens::mark_look(&owned.mark.grounds);
    let bar = Rect::from_min_max(area.min, pos2(area.left() + tokens::BAR, area.bottom()));
    painter.rect_filled(bar, 0.0, look.colour);
    let ground = owned.mark.label_text(layer.dossier.facts.notation);
    if ground.is_empty() {
        return;
    }
    let ink = tokens::ink_on(look.colour);
    let galley = painter.layout_no_wrap(ground, FontId::proportional(tokens::TAB), ink);
    let extent = galley.size() + vec2(2.0 * tokens::BAR, 0.0);
    let tab = Rect::from_min_size(area.left_top() - Vec2::Y * extent.y, extent);
    let is_on = |word: &PageRect| place.rect_to_screen(word).intersects(tab);
    if words.iter().any(is_on) {
        return;
    }
    painter.rect_filled(tab, 2.0, look.colour);
    painter.galley(tab.min + vec2(tokens::BAR, 0.0), galley, ink);
}
