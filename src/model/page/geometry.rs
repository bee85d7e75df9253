//! Page space: the one coordinate system in which areas are drawn, stored, exported and checked.
//!
//! Points (1/72 inch), origin at the top left of the page *as displayed* (crop box within media box and `/Rotate`
//! applied, `/UserUnit` not), y downwards.
//!
//! **Invariant:** a [`PageRect`] is finite and has a positive width and height; there is no empty rectangle.
//! **Absent:** pixels and screen positions; their one conversion stands beside whoever owns the scale.

use serde::{Deserialize, Serialize};

/// A point in page space.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PagePoint {
    pub x: f64,
    pub y: f64,
}

impl PagePoint {
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Where it lies on its page, which has this size, when that is turned by so many quarters, clockwise.
    pub fn turned(self, quarters: u8, size: PageSize) -> Self {
        match quarters % 4 {
            0 => self,
            1 => Self::new(size.height - self.y, self.x),
            2 => Self::new(size.width - self.x, size.height - self.y),
            _ => Self::new(self.y, size.width - self.x),
        }
    }

    /// Where it lies when what is turned by this many quarters, clockwise, is turned back about the origin.
    pub fn turned_back(self, quarters: u8) -> Self {
        match quarters % 4 {
            0 => self,
            1 => Self::new(self.y, -self.x),
            2 => Self::new(-self.x, -self.y),
            _ => Self::new(-self.y, self.x),
        }
    }
}

/// The displayed size of a page in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageSize {
    pub width: f64,
    pub height: f64,
}

impl PageSize {
    /// The whole page as a rectangle; `None` for a page without a surface.
    pub fn rect(self) -> Option<PageRect> {
        PageRect::new(0.0, 0.0, self.width, self.height)
    }

    /// How large it is when it is turned by so many quarters.
    pub fn turned(self, quarters: u8) -> Self {
        match quarters % 2 {
            0 => self,
            _ => Self {
                width: self.height,
                height: self.width,
            },
        }
    }

    /// Whether two pages are equally large to the eye: within half a point.
    pub fn is_as_large_as(self, other: Self) -> bool {
        (self.width - other.width).abs() < 0.5 && (self.height - other.height).abs() < 0.5
    }

    /// Whether one of the rectangles covers the whole page, so that nothing of it remains.
    pub fn is_covered_by(self, rects: &[PageRect]) -> bool {
        let whole = self.rect();
        whole.is_some_and(|whole| rects.iter().any(|r| r.contains_rect(&whole)))
    }
}

/// More rectangles than this are not asked what they cover together.
const MAX_UNITED: usize = 8;

/// A rectangle in page space, written in JSON as `[left, top, right, bottom]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "[f64; 4]", into = "[f64; 4]")]
pub struct PageRect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl PageRect {
    /// `None` unless all four are finite, left < right and top < bottom.
    pub fn new(left: f64, top: f64, right: f64, bottom: f64) -> Option<Self> {
        let finite = [left, top, right, bottom].iter().all(|v| v.is_finite());
        (finite && left < right && top < bottom).then_some(Self {
            left,
            top,
            right,
            bottom,
        })
    }

    /// The rectangle between two corners, in whichever direction they were drawn.
    pub fn spanned(a: PagePoint, b: PagePoint) -> Option<Self> {
        Self::new(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y))
    }

    pub fn left(&self) -> f64 {
        self.left
    }
    pub fn top(&self) -> f64 {
        self.top
    }
    pub fn right(&self) -> f64 {
        self.right
    }
    pub fn bottom(&self) -> f64 {
        self.bottom
    }
    pub fn width(&self) -> f64 {
        self.right - self.left
    }
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
    pub fn surface(&self) -> f64 {
        self.width() * self.height()
    }
    pub fn center(&self) -> PagePoint {
        PagePoint::new(
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    pub fn contains(&self, point: PagePoint) -> bool {
        self.left <= point.x && point.x < self.right && self.top <= point.y && point.y < self.bottom
    }

    /// Whether rectangles cover all of this one: one of them alone, or some together where they are no more than
    /// [`MAX_UNITED`].
    pub fn lies_under(&self, others: &[PageRect]) -> bool {
        let together = if others.len() > MAX_UNITED {
            &[]
        } else {
            others
        };
        others.iter().any(|other| other.contains_rect(self)) || self.lies_under_all(together)
    }

    fn lies_under_all(&self, others: &[PageRect]) -> bool {
        let Some((first, rest)) = others.split_first() else {
            return false;
        };
        let Some(common) = self.intersection(first) else {
            return self.lies_under_all(rest);
        };
        let beside = [
            Self::new(self.left, self.top, self.right, common.top),
            Self::new(self.left, common.bottom, self.right, self.bottom),
            Self::new(self.left, common.top, common.left, common.bottom),
            Self::new(common.right, common.top, self.right, common.bottom),
        ];
        beside
            .into_iter()
            .flatten()
            .all(|part| part.lies_under_all(rest))
    }

    pub fn contains_rect(&self, other: &PageRect) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// As [`PagePoint::turned`]; `None` where nothing of it is left by rounding.
    pub fn turned(&self, quarters: u8, size: PageSize) -> Option<Self> {
        let corner = |x, y| PagePoint::new(x, y).turned(quarters, size);
        Self::spanned(corner(self.left, self.top), corner(self.right, self.bottom))
    }

    /// As [`PagePoint::turned_back`].
    pub fn turned_back(&self, quarters: u8) -> Self {
        let corner = |x, y| PagePoint::new(x, y).turned_back(quarters);
        let (a, b) = (corner(self.left, self.top), corner(self.right, self.bottom));
        Self {
            left: a.x.min(b.x),
            top: a.y.min(b.y),
            right: a.x.max(b.x),
            bottom: a.y.max(b.y),
        }
    }

    /// The smallest rectangle that holds both.
    pub fn union(&self, other: &PageRect) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// What both have in common; `None` when they merely touch.
    pub fn intersection(&self, other: &PageRect) -> Option<Self> {
        Self::new(
            self.left.max(other.left),
            self.top.max(other.top),
            self.right.min(other.right),
            self.bottom.min(other.bottom),
        )
    }

    pub fn intersects(&self, other: &PageRect) -> bool {
        self.intersection(other).is_some()
    }

    /// Grown by `margin` points on every side; `None` when a negative margin leaves nothing.
    pub fn expanded(&self, margin: f64) -> Option<Self> {
        Self::new(
            self.left - margin,
            self.top - margin,
            self.right + margin,
            self.bottom + margin,
        )
    }

    /// Moved as a whole.
    pub fn translated(&self, dx: f64, dy: f64) -> Option<Self> {
        Self::new(
            self.left + dx,
            self.top + dy,
            self.right + dx,
            self.bottom + dy,
        )
    }

    /// Which part of this rectangle's surface lies in `other`, between 0 and 1.
    pub fn share_in(&self, other: &PageRect) -> f64 {
        self.intersection(other)
            .map_or(0.0, |common| common.surface() / self.surface())
    }
}

impl TryFrom<[f64; 4]> for PageRect {
    type Error = &'static str;
    fn try_from([left, top, right, bottom]: [f64; 4]) -> Result<Self, Self::Error> {
        Self::new(left, top, right, bottom)
            .ok_or("an area needs finite numbers with left < right and top < bottom")
    }
}

impl From<PageRect> for [f64; 4] {
    fn from(r: PageRect) -> Self {
        [r.left, r.top, r.right, r.bottom]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    #[test]
    fn there_is_no_empty_or_infinite_rectangle() {
        assert!(PageRect::new(1.0, 1.0, 1.0, 2.0).is_none());
        assert!(PageRect::new(2.0, 1.0, 1.0, 2.0).is_none());
        assert!(PageRect::new(0.0, 0.0, f64::INFINITY, 2.0).is_none());
        assert!(PageRect::new(f64::NAN, 0.0, 1.0, 2.0).is_none());
        assert!(serde_json::from_str::<PageRect>("[3, 0, 1, 1]").is_err());
    }

    #[test]
    fn a_drag_in_any_direction_spans_the_same_rectangle() {
        let (a, b) = (PagePoint::new(10.0, 40.0), PagePoint::new(30.0, 20.0));
        assert_eq!(PageRect::spanned(a, b), PageRect::spanned(b, a));
        assert_eq!(PageRect::spanned(a, b), Some(rect(10.0, 20.0, 30.0, 40.0)));
        assert_eq!(PageRect::spanned(a, a), None);
    }

    #[test]
    fn touching_is_not_intersecting() {
        let a = rect(0.0, 0.0, 10.0, 10.0);
        assert!(!a.intersects(&rect(10.0, 0.0, 20.0, 10.0)));
        assert!(a.intersects(&rect(9.9, 0.0, 20.0, 10.0)));
        assert_eq!(rect(5.0, 0.0, 15.0, 10.0).share_in(&a), 0.5);
    }

    #[test]
    fn json_is_the_four_numbers() {
        let text = serde_json::to_string(&rect(72.0, 100.5, 190.2, 114.0)).unwrap();
        assert_eq!(text, "[72.0,100.5,190.2,114.0]");
        assert_eq!(
            serde_json::from_str::<PageRect>(&text).unwrap(),
            rect(72.0, 100.5, 190.2, 114.0)
        );
    }
}
