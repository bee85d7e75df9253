//! What a gesture over the pages wants: a click selects or takes a word, a drag draws or pulls.
//!
//! **Invariant:** a drag begins where the button went down, not where the drag was noticed: the toolkit notices it some
//! points later, enough to leave a letter readable.
//! **Absent:** drawing; and what a gesture changes, which is only wanted here.

use super::grips::{Handle, handle_at, reshaped};
use super::hand::{Gesture, Hand, Moment};
use super::{Layer, mark_at};
use crate::model::geometry::{PagePoint, PageRect, PageSize};
use crate::model::snap;
use crate::model::spans::Span;
use crate::model::text::PageText;
use crate::ui::canvas::Shown;
use crate::ui::{Drawn, Wanted};
use egui::{Modifiers, Pos2, Ui};
use std::collections::BTreeSet;

/// What is under the hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    Draw(Drawn),
    Reshape {
        handle: Handle,
        from: PagePoint,
        to: PagePoint,
    },
    /// It began where nothing can be drawn.
    Idle,
}

pub(super) fn follow_pointer(
    ui: &Ui,
    shown: &Shown,
    layer: &Layer<'_>,
    hand: &mut Hand,
    wanted: &mut Vec<Wanted>,
) {
    let lands = |pos| lands(ui, shown, pos);
    let reach = ui.options(|o| o.input_options.max_click_dist);
    let (events, time, pointer, is_down) = ui.input(|i| {
        let down = i.pointer.primary_down();
        (i.events.clone(), i.time, i.pointer.latest_pos(), down)
    });
    let moment = Moment { time, reach };
    for event in &events {
        for gesture in hand.take(event, moment, lands) {
            follow(shown, layer, hand, gesture, wanted);
        }
    }
    if !is_down {
        // It came up where nobody looked.
        hand.drop_all();
    }
    // The page may have moved below a hand that lay still.
    if let (Some(drag), Some(pos)) = (hand.drag.as_mut(), pointer) {
        move_to(shown, drag, pos);
    }
}

/// Whether a press at a place is one on the pages: not on what lies over them, nor on what pulls at their edges.
fn lands(ui: &Ui, shown: &Shown, pos: Pos2) -> bool {
    let edge = ui.style().interaction.resize_grab_radius_side;
    let above = ui.ctx().layer_id_at(pos);
    let inner = shown.response.rect.shrink2(egui::vec2(edge, 0.0));
    shown.response.enabled()
        && inner.contains(pos)
        && above.is_none_or(|layer| layer == ui.layer_id())
        && !shown.bar.is_some_and(|bar| bar.contains(pos))
}

fn follow(
    shown: &Shown,
    layer: &Layer<'_>,
    hand: &mut Hand,
    gesture: Gesture,
    wanted: &mut Vec<Wanted>,
) {
    match gesture {
        Gesture::Click {
            at,
            count,
            modifiers,
        } => clicked(shown, layer, at, (count, modifiers), wanted),
        Gesture::Begin { at, modifiers } => hand.drag = Some(begin(shown, layer, at, modifiers)),
        Gesture::Move(pos) => {
            if let Some(drag) = &mut hand.drag {
                move_to(shown, drag, pos);
            }
        }
        Gesture::End(_) => match hand.drag.take() {
            Some(Drag::Draw(drawn)) => wanted.push(Wanted::Draw(drawn)),
            Some(Drag::Reshape { handle, from, to }) => {
                wanted.extend(reshaped(layer, handle, from, to));
            }
            Some(Drag::Idle) | None => {}
        },
    }
}

/// One click selects, two take a word, three a line; with Ctrl a cell and a column.
fn clicked(
    shown: &Shown,
    layer: &Layer<'_>,
    pos: Pos2,
    (count, modifiers): (usize, Modifiers),
    wanted: &mut Vec<Wanted>,
) {
    let span = match (count, modifiers.command) {
        (2, true) => Span::Cell,
        (2, false) => Span::Word,
        (3, true) => Span::Column,
        (3, false) => Span::Line,
        _ => return select(shown, layer, pos, modifiers, wanted),
    };
    let place = shown.pages.iter().find(|p| p.rect.contains(pos));
    if let Some(place) = place.filter(|_| layer.can_edit) {
        let (page, at) = (place.page, place.to_page(pos));
        wanted.push(Wanted::Take { page, at, span });
    }
}

fn select(
    shown: &Shown,
    layer: &Layer<'_>,
    pos: Pos2,
    modifiers: Modifiers,
    wanted: &mut Vec<Wanted>,
) {
    let hit = mark_at(shown, layer, pos).map(|m| m.id);
    let mut selected = layer.selected.clone();
    match hit {
        Some(mark) if modifiers.command || modifiers.shift => {
            if !selected.remove(&mark) {
                selected.insert(mark);
            }
        }
        Some(mark) => selected = BTreeSet::from([mark]),
        None => selected.clear(),
    }
    wanted.push(Wanted::SelectMarks(selected));
}

fn begin(shown: &Shown, layer: &Layer<'_>, origin: Pos2, modifiers: Modifiers) -> Drag {
    if !layer.can_edit {
        return Drag::Idle;
    }
    if let Some(handle) = handle_at(shown, layer, origin)
        && let Some(place) = shown.pages.iter().find(|p| p.page == handle.page)
    {
        let from = place.to_page(origin);
        let to = from;
        return Drag::Reshape { handle, from, to };
    }
    let Some(place) = shown.pages.iter().find(|p| p.rect.contains(origin)) else {
        return Drag::Idle;
    };
    let from = place.to_page(origin);
    Drag::Draw(Drawn {
        page: place.page,
        from,
        to: from,
        free: modifiers.command || layer.free,
        adds: modifiers.shift,
    })
}

/// Moves the end of a drag, within its page.
fn move_to(shown: &Shown, drag: &mut Drag, pos: Pos2) {
    let page = match drag {
        Drag::Draw(drawn) => drawn.page,
        Drag::Reshape { handle, .. } => handle.page,
        Drag::Idle => return,
    };
    let Some(place) = shown.pages.iter().find(|p| p.page == page) else {
        return;
    };
    let end = place.to_page(place.rect.clamp(pos));
    match drag {
        Drag::Draw(drawn) => drawn.to = end,
        Drag::Reshape { to, .. } => *to = end,
        Drag::Idle => {}
    }
}

/// The areas that a drag makes, and whether they are bound to no words: asked for, on a page without text, or where
/// no word was touched.
pub fn settled(drawn: &Drawn, text: Option<&PageText>, size: PageSize) -> (Vec<PageRect>, bool) {
    let Some(rect) = drawn.rect() else {
        return (Vec::new(), true);
    };
    let words = match text {
        Some(text) if !drawn.free => snap::snapped(text, &rect, size),
        _ => Vec::new(),
    };
    if !words.is_empty() {
        return (words, false);
    }
    let free = size.rect().and_then(|page| rect.intersection(&page));
    (free.into_iter().collect(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_where_no_word_is_makes_a_free_frame() {
        let size = PageSize {
            width: 100.0,
            height: 100.0,
        };
        let drawn = Drawn {
            page: 0,
            from: PagePoint::new(90.0, 40.0),
            to: PagePoint::new(120.0, 20.0),
            free: false,
            adds: false,
        };
        let (areas, free) = settled(&drawn, Some(&PageText::default()), size);
        assert!(free);
        assert_eq!(areas, [PageRect::new(90.0, 20.0, 100.0, 40.0).unwrap()]);
    }
}
