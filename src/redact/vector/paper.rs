//! The page that is drawn on: how large it is, where its areas lie, and what will lie over it.
//!
//! **Absent:** what is drawn.

use super::areas::{self, Areas, TooLarge, overlap, upright};
use crate::model::page::geometry::PageRect;
use kurbo::{BezPath, Rect, Shape};

/// A page before anything is drawn on it.
pub struct Paper {
    pub page: Rect,
    pub areas: Areas,
    /// Places over which pictures will be put.
    pub beneath: Vec<Rect>,
    /// Of each picture, in the order of drawing, the places over which something opaque will be drawn.
    pub covered_pictures: Vec<Vec<Rect>>,
}

impl Paper {
    pub fn new(page: Rect, areas: &[PageRect], beneath: &[PageRect]) -> Self {
        Self {
            page,
            areas: Areas::new(areas),
            beneath: beneath.iter().map(areas::rect).collect(),
            covered_pictures: Vec::new(),
        }
    }

    /// What is left of a shape with these bounds on the page and beside the areas, and the bounds of that. Parts that need
    /// no cut stay as they are.
    pub fn cut(
        &self,
        path: BezPath,
        bounds: Rect,
        even_odd: bool,
    ) -> Result<(BezPath, Rect), TooLarge> {
        let path = areas::without_points(path);
        let paper = self.page.inflate(2.0, 2.0);
        let on_paper = paper.contains_rect(bounds);
        if on_paper && !self.areas.meets(bounds) {
            return Ok((path, bounds));
        }
        let bounded = |path: BezPath| {
            let bounds = path.bounding_box();
            (path, bounds)
        };
        if let Some(rect) = upright(&path)
            && !self.areas.meets(bounds)
        {
            return Ok(bounded(rect.intersect(paper).to_path(0.1)));
        }
        let mut left = BezPath::new();
        // What lies wholly under an area leaves nothing, and must not decide in which order the rest comes.
        let mut open = BezPath::new();
        for part in areas::subpaths(&path) {
            if !self.areas.holds(part.bounding_box(), 0.0) {
                open.extend(part);
            }
        }
        for part in areas::groups(&open) {
            let bounds = part.bounding_box();
            if !overlap(bounds.inflate(0.01, 0.01), paper) {
                continue;
            }
            let mut part = part;
            if !paper.contains_rect(bounds) {
                part = areas::within(&part, even_odd, paper)?;
            }
            if self.areas.meets(bounds) {
                part = self.areas.left_of(&part, even_odd)?;
            }
            left.extend(part);
        }
        Ok(bounded(left))
    }
}
