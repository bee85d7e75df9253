//! Where the reader is in a document, and where its pages stand on the screen then.
//!
//! **Invariant:** what stands under the pointer stays there when the zoom changes; nothing scrolls past the pages.
//! **Absent:** drawing.

use super::page_layout::{GAP, Layout, PageOnScreen};
use crate::model::page::geometry::PageSize;
use egui::{Rect, Vec2, pos2, vec2};

/// Margin beside a fitted page, in points of the screen.
const MARGIN: f32 = 16.0;
/// A place so near to the upper or lower edge is not seen yet, in points of the screen.
const EDGE: f64 = 8.0;
/// How much of the screen a turn goes on by: the last lines stay in view, so that the eye finds on.
const TURNED: f64 = 0.9;
/// Smallest and largest zoom.
const ZOOMS: (f64, f64) = (0.1, 16.0);

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
    pub(super) top: f64,
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
        let (place, margin) = (top + place, EDGE / self.zoom.max(ZOOMS.0));
        let seen = self.top + margin..self.top + self.height - margin;
        match self.fit {
            _ if seen.contains(&place) => {}
            Fit::Page => self.go_to(page, layout),
            Fit::Width | Fit::Zoom(_) => self.top = place - 120.0 / self.zoom.max(0.1),
        }
    }

    /// Changes the zoom and keeps what is under `anchor` (from the top left of the screen part) in place.
    pub fn zoom_at(&mut self, zoom: f64, anchor: Vec2, size: Vec2) {
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

    /// Shows a page whole, or the two that stand beside each other.
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
                page + layout.columns()
            } else {
                page.saturating_sub(layout.columns())
            };
            let last = layout.row(layout.pages().saturating_sub(1));
            self.go_to(next.min(last), layout);
        } else {
            let by = TURNED * self.height;
            self.top += if forward { by } else { -by };
        }
    }

    /// Moves by screen points.
    pub fn scroll(&mut self, by: Vec2) {
        self.aside -= f64::from(by.x) / self.zoom;
        self.top -= f64::from(by.y) / self.zoom;
    }

    pub fn settle(&mut self, size: Vec2, layout: &Layout) {
        let current = layout.row_size(layout.page_at(self.top + GAP * 2.0));
        let fitted =
            |length: f32, points: f64| f64::from((length - 2.0 * MARGIN).max(50.0)) / points;
        let zoom = match (self.fit, current) {
            (Fit::Zoom(zoom), _) => zoom,
            (_, None) => 1.0,
            (Fit::Width, Some(_)) => fitted(size.x, layout.widest),
            // With the blanks above and below it, and so with nothing of its neighbours.
            (Fit::Page, Some((wide, high))) => {
                let height = f64::from(size.y) / (high + 2.0 * GAP);
                fitted(size.x, wide).min(height)
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

/// The pages that are in view.
pub fn place_pages(
    view: &View,
    rect: Rect,
    pages: &[PageSize],
    layout: &Layout,
) -> Vec<PageOnScreen> {
    let bottom = view.top + f64::from(rect.height()) / view.zoom;
    let first = layout.page_at(view.top);
    let in_view = pages.iter().enumerate().skip(first);
    in_view
        .take_while(|(page, _)| layout.tops.get(*page).is_some_and(|top| *top < bottom))
        .map(|(page, own)| {
            let top = layout.tops.get(page).copied().unwrap_or(0.0);
            let quarters = layout.quarters(page);
            let size = own.turned(quarters);
            let left = layout.left(page) - view.aside;
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
    fn two_pages_stand_beside_each_other_and_the_next_two_follow() {
        let wide = PageSize {
            width: 842.0,
            height: 595.0,
        };
        let pages = [A4, A4, A4, wide, A4];
        let layout = Layout::new(&pages).with_columns(2);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(1800.0, 600.0));
        let mut view = View::default();
        view.settle(rect.size(), &layout);
        view.fit_page(1, &layout);
        let seen = |view: &mut View| {
            view.settle(rect.size(), &layout);
            let places = place_pages(view, rect, &pages, &layout);
            let seen = places
                .iter()
                .filter(|p| p.rect.intersect(rect).height() > 0.5);
            let seen: Vec<PageOnScreen> = seen.copied().collect();
            for place in &seen {
                assert!(rect.contains_rect(place.rect.shrink(0.1)), "{place:?}");
                let under = place.to_page(place.rect.center());
                assert!((under.x - place.size.width / 2.0).abs() < 0.1);
            }
            if let [left, right] = seen.as_slice() {
                let gap = right.rect.left() - left.rect.right();
                assert!((gap - (GAP * view.zoom) as f32).abs() < 0.1);
                assert!((left.rect.top() - right.rect.top()).abs() < 0.1);
            }
            seen.iter().map(|p| p.page).collect::<Vec<_>>()
        };
        assert_eq!(seen(&mut view), [0, 1]);
        for expected in [vec![2, 3], vec![4], vec![4]] {
            view.turn(true, &layout);
            assert_eq!(seen(&mut view), expected);
        }
        for expected in [[2, 3], [0, 1], [0, 1]] {
            view.turn(false, &layout);
            assert_eq!(seen(&mut view), expected);
        }
        // Turned pages keep their neighbour, and one column is as it was.
        assert_eq!(layout.with_turned(1).columns(), 2);
        let one = layout.with_columns(1);
        assert_eq!(one.height(), Layout::new(&pages).height());
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
