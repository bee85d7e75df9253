//! The pages of a document, one under the other, at any zoom.
//!
//! **Invariant:** while a sharp picture is on its way a coarser one is shown; there is never a hole or a wait.
//! **Absent:** what is drawn on a page; the caller paints marks.

use super::page_layout::{Layout, PageOnScreen};
use super::page_view::{View, place_pages};
use super::pictures::{Pictures, tiles};
use super::{desk, focus, tokens};
use crate::jobs::{PagePart, PageRequest, SourceFile, Tile};
use crate::model::geometry::{PageRect, PageSize};
use egui::{Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

/// A notch of the wheel zooms by less than a pinch: about a fifth.
const WHEEL: f32 = 0.45;
/// Scale of the coarse picture that every page gets first, in pixels per thousand points.
pub const COARSE: u32 = 250;

/// What the canvas found out in a frame.
pub struct CanvasFrame {
    pub pages: Vec<PageOnScreen>,
    pub response: egui::Response,
    /// Where the bar is that shows the place in the document; `None` when everything is in view.
    pub bar: Option<Rect>,
    /// Pictures that are missing: coarse ones first.
    pub requests: Vec<PageRequest>,
    /// How many of them are coarse.
    pub coarse: usize,
    /// The page most of which is to be seen.
    pub current: usize,
}

/// Draws the pages that are in view and says which pictures are missing.
pub fn show(
    ui: &mut Ui,
    view: &mut View,
    files: &Files<'_>,
    pages: &[PageSize],
    layout: &Layout,
    pictures: &mut Pictures,
    name: &str,
) -> CanvasFrame {
    let (rect, response) =
        ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, enabled, name));
    focus::lend_keys(&response);
    take_wheel(ui, view, &response, rect);
    view.settle(rect.size(), layout);

    let painter = ui.painter_at(rect);
    let mut on_screen = place_pages(view, rect, pages, layout);
    let papers: Vec<Rect> = on_screen.iter().map(|place| place.rect).collect();
    for part in desk::around(rect, &papers) {
        painter.rect_filled(part, 0.0, tokens::palette(ui).desk);
    }
    let (mut sharp, mut coarse) = (Vec::new(), Vec::new());
    let pixels_per_point = f64::from(ui.ctx().pixels_per_point());
    for place in &mut on_screen {
        let Some(size) = pages.get(place.page) else {
            continue;
        };
        let (file, mut missing) = file_to_draw(files, place, *size, pictures);
        coarse.append(&mut missing);
        let place = &*place;
        let scale = (place.zoom * pixels_per_point * 1000.0).round() as u32;
        // What a sharp picture covers need not be drawn, but is kept for when the zoom changes.
        let is_covered = scale > COARSE && is_there(place, *size, scale, &file, pictures, rect);
        match is_covered {
            // Pictures end at whole pixels: the edge of the paper is all that they may leave.
            true => {
                let (edge, inside) = (Stroke::new(2.0, tokens::PAPER), StrokeKind::Inside);
                painter.rect_stroke(place.rect, 0.0, edge, inside);
            }
            false => {
                painter.rect_filled(place.rect, 0.0, tokens::PAPER);
            }
        }
        let beneath = match is_covered {
            true => painter.with_clip_rect(Rect::NOTHING),
            false => painter.clone(),
        };
        let mut missing = paint_tiles(&beneath, place, *size, COARSE, &file, pictures, rect);
        coarse.append(&mut missing);
        if scale > COARSE {
            let mut missing = paint_tiles(&painter, place, *size, scale, &file, pictures, rect);
            sharp.append(&mut missing);
        }
    }
    let middle = rect.center().y;
    let nearest = on_screen.iter().min_by(|a, b| {
        let distance = |p: &PageOnScreen| p.rect.distance_to_pos(pos2(p.rect.center().x, middle));
        distance(a).total_cmp(&distance(b))
    });
    let current = nearest.map_or(0, |p| p.page);
    let bar = scroll_bar(ui, view, rect, layout);
    let coarse_wishes = coarse.len();
    coarse.append(&mut sharp);
    CanvasFrame {
        coarse: coarse_wishes,
        pages: on_screen,
        response,
        bar,
        requests: coarse,
        current,
    }
}

/// Where the pages of a canvas are drawn from.
pub struct Files<'a> {
    pub source: &'a SourceFile,
    /// The publication of a page, from 0, where that is what is shown and it was made: a file in which it has the
    /// same number.
    pub published: &'a dyn Fn(usize) -> Option<SourceFile>,
}

/// A page of a file.
pub(super) struct FilePage {
    pub file: SourceFile,
    /// From 0.
    pub page: usize,
}

/// The file that a page is drawn from: its publication as soon as that is there to be seen, which is asked for.
fn file_to_draw(
    files: &Files<'_>,
    place: &mut PageOnScreen,
    size: PageSize,
    pictures: &mut Pictures,
) -> (FilePage, Vec<PageRequest>) {
    let source = FilePage {
        file: files.source.clone(),
        page: place.page,
    };
    let Some(file) = (files.published)(place.page) else {
        return (source, Vec::new());
    };
    let unseen =
        tiles(place.page, size, COARSE).filter(|tile| pictures.get(&file, *tile).is_none());
    let request = |tile| PageRequest {
        source: file.clone(),
        part: PagePart::Tile(tile),
    };
    let missing: Vec<PageRequest> = unseen.map(request).collect();
    place.is_published = missing.is_empty();
    match place.is_published {
        true => (FilePage { file, ..source }, missing),
        false => (source, missing),
    }
}

fn take_wheel(ui: &Ui, view: &mut View, response: &egui::Response, rect: Rect) {
    if !response.contains_pointer() {
        return;
    }
    let (zoom, scroll, pointer, panning) = ui.input(|i| {
        let panning = i.pointer.button_down(egui::PointerButton::Middle);
        let wheel = if i.modifiers.command { WHEEL } else { 1.0 };
        (
            i.zoom_delta().powf(wheel),
            i.smooth_scroll_delta(),
            i.pointer.hover_pos(),
            panning.then(|| i.pointer.delta()),
        )
    });
    if zoom != 1.0 {
        let anchor = pointer.unwrap_or(rect.center()) - rect.min;
        view.zoom_at(view.zoom() * f64::from(zoom), anchor, rect.size());
    } else if scroll != Vec2::ZERO {
        view.scroll(scroll);
    }
    if let Some(by) = panning {
        view.scroll(by);
    }
}

/// A tile and the part of its page that it shows, in points.
fn placed(tile: Tile) -> Option<(Tile, PageRect)> {
    let at = |pixels: usize| pixels as f64 * 1000.0 / f64::from(tile.scale);
    let side = crate::jobs::TILE_SIDE;
    let (left, top) = (at(tile.column * side), at(tile.row * side));
    let part = PageRect::new(left, top, left + at(tile.width), top + at(tile.height));
    Some((tile, part?))
}

/// Whether every tile at this scale that is in view is there.
fn is_there(
    place: &PageOnScreen,
    size: PageSize,
    scale: u32,
    of: &FilePage,
    pictures: &mut Pictures,
    clip: Rect,
) -> bool {
    let mut parts = tiles(of.page, size, scale).filter_map(placed);
    parts.all(|(tile, part)| {
        let is_in_view = place.rect_to_screen(&part).intersects(clip);
        !is_in_view || pictures.get(&of.file, tile).is_some()
    })
}

/// Paints the tiles that are there; returns requests for those that are not.
pub(super) fn paint_tiles(
    painter: &egui::Painter,
    place: &PageOnScreen,
    size: PageSize,
    scale: u32,
    of: &FilePage,
    pictures: &mut Pictures,
    clip: Rect,
) -> Vec<PageRequest> {
    let mut missing = Vec::new();
    for (tile, part) in tiles(of.page, size, scale).filter_map(placed) {
        if !place.rect_to_screen(&part).intersects(clip) {
            continue;
        }
        match pictures.get(&of.file, tile) {
            Some(texture) => {
                painter.add(place.picture(texture, &part));
            }
            None => missing.push(PageRequest {
                source: of.file.clone(),
                part: PagePart::Tile(tile),
            }),
        }
    }
    missing
}

/// A bar at the right edge that shows and sets the place in the document.
fn scroll_bar(ui: &mut Ui, view: &mut View, rect: Rect, layout: &Layout) -> Option<Rect> {
    const WIDTH: f32 = 12.0;
    let screen = f64::from(rect.height()) / view.zoom();
    if layout.height() <= screen {
        return None;
    }
    let track = Rect::from_min_max(pos2(rect.right() - WIDTH, rect.top()), rect.max);
    let share = (screen / layout.height()) as f32;
    let length = (track.height() * share).max(24.0);
    let room = f64::from(track.height() - length);
    let travel = layout.height() - screen;
    let response = ui.interact(
        track,
        ui.scope_id().with("scroll bar"),
        egui::Sense::click_and_drag(),
    );
    if let Some(pos) = response.interact_pointer_pos() {
        let place = f64::from(pos.y - track.top() - length / 2.0) / room;
        view.top = place.clamp(0.0, 1.0) * travel;
    }
    let top = track.top() + (view.top / travel * room) as f32;
    let handle = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(WIDTH - 4.0, length));
    let colour = ui
        .style()
        .interact(&response)
        .fg_stroke
        .color
        .gamma_multiply(0.6);
    ui.painter().rect_filled(handle, 4.0, colour);
    Some(track)
}
