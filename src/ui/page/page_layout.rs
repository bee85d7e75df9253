//! Where the pages of a document lie, and the one conversion between a page and the screen.
//!
//! **Invariant:** one conversion, [`PageOnScreen`], used for drawing and for pointing. A page that is turned in view stays
//! as it is everywhere else: places on it are in page space.
//! **Absent:** what of them is in view.

use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use crate::ui::widgets::tokens;
use egui::epaint::{Mesh, Vertex};
use egui::{Pos2, Rect, TextureId, pos2};

/// Blank between pages, in points of the page.
pub(super) const GAP: f64 = 12.0;

/// A page as it stands on the screen: the one conversion between screen and page.
#[derive(Clone, Copy, Debug)]
pub struct PageOnScreen {
    pub page: usize,
    pub rect: Rect,
    pub zoom: f64,
    /// Its own size, not turned.
    pub size: PageSize,
    /// By how many quarters it is turned in view, clockwise.
    pub quarters: u8,
    /// It is drawn from its publication: nothing is to be painted over it.
    pub is_published: bool,
}

impl PageOnScreen {
    pub fn to_page(&self, pos: Pos2) -> PagePoint {
        let part = |v: f32, origin: f32| f64::from(v - origin) / self.zoom;
        let shown = PagePoint::new(part(pos.x, self.rect.left()), part(pos.y, self.rect.top()));
        shown.turned(4 - self.quarters % 4, self.size.turned(self.quarters))
    }

    pub fn to_screen(&self, point: PagePoint) -> Pos2 {
        let part = |v: f64, origin: f32| origin + (v * self.zoom) as f32;
        let shown = point.turned(self.quarters, self.size);
        pos2(
            part(shown.x, self.rect.left()),
            part(shown.y, self.rect.top()),
        )
    }

    /// How far text of the page is turned on the screen, in radians, clockwise.
    pub fn angle(&self) -> f32 {
        f32::from(self.quarters % 4) * std::f32::consts::FRAC_PI_2
    }

    pub fn rect_to_screen(&self, rect: &PageRect) -> Rect {
        Rect::from_two_pos(
            self.to_screen(PagePoint::new(rect.left(), rect.top())),
            self.to_screen(PagePoint::new(rect.right(), rect.bottom())),
        )
    }

    /// The picture of a part of the page, turned as the page is.
    pub(super) fn picture(&self, texture: TextureId, part: &PageRect) -> Mesh {
        let corners = [
            (part.left(), part.top(), pos2(0.0, 0.0)),
            (part.right(), part.top(), pos2(1.0, 0.0)),
            (part.right(), part.bottom(), pos2(1.0, 1.0)),
            (part.left(), part.bottom(), pos2(0.0, 1.0)),
        ];
        let mut mesh = Mesh::with_texture(texture);
        mesh.vertices = corners
            .map(|(x, y, uv)| Vertex {
                pos: self.to_screen(PagePoint::new(x, y)),
                uv,
                color: tokens::PAPER,
            })
            .to_vec();
        mesh.indices = vec![0, 1, 2, 0, 2, 3];
        mesh
    }
}

/// The places of all pages of a document.
#[derive(Clone)]
pub struct Layout {
    /// Top of each page and the end of the last, in points of the document; pages beside each other have the same.
    pub(super) tops: Vec<f64>,
    pub(super) widest: f64,
    /// How many pages stand beside each other: one or two.
    columns: usize,
    /// The own size of each, and by how many quarters it is turned in view, clockwise.
    pages: Vec<(PageSize, u8)>,
}

impl Layout {
    pub fn new(pages: &[PageSize]) -> Self {
        Self::of(pages.iter().map(|size| (*size, 0)).collect(), 1)
    }

    fn of(pages: Vec<(PageSize, u8)>, columns: usize) -> Self {
        let mut tops = Vec::with_capacity(pages.len() + 1);
        let (mut top, mut widest) = (GAP, 1.0_f64);
        for row in pages.chunks(columns) {
            let shown = row.iter().map(|(size, quarters)| size.turned(*quarters));
            let (width, height) = shown.fold((1.0_f64, 0.0_f64), |(width, height), size| {
                (width.max(size.width), height.max(size.height))
            });
            tops.extend(row.iter().map(|_| top));
            top += height + GAP;
            // The middle of the screen is between the pages, whichever of the two is wider.
            let columns = columns as f64;
            widest = widest.max(columns * width + (columns - 1.0) * GAP);
        }
        tops.push(top);
        Self {
            tops,
            widest,
            columns,
            pages,
        }
    }

    /// The same with a page (from 0) turned by a quarter more, clockwise.
    pub fn with_turned(&self, page: usize) -> Self {
        let mut pages = self.pages.clone();
        if let Some((_, quarters)) = pages.get_mut(page) {
            *quarters = (*quarters + 1) % 4;
        }
        Self::of(pages, self.columns)
    }

    /// The same with so many pages beside each other.
    pub fn with_columns(&self, columns: usize) -> Self {
        Self::of(self.pages.clone(), columns.clamp(1, 2))
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The first page of the row in which a page stands.
    pub fn row(&self, page: usize) -> usize {
        page - page % self.columns
    }

    /// Where the left edge of a page is from the middle of all pages, in points.
    pub(super) fn left(&self, page: usize) -> f64 {
        let width = self.size_of(page).map_or(0.0, |size| size.width);
        match (self.columns, page % self.columns) {
            (1, _) => -width / 2.0,
            (_, 0) => -width - GAP / 2.0,
            _ => GAP / 2.0,
        }
    }

    /// How wide and high the row is in which a page stands, in points.
    pub(super) fn row_size(&self, page: usize) -> Option<(f64, f64)> {
        let row = self.row(page)..self.row(page) + self.columns;
        let sizes: Vec<PageSize> = row.filter_map(|page| self.size_of(page)).collect();
        let of = |part: fn(&PageSize) -> f64| sizes.iter().map(part).fold(0.0, f64::max);
        let columns = self.columns as f64;
        let width = columns * of(|size| size.width) + (columns - 1.0) * GAP;
        (!sizes.is_empty()).then(|| (width, of(|size| size.height)))
    }

    /// By how many quarters a page is turned in view, clockwise.
    pub fn quarters(&self, page: usize) -> u8 {
        self.pages.get(page).map_or(0, |(_, quarters)| *quarters)
    }

    pub fn is_turned(&self, page: usize) -> bool {
        self.quarters(page) != 0
    }

    /// How large a page is in view.
    pub fn size_of(&self, page: usize) -> Option<PageSize> {
        let (size, quarters) = self.pages.get(page)?;
        Some(size.turned(*quarters))
    }

    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    pub(super) fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or(1.0)
    }

    /// The page at a place, of two beside each other the first; the gap below a page belongs to it.
    pub(super) fn page_at(&self, place: f64) -> usize {
        let after = self.tops.partition_point(|top| *top <= place);
        let page = after.saturating_sub(1);
        self.row(page.min(self.tops.len().saturating_sub(2)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;
    use proptest::prelude::*;

    const A4: PageSize = PageSize {
        width: 595.0,
        height: 842.0,
    };

    proptest! {
        #[test]
        fn screen_and_page_are_each_other_s_inverse(
            x in 0.0..595.0_f64, y in 0.0..842.0_f64, zoom in 0.1..16.0_f64, left in -2000.0..2000.0_f32, quarters in 0_u8..4,
        ) {
            let shown = A4.turned(quarters);
            let extent = vec2((shown.width * zoom) as f32, (shown.height * zoom) as f32);
            let rect = Rect::from_min_size(pos2(left, -left), extent);
            let place = PageOnScreen { page: 0, rect, zoom, size: A4, quarters, is_published: false };
            let there = place.to_screen(PagePoint::new(x, y));
            let back = place.to_page(there);
            prop_assert!(rect.expand(0.1).contains(there), "{there:?} in {rect:?}");
            prop_assert!((back.x - x).abs() < 0.01 / zoom.min(1.0) && (back.y - y).abs() < 0.01 / zoom.min(1.0));
        }
    }

    #[test]
    fn a_page_is_turned_clockwise_and_after_four_quarters_lies_as_it_was() {
        let wide = PageSize {
            width: 842.0,
            height: 595.0,
        };
        let mut layout = Layout::new(&[A4, A4]);
        let before = layout.height();
        layout = layout.with_turned(1);
        assert_eq!((layout.quarters(0), layout.quarters(1)), (0, 1));
        assert_eq!((layout.size_of(1), layout.widest), (Some(wide), 842.0));
        assert!(layout.height() < before);
        // What was at the top left comes to the top right.
        assert_eq!(
            PagePoint::new(0.0, 0.0).turned(1, A4),
            PagePoint::new(842.0, 0.0)
        );
        for _ in 0..3 {
            layout = layout.with_turned(1);
        }
        assert_eq!((layout.quarters(1), layout.height()), (0, before));
    }
}
