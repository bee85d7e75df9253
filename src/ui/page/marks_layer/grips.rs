//! The grips of a selected mark on the screen.
//!
//! **Invariant:** a grip stands outside its area, so that it hides nothing of the text.
//! **Absent:** the shape that a mark gets when one is pulled; `model::gesture` says it.

use super::super::canvas::CanvasFrame;
use super::super::page_layout::PageOnScreen;
use super::layer::Layer;
use crate::model::dossier::document::OwnedMark;
use crate::model::gesture::Grip;
use crate::model::page::geometry::PageRect;
use egui::{Pos2, Rect, vec2};

/// Side of a grip in points of the screen.
const SIDE: f32 = 8.0;

/// The grips of a mark: a text mark is made longer or shorter by the word, a free frame by its edges and corners.
pub(super) fn grips(owned: &OwnedMark, place: &PageOnScreen) -> Vec<(Grip, Rect)> {
    /// A frame with sides shorter than this, in points of the screen, has grips at its corners only.
    const ROOM: f32 = 4.0 * SIDE;
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
                let grip = Grip {
                    area,
                    edges: *edges,
                };
                // Outside the frame, so that a grip hides nothing of the text.
                let out = vec2(f32::from(edges.0), f32::from(edges.1)) * (SIDE / 2.0);
                (grip, Rect::from_center_size(at + out, vec2(SIDE, SIDE)))
            })
        })
        .collect()
}

/// The grip at a place of the screen, and of which selected mark.
pub(super) fn grip_at<'a>(
    shown: &CanvasFrame,
    layer: &Layer<'a>,
    pos: Pos2,
) -> Option<(&'a OwnedMark, Grip)> {
    shown.pages.iter().find_map(|place| {
        let marks = layer.document.marks_on(place.page);
        let mut selected = marks.filter(|m| layer.selected.contains(&m.id));
        selected.find_map(|owned| {
            let grips = grips(owned, place).into_iter();
            let mut under = grips.filter(|(_, rect)| rect.expand(3.0).contains(pos));
            let grip = under.next().map(|(grip, _)| grip);
            let grip = grip.or_else(|| frame_at(owned, place, pos))?;
            Some((&**owned, grip))
        })
    })
}

/// The frame of a free mark: a drag that starts on its line moves it.
fn frame_at(owned: &OwnedMark, place: &PageOnScreen, pos: Pos2) -> Option<Grip> {
    /// How near to the line is on the line, in points of the screen.
    const NEAR: f32 = 3.0;
    let is_on_line = |area: &PageRect| {
        let rect = place.rect_to_screen(area);
        rect.expand(NEAR).contains(pos) && !rect.shrink(NEAR).contains(pos)
    };
    let area = owned.mark.areas.iter().position(is_on_line);
    area.filter(|_| owned.mark.free).map(|area| Grip {
        area,
        edges: (0, 0),
    })
}
