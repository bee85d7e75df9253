//! The pages of the current document, small: where marks are, which pages are finished.

use super::canvas::{COARSE, FilePage, paint_tiles};
use super::context_menu::{self, Offered};
use super::list_keys::{Lie, ListKeys};
use super::page_layout::PageOnScreen;
use super::pictures::Pictures;
use super::{Intent, Place, icons, tokens};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::jobs::{PageRequest, SourceFile};
use crate::model::document::Document;
use crate::model::geometry::PageSize;
use egui::style::ScrollAnimation;
use egui::{Rect, ScrollArea, Stroke, StrokeKind, Ui, pos2, vec2};
use std::collections::HashSet;

/// Width of a small page in points of the screen.
const WIDTH: f32 = 84.0;
/// All rows are as high as a page on end; a wide page takes less of it.
const HEIGHT: f32 = WIDTH * 1.42;
const GAP: f32 = 8.0;
/// What the number below a small page takes, in points.
const NUMBER: f32 = 12.0;

/// The pages to draw.
pub struct Shelf<'a> {
    pub document: &'a Document,
    pub source: &'a SourceFile,
    pub sizes: &'a [PageSize],
    /// By how many quarters a page (from 0) is turned in view, clockwise.
    pub quarters_of: &'a dyn Fn(usize) -> u8,
    /// The page at hand.
    pub current: usize,
    /// It became so just now: its small page is brought into view.
    pub follow: bool,
    /// What can be asked for now.
    pub allowed: &'a HashSet<Action>,
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
                // The page at hand, or the one to which keys go.
                let followed = keys.due().or(shelf.follow.then_some(shelf.current));
                if let Some(page) = followed {
                    let below = (page / columns) as f32 - rows.start as f32;
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
    /// The page at the top left of its place, as large as it can be, and turned as in view.
    fn placed(&self, place: Rect, quarters: u8) -> PageOnScreen {
        // The ring around the page at hand has its place too.
        let place = place.shrink(tokens::RING);
        let shown = self.size.turned(quarters);
        let zoom = (f64::from(place.width()) / shown.width)
            .min(f64::from(place.height() - NUMBER) / shown.height);
        let extent = vec2((shown.width * zoom) as f32, (shown.height * zoom) as f32);
        PageOnScreen {
            page: self.page,
            rect: Rect::from_min_size(place.min, extent),
            zoom,
            size: self.size,
            quarters,
            is_published: false,
        }
    }

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
        let here = Place {
            document: document.id,
            page: Some(self.page),
            mark: None,
        };
        if keys.take(self.page, &response) {
            intents.push(Intent::GoTo(here));
        }
        let offered = Offered {
            allowed: shelf.allowed,
            lang,
        };
        context_menu::over_small_page(&response, here, offered, intents);
        let on_screen = self.placed(place, (shelf.quarters_of)(self.page));
        let rect = on_screen.rect;
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, tokens::PAPER);
        let of = FilePage {
            file: source.clone(),
            page: self.page,
        };
        let clip = painter.clip_rect();
        let missing = paint_tiles(painter, &on_screen, self.size, COARSE, &of, pictures, clip);
        for owned in document.marks_on(self.page) {
            let look = tokens::mark_look(&owned.mark.grounds);
            for area in &owned.mark.areas {
                let area = on_screen.rect_to_screen(area);
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
