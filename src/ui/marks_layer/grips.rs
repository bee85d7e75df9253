//! The grips of a selected mark, and the shape it gets when one is pulled.
//!
//! **Invariant:** a pulled edge never passes its opposite; a moved frame stays on its page.

use super::Layer;
use crate::model::document::{MarkId, OwnedMark};
use crate::model::geometry::{PagePoint, PageRect};
use crate::ui::Wanted;
use crate::ui::canvas::{PageOnScreen, Shown};
use egui::{Pos2, Rect, vec2};

/// Side of a handle in points of the screen.
const HANDLE: f32 = 8.0;

/// A grip on one area of a mark: which edges follow the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    pub(super) mark: MarkId,
    pub(super) page: usize,
    pub(super) area: usize,
    /// −1 left, 1 right, 0 neither; and top and bottom. Neither of all: the frame itself, by which it is moved.
    pub(super) edges: (i8, i8),
}

/// The grips of a mark: a text mark is made longer or shorter by the word, a free frame by its edges and corners.
pub(super) fn handles(owned: &OwnedMark, place: &PageOnScreen) -> Vec<(Handle, Rect)> {
    /// A frame with sides shorter than this, in points of the screen, has grips at its corners only.
    const ROOM: f32 = 4.0 * HANDLE;
    const TEXT: [(i8, i8); 2] = [(-1, 0), (1, 0)];
    const FREE: [(i8, i8); 8] = [
        (-1, -1),
        (0, -1),
        (1, -1),
        (-1, 0),
        (1, 0),
        (-1, 1),
        (0, 1),
        (1, 1),
    ];
    let edges: &[(i8, i8)] = if owned.mark.free { &FREE } else { &TEXT };
    let areas = owned.mark.areas.iter().enumerate();
    areas
        .flat_map(|(area, rect)| {
            let rect = place.rect_to_screen(rect);
            let fits = move |edges: &&(i8, i8)| match **edges {
                (0, _) => rect.width() >= ROOM,
                (_, 0) if owned.mark.free => rect.height() >= ROOM,
                _ => true,
            };
            edges.iter().filter(fits).map(move |edges| {
                let at = rect.center()
                    + vec2(
                        rect.width() / 2.0 * f32::from(edges.0),
                        rect.height() / 2.0 * f32::from(edges.1),
                    );
                let handle = Handle {
                    mark: owned.id,
                    page: owned.mark.page,
                    area,
                    edges: *edges,
                };
                // Outside the frame, so that a grip hides nothing of the text.
                let out = vec2(f32::from(edges.0), f32::from(edges.1)) * (HANDLE / 2.0);
                (
                    handle,
                    Rect::from_center_size(at + out, vec2(HANDLE, HANDLE)),
                )
            })
        })
        .collect()
}

pub(super) fn handle_at(shown: &Shown, layer: &Layer<'_>, pos: Pos2) -> Option<Handle> {
    shown.pages.iter().find_map(|place| {
        let marks = layer.document.marks_on(place.page);
        let mut selected = marks.filter(|m| layer.selected.contains(&m.id));
        selected.find_map(|owned| {
            let grips = handles(owned, place).into_iter();
            let mut under = grips.filter(|(_, rect)| rect.expand(3.0).contains(pos));
            let grip = under.next().map(|(handle, _)| handle);
            grip.or_else(|| frame_at(owned, place, pos))
        })
    })
}

/// The frame of a free mark: a drag that starts on its line moves it.
fn frame_at(owned: &OwnedMark, place: &PageOnScreen, pos: Pos2) -> Option<Handle> {
    /// How near to the line is on the line, in points of the screen.
    const NEAR: f32 = 3.0;
    let is_on_line = |area: &PageRect| {
        let rect = place.rect_to_screen(area);
        rect.expand(NEAR).contains(pos) && !rect.shrink(NEAR).contains(pos)
    };
    let area = owned.mark.areas.iter().position(is_on_line);
    area.filter(|_| owned.mark.free).map(|area| Handle {
        mark: owned.id,
        page: owned.mark.page,
        area,
        edges: (0, 0),
    })
}

/// A mark with one area pulled to a new shape; of a text mark the rectangle still has to be settled on words.
pub(super) fn reshaped(
    layer: &Layer<'_>,
    handle: Handle,
    from: PagePoint,
    to: PagePoint,
) -> Option<Wanted> {
    let owned = layer.document.mark(handle.mark)?;
    let held = held(layer, owned, handle, from, to)?;
    let mut areas = owned.mark.areas.clone();
    *areas.get_mut(handle.area)? = held;
    Some(Wanted::Reshape {
        mark: handle.mark,
        areas,
    })
}

/// The area under the hand, pulled or moved.
pub(super) fn held(
    layer: &Layer<'_>,
    owned: &OwnedMark,
    handle: Handle,
    from: PagePoint,
    to: PagePoint,
) -> Option<PageRect> {
    let area = owned.mark.areas.get(handle.area)?;
    if handle.edges == (0, 0) {
        let page = layer.sizes.get(handle.page)?.rect()?;
        moved(area, from, to, &page)
    } else {
        pulled(area, handle.edges, to, owned.mark.free)
    }
}

/// An area moved as the pointer moved, as far as the page goes.
fn moved(area: &PageRect, from: PagePoint, to: PagePoint, page: &PageRect) -> Option<PageRect> {
    let (left, right) = (page.left() - area.left(), page.right() - area.right());
    let (top, bottom) = (page.top() - area.top(), page.bottom() - area.bottom());
    let dx = (to.x - from.x).max(left).min(right);
    let dy = (to.y - from.y).max(top).min(bottom);
    area.translated(dx, dy)
}

fn pulled(area: &PageRect, edges: (i8, i8), to: PagePoint, free: bool) -> Option<PageRect> {
    let side = |edge: i8, low: f64, high: f64, to: f64| match edge {
        -1 => (to.min(high - 1.0), high),
        1 => (low, to.max(low + 1.0)),
        _ => (low, high),
    };
    let (left, right) = side(edges.0, area.left(), area.right(), to.x);
    let (top, bottom) = side(edges.1, area.top(), area.bottom(), to.y);
    // The middle of the line touches its words and not those of the next.
    let shy = if free { 0.0 } else { area.height() * 0.35 };
    PageRect::new(left, top + shy, right, bottom - shy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulled_edge_follows_the_pointer_and_never_passes_its_opposite() {
        let area = PageRect::new(10.0, 10.0, 50.0, 20.0).unwrap();
        let at = |x, y| PagePoint::new(x, y);
        let pull = |edges, to| pulled(&area, edges, to, true).unwrap();
        assert_eq!(pull((1, 0), at(80.0, 99.0)).right(), 80.0);
        assert_eq!(
            pull((-1, 1), at(0.0, 30.0)),
            PageRect::new(0.0, 10.0, 50.0, 30.0).unwrap()
        );
        assert_eq!(pull((-1, 0), at(90.0, 0.0)).left(), 49.0);
    }

    #[test]
    fn a_moved_frame_stays_on_its_page() {
        let page = PageRect::new(0.0, 0.0, 100.0, 100.0).unwrap();
        let area = PageRect::new(10.0, 10.0, 50.0, 20.0).unwrap();
        let at = |x, y| PagePoint::new(x, y);
        let moved = |to| moved(&area, at(10.0, 15.0), to, &page).unwrap();
        assert_eq!(
            moved(at(15.0, 25.0)),
            PageRect::new(15.0, 20.0, 55.0, 30.0).unwrap()
        );
        assert_eq!(
            moved(at(-90.0, 999.0)),
            PageRect::new(0.0, 90.0, 40.0, 100.0).unwrap()
        );
    }
}
