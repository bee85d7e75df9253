//! A page as one picture with invisible text: right for every page that can be rendered.
//!
//! **Invariant:** every pixel that an area touches, and one pixel around it for the smoothing of edges, is flat black
//! before anything is coded; only words that can be seen outside the areas stay searchable.
//! **Absent:** rendering; pixels and text are handed in.

use super::invisible_text::Layer;
use super::traces::{self, Trace};
use super::tracking_dots;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::model::page::seen::Seen;
use crate::model::page::text::PageText;
use crate::writer::page::{CleanPage, Item, TextMode, TextRun};
use crate::writer::picture::Picture;
use kurbo::Affine;

/// Pixels per point of a raster page: 200 dpi.
pub const SCALE: f64 = 200.0 / 72.0;
/// The longest side of a raster page in pixels; larger pages are rendered more coarsely.
const MAX_SIDE: f64 = 8_000.0;

/// The scale at which a page of this size is rendered, in pixels per point.
pub fn scale(size: PageSize) -> f64 {
    SCALE.min(MAX_SIDE / size.width.max(size.height).max(1.0))
}

/// A page that is to become one picture.
pub struct RasterPage<'a> {
    pub size: PageSize,
    pub user_unit: f64,
    pub text: &'a PageText,
    pub areas: &'a [PageRect],
    /// Where its pictures show more than they should.
    pub traces: &'a [Trace],
    /// How the picture is coded.
    pub code: fn(&Pixels) -> Option<Picture>,
}

impl RasterPage<'_> {
    /// Makes the page. `pixels` is the rendered page at [`scale`]; `None` when it cannot be coded.
    pub fn made(&self, mut pixels: Pixels) -> Option<CleanPage> {
        let Self {
            size,
            text,
            areas,
            traces,
            ..
        } = *self;
        let (x_scale, y_scale) = (
            pixels.width() as f64 / size.width,
            pixels.height() as f64 / size.height,
        );
        let zones = text.coverages(areas);
        let seen = Seen::new(&pixels, size, areas, 1.0);
        let kept = text.chars.iter().enumerate().filter(|(index, c)| {
            // Hidden text is never exported.
            text.survives(*index, &zones) && (c.is_blank() || seen.shows_char(c))
        });
        let layer = Layer::of(kept.map(|(_, c)| c));
        pixels = traces::cleaned(pixels, size, areas, traces);
        without_tracking_dots(&mut pixels, areas, x_scale);
        for area in areas {
            let before = |v: f64| (v.floor().max(1.0) as usize).saturating_sub(1);
            let after = |v: f64| v.ceil().max(0.0) as usize + 1;
            pixels.fill(
                before(area.left() * x_scale),
                before(area.top() * y_scale),
                after(area.right() * x_scale),
                after(area.bottom() * y_scale),
                [0; 3],
            );
        }
        let picture = (self.code)(&pixels)?;
        let place = Affine::new([size.width, 0.0, 0.0, -size.height, 0.0, size.height]);
        let items = vec![
            Item::Picture {
                picture: 0,
                place,
                alpha: 255,
            },
            Item::Text(TextRun {
                glyphs: layer.placed,
                mode: TextMode::Invisible,
            }),
        ];
        Some(CleanPage {
            size,
            user_unit: self.user_unit,
            items,
            glyphs: layer.glyphs,
            pictures: vec![picture],
            parts: Vec::new(),
            raster: true,
        })
    }
}

/// Takes the dots of a printer away. The page was cleaned of traces, so that beside the areas nothing tells of them but the
/// edge that is smoothed.
fn without_tracking_dots(pixels: &mut Pixels, areas: &[PageRect], scale: f64) {
    const EDGE: f64 = 2.0;
    let edges: Vec<[f64; 4]> = areas
        .iter()
        .map(|a| [a.left(), a.top(), a.right(), a.bottom()].map(|v| v * scale))
        .collect();
    let is_near = |x: usize, y: usize| {
        let (x, y) = (x as f64, y as f64);
        let is_in = |[l, t, r, b]: &[f64; 4]| {
            (l - EDGE..r + EDGE).contains(&x) && (t - EDGE..b + EDGE).contains(&y)
        };
        edges.iter().any(is_in)
    };
    let width = pixels.width();
    let mut picture = tracking_dots::Picture {
        width,
        samples: pixels.samples_mut(),
        per_inch: 72.0 * scale,
    };
    picture.without_dots(is_near);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::text::PageChar;

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 50.0,
    };

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    /// A page with a black bar per character; `shown` says which bars are drawn.
    fn made(shown: &str, area: PageRect) -> CleanPage {
        let mut pixels = Pixels::new(200, 100, vec![255; 60_000]).unwrap();
        let mut chars = Vec::new();
        for (i, c) in "abcdef".chars().enumerate() {
            let ink = rect(10.0 + 10.0 * i as f64, 10.0, 16.0 + 10.0 * i as f64, 20.0);
            chars.push(PageChar::drawn(c, ink));
            if shown.contains(c) {
                pixels.fill(20 + 20 * i, 20, 32 + 20 * i, 40, [0; 3]);
            }
        }
        let text = PageText::new(chars, &[]);
        let page = RasterPage {
            size: SIZE,
            user_unit: 1.0,
            text: &text,
            areas: &[area],
            traces: &[],
            code: Picture::of_page,
        };
        page.made(pixels).unwrap()
    }

    #[test]
    fn covered_and_hidden_characters_are_gone() {
        let page = made("abcef", rect(9.0, 9.0, 27.0, 21.0));
        let left: String = page.glyphs.iter().map(|g| g.unicode.as_str()).collect();
        assert_eq!(left, "cef");
        assert!(page.is_sound());
    }
}
