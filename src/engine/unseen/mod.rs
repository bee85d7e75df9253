//! Leaves out the shapes of a page that nobody sees: the page is drawn with and without them.
//!
//! **Invariant:** a shape goes only where the page looks the same without it, and nothing under an area is asked.
//! **Absent:** text, of which the source itself is asked.
//!
//! The order of drawing was the alternative: it would need every way in which a page can cover, clip or fade.

mod around;
mod bars;
mod pictures;
mod shapes;

pub use around::written;
pub use bars::over_pictures;
pub use pictures::SourceView;

use crate::model::page::geometry::PageRect;
use crate::pdf::Document;
use crate::redact::{hidden_pictures, outlines};
use crate::writer::page::CleanPage;
use kurbo::Rect;
use pictures::unseen_pictures;
use shapes::unseen_shapes;

/// So many letters beside each other may be a word.
const MIN_WORD_LETTERS: usize = 3;

/// A page without what nobody sees.
pub struct WithoutUnseen {
    pub page: CleanPage,
    /// Where shapes stood that are like letters and that nobody sees.
    pub letters: Vec<Rect>,
    /// The page as it is written, where it was opened for this.
    pub written: Option<Document>,
}

/// The page without the pictures and shapes that nobody sees; the page as it was, where that cannot be told.
pub fn without_unseen(page: CleanPage, source: &SourceView<'_>) -> WithoutUnseen {
    let page = match unseen_pictures(&page, source) {
        Some(unseen) if !unseen.is_empty() => {
            hidden_pictures::without(&page, &|number| unseen.contains(&number))
        }
        _ => page,
    };
    let Some((unseen, written)) = unseen_shapes(&page) else {
        return WithoutUnseen {
            page,
            letters: Vec::new(),
            written: None,
        };
    };
    if unseen.is_empty() {
        return WithoutUnseen {
            page,
            letters: Vec::new(),
            written: Some(written),
        };
    }
    let shapes = outlines::shapes(&page).into_iter().enumerate();
    let letters = shapes.filter(|(number, shape)| shape.is_letter && unseen.contains(number));
    WithoutUnseen {
        letters: letters.map(|(_, shape)| shape.bounds).collect(),
        page: outlines::without(&page, &|number| unseen.contains(&number)),
        written: None,
    }
}

/// The lines on which letters stand that may be words.
pub fn lines(mut letters: Vec<Rect>) -> Vec<PageRect> {
    letters.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut lines: Vec<(Rect, usize)> = Vec::new();
    for bounds in letters {
        let follows = |line: &Rect| {
            let gap = (bounds.x0 - line.x1).max(line.x0 - bounds.x1);
            gap < line.height() && bounds.y0 < line.y1 && bounds.y1 > line.y0
        };
        match lines.iter_mut().rev().find(|(line, _)| follows(line)) {
            Some((line, count)) => (*line, *count) = (line.union(bounds), *count + 1),
            None => lines.push((bounds, 1)),
        }
    }
    let words = lines
        .into_iter()
        .filter(|(_, count)| *count >= MIN_WORD_LETTERS);
    words
        .filter_map(|(r, _)| PageRect::new(r.x0, r.y0, r.x1, r.y1))
        .collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::model::page::geometry::PageSize;
    use crate::model::page::pixels::Pixels;
    use crate::redact::traces::Traceless;
    use crate::writer::page::{Item, Outline, Paint};
    use crate::writer::picture::Picture;
    use crate::writer::samples::Samples;
    use kurbo::{BezPath, Shape};
    use std::rc::Rc;

    pub fn page(shapes: Vec<BezPath>) -> CleanPage {
        let fill = |path| Item::Fill {
            shape: Outline {
                path,
                even_odd: false,
            },
            paint: Paint {
                colour: [0; 3],
                alpha: 255,
            },
        };
        CleanPage {
            items: shapes.into_iter().map(fill).collect(),
            ..CleanPage::blank(
                PageSize {
                    width: 100.0,
                    height: 100.0,
                },
                1.0,
            )
        }
    }

    pub fn letter() -> BezPath {
        let corners = [(40, 40), (44, 40), (44, 56), (52, 56), (52, 60), (40, 60)];
        let mut path = BezPath::new();
        path.move_to((40.0, 36.0));
        for (x, y) in corners {
            path.line_to((f64::from(x), f64::from(y)));
        }
        path.close_path();
        path
    }

    pub fn rect(left: f64, top: f64, right: f64, bottom: f64) -> BezPath {
        Rect::new(left, top, right, bottom).to_path(0.1)
    }

    /// Nobody knows how the source looks, so that every picture is asked.
    const UNKNOWN: SourceView<'static> = SourceView {
        clean: &|| None,
        areas: &[],
    };

    #[test]
    fn a_letter_under_another_shape_goes_and_one_that_a_rule_crosses_stays() {
        let covered = without_unseen(page(vec![letter(), rect(30.0, 30.0, 70.0, 70.0)]), &UNKNOWN);
        assert_eq!((covered.page.items.len(), covered.letters.len()), (1, 1));
        let crossed = without_unseen(page(vec![letter(), rect(0.0, 50.0, 100.0, 51.0)]), &UNKNOWN);
        assert_eq!((crossed.page.items.len(), crossed.letters.len()), (2, 0));
    }

    #[test]
    fn a_picture_that_nobody_sees_goes_with_its_samples() {
        let name = |alpha| {
            let samples = Samples::new(8, 8, 1, (0..64).map(|v| (v % 7) * 20).collect()).unwrap();
            let place = kurbo::Affine::new([40.0, 0.0, 0.0, -20.0, 20.0, 60.0]);
            let item = Item::Picture {
                picture: 0,
                place,
                alpha,
            };
            (samples.coded(None).unwrap(), item)
        };
        let left = |alpha, over: Vec<BezPath>| {
            let mut made = page(over);
            let (picture, item) = name(alpha);
            made.items.insert(0, item);
            for item in &mut made.items {
                if let Item::Fill { paint, .. } = item {
                    paint.colour = [255; 3];
                }
            }
            made.pictures.push(picture);
            let left = without_unseen(made, &UNKNOWN).page;
            (left.pictures.len(), left.items.len())
        };
        assert_eq!(left(255, vec![]), (1, 1), "in sight");
        let half = || rect(10.0, 30.0, 45.0, 70.0);
        assert_eq!(left(255, vec![half()]), (1, 2), "half in sight");
        let both = vec![half(), rect(40.0, 30.0, 70.0, 70.0)];
        assert_eq!(left(255, both), (0, 2), "under two shapes together");
        assert_eq!(left(2, vec![]), (0, 0), "fainter than anybody sees");
    }

    #[test]
    fn a_picture_in_the_colour_of_its_ground_goes() {
        let name = || Samples::new(8, 8, 1, (0..64).map(|v| (v % 7) * 20).collect()).unwrap();
        let even = |tone: u8| Samples::new(8, 8, 1, vec![tone; 64]).unwrap();
        let white = Pixels::new(200, 200, vec![255; 120_000]).unwrap();
        let white = Traceless::of_copy(Rc::new(white));
        let shown = SourceView {
            clean: &|| Some(white.clone()),
            areas: &[],
        };
        let left = |mut picture: Picture, mask: Option<Picture>| {
            picture.mask = mask.map(Box::new);
            let mut made = page(vec![]);
            made.pictures.push(picture);
            made.items.push(Item::Picture {
                picture: 0,
                place: kurbo::Affine::new([40.0, 0.0, 0.0, -20.0, 20.0, 60.0]),
                alpha: 255,
            });
            without_unseen(made, &shown).page.pictures.len()
        };
        let coded = |samples: Samples| samples.coded(None).unwrap();
        assert_eq!(
            left(coded(even(255)), Some(coded(name()))),
            0,
            "through a mask"
        );
        let pale = (0..64).map(|v| 250 + (v % 6) as u8).collect();
        let pale = Samples::new(8, 8, 1, pale).unwrap();
        assert_eq!(left(coded(pale), None), 0, "hardly another tone");
        assert_eq!(left(coded(even(0)), Some(coded(name()))), 1, "in sight");
    }

    #[test]
    fn a_white_stencil_that_covers_a_part_of_a_picture_stays() {
        let mut made = page(vec![]);
        // Ink beside the stencil and ink right under it, with paper around that.
        let is_ink = |x: usize| (2..4).contains(&x) || (10..14).contains(&x);
        let scan = (0..24 * 8).map(|at| if is_ink(at % 24) { 0 } else { 255 });
        let dark = Samples::new(24, 8, 1, scan.collect()).unwrap();
        let stencil = Samples::new(8, 8, 1, vec![255; 64]).unwrap();
        made.pictures = vec![dark.coded(None).unwrap(), stencil.stencil().unwrap()];
        let at = |left: f64, width: f64| kurbo::Affine::new([width, 0.0, 0.0, -20.0, left, 60.0]);
        made.items = vec![
            Item::Picture {
                picture: 0,
                place: at(20.0, 60.0),
                alpha: 255,
            },
            Item::Stencil {
                picture: 1,
                place: at(40.0, 20.0),
                paint: Paint {
                    colour: [255; 3],
                    alpha: 255,
                },
            },
        ];
        let left = without_unseen(made, &UNKNOWN).page;
        assert_eq!((left.pictures.len(), left.items.len()), (2, 2));
    }

    #[test]
    fn one_of_two_equal_pictures_stays() {
        let mut made = page(vec![]);
        let samples = Samples::new(8, 8, 1, (0..64).map(|v| (v % 7) * 20).collect()).unwrap();
        let place = kurbo::Affine::new([40.0, 0.0, 0.0, -20.0, 20.0, 60.0]);
        for number in 0..2 {
            made.pictures.push(samples.coded(None).unwrap());
            made.items.push(Item::Picture {
                picture: number,
                place,
                alpha: 255,
            });
        }
        let left = without_unseen(made, &UNKNOWN).page;
        assert_eq!((left.pictures.len(), left.items.len()), (1, 1));
    }
}
