//! A piece of a page around some areas, for looking at two places side by side.
//!
//! **Invariant:** the areas are in sight, as large as text is read, with what stands around them.
//! **Absent:** marking; the page itself is one click away.

use super::canvas::{FilePage, PagePicture};
use super::page_layout::PageOnScreen;
use super::pictures::Pictures;
use crate::jobs::{PageRequest, SourceFile};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::ui::widgets::tokens;
use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a piece in points of the screen.
const HEIGHT: f32 = 72.0;
/// Points of the screen per point of the page.
const ZOOM: f64 = 1.2;
/// The scale of its picture in pixels per thousand points.
const SCALE: u32 = 2000;
/// What is seen left of areas that are wider than the piece, in points of the page.
const BEFORE: f64 = 12.0;

/// What a piece shows.
pub struct Clipping {
    pub source: SourceFile,
    pub page: usize,
    pub size: PageSize,
    pub areas: Vec<PageRect>,
    /// What a screen reader says.
    pub name: String,
}

impl Clipping {
    /// Draws it as wide as there is room; returns the pictures that are missing.
    pub fn show(&self, ui: &mut Ui, pictures: &mut Pictures) -> Vec<PageRequest> {
        let Some(bounds) = self.areas.iter().copied().reduce(|a, b| a.union(&b)) else {
            return Vec::new();
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.name));
        let place = self.placed(rect, &bounds);
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, ui.visuals().extreme_bg_color);
        painter.rect_filled(place.rect, 0.0, tokens::PAPER);
        let picture = PagePicture {
            place: &place,
            file: &FilePage {
                file: self.source.clone(),
                page: self.page,
            },
            clip: rect,
        };
        let missing = picture.paint(&painter, SCALE, pictures);
        for area in &self.areas {
            let area = place.rect_to_screen(area);
            painter.rect_filled(area, 0.0, tokens::found(true));
            let edge = Stroke::new(1.0, tokens::FOUND);
            painter.rect_stroke(area, 0.0, edge, StrokeKind::Outside);
        }
        let edge = ui.visuals().widgets.noninteractive.bg_stroke;
        painter.rect_stroke(rect, 0.0, edge, StrokeKind::Inside);
        missing
    }

    /// Where the page lies: the areas in the middle, as far as the page goes on around them.
    fn placed(&self, rect: Rect, bounds: &PageRect) -> PageOnScreen {
        let (width, height) = (
            f64::from(rect.width()) / ZOOM,
            f64::from(rect.height()) / ZOOM,
        );
        let middle = bounds.center();
        let left = (middle.x - width / 2.0)
            .max(0.0)
            .min(bounds.left() - BEFORE);
        let left = match bounds.width() + 2.0 * BEFORE > width {
            true => bounds.left() - BEFORE,
            false => left.min((self.size.width - width).max(0.0)),
        };
        let top = (middle.y - height / 2.0).min(self.size.height - height);
        let offset = |v: f64| (v.max(0.0) * ZOOM) as f32;
        let min = pos2(rect.left() - offset(left), rect.top() - offset(top));
        let extent = vec2(
            (self.size.width * ZOOM) as f32,
            (self.size.height * ZOOM) as f32,
        );
        PageOnScreen {
            page: self.page,
            rect: Rect::from_min_size(min, extent),
            zoom: ZOOM,
            size: self.size,
            quarters: 0,
            is_published: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_areas_are_in_sight_wherever_they_stand() {
        let size = PageSize {
            width: 595.0,
            height: 842.0,
        };
        let piece = Rect::from_min_size(pos2(100.0, 50.0), vec2(400.0, HEIGHT));
        for (left, top, wide) in [
            (2.0, 3.0, 40.0),
            (540.0, 825.0, 50.0),
            (280.0, 400.0, 60.0),
            (20.0, 400.0, 550.0),
        ] {
            let area = PageRect::new(left, top, left + wide, top + 12.0).unwrap();
            let clipping = Clipping {
                source: SourceFile::written(std::path::PathBuf::new()),
                page: 0,
                size,
                areas: vec![area],
                name: String::new(),
            };
            let shown = clipping.placed(piece, &area).rect_to_screen(&area);
            let begins = Rect::from_min_max(shown.min, pos2(shown.left() + 20.0, shown.bottom()));
            assert!(piece.expand(0.1).contains_rect(begins), "{shown:?}");
            assert!(
                wide > 300.0 || piece.expand(0.1).contains_rect(shown),
                "{shown:?}"
            );
        }
    }
}
