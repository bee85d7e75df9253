//! The pages of a document, one under the other, at any zoom.
//!
//! **Invariant:** while a sharp picture is on its way a coarser one is shown; there is never a hole or a wait.
//! **Absent:** what is drawn on a page; the caller paints marks.

use super::desk;
use super::page_layout::{Layout, PageOnScreen};
use super::page_view::{View, place_pages};
use super::pictures::{Pictures, tiles};
use crate::jobs::{PagePart, PageRequest, SourceFile, Tile};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::ui::widgets::{focus, tokens};
use egui::{Painter, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

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
    shown: &Shown<'_>,
    pictures: &mut Pictures,
) -> CanvasFrame {
    let (rect, response) =
        ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, enabled, shown.name));
    focus::lend_keys(&response);
    take_wheel(ui, view, &response, rect);
    view.settle(rect.size(), shown.layout);

    let painter = ui.painter_at(rect);
    let mut pages = place_pages(view, rect, shown.sizes, shown.layout);
    let papers: Vec<Rect> = pages.iter().map(|place| place.rect).collect();
    for part in desk::around(rect, &papers) {
        painter.rect_filled(part, 0.0, tokens::palette(ui).desk);
    }
    let mut missing = Missing::default();
    for place in &mut pages {
        paint_page(&painter, shown, place, pictures, &mut missing);
    }
    let bar = scroll_bar(ui, view, rect, shown.layout);
    CanvasFrame {
        current: nearest(&pages, rect.center().y),
        pages,
        response,
        bar,
        coarse: missing.coarse.len(),
        requests: [missing.coarse, missing.sharp].concat(),
    }
}

/// What is shown: the pages of a document, where they lie, and what they are drawn from.
pub struct Shown<'a> {
    pub source: &'a SourceFile,
    /// The publication of a page, from 0, where that is what is shown and it was made: a file in which it has the
    /// same number.
    pub published: &'a dyn Fn(usize) -> Option<SourceFile>,
    pub sizes: &'a [PageSize],
    pub layout: &'a Layout,
    /// What a screen reader calls it.
    pub name: &'a str,
}

/// Pictures that are asked for.
#[derive(Default)]
struct Missing {
    coarse: Vec<PageRequest>,
    sharp: Vec<PageRequest>,
}

/// The page that lies nearest to a height on the screen.
fn nearest(pages: &[PageOnScreen], height: f32) -> usize {
    let distance = |p: &PageOnScreen| p.rect.distance_to_pos(pos2(p.rect.center().x, height));
    let nearest = pages
        .iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.map_or(0, |p| p.page)
}

/// Paints a page as sharp as its pictures allow.
fn paint_page(
    painter: &Painter,
    shown: &Shown<'_>,
    place: &mut PageOnScreen,
    pictures: &mut Pictures,
    missing: &mut Missing,
) {
    let file = file_to_draw(shown, place, pictures, &mut missing.coarse);
    let page = PagePicture {
        place,
        file: &file,
        clip: painter.clip_rect(),
    };
    let scale = (place.zoom * f64::from(painter.pixels_per_point()) * 1000.0).round() as u32;
    // What a sharp picture covers need not be drawn, but is kept for when the zoom changes.
    let is_covered = scale > COARSE && page.is_there(scale, pictures);
    let beneath = match is_covered {
        true => {
            // Pictures end at whole pixels: the edge of the paper is all that they may leave.
            let (edge, inside) = (Stroke::new(2.0, tokens::PAPER), StrokeKind::Inside);
            painter.rect_stroke(place.rect, 0.0, edge, inside);
            painter.with_clip_rect(Rect::NOTHING)
        }
        false => {
            painter.rect_filled(place.rect, 0.0, tokens::PAPER);
            painter.clone()
        }
    };
    (missing.coarse).append(&mut page.paint(&beneath, COARSE, pictures));
    if scale > COARSE {
        (missing.sharp).append(&mut page.paint(painter, scale, pictures));
    }
}

/// A page of a file.
pub struct FilePage {
    pub file: SourceFile,
    /// From 0.
    pub page: usize,
}

/// The file that a page is drawn from: its publication as soon as that is there to be seen, which is asked for.
fn file_to_draw(
    shown: &Shown<'_>,
    place: &mut PageOnScreen,
    pictures: &mut Pictures,
    missing: &mut Vec<PageRequest>,
) -> FilePage {
    let source = FilePage {
        file: shown.source.clone(),
        page: place.page,
    };
    let Some(file) = (shown.published)(place.page) else {
        return source;
    };
    let unseen: Vec<PageRequest> = tiles(place.page, place.size, COARSE)
        .filter(|tile| pictures.get(&file, *tile).is_none())
        .map(|tile| request(&file, tile))
        .collect();
    place.is_published = unseen.is_empty();
    missing.extend(unseen);
    match place.is_published {
        true => FilePage { file, ..source },
        false => source,
    }
}

fn request(file: &SourceFile, tile: Tile) -> PageRequest {
    PageRequest {
        source: file.clone(),
        part: PagePart::Tile(tile),
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

/// A page of a file, and where it is drawn.
pub struct PagePicture<'a> {
    pub place: &'a PageOnScreen,
    pub file: &'a FilePage,
    /// What of the screen may show it.
    pub clip: Rect,
}

impl PagePicture<'_> {
    /// The tiles at a scale that are in view, and the parts of the page that they show.
    fn tiles(&self, scale: u32) -> impl Iterator<Item = (Tile, PageRect)> {
        let tiles = tiles(self.file.page, self.place.size, scale).filter_map(placed);
        tiles.filter(|(_, part)| self.place.rect_to_screen(part).intersects(self.clip))
    }

    /// Whether every tile at this scale that is in view is there.
    fn is_there(&self, scale: u32, pictures: &mut Pictures) -> bool {
        let file = &self.file.file;
        self.tiles(scale)
            .all(|(tile, _)| pictures.get(file, tile).is_some())
    }

    /// Paints the tiles at a scale that are there; returns requests for those that are not.
    pub fn paint(
        &self,
        painter: &Painter,
        scale: u32,
        pictures: &mut Pictures,
    ) -> Vec<PageRequest> {
        let file = &self.file.file;
        let mut missing = Vec::new();
        for (tile, part) in self.tiles(scale) {
            match pictures.get(file, tile) {
                Some(texture) => {
                    painter.add(self.place.picture(texture, &part));
                }
                None => missing.push(request(file, tile)),
            }
        }
        missing
    }
}

/// A bar at the right edge that shows and sets the place in the document.
fn scroll_bar(ui: &mut Ui, view: &mut View, rect: Rect, layout: &Layout) -> Option<Rect> {
    const WIDTH: f32 = 12.0;
    /// The handle stays large enough to be taken hold of, whatever the length of the document.
    const SHORTEST: f32 = 24.0;
    const ROUNDED: f32 = 4.0;
    /// Fainter than text: it is there when it is looked for.
    const OPACITY: f32 = 0.6;
    let screen = f64::from(rect.height()) / view.zoom();
    if layout.height() <= screen {
        return None;
    }
    let track = Rect::from_min_max(pos2(rect.right() - WIDTH, rect.top()), rect.max);
    let share = (screen / layout.height()) as f32;
    let length = (track.height() * share).max(SHORTEST);
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
        .gamma_multiply(OPACITY);
    ui.painter().rect_filled(handle, ROUNDED, colour);
    Some(track)
}
