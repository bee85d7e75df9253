//! From the pointer to a gesture: a click selects, a drag draws or pulls.
//!
//! **Invariant:** a drag begins where the button went down, not where the drag was noticed: the toolkit notices it some
//! points later, enough to leave a letter readable.
//! **Absent:** drawing; and what a gesture changes, which is only wanted here.

use super::grips::{Handle, handle_at, reshaped};
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
pub enum Drag {
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
    drag: &mut Option<Drag>,
    wanted: &mut Vec<Wanted>,
) {
    let response = &shown.response;
    let (origin, pointer, modifiers) = ui.input(|i| {
        (
            i.pointer.press_origin(),
            i.pointer.latest_pos(),
            i.modifiers,
        )
    });
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
        && !wanted_by_clicks(shown, layer, modifiers.command, wanted)
    {
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
    if response.drag_started_by(egui::PointerButton::Primary)
        && let Some(origin) = origin
    {
        *drag = Some(begin(shown, layer, origin, modifiers));
    }
    if let (Some(drag), Some(pos)) = (drag.as_mut(), pointer) {
        move_to(shown, drag, pos);
    }
    if drag.is_none()
        && let Some((from, to)) = flick(ui, response)
    {
        let mut whole = begin(shown, layer, from, modifiers);
        move_to(shown, &mut whole, to);
        if let Drag::Draw(drawn) = whole {
            wanted.push(Wanted::Draw(drawn));
        }
        return;
    }
    if response.drag_stopped() {
        match drag.take() {
            Some(Drag::Draw(drawn)) => wanted.push(Wanted::Draw(drawn)),
            Some(Drag::Reshape { handle, from, to }) => {
                wanted.extend(reshaped(layer, handle, from, to));
            }
            _ => {}
        }
    }
}

/// Two clicks take a word, three a line; with Ctrl a cell and a column. Whether they were that.
fn wanted_by_clicks(
    shown: &Shown,
    layer: &Layer<'_>,
    command: bool,
    wanted: &mut Vec<Wanted>,
) -> bool {
    let response = &shown.response;
    let span = match (response.double_clicked(), response.triple_clicked()) {
        (true, _) if command => Span::Cell,
        (true, _) => Span::Word,
        (_, true) if command => Span::Column,
        (_, true) => Span::Line,
        _ => return false,
    };
    let pos = response.interact_pointer_pos();
    let place = pos.and_then(|pos| {
        let place = shown.pages.iter().find(|p| p.rect.contains(pos))?;
        Some((place.page, place.to_page(pos)))
    });
    if let Some((page, at)) = place
        && layer.can_edit
    {
        wanted.push(Wanted::Take { page, at, span });
    }
    true
}

/// A drag that began and ended between two frames, which the toolkit reports as nothing.
fn flick(ui: &Ui, response: &egui::Response) -> Option<(Pos2, Pos2)> {
    let (mut from, mut whole) = (None, None);
    ui.input(|i| {
        for event in &i.events {
            if let egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                ..
            } = event
            {
                if *pressed {
                    from = Some(*pos);
                } else if let Some(from) = from.take() {
                    whole = Some((from, *pos));
                }
            }
        }
    });
    let reach = ui.options(|o| o.input_options.max_click_dist);
    whole.filter(|(from, to)| {
        response.contains_pointer() && response.rect.contains(*from) && from.distance(*to) > reach
    })
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
