//! The pages of the current document, small: where marks are, which pages are finished.

use super::list_keys::{Lie, ListKeys};
use super::pictures::{Pictures, tiles};
use super::{Intent, Place, icons, tokens};
use crate::i18n::{Lang, Text};
use crate::jobs::{PagePart, PageRequest, SourceFile};
use crate::model::document::Document;
use crate::model::geometry::PageSize;
use crate::ui::canvas::COARSE;
use egui::style::ScrollAnimation;
use egui::{Rect, ScrollArea, Stroke, StrokeKind, Ui, pos2, vec2};

/// Width of a small page in points of the screen.
const WIDTH: f32 = 84.0;
/// All rows are as high as a page on end; a wide page takes less of it.
const HEIGHT: f32 = WIDTH * 1.42;
const GAP: f32 = 8.0;

/// The pages to draw.
pub struct Shelf<'a> {
    pub document: &'a Document,
    pub source: &'a SourceFile,
    pub sizes: &'a [PageSize],
    /// The page at hand.
    pub current: usize,
    /// It became so just now: its small page is brought into view.
    pub follow: bool,
    pub lang: Lang,
}

fn columns(width: f32) -> usize {
    ((width / (WIDTH + GAP)) as usize).max(1)
}

/// How high so many small pages are in this width, in points.
pub fn height(pages: usize, width: f32) -> f32 {
    pages.div_ceil(columns(width)) as f32 * (HEIGHT + GAP)
}

/// Draws the pages in rows; returns the pictures that are missing.
pub fn show(
    ui: &mut Ui,
    shelf: &Shelf<'_>,
    pictures: &mut Pictures,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let (columns, height) = (columns(ui.available_width()), HEIGHT);
    let (lie, at, count) = (Lie::Grid(columns), Some(shelf.current), shelf.sizes.len());
    let keys = ListKeys::new(ui, "thumbnails", lie, count, at, |_| true);
    let mut missing = Vec::new();
    ScrollArea::vertical()
        .id_salt(("thumbnails", shelf.document.id.0))
        .auto_shrink([false, false])
        .show_rows(
            ui,
            height,
            shelf.sizes.len().div_ceil(columns),
            |ui, rows| {
                if shelf.follow {
                    let below = (shelf.current / columns) as f32 - rows.start as f32;
                    let top = ui.max_rect().top() + below * (height + ui.spacing().item_spacing.y);
                    let place = pos2(ui.max_rect().left(), top);
                    let place = Rect::from_min_size(place, vec2(WIDTH, height));
                    // At once: a target that is set while the shelf still glides to another is missed.
                    ui.scroll_to_rect_animation(place, None, ScrollAnimation::none());
                }
                for row in rows {
                    ui.horizontal(|ui| {
                        let pages = shelf.sizes.iter().copied().enumerate().skip(row * columns);
                        for (page, size) in pages.take(columns) {
                            let small = Small {
                                page,
                                size,
                                is_current: page == shelf.current,
                                height,
                            };
                            missing.extend(small.show(ui, shelf, &keys, pictures, intents));
                        }
                    });
                }
            },
        );
    missing
}

struct Small {
    page: usize,
    size: PageSize,
    is_current: bool,
    height: f32,
}

impl Small {
    fn show(
        &self,
        ui: &mut Ui,
        shelf: &Shelf<'_>,
        keys: &ListKeys,
        pictures: &mut Pictures,
        intents: &mut Vec<Intent>,
    ) -> Vec<PageRequest> {
        let (document, source, lang) = (shelf.document, shelf.source, shelf.lang);
        let (place, response) =
            ui.allocate_exact_size(vec2(WIDTH, self.height), keys.sense(self.page));
        let is_finished = document.finished.contains(&self.page);
        let name = if is_finished {
            Text::ThumbnailFinished
        } else {
            Text::ThumbnailPage
        };
        let mut name = lang.fill(name, &[&(self.page + 1)]);
        let is_remarked = document.is_remarked(self.page);
        if is_remarked {
            name = lang.fill(Text::ThumbnailRemarked, &[&name]);
        }
        let enabled = ui.is_enabled();
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, enabled, self.is_current, name.clone())
        });
        if keys.take(self.page, &response) {
            intents.push(Intent::GoTo(Place {
                document: document.id,
                page: Some(self.page),
                mark: None,
            }));
        }
        let scale = (f64::from(place.width()) / self.size.width)
            .min(f64::from(place.height() - 12.0) / self.size.height);
        let extent = vec2(
            (self.size.width * scale) as f32,
            (self.size.height * scale) as f32,
        );
        let rect = Rect::from_min_size(place.min, extent);
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, tokens::PAPER);
        let mut missing = Vec::new();
        for tile in tiles(self.page, self.size, COARSE) {
            match pictures.get(source, tile) {
                // A page at the coarse scale is one tile, unless it is a poster.
                Some(texture) if (tile.column, tile.row) == (0, 0) => {
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    painter.image(texture, rect, whole, tokens::PAPER);
                }
                Some(_) => {}
                None => missing.push(PageRequest {
                    source: source.clone(),
                    part: PagePart::Tile(tile),
                }),
            }
        }
        for owned in document.marks_on(self.page) {
            let look = tokens::mark_look(&owned.mark.grounds);
            for area in &owned.mark.areas {
                let at = |x: f64, y: f64| rect.min + vec2((x * scale) as f32, (y * scale) as f32);
                let area = Rect::from_min_max(
                    at(area.left(), area.top()),
                    at(area.right(), area.bottom()),
                );
                painter.rect_filled(area, 0.0, look.colour.gamma_multiply(0.8));
            }
        }
        let edge = if self.is_current || response.has_focus() {
            Stroke::new(tokens::RING, tokens::palette(ui).accent)
        } else {
            Stroke::new(1.0, tokens::palette(ui).edge)
        };
        painter.rect_stroke(rect, 0.0, edge, StrokeKind::Outside);
        let text = if is_finished {
            format!("✔ {}", self.page + 1)
        } else {
            (self.page + 1).to_string()
        };
        if is_remarked {
            painter.text(
                rect.right_top(),
                egui::Align2::RIGHT_TOP,
                icons::FLAG,
                tokens::icon_font(tokens::ICON),
                tokens::palette(ui).danger,
            );
        }
        painter.text(
            pos2(rect.center().x, rect.bottom() + 1.0),
            egui::Align2::CENTER_TOP,
            text,
            egui::FontId::proportional(tokens::SMALL),
            ui.visuals().text_color(),
        );
        missing
    }
}
