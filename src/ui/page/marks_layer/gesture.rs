//! What the pointer asks for over the pages: a click selects a mark or a suggestion or takes a word, a drag draws or pulls.
//!
//! **Invariant:** a drag begins where the button went down, not where the drag was noticed: the toolkit notices it some
//! points later, enough to leave a letter readable.
//! **Absent:** drawing; what a gesture covers, which `model::gesture` says; and what it changes.

use super::super::canvas::CanvasFrame;
use super::grips::grip_at;
use super::layer::{Layer, mark_at, suggestion_at};
use super::pointer::{Moment, Pointer, Step};
use crate::model::gesture::Gesture;
use crate::model::gesture::spans::Span;
use crate::ui::Intent;
use crate::ui::suggested::SuggestIntent;
use egui::{Modifiers, Pos2, Ui};
use std::collections::BTreeSet;

pub(super) fn follow_pointer(
    ui: &Ui,
    shown: &CanvasFrame,
    layer: &Layer<'_>,
    pointer: &mut Pointer,
    intents: &mut Vec<Intent>,
) {
    each_step(ui, shown, pointer, |pointer, step| {
        follow(shown, layer, pointer, step, intents);
    });
    // The page may have moved below a pointer that stood still.
    let latest = ui.input(|i| i.pointer.latest_pos());
    if let (Some(drag), Some(pos)) = (pointer.drag.as_mut(), latest) {
        move_to(shown, drag, pos);
    }
}

/// Follows it over pages on which nothing can be drawn now: a drag asks why.
pub(super) fn draw_in_vain(
    ui: &Ui,
    shown: &CanvasFrame,
    pointer: &mut Pointer,
    intents: &mut Vec<Intent>,
) {
    pointer.drag = None;
    each_step(ui, shown, pointer, |_, step| {
        let begins = matches!(step, Step::Begin { .. });
        intents.extend(begins.then_some(Intent::DrawInVain));
    });
}

/// What the pointer did in this frame, in turn.
fn each_step(
    ui: &Ui,
    shown: &CanvasFrame,
    pointer: &mut Pointer,
    mut take: impl FnMut(&mut Pointer, Step),
) {
    let lands = |pos| lands(ui, shown, pos);
    let reach = ui.options(|o| o.input_options.max_click_dist);
    let (events, time, is_down) = ui.input(|i| {
        let down = i.pointer.primary_down();
        (i.events.clone(), i.time, down)
    });
    let moment = Moment { time, reach };
    for event in &events {
        for step in pointer.take(event, moment, lands) {
            take(pointer, step);
        }
    }
    if !is_down {
        // It came up where nobody looked.
        pointer.drop_all();
    }
}

/// Whether a press at a place is one on the pages: not on what lies over them, nor on what pulls at their edges.
fn lands(ui: &Ui, shown: &CanvasFrame, pos: Pos2) -> bool {
    let edge = ui.style().interaction.resize_grab_radius_side;
    let above = ui.ctx().layer_id_at(pos);
    let inner = shown.response.rect.shrink2(egui::vec2(edge, 0.0));
    shown.response.enabled()
        && inner.contains(pos)
        && above.is_none_or(|layer| layer == ui.layer_id())
        && !shown.bar.is_some_and(|bar| bar.contains(pos))
}

fn follow(
    shown: &CanvasFrame,
    layer: &Layer<'_>,
    pointer: &mut Pointer,
    step: Step,
    intents: &mut Vec<Intent>,
) {
    match step {
        Step::Click {
            at,
            count,
            modifiers,
        } => intents.extend(clicked(shown, layer, at, (count, modifiers))),
        Step::Begin { .. } if !layer.can_edit => intents.push(Intent::DrawInVain),
        Step::Begin { at, modifiers } => pointer.drag = begin(shown, layer, at, modifiers),
        Step::Move(pos) => {
            if let Some(drag) = &mut pointer.drag {
                move_to(shown, drag, pos);
            }
        }
        Step::End(_) => intents.extend(pointer.drag.take().map(Intent::Gesture)),
    }
}

/// One click selects, two take a word, three a line; with Ctrl a cell and a column.
fn clicked(
    shown: &CanvasFrame,
    layer: &Layer<'_>,
    pos: Pos2,
    (count, modifiers): (usize, Modifiers),
) -> Option<Intent> {
    let span = match (count, modifiers.command) {
        (2, true) => Span::Cell,
        (2, false) => Span::Word,
        (3, true) => Span::Column,
        (3, false) => Span::Line,
        _ => return Some(select(shown, layer, pos, modifiers)),
    };
    let place = shown.pages.iter().find(|p| p.rect.contains(pos));
    place.filter(|_| layer.can_edit).map(|place| {
        let (page, at) = (place.page, place.to_page(pos));
        Intent::Gesture(Gesture::Take { page, at, span })
    })
}

fn select(shown: &CanvasFrame, layer: &Layer<'_>, pos: Pos2, modifiers: Modifiers) -> Intent {
    let hit = mark_at(shown, layer, pos).map(|m| m.id);
    let mut selected = layer.selected.clone();
    match hit {
        Some(mark) if modifiers.command || modifiers.shift => {
            if !selected.remove(&mark) {
                selected.insert(mark);
            }
        }
        Some(mark) => selected = BTreeSet::from([mark]),
        None if modifiers.is_none()
            && let Some(one) = suggestion_at(shown, layer, pos) =>
        {
            return Intent::Suggest(SuggestIntent::Click(Box::new(one.clone())));
        }
        None => selected.clear(),
    }
    Intent::SelectMarks(selected)
}

/// What a drag does that begins at a place; `None` where there is nothing to draw on.
fn begin(
    shown: &CanvasFrame,
    layer: &Layer<'_>,
    origin: Pos2,
    modifiers: Modifiers,
) -> Option<Gesture> {
    if let Some((owned, grip)) = grip_at(shown, layer, origin)
        && let page = owned.mark.page
        && let Some(place) = shown.pages.iter().find(|p| p.page == page)
    {
        let from = place.to_page(origin);
        return Some(Gesture::Pull {
            page,
            mark: owned.id,
            grip,
            from,
            to: from,
        });
    }
    let place = shown.pages.iter().find(|p| p.rect.contains(origin))?;
    let from = place.to_page(origin);
    Some(Gesture::Draw {
        page: place.page,
        from,
        to: from,
        free: modifiers.command || layer.free,
        adds: modifiers.shift,
    })
}

/// How far the pages are to move in this frame below a drag that is held past their upper or lower edge, in points of the
/// screen: the further it is held, the quicker, and no further than the page that it is on.
pub fn pulled_by(ui: &Ui, shown: &CanvasFrame, pointer: &Pointer) -> Option<f32> {
    /// Points a second at the edge, and how many more for each point past it.
    const SPEED: (f32, f32) = (120.0, 12.0);
    /// A frame that took longer, in seconds, moves them no further.
    const LONGEST: f32 = 0.1;
    let drag = pointer.drag.as_ref()?;
    let (pos, time) = ui.input(|i| (i.pointer.latest_pos(), i.stable_dt.min(LONGEST)));
    let (pos, screen) = (pos?, shown.response.rect);
    let page = shown.pages.iter().find(|p| p.page == drag.page())?.rect;
    let past = pos.y - pos.y.clamp(screen.top(), screen.bottom());
    let unseen = match past > 0.0 {
        true => page.bottom() - screen.bottom(),
        false => screen.top() - page.top(),
    };
    let by = (SPEED.0 + SPEED.1 * past.abs()) * time;
    let by = by.min(unseen);
    (past != 0.0 && by > 0.0).then(|| -by * past.signum())
}

/// Moves the end of a drag, within its page.
fn move_to(shown: &CanvasFrame, drag: &mut Gesture, pos: Pos2) {
    let page = drag.page();
    if let Some(place) = shown.pages.iter().find(|p| p.page == page) {
        drag.move_to(place.to_page(place.rect.clamp(pos)));
    }
}
