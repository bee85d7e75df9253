//! The pages of the current document, small: where marks are, which pages are finished.

use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::jobs::{PageRequest, SourceFile};
use crate::model::dossier::document::Document;
use crate::model::page::geometry::PageSize;
use crate::ui::context_menu::{self, Offered};
use crate::ui::page::canvas::{COARSE, FilePage, PagePicture};
use crate::ui::page::page_layout::PageOnScreen;
use crate::ui::page::pictures::Pictures;
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{icons, tokens};
use crate::ui::{Intent, Place};
use egui::style::ScrollAnimation;
use egui::{Painter, Rect, ScrollArea, Stroke, StrokeKind, Ui, pos2, vec2};
use std::collections::HashSet;

/// Width of a small page in points of the screen.
const WIDTH: f32 = 84.0;
/// All rows are as high as a page on end; a wide page takes less of it.
const HEIGHT: f32 = WIDTH * 1.42;
const GAP: f32 = 8.0;
/// What the number below a small page takes, in points.
const NUMBER: f32 = 12.0;
/// How much of the page a mark hides here: that there is something below it still shows.
const MARK_OPACITY: f32 = 0.8;

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
    let columns = columns(ui.available_width());
    let (lie, at, count) = (Lie::Grid(columns), Some(shelf.current), shelf.sizes.len());
    let keys = ListKeys::new(ui, "thumbnails", lie, count, at, |_| true);
    let mut missing = Vec::new();
    ScrollArea::vertical()
        .id_salt(("thumbnails", shelf.document.id.0))
        .auto_shrink([false, false])
        .show_rows(
            ui,
            HEIGHT,
            shelf.sizes.len().div_ceil(columns),
            |ui, rows| {
                // The page at hand, or the one to which keys go.
                let followed = keys.due().or(shelf.follow.then_some(shelf.current));
                if let Some(page) = followed {
                    let below = (page / columns) as f32 - rows.start as f32;
                    let top = ui.max_rect().top() + below * (HEIGHT + ui.spacing().item_spacing.y);
                    let place = pos2(ui.max_rect().left(), top);
                    let place = Rect::from_min_size(place, vec2(WIDTH, HEIGHT));
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
        let (place, response) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), keys.sense(self.page));
        let (name, enabled) = (self.name(shelf), ui.is_enabled());
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, enabled, self.is_current, &name)
        });
        let here = Place {
            document: shelf.document.id,
            page: Some(self.page),
            mark: None,
        };
        if keys.take(self.page, &response) {
            intents.push(Intent::GoTo(here));
        }
        let offered = Offered {
            allowed: shelf.allowed,
            lang: shelf.lang,
        };
        context_menu::over_small_page(&response, here, offered, intents);
        let on_screen = self.placed(place, (shelf.quarters_of)(self.page));
        let missing = paint_page(ui.painter(), &on_screen, shelf, pictures);
        let edge = if self.is_current || response.has_focus() {
            Stroke::new(tokens::RING, tokens::palette(ui).accent)
        } else {
            Stroke::new(1.0, tokens::palette(ui).edge)
        };
        (ui.painter()).rect_stroke(on_screen.rect, 0.0, edge, StrokeKind::Outside);
        self.paint_signs(ui, on_screen.rect, shelf.document);
        missing
    }

    /// What a screen reader says.
    fn name(&self, shelf: &Shelf<'_>) -> String {
        let (document, lang) = (shelf.document, shelf.lang);
        let name = match document.finished.contains(&self.page) {
            true => Text::ThumbnailFinished,
            false => Text::ThumbnailPage,
        };
        let name = lang.fill(name, &[&(self.page + 1)]);
        match document.is_remarked(self.page) {
            true => lang.fill(Text::ThumbnailRemarked, &[&name]),
            false => name,
        }
    }

    /// The number of the page, whether it is finished, and the flag of a remark.
    fn paint_signs(&self, ui: &Ui, rect: Rect, document: &Document) {
        if document.is_remarked(self.page) {
            ui.painter().text(
                rect.right_top(),
                egui::Align2::RIGHT_TOP,
                icons::FLAG,
                tokens::icon_font(tokens::ICON),
                tokens::palette(ui).danger,
            );
        }
        let number = self.page + 1;
        let text = match document.finished.contains(&self.page) {
            true => format!("✔ {number}"),
            false => number.to_string(),
        };
        ui.painter().text(
            pos2(rect.center().x, rect.bottom() + 1.0),
            egui::Align2::CENTER_TOP,
            text,
            egui::FontId::proportional(tokens::SMALL),
            ui.visuals().text_color(),
        );
    }
}

/// The page and its marks; returns the pictures that are missing.
fn paint_page(
    painter: &Painter,
    place: &PageOnScreen,
    shelf: &Shelf<'_>,
    pictures: &mut Pictures,
) -> Vec<PageRequest> {
    painter.rect_filled(place.rect, 0.0, tokens::PAPER);
    let picture = PagePicture {
        place,
        file: &FilePage {
            file: shelf.source.clone(),
            page: place.page,
        },
        clip: painter.clip_rect(),
    };
    let missing = picture.paint(painter, COARSE, pictures);
    for owned in shelf.document.marks_on(place.page) {
        let look = tokens::mark_look(&owned.mark.grounds);
        for area in &owned.mark.areas {
            let area = place.rect_to_screen(area);
            painter.rect_filled(area, 0.0, look.colour.gamma_multiply(MARK_OPACITY));
        }
    }
    missing
}
