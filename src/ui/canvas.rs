//! The pages of a document, one under the other, at any zoom.
//!
//! **Invariant:** while a sharp picture is on its way a coarser one is shown; there is never a hole or a wait.
//! **Absent:** what is drawn on a page; the caller paints marks.

use super::page_layout::{GAP, Layout, PageOnScreen};
use super::pictures::{Pictures, tiles};
use super::{focus, tokens};
use crate::jobs::{PagePart, PageRequest, SourceFile, Tile};
use crate::model::geometry::{PageRect, PageSize};
use egui::{Rect, Ui, Vec2, pos2, vec2};

/// Margin beside a fitted page, in points of the screen.
const MARGIN: f32 = 16.0;
/// A notch of the wheel zooms by less than a pinch: about a fifth.
const WHEEL: f32 = 0.45;
/// Smallest and largest zoom.
const ZOOMS: (f64, f64) = (0.1, 16.0);
/// Scale of the coarse picture that every page gets first, in pixels per thousand points.
pub const COARSE: u32 = 250;

/// How the pages are fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    Width,
    Page,
    /// Screen points per page point.
    Zoom(f64),
}

/// Where the reader is. Positions are in points of the document: pages under each other with gaps.
#[derive(Clone, Debug)]
pub struct View {
    pub fit: Fit,
    /// What stands at the top of the screen.
    top: f64,
    /// What stands at the middle, from the middle of the pages.
    aside: f64,
    zoom: f64,
    /// Height of the screen part in points of the document; 0 before the first frame.
    height: f64,
}

impl Default for View {
    fn default() -> Self {
        Self {
            fit: Fit::Width,
            top: 0.0,
            aside: 0.0,
            zoom: 1.0,
            height: 0.0,
        }
    }
}

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

impl View {
    /// At the beginning of a document.
    pub fn fitted(fit: Fit) -> Self {
        Self {
            fit,
            ..Self::default()
        }
    }

    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    pub fn top(&self) -> f64 {
        self.top
    }

    /// What of a page stands at the top of the screen, in points from the top of the page.
    pub fn top_of(&self, page: usize, layout: &Layout) -> f64 {
        let top = layout.tops.get(page).copied().unwrap_or_default();
        (self.top - top).max(0.0)
    }

    /// Puts the top of a page at the top of the screen.
    pub fn go_to(&mut self, page: usize, layout: &Layout) {
        if let Some(top) = layout.tops.get(page) {
            self.top = top - GAP;
        }
    }

    /// Puts the top of the last page there.
    pub fn go_to_last(&mut self, layout: &Layout) {
        self.go_to(layout.pages().saturating_sub(1), layout);
    }

    /// The page at the top of the screen.
    pub fn page(&self, layout: &Layout) -> usize {
        layout.page_at(self.top + GAP * 2.0)
    }

    /// Brings a place of a page, in points from its top, into the upper part of the screen. What stands on the screen
    /// already stays where it is, since a page that jumps under the eye has to be found again.
    pub fn show_place(&mut self, page: usize, place: f64, layout: &Layout) {
        let Some(top) = layout.tops.get(page) else {
            return;
        };
        // Of a page that lies on its side in view, the whole page is the place.
        let place = if layout.is_turned(page) { 0.0 } else { place };
        let (place, margin) = (top + place, 8.0 / self.zoom.max(0.1));
        let seen = self.top + margin..self.top + self.height - margin;
        match self.fit {
            _ if seen.contains(&place) => {}
            Fit::Page => self.go_to(page, layout),
            Fit::Width | Fit::Zoom(_) => self.top = place - 120.0 / self.zoom.max(0.1),
        }
    }

    /// Changes the zoom and keeps what is under `anchor` (from the top left of the screen part) in place.
    fn zoom_at(&mut self, zoom: f64, anchor: Vec2, size: Vec2) {
        let zoom = zoom.clamp(ZOOMS.0, ZOOMS.1);
        let from_middle = f64::from(anchor.x - size.x / 2.0);
        self.aside += from_middle / self.zoom - from_middle / zoom;
        self.top += f64::from(anchor.y) / self.zoom - f64::from(anchor.y) / zoom;
        self.zoom = zoom;
        self.fit = Fit::Zoom(zoom);
    }

    pub fn zoom_by(&mut self, factor: f64, size: Vec2) {
        self.zoom_at(self.zoom * factor, size / 2.0, size);
    }

    /// Shows a page whole.
    pub fn fit_page(&mut self, page: usize, layout: &Layout) {
        self.fit = Fit::Page;
        self.aside = 0.0;
        self.go_to(page, layout);
    }

    /// Moves on by a screen, or back; by a page where pages are shown whole.
    pub fn turn(&mut self, forward: bool, layout: &Layout) {
        if self.fit == Fit::Page {
            let page = self.page(layout);
            let next = if forward {
                page + 1
            } else {
                page.saturating_sub(1)
            };
            self.go_to(next.min(layout.pages().saturating_sub(1)), layout);
        } else {
            let by = 0.9 * self.height;
            self.top += if forward { by } else { -by };
        }
    }

    /// Moves by screen points.
    pub fn scroll(&mut self, by: Vec2) {
        self.aside -= f64::from(by.x) / self.zoom;
        self.top -= f64::from(by.y) / self.zoom;
    }

    fn settle(&mut self, size: Vec2, layout: &Layout) {
        let current = layout.size_of(layout.page_at(self.top + GAP * 2.0));
        let fitted =
            |length: f32, points: f64| f64::from((length - 2.0 * MARGIN).max(50.0)) / points;
        let zoom = match (self.fit, current) {
            (Fit::Zoom(zoom), _) => zoom,
            (_, None) => 1.0,
            (Fit::Width, Some(_)) => fitted(size.x, layout.widest),
            // With the blanks above and below it, and so with nothing of its neighbours.
            (Fit::Page, Some(page)) => {
                let height = f64::from(size.y) / (page.height + 2.0 * GAP);
                fitted(size.x, page.width).min(height)
            }
        };
        self.zoom = zoom.clamp(ZOOMS.0, ZOOMS.1);
        let screen = f64::from(size.y) / self.zoom;
        self.height = screen;
        self.top = self.top.min(layout.height() - screen).max(0.0);
        let beside = f64::from(MARGIN - size.x / 2.0) / self.zoom;
        let room = (layout.widest / 2.0 + beside).max(0.0);
        self.aside = self.aside.clamp(-room, room);
    }
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
    painter.rect_filled(rect, 0.0, tokens::palette(ui).desk);
    let mut on_screen = place_pages(view, rect, pages, layout);
    let (mut sharp, mut coarse) = (Vec::new(), Vec::new());
    let pixels_per_point = f64::from(ui.ctx().pixels_per_point());
    for place in &mut on_screen {
        let Some(size) = pages.get(place.page) else {
            continue;
        };
        painter.rect_filled(place.rect, 0.0, tokens::PAPER);
        let (file, mut missing) = file_to_draw(files, place, *size, pictures);
        coarse.append(&mut missing);
        let place = &*place;
        let scale = (place.zoom * pixels_per_point * 1000.0).round() as u32;
        // What a sharp picture covers need not be drawn, but is kept for when the zoom changes.
        let is_covered = scale > COARSE && is_there(place, *size, scale, &file, pictures, rect);
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
        view.zoom_at(view.zoom * f64::from(zoom), anchor, rect.size());
    } else if scroll != Vec2::ZERO {
        view.scroll(scroll);
    }
    if let Some(by) = panning {
        view.scroll(by);
    }
}

fn place_pages(view: &View, rect: Rect, pages: &[PageSize], layout: &Layout) -> Vec<PageOnScreen> {
    let bottom = view.top + f64::from(rect.height()) / view.zoom;
    let first = layout.page_at(view.top);
    let in_view = pages.iter().enumerate().skip(first);
    in_view
        .take_while(|(page, _)| layout.tops.get(*page).is_some_and(|top| *top < bottom))
        .map(|(page, own)| {
            let top = layout.tops.get(page).copied().unwrap_or(0.0);
            let quarters = layout.quarters(page);
            let size = own.turned(quarters);
            let left = -size.width / 2.0 - view.aside;
            let min = pos2(
                rect.center().x + (left * view.zoom) as f32,
                rect.top() + ((top - view.top) * view.zoom) as f32,
            );
            let extent = vec2(
                (size.width * view.zoom) as f32,
                (size.height * view.zoom) as f32,
            );
            PageOnScreen {
                page,
                rect: Rect::from_min_size(min, extent),
                zoom: view.zoom,
                size: *own,
                quarters,
                is_published: false,
            }
        })
        .collect()
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
    let screen = f64::from(rect.height()) / view.zoom;
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

#[cfg(test)]
mod tests {
    use super::*;

    const A4: PageSize = PageSize {
        width: 595.0,
        height: 842.0,
    };

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let pages = [A4; 5];
        let layout = Layout::new(&pages);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0));
        let mut view = View {
            top: 1500.0,
            ..View::default()
        };
        view.settle(rect.size(), &layout);
        let pointer = pos2(500.0, 333.0);
        let under = |view: &View| {
            let places = place_pages(view, rect, &pages, &layout);
            let place = places
                .iter()
                .find(|p| p.rect.contains(pointer))
                .copied()
                .unwrap();
            (place.page, place.to_page(pointer))
        };
        let before = under(&view);
        view.zoom_at(view.zoom * 1.7, pointer - rect.min, rect.size());
        view.settle(rect.size(), &layout);
        let after = under(&view);
        assert_eq!(before.0, after.0);
        assert!((before.1.x - after.1.x).abs() < 0.01 && (before.1.y - after.1.y).abs() < 0.01);
    }

    #[test]
    fn a_fitted_page_stands_in_the_middle_wherever_it_was_before() {
        let pages = [A4; 2];
        let layout = Layout::new(&pages);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0));
        let mut view = View::default();
        view.settle(rect.size(), &layout);
        view.zoom_at(view.zoom * 4.0, vec2(700.0, 300.0), rect.size());
        view.settle(rect.size(), &layout);
        view.fit = Fit::Width;
        view.settle(rect.size(), &layout);
        let page = place_pages(&view, rect, &pages, &layout)[0].rect;
        assert!(
            (page.left() - MARGIN).abs() < 0.01 && (page.right() - (800.0 - MARGIN)).abs() < 0.01
        );
    }

    #[test]
    fn a_page_that_is_fitted_whole_stands_alone_and_the_next_follows_it() {
        let wide = PageSize {
            width: 842.0,
            height: 595.0,
        };
        let pages = [A4, A4, wide, A4];
        let layout = Layout::new(&pages);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0));
        let mut view = View::default();
        view.settle(rect.size(), &layout);
        // Somewhere between the first page and the second.
        view.scroll(vec2(0.0, -500.0));
        view.fit_page(1, &layout);
        let alone = |view: &mut View, page: usize| {
            view.settle(rect.size(), &layout);
            let places = place_pages(view, rect, &pages, &layout);
            let seen = places
                .iter()
                .filter(|p| p.rect.intersect(rect).height() > 0.5);
            let seen: Vec<usize> = seen.map(|p| p.page).collect();
            let whole = places.iter().find(|p| p.page == page).unwrap();
            assert_eq!(seen, [page]);
            assert!(rect.contains_rect(whole.rect.shrink(0.1)), "{page}");
        };
        alone(&mut view, 1);
        for page in [2, 3, 3] {
            view.turn(true, &layout);
            alone(&mut view, page);
        }
        for page in [2, 1, 0, 0] {
            view.turn(false, &layout);
            alone(&mut view, page);
        }
    }

    #[test]
    fn a_place_that_is_on_the_screen_does_not_move() {
        let pages = [A4; 3];
        let layout = Layout::new(&pages);
        let mut view = View {
            fit: Fit::Zoom(1.0),
            ..View::default()
        };
        view.settle(vec2(800.0, 600.0), &layout);
        view.show_place(0, 500.0, &layout);
        assert!(view.top.abs() < 0.01);
        view.show_place(0, 700.0, &layout);
        assert!((view.top - (GAP + 700.0 - 120.0)).abs() < 0.01);
        view.show_place(0, 100.0, &layout);
        assert!((view.top - (GAP + 100.0 - 120.0)).abs() < 0.01);
    }

    #[test]
    fn a_long_document_keeps_its_precision() {
        let pages = vec![A4; 5000];
        let layout = Layout::new(&pages);
        let mut view = View {
            fit: Fit::Zoom(4.0),
            zoom: 4.0,
            ..View::default()
        };
        view.go_to(4998, &layout);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0));
        view.settle(rect.size(), &layout);
        let places = place_pages(&view, rect, &pages, &layout);
        let place = places.iter().find(|p| p.page == 4998).unwrap();
        assert!((place.rect.top() - (GAP * 4.0) as f32).abs() < 0.01);
    }
}
